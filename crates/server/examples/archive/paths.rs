//! What is asked for, each only once, so that nothing stands ready.

use anyhow::Result;
use beffroi::params;
use serde_json::json;

/// So many addresses of a kind.
const EACH: usize = 100;

pub async fn print(database: &str) -> Result<()> {
    let db = super::open(database).await?;
    let mut tx = db.snapshot().await?;
    let (providers,): (i64,) = tx
        .load("SELECT COUNT(*) FROM provider_pages", params![])
        .await?;
    let (incidents,): (i64,) = tx
        .load("SELECT COUNT(*) FROM provider_incidents", params![])
        .await?;
    let providers = usize::try_from(providers)?;
    let incidents = usize::try_from(incidents)?;
    let mut entries = Vec::new();
    for number in 0..EACH {
        let slug = format!("source-{}", middle(providers, number));
        let found: Vec<(String,)> = tx
            .list(
                "SELECT public_id FROM provider_incidents WHERE provider_id = (SELECT id FROM providers WHERE slug = $1)
                 ORDER BY dated_at DESC, id DESC LIMIT 1 OFFSET $2",
                params![&slug, i64::try_from(number * 3)?],
            )
            .await?;
        for (public_id,) in found {
            entries.push(format!("/en/providers/{slug}/incidents/{public_id}"));
        }
    }
    drop(tx);
    db.close().await;
    for (kind, paths) in kinds(providers, incidents, entries) {
        println!("{}", json!({"kind": kind, "paths": paths}));
    }
    Ok(())
}

/// The same in each language, for what there are few of.
fn in_each(rest: &[&str]) -> Vec<String> {
    let all = ["en", "fr", "it"].iter();
    all.flat_map(|locale| rest.iter().map(move |rest| format!("/{locale}/{rest}")))
        .collect()
}

fn kinds(
    providers: usize,
    incidents: usize,
    entries: Vec<String>,
) -> Vec<(&'static str, Vec<String>)> {
    let mut all = pages(providers, incidents);
    all.push(("incident", entries));
    all.extend(searches(providers, incidents));
    all
}

/// A provider that is neither the biggest nor one of the nine after it.
fn middle(providers: usize, number: usize) -> usize {
    10 + number % (providers - 10)
}

fn pages(providers: usize, incidents: usize) -> Vec<(&'static str, Vec<String>)> {
    let of_middle = |rest: &str| {
        let all = 0..EACH.min(providers - 10);
        let all = all.map(|one| format!("/en/providers/source-{}{rest}", middle(providers, one)));
        all.collect::<Vec<_>>()
    };
    let pages = incidents / 20 / 20;
    let further = (0..EACH).map(|one| {
        let page = 2 + one * (pages - 2) / EACH;
        format!("/en/providers/source-0?page={page}")
    });
    let together = |first: usize| {
        let with = (first..first + 6).map(|one| format!("with=source-{one}"));
        let with: Vec<String> = with.collect();
        format!("/en/providers/compare?over=all&{}", with.join("&"))
    };
    let sectors = [
        "providers",
        "providers?sector=bank",
        "providers?sector=cloud",
    ];
    let documents = ["summary.json", "incidents.json"];
    let documents = documents.map(|file| format!("/providers/source-0/api/v2/{file}"));
    let compared = (0..10).map(|one| together(middle(providers - 6, one * 6)));
    vec![
        ("biggest", in_each(&["providers/source-0"])),
        ("biggest_pages", further.collect()),
        ("median", of_middle("")),
        ("list", in_each(&sectors)),
        ("figures_biggest", in_each(&["providers/source-0/figures"])),
        ("figures_median", of_middle("/figures")),
        ("compare_median", compared.collect()),
        ("compare_large", vec![together(0)]),
        ("feed_biggest", in_each(&["providers/source-0/feed.atom"])),
        ("feed_median", of_middle("/feed.atom")),
        ("api_biggest", documents.to_vec()),
        ("addresses", vec!["/sitemap.xml".to_owned()]),
    ]
}

fn searches(providers: usize, incidents: usize) -> Vec<(&'static str, Vec<String>)> {
    // Only models with three posts or more have the word that is theirs alone.
    let rare = |one: usize| {
        format!(
            "/en/providers?q=ref{:07}",
            one * (incidents / EACH) / 4 * 4 + 1
        )
    };
    let of_all = |words: &[&str]| {
        let all = words.iter();
        let all = all.flat_map(|word| in_each(&[&format!("providers?q={word}")]));
        all.collect::<Vec<_>>()
    };
    let common = [
        "payments",
        "the",
        "fail",
        "authorisations",
        "affected",
        "again",
        "pagamenti",
        "autorisations",
    ];
    let two = [
        "certificate+withdrawals",
        "queue+debits",
        "panne+remboursements",
        "database+slowly",
        "certificato+rimborsi",
    ];
    let of_one = (0..20).map(|one| {
        let provider = middle(providers, one);
        format!("/en/providers?q=payments&provider=source-{provider}")
    });
    let never = (0..20).map(|one| format!("/en/providers?q=payments+nowhere{one}"));
    vec![
        ("search_rare", (0..EACH).map(rare).collect()),
        ("search_common", of_all(&common)),
        ("search_two", of_all(&two)),
        ("search_of_one", of_one.collect()),
        ("search_nothing", never.collect()),
    ]
}
