//! `beffroi watch add`: a page is followed, once it is known what it is.

use std::process::ExitCode;

use beffroi_domain::Locale;
use clap::Args;
use jiff::tz::TimeZone;

use super::{super::Place, find, open, told};
use crate::{
    app::{self, App},
    pages::{self, OPERATOR},
    providers::{self, Follow, Outcome, Settle, catalogue, slug_of},
};

const AFTER: &str = "\
The format is found out by asking the page. Where it is none that we read, nothing is followed, unless --form says how
to read it or --anyway says that it is to be tried again and again. Exit status: 0 when it was seen, 1 when it is not
followed, or followed and could not be seen.";

#[derive(Debug, Args)]
#[command(after_help = AFTER)]
pub(super) struct AddArgs {
    #[command(flatten)]
    place: Place,
    /// The address of its status page
    #[arg(required_unless_present = "catalogue", conflicts_with = "catalogue")]
    url: Option<String>,
    /// An entry of the catalogue instead, by its slug
    #[arg(long, value_name = "SLUG")]
    catalogue: Option<String>,
    /// What it is called; what its page says when not given
    #[arg(long)]
    name: Option<String>,
    /// Its name in addresses and commands; made of its host when not given
    #[arg(long)]
    slug: Option<String>,
    /// A page of ours whose readers see it; can be given again
    #[arg(long = "page", value_name = "SLUG")]
    pages: Vec<String>,
    /// How it is read, where that cannot be found out: statuspage, feed, html …
    #[arg(long, value_name = "FORMAT")]
    form: Option<String>,
    /// Where to find what on a page that has no format; can be given again
    #[arg(long = "select", value_name = "NAME=CSS", value_parser = selector)]
    selectors: Vec<(String, String)>,
    /// The language of texts that do not say theirs
    #[arg(long, default_value = "en")]
    locale: Locale,
    /// The zone of times that name none
    #[arg(long, default_value = "UTC", value_parser = zone)]
    zone: TimeZone,
    /// An empty list means that all is well
    #[arg(long)]
    empty_is_clear: bool,
    /// Follow it even if nobody can tell yet what it is
    #[arg(long)]
    anyway: bool,
    /// As JSON
    #[arg(long)]
    json: bool,
}

fn selector(text: &str) -> Result<(String, String), String> {
    let parts = text
        .split_once('=')
        .filter(|(name, css)| !name.is_empty() && !css.is_empty());
    let (name, css) =
        parts.ok_or_else(|| "write NAME=CSS, such as status=.page-status".to_owned())?;
    Ok((name.to_owned(), css.to_owned()))
}

fn zone(name: &str) -> Result<TimeZone, String> {
    TimeZone::get(name)
        .map_err(|_| format!("{name:?} is no time zone; write one such as Europe/Paris"))
}

pub(super) async fn run(args: AddArgs) -> anyhow::Result<ExitCode> {
    let mut new = command(&args)?;
    let app = open(&args.place).await?;
    new.pages = shown_on(&app, &args.pages).await?;
    let watch = app::watch(&app);
    if new.form.is_none() {
        match watch.find_format(&new.place.page).await? {
            Ok(found) if found.form.is_some() => {
                new.form = found.form.map(|form| form.word.to_owned());
                new.place = found.place;
            }
            _ if args.anyway => {}
            Ok(found) => anyhow::bail!(not_followed(&found.note)),
            Err(trouble) => anyhow::bail!(not_followed(&trouble.reason)),
        }
    }
    let looked = watch.follow(OPERATOR, &new).await?;
    let id = find(&app, &new.slug).await?.id;
    let says = looked.seen.as_ref().and_then(|seen| seen.page.name.clone());
    if let Some(name) = says.filter(|_| args.name.is_none() && args.catalogue.is_none()) {
        let mut tx = app.db.begin().await?;
        let named = Settle {
            name: Some(name),
            ..Settle::default()
        };
        providers::settle(&mut tx, app.clock.now(), OPERATOR, id, &named).await?;
        tx.commit().await?;
    }
    let provider = find(&app, &new.slug).await?;
    let facts = told::Facts::load(&app.db, provider).await?;
    print!("{}", facts.tell(args.json, Some(&looked)));
    app.db.close().await;
    Ok(match looked.outcome {
        Outcome::Blind(_) => ExitCode::FAILURE,
        _ => ExitCode::SUCCESS,
    })
}

fn not_followed(why: &str) -> String {
    format!(
        "it is not followed: {why}. Say how to read it with --form (html with --select NAME=CSS, or feed), or follow it \
         all the same with --anyway"
    )
}

fn command(args: &AddArgs) -> anyhow::Result<Follow> {
    let mut new = match (&args.catalogue, &args.url) {
        (Some(slug), _) => {
            let Some(listed) = catalogue::find(slug) else {
                anyhow::bail!("the catalogue has no {slug:?}; see `beffroi watch catalogue`");
            };
            anyhow::ensure!(
                !listed.page.is_empty(),
                "no page of {} is known; follow one by its address",
                listed.name
            );
            listed.follow()
        }
        (None, url) => {
            let url = url.as_deref().unwrap_or_default();
            Follow {
                locale: args.locale.clone(),
                zone: args.zone.clone(),
                ..Follow::at(url)
            }
        }
    };
    new.form = args.form.clone();
    new.selectors = args.selectors.iter().cloned().collect();
    new.is_empty_clear |= args.empty_is_clear;
    if let Some(name) = &args.name {
        new.name.clone_from(name);
        new.slug = match args.catalogue {
            Some(_) => new.slug,
            None => slug_of(name),
        };
    }
    if let Some(slug) = &args.slug {
        new.slug.clone_from(slug);
    }
    Ok(new)
}

async fn shown_on(app: &App, slugs: &[String]) -> anyhow::Result<Vec<beffroi_domain::PageId>> {
    let mut tx = app.db.snapshot().await?;
    let mut all = Vec::new();
    for slug in slugs {
        match pages::find_by_slug(&mut tx, slug).await? {
            Some(page) => all.push(page.id),
            None => anyhow::bail!("there is no page {slug:?}"),
        }
    }
    Ok(all)
}
