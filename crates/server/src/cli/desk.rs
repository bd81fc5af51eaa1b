//! `beffroi desk`: answers to letters about reports, out of a mailbox or a pipe.
//!
//! Nothing is ever said back to whoever wrote: an answer to an answer could go round for ever.

use std::{collections::BTreeMap, path::PathBuf, process::ExitCode};

use beffroi_domain::PageId;
use clap::{Args, Subcommand};
use serde_json::{Map, Value};

use super::{
    Place,
    mailbox::{LATER, Mails, opened},
};
use crate::{
    config::Settings,
    ground::{Clock, Db},
    pages,
    reports::{self, LARGEST, Mailbox, Received},
};

/// Take in what customers write.
#[derive(Debug, Args)]
pub(super) struct DeskArgs {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Take in mails: answers go into their case, others open one
    Mail(MailArgs),
}

#[derive(Debug, Args)]
struct MailArgs {
    #[command(flatten)]
    place: Place,
    /// A mailbox (a file as mbox, or a directory as Maildir) or one mail; - reads standard input, as a mail server's pipe gives it
    #[arg(default_value = "-")]
    mailbox: PathBuf,
    /// What came of them as JSON
    #[arg(long)]
    json: bool,
}

type Tally = BTreeMap<Received, i64>;

pub(super) async fn run(args: DeskArgs) -> anyhow::Result<ExitCode> {
    let Command::Mail(args) = args.command;
    let is_pipe = args.mailbox.as_os_str() == "-";
    match take(&args).await {
        Ok(tally) => {
            tell(&tally, args.json);
            Ok(ExitCode::SUCCESS)
        }
        Err(error) if is_pipe => {
            eprintln!("beffroi: {error:#}");
            Ok(ExitCode::from(LATER))
        }
        Err(error) => Err(error),
    }
}

async fn take(args: &MailArgs) -> anyhow::Result<Tally> {
    let settings = args.place.settings()?;
    let db = Db::open(&settings.database).await?;
    let mut look = db.snapshot().await?;
    let pages = pages::list(&mut look).await?;
    let pages: Vec<PageId> = pages.into_iter().map(|page| page.id).collect();
    drop(look);
    let mut tally = Tally::new();
    for from in opened(&args.mailbox)? {
        let mut mails = Mails::of(from?, LARGEST);
        while let Some(mail) = mails.next_mail()? {
            *tally
                .entry(one(&db, &settings, &pages, &mail).await?)
                .or_default() += 1;
        }
    }
    db.close().await;
    Ok(tally)
}

async fn one(
    db: &Db,
    settings: &Settings,
    pages: &[PageId],
    mail: &[u8],
) -> anyhow::Result<Received> {
    let own = settings.mail.as_ref();
    let mailbox = Mailbox {
        pages,
        answers_to: own.and_then(|own| own.answers_to.as_deref()),
        from: own.map(|own| own.from.as_str()),
    };
    let now = Clock::System.now();
    let mut look = db.snapshot().await?;
    let sent = reports::files_in(&mut look, now, mailbox, mail).await?;
    drop(look);
    let brought = reports::bring(db, &settings.store(), now, sent).await?;
    let mut tx = db.begin().await?;
    let came = reports::receive(&mut tx, now, mailbox, mail, &brought).await?;
    tx.commit().await?;
    Ok(came)
}

fn tell(tally: &Tally, is_json: bool) {
    let count = |one: &Received| tally.get(one).copied().unwrap_or_default();
    if is_json {
        let all = Received::ALL.iter();
        let all = all.map(|one| (one.as_str().to_owned(), Value::from(count(one))));
        println!("{}", Value::Object(all.collect::<Map<_, _>>()));
        return;
    }
    println!(
        "{} into their case, {} opened.",
        count(&Received::Heard),
        count(&Received::Opened)
    );
    for (one, count) in tally.iter().filter(|(one, _)| !one.is_taken()) {
        println!("{count} passed over ({}): {}.", one.as_str(), one.meaning());
    }
}
