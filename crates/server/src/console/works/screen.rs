//! One work: where it stands, what was said, and the steps that can be taken now.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use beffroi_domain::{Locale, MaintenanceId, PageId, window::Interval};
use jiff::Timestamp;
use uuid::Uuid;

use super::{
    super::{
        announcements::{About, Told},
        answer::{self, see_other},
        desk::{say, scene},
        form::{Field, Form, Typed, Wrong},
        frame::Frame,
    },
    Warned, call_off, list,
    look::{Look, look_at},
    out,
    passed::{self, Passed},
    steps::{form, meant},
    translate::{self, Todo},
    warned,
};
use crate::{
    components, deliveries,
    ground::{Error, Refusal, Result, Tx},
    maintenances::{self, Overlap, Standing},
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
    is_look_asked: bool,
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
            is_look_asked: scene::needs_approval(tx, all.iter()).await?,
            pages: all,
            page,
            names,
            standing,
        })
    }

    /// Lets on where the member has `role` on every page of it.
    ///
    /// # Errors
    /// `NotFound` or `Refused` where they have not.
    pub(super) async fn allow(&self, tx: &mut Tx, signed_in: &SignedIn, role: Role) -> Result<()> {
        for page in &self.pages {
            signed_in.on(tx, page.id, role).await?;
        }
        Ok(())
    }

    /// A form of it, and what the member may do with that.
    pub(super) fn form(&self, id: &'static str, signed_in: &SignedIn) -> (&'static str, Role) {
        let roles = self.pages.iter().map(|page| signed_in.role_on(page.id));
        (id, roles.min().flatten().unwrap_or(Role::Reader))
    }

    /// The pages that it stands on.
    pub(super) fn pages_ids(&self) -> Vec<PageId> {
        self.pages.iter().map(|page| page.id).collect()
    }

    /// Whether what is done goes out with one press.
    pub(super) fn goes_out_at_once(&self, signed_in: &SignedIn) -> bool {
        self.has(signed_in, Role::Publisher) && !self.is_look_asked
    }

    /// Whether a second person looks first, where the member may choose.
    pub(super) fn look_fields(&self, signed_in: &SignedIn, typed: &Typed) -> Vec<Field> {
        let asks = self.has(signed_in, Role::Publisher) && self.is_look_asked;
        out::fields(&self.reader, typed, asks)
    }

    /// Why it goes out without a second look, where one is asked for.
    pub(super) fn bypass_field(&self, typed: &Typed) -> Option<Field> {
        let asks = self.is_look_asked;
        asks.then(|| say::bypass_field(&self.reader, typed))
    }

    /// What goes along unseen: what the writer saw, and that a second person looks first in any case.
    pub(super) fn hidden(
        &self,
        signed_in: &SignedIn,
        typed: &Typed,
    ) -> Vec<(&'static str, String)> {
        let seen = self.standing.maintenance.updates.len().to_string();
        let mut hidden = vec![("seen", seen)];
        hidden.extend(
            typed
                .filled("without")
                .map(|tags| ("without", tags.to_owned())),
        );
        if !self.has(signed_in, Role::Publisher) {
            hidden.push((out::FIRST.0, out::FIRST.1.to_owned()));
        }
        hidden
    }

    /// Its languages.
    pub(super) fn locales(&self) -> Vec<Locale> {
        scene::locales_of(self.pages.iter())
    }

    /// What it is called.
    pub(super) fn title(&self) -> String {
        list::called(&self.reader, &self.standing).text
    }

    pub(super) fn has(&self, signed_in: &SignedIn, needed: Role) -> bool {
        let role = |page: &Page| signed_in.role_on(page.id);
        self.pages.iter().all(|page| role(page) >= Some(needed))
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
    look: Look,
    move_it: Option<(String, String)>,
    times_title: String,
    only: Option<(String, String)>,
    times: Vec<(i64, String)>,
    facts_title: String,
    facts: Facts,
    todos_title: String,
    todos: Vec<Todo>,
    passed: Vec<Passed>,
    updates_title: String,
    updates: Updates,
    told: Option<Told>,
}

/// What a screen is made with, beside the work.
struct Shown<'a> {
    typed: &'a Typed,
    refusal: Option<&'a Refusal>,
    done: Option<String>,
    look: Option<Look>,
}

impl<'a> Shown<'a> {
    fn of(typed: &'a Typed) -> Self {
        Self {
            typed,
            refusal: None,
            done: None,
            look: None,
        }
    }
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
    let done = done.map(|word| match word.as_str() {
        "again" => scene.reader.say("told-again-done"),
        word => scene.reader.say(&format!("works-done-{word}")),
    });
    let typed = Typed::default();
    let mut shown = Shown::of(&typed);
    shown.done = done;
    let page = build(&mut tx, &site, &signed_in, &scene, shown).await?;
    answer::page(&page, StatusCode::OK)
}

/// What was done before the page was led to.
const DONE: &[&str] = &[
    "planned",
    "moved",
    "said",
    "published",
    "begin",
    "verify",
    "complete",
    "cancel",
    "only",
    "again",
];

/// Answers `POST /console/maintenances/{id}`: a word, or a step.
///
/// # Errors
/// As [`show`].
pub async fn submit(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
    headers: HeaderMap,
    typed: Typed,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let scene = Scene::load(&mut tx, &site, &signed_in, id).await?;
    scene.allow(&mut tx, &signed_in, out::role(&typed)).await?;
    drop(tx);
    let (deed, word) = meant(&scene, &typed);
    let is_live = answer::is_live(&headers);
    if is_live || matches!(typed.get("deed"), "look" | "mine") {
        let (reader, form) = (&scene.reader, scene.form("step", &signed_in));
        let look = look_at(&site, &signed_in, reader, Ok(deed), form, (&typed, is_live)).await?;
        if is_live {
            return answer::fragment(&look);
        }
        let mut tx = site.db.snapshot().await?;
        let mut shown = Shown::of(&typed);
        shown.look = Some(look);
        let page = build(&mut tx, &site, &signed_in, &scene, shown).await?;
        return answer::page(&page, StatusCode::OK);
    }
    if call_off::is_asked(&scene, &typed) {
        return call_off::ask(&site, &signed_in, &scene, &typed);
    }
    if out::is_looked_at_first(&typed)
        && let Err(error) = out::try_out(&site, scene.reader.now, &signed_in, deed.clone()).await
    {
        return refuse(&site, &signed_in, id, &typed, error).await;
    }
    let mut tx = site.db.begin().await?;
    let (now, pages) = (scene.reader.now, scene.pages_ids());
    let on = (&scene.reader, &pages[..]);
    let acted = out::act(&mut tx, now, &signed_in, on, &typed, deed).await;
    match answer::end(tx, acted.map(|acted| acted.place(word))).await? {
        Ok(led_on) => Ok(led_on),
        Err(refusal) => refuse(&site, &signed_in, id, &typed, refusal.into()).await,
    }
}

/// The screen again with what was typed and why it was refused.
pub(super) async fn refuse(
    site: &Site,
    signed_in: &SignedIn,
    id: Uuid,
    typed: &Typed,
    error: Error,
) -> Result<Response> {
    let Error::Refused(refusal) = error else {
        return Err(error);
    };
    let mut tx = site.db.snapshot().await?;
    let scene = Scene::load(&mut tx, site, signed_in, id).await?;
    let mut typed = typed.clone();
    answer::accept_missing(&refusal, &mut typed);
    let mut shown = Shown::of(&typed);
    shown.refusal = Some(&refusal);
    let page = build(&mut tx, site, signed_in, &scene, shown).await?;
    answer::page(&page, answer::status_of(&refusal))
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
    scene.allow(&mut tx, &signed_in, Role::Publisher).await?;
    let second: i64 = typed.get("about").parse().map_err(|_| Error::NotFound)?;
    let about = Timestamp::from_second(second).map_err(|_| Error::NotFound)?;
    let (now, actor) = (scene.reader.now, signed_in.actor());
    let one = maintenances::take_out(&mut tx, now, actor, scene.standing.id(), about).await?;
    tx.commit().await?;
    Ok(see_other(&format!("{}?done=only", address(one))))
}

/// Answers `/console/maintenances/{id}/told`: how far what was told of it is, for a script.
///
/// # Errors
/// As [`show`].
pub async fn told(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let scene = Scene::load(&mut tx, &site, &signed_in, id).await?;
    answer::fragment(&told_of(&mut tx, &signed_in, &scene).await?)
}

async fn told_of(tx: &mut Tx, signed_in: &SignedIn, scene: &Scene) -> Result<Told> {
    let id = scene.standing.id().0;
    let all = deliveries::progress_of(tx, id).await?;
    let here = address(scene.standing.id());
    let place = (here.clone(), format!("{here}/told"));
    Told::of(
        tx,
        &scene.reader,
        signed_in,
        all,
        place,
        Some(About::Work(id)),
    )
    .await
}

async fn build(
    tx: &mut Tx,
    site: &Site,
    signed_in: &SignedIn,
    scene: &Scene,
    Shown {
        typed,
        refusal,
        done,
        look,
    }: Shown<'_>,
) -> Result<ScreenPage> {
    let (reader, standing) = (&scene.reader, &scene.standing);
    let maintenance = &standing.maintenance;
    let title = list::called(reader, standing);
    let may = scene.has(signed_in, Role::Responder);
    let may_take_out = scene.has(signed_in, Role::Publisher);
    let is_over = standing.is_over();
    let mut form = (may && !is_over).then(|| form(scene, signed_in, typed));
    let wrong = refusal.map(|refusal| match &mut form {
        Some(form) => form.refuse(reader, refusal),
        None => Form::to("none", String::new()).refuse(reader, refusal),
    });
    let here = address(standing.id());
    let look = match (refusal, look) {
        (Some(refusal), _) => {
            let (deed, of) = (meant(scene, typed).0, scene.form("step", signed_in));
            Look::refused(reader, refusal, Some(&deed), of, typed)
        }
        (None, look) => look.unwrap_or_else(|| Look::empty(reader)),
    };
    let told = told_of(tx, signed_in, scene).await?;
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
        look,
        move_it: (may && !is_over).then(|| (format!("{here}/move"), reader.say("works-move"))),
        times_title: reader.say("works-times"),
        only: (may_take_out && !is_over)
            .then(|| (format!("{here}/only"), reader.say("works-only"))),
        times: times(reader, standing),
        facts_title: reader.say("works-facts"),
        facts: facts::of_maintenance(reader, &scene.names, maintenance),
        todos_title: reader.say("translations-title"),
        todos: translate::todos(tx, scene, signed_in, typed, refusal).await?,
        passed: passed::of(tx, scene).await?,
        updates_title: reader.say("updates-title"),
        updates: updates::line(reader, &scene.names, &maintenance.updates, &here, 3),
        told: (!told.is_empty()).then_some(told),
        title,
    })
}

async fn warnings(tx: &mut Tx, scene: &Scene) -> Result<Warned> {
    let (reader, maintenance) = (&scene.reader, &scene.standing.maintenance);
    if scene.standing.is_over() {
        return Ok(Warned::default());
    }
    let mut overlaps: Vec<Overlap> = Vec::new();
    for page in &scene.pages {
        let here = maintenances::overlaps(tx, reader.now, page.id, maintenance).await?;
        let is_new = |one: &Overlap| {
            overlaps
                .iter()
                .all(|known| known.maintenance != one.maintenance)
        };
        let new: Vec<Overlap> = here.into_iter().filter(is_new).collect();
        overlaps.extend(new);
    }
    warned(tx, reader, &scene.pages, &overlaps, &maintenance.components).await
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

pub(super) fn times(reader: &Reader, standing: &Standing) -> Vec<(i64, String)> {
    if !standing.is_series() {
        return vec![];
    }
    let next = standing.maintenance.times_from(reader.now).take(NEXT);
    next.map(|Interval { from, .. }| (from.as_second(), reader.instant(from).text))
        .collect()
}
