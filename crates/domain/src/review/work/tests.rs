//! Planned work under the review: what is left alone, what is found. Not here: what any text may be wrong in.

use jiff::{Timestamp, tz::TimeZone};

use super::*;
use crate::Locale;

/// 8 December 2026 is a Tuesday; the work is planned from 02:00 to 04:00 in Paris, and written two weeks before.
fn at(local: &str) -> Timestamp {
    format!("{local}:00+01:00").parse().unwrap()
}

fn texts(all: &[(&'static str, &str)]) -> LocalizedText {
    let texts = all.iter();
    texts
        .map(|(tag, text)| (Locale::of(tag), (*text).to_owned()))
        .collect()
}

struct Scene {
    status: MaintenanceStatus,
    is_called_off: bool,
    times: Vec<Interval>,
    began: Option<Timestamp>,
    written: &'static str,
}

impl Default for Scene {
    fn default() -> Self {
        Self {
            status: MaintenanceStatus::Scheduled,
            is_called_off: false,
            times: vec![Interval {
                from: at("2026-12-08T02:00"),
                to: at("2026-12-08T04:00"),
            }],
            began: None,
            written: "2026-11-24T11:00",
        }
    }
}

impl Scene {
    fn found(&self, all: &[(&'static str, &str)]) -> Vec<(Kind, String)> {
        let (zone, text) = (TimeZone::get("Europe/Paris").unwrap(), texts(all));
        let draft = Draft {
            status: None,
            title: None,
            text: &text,
            entries: &[],
            written: Some(at(self.written)),
        };
        let work = Work {
            status: self.status,
            is_called_off: self.is_called_off,
            times: &self.times,
            began: self.began,
            over: None,
            said: &[],
        };
        let rules = Rules {
            zone: &zone,
            required: &[],
            hosts: &[],
            people: &[],
        };
        let found = review_work(&draft, &work, &rules).into_iter();
        found
            .map(|one| {
                let said = one.details.iter().map(|(_, value)| value.as_str());
                (one.kind, said.collect::<Vec<_>>().join(" / "))
            })
            .collect()
    }

    fn kinds(&self, all: &[(&'static str, &str)]) -> Vec<Kind> {
        self.found(all).into_iter().map(|one| one.0).collect()
    }
}

#[test]
fn the_usual_words_are_left_alone() {
    let scene = Scene::default();
    for text in [
        (
            "fr",
            "Une maintenance aura lieu le mardi 8 décembre de 2h00 à 4h00. Les paiements seront interrompus de 2h00 à 2h30.",
        ),
        (
            "fr",
            "Notre prestataire effectuera une intervention le 8 décembre 2026 entre 02h00 et 04h00 (CET).",
        ),
        (
            "fr",
            "Pendant la maintenance, le back-office sera indisponible de 02h15 à 02h45.",
        ),
        (
            "fr",
            "Les travaux commenceront à 2h00 et se termineront à 4h00. Nous vous tiendrons informés.",
        ),
        (
            "fr",
            "Mardi 8 décembre, le service sera ralenti à partir de 2h00.",
        ),
        (
            "fr",
            "Une maintenance est prévue dans la nuit du 7 au 8 décembre. Nous vous dirons quand la maintenance est terminée.",
        ),
        (
            "en",
            "We will carry out planned work on Tuesday 8 December, from 2:00 am to 4:00 am.",
        ),
        (
            "en",
            "Card payments will be unavailable from 02:00 to 04:00.",
        ),
        (
            "en",
            "The maintenance will take place on 8 December 2026 at 02:00 CET and will last about two hours.",
        ),
        ("en", "Maintenance window: 01:00 to 03:00 UTC."),
        (
            "en",
            "Between 02:10 and 02:20 a few payments may be declined.",
        ),
        (
            "it",
            "Martedì 8 dicembre, dalle 02:00 alle 04:00, effettueremo una manutenzione.",
        ),
        ("it", "I lavori iniziano alle 2:00 e terminano alle 4:00."),
        (
            "en",
            "The maintenance planned for 1 December is moved to 8 December, from 02:00 to 04:00.",
        ),
        (
            "en",
            "Payouts of 7 December will be sent before the maintenance.",
        ),
    ] {
        assert_eq!(scene.found(&[text]), [], "{}", text.1);
    }
}

#[test]
fn a_window_that_is_none_of_the_works_is_found() {
    let scene = Scene::default();
    let start = |said: &str| vec![(Kind::StartDiffers, format!("{said} / 2026-12-08 02:00"))];
    let end = |said: &str| vec![(Kind::EndDiffers, format!("{said} / 2026-12-08 04:00"))];
    for (text, found) in [
        (
            ("fr", "Une maintenance aura lieu de 2h00 à 5h00."),
            end("05:00"),
        ),
        (
            ("fr", "Les paiements seront interrompus de 1h00 à 4h00."),
            start("01:00"),
        ),
        (
            ("fr", "La maintenance est prévue le 9 décembre."),
            start("2026-12-09"),
        ),
        (
            (
                "fr",
                "Une maintenance est prévue le mercredi 9 décembre de 2h00 à 4h00.",
            ),
            [start("2026-12-09 02:00"), end("2026-12-09 04:00")].concat(),
        ),
        (("en", "Maintenance from 02:00 to 03:00."), end("03:00")),
        (
            (
                "en",
                "Card payments will be unavailable from 02:00 to 04:30.",
            ),
            end("04:30"),
        ),
        (("en", "The maintenance begins at 03:00."), start("03:00")),
        (
            ("en", "Maintenance window: 02:00 to 04:00 UTC."),
            [start("02:00 UTC"), end("04:00 UTC")].concat(),
        ),
        (
            ("it", "La manutenzione si terrà dalle 02:00 alle 06:00."),
            end("06:00"),
        ),
        (
            (
                "en",
                "The maintenance is moved to 9 December, from 03:00 to 05:00.",
            ),
            end("2026-12-09 05:00"),
        ),
    ] {
        assert_eq!(scene.found(&[text]), found, "{}", text.1);
    }
}

#[test]
fn languages_agree_and_days_can_be() {
    let scene = Scene::default();

    let hours = scene.kinds(&[
        ("fr", "Les paiements seront interrompus de 2h00 à 2h30."),
        ("en", "Payments will be interrupted from 02:00 to 02:45."),
    ]);
    let weekday = scene.kinds(&[(
        "en",
        "The maintenance is planned for Monday 8 December 2026.",
    )]);
    let summer = scene.kinds(&[("en", "Maintenance from 02:00 to 04:00 CEST.")]);
    let place = scene.kinds(&[("en", "Maintenance on {day}.")]);

    assert_eq!(hours, [Kind::TimesDiffer]);
    assert_eq!(weekday, [Kind::DateImplausible]);
    assert!(summer.contains(&Kind::ZoneAgainstSeason), "{summer:?}");
    assert_eq!(place, [Kind::PlaceholderLeft]);
}

#[test]
fn where_it_stands_is_what_it_says() {
    let stands = |status, is_called_off| Scene {
        status,
        is_called_off,
        ..Scene::default()
    };
    let says = |scene: &Scene, text: &str| {
        let kinds = scene.kinds(&[("en", text)]);
        kinds.contains(&Kind::StatusAgainstText)
    };
    let scheduled = stands(MaintenanceStatus::Scheduled, false);
    let under_way = stands(MaintenanceStatus::InProgress, false);
    let over = stands(MaintenanceStatus::Completed, false);
    let off = stands(MaintenanceStatus::Completed, true);

    assert!(says(&scheduled, "The maintenance has begun."));
    assert!(says(&scheduled, "The maintenance is cancelled."));
    assert!(says(&under_way, "The maintenance is complete."));
    assert!(says(&over, "We are continuing to work."));
    for (scene, text) in [
        (
            &scheduled,
            "We will write once the maintenance is complete.",
        ),
        (&under_way, "The maintenance has begun."),
        (&over, "The maintenance is complete."),
        (&off, "The maintenance is cancelled."),
        (
            &scheduled,
            "The maintenance is cancelled and replaced by this one.",
        ),
    ] {
        assert!(!says(scene, text), "{text}");
    }
}

#[test]
fn what_really_was_may_be_told() {
    let scene = Scene {
        status: MaintenanceStatus::InProgress,
        began: Some(at("2026-12-08T02:12")),
        written: "2026-12-08T02:14",
        ..Scene::default()
    };

    assert_eq!(
        scene.found(&[("en", "The maintenance started at 02:10.")]),
        []
    );
    let longer = scene.kinds(&[("fr", "La maintenance se prolonge jusqu'à 5h00.")]);
    assert_eq!(longer, [Kind::EndDiffers]);
}

#[test]
fn work_that_comes_again_is_at_any_of_its_times() {
    let week = |day: &str| Interval {
        from: at(&format!("2026-12-{day}T23:00")),
        to: at(&format!("2026-12-{day}T23:00")) + jiff::SignedDuration::from_hours(3),
    };
    let scene = Scene {
        times: vec![week("08"), week("15"), week("22")],
        ..Scene::default()
    };

    for text in [
        "Maintenance every Tuesday from 23:00 to 02:00.",
        "The maintenance on 15 December is from 11pm to 2am.",
        "Maintenance on 8, 15 and 22 December, from 23:00 to 02:00.",
    ] {
        assert_eq!(scene.found(&[("en", text)]), [], "{text}");
    }
    let odd = scene.kinds(&[("en", "Maintenance every Tuesday from 22:00 to 02:00.")]);
    assert_eq!(odd, [Kind::StartDiffers]);
}
