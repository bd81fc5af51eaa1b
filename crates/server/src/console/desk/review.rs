//! What the review found, beside the text: each thing with its place, what is wrong and what to do; and where one says why a
//! text goes out all the same.
//!
//! Read in order: [`Findings`], [`overrule`]. Not here: what is wrong with a text (`domain::review`), and what holds it
//! (`incidents`).

use askama::{Template, filters::HtmlSafe};
use beffroi_domain::{LocalizedText, review::Quote};

use crate::{
    console::form::{Typed, tongue_name},
    ground::{Found, mask},
    members::Role,
    web::Words,
};

/// What the review found.
#[derive(Clone, Debug, Template)]
#[template(path = "console/desk/review.html")]
pub struct Findings {
    title: String,
    /// That nothing was found.
    none: Option<String>,
    /// That a number was taken out of the text.
    taken: Option<String>,
    /// That something of it holds the text.
    lead: Option<String>,
    items: Vec<Item>,
    overrule: Option<Overrule>,
}

impl HtmlSafe for Findings {}

/// One finding in words.
#[derive(Clone, Debug)]
struct Item {
    holds: bool,
    /// "Holds it", or "Advice".
    mark: String,
    wrong: String,
    remedy: String,
    quotes: Vec<Place>,
}

/// Words at fault, and where they stand.
#[derive(Clone, Debug)]
struct Place {
    lang: Option<String>,
    name: Option<String>,
    words: String,
}

/// Where one says why it goes out as it stands.
#[derive(Clone, Debug)]
struct Overrule {
    /// The form that it belongs to.
    form: &'static str,
    label: String,
    hint: String,
    value: String,
}

impl Findings {
    /// What was found in a text, for the form of somebody with a role.
    #[must_use]
    pub fn of(
        words: &Words,
        mut found: Vec<Found>,
        text: &LocalizedText,
        (form, role): (&'static str, Role),
        typed: &Typed,
    ) -> Self {
        found.sort_by_key(|one| !one.holds);
        let is_held = found.iter().any(|one| one.holds);
        let is_taken = text.iter().any(|(_, said)| mask::is_masked(said));
        let may_overrule = is_held && role >= Role::Publisher;
        Self {
            title: words.say("editor-findings"),
            taken: is_taken.then(|| words.say("editor-taken")),
            none: found.is_empty().then(|| words.say("editor-nothing")),
            lead: is_held.then(|| words.say("editor-held")),
            items: found.iter().map(|one| item(words, one)).collect(),
            overrule: may_overrule.then(|| Overrule {
                form,
                label: words.say("editor-overrule"),
                hint: words.say("editor-overrule-hint"),
                value: typed.get("overrule").to_owned(),
            }),
        }
    }
}

fn item(words: &Words, found: &Found) -> Item {
    let advice = words.finding(&found.finding);
    let quotes = found.finding.quotes.iter();
    let said = quotes.filter(|quote| !quote.words.is_empty() && quote.locale.is_some());
    Item {
        holds: found.holds,
        mark: words.say(match found.holds {
            true => "editor-holds",
            false => "editor-advises",
        }),
        wrong: advice.wrong,
        remedy: advice.remedy,
        quotes: said.map(place).collect(),
    }
}

/// As many letters of a quote as show where it stands.
const SHOWN: usize = 160;

fn place(quote: &Quote) -> Place {
    let folded: Vec<&str> = quote.words.split_whitespace().collect();
    let folded = folded.join(" ");
    let is_long = folded.chars().count() > SHOWN;
    let mut words: String = folded.chars().take(SHOWN).collect();
    if is_long {
        words.push('…');
    }
    Place {
        lang: quote.locale.as_ref().map(ToString::to_string),
        name: quote.locale.as_ref().map(tongue_name),
        words,
    }
}

/// What was typed as the reason why it goes out.
#[must_use]
pub fn overrule(typed: &Typed) -> Option<String> {
    typed.filled("overrule").map(str::to_owned)
}
