//! What a page asks of its texts before they go out, as part of the page's form.

use beffroi_domain::{Actor, PageId};
use jiff::Timestamp;

use super::super::form::{Control, Field, Pick, Typed};
use crate::{
    ground::{Result, Tx},
    pages::{self, Review, ReviewRules},
    web::Words,
};

/// The rules as they are typed.
pub(super) fn put(typed: &mut Typed, rules: &ReviewRules) {
    typed.set("review", rules.review.as_str());
    typed.set("internal_hosts", rules.hosts.join(", "));
    typed.set("people", rules.people.join(", "));
}

/// What is asked for.
pub(super) fn fields(words: &Words, typed: &Typed) -> Vec<Field> {
    let chosen = typed.filled("review").unwrap_or(Review::Hold.as_str());
    let pick = |one: Review| {
        let key = match one {
            Review::Hold => "setup-review-hold",
            Review::Advise => "setup-review-advise",
        };
        Pick::of(one.as_str(), words.say(key), one.as_str() == chosen)
    };
    let line = |name: &'static str, key: &str, hint: &str| {
        Field::of(name, words.say(key), Control::line(typed.get(name))).hinted(words.say(hint))
    };
    let picks = Review::ALL.into_iter().map(pick).collect();
    let review = Field::of("review", words.say("setup-review"), Control::Choice(picks));
    vec![
        review,
        line(
            "internal_hosts",
            "setup-internal_hosts",
            "setup-internal_hosts-hint",
        ),
        line("people", "setup-people", "setup-people-hint"),
    ]
}

/// Stores them, where they are others than before.
///
/// # Errors
/// As [`pages::set_review_rules`].
pub(super) async fn store(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    page: PageId,
    typed: &Typed,
) -> Result<()> {
    let rules = pages::review_rules_of(tx, page).await?;
    let review = typed.filled("review").map(str::parse).transpose()?;
    let wanted = ReviewRules {
        review: review.unwrap_or(rules.review),
        hosts: listed(typed.get("internal_hosts")),
        people: listed(typed.get("people")),
    };
    if wanted == rules {
        return Ok(());
    }
    pages::set_review_rules(tx, now, actor, page, &wanted).await
}

/// Names have spaces in them, so that commas and lines part them.
fn listed(text: &str) -> Vec<String> {
    let parts = text.split([',', '\n']).map(str::trim);
    parts
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}
