//! The door: what is said to whoever stays outside a private page. In the reader's language and without
//! anything of the page; its name only where the operator wants it there.

use askama::Template;
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{Html, IntoResponse as _, Response},
};

use super::{Guard, Private, Shown};
use crate::{pages::Door, public::ended, web::Layout};

/// Why somebody stays outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// They have shown nothing.
    Closed,
    /// The link is not ours, or has ended.
    StaleLink,
    /// The password is another.
    Wrong,
    /// They have tried too often.
    TooMany,
    /// The form was not ours.
    Elsewhere,
}

impl Why {
    fn status(self) -> StatusCode {
        match self {
            Self::Closed | Self::StaleLink | Self::Wrong => StatusCode::UNAUTHORIZED,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::Elsewhere => StatusCode::FORBIDDEN,
        }
    }

    fn words(self) -> Option<&'static str> {
        match self {
            Self::Closed => None,
            Self::StaleLink => Some("door-stale"),
            Self::Wrong => Some("door-wrong"),
            Self::TooMany => Some("door-many"),
            Self::Elsewhere => Some("door-elsewhere"),
        }
    }
}

#[derive(Template)]
#[template(path = "public/gate/door.html")]
struct DoorPage {
    layout: Layout,
    title: String,
    /// The name of the page and its language, where the door bears it.
    name: Option<crate::web::format::Said>,
    text: String,
    /// What went wrong.
    error: Option<String>,
    /// Whether that is about what was typed.
    is_wrong: bool,
    form: Option<Form>,
}

struct Form {
    label: String,
    enter: String,
}

/// Programs that do not speak HTML get a sentence.
const FOR_PROGRAMS: &str = "This page is private. Send the key of a link to it as a bearer's:\n\
                            Authorization: Bearer KEY\n";

/// Answers somebody outside.
pub(super) fn answer(guard: &Guard, private: &Private, shown: &Shown, why: Why) -> Response {
    let accepted = shown.headers.get(header::ACCEPT);
    let speaks_html = accepted
        .and_then(|accepted| accepted.to_str().ok())
        .is_some_and(|accepted| accepted.contains("text/html"));
    let mut response = match speaks_html {
        true => (why.status(), Html(html(guard, private, shown, why))).into_response(),
        false => (why.status(), FOR_PROGRAMS).into_response(),
    };
    let headers = response.headers_mut();
    let mut add = |name, value| headers.insert(name, HeaderValue::from_static(value));
    // With "no-referrer" a browser would not say where the form stood, which is asked of it.
    add(header::REFERRER_POLICY, "same-origin");
    if why.status() == StatusCode::UNAUTHORIZED {
        add(header::WWW_AUTHENTICATE, "Bearer");
    }
    if why == Why::TooMany {
        add(header::RETRY_AFTER, "600");
    }
    response
}

fn html(guard: &Guard, private: &Private, shown: &Shown, why: Why) -> String {
    let (reader, layout) = ended::frame_of_nobody(
        &guard.site,
        &shown.headers,
        shown.uri.path(),
        &private.address,
        "door-title",
    );
    let has_password = private.gate.password_hash().is_some();
    let is_named = private.gate.door() == Door::Named;
    let page = DoorPage {
        layout,
        title: reader.say("door-title"),
        name: reader.said(&private.page.name).filter(|_| is_named),
        text: reader.say(if has_password {
            "door-text"
        } else {
            "door-links"
        }),
        error: why.words().map(|key| reader.say(key)),
        is_wrong: why == Why::Wrong,
        form: has_password.then(|| Form {
            label: reader.say("door-password"),
            enter: reader.say("door-enter"),
        }),
    };
    page.render().unwrap_or(page.title)
}
