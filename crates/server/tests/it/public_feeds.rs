//! Feeds: in the form of Statuspage, in each language, of a component, of an incident; and no time that
//! nobody stated.

use beffroi::{
    app::App,
    incidents::NewIncident,
    maintenances::{self, NewMaintenance},
    pages::{self, NewPage, Visibility},
    updates::NewUpdate,
};
use beffroi_domain::{
    Actor, ComponentId, Impact, IncidentStatus, MaintenanceStatus, Moment, UpdateStatus,
};
use serde_json::Value;

use crate::support::{Answer, TestApp, at, update, words};

async fn planned(app: &TestApp, components: Vec<ComponentId>) {
    let new = NewMaintenance {
        public_id: Some("kctbh9vrtdwd".parse().unwrap()),
        pages: vec![(app.page.id, Visibility::Public)],
        title: words(&[("fr", "Base de données"), ("en", "Database")]),
        status: MaintenanceStatus::Scheduled,
        impact: Impact::Minor,
        components,
        scheduled_start_at: at("2026-03-07T01:00:00Z"),
        scheduled_end_at: at("2026-03-07T03:00:00Z"),
        recurrence: None,
        started_at: None,
        completed_at: None,
        updates: vec![NewUpdate {
            public_id: None,
            status: UpdateStatus::Maintenance(MaintenanceStatus::Scheduled),
            text: words(&[("en", "As planned.")]),
            standard: None,
            published: Some(Moment::exact(at("2026-03-01T09:00:00Z"))),
            changes: vec![],
        }],
    };
    let mut tx = app.db().begin().await.unwrap();
    maintenances::record(&mut tx, app.now(), Actor::Import, new)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

/// An incident with this id, title and updates, and no window.
fn said(app: &TestApp, id: &str, title: &str, updates: Vec<NewUpdate>) -> NewIncident {
    let mut new = app.incident();
    new.public_id = Some(id.parse().unwrap());
    new.facts.title = words(&[("fr", title)]);
    new.facts.windows = vec![];
    new.updates = updates;
    new
}

fn resolved(published: Option<Moment>) -> Vec<NewUpdate> {
    vec![NewUpdate {
        published,
        ..update(IncidentStatus::Resolved, "2026-03-01T00:00:00Z", "Fini.")
    }]
}

fn read(answer: &Answer) -> feed_rs::model::Feed {
    assert_eq!(answer.status, 200);
    feed_rs::parser::parse(answer.body.as_bytes()).unwrap()
}

fn titles(feed: &feed_rs::model::Feed) -> Vec<String> {
    let title = |entry: &feed_rs::model::Entry| entry.title.clone().unwrap().content;
    feed.entries.iter().map(title).collect()
}

#[tokio::test]
async fn the_feeds_of_statuspage_stand_where_theirs_do_in_their_form() {
    for app in TestApp::each().await {
        app.record(app.incident()).await;
        planned(&app, vec![]).await;

        let rss = app.get("/history.rss?locale=en").await;
        let atom = app.get("/history.atom?locale=en").await;

        assert_eq!(
            rss.header("content-type"),
            "application/rss+xml; charset=utf-8"
        );
        assert_eq!(
            atom.header("content-type"),
            "application/atom+xml; charset=utf-8"
        );
        assert_eq!(rss.body.matches("<?xml").count(), 1);
        assert_eq!(rss.header("access-control-allow-origin"), "*");
        assert!(rss.header("cache-control").contains("stale-if-error"));
        for part in [
            "<title>Test Status - Incident History</title>",
            "<language>en</language>",
            "<pubDate>Tue, 03 Mar 2026 11:00:00 +0100</pubDate>",
            "<guid>http://127.0.0.1:8080/incidents/q2kg8n613kr3</guid>",
            "<guid>http://127.0.0.1:8080/incidents/kctbh9vrtdwd</guid>",
            "<category>Major impact</category>",
            "href=\"http://127.0.0.1:8080/history.rss?locale=en\" rel=\"self\"",
        ] {
            assert!(rss.body.contains(part), "{part}: {}", rss.body);
        }
        let feed = read(&atom);
        assert_eq!(
            titles(&feed),
            ["Payments", "Database"],
            "the last word first"
        );
        let first = &feed.entries[0];
        assert_eq!(
            first.published.unwrap().to_rfc3339(),
            "2026-03-03T10:00:00+00:00"
        );
        assert!(
            first.id.starts_with("tag:127.0.0.1,2026-03-04:"),
            "{}",
            first.id
        );
        assert!(first.id.ends_with("/incident/q2kg8n613kr3"), "{}", first.id);
        assert!(atom.body.contains("xml:lang=\"en\""), "{}", atom.body);
    }
}

#[tokio::test]
async fn a_body_has_a_paragraph_for_each_update_with_its_year_the_newest_first() {
    for app in TestApp::each().await {
        app.record(app.incident()).await;
        planned(&app, vec![]).await;

        let french = read(&app.get("/history.atom").await);
        let english = read(&app.get("/en/history.atom").await);

        let body = |feed: &feed_rs::model::Feed, at: usize| {
            feed.entries[at].content.clone().unwrap().body.unwrap()
        };
        assert_eq!(
            body(&french, 0),
            "<p><small><time datetime=\"2026-03-03T11:00:00+01:00\">3 mars 2026, 11:00\u{a0}CET\
             </time></small><br><strong>Résolu</strong> - C'est fini.</p>\
             <p><small><time datetime=\"2026-03-03T10:10:00+01:00\">3 mars 2026, 10:10\u{a0}CET\
             </time></small><br><strong>Analyse en cours</strong> - Nous cherchons.</p>"
        );
        let foreign = body(&english, 0);
        assert!(
            foreign.contains("<strong>Resolved</strong> - <span lang=\"fr\">C'est fini.</span></p><p><em>The translation follows."),
            "{foreign}"
        );
        let plan = body(&english, 1);
        assert!(
            plan.starts_with(
                "<p><strong>Planned maintenance: 7 Mar 2026, 02:00 – 04:00\u{a0}CET</strong></p>"
            ),
            "{plan}"
        );
    }
}

#[tokio::test]
async fn no_time_is_made_up_where_nobody_stated_one() {
    for app in TestApp::each().await {
        let day = Moment::day(at("2026-02-27T23:00:00Z"));
        app.record(said(&app, "dayonly00000", "Un jour", resolved(Some(day))))
            .await;
        app.record(said(&app, "undated00000", "Sans date", resolved(None)))
            .await;
        app.record(said(&app, "nothing00000", "Rien", vec![])).await;

        let rss = app.get("/fr/history.rss").await;
        let atom = app.get("/fr/history.atom").await;
        let json = app.get("/fr/feed.json").await;

        let items: Vec<&str> = rss.body.split("<item>").skip(1).collect();
        assert!(items[0].contains("Un jour") && items[0].contains("<dc:date>2026-02-28</dc:date>"));
        assert!(
            items.iter().all(|item| !item.contains("pubDate")),
            "{}",
            rss.body
        );
        assert!(items[0].contains("28 févr. 2026"), "{}", items[0]);
        let feed = read(&atom);
        for entry in &feed.entries {
            assert_eq!(entry.published, None);
            // Our own record's time: the clock of the test stands still.
            assert_eq!(
                entry.updated.unwrap().to_rfc3339(),
                "2026-03-04T11:00:00+00:00"
            );
        }
        let json: Value = serde_json::from_str(&json.body).unwrap();
        let items = json["items"].as_array().unwrap();
        assert_eq!(items.len(), 3);
        assert!(
            items
                .iter()
                .all(|item| item.get("date_published").is_none())
        );
        assert!(
            rss.body.contains("Heure de publication inconnue"),
            "{}",
            rss.body
        );
    }
}

#[tokio::test]
async fn a_title_in_another_language_says_so() {
    for app in TestApp::each().await {
        let at = Moment::exact(at("2026-03-02T00:00:00Z"));
        app.record(said(&app, "seulement000", "Virements", resolved(Some(at))))
            .await;

        let rss = app.get("/it/history.rss").await;
        let atom = app.get("/it/history.atom").await;
        let json = app.get("/it/feed.json").await;

        assert!(
            rss.body.contains("<dc:language>fr</dc:language>"),
            "{}",
            rss.body
        );
        assert!(
            atom.body
                .contains("<title xml:lang=\"fr\">Virements</title>"),
            "{}",
            atom.body
        );
        let json: Value = serde_json::from_str(&json.body).unwrap();
        assert_eq!(
            (&json["language"], &json["items"][0]["language"]),
            (&"it".into(), &"fr".into())
        );
    }
}

#[tokio::test]
async fn twenty_five_are_told_and_hidden_ones_never() {
    for app in TestApp::each().await {
        for number in 0..30 {
            let at = at("2026-01-01T00:00:00Z") + jiff::SignedDuration::from_hours(number);
            let id = format!("n{number:011}");
            let updates = resolved(Some(Moment::exact(at)));
            app.record(said(&app, &id, &format!("Incident {number}"), updates))
                .await;
        }
        let mut hidden = said(&app, "hidden000000", "Secret", resolved(None));
        hidden.pages = vec![(app.page.id, Visibility::Hidden)];
        app.record(hidden).await;

        let atom = app.get("/history.atom").await;
        let own = app.get("/fr/incidents/hidden000000/feed.atom").await;

        let titles = titles(&read(&atom));
        assert_eq!(titles.len(), 25);
        assert_eq!((&*titles[0], &*titles[24]), ("Incident 29", "Incident 5"));
        assert_eq!(own.status, 404);
    }
}

#[tokio::test]
async fn a_component_has_a_feed_of_what_touched_it() {
    for app in TestApp::each().await {
        let api = app.component("API").await;
        let other = app.component("Autre").await;
        let mut new = app.incident();
        new.facts.windows[0].components = vec![(api, beffroi_domain::ComponentStatus::MajorOutage)];
        app.record(new).await;
        planned(&app, vec![other]).await;
        let mut tx = app.db().snapshot().await.unwrap();
        let all = beffroi::components::of_page(&mut tx, app.page.id)
            .await
            .unwrap();
        let address = |id| {
            let one = all.iter().find(|one| one.id == id).unwrap();
            format!("/en/components/{}/feed", one.public_id)
        };

        let broken = read(&app.get(&format!("{}.rss", address(api))).await);
        let planned = read(&app.get(&format!("{}.atom", address(other))).await);
        let json = app.get(&format!("{}.json", address(api))).await;

        assert_eq!(titles(&broken), ["Payments"]);
        assert_eq!(broken.title.unwrap().content, "API – Test");
        assert_eq!(titles(&planned), ["Database"]);
        assert_eq!(
            json.header("content-type"),
            "application/feed+json; charset=utf-8"
        );
        assert_eq!(app.get("/en/components/nope/feed.rss").await.status, 404);
    }
}

#[tokio::test]
async fn an_incident_has_a_feed_of_its_updates_and_each_leads_to_its_own_place() {
    for app in TestApp::each().await {
        app.record(app.incident()).await;

        let feed = read(&app.get("/en/incidents/q2kg8n613kr3/feed.atom").await);

        assert_eq!(
            titles(&feed),
            ["Resolved: Payments", "Investigating: Payments"]
        );
        let page = app.get("/en/incidents/q2kg8n613kr3").await;
        for entry in &feed.entries {
            let (address, fragment) = entry.links[0].href.split_once('#').unwrap();
            assert_eq!(address, "http://127.0.0.1:8080/en/incidents/q2kg8n613kr3");
            let stop = format!("[id=\"{fragment}\"]");
            assert_eq!(page.texts(&stop).len(), 1, "{fragment}");
        }
        let ids: Vec<&String> = feed.entries.iter().map(|entry| &entry.id).collect();
        assert_ne!(ids[0], ids[1]);
    }
}

#[tokio::test]
async fn what_no_xml_may_hold_does_not_break_a_feed() {
    for app in TestApp::each().await {
        let at = "2026-03-02T00:00:00Z";
        let text = "a\u{b}b\u{1}c ]]> <b>&amp;</b> \u{1f600}";
        let updates = vec![update(IncidentStatus::Resolved, at, text)];
        app.record(said(&app, "hostile00000", "x\u{0b}]]>&<y>", updates))
            .await;

        for path in ["/fr/history.rss", "/fr/history.atom"] {
            let feed = read(&app.get(path).await);

            assert_eq!(titles(&feed), ["x]]>&<y>"], "{path}");
        }
    }
}

#[tokio::test]
async fn pages_lead_to_their_feeds_and_every_feed_that_they_name_is_there() {
    for app in TestApp::each().await {
        app.record(app.incident()).await;
        planned(&app, vec![]).await;

        for (path, ways) in [
            ("/it/", 5),
            ("/it/incidents/q2kg8n613kr3", 4),
            ("/it/maintenances/kctbh9vrtdwd", 1),
        ] {
            let page = app.get(path).await;
            let named = page.attributes("link[rel=alternate][type]", "href");

            assert_eq!(named.len(), ways, "{path}");
            assert_eq!(page.attributes(".follow a[type]", "href"), named);
            for (address, kind) in named.iter().zip(page.attributes(".follow a", "type")) {
                let answer = app.get(address).await;
                assert_eq!(answer.status, 200, "{address}");
                assert!(
                    answer.header("content-type").starts_with(&kind),
                    "{address}"
                );
            }
        }
    }
}

#[tokio::test]
async fn below_a_prefix_every_address_in_a_feed_stands_below_it_too() {
    for test in TestApp::each().await {
        let mut tx = test.db().begin().await.unwrap();
        let brand = NewPage {
            slug: "brand".to_owned(),
            public_id: None,
            name: words(&[("it", "Marchio")]),
            locales: test.page.locales.clone(),
            zone: test.page.zone.clone(),
            since: test.page.since,
        };
        // The oldest page stands at the root.
        let later = test.now() + jiff::SignedDuration::from_secs(1);
        let brand = pages::create(&mut tx, later, Actor::System, brand)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let mut new = test.incident();
        new.pages.push((brand, Visibility::Public));
        test.record(new).await;
        let settings = beffroi::config::parse(
            "test",
            "public_url = \"https://status.example\"",
            &std::collections::BTreeMap::new(),
        );
        let app = App {
            settings: std::sync::Arc::new(settings.unwrap()),
            ..test.app.clone()
        };

        for path in [
            "/p/brand/history.rss",
            "/p/brand/it/feed.json",
            "/p/brand/it/calendar.ics",
        ] {
            let request = axum::http::Request::get(path).body(axum::body::Body::empty());
            let answer = tower::ServiceExt::oneshot(beffroi::app::router(&app), request.unwrap());
            let body = http_body_util::BodyExt::collect(answer.await.unwrap().into_body()).await;
            let body = String::from_utf8(body.unwrap().to_bytes().to_vec()).unwrap();
            let body = body.replace("\r\n ", "");
            let addresses = body.matches("https://status.example").count();

            assert!(addresses >= 2, "{body}");
            assert_eq!(
                addresses,
                body.matches("https://status.example/p/brand").count(),
                "{body}"
            );
        }
    }
}
