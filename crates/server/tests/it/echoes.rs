//! What a provider says on its own page reaches those readers who asked for that provider, once, and nobody else.

mod asking;
mod browsers;
mod kept;
mod mails;
mod turns;

use std::collections::BTreeSet;

use beffroi::{
    app, params,
    providers::{Provider, Watch},
    subscribers::{Parts, Wishes},
};
use beffroi_channels::Channel;
use beffroi_domain::{Announcement, Locale, Stood, SubscriptionId, Turn};
use serde_json::Value;

use crate::{
    bell::{
        calls::{Receiver, receiver},
        hears, opens,
    },
    providers::pages::{Host, follows_at, look_later, watch},
    subscribers::{asking as ask_for, told},
    support::TestApp,
};

/// A provider whose page is looked at, and a receiver of calls.
pub struct World {
    pub app: TestApp,
    pub host: Host,
    pub watch: Watch,
    pub provider: Provider,
    pub receiver: Receiver,
}

/// A post: its id, what it says the state is, its words, and when it was published.
type Post = (&'static str, &'static str, &'static str, &'static str);

impl World {
    /// One for each database; the page was looked at once, and all was well.
    pub async fn each() -> Vec<Self> {
        let mut all = Vec::new();
        for mut app in TestApp::each().await {
            let host = Host::at("127.0.0.1").await;
            host.is_statuspage("Orgelpfeife");
            let watch = watch(&mut app);
            let provider = follows_at(&app, "orgelpfeife", &host, Some("statuspage")).await;
            watch.look_at(provider.id).await.unwrap();
            app::react(&app.app).await.unwrap();
            all.push(Self {
                receiver: receiver().await,
                app,
                host,
                watch,
                provider,
            });
        }
        all
    }

    /// From now on its page has these incidents: an id, and its posts, the newest first.
    pub fn says(&self, incidents: &[(&str, &[Post])]) {
        let all: Vec<String> = incidents
            .iter()
            .map(|(id, posts)| incident(id, posts))
            .collect();
        self.lists(&all.join(","), "");
    }

    /// The same, of incidents and planned work as they stand in its document.
    pub fn lists(&self, incidents: &str, work: &str) {
        let body = format!(
            r#"{{"page":{{"id":"p","name":"Orgelpfeife","time_zone":"Etc/UTC"}},
            "components":[{{"id":"c1","name":"Payments","status":"operational","page_id":"p"}}],
            "incidents":[{incidents}],"scheduled_maintenances":[{work}],
            "status":{{"indicator":"none","description":""}}}}"#
        );
        self.host.says("/api/v2/summary.json", &body);
    }

    /// Time passes, its page is looked at, whoever reacts does, and readers are told.
    pub async fn later(&self, minutes: i64) {
        look_later(&self.app, &self.watch, &self.provider, minutes).await;
        app::react(&self.app.app).await.unwrap();
        app::post(&self.app.app).empty().await.unwrap();
    }

    /// Somebody who hears the provider alone, by a call.
    pub async fn hears(&self, name: &str, language: &'static str) -> SubscriptionId {
        self.hears_by(Channel::Webhook, name, language).await
    }

    pub async fn hears_by(
        &self,
        channel: Channel,
        name: &str,
        language: &'static str,
    ) -> SubscriptionId {
        let address = format!("http://{}/{name}", self.receiver.at);
        let mut ask = ask_for(&self.app.page, channel, &address);
        ask.wishes = self.wishes(language);
        told(&self.app, &ask).await
    }

    /// The words of the provider alone.
    pub fn wishes(&self, language: &'static str) -> Wishes {
        Wishes {
            parts: Parts::Of(BTreeSet::new()),
            providers: [self.provider.id].into(),
            ..crate::subscribers::wishes(language)
        }
    }

    /// What came since this was last asked: to whom, and what it says.
    pub fn got(&self) -> Vec<(String, Value)> {
        let got = std::mem::take(&mut *self.receiver.got.lock().unwrap());
        let mut got: Vec<(String, Value)> = got
            .into_iter()
            .map(|(name, _, body)| (name, serde_json::from_slice(&body).unwrap()))
            .collect();
        got.sort_by(|(one, _), (other, _)| one.cmp(other));
        got
    }

    /// Everything that was announced of the provider.
    pub async fn announced(&self) -> Vec<Announcement> {
        let mut tx = self.app.db().snapshot().await.unwrap();
        let sql = "SELECT body FROM outbox WHERE way = 'broadcast' AND kind = 'provider' ORDER BY created_at, id";
        let rows: Vec<(String,)> = tx.list(sql, params![]).await.unwrap();
        rows.iter()
            .map(|(body,)| serde_json::from_str(body).unwrap())
            .collect()
    }

    /// What became of it each time, and what was said.
    pub async fn turns(&self) -> Vec<(Turn, Vec<String>)> {
        let english = Locale::of("en");
        let turn = |said: Announcement| {
            let Some(Stood::Provider(heard)) = said.stood else {
                panic!("a provider's word");
            };
            let texts = heard.posts.iter();
            let texts = texts.map(|post| post.text.get(&english).unwrap().to_owned());
            (heard.turn, texts.collect())
        };
        self.announced().await.into_iter().map(turn).collect()
    }
}

fn incident(id: &str, posts: &[Post]) -> String {
    let (_, status, _, last) = posts[0];
    let first = posts[posts.len() - 1].3;
    let resolved = match status {
        "resolved" => format!(r#""resolved_at":"{last}","#),
        _ => String::new(),
    };
    let said: Vec<String> = posts
        .iter()
        .map(|(id, status, text, at)| {
            format!(
                r#"{{"id":"{id}","status":"{status}","body":"{text}","created_at":"{at}","display_at":"{at}"}}"#
            )
        })
        .collect();
    format!(
        r#"{{"id":"{id}","name":"Payments fail","status":"{status}","impact":"major",{resolved}
        "shortlink":"https://stspg.example/{id}","created_at":"{first}","updated_at":"{last}","page_id":"p",
        "incident_updates":[{}],"components":[{{"id":"c1","name":"Payments","status":"operational"}}]}}"#,
        said.join(",")
    )
}

pub const FIRST: Post = (
    "u1",
    "investigating",
    "We are looking into it.",
    "2026-03-04T11:01:00Z",
);
pub const SECOND: Post = ("u2", "identified", "We found it.", "2026-03-04T11:06:00Z");
pub const LAST: Post = ("u3", "resolved", "It is over.", "2026-03-04T11:12:00Z");

#[tokio::test]
async fn who_asked_is_told_of_the_beginning_each_further_word_and_the_end_once_in_their_language() {
    for world in World::each().await {
        for language in ["en", "fr", "it"] {
            world.hears(language, language).await;
        }
        world.got();

        world.says(&[("i1", &[FIRST])]);
        world.later(3).await;
        let first = world.got();
        app::react(&world.app.app).await.unwrap();
        app::post(&world.app.app).empty().await.unwrap();
        world.later(2).await;
        assert!(world.got().is_empty(), "nothing changed");
        world.says(&[("i1", &[SECOND, FIRST])]);
        world.later(3).await;
        let second = world.got();
        world.says(&[("i1", &[LAST, SECOND, FIRST])]);
        world.later(6).await;
        let last = world.got();

        for (got, kind, text) in [
            (&first, "provider.opened", "We are looking into it."),
            (&second, "provider.updated", "We found it."),
            (&last, "provider.resolved", "It is over."),
        ] {
            let names: Vec<&str> = got.iter().map(|(name, _)| name.as_str()).collect();
            assert_eq!(names, ["en", "fr", "it"], "{kind}");
            for (name, body) in got {
                let data = &body["data"];
                assert_eq!(body["type"], kind);
                assert_eq!(data["language"], name.as_str());
                assert_eq!(data["text"]["language"], "en", "it is not translated");
                assert_eq!(data["text"]["plain"], text);
                assert_eq!(data["title"], "Payments fail");
                assert_eq!(data["components"], Value::Array(vec![]));
                assert_eq!(data["provider"]["id"], "orgelpfeife");
                assert_eq!(data["provider"]["title_language"], "en");
                assert_eq!(data["provider"]["official"], "https://stspg.example/i1");
                let address = data["address"].as_str().unwrap();
                assert!(address.contains(&format!("/{name}/providers/orgelpfeife/incidents/")));
            }
        }
        let data = &first[0].1["data"]["provider"];
        assert_eq!(data["posted_at"], "2026-03-04T11:01:00Z");
        assert_eq!(data["seen_at"], "2026-03-04T11:03:00Z");
        assert_eq!(first[0].1["data"]["status"], "investigating");
    }
}

#[tokio::test]
async fn nobody_is_told_what_a_first_look_found_or_what_is_long_ago() {
    for mut app in TestApp::each().await {
        let host = Host::at("127.0.0.1").await;
        host.is_statuspage("Orgelpfeife");
        let watch = watch(&mut app);
        let provider = follows_at(&app, "orgelpfeife", &host, Some("statuspage")).await;
        let world = World {
            receiver: receiver().await,
            app,
            host,
            watch,
            provider,
        };
        world.hears("en", "en").await;
        world.got();
        world.says(&[("i1", &[FIRST])]);
        world.later(3).await;
        assert!(world.got().is_empty(), "it may have stood there for years");

        const OLD: Post = ("u9", "investigating", "Long ago.", "2026-03-03T10:00:00Z");
        world.says(&[("i1", &[FIRST]), ("i9", &[OLD])]);
        world.later(3).await;
        assert!(
            world.got().is_empty(),
            "it was published more than a day ago"
        );
        let mut tx = world.app.db().begin().await.unwrap();
        let actor = beffroi_domain::Actor::System;
        let (id, now) = (world.provider.id, world.app.now());
        beffroi::providers::reread(&mut tx, now, actor, id)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        world.later(3).await;
        assert!(world.got().is_empty(), "what is read again is no news");
        world.says(&[("i1", &[SECOND, FIRST]), ("i9", &[OLD])]);
        world.later(3).await;

        assert_eq!(
            world.turns().await,
            [(Turn::Said, vec!["We found it.".to_owned()])]
        );
        assert_eq!(world.got().len(), 1);
    }
}

#[tokio::test]
async fn who_asked_for_everything_of_the_page_hears_no_provider_and_who_asked_for_one_hears_nothing_else()
 {
    for world in World::each().await {
        let app = &world.app;
        let api = app.component("API").await;
        let all = format!("http://{}/all", world.receiver.at);
        hears(app, Channel::Webhook, &all, "fr").await;
        let some = format!("http://{}/some", world.receiver.at);
        let mut ask = ask_for(&app.page, Channel::Webhook, &some);
        ask.wishes.parts = Parts::Of([api.0].into());
        told(app, &ask).await;
        world.hears("provider", "fr").await;
        let mut ask = ask_for(
            &app.page,
            Channel::Webhook,
            &format!("http://{}/both", world.receiver.at),
        );
        ask.wishes.providers = [world.provider.id].into();
        told(app, &ask).await;
        let names =
            |got: Vec<(String, Value)>| got.into_iter().map(|(name, _)| name).collect::<Vec<_>>();
        world.got();

        world.says(&[("i1", &[FIRST])]);
        world.later(3).await;
        assert_eq!(names(world.got()), ["both", "provider"]);
        // One of ours that names no service is for all of the page.
        opens(app, &[]).await;
        app::post(&app.app).empty().await.unwrap();
        assert_eq!(names(world.got()), ["all", "both", "some"]);
        let mut look = app.db().snapshot().await.unwrap();
        let said = world.announced().await;
        let counts = beffroi::deliveries::whom(&mut look, &said).await.unwrap();
        assert_eq!(counts.iter().map(|one| one.readers).sum::<i64>(), 2);
    }
}

#[tokio::test]
async fn two_nodes_tell_it_once() {
    for world in World::each().await {
        for number in 0..5 {
            world.hears(&format!("r{number}"), "en").await;
        }
        world.got();
        world.says(&[("i1", &[FIRST])]);
        look_later(&world.app, &world.watch, &world.provider, 3).await;

        let app = &world.app.app;
        let (one, other) = tokio::join!(app::react(app), app::react(app));
        one.unwrap();
        other.unwrap();
        let (first, second) = (app::post(app), app::post(app));
        let (one, other) = tokio::join!(first.empty(), second.empty());
        one.unwrap();
        other.unwrap();
        // An event that is reacted to once more, as after a crash, tells nothing once more.
        let mut tx = world.app.db().begin().await.unwrap();
        tx.exec(
            "UPDATE outbox SET state = 'waiting', ended_at = NULL WHERE kind = 'provider.changed'",
            params![],
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        app::react(app).await.unwrap();
        app::post(app).empty().await.unwrap();

        let names: Vec<String> = world.got().into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["r0", "r1", "r2", "r3", "r4"]);
        assert_eq!(world.announced().await.len(), 1);
    }
}

#[tokio::test]
async fn what_is_not_listed_any_more_is_over_without_a_word_and_a_page_that_flickers_does_not_ring()
{
    for world in World::each().await {
        world.hears("fr", "fr").await;
        world.got();
        world.says(&[("i1", &[FIRST])]);
        world.later(3).await;
        world.got();

        for _ in 0..2 {
            world.says(&[]);
            world.later(3).await;
            world.says(&[("i1", &[FIRST])]);
            world.later(3).await;
        }

        let turns: Vec<Turn> = world
            .turns()
            .await
            .into_iter()
            .map(|(turn, _)| turn)
            .collect();
        assert_eq!(turns, [Turn::New, Turn::Unlisted, Turn::Again]);
        let got = world.got();
        let (over, again) = (&got[0].1, &got[1].1);
        assert_eq!(over["type"], "provider.resolved");
        assert_eq!(over["data"]["provider"]["turn"], "unlisted");
        assert_eq!(over["data"]["text"]["plain"], "");
        assert_eq!(again["type"], "provider.updated");
    }
}

#[tokio::test]
async fn of_one_that_readers_see_no_more_or_nobody_follows_nothing_is_told() {
    for world in World::each().await {
        let id = world.hears("fr", "fr").await;
        world.got();
        let app = &world.app;
        let (now, actor) = (app.now(), beffroi_domain::Actor::System);
        let mut tx = app.db().begin().await.unwrap();
        beffroi::providers::hide(&mut tx, now, actor, world.provider.id, app.page.id)
            .await
            .unwrap();
        tx.commit().await.unwrap();

        world.says(&[("i1", &[FIRST])]);
        world.later(3).await;

        assert!(world.got().is_empty() && world.announced().await.is_empty());
        let address = asking::address_of(app, id).await;
        let manage = app.get(&address).await;
        let facts = manage.texts(".told dd").join(" | ");
        assert!(
            facts.contains("Orgelpfeife (n’est plus affiché ici"),
            "{facts}"
        );
        assert_eq!(
            manage.attributes("#provider-orgelpfeife", "checked").len(),
            1
        );
        // Who changes something else keeps it, for the day on which it is shown again.
        let fields = [
            ("deed", "change"),
            ("locale", "it"),
            ("kind", "incidents"),
            ("provider", "orgelpfeife"),
            ("only", "providers"),
        ];
        assert_eq!(app.fill("", &address, &fields).await.status, 200);
        let mut tx = app.db().begin().await.unwrap();
        beffroi::providers::show(&mut tx, now, actor, world.provider.id, app.page.id)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        world.says(&[("i1", &[SECOND, FIRST])]);
        world.later(6).await;
        let got = world.got();
        assert_eq!(got.len(), 1);
        assert_eq!(got[0].1["data"]["language"], "it");
    }
}
