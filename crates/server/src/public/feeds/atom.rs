//! Atom 1.0, in the form of Statuspage, with ids that stay, languages and categories.
//!
//! Source: RFC 4287.

use ::atom_syndication::{
    Category, Content, Entry, Feed as Whole, FixedDateTime, Generator, Link, Person, Text,
};
use anyhow::Context as _;
use jiff::Timestamp;

use super::item::{Feed, Item, Published, clean};
use crate::ground::Result;

/// Prints a feed.
///
/// # Errors
/// A fault when it cannot be written.
pub fn print(feed: &Feed) -> Result<Vec<u8>> {
    let entries: Result<Vec<Entry>> = feed.items.iter().map(|item| entry(feed, item)).collect();
    let whole = Whole {
        title: Text::plain(clean(&feed.title)),
        subtitle: Some(Text::plain(clean(&feed.description))),
        id: feed.id.clone(),
        updated: stamp(feed, feed.updated)?,
        authors: vec![Person {
            name: clean(&feed.author),
            ..Person::default()
        }],
        generator: Some(Generator {
            value: "Beffroi".to_owned(),
            ..Generator::default()
        }),
        links: vec![
            link("alternate", "text/html", &feed.home),
            link("self", "application/atom+xml", &feed.address),
        ],
        entries: entries?,
        lang: Some(feed.lang.clone()),
        ..Whole::default()
    };
    let mut body = br#"<?xml version="1.0" encoding="UTF-8"?>"#.to_vec();
    body.push(b'\n');
    let bare = ::atom_syndication::WriteConfig {
        write_document_declaration: false,
        ..Default::default()
    };
    let body = whole.write_with_config(body, bare);
    Ok(body.map_err(anyhow::Error::from)?)
}

fn entry(feed: &Feed, item: &Item) -> Result<Entry> {
    let published = match item.published {
        Some(Published::At(at)) => Some(stamp(feed, at)?),
        Some(Published::On(_)) | None => None,
    };
    let category = |one: &super::item::Category| Category {
        term: clean(&one.term),
        scheme: Some(format!("{}#{}", feed.home, one.scheme)),
        label: Some(clean(&one.label)),
    };
    Ok(Entry {
        title: Text {
            lang: item.title.lang.clone(),
            ..Text::plain(clean(&item.title.text))
        },
        id: item.id.clone(),
        updated: stamp(feed, item.updated)?,
        published,
        links: vec![link("alternate", "text/html", &item.link)],
        categories: item.categories.iter().map(category).collect(),
        content: Some(Content {
            content_type: Some("html".to_owned()),
            value: Some(item.html.clone()),
            ..Content::default()
        }),
        ..Entry::default()
    })
}

fn link(rel: &str, kind: &str, address: &str) -> Link {
    Link {
        rel: rel.to_owned(),
        mime_type: Some(kind.to_owned()),
        href: address.to_owned(),
        ..Link::default()
    }
}

/// The crate's own type of instant, out of its text, so that no other calendar than ours is known here.
fn stamp(feed: &Feed, at: Timestamp) -> Result<FixedDateTime> {
    let text = feed.local(at).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
    let stamp = text.parse::<FixedDateTime>();
    Ok(stamp.context("an instant that Atom cannot write")?)
}
