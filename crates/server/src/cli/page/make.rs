//! `beffroi page create` and `beffroi page set`.

use beffroi_domain::{Locale, LocalizedText};
use clap::Args;
use jiff::{civil::Date, tz::TimeZone};

use super::{Desk, Place};
use crate::pages::{self, Access, Door, NewPage, OPERATOR};

/// A name in one locale: `fr=Ma page`.
#[derive(Clone, Debug)]
pub(super) struct Name(Locale, String);

#[derive(Debug, Args)]
pub(super) struct CreateArgs {
    #[command(flatten)]
    place: Place,
    /// Its name in addresses: lower-case letters, digits and "-"
    slug: String,
    /// Its name in a locale, such as fr="Ma page"; once a locale
    #[arg(long = "name", value_name = "LOCALE=NAME", required = true, value_parser = name_of)]
    names: Vec<Name>,
    /// The locales it speaks, the default first: fr,en,it
    #[arg(long, value_name = "LOCALES", required = true, value_delimiter = ',', value_parser = locale_of)]
    locales: Vec<Locale>,
    /// The zone that its times are told in, such as Europe/Paris
    #[arg(long, value_name = "ZONE")]
    zone: String,
    /// The first day of which it knows anything; today when not given
    #[arg(long, value_name = "DAY")]
    since: Option<Date>,
    /// Its own host names, the first of which stands in absolute addresses
    #[arg(long, value_name = "HOSTS", value_delimiter = ',')]
    hosts: Vec<String>,
    /// public, or private: for whoever has a link or the password
    #[arg(long, default_value = "public", value_parser = access_of)]
    access: Access,
}

#[derive(Debug, Args)]
pub(super) struct SetArgs {
    #[command(flatten)]
    place: Place,
    /// The page
    slug: String,
    /// Its name in a locale; others stay as they are
    #[arg(long = "name", value_name = "LOCALE=NAME", value_parser = name_of)]
    names: Vec<Name>,
    /// Its own host names, the first of which stands in absolute addresses; "" for none
    #[arg(long, value_name = "HOSTS", value_delimiter = ',')]
    hosts: Option<Vec<String>>,
    /// public or private
    #[arg(long, value_parser = access_of)]
    access: Option<Access>,
    /// What the door of a private page says: silent, or named
    #[arg(long, value_parser = door_of)]
    door: Option<Door>,
}

fn name_of(text: &str) -> Result<Name, String> {
    let told = "write a locale and a name, such as fr=\"Ma page\"";
    let (locale, name) = text.split_once('=').ok_or(told)?;
    Ok(Name(locale_of(locale)?, name.trim().to_owned()))
}

fn locale_of(text: &str) -> Result<Locale, String> {
    text.parse()
        .map_err(|_| format!("{text:?} is no locale, such as fr or en-gb"))
}

fn access_of(text: &str) -> Result<Access, String> {
    text.parse()
        .map_err(|refusal: crate::ground::Refusal| refusal.message)
}

fn door_of(text: &str) -> Result<Door, String> {
    let known = [Door::Silent, Door::Named];
    let found = known.into_iter().find(|door| door.as_str() == text);
    found.ok_or_else(|| "write silent or named".to_owned())
}

fn names(all: &[Name]) -> LocalizedText {
    let pairs = all
        .iter()
        .map(|Name(locale, name)| (locale.clone(), name.clone()));
    pairs.collect()
}

pub(super) async fn create(args: &CreateArgs) -> anyhow::Result<()> {
    let zone = TimeZone::get(&args.zone)
        .map_err(|_| anyhow::anyhow!("{:?} is no zone such as Europe/Paris", args.zone))?;
    let foreign = args
        .names
        .iter()
        .find(|Name(locale, _)| !args.locales.contains(locale));
    if let Some(Name(locale, _)) = foreign {
        anyhow::bail!("a name in {locale}, which the page does not speak; add it to --locales");
    }
    let mut desk = Desk::open(&args.place).await?;
    let (now, tx) = (desk.now, &mut desk.tx);
    let today = now.to_zoned(zone.clone()).date();
    let since = args.since.unwrap_or(today).to_zoned(zone.clone())?;
    let new = NewPage {
        slug: args.slug.clone(),
        public_id: None,
        name: names(&args.names),
        locales: args.locales.clone(),
        zone,
        since: since.timestamp(),
    };
    let id = pages::create(tx, now, OPERATOR, new).await?;
    pages::set_hosts(tx, now, OPERATOR, id, &args.hosts).await?;
    pages::set_access(tx, now, OPERATOR, id, args.access).await?;
    let page = desk.page(&args.slug).await?;
    let address = desk.address(&page).await?;
    desk.done().await?;
    println!("Made {}: {address}/", page.slug);
    Ok(())
}

pub(super) async fn set(args: &SetArgs) -> anyhow::Result<()> {
    let is_empty = args.names.is_empty() && args.hosts.is_none();
    if is_empty && args.access.is_none() && args.door.is_none() {
        anyhow::bail!("set what? Give --name, --hosts, --access or --door");
    }
    let mut desk = Desk::open(&args.place).await?;
    let page = desk.page(&args.slug).await?;
    let (now, tx) = (desk.now, &mut desk.tx);
    if !args.names.is_empty() {
        pages::set_name(tx, now, OPERATOR, &page, &names(&args.names)).await?;
    }
    if let Some(hosts) = &args.hosts {
        let hosts: Vec<String> = hosts
            .iter()
            .filter(|host| !host.is_empty())
            .cloned()
            .collect();
        pages::set_hosts(tx, now, OPERATOR, page.id, &hosts).await?;
    }
    if let Some(access) = args.access {
        pages::set_access(tx, now, OPERATOR, page.id, access).await?;
    }
    if let Some(door) = args.door {
        pages::set_door(tx, now, OPERATOR, page.id, door).await?;
    }
    let page = desk.page(&args.slug).await?;
    let address = desk.address(&page).await?;
    desk.done().await?;
    println!("{} is {}: {address}/", page.slug, page.access.as_str());
    Ok(())
}
