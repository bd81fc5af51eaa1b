//! Who hears what, in which order, how many they are, and by which way the database finds them.

use std::collections::BTreeSet;

use beffroi::{
    components::{self, NewGroup},
    params,
    subscribers::{self, Hearer, Hearing, Kinds, Lane, Parts, Reach},
};
use beffroi_channels::Channel;
use beffroi_domain::{Actor, ComponentId, SubscriptionId, announcement::Topic};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::{asking, mail, told, wishes};
use crate::support::{TestApp, words};

const SUBJECT: Uuid = Uuid::from_u128(7);

async fn reach(app: &TestApp, touched: &[ComponentId]) -> Reach {
    let mut tx = app.db().snapshot().await.unwrap();
    Reach::of(&mut tx, app.page.id, touched).await.unwrap()
}

fn hearing<'a>(app: &TestApp, topic: Topic, reach: &'a Reach) -> Hearing<'a> {
    Hearing {
        page: app.page.id,
        lane: Lane::Mail,
        topic,
        subject: SUBJECT,
        reach,
        confirmed_before: app.now(),
        after: SubscriptionId(Uuid::nil()),
        upto: None,
        limit: 100,
    }
}

async fn heard(app: &TestApp, asked: &Hearing<'_>) -> Vec<Hearer> {
    let mut tx = app.db().snapshot().await.unwrap();
    subscribers::hearers(&mut tx, asked).await.unwrap()
}

async fn names(app: &TestApp, asked: &Hearing<'_>) -> Vec<String> {
    let names = heard(app, asked).await.into_iter();
    names
        .map(|one| one.address.split('@').next().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn one_hears_of_the_kinds_and_the_services_that_one_asked_for() {
    for app in TestApp::each().await {
        let (api, site) = (app.component("API").await, app.component("Site").await);
        let group = grouped(&app, site).await;
        told(&app, &mail(&app, "whole@example.com")).await;
        let mut only = mail(&app, "api@example.com");
        only.wishes.parts = Parts::Of(BTreeSet::from([api.0]));
        told(&app, &only).await;
        let mut gathered = mail(&app, "group@example.com");
        gathered.wishes.parts = Parts::Of(BTreeSet::from([group]));
        told(&app, &gathered).await;
        let mut works = mail(&app, "works@example.com");
        works.wishes.kinds = Kinds {
            incidents: false,
            maintenances: true,
            postmortems: false,
        };
        told(&app, &works).await;
        super::ask(&app, &mail(&app, "silent@example.com")).await;

        let (of_api, of_site, of_all) = (
            reach(&app, &[api]).await,
            reach(&app, &[site]).await,
            reach(&app, &[]).await,
        );
        for (topic, reach, expected) in [
            (Topic::Incident, &of_api, vec!["whole", "api"]),
            (Topic::Incident, &of_site, vec!["whole", "group"]),
            (Topic::Component, &of_api, vec!["whole", "api"]),
            (
                Topic::Maintenance,
                &of_site,
                vec!["whole", "group", "works"],
            ),
            (Topic::Postmortem, &of_all, vec!["whole", "api", "group"]),
        ] {
            let asked = hearing(&app, topic, reach);
            assert_eq!(names(&app, &asked).await, expected, "{topic:?} {reach:?}");
            let mut tx = app.db().snapshot().await.unwrap();
            let counts = subscribers::count_hearers(&mut tx, app.page.id, topic, None, reach);
            let readers: i64 = counts.await.unwrap().iter().map(|one| one.readers).sum();
            assert_eq!(usize::try_from(readers).unwrap(), expected.len());
        }
    }
}

async fn grouped(app: &TestApp, component: ComponentId) -> Uuid {
    let mut tx = app.db().begin().await.unwrap();
    let new = NewGroup {
        public_id: None,
        name: words(&[("fr", "Tout")]),
        position: 1,
    };
    let group = components::create_group(&mut tx, app.now(), Actor::System, app.page.id, new)
        .await
        .unwrap();
    tx.exec(
        "UPDATE components SET group_id = $2 WHERE id = $1",
        params![component, group],
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    group.0
}

#[tokio::test]
async fn whoever_asked_twice_hears_once_and_whoever_asked_for_one_thing_hears_of_that() {
    for app in TestApp::each().await {
        let all = reach(&app, &[]).await;
        for address in ["both@example.com", "one@example.com"] {
            let mut one = mail(&app, address);
            one.about = Some(SUBJECT);
            told(&app, &one).await;
        }
        told(&app, &mail(&app, "both@example.com")).await;

        let asked = hearing(&app, Topic::Incident, &all);
        let here = heard(&app, &asked).await;
        let elsewhere = Hearing {
            subject: Uuid::from_u128(8),
            ..asked.clone()
        };

        let said: Vec<(&str, bool)> = here
            .iter()
            .map(|one| (one.address.as_str(), one.is_for_this))
            .collect();
        assert_eq!(
            said,
            [("one@example.com", true), ("both@example.com", false)]
        );
        assert_eq!(names(&app, &elsewhere).await, ["both"]);
        let mut tx = app.db().snapshot().await.unwrap();
        let counts =
            subscribers::count_hearers(&mut tx, app.page.id, Topic::Incident, Some(SUBJECT), &all);
        let counts = counts.await.unwrap();
        assert_eq!((counts.len(), counts[0].readers), (1, 2));
    }
}

#[tokio::test]
async fn they_come_in_order_from_one_to_another_and_only_those_who_had_said_yes() {
    for app in TestApp::each().await {
        let all = reach(&app, &[]).await;
        let mut ids = Vec::new();
        for name in ["a", "b", "c", "d"] {
            ids.push(told(&app, &mail(&app, &format!("{name}@example.com"))).await);
        }
        let hook = asking(&app.page, Channel::Slack, "https://hooks.example.org/in");
        told(&app, &hook).await;
        let asked = hearing(&app, Topic::Incident, &all);

        let first = Hearing {
            limit: 2,
            ..asked.clone()
        };
        let between = Hearing {
            after: ids[0],
            upto: Some(ids[2]),
            ..asked.clone()
        };
        let early = Hearing {
            confirmed_before: app.now() - SignedDuration::from_secs(1),
            ..asked.clone()
        };
        let calls = Hearing {
            lane: Lane::Call,
            ..asked.clone()
        };

        assert_eq!(names(&app, &first).await, ["a", "b"]);
        assert_eq!(names(&app, &between).await, ["b", "c"]);
        assert!(heard(&app, &early).await.is_empty());
        assert_eq!(heard(&app, &calls).await[0].channel, Channel::Slack);
    }
}

#[tokio::test]
async fn how_many_hear_is_told_by_channel_and_language() {
    for app in TestApp::each().await {
        for (name, tag) in [("a", "fr"), ("b", "fr"), ("c", "it")] {
            let mut asked = mail(&app, &format!("{name}@example.com"));
            asked.wishes = wishes(tag);
            told(&app, &asked).await;
        }
        told(
            &app,
            &asking(&app.page, Channel::Slack, "https://hooks.example.org/in"),
        )
        .await;
        let all = reach(&app, &[]).await;
        let mut tx = app.db().snapshot().await.unwrap();

        let counts =
            subscribers::count_hearers(&mut tx, app.page.id, Topic::Incident, None, &all).await;

        let said: Vec<(&str, String, i64)> = counts
            .unwrap()
            .into_iter()
            .map(|one| (one.channel.as_str(), one.locale.to_string(), one.readers))
            .collect();
        let expected = [("email", "fr", 2), ("email", "it", 1), ("slack", "fr", 1)];
        let expected = expected.map(|(channel, tag, readers)| (channel, tag.to_owned(), readers));
        assert_eq!(said, expected);
    }
}

/// Rows that no verb wrote, for how the database reads them: by their number, every tenth for one component.
async fn many(app: &TestApp, rows: u128, component: ComponentId) {
    let mut tx = app.db().begin().await.unwrap();
    for row in 0..rows {
        let id = Uuid::from_u128(row + 1);
        let is_whole = i64::from(row % 10 != 0);
        tx.exec(
            "INSERT INTO subscriptions
                 (id, page_id, channel, lane, about_id, address, address_digest, locale, state,
                  has_incidents, has_maintenances, has_postmortems, is_whole, created_at, confirmed_at)
             VALUES ($1, $2, 'email', 'mail', $2, $3, $3, 'fr', 'active', 1, 1, 1, $4, $5, $5)",
            params![id, app.page.id, format!("{row}@example.com"), is_whole, Timestamp::UNIX_EPOCH],
        )
        .await
        .unwrap();
        if is_whole == 0 {
            tx.exec(
                "INSERT INTO subscription_components (subscription_id, component_id) VALUES ($1, $2)",
                params![id, component],
            )
            .await
            .unwrap();
        }
    }
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn among_many_a_chunk_is_read_from_where_the_last_one_ended() {
    for app in TestApp::each().await {
        let (api, site) = (app.component("API").await, app.component("Site").await);
        many(&app, 5_000, api).await;
        for (touched, expected) in [(api, 5_000), (site, 4_500)] {
            let reach = reach(&app, &[touched]).await;
            let mut asked = hearing(&app, Topic::Incident, &reach);
            asked.limit = 499;
            let mut seen = BTreeSet::new();
            loop {
                let chunk = heard(&app, &asked).await;
                let Some(last) = chunk.last() else { break };
                assert!(chunk.is_sorted_by_key(|one| one.id));
                asked.after = last.id;
                seen.extend(chunk.iter().map(|one| one.id));
            }
            assert_eq!(seen.len(), expected);
        }
    }
}
