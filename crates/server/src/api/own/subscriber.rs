//! `/subscribers`: who asked to be told on a page, looked for, taken in and written out; and one person forgotten.

use axum::body::Body;
use beffroi_domain::SubscriptionId;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    AFTER, LIMIT, PAGE,
    incident::{page_named, page_of, pages_of_key},
};
use crate::{
    api::{
        answer::{Answered, Reply},
        ask::Ask,
        call::{Call, POST, Param, read, write},
        extra::stamp,
        fields::Fields,
    },
    audit, deliveries,
    ground::{Refusal, Result},
    members::Role,
    subscribers::{
        self, Looked, Parts, State, Subscription, channel_of,
        sheet::{self, Account, ProviderNames},
    },
    work,
};

/// As much as a body may hold.
const LONGEST: usize = 1024 * 1024;

const LISTED: &[Param] = &[
    PAGE,
    Param {
        name: "address",
        schema: r#"{"type": "string", "maxLength": 2000}"#,
        about: "A whole mail address, or a part of any address.",
    },
    Param {
        name: "channel",
        schema: r#"{"type": "string", "enum": ["email", "webhook", "statuspage", "slack", "teams", "discord", "mattermost", "google_chat", "sms", "web_push"]}"#,
        about: "Only those that are told this way.",
    },
    Param {
        name: "state",
        schema: r#"{"type": "string", "enum": ["asked", "active", "paused"]}"#,
        about: "Only those that have come this far.",
    },
    Param {
        name: "locale",
        schema: r#"{"type": "string", "maxLength": 64}"#,
        about: "Only those who read this language.",
    },
    AFTER,
    LIMIT,
];

/// The calls that there are.
#[rustfmt::skip]
pub fn calls() -> Vec<Call> {
    const ADMIN: Role = Role::Administrator;
    vec![
        read("/subscribers", "listSubscribers", "Who asked to be told on a page, the newest first", "OwnSubscribers", LISTED, work!(list)).by(ADMIN),
        read("/subscribers/export", "exportSubscribers", "All of them as CSV, which can be taken in again", "Csv", &[PAGE], work!(export)).by(ADMIN),
        write((POST, "/subscribers/import"), "importSubscribers", "Takes in a list of addresses that have said yes, and says what became of each line", Some("ImportBody"), (200, "OwnImported"), work!(import)).by(ADMIN),
        write((POST, "/subscribers/forget"), "forgetSubscriber", "Forgets a person: all that is known of an address, on every page that the key is for", Some("ForgetBody"), (200, "OwnForgotten"), work!(forget)).by(ADMIN),
    ]
}

/// Who asked to be told.
///
/// # Errors
/// `NotFound` where there is no such page; `Refused` at the field at fault.
pub async fn list(ask: Ask) -> Answered {
    let mut tx = ask.look().await?;
    let page = page_of(&mut tx, &ask, ask.query("page"), Role::Administrator).await?;
    let limit = ask.query("limit").map(str::parse::<i64>).transpose();
    let limit = limit.map_err(|_| Refusal::of("limit", "send a whole number up to 100"))?;
    let limit = limit.unwrap_or(25).clamp(0, 100);
    let looked = Looked {
        page: page.id,
        limit,
        ..looked(&ask)?
    };
    let all = subscribers::list(&mut tx, &looked).await?;
    let names = sheet::provider_names(&mut tx).await?;
    let is_whole = i64::try_from(all.len()).unwrap_or(i64::MAX) < limit;
    let next = all.last().map(|one| one.id).filter(|_| !is_whole);
    let items = all.iter().map(|one| told(one, &names)).collect::<Vec<_>>();
    Reply::ok(&json!({ "items": items, "next": next }))
}

/// What a query asks for; of no page yet.
fn looked(ask: &Ask) -> Result<Looked, Refusal> {
    let after = ask.query("after").map(str::parse::<Uuid>).transpose();
    let after =
        after.map_err(|_| Refusal::of("after", "send the cursor that the part before gave"))?;
    let channel = ask.query("channel").map(|word| {
        channel_of(word).ok_or_else(|| Refusal::of("channel", "send email, webhook, slack …"))
    });
    let state = ask.query("state").map(|word| {
        let known = State::ALL.into_iter().find(|one| one.as_str() == word);
        known.ok_or_else(|| Refusal::of("state", "send asked, active or paused"))
    });
    Ok(Looked {
        page: beffroi_domain::PageId(Uuid::nil()),
        channel: channel.transpose()?,
        state: state.transpose()?,
        locale: text(ask, "locale", 64)?,
        address: text(ask, "address", 2_000)?,
        before: after.map(SubscriptionId),
        limit: 0,
    })
}

fn text(ask: &Ask, name: &'static str, most: usize) -> Result<Option<String>, Refusal> {
    let Some(text) = ask.query(name) else {
        return Ok(None);
    };
    if text.chars().count() > most || text.contains('\0') {
        let message = format!("send at most {most} characters, and none of code 0");
        return Err(Refusal::of(name, message));
    }
    Ok(Some(text.to_owned()))
}

fn told(one: &Subscription, names: &ProviderNames) -> Value {
    json!({
        "id": one.id,
        "channel": one.channel.as_str(),
        "place": one.place(),
        "state": one.state.as_str(),
        "locale": one.wishes.locale.as_str(),
        "kinds": one.wishes.kinds.words(),
        "is_whole": one.wishes.parts == Parts::Whole,
        "providers": sheet::providers_of(one, names),
        "about": one.about,
        "owner": one.owner,
        "created_at": stamp(one.created_at),
        "confirmed_at": one.confirmed_at.map(stamp),
        "failing_since": one.failing_since.map(stamp),
        "failures": one.failures,
        "problem": one.problem,
    })
}

/// All of them as a file; the log says that it was taken.
///
/// # Errors
/// `NotFound` where there is no such page.
pub async fn export(ask: Ask) -> Answered {
    let mut tx = ask.site.db.begin().await?;
    let page = page_of(&mut tx, &ask, ask.query("page"), Role::Administrator).await?;
    let actor = ask.caller.actor();
    audit::record(
        &mut tx,
        ask.now,
        actor,
        "subscription.export",
        page.id.0,
        "",
    )
    .await?;
    tx.commit().await?;
    let name = format!("{}-subscribers.csv", page.slug);
    let pieces = sheet::pieces(ask.site.db.clone(), page);
    Ok(Reply::csv(&name, Body::from_stream(pieces)))
}

/// Takes a list in.
///
/// # Errors
/// `NotFound` where there is no such page; `Refused` where nobody vouches for it, or its first line says nothing.
pub async fn import(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let page = page_named(&mut tx, &ask, Role::Administrator).await?;
    let reason = Fields::needed("reason", ask.body.text("reason", 1_000)?)?;
    let list = Fields::needed("list", ask.body.text("list", LONGEST)?)?;
    let actor = ask.caller.actor();
    let done = sheet::import_at_once(&mut tx, ask.now, actor, &page, &reason, &list).await;
    let account = done.map_err(in_list)?;
    let reply = Reply::ok(&accounted(&account))?;
    ask.done(tx, reply).await
}

/// What is wrong with the file is wrong with the field that holds it here.
fn in_list(error: crate::ground::Error) -> crate::ground::Error {
    match error {
        crate::ground::Error::Refused(refusal) if refusal.field == Some("file") => {
            let field = Some("list");
            crate::ground::Error::Refused(Refusal { field, ..refusal })
        }
        error => error,
    }
}

fn accounted(account: &Account) -> Value {
    let lines = account.why.iter();
    let lines = lines.map(|(line, refusal)| json!({ "line": line, "why": refusal.message }));
    json!({
        "new": account.new,
        "known": account.known,
        "left": account.left,
        "refused": account.refused,
        "lines": lines.collect::<Vec<_>>(),
    })
}

/// Forgets a person.
///
/// # Errors
/// `Refused` for what is no address of any channel.
pub async fn forget(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let address = Fields::needed("address", ask.body.text("address", 2_000)?)?;
    let own = pages_of_key(&mut tx, &ask, Role::Administrator).await?;
    let actor = ask.caller.actor();
    let done = deliveries::forget_person(&mut tx, ask.now, actor, &own, &address).await?;
    let reply = Reply::ok(&json!({
        "subscriptions": done.subscriptions.len(),
        "owned": done.owned,
    }))?;
    ask.done(tx, reply).await
}
