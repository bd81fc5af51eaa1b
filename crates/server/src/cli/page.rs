//! `beffroi page`: make pages, say where they stand and who may read them.
//!
//! Read in order: [`PageArgs`], [`run`], then `page/` (what each does). A password is read from a file
//! or from standard input, never from the arguments, which every process on the machine can read.

mod desk;
mod make;
mod password;
mod show;

use std::process::ExitCode;

use clap::{Args, Subcommand};
use jiff::civil::Date;

use super::Place;
use crate::{
    config::Settings,
    ground::{Clock, Db, Tx},
    pages::{self, Access, Page},
};

/// Make pages, say where they stand and who may read them.
#[derive(Debug, Args)]
pub(super) struct PageArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// All pages: where they stand, what they speak, who may read them
    List(Place),
    /// Make a page
    Create(make::CreateArgs),
    /// Change a page's name, hosts or access
    Set(make::SetArgs),
    /// Say that a page knows of things from an earlier day on
    Since(SinceArgs),
    /// Give a private page a password, or take it away
    Password(password::PasswordArgs),
    /// Print a signed link that opens a private page for a while
    Link(LinkArgs),
    /// Say whether readers of a page can report something, and what they are promised
    Desk(desk::DeskArgs),
}

#[derive(Debug, Args)]
struct SinceArgs {
    #[command(flatten)]
    place: Place,
    /// The page
    slug: String,
    /// The first day of which it knows anything, such as 2019-04-01, in the page's own zone
    #[arg(value_name = "DAY")]
    day: Date,
}

#[derive(Debug, Args)]
struct LinkArgs {
    #[command(flatten)]
    place: Place,
    /// The page
    slug: String,
    /// For so many days, at most 366
    #[arg(long, value_name = "DAYS", default_value_t = 30)]
    days: i64,
    /// End all links that were made until now, and whatever came in by them
    #[arg(long, conflicts_with = "days")]
    end_all: bool,
}

pub(super) async fn run(args: PageArgs) -> anyhow::Result<ExitCode> {
    match args.what {
        What::List(place) => show::list(&place).await,
        What::Create(args) => make::create(&args).await,
        What::Set(args) => make::set(&args).await,
        What::Since(args) => since(&args).await,
        What::Password(args) => password::set(&args).await,
        What::Link(args) => link(&args).await,
        What::Desk(args) => desk::set(&args).await,
    }?;
    Ok(ExitCode::SUCCESS)
}

async fn since(args: &SinceArgs) -> anyhow::Result<()> {
    let mut desk = Desk::open(&args.place).await?;
    let page = desk.page(&args.slug).await?;
    let day = args.day.to_zoned(page.zone.clone())?.timestamp();
    let (now, tx) = (desk.now, &mut desk.tx);
    pages::lower_since(tx, now, pages::OPERATOR, page.id, day).await?;
    desk.done().await?;
    println!("{}: since {}", page.slug, args.day);
    Ok(())
}

async fn link(args: &LinkArgs) -> anyhow::Result<()> {
    let mut desk = Desk::open(&args.place).await?;
    let page = desk.page(&args.slug).await?;
    let now = desk.now;
    if args.end_all {
        pages::end_links(&mut desk.tx, now, pages::OPERATOR, page.id).await?;
        desk.done().await?;
        println!("{}: no link that was made until now opens it", page.slug);
        return Ok(());
    }
    let hours = args.days.checked_mul(24).unwrap_or(i64::MAX / 3600);
    let until = now.checked_add(jiff::SignedDuration::try_from_hours(hours).unwrap_or_default());
    let key = pages::make_link(&mut desk.tx, now, pages::OPERATOR, page.id, until?).await?;
    let address = desk.address(&page).await?;
    desk.done().await?;
    println!("{address}/?key={key}");
    if page.access == Access::Public {
        eprintln!(
            "The page is public and needs no link; shut it with: beffroi page set {} --access private",
            page.slug
        );
    }
    Ok(())
}

/// What every command works with: one transaction over the installation that is meant.
struct Desk {
    db: Db,
    tx: Tx,
    now: jiff::Timestamp,
    settings: Settings,
}

impl Desk {
    async fn open(place: &Place) -> anyhow::Result<Self> {
        let settings = place.settings()?;
        let db = Db::open(&settings.database).await?;
        Ok(Self {
            tx: db.begin().await?,
            now: Clock::System.now(),
            db,
            settings,
        })
    }

    async fn page(&mut self, slug: &str) -> anyhow::Result<Page> {
        if let Some(page) = pages::find_by_slug(&mut self.tx, slug).await? {
            return Ok(page);
        }
        let all = pages::list(&mut self.tx).await?;
        let slugs: Vec<&str> = all.iter().map(|page| page.slug.as_str()).collect();
        match slugs.is_empty() {
            true => anyhow::bail!("there is no page yet; make one with: beffroi page create"),
            false => anyhow::bail!("there is no page {slug:?}; there are: {}", slugs.join(", ")),
        }
    }

    /// What the absolute addresses of a page begin with.
    async fn address(&mut self, page: &Page) -> anyhow::Result<String> {
        let all = pages::list(&mut self.tx).await?;
        let origin = self.settings.origin();
        Ok(show::origin(&all, &self.settings, &origin, page))
    }

    async fn done(self) -> anyhow::Result<()> {
        self.tx.commit().await?;
        self.db.close().await;
        Ok(())
    }
}
