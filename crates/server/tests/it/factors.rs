//! Second factors and passkeys: they let in, once, and nobody else.

use beffroi::{
    audit::{self, Question},
    ground::{Error, Result, Tx},
    members::{self, CodeKey, Entry, Member, NewPasskey, Party, Role, Session, Way},
};
use beffroi_domain::{Actor, MemberId};
use jiff::{SignedDuration, Timestamp};
use totp_rs::{Builder, Secret};
use uuid::Uuid;

use crate::{authenticator::Authenticator, support::TestApp};

const ORIGIN: &str = "https://status.example.com";
const HALF_MINUTE: SignedDuration = SignedDuration::from_secs(30);

/// What an app with this key shows.
pub fn shown(key: &str, now: Timestamp) -> String {
    let secret = Secret::try_from_base32(key).unwrap();
    let totp = Builder::new().with_secret(secret).build().unwrap();
    totp.generate(now.as_second().unsigned_abs()).to_string()
}

fn key_of<T: std::fmt::Debug>(result: Result<T>) -> &'static str {
    match result {
        Err(Error::Refused(refusal)) => refusal.key.unwrap(),
        other => panic!("{other:?}"),
    }
}

async fn waits(tx: &mut Tx, now: Timestamp, member: MemberId) -> Session {
    match members::enter(tx, now, member, Way::Password, "Firefox")
        .await
        .unwrap()
    {
        Entry::Asked(secret) => members::find_waiting(tx, now, &secret)
            .await
            .unwrap()
            .unwrap(),
        other => panic!("{other:?}"),
    }
}

async fn is_in(tx: &mut Tx, now: Timestamp, member: MemberId, way: Way) -> bool {
    let entry = members::enter(tx, now, member, way, "Firefox")
        .await
        .unwrap();
    matches!(entry, Entry::In(_))
}

/// How often a deed was done to a member.
async fn told(tx: &mut Tx, action: &str, member: MemberId) -> usize {
    let asked = Question {
        action: Some(action.to_owned()),
        object: Some(member.0),
        ..Question::default()
    };
    audit::search(tx, &asked, 100).await.unwrap().len()
}

/// An app that is taken on: its key, and the recovery codes.
async fn with_app(tx: &mut Tx, now: Timestamp, member: MemberId) -> (String, Vec<String>) {
    let (key, actor) = (CodeKey::random(), Actor::Member(member.0));
    let code = shown(&key.text(), now);
    let codes = members::add_codes(tx, now, actor, member, &key, &code).await;
    (key.text(), codes.unwrap())
}

async fn load(tx: &mut Tx, member: MemberId) -> Member {
    members::find_by_id(tx, member).await.unwrap().unwrap()
}

/// A passkey that is taken on.
async fn with_passkey(
    tx: &mut Tx,
    now: Timestamp,
    member: MemberId,
) -> (Authenticator, Vec<String>) {
    let (party, session, owner) = (party(), Uuid::now_v7(), load(tx, member).await);
    let asked = members::ask_new_passkey(tx, now, &party, session, &owner).await;
    let (device, answer) = Authenticator::made(&asked.unwrap(), ORIGIN);
    let codes = members::add_passkey(
        tx,
        now,
        Actor::Member(member.0),
        &party,
        NewPasskey {
            member,
            session,
            name: "laptop",
            answer: &answer,
        },
    );
    (device, codes.await.unwrap())
}

fn party() -> Party {
    Party::of(ORIGIN).unwrap()
}

#[tokio::test]
async fn an_app_counts_once_it_proved_its_key_and_each_of_its_codes_is_good_once() {
    for app in TestApp::each().await {
        let (member, _) = app.signed_in(Role::Reader).await;
        let (now, mut tx) = (app.now(), app.db().begin().await.unwrap());
        let (key, actor) = (CodeKey::random(), Actor::Member(member.0));

        let wrong = members::add_codes(&mut tx, now, actor, member, &key, "000000").await;
        assert_eq!(key_of(wrong), "refusal-code-new");
        assert!(is_in(&mut tx, now, member, Way::Password).await);
        let code = shown(&key.text(), now);
        let codes = members::add_codes(&mut tx, now, actor, member, &key, &code)
            .await
            .unwrap();
        assert_eq!(codes.len(), 10);
        let again = members::add_codes(&mut tx, now, actor, member, &key, &code).await;
        assert_eq!(key_of(again), "refusal-codes-there");

        let first = waits(&mut tx, now, member).await;
        let second = waits(&mut tx, now, member).await;
        let used = members::answer(&mut tx, now, &first, &code).await;
        assert_eq!(key_of(used), "refusal-code", "it proved the key already");
        let then = now + HALF_MINUTE;
        let next = shown(&key.text(), then);
        members::answer(&mut tx, then, &first, &next).await.unwrap();
        let replayed = members::answer(&mut tx, then, &second, &next).await;
        assert_eq!(key_of(replayed), "refusal-code");
        let before = members::answer(&mut tx, then, &second, &code).await;
        assert_eq!(key_of(before), "refusal-code", "nor one that is older");
        assert_eq!(told(&mut tx, "member.codes.add", member).await, 1);
        assert_eq!(told(&mut tx, "member.codes.use", member).await, 1);
    }
}

#[tokio::test]
async fn the_second_factor_is_asked_after_password_and_link_and_after_nothing_else() {
    for app in TestApp::each().await {
        let (member, _) = app.signed_in(Role::Reader).await;
        let (stranger, _) = app.signed_in(Role::Reader).await;
        let (now, mut tx) = (app.now(), app.db().begin().await.unwrap());
        let (key, _) = with_app(&mut tx, now, member).await;

        assert!(!is_in(&mut tx, now, member, Way::Password).await);
        assert!(!is_in(&mut tx, now, member, Way::Link).await);
        assert!(is_in(&mut tx, now, member, Way::Passkey).await);
        assert!(is_in(&mut tx, now, member, Way::Provider).await);
        let open = members::list_sessions(&mut tx, now, member).await.unwrap();
        assert_eq!(
            open.len(),
            3,
            "one of the test's, and two that opened something"
        );
        let waiting = members::enter(&mut tx, now, member, Way::Password, "")
            .await
            .unwrap();
        let late = now + SignedDuration::from_mins(10);
        let found = members::find_waiting(&mut tx, late, waiting.secret())
            .await
            .unwrap();
        assert_eq!(found, None, "nobody waits for ever");
        let elsewhere = members::use_code(&mut tx, late, stranger, &shown(&key, late)).await;
        assert!(!elsewhere.unwrap(), "somebody else's app");
    }
}

#[tokio::test]
async fn a_recovery_code_lets_in_once_and_new_ones_end_the_old() {
    for app in TestApp::each().await {
        let (member, _) = app.signed_in(Role::Reader).await;
        let (now, mut tx) = (app.now(), app.db().begin().await.unwrap());
        let (_, codes) = with_app(&mut tx, now, member).await;

        let waiting = waits(&mut tx, now, member).await;
        let typed = codes[0].to_uppercase().replace('-', " ");
        members::answer(&mut tx, now, &waiting, &typed)
            .await
            .unwrap();
        let waiting = waits(&mut tx, now, member).await;
        let again = members::answer(&mut tx, now, &waiting, &codes[0]).await;
        assert_eq!(key_of(again), "refusal-code");
        let factors = members::factors_of(&mut tx, member).await.unwrap();
        assert_eq!(factors.recovery_left, 9);
        let actor = Actor::Member(member.0);
        let renewed = members::renew_recovery_codes(&mut tx, now, actor, member).await;
        let old = members::answer(&mut tx, now, &waiting, &codes[1]).await;
        assert_eq!(key_of(old), "refusal-code");
        members::answer(&mut tx, now, &waiting, &renewed.unwrap()[0])
            .await
            .unwrap();
        assert_eq!(told(&mut tx, "member.recovery.use", member).await, 2);
    }
}

#[tokio::test]
async fn a_passkey_lets_in_without_a_name_and_an_answer_counts_once() {
    for app in TestApp::each().await {
        let (member, _) = app.signed_in(Role::Reader).await;
        let (now, mut tx, party) = (app.now(), app.db().begin().await.unwrap(), party());
        let (mut device, codes) = with_passkey(&mut tx, now, member).await;
        assert_eq!(codes.len(), 10, "the first factor");

        let asked = members::ask_for_passkey(&mut tx, now, &party, "cookie")
            .await
            .unwrap();
        let answer = device.signed(&asked);
        let other = members::use_passkey(&mut tx, now, &party, "another", &answer).await;
        assert_eq!(key_of(other), "refusal-passkey", "another browser");
        let entered = members::use_passkey(&mut tx, now, &party, "cookie", &answer).await;
        assert_eq!(entered.unwrap(), member);
        let again = members::use_passkey(&mut tx, now, &party, "cookie", &answer).await;
        assert_eq!(key_of(again), "refusal-passkey", "it was answered");

        let asked = members::ask_for_passkey(&mut tx, now, &party, "cookie")
            .await
            .unwrap();
        let answer = device.signed(&asked);
        let late = now + SignedDuration::from_mins(6);
        let slow = members::use_passkey(&mut tx, late, &party, "cookie", &answer).await;
        assert_eq!(key_of(slow), "refusal-passkey", "too late");
        assert_eq!(told(&mut tx, "member.passkey.use", member).await, 1);
        assert!(
            !is_in(&mut tx, now, member, Way::Password).await,
            "it is a factor too"
        );
    }
}

#[tokio::test]
async fn a_passkey_of_another_place_a_copy_and_one_without_its_owner_are_refused() {
    for app in TestApp::each().await {
        let (member, _) = app.signed_in(Role::Reader).await;
        let (now, mut tx, party) = (app.now(), app.db().begin().await.unwrap(), party());
        let (mut device, _) = with_passkey(&mut tx, now, member).await;
        let mut answers = vec![];
        for lie in ["origin", "absent", "challenge"] {
            let mut asked = members::ask_for_passkey(&mut tx, now, &party, lie)
                .await
                .unwrap();
            device.origin = if lie == "origin" {
                "https://evil.example"
            } else {
                ORIGIN
            };
            device.is_verified = lie != "absent";
            if lie == "challenge" {
                asked["challenge"] = "c29tZXRoaW5nIGVsc2UgdG8gc2lnbiBvZiAzMiBieXQ".into();
            }
            answers.push((lie, device.signed(&asked)));
        }
        answers.push(("rubbish", "{}".to_owned()));

        for (lie, answer) in answers {
            let used = members::use_passkey(&mut tx, now, &party, lie, &answer).await;
            assert_eq!(key_of(used), "refusal-passkey", "{lie}");
        }
        let asked = members::ask_for_passkey(&mut tx, now, &party, "x")
            .await
            .unwrap();
        let (mut unknown, _) = {
            let owner = load(&mut tx, member).await;
            let options = members::ask_new_passkey(&mut tx, now, &party, Uuid::now_v7(), &owner);
            Authenticator::made(&options.await.unwrap(), ORIGIN)
        };
        let used = members::use_passkey(&mut tx, now, &party, "x", &unknown.signed(&asked)).await;
        assert_eq!(key_of(used), "refusal-passkey", "never taken on");
    }
}

#[tokio::test]
async fn a_passkey_is_taken_on_by_the_session_that_asked_and_by_one_member() {
    for app in TestApp::each().await {
        let (member, _) = app.signed_in(Role::Reader).await;
        let (other, _) = app.signed_in(Role::Reader).await;
        let (now, mut tx, party) = (app.now(), app.db().begin().await.unwrap(), party());
        let (owner, session) = (load(&mut tx, member).await, Uuid::now_v7());
        let asked = members::ask_new_passkey(&mut tx, now, &party, session, &owner)
            .await
            .unwrap();
        let (_, answer) = Authenticator::made(&asked, ORIGIN);
        let new = NewPasskey {
            member,
            session,
            name: "laptop",
            answer: &answer,
        };
        let actor = Actor::Member(member.0);

        let elsewhere = NewPasskey {
            session: Uuid::now_v7(),
            ..new
        };
        let taken = members::add_passkey(&mut tx, now, actor, &party, elsewhere).await;
        assert_eq!(key_of(taken), "refusal-passkey", "another session");
        let nameless = NewPasskey { name: " ", ..new };
        let taken = members::add_passkey(&mut tx, now, actor, &party, nameless).await;
        assert_eq!(key_of(taken), "refusal-passkey-name");
        members::add_passkey(&mut tx, now, actor, &party, new)
            .await
            .unwrap();
        let taken = members::add_passkey(&mut tx, now, actor, &party, new).await;
        assert_eq!(key_of(taken), "refusal-passkey", "twice");

        let id = members::factors_of(&mut tx, member).await.unwrap().passkeys[0].id;
        let stranger = Actor::Member(other.0);
        let named = members::rename_passkey(&mut tx, now, stranger, other, id, "mine").await;
        assert!(matches!(named, Err(Error::NotFound)));
        let removed = members::remove_passkey(&mut tx, now, stranger, other, id, session).await;
        assert!(matches!(removed, Err(Error::NotFound)));
        members::rename_passkey(&mut tx, now, actor, member, id, " phone ")
            .await
            .unwrap();
        let factors = members::factors_of(&mut tx, member).await.unwrap();
        assert_eq!(factors.passkeys[0].name, "phone");
    }
}

#[tokio::test]
async fn the_last_factor_takes_the_recovery_codes_along_and_ends_other_sessions() {
    for app in TestApp::each().await {
        let (member, _) = app.signed_in(Role::Reader).await;
        let (now, mut tx) = (app.now(), app.db().begin().await.unwrap());
        with_app(&mut tx, now, member).await;
        with_passkey(&mut tx, now, member).await;
        let actor = Actor::Member(member.0);
        let own = members::list_sessions(&mut tx, now, member).await.unwrap()[0].id;
        members::enter(&mut tx, now, member, Way::Provider, "")
            .await
            .unwrap();

        members::remove_codes(&mut tx, now, actor, member, own)
            .await
            .unwrap();
        let left = members::factors_of(&mut tx, member).await.unwrap();
        assert_eq!((left.recovery_left, left.passkeys.len()), (10, 1));
        let sessions = members::list_sessions(&mut tx, now, member).await.unwrap();
        assert_eq!((sessions.len(), sessions[0].id), (1, own));
        let gone = members::remove_codes(&mut tx, now, actor, member, own).await;
        assert!(matches!(gone, Err(Error::NotFound)));
        let last = left.passkeys[0].id;
        members::remove_passkey(&mut tx, now, actor, member, last, own)
            .await
            .unwrap();
        let left = members::factors_of(&mut tx, member).await.unwrap();
        assert_eq!(left, members::Factors::default());
        assert!(is_in(&mut tx, now, member, Way::Password).await);
    }
}

#[tokio::test]
async fn a_lost_factor_is_taken_away_with_all_sessions() {
    for app in TestApp::each().await {
        let (member, _) = app.signed_in(Role::Reader).await;
        let (now, mut tx) = (app.now(), app.db().begin().await.unwrap());
        let none = members::take_factors(&mut tx, now, Actor::System, member).await;
        assert_eq!(key_of(none), "refusal-no-factor");
        with_app(&mut tx, now, member).await;
        with_passkey(&mut tx, now, member).await;

        members::take_factors(&mut tx, now, Actor::System, member)
            .await
            .unwrap();

        let left = members::factors_of(&mut tx, member).await.unwrap();
        assert_eq!(left, members::Factors::default());
        let sessions = members::list_sessions(&mut tx, now, member).await.unwrap();
        assert_eq!(sessions, []);
        assert!(is_in(&mut tx, now, member, Way::Password).await);
        assert_eq!(told(&mut tx, "member.factors.take", member).await, 1);
    }
}
