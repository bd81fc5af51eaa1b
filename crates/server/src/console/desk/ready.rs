//! What is ready: a template put into a form, and its places filled in.
//!
//! What a person typed stays: a template fills what is empty or what an earlier one had put there, and stands
//! below a text of somebody's own. Read in order: [`Ready`] (what is shown), [`fill`], [`put_places`],
//! [`refuse_open`]. Not here: how templates are written (`setup`).

use std::collections::BTreeSet;

use askama::{Template, filters::HtmlSafe};
use beffroi_domain::{Locale, LocalizedText, template};

use crate::{
    components::Component,
    console::form::{Pick, Typed},
    ground::{Refusal, Result, Tx},
    incidents::{self, TemplateContent},
    pages::Page,
    web::{Reader, words},
};

/// Where a component's name goes in by itself.
const COMPONENT: &[&str] = &["component", "components"];

/// What stands above a form: the templates, and what is still to be filled in.
#[derive(Clone, Debug, Template)]
#[template(path = "console/desk/ready.html")]
pub struct Ready {
    /// The form that it belongs to.
    form: &'static str,
    label: String,
    templates: Vec<Pick>,
    button: String,
    /// What Enter does in the form all the same.
    preview: String,
    /// The template that was put in last.
    filled: String,
    open: Option<Open>,
}

impl HtmlSafe for Ready {}

/// What is still to be filled in.
#[derive(Clone, Debug)]
struct Open {
    title: String,
    hint: String,
    places: Vec<String>,
    button: String,
    /// Whether a template was put in just now, so that one goes on here.
    is_next: bool,
}

impl Ready {
    /// What is ready for `form` on a page, with what was typed.
    ///
    /// # Errors
    /// A fault when the database is away.
    pub async fn load(
        tx: &mut Tx,
        reader: &Reader,
        page: &Page,
        (form, locales): (&'static str, &[Locale]),
        typed: &Typed,
    ) -> Result<Self> {
        let all = incidents::templates_of(tx, page.id).await?;
        let chosen = typed.get("template");
        let mut templates = vec![Pick::of("", reader.say("ready-none"), chosen.is_empty())];
        templates.extend(all.into_iter().map(|one| {
            let id = one.id.0.to_string();
            let is_chosen = id == chosen;
            Pick::of(id, one.name, is_chosen)
        }));
        let places: Vec<String> = open_places(typed, locales).into_iter().collect();
        let open = (!places.is_empty()).then(|| Open {
            title: reader.say("ready-open"),
            hint: reader.say("ready-open-hint"),
            button: reader.say("ready-put"),
            is_next: typed.get("deed") == "template",
            places,
        });
        Ok(Self {
            form,
            label: reader.say("ready-choose"),
            templates,
            button: reader.say("ready-fill"),
            preview: reader.say("deed-preview"),
            filled: typed.get("filled").to_owned(),
            open,
        })
    }

    /// Whether there is anything to be shown.
    fn is_shown(&self) -> bool {
        self.templates.len() > 1 || self.open.is_some()
    }
}

/// Puts the chosen template into the form. `stood` is the status that the form would have without; none is
/// set where the incident is over, since a template shall not bring it back unasked.
///
/// # Errors
/// A fault when the database is away.
pub async fn fill(
    tx: &mut Tx,
    page: &Page,
    typed: &mut Typed,
    stood: Option<&'static str>,
) -> Result<()> {
    let all = incidents::templates_of(tx, page.id).await?;
    let find = |id: &str| all.iter().find(|one| one.id.0.to_string() == id);
    let Some(chosen) = find(typed.get("template")) else {
        return Ok(());
    };
    let none = TemplateContent::default();
    let earlier = find(typed.get("filled")).map_or(&none, |one| &one.content);
    let ready = &chosen.content;
    put_words(typed, "title", page, &ready.title, &earlier.title);
    put_words(typed, "text", page, &ready.text, &earlier.text);
    if let Some(stood) = stood {
        let status = |content: &TemplateContent| content.status.map(|one| one.as_str());
        put_word(typed, "status", status(ready), status(earlier), stood);
    }
    let impact = |content: &TemplateContent| content.impact.map(|one| one.as_str());
    put_word(typed, "impact", impact(ready), impact(earlier), "");
    for (id, status) in &earlier.components {
        if typed.get(&format!("part-{id}")) == status.as_str() {
            typed.leave(*id);
        }
    }
    for (id, status) in &ready.components {
        if typed.get(&format!("part-{id}")).is_empty() {
            typed.choose(*id, *status);
        }
    }
    typed.set("filled", chosen.id.0.to_string());
    Ok(())
}

/// A title of somebody's own stays alone; a text of their own stays on top.
fn put_words(
    typed: &mut Typed,
    name: &str,
    page: &Page,
    ready: &LocalizedText,
    earlier: &LocalizedText,
) {
    for locale in &page.locales {
        let field = format!("{name}-{locale}");
        let standing = typed.get(&field).replace("\r\n", "\n").trim().to_owned();
        let ready = ready.get(locale).unwrap_or_default().trim();
        let before = earlier.get(locale).unwrap_or_default().trim();
        if standing.is_empty() || standing == before {
            typed.set(&field, ready);
        } else if name == "text" && !ready.is_empty() && !standing.contains(ready) {
            typed.set(&field, format!("{standing}\n\n{ready}"));
        }
    }
}

fn put_word(
    typed: &mut Typed,
    name: &str,
    ready: Option<&str>,
    earlier: Option<&str>,
    stood: &str,
) {
    let standing = typed.get(name);
    if standing.is_empty() || standing == stood || Some(standing) == earlier {
        typed.set(name, ready.unwrap_or(stood));
    }
}

/// Fills the places of title and text: with what was written for them, in all languages alike, and with the
/// names of the components that were chosen, in each language its own.
pub fn put_places(
    reader: &Reader,
    locales: &[Locale],
    components: &[Component],
    typed: &mut Typed,
) {
    for locale in locales {
        let names = names(reader, locale, components, typed);
        for name in ["title", "text"] {
            let field = format!("{name}-{locale}");
            let text = LocalizedText::single(locale.clone(), typed.get(&field));
            let filled = template::fill(&text, |place, _| {
                let own = names.as_deref().filter(|_| COMPONENT.contains(&place));
                typed.filled(&format!("place-{place}")).or(own)
            });
            if filled.text != text {
                typed.set(&field, filled.text.get(locale).unwrap_or_default());
            }
        }
    }
}

/// What the chosen components are called in a language.
fn names(
    reader: &Reader,
    locale: &Locale,
    components: &[Component],
    typed: &Typed,
) -> Option<String> {
    let own = Reader {
        words: words::first_of([locale]),
        ..reader.clone()
    };
    let chosen = typed.parts();
    let names: Vec<String> = components
        .iter()
        .filter(|one| chosen.iter().any(|(id, _)| *id == one.id))
        .filter_map(|one| own.plain(&one.name))
        .collect();
    (!names.is_empty()).then(|| own.list(&names))
}

/// The places in title and text that nobody filled, each once.
#[must_use]
pub fn open_places(typed: &Typed, locales: &[Locale]) -> BTreeSet<String> {
    let texts = ["title", "text"].map(|name| typed.words(name, locales));
    texts.iter().flat_map(template::places).collect()
}

/// Nothing goes out with a place that nobody filled.
///
/// # Errors
/// `Refused` where there is one.
pub fn refuse_open(field: &'static str, text: &LocalizedText) -> Result<(), Refusal> {
    let open = template::places(text);
    if open.is_empty() {
        return Ok(());
    }
    let open: Vec<String> = open.iter().map(|one| format!("{{{{ {one} }}}}")).collect();
    let open = open.join(", ");
    let message = format!("fill in {open}, or take it out of the text");
    Err(Refusal::of(field, message).says("refusal-places", [("places", open)]))
}
