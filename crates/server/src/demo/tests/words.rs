//! Every text is there in each language, says the same numbers, and is set as its language sets type.

use super::{Words, around, incidents, languages, said, sample, written};
use crate::demo::sample::DOCUMENTS;

fn in_languages(words: &Words) -> Vec<(&'static str, &str)> {
    let all = [("fr", &words.fr), ("en", &words.en), ("it", &words.it)];
    all.into_iter()
        .filter_map(|(tag, text)| Some((tag, text.as_deref()?)))
        .collect()
}

/// All texts with their places and languages.
fn texts() -> Vec<(String, &'static str, String)> {
    let sample = sample();
    let mut all = around(&sample);
    all.extend(incidents(&sample).into_iter().flat_map(said));
    all.extend(sample.postmortems.iter().flat_map(written));
    let mut texts: Vec<_> = all
        .iter()
        .flat_map(|(place, words)| {
            let each = in_languages(words).into_iter();
            each.map(|(tag, text)| (place.clone(), tag, text.to_owned()))
        })
        .collect();
    texts.extend(
        DOCUMENTS
            .iter()
            .map(|(name, tag, body)| ((*name).to_owned(), *tag, (*body).to_owned())),
    );
    texts
}

/// What is wrong with each text of `language`, by `find`.
fn faults(language: Option<&str>, find: impl Fn(&str) -> bool) -> Vec<String> {
    let of_language = |tag: &str| language.is_none_or(|one| one == tag);
    texts()
        .into_iter()
        .filter(|(_, tag, text)| of_language(tag) && find(text))
        .map(|(place, tag, text)| format!("{place} ({tag}): {text}"))
        .collect()
}

#[test]
fn every_text_is_there_in_every_language_it_was_written_in() {
    let sample = sample();
    let mut missing = Vec::new();

    for incident in incidents(&sample) {
        for (place, words) in said(incident) {
            let there: Vec<_> = in_languages(words).iter().map(|(tag, _)| *tag).collect();
            if there != languages(incident) {
                missing.push(place);
            }
        }
    }
    let whole = sample
        .postmortems
        .iter()
        .flat_map(written)
        .chain(around(&sample));
    missing.extend(
        whole
            .filter(|(_, words)| in_languages(words).len() != 3)
            .map(|(place, _)| place),
    );

    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn one_story_lacks_italian_and_one_is_in_french_only() {
    let sample = sample();

    let mut partial: Vec<_> = incidents(&sample)
        .into_iter()
        .filter_map(|incident| incident.languages.clone())
        .collect();
    partial.sort();

    assert_eq!(partial, [vec!["fr"], vec!["fr", "en"]]);
}

/// Runs of digits, so that "3 180", "3,180" and "3.180" are one number.
fn numbers(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let mut numbers: Vec<String> = Vec::new();
    let mut current = String::new();
    for (place, character) in chars.iter().enumerate() {
        let digits_follow = chars[place + 1..]
            .iter()
            .take_while(|c| c.is_ascii_digit())
            .count();
        if character.is_ascii_digit() {
            current.push(*character);
        } else if current.is_empty() || digits_follow != 3 || !".,\u{202f}".contains(*character) {
            numbers.extend((!current.is_empty()).then(|| std::mem::take(&mut current)));
        }
    }
    numbers.extend((!current.is_empty()).then_some(current));
    numbers.sort();
    numbers
}

#[test]
fn a_statement_has_the_same_numbers_and_times_in_every_language() {
    let sample = sample();
    let mut all = around(&sample);
    all.extend(incidents(&sample).into_iter().flat_map(said));
    all.extend(sample.postmortems.iter().flat_map(written));

    let differ: Vec<_> = all
        .iter()
        .filter(|(_, words)| {
            let each: Vec<_> = in_languages(words)
                .iter()
                .map(|(_, text)| numbers(text))
                .collect();
            each.windows(2).any(|pair| pair[0] != pair[1])
        })
        .map(|(place, _)| place)
        .collect();

    assert_eq!(differ, Vec::<&String>::new());
}

#[test]
fn thousands_are_one_number_however_they_are_grouped() {
    assert_eq!(numbers("3\u{202f}180 à 640"), ["3180", "640"]);
    assert_eq!(numbers("3,180 at 640."), ["3180", "640"]);
    assert_eq!(numbers("version 5.12.1"), ["1", "12", "5"]);
}

/// True where `mark` stands in `text` with a plain space before it.
fn plain_space_before(text: &str, marks: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    chars
        .windows(2)
        .any(|pair| pair[0] == ' ' && marks.contains(pair[1]))
}

#[test]
fn french_sets_no_break_spaces_around_its_marks() {
    assert_eq!(
        faults(Some("fr"), |text| plain_space_before(text, ":;?!»%")),
        Vec::<String>::new()
    );
    assert_eq!(
        faults(Some("fr"), |text| text.contains("« ")),
        Vec::<String>::new()
    );
    let bare = |text: &str| {
        let chars: Vec<char> = text.chars().collect();
        let sets = |pair: &[char]| ";?!»%".contains(pair[1]) && !"\u{a0}\u{202f}".contains(pair[0]);
        chars.windows(2).any(sets)
    };
    assert_eq!(faults(Some("fr"), bare), Vec::<String>::new());
}

#[test]
fn a_french_colon_has_a_no_break_space_before_it() {
    let bare = |text: &str| {
        let chars: Vec<char> = text.chars().collect();
        // Inside a placeholder such as {14:08} digits stand on both sides.
        let sets =
            |three: &[char]| three[1] == ':' && three[0] != '\u{a0}' && !three[2].is_ascii_digit();
        chars.windows(3).any(sets)
    };

    assert_eq!(faults(Some("fr"), bare), Vec::<String>::new());
}

#[test]
fn english_and_italian_set_no_space_before_their_marks() {
    for language in ["en", "it"] {
        let spaced = |text: &str| {
            plain_space_before(text, ":;?!%,") || text.contains(['\u{a0}', '\u{202f}'])
        };
        assert_eq!(faults(Some(language), spaced), Vec::<String>::new());
    }
}

#[test]
fn apostrophes_and_quotation_marks_are_those_of_print() {
    assert_eq!(
        faults(None, |text| text.contains(['\'', '"'])),
        Vec::<String>::new()
    );
    assert_eq!(
        faults(Some("en"), |text| text.contains(['«', '»'])),
        Vec::<String>::new()
    );
}

#[test]
fn italian_accents_are_letters_and_not_apostrophes() {
    let typed = [
        "e’ ",
        "perche’",
        "piu’",
        "gia’",
        "puo’",
        "sara’",
        "perchè",
        "poichè",
        "nè ",
    ];

    assert_eq!(
        faults(Some("it"), |text| typed
            .iter()
            .any(|bad| text.contains(bad))),
        Vec::<String>::new()
    );
}

#[test]
fn english_is_british() {
    let american = [
        "lize ",
        "nize ",
        "rize ",
        "izing",
        "color",
        "center",
        "canceled",
        "check marks",
        "labor",
        "apologize",
    ];

    assert_eq!(
        faults(Some("en"), |text| american
            .iter()
            .any(|bad| text.contains(bad))),
        Vec::<String>::new()
    );
}

#[test]
fn sentences_end_and_no_space_is_doubled() {
    assert_eq!(
        faults(None, |text| text.contains("  ")),
        Vec::<String>::new()
    );
    let sample = sample();
    let open: Vec<_> = incidents(&sample)
        .into_iter()
        .flat_map(|incident| {
            incident
                .updates
                .iter()
                .map(move |update| (&incident.key, update))
        })
        .flat_map(|(key, update)| {
            in_languages(&update.text)
                .into_iter()
                .map(move |said| (key, said))
        })
        .filter(|(_, (_, text))| !text.trim_end().ends_with('.'))
        .collect();
    assert_eq!(open, Vec::<(&String, (&str, &str))>::new());
}

#[test]
fn a_title_is_short_and_no_sentence() {
    let sample = sample();

    let long: Vec<_> = incidents(&sample)
        .into_iter()
        .flat_map(|incident| in_languages(&incident.title))
        .filter(|(_, title)| title.chars().count() > 72 || title.ends_with('.'))
        .collect();

    assert_eq!(long, Vec::<(&str, &str)>::new());
}
