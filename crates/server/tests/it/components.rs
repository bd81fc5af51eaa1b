//! Components and groups as they are changed, told to be broken, and taken away.

use beffroi::{
    components::{self, Component, ComponentChange, GroupChange, NewGroup, NewStatus},
    ground::{Error, Result, Tx},
    incidents,
};
use beffroi_domain::{Actor, ComponentId, ComponentStatus, GroupId, PageId, Topic};

use crate::support::{TestApp, at, locale, window, words};

async fn one(app: &TestApp, id: ComponentId) -> Option<Component> {
    let mut tx = app.db().snapshot().await.unwrap();
    let all = components::of_page(&mut tx, app.page.id).await.unwrap();
    all.into_iter().find(|one| one.id == id)
}

async fn deeds(app: &TestApp, id: uuid::Uuid) -> Vec<String> {
    #[derive(sqlx_macros::FromRow)]
    struct Row {
        action: String,
    }
    let mut tx = app.db().snapshot().await.unwrap();
    let sql = "SELECT action FROM audit WHERE object_id = $1 ORDER BY action";
    let rows: Vec<Row> = tx.list(sql, beffroi::params![id]).await.unwrap();
    rows.into_iter().map(|row| row.action).collect()
}

async fn update(app: &TestApp, id: ComponentId, change: &ComponentChange) -> Result<bool> {
    let mut tx = app.db().begin().await.unwrap();
    let done =
        components::update(&mut tx, app.now(), Actor::System, app.page.id, id, change).await?;
    tx.commit().await.unwrap();
    Ok(done)
}

async fn tell(app: &TestApp, id: ComponentId, status: ComponentStatus) -> bool {
    tell_so(app, id, status, true).await
}

async fn tell_so(app: &TestApp, id: ComponentId, status: ComponentStatus, is_quiet: bool) -> bool {
    let mut tx = app.db().begin().await.unwrap();
    let (now, page) = (app.now(), app.page.id);
    let change = NewStatus {
        component: id,
        status,
        is_quiet,
    };
    let told = components::change_status(&mut tx, now, Actor::System, page, change).await;
    tx.commit().await.unwrap();
    told.unwrap()
}

async fn group(tx: &mut Tx, app: &TestApp, page: PageId) -> GroupId {
    let new = NewGroup {
        public_id: None,
        name: words(&[("fr", "Cartes")]),
        position: 1,
    };
    components::create_group(tx, app.now(), Actor::System, page, new)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_component_changes_in_what_is_named_and_stays_in_the_rest() {
    for app in TestApp::each().await {
        let id = app.component("API").await;

        let change = ComponentChange {
            name: vec![(locale("it"), "Interfaccia".to_owned())],
            description: vec![(locale("fr"), "Pour les commerçants".to_owned())],
            showcase: Some(false),
            ..ComponentChange::default()
        };
        let first = update(&app, id, &change).await.unwrap();
        let second = update(&app, id, &change).await.unwrap();

        assert_eq!((first, second), (true, false));
        let now = one(&app, id).await.unwrap();
        let expected = words(&[("fr", "API"), ("en", "API"), ("it", "Interfaccia")]);
        assert_eq!(now.name, expected);
        assert_eq!((now.showcase, now.only_show_if_degraded), (false, false));
        assert_eq!(
            deeds(&app, id.0).await,
            ["component.create", "component.update"]
        );
        let page = app.get("/it/").await;
        assert_eq!(page.texts(".row-name"), ["Interfaccia"]);
        assert_eq!(page.texts("svg.bars"), Vec::<String>::new());
    }
}

#[tokio::test]
async fn a_status_set_by_hand_is_announced_once_and_quietly_never() {
    for app in TestApp::each().await {
        let id = app.component("API").await;
        let (bad, good) = (ComponentStatus::MajorOutage, ComponentStatus::Operational);

        for status in [bad, bad, good, bad] {
            tell_so(&app, id, status, false).await;
        }
        let told = app.claimed().await;
        tell_so(&app, id, good, true).await;

        let statuses: Vec<&str> = told.iter().map(|one| one.status.as_str()).collect();
        assert_eq!(statuses, ["major_outage", "operational", "major_outage"]);
        assert!(told.iter().all(|one| one.topic == Topic::Component));
        assert_eq!(
            told[0].title,
            words(&[("fr", "API"), ("en", "API"), ("it", "API")])
        );
        assert_eq!((told[0].subject, told[0].components[0].status), (id.0, bad));
        assert!(app.claimed().await.is_empty());
    }
}

#[tokio::test]
async fn what_would_have_no_name_and_what_is_anothers_is_refused() {
    for app in TestApp::each().await {
        let id = app.component("API").await;
        let other = app.another_page("autre").await;
        let theirs = app.component_on(&other, "Leur").await;
        let mut tx = app.db().begin().await.unwrap();
        let their_group = group(&mut tx, &app, other.id).await;
        tx.commit().await.unwrap();

        let nameless = ComponentChange {
            name: ["fr", "en", "it"]
                .map(|tag| (locale(tag), String::new()))
                .to_vec(),
            ..ComponentChange::default()
        };
        let nameless = update(&app, id, &nameless).await;
        let away = ComponentChange {
            group: Some(Some(their_group)),
            ..ComponentChange::default()
        };
        let away = update(&app, id, &away).await;
        let stranger = update(&app, theirs, &ComponentChange::default()).await;

        assert!(matches!(nameless, Err(Error::Refused(refusal)) if refusal.field == Some("name")));
        assert!(matches!(away, Err(Error::Refused(refusal)) if refusal.field == Some("group_id")));
        assert!(matches!(stranger, Err(Error::NotFound)));
    }
}

#[tokio::test]
async fn a_status_told_by_hand_is_a_time_that_the_days_show_when_it_is_over() {
    for app in TestApp::each().await {
        let id = app.component("API").await;

        app.app.clock.set(at("2026-03-04T08:00:00Z"));
        assert!(tell(&app, id, ComponentStatus::MajorOutage).await);
        assert!(!tell(&app, id, ComponentStatus::MajorOutage).await);
        let meanwhile = app.get("/en/").await;
        app.app.clock.set(at("2026-03-04T09:30:00Z"));
        assert!(tell(&app, id, ComponentStatus::UnderMaintenance).await);
        app.app.clock.set(at("2026-03-04T10:00:00Z"));
        assert!(tell(&app, id, ComponentStatus::Operational).await);
        app.app.clock.set(at("2026-03-04T11:00:00Z"));
        let afterwards = app.get("/en/").await;

        assert!(meanwhile.text(".row-status").contains("Major outage"));
        assert!(afterwards.text(".row-status").contains("Operational"));
        let days = afterwards.texts(".row path title");
        assert_eq!(days, ["4 Mar 2026: Major outage, 1 h 30 min"]);
        let mut tx = app.db().snapshot().await.unwrap();
        let from = at("2026-03-01T00:00:00Z");
        let all = components::outages_since(&mut tx, app.page.id, from)
            .await
            .unwrap();
        let told: Vec<_> = all
            .iter()
            .map(|one| (one.degree.as_str(), one.to))
            .collect();
        assert_eq!(
            told,
            [
                ("major_outage", Some(at("2026-03-04T09:30:00Z"))),
                ("under_maintenance", Some(at("2026-03-04T10:00:00Z"))),
            ]
        );
        assert!(!components::is_any_out(&mut tx, app.page.id).await.unwrap());
    }
}

#[tokio::test]
async fn a_component_taken_away_is_gone_from_the_page_and_not_from_what_happened() {
    for app in TestApp::each().await {
        let id = app.component("Terminals").await;
        tell(&app, id, ComponentStatus::PartialOutage).await;
        let mut incident = app.incident();
        incident.facts.components = vec![id];
        let mut broken = window("2026-03-03T09:00:00Z", Some("2026-03-03T09:24:00Z"));
        broken.components = vec![(id, ComponentStatus::MajorOutage)];
        incident.facts.windows = vec![broken];
        app.record(incident).await;

        let mut tx = app.db().begin().await.unwrap();
        let (now, page) = (app.now(), app.page.id);
        components::delete(&mut tx, now, Actor::System, page, id)
            .await
            .unwrap();
        let again = components::delete(&mut tx, now, Actor::System, page, id).await;
        tx.commit().await.unwrap();

        assert!(matches!(again, Err(Error::NotFound)));
        assert!(
            app.get("/en/")
                .await
                .texts(".row-name")
                .iter()
                .all(|name| name != "Terminals")
        );
        let told = app.get("/en/incidents/q2kg8n613kr3").await;
        assert!(told.text("main").contains("Terminals"), "{}", told.body);
        let mut tx = app.db().snapshot().await.unwrap();
        assert!(!components::is_any_out(&mut tx, page).await.unwrap());
        let kept = incidents::find_by_public_id(&mut tx, page, "q2kg8n613kr3")
            .await
            .unwrap();
        assert_eq!(kept.unwrap().components, [id]);
    }
}

#[tokio::test]
async fn a_group_gathers_what_it_is_told_and_lets_go_when_it_is_taken_away() {
    for app in TestApp::each().await {
        let (first, second) = (app.component("API").await, app.component("Checkout").await);
        let page = app.page.id;
        let mut tx = app.db().begin().await.unwrap();
        let id = group(&mut tx, &app, page).await;
        let mut gather = async |components: Vec<ComponentId>| {
            let change = GroupChange {
                components: Some(components),
                ..GroupChange::default()
            };
            let now = app.now();
            components::update_group(&mut tx, now, Actor::System, page, id, &change).await
        };

        assert!(gather(vec![first, second]).await.unwrap());
        assert!(gather(vec![second]).await.unwrap());
        assert!(!gather(vec![second]).await.unwrap());
        let stranger = gather(vec![ComponentId(uuid::Uuid::nil())]).await;
        assert!(matches!(stranger, Err(Error::Refused(_))));
        tx.commit().await.unwrap();

        assert_eq!(one(&app, first).await.unwrap().group, None);
        assert_eq!(one(&app, second).await.unwrap().group, Some(id));
        let mut tx = app.db().begin().await.unwrap();
        components::delete_group(&mut tx, app.now(), Actor::System, page, id)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(one(&app, second).await.unwrap().group, None);
        assert_eq!(
            deeds(&app, id.0).await,
            [
                "component.group.create",
                "component.group.delete",
                "component.group.update",
                "component.group.update"
            ]
        );
    }
}
