//! The past read again: kept replies, the oldest first, by today's readers.
//!
//! What stood there at a time is what all replies said together that were true then, as a look puts them together.

use std::collections::BTreeMap;

use beffroi_domain::{Actor, Locale, ProviderId};
use beffroi_readers::watch::{Form, Often, Seen, form};
use jiff::Timestamp;
use uuid::Uuid;

use super::{asks::ask_anew, detect, locales, replies};
use crate::{
    audit,
    ground::{Result, Tx, db::instant},
    params,
    providers::{
        Provider, store,
        take_in::{Past, Reading, take_in_past},
    },
};

/// What came of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reread {
    /// Replies that were read.
    pub replies: usize,
    /// Those among them that said nothing before and say something now.
    pub now_read: usize,
    /// Those that say nothing.
    pub blind: usize,
    /// Incidents and maintenances that nobody had read before.
    pub new: usize,
    /// Those of which something is read otherwise.
    pub changed: usize,
}

#[derive(sqlx_macros::FromRow)]
struct IdRow {
    id: Uuid,
}

#[derive(sqlx_macros::FromRow)]
struct Row {
    role: String,
    url: String,
    form: String,
    headers: String,
    packed: String,
    first_at: i64,
    blind: Option<String>,
}

/// Reads a provider's kept replies again. The next look asks it as if for the first time.
///
/// # Errors
/// `NotFound` without it; a fault when the database is away or a reply cannot be unpacked.
pub async fn reread(tx: &mut Tx, now: Timestamp, actor: Actor, id: ProviderId) -> Result<Reread> {
    let provider = store::load(tx, id).await?;
    let locales = locales(tx).await?;
    let rows: Vec<IdRow> = tx
        .list(
            "SELECT id FROM provider_replies WHERE provider_id = $1 ORDER BY first_at, id",
            params![id],
        )
        .await?;
    let mut done = Reread::default();
    let mut then = Then::default();
    for row in rows {
        let row: Row = tx
            .load(
                "SELECT role, url, form, headers, packed, first_at, blind FROM provider_replies WHERE id = $1",
                params![row.id],
            )
            .await?;
        let at = instant(row.first_at)?;
        then.reach(at);
        read_one(&provider, &locales, row, at, &mut then, &mut done)?;
    }
    let readings = then.end();
    let Past { new, changed } = take_in_past(tx, now, id, &readings).await?;
    ask_anew(tx, id).await?;
    audit::record(tx, now, actor, "provider.reread", id.0, "").await?;
    Ok(Reread {
        new,
        changed,
        ..done
    })
}

fn read_one(
    provider: &Provider,
    locales: &[Locale],
    row: Row,
    at: Timestamp,
    then: &mut Then,
    done: &mut Reread,
) -> Result<()> {
    done.replies += 1;
    let Some(form) = form(&row.form) else {
        done.blind += 1;
        return Ok(());
    };
    let visited = replies::unpacked(row.url.clone(), &row.headers, &row.packed)?;
    let reply = detect::reply(&row.role, &visited);
    match (form.read)(&reply, &provider.context(at, locales)) {
        Ok(seen) => {
            done.now_read += usize::from(row.blind.is_some());
            match is_standing(form, provider, &row.role) {
                true => then.stand(row.url, seen),
                false => then.history(seen),
            }
        }
        Err(_) => {
            done.blind += 1;
            then.fall(&row.url);
        }
    }
    Ok(())
}

/// Whether what has this role is asked again and again.
fn is_standing(form: &Form, provider: &Provider, role: &str) -> bool {
    let asks = (form.asks)(&provider.place);
    asks.iter()
        .any(|ask| ask.role == role && ask.often != Often::Once)
}

/// What stood there, from time to time.
#[derive(Default)]
struct Then {
    at: Option<Timestamp>,
    /// What each address says, in the order in which they were first asked.
    stands: BTreeMap<usize, Seen>,
    order: Vec<String>,
    is_new: bool,
    history: Seen,
    has_history: bool,
    readings: Vec<Reading>,
}

impl Then {
    fn reach(&mut self, at: Timestamp) {
        if self.at != Some(at) {
            self.close();
            self.at = Some(at);
        }
    }

    fn stand(&mut self, url: String, seen: Seen) {
        let place = self.place(&url);
        self.stands.insert(place, seen);
        self.is_new = true;
    }

    fn fall(&mut self, url: &str) {
        let place = self.place(url);
        self.stands.remove(&place);
    }

    fn history(&mut self, seen: Seen) {
        self.history.join(seen);
        self.has_history = true;
    }

    fn place(&mut self, url: &str) -> usize {
        let known = self.order.iter().position(|known| known == url);
        known.unwrap_or_else(|| {
            self.order.push(url.to_owned());
            self.order.len() - 1
        })
    }

    /// What was read at this time.
    fn close(&mut self) {
        let Some(at) = self.at else { return };
        if !self.is_new && !self.has_history {
            return;
        }
        let mut whole = Seen::default();
        if self.is_new {
            self.stands
                .values()
                .for_each(|seen| whole.join(seen.clone()));
        }
        whole.join(std::mem::take(&mut self.history));
        self.readings.push((at, whole, false));
        self.is_new = false;
        self.has_history = false;
    }

    /// All that was read; what stands there still is marked.
    fn end(mut self) -> Vec<Reading> {
        self.close();
        let still = |seen: &Seen| {
            let ids = |seen: &Seen| -> Vec<Option<String>> {
                let notices = seen.notices.iter();
                notices
                    .map(|one| one.told.record.external_id.clone())
                    .collect()
            };
            let standing: Vec<_> = self.stands.values().flat_map(&ids).collect();
            ids(seen).iter().any(|id| standing.contains(id))
        };
        let last = self.readings.iter().rposition(|(_, seen, _)| still(seen));
        if let Some(last) = last {
            self.readings[last].2 = true;
        }
        self.readings
    }
}
