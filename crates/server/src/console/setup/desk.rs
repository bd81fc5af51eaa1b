//! How a page takes reports: whether at all, what it promises, when somebody else is called, and how long things are kept.

use jiff::SignedDuration;

use super::{
    super::form::{Control, Deed, Field, Form, Typed, Weight},
    sheet::{Sheet, Shown},
};
use crate::{
    ground::{Refusal, Result, Tx},
    members::SignedIn,
    pages::Page,
    reports::{self, DeskRules},
    web::{Site, Words},
};

/// The rules of a page's desk, as their form has them.
pub struct Desk;

impl Sheet for Desk {
    const PLACE: &'static str = "/desk";

    async fn typed(tx: &mut Tx, page: &Page) -> Result<Typed> {
        Ok(as_typed(&rules_of(tx, page).await?))
    }

    async fn change(
        tx: &mut Tx,
        site: &Site,
        signed_in: &SignedIn,
        page: &Page,
        typed: &Typed,
    ) -> Result<()> {
        let wanted = read(typed)?;
        if wanted != rules_of(tx, page).await? {
            let (now, actor) = (site.clock.now(), signed_in.actor());
            reports::set_rules(tx, now, actor, page.id, &wanted).await?;
        }
        Ok(())
    }

    async fn show(_: &mut Tx, words: &Words, page: &Page, typed: &Typed) -> Result<Shown> {
        Ok(Shown {
            title: words.say("desk-setup"),
            back: (
                format!("/console/pages/{}", page.slug),
                page.name_in(words.locale()).to_owned(),
            ),
            // No file keeps these rules.
            kept: Some(words.say("desk-setup-lead")),
            form: form(words, page, typed),
        })
    }
}

async fn rules_of(tx: &mut Tx, page: &Page) -> Result<DeskRules> {
    let desk = reports::find_desk(tx, page.id).await?;
    Ok(desk.map(|desk| desk.rules).unwrap_or_default())
}

/// What was typed; what is no length or number is refused as one that cannot be.
fn read(typed: &Typed) -> Result<DeskRules, Refusal> {
    let number = |name: &str| typed.get(name).trim().parse().unwrap_or(-1);
    Ok(DeskRules {
        is_open: typed.is_on("is_open"),
        answer_within: length(typed, "answer_within")?,
        escalate_after: length(typed, "escalate_after")?,
        spike_floor: number("spike_floor"),
        keep_files_days: number("keep_files_days"),
        keep_days: number("keep_days"),
    })
}

/// "4h", "1h 30m", "0".
fn length(typed: &Typed, name: &'static str) -> Result<SignedDuration, Refusal> {
    let Some(text) = typed.filled(name).filter(|text| *text != "0") else {
        return Ok(SignedDuration::ZERO);
    };
    text.parse().map_err(|_| {
        let message = "write a length such as 4h, 30m or 1h 30m; 0 for none";
        Refusal::of(name, message).told("refusal-desk-length")
    })
}

fn as_typed(rules: &DeskRules) -> Typed {
    let mut typed = Typed::default();
    let length = |length: SignedDuration| match length.is_zero() {
        true => "0".to_owned(),
        false => format!("{length:#}"),
    };
    if rules.is_open {
        typed.set("is_open", "yes");
    }
    typed.set("answer_within", length(rules.answer_within));
    typed.set("escalate_after", length(rules.escalate_after));
    typed.set("spike_floor", rules.spike_floor.to_string());
    typed.set("keep_files_days", rules.keep_files_days.to_string());
    typed.set("keep_days", rules.keep_days.to_string());
    typed
}

fn form(words: &Words, page: &Page, typed: &Typed) -> Form {
    let line = |name: &'static str, kind: &'static str, key: &str| {
        let control = Control::input(kind, "off", typed.get(name));
        Field::of(name, words.say(key), control).hinted(words.say(&format!("{key}-hint")))
    };
    let is_on = typed.is_on("is_open");
    let open = Field::of("is_open", words.say("desk-open"), Control::Check { is_on });
    Form {
        fields: vec![
            open.hinted(words.say("desk-open-hint")),
            line("answer_within", "code", "desk-answer-within"),
            line("escalate_after", "code", "desk-escalate-after"),
            line("spike_floor", "numeric", "desk-spike-floor"),
            line("keep_files_days", "numeric", "desk-keep-files"),
            line("keep_days", "numeric", "desk-keep"),
        ],
        deeds: vec![Deed::of("store", words.say("setup-do-store"), Weight::Main)],
        back: Some((
            format!("/console/pages/{}", page.slug),
            words.say("form-back"),
        )),
        ..Form::to("desk", format!("/console/pages/{}/desk", page.slug))
    }
}
