//! Promises that fall due: before it whoever is responsible is reminded; when one is late the page says so, and the rest of
//! duty hears of it; when it is late still, those who can decide.
//!
//! Responsible are the crisis unit of the incident, else the first on duty, else whoever made the promise. Nobody hears of
//! an incident that no reader sees.

use beffroi_domain::{
    Actor, Commitment, CommitmentId, IncidentId, LocalizedText, MemberId, PageId, Precision,
};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::on_duty;
use crate::{
    commitments::{self, About},
    deadlines::Deadline,
    ground::{Error, Result, Tx},
    incidents,
    members::{self, Member, Role},
    outbox::{self, Letter},
    pages::{self, Page},
    params,
    web::{
        Address, Reader, Site,
        letters::{self, Heading, Promised, Stage},
        words,
    },
};

/// How long a letter about a late promise says something true.
const STALE: SignedDuration = SignedDuration::from_hours(12);

/// Does what has fallen due of a promise; true when anything came of it.
pub(super) async fn fall_due(
    tx: &mut Tx,
    now: Timestamp,
    site: &Site,
    due: &Deadline,
) -> Result<bool> {
    let id = CommitmentId(due.object);
    let (incident, found) = commitments::find(tx, id).await?;
    if !found.is_open() {
        return Ok(false);
    }
    let about = about(tx, incident).await?;
    let case = Case {
        site,
        now,
        incident,
        pages: told_on(tx, incident).await?,
        promise: &found,
    };
    match due.kind.as_str() {
        // After a stop the word that it is late comes at once; a reminder would say nothing more.
        commitments::REMIND if now >= found.late_at => Ok(false),
        commitments::REMIND => {
            let people = case.responsible(tx).await?;
            case.write(tx, Stage::Reminder, &people).await?;
            Ok(true)
        }
        commitments::LATE => {
            let is_late = commitments::turn_late(tx, now, &about, id).await?.is_some();
            if is_late {
                let people = case.responsible_and_rest(tx).await?;
                case.write(tx, Stage::Late, &people).await?;
            }
            Ok(is_late)
        }
        _ => {
            let people = case.deciding(tx).await?;
            case.write(tx, Stage::Decide, &people).await?;
            Ok(true)
        }
    }
}

#[derive(sqlx_macros::FromRow)]
struct PlaceRow {
    page_id: Uuid,
    visibility: String,
}

async fn places(tx: &mut Tx, incident: IncidentId) -> Result<Vec<(Page, bool)>> {
    let rows: Vec<PlaceRow> = tx
        .list(
            "SELECT page_id, visibility FROM incident_pages WHERE incident_id = $1 ORDER BY page_id",
            params![incident],
        )
        .await?;
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        let page = pages::find_by_id(tx, PageId(row.page_id)).await?;
        all.push((page.ok_or(Error::NotFound)?, row.visibility == "public"));
    }
    Ok(all)
}

async fn about(tx: &mut Tx, incident: IncidentId) -> Result<About> {
    let places = places(tx, incident).await?;
    let (first, _) = places.first().ok_or(Error::NotFound)?;
    Ok(About {
        incident,
        zone: first.zone.clone(),
        pages: places.iter().map(|(page, _)| page.id).collect(),
    })
}

/// The pages whose readers see it.
async fn told_on(tx: &mut Tx, incident: IncidentId) -> Result<Vec<Page>> {
    let places = places(tx, incident).await?;
    let told = places.into_iter().filter(|(_, is_public)| *is_public);
    Ok(told.map(|(page, _)| page).collect())
}

/// A promise that fell due, and where.
struct Case<'a> {
    site: &'a Site,
    now: Timestamp,
    incident: IncidentId,
    pages: Vec<Page>,
    promise: &'a Commitment,
}

impl Case<'_> {
    /// The crisis unit, else the first on duty, else who made the promise.
    async fn responsible(&self, tx: &mut Tx) -> Result<Vec<MemberId>> {
        let unit = incidents::roles_of(tx, self.incident).await?;
        let unit = unit.into_iter().map(|(_, member)| MemberId(member));
        let unit = self.there(tx, unit.collect()).await?;
        if !unit.is_empty() {
            return Ok(unit);
        }
        let first: Vec<MemberId> = self.on_duty(tx).await?.into_iter().take(1).collect();
        if !first.is_empty() {
            return Ok(first);
        }
        let maker = match self.promise.made.by {
            Actor::Member(id) => vec![MemberId(id)],
            _ => vec![],
        };
        self.there(tx, maker).await
    }

    async fn responsible_and_rest(&self, tx: &mut Tx) -> Result<Vec<MemberId>> {
        let mut people = self.responsible(tx).await?;
        people.extend(self.on_duty(tx).await?);
        self.there(tx, people).await
    }

    /// Publishers and administrators of the pages.
    async fn deciding(&self, tx: &mut Tx) -> Result<Vec<MemberId>> {
        let mut deciding = Vec::new();
        for member in members::list(tx).await? {
            let grants = members::roles_of(tx, member.id).await?;
            let may = grants.iter().any(|grant| {
                let is_here = |page| self.pages.iter().any(|one| one.id == page);
                grant.role >= Role::Publisher && grant.page.is_none_or(is_here)
            });
            deciding.extend(may.then_some(member.id));
        }
        self.there(tx, deciding).await
    }

    async fn on_duty(&self, tx: &mut Tx) -> Result<Vec<MemberId>> {
        let mut all = Vec::new();
        for page in &self.pages {
            all.extend(on_duty(tx, page.id, self.now).await?);
        }
        Ok(all)
    }

    /// Those who were not removed, nobody twice.
    async fn there(&self, tx: &mut Tx, people: Vec<MemberId>) -> Result<Vec<MemberId>> {
        let mut there: Vec<MemberId> = Vec::with_capacity(people.len());
        for id in people {
            let member = members::find_by_id(tx, id).await?;
            let is_here = member.is_some_and(|member| member.removed_at.is_none());
            if is_here && !there.contains(&id) {
                there.push(id);
            }
        }
        Ok(there)
    }

    /// A letter to each address of each, where a relay is set and any reader sees the incident.
    async fn write(&self, tx: &mut Tx, stage: Stage, people: &[MemberId]) -> Result<()> {
        let (true, Some(page)) = (self.site.has_mail, self.pages.first()) else {
            return Ok(());
        };
        let title = incidents::load(tx, page.id, self.incident).await?.title;
        for id in people {
            let person = members::find_by_id(tx, *id).await?.ok_or(Error::NotFound)?;
            self.write_to(tx, stage, page, &title, &person).await?;
        }
        Ok(())
    }

    async fn write_to(
        &self,
        tx: &mut Tx,
        stage: Stage,
        page: &Page,
        title: &LocalizedText,
        person: &Member,
    ) -> Result<()> {
        let says = self.says(stage, page, title, person);
        let expires_at = match stage {
            Stage::Reminder => self.promise.late_at,
            Stage::Late | Stage::Decide => self.now + STALE,
        };
        // Moved, it is another promise: its reminder is another letter.
        let late_at = self.promise.late_at.as_microsecond();
        for (number, to) in members::addresses_of(tx, person).await?.iter().enumerate() {
            let id = self.promise.id;
            let letter = Letter {
                key: &format!("{}:{id}:{late_at}:{}:{number}", stage.kind(), person.id),
                kind: stage.kind(),
                to,
                subject: Some(person.id.0),
                says: &says,
                expires_at: Some(expires_at),
            };
            outbox::letter(tx, self.now, &letter).await?;
        }
        Ok(())
    }

    fn says(
        &self,
        stage: Stage,
        page: &Page,
        title: &LocalizedText,
        person: &Member,
    ) -> beffroi_channels::Letter {
        let words = words::first_of(person.locale.iter().chain(&page.locales));
        let reader = Reader {
            words,
            zone: page.zone.clone(),
            fallback: page.locales.clone(),
            now: self.now,
            address: Address::default(),
        };
        let what = reader.plain(&self.promise.words);
        let when = [("when", reader.when(&self.promise.due).text)];
        let when = when.each_ref().map(|(name, text)| (*name, text.as_str()));
        let by = match self.promise.due.precision {
            Precision::Day => words.tell("promise-by-day", &when),
            Precision::Minute | Precision::Exact => words.tell("promise-by", &when),
        };
        let about = Promised {
            title: &reader.plain(title).unwrap_or_default(),
            what: &what.unwrap_or_else(|| words.say(&format!("promise-{}", self.promise.kind))),
            by: &by,
        };
        let heading = Heading {
            host: self.site.host(),
            name: &person.name,
        };
        let desk = format!(
            "{}/console/incidents/{}#promises",
            self.site.public_url, self.incident
        );
        letters::promise(words, heading, stage, &about, desk)
    }
}
