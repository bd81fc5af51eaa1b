//! Setting facts: whose fault, how urgent, how much of it, what a provider said. Readers see it, and nobody
//! is told.

use beffroi_domain::{
    Actor, Consequence, Figure, Impact, IncidentId, Locale, LocalizedText, Priority, Responsibility,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    facts::{self, fact},
    refuse,
    stand::{self, Standing, Version},
    window::check_stretch,
};
use crate::{
    audit,
    ground::{Refusal, Result, Tx},
    params,
    texts::{self, Key},
};

/// A checked command: what is `None` stays as it is.
#[derive(Clone, Debug)]
pub struct SetFacts {
    /// Of which incident.
    pub incident: IncidentId,
    /// What the writer saw.
    pub expected: Option<Version>,
    /// The kind of service; locales that it does not have keep theirs.
    pub category: Option<LocalizedText>,
    /// Whose fault; `Some(None)` where nobody says any more.
    pub responsibility: Option<Option<Responsibility>>,
    /// The team's order of urgency.
    pub priority: Option<Option<Priority>>,
    /// What readers feel; held from then on, also when more breaks.
    pub impact: Option<Impact>,
    /// The numbers, in their order.
    pub references: Option<Vec<String>>,
    /// Shares and counts, each with its time where it has one.
    pub figures: Option<Vec<Figure>>,
    /// What outlasts the windows.
    pub consequences: Option<Vec<Consequence>>,
    /// Addresses.
    pub links: Option<Vec<String>>,
    /// What the provider at fault says itself: its address, and its words as they stand there now.
    pub notice: Option<Option<NewNotice>>,
}

/// What a provider says on its own page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewNotice {
    /// Where.
    pub address: String,
    /// Its words, kept as they are; empty where nobody copied them.
    pub words: String,
    /// When the provider said so, where that is known.
    #[serde(default)]
    pub said_at: Option<Timestamp>,
    /// The language of the words, where that is known.
    #[serde(default)]
    pub locale: Option<Locale>,
}

impl SetFacts {
    /// A command that sets nothing yet.
    #[must_use]
    pub fn of(incident: IncidentId) -> Self {
        Self {
            incident,
            expected: None,
            category: None,
            responsibility: None,
            priority: None,
            impact: None,
            references: None,
            figures: None,
            consequences: None,
            links: None,
            notice: None,
        }
    }
}

/// Sets the facts that are given.
///
/// # Errors
/// `Refused` for figures and addresses that cannot be, for locales that none of the pages speaks; as a
/// conflict when somebody was faster.
pub async fn set_facts(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    command: SetFacts,
) -> Result<Version> {
    let standing = stand::lock(tx, now, command.incident, command.expected).await?;
    check(now, &standing, &command)?;
    let set = write(tx, now, actor, &standing, &command).await?;
    facts::write_dates(tx, standing.id).await?;
    stand::settle(tx, now, actor, &standing, "incident.facts.set").await?;
    let digest = set.join(" ");
    audit::record(tx, now, actor, "incident.facts.set", standing.id.0, &digest).await?;
    Ok(standing.version)
}

/// Writes what is given; the names of it come back.
async fn write(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    standing: &Standing,
    command: &SetFacts,
) -> Result<Vec<&'static str>> {
    let id = standing.id;
    let mut set = Vec::new();
    if let Some(category) = &command.category {
        let key = Key {
            root: id.0,
            owner: id.0,
            field: "category",
        };
        texts::write_all(tx, now, actor, key, category).await?;
        set.push("category");
    }
    if let Some(responsibility) = &command.responsibility {
        facts::write_responsibility(tx, id, responsibility.as_ref()).await?;
        facts::hold(tx, id, fact::RESPONSIBILITY).await?;
        set.push(fact::RESPONSIBILITY);
    }
    if let Some(impact) = command.impact {
        tx.exec(
            "UPDATE incidents SET impact = $2 WHERE id = $1",
            params![id, impact.as_str()],
        )
        .await?;
        facts::hold(tx, id, fact::IMPACT).await?;
        set.push(fact::IMPACT);
    }
    if let Some(figures) = &command.figures {
        facts::write_figures(tx, now, actor, id, figures).await?;
        set.push("figures");
    }
    if let Some(consequences) = &command.consequences {
        facts::write_consequences(tx, now, actor, id, consequences).await?;
        set.push("consequences");
    }
    set.extend(write_columns(tx, now, id, command).await?);
    Ok(set)
}

async fn write_columns(
    tx: &mut Tx,
    now: Timestamp,
    id: IncidentId,
    command: &SetFacts,
) -> Result<Vec<&'static str>> {
    let mut set = Vec::new();
    if let Some(priority) = command.priority {
        tx.exec(
            "UPDATE incidents SET priority = $2 WHERE id = $1",
            params![id, priority.map(|priority| i64::from(priority.number()))],
        )
        .await?;
        set.push("priority");
    }
    if let Some(references) = &command.references {
        let trimmed: Vec<&str> = references.iter().map(|one| one.trim()).collect();
        tx.exec(
            "UPDATE incidents SET refs = $2 WHERE id = $1",
            params![id, serde_json::to_string(&trimmed)?],
        )
        .await?;
        set.push("references");
    }
    if let Some(links) = &command.links {
        tx.exec(
            "UPDATE incidents SET links = $2 WHERE id = $1",
            params![id, serde_json::to_string(links)?],
        )
        .await?;
        set.push("links");
    }
    if let Some(notice) = &command.notice {
        write_notice(tx, now, id, notice.as_ref()).await?;
        set.push("notice");
    }
    Ok(set)
}

/// What the provider at fault says itself, or nothing.
pub(super) async fn write_notice(
    tx: &mut Tx,
    now: Timestamp,
    id: IncidentId,
    notice: Option<&NewNotice>,
) -> Result<()> {
    tx.exec(
        "UPDATE incidents SET notice_address = $2, notice_words = $3, notice_kept_at = $4, notice_said_at = $5,
                notice_locale = $6 WHERE id = $1",
        params![
            id,
            notice.map(|notice| notice.address.as_str()),
            notice.map(|notice| notice.words.as_str()),
            notice.map(|_| now),
            notice.and_then(|notice| notice.said_at),
            notice.and_then(|notice| notice.locale.as_ref()).map(Locale::as_str)
        ],
    )
    .await?;
    Ok(())
}

fn check(now: Timestamp, standing: &Standing, command: &SetFacts) -> Result<(), Refusal> {
    if let Some(category) = &command.category {
        standing.check_locales("category", category)?;
    }
    for figure in command.figures.iter().flatten() {
        standing.check_locales("figures", &figure.of)?;
        check_figure(now, figure)?;
    }
    for consequence in command.consequences.iter().flatten() {
        standing.check_locales("consequences", &consequence.text)?;
    }
    for reference in command.references.iter().flatten() {
        refuse::check_reference("references", Some(reference))?;
    }
    for link in command.links.iter().flatten() {
        check_address("links", link)?;
    }
    match &command.notice {
        Some(Some(notice)) => check_address("notice", &notice.address),
        _ => Ok(()),
    }
}

fn check_figure(now: Timestamp, figure: &Figure) -> Result<(), Refusal> {
    let is_share = figure.unit == beffroi_domain::FigureUnit::Percent;
    let is_range = figure.low_milli >= 0 && figure.low_milli <= figure.high_milli;
    if !is_range || is_share && figure.high_milli > 100_000 {
        let message = "write the smaller number first; a share lies between 0 and 100 percent";
        return Err(Refusal::of("figures", message).told("refusal-figure"));
    }
    check_stretch(now, figure.from, figure.until)
}

pub(super) fn check_address(field: &'static str, address: &str) -> Result<(), Refusal> {
    let is_web = address.starts_with("https://") || address.starts_with("http://");
    if !is_web
        || address.len() > 2000
        || address.chars().any(|c| c.is_whitespace() || c.is_control())
    {
        let message = "write a whole address that begins with https://";
        return Err(Refusal::of(field, message).told("refusal-address"));
    }
    Ok(())
}
