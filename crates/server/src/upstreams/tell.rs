//! Who is written to: whoever is on duty for the page, with what is wrong at whom, what of ours it touches, and what waits.

use beffroi_channels as channels;
use beffroi_domain::Moment;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::{
    evidence,
    trouble::{self, News, Trouble},
};
use crate::{
    components::{self, Component},
    duty,
    ground::{Error, Result, Tx},
    incidents,
    members::{self, Member},
    outbox::{self, Letter},
    pages::{self, Page},
    providers::{self, Provider},
    web::{
        Address, Reader, Site,
        letters::{self, Heading},
        words,
    },
};

/// How long a letter about it says something true.
const STALE: SignedDuration = SignedDuration::from_hours(12);

/// What a letter is about.
struct Case<'a> {
    now: Timestamp,
    site: &'a Site,
    page: Page,
    provider: Provider,
    trouble: Trouble,
    news: News,
    components: Vec<Component>,
    title: String,
    /// What became of it here, as the letters have it.
    outcome: &'static str,
    address: String,
}

/// Writes the letters that a trouble is still to be told by, where a relay is set.
pub(super) async fn write(tx: &mut Tx, now: Timestamp, site: &Site, id: Uuid) -> Result<()> {
    let trouble = trouble::load(tx, id).await?;
    let Some(news) = trouble.news.filter(|_| site.has_mail) else {
        return Ok(());
    };
    let page = pages::find_by_id(tx, trouble.page).await?;
    let page = page.ok_or(Error::NotFound)?;
    let said = evidence::words_of(tx, id).await?;
    let (outcome, address) = outcome(tx, site, &trouble, news).await?;
    let case = Case {
        now,
        site,
        provider: providers::load(tx, trouble.provider).await?,
        components: components::of_page(tx, page.id).await?,
        title: said
            .first()
            .map(|one| one.title.clone())
            .unwrap_or_default(),
        page,
        trouble,
        news,
        outcome,
        address,
    };
    for member in duty::responsible(tx, case.page.id, now).await? {
        let person = members::find_by_id(tx, member).await?;
        let person = person.ok_or(Error::NotFound)?;
        case.write_to(tx, &person).await?;
    }
    Ok(())
}

/// What became of it here, and where somebody goes on.
async fn outcome(
    tx: &mut Tx,
    site: &Site,
    trouble: &Trouble,
    news: News,
) -> Result<(&'static str, String)> {
    let at = |place: String| format!("{}/console/{place}", site.public_url);
    if let Some(id) = trouble.incident {
        let incident = incidents::load(tx, trouble.page, id).await?;
        let key = match (news, incident.status.is_open()) {
            (News::Over, true) => "upstream-outcome-close",
            (News::Over, false) => "upstream-outcome-closed",
            (_, true) => "upstream-outcome-told",
            (_, false) => "upstream-outcome-reopen",
        };
        return Ok((key, at(format!("incidents/{id}"))));
    }
    let Some(id) = trouble.draft else {
        return Ok(("upstream-outcome-nothing", at("upstreams".to_owned())));
    };
    let draft = incidents::load_draft(tx, id).await?;
    let key = match (draft.state.is_waiting(), news, trouble.held.as_deref()) {
        (false, _, _) => return Ok(("upstream-outcome-discarded", at("upstreams".to_owned()))),
        (true, News::Over, _) => "upstream-outcome-late",
        (true, _, None) => "upstream-outcome-draft",
        (true, _, Some(why)) => held(why),
    };
    Ok((key, at(format!("drafts/{}", id.0))))
}

/// What holds it, as the words have it.
fn held(why: &str) -> &'static str {
    match why {
        "review" => "upstream-held-review",
        "languages" => "upstream-held-languages",
        "second" => "upstream-held-second",
        _ => "upstream-held-other",
    }
}

impl Case<'_> {
    async fn write_to(&self, tx: &mut Tx, person: &Member) -> Result<()> {
        let says = self.says(person);
        let (id, round) = (self.trouble.id, self.trouble.round);
        for (number, to) in members::addresses_of(tx, person).await?.iter().enumerate() {
            let letter = Letter {
                key: &format!("upstream:{id}:{round}:{}:{number}", person.id),
                kind: match self.news {
                    News::Over => "upstream-over",
                    _ => "upstream-trouble",
                },
                to,
                subject: Some(person.id.0),
                says: &says,
                expires_at: Some(self.now + STALE),
            };
            outbox::letter(tx, self.now, &letter).await?;
        }
        Ok(())
    }

    fn says(&self, person: &Member) -> channels::Letter {
        let words = words::first_of(person.locale.iter().chain(&self.page.locales));
        let reader = Reader {
            words,
            zone: self.page.zone.clone(),
            fallback: self.page.locales.clone(),
            now: self.now,
            address: Address::default(),
        };
        let hit = |one: &&Component| self.trouble.components.contains_key(&one.id);
        let names = self.components.iter().filter(hit);
        let names: Vec<String> = names.filter_map(|one| reader.plain(&one.name)).collect();
        let at = match self.news {
            News::Over => self.trouble.ended_at.unwrap_or(self.now),
            _ => self.trouble.began_at,
        };
        let about = letters::Upstream {
            provider: &self.provider.name,
            news: self.news.as_str(),
            components: &reader.list(&names),
            when: &reader.when_in_full(&Moment::exact(at)).text,
            title: &self.title,
            outcome: self.outcome,
        };
        let heading = Heading {
            host: self.site.host(),
            name: &person.name,
        };
        letters::upstream(words, heading, &about, self.address.clone())
    }
}
