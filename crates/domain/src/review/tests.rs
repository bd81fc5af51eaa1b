//! Each rule held by a text of our own: what is found, and what is left alone.
//!
//! Not here: timelines of write-ups; `readers::play` and the histories hold those.

use jiff::{Timestamp, tz::TimeZone};

use super::*;
use crate::{ComponentStatus, Moment, WindowEnd};

const FR: &str = "fr";
const EN: &str = "en";

fn at(clock: &str) -> Timestamp {
    format!("2025-03-27T{clock}:00+01:00").parse().unwrap()
}

fn texts(all: &[(&'static str, &str)]) -> LocalizedText {
    let texts = all.iter();
    texts
        .map(|(tag, text)| (Locale::of(tag), (*text).to_owned()))
        .collect()
}

/// A scene: what is written at 17:00 in Paris, and what is known.
#[derive(Default)]
struct Scene {
    status: Option<IncidentStatus>,
    title: LocalizedText,
    text: LocalizedText,
    windows: Vec<ImpactWindow>,
    earlier: Vec<(IncidentStatus, LocalizedText)>,
    fault: Option<Responsibility>,
    commitments: Vec<Timestamp>,
}

impl Scene {
    fn french(text: &str) -> Self {
        Self {
            text: texts(&[(FR, text)]),
            ..Self::default()
        }
    }

    fn both(french: &str, english: &str) -> Self {
        Self {
            text: texts(&[(FR, french), (EN, english)]),
            ..Self::default()
        }
    }

    fn window(mut self, start: &str, end: Option<&str>) -> Self {
        self.windows.push(ImpactWindow {
            start: Some(Moment::minute(at(start))),
            end: end.map_or(WindowEnd::Ongoing, |end| {
                WindowEnd::At(Moment::minute(at(end)))
            }),
            degree: ComponentStatus::MajorOutage,
            components: Vec::new(),
        });
        self
    }

    fn after(mut self, status: IncidentStatus, french: &str) -> Self {
        self.earlier.push((status, texts(&[(FR, french)])));
        self
    }

    fn status(mut self, status: IncidentStatus) -> Self {
        self.status = Some(status);
        self
    }

    fn found(&self) -> Vec<Finding> {
        let zone = TimeZone::get("Europe/Paris").unwrap();
        let said: Vec<Said<'_>> = self
            .earlier
            .iter()
            .map(|(status, text)| Said {
                status: Some(*status),
                text,
                at: Some(at("16:30")),
            })
            .collect();
        let draft = Draft {
            status: self.status,
            title: Some(&self.title),
            text: &self.text,
            entries: &[],
            written: Some(at("17:00")),
        };
        let known = Known {
            windows: &self.windows,
            responsibility: self.fault.as_ref(),
            said: &said,
            commitments: &self.commitments,
        };
        let rules = Rules {
            zone: &zone,
            required: &[Locale::of(FR)],
            hosts: &[".shop.example".to_owned()],
            people: &["Anna Verdi".to_owned()],
        };
        review(&draft, &known, &rules)
    }

    fn kinds(&self) -> Vec<Kind> {
        self.found().iter().map(|finding| finding.kind).collect()
    }
}

#[test]
fn a_text_that_agrees_with_everything_has_no_finding() {
    let scene = Scene::both(
        "Les paiements ont échoué entre 16h11 et 16h23. Le service est rétabli.",
        "Payments failed between 4:11pm and 4:23pm. The service is restored.",
    );
    let scene = scene
        .window("16:11", Some("16:23"))
        .status(IncidentStatus::Resolved);

    assert_eq!(scene.found(), []);
}

#[test]
fn languages_are_held_against_each_other() {
    for (french, english, kind) in [
        ("Depuis 14h16.", "Since 14:17.", Kind::TimesDiffer),
        (
            "Les cartes ont échoué le 3 mai.",
            "Cards failed on 4 May.",
            Kind::DaysDiffer,
        ),
        (
            "Environ 20 % des paiements.",
            "About 30% of the payments.",
            Kind::FiguresDiffer,
        ),
        (
            "Visible dès cet après-midi.",
            "Visible from tomorrow on.",
            Kind::DaysDiffer,
        ),
        ("Depuis 14h16.", "Since 14:16 CET.", Kind::ZonesDiffer),
        (
            "Les virements devraient être visibles.",
            "Transfers will be visible.",
            Kind::CertaintyDiffers,
        ),
        (
            "Les virements sont en retard.",
            "EURO transfers are late.",
            Kind::ScopeDiffers,
        ),
    ] {
        assert!(
            Scene::both(french, english).kinds().contains(&kind),
            "{kind:?}"
        );
    }
}

#[test]
fn the_text_is_held_against_the_facts() {
    let failed = "Les paiements ont échoué entre 16h11 et 16h24.";
    let of = |start, end| Scene::french(failed).window(start, end).kinds();

    assert_eq!(of("16:11", Some("16:24")), []);
    assert_eq!(of("16:11", Some("16:23")), [Kind::EndDiffers]);
    assert_eq!(of("16:01", Some("16:24")), [Kind::StartDiffers]);
    assert_eq!(of("16:11", None), [Kind::WindowOpen]);
    let length = Scene::french("Aucun paiement durant 14 minutes.").window("16:11", Some("16:23"));
    assert_eq!(length.kinds(), [Kind::LengthDiffers]);
}

#[test]
fn the_status_is_held_against_the_text() {
    let still = Scene::french("L’incident est toujours en cours.");
    let scene = still.status(IncidentStatus::Monitoring);

    assert_eq!(scene.kinds(), [Kind::StatusAgainstText]);
    assert_eq!(scene.status(IncidentStatus::Identified).kinds(), []);
    let open = Scene::french("Merci de votre patience.").window("16:11", None);
    assert_eq!(
        open.status(IncidentStatus::Resolved).kinds(),
        [Kind::WindowOpen]
    );
}

#[test]
fn the_text_is_held_against_what_was_said() {
    let good = "Les paiements fonctionnent de nouveau normalement.";
    let again = Scene::french("Les paiements sont à nouveau perturbés.");
    let part = Scene::french("La panne est totale.");
    let cured = Scene::french("L’intégralité des paiements a été traitée.");
    let investigating = IncidentStatus::Investigating;

    let again = again.after(IncidentStatus::Monitoring, good);
    assert_eq!(again.kinds(), [Kind::ResolvedTooEarly]);
    let some = "Certains paiements échouent.";
    assert_eq!(
        part.after(investigating, some).kinds(),
        [Kind::ExtentDiffers]
    );
    assert_eq!(cured.after(investigating, some).kinds(), []);
    assert_eq!(
        Scene::french(good).after(investigating, good).kinds(),
        [Kind::Repeated]
    );
}

#[test]
fn times_that_cannot_be_are_found() {
    for (text, kind) in [
        (
            "Les paiements échouent depuis le 27/03/2025 18h30.",
            Kind::TimeAhead,
        ),
        (
            "Les paiements échouent depuis le 27/03/2025 16h11 CEST.",
            Kind::ZoneAgainstSeason,
        ),
        (
            "Les paiements échouent depuis le 27/03/2023 16h11.",
            Kind::DateImplausible,
        ),
        (
            "Les paiements échouent depuis mercredi 27 mars 2025.",
            Kind::DateImplausible,
        ),
        (
            "Incident du 27/03/2025 16h11 au 26/03/2025 15h00.",
            Kind::EndBeforeStart,
        ),
        (
            "Le service est rétabli depuis 12.07AM.",
            Kind::NoonOrMidnight,
        ),
    ] {
        let kinds = Scene::french(text).kinds();

        assert!(kinds.contains(&kind), "{text}: {kinds:?}");
    }
}

#[test]
fn what_no_text_may_have_is_found_and_numbers_are_not_quoted() {
    for (text, kind) in [
        ("La carte 4111 1111 1111 1111.", Kind::CardNumber),
        (
            "Le compte FR14 2004 1010 0505 0001 3M02 606.",
            Kind::BankAccount,
        ),
        ("Bonjour {{ name }}.", Kind::PlaceholderLeft),
        ("Depuis {start}.", Kind::PlaceholderLeft),
        ("Retour à XXhXX.", Kind::PlaceholderLeft),
        ("Le serveur db1.shop.example.", Kind::HostName),
        ("Voir http://10.0.0.7/status.", Kind::PrivateLink),
        ("Écrivez à anna.verdi@example.com.", Kind::PersonalName),
        ("Anna Verdi s’en occupe.", Kind::PersonalName),
        ("C’est une erreur humaine.", Kind::Blame),
    ] {
        let found = Scene::french(text).found();

        assert_eq!(
            found.first().map(|one| one.kind),
            Some(kind),
            "{text}: {found:?}"
        );
        let is_quoted = |digits| {
            found
                .iter()
                .flat_map(|one| &one.quotes)
                .any(|quote| quote.words.contains(digits))
        };
        assert!(
            !is_quoted("4111 1111") && !is_quoted("2004 1010"),
            "{found:?}"
        );
    }
    assert_eq!(Scene::french("Écrivez à support@example.com.").kinds(), []);
}

#[test]
fn a_promise_is_loose_until_it_is_in_the_book() {
    let mut scene = Scene::french("Prochain point à 18h00.");
    let loose = scene.found();
    scene.commitments = vec![at("18:00")];

    assert_eq!(loose[0].kind, Kind::PromiseLoose);
    assert_eq!(
        loose[0].details[0],
        ("due", "2025-03-27T17:00:00Z".to_owned())
    );
    assert_eq!(
        loose[0].details[1],
        ("until", "2025-03-27 18:00".to_owned())
    );
    assert_eq!(scene.kinds(), []);
}

#[test]
fn a_required_language_and_a_fault_laid_elsewhere_are_found() {
    let english = Scene {
        text: texts(&[(EN, "Payments work again.")]),
        ..Scene::default()
    };
    let fault = Scene {
        fault: Some(Responsibility::Own),
        ..Scene::french("Notre prestataire est en panne.")
    };

    assert_eq!(english.kinds(), [Kind::LanguageMissing]);
    assert_eq!(fault.kinds(), [Kind::FaultDiffers]);
}

#[test]
fn who_is_only_named_is_not_blamed() {
    let own = |text: &str| Scene {
        fault: Some(Responsibility::Own),
        ..Scene::french(text)
    };

    for text in [
        "Notre prestataire suit la reprise avec nous.",
        "Notre prestataire a pris des précautions, d’où le retard observé.",
    ] {
        assert_eq!(own(text).kinds(), [], "{text}");
    }
    for text in [
        "Le prestataire est à l’origine de la coupure.",
        "Notre fournisseur a rétabli le service.",
        "Nous remercions notre prestataire. Une panne de notre prestataire est en cause.",
    ] {
        assert_eq!(own(text).kinds(), [Kind::FaultDiffers], "{text}");
    }
}

#[test]
fn a_wrong_zone_label_is_told_once_with_its_places() {
    let text = "Début : 27/03/2025 15h24 CEST. Fin : 27/03/2025 15h42 CEST.";

    let found = Scene::french(text).found();

    let labels = found
        .iter()
        .filter(|one| one.kind == Kind::ZoneAgainstSeason);
    let quotes: Vec<usize> = labels.map(|one| one.quotes.len()).collect();
    assert_eq!(quotes, [2]);
}

#[test]
fn titles_are_held_against_each_other_as_texts_are() {
    let title = texts(&[(FR, "Panne de 14h16"), (EN, "Outage of 14:17")]);
    let same = texts(&[(FR, "Panne de 14h16"), (EN, "Outage of 2:16pm")]);
    let scene = |title| Scene {
        title,
        ..Scene::both("Nous cherchons la cause.", "We are looking for the cause.")
    };

    let found = scene(title).found();

    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].kind, Kind::TimesDiffer);
    assert!(found[0].quotes.iter().all(|quote| quote.span.is_none()));
    assert_eq!(scene(same).kinds(), []);
}

#[test]
fn a_title_about_something_else_is_found_once() {
    let title = texts(&[(FR, "Retard des reversements")]);
    let text = "L’affichage des ventes est en retard.";
    let scene = Scene {
        title,
        ..Scene::french(text)
    };

    assert_eq!(scene.kinds(), [Kind::MeaningTurned]);
    let later = scene.after(IncidentStatus::Identified, "L’affichage sera corrigé.");
    assert_eq!(later.kinds(), []);
}
