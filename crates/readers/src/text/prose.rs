//! Claims in the running text of an update: each sentence with a time, and what it says of it.
//!
//! Read in order: [`Claims::prose`], [`Reading`], [`verdict`]. The words are in `find::cue` of the domain.

use beffroi_domain::{
    IncidentStatus, UpdateStatus,
    find::{
        self, Found, Stated,
        cue::{self as cues, Cue},
    },
};
use jiff::civil::Date;

use super::{
    calendar::{Near, Scope},
    claims::{self, Claim, Claims, Where, is_coarse},
    update::Update,
};

/// What a sentence is read with.
#[derive(Clone, Copy)]
struct Reading<'a> {
    place: Where,
    scope: &'a Scope<'a>,
    near: Near,
    /// The update tells of something that is over.
    past: bool,
}

impl Claims {
    /// Collects what the text of the update at `at` claims, written on `today`.
    pub(super) fn prose(
        &mut self,
        update: &Update,
        at: usize,
        scope: &Scope<'_>,
        today: Option<Date>,
    ) {
        let Some(part) = update.first().filter(|_| !update.is_standard()) else {
            return;
        };
        let header = update
            .header
            .as_ref()
            .and_then(|header| header.start.as_ref()?.day?.date());
        let day = header.or_else(|| claims::only_day(&part.text, scope));
        let by = update
            .posted_at
            .map(|at| at.to_zoned(scope.calendar.zone().clone()).datetime());
        let reading = Reading {
            place: Where::Prose(at),
            scope,
            near: Near { day, today, by },
            past: is_past(update, at),
        };
        self.stretches(&part.text, reading.place, scope, reading.near);
        for span in find::sentences(&part.text) {
            if !self.is_full() {
                self.sentence(&part.text[span], reading);
            }
        }
    }

    /// Single instants; those of a stretch are read already.
    fn sentence(&mut self, sentence: &str, reading: Reading<'_>) {
        let whole = verdict(sentence, reading.past);
        let stretches = find::stretches(sentence, None);
        let all = find::stated(sentence, None);
        let several = all.len() > 1;
        let mut behind = 0;
        for found in all {
            let before = &sentence[behind..found.span.start];
            behind = found.span.end;
            let cue = match whole {
                Cue::End if several && cues::broke_at(before) => Cue::Start,
                cue => cue,
            };
            let inside = stretches
                .iter()
                .any(|stretch| stretch.span.contains(&found.span.start));
            let mut reading = reading;
            if names_weekday(before) && found.value.day.is_none() {
                // "Monday at 8am" is not the day that the text names elsewhere.
                reading.near.day = None;
                reading.near.by = None;
            }
            if !inside || cue == Cue::Ahead {
                self.instant(sentence, &found, cue, reading);
            }
        }
    }

    fn instant(&mut self, sentence: &str, found: &Found<Stated>, cue: Cue, reading: Reading<'_>) {
        let Some(when) = reading.scope.when(&found.value, reading.near) else {
            return;
        };
        let claim = Claim {
            when,
            quote: sentence.to_owned(),
            place: reading.place,
            coarse: is_coarse(&found.value),
            stretch: false,
        };
        let clock = found.value.clock.is_some();
        let gone = found.value.relative.is_some_and(|word| word.days < 0);
        match cue {
            Cue::Ahead => self.ahead.push(claim),
            Cue::End if clock || gone => self.ends.push(claim),
            Cue::Partial if clock => self.partial.push(claim),
            Cue::Start if is_anchored(sentence, found.span.start, &found.value) => {
                self.starts.push(claim);
            }
            _ => {}
        }
    }
}

/// "It has worked since 9:50" tells of an end, once all is said to be over.
fn verdict(sentence: &str, past: bool) -> Cue {
    match cues::cue(sentence) {
        Cue::Start if past && !cues::is_trouble(sentence) => {
            if cues::is_partial(sentence) {
                Cue::Partial
            } else {
                Cue::End
            }
        }
        cue => cue,
    }
}

fn names_weekday(before: &str) -> bool {
    let folded = find::fold(before);
    folded
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| find::weekday_of(word).is_some())
}

/// True where the update says that it is over, or looks on whether it stays so. A page that has
/// lost its words for the state is trusted from the second update on.
fn is_past(update: &Update, at: usize) -> bool {
    let lost = update.status_inferred && at > 0;
    lost || matches!(
        update.status,
        Some(UpdateStatus::Incident(
            IncidentStatus::Resolved | IncidentStatus::Monitoring
        ))
    )
}

/// A day alone is a start only straight after "depuis" or "since"; a clock time anywhere.
fn is_anchored(sentence: &str, at: usize, stated: &Stated) -> bool {
    let before = find::fold(&sentence[..at]);
    let leads = [
        "depuis",
        "depuis le",
        "since",
        "since the",
        "dal",
        "dalle",
        "depuis ce",
        "from",
        "since on",
    ];
    stated.clock.is_some()
        || (stated.day.is_some() && leads.iter().any(|lead| before.ends_with(lead)))
}
