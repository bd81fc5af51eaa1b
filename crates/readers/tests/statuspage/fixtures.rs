//! Recorded replies of real pages. They stand beside the repository; where they do not, each test
//! says so and passes.

use std::collections::HashSet;

use super::common::{self, fixture};
use beffroi_domain::ComponentStatus;
use beffroi_readers::{Item, Told, record::WarningKind};

fn read(path: &str) -> Option<Vec<Item>> {
    let (file, bytes) = fixture(path)?;
    let (items, ended) = common::run(&file.display().to_string(), &bytes);
    ended.unwrap_or_else(|error| panic!("{error}"));
    assert!(
        common::refusals(&items).is_empty(),
        "{:?}",
        common::refusals(&items)
    );
    Some(items)
}

fn count(items: &[Item], kind: &str) -> usize {
    items
        .iter()
        .filter(|item| common::kind(item) == kind)
        .count()
}

#[test]
fn a_large_summary_is_read_whole() {
    let Some(items) = read("statuspage-v2/cloudflare-summary-20260729-major.json") else {
        return;
    };

    let groups = items
        .iter()
        .filter(|item| matches!(item, Item::Component(one) if one.is_group));
    assert_eq!(groups.count(), 8);
    assert_eq!(
        (
            count(&items, "page"),
            count(&items, "component"),
            count(&items, "incident"),
            count(&items, "maintenance")
        ),
        (1, 470, 1, 16)
    );
    let all = common::told(items);
    let incident = &all[0].record;
    assert_eq!(
        incident.windows[0].degree,
        Some(ComponentStatus::MajorOutage)
    );
    assert!(incident.windows[0].ongoing);
    assert!(
        all[1..]
            .iter()
            .all(|told| told.scheduled_from < told.scheduled_until)
    );
}

#[test]
fn old_pages_and_compatible_ones_are_read() {
    for (path, components, incidents) in [
        ("statuspage-v2/github-2023-extracted-1.json", 7, 0),
        ("incidentio/openai-summary-20260722-minor.json", 25, 1),
        ("incidentio/cohere-summary-20260723-major.json", 24, 1),
        ("statuspage-v1/backstage-mockGetComponents.json", 7, 0),
        ("webhooks/zulip-statuspage-incident_update.json", 1, 1),
        ("webhooks/github-component_update-2.json", 1, 0),
    ] {
        let Some(items) = read(path) else { continue };

        assert_eq!(
            (count(&items, "component"), count(&items, "incident")),
            (components, incidents),
            "{path}"
        );
    }
}

#[test]
fn other_makers_are_refused_rather_than_read_as_an_empty_page() {
    for path in [
        "instatus/perplexity-summary-20260723-major.json",
        "statusio/gitlab-statusio-extracted-4.json",
        "slack/slack-status-v2.0.0-history.json",
        "apple/apple-customer-no-issues.json",
        "html/linear-good.html",
        "aws/aws-currentevents-20260801.utf16.json",
    ] {
        let Some((_, bytes)) = fixture(path) else {
            continue;
        };

        let (items, ended) = common::run(path, &bytes);

        assert!(ended.is_err() && items.is_empty(), "{path}");
    }
}

/// Two words with a slip of the pen hardly tell their language; one entry was published before the
/// end that it tells.
const DOUBTFUL: [WarningKind; 2] = [WarningKind::LanguageMissing, WarningKind::EndBeforeStart];

#[test]
fn every_entry_of_recorded_feeds_is_read_with_its_times() {
    for (path, entries) in [
        ("feeds/atlassian-statuspage-meta-history.atom", 25),
        ("feeds/digitalocean-history-b.rss", 25),
        ("feeds/digitalocean-history-c.atom", 25),
        ("feeds/github-history-2019.atom", 25),
        ("feeds/parse-history-2014.rss", 17),
        ("feeds/streamyard-history-2024.atom", 17),
    ] {
        let Some(items) = read(path) else { continue };

        let all = common::told(items);

        assert_eq!(all.len(), entries, "{path}");
        for told in &all {
            assert!(
                told.record
                    .warnings
                    .iter()
                    .all(|one| DOUBTFUL.contains(&one.kind)),
                "{path} {} {:?}",
                told.record.ordinal,
                told.record.warnings
            );
            assert!(
                told.record
                    .updates
                    .iter()
                    .all(|one| one.posted_at.is_some() && one.status.is_some())
            );
            assert_eq!(told.record.external_id.as_deref().map(str::len), Some(12));
        }
        let doubtful = all.iter().filter(|told| !told.record.warnings.is_empty());
        assert!(doubtful.count() <= 1, "{path}");
        let ids: HashSet<_> = all.iter().map(|told| &told.record.external_id).collect();
        assert_eq!(ids.len(), entries);
    }
}

#[test]
fn the_concluded_years_put_recorded_entries_in_their_order() {
    for path in [
        "feeds/atlassian-statuspage-meta-history.atom",
        "feeds/digitalocean-history-c.atom",
        "feeds/github-history-2019.atom",
        "feeds/parse-history-2014.rss",
    ] {
        let Some(items) = read(path) else { continue };

        let all = common::told(items);

        // A feed is sorted by the last update before any write-up.
        let last = |told: &Told| {
            let of_the_write_up = |status: &str| status == "postmortem";
            told.record
                .updates
                .iter()
                .find(|one| {
                    one.status
                        .is_some_and(|status| !of_the_write_up(status.as_str()))
                })
                .and_then(|one| one.posted_at)
        };
        let times: Vec<_> = all.iter().filter_map(last).collect();
        let is_sorted = times.windows(2).filter(|pair| pair[0] >= pair[1]).count();
        assert!(is_sorted + 2 >= times.len(), "{path}: {times:?}");
    }
}

#[test]
fn the_two_feeds_of_one_page_tell_the_same() {
    let (Some(atom), Some(rss)) = (
        read("feeds/ruzismart-history.atom"),
        read("feeds/ruzismart-history.rss"),
    ) else {
        return;
    };

    let plain = |items: Vec<Item>| {
        common::told(items)
            .into_iter()
            .map(|mut told| {
                told.record.source.clear();
                told.updated_at = None;
                told
            })
            .collect::<Vec<_>>()
    };

    assert_eq!(plain(atom), plain(rss));
}
