//! A provider's feed: what it spoke of last, in each of the formats that the page's own feeds have.

use axum::{extract::Path, http::Uri, response::Response};
use beffroi_domain::{Moment, UpdateStatus};
use beffroi_readers::record::RecordKind;

use super::{
    super::{
        feeds::{self, Body, Category, Feed, Item, Published, Source},
        visit::{Names, Visit, split},
    },
    entry, posts, stand,
};
use crate::{
    ground::{Error, Result},
    imports,
    providers::{self, Entry, Provider},
    web::{
        Reader,
        layout::{Follow, Way},
    },
};

/// As many entries as the page's own feeds have.
const NEWEST: i64 = 25;

/// Answers `/{locale}/providers/{slug}/feed.…`.
///
/// # Errors
/// `NotFound` where the page shows no such provider; a fault when the database is away.
pub async fn show(
    Path((_, slug)): Path<(String, String)>,
    uri: Uri,
    mut visit: Visit,
) -> Result<Response> {
    let tx = &mut visit.tx;
    let provider = providers::shown_on(tx, visit.page.id, &slug).await?;
    let provider = provider.ok_or(Error::NotFound)?;
    let entries = providers::newest_on(tx, provider.id, NEWEST).await?;
    let names = Names::default();
    let source = Source::of(&visit.reader, &visit.page, &names);
    let site = visit.page.name_in(visit.reader.locale());
    let (_, rest) = split(uri.path());
    let values = [("name", provider.name.as_str()), ("site", site)];
    let words = visit.reader.words;
    let feed = Feed {
        title: words.tell("feed-of", &values),
        description: words.tell("providers-feed", &values),
        id: source.id(&format!("provider/{}", provider.public_id)),
        home: source.address(&format!("providers/{slug}")),
        address: visit.reader.absolute(rest),
        author: provider.name.clone(),
        updated: provider.updated_at,
        items: entries
            .iter()
            .map(|one| item(&source, &provider, one))
            .collect(),
        ..Feed::empty(&source, site)
    };
    feeds::print(rest, &feed)
}

fn item(source: &Source<'_>, provider: &Provider, entry: &Entry) -> Item {
    let reader = source.reader;
    let said = entry.posts.map(|(_, last)| last);
    let body = body(reader, entry);
    Item {
        id: source.id(&format!(
            "provider/{}/{}",
            provider.public_id, entry.public_id
        )),
        link: source.address(&entry::rest(&provider.slug, entry)),
        title: entry::title(reader, entry),
        published: said.map(Published::At),
        // An entry changed when it said something else, which we may have seen later.
        updated: said.map_or(entry.changed_at, |said| said.max(entry.changed_at)),
        html: body.print(),
        categories: categories(reader, entry),
    }
}

fn body(reader: &Reader, entry: &Entry) -> Body {
    let all = posts::newest_first(entry).into_iter().map(|post| {
        let published: Option<Moment> = imports::published(post, &reader.zone);
        (published, posts::status(reader, post), &post.text)
    });
    let mut body = Body::quoted(reader, all);
    let told = &entry.notice.told;
    if let (Some(from), Some(to)) = (told.scheduled_from, told.scheduled_until)
        && reader.now < to
    {
        body.plan_for(reader, beffroi_domain::window::Interval { from, to });
    }
    body
}

fn categories(reader: &Reader, entry: &Entry) -> Vec<Category> {
    let category = |scheme, term: &str, label| Category {
        scheme,
        term: term.to_owned(),
        label,
    };
    let kind = match entry.kind {
        RecordKind::Incident => ("incident", "feed-kind-incident"),
        RecordKind::Maintenance => ("maintenance", "feed-kind-maintenance"),
    };
    let mut all = vec![category("kind", kind.0, reader.say(kind.1))];
    let status = entry.status.map_or("", UpdateStatus::as_str);
    if !status.is_empty() {
        all.push(category("status", status, entry::status(reader, entry)));
    }
    if let Some(impact) = entry.impact {
        let said = reader.say(&format!("impact-{impact}"));
        all.push(category("impact", impact.as_str(), said));
    }
    let named = entry.notice.told.components.iter();
    all.extend(named.map(|one| category("component", &one.name, one.name.clone())));
    all
}

/// The ways to follow a provider, and to be told of it; of one that nobody follows any more, to be told of the page.
#[must_use]
pub fn follow(reader: &Reader, provider: &Provider) -> Follow {
    let way = |(kind, name, file): (&'static str, &str, &str)| Way {
        kind,
        name: reader.say(name),
        address: reader.path(&format!("providers/{}/{file}", provider.slug)),
    };
    let ways = [
        ("application/atom+xml", "follow-atom", "feed.atom"),
        ("application/rss+xml", "follow-rss", "feed.rss"),
        ("application/feed+json", "follow-json", "feed.json"),
    ];
    let values = [("name", provider.name.as_str())];
    Follow {
        title: reader.words.tell("providers-follow", &values),
        told: match stand::told(reader, provider) {
            Some((address, _)) => (address, reader.say("follow-told")),
            None => (reader.path("subscribe"), reader.say("way-told")),
        },
        ways: ways.into_iter().map(way).collect(),
    }
}
