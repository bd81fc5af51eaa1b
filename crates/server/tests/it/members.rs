//! Members: made, let in, given roles, taken out; and the keys of programs.

use axum::{
    extract::FromRequestParts,
    http::{Request, StatusCode},
    response::IntoResponse as _,
};
use beffroi::{
    audit,
    ground::{Error, RefusalKind, Result},
    members::{self, Caller, InvitationKind, NewMember, NewToken, Role, Scope},
    outbox::{self, Way},
    web::Site,
};
use beffroi_domain::{Actor, MemberId};
use jiff::SignedDuration;

use crate::support::{TestApp, locale};

fn new_member(email: &str) -> NewMember {
    NewMember {
        name: "  Bruno   Rossi ".to_owned(),
        email: email.to_owned(),
        locale: Some(locale("it")),
    }
}

pub fn site(app: &TestApp) -> Site {
    Site {
        db: app.db().clone(),
        clock: app.app.clock.clone(),
        public_url: "http://127.0.0.1:8080".to_owned(),
        has_public_url: false,
        page: None,
        security_contact: None,
        answers_to: None,
        mail_from: None,
        has_mail: false,
        push_contact: None,
        sms: None,
        wants_factor: false,
        provider: None,
        has_machine: false,
    }
}

fn refused<T: std::fmt::Debug>(result: Result<T>) -> beffroi::ground::Refusal {
    match result {
        Err(Error::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

async fn caller(app: &TestApp, key: &str) -> Result<Caller, StatusCode> {
    let request = Request::get("/v1/pages").header("authorization", format!("OAuth {key}"));
    let (mut parts, ()) = request.body(()).unwrap().into_parts();
    let found = Caller::from_request_parts(&mut parts, &site(app)).await;
    found.map_err(|why| why.into_response().status())
}

#[tokio::test]
async fn the_first_link_makes_one_administrator_and_no_second() {
    for app in TestApp::each().await {
        let (now, mut tx) = (app.now(), app.db().begin().await.unwrap());
        let stale = members::make_first_link(&mut tx, now, Actor::System).await;
        let stale = stale.unwrap().unwrap();
        let link = members::make_first_link(&mut tx, now, Actor::System).await;
        let link = link.unwrap().unwrap();

        for bad in ["", "x", &stale] {
            let new = new_member("b@example.com");
            let made = members::create_first_administrator(&mut tx, now, bad, new).await;
            assert!(matches!(made, Err(Error::NotFound)), "{bad}");
        }
        let id =
            members::create_first_administrator(&mut tx, now, &link, new_member("B@Example.com "))
                .await
                .unwrap();

        let found = members::find_by_email(&mut tx, "b@example.COM")
            .await
            .unwrap()
            .unwrap();
        assert_eq!((found.id, found.name.as_str()), (id, "Bruno Rossi"));
        let roles = members::roles_of(&mut tx, id).await.unwrap();
        assert_eq!((roles[0].page, roles[0].role), (None, Role::Administrator));
        let again =
            members::create_first_administrator(&mut tx, now, &link, new_member("c@example.com"));
        assert!(matches!(again.await, Err(Error::NotFound)));
        let more = members::make_first_link(&mut tx, now, Actor::System)
            .await
            .unwrap();
        assert_eq!(more, None);
    }
}

#[tokio::test]
async fn a_member_without_a_name_or_with_an_address_that_is_none_or_taken_is_refused() {
    for app in TestApp::each().await {
        app.member(Role::Reader).await;
        let (now, mut tx) = (app.now(), app.db().begin().await.unwrap());
        for (email, key) in [
            ("anna@example.com", "refusal-email-taken"),
            ("anna", "refusal-email"),
            ("a@b@c", "refusal-email"),
            ("a b@example.com", "refusal-email"),
            ("<a@example.com>", "refusal-email"),
        ] {
            let made = members::create_member(&mut tx, now, Actor::System, new_member(email)).await;
            assert_eq!(refused(made).key, Some(key), "{email}");
        }
        let nameless = NewMember {
            name: " ".to_owned(),
            ..new_member("d@example.com")
        };
        let made = members::create_member(&mut tx, now, Actor::System, nameless).await;
        assert_eq!(refused(made).field, Some("name"));
    }
}

#[tokio::test]
async fn the_last_administrator_stays() {
    for app in TestApp::each().await {
        let (other, _) = app.signed_in_on(None, Role::Publisher).await;
        let (now, mut tx) = (app.now(), app.db().begin().await.unwrap());
        let anna = members::find_by_email(&mut tx, "anna@example.com")
            .await
            .unwrap()
            .unwrap();

        let demoted =
            members::grant_role(&mut tx, now, Actor::System, anna.id, None, Role::Reader).await;
        assert_eq!(refused(demoted).kind, RefusalKind::Conflict);
        drop(tx);
        let mut tx = app.db().begin().await.unwrap();
        let removed = members::remove_member(&mut tx, now, Actor::System, anna.id).await;
        assert_eq!(refused(removed).key, Some("refusal-last-administrator"));
        drop(tx);

        let mut tx = app.db().begin().await.unwrap();
        members::grant_role(
            &mut tx,
            now,
            Actor::System,
            other,
            None,
            Role::Administrator,
        )
        .await
        .unwrap();
        members::remove_member(&mut tx, now, Actor::System, anna.id)
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn whoever_is_removed_has_nothing_left_and_can_be_forgotten() {
    for app in TestApp::each().await {
        let (id, _) = app.signed_in(Role::Publisher).await;
        let actor = Actor::Member(id.0);
        let (now, mut tx) = (app.now(), app.db().begin().await.unwrap());
        let new = NewToken {
            name: "theirs".to_owned(),
            scopes: [Scope::Read].into(),
            pages: None,
            ends_at: None,
        };
        let (_, key) = members::make_token(&mut tx, now, actor, new).await.unwrap();
        let link = members::make_link(&mut tx, now, actor, InvitationKind::Recover, id)
            .await
            .unwrap();
        let early = members::forget_member(&mut tx, now, Actor::System, id).await;
        assert_eq!(refused(early).kind, RefusalKind::Conflict);

        members::remove_member(&mut tx, now, Actor::System, id)
            .await
            .unwrap();
        let twice = members::remove_member(&mut tx, now, Actor::System, id).await;
        members::forget_member(&mut tx, now, Actor::System, id)
            .await
            .unwrap();

        assert!(matches!(twice, Err(Error::NotFound)));
        assert!(members::roles_of(&mut tx, id).await.unwrap().is_empty());
        assert!(
            members::list_sessions(&mut tx, now, id)
                .await
                .unwrap()
                .is_empty()
        );
        let used = members::use_link(&mut tx, now, &link).await;
        assert!(matches!(used, Err(Error::NotFound)));
        let left = members::find_by_id(&mut tx, id).await.unwrap().unwrap();
        assert_eq!((left.name.as_str(), left.email), ("", None));
        tx.commit().await.unwrap();
        assert_eq!(
            caller(&app, &key).await.unwrap_err(),
            StatusCode::UNAUTHORIZED
        );
    }
}

#[tokio::test]
async fn a_link_is_good_once_and_for_a_while() {
    for app in TestApp::each().await {
        let (id, _) = app.signed_in(Role::Reader).await;
        let (now, mut tx) = (app.now(), app.db().begin().await.unwrap());
        let kind = InvitationKind::Recover;
        let first = members::make_link(&mut tx, now, Actor::System, kind, id)
            .await
            .unwrap();
        let link = members::make_link(&mut tx, now, Actor::System, kind, id)
            .await
            .unwrap();
        let hour = SignedDuration::from_hours(1);

        let earlier = members::find_invitation(&mut tx, now, &first).await;
        assert!(matches!(earlier, Err(Error::NotFound)));
        let late = members::find_invitation(&mut tx, now + hour, &link).await;
        assert!(matches!(late, Err(Error::NotFound)));
        members::find_invitation(&mut tx, now, &link).await.unwrap();
        let used = members::use_link(&mut tx, now, &link).await.unwrap();
        assert_eq!(used.member, Some(id));
        let again = members::use_link(&mut tx, now, &link).await;
        assert!(matches!(again, Err(Error::NotFound)));
    }
}

#[tokio::test]
async fn a_session_is_listed_and_ended_by_its_own_member_alone() {
    for app in TestApp::each().await {
        let (id, _) = app.signed_in(Role::Reader).await;
        let (other, _) = app.signed_in(Role::Reader).await;
        let (now, mut tx) = (app.now(), app.db().begin().await.unwrap());
        let own = members::list_sessions(&mut tx, now, id).await.unwrap();
        assert_eq!((own.len(), own[0].agent.as_str()), (1, "Firefox"));
        let actor = Actor::Member(other.0);

        let foreign = members::end_session(&mut tx, now, actor, other, own[0].id).await;
        assert!(matches!(foreign, Err(Error::NotFound)));
        members::end_session(&mut tx, now, Actor::Member(id.0), id, own[0].id)
            .await
            .unwrap();
        assert!(
            members::list_sessions(&mut tx, now, id)
                .await
                .unwrap()
                .is_empty()
        );
        let late = now + SignedDuration::from_hours(24 * 14);
        assert!(
            members::list_sessions(&mut tx, late, other)
                .await
                .unwrap()
                .is_empty()
        );
    }
}

#[tokio::test]
async fn a_key_opens_its_pages_within_its_scopes_until_it_ends() {
    for app in TestApp::each().await {
        let other = app.another_page("other").await;
        let key = app.token(&[Scope::Write]).await;
        let caller = caller(&app, &key).await.unwrap();
        let mut tx = app.db().snapshot().await.unwrap();

        caller
            .on(&mut tx, app.page.id, Role::Responder)
            .await
            .unwrap();
        let more = caller.on(&mut tx, app.page.id, Role::Publisher).await;
        let refusal = refused(more);
        assert_eq!(
            (refusal.kind, refusal.key),
            (RefusalKind::Forbidden, Some("refusal-scope"))
        );
        let elsewhere = caller.on(&mut tx, other.id, Role::Reader).await;
        assert!(matches!(elsewhere, Err(Error::NotFound)));
        assert!(!caller.may_bypass());
        drop(tx);

        let (now, mut tx) = (app.now(), app.db().begin().await.unwrap());
        members::revoke_token(&mut tx, now, Actor::System, caller.token.id)
            .await
            .unwrap();
        let after = caller.on(&mut tx, app.page.id, Role::Reader).await;
        assert!(matches!(after, Err(Error::NotFound)));
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn a_stranger_an_ended_key_and_a_revoked_one_are_all_401() {
    for app in TestApp::each().await {
        let (now, mut tx) = (app.now(), app.db().begin().await.unwrap());
        let new = NewToken {
            name: "short".to_owned(),
            scopes: [Scope::Admin].into(),
            pages: None,
            ends_at: Some(now + SignedDuration::from_mins(1)),
        };
        let (id, key) = members::make_token(&mut tx, now, Actor::System, new)
            .await
            .unwrap();
        let kept = members::list_tokens(&mut tx).await.unwrap().remove(0);
        tx.commit().await.unwrap();
        assert!(key.ends_with(&kept.hint) && kept.pages.is_none());
        let good = caller(&app, &key).await.unwrap();
        assert_eq!(good.actor(), Actor::Token(id));
        assert!(good.has(Scope::Publish) && !good.may_bypass());

        for bad in ["", "bfr_", &key[..key.len() - 1]] {
            assert_eq!(
                caller(&app, bad).await.unwrap_err(),
                StatusCode::UNAUTHORIZED,
                "{bad}"
            );
        }
        app.app.clock.set(now + SignedDuration::from_mins(1));
        assert_eq!(
            caller(&app, &key).await.unwrap_err(),
            StatusCode::UNAUTHORIZED
        );
    }
}

#[tokio::test]
async fn a_key_without_name_scope_page_or_future_is_refused_at_its_field() {
    for app in TestApp::each().await {
        let (now, mut tx) = (app.now(), app.db().begin().await.unwrap());
        let good = NewToken {
            name: "ci".to_owned(),
            scopes: [Scope::Read].into(),
            pages: None,
            ends_at: None,
        };
        let bad = [
            (
                "name",
                NewToken {
                    name: " ".to_owned(),
                    ..good.clone()
                },
            ),
            (
                "scopes",
                NewToken {
                    scopes: [].into(),
                    ..good.clone()
                },
            ),
            (
                "pages",
                NewToken {
                    pages: Some(vec![]),
                    ..good.clone()
                },
            ),
            (
                "ends_at",
                NewToken {
                    ends_at: Some(now),
                    ..good
                },
            ),
        ];
        for (field, new) in bad {
            let made = members::make_token(&mut tx, now, Actor::System, new).await;
            assert_eq!(refused(made).field, Some(field));
        }
    }
}

#[tokio::test]
async fn nobody_who_is_not_there_gets_a_role() {
    for app in TestApp::each().await {
        let (now, mut tx) = (app.now(), app.db().begin().await.unwrap());
        let nobody = MemberId(uuid::Uuid::from_u128(1));

        let granted =
            members::grant_role(&mut tx, now, Actor::System, nobody, None, Role::Reader).await;

        assert!(matches!(granted, Err(Error::NotFound)));
    }
}

#[tokio::test]
async fn an_invitation_goes_by_mail_in_the_members_language_where_a_relay_is_set() {
    for app in TestApp::each().await {
        let (now, mut tx) = (app.now(), app.db().begin().await.unwrap());
        let new = new_member("bruno@example.com");
        let id = members::create_member(&mut tx, now, Actor::System, new).await;
        let member = members::find_by_id(&mut tx, id.unwrap()).await.unwrap();
        let member = member.unwrap();
        let kind = InvitationKind::Invite;
        let link = members::make_link(&mut tx, now, Actor::System, kind, member.id).await;
        let link = link.unwrap();

        let without = members::send_link(&mut tx, now, &site(&app), &member, kind, &link).await;
        let with = Site {
            has_mail: true,
            ..site(&app)
        };
        let sent = members::send_link(&mut tx, now, &with, &member, kind, &link).await;

        assert!(!without.unwrap() && sent.unwrap());
        let lease = SignedDuration::from_secs(1);
        let letters = outbox::claim(&mut tx, now, Way::Letter, 9, lease).await;
        let letters = letters.unwrap();
        assert_eq!(letters.len(), 1);
        assert_eq!(letters[0].recipient.as_deref(), Some("bruno@example.com"));
        assert_eq!(
            letters[0].expires_at,
            Some(now + SignedDuration::from_hours(168))
        );
        assert!(
            !letters[0].key.contains(&link),
            "a key stays, the secret goes"
        );
        let letter: beffroi_channels::Letter = serde_json::from_str(&letters[0].body).unwrap();
        assert_eq!(letter.locale.as_str(), "it");
        assert_eq!(letter.greeting, "Buongiorno Bruno Rossi,");
        let address = format!("http://127.0.0.1:8080/console/welcome?key={link}");
        assert_eq!(letter.button.unwrap().address, address);
    }
}

#[tokio::test]
async fn whoever_is_forgotten_leaves_no_address_and_the_chain_stays_whole() {
    for app in TestApp::each().await {
        app.member(Role::Administrator).await;
        let (now, mut tx) = (app.now(), app.db().begin().await.unwrap());
        let new = new_member("bruno@example.com");
        let id = members::create_member(&mut tx, now, Actor::System, new).await;
        let member = members::find_by_id(&mut tx, id.unwrap()).await.unwrap();
        let member = member.unwrap();
        let with = Site {
            has_mail: true,
            ..site(&app)
        };
        let kind = InvitationKind::Recover;
        members::send_link(&mut tx, now, &with, &member, kind, "secret")
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let anchor = audit::seal(app.db()).await.unwrap();

        let mut tx = app.db().begin().await.unwrap();
        let actor = Actor::System;
        members::remove_member(&mut tx, now, actor, member.id)
            .await
            .unwrap();
        members::forget_member(&mut tx, now, actor, member.id)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        audit::seal(app.db()).await.unwrap();

        let mut tx = app.db().snapshot().await.unwrap();
        let found = audit::verify(&mut tx, &[anchor]).await.unwrap();
        assert_eq!(found.breaks, []);
        let sql = "SELECT COUNT(*) FROM outbox WHERE recipient IS NOT NULL OR body IS NOT NULL";
        let (left,): (i64,) = tx.load(sql, vec![]).await.unwrap();
        assert_eq!(left, 0);
        assert_eq!(
            outbox::count_waiting(&mut tx, Way::Letter).await.unwrap(),
            0
        );
    }
}
