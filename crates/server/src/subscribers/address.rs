//! Addresses, cleaned: what is delivered to, and what makes two of them one.

use beffroi_channels::{Channel, mail::announce, sms::Phone};

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
            Channel::Email => of_mail(typed),
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
/// is not told twice for them. A domain of other letters is kept in its own ASCII form; in front of the `@` there is none.
fn of_mail(typed: &str) -> Result<Address, Refusal> {
    let (local, host) = typed.rsplit_once('@').ok_or_else(no_mail)?;
    if !local.is_ascii() {
        return Err(no_letters());
    }
    let host = ascii_host(host).ok_or_else(no_mail)?;
    let written = format!("{local}@{host}");
    let has_dot = host.contains('.') || host.starts_with('[') || host == "localhost";
    if !(has_dot && announce::plain_address(&written)) {
        return Err(no_mail());
    }
    Ok(Address {
        known_by: format!("{}@{host}", local.to_lowercase()),
        written,
    })
}

fn ascii_host(host: &str) -> Option<String> {
    if host.is_ascii() {
        return Some(host.to_lowercase());
    }
    let is_name =
        |sign: char| !sign.is_ascii() || sign.is_ascii_alphanumeric() || "-.".contains(sign);
    let named = host
        .chars()
        .all(is_name)
        .then(|| format!("https://{host}/"));
    Target::read(&named?).map(|target| target.host)
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

fn no_letters() -> Refusal {
    let message =
        "in front of the @ write letters without accents: our mails reach no other address";
    Refusal::of("address", message).told("refusal-subscription-mail-letters")
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
    fn a_domain_of_other_letters_is_kept_as_mail_carries_it() {
        let written = |typed| written(Channel::Email, typed);
        let munich = Some("ann@xn--mnchen-3ya.example".to_owned());

        assert_eq!(written("ann@München.example"), munich);
        assert_eq!(written("ann@XN--mnchen-3ya.example"), munich);
        let why = |typed| Address::of(Channel::Email, typed).unwrap_err().key;
        assert_eq!(
            why("renée@example.com"),
            Some("refusal-subscription-mail-letters")
        );
        for typed in [
            "ann@mün/chen.example",
            "ann@mün:80.example",
            "ann@mü nchen.example",
            "ann@é",
        ] {
            assert_eq!(why(typed), Some("refusal-subscription-mail"), "{typed}");
        }
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
            (Channel::Email, "\"ann bee\"@example.com"),
            (Channel::Email, "\"ann\"@example.com"),
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
