//! The console's screens about oneself, members and keys: they work, they refuse, and whoever has no role sees
//! nothing of them.

use beffroi::members::{self, Role, Scope};
use uuid::Uuid;

use crate::support::{Answer, TestApp};

const PASSWORD: &str = "quatre mots bien choisis";

async fn administrator(app: &TestApp) -> String {
    app.signed_in_on(None, Role::Administrator).await.1
}

fn cookie(answer: &Answer) -> String {
    let set = answer.header("set-cookie");
    set.split(';').next().unwrap().to_owned()
}

/// The secret of the link that a screen shows once.
fn shown(answer: &Answer) -> String {
    let link = answer.text(".once code");
    link.split_once("?key=").unwrap().1.to_owned()
}

async fn member_of(app: &TestApp, email: &str) -> Uuid {
    let mut tx = app.db().snapshot().await.unwrap();
    let found = members::find_by_email(&mut tx, email).await.unwrap();
    found.unwrap().id.0
}

#[tokio::test]
async fn somebody_is_invited_comes_in_gets_another_role_and_leaves() {
    for app in TestApp::each().await {
        let admin = administrator(&app).await;
        let page = app.page.id.to_string();
        let invited = [
            ("name", "Bruno"),
            ("email", "bruno@example.com"),
            ("role", "responder"),
            ("page", page.as_str()),
        ];
        let answer = app.fill(&admin, "/console/members", &invited).await;
        assert_eq!(answer.status, 200);
        let key = shown(&answer);
        let choose = [("key", key.as_str()), ("password", PASSWORD)];
        let bruno = cookie(&app.fill("", "/console/welcome", &choose).await);
        let own = app.look(&bruno, "/console/account").await;
        assert_eq!(own.text("h1"), "Bruno");
        assert!(own.texts(".note")[0].contains("Responder on Test"));

        let at = format!(
            "/console/members/{}",
            member_of(&app, "bruno@example.com").await
        );
        let more = [("page", "all"), ("role", "publisher")];
        let given = app.fill(&admin, &format!("{at}/roles"), &more).await;
        assert_eq!(
            (given.status.as_u16(), given.header("location")),
            (303, at.as_str())
        );
        let taken = app
            .fill(&admin, &format!("{at}/roles/take"), &[("page", &page)])
            .await;
        assert_eq!(taken.status, 303);
        let roles = app.look(&admin, &at).await.texts(".people li p");
        assert_eq!(roles, ["Publisher on all pages"]);

        let asked = app.look(&admin, &format!("{at}/remove")).await;
        assert_eq!(asked.text("h1"), "Remove Bruno?");
        assert_eq!(
            app.look(&bruno, "/console/account").await.status,
            200,
            "asking does nothing"
        );
        let left = app.fill(&admin, &format!("{at}/remove"), &[]).await;
        assert_eq!(left.header("location"), "/console/members?done=removed");
        assert_eq!(app.look(&bruno, "/console/account").await.status, 303);
        app.fill(&admin, &format!("{at}/forget"), &[]).await;
        let all = app.look(&admin, "/console/members?done=forgotten").await;
        assert!(!all.body.contains("Bruno") && all.text(".done") == "Forgotten.");
    }
}

#[tokio::test]
async fn what_cannot_be_is_refused_with_what_was_typed() {
    for app in TestApp::each().await {
        let admin = administrator(&app).await;
        for (field, name, email, role, page) in [
            ("email", "Bruno", "bruno", "reader", "all"),
            ("email", "Bruno", "anna@example.com", "reader", "all"),
            ("name", "", "b@example.com", "reader", "all"),
            ("role", "Bruno", "b@example.com", "root", "all"),
            ("page", "Bruno", "b@example.com", "reader", "none"),
        ] {
            let typed = [
                ("name", name),
                ("email", email),
                ("role", role),
                ("page", page),
            ];
            let answer = app.fill(&admin, "/console/members", &typed).await;
            assert_eq!(answer.status, 422, "{field}");
            assert_eq!(answer.attributes("[aria-invalid]", "name"), [field]);
            assert_eq!(
                answer.attributes(".wrongs a", "href"),
                [format!("#{field}")]
            );
            assert_eq!(answer.attributes("#email", "value"), [email]);
        }
        let anna = member_of(&app, "anna@example.com").await;
        let at = format!("/console/members/{anna}");
        assert_eq!(app.look(&admin, &format!("{at}/forget")).await.status, 200);
        let early = app.fill(&admin, &format!("{at}/forget"), &[]).await;
        assert_eq!(
            early.status, 409,
            "a member is removed before they are forgotten"
        );
    }
}

#[tokio::test]
async fn who_does_not_administer_all_pages_sees_no_members_and_no_keys() {
    for app in TestApp::each().await {
        let on_page = app.member(Role::Administrator).await;
        let (_, publisher) = app.signed_in_on(None, Role::Publisher).await;
        let some = member_of(&app, "anna@example.com").await;
        let paths = [
            "/console/members".to_owned(),
            format!("/console/members/{some}"),
            format!("/console/members/{some}/remove"),
            "/console/keys".to_owned(),
        ];
        for path in paths {
            assert_eq!(app.look(&on_page, &path).await.status, 404, "{path}");
            assert_eq!(app.look(&publisher, &path).await.status, 403, "{path}");
        }
        for (path, fields) in [
            (
                "/console/members".to_owned(),
                vec![
                    ("name", "B"),
                    ("email", "b@example.com"),
                    ("role", "reader"),
                    ("page", "all"),
                ],
            ),
            (
                format!("/console/members/{some}/roles"),
                vec![("page", "all"), ("role", "reader")],
            ),
            (
                format!("/console/members/{some}/roles/take"),
                vec![("page", "all")],
            ),
            (format!("/console/members/{some}/link"), vec![]),
            (format!("/console/members/{some}/remove"), vec![]),
            (format!("/console/members/{some}/forget"), vec![]),
            (
                "/console/keys".to_owned(),
                vec![
                    ("purpose", "x"),
                    ("scopes", "admin"),
                    ("page", "all"),
                    ("days", "30"),
                ],
            ),
        ] {
            assert_eq!(
                app.fill(&on_page, &path, &fields).await.status,
                404,
                "{path}"
            );
            let told = app.fill(&publisher, &path, &fields).await.status;
            assert_eq!(told, 403, "{path}");
        }
        let ways = app.look(&on_page, "/console/account").await;
        let led = ways.attributes(".ways a", "href");
        assert!(!led.contains(&"/console/members".to_owned()), "{led:?}");
    }
}

#[tokio::test]
async fn a_password_is_changed_by_whoever_knows_it_and_other_sessions_end() {
    for app in TestApp::each().await {
        let admin = administrator(&app).await;
        let invited = [
            ("name", "Carla"),
            ("email", "c@example.com"),
            ("role", "reader"),
            ("page", "all"),
        ];
        let key = shown(&app.fill(&admin, "/console/members", &invited).await);
        let choose = [("key", key.as_str()), ("password", PASSWORD)];
        let first = cookie(&app.fill("", "/console/welcome", &choose).await);
        let sign_in = [("email", "c@example.com"), ("password", PASSWORD)];
        let second = cookie(&app.fill("", "/console/sign-in", &sign_in).await);
        let account = "/console/account/password";

        for (old, new, field) in [
            ("not mine at all", "cinq autres mots bien choisis", "old"),
            (PASSWORD, "short", "password"),
            (PASSWORD, "password12345", "password"),
        ] {
            let answer = app
                .fill(&first, account, &[("old", old), ("password", new)])
                .await;
            assert_eq!(answer.status, 422);
            assert_eq!(answer.attributes("[aria-invalid]", "name"), [field]);
        }
        let typed = [
            ("old", PASSWORD),
            ("password", "cinq autres mots bien choisis"),
        ];
        let answer = app.fill(&first, account, &typed).await;
        assert_eq!(answer.header("location"), "/console/account?done=password");
        assert_eq!(app.look(&first, "/console/account").await.status, 200);
        assert_eq!(app.look(&second, "/console/account").await.status, 303);
    }
}

#[tokio::test]
async fn sessions_are_listed_and_ended_but_not_those_of_others() {
    for app in TestApp::each().await {
        let (id, own) = app.signed_in(Role::Reader).await;
        let other = app.member(Role::Reader).await;
        let mut tx = app.db().snapshot().await.unwrap();
        let sessions = members::list_sessions(&mut tx, app.now(), id)
            .await
            .unwrap();
        drop(tx);
        let end = format!("/console/account/sessions/{}/end", sessions[0].id);

        assert_eq!(app.fill(&other, &end, &[]).await.status, 404);
        let page = app.look(&own, "/console/account").await;
        assert!(
            page.text("[aria-labelledby=own-sessions] strong") == "Firefox"
                && page.body.contains("this browser")
        );
        assert_eq!(app.fill(&own, &end, &[]).await.status, 303);
        assert_eq!(app.look(&own, "/console/account").await.status, 303);
    }
}

#[tokio::test]
async fn a_key_is_shown_once_and_taken_back() {
    for app in TestApp::each().await {
        let admin = administrator(&app).await;
        let page = app.page.id.to_string();
        let typed = [
            ("purpose", "deploys"),
            ("scopes", "read"),
            ("scopes", "publish"),
            ("page", page.as_str()),
            ("days", "90"),
        ];
        let made = app.fill(&admin, "/console/keys", &typed).await;
        assert_eq!(made.status, 200);
        let key = made.text(".once code");
        assert!(key.starts_with("bfr_"));

        let listed = app.look(&admin, "/console/keys").await;
        assert!(!listed.body.contains(&key) && listed.body.contains(&key[key.len() - 4..]));
        let mut tx = app.db().snapshot().await.unwrap();
        let kept = members::list_tokens(&mut tx).await.unwrap().remove(0);
        drop(tx);
        assert_eq!(kept.scopes, [Scope::Read, Scope::Publish].into());
        assert_eq!(kept.pages, Some(vec![app.page.id]));
        assert_eq!(
            kept.ends_at,
            Some(app.now() + jiff::SignedDuration::from_hours(24 * 90))
        );

        let revoke = format!("/console/keys/{}/revoke", kept.id);
        assert_eq!(app.fill(&admin, &revoke, &[]).await.status, 303);
        assert_eq!(app.fill(&admin, &revoke, &[]).await.status, 404);
        let nameless = [
            ("purpose", ""),
            ("scopes", "read"),
            ("page", "all"),
            ("days", "30"),
        ];
        let refused = app.fill(&admin, "/console/keys", &nameless).await;
        assert_eq!(
            (
                refused.status.as_u16(),
                refused.attributes("[aria-invalid]", "name")
            ),
            (422, vec!["purpose".to_owned()])
        );
    }
}
