//! Calling off work that comes again: a question first, since all its coming times go.
//!
//! Read in order: [`is_asked`], [`ask`]. The button of the question sends the deed again, with `sure`.

use axum::{http::StatusCode, response::Response};

use super::{
    super::{
        answer,
        form::{Deed, Form, Typed, Weight},
        frame::Frame,
    },
    FormPage, Warned,
    screen::{self, Scene},
    steps,
};
use crate::{ground::Result, members::SignedIn, web::Site};

/// What says that the question was answered.
const SURE: (&str, &str) = ("sure", "yes");

/// Whether a question comes before what was meant.
pub(super) fn is_asked(scene: &Scene, typed: &Typed) -> bool {
    let is_meant = typed.get("deed") == "cancel" && scene.standing.is_series();
    is_meant && !scene.standing.is_over() && typed.get(SURE.0) != SURE.1
}

/// The question: which times go, what readers are told, and a button that says so.
///
/// # Errors
/// A fault when the page cannot be printed.
pub(super) fn ask(
    site: &Site,
    signed_in: &SignedIn,
    scene: &Scene,
    typed: &Typed,
) -> Result<Response> {
    let reader = &scene.reader;
    let place = screen::address(scene.standing.id());
    let dates = screen::times(reader, &scene.standing).into_iter();
    let mut warned = Warned::dates(reader, dates.map(|(_, when)| when).collect());
    warned.dates_title = reader.say("works-cancel-times");
    let label = reader.say("works-do-cancel-series");
    let mut hidden = scene.hidden(signed_in, typed);
    hidden.push((SURE.0, SURE.1.to_owned()));
    let title = reader.say("works-cancel-title");
    let page = FormPage {
        frame: Frame::inside(site, signed_in, &title).at("/console/maintenances"),
        back: (place.clone(), scene.title()),
        wrong: None,
        lead: reader.say("works-cancel-lead"),
        warned,
        form: Form {
            hidden,
            fields: steps::fields(scene, signed_in, typed),
            deeds: vec![Deed::of("cancel", label, Weight::Grave)],
            back: Some((place.clone(), reader.say("works-cancel-not"))),
            ..Form::to("cancel", place)
        },
        look: None,
        title,
    };
    answer::page(&page, StatusCode::OK)
}
