//! The search: what is found and marked, what is never found, and what cannot break it.

use std::collections::BTreeMap;

use crate::support::{TestApp, words};
use beffroi::{
    incidents,
    pages::Visibility,
    postmortems::{self, NewPostmortem},
};
use beffroi_domain::{Actor, IncidentId, LocalizedText, Section};

/// What people and programs type that is no word, or means something to a database.
pub const HOSTILE: [&str; 22] = [
    "%22",
    "'",
    "%27%27",
    "*",
    "-",
    "AND",
    "NEAR(a+b,+3)",
    "a+OR",
    "%5E",
    "%28",
    "%3A*",
    "%26%26",
    "!x",
    "%5C",
    "%25_",
    "%00",
    "a%00b",
    "%F0%9F%A6%8A",
    "%ff",
    "e%CC%81",
    "%E2%80%AE",
    "x:*",
];

async fn found(app: &TestApp, tag: &str, typed: &str) -> Vec<String> {
    let answer = app.get(&format!("/{tag}/search?q={typed}")).await;
    assert_eq!(answer.status, 200, "{typed}: {}", answer.body);
    answer.texts(".hits .entry-title")
}

async fn write_up(app: &TestApp, id: IncidentId, cause: LocalizedText) {
    let new = NewPostmortem {
        sections: BTreeMap::from([(Section::RootCause, cause)]),
        timeline: vec![],
        actions: vec![],
        published: None,
    };
    let mut tx = app.db().begin().await.unwrap();
    postmortems::record(&mut tx, app.now(), Actor::Import, id, &new)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn titles_updates_and_write_ups_are_found_without_accents_and_marked() {
    for app in TestApp::each().await {
        let mut new = app.incident();
        new.facts.title = words(&[("fr", "Réseau coupé"), ("en", "Network cut")]);
        new.updates[0].text = words(&[("fr", "Un **débit** « lent » dans l’entrepôt/centre.")]);
        let id = app.record(new).await;
        write_up(
            &app,
            id,
            words(&[("fr", "Un câble arraché."), ("en", "A torn cable.")]),
        )
        .await;

        assert_eq!(found(&app, "fr", "RESEAU").await, ["Réseau coupé"]);
        assert_eq!(found(&app, "fr", "cable+arrache").await, ["Réseau coupé"]);
        assert_eq!(found(&app, "fr", "centre").await, ["Réseau coupé"]);
        assert_eq!(found(&app, "fr", "lent").await, ["Réseau coupé"]);
        assert_eq!(
            found(&app, "fr", "entrep").await,
            ["Réseau coupé"],
            "a beginning"
        );
        assert_eq!(
            found(&app, "fr", "TST-7").await,
            ["Réseau coupé"],
            "a reference"
        );
        assert!(found(&app, "fr", "TST").await.is_empty());
        assert!(
            found(&app, "fr", "reseau+cable").await.is_empty(),
            "not in one text"
        );
        let answer = app.get("/fr/search?q=debit").await;
        assert_eq!(answer.texts("mark"), ["débit"]);
        assert_eq!(
            answer.texts(".place"),
            ["Un débit « lent » dans l’entrepôt/centre."]
        );
    }
}

#[tokio::test]
async fn each_language_is_searched_as_its_readers_see_the_page() {
    for app in TestApp::each().await {
        let mut new = app.incident();
        new.facts.title = words(&[("fr", "Réseau"), ("en", "Network")]);
        app.record(new).await;

        assert_eq!(found(&app, "en", "network").await, ["Network"]);
        assert!(found(&app, "en", "reseau").await.is_empty());
        assert_eq!(
            found(&app, "it", "reseau").await,
            ["Réseau"],
            "the fallback is shown"
        );
        assert_eq!(
            found(&app, "en", "cherchons").await,
            ["Network"],
            "not translated"
        );
        let answer = app.get("/en/search?q=cherchons").await;
        assert_eq!(answer.attributes(".place", "lang"), ["fr"]);
    }
}

#[tokio::test]
async fn the_newest_words_count_and_what_stands_nowhere_is_not_found() {
    for app in TestApp::each().await {
        let id = app.record(app.incident()).await;
        let mut tx = app.db().begin().await.unwrap();
        let title = words(&[("fr", "Virements")]);
        let right = incidents::CorrectText::of(id, incidents::Which::Title, title);
        incidents::correct_text(&mut tx, app.now(), Actor::System, right)
            .await
            .unwrap();
        let uncommitted = app.get("/fr/search?q=virements").await;
        tx.commit().await.unwrap();

        assert!(uncommitted.texts(".hits .entry-title").is_empty());
        assert_eq!(found(&app, "fr", "virements").await, ["Virements"]);
        assert!(found(&app, "fr", "paiements").await.is_empty());
    }
}

#[tokio::test]
async fn hidden_incidents_and_those_of_other_pages_are_never_found() {
    for app in TestApp::each().await {
        let other = app.another_page("other").await;
        let mut hidden = app.incident();
        hidden.pages = vec![
            (app.page.id, Visibility::Hidden),
            (other.id, Visibility::Public),
        ];
        let id = app.record(hidden).await;
        write_up(&app, id, words(&[("fr", "Secret")])).await;

        for typed in ["paiements", "cherchons", "secret", "TST-7"] {
            assert!(found(&app, "fr", typed).await.is_empty(), "{typed}");
        }
    }
}

#[tokio::test]
async fn nothing_that_is_typed_breaks_the_search() {
    for app in TestApp::each().await {
        app.record(app.incident()).await;
        let flood = "mot+".repeat(2500);
        let own = ["body:x", "%3C-%3E", &flood];
        for typed in HOSTILE.into_iter().chain(own) {
            let answer = app.get(&format!("/fr/search?q={typed}")).await;

            assert_eq!(answer.status, 200, "{typed}");
            assert_eq!(
                answer.texts(".found").len() + answer.texts(".quiet").len(),
                1,
                "{typed}"
            );
        }
    }
}

#[tokio::test]
async fn before_a_question_and_without_an_answer_the_page_says_what_to_do() {
    let app = TestApp::start().await;
    app.record(app.incident()).await;

    let empty = app.get("/en/search").await;
    let nothing = app.get("/en/search?q=%3Cscript%3E").await;

    assert!(
        empty
            .text(".quiet")
            .starts_with("Finds incidents by their title")
    );
    assert_eq!(nothing.text(".found"), "Nothing was found for “<script>”.");
    assert_eq!(nothing.texts(".advice li").len(), 3);
    assert!(!nothing.body.contains("<script>"));
}

#[tokio::test]
async fn results_go_on_over_pages_titles_first() {
    for app in TestApp::each().await {
        for number in 0..22 {
            let mut new = app.incident();
            new.public_id = None;
            new.facts.references = vec![];
            new.seq = number;
            let title = if number == 0 { "Carte" } else { "Autre" };
            new.facts.title = words(&[("fr", title)]);
            new.updates[0].text = words(&[("fr", "Une carte.")]);
            app.record(new).await;
        }

        let first = app.get("/fr/search?q=cartes+").await;
        let all = app.get("/fr/search?q=carte").await;
        let second = app.get("/fr/search?q=carte&page=2").await;

        assert!(
            first.texts(".hits li").is_empty(),
            "a longer word is another one"
        );
        assert_eq!(all.text(".found"), "22 incidents pour « carte »");
        assert_eq!(all.texts(".hits .entry-title")[0], "Carte");
        assert_eq!(second.texts(".hits .entry-title").len(), 2);
        assert_eq!(
            second.attributes(".step-newer", "href"),
            ["/fr/search?q=carte"]
        );
        assert_eq!(app.get("/fr/search?q=carte&page=3").await.status, 404);
    }
}
