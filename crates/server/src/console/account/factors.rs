//! The second factors of an account: what there is, what can be added and taken away, and recovery codes.

use std::sync::Arc;

use axum::{
    Extension, Router,
    extract::{Request, State},
    http::{Method, StatusCode},
    middleware::Next,
    response::{IntoResponse as _, Response},
    routing::{get, post},
};

use super::{
    codes, passkeys,
    prove::{Asker, Proofs, prove},
};
use crate::{
    console::{
        answer::{self, see_other, status_of},
        door::Limits,
        form::{Form, Typed, Weight},
        frame::Frame,
        screen::{Desk, Question, ShownOnce},
    },
    ground::{Error, Refusal, Result},
    members::{self, Factors, Party, SignedIn},
    web::{Site, Words, format::When},
};

/// One's own account.
pub(super) const ACCOUNT: &str = "/console/account";
const RECOVERY: &str = "/console/account/recovery";

/// The routes of factors.
pub(super) fn routes() -> Router<Site> {
    Router::new()
        .route(codes::ADDRESS, get(codes::show).post(codes::add))
        .route(codes::REMOVE, get(codes::ask_remove).post(codes::remove))
        .route(RECOVERY, get(ask_renew).post(renew))
        .route(passkeys::ADDRESS, get(passkeys::show).post(passkeys::add))
        .route(passkeys::ASK, post(passkeys::ask))
        .route(
            "/console/account/passkeys/{id}",
            get(passkeys::show_one).post(passkeys::rename),
        )
        .route(
            "/console/account/passkeys/{id}/remove",
            get(passkeys::ask_remove).post(passkeys::remove),
        )
}

/// What there is, as it stands on the account.
pub(super) struct Section {
    pub title: String,
    pub note: String,
    pub rows: Vec<Row>,
}

/// A factor, or one that could be.
pub(super) struct Row {
    pub name: String,
    pub said: String,
    pub at: Option<When>,
    pub used: Option<(String, When)>,
    /// Address, what it does, and to what.
    pub ways: Vec<(String, String, String)>,
}

/// What stands on the account.
pub(super) fn section(site: &Site, desk: &Desk, factors: Factors) -> Section {
    let words = desk.words();
    let mut rows = vec![codes_row(desk, &factors)];
    let (has_passkeys, is_any) = (!factors.passkeys.is_empty(), factors.is_any());
    for key in factors.passkeys {
        let at = format!("{}/{}", passkeys::ADDRESS, key.id);
        let way = |address, word: &str| (address, words.say(word), String::new());
        rows.push(Row {
            said: words.say("factor-since"),
            at: Some(desk.reader.instant(key.created_at)),
            used: key
                .used_at
                .map(|at| (words.say("factor-used"), desk.reader.instant(at))),
            ways: vec![
                way(at.clone(), "factor-rename"),
                way(format!("{at}/remove"), "factor-remove"),
            ],
            name: words.tell("factor-passkey", &[("name", &key.name)]),
        });
    }
    if Party::of(&site.public_url).is_some() {
        let said = if has_passkeys {
            "factor-passkey-more"
        } else {
            "factor-passkey-none"
        };
        rows.push(row(
            words,
            "factor-passkeys",
            said,
            passkeys::ADDRESS,
            "factor-add",
        ));
    }
    if is_any {
        let left = i64::try_from(factors.recovery_left).unwrap_or(i64::MAX);
        let said = words.count("factor-recovery-left", left, &[]);
        let renew = row(
            words,
            "factor-recovery",
            "factor-since",
            RECOVERY,
            "factor-renew",
        );
        rows.push(Row { said, ..renew });
    }
    for row in &mut rows {
        for (_, label, whole) in &mut row.ways {
            *whole = format!("{label}: {}", row.name);
        }
    }
    Section {
        title: words.say("factors-title"),
        note: words.say("factors-note"),
        rows,
    }
}

fn codes_row(desk: &Desk, factors: &Factors) -> Row {
    let words = desk.words();
    let Some(since) = factors.codes_since else {
        return row(
            words,
            "factor-codes",
            "factor-codes-none",
            codes::ADDRESS,
            "factor-add",
        );
    };
    Row {
        at: Some(desk.reader.instant(since)),
        ..row(
            words,
            "factor-codes",
            "factor-since",
            codes::REMOVE,
            "factor-remove",
        )
    }
}

fn row(words: &Words, name: &str, said: &str, address: &str, way: &str) -> Row {
    Row {
        name: words.say(name),
        said: words.say(said),
        at: None,
        used: None,
        ways: vec![(address.to_owned(), words.say(way), String::new())],
    }
}

/// Where the installation asks everybody for a second factor, whoever has none adds one before anything else.
pub(in crate::console) async fn insist(request: Request, next: Next) -> Response {
    let lacks = request
        .extensions()
        .get::<SignedIn>()
        .is_some_and(|one| one.lacks_factor);
    let path = request.uri().path();
    let is_open =
        path.starts_with(ACCOUNT) || ["/console/sign-out", "/console/language"].contains(&path);
    if !lacks || is_open {
        return next.run(request).await;
    }
    if *request.method() == Method::GET {
        return see_other(ACCOUNT);
    }
    let message =
        "this installation asks everybody for a second factor; add one to your account first";
    let refusal = Refusal::forbidden(message).told("refusal-factor-needed");
    Error::from(refusal).into_response()
}

/// After a factor was added: the recovery codes, the one time, where it was the first.
pub(super) async fn added(
    site: &Site,
    signed_in: &SignedIn,
    codes: Vec<String>,
) -> Result<Response> {
    if codes.is_empty() {
        return Ok(see_other("/console/account?done=factor"));
    }
    let words = Frame::words_of(signed_in);
    let title = words.say("recovery-codes-title");
    let mut tx = site.db.snapshot().await?;
    let shown = ShownOnce {
        frame: Frame::of(&mut tx, site, signed_in, &title).await?,
        lead: words.say("recovery-codes-lead"),
        values: codes,
        back: (ACCOUNT.to_owned(), words.say("recovery-codes-kept")),
        title,
    };
    answer::page(&shown, StatusCode::OK)
}

/// A question about a factor, which asks for a proof.
pub(super) async fn question(
    site: &Site,
    signed_in: &SignedIn,
    word: &str,
    action: String,
    refusal: Option<&Refusal>,
) -> Result<Response> {
    asked(site, signed_in, (word, Weight::Grave), action, refusal).await
}

/// The same about what weighs as much as is said.
pub(super) async fn asked(
    site: &Site,
    signed_in: &SignedIn,
    (word, weight): (&str, Weight),
    action: String,
    refusal: Option<&Refusal>,
) -> Result<Response> {
    let words = Frame::words_of(signed_in);
    let mut tx = site.db.snapshot().await?;
    let factors = members::factors_of(&mut tx, signed_in.member.id).await?;
    let title = words.say(&format!("{word}-title"));
    let frame = Frame::of(&mut tx, site, signed_in, &title).await?;
    drop(tx);
    let proofs = Proofs::of(site, signed_in, &factors).await?;
    let fields: Vec<_> = proofs.field(words).into_iter().collect();
    let mut form = Form::to("ask", action)
        .asking(fields)
        .doing(words.say(&format!("{word}-do")), weight);
    let question = Question {
        frame,
        lead: words.say(&format!("{word}-lead")),
        wrong: refusal.map(|refusal| form.refuse_in(words, refusal)),
        form,
        back: (ACCOUNT.to_owned(), words.say("leave-it")),
        title,
    };
    answer::page(&question, refusal.map_or(StatusCode::OK, status_of))
}

async fn ask_renew(State(site): State<Site>, signed_in: SignedIn) -> Result<Response> {
    question(
        &site,
        &signed_in,
        "recovery-renew",
        RECOVERY.to_owned(),
        None,
    )
    .await
}

async fn renew(
    State(site): State<Site>,
    Extension(limits): Extension<Arc<Limits>>,
    asker: Asker,
    signed_in: SignedIn,
    typed: Typed,
) -> Result<Response> {
    match renewed(&site, &limits, &asker, &signed_in, typed.get("proof")).await {
        Ok(codes) => added(&site, &signed_in, codes).await,
        Err(Error::Refused(refusal)) => {
            let action = RECOVERY.to_owned();
            question(&site, &signed_in, "recovery-renew", action, Some(&refusal)).await
        }
        Err(error) => Err(error),
    }
}

async fn renewed(
    site: &Site,
    limits: &Limits,
    asker: &Asker,
    signed_in: &SignedIn,
    proof: &str,
) -> Result<Vec<String>> {
    prove(site, limits, asker, signed_in, proof).await?;
    let (now, actor, own) = (site.clock.now(), signed_in.actor(), signed_in.member.id);
    let mut tx = site.db.begin().await?;
    if !members::has_factor(&mut tx, own).await? {
        return Err(Error::NotFound);
    }
    let codes = members::renew_recovery_codes(&mut tx, now, actor, own).await?;
    tx.commit().await?;
    Ok(codes)
}
