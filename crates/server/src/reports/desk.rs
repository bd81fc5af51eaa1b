//! How a page takes reports: whether at all, what it promises, and the key that seals the links to cases.
//!
//! A link is the reference of a case and a seal of it. The key is never changed: links stand in mails that were sent long ago.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use beffroi_domain::{Actor, Locale, PageId, case::Reference};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::{
    audit,
    ground::{Error, Refusal, Result, Tx, seal, token},
    params,
};

/// What a page has for its reports.
#[derive(Clone)]
pub struct Desk {
    /// Whose it is.
    pub page: PageId,
    key: String,
    /// What it does.
    pub rules: DeskRules,
}

/// Never its key: errors end in logs.
impl std::fmt::Debug for Desk {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Desk of {:?}: {:?}", self.page, self.rules)
    }
}

/// What the desk of a page does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeskRules {
    /// Whether readers can report something.
    pub is_open: bool,
    /// Within how long somebody answers; zero promises nothing.
    pub answer_within: SignedDuration,
    /// After how long somebody else is called; zero calls nobody.
    pub escalate_after: SignedDuration,
    /// Fewer reports of a component in an hour are never a spike.
    pub spike_floor: i64,
    /// How many days files are kept.
    pub keep_files_days: i64,
    /// How many days a case is kept after it was closed.
    pub keep_days: i64,
}

impl Default for DeskRules {
    fn default() -> Self {
        Self {
            is_open: false,
            answer_within: SignedDuration::from_hours(4),
            escalate_after: SignedDuration::from_hours(8),
            spike_floor: 3,
            keep_files_days: 30,
            keep_days: 730,
        }
    }
}

/// The longest of anything that is counted in days.
const LONGEST_DAYS: i64 = 3_650;
/// The longest that anybody promises to take for an answer.
const LONGEST_WAIT: SignedDuration = SignedDuration::from_hours(30 * 24);

#[derive(sqlx_macros::FromRow)]
struct Row {
    page_id: Uuid,
    link_key: String,
    is_open: i64,
    answer_seconds: i64,
    escalate_seconds: i64,
    spike_floor: i64,
    keep_files_days: i64,
    keep_days: i64,
}

/// The desk of a page, where it has one; asked of a snapshot.
///
/// # Errors
/// A fault when the database is away.
pub async fn find_desk(tx: &mut Tx, page: PageId) -> Result<Option<Desk>> {
    let row: Option<Row> = tx
        .find(
            "SELECT * FROM report_desks WHERE page_id = $1",
            params![page],
        )
        .await?;
    Ok(row.map(|row| Desk {
        page: PageId(row.page_id),
        key: row.link_key,
        rules: DeskRules {
            is_open: row.is_open == 1,
            answer_within: SignedDuration::from_secs(row.answer_seconds),
            escalate_after: SignedDuration::from_secs(row.escalate_seconds),
            spike_floor: row.spike_floor,
            keep_files_days: row.keep_files_days,
            keep_days: row.keep_days,
        },
    }))
}

/// The desk of a page, made at first need; closed until somebody opens it.
///
/// # Errors
/// A fault when the database is away, or there is no such page.
pub async fn desk_of(tx: &mut Tx, page: PageId) -> Result<Desk> {
    if let Some(desk) = find_desk(tx, page).await? {
        return Ok(desk);
    }
    let rules = DeskRules::default();
    tx.exec(
        "INSERT INTO report_desks (page_id, link_key, is_open, answer_seconds, escalate_seconds, spike_floor,
                                   keep_files_days, keep_days)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (page_id) DO NOTHING",
        params![
            page,
            token::new_secret(),
            i64::from(rules.is_open),
            rules.answer_within.as_secs(),
            rules.escalate_after.as_secs(),
            rules.spike_floor,
            rules.keep_files_days,
            rules.keep_days
        ],
    )
    .await?;
    find_desk(tx, page).await?.ok_or(Error::NotFound)
}

/// Says what the desk of a page does.
///
/// # Errors
/// `Refused` for what is negative or endless.
pub async fn set_rules(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    page: PageId,
    rules: &DeskRules,
) -> Result<()> {
    check(rules)?;
    desk_of(tx, page).await?;
    tx.exec(
        "UPDATE report_desks SET is_open = $2, answer_seconds = $3, escalate_seconds = $4, spike_floor = $5,
                                 keep_files_days = $6, keep_days = $7 WHERE page_id = $1",
        params![
            page,
            i64::from(rules.is_open),
            rules.answer_within.as_secs(),
            rules.escalate_after.as_secs(),
            rules.spike_floor,
            rules.keep_files_days,
            rules.keep_days
        ],
    )
    .await?;
    crate::pages::bump_revision(tx, now, page).await?;
    audit::record(
        tx,
        now,
        actor,
        "page.desk.set",
        page.0,
        &format!("{rules:?}"),
    )
    .await
}

fn check(rules: &DeskRules) -> Result<(), Refusal> {
    let bad = |field, message: &str| {
        Err(Refusal::of(field, message.to_owned()).told("refusal-desk-rules"))
    };
    let is_wait = |one: SignedDuration| !one.is_negative() && one <= LONGEST_WAIT;
    if !is_wait(rules.answer_within) {
        return bad(
            "answer_within",
            "an answer is promised within 30 days at most; 0 promises nothing",
        );
    }
    if !is_wait(rules.escalate_after) {
        return bad(
            "escalate_after",
            "somebody else is called within 30 days at most; 0 calls nobody",
        );
    }
    if !(1..=10_000).contains(&rules.spike_floor) {
        return bad("spike_floor", "write a number from 1 to 10000");
    }
    if !(1..=LONGEST_DAYS).contains(&rules.keep_files_days) {
        return bad("keep_files_days", "write a number of days from 1 to 3650");
    }
    if !(1..=LONGEST_DAYS).contains(&rules.keep_days) {
        return bad("keep_days", "write a number of days from 1 to 3650");
    }
    Ok(())
}

impl Desk {
    /// What opens a case, for its address.
    #[must_use]
    pub fn key_of(&self, reference: Reference) -> String {
        URL_SAFE_NO_PAD.encode(seal::short(&self.key, &said(reference)))
    }

    /// Whether this opens that case.
    #[must_use]
    pub fn opens(&self, reference: Reference, key: &str) -> bool {
        let sealed = URL_SAFE_NO_PAD.decode(key);
        sealed.is_ok_and(|sealed| seal::is_short(&self.key, &said(reference), &sealed))
    }

    /// Where the author of a case sees it.
    #[must_use]
    pub fn case_address(&self, origin: &str, locale: &Locale, reference: Reference) -> String {
        format!(
            "{origin}/{locale}/cases/{reference}/{}",
            self.key_of(reference)
        )
    }

    /// Where an answer by mail to a case goes: the mailbox, with the case and a seal of it in front of its `@`.
    #[must_use]
    pub fn mail_address(&self, reference: Reference, mailbox: &str) -> String {
        let (local, host) = mailbox.split_once('@').unwrap_or((mailbox, "localhost"));
        format!("{local}+{}@{host}", self.mail_name(reference))
    }

    /// The id that all mails of a case refer to: what finds the case where a mail program loses the address.
    #[must_use]
    pub fn mail_root(&self, reference: Reference, mailbox: &str) -> String {
        let (_, host) = mailbox.split_once('@').unwrap_or((mailbox, "localhost"));
        format!("{}@{host}", self.mail_name(reference))
    }

    /// Whether this is the name by which mails know that case.
    pub(super) fn is_mail_name(&self, reference: Reference, name: &str) -> bool {
        let own = self.mail_name(reference);
        // Both are sealed before they are held together: how long that takes tells nothing.
        seal::is_short(
            &self.key,
            &own,
            &seal::short(&self.key, &name.to_ascii_lowercase()),
        )
    }

    /// In letters that no relay changes: all small, no figure that could be a number of a card.
    fn mail_name(&self, reference: Reference) -> String {
        const LETTERS: &[u8; 16] = b"abcdefghjkmnpqrs";
        let sealed = seal::short(&self.key, &format!("mail {reference}"));
        let letters = sealed[..10].iter().flat_map(|byte| [byte >> 4, byte & 15]);
        let sealed: String = letters
            .map(|four| char::from(LETTERS[usize::from(four)]))
            .collect();
        format!("{}.{sealed}", reference.to_string().to_lowercase())
    }

    /// What is kept of the network that a report came from: enough to count, nothing to find anybody by.
    #[must_use]
    pub fn sender(&self, network: &str) -> String {
        seal::hex(&seal::short(&self.key, &format!("sender {network}")))
    }
}

fn said(reference: Reference) -> String {
    format!("case {reference}")
}
