//! Beffroi's own.

use beffroi_domain::ComponentStatus;
use beffroi_readers::{record::Inferred, watch::condition::condition};

use super::{at, context, notice, of, own, part, read, reply, sees_through};

#[test]
fn the_windows_that_it_states_are_kept_and_no_time_of_publication_is() {
    let seen = read("beffroi", "summary", &own("beffroi-summary.json")).unwrap();

    let record = &notice(&seen, "kctbh9vrtdwd").told.record;
    assert_eq!(record.windows.len(), 2);
    let (first, second) = (&record.windows[0], &record.windows[1]);
    assert_eq!(
        first.end.as_ref().unwrap().utc,
        Some(at("2026-07-29T08:20:00Z"))
    );
    assert_eq!(first.degree, Some(ComponentStatus::PartialOutage));
    assert_eq!(
        (first.components.as_slice(), second.ongoing),
        (["Till".to_owned()].as_slice(), true)
    );
    let start = record.started_at.as_ref().unwrap();
    assert_eq!(start.utc, Some(at("2026-07-29T08:00:00Z")));
    assert!(!start.inferred.contains(&Inferred::Publication));
    assert_eq!(start.zone.as_deref(), Some("Europe/Paris"));
    assert_eq!(record.references, ["TSR-1723"]);
    assert_eq!(record.priority.as_deref(), Some("P1"));
}

#[test]
fn what_nobody_can_tell_is_unknown_and_not_operational() {
    let seen = read("beffroi", "summary", &own("beffroi-summary.json")).unwrap();

    assert_eq!(
        part(&seen, "kctbh9vrtd02").facts.status,
        Some(ComponentStatus::Unknown)
    );
    assert_eq!(
        condition(&seen, context().now).status,
        ComponentStatus::MajorOutage
    );
}

#[test]
fn its_key_tells_it_from_statuspage() {
    let ours = own("beffroi-summary.json");
    let theirs = own("statuspage-summary.json");

    assert!((of("beffroi").is_of)(&reply("summary", &ours)));
    assert!(!(of("beffroi").is_of)(&reply("summary", &theirs)));
    assert!(read("beffroi", "summary", &theirs).is_err());
}

#[test]
fn the_archive_leads_back_page_by_page_and_never_to_another_host() {
    let page = |next: &str| {
        format!(
            r#"{{"page":{{"id":"p","name":"n","url":"u","time_zone":"UTC","beffroi":{{}}}},"incidents":[],"beffroi":{{"page":2,"next":"{next}"}}}}"#
        )
    };
    let own = page("https://status.example.com/api/v2/incidents.json?page=3");
    let other = page("https://elsewhere.example.net/api/v2/incidents.json?page=3");

    let seen = read("beffroi", "older", own.as_bytes()).unwrap();

    assert_eq!(seen.more.len(), 1);
    assert_eq!(seen.more[0].role, "older");
    assert!(
        read("beffroi", "older", other.as_bytes())
            .unwrap()
            .more
            .is_empty()
    );
}

#[test]
fn what_is_not_the_page_is_never_taken_for_one() {
    sees_through("beffroi");
}
