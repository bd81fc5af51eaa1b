//! A machine's draft in a field: the mark that goes along with it, and the press that asks for one.

use askama::{Template, filters::HtmlSafe};

/// What stands below a field that a machine may draft, or drafted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Template)]
#[template(path = "console/form/rough.html")]
pub struct Rough {
    /// The name of the field: `text-it`.
    pub name: String,
    /// What ends each `id`.
    pub id: String,
    /// The fingerprint of what the machine said, by which it is seen that somebody changed it.
    pub print: Option<String>,
    /// That it is a machine's.
    pub note: Option<String>,
    /// "I have read it", and whether that is ticked; none where it needs no tick.
    pub tick: Option<(bool, String)>,
    /// What is sent to have it drafted, what that is called, and the language.
    pub offer: Option<(String, String, String)>,
}

impl HtmlSafe for Rough {}

impl Rough {
    /// The id of what describes the field, where something does.
    #[must_use]
    pub fn described(&self) -> Option<String> {
        self.note.is_some().then(|| format!("rough-{}", self.id))
    }
}
