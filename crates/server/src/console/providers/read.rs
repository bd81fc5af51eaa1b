//! What the screens ask of the tables of providers, all of them at once.

use std::collections::BTreeMap;

use beffroi_domain::{PageId, ProviderId, ProviderIncidentId};
use jiff::Timestamp;
use uuid::Uuid;

use crate::{
    ground::{Result, Tx, db::instant},
    params,
};

/// How many incidents of each are kept.
pub(super) async fn kept(tx: &mut Tx) -> Result<BTreeMap<ProviderId, i64>> {
    let rows: Vec<(Uuid, i64)> = tx
        .list(
            "SELECT provider_id, COUNT(*) FROM provider_incidents WHERE kind = 'incident' GROUP BY provider_id",
            params![],
        )
        .await?;
    Ok(rows
        .into_iter()
        .map(|(id, count)| (ProviderId(id), count))
        .collect())
}

/// On which pages each is shown.
pub(super) async fn shown(tx: &mut Tx) -> Result<BTreeMap<ProviderId, Vec<PageId>>> {
    let rows: Vec<(Uuid, Uuid)> = tx
        .list(
            "SELECT provider_id, page_id FROM provider_pages ORDER BY provider_id, page_id",
            params![],
        )
        .await?;
    let mut all: BTreeMap<ProviderId, Vec<PageId>> = BTreeMap::new();
    for (provider, page) in rows {
        all.entry(ProviderId(provider))
            .or_default()
            .push(PageId(page));
    }
    Ok(all)
}

/// An address that is asked, and what came last.
pub(super) struct Asked {
    pub url: String,
    pub often: String,
    pub state: String,
    pub failures: i64,
    pub answered_at: Option<Timestamp>,
    /// Why the last reply said nothing, where it did not.
    pub blind: Option<String>,
}

#[derive(sqlx_macros::FromRow)]
struct AskedRow {
    url: String,
    often: String,
    state: String,
    failures: i64,
    answered_at: Option<i64>,
    blind: Option<String>,
}

/// What is asked of a provider, what is asked most often first.
pub(super) async fn asked(tx: &mut Tx, id: ProviderId) -> Result<Vec<Asked>> {
    let rows: Vec<AskedRow> = tx
        .list(
            "SELECT a.url, a.often, a.state, a.failures,
                    (SELECT MAX(r.last_at) FROM provider_replies r
                     WHERE r.provider_id = a.provider_id AND r.url = a.url) AS answered_at,
                    (SELECT r.blind FROM provider_replies r
                     WHERE r.provider_id = a.provider_id AND r.url = a.url
                     ORDER BY r.last_at DESC, r.id DESC LIMIT 1) AS blind
             FROM provider_asks a WHERE a.provider_id = $1
             ORDER BY CASE a.often WHEN 'always' THEN 1 WHEN 'seldom' THEN 2 ELSE 3 END, a.due_at, a.id LIMIT 60",
            params![id],
        )
        .await?;
    let asked = |row: AskedRow| {
        Ok(Asked {
            url: row.url,
            often: row.often,
            state: row.state,
            failures: row.failures,
            answered_at: row.answered_at.map(instant).transpose()?,
            blind: row.blind,
        })
    };
    rows.into_iter().map(asked).collect()
}

/// What last said something else, the newest first: which, since when, and how often it changed.
pub(super) async fn changed(tx: &mut Tx, id: ProviderId) -> Result<Vec<ProviderIncidentId>> {
    let rows: Vec<(Uuid,)> = tx
        .list(
            "SELECT id FROM provider_incidents WHERE provider_id = $1 ORDER BY version_at DESC, id DESC LIMIT 10",
            params![id],
        )
        .await?;
    Ok(rows
        .into_iter()
        .map(|(id,)| ProviderIncidentId(id))
        .collect())
}
