//! A form of the console: what is asked for, what was typed, what was wrong with it.
//!
//! Read in order: [`Typed`] (what came), [`Form`], [`Field`], [`Control`], [`Wrong`] (what is said on top).
//! A form that was refused comes back with what was typed. Not here: what becomes of it.

mod control;
mod rough;
mod typed;

use askama::{Template, filters::HtmlSafe};

use crate::{
    ground::Refusal,
    web::{Reader, Words},
};

pub use control::{Control, Pick};
pub use rough::Rough;
pub use typed::Typed;

/// A form.
#[derive(Clone, Debug, Template)]
#[template(path = "console/form/form.html")]
pub struct Form {
    /// Its `id`, which no field has.
    pub id: String,
    /// Where it is sent.
    pub action: String,
    /// Whether it asks and changes nothing: what was typed stands in the address then.
    pub asks: bool,
    /// What goes along unseen.
    pub hidden: Vec<(&'static str, String)>,
    /// What is asked for, in order.
    pub fields: Vec<Field>,
    /// What is seldom needed, folded in.
    pub more: Option<More>,
    /// What can be done with it. The first is what Enter does, so it is the harmless one.
    pub deeds: Vec<Deed>,
    /// What is said before the buttons.
    pub notes: Vec<String>,
    /// A way back, and what it is called.
    pub back: Option<(String, String)>,
    /// Which part of the screen a script puts anew with what comes back.
    pub part: Option<&'static str>,
    /// Where a preview is fetched from while somebody writes.
    pub live: Option<String>,
    /// Where a script asks what a passkey is to sign, and what is said when that failed. Without scripts the form
    /// is not shown.
    pub passkey: Option<(&'static str, String)>,
}

impl HtmlSafe for Form {}

/// Fields that are folded in until somebody wants them, or something in them is wrong.
#[derive(Clone, Debug)]
pub struct More {
    /// What the fold is called.
    pub label: String,
    /// Whether it is open.
    pub is_open: bool,
    /// What is in it.
    pub fields: Vec<Field>,
}

/// A button that says what it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deed {
    /// What is sent as `deed`; nothing where there is one button.
    pub word: &'static str,
    /// "Publish in 3 languages".
    pub label: String,
    /// How it looks: the main one, a quiet one, one to be careful with.
    pub weight: Weight,
}

/// How much a button asks to be pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// What most people came for.
    Main,
    /// Something else.
    Quiet,
    /// What cannot be taken back.
    Grave,
}

impl Deed {
    /// A button.
    #[must_use]
    pub fn of(word: &'static str, label: String, weight: Weight) -> Self {
        Self {
            word,
            label,
            weight,
        }
    }
}

impl Weight {
    /// Its class.
    #[must_use]
    pub fn class(self) -> &'static str {
        match self {
            Self::Main => "deed",
            Self::Quiet => "deed deed-quiet",
            Self::Grave => "deed deed-grave",
        }
    }
}

/// One field.
#[derive(Clone, Debug, Template)]
#[template(path = "console/form/field.html")]
pub struct Field {
    /// What it is called when it is sent.
    pub name: &'static str,
    /// Its `id`: its name, where a screen has one such form.
    pub id: String,
    /// What stands above it.
    pub label: String,
    /// How to fill it in.
    pub hint: Option<String>,
    /// What was wrong with what was typed.
    pub error: Option<String>,
    /// What one types into or chooses from.
    pub control: Control,
    /// What a machine drafted in it, where it is written in one language.
    pub rough: Option<Rough>,
}

impl HtmlSafe for Field {}

impl Field {
    /// A field without a hint, and with nothing wrong.
    #[must_use]
    pub fn of(name: &'static str, label: String, control: Control) -> Self {
        Self {
            name,
            id: name.to_owned(),
            label,
            hint: None,
            error: None,
            control,
            rough: None,
        }
    }

    /// The same, called what `field-NAME` says.
    #[must_use]
    pub fn named(words: &Words, name: &'static str, control: Control) -> Self {
        Self::of(name, words.say(&format!("field-{name}")), control)
    }

    /// With a hint.
    #[must_use]
    pub fn hinted(mut self, hint: String) -> Self {
        self.hint = Some(hint);
        self
    }

    /// The ids of what describes it.
    fn described(&self) -> Option<String> {
        let hint = self.hint.is_some().then(|| format!("{}-hint", self.id));
        let wrong = self.error.is_some().then(|| format!("{}-wrong", self.id));
        let rough = self.rough.as_ref().and_then(Rough::described);
        let ids: Vec<String> = hint.into_iter().chain(wrong).chain(rough).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    /// Where a link from the top leads: the first thing that can be typed into.
    fn anchor(&self) -> String {
        match &self.control {
            Control::Words { tongues, .. } => tongues
                .first()
                .map_or(self.id.clone(), |one| format!("{}-{}", self.id, one.tag)),
            Control::Choice(options) | Control::Several(options) => options
                .first()
                .map_or(self.id.clone(), |one| format!("{}-{}", self.id, one.word)),
            Control::Time { .. } => format!("{}-date", self.id),
            Control::Parts {
                gatherings,
                is_ticked,
                ..
            } => gatherings.iter().flat_map(|one| &one.parts).next().map_or(
                self.id.clone(),
                |part| match is_ticked {
                    true => format!("affected-{}", part.id),
                    false => format!("part-{}", part.id),
                },
            ),
            _ => self.id.clone(),
        }
    }
}

/// What is said on top of a form that was refused: in words, with links to the fields.
#[derive(Clone, Debug, Template)]
#[template(path = "console/form/wrong.html")]
pub struct Wrong {
    title: String,
    items: Vec<(Option<String>, String)>,
}

impl HtmlSafe for Wrong {}

impl Form {
    /// An empty form that is sent to `action`.
    #[must_use]
    pub fn to(id: impl Into<String>, action: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            action: action.into(),
            asks: false,
            hidden: vec![],
            fields: vec![],
            more: None,
            deeds: vec![],
            notes: vec![],
            back: None,
            part: None,
            live: None,
            passkey: None,
        }
    }

    /// Asks for these, in order.
    #[must_use]
    pub fn asking(mut self, fields: impl Into<Vec<Field>>) -> Self {
        self.fields = fields.into();
        self
    }

    /// With one button.
    #[must_use]
    pub fn doing(mut self, label: String, weight: Weight) -> Self {
        self.deeds = vec![Deed::of("", label, weight)];
        self
    }

    /// One of several such forms of a screen: whose it is ends every `id`.
    #[must_use]
    pub fn apart(mut self, whose: &str) -> Self {
        self.id = format!("{}-{whose}", self.id);
        for field in &mut self.fields {
            field.id = format!("{}-{whose}", field.id);
            if let Some(rough) = &mut field.rough {
                rough.id = format!("{}-{whose}", rough.id);
            }
        }
        self
    }

    /// What Enter does all the same where a field has a button of its own: what the first of all does.
    fn enter(&self) -> Option<&Deed> {
        let has_button = |rough: &Rough| rough.offer.is_some();
        let is_pressed = self.fields.iter().any(|field| match &field.control {
            Control::Words { tongues, .. } => {
                let mut roughs = tongues.iter().filter_map(|one| one.rough.as_ref());
                roughs.any(has_button)
            }
            _ => field.rough.as_ref().is_some_and(has_button),
        });
        self.deeds.first().filter(|_| is_pressed)
    }

    /// Whether something is wrong with a field of it.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        self.fields.iter().any(|field| field.error.is_some())
    }

    /// Marks the field at fault, and says on top what is wrong.
    pub fn refuse(&mut self, reader: &Reader, refusal: &Refusal) -> Wrong {
        self.refuse_in(reader.words, refusal)
    }

    /// The same where there is no page that anybody reads.
    pub fn refuse_in(&mut self, words: &Words, refusal: &Refusal) -> Wrong {
        let text = words.refused(refusal);
        let place = refusal.field.and_then(|name| self.mark(name, &text));
        Wrong {
            title: words.say("form-wrong"),
            items: vec![(place, text)],
        }
    }

    /// Says at a field what is wrong with it; where a link to it leads.
    fn mark(&mut self, name: &str, text: &str) -> Option<String> {
        let is_it = |field: &&mut Field| field.name == name;
        if let Some(field) = self.fields.iter_mut().find(is_it) {
            field.error = Some(text.to_owned());
            return Some(format!("#{}", field.anchor()));
        }
        let more = self.more.as_mut()?;
        let field = more.fields.iter_mut().find(is_it)?;
        field.error = Some(text.to_owned());
        more.is_open = true;
        Some(format!("#{}", field.anchor()))
    }
}

/// How languages are called in themselves.
#[must_use]
pub fn tongue_name(locale: &beffroi_domain::Locale) -> String {
    crate::web::words::find(locale).map_or_else(
        || locale.to_string(),
        |words: &Words| words.say("language-name"),
    )
}
