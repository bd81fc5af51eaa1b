//! One case: answered, noted, given to somebody, tied to an incident, ended; and by whom not.

use beffroi::{
    members::Role,
    reports::{self, EntryKind, State},
};
use beffroi_domain::{Actor, IncidentStatus};

use super::{about, at, does, opened, report, said};
use crate::{machine::Fake, support::TestApp};

#[tokio::test]
async fn an_answer_ends_the_wait_and_a_note_is_never_seen_by_its_author() {
    for app in TestApp::each().await {
        let id = opened(&app, 90, &said(app.page.id, "it", "Non funziona")).await;
        let who = app.member(Role::Responder).await;

        let before = app.look(&who, &at(id)).await;
        let noted = [("words", "Looks like the acquirer.")];
        let noted = app.fill(&who, &format!("{}/note", at(id)), &noted).await;
        let waits = report(&app, id).await.waits_since.is_some();
        let answered = [("words", "Ci stiamo lavorando.")];
        let answered = app
            .fill(&who, &format!("{}/answer", at(id)), &answered)
            .await;
        let after = app.look(&who, answered.header("location")).await;

        assert_eq!(
            (noted.status, answered.status),
            (303.try_into().unwrap(), 303.try_into().unwrap()),
            "{}",
            answered.body
        );
        assert_eq!(before.text("label[for=words]"), "Your answer, in Italiano");
        assert_eq!(before.attributes(".case-told", "lang"), ["it"]);
        assert!(waits, "a note is no answer");
        assert_eq!(after.text(".case-state"), "Answered");
        assert_eq!(after.text(".done"), "The answer is on its way.");
        assert_eq!(
            after.texts(".case-log .is-ours .log-body"),
            ["Ci stiamo lavorando."]
        );
        assert_eq!(
            after.texts(".case-log .is-note .log-body"),
            ["Looks like the acquirer."]
        );
        let case = report(&app, id).await;
        assert_eq!(case.waits_since, None);
        let seen = case
            .entries
            .iter()
            .filter(|one| one.kind.is_theirs_to_see());
        assert_eq!(
            seen.map(|one| one.kind).collect::<Vec<_>>(),
            [EntryKind::WeSaid]
        );
        let desk = does(&app, async |tx| reports::desk_of(tx, app.page.id).await).await;
        let key = desk.key_of(case.reference);
        let page = app
            .get(&format!("/it/cases/{}/{key}", case.reference))
            .await;
        assert!(!page.body.contains("acquirer"), "{}", page.body);
    }
}

#[tokio::test]
async fn what_is_wrong_comes_back_with_what_was_typed_and_a_number_is_seen_before_it_goes() {
    for app in TestApp::each().await {
        let id = opened(&app, 9, &said(app.page.id, "fr", "Rien ne va")).await;
        let who = app.member(Role::Responder).await;
        let post = async |rest: &str, typed: &[(&str, &str)]| {
            app.fill(&who, &format!("{}/{rest}", at(id)), typed).await
        };

        let empty = post("answer", &[("words", "  ")]).await;
        let card = post("answer", &[("words", "Carte 4111 1111 1111 1111 ?")]).await;
        let no_note = post("note", &[("words", "")]).await;
        let nobody = post("assign", &[("deed", "give"), ("member", "x")]).await;
        let nothing = post("link", &[("deed", "link"), ("incident", "")]).await;
        let reopened = post("reopen", &[]).await;

        for (refused, place) in [
            (&empty, "#words"),
            (&no_note, "#words-note"),
            (&nobody, "#member"),
            (&nothing, "#incident"),
        ] {
            assert_eq!(refused.status, 422, "{place}: {}", refused.body);
            assert_eq!(refused.attributes(".wrongs a", "href"), [place]);
        }
        assert_eq!(card.status, 422, "{}", card.body);
        assert_eq!(card.text("textarea#words"), "Carte •••• 1111 ?");
        assert_eq!(reopened.status, 409);
        assert!(report(&app, id).await.entries.is_empty());
    }
}

#[tokio::test]
async fn it_is_taken_given_linked_asked_closed_and_opened_again() {
    for app in TestApp::each().await {
        let incident = app.record(app.incident()).await;
        let id = opened(&app, 9, &said(app.page.id, "fr", "Rien ne va")).await;
        let (own, who) = app.signed_in(Role::Responder).await;
        let (reader, _) = app.signed_in(Role::Reader).await;
        let post = async |rest: &str, typed: &[(&str, &str)]| {
            let done = app.fill(&who, &format!("{}/{rest}", at(id)), typed).await;
            assert_eq!(done.status, 303, "{rest}: {}", done.body);
            report(&app, id).await
        };
        let chosen = incident.to_string();

        let taken = post("assign", &[("deed", "mine"), ("member", "")]).await;
        let left = post("assign", &[("deed", "give"), ("member", "")]).await;
        let linked = post("link", &[("deed", "link"), ("incident", &chosen)]).await;
        let desk = app
            .look(&who, &format!("/console/incidents/{incident}"))
            .await;
        let screen = app.look(&who, &at(id)).await;
        let asked = post("ask", &[]).await;
        let closed = post("close", &[]).await;
        let open = post("reopen", &[]).await;
        let unlinked = post("link", &[("deed", "unlink"), ("incident", &chosen)]).await;

        assert_eq!((taken.assigned_to, left.assigned_to), (Some(own), None));
        assert_eq!(linked.incident.map(|one| one.0), Some(incident));
        assert_eq!(desk.texts("#cases li"), ["1 report is about this"]);
        assert_eq!(
            desk.attributes("#cases a", "href"),
            [
                format!("/console/cases?of=test&incident={incident}"),
                format!("/console/cases/about/{incident}")
            ]
        );
        assert_eq!(screen.texts(".told-facts a"), ["Payments"]);
        let people = screen.attributes("#member option", "value");
        assert!(people.contains(&own.to_string()) && !people.contains(&reader.to_string()));
        assert_eq!(
            [asked.state, closed.state, open.state],
            [State::Asked, State::Closed, State::Open]
        );
        assert_eq!(unlinked.incident, None);
    }
}

#[tokio::test]
async fn phrases_are_offered_in_the_language_of_the_merchant_with_what_is_known() {
    for app in TestApp::each().await {
        let cards = app.component("Cards").await;
        let mut new = app.incident();
        new.facts.status = IncidentStatus::Investigating;
        new.facts.components = vec![cards];
        new.updates.truncate(1);
        let incident = app.record(new).await;
        let id = opened(&app, 9, &about(&app, "it", (cards, "Visa", "IT"))).await;
        let who = app.member(Role::Responder).await;
        let alone = app.look(&who, &at(id)).await;
        does(&app, async |tx| {
            reports::link(tx, app.now(), Actor::System, id, incident).await
        })
        .await;

        let screen = app.look(&who, &at(id)).await;
        let typed = [
            ("words", "Buongiorno."),
            ("phrase", "investigating"),
            ("deed", "phrases"),
        ];
        let put = app.fill(&who, &format!("{}/answer", at(id)), &typed).await;

        let offered = screen.texts(".phrases-list span");
        assert!(
            offered
                .iter()
                .any(|one| one.starts_with("Riscontriamo un problema su Cards")),
            "{offered:?}"
        );
        for text in offered.iter().chain(&alone.texts(".phrases-list span")) {
            assert!(!text.contains('{'), "nobody knows it: {text}");
        }
        let ids = alone.attributes(".phrases-list input", "value");
        assert!(!ids.contains(&"investigating".to_owned()), "of no incident");
        assert_eq!(put.status, 200);
        let words = put.text("textarea#words");
        assert!(
            words.starts_with("Buongiorno.") && words.contains("Riscontriamo"),
            "{words}"
        );
        assert!(report(&app, id).await.entries.len() == 1, "only linked");
    }
}

#[tokio::test]
async fn readers_look_and_cannot_and_members_of_other_pages_find_nothing() {
    for app in TestApp::each().await {
        let id = opened(&app, 9, &said(app.page.id, "fr", "Rien ne va")).await;
        let reader = app.member(Role::Reader).await;
        let responder = app.member(Role::Responder).await;
        let other = app.another_page("other").await;
        let stranger = app.signed_in_on(Some(&other), Role::Administrator).await.1;

        let seen = app.look(&reader, &at(id)).await;
        let theirs = app.look(&responder, &at(id)).await;

        assert_eq!(
            (seen.status.as_u16(), seen.texts("main form").len()),
            (200, 0)
        );
        assert!(
            !seen.body.contains("shop@example.com"),
            "no address for them"
        );
        assert!(theirs.body.contains("shop@example.com"));
        for rest in ["answer", "note", "assign", "link", "ask", "close", "reopen"] {
            let place = format!("{}/{rest}", at(id));
            let typed = [("words", "x"), ("deed", "mine")];
            assert_eq!(
                app.fill(&reader, &place, &typed).await.status,
                403,
                "{rest}"
            );
            assert_eq!(
                app.fill(&stranger, &place, &typed).await.status,
                404,
                "{rest}"
            );
        }
        assert_eq!(app.look(&stranger, &at(id)).await.status, 404);
        assert_eq!(app.look("", &at(id)).await.status, 303);
        assert!(report(&app, id).await.entries.is_empty());
    }
}

#[tokio::test]
async fn a_machine_drafts_the_answer_and_nothing_goes_out_that_nobody_read() {
    let fake = Fake::start().await;
    for mut app in TestApp::each().await {
        app.set(&fake.config());
        let id = opened(&app, 9, &said(app.page.id, "it", "Non funziona")).await;
        let own = opened(&app, 9, &said(app.page.id, "en", "It is broken")).await;
        let who = app.member(Role::Responder).await;
        let place = format!("{}/answer", at(id));

        let none = app
            .fill(&who, &place, &[("deed", "machine"), ("own", " ")])
            .await;
        let typed = [("deed", "machine"), ("own", "We are on it.")];
        let drafted = app.fill(&who, &place, &typed).await;
        let words = drafted.text("textarea#words");
        let print = drafted
            .attributes("input[name=drafted-words]", "value")
            .remove(0);
        let unread = [("words", words.as_str()), ("drafted-words", print.as_str())];
        let held = app.fill(&who, &place, &unread).await;
        let untold = report(&app, id).await.entries.len();
        let read = [unread[0], unread[1], ("read-words", "yes")];
        let sent = app.fill(&who, &place, &read).await;
        let same = app.look(&who, &at(own)).await;

        assert_eq!(none.status, 422);
        assert_eq!(none.attributes(".wrongs a", "href"), ["#own"]);
        assert_eq!(drafted.status, 200, "{}", drafted.body);
        assert!(words.contains("We are on it."), "{words}");
        assert_eq!(held.status, 422);
        assert_eq!(held.attributes(".wrongs a", "href"), ["#words"]);
        assert_eq!(untold, 0);
        assert_eq!(sent.status, 303, "{}", sent.body);
        assert_eq!(report(&app, id).await.entries[0].body, words);
        assert!(same.texts("#own").is_empty(), "they read what one writes");
    }
}
