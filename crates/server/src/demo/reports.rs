//! What customers of the demo reported: a desk that is open, with cases that wait, are answered and belong to what goes on.

use anyhow::Context as _;
use beffroi_domain::{Actor, IncidentId, Locale};
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;

use super::convert::Scene;
use crate::{
    ground::{Result, Tx},
    reports::{self, Answer, DeskRules, Facts, NewReport, Place, Source},
};

const DATA: &str = include_str!("data/reports.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "report")]
    reports: Vec<Told>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Told {
    locale: String,
    /// Minutes before the start.
    ago: i64,
    component: Option<String>,
    #[serde(default)]
    method: String,
    #[serde(default)]
    country: String,
    #[serde(default)]
    place: String,
    payments: Option<i64>,
    merchant: String,
    email: String,
    words: String,
    #[serde(default)]
    is_about_live: bool,
    #[serde(default)]
    said: Vec<Said>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Said {
    ago: i64,
    is_ours: bool,
    words: String,
}

/// Opens the desk, and writes what was reported; `live` is what goes on.
pub(super) async fn report(tx: &mut Tx, scene: &Scene<'_>, live: Option<IncidentId>) -> Result<()> {
    let rules = DeskRules {
        is_open: true,
        ..DeskRules::default()
    };
    reports::set_rules(tx, scene.now, Actor::System, scene.page, &rules).await?;
    let file: File = toml::from_str(DATA).context("what the demo's customers reported")?;
    for told in &file.reports {
        one(tx, scene, told, live.filter(|_| told.is_about_live)).await?;
    }
    Ok(())
}

async fn one(tx: &mut Tx, scene: &Scene<'_>, told: &Told, too: Option<IncidentId>) -> Result<()> {
    let component = told.component.as_ref();
    let new = NewReport {
        page: scene.page,
        locale: told
            .locale
            .parse::<Locale>()
            .context("a demo customer's locale")?,
        source: Source::Form,
        facts: Facts {
            words: told.words.clone(),
            since: None,
            component: component.and_then(|key| scene.components.get(key)).copied(),
            method: told.method.clone(),
            country: told.country.clone(),
            place: told.place.parse::<Place>()?,
            payments: told.payments,
            merchant: told.merchant.clone(),
            transaction: String::new(),
            email: told.email.clone(),
        },
        too,
        sender: "demo".to_owned(),
        mail_id: None,
    };
    let before = |ago: i64| -> Timestamp { scene.now - SignedDuration::from_mins(ago) };
    let (id, _) = reports::open(tx, before(told.ago), Actor::System, &new).await?;
    for said in &told.said {
        let at = before(said.ago);
        match said.is_ours {
            true => {
                let answer = Answer {
                    report: id,
                    locale: None,
                    words: said.words.clone(),
                };
                reports::answer(tx, at, Actor::System, &answer).await?;
            }
            false => {
                reports::hear(tx, at, id, &said.words, None).await?;
            }
        }
    }
    Ok(())
}
