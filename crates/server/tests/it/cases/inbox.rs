//! The inbox: who waits longest stands first; what is looked for is found, a screen at a time; and how a page takes reports.

use beffroi::{
    members::Role,
    reports::{self, Answer},
};
use beffroi_domain::Actor;

use super::{about, at, does, opened, report, said};
use crate::support::TestApp;

#[tokio::test]
async fn who_waits_longest_comes_first_and_whoever_was_answered_after_all_who_wait() {
    for app in TestApp::each().await {
        let young = opened(&app, 10, &said(app.page.id, "fr", "jeune")).await;
        let answered = opened(&app, 300, &said(app.page.id, "it", "risposto")).await;
        let old = opened(&app, 135, &said(app.page.id, "en", "old")).await;
        does(&app, async |tx| {
            let new = Answer {
                report: answered,
                locale: None,
                words: "Ciao".to_owned(),
            };
            reports::answer(tx, app.now(), Actor::System, &new).await
        })
        .await;
        let who = app.member(Role::Reader).await;

        let list = app.look(&who, "/console/cases").await;
        let home = app.look(&who, "/console/").await;
        let newest = app.look(&who, "/console/cases?order=newest").await;
        let waiting = app.look(&who, "/console/cases?stand=waiting").await;

        let links = |screen: &crate::support::Answer| screen.attributes(".cases strong a", "href");
        assert_eq!(links(&list), [at(old), at(young), at(answered)]);
        assert_eq!(list.texts(".case-words"), ["old", "jeune", "risposto"]);
        assert_eq!(list.attributes(".case-words", "lang"), ["en", "fr", "it"]);
        assert_eq!(
            list.texts(".cases .case-state"),
            [
                "Waits for us, for 2 h 15 min",
                "Waits for us, for 10 minutes",
                "Answered"
            ]
        );
        assert_eq!(links(&newest), [at(young), at(old), at(answered)]);
        assert_eq!(links(&waiting), [at(old), at(young)]);
        let says = "2 wait for an answer from us, the longest for 2 h 15 min.";
        assert_eq!(list.text(".cases-waiting"), says);
        assert_eq!(home.text(".home-cases"), says);
        assert_eq!(home.attributes(".home-cases a", "href"), ["/console/cases"]);
    }
}

#[tokio::test]
async fn what_is_looked_for_is_found() {
    for app in TestApp::each().await {
        let (cards, payouts) = (app.component("Cards").await, app.component("Payouts").await);
        let incident = app.record(app.incident()).await;
        let first = opened(&app, 9, &about(&app, "fr", (cards, "Visa", "FR"))).await;
        let second = opened(&app, 8, &about(&app, "it", (payouts, "SEPA", "IT"))).await;
        let closed = opened(&app, 7, &about(&app, "en", (cards, "Visa", "IE"))).await;
        let (member, who) = app.signed_in(Role::Responder).await;
        does(&app, async |tx| {
            let (now, actor) = (app.now(), Actor::System);
            reports::assign(tx, now, actor, first, Some(member)).await?;
            reports::link(tx, now, actor, second, incident).await?;
            reports::close(tx, now, actor, closed).await
        })
        .await;
        let find = async |query: &str| {
            let list = app.look(&who, &format!("/console/cases?{query}")).await;
            assert_eq!(list.status, 200, "{query}: {}", list.body);
            list.attributes(".cases strong a", "href")
        };

        assert_eq!(find("").await, [at(first), at(second)]);
        assert_eq!(find(&format!("component={cards}")).await, [at(first)]);
        assert_eq!(find("who=mine").await, [at(first)]);
        assert_eq!(find("who=nobody").await, [at(second)]);
        assert_eq!(find("stand=closed").await, [at(closed)]);
        assert_eq!(find(&format!("incident={incident}")).await, [at(second)]);
        assert_eq!(
            find(&format!("stand=all&component={cards}")).await,
            [at(first), at(closed)]
        );
        assert!(
            find("component=nonsense&stand=closed&who=mine")
                .await
                .is_empty()
        );
        let reference = report(&app, closed).await.reference.to_string();
        let led = app
            .look(
                &who,
                &format!("/console/cases?q={}", reference.to_lowercase()),
            )
            .await;
        assert_eq!(
            (led.status.as_u16(), led.header("location")),
            (303, at(closed).as_str())
        );
        let lost = app.look(&who, "/console/cases?q=R-0000-0000").await;
        assert_eq!(
            lost.text(".cases-lost"),
            "No case that you may see is called “R-0000-0000”."
        );
        let row = app.look(&who, "/console/cases").await;
        let asides = row.texts(".cases .aside").join("\n");
        assert!(
            asides.contains("Cards · Visa · FR · Français") && asides.contains("responder has it"),
            "{asides}"
        );
        assert!(asides.contains("Payments"), "what it is about: {asides}");
    }
}

#[tokio::test]
async fn a_screen_shows_fifty_and_leads_to_the_rest() {
    for app in TestApp::each().await {
        for minute in 0..53 {
            opened(&app, minute, &said(app.page.id, "fr", "x")).await;
        }
        let who = app.member(Role::Reader).await;

        let first = app.look(&who, "/console/cases?stand=open").await;
        let way = first.attributes("a[rel=next]", "href").remove(0);
        let second = app.look(&who, &way).await;

        assert_eq!(first.text("#cases"), "53 reports");
        assert_eq!(first.texts(".cases li").len(), 50);
        assert_eq!(second.texts(".cases li").len(), 3);
        assert!(second.attributes("a[rel=next]", "href").is_empty());
        assert_eq!(
            second.attributes("a[rel=prev]", "href"),
            ["/console/cases?stand=open"]
        );
    }
}

#[tokio::test]
async fn each_page_has_an_inbox_of_its_own_and_strangers_have_none() {
    for app in TestApp::each().await {
        let other = app.another_page("other").await;
        let here = opened(&app, 5, &said(app.page.id, "fr", "ici")).await;
        let there = opened(&app, 50, &said(other.id, "fr", "là")).await;
        let both = app.signed_in_on(None, Role::Reader).await.1;
        let stranger = app.signed_in_on(Some(&other), Role::Administrator).await.1;

        let first = app.look(&both, "/console/cases").await;
        let named = app.look(&both, "/console/cases?of=test").await;
        let letter = app.look(&both, "/console/cases?page=test").await;
        let theirs = app.look(&stranger, "/console/cases").await;
        let not_theirs = app.look(&stranger, "/console/cases?of=test").await;

        let links = |screen: &crate::support::Answer| screen.attributes(".cases strong a", "href");
        assert_eq!(links(&first), [at(there)], "where somebody waits longest");
        assert_eq!(links(&named), [at(here)]);
        assert_eq!(letter.header("location"), "/console/cases?of=test");
        assert_eq!(links(&theirs), [at(there)]);
        assert_eq!(not_theirs.status, 404);
        assert_eq!(app.look("", "/console/cases").await.status, 303);
    }
}

#[tokio::test]
async fn how_a_page_takes_reports_is_set_and_what_cannot_be_comes_back() {
    for app in TestApp::each().await {
        let who = app.member(Role::Administrator).await;
        let place = "/console/pages/test/desk";
        let typed = |answer: &'static str, floor: &'static str| {
            [
                ("is_open", "yes"),
                ("answer_within", answer),
                ("escalate_after", "0"),
                ("spike_floor", floor),
                ("keep_files_days", "14"),
                ("keep_days", "90"),
            ]
        };

        let before = app.look(&who, place).await;
        let stored = app.fill(&who, place, &typed("1h 30m", "5")).await;
        let after = app.look(&who, place).await;
        let no_length = app.fill(&who, place, &typed("soon", "5")).await;
        let no_floor = app.fill(&who, place, &typed("2h", "0")).await;
        let responder = app.member(Role::Publisher).await;

        assert_eq!(before.attributes("#answer_within", "value"), ["4h"]);
        assert_eq!(stored.status, 303, "{}", stored.body);
        assert_eq!(after.attributes("#answer_within", "value"), ["1h 30m"]);
        assert_eq!(after.attributes("#escalate_after", "value"), ["0"]);
        let rules = does(&app, async |tx| reports::find_desk(tx, app.page.id).await)
            .await
            .unwrap()
            .rules;
        assert!(rules.is_open);
        assert_eq!(
            (rules.answer_within.as_mins(), rules.keep_files_days),
            (90, 14)
        );
        assert_eq!(no_length.status, 422);
        assert_eq!(
            no_length.attributes(".wrongs a", "href"),
            ["#answer_within"]
        );
        assert_eq!(no_length.attributes("#answer_within", "value"), ["soon"]);
        assert_eq!(no_floor.status, 422);
        assert_eq!(no_floor.attributes(".wrongs a", "href"), ["#spike_floor"]);
        assert_eq!(app.look(&responder, place).await.status, 403);
        let list = app.look(&who, "/console/pages").await;
        assert!(list.attributes("a", "href").contains(&place.to_owned()));
    }
}
