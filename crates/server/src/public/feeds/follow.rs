//! The ways to follow a page or an incident: in its head for programs, at its foot for people; and where to ask to be told.

use crate::web::{
    Reader,
    layout::{Follow, Way},
};

/// The ways to follow the whole page.
#[must_use]
pub fn page(reader: &Reader) -> Follow {
    let ways = [
        ("atom", "history.atom"),
        ("rss", "history.rss"),
        ("json", "feed.json"),
        ("calendar", "calendar.ics"),
        ("maintenances", "maintenances.ics"),
    ];
    follow(reader, "follow-page", &ways, ("", None))
}

/// The ways to follow one incident; one can be told of it alone while it is not over.
#[must_use]
pub fn incident(reader: &Reader, id: &str, is_open: bool) -> Follow {
    let ways = [
        ("atom", "feed.atom"),
        ("rss", "feed.rss"),
        ("json", "feed.json"),
        ("calendar", "calendar.ics"),
    ];
    let rest = format!("incidents/{id}");
    let about = is_open.then_some(rest.as_str());
    follow(
        reader,
        "follow-incident",
        &ways,
        (&format!("{rest}/"), about),
    )
}

/// The way to follow one maintenance; one can be told of it alone while it is not over.
#[must_use]
pub fn maintenance(reader: &Reader, id: &str, is_open: bool) -> Follow {
    let ways = [("calendar", "calendar.ics")];
    let rest = format!("maintenances/{id}");
    let about = is_open.then_some(rest.as_str());
    follow(
        reader,
        "follow-maintenance",
        &ways,
        (&format!("{rest}/"), about),
    )
}

fn follow(
    reader: &Reader,
    key: &str,
    ways: &[(&str, &str)],
    (below, about): (&str, Option<&str>),
) -> Follow {
    let way = |(kind, rest): &(&str, &str)| Way {
        kind: match *kind {
            "atom" => "application/atom+xml",
            "rss" => "application/rss+xml",
            "json" => "application/feed+json",
            _ => "text/calendar",
        },
        name: reader.say(&format!("follow-{kind}")),
        address: reader.path(&format!("{below}{rest}")),
    };
    Follow {
        title: reader.say(key),
        told: match about {
            Some(about) => (
                reader.path(&format!("subscribe?about={about}")),
                reader.say("follow-told"),
            ),
            None => (reader.path("subscribe"), reader.say("way-told")),
        },
        ways: ways.iter().map(way).collect(),
    }
}
