//! Lists as CSV: read line by line, with what is wrong with each; and written, so that they can be read again.
//!
//! Source: RFC 4180. Columns are told by their names in the first line; `address` is the one that must be there.

use std::collections::{BTreeSet, HashMap};

use beffroi_channels::Channel;
use beffroi_domain::{Actor, Locale};
use jiff::Timestamp;
use uuid::Uuid;

use super::{
    Address, Brought, Came, Kinds, Parts, State, Subscription, Wishes, bell, bell_of, bring,
    bring::check_reason, channel_of, load,
};
use crate::{
    audit, components,
    ground::{Db, Error, Refusal, Result, Tx, seal},
    pages::Page,
};

/// The columns, as they are written and read.
pub const COLUMNS: [&str; 9] = [
    "address", "channel", "locale", "kinds", "services", "owner", "scope", "state", "since",
];
/// What stands under `scope`: the page, or one incident or maintenance that it ends with.
const SCOPES: (&str, &str) = ("page", "one");

/// So many lines are taken in one transaction.
const AT_ONCE: usize = 1_000;
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
}

/// Takes a list into a page; whoever does vouches that each address said yes, and says why that is known.
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
    check_reason(reason)?;
    let mut lines = records(text);
    let head = lines.next().map(|(_, cells)| cells).unwrap_or_default();
    let columns = columns(&head)?;
    let known = known(db, page).await?;
    let mut account = Account::default();
    loop {
        let some: Vec<_> = lines.by_ref().take(AT_ONCE).collect();
        if some.is_empty() {
            return Ok(account);
        }
        let mut tx = db.begin().await?;
        let bell = bell_of(&mut tx, page.id).await?;
        bell::lock(&mut tx, page.id).await?;
        let before = account.new;
        for (line, cells) in &some {
            let came = match read(&known, &columns, cells) {
                Ok(one) => bring(&mut tx, now, &bell, &one).await,
                Err(refusal) => Err(refusal.into()),
            };
            account.add(*line, came)?;
        }
        let came = account.new - before;
        // Whose yes somebody vouches for, and a fingerprint of why they can.
        let digest = format!("{came} {}", &seal::digest(reason.trim())[..16]);
        audit::record(
            &mut tx,
            now,
            actor,
            "subscription.import",
            page.id.0,
            &digest,
        )
        .await?;
        tx.commit().await?;
    }
}

/// The first line of a list.
#[must_use]
pub fn head() -> String {
    line(&COLUMNS.map(str::to_owned))
}

/// One of a list; `services` are their public ids.
#[must_use]
pub fn row(one: &Subscription, services: &[String]) -> String {
    let kinds = one.wishes.kinds;
    let kinds = [
        ("incidents", kinds.incidents),
        ("maintenances", kinds.maintenances),
        ("postmortems", kinds.postmortems),
    ];
    let kinds = kinds.iter().filter(|(_, is_on)| *is_on);
    let kinds: Vec<&str> = kinds.map(|(word, _)| *word).collect();
    line(&[
        // A browser's address is of use to nobody else, and enough to write there.
        match one.channel {
            Channel::WebPush => one.place(),
            _ => one.address.clone(),
        },
        one.channel.as_str().to_owned(),
        one.wishes.locale.to_string(),
        kinds.join(" "),
        services.join(" "),
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
    if one.wishes.parts == Parts::Whole {
        return Ok(vec![]);
    }
    let Parts::Of(chosen) = load(tx, one.id).await?.wishes.parts else {
        return Ok(vec![]);
    };
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

async fn known(db: &Db, page: &Page) -> Result<Known> {
    let mut tx = db.snapshot().await?;
    let mut services = HashMap::new();
    for one in components::of_page(&mut tx, page.id).await? {
        services.insert(one.public_id.to_string(), one.id.0);
    }
    for one in components::groups_of_page(&mut tx, page.id).await? {
        services.insert(one.public_id.to_string(), one.id.0);
    }
    Ok(Known {
        default: page.default_locale().clone(),
        locales: page.locales.clone(),
        services,
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
            parts: known.parts(cell("services"))?,
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

    fn parts(&self, words: &str) -> Result<Parts, Refusal> {
        let ids: Option<BTreeSet<Uuid>> = words
            .split([' ', ',', ';'])
            .filter(|word| !word.is_empty())
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

fn kinds(words: &str) -> Result<Kinds, Refusal> {
    if words.is_empty() {
        return Ok(Kinds::ALL);
    }
    let has = |name: &str| words.split([' ', ',', ';']).any(|word| word == name);
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

/// A line; what a spreadsheet would take for a formula has an apostrophe in front.
fn line(cells: &[String]) -> String {
    let written: Vec<String> = cells
        .iter()
        .map(|cell| {
            let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
            let cell = if is_formula {
                format!("'{cell}")
            } else {
                cell.clone()
            };
            match cell.contains([',', '"', '\n', '\r']) {
                true => format!("\"{}\"", cell.replace('"', "\"\"")),
                false => cell,
            }
        })
        .collect();
    written.join(",") + "\r\n"
}

/// Lines that are not empty, each with its number in the text; divided as the first line is, by commas or semicolons.
fn records(text: &str) -> impl Iterator<Item = (usize, Vec<String>)> {
    let first = text.lines().next().unwrap_or_default();
    let divider = match first.contains(';') && !first.contains(',') {
        true => ';',
        false => ',',
    };
    let (mut rest, mut number) = (text, 1);
    std::iter::from_fn(move || {
        while !rest.is_empty() {
            let at = number;
            let (cells, taken) = record(rest, divider);
            number += rest[..taken].matches('\n').count().max(1);
            rest = &rest[taken..];
            if cells.iter().any(|cell| !cell.trim().is_empty()) {
                return Some((at, cells));
            }
        }
        None
    })
}

/// One record, and how many bytes it took.
fn record(text: &str, divider: char) -> (Vec<String>, usize) {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    let mut signs = text.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        let is_first = cells.last().is_some_and(String::is_empty);
        match sign {
            '"' if quoted && signs.peek().is_some_and(|(_, next)| *next == '"') => {
                signs.next();
                push(&mut cells, '"');
            }
            '"' if quoted || is_first => quoted = !quoted,
            '\n' if !quoted => return (cells, at + 1),
            '\r' if !quoted => {}
            sign if sign == divider && !quoted => cells.push(String::new()),
            sign => push(&mut cells, sign),
        }
    }
    (cells, text.len())
}

fn push(cells: &mut [String], sign: char) {
    if let Some(last) = cells.last_mut() {
        last.push(sign);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_with_their_numbers_quotes_and_either_divider() {
        let read: Vec<_> = records("a,b\r\n\"x, \"\"y\"\"\nz\",2\n\n3,4").collect();
        let cells = |one: &str, other: &str| vec![one.to_owned(), other.to_owned()];

        assert_eq!(
            read,
            [
                (1, cells("a", "b")),
                (2, cells("x, \"y\"\nz", "2")),
                (5, cells("3", "4"))
            ]
        );
        let read: Vec<_> = records("a;b\n1,5;2").collect();
        assert_eq!(read[1].1, cells("1,5", "2"));
    }

    #[test]
    fn what_is_written_is_read_again_and_no_formula() {
        let cells = ["=1+1@example.com", "a\"b,c", "", "x\ny"].map(str::to_owned);

        let written = line(&cells);
        let read = records(&written).next().unwrap().1;

        assert!(written.starts_with("'="), "{written}");
        assert_eq!(read[0].trim_start_matches('\''), cells[0]);
        assert_eq!(read[1..], cells[1..]);
    }
}
