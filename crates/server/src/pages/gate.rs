//! The gate of a page: what opens it. Read apart from the page, so that nobody hands it on by chance.
//!
//! A link carries its own end and a seal under the page's key. Whoever has come in gets a pass of
//! the same form, which also hangs on the password: it ends when either changes. Not here: requests.

use std::fmt;

use beffroi_domain::PageId;
use jiff::Timestamp;
use uuid::Uuid;

use crate::{
    ground::{Result, Tx, db, seal},
    params,
};

/// Whether the door of a private page says whose page stands behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// It does not.
    Silent,
    /// It bears the page's name.
    Named,
}

impl Door {
    /// As in tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Silent => "silent",
            Self::Named => "named",
        }
    }
}

/// What opens a page.
#[derive(Clone)]
pub struct Gate {
    page: PageId,
    key: String,
    password_hash: Option<String>,
    door: Door,
}

impl fmt::Debug for Gate {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Gate of {:?}", self.page)
    }
}

#[derive(sqlx_macros::FromRow)]
struct GateRow {
    page_id: Uuid,
    link_key: String,
    password_hash: Option<String>,
    door: String,
}

/// The gate of a page.
///
/// # Errors
/// [`crate::ground::Error::NotFound`] where there is no such page; a fault when the database is away.
pub async fn gate_of(tx: &mut Tx, page: PageId) -> Result<Gate> {
    let row: GateRow = tx
        .load("SELECT * FROM page_gates WHERE page_id = $1", params![page])
        .await?;
    Ok(Gate {
        page: PageId(row.page_id),
        key: row.link_key,
        password_hash: row.password_hash,
        door: match row.door.as_str() {
            "named" => Door::Named,
            _ => Door::Silent,
        },
    })
}

impl Gate {
    /// The key of a link that opens the page until then.
    #[must_use]
    pub fn link(&self, until: Timestamp) -> String {
        self.sealed("link", until, "")
    }

    /// Until when the key of a link opens the page; `None` where it does not.
    #[must_use]
    pub fn opened_by(&self, link: &str, now: Timestamp) -> Option<Timestamp> {
        self.until("link", link, "", now)
    }

    /// What somebody who has come in may show until then.
    #[must_use]
    pub fn pass(&self, until: Timestamp) -> String {
        self.sealed("pass", until, self.password_hash().unwrap_or_default())
    }

    /// Whether a pass is still good.
    #[must_use]
    pub fn admits(&self, pass: &str, now: Timestamp) -> bool {
        let password = self.password_hash().unwrap_or_default();
        self.until("pass", pass, password, now).is_some()
    }

    /// What is kept of the password, where there is one.
    #[must_use]
    pub fn password_hash(&self) -> Option<&str> {
        self.password_hash.as_deref()
    }

    /// What the door says.
    #[must_use]
    pub fn door(&self) -> Door {
        self.door
    }

    fn sealed(&self, kind: &str, until: Timestamp, with: &str) -> String {
        let end = until.as_second();
        let seal = seal::seal(&self.key, &self.message(kind, end, with));
        format!("{end:x}.{seal}")
    }

    fn until(&self, kind: &str, token: &str, with: &str, now: Timestamp) -> Option<Timestamp> {
        let (end, seal) = token.split_once('.')?;
        let end = i64::from_str_radix(end, 16).ok()?;
        let until = db::instant(end.checked_mul(1_000_000)?).ok()?;
        let is_ours = seal::is_sealed(&self.key, &self.message(kind, end, with), seal);
        (is_ours && now < until).then_some(until)
    }

    fn message(&self, kind: &str, end: i64, with: &str) -> String {
        format!("{kind}\n{}\n{end}\n{with}", self.page.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gate(page: u128, key: &str, password: Option<&str>) -> Gate {
        Gate {
            page: PageId(Uuid::from_u128(page)),
            key: key.to_owned(),
            password_hash: password.map(str::to_owned),
            door: Door::Silent,
        }
    }

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn a_link_opens_its_own_page_until_its_end() {
        let own = gate(1, "key", None);
        let link = own.link(at(1_000));

        assert_eq!(own.opened_by(&link, at(999)), Some(at(1_000)));
        assert_eq!(own.opened_by(&link, at(1_000)), None);
        assert_eq!(gate(2, "key", None).opened_by(&link, at(1)), None);
        assert_eq!(gate(1, "new", None).opened_by(&link, at(1)), None);
    }

    #[test]
    fn nobody_can_put_off_the_end_or_take_a_link_for_a_pass() {
        let own = gate(1, "key", None);
        let link = own.link(at(1_000));
        let (_, seal) = link.split_once('.').unwrap();

        for forged in [
            format!("ffffff.{seal}"),
            seal.to_owned(),
            String::new(),
            format!("-1.{seal}"),
        ] {
            assert_eq!(own.opened_by(&forged, at(1)), None, "{forged}");
        }
        assert!(!own.admits(&link, at(1)));
        assert_eq!(own.opened_by(&own.pass(at(1_000)), at(1)), None);
    }

    #[test]
    fn a_pass_ends_with_the_password_and_with_the_key() {
        let pass = gate(1, "key", Some("a")).pass(at(1_000));

        assert!(gate(1, "key", Some("a")).admits(&pass, at(1)));
        for changed in [
            gate(1, "key", Some("b")),
            gate(1, "key", None),
            gate(1, "new", Some("a")),
        ] {
            assert!(!changed.admits(&pass, at(1)));
        }
    }

    #[test]
    fn a_gate_prints_no_secret() {
        let printed = format!("{:?}", gate(1, "sesame", Some("hash")));

        assert!(
            !printed.contains("sesame") && !printed.contains("hash"),
            "{printed}"
        );
    }
}
