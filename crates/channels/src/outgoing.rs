//! What leaves: a call to somebody's address, or a mail. Whoever sends it decides nothing about it.
//!
//! Not here: the connection, its limits, and which addresses may be called at all.

use crate::Mail;

/// To whom something goes, and the links that are theirs alone.
#[derive(Clone, Copy, Debug)]
pub struct To<'a> {
    /// Where it is delivered: the address that they gave.
    pub url: &'a str,
    /// Where they change what they hear.
    pub manage: Option<&'a str>,
    /// Where they end it.
    pub leave: Option<&'a str>,
}

/// A message, ready to travel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outgoing {
    /// Over HTTP.
    Call(Call),
    /// Through a relay.
    Mail(Mail),
}

/// A request. Its method is POST, the only one that any channel of ours takes.
#[derive(Clone, PartialEq, Eq)]
pub struct Call {
    /// Where it goes. It is often a secret by itself.
    pub url: String,
    /// Its headers, names in small letters.
    pub headers: Vec<(&'static str, String)>,
    /// Its body.
    pub body: Vec<u8>,
}

impl Call {
    /// JSON to an address.
    pub(crate) fn json(url: &str, body: &impl serde::Serialize) -> Self {
        Self {
            url: url.to_owned(),
            headers: vec![("content-type", "application/json".to_owned())],
            body: serde_json::to_vec(body).expect("strings, numbers and lists of them are JSON"),
        }
    }
}

/// Without the address, its headers and what it says: whoever knows the address can write there, and errors
/// end in logs.
impl std::fmt::Debug for Call {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Call")
            .field("bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}
