//! Other providers' pages: what a look saw becomes what we know, in versions; and who cannot be seen is unknown.

mod again;
mod bringing;
mod commands;
mod day;
mod kept;
mod looking;
pub mod pages;
mod programs;
mod programs_read;
mod sharing;
mod shown;
mod taking;
mod words;

use beffroi::{
    ground::Result,
    providers::{self, Follow, Provider, Taken},
};
use beffroi_domain::{Actor, Locale, ProviderId};
use beffroi_readers::watch::{Place, Reply, Seen};
use jiff::tz::TimeZone;

use crate::support::TestApp;

/// A page that is followed and shown on the first page of ours.
pub async fn follows(app: &TestApp, form: &str) -> Provider {
    let new = Follow {
        slug: "orgelpfeife".to_owned(),
        name: "Orgelpfeife".to_owned(),
        sector: "acquirer".to_owned(),
        place: Place::of("https://status.orgelpfeife.example"),
        form: Some(form.to_owned()),
        locale: Locale::of("en"),
        zone: TimeZone::UTC,
        selectors: std::collections::BTreeMap::new(),
        is_empty_clear: true,
        pages: vec![app.page.id],
    };
    let id = follow(app, &new).await.unwrap();
    load(app, id).await
}

pub async fn follow(app: &TestApp, new: &Follow) -> Result<ProviderId> {
    let mut tx = app.db().begin().await?;
    let id = providers::follow(&mut tx, app.now(), Actor::System, new).await?;
    tx.commit().await?;
    Ok(id)
}

/// Nobody can see how it is, for this reason; whether that is new.
pub async fn blind(app: &TestApp, provider: &Provider, why: &str) -> bool {
    let mut tx = app.db().begin().await.unwrap();
    let is_new = providers::blind(&mut tx, app.now(), provider.id, why)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    is_new
}

pub async fn load(app: &TestApp, id: ProviderId) -> Provider {
    let mut tx = app.db().snapshot().await.unwrap();
    providers::load(&mut tx, id).await.unwrap()
}

/// What the provider's reader makes of a reply.
pub fn read(app: &TestApp, provider: &Provider, role: &str, body: &str) -> Seen {
    let reply = Reply {
        role,
        url: "https://status.orgelpfeife.example/x",
        headers: &[],
        body: body.as_bytes(),
    };
    let context = provider.context(app.now(), &app.page.locales);
    (provider.form().unwrap().read)(&reply, &context).unwrap()
}

pub async fn take_in(app: &TestApp, provider: &Provider, seen: &Seen) -> Taken {
    let mut tx = app.db().begin().await.unwrap();
    let taken = providers::take_in(&mut tx, app.now(), provider.id, seen, false).await;
    tx.commit().await.unwrap();
    taken.unwrap()
}
