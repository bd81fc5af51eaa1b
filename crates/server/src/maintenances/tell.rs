//! What readers are told of planned work: a word on its page, and a broadcast to whoever asked.

use beffroi_domain::{
    Actor, Announcement, Locale, LocalizedText, Maintenance, MaintenanceStatus, Moment,
    StandardPhrase, StatusChange, Update, UpdateStatus,
    announcement::{Occasion, Stood, Topic, Touched},
};
use jiff::Timestamp;

use super::{
    Standing, Stands,
    languages::{self, Spoken},
    standing,
};
use crate::{
    components,
    ground::{Error, Result, Tx},
    outbox,
    pages::{self, Page, Visibility},
    params, translations,
    updates::{self, NewUpdate},
    web::words,
};

/// What is said, and by which verb.
pub(super) struct Word {
    /// The status it states.
    pub(super) status: MaintenanceStatus,
    /// What somebody wrote.
    pub(super) text: LocalizedText,
    /// What stands there where nobody wrote anything.
    pub(super) standard: StandardPhrase,
    /// Component statuses that it changed.
    pub(super) changes: Vec<StatusChange>,
    /// True where nobody is told.
    pub(super) is_quiet: bool,
    /// Whether languages that pages require follow.
    pub(super) follows: bool,
}

#[derive(sqlx_macros::FromRow)]
struct LastRow {
    last: i64,
}

/// Says something on a maintenance now, and tells readers unless it is quiet. Gives the maintenance as it
/// stands after it.
pub(super) async fn say(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    standing: &Standing,
    word: Word,
) -> Result<Standing> {
    let id = standing.id();
    let pages = standing.pages_ids();
    let spoken = Spoken {
        pages: &pages,
        planned: languages::time_of(standing, now),
        on: &standing.maintenance.components,
    };
    let said = ("text", &word.text);
    let ready = languages::ready(tx, now, spoken, said, word.follows).await?;
    let row: LastRow = tx
        .load(
            "SELECT COALESCE(MAX(position), 0) AS last FROM updates WHERE owner_id = $1",
            params![id],
        )
        .await?;
    let update = NewUpdate {
        public_id: None,
        status: UpdateStatus::Maintenance(word.status),
        standard: word.text.is_empty().then_some(word.standard),
        text: ready.text.clone(),
        published: Some(Moment::exact(now)),
        changes: word.changes,
    };
    let update_id = updates::insert(tx, now, actor, id.0, row.last + 1, &update).await?;
    languages::note_due(tx, now, standing, (update_id.0, "text"), &ready).await?;
    translations::remember(tx, now, &standing.public_pages(), &update.text).await?;
    let after = standing::load(tx, id).await?;
    if !word.is_quiet {
        last_update(tx, now, &after).await?;
    }
    Ok(after)
}

/// Has the last update of a maintenance told on each page where readers see it.
pub(super) async fn last_update(tx: &mut Tx, now: Timestamp, standing: &Standing) -> Result<()> {
    let Some(update) = standing.maintenance.updates.last() else {
        return Ok(());
    };
    let occasion = match standing.maintenance.updates.len() {
        1 => Occasion::First,
        _ => Occasion::Update,
    };
    let told = Told {
        key: format!("update:{}:published", update.id),
        occasion,
        status: standing.maintenance.status,
        text: spoken(update),
        at: Moment::exact(now),
        only: None,
    };
    on_each_page(tx, now, standing, &told).await
}

/// Has the readers of one language told that a text is there in theirs, once; the title, where no update is named.
pub(super) async fn translated(
    tx: &mut Tx,
    now: Timestamp,
    standing: &Standing,
    update: Option<&Update>,
    locale: &Locale,
) -> Result<()> {
    let key = match update {
        Some(update) => format!("update:{}:translated:{locale}", update.id),
        None => format!("maintenance:{}:translated:{locale}", standing.id()),
    };
    let said = update.and_then(|one| one.published);
    let told = Told {
        key,
        occasion: Occasion::Translation,
        status: standing.maintenance.status,
        text: update.map(|one| one.text.clone()).unwrap_or_default(),
        at: said.unwrap_or(Moment::exact(now)),
        only: Some(locale.clone()),
    };
    on_each_page(tx, now, standing, &told).await
}

/// Has readers reminded of the time that begins at `about`.
pub(super) async fn reminder(
    tx: &mut Tx,
    now: Timestamp,
    standing: &Standing,
    about: Timestamp,
) -> Result<()> {
    let told = Told {
        key: format!("maintenance:{}:remind:{}", standing.id(), about.as_second()),
        occasion: Occasion::Reminder,
        status: MaintenanceStatus::Scheduled,
        text: newest_words(standing),
        at: Moment::minute(about),
        only: None,
    };
    on_each_page(tx, now, standing, &told).await
}

/// Has readers told that one time of work that comes again has begun or is over.
pub(super) async fn of_one_time(
    tx: &mut Tx,
    now: Timestamp,
    standing: &Standing,
    about: Timestamp,
    status: MaintenanceStatus,
    standard: StandardPhrase,
) -> Result<()> {
    let id = standing.id();
    let told = Told {
        key: format!("maintenance:{id}:{status}:{}", about.as_second()),
        occasion: Occasion::Update,
        status,
        text: standard_in_all(standard),
        at: Moment::exact(now),
        only: None,
    };
    on_each_page(tx, now, standing, &told).await
}

struct Told {
    key: String,
    occasion: Occasion,
    status: MaintenanceStatus,
    text: LocalizedText,
    at: Moment,
    /// Whose readers it is for, where not everybody's.
    only: Option<Locale>,
}

async fn on_each_page(tx: &mut Tx, now: Timestamp, standing: &Standing, told: &Told) -> Result<()> {
    for stands in &standing.pages {
        if stands.visibility == Visibility::Public {
            let page = pages::find_by_id(tx, stands.page).await?;
            let page = page.ok_or(Error::NotFound)?;
            let said = announcement(tx, standing, stands, &page, told).await?;
            outbox::announce(tx, now, &said).await?;
        }
    }
    Ok(())
}

async fn announcement(
    tx: &mut Tx,
    standing: &Standing,
    stands: &Stands,
    page: &Page,
    told: &Told,
) -> Result<Announcement> {
    let maintenance = &standing.maintenance;
    let stood = Maintenance {
        public_id: stands.public_id.clone(),
        ..maintenance.clone()
    };
    let of_page = components::of_page(tx, page.id).await?;
    let touched = of_page
        .into_iter()
        .filter(|one| maintenance.components.contains(&one.id));
    Ok(Announcement {
        key: told.key.clone(),
        page: page.id,
        topic: Topic::Maintenance,
        occasion: told.occasion,
        subject: maintenance.id.0,
        public_id: stands.public_id.clone(),
        references: vec![],
        title: maintenance.title.clone(),
        text: told.text.clone(),
        status: told.status.as_str().to_owned(),
        impact: None,
        components: touched
            .map(|one| Touched {
                id: one.id,
                public_id: Some(one.public_id),
                name: one.name,
                status: one.status,
                was: None,
            })
            .collect(),
        at: Some(told.at),
        locales: match &told.only {
            Some(locale) => vec![locale.clone()],
            None => told.text.locales().cloned().collect(),
        },
        stood: Some(Stood::Maintenance(Box::new(stood))),
    })
}

/// The words of an update; where a standard sentence says it all, that sentence in each of our languages.
fn spoken(update: &Update) -> LocalizedText {
    match update.standard {
        Some(standard) if update.text.is_empty() => standard_in_all(standard),
        _ => update.text.clone(),
    }
}

/// The newest words that a person wrote on it.
fn newest_words(standing: &Standing) -> LocalizedText {
    let mut said = standing.maintenance.updates.iter().rev();
    let written = said.find(|update| !update.text.is_empty());
    written
        .map(|update| update.text.clone())
        .unwrap_or_default()
}

fn standard_in_all(standard: StandardPhrase) -> LocalizedText {
    let key = format!("standard-{}", standard.as_str());
    words::all()
        .map(|words| (words.locale().clone(), words.say(&key)))
        .collect()
}
