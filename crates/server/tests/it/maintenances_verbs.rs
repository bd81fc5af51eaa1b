//! Planned work by hand: scheduled, moved, begun, verified, completed, called off.

use beffroi::{
    components::{self, NewStatus},
    ground::{Error, RefusalKind, Result, Tx},
    maintenances::{self, Reschedule, Say, Schedule, Scheduled, Standing, TakeStep},
};
use beffroi_domain::{
    Actor, ComponentId, ComponentStatus, Impact, LocalizedText, MaintenanceId, MaintenanceStatus,
    Recurrence,
    announcement::Occasion,
    maintenance::{ByClock, Step},
    window::Interval,
};
use jiff::tz::TimeZone;

use crate::support::{TestApp, at, words};

/// Tomorrow from 02:00 to 04:00 in Paris, by hand.
pub fn work(app: &TestApp, component: ComponentId) -> Schedule {
    Schedule {
        pages: vec![app.page.id],
        title: words(&[("fr", "Base de données"), ("en", "Database")]),
        text: words(&[("fr", "Coupures brèves."), ("en", "Short cuts.")]),
        impact: Impact::Minor,
        components: vec![component],
        planned: span("2026-03-05T01:00:00Z", "2026-03-05T03:00:00Z"),
        recurrence: None,
        by_clock: ByClock::default(),
        remind_minutes: None,
        is_quiet: false,
        follows: false,
        overrule: None,
    }
}

pub fn span(from: &str, to: &str) -> Interval {
    Interval {
        from: at(from),
        to: at(to),
    }
}

/// Wednesdays at 02:00 in Paris for two hours, from the 11th.
pub fn weekly() -> Recurrence {
    Recurrence {
        rule: "FREQ=WEEKLY;BYDAY=WE".parse().unwrap(),
        except: vec![],
        zone: TimeZone::get("Europe/Paris").unwrap(),
    }
}

pub async fn schedule(app: &TestApp, new: Schedule) -> Result<Scheduled> {
    let mut tx = app.db().begin().await?;
    let done = maintenances::schedule(&mut tx, app.now(), Actor::System, new).await?;
    tx.commit().await?;
    Ok(done)
}

pub fn step_of(id: MaintenanceId, step: Step) -> TakeStep {
    TakeStep {
        maintenance: id,
        step,
        at: None,
        text: LocalizedText::new(),
        is_quiet: false,
        follows: false,
        overrule: None,
    }
}

pub async fn take(app: &TestApp, take: TakeStep) -> Result<MaintenanceId> {
    let mut tx = app.db().begin().await?;
    let id = maintenances::take_step(&mut tx, app.now(), Actor::System, take).await?;
    tx.commit().await?;
    Ok(id)
}

pub async fn load(app: &TestApp, id: MaintenanceId) -> Standing {
    let mut tx = app.db().snapshot().await.unwrap();
    maintenances::load(&mut tx, id).await.unwrap()
}

pub async fn status_of(app: &TestApp, component: ComponentId) -> ComponentStatus {
    let mut tx = app.db().snapshot().await.unwrap();
    let all = components::of_page(&mut tx, app.page.id).await.unwrap();
    all.iter().find(|one| one.id == component).unwrap().status
}

fn refused(result: Result<impl std::fmt::Debug>) -> (Option<&'static str>, RefusalKind) {
    match result {
        Err(Error::Refused(refusal)) => {
            assert!(refusal.key.is_some(), "in three languages: {refusal}");
            (refusal.field, refusal.kind)
        }
        other => panic!("not refused: {other:?}"),
    }
}

#[tokio::test]
async fn work_is_scheduled_begun_verified_and_completed_and_each_is_told_once() {
    for app in TestApp::each().await {
        let api = app.component("API").await;
        let id = schedule(&app, work(&app, api)).await.unwrap().id;
        app.app.clock.set(at("2026-03-05T01:02:00Z"));

        take(&app, step_of(id, Step::Begin)).await.unwrap();
        let during = status_of(&app, api).await;
        app.app.clock.set(at("2026-03-05T02:30:00Z"));
        take(&app, step_of(id, Step::Verify)).await.unwrap();
        app.app.clock.set(at("2026-03-05T02:40:00Z"));
        take(&app, step_of(id, Step::Complete)).await.unwrap();

        assert_eq!(during, ComponentStatus::UnderMaintenance);
        assert_eq!(status_of(&app, api).await, ComponentStatus::Operational);
        let now = load(&app, id).await.maintenance;
        assert_eq!(now.status, MaintenanceStatus::Completed);
        assert_eq!(now.started_at, Some(at("2026-03-05T01:02:00Z")));
        assert_eq!(now.completed_at, Some(at("2026-03-05T02:40:00Z")));
        let told = app.claimed().await;
        let said: Vec<(Occasion, &str)> = told
            .iter()
            .map(|one| (one.occasion, one.status.as_str()))
            .collect();
        assert_eq!(
            said,
            [
                (Occasion::First, "scheduled"),
                (Occasion::Update, "in_progress"),
                (Occasion::Update, "verifying"),
                (Occasion::Update, "completed"),
            ]
        );
        assert_eq!(told[1].components[0].status, during);
        assert_eq!(told[1].text.locales().count(), 3, "the standard sentence");
        let page = app
            .get(&format!("/en/maintenances/{}", now.public_id))
            .await;
        assert!(
            page.text("main")
                .contains("The planned maintenance is over.")
        );
        assert!(
            page.text("main").contains("Under maintenance"),
            "{}",
            page.body
        );
    }
}

#[tokio::test]
async fn a_second_click_on_a_step_changes_nothing_and_tells_nobody() {
    for app in TestApp::each().await {
        let api = app.component("API").await;
        let id = schedule(&app, work(&app, api)).await.unwrap().id;
        take(&app, step_of(id, Step::Begin)).await.unwrap();
        app.claimed().await;

        let again = take(&app, step_of(id, Step::Begin)).await;
        let cancelled = take(&app, step_of(id, Step::Cancel)).await;

        assert_eq!(refused(again), (None, RefusalKind::Conflict));
        assert_eq!(refused(cancelled), (None, RefusalKind::Conflict));
        assert!(app.claimed().await.is_empty());
        assert_eq!(load(&app, id).await.maintenance.updates.len(), 2);
    }
}

#[tokio::test]
async fn what_cannot_be_planned_is_refused() {
    for app in TestApp::each().await {
        let api = app.component("API").await;
        let other = app.another_page("other").await;
        let theirs = app.component_on(&other, "Theirs").await;
        let good = work(&app, api);

        let upside_down = Schedule {
            planned: span("2026-03-05T03:00:00Z", "2026-03-05T01:00:00Z"),
            ..good.clone()
        };
        let over = Schedule {
            planned: span("2026-03-03T01:00:00Z", "2026-03-03T03:00:00Z"),
            ..good.clone()
        };
        let foreign = Schedule {
            components: vec![theirs],
            ..good.clone()
        };
        let into_itself = Schedule {
            planned: span("2026-03-11T01:00:00Z", "2026-03-19T01:00:00Z"),
            recurrence: Some(weekly()),
            ..good.clone()
        };
        let hasty = Schedule {
            remind_minutes: Some(1),
            ..good.clone()
        };
        for (new, field) in [
            (upside_down, "scheduled_end_at"),
            (over, "scheduled_end_at"),
            (foreign, "components"),
            (into_itself, "recurrence"),
            (hasty, "remind_minutes"),
        ] {
            let result = schedule(&app, new).await;
            assert_eq!(refused(result), (Some(field), RefusalKind::Invalid));
        }
        assert!(app.claimed().await.is_empty());
    }
}

#[tokio::test]
async fn a_word_is_said_once_and_a_second_writer_sees_that_somebody_spoke() {
    for app in TestApp::each().await {
        let api = app.component("API").await;
        let id = schedule(&app, work(&app, api)).await.unwrap().id;
        app.claimed().await;
        let say = |text: &str| Say {
            maintenance: id,
            seen: Some(1),
            text: words(&[("en", text)]),
            is_quiet: false,
            follows: false,
            overrule: None,
        };
        let said = async |say: Say| {
            let mut tx = app.db().begin().await?;
            maintenances::say(&mut tx, app.now(), Actor::System, say).await?;
            tx.commit().await
        };

        said(say("A little later.")).await.unwrap();
        let second = said(say("Not at all.")).await;
        let nothing = said(Say {
            text: LocalizedText::new(),
            ..say("")
        })
        .await;

        assert_eq!(refused(second).1, RefusalKind::Conflict);
        assert_eq!(refused(nothing).0, Some("text"));
        assert_eq!(app.claimed().await.len(), 1);
    }
}

#[tokio::test]
async fn work_is_moved_before_it_begins_and_only_its_end_after() {
    for app in TestApp::each().await {
        let api = app.component("API").await;
        let id = schedule(&app, work(&app, api)).await.unwrap().id;
        let moved = |planned| Reschedule {
            maintenance: id,
            seen: None,
            planned,
            recurrence: None,
            by_clock: ByClock::default(),
            remind_minutes: None,
            text: LocalizedText::new(),
            is_quiet: false,
            follows: false,
            overrule: None,
        };
        let reschedule = async |new: Reschedule| {
            let mut tx = app.db().begin().await?;
            maintenances::reschedule(&mut tx, app.now(), Actor::System, new).await?;
            tx.commit().await
        };

        let later = span("2026-03-06T01:00:00Z", "2026-03-06T03:00:00Z");
        reschedule(moved(later)).await.unwrap();
        app.app.clock.set(at("2026-03-06T01:00:00Z"));
        take(&app, step_of(id, Step::Begin)).await.unwrap();
        let longer = span("2026-03-06T01:00:00Z", "2026-03-06T05:00:00Z");
        reschedule(moved(longer)).await.unwrap();
        let elsewhere =
            reschedule(moved(span("2026-03-07T01:00:00Z", "2026-03-07T05:00:00Z"))).await;

        assert_eq!(refused(elsewhere).1, RefusalKind::Conflict);
        assert_eq!(load(&app, id).await.maintenance.planned(), longer);
        assert_eq!(app.claimed().await.len(), 4);
    }
}

#[tokio::test]
async fn work_that_is_called_off_is_told_and_was_never_done() {
    for app in TestApp::each().await {
        let api = app.component("API").await;
        let id = schedule(&app, work(&app, api)).await.unwrap().id;

        take(&app, step_of(id, Step::Cancel)).await.unwrap();

        let now = load(&app, id).await.maintenance;
        assert_eq!((now.started_at, now.completed_at), (None, None));
        let page = app
            .get(&format!("/fr/maintenances/{}", now.public_id))
            .await;
        assert_eq!(page.text(".incident-status"), "Annulée");
        assert!(app.get("/en/").await.texts(".planned").is_empty());
        assert_eq!(app.claimed().await.len(), 2);
        let again = take(&app, step_of(id, Step::Begin)).await;
        assert_eq!(refused(again).1, RefusalKind::Conflict);
    }
}

#[tokio::test]
async fn other_work_on_the_same_component_at_the_same_time_is_warned_of() {
    for app in TestApp::each().await {
        let (api, shop) = (app.component("API").await, app.component("Shop").await);
        let weekly_work = Schedule {
            planned: span("2026-03-11T01:00:00Z", "2026-03-11T03:00:00Z"),
            recurrence: Some(weekly()),
            is_quiet: true,
            follows: false,
            overrule: None,
            ..work(&app, api)
        };
        let first = schedule(&app, weekly_work).await.unwrap();
        let on = |component, day: &str| Schedule {
            planned: span(
                &format!("2026-03-{day}T02:00:00Z"),
                &format!("2026-03-{day}T04:00:00Z"),
            ),
            is_quiet: true,
            follows: false,
            overrule: None,
            ..work(&app, component)
        };

        let same = schedule(&app, on(api, "18")).await.unwrap().overlaps;
        let other_day = schedule(&app, on(api, "20")).await.unwrap().overlaps;
        let other_part = schedule(&app, on(shop, "18")).await.unwrap().overlaps;

        assert_eq!(same.len(), 1);
        assert_eq!(same[0].maintenance, first.id);
        assert_eq!(
            same[0].time,
            span("2026-03-18T02:00:00Z", "2026-03-18T03:00:00Z")
        );
        assert_eq!((other_day.len(), other_part.len()), (0, 0));
    }
}

#[tokio::test]
async fn a_component_stays_under_maintenance_while_other_work_on_it_goes_on() {
    for app in TestApp::each().await {
        let api = app.component("API").await;
        let mut ids = vec![];
        for _ in 0..2 {
            let quiet = Schedule {
                is_quiet: true,
                follows: false,
                overrule: None,
                ..work(&app, api)
            };
            ids.push(schedule(&app, quiet).await.unwrap().id);
        }
        let quietly = |id, step| TakeStep {
            is_quiet: true,
            follows: false,
            overrule: None,
            ..step_of(id, step)
        };
        for id in &ids {
            take(&app, quietly(*id, Step::Begin)).await.unwrap();
        }

        take(&app, quietly(ids[0], Step::Complete)).await.unwrap();
        let after_one = status_of(&app, api).await;
        take(&app, quietly(ids[1], Step::Complete)).await.unwrap();

        assert_eq!(after_one, ComponentStatus::UnderMaintenance);
        assert_eq!(status_of(&app, api).await, ComponentStatus::Operational);
    }
}

#[tokio::test]
async fn an_outage_under_the_work_is_not_hidden_and_does_not_end_with_it() {
    for app in TestApp::each().await {
        let api = app.component("API").await;
        let id = schedule(&app, work(&app, api)).await.unwrap().id;
        let mut tx = app.db().begin().await.unwrap();
        set(&mut tx, &app, api, ComponentStatus::MajorOutage).await;
        tx.commit().await.unwrap();

        take(&app, step_of(id, Step::Begin)).await.unwrap();
        let during = status_of(&app, api).await;
        take(&app, step_of(id, Step::Complete)).await.unwrap();

        assert_eq!(during, ComponentStatus::MajorOutage);
        assert_eq!(status_of(&app, api).await, ComponentStatus::MajorOutage);
        assert_eq!(app.claimed().await.len(), 3);
    }
}

async fn set(tx: &mut Tx, app: &TestApp, component: ComponentId, status: ComponentStatus) {
    let change = NewStatus {
        component,
        status,
        is_quiet: true,
    };
    components::change_status(tx, app.now(), Actor::System, app.page.id, change)
        .await
        .unwrap();
}

#[tokio::test]
async fn one_time_of_work_that_comes_again_is_begun_by_hand_and_the_others_stay() {
    for app in TestApp::each().await {
        let api = app.component("API").await;
        let new = Schedule {
            planned: span("2026-03-11T01:00:00Z", "2026-03-11T03:00:00Z"),
            recurrence: Some(weekly()),
            ..work(&app, api)
        };
        let series = schedule(&app, new).await.unwrap().id;
        let too_early = take(&app, step_of(series, Step::Begin)).await;
        app.app.clock.set(at("2026-03-18T00:50:00Z"));

        let one = take(&app, step_of(series, Step::Begin)).await.unwrap();
        app.app.clock.set(at("2026-03-18T02:00:00Z"));
        take(&app, step_of(one, Step::Complete)).await.unwrap();

        assert_eq!(refused(too_early).1, RefusalKind::Conflict);
        assert_ne!(one, series);
        let done = load(&app, one).await.maintenance;
        assert_eq!(
            done.planned(),
            span("2026-03-18T01:00:00Z", "2026-03-18T03:00:00Z")
        );
        let left = load(&app, series).await.maintenance;
        let next: Vec<_> = left.times().skip(1).take(1).collect();
        assert_eq!(
            next,
            [span("2026-03-25T01:00:00Z", "2026-03-25T03:00:00Z")],
            "the 11th, then the 25th"
        );
        assert_eq!(app.claimed().await.len(), 3);
    }
}

#[tokio::test]
async fn work_that_comes_again_is_called_off_as_a_whole() {
    for app in TestApp::each().await {
        let api = app.component("API").await;
        let new = Schedule {
            planned: span("2026-03-11T01:00:00Z", "2026-03-11T03:00:00Z"),
            recurrence: Some(weekly()),
            ..work(&app, api)
        };
        let series = schedule(&app, new).await.unwrap().id;
        app.app.clock.set(at("2026-03-12T00:00:00Z"));

        take(&app, step_of(series, Step::Cancel)).await.unwrap();

        let times = load(&app, series).await.maintenance.times().count();
        assert_eq!(times, 1, "that of the 11th was");
        assert!(app.get("/en/").await.texts(".planned").is_empty());
        assert_eq!(app.claimed().await.len(), 2);
    }
}
