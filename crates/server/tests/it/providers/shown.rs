//! What readers see of providers: never green where nobody can tell, and both lengths called by what they are.

use axum::http::StatusCode;
use beffroi::providers;
use beffroi_domain::{Actor, Locale};
use beffroi_readers::watch::{Place, Seen};
use jiff::SignedDuration;

use super::{blind, follow, follows, load, read, take_in};
use crate::support::{Answer, TestApp, at};

/// An incident of a summary, its posts the newest first.
pub fn incident(id: &str, title: &str, status: &str, posts: &[(&str, &str, &str)]) -> String {
    let posts: Vec<String> = posts
        .iter()
        .map(|(post, when, text)| {
            format!(
                r#"{{"id":"{post}","status":"{status}","body":"{text}","created_at":"{when}","display_at":"{when}"}}"#
            )
        })
        .collect();
    format!(
        r#"{{"id":"{id}","name":"{title}","status":"{status}","impact":"critical","created_at":"2026-03-04T09:20:00Z",
        "shortlink":"https://status.orgelpfeife.example/incidents/{id}","incident_updates":[{}],
        "components":[{{"id":"c1","name":"Payments"}}]}}"#,
        posts.join(",")
    )
}

pub fn summary(component: &str, indicator: &str, incidents: &[String]) -> String {
    format!(
        r#"{{"page":{{"id":"p","name":"Orgelpfeife","time_zone":"Etc/UTC"}},
        "components":[{{"id":"c1","name":"Payments","status":"{component}"}}],
        "incidents":[{}],"scheduled_maintenances":[],"status":{{"indicator":"{indicator}","description":""}}}}"#,
        incidents.join(",")
    )
}

/// Followed since the day before, and looked at now.
pub async fn world(app: &TestApp, reply: &str) -> providers::Provider {
    let now = app.now();
    app.app.clock.set(now - SignedDuration::from_hours(24));
    let provider = follows(app, "statuspage").await;
    let well = read(
        app,
        &provider,
        "summary",
        &summary("operational", "none", &[]),
    );
    take_in(app, &provider, &well).await;
    app.app.clock.set(now);
    let seen: Seen = read(app, &provider, "summary", reply);
    take_in(app, &provider, &seen).await;
    due(app, &provider, now + SignedDuration::from_mins(1)).await;
    provider
}

pub async fn due(app: &TestApp, provider: &providers::Provider, when: jiff::Timestamp) {
    let mut tx = app.db().begin().await.unwrap();
    providers::rest_until(&mut tx, provider.id, when)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

pub fn down() -> String {
    let posts = [
        (
            "u2",
            "2026-03-04T10:05:00Z",
            "Since 09:12 UTC, payments have failed. The cause is known.",
        ),
        (
            "u1",
            "2026-03-04T09:20:00Z",
            "We are looking into failing payments.",
        ),
    ];
    summary(
        "major_outage",
        "critical",
        &[incident("i1", "Payments fail", "identified", &posts)],
    )
}

pub fn hrefs(page: &Answer, selector: &str) -> Vec<String> {
    let html = scraper::Html::parse_document(&page.body);
    let selector = scraper::Selector::parse(selector).unwrap();
    let all = html.select(&selector);
    all.filter_map(|one| one.value().attr("href").map(str::to_owned))
        .collect()
}

#[tokio::test]
async fn is_it_down_is_answered_first_and_says_who_looked_when_and_where() {
    for app in TestApp::each().await {
        world(&app, &down()).await;

        let page = app.get("/en/providers/orgelpfeife").await;

        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(page.text("h1"), "Orgelpfeife is down.");
        assert_eq!(
            page.texts(".answers dd")[..3],
            [
                "4 Mar 2026, 12:00 CET",
                "what its page says of itself in its own word “critical”",
                "4 Mar 2026, 12:00 CETstatus.orgelpfeife.example"
            ]
        );
        assert_eq!(page.texts(".told-open h3"), ["Payments fail"]);
        assert_eq!(page.texts(".services .row-status"), ["Major outage"]);
        assert_eq!(page.texts(".ways [aria-current]"), ["Providers"]);
    }
}

#[tokio::test]
async fn how_long_it_was_broken_and_how_long_it_was_spoken_of_are_called_so() {
    for app in TestApp::each().await {
        let text = "Between 09:12 UTC and 09:54 UTC, payments failed.";
        let posts = [
            ("u3", "2026-03-04T10:40:00Z", text),
            (
                "u1",
                "2026-03-04T09:20:00Z",
                "We are looking into failing payments.",
            ),
        ];
        let told = incident("i1", "Payments fail", "resolved", &posts);
        let silent = incident(
            "i2",
            "Late files",
            "resolved",
            &[("v1", "2026-03-04T08:00:00Z", "Files are late.")],
        );
        world(&app, &summary("operational", "none", &[told, silent])).await;

        let page = app.get("/en/providers/orgelpfeife").await;

        assert_eq!(
            page.texts(".record .lengths div"),
            [
                "Broken, as its text says42 minutes",
                "Spoken of, first post to last1 h 20 min",
                "ComponentPayments",
                "Broken, as its text saysits text does not say",
                "Spoken of, first post to lastone post only",
                "ComponentPayments",
            ]
        );
    }
}

#[tokio::test]
async fn where_nobody_can_tell_it_says_so_with_since_when_and_why_in_each_language() {
    for app in TestApp::each().await {
        let provider = world(&app, &summary("operational", "none", &[])).await;
        let why = "a web page came where data was asked for";
        blind(&app, &provider, why).await;

        let page = app.get("/en/providers/orgelpfeife").await;
        let list = app.get("/fr/providers").await;

        assert_eq!(
            page.text("h1"),
            "Nobody can tell whether Orgelpfeife works."
        );
        assert_eq!(
            page.text(".why"),
            "A web page came where data was asked for."
        );
        assert_eq!(
            page.texts(".services .row-status"),
            ["Unknown"],
            "nor any part of it"
        );
        assert_eq!(
            list.texts(".row-since"),
            [
                "Personne ne peut le dire depuis le 4 mars 2026, 12:00 CET. Une page web est arrivée à la place des données demandées."
            ]
        );
        assert_eq!(
            list.texts(".counts span"),
            ["1 prestataire", "pour 1, personne ne peut le dire"]
        );
    }
}

#[tokio::test]
async fn what_was_seen_long_ago_is_not_passed_off_as_present() {
    for app in TestApp::each().await {
        let provider = world(&app, &summary("operational", "none", &[])).await;
        assert_eq!(
            app.get("/en/providers/orgelpfeife").await.text("h1"),
            "Orgelpfeife works."
        );

        due(&app, &provider, app.now() - SignedDuration::from_hours(2)).await;
        let page = app.get("/en/providers/orgelpfeife").await;

        assert_eq!(
            page.text("h1"),
            "Nobody can tell whether Orgelpfeife works."
        );
        assert!(
            page.text(".why").starts_with("Nobody has looked"),
            "{}",
            page.text(".why")
        );
    }
}

#[tokio::test]
async fn days_before_we_looked_are_not_known_and_a_day_without_sight_is_not_good() {
    for app in TestApp::each().await {
        let provider = world(&app, &summary("operational", "none", &[])).await;
        blind(&app, &provider, "an empty answer came").await;
        app.app
            .clock
            .set(app.now() + SignedDuration::from_hours(48));
        due(&app, &provider, app.now()).await;

        let page = app.get("/en/providers/orgelpfeife").await;

        assert_eq!(
            page.texts(".seen .bars-summary span"),
            [
                "never seen broken",
                "3 days on which nobody could tell",
                "86 days before we looked"
            ]
        );
        assert!(
            page.texts(".seen .bar-quiet").len() == 1,
            "the one day that was seen"
        );
    }
}

#[tokio::test]
async fn the_worst_come_first_then_those_of_whom_nobody_can_tell_and_a_choice_narrows_them() {
    for app in TestApp::each().await {
        world(&app, &down()).await;
        for (slug, name) in [("arcadia", "Arcadia"), ("zither", "Zither")] {
            let new = providers::Follow {
                slug: slug.to_owned(),
                name: name.to_owned(),
                sector: "bank".to_owned(),
                place: Place::of("https://status.arcadia.example"),
                form: Some("statuspage".to_owned()),
                locale: Locale::of("en"),
                zone: jiff::tz::TimeZone::UTC,
                selectors: std::collections::BTreeMap::new(),
                is_empty_clear: true,
                pages: vec![app.page.id],
            };
            follow(&app, &new).await.unwrap();
        }
        let arcadia = {
            let mut tx = app.db().snapshot().await.unwrap();
            providers::find_by_slug(&mut tx, "arcadia")
                .await
                .unwrap()
                .unwrap()
        };
        let well = read(
            &app,
            &arcadia,
            "summary",
            &summary("operational", "none", &[]),
        );
        take_in(&app, &arcadia, &well).await;

        let all = app.get("/en/providers").await;
        let banks = app.get("/en/providers?sector=bank").await;
        let named = app.get("/en/providers?q=ARCÁ").await;
        let none = app.get("/en/providers?q=nobody").await;

        assert_eq!(
            all.texts(".providers .row-name a"),
            ["Orgelpfeife", "Zither", "Arcadia"],
            "{}",
            all.body
        );
        assert_eq!(
            all.texts(".counts span"),
            [
                "3 providers",
                "1 is down",
                "of 1 nobody can tell",
                "1 works"
            ]
        );
        assert_eq!(banks.texts(".providers .row-name a"), ["Zither", "Arcadia"]);
        assert_eq!(named.texts(".providers .row-name a"), ["Arcadia"]);
        assert_eq!(none.texts(".providers .row-name a"), Vec::<String>::new());
        assert!(none.text(".quiet").contains("No provider"));
    }
}

#[tokio::test]
async fn one_incident_is_told_with_its_words_their_language_and_what_was_changed() {
    for app in TestApp::each().await {
        let provider = world(&app, &down()).await;
        app.app.clock.set(at("2026-03-04T11:30:00Z"));
        let posts = [
            (
                "u2",
                "2026-03-04T10:05:00Z",
                "Since 09:12 UTC, payments have failed. We look on.",
            ),
            (
                "u1",
                "2026-03-04T09:20:00Z",
                "We are looking into failing payments.",
            ),
        ];
        let reply = summary(
            "major_outage",
            "critical",
            &[incident("i1", "Payments fail", "identified", &posts)],
        );
        take_in(&app, &provider, &read(&app, &provider, "summary", &reply)).await;
        due(&app, &provider, app.now()).await;
        let home = app.get("/it/providers/orgelpfeife").await;
        let address = hrefs(&home, ".told-open h3 a").remove(0);

        let page = app.get(&address).await;

        assert_eq!(page.text("h1"), "Payments fail");
        assert_eq!(
            page.texts(".stop .follows"),
            ["La fonte lo dice solo in questa lingua: English."; 2],
            "no translation is promised"
        );
        assert!(
            page.body.contains(r#"<div class="prose" lang="en">"#),
            "{}",
            page.body
        );
        assert_eq!(page.texts(".change del"), ["The cause is known."]);
        assert_eq!(page.texts(".change ins"), ["We look on."]);
        assert_eq!(
            hrefs(&page, ".facts a:not(.concluded)"),
            [
                "/it/providers/orgelpfeife",
                "https://status.orgelpfeife.example/incidents/i1"
            ]
        );
    }
}

#[tokio::test]
async fn a_page_that_does_not_show_a_provider_knows_nothing_of_it() {
    for app in TestApp::each().await {
        let provider = world(&app, &down()).await;
        let home = app.get("/en/providers/orgelpfeife").await;
        let address = hrefs(&home, ".told-open h3 a").remove(0);
        let mut tx = app.db().begin().await.unwrap();
        providers::hide(&mut tx, app.now(), Actor::System, provider.id, app.page.id)
            .await
            .unwrap();
        tx.commit().await.unwrap();

        for gone in ["/en/providers", "/en/providers/orgelpfeife", &address] {
            assert_eq!(app.get(gone).await.status, StatusCode::NOT_FOUND, "{gone}");
        }
        let overview = app.get("/en/").await;
        assert_eq!(
            overview.texts(".ways a"),
            ["Status", "History", "Figures", "Search"]
        );
        assert!(!app.get("/sitemap.xml").await.body.contains("providers"));
        let known = load(&app, provider.id).await;
        assert_eq!(known.slug, "orgelpfeife", "its archive stays");
    }
}

#[tokio::test]
async fn an_address_without_a_language_leads_on_and_the_list_of_addresses_has_all_of_them() {
    for app in TestApp::each().await {
        world(&app, &down()).await;

        let door = app.get("/providers/orgelpfeife").await;
        let list = app.get("/sitemap.xml").await;
        let page = app.get("/fr/providers/orgelpfeife").await;

        assert_eq!(
            (door.status, door.header("location")),
            (StatusCode::FOUND, "/fr/providers/orgelpfeife")
        );
        assert_eq!(
            list.body
                .matches("/providers/orgelpfeife/incidents/")
                .count(),
            3 * 5,
            "each with its twins"
        );
        let twins = hrefs(&page, r#"link[rel="alternate"][hreflang]"#);
        assert_eq!(twins.len(), 4, "{twins:?}");
        assert!(hrefs(&page, r#"link[rel="canonical"]"#)[0].ends_with("/fr/providers/orgelpfeife"));
    }
}
