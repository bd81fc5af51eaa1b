//! Those who asked to be told on a page: looked for, a screen at a time; and all of them as a file.

use askama::Template;
use axum::{
    body::Body,
    extract::{Path, Query, State},
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use beffroi_domain::SubscriptionId;
use uuid::Uuid;

use super::{ADDRESS, page_of};
use crate::{
    audit,
    console::{
        answer::{self, see_other},
        form::{Control, Field, Form, Pick, Weight},
        frame::Frame,
        screen::{Desk, Done},
    },
    ground::{Result, Tx},
    members::{Role, SignedIn},
    pages::{self, Page},
    subscribers::{self, Looked, Parts, State as Stand, Subscription, channel_of, phone, sheet},
    web::{Site, Words, cache::Policy, format::When},
};

/// How many a screen shows.
const ROWS: i64 = 50;

/// What is looked for, as it stands in the address.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    address: String,
    channel: String,
    state: String,
    locale: String,
    before: String,
}

#[derive(Template)]
#[template(path = "console/subscribers/list.html")]
struct ListPage {
    frame: Frame,
    title: String,
    lead: String,
    ways: Vec<(String, String)>,
    form: Form,
    none: String,
    rows: Vec<Row>,
    older: Option<(String, String)>,
}

struct Row {
    address: String,
    place: String,
    about: String,
    since: When,
}

#[derive(Template)]
#[template(path = "console/setup/list.html")]
struct PagesPage {
    frame: Frame,
    title: String,
    make: Option<(String, String)>,
    none: String,
    pages: Vec<PageRow>,
}

struct PageRow {
    name: String,
    about: String,
    ways: Vec<(String, String)>,
}

/// Answers `/console/subscribers`: the pages of whoever asks; the one page, where it is one.
///
/// # Errors
/// A fault when the database is away.
pub(super) async fn pages(State(site): State<Site>, signed_in: SignedIn) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let mut mine = pages::list(&mut tx).await?;
    mine.retain(|page| signed_in.role_on(page.id) == Some(Role::Administrator));
    if let [page] = mine.as_slice() {
        return Ok(see_other(&format!("{ADDRESS}/{}", page.slug)));
    }
    let words = Frame::words_of(&signed_in);
    let title = words.say("subscribers-title");
    let mut rows = Vec::new();
    for page in &mine {
        let here = format!("{ADDRESS}/{}", page.slug);
        rows.push(PageRow {
            name: page.name_in(words.locale()).to_owned(),
            about: numbers(&mut tx, words, page).await?,
            ways: vec![(here, words.say("subscribers-look"))],
        });
    }
    let page = PagesPage {
        frame: Frame::of(&mut tx, &site, &signed_in, &title)
            .await?
            .at(ADDRESS),
        title,
        make: None,
        none: words.say("setup-none"),
        pages: rows,
    };
    answer::page(&page, StatusCode::OK)
}

/// Answers `/console/subscribers/{slug}`.
///
/// # Errors
/// `NotFound` for a page that is none of theirs; a fault when the database is away.
pub(super) async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
    Query(done): Query<Done>,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let page = page_of(&mut tx, &signed_in, &slug).await?;
    let desk = Desk::of(&mut tx, &site, &signed_in).await?;
    let words = desk.words();
    let found = subscribers::list(&mut tx, &looked(&page, &asked)).await?;
    let here = format!("{ADDRESS}/{slug}");
    let title = words.say("subscribers-title");
    let known = [
        ("resumed", "subscribers-done-resumed"),
        ("removed", "subscribers-done-removed"),
    ];
    let screen = ListPage {
        frame: Frame::of(&mut tx, &site, &signed_in, &title)
            .await?
            .at(ADDRESS)
            .saying(done.said(&signed_in, &known)),
        title,
        lead: lead(&mut tx, &site, words, &page).await?,
        ways: ["import", "list.csv", "forget"]
            .map(|way| {
                let key = format!("subscribers-way-{}", way.trim_start_matches("list."));
                (format!("{here}/{way}"), words.say(&key))
            })
            .into(),
        form: form(words, &here, &page, &asked),
        none: words.say("subscribers-none"),
        rows: found.iter().map(|one| row(&desk, &here, one)).collect(),
        older: older(words, &here, &asked, &found),
    };
    answer::page(&screen, StatusCode::OK)
}

/// All that is known of all of them, as a file that can be read in again. The log says that it was taken.
///
/// # Errors
/// As [`show`].
pub(super) async fn export(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response> {
    let mut tx = site.db.begin().await?;
    let page = page_of(&mut tx, &signed_in, &slug).await?;
    let (now, actor) = (site.clock.now(), signed_in.actor());
    audit::record(&mut tx, now, actor, "subscription.export", page.id.0, "").await?;
    tx.commit().await?;
    let name = format!("attachment; filename=\"{slug}-subscribers.csv\"");
    let pieces = sheet::pieces(site.db.clone(), page);
    let mut response = Response::new(Body::from_stream(pieces));
    let headers = response.headers_mut();
    let kind = HeaderValue::from_static("text/csv; charset=utf-8");
    headers.insert(header::CONTENT_TYPE, kind);
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    Policy::Never.write(headers);
    Ok(response)
}

fn looked(page: &Page, asked: &Asked) -> Looked {
    let state = Stand::ALL.into_iter();
    Looked {
        page: page.id,
        channel: channel_of(&asked.channel),
        state: state.into_iter().find(|one| one.as_str() == asked.state),
        locale: Some(asked.locale.clone()),
        address: Some(asked.address.clone()),
        before: asked.before.parse::<Uuid>().ok().map(SubscriptionId),
        limit: ROWS,
    }
}

fn form(words: &Words, here: &str, page: &Page, asked: &Asked) -> Form {
    let any = |key: &str, chosen: &str| Pick::of("", words.say(key), chosen.is_empty());
    let mut channels = vec![any("subscribers-any-channel", &asked.channel)];
    channels.extend(beffroi_channels::Channel::ALL.map(|one| {
        let key = format!("subscribe-way-{}", one.as_str().replace('_', "-"));
        Pick::of(one.as_str(), words.say(&key), one.as_str() == asked.channel)
    }));
    let mut states = vec![any("subscribers-any-state", &asked.state)];
    states.extend(Stand::ALL.map(|one| {
        let label = words.say(&format!("subscribers-state-{}", one.as_str()));
        Pick::of(one.as_str(), label, one.as_str() == asked.state)
    }));
    let mut locales = vec![any("subscribers-any-locale", &asked.locale)];
    locales.extend(page.locales.iter().map(|one| {
        let label = crate::console::form::tongue_name(one);
        Pick::of(one.to_string(), label, one.as_str() == asked.locale)
    }));
    let address = Control::input("text", "off", &asked.address);
    let mut form = Form::to("search", here)
        .asking([
            Field::of("address", words.say("subscribers-address"), address)
                .hinted(words.say("subscribers-address-hint")),
            Field::of(
                "channel",
                words.say("subscribers-channel"),
                Control::List(channels),
            ),
            Field::of(
                "state",
                words.say("subscribers-state"),
                Control::List(states),
            ),
            Field::of(
                "locale",
                words.say("subscribers-locale"),
                Control::List(locales),
            ),
        ])
        .doing(words.say("subscribers-search"), Weight::Main);
    form.asks = true;
    form
}

fn row(desk: &Desk, here: &str, one: &Subscription) -> Row {
    let words = desk.words();
    let way = format!("subscribe-way-{}", one.channel.as_str().replace('_', "-"));
    let mut about = vec![
        words.say(&way),
        words.say(&format!("subscribers-state-{}", one.state.as_str())),
        crate::console::form::tongue_name(&one.wishes.locale),
    ];
    about.extend(one.about.map(|_| words.say("manage-about-one")));
    about.extend(parts(words, one));
    if !one.wishes.providers.is_empty() {
        let count = i64::try_from(one.wishes.providers.len()).unwrap_or(i64::MAX);
        about.push(words.count("subscribers-providers-count", count, &[]));
    }
    if one.failures > 0 {
        about.push(words.count("subscribers-failures", one.failures, &[]));
    }
    Row {
        address: format!("{here}/{}", one.id),
        place: one.place(),
        about: about.join(" · "),
        since: desk.reader.instant(one.created_at),
    }
}

/// Which of the page it is for, where that is not all of it.
pub(super) fn parts(words: &Words, one: &Subscription) -> Option<String> {
    if one.wishes.is_of_providers_alone() {
        return Some(words.say("subscribers-providers-alone"));
    }
    (one.wishes.parts != Parts::Whole).then(|| words.say("subscribers-some"))
}

fn older(
    words: &Words,
    here: &str,
    asked: &Asked,
    found: &[Subscription],
) -> Option<(String, String)> {
    let last = found.last().filter(|_| found.len() as i64 == ROWS)?;
    let fields = [
        ("address", asked.address.as_str()),
        ("channel", &asked.channel),
        ("state", &asked.state),
        ("locale", &asked.locale),
    ];
    let said = fields.into_iter().filter(|(_, value)| !value.is_empty());
    let mut query: Vec<String> = said
        .map(|(name, value)| format!("{name}={}", crate::web::query::encoded(value)))
        .collect();
    query.push(format!("before={}", last.id));
    let address = format!("{here}?{}", query.join("&"));
    Some((address, words.say("subscribers-older")))
}

/// How many there are, and what short messages have cost, where they are set up.
async fn lead(tx: &mut Tx, site: &Site, words: &Words, page: &Page) -> Result<String> {
    let numbers = numbers(tx, words, page).await?;
    let Some(sms) = &site.sms else {
        return Ok(numbers);
    };
    let spent = phone::spent(tx, site.clock.now()).await?;
    let number = |count: i64| words.forms().number(count);
    let said = words.tell(
        "subscribers-spent",
        &[
            ("day", &number(spent.day)),
            ("aday", &number(sms.a_day)),
            ("month", &number(spent.month)),
            ("amonth", &number(sms.a_month)),
        ],
    );
    Ok(format!("{numbers} · {said}"))
}

/// How many there are, in one line.
async fn numbers(tx: &mut Tx, words: &Words, page: &Page) -> Result<String> {
    let numbers = subscribers::count(tx, page.id).await?;
    let mut said = vec![words.count("subscribers-active", numbers.active, &[])];
    for (count, key) in [
        (numbers.asked, "subscribers-asked"),
        (numbers.paused, "subscribers-paused"),
    ] {
        said.extend((count > 0).then(|| words.count(key, count, &[])));
    }
    Ok(said.join(" · "))
}
