//! Google Chat: a card under the webhook of a space.
//!
//! A card's text knows a few tags and no mention; the letters that make tags are escaped.
//! Source: <https://developers.google.com/workspace/chat/api/reference/rest/v1/cards> (100 widgets),
//! <https://developers.google.com/workspace/chat/create-messages> (32,000 bytes),
//! <https://developers.google.com/workspace/chat/format-messages#card-formatting>.

use serde_json::{Value, json};

use super::{escape, facts, own_links, speaker, way};
use crate::{To, Told, cut};

/// The message.
pub fn card(told: &Told, to: &To<'_>) -> Value {
    let text = cut::cut(&told.text.plain, 12_000, escape::angles_json);
    let mut widgets: Vec<Value> = facts(told)
        .map(|fact| {
            let label = cut::cut(&fact.label, 200, cut::json).text;
            let says = written(&fact.says, 600);
            json!({ "decoratedText": { "topLabel": label, "text": says, "wrapText": true } })
        })
        .collect();
    if !text.text.is_empty() {
        widgets.push(json!({ "textParagraph": { "text": escape::angles(&text.text) } }));
    }
    if let Some(promise) = &told.promise {
        let promise = format!("<b>{}</b>", written(promise, 600));
        widgets.push(json!({ "textParagraph": { "text": promise } }));
    }
    let mut buttons = vec![button(way(told, text.is_whole), &told.address)];
    buttons.extend(own_links(told, to).map(|(label, url)| button(label, url)));
    widgets.push(json!({ "buttonList": { "buttons": buttons } }));
    let line = cut::cut(&told.line(), 600, cut::json).text;
    json!({
        "fallbackText": escape::mentions(&line),
        "cardsV2": [{
            "cardId": told.subject,
            "card": {
                "header": {
                    "title": escape::mentions(&cut::cut(&told.title, 600, cut::json).text),
                    "subtitle": escape::mentions(&cut::cut(&speaker(told), 600, cut::json).text),
                },
                "sections": [{ "widgets": widgets }],
            },
        }],
    })
}

fn written(text: &str, room: usize) -> String {
    escape::angles(&cut::cut(text, room, escape::angles_json).text)
}

fn button(text: &str, url: &str) -> Value {
    let text = cut::cut(text, 300, cut::json).text;
    json!({ "text": text, "onClick": { "openLink": { "url": url } } })
}
