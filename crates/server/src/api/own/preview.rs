//! What readers will see, in each language, before anybody sees it: the deed is done in a transaction that is thrown away,
//! and the answer is told from there.

use beffroi_domain::{Announcement, Incident, Locale};
use serde_json::{Value, json};

use super::{command, draft::Waiting, incident::page_of, look::Seen};
use crate::{
    api::{
        answer::{Answered, Reply},
        ask::Ask,
    },
    components, deliveries,
    ground::{Error, Refusal, Result, Tx},
    incidents::{self, DraftId, DraftSeen, PublishDraft, SaveDraft},
    maintenances,
    members::Role,
    pages::{self, Page},
    story::{Names, state},
    web::{Reader, address::Asked, words},
};

/// What a draft would come to.
///
/// # Errors
/// `NotFound` where there is no such draft; whatever its deed refuses.
pub async fn of_draft(ask: Ask) -> Answered {
    let mut tx = ask.site.db.begin().await?;
    let waiting = Waiting::load(&mut tx, &ask, Role::Responder).await?;
    let page = match ask.query("page") {
        Some(named) => page_of(&mut tx, &ask, Some(named), Role::Reader).await?,
        None => waiting.pages.into_iter().next().ok_or(Error::NotFound)?,
    };
    told(tx, &ask, &page, waiting.draft.id).await
}

/// What a deed would come to that nobody has kept.
///
/// # Errors
/// `Refused` at the field at fault; whatever the deed refuses.
pub async fn of_deed(ask: Ask) -> Answered {
    let mut tx = ask.site.db.begin().await?;
    let deed = command::deed(&mut tx, &ask).await?;
    let command = SaveDraft {
        draft: None,
        expected: None,
        deed,
    };
    let (draft, _) = incidents::save_draft(&mut tx, ask.now, ask.caller.actor(), command).await?;
    let on = incidents::pages_of_draft(&mut tx, draft).await?;
    let page = pages::find_by_id(&mut tx, *on.first().ok_or(Error::NotFound)?).await?;
    told(tx, &ask, &page.ok_or(Error::NotFound)?, draft).await
}

/// Publishes and tells; the transaction ends with it, and with the transaction all that was done.
async fn told(mut tx: Tx, ask: &Ask, page: &Page, draft: DraftId) -> Answered {
    let command = PublishDraft {
        seen: DraftSeen {
            draft,
            expected: None,
        },
        // Nothing goes out, so nobody needs to look.
        bypass: Some("preview".to_owned()),
        overrule: Some("preview".to_owned()),
        is_read: true,
    };
    tx.rehearse();
    let out = incidents::publish_draft(&mut tx, ask.now, ask.caller.actor(), command).await?;
    let seen = Seen::of(&mut tx, ask, out.incident, Role::Reader).await?;
    if !seen.places.iter().any(|(place, _)| place.id == page.id) {
        let message = "it would not stand on that page";
        return Err(Refusal::of("page", message).into());
    }
    let locales = tongues(&mut tx, ask, page, &seen.incident).await?;
    let incident = seen.told(&mut tx, ask.now).await?;
    let said = deliveries::rehearsed(&mut tx).await?;
    drop(tx);
    Reply::ok(&json!({
        "page": page.slug,
        "incident": incident,
        "told": whom(ask, &said).await?,
        "is_announced": out.is_announced,
        "missing": out.missing,
        "locales": locales,
    }))
}

/// How many will be told, by channel and language.
async fn whom(ask: &Ask, said: &[Announcement]) -> Result<Value> {
    let mut look = ask.site.db.snapshot().await?;
    let counts = deliveries::whom(&mut look, said).await?;
    let by = counts.iter().map(|one| {
        json!({ "channel": one.channel.as_str(), "locale": one.locale, "readers": one.readers })
    });
    Ok(json!({
        "readers": counts.iter().map(|one| one.readers).sum::<i64>(),
        "by": by.collect::<Vec<Value>>(),
    }))
}

async fn tongues(tx: &mut Tx, ask: &Ask, page: &Page, incident: &Incident) -> Result<Vec<Value>> {
    let all = components::of_page(tx, page.id).await?;
    let open = incidents::open_on(tx, page.id).await?;
    let planned = maintenances::planned(tx, page.id).await?;
    let (names, now) = (
        Names::of(&all),
        state::current(&all, &open, &planned, ask.now),
    );
    let every = pages::list(tx).await?;
    let address = pages::stand(&every, ask.site.front(), &Asked::default(), page);
    let own = Reader {
        words: words::first_of(&page.locales),
        zone: page.zone.clone(),
        fallback: page.locales.clone(),
        now: ask.now,
        address,
    };
    let tongue = |locale: &Locale| {
        let reader = Reader {
            words: words::first_of([locale]),
            ..own.clone()
        };
        let told = state::state(&reader, &names, &all, &now, &open);
        let newest = incident.updates.last();
        json!({
            "locale": locale,
            "state": told.sentence,
            "status": reader.say(&format!("incident-{}", incident.status)),
            "title": resolved(page, locale, &incident.title),
            "text": newest.and_then(|update| resolved(page, locale, &update.text)),
        })
    };
    Ok(words::spoken(&page.locales).iter().map(tongue).collect())
}

/// A text as a reader of `locale` is shown it, and in which language that is.
fn resolved(page: &Page, locale: &Locale, text: &beffroi_domain::LocalizedText) -> Option<Value> {
    let shown = text.resolve(locale, &page.locales)?;
    Some(json!({ "text": shown.text, "locale": shown.locale, "is_fallback": shown.is_fallback }))
}
