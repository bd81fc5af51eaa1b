//! What a page's rule lets out, and what holds it; what happens when it is over there.

use beffroi::{
    incidents, pages, translations,
    upstreams::{self, Close, Raise, Rule},
};
use beffroi_domain::{Actor, IncidentStatus, LocalizedText};

use super::{WELL, bad, drafts, english, look, mapped, pass, rule, troubles};
use crate::{
    duty::written,
    support::{TestApp, locale, words},
};

const PUBLISH: Rule = Rule {
    raise: Raise::Publish,
    close: Close::Prompt,
    quotes: true,
};

#[tokio::test]
async fn a_rule_publishes_by_the_same_verb_as_by_hand() {
    for mut app in TestApp::each().await {
        let (provider, _) = mapped(&mut app).await;
        app.signed_in(beffroi::members::Role::Publisher).await;
        rule(&app, PUBLISH).await;

        look(&app, &provider, &bad("investigating", "We are looking.")).await;

        assert_eq!(app.claimed().await.len(), 1);
        let trouble = troubles(&app).await.remove(0);
        let mut tx = app.db().snapshot().await.unwrap();
        let incident = incidents::load(&mut tx, app.page.id, trouble.incident.unwrap())
            .await
            .unwrap();
        assert_eq!(incident.status, IncidentStatus::Investigating);
        assert_eq!(incident.notice.unwrap().words, "We are looking.");
        drop(tx);
        let letters = written(&app).await;
        assert_eq!(letters.len(), 2);
        assert!(english(&letters).paragraphs[2].contains("Readers have been told"));
        for feed in ["/fr/history.atom", "/fr/history.rss", "/fr/feed.json"] {
            let feed = app.get(feed).await.body;
            assert!(feed.contains("Selon Orgelpfeife"), "{feed}");
            assert!(feed.contains("We are looking."), "{feed}");
        }
    }
}

#[tokio::test]
async fn what_the_second_look_or_a_language_holds_stays_a_draft_and_the_letter_says_why() {
    for mut app in TestApp::each().await {
        let (provider, _) = mapped(&mut app).await;
        app.signed_in(beffroi::members::Role::Publisher).await;
        rule(&app, PUBLISH).await;
        let rules = incidents::Rules {
            needs_approval: true,
            ..incidents::Rules::default()
        };
        let mut tx = app.db().begin().await.unwrap();
        incidents::set_rules(&mut tx, app.now(), Actor::System, app.page.id, &rules)
            .await
            .unwrap();
        tx.commit().await.unwrap();

        look(&app, &provider, &bad("investigating", "We are looking.")).await;

        assert_eq!(drafts(&app).await.len(), 1);
        assert_eq!(troubles(&app).await[0].held.as_deref(), Some("second"));
        let letters = written(&app).await;
        assert!(
            english(&letters).paragraphs[2].contains("second person"),
            "{:?}",
            letters[0].1
        );
    }
}

/// The first words of a draft are these.
async fn says(app: &TestApp, text: LocalizedText) {
    let phrase = translations::NewPhrase {
        page: app.page.id,
        key: "upstream".to_owned(),
        status: Some(IncidentStatus::Investigating),
        components: vec![],
        text,
        is_hidden: false,
    };
    let mut tx = app.db().begin().await.unwrap();
    translations::set_phrase(&mut tx, app.now(), Actor::System, phrase)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn what_the_review_holds_stays_a_draft() {
    for mut app in TestApp::each().await {
        let (provider, _) = mapped(&mut app).await;
        app.signed_in(beffroi::members::Role::Publisher).await;
        rule(&app, PUBLISH).await;
        let named = "See db1.prod.example.net.";
        says(&app, words(&[("fr", named), ("en", named), ("it", named)])).await;
        let mut tx = app.db().begin().await.unwrap();
        let rules = pages::ReviewRules {
            hosts: vec![".prod.example.net".to_owned()],
            ..pages::review_rules_of(&mut tx, app.page.id).await.unwrap()
        };
        pages::set_review_rules(&mut tx, app.now(), Actor::System, app.page.id, &rules)
            .await
            .unwrap();
        tx.commit().await.unwrap();

        look(&app, &provider, &bad("investigating", "We are looking.")).await;

        let all = troubles(&app).await;
        assert_eq!(drafts(&app).await.len(), 1, "{all:?}");
        assert_eq!(all[0].held.as_deref(), Some("review"));
        let letters = written(&app).await;
        assert!(english(&letters).paragraphs[2].contains("the review holds"));
        // What holds it holds it still; nobody is told twice.
        super::tell(&app, &provider).await;
        look(&app, &provider, &bad("investigating", "We are looking.")).await;
        assert!(written(&app).await.is_empty());
    }
}

#[tokio::test]
async fn what_lacks_a_language_that_the_page_requires_stays_a_draft() {
    for mut app in TestApp::each().await {
        let (provider, _) = mapped(&mut app).await;
        rule(&app, PUBLISH).await;
        says(
            &app,
            words(&[("fr", "Nous suivons."), ("en", "We follow it.")]),
        )
        .await;
        let mut tx = app.db().begin().await.unwrap();
        let gate = translations::Gate {
            required: vec![locale("it")],
            ..translations::gate_of(&mut tx, app.page.id).await.unwrap()
        };
        translations::set_gate(&mut tx, app.now(), Actor::System, app.page.id, &gate)
            .await
            .unwrap();
        tx.commit().await.unwrap();

        look(&app, &provider, &bad("investigating", "We are looking.")).await;

        assert_eq!(drafts(&app).await.len(), 1);
        assert_eq!(troubles(&app).await[0].held.as_deref(), Some("languages"));
    }
}

#[tokio::test]
async fn when_it_is_over_there_people_are_asked_and_nothing_is_closed() {
    for mut app in TestApp::each().await {
        let (provider, _) = mapped(&mut app).await;
        app.signed_in(beffroi::members::Role::Publisher).await;
        rule(&app, PUBLISH).await;
        look(&app, &provider, &bad("investigating", "We are looking.")).await;
        app.claimed().await;
        let trouble = troubles(&app).await.remove(0);
        written(&app).await;
        pass(&app, 20);

        look(&app, &provider, &WELL).await;

        let letters = written(&app).await;
        assert!(
            english(&letters)
                .paragraphs
                .last()
                .unwrap()
                .contains("still open")
        );
        let id = trouble.incident.unwrap();
        let mut tx = app.db().begin().await.unwrap();
        let incident = incidents::load(&mut tx, app.page.id, id).await.unwrap();
        assert!(incident.status.is_open(), "never by itself");
        let told = upstreams::resolve(&mut tx, app.now(), Actor::System, trouble.id)
            .await
            .unwrap();
        assert_eq!(told.incident, id);
        tx.commit().await.unwrap();
        assert_eq!(app.claimed().await.len(), 1);
    }
}

#[tokio::test]
async fn only_a_rule_closes_by_itself() {
    for mut app in TestApp::each().await {
        let (provider, _) = mapped(&mut app).await;
        let auto = Rule {
            close: Close::Auto,
            ..PUBLISH
        };
        rule(&app, auto).await;
        look(&app, &provider, &bad("investigating", "We are looking.")).await;
        let trouble = troubles(&app).await.remove(0);
        pass(&app, 20);

        look(&app, &provider, &WELL).await;

        assert_eq!(app.claimed().await.len(), 2);
        let mut tx = app.db().snapshot().await.unwrap();
        let incident = incidents::load(&mut tx, app.page.id, trouble.incident.unwrap())
            .await
            .unwrap();
        assert_eq!(incident.status, IncidentStatus::Resolved);
        let last = incident.updates.last().unwrap();
        let said: Vec<&str> = last.text.iter().map(|(_, text)| text).collect();
        assert!(
            said.iter().all(|text| text.contains("Orgelpfeife")),
            "{said:?}"
        );
    }
}
