//! What a page does by itself when a provider goes bad, and when that is over.

use std::{fmt, str::FromStr};

use beffroi_domain::{Actor, PageId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    audit,
    ground::{Result, Tx, db::word},
    pages, params,
};

/// What is done when a provider goes bad. The team is told in any case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Raise {
    /// Nothing more.
    Off,
    /// A draft waits.
    #[default]
    Draft,
    /// It goes out, where neither the review nor a missing language holds it.
    Publish,
}

/// What is done when the provider says that it is over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Close {
    /// The team is asked to look.
    #[default]
    Prompt,
    /// What was opened is resolved, where nothing holds that.
    Auto,
}

/// What a page does by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rule {
    /// When a provider goes bad.
    pub raise: Raise,
    /// When it is over there.
    pub close: Close,
    /// Whether readers see the provider's words in what is drafted.
    pub quotes: bool,
}

/// Words that are none of these.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown word {0:?}")]
pub struct Unknown(String);

impl Raise {
    /// All of them.
    pub const ALL: &[Self] = &[Self::Off, Self::Draft, Self::Publish];

    /// The word in tables, calls and files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Draft => "draft",
            Self::Publish => "publish",
        }
    }
}

impl Close {
    /// All of them.
    pub const ALL: &[Self] = &[Self::Prompt, Self::Auto];

    /// The word in tables, calls and files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Prompt => "prompt",
            Self::Auto => "auto",
        }
    }
}

impl FromStr for Raise {
    type Err = Unknown;

    fn from_str(text: &str) -> Result<Self, Unknown> {
        let found = Self::ALL.iter().find(|one| one.as_str() == text);
        found.copied().ok_or_else(|| Unknown(text.to_owned()))
    }
}

impl FromStr for Close {
    type Err = Unknown;

    fn from_str(text: &str) -> Result<Self, Unknown> {
        let found = Self::ALL.iter().find(|one| one.as_str() == text);
        found.copied().ok_or_else(|| Unknown(text.to_owned()))
    }
}

impl fmt::Display for Raise {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

impl fmt::Display for Close {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

#[derive(sqlx_macros::FromRow)]
struct RuleRow {
    raises: String,
    closes: String,
    quotes: i64,
}

/// What a page does by itself; where nobody said anything, it drafts, asks, and keeps the provider's words to the team.
///
/// # Errors
/// A fault when the database is away.
pub async fn rule_of(tx: &mut Tx, page: PageId) -> Result<Rule> {
    let row: Option<RuleRow> = tx
        .find(
            "SELECT raises, closes, quotes FROM upstream_rules WHERE page_id = $1",
            params![page],
        )
        .await?;
    let Some(row) = row else {
        return Ok(Rule::default());
    };
    Ok(Rule {
        raise: word(&row.raises)?,
        close: word(&row.closes)?,
        quotes: row.quotes != 0,
    })
}

/// Says what a page does by itself from now on.
///
/// # Errors
/// `NotFound` without such a page.
pub async fn set_rule(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    page: PageId,
    rule: Rule,
) -> Result<()> {
    let found = pages::find_by_id(tx, page).await?;
    found.ok_or(crate::ground::Error::NotFound)?;
    tx.exec(
        "INSERT INTO upstream_rules (page_id, raises, closes, quotes) VALUES ($1, $2, $3, $4)
         ON CONFLICT (page_id) DO UPDATE SET raises = $2, closes = $3, quotes = $4",
        params![
            page,
            rule.raise.as_str(),
            rule.close.as_str(),
            i64::from(rule.quotes)
        ],
    )
    .await?;
    let digest = format!("{} {} {}", rule.raise, rule.close, rule.quotes);
    audit::record(tx, now, actor, "upstream.rule.set", page.0, &digest).await
}
