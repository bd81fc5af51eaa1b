//! How a row becomes a seal: the same for whoever seals and whoever verifies.

use jiff::Timestamp;
use serde::Serialize;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::ground::{Error, Result, db::instant, seal};

/// What the seal before the first one is.
pub(super) const BEGINNING: &str = "";
/// The version of the form, inside every seal.
const FORM: &str = "beffroi-audit-1";

/// A row of audit as it was recorded: who did what, to what, when, with which fingerprint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Its id.
    pub id: Uuid,
    /// When.
    pub at: Timestamp,
    /// `system`, `import`, `member` or `token`.
    pub actor_kind: String,
    /// The pseudonymous id of whoever did it.
    pub actor_id: Option<Uuid>,
    /// What, `noun.verb`.
    pub action: String,
    /// To what.
    pub object_id: Uuid,
    /// A short fingerprint of what was stored.
    pub digest: String,
    /// Its place in the chain, from 1; none before it is sealed.
    pub seq: Option<i64>,
    /// Its seal; none before it is sealed.
    pub seal: Option<String>,
}

#[derive(sqlx_macros::FromRow)]
pub(super) struct EntryRow {
    id: Uuid,
    at: i64,
    actor_kind: String,
    actor_id: Option<Uuid>,
    action: String,
    object_id: Uuid,
    digest: String,
    seq: Option<i64>,
    seal: Option<String>,
}

impl TryFrom<EntryRow> for Entry {
    type Error = Error;

    fn try_from(row: EntryRow) -> Result<Self> {
        Ok(Self {
            id: row.id,
            at: instant(row.at)?,
            actor_kind: row.actor_kind,
            actor_id: row.actor_id,
            action: row.action,
            object_id: row.object_id,
            digest: row.digest,
            seq: row.seq,
            seal: row.seal,
        })
    }
}

impl Entry {
    /// The seal that this row has at place `seq` after the seal `before`: SHA-256 over a JSON list, which
    /// docs/audit.md tells, so that anybody can compute it from an export.
    #[must_use]
    pub fn seal_after(&self, seq: i64, before: &str) -> String {
        let told = serde_json::json!([
            FORM,
            seq,
            before,
            self.id,
            self.at.as_microsecond(),
            self.actor_kind,
            self.actor_id,
            self.action,
            self.object_id,
            self.digest
        ]);
        seal::hex(&Sha256::digest(told.to_string()))
    }
}
