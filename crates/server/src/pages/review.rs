//! What a page asks of its texts before they go out.

use beffroi_domain::{Actor, PageId, review::Rules};
use jiff::{Timestamp, tz::TimeZone};
use serde::Serialize;

use crate::{
    audit,
    ground::{Found, Refusal, RefusalKind, Result, Tx, db::word},
    params,
};

/// More endings or names than anybody keeps by hand.
const MOST: usize = 200;
/// The longest of them, in letters.
const LONGEST: usize = 200;

/// Whether what the review finds holds a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Review {
    /// Grave findings hold it, until it is mended or somebody says why it goes out.
    #[default]
    Hold,
    /// Findings are shown, and nothing is held.
    Advise,
}

impl Review {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Hold, Self::Advise];

    /// As in tables, files and calls.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Hold => "hold",
            Self::Advise => "advise",
        }
    }
}

impl std::fmt::Display for Review {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.as_str())
    }
}

impl std::str::FromStr for Review {
    type Err = Refusal;

    fn from_str(word: &str) -> Result<Self, Refusal> {
        let found = Self::ALL.into_iter().find(|one| one.as_str() == word);
        found.ok_or_else(|| {
            Refusal::of("review", "write hold or advise").told("refusal-review-word")
        })
    }
}

/// What the review of a page's texts goes by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReviewRules {
    /// Whether it holds them.
    pub review: Review,
    /// Endings of host names that are nobody's business, such as `.prod.example.net`.
    pub hosts: Vec<String>,
    /// People whom no text names.
    pub people: Vec<String>,
}

impl ReviewRules {
    /// As the pure review takes them, with times told in `zone`; which languages are required is the gate's to say.
    #[must_use]
    pub fn within<'a>(&'a self, zone: &'a TimeZone) -> Rules<'a> {
        Rules {
            zone,
            required: &[],
            hosts: &self.hosts,
            people: &self.people,
        }
    }
}

#[derive(sqlx_macros::FromRow)]
struct RulesRow {
    review: String,
    hosts: String,
    people: String,
}

/// What a page asks of its texts; the default where nobody set anything.
///
/// # Errors
/// A fault when the database is away.
pub async fn review_rules_of(tx: &mut Tx, page: PageId) -> Result<ReviewRules> {
    let row: Option<RulesRow> = tx
        .find(
            "SELECT review, hosts, people FROM review_rules WHERE page_id = $1",
            params![page],
        )
        .await?;
    let Some(row) = row else {
        return Ok(ReviewRules::default());
    };
    Ok(ReviewRules {
        review: word(&row.review)?,
        hosts: serde_json::from_str(&row.hosts)?,
        people: serde_json::from_str(&row.people)?,
    })
}

/// The rules of all pages that something stands on: one that holds, holds; what one does not name, none does.
///
/// # Errors
/// A fault when the database is away.
pub async fn review_rules_on(tx: &mut Tx, pages: &[PageId]) -> Result<ReviewRules> {
    let mut all = ReviewRules {
        review: Review::Advise,
        ..ReviewRules::default()
    };
    for page in pages {
        let own = review_rules_of(tx, *page).await?;
        if own.review == Review::Hold {
            all.review = Review::Hold;
        }
        all.hosts.extend(own.hosts);
        all.people.extend(own.people);
    }
    Ok(all)
}

/// Why a text goes out although the review holds it, and which kinds held it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overruled {
    /// Somebody's words.
    pub reason: String,
    /// The kinds, with spaces between them.
    pub kinds: String,
}

/// Lets a text out with what was found in it; where that holds it, only for a reason, which is then to be kept.
///
/// # Errors
/// `Refused` as held, with what was found, where nobody says why.
pub fn let_out(found: &[Found], overrule: Option<&str>) -> Result<Option<Overruled>, Refusal> {
    let held = found.iter().filter(|one| one.holds);
    let held: Vec<&str> = held.map(|one| one.finding.kind.as_str()).collect();
    if held.is_empty() {
        return Ok(None);
    }
    if let Some(reason) = overrule.map(str::trim).filter(|why| !why.is_empty()) {
        return Ok(Some(Overruled {
            reason: reason.to_owned(),
            kinds: held.join(" "),
        }));
    }
    let message = format!(
        "the review holds this text ({}): mend it, or say in overrule why it goes out as it stands",
        held.join(", ")
    );
    let refusal = Refusal::of("text", message).being(RefusalKind::Held);
    Err(Refusal {
        found: found.to_vec(),
        ..refusal.told("refusal-review-held")
    })
}

/// Says what a page asks of its texts. Readers see nothing of it.
///
/// # Errors
/// `Refused` for an ending that is none of a host name, and for lists beyond reason.
pub async fn set_review_rules(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    page: PageId,
    rules: &ReviewRules,
) -> Result<()> {
    let hosts = checked("internal_hosts", &rules.hosts)?;
    if let Some(odd) = hosts.iter().find(|host| !is_ending(host)) {
        let message =
            format!("{odd:?}: write the ending of a host name, such as .prod.example.net");
        let refusal = Refusal::of("internal_hosts", message);
        return Err(refusal
            .says("refusal-review-host", [("host", odd.clone())])
            .into());
    }
    let people = checked("people", &rules.people)?;
    tx.exec(
        "INSERT INTO review_rules (page_id, review, hosts, people) VALUES ($1, $2, $3, $4)
         ON CONFLICT (page_id) DO UPDATE
         SET review = excluded.review, hosts = excluded.hosts, people = excluded.people",
        params![
            page,
            rules.review.as_str(),
            serde_json::to_string(&hosts)?,
            serde_json::to_string(&people)?
        ],
    )
    .await?;
    let digest = rules.review.as_str();
    audit::record(tx, now, actor, "page.review.set", page.0, digest).await
}

/// Each once, without white space around it; blank ones say nothing.
fn checked(field: &'static str, list: &[String]) -> Result<Vec<String>, Refusal> {
    let mut all: Vec<String> = Vec::new();
    for one in list.iter().map(|one| one.trim()) {
        if !one.is_empty() && !all.iter().any(|known| known == one) {
            all.push(one.to_owned());
        }
    }
    let is_long = |one: &String| one.chars().count() > LONGEST;
    if all.len() > MOST || all.iter().any(is_long) {
        let message = format!("name at most {MOST}, each of at most {LONGEST} letters");
        return Err(Refusal::of(field, message).told("refusal-review-long"));
    }
    Ok(all)
}

/// Letters, digits, `-` and at least one dot: an ending without one would hold every word that has it.
fn is_ending(host: &str) -> bool {
    let fits = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '.');
    host.contains('.') && host.chars().all(fits) && host.chars().any(|one| one != '.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ending_has_a_dot_and_nothing_but_a_name() {
        for host in [".internal", "db.example.net", ".prod-2.example.net"] {
            assert!(is_ending(host), "{host}");
        }
        for host in ["internal", ".", "https://db.example.net", "db example.net"] {
            assert!(!is_ending(host), "{host}");
        }
    }
}
