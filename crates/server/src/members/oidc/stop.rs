//! Why nobody comes in by the provider, in words for the person.

use crate::ground::{Refusal, RefusalKind};

/// Why a sign-in through the provider goes no further.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// It does not answer, or answers nonsense.
    Away,
    /// Its clock and ours say different things.
    Clock,
    /// It let the person go without a yes.
    Declined,
    /// What it says cannot be believed, or it does not know us.
    Untrusted,
    /// Begun in another browser, too long ago, or over.
    Stale,
    /// It does not vouch for the address.
    Unverified,
    /// Nobody with this address is a member.
    Stranger,
    /// The account there belongs to another member.
    Taken,
    /// The member is linked to another account there.
    Another,
    /// Nothing else would be left to sign in with.
    Last,
}

impl Stop {
    const ALL: [Self; 10] = [
        Self::Away,
        Self::Clock,
        Self::Declined,
        Self::Untrusted,
        Self::Stale,
        Self::Unverified,
        Self::Stranger,
        Self::Taken,
        Self::Another,
        Self::Last,
    ];

    /// Its key among the refusals.
    fn key(self) -> &'static str {
        match self {
            Self::Away => "refusal-oidc-away",
            Self::Clock => "refusal-oidc-clock",
            Self::Declined => "refusal-oidc-declined",
            Self::Untrusted => "refusal-oidc-untrusted",
            Self::Stale => "refusal-oidc-stale",
            Self::Unverified => "refusal-oidc-unverified",
            Self::Stranger => "refusal-oidc-stranger",
            Self::Taken => "refusal-oidc-taken",
            Self::Another => "refusal-oidc-another",
            Self::Last => "refusal-oidc-last",
        }
    }

    /// One word, as it stands in an address.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.key().trim_start_matches("refusal-oidc-")
    }

    /// The one that a word names.
    #[must_use]
    pub fn find(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stop| stop.word() == word)
    }

    /// The one that a refusal is of.
    #[must_use]
    pub fn of(refusal: &Refusal) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|stop| refusal.key == Some(stop.key()))
    }

    /// What to tell, with the name that people know the provider by.
    #[must_use]
    pub fn refusal(self, provider: &str) -> Refusal {
        let message = match self {
            Self::Away => "the provider does not answer; try again, or sign in with your password",
            Self::Clock => {
                "the clocks of the provider and of this server differ; whoever runs this server sets it right"
            }
            Self::Declined => "the provider did not let you through; try again",
            Self::Untrusted => {
                "the provider's answer could not be verified; whoever runs this server finds why in its log"
            }
            Self::Stale => "this sign-in is over, or was begun in another browser; begin again",
            Self::Unverified => {
                "the provider has not verified your address; confirm it there, or link your account here \
                 once you have signed in"
            }
            Self::Stranger => {
                "nobody is invited with the address that the provider gave; ask an administrator"
            }
            Self::Taken => "this account at the provider belongs to another member here",
            Self::Another => {
                "you are linked to another account at the provider; unlink that one first"
            }
            Self::Last => "nothing else lets you in; choose a password first, then unlink",
        };
        let kind = match self {
            Self::Stranger | Self::Unverified | Self::Declined => RefusalKind::Forbidden,
            Self::Taken | Self::Another | Self::Last => RefusalKind::Conflict,
            _ => RefusalKind::Invalid,
        };
        Refusal::whole(message)
            .being(kind)
            .says(self.key(), [("provider", provider)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_found_again_by_its_word_and_by_its_refusal() {
        for stop in Stop::ALL {
            assert_eq!(Stop::find(stop.word()), Some(stop));
            assert_eq!(Stop::of(&stop.refusal("Example SSO")), Some(stop));
        }
        assert_eq!(Stop::find("refusal-oidc-away"), None);
    }
}
