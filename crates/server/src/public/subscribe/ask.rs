//! The form of one way, and what becomes of it: the same answer whether the address is known or not.

use std::{sync::Arc, time::Duration};

use askama::Template;
use axum::{
    Extension,
    extract::{FromRequestParts as _, Path, State},
    http::{StatusCode, Uri, request::Parts},
    response::Response,
};
use beffroi_channels::Channel;

use super::{
    About, Limits, about,
    fields::{Asking, Fields, Line, Offer, Sent, Typed},
    is_from_here, phone, push, query,
    screen::{self, WordsPage},
    sender, wanted, way,
};
use crate::{
    ground::{Refusal, RefusalKind, Result, clock::stopwatch, outbound::Sms},
    providers::Provider,
    public::visit::Visit,
    subscribers::{self, Address, Ask, phone::number},
    web::{Layout, Reader, Site, address::Client},
};

/// Every answer takes as long, or longer for all alike: so nobody learns from the time whether an address is known.
const BEAT: Duration = Duration::from_millis(250);

/// The form of one way.
#[derive(Template)]
#[template(path = "public/subscribe/ask.html")]
struct AskPage {
    layout: Layout,
    title: String,
    lead: String,
    action: String,
    fields: Fields,
    submit: String,
    /// What happens to the address.
    note: String,
    back: (String, String),
    /// Where it is this browser.
    push: Option<push::Sheet>,
}

/// What a form of one way is put together from.
struct Sheet<'a> {
    way: Channel,
    /// What may be reached by text message.
    sms: Option<&'a Sms>,
    about: Option<&'a About>,
    wanted: Option<&'a Provider>,
    offer: &'a Offer,
    typed: &'a Typed,
    refusals: &'a [Refusal],
}

/// Answers `/{locale}/subscribe/{channel}`.
///
/// # Errors
/// `NotFound` for a way that is not offered; a fault when the database is away.
pub(super) async fn show(
    State(site): State<Site>,
    Path((_, word)): Path<(String, String)>,
    uri: Uri,
    mut visit: Visit,
) -> Result<Response> {
    let way = way(&site, &visit.reader.address.origin, &word)?;
    let about = about(&mut visit, &uri).await?;
    let wanted = wanted(&mut visit, &uri).await?;
    let offer = Offer::of(&mut visit).await?;
    let typed = Typed::new(&visit.reader).wanting(wanted.as_ref());
    let sheet = Sheet {
        way,
        sms: site.sms.as_deref(),
        about: about.as_ref(),
        wanted: wanted.as_ref(),
        offer: &offer,
        typed: &typed,
        refusals: &[],
    };
    screen::own(&page(&visit, &sheet), StatusCode::OK)
}

/// Has an address asked.
///
/// # Errors
/// `NotFound` for a way that is not offered; a fault when the database is away.
pub(super) async fn submit(
    State(site): State<Site>,
    Extension(limits): Extension<Arc<Limits>>,
    Path((_, word)): Path<(String, String)>,
    mut parts: Parts,
    form: Sent,
) -> Result<Response> {
    let mut visit = Visit::from_request_parts(&mut parts, &site).await?;
    let way = way(&site, &visit.reader.address.origin, &word)?;
    let typed = Typed::of(form);
    let about = about(&mut visit, &parts.uri).await?;
    let wanted = wanted(&mut visit, &parts.uri).await?;
    let offer = Offer::of(&mut visit).await?;
    let client = parts.extensions.get().map(|Client(client)| *client);
    let read = match is_from_here(&parts) {
        false => Err(vec![elsewhere()]),
        true => read(&site, &visit, way, about.as_ref(), &offer, &typed),
    };
    let read = read.and_then(|ask| {
        let may = limits.take(&visit.page.id, client, site.clock.now());
        may.then_some(ask).ok_or_else(|| vec![too_many()])
    });
    let again = |visit: &Visit, refusals: &[Refusal]| {
        let sheet = Sheet {
            way,
            sms: site.sms.as_deref(),
            about: about.as_ref(),
            wanted: wanted.as_ref(),
            offer: &offer,
            typed: &typed,
            refusals,
        };
        screen::own(&page(visit, &sheet), status(refusals))
    };
    let ask = match read {
        Ok(ask) => ask,
        Err(refusals) => return again(&visit, &refusals),
    };
    // Nobody holds one connection and waits for another.
    let Visit { reader, tx, .. } = visit;
    drop(tx);
    if way == Channel::Sms {
        return match phone::ask(&site, &reader, client, &ask).await? {
            Ok(response) => Ok(response),
            Err(refusal) => {
                let visit = Visit::from_request_parts(&mut parts, &site).await?;
                again(&visit, &[refusal])
            }
        };
    }
    let began = stopwatch();
    let mut tx = site.db.begin().await?;
    subscribers::ask(&mut tx, site.clock.now(), sender(&site, &reader), &ask).await?;
    tx.commit().await?;
    tokio::time::sleep(BEAT.saturating_sub(began.elapsed())).await;
    Ok(screen::see(
        &reader.path(&format!("subscribe/asked/{word}")),
    ))
}

/// Answers `/{locale}/subscribe/asked/{channel}`: what happens now.
///
/// # Errors
/// `NotFound` for a way that is not offered; a fault when the database is away.
pub(super) async fn asked(
    State(site): State<Site>,
    Path((_, word)): Path<(String, String)>,
    visit: Visit,
) -> Result<Response> {
    let way = way(&site, &visit.reader.address.origin, &word)?;
    if way == Channel::WebPush {
        return push::asked(&visit);
    }
    let say = |key: &str| visit.reader.say(key);
    let text = match way {
        Channel::Email => ["subscribe-asked-mail", "subscribe-asked-mail-late"],
        Channel::Webhook | Channel::Statuspage => {
            ["subscribe-asked-webhook", "subscribe-asked-webhook-late"]
        }
        _ => ["subscribe-asked-room", "subscribe-asked-room-late"],
    };
    let page = WordsPage {
        layout: screen::frame(&visit, &say("subscribe-asked-title")),
        title: say("subscribe-asked-title"),
        text: text.map(say).into(),
        button: None,
        ways: vec![
            (visit.reader.path(""), say("way-now")),
            (visit.reader.path("subscribe"), say("subscribe-another")),
        ],
    };
    screen::own(&page, StatusCode::OK)
}

/// What was asked, or all that is wrong with it.
fn read(
    site: &Site,
    visit: &Visit,
    way: Channel,
    about: Option<&About>,
    offer: &Offer,
    typed: &Typed,
) -> Result<Ask, Vec<Refusal>> {
    let mut wrong = Vec::new();
    let mut keep = |refusal: Refusal| wrong.push(refusal);
    let place = match way {
        Channel::WebPush => push::browser(typed).map(|own| (own.address, Some(own.keys))),
        _ => address(site, way, typed).map(|address| (address, None)),
    };
    let place = place.map_err(&mut keep).ok();
    let owner = match way {
        Channel::Email | Channel::Sms | Channel::WebPush => None,
        _ => Address::of(Channel::Email, typed.get("owner"))
            .map_err(|refusal| {
                keep(Refusal {
                    field: Some("owner"),
                    ..refusal
                });
            })
            .ok(),
    };
    let about = about.filter(|_| typed.get("about") != "all");
    let wishes = match about {
        Some(_) => typed.wishes_for_one(offer),
        None => typed.wishes(offer),
    };
    let wishes = wishes.map_err(&mut keep).ok();
    match (place, wishes, wrong.is_empty()) {
        (Some((address, keys)), Some(wishes), true) => Ok(Ask {
            page: visit.page.id,
            channel: way,
            address,
            owner,
            wishes,
            about: about.map(|about| about.id),
            keys,
        }),
        _ => Err(wrong),
    }
}

/// What was typed, as an address of the way.
fn address(site: &Site, way: Channel, typed: &Typed) -> Result<Address, Refusal> {
    match (way, site.sms.as_deref()) {
        (Channel::Sms, Some(sms)) => number(sms, typed.get("address")),
        _ => Address::of(way, typed.get("address")),
    }
}

fn page(visit: &Visit, sheet: &Sheet<'_>) -> AskPage {
    let reader = &visit.reader;
    let word = sheet.way.as_str();
    let key = |part: &str| format!("subscribe-{part}-{}", word.replace('_', "-"));
    let query = query(sheet.about, sheet.wanted);
    let title = reader.say(&key("title"));
    let mut layout = screen::frame(visit, &title);
    for tongue in &mut layout.tongues {
        tongue.address.push_str(&query);
    }
    let asking = Asking {
        reader,
        offer: sheet.offer,
        typed: sheet.typed,
        refusals: sheet.refusals,
        lines: lines(reader, sheet),
        about: sheet.about.map(|about| about.title.as_str()),
        is_folded: true,
        has_choice: true,
    };
    let push = (sheet.way == Channel::WebPush).then(|| push::Sheet::of(reader));
    if push.is_some() {
        push::name(&mut layout, reader);
    }
    AskPage {
        push,
        layout,
        title,
        lead: reader.say(&key("lead")),
        action: reader.path(&format!("subscribe/{word}{query}")),
        fields: asking.fields(),
        submit: reader.say(match sheet.way {
            Channel::Email => "subscribe-submit-mail",
            Channel::Sms => "subscribe-submit-sms",
            Channel::WebPush => "push-submit",
            _ => "subscribe-submit",
        }),
        note: reader.say(match sheet.way {
            Channel::WebPush => "push-note",
            _ => "subscribe-note",
        }),
        back: (
            reader.path(&format!("subscribe{query}")),
            reader.say("subscribe-back"),
        ),
    }
}

fn lines(reader: &Reader, sheet: &Sheet<'_>) -> Vec<Line> {
    let wrong = |field: &str| {
        let mut all = sheet.refusals.iter();
        let found = all.find(|one| one.field == Some(field));
        found.map(|refusal| reader.words.refused(refusal))
    };
    let key = |part: &str| format!("subscribe-{part}-{}", sheet.way.as_str().replace('_', "-"));
    if sheet.way == Channel::WebPush {
        return vec![];
    }
    let (kind, fills) = match sheet.way {
        Channel::Email => ("email", "email"),
        Channel::Sms => ("tel", "tel"),
        _ => ("url", "off"),
    };
    let mut lines = vec![Line {
        name: "address",
        label: reader.say(&key("address")),
        hint: match sheet.sms.filter(|_| sheet.way == Channel::Sms) {
            Some(sms) => {
                let codes = reader.words.forms().and(&sms.beginnings());
                let key = match sms.countries.len() {
                    1 => "subscribe-hint-sms-one",
                    _ => "subscribe-hint-sms",
                };
                reader.words.tell(key, &[("codes", &codes)])
            }
            None => reader.say(&key("hint")),
        },
        kind,
        fills,
        value: sheet.typed.get("address").to_owned(),
        error: wrong("address"),
    }];
    if !matches!(sheet.way, Channel::Email | Channel::Sms) {
        lines.push(Line {
            name: "owner",
            label: reader.say("subscribe-owner"),
            hint: reader.say("subscribe-owner-hint"),
            kind: "email",
            fills: "email",
            value: sheet.typed.get("owner").to_owned(),
            error: wrong("owner"),
        });
    }
    lines
}

/// What a form that is not ours is told.
pub(super) fn elsewhere() -> Refusal {
    let message = "this form did not come from this page; open it again and send it from there";
    Refusal::whole(message)
        .being(RefusalKind::Forbidden)
        .told("refusal-subscription-elsewhere")
}

/// What whoever asks too often is told.
pub(super) fn too_many() -> Refusal {
    let message = "too many were asked from your network; wait ten minutes";
    Refusal::whole(message)
        .being(RefusalKind::TooMany)
        .told("refusal-subscription-many")
}

/// The status of a form that comes back.
pub(super) fn status(refusals: &[Refusal]) -> StatusCode {
    match refusals.first().map(|one| one.kind) {
        Some(RefusalKind::TooMany) => StatusCode::TOO_MANY_REQUESTS,
        Some(RefusalKind::Forbidden) => StatusCode::FORBIDDEN,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}
