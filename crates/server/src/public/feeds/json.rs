//! JSON Feed 1.1.
//!
//! Source: <https://www.jsonfeed.org/version/1.1/>.

use serde::Serialize;

use super::item::{Feed, Item, Published};
use crate::ground::Result;

#[derive(Serialize)]
struct Whole<'a> {
    version: &'static str,
    title: &'a str,
    home_page_url: &'a str,
    feed_url: &'a str,
    description: &'a str,
    authors: [Author<'a>; 1],
    language: &'a str,
    items: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
}

#[derive(Serialize)]
struct Entry<'a> {
    id: &'a str,
    url: &'a str,
    title: &'a str,
    content_html: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    date_modified: String,
    tags: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
}

/// Prints a feed.
///
/// # Errors
/// A fault when it cannot be written.
pub fn print(feed: &Feed) -> Result<Vec<u8>> {
    let whole = Whole {
        version: "https://jsonfeed.org/version/1.1",
        title: &feed.title,
        home_page_url: &feed.home,
        feed_url: &feed.address,
        description: &feed.description,
        authors: [Author { name: &feed.author }],
        language: &feed.lang,
        items: feed.items.iter().map(|item| entry(feed, item)).collect(),
    };
    Ok(serde_json::to_vec(&whole)?)
}

fn entry<'a>(feed: &Feed, item: &'a Item) -> Entry<'a> {
    let stamp = |at| feed.local(at).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
    Entry {
        id: &item.id,
        url: &item.link,
        title: &item.title.text,
        content_html: &item.html,
        date_published: match item.published {
            Some(Published::At(at)) => Some(stamp(at)),
            Some(Published::On(_)) | None => None,
        },
        date_modified: stamp(item.updated),
        tags: item
            .categories
            .iter()
            .map(|one| one.label.as_str())
            .collect(),
        language: item.title.lang.as_deref(),
    }
}
