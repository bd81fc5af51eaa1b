//! The machine at the desk: one press beside an empty language drafts it from one that is written; the draft is marked until
//! somebody has read it or changed it.
//!
//! Read in order: [`press`], [`drafted`] (for the deed), [`dress`] (what the form shows), [`Unread`] (what stays marked while the
//! form itself changes a text), [`put`] (a draft that was kept). Nothing is asked of a service while the database waits. Not here: what is
//! sent, and how it comes back (`translations`).

use std::sync::Arc;

use axum::Extension;
use beffroi_domain::{Locale, LocalizedText};
use uuid::Uuid;

use super::scene::Scene;
use crate::{
    console::form::{Control, Field, Form, Rough, Typed, tongue_name},
    ground::{Refusal, Result, seal},
    members::{Role, SignedIn},
    translations::{Drafted, DraftedText, Machine, TextField, Trouble},
    web::{Reader, Site},
};

/// What a button's word begins with; the language follows.
const DEED: &str = "machine:";
/// What the deed is once it is done: the form comes back, and nothing is published.
pub const DONE: &str = "machine";
/// Stands for the fingerprint where somebody had changed the draft before it was kept.
const CHANGED: &str = "changed";

/// The service that a handler asks, where one is set.
pub type Service = Extension<Option<Arc<Machine>>>;

const FIELDS: [TextField; 2] = [TextField::Title, TextField::Text];

/// The language that is asked for, where that is what was pressed.
#[must_use]
pub fn asked(typed: &Typed) -> Option<Locale> {
    typed.get("deed").strip_prefix(DEED)?.parse().ok()
}

/// Has the machine draft title and text in a language, as far as nothing stands in them; marks what it said.
///
/// # Errors
/// `Refused` where nothing is written to draft from, and where there is no draft.
pub async fn press(
    machine: Option<&Machine>,
    locales: &[Locale],
    to: &Locale,
    typed: &mut Typed,
) -> Result<(), Refusal> {
    let mut wanted = Vec::new();
    for field in FIELDS {
        let said = typed.words(field.as_str(), locales);
        if locales.contains(to) && said.get(to).is_none() {
            let source = source(typed, field, locales, &said);
            wanted.extend(source.map(|(from, text)| (field, from, text)));
        }
    }
    let Some((_, from, _)) = wanted.last().cloned() else {
        let message = "write it in one language first; the machine drafts from that";
        return Err(Refusal::of("text", message).told("refusal-machine-nothing"));
    };
    // Title and text of one language are drafted from one and the same.
    wanted.retain(|(_, of, _)| *of == from);
    let texts: Vec<&str> = wanted.iter().map(|(_, _, text)| text.as_str()).collect();
    let machine = machine.ok_or(Trouble::Off)?;
    let drafts = machine.draft((&from, to), &texts).await;
    let drafts = drafts.map_err(|trouble| Refusal {
        field: Some("text"),
        ..trouble.into()
    })?;
    for ((field, ..), draft) in wanted.iter().zip(drafts) {
        let name = format!("{}-{to}", field.as_str());
        typed.set(&format!("drafted-{name}"), print(&draft.text));
        typed.leave_all(&format!("read-{name}"));
        typed.set(&name, draft.text);
    }
    typed.set("deed", DONE);
    Ok(())
}

/// The same in a form of an incident, where that is what was pressed, for a member who may write on it; why not, where there is no draft.
///
/// # Errors
/// `NotFound` without such an incident; `Refused` for whoever may not.
pub async fn press_at(
    (site, signed_in, id): (&Site, &SignedIn, Uuid),
    machine: Option<&Machine>,
    typed: &mut Typed,
) -> Result<Option<Refusal>> {
    let Some(to) = asked(typed) else {
        return Ok(None);
    };
    let mut tx = site.db.snapshot().await?;
    let scene = Scene::load(&mut tx, site, signed_in, id).await?;
    scene.allow(&mut tx, signed_in, Role::Responder).await?;
    drop(tx);
    Ok(press(machine, &scene.locales(), &to, typed).await.err())
}

/// The language to draft from: the first that is written and that no machine drafted unread, else the first that is written.
fn source(
    typed: &Typed,
    field: TextField,
    locales: &[Locale],
    said: &LocalizedText,
) -> Option<(Locale, String)> {
    let written = || locales.iter().filter_map(|one| Some((one, said.get(one)?)));
    let is_own = |one: &(&Locale, &str)| state(typed, field, one.0).is_none_or(|is_read| is_read);
    let found = written().find(is_own).or_else(|| written().next())?;
    Some((found.0.clone(), found.1.to_owned()))
}

fn print(text: &str) -> String {
    seal::digest(text.replace("\r\n", "\n").trim())
}

/// Whether what stands in a field is a machine's: `Some(true)` where somebody read or changed it.
fn state(typed: &Typed, field: TextField, locale: &Locale) -> Option<bool> {
    let name = format!("{}-{locale}", field.as_str());
    let kept = typed.filled(&format!("drafted-{name}"))?;
    let said = typed.filled(&name)?;
    Some(kept != print(said) || typed.is_on(&format!("read-{name}")))
}

/// What a machine drafted of what was typed.
#[must_use]
pub fn drafted(typed: &Typed, locales: &[Locale]) -> Drafted {
    let all = FIELDS.iter().flat_map(|field| {
        locales.iter().filter_map(|locale| {
            Some(DraftedText {
                field: *field,
                locale: locale.clone(),
                is_read: state(typed, *field, locale)?,
            })
        })
    });
    Drafted(all.collect())
}

/// What nobody has read before the form changes texts by itself: templates, places, phrases.
pub struct Unread(Vec<String>);

impl Unread {
    /// What nobody has read of what was typed.
    #[must_use]
    pub fn of(typed: &Typed, locales: &[Locale]) -> Self {
        let unread = drafted(typed, locales).0.into_iter();
        let unread = unread.filter(|one| !one.is_read);
        let name = |one: DraftedText| format!("{}-{}", one.field.as_str(), one.locale);
        Self(unread.map(name).collect())
    }

    /// It is as unread as it was, whatever stands there now.
    pub fn stays(self, typed: &mut Typed) {
        for name in self.0 {
            let print = print(typed.get(&name));
            typed.set(&format!("drafted-{name}"), print);
        }
    }
}

/// What was typed for one language in a field that is called by its text alone, as a form in several languages would send it.
#[must_use]
pub fn in_one(typed: &Typed, locale: &Locale) -> Typed {
    let mut shadow = typed.clone();
    shadow.set(&format!("text-{locale}"), typed.get("text"));
    shadow
}

/// What a kept draft had from a machine, back in its form.
pub fn put(typed: &mut Typed, drafted: &Drafted) {
    for one in &drafted.0 {
        let name = format!("{}-{}", one.field.as_str(), one.locale);
        let print = match one.is_read {
            true => CHANGED.to_owned(),
            false => print(typed.get(&name)),
        };
        if !typed.get(&name).is_empty() {
            typed.set(&format!("drafted-{name}"), print);
        }
    }
}

/// Where one says on a draft's own screen that one has read what a machine drafted of it.
#[must_use]
pub fn tick(reader: &Reader, drafted: &Drafted) -> Option<Field> {
    let mut names: Vec<String> = Vec::new();
    for one in drafted.0.iter().filter(|one| !one.is_read) {
        let name = tongue_name(&one.locale);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let list = reader.list(&names);
    let label = reader
        .words
        .tell("machine-read-in", &[("languages", &list)]);
    let field = Field::of("machine-read", label, Control::Check { is_on: false });
    (!names.is_empty()).then_some(field)
}

/// Puts marks and presses below the fields of a form in which words are written in several languages.
pub fn dress(reader: &Reader, has_machine: bool, typed: &Typed, form: &mut Form) {
    for field in &mut form.fields {
        let Some(which) = FIELDS.into_iter().find(|one| one.as_str() == field.name) else {
            continue;
        };
        let id = field.id.clone();
        if let Control::Words { tongues, .. } = &mut field.control {
            let is_several = tongues.len() > 1;
            for tongue in tongues {
                let Ok(locale) = tongue.tag.parse::<Locale>() else {
                    continue;
                };
                let mut rough = rough(reader, typed, which, &locale);
                rough.id = format!("{id}-{locale}");
                let is_open = has_machine && is_several && tongue.value.is_empty();
                rough.offer = is_open.then(|| offer(reader, &locale));
                tongue.rough = Some(rough);
            }
        }
    }
}

/// The same for a field in one language, which is named by its text alone.
pub fn dress_one(
    reader: &Reader,
    has_machine: bool,
    typed: &Typed,
    (which, locale): (TextField, &Locale),
    field: &mut Field,
) {
    let name = format!("{}-{locale}", which.as_str());
    let mut rough = rough(reader, typed, which, locale);
    rough.id = format!("{}-{locale}", field.id);
    let is_empty = typed.get(&name).is_empty();
    rough.offer = (has_machine && is_empty).then(|| offer(reader, locale));
    field.rough = Some(rough);
}

fn offer(reader: &Reader, locale: &Locale) -> (String, String, String) {
    let (word, label) = (format!("{DEED}{locale}"), reader.say("machine-draft"));
    (word, label, tongue_name(locale))
}

fn rough(reader: &Reader, typed: &Typed, field: TextField, locale: &Locale) -> Rough {
    let name = format!("{}-{locale}", field.as_str());
    let kept = typed.filled(&format!("drafted-{name}"));
    let said = typed.filled(&name);
    let mut rough = Rough {
        name,
        ..Rough::default()
    };
    let (Some(kept), Some(said)) = (kept, said) else {
        return rough;
    };
    let is_changed = kept != print(said);
    let is_read = typed.is_on(&format!("read-{}", rough.name));
    rough.print = Some(kept.to_owned());
    rough.note = Some(reader.say(match is_changed {
        true => "machine-changed",
        false => "machine-unread",
    }));
    rough.tick = (!is_changed).then(|| (is_read, reader.say("machine-read")));
    rough
}
