//! Files that come with reports: what they are by their bytes, without what they tell beside what they show, for a while, for
//! the team alone.
//!
//! Read in order: [`Sent`], [`bring`] (their bytes are kept, and belong to nothing yet), [`keep`] (they belong to a word), [`files_of`],
//! [`open`] (somebody of the team takes one out), [`told`] (in words), [`expire`] and [`sweep`] (they go). Whoever sends them is told of each that is
//! not kept, and why. Bytes are there before a row says so, and go after no row does: nothing that is listed is missing.
//! Not here: how a file is cleaned (`readers::files`), and where bytes are (`ground::files`).

mod bring;
mod sweep;
mod told;

use beffroi_domain::{Actor, ReportId};
use beffroi_readers::files::Kind;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

pub use bring::{Brought, MOST, MOST_BYTES, Sent, bring};
pub use sweep::{expire, sweep};
pub use told::{bounds, told};

use super::desk_of;
use crate::{
    audit,
    ground::{Error, Result, Tx, db::instant, files::Place, mask, token},
    params,
};

/// So many are kept of one case at a time.
const MOST_OF_CASE: i64 = 40;
/// The longest name.
const NAME: usize = 120;

/// Something that was sent with a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Ours, inside.
    pub id: Uuid,
    /// The word that it came with; the report itself where that is none.
    pub entry: Option<Uuid>,
    /// As its sender called it, without any path.
    pub name: String,
    /// When it came.
    pub created_at: Timestamp,
    /// What became of it.
    pub fate: Fate,
}

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is kept for a while.
    Kept(Kept),
    /// It is gone since then, or is about to be.
    Gone(Timestamp),
    /// It was not kept.
    Unkept(Why),
}

/// A file that is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// What it is.
    pub kind: Kind,
    /// How large.
    pub bytes: i64,
    /// Whether a number of a card or an account was taken out of it.
    pub is_masked: bool,
    /// Until when.
    pub until: Timestamp,
}

words!(
    /// Why a file was not kept.
    Why:
    /// There was nothing in it.
    Empty => "empty",
    /// It is none of the kinds that are kept.
    Kind => "kind",
    /// It cannot be read.
    Damaged => "damaged",
    /// It is too large.
    Large => "large",
    /// There were too many.
    Many => "many",
    /// The place for files could not be reached, or was full.
    Away => "away"
);

/// A file as somebody of the team takes it out.
#[derive(Clone, Debug)]
pub struct Opened {
    /// What it is.
    pub kind: Kind,
    /// A name that ends as such files do.
    pub name: String,
    /// Where its bytes are.
    pub place: Place,
}

#[derive(sqlx_macros::FromRow)]
struct Row {
    id: Uuid,
    entry_id: Option<Uuid>,
    name: String,
    kind: String,
    bytes: i64,
    place: Option<String>,
    is_masked: i64,
    created_at: i64,
    expires_at: i64,
}

#[derive(sqlx_macros::FromRow)]
struct UnkeptRow {
    id: Uuid,
    entry_id: Option<Uuid>,
    name: String,
    why: String,
    created_at: i64,
}

/// Says that files belong to a case, and to a word in it where they came with one.
///
/// # Errors
/// `NotFound` without the case; a fault when the database is away.
pub async fn keep(
    tx: &mut Tx,
    now: Timestamp,
    (report, entry): (ReportId, Option<Uuid>),
    brought: &Brought,
) -> Result<()> {
    if brought.is_empty() {
        return Ok(());
    }
    let standing = super::store::lock(tx, report).await?;
    let rules = desk_of(tx, standing.page).await?.rules;
    let until = now + SignedDuration::from_hours(24 * rules.keep_files_days);
    let (had,): (i64,) = tx
        .load(
            "SELECT COUNT(*) FROM report_files WHERE report_id = $1 AND place IS NOT NULL",
            params![report],
        )
        .await?;
    let room = usize::try_from(MOST_OF_CASE - had).unwrap_or_default();
    for (at, file) in brought.ready.iter().enumerate() {
        let name = name(&file.name);
        if at >= room {
            insert_unkept(tx, now, (report, entry), &name, Why::Many).await?;
            continue;
        }
        tx.exec(
            "INSERT INTO report_files (id, report_id, entry_id, name, kind, bytes, digest, place, is_masked, created_at, expires_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            params![
                token::new_id(now),
                report,
                entry,
                name,
                file.kind.as_str(),
                file.bytes,
                file.place.digest(),
                file.place.as_str(),
                i64::from(file.is_masked),
                now,
                until
            ],
        )
        .await?;
    }
    for (sent_as, why) in &brought.unkept {
        insert_unkept(tx, now, (report, entry), &name(sent_as), *why).await?;
    }
    if brought.ready.iter().any(|file| file.is_masked) {
        let sql = "UPDATE reports SET is_masked = 1 WHERE id = $1";
        tx.exec(sql, params![report]).await?;
    }
    audit::record(tx, now, Actor::System, "report.files.keep", report.0, "").await
}

async fn insert_unkept(
    tx: &mut Tx,
    now: Timestamp,
    (report, entry): (ReportId, Option<Uuid>),
    name: &str,
    why: Why,
) -> Result<()> {
    tx.exec(
        "INSERT INTO report_unkept (id, report_id, entry_id, name, why, created_at) VALUES ($1, $2, $3, $4, $5, $6)",
        params![token::new_id(now), report, entry, name, why.as_str(), now],
    )
    .await?;
    Ok(())
}

/// What a file is called among us: the last part of its path, on one line, without numbers that nobody may keep.
fn name(sent_as: &str) -> String {
    let last = sent_as.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last
        .chars()
        .filter(|sign| !sign.is_control() && !is_turning(*sign))
        .collect();
    let mut name: String = mask::conceal(plain.trim()).chars().take(NAME).collect();
    if name.trim_matches('.').is_empty() {
        name = "-".to_owned();
    }
    name
}

/// Marks that turn the direction of writing, by which `gpj.exe` looks like `exe.jpg`.
fn is_turning(sign: char) -> bool {
    matches!(sign, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// All that was sent with a case, in the order in which it came.
///
/// # Errors
/// A fault when the database is away.
pub async fn files_of(tx: &mut Tx, report: ReportId) -> Result<Vec<File>> {
    let rows: Vec<Row> = tx
        .list(
            "SELECT id, entry_id, name, kind, bytes, place, is_masked, created_at, expires_at
             FROM report_files WHERE report_id = $1 ORDER BY id",
            params![report],
        )
        .await?;
    let unkept: Vec<UnkeptRow> = tx
        .list(
            "SELECT id, entry_id, name, why, created_at FROM report_unkept WHERE report_id = $1 ORDER BY id",
            params![report],
        )
        .await?;
    let kept = rows.into_iter().map(file);
    let mut all: Vec<File> = kept
        .chain(unkept.into_iter().map(unkept_file))
        .collect::<Result<_>>()?;
    all.sort_by_key(|file| (file.created_at, file.id));
    Ok(all)
}

fn file(row: Row) -> Result<File> {
    let until = instant(row.expires_at)?;
    Ok(File {
        id: row.id,
        entry: row.entry_id,
        name: row.name,
        created_at: instant(row.created_at)?,
        fate: match row.place {
            None => Fate::Gone(until),
            Some(_) => Fate::Kept(Kept {
                kind: kind(&row.kind)?,
                bytes: row.bytes,
                is_masked: row.is_masked == 1,
                until,
            }),
        },
    })
}

fn unkept_file(row: UnkeptRow) -> Result<File> {
    Ok(File {
        id: row.id,
        entry: row.entry_id,
        name: row.name,
        created_at: instant(row.created_at)?,
        fate: Fate::Unkept(row.why.parse()?),
    })
}

fn kind(word: &str) -> Result<Kind> {
    let found = Kind::ALL.into_iter().find(|one| one.as_str() == word);
    found.ok_or_else(|| anyhow::anyhow!("no kind of file is called {word:?}").into())
}

/// Takes a file out, for somebody of the team: that they did stands in the audit. Its bytes are to be asked for after the commit.
///
/// # Errors
/// `NotFound` where the case has no such file, or has it no more.
pub async fn open(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    (report, id): (ReportId, Uuid),
) -> Result<Opened> {
    let found: Option<(String, String, String)> = tx
        .find(
            "SELECT name, kind, place FROM report_files
             WHERE id = $1 AND report_id = $2 AND place IS NOT NULL AND expires_at > $3",
            params![id, report, now],
        )
        .await?;
    let (name, word, place) = found.ok_or(Error::NotFound)?;
    let kind = kind(&word)?;
    audit::record(tx, now, actor, "report.file.open", report.0, "").await?;
    Ok(Opened {
        kind,
        name: ending(&name, kind),
        place: place.parse()?,
    })
}

/// The name with the ending of its kind, whatever it ended with: a text that is called `.html` is opened as a text.
fn ending(name: &str, kind: Kind) -> String {
    let extension = kind.extension();
    let own = name
        .rsplit_once('.')
        .map(|(_, own)| own.to_ascii_lowercase());
    let is_its_own = match (kind, own.as_deref()) {
        (Kind::Jpeg, Some("jpg" | "jpeg")) | (Kind::Text, Some("txt" | "log" | "csv")) => true,
        (_, own) => own == Some(extension),
    };
    match is_its_own {
        true => name.to_owned(),
        false => format!("{name}.{extension}"),
    }
}

/// Nothing of a case is listed any more; its bytes go with the next [`sweep`].
pub(super) async fn forget(tx: &mut Tx, report: Uuid) -> Result<()> {
    for sql in [
        "DELETE FROM report_files WHERE report_id = $1",
        "DELETE FROM report_unkept WHERE report_id = $1",
    ] {
        tx.exec(sql, params![report]).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_no_path_no_second_line_and_no_number_of_a_card() {
        assert_eq!(name("C:\\Users\\ann\\écran.png"), "écran.png");
        assert_eq!(name("../../etc/passwd"), "passwd");
        assert_eq!(name("a\r\nSet-Cookie: x"), "aSet-Cookie: x");
        assert_eq!(name("\u{202e}gpj.exe"), "gpj.exe");
        assert!(!name("4242 4242 4242 4242.png").contains("4242 4242 4242"));
        assert_eq!((name(""), name("..")), ("-".to_owned(), "-".to_owned()));
        assert_eq!(name(&"x".repeat(900)).len(), NAME);
    }

    #[test]
    fn a_file_is_opened_as_what_it_is() {
        assert_eq!(ending("page.html", Kind::Text), "page.html.txt");
        assert_eq!(ending("trace.log", Kind::Text), "trace.log");
        assert_eq!(ending("IMG.JPEG", Kind::Jpeg), "IMG.JPEG");
        assert_eq!(ending("photo.jpg", Kind::Png), "photo.jpg.png");
        assert_eq!(ending("run.exe", Kind::Pdf), "run.exe.pdf");
    }
}
