//! How a provider is, and what of it something hangs on, in words.

use beffroi_domain::{ComponentStatus, Moment};

use crate::{
    providers::{Entry, Part, Provider},
    upstreams::{Cause, Target},
    web::Reader,
};

/// How something of a provider is.
#[derive(Clone, Debug)]
pub(super) struct State {
    /// Shape and word.
    pub(super) status: (&'static str, String),
    /// Since when we see it so; of whom nobody can tell, since when.
    pub(super) since: String,
    /// When we last looked.
    pub(super) checked: String,
}

/// What a provider has under way: what it calls it, where it stands, in which language.
#[derive(Clone, Debug)]
pub(super) struct Going {
    pub(super) title: String,
    pub(super) address: String,
    pub(super) lang: String,
}

/// How what a line leads to is.
pub(super) fn state(reader: &Reader, cause: &Cause) -> State {
    let provider = &cause.provider;
    let said = |key: &str, at| {
        let when = reader.when(&Moment::exact(at)).text;
        reader.words.tell(key, &[("when", &when)])
    };
    let status = match provider.blind {
        Some(_) => ComponentStatus::Unknown,
        None => cause.status,
    };
    State {
        status: (status.as_str(), reader.say(&format!("component-{status}"))),
        since: match &provider.blind {
            Some((since, _)) => said("upstreams-blind", *since),
            None => said("upstreams-since", cause.since),
        },
        checked: match provider.checked_at {
            Some(at) => said("upstreams-checked", at),
            None => reader.say("upstreams-unchecked"),
        },
    }
}

/// What of a provider something hangs on.
pub(super) fn name(
    reader: &Reader,
    provider: &Provider,
    part: Option<&Part>,
    target: &Target,
) -> String {
    let of = |key: &str, name: &str| {
        let both = [("provider", provider.name.as_str()), ("name", name)];
        reader.words.tell(key, &both)
    };
    match (target, part) {
        (Target::Whole, _) => provider.name.clone(),
        (Target::Region(region), _) => of("upstreams-of-region", region),
        (Target::Part(_), Some(part)) => of("upstreams-of-part", &part_name(reader, part)),
        // What is listed no more is told by its provider alone.
        (Target::Part(_), None) => provider.name.clone(),
    }
}

/// What a component of a provider is called, with the group that it stands in.
pub(super) fn part_name(reader: &Reader, part: &Part) -> String {
    let name = reader.plain(&part.name).unwrap_or_default();
    match &part.group {
        Some(group) => {
            let both = [("group", group.as_str()), ("name", name.as_str())];
            reader.words.tell("upstreams-in-group", &both)
        }
        None => name,
    }
}

/// What a provider tells, as it calls it.
pub(super) fn going(provider: &Provider, entry: &Entry) -> Going {
    let record = &entry.notice.told.record;
    let locale = record.title.locales().next().unwrap_or(&provider.locale);
    let title = record.title.get(locale).unwrap_or(&record.title_raw);
    let is_web = |url: &&String| url.starts_with("https://") || url.starts_with("http://");
    let address = record.url.as_ref().filter(is_web);
    Going {
        title: title.to_owned(),
        address: address.unwrap_or(&provider.place.page).clone(),
        lang: locale.to_string(),
    }
}
