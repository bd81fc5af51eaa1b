//! A thing on a page (a service, a group, a template): made, changed and taken away by one form, moved up and down.
//!
//! Read in order: [`Thing`], [`Around`], [`ask`], [`store`], then [`Ordered`]. What the form asks for and what becomes
//! of it stands with each thing.

use std::future::Future;

use axum::{
    Router,
    extract::{Path, State},
    http::StatusCode,
    response::Response,
    routing::{get, post},
};
use beffroi_domain::{Actor, LocalizedText, PageId};
use jiff::Timestamp;
use uuid::Uuid;

use super::{
    super::{
        answer,
        desk::scene,
        form::{Control, Deed, Field, Form, Pick, Typed, Weight},
        frame::Frame,
    },
    FormPage, kept, page_of,
};
use crate::{
    ground::{Error, Refusal, Result, Tx},
    members::{Role, SignedIn},
    pages::Page,
    web::{Reader, Site},
};

/// What a kind of thing is called, and where.
pub struct Called {
    /// The form.
    pub form: &'static str,
    /// Where it stands below its page.
    pub place: &'static str,
    /// Where it is listed, and the words for that.
    pub list: (&'static str, &'static str),
    /// The words for making one.
    pub new: &'static str,
    /// The words for taking it away, and for what becomes of others then.
    pub delete: (&'static str, Option<&'static str>),
}

/// A thing on a page.
pub trait Thing: Sized + Send + Sync + 'static {
    /// What it is called, and where.
    const CALLED: Called;
    /// Who may make and change it.
    const ROLE: Role;

    /// Its id inside.
    fn object(&self) -> Uuid;

    /// What it is called for a member.
    fn name(&self, reader: &Reader) -> String;

    /// What the form of a new one begins with.
    fn fresh() -> Typed {
        Typed::default()
    }

    /// As if it had been typed.
    fn as_typed(&self) -> Typed;

    /// All of a page, in order.
    fn of_page(tx: &mut Tx, page: PageId) -> impl Future<Output = Result<Vec<Self>>> + Send;

    /// What the form asks for.
    fn fields(
        tx: &mut Tx,
        around: &Around<'_>,
        typed: &Typed,
    ) -> impl Future<Output = Result<Vec<Field>>> + Send;

    /// Makes one, or changes the one with this id.
    fn write(
        tx: &mut Tx,
        around: &Around<'_>,
        id: Option<Uuid>,
        typed: &Typed,
    ) -> impl Future<Output = Result<()>> + Send;

    /// Takes it away.
    fn delete(
        tx: &mut Tx,
        around: &Around<'_>,
        id: Uuid,
    ) -> impl Future<Output = Result<()>> + Send;
}

/// A thing that has its place among others.
pub trait Ordered: Thing {
    /// Whether both stand in one order.
    fn is_beside(&self, other: &Self) -> bool;

    /// Puts it in its place, counted from 1.
    fn put(
        tx: &mut Tx,
        around: &Around<'_>,
        id: Uuid,
        position: i64,
    ) -> impl Future<Output = Result<()>> + Send;
}

/// What a thing stands on, and for whom.
pub struct Around<'a> {
    site: &'a Site,
    signed_in: &'a SignedIn,
    /// Its page.
    pub page: Page,
    /// The member as a reader of the page.
    pub reader: Reader,
}

impl<'a> Around<'a> {
    /// The page under `slug`, for a member who has `role` on it.
    ///
    /// # Errors
    /// `NotFound` where there is none for them; `Refused` where their role is too low.
    pub async fn load(
        tx: &mut Tx,
        site: &'a Site,
        signed_in: &'a SignedIn,
        slug: &str,
        role: Role,
    ) -> Result<Self> {
        let page = page_of(tx, signed_in, slug, role).await?;
        Ok(Self {
            site,
            signed_in,
            reader: scene::reader(tx, site, signed_in, &page).await?,
            page,
        })
    }

    /// When, and by whom.
    pub fn deed(&self) -> (Timestamp, Actor) {
        (self.reader.now, self.signed_in.actor())
    }

    /// The frame of a screen.
    pub fn frame(&self, title: &str) -> Frame {
        Frame::inside(self.site, self.signed_in, title).at("/console/pages")
    }

    /// An address below that of the page.
    pub fn address(&self, rest: &str) -> String {
        format!("/console/pages/{}/{rest}", self.page.slug)
    }

    /// What something is called in the member's language, else in another.
    pub fn called(&self, text: &LocalizedText) -> String {
        self.reader.plain(text).unwrap_or_default()
    }

    /// A text in each language of the page.
    pub fn text(&self, typed: &Typed, name: &'static str, key: &str, rows: u8) -> Field {
        let said = typed.words(name, &self.page.locales);
        let control = Control::words(rows, &self.page.locales, &said);
        Field::of(name, self.reader.say(key), control)
    }

    /// One of several words, or none: the field with its words, the words for none, how the words of each begin.
    pub fn list(
        &self,
        typed: &Typed,
        (name, key): (&'static str, &str),
        none: &str,
        prefix: &str,
        all: &[&str],
    ) -> Field {
        let (reader, chosen) = (&self.reader, typed.get(name));
        let mut picks = vec![Pick::of("", reader.say(none), chosen.is_empty())];
        picks.extend(all.iter().map(|one| {
            let label = reader.say(&format!("{prefix}-{one}"));
            Pick::of(*one, label, *one == chosen)
        }));
        Field::of(name, reader.say(key), Control::List(picks))
    }
}

/// The routes of a kind of thing.
pub fn routes<T: Thing>() -> Router<Site> {
    let new = format!("/console/pages/{{slug}}/{}/new", T::CALLED.place);
    let one = format!("/console/pages/{{slug}}/{}/{{id}}", T::CALLED.place);
    let both = || get(ask::<T>).post(store::<T>);
    Router::new().route(&new, both()).route(&one, both())
}

/// The same of one that has its place among others.
pub fn ordered_routes<T: Ordered>() -> Router<Site> {
    let shifted = format!("/console/pages/{{slug}}/{}/{{id}}/move", T::CALLED.place);
    routes::<T>().route(&shifted, post(shift::<T>))
}

/// Which thing of which page; none yet, where it is to be made.
#[derive(serde::Deserialize)]
struct Place {
    slug: String,
    id: Option<Uuid>,
}

async fn ask<T: Thing>(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(place): Path<Place>,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let around = Around::load(&mut tx, &site, &signed_in, &place.slug, T::ROLE).await?;
    let one = find::<T>(&mut tx, &around, place.id).await?;
    let typed = one.as_ref().map_or_else(T::fresh, T::as_typed);
    show(&mut tx, &around, one.as_ref(), &typed, None).await
}

async fn store<T: Thing>(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(place): Path<Place>,
    typed: Typed,
) -> Result<Response> {
    let mut tx = site.db.begin().await?;
    let around = Around::load(&mut tx, &site, &signed_in, &place.slug, T::ROLE).await?;
    let done = match place.id {
        Some(id) if typed.get("deed") == "delete" => T::delete(&mut tx, &around, id).await,
        id => T::write(&mut tx, &around, id, &typed).await,
    };
    let list = around.address(T::CALLED.list.0);
    match answer::end(tx, done.map(|()| list)).await? {
        Ok(led_on) => Ok(led_on),
        Err(refusal) => {
            let mut tx = site.db.snapshot().await?;
            let one = find::<T>(&mut tx, &around, place.id).await?;
            show(&mut tx, &around, one.as_ref(), &typed, Some(&refusal)).await
        }
    }
}

async fn shift<T: Ordered>(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(place): Path<Place>,
    typed: Typed,
) -> Result<Response> {
    let mut tx = site.db.begin().await?;
    let around = Around::load(&mut tx, &site, &signed_in, &place.slug, T::ROLE).await?;
    let all = T::of_page(&mut tx, around.page.id).await?;
    let mut all_ids = all.iter().map(|one| Some(one.object()));
    let at = all_ids.position(|id| id == place.id);
    let one = &all[at.ok_or(Error::NotFound)?];
    let peers = all.iter().filter(|peer| peer.is_beside(one));
    let order = moved(peers.map(T::object).collect(), one.object(), &typed);
    for (position, id) in (1..).zip(order) {
        T::put(&mut tx, &around, id, position).await?;
    }
    tx.commit().await?;
    Ok(answer::see_other(&around.address(T::CALLED.list.0)))
}

/// The order after one of them went one place up or down.
fn moved(mut order: Vec<Uuid>, which: Uuid, typed: &Typed) -> Vec<Uuid> {
    let Some(at) = order.iter().position(|one| *one == which) else {
        return order;
    };
    let to = match typed.get("deed") {
        "up" => at.saturating_sub(1),
        _ => (at + 1).min(order.len() - 1),
    };
    order.swap(at, to);
    order
}

async fn find<T: Thing>(tx: &mut Tx, around: &Around<'_>, id: Option<Uuid>) -> Result<Option<T>> {
    let Some(id) = id else { return Ok(None) };
    let all = T::of_page(tx, around.page.id).await?;
    let one = all.into_iter().find(|one| one.object() == id);
    one.map(Some).ok_or(Error::NotFound)
}

async fn show<T: Thing>(
    tx: &mut Tx,
    around: &Around<'_>,
    one: Option<&T>,
    typed: &Typed,
    refusal: Option<&Refusal>,
) -> Result<Response> {
    let reader = &around.reader;
    let fields = T::fields(tx, around, typed).await?;
    let mut form = form(around, one, fields);
    let title = match one {
        Some(one) => one.name(reader),
        None => reader.say(T::CALLED.new),
    };
    let (list, called) = T::CALLED.list;
    let screen = FormPage {
        frame: around.frame(&title),
        back: (around.address(list), reader.say(called)),
        wrong: refusal.map(|refusal| form.refuse(reader, refusal)),
        done: None,
        kept: match one {
            Some(one) => kept(tx, reader.words, &around.page, one.object()).await?,
            None => None,
        },
        title,
        form,
    };
    answer::page(&screen, refusal.map_or(StatusCode::OK, answer::status_of))
}

fn form<T: Thing>(around: &Around<'_>, one: Option<&T>, fields: Vec<Field>) -> Form {
    let (reader, called) = (&around.reader, T::CALLED);
    let (delete, note) = called.delete;
    let mut deeds = vec![Deed::of(
        "store",
        reader.say("setup-do-store"),
        Weight::Main,
    )];
    deeds.extend(one.map(|_| Deed::of("delete", reader.say(delete), Weight::Grave)));
    let place = one.map_or_else(|| "new".to_owned(), |one| one.object().to_string());
    let action = around.address(&format!("{}/{place}", called.place));
    Form {
        fields,
        deeds,
        notes: note
            .filter(|_| one.is_some())
            .map(|key| reader.say(key))
            .into_iter()
            .collect(),
        back: Some((around.address(called.list.0), reader.say("form-back"))),
        ..Form::to(called.form, action)
    }
}
