//! Codes of an app: a new one every half minute, from a key that the app and we know. It counts only once a code
//! proved that the app has it; no code is accepted twice.

use anyhow::anyhow;
use beffroi_domain::{Actor, MemberId};
use jiff::Timestamp;
use qrcodegen::{QrCode, QrCodeEcc};
use totp_rs::{Builder, Secret, Totp};
use uuid::Uuid;

use super::{clear_up, recovery};
use crate::{
    audit,
    ground::{Error, Refusal, RefusalKind, Result, Tx, token},
    members::end_sessions,
    params,
};

/// In bytes. Source: RFC 4226, 4, which advises 160 bits.
const LENGTH: usize = 20;

/// A key that an app makes codes of. Never in logs: it prints as nothing.
#[derive(Clone)]
pub struct CodeKey(Secret);

#[derive(sqlx_macros::FromRow)]
struct KeyRow {
    id: Uuid,
    secret: String,
}

impl std::fmt::Debug for CodeKey {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.write_str("CodeKey")
    }
}

impl CodeKey {
    /// A new one.
    #[must_use]
    pub fn random() -> Self {
        Self(Secret::from(token::random::<LENGTH>()))
    }

    /// One that a form brings back.
    ///
    /// # Errors
    /// `NotFound` for what we did not make.
    pub fn read(text: &str) -> Result<Self> {
        let read = Secret::try_from_base32(text).map_err(|_| Error::NotFound)?;
        match read.as_bytes().len() {
            LENGTH => Ok(Self(read)),
            _ => Err(Error::NotFound),
        }
    }

    /// As it is sent and kept.
    #[must_use]
    pub fn text(&self) -> String {
        self.0.to_base32()
    }

    /// As it is typed into an app: in groups of four.
    #[must_use]
    pub fn grouped(&self) -> String {
        let letters: Vec<char> = self.text().chars().collect();
        let groups = letters.chunks(4).map(String::from_iter);
        groups.collect::<Vec<_>>().join(" ")
    }

    /// The address that hands it to an app on the same device: `otpauth://totp/…`.
    ///
    /// # Errors
    /// A fault where the names cannot stand in one.
    pub fn address(&self, issuer: &str, account: &str) -> Result<String> {
        // A colon parts the two.
        let clean = |text: &str| text.replace(':', " ");
        let named = Builder::new()
            .with_secret(self.0.clone())
            .with_issuer(Some(clean(issuer)))
            .with_account_name(clean(account));
        let address = named.build().and_then(|totp| totp.to_url());
        Ok(address.map_err(|why| anyhow!("{why}"))?)
    }

    /// The same as a picture: how many squares wide, and the dark ones as the path of an SVG.
    ///
    /// # Errors
    /// A fault where it is too long for a picture.
    pub fn picture(address: &str) -> Result<(i32, String)> {
        let code = QrCode::encode_text(address, QrCodeEcc::Medium);
        let code = code.map_err(|why| anyhow!("{why}"))?;
        let places = (0..code.size()).flat_map(|y| (0..code.size()).map(move |x| (x, y)));
        let dark = places.filter(|(x, y)| code.get_module(*x, *y));
        let path = dark.map(|(x, y)| format!("M{x} {y}h1v1h-1z")).collect();
        Ok((code.size(), path))
    }

    fn totp(&self) -> Result<Totp> {
        let built = Builder::new().with_secret(self.0.clone()).build();
        Ok(built.map_err(|why| anyhow!("{why}"))?)
    }

    /// The step whose code this is: the one that goes on, or the one before or after it.
    fn step_of(&self, code: &str, now: Timestamp) -> Result<Option<i64>> {
        let digits: String = code.chars().filter(|c| !c.is_whitespace()).collect();
        let seconds = u64::try_from(now.as_second()).unwrap_or(0);
        let step = self.totp()?.check(&digits, seconds);
        Ok(step.and_then(|step| i64::try_from(step).ok()))
    }
}

/// Takes an app's codes on as a second factor, once a code proves that the app has the key. The recovery codes,
/// where it is the first factor; nobody sees them again.
///
/// # Errors
/// `Refused` when the code is none of the key's, or there is an app already.
pub async fn add_codes(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    member: MemberId,
    key: &CodeKey,
    code: &str,
) -> Result<Vec<String>> {
    if find(tx, member).await?.is_some() {
        let message = "an app gives you codes already; remove it first";
        let refusal = Refusal::whole(message).being(RefusalKind::Conflict);
        return Err(refusal.told("refusal-codes-there").into());
    }
    let step = key.step_of(code, now)?.ok_or_else(not_yet)?;
    tx.exec(
        "INSERT INTO credentials
         (id, member_id, kind, handle, secret, name, created_at, used_at, step)
         VALUES ($1, $2, 'totp', $3, $4, '', $5, NULL, $6)",
        // One of a kind: of two who add one at a time, one does.
        params![
            token::new_id(now),
            member,
            member.to_string(),
            key.text(),
            now,
            step
        ],
    )
    .await?;
    audit::record(tx, now, actor, "member.codes.add", member.0, "").await?;
    recovery::begin(tx, now, actor, member).await
}

/// Takes a code for the second factor; false for what is none, or was accepted before.
///
/// # Errors
/// A fault when the database is away.
pub async fn use_code(tx: &mut Tx, now: Timestamp, member: MemberId, code: &str) -> Result<bool> {
    let Some(row) = find(tx, member).await? else {
        return Ok(false);
    };
    let Some(step) = CodeKey::read(&row.secret)?.step_of(code, now)? else {
        return Ok(false);
    };
    let used = tx
        .exec(
            "UPDATE credentials SET step = $2, used_at = $3
             WHERE id = $1 AND (step IS NULL OR step < $2)",
            params![row.id, step, now],
        )
        .await?;
    if used == 0 {
        return Ok(false);
    }
    let actor = Actor::Member(member.0);
    audit::record(tx, now, actor, "member.codes.use", member.0, "").await?;
    Ok(true)
}

/// Gives the app's codes up; the member's other sessions end.
///
/// # Errors
/// `NotFound` when there are none.
pub async fn remove_codes(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    member: MemberId,
    but: Uuid,
) -> Result<()> {
    let gone = tx
        .exec(
            "DELETE FROM credentials WHERE member_id = $1 AND kind = 'totp'",
            params![member],
        )
        .await?;
    if gone == 0 {
        return Err(Error::NotFound);
    }
    clear_up(tx, member).await?;
    end_sessions(tx, now, actor, member, Some(but)).await?;
    audit::record(tx, now, actor, "member.codes.remove", member.0, "").await
}

async fn find(tx: &mut Tx, member: MemberId) -> Result<Option<KeyRow>> {
    tx.find(
        "SELECT id, secret FROM credentials WHERE member_id = $1 AND kind = 'totp'",
        params![member],
    )
    .await
}

fn not_yet() -> Refusal {
    Refusal::of(
        "code",
        "this is not the code that the app shows now; write the six digits, and see that the clock is right",
    )
    .told("refusal-code-new")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Source: RFC 6238, appendix B, in six digits.
    #[test]
    fn the_codes_are_those_of_the_standard() {
        let key = CodeKey(Secret::from(*b"12345678901234567890"));
        for (second, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (2_000_000_000, "279037"),
        ] {
            let now = Timestamp::from_second(second).unwrap();
            assert_eq!(key.step_of(code, now).unwrap(), Some(second / 30));
        }
    }

    #[test]
    fn a_clock_may_be_half_a_minute_out_and_not_more() {
        let key = CodeKey(Secret::from(*b"12345678901234567890"));
        let at = |second| {
            key.step_of("287 082", Timestamp::from_second(second).unwrap())
                .unwrap()
        };

        assert_eq!([at(59), at(29), at(89)], [Some(1); 3]);
        assert_eq!([at(90), at(120)], [None; 2]);
    }

    #[test]
    fn a_key_reads_as_it_was_made_and_prints_as_nothing() {
        let key = CodeKey::random();

        assert_eq!(CodeKey::read(&key.text()).unwrap().text(), key.text());
        assert_eq!(format!("{key:?}"), "CodeKey");
        assert!(CodeKey::read("ABCD").is_err());
        let address = key
            .address("status.example:8080", "anna@example.com")
            .unwrap();
        assert!(address.starts_with("otpauth://totp/"), "{address}");
        assert!(address.contains(&key.text()) && address.contains("issuer="));
        assert!(CodeKey::picture(&address).unwrap().0 > 20);
    }
}
