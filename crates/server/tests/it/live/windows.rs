//! Windows of live incidents: ended, added, set right; who wins where they meet.

use super::*;

#[tokio::test]
async fn resolving_ends_what_goes_on_and_reopening_adds_a_window() {
    for app in TestApp::each().await {
        let api = app.component("API").await;
        let told = opened(&app, &[(api, ComponentStatus::MajorOutage)]).await;
        let id = told.incident;

        deed!(app, minutes_later(&app, 5), resolve, over(id)).unwrap();
        assert_eq!(status(&app, api).await, ComponentStatus::Operational);
        let twice = refusal(deed!(app, minutes_later(&app, 6), resolve, over(id)));
        assert_eq!(twice.kind, RefusalKind::Conflict);
        let open = said(id, IncidentStatus::Monitoring, "Encore");
        assert_eq!(
            refusal(deed!(app, minutes_later(&app, 6), post_update, open)).field,
            Some("status")
        );
        let late = said(id, IncidentStatus::Resolved, "Un mot encore.");
        deed!(app, minutes_later(&app, 6), post_update, late).unwrap();
        let first = windows(&app, id).await;
        let back = Reopen {
            components: vec![(api, ComponentStatus::DegradedPerformance)],
            ..Reopen::of(
                id,
                IncidentStatus::Investigating,
                words(&[("fr", "De retour.")]),
            )
        };
        deed!(app, minutes_later(&app, 9), reopen, back.clone()).unwrap();

        let got = windows(&app, id).await;
        assert_eq!(got[0], first[0], "never erased");
        assert_eq!(got.len(), 2);
        assert!(got[1].window.is_ongoing());
        assert_eq!(
            status(&app, api).await,
            ComponentStatus::DegradedPerformance
        );
        assert_eq!(read(&app, id).await.status, IncidentStatus::Investigating);
        assert_eq!(
            refusal(deed!(app, minutes_later(&app, 9), reopen, back)).kind,
            RefusalKind::Conflict
        );
        assert_eq!(
            app.claimed().await.len(),
            3,
            "resolved, a late word, reopened"
        );
    }
}

#[tokio::test]
async fn a_component_is_as_bad_as_the_worst_open_incident_says() {
    for app in TestApp::each().await {
        let api = app.component("API").await;
        let bad = opened(&app, &[(api, ComponentStatus::MajorOutage)]).await;
        let slow = opened(&app, &[(api, ComponentStatus::DegradedPerformance)]).await;

        assert_eq!(status(&app, api).await, ComponentStatus::MajorOutage);
        deed!(app, minutes_later(&app, 1), resolve, over(bad.incident)).unwrap();
        assert_eq!(
            status(&app, api).await,
            ComponentStatus::DegradedPerformance
        );
        deed!(app, minutes_later(&app, 2), resolve, over(slow.incident)).unwrap();
        assert_eq!(status(&app, api).await, ComponentStatus::Operational);

        app.claimed().await;
    }
}

#[tokio::test]
async fn what_is_told_afterwards_is_quiet_and_breaks_nothing_now() {
    for app in TestApp::each().await {
        let api = app.component("API").await;
        let new = OpenIncident {
            is_retroactive: true,
            status: IncidentStatus::Resolved,
            since: Some(Moment::minute(at("2026-03-01T10:00:00Z"))),
            until: Some(Moment::minute(at("2026-03-01T10:20:00Z"))),
            ..payments(&app, &[(api, ComponentStatus::MajorOutage)])
        };

        let told = deed!(app, open, new).unwrap();
        let earlier = PostUpdate {
            published: Some(Moment::minute(at("2026-03-01T10:05:00Z"))),
            ..said(told.incident, IncidentStatus::Identified, "Trouvé.")
        };
        deed!(app, post_update, earlier).unwrap();

        let got = read(&app, told.incident).await;
        assert_eq!(
            got.status,
            IncidentStatus::Resolved,
            "an earlier word changes nothing now"
        );
        let order: Vec<_> = got.updates.iter().map(|one| one.status.as_str()).collect();
        assert_eq!(order, ["identified", "resolved"]);
        assert_eq!(status(&app, api).await, ComponentStatus::Operational);
        assert!(!told.is_announced);
        assert!(app.claimed().await.is_empty());
    }
}

#[tokio::test]
async fn windows_are_added_ended_and_set_right_quietly() {
    for app in TestApp::each().await {
        let api = app.component("API").await;
        let told = opened(&app, &[(api, ComponentStatus::PartialOutage)]).await;
        let id = told.incident;
        let [first] = windows(&app, id).await.try_into().unwrap();
        let earlier = ImpactWindow {
            start: Some(Moment::minute(at("2026-03-04T08:00:00Z"))),
            end: WindowEnd::At(Moment::minute(at("2026-03-04T08:10:00Z"))),
            degree: ComponentStatus::MajorOutage,
            components: vec![(api, ComponentStatus::MajorOutage)],
        };
        let add = AddWindow {
            incident: id,
            expected: Some(told.version),
            window: earlier.clone(),
        };
        let end = EndWindow {
            incident: id,
            expected: None,
            window: first.id,
            end: None,
        };

        let (added, _) = deed!(app, minutes_later(&app, 1), add_window, add).unwrap();
        deed!(app, minutes_later(&app, 3), end_window, end.clone()).unwrap();

        let got = windows(&app, id).await;
        assert_eq!(
            (got[0].id, got[1].id),
            (added, first.id),
            "in order of time"
        );
        assert_eq!(status(&app, api).await, ComponentStatus::Operational);
        assert_eq!(read(&app, id).await.impact, Impact::Critical);
        assert_eq!(
            refusal(deed!(app, minutes_later(&app, 4), end_window, end)).field,
            Some("window")
        );
        let upside_down = ImpactWindow {
            start: Some(Moment::minute(at("2026-03-04T08:20:00Z"))),
            ..earlier.clone()
        };
        let wrong = CorrectWindow {
            incident: id,
            expected: None,
            window: added,
            to: upside_down,
        };
        assert_eq!(
            refusal(deed!(app, correct_window, wrong)).field,
            Some("end")
        );
        let goes_on = ImpactWindow {
            end: WindowEnd::Ongoing,
            ..earlier
        };
        let right = CorrectWindow {
            incident: id,
            expected: None,
            window: added,
            to: goes_on,
        };
        deed!(app, minutes_later(&app, 5), correct_window, right).unwrap();
        assert_eq!(status(&app, api).await, ComponentStatus::MajorOutage);
        assert!(
            app.claimed().await.is_empty(),
            "windows are shown, and nobody is told"
        );
        let trace = audited(&app, id).await;
        assert_eq!(
            trace[1..],
            [
                "incident.window.add",
                "incident.window.end",
                "incident.window.correct"
            ]
        );
    }
}
