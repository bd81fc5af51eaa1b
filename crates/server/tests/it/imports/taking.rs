//! What a source tells becomes facts of ours.

use beffroi_domain::{
    Actor, ComponentStatus, Impact, IncidentStatus, Locale, Precision, StandardPhrase, WindowEnd,
};
use serde_json::json;

use super::desk::{
    Desk, Records, history, import, incident, incident_ids, list, page, plan, tables, told,
};
use crate::support::{TestApp, at};

const OPENED: (&str, &str, &str, &str) = (
    "u1u1u1u1u1u1",
    "investigating",
    "09:00",
    "We look into slow payments.",
);
const CLOSED: (&str, &str, &str, &str) = (
    "u2u2u2u2u2u2",
    "resolved",
    "10:30",
    "This incident has been resolved.",
);

#[tokio::test]
async fn a_history_becomes_incidents_with_their_ids_times_and_components() {
    for app in TestApp::each().await {
        let desk = Desk::new();
        let source = desk.put(
            "a.json",
            history(&[told("q2kg8n613kr3", "Slow payments", &[OPENED, CLOSED])]),
        );

        let account = import(&app, &[source]).await;

        let got = incident(&app, "q2kg8n613kr3").await;
        assert_eq!(account.sum(|row| row.new), 1);
        assert_eq!(
            (got.status, got.impact),
            (IncidentStatus::Resolved, Impact::Major)
        );
        assert_eq!(got.updates.len(), 2);
        assert_eq!(got.updates[0].public_id.as_str(), "u1u1u1u1u1u1");
        assert_eq!(
            got.updates[0].published.unwrap().at,
            at("2026-02-01T09:00:00Z")
        );
        assert_eq!(got.updates[1].standard, Some(StandardPhrase::Resolved));
        assert!(
            got.updates[1].text.is_empty(),
            "the standard sentence is not kept as words"
        );
        assert_eq!(got.windows.len(), 1);
        assert_eq!(got.windows[0].degree, ComponentStatus::PartialOutage);
        assert_eq!(got.windows[0].components.len(), 1);
        assert!(
            matches!(got.windows[0].end, WindowEnd::At(end) if end.at == at("2026-02-01T10:30:00Z"))
        );
    }
}

#[tokio::test]
async fn an_import_is_quiet_and_leaves_a_trace() {
    let app = TestApp::start().await;
    let desk = Desk::new();
    let source = desk.put(
        "a.json",
        history(&[told("q2kg8n613kr3", "Slow payments", &[OPENED, CLOSED])]),
    );

    import(&app, &[source]).await;

    let all = tables(app.db()).await;
    let audit = all["audit"].join("\n");
    assert!(
        audit.contains("incident.record") && audit.contains(Actor::Import.kind()),
        "{audit}"
    );
    for quiet in ["outbox", "announcements", "deliveries"] {
        assert!(
            all.get(quiet).is_none_or(Vec::is_empty),
            "{quiet} says something"
        );
    }
}

#[tokio::test]
async fn a_page_is_made_where_there_is_none() {
    let app = TestApp::empty().await;
    let desk = Desk::new();
    let source = desk.put(
        "a.json",
        history(&[told("q2kg8n613kr3", "Slow payments", &[OPENED, CLOSED])]),
    );

    let account = beffroi::imports::import(
        &app.db,
        &app.clock,
        &plan(None, &[source]),
        &mut Records::default(),
    )
    .await
    .unwrap();

    let made = page(&app.db, "acme-pay").await;
    assert!(account.made_page);
    assert_eq!(made.public_id.as_str(), "kctbh9vrtdwd");
    assert_eq!(made.locales, [Locale::of("en")]);
    assert_eq!(made.zone.iana_name(), Some("Europe/Paris"));
    assert_eq!(made.since, at("2026-02-01T09:00:00Z"));
}

#[tokio::test]
async fn undated_reports_keep_their_order_and_unknown_times_stay_unknown() {
    for app in TestApp::each().await {
        let desk = Desk::new();
        let text = list(&[
            (
                "Incident récent",
                &[
                    ("resolved", "Le service de paiement est rétabli."),
                    ("identified", "Le service de paiement est interrompu."),
                ],
            ),
            (
                "Incident ancien",
                &[(
                    "resolved",
                    "Les terminaux de paiement fonctionnent à nouveau.",
                )],
            ),
        ]);

        import(&app, &[desk.put("list.txt", text)]).await;

        let mut tx = app.db().snapshot().await.unwrap();
        let undated = beffroi::incidents::undated(&mut tx, app.page.id)
            .await
            .unwrap();
        let titles: Vec<_> = undated
            .iter()
            .map(|one| one.title.iter().next().unwrap().1.to_owned())
            .collect();
        assert_eq!(titles, ["Incident récent", "Incident ancien"]);
        let updates = &undated[0].updates;
        assert!(updates.iter().all(|update| update.published.is_none()));
        assert_eq!(
            updates[0].text.get(&Locale::of("fr")).unwrap(),
            "Le service de paiement est interrompu."
        );
    }
}

#[tokio::test]
async fn a_day_stays_a_day_and_a_clock_without_a_day_is_no_fact() {
    let app = TestApp::start().await;
    let desk = Desk::new();
    let text = list(&[
        (
            "Retard de virement",
            &[(
                "resolved",
                "TST-1 - Début / Start : 03/05/2025 - Fin / End : 07/05/2025 - Catégorie / Category : Production - Responsabilité / Responsibility : Externe / External FR Les virements sont partis. EN Payouts have been sent.",
            )],
        ),
        (
            "Lenteurs du portail",
            &[(
                "resolved",
                "Le portail de paiement est lent depuis 9h30 ce jour, jusqu'à 10h05.",
            )],
        ),
    ]);

    let account = import(&app, &[desk.put("list.txt", text)]).await;

    let mut tx = app.db().snapshot().await.unwrap();
    let undated = beffroi::incidents::undated(&mut tx, app.page.id)
        .await
        .unwrap();
    assert_eq!(undated.len(), 1);
    assert!(undated[0].windows.is_empty(), "{:?}", undated[0].windows);
    assert!(
        account
            .warnings
            .iter()
            .any(|said| said.warning.message.contains("without any day"))
    );
    let dates = beffroi::incidents::between(
        &mut tx,
        app.page.id,
        at("2025-05-01T00:00:00Z"),
        at("2025-06-01T00:00:00Z"),
    )
    .await
    .unwrap();
    let start = dates[0].windows[0].start.unwrap();
    assert_eq!(
        (start.precision, start.at),
        (Precision::Day, at("2025-05-02T22:00:00Z"))
    );
}

#[tokio::test]
async fn one_component_with_two_names_is_made_once() {
    for app in TestApp::each().await {
        let desk = Desk::new();
        let mut first = told("q2kg8n613kr3", "Slow payments", &[OPENED, CLOSED]);
        let mut second = told(
            "w3kg8n613kr4",
            "Slow again",
            &[("u3u3u3u3u3u3", "investigating", "11:00", "Again."), CLOSED],
        );
        for incident in [&mut first, &mut second] {
            incident["components"][0]["name"] = json!("API de paiement | Payment API");
        }

        import(&app, &[desk.put("a.json", history(&[first, second]))]).await;

        let mut tx = app.db().snapshot().await.unwrap();
        let all = beffroi::components::of_page(&mut tx, app.page.id)
            .await
            .unwrap();
        assert_eq!(all.len(), 1, "{all:?}");
        assert_eq!(all[0].public_id.as_str(), "b13yz5g2cw10");
        assert_eq!(all[0].name.get(&Locale::of("en")), Some("Payment API"));
        assert_eq!(all[0].name.get(&Locale::of("fr")), Some("API de paiement"));
    }
}

#[tokio::test]
async fn planned_work_becomes_a_maintenance() {
    for app in TestApp::each().await {
        let desk = Desk::new();
        let maintenance = json!({
            "id": "m1m1m1m1m1m1", "name": "Database upgrade", "status": "completed",
            "impact": "maintenance", "page_id": "kctbh9vrtdwd",
            "created_at": "2026-01-20T08:00:00Z", "updated_at": "2026-02-02T03:10:00Z",
            "monitoring_at": null, "resolved_at": "2026-02-02T03:10:00Z",
            "scheduled_for": "2026-02-02T02:00:00Z", "scheduled_until": "2026-02-02T04:00:00Z",
            "incident_updates": [{
                "id": "u9u9u9u9u9u9", "status": "completed", "body": "Done.",
                "created_at": "2026-02-02T03:10:00Z", "display_at": "2026-02-02T03:10:00Z"
            }],
            "components": []
        });
        let source = json!({ "page": { "id": "kctbh9vrtdwd", "name": "Acme Pay" }, "scheduled_maintenances": [maintenance] });

        let account = import(&app, &[desk.put("m.json", source.to_string())]).await;

        let mut tx = app.db().snapshot().await.unwrap();
        let got = beffroi::maintenances::find_by_public_id(&mut tx, app.page.id, "m1m1m1m1m1m1")
            .await
            .unwrap()
            .unwrap();
        assert_eq!(account.sum(|row| row.maintenances), 1);
        assert_eq!(got.scheduled_start_at, at("2026-02-02T02:00:00Z"));
        assert_eq!(got.completed_at, Some(at("2026-02-02T03:10:00Z")));
        assert_eq!(incident_ids(&app).await.len(), 0, "it is no incident");
    }
}

#[tokio::test]
async fn a_broken_source_is_refused_with_its_place_and_the_rest_is_imported() {
    for app in TestApp::each().await {
        let desk = Desk::new();
        let good = desk.put(
            "good.json",
            history(&[told("q2kg8n613kr3", "Slow payments", &[OPENED, CLOSED])]),
        );
        let cut = history(&[told("w3kg8n613kr4", "Other", &[OPENED, CLOSED])]);
        let broken = desk.put("broken.json", &cut[..cut.len() - 40]);
        let binary = desk.put("archive.zip", b"PK\x03\x04\0\0\0");
        let missing = beffroi::imports::Source::of("nowhere.json");

        let account = import(&app, &[broken, missing, binary, good]).await;

        assert!(account.has_refusals());
        let refused = account.refused.join("\n");
        assert!(
            refused.contains("broken.json") && refused.contains("line 1"),
            "{refused}"
        );
        assert!(
            refused.contains("nowhere.json: cannot be opened"),
            "{refused}"
        );
        assert!(refused.contains("archive.zip"), "{refused}");
        incident(&app, "q2kg8n613kr3").await;
    }
}
