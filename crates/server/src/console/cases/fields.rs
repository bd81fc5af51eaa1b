//! Forms of a case: what is asked where it is answered, noted, given to somebody, tied to an incident, and ended.

use beffroi_domain::{Incident, MemberId};

use super::{Scene, machine, title_of};
use crate::{
    console::form::{Control, Deed, Field, Form, Pick, Typed, Weight, tongue_name},
    ground::token,
    reports::State,
    web::Reader,
};

fn hidden(scene: &Scene) -> Vec<(&'static str, String)> {
    vec![("key", token::new_id(scene.reader.now).to_string())]
}

fn text(typed: &Typed, name: &str, rows: u8) -> Control {
    Control::Text {
        value: typed.get(name).to_owned(),
        rows,
    }
}

/// An answer to its author, in their language.
pub(super) fn answer(scene: &Scene, typed: &Typed) -> Form {
    let reader = &scene.reader;
    let language = tongue_name(&scene.report.locale);
    let said = [("language", language.as_str())];
    let label = reader.words.tell("case-answer-in", &said);
    let words = Field::of("words", label, text(typed, "words", 5));
    let mut form = Form {
        hidden: hidden(scene),
        ..Form::to("reply", format!("{}/answer", scene.address()))
            .asking([words.hinted(reader.words.tell("case-answer-hint", &said))])
            .doing(reader.say("case-answer-do"), Weight::Main)
    };
    machine::dress(scene, typed, &mut form);
    form
}

/// A note among us.
pub(super) fn note(scene: &Scene, typed: &Typed) -> Form {
    let reader = &scene.reader;
    let words = Field::of(
        "words",
        reader.say("case-note-words"),
        text(typed, "words", 3),
    );
    Form {
        hidden: hidden(scene),
        ..Form::to("noted", format!("{}/note", scene.address()))
            .asking([words.hinted(reader.say("case-note-hint"))])
            .doing(reader.say("case-note-do"), Weight::Quiet)
            .apart("note")
    }
}

/// Who has it in hand: the member themselves at one press, or whoever is chosen.
pub(super) fn assign(scene: &Scene, able: &[(MemberId, String)], own: MemberId) -> Form {
    let reader = &scene.reader;
    let now = scene.report.assigned_to;
    let mut picks = vec![Pick::of("", reader.say("case-nobody"), now.is_none())];
    picks.extend(able.iter().map(|(id, name)| {
        let is_chosen = now == Some(*id);
        Pick::of(id.to_string(), name.clone(), is_chosen)
    }));
    let mut deeds = vec![Deed::of("give", reader.say("case-give"), Weight::Quiet)];
    if now != Some(own) {
        let own = Deed::of("mine", reader.say("case-take"), Weight::Quiet);
        deeds.push(own);
    }
    Form {
        deeds,
        ..Form::to("hands", format!("{}/assign", scene.address())).asking([Field::of(
            "member",
            reader.say("case-hands"),
            Control::List(picks),
        )])
    }
}

/// Which incident it is about; those of its page that are open, and a few that are over.
pub(super) fn link(scene: &Scene, incidents: &[Incident]) -> Form {
    let reader = &scene.reader;
    let now = scene.incident.as_ref().map(|one| one.id);
    let field = incident(reader, incidents, now.map(|id| id.0));
    let mut deeds = vec![Deed::of("link", reader.say("case-link-do"), Weight::Quiet)];
    if now.is_some() {
        let no = Deed::of("unlink", reader.say("case-unlink"), Weight::Quiet);
        deeds.push(no);
    }
    Form {
        deeds,
        ..Form::to("tie", format!("{}/link", scene.address())).asking([field])
    }
}

/// A choice among incidents.
pub(super) fn incident(
    reader: &Reader,
    incidents: &[Incident],
    chosen: Option<uuid::Uuid>,
) -> Field {
    let mut picks = vec![Pick::of("", reader.say("case-choose"), chosen.is_none())];
    picks.extend(incidents.iter().map(|one| {
        let title = title_of(reader, &one.title);
        let status = reader.say(&format!("incident-{}", one.status));
        let label = format!("{title} – {status}");
        Pick::of(one.id.to_string(), label, chosen == Some(one.id.0))
    }));
    Field::of(
        "incident",
        reader.say("case-incident"),
        Control::List(picks),
    )
}

/// It ends, or begins again: what its state lets be done, each at one press.
pub(super) fn ends(scene: &Scene) -> Vec<Form> {
    let reader = &scene.reader;
    let ways: &[(&'static str, &str, &str)] = match scene.report.state {
        State::Open => &[
            ("ask", "case-ask-do", "case-ask-note"),
            ("close", "case-close-do", "case-close-note"),
        ],
        State::Asked => &[
            ("close", "case-close-do", "case-close-note"),
            ("reopen", "case-reopen-do", "case-reopen-note"),
        ],
        State::Closed => &[("reopen", "case-reopen-do", "case-reopen-note")],
    };
    let form = |(way, label, note): &(&'static str, &str, &str)| Form {
        hidden: hidden(scene),
        notes: vec![reader.say(note)],
        ..Form::to(*way, format!("{}/{way}", scene.address()))
            .doing(reader.say(label), Weight::Quiet)
    };
    ways.iter().map(form).collect()
}
