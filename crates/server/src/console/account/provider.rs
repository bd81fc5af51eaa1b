//! One's account at the provider that people may sign in through: linked, and unlinked.

use std::sync::Arc;

use axum::{
    Extension, Router,
    extract::{Query, State},
    response::Response,
    routing::get,
};

use super::{
    factors::{asked, question},
    prove::{Asker, prove},
};
use crate::{
    console::{
        answer::see_other,
        door::{Limits, Through, lead_there},
        form::{Typed, Weight},
        frame::Frame,
        screen::Desk,
    },
    ground::{Error, Refusal, Result, Tx},
    members::{
        SignedIn,
        oidc::{self, Ceremony, Provider, Stop},
    },
    web::{Site, format::When},
};

const ADDRESS: &str = "/console/account/provider";
const UNLINK: &str = "/console/account/provider/unlink";

/// The routes of it.
pub(super) fn routes() -> Router<Site> {
    Router::new()
        .route(ADDRESS, get(show).post(link))
        .route(UNLINK, get(ask_unlink).post(unlink))
}

/// What stands on the account.
pub(super) struct Section {
    pub title: String,
    pub said: String,
    /// Since when it is linked, and when it was last used.
    pub since: Option<When>,
    pub used: Option<(String, When)>,
    /// Where to change that, and what it does.
    pub way: (&'static str, String),
}

/// The section, where a provider is set or was.
pub(super) async fn section(
    tx: &mut Tx,
    site: &Site,
    desk: &Desk,
    signed_in: &SignedIn,
) -> Result<Option<Section>> {
    let words = desk.words();
    let linked = oidc::list_identities(tx, signed_in.member.id).await?;
    let Some(one) = linked.into_iter().next_back() else {
        return Ok(site.provider.clone().map(|title| Section {
            title,
            said: words.say("provider-link-note"),
            since: None,
            used: None,
            way: (ADDRESS, words.say("provider-link-do")),
        }));
    };
    let instant = |at| desk.reader.instant(at);
    Ok(Some(Section {
        title: one.name,
        said: words.say("provider-since"),
        since: Some(instant(one.created_at)),
        used: one
            .used_at
            .map(|at| (words.say("provider-used"), instant(at))),
        way: (UNLINK, words.say("provider-unlink-do")),
    }))
}

#[derive(serde::Deserialize)]
struct Came {
    stopped: Option<String>,
}

async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    Query(came): Query<Came>,
) -> Result<Response> {
    let name = site.provider.as_deref().ok_or(Error::NotFound)?;
    let stop = came.stopped.as_deref().and_then(Stop::find);
    let refusal = stop.map(|stop| stop.refusal(name));
    ask_link(&site, &signed_in, refusal.as_ref()).await
}

async fn ask_link(
    site: &Site,
    signed_in: &SignedIn,
    refusal: Option<&Refusal>,
) -> Result<Response> {
    let (said, to) = (("provider-link", Weight::Main), ADDRESS.to_owned());
    asked(site, signed_in, said, to, refusal).await
}

async fn link(
    State(site): State<Site>,
    Extension(limits): Extension<Arc<Limits>>,
    Extension(through): Extension<Through>,
    asker: Asker,
    signed_in: SignedIn,
    typed: Typed,
) -> Result<Response> {
    let provider = through.ok_or(Error::NotFound)?;
    match led(&site, &limits, &provider, &asker, &signed_in, &typed).await {
        Err(Error::Refused(refusal)) => ask_link(&site, &signed_in, Some(&refusal)).await,
        led => led,
    }
}

async fn led(
    site: &Site,
    limits: &Limits,
    provider: &Provider,
    asker: &Asker,
    signed_in: &SignedIn,
    typed: &Typed,
) -> Result<Response> {
    prove(site, limits, asker, signed_in, typed.get("proof")).await?;
    let member = Some(signed_in.member.id);
    let ceremony = Ceremony::begin(site.clock.now(), member, "/console/account?done=linked");
    lead_there(site, provider, Frame::words_of(signed_in), &ceremony).await
}

async fn ask_unlink(State(site): State<Site>, signed_in: SignedIn) -> Result<Response> {
    question(
        &site,
        &signed_in,
        "provider-unlink",
        UNLINK.to_owned(),
        None,
    )
    .await
}

async fn unlink(
    State(site): State<Site>,
    Extension(limits): Extension<Arc<Limits>>,
    asker: Asker,
    signed_in: SignedIn,
    typed: Typed,
) -> Result<Response> {
    match unlinked(&site, &limits, &asker, &signed_in, &typed).await {
        Ok(()) => Ok(see_other("/console/account?done=unlinked")),
        Err(Error::Refused(refusal)) => {
            let (word, to) = ("provider-unlink", UNLINK.to_owned());
            question(&site, &signed_in, word, to, Some(&refusal)).await
        }
        Err(error) => Err(error),
    }
}

async fn unlinked(
    site: &Site,
    limits: &Limits,
    asker: &Asker,
    signed_in: &SignedIn,
    typed: &Typed,
) -> Result<()> {
    prove(site, limits, asker, signed_in, typed.get("proof")).await?;
    let (now, actor, own) = (site.clock.now(), signed_in.actor(), signed_in.member.id);
    let mut tx = site.db.begin().await?;
    let linked = oidc::list_identities(&mut tx, own).await?;
    let last = linked.last().ok_or(Error::NotFound)?.id;
    oidc::unlink_identity(&mut tx, now, actor, own, last).await?;
    tx.commit().await
}
