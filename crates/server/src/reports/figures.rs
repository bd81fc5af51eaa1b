//! Figures of a page's reports: how many, how soon they were answered, in which languages, and how often they came before our own
//! first word.

use std::collections::BTreeMap;

use beffroi_domain::{IncidentId, PageId, tally};
use jiff::Timestamp;
use uuid::Uuid;

use crate::{
    ground::{Result, Tx, db::instant},
    params,
};

/// How reports of some time were.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// How many came.
    pub reports: i64,
    /// How many of them were answered.
    pub answered: i64,
    /// The median time to the first answer, of those that were answered.
    pub answer_seconds: Option<i64>,
    /// How many were answered within what was promised.
    pub in_time: i64,
    /// Of how many something was promised that is due or was given.
    pub promised: i64,
    /// How many came in each language.
    pub languages: BTreeMap<String, i64>,
    /// How many were about each incident, the most first.
    pub incidents: Vec<(IncidentId, i64)>,
    /// Incidents that somebody reported before readers were told anything of them.
    pub reported_first: i64,
    /// The median time from the first report of those to the first word.
    pub first_seconds: Option<i64>,
}

/// How soon reports of some time were answered, and how that stands beside what was promised for each when it came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// How many were answered.
    pub answered: i64,
    /// The median time to the first answer, of those that were answered.
    pub answer_seconds: Option<i64>,
    /// How many were answered within what was promised.
    pub in_time: i64,
    /// Of how many something was promised that is due or was given.
    pub promised: i64,
}

#[derive(sqlx_macros::FromRow)]
struct AnswerRow {
    created_at: i64,
    answered_at: Option<i64>,
    answer_by: Option<i64>,
}

/// Answers as they are counted.
#[derive(Default)]
struct Counted {
    all: Answers,
    seconds: Vec<i64>,
}

#[derive(sqlx_macros::FromRow)]
struct Row {
    locale: String,
    created_at: i64,
    answered_at: Option<i64>,
    answer_by: Option<i64>,
    incident_id: Option<Uuid>,
    first_word_at: Option<i64>,
}

/// An incident that somebody reported.
#[derive(Default)]
struct Reported {
    count: i64,
    first: Option<Timestamp>,
    word: Option<Timestamp>,
}

/// The figures of what came from `since` on, as they stand at `now`.
///
/// # Errors
/// A fault when the database is away.
pub async fn figures(
    tx: &mut Tx,
    page: PageId,
    since: Timestamp,
    now: Timestamp,
) -> Result<Figures> {
    let rows: Vec<Row> = tx
        .list(
            "SELECT r.locale, r.created_at, r.answered_at, r.answer_by, r.incident_id,
                    (SELECT MIN(u.published_at) FROM updates u WHERE u.owner_id = r.incident_id) AS first_word_at
             FROM reports r WHERE r.page_id = $1 AND r.created_at >= $2 ORDER BY r.created_at, r.id",
            params![page, since],
        )
        .await?;
    let mut all = Figures::default();
    let mut counted = Counted::default();
    let mut incidents: BTreeMap<Uuid, Reported> = BTreeMap::new();
    for row in rows {
        all.reports += 1;
        let created = instant(row.created_at)?;
        counted.add(
            &AnswerRow {
                created_at: row.created_at,
                answered_at: row.answered_at,
                answer_by: row.answer_by,
            },
            now,
        )?;
        *all.languages.entry(row.locale).or_default() += 1;
        if let Some(id) = row.incident_id {
            let one = incidents.entry(id).or_default();
            one.count += 1;
            one.first = one.first.or(Some(created));
            one.word = row.first_word_at.map(instant).transpose()?;
        }
    }
    let answers = counted.end();
    all.answered = answers.answered;
    all.answer_seconds = answers.answer_seconds;
    all.in_time = answers.in_time;
    all.promised = answers.promised;
    let before: Vec<i64> = incidents
        .values()
        .filter_map(Reported::seconds_before)
        .collect();
    all.reported_first = i64::try_from(before.len()).unwrap_or(i64::MAX);
    all.first_seconds = tally::middle(before);
    all.incidents = incidents
        .iter()
        .map(|(id, one)| (IncidentId(*id), one.count))
        .collect();
    all.incidents
        .sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    Ok(all)
}

/// How soon what came from `since` on was answered, as it stands at `now`.
///
/// # Errors
/// A fault when the database is away.
pub async fn answers(
    tx: &mut Tx,
    page: PageId,
    since: Timestamp,
    now: Timestamp,
) -> Result<Answers> {
    let rows: Vec<AnswerRow> = tx
        .list(
            "SELECT created_at, answered_at, answer_by FROM reports
             WHERE page_id = $1 AND created_at >= $2",
            params![page, since],
        )
        .await?;
    let mut counted = Counted::default();
    for row in &rows {
        counted.add(row, now)?;
    }
    Ok(counted.end())
}

impl Counted {
    fn add(&mut self, row: &AnswerRow, now: Timestamp) -> Result<()> {
        let created = instant(row.created_at)?;
        let answered = row.answered_at.map(instant).transpose()?;
        let by = row.answer_by.map(instant).transpose()?;
        if let Some(answered) = answered {
            self.all.answered += 1;
            self.seconds
                .push(answered.duration_since(created).as_secs());
        }
        if let Some(by) = by.filter(|by| answered.is_some() || *by < now) {
            self.all.promised += 1;
            self.all.in_time += i64::from(answered.is_some_and(|at| at <= by));
        }
        Ok(())
    }

    fn end(self) -> Answers {
        Answers {
            answer_seconds: tally::middle(self.seconds),
            ..self.all
        }
    }
}

impl Reported {
    /// How long its first report came before the first word; nothing where the word came first.
    fn seconds_before(&self) -> Option<i64> {
        let seconds = self.word?.duration_since(self.first?).as_secs();
        (seconds > 0).then_some(seconds)
    }
}
