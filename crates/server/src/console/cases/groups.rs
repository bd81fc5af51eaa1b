//! What looks alike, and what there is more of than usual: open cases about no incident, gathered; tied to an incident together, or made
//! into one.

use std::collections::{BTreeMap, BTreeSet};

use askama::{Template, filters::HtmlSafe};
use axum::{extract::State, http::Uri, response::Response};
use beffroi_domain::{
    ComponentId, ReportId,
    case::{Told, gather},
};
use jiff::{SignedDuration, Timestamp};

use super::{ADDRESS, deeds, draft, fields, list, look, one, part_name};
use crate::{
    components::Component,
    console::{
        answer,
        form::{Deed, Form, Typed, Weight},
    },
    ground::{Error, Result, Tx, token},
    members::{Role, SignedIn},
    pages::{self, Page},
    reports::{self, Listed, Part, Scope, Spike},
    story::scope,
    web::{Reader, Site},
};

/// Cases of so many hours are compared.
const WINDOW: SignedDuration = SignedDuration::from_hours(24);
/// So many at most are compared, the newest.
const MOST: i64 = 300;
/// So many groups are shown.
const SHOWN: usize = 5;
/// So many cases of a group are named; all of them are counted.
const NAMED: i64 = 30;

/// Cases that look like one trouble.
#[derive(Template)]
#[template(path = "console/cases/group.html")]
pub(super) struct Group {
    id: usize,
    title: String,
    lines: Vec<String>,
    /// The newest words, and their language.
    words: Option<(String, String)>,
    /// Reference and address of each.
    cases: Vec<(String, String)>,
    cases_label: String,
    forms: Vec<Form>,
}

impl HtmlSafe for Group {}

/// What a page's team may look at together.
#[derive(Default)]
pub(super) struct Groups {
    /// Of what there are more than usual, with the cases that are about no incident yet.
    pub spikes: Vec<Group>,
    /// What looks alike beside these.
    pub alike: Vec<Group>,
}

/// What of a page looks alike, and what there is more of than usual.
///
/// # Errors
/// A fault when the database is away.
pub(super) async fn load(
    tx: &mut Tx,
    reader: &Reader,
    page: &Page,
    (components, may): (&[Component], bool),
) -> Result<Groups> {
    let incidents = match may {
        true => one::choice(tx, page.id).await?,
        false => vec![],
    };
    let mut id = 0;
    let mut put = |spike: Option<&Spike>, members: &[&Listed]| {
        id += 1;
        let title = spike.map(|one| list::spike(reader, components, one));
        let mut group = group(reader, components, (id, title), members);
        if may && !members.is_empty() {
            let choice = fields::incident(reader, &incidents, None);
            let named = match spike {
                // Hundreds need no names: they are looked up when it is pressed.
                Some(one) => vec![("spike", one.id.to_string())],
                None => members
                    .iter()
                    .map(|one| ("report", one.id.to_string()))
                    .collect(),
            };
            group.forms = forms(reader, page, (id, named), choice);
        }
        group
    };
    let (mut spikes, mut known) = (Vec::new(), BTreeSet::new());
    for one in reports::spikes_of(tx, reader.now, page.id).await? {
        let all = of_spike(tx, &one).await?;
        known.extend(all.iter().map(|one| one.id));
        let members: Vec<&Listed> = all.iter().collect();
        spikes.push(put(Some(&one), &members));
    }
    let since = reader.now.checked_sub(WINDOW).unwrap_or(reader.now);
    let all = reports::unlinked(tx, (page.id, Part::Any), since, MOST).await?;
    let found = alike(&all).into_iter();
    // What a spike holds stands there once.
    let found = found.filter(|members| !members.iter().all(|one| known.contains(&one.id)));
    let alike = found.take(SHOWN).map(|members| put(None, &members));
    Ok(Groups {
        alike: alike.collect(),
        spikes,
    })
}

/// What belongs to it and is about no incident yet, the newest first.
async fn of_spike(tx: &mut Tx, one: &Spike) -> Result<Vec<Listed>> {
    let part = Part::Only(one.component);
    reports::unlinked(tx, (one.page, part), one.from(), MOST).await
}

/// Those that look like one trouble, trouble by trouble.
fn alike(all: &[Listed]) -> Vec<Vec<&Listed>> {
    let parts: Vec<Option<String>> = all
        .iter()
        .map(|one| one.component.map(|id| id.to_string()))
        .collect();
    let told: Vec<Told<'_>> = all
        .iter()
        .zip(&parts)
        .map(|(one, part)| Told {
            at: one.created_at,
            component: part.as_deref(),
            method: Some(one.method.as_str()).filter(|text| !text.is_empty()),
            words: &one.words,
        })
        .collect();
    let found = gather(&told).into_iter();
    found
        .map(|alike| alike.0.iter().map(|place| &all[*place]).collect())
        .collect()
}

/// With a title of its own, or with how many they are and about what.
fn group(
    reader: &Reader,
    components: &[Component],
    (id, own): (usize, Option<String>),
    members: &[&Listed],
) -> Group {
    let scope = Scope::of(members.iter().copied());
    let part = common_part(members.iter().copied());
    let part = part.and_then(|id| part_name(reader, components, id));
    let count = i64::try_from(members.len()).unwrap_or(i64::MAX);
    let title = match &part {
        Some(name) => {
            let said = [("component", name.as_str())];
            reader.words.count("cases-alike-of", count, &said)
        }
        None => reader.words.count("cases-alike-any", count, &[]),
    };
    let newest = members.iter().max_by_key(|one| one.created_at);
    let newest = newest.filter(|one| !one.words.is_empty());
    Group {
        id,
        // Our title says how many there are.
        lines: match (members.is_empty(), &own) {
            (true, _) => vec![],
            (false, Some(_)) => scope::lines(reader, &scope),
            (false, None) => scope::lines(reader, &scope).split_off(1),
        },
        words: newest.map(|one| (one.locale.to_string(), list::beginning(&one.words))),
        cases: members
            .iter()
            .take(usize::try_from(NAMED).unwrap_or_default())
            .map(|one| (one.reference.to_string(), format!("{ADDRESS}/{}", one.id)))
            .collect(),
        cases_label: match count > NAMED {
            true => reader.words.count("cases-alike-newest", NAMED, &[]),
            false => reader.say("cases-alike-which"),
        },
        title: own.unwrap_or(title),
        forms: vec![],
    }
}

/// The component that most of them name.
pub(super) fn common_part<'a>(
    members: impl IntoIterator<Item = &'a Listed>,
) -> Option<ComponentId> {
    let mut counts: BTreeMap<ComponentId, usize> = BTreeMap::new();
    for id in members.into_iter().filter_map(|one| one.component) {
        *counts.entry(id).or_default() += 1;
    }
    let most = counts.into_iter().max_by_key(|(_, count)| *count);
    most.map(|(id, _)| id)
}

fn forms(
    reader: &Reader,
    page: &Page,
    (id, named): (usize, Vec<(&'static str, String)>),
    incident: crate::console::form::Field,
) -> Vec<Form> {
    let hidden = || {
        let mut hidden = vec![
            ("key", token::new_id(reader.now).to_string()),
            ("of", page.slug.clone()),
        ];
        hidden.extend(named.clone());
        hidden
    };
    let declare = Form {
        hidden: hidden(),
        deeds: vec![Deed::of(
            "",
            reader.say("cases-alike-declare"),
            Weight::Main,
        )],
        ..Form::to("declare", format!("{ADDRESS}/declare")).apart(&id.to_string())
    };
    let link = Form {
        hidden: hidden(),
        ..Form::to("together", format!("{ADDRESS}/link"))
            .asking([incident])
            .doing(reader.say("cases-alike-link"), Weight::Quiet)
            .apart(&id.to_string())
    };
    vec![declare, link]
}

/// Answers `POST /console/cases/link`: all of these are about one incident.
///
/// # Errors
/// `NotFound` where one of them is none of the page, or the page none of theirs; a fault when the database is away.
pub(super) async fn link(
    State(site): State<Site>,
    signed_in: SignedIn,
    typed: Typed,
) -> Result<Response> {
    done(&site, &signed_in, &typed, async |tx, page, ids| {
        let incident = deeds::chosen_incident(&typed)?;
        let (now, actor) = (site.clock.now(), signed_in.actor());
        for id in ids {
            reports::link(tx, now, actor, *id, incident).await?;
        }
        Ok(format!("{ADDRESS}?of={}&done=linked", page.slug))
    })
    .await
}

/// Answers `POST /console/cases/declare`: an incident is begun out of them, in the form in which one is declared.
///
/// # Errors
/// As [`link`].
pub(super) async fn declare(
    State(site): State<Site>,
    signed_in: SignedIn,
    typed: Typed,
) -> Result<Response> {
    done(&site, &signed_in, &typed, async |tx, page, ids| {
        let all = reports::listed_on(tx, page.id, ids).await?;
        let (now, actor) = (site.clock.now(), signed_in.actor());
        let draft = draft::make(tx, (now, actor), page, &all).await?;
        Ok(format!(
            "/console/incidents/new?page={}&draft={}",
            page.slug, draft.0
        ))
    })
    .await
}

/// The cases that a form means: those that it names, or what belongs to a spike by now. None of another page goes along.
async fn ids(tx: &mut Tx, page: &Page, (typed, now): (&Typed, Timestamp)) -> Result<Vec<ReportId>> {
    let ids: Vec<ReportId> = match typed.get("spike") {
        "" => {
            let named = typed.all("report");
            let named = named.filter_map(|id| id.parse().ok().map(ReportId));
            named
                .take(usize::try_from(MOST).unwrap_or_default())
                .collect()
        }
        id => {
            let going = reports::spikes_of(tx, now, page.id).await?;
            let found = going.iter().find(|one| one.id.to_string() == id);
            let all = of_spike(tx, found.ok_or(Error::NotFound)?).await?;
            all.iter().map(|one| one.id).collect()
        }
    };
    if ids.is_empty() {
        return Err(Error::NotFound);
    }
    reports::listed_on(tx, page.id, &ids).await?;
    Ok(ids)
}

async fn done(
    site: &Site,
    signed_in: &SignedIn,
    typed: &Typed,
    deed: impl AsyncFnOnce(&mut Tx, &Page, &[ReportId]) -> Result<String>,
) -> Result<Response> {
    let mut tx = site.db.begin().await?;
    let page = pages::find_by_slug(&mut tx, typed.get("of")).await?;
    let page = page.ok_or(Error::NotFound)?;
    signed_in.on(&mut tx, page.id, Role::Responder).await?;
    let now = site.clock.now();
    let done = answer::once(&mut tx, now, signed_in, typed, async |tx| {
        let ids = ids(tx, &page, (typed, now)).await?;
        deed(tx, &page, &ids).await
    });
    let done = done.await;
    match answer::end(tx, done).await? {
        Ok(led_on) => Ok(led_on),
        Err(refusal) => {
            let here = format!("{ADDRESS}?of={}", page.slug);
            let here: Uri = here.parse().map_err(anyhow::Error::from)?;
            let asked = look::asked(&here);
            list::screen(site, signed_in, &asked, (None, Some(refusal))).await
        }
    }
}
