//! What a program has to spend on each report, and a person does not notice.
//!
//! A form carries a challenge of ours; the page's script looks, while somebody writes, for a figure that gives a digest with
//! so many noughts in front. Where no script runs, a second page asks for one more press, and its ticket is good only some
//! seconds after it was made. Either opens one case. Read in order: [`Seals`], [`Spent`]. The script is `assets/report.js`.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Mutex, PoisonError},
};

use jiff::{SignedDuration, Timestamp};

use crate::{
    ground::{seal, token},
    reports::Desk,
};

/// Noughts in front of the digest, as hexadecimal digits: 16 bits, which a telephone finds within seconds.
pub(super) const ZEROS: usize = 4;
/// The longest figure that anybody finds.
const LONGEST: usize = 20;
/// How long somebody may write before the challenge is too old; nothing is lost then, but one more press.
const CHALLENGE: SignedDuration = SignedDuration::from_hours(2);
/// A ticket is good from then on: nobody reads a page in less, and programs that do not wait are out.
const RIPE: SignedDuration = SignedDuration::from_secs(4);
/// And until then.
const STALE: SignedDuration = SignedDuration::from_hours(1);
/// Those that are remembered as used; the oldest is forgotten where there are more.
const MOST: usize = 100_000;

/// Seals what a page hands out. Every node of an installation knows it again, for it comes from the key of the desk.
pub(super) struct Seals(String);

impl Seals {
    /// Those of a page.
    pub(super) fn of(desk: &Desk) -> Self {
        // No network is called so.
        Self(desk.sender("challenges"))
    }

    /// Something to find a figure for.
    pub(super) fn challenge(&self, now: Timestamp) -> String {
        self.made("challenge", now)
    }

    /// What one more press shows.
    pub(super) fn ticket(&self, now: Timestamp) -> String {
        self.made("ticket", now)
    }

    /// Whether `figure` was found for a challenge of ours.
    pub(super) fn is_solved(&self, challenge: &str, figure: &str, now: Timestamp) -> bool {
        let is_figure = !figure.is_empty()
            && figure.len() <= LONGEST
            && figure.bytes().all(|one| one.is_ascii_digit());
        let age = self.age("challenge", challenge, now);
        is_figure && age.is_some_and(|age| age <= CHALLENGE) && is_enough(challenge, figure)
    }

    /// Whether a ticket is ours and neither too young nor too old.
    pub(super) fn is_ripe(&self, ticket: &str, now: Timestamp) -> bool {
        let age = self.age("ticket", ticket, now);
        age.is_some_and(|age| (RIPE..=STALE).contains(&age))
    }

    /// Whether a ticket is ours and will be good, or is.
    pub(super) fn is_fresh(&self, ticket: &str, now: Timestamp) -> bool {
        let age = self.age("ticket", ticket, now);
        age.is_some_and(|age| age <= STALE)
    }

    fn made(&self, kind: &str, now: Timestamp) -> String {
        let random: [u8; 8] = token::random();
        let stem = format!("{}.{}", now.as_second(), seal::hex(&random));
        let sealed = seal::short(&self.0, &format!("{kind} {stem}"));
        format!("{stem}.{}", seal::hex(&sealed))
    }

    /// How old something of ours is; nothing where it is none, or to come.
    fn age(&self, kind: &str, text: &str, now: Timestamp) -> Option<SignedDuration> {
        let (stem, sealed) = text.rsplit_once('.')?;
        let sealed = seal::unhex(sealed)?;
        if !seal::is_short(&self.0, &format!("{kind} {stem}"), &sealed) {
            return None;
        }
        let (second, _) = stem.split_once('.')?;
        let made = Timestamp::from_second(second.parse().ok()?).ok()?;
        let age = now.duration_since(made);
        (!age.is_negative()).then_some(age)
    }
}

fn is_enough(challenge: &str, figure: &str) -> bool {
    let digest = seal::digest(&format!("{challenge}:{figure}"));
    digest.bytes().take_while(|digit| *digit == b'0').count() >= ZEROS
}

/// What opened a case already.
///
/// Memory is enough: a proof that another node or the next start does not remember is good once more there, within its two
/// hours, and the limits for each network hold all the same.
#[derive(Default)]
pub(super) struct Spent(Mutex<Used>);

#[derive(Default)]
struct Used {
    order: VecDeque<String>,
    all: HashMap<String, Use>,
}

struct Use {
    /// The digest of what was written.
    words: String,
    /// Where its case is; nothing while it is being opened.
    place: Option<String>,
}

/// What a proof or a ticket is good for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Good {
    /// For this form; nobody else's from now on.
    Taken,
    /// The same form is being taken just now.
    Busy,
    /// The same form was taken before: its case is there.
    Led(String),
    /// It was used for something else.
    Nothing,
}

impl Spent {
    /// Takes a proof or a ticket for what was written.
    pub(super) fn take(&self, sealed: &str, words: &str) -> Good {
        let mut used = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(before) = used.all.get(sealed) {
            return match &before.place {
                _ if before.words != words => Good::Nothing,
                Some(place) => Good::Led(place.clone()),
                None => Good::Busy,
            };
        }
        while used.order.len() >= MOST {
            if let Some(oldest) = used.order.pop_front() {
                used.all.remove(&oldest);
            }
        }
        used.order.push_back(sealed.to_owned());
        let one = Use {
            words: words.to_owned(),
            place: None,
        };
        used.all.insert(sealed.to_owned(), one);
        Good::Taken
    }

    /// Remembers which case it opened.
    pub(super) fn lead(&self, sealed: &str, place: &str) {
        let mut used = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(one) = used.all.get_mut(sealed) {
            one.place = Some(place.to_owned());
        }
    }

    /// Gives it back: no case was opened.
    pub(super) fn free(&self, sealed: &str) {
        let mut used = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        used.all.remove(sealed);
        used.order.retain(|one| one != sealed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seals() -> Seals {
        Seals("key".to_owned())
    }

    fn now() -> Timestamp {
        "2026-03-04T11:00:00Z".parse().unwrap()
    }

    fn solved(challenge: &str) -> String {
        let mut figures = (0_u64..).map(|one| one.to_string());
        figures.find(|one| is_enough(challenge, one)).unwrap()
    }

    #[test]
    fn a_figure_is_good_for_its_challenge_until_that_is_too_old() {
        let (seals, now) = (seals(), now());
        let challenge = seals.challenge(now);
        let figure = solved(&challenge);
        let other = seals.challenge(now);

        assert!(seals.is_solved(&challenge, &figure, now + CHALLENGE));

        let late = now + CHALLENGE + SignedDuration::from_secs(1);
        assert!(!seals.is_solved(&challenge, &figure, late));
        assert!(!seals.is_solved(&challenge, &figure, now - CHALLENGE));
        assert!(!seals.is_solved(&challenge, "", now));
        assert!(!seals.is_solved(&challenge, &format!("{figure} "), now));
        // One in 65,536 is good by luck, so another key is what fails surely.
        assert!(!Seals("other".to_owned()).is_solved(&challenge, &figure, now));
        assert_ne!(other, challenge);
    }

    #[test]
    fn a_ticket_is_good_from_some_seconds_on_and_is_no_challenge() {
        let (seals, now) = (seals(), now());
        let ticket = seals.ticket(now);

        assert!(!seals.is_ripe(&ticket, now + SignedDuration::from_secs(3)));
        assert!(seals.is_fresh(&ticket, now));
        assert!(seals.is_ripe(&ticket, now + RIPE));
        assert!(seals.is_ripe(&ticket, now + STALE));
        assert!(!seals.is_ripe(&ticket, now + STALE + SignedDuration::from_secs(1)));
        assert!(!seals.is_ripe(&seals.challenge(now), now + RIPE));
        assert!(!seals.is_ripe("1.2.3", now + RIPE));
    }

    #[test]
    fn a_proof_opens_one_case_and_leads_there_again() {
        let spent = Spent::default();

        assert_eq!(spent.take("a", "words"), Good::Taken);
        assert_eq!(spent.take("a", "words"), Good::Busy);
        spent.lead("a", "/case");
        assert_eq!(spent.take("a", "words"), Good::Led("/case".to_owned()));
        assert_eq!(spent.take("a", "other"), Good::Nothing);

        assert_eq!(spent.take("b", "words"), Good::Taken);
        spent.free("b");
        assert_eq!(spent.take("b", "other"), Good::Taken);
    }

    #[test]
    fn what_is_remembered_has_an_end() {
        let spent = Spent::default();

        for one in 0..=MOST {
            spent.take(&one.to_string(), "words");
        }

        assert_eq!(spent.take("0", "words"), Good::Taken);
        assert_eq!(spent.take(&MOST.to_string(), "words"), Good::Busy);
        assert!(spent.0.lock().unwrap().all.len() <= MOST);
    }
}
