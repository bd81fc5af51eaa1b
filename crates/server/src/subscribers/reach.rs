//! Whom something reaches: those who asked for the whole page, and those who asked for what it touches.

use beffroi_domain::{ComponentId, PageId};
use uuid::Uuid;

use crate::{
    components,
    ground::{Result, Tx, seal},
};

/// The components that something touches, and the groups that they stand in.
///
/// Where nothing is named it may touch everything, and everyone hears it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach(Vec<Uuid>);

impl Reach {
    /// Of what touches these components of a page.
    ///
    /// # Errors
    /// A fault when the database is away.
    pub async fn of(tx: &mut Tx, page: PageId, touched: &[ComponentId]) -> Result<Self> {
        if touched.is_empty() {
            return Ok(Self::default());
        }
        let all = components::ever_of_page(tx, page).await?;
        let groups = all
            .iter()
            .filter(|one| touched.contains(&one.id))
            .filter_map(|one| one.group.map(|group| group.0));
        let mut ids: Vec<Uuid> = touched.iter().map(|id| id.0).chain(groups).collect();
        ids.sort_unstable();
        ids.dedup();
        Ok(Self(ids))
    }

    /// Whether it may touch everything.
    pub(super) fn is_all(&self) -> bool {
        self.0.is_empty()
    }

    /// The ids as one parameter: a JSON array of hexadecimal digits for SQLite, and the same without marks for PostgreSQL.
    pub(super) fn param(&self, kind: &str) -> String {
        let digits = self.0.iter().map(|id| seal::hex(id.as_bytes()));
        match kind {
            "postgres" => digits.collect::<Vec<_>>().join(","),
            _ => serde_json::Value::from(digits.collect::<Vec<_>>()).to_string(),
        }
    }
}
