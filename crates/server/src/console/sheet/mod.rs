//! A short form: a few lines and one button. One that was refused comes back with what was typed, but for passwords.

use askama::{Template, filters::HtmlSafe};

use crate::{ground::Refusal, web::Words};

/// A short form.
#[derive(Clone, Debug, Template)]
#[template(path = "console/sheet/sheet.html")]
pub(super) struct Sheet {
    pub action: String,
    pub lines: Vec<Line>,
    pub button: String,
    /// How much the button asks to be pressed: `deed`, `deed deed-quiet`, `deed deed-grave`.
    pub weight: &'static str,
}

impl HtmlSafe for Sheet {}

/// Something to fill in or to choose.
#[derive(Clone, Debug, Template)]
#[template(path = "console/sheet/line.html")]
pub(super) struct Line {
    pub name: &'static str,
    pub label: String,
    pub hint: Option<String>,
    /// The type of an input; `select` for one of many, `several` for any of several.
    pub kind: &'static str,
    pub autocomplete: &'static str,
    pub value: String,
    /// What can be chosen: what is sent, what it is called, whether it is chosen.
    pub options: Vec<(String, String, bool)>,
    pub error: Option<String>,
}

impl HtmlSafe for Line {}

/// What is said on top of a form that was refused, with a link to the field.
#[derive(Clone, Debug, Template)]
#[template(path = "console/sheet/problem.html")]
pub(super) struct Problem {
    title: String,
    told: String,
    place: Option<&'static str>,
}

impl HtmlSafe for Problem {}

impl Line {
    /// A line to type into; its label stands under `field-NAME`.
    pub(super) fn of(
        words: &Words,
        name: &'static str,
        kind: &'static str,
        autocomplete: &'static str,
    ) -> Self {
        Self {
            label: words.say(&format!("field-{name}")),
            hint: None,
            kind,
            autocomplete,
            value: String::new(),
            options: vec![],
            error: None,
            name,
        }
    }

    /// One of many.
    pub(super) fn choice(
        words: &Words,
        name: &'static str,
        options: Vec<(String, String, bool)>,
    ) -> Self {
        Self {
            options,
            ..Self::of(words, name, "select", "off")
        }
    }

    /// Any of several.
    pub(super) fn several(
        words: &Words,
        name: &'static str,
        options: Vec<(String, String, bool)>,
    ) -> Self {
        Self {
            options,
            ..Self::of(words, name, "several", "off")
        }
    }

    pub(super) fn holding(mut self, value: &str) -> Self {
        value.clone_into(&mut self.value);
        self
    }

    pub(super) fn hinted(mut self, hint: String) -> Self {
        self.hint = Some(hint);
        self
    }
}

impl Sheet {
    /// A form with one button.
    pub(super) fn to(action: impl Into<String>, button: String) -> Self {
        Self {
            action: action.into(),
            lines: vec![],
            button,
            weight: "deed",
        }
    }

    pub(super) fn asking(mut self, lines: Vec<Line>) -> Self {
        self.lines = lines;
        self
    }

    pub(super) fn weighing(mut self, weight: &'static str) -> Self {
        self.weight = weight;
        self
    }

    /// Says at its field what is wrong; what is to be said on top.
    pub(super) fn refuse(&mut self, words: &Words, refusal: &Refusal) -> Problem {
        let told = words.refused(refusal);
        let mut lines = self.lines.iter_mut();
        let line = lines.find(|line| Some(line.name) == refusal.field);
        let place = line.map(|line| {
            line.error = Some(told.clone());
            line.name
        });
        Problem {
            title: words.say("form-problem"),
            told,
            place,
        }
    }
}
