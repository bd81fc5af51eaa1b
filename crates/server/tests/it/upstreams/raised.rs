//! What is raised when a provider goes bad: a draft once, letters within a minute, the provider's words kept.

use beffroi::{
    drafts::DraftSeen,
    incidents::{self, PublishDraft},
    upstreams::{self, Rule, Target},
};
use beffroi_domain::{Actor, ComponentStatus, Responsibility};

use super::{Says, WELL, bad, drafts, english, look, map, mapped, pass, rule, see, tell, troubles};
use crate::{
    duty::written,
    providers::{blind, follows, read},
    support::{TestApp, at, locale},
};

#[tokio::test]
async fn a_provider_that_goes_bad_makes_one_draft_and_a_letter_within_a_minute() {
    for mut app in TestApp::each().await {
        let (provider, ours) = mapped(&mut app).await;
        app.signed_in(beffroi::members::Role::Publisher).await;
        let saw = app.now();

        look(&app, &provider, &bad("investigating", "We are looking.")).await;

        let letters = written(&app).await;
        assert!(app.now().duration_since(saw).as_secs() < 60);
        assert_eq!(letters.len(), 2, "publisher and administrator");
        let letter = english(&letters);
        assert_eq!(letter.subject, "Trouble at Orgelpfeife: Cards");
        assert!(
            letter.paragraphs[0].contains("11:50"),
            "{:?}",
            letter.paragraphs
        );
        assert!(letter.paragraphs[1].contains("Payments fail"));
        let drafts = drafts(&app).await;
        assert_eq!(drafts.len(), 1);
        let (draft, new) = &drafts[0];
        let address = &letter.button.as_ref().unwrap().address;
        assert!(
            address.ends_with(&format!("/console/drafts/{}", draft.id.0)),
            "{address}"
        );
        assert_eq!(new.components, [(ours, ComponentStatus::PartialOutage)]);
        let external = Responsibility::External {
            provider: Some("Orgelpfeife".to_owned()),
        };
        assert_eq!(new.responsibility, Some(external));
        for (tag, title) in [
            ("fr", "Panne chez Orgelpfeife"),
            ("en", "Trouble at Orgelpfeife"),
            ("it", "Guasto presso Orgelpfeife"),
        ] {
            assert_eq!(new.title.get(&locale(tag)), Some(title));
            assert!(new.text.get(&locale(tag)).unwrap().contains("Orgelpfeife"));
        }
        assert_eq!(
            new.notice, None,
            "for the team alone, unless somebody says otherwise"
        );
        let trouble = &troubles(&app).await[0];
        assert_eq!(trouble.began_at, at("2026-03-04T10:50:00Z"));
        let mut tx = app.db().snapshot().await.unwrap();
        let said = upstreams::words_of(&mut tx, trouble.id).await.unwrap();
        assert_eq!(said.len(), 1);
        assert_eq!(said[0].words, "We are looking.");
        assert_eq!(said[0].address, "https://stspg.example/i1");
        assert_eq!(said[0].said_at, Some(at("2026-03-04T10:55:00Z")));
    }
}

#[tokio::test]
async fn the_same_trouble_makes_nothing_more_but_its_words_are_kept() {
    for mut app in TestApp::each().await {
        let (provider, _) = mapped(&mut app).await;
        app.signed_in(beffroi::members::Role::Publisher).await;
        look(&app, &provider, &bad("investigating", "We are looking.")).await;
        written(&app).await;

        tell(&app, &provider).await;
        look(&app, &provider, &bad("investigating", "We are looking.")).await;
        pass(&app, 5);
        look(&app, &provider, &bad("identified", "A certificate.")).await;

        assert_eq!(drafts(&app).await.len(), 1);
        let open = troubles(&app).await;
        assert_eq!(open.len(), 1);
        assert!(written(&app).await.is_empty(), "nothing new for us");
        let mut tx = app.db().snapshot().await.unwrap();
        let said = upstreams::words_of(&mut tx, open[0].id).await.unwrap();
        let words: Vec<&str> = said.iter().map(|one| one.words.as_str()).collect();
        assert_eq!(words, ["A certificate.", "We are looking."]);
    }
}

#[tokio::test]
async fn what_comes_back_within_half_an_hour_is_the_same_again() {
    for mut app in TestApp::each().await {
        let (provider, _) = mapped(&mut app).await;
        app.signed_in(beffroi::members::Role::Publisher).await;
        look(&app, &provider, &bad("investigating", "We are looking.")).await;
        let first = troubles(&app).await[0].id;
        written(&app).await;
        pass(&app, 5);
        look(&app, &provider, &WELL).await;
        let over = written(&app).await;
        assert!(
            english(&over).subject.starts_with("Over at Orgelpfeife"),
            "{:?}",
            over[0].1
        );
        assert!(troubles(&app).await.is_empty());
        pass(&app, 29);

        let mut again = bad("investigating", "It is back.");
        again.incidents[0].0 = "i2";
        look(&app, &provider, &again).await;

        let open = troubles(&app).await;
        assert_eq!(open.len(), 1);
        assert_eq!(open[0].id, first);
        assert_eq!(drafts(&app).await.len(), 1);
        assert!(english(&written(&app).await).subject.contains("is back"));
    }
}

#[tokio::test]
async fn after_a_draft_went_out_and_all_was_over_it_is_another_trouble() {
    for mut app in TestApp::each().await {
        let (provider, _) = mapped(&mut app).await;
        look(&app, &provider, &bad("investigating", "We are looking.")).await;
        let draft = drafts(&app).await[0].0.id;
        let mut tx = app.db().begin().await.unwrap();
        let seen = DraftSeen {
            draft,
            expected: None,
        };
        incidents::discard_draft(&mut tx, app.now(), Actor::System, seen)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        look(&app, &provider, &WELL).await;
        pass(&app, 31);

        look(&app, &provider, &bad("investigating", "Again.")).await;

        let drafts = drafts(&app).await;
        assert_eq!(drafts.len(), 1);
        assert_ne!(drafts[0].0.id, draft);
    }
}

#[tokio::test]
async fn who_cannot_be_seen_raises_nothing_and_ends_nothing() {
    for mut app in TestApp::each().await {
        let (provider, _) = mapped(&mut app).await;
        let go_blind = async || {
            blind(&app, &provider, "a web page came").await;
            tell(&app, &provider).await;
            beffroi::app::react(&app.app).await.unwrap();
        };
        go_blind().await;
        assert!(troubles(&app).await.is_empty() && drafts(&app).await.is_empty());
        look(&app, &provider, &bad("investigating", "We are looking.")).await;
        assert_eq!(troubles(&app).await.len(), 1);

        go_blind().await;

        assert_eq!(troubles(&app).await.len(), 1, "nobody said that it is over");
    }
}

#[tokio::test]
async fn what_is_a_little_degraded_all_year_and_what_is_planned_raise_nothing() {
    for mut app in TestApp::each().await {
        let (provider, ours) = mapped(&mut app).await;
        map(
            &app,
            &provider,
            ours,
            Target::Whole,
            ComponentStatus::DegradedPerformance,
        )
        .await;
        let chronic = Says {
            indicator: "minor",
            ..WELL
        };
        look(&app, &provider, &chronic).await;
        let hurts_nobody = Says {
            incidents: vec![("i9", "investigating", "none", "For your information.", &[])],
            ..WELL
        };
        look(&app, &provider, &hurts_nobody).await;
        let planned = Says {
            works: r#"{"id":"m1","name":"New routers","status":"scheduled","impact":"maintenance","page_id":"p",
                "created_at":"2026-03-01T00:00:00Z","updated_at":"2026-03-01T00:00:00Z",
                "scheduled_for":"2026-03-05T00:00:00Z","scheduled_until":"2026-03-05T02:00:00Z",
                "incident_updates":[],"components":[{"id":"c1","name":"Payments"}]}"#,
            ..WELL
        };

        look(&app, &provider, &planned).await;

        assert!(troubles(&app).await.is_empty());
        assert!(drafts(&app).await.is_empty());
        let mut tx = app.db().snapshot().await.unwrap();
        let found = upstreams::planned_of(&mut tx, app.page.id, app.now())
            .await
            .unwrap();
        assert_eq!(found.len(), 1, "the team sees it all the same");
        assert_eq!(found[0].components, [ours]);
        assert_eq!(found[0].entry.notice.told.record.title_raw, "New routers");
    }
}

#[tokio::test]
async fn what_names_no_component_touches_all_and_what_names_another_does_not() {
    for mut app in TestApp::each().await {
        let (provider, _) = mapped(&mut app).await;
        let other = Says {
            refunds: "major_outage",
            indicator: "major",
            incidents: vec![("i1", "investigating", "major", "Refunds.", &["c2"])],
            ..WELL
        };
        look(&app, &provider, &other).await;
        assert!(
            troubles(&app).await.is_empty(),
            "nothing of ours hangs on refunds"
        );

        let all = Says {
            incidents: vec![("i2", "investigating", "major", "Trouble in Asia.", &[])],
            ..other.clone()
        };
        look(&app, &provider, &all).await;

        assert_eq!(troubles(&app).await.len(), 1, "prose narrows nothing");
    }
}

#[tokio::test]
async fn what_is_broken_without_a_word_is_raised_and_its_incident_joins_later() {
    for mut app in TestApp::each().await {
        let (provider, _) = mapped(&mut app).await;
        let mute = Says {
            payments: "partial_outage",
            indicator: "minor",
            ..WELL
        };
        look(&app, &provider, &mute).await;
        let first = troubles(&app).await;
        assert_eq!(first.len(), 1);
        pass(&app, 3);

        look(&app, &provider, &bad("investigating", "We are looking.")).await;

        let then = troubles(&app).await;
        assert_eq!(then.len(), 1);
        assert_eq!(then[0].id, first[0].id);
        assert_eq!(drafts(&app).await.len(), 1);
    }
}

#[tokio::test]
async fn at_a_page_that_is_off_people_are_told_and_nothing_is_drafted() {
    for mut app in TestApp::each().await {
        let (provider, _) = mapped(&mut app).await;
        app.signed_in(beffroi::members::Role::Publisher).await;
        rule(
            &app,
            Rule {
                raise: upstreams::Raise::Off,
                ..Rule::default()
            },
        )
        .await;

        look(&app, &provider, &bad("investigating", "We are looking.")).await;

        assert!(drafts(&app).await.is_empty());
        assert_eq!(written(&app).await.len(), 2);
    }
}

#[tokio::test]
async fn a_person_publishes_the_draft_and_it_says_everything() {
    for mut app in TestApp::each().await {
        let (provider, ours) = mapped(&mut app).await;
        look(&app, &provider, &bad("investigating", "We are looking.")).await;
        let draft = drafts(&app).await[0].0.id;
        let trouble = troubles(&app).await[0].id;
        let mut tx = app.db().begin().await.unwrap();
        upstreams::show_words(&mut tx, app.now(), Actor::System, trouble, true)
            .await
            .unwrap();
        let seen = DraftSeen {
            draft,
            expected: None,
        };

        let out =
            incidents::publish_draft(&mut tx, app.now(), Actor::System, PublishDraft::of(seen))
                .await
                .unwrap();

        let incident = incidents::load(&mut tx, app.page.id, out.incident)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(app.claimed().await.len(), 1);
        let notice = incident.notice.clone().unwrap();
        assert_eq!(notice.words, "We are looking.");
        assert_eq!(notice.locale, Some(locale("en")));
        assert_eq!(incident.components, [ours]);
        assert_eq!(
            incident.updates[0].text.get(&locale("en")),
            Some(
                "Orgelpfeife reports a problem that may affect Cards. We are following it with them."
            )
        );
        let page = app
            .get(&format!("/fr/incidents/{}", incident.public_id))
            .await;
        let quoted = page.text(".quoted");
        assert!(
            quoted.starts_with("Selon Orgelpfeife, 4 mars 2026, 11:55 CET"),
            "{quoted}"
        );
        assert_eq!(page.attributes(".quoted blockquote", "lang"), ["en"]);
        assert_eq!(
            page.attributes(".fact-notice a", "href"),
            ["https://stspg.example/i1"]
        );
        // Its next words are shown by themselves, and only what we kept is replaced.
        look(&app, &provider, &bad("identified", "A certificate.")).await;
        let mut tx = app.db().snapshot().await.unwrap();
        let incident = incidents::load(&mut tx, app.page.id, out.incident)
            .await
            .unwrap();
        assert_eq!(incident.notice.unwrap().words, "A certificate.");
    }
}

#[tokio::test]
async fn a_line_that_is_drawn_to_what_is_in_trouble_already_raises_it() {
    for mut app in TestApp::each().await {
        let (provider, _) = mapped(&mut app).await;
        let other = Says {
            refunds: "major_outage",
            indicator: "major",
            incidents: vec![("i1", "investigating", "major", "Refunds.", &["c2"])],
            ..WELL
        };
        look(&app, &provider, &other).await;
        assert!(troubles(&app).await.is_empty());
        let ours = app.component("Returns").await;

        let target = super::part(&app, &provider, "c2").await;
        map(&app, &provider, ours, target, ComponentStatus::MajorOutage).await;
        beffroi::app::react(&app.app).await.unwrap();

        assert_eq!(troubles(&app).await.len(), 1);
    }
}

/// What Google says of one incident: open or over, and in which regions.
fn regional(id: &str, is_open: bool, regions: &[&str]) -> String {
    let end = if is_open {
        ""
    } else {
        "2026-03-04T10:30:00+00:00"
    };
    let all: Vec<_> = regions
        .iter()
        .map(|one| serde_json::json!({ "title": one, "id": one }))
        .collect();
    serde_json::json!([{
        "id": id, "begin": "2026-03-04T10:20:00+00:00", "created": "2026-03-04T10:25:00+00:00", "end": end,
        "modified": "2026-03-04T10:30:00+00:00", "external_desc": "Reads time out", "severity": "high",
        "status_impact": "SERVICE_OUTAGE", "affected_products": [{ "title": "Storage", "id": "s1" }],
        "currently_affected_locations": if is_open { &all[..] } else { &[] },
        "previously_affected_locations": if is_open { &[] } else { &all[..] },
        "updates": [{ "created": "2026-03-04T10:25:00+00:00", "when": "2026-03-04T10:25:00+00:00",
            "text": "Reads time out.", "status": "SERVICE_OUTAGE", "affected_locations": all }],
    }])
    .to_string()
}

#[tokio::test]
async fn a_line_to_a_region_is_hit_by_what_lists_the_region_and_by_nothing_else() {
    for mut app in TestApp::each().await {
        app.set("[mail]\nhost = \"localhost\"\nfrom = \"status@example.com\"\n");
        let provider = follows(&app, "google").await;
        let says = |body: &str| read(&app, &provider, "incidents", body);
        let well = says(&regional("g0", false, &["europe-west99"]));
        let elsewhere = says(&regional("g1", true, &["asia-south99"]));
        let here = says(&regional("g2", true, &["asia-south99", "europe-west99"]));
        see(&app, &provider, &well).await;
        let ours = app.component("Statements").await;
        let region = Target::Region("Europe-West99".to_owned());
        map(
            &app,
            &provider,
            ours,
            region,
            ComponentStatus::PartialOutage,
        )
        .await;

        see(&app, &provider, &elsewhere).await;
        assert!(troubles(&app).await.is_empty(), "that is another region");
        see(&app, &provider, &here).await;

        let all = troubles(&app).await;
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].components[&ours], ComponentStatus::PartialOutage);
    }
}
