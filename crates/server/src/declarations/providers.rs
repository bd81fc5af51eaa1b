//! `[[provider]]`: whose status pages are followed, and shown on the page that the file declares.
//!
//! What a file states of an address is where the page was when it was written: one that moved since, and was found again, is no
//! difference. A provider may be shown on several pages: the last file that no longer has it leaves it.

use std::collections::BTreeMap;

use beffroi_domain::{Actor, PageId};
use beffroi_readers::watch::{Place, form};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use toml::Spanned;
use uuid::Uuid;

use super::{
    BadFile, Kept,
    file::Reader,
    promises::Wrong,
    tables::{Piece, Words},
};
use crate::{
    ground::{Error, Result, Tx},
    providers::{self, Follow, Provider, Settle, catalogue},
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProviderTable {
    slug: Spanned<String>,
    catalogue: Option<Spanned<String>>,
    page: Option<Spanned<String>>,
    name: Option<String>,
    form: Option<Spanned<String>>,
    selectors: Option<Words>,
    empty_is_clear: Option<bool>,
}

/// What the file states of a provider.
#[derive(Clone, Debug, Serialize)]
pub(super) struct ProviderFields {
    /// Always: it is followed, and readers of the page see it.
    followed: bool,
    shown: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    form: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    selectors: Option<BTreeMap<String, String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    empty_is_clear: Option<bool>,
    /// The entry of the catalogue that says the rest.
    #[serde(skip)]
    catalogue: Option<String>,
}

/// Reads them all.
pub(super) fn read(
    reader: &mut Reader<'_>,
    tables: &[ProviderTable],
) -> Result<Vec<Piece<ProviderFields>>, BadFile> {
    let mut all = Vec::new();
    for table in tables {
        let key = reader.key("provider", &table.slug)?;
        let fields = one(table).map_err(|(span, message)| reader.bad(span, message))?;
        all.push(Piece { key, fields });
    }
    Ok(all)
}

fn one(table: &ProviderTable) -> Result<ProviderFields, Wrong> {
    let entry = table.catalogue.as_ref();
    let known = entry
        .is_none_or(|slug| catalogue::find(slug.get_ref()).is_some_and(|one| !one.page.is_empty()));
    if let (false, Some(slug)) = (known, entry) {
        let message = "catalogue: there is no page under this slug; see `beffroi watch catalogue`";
        return Err((slug.span(), message.to_owned()));
    }
    if entry.is_some() == table.page.is_some() {
        let message = "provider: write page or catalogue, one of the two".to_owned();
        return Err((table.slug.span(), message));
    }
    if let Some(word) = table
        .form
        .as_ref()
        .filter(|word| form(word.get_ref()).is_none())
    {
        let message = "form: this is no format that we read; leave it out, and it is found out";
        return Err((word.span(), message.to_owned()));
    }
    Ok(ProviderFields {
        followed: true,
        shown: true,
        page: table
            .page
            .as_ref()
            .map(|page| Place::of(page.get_ref()).page),
        name: table.name.clone(),
        form: table.form.as_ref().map(|word| word.get_ref().clone()),
        selectors: table.selectors.clone(),
        empty_is_clear: table.empty_is_clear,
        catalogue: entry.map(|slug| slug.get_ref().clone()),
    })
}

/// What is kept is that this page shows it: another page's file may keep the same provider.
fn object_of(page: PageId, provider: &Provider) -> Uuid {
    Uuid::from_u128(page.0.as_u128() ^ provider.id.0.as_u128())
}

/// Those that the file declares and that are there: as they are, by slug.
pub(super) async fn now(
    tx: &mut Tx,
    page: PageId,
    declared: &[Piece<ProviderFields>],
    kept: &[Kept],
) -> Result<BTreeMap<String, (Uuid, Value)>> {
    let mut all = BTreeMap::new();
    for one in declared {
        let Some(provider) = providers::find_by_slug(tx, &one.key).await? else {
            continue;
        };
        let object = object_of(page, &provider);
        let shown = providers::pages_of(tx, provider.id).await?.contains(&page);
        let stated = kept.iter().find(|kept| kept.object == object);
        let stated = stated.and_then(|kept| serde_json::from_str::<Value>(&kept.stated).ok());
        let stated = stated.and_then(|stated| stated["page"].as_str().map(str::to_owned));
        let now = json!({
            "followed": provider.left_at.is_none(),
            "shown": shown,
            "page": stated.unwrap_or_else(|| provider.place.page.clone()),
            "name": provider.name,
            "form": provider.form,
            "selectors": provider.selectors,
            "empty_is_clear": provider.is_empty_clear,
        });
        all.insert(one.key.clone(), (object, now));
    }
    Ok(all)
}

/// Makes it what the file says; what is kept of it from now on. `changed` names the fields that are another.
pub(super) async fn set(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    page: PageId,
    one: &Piece<ProviderFields>,
    changed: &[&str],
) -> Result<Uuid> {
    let stated = &one.fields;
    let known = providers::find_by_slug(tx, &one.key).await?;
    let id = match known.filter(|known| known.left_at.is_none()) {
        None => providers::follow(tx, now, actor, &new(one)).await?,
        Some(known) => {
            let is_changed = |field| {
                changed
                    .iter()
                    .any(|name| *name == field || name.starts_with(&format!("{field}.")))
            };
            let right = Settle {
                name: stated.name.clone().filter(|_| is_changed("name")),
                place: stated
                    .page
                    .as_deref()
                    .filter(|_| is_changed("page"))
                    .map(Place::of),
                form: stated.form.clone().filter(|_| is_changed("form")),
                selectors: stated.selectors.clone().filter(|_| is_changed("selectors")),
                is_empty_clear: stated
                    .empty_is_clear
                    .filter(|_| is_changed("empty_is_clear")),
            };
            if right != Settle::default() {
                providers::settle(tx, now, actor, known.id, &right).await?;
            }
            known.id
        }
    };
    if !providers::pages_of(tx, id).await?.contains(&page) {
        providers::show(tx, now, actor, id, page).await?;
    }
    let provider = providers::load(tx, id).await?;
    Ok(object_of(page, &provider))
}

fn new(one: &Piece<ProviderFields>) -> Follow {
    let stated = &one.fields;
    let listed = stated.catalogue.as_deref().and_then(catalogue::find);
    let page = stated.page.as_deref().unwrap_or_default();
    let base = listed.map_or_else(|| Follow::at(page), catalogue::Listed::follow);
    Follow {
        slug: one.key.clone(),
        name: stated.name.clone().unwrap_or(base.name),
        form: stated.form.clone(),
        selectors: stated.selectors.clone().unwrap_or_default(),
        is_empty_clear: stated.empty_is_clear.unwrap_or(base.is_empty_clear),
        ..base
    }
}

/// The file no longer has it: the page shows it no more, and where no other does, it is left.
pub(super) async fn take_away(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    page: PageId,
    slug: &str,
) -> Result<()> {
    let provider = providers::find_by_slug(tx, slug).await?;
    let provider = provider.ok_or(Error::NotFound)?;
    providers::hide(tx, now, actor, provider.id, page).await?;
    let is_shown = !providers::pages_of(tx, provider.id).await?.is_empty();
    if !is_shown && provider.left_at.is_none() {
        providers::leave(tx, now, actor, provider.id).await?;
    }
    Ok(())
}
