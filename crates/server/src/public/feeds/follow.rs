//! The ways to follow a page or an incident: in its head for programs, at its foot for people.

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
    follow(reader, "follow-page", &ways, "")
}

/// The ways to follow one incident.
#[must_use]
pub fn incident(reader: &Reader, id: &str) -> Follow {
    let ways = [
        ("atom", "feed.atom"),
        ("rss", "feed.rss"),
        ("json", "feed.json"),
        ("calendar", "calendar.ics"),
    ];
    follow(
        reader,
        "follow-incident",
        &ways,
        &format!("incidents/{id}/"),
    )
}

/// The way to follow one maintenance.
#[must_use]
pub fn maintenance(reader: &Reader, id: &str) -> Follow {
    let ways = [("calendar", "calendar.ics")];
    let below = format!("maintenances/{id}/");
    follow(reader, "follow-maintenance", &ways, &below)
}

fn follow(reader: &Reader, key: &str, ways: &[(&str, &str)], below: &str) -> Follow {
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
        ways: ways.iter().map(way).collect(),
    }
}
