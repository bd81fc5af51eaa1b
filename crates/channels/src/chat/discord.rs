//! Discord: an embed under a webhook.
//!
//! Marks are escaped, and no mention in it calls anybody (`allowed_mentions`).
//! Source: <https://discord.com/developers/docs/resources/message#embed-object-embed-limits> (title and author 256,
//! description 4096, a field 256 and 1024, 6000 in all),
//! <https://discord.com/developers/docs/resources/message#allowed-mentions-object>.

use serde_json::{Value, json};

use super::{escape, facts, own_links, speaker, way};
use crate::{To, Told, cut};

/// What all words together may take.
const ALL: usize = 6000;
/// Title and author.
const HEAD: usize = 256;
/// The description, so that facts have room beside it.
const TEXT: usize = 3500;

/// The message.
pub fn card(told: &Told, to: &To<'_>) -> Value {
    let description = description(told, to);
    let author = cut::cut(&speaker(told), HEAD, cut::units).text;
    let title = written(&told.title, HEAD);
    let taken = [&description, &author, &title].map(|text| size(text));
    let embed = json!({
        "author": { "name": author, "url": told.page.address },
        "title": title,
        "url": told.address,
        "description": description,
        "fields": fields(told, ALL - taken.iter().sum::<usize>()),
        "color": told.tone().colour(),
        "timestamp": told.at.to_string(),
    });
    json!({
        "embeds": [embed],
        "allowed_mentions": { "parse": [] },
    })
}

fn description(told: &Told, to: &To<'_>) -> String {
    let mut after = Vec::new();
    if let Some(promise) = &told.promise {
        after.push(format!("**{}**", written(promise, 500)));
    }
    let links: Vec<String> = own_links(told, to)
        .map(|(label, url)| escape::link(label, url))
        .collect();
    if !links.is_empty() {
        after.push(links.join(" · "));
    }
    let rest = escape::link(way(told, false), &told.address);
    let taken = size(&after.join("\n\n")) + size(&rest) + 4;
    let room = TEXT.saturating_sub(taken);
    let text = cut::cut(&told.text.plain, room, escape::markdown_units);
    let mut all = vec![escape::markdown(&text.text)];
    if !text.is_whole {
        all.push(rest);
    }
    all.extend(after);
    all.retain(|one| !one.is_empty());
    all.join("\n\n")
}

/// Facts, as long as there is room.
fn fields(told: &Told, room: usize) -> Vec<Value> {
    let mut left = room;
    let mut fields = Vec::new();
    for fact in facts(told) {
        let name = written(&fact.label, 100);
        let value = written(&fact.says, 400);
        let Some(rest) = left.checked_sub(size(&name) + size(&value)) else {
            break;
        };
        left = rest;
        fields.push(json!({ "name": name, "value": value, "inline": true }));
    }
    fields
}

fn written(text: &str, room: usize) -> String {
    escape::markdown(&cut::cut(text, room, escape::markdown_units).text)
}

fn size(text: &str) -> usize {
    text.chars().map(cut::units).sum()
}
