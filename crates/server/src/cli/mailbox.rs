//! Mails out of a mailbox or a pipe, one after the other.
//!
//! A mail server that hands a mail to a pipe goes by the exit status: 0, and the mail is done with, whatever it said; [`LATER`], and
//! it keeps the mail and tries again.
//!
//! Source: RFC 4155, appendix A (mbox).

use std::{
    fs::{self, File},
    io::{self, BufRead, BufReader, Read as _},
    path::{Path, PathBuf},
    process::ExitCode,
};

/// What a mail server takes for "later".
///
/// Source: `sysexits.h` (`EX_TEMPFAIL`).
const LATER: u8 = 75;

/// How a command ends that took mails in: told of, or, where a mail server's pipe gave them, with the word to come again later.
pub(super) fn ended<T>(
    mailbox: &Path,
    taken: anyhow::Result<T>,
    tell: impl FnOnce(&T),
) -> anyhow::Result<ExitCode> {
    match taken {
        Ok(taken) => {
            tell(&taken);
            Ok(ExitCode::SUCCESS)
        }
        Err(error) if is_pipe(mailbox) => {
            eprintln!("beffroi: {error:#}");
            Ok(ExitCode::from(LATER))
        }
        Err(error) => Err(error),
    }
}

fn is_pipe(mailbox: &Path) -> bool {
    mailbox.as_os_str() == "-"
}

/// What holds the mails: a mailbox (a file as mbox, or a directory as Maildir) or one mail; `-` is standard input.
pub(super) fn opened(
    mailbox: &Path,
) -> anyhow::Result<impl Iterator<Item = anyhow::Result<Box<dyn BufRead>>>> {
    let is_pipe = is_pipe(mailbox);
    let paths = match is_pipe {
        true => vec![mailbox.to_owned()],
        false => files(mailbox)?,
    };
    Ok(paths.into_iter().map(move |path| {
        if is_pipe {
            return Ok(Box::new(BufReader::new(io::stdin())) as Box<dyn BufRead>);
        }
        let file = File::open(&path);
        let file = file.map_err(|error| anyhow::anyhow!("{}: {error}", path.display()))?;
        Ok(Box::new(BufReader::new(file)) as Box<dyn BufRead>)
    }))
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

/// The mails of an mbox, one after the other; of anything else the one.
pub(super) struct Mails {
    from: Box<dyn BufRead>,
    line: Vec<u8>,
    is_mbox: bool,
    largest: usize,
}

impl Mails {
    /// Those in there; of one that is larger, so much is kept that it is known to be too large.
    pub(super) fn of(from: Box<dyn BufRead>, largest: usize) -> Self {
        Self {
            from,
            largest,
            line: Vec::new(),
            is_mbox: false,
        }
    }

    /// The next mail.
    pub(super) fn next_mail(&mut self) -> io::Result<Option<Vec<u8>>> {
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
            let room = (self.largest + 1).saturating_sub(mail.len());
            let line = &self.line[usize::from(is_marked)..];
            mail.extend_from_slice(&line[..line.len().min(room)]);
            self.line.clear();
            self.read_line()?;
        }
        Ok(Some(mail))
    }

    /// Whether there was one more; of a line without end, a part.
    fn read_line(&mut self) -> io::Result<bool> {
        let mut part = self.from.by_ref().take(self.largest as u64);
        Ok(part.read_until(b'\n', &mut self.line)? > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LARGEST: usize = 1_000;

    fn read(text: &str) -> Vec<String> {
        let mut mails = Mails::of(Box::new(io::Cursor::new(text.to_owned())), LARGEST);
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
