//! What a channel needs beside its address: a secret that signs, or the keys of a browser.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use beffroi_channels::{Channel, webhook::Secret};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::ground::token;

/// How long the secret before still signs too.
const OLD: SignedDuration = SignedDuration::from_hours(24);

/// What a channel needs beside its address.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Keys {
    /// A webhook's.
    Signing(Signing),
    /// A browser's.
    Push {
        /// Its public key, in base64 for addresses.
        p256dh: String,
        /// Its secret, likewise.
        auth: String,
    },
}

/// What signs for a webhook, as its receiver is shown it: `whsec_…`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signing {
    secret: String,
    old: Option<String>,
    old_until: Option<Timestamp>,
    /// Whether somebody was shown it: it is shown once.
    is_shown: bool,
}

/// Never what is in it: errors end in logs.
impl std::fmt::Debug for Keys {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Keys(…)")
    }
}

/// As [`Keys`].
impl std::fmt::Debug for Signing {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Signing(…)")
    }
}

impl Keys {
    /// What a channel begins with.
    pub(super) fn new_for(channel: Channel) -> Option<Self> {
        let signs = matches!(channel, Channel::Webhook | Channel::Statuspage);
        signs.then(|| {
            Self::Signing(Signing {
                secret: new_secret(),
                old: None,
                old_until: None,
                is_shown: false,
            })
        })
    }

    /// What signs a webhook now: its secret, and for a day the one before; the newest first.
    #[must_use]
    pub fn secrets(&self, now: Timestamp) -> Vec<Secret> {
        let Self::Signing(signing) = self else {
            return vec![];
        };
        let old = signing.old.as_ref();
        let old = old.filter(|_| signing.old_until.is_some_and(|until| now < until));
        let all = [Some(&signing.secret), old].into_iter().flatten();
        all.filter_map(|one| Secret::parse(one).ok()).collect()
    }
}

impl Signing {
    /// The secret, where nobody was shown it yet; from now on somebody was.
    pub fn show(&mut self) -> Option<String> {
        let first = !std::mem::replace(&mut self.is_shown, true);
        first.then(|| self.secret.clone())
    }

    /// Whether somebody was shown it.
    #[must_use]
    pub fn is_shown(&self) -> bool {
        self.is_shown
    }

    /// Until when the secret before signs too.
    #[must_use]
    pub fn old_until(&self, now: Timestamp) -> Option<Timestamp> {
        self.old_until.filter(|until| now < *until)
    }

    /// Another secret, which nobody was shown yet; the one before signs beside it for a day.
    pub fn rotate(&mut self, now: Timestamp) {
        self.old = Some(std::mem::replace(&mut self.secret, new_secret()));
        self.old_until = now.checked_add(OLD).ok();
        self.is_shown = false;
    }
}

fn new_secret() -> String {
    let bytes: [u8; 32] = token::random();
    format!("whsec_{}", STANDARD.encode(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_shown_once_and_the_one_before_signs_for_a_day() {
        let now: Timestamp = "2026-03-04T11:00:00Z".parse().unwrap();
        let Some(Keys::Signing(mut signing)) = Keys::new_for(Channel::Webhook) else {
            panic!("a webhook signs");
        };
        let first = signing.show().unwrap();
        assert_eq!(signing.show(), None);

        signing.rotate(now);
        let second = signing.show().unwrap();
        let keys = Keys::Signing(signing);

        assert_ne!(first, second);
        let after = |hours| keys.secrets(now + SignedDuration::from_hours(hours)).len();
        assert_eq!((after(0), after(23), after(24)), (2, 2, 1));
        assert!(!format!("{keys:?}").contains(&second));
    }
}
