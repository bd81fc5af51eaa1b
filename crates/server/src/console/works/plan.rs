//! Planning work.
//!
//! Read in order: [`ask`], [`submit`]. Where something else goes on at that time on the
//! same services, the first press says so and the second goes on.

use axum::{
    extract::{Query, State},
    http::StatusCode,
    response::Response,
};
use beffroi_domain::{ComponentId, Impact, MaintenanceId, window::Interval};
use uuid::Uuid;

use super::{
    super::{
        answer,
        desk::scene::{self, standing},
        form::{Control, Deed, Field, Form, More, Pick, Typed, Weight},
        frame::Frame,
    },
    FormPage, Warned, repeat, screen, warned,
};
use crate::{
    components::{self, Component},
    ground::{Error, Refusal, Result, Tx, token},
    idempotency,
    maintenances::{self, Schedule},
    members::{Role, SignedIn},
    pages::{self, Page},
    web::{Reader, Site},
};

/// Minutes before, and the words for them.
const REMINDERS: &[(&str, &str)] = &[
    ("", "none"),
    ("15", "15m"),
    ("60", "1h"),
    ("1440", "1d"),
    ("2880", "2d"),
    ("10080", "7d"),
];

/// What the address may say.
#[derive(serde::Deserialize)]
pub struct Asked {
    page: Option<String>,
}

/// What is around the form.
struct Setting {
    page: Page,
    others: Vec<Page>,
    components: Vec<Component>,
    reader: Reader,
}

impl Setting {
    async fn load(tx: &mut Tx, site: &Site, signed_in: &SignedIn, page: Page) -> Result<Self> {
        signed_in.on(tx, page.id, Role::Publisher).await?;
        let mut others = mine(tx, signed_in).await?;
        others.retain(|other| other.id != page.id);
        Ok(Self {
            components: standing(components::of_page(tx, page.id).await?),
            reader: scene::reader(tx, site, signed_in, &page).await?,
            others,
            page,
        })
    }
}

async fn mine(tx: &mut Tx, signed_in: &SignedIn) -> Result<Vec<Page>> {
    let mut all = pages::list(tx).await?;
    all.retain(|page| signed_in.role_on(page.id) >= Some(Role::Publisher));
    Ok(all)
}

/// Answers `GET /console/maintenances/new`.
///
/// # Errors
/// `NotFound` where the member may publish nowhere; a fault when the database is away.
pub async fn ask(
    State(site): State<Site>,
    signed_in: SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let all = mine(&mut tx, &signed_in).await?;
    let named = all
        .iter()
        .find(|page| Some(&page.slug) == asked.page.as_ref());
    let page = named
        .or_else(|| all.first())
        .ok_or(Error::NotFound)?
        .clone();
    let setting = Setting::load(&mut tx, &site, &signed_in, page).await?;
    let mut typed = Typed::default();
    typed.set("by_clock", "both");
    typed.set("remind_minutes", "1440");
    typed.set("impact", "minor");
    show(&site, &signed_in, &setting, &typed, Ended::Asked)
}

/// Answers `POST /console/maintenances/new`.
///
/// # Errors
/// `NotFound` without such a page for the member; a fault when the database is away.
pub async fn submit(
    State(site): State<Site>,
    signed_in: SignedIn,
    mut typed: Typed,
) -> Result<Response> {
    let mut tx = site.db.begin().await?;
    let page = pages::find_by_slug(&mut tx, typed.get("page")).await?;
    let page = page.ok_or(Error::NotFound)?;
    let setting = Setting::load(&mut tx, &site, &signed_in, page).await?;
    match store(&mut tx, &signed_in, &setting, &typed).await {
        Ok(Done::Planned(id)) => {
            tx.commit().await?;
            Ok(answer::see_other(&format!(
                "{}?done=planned",
                screen::address(id)
            )))
        }
        Ok(Done::Warned(words)) => {
            typed.set("despite", "yes");
            show(&site, &signed_in, &setting, &typed, Ended::Warned(words))
        }
        Err(Error::Refused(refusal)) => {
            show(&site, &signed_in, &setting, &typed, Ended::Refused(refusal))
        }
        Err(other) => Err(other),
    }
}

enum Done {
    Planned(MaintenanceId),
    Warned(Warned),
}

enum Ended {
    Asked,
    Warned(Warned),
    Refused(Refusal),
}

async fn store(
    tx: &mut Tx,
    signed_in: &SignedIn,
    setting: &Setting,
    typed: &Typed,
) -> Result<Done> {
    let (now, actor) = (setting.reader.now, signed_in.actor());
    let new = command(setting, typed)?;
    let on = new.components.clone();
    let digest = digest(typed);
    let key = typed.filled("key");
    if let Some(key) = key {
        let before = idempotency::once::<Uuid>(tx, now, actor, key, &digest).await?;
        if let Some(id) = before {
            return Ok(Done::Planned(MaintenanceId(id)));
        }
    }
    let done = maintenances::schedule(tx, now, actor, new).await?;
    let words = warned(tx, &setting.reader, &setting.page, &done.overlaps, &on).await?;
    if !words.is_empty() && !typed.is_on("despite") {
        return Ok(Done::Warned(words));
    }
    if let Some(key) = key {
        idempotency::keep(tx, actor, key, &done.id.0).await?;
    }
    Ok(Done::Planned(done.id))
}

/// The fingerprint of what was typed: the same form sent twice has the same.
fn digest(typed: &Typed) -> String {
    let pairs = typed.pairs().iter();
    let parts: Vec<&str> = pairs
        .flat_map(|(name, value)| [name.as_str(), value.as_str()])
        .collect();
    idempotency::digest_of(&parts)
}

fn command(setting: &Setting, typed: &Typed) -> Result<Schedule, Refusal> {
    let (page, reader) = (&setting.page, &setting.reader);
    let planned = times(reader, typed)?;
    Ok(Schedule {
        pages: vec![page.id],
        title: typed.words("title", &page.locales),
        text: typed.words("text", &page.locales),
        impact: typed.get("impact").parse().unwrap_or(Impact::Minor),
        components: chosen(typed),
        recurrence: repeat::meant(reader, typed, planned)?,
        planned,
        by_clock: typed.get("by_clock").parse().unwrap_or_default(),
        remind_minutes: typed.get("remind_minutes").parse().ok(),
        is_quiet: typed.is_on("quiet"),
    })
}

fn chosen(typed: &Typed) -> Vec<ComponentId> {
    let ids = typed.all("components");
    ids.filter_map(|id| id.parse().ok().map(ComponentId))
        .collect()
}

pub(super) fn times(reader: &Reader, typed: &Typed) -> Result<Interval, Refusal> {
    let at = |name: &'static str| {
        let moment = match typed.filled(&format!("{name}-date")) {
            Some(_) => typed.moment(name, &reader.zone, reader.now)?,
            None => None,
        };
        moment.map(|moment| moment.at).ok_or_else(|| {
            let message = "write a day and a time, such as 2026-03-04 and 22:00";
            Refusal::of(name, message).told("refusal-work-time")
        })
    };
    Ok(Interval {
        from: at("scheduled_start_at")?,
        to: at("scheduled_end_at")?,
    })
}

fn show(
    site: &Site,
    signed_in: &SignedIn,
    setting: &Setting,
    typed: &Typed,
    ended: Ended,
) -> Result<Response> {
    let reader = &setting.reader;
    let mut form = form(setting, typed);
    let (wrong, warned, status) = match ended {
        Ended::Asked => (None, Warned::default(), StatusCode::OK),
        Ended::Warned(words) => (None, words, StatusCode::CONFLICT),
        Ended::Refused(refusal) => {
            let status = answer::status_of(&refusal);
            (
                Some(form.refuse(reader, &refusal)),
                Warned::default(),
                status,
            )
        }
    };
    let title = reader.say("works-plan");
    let page = FormPage {
        frame: Frame::inside(site, signed_in, &title).at("/console/maintenances"),
        back: (
            "/console/maintenances".to_owned(),
            reader.say("works-title"),
        ),
        wrong,
        title,
        lead: lead(setting),
        warned,
        others: others(setting),
        form,
    };
    answer::page(&page, status)
}

/// The same form for another page, where the member may publish on several.
fn others(setting: &Setting) -> Vec<(String, String)> {
    let reader = &setting.reader;
    let way = |page: &Page| {
        let name = page.name_in(reader.locale());
        let label = reader.words.tell("works-elsewhere", &[("page", name)]);
        (
            format!("/console/maintenances/new?page={}", page.slug),
            label,
        )
    };
    setting.others.iter().map(way).collect()
}

/// On which page.
fn lead(setting: &Setting) -> String {
    let reader = &setting.reader;
    let name = setting.page.name_in(reader.locale());
    reader.words.tell("works-plan-lead", &[("page", name)])
}

fn form(setting: &Setting, typed: &Typed) -> Form {
    let (reader, page) = (&setting.reader, &setting.page);
    let words = |name: &'static str, rows| {
        let text = typed.words(name, &page.locales);
        Control::words(rows, &page.locales, &text)
    };
    let mut fields = vec![
        Field::of("title", reader.say("works-what"), words("title", 1))
            .hinted(reader.say("works-what-hint")),
    ];
    fields.extend((!setting.components.is_empty()).then(|| parts(setting, typed)));
    fields.extend(time_fields(reader, typed));
    fields.push(
        Field::of("text", reader.say("works-text"), words("text", 4))
            .hinted(reader.say("works-text-hint")),
    );
    let mut more = repeat::fields(reader, typed);
    more.push(impact(reader, typed));
    let is_open = typed.filled("recurrence").is_some_and(|way| way != "once");
    fields.extend(clock_fields(reader, typed));
    fields.push(quiet(reader, typed));
    let is_despite = typed.is_on("despite");
    let label = reader.say(if is_despite {
        "works-do-despite"
    } else {
        "works-do-plan"
    });
    Form {
        hidden: hidden(setting, typed),
        fields,
        more: Some(More {
            label: reader.say("works-more"),
            is_open,
            fields: more,
        }),
        deeds: vec![Deed::of("plan", label, Weight::Main)],
        back: Some(("/console/maintenances".to_owned(), reader.say("form-back"))),
        ..Form::to("plan", "/console/maintenances/new".to_owned())
    }
}

fn hidden(setting: &Setting, typed: &Typed) -> Vec<(&'static str, String)> {
    let mut hidden = vec![
        ("page", setting.page.slug.clone()),
        ("key", token::new_id(setting.reader.now).to_string()),
    ];
    hidden.extend(
        typed
            .is_on("despite")
            .then(|| ("despite", "yes".to_owned())),
    );
    hidden
}

fn parts(setting: &Setting, typed: &Typed) -> Field {
    let reader = &setting.reader;
    let on = chosen(typed);
    let pick = |one: &Component| {
        let name = reader.plain(&one.name).unwrap_or_default();
        Pick::of(one.id.to_string(), name, on.contains(&one.id))
    };
    let picks = setting.components.iter().map(pick).collect();
    Field::of(
        "components",
        reader.say("works-parts"),
        Control::Several(picks),
    )
}

pub(super) fn time_fields(reader: &Reader, typed: &Typed) -> Vec<Field> {
    let time = |name: &'static str, label: &str| {
        Field::of(name, reader.say(label), Control::time(reader, name, typed))
    };
    let hint = reader
        .words
        .tell("works-start-hint", &[("zone", &reader.zone_note())]);
    vec![
        time("scheduled_start_at", "works-start").hinted(hint),
        time("scheduled_end_at", "works-end"),
    ]
}

pub(super) fn clock_fields(reader: &Reader, typed: &Typed) -> Vec<Field> {
    let by_clock = typed.get("by_clock");
    let way = |way: &str| {
        Pick::of(
            way,
            reader.say(&format!("works-clock-{way}")),
            way == by_clock,
        )
    };
    let ways = ["both", "begin", "complete", "nothing"].map(way).to_vec();
    let minutes = typed.get("remind_minutes");
    let remind = |(word, key): &(&str, &str)| {
        Pick::of(
            *word,
            reader.say(&format!("works-remind-{key}")),
            *word == minutes,
        )
    };
    vec![
        Field::of("by_clock", reader.say("works-clock"), Control::List(ways)),
        Field::of(
            "remind_minutes",
            reader.say("works-remind"),
            Control::List(REMINDERS.iter().map(remind).collect()),
        ),
    ]
}

fn impact(reader: &Reader, typed: &Typed) -> Field {
    let chosen = typed.get("impact");
    let pick = |one: &Impact| {
        let label = reader.say(&format!("impact-{one}"));
        Pick::of(one.as_str(), label, one.as_str() == chosen)
    };
    Field::of(
        "impact",
        reader.say("works-impact"),
        Control::List(Impact::ALL.iter().map(pick).collect()),
    )
}

pub(super) fn quiet(reader: &Reader, typed: &Typed) -> Field {
    let is_on = typed.is_on("quiet");
    Field::of("quiet", reader.say("works-quiet"), Control::Check { is_on })
}
