//! What a form asks of somebody who reports something, with what was written and what was wrong with it.

use askama::{Template, filters::HtmlSafe};
use beffroi_domain::GroupId;

use super::typed::Typed;
use crate::{
    components::{Component, Group},
    ground::Refusal,
    reports::Place,
    web::Reader,
};

/// What is asked for; printed inside a form.
#[derive(Template)]
#[template(path = "public/report/fields.html")]
pub(super) struct Fields {
    /// Which questions need an answer.
    needed: String,
    is_needed: bool,
    words: Line,
    since: Line,
    component: Option<Select>,
    /// Headings of the rest.
    payments_title: String,
    method: Line,
    place: (String, Vec<Pick>),
    country: Line,
    payments: Line,
    you_title: String,
    you_lead: String,
    merchant: Line,
    transaction: Line,
    email: Line,
}

impl HtmlSafe for Fields {}

/// One line, or a few.
pub(super) struct Line {
    name: &'static str,
    label: String,
    hint: Option<String>,
    kind: &'static str,
    fills: &'static str,
    keys: &'static str,
    most: usize,
    value: String,
    error: Option<String>,
}

/// One of the page's services, those of a group together.
struct Select {
    label: String,
    none: String,
    error: Option<String>,
    all: Vec<(Option<String>, Vec<Pick>)>,
}

struct Pick {
    word: String,
    label: String,
    is_chosen: bool,
}

/// What the fields are put together from.
pub(super) struct Asking<'a> {
    pub(super) reader: &'a Reader,
    pub(super) components: &'a [Component],
    pub(super) groups: &'a [Group],
    pub(super) typed: &'a Typed,
    pub(super) refusals: &'a [Refusal],
    /// Whether it is a "me too", which needs no words.
    pub(super) is_too: bool,
    /// Whether somebody can be written to.
    pub(super) has_mail: bool,
}

/// The longest name, number and method.
const SHORT: usize = 120;
/// The longest text.
const LONG: usize = 10_000;

impl Asking<'_> {
    /// The fields.
    pub(super) fn fields(&self) -> Fields {
        let say = |key: &str| self.reader.say(key);
        Fields {
            needed: say(match self.is_too {
                true => "report-needed-none",
                false => "report-needed",
            }),
            is_needed: !self.is_too,
            words: Line {
                label: say(match self.is_too {
                    true => "report-words-too",
                    false => "report-words",
                }),
                most: LONG,
                ..self.line("words", "report-words", Some("report-words-hint"))
            },
            since: Line {
                kind: "datetime-local",
                hint: Some(
                    self.reader
                        .words
                        .tell("report-since-hint", &[("zone", &self.reader.zone_note())]),
                ),
                ..self.line("since", "report-since", None)
            },
            component: self.select(),
            payments_title: say("report-payments-title"),
            method: self.line("method", "report-method", Some("report-method-hint")),
            place: self.place(),
            country: Line {
                fills: "country",
                most: 2,
                ..self.line("country", "report-country", Some("report-country-hint"))
            },
            payments: Line {
                keys: "numeric",
                ..self.line("payments", "report-payments", Some("report-payments-hint"))
            },
            you_title: say("report-you-title"),
            you_lead: say("report-you-lead"),
            merchant: Line {
                fills: "organization",
                ..self.line("merchant", "report-merchant", None)
            },
            transaction: self.line(
                "transaction",
                "report-transaction",
                Some("report-transaction-hint"),
            ),
            email: self.email(),
        }
    }

    fn email(&self) -> Line {
        let hint = match self.has_mail {
            true => "report-email-hint",
            false => "report-email-hint-alone",
        };
        Line {
            kind: "email",
            fills: "email",
            most: 254,
            ..self.line("email", "report-email", Some(hint))
        }
    }

    fn line(&self, name: &'static str, label: &str, hint: Option<&str>) -> Line {
        Line {
            name,
            label: self.reader.say(label),
            hint: hint.map(|hint| self.reader.say(hint)),
            kind: "text",
            fills: "off",
            keys: "",
            most: SHORT,
            value: self.typed.get(name).to_owned(),
            error: wrong(self.reader, self.refusals, name),
        }
    }

    fn select(&self) -> Option<Select> {
        let pick = |one: &Component| Pick {
            word: one.public_id.to_string(),
            label: self.reader.plain(&one.name).unwrap_or_default(),
            is_chosen: self.typed.get("component") == one.public_id.as_str(),
        };
        let of = |group: Option<GroupId>| -> Vec<Pick> {
            let inside = self.components.iter().filter(|one| one.group == group);
            inside.map(pick).collect()
        };
        let name = |group: &Group| self.reader.plain(&group.name).unwrap_or_default();
        let groups = self.groups.iter();
        let groups = groups.map(|group| (Some(name(group)), of(Some(group.id))));
        let mut all: Vec<_> = std::iter::once((None, of(None))).chain(groups).collect();
        all.retain(|(_, inside)| !inside.is_empty());
        (!all.is_empty()).then(|| Select {
            label: self.reader.say("report-component"),
            none: self.reader.say("report-component-none"),
            error: wrong(self.reader, self.refusals, "component"),
            all,
        })
    }

    fn place(&self) -> (String, Vec<Pick>) {
        let pick = |place: Place, key: &str| Pick {
            word: place.as_str().to_owned(),
            label: self.reader.say(key),
            is_chosen: self.typed.get("place") == place.as_str(),
        };
        let picks = vec![
            pick(Place::Online, "report-place-online"),
            pick(Place::Terminal, "report-place-terminal"),
            pick(Place::Unsaid, "report-place-unsaid"),
        ];
        (self.reader.say("report-place"), picks)
    }
}

/// What is wrong with a field.
pub(super) fn wrong(reader: &Reader, refusals: &[Refusal], field: &str) -> Option<String> {
    let found = refusals.iter().find(|one| one.field == Some(field));
    found.map(|refusal| reader.words.refused(refusal))
}

/// All that is wrong, with the places where it is.
pub(super) fn wrongs(
    reader: &Reader,
    refusals: &[Refusal],
) -> Option<(String, Vec<(String, String)>)> {
    let place = |refusal: &Refusal| match refusal.field {
        Some(field) if super::typed::ASKED.contains(&field) => format!("#{field}"),
        _ => "#main".to_owned(),
    };
    let items: Vec<_> = refusals
        .iter()
        .map(|one| (place(one), reader.words.refused(one)))
        .collect();
    (!items.is_empty()).then(|| (reader.say("report-wrong"), items))
}
