//! What a provider told: known again by its own id, kept in versions where it says something else.

use beffroi_domain::ProviderIncidentId;
use beffroi_readers::{
    record::RecordKind,
    watch::{Notice, Seen, condition, lengths},
};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::{Change, Taken, parts::Book};
use crate::{
    ground::{Result, Tx, db::instant, mask, seal, token},
    params,
    providers::{Provider, figures::stated, places, search},
};

#[derive(sqlx_macros::FromRow)]
struct KnownRow {
    id: Uuid,
    digest: String,
    version: i64,
    is_open: i64,
    gone_at: Option<i64>,
}

#[derive(sqlx_macros::FromRow)]
struct MissingRow {
    id: Uuid,
    kind: String,
    external_id: String,
    is_open: i64,
    first_post_at: Option<i64>,
}

/// Takes them in, and notices what is missing that should be there.
pub(super) async fn take(
    tx: &mut Tx,
    now: Timestamp,
    provider: &Provider,
    seen: &Seen,
    book: &Book,
    is_history: bool,
    taken: &mut Taken,
) -> Result<()> {
    for notice in &seen.notices {
        if let Some(change) = one(tx, now, provider, notice, book, is_history).await? {
            taken.entries.push(change);
        }
    }
    if !is_history {
        missing(tx, now, provider, seen, taken).await?;
    }
    Ok(())
}

async fn one(
    tx: &mut Tx,
    now: Timestamp,
    provider: &Provider,
    notice: &Notice,
    book: &Book,
    is_history: bool,
) -> Result<Option<(ProviderIncidentId, Change)>> {
    let Some(mut notice) = masked(notice)? else {
        return Ok(None);
    };
    // Its place in a list changes with every newer one, and says nothing of itself.
    notice.told.record.ordinal = 0;
    let Some(external_id) = external_id(&notice) else {
        return Ok(None);
    };
    let known: Option<KnownRow> = tx
        .find(
            "SELECT id, digest, version, is_open, gone_at FROM provider_incidents
             WHERE provider_id = $1 AND kind = $2 AND external_id = $3",
            params![provider.id, kind_of(&notice), external_id],
        )
        .await?;
    let was_open = known.as_ref().is_some_and(|known| known.is_open == 1);
    // What was found going back says nothing of now.
    let is_open = match is_history {
        true => was_open,
        false => condition::is_open(&notice, now),
    };
    let row = Row::of(&notice, is_open)?;
    let Some(known) = known else {
        let id = row.insert(tx, now, provider).await?;
        row.beside(tx, now, id, 1, book).await?;
        return Ok(Some((id, Change::New)));
    };
    let id = ProviderIncidentId(known.id);
    if known.digest == row.digest && known.gone_at.is_none() && was_open == is_open {
        return Ok(None);
    }
    if known.digest == row.digest {
        row.update(tx, now, id).await?;
    } else {
        keep(tx, id).await?;
        row.update(tx, now, id).await?;
        row.beside(tx, now, id, known.version + 1, book).await?;
    }
    let change = match (was_open, is_open) {
        (true, false) => Change::Closed,
        (false, true) => Change::Reopened,
        _ => Change::Changed,
    };
    Ok(Some((id, change)))
}

/// What it says until now becomes what it said before.
async fn keep(tx: &mut Tx, id: ProviderIncidentId) -> Result<()> {
    tx.exec(
        "INSERT INTO provider_versions (incident_id, version, seen_at, digest, record)
         SELECT id, version, version_at, digest, record FROM provider_incidents WHERE id = $1",
        params![id],
    )
    .await?;
    Ok(())
}

/// What a reader made of it, without card and account numbers.
pub(super) fn masked(notice: &Notice) -> Result<Option<Notice>> {
    let mut value = serde_json::to_value(notice)?;
    if !mask::clean_json(&mut value) {
        return Ok(Some(notice.clone()));
    }
    match serde_json::from_value(value) {
        Ok(masked) => Ok(Some(masked)),
        // What cannot be looked at is not let in.
        Err(error) => {
            tracing::error!(%error, "a provider's notice could not be looked at for numbers, and is left out");
            Ok(None)
        }
    }
}

/// The source's own id.
pub(super) fn external_id(notice: &Notice) -> Option<String> {
    notice.told.record.external_id.clone()
}

pub(super) fn kind_of(notice: &Notice) -> &'static str {
    match notice.told.record.kind {
        RecordKind::Incident => "incident",
        RecordKind::Maintenance => "maintenance",
    }
}

/// An entry as it is written.
pub(super) struct Row<'a> {
    notice: &'a Notice,
    pub(super) record: String,
    pub(super) digest: String,
    is_open: bool,
}

impl<'a> Row<'a> {
    /// By what a reader made of it, without numbers.
    pub(super) fn of(notice: &'a Notice, is_open: bool) -> Result<Self> {
        let record = serde_json::to_string(notice)?;
        Ok(Self {
            notice,
            digest: seal::digest(&record),
            record,
            is_open,
        })
    }
}

impl Row<'_> {
    pub(super) async fn insert(
        &self,
        tx: &mut Tx,
        now: Timestamp,
        provider: &Provider,
    ) -> Result<ProviderIncidentId> {
        let id = ProviderIncidentId(token::new_id(now));
        let told = &self.notice.told;
        tx.exec(
            "INSERT INTO provider_incidents (id, provider_id, public_id, kind, external_id, is_open, dated_at,
                 has_postmortem, locales, version, version_at, digest, record, seen_at, changed_at)
             VALUES ($1, $2, $3, $4, $5, 0, $6, 0, '[]', 0, $6, '', '', $6, $6)",
            params![
                id,
                provider.id,
                token::new_public_id().as_str(),
                kind_of(self.notice),
                told.record.external_id.as_deref(),
                now
            ],
        )
        .await?;
        self.update(tx, now, id).await?;
        Ok(id)
    }

    pub(super) async fn update(
        &self,
        tx: &mut Tx,
        now: Timestamp,
        id: ProviderIncidentId,
    ) -> Result<()> {
        let told = &self.notice.told;
        let posts = lengths::told(self.notice);
        let dated = places::dated(self.notice);
        tx.exec(
            "UPDATE provider_incidents SET status = $2, impact = $3, is_open = $4, dated_at = COALESCE($5, dated_at),
                    after_at = CASE WHEN CAST($5 AS BIGINT) IS NULL THEN after_at END,
                    before_at = CASE WHEN CAST($5 AS BIGINT) IS NULL THEN before_at END,
                    impact_ms = $6, told_ms = $7, first_post_at = $8, last_post_at = $9, resolved_at = $10,
                    has_postmortem = $11, locales = $12, digest = $13, record = $14, changed_at = $15, gone_at = NULL,
                    began_at = $16, ended_at = $17
             WHERE id = $1",
            params![
                id,
                told.status.map(beffroi_domain::UpdateStatus::as_str),
                told.record.impact_level.as_deref(),
                i64::from(self.is_open),
                dated,
                lengths::impact(self.notice).map(milliseconds),
                posts.map(|(first, last)| milliseconds(last.duration_since(first))),
                posts.map(|posts| posts.0),
                posts.map(|posts| posts.1),
                told.resolved_at,
                i64::from(has_postmortem(self.notice)),
                serde_json::to_string(&locales(self.notice))?,
                &self.digest,
                &self.record,
                now,
                told.record.started_at.as_ref().and_then(stated),
                told.record.ended_at.as_ref().and_then(stated)
            ],
        )
        .await?;
        Ok(())
    }

    /// Its number and time, the components that it touches, and the words that a search finds.
    pub(super) async fn beside(
        &self,
        tx: &mut Tx,
        now: Timestamp,
        id: ProviderIncidentId,
        version: i64,
        book: &Book,
    ) -> Result<()> {
        tx.exec(
            "UPDATE provider_incidents SET version = $2, version_at = $3 WHERE id = $1",
            params![id, version, now],
        )
        .await?;
        self.touch(tx, id, book).await?;
        self.index(tx, id).await
    }

    async fn touch(&self, tx: &mut Tx, id: ProviderIncidentId, book: &Book) -> Result<()> {
        tx.exec(
            "DELETE FROM provider_incident_components WHERE incident_id = $1",
            params![id],
        )
        .await?;
        for named in &self.notice.told.components {
            if let Some(part) = book.find(named.external_id.as_deref(), &named.name) {
                tx.exec(
                    "INSERT INTO provider_incident_components (incident_id, component_id) VALUES ($1, $2)
                     ON CONFLICT (incident_id, component_id) DO NOTHING",
                    params![id, part],
                )
                .await?;
            }
        }
        Ok(())
    }

    async fn index(&self, tx: &mut Tx, id: ProviderIncidentId) -> Result<()> {
        tx.exec(
            "DELETE FROM provider_texts WHERE incident_id = $1",
            params![id],
        )
        .await?;
        let first = place(tx, id).await?;
        let record = &self.notice.told.record;
        for (place, locale) in (first..).zip(locales(self.notice)).take(search::MOST) {
            let title = record.title.get(&locale).unwrap_or(&record.title_raw);
            let said = record
                .updates
                .iter()
                .filter_map(|update| update.text.get(&locale));
            let body: Vec<&str> = said.collect();
            put(tx, place, id, locale.as_str(), title, &body.join("\n")).await?;
        }
        Ok(())
    }
}

/// Puts the texts of an incident where its date has them, which is another one now.
pub(in crate::providers) async fn place_anew(tx: &mut Tx, id: ProviderIncidentId) -> Result<()> {
    let texts: Vec<(String, String, String)> = tx
        .list(
            "SELECT locale, title, body FROM provider_texts WHERE incident_id = $1 ORDER BY place",
            params![id],
        )
        .await?;
    tx.exec(
        "DELETE FROM provider_texts WHERE incident_id = $1",
        params![id],
    )
    .await?;
    let first = place(tx, id).await?;
    for (place, (locale, title, body)) in (first..).zip(texts) {
        put(tx, place, id, &locale, &title, &body).await?;
    }
    Ok(())
}

/// Writes one text where a search finds it.
async fn put(
    tx: &mut Tx,
    place: i64,
    id: ProviderIncidentId,
    locale: &str,
    title: &str,
    body: &str,
) -> Result<()> {
    tx.exec(
        "INSERT INTO provider_texts (place, incident_id, provider_id, locale, title, body)
         SELECT $1, id, provider_id, $3, $4, $5 FROM provider_incidents WHERE id = $2",
        params![place, id, locale, title, body],
    )
    .await?;
    Ok(())
}

/// Where the texts of an incident stand among all: [`search::place`] of its date, with the first number that is free there.
async fn place(tx: &mut Tx, id: ProviderIncidentId) -> Result<i64> {
    let (dated,): (i64,) = tx
        .load(
            "SELECT dated_at FROM provider_incidents WHERE id = $1",
            params![id],
        )
        .await?;
    let mut first = search::place(instant(dated)?, id);
    loop {
        let (taken,): (i64,) = tx
            .load(
                "SELECT COUNT(*) FROM provider_texts WHERE place BETWEEN $1 AND $2",
                params![first, first + search::LANGUAGES - 1],
            )
            .await?;
        if taken == 0 {
            return Ok(first);
        }
        first = first.saturating_add(search::LANGUAGES);
    }
}

fn milliseconds(length: SignedDuration) -> i64 {
    i64::try_from(length.as_millis()).unwrap_or(i64::MAX)
}

fn has_postmortem(notice: &Notice) -> bool {
    let record = &notice.told.record;
    let is_told = |update: &beffroi_readers::record::UpdateRecord| {
        update
            .status
            .is_some_and(|status| status.as_str() == "postmortem")
    };
    record.postmortem.is_some() || record.updates.iter().any(is_told)
}

/// The languages of its texts, title included, each once.
fn locales(notice: &Notice) -> Vec<beffroi_domain::Locale> {
    let record = &notice.told.record;
    let said = record
        .updates
        .iter()
        .flat_map(|update| update.text.locales());
    let mut all: Vec<_> = record.title.locales().chain(said).cloned().collect();
    all.sort_unstable_by(|a, b| a.as_str().cmp(b.as_str()));
    all.dedup();
    all
}

/// What is open and is not listed where everything open is listed, is over; what should be listed by its age and is not,
/// was taken back.
async fn missing(
    tx: &mut Tx,
    now: Timestamp,
    provider: &Provider,
    seen: &Seen,
    taken: &mut Taken,
) -> Result<()> {
    if !seen.lists_all_open && !seen.lists_planned && seen.covers_since.is_none() {
        return Ok(());
    }
    let rows: Vec<MissingRow> = tx
        .list(
            "SELECT id, kind, external_id, is_open, first_post_at FROM provider_incidents
             WHERE provider_id = $1 AND gone_at IS NULL AND is_open = 1
             UNION
             SELECT id, kind, external_id, is_open, first_post_at FROM provider_incidents
             WHERE provider_id = $1 AND gone_at IS NULL AND kind = 'incident' AND first_post_at > $2
             ORDER BY 1",
            params![provider.id, seen.covers_since.unwrap_or(now)],
        )
        .await?;
    let is_listed = |row: &MissingRow| {
        seen.notices.iter().any(|notice| {
            kind_of(notice) == row.kind
                && notice.told.record.external_id.as_deref() == Some(row.external_id.as_str())
        })
    };
    for row in rows.iter().filter(|row| !is_listed(row)) {
        let id = ProviderIncidentId(row.id);
        let change = match (is_covered(seen, row), row.is_open == 1) {
            (true, _) => Change::Gone,
            (false, true) if is_listed_whole(seen, row) => Change::Closed,
            (false, _) => continue,
        };
        close(tx, now, id, change).await?;
        taken.entries.push((id, change));
    }
    Ok(())
}

/// Whether a list of everything that was told since then ought to have it; planned work stands in lists of its own.
fn is_covered(seen: &Seen, row: &MissingRow) -> bool {
    let told = row
        .first_post_at
        .and_then(|at| Timestamp::from_microsecond(at).ok());
    row.kind == "incident"
        && seen
            .covers_since
            .zip(told)
            .is_some_and(|(since, told)| told > since)
}

/// Whether all that is open of its kind was listed: planned work may stand in a list that did not come.
fn is_listed_whole(seen: &Seen, row: &MissingRow) -> bool {
    match row.kind.as_str() {
        "incident" => seen.lists_all_open,
        _ => seen.lists_planned,
    }
}

async fn close(tx: &mut Tx, now: Timestamp, id: ProviderIncidentId, change: Change) -> Result<()> {
    let gone = (change == Change::Gone).then_some(now);
    tx.exec(
        "UPDATE provider_incidents SET is_open = 0, gone_at = COALESCE($3, gone_at), changed_at = $2 WHERE id = $1",
        params![id, now, gone],
    )
    .await?;
    Ok(())
}
