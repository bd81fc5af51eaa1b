//! Amazon Web Services.

use beffroi_domain::ComponentStatus;
use beffroi_readers::watch::{
    Notice, Seen,
    condition::{Ground, condition, is_open, is_over},
};

use super::{context, own, part, read, recorded, sees_through};

/// As AWS sends it: a mark, and two bytes a letter.
fn utf16(text: &[u8], mark: &[u8], of: fn(u16) -> [u8; 2]) -> Vec<u8> {
    let units = std::str::from_utf8(text).unwrap().encode_utf16();
    mark.iter().copied().chain(units.flat_map(of)).collect()
}

fn ending<'a>(seen: &'a Seen, end: &str) -> &'a Notice {
    let is_it = |one: &&Notice| one.told.record.external_id.as_ref().unwrap().ends_with(end);
    seen.notices.iter().find(is_it).unwrap()
}

#[test]
fn both_kinds_of_utf_16_and_utf_8_say_the_same() {
    let body = own("aws-events.json");
    let big = utf16(&body, b"\xfe\xff", u16::to_be_bytes);
    let little = utf16(&body, b"\xff\xfe", u16::to_le_bytes);

    let plain = read("aws", "events", &body).unwrap();

    assert_eq!(read("aws", "events", &big).unwrap(), plain);
    assert_eq!(read("aws", "events", &little).unwrap(), plain);
    assert_eq!(plain.notices.len(), 3);
}

#[test]
fn an_event_stands_with_its_region_and_its_services() {
    let seen = read("aws", "events", &own("aws-events.json")).unwrap();

    let event = ending(&seen, "00001_A1");
    assert_eq!(event.regions, ["eu-west-9"], "the text names another");
    assert_eq!(
        event.told.record.components,
        ["Example Compute", "Example Buckets"]
    );
    assert_eq!(event.status_raw.as_deref(), Some("2"));
    assert_eq!(
        event.told.record.updates[0].posted_at.unwrap().as_second(),
        1_785_344_400
    );
    let compute = part(&seen, "ec2-eu-west-9");
    assert_eq!(compute.facts.status, Some(ComponentStatus::MajorOutage));
    assert_eq!(compute.region.as_deref(), Some("eu-west-9"));
    assert_eq!(
        part(&seen, "s3-eu-west-9").facts.status,
        Some(ComponentStatus::Operational)
    );
}

#[test]
fn an_event_that_was_never_closed_counts_as_minor_and_says_so() {
    let seen = read("aws", "events", &own("aws-events.json")).unwrap();

    let event = ending(&seen, "00002_B2");
    assert!(is_open(event, context().now));
    assert_eq!(event.told.record.impact_level.as_deref(), Some("minor"));
    assert_eq!(
        event.severity_raw.as_deref(),
        Some("3"),
        "its own word stays"
    );
    assert!(
        event
            .told
            .record
            .warnings
            .iter()
            .any(|one| one.message.contains("150 days"))
    );
    assert_eq!(
        part(&seen, "ec2-me-north-9").facts.status,
        Some(ComponentStatus::DegradedPerformance)
    );
}

#[test]
fn what_is_over_is_so_by_its_status_and_keeps_how_bad_it_was() {
    let seen = read("aws", "events", &own("aws-events.json")).unwrap();

    let event = ending(&seen, "00003_C3");
    assert!(is_over(event));
    assert_eq!(event.told.record.title_raw, "Slow changes");
    assert_eq!(event.told.record.impact_level.as_deref(), Some("minor"));
    assert!(event.regions.is_empty(), "all regions are none");
}

#[test]
fn nothing_open_is_believed_only_as_aws_writes_it() {
    let empty = utf16(b"[]", b"\xfe\xff", u16::to_be_bytes);

    let seen = read("aws", "events", &empty).unwrap();

    let now = condition(&seen, context().now);
    assert_eq!(
        (now.status, now.ground),
        (ComponentStatus::Operational, Ground::NothingOpen)
    );
    assert!(read("aws", "events", b"[]").is_err());
}

#[test]
fn the_archive_is_read_by_service_and_says_nothing_of_today() {
    let events: serde_json::Value = serde_json::from_slice(&own("aws-events.json")).unwrap();
    let body = serde_json::json!({"names": [events[2]], "again": [events[2]]}).to_string();

    let seen = read("aws", "archive", body.as_bytes()).unwrap();

    assert_eq!(
        (seen.notices.len(), seen.parts.len(), seen.lists_all_open),
        (1, 0, false)
    );
}

#[test]
fn a_status_that_nobody_knows_is_kept_and_is_some_trouble() {
    let body = String::from_utf8(own("aws-events.json")).unwrap();
    let body = body.replace("\"status\": \"2\"", "\"status\": \"7\"");

    let seen = read("aws", "events", body.as_bytes()).unwrap();

    assert_eq!(seen.unknown, ["status: 7"]);
    assert_eq!(
        ending(&seen, "00001_A1")
            .told
            .record
            .impact_level
            .as_deref(),
        Some("minor")
    );
}

#[test]
fn what_is_not_the_page_is_never_taken_for_one() {
    sees_through("aws");
}

#[test]
fn two_recorded_events_that_were_never_closed_are_not_an_outage_for_ever() {
    let Some(body) = recorded("aws/aws-currentevents-20260801.utf16.json") else {
        return;
    };
    let seen = read("aws", "events", &body).unwrap();

    assert_eq!(seen.notices.len(), 2);
    assert!(seen.parts.len() > 100, "{}", seen.parts.len());
    assert_eq!(seen.notices[0].regions, ["me-central-1"]);
    assert!(seen.unknown.is_empty(), "{:?}", seen.unknown);
    assert_eq!(
        condition(&seen, context().now).status,
        ComponentStatus::DegradedPerformance
    );
}

#[test]
fn the_catalogue_names_what_is_well_and_where_and_events_what_is_not() {
    let mut seen = read("aws", "events", &own("aws-events.json")).unwrap();
    seen.join(read("aws", "services", &own("aws-services.json")).unwrap());

    let status = |id| part(&seen, id).facts.status;
    assert_eq!(status("ec2-eu-west-9"), Some(ComponentStatus::MajorOutage));
    assert_eq!(status("examplenames"), Some(ComponentStatus::Operational));
    assert_eq!(part(&seen, "examplenames").region, None, "it is everywhere");
    assert_eq!(
        part(&seen, "ec2-me-north-9").region.as_deref(),
        Some("me-north-9")
    );
}

#[test]
fn the_catalogue_is_read_in_both_encodings_that_were_seen() {
    let body = own("aws-services.json");
    let wide = utf16(&body, b"\xfe\xff", u16::to_be_bytes);
    let marked = [b"\xef\xbb\xbf", &body[..]].concat();

    let plain = read("aws", "services", &body).unwrap();

    assert_eq!(plain.parts.len(), 4);
    assert_eq!(read("aws", "services", &wide).unwrap(), plain);
    assert_eq!(read("aws", "services", &marked).unwrap(), plain);
    assert!(read("aws", "services", br#"[{"service":"s3"}]"#).is_err());
}
