//! `beffroi bounces`: what relays say of mails that did not arrive, out of a mailbox or a pipe.
//!
//! A mail server that hands a mail to a pipe goes by the exit status: 0, and the mail is done with, whatever it said; 75, and it
//! keeps the mail and tries again. Nothing else is ever said there, since an answer to a notification would come back too.

use std::{collections::BTreeMap, path::PathBuf, process::ExitCode};

use beffroi_channels::bounce::LARGEST;
use beffroi_domain::PageId;
use clap::Args;
use serde_json::{Map, Value};

use super::{
    Place,
    mailbox::{Mails, ended, opened},
};
use crate::{
    ground::{Clock, Db},
    pages::{self, OPERATOR},
    subscribers::{self, Bounced},
};

/// Take in what relays say of mails that did not arrive.
#[derive(Debug, Args)]
pub(super) struct BouncesArgs {
    #[command(flatten)]
    place: Place,
    /// A mailbox (a file as mbox, or a directory as Maildir) or one mail; - reads standard input, as a mail server's pipe gives it
    #[arg(default_value = "-")]
    mailbox: PathBuf,
    /// What came of them as JSON
    #[arg(long)]
    json: bool,
}

type Tally = BTreeMap<Bounced, i64>;

pub(super) async fn run(args: BouncesArgs) -> anyhow::Result<ExitCode> {
    let taken = take(&args).await;
    ended(&args.mailbox, taken, |tally| tell(tally, args.json))
}

async fn take(args: &BouncesArgs) -> anyhow::Result<Tally> {
    let settings = args.place.settings()?;
    let db = Db::open(&settings.database).await?;
    let mut look = db.snapshot().await?;
    let pages = pages::list(&mut look).await?;
    let pages: Vec<PageId> = pages.into_iter().map(|page| page.id).collect();
    drop(look);
    let mut tally = Tally::new();
    for from in opened(&args.mailbox)? {
        take_all(&db, &pages, Mails::of(from?, LARGEST), &mut tally).await?;
    }
    db.close().await;
    Ok(tally)
}

async fn take_all(
    db: &Db,
    pages: &[PageId],
    mut mails: Mails,
    tally: &mut Tally,
) -> anyhow::Result<()> {
    while let Some(mail) = mails.next_mail()? {
        let mut tx = db.begin().await?;
        let now = Clock::System.now();
        let came = subscribers::bounced(&mut tx, now, OPERATOR, pages, &mail).await?;
        tx.commit().await?;
        *tally.entry(came).or_default() += 1;
    }
    Ok(())
}

fn tell(tally: &Tally, is_json: bool) {
    let count = |one: &Bounced| tally.get(one).copied().unwrap_or_default();
    if is_json {
        let all = Bounced::ALL.iter();
        let all = all.map(|one| (one.as_str().to_owned(), Value::from(count(one))));
        println!("{}", Value::Object(all.collect::<Map<_, _>>()));
        return;
    }
    println!(
        "{} paused, {} counted.",
        count(&Bounced::Paused),
        count(&Bounced::Counted)
    );
    for (one, count) in tally.iter().filter(|(one, _)| !one.is_taken()) {
        println!("{count} passed over ({}): {}.", one.as_str(), one.meaning());
    }
}
