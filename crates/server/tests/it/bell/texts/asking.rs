//! A number is proved by a code.

use beffroi::subscribers::State;

use super::{asks, counted, figures, got, set, settings, told, types};
use crate::{
    bell::calls::receiver,
    subscribers::{audited, newest},
    support::TestApp,
};

#[tokio::test]
async fn nobody_is_offered_it_until_it_is_set_up() {
    for app in TestApp::each().await {
        let ways = app.get("/fr/subscribe").await;
        assert!(!ways.body.contains("SMS"), "{}", ways.body);
        assert_eq!(app.get("/fr/subscribe/sms").await.status, 404);
        let sent = asks(&app, "+33612345678", "fr").await.err().unwrap();
        assert_eq!(sent.status, 404);
        assert!(newest(&app).await.is_none());
    }
}

#[tokio::test]
async fn one_asks_at_a_number_and_types_the_code() {
    let gateway = receiver().await;
    for mut app in TestApp::each().await {
        app.set(&settings(&gateway, "well", ""));
        gateway.got.lock().unwrap().clear();
        let ways = app.get("/it/subscribe").await;
        let ways = ways.attributes(".told-choices a", "href");
        assert!(ways.contains(&"/it/subscribe/sms".to_owned()));
        let form = app.get("/it/subscribe/sms").await;
        assert_eq!(form.attributes("input[type=tel]", "autocomplete"), ["tel"]);
        assert!(form.body.contains("+33 e +39"), "{}", form.body);
        assert!(form.attributes("input[name=owner]", "name").is_empty());

        let place = asks(&app, "347 123 45 67", "it").await.ok().unwrap();
        let code = app.get(&place).await;
        assert_eq!(code.attributes("#code", "autocomplete"), ["one-time-code"]);
        assert_eq!(code.attributes("#code", "inputmode"), ["numeric"]);
        assert_eq!(code.header("cache-control"), "no-store");
        assert!(code.text(".lead").ends_with("67."), "{}", code.body);
        let asked = newest(&app).await.unwrap();
        assert_eq!(
            (asked.state, asked.address.as_str()),
            (State::Asked, "+393471234567")
        );
        assert!(got(&gateway).is_empty());

        let post = beffroi::app::post(&app.app);
        assert_eq!(
            (post.ask().await.unwrap(), post.ask().await.unwrap()),
            (1, 0)
        );
        let (to, text) = got(&gateway).remove(0);
        assert_eq!(to, "+393471234567");
        assert!(text.contains("il vostro codice è"), "{text}");
        let answer = types(&app, &place, &format!(" {} ", figures(&text))).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        let heard = newest(&app).await.unwrap();
        assert_eq!(
            (heard.state, heard.wishes.locale.as_str()),
            (State::Active, "it")
        );
        let manage = app.get(answer.header("location")).await;
        assert!(manage.body.contains("+393471234567"));
        // The same figures open nothing a second time.
        assert_eq!(types(&app, &place, &figures(&text)).await.status, 422);

        assert_eq!(counted(&app).await, (1, 1));
        assert_eq!(audited(&app, "subscription.ask").await, 1);
        assert_eq!(audited(&app, "subscription.confirm").await, 1);
    }
}

#[tokio::test]
async fn five_wrong_tries_end_a_code_and_so_do_ten_minutes() {
    let gateway = receiver().await;
    for mut app in TestApp::each().await {
        app.set(&settings(&gateway, "well", ""));
        for is_late in [false, true] {
            gateway.got.lock().unwrap().clear();
            let place = asks(&app, "+33612345678", "fr").await.ok().unwrap();
            beffroi::app::post(&app.app).ask().await.unwrap();
            let right = figures(&got(&gateway)[0].1);
            let wrong = if right == "000000" {
                "000001"
            } else {
                "000000"
            };
            match is_late {
                true => {
                    let past = "UPDATE phone_codes SET created_at = created_at - $1";
                    set(&app, past, 10 * 60 * 1_000_000).await;
                }
                false => {
                    for _ in 0..5 {
                        let answer = types(&app, &place, wrong).await;
                        assert_eq!(answer.status, 422);
                        assert_eq!(answer.attributes("#code", "aria-invalid"), ["true"]);
                        assert!(answer.text(".wrong").starts_with("Ce n’est pas"));
                    }
                }
            }
            let answer = types(&app, &place, &right).await;
            assert_eq!(answer.status, 422, "{}", answer.body);
            assert!(answer.text(".wrong").contains("n’est plus valable"));
            assert_eq!(newest(&app).await.unwrap().state, State::Asked);
        }
        // A ticket is of one page, and nobody makes one.
        assert_eq!(app.get("/fr/subscribe/code/abc").await.status, 404);
        assert_eq!(
            types(&app, "/fr/subscribe/code/abc", "123456").await.status,
            404
        );
    }
}

#[tokio::test]
async fn what_is_answered_is_the_same_for_a_known_number_and_for_one_that_had_its_codes() {
    let gateway = receiver().await;
    for mut app in TestApp::each().await {
        app.set(&settings(&gateway, "well", ""));
        gateway.got.lock().unwrap().clear();
        told(&app, &gateway, "+33612345678", "fr").await;

        let known = asks(&app, "06 12 34 56 78", "it").await.ok().unwrap();
        let third = asks(&app, "+33612345678", "fr").await.ok().unwrap();
        let fourth = asks(&app, "+33612345678", "fr").await.ok().unwrap();
        beffroi::app::post(&app.app).ask().await.unwrap();

        let shown = async |place: &str| app.get(place).await.texts("main p, main label");
        assert_eq!(shown(&third).await, shown(&fourth).await);
        let got = got(&gateway);
        assert_eq!((got.len(), counted(&app).await.0), (3, 3));
        for (_, text) in &got {
            assert_eq!(types(&app, &fourth, &figures(text)).await.status, 422);
        }
        // It proves the number; what it hears stays as it was.
        let italian = got.iter().find(|(_, text)| text.contains("codice"));
        let answer = types(&app, &known, &figures(&italian.unwrap().1)).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        assert_eq!(newest(&app).await.unwrap().wishes.locale.as_str(), "fr");
        // Nor does a leave open it again.
        let leave = format!("{}/leave", answer.header("location"));
        assert_eq!(app.fill("", &leave, &[]).await.status, 200);
        assert!(newest(&app).await.is_none());
        asks(&app, "+33612345678", "fr").await.ok().unwrap();
        assert_eq!(beffroi::app::post(&app.app).ask().await.unwrap(), 0);
    }
}

#[tokio::test]
async fn a_number_of_another_country_is_refused_in_words() {
    let gateway = receiver().await;
    for mut app in TestApp::each().await {
        app.set(&settings(&gateway, "well", ""));
        for (number, said) in [
            ("+41 78 123 45 67", "+33, +39"),
            ("+1 900 123 4567", "+33, +39"),
            ("+881 612 345 678", "+33, +39"),
            ("12345", "+33"),
        ] {
            let answer = asks(&app, number, "fr").await.err().unwrap();
            assert_eq!(answer.status, 422, "{number}");
            assert!(answer.text("#address-wrong").contains(said), "{number}");
            assert_eq!(answer.attributes("#address", "value"), [number]);
        }
        assert!(newest(&app).await.is_none());
        assert_eq!(counted(&app).await, (0, 0));
    }
}

#[tokio::test]
async fn where_no_more_codes_may_go_it_says_so() {
    let gateway = receiver().await;
    for (more, said) in [
        ("codes_an_hour = 1", "Attendez une heure"),
        ("codes_a_day = 1", "Attendez une heure"),
        ("segments_a_day = 1", "est épuisé"),
        ("segments_a_day = 1\nsegments_a_month = 1", "est épuisé"),
    ] {
        for mut app in TestApp::each().await {
            app.set(&settings(&gateway, "well", more));
            asks(&app, "+33612345678", "fr").await.ok().unwrap();

            let answer = asks(&app, "+33612345679", "fr").await.err().unwrap();

            assert_eq!(answer.status, 429, "{more}");
            assert!(answer.text(".wrongs li").contains(said), "{}", answer.body);
            assert_eq!(counted(&app).await, (1, 1), "{more}");
            assert_eq!(newest(&app).await.unwrap().address, "+33612345678");
        }
    }
}

#[tokio::test]
async fn a_gateway_that_takes_no_code_is_tried_again_and_one_that_may_have_is_not() {
    let gateway = receiver().await;
    for (how, waits) in [("busy", 1), ("broken", 0), ("unreadable", 0)] {
        for mut app in TestApp::each().await {
            app.set(&settings(&gateway, how, ""));
            asks(&app, "+33612345678", "fr").await.ok().unwrap();

            assert_eq!(beffroi::app::post(&app.app).ask().await.unwrap(), 0);

            let mut tx = app.db().snapshot().await.unwrap();
            let waiting = beffroi::outbox::count_waiting(&mut tx, beffroi::outbox::Way::Event);
            assert_eq!(waiting.await.unwrap(), waits, "{how}");
            drop(tx);
            assert_eq!(
                counted(&app).await,
                (1, 1),
                "a code counts when it is asked for"
            );
        }
    }
}
