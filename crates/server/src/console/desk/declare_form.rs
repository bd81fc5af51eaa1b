//! The form to declare with: short, with what is seldom needed folded in.

use beffroi_domain::{ComponentStatus, Impact, IncidentStatus};

use super::{
    declare::Setting,
    machine, pledge, promise,
    say::{bypass_field, deeds},
    scene::locales_of,
};
use crate::{
    console::form::{Control, Field, Form, More, Pick, Typed},
    ground::token,
    pages::Page,
    web::Reader,
};

/// How badly a component may be broken when something is declared.
const DEGREES: &[ComponentStatus] = &[
    ComponentStatus::DegradedPerformance,
    ComponentStatus::PartialOutage,
    ComponentStatus::MajorOutage,
];

/// The form, with what was typed.
#[must_use]
pub fn form(setting: &Setting, typed: &Typed) -> Form {
    let reader = &setting.reader;
    let locales = locales_of(setting.chosen(typed).into_iter());
    let (title, text) = (
        typed.words("title", &locales),
        typed.words("text", &locales),
    );
    let first = |rows, text| Control::words_first(reader, rows, &locales, text);
    let mut fields = vec![
        Field::of("title", reader.say("declare-what"), first(1, &title))
            .hinted(reader.say("declare-what-hint")),
    ];
    if !setting.components.is_empty() {
        fields.extend(parts(setting, typed));
    }
    fields.extend(times(setting, typed));
    fields.push(
        Field::of("text", reader.say("declare-text"), first(4, &text))
            .hinted(reader.say("say-text-hint")),
    );
    fields.extend((!setting.is_afterwards).then(|| {
        let mut field = promise::field(reader, typed);
        field.control = field.control.folded(reader.say("promise-fold"));
        field
    }));
    fields.extend(pledge::field(reader, typed));
    let mut hidden = vec![
        ("page", setting.page.slug.clone()),
        ("key", token::new_id(reader.now).to_string()),
        ("without", typed.get("without").to_owned()),
        ("draft", typed.get("draft").to_owned()),
        ("draft-version", typed.get("draft-version").to_owned()),
    ];
    if setting.is_afterwards {
        hidden.push(("afterwards", "yes".to_owned()));
    }
    let mut form = Form {
        hidden,
        fields,
        more: Some(more(setting, typed)),
        deeds: deeds(reader, setting.role, setting.rules.needs_approval, &text),
        live: Some("/console/incidents/new".to_owned()),
        ..Form::to("declare", "/console/incidents/new".to_owned())
    };
    machine::dress(reader, setting.has_machine, typed, &mut form);
    form
}

/// What is affected, and how badly: once for all that is ticked.
fn parts(setting: &Setting, typed: &Typed) -> [Field; 2] {
    let reader = &setting.reader;
    let ticks = Control::parts(reader, &setting.components, &setting.groups, DEGREES, typed);
    let chosen = typed.get("degree").parse();
    let chosen = chosen.unwrap_or(ComponentStatus::PartialOutage);
    let pick = |degree: &ComponentStatus| {
        let label = reader.say(&format!("component-{degree}"));
        Pick::of(degree.as_str(), label, *degree == chosen)
    };
    let degrees = Control::List(DEGREES.iter().map(pick).collect());
    [
        Field::of(
            "components",
            reader.say("declare-parts"),
            ticks.ticked(reader),
        ),
        Field::of("degree", reader.say("declare-degree"), degrees)
            .hinted(reader.say("declare-degree-hint")),
    ]
}

fn times(setting: &Setting, typed: &Typed) -> Vec<Field> {
    let reader = &setting.reader;
    let zone = reader.zone_note();
    let time = Control::time(reader, "since", typed);
    let since = |time| Field::of("since", reader.say("declare-since"), time);
    if !setting.is_afterwards {
        let since = since(time.folded(reader.say("declare-since-fold")));
        return vec![since.hinted(reader.words.tell("declare-since-hint", &[("zone", &zone)]))];
    }
    let end = Field::of(
        "end",
        reader.say("afterwards-end"),
        Control::time(reader, "end", typed),
    );
    vec![
        since(time).hinted(
            reader
                .words
                .tell("afterwards-since-hint", &[("zone", &zone)]),
        ),
        end.hinted(reader.say("afterwards-end-hint")),
    ]
}

/// What is seldom needed: where it stands, its number, other pages, whether anybody is told.
fn more(setting: &Setting, typed: &Typed) -> More {
    let reader = &setting.reader;
    let mut fields = Vec::new();
    if !setting.is_afterwards {
        fields.push(Field::of(
            "status",
            reader.say("say-status"),
            status(reader, typed),
        ));
    }
    fields.push(Field::of(
        "impact",
        reader.say("facts-impact"),
        impact(reader, typed),
    ));
    let reference = typed.get("reference");
    let field = Field::of(
        "reference",
        reader.say("declare-reference"),
        Control::line(reference),
    );
    fields.push(match &setting.rules.reference_prefix {
        Some(prefix) => {
            let next = format!("{prefix}{}", setting.rules.next_reference);
            field.hinted(
                reader
                    .words
                    .tell("declare-reference-next", &[("next", &next)]),
            )
        }
        None => field.hinted(reader.say("declare-reference-hint")),
    });
    if !setting.others.is_empty() {
        let pick = |page: &Page| {
            let name = page.name_in(reader.locale()).to_owned();
            let is_chosen = typed.all("pages").any(|slug| slug == page.slug);
            Pick::of(page.slug.as_str(), name, is_chosen)
        };
        let picks = setting.others.iter().map(pick).collect();
        fields.push(Field::of(
            "pages",
            reader.say("declare-pages"),
            Control::Several(picks),
        ));
    }
    let (name, label, hint) = match setting.is_afterwards {
        true => ("tell", "afterwards-tell", "afterwards-tell-hint"),
        false => ("quiet", "say-quiet", "say-quiet-hint"),
    };
    let is_on = typed.is_on(name);
    fields.push(
        Field::of(name, reader.say(label), Control::Check { is_on }).hinted(reader.say(hint)),
    );
    let needs = setting.rules.needs_approval;
    fields.extend(needs.then(|| bypass_field(reader, typed)));
    More {
        label: reader.say("declare-more"),
        is_open: is_on || typed.is_on("impact") || !reference.is_empty() || typed.is_on("pages"),
        fields,
    }
}

/// What readers feel; it follows from what is broken where nobody says.
fn impact(reader: &Reader, typed: &Typed) -> Control {
    let chosen = typed.get("impact");
    let follows = Pick::of("", reader.say("declare-impact-follows"), chosen.is_empty());
    let pick = |impact: &Impact| {
        let word = reader.say(&format!("impact-{impact}"));
        Pick::of(impact.as_str(), word, impact.as_str() == chosen)
    };
    let all = std::iter::once(follows).chain(Impact::ALL.iter().map(pick));
    Control::List(all.collect())
}

fn status(reader: &Reader, typed: &Typed) -> Control {
    let chosen = typed
        .get("status")
        .parse()
        .ok()
        .filter(|one: &IncidentStatus| one.is_open())
        .unwrap_or(IncidentStatus::Investigating);
    let all = [
        IncidentStatus::Investigating,
        IncidentStatus::Identified,
        IncidentStatus::Monitoring,
    ];
    let pick = |status: IncidentStatus| {
        let word = reader.say(&format!("incident-{status}"));
        Pick::of(status.as_str(), word, status == chosen)
    };
    Control::Choice(all.into_iter().map(pick).collect())
}
