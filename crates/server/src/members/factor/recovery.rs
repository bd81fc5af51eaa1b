//! Recovery codes: on paper, for whoever lost the phone. Each is good once; kept as hashes, since they are too
//! long to be guessed.

use beffroi_domain::{Actor, MemberId};
use jiff::Timestamp;

use crate::{
    audit,
    ground::{Result, Tx, seal, token},
    params,
};

/// So many are made at one time.
const MADE: usize = 10;
/// In letters, of five bits each.
const LENGTH: usize = 16;
/// Without those that look like others: I, L, O, U. Source: Crockford's Base32, in small letters.
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Makes new recovery codes, which nobody sees again; earlier ones end.
///
/// # Errors
/// A fault when the database is away.
pub async fn renew_recovery_codes(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    member: MemberId,
) -> Result<Vec<String>> {
    forget(tx, member).await?;
    let codes: Vec<String> = (0..MADE).map(|_| new_code()).collect();
    for code in &codes {
        tx.exec(
            "INSERT INTO credentials
             (id, member_id, kind, handle, secret, name, created_at, used_at)
             VALUES ($1, $2, 'recovery', NULL, $3, '', $4, NULL)",
            params![token::new_id(now), member, kept(code), now],
        )
        .await?;
    }
    audit::record(tx, now, actor, "member.recovery.renew", member.0, "").await?;
    Ok(codes)
}

/// The same for whoever adds their first factor; nothing where there are codes already.
pub(super) async fn begin(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    member: MemberId,
) -> Result<Vec<String>> {
    match super::factors_of(tx, member).await?.recovery_left {
        0 => renew_recovery_codes(tx, now, actor, member).await,
        _ => Ok(vec![]),
    }
}

/// Uses a recovery code up; false for what is none, or was used.
///
/// # Errors
/// A fault when the database is away.
pub async fn use_recovery_code(
    tx: &mut Tx,
    now: Timestamp,
    member: MemberId,
    code: &str,
) -> Result<bool> {
    let used = tx
        .exec(
            "DELETE FROM credentials WHERE member_id = $1 AND kind = 'recovery' AND secret = $2",
            params![member, kept(code)],
        )
        .await?;
    if used == 0 {
        return Ok(false);
    }
    let actor = Actor::Member(member.0);
    audit::record(tx, now, actor, "member.recovery.use", member.0, "").await?;
    Ok(true)
}

pub(super) async fn forget(tx: &mut Tx, member: MemberId) -> Result<()> {
    tx.exec(
        "DELETE FROM credentials WHERE member_id = $1 AND kind = 'recovery'",
        params![member],
    )
    .await?;
    Ok(())
}

/// Four groups of four letters: 80 bits.
fn new_code() -> String {
    let bytes: [u8; LENGTH] = token::random();
    let letters = bytes
        .iter()
        .map(|byte| char::from(LETTERS[usize::from(byte % 32)]));
    let letters: Vec<char> = letters.collect();
    let groups = letters.chunks(4).map(String::from_iter);
    groups.collect::<Vec<_>>().join("-")
}

/// What is kept of a code, however it was typed.
fn kept(code: &str) -> String {
    let plain = |letter: char| match letter.to_ascii_lowercase() {
        'o' => '0',
        'i' | 'l' => '1',
        other => other,
    };
    let letters = code.chars().filter(char::is_ascii_alphanumeric).map(plain);
    seal::digest(&letters.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_known_however_it_is_typed() {
        let code = new_code();

        assert_eq!(code.len(), LENGTH + 3);
        assert_eq!(kept(&code), kept(&code.to_uppercase().replace('-', " ")));
        assert_eq!(kept("0o1l-i"), kept("00 111"));
        assert_ne!(kept(&code), kept(&new_code()));
    }
}
