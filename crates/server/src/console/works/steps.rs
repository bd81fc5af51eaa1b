//! The form of one work: a word, or the steps that can be taken now.
//!
//! Read in order: [`meant`] (what came), [`form`] (what is asked).

use beffroi_domain::{MaintenanceStatus, maintenance::Step, window::Interval};

use super::{
    super::{
        desk::{languages::follows, review::overrule},
        form::{Control, Deed, Field, Form, Typed, Weight},
    },
    screen::{Scene, address},
};
use crate::{
    maintenances::{self, Say, Standing, TakeStep},
    members::{Role, SignedIn},
    web::Reader,
};

/// What was meant: a step, or a word.
pub(super) fn meant(scene: &Scene, typed: &Typed) -> (maintenances::Deed, &'static str) {
    let maintenance = scene.standing.id();
    let text = typed.words("text", &scene.locales());
    let is_quiet = typed.is_on("quiet");
    let mut steps = [Step::Begin, Step::Verify, Step::Complete, Step::Cancel].into_iter();
    match steps.find(|step| word(*step) == typed.get("deed")) {
        Some(step) => {
            let take = TakeStep {
                maintenance,
                step,
                at: None,
                text,
                is_quiet,
                follows: follows(typed),
                overrule: overrule(typed),
            };
            (maintenances::Deed::Step(take), word(step))
        }
        None => {
            let say = Say {
                maintenance,
                seen: typed.get("seen").parse().ok(),
                text,
                is_quiet,
                follows: follows(typed),
                overrule: overrule(typed),
            };
            (maintenances::Deed::Say(say), "said")
        }
    }
}

pub(super) fn form(scene: &Scene, signed_in: &SignedIn, typed: &Typed) -> Form {
    let (reader, standing) = (&scene.reader, &scene.standing);
    let deed = |step: Step, weight| {
        let key = match (step, standing.is_series()) {
            (Step::Cancel, true) => "works-do-cancel-series".to_owned(),
            _ => format!("works-do-{}", word(step)),
        };
        Deed::of(word(step), reader.say(&key), weight)
    };
    let mut deeds = vec![
        Deed::of("look", reader.say("works-do-look"), Weight::Quiet),
        Deed::of("say", reader.say("works-do-say"), Weight::Quiet),
    ];
    match standing.maintenance.status_at(reader.now) {
        MaintenanceStatus::Scheduled => {
            deeds.extend(is_near(reader, standing).then(|| deed(Step::Begin, Weight::Main)));
            deeds.push(deed(Step::Cancel, Weight::Grave));
        }
        MaintenanceStatus::InProgress => {
            deeds.push(deed(Step::Verify, Weight::Quiet));
            deeds.push(deed(Step::Complete, Weight::Main));
        }
        MaintenanceStatus::Verifying => {
            deeds.push(deed(Step::Begin, Weight::Quiet));
            deeds.push(deed(Step::Complete, Weight::Main));
        }
        MaintenanceStatus::Completed => {}
    }
    let waits = !scene.has(signed_in, Role::Publisher);
    Form {
        hidden: scene.hidden(signed_in, typed),
        fields: fields(scene, signed_in, typed),
        notes: waits
            .then(|| reader.say("works-waits"))
            .into_iter()
            .collect(),
        deeds,
        live: Some(address(standing.id())),
        ..Form::to("step", address(standing.id()))
    }
}

/// What readers are told with it, and how it goes out.
pub(super) fn fields(scene: &Scene, signed_in: &SignedIn, typed: &Typed) -> Vec<Field> {
    let (reader, locales) = (&scene.reader, scene.locales());
    let text = Control::words(3, &locales, &typed.words("text", &locales));
    let is_on = typed.is_on("quiet");
    let mut fields = vec![
        Field::of("text", reader.say("works-say-text"), text).hinted(reader.say("works-step-hint")),
        Field::of("quiet", reader.say("works-quiet"), Control::Check { is_on }),
    ];
    fields.extend(scene.look_fields(signed_in, typed));
    fields
}

/// Work that comes again begins by hand only when its next time is near.
fn is_near(reader: &Reader, standing: &Standing) -> bool {
    let mut times = standing.maintenance.times_from(reader.now);
    let is_soon = |time: Interval| time.from <= reader.now + maintenances::EARLY;
    !standing.is_series() || times.next().is_some_and(is_soon)
}

pub(super) fn word(step: Step) -> &'static str {
    match step {
        Step::Begin => "begin",
        Step::Verify => "verify",
        Step::Complete => "complete",
        Step::Cancel => "cancel",
    }
}
