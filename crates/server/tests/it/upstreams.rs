//! What we depend on: the map, what is raised when a provider goes bad, and what is asked when it is over.

mod console;
mod mapped;
mod raised;
mod ruled;

use beffroi::{
    app,
    incidents::{self, Deed, Draft, OpenIncident},
    outbox::{self, Event},
    providers::Provider,
    upstreams::{self, NewUpstream, Rule, Target, Trouble},
};
use beffroi_domain::{Actor, ComponentId, ComponentStatus};
use jiff::SignedDuration;
use serde_json::json;

use crate::{
    providers::{follows, read, take_in},
    support::{TestApp, locale},
};

/// A provider with two components in two regions, as its page says it just now.
#[derive(Clone)]
pub struct Says {
    pub payments: &'static str,
    pub refunds: &'static str,
    pub indicator: &'static str,
    /// Each: id, status, impact, text, and which components it names.
    pub incidents: Vec<(
        &'static str,
        &'static str,
        &'static str,
        &'static str,
        &'static [&'static str],
    )>,
    pub works: &'static str,
}

pub const WELL: Says = Says {
    payments: "operational",
    refunds: "operational",
    indicator: "none",
    incidents: vec![],
    works: "",
};

/// Payments fail, and they say so.
pub fn bad(status: &'static str, text: &'static str) -> Says {
    Says {
        payments: "major_outage",
        indicator: "critical",
        incidents: vec![("i1", status, "critical", text, &["c1"])],
        ..WELL
    }
}

impl Says {
    fn summary(&self) -> String {
        let named = |ids: &[&str]| -> String {
            let all = ids.iter().map(|id| {
                format!(
                    r#"{{"id":"{id}","name":"{}"}}"#,
                    if *id == "c1" { "Payments" } else { "Refunds" }
                )
            });
            all.collect::<Vec<_>>().join(",")
        };
        let incidents = self.incidents.iter().map(|(id, status, impact, text, parts)| {
            format!(
                r#"{{"id":"{id}","name":"Payments fail","status":"{status}","impact":"{impact}","shortlink":"https://stspg.example/{id}",
                "created_at":"2026-03-04T10:50:00Z","started_at":"2026-03-04T10:50:00Z","updated_at":"2026-03-04T10:55:00Z","page_id":"p",
                "incident_updates":[{{"id":"u-{status}","status":"{status}","body":"{text}","created_at":"2026-03-04T10:55:00Z",
                  "display_at":"2026-03-04T10:55:00Z"}}],
                "components":[{}]}}"#,
                named(parts)
            )
        });
        format!(
            r#"{{"page":{{"id":"p","name":"Orgelpfeife","time_zone":"Etc/UTC"}},
            "components":[{{"id":"c1","name":"Payments","status":"{}"}},{{"id":"c2","name":"Refunds","status":"{}"}}],
            "incidents":[{}],"scheduled_maintenances":[{}],"status":{{"indicator":"{}","description":""}}}}"#,
            self.payments,
            self.refunds,
            incidents.collect::<Vec<_>>().join(","),
            self.works,
            self.indicator
        )
    }
}

/// A look sees this, and the reactor hears of it, as the crawler has it.
pub async fn look(app: &TestApp, provider: &Provider, says: &Says) {
    see(
        app,
        provider,
        &read(app, provider, "summary", &says.summary()),
    )
    .await;
}

/// The same of what any reader made of a page.
pub async fn see(app: &TestApp, provider: &Provider, seen: &beffroi_readers::watch::Seen) {
    let taken = take_in(app, provider, seen).await;
    if taken.is_anything() {
        tell(app, provider).await;
    }
    app::react(&app.app).await.unwrap();
}

/// The event of a look that changed something.
pub async fn tell(app: &TestApp, provider: &Provider) {
    let body = json!({ "provider": provider.id, "first": false, "status": null, "entries": [], "parts": [] });
    let key = format!("provider:{}", beffroi::ground::token::new_public_id());
    let event = Event {
        key: &key,
        kind: upstreams::EVENT,
        subject: Some(provider.id.0),
        page: None,
        body: &body,
    };
    let mut tx = app.db().begin().await.unwrap();
    outbox::event(&mut tx, app.now(), &event).await.unwrap();
    tx.commit().await.unwrap();
}

/// A component of ours that hangs on the provider's payments.
pub async fn mapped(app: &mut TestApp) -> (Provider, ComponentId) {
    app.set("[mail]\nhost = \"localhost\"\nfrom = \"status@example.com\"\n");
    let provider = follows(app, "statuspage").await;
    look(app, &provider, &WELL).await;
    let ours = app.component("Cards").await;
    let part = part(app, &provider, "c1").await;
    map(app, &provider, ours, part, ComponentStatus::PartialOutage).await;
    (provider, ours)
}

pub async fn part(app: &TestApp, provider: &Provider, external: &str) -> Target {
    let mut tx = app.db().snapshot().await.unwrap();
    let parts = beffroi::providers::parts_of(&mut tx, provider.id)
        .await
        .unwrap();
    let found = parts.iter().find(|one| one.external_id == external);
    Target::Part(found.unwrap().id)
}

pub async fn map(
    app: &TestApp,
    provider: &Provider,
    component: ComponentId,
    target: Target,
    degree: ComponentStatus,
) -> uuid::Uuid {
    let new = NewUpstream {
        component,
        provider: provider.id,
        target,
        degree,
        note: String::new(),
    };
    let mut tx = app.db().begin().await.unwrap();
    let id = upstreams::map(&mut tx, app.now(), Actor::System, app.page.id, &new).await;
    tx.commit().await.unwrap();
    id.unwrap()
}

pub async fn rule(app: &TestApp, rule: Rule) {
    let mut tx = app.db().begin().await.unwrap();
    upstreams::set_rule(&mut tx, app.now(), Actor::System, app.page.id, rule)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

pub fn pass(app: &TestApp, minutes: i64) {
    app.app
        .clock
        .set(app.now() + SignedDuration::from_mins(minutes));
}

/// What goes on at providers of the page.
pub async fn troubles(app: &TestApp) -> Vec<Trouble> {
    let mut tx = app.db().snapshot().await.unwrap();
    upstreams::open_of_page(&mut tx, app.page.id).await.unwrap()
}

/// The drafts of new incidents that wait.
pub async fn drafts(app: &TestApp) -> Vec<(Draft, OpenIncident)> {
    let mut tx = app.db().snapshot().await.unwrap();
    let all = incidents::drafts_of(&mut tx, app.page.id, None)
        .await
        .unwrap();
    let open = |draft: Draft| match draft.deed.clone() {
        Deed::Open(new) => Some((draft, new)),
        _ => None,
    };
    all.into_iter().filter_map(open).collect()
}

/// The letter that somebody who reads English gets.
pub fn english(letters: &[(String, beffroi_channels::Letter)]) -> &beffroi_channels::Letter {
    let mut all = letters.iter().map(|(_, letter)| letter);
    all.find(|letter| letter.locale == locale("en")).unwrap()
}
