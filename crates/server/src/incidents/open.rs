//! Opening: readers are told that something broke, or, when it is over already, that it had.

use beffroi_domain::{
    Actor, ComponentId, ComponentStatus, Impact, ImpactWindow, IncidentId, IncidentStatus,
    LocalizedText, Moment, PageId, Priority, PublicId, Responsibility, WindowEnd,
    announcement::Occasion, lifecycle,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    affect, drafted, facts,
    facts::fact,
    languages,
    promise::Pledge,
    refuse,
    review::{self, Word},
    rules,
    second::{self, Look},
    set_facts::{NewNotice, check_address, write_notice},
    stand::{self, Standing, check_locales},
    tell::{self, Statement, Told},
    window::{self, check_times},
};
use crate::{
    audit,
    ground::{Error, Refusal, Result, Tx, token},
    pages::{self, Page, Visibility},
    params,
    texts::{self, Key},
    translations::{self, Drafted, TextField},
};

/// A checked command: tell of something that broke.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OpenIncident {
    /// Kept where another program gave one; else made. The first page has it.
    pub public_id: Option<PublicId>,
    /// The pages it stands on, at least one.
    pub pages: Vec<PageId>,
    /// What it is called, in at least one locale.
    pub title: LocalizedText,
    /// The first statement; may be empty, then only the status is told.
    pub text: LocalizedText,
    /// Where it stands.
    pub status: IncidentStatus,
    /// What is broken and how badly; those that are not in trouble are named only.
    pub components: Vec<(ComponentId, ComponentStatus)>,
    /// Since when; now, when nothing is said. Not known, when nothing is said and it is told afterwards.
    pub since: Option<Moment>,
    /// Until when, where it is over.
    pub until: Option<Moment>,
    /// What readers feel; else it follows from what is broken.
    pub impact: Option<Impact>,
    /// The team's order of urgency.
    pub priority: Option<Priority>,
    /// The kind of service.
    pub category: LocalizedText,
    /// Whose fault.
    pub responsibility: Option<Responsibility>,
    /// What the provider at fault says itself; readers are shown it.
    #[serde(default)]
    pub notice: Option<Box<NewNotice>>,
    /// Its number; else the next of the first page, where that numbers its incidents.
    pub reference: Option<String>,
    /// When the first statement was published, where that was elsewhere and before.
    pub published: Option<Moment>,
    /// Whether it is told later than it happened; readers are told so.
    pub is_retroactive: bool,
    /// Whether nobody is told; by default only what is told afterwards is quiet.
    pub is_quiet: Option<bool>,
    /// Whether it goes out while a language is missing that the page requires: readers see that the translation
    /// follows. Only where the page lets it.
    #[serde(default)]
    pub follows: bool,
    /// By when the next update is promised; else what the page's rule says.
    #[serde(default)]
    pub promise: Option<Timestamp>,
    /// What else is promised with it.
    #[serde(default)]
    pub also: Vec<Pledge>,
    /// Why it goes out without the second look that a page asks for; the bypass is logged.
    pub bypass: Option<String>,
    /// Why it goes out although the review holds it; the log keeps it.
    #[serde(default)]
    pub overrule: Option<String>,
    /// Which of it a machine drafted, and whether somebody has read that.
    #[serde(default)]
    pub machine: Drafted,
}

impl OpenIncident {
    /// The shortest: a title on a page; everything else may be set on it.
    #[must_use]
    pub fn on(page: PageId, title: LocalizedText) -> Self {
        Self {
            public_id: None,
            pages: vec![page],
            title,
            text: LocalizedText::new(),
            status: IncidentStatus::Investigating,
            components: vec![],
            since: None,
            until: None,
            impact: None,
            priority: None,
            category: LocalizedText::new(),
            responsibility: None,
            notice: None,
            reference: None,
            published: None,
            is_retroactive: false,
            is_quiet: None,
            follows: false,
            promise: None,
            also: vec![],
            bypass: None,
            overrule: None,
            machine: Drafted::default(),
        }
    }
}

/// Opens an incident: its facts, its first window, its first statement.
///
/// # Errors
/// `Refused` without page or title, for times that cannot be, for components and locales that are none
/// of the pages'; `NotFound` without such a page.
pub async fn open(tx: &mut Tx, now: Timestamp, actor: Actor, new: OpenIncident) -> Result<Told> {
    let look = Look::Alone(new.bypass.clone());
    go(tx, now, actor, new, &look).await
}

/// What [`open`] does, after a look of either kind.
pub(super) async fn go(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    new: OpenIncident,
    look: &Look,
) -> Result<Told> {
    let window = check(tx, now, &new).await?;
    let id = IncidentId(token::new_id(now));
    insert(tx, now, id, &new).await?;
    stand_on_pages(tx, id, &new).await?;
    let standing = stand::lock(tx, now, id, None).await?;
    second::check(tx, now, actor, &standing, look).await?;
    write_facts(tx, now, actor, &standing, &new).await?;
    let changes = match &window {
        Some(window) => window::open_with(tx, now, &standing, window).await?,
        None => vec![],
    };
    let named = new.components.iter().map(|part| part.0);
    affect::check_components(&standing, tx, named.clone()).await?;
    affect::name_components(tx, id, named).await?;
    write_title(tx, now, actor, &standing, &new).await?;
    let statement = Statement {
        status: new.status,
        text: &new.text,
        published: new.published,
        changes,
        occasion: Occasion::First,
        is_quiet: new.is_quiet.unwrap_or(new.is_retroactive),
        follows: new.follows,
        machine: &new.machine,
        before: None,
        promise: new.promise,
        also: &new.also,
    };
    let mut told = tell::say(tx, now, actor, &standing, statement).await?;
    told.missing = standing.missing_any(&[&new.title, &new.text]);
    stand::settle(tx, now, actor, &standing, "incident.open").await?;
    audit::record(tx, now, actor, "incident.open", id.0, new.status.as_str()).await?;
    let word = Word {
        title: Some(&new.title),
        ..Word::said(told.update)
    };
    told.found = review::hold(tx, now, actor, &standing, word, new.overrule.as_deref()).await?;
    Ok(told)
}

/// Refuses what cannot be; the first window comes back, if there is one.
async fn check(tx: &mut Tx, now: Timestamp, new: &OpenIncident) -> Result<Option<ImpactWindow>> {
    if new.pages.is_empty() {
        let refusal = Refusal::of("pages", "name at least one page for it to stand on");
        return Err(refusal.told("refusal-no-page").into());
    }
    if new.title.is_empty() {
        let refusal = Refusal::of("title", "give it a title in at least one language");
        return Err(refusal.told("refusal-no-title").into());
    }
    let mut pages: Vec<Page> = Vec::with_capacity(new.pages.len());
    for page in &new.pages {
        pages.push(pages::find_by_id(tx, *page).await?.ok_or(Error::NotFound)?);
    }
    let pages: Vec<&Page> = pages.iter().collect();
    check_locales("title", &new.title, &pages)?;
    check_locales("text", &new.text, &pages)?;
    check_locales("category", &new.category, &pages)?;
    if let Some(notice) = &new.notice {
        check_address("notice", &notice.address)?;
    }
    refuse::check_reference("reference", new.reference.as_deref())?;
    lifecycle::check_next(IncidentStatus::Investigating, new.status).map_err(refuse::not_next)?;
    let window = first_window(now, new);
    if let Some(window) = &window {
        check_times(now, window)?;
    }
    Ok(window)
}

/// When it was broken, from what was said; none where nothing is in trouble.
fn first_window(now: Timestamp, new: &OpenIncident) -> Option<ImpactWindow> {
    let is_broken = |part: &&(ComponentId, ComponentStatus)| part.1.is_trouble();
    let components: Vec<_> = new.components.iter().filter(is_broken).copied().collect();
    let worst = components.iter().map(|part| part.1).max();
    let degree = worst.or_else(|| new.impact.map(Impact::degree))?;
    if !degree.is_trouble() {
        return None;
    }
    let machine = (!new.is_retroactive).then(|| Moment::exact(now));
    let end = match new.until {
        Some(until) => WindowEnd::At(until),
        None if new.status.is_open() => WindowEnd::Ongoing,
        None => machine.map_or(WindowEnd::Unknown, WindowEnd::At),
    };
    Some(ImpactWindow {
        start: new.since.or(machine),
        end,
        degree,
        components,
    })
}

async fn insert(tx: &mut Tx, now: Timestamp, id: IncidentId, new: &OpenIncident) -> Result<()> {
    let told = if new.is_retroactive {
        "afterwards"
    } else {
        "live"
    };
    let reference = match &new.reference {
        Some(typed) => Some(typed.trim().to_owned()),
        None => rules::next_reference(tx, new.pages[0]).await?,
    };
    let references: Vec<String> = reference.into_iter().collect();
    tx.exec(
        "INSERT INTO incidents (id, refs, status, impact, links, held, told, version, seq,
                                created_at, updated_at)
         SELECT $1, $2, $3, $4, '[]', '[]', $5, 0, COALESCE(MAX(seq), 0) + 1, $6, $6
         FROM incidents",
        params![
            id,
            serde_json::to_string(&references)?,
            new.status.as_str(),
            new.impact.unwrap_or(Impact::None).as_str(),
            told,
            now
        ],
    )
    .await?;
    Ok(())
}

async fn stand_on_pages(tx: &mut Tx, id: IncidentId, new: &OpenIncident) -> Result<()> {
    let mut kept = new.public_id.clone();
    for page in &new.pages {
        let public_id = kept.take().unwrap_or_else(token::new_public_id);
        tx.exec(
            "INSERT INTO incident_pages (incident_id, page_id, public_id, visibility)
             VALUES ($1, $2, $3, $4) ON CONFLICT (incident_id, page_id) DO NOTHING",
            params![id, *page, public_id.as_str(), Visibility::Public.as_str()],
        )
        .await?;
    }
    Ok(())
}

async fn write_facts(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    standing: &Standing,
    new: &OpenIncident,
) -> Result<()> {
    let id = standing.id;
    tx.exec(
        "UPDATE incidents SET priority = $2 WHERE id = $1",
        params![
            id,
            new.priority.map(|priority| i64::from(priority.number()))
        ],
    )
    .await?;
    facts::write_responsibility(tx, id, new.responsibility.as_ref()).await?;
    write_notice(tx, now, id, new.notice.as_deref()).await?;
    if new.impact.is_some() {
        facts::hold(tx, id, fact::IMPACT).await?;
    }
    texts::write_all(tx, now, actor, key(id, "category"), &new.category).await?;
    Ok(())
}

/// The title, once the facts stand that its places are filled with.
async fn write_title(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    standing: &Standing,
    new: &OpenIncident,
) -> Result<()> {
    let at = new.published.map_or(now, |published| published.at);
    let title = languages::filled(tx, standing, &new.title, (None, at)).await?;
    let follows = languages::pass(tx, standing, "title", &title, new.follows).await?;
    drafted::hold(tx, standing, (TextField::Title, &title), &new.machine).await?;
    let key = key(standing.id, "title");
    texts::write_all(tx, now, actor, key, &title).await?;
    let whose = (&title, &new.machine);
    drafted::note(tx, now, actor, standing, (key, TextField::Title), whose).await?;
    let said = new.machine.without_unread(TextField::Title, &title);
    translations::remember(tx, now, &standing.public_pages(), &said).await?;
    languages::note_due(tx, now, key, &title, &follows).await
}

fn key(id: IncidentId, field: &'static str) -> Key {
    Key {
        root: id.0,
        owner: id.0,
        field,
    }
}
