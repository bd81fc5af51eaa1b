//! `beffroi watch search`: what providers told in which all words stand.

use clap::Args;

use super::{Place, open};
use crate::{
    providers::{self, Hit, Provider, SearchAsked},
    search::Terms,
};

#[derive(Debug, Args)]
pub(super) struct SearchArgs {
    #[command(flatten)]
    place: Place,
    /// Words that all stand in one language of an incident; the beginning of a word is enough
    #[arg(required = true)]
    words: Vec<String>,
    /// Only what this provider told
    #[arg(long)]
    provider: Option<String>,
    /// Only words in this language
    #[arg(long)]
    language: Option<beffroi_domain::Locale>,
    /// How many at most
    #[arg(long, default_value_t = 25)]
    count: usize,
    /// One JSON object a line
    #[arg(long)]
    json: bool,
}

pub(super) async fn run(args: SearchArgs) -> anyhow::Result<()> {
    let app = open(&args.place).await?;
    let mut tx = app.db.snapshot().await?;
    let mut among = providers::list(&mut tx).await?;
    if let Some(slug) = &args.provider {
        super::find(&app, slug).await?;
        among.retain(|one| one.slug == *slug);
    }
    let terms = Terms::of(&args.words.join(" "));
    let asked = SearchAsked {
        words: terms.for_providers(),
        among: among.iter().map(|one| one.id).collect(),
        locale: args.language,
        before: None,
        count: args.count,
    };
    let found = providers::search(&mut tx, &asked).await?;
    drop(tx);
    for hit in &found.hits {
        let provider = among.iter().find(|one| one.id == hit.entry.provider);
        if let Some(provider) = provider {
            print(provider, hit, args.json);
        }
    }
    if found.next.is_some() && !args.json {
        println!("There may be more; ask for more with --count, or for fewer with more words.");
    }
    app.db.close().await;
    Ok(())
}

fn print(provider: &Provider, hit: &Hit, is_json: bool) {
    let entry = &hit.entry;
    let record = &entry.notice.told.record;
    let title = hit.locales.first().and_then(|one| record.title.get(one));
    let title = title.unwrap_or(&record.title_raw);
    match is_json {
        true => println!(
            "{}",
            serde_json::json!({
                "provider": provider.slug,
                "id": entry.public_id.as_str(),
                "dated_at": entry.dated_at,
                "is_open": entry.is_open,
                "title": record.title,
                "locales": hit.locales,
                "url": record.url,
            })
        ),
        false => println!("{}  {:<24} {}", entry.dated_at, provider.slug, title.trim()),
    }
}
