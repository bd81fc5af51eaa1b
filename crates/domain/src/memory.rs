//! What was said before in one language and in another: cut into pieces that belong together, made comparable, compared.
//!
//! Read in order: [`twins`] (what belongs together), [`bare`] (what counts of it), [`sketch`] (how it is found again),
//! [`likeness`], [`others`] (facts that are another's). Not here: where it is kept.

use std::ops::Range;

use crate::{Fate, Locale, LocalizedText, difference, find};

/// How many marks a text is found by.
pub const MARKS: usize = 12;
/// Longer pieces, in bytes, are not kept: nobody says them twice.
const LONGEST: usize = 2_000;

/// The pieces of a text that say the same in several languages: its sentences where two languages have as many of them,
/// else its paragraphs, else the whole.
#[must_use]
pub fn twins(text: &LocalizedText) -> Vec<LocalizedText> {
    let all: Vec<(&Locale, &str)> = text.iter().collect();
    let counts: Vec<usize> = all.iter().map(|(_, said)| sentences(said).len()).collect();
    if all.len() > 2 && counts.windows(2).any(|pair| pair[0] != pair[1]) {
        let pairs = (0..all.len()).flat_map(|one| (one + 1..all.len()).map(move |two| (one, two)));
        return pairs
            .flat_map(|(one, two)| cut(&[all[one], all[two]]))
            .collect();
    }
    match all.len() {
        0 | 1 => vec![],
        _ => cut(&all),
    }
}

fn cut(all: &[(&Locale, &str)]) -> Vec<LocalizedText> {
    for way in [sentences, paragraphs, whole] {
        let parts: Vec<Vec<&str>> = all.iter().map(|(_, said)| way(said)).collect();
        let count = parts[0].len();
        if parts.iter().all(|one| one.len() == count) {
            let piece = |at: usize| -> LocalizedText {
                let said = all.iter().zip(&parts);
                said.map(|((locale, _), parts)| ((*locale).clone(), parts[at].to_owned()))
                    .collect()
            };
            return (0..count).map(piece).filter(is_worth).collect();
        }
    }
    vec![]
}

/// Something with letters, and not a whole page of it.
fn is_worth(piece: &LocalizedText) -> bool {
    let is = |said: &str| {
        said.len() <= LONGEST && bare(said).chars().filter(|c| c.is_alphabetic()).count() > 2
    };
    piece.locales().count() > 1 && piece.iter().all(|(_, said)| is(said))
}

/// The sentences of a text.
#[must_use]
pub fn sentences(text: &str) -> Vec<&str> {
    let spans = find::sentences(text).into_iter();
    spans.map(|span| &text[span]).collect()
}

fn paragraphs(text: &str) -> Vec<&str> {
    let all = text.split("\n\n").map(str::trim);
    all.filter(|one| !one.is_empty()).collect()
}

fn whole(text: &str) -> Vec<&str> {
    vec![text.trim()]
}

/// What counts when two texts are compared: small letters without accents, and one mark in the place of each time, date,
/// figure, reference and address.
#[must_use]
pub fn bare(text: &str) -> String {
    let mut spans: Vec<Range<usize>> = facts(text, None).into_iter().map(|fact| fact.0).collect();
    spans.extend(find::references(text).into_iter().map(|one| one.span));
    spans.extend(find::links(text).into_iter().map(|one| one.span));
    spans.extend(find::durations(text).into_iter().map(|one| one.span));
    spans.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    let (mut out, mut end) = (String::with_capacity(text.len()), 0);
    for span in spans.into_iter().filter(|span| span.start < span.end) {
        if span.start >= end {
            out.push_str(&text[end..span.start]);
            out.push('#');
        }
        end = end.max(span.end);
    }
    out.push_str(&text[end..]);
    let mut plain = String::with_capacity(out.len());
    for letter in find::fold(&out).chars() {
        let letter = if letter.is_ascii_digit() { '#' } else { letter };
        if letter != '#' || !plain.ends_with('#') {
            plain.push(letter);
        }
    }
    plain
}

/// The marks that a bare text of a page and language is found by: the hash of the whole, then the smallest hashes of its
/// groups of three letters. Two texts share the more of them the more alike they are.
#[must_use]
pub fn sketch(page: &[u8], locale: &Locale, bare: &str) -> Vec<i64> {
    let seed = hash(
        hash(0xcbf2_9ce4_8422_2325, page),
        locale.as_str().as_bytes(),
    );
    let letters: Vec<char> = format!(" {bare} ").chars().collect();
    let groups = letters.windows(3).map(|three| {
        let three: String = three.iter().collect();
        mixed(hash(seed, three.as_bytes()))
    });
    let mut marks: Vec<u64> = groups.collect();
    marks.sort_unstable();
    marks.dedup();
    marks.truncate(MARKS - 1);
    marks.insert(0, mixed(hash(hash(seed, b"="), bare.as_bytes())));
    marks.into_iter().map(u64::cast_signed).collect()
}

/// Source: FNV-1a.
fn hash(seed: u64, bytes: &[u8]) -> u64 {
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    bytes.iter().fold(seed, step)
}

/// Spreads a hash over all its bits. Source: the finalizer of `SplitMix64`.
fn mixed(mut hash: u64) -> u64 {
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

/// How alike two bare texts are, in percent: the share of their letters that stand in both, word by word.
#[must_use]
pub fn likeness(one: &str, other: &str) -> usize {
    let both = one.chars().count() + other.chars().count();
    if both == 0 {
        return 0;
    }
    let pieces = difference(&format!("{one} "), &format!("{other} "));
    let stays = pieces.iter().filter(|piece| piece.fate == Fate::Stays);
    let stays: usize = stays.map(|piece| piece.text.chars().count()).sum();
    200 * stays / (both + 2)
}

/// Where `offered` states a time, a date or a figure that `said` does not state.
#[must_use]
pub fn others(said: (&str, &Locale), offered: (&str, &Locale)) -> Vec<Range<usize>> {
    let known: Vec<String> = facts(said.0, Some(said.1))
        .into_iter()
        .map(|fact| fact.1)
        .collect();
    let mut spans: Vec<Range<usize>> = facts(offered.0, Some(offered.1))
        .into_iter()
        .filter(|(_, value)| !known.contains(value))
        .map(|(span, _)| span)
        .collect();
    spans.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    let mut end = 0;
    spans.retain(|span| {
        let is_next = span.start >= end;
        end = end.max(span.end);
        is_next
    });
    spans
}

/// The times, dates and figures of a text, each in a form that no language has of its own.
fn facts(text: &str, locale: Option<&Locale>) -> Vec<(Range<usize>, String)> {
    let clocks = find::clocks(text, locale).into_iter();
    let clocks = clocks.map(|one| (one.span, format!("at {}", one.value.time)));
    let days = find::days(text).into_iter();
    let days = days.map(|one| {
        (
            one.span,
            format!("on {}-{}", one.value.month, one.value.day),
        )
    });
    let shares = find::shares(text).into_iter();
    let shares = shares.map(|one| (one.span, format!("{}-{} %", one.value.low, one.value.high)));
    let counts = find::counts(text).into_iter();
    let counts = counts.map(|one| (one.span, one.value.value.to_string()));
    clocks.chain(days).chain(shares).chain(counts).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(pairs: &[(&'static str, &str)]) -> LocalizedText {
        let pairs = pairs.iter();
        pairs
            .map(|(tag, said)| (Locale::of(tag), (*said).to_owned()))
            .collect()
    }

    #[test]
    fn sentences_belong_together_where_there_are_as_many() {
        let said = text(&[
            ("fr", "Les paiements échouent. Nous cherchons."),
            ("en", "Payments fail. We are looking."),
            ("it", "I pagamenti falliscono, stiamo cercando."),
        ]);

        let all = twins(&said);

        assert!(all.contains(&text(&[
            ("fr", "Nous cherchons."),
            ("en", "We are looking.")
        ])));
        let whole = [
            ("fr", "Les paiements échouent. Nous cherchons."),
            ("it", "I pagamenti falliscono, stiamo cercando."),
        ];
        assert!(all.contains(&text(&whole)), "{all:?}");
        assert_eq!(all.len(), 4);
        assert!(twins(&text(&[("fr", "Rien.")])).is_empty());
    }

    #[test]
    fn times_dates_figures_and_references_do_not_count() {
        let one = bare("Le 4 mars 2026 à 14h16, 20 % des paiements (TSR-1723) ont échoué.");
        let other = bare("Le 5 avril 2026 à 09h02, 35 % des paiements (TSR-9) ont échoué.");

        assert_eq!(one, other);
        assert!(one.contains("des paiements (#) ont echoue."), "{one}");
    }

    #[test]
    fn what_is_alike_shares_marks_and_what_is_not_does_not() {
        let fr = Locale::of("fr");
        let marks = |said: &str| sketch(b"page", &fr, &bare(said));
        let shared = |one: &str, other: &str| {
            let (one, other) = (marks(one), marks(other));
            one.iter().filter(|mark| other.contains(mark)).count()
        };
        let said = "Les paiements par carte sont refusés depuis 14h16.";

        assert_eq!(
            shared(said, "Les paiements par carte sont refusés depuis 9h."),
            MARKS
        );
        assert!(shared(said, "Les paiements par virement sont refusés depuis 9h.") >= 2);
        assert_eq!(shared(said, "Tout va bien."), 0);
        assert_ne!(
            marks(said),
            sketch(b"other", &fr, &bare(said)),
            "no page finds another's"
        );
    }

    #[test]
    fn likeness_is_the_share_that_stays() {
        assert_eq!(
            likeness("les paiements echouent.", "les paiements echouent."),
            100
        );
        let near = likeness(
            "les paiements par carte echouent.",
            "les paiements par virement echouent.",
        );
        assert!((70..90).contains(&near), "{near}");
        assert_eq!(likeness("rien de neuf", "tout est ailleurs"), 0);
    }

    #[test]
    fn facts_of_another_time_are_found_in_the_offer() {
        let (fr, en) = (Locale::of("fr"), Locale::of("en"));
        let offered = "Since 5:28pm about 20% of payments fail.";

        let same = others(
            ("Depuis 17h28, 20 % des paiements échouent.", &fr),
            (offered, &en),
        );
        let another = others(
            ("Depuis 17h32, 20 % des paiements échouent.", &fr),
            (offered, &en),
        );

        assert!(same.is_empty(), "{same:?}");
        let quotes: Vec<&str> = another.into_iter().map(|span| &offered[span]).collect();
        assert_eq!(quotes, ["5:28pm"]);
    }
}
