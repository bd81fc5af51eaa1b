//! A folder that is open: which mails wait in it, their bytes, what becomes of them, and whether there is a new one.
//!
//! Mails are named by the numbers that a server keeps for them (UID). One that bears a flag was put aside, by us or by a person, and is left alone.
//!
//! Source: RFC 9051; RFC 2177 (IDLE), RFC 6851 (MOVE), RFC 4315 (UID EXPUNGE), which servers of RFC 3501 may lack.

use std::time::Duration;

use async_imap::{Session, imap_proto::RequestId};
use tokio::time::timeout;

use super::{
    super::{CONNECT, PATIENCE},
    After, Imap, ImapError,
    said::{Mail, Said},
    wire::{Room, Wire},
};

/// What a server may say to a question that asks for no mail's words: the numbers of a million mails.
const ANSWER: u64 = 16 << 20;
/// What stands around a mail's bytes.
const AROUND: u64 = 64 * 1024;
/// How long a mail's bytes may take.
const BYTES: Duration = Duration::from_secs(5 * 60);

/// A folder that is open.
#[derive(Debug)]
pub struct Folder {
    imap: Imap,
    session: Session<Wire>,
    room: Room,
    can: Can,
    /// Whether the server told of a new mail since it was last asked which there are.
    is_news: bool,
}

/// What a server can do beside what each can.
#[derive(Clone, Copy, Debug, Default)]
struct Can {
    idle: bool,
    moves: bool,
    expunges_one: bool,
}

impl Folder {
    pub(super) async fn open(
        imap: Imap,
        session: Session<Wire>,
        room: Room,
    ) -> Result<Self, ImapError> {
        let mut folder = Self {
            imap,
            session,
            room,
            can: Can::default(),
            is_news: false,
        };
        let told = folder.ask("CAPABILITY", "does not say what it can").await?;
        let has = |ability: &str| {
            told.iter()
                .any(|said| matches!(said, Said::Can(all) if all.iter().any(|one| one == ability)))
        };
        folder.can = Can {
            idle: has("IDLE"),
            moves: has("MOVE"),
            expunges_one: has("UIDPLUS"),
        };
        let name = &folder.imap.folder;
        let missing = format!("has no folder {name:?} that imap.user may open; check imap.folder");
        let command = format!("SELECT {}", quoted(name));
        let told = folder.ask(&command, &missing).await?;
        let is_read_only = |said: &Said| {
            matches!(
                said,
                Said::Done {
                    is_read_only: true,
                    ..
                }
            )
        };
        match told.iter().any(is_read_only) {
            true => Err(folder
                .imap
                .away("lets imap.user change nothing in its folder")),
            false => Ok(folder),
        }
    }

    /// Whether the server tells of new mails by itself.
    #[must_use]
    pub fn idles(&self) -> bool {
        self.can.idle
    }

    /// The mails that wait, the oldest first.
    ///
    /// # Errors
    /// [`ImapError`].
    pub async fn waiting(&mut self) -> Result<Vec<u32>, ImapError> {
        self.is_news = false;
        let command = match self.imap.after {
            After::Seen => "UID SEARCH UNDELETED UNFLAGGED UNSEEN",
            _ => "UID SEARCH UNDELETED UNFLAGGED",
        };
        let told = self
            .ask(command, "does not say which mails there are")
            .await?;
        let found = told.into_iter().filter_map(|said| match said {
            Said::Found(found) => Some(found),
            _ => None,
        });
        let mut all: Vec<u32> = found.flatten().collect();
        all.sort_unstable();
        Ok(all)
    }

    /// How many bytes a mail has; `None` where it is there no more.
    ///
    /// # Errors
    /// [`ImapError`].
    pub async fn size(&mut self, mail: u32) -> Result<Option<u64>, ImapError> {
        let command = format!("UID FETCH {mail} (UID RFC822.SIZE)");
        let told = self.ask(&command, "does not say how large a mail is").await;
        let told = told?;
        Ok(of_mail(told, mail).find_map(|one| one.size))
    }

    /// The first bytes of a mail, as many as `most`, without marking it as read; `None` where it is there no more.
    ///
    /// # Errors
    /// [`ImapError`].
    pub async fn bytes(&mut self, mail: u32, most: usize) -> Result<Option<Vec<u8>>, ImapError> {
        let command = format!("UID FETCH {mail} (UID BODY.PEEK[]<0.{most}>)");
        let room = most as u64 + AROUND;
        let asked = self.ask_for(&command, "does not hand over a mail", room);
        let told = timeout(BYTES, asked).await;
        let told = told.unwrap_or_else(|_| Err(self.imap.is_late()))?;
        Ok(of_mail(told, mail).find_map(|one| one.bytes))
    }

    /// A mail is done with: it is moved, removed or marked, as is set.
    ///
    /// # Errors
    /// [`ImapError`].
    pub async fn done(&mut self, mail: u32) -> Result<(), ImapError> {
        match self.imap.after.clone() {
            After::Seen => self.mark(mail, "\\Seen").await,
            After::Delete => self.remove(mail).await,
            After::Move(to) => self.bring(mail, &to).await,
        }
    }

    /// A mail is put aside: it stays, with a flag by which a person sees it and we leave it alone.
    ///
    /// # Errors
    /// [`ImapError`].
    pub async fn put_aside(&mut self, mail: u32) -> Result<(), ImapError> {
        self.mark(mail, "\\Flagged").await
    }

    /// Waits until the server tells of a new mail, for `longest` at most; whether it did.
    ///
    /// # Errors
    /// [`ImapError`].
    pub async fn wait(&mut self, longest: Duration) -> Result<bool, ImapError> {
        if self.is_news {
            return Ok(true);
        }
        self.room.set(ANSWER);
        let asked = self.session.run_command("IDLE").await;
        let asked = asked.map_err(|_| self.imap.breaks_off())?;
        if !self.may_idle(&asked).await? {
            self.can.idle = false;
            return Ok(false);
        }
        let heard = timeout(longest, self.hear()).await;
        heard.unwrap_or(Ok(()))?;
        let over = self.session.run_command_untagged("DONE").await;
        over.map_err(|_| self.imap.breaks_off())?;
        let ended = timeout(
            PATIENCE,
            self.answer_to(&asked, "does not end what it began"),
        );
        let ended = ended.await;
        ended.unwrap_or_else(|_| Err(self.imap.is_late()))?;
        Ok(self.is_news)
    }

    /// Says goodbye.
    pub async fn close(mut self) {
        self.room.set(AROUND);
        // Whether it was heard is nothing to us.
        let _ = timeout(CONNECT, self.session.run_command_and_check_ok("LOGOUT")).await;
    }

    /// Whether the server begins to tell; it may refuse though it said that it can.
    async fn may_idle(&mut self, asked: &RequestId) -> Result<bool, ImapError> {
        loop {
            let said = timeout(PATIENCE, self.next()).await;
            let said = said.unwrap_or_else(|_| Err(self.imap.is_late()))?;
            match said {
                Said::Continue => return Ok(true),
                Said::Done { asked: ours, .. } if ours == *asked => return Ok(false),
                _ => {}
            }
        }
    }

    /// Over when the server told of a new mail.
    async fn hear(&mut self) -> Result<(), ImapError> {
        while !self.is_news {
            self.next().await?;
        }
        Ok(())
    }

    async fn mark(&mut self, mail: u32, flag: &str) -> Result<(), ImapError> {
        let command = format!("UID STORE {mail} +FLAGS.SILENT ({flag})");
        let marked = self.ask(&command, "does not let a mail be marked");
        marked.await.map(drop)
    }

    /// Out of this folder. A server that cannot expunge one mail alone keeps it, marked as deleted: others' marks are not ours to act on.
    async fn remove(&mut self, mail: u32) -> Result<(), ImapError> {
        self.mark(mail, "\\Deleted").await?;
        if self.can.expunges_one {
            let command = format!("UID EXPUNGE {mail}");
            self.ask(&command, "does not let a mail be removed").await?;
        }
        Ok(())
    }

    async fn bring(&mut self, mail: u32, to: &str) -> Result<(), ImapError> {
        let verb = match self.can.moves {
            true => "MOVE",
            false => "COPY",
        };
        let to = quoted(to);
        let command = format!("UID {verb} {mail} {to}");
        let refused = "does not let a mail be moved to the folder of imap.moved_to";
        match self.ask(&command, refused).await {
            Ok(_) => {}
            Err(ImapError::Refused(_)) => {
                // Most often it is not there; whether it could be made, the second try tells.
                for make in ["CREATE", "SUBSCRIBE"] {
                    match self.ask(&format!("{make} {to}"), refused).await {
                        Ok(_) | Err(ImapError::Refused(_)) => {}
                        Err(away) => return Err(away),
                    }
                }
                self.ask(&command, refused).await?;
            }
            Err(away) => return Err(away),
        }
        match self.can.moves {
            true => Ok(()),
            false => self.remove(mail).await,
        }
    }

    /// What a server says to a command, its last word included; `refused` is what is told where it refuses.
    async fn ask(&mut self, command: &str, refused: &str) -> Result<Vec<Said>, ImapError> {
        let asked = self.ask_for(command, refused, ANSWER);
        let told = timeout(PATIENCE, asked).await;
        told.unwrap_or_else(|_| Err(self.imap.is_late()))
    }

    async fn ask_for(
        &mut self,
        command: &str,
        refused: &str,
        room: u64,
    ) -> Result<Vec<Said>, ImapError> {
        self.room.set(room);
        let asked = self.session.run_command(command).await;
        let asked = asked.map_err(|_| self.imap.breaks_off())?;
        self.answer_to(&asked, refused).await
    }

    async fn answer_to(
        &mut self,
        asked: &RequestId,
        refused: &str,
    ) -> Result<Vec<Said>, ImapError> {
        let mut told = Vec::new();
        loop {
            let said = self.next().await?;
            let ended = match &said {
                Said::Done {
                    asked: ours,
                    is_well,
                    ..
                } if ours == asked => Some(*is_well),
                _ => None,
            };
            told.push(said);
            match ended {
                Some(true) => return Ok(told),
                Some(false) => return Err(self.imap.refuses(refused)),
                None => {}
            }
        }
    }

    /// The next thing that the server says.
    async fn next(&mut self) -> Result<Said, ImapError> {
        let said = self.session.read_response().await;
        let said = said.ok().flatten().ok_or_else(|| self.imap.breaks_off())?;
        let said = Said::of(said.parsed());
        match said {
            Said::Bye => return Err(self.imap.breaks_off()),
            Said::Came => self.is_news = true,
            _ => {}
        }
        Ok(said)
    }
}

/// What was told of one mail; a server may tell of others in between.
fn of_mail(told: Vec<Said>, number: u32) -> impl Iterator<Item = Mail> {
    let mails = told.into_iter().filter_map(|said| match said {
        Said::Mail(mail) => Some(mail),
        _ => None,
    });
    mails.filter(move |mail| mail.number == Some(number))
}

/// A folder's name as it stands in a command; the settings let no other letters in than those that may stand there.
fn quoted(name: &str) -> String {
    let escaped = name.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{escaped}\"")
}
