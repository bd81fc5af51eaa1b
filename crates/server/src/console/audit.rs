//! Who did what: searched and read by administrators. Asking changes nothing; the chain is verified by
//! command, on the machine, against what was kept elsewhere.

use std::collections::BTreeMap;

use askama::Template;
use axum::{
    Router,
    extract::{Query, State},
    http::StatusCode,
    response::Response,
    routing::get,
};
use jiff::{Timestamp, civil, tz::TimeZone};
use uuid::Uuid;

use super::{
    answer,
    form::{Control, Field, Form, Pick, Weight, Wrong},
    frame::Frame,
};
use crate::{
    audit::{self, Entry, Question},
    ground::{Refusal, Result, Tx, db::instant},
    members::{self, Role, SignedIn},
    pages,
    web::{Site, Words, words},
};

/// How many rows a screen shows.
const ROWS: u32 = 50;
const ADDRESS: &str = "/console/audit";

/// What is asked for, as it stands in the address.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(default)]
struct Asked {
    actor: String,
    action: String,
    object: String,
    from: String,
    until: String,
    before: String,
}

#[derive(Template)]
#[template(path = "console/audit.html")]
struct AuditPage {
    frame: Frame,
    title: String,
    lead: String,
    head: String,
    zone: String,
    labels: Labels,
    form: Form,
    wrong: Option<Wrong>,
    rows: Vec<Row>,
    none: String,
    older: Option<(String, String)>,
}

struct Labels {
    actor: String,
    action: String,
    object: String,
    when: String,
    seq: String,
}

struct Row {
    at: String,
    when: String,
    who: String,
    action: String,
    object: String,
    narrowed: String,
    seq: String,
}

/// The routes of this screen.
pub(super) fn routes() -> Router<Site> {
    Router::new().route(ADDRESS, get(show))
}

async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    signed_in.everywhere(&mut tx, Role::Administrator).await?;
    let words = words::first_of([&signed_in.locale]);
    let zone = zone(&mut tx).await?;
    let people = People::load(&mut tx, words).await?;
    let mut form = form(words, &asked, &people);
    let (entries, wrong) = match question(&asked, &zone) {
        Ok(question) => (audit::search(&mut tx, &question, ROWS).await?, None),
        Err(refusal) => (vec![], Some(form.refuse_in(words, &refusal))),
    };
    let title = words.say("audit-title");
    let head = audit::head(&mut tx).await?;
    let page = AuditPage {
        frame: Frame::of(&mut tx, &site, &signed_in, &title)
            .await?
            .at(ADDRESS),
        title,
        lead: words.say("audit-lead"),
        head: match head.seq {
            0 => words.say("audit-head-none"),
            _ => words.tell("audit-head", &[("head", &head.to_string())]),
        },
        zone: zone.iana_name().unwrap_or("UTC").to_owned(),
        labels: labels(words),
        older: older(&asked, &entries, words),
        rows: entries
            .iter()
            .map(|entry| row(entry, words, &zone, &people))
            .collect(),
        form,
        wrong,
        none: words.say("audit-none"),
    };
    answer::page(&page, StatusCode::OK)
}

fn form(words: &Words, asked: &Asked, people: &People) -> Form {
    let field = |name: &'static str, key: &str, kind: &'static str, value: &str| {
        Field::of(name, words.say(key), Control::input(kind, "off", value))
    };
    let who = people.picks(words.say("audit-anybody"), &asked.actor);
    let mut form = Form::to("search", ADDRESS)
        .asking([
            Field::of("actor", words.say("audit-actor"), Control::List(who)),
            field("action", "audit-action", "code", &asked.action)
                .hinted(words.say("audit-action-hint")),
            field("from", "audit-from", "date", &asked.from),
            field("until", "audit-until", "date", &asked.until),
            field("object", "audit-object", "code", &asked.object),
        ])
        .doing(words.say("audit-search"), Weight::Main);
    form.asks = true;
    form
}

/// The zone of the oldest page; whoever has none reads UTC.
async fn zone(tx: &mut Tx) -> Result<TimeZone> {
    let oldest = pages::list(tx).await?.into_iter().next();
    Ok(oldest.map_or(TimeZone::UTC, |page| page.zone))
}

fn question(asked: &Asked, zone: &TimeZone) -> Result<Question, Refusal> {
    let kinds = ["system", "import"];
    let is_kind = kinds.contains(&asked.actor.as_str());
    Ok(Question {
        actor: id(if is_kind { "" } else { &asked.actor }, "actor")?,
        actor_kind: is_kind.then(|| asked.actor.clone()),
        object: id(&asked.object, "object")?,
        action: Some(asked.action.trim().to_owned()).filter(|action| !action.is_empty()),
        from: day(&asked.from, "from", zone, 0)?,
        until: day(&asked.until, "until", zone, 1)?,
        before: before(&asked.before),
    })
}

fn id(text: &str, field: &'static str) -> Result<Option<Uuid>, Refusal> {
    match text.trim() {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| {
            Refusal::of(field, "write a whole id, as it stands in a row").told("refusal-audit-id")
        }),
    }
}

/// The beginning of a day, or of a later one, in the zone of the page.
fn day(
    text: &str,
    field: &'static str,
    zone: &TimeZone,
    later: i32,
) -> Result<Option<Timestamp>, Refusal> {
    if text.is_empty() {
        return Ok(None);
    }
    let begins = |day: civil::Date| -> Option<Timestamp> {
        let day = day.checked_add(jiff::Span::new().days(later)).ok()?;
        Some(day.to_zoned(zone.clone()).ok()?.timestamp())
    };
    let at = text.parse().ok().and_then(begins);
    at.map(Some).ok_or_else(|| {
        Refusal::of(field, "write a day, such as 2026-03-04").told("refusal-audit-day")
    })
}

/// Where the screen before ended; anything else is the beginning.
fn before(text: &str) -> Option<(Timestamp, Uuid)> {
    let (at, id) = text.split_once('.')?;
    Some((instant(at.parse().ok()?).ok()?, id.parse().ok()?))
}

fn older(asked: &Asked, entries: &[Entry], words: &Words) -> Option<(String, String)> {
    let last = entries.last().filter(|_| entries.len() == ROWS as usize)?;
    let ended = format!("{}.{}", last.at.as_microsecond(), last.id);
    let address = address(&Asked {
        before: ended,
        ..asked.clone()
    });
    Some((address, words.say("audit-older")))
}

fn address(asked: &Asked) -> String {
    let fields = [
        ("actor", &asked.actor),
        ("action", &asked.action),
        ("object", &asked.object),
        ("from", &asked.from),
        ("until", &asked.until),
        ("before", &asked.before),
    ];
    let said = fields.iter().filter(|(_, value)| !value.is_empty());
    let mut url = reqwest::Url::parse("http://host/console/audit").expect("an address of ours");
    url.query_pairs_mut().extend_pairs(said);
    format!("{ADDRESS}?{}", url.query().unwrap_or_default())
}

fn row(entry: &Entry, words: &Words, zone: &TimeZone, people: &People) -> Row {
    let local = entry.at.to_zoned(zone.clone()).datetime();
    let narrowed = Asked {
        object: entry.object_id.to_string(),
        ..Asked::default()
    };
    Row {
        at: format!("{:.3}", entry.at),
        when: words.forms().instant(local),
        who: people.name(entry),
        action: entry.action.clone(),
        object: entry.object_id.to_string(),
        narrowed: address(&narrowed),
        seq: match entry.seq {
            Some(seq) => words.forms().number(seq),
            None => words.say("audit-unsealed"),
        },
    }
}

/// Names of whoever may have done something.
struct People {
    names: BTreeMap<Uuid, String>,
    system: String,
    import: String,
    forgotten: String,
}

impl People {
    async fn load(tx: &mut Tx, words: &Words) -> Result<Self> {
        let members = members::list(tx).await?;
        let tokens = members::list_tokens(tx).await?;
        let members = members.into_iter().map(|one| (one.id.0, one.name));
        let key = |name: String| words.tell("audit-key", &[("name", &name)]);
        let tokens = tokens.into_iter().map(|one| (one.id, key(one.name)));
        Ok(Self {
            names: members
                .chain(tokens)
                .filter(|(_, name)| !name.is_empty())
                .collect(),
            system: words.say("audit-system"),
            import: words.say("audit-import"),
            forgotten: words.say("audit-forgotten"),
        })
    }

    fn name(&self, entry: &Entry) -> String {
        match (entry.actor_kind.as_str(), entry.actor_id) {
            (_, Some(id)) => self.names.get(&id).unwrap_or(&self.forgotten).clone(),
            ("import", None) => self.import.clone(),
            _ => self.system.clone(),
        }
    }

    /// Whom one can ask for.
    fn picks(&self, anybody: String, chosen: &str) -> Vec<Pick> {
        let mut people: Vec<(String, String)> = self
            .names
            .iter()
            .map(|(id, name)| (id.to_string(), name.clone()))
            .collect();
        people.sort_by(|one, other| one.1.cmp(&other.1));
        people.push(("system".to_owned(), self.system.clone()));
        people.push(("import".to_owned(), self.import.clone()));
        people.insert(0, (String::new(), anybody));
        let pick = |(word, name): (String, String)| {
            let is_chosen = word == chosen;
            Pick::of(word, name, is_chosen)
        };
        people.into_iter().map(pick).collect()
    }
}

fn labels(words: &Words) -> Labels {
    Labels {
        actor: words.say("audit-actor"),
        action: words.say("audit-action"),
        object: words.say("audit-object"),
        when: words.say("audit-when"),
        seq: words.say("audit-seq"),
    }
}
