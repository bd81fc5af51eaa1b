//! The same source again, a newer version of it, another source of the same incident.

use beffroi::incidents;
use beffroi_domain::{Actor, IncidentStatus, Locale, WindowEnd};
use uuid::Uuid;

use super::desk::{
    Desk, Records, history, import, incident, incident_ids, list, plan, tables, told,
};
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

const REPORT: &[(&str, &str)] = &[
    (
        "monitoring",
        "FR Le service de paiement est rétabli depuis 14h37. EN The payment service is back since 2:37pm.",
    ),
    (
        "identified",
        "TST-26 - Début / Start : 17/12/2024 14h16 CET - Fin / End : En cours / Ongoing - Catégorie / Category : Production - Responsabilité / Responsibility : Acme FR Les paiements sont interrompus. EN Payments are interrupted.",
    ),
];

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
        incidents::correct_title(
            &mut tx,
            app.now(),
            person,
            known.id,
            &ours("Payments were slow"),
        )
        .await
        .unwrap();
        incidents::correct_update(
            &mut tx,
            app.now(),
            person,
            known.id,
            known.updates[0].id,
            &ours("We were slow to look."),
        )
        .await
        .unwrap();
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
async fn an_incident_that_two_sources_tell_is_one_and_the_match_is_said() {
    for app in TestApp::each().await {
        let desk = Desk::new();
        let title = "Incident paiement / Payment incident";
        let with_reference = desk.put("list.txt", list(&[(title, REPORT)]));
        let lost: Vec<(&str, String)> = REPORT
            .iter()
            .map(|(status, words)| (*status, words.replace("TST-26 - ", "")))
            .collect();
        let lost: Vec<(&str, &str)> = lost
            .iter()
            .map(|(status, words)| (*status, words.as_str()))
            .collect();
        let without = desk.put("other.txt", list(&[(title, &lost)]));

        let account = import(&app, &[with_reference, without]).await;

        assert_eq!(incident_ids(&app).await.len(), 1);
        assert_eq!(account.matched, 1);
        let with = &account.matches[0].with;
        assert_eq!((with.source.as_str(), with.ordinal), ("list.txt", 1));
        assert!(with.why.contains("same"), "{}", with.why);
    }
}

#[tokio::test]
async fn two_ids_of_a_status_page_are_two_incidents_however_alike() {
    let app = TestApp::start().await;
    let desk = Desk::new();
    let twin = ("u9u9u9u9u9u9", OPENED.1, OPENED.2, OPENED.3);
    let all = [
        told(ID, "Slow payments", &[OPENED]),
        told("w3kg8n613kr4", "Slow payments", &[twin]),
    ];

    import(&app, &[desk.put("a.json", history(&all))]).await;

    assert_eq!(incident_ids(&app).await.len(), 2);
}

#[tokio::test]
async fn two_reports_of_one_list_with_one_title_stay_two() {
    let app = TestApp::start().await;
    let desk = Desk::new();
    let first: &[(&str, &str)] = &[("resolved", "Le service de paiement est rétabli.")];

    import(
        &app,
        &[desk.put(
            "list.txt",
            list(&[("Incident paiement", first), ("Incident paiement", first)]),
        )],
    )
    .await;

    assert_eq!(incident_ids(&app).await.len(), 2);
}

#[tokio::test]
async fn two_imports_at_once_do_not_duplicate() {
    for app in TestApp::each().await {
        let desk = Desk::new();
        let many: Vec<_> = (0..12)
            .map(|n| {
                told(
                    &format!("q2kg8n613k{n:02}"),
                    &format!("Slow payments {n}"),
                    &[OPENED, CLOSED],
                )
            })
            .collect();
        let title = "Incident paiement / Payment incident";
        let json = desk.put("a.json", history(&many));
        let (left, right) = (
            desk.put("left.txt", list(&[(title, REPORT)])),
            desk.put("right.txt", list(&[(title, REPORT)])),
        );

        let (one, two) = tokio::join!(async { import(&app, &[left, json.clone()]).await }, async {
            import(&app, &[right, json.clone()]).await
        },);

        assert_eq!(incident_ids(&app).await.len(), 13);
        assert_eq!(one.sum(|row| row.new) + two.sum(|row| row.new), 13);
        let mut tx = app.db().snapshot().await.unwrap();
        assert_eq!(
            beffroi::components::of_page(&mut tx, app.page.id)
                .await
                .unwrap()
                .len(),
            1
        );
    }
}

#[tokio::test]
async fn a_rehearsal_says_what_would_change_and_changes_nothing() {
    for app in TestApp::each().await {
        let desk = Desk::new();
        import(
            &app,
            &[desk.put("a.json", history(&[told(ID, "Slow payments", &[OPENED])]))],
        )
        .await;
        let before = tables(app.db()).await;
        let newer = desk.put(
            "a.json",
            history(&[told(ID, "Slow payments", &[OPENED, CLOSED])]),
        );
        let fresh = desk.put("list.txt", list(&[("Incident paiement", REPORT)]));
        let plan = plan(Some("test"), &[newer, fresh]);

        let account = beffroi::imports::rehearse(
            Some(app.db()),
            &app.app.clock,
            &plan,
            &mut Records::default(),
        )
        .await
        .unwrap();

        assert_eq!(
            (account.sum(|row| row.added), account.sum(|row| row.new)),
            (1, 1)
        );
        assert_eq!(tables(app.db()).await, before);
    }
}

#[tokio::test]
async fn a_rehearsal_without_a_database_also_says_matches() {
    let desk = Desk::new();
    let text = list(&[("Incident paiement / Payment incident", REPORT)]);
    let plan = plan(
        None,
        &[desk.put("list.txt", &text), desk.put("other.txt", &text)],
    );
    let mut records = Records::default();

    let account =
        beffroi::imports::rehearse(None, &beffroi::ground::Clock::System, &plan, &mut records)
            .await
            .unwrap();

    assert_eq!(account.matched, 1);
    assert_eq!(records.0.len(), 2);
    assert_eq!(records.0[1].1.as_ref().unwrap().ordinal, 1);
    assert_eq!(account.locales, [Locale::of("en"), Locale::of("fr")]);
}
