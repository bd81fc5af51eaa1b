//! What a text lacks of what pages require, and whether it goes out all the same.
//!
//! Read in order: [`Lacks`], [`lacking`], [`pass`].

use beffroi_domain::{Locale, LocalizedText};

use super::{Missing, gate_of};
use crate::{
    ground::{Refusal, Result, Tx},
    pages::Page,
    web::words,
};

/// What pages require of a text that lacks it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lacks {
    /// The required languages that are missing, each once.
    pub missing: Vec<Locale>,
    /// Whether one of the pages holds it until they are there.
    pub is_held: bool,
}

/// What a text lacks of what pages require; nothing where nothing is said at all.
///
/// # Errors
/// A fault when the database is away.
pub async fn lacking(tx: &mut Tx, pages: &[&Page], text: &LocalizedText) -> Result<Lacks> {
    let mut lacks = Lacks::default();
    if text.is_empty() {
        return Ok(lacks);
    }
    for page in pages {
        let gate = gate_of(tx, page.id).await?;
        for locale in gate.lacking(page, text) {
            lacks.is_held |= gate.missing == Missing::Hold;
            if !lacks.missing.contains(&locale) {
                lacks.missing.push(locale);
            }
        }
    }
    Ok(lacks)
}

fn refusal(field: &'static str, lacks: &Lacks) -> Refusal {
    let tags: Vec<&str> = lacks.missing.iter().map(Locale::as_str).collect();
    let names = lacks.missing.iter().map(|locale| {
        words::find(locale).map_or_else(|| locale.to_string(), |words| words.say("language-name"))
    });
    let names = names.collect::<Vec<_>>().join(", ");
    let tags = tags.join(", ");
    match lacks.is_held {
        true => Refusal::of(
            field,
            format!("this page requires {tags}; write it, then publish"),
        )
        .says("refusal-languages-hold", [("languages", names)]),
        false => Refusal::of(
            field,
            format!("this page requires {tags}; write it, or publish now and say that the translation follows"),
        )
        .says("refusal-languages-follow", [("languages", names)]),
    }
}

/// Lets a text pass: the languages that a page requires and that follow later.
///
/// # Errors
/// `Refused` where a page holds what is not in all of its languages, and where nobody said that the translation follows.
pub async fn pass(
    tx: &mut Tx,
    pages: &[&Page],
    field: &'static str,
    text: &LocalizedText,
    follows: bool,
) -> Result<Vec<Locale>> {
    let lacks = lacking(tx, pages, text).await?;
    // Whoever looks at it first has not written all of it yet.
    if lacks.missing.is_empty() || tx.is_rehearsal() {
        return Ok(vec![]);
    }
    if lacks.is_held || !follows {
        return Err(refusal(field, &lacks).into());
    }
    Ok(lacks.missing)
}
