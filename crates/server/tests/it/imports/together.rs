//! Several sources of one page: one incident told twice, two at once, a rehearsal before.

use beffroi_domain::Locale;

use super::desk::{
    Desk, REPORT, Records, history, import, incident_ids, list, page, plan, tables, told,
};
use crate::support::TestApp;

type Said<'a> = (&'a str, &'a str, &'a str, &'a str);

const OPENED: Said<'_> = (
    "u1u1u1u1u1u1",
    "investigating",
    "09:00",
    "We look into slow payments.",
);
const CLOSED: Said<'_> = (
    "u3u3u3u3u3u3",
    "resolved",
    "10:30",
    "Payments are fast again.",
);
const ID: &str = "q2kg8n613kr3";

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

#[tokio::test]
async fn a_page_is_made_of_all_its_sources_when_the_first_tells_little() {
    let app = TestApp::empty().await;
    let desk = Desk::new();
    let bare = desk.put("summary.json", history(&[]));
    let text = desk.put(
        "list.txt",
        list(&[("Incident paiement / Payment incident", REPORT)]),
    );

    let account = beffroi::imports::import(
        &app.db,
        &app.clock,
        &plan(None, &[bare, text]),
        &mut Records::default(),
    )
    .await
    .unwrap();

    let made = page(&app.db, "acme-pay").await;
    assert_eq!(made.locales, [Locale::of("en"), Locale::of("fr")]);
    assert_eq!(made.since.to_string(), "2024-12-17T13:16:00Z");
    assert_eq!(account.tallies[0].new, 0);
    assert_eq!(
        account.tallies[1].new, 1,
        "it is counted for its own source"
    );
}
