//! Where members are reached on duty: added, confirmed by whoever reads there, put in order, removed.

use beffroi::members::{self, Role};
use beffroi_domain::MemberId;

use crate::{
    duty::written,
    support::{Answer, TestApp},
};

const LIST: &str = "/console/account/routes";
const MAIL: &str = "[mail]\nhost = \"localhost\"\nfrom = \"status@example.com\"\n";

async fn add(app: &TestApp, cookie: &str, address: &str) -> Answer {
    app.fill(cookie, LIST, &[("address", address)]).await
}

/// The path of the link that the next letter carries, and to whom.
async fn link(app: &TestApp) -> (String, String) {
    let mut letters = written(app).await;
    assert_eq!(letters.len(), 1, "one letter for each link");
    let (to, letter) = letters.remove(0);
    let address = letter.button.unwrap().address;
    (to, address.split_once("8080").unwrap().1.to_owned())
}

async fn confirm(app: &TestApp, path: &str) -> Answer {
    let key = path.split_once("key=").unwrap().1;
    app.fill("", "/console/confirm", &[("key", key)]).await
}

/// Where a call would go.
async fn reached(app: &TestApp, member: MemberId) -> Vec<String> {
    let mut tx = app.db().snapshot().await.unwrap();
    let member = members::find_by_id(&mut tx, member).await.unwrap().unwrap();
    members::addresses_of(&mut tx, &member).await.unwrap()
}

/// Where the forms of a row lead, without the deed.
fn rows(answer: &Answer) -> Vec<String> {
    let forms = answer.attributes(".people form", "action");
    let removes = forms.iter().filter_map(|at| at.strip_suffix("/remove"));
    removes.map(str::to_owned).collect()
}

#[tokio::test]
async fn an_address_counts_once_whoever_reads_there_has_said_so() {
    for mut app in TestApp::each().await {
        app.set(MAIL);
        let (id, cookie) = app.signed_in(Role::Responder).await;
        let own = reached(&app, id).await;

        let added = add(&app, &cookie, " ann@pager.example ").await;
        let (to, path) = link(&app).await;
        let asked = app.get(&path).await;
        let still = app.get(&path).await;
        let before = reached(&app, id).await;
        let waiting = app.look(&cookie, LIST).await;
        let confirmed = confirm(&app, &path).await;
        let again = confirm(&app, &path).await;

        assert_eq!(
            (added.status.as_u16(), added.header("location")),
            (303, "/console/account/routes?done=sent")
        );
        assert_eq!(to, "ann@pager.example");
        assert_eq!(asked.texts("main form button"), ["Confirm this address"]);
        assert!(asked.text(".lead").contains("ann@pager.example"));
        assert_eq!(still.status, 200, "looking uses nothing up");
        assert_eq!(before, own);
        assert!(waiting.text(".people").contains("not confirmed"));
        assert_eq!(confirmed.status, 200);
        assert!(confirmed.texts("main form").is_empty());
        assert_eq!(
            (again.status.as_u16(), app.get(&path).await.status.as_u16()),
            (422, 422)
        );
        assert_eq!(reached(&app, id).await, ["ann@pager.example"]);
    }
}

#[tokio::test]
async fn addresses_stand_in_the_order_that_their_member_gives_them_and_go_when_told() {
    for mut app in TestApp::each().await {
        app.set(MAIL);
        let (id, cookie) = app.signed_in(Role::Reader).await;
        let other = app.member(Role::Administrator).await;
        for address in ["ann@pager.example", "ann@home.example"] {
            add(&app, &cookie, address).await;
            let (_, path) = link(&app).await;
            confirm(&app, &path).await;
        }
        let second = rows(&app.look(&cookie, LIST).await).remove(1);

        let foreign = app.fill(&other, &format!("{second}/up"), &[]).await;
        let raised = app.fill(&cookie, &format!("{second}/up"), &[]).await;
        let order = reached(&app, id).await;
        let foreign_end = app.fill(&other, &format!("{second}/remove"), &[]).await;
        let gone = app.fill(&cookie, &format!("{second}/remove"), &[]).await;

        assert_eq!(
            (foreign.status.as_u16(), foreign_end.status.as_u16()),
            (404, 404)
        );
        assert_eq!((raised.status.as_u16(), gone.status.as_u16()), (303, 303));
        assert_eq!(order, ["ann@home.example", "ann@pager.example"]);
        assert_eq!(reached(&app, id).await, ["ann@pager.example"]);
    }
}

#[tokio::test]
async fn another_link_ends_the_one_before_and_so_does_time() {
    for mut app in TestApp::each().await {
        app.set(MAIL);
        let (id, cookie) = app.signed_in(Role::Reader).await;
        add(&app, &cookie, "ann@pager.example").await;
        let (_, first) = link(&app).await;
        let row = rows(&app.look(&cookie, LIST).await).remove(0);

        let sent = app.fill(&cookie, &format!("{row}/link"), &[]).await;
        let (_, second) = link(&app).await;
        let old = confirm(&app, &first).await;
        let week = jiff::SignedDuration::from_hours(24 * 7);
        app.app.clock.set(app.now() + week);
        let late = confirm(&app, &second).await;

        assert_eq!(sent.status, 303);
        assert_eq!((old.status.as_u16(), late.status.as_u16()), (422, 422));
        assert_ne!(reached(&app, id).await, ["ann@pager.example"]);
    }
}

#[tokio::test]
async fn what_cannot_be_an_address_is_refused_at_its_field_and_links_are_counted() {
    for mut app in TestApp::each().await {
        let (_, cookie) = app.signed_in(Role::Reader).await;
        let without = app.look(&cookie, LIST).await;
        app.set(MAIL);

        add(&app, &cookie, "ann@pager.example").await;
        let bad = add(&app, &cookie, "no address").await;
        let twice = add(&app, &cookie, "Ann@pager.example").await;
        for number in 2..=5 {
            add(&app, &cookie, &format!("ann@{number}.example")).await;
        }
        let sixth = add(&app, &cookie, "ann@6.example").await;
        let row = rows(&app.look(&cookie, LIST).await).remove(0);
        for _ in 0..5 {
            app.fill(&cookie, &format!("{row}/link"), &[]).await;
        }
        let often = app.fill(&cookie, &format!("{row}/link"), &[]).await;

        assert!(
            without.attributes("#address", "name").is_empty(),
            "no relay is set"
        );
        for (answer, typed) in [
            (&bad, "no address"),
            (&twice, "Ann@pager.example"),
            (&sixth, "ann@6.example"),
        ] {
            assert_eq!(answer.status, 422, "{typed}");
            assert_eq!(answer.attributes(".wrongs a", "href"), ["#address"]);
            assert_eq!(answer.attributes("#address", "value"), [typed]);
        }
        assert_eq!(often.status, 429);
        assert_eq!(written(&app).await.len(), 10);
    }
}

#[tokio::test]
async fn administrators_see_who_has_no_address_for_duty() {
    for mut app in TestApp::each().await {
        app.set(MAIL);
        let (_, admin) = app.signed_in_on(None, Role::Administrator).await;
        let (_, cookie) = app.signed_in(Role::Responder).await;
        let none = |answer: &Answer| {
            let rows = answer.texts(".people > li");
            let without = rows
                .iter()
                .filter(|row| row.contains("no address for on-call messages"));
            without.count()
        };
        let before = none(&app.look(&admin, "/console/members").await);

        add(&app, &cookie, "ann@pager.example").await;
        let (_, path) = link(&app).await;
        let waiting = none(&app.look(&admin, "/console/members").await);
        confirm(&app, &path).await;

        let after = none(&app.look(&admin, "/console/members").await);
        assert_eq!((before, waiting, after), (3, 3, 2));
    }
}
