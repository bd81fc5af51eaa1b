//! What the tests of imports share: sources written to files, a run, every table as text.

use std::{collections::BTreeMap, fs, path::PathBuf};

use beffroi::{
    ground::Db,
    imports::{self, Account, Match, Plan, Source, Watch},
    incidents,
    pages::{self, Page},
};
use beffroi_domain::Incident;
use beffroi_readers::record::ImportRecord;
use serde_json::{Value, json};

use crate::support::TestApp;

/// Files of one test.
pub struct Desk {
    directory: tempfile::TempDir,
}

impl Desk {
    pub fn new() -> Self {
        Self {
            directory: tempfile::tempdir().unwrap(),
        }
    }

    /// Writes a file and names it as a source.
    pub fn put(&self, name: &str, content: impl AsRef<[u8]>) -> Source {
        Source::File(self.write(name, content))
    }

    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.directory.path().join(name);
        fs::write(&path, content).unwrap();
        path
    }
}

/// Nobody looks on; the records are kept.
#[derive(Default)]
pub struct Records(pub Vec<(ImportRecord, Option<Match>)>);

impl Watch for Records {
    fn progress(&mut self, _source: &str, _read: u64, _length: Option<u64>) {}

    fn record(&mut self, record: &ImportRecord, matched: Option<&Match>) -> std::io::Result<()> {
        self.0.push((record.clone(), matched.cloned()));
        Ok(())
    }
}

pub fn plan(page: Option<&str>, sources: &[Source]) -> Plan {
    Plan {
        sources: sources.to_vec(),
        page: page.map(str::to_owned),
        format: None,
        allow_private: false,
    }
}

/// Imports into the page of the test.
pub async fn import(app: &TestApp, sources: &[Source]) -> Account {
    let plan = plan(Some("test"), sources);
    imports::import(app.db(), &app.app.clock, &plan, &mut Records::default())
        .await
        .unwrap()
}

pub async fn page(db: &Db, slug: &str) -> Page {
    let mut tx = db.snapshot().await.unwrap();
    pages::find_by_slug(&mut tx, slug).await.unwrap().unwrap()
}

/// The incident with this public id.
pub async fn incident(app: &TestApp, public_id: &str) -> Incident {
    let mut tx = app.db().snapshot().await.unwrap();
    incidents::find_by_public_id(&mut tx, app.page.id, public_id)
        .await
        .unwrap()
        .unwrap_or_else(|| panic!("no incident {public_id}"))
}

/// The public ids of the incidents on the page of the test.
pub async fn incident_ids(app: &TestApp) -> Vec<String> {
    let all = tables(app.db()).await;
    let mut ids: Vec<String> = all["incident_pages"].clone();
    ids.sort();
    ids
}

/// Every row of every table, as text.
pub async fn tables(db: &Db) -> BTreeMap<String, Vec<String>> {
    let names: Vec<(String,)> = match db {
        Db::Sqlite { read, .. } => {
            sqlx::query_as("SELECT name FROM sqlite_master WHERE type = 'table'")
                .fetch_all(read)
                .await
        }
        Db::Postgres { pool, .. } => {
            sqlx::query_as("SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'")
                .fetch_all(pool)
                .await
        }
    }
    .unwrap();
    let mut all = BTreeMap::new();
    for (name,) in names.into_iter().filter(|(name,)| !name.starts_with('_')) {
        let mut rows = rows(db, &name).await;
        rows.sort();
        all.insert(name, rows);
    }
    all
}

async fn rows(db: &Db, table: &str) -> Vec<String> {
    let rows: Vec<(String,)> = match db {
        Db::Sqlite { read, .. } => {
            let columns: Vec<(String,)> = sqlx::query_as("SELECT name FROM pragma_table_info($1)")
                .bind(table)
                .fetch_all(read)
                .await
                .unwrap();
            let quoted: Vec<String> = columns
                .iter()
                .map(|(name,)| format!("quote({name})"))
                .collect();
            let sql = format!("SELECT {} FROM {table}", quoted.join(" || ',' || "));
            sqlx::query_as(sqlx::AssertSqlSafe(sql))
                .fetch_all(read)
                .await
        }
        Db::Postgres { pool, .. } => {
            let sql = format!("SELECT t::text FROM {table} t");
            sqlx::query_as(sqlx::AssertSqlSafe(sql))
                .fetch_all(pool)
                .await
        }
    }
    .unwrap();
    rows.into_iter().map(|(row,)| row).collect()
}

/// A history in Statuspage's JSON around these incidents.
pub fn history(incidents: &[Value]) -> String {
    json!({
        "page": {
            "id": "kctbh9vrtdwd", "name": "Acme Pay", "url": "https://status.example.com",
            "time_zone": "Europe/Paris", "updated_at": "2026-02-01T10:00:00Z"
        },
        "incidents": incidents
    })
    .to_string()
}

/// An incident of Statuspage's JSON, resolved by its last update; updates are
/// `(id, status, time on 2026-02-01, words)`, oldest first.
pub fn told(id: &str, name: &str, updates: &[(&str, &str, &str, &str)]) -> Value {
    let at = |clock: &str| format!("2026-02-01T{clock}:00.000Z");
    let (first, last) = (updates.first().unwrap(), updates.last().unwrap());
    let component = json!({ "id": "b13yz5g2cw10", "name": "Payment API", "status": "operational" });
    let body = |(place, update): (usize, &(&str, &str, &str, &str))| {
        let (update_id, status, clock, words) = *update;
        let new = if status == "resolved" {
            "operational"
        } else {
            "partial_outage"
        };
        let old = if place == 0 {
            "operational"
        } else {
            "partial_outage"
        };
        json!({
            "id": update_id, "status": status, "body": words, "incident_id": id,
            "created_at": at(clock), "display_at": at(clock), "updated_at": at(clock),
            "affected_components": [{
                "code": "b13yz5g2cw10", "name": "Payment API", "old_status": old, "new_status": new
            }]
        })
    };
    let mut bodies: Vec<Value> = updates.iter().enumerate().map(body).collect();
    bodies.reverse();
    let resolved = (last.1 == "resolved").then(|| at(last.2));
    json!({
        "id": id, "name": name, "status": last.1, "impact": "major", "page_id": "kctbh9vrtdwd",
        "created_at": at(first.2), "started_at": at(first.2), "updated_at": at(last.2),
        "monitoring_at": null, "resolved_at": resolved, "shortlink": "https://stspg.io/x",
        "incident_updates": bodies, "components": [component]
    })
}

/// A report in French and English with a day, a reference and no publication times.
pub const REPORT: &[(&str, &str)] = &[
    (
        "monitoring",
        "FR Le service de paiement est rétabli depuis 14h37. EN The payment service is back since 2:37pm.",
    ),
    (
        "identified",
        "TST-26 - Début / Start : 17/12/2024 14h16 CET - Fin / End : En cours / Ongoing - Catégorie / Category : Production - Responsabilité / Responsibility : Acme FR Les paiements sont interrompus. EN Payments are interrupted.",
    ),
];

/// A report as an aggregator lists it: title, then `(status, words)`, newest first.
pub fn list(reports: &[(&str, &[(&str, &str)])]) -> String {
    let mut text = "Acme Pay\n\nHistorical record of incidents for Acme Pay\n\n".to_owned();
    for (title, updates) in reports {
        text.push_str(&format!("Report: \"{title}\"\n\nLast update\n"));
        for (status, words) in *updates {
            text.push_str(&format!("{status}\n\n{words}\n\n"));
        }
    }
    text
}
