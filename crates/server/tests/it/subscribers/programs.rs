//! Lists of those who asked, for programs with a key: looked for, taken in, written out; and one person forgotten.

use beffroi::{
    members::Scope,
    subscribers::{self, State},
};
use beffroi_channels::Channel;
use beffroi_domain::Actor;
use serde_json::{Value, json};

use super::{ask, asking, audited, letters, load, mail, newest, told};
use crate::{
    api::{call, json as read, key},
    bell::{calls::receiver, late, opens},
    support::TestApp,
};

const WHY: &str = "from our old provider, who asked each of them";

fn places(list: &Value) -> Vec<&str> {
    let items = list["items"].as_array().unwrap().iter();
    items.map(|one| one["place"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_program_looks_for_subscribers_and_goes_on_where_it_was() {
    for app in TestApp::each().await {
        for name in ["ann", "bob", "cat"] {
            told(&app, &mail(&app, &format!("{name}@example.com"))).await;
        }
        ask(&app, &mail(&app, "dan@example.org")).await;
        let hook = "https://hooks.example.org/in/secret";
        told(&app, &asking(&app.page, Channel::Webhook, hook)).await;
        letters(&app).await;
        let key = app.token(&[Scope::Admin]).await;
        let get = async |query: &str| {
            let line = format!("GET /subscribers?page=test{query}");
            let answer = call(&app, &key, &line, Value::Null).await;
            assert_eq!(answer.status, 200, "{query}: {}", answer.body);
            assert!(!answer.body.contains("secret"));
            read(&answer)
        };

        let all = get("").await;
        let dan_to_ann = [
            "dan@example.org",
            "cat@example.com",
            "bob@example.com",
            "ann@example.com",
        ];
        assert_eq!(places(&all)[0], "hooks.example.org");
        assert_eq!(places(&all)[1..], dan_to_ann);
        assert_eq!(all["next"], Value::Null);
        assert_eq!(all["items"][1]["state"], "asked");
        assert_eq!(all["items"][0]["owner"], "owner@example.com");
        assert_eq!(
            places(&get("&address=ANN%40example.com").await),
            ["ann@example.com"]
        );
        assert_eq!(
            places(&get("&address=example.org&state=asked").await),
            ["dan@example.org"]
        );
        assert_eq!(
            places(&get("&channel=webhook").await),
            ["hooks.example.org"]
        );
        assert!(places(&get("&locale=it").await).is_empty());
        let first = get("&limit=2").await;
        let next = first["next"].as_str().unwrap();
        let rest = get(&format!("&after={next}")).await;
        assert_eq!(places(&rest), dan_to_ann[1..]);
    }
}

#[tokio::test]
async fn a_question_that_means_nothing_is_refused_and_a_lesser_key_learns_nothing() {
    for app in TestApp::each().await {
        told(&app, &mail(&app, "ann@example.com")).await;
        letters(&app).await;
        let brand = app.another_page("brand").await;
        let admin = app.token(&[Scope::Admin]).await;
        for query in [
            "page=test&state=away",
            "page=test&channel=pigeon",
            "page=test&after=1",
            "page=test&limit=many",
            "page=test&address=%00",
            "",
        ] {
            let line = format!("GET /subscribers?{query}");
            assert_eq!(
                call(&app, &admin, &line, Value::Null).await.status,
                422,
                "{query}"
            );
        }
        let lesser = app.token(&[Scope::Publish]).await;
        let list = json!({ "page": "test", "reason": WHY, "list": "email\nnew@example.com\n" });
        let forget = json!({ "address": "ann@example.com" });
        for (line, body) in [
            ("GET /subscribers?page=test", Value::Null),
            ("GET /subscribers/export?page=test", Value::Null),
            ("POST /subscribers/import", list.clone()),
            ("POST /subscribers/forget", forget),
        ] {
            assert_eq!(
                call(&app, &lesser, line, body.clone()).await.status,
                403,
                "{line}"
            );
            assert_eq!(call(&app, "nobody", line, body).await.status, 401, "{line}");
        }
        let elsewhere = format!("GET /subscribers?page={}", brand.slug);
        assert_eq!(
            call(&app, &admin, &elsewhere, Value::Null).await.status,
            404
        );
        assert_eq!(newest(&app).await.unwrap().address, "ann@example.com");
    }
}

#[tokio::test]
async fn a_list_is_taken_in_once_and_accounted_for_and_written_out_again() {
    for app in TestApp::each().await {
        let left = told(&app, &mail(&app, "left@example.com")).await;
        let mut tx = app.db().begin().await.unwrap();
        subscribers::leave(&mut tx, app.now(), Actor::System, left)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        letters(&app).await;
        let key = app.token(&[Scope::Admin]).await;
        let list = "email,locale\nann@example.com,it\nleft@example.com,\nrenée@example.com,\n";
        let body = json!({ "page": "test", "reason": WHY, "list": list });

        let line = "POST /subscribers/import";
        let rehearsed = call(&app, &key, &format!("{line}?dry_run=true"), body.clone()).await;
        assert_eq!(read(&rehearsed)["new"], 1);
        assert!(newest(&app).await.is_none());
        let taken = call(&app, &key, line, body.clone()).await;
        let again = call(&app, &key, line, body).await;

        assert_eq!(taken.status, 200, "{}", taken.body);
        let taken = read(&taken);
        let counts = ["new", "known", "left", "refused"].map(|name| taken[name].as_i64().unwrap());
        assert_eq!(counts, [1, 0, 1, 1]);
        assert_eq!(taken["lines"][0]["line"], 4);
        let why = taken["lines"][0]["why"].as_str().unwrap();
        assert!(why.contains("accents"), "{why}");
        assert_eq!(read(&again)["known"], 1);
        assert_eq!(audited(&app, "subscription.import").await, 2);

        let file = call(&app, &key, "GET /subscribers/export?page=test", Value::Null).await;
        assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
        assert_eq!(file.header("cache-control"), "no-store");
        let lines: Vec<&str> = file.body.lines().collect();
        assert_eq!(lines.len(), 2, "{lines:?}");
        assert!(
            lines[1].starts_with("ann@example.com,email,it,"),
            "{lines:?}"
        );
        assert_eq!(audited(&app, "subscription.export").await, 1);
    }
}

#[tokio::test]
async fn a_list_that_nobody_vouches_for_or_that_names_no_column_is_refused_at_its_field() {
    for app in TestApp::each().await {
        let key = app.token(&[Scope::Admin]).await;
        for (reason, list, field) in [
            ("because", "email\nann@example.com\n", "reason"),
            (WHY, "name\nAnn\n", "list"),
            (WHY, "", "list"),
        ] {
            let body = json!({ "page": "test", "reason": reason, "list": list });
            let refused = call(&app, &key, "POST /subscribers/import", body).await;
            assert_eq!(
                (refused.status.as_u16(), &read(&refused)["field"]),
                (422, &json!(field))
            );
        }
        assert!(newest(&app).await.is_none());
    }
}

#[tokio::test]
async fn a_person_is_forgotten_with_what_did_not_reach_them() {
    for mut app in TestApp::each().await {
        app.set("[calls]\nopen = [\"127.0.0.0/8\"]");
        let receiver = receiver().await;
        let mut told_at = Vec::new();
        for how in ["broken", "busy"] {
            let address = format!("http://{}/{how}", receiver.at);
            let id = told(&app, &asking(&app.page, Channel::Webhook, &address)).await;
            told_at.push((id, address));
        }
        letters(&app).await;
        opens(&app, &[]).await;
        beffroi::app::post(&app.app).empty().await.unwrap();
        assert_eq!(late(&app).await.len(), 2);
        let (gone, address) = &told_at[0];
        let body = json!({ "address": address });
        // A key for one page forgets there alone; this one is for all of them.
        let key = key(&app, &[Scope::Admin]).await;

        let wrong = call(
            &app,
            &key,
            "POST /subscribers/forget",
            json!({ "address": "nobody" }),
        )
        .await;
        let done = call(&app, &key, "POST /subscribers/forget", body).await;

        assert_eq!(wrong.status, 422);
        assert_eq!(read(&done), json!({ "subscriptions": 1, "owned": 0 }));
        assert!(load(&app, *gone).await.is_none());
        let late = late(&app).await;
        assert_eq!((late.len(), late[0].reason.as_str()), (1, "busy"));
        assert_eq!(load(&app, told_at[1].0).await.unwrap().state, State::Active);
        assert_eq!(audited(&app, "subscription.forget").await, 1);
        assert_eq!(audited(&app, "delivery.forget").await, 1);
    }
}
