//! The scope of a trouble, counted from what its reporters say: since when, by which methods, in which countries and languages.

use std::collections::BTreeMap;

use beffroi_domain::{IncidentId, Locale};
use jiff::Timestamp;

use super::Listed;
use crate::{
    ground::{
        Result, Tx,
        db::{instant, word},
    },
    params,
};

/// What several reports say together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// How many they are.
    pub reports: i64,
    /// The earliest of what they say since when it happens; of when they came, where they say nothing of it.
    pub since: Option<Timestamp>,
    /// The payments that they count, all together.
    pub payments: i64,
    /// Methods of payment with how many name each; the most first.
    pub methods: Vec<(String, i64)>,
    /// Countries with how many name each; the most first.
    pub countries: Vec<(String, i64)>,
    /// Languages with how many write each; the most first.
    pub locales: Vec<(Locale, i64)>,
}

#[derive(sqlx_macros::FromRow)]
struct Row {
    method: String,
    country: String,
    locale: String,
    count: i64,
    payments: i64,
    since: i64,
}

/// Of all that are about an incident.
///
/// # Errors
/// A fault when the database is away.
pub async fn scope_about(tx: &mut Tx, incident: IncidentId) -> Result<Scope> {
    let rows: Vec<Row> = tx
        .list(
            "SELECT method, country, locale, COUNT(*) AS count,
                    CAST(COALESCE(SUM(payments), 0) AS BIGINT) AS payments,
                    MIN(COALESCE(since_at, created_at)) AS since
             FROM reports WHERE incident_id = $1 GROUP BY method, country, locale",
            params![incident],
        )
        .await?;
    let mut counts = Counts::default();
    for row in rows {
        let said = (
            row.method.as_str(),
            row.country.as_str(),
            word(&row.locale)?,
        );
        counts.add(said, row.count, row.payments, instant(row.since)?);
    }
    Ok(counts.scope())
}

impl Scope {
    /// Of these.
    #[must_use]
    pub fn of<'a>(all: impl IntoIterator<Item = &'a Listed>) -> Self {
        let mut counts = Counts::default();
        for one in all {
            let said = (
                one.method.as_str(),
                one.country.as_str(),
                one.locale.clone(),
            );
            let since = one.since.unwrap_or(one.created_at);
            counts.add(said, 1, one.payments.unwrap_or(0), since);
        }
        counts.scope()
    }
}

#[derive(Default)]
struct Counts {
    reports: i64,
    payments: i64,
    since: Option<Timestamp>,
    methods: BTreeMap<String, i64>,
    countries: BTreeMap<String, i64>,
    locales: BTreeMap<Locale, i64>,
}

impl Counts {
    fn add(
        &mut self,
        (method, country, locale): (&str, &str, Locale),
        count: i64,
        payments: i64,
        since: Timestamp,
    ) {
        self.reports += count;
        self.payments = self.payments.saturating_add(payments);
        self.since = Some(self.since.map_or(since, |known| known.min(since)));
        if !method.is_empty() {
            *self.methods.entry(method.to_owned()).or_default() += count;
        }
        if !country.is_empty() {
            *self.countries.entry(country.to_owned()).or_default() += count;
        }
        *self.locales.entry(locale).or_default() += count;
    }

    fn scope(self) -> Scope {
        Scope {
            reports: self.reports,
            since: self.since,
            payments: self.payments,
            methods: most_first(self.methods),
            countries: most_first(self.countries),
            locales: most_first(self.locales),
        }
    }
}

fn most_first<T: Ord>(counts: BTreeMap<T, i64>) -> Vec<(T, i64)> {
    let mut all: Vec<(T, i64)> = counts.into_iter().collect();
    all.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    all
}
