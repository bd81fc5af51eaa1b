//! Addresses, cleaned: what is delivered to, and what makes two of them one.

use beffroi_channels::{Channel, mail, sms::Phone};

use crate::ground::{Refusal, Result, outbound::Target};

/// The longest address that is taken, in bytes. A mail address has at most 254.
const LONGEST: usize = 2000;

/// An address of a channel.
#[derive(Clone, PartialEq, Eq)]
pub struct Address {
    written: String,
    known_by: String,
}

/// Never itself: errors end in logs.
impl std::fmt::Debug for Address {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Address(…)")
    }
}

impl Address {
    /// Reads what somebody typed for a channel.
    ///
    /// # Errors
    /// `Refused` for what is none; it says of which form it is to be.
    pub fn of(channel: Channel, typed: &str) -> Result<Self, Refusal> {
        let typed = typed.trim();
        match channel {
            Channel::Email => of_mail(typed).ok_or_else(no_mail),
            Channel::Sms => of_phone(typed).ok_or_else(no_phone),
            Channel::WebPush => of_url(typed)
                .filter(|one| one.written.starts_with("https://"))
                .ok_or_else(no_url),
            _ => of_url(typed).ok_or_else(no_url),
        }
    }

    /// As it is delivered to.
    #[must_use]
    pub fn written(&self) -> &str {
        &self.written
    }

    /// The same for all ways to write it.
    #[must_use]
    pub(super) fn known_by(&self) -> &str {
        &self.known_by
    }
}

/// Capitals in front of the `@` could mean another mailbox, and never do: they are kept on the envelope, and one person
/// is not told twice for them. A domain of other letters has its own ASCII form; in front of the `@`, few relays carry others,
/// and none is promised.
fn of_mail(typed: &str) -> Option<Address> {
    let (local, host) = typed.rsplit_once('@').filter(|_| mail::is_address(typed))?;
    let host = match host.is_ascii() {
        true => host.to_lowercase(),
        false => Target::read(&format!("https://{host}/"))?.host,
    };
    let is_plain =
        |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'<' | b'>' | b'"' | b'\\');
    let is_one = local.bytes().all(is_plain) && local.len() + host.len() < 254;
    let has_dot = host.contains('.') || host.starts_with('[') || host == "localhost";
    (is_one && has_dot).then(|| Address {
        known_by: format!("{}@{host}", local.to_lowercase()),
        written: format!("{local}@{host}"),
    })
}

/// Who answers there is asked by the challenge; whether it may be called at all, by the way out.
fn of_url(typed: &str) -> Option<Address> {
    let target = Target::read(typed).filter(|_| typed.len() <= LONGEST)?;
    Some(Address {
        known_by: target.written.clone(),
        written: target.written,
    })
}

/// With the country in front: `+33612345678`.
fn of_phone(typed: &str) -> Option<Address> {
    let phone = Phone::parse(typed).ok()?;
    Some(Address {
        known_by: phone.as_str().to_owned(),
        written: phone.as_str().to_owned(),
    })
}

fn no_mail() -> Refusal {
    let message = "write an e-mail address such as anna@example.com";
    Refusal::of("address", message).told("refusal-subscription-mail")
}

fn no_url() -> Refusal {
    let message = "write the whole address, with https:// in front and without a name or password";
    Refusal::of("address", message).told("refusal-subscription-url")
}

fn no_phone() -> Refusal {
    let message = "write the number with its country in front, such as +33 6 12 34 56 78";
    Refusal::of("address", message).told("refusal-subscription-phone")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(channel: Channel, typed: &str) -> Option<String> {
        Address::of(channel, typed).ok().map(|one| one.written)
    }

    #[test]
    fn two_ways_to_write_an_address_are_one() {
        for (channel, one, other) in [
            (Channel::Email, " Ann@Example.COM", "ann@example.com"),
            (
                Channel::Slack,
                "https://Hooks.example/a#b",
                "https://hooks.example/a",
            ),
            (Channel::Email, "ann@Exämple.com", "ann@xn--exmple-cua.com"),
            (Channel::Sms, "0033 6 12-34.56 78", "+33612345678"),
        ] {
            let known = |typed| Address::of(channel, typed).unwrap().known_by;
            assert_eq!(known(one), known(other), "{one}");
        }
        let ann = written(Channel::Email, "Ann@Example.COM");
        assert_eq!(ann.as_deref(), Some("Ann@example.com"));
    }

    #[test]
    fn what_is_no_address_is_refused() {
        let long = format!("https://example.com/{}", "a".repeat(2000));
        for (channel, typed) in [
            (Channel::Email, "ann"),
            (Channel::Email, "ann@example"),
            (Channel::Email, "Ann <ann@example.com>"),
            (Channel::Email, "ann@example.com, bob@example.com"),
            (Channel::Email, "ann@example.com\r\nBcc: bob@example.com"),
            (Channel::Email, "änn@example.com"),
            (Channel::Email, "\"ann b\"@example.com"),
            (Channel::Webhook, "example.com/hook"),
            (Channel::Webhook, "ftp://example.com/hook"),
            (Channel::Webhook, "https://user:secret@example.com/"),
            (Channel::Webhook, "javascript:alert(1)"),
            (Channel::Webhook, &long),
            (Channel::WebPush, "http://push.example.com/x"),
            (Channel::Sms, "0612345678"),
            (Channel::Sms, "+33"),
            (Channel::Sms, "+3361234567890123"),
        ] {
            assert_eq!(written(channel, typed), None, "{typed}");
        }
    }
}
