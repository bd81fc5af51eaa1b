//! A connection to a mail server: its name resolved and judged as that of every other call, and its certificate checked.
//!
//! What is in the way is told in words that follow the server's name.

use std::{net::SocketAddr, sync::Arc};

use rustls::pki_types::ServerName;
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpStream,
    time::timeout,
};
use tokio_rustls::{TlsConnector, client::TlsStream};

use super::{CONNECT, Outbound};

/// What is said where a certificate is not the one of who is called, or nobody whom we trust vouches for it.
pub(super) const BAD_CERTIFICATE: &str = "shows a certificate that does not fit its name";

impl Outbound {
    /// A connection to one of the addresses of a host that may be called; `opens` is the setting that opens private ones.
    pub(super) async fn dial(
        &self,
        host: &str,
        port: u16,
        opens: &str,
    ) -> Result<TcpStream, String> {
        let found = tokio::net::lookup_host((host, port))
            .await
            .map_err(|_| "is not found under this name".to_owned())?;
        let (kept, dropped): (Vec<SocketAddr>, Vec<SocketAddr>) =
            found.partition(|address| self.guard.allows(address.ip()));
        if kept.is_empty() && !dropped.is_empty() {
            return Err(format!(
                "is at a private address; if you trust it, set {opens} = true"
            ));
        }
        match timeout(CONNECT, TcpStream::connect(kept.as_slice())).await {
            Ok(Ok(stream)) => {
                // A mail is written in two pieces, and the second would wait for the server's word on the first.
                stream
                    .set_nodelay(true)
                    .map_err(|error| format!("has gone already: {}", error.kind()))?;
                Ok(stream)
            }
            Ok(Err(error)) => Err(format!("cannot be reached: {}", error.kind())),
            Err(_) => Err("cannot be reached in time".to_owned()),
        }
    }
}

/// A connection, encrypted. `roots` are certificates that are trusted beside the public ones, and the setting that names them.
pub(super) async fn encrypted<S: AsyncRead + AsyncWrite + Unpin>(
    host: &str,
    stream: S,
    (roots, set_by): (Option<&str>, &str),
) -> Result<TlsStream<S>, String> {
    let name = ServerName::try_from(host.to_owned())
        .map_err(|_| "has a name that no certificate can have".to_owned())?;
    let roots = super::roots(roots).map_err(|_| bad_root(set_by))?;
    let connector = TlsConnector::from(Arc::new(super::tls_with(roots)));
    let stream = connector.connect(name, stream).await;
    stream.map_err(|_| BAD_CERTIFICATE.to_owned())
}

/// What is said where certificates of an operator's own cannot be read.
pub(super) fn bad_root(set_by: &str) -> String {
    format!("cannot be checked: {set_by} holds no certificate that can be read")
}
