//! Live incidents: opened, told, resolved, reopened; their windows one by one; who wins where they meet.

mod behind;
mod drafts;
mod windows;

use beffroi::{
    ground::{Error, Refusal, RefusalKind, Tx},
    incidents::{
        self, AddWindow, CorrectWindow, EndWindow, OpenIncident, PostUpdate, Reopen, Resolve,
        Rules, Told, Version, Window,
    },
    pages,
};
use beffroi_domain::{
    Actor, ComponentId, ComponentStatus, Impact, ImpactWindow, Incident, IncidentId,
    IncidentStatus, LocalizedText, Moment, WindowEnd, announcement::Occasion,
};
use jiff::Timestamp;
use uuid::Uuid;

use crate::support::{TestApp, at, locale, words};

pub const ANNA: Actor = Actor::Member(Uuid::from_u128(1));

/// The page asks that a second person looks before anything goes out.
pub async fn asks_for_a_second_look(app: &TestApp) {
    let rules = Rules {
        needs_approval: true,
        ..Rules::default()
    };
    let mut tx = app.db().begin().await.unwrap();
    let set = incidents::set_rules(&mut tx, app.now(), ANNA, app.page.id, &rules).await;
    set.unwrap();
    tx.commit().await.unwrap();
}

/// One deed, committed; rolled back when it is refused.
macro_rules! deed {
    ($app:expr, $verb:ident, $command:expr) => {
        $crate::live::deed!($app, $app.now(), $verb, $command)
    };
    ($app:expr, $now:expr, $verb:ident, $command:expr) => {{
        let mut tx = $app.db().begin().await.unwrap();
        let done = beffroi::incidents::$verb(&mut tx, $now, $crate::live::ANNA, $command).await;
        if done.is_ok() {
            tx.commit().await.unwrap();
        }
        done
    }};
}
pub(crate) use deed;

pub fn refusal<T: std::fmt::Debug>(done: Result<T, Error>) -> Refusal {
    match done {
        Err(Error::Refused(refusal)) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}

pub async fn read(app: &TestApp, id: IncidentId) -> Incident {
    let mut tx = app.db().snapshot().await.unwrap();
    incidents::load(&mut tx, app.page.id, id).await.unwrap()
}

async fn windows(app: &TestApp, id: IncidentId) -> Vec<Window> {
    let mut tx = app.db().snapshot().await.unwrap();
    incidents::windows_of(&mut tx, id).await.unwrap()
}

async fn status(app: &TestApp, component: ComponentId) -> ComponentStatus {
    let mut tx = app.db().snapshot().await.unwrap();
    let all = beffroi::components::of_page(&mut tx, app.page.id)
        .await
        .unwrap();
    all.into_iter()
        .find(|one| one.id == component)
        .unwrap()
        .status
}

async fn revision(app: &TestApp) -> i64 {
    let mut tx = app.db().snapshot().await.unwrap();
    let page = pages::find_by_id(&mut tx, app.page.id).await.unwrap();
    page.unwrap().revision
}

pub async fn audited(app: &TestApp, id: IncidentId) -> Vec<String> {
    let mut tx = app.db().snapshot().await.unwrap();
    actions(&mut tx, id).await
}

async fn actions(tx: &mut Tx, id: IncidentId) -> Vec<String> {
    #[derive(sqlx_macros::FromRow)]
    struct Row {
        action: String,
    }
    let sql = "SELECT action FROM audit WHERE object_id = $1 ORDER BY at, id";
    let rows: Vec<Row> = tx.list(sql, beffroi::params![id]).await.unwrap();
    rows.into_iter().map(|row| row.action).collect()
}

pub fn payments(app: &TestApp, parts: &[(ComponentId, ComponentStatus)]) -> OpenIncident {
    OpenIncident {
        text: words(&[("fr", "Nous cherchons.")]),
        components: parts.to_vec(),
        ..OpenIncident::on(
            app.page.id,
            words(&[("fr", "Paiements"), ("en", "Payments")]),
        )
    }
}

fn said(id: IncidentId, status: IncidentStatus, french: &str) -> PostUpdate {
    PostUpdate::of(id, status, words(&[("fr", french)]))
}

fn over(id: IncidentId) -> Resolve {
    Resolve::of(id, words(&[("fr", "C'est fini.")]))
}

fn minutes_later(app: &TestApp, minutes: i64) -> Timestamp {
    app.now() + jiff::SignedDuration::from_mins(minutes)
}

async fn opened(app: &TestApp, parts: &[(ComponentId, ComponentStatus)]) -> Told {
    let told = deed!(app, open, payments(app, parts)).unwrap();
    app.claimed().await;
    told
}

#[tokio::test]
async fn an_incident_is_opened_with_its_window_and_told_once() {
    for app in TestApp::each().await {
        let api = app.component("API").await;
        let before = revision(&app).await;
        let new = OpenIncident {
            since: Some(Moment::minute(at("2026-03-04T10:40:00Z"))),
            ..payments(&app, &[(api, ComponentStatus::PartialOutage)])
        };

        let told = deed!(app, open, new).unwrap();

        let got = read(&app, told.incident).await;
        assert_eq!(got.status, IncidentStatus::Investigating);
        assert_eq!(
            (got.impact, got.components.as_slice()),
            (Impact::Major, &[api][..])
        );
        assert_eq!(got.windows[0].start.unwrap().at, at("2026-03-04T10:40:00Z"));
        assert!(got.windows[0].is_ongoing());
        assert_eq!(
            got.updates[0].changes[0].new,
            ComponentStatus::PartialOutage
        );
        assert_eq!(status(&app, api).await, ComponentStatus::PartialOutage);
        assert_eq!(told.missing, [locale("en"), locale("it")]);
        assert!(revision(&app).await > before);
        assert_eq!(audited(&app, told.incident).await, ["incident.open"]);
        let claimed = app.claimed().await;
        assert_eq!(claimed.len(), 1);
        assert_eq!(claimed[0].occasion, Occasion::First);
        assert_eq!(claimed[0].public_id, got.public_id);
        assert_eq!(
            claimed[0].components[0].status,
            ComponentStatus::PartialOutage
        );
    }
}

#[tokio::test]
async fn what_cannot_be_is_not_opened() {
    for app in TestApp::each().await {
        let other = app.another_page("other").await;
        let elsewhere = app.component_on(&other, "Other").await;
        let whole = |change: fn(&mut OpenIncident)| {
            let mut new = payments(&app, &[]);
            change(&mut new);
            new
        };
        let cases = [
            ("pages", whole(|new| new.pages.clear())),
            ("title", whole(|new| new.title = LocalizedText::new())),
            (
                "title",
                whole(|new| new.title = words(&[("de", "Zahlungen")])),
            ),
            (
                "reference",
                whole(|new| new.reference = Some(" ".to_owned())),
            ),
            (
                "status",
                whole(|new| new.status = IncidentStatus::Postmortem),
            ),
            (
                "since",
                whole(|new| {
                    new.impact = Some(Impact::Minor);
                    new.since = Some(Moment::minute(at("2026-03-04T11:01:00Z")));
                }),
            ),
            (
                "end",
                whole(|new| {
                    new.impact = Some(Impact::Minor);
                    new.since = Some(Moment::minute(at("2026-03-04T10:00:00Z")));
                    new.until = Some(Moment::minute(at("2026-03-04T09:00:00Z")));
                }),
            ),
            (
                "components",
                payments(&app, &[(elsewhere, ComponentStatus::MajorOutage)]),
            ),
            (
                "components",
                payments(&app, &[(elsewhere, ComponentStatus::Operational)]),
            ),
        ];

        for (field, new) in cases {
            let refused = refusal(deed!(app, open, new));

            assert_eq!(refused.field, Some(field), "{refused}");
            assert!(refused.key.is_some(), "{refused}");
        }
        assert!(app.claimed().await.is_empty());
    }
}

#[tokio::test]
async fn references_are_numbered_by_the_page_or_typed() {
    for app in TestApp::each().await {
        let rules = Rules {
            reference_prefix: Some("TSR-".to_owned()),
            next_reference: 1723,
            needs_approval: false,
        };
        let mut tx = app.db().begin().await.unwrap();
        incidents::set_rules(&mut tx, app.now(), ANNA, app.page.id, &rules)
            .await
            .unwrap();
        tx.commit().await.unwrap();

        let first = opened(&app, &[]).await;
        let second = opened(&app, &[]).await;
        let typed = OpenIncident {
            reference: Some("X 1".to_owned()),
            ..payments(&app, &[])
        };
        let typed = deed!(app, open, typed).unwrap();

        assert_eq!(read(&app, first.incident).await.references, ["TSR-1723"]);
        assert_eq!(read(&app, second.incident).await.references, ["TSR-1724"]);
        assert_eq!(read(&app, typed.incident).await.references, ["X 1"]);
        app.claimed().await;
    }
}

#[tokio::test]
async fn an_update_turns_components_and_is_told_once() {
    for app in TestApp::each().await {
        let (api, web) = (app.component("API").await, app.component("Web").await);
        let parts = [
            (api, ComponentStatus::MajorOutage),
            (web, ComponentStatus::DegradedPerformance),
        ];
        let told = opened(&app, &parts).await;
        let update = PostUpdate {
            components: vec![(web, ComponentStatus::Operational)],
            ..said(told.incident, IncidentStatus::Identified, "Trouvé.")
        };

        let now = minutes_later(&app, 10);
        let posted = deed!(app, now, post_update, update).unwrap();

        let got = read(&app, told.incident).await;
        assert_eq!(got.status, IncidentStatus::Identified);
        assert_eq!(posted.version, Version(told.version.0 + 1));
        assert_eq!(got.updates[1].changes.len(), 1);
        assert_eq!(status(&app, web).await, ComponentStatus::Operational);
        assert_eq!(status(&app, api).await, ComponentStatus::MajorOutage);
        let ended: Vec<_> = got
            .windows
            .iter()
            .filter(|window| !window.is_ongoing())
            .collect();
        assert_eq!(
            ended[0].components,
            [(web, ComponentStatus::DegradedPerformance)]
        );
        assert_eq!(ended[0].ended().unwrap().at, now);
        let claimed = app.claimed().await;
        assert_eq!(claimed.len(), 1);
        assert_eq!(claimed[0].status, "identified");
    }
}

#[tokio::test]
async fn the_second_writer_is_told_that_somebody_was_faster() {
    for app in TestApp::each().await {
        let told = opened(&app, &[]).await;
        let seen = Some(told.version);
        let mine = PostUpdate {
            expected: seen,
            ..said(told.incident, IncidentStatus::Identified, "A")
        };
        let yours = PostUpdate {
            expected: seen,
            ..said(told.incident, IncidentStatus::Monitoring, "B")
        };

        deed!(app, post_update, mine).unwrap();
        let refused = refusal(deed!(app, post_update, yours.clone()));

        assert_eq!(refused.kind, RefusalKind::Conflict);
        let now = Version(refused.values[0].1.parse().unwrap());
        assert_eq!(read(&app, told.incident).await.updates.len(), 2);
        let again = PostUpdate {
            expected: Some(now),
            ..yours
        };
        assert!(
            deed!(app, post_update, again).is_ok(),
            "the version it names is the one there is"
        );
        assert_eq!(app.claimed().await.len(), 2);
    }
}

#[tokio::test]
async fn a_page_that_asks_for_a_second_look_lets_nothing_out_without_a_reason() {
    for app in TestApp::each().await {
        let told = opened(&app, &[]).await;
        asks_for_a_second_look(&app).await;
        let alone = said(told.incident, IncidentStatus::Identified, "Trouvé.");
        let hurried = PostUpdate {
            bypass: Some("personne d'autre n'est là".to_owned()),
            ..alone.clone()
        };

        let refused = refusal(deed!(app, post_update, alone));
        assert_eq!(refused.kind, RefusalKind::Forbidden);
        assert_eq!(
            refusal(deed!(app, open, payments(&app, &[]))).kind,
            RefusalKind::Forbidden
        );
        assert_eq!(
            refusal(deed!(app, resolve, over(told.incident))).kind,
            RefusalKind::Forbidden
        );
        deed!(app, post_update, hurried).unwrap();

        let trace = audited(&app, told.incident).await;
        assert!(
            trace.contains(&"incident.approval.bypass".to_owned()),
            "{trace:?}"
        );
        assert_eq!(app.claimed().await.len(), 1);
    }
}

#[tokio::test]
async fn of_two_writers_at_once_one_is_told_and_the_other_hears_of_it() {
    for app in TestApp::each().await {
        let told = opened(&app, &[]).await;
        let mine = PostUpdate {
            expected: Some(told.version),
            ..said(told.incident, IncidentStatus::Identified, "Trouvé.")
        };
        let write = async |command: PostUpdate| deed!(app, post_update, command);

        let (one, two) = tokio::join!(write(mine.clone()), write(mine));

        let refused: Vec<Refusal> = [one, two]
            .into_iter()
            .filter_map(|done| match done {
                Err(Error::Refused(refusal)) => Some(refusal),
                Err(other) => panic!("{other}"),
                Ok(_) => None,
            })
            .collect();
        assert_eq!(refused.len(), 1);
        assert_eq!(refused[0].kind, RefusalKind::Conflict);
        assert_eq!(read(&app, told.incident).await.updates.len(), 2);
        let mut tx = app.db().snapshot().await.unwrap();
        let steps = incidents::steps_since(&mut tx, told.incident, told.version).await;
        let steps = steps.unwrap();
        assert_eq!(steps.len(), 1, "what the second one is shown");
        assert_eq!(steps[0].action, "incident.update.post");
        assert_eq!(app.claimed().await.len(), 1);
    }
}
