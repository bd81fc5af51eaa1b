//! Lists of those who asked: taken in, looked for, written out; and one person forgotten, in the console.

use axum::http::StatusCode;
use beffroi::{
    ground::Error,
    members::Role,
    subscribers::{
        self, Looked, State,
        sheet::{self, Account},
    },
};
use beffroi_domain::{Actor, SubscriptionId};

use super::{ask, audited, letters, load, mail, newest, told};
use crate::support::TestApp;

const WHY: &str = "from our old provider, who asked each of them";

fn looked(app: &TestApp) -> Looked {
    Looked {
        page: app.page.id,
        channel: None,
        state: None,
        locale: None,
        address: None,
        before: None,
        limit: 100,
    }
}

async fn found(app: &TestApp, looked: Looked) -> Vec<String> {
    let mut tx = app.db().snapshot().await.unwrap();
    let found = subscribers::list(&mut tx, &looked).await.unwrap();
    found.into_iter().map(|one| one.address).collect()
}

async fn import(app: &TestApp, text: &str) -> Account {
    let done = sheet::import(app.db(), app.now(), Actor::System, &app.page, WHY, text);
    done.await.unwrap()
}

#[tokio::test]
async fn a_list_is_accounted_for_line_by_line_and_who_left_stays_away() {
    for app in TestApp::each().await {
        let left = told(&app, &mail(&app, "left@example.com")).await;
        let mut tx = app.db().begin().await.unwrap();
        subscribers::leave(&mut tx, app.now(), Actor::System, left)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        told(&app, &mail(&app, "here@example.com")).await;
        let text = "email;locale;kinds\r\n\
                    new@example.com;it;incidents\r\n\
                    here@example.com;;\r\n\
                    \r\n\
                    LEFT@example.com;;\r\n\
                    nobody;;\r\n\
                    other@example.com;de;\r\n\
                    third@example.com;fr;weather\r\n";

        let account = import(&app, text).await;

        assert_eq!(
            (account.new, account.known, account.left, account.refused),
            (1, 1, 1, 3)
        );
        let lines: Vec<usize> = account.why.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [6, 7, 8]);
        assert!(account.why.iter().all(|(_, refusal)| refusal.key.is_some()));
        let new = newest(&app).await.unwrap();
        assert_eq!(
            (new.address.as_str(), new.state),
            ("new@example.com", State::Active)
        );
        assert_eq!(new.wishes.locale.as_str(), "it");
        assert!(new.wishes.kinds.incidents && !new.wishes.kinds.postmortems);
        assert_eq!(audited(&app, "subscription.import").await, 1);
        letters(&app).await;
    }
}

#[tokio::test]
async fn a_list_without_a_reason_or_an_address_column_is_not_taken_in() {
    let app = TestApp::start().await;
    for (why, text) in [("because", "email\na@example.com"), (WHY, "name\nAnn")] {
        let taken = sheet::import(app.db(), app.now(), Actor::System, &app.page, why, text);
        assert!(matches!(taken.await, Err(Error::Refused(_))), "{why}");
    }
    assert!(newest(&app).await.is_none());
}

#[tokio::test]
async fn what_is_written_out_is_the_same_when_it_is_taken_in() {
    for app in TestApp::each().await {
        let api = app.component("API").await;
        let brand = app.another_page("brand").await;
        let mut some = mail(&app, "some@example.com");
        some.wishes.parts = subscribers::Parts::Of([api.0].into());
        let id = told(&app, &some).await;
        let one = load(&app, id).await.unwrap();
        let mut tx = app.db().snapshot().await.unwrap();
        let services = sheet::services(&mut tx, &app.page, &one).await.unwrap();
        drop(tx);
        let text = sheet::head() + &sheet::row(&one, &services, &Default::default());
        assert_eq!(services.len(), 1);
        let mut tx = app.db().begin().await.unwrap();
        tx.exec("DELETE FROM subscriptions", vec![]).await.unwrap();
        tx.commit().await.unwrap();

        assert_eq!(import(&app, &text).await.new, 1);

        assert_eq!(newest(&app).await.unwrap().wishes, one.wishes);
        // Another page has no such service.
        let other = sheet::import(app.db(), app.now(), Actor::System, &brand, WHY, &text);
        assert_eq!(other.await.unwrap().refused, 1);
        letters(&app).await;
    }
}

#[tokio::test]
async fn a_list_of_our_own_brings_back_neither_who_never_said_yes_nor_more_than_they_asked_for() {
    for app in TestApp::each().await {
        let mut text = sheet::head();
        ask(&app, &mail(&app, "asked@example.com")).await;
        text += &sheet::row(&newest(&app).await.unwrap(), &[], &Default::default());
        let mut one = mail(&app, "one@example.com");
        one.about = Some(uuid::Uuid::from_u128(7));
        told(&app, &one).await;
        text += &sheet::row(&newest(&app).await.unwrap(), &[], &Default::default());
        let id = told(&app, &mail(&app, "paused@example.com")).await;
        let mut tx = app.db().begin().await.unwrap();
        let (now, actor) = (app.now(), Actor::System);
        subscribers::pause(&mut tx, now, actor, super::SENDER, id, "failing")
            .await
            .unwrap();
        text += &sheet::row(
            &subscribers::load(&mut tx, id).await.unwrap(),
            &[],
            &Default::default(),
        );
        tx.exec("DELETE FROM subscriptions", vec![]).await.unwrap();
        tx.commit().await.unwrap();

        let account = import(&app, &text).await;

        assert_eq!((account.new, account.refused), (1, 2), "{text}");
        let back = newest(&app).await.unwrap();
        assert_eq!(
            (back.address.as_str(), back.state),
            ("paused@example.com", State::Paused)
        );
        letters(&app).await;
    }
}

#[tokio::test]
async fn whoever_leaves_while_a_list_is_taken_in_stays_away() {
    for app in TestApp::each().await {
        let left = told(&app, &mail(&app, "ann@example.com")).await;
        let mut leaving = app.db().begin().await.unwrap();
        subscribers::leave(&mut leaving, app.now(), Actor::System, left)
            .await
            .unwrap();
        let (db, page, now) = (app.db().clone(), app.page.clone(), app.now());
        let taking = tokio::spawn(async move {
            let text = "email\nann@example.com\n";
            sheet::import(&db, now, Actor::System, &page, WHY, text)
                .await
                .unwrap()
        });
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        leaving.commit().await.unwrap();

        let account = taking.await.unwrap();

        assert_eq!((account.new, account.left), (0, 1));
        assert!(newest(&app).await.is_none());
        letters(&app).await;
    }
}

#[tokio::test]
async fn one_looks_by_address_by_a_part_of_it_by_state_and_goes_on_where_one_was() {
    for app in TestApp::each().await {
        for name in ["ann", "bob", "a_b"] {
            told(&app, &mail(&app, &format!("{name}@example.com"))).await;
        }
        ask(&app, &mail(&app, "cat@example.org")).await;
        let by = |address: &str| Looked {
            address: Some(address.to_owned()),
            ..looked(&app)
        };

        assert_eq!(
            found(&app, by("ANN@example.com")).await,
            ["ann@example.com"]
        );
        assert_eq!(found(&app, by("example.org")).await, ["cat@example.org"]);
        assert_eq!(found(&app, by("a_b")).await, ["a_b@example.com"]);
        assert!(found(&app, by("an@example.com")).await.is_empty());
        let asked = Looked {
            state: Some(State::Asked),
            ..looked(&app)
        };
        assert_eq!(found(&app, asked).await, ["cat@example.org"]);
        let first = Looked {
            limit: 2,
            ..looked(&app)
        };
        let mut tx = app.db().snapshot().await.unwrap();
        let some = subscribers::list(&mut tx, &first).await.unwrap();
        let numbers = subscribers::count(&mut tx, app.page.id).await.unwrap();
        drop(tx);
        let rest = Looked {
            before: some.last().map(|one| one.id),
            ..looked(&app)
        };
        assert_eq!(
            found(&app, rest).await,
            ["bob@example.com", "ann@example.com"]
        );
        assert_eq!((numbers.active, numbers.asked, numbers.paused), (3, 1, 0));
        letters(&app).await;
    }
}

#[tokio::test]
async fn whoever_administers_the_page_sees_them_and_nobody_else() {
    for app in TestApp::each().await {
        let id = told(&app, &mail(&app, "ann@example.com")).await;
        let list = "/console/subscribers/test";
        let publisher = app.member(Role::Publisher).await;
        for path in [
            list.to_owned(),
            format!("{list}/list.csv"),
            format!("{list}/import"),
            format!("{list}/forget"),
            format!("{list}/{id}"),
        ] {
            assert_eq!(app.look(&publisher, &path).await.status, 403, "{path}");
            assert_ne!(app.get(&path).await.status, 200, "{path}");
        }
        let admin = app.member(Role::Administrator).await;

        let page = app.look(&admin, list).await;
        assert_eq!(page.texts(".people strong a"), ["ann@example.com"]);
        assert_eq!(app.look(&admin, &format!("{list}/{id}")).await.status, 200);
        let lead = app.look(&admin, "/console/subscribers").await;
        assert_eq!(lead.header("location"), list);
        let file = app.look(&admin, &format!("{list}/list.csv")).await;
        let lines: Vec<&str> = file.body.lines().collect();
        assert_eq!(lines.len(), 2, "{lines:?}");
        assert!(
            lines[1].starts_with("ann@example.com,email,fr,"),
            "{lines:?}"
        );
        assert_eq!(audited(&app, "subscription.export").await, 1);
        letters(&app).await;
    }
}

#[tokio::test]
async fn a_list_is_taken_in_on_the_screen_once_somebody_vouches_for_it() {
    for app in TestApp::each().await {
        let admin = app.member(Role::Administrator).await;
        let path = "/console/subscribers/test/import";
        let list = "address\nann@example.com\nnobody\n";
        let fields = [("file", list), ("reason", WHY)];
        let unvouched = app.fill(&admin, path, &fields).await;
        assert_eq!(unvouched.status, 422);
        assert!(newest(&app).await.is_none());

        let fields = [("file", list), ("reason", WHY), ("vouch", "yes")];
        let taken = app.fill(&admin, path, &fields).await;

        assert_eq!(taken.status, 200);
        let said = ["One is told from now on.", "One line could not be read."];
        assert_eq!(taken.texts(".done p"), said);
        assert_eq!(taken.texts(".told-facts dt"), ["Line 3"]);
        assert_eq!(newest(&app).await.unwrap().address, "ann@example.com");
    }
}

#[tokio::test]
async fn one_is_resumed_removed_and_a_person_forgotten_on_the_screen() {
    for app in TestApp::each().await {
        let admin = app.member(Role::Administrator).await;
        let id: SubscriptionId = told(&app, &mail(&app, "ann@example.com")).await;
        let bob = told(&app, &mail(&app, "bob@example.com")).await;
        let mut tx = app.db().begin().await.unwrap();
        subscribers::pause(
            &mut tx,
            app.now(),
            Actor::System,
            super::SENDER,
            id,
            "bounced",
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        let here = format!("/console/subscribers/test/{id}");

        let resumed = app.fill(&admin, &format!("{here}/resume"), &[]).await;
        assert_eq!(resumed.status, StatusCode::SEE_OTHER);
        assert_eq!(load(&app, id).await.unwrap().state, State::Active);
        assert_eq!(
            app.look(&admin, &format!("{here}/remove")).await.status,
            200
        );
        assert!(load(&app, id).await.is_some());
        app.fill(&admin, &format!("{here}/remove"), &[]).await;
        assert!(load(&app, id).await.is_none());

        let path = "/console/subscribers/test/forget";
        let wrong = app.fill(&admin, path, &[("address", "nobody")]).await;
        let done = app
            .fill(&admin, path, &[("address", "Bob@example.com")])
            .await;
        assert_eq!((wrong.status.as_u16(), done.status.as_u16()), (422, 200));
        assert!(load(&app, bob).await.is_none());
        letters(&app).await;
    }
}
