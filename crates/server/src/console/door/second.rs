//! The second factor of whoever has shown the first: a code of their app, a recovery code, or a passkey.

use std::sync::Arc;

use axum::{
    Extension,
    extract::{Query, State},
    http::StatusCode,
    response::Response,
};

use super::{Caller, DoorPage, Limits, passkey, place, sign_in::Asked, with_cookie};
use crate::{
    console::{
        answer::{self, see_other, status_of},
        form::{Control, Field, Form, Typed, Weight},
        frame::Frame,
    },
    ground::{Error, Refusal, Result, Tx},
    members::{self, Factors},
    web::{Site, Words},
};

/// Where it is asked for.
pub(super) const ADDRESS: &str = "/console/sign-in/second";

/// Answers `/console/sign-in/second`; whoever has not shown the first yet begins there.
pub(super) async fn ask(
    State(site): State<Site>,
    caller: Caller,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let to = place(asked.to.as_deref());
    match members::waiting(&mut tx, &site, &caller.headers).await? {
        Some(waiting) => {
            let factors = members::factors_of(&mut tx, waiting.member).await?;
            answer::page(
                &page(&site, caller.words, &factors, to, None),
                StatusCode::OK,
            )
        }
        None => Ok(see_other("/console/sign-in")),
    }
}

/// Lets in whoever has a code that is good.
pub(super) async fn submit(
    State(site): State<Site>,
    Extension(limits): Extension<Arc<Limits>>,
    caller: Caller,
    typed: Typed,
) -> Result<Response> {
    let to = place(typed.filled("to"));
    match enter(&site, &limits, &caller, typed.get("code")).await {
        Ok(Some(secret)) => Ok(with_cookie(see_other(to), &members::cookie(&site, &secret))),
        Ok(None) => Ok(see_other("/console/sign-in")),
        Err(Error::Refused(refusal)) => {
            let mut tx = site.db.snapshot().await?;
            let factors = whose(&mut tx, &site, &caller).await?;
            let page = page(&site, caller.words, &factors, to, Some(&refusal));
            answer::page(&page, status_of(&refusal))
        }
        Err(error) => Err(error),
    }
}

/// The secret of the session that begins; `None` where no factor is asked for any more.
async fn enter(
    site: &Site,
    limits: &Limits,
    caller: &Caller,
    code: &str,
) -> Result<Option<String>> {
    let now = site.clock.now();
    let mut tx = site.db.begin().await?;
    let Some(waiting) = members::waiting(&mut tx, site, &caller.headers).await? else {
        return Ok(None);
    };
    limits.prove(waiting.member, caller.client, now)?;
    let secret = members::answer(&mut tx, now, &waiting, code).await?;
    tx.commit().await?;
    limits.forgive(waiting.member, caller.client);
    Ok(Some(secret))
}

async fn whose(tx: &mut Tx, site: &Site, caller: &Caller) -> Result<Factors> {
    let waiting = members::waiting(tx, site, &caller.headers).await?;
    let waiting = waiting.ok_or(Error::NotFound)?;
    members::factors_of(tx, waiting.member).await
}

fn page(
    site: &Site,
    words: &Words,
    factors: &Factors,
    to: &str,
    refusal: Option<&Refusal>,
) -> DoorPage {
    let title = words.say("second-title");
    let has_codes = factors.codes_since.is_some();
    let (lead, label) = match has_codes {
        true => ("second-lead-code", "second-code"),
        false => ("second-lead-passkey", "second-recovery"),
    };
    let code = Control::input("text", "one-time-code", "");
    let mut form = Form {
        hidden: vec![("to", to.to_owned())],
        ..Form::to("second", ADDRESS)
            .asking([Field::of("code", words.say(label), code)])
            .doing(words.say("sign-in-enter"), Weight::Main)
    };
    let wrong = refusal.map(|refusal| form.refuse_in(words, refusal));
    let key = passkey::form(site, words, to).filter(|_| !factors.passkeys.is_empty());
    let mut forms: Vec<Form> = [form].into_iter().chain(key).collect();
    if !has_codes {
        forms.reverse();
    }
    let here = Frame::outside(words, &title, Some("/console/sign-in/second?locale="));
    DoorPage {
        frame: passkey::with_passkeys(here),
        title,
        lead: Some(words.say(lead)),
        wrong,
        forms,
        note: Some(words.say("second-lost")),
        onward: Some(("/console/sign-in".to_owned(), words.say("recover-back"))),
    }
}
