//! Reports: a case is opened, answered, tied to an incident and ended; its author is written to at each step, and answers by mail.

mod bucket;
pub mod by_mail;
mod doors;
mod ends;
pub mod files;
mod hooked;
mod own;

use std::{collections::BTreeMap, sync::Arc};

use beffroi::{
    app, config,
    ground::{Refusal, Result},
    outbox::{self, Way},
    reports::{self, Answer, Desk, DeskRules, EntryKind, Facts, NewReport, Report, Source, State},
};
use beffroi_channels::Letter;
use beffroi_domain::{Actor, ReportId, case::Reference};
use jiff::{SignedDuration, Timestamp};

use crate::{
    ledger::does,
    support::{TestApp, locale},
};

/// The mailbox that takes answers.
pub const MAILBOX: &str = "desk@example.com";

/// An installation that writes letters and takes answers, with a page whose desk is open.
pub async fn desks() -> Vec<TestApp> {
    let mut all = TestApp::each().await;
    for app in &mut all {
        let said = format!(
            "[mail]\nhost = \"localhost\"\nfrom = \"status@example.com\"\nanswers_to = \"{MAILBOX}\"\n"
        );
        let read = config::parse("test", &said, &BTreeMap::new()).unwrap();
        Arc::make_mut(&mut app.app.settings).mail = read.mail;
        opens_desk(
            app,
            DeskRules {
                is_open: true,
                ..DeskRules::default()
            },
        )
        .await;
    }
    all
}

pub async fn opens_desk(app: &TestApp, rules: DeskRules) {
    does(app, async |tx| {
        reports::set_rules(tx, app.now(), Actor::System, app.page.id, &rules).await
    })
    .await
    .unwrap();
}

/// What Ann, who reads French, reports.
pub fn says(app: &TestApp, words: &str) -> NewReport {
    NewReport {
        page: app.page.id,
        locale: locale("fr"),
        source: Source::Form,
        facts: Facts {
            words: words.to_owned(),
            email: "ann@example.org".to_owned(),
            ..Facts::default()
        },
        too: None,
        sender: "network".to_owned(),
        mail_id: None,
    }
}

pub async fn opened(app: &TestApp, new: &NewReport) -> (ReportId, Reference) {
    does(app, async |tx| {
        reports::open(tx, app.now(), Actor::System, new).await
    })
    .await
    .unwrap()
}

pub async fn case(app: &TestApp, id: ReportId) -> Report {
    let mut tx = app.db().snapshot().await.unwrap();
    reports::load(&mut tx, id).await.unwrap()
}

pub async fn desk(app: &TestApp) -> Desk {
    let mut tx = app.db().snapshot().await.unwrap();
    reports::find_desk(&mut tx, app.page.id)
        .await
        .unwrap()
        .unwrap()
}

pub async fn answered(app: &TestApp, id: ReportId, words: &str) {
    let new = Answer {
        report: id,
        locale: None,
        words: words.to_owned(),
    };
    does(app, async |tx| {
        reports::answer(tx, app.now(), Actor::System, &new).await
    })
    .await
    .unwrap();
}

/// The letters that are written by now, and to whom.
pub async fn letters(app: &TestApp) -> Vec<(String, Letter)> {
    app::react(&app.app).await.unwrap();
    let mut tx = app.db().begin().await.unwrap();
    let lease = SignedDuration::from_secs(1);
    let claimed = outbox::claim(&mut tx, app.now(), Way::Letter, 99, lease)
        .await
        .unwrap();
    for one in &claimed {
        outbox::done(&mut tx, app.now(), one).await.unwrap();
    }
    tx.commit().await.unwrap();
    let read = |one: outbox::Claimed| {
        (
            one.recipient.unwrap(),
            serde_json::from_str(&one.body).unwrap(),
        )
    };
    claimed.into_iter().map(read).collect()
}

pub async fn one_letter(app: &TestApp) -> Letter {
    let mut all = letters(app).await;
    assert_eq!(all.len(), 1, "{all:?}");
    all.remove(0).1
}

pub fn later(app: &TestApp, minutes: i64) {
    let now: Timestamp = app.now() + SignedDuration::from_mins(minutes);
    app.app.clock.set(now);
}

fn field_of<T: std::fmt::Debug>(result: Result<T>) -> Option<&'static str> {
    match result.unwrap_err() {
        beffroi::ground::Error::Refused(Refusal { field, .. }) => field,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_report_is_a_case_with_a_reference_and_its_author_is_written_to() {
    for app in desks().await {
        let (id, reference) = opened(&app, &says(&app, "Les paiements échouent")).await;

        let case = case(&app, id).await;
        assert_eq!((case.state, case.reference), (State::Open, reference));
        assert_eq!(case.waits_since, Some(app.now()));
        assert_eq!(
            case.answer_by,
            Some(app.now() + SignedDuration::from_hours(4))
        );
        let all = letters(&app).await;
        let [(to, letter)] = all.as_slice() else {
            panic!("{all:?}")
        };
        assert_eq!(to, "ann@example.org");
        assert_eq!(
            letter.subject,
            format!("[{reference}] Votre signalement est arrivé")
        );
        let address = &letter.button.as_ref().unwrap().address;
        let key = address.rsplit('/').next().unwrap();
        assert!(
            address.ends_with(&format!("/fr/cases/{reference}/{key}")),
            "{address}"
        );
        let desk = desk(&app).await;
        assert!(desk.opens(reference, key));
        assert!(!desk.opens(Reference::from_entropy([1; 7]), key));
        let thread = letter.thread.as_ref().unwrap();
        assert_eq!(thread.reply_to, desk.mail_address(reference, MAILBOX));
        assert!(letters_none(&app).await, "each event is told once");
    }
}

async fn letters_none(app: &TestApp) -> bool {
    letters(app).await.is_empty()
}

#[tokio::test]
async fn numbers_of_cards_and_accounts_are_kept_nowhere() {
    for app in desks().await {
        let mut new = says(&app, "carte 4111 1111 1111 1111 refusée");
        new.facts.transaction = "FR14 2004 1010 0505 0001 3M02 606".to_owned();
        let (id, _) = opened(&app, &new).await;
        does(&app, async |tx| {
            reports::hear(tx, app.now(), id, "encore 5500-0055-5555-5559", None).await
        })
        .await
        .unwrap();
        answered(&app, id, "Nous voyons 4111111111111111").await;

        let case = case(&app, id).await;
        assert!(case.is_masked);
        let mut all = format!("{case:?}");
        for (_, letter) in letters(&app).await {
            all.push_str(&serde_json::to_string(&letter).unwrap());
        }
        let figures: String = all.chars().filter(|sign| !" -".contains(*sign)).collect();
        for number in [
            "4111111111111111",
            "5500005555555559",
            "20041010050500013M02606",
        ] {
            assert!(!figures.contains(number), "{number}");
        }
    }
}

#[tokio::test]
async fn what_cannot_be_is_refused_at_its_field() {
    for app in desks().await {
        let another = app.another_page("other").await;
        let foreign = app.component_on(&another, "Elsewhere").await;
        let mut wrong: Vec<(&str, NewReport)> = Vec::new();
        let mut add = |field, change: &dyn Fn(&mut Facts)| {
            let mut new = says(&app, "It fails");
            change(&mut new.facts);
            wrong.push((field, new));
        };
        add("words", &|facts| facts.words = "  ".to_owned());
        add("words", &|facts| facts.words = "x".repeat(10_001));
        add("method", &|facts| facts.method = "x".repeat(121));
        add("country", &|facts| facts.country = "FRA".to_owned());
        add("email", &|facts| facts.email = "nobody".to_owned());
        add("payments", &|facts| facts.payments = Some(0));
        add("since", &|facts| {
            facts.since = Some(app.now() + SignedDuration::from_secs(1))
        });
        add("since", &|facts| {
            facts.since = Some(app.now() - SignedDuration::from_hours(24 * 400))
        });
        add("component", &|facts| facts.component = Some(foreign));
        for (field, new) in &wrong {
            let refused = does(&app, async |tx| {
                reports::open(tx, app.now(), Actor::System, new).await
            })
            .await;
            assert_eq!(field_of(refused), Some(*field), "{:?}", new.facts);
        }
        let mut tx = app.db().snapshot().await.unwrap();
        let all = reports::of_page(&mut tx, app.page.id, true, 10)
            .await
            .unwrap();
        assert!(all.is_empty());
    }
}

#[tokio::test]
async fn an_answer_is_told_and_a_note_never_is() {
    for app in desks().await {
        let (id, reference) = opened(&app, &says(&app, "Rien ne passe")).await;
        letters(&app).await;

        does(&app, async |tx| {
            reports::note(tx, app.now(), Actor::System, id, "asks for the third time").await
        })
        .await
        .unwrap();
        assert!(letters(&app).await.is_empty());
        assert!(
            case(&app, id).await.waits_since.is_some(),
            "a note answers nobody"
        );
        answered(&app, id, "Bonjour,\n\nNous cherchons.").await;

        let letter = one_letter(&app).await;
        assert_eq!(
            letter.subject,
            format!("[{reference}] Une réponse pour vous")
        );
        assert_eq!(letter.paragraphs, ["Bonjour,", "Nous cherchons."]);
        let case = case(&app, id).await;
        assert_eq!(
            (case.waits_since, case.answered_at),
            (None, Some(app.now()))
        );
        let seen = case
            .entries
            .iter()
            .filter(|one| one.kind.is_theirs_to_see());
        let seen: Vec<EntryKind> = seen.map(|one| one.kind).collect();
        assert_eq!(seen, [EntryKind::WeSaid]);
    }
}

#[tokio::test]
async fn whoever_gave_no_address_is_written_nothing() {
    for app in desks().await {
        let mut new = says(&app, "It fails");
        new.facts.email.clear();
        let (id, _) = opened(&app, &new).await;
        answered(&app, id, "We look into it").await;

        assert!(letters(&app).await.is_empty());
    }
}
