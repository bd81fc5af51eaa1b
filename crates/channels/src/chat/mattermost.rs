//! Mattermost: an attachment under an incoming webhook.
//!
//! Marks are escaped and mentions parted.
//! Source: <https://developers.mattermost.com/integrate/reference/message-attachments/>; older servers take 8000
//! letters of all attachments together, less a hundred (`PostPropsMaxUserRunes`).

use serde_json::{Value, json};

use super::{escape, facts, own_links, way};
use crate::{To, Told, cut};

/// The message.
pub fn card(told: &Told, to: &To<'_>) -> Value {
    let text = cut::cut(&told.text.plain, 3000, escape::markdown_json);
    let mut all = vec![escape::markdown(&text.text)];
    if let Some(promise) = &told.promise {
        all.push(format!("**{}**", written(promise, 500)));
    }
    let mut links = vec![escape::link(way(told, text.is_whole), &told.address)];
    links.extend(own_links(told, to).map(|(label, url)| escape::link(label, url)));
    all.push(links.join(" · "));
    all.retain(|one| !one.is_empty());
    let fields: Vec<Value> = facts(told)
        .map(|fact| {
            let title = named(&fact.label, 60);
            json!({ "short": true, "title": title, "value": written(&fact.says, 120) })
        })
        .collect();
    json!({
        "attachments": [{
            "fallback": named(&told.line(), 200),
            "color": told.tone().hex(),
            "author_name": named(&told.page.name, 100),
            "author_link": told.page.address,
            "pretext": written(&told.heading, 100),
            "title": written(&told.title, 250),
            "title_link": told.address,
            "text": all.join("\n\n"),
            "fields": fields,
        }],
    })
}

fn written(text: &str, room: usize) -> String {
    escape::markdown(&cut::cut(text, room, escape::markdown_json).text)
}

/// Where no mark is read.
fn named(text: &str, room: usize) -> String {
    escape::mentions(&cut::cut(text, room, escape::markdown_json).text)
}
