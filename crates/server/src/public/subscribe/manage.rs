//! What one hears, by the link that stands in every message: said yes to, changed, resumed; and the secret that signs.

use askama::Template;
use axum::{
    extract::{FromRequestParts as _, Path, State},
    http::{StatusCode, request::Parts},
    response::Response,
};
use beffroi_channels::Channel;
use beffroi_domain::{Actor, SubscriptionId};

use super::{
    ask::{elsewhere, status},
    fields::{Asking, Fields, Offer, Sent, Typed},
    is_from_here, leave, screen, sender, subscription_of,
};
use crate::{
    ground::{Error, Refusal, Result},
    public::visit::{Lasting, Visit},
    subscribers::{self, Keys, Sender, State as Stand, Subscription},
    web::{Layout, Reader, Site},
};

/// What one hears.
#[derive(Template)]
#[template(path = "public/subscribe/manage.html")]
struct ManagePage {
    layout: Layout,
    title: String,
    /// What was just done.
    done: Option<String>,
    lead: String,
    /// Term and fact: by which way, where, about what.
    facts: Vec<(String, String)>,
    action: String,
    /// The one thing to do now: its word and its label.
    now: Option<(&'static str, String)>,
    form: Option<(String, Fields, String)>,
    secret: Option<Secret>,
    leave: (String, String),
}

/// The secret that signs.
struct Secret {
    title: String,
    text: String,
    /// Shown here, and nowhere else.
    shown: Option<(String, String)>,
    deed: (&'static str, String),
}

/// What a form asked for.
enum Done {
    Words(&'static str),
    Secret(String),
}

/// Answers `/{locale}/subscriptions/{token}`.
///
/// # Errors
/// `NotFound` for a token that is none of ours; a fault when the database is away.
pub(super) async fn show(
    State(site): State<Site>,
    Path((_, token)): Path<(String, String)>,
    Lasting(mut visit): Lasting,
) -> Result<Response> {
    let id = subscription_of(&mut visit, &token).await?;
    let Some(sub) = subscribers::find(&mut visit.tx, id).await? else {
        return leave::gone(&visit);
    };
    let offer = Offer::holding(&mut visit, &sub.wishes).await?;
    let typed = offer.typed(&sub.wishes);
    let page = page(&visit, &site, &token, &sub, (&offer, &typed, &[]), None);
    screen::own(&page, StatusCode::OK)
}

/// Does what a button says.
///
/// # Errors
/// `NotFound` for a token that is none of ours; a fault when the database is away.
pub(super) async fn submit(
    State(site): State<Site>,
    Path((_, token)): Path<(String, String)>,
    mut parts: Parts,
    form: Sent,
) -> Result<Response> {
    let Lasting(mut visit) = Lasting::from_request_parts(&mut parts, &site).await?;
    let id = subscription_of(&mut visit, &token).await?;
    let typed = Typed::of(form);
    let Some(held) = subscribers::find(&mut visit.tx, id).await? else {
        return leave::gone(&visit);
    };
    let offer = Offer::holding(&mut visit, &held.wishes).await?;
    // Nobody holds one connection and waits for another.
    let Visit { reader, tx, .. } = visit;
    drop(tx);
    let done = match is_from_here(&parts) {
        true => act(&site, sender(&site, &reader), id, &offer, &typed).await,
        false => Err(elsewhere().into()),
    };
    let Lasting(mut visit) = Lasting::from_request_parts(&mut parts, &site).await?;
    let Some(sub) = subscribers::find(&mut visit.tx, id).await? else {
        return leave::gone(&visit);
    };
    match done {
        Ok(done) => {
            let typed = offer.typed(&sub.wishes);
            let sheet = (&offer, &typed, &[][..]);
            let page = page(&visit, &site, &token, &sub, sheet, Some(done));
            screen::own(&page, StatusCode::OK)
        }
        Err(Error::Refused(refusal)) => {
            let refusals = [refusal];
            let sheet = (&offer, &typed, &refusals[..]);
            let page = page(&visit, &site, &token, &sub, sheet, None);
            screen::own(&page, status(&refusals))
        }
        Err(error) => Err(error),
    }
}

async fn act(
    site: &Site,
    sender: Sender<'_>,
    id: SubscriptionId,
    offer: &Offer,
    typed: &Typed,
) -> Result<Done> {
    let (now, actor) = (site.clock.now(), Actor::System);
    let mut begun = site.db.begin().await?;
    let tx = &mut begun;
    let done = match typed.get("deed") {
        "confirm" => {
            subscribers::confirm(tx, now, sender, id).await?;
            Done::Words("manage-confirmed")
        }
        "resume" => {
            subscribers::resume(tx, now, actor, id).await?;
            Done::Words("manage-resumed")
        }
        "show" => Done::Secret(subscribers::show_secret(tx, now, id).await?),
        "rotate" => Done::Secret(subscribers::rotate_secret(tx, now, id).await?),
        "change" => {
            let standing = subscribers::load(tx, id).await?;
            let wishes = match standing.about {
                Some(_) => typed.wishes_for_one(offer)?,
                None => typed.wishes(offer)?,
            };
            subscribers::change(tx, now, actor, id, &wishes).await?;
            Done::Words("manage-changed")
        }
        _ => return Err(elsewhere().into()),
    };
    begun.commit().await?;
    Ok(done)
}

type Sheet<'a> = (&'a Offer, &'a Typed, &'a [Refusal]);

fn page(
    visit: &Visit,
    site: &Site,
    token: &str,
    sub: &Subscription,
    (offer, typed, refusals): Sheet<'_>,
    done: Option<Done>,
) -> ManagePage {
    let reader = &visit.reader;
    let say = |key: &str| reader.say(key);
    let action = reader.path(&format!("subscriptions/{token}"));
    let asking = Asking {
        reader,
        offer,
        typed,
        refusals,
        lines: vec![],
        about: None,
        is_folded: false,
        has_choice: sub.about.is_none(),
    };
    let (title, lead, now) = match sub.state {
        Stand::Asked => (
            say("manage-confirm-title"),
            say("manage-confirm-lead"),
            Some(("confirm", say("manage-confirm-button"))),
        ),
        Stand::Paused => (
            say("manage-paused-title"),
            why(reader, sub),
            Some(("resume", say("manage-resume-button"))),
        ),
        Stand::Active => (say("manage-title"), say("manage-lead"), None),
    };
    let (done, shown) = match done {
        None => (None, None),
        Some(Done::Words(key)) => (Some(say(key)), None),
        Some(Done::Secret(secret)) => (None, Some(secret)),
    };
    ManagePage {
        layout: screen::frame(visit, &title),
        title,
        done,
        lead,
        facts: facts(reader, sub, offer),
        now,
        form: (sub.state != Stand::Asked).then(|| {
            let title = say("manage-change-title");
            (title, asking.fields(), say("manage-change-button"))
        }),
        secret: secret(reader, site, sub, shown),
        leave: (
            format!("{action}/leave"),
            say(match sub.state {
                Stand::Asked => "manage-not-me",
                _ => "manage-leave",
            }),
        ),
        action,
    }
}

fn why(reader: &Reader, sub: &Subscription) -> String {
    let reason = reader.say(match sub.problem.as_deref() {
        Some("bounced" | "no_such_address") => "manage-paused-no-address",
        Some("asked_to_leave") => "manage-paused-asked",
        Some("closed" | "forbidden" | "moved") => "manage-paused-closed",
        _ => "manage-paused-failing",
    });
    reader
        .words
        .tell("manage-paused-lead", &[("reason", &reason)])
}

fn facts(reader: &Reader, sub: &Subscription, offer: &Offer) -> Vec<(String, String)> {
    let word = sub.channel.as_str().replace('_', "-");
    let way = reader.say(&format!("subscribe-way-{word}"));
    let about = match sub.about {
        Some(_) => "manage-about-one",
        None if sub.wishes.is_of_providers_alone() => "manage-about-providers",
        None => "manage-about-all",
    };
    let mut facts = vec![
        (reader.say("manage-way"), way),
        (reader.say("manage-place"), place(reader, sub)),
        (reader.say("manage-about"), reader.say(about)),
    ];
    let names = offer.names(reader, &sub.wishes);
    if !names.is_empty() {
        facts.push((reader.say("manage-providers"), reader.list(&names)));
    }
    let since = sub.confirmed_at.map(|at| {
        let day = reader.words.forms().day(reader.date(at));
        (reader.say("manage-since"), day)
    });
    facts.extend(since);
    facts
}

/// Where one is told, in words.
pub(super) fn place(reader: &Reader, sub: &Subscription) -> String {
    let place = sub.place();
    match sub.channel {
        Channel::WebPush => reader
            .words
            .tell("manage-place-browser", &[("host", &place)]),
        _ => place,
    }
}

fn secret(
    reader: &Reader,
    site: &Site,
    sub: &Subscription,
    shown: Option<String>,
) -> Option<Secret> {
    let is_signed = matches!(sub.channel, Channel::Webhook | Channel::Statuspage);
    let Some(Keys::Signing(signing)) = sub.keys.as_ref().filter(|_| is_signed) else {
        return None;
    };
    let say = |key: &str| reader.say(key);
    let both = signing.old_until(site.clock.now()).is_some();
    Some(Secret {
        title: say("manage-secret-title"),
        text: say(match (signing.is_shown(), both) {
            (_, true) => "manage-secret-both",
            (true, false) => "manage-secret-known",
            (false, false) => "manage-secret-text",
        }),
        shown: shown.map(|secret| (say("manage-secret-once"), secret)),
        deed: match signing.is_shown() {
            true => ("rotate", say("manage-secret-rotate")),
            false => ("show", say("manage-secret-show")),
        },
    })
}
