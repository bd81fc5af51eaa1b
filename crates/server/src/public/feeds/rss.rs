//! RSS 2.0, in the form of Statuspage: title, guid is the permalink, the time of the last word.
//!
//! Better than theirs: `atom:link` to itself, the language, categories, and no time that nobody knows:
//! an entry of which only the day is known carries it as `dc:date`.

use ::rss::{
    Category, Channel, Guid, Item as Entry,
    extension::{
        atom::{AtomExtension, Link},
        dublincore::DublinCoreExtension,
    },
};
use jiff::Zoned;

use super::item::{Feed, Item, Published, clean};
use crate::ground::Result;

/// Prints a feed.
///
/// # Errors
/// A fault when it cannot be written.
pub fn print(feed: &Feed) -> Result<Vec<u8>> {
    let this = Link {
        href: feed.address.clone(),
        rel: "self".to_owned(),
        mime_type: Some("application/rss+xml".to_owned()),
        ..Link::default()
    };
    let channel = Channel {
        title: clean(&feed.title),
        link: feed.home.clone(),
        description: clean(&feed.description),
        language: Some(feed.lang.clone()),
        pub_date: Some(stamp(&feed.local(feed.updated))),
        generator: Some("Beffroi".to_owned()),
        items: feed.items.iter().map(|item| entry(feed, item)).collect(),
        atom_ext: Some(AtomExtension { links: vec![this] }),
        namespaces: [
            ("dc", "http://purl.org/dc/elements/1.1/"),
            ("atom", "http://www.w3.org/2005/Atom"),
        ]
        .map(|(prefix, name)| (prefix.to_owned(), name.to_owned()))
        .into(),
        ..Channel::default()
    };
    let body = channel.write_to(Vec::new());
    Ok(body.map_err(anyhow::Error::from)?)
}

fn entry(feed: &Feed, item: &Item) -> Entry {
    let category = |label: &String| Category {
        name: clean(label),
        domain: None,
    };
    let (at, on) = match item.published {
        Some(Published::At(at)) => (Some(stamp(&feed.local(at))), None),
        Some(Published::On(on)) => (None, Some(on.to_string())),
        None => (None, None),
    };
    let said = DublinCoreExtension {
        dates: on.into_iter().collect(),
        languages: item.title.lang.clone().into_iter().collect(),
        ..DublinCoreExtension::default()
    };
    Entry {
        title: Some(clean(&item.title.text)),
        link: Some(item.link.clone()),
        guid: Some(Guid {
            value: item.link.clone(),
            permalink: true,
        }),
        description: Some(item.html.clone()),
        pub_date: at,
        categories: item
            .categories
            .iter()
            .map(|one| category(&one.label))
            .collect(),
        dublin_core_ext: Some(said),
        ..Entry::default()
    }
}

/// Source: RFC 822, 5, with four digits of the year and the offset as RFC 2822 has it.
fn stamp(at: &Zoned) -> String {
    at.strftime("%a, %d %b %Y %H:%M:%S %z").to_string()
}
