//! Words in what providers told: found in each language, the newest first, and nothing that readers do not see.

use beffroi::{
    members::Scope,
    params,
    providers::{self, Follow, Provider},
};
use beffroi_domain::{Actor, Locale};
use beffroi_readers::watch::Place;
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use super::{
    follow, follows, load, read,
    shown::{self, hrefs, summary},
    take_in,
};
use crate::{
    api::{call, json as parsed, key},
    search::HOSTILE,
    support::TestApp,
};

const FRENCH: &str = "Les paiements échouent depuis ce matin, nous cherchons la cause.";
const ENGLISH: &str =
    "Payments have been failing since this morning, we are looking for the cause.";

/// In two languages, as one provider writes its posts.
fn in_both(french: &str, english: &str) -> String {
    format!("=====VERSION FRANÇAISE=====\\n{french}\\n\\n=====ENGLISH VERSION=====\\n{english}")
}

/// With one post, at which it was declared too.
fn incident(id: &str, title: &str, status: &str, posts: &[(&str, &str, &str)]) -> String {
    shown::incident(id, title, status, posts).replace("2026-03-04T09:20:00Z", posts[0].1)
}

async fn tells(app: &TestApp, provider: &Provider, all: &[String]) {
    let seen = read(
        app,
        provider,
        "summary",
        &summary("major_outage", "critical", all),
    );
    take_in(app, provider, &seen).await;
}

/// Puts so many newer texts before all others that these are found by the index alone.
async fn bury(app: &TestApp) {
    let mut tx = app.db().begin().await.unwrap();
    tx.exec(
        "WITH RECURSIVE numbers (number) AS (
           SELECT 1 UNION ALL SELECT number + 1 FROM numbers WHERE number < 2100)
         INSERT INTO provider_texts (place, incident_id, provider_id, locale, title, body)
         SELECT 4000000000000000000 + number, i.id, i.provider_id, 'x' || number, 'newer', 'newer'
         FROM numbers JOIN provider_incidents i ON i.external_id = $1",
        params!["i1"],
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
}

/// One in both languages, and one in English that is older.
async fn world(app: &TestApp) -> Provider {
    let provider = follows(app, "statuspage").await;
    let both = incident(
        "i9",
        "Paiements refusés | Refused payments",
        "investigating",
        &[("w1", "2026-03-04T10:30:00Z", &in_both(FRENCH, ENGLISH))],
    );
    let text = "Some transfers fail; the cause is known.";
    let old = incident(
        "i1",
        "Late transfers",
        "resolved",
        &[("v1", "2026-03-01T10:30:00Z", text)],
    );
    tells(app, &provider, &[both, old]).await;
    load(app, provider.id).await
}

/// Each database twice: found among the newest, and by the index.
async fn each_twice() -> Vec<(TestApp, bool)> {
    let newest = TestApp::each().await.into_iter().map(|app| (app, false));
    let buried = TestApp::each().await.into_iter().map(|app| (app, true));
    newest.chain(buried).collect()
}

/// Another one, which the page shows or not.
async fn other(app: &TestApp, slug: &str, is_shown: bool) -> Provider {
    let new = Follow {
        slug: slug.to_owned(),
        name: slug.to_owned(),
        sector: "bank".to_owned(),
        place: Place::of(&format!("https://status.{slug}.example")),
        form: Some("statuspage".to_owned()),
        locale: Locale::of("en"),
        zone: TimeZone::UTC,
        selectors: std::collections::BTreeMap::new(),
        is_empty_clear: true,
        pages: is_shown.then_some(app.page.id).into_iter().collect(),
    };
    let id = follow(app, &new).await.unwrap();
    let provider = load(app, id).await;
    let posts = [("z1", "2026-03-04T12:00:00Z", "Transfers fail at the bank.")];
    tells(
        app,
        &provider,
        &[incident("z9", "Bank transfers", "investigating", &posts)],
    )
    .await;
    provider
}

#[tokio::test]
async fn words_are_found_in_each_language_accents_aside_and_marked() {
    for (app, is_buried) in each_twice().await {
        world(&app).await;
        if is_buried {
            bury(&app).await;
        }

        let french = app.get("/fr/providers?q=ECHOUENT").await;
        let english = app.get("/en/providers?q=echouent").await;
        let begun = app.get("/en/providers?q=fail").await;

        assert_eq!(
            french.texts(".of-providers mark"),
            ["échouent"],
            "{}",
            french.body
        );
        assert_eq!(french.texts(".hits .entry-title"), ["Paiements refusés"]);
        assert!(
            french.texts(".hits .place[lang]").is_empty(),
            "it is the reader's language"
        );
        assert_eq!(
            french.texts(".of-providers h2"),
            ["1 incident dans ce que les prestataires ont dit"]
        );
        assert_eq!(english.texts(".hits .place[lang=fr] mark"), ["échouent"]);
        assert_eq!(
            english.texts(".hits .note:not(.parts)"),
            ["Language: Français"]
        );
        assert_eq!(
            begun.texts(".hits .entry-title"),
            ["Refused payments", "Late transfers"],
            "the newest first, each once"
        );
        let parts = begun.texts(".hits .note.parts span");
        assert_eq!(
            parts[..2],
            [
                "Orgelpfeife".to_owned(),
                "First told 4 Mar 2026, 11:30 CET".to_owned()
            ]
        );
        let to = hrefs(&begun, ".hits .entry-title").remove(0);
        assert_eq!(app.get(&to).await.status, 200, "{to}");
    }
}

#[tokio::test]
async fn all_words_stand_in_one_language_of_one_incident() {
    for (app, is_buried) in each_twice().await {
        world(&app).await;
        if is_buried {
            bury(&app).await;
        }
        let titles = async |question: &str| {
            let answer = app.get(&format!("/en/providers?q={question}")).await;
            answer.texts(".hits .entry-title")
        };

        assert_eq!(
            titles("refused+morning").await,
            ["Refused payments"],
            "title and post"
        );
        assert!(
            titles("morning+transfers").await.is_empty(),
            "of two incidents"
        );
        assert!(
            titles("morning+echouent").await.is_empty(),
            "of two languages"
        );
        assert!(titles("cause+nobody").await.is_empty());
    }
}

#[tokio::test]
async fn language_provider_and_sector_narrow_it_down_and_say_what_is_chosen() {
    for (app, is_buried) in each_twice().await {
        world(&app).await;
        other(&app, "banco", true).await;
        if is_buried {
            bury(&app).await;
        }
        let titles = async |rest: &str| {
            let answer = app.get(&format!("/en/providers?{rest}")).await;
            answer.texts(".hits .entry-title")
        };

        let all = titles("q=fail").await;

        assert_eq!(
            all,
            ["Bank transfers", "Refused payments", "Late transfers"]
        );
        assert_eq!(titles("q=fail&provider=banco").await, ["Bank transfers"]);
        assert_eq!(titles("q=fail&sector=bank").await, ["Bank transfers"]);
        assert_eq!(titles("q=cause&language=fr").await, ["Paiements refusés"]);
        assert!(titles("q=echouent&language=en").await.is_empty());
        assert!(titles("q=fail&provider=nobody").await.is_empty());
        let answer = app.get("/en/providers?q=cause&language=fr&sector=").await;
        assert_eq!(answer.texts("#language option[selected]"), ["Français"]);
        assert_eq!(
            answer.texts("#provider option"),
            ["All providers", "banco", "Orgelpfeife"]
        );
        let nothing = app.get("/en/providers?q=echouent&language=en").await;
        assert_eq!(
            nothing.texts("#language option[selected]"),
            ["English"],
            "it can be chosen otherwise"
        );
        assert_eq!(nothing.texts(".of-providers .quiet").len(), 1);
    }
}

#[tokio::test]
async fn only_what_the_page_shows_is_found() {
    for app in TestApp::each().await {
        let provider = world(&app).await;
        other(&app, "banco", false).await;

        let before = app.get("/en/providers?q=transfers").await;
        let named = app.get("/en/providers?q=transfers&provider=banco").await;
        other(&app, "cassa", true).await;
        let mut tx = app.db().begin().await.unwrap();
        providers::hide(&mut tx, app.now(), Actor::System, provider.id, app.page.id)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let after = app.get("/en/providers?q=fail").await;

        assert_eq!(before.texts(".hits .entry-title"), ["Late transfers"]);
        assert!(named.texts(".hits .entry-title").is_empty());
        assert_eq!(after.texts(".hits .entry-title"), ["Bank transfers"]);
    }
}

#[tokio::test]
async fn the_newest_words_are_found_and_those_that_were_changed_are_not() {
    for app in TestApp::each().await {
        let provider = world(&app).await;
        let text = "Transfers go through once more.";
        let now = incident(
            "i1",
            "Late transfers",
            "resolved",
            &[("v1", "2026-03-01T10:30:00Z", text)],
        );
        tells(&app, &provider, &[now]).await;

        let new = app.get("/en/providers?q=once+more").await;
        let old = app.get("/en/providers?q=cause+known").await;

        assert_eq!(new.texts(".hits .entry-title"), ["Late transfers"]);
        assert!(old.texts(".hits .entry-title").is_empty(), "{}", old.body);
    }
}

#[tokio::test]
async fn they_go_on_page_by_page_without_one_twice_or_left_out() {
    for (app, is_buried) in each_twice().await {
        let provider = follows(&app, "statuspage").await;
        let all: Vec<String> = (0..45)
            .map(|number| {
                // Three of each hour, so that some are of the same second.
                let when = format!("2026-02-{:02}T{:02}:00:00Z", 1 + number / 24, number / 3);
                let id = format!("i{number}");
                let text = in_both(FRENCH, ENGLISH);
                incident(
                    &id,
                    &format!("Case {number}"),
                    "resolved",
                    &[(&id, &when, &text)],
                )
            })
            .collect();
        tells(&app, &provider, &all).await;
        if is_buried {
            bury(&app).await;
        }

        let mut address = "/en/providers?q=morning".to_owned();
        let (mut titles, mut pages) = (Vec::new(), 0);
        loop {
            let page = app.get(&address).await;
            titles.extend(page.texts(".hits .entry-title"));
            assert_eq!(page.texts(".providers .row").len(), 0);
            pages += 1;
            match hrefs(&page, ".of-providers .step-older").pop() {
                Some(next) => address = next,
                None => break,
            }
        }
        let last = app.get(&address).await;

        assert_eq!((titles.len(), pages), (45, 3), "{titles:?}");
        let different: std::collections::BTreeSet<&String> = titles.iter().collect();
        assert_eq!(different.len(), 45);
        assert_eq!(hrefs(&last, ".step-newer"), ["/en/providers?q=morning"]);
        assert_eq!(
            last.texts(".rows.providers").len(),
            0,
            "they stand on the first page"
        );
    }
}

#[tokio::test]
async fn nothing_that_is_typed_breaks_it() {
    for (app, is_buried) in each_twice().await {
        world(&app).await;
        if is_buried {
            bury(&app).await;
        }
        let admin = key(&app, &[Scope::Admin]).await;
        let flood = "mot+".repeat(2500);
        let one = "x".repeat(10_000);
        let own = [
            "marks:x",
            "%7Bmarks%7D+:+x",
            "%EF%AC%81",
            "%C3%9F",
            "%C2%B2",
            "%E0%A5%A6",
            "x&before=nonsense",
            "x&before=-1",
            "x&before=99999999999999999999",
            "x&language=%22",
            "fail&provider=%27",
            &flood,
            &one,
        ];
        for typed in HOSTILE.into_iter().chain(own) {
            let answer = app.get(&format!("/fr/providers?q={typed}")).await;
            let told = call(
                &app,
                &admin,
                &format!("GET /providers/search?q={typed}"),
                Value::Null,
            )
            .await;

            assert_eq!(answer.status, 200, "{typed}");
            assert!(
                told.status == 200 || told.status == 400,
                "{typed}: {}",
                told.body
            );
        }
    }
}

#[tokio::test]
async fn programs_find_what_their_key_sees_and_go_on() {
    for app in TestApp::each().await {
        world(&app).await;
        other(&app, "banco", false).await;
        let admin = key(&app, &[Scope::Admin]).await;
        let ask = async |rest: &str| {
            let address = format!("GET /providers/search?{rest}");
            parsed(&call(&app, &admin, &address, Value::Null).await)
        };

        let first = ask("q=fail&limit=2").await;
        let next = first["next"].as_str().unwrap().to_owned();
        let second = ask(&format!("q=fail&limit=2&before={next}")).await;
        let french = ask("q=echouent").await;

        assert_eq!(
            first["items"][0]["provider"],
            json!({"slug": "banco", "name": "banco"})
        );
        assert_eq!(first["items"][1]["title"]["fr"], "Paiements refusés");
        assert_eq!(second["items"].as_array().unwrap().len(), 1);
        assert_eq!(second["next"], Value::Null);
        assert_eq!(french["items"][0]["locales"], json!(["fr"]));
        assert_eq!(
            ask("q=fail&provider=banco").await["items"]
                .as_array()
                .unwrap()
                .len(),
            1
        );
        assert_eq!(ask("q=echouent&locale=en").await["items"], json!([]));
        assert_eq!(ask("").await["items"], json!([]), "nothing is asked for");
    }
}

#[tokio::test]
async fn two_of_one_second_have_places_of_their_own() {
    for app in TestApp::each().await {
        let provider = world(&app).await;
        let mut tx = app.db().begin().await.unwrap();
        let (place,): (i64,) = tx
            .load(
                "SELECT MIN(place) FROM provider_texts WHERE locale = 'fr'",
                params![],
            )
            .await
            .unwrap();
        tx.exec(
            "DELETE FROM provider_texts WHERE place BETWEEN $1 AND $1 + 63",
            params![place],
        )
        .await
        .unwrap();
        // Another one stands where it would.
        let sql = "INSERT INTO provider_texts (place, incident_id, provider_id, locale, title, body)
                   SELECT $1 + 1, id, provider_id, 'de', 'x', 'x' FROM provider_incidents WHERE external_id = 'i1'";
        tx.exec(sql, params![place]).await.unwrap();
        tx.commit().await.unwrap();
        let again = incident(
            "i9",
            "Paiements refusés | Refused payments",
            "resolved",
            &[("w1", "2026-03-04T10:30:00Z", &in_both(FRENCH, ENGLISH))],
        );
        tells(&app, &provider, &[again]).await;

        let answer = app.get("/fr/providers?q=echouent").await;

        assert_eq!(answer.texts(".hits .entry-title").len(), 1);
    }
}
