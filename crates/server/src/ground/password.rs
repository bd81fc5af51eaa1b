//! Passwords, kept so that whoever reads the database does not know them.
//!
//! [`hash`] and [`fits`] take long and much memory on purpose: [`hash_in_time`] and [`fits_in_time`] call them
//! where they block nobody, and few at one time.
//! Source of the parameters: OWASP's Password Storage Cheat Sheet, Argon2id.

use std::time::Duration;

use anyhow::anyhow;
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::Semaphore;

use super::{
    Refusal, RefusalKind, Result,
    seal::{hex, is_sealed, seal},
    token,
};

const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;
/// In characters.
const SHORTEST: usize = 12;
/// In bytes.
const LONGEST: usize = 1024;
/// Passwords that are worked out at one time; each takes a core and much memory.
const AT_ONE_TIME: usize = 2;
/// How long one waits for others to be worked out.
const PATIENCE: Duration = Duration::from_secs(10);

/// What is kept of a password: algorithm, parameters, salt, hash.
///
/// # Errors
/// `Refused` when it is shorter than 12 characters, or unreasonably long.
pub fn hash(password: &str) -> Result<String> {
    if password.chars().count() < SHORTEST || password.len() > LONGEST {
        let message = "write a password of 12 characters or more; several words are easy to tell";
        return Err(Refusal::of("password", message)
            .told("refusal-password-short")
            .into());
    }
    let salt = token::new_secret();
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(|why| anyhow!("{why}"))?;
    let hashed = digest(password, &salt, params)?;
    Ok(format!(
        "argon2id${MEMORY_KIB}${PASSES}${LANES}${salt}${hashed}"
    ))
}

/// Whether `password` is the one that `kept` is of. Nothing fits what cannot be read.
#[must_use]
pub fn fits(password: &str, kept: &str) -> bool {
    let parts: Vec<&str> = kept.split('$').collect();
    let ["argon2id", memory, passes, lanes, salt, hashed] = parts[..] else {
        return false;
    };
    let numbers = (memory.parse(), passes.parse(), lanes.parse());
    let (Ok(memory), Ok(passes), Ok(lanes)) = numbers else {
        return false;
    };
    let digested = Params::new(memory, passes, lanes, None)
        .ok()
        .filter(|_| password.len() <= LONGEST)
        .and_then(|params| digest(password, salt, params).ok());
    // Sealed under a key of the moment, so that the comparison tells nothing by its time.
    let key = token::new_secret();
    digested.is_some_and(|digested| is_sealed(&key, &digested, &seal(&key, hashed)))
}

/// [`fits`], where it blocks nobody; `None` where too many others are worked out.
pub async fn fits_in_time(password: String, kept: String) -> Option<bool> {
    in_time(move || fits(&password, &kept)).await
}

/// [`hash`], where it blocks nobody.
///
/// # Errors
/// As [`hash`]; `Refused` (429) where too many others are worked out.
pub async fn hash_in_time(password: String) -> Result<String> {
    let busy = || {
        Refusal::whole("too many passwords are worked out just now; try again in a moment")
            .being(RefusalKind::TooMany)
            .told("refusal-password-busy")
    };
    in_time(move || hash(&password)).await.ok_or_else(busy)?
}

/// Takes as long as [`fits`] and fits nothing: nobody learns by the clock whether there is an account.
#[must_use]
pub fn nobodys() -> String {
    format!(
        "argon2id${MEMORY_KIB}${PASSES}${LANES}${}${}",
        "5a".repeat(16),
        "00".repeat(32)
    )
}

async fn in_time<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    static WORKING: Semaphore = Semaphore::const_new(AT_ONE_TIME);
    let room = tokio::time::timeout(PATIENCE, WORKING.acquire());
    let room = room.await.ok()?.ok()?;
    let worked = tokio::task::spawn_blocking(move || {
        let worked = work();
        drop(room);
        worked
    });
    worked.await.ok()
}

fn digest(password: &str, salt: &str, params: Params) -> Result<String> {
    let mut out = [0; 32];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(password.as_bytes(), salt.as_bytes(), &mut out)
        .map_err(|why| anyhow!("a password could not be hashed: {why}"))?;
    Ok(hex(&out))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_fits_itself_and_is_kept_under_a_salt_of_its_own() {
        let kept = hash("quatre mots bien choisis").unwrap();

        assert!(fits("quatre mots bien choisis", &kept));
        assert!(!fits("quatre mots mal choisis", &kept));
        assert_ne!(kept, hash("quatre mots bien choisis").unwrap());
        assert!(!kept.contains("quatre"));
        assert!(!fits(
            "quatre mots bien choisis",
            "plain$quatre mots bien choisis"
        ));
    }

    #[test]
    fn a_short_one_is_refused() {
        assert!(hash("sesame").is_err());
    }
}
