//! What readers report, as the team finds it in the console: the inbox, one case, what looks alike, all about an incident, the rules.

mod alike;
mod figures;
mod files;
mod inbox;
mod one;
mod several;

use beffroi::{
    ground::{Result, Tx},
    reports::{self, Facts, NewReport, Report, Source},
};
use beffroi_domain::{Actor, ComponentId, PageId, ReportId};
use jiff::SignedDuration;

use crate::support::{TestApp, locale};

/// What a merchant says by the form of a page.
pub fn said(page: PageId, tag: &'static str, words: &str) -> NewReport {
    NewReport {
        page,
        locale: locale(tag),
        source: Source::Form,
        facts: Facts {
            words: words.to_owned(),
            email: "shop@example.com".to_owned(),
            ..Facts::default()
        },
        too: None,
        sender: String::new(),
        mail_id: None,
    }
}

/// The same of a component, by a method, in a country.
pub fn about(
    app: &TestApp,
    tag: &'static str,
    (component, method, country): (ComponentId, &str, &str),
) -> NewReport {
    let mut new = said(app.page.id, tag, "It does not work");
    new.facts.component = Some(component);
    new.facts.method = method.to_owned();
    new.facts.country = country.to_owned();
    new
}

/// A verb in a transaction of its own.
pub async fn does<T>(app: &TestApp, deed: impl AsyncFnOnce(&mut Tx) -> Result<T>) -> T {
    let mut tx = app.db().begin().await.unwrap();
    let done = deed(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    done
}

/// Opened so many minutes ago.
pub async fn opened(app: &TestApp, minutes: i64, new: &NewReport) -> ReportId {
    let then = app.now() - SignedDuration::from_mins(minutes);
    does(app, async |tx| {
        reports::open(tx, then, Actor::System, new).await
    })
    .await
    .0
}

pub async fn report(app: &TestApp, id: ReportId) -> Report {
    let mut tx = app.db().snapshot().await.unwrap();
    reports::load(&mut tx, id).await.unwrap()
}

pub fn at(id: ReportId) -> String {
    format!("/console/cases/{id}")
}
