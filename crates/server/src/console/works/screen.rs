//! One work: where it stands, what was said, and the steps that can be taken now.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::Response,
};
use beffroi_domain::{
    Locale, MaintenanceId, MaintenanceStatus, maintenance::Step, window::Interval,
};
use jiff::Timestamp;
use uuid::Uuid;

use super::{
    super::{
        answer::{self, see_other},
        desk::scene,
        form::{Control, Deed, Field, Form, Typed, Weight, Wrong},
        frame::Frame,
    },
    Warned, list, warned,
};
use crate::{
    components,
    ground::{Error, Refusal, Result, Tx},
    maintenances::{self, Say, Standing, TakeStep},
    members::{Role, SignedIn},
    pages::{self, Page, Visibility},
    story::{
        Names,
        facts::{self, Facts},
        updates::{self, Updates},
    },
    web::{Reader, Site, format::Said},
};

/// How many times of work that comes again are shown.
const NEXT: usize = 6;

/// One work as a member finds it.
pub(super) struct Scene {
    pub(super) standing: Standing,
    pub(super) reader: Reader,
    pages: Vec<Page>,
    page: Page,
    names: Names,
}

impl Scene {
    /// The maintenance `id`, for a member who may read one of its pages.
    ///
    /// # Errors
    /// `NotFound` where there is none, or none that they may see.
    pub(super) async fn load(
        tx: &mut Tx,
        site: &Site,
        signed_in: &SignedIn,
        id: Uuid,
    ) -> Result<Self> {
        let standing = maintenances::load(tx, MaintenanceId(id)).await?;
        let mut all = Vec::new();
        for stands in &standing.pages {
            let page = pages::find_by_id(tx, stands.page).await?;
            all.push(page.ok_or(Error::NotFound)?);
        }
        let mine = all.iter().find(|page| signed_in.role_on(page.id).is_some());
        let page = mine.ok_or(Error::NotFound)?.clone();
        let names = Names::of(&components::of_page(tx, page.id).await?);
        Ok(Self {
            reader: scene::reader(tx, site, signed_in, &page).await?,
            pages: all,
            page,
            names,
            standing,
        })
    }

    /// Lets on where the member may publish on every page of it, asked in the transaction of the deed.
    ///
    /// # Errors
    /// `NotFound` or `Refused` where they may not.
    pub(super) async fn allow(&self, tx: &mut Tx, signed_in: &SignedIn) -> Result<()> {
        for page in &self.pages {
            signed_in.on(tx, page.id, Role::Publisher).await?;
        }
        Ok(())
    }

    /// Its languages.
    pub(super) fn locales(&self) -> Vec<Locale> {
        scene::locales_of(self.pages.iter())
    }

    /// What it is called.
    pub(super) fn title(&self) -> String {
        list::called(&self.reader, &self.standing).text
    }

    fn may_publish(&self, signed_in: &SignedIn) -> bool {
        let role = |page: &Page| signed_in.role_on(page.id);
        self.pages
            .iter()
            .all(|page| role(page) >= Some(Role::Publisher))
    }

    fn public_address(&self) -> Option<String> {
        let here = self.standing.pages.iter();
        let mut here = here.filter(|stands| stands.page == self.page.id);
        let stands = here.find(|stands| stands.visibility == Visibility::Public)?;
        let rest = format!("maintenances/{}", stands.public_id);
        let locale = self.page.default_locale();
        Some(self.reader.address.path_in(locale, &rest))
    }
}

/// Its address in the console.
pub(super) fn address(id: MaintenanceId) -> String {
    format!("/console/maintenances/{id}")
}

#[derive(Template)]
#[template(path = "console/works/screen.html")]
struct ScreenPage {
    frame: Frame,
    home: String,
    wrong: Option<Wrong>,
    done: Option<String>,
    warned: Warned,
    title: Said,
    status: String,
    public: Option<(String, String)>,
    clock: String,
    say_title: String,
    may_not: Option<String>,
    form: Option<Form>,
    move_it: Option<(String, String)>,
    times_title: String,
    only: Option<(String, String)>,
    times: Vec<(i64, String)>,
    facts_title: String,
    facts: Facts,
    updates_title: String,
    updates: Updates,
}

/// What the address may say.
#[derive(serde::Deserialize)]
pub struct Asked {
    done: Option<String>,
}

/// Answers `GET /console/maintenances/{id}`.
///
/// # Errors
/// `NotFound` without such work for the member; a fault when the database is away.
pub async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let scene = Scene::load(&mut tx, &site, &signed_in, id).await?;
    let done = asked.done.filter(|word| DONE.contains(&word.as_str()));
    let done = done.map(|word| scene.reader.say(&format!("works-done-{word}")));
    let page = build(
        &mut tx,
        &site,
        &signed_in,
        &scene,
        &Typed::default(),
        None,
        done,
    )
    .await?;
    answer::page(&page, StatusCode::OK)
}

/// What was done before the page was led to.
const DONE: &[&str] = &[
    "planned", "moved", "said", "begin", "verify", "complete", "cancel", "only",
];

/// Answers `POST /console/maintenances/{id}`: a word, or a step.
///
/// # Errors
/// As [`show`].
pub async fn submit(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
    typed: Typed,
) -> Result<Response> {
    let mut tx = site.db.begin().await?;
    let scene = Scene::load(&mut tx, &site, &signed_in, id).await?;
    scene.allow(&mut tx, &signed_in).await?;
    let done = store(&mut tx, &signed_in, &scene, &typed).await;
    let place = done.map(|(id, word)| format!("{}?done={word}", address(id)));
    match answer::end(tx, place).await? {
        Ok(led_on) => Ok(led_on),
        Err(refusal) => {
            let mut tx = site.db.snapshot().await?;
            let scene = Scene::load(&mut tx, &site, &signed_in, id).await?;
            let refused = Some(&refusal);
            let page = build(&mut tx, &site, &signed_in, &scene, &typed, refused, None).await?;
            answer::page(&page, answer::status_of(&refusal))
        }
    }
}

async fn store(
    tx: &mut Tx,
    signed_in: &SignedIn,
    scene: &Scene,
    typed: &Typed,
) -> Result<(MaintenanceId, &'static str)> {
    let (id, now, actor) = (scene.standing.id(), scene.reader.now, signed_in.actor());
    let text = typed.words("text", &scene.locales());
    let is_quiet = typed.is_on("quiet");
    let steps = [Step::Begin, Step::Verify, Step::Complete, Step::Cancel];
    let Some(step) = steps
        .into_iter()
        .find(|step| word(*step) == typed.get("deed"))
    else {
        let say = Say {
            maintenance: id,
            seen: typed.get("seen").parse().ok(),
            text,
            is_quiet,
        };
        maintenances::say(tx, now, actor, say).await?;
        return Ok((id, "said"));
    };
    let take = TakeStep {
        maintenance: id,
        step,
        at: None,
        text,
        is_quiet,
    };
    let id = maintenances::take_step(tx, now, actor, take).await?;
    Ok((id, word(step)))
}

/// Answers `POST /console/maintenances/{id}/only`: one of its times becomes work of its own.
///
/// # Errors
/// As [`show`]; `Refused` where it is not planned for that time any more.
pub async fn only(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
    typed: Typed,
) -> Result<Response> {
    let mut tx = site.db.begin().await?;
    let scene = Scene::load(&mut tx, &site, &signed_in, id).await?;
    scene.allow(&mut tx, &signed_in).await?;
    let second: i64 = typed.get("about").parse().map_err(|_| Error::NotFound)?;
    let about = Timestamp::from_second(second).map_err(|_| Error::NotFound)?;
    let (now, actor) = (scene.reader.now, signed_in.actor());
    let one = maintenances::take_out(&mut tx, now, actor, scene.standing.id(), about).await?;
    tx.commit().await?;
    Ok(see_other(&format!("{}?done=only", address(one))))
}

async fn build(
    tx: &mut Tx,
    site: &Site,
    signed_in: &SignedIn,
    scene: &Scene,
    typed: &Typed,
    refusal: Option<&Refusal>,
    done: Option<String>,
) -> Result<ScreenPage> {
    let (reader, standing) = (&scene.reader, &scene.standing);
    let maintenance = &standing.maintenance;
    let title = list::called(reader, standing);
    let may = scene.may_publish(signed_in);
    let is_over = standing.is_over();
    let mut form = (may && !is_over).then(|| form(scene, typed));
    let wrong = refusal.map(|refusal| match &mut form {
        Some(form) => form.refuse(reader, refusal),
        None => Form::to("none", String::new()).refuse(reader, refusal),
    });
    let here = address(standing.id());
    Ok(ScreenPage {
        frame: Frame::inside(site, signed_in, &title.text).at("/console/maintenances"),
        home: reader.say("works-title"),
        wrong,
        done,
        warned: warnings(tx, scene).await?,
        status: list::status(reader, standing),
        public: scene
            .public_address()
            .map(|address| (address, reader.say("works-public"))),
        clock: clock(reader, standing),
        say_title: reader.say("works-say"),
        may_not: (!may).then(|| reader.say("works-may-not")),
        form,
        move_it: (may && !is_over).then(|| (format!("{here}/move"), reader.say("works-move"))),
        times_title: reader.say("works-times"),
        only: (may && !is_over).then(|| (format!("{here}/only"), reader.say("works-only"))),
        times: times(reader, standing),
        facts_title: reader.say("works-facts"),
        facts: facts::of_maintenance(reader, &scene.names, maintenance),
        updates_title: reader.say("updates-title"),
        updates: updates::line(reader, &scene.names, &maintenance.updates, &here, 3),
        title,
    })
}

async fn warnings(tx: &mut Tx, scene: &Scene) -> Result<Warned> {
    let (reader, maintenance) = (&scene.reader, &scene.standing.maintenance);
    if scene.standing.is_over() {
        return Ok(Warned::default());
    }
    let page = &scene.page;
    let overlaps = maintenances::overlaps(tx, reader.now, page.id, maintenance).await?;
    warned(tx, reader, page, &overlaps, &maintenance.components).await
}

/// What the clock does, in a sentence.
fn clock(reader: &Reader, standing: &Standing) -> String {
    match (standing.is_over(), standing.is_series()) {
        (true, _) => String::new(),
        (_, true) => reader.say("works-clock-is-series"),
        _ => reader.say(&format!(
            "works-clock-is-{}",
            standing.maintenance.by_clock.as_str()
        )),
    }
}

fn times(reader: &Reader, standing: &Standing) -> Vec<(i64, String)> {
    if !standing.is_series() {
        return vec![];
    }
    let next = standing.maintenance.times_from(reader.now).take(NEXT);
    next.map(|Interval { from, .. }| (from.as_second(), reader.instant(from).text))
        .collect()
}

fn form(scene: &Scene, typed: &Typed) -> Form {
    let (reader, standing) = (&scene.reader, &scene.standing);
    let locales = scene.locales();
    let text = Control::words(3, &locales, &typed.words("text", &locales));
    let is_on = typed.is_on("quiet");
    let deed = |step: Step, weight| {
        let key = match (step, standing.is_series()) {
            (Step::Cancel, true) => "works-do-cancel-series".to_owned(),
            _ => format!("works-do-{}", word(step)),
        };
        Deed::of(word(step), reader.say(&key), weight)
    };
    let mut deeds = vec![Deed::of("say", reader.say("works-do-say"), Weight::Quiet)];
    match standing.maintenance.status_at(reader.now) {
        MaintenanceStatus::Scheduled => {
            deeds.extend(is_near(reader, standing).then(|| deed(Step::Begin, Weight::Main)));
            deeds.push(deed(Step::Cancel, Weight::Grave));
        }
        MaintenanceStatus::InProgress => {
            deeds.push(deed(Step::Verify, Weight::Quiet));
            deeds.push(deed(Step::Complete, Weight::Main));
        }
        MaintenanceStatus::Verifying => {
            deeds.push(deed(Step::Begin, Weight::Quiet));
            deeds.push(deed(Step::Complete, Weight::Main));
        }
        MaintenanceStatus::Completed => {}
    }
    Form {
        hidden: vec![("seen", standing.maintenance.updates.len().to_string())],
        fields: vec![
            Field::of("text", reader.say("works-say-text"), text)
                .hinted(reader.say("works-step-hint")),
            Field::of("quiet", reader.say("works-quiet"), Control::Check { is_on }),
        ],
        deeds,
        ..Form::to("step", address(standing.id()))
    }
}

/// Work that comes again begins by hand only when its next time is near.
fn is_near(reader: &Reader, standing: &Standing) -> bool {
    let mut times = standing.maintenance.times_from(reader.now);
    let is_soon = |time: Interval| time.from <= reader.now + maintenances::EARLY;
    !standing.is_series() || times.next().is_some_and(is_soon)
}

fn word(step: Step) -> &'static str {
    match step {
        Step::Begin => "begin",
        Step::Verify => "verify",
        Step::Complete => "complete",
        Step::Cancel => "cancel",
    }
}
