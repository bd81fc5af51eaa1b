//! Whoever sits at a browser that somebody left open has a session, and shows more before a factor is added or taken
//! away: the password, or a code. Whoever has neither came in a moment ago.

use std::net::IpAddr;

use axum::{extract::FromRequestParts, http::request::Parts};
use jiff::SignedDuration;

use crate::{
    console::{
        door::Limits,
        form::{Control, Field},
    },
    ground::{Error, Refusal, Result, password},
    members::{self, Factors, SignedIn},
    web::{Site, Words, address::Client},
};

/// How long ago somebody came in who has nothing else to show.
const MOMENT: SignedDuration = SignedDuration::from_mins(10);

/// Where a request comes from.
pub(super) struct Asker(Option<IpAddr>);

impl<S: Send + Sync> FromRequestParts<S> for Asker {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self> {
        Ok(Self(parts.extensions.get().map(|Client(client)| *client)))
    }
}

/// What a member can show once more.
pub(super) struct Proofs {
    password: Option<String>,
    has_codes: bool,
}

impl Proofs {
    pub(super) async fn of(site: &Site, signed_in: &SignedIn, factors: &Factors) -> Result<Self> {
        let mut tx = site.db.snapshot().await?;
        Ok(Self {
            password: members::password_of(&mut tx, signed_in.member.id).await?,
            has_codes: factors.codes_since.is_some(),
        })
    }

    /// The field that asks for it; none where there is nothing to ask for.
    pub(super) fn field(&self, words: &Words) -> Option<Field> {
        let label = match (self.password.is_some(), self.has_codes) {
            (true, true) => "proof-either",
            (true, false) => "proof-password",
            (false, true) => "proof-code",
            (false, false) => return None,
        };
        let control = Control::password("current-password");
        Some(Field::of("proof", words.say(label), control))
    }
}

/// Lets on whoever shows the password or a code that is good.
///
/// # Errors
/// `Refused` when it is neither, after too many tries, or for whoever has neither and came in long ago.
pub(super) async fn prove(
    site: &Site,
    limits: &Limits,
    Asker(client): &Asker,
    signed_in: &SignedIn,
    shown: &str,
) -> Result<()> {
    let (now, member) = (site.clock.now(), signed_in.member.id);
    let mut tx = site.db.snapshot().await?;
    let factors = members::factors_of(&mut tx, member).await?;
    drop(tx);
    let proofs = Proofs::of(site, signed_in, &factors).await?;
    if proofs.password.is_none() && !proofs.has_codes {
        return match now.duration_since(signed_in.since) < MOMENT {
            true => Ok(()),
            false => Err(long_ago().into()),
        };
    }
    limits.prove(member, *client, now)?;
    let is_code = shown.chars().all(|c| c.is_ascii_digit() || c == ' ');
    let is_good = match proofs.password {
        Some(kept) if !(is_code && proofs.has_codes) => {
            password::fits_in_time(shown.to_owned(), kept).await == Some(true)
        }
        _ => code_fits(site, signed_in, shown).await?,
    };
    if !is_good {
        return Err(wrong().into());
    }
    limits.forgive(member, *client);
    Ok(())
}

async fn code_fits(site: &Site, signed_in: &SignedIn, code: &str) -> Result<bool> {
    let now = site.clock.now();
    let mut tx = site.db.begin().await?;
    let is_good = members::use_code(&mut tx, now, signed_in.member.id, code).await?;
    tx.commit().await?;
    Ok(is_good)
}

fn wrong() -> Refusal {
    let message = "this is not your password, nor a code that is good now; write one of the two";
    Refusal::of("proof", message).told("refusal-proof")
}

fn long_ago() -> Refusal {
    let message = "you came in a while ago; sign out, sign in again, and do it within ten minutes";
    Refusal::whole(message).told("refusal-long-ago")
}
