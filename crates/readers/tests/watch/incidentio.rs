//! incident.io.

use beffroi_domain::ComponentStatus;
use beffroi_readers::watch::{
    Reply,
    condition::{condition, is_open},
};

use super::{at, context, notice, of, own, part, read, recorded, reply, sees_through};

#[test]
fn a_summary_without_zone_and_planned_work_is_read() {
    let seen = read("incidentio", "summary", &own("incidentio-summary.json")).unwrap();

    assert_eq!(seen.page.zone, None);
    assert!(seen.lists_all_open && !seen.lists_planned);
    let open = notice(&seen, "01KAB3D8Q7ZZ0000000000INC1");
    assert!(is_open(open, context().now));
    assert_eq!(open.told.record.updates.len(), 2);
    assert_eq!(
        open.told.record.url.as_deref(),
        Some("https://status.kontertanz.example/incidents/01KAB3D8Q7ZZ0000000000INC1")
    );
    assert_eq!(
        condition(&seen, context().now).status,
        ComponentStatus::PartialOutage
    );
    assert!(seen.unknown.is_empty(), "{:?}", seen.unknown);
}

#[test]
fn the_summary_for_widgets_tells_of_planned_work_and_knows_full_outages() {
    let seen = read("incidentio", "widget", &own("incidentio-widget.json")).unwrap();

    let open = notice(&seen, "01KAB3D8Q7ZZ0000000000INC1");
    assert_eq!(open.told.record.impact_level.as_deref(), Some("critical"));
    assert_eq!(open.severity_raw.as_deref(), Some("full_outage"));
    let now = notice(&seen, "01KAB3D8Q7ZZ0000000000MNT1");
    let later = notice(&seen, "01KAB3D8Q7ZZ0000000000MNT2");
    assert!(is_open(now, context().now) && !is_open(later, context().now));
    assert_eq!(later.told.scheduled_from, Some(at("2026-08-03T22:00:00Z")));
    assert!(seen.unknown.is_empty(), "{:?}", seen.unknown);
}

#[test]
fn both_replies_of_a_look_are_one_incident() {
    let mut seen = read("incidentio", "summary", &own("incidentio-summary.json")).unwrap();
    seen.join(read("incidentio", "widget", &own("incidentio-widget.json")).unwrap());

    assert!(seen.lists_planned);
    assert_eq!(seen.notices.len(), 3);
    let open = notice(&seen, "01KAB3D8Q7ZZ0000000000INC1");
    assert_eq!(open.told.record.updates.len(), 2, "the one that says more");
}

#[test]
fn it_is_told_from_statuspage_by_ids_headers_and_marks() {
    let is_of = of("incidentio").is_of;
    let (theirs, statuspages) = (
        own("incidentio-summary.json"),
        own("statuspage-summary.json"),
    );
    let header = |name: &str, value: &str| [(name.to_owned(), value.to_owned())];
    let policy = header(
        "content-security-policy",
        "img-src https://storage.example/incident-io-status-page-logos",
    );
    let version = header("x-statuspage-version", "0f");

    assert!(is_of(&reply("summary", &theirs)));
    assert!(!is_of(&reply("summary", &statuspages)));
    assert!(is_of(&Reply {
        headers: &policy,
        ..reply("page", b"<html></html>")
    }));
    assert!(!is_of(&Reply {
        headers: &version,
        ..reply("summary", &theirs)
    }));
    assert!(is_of(&reply(
        "page",
        br#"<html><script>{"component_impacts":[]}</script></html>"#
    )));
    assert!(!is_of(&reply(
        "page",
        b"<html>incident.io answers slowly</html>"
    )));
}

#[test]
fn a_word_that_nobody_knows_is_kept_and_is_some_trouble() {
    let body = String::from_utf8(own("incidentio-summary.json")).unwrap();
    let body = body
        .replace("partial_outage", "on_fire")
        .replace("\"impact\":\"major\"", "\"impact\":\"apocalyptic\"")
        .replace("\"indicator\":\"major\"", "\"indicator\":\"none\"");

    let seen = read("incidentio", "summary", body.as_bytes()).unwrap();

    assert_eq!(
        seen.unknown,
        ["component.status: on_fire", "incident.impact: apocalyptic"]
    );
    let card = part(&seen, "01JZ8Q5A00000000000000CARD");
    assert_eq!(card.raw.as_deref(), Some("on_fire"));
    assert_eq!(
        card.facts.status,
        Some(ComponentStatus::DegradedPerformance)
    );
    let open = notice(&seen, "01KAB3D8Q7ZZ0000000000INC1");
    assert_eq!(open.severity_raw.as_deref(), Some("apocalyptic"));
    assert_eq!(
        condition(&seen, context().now).status,
        ComponentStatus::DegradedPerformance
    );
}

#[test]
fn what_is_not_the_page_is_never_taken_for_one() {
    sees_through("incidentio");
}

#[test]
fn recorded_summaries_are_read_whole() {
    let recordings = [
        (
            "incidentio/openai-summary-20260722-minor.json",
            ComponentStatus::DegradedPerformance,
        ),
        (
            "incidentio/cohere-summary-20260723-major.json",
            ComponentStatus::PartialOutage,
        ),
    ];
    for (name, expected) in recordings {
        let Some(body) = recorded(name) else { return };

        let seen = read("incidentio", "summary", &body).unwrap();

        assert!((of("incidentio").is_of)(&reply("summary", &body)), "{name}");
        assert!(seen.unknown.is_empty(), "{name}: {:?}", seen.unknown);
        assert!(seen.lists_all_open && !seen.notices.is_empty(), "{name}");
        assert!(!seen.parts.is_empty(), "{name}");
        assert_eq!(condition(&seen, context().now).status, expected, "{name}");
    }
}
