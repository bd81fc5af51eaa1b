//! The same source again, a newer version of it, another source of the same incident.

use beffroi::incidents::{self, CorrectText, Which};
use beffroi_domain::{Actor, IncidentStatus, WindowEnd};
use uuid::Uuid;

use super::desk::{Desk, REPORT, history, import, incident, incident_ids, list, tables, told};
use crate::support::{TestApp, at, locale};

type Said<'a> = (&'a str, &'a str, &'a str, &'a str);

const OPENED: Said<'_> = (
    "u1u1u1u1u1u1",
    "investigating",
    "09:00",
    "We look into slow payments.",
);
const FOUND: Said<'_> = (
    "u2u2u2u2u2u2",
    "identified",
    "09:20",
    "A database is too busy.",
);
const CLOSED: Said<'_> = (
    "u3u3u3u3u3u3",
    "resolved",
    "10:30",
    "Payments are fast again.",
);
const ID: &str = "q2kg8n613kr3";

fn newer_report() -> Vec<(&'static str, &'static str)> {
    let mut all = vec![(
        "resolved",
        "FR L'incident est clos, veuillez nous excuser. EN The incident is closed, we apologise.",
    )];
    all.extend(REPORT);
    all
}

#[tokio::test]
async fn importing_twice_changes_nothing() {
    for app in TestApp::each().await {
        let desk = Desk::new();
        let sources = [
            desk.put(
                "a.json",
                history(&[told(ID, "Slow payments", &[OPENED, FOUND, CLOSED])]),
            ),
            desk.put(
                "list.txt",
                list(&[("Incident paiement / Payment incident", REPORT)]),
            ),
        ];
        import(&app, &sources).await;
        let before = tables(app.db()).await;
        app.app.clock.set(at("2026-03-05T11:00:00Z"));

        let again = import(&app, &sources).await;

        assert_eq!(again.sum(|row| row.unchanged), 2);
        assert_eq!(again.sum(|row| row.new + row.added), 0);
        assert!(before.len() > 15 && before["import_sources"].len() == 2);
        assert_eq!(tables(app.db()).await, before);
    }
}

#[tokio::test]
async fn a_renamed_or_moved_file_is_the_same_history() {
    let app = TestApp::start().await;
    let (here, there) = (Desk::new(), Desk::new());
    let text = list(&[("Incident paiement / Payment incident", REPORT)]);
    import(&app, &[here.put("list.txt", &text)]).await;

    import(
        &app,
        &[
            there.put("list.txt", &text),
            there.put("renamed.txt", &text),
        ],
    )
    .await;

    assert_eq!(incident_ids(&app).await.len(), 1);
}

#[tokio::test]
async fn a_newer_version_adds_what_is_new() {
    for app in TestApp::each().await {
        let desk = Desk::new();
        import(
            &app,
            &[desk.put("a.json", history(&[told(ID, "Slow payments", &[OPENED])]))],
        )
        .await;
        let before = incident(&app, ID).await;
        let newer = history(&[told(ID, "Slow payments", &[OPENED, FOUND, CLOSED])]);

        let account = import(&app, &[desk.put("a.json", newer)]).await;

        let after = incident(&app, ID).await;
        assert_eq!(before.windows[0].end, WindowEnd::Ongoing);
        assert!(
            matches!(after.windows[0].end, WindowEnd::At(end) if end.at == at("2026-02-01T10:30:00Z"))
        );
        assert_eq!(
            (after.updates.len(), after.status),
            (3, IncidentStatus::Resolved)
        );
        assert_eq!(
            after.updates[0].id, before.updates[0].id,
            "the known update stays itself"
        );
        assert_eq!(account.sum(|row| row.added), 1);
    }
}

#[tokio::test]
async fn a_newer_text_without_ids_or_times_adds_only_its_new_update() {
    for app in TestApp::each().await {
        let desk = Desk::new();
        let title = "Incident paiement / Payment incident";
        import(&app, &[desk.put("list.txt", list(&[(title, REPORT)]))]).await;
        let newer = newer_report();
        let other: &[(&str, &str)] = &[(
            "identified",
            "FR Le portail est lent. EN The portal is slow.",
        )];
        let text = list(&[("Portail lent / Slow portal", other), (title, &newer)]);

        let account = import(&app, &[desk.put("list.txt", text)]).await;

        assert_eq!(
            (account.sum(|row| row.new), account.sum(|row| row.added)),
            (1, 1)
        );
        let mut tx = app.db().snapshot().await.unwrap();
        let all = incidents::between(
            &mut tx,
            app.page.id,
            at("2024-12-01T00:00:00Z"),
            at("2025-01-01T00:00:00Z"),
        )
        .await
        .unwrap();
        assert_eq!(all.len(), 1);
        let texts: Vec<_> = all[0]
            .updates
            .iter()
            .map(|update| update.text.get(&locale("en")).unwrap())
            .collect();
        assert_eq!(
            texts,
            [
                "Payments are interrupted.",
                "The payment service is back since 2:37pm.",
                "The incident is closed, we apologise."
            ]
        );
    }
}

#[tokio::test]
async fn what_a_person_wrote_is_never_overwritten() {
    for app in TestApp::each().await {
        let desk = Desk::new();
        import(
            &app,
            &[desk.put("a.json", history(&[told(ID, "Slow payments", &[OPENED])]))],
        )
        .await;
        let known = incident(&app, ID).await;
        let language = known.title.locales().next().unwrap().clone();
        let person = Actor::Member(Uuid::from_u128(7));
        let ours = |text: &str| beffroi_domain::LocalizedText::single(language.clone(), text);
        let mut tx = app.db().begin().await.unwrap();
        let first = Which::Update(known.updates[0].id);
        for (which, text) in [
            (Which::Title, "Payments were slow"),
            (first, "We were slow to look."),
        ] {
            let right = CorrectText::of(known.id, which, ours(text));
            incidents::correct_text(&mut tx, app.now(), person, right)
                .await
                .unwrap();
        }
        tx.commit().await.unwrap();
        let reworded = (
            OPENED.0,
            OPENED.1,
            OPENED.2,
            "We look into slow payments and refunds.",
        );

        import(
            &app,
            &[desk.put(
                "a.json",
                history(&[told(ID, "Slow payments and refunds", &[reworded, CLOSED])]),
            )],
        )
        .await;

        let after = incident(&app, ID).await;
        assert_eq!(after.title, ours("Payments were slow"));
        assert_eq!(after.updates[0].text, ours("We were slow to look."));
        assert_eq!(after.updates.len(), 2, "what is new still comes");
        assert_eq!(after.status, IncidentStatus::Resolved);
    }
}

#[tokio::test]
async fn an_older_version_changes_nothing() {
    let app = TestApp::start().await;
    let desk = Desk::new();
    import(
        &app,
        &[desk.put(
            "a.json",
            history(&[told(ID, "Slow payments", &[OPENED, FOUND, CLOSED])]),
        )],
    )
    .await;
    let before = tables(app.db()).await;

    let account = import(
        &app,
        &[desk.put("a.json", history(&[told(ID, "Slow payments", &[OPENED])]))],
    )
    .await;

    assert_eq!(account.sum(|row| row.older), 1);
    assert_eq!(tables(app.db()).await, before);
}

#[tokio::test]
async fn a_corrected_title_is_a_newer_version_and_no_second_incident() {
    for app in TestApp::each().await {
        let desk = Desk::new();
        let put = |title: &str| desk.put("list.txt", list(&[(title, REPORT)]));
        import(&app, &[put("Incident payement / Payment incident")]).await;

        let corrected = put("Incident paiement / Payment incident");
        let first = import(&app, std::slice::from_ref(&corrected)).await;
        let before = tables(app.db()).await;
        let again = import(&app, &[corrected]).await;

        assert_eq!(
            (first.sum(|row| row.added), again.sum(|row| row.unchanged)),
            (1, 1)
        );
        assert_eq!(incident_ids(&app).await.len(), 1);
        assert_eq!(tables(app.db()).await, before);
        assert!(before["texts"].join("\n").contains("Incident paiement"));
    }
}

#[tokio::test]
async fn an_id_that_stands_on_the_page_already_is_refused_and_the_rest_is_imported() {
    for app in TestApp::each().await {
        let desk = Desk::new();
        app.record(app.incident()).await;
        let all = [
            told(ID, "Slow payments", &[OPENED]),
            told(
                "w3kg8n613kr4",
                "Other",
                &[("u9u9u9u9u9u9", "investigating", "11:00", "We look.")],
            ),
        ];

        let account = import(&app, &[desk.put("a.json", history(&all))]).await;

        assert!(
            account.refused[0].contains("that no import brought"),
            "{:?}",
            account.refused
        );
        assert_eq!(incident_ids(&app).await.len(), 2);
    }
}
