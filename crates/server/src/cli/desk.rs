//! `beffroi desk`: answers to letters about reports, out of a mailbox, a pipe, or the mailbox that is set.
//!
//! Nothing is ever said back to whoever wrote: an answer to an answer could go round for ever.

use std::{path::PathBuf, process::ExitCode, sync::Arc};

use beffroi_domain::PageId;
use clap::{Args, Subcommand};
use serde_json::{Map, Value};

use super::{
    Place,
    mailbox::{Mails, ended, opened},
};
use crate::{
    app::{self, App},
    ground::{Clock, Db, Metrics},
    pages,
    reports::{self, Collected, LARGEST, Mailbox, Received},
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
    /// Look once into the mailbox of the settings (imap.host), as `beffroi serve` does again and again
    #[arg(long, conflicts_with = "mailbox")]
    imap: bool,
    /// What came of them as JSON
    #[arg(long)]
    json: bool,
}

pub(super) async fn run(args: DeskArgs) -> anyhow::Result<ExitCode> {
    let Command::Mail(args) = args.command;
    if args.imap {
        let collected = collect(&args).await?;
        tell(&collected, args.json);
        return Ok(ExitCode::SUCCESS);
    }
    let taken = take(&args).await;
    ended(&args.mailbox, taken, |collected| tell(collected, args.json))
}

async fn collect(args: &MailArgs) -> anyhow::Result<Collected> {
    let settings = args.place.settings()?;
    let db = Db::open(&settings.database).await?;
    let app = App {
        db: db.clone(),
        clock: Clock::System,
        settings: Arc::new(settings),
        metrics: Metrics::default(),
    };
    let Some(collector) = app::collector(&app) else {
        anyhow::bail!("no mailbox is set; write imap.host, imap.user and imap.password");
    };
    let collected = collector.once().await?;
    db.close().await;
    Ok(collected)
}

async fn take(args: &MailArgs) -> anyhow::Result<Collected> {
    let settings = args.place.settings()?;
    let db = Db::open(&settings.database).await?;
    let mut look = db.snapshot().await?;
    let pages = pages::list(&mut look).await?;
    let pages: Vec<PageId> = pages.into_iter().map(|page| page.id).collect();
    drop(look);
    let own = settings.mail.as_ref();
    let mailbox = Mailbox {
        pages: &pages,
        answers_to: own.and_then(|own| own.answers_to.as_deref()),
        from: own.map(|own| own.from.as_str()),
    };
    let store = settings.store();
    let mut collected = Collected::default();
    for from in opened(&args.mailbox)? {
        let mut mails = Mails::of(from?, LARGEST);
        while let Some(mail) = mails.next_mail()? {
            let now = Clock::System.now();
            let came = reports::take_in(&db, &store, now, mailbox, &mail).await?;
            *collected.tally.entry(came).or_default() += 1;
        }
    }
    db.close().await;
    Ok(collected)
}

fn tell(collected: &Collected, is_json: bool) {
    let tally = &collected.tally;
    let count = |one: &Received| tally.get(one).copied().unwrap_or_default();
    if is_json {
        let all = Received::ALL.iter();
        let all = all.map(|one| (one.as_str().to_owned(), count(one)));
        let stay = [("aside", collected.aside), ("later", collected.later)];
        let stay = stay.map(|(name, count)| (name.to_owned(), count));
        let all = all
            .chain(stay)
            .map(|(name, count)| (name, Value::from(count)));
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
    if collected.aside > 0 {
        println!("{} stay in the mailbox, with a flag.", collected.aside);
    }
    if collected.later > 0 {
        println!(
            "{} cannot be written down just now; they stay.",
            collected.later
        );
    }
}
