//! Lists as CSV: read line by line, with what is wrong with each; and written, so that they can be read again.
//!
//! Source: RFC 4180. Columns are told by their names in the first line; `address` is the one that must be there.

mod lines;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use beffroi_channels::Channel;
use beffroi_domain::{Actor, Locale, ProviderId, SubscriptionId};
use bytes::Bytes;
use futures_util::stream::{self, Stream};
use jiff::Timestamp;
use uuid::Uuid;

use self::lines::{line, records};
use super::{
    Address, Brought, Came, Kinds, Looked, Parts, State, Subscription, Wishes, bell, bell_of,
    bring, bring::check_reason, channel_of, list,
};
use crate::{
    audit, components,
    ground::{Db, Error, Refusal, Result, Tx, seal},
    pages::Page,
    providers,
};

/// The columns, as they are written and read.
pub const COLUMNS: [&str; 10] = [
    "address",
    "channel",
    "locale",
    "kinds",
    "services",
    "providers",
    "owner",
    "scope",
    "state",
    "since",
];
/// What stands under `services` where it is for providers alone.
const NO_SERVICE: &str = "none";
/// What stands under `scope`: the page, or one incident or maintenance that it ends with.
const SCOPES: (&str, &str) = ("page", "one");

/// So many lines are taken in one transaction.
const AT_ONCE: usize = 1_000;
/// So many are written at a time.
const PIECE: i64 = 2_000;
/// So many refusals are told; all of them are counted.
const TOLD: usize = 200;

/// What became of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// Told from now on.
    pub new: i64,
    /// There already.
    pub known: i64,
    /// That left, and stay away.
    pub left: i64,
    /// Lines that could not be read.
    pub refused: i64,
    /// The first of those: which line, and why.
    pub why: Vec<(usize, Refusal)>,
}

/// What names on a page mean.
struct Known {
    default: Locale,
    locales: Vec<Locale>,
    services: HashMap<String, Uuid>,
    providers: HashMap<String, ProviderId>,
}

/// Takes a list into a page, a thousand lines at a time; whoever does vouches that each address said yes, and says why that
/// is known.
///
/// # Errors
/// `Refused` without a reason, or where the first line has no column `address`; nothing is taken then.
pub async fn import(
    db: &Db,
    now: Timestamp,
    actor: Actor,
    page: &Page,
    reason: &str,
    text: &str,
) -> Result<Account> {
    let mut look = db.snapshot().await?;
    let mut taking = Taking::begin(&mut look, (now, actor), page, reason, text).await?;
    drop(look);
    while !taking.is_over() {
        let mut tx = db.begin().await?;
        taking.take(&mut tx, AT_ONCE).await?;
        tx.commit().await?;
    }
    Ok(taking.account)
}

/// The same in one transaction, which is for lists that fit into a call.
///
/// # Errors
/// As [`import`].
pub async fn import_at_once(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    page: &Page,
    reason: &str,
    text: &str,
) -> Result<Account> {
    let mut taking = Taking::begin(tx, (now, actor), page, reason, text).await?;
    taking.take(tx, usize::MAX).await?;
    Ok(taking.account)
}

/// A list that is being taken in.
struct Taking<'a> {
    page: &'a Page,
    reason: &'a str,
    now: Timestamp,
    actor: Actor,
    known: Known,
    columns: HashMap<String, usize>,
    lines: std::vec::IntoIter<(usize, Vec<String>)>,
    account: Account,
}

impl<'a> Taking<'a> {
    async fn begin(
        look: &mut Tx,
        (now, actor): (Timestamp, Actor),
        page: &'a Page,
        reason: &'a str,
        text: &str,
    ) -> Result<Self> {
        check_reason(reason)?;
        let mut lines = records(text);
        let head = lines.next().map(|(_, cells)| cells).unwrap_or_default();
        Ok(Self {
            page,
            reason,
            now,
            actor,
            columns: columns(&head)?,
            known: known(look, page).await?,
            lines: lines.collect::<Vec<_>>().into_iter(),
            account: Account::default(),
        })
    }

    fn is_over(&self) -> bool {
        self.lines.len() == 0
    }

    /// Takes so many lines; the audit says whose yes somebody vouches for, and keeps a fingerprint of why they can.
    async fn take(&mut self, tx: &mut Tx, most: usize) -> Result<()> {
        let bell = bell_of(tx, self.page.id).await?;
        bell::lock(tx, self.page.id).await?;
        let before = self.account.new;
        for (line, cells) in self.lines.by_ref().take(most) {
            let came = match read(&self.known, &self.columns, &cells) {
                Ok(one) => bring(tx, self.now, &bell, &one).await,
                Err(refusal) => Err(refusal.into()),
            };
            self.account.add(line, came)?;
        }
        let came = self.account.new - before;
        let digest = format!("{came} {}", &seal::digest(self.reason.trim())[..16]);
        let (action, page) = ("subscription.import", self.page.id.0);
        audit::record(tx, self.now, self.actor, action, page, &digest).await
    }
}

/// All that is known of all of them, a piece at a time; it can be taken in again. Whoever hands it out has it recorded.
pub fn pieces(db: Db, page: Page) -> impl Stream<Item = Result<Bytes>> {
    stream::try_unfold(Some(None), move |last| {
        let (db, page) = (db.clone(), page.clone());
        async move {
            let Some(before) = last else { return Ok(None) };
            let (text, last) = piece(&db, &page, before).await?;
            Ok::<_, Error>(Some((Bytes::from(text), last.map(Some))))
        }
    })
}

/// A piece, and where the next begins.
async fn piece(
    db: &Db,
    page: &Page,
    before: Option<SubscriptionId>,
) -> Result<(String, Option<SubscriptionId>)> {
    let mut look = db.snapshot().await?;
    let looked = Looked {
        page: page.id,
        channel: None,
        state: None,
        locale: None,
        address: None,
        before,
        limit: PIECE,
    };
    let found = list(&mut look, &looked).await?;
    let names = provider_names(&mut look).await?;
    let mut text = match before {
        None => head(),
        Some(_) => String::new(),
    };
    for one in &found {
        text.push_str(&row(one, &services(&mut look, page, one).await?, &names));
    }
    let last = found.last().map(|one| one.id);
    Ok((text, last.filter(|_| found.len() as i64 == PIECE)))
}

/// The first line of a list.
#[must_use]
pub fn head() -> String {
    line(&COLUMNS.map(str::to_owned))
}

/// What the providers are called in addresses, all of them.
pub type ProviderNames = BTreeMap<ProviderId, String>;

/// What all providers are called in addresses.
///
/// # Errors
/// A fault when the database is away.
pub async fn provider_names(tx: &mut Tx) -> Result<ProviderNames> {
    let all = providers::list(tx).await?;
    Ok(all.into_iter().map(|one| (one.id, one.slug)).collect())
}

/// The providers that one chose, as addresses name them.
#[must_use]
pub fn providers_of(one: &Subscription, names: &ProviderNames) -> Vec<String> {
    let chosen = one.wishes.providers.iter();
    chosen.filter_map(|id| names.get(id).cloned()).collect()
}

/// One of a list; `services` are their public ids.
#[must_use]
pub fn row(one: &Subscription, services: &[String], names: &ProviderNames) -> String {
    let services = match one.wishes.is_of_providers_alone() {
        true => NO_SERVICE.to_owned(),
        false => services.join(" "),
    };
    line(&[
        // A browser's address is of use to nobody else, and enough to write there.
        match one.channel {
            Channel::WebPush => one.place(),
            _ => one.address.clone(),
        },
        one.channel.as_str().to_owned(),
        one.wishes.locale.to_string(),
        one.wishes.kinds.words().join(" "),
        services,
        providers_of(one, names).join(" "),
        one.owner.clone().unwrap_or_default(),
        one.about.map_or(SCOPES.0, |_| SCOPES.1).to_owned(),
        one.state.as_str().to_owned(),
        one.confirmed_at
            .map(|at| at.to_string())
            .unwrap_or_default(),
    ])
}

/// The public ids of the services that one chose; none where it is for all of them.
///
/// # Errors
/// A fault when the database is away.
pub async fn services(tx: &mut Tx, page: &Page, one: &Subscription) -> Result<Vec<String>> {
    let Parts::Of(chosen) = &one.wishes.parts else {
        return Ok(vec![]);
    };
    if chosen.is_empty() {
        return Ok(vec![]);
    }
    let parts = components::of_page(tx, page.id).await?;
    let parts = parts.into_iter().map(|one| (one.id.0, one.public_id));
    let groups = components::groups_of_page(tx, page.id).await?;
    let groups = groups.into_iter().map(|one| (one.id.0, one.public_id));
    let all = parts.chain(groups).filter(|(id, _)| chosen.contains(id));
    Ok(all.map(|(_, public_id)| public_id.to_string()).collect())
}

impl Account {
    fn add(&mut self, line: usize, came: Result<Came>) -> Result<()> {
        match came {
            Ok(Came::New) => self.new += 1,
            Ok(Came::Known) => self.known += 1,
            Ok(Came::Left) => self.left += 1,
            Err(Error::Refused(refusal)) => {
                self.refused += 1;
                if self.why.len() < TOLD {
                    self.why.push((line, refusal));
                }
            }
            Err(error) => return Err(error),
        }
        Ok(())
    }
}

async fn known(look: &mut Tx, page: &Page) -> Result<Known> {
    let mut services = HashMap::new();
    for one in components::of_page(look, page.id).await? {
        services.insert(one.public_id.to_string(), one.id.0);
    }
    for one in components::groups_of_page(look, page.id).await? {
        services.insert(one.public_id.to_string(), one.id.0);
    }
    // Also those that the page does not show now: who asked for one keeps it for the day on which it does.
    let providers = providers::list(look).await?;
    Ok(Known {
        default: page.default_locale().clone(),
        locales: page.locales.clone(),
        services,
        providers: providers
            .into_iter()
            .map(|one| (one.slug, one.id))
            .collect(),
    })
}

fn columns(head: &[String]) -> Result<HashMap<String, usize>, Refusal> {
    let names = head.iter().enumerate();
    let columns: HashMap<String, usize> = names
        .map(|(at, name)| {
            (
                name.trim().trim_start_matches('\u{feff}').to_lowercase(),
                at,
            )
        })
        .map(|(name, at)| match name.as_str() {
            "email" | "e-mail" => ("address".to_owned(), at),
            _ => (name, at),
        })
        .collect();
    if columns.contains_key("address") {
        return Ok(columns);
    }
    let message = "the first line names the columns; one of them is \"address\" or \"email\"";
    Err(Refusal::of("file", message).told("refusal-subscription-columns"))
}

fn read(
    known: &Known,
    columns: &HashMap<String, usize>,
    cells: &[String],
) -> Result<Brought, Refusal> {
    let cell = |name: &str| {
        let at = columns.get(name);
        let cell = at.and_then(|at| cells.get(*at)).map(|cell| cell.trim());
        cell.unwrap_or_default().trim_start_matches('\'')
    };
    let channel = match cell("channel") {
        "" => Channel::Email,
        word => channel_of(word).ok_or_else(|| {
            let message = "no such channel; write email, webhook, slack …";
            Refusal::of("channel", message).told("refusal-subscription-channel")
        })?,
    };
    if channel == Channel::WebPush {
        let message = "a browser has keys that no list holds; it asks by itself";
        return Err(Refusal::of("channel", message).told("refusal-subscription-channel"));
    }
    if cell("state") == State::Asked.as_str() || cell("scope") == SCOPES.1 {
        let message = "it had not said yes, or asked for one incident alone: no list brings that";
        return Err(Refusal::of("state", message).told("refusal-subscription-unasked"));
    }
    let owner = match cell("owner") {
        "" => None,
        owner => Some(Address::of(Channel::Email, owner)?),
    };
    Ok(Brought {
        channel,
        address: Address::of(channel, cell("address"))?,
        owner,
        is_paused: cell("state") == State::Paused.as_str(),
        wishes: Wishes {
            locale: known.locale(cell("locale"))?,
            kinds: kinds(cell("kinds"))?,
            parts: known.parts(cell("services"), cell("providers"))?,
            providers: known.providers(cell("providers"))?,
        },
    })
}

impl Known {
    fn locale(&self, word: &str) -> Result<Locale, Refusal> {
        if word.is_empty() {
            return Ok(self.default.clone());
        }
        let mut all = self.locales.iter();
        all.find(|one| one.as_str().eq_ignore_ascii_case(word))
            .cloned()
            .ok_or_else(|| {
                let message = "choose one of the languages that the page speaks";
                Refusal::of("locale", message).told("refusal-subscription-locale")
            })
    }

    /// Providers by their names in addresses; all that are known here, as they are written out.
    fn providers(&self, words: &str) -> Result<BTreeSet<ProviderId>, Refusal> {
        let ids: Option<BTreeSet<ProviderId>> = each(words)
            .map(|word| self.providers.get(word).copied())
            .collect();
        ids.ok_or_else(|| {
            let message = "no such provider; write the names of providers in addresses";
            Refusal::of("providers", message).told("refusal-subscription-provider-names")
        })
    }

    fn parts(&self, words: &str, providers: &str) -> Result<Parts, Refusal> {
        if words == NO_SERVICE && !providers.is_empty() {
            return Ok(Parts::Of(BTreeSet::new()));
        }
        let ids: Option<BTreeSet<Uuid>> = each(words)
            .map(|word| self.services.get(word).copied())
            .collect();
        match ids {
            Some(ids) if ids.is_empty() => Ok(Parts::Whole),
            Some(ids) => Ok(Parts::Of(ids)),
            None => {
                let message = "no such service; write the ids of services or groups of the page";
                Err(Refusal::of("services", message).told("refusal-subscription-services"))
            }
        }
    }
}

/// The words of a cell.
fn each(cell: &str) -> impl Iterator<Item = &str> {
    let words = cell.split([' ', ',', ';']);
    words.filter(|word| !word.is_empty())
}

fn kinds(words: &str) -> Result<Kinds, Refusal> {
    if words.is_empty() {
        return Ok(Kinds::ALL);
    }
    let has = |name: &str| each(words).any(|word| word == name);
    let kinds = Kinds {
        incidents: has("incidents"),
        maintenances: has("maintenances"),
        postmortems: has("postmortems"),
    };
    match kinds.is_empty() {
        true => {
            let message = "choose at least one kind: incidents, maintenances or postmortems";
            Err(Refusal::of("kinds", message).told("refusal-subscription-kinds"))
        }
        false => Ok(kinds),
    }
}
