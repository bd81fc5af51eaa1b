//! `beffroi bounces`: what relays say of mails that did not arrive, out of a mailbox or a pipe.
//!
//! A mail server that hands a mail to a pipe goes by the exit status: 0, and the mail is done with, whatever it said; 75, and it
//! keeps the mail and tries again. Nothing else is ever said there, since an answer to a notification would come back too.
//!
//! Source: `sysexits.h` (`EX_TEMPFAIL`); RFC 4155, appendix A (mbox).

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{self, BufRead, BufReader, Read as _},
    path::{Path, PathBuf},
    process::ExitCode,
};

use beffroi_channels::bounce::LARGEST;
use beffroi_domain::PageId;
use clap::Args;
use serde_json::{Map, Value};

use super::Place;
use crate::{
    ground::{Clock, Db},
    pages::{self, OPERATOR},
    subscribers::{self, Bounced},
};

/// What a mail server takes for "later".
const LATER: u8 = 75;

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
    let is_pipe = args.mailbox.as_os_str() == "-";
    match take(&args, is_pipe).await {
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

async fn take(args: &BouncesArgs, is_pipe: bool) -> anyhow::Result<Tally> {
    let settings = args.place.settings()?;
    let db = Db::open(&settings.database).await?;
    let mut look = db.snapshot().await?;
    let pages = pages::list(&mut look).await?;
    let pages: Vec<PageId> = pages.into_iter().map(|page| page.id).collect();
    drop(look);
    let mut tally = Tally::new();
    if is_pipe {
        take_all(&db, &pages, BufReader::new(io::stdin()), &mut tally).await?;
    } else {
        for path in files(&args.mailbox)? {
            let file = File::open(&path).map_err(|error| unread(&path, &error))?;
            take_all(&db, &pages, BufReader::new(file), &mut tally).await?;
        }
    }
    db.close().await;
    Ok(tally)
}

async fn take_all(
    db: &Db,
    pages: &[PageId],
    from: impl BufRead,
    tally: &mut Tally,
) -> anyhow::Result<()> {
    let mut mails = Mails::of(from);
    while let Some(mail) = mails.next_mail()? {
        let mut tx = db.begin().await?;
        let now = Clock::System.now();
        let came = subscribers::bounced(&mut tx, now, OPERATOR, pages, &mail).await?;
        tx.commit().await?;
        *tally.entry(came).or_default() += 1;
    }
    Ok(())
}

/// The mails of a Maildir, read or not, each a file; else the one file.
fn files(mailbox: &Path) -> anyhow::Result<Vec<PathBuf>> {
    if !mailbox.is_dir() {
        return Ok(vec![mailbox.to_owned()]);
    }
    let mut files = Vec::new();
    for part in ["new", "cur"] {
        let part = mailbox.join(part);
        let entries = fs::read_dir(&part)
            .map_err(|error| anyhow::anyhow!("{}: {error}; a Maildir has one", part.display()))?;
        for entry in entries {
            let path = entry?.path();
            files.extend(path.is_file().then_some(path));
        }
    }
    files.sort();
    Ok(files)
}

fn unread(path: &Path, error: &io::Error) -> anyhow::Error {
    anyhow::anyhow!("{}: {error}", path.display())
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

/// The mails of an mbox, one after the other; of anything else the one.
struct Mails<R> {
    from: R,
    line: Vec<u8>,
    is_mbox: bool,
}

impl<R: BufRead> Mails<R> {
    fn of(from: R) -> Self {
        Self {
            from,
            line: Vec::new(),
            is_mbox: false,
        }
    }

    /// The next mail. Of one that is larger than any notification, so much is kept that it is known to be too large.
    fn next_mail(&mut self) -> io::Result<Option<Vec<u8>>> {
        if self.line.is_empty() && !self.read_line()? {
            return Ok(None);
        }
        self.is_mbox |= self.line.starts_with(b"From ");
        let mut mail = Vec::new();
        let mut is_after_empty = false;
        if self.is_mbox {
            self.line.clear();
            self.read_line()?;
        }
        while !self.line.is_empty() {
            if self.is_mbox && is_after_empty && self.line.starts_with(b"From ") {
                return Ok(Some(mail));
            }
            is_after_empty = matches!(self.line.as_slice(), b"\n" | b"\r\n");
            // What began a line of the mail itself has a mark in front.
            let is_marked = self.is_mbox && self.line.starts_with(b">From ");
            let room = (LARGEST + 1).saturating_sub(mail.len());
            let line = &self.line[usize::from(is_marked)..];
            mail.extend_from_slice(&line[..line.len().min(room)]);
            self.line.clear();
            self.read_line()?;
        }
        Ok(Some(mail))
    }

    /// Whether there was one more; of a line without end, a part.
    fn read_line(&mut self) -> io::Result<bool> {
        let mut part = self.from.by_ref().take(LARGEST as u64);
        Ok(part.read_until(b'\n', &mut self.line)? > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let mut mails = Mails::of(text.as_bytes());
        let mut all = Vec::new();
        while let Some(mail) = mails.next_mail().unwrap() {
            all.push(String::from_utf8(mail).unwrap());
        }
        all
    }

    #[test]
    fn an_mbox_is_its_mails_and_anything_else_is_one() {
        let mbox =
            "From a Thu\nSubject: 1\n\n>From here\nFrom there\n\nFrom b Fri\nSubject: 2\n\nx\n";

        assert_eq!(
            read(mbox),
            [
                "Subject: 1\n\nFrom here\nFrom there\n\n",
                "Subject: 2\n\nx\n"
            ]
        );
        let one = "Subject: 1\n\nFrom here\n\nFrom there";
        assert_eq!(read(one), [one]);
        assert!(read("").is_empty());
    }

    #[test]
    fn of_a_mail_without_end_so_much_is_kept_that_it_is_too_large() {
        let long = format!(
            "From a\n{}\n\nFrom b\nSubject: 2\n",
            "x".repeat(3 * LARGEST)
        );

        let read = read(&long);

        assert_eq!(read.len(), 2);
        assert_eq!(read[0].len(), LARGEST + 1);
        assert_eq!(read[1], "Subject: 2\n");
    }
}
