//! Microsoft Teams: an Adaptive Card under the webhook of a workflow.
//!
//! Everything that somebody wrote is a `TextRun`, in which no Markdown is read (a `TextBlock` and a `Fact` would);
//! nobody is mentioned without an entity, and there is none.
//! Source: <https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using>
//! (envelope, 28 KB), <https://adaptivecards.io/explorer/TextRun.html>.

use serde_json::{Value, json};

use super::{facts, own_links, speaker, way};
use crate::{To, Told, Tone, cut};

/// Room for the text, in bytes of JSON. Together with everything else at its longest it stays below 21 KB, where
/// others have seen refusals begin.
const TEXT: usize = 8_000;

/// The message.
pub fn card(told: &Told, to: &To<'_>) -> Value {
    let text = cut::cut(&told.text.plain, TEXT, cut::json);
    let mut body = vec![json!({
        "type": "Container",
        "style": style(told.tone()),
        "bleed": true,
        "items": [
            block(&[(&short(&speaker(told)), Look::Small)]),
            block(&[(&short(&told.title), Look::Title)]),
        ],
    })];
    body.extend(facts(told).map(|fact| {
        // Two spaces part the label from what follows in the same line.
        let label = format!("{}  ", cut::cut(&fact.label, 100, cut::json).text);
        let says = cut::cut(&fact.says, 300, cut::json).text;
        block(&[(&label, Look::Strong), (&says, Look::Plain)])
    }));
    // A block each, but never so many that they outweigh what they say.
    let paragraphs = text.text.splitn(30, "\n\n").filter(|one| !one.is_empty());
    body.extend(paragraphs.map(|one| block(&[(one, Look::Plain)])));
    if let Some(promise) = &told.promise {
        body.push(block(&[(&short(promise), Look::Strong)]));
    }
    let mut actions = vec![action(way(told, text.is_whole), &told.address)];
    actions.extend(own_links(told, to).map(|(label, url)| action(label, url)));
    let card = json!({
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "lang": told.locale.language(),
        "fallbackText": short(&told.line()),
        "body": body,
        "actions": actions,
        "msteams": { "width": "Full" },
    });
    json!({
        "type": "message",
        "attachments": [{
            "contentType": "application/vnd.microsoft.card.adaptive",
            "contentUrl": null,
            "content": card,
        }],
    })
}

#[derive(Clone, Copy)]
enum Look {
    Plain,
    Strong,
    Small,
    Title,
}

fn block(texts: &[(&str, Look)]) -> Value {
    let runs = texts.iter().map(|(text, look)| {
        let mut run = json!({ "type": "TextRun", "text": text });
        match look {
            Look::Plain => {}
            Look::Strong => run["weight"] = json!("Bolder"),
            Look::Small => run["isSubtle"] = json!(true),
            Look::Title => {
                run["weight"] = json!("Bolder");
                run["size"] = json!("Large");
            }
        }
        run
    });
    json!({ "type": "RichTextBlock", "inlines": runs.collect::<Vec<_>>() })
}

fn short(text: &str) -> String {
    cut::cut(text, 450, cut::json).text
}

fn action(title: &str, url: &str) -> Value {
    json!({ "type": "Action.OpenUrl", "title": short(title), "url": url })
}

fn style(tone: Tone) -> &'static str {
    match tone {
        Tone::Over => "good",
        Tone::Planned => "accent",
        Tone::Calm => "emphasis",
        Tone::Minor | Tone::Major => "warning",
        Tone::Critical => "attention",
    }
}
