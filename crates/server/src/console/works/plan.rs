//! Planning work.
//!
//! Read in order: [`ask`], [`submit`]. Where something else goes on at that time on the same services, and where it
//! comes again, the first press shows what that means and the second goes on.

use axum::{
    extract::{Query, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use beffroi_domain::{ComponentId, Impact, PageId, window::Interval};

use super::{
    super::{
        answer,
        desk::{
            languages::follows,
            review::overrule,
            scene::{self, standing},
        },
        form::{Control, Deed, Field, Form, More, Pick, Typed, Weight},
        frame::Frame,
    },
    FormPage, Warned,
    fields::{clock_fields, impact, quiet, time_fields},
    look::{Look, look_at},
    out::{self, Acted},
    repeat, warned,
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

/// Where the form is sent.
const NEW: &str = "/console/maintenances/new";
/// What the address may say.
#[derive(serde::Deserialize)]
pub struct Asked {
    page: Option<String>,
}

/// What is around the form.
struct Setting {
    /// The pages that it is to stand on, at least one.
    pages: Vec<Page>,
    /// All those that the member may write on.
    mine: Vec<Page>,
    components: Vec<(Component, PageId)>,
    may_publish: bool,
    is_look_asked: bool,
    reader: Reader,
}

impl Setting {
    /// The pages that were chosen; the first that there is, where none was.
    ///
    /// # Errors
    /// `NotFound` where the member may write nowhere.
    async fn load(tx: &mut Tx, site: &Site, signed_in: &SignedIn, typed: &Typed) -> Result<Self> {
        let mut mine = pages::list(tx).await?;
        mine.retain(|page| signed_in.role_on(page.id) >= Some(Role::Responder));
        let is_chosen = |page: &&Page| typed.all("page").any(|slug| slug == page.slug);
        let mut chosen: Vec<Page> = mine.iter().filter(is_chosen).cloned().collect();
        if chosen.is_empty() {
            chosen.extend(mine.first().cloned());
        }
        let first = chosen.first().ok_or(Error::NotFound)?;
        let reader = scene::reader(tx, site, signed_in, first).await?;
        let mut components = Vec::new();
        for page in &chosen {
            let of_page = standing(components::of_page(tx, page.id).await?);
            components.extend(of_page.into_iter().map(|one| (one, page.id)));
        }
        let role = |page: &Page| signed_in.role_on(page.id);
        Ok(Self {
            may_publish: chosen
                .iter()
                .all(|page| role(page) >= Some(Role::Publisher)),
            is_look_asked: scene::needs_approval(tx, chosen.iter()).await?,
            pages: chosen,
            mine,
            components,
            reader,
        })
    }

    fn ids(&self) -> Vec<PageId> {
        self.pages.iter().map(|page| page.id).collect()
    }

    /// The form, and what its writer may do with it.
    fn form(&self) -> (&'static str, Role) {
        let role = match self.may_publish {
            true => Role::Publisher,
            false => Role::Responder,
        };
        ("plan", role)
    }

    fn locales(&self) -> Vec<beffroi_domain::Locale> {
        scene::locales_of(self.pages.iter())
    }
}

/// Answers `GET /console/maintenances/new`.
///
/// # Errors
/// `NotFound` where the member may write nowhere; a fault when the database is away.
pub async fn ask(
    State(site): State<Site>,
    signed_in: SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let mut typed = Typed::default();
    typed.set("page", asked.page.unwrap_or_default());
    typed.set("by_clock", "both");
    typed.set("remind_minutes", "1440");
    typed.set("impact", "minor");
    typed.set("every", "1");
    let setting = Setting::load(&mut tx, &site, &signed_in, &typed).await?;
    show(&site, &signed_in, &setting, &typed, Ended::Asked)
}

/// Answers `POST /console/maintenances/new`.
///
/// # Errors
/// `NotFound` without such a page for the member; a fault when the database is away.
pub async fn submit(
    State(site): State<Site>,
    signed_in: SignedIn,
    headers: HeaderMap,
    mut typed: Typed,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    for slug in typed.all("page") {
        let page = pages::find_by_slug(&mut tx, slug).await?;
        let page = page.ok_or(Error::NotFound)?;
        signed_in.on(&mut tx, page.id, Role::Responder).await?;
    }
    let setting = Setting::load(&mut tx, &site, &signed_in, &typed).await?;
    drop(tx);
    if answer::is_live(&headers) {
        return answer::fragment(&look(&site, &signed_in, &setting, (&typed, true)).await?);
    }
    let known = shown(&setting.reader, &typed).ok().flatten();
    if matches!(typed.get("deed"), "look" | "mine") {
        let (print, dates) = known.unwrap_or_default();
        typed.set("shown", print);
        let look = look(&site, &signed_in, &setting, (&typed, false)).await?;
        let ended = Ended::Looked(Warned::dates(&setting.reader, dates), Box::new(look));
        return show(&site, &signed_in, &setting, &typed, ended);
    }
    match store(&site, &signed_in, &setting, &typed).await {
        Ok(Done::Led(place)) => Ok(answer::see_other(&place)),
        Ok(Done::Warned(words)) => {
            typed.set("despite", "yes");
            typed.set("shown", known.unwrap_or_default().0);
            show(&site, &signed_in, &setting, &typed, Ended::Warned(words))
        }
        Err(Error::Refused(refusal)) => {
            answer::accept_missing(&refusal, &mut typed);
            show(&site, &signed_in, &setting, &typed, Ended::Refused(refusal))
        }
        Err(other) => Err(other),
    }
}

/// What the review says of what was typed.
async fn look(
    site: &Site,
    signed_in: &SignedIn,
    setting: &Setting,
    (typed, is_live): (&Typed, bool),
) -> Result<Look> {
    let deed = command(setting, typed).map(maintenances::Deed::Schedule);
    look_at(
        site,
        signed_in,
        &setting.reader,
        deed,
        setting.form(),
        (typed, is_live),
    )
    .await
}

enum Done {
    Led(String),
    Warned(Warned),
}

enum Ended {
    Asked,
    Looked(Warned, Box<Look>),
    Warned(Warned),
    Refused(Refusal),
}

/// What a rule means, as far as it can be told from what was typed: its fingerprint, and its next times.
fn shown(reader: &Reader, typed: &Typed) -> Result<Option<(String, Vec<String>)>, Refusal> {
    let first = times(reader, typed)?;
    let again = repeat::meant(reader, typed, first)?;
    Ok(again.map(|again| {
        let print = repeat::fingerprint(&again, first);
        (print, repeat::dates(reader, &again, first))
    }))
}

async fn store(
    site: &Site,
    signed_in: &SignedIn,
    setting: &Setting,
    typed: &Typed,
) -> Result<Done> {
    let (reader, now, actor) = (&setting.reader, setting.reader.now, signed_in.actor());
    let new = command(setting, typed)?;
    let on = new.components.clone();
    let deed = maintenances::Deed::Schedule(new);
    if out::is_looked_at_first(typed) {
        out::try_out(site, now, signed_in, deed.clone()).await?;
    }
    let mut tx = site.db.begin().await?;
    let (key, digest) = (typed.filled("key"), answer::digest_of(typed));
    if let Some(key) = key
        && let Some(place) = idempotency::once(&mut tx, now, actor, key, &digest).await?
    {
        return Ok(Done::Led(place));
    }
    let ids = setting.ids();
    let there = (reader, &ids[..]);
    let acted = out::act(&mut tx, now, signed_in, there, typed, deed).await?;
    let mut words = match &acted {
        Acted::Done(_, overlaps) => warned(&mut tx, reader, &setting.pages, overlaps, &on).await?,
        Acted::Waits(_) => Warned::default(),
    };
    if typed.is_on("despite") {
        words = Warned::default();
    }
    if let Some((_, dates)) = shown(reader, typed)?.filter(|one| one.0 != typed.get("shown")) {
        words.put_dates(reader, dates);
    }
    if !words.is_empty() {
        return Ok(Done::Warned(words));
    }
    let place = acted.place("planned");
    if let Some(key) = key {
        idempotency::keep(&mut tx, actor, key, &place).await?;
    }
    tx.commit().await?;
    Ok(Done::Led(place))
}

fn command(setting: &Setting, typed: &Typed) -> Result<Schedule, Refusal> {
    let (locales, reader) = (setting.locales(), &setting.reader);
    if typed.all("page").next().is_none() {
        let refusal = Refusal::of("page", "choose at least one page for it to stand on");
        return Err(refusal.told("refusal-work-page"));
    }
    let planned = times(reader, typed)?;
    Ok(Schedule {
        pages: setting.ids(),
        title: typed.words("title", &locales),
        text: typed.words("text", &locales),
        impact: typed.get("impact").parse().unwrap_or(Impact::Minor),
        components: chosen(typed),
        recurrence: repeat::meant(reader, typed, planned)?,
        planned,
        by_clock: typed.get("by_clock").parse().unwrap_or_default(),
        remind_minutes: typed.get("remind_minutes").parse().ok(),
        is_quiet: typed.is_on("quiet"),
        follows: follows(typed),
        overrule: overrule(typed),
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
    let mut look = Look::empty(reader);
    let (wrong, warned, status) = match ended {
        Ended::Asked => (None, Warned::default(), StatusCode::OK),
        Ended::Looked(words, seen) => {
            look = *seen;
            (None, words, StatusCode::OK)
        }
        Ended::Warned(words) => (None, words, StatusCode::CONFLICT),
        Ended::Refused(refusal) => {
            let status = answer::status_of(&refusal);
            let deed = command(setting, typed)
                .ok()
                .map(maintenances::Deed::Schedule);
            look = Look::refused(reader, &refusal, deed.as_ref(), setting.form(), typed);
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
        form,
        look: Some(look),
    };
    answer::page(&page, status)
}

/// On which pages.
fn lead(setting: &Setting) -> String {
    let reader = &setting.reader;
    let names = setting
        .pages
        .iter()
        .map(|page| page.name_in(reader.locale()).to_owned());
    let names = reader.list(&names.collect::<Vec<String>>());
    let key = match setting.may_publish {
        true => "works-plan-lead",
        false => "works-plan-lead-draft",
    };
    reader.words.tell(key, &[("page", &names)])
}

fn form(setting: &Setting, typed: &Typed) -> Form {
    let (reader, locales) = (&setting.reader, setting.locales());
    let words = |name: &'static str, rows| {
        let text = typed.words(name, &locales);
        Control::words(rows, &locales, &text)
    };
    let mut fields: Vec<Field> = pages_field(setting).into_iter().collect();
    fields.push(
        Field::of("title", reader.say("works-what"), words("title", 1))
            .hinted(reader.say("works-what-hint")),
    );
    fields.extend((!setting.components.is_empty()).then(|| parts(setting, typed)));
    fields.extend(time_fields(reader, typed));
    fields.push(
        Field::of("text", reader.say("works-text"), words("text", 4))
            .hinted(reader.say("works-text-hint")),
    );
    fields.extend(clock_fields(reader, typed));
    fields.push(quiet(reader, typed));
    let asks = setting.may_publish && setting.is_look_asked;
    fields.extend(out::fields(reader, typed, asks));
    let mut more = repeat::fields(reader, typed, false);
    more.push(impact(reader, typed));
    let is_open = typed.filled("recurrence").is_some_and(|way| way != "once");
    Form {
        hidden: hidden(setting, typed),
        fields,
        more: Some(More {
            label: reader.say("works-more"),
            is_open,
            fields: more,
        }),
        deeds: deeds(setting, typed),
        back: Some(("/console/maintenances".to_owned(), reader.say("form-back"))),
        live: Some(NEW.to_owned()),
        ..Form::to("plan", NEW.to_owned())
    }
}

fn deeds(setting: &Setting, typed: &Typed) -> Vec<Deed> {
    let reader = &setting.reader;
    let key = match (setting.may_publish, setting.is_look_asked) {
        (false, _) => "works-do-ask",
        (_, true) => "works-do-send",
        _ if typed.is_on("despite") => "works-do-despite",
        _ => "works-do-plan",
    };
    vec![
        Deed::of("look", reader.say("works-do-look"), Weight::Quiet),
        Deed::of("plan", reader.say(key), Weight::Main),
    ]
}

/// On which pages, where the member may write on several.
fn pages_field(setting: &Setting) -> Option<Field> {
    let reader = &setting.reader;
    let pick = |page: &Page| {
        let is_chosen = setting.pages.iter().any(|one| one.id == page.id);
        Pick::of(
            page.slug.clone(),
            page.name_in(reader.locale()).to_owned(),
            is_chosen,
        )
    };
    let control = Control::Several(setting.mine.iter().map(pick).collect());
    let field = Field::of("page", reader.say("works-pages"), control);
    (setting.mine.len() > 1).then(|| field.hinted(reader.say("works-pages-hint")))
}

fn hidden(setting: &Setting, typed: &Typed) -> Vec<(&'static str, String)> {
    let mut hidden = vec![("key", token::new_id(setting.reader.now).to_string())];
    if let [page] = &setting.mine[..] {
        hidden.push(("page", page.slug.clone()));
    }
    if !setting.may_publish {
        hidden.push((out::FIRST.0, out::FIRST.1.to_owned()));
    }
    let kept = ["despite", "shown", "without"].into_iter();
    hidden.extend(kept.filter_map(|name| Some((name, typed.filled(name)?.to_owned()))));
    hidden
}

fn parts(setting: &Setting, typed: &Typed) -> Field {
    let reader = &setting.reader;
    let on = chosen(typed);
    let pick = |(one, of): &(Component, PageId)| {
        let name = reader.plain(&one.name).unwrap_or_default();
        let mut several = setting.pages.iter().filter(|_| setting.pages.len() > 1);
        let page = several.find(|page| page.id == *of);
        Pick {
            hint: page.map(|page| page.name_in(reader.locale()).to_owned()),
            ..Pick::of(one.id.to_string(), name, on.contains(&one.id))
        }
    };
    let picks = setting.components.iter().map(pick).collect();
    Field::of(
        "components",
        reader.say("works-parts"),
        Control::Several(picks),
    )
}
