//! The scene: one incident as a member at the desk finds it, with everything that is shown around it.
//!
//! Whoever may read one of its pages sees it; whoever acts needs the role on all of them, since what is
//! said is said on all.

use beffroi_domain::{Incident, IncidentId, Locale, PageId};
use uuid::Uuid;

use crate::{
    components::{self, Component, Group},
    ground::{Error, Refusal, Result, Tx},
    incidents::{self, Version, Window},
    members::{Role, SignedIn},
    pages::{self, Choice, Page},
    params,
    story::Names,
    web::{Address, Reader, Site, address::Asked, words},
};

/// One incident at the desk.
pub struct Scene {
    /// The page that it is looked at on: the first on which the member has a role.
    pub page: Page,
    /// All pages that it stands on, and where readers find it there.
    pub places: Vec<Place>,
    /// What it is, as that page tells it.
    pub incident: Incident,
    /// What the member has seen when they write now.
    pub version: Version,
    /// Its windows with their ids.
    pub windows: Vec<Window>,
    /// The components of the page.
    pub components: Vec<Component>,
    /// Their groups.
    pub groups: Vec<Group>,
    /// What components are called.
    pub names: Names,
    /// What the member may do with it: the least of their roles on its pages.
    pub role: Role,
    /// The incident that it was merged into.
    pub merged: Option<IncidentId>,
    /// Whether one of its pages asks for a second look before anything goes out.
    pub needs_approval: bool,
    /// Whether a service drafts what a language lacks.
    pub has_machine: bool,
    /// The member, as a reader in their own language and the page's zone.
    pub reader: Reader,
}

/// A page that an incident stands on.
pub struct Place {
    /// The page.
    pub page: Page,
    /// Where it stands.
    pub address: Address,
    /// The incident's id there.
    pub public_id: String,
    /// Whether readers see it.
    pub is_public: bool,
}

#[derive(sqlx_macros::FromRow)]
struct PlaceRow {
    page_id: Uuid,
    public_id: String,
    visibility: String,
}

#[derive(sqlx_macros::FromRow)]
struct VersionRow {
    version: i64,
}

impl Scene {
    /// The incident `id`, for a member who may read one of its pages.
    ///
    /// # Errors
    /// `NotFound` where there is none, or none that they may see.
    pub async fn load(tx: &mut Tx, site: &Site, signed_in: &SignedIn, id: Uuid) -> Result<Self> {
        let id = IncidentId(id);
        let places = places(tx, site, id).await?;
        let roles = || places.iter().map(|place| signed_in.role_on(place.page.id));
        let seen = roles().position(|role| role.is_some());
        let page = places[..]
            .get(seen.ok_or(Error::NotFound)?)
            .ok_or(Error::NotFound)?;
        let page = page.page.clone();
        let role = roles().map(|role| role.unwrap_or(Role::Reader)).min();
        let all = components::of_page(tx, page.id).await?;
        let names = Names::of(&all);
        let version: VersionRow = tx
            .load("SELECT version FROM incidents WHERE id = $1", params![id])
            .await?;
        Ok(Self {
            incident: incidents::load(tx, page.id, id).await?,
            version: Version(version.version),
            windows: incidents::windows_of(tx, id).await?,
            components: standing(all),
            groups: components::groups_of_page(tx, page.id).await?,
            names,
            role: role.unwrap_or(Role::Reader),
            merged: incidents::merged_into(tx, id).await?,
            needs_approval: needs_approval(tx, places.iter().map(|place| &place.page)).await?,
            has_machine: site.has_machine,
            reader: reader(tx, site, signed_in, &page).await?,
            page,
            places,
        })
    }

    /// Lets on where the member has `role` on every page of the incident, asked in the transaction of the deed.
    ///
    /// # Errors
    /// `Refused` where they have not.
    pub async fn allow(&self, tx: &mut Tx, signed_in: &SignedIn, role: Role) -> Result<()> {
        for place in &self.places {
            match signed_in.on(tx, place.page.id, role).await {
                Err(Error::NotFound) => {
                    let message = "this incident stands on a page that is not yours; ask somebody of that page";
                    return Err(Refusal::forbidden(message)
                        .told("refusal-page-not-yours")
                        .into());
                }
                other => other?,
            }
        }
        Ok(())
    }

    /// The languages in which it is told: those of its pages, the first page's first.
    #[must_use]
    pub fn locales(&self) -> Vec<Locale> {
        locales_of(self.places.iter().map(|place| &place.page))
    }

    /// Whether somebody of `role` may still do something with it.
    #[must_use]
    pub fn may(&self, role: Role) -> bool {
        self.role >= role && self.merged.is_none()
    }

    /// Its address in the console.
    #[must_use]
    pub fn address(&self) -> String {
        format!("/console/incidents/{}", self.incident.id)
    }

    /// Where readers of a page find it.
    #[must_use]
    pub fn public_address(&self) -> Option<String> {
        let place = self.places.iter().find(|one| one.page.id == self.page.id)?;
        let rest = format!("incidents/{}", place.public_id);
        place
            .is_public
            .then(|| place.address.path_in(self.page.default_locale(), &rest))
    }
}

/// Whether one of these pages asks for a second look before anything goes out.
///
/// # Errors
/// A fault when the database is away.
pub async fn needs_approval(tx: &mut Tx, pages: impl Iterator<Item = &Page>) -> Result<bool> {
    for page in pages {
        if incidents::rules_of(tx, page.id).await?.needs_approval {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The languages of pages, each once.
pub fn locales_of<'a>(pages: impl Iterator<Item = &'a Page>) -> Vec<Locale> {
    let mut all: Vec<Locale> = Vec::new();
    for locale in pages.flat_map(|page| &page.locales) {
        if !all.contains(locale) {
            all.push(locale.clone());
        }
    }
    all
}

/// Components that are not gone.
pub fn standing(mut all: Vec<Component>) -> Vec<Component> {
    all.retain(|one| one.deleted_at.is_none());
    all
}

/// The member as a reader of a page: their language, the page's zone.
///
/// # Errors
/// A fault when the database is away.
pub async fn reader(tx: &mut Tx, site: &Site, signed_in: &SignedIn, page: &Page) -> Result<Reader> {
    let all = pages::list(tx).await?;
    Ok(Reader {
        words: words::first_of([&signed_in.locale]),
        zone: page.zone.clone(),
        fallback: page.locales.clone(),
        now: site.clock.now(),
        address: stand(&all, site, page),
    })
}

/// Where a page stands, as seen from the console.
fn stand(all: &[Page], site: &Site, page: &Page) -> Address {
    let nothing = Asked::default();
    let at_root = pages::choose(all, site.front(), &nothing);
    let is_root = matches!(at_root, Choice::Page(root) if root.id == page.id);
    let asked = Asked {
        under: (!is_root).then(|| page.slug.clone()),
        ..nothing
    };
    pages::stand(all, site.front(), &asked, page)
}

async fn places(tx: &mut Tx, site: &Site, id: IncidentId) -> Result<Vec<Place>> {
    let rows: Vec<PlaceRow> = tx
        .list(
            "SELECT page_id, public_id, visibility FROM incident_pages
             WHERE incident_id = $1 ORDER BY page_id",
            params![id],
        )
        .await?;
    let all = pages::list(tx).await?;
    let place = |row: PlaceRow| {
        let page = all.iter().find(|page| page.id == PageId(row.page_id));
        let page = page.ok_or(Error::NotFound)?;
        Ok(Place {
            address: stand(&all, site, page),
            page: page.clone(),
            public_id: row.public_id,
            is_public: row.visibility == "public",
        })
    };
    rows.into_iter().map(place).collect()
}

/// A deed that somebody else has done meanwhile.
pub struct Moved {
    /// When.
    pub at: jiff::Timestamp,
    /// Who, where it was a member.
    pub member: Option<Uuid>,
    /// What, as in the audit: `incident.update.post`.
    pub action: String,
}

#[derive(sqlx_macros::FromRow)]
struct MovedRow {
    at: i64,
    actor_kind: String,
    actor_id: Option<Uuid>,
    action: String,
}

/// What has been done on an incident since a writer saw `seen`.
///
/// # Errors
/// A fault when the database is away.
pub async fn moved_since(tx: &mut Tx, id: IncidentId, seen: Version) -> Result<Vec<Moved>> {
    let rows: Vec<MovedRow> = tx
        .list(
            "SELECT at, actor_kind, actor_id, action FROM incident_versions
             WHERE incident_id = $1 AND version > $2 ORDER BY version",
            params![id, seen.0],
        )
        .await?;
    let moved = |row: MovedRow| {
        Ok(Moved {
            at: crate::ground::db::instant(row.at)?,
            member: row.actor_id.filter(|_| row.actor_kind == "member"),
            action: row.action,
        })
    };
    rows.into_iter().map(moved).collect()
}
