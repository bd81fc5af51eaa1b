//! Three languages in, one timeline out.

use std::collections::BTreeMap;

use beffroi_domain::{EntryKind, Locale, Section};
use beffroi_readers::record::{ActionRecord, EntryRecord, Local, PostmortemRecord, When};
use jiff::tz::TimeZone;

use super::{Writeup, writeup};

fn locales() -> Vec<Locale> {
    ["fr", "en", "it"].map(Locale::of).to_vec()
}

fn at(clock: &str, text: &str) -> EntryRecord {
    EntryRecord {
        when: clock.to_owned(),
        local: Some(format!("2025-01-22T{clock}")),
        text: text.to_owned(),
        at: Some(When {
            local: Some(Local::Clock(format!("2025-01-22T{clock}").parse().unwrap())),
            zone: Some("Europe/Paris".to_owned()),
            ..When::default()
        }),
        ..EntryRecord::default()
    }
}

fn untimed(when: &str, text: &str) -> EntryRecord {
    EntryRecord {
        when: when.to_owned(),
        text: text.to_owned(),
        ..EntryRecord::default()
    }
}

fn told(timeline: &[(&'static str, Vec<EntryRecord>)]) -> Writeup {
    let timeline = timeline
        .iter()
        .map(|(tag, entries)| (Locale::of(tag), entries.clone()))
        .collect();
    let record = PostmortemRecord {
        timeline,
        ..PostmortemRecord::default()
    };
    writeup(&record, &locales(), &TimeZone::get("Europe/Paris").unwrap())
}

/// `HH:MM fr|en|it` per entry, `-` for a language that is missing.
fn lines(writeup: &Writeup) -> Vec<String> {
    let paris = TimeZone::get("Europe/Paris").unwrap();
    let line = |entry: &beffroi_domain::Entry| {
        let time = entry.at.map_or_else(
            || entry.written.clone().unwrap_or_default(),
            |moment| {
                moment
                    .at
                    .to_zoned(paris.clone())
                    .strftime("%H:%M")
                    .to_string()
            },
        );
        let texts = locales();
        let texts = texts
            .iter()
            .map(|locale| entry.text.get(locale).unwrap_or("-"));
        format!("{time} {}", texts.collect::<Vec<_>>().join("|"))
    };
    writeup.timeline.iter().map(line).collect()
}

#[test]
fn equal_times_pair_whatever_stands_between() {
    let one = told(&[
        (
            "fr",
            vec![
                at("10:00", "début"),
                at("10:05", "alerte"),
                at("10:20", "fin"),
            ],
        ),
        ("en", vec![at("10:00", "start"), at("10:20", "end")]),
        (
            "it",
            vec![
                at("10:00", "inizio"),
                at("10:05", "avviso"),
                at("10:20", "fine"),
            ],
        ),
    ]);

    assert_eq!(
        lines(&one),
        [
            "10:00 début|start|inizio",
            "10:05 alerte|-|avviso",
            "10:20 fin|end|fine"
        ]
    );
}

#[test]
fn a_drifting_time_is_paired_by_place_and_the_first_language_keeps_its_time() {
    let one = told(&[
        (
            "fr",
            vec![
                at("16:54", "début"),
                at("17:12", "cause"),
                at("17:32", "fin"),
            ],
        ),
        (
            "en",
            vec![
                at("16:54", "start"),
                at("17:10", "cause en"),
                at("17:28", "end"),
            ],
        ),
    ]);

    assert_eq!(
        lines(&one),
        [
            "16:54 début|start|-",
            "17:12 cause|cause en|-",
            "17:32 fin|end|-"
        ]
    );
}

#[test]
fn an_entry_of_one_language_alone_stands_where_its_time_puts_it() {
    let one = told(&[
        ("fr", vec![at("10:00", "a"), at("14:00", "d")]),
        (
            "en",
            vec![
                at("10:00", "A"),
                at("12:00", "B"),
                at("14:00", "D"),
                at("18:00", "E"),
            ],
        ),
    ]);

    assert_eq!(
        lines(&one),
        ["10:00 a|A|-", "12:00 -|B|-", "14:00 d|D|-", "18:00 -|E|-"]
    );
}

#[test]
fn unequal_counts_pair_only_what_is_near() {
    let one = told(&[
        ("fr", vec![at("10:00", "a"), at("13:00", "c")]),
        (
            "en",
            vec![at("10:10", "A"), at("11:30", "B"), at("13:05", "C")],
        ),
    ]);

    assert_eq!(lines(&one), ["10:00 a|A|-", "11:30 -|B|-", "13:00 c|C|-"]);
}

#[test]
fn two_entries_of_one_minute_keep_their_order() {
    let one = told(&[
        ("fr", vec![at("12:13", "alerte"), at("12:13", "fin")]),
        ("en", vec![at("12:13", "alert"), at("12:13", "end")]),
    ]);

    assert_eq!(lines(&one), ["12:13 alerte|alert|-", "12:13 fin|end|-"]);
}

#[test]
fn a_time_without_a_day_is_kept_as_it_was_written() {
    let one = told(&[
        ("fr", vec![untimed("16h11", "mise en production")]),
        ("en", vec![untimed("4h11 PM", "release")]),
    ]);

    assert_eq!(lines(&one), ["16h11 mise en production|release|-"]);
    assert_eq!(one.timeline[0].at, None);
}

#[test]
fn the_default_locale_ranks_first_even_when_another_says_more() {
    let one = told(&[
        ("it", vec![at("10:00", "uno"), at("11:00", "due")]),
        ("fr", vec![at("10:00", "un")]),
    ]);

    assert_eq!(lines(&one), ["10:00 un|-|uno", "11:00 -|-|due"]);
}

#[test]
fn a_mark_in_any_language_makes_the_kind() {
    let mut end = at("10:20", "Incident over");
    end.marks = vec![EntryKind::End];

    let one = told(&[("fr", vec![at("10:20", "tout va bien")]), ("en", vec![end])]);

    assert_eq!(one.timeline[0].kind, EntryKind::End);
}

#[test]
fn action_rows_are_one_by_place_and_an_odd_table_keeps_its_own() {
    let row = |symptom: &str, action: &str| ActionRecord {
        symptom: Some(symptom.to_owned()),
        action: action.to_owned(),
    };
    let actions = BTreeMap::from([
        (
            Locale::of("fr"),
            vec![row("lent", "accélérer"), row("tard", "avancer")],
        ),
        (
            Locale::of("en"),
            vec![row("slow", "speed up"), row("late", "be early")],
        ),
        (Locale::of("it"), vec![row("lento", "accelerare")]),
    ]);
    let record = PostmortemRecord {
        actions,
        ..PostmortemRecord::default()
    };

    let one = writeup(&record, &locales(), &TimeZone::UTC);

    assert_eq!(one.actions.len(), 3);
    assert_eq!(one.actions[1].symptom.get(&Locale::of("en")), Some("late"));
    assert_eq!(
        one.actions[2].action.get(&Locale::of("it")),
        Some("accelerare")
    );
    assert_eq!(one.actions[2].action.get(&Locale::of("fr")), None);
}

#[test]
fn a_section_that_is_not_applicable_anywhere_is_left_out() {
    let fr = BTreeMap::from([
        (Section::Context, "N/A".to_owned()),
        (Section::RootCause, "Une mise à jour.".to_owned()),
    ]);
    let sections = BTreeMap::from([(Locale::of("fr"), fr)]);
    let record = PostmortemRecord {
        sections,
        ..PostmortemRecord::default()
    };

    let one = writeup(&record, &locales(), &TimeZone::UTC);

    assert_eq!(
        one.sections.keys().collect::<Vec<_>>(),
        [&Section::RootCause]
    );
}

#[test]
fn a_reference_is_of_no_language() {
    let section = |text: &str| BTreeMap::from([(Section::Reference, text.to_owned())]);
    let sections = BTreeMap::from([
        (Locale::of("fr"), section("TST-7")),
        (Locale::of("en"), section("TST-7")),
    ]);
    let record = PostmortemRecord {
        sections,
        ..PostmortemRecord::default()
    };

    let one = writeup(&record, &locales(), &TimeZone::UTC);

    assert_eq!(
        one.sections[&Section::Reference].get(&Locale::of("it")),
        Some("TST-7")
    );
}
