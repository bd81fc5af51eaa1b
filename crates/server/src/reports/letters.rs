//! What whoever reported something is written, once the deed is done; and what the team is told of those who wait.
//!
//! Each letter belongs to the conversation of its case: an answer by mail finds its way back, by the address and by the id that
//! all of them refer to. Not here: which of our deeds are told ([`react`] is asked of each), and how a letter travels.

use beffroi_channels::Thread;
use beffroi_domain::{IncidentId, MemberId, Moment, ReportId};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::{
    Desk, Entry, Report, Spike, desk_of, spike, store,
    tell::{Body, News},
};
use crate::{
    components,
    ground::{Error, Result, Tx},
    incidents,
    members::{self, Member},
    outbox::{self, Claimed, Letter},
    pages::{self, Page},
    web::{
        Address, Reader, Site,
        address::Asked,
        letters::{self, Case, Heading, Said, TooMany, Waiting},
        words,
    },
};

/// How long a letter to the author of a case says something true.
const STALE: SignedDuration = SignedDuration::from_hours(14 * 24);
/// How long one to the team does.
const WAITS: SignedDuration = SignedDuration::from_hours(24);

/// Writes to the author of a case what an event says of it, where they gave an address; and sees whether there are more reports
/// than usual.
///
/// # Errors
/// A fault when the database is away, or the event has a form that is not known.
pub async fn react(tx: &mut Tx, now: Timestamp, site: &Site, event: &Claimed) -> Result<()> {
    let body: Body = serde_json::from_str(&event.body)?;
    let Some(id) = event.subject.map(ReportId) else {
        return Ok(());
    };
    let Some(report) = store::find_by_id(tx, id).await? else {
        return Ok(());
    };
    if body.news == News::Opened {
        spike::look(tx, now, site, &report).await?;
    }
    if report.facts.email.is_empty() || !site.has_mail {
        return Ok(());
    }
    let view = View::of(tx, now, site, &report).await?;
    let incident = match report.incident {
        Some((incident, _)) => Some(view.title(tx, incident).await?),
        None => None,
    };
    let by = view.answer_by(&report);
    let said = match body.news {
        News::Opened => Said::Opened {
            by: by.as_deref(),
            is_masked: report.is_masked,
            incident: incident.as_deref(),
        },
        News::Answered => match words_of(&report, body.entry) {
            Some(entry) => Said::Answered(&entry.body),
            None => return Ok(()),
        },
        News::Linked => match &incident {
            Some(title) => Said::Linked(title),
            None => return Ok(()),
        },
        News::Asked => Said::Asked(incident.as_deref()),
        News::Closed => Said::Closed,
        // Their own deeds, and what the next answer tells.
        News::Said | News::Settled | News::Reopened => return Ok(()),
    };
    let says = letters::case(view.reader.words, view.case(site, &report), said);
    let letter = Letter {
        key: &format!("case:{}", event.id),
        kind: "case",
        to: &report.facts.email,
        subject: Some(report.id.0),
        says: &says,
        expires_at: Some(now + STALE),
    };
    outbox::letter(tx, now, &letter).await?;
    Ok(())
}

fn words_of(report: &Report, entry: Option<Uuid>) -> Option<&Entry> {
    report.entries.iter().find(|one| Some(one.id) == entry)
}

/// A case as its author sees it: in their language, at the page's address.
struct View {
    page: Page,
    desk: Desk,
    reader: Reader,
    reference: String,
}

impl View {
    async fn of(tx: &mut Tx, now: Timestamp, site: &Site, report: &Report) -> Result<Self> {
        let all = pages::list(tx).await?;
        let page = all.iter().find(|page| page.id == report.page);
        let page = page.ok_or(Error::NotFound)?.clone();
        let reader = Reader {
            words: words::first_of([&report.locale].into_iter().chain(&page.locales)),
            zone: page.zone.clone(),
            fallback: page.locales.clone(),
            now,
            address: pages::stand(&all, site.front(), &Asked::default(), &page),
        };
        Ok(Self {
            desk: desk_of(tx, page.id).await?,
            page,
            reader,
            reference: report.reference.to_string(),
        })
    }

    async fn title(&self, tx: &mut Tx, incident: IncidentId) -> Result<String> {
        let incident = incidents::load(tx, self.page.id, incident).await?;
        Ok(self.reader.plain(&incident.title).unwrap_or_default())
    }

    fn answer_by(&self, report: &Report) -> Option<String> {
        let by = report.answer_by?;
        let when = self.reader.when(&Moment::exact(by)).text;
        Some(self.reader.words.tell("promise-by", &[("when", &when)]))
    }

    fn case<'a>(&'a self, site: &Site, report: &'a Report) -> Case<'a> {
        Case {
            reference: &self.reference,
            page: self.page.name_in(&report.locale),
            address: self.desk.case_address(
                &self.reader.address.origin,
                &report.locale,
                report.reference,
            ),
            thread: site
                .answers_to
                .as_deref()
                .map(|mailbox| self.thread(mailbox, report)),
        }
    }

    fn thread(&self, mailbox: &str, report: &Report) -> Thread {
        Thread {
            root: self.desk.mail_root(report.reference, mailbox),
            reply_to: self.desk.mail_address(report.reference, mailbox),
            mark: self.reader.words.say(MARK),
        }
    }
}

/// The words of the line above which people write their answer.
pub(super) const MARK: &str = "case-letter-mark";

/// Tells some of the team that the author of a case waits.
pub(super) async fn remind(
    tx: &mut Tx,
    now: Timestamp,
    site: &Site,
    report: &Report,
    since: Timestamp,
    people: &[MemberId],
    is_late: bool,
) -> Result<()> {
    if !site.has_mail {
        return Ok(());
    }
    let page = pages::find_by_id(tx, report.page).await?;
    let page = page.ok_or(Error::NotFound)?;
    let kind = if is_late { "case-late" } else { "case-soon" };
    let key = format!("{kind}:{}:{}", report.id, since.as_microsecond());
    let address = format!("{}/console/cases/{}", site.public_url, report.id);
    for member in people {
        let Some(person) = members::find_by_id(tx, *member).await? else {
            continue;
        };
        let reader = reader_of(now, &page, &person);
        let about = Waiting {
            reference: &report.reference.to_string(),
            waits: &reader.seconds(now.duration_since(since).as_mins() * 60),
            is_late,
        };
        let heading = heading(site, &person);
        let says = letters::case_waits(reader.words, heading, about, address.clone());
        write_to(tx, now, &person, (kind, &key), &says).await?;
    }
    Ok(())
}

/// Tells some of the team that there are more reports than usual.
pub(super) async fn tell_spike(
    tx: &mut Tx,
    now: Timestamp,
    site: &Site,
    found: &Spike,
    people: &[MemberId],
) -> Result<()> {
    if !site.has_mail {
        return Ok(());
    }
    let page = pages::find_by_id(tx, found.page).await?;
    let page = page.ok_or(Error::NotFound)?;
    let parts = components::of_page(tx, page.id).await?;
    let part = parts.iter().find(|one| Some(one.id) == found.component);
    let address = format!("{}/console/cases?of={}", site.public_url, page.slug);
    for member in people {
        let Some(person) = members::find_by_id(tx, *member).await? else {
            continue;
        };
        let reader = reader_of(now, &page, &person);
        let name = part.and_then(|part| reader.plain(&part.name));
        let about = TooMany {
            component: name.as_deref(),
            page: page.name_in(reader.words.locale()),
            reports: found.reports,
            usual: &reader.rate(found.usual_milli),
            since: &reader.when(&Moment::minute(found.since)).text,
        };
        let says =
            letters::case_spike(reader.words, heading(site, &person), about, address.clone());
        let key = format!("case-spike:{}", found.id);
        write_to(tx, now, &person, ("case-spike", &key), &says).await?;
    }
    Ok(())
}

/// Somebody of the team, at the page's clock.
fn reader_of(now: Timestamp, page: &Page, person: &Member) -> Reader {
    Reader {
        words: words::first_of(person.locale.iter().chain(&page.locales)),
        zone: page.zone.clone(),
        fallback: page.locales.clone(),
        now,
        address: Address::default(),
    }
}

fn heading<'a>(site: &'a Site, person: &'a Member) -> Heading<'a> {
    Heading {
        host: site.host(),
        name: &person.name,
    }
}

/// A letter to each address of somebody of the team.
async fn write_to(
    tx: &mut Tx,
    now: Timestamp,
    person: &Member,
    (kind, key): (&'static str, &str),
    says: &beffroi_channels::Letter,
) -> Result<()> {
    for (number, to) in members::addresses_of(tx, person).await?.iter().enumerate() {
        let letter = Letter {
            key: &format!("{key}:{}:{number}", person.id),
            kind,
            to,
            subject: Some(person.id.0),
            says,
            expires_at: Some(now + WAITS),
        };
        outbox::letter(tx, now, &letter).await?;
    }
    Ok(())
}
