//! Every recording at hand, read by the form that it is of, and what it came to held against a table: nothing of it may be
//! lost without somebody noticing. The table has figures and a digest of the records, none of their words.
//!
//! After a change on purpose, `BLESS=1 cargo test -p beffroi-readers --test watch recordings` writes it anew.

use std::{collections::BTreeMap, fmt::Write as _, path::Path};

use beffroi_readers::watch::{Reply, condition::condition};

use super::{context, of, recorded};

/// Which recording is a reply of which form to which ask.
const RECORDINGS: &[(&str, &str, &str)] = &[
    ("apple/apple-customer-no-issues.json", "apple", "status"),
    (
        "apple/apple-customer-one-ongoing-issue.json",
        "apple",
        "status",
    ),
    (
        "apple/apple-customer-three-resolved-issues.json",
        "apple",
        "status",
    ),
    (
        "apple/apple-developer-one-resolved-issue.json",
        "apple",
        "status",
    ),
    ("aws/aws-currentevents-20260801.utf16.json", "aws", "events"),
    ("azure/azure-rss-20260723-major.xml", "azure", "feed"),
    ("azure/azure-rss-20260723-westus.xml", "azure", "feed"),
    ("azure/azure-rss-healthy-empty.xml", "azure", "feed"),
    (
        "betterstack/huggingface-index-20260719-major.json",
        "betterstack",
        "index",
    ),
    (
        "checkly/mistral-unresolved-incidents-20260727.json",
        "checkly",
        "incidents",
    ),
    (
        "feeds/atlassian-statuspage-meta-history.atom",
        "feed",
        "feed",
    ),
    ("feeds/digitalocean-history-b.rss", "feed", "feed"),
    ("feeds/digitalocean-history-c.atom", "feed", "feed"),
    ("feeds/github-history-2019.atom", "feed", "feed"),
    ("feeds/parse-history-2014.rss", "feed", "feed"),
    ("feeds/ruzismart-history.atom", "feed", "feed"),
    ("feeds/ruzismart-history.rss", "feed", "feed"),
    ("feeds/streamyard-history-2024.atom", "feed", "feed"),
    ("feeds/xai-feed-active.xml", "feed", "feed"),
    ("gcp/google-workspace-incidents.json", "google", "incidents"),
    (
        "incidentio/cohere-summary-20260723-major.json",
        "incidentio",
        "summary",
    ),
    (
        "incidentio/openai-summary-20260722-minor.json",
        "incidentio",
        "summary",
    ),
    (
        "instatus/perplexity-summary-20260723-major.json",
        "instatus",
        "summary",
    ),
    ("other/upptime-payracle-summary.json", "upptime", "summary"),
    ("other/yandexcloud-incidents.json", "yandex", "incidents"),
    ("other/yandexcloud-services.json", "yandex", "services"),
    ("slack/slack-status-v1.0.0-current.json", "slack", "current"),
    ("slack/slack-status-v1.0.0-history.json", "slack", "history"),
    ("slack/slack-status-v2.0.0-current.json", "slack", "current"),
    ("slack/slack-status-v2.0.0-history.json", "slack", "history"),
    (
        "statusio/gitlab-statusio-extracted-4.json",
        "statusio",
        "status",
    ),
    (
        "statuspage-v2/cloudflare-summary-20260729-major.json",
        "statuspage",
        "summary",
    ),
    (
        "statuspage-v2/github-2023-extracted-1.json",
        "statuspage",
        "summary",
    ),
    (
        "statuspage-v2/github-2023-extracted-3.json",
        "statuspage",
        "summary",
    ),
];

#[test]
fn every_recording_comes_to_what_the_table_says() {
    let mut all = String::from("recording\tform\tstate\tparts\tnotices\tposts\tunknown\tdigest\n");
    for (name, word, role) in RECORDINGS {
        let Some(body) = recorded(name) else { return };
        let reply = Reply {
            role,
            // An empty feed is Azure's only where Azure answers.
            url: match *word {
                "azure" => "https://rssfeed.azure.status.microsoft/en-us/status/feed/",
                _ => "https://status.example.com/x",
            },
            headers: &[],
            body: &body,
        };
        let seen = match (of(word).read)(&reply, &context()) {
            Ok(seen) => seen,
            Err(blind) => {
                writeln!(all, "{name}\t{word}\tBLIND: {blind}").unwrap();
                continue;
            }
        };
        let posts: usize = seen
            .notices
            .iter()
            .map(|one| one.told.record.updates.len())
            .sum();
        writeln!(
            all,
            "{name}\t{word}\t{}\t{}\t{}\t{posts}\t{}\t{:016x}",
            condition(&seen, context().now).status,
            seen.parts.len(),
            seen.notices.len(),
            seen.unknown.len(),
            digest(&serde_json::to_string(&seen.notices).unwrap()),
        )
        .unwrap();
    }
    let table = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/watch/recordings.tsv");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&table, &all).unwrap();
    }
    let known = std::fs::read_to_string(&table).unwrap();
    for (now, known) in all.lines().zip(known.lines()) {
        assert_eq!(now, known);
    }
    assert_eq!(all.lines().count(), known.lines().count());
}

/// What of all that was recorded is read: whatever is added to the folder must be named here, or why it is not.
#[test]
fn no_recording_is_forgotten() {
    /// Programs' alerts, webhooks, another API, and pages as people see them, which other tests read; and formats that no
    /// form of ours has.
    const ELSEWHERE: &[&str] = &[
        "alerts/",
        "webhooks/",
        "statuspage-v1/",
        "html/",
        "INDEX.md",
        "other/",
        "statuspage-v2/github-status-http",
    ];
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/interop/fixtures");
    if !folder.is_dir() {
        eprintln!("NOT RUN: the recordings are not at hand");
        return;
    }
    let known: BTreeMap<_, _> = RECORDINGS
        .iter()
        .map(|(name, word, _)| (*name, *word))
        .collect();
    for path in files(&folder) {
        let name = path
            .strip_prefix(&folder)
            .unwrap()
            .to_str()
            .unwrap()
            .to_owned();
        let is_elsewhere = ELSEWHERE.iter().any(|start| name.starts_with(start));
        assert!(
            is_elsewhere || known.contains_key(name.as_str()),
            "{name} is read by nobody"
        );
    }
}

fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| match path.is_dir() {
            true => files(&path),
            false => vec![path],
        })
        .collect()
}

/// FNV-1a: enough to see that something changed.
fn digest(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
