//! `/review`: what is wrong with a text before it goes out, and what a page asks of its texts.

use beffroi_domain::{Locale, LocalizedText, PageId};
use serde_json::{Value, json};

use super::{
    PAGE, command,
    incident::{page_named, page_of},
    planned,
};
use crate::{
    api::{
        answer::{Answered, Reply},
        ask::Ask,
        call::{Call, POST, PUT, Param, read as reads, write},
        found,
    },
    ground::{Error, Found, Result, Tx, mask},
    incidents::{self, Deed, OpenIncident, PostUpdate, Reopen, Resolve},
    maintenances,
    members::Role,
    pages::{self, ReviewRules},
    work,
};

const LOCALE: &[Param] = &[Param {
    name: "locale",
    schema: r#"{"type": "string"}"#,
    about: "The language of message and remedy; else what Accept-Language asks for, else English.",
}];

/// The calls that there are.
#[rustfmt::skip]
pub fn calls() -> Vec<Call> {
    const RULES: &str = "/review/rules";
    const ADMIN: Role = Role::Administrator;
    vec![
        write((POST, "/review"), "review", "What is wrong with the text of a deed before it is done; nothing is done", Some("ReviewBody"), (200, "OwnReview"), work!(review)).by(Role::Responder).asking(LOCALE),
        reads(RULES, "readReviewRules", "What a page asks of its texts", "ReviewRules", &[PAGE], work!(rules)).by(Role::Responder),
        write((PUT, RULES), "setReviewRules", "Says what a page asks of its texts; what is left out stays", Some("ReviewRulesBody"), (200, "ReviewRules"), work!(set_rules)).by(ADMIN),
    ]
}

/// Reviews the text of a deed as it would go out now, in a transaction that is thrown away.
///
/// # Errors
/// `Refused` at the field at fault; whatever the deed refuses.
pub async fn review(ask: Ask) -> Answered {
    let mut tx = ask.site.db.begin().await?;
    if let Some(deed) = planned::deed(&mut tx, &ask).await? {
        let text = deed.text().clone();
        let done = maintenances::rehearse(&mut tx, ask.now, ask.caller.actor(), deed).await?;
        let pages = maintenances::load(&mut tx, done.id).await?.pages_ids();
        return answer(
            &ask,
            &text,
            &done.found,
            &missing(&mut tx, &pages, &text).await?,
        );
    }
    let mut deed = command::deed(&mut tx, &ask).await?;
    as_it_is_now(&mut deed);
    let text = text_of(&deed).clone();
    let told = incidents::rehearse(&mut tx, ask.now, ask.caller.actor(), deed).await?;
    answer(&ask, &text, &told.found, &told.missing)
}

fn answer(ask: &Ask, text: &LocalizedText, found: &[Found], missing: &[Locale]) -> Answered {
    Reply::ok(&json!({
        "is_held": found.iter().any(|one| one.holds),
        "is_masked": text.iter().any(|(_, words)| mask::is_masked(words)),
        "text": text,
        "findings": found::told(found, ask.words),
        "missing": missing,
    }))
}

/// Languages of these pages in which nothing is said.
async fn missing(tx: &mut Tx, on: &[PageId], text: &LocalizedText) -> Result<Vec<Locale>> {
    let mut missing: Vec<Locale> = Vec::new();
    for id in on {
        let page = pages::find_by_id(tx, *id).await?.ok_or(Error::NotFound)?;
        let lacks = |one: &&Locale| text.get(one).is_none();
        missing.extend(page.locales.iter().filter(lacks).cloned());
    }
    missing.dedup();
    Ok(missing)
}

/// Whatever the writer saw: it is asked of the text, not of the deed.
fn as_it_is_now(deed: &mut Deed) {
    let expected = match deed {
        Deed::Open(_) => return,
        Deed::Update(one) => &mut one.expected,
        Deed::Resolve(one) => &mut one.expected,
        Deed::Reopen(one) => &mut one.expected,
        Deed::Correct(one) => &mut one.expected,
    };
    *expected = None;
}

fn text_of(deed: &Deed) -> &LocalizedText {
    match deed {
        Deed::Open(OpenIncident { text, .. })
        | Deed::Update(PostUpdate { text, .. })
        | Deed::Resolve(Resolve { text, .. })
        | Deed::Reopen(Reopen { text, .. }) => text,
        Deed::Correct(one) => &one.text,
    }
}

/// What a page asks of its texts.
///
/// # Errors
/// `NotFound` where there is no such page.
pub async fn rules(ask: Ask) -> Answered {
    let mut tx = ask.look().await?;
    let page = page_of(&mut tx, &ask, ask.query("page"), Role::Responder).await?;
    Reply::ok(&told(
        &page.slug,
        &pages::review_rules_of(&mut tx, page.id).await?,
    ))
}

/// Says what a page asks of its texts.
///
/// # Errors
/// `NotFound` where there is no such page; `Refused` at the field at fault.
pub async fn set_rules(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let page = page_named(&mut tx, &ask, Role::Administrator).await?;
    let stands = pages::review_rules_of(&mut tx, page.id).await?;
    let rules = ReviewRules {
        review: ask
            .body
            .word("review", &["hold", "advise"])?
            .unwrap_or(stands.review),
        hosts: ask.body.texts("internal_hosts")?.unwrap_or(stands.hosts),
        people: ask.body.texts("people")?.unwrap_or(stands.people),
    };
    pages::set_review_rules(&mut tx, ask.now, ask.caller.actor(), page.id, &rules).await?;
    let rules = pages::review_rules_of(&mut tx, page.id).await?;
    let reply = Reply::ok(&told(&page.slug, &rules))?;
    ask.done(tx, reply).await
}

fn told(slug: &str, rules: &ReviewRules) -> Value {
    json!({
        "page": slug,
        "review": rules.review.as_str(),
        "internal_hosts": rules.hosts,
        "people": rules.people,
    })
}
