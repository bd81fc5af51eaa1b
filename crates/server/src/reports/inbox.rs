//! The inbox of a page's team: cases by what is looked for, a screen at a time and never all of them; who waits, and since when.

use beffroi_domain::{
    ComponentId, IncidentId, Locale, MemberId, PageId, ReportId, case::Reference,
};
use jiff::Timestamp;
use uuid::Uuid;

use super::State;
use crate::{
    ground::{
        Result, Tx,
        db::{instant, word},
    },
    params,
};

/// A case as a list has it: the beginning of its words, and nothing of what was said in it.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Ours, inside.
    pub id: ReportId,
    /// What it is called.
    pub reference: Reference,
    /// The language of its author.
    pub locale: Locale,
    /// Where it stands.
    pub state: State,
    /// How its words begin: 400 letters at most.
    pub words: String,
    /// Since when it happens, as its author says.
    pub since: Option<Timestamp>,
    /// Of which component.
    pub component: Option<ComponentId>,
    /// By which method of payment; empty where nobody said.
    pub method: String,
    /// In which country, in two letters; empty where nobody said.
    pub country: String,
    /// How many payments.
    pub payments: Option<i64>,
    /// The incident that it is about.
    pub incident: Option<IncidentId>,
    /// Who of us has it in hand.
    pub assigned_to: Option<MemberId>,
    /// When it came.
    pub created_at: Timestamp,
    /// Since when its author waits for us.
    pub waits_since: Option<Timestamp>,
}

#[derive(sqlx_macros::FromRow)]
struct Row {
    id: Uuid,
    reference: String,
    locale: String,
    state: String,
    words: String,
    since_at: Option<i64>,
    component_id: Option<Uuid>,
    method: String,
    country: String,
    payments: Option<i64>,
    incident_id: Option<Uuid>,
    assigned_to: Option<Uuid>,
    created_at: i64,
    waits_since: Option<i64>,
}

#[derive(sqlx_macros::FromRow)]
struct CountRow {
    count: i64,
}

#[derive(sqlx_macros::FromRow)]
struct WaitingRow {
    count: i64,
    longest: Option<i64>,
}

#[derive(sqlx_macros::FromRow)]
struct TongueRow {
    locale: String,
    count: i64,
}

#[derive(sqlx_macros::FromRow)]
struct IdRow {
    id: Uuid,
}

/// Which cases are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stand {
    /// Those whose author waits for us.
    Waiting,
    /// Those that are not closed.
    Open,
    /// Those that are.
    Closed,
    /// All of them.
    All,
}

/// In whose hands they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hands {
    /// Anybody's.
    Anyone,
    /// Nobody's.
    Nobody,
    /// Somebody's.
    Of(MemberId),
}

/// What is looked for on a page.
#[derive(Clone, Debug)]
pub struct Looked {
    /// On which page.
    pub page: PageId,
    /// Which of them.
    pub stand: Stand,
    /// Of one component.
    pub component: Option<ComponentId>,
    /// About one incident.
    pub incident: Option<IncidentId>,
    /// In whose hands.
    pub hands: Hands,
    /// The newest first; else those who wait, the longest first, and then the newest.
    pub is_newest_first: bool,
    /// After so many of them.
    pub offset: i64,
    /// At most so many.
    pub most: i64,
}

/// Who waits for us.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// How many.
    pub count: i64,
    /// Since when whoever waits longest does.
    pub longest: Option<Timestamp>,
}

impl Stand {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Waiting, Self::Open, Self::Closed, Self::All];

    /// As in addresses.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Open => "open",
            Self::Closed => "closed",
            Self::All => "all",
        }
    }
}

macro_rules! columns {
    () => {
        "SELECT id, reference, locale, state, SUBSTR(words, 1, 400) AS words, since_at, component_id, method, country,
                payments, incident_id, assigned_to, created_at, waits_since FROM reports "
    };
}

macro_rules! looked {
    () => {
        "WHERE page_id = $1
           AND ($2 = 'all' OR ($2 = 'waiting' AND waits_since IS NOT NULL) OR ($2 = 'open' AND state <> 'closed')
                OR ($2 = 'closed' AND state = 'closed'))
           AND ($3 IS NULL OR component_id = $3) AND ($4 IS NULL OR incident_id = $4)
           AND ($5 = 'anyone' OR ($5 = 'nobody' AND assigned_to IS NULL) OR ($5 = 'one' AND assigned_to = $6)) "
    };
}

macro_rules! by_wait {
    () => {
        "ORDER BY CASE WHEN waits_since IS NULL THEN 1 ELSE 0 END, waits_since, created_at DESC, id DESC "
    };
}

macro_rules! by_age {
    () => {
        "ORDER BY created_at DESC, id DESC "
    };
}

/// Those that are looked for.
///
/// # Errors
/// A fault when the database is away.
pub async fn inbox(tx: &mut Tx, looked: &Looked) -> Result<Vec<Listed>> {
    // Of thousands only the keys are sorted; what a screen shows is read after that.
    let by_wait = concat!(
        columns!(),
        "WHERE id IN (SELECT id FROM reports ",
        looked!(),
        by_wait!(),
        "LIMIT $7 OFFSET $8) ",
        by_wait!()
    );
    let by_age = concat!(
        columns!(),
        "WHERE id IN (SELECT id FROM reports ",
        looked!(),
        by_age!(),
        "LIMIT $7 OFFSET $8) ",
        by_age!()
    );
    let sql = if looked.is_newest_first {
        by_age
    } else {
        by_wait
    };
    let mut values = looked.values();
    values.extend(params![looked.most, looked.offset]);
    let rows: Vec<Row> = tx.list(sql, values).await?;
    rows.into_iter().map(listed).collect()
}

/// How many those are, all screens together.
///
/// # Errors
/// A fault when the database is away.
pub async fn count_inbox(tx: &mut Tx, looked: &Looked) -> Result<i64> {
    let sql = concat!("SELECT COUNT(*) AS count FROM reports ", looked!());
    let row: CountRow = tx.load(sql, looked.values()).await?;
    Ok(row.count)
}

impl Looked {
    fn values(&self) -> Vec<crate::ground::db::Value> {
        let (hands, member) = match self.hands {
            Hands::Anyone => ("anyone", None),
            Hands::Nobody => ("nobody", None),
            Hands::Of(member) => ("one", Some(member.0)),
        };
        params![
            self.page,
            self.stand.as_str(),
            self.component.map(|one| one.0),
            self.incident.map(|one| one.0),
            hands,
            member
        ]
    }
}

/// Who waits for us on a page.
///
/// # Errors
/// A fault when the database is away.
pub async fn waiting_on(tx: &mut Tx, page: PageId) -> Result<Waiting> {
    let row: WaitingRow = tx
        .load(
            "SELECT COUNT(*) AS count, MIN(waits_since) AS longest FROM reports
             WHERE page_id = $1 AND waits_since IS NOT NULL",
            params![page],
        )
        .await?;
    Ok(Waiting {
        count: row.count,
        longest: row.longest.map(instant).transpose()?,
    })
}

/// Of which component reports are.
#[derive(Clone, Copy, Debug)]
pub enum Part {
    /// Of any, or of none.
    Any,
    /// Of this one, or where it is `None` of none.
    Only(Option<ComponentId>),
}

/// What is open on a page and about no incident, and came since then; the newest first.
///
/// # Errors
/// A fault when the database is away.
pub async fn unlinked(
    tx: &mut Tx,
    (page, part): (PageId, Part),
    since: Timestamp,
    most: i64,
) -> Result<Vec<Listed>> {
    let (which, component) = match part {
        Part::Any => ("any", None),
        Part::Only(None) => ("none", None),
        Part::Only(Some(id)) => ("one", Some(id.0)),
    };
    let rows: Vec<Row> = tx
        .list(
            concat!(
                columns!(),
                "WHERE page_id = $1 AND created_at >= $2 AND incident_id IS NULL AND state = 'open'
                   AND ($4 = 'any' OR ($4 = 'none' AND component_id IS NULL) OR ($4 = 'one' AND component_id = $5))
                 ORDER BY created_at DESC, id DESC LIMIT $3"
            ),
            params![page, since, most, which, component],
        )
        .await?;
    rows.into_iter().map(listed).collect()
}

/// These cases of a page.
///
/// # Errors
/// `NotFound` where one of them is none of the page; a fault when the database is away.
pub async fn listed_on(tx: &mut Tx, page: PageId, ids: &[ReportId]) -> Result<Vec<Listed>> {
    let mut all = Vec::with_capacity(ids.len());
    for id in ids {
        let row: Row = tx
            .load(
                concat!(columns!(), "WHERE id = $1 AND page_id = $2"),
                params![id.0, page],
            )
            .await?;
        all.push(listed(row)?);
    }
    Ok(all)
}

/// How many cases of a page are about an incident.
///
/// # Errors
/// A fault when the database is away.
pub async fn count_about(tx: &mut Tx, page: PageId, incident: IncidentId) -> Result<i64> {
    let row: CountRow = tx
        .load(
            "SELECT COUNT(*) AS count FROM reports WHERE incident_id = $1 AND page_id = $2",
            params![incident, page],
        )
        .await?;
    Ok(row.count)
}

/// The languages of those about an incident that are not closed, with how many there are of each; the most first.
///
/// # Errors
/// A fault when the database is away.
pub async fn tongues_about(
    tx: &mut Tx,
    page: PageId,
    incident: IncidentId,
) -> Result<Vec<(Locale, i64)>> {
    let rows: Vec<TongueRow> = tx
        .list(
            "SELECT locale, COUNT(*) AS count FROM reports
             WHERE incident_id = $1 AND page_id = $2 AND state <> 'closed'
             GROUP BY locale ORDER BY COUNT(*) DESC, locale",
            params![incident, page],
        )
        .await?;
    let tongue = |row: TongueRow| Ok((word(&row.locale)?, row.count));
    rows.into_iter().map(tongue).collect()
}

/// Some of those about an incident, after one of them, that are not closed and that nobody has told exactly these words.
///
/// # Errors
/// A fault when the database is away.
pub async fn untold_about(
    tx: &mut Tx,
    (page, incident): (PageId, IncidentId),
    (locale, words): (&Locale, &str),
    (after, most): (Uuid, i64),
) -> Result<Vec<ReportId>> {
    let rows: Vec<IdRow> = tx
        .list(
            "SELECT r.id FROM reports r
             WHERE r.incident_id = $1 AND r.page_id = $2 AND r.state <> 'closed' AND r.locale = $3 AND r.id > $5
               AND NOT EXISTS (SELECT 1 FROM report_entries e
                               WHERE e.report_id = r.id AND e.kind = 'we_said' AND e.body = $4)
             ORDER BY r.id LIMIT $6",
            params![incident, page, locale.as_str(), words, after, most],
        )
        .await?;
    Ok(rows.into_iter().map(|row| ReportId(row.id)).collect())
}

/// Some of those about an incident, after one of them, that nobody has asked yet whether it works again.
///
/// # Errors
/// A fault when the database is away.
pub async fn unasked_about(
    tx: &mut Tx,
    (page, incident): (PageId, IncidentId),
    (after, most): (Uuid, i64),
) -> Result<Vec<ReportId>> {
    let rows: Vec<IdRow> = tx
        .list(
            "SELECT id FROM reports WHERE incident_id = $1 AND page_id = $2 AND state = 'open'
               AND id > $3 ORDER BY id LIMIT $4",
            params![incident, page, after, most],
        )
        .await?;
    Ok(rows.into_iter().map(|row| ReportId(row.id)).collect())
}

/// How many those are.
///
/// # Errors
/// A fault when the database is away.
pub async fn count_unasked(tx: &mut Tx, page: PageId, incident: IncidentId) -> Result<i64> {
    let row: CountRow = tx
        .load(
            "SELECT COUNT(*) AS count FROM reports
             WHERE incident_id = $1 AND page_id = $2 AND state = 'open'",
            params![incident, page],
        )
        .await?;
    Ok(row.count)
}

fn listed(row: Row) -> Result<Listed> {
    Ok(Listed {
        id: ReportId(row.id),
        reference: word(&row.reference)?,
        locale: word(&row.locale)?,
        state: row.state.parse()?,
        words: row.words,
        since: row.since_at.map(instant).transpose()?,
        component: row.component_id.map(ComponentId),
        method: row.method,
        country: row.country,
        payments: row.payments,
        incident: row.incident_id.map(IncidentId),
        assigned_to: row.assigned_to.map(MemberId),
        created_at: instant(row.created_at)?,
        waits_since: row.waits_since.map(instant).transpose()?,
    })
}
