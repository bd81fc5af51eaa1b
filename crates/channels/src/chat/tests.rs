//! Cards held against what they were, against what services take, and against whoever writes a bad title.
//!
//! What a card was stands in `tests/cards`.

use serde_json::Value;

use super::*;
use crate::{
    Fact,
    sample::{quoted, same, to, told},
};

const ROOMS: [Channel; 5] = [
    Channel::Slack,
    Channel::Teams,
    Channel::Discord,
    Channel::Mattermost,
    Channel::GoogleChat,
];

fn bytes(channel: Channel, told: &Told) -> Vec<u8> {
    match card(channel, told, &to()) {
        Some(Outgoing::Call(call)) => {
            assert_eq!(call.url, to().url);
            call.body
        }
        other => panic!("{other:?}"),
    }
}

fn json(channel: Channel, told: &Told) -> Value {
    serde_json::from_slice(&bytes(channel, told)).unwrap()
}

#[test]
fn cards_are_what_they_were() {
    let cards = ROOMS.into_iter().flat_map(|channel| {
        ["fr", "en", "it"].map(|language| {
            let card = json(channel, &told(language));
            let card = format!("{}\n", serde_json::to_string_pretty(&card).unwrap());
            (format!("cards/{}.{language}.json", channel.as_str()), card)
        })
    });
    same(&cards.collect::<Vec<_>>());
}

#[test]
fn a_card_leads_to_the_page_of_whoever_is_quoted() {
    for channel in ROOMS {
        let card = String::from_utf8(bytes(channel, &quoted("fr"))).unwrap();
        assert!(
            card.contains("https://status.orgelpfeife.example/incidents/i_1"),
            "{card}"
        );
        assert!(
            !String::from_utf8(bytes(channel, &told("fr")))
                .unwrap()
                .contains("orgelpfeife")
        );
    }
}

#[test]
fn a_program_gets_no_card() {
    for channel in [Channel::Webhook, Channel::Statuspage] {
        assert!(card(channel, &told("en"), &to()).is_none());
    }
}

/// As much as nobody would write, full of what somebody could.
fn hostile() -> Told {
    let mark =
        "<!channel> @everyone <users/all> **gras** [x](https://evil.example) <at>Ann</at> \"🦆\" ";
    let mut told = told("en");
    told.title = mark.repeat(60);
    told.heading = mark.repeat(60);
    told.page.name = mark.repeat(60);
    told.text.plain = format!("{}\n\n", mark.repeat(3)).repeat(100);
    told.promise = Some(mark.repeat(60));
    told.facts = vec![
        Fact {
            label: mark.repeat(9),
            says: mark.repeat(60),
        };
        12
    ];
    told
}

/// Another hostile one: of nothing but what grows when it is escaped, or of nothing but ends of paragraphs.
fn of_one(piece: &str) -> Told {
    let mut told = hostile();
    for text in [&mut told.title, &mut told.heading, &mut told.page.name] {
        *text = piece.repeat(700);
    }
    told.text.plain = piece.repeat(13_000);
    told.promise = Some(piece.repeat(700));
    for fact in &mut told.facts {
        fact.label = piece.repeat(700);
        fact.says = piece.repeat(700);
    }
    told
}

fn worst() -> Vec<Told> {
    let pieces = ["*", "\"", "<", "&", "🦆", "a\n\n", "é. ", "x\u{1}", " @"];
    let mut worst: Vec<Told> = pieces.iter().map(|piece| of_one(piece)).collect();
    worst.push(hostile());
    worst
}

fn units(value: &Value) -> usize {
    value.as_str().map_or(0, |text| text.encode_utf16().count())
}

/// Everything in it that is an object.
fn walk<'a>(value: &'a Value, seen: &mut dyn FnMut(&'a Value)) {
    match value {
        Value::Object(members) => {
            seen(value);
            members.values().for_each(|one| walk(one, seen));
        }
        Value::Array(all) => all.iter().for_each(|one| walk(one, seen)),
        _ => {}
    }
}

#[test]
fn slack_takes_the_longest_and_reads_no_mark_in_it() {
    for told in worst() {
        let card = json(Channel::Slack, &told);
        let blocks = card["blocks"].as_array().unwrap();
        assert!(blocks.len() <= 50);
        assert!(!card["text"].as_str().unwrap().contains(['<', '>']));
        let mut letters = 0;
        for block in blocks {
            let room = if block["type"] == "header" { 150 } else { 3000 };
            assert!(units(&block["text"]["text"]) <= room);
            let fields = block["fields"].as_array().map_or(&[][..], Vec::as_slice);
            assert!(fields.len() <= 10);
            assert!(fields.iter().all(|field| units(&field["text"]) <= 2000));
        }
        walk(&card, &mut |object| match object["type"].as_str() {
            Some("button") => assert!(units(&object["text"]["text"]) <= 75),
            Some("plain_text") => {
                let length = units(&object["text"]);
                letters += length;
                assert!(length > 0);
            }
            Some("mrkdwn") => {
                let link = object["text"].as_str().unwrap();
                assert!(link.starts_with("<https://status.example.com/s/"), "{link}");
                assert_eq!(link.matches(['<', '>']).count(), 2, "{link}");
            }
            _ => {}
        });
        assert!(letters < 13_000, "{letters}");
    }
}

#[test]
fn teams_takes_the_longest_and_reads_no_mark_in_it() {
    for told in worst() {
        let size = bytes(Channel::Teams, &told).len();
        assert!(size < 21_000, "{size}");
        let card = json(Channel::Teams, &told);
        walk(&card, &mut |object| {
            let kind = object["type"].as_str().unwrap_or_default();
            assert!(
                !matches!(kind, "TextBlock" | "FactSet" | "mention"),
                "{kind}"
            );
            assert!(object.get("entities").is_none());
        });
    }
}

#[test]
fn discord_takes_the_longest_and_nobody_is_called() {
    for told in worst() {
        let card = json(Channel::Discord, &told);
        assert_eq!(card["allowed_mentions"], serde_json::json!({ "parse": [] }));
        let embed = &card["embeds"][0];
        let fields = embed["fields"].as_array().unwrap();
        assert!(units(&embed["title"]) <= 256 && units(&embed["author"]["name"]) <= 256);
        assert!(units(&embed["description"]) <= 4096 && fields.len() <= 25);
        let mut all = units(&embed["title"]) + units(&embed["description"]);
        all += units(&embed["author"]["name"]);
        for field in fields {
            assert!((1..=256).contains(&units(&field["name"])));
            assert!((1..=1024).contains(&units(&field["value"])));
            all += units(&field["name"]) + units(&field["value"]);
        }
        assert!(all <= 6000, "{all}");
        for text in [&embed["title"], &embed["description"]] {
            let text = text.as_str().unwrap();
            for call in ["@everyone", "<@", "<!", "](https://evil", " **gras"] {
                assert!(!text.contains(call), "{call}");
            }
        }
    }
}

#[test]
fn mattermost_takes_the_longest_and_nobody_is_called() {
    for told in worst() {
        let card = json(Channel::Mattermost, &told);
        let attachment = &card["attachments"][0];
        let letters = card["attachments"].to_string().chars().count();
        assert!(letters <= 7900, "{letters}");
        for call in ["@everyone", "<!"] {
            assert!(!attachment.to_string().contains(call), "{call}");
        }
        for place in ["pretext", "title", "text"] {
            let text = attachment[place].as_str().unwrap();
            assert!(!text.contains("](https://evil") && !text.contains(" **gras"));
        }
        for field in attachment["fields"].as_array().unwrap() {
            assert!(!field["value"].as_str().unwrap().contains("](https://evil"));
        }
    }
}

#[test]
fn google_chat_takes_the_longest_and_reads_no_mark_in_it() {
    for told in worst() {
        let size = bytes(Channel::GoogleChat, &told).len();
        assert!(size <= 32_000, "{size}");
        let card = json(Channel::GoogleChat, &told);
        let widgets = &card["cardsV2"][0]["card"]["sections"][0]["widgets"];
        assert!(widgets.as_array().unwrap().len() <= 100);
        walk(widgets, &mut |object| {
            let text = object["textParagraph"]["text"].as_str();
            let text = text.or(object["decoratedText"]["text"].as_str());
            let inside = text.map(|text| text.trim_start_matches("<b>").trim_end_matches("</b>"));
            assert!(!inside.unwrap_or_default().contains(['<', '>']));
        });
        assert!(!card["fallbackText"].as_str().unwrap().contains("<users"));
    }
}

#[test]
fn a_text_that_was_cut_says_where_the_rest_is() {
    for channel in ROOMS {
        let whole = json(channel, &told("it")).to_string();
        assert!(!whole.contains("Leggete il seguito"), "{channel:?}");
        let mut long = told("it");
        long.text.plain = "Una frase come tante. ".repeat(2000);
        let cut = json(channel, &long).to_string();
        assert!(cut.contains("Leggete il seguito"), "{channel:?}");
        assert!(cut.contains("tante. …"), "{channel:?}");
    }
}

#[test]
fn a_status_alone_is_a_card_too_and_a_colour_never_says_it_alone() {
    for channel in ROOMS {
        let mut bare = told("en");
        bare.text.plain = String::new();
        bare.promise = None;
        bare.facts.truncate(1);
        let card = json(channel, &bare).to_string();
        assert!(card.contains("Payments are slow") && card.contains("Investigating"));
        assert!(!card.contains(r#""text":"""#), "{card}");
    }
}
