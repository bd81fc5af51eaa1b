//! Whoever proved a number is told by it, as long as there is money.

use beffroi::{
    deliveries, pages,
    subscribers::{self, Looked, sheet},
};
use beffroi_channels::Channel;
use beffroi_domain::Actor;

use super::{counted, got, set, settings, told};
use crate::{
    bell::{Late, calls::receiver, fanout, hears, late, opens},
    subscribers::{audited, letters, newest},
    support::TestApp,
};

fn is(state: &str, reason: &str) -> Late {
    Late {
        state: state.to_owned(),
        reason: reason.to_owned(),
        attempts: 1,
    }
}

#[tokio::test]
async fn each_is_told_in_their_language_with_the_way_to_it_and_the_way_out() {
    let gateway = receiver().await;
    for mut app in TestApp::each().await {
        app.set(&settings(&gateway, "well", ""));
        for (number, locale) in [
            ("+33612345678", "fr"),
            ("+33612345679", "en"),
            ("+393471234567", "it"),
        ] {
            told(&app, &gateway, number, locale).await;
        }
        gateway.got.lock().unwrap().clear();
        opens(&app, &[]).await;

        beffroi::app::post(&app.app).empty().await.unwrap();

        let mut got = got(&gateway);
        got.sort();
        let headings = ["Nouvel incident", "New incident", "Nuovo incidente"];
        assert_eq!(got.len(), 3);
        for ((_, text), heading) in got.iter().zip(headings) {
            let lines: Vec<&str> = text.lines().collect();
            assert!(lines[0].ends_with(heading), "{text}");
            assert!(text.contains("/incidents/"), "{text}");
            assert!(lines.last().unwrap().starts_with("Stop"), "{text}");
        }
        assert_eq!(fanout(&app, "call").await.sent, 3);
        assert!(counted(&app).await.0 >= 6 && counted(&app).await.0 <= 9);

        let (_, text) = &got[0];
        let (_, link) = text.rsplit_once("http://127.0.0.1:8080").unwrap();
        assert_eq!(link.len(), "/s/".len() + 16, "{text}");
        let mut tx = app.db().begin().await.unwrap();
        let (now, page) = (app.now(), app.page.id);
        pages::set_access(&mut tx, now, Actor::System, page, pages::Access::Private)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        // No password stands before the way out.
        let lead = app.get(link).await;
        assert_eq!(lead.status, 303);
        let place = lead.header("location").to_owned();
        let asked = app.get(&place).await;
        assert_eq!(asked.status, 200);
        assert!(asked.body.contains("+33612345678"));
        assert_eq!(app.fill("", &place, &[]).await.status, 200);
        // An old message still leads to a word.
        let again = app.get(app.get(link).await.header("location")).await;
        assert_eq!(
            (again.status.as_u16(), again.texts(".told form").len()),
            (200, 0)
        );
        assert_eq!(app.get("/s/abcdefghijkmnpqr").await.status, 401);
        assert_eq!(audited(&app, "subscription.leave").await, 1);
    }
}

#[tokio::test]
async fn what_the_gateway_did_not_take_is_given_back_and_says_nothing_of_the_reader() {
    let gateway = receiver().await;
    for (how, more, (state, reason), is_counted, failures) in [
        ("busy", "", ("waiting", "busy"), false, 0),
        ("broken", "", ("waiting", "failing"), true, 0),
        ("gone", "", ("waiting", "unexplained"), false, 0),
        ("unreadable", "", ("dead", "unreadable"), false, 1),
        ("inwards", "", ("waiting", "moved"), false, 0),
        (
            "well",
            "answer = \"queued\"",
            ("waiting", "unexplained"),
            false,
            0,
        ),
    ] {
        for mut app in TestApp::each().await {
            app.set(&settings(&gateway, how, more));
            let id = hears(&app, Channel::Sms, "+33612345678", "fr").await;
            opens(&app, &[]).await;

            beffroi::app::post(&app.app).empty().await.unwrap();

            assert_eq!(late(&app).await, [is(state, reason)], "{how}");
            assert_eq!(counted(&app).await.0 > 0, is_counted, "{how}");
            let mut tx = app.db().snapshot().await.unwrap();
            let reader = subscribers::load(&mut tx, id).await.unwrap();
            assert_eq!(reader.failures, failures, "{how}");
            if how == "busy" {
                let sql = "SELECT due_at FROM deliveries";
                let (due,): (i64,) = tx.load(sql, vec![]).await.unwrap();
                assert_eq!(due, app.now().as_microsecond() + 120 * 1_000_000);
            }
        }
    }
}

#[tokio::test]
async fn a_gateway_in_a_private_network_is_not_called_unless_it_was_opened() {
    let gateway = receiver().await;
    for mut app in TestApp::each().await {
        let text = settings(&gateway, "well", "").replace("127.0.0.0/8", "10.0.0.0/8");
        app.set(&text);
        hears(&app, Channel::Sms, "+33612345678", "fr").await;
        opens(&app, &[]).await;

        beffroi::app::post(&app.app).empty().await.unwrap();

        assert_eq!(late(&app).await, [is("waiting", "private_address")]);
        assert!(got(&gateway).is_empty());
        assert_eq!(counted(&app).await, (0, 0));
    }
}

#[tokio::test]
async fn where_the_money_is_spent_readers_are_put_by_and_those_who_administer_told_once() {
    let gateway = receiver().await;
    for mut app in TestApp::each().await {
        app.set(&settings(&gateway, "well", "segments_a_day = 5"));
        gateway.got.lock().unwrap().clear();
        app.member(beffroi::members::Role::Reader).await;
        for number in 0..6 {
            hears(&app, Channel::Sms, &format!("+3361234567{number}"), "fr").await;
        }
        opens(&app, &[]).await;

        // Two nodes at once.
        let (one, other) = (beffroi::app::post(&app.app), beffroi::app::post(&app.app));
        let (one, other) = tokio::join!(one.empty(), other.empty());
        one.and(other).unwrap();

        let sent = got(&gateway).len();
        let (day, month) = counted(&app).await;
        let each = day / i64::try_from(sent).unwrap();
        assert!((1..6).contains(&sent) && day == month && day <= 5 && day + each > 5);
        let late = late(&app).await;
        assert_eq!(late.len(), 6 - sent);
        assert!(
            late.iter().all(|one| *one == is("dead", "spend_cap")),
            "{late:?}"
        );
        assert_eq!(audited(&app, "sms.spent").await, 1);
        let mut told = letters(&app).await;
        told.retain(|(_, letter)| {
            letter.subject.contains("SMS") || letter.subject.contains("text")
        });
        assert_eq!(told.len(), 1, "{told:?}");
        let mut tx = app.db().snapshot().await.unwrap();
        let failing = "SELECT COUNT(*) FROM subscriptions WHERE failures > 0";
        let (failing,): (i64,) = tx.load(failing, vec![]).await.unwrap();
        let newest = deliveries::progress(&mut tx, app.page.id, None, 10)
            .await
            .unwrap();
        drop(tx);
        assert_eq!(failing, 0);

        // More is allowed, and they are tried again.
        app.set(&settings(&gateway, "well", "segments_a_day = 100"));
        let mut tx = app.db().begin().await.unwrap();
        let (now, actor) = (app.now(), Actor::System);
        let broadcast = newest[0].broadcast;
        let reason = Some("spend_cap");
        deliveries::revive(&mut tx, now, actor, app.page.id, broadcast, reason)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        beffroi::app::post(&app.app).empty().await.unwrap();
        assert_eq!(got(&gateway).len(), 6);
        assert_eq!(fanout(&app, "call").await.sent, 6);
    }
}

#[tokio::test]
async fn a_month_has_its_end_too() {
    let gateway = receiver().await;
    for mut app in TestApp::each().await {
        app.set(&settings(
            &gateway,
            "well",
            "segments_a_day = 10\nsegments_a_month = 10",
        ));
        hears(&app, Channel::Sms, "+33612345678", "fr").await;
        set(
            &app,
            "INSERT INTO phone_spending (period, segments) VALUES ('2026-03', $1)",
            10,
        )
        .await;
        opens(&app, &[]).await;

        beffroi::app::post(&app.app).empty().await.unwrap();

        assert_eq!(late(&app).await, [is("dead", "spend_cap")]);
        assert_eq!(counted(&app).await, (0, 10));
        assert_eq!(audited(&app, "sms.spent").await, 1);
    }
}

#[tokio::test]
async fn without_a_gateway_or_its_country_a_reader_is_put_by() {
    let gateway = receiver().await;
    for mut app in TestApp::each().await {
        for number in ["+33612345678", "+41781234567"] {
            hears(&app, Channel::Sms, number, "fr").await;
        }
        opens(&app, &[]).await;
        beffroi::app::post(&app.app).empty().await.unwrap();
        assert_eq!(
            late(&app).await,
            [is("dead", "no_gateway"), is("dead", "no_gateway")]
        );

        app.set(&settings(&gateway, "well", ""));
        set(
            &app,
            "UPDATE deliveries SET state = 'waiting', attempts = 0, due_at = $1",
            0,
        )
        .await;
        beffroi::app::post(&app.app).empty().await.unwrap();

        assert_eq!(
            late(&app).await,
            [is("sent", "no_gateway"), is("dead", "country")]
        );
    }
}

#[tokio::test]
async fn numbers_stand_in_lists_and_are_forgotten() {
    let gateway = receiver().await;
    for mut app in TestApp::each().await {
        app.set(&settings(&gateway, "well", ""));
        told(&app, &gateway, "+33612345678", "fr").await;
        let one = newest(&app).await.unwrap();
        let line = sheet::head() + &sheet::row(&one, &[], &Default::default());
        let list = async |typed: &str| {
            let looked = Looked {
                page: app.page.id,
                channel: Some(Channel::Sms),
                state: None,
                locale: None,
                address: Some(typed.to_owned()),
                before: None,
                limit: 10,
            };
            let mut tx = app.db().snapshot().await.unwrap();
            subscribers::list(&mut tx, &looked).await.unwrap().len()
        };
        assert_eq!(
            (list("+33 6 12 34 56 78").await, list("345678").await),
            (1, 1)
        );
        assert_eq!(list("+33612345679").await, 0);

        let mut tx = app.db().begin().await.unwrap();
        let (now, actor, pages) = (app.now(), Actor::System, [app.page.id]);
        let gone = subscribers::forget_person(&mut tx, now, actor, &pages, "0033612345678").await;
        assert_eq!(gone.unwrap().subscriptions, [one.id]);
        tx.commit().await.unwrap();

        let mut tx = app.db().snapshot().await.unwrap();
        let (left,): (i64,) = tx
            .load("SELECT COUNT(*) FROM phone_codes", vec![])
            .await
            .unwrap();
        drop(tx);
        assert_eq!(left, 0);
        let why = "exported from our old page, all double opt-in";
        let again = sheet::import(app.db(), now, actor, &app.page, why, &line)
            .await
            .unwrap();
        assert_eq!((again.new, again.left), (0, 1));
        let other = "address,channel\n'+39 347 123 4567,sms\n0612345678,sms";
        let other = sheet::import(app.db(), now, actor, &app.page, why, other)
            .await
            .unwrap();
        assert_eq!((other.new, other.refused), (1, 1));
        assert_eq!(newest(&app).await.unwrap().address, "+393471234567");
    }
}
