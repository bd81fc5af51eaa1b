//! What a relay's answer means, or the status in a notification that came later.
//!
//! Three figures say which half of the world it is (2, 4, 5), and the status behind them what is wrong. Only a
//! status that speaks of the address ends it: `550` alone is said of full boxes, of unwanted senders and of
//! nobody at home.
//! Source: RFC 5321, 4.2; RFC 3463 and IANA's registry of SMTP enhanced status codes.

use std::{fmt, str::FromStr};

use super::{Reason, Verdict};

/// A status such as `5.1.1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Enhanced {
    /// 2: done; 4: perhaps later; 5: never.
    pub class: u8,
    /// What it is about: 1 address, 2 mailbox, 3 their system, 4 the way there, 5 the protocol, 6 what it says, 7 policy.
    pub subject: u16,
    /// What of it.
    pub detail: u16,
}

/// A text that is no status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no status such as 5.1.1")]
pub struct BadStatus;

impl FromStr for Enhanced {
    type Err = BadStatus;

    fn from_str(text: &str) -> Result<Self, BadStatus> {
        let figures = |text: &str| -> Result<u16, BadStatus> {
            let fit = (1..=3).contains(&text.len()) && text.bytes().all(|one| one.is_ascii_digit());
            let number = fit.then(|| text.parse().ok()).flatten();
            number.ok_or(BadStatus)
        };
        let mut parts = text.splitn(3, '.');
        let mut next = || figures(parts.next().unwrap_or_default());
        let (class, subject, detail) = (next()?, next()?, next()?);
        let class = match class {
            2 => 2,
            4 => 4,
            5 => 5,
            _ => return Err(BadStatus),
        };
        Ok(Self {
            class,
            subject,
            detail,
        })
    }
}

impl fmt::Display for Enhanced {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}.{}.{}", self.class, self.subject, self.detail)
    }
}

impl Enhanced {
    /// The first status in a text such as `550-5.1.1 The account does not exist` or `#5.1.1`; the figures of an
    /// address on the net are none.
    #[must_use]
    pub fn find(text: &str) -> Option<Self> {
        Self::all(text).next()
    }

    /// The first that says that something did not arrive.
    pub(crate) fn find_failure(text: &str) -> Option<Self> {
        Self::all(text).find(|one| one.class != 2)
    }

    fn all(text: &str) -> impl Iterator<Item = Self> {
        let is_part = |letter: char| letter.is_ascii_digit() || letter == '.';
        let words = text.split(move |letter: char| !is_part(letter));
        words.filter_map(|word| word.trim_end_matches('.').parse().ok())
    }
}

/// What an answer of a relay means: `code` is its three figures, `enhanced` the status behind them.
#[must_use]
pub fn judge_smtp(code: u16, enhanced: Option<Enhanced>) -> Verdict {
    let about = enhanced.map_or((0, 0), |one| (one.subject, one.detail));
    let again = |why| Verdict::Again { after: None, why };
    match code {
        200..=299 => Verdict::Delivered,
        // Who may send is between the relay and us: no reader is to blame.
        530 | 534 | 535 | 538 => again(Reason::Forbidden),
        500..=599 => never(code, about),
        _ => again(match about {
            (2, 2) | (3, 1) => Reason::Full,
            (7, _) => Reason::Busy,
            (4, _) => Reason::Failing,
            _ if matches!(code, 450..=452) => Reason::Busy,
            _ => Reason::Failing,
        }),
    }
}

/// What they will not change their mind about.
fn never(code: u16, about: (u16, u16)) -> Verdict {
    match about {
        // No such box, no such host, no way to write it, moved without a trace, a host that takes no mail.
        (1, 1 | 2 | 3 | 6 | 10) => Verdict::Gone(Reason::NoSuchAddress),
        (2, 1) => Verdict::Gone(Reason::Closed),
        // Our own address, or our right to send: for all readers alike.
        (1, 7 | 8) | (7, 8 | 9 | 11) => Verdict::Again {
            after: None,
            why: Reason::Forbidden,
        },
        (2, 2) | (3, 1) => Verdict::Refused(Reason::Full),
        (2, 3) | (3, 4) => Verdict::Refused(Reason::TooLarge),
        (3 | 4, _) => Verdict::Refused(Reason::Failing),
        (5 | 6, _) => Verdict::Refused(Reason::Unreadable),
        (7, _) => Verdict::Refused(Reason::Forbidden),
        _ if code == 552 => Verdict::Refused(Reason::Full),
        _ => Verdict::Refused(Reason::Unexplained),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_is_found_where_relays_write_it() {
        let found = |text| Enhanced::find(text).map(|one| one.to_string());
        let texts = [
            ("5.1.1 The account does not exist", Some("5.1.1")),
            ("550-5.7.26 not authenticated", Some("5.7.26")),
            ("smtp; 550 #5.1.0 Address rejected.", Some("5.1.0")),
            ("host 5.188.12.1 said: 452 4.2.2 full", Some("4.2.2")),
            ("(#4.4.1)", Some("4.4.1")),
            ("the end: 5.1.1.", Some("5.1.1")),
            ("550 no such user", None),
            ("3.1.1", None),
            ("5.1", None),
            ("5.1.1234", None),
        ];
        for (text, expected) in texts {
            assert_eq!(found(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn only_a_status_about_the_address_ends_it() {
        let judged = |code, status: &str| judge_smtp(code, status.parse().ok());
        let again = |why| Verdict::Again { after: None, why };
        let answers = [
            (250, "2.1.5", Verdict::Delivered),
            (550, "5.1.1", Verdict::Gone(Reason::NoSuchAddress)),
            (550, "5.1.10", Verdict::Gone(Reason::NoSuchAddress)),
            (550, "5.2.1", Verdict::Gone(Reason::Closed)),
            (552, "5.2.2", Verdict::Refused(Reason::Full)),
            (552, "", Verdict::Refused(Reason::Full)),
            (552, "5.3.4", Verdict::Refused(Reason::TooLarge)),
            (550, "5.4.1", Verdict::Refused(Reason::Failing)),
            (554, "5.6.0", Verdict::Refused(Reason::Unreadable)),
            (550, "5.7.1", Verdict::Refused(Reason::Forbidden)),
            (550, "", Verdict::Refused(Reason::Unexplained)),
            (553, "5.1.8", again(Reason::Forbidden)),
            (530, "5.7.0", again(Reason::Forbidden)),
            (535, "5.7.8", again(Reason::Forbidden)),
            (421, "4.3.2", again(Reason::Failing)),
            (450, "4.2.2", again(Reason::Full)),
            (451, "4.7.1", again(Reason::Busy)),
            (450, "", again(Reason::Busy)),
            (0, "", again(Reason::Failing)),
        ];
        for (code, status, expected) in answers {
            assert_eq!(judged(code, status), expected, "{code} {status}");
        }
        for code in 0..=u16::MAX {
            let ended = matches!(judge_smtp(code, None), Verdict::Gone(_));
            assert!(!ended, "{code}");
        }
    }
}
