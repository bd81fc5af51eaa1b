//! Slack: blocks under an incoming webhook.
//!
//! Everything that somebody wrote is `plain_text`, in which Slack reads no mention and no mark.
//! Source: <https://docs.slack.dev/reference/block-kit/blocks> (header 150, section 3000, a field 2000 and ten of
//! them, a button 75, 50 blocks); all blocks
//! together are refused somewhere above 13,000 letters (<https://github.com/slackapi/bolt-js/issues/2509>).

use serde_json::{Value, json};

use super::{escape, facts, own_links, speaker, way};
use crate::{To, Told, cut};

/// The message.
pub fn card(told: &Told, to: &To<'_>) -> Value {
    let text = cut::cut(&told.text.plain, 3000, cut::units);
    let mut blocks = vec![
        json!({ "type": "header", "text": plain(&told.title, 150) }),
        json!({ "type": "context", "elements": [plain(&speaker(told), 300)] }),
    ];
    let fields: Vec<Value> = facts(told)
        .map(|fact| plain(&format!("{}\n{}", fact.label, fact.says), 300))
        .collect();
    if !fields.is_empty() {
        blocks.push(json!({ "type": "section", "fields": fields }));
    }
    if !text.text.is_empty() {
        blocks.push(json!({ "type": "section", "text": plain(&text.text, 3000) }));
    }
    if let Some(promise) = &told.promise {
        blocks.push(json!({ "type": "section", "text": plain(promise, 500) }));
    }
    let open = plain(way(told, text.is_whole), 75);
    let button = json!({ "type": "button", "text": open, "url": told.address });
    blocks.push(json!({ "type": "actions", "elements": [button] }));
    let links: Vec<Value> = own_links(told, to)
        .map(|(label, url)| {
            let label = escape::angles(label);
            let link = format!("<{}|{label}>", escape::linkable(url));
            json!({ "type": "mrkdwn", "text": link, "verbatim": true })
        })
        .collect();
    if !links.is_empty() {
        blocks.push(json!({ "type": "context", "elements": links }));
    }
    // What a notification shows; mentions in it would be read.
    let line = cut::cut(&told.line(), 300, cut::units).text;
    json!({
        "text": escape::mentions(&escape::angles(&line)),
        "blocks": blocks,
        "unfurl_links": false,
        "unfurl_media": false,
    })
}

fn plain(text: &str, room: usize) -> Value {
    let text = cut::cut(text, room, cut::units).text;
    json!({ "type": "plain_text", "text": text, "emoji": false })
}
