//! What a text promises and its form does not: one press takes it over. News go into the field for the next update; a
//! write-up, a repair or a refund stand beside it, ticked, and are promised with the text.
//!
//! Read in order: [`offers`], [`take`], [`also`], [`field`]. What is ticked travels in the form as it was read from the text, for
//! "within an hour" means another time a minute later.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use beffroi_domain::{
    Commitment, CommitmentKind, Locale, LocalizedText, Moment,
    find::{self, promise::Promised},
    review::{self, Draft, Finding, Kind, Known, Rules},
};
use jiff::{Timestamp, civil::Time};

use super::drafts::put_time;
use crate::{
    console::form::{Control, Field, Pick, Typed},
    ground::mask,
    incidents::Pledge,
    story::promises,
    web::Reader,
};

/// The deed that takes news over.
const NEWS: &str = "promise";
/// What the deed begins with that takes anything else over.
const ALSO: &str = "also-";
/// The longest words of a promise, in letters.
const LONGEST: usize = 300;

/// A promise in a text that no commitment keeps yet.
struct Loose {
    kind: Promised,
    due: Timestamp,
    words: LocalizedText,
}

/// What one press would promise: its deed, and its words. One for each promise with a time that is still to come.
#[must_use]
pub fn offers(
    reader: &Reader,
    promised: &[Commitment],
    text: &LocalizedText,
    typed: &Typed,
) -> Vec<(String, String)> {
    let all = loose(reader, promised, text, typed);
    let news = all.iter().find(|one| one.kind == Promised::News);
    let news = news.filter(|_| !typed.is_on("promise-time")).map(|one| {
        let when = reader.when(&Moment::minute(one.due)).text;
        let label = reader.words.tell("promise-do-take", &[("when", &when)]);
        (NEWS.to_owned(), label)
    });
    let has_writeup = {
        let mut open = promised
            .iter()
            .filter(|one| one.is_open())
            .map(|one| one.kind);
        let mut ticked = also(typed).into_iter().map(|one| one.kind);
        open.any(is_writeup) || ticked.any(is_writeup)
    };
    let others = all.iter().filter_map(|one| {
        let pledge = pledge(reader, one)?;
        // One is promised at a time; another is moved.
        let is_free = !(has_writeup && is_writeup(pledge.kind));
        is_free.then(|| {
            let label = told(reader, "promise-do-also", &pledge);
            (format!("{ALSO}{}", encode(&pledge)), label)
        })
    });
    news.into_iter().chain(others).collect()
}

fn is_writeup(kind: CommitmentKind) -> bool {
    kind == CommitmentKind::Postmortem
}

/// Puts into the form what was pressed, and goes on to the preview; does nothing where the press was another.
pub fn take(reader: &Reader, locales: &[Locale], promised: &[Commitment], typed: &mut Typed) {
    if let Some(code) = typed.get("deed").strip_prefix(ALSO).map(str::to_owned) {
        typed.add("also", code);
    } else if typed.get("deed") == NEWS {
        let text = typed.words("text", locales);
        let all = loose(reader, promised, &text, typed);
        if let Some(news) = all.iter().find(|one| one.kind == Promised::News) {
            let due = Some(Moment::minute(news.due));
            put_time(typed, &reader.zone, "promise", due);
        }
    } else {
        return;
    }
    typed.set("deed", "preview");
}

/// What is ticked, and promised with the text.
#[must_use]
pub fn also(typed: &Typed) -> Vec<Pledge> {
    typed.all("also").filter_map(decode).collect()
}

/// Puts what a draft promises back into its form.
pub fn put(typed: &mut Typed, all: &[Pledge]) {
    for one in all {
        typed.add("also", encode(one));
    }
}

/// What is promised with the text, each to be let go; nothing where nothing is.
#[must_use]
pub fn field(reader: &Reader, typed: &Typed) -> Option<Field> {
    let all = also(typed);
    let pick = |one: &Pledge| {
        let label = told(reader, "promise-also-one", one);
        Pick::of(encode(one), label, true)
    };
    let picks: Vec<Pick> = all.iter().map(pick).collect();
    (!picks.is_empty()).then(|| {
        Field::of("also", reader.say("promise-also"), Control::Several(picks))
            .hinted(reader.say("promise-also-hint"))
    })
}

fn loose(
    reader: &Reader,
    promised: &[Commitment],
    text: &LocalizedText,
    typed: &Typed,
) -> Vec<Loose> {
    let (now, zone) = (reader.now, &reader.zone);
    let open = promised.iter().filter(|one| one.is_open());
    let mut due: Vec<Timestamp> = open.map(|one| one.late_at).collect();
    due.extend(also(typed).iter().map(|one| one.due.latest(zone)));
    let draft = Draft {
        status: None,
        title: None,
        text,
        entries: &[],
        written: Some(now),
    };
    let known = Known {
        commitments: &due,
        ..Known::default()
    };
    let rules = Rules {
        zone,
        required: &[],
        hosts: &[],
        people: &[],
    };
    let found = review::review(&draft, &known, &rules);
    let found = found.iter().filter(|one| one.kind == Kind::PromiseLoose);
    found
        .filter_map(|finding| {
            let due = due_of(finding).filter(|due| *due > now)?;
            let quote = finding.quotes.first()?;
            let said = find::promises(&quote.words, quote.locale.as_ref());
            Some(Loose {
                kind: said.first()?.value.kind,
                words: words(reader, text, due),
                due,
            })
        })
        .collect()
}

fn due_of(finding: &Finding) -> Option<Timestamp> {
    let due = finding.details.iter().find(|(name, _)| *name == "due")?;
    due.1.parse().ok()
}

/// The sentence that promises something by this time, in each language that has it.
fn words(reader: &Reader, text: &LocalizedText, due: Timestamp) -> LocalizedText {
    let written = reader.now.to_zoned(reader.zone.clone());
    let said = text.iter().filter_map(|(locale, text)| {
        let mut all = find::promises(text, Some(locale)).into_iter();
        let found = all.find(|one| {
            let own = one.value.due.as_ref();
            own.and_then(|own| review::due_at(own, &written)) == Some(due)
        })?;
        let sentence = text.get(found.span)?.trim();
        let cut: String = sentence.chars().take(LONGEST).collect();
        Some((locale.clone(), cut))
    });
    said.collect()
}

/// What is to be promised beside news. The end of a day is that day.
fn pledge(reader: &Reader, one: &Loose) -> Option<Pledge> {
    let (kind, words) = match one.kind {
        Promised::News => return None,
        Promised::Postmortem => (CommitmentKind::Postmortem, LocalizedText::new()),
        Promised::Deed => (CommitmentKind::Other, one.words.clone()),
    };
    let local = one.due.to_zoned(reader.zone.clone());
    let due = match local.time() == Time::midnight() {
        true => Moment::day(local.yesterday().ok()?.timestamp()),
        false => Moment::minute(one.due),
    };
    Some(Pledge { kind, words, due })
}

/// What and by when, in a sentence.
fn told(reader: &Reader, key: &str, one: &Pledge) -> String {
    let words = reader.plain(&one.words);
    let what = words.unwrap_or_else(|| promises::kind_name(reader, one.kind));
    let when = reader.when(&one.due).text;
    reader.words.tell(key, &[("when", &when), ("what", &what)])
}

fn encode(one: &Pledge) -> String {
    URL_SAFE_NO_PAD.encode(serde_json::to_vec(one).unwrap_or_default())
}

/// Masked like all that is typed: a number could hide in it.
fn decode(code: &str) -> Option<Pledge> {
    let mut json = String::from_utf8(URL_SAFE_NO_PAD.decode(code).ok()?).ok()?;
    mask::clean(&mut json);
    serde_json::from_str(&json).ok()
}
