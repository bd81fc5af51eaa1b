//! Components and groups, as Statuspage lists them: by position, groups and parts side by side.

use beffroi_domain::{ComponentId, ComponentStatus};

use super::{
    extra::{Languages, OfComponent},
    shape,
    tell::Teller,
};
use crate::{
    components::{Component, Group},
    story::verdict::spoken,
};

impl Teller<'_> {
    /// All components and groups; a reader builds the tree from `group_id`.
    #[must_use]
    pub fn components(&self) -> Vec<shape::Component> {
        let groups = self.board.groups.iter().map(|group| self.group(group));
        let parts = self.board.components.iter().map(|one| self.component(one));
        let mut all: Vec<_> = groups.chain(parts).collect();
        all.sort_by_key(|one| one.position);
        all
    }

    /// Those of `ids` that stand on this page, in that order.
    #[must_use]
    pub fn named(&self, ids: impl IntoIterator<Item = ComponentId>) -> Vec<shape::Component> {
        ids.into_iter()
            .filter_map(|id| Some(self.component(self.board.component(id)?)))
            .collect()
    }

    /// What an update calls a component: "Group - Component" where it is grouped.
    #[must_use]
    pub fn long_name(&self, component: &Component) -> String {
        let name = self.name(component);
        match self.group_of(component).map(|group| self.group_name(group)) {
            Some(group) => format!("{group} - {name}"),
            None => name,
        }
    }

    fn component(&self, component: &Component) -> shape::Component {
        let mut languages = Languages::new();
        let name = self.text("name", &component.name, &mut languages);
        let description = self.text("description", &component.description, &mut languages);
        let status = self.board.status(component.id);
        let since = component.since.to_zoned(self.page.zone.clone()).date();
        shape::Component {
            id: component.public_id.to_string(),
            name: name.unwrap_or_else(|| component.public_id.to_string()),
            status: spoken(status),
            created_at: self.stamp(component.created_at),
            updated_at: self.stamp(component.updated_at),
            position: component.position,
            description,
            showcase: component.showcase,
            start_date: Some(since.to_string()),
            group_id: self
                .group_of(component)
                .map(|group| group.public_id.to_string()),
            page_id: self.page.public_id.to_string(),
            group: false,
            only_show_if_degraded: component.only_show_if_degraded,
            components: None,
            beffroi: OfComponent {
                status: unspoken(status),
                languages,
            },
        }
    }

    fn group(&self, group: &Group) -> shape::Component {
        let mut languages = Languages::new();
        let name = self.text("name", &group.name, &mut languages);
        let description = self.text("description", &group.description, &mut languages);
        let children: Vec<&Component> = self
            .board
            .components
            .iter()
            .filter(|one| one.group == Some(group.id))
            .collect();
        let status = worst(children.iter().map(|one| self.board.status(one.id)));
        shape::Component {
            id: group.public_id.to_string(),
            name: name.unwrap_or_else(|| group.public_id.to_string()),
            status: spoken(status),
            created_at: self.stamp(group.created_at),
            updated_at: self.stamp(group.updated_at),
            position: group.position,
            description,
            showcase: false,
            start_date: None,
            group_id: None,
            page_id: self.page.public_id.to_string(),
            group: true,
            only_show_if_degraded: false,
            components: Some(
                children
                    .iter()
                    .map(|one| one.public_id.to_string())
                    .collect(),
            ),
            beffroi: OfComponent {
                status: unspoken(status),
                languages,
            },
        }
    }

    fn group_of(&self, component: &Component) -> Option<&Group> {
        let id = component.group?;
        self.board.groups.iter().find(|group| group.id == id)
    }

    fn group_name(&self, group: &Group) -> String {
        let name = self.reader.plain(&group.name);
        name.unwrap_or_else(|| group.public_id.to_string())
    }

    fn name(&self, component: &Component) -> String {
        let name = self.reader.plain(&component.name);
        name.unwrap_or_else(|| component.public_id.to_string())
    }
}

/// A group is as bad as the worst of its parts.
fn worst(statuses: impl Iterator<Item = ComponentStatus>) -> ComponentStatus {
    statuses.max().unwrap_or(ComponentStatus::Operational)
}

fn unspoken(status: ComponentStatus) -> Option<&'static str> {
    (status == ComponentStatus::Unknown).then(|| status.as_str())
}
