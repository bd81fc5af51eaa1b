//! Figures of providers: of one over three periods, of its components, and of several side by side; as pages, CSV and JSON.
//!
//! Read in order: [`Span`] (a period), `rows` (each figure with its definition and what it rests on), `one`, `compare`,
//! `honesty` (who spoke first: we or they), `print` (for programs). What is not known says so and is no zero.
//! Not here: how anything is counted (`crate::providers`).

mod compare;
mod honesty;
mod one;
mod print;
mod rows;

use axum::{Router, routing::get};
use jiff::{SignedDuration, Timestamp};

use super::super::doors;
use crate::{
    ground::{Result, Tx},
    providers::{self, Fact, Figures, Part, Period, Provider, Sighted, Span as Stretch},
    web::{Reader, Site},
};

/// The routes.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/providers/{slug}/figures", get(doors::same))
        .route("/{locale}/providers/compare", get(compare::show))
        .route("/{locale}/providers/compare.csv", get(compare::csv))
        .route("/{locale}/providers/compare.json", get(compare::json))
        .route("/{locale}/providers/{slug}/figures", get(one::show))
        .route("/{locale}/providers/{slug}/figures.csv", get(one::csv))
        .route("/{locale}/providers/{slug}/figures.json", get(one::json))
}

/// How far back is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// Ninety days.
    Days,
    /// A year.
    Year,
    /// All that there is.
    All,
}

impl Span {
    /// The shortest first.
    const EACH: [Self; 3] = [Self::Days, Self::Year, Self::All];

    /// As in addresses and files.
    fn word(self) -> &'static str {
        match self {
            Self::Days => "90d",
            Self::Year => "1y",
            Self::All => "all",
        }
    }

    fn parse(word: &str) -> Option<Self> {
        Self::EACH.into_iter().find(|span| span.word() == word)
    }

    fn said(self, reader: &Reader) -> String {
        reader.say(&format!("providers-span-{}", self.word()))
    }

    /// Up to `now`.
    fn period(self, now: Timestamp) -> Period {
        let days = match self {
            Self::Days => Some(90),
            Self::Year => Some(365),
            Self::All => None,
        };
        let from =
            days.and_then(|days| now.checked_sub(SignedDuration::from_hours(days * 24)).ok());
        Period { from, to: now }
    }
}

/// All that is counted of one provider.
pub struct Archive {
    provider: Provider,
    parts: Vec<Part>,
    facts: Vec<Fact>,
    stretches: Vec<Stretch>,
}

impl Archive {
    async fn load(tx: &mut Tx, provider: Provider, now: Timestamp) -> Result<Self> {
        let mut stretches = providers::spans_of(tx, provider.id, Timestamp::MIN).await?;
        // What nobody looked at although somebody should have, nobody could tell.
        if let Some(from) = super::stand::unlooked_since(&provider, now) {
            stretches.push(Stretch {
                part: None,
                status: beffroi_domain::ComponentStatus::Unknown,
                from,
                until: None,
            });
        }
        Ok(Self {
            parts: providers::parts_of(tx, provider.id).await?,
            facts: providers::facts(tx, provider.id).await?,
            provider,
            stretches,
        })
    }

    fn whole(&self, span: Span, now: Timestamp) -> Figures {
        self.counted(None, self.provider.created_at, span, now)
    }

    fn of_part(&self, part: &Part, span: Span, now: Timestamp) -> Figures {
        self.counted(Some(part.id), part.created_at, span, now)
    }

    fn counted(
        &self,
        part: Option<beffroi_domain::ProviderPartId>,
        since: Timestamp,
        span: Span,
        now: Timestamp,
    ) -> Figures {
        let watched = Sighted {
            part,
            since,
            spans: &self.stretches,
        };
        providers::figures(&self.facts, &watched, span.period(now))
    }
}
