//! Yandex Cloud.

use beffroi_domain::ComponentStatus;
use beffroi_readers::watch::condition::{condition, is_open, is_over};

use super::{at, context, notice, own, part, read, recorded, reply, sees_through};

#[test]
fn a_service_stands_in_each_country_and_is_as_bad_as_what_is_open_there() {
    let mut seen = read("yandex", "incidents", &own("yandex-incidents.json")).unwrap();
    seen.join(read("yandex", "services", &own("yandex-services.json")).unwrap());

    let compute = part(&seen, "2-aa");
    assert_eq!(compute.facts.status, Some(ComponentStatus::MajorOutage));
    assert_eq!(compute.region.as_deref(), Some("aa"));
    for well in ["2-bb", "3-bb", "4-aa"] {
        let status = part(&seen, well).facts.status;
        assert_eq!(status, Some(ComponentStatus::Operational), "{well}");
    }
    assert_eq!(
        condition(&seen, context().now).status,
        ComponentStatus::MajorOutage
    );
}

#[test]
fn what_has_an_end_and_a_last_word_is_over_whatever_its_status_says() {
    let seen = read("yandex", "incidents", &own("yandex-incidents.json")).unwrap();

    let over = notice(&seen, "9002");
    assert!(is_over(over));
    assert_eq!(over.status_raw.as_deref(), Some("open"));
    let ended = over.told.record.ended_at.as_ref().unwrap();
    assert_eq!(ended.utc, Some(at("2026-07-28T09:30:00Z")));
    let open = notice(&seen, "9003");
    assert!(is_open(open, context().now));
    assert_eq!(open.severity_raw.as_deref(), Some("Unavailable"));
    assert_eq!(open.regions, ["aa-north1-a"]);
    assert_eq!(open.told.record.updates.len(), 2);
}

#[test]
fn a_report_that_is_published_is_the_write_up() {
    let seen = read("yandex", "incidents", &own("yandex-incidents.json")).unwrap();

    let updates = &notice(&seen, "9001").told.record.updates;
    let words: Vec<&str> = updates
        .iter()
        .filter_map(|update| Some(update.status?.as_str()))
        .collect();
    assert_eq!(words, ["postmortem", "resolved", "investigating"]);
}

#[test]
fn words_that_nobody_knows_are_kept_and_never_taken_for_well() {
    let body = String::from_utf8(own("yandex-incidents.json")).unwrap();
    let odd = body
        .replace(r#""status": "open""#, r#""status": "dozing""#)
        .replace(r#""levelId": 2"#, r#""levelId": 7"#);

    let seen = read("yandex", "incidents", odd.as_bytes()).unwrap();

    assert_eq!(seen.unknown, ["status: dozing", "levelId: 7"]);
    let open = notice(&seen, "9003");
    assert!(is_open(open, context().now));
    assert_eq!(open.told.record.impact_level.as_deref(), Some("minor"));
}

#[test]
fn what_is_not_the_page_is_never_taken_for_one() {
    sees_through("yandex");
    let empty = br#"{"items":[],"count":0}"#;
    assert!(
        read("yandex", "incidents", empty).is_err(),
        "there is history at any time"
    );
}

#[test]
fn recordings_are_read_whole() {
    let Some(body) = recorded("other/yandexcloud-incidents.json") else {
        return;
    };
    let mut seen = read("yandex", "incidents", &body).unwrap();
    let services = recorded("other/yandexcloud-services.json").unwrap();
    seen.join(read("yandex", "services", &services).unwrap());

    assert!((super::of("yandex").is_of)(&reply("incidents", &body)));
    assert_eq!(seen.notices.len(), 20);
    assert!(seen.notices.iter().all(is_over));
    assert!(seen.unknown.is_empty(), "{:?}", seen.unknown);
    assert!(seen.parts.len() >= 104, "{}", seen.parts.len());
    assert_eq!(
        condition(&seen, context().now).status,
        ComponentStatus::Operational
    );
}
