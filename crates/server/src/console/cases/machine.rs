//! An answer in a language that its writer does not write: they write their own, a machine drafts theirs, and nothing goes out
//! before somebody has read the draft or changed it.

use super::Scene;
use crate::{
    console::form::{Control, Deed, Field, Form, Rough, Typed, Weight, tongue_name},
    ground::{Refusal, seal},
    translations::{Machine, Trouble},
};

/// What is pressed to have it drafted.
pub(super) const DRAFT: &str = "machine";

/// Whether a machine may help here: one is set, and its author reads another language than the writer.
fn is_offered(scene: &Scene) -> bool {
    scene.has_machine && scene.report.locale.language() != scene.reader.locale().language()
}

/// Drafts the answer out of what was typed in the writer's own language.
///
/// # Errors
/// `Refused` where nothing is typed there, and where there is no draft.
pub(super) async fn press(
    service: Option<&Machine>,
    scene: &Scene,
    typed: &mut Typed,
) -> Result<(), Refusal> {
    let Some(own) = typed.filled("own").map(str::to_owned) else {
        let message = "write it in your language first; the machine drafts from that";
        return Err(Refusal::of("own", message).told("refusal-machine-nothing"));
    };
    let at = |refusal: Refusal| Refusal {
        field: Some("own"),
        ..refusal
    };
    let machine = service.ok_or_else(|| at(Trouble::Off.into()))?;
    let tongues = (scene.reader.locale(), &scene.report.locale);
    let drafts = machine.draft(tongues, &[own.as_str()]).await;
    let mut drafts = drafts.map_err(|trouble| at(trouble.into()))?;
    let draft = drafts.pop().map(|one| one.text).unwrap_or_default();
    typed.set("drafted-words", print(&draft));
    typed.leave_all("read-words");
    typed.set("words", draft);
    Ok(())
}

fn print(text: &str) -> String {
    seal::digest(text.replace("\r\n", "\n").trim())
}

/// Whether what stands there is a machine's and nobody has changed it.
fn is_drafted(typed: &Typed) -> bool {
    let said = typed.filled("words");
    said.is_some_and(|said| print(said) == typed.get("drafted-words"))
}

/// # Errors
/// `Refused` where a machine's words would go out that nobody has read.
pub(super) fn refuse_unread(typed: &Typed) -> Result<(), Refusal> {
    if is_drafted(typed) && !typed.is_on("read-words") {
        let message = "a machine drafted this; read it, tick that you have, then send it";
        return Err(Refusal::of("words", message).told("refusal-case-unread"));
    }
    Ok(())
}

/// The field of one's own language, and the mark on what was drafted.
pub(super) fn dress(scene: &Scene, typed: &Typed, form: &mut Form) {
    if !is_offered(scene) {
        return;
    }
    let reader = &scene.reader;
    let language = tongue_name(reader.locale());
    let theirs = tongue_name(&scene.report.locale);
    let label = reader
        .words
        .tell("case-answer-own", &[("language", &language)]);
    let own = Control::Text {
        value: typed.get("own").to_owned(),
        rows: 3,
    };
    form.fields.insert(
        0,
        Field::of("own", label, own).hinted(reader.say("case-answer-own-hint")),
    );
    form.deeds.push(Deed::of(
        DRAFT,
        reader
            .words
            .tell("case-answer-draft", &[("language", &theirs)]),
        Weight::Quiet,
    ));
    if let Some(field) = form.fields.iter_mut().find(|one| one.name == "words")
        && is_drafted(typed)
    {
        let is_read = typed.is_on("read-words");
        field.rough = Some(Rough {
            name: "words".to_owned(),
            id: "words".to_owned(),
            print: Some(typed.get("drafted-words").to_owned()),
            note: Some(reader.say("case-drafted")),
            tick: Some((is_read, reader.say("case-drafted-read"))),
            offer: None,
        });
    }
}
