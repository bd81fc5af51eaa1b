//! Incidents: recorded, amended, corrected; read back as they were told.

use beffroi::{
    ground::Error,
    incidents::{self, Amended, CorrectText, NewIncident, SetFacts, Version, Which},
    pages::{self, Visibility},
};
use beffroi_domain::{
    Actor, ComponentStatus, Consequence, Figure, FigureUnit, Impact, Incident, IncidentId,
    IncidentStatus, LocalizedText, Moment, Responsibility, StandardPhrase, StatusChange,
};
use uuid::Uuid;

use crate::support::{TestApp, at, locale, update, window, words};

async fn read(app: &TestApp, id: IncidentId) -> Incident {
    let mut tx = app.db().snapshot().await.unwrap();
    incidents::load(&mut tx, app.page.id, id).await.unwrap()
}

async fn revision(app: &TestApp) -> i64 {
    let mut tx = app.db().snapshot().await.unwrap();
    pages::find_by_id(&mut tx, app.page.id)
        .await
        .unwrap()
        .unwrap()
        .revision
}

async fn amend(app: &TestApp, actor: Actor, id: IncidentId, new: &NewIncident) -> Amended {
    let mut tx = app.db().begin().await.unwrap();
    let amended = incidents::amend(&mut tx, app.now(), actor, id, &new.facts, &new.updates).await;
    tx.commit().await.unwrap();
    amended.unwrap()
}

/// Every fact that an incident can have.
async fn full(app: &TestApp) -> NewIncident {
    let api = app.component("API").await;
    let mut new = app.incident();
    new.facts.responsibility = Some(Responsibility::External {
        provider: Some("Acme".to_owned()),
    });
    new.facts.priority = Some(2.try_into().unwrap());
    new.facts.category = words(&[("fr", "Production")]);
    new.facts.components = vec![api];
    new.facts.windows[0].components = vec![(api, ComponentStatus::PartialOutage)];
    new.facts.windows.push(window("2026-03-03T15:00:00Z", None));
    new.facts.figures = vec![Figure {
        low_milli: 20_000,
        high_milli: 40_000,
        unit: FigureUnit::Percent,
        of: words(&[("fr", "des paiements"), ("en", "of payments")]),
        from: None,
        until: None,
    }];
    new.facts.consequences = vec![Consequence {
        text: words(&[("en", "Refunds")]),
        end: Some(Moment::day(at("2026-03-08T23:00:00Z"))),
    }];
    new.facts.links = vec!["https://example.com/".to_owned()];
    new.updates[1].standard = Some(StandardPhrase::Resolved);
    new.updates[1].text = LocalizedText::new();
    new.updates[1].published = None;
    new.updates[0].changes = vec![StatusChange {
        component: api,
        old: ComponentStatus::Operational,
        new: ComponentStatus::PartialOutage,
    }];
    new
}

#[tokio::test]
async fn what_was_recorded_is_read_back_fact_by_fact() {
    for app in TestApp::each().await {
        let new = full(&app).await;

        let id = app.record(new.clone()).await;

        let got = read(&app, id).await;
        assert_eq!(got.public_id.as_str(), "q2kg8n613kr3");
        assert_eq!(got.references, new.facts.references);
        assert_eq!(got.title, new.facts.title);
        assert_eq!(got.category, new.facts.category);
        assert_eq!(
            (got.status, got.impact),
            (new.facts.status, new.facts.impact)
        );
        assert_eq!(got.responsibility, new.facts.responsibility);
        assert_eq!(got.priority, new.facts.priority);
        assert_eq!(got.components, new.facts.components);
        assert_eq!(got.windows, new.facts.windows);
        assert_eq!(got.figures, new.facts.figures);
        assert_eq!(got.consequences, new.facts.consequences);
        assert_eq!(got.links, new.facts.links);
        let said: Vec<_> = got
            .updates
            .iter()
            .map(|u| (&u.text, u.standard, u.published, &u.changes))
            .collect();
        let meant: Vec<_> = new
            .updates
            .iter()
            .map(|u| (&u.text, u.standard, u.published, &u.changes))
            .collect();
        assert_eq!(said, meant);
    }
}

#[tokio::test]
async fn an_incident_needs_a_page_a_title_and_windows_that_end_after_they_start() {
    for app in TestApp::each().await {
        let mut nowhere = app.incident();
        nowhere.pages.clear();
        let mut nameless = app.incident();
        nameless.facts.title = LocalizedText::new();
        let mut upside_down = app.incident();
        upside_down.facts.windows =
            vec![window("2026-03-03T09:00:00Z", Some("2026-03-03T08:00:00Z"))];

        for (new, field) in [
            (nowhere, "pages"),
            (nameless, "title"),
            (upside_down, "windows"),
        ] {
            let mut tx = app.db().begin().await.unwrap();
            let refused = incidents::record(&mut tx, app.now(), Actor::Import, new).await;
            match refused {
                Err(Error::Refused(refusal)) => assert_eq!(refusal.field, Some(field)),
                other => panic!("{field}: {other:?}"),
            }
        }
    }
}

#[tokio::test]
async fn the_same_again_changes_nothing_and_freshens_nothing() {
    for app in TestApp::each().await {
        let new = full(&app).await;
        let id = app.record(new.clone()).await;
        let before = (read(&app, id).await, revision(&app).await);

        let amended = amend(&app, Actor::Import, id, &new).await;

        assert!(!amended.is_change(), "{amended:?}");
        assert_eq!((read(&app, id).await, revision(&app).await), before);
    }
}

#[tokio::test]
async fn a_newer_version_adds_what_is_new() {
    for app in TestApp::each().await {
        let mut new = app.incident();
        new.facts.status = IncidentStatus::Monitoring;
        let id = app.record(new.clone()).await;
        let before = revision(&app).await;
        new.facts
            .windows
            .push(window("2026-03-03T15:00:00Z", Some("2026-03-03T15:19:00Z")));
        new.facts.status = IncidentStatus::Resolved;
        new.updates.push(update(
            IncidentStatus::Resolved,
            "2026-03-03T16:00:00Z",
            "Encore fini.",
        ));

        let amended = amend(&app, Actor::Import, id, &new).await;

        let got = read(&app, id).await;
        assert_eq!((amended.updates.added, amended.facts_changed), (1, true));
        assert_eq!((got.windows.len(), got.updates.len()), (2, 3));
        assert_eq!(got.status, IncidentStatus::Resolved);
        assert!(revision(&app).await > before);
        let mut tx = app.db().snapshot().await.unwrap();
        let steps = incidents::steps_since(&mut tx, id, Version(1))
            .await
            .unwrap();
        let steps: Vec<_> = steps
            .iter()
            .map(|one| (one.version, one.action.as_str(), one.who.0.as_str()))
            .collect();
        assert_eq!(steps, [(Version(2), "incident.amend", "import")]);
    }
}

#[tokio::test]
async fn what_a_person_set_no_import_changes() {
    for app in TestApp::each().await {
        let mut new = app.incident();
        let id = app.record(new.clone()).await;
        let person = Actor::Member(Uuid::from_u128(7));
        let first = read(&app, id).await.updates[0].id;
        let mut tx = app.db().begin().await.unwrap();
        for (which, text) in [
            (Which::Title, "Mieux dit"),
            (Which::Update(first), "Corrigé."),
        ] {
            let right = CorrectText::of(id, which, words(&[("fr", text)]));
            incidents::correct_text(&mut tx, app.now(), person, right)
                .await
                .unwrap();
        }
        let facts = SetFacts {
            responsibility: Some(Some(Responsibility::Own)),
            ..SetFacts::of(id)
        };
        incidents::set_facts(&mut tx, app.now(), person, facts)
            .await
            .unwrap();
        tx.commit().await.unwrap();

        new.facts.title = words(&[("fr", "Titre de la source"), ("en", "From the source")]);
        new.facts.responsibility = Some(Responsibility::Unconfirmed);
        new.updates[0].text = words(&[("fr", "Texte de la source")]);
        amend(&app, Actor::Import, id, &new).await;

        let got = read(&app, id).await;
        assert_eq!(got.title.get(&locale("fr")), Some("Mieux dit"));
        assert_eq!(got.title.get(&locale("en")), Some("From the source"));
        assert_eq!(got.updates[0].text.get(&locale("fr")), Some("Corrigé."));
        assert_eq!(got.responsibility, Some(Responsibility::Own));
    }
}

#[tokio::test]
async fn readers_do_not_find_what_is_hidden() {
    for app in TestApp::each().await {
        let mut new = app.incident();
        new.pages[0].1 = Visibility::Hidden;
        app.record(new).await;

        let mut tx = app.db().snapshot().await.unwrap();
        let found = incidents::find_by_public_id(&mut tx, app.page.id, "q2kg8n613kr3")
            .await
            .unwrap();
        let listed =
            incidents::between(&mut tx, app.page.id, at("2026-01-01T00:00:00Z"), app.now()).await;

        assert!(found.is_none());
        assert!(listed.unwrap().is_empty());
    }
}

#[tokio::test]
async fn the_undated_keep_their_order_and_stand_in_no_month() {
    for app in TestApp::each().await {
        for (seq, id) in [
            (1, "bbbbbbbbbbbb"),
            (3, "dddddddddddd"),
            (2, "cccccccccccc"),
        ] {
            let mut new = app.incident();
            new.public_id = Some(id.parse().unwrap());
            new.facts.windows.clear();
            new.updates
                .iter_mut()
                .for_each(|update| update.published = None);
            new.seq = seq;
            app.record(new).await;
        }

        let mut tx = app.db().snapshot().await.unwrap();
        let undated = incidents::undated(&mut tx, app.page.id).await.unwrap();
        let dates = incidents::dates(&mut tx, app.page.id).await.unwrap();

        let ids: Vec<&str> = undated
            .iter()
            .map(|incident| incident.public_id.as_str())
            .collect();
        assert_eq!(ids, ["dddddddddddd", "cccccccccccc", "bbbbbbbbbbbb"]);
        assert!(dates.is_empty());
    }
}

#[tokio::test]
async fn windows_that_touch_a_stretch_are_found_and_older_ones_are_not() {
    for app in TestApp::each().await {
        let mut old = app.incident();
        old.public_id = Some("bbbbbbbbbbbb".parse().unwrap());
        old.facts.windows = vec![window("2025-03-03T09:00:00Z", Some("2025-03-03T09:24:00Z"))];
        app.record(old).await;
        let mut long = app.incident();
        long.public_id = Some("cccccccccccc".parse().unwrap());
        long.facts.windows = vec![window("2025-03-03T09:00:00Z", None)];
        long.facts.impact = Impact::Critical;
        app.record(long).await;

        let mut tx = app.db().snapshot().await.unwrap();
        let found = incidents::windows_since(&mut tx, app.page.id, at("2026-02-01T00:00:00Z"))
            .await
            .unwrap();

        assert_eq!(found.len(), 1);
        assert_eq!(found[0].incident.as_str(), "cccccccccccc");
    }
}
