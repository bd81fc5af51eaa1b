//! A mail relay: the one place from which SMTP is spoken.
//!
//! Read in order: [`Relay`], [`Outbound::relay`], [`Session::send`], [`RelayError`].
//! Names are resolved and judged like those of every other call, and encryption is never left out by
//! itself. What a relay answers is kept as its number alone: its words often repeat an address.

use std::{
    io,
    net::SocketAddr,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};

use beffroi_channels::{mail::dkim::Signer, verdict::Enhanced};
use jiff::Timestamp;
use lettre::{
    address::Envelope,
    transport::smtp::{
        authentication::{Credentials, Mechanism},
        client::{
            AsyncSmtpConnection, AsyncTokioStream, Certificate, CertificateStore, TlsParameters,
        },
        extension::ClientId,
    },
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::TcpStream,
    time::timeout,
};
use tokio_rustls::client::TlsStream;

use super::{
    CONNECT, Outbound,
    dial::{self, encrypted},
};

/// How long a relay may take for one letter, and for the beginning of a session.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// What is said of a conversation that broke off.
const BROKEN: &str = "a broken connection";

/// How mail leaves.
#[derive(Clone, Debug)]
pub struct Mail {
    /// Who takes it on.
    pub relay: Relay,
    /// Who writes: an address, with or without a name.
    pub from: String,
    /// Where announcements that do not arrive come back to, if not there: an address alone, in front of whose `@` a `+` and
    /// a mark are put.
    pub bounces_to: Option<String>,
    /// The mailbox that takes answers to letters of cases: an address alone, in front of whose `@` a `+` and the case are put.
    pub answers_to: Option<String>,
    /// True opens the way to a relay at a private address.
    pub may_be_private: bool,
    /// Conversations with it at a time, for what goes to many.
    pub sessions: usize,
    /// Mails under way to one domain at a time.
    pub at_one_domain: usize,
    /// What signs them for their domain, where the relay does not.
    pub signer: Option<Arc<Signer>>,
}

impl Mail {
    /// A mail as it leaves at `at`: signed, where that is ours to do.
    #[must_use]
    pub fn signed(&self, mail: beffroi_channels::Mail, at: Timestamp) -> beffroi_channels::Mail {
        match &self.signer {
            Some(signer) => signer.sign(mail, at),
            None => mail,
        }
    }
}

/// A relay that takes mail on.
#[derive(Clone, Debug)]
pub struct Relay {
    /// Its name or address.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the way there is encrypted.
    pub tls: RelayTls,
    /// As whom.
    pub login: Option<RelayLogin>,
    /// Certificates that are trusted beside the public ones, as PEM.
    pub roots: Option<String>,
    /// How we introduce ourselves.
    pub hello: String,
}

/// How the way to a mail server is encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RelayTls {
    /// After a first greeting in the clear; a server that does not offer it gets nothing.
    Starttls,
    /// From the first byte.
    Implicit,
    /// Not at all: for a server on the same machine.
    None,
}

/// As whom we sign in at a mail server.
#[derive(Clone)]
pub struct RelayLogin {
    /// The name.
    pub user: String,
    /// The secret.
    pub password: String,
}

impl std::fmt::Debug for RelayLogin {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("RelayLogin")
    }
}

/// Why a letter did not go. No words of the relay's are in it: they may repeat an address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RelayError {
    /// The relay itself: its name, the way there, its certificate, our sign-in. Another letter would not go either.
    #[error("{0}")]
    Away(String),
    /// This letter, this time; it may go later.
    #[error("the relay puts it off with {0}")]
    Later(String, Option<SmtpCode>),
    /// This letter, for ever.
    #[error("{0}")]
    Never(String, Option<SmtpCode>),
}

impl RelayError {
    /// Whether the conversation broke off before the relay said anything of the letter.
    #[must_use]
    pub fn is_broken_off(&self) -> bool {
        matches!(self, Self::Later(problem, None) if problem == BROKEN)
    }
}

/// The numbers of a relay's answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SmtpCode {
    /// The three figures.
    pub code: u16,
    /// The status behind them, such as `5.1.1`.
    pub status: Option<Enhanced>,
}

/// An open conversation with a relay.
pub struct Session(AsyncSmtpConnection);

impl std::fmt::Debug for Session {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Session")
    }
}

impl Outbound {
    /// Opens a conversation with a relay.
    ///
    /// # Errors
    /// [`RelayError::Away`] with what is in the way.
    pub async fn relay(&self, relay: &Relay) -> Result<Session, RelayError> {
        timeout(PATIENCE, self.open(relay))
            .await
            .unwrap_or_else(|_| Err(away(relay, "does not answer in time")))
    }

    async fn open(&self, relay: &Relay) -> Result<Session, RelayError> {
        let stream = self
            .dial(&relay.host, relay.port, "mail.allow_private")
            .await;
        let stream = stream.map_err(|problem| away(relay, &problem))?;
        let hello = ClientId::Domain(relay.hello.clone());
        let opened = match relay.tls {
            RelayTls::Implicit => {
                let stream = encrypt(relay, stream).await?;
                AsyncSmtpConnection::connect_with_transport(Box::new(stream), &hello).await
            }
            _ => AsyncSmtpConnection::connect_with_transport(Box::new(stream), &hello).await,
        };
        let mut session = opened.map_err(|error| refused(relay, "the greeting", &error))?;
        if relay.tls == RelayTls::Starttls {
            start_tls(relay, &mut session, &hello).await?;
        }
        if let Some(login) = &relay.login {
            sign_in(relay, &mut session, login).await?;
        }
        Ok(Session(session))
    }
}

impl Session {
    /// Hands one mail over.
    ///
    /// # Errors
    /// [`RelayError`], by whether trying again helps.
    pub async fn send(&mut self, from: &str, to: &str, mail: &[u8]) -> Result<(), RelayError> {
        let address = |text: &str| {
            text.parse()
                .map_err(|_| RelayError::Never("an address is none".to_owned(), None))
        };
        let envelope = Envelope::new(Some(address(from)?), vec![address(to)?])
            .map_err(|_| RelayError::Never("an address is none".to_owned(), None))?;
        match timeout(PATIENCE, self.0.send(&envelope, mail)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(judge(&error)),
            Err(_) => Err(RelayError::Later("silence".to_owned(), None)),
        }
    }

    /// True when nothing more can be said here.
    #[must_use]
    pub fn is_broken(&self) -> bool {
        self.0.has_broken()
    }

    /// Says goodbye.
    pub async fn close(mut self) {
        let _ = timeout(CONNECT, self.0.quit()).await;
    }
}

async fn start_tls(
    relay: &Relay,
    session: &mut AsyncSmtpConnection,
    hello: &ClientId,
) -> Result<(), RelayError> {
    if !session.can_starttls() {
        let message = "offers no encryption (STARTTLS), so it gets nothing; set mail.tls = \"none\" only \
                       for a relay on the same machine";
        return Err(away(relay, message));
    }
    let mut wanted =
        TlsParameters::builder(relay.host.clone()).certificate_store(CertificateStore::WebpkiRoots);
    if let Some(roots) = &relay.roots {
        let root = Certificate::from_pem(roots.as_bytes());
        wanted = wanted.add_root_certificate(root.map_err(|_| bad_root(relay))?);
    }
    let wanted = wanted.build().map_err(|_| bad_root(relay))?;
    let started = session.starttls(wanted, hello).await;
    started.map_err(|_| away(relay, "shows a certificate that does not fit its name"))
}

async fn sign_in(
    relay: &Relay,
    session: &mut AsyncSmtpConnection,
    login: &RelayLogin,
) -> Result<(), RelayError> {
    let secret = Credentials::new(login.user.clone(), login.password.clone());
    let answered = session
        .auth(&[Mechanism::Plain, Mechanism::Login], &secret)
        .await;
    match answered {
        Ok(_) => Ok(()),
        Err(error) => Err(refused(relay, "the sign-in", &error)),
    }
}

/// Encryption from the first byte.
async fn encrypt(relay: &Relay, stream: TcpStream) -> Result<Encrypted, RelayError> {
    let peer = stream
        .peer_addr()
        .map_err(|_| away(relay, "has gone already"))?;
    let stream = encrypted(
        &relay.host,
        stream,
        (relay.roots.as_deref(), "mail.ca_file"),
    );
    let stream = stream.await.map_err(|problem| away(relay, &problem))?;
    Ok(Encrypted { stream, peer })
}

fn away(relay: &Relay, what: &str) -> RelayError {
    RelayError::Away(format!("the relay {}:{} {what}", relay.host, relay.port))
}

fn bad_root(relay: &Relay) -> RelayError {
    away(relay, &dial::bad_root("mail.ca_file"))
}

fn refused(relay: &Relay, at: &str, error: &lettre::transport::smtp::Error) -> RelayError {
    match error.status() {
        Some(code) => away(relay, &format!("answers {at} with {code}")),
        None => away(relay, &format!("breaks off at {at}")),
    }
}

fn judge(error: &lettre::transport::smtp::Error) -> RelayError {
    let answer = error.status().map(|code| SmtpCode {
        code: code.into(),
        status: Enhanced::find(&error.to_string()),
    });
    match answer {
        Some(answer) if error.is_permanent() => {
            RelayError::Never(format!("the relay refuses it with {answer}"), Some(answer))
        }
        Some(answer) => RelayError::Later(answer.to_string(), Some(answer)),
        None if error.is_client() => {
            RelayError::Never("the relay has no words for its address".to_owned(), None)
        }
        None => RelayError::Later(BROKEN.to_owned(), None),
    }
}

/// Its numbers alone: a relay's words often repeat an address.
impl std::fmt::Display for SmtpCode {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.status {
            Some(status) => write!(out, "{} {status}", self.code),
            None => write!(out, "{}", self.code),
        }
    }
}

/// A connection that is encrypted from the first byte, in the form that lettre takes.
#[derive(Debug)]
struct Encrypted {
    stream: TlsStream<TcpStream>,
    peer: SocketAddr,
}

impl AsyncTokioStream for Encrypted {
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        Ok(self.peer)
    }
}

impl AsyncRead for Encrypted {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Encrypted {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
