//! cState.

use beffroi_domain::ComponentStatus;
use beffroi_readers::watch::condition::{condition, is_open, is_over};

use super::{NOT_THE_PAGE, at, context, notice, own, part, read, sees_through};

#[test]
fn an_index_repeats_an_issue_below_each_system_and_it_is_one() {
    let seen = read("cstate", "index", &own("cstate-index.json")).unwrap();

    assert_eq!(seen.notices.len(), 1);
    let open = notice(&seen, "2026-07-29-tills");
    assert!(is_open(open, context().now));
    assert_eq!(open.told.record.impact_level.as_deref(), Some("major"));
    assert_eq!(open.told.created_at, Some(at("2026-07-29T16:40:00Z")));
    assert_eq!(open.told.record.components, ["Till", "Printer"]);
    assert!(part(&seen, "category-Shops").facts.is_group);
    assert_eq!(
        part(&seen, "Stock").facts.status,
        Some(ComponentStatus::Operational)
    );
    assert!(
        !seen.lists_all_open,
        "an issue that affects no system is not in it"
    );
    assert!(seen.unknown.is_empty(), "{:?}", seen.unknown);
    assert_eq!(
        condition(&seen, context().now).status,
        ComponentStatus::PartialOutage
    );
}

#[test]
fn the_list_has_all_issues_and_the_history_leads_to_each() {
    let seen = read("cstate", "issues", &own("cstate-issues.json")).unwrap();
    let history = read("cstate", "history", &own("cstate-issues.json")).unwrap();

    assert!(seen.lists_all_open);
    let over = notice(&seen, "2026-06-02-stock");
    assert!(is_over(over));
    let ended = over.told.record.ended_at.as_ref().unwrap();
    assert_eq!(ended.utc, Some(at("2026-06-02T10:30:00Z")));
    let urls: Vec<&str> = history.more.iter().map(|ask| ask.url.as_str()).collect();
    assert_eq!(
        urls,
        [
            "https://status.example.com/issues/2026-07-29-tills/index.json",
            "https://status.example.com/issues/2026-06-02-stock/index.json"
        ]
    );
}

#[test]
fn an_issue_has_its_text_in_a_document_of_its_own() {
    let mut seen = read("cstate", "issues", &own("cstate-issues.json")).unwrap();
    seen.join(read("cstate", "issue", &own("cstate-issue.json")).unwrap());

    let over = notice(&seen, "2026-06-02-stock");
    assert_eq!(seen.notices.len(), 2, "the same issue");
    let said = over.told.record.updates[0].text.iter().next().unwrap().1;
    assert_eq!(said, "Counts were read twice after a restart.");
}

#[test]
fn a_word_that_nobody_knows_is_kept_and_is_some_trouble() {
    let body = String::from_utf8(own("cstate-index.json")).unwrap();
    let odd = body.replace("disrupted", "rattled");

    let seen = read("cstate", "index", odd.as_bytes()).unwrap();

    assert_eq!(
        seen.unknown,
        [
            "summaryStatus: rattled",
            "system.status: rattled",
            "severity: rattled"
        ]
    );
    assert_eq!(
        condition(&seen, context().now).status,
        ComponentStatus::DegradedPerformance
    );
}

#[test]
fn what_is_not_the_page_is_never_taken_for_one() {
    sees_through("cstate");
    for body in NOT_THE_PAGE {
        assert!(read("cstate", "issue", body).is_err(), "{body:?}");
    }
    assert!(read("cstate", "index", &own("betterstack-index.json")).is_err());
}
