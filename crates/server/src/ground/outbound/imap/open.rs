//! The beginning of a conversation: dialled, encrypted as it is set, greeted, signed in.

use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

use async_imap::{
    Authenticator, Client, Session,
    error::Error,
    imap_proto::{Response, Status},
};
use tokio::time::timeout;

use super::{
    super::{
        Outbound, PATIENCE, RelayTls,
        dial::{self, encrypted},
    },
    Folder, Imap, ImapError,
    wire::{Room, Way, Wire},
};

/// What a server may say before we are signed in.
const GREETING: u64 = 64 * 1024;
const ROOTS: &str = "imap.ca_file";

impl Outbound {
    /// Opens a folder of a mailbox.
    ///
    /// # Errors
    /// [`ImapError::Away`] with what is in the way.
    pub async fn mailbox(&self, imap: &Imap) -> Result<Folder, ImapError> {
        let opened = timeout(PATIENCE, self.open_mailbox(imap)).await;
        let opened = opened.unwrap_or_else(|_| Err(imap.is_late()));
        opened.map_err(|error| ImapError::Away(error.to_string()))
    }

    async fn open_mailbox(&self, imap: &Imap) -> Result<Folder, ImapError> {
        let stream = self.dial(&imap.host, imap.port, "imap.allow_private").await;
        let stream = stream.map_err(|problem| imap.away(&problem))?;
        let is_here = stream.peer_addr().is_ok_and(|peer| peer.ip().is_loopback());
        if imap.tls == RelayTls::None && !is_here {
            let message = "is not on this machine, so that nothing goes there in the clear; set imap.tls to implicit or starttls";
            return Err(imap.away(message));
        }
        let way: Box<dyn Way> = match imap.tls {
            RelayTls::Implicit => encrypt(imap, Box::new(stream)).await?,
            _ => Box::new(stream),
        };
        let room = Room::default();
        room.set(GREETING);
        let mut client = Client::new(Wire::new(way, room.clone()));
        greet(imap, &mut client).await?;
        if imap.tls == RelayTls::Starttls {
            client = start_tls(imap, client, &room).await?;
        }
        let session = sign_in(imap, client).await?;
        Folder::open(imap.clone(), session, room).await
    }
}

async fn encrypt(imap: &Imap, way: Box<dyn Way>) -> Result<Box<dyn Way>, ImapError> {
    let stream = encrypted(&imap.host, way, (imap.roots.as_deref(), ROOTS)).await;
    let stream = stream.map_err(|problem| match problem.as_str() {
        dial::BAD_CERTIFICATE => imap.away(&format!(
            "{problem}, or does not encrypt as imap.tls says it does"
        )),
        _ => imap.away(&problem),
    });
    Ok(Box::new(stream?))
}

async fn greet(imap: &Imap, client: &mut Client<Wire>) -> Result<(), ImapError> {
    let said = client
        .read_response()
        .await
        .map_err(|_| imap.breaks_off())?;
    let is_open = said.is_some_and(|said| {
        let open = Status::Ok;
        matches!(said.parsed(), Response::Data { status, .. } if *status == open)
    });
    match is_open {
        true => Ok(()),
        false => Err(imap.away("does not greet as a mailbox does; check imap.port and imap.tls")),
    }
}

/// What was said before encryption is forgotten with the client that heard it.
async fn start_tls(
    imap: &Imap,
    mut client: Client<Wire>,
    room: &Room,
) -> Result<Client<Wire>, ImapError> {
    match client.run_command_and_check_ok("STARTTLS", None).await {
        Ok(()) => {}
        Err(Error::No(_) | Error::Bad(_)) => {
            let message = "offers no encryption (STARTTLS), so it gets nothing; set imap.tls = \"none\" only \
                           for a server on the same machine";
            return Err(imap.away(message));
        }
        Err(_) => return Err(imap.breaks_off()),
    }
    let way = client.into_inner().into_way();
    let way = encrypt(imap, way).await?;
    Ok(Client::new(Wire::new(way, room.clone())))
}

/// What we answer when we are asked who we are.
struct Plain<'a> {
    said: String,
    is_asked: &'a AtomicBool,
}

impl Authenticator for Plain<'_> {
    type Response = String;

    fn process(&mut self, _challenge: &[u8]) -> String {
        self.is_asked.store(true, Relaxed);
        self.said.clone()
    }
}

/// By SASL, which takes any letters; by the older command where the server does not know that.
///
/// Source: RFC 9051, 6.2.2 and 6.2.3; RFC 4616.
async fn sign_in(imap: &Imap, client: Client<Wire>) -> Result<Session<Wire>, ImapError> {
    let is_asked = AtomicBool::new(false);
    let login = &imap.login;
    let plain = Plain {
        said: format!("\0{}\0{}", login.user, login.password),
        is_asked: &is_asked,
    };
    let (error, client) = match client.authenticate("PLAIN", plain).await {
        Ok(session) => return Ok(session),
        Err(refused) => refused,
    };
    let is_by_login = !is_asked.load(Relaxed) && login.user.is_ascii() && login.password.is_ascii();
    let error = match (&error, is_by_login) {
        (Error::No(_) | Error::Bad(_), true) => {
            match client.login(&login.user, &login.password).await {
                Ok(session) => return Ok(session),
                Err((error, _)) => error,
            }
        }
        _ => error,
    };
    Err(match error {
        Error::No(_) | Error::Bad(_) | Error::Validate(_) => {
            imap.away("refuses the sign-in; check imap.user and imap.password")
        }
        _ => imap.away("breaks off at the sign-in"),
    })
}
