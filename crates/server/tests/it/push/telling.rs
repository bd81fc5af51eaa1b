//! What is announced reaches browsers, in their language, sealed and signed; and what their services answer.

use beffroi::{incidents, params, subscribers::State};
use beffroi_channels::Channel;
use beffroi_domain::IncidentStatus;

use super::{Browser, Service, each, everything, rows, states, told, verified};
use crate::{
    bell::{fanout, hears, late, opens},
    live::deed,
    subscribers::audited,
    support::words,
};

#[tokio::test]
async fn each_browser_is_told_once_in_its_language_and_no_other_reads_it() {
    let service = Service::start().await;
    for app in each().await {
        let mut all = Vec::new();
        for locale in ["fr", "en", "it"] {
            all.push((locale, told(&app, &service, locale).await));
        }
        opens(&app, &[]).await;

        beffroi::app::post(&app.app).empty().await.unwrap();

        let given = service.given();
        assert_eq!(given.len(), 3);
        assert_eq!(fanout(&app, "call").await.sent, 3);
        let says = [
            ("fr", "Nouvel incident · Paiements", "Nous cherchons."),
            ("en", "New incident · Payments", "We are looking."),
            ("it", "Nuovo incidente · Paiements", "Stiamo cercando."),
        ];
        let mut tags = Vec::new();
        for ((locale, browser), (language, title, body)) in all.iter().zip(says) {
            let mine: Vec<_> = given.iter().filter_map(|one| browser.opens(one)).collect();
            assert_eq!((mine.len(), *locale), (1, language));
            let said = &mine[0];
            assert_eq!(said["title"], title);
            assert!(said["body"].as_str().unwrap().starts_with(body), "{said}");
            assert_eq!(said["lang"], language);
            let url = said["url"].as_str().unwrap();
            let begins = format!("https://status.example.com/{language}/incidents/");
            assert!(url.starts_with(&begins), "{url}");
            let manage = said["manage"]["url"].as_str().unwrap();
            let path = manage.strip_prefix("https://status.example.com").unwrap();
            assert_eq!(app.get(path).await.status, 200);
            tags.push(said["tag"].as_str().unwrap().to_owned());
        }
        assert!(tags.iter().all(|tag| *tag == tags[0]), "{tags:?}");
        for one in &given {
            let (_, claims) = verified(one);
            assert_eq!(claims["aud"], service.origin());
            assert_eq!(one.headers["topic"], tags[0]);
            assert_eq!(one.headers["ttl"], "86400");
            assert_eq!(one.headers["content-encoding"], "aes128gcm");
        }
    }
}

#[tokio::test]
async fn a_browser_that_is_gone_is_removed_and_one_whose_service_stumbles_is_tried_again() {
    let service = Service::start().await;
    for app in each().await {
        let mut all = Vec::new();
        for how in ["gone", "lost", "busy", "broken", "large"] {
            let browser = told(&app, &service, "en").await;
            // It answers so from now on.
            let there = browser.endpoint.replace("/well", &format!("/{how}"));
            let mut tx = app.db().begin().await.unwrap();
            tx.exec(
                "UPDATE subscriptions SET address = $2 WHERE address = $1",
                params![browser.endpoint.clone(), there.clone()],
            )
            .await
            .unwrap();
            tx.commit().await.unwrap();
            all.push(Browser {
                endpoint: there,
                ..browser
            });
        }
        opens(&app, &[]).await;

        beffroi::app::post(&app.app).empty().await.unwrap();

        assert_eq!(service.given().len(), 5);
        let mut said: Vec<_> = late(&app).await;
        said.sort_by(|one, other| one.reason.cmp(&other.reason));
        let said: Vec<_> = said
            .iter()
            .map(|one| (one.reason.as_str(), one.state.as_str()))
            .collect();
        assert_eq!(
            said,
            [
                ("asked_to_leave", "dead"),
                ("busy", "waiting"),
                ("failing", "waiting"),
                ("no_such_address", "dead"),
                ("too_large", "dead"),
            ]
        );
        let there = async |at: usize| states(&app, &all[at]).await;
        assert!(there(0).await.is_empty() && there(1).await.is_empty());
        for at in 2..5 {
            assert_eq!(there(at).await, [State::Active]);
        }
        assert_eq!(audited(&app, "subscription.gone").await, 2);
        assert_eq!(audited(&app, "subscription.pause").await, 0);
        assert_eq!(rows(&app, &all[2]).await[0].failures, 1);
    }
}

#[tokio::test]
async fn a_browser_that_is_gone_before_its_yes_is_not_asked_again() {
    let service = Service::start().await;
    for app in each().await {
        app.fill("", "/push/key", &[]).await;
        let browser = Browser::of(&service, "gone");
        browser.asks(&app, "", &everything("fr")).await;
        let post = beffroi::app::post(&app.app);

        assert_eq!(post.ask().await.unwrap(), 0);
        assert_eq!(post.ask().await.unwrap(), 0);

        assert_eq!(service.given().len(), 1);
        assert_eq!(states(&app, &browser).await, [State::Asked]);
    }
}

#[tokio::test]
async fn whoever_left_or_has_no_keys_is_told_nothing() {
    let service = Service::start().await;
    for app in each().await {
        let leaver = told(&app, &service, "fr").await;
        let path = leaver.own(&app).await.unwrap();
        app.fill("", &format!("{path}/leave"), &[]).await;
        let bare = format!("{}/bare/well", service.origin());
        hears(&app, Channel::WebPush, &bare, "fr").await;
        opens(&app, &[]).await;

        beffroi::app::post(&app.app).empty().await.unwrap();

        assert!(service.given().is_empty());
        let late = late(&app).await;
        assert_eq!(
            (late[0].state.as_str(), late[0].reason.as_str()),
            ("dead", "unfit")
        );
    }
}

#[tokio::test]
async fn further_words_on_an_incident_replace_the_first() {
    let service = Service::start().await;
    for app in each().await {
        let browser = told(&app, &service, "fr").await;
        let told = opens(&app, &[]).await;
        let post = beffroi::app::post(&app.app);
        post.empty().await.unwrap();
        let first = browser.opens(&service.given()[0]).unwrap();
        let more = incidents::PostUpdate::of(
            told.incident,
            IncidentStatus::Identified,
            words(&[("fr", "Nous avons trouvé.")]),
        );
        deed!(app, post_update, more).unwrap();

        post.empty().await.unwrap();

        let given = service.given();
        let second = browser.opens(&given[0]).unwrap();
        assert_eq!(first["tag"], second["tag"]);
        assert_ne!(first["id"], second["id"]);
        assert_eq!(given[0].headers["topic"], first["tag"].as_str().unwrap());
    }
}
