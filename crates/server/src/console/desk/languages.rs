//! Languages at the desk: what is missing is said once before it goes out, and what the page requires is held or follows.

use beffroi_domain::{Locale, LocalizedText};

use super::answer;
use crate::{
    console::form::Typed,
    ground::{Refusal, Result, Tx},
    incidents::Deed,
    pages::Page,
    translations,
    web::Reader,
};

/// Whether the writer was told which languages are missing, and publishes all the same.
#[must_use]
pub fn follows(typed: &Typed) -> bool {
    typed.is_on("without")
}

/// Nobody publishes in fewer languages than the pages speak without having been told, and nothing goes out in fewer than
/// they require unless they let it follow. `texts` are title and text.
///
/// # Errors
/// `Refused` where languages are missing that the writer was not told of, or that a page holds it for.
pub async fn refuse_missing(
    tx: &mut Tx,
    reader: &Reader,
    pages: &[&Page],
    texts: &[(&'static str, &LocalizedText)],
    typed: &Typed,
) -> Result<()> {
    let locales = super::scene::locales_of(pages.iter().copied());
    let (mut required, mut missing): (Vec<Locale>, Vec<Locale>) = (vec![], vec![]);
    for (field, text) in texts {
        let lacks = translations::lacking(tx, pages, text).await?;
        if lacks.is_held {
            return Err(held(reader, field, &lacks.missing).into());
        }
        for locale in lacks.missing {
            if !required.contains(&locale) {
                required.push(locale);
            }
        }
    }
    if let Some((_, text)) = texts.last() {
        missing.extend(
            locales
                .iter()
                .filter(|one| text.get(one).is_none())
                .cloned(),
        );
    }
    let is_either = |one: &&Locale| missing.contains(one) || required.contains(one);
    let all: Vec<&Locale> = locales.iter().filter(is_either).collect();
    let says = match required.is_empty() {
        true => (answer::LACKS, missing.as_slice()),
        false => (answer::FOLLOWS, required.as_slice()),
    };
    Ok(answer::refuse_missing(reader, &all, says, typed)?)
}

fn held(reader: &Reader, field: &'static str, missing: &[Locale]) -> Refusal {
    let names: Vec<String> = missing
        .iter()
        .map(crate::console::form::tongue_name)
        .collect();
    let names = reader.list(&names);
    let message = format!("this page requires {names}; write it, then publish");
    Refusal::of(field, message).says("refusal-languages-hold", [("languages", names)])
}

/// A draft is looked at with what it lacks; whoever publishes it publishes it so, where the page lets it follow.
#[must_use]
pub fn kept(mut deed: Deed) -> Deed {
    match &mut deed {
        Deed::Open(one) => one.follows = true,
        Deed::Update(one) => one.follows = true,
        Deed::Resolve(one) => one.follows = true,
        Deed::Reopen(one) => one.follows = true,
        Deed::Correct(_) => {}
    }
    deed
}
