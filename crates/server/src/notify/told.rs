//! An announcement becomes what a reader of one language is told: facts, words and times out of the frozen
//! picture, by the same rules as the page.
//!
//! Made once for an announcement and a language, not for each reader. What another company says stands in `overheard`.

use beffroi_channels::{Fact, Labels, PageSaid, Part, Text, Told};
use beffroi_domain::{
    Announcement, CommitmentKind, Incident, LocalizedText,
    announcement::{Occasion, Stood, Topic},
};

use super::overheard;
use crate::{
    deliveries::Broadcast,
    ground::markdown,
    pages::Page,
    story::{
        Names,
        facts::{self, Depth, Value},
        promises,
    },
    web::{Reader, format::Stretch},
};

/// Rows of a header that stand on the page and in no message: what is long, and what nobody acts upon.
const LEFT_OUT: [&str; 4] = ["notice", "links", "figures", "again"];

/// What a reader of this language is told.
pub(super) fn told(reader: &Reader, page: &Page, broadcast: &Broadcast) -> Told {
    let said = &broadcast.said;
    let bare = bare(reader, page, broadcast);
    if let Some(Stood::Provider(heard)) = &said.stood {
        return overheard::told(reader, broadcast, heard, bare);
    }
    Told {
        references: said.references.clone(),
        kind: reader.say(kind(said)),
        heading: heading(reader, said),
        title: reader.plain(&said.title).unwrap_or_default(),
        parts: parts(reader, said),
        facts: facts(reader, said),
        text: text(reader, broadcast),
        promise: promise(reader, said),
        address: reader.absolute(&rest(said)),
        ..bare
    }
}

/// What our own words and those of another company have alike; all else is empty.
fn bare(reader: &Reader, page: &Page, broadcast: &Broadcast) -> Told {
    let said = &broadcast.said;
    Told {
        key: said.key.clone(),
        locale: reader.locale().clone(),
        topic: said.topic,
        occasion: said.occasion,
        at: broadcast.created_at,
        page: PageSaid {
            id: page.public_id.to_string(),
            name: page.name_in(reader.locale()).to_owned(),
            address: reader.absolute(""),
        },
        subject: said.public_id.to_string(),
        references: vec![],
        kind: String::new(),
        heading: String::new(),
        title: String::new(),
        status: said.status.clone(),
        impact: said.impact,
        parts: vec![],
        facts: vec![],
        text: Text {
            locale: reader.locale().clone(),
            markdown: String::new(),
            plain: String::new(),
        },
        promise: None,
        address: String::new(),
        labels: Labels {
            open: reader.say("bell-open"),
            rest: reader.say("bell-rest"),
            manage: reader.say("bell-manage"),
            leave: reader.say("bell-leave"),
        },
        quoted: None,
    }
}

/// Where it stands on the page, without the locale.
fn rest(said: &Announcement) -> String {
    match said.topic {
        Topic::Incident | Topic::Postmortem => format!("incidents/{}", said.public_id),
        Topic::Maintenance => format!("maintenances/{}", said.public_id),
        Topic::Component | Topic::Provider => String::new(),
    }
}

/// Of what kind it is; a write-up is told with its incident.
fn kind(said: &Announcement) -> &'static str {
    match said.topic {
        Topic::Incident | Topic::Postmortem => "bell-kind-incident",
        Topic::Maintenance => "bell-kind-maintenance",
        Topic::Component | Topic::Provider => "bell-kind-component",
    }
}

/// Why it is told now.
fn heading(reader: &Reader, said: &Announcement) -> String {
    let key = match (said.occasion, said.topic, said.status.as_str()) {
        (Occasion::Correction, ..) => "bell-correction",
        (Occasion::Translation, ..) => "bell-translation",
        (_, Topic::Component | Topic::Provider, _) => "bell-component-update",
        (_, Topic::Postmortem, _) | (_, Topic::Incident, "postmortem") => {
            "bell-incident-postmortem"
        }
        (Occasion::First, Topic::Incident, _) => "bell-incident-first",
        (_, Topic::Incident, "resolved") => "bell-incident-resolved",
        (_, Topic::Incident, _) => "bell-incident-update",
        (Occasion::Reminder, ..) => "bell-maintenance-reminder",
        (_, Topic::Maintenance, "completed") => "bell-maintenance-completed",
        (Occasion::First, ..) => "bell-maintenance-first",
        (Occasion::Update, ..) => "bell-maintenance-update",
    };
    reader.say(key)
}

fn parts(reader: &Reader, said: &Announcement) -> Vec<Part> {
    let part = |one: &beffroi_domain::announcement::Touched| Part {
        id: one
            .public_id
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default(),
        name: reader.plain(&one.name).unwrap_or_default(),
        status: one.status,
    };
    said.components.iter().map(part).collect()
}

/// The header, as the page has it: status and impact in words, then its rows.
fn facts(reader: &Reader, said: &Announcement) -> Vec<Fact> {
    let names = Names::told(&said.components);
    let mut all = vec![Fact {
        label: reader.say("bell-status"),
        says: reader.say(&status_key(said)),
    }];
    if let Some(impact) = said.impact.filter(|_| said.topic == Topic::Incident) {
        all.push(Fact {
            label: reader.say("bell-impact"),
            says: reader.say(&format!("impact-{impact}")),
        });
    }
    // In another language for now, since theirs is not there yet.
    let note = reader.said(&said.text).and_then(|said| said.note);
    all.extend(note.map(|says| Fact {
        label: reader.say("bell-language"),
        says,
    }));
    let rows = match &said.stood {
        Some(Stood::Incident(incident)) => {
            facts::of_incident(reader, &names, incident, Depth::Short).rows
        }
        Some(Stood::Maintenance(work)) => facts::of_maintenance(reader, &names, work).rows,
        Some(Stood::Provider(_)) | None => vec![],
    };
    for row in rows {
        let values: Vec<String> = row
            .values
            .iter()
            .filter(|one| !is_quoted(&row.values) || matches!(one, Value::Quoted(_)))
            .filter_map(|one| value(reader, one))
            .collect();
        let is_told = !LEFT_OUT.contains(&row.key) || is_quoted(&row.values);
        if is_told && !values.is_empty() {
            all.push(Fact {
                label: row.term,
                says: reader.list(&values),
            });
        }
    }
    all
}

fn status_key(said: &Announcement) -> String {
    match said.topic {
        Topic::Incident | Topic::Postmortem => format!("incident-{}", said.status),
        Topic::Maintenance => format!("maintenance-{}", said.status),
        Topic::Component | Topic::Provider => format!("component-{}", said.status),
    }
}

/// What somebody else said is told with who said it; its address stands on the page.
fn is_quoted(values: &[Value]) -> bool {
    values.iter().any(|one| matches!(one, Value::Quoted(_)))
}

/// A value in one line.
fn value(reader: &Reader, value: &Value) -> Option<String> {
    let noted = |text: &str, note: Option<&str>| match note {
        Some(note) => reader
            .words
            .tell("bell-noted", &[("text", text), ("note", note)]),
        None => text.to_owned(),
    };
    match value {
        Value::When(when) => Some(when.text.clone()),
        Value::Stretch(stretch) => Some(span(reader, stretch)),
        Value::Plain(text) | Value::Link(text) => Some(text.clone()),
        Value::Said(said, note) => Some(noted(&said.text, note.as_deref())),
        Value::Component(said, degree) => {
            let degree = degree.as_ref().map(|(_, word)| word.as_str());
            Some(noted(&said.text, degree))
        }
        Value::Quoted(quote) => Some(quote.line.clone()),
        Value::Figure(..) | Value::Kept(..) => None,
    }
}

fn span(reader: &Reader, stretch: &Stretch) -> String {
    let text = |end: &Result<crate::web::format::When, String>| match end {
        Ok(when) => when.text.clone(),
        Err(words) => words.clone(),
    };
    let (from, to) = (text(&stretch.from), text(&stretch.to));
    reader
        .words
        .tell("bell-span", &[("from", &from), ("to", &to)])
}

/// What was said, in the reader's language or, marked, in another; what was gathered stands before it, each with its
/// time.
fn text(reader: &Reader, broadcast: &Broadcast) -> Text {
    let last = resolved(reader, &broadcast.said.text);
    let (locale, mut markdown) = last.unwrap_or_else(|| (reader.locale().clone(), String::new()));
    let earlier: Vec<String> = broadcast
        .gathered
        .iter()
        .filter_map(|said| dated(reader, said))
        .collect();
    if !earlier.is_empty() {
        let last = dated(reader, &broadcast.said);
        let all: Vec<String> = earlier.into_iter().chain(last).collect();
        markdown = all.join("\n\n");
    }
    Text {
        plain: markdown::plain(&markdown),
        locale,
        markdown,
    }
}

fn dated(reader: &Reader, said: &Announcement) -> Option<String> {
    let (_, text) = resolved(reader, &said.text)?;
    let Some(at) = &said.at else {
        return Some(text);
    };
    let when = reader.clock(at).text;
    Some(
        reader
            .words
            .tell("bell-at", &[("when", &when), ("text", &text)]),
    )
}

fn resolved(reader: &Reader, text: &LocalizedText) -> Option<(beffroi_domain::Locale, String)> {
    let resolved = text.resolve(reader.locale(), &reader.fallback)?;
    Some((resolved.locale.clone(), resolved.text.to_owned()))
}

/// What readers are promised next, as a sentence.
fn promise(reader: &Reader, said: &Announcement) -> Option<String> {
    let Some(Stood::Incident(incident)) = &said.stood else {
        return None;
    };
    let next = next_promise(incident)?;
    let line = promises::line(reader, next, promises::dated);
    let sentence = &line.sentence;
    // One pattern of Fluent, taken apart for its time.
    let when = format!(
        "{}{}{}",
        sentence.before, sentence.when.text, sentence.after
    );
    let what = line.what.text;
    Some(
        reader
            .words
            .tell("bell-promise", &[("what", &what), ("when", &when)]),
    )
}

/// The next word first; else whatever falls due first.
fn next_promise(incident: &Incident) -> Option<&beffroi_domain::Commitment> {
    let open = incident.commitments.iter().filter(|one| one.is_open());
    open.min_by_key(|one| (one.kind != CommitmentKind::Update, one.late_at))
}
