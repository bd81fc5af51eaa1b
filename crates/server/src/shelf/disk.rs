//! What stands ready, on disk: for a start while the database is away.
//!
//! One file for all public pages, replaced as a whole. Only texts are in it; what is drawn comes back
//! with the database.

use std::{collections::HashMap, path::Path, sync::Arc};

use anyhow::Context as _;
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use beffroi_domain::{Locale, LocalizedText, PageId, PublicId};
use bytes::Bytes;
use jiff::{Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};

use super::{
    Shelf, State,
    board::{Board, Boards, Stand},
    doc::Doc,
};
use crate::{
    ground::Result,
    pages::{Access, Page},
};

/// The form of the file; another one is not read.
const FORM: u32 = 1;
const FILE: &str = "ready.json";

#[derive(Serialize, Deserialize)]
struct Written {
    form: u32,
    /// Microseconds since 1970.
    at: i64,
    pages: Vec<WrittenPage>,
    boards: Vec<WrittenBoard>,
}

/// As much of a page as it takes to choose one.
#[derive(Serialize, Deserialize)]
struct WrittenPage {
    id: PageId,
    public_id: PublicId,
    slug: String,
    locales: Vec<Locale>,
    zone: String,
    hosts: Vec<String>,
    is_public: bool,
}

#[derive(Serialize, Deserialize)]
struct WrittenBoard {
    stand: Stand,
    revision: i64,
    tick: i64,
    documents: Vec<WrittenDoc>,
}

#[derive(Serialize, Deserialize)]
struct WrittenDoc {
    name: String,
    headers: Vec<(String, String)>,
    body: String,
}

impl Shelf {
    /// Writes what stands ready. That it could not be written is logged and harms nobody now.
    pub(super) async fn write_snapshot(&self) {
        let Some(folder) = self.0.parts.snapshot.clone() else {
            return;
        };
        let boards = self.0.boards.load_full();
        let written = Written {
            form: FORM,
            pages: boards.pages.iter().map(page_of).collect(),
            at: self.now().as_microsecond(),
            boards: boards.all.iter().map(|board| of(board)).collect(),
        };
        let write = tokio::task::spawn_blocking(move || write(&folder, &written)).await;
        if let Ok(Err(error)) = write {
            tracing::warn!(%error, "what stands ready could not be written to disk");
        }
    }

    /// Takes what an earlier run wrote, and says on it how old it is. True when there was something.
    ///
    /// # Errors
    /// A fault when the file is there and cannot be read.
    pub fn read_snapshot(&self) -> Result<bool> {
        let Some(folder) = &self.0.parts.snapshot else {
            return Ok(false);
        };
        let Some(written) = read(folder)? else {
            return Ok(false);
        };
        let boards: Vec<_> = written
            .boards
            .into_iter()
            .map(|one| Arc::new(board(one)))
            .collect();
        let is_filled = !boards.is_empty();
        self.0.boards.store(Arc::new(Boards {
            pages: written.pages.into_iter().filter_map(page).collect(),
            all: boards,
        }));
        if is_filled {
            self.leave(Timestamp::from_microsecond(written.at).unwrap_or_default());
        }
        Ok(is_filled)
    }
}

fn page_of(page: &Page) -> WrittenPage {
    WrittenPage {
        id: page.id,
        public_id: page.public_id.clone(),
        slug: page.slug.clone(),
        locales: page.locales.clone(),
        zone: page.zone.iana_name().unwrap_or("UTC").to_owned(),
        hosts: page.hosts.clone(),
        is_public: page.access == Access::Public,
    }
}

fn page(written: WrittenPage) -> Option<Page> {
    Some(Page {
        id: written.id,
        public_id: written.public_id,
        slug: written.slug,
        name: LocalizedText::new(),
        locales: written.locales,
        zone: TimeZone::get(&written.zone).ok()?,
        since: Timestamp::UNIX_EPOCH,
        hosts: written.hosts,
        access: if written.is_public {
            Access::Public
        } else {
            Access::Private
        },
        revision: 0,
        created_at: Timestamp::UNIX_EPOCH,
        updated_at: Timestamp::UNIX_EPOCH,
    })
}

/// True when an earlier run left something in `folder`.
#[must_use]
pub fn is_there(folder: &Path) -> bool {
    folder.join(FILE).is_file()
}

fn of(board: &Board) -> WrittenBoard {
    let document = |(name, doc): (&String, &Arc<Doc>)| {
        let text = |value: &HeaderValue| value.to_str().map(str::to_owned).ok();
        let headers = doc.headers().iter();
        Some(WrittenDoc {
            name: name.clone(),
            headers: headers
                .filter_map(|(name, value)| Some((name.to_string(), text(value)?)))
                .collect(),
            body: std::str::from_utf8(doc.body()).ok()?.to_owned(),
        })
    };
    WrittenBoard {
        stand: board.stand.clone(),
        revision: board.state.revision,
        tick: board.state.tick,
        documents: board.ready.iter().filter_map(document).collect(),
    }
}

fn board(written: WrittenBoard) -> Board {
    let header = |(name, value): (String, String)| {
        Some((
            name.parse::<HeaderName>().ok()?,
            HeaderValue::from_str(&value).ok()?,
        ))
    };
    let document = |one: WrittenDoc| {
        let headers: HeaderMap = one.headers.into_iter().filter_map(header).collect();
        (one.name, Arc::new(Doc::new(headers, Bytes::from(one.body))))
    };
    Board {
        stand: written.stand,
        state: State {
            revision: written.revision,
            tick: written.tick,
        },
        is_rendered: false,
        rendered_revision: 0,
        rested_on: HashMap::new(),
        ready: written
            .documents
            .into_iter()
            .map(document)
            .collect::<HashMap<_, _>>(),
    }
}

fn write(folder: &Path, written: &Written) -> Result<()> {
    std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let (new, place) = (folder.join("ready.new"), folder.join(FILE));
    std::fs::write(&new, serde_json::to_vec(written)?)
        .with_context(|| format!("cannot write {}", new.display()))?;
    std::fs::rename(&new, &place).with_context(|| format!("cannot write {}", place.display()))?;
    Ok(())
}

fn read(folder: &Path) -> Result<Option<Written>> {
    let place = folder.join(FILE);
    let bytes = match std::fs::read(&place) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => {
            return Err(anyhow::Error::new(error)
                .context(format!("cannot read {}", place.display()))
                .into());
        }
    };
    let written: Written = serde_json::from_slice(&bytes)
        .with_context(|| format!("{} is not what a run of ours wrote", place.display()))?;
    Ok(Some(written).filter(|written| written.form == FORM))
}
