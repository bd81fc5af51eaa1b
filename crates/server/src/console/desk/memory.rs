//! What was said before, under a text that lacks a language: how alike it is, what is another, and one press takes it over.
//!
//! Read in order: [`take`] (the press), [`Offers`]. The button sends the form, which comes back with the sentence in it.

use askama::{Template, filters::HtmlSafe};
use beffroi_domain::{Fate, Locale};
use uuid::Uuid;

use crate::{
    console::form::{Typed, tongue_name},
    ground::{Error, Result, Tx},
    pages::Page,
    translations::{self, Offer},
    web::Reader,
};

/// What a button's word begins with.
const DEED: &str = "memory:";
/// So many are shown.
const MOST: usize = 12;

/// What was said before.
#[derive(Clone, Debug, Template)]
#[template(path = "console/desk/memory.html")]
pub struct Offers {
    title: String,
    hint: String,
    form: &'static str,
    items: Vec<Item>,
}

impl HtmlSafe for Offers {}

#[derive(Clone, Debug)]
struct Item {
    from: String,
    lang: String,
    name: String,
    likeness: String,
    /// From what was said before to what is said now.
    before: Vec<(&'static str, String)>,
    /// How it was said; true for a time or figure that is another's.
    text: Vec<(bool, String)>,
    others: Option<String>,
    deed: String,
    button: String,
}

/// Takes over what was said before, where that is what was pressed; true where it was.
///
/// # Errors
/// `NotFound` for what was never said on this page.
pub async fn take(tx: &mut Tx, page: &Page, typed: &mut Typed) -> Result<bool> {
    let Some(which) = typed.get("deed").strip_prefix(DEED) else {
        return Ok(false);
    };
    let (tag, twins) = which.split_once(':').ok_or(Error::NotFound)?;
    let locale: Locale = tag.parse().map_err(|_| Error::NotFound)?;
    let twins: Uuid = twins.parse().map_err(|_| Error::NotFound)?;
    let text = translations::twin(tx, page.id, twins, &locale).await?;
    let field = format!("text-{locale}");
    let begun = typed.get(&field).trim_end();
    let whole = match begun {
        "" => text,
        begun => format!("{begun} {text}"),
    };
    typed.set(&field, whole);
    typed.set("deed", "preview");
    Ok(true)
}

impl Offers {
    /// What was said before like what is typed, in each language that lacks it or has less of it; `form` is the form
    /// that takes it over.
    ///
    /// # Errors
    /// A fault when the database is away.
    pub async fn load(
        tx: &mut Tx,
        reader: &Reader,
        page: &Page,
        typed: &Typed,
        form: &'static str,
    ) -> Result<Option<Self>> {
        let said = typed.words("text", &page.locales);
        let Some((from, text)) = page
            .locales
            .iter()
            .find_map(|one| Some((one, said.get(one)?)))
        else {
            return Ok(None);
        };
        let mut items = Vec::new();
        // What a machine drafted has all of it already.
        let is_drafted = |to: &Locale| {
            said.get(to).is_some() && typed.filled(&format!("drafted-text-{to}")).is_some()
        };
        let others = page.locales.iter().filter(|to| *to != from);
        for to in others.filter(|to| !is_drafted(to)) {
            let begun = said.get(to).unwrap_or_default();
            let found = translations::offers(tx, page.id, (text, from), to).await?;
            let open = found.iter().filter(|offer| !begun.contains(&offer.text));
            items.extend(open.map(|offer| item(reader, (from, to), offer)));
        }
        items.truncate(MOST);
        Ok((!items.is_empty()).then(|| Self {
            title: reader.say("memory-title"),
            hint: reader.say("memory-hint"),
            form,
            items,
        }))
    }
}

fn item(reader: &Reader, (from, to): (&Locale, &Locale), offer: &Offer) -> Item {
    let fate = |fate| match fate {
        Fate::Stays => "stays",
        Fate::Goes => "goes",
        Fate::Comes => "comes",
    };
    let percent = i64::try_from(offer.likeness).unwrap_or(0);
    let name = tongue_name(to);
    Item {
        from: from.to_string(),
        lang: to.to_string(),
        likeness: reader.words.count("memory-likeness", percent, &[]),
        before: offer
            .difference
            .iter()
            .map(|piece| (fate(piece.fate), piece.text.clone()))
            .collect(),
        text: marked(offer),
        others: (!offer.others.is_empty()).then(|| reader.say("memory-others")),
        deed: format!("{DEED}{to}:{}", offer.twins),
        button: reader.words.tell("memory-take", &[("language", &name)]),
        name,
    }
}

fn marked(offer: &Offer) -> Vec<(bool, String)> {
    let (mut parts, mut end) = (Vec::new(), 0);
    for span in &offer.others {
        parts.push((false, offer.text[end..span.start].to_owned()));
        parts.push((true, offer.text[span.clone()].to_owned()));
        end = span.end;
    }
    parts.push((false, offer.text[end..].to_owned()));
    parts
}
