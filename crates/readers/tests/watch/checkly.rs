//! Checkly.

use beffroi_domain::ComponentStatus;
use beffroi_readers::watch::{
    Place,
    condition::{Ground, condition, is_open},
};

use super::{NOT_THE_PAGE, context, notice, of, own, part, read, recorded, reply};

#[test]
fn the_middle_of_three_is_no_small_matter_and_the_top_is_the_worst() {
    let seen = read("checkly", "incidents", &own("checkly-incidents.json")).unwrap();

    let medium = notice(&seen, "5d0f7f0e-0000-4000-8000-000000000001");
    assert_eq!(medium.severity_raw.as_deref(), Some("MEDIUM"));
    assert_eq!(medium.told.record.impact_level.as_deref(), Some("major"));
    assert_eq!(medium.told.record.updates.len(), 2);
    let major = notice(&seen, "5d0f7f0e-0000-4000-8000-000000000002");
    assert_eq!(major.told.record.impact_level.as_deref(), Some("critical"));
    assert!(seen.unknown.is_empty(), "{:?}", seen.unknown);
    assert_eq!(
        part(&seen, "a1").facts.status,
        Some(ComponentStatus::PartialOutage)
    );
}

#[test]
fn a_severity_that_nobody_knows_is_kept_and_is_minor() {
    let body = String::from_utf8(own("checkly-incidents.json")).unwrap();
    let odd = body.replace("MEDIUM", "HIGHISH");

    let seen = read("checkly", "incidents", odd.as_bytes()).unwrap();

    assert_eq!(seen.unknown, ["severity: HIGHISH"]);
    let open = notice(&seen, "5d0f7f0e-0000-4000-8000-000000000001");
    assert_eq!(open.told.record.impact_level.as_deref(), Some("minor"));
}

#[test]
fn an_empty_list_of_open_ones_means_that_all_is_well() {
    let seen = read("checkly", "incidents", br#"{"incidents":[]}"#).unwrap();

    let now = condition(&seen, context().now);
    assert_eq!(
        (now.status, now.ground),
        (ComponentStatus::Operational, Ground::NothingOpen)
    );
}

#[test]
fn services_and_planned_work_come_beside_it() {
    let mut seen = read("checkly", "incidents", &own("checkly-incidents.json")).unwrap();
    assert!(!seen.lists_planned, "it lists incidents alone");
    seen.join(read("checkly", "services", &own("checkly-services.json")).unwrap());
    seen.join(read("checkly", "maintenances", &own("checkly-maintenances.json")).unwrap());

    assert!(seen.lists_planned);
    assert_eq!(part(&seen, "a3").facts.status, None, "nothing says it");
    assert_eq!(part(&seen, "a1").facts.group_name.as_deref(), Some("Core"));
    assert!(!is_open(notice(&seen, "mw1"), context().now));
}

#[test]
fn the_slug_is_in_the_host_or_on_the_page() {
    let form = of("checkly");
    let first = |place: &Place| (form.asks)(place)[0].url.clone();
    let hosted = Place::of("https://fagott.checkly-status-page.com");
    let own_host = Place::of("https://status.example.com");
    let html =
        br#"<link rel="canonical" href="https://fagott.checkly-status-page.com"><!-- checkly -->"#;

    let found = (form.locate)(&own_host, &reply("page", html)).unwrap();

    assert_eq!(
        first(&hosted),
        "https://fagott.checkly-status-page.com/api/status-page/fagott/unresolved-incidents"
    );
    assert_eq!(
        first(&found),
        "https://status.example.com/api/status-page/fagott/unresolved-incidents"
    );
    assert_eq!(
        first(&own_host),
        "https://status.example.com/summary.json",
        "without a slug"
    );
}

#[test]
fn what_is_not_the_page_is_never_taken_for_one() {
    for role in ["incidents", "maintenances", "services"] {
        for body in NOT_THE_PAGE {
            assert!(read("checkly", role, body).is_err(), "{role}: {body:?}");
        }
    }
    let statuspages = br#"{"page":{"id":"x"},"incidents":[]}"#;
    assert!(read("checkly", "incidents", statuspages).is_err());
    assert!(read("checkly", "incidents", br#"{"incidents":[{"id":"1"}]}"#).is_err());
}

#[test]
fn the_summary_says_how_the_page_is_and_what_is_open() {
    let body = own("checkly-summary.json");
    let seen = read("checkly", "summary", &body).unwrap();

    assert!((of("checkly").is_of)(&reply("summary", &body)));
    assert!(seen.unknown.is_empty(), "{:?}", seen.unknown);
    assert_eq!(seen.notices.len(), 2);
    assert_eq!(
        part(&seen, "a1").facts.status,
        Some(ComponentStatus::MajorOutage)
    );
    assert_eq!(
        condition(&seen, context().now).status,
        ComponentStatus::MajorOutage
    );
}

#[test]
fn a_summary_where_all_is_well_is_checklys_and_none_of_instatus() {
    let well = br#"{"page":{"name":"F","url":"https://f.example","status":"OPERATIONAL"},"activeIncidents":[],"activeMaintenances":[]}"#;

    let seen = read("checkly", "summary", well).unwrap();

    assert_eq!(
        condition(&seen, context().now).status,
        ComponentStatus::Operational
    );
    assert!((of("checkly").is_of)(&reply("summary", well)));
    assert!(!(of("instatus").is_of)(&reply("summary", well)));
    let theirs = own("instatus-summary.json");
    assert!(!(of("checkly").is_of)(&reply("summary", &theirs)));
    for body in NOT_THE_PAGE {
        assert!(read("checkly", "summary", body).is_err(), "{body:?}");
    }
}

#[test]
fn recorded_open_incidents_are_read_whole() {
    let Some(body) = recorded("checkly/mistral-unresolved-incidents-20260727.json") else {
        return;
    };
    let seen = read("checkly", "incidents", &body).unwrap();

    assert!((of("checkly").is_of)(&reply("incidents", &body)));
    assert_eq!((seen.parts.len(), seen.notices.len()), (1, 1));
    assert!(seen.unknown.is_empty(), "{:?}", seen.unknown);
    assert_eq!(
        condition(&seen, context().now).status,
        ComponentStatus::PartialOutage
    );
}
