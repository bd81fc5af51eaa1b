//! What is asked about a provider's page, where one is followed and where it is set right.

use std::collections::BTreeMap;

use beffroi_readers::watch::{FORMS, Place};

use crate::{
    console::form::{Control, Field, Pick, Typed},
    ground::Refusal,
    web::Words,
};

/// How many selectors there may be, and how long each.
const MOST: usize = 20;
const LONGEST: usize = 300;

/// The address of the page.
pub(super) fn page(words: &Words, typed: &Typed) -> Field {
    let control = Control::input("url", "off", typed.get("page"));
    Field::of("page", words.say("watch-page"), control).hinted(words.say("watch-page-hint"))
}

/// What the provider is called; `hint` says what it is called without.
pub(super) fn name(words: &Words, typed: &Typed) -> Field {
    let control = Control::line(typed.get("name"));
    Field::of("name", words.say("watch-name"), control)
}

/// The format, the selectors of a page without one, and what an empty list means.
pub(super) fn reading(words: &Words, typed: &Typed) -> Vec<Field> {
    let chosen = typed.get("form");
    let mut forms = vec![Pick::of(
        "",
        words.say("watch-form-found"),
        chosen.is_empty(),
    )];
    forms.extend(
        FORMS
            .iter()
            .map(|form| Pick::of(form.word, form.label.to_owned(), form.word == chosen)),
    );
    let selectors = Control::Text {
        value: typed.get("selectors").to_owned(),
        rows: 4,
    };
    let is_on = typed.is_on("empty");
    vec![
        Field::of("form", words.say("watch-form"), Control::List(forms))
            .hinted(words.say("watch-form-hint")),
        Field::of("selectors", words.say("watch-selectors"), selectors)
            .hinted(words.say("watch-selectors-hint")),
        Field::of("empty", words.say("watch-empty"), Control::Check { is_on })
            .hinted(words.say("watch-empty-hint")),
    ]
}

/// Where the page is, as it was typed; an address without `https://` gets one.
pub(super) fn place(typed: &Typed) -> Place {
    let page = typed.get("page").trim();
    match page.contains("://") || page.is_empty() {
        true => Place::of(page),
        false => Place::of(&format!("https://{page}")),
    }
}

/// The selectors: a line each, such as `entry: .incident`.
///
/// # Errors
/// `Refused` where a line is none.
pub(super) fn selectors(typed: &Typed) -> Result<BTreeMap<String, String>, Refusal> {
    let lines = typed.get("selectors").lines().map(str::trim);
    let mut all = BTreeMap::new();
    for line in lines.filter(|line| !line.is_empty()) {
        let parts = line
            .split_once(':')
            .map(|(name, what)| (name.trim(), what.trim()));
        let found = parts.filter(|(name, what)| {
            !name.is_empty() && !what.is_empty() && line.len() <= LONGEST && all.len() < MOST
        });
        let Some((name, what)) = found else {
            let message = "write one selector a line, its name first, such as entry: .incident";
            return Err(Refusal::of("selectors", message).told("refusal-provider-selectors"));
        };
        all.insert(name.to_owned(), what.to_owned());
    }
    Ok(all)
}

/// The selectors as they are typed.
pub(super) fn selectors_said(all: &BTreeMap<String, String>) -> String {
    let lines: Vec<String> = all
        .iter()
        .map(|(name, what)| format!("{name}: {what}"))
        .collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(name: &str, value: &str) -> Typed {
        let mut typed = Typed::default();
        typed.set(name, value);
        typed
    }

    #[test]
    fn selectors_are_a_line_each_and_come_back_as_they_were_typed() {
        let all = selectors(&typed(
            "selectors",
            " entry: .incident > h3:first-child\n\ntime:time",
        ))
        .unwrap();

        assert_eq!(
            selectors_said(&all),
            "entry: .incident > h3:first-child\ntime: time"
        );
        assert_eq!(
            selectors(&typed("selectors", "entry")).unwrap_err().field,
            Some("selectors")
        );
    }

    #[test]
    fn an_address_without_a_scheme_gets_one() {
        assert_eq!(
            place(&typed("page", " status.example.com ")).page,
            "https://status.example.com"
        );
        assert_eq!(
            place(&typed("page", "http://status.example.com/")).page,
            "http://status.example.com"
        );
    }
}
