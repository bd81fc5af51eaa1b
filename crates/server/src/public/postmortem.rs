//! The write-up: sections per locale over one timeline and one table of symptoms and actions.
//!
//! The timeline stands behind the overview section and the table behind the actions, where readers
//! look for them, also when these sections have no words.

use askama::{Template, filters::HtmlSafe};
use beffroi_domain::{
    Moment, Origin, Postmortem,
    postmortem::{Entry, Section},
};

use crate::web::{
    Reader,
    format::{Prose, Said, Stretch, When},
};

/// The write-up.
#[derive(Clone, Debug, Template)]
#[template(path = "public/postmortem.html")]
pub struct Writeup {
    title: String,
    published: Option<String>,
    parts: Vec<Part>,
    actions_heads: (String, String),
    actions_caption: String,
}

impl HtmlSafe for Writeup {}

/// A part with its heading.
#[derive(Clone, Debug)]
struct Part {
    key: &'static str,
    title: String,
    prose: Option<Prose>,
    timeline: Vec<Happening>,
    actions: Vec<(Option<Said>, Vec<Prose>)>,
}

/// One entry of the timeline.
#[derive(Clone, Debug)]
struct Happening {
    kind: &'static str,
    kind_said: Option<String>,
    time: Time,
    text: Option<Prose>,
}

#[derive(Clone, Debug)]
enum Time {
    At(When),
    Over(Stretch),
    Written(String),
}

impl Writeup {
    /// The same of others, which nobody translates: what is in another language says in which, and promises nothing.
    #[must_use]
    pub fn of_others(mut self, reader: &Reader) -> Self {
        let said = |lang: &Option<String>, note: &mut Option<String>| {
            if let (Some(lang), Some(note)) = (lang, note) {
                *note = reader.only_in(lang);
            }
        };
        for part in &mut self.parts {
            let texts = part.timeline.iter_mut().map(|one| &mut one.text);
            let actions = part.actions.iter_mut().flat_map(|(_, all)| all);
            for prose in texts.chain([&mut part.prose]).flatten().chain(actions) {
                said(&prose.lang, &mut prose.note);
            }
            let symptoms = part.actions.iter_mut().map(|(symptom, _)| symptom);
            for symptom in symptoms.flatten() {
                said(&symptom.lang, &mut symptom.note);
            }
        }
        self
    }
}

/// Puts the write-up together.
#[must_use]
pub fn writeup(reader: &Reader, postmortem: &Postmortem) -> Writeup {
    let mut parts = Vec::new();
    for section in Section::ALL {
        let text = postmortem.sections.get(section);
        let prose = text.and_then(|text| reader.prose(text, 4));
        let key = section.as_str();
        let title = reader.say(&format!("section-{key}"));
        let plain = |key, title, prose| Part {
            key,
            title,
            prose,
            timeline: vec![],
            actions: vec![],
        };
        parts.extend(prose.map(|prose| plain(key, title, Some(prose))));
        if *section == Section::Overview && !postmortem.timeline.is_empty() {
            let timeline = timeline(reader, &postmortem.timeline);
            parts.push(Part {
                timeline,
                ..plain("timeline", reader.say("timeline-title"), None)
            });
        }
        if *section == Section::Actions && !postmortem.actions.is_empty() {
            let actions = actions(reader, postmortem);
            parts.push(Part {
                actions,
                ..plain("table", reader.say("actions-title"), None)
            });
        }
    }
    Writeup {
        title: reader.say("postmortem-title"),
        published: postmortem.published.map(|published| {
            let when = reader.when(&published).text;
            reader
                .words
                .tell("postmortem-published", &[("when", &when)])
        }),
        parts,
        actions_heads: (reader.say("actions-symptom"), reader.say("actions-action")),
        actions_caption: reader.say("actions-title"),
    }
}

/// True where an instant of the timeline was concluded and not stated.
#[must_use]
pub fn has_concluded(postmortem: &Postmortem) -> bool {
    let all = postmortem
        .timeline
        .iter()
        .flat_map(|entry| [entry.at, entry.until]);
    all.flatten()
        .any(|moment: Moment| moment.origin == Origin::Inferred)
}

/// The day is told once, where it changes.
fn timeline(reader: &Reader, entries: &[Entry]) -> Vec<Happening> {
    entries
        .iter()
        .map(|entry| happening(reader, entry))
        .collect()
}

fn happening(reader: &Reader, entry: &Entry) -> Happening {
    let kind = entry.kind.as_str();
    let time = match (&entry.at, &entry.until, &entry.written) {
        (Some(at), Some(until), _) => {
            Time::Over(reader.stretch(Some(at), &beffroi_domain::WindowEnd::At(*until)))
        }
        (Some(at), None, _) => Time::At(reader.when(at)),
        (None, _, Some(written)) => Time::Written(written.clone()),
        (None, _, None) => Time::Written(reader.say("timeline-time-unknown")),
    };
    Happening {
        kind,
        kind_said: (kind != "event").then(|| reader.say(&format!("kind-{kind}"))),
        time,
        text: reader.prose(&entry.text, 5),
    }
}

/// Actions of one symptom stand together, so that the symptom is said once.
fn actions(reader: &Reader, postmortem: &Postmortem) -> Vec<(Option<Said>, Vec<Prose>)> {
    let mut rows: Vec<(Option<Said>, Vec<Prose>)> = Vec::new();
    for action in &postmortem.actions {
        let symptom = reader.said(&action.symptom);
        let text = reader.prose(&action.action, 5);
        match rows.last_mut() {
            Some((last, texts)) if *last == symptom || symptom.is_none() => texts.extend(text),
            _ => rows.push((symptom, text.into_iter().collect())),
        }
    }
    rows
}
