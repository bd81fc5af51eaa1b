//! Microsoft Azure's feed: what is open, and nothing else.
//!
//! Zero items are the all-clear, but only from the one host that is not led to the region next to the reader: the region that
//! was down had an empty feed. Regions are categories; what only the text mentions is no region of the incident.
//! Source: recordings, one of them from such a day.

use jiff::Timestamp;

use super::{
    Ask, Blind, Context, Form, Notice, Often, Place, Reply, Seen, host_of, nothing_to_find,
    notice::{self, Raw, Saying},
};
use crate::statuspage::feed::{self, entry::Entry};

pub(super) const FORM: Form = Form {
    word: "azure",
    label: "Microsoft Azure",
    hosts: &[
        ".azure.status.microsoft",
        "azure.status.microsoft",
        "status.azure.com",
    ],
    asks,
    is_of,
    locate: nothing_to_find,
    read,
};

const HOME: &str = "https://rssfeed.azure.status.microsoft";

fn asks(place: &Place) -> Vec<Ask> {
    vec![Ask {
        role: "feed".to_owned(),
        url: format!("{}/en-us/status/feed/", place.pinned(HOME)),
        often: Often::Always,
    }]
}

fn is_of(reply: &Reply<'_>) -> bool {
    let host = reply.host();
    if reply.role == "page" {
        return host == "azure.status.microsoft" || host == "status.azure.com";
    }
    feed::whole(reply.text().as_bytes()).is_ok_and(|(page, _)| is_azure(page.name.as_deref()))
}

/// The title, without the word "Status" as titles of feeds are read.
fn is_azure(name: Option<&str>) -> bool {
    name.is_some_and(|name| name.starts_with("Azure"))
}

fn read(reply: &Reply<'_>, context: &Context) -> Result<Seen, Blind> {
    if reply.role != "feed" {
        return Err(Blind::of("Azure answers nothing else"));
    }
    let (page, entries) = feed::whole(reply.text().as_bytes())
        .map_err(|reason| Blind::of(format!("it is no feed: {reason}")))?;
    if !is_azure(page.name.as_deref()) {
        return Err(Blind::of("it is a feed, but not Azure's"));
    }
    let home = host_of(context.place.pinned(HOME));
    if entries.is_empty() && reply.host() != home {
        return Err(Blind::of(format!(
            "an empty feed came from {}, not from {home}",
            reply.host()
        )));
    }
    let all = (1..).zip(&entries);
    Ok(Seen {
        notices: all
            .map(|(ordinal, one)| tell(one, context, ordinal))
            .collect(),
        page,
        lists_all_open: true,
        ..Seen::default()
    })
}

fn tell(entry: &Entry, context: &Context, ordinal: u32) -> Notice {
    let at: Option<Timestamp> = entry.published.or(entry.updated);
    let is_over = is_over(&entry.title);
    let categories = entry.categories.iter().map(|one| one.trim());
    let categories = categories.filter(|one| !one.is_empty());
    let (regions, services): (Vec<&str>, Vec<&str>) = categories.partition(|one| is_region(one));
    let raw = Raw {
        id: entry.id.clone().unwrap_or_else(|| entry.title.clone()),
        title: entry.title.clone(),
        status: is_over.then_some("resolved"),
        impact: Some(impact(entry)),
        url: Some(context.place.page.clone()),
        updated_at: at,
        resolved_at: at.filter(|_| is_over),
        updates: vec![Saying {
            status: is_over.then_some("resolved"),
            at,
            body: entry.html.clone(),
            ..Saying::default()
        }],
        components: services
            .into_iter()
            .map(|name| (None, name.to_owned()))
            .collect(),
        regions: narrowed(&regions),
        ..Raw::default()
    };
    notice::tell_or_demote(raw, context, ordinal)
}

/// The regions; none where one of them is everywhere.
fn narrowed(regions: &[&str]) -> Vec<String> {
    match regions.contains(&"Global") {
        true => Vec::new(),
        false => regions.iter().map(|one| (*one).to_owned()).collect(),
    }
}

/// Over is only what begins by saying so; a title that mentions it may mean one region of several.
fn is_over(title: &str) -> bool {
    let title = title.trim_start_matches(['[', '(', ' ']).to_lowercase();
    let words = [
        "resolved",
        "mitigated",
        "preliminary post incident review",
        "post incident review",
        "pir ",
    ];
    let begins = |word: &&str| {
        title
            .strip_prefix(word)
            .is_some_and(|rest| !rest.starts_with(" in "))
    };
    words.iter().any(begins)
}

/// The feed says nothing of how bad it is; words of what fails are bad, what is left is bad a little.
fn impact(entry: &Entry) -> &'static str {
    const FAILS: [&str; 8] = [
        "outage",
        "unavailab",
        "fail",
        "unable",
        "inaccess",
        "connectivity",
        "connecting",
        "errors",
    ];
    let said = format!("{} {}", entry.title, entry.html).to_lowercase();
    match FAILS.iter().any(|word| said.contains(word)) {
        true => "major",
        false => "minor",
    }
}

/// Whether a category is one of Azure's regions: they are a geography with a direction or a number, and services are not.
fn is_region(category: &str) -> bool {
    const LANDS: [&str; 38] = [
        "US",
        "USGov",
        "US Gov",
        "US DoD",
        "Europe",
        "Asia",
        "UK",
        "Australia",
        "Austria",
        "Belgium",
        "Brazil",
        "Canada",
        "Chile",
        "China",
        "Denmark",
        "Finland",
        "France",
        "Germany",
        "Greece",
        "India",
        "Indonesia",
        "Israel",
        "Italy",
        "Japan",
        "Jio India",
        "Korea",
        "Malaysia",
        "Mexico",
        "New Zealand",
        "Norway",
        "Poland",
        "Qatar",
        "South Africa",
        "Spain",
        "Sweden",
        "Switzerland",
        "Taiwan",
        "UAE",
    ];
    const SIDES: [&str; 16] = [
        "North Central",
        "South Central",
        "West Central",
        "Southeast",
        "Southwest",
        "Northeast",
        "Northwest",
        "North",
        "South",
        "East",
        "West",
        "Central",
        "Arizona",
        "Iowa",
        "Texas",
        "Virginia",
    ];
    let bare = category
        .trim_end_matches(|c: char| c.is_ascii_digit())
        .trim();
    let is_pair = |land: &str, side: &str| {
        bare == format!("{land} {side}") || bare == format!("{side} {land}")
    };
    let is_known = LANDS
        .iter()
        .any(|land| SIDES.iter().any(|side| is_pair(land, side)));
    is_known || bare == "Global"
}
