//! What components are called.

use std::collections::HashMap;

use beffroi_domain::{ComponentId, LocalizedText, announcement::Touched};

use crate::{
    components::Component,
    web::{Reader, format::Said},
};

/// What components are called, by id.
#[derive(Clone, Debug, Default)]
pub struct Names(HashMap<ComponentId, LocalizedText>);

impl Names {
    /// The names of these components.
    #[must_use]
    pub fn of(components: &[Component]) -> Self {
        Self(
            components
                .iter()
                .map(|one| (one.id, one.name.clone()))
                .collect(),
        )
    }

    /// The names of components as an announcement froze them.
    #[must_use]
    pub fn told(components: &[Touched]) -> Self {
        let named = components.iter().map(|one| (one.id, one.name.clone()));
        Self(named.collect())
    }

    /// The name for this reader; `None` for a component of another page.
    #[must_use]
    pub fn said(&self, reader: &Reader, id: ComponentId) -> Option<Said> {
        reader.said(self.0.get(&id)?)
    }

    /// The name alone, for a list in a sentence.
    #[must_use]
    pub fn plain(&self, reader: &Reader, id: ComponentId) -> Option<String> {
        reader.plain(self.0.get(&id)?)
    }
}
