//! Passkeys of an account: one more, another name, one less. The browser makes it, which takes a script; without one, the
//! screen says so.

use std::sync::Arc;

use askama::Template;
use axum::{
    Extension, Json,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse as _, Response},
};
use serde_json::json;
use uuid::Uuid;

use super::{
    factors::{ACCOUNT, added, question},
    prove::{Asker, Proofs, prove},
};
use crate::{
    console::{
        answer::{self, see_other, status_of},
        door::{Limits, agent, with_passkeys},
        form::{Control, Field, Form, Typed, Weight, Wrong},
        frame::Frame,
    },
    ground::{Error, Refusal, Result},
    members::{self, FactorNews, NewPasskey, Party, SignedIn},
    web::Site,
};

/// Where one is added.
pub(super) const ADDRESS: &str = "/console/account/passkeys";
/// Where a browser asks what to make one of.
pub(super) const ASK: &str = "/console/account/passkeys/ask";

#[derive(Template)]
#[template(path = "console/account/passkey.html")]
struct PasskeyPage {
    frame: Frame,
    wrong: Option<Wrong>,
    title: String,
    lead: String,
    scripts: Option<String>,
    form: Form,
    back: (String, String),
}

/// Answers `/console/account/passkeys`.
pub(super) async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    headers: HeaderMap,
) -> Result<Response> {
    page(&site, &signed_in, &agent(&headers), None).await
}

/// What the browser is to make one of, once it is clear who sits there.
pub(super) async fn ask(
    State(site): State<Site>,
    Extension(limits): Extension<Arc<Limits>>,
    asker: Asker,
    signed_in: SignedIn,
    typed: Typed,
) -> Result<Response> {
    let party = Party::of(&site.public_url).ok_or(Error::NotFound)?;
    prove(&site, &limits, &asker, &signed_in, typed.get("proof")).await?;
    let (now, session) = (site.clock.now(), signed_in.session);
    let mut tx = site.db.begin().await?;
    let member = &signed_in.member;
    let options = members::ask_new_passkey(&mut tx, now, &party, session, member).await?;
    tx.commit().await?;
    Ok(Json(json!({ "create": options })).into_response())
}

/// Takes on what the browser made. Who sits there was asked before it was made; where nothing was made, it is asked
/// here, for the words.
pub(super) async fn add(
    State(site): State<Site>,
    Extension(limits): Extension<Arc<Limits>>,
    asker: Asker,
    signed_in: SignedIn,
    typed: Typed,
) -> Result<Response> {
    let party = Party::of(&site.public_url).ok_or(Error::NotFound)?;
    let proved = match typed.filled("answer") {
        Some(_) => Ok(()),
        None => prove(&site, &limits, &asker, &signed_in, typed.get("proof")).await,
    };
    let taken_on = match proved {
        Ok(()) => taken_on(&site, &signed_in, &party, &typed).await,
        Err(error) => Err(error),
    };
    match taken_on {
        Ok(codes) => added(&site, &signed_in, codes).await,
        Err(Error::Refused(refusal)) => {
            page(&site, &signed_in, typed.get("name"), Some(&refusal)).await
        }
        Err(error) => Err(error),
    }
}

async fn taken_on(
    site: &Site,
    signed_in: &SignedIn,
    party: &Party,
    typed: &Typed,
) -> Result<Vec<String>> {
    let (now, actor) = (site.clock.now(), signed_in.actor());
    let new = NewPasskey {
        member: signed_in.member.id,
        session: signed_in.session,
        name: typed.get("name"),
        answer: typed.get("answer"),
    };
    let mut tx = site.db.begin().await?;
    let codes = members::add_passkey(&mut tx, now, actor, party, new).await?;
    let (from, news) = (site.writes_from(), FactorNews::PasskeyAdded);
    members::send_factor_news(&mut tx, now, from, signed_in.member.id, news).await?;
    tx.commit().await?;
    Ok(codes)
}

/// One passkey, to be called something else.
pub(super) async fn show_one(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response> {
    one(&site, &signed_in, id, None).await
}

/// Calls it something else.
pub(super) async fn rename(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
    typed: Typed,
) -> Result<Response> {
    let (now, actor, own) = (site.clock.now(), signed_in.actor(), signed_in.member.id);
    let mut tx = site.db.begin().await?;
    match members::rename_passkey(&mut tx, now, actor, own, id, typed.get("name")).await {
        Ok(()) => {
            tx.commit().await?;
            Ok(see_other("/console/account?done=factor"))
        }
        Err(Error::Refused(refusal)) => {
            drop(tx);
            one(&site, &signed_in, id, Some(&refusal)).await
        }
        Err(error) => Err(error),
    }
}

/// Asks before one is taken away.
pub(super) async fn ask_remove(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response> {
    question(&site, &signed_in, "passkey-remove", removing(id), None).await
}

/// Takes one away.
pub(super) async fn remove(
    State(site): State<Site>,
    Extension(limits): Extension<Arc<Limits>>,
    asker: Asker,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
    typed: Typed,
) -> Result<Response> {
    match removed(&site, &limits, &asker, &signed_in, id, typed.get("proof")).await {
        Ok(()) => Ok(see_other("/console/account?done=factor-gone")),
        Err(Error::Refused(refusal)) => {
            question(
                &site,
                &signed_in,
                "passkey-remove",
                removing(id),
                Some(&refusal),
            )
            .await
        }
        Err(error) => Err(error),
    }
}

async fn removed(
    site: &Site,
    limits: &Limits,
    asker: &Asker,
    signed_in: &SignedIn,
    id: Uuid,
    proof: &str,
) -> Result<()> {
    prove(site, limits, asker, signed_in, proof).await?;
    let (now, actor, own) = (site.clock.now(), signed_in.actor(), signed_in.member.id);
    let mut tx = site.db.begin().await?;
    members::remove_passkey(&mut tx, now, actor, own, id, signed_in.session).await?;
    let (from, news) = (site.writes_from(), FactorNews::PasskeyRemoved);
    members::send_factor_news(&mut tx, now, from, own, news).await?;
    tx.commit().await
}

fn removing(id: Uuid) -> String {
    format!("{ADDRESS}/{id}/remove")
}

async fn one(
    site: &Site,
    signed_in: &SignedIn,
    id: Uuid,
    refusal: Option<&Refusal>,
) -> Result<Response> {
    let words = Frame::words_of(signed_in);
    let mut tx = site.db.snapshot().await?;
    let factors = members::factors_of(&mut tx, signed_in.member.id).await?;
    let found = factors.passkeys.into_iter().find(|key| key.id == id);
    let key = found.ok_or(Error::NotFound)?;
    let title = words.say("passkey-rename-title");
    let mut form = Form::to("passkey", format!("{ADDRESS}/{id}"))
        .asking([Field::of(
            "name",
            words.say("passkey-name"),
            Control::line(&key.name),
        )])
        .doing(words.say("passkey-rename-do"), Weight::Main);
    let page = PasskeyPage {
        frame: Frame::of(&mut tx, site, signed_in, &title).await?,
        wrong: refusal.map(|refusal| form.refuse_in(words, refusal)),
        title,
        lead: words.say("passkey-name-hint"),
        scripts: None,
        form,
        back: (ACCOUNT.to_owned(), words.say("leave-it")),
    };
    answer::page(&page, refusal.map_or(StatusCode::OK, status_of))
}

async fn page(
    site: &Site,
    signed_in: &SignedIn,
    name: &str,
    refusal: Option<&Refusal>,
) -> Result<Response> {
    Party::of(&site.public_url).ok_or(Error::NotFound)?;
    let words = Frame::words_of(signed_in);
    let title = words.say("passkey-add-title");
    let mut tx = site.db.snapshot().await?;
    let frame = with_passkeys(Frame::of(&mut tx, site, signed_in, &title).await?);
    let factors = members::factors_of(&mut tx, signed_in.member.id).await?;
    drop(tx);
    let proofs = Proofs::of(site, signed_in, &factors).await?;
    let called = Field::of("name", words.say("passkey-name"), Control::line(name));
    let fields: Vec<Field> = [called.hinted(words.say("passkey-name-hint"))]
        .into_iter()
        .chain(proofs.field(words))
        .collect();
    let mut form = Form {
        hidden: vec![("answer", String::new())],
        passkey: Some((ASK, words.say("passkey-failed"))),
        ..Form::to("passkey", ADDRESS)
            .asking(fields)
            .doing(words.say("passkey-add-do"), Weight::Main)
    };
    let page = PasskeyPage {
        frame,
        wrong: refusal.map(|refusal| form.refuse_in(words, refusal)),
        title,
        lead: words.say("passkey-add-lead"),
        scripts: Some(words.say("passkey-scripts")),
        form,
        back: (ACCOUNT.to_owned(), words.say("leave-it")),
    };
    answer::page(&page, refusal.map_or(StatusCode::OK, status_of))
}
