//! An app that shows codes: its key as a picture and in letters, and one code to prove that it has it. The key stands in
//! the form until then, and in no table.

use std::sync::Arc;

use askama::Template;
use axum::{Extension, extract::State, http::StatusCode, response::Response};

use super::{
    factors::{ACCOUNT, added, question},
    prove::{Asker, Proofs, prove},
};
use crate::{
    console::{
        answer::{self, see_other, status_of},
        door::Limits,
        form::{Control, Field, Form, Typed, Weight, Wrong},
        frame::Frame,
    },
    ground::{Error, Refusal, Result},
    members::{self, CodeKey, FactorNews, SignedIn},
    web::Site,
};

/// Where an app is added.
pub(super) const ADDRESS: &str = "/console/account/codes";
/// Where it is taken away.
pub(super) const REMOVE: &str = "/console/account/codes/remove";

#[derive(Template)]
#[template(path = "console/account/codes.html")]
struct CodesPage {
    frame: Frame,
    wrong: Option<Wrong>,
    title: String,
    lead: String,
    picture: String,
    size: i32,
    path: String,
    same: (String, String),
    by_hand: String,
    key: String,
    form: Form,
    back: (String, String),
}

/// Answers `/console/account/codes`: a key that nobody has yet.
pub(super) async fn show(State(site): State<Site>, signed_in: SignedIn) -> Result<Response> {
    page(&site, &signed_in, &CodeKey::random(), None).await
}

/// Takes the app on that shows the code that was typed.
pub(super) async fn add(
    State(site): State<Site>,
    Extension(limits): Extension<Arc<Limits>>,
    asker: Asker,
    signed_in: SignedIn,
    typed: Typed,
) -> Result<Response> {
    let key = CodeKey::read(typed.get("key"))?;
    match taken_on(&site, &limits, &asker, &signed_in, &key, &typed).await {
        Ok(codes) => added(&site, &signed_in, codes).await,
        Err(Error::Refused(refusal)) => page(&site, &signed_in, &key, Some(&refusal)).await,
        Err(error) => Err(error),
    }
}

async fn taken_on(
    site: &Site,
    limits: &Limits,
    asker: &Asker,
    signed_in: &SignedIn,
    key: &CodeKey,
    typed: &Typed,
) -> Result<Vec<String>> {
    prove(site, limits, asker, signed_in, typed.get("proof")).await?;
    let (now, actor, own) = (site.clock.now(), signed_in.actor(), signed_in.member.id);
    let mut tx = site.db.begin().await?;
    let codes = members::add_codes(&mut tx, now, actor, own, key, typed.get("code")).await?;
    let (from, news) = (site.writes_from(), FactorNews::CodesAdded);
    members::send_factor_news(&mut tx, now, from, own, news).await?;
    tx.commit().await?;
    Ok(codes)
}

/// Asks before the app is taken away.
pub(super) async fn ask_remove(State(site): State<Site>, signed_in: SignedIn) -> Result<Response> {
    question(&site, &signed_in, "codes-remove", REMOVE.to_owned(), None).await
}

/// Takes the app away.
pub(super) async fn remove(
    State(site): State<Site>,
    Extension(limits): Extension<Arc<Limits>>,
    asker: Asker,
    signed_in: SignedIn,
    typed: Typed,
) -> Result<Response> {
    match removed(&site, &limits, &asker, &signed_in, typed.get("proof")).await {
        Ok(()) => Ok(see_other("/console/account?done=factor-gone")),
        Err(Error::Refused(refusal)) => {
            let action = REMOVE.to_owned();
            question(&site, &signed_in, "codes-remove", action, Some(&refusal)).await
        }
        Err(error) => Err(error),
    }
}

async fn removed(
    site: &Site,
    limits: &Limits,
    asker: &Asker,
    signed_in: &SignedIn,
    proof: &str,
) -> Result<()> {
    prove(site, limits, asker, signed_in, proof).await?;
    let (now, actor, own) = (site.clock.now(), signed_in.actor(), signed_in.member.id);
    let mut tx = site.db.begin().await?;
    members::remove_codes(&mut tx, now, actor, own, signed_in.session).await?;
    let (from, news) = (site.writes_from(), FactorNews::CodesRemoved);
    members::send_factor_news(&mut tx, now, from, own, news).await?;
    tx.commit().await
}

async fn page(
    site: &Site,
    signed_in: &SignedIn,
    key: &CodeKey,
    refusal: Option<&Refusal>,
) -> Result<Response> {
    let (words, member) = (Frame::words_of(signed_in), &signed_in.member);
    let title = words.say("codes-add-title");
    let mut tx = site.db.snapshot().await?;
    let frame = Frame::of(&mut tx, site, signed_in, &title).await?;
    let factors = members::factors_of(&mut tx, member.id).await?;
    drop(tx);
    let address = key.address(site.host(), member.email.as_deref().unwrap_or(&member.name))?;
    let (size, path) = CodeKey::picture(&address)?;
    let code = Control::input("numeric", "one-time-code", "");
    let proofs = Proofs::of(site, signed_in, &factors).await?;
    let fields: Vec<Field> = [Field::of("code", words.say("codes-add-code"), code)]
        .into_iter()
        .chain(proofs.field(words))
        .collect();
    let mut form = Form {
        hidden: vec![("key", key.text())],
        ..Form::to("codes", ADDRESS)
            .asking(fields)
            .doing(words.say("codes-add-do"), Weight::Main)
    };
    let page = CodesPage {
        frame,
        wrong: refusal.map(|refusal| form.refuse_in(words, refusal)),
        title,
        lead: words.say("codes-add-lead"),
        picture: words.say("codes-add-picture"),
        size: size + 8,
        path,
        same: (address, words.say("codes-add-same")),
        by_hand: words.say("codes-add-by-hand"),
        key: key.grouped(),
        form,
        back: (ACCOUNT.to_owned(), words.say("leave-it")),
    };
    answer::page(&page, refusal.map_or(StatusCode::OK, status_of))
}
