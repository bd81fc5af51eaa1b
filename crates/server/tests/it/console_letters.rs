//! Letters that did not go: why, tried again, let go; for whoever administers all pages.

use beffroi::{
    members::Role,
    outbox::{self, Letter, Way},
};
use beffroi_channels as channels;
use beffroi_domain::MemberId;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::{
    duty::written,
    support::{Answer, TestApp, locale},
};

const LIST: &str = "/console/letters";

/// A letter that the relay refuses for ever.
async fn refused(app: &TestApp, about: MemberId, key: &str, expires_at: Option<Timestamp>) {
    let says = channels::Letter {
        locale: locale("en"),
        subject: "You are invited".to_owned(),
        greeting: "Hello,".to_owned(),
        paragraphs: vec!["Come in.".to_owned()],
        button: None,
        notes: vec![],
        signature: "Test".to_owned(),
        thread: None,
    };
    let letter = Letter {
        key,
        kind: "invitation",
        to: "bruno.secret@example.org",
        subject: Some(about.0),
        says: &says,
        expires_at,
    };
    let (now, lease) = (app.now(), SignedDuration::from_secs(60));
    let mut tx = app.db().begin().await.unwrap();
    outbox::letter(&mut tx, now, &letter).await.unwrap();
    let claimed = outbox::claim(&mut tx, now, Way::Letter, 1, lease).await;
    let problem = "the relay refuses it with 550 5.1.1";
    outbox::bury(&mut tx, now, &claimed.unwrap()[0], problem)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

/// Where the deeds of each row lead.
fn rows(answer: &Answer) -> Vec<String> {
    let links = answer.attributes(".people a", "href");
    let rows = links.iter().filter_map(|at| at.strip_suffix("/let-go"));
    rows.map(str::to_owned).collect()
}

async fn audited(app: &TestApp, at: &str) -> Vec<String> {
    let id: Uuid = at.rsplit('/').next().unwrap().parse().unwrap();
    let mut tx = app.db().snapshot().await.unwrap();
    let sql = "SELECT action FROM audit WHERE object_id = $1 ORDER BY at, id";
    let rows: Vec<(String,)> = tx.list(sql, beffroi::params![id]).await.unwrap();
    rows.into_iter().map(|(action,)| action).collect()
}

#[tokio::test]
async fn a_letter_that_did_not_go_says_why_and_no_more_than_is_needed() {
    for app in TestApp::each().await {
        let (id, admin) = app.signed_in_on(None, Role::Administrator).await;
        refused(&app, id, "a", None).await;

        let page = app.look(&admin, LIST).await;

        let row = page.text(".people > li");
        assert!(row.contains("Invitation"), "{row}");
        assert!(row.contains("administrator · …@example.org"), "{row}");
        assert!(row.contains("550 5.1.1. Check the address."), "{row}");
        assert!(row.contains("tried once"), "{row}");
        assert!(!page.body.contains("bruno") && !page.body.contains("Come in"));
    }
}

#[tokio::test]
async fn it_is_tried_again_or_let_go_and_both_are_audited() {
    for app in TestApp::each().await {
        let (id, admin) = app.signed_in_on(None, Role::Administrator).await;
        refused(&app, id, "a", None).await;
        let row = rows(&app.look(&admin, LIST).await).remove(0);

        let again = app.fill(&admin, &format!("{row}/again"), &[]).await;
        let twice = app.fill(&admin, &format!("{row}/again"), &[]).await;
        let sent = written(&app).await;
        refused(&app, id, "b", None).await;
        let other = rows(&app.look(&admin, LIST).await).remove(0);
        let asked = app.look(&admin, &format!("{other}/let-go")).await;
        let still = rows(&app.look(&admin, LIST).await).len();
        let gone = app.fill(&admin, &format!("{other}/let-go"), &[]).await;

        assert_eq!(again.header("location"), "/console/letters?done=again");
        assert_eq!(twice.status, 404, "it is no longer among those");
        assert_eq!(sent[0].0, "bruno.secret@example.org");
        assert_eq!(asked.text("h1"), "Discard this letter?");
        assert_eq!(still, 1, "asking does nothing");
        assert_eq!(gone.header("location"), "/console/letters?done=gone");
        assert!(rows(&app.look(&admin, LIST).await).is_empty());
        assert_eq!(audited(&app, &row).await, ["letter.retry"]);
        assert_eq!(audited(&app, &other).await, ["letter.let_go"]);
    }
}

#[tokio::test]
async fn what_is_not_true_any_more_is_not_sent_again_and_all_others_are_at_one_press() {
    for app in TestApp::each().await {
        let (id, admin) = app.signed_in_on(None, Role::Administrator).await;
        let soon = app.now() + SignedDuration::from_secs(1);
        refused(&app, id, "old", Some(soon)).await;
        let old = rows(&app.look(&admin, LIST).await).remove(0);
        app.app.clock.set(soon);
        for key in ["a", "b"] {
            refused(&app, id, key, None).await;
        }

        let page = app.look(&admin, LIST).await;
        let refused = app.fill(&admin, &format!("{old}/again"), &[]).await;
        let all = app.fill(&admin, "/console/letters/again", &[]).await;

        let forms = page.attributes(".people form", "action");
        assert!(!forms.contains(&format!("{old}/again")) && forms.len() == 2);
        assert_eq!(refused.status, 409);
        assert!(refused.text(".wrongs").contains("too old"));
        assert_eq!(all.status, 303);
        assert_eq!(written(&app).await.len(), 2);
        assert_eq!(rows(&app.look(&admin, LIST).await), [old]);
    }
}

#[tokio::test]
async fn whoever_does_not_administer_all_pages_sees_and_does_nothing() {
    for app in TestApp::each().await {
        let (id, admin) = app.signed_in_on(None, Role::Administrator).await;
        let on_page = app.member(Role::Administrator).await;
        let (_, publisher) = app.signed_in_on(None, Role::Publisher).await;
        refused(&app, id, "a", None).await;
        let row = rows(&app.look(&admin, LIST).await).remove(0);
        let again = format!("{row}/again");
        let let_go = format!("{row}/let-go");

        for path in [LIST, &let_go] {
            assert_eq!(app.look(&on_page, path).await.status, 404, "{path}");
            assert_eq!(app.look(&publisher, path).await.status, 403, "{path}");
            assert_eq!(app.look("", path).await.status, 303, "{path}");
        }
        for path in [&again, &let_go, "/console/letters/again"] {
            assert_eq!(app.fill(&on_page, path, &[]).await.status, 404, "{path}");
            assert_eq!(app.fill(&publisher, path, &[]).await.status, 403, "{path}");
            assert_eq!(app.fill("", path, &[]).await.status, 404, "{path}");
        }
        assert_eq!(rows(&app.look(&admin, LIST).await), [row]);
    }
}
