//! Reporting a problem, as a merchant does it: the form, what stands in for the proof, the page of a case, and what is never taken.

mod case;
mod files;
mod form;
mod masks;
mod proof;

use beffroi::{
    ground::seal,
    incidents::NewIncident,
    reports::{self, DeskRules, Report},
};
use beffroi_domain::{Actor, IncidentStatus, case::Reference};
use jiff::SignedDuration;

use crate::support::{Answer, TestApp};

/// On each database, with an open desk.
async fn each() -> Vec<TestApp> {
    let all = TestApp::each().await;
    for app in &all {
        open_desk(app, true).await;
    }
    all
}

async fn open_desk(app: &TestApp, is_open: bool) {
    let rules = DeskRules {
        is_open,
        ..DeskRules::default()
    };
    let mut tx = app.db().begin().await.unwrap();
    reports::set_rules(&mut tx, app.now(), Actor::System, app.page.id, &rules)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

/// An incident that is not over.
fn ongoing(app: &TestApp) -> NewIncident {
    let mut new = app.incident();
    new.facts.status = IncidentStatus::Investigating;
    new.updates.truncate(1);
    new
}

const ABOUT: &str = "/it/report?about=q2kg8n613kr3";

/// The form as it stands there, with these fields and the figure that its challenge asks for.
async fn send(app: &TestApp, path: &str, fields: &[(&str, &str)]) -> Answer {
    let form = app.get(path).await;
    let challenge = one(&form, "input[name=challenge]");
    let figure = solve(&challenge);
    let mut all = fields.to_vec();
    all.extend([("challenge", challenge.as_str()), ("figure", &figure)]);
    app.fill("", path, &all).await
}

/// The same without a script: one press, some seconds, and one press more.
async fn press_twice(app: &TestApp, path: &str, fields: &[(&str, &str)]) -> Answer {
    let again = app.fill("", path, fields).await;
    later(app, 5);
    press(app, &again).await
}

/// What stands in the hidden fields of a page, sent.
async fn press(app: &TestApp, page: &Answer) -> Answer {
    let names = page.attributes("main form input[type=hidden]", "name");
    let values = page.attributes("main form input[type=hidden]", "value");
    let fields: Vec<(&str, &str)> = names
        .iter()
        .map(String::as_str)
        .zip(values.iter().map(String::as_str))
        .collect();
    let path = one(page, "main form").clone();
    app.fill("", &path, &fields).await
}

fn one(page: &Answer, selector: &str) -> String {
    let name = if selector.ends_with("form") {
        "action"
    } else {
        "value"
    };
    let all = page.attributes(selector, name);
    assert_eq!(all.len(), 1, "{selector} in {}", page.body);
    all.into_iter().next().unwrap()
}

fn solve(challenge: &str) -> String {
    let mut figures = (0_u64..).map(|one| one.to_string());
    let is_enough =
        |figure: &String| seal::digest(&format!("{challenge}:{figure}")).starts_with("0000");
    figures.find(is_enough).unwrap()
}

fn later(app: &TestApp, seconds: i64) {
    let at = app.now() + SignedDuration::from_secs(seconds);
    app.app.clock.set(at);
}

/// The case that an answer leads to.
async fn case(app: &TestApp, sent: &Answer) -> Report {
    assert_eq!(sent.status, 303, "{}", sent.body);
    let mut parts = sent.header("location").split('/').skip(3);
    let reference: Reference = parts.next().unwrap().parse().unwrap();
    let mut tx = app.db().snapshot().await.unwrap();
    let found = reports::find(&mut tx, app.page.id, reference)
        .await
        .unwrap();
    found.unwrap()
}

async fn count(app: &TestApp) -> usize {
    let mut tx = app.db().snapshot().await.unwrap();
    let all = reports::of_page(&mut tx, app.page.id, true, 1_000).await;
    all.unwrap().len()
}
