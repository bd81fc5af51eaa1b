//! The language gate: which languages a page requires, and what happens while one is missing.

use std::str::FromStr;

use beffroi_domain::{Actor, Locale, LocalizedText, PageId};
use jiff::Timestamp;
use serde::Serialize;

use super::MachineRule;
use crate::{
    audit,
    ground::{Error, Refusal, Result, Tx, db::word},
    pages::{self, Page},
    params,
};

/// What a page asks of every text that goes out on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gate {
    /// The languages without which nothing goes out, or not without saying that they follow.
    pub required: Vec<Locale>,
    /// What happens while one of them is missing.
    pub missing: Missing,
    /// What happens with a machine's draft that nobody has read.
    pub machine: MachineRule,
}

/// What happens while a required language is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// Nothing goes out.
    Hold,
    /// It goes out at once where the writer says so, and readers see that the translation follows.
    Follow,
}

impl Missing {
    /// Both.
    pub const ALL: &[Self] = &[Self::Hold, Self::Follow];

    /// The word in tables, files and calls.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Hold => "hold",
            Self::Follow => "follow",
        }
    }
}

impl std::fmt::Display for Missing {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.as_str())
    }
}

impl FromStr for Missing {
    type Err = Refusal;

    fn from_str(text: &str) -> Result<Self, Refusal> {
        let found = Self::ALL.iter().find(|one| one.as_str() == text).copied();
        found.ok_or_else(|| {
            let message = "write hold or follow";
            Refusal::of("missing", message).told("refusal-gate-missing")
        })
    }
}

impl Default for Gate {
    fn default() -> Self {
        Self {
            required: vec![],
            missing: Missing::Follow,
            machine: MachineRule::Look,
        }
    }
}

impl Gate {
    /// The languages that the page requires and still speaks, and that `text` lacks.
    #[must_use]
    pub fn lacking(&self, page: &Page, text: &LocalizedText) -> Vec<Locale> {
        let spoken = |locale: &&Locale| page.locales.contains(locale) && text.get(locale).is_none();
        self.required.iter().filter(spoken).cloned().collect()
    }
}

#[derive(sqlx_macros::FromRow)]
struct GateRow {
    required: String,
    missing: String,
    machine: String,
}

/// What a page requires; nothing where nobody said so.
///
/// # Errors
/// A fault when the database is away.
pub async fn gate_of(tx: &mut Tx, page: PageId) -> Result<Gate> {
    let row: Option<GateRow> = tx
        .find(
            "SELECT required, missing, machine FROM language_gates WHERE page_id = $1",
            params![page],
        )
        .await?;
    let Some(row) = row else {
        return Ok(Gate::default());
    };
    Ok(Gate {
        required: serde_json::from_str(&row.required)?,
        missing: word(&row.missing)?,
        machine: word(&row.machine)?,
    })
}

/// Sets what a page requires.
///
/// # Errors
/// `Refused` for a language that the page does not speak; `NotFound` without such a page.
pub async fn set_gate(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    page: PageId,
    gate: &Gate,
) -> Result<()> {
    let spoken = pages::find_by_id(tx, page).await?.ok_or(Error::NotFound)?;
    let foreign = gate
        .required
        .iter()
        .find(|one| !spoken.locales.contains(one));
    if let Some(foreign) = foreign {
        let message = format!("the page does not speak {foreign}; leave it out");
        return Err(Refusal::of("required", message)
            .says("refusal-gate-locale", [("locale", foreign.as_str())])
            .into());
    }
    let mut required = gate.required.clone();
    required.sort_by_key(|one| spoken.locales.iter().position(|other| other == one));
    required.dedup();
    tx.exec(
        "INSERT INTO language_gates (page_id, required, missing, machine) VALUES ($1, $2, $3, $4)
         ON CONFLICT (page_id) DO UPDATE SET required = $2, missing = $3, machine = $4",
        params![
            page,
            serde_json::to_string(&required)?,
            gate.missing.as_str(),
            gate.machine.as_str()
        ],
    )
    .await?;
    audit::record(
        tx,
        now,
        actor,
        "page.languages.set",
        page.0,
        &format!("{} {}", gate.missing, gate.machine),
    )
    .await
}
