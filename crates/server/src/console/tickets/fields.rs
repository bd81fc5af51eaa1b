//! Forms of tickets: what is asked where something is said, promised, reminded of and closed; and times as they were typed.

use beffroi_domain::Precision;
use jiff::Timestamp;

use super::Scene;
use crate::{
    console::{
        desk::promise::ahead,
        form::{Control, Field, Form, Pick, Typed, Weight},
    },
    ground::{Refusal, token},
    ledger::EntryKind,
    web::Reader,
};

/// When something was; nothing where it is not said, which is now.
///
/// # Errors
/// `Refused` for what is no time, and for a day without one.
pub(super) fn past(
    reader: &Reader,
    typed: &Typed,
    name: &'static str,
) -> Result<Option<Timestamp>, Refusal> {
    let moment = typed.moment(name, &reader.zone, reader.now)?;
    match moment {
        Some(one) if one.precision == Precision::Day => Err(no_clock(name)),
        other => Ok(other.map(|one| one.at)),
    }
}

/// When something is to be; the next such time without a day.
///
/// # Errors
/// `Refused` for what is no time, and for a day without one.
pub(super) fn future(
    reader: &Reader,
    typed: &Typed,
    name: &'static str,
) -> Result<Option<Timestamp>, Refusal> {
    match ahead(reader, typed, name)? {
        Some(one) if one.precision == Precision::Day => Err(no_clock(name)),
        other => Ok(other.map(|one| one.at)),
    }
}

fn no_clock(name: &'static str) -> Refusal {
    Refusal::of(name, "write the time too").told("refusal-ticket-clock")
}

/// A day and a clock time.
pub(super) fn time(reader: &Reader, name: &'static str, key: &str, typed: &Typed) -> Field {
    Field::of(name, reader.say(key), Control::time(reader, name, typed))
}

fn hidden(scene: &Scene) -> Vec<(&'static str, String)> {
    vec![("key", token::new_id(scene.desk.reader.now).to_string())]
}

fn text(typed: &Typed, name: &str, rows: u8) -> Control {
    Control::Text {
        value: typed.get(name).to_owned(),
        rows,
    }
}

/// Something is said.
pub(super) fn say(scene: &Scene, typed: &Typed) -> Form {
    let reader = &scene.desk.reader;
    let chosen = typed.get("kind").parse().unwrap_or(EntryKind::TheySaid);
    let kinds = [
        (EntryKind::TheySaid, "ticket-kind-they"),
        (EntryKind::WeSaid, "ticket-kind-we"),
        (EntryKind::Note, "ticket-kind-note"),
    ];
    let name = [("provider", scene.ticket.provider_name.as_str())];
    let picks = kinds.map(|(kind, key)| {
        let label = reader.words.tell(key, &name);
        Pick::of(kind.as_str(), label, kind == chosen)
    });
    Form {
        hidden: hidden(scene),
        ..Form::to("say", format!("{}/entries", scene.address()))
            .asking([
                Field::of(
                    "kind",
                    reader.say("ticket-kind"),
                    Control::Choice(picks.into()),
                ),
                Field::of("body", reader.say("ticket-body"), text(typed, "body", 4)),
                time(reader, "at", "ticket-at", typed).hinted(reader.say("ticket-at-hint")),
            ])
            .doing(reader.say("ticket-say-do"), Weight::Main)
    }
}

/// They promised something.
pub(super) fn promise(scene: &Scene, typed: &Typed) -> Form {
    let reader = &scene.desk.reader;
    let words = Control::line(typed.get("words"));
    Form {
        hidden: hidden(scene),
        ..Form::to("promised", format!("{}/promises", scene.address()))
            .asking([
                Field::of("words", reader.say("ticket-promise-words"), words)
                    .hinted(reader.say("ticket-promise-hint")),
                time(reader, "due", "ticket-promise-due", typed)
                    .hinted(reader.say("ticket-promise-due-hint")),
            ])
            .doing(reader.say("ticket-promise-do"), Weight::Quiet)
    }
}

/// When the team is reminded.
pub(super) fn remind(scene: &Scene, typed: &Typed) -> Form {
    let reader = &scene.desk.reader;
    Form::to("reminding", format!("{}/remind", scene.address()))
        .asking([
            time(reader, "remind", "ticket-remind", typed).hinted(reader.say("ticket-remind-hint"))
        ])
        .doing(reader.say("ticket-remind-do"), Weight::Quiet)
}

/// It is closed, or opened again.
pub(super) fn end(scene: &Scene, typed: &Typed) -> Form {
    let reader = &scene.desk.reader;
    let (way, label, key) = match scene.ticket.closed_at {
        None => ("close", "ticket-close-body", "ticket-close-do"),
        Some(_) => ("reopen", "ticket-reopen-body", "ticket-reopen-do"),
    };
    Form::to("ending", format!("{}/{way}", scene.address()))
        .asking([Field::of("body", reader.say(label), text(typed, "body", 2))])
        .doing(reader.say(key), Weight::Quiet)
        .apart("end")
}
