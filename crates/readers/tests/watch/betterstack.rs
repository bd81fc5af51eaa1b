//! Better Stack.

use beffroi_domain::ComponentStatus;
use beffroi_readers::watch::condition::{condition, is_open, is_over};

use super::{at, context, notice, of, own, part, read, recorded, reply, sees_through};

#[test]
fn sections_are_groups_and_what_is_not_monitored_is_unknown() {
    let seen = read("betterstack", "index", &own("betterstack-index.json")).unwrap();

    assert!(part(&seen, "section-11").facts.is_group);
    let checkout = part(&seen, "11");
    assert_eq!(checkout.facts.group_id.as_deref(), Some("section-11"));
    assert_eq!(checkout.facts.status, Some(ComponentStatus::MajorOutage));
    let ledger = part(&seen, "13");
    assert_eq!(ledger.facts.status, Some(ComponentStatus::Unknown));
    assert_eq!(ledger.raw.as_deref(), Some("not_monitored"));
    assert_eq!(seen.page.zone, None, "the zone's name is nobody else's");
    assert_eq!(
        seen.page.url.as_deref(),
        Some("https://status.drehleier.example")
    );
}

#[test]
fn a_report_is_over_when_all_of_it_is_resolved_even_without_an_end() {
    let seen = read("betterstack", "index", &own("betterstack-index.json")).unwrap();

    let open = notice(&seen, "500");
    assert!(is_open(open, context().now));
    assert_eq!(open.told.record.impact_level.as_deref(), Some("critical"));
    assert_eq!(open.told.record.components, ["Checkout"]);
    assert_eq!(open.told.record.updates.len(), 2);
    let over = notice(&seen, "501");
    assert!(is_over(over));
    assert_eq!(over.told.resolved_at, Some(at("2026-07-20T09:15:00Z")));
    assert_eq!(
        over.told.record.impact_level.as_deref(),
        Some("minor"),
        "as bad as it was, not as it is now"
    );
    let planned = notice(&seen, "502");
    assert_eq!(planned.told.status.unwrap().as_str(), "scheduled");
}

#[test]
fn one_monitor_of_many_is_no_outage_of_the_whole() {
    let body = String::from_utf8(own("betterstack-index.json")).unwrap();
    let quiet = body.replace("\"status_report\"", "\"left_out\"");

    let seen = read("betterstack", "index", quiet.as_bytes()).unwrap();

    assert_eq!(seen.state.as_ref().unwrap().raw, "downtime");
    assert_eq!(
        condition(&seen, context().now).status,
        ComponentStatus::PartialOutage
    );
}

#[test]
fn what_nobody_watches_says_nothing_beside_what_somebody_does() {
    let body = String::from_utf8(own("betterstack-index.json")).unwrap();
    let well = body
        .replace("\"status_report\"", "\"left_out\"")
        .replace("downtime", "operational");

    let seen = read("betterstack", "index", well.as_bytes()).unwrap();

    assert_eq!(
        condition(&seen, context().now).status,
        ComponentStatus::Operational
    );
    let blind = well.replace("operational", "not_monitored");
    let seen = read("betterstack", "index", blind.as_bytes()).unwrap();
    assert_eq!(
        condition(&seen, context().now).status,
        ComponentStatus::Unknown
    );
}

#[test]
fn a_word_that_nobody_knows_is_kept_and_is_some_trouble() {
    let body = String::from_utf8(own("betterstack-index.json")).unwrap();
    let odd = body
        .replace("\"status_report\"", "\"left_out\"")
        .replace("downtime", "hiccup");

    let seen = read("betterstack", "index", odd.as_bytes()).unwrap();

    assert_eq!(
        seen.unknown,
        ["resource.status: hiccup", "aggregate_state: hiccup"]
    );
    assert_eq!(
        condition(&seen, context().now).status,
        ComponentStatus::DegradedPerformance
    );
}

#[test]
fn what_is_not_the_page_is_never_taken_for_one() {
    sees_through("betterstack");
    assert!(read("betterstack", "index", &own("cstate-index.json")).is_err());
}

#[test]
fn a_recorded_index_is_read_whole() {
    let Some(body) = recorded("betterstack/huggingface-index-20260719-major.json") else {
        return;
    };
    let seen = read("betterstack", "index", &body).unwrap();

    assert!((of("betterstack").is_of)(&reply("index", &body)));
    assert_eq!((seen.parts.len(), seen.notices.len()), (5 + 8, 5));
    assert!(seen.unknown.is_empty(), "{:?}", seen.unknown);
    let open = seen
        .notices
        .iter()
        .filter(|one| is_open(one, context().now));
    assert_eq!(open.count(), 0, "the outage has no report");
    assert_eq!(
        condition(&seen, context().now).status,
        ComponentStatus::PartialOutage,
        "one of eight is down"
    );
}
