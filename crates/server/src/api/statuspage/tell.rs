//! Our facts in Statuspage's form, in the page's default locale; no I/O from here on.

use beffroi_domain::{
    ComponentId, ComponentStatus, Incident, IncidentStatus, LocalizedText, Maintenance,
    MaintenanceStatus, StatusChange, Update, UpdateStatus,
};
use jiff::Timestamp;
use serde_json::Map;

use super::shape;
use crate::{
    api::extra::{self, stamp, texts},
    components::{self, Component, Group},
    ground::{Result, Tx},
    pages::Page,
    web::{Site, words},
};

/// A page with what it is made of.
pub struct Teller {
    /// The page.
    pub page: Page,
    /// All components that it has or ever had.
    pub ever: Vec<Component>,
    /// Its groups.
    pub groups: Vec<Group>,
    /// What absolute addresses of the page begin with.
    origin: String,
}

impl Teller {
    /// Loads what a page is made of.
    ///
    /// # Errors
    /// A fault when the database is away.
    pub async fn of(tx: &mut Tx, site: &Site, page: Page) -> Result<Self> {
        let all = crate::pages::list(tx).await?;
        let nothing = crate::web::address::Asked::default();
        let stand = crate::pages::stand(&all, site.front(), &nothing, &page);
        Ok(Self {
            ever: components::ever_of_page(tx, page.id).await?,
            groups: components::groups_of_page(tx, page.id).await?,
            origin: stand.origin,
            page,
        })
    }

    /// The same, as it is after a deed in this transaction.
    ///
    /// # Errors
    /// A fault when the database is away.
    pub async fn anew(self, tx: &mut Tx, site: &Site) -> Result<Self> {
        Self::of(tx, site, self.page).await
    }

    /// The components that are there.
    pub fn components(&self) -> impl Iterator<Item = &Component> {
        self.ever.iter().filter(|one| one.deleted_at.is_none())
    }

    /// A component that is there, by its public id.
    #[must_use]
    pub fn find(&self, public_id: &str) -> Option<&Component> {
        let mut there = self.components();
        there.find(|one| one.public_id.as_str() == public_id)
    }

    /// A text in the page's default locale, else in another.
    fn said(&self, text: &LocalizedText) -> Option<String> {
        let found = text.resolve(self.page.default_locale(), &self.page.locales);
        found.map(|resolved| resolved.text.to_owned())
    }

    /// The page itself.
    #[must_use]
    pub fn page(&self) -> shape::Page {
        let page = &self.page;
        let named = self.said(&page.name);
        shape::Page {
            id: page.public_id.to_string(),
            created_at: stamp(page.created_at),
            updated_at: stamp(page.updated_at),
            name: named.unwrap_or_else(|| page.slug.clone()),
            page_description: None,
            headline: None,
            branding: None,
            subdomain: page.slug.clone(),
            domain: page.hosts.first().cloned(),
            url: self.origin.clone(),
            support_url: None,
            hidden_from_search: page.access == crate::pages::Access::Private,
            allow_page_subscribers: false,
            allow_incident_subscribers: false,
            allow_email_subscribers: false,
            allow_sms_subscribers: false,
            allow_rss_atom_feeds: true,
            allow_webhook_subscribers: false,
            notifications_from_email: None,
            notifications_email_footer: None,
            activity_score: 0.0,
            twitter_username: None,
            viewers_must_be_team_members: false,
            ip_restrictions: None,
            city: None,
            state: None,
            country: None,
            time_zone: page.zone.iana_name().unwrap_or("Etc/UTC").to_owned(),
            css_body_background_color: None,
            css_font_color: None,
            css_light_font_color: None,
            css_greens: None,
            css_yellows: None,
            css_oranges: None,
            css_blues: None,
            css_reds: None,
            css_border_color: None,
            css_graph_color: None,
            css_link_color: None,
            css_no_data: None,
            favicon_logo: None,
            transactional_logo: None,
            hero_cover: None,
            email_logo: None,
            twitter_logo: None,
            beffroi: extra::OfPage {
                id: page.id.to_string(),
                slug: page.slug.clone(),
                locales: page.locales.iter().map(ToString::to_string).collect(),
                name: texts(&page.name),
                access: page.access.as_str(),
                revision: page.revision,
            },
        }
    }

    /// A component.
    #[must_use]
    pub fn component(&self, one: &Component) -> shape::Component {
        let group = one
            .group
            .and_then(|id| self.groups.iter().find(|group| group.id == id));
        let since = one.since.to_zoned(self.page.zone.clone()).date();
        shape::Component {
            id: one.public_id.to_string(),
            page_id: self.page.public_id.to_string(),
            group_id: group.map(|group| group.public_id.to_string()),
            created_at: stamp(one.created_at),
            updated_at: stamp(one.updated_at),
            group: false,
            name: self.name(one),
            description: self.said(&one.description),
            position: one.position,
            status: spoken(one.status),
            showcase: one.showcase,
            only_show_if_degraded: one.only_show_if_degraded,
            automation_email: String::new(),
            start_date: Some(since.to_string()),
            beffroi: extra::OfComponent {
                id: one.id.to_string(),
                status: one.status.as_str(),
                name: texts(&one.name),
                description: texts(&one.description),
            },
        }
    }

    fn name(&self, one: &Component) -> String {
        let named = self.said(&one.name);
        named.unwrap_or_else(|| one.public_id.to_string())
    }

    fn members(&self, group: &Group) -> Vec<&Component> {
        let inside = |one: &&Component| one.group == Some(group.id);
        self.components().filter(inside).collect()
    }

    /// A group.
    #[must_use]
    pub fn group(&self, group: &Group) -> shape::Group {
        let members = self.members(group);
        shape::Group {
            id: group.public_id.to_string(),
            page_id: self.page.public_id.to_string(),
            name: self.group_name(group),
            description: self.said(&group.description),
            components: members
                .iter()
                .map(|one| one.public_id.to_string())
                .collect(),
            position: group.position,
            created_at: stamp(group.created_at),
            updated_at: stamp(group.updated_at),
            beffroi: extra::OfGroup {
                id: group.id.to_string(),
                name: texts(&group.name),
                description: texts(&group.description),
            },
        }
    }

    fn group_name(&self, group: &Group) -> String {
        let named = self.said(&group.name);
        named.unwrap_or_else(|| group.public_id.to_string())
    }

    /// A group as it stands among the components.
    #[must_use]
    pub fn group_as_component(&self, group: &Group) -> shape::Component {
        let worst = self.members(group).iter().map(|one| one.status).max();
        let status = worst.unwrap_or(ComponentStatus::Operational);
        shape::Component {
            id: group.public_id.to_string(),
            page_id: self.page.public_id.to_string(),
            group_id: None,
            created_at: stamp(group.created_at),
            updated_at: stamp(group.updated_at),
            group: true,
            name: self.group_name(group),
            description: self.said(&group.description),
            position: group.position,
            status: spoken(status),
            showcase: false,
            only_show_if_degraded: false,
            automation_email: String::new(),
            start_date: None,
            beffroi: extra::OfComponent {
                id: group.id.to_string(),
                status: status.as_str(),
                name: texts(&group.name),
                description: texts(&group.description),
            },
        }
    }

    fn named(&self, ids: &[ComponentId]) -> Vec<shape::Component> {
        let found = ids.iter().filter_map(|id| self.by_id(*id));
        found.map(|one| self.component(one)).collect()
    }

    fn by_id(&self, id: ComponentId) -> Option<&Component> {
        self.ever.iter().find(|one| one.id == id)
    }

    /// An incident.
    #[must_use]
    pub fn incident(&self, incident: &Incident) -> shape::Incident {
        let id = incident.public_id.to_string();
        let created = created(incident);
        let is_told = |status| told_at(&incident.updates, UpdateStatus::Incident(status));
        let writeup = incident.updates.iter().rfind(|one| one.is_postmortem());
        let written_at = writeup.and_then(|one| one.published).map(|at| stamp(at.at));
        let told = Told {
            id: id.clone(),
            title: &incident.title,
            status: status_of(incident.status),
            impact: incident.impact.as_str(),
            updates: &incident.updates,
            created,
            updated: incident.updated_at.max(created),
            link: format!("incidents/{id}"),
            components: touched(incident),
            beyond: extra::incident(incident, &self.ever),
        };
        shape::Incident {
            monitoring_at: is_told(IncidentStatus::Monitoring),
            resolved_at: is_told(IncidentStatus::Resolved).filter(|_| !incident.status.is_open()),
            postmortem_body: writeup
                .map(|one| self.body(one))
                .filter(|body| !body.is_empty()),
            postmortem_body_last_updated_at: written_at.clone(),
            postmortem_published_at: written_at,
            ..self.event(told)
        }
    }

    /// A maintenance, which Statuspage keeps among incidents.
    #[must_use]
    pub fn maintenance(&self, one: &Maintenance, now: Timestamp) -> shape::Incident {
        let id = one.public_id.to_string();
        let created = said_first(&one.updates).unwrap_or(one.created_at);
        let status = one.status_at(now);
        let planned = match &one.recurrence {
            Some(_) => one.times_from(now).next().unwrap_or_else(|| one.planned()),
            None => one.planned(),
        };
        let told = Told {
            id: id.clone(),
            title: &one.title,
            status: status.as_str(),
            impact: if one.is_called_off() {
                "none"
            } else {
                "maintenance"
            },
            updates: &one.updates,
            created,
            updated: one.updated_at.max(created),
            link: format!("maintenances/{id}"),
            components: one.components.clone(),
            beyond: extra::OfIncident {
                id: one.id.to_string(),
                kind: "maintenance",
                title: texts(&one.title),
                references: vec![],
                category: extra::Texts::new(),
                priority: None,
                responsibility: None,
                windows: vec![],
                figures: vec![],
                links: vec![],
            },
        };
        let is_over = status == MaintenanceStatus::Completed;
        shape::Incident {
            resolved_at: one
                .completed_at
                .or(one.cancelled_at)
                .filter(|_| is_over)
                .map(stamp),
            scheduled_for: Some(stamp(planned.from)),
            scheduled_until: Some(stamp(planned.to)),
            ..self.event(told)
        }
    }

    fn event(&self, told: Told<'_>) -> shape::Incident {
        let updates = self.updates(&told);
        let named = self.said(told.title);
        shape::Incident {
            name: named.unwrap_or_else(|| told.id.clone()),
            id: told.id,
            components: self.named(&told.components),
            created_at: stamp(told.created),
            impact: told.impact,
            impact_override: None,
            incident_updates: updates,
            incident_impacts: vec![],
            metadata: Map::new(),
            monitoring_at: None,
            page_id: self.page.public_id.to_string(),
            postmortem_body: None,
            postmortem_body_last_updated_at: None,
            postmortem_ignored: false,
            postmortem_notified_subscribers: false,
            postmortem_notified_twitter: false,
            postmortem_published_at: None,
            resolved_at: None,
            scheduled_auto_completed: false,
            scheduled_auto_in_progress: false,
            scheduled_for: None,
            auto_transition_deliver_notifications_at_end: None,
            auto_transition_deliver_notifications_at_start: None,
            auto_transition_to_maintenance_state: None,
            auto_transition_to_operational_state: None,
            scheduled_remind_prior: false,
            scheduled_reminded_at: None,
            scheduled_until: None,
            shortlink: format!("{}/{}", self.origin, told.link),
            status: told.status,
            updated_at: stamp(told.updated),
            reminder_intervals: None,
            beffroi: told.beyond,
        }
    }

    /// What was said, newest first. That a write-up is out is no status there.
    fn updates(&self, told: &Told<'_>) -> Vec<shape::Update> {
        let mut last = told.created;
        let mut all: Vec<shape::Update> = Vec::new();
        for one in told.updates.iter().filter(|one| !one.is_postmortem()) {
            last = one.published.map_or(last, |published| published.at);
            all.push(self.update(&told.id, one, last));
        }
        all.reverse();
        all
    }

    /// One statement, made at `at`.
    fn update(&self, owner: &str, one: &Update, at: Timestamp) -> shape::Update {
        let affected = one
            .changes
            .iter()
            .filter_map(|change| self.affected(change));
        let affected: Vec<shape::Affected> = affected.collect();
        let at = stamp(at);
        shape::Update {
            id: one.public_id.to_string(),
            incident_id: owner.to_owned(),
            affected_components: (!affected.is_empty()).then_some(affected),
            body: self.body(one),
            created_at: at.clone(),
            custom_tweet: None,
            deliver_notifications: false,
            display_at: at.clone(),
            status: match one.status {
                UpdateStatus::Incident(status) => status_of(status),
                UpdateStatus::Maintenance(status) => status.as_str(),
            },
            tweet_id: None,
            twitter_updated_at: None,
            updated_at: at,
            wants_twitter_update: false,
            beffroi: extra::OfUpdate {
                text: texts(&one.text),
                published: one.published.map(extra::moment),
            },
        }
    }

    fn body(&self, one: &Update) -> String {
        if let Some(said) = self.said(&one.text) {
            return said;
        }
        let phrase = one.standard.map(|phrase| {
            let words = words::first_of([self.page.default_locale()]);
            words.tell(&format!("standard-{}", phrase.as_str()), &[])
        });
        phrase.unwrap_or_default()
    }

    fn affected(&self, change: &StatusChange) -> Option<shape::Affected> {
        let one = self.by_id(change.component)?;
        let group = one
            .group
            .and_then(|id| self.groups.iter().find(|group| group.id == id));
        let name = self.name(one);
        Some(shape::Affected {
            code: one.public_id.to_string(),
            name: match group {
                Some(group) => format!("{} - {name}", self.group_name(group)),
                None => name,
            },
            old_status: spoken(change.old),
            new_status: spoken(change.new),
        })
    }
}

/// What incidents and maintenances have in common.
struct Told<'a> {
    id: String,
    title: &'a LocalizedText,
    status: &'static str,
    impact: &'static str,
    updates: &'a [Update],
    created: Timestamp,
    updated: Timestamp,
    link: String,
    components: Vec<ComponentId>,
    beyond: extra::OfIncident,
}

/// A status in the words that Statuspage has: it has none for what nobody can tell.
fn spoken(status: ComponentStatus) -> &'static str {
    match status {
        ComponentStatus::Unknown => ComponentStatus::Operational.as_str(),
        other => other.as_str(),
    }
}

/// Its manage API has no status for "the write-up is out".
fn status_of(status: IncidentStatus) -> &'static str {
    match status {
        IncidentStatus::Postmortem => IncidentStatus::Resolved.as_str(),
        other => other.as_str(),
    }
}

fn said_first(updates: &[Update]) -> Option<Timestamp> {
    let known = updates.iter().filter_map(|one| one.published);
    known.map(|moment| moment.at).min()
}

/// First spoken of; its start, or when our record was made, where nobody knows.
fn created(incident: &Incident) -> Timestamp {
    let starts = incident.windows.iter().filter_map(|window| window.start);
    let start = starts.map(|start| start.at).min();
    let said = said_first(&incident.updates);
    said.or(start).unwrap_or(incident.created_at)
}

fn told_at(updates: &[Update], status: UpdateStatus) -> Option<String> {
    let told = updates.iter().rfind(|one| one.status == status)?;
    told.published.map(|published| stamp(published.at))
}

/// Components that are named or were broken, each once.
fn touched(incident: &Incident) -> Vec<ComponentId> {
    let broken = incident
        .windows
        .iter()
        .flat_map(|window| &window.components);
    let mut all = incident.components.clone();
    for (id, _) in broken {
        if !all.contains(id) {
            all.push(*id);
        }
    }
    all
}
