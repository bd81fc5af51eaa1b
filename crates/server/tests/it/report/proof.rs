//! What a program has to spend, what stands in for it, and how much is too much.

use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use beffroi::web::address::Client;

use super::{case, count, each, later, one, press, press_twice, send, solve};
use crate::support::{Answer, TestApp};

const WORDS: &[(&str, &str)] = &[
    ("words", "Non va \"niente\"\r\nda ieri."),
    ("country", "IT"),
];

#[tokio::test]
async fn without_a_script_one_more_press_after_some_seconds_is_enough() {
    for app in each().await {
        let again = app.fill("", "/it/report", WORDS).await;
        assert_eq!(again.status, StatusCode::OK);
        assert_eq!(again.attributes("input[name=country]", "value"), ["IT"]);
        assert_eq!(count(&app).await, 0);

        let soon = press(&app, &again).await;
        assert_eq!((soon.status, count(&app).await), (StatusCode::OK, 0));
        let ticket = |page: &Answer| one(page, "input[name=ticket]");
        assert_eq!(ticket(&soon), ticket(&again));
        later(&app, 5);
        let sent = press(&app, &soon).await;

        let report = case(&app, &sent).await;
        assert_eq!(report.facts.words, "Non va \"niente\"\nda ieri.");
        assert_eq!(report.facts.country, "IT");
    }
}

#[tokio::test]
async fn whoever_wants_to_change_something_finds_all_that_was_written() {
    for app in each().await {
        let again = app.fill("", "/it/report", WORDS).await;
        let ticket = one(&again, "input[name=ticket]");
        let mut fields = WORDS.to_vec();
        fields.extend([("ticket", ticket.as_str()), ("deed", "edit")]);

        let form = app.fill("", "/it/report", &fields).await;

        assert_eq!(form.status, StatusCode::OK);
        assert_eq!(form.attributes("#country", "value"), ["IT"]);
        assert_eq!(one(&form, "input[name=ticket]"), ticket);
    }
}

#[tokio::test]
async fn a_field_that_nobody_sees_loses_nothing() {
    for app in each().await {
        let form = app.get("/it/report").await;
        let challenge = one(&form, "input[name=challenge]");
        let figure = solve(&challenge);
        let mut fields = WORDS.to_vec();
        fields.extend([("challenge", challenge.as_str()), ("figure", &figure)]);
        fields.push(("homepage", "https://buy.example"));

        let again = app.fill("", "/it/report", &fields).await;

        assert_eq!((again.status, count(&app).await), (StatusCode::OK, 0));
        assert!(!again.body.contains("buy.example"));
        later(&app, 5);
        case(&app, &press(&app, &again).await).await;
    }
}

#[tokio::test]
async fn a_proof_opens_one_case_and_a_form_that_comes_twice_leads_to_it() {
    for app in each().await {
        let form = app.get("/it/report").await;
        let challenge = one(&form, "input[name=challenge]");
        let figure = solve(&challenge);
        let proof = [("challenge", challenge.as_str()), ("figure", &figure)];
        let with = |words| [("words", words), proof[0], proof[1]];

        let first = app.fill("", "/it/report", &with("Non va.")).await;
        let twice = app.fill("", "/it/report", &with("Non va.")).await;
        let other = app.fill("", "/it/report", &with("Altro.")).await;

        assert_eq!(first.status, 303);
        assert_eq!(twice.header("location"), first.header("location"));
        assert_eq!((other.status, count(&app).await), (StatusCode::OK, 1));
    }
}

#[tokio::test]
async fn a_wrong_figure_and_a_strange_or_old_challenge_ask_for_one_more_press() {
    for app in each().await {
        let form = app.get("/it/report").await;
        let challenge = one(&form, "input[name=challenge]");
        let figure = solve(&challenge);
        let forged = challenge.replace('.', ".0");
        for (challenge, figure, wait) in [
            (challenge.as_str(), "x", 0),
            (&forged, solve(&forged).as_str(), 0),
            (&challenge, &figure, 3 * 3_600),
        ] {
            later(&app, wait);
            let fields = [
                ("words", "Non va."),
                ("challenge", challenge),
                ("figure", figure),
            ];
            let again = app.fill("", "/it/report", &fields).await;
            assert_eq!((again.status, count(&app).await), (StatusCode::OK, 0));
        }
    }
}

#[tokio::test]
async fn one_network_sends_twenty_in_ten_minutes_and_others_go_on() {
    for app in each().await {
        for _ in 0..20 {
            let sent = press_from(&app, "192.0.2.1").await;
            assert_eq!(sent.status, 303);
        }

        let refused = press_from(&app, "192.0.2.1").await;

        assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(refused.header("retry-after"), "600");
        assert_eq!(refused.text("#words"), "Non va.");
        assert_eq!(press_from(&app, "192.0.2.2").await.status, 303);
        later(&app, 600);
        assert_eq!(press_from(&app, "192.0.2.1").await.status, 303);
    }
}

#[tokio::test]
async fn one_network_opens_fifty_cases_in_a_day() {
    for app in each().await {
        for number in 0..50 {
            if number % 20 == 0 {
                later(&app, 700);
            }
            assert_eq!(press_from(&app, "192.0.2.1").await.status, 303, "{number}");
        }
        later(&app, 700);

        let refused = press_from(&app, "192.0.2.1").await;

        assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(
            (refused.text("#words"), count(&app).await),
            ("Non va.".to_owned(), 50)
        );
        let senders = senders(&app).await;
        assert!(
            senders
                .iter()
                .all(|one| !one.contains("192.0.2") && one == &senders[0])
        );
        later(&app, 24 * 3_600);
        assert_eq!(press_from(&app, "192.0.2.1").await.status, 303);
    }
}

#[tokio::test]
async fn a_script_is_offered_what_it_needs() {
    for app in each().await {
        let form = app.get("/it/report").await;

        assert_eq!(form.attributes("#report", "data-zeros"), ["4"]);
        let script = form.attributes("main script", "src").remove(0);
        assert_eq!(app.get(&script).await.status, 200);
        assert_eq!(send(&app, "/it/report", WORDS).await.status, 303);
        assert_eq!(press_twice(&app, "/it/report", WORDS).await.status, 303);
    }
}

async fn senders(app: &TestApp) -> Vec<String> {
    let mut tx = app.db().snapshot().await.unwrap();
    let all: Vec<(String,)> = tx.list("SELECT sender FROM reports", vec![]).await.unwrap();
    all.into_iter().map(|(one,)| one).collect()
}

/// One press and one more, from an address.
async fn press_from(app: &TestApp, client: &str) -> Answer {
    let post = async |body: String| {
        let mut request = Request::post("/it/report")
            .header("content-type", "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(body))
            .unwrap();
        request
            .extensions_mut()
            .insert(Client(client.parse().unwrap()));
        app.send(request).await
    };
    let again = post("words=Non+va.".to_owned()).await;
    let ticket = one(&again, "input[name=ticket]");
    later(app, 4);
    post(format!("words=Non+va.&ticket={ticket}")).await
}
