//! `/reports`: what readers reported, and what became of it; and `/desk/mail`, where a mail server hands over their answers.
//!
//! Addresses and words of customers stand in here: every call asks for a key that is good for responders.

use beffroi_domain::{ComponentId, Locale, MemberId, ReportId};
use jiff::SignedDuration;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    Param,
    crisis::who,
    incident::{incident_of, page_named, page_of, pages_of_key},
    look::whole,
};
use crate::{
    api::{
        answer::{Answered, Reply},
        ask::Ask,
        call::{Call, POST, PUT, read, write},
        extra::stamp,
        fields::Fields,
    },
    ground::{Error, Refusal, Result, Tx},
    members::Role,
    pages::{self, Page},
    reports::{
        self, Affected, Answer, Entry, Facts, Fate, File, Mailbox, NewReport, Place, Report, Source,
    },
    work,
};

const PLACES: &[&str] = &["online", "terminal"];
const KINDS: &[&str] = &["we_said", "they_said", "note"];
/// More are not given at once.
const MOST: i64 = 500;
const LISTED: &[Param] = &[
    super::PAGE,
    Param {
        name: "all",
        schema: r#"{"type": "string", "enum": ["true", "false"]}"#,
        about: "Those that are closed too.",
    },
];

const COUNTED: &[Param] = &[
    super::PAGE,
    Param {
        name: "days",
        schema: r#"{"type": "integer", "minimum": 1, "maximum": 3650}"#,
        about: "Of how many days until now; 90 where it is not said.",
    },
];

/// The calls that there are.
#[rustfmt::skip]
pub fn calls() -> Vec<Call> {
    const ALL: &str = "/reports";
    const ONE: &str = "/reports/{report}";
    const STANDS: (u16, &str) = (200, "OwnReport");
    let by = |call: Call| call.by(Role::Responder);
    let done = |path, id, summary, body, work| by(write((POST, path), id, summary, body, STANDS, work));
    vec![
        by(read(ALL, "listReports", "What readers of a page reported: whose author waits first, the longest wait first; at most 500, without what was said in them", "OwnReports", LISTED, work!(list))),
        by(write((POST, ALL), "openReport", "Opens a case for somebody who reported something elsewhere", Some("ReportBody"), (201, "OwnReport"), work!(open))),
        read("/reports/figures", "readReportFigures", "Figures of what readers of a page reported in the last days: how many, how soon they were answered, how often before the first word", "OwnReportFigures", COUNTED, work!(figures)),
        by(read(ONE, "readReport", "A case with all that was said in it", "OwnReport", &[], work!(one))),
        by(write((POST, "/reports/{report}/entries"), "sayInReport", "Answers its author, writes down what they said elsewhere, or a note that they never see", Some("ReportEntryBody"), (201, "OwnReport"), work!(say))),
        done("/reports/{report}/link", "linkReport", "Says which incident it is about; without one, none", Some("ReportLink"), work!(link)),
        done("/reports/{report}/assign", "assignReport", "Says who of the team has it in hand; without a member, nobody", Some("ReportAssignment"), work!(assign)),
        done("/reports/{report}/ask", "askReport", "Asks its author whether it works again", None, work!(ask)),
        done("/reports/{report}/close", "closeReport", "Closes it", None, work!(close)),
        done("/reports/{report}/reopen", "reopenReport", "Opens it again", None, work!(reopen)),
        write((PUT, "/desk/hook"), "setDeskHook", "Says which address of a help desk is called with each event of a page's cases; without one, none. The secret that signs the calls is told here and nowhere else", Some("DeskHookBody"), (200, "OwnDeskHook"), work!(hook)).by(Role::Administrator),
        by(write((PUT, "/incidents/{incident}/affected"), "setAffected", "Gives the table of how many payments of which merchant an incident touched, in place of the one before: answers with the place {payments} say it", Some("AffectedBody"), (200, "OwnAffected"), work!(affected))),
        by(write((POST, "/desk/mail"), "takeMail", "Takes a mail that a customer wrote: an answer goes into its case, any other opens one", Some("DeskMailBody"), (200, "OwnMailTaken"), work!(mail))),
    ]
}

/// The cases of a page.
///
/// # Errors
/// `NotFound` where there is no such page.
pub async fn list(ask: Ask) -> Answered {
    let mut tx = ask.look().await?;
    let page = page_of(&mut tx, &ask, ask.query("page"), Role::Responder).await?;
    let is_all = ask.query("all") == Some("true");
    let all = reports::of_page(&mut tx, page.id, is_all, MOST).await?;
    let all = all.iter().map(|one| told(&page, one, &[]));
    Reply::ok(&whole(all.collect()))
}

/// Figures of a page's reports.
///
/// # Errors
/// `NotFound` where there is no such page; `Refused` at `days` where that is no number of days.
pub async fn figures(ask: Ask) -> Answered {
    let mut tx = ask.look().await?;
    let page = page_of(&mut tx, &ask, ask.query("page"), Role::Reader).await?;
    let days = match ask.query("days").map(str::parse::<i64>) {
        None => 90,
        Some(Ok(days)) if (1..=3650).contains(&days) => days,
        Some(_) => {
            let message = "send a number from 1 to 3650";
            return Err(Error::from(Refusal::of("days", message)).into());
        }
    };
    let since = ask.now - SignedDuration::from_hours(24 * days);
    let all = reports::figures(&mut tx, page.id, since, ask.now).await?;
    let incidents = all.incidents.iter();
    let incidents = incidents.map(|(id, count)| json!({"id": id, "reports": count}));
    Reply::ok(&json!({
        "since": stamp(since),
        "reports": all.reports,
        "answered": all.answered,
        "answer_median_seconds": all.answer_seconds,
        "promised": all.promised,
        "answered_in_time": all.in_time,
        "languages": all.languages,
        "incidents": incidents.collect::<Vec<_>>(),
        "reported_before_first_word": all.reported_first,
        "before_first_word_median_seconds": all.first_seconds,
    }))
}

/// One case.
///
/// # Errors
/// `NotFound` where there is none for this key.
pub async fn one(ask: Ask) -> Answered {
    let mut tx = ask.look().await?;
    let (page, report) = load(&mut tx, &ask).await?;
    let files = reports::files_of(&mut tx, report.id).await?;
    Reply::ok(&told(&page, &report, &files))
}

/// Opens one.
///
/// # Errors
/// `Refused` at the field at fault.
pub async fn open(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let fields = &ask.body;
    let named = fields.text("page", 255)?;
    let page = page_of(&mut tx, &ask, named.as_deref(), Role::Responder).await?;
    let new = NewReport {
        page: page.id,
        locale: locale_of(fields, &page)?,
        source: Source::Api,
        facts: facts_of(fields)?,
        too: None,
        sender: format!("key {}", ask.caller.actor().id().unwrap_or_default()),
        mail_id: None,
    };
    let incident = match fields.text("incident", 64)? {
        Some(named) => Some(incident_of(&mut tx, page.id, &named).await?),
        None => None,
    };
    let actor = ask.caller.actor();
    let (id, _) = reports::open(&mut tx, ask.now, actor, &new).await?;
    if let Some(incident) = incident {
        reports::link(&mut tx, ask.now, actor, id, incident).await?;
    }
    done(tx, &ask, &page, id, true).await
}

/// The language of its author; that of the page where nothing is said.
fn locale_of(fields: &Fields, page: &Page) -> Result<Locale, Refusal> {
    if !fields.has("locale") {
        return Ok(page.default_locale().clone());
    }
    let meant = fields.locale("locale")?;
    match page.locales.contains(&meant) {
        true => Ok(meant),
        false => Err(Refusal::of(
            "locale",
            "this page is not told in that language",
        )),
    }
}

fn facts_of(fields: &Fields) -> Result<Facts, Refusal> {
    let text =
        |name: &'static str, most| Ok::<_, Refusal>(fields.text(name, most)?.unwrap_or_default());
    let component = fields.text("component", 64)?.map(|id| id.parse::<Uuid>());
    let component = component
        .transpose()
        .map_err(|_| Refusal::of("component", "send the id of a component of the page"))?;
    Ok(Facts {
        words: text("words", 10_000)?,
        since: fields.instant("since")?,
        component: component.map(ComponentId),
        method: text("method", 120)?,
        country: text("country", 2)?,
        place: fields.word("place", PLACES)?.unwrap_or(Place::Unsaid),
        payments: fields.number("payments", 1, 1_000_000_000)?,
        merchant: text("merchant", 120)?,
        transaction: text("transaction", 120)?,
        email: text("email", 254)?,
    })
}

/// Answers, or writes down what they said, or a note.
///
/// # Errors
/// `NotFound` where there is no such case; `Refused` at the field at fault.
pub async fn say(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let (page, report) = load(&mut tx, &ask).await?;
    let words = ask.body.text("body", 10_000)?.unwrap_or_default();
    let kind = ask.body.text("kind", 20)?;
    let (now, actor, id) = (ask.now, ask.caller.actor(), report.id);
    match kind.as_deref() {
        Some("we_said") => {
            let new = Answer {
                report: id,
                locale: None,
                words,
            };
            reports::answer(&mut tx, now, actor, &new).await?;
        }
        Some("they_said") => {
            reports::hear(&mut tx, now, id, &words, None).await?;
        }
        Some("note") => {
            reports::note(&mut tx, now, actor, id, &words).await?;
        }
        _ => {
            let message = format!("send one of: {}", KINDS.join(", "));
            return Err(Error::from(Refusal::of("kind", message)).into());
        }
    }
    done(tx, &ask, &page, id, true).await
}

/// Says which incident it is about.
///
/// # Errors
/// As [`say`].
pub async fn link(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let (page, report) = load(&mut tx, &ask).await?;
    let (now, actor) = (ask.now, ask.caller.actor());
    match ask.body.text("incident", 64)? {
        Some(named) => {
            let incident = incident_of(&mut tx, page.id, &named).await?;
            reports::link(&mut tx, now, actor, report.id, incident).await?;
        }
        None => reports::unlink(&mut tx, now, actor, report.id).await?,
    }
    done(tx, &ask, &page, report.id, false).await
}

/// Says who has it in hand.
///
/// # Errors
/// As [`say`].
pub async fn assign(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let (page, report) = load(&mut tx, &ask).await?;
    let member = ask.body.text("member", 64)?.map(|id| id.parse::<Uuid>());
    let member = member
        .transpose()
        .map_err(|_| Error::from(Refusal::of("member", "send the id of a member")))?;
    let member = member.map(MemberId);
    reports::assign(&mut tx, ask.now, ask.caller.actor(), report.id, member).await?;
    done(tx, &ask, &page, report.id, false).await
}

/// Asks its author whether it works again.
///
/// # Errors
/// As [`say`].
pub async fn ask(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let (page, report) = load(&mut tx, &ask).await?;
    reports::ask(&mut tx, ask.now, ask.caller.actor(), report.id).await?;
    done(tx, &ask, &page, report.id, false).await
}

/// Closes it.
///
/// # Errors
/// As [`say`].
pub async fn close(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let (page, report) = load(&mut tx, &ask).await?;
    reports::close(&mut tx, ask.now, ask.caller.actor(), report.id).await?;
    done(tx, &ask, &page, report.id, false).await
}

/// Opens it again.
///
/// # Errors
/// As [`say`].
pub async fn reopen(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let (page, report) = load(&mut tx, &ask).await?;
    reports::reopen(&mut tx, ask.now, ask.caller.actor(), report.id).await?;
    done(tx, &ask, &page, report.id, false).await
}

/// Says which address of a help desk is called.
///
/// # Errors
/// `Refused` at `url` where it is none.
pub async fn hook(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let page = page_named(&mut tx, &ask, Role::Administrator).await?;
    let url = ask.body.text("url", 2_000)?;
    let actor = ask.caller.actor();
    let secret = reports::set_hook(&mut tx, ask.now, actor, page.id, url.as_deref()).await?;
    let url = reports::hook_of(&mut tx, page.id).await?;
    let reply = Reply::ok(&json!({ "url": url, "secret": secret }))?;
    ask.done(tx, reply).await
}

/// Gives the table of merchants of an incident.
///
/// # Errors
/// `NotFound` where there is no such page; `Refused` at the field at fault.
pub async fn affected(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let page = page_named(&mut tx, &ask, Role::Responder).await?;
    let incident = incident_of(&mut tx, page.id, ask.path("incident")).await?;
    let rows = Fields::needed("merchants", ask.body.list("merchants")?)?;
    let mut all = Vec::with_capacity(rows.len());
    for row in &rows {
        let payments = row.number("payments", 0, 1_000_000_000)?;
        all.push(Affected {
            merchant: Fields::needed("merchant", row.text("merchant", 120)?)?,
            payments: Fields::needed("payments", payments)?,
        });
    }
    let whose = (page.id, incident);
    let count = reports::set_affected(&mut tx, ask.now, ask.caller.actor(), whose, &all).await?;
    let reply = Reply::ok(&json!({ "merchants": count }))?;
    ask.done(tx, reply).await
}

/// Takes a mail.
///
/// # Errors
/// `Refused` at `message` where there is none.
pub async fn mail(ask: Ask) -> Answered {
    let mail = ask.body.text("message", reports::LARGEST)?;
    let mail = Fields::needed("message", mail)?;
    let mut look = ask.site.db.snapshot().await?;
    let own = pages_of_key(&mut look, &ask, Role::Responder).await?;
    let mailbox = Mailbox {
        answers_to: ask.site.answers_to.as_deref(),
        from: ask.site.mail_from.as_deref(),
        pages: &own,
    };
    let sent = reports::files_in(&mut look, ask.now, mailbox, mail.as_bytes()).await?;
    // Nobody holds one connection and waits for another.
    drop(look);
    let store = ask.store.as_ref().ok_or(Error::NotFound)?;
    let brought = reports::bring(&ask.site.db, store, ask.now, sent).await?;
    let mut tx = ask.begin().await?;
    let came = reports::receive(&mut tx, ask.now, mailbox, mail.as_bytes(), &brought).await?;
    let reply = Reply::ok(&json!({
        "came": came.as_str(),
        "is_taken": came.is_taken(),
        "meaning": came.meaning(),
    }))?;
    ask.done(tx, reply).await
}

/// The case of the address, for a key that is good for responders on its page.
async fn load(tx: &mut Tx, ask: &Ask) -> Result<(Page, Report)> {
    let id: Uuid = ask.path("report").parse().map_err(|_| Error::NotFound)?;
    let report = reports::load(tx, ReportId(id)).await?;
    let page = pages::find_by_id(tx, report.page).await?;
    let page = page.ok_or(Error::NotFound)?;
    ask.caller.on(tx, page.id, Role::Responder).await?;
    Ok((page, report))
}

async fn done(mut tx: Tx, ask: &Ask, page: &Page, id: ReportId, is_made: bool) -> Answered {
    let report = reports::load(&mut tx, id).await?;
    let files = reports::files_of(&mut tx, id).await?;
    let told = told(page, &report, &files);
    let reply = match is_made {
        true => Reply::created(&told)?,
        false => Reply::ok(&told)?,
    };
    ask.done(tx, reply).await
}

fn told(page: &Page, one: &Report, files: &[File]) -> Value {
    let facts = &one.facts;
    let said = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    json!({
        "id": one.id,
        "reference": one.reference.to_string(),
        "page": page.public_id,
        "locale": one.locale,
        "state": one.state.as_str(),
        "source": one.source.as_str(),
        "words": facts.words,
        "since": facts.since.map(stamp),
        "component": facts.component,
        "method": said(&facts.method),
        "country": said(&facts.country),
        "place": said(facts.place.as_str()),
        "payments": facts.payments,
        "merchant": said(&facts.merchant),
        "transaction": said(&facts.transaction),
        "email": said(&facts.email),
        "is_masked": one.is_masked,
        "incident": one.incident.map(|(id, _)| id),
        "is_said_by_author": one.is_too,
        "assigned_to": one.assigned_to,
        "created_at": stamp(one.created_at),
        "answer_by": one.answer_by.map(stamp),
        "answered_at": one.answered_at.map(stamp),
        "waits_since": one.waits_since.map(stamp),
        "closed_at": one.closed_at.map(stamp),
        "entries": one.entries.iter().map(entry).collect::<Vec<_>>(),
        "files": files.iter().map(file).collect::<Vec<_>>(),
    })
}

/// What came with it; never its bytes, which people of the team take out one by one.
fn file(one: &File) -> Value {
    let (state, kept, why) = match one.fate {
        Fate::Kept(kept) => ("kept", Some(kept), None),
        Fate::Gone(_) => ("gone", None, None),
        Fate::Unkept(why) => ("not_kept", None, Some(why.as_str())),
    };
    json!({
        "id": one.id,
        "entry": one.entry,
        "name": one.name,
        "at": stamp(one.created_at),
        "state": state,
        "kind": kept.map(|kept| kept.kind.as_str()),
        "bytes": kept.map(|kept| kept.bytes),
        "is_masked": kept.map(|kept| kept.is_masked),
        "until": kept.map(|kept| stamp(kept.until)),
        "why": why,
    })
}

fn entry(one: &Entry) -> Value {
    json!({
        "id": one.id,
        "kind": one.kind.as_str(),
        "at": stamp(one.at),
        "who": who(&(one.by.kind().to_owned(), one.by.id())),
        "locale": one.locale,
        "body": one.body,
        "is_seen_by_author": one.kind.is_theirs_to_see(),
    })
}
