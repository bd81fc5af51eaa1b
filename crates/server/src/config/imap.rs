//! The section `[imap]`: the mailbox that answers to letters about reports come to.

use std::{path::PathBuf, sync::Arc, time::Duration};

use serde::Deserialize;

use super::mail::{FileTls, read, roots_in, within};
use crate::ground::{
    Refusal,
    outbound::{After, Imap, RelayLogin, RelayTls},
};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct FileImap {
    host: Option<String>,
    port: Option<u16>,
    tls: FileTls,
    user: Option<String>,
    password: Option<String>,
    password_file: Option<PathBuf>,
    folder: String,
    after: FileAfter,
    moved_to: String,
    every_seconds: Option<usize>,
    ca_file: Option<PathBuf>,
    allow_private: bool,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum FileAfter {
    Move,
    Delete,
    Seen,
}

impl Default for FileImap {
    fn default() -> Self {
        Self {
            host: None,
            port: None,
            tls: FileTls::Implicit,
            user: None,
            password: None,
            password_file: None,
            folder: "INBOX".to_owned(),
            after: FileAfter::Move,
            moved_to: "Beffroi".to_owned(),
            every_seconds: None,
            ca_file: None,
            allow_private: false,
        }
    }
}

/// The section, checked; `None` where no host is named.
pub(super) fn check(file: FileImap) -> Result<Option<Arc<Imap>>, Refusal> {
    let kept = file.password_file.as_deref();
    let kept = kept
        .map(|path| read("imap.password_file", path))
        .transpose()?;
    let roots = file.ca_file.as_deref();
    let roots = roots
        .map(|path| roots_in("imap.ca_file", path))
        .transpose()?;
    let every = within("imap.every_seconds", file.every_seconds, 60, 3_600)?;
    let Some(host) = file.host else {
        return Ok(None);
    };
    let needs = |key, message: &str| Refusal::of(key, message.to_owned());
    let user = file.user.filter(|user| is_said(user));
    let user = user.ok_or_else(|| needs("imap.user", "write as whom to sign in"))?;
    let password = kept.or(file.password);
    let password = password.map(|one| one.trim_end_matches(['\r', '\n']).to_owned());
    let password = password.filter(|one| is_said(one)).ok_or_else(|| {
        let message =
            "write the password to imap.user, or imap.password_file for a file that holds it";
        needs("imap.password", message)
    })?;
    let (tls, port) = match file.tls {
        FileTls::Starttls => (RelayTls::Starttls, 143),
        FileTls::Implicit => (RelayTls::Implicit, 993),
        FileTls::None => (RelayTls::None, 143),
    };
    let folder = folder("imap.folder", file.folder)?;
    let moved_to = self::folder("imap.moved_to", file.moved_to)?;
    let after = match file.after {
        FileAfter::Move if moved_to.eq_ignore_ascii_case(&folder) => {
            let message = "write another folder than imap.folder: what is moved is not to be found there again";
            return Err(needs("imap.moved_to", message));
        }
        FileAfter::Move => After::Move(moved_to),
        FileAfter::Delete => After::Delete,
        FileAfter::Seen => After::Seen,
    };
    Ok(Some(Arc::new(Imap {
        host,
        port: file.port.unwrap_or(port),
        tls,
        login: RelayLogin { user, password },
        folder,
        after,
        every: Duration::from_secs(every as u64),
        roots,
        may_be_private: file.allow_private,
    })))
}

/// What is sent in one line, without the sign that ends a name there.
fn is_said(text: &str) -> bool {
    !text.is_empty() && !text.contains(['\r', '\n', '\0'])
}

/// A folder as its server names it: letters of ASCII, in which other letters are written in a way of their own.
///
/// Source: RFC 3501, 5.1.3.
fn folder(key: &'static str, name: String) -> Result<String, Refusal> {
    let is_name = !name.is_empty() && name.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    match is_name {
        true => Ok(name),
        false => Err(Refusal::of(
            key,
            "write a folder as its server names it, in ASCII, such as INBOX or INBOX.Beffroi",
        )),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::config::parse;

    fn set(more: &str) -> Result<Imap, String> {
        let text = format!(
            "[imap]\nhost = \"imap.example.com\"\nuser = \"desk\"\npassword = \"s3cret\"\n{more}\n"
        );
        let settings = parse("f", &text, &BTreeMap::new()).map_err(|error| error.to_string())?;
        Ok((*settings.imap.unwrap()).clone())
    }

    #[test]
    fn a_mailbox_is_encrypted_from_the_first_byte_unless_said_otherwise() {
        let plain = set("").unwrap();
        let started = set("tls = \"starttls\"").unwrap();

        assert_eq!((plain.tls, plain.port), (RelayTls::Implicit, 993));
        assert_eq!((started.tls, started.port), (RelayTls::Starttls, 143));
        assert_eq!(plain.after, After::Move("Beffroi".to_owned()));
        assert!(!format!("{plain:?}").contains("s3cret"));
    }

    #[test]
    fn what_cannot_be_is_refused_with_its_key() {
        for (more, key) in [
            ("moved_to = \"inbox\"", "imap.moved_to"),
            ("folder = \"Boîte\"", "imap.folder"),
            ("folder = \"\"", "imap.folder"),
            ("every_seconds = 0", "imap.every_seconds"),
            ("password_file = \"/nowhere\"", "imap.password_file"),
        ] {
            assert!(set(more).unwrap_err().contains(key), "{more}");
        }
        let bare = parse("f", "[imap]\nhost = \"a\"\n", &BTreeMap::new()).unwrap_err();
        assert!(bare.to_string().contains("imap.user"), "{bare}");
    }
}
