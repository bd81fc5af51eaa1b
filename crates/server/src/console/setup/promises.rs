//! What a page promises by itself: a line for each kind of promise, and the days on which nobody works.

use beffroi_domain::{
    CommitmentKind,
    commitment::{PromiseRules, line},
};
use jiff::civil::Date;

use super::{
    super::form::{Control, Deed, Field, Form, Typed, Weight},
    kept,
    sheet::{Sheet, Shown},
};
use crate::{
    commitments,
    ground::{Refusal, Result, Tx},
    members::SignedIn,
    pages::Page,
    web::{Site, Words},
};

/// The kinds that a rule can promise, with the name of the field of each.
const FIELDS: &[(CommitmentKind, &str)] = &[
    (CommitmentKind::Update, "update"),
    (CommitmentKind::Acknowledgement, "acknowledgement"),
    (CommitmentKind::Description, "description"),
    (CommitmentKind::Resolution, "resolution"),
    (CommitmentKind::Postmortem, "postmortem"),
];

/// What a page promises, as its form has it.
pub struct Promises;

impl Sheet for Promises {
    const PLACE: &'static str = "/promises";

    async fn typed(tx: &mut Tx, page: &Page) -> Result<Typed> {
        Ok(as_typed(&commitments::rules_of(tx, page.id).await?))
    }

    async fn change(
        tx: &mut Tx,
        site: &Site,
        signed_in: &SignedIn,
        page: &Page,
        typed: &Typed,
    ) -> Result<()> {
        let wanted = read(typed)?;
        if wanted != commitments::rules_of(tx, page.id).await? {
            let (now, actor) = (site.clock.now(), signed_in.actor());
            commitments::set_rules(tx, now, actor, page.id, &wanted).await?;
        }
        Ok(())
    }

    async fn show(tx: &mut Tx, words: &Words, page: &Page, typed: &Typed) -> Result<Shown> {
        let kept = kept(tx, words, page, page.id.0).await?;
        Ok(Shown {
            title: words.say("promises-setup"),
            back: (
                format!("/console/pages/{}", page.slug),
                page.name_in(words.locale()).to_owned(),
            ),
            kept: Some(kept.unwrap_or_else(|| words.say("promises-setup-lead"))),
            form: form(words, page, typed),
        })
    }
}

fn read(typed: &Typed) -> Result<PromiseRules, Refusal> {
    let mut rules = Vec::new();
    for (kind, field) in FIELDS {
        let read = line::read(*kind, typed.get(field));
        rules.extend(read.map_err(|bad| {
            Refusal::of(field, bad.to_string()).told("refusal-promise-rule-line")
        })?);
    }
    rules.sort_by_key(|rule| (rule.kind, rule.priority));
    let days = typed.get("holidays").split([',', ' ', '\n', '\r']);
    let days: Result<Vec<Date>, _> = days.filter(|day| !day.is_empty()).map(str::parse).collect();
    let mut holidays = days.map_err(|_| {
        let message = "write days such as 2026-05-01, with commas between them";
        Refusal::of("holidays", message).told("refusal-promise-holidays")
    })?;
    holidays.sort_unstable();
    holidays.dedup();
    Ok(PromiseRules { rules, holidays })
}

fn as_typed(rules: &PromiseRules) -> Typed {
    let mut typed = Typed::default();
    for (kind, field) in FIELDS {
        typed.set(field, line::write(rules, *kind));
    }
    let days: Vec<String> = rules.holidays.iter().map(Date::to_string).collect();
    typed.set("holidays", days.join(", "));
    typed
}

fn form(words: &Words, page: &Page, typed: &Typed) -> Form {
    let field = |(kind, name): &(CommitmentKind, &'static str)| {
        let label = words.say(&format!("promise-{kind}"));
        Field::of(name, label, Control::line(typed.get(name)))
            .hinted(words.say(&format!("promises-rule-{kind}-hint")))
    };
    let mut fields: Vec<Field> = FIELDS.iter().map(field).collect();
    let holidays = Control::line(typed.get("holidays"));
    fields.push(
        Field::of("holidays", words.say("promises-holidays"), holidays)
            .hinted(words.say("promises-holidays-hint")),
    );
    Form {
        fields,
        notes: vec![words.say("promises-rule-note")],
        deeds: vec![Deed::of("store", words.say("setup-do-store"), Weight::Main)],
        back: Some((
            format!("/console/pages/{}", page.slug),
            words.say("form-back"),
        )),
        ..Form::to("promises", format!("/console/pages/{}/promises", page.slug))
    }
}
