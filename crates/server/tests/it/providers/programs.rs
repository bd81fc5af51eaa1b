//! Providers by programs: below `/v1`, and by a file.

use beffroi::{
    declarations::{self, Deed, Plan},
    members::Scope,
    providers,
};
use beffroi_domain::Actor;
use serde_json::{Value, json};

use super::pages::{Host, follows_at, watch};
use crate::{
    api::{call, json as read, key},
    support::TestApp,
};

#[tokio::test]
async fn a_program_follows_sees_settles_and_leaves() {
    for mut app in TestApp::each().await {
        let host = Host::at("127.0.0.1").await;
        host.is_statuspage("Orgelpfeife");
        host.stands(
            "Orgelpfeife",
            "major_outage",
            "critical",
            Some(("investigating", "We are looking.")),
        );
        let watch = watch(&mut app);
        let admin = key(&app, &[Scope::Admin]).await;
        let body = json!({"page_url": host.url(""), "name": "Orgel Pfeife", "pages": ["test"]});

        let rehearsed = call(&app, &admin, "POST /providers?dry_run=true", body.clone()).await;
        let made = call(&app, &admin, "POST /providers", body.clone()).await;

        assert_eq!(
            (rehearsed.status.as_u16(), made.status.as_u16()),
            (201, 201),
            "{}",
            made.body
        );
        assert_eq!(read(&made)["slug"], "orgel-pfeife");
        assert_eq!(read(&made)["status"], "unknown");
        assert_eq!(
            watch.look_at_what_is_due().await.unwrap(),
            1,
            "it is due at once"
        );
        let one = read(&call(&app, &admin, "GET /providers/orgel-pfeife", Value::Null).await);
        assert_eq!(
            (&one["status"], &one["form"]),
            (&json!("major_outage"), &json!("statuspage"))
        );
        assert_eq!(one["components"][0]["name"]["en"], "Payments");
        assert_eq!(one["open"][0]["title"]["en"], "Payments fail");
        let told = read(
            &call(
                &app,
                &admin,
                "GET /providers/orgel-pfeife/incidents",
                Value::Null,
            )
            .await,
        );
        assert_eq!(
            told["items"][0]["updates"][0]["text"]["en"],
            "We are looking."
        );
        assert_eq!(told["items"][0]["impact_seconds"], Value::Null);
        let twice = call(&app, &admin, "POST /providers", body).await;
        assert_eq!(twice.status, 422, "{}", twice.body);
        let settled = call(
            &app,
            &admin,
            "PATCH /providers/orgel-pfeife",
            json!({"name": "Orgel", "pages": []}),
        )
        .await;
        assert_eq!(read(&settled)["name"], "Orgel");
        let left = call(&app, &admin, "DELETE /providers/orgel-pfeife", Value::Null).await;
        assert_eq!(read(&left)["status"], "unknown");
        assert!(read(&left)["left_at"].is_string());
    }
}

#[tokio::test]
async fn a_key_for_one_page_sees_what_it_shows_and_follows_nothing() {
    for mut app in TestApp::each().await {
        let host = Host::at("127.0.0.1").await;
        watch(&mut app);
        follows_at(&app, "shown", &host, Some("statuspage")).await;
        let hidden = follows_at(&app, "hidden", &host, Some("statuspage")).await;
        let mut tx = app.db().begin().await.unwrap();
        providers::hide(&mut tx, app.now(), Actor::System, hidden.id, app.page.id)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let own = app.token(&[Scope::Admin]).await;
        let reader = key(&app, &[Scope::Read]).await;

        let listed = read(&call(&app, &own, "GET /providers", Value::Null).await);
        let all = read(&call(&app, &reader, "GET /providers", Value::Null).await);

        let slugs = |list: &Value| -> Vec<String> {
            let items = list["items"].as_array().unwrap().iter();
            items
                .map(|one| one["slug"].as_str().unwrap().to_owned())
                .collect()
        };
        assert_eq!(slugs(&listed), ["shown"]);
        assert_eq!(slugs(&all).len(), 2);
        let body = json!({"page_url": host.url("")});
        for (key, line) in [
            (&own, "GET /providers/hidden"),
            (&own, "POST /providers"),
            (&own, "DELETE /providers/shown"),
            (&reader, "POST /providers"),
        ] {
            let body = if line.starts_with("POST") {
                body.clone()
            } else {
                Value::Null
            };
            let answer = call(&app, key, line, body).await;
            assert!(
                [403, 404].contains(&answer.status.as_u16()),
                "{line}: {}",
                answer.status
            );
        }
        let found = call(
            &app,
            &reader,
            "GET /providers/catalogue?words=magento",
            Value::Null,
        )
        .await;
        assert_eq!(slugs(&read(&found)), ["adobe-commerce"]);
    }
}

const PAGE: &str = "[page]\nslug = \"test\"\nname.fr = \"Essai\"\nname.en = \"Test\"\nname.it = \"Prova\"\n\
    locales = [\"fr\", \"en\", \"it\"]\nzone = \"Europe/Paris\"\n";

fn declared(more: &str) -> declarations::Declared {
    declarations::read("page.toml", &format!("{PAGE}{more}")).unwrap()
}

async fn apply(app: &TestApp, more: &str) -> Plan {
    let declared = declared(more);
    let mut tx = app.db().begin().await.unwrap();
    let plan = declarations::plan(&mut tx, &declared).await.unwrap();
    declarations::apply(&mut tx, app.now(), Actor::System, &declared, &plan)
        .await
        .unwrap();
    let again = declarations::plan(&mut tx, &declared).await.unwrap();
    assert!(again.steps.is_empty(), "{again:?}");
    tx.commit().await.unwrap();
    plan
}

fn deeds(plan: &Plan) -> Vec<(Deed, &str)> {
    let steps = plan.steps.iter().filter(|step| step.key != "test");
    steps.map(|step| (step.deed, step.key.as_str())).collect()
}

async fn find(app: &TestApp, slug: &str) -> providers::Provider {
    let mut tx = app.db().snapshot().await.unwrap();
    providers::find_by_slug(&mut tx, slug)
        .await
        .unwrap()
        .unwrap()
}

#[tokio::test]
async fn a_file_follows_changes_and_leaves_and_sees_what_drifted() {
    for app in TestApp::each().await {
        let bank = "[[provider]]\nslug = \"my-bank\"\npage = \"https://status.my-bank.example/\"\nname = \"My bank\"\n";
        let both = format!("{bank}[[provider]]\nslug = \"stripe\"\ncatalogue = \"stripe\"\n");

        let first = apply(&app, &both).await;

        assert_eq!(
            deeds(&first),
            [(Deed::Make, "my-bank"), (Deed::Make, "stripe")]
        );
        let stripe = find(&app, "stripe").await;
        assert!(stripe.place.page.starts_with("https://") && stripe.left_at.is_none());
        let moved = providers::Settle {
            place: Some(beffroi_readers::watch::Place::of(
                "https://my-bank.moved.example",
            )),
            ..providers::Settle::default()
        };
        let mut tx = app.db().begin().await.unwrap();
        let bank_id = find(&app, "my-bank").await.id;
        providers::settle(&mut tx, app.now(), Actor::System, bank_id, &moved)
            .await
            .unwrap();
        providers::leave(&mut tx, app.now(), Actor::System, stripe.id)
            .await
            .unwrap();
        tx.commit().await.unwrap();

        let renamed = both.replace("My bank", "Our bank");
        let second = apply(&app, &renamed).await;

        assert_eq!(
            deeds(&second),
            [(Deed::Change, "my-bank"), (Deed::Change, "stripe")]
        );
        let drifted: Vec<bool> = second.steps.iter().map(|step| step.is_drift).collect();
        assert_eq!(
            drifted,
            [false, true],
            "a page that moved by itself is no drift; one that was left is"
        );
        let bank_now = find(&app, "my-bank").await;
        assert_eq!(
            (bank_now.name.as_str(), bank_now.place.page.as_str()),
            ("Our bank", "https://my-bank.moved.example")
        );
        assert!(find(&app, "stripe").await.left_at.is_none());

        let third = apply(
            &app,
            &renamed[..renamed.find("[[provider]]\nslug = \"stripe\"").unwrap()],
        )
        .await;

        assert_eq!(deeds(&third), [(Deed::TakeAway, "stripe")]);
        assert!(find(&app, "stripe").await.left_at.is_some());
    }
}

#[test]
fn a_provider_that_cannot_be_is_refused_with_its_line() {
    for (more, why) in [
        ("[[provider]]\nslug = \"a\"\n", "page or catalogue"),
        (
            "[[provider]]\nslug = \"a\"\ncatalogue = \"no-such\"\n",
            "no page under this slug",
        ),
        (
            "[[provider]]\nslug = \"a\"\npage = \"https://a.example\"\nform = \"x\"\n",
            "no format that we read",
        ),
    ] {
        let error = declarations::read("page.toml", &format!("{PAGE}{more}")).unwrap_err();
        assert!(
            error.message.contains(why) && error.line.is_some(),
            "{error}"
        );
    }
}
