//! Whom something reaches: those who asked for the whole page, and those who asked for what it touches; or those who asked
//! for the company that says it.

use beffroi_domain::{ComponentId, PageId, ProviderId};
use uuid::Uuid;

use crate::{
    components,
    ground::{Result, Tx, seal},
};

/// What something touches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Components, and the groups that they stand in. Where nothing is named it may touch everything, and everyone hears it.
    Parts(Vec<Uuid>),
    /// It is another company's word.
    Provider {
        /// Whose.
        id: ProviderId,
        /// True for work that it plans.
        is_work: bool,
    },
}

impl Default for Reach {
    fn default() -> Self {
        Self::Parts(vec![])
    }
}

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
        Ok(Self::Parts(ids))
    }

    /// Whether it may touch everything.
    pub(super) fn is_all(&self) -> bool {
        self.parts().is_empty()
    }

    /// The ids as one parameter.
    pub(super) fn param(&self, kind: &str) -> String {
        ids_param(kind, self.parts())
    }

    fn parts(&self) -> &[Uuid] {
        match self {
            Self::Parts(ids) => ids,
            Self::Provider { .. } => &[],
        }
    }
}

/// Ids as one parameter: a JSON array of hexadecimal digits for SQLite, and the same without marks for PostgreSQL.
pub(super) fn ids_param(kind: &str, ids: &[Uuid]) -> String {
    let digits = ids.iter().map(|id| seal::hex(id.as_bytes()));
    match kind {
        "postgres" => digits.collect::<Vec<_>>().join(","),
        _ => serde_json::Value::from(digits.collect::<Vec<_>>()).to_string(),
    }
}
