//! By which way: one page, one choice.

use askama::Template;
use axum::{
    extract::State,
    http::{StatusCode, Uri},
    response::Response,
};
use beffroi_channels::Channel;

use super::{
    super::feeds,
    about, offered,
    push::{self, Sheet},
    query, screen, wanted,
};
use crate::{
    ground::Result,
    public::visit::Visit,
    web::{Layout, Site, layout::Place, layout::Way},
};

/// The ways to be told.
#[derive(Template)]
#[template(path = "public/subscribe/choose.html")]
struct ChoosePage {
    layout: Layout,
    title: String,
    lead: String,
    /// Address, name, what it is, and whether it is hidden until the script has looked.
    ways: Vec<(String, String, String, bool)>,
    push: Option<Sheet>,
    feeds_title: String,
    feeds_text: String,
    feeds: Vec<Way>,
}

/// Answers `/{locale}/subscribe`.
///
/// # Errors
/// A fault when the database is away.
pub(super) async fn show(State(site): State<Site>, uri: Uri, mut visit: Visit) -> Result<Response> {
    let about = about(&mut visit, &uri).await?;
    let wanted = wanted(&mut visit, &uri).await?;
    let reader = &visit.reader;
    let say = |key: &str| reader.say(key);
    let query = query(about.as_ref(), wanted.as_ref());
    let way = |channel: Channel| {
        let word = channel.as_str();
        (
            reader.path(&format!("subscribe/{word}{query}")),
            say(&format!("subscribe-way-{}", word.replace('_', "-"))),
            say(&format!("subscribe-what-{}", word.replace('_', "-"))),
            channel == Channel::WebPush,
        )
    };
    let ways = offered(&site, &reader.address.origin);
    let has_push = ways.contains(&Channel::WebPush);
    let mut layout = visit.layout(&say("subscribe-title"), Place::Elsewhere);
    for tongue in &mut layout.tongues {
        tongue.address.push_str(&query);
    }
    if has_push {
        push::name(&mut layout, reader);
    }
    let page = ChoosePage {
        layout,
        title: say("subscribe-title"),
        lead: match (&about, &wanted) {
            (Some(about), _) => reader
                .words
                .tell("subscribe-lead-about", &[("title", &about.title)]),
            (None, Some(provider)) => reader
                .words
                .tell("subscribe-lead-provider", &[("provider", &provider.name)]),
            (None, None) => say("subscribe-lead"),
        },
        ways: ways.into_iter().map(way).collect(),
        push: has_push.then(|| Sheet::of(reader)),
        feeds_title: say("subscribe-feeds-title"),
        feeds_text: say("subscribe-feeds-text"),
        feeds: feeds::follow::page(reader).ways,
    };
    screen::own(&page, StatusCode::OK)
}
