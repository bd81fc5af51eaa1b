//! An announcement in Statuspage's own form, for receivers that were built for it: filled from the frozen picture, with
//! the same ids, words and times as our public API has.
//!
//! Frozen is what was told. What a component is called, where it stands and how the page is as a whole are those of the
//! moment in which the words are made.

use std::collections::HashMap;

use beffroi_channels::webhook::statuspage::{
    self as form, Affected, ComponentUpdate, Event, IncidentUpdate, Meta, Payload,
};
use beffroi_domain::{
    Announcement, ComponentId, ComponentStatus, Impact, Incident, IncidentStatus, Maintenance,
    Moment, Overheard, PublicId, StatusChange, Update,
    announcement::{Occasion, Post, Stood, Topic, Touched},
};
use jiff::Timestamp;

use super::overheard;
use crate::{
    components::{self, Component, Group},
    deliveries::Broadcast,
    ground::{Result, Tx, seal},
    incidents, maintenances,
    pages::Page,
    story::{
        dates::{self, Dates, Stand},
        state,
        verdict::{self, spoken},
    },
    web::Reader,
};

/// Where these payloads are explained.
const EXPLAINED: &str =
    "https://support.atlassian.com/statuspage/docs/enable-webhook-notifications/";

/// What an announcement does not hold: the parts of its page, and how that is as a whole.
#[derive(Debug)]
pub(super) struct Board {
    parts: Vec<Component>,
    groups: Vec<Group>,
    /// The indicator, and the key of its words.
    verdict: (&'static str, &'static str),
}

impl Board {
    pub(super) async fn load(tx: &mut Tx, page: &Page, now: Timestamp) -> Result<Self> {
        let parts = components::ever_of_page(tx, page.id).await?;
        let groups = components::groups_of_page(tx, page.id).await?;
        let open = incidents::open_on(tx, page.id).await?;
        let planned = maintenances::planned(tx, page.id).await?;
        let there: Vec<Component> = parts
            .iter()
            .filter(|one| one.deleted_at.is_none())
            .cloned()
            .collect();
        let how = state::current(&there, &open, &planned, now);
        let ever: Vec<&Component> = parts.iter().collect();
        let verdict = verdict::of_page(&ever, &how, &open);
        Ok(Self {
            parts,
            groups,
            verdict,
        })
    }

    fn part(&self, id: ComponentId) -> Option<&Component> {
        self.parts.iter().find(|one| one.id == id)
    }
}

/// What a reader of this language is told, but for where they leave; `None` for what was put into the outbox before all
/// of it was kept.
pub(super) fn payload(
    reader: &Reader,
    page: &Page,
    board: &Board,
    broadcast: &Broadcast,
) -> Option<Payload> {
    let teller = Teller {
        reader,
        page,
        board,
        broadcast,
        how: broadcast
            .said
            .components
            .iter()
            .map(|one| (one.id, one.status))
            .collect(),
    };
    let (indicator, key) = board.verdict;
    Some(Payload {
        meta: Meta {
            unsubscribe: String::new(),
            documentation: EXPLAINED.to_owned(),
            generated_at: broadcast.created_at,
        },
        page: form::Page {
            id: page.public_id.to_string(),
            status_indicator: indicator.to_owned(),
            status_description: reader.say(&format!("api-status-{key}")),
        },
        event: teller.event()?,
    })
}

struct Teller<'a> {
    reader: &'a Reader,
    page: &'a Page,
    board: &'a Board,
    broadcast: &'a Broadcast,
    /// How the parts that it touches were after it.
    how: HashMap<ComponentId, ComponentStatus>,
}

impl Teller<'_> {
    fn said(&self) -> &Announcement {
        &self.broadcast.said
    }

    fn event(&self) -> Option<Event> {
        match (&self.said().stood, self.said().topic) {
            (Some(Stood::Incident(incident)), _) => Some(Event::Incident {
                incident: Box::new(self.incident(incident)),
            }),
            (Some(Stood::Maintenance(work)), _) => Some(Event::Incident {
                incident: Box::new(self.maintenance(work)),
            }),
            (Some(Stood::Provider(heard)), _) => Some(Event::Incident {
                incident: Box::new(self.heard(heard)),
            }),
            (None, Topic::Component) => self.changed(),
            (None, _) => None,
        }
    }

    fn changed(&self) -> Option<Event> {
        let touched = self.said().components.first()?;
        let component = self.board.part(touched.id)?;
        let was = touched.was.unwrap_or(ComponentStatus::Operational);
        Some(Event::Component {
            component: Box::new(self.component(component)),
            component_update: ComponentUpdate {
                old_status: spoken(was).to_owned(),
                new_status: spoken(touched.status).to_owned(),
                created_at: self.broadcast.created_at,
                component_type: "Component".to_owned(),
                state: Some("sn_created".to_owned()),
                id: id_of(&self.said().key),
                component_id: component.public_id.to_string(),
            },
        })
    }

    fn incident(&self, incident: &Incident) -> form::Incident {
        let stands = Dates::of(incident, self.page.since);
        let is_over = !incident.status.is_open();
        let told = |status| dates::told_at(&incident.updates, status).map(|moment| moment.at);
        let mut updates = incident.updates.iter();
        let writeup = updates.rfind(|one| one.is_postmortem());
        let written = writeup.and_then(|one| one.published).map(|one| one.at);
        form::Incident {
            monitoring_at: told(IncidentStatus::Monitoring),
            resolved_at: told(IncidentStatus::Resolved).filter(|_| is_over),
            impact: incident.impact.as_str().to_owned(),
            postmortem_body: writeup.map(|one| self.body(one)),
            postmortem_body_last_updated_at: written,
            postmortem_published_at: written,
            postmortem_notified_subscribers: writeup.is_some(),
            backfilled: incident.is_retroactive,
            ..self.bare((stands.created, stands.updated), &incident.updates)
        }
    }

    fn maintenance(&self, work: &Maintenance) -> form::Incident {
        let created = dates::of_work(work);
        let record = (work.created_at, work.updated_at);
        let updated = dates::updated(&work.updates, created, record);
        let time = dates::time_at(work, self.broadcast.created_at);
        let reminded = self.said().occasion == Occasion::Reminder;
        let over = work.completed_at.or(work.cancelled_at);
        let is_called_off = work.is_called_off();
        let impact = if is_called_off { "none" } else { "maintenance" };
        let bare = self.bare((created, updated), &work.updates);
        form::Incident {
            name: match is_called_off {
                true => self
                    .reader
                    .words
                    .tell("api-called-off", &[("title", &bare.name)]),
                false => bare.name.clone(),
            },
            resolved_at: over,
            impact: impact.to_owned(),
            scheduled_for: Some(time.from),
            scheduled_until: Some(time.to),
            scheduled_remind_prior: work.remind_minutes.is_some(),
            scheduled_reminded_at: reminded.then_some(self.broadcast.created_at),
            scheduled_auto_in_progress: work.by_clock.begins,
            scheduled_auto_completed: work.by_clock.completes,
            ..bare
        }
    }

    /// What another company says, with its name before the title: the form has no other place for it.
    fn heard(&self, heard: &Overheard) -> form::Incident {
        let (said, id) = (self.said(), self.said().public_id.to_string());
        let (_, title) = overheard::title(self.reader, said, heard);
        let at = Stand::known(Moment::exact(heard.seen_at));
        let values = [("provider", heard.name.as_str()), ("title", &title)];
        let status = match said.status.as_str() {
            "open" => "investigating",
            status => status,
        };
        let over = overheard::is_over(said).then_some(heard.seen_at);
        let posts = overheard::posts(self.reader, self.broadcast, heard);
        let posts = posts.into_iter().enumerate().rev();
        form::Incident {
            name: self.reader.words.tell("bell-provider-title", &values),
            status: status.to_owned(),
            impact: said.impact.unwrap_or(Impact::None).as_str().to_owned(),
            resolved_at: over,
            shortlink: self.reader.address.absolute(&overheard::rest(said, heard)),
            incident_updates: posts
                .map(|(place, post)| self.post(&id, status, heard, (place, post)))
                .collect(),
            components: vec![],
            ..self.bare((at, at), &[])
        }
    }

    fn post(
        &self,
        owner: &str,
        status: &str,
        heard: &Overheard,
        (place, post): (usize, &Post),
    ) -> IncidentUpdate {
        let at = post.at.map_or(heard.seen_at, |moment| moment.at);
        IncidentUpdate {
            status: status.to_owned(),
            body: self.reader.plain(&post.text).unwrap_or_default(),
            created_at: at,
            wants_twitter_update: false,
            twitter_updated_at: None,
            updated_at: at,
            display_at: at,
            affected_components: vec![],
            custom_tweet: None,
            deliver_notifications: true,
            id: id_of(&format!("{}:{place}", self.said().key)),
            incident_id: owner.to_owned(),
        }
    }

    /// What both have.
    fn bare(&self, (created, updated): (Stand, Stand), updates: &[Update]) -> form::Incident {
        let said = self.said();
        let rest = match said.topic {
            Topic::Maintenance => "maintenances",
            _ => "incidents",
        };
        let id = said.public_id.to_string();
        let times = dates::said_at(updates, created);
        let lines = updates.iter().zip(times).rev();
        form::Incident {
            name: self.reader.plain(&said.title).unwrap_or_else(|| id.clone()),
            status: said.status.clone(),
            created_at: created.at,
            updated_at: updated.at,
            monitoring_at: None,
            resolved_at: None,
            impact: Impact::None.as_str().to_owned(),
            // The address by which people find it in their own language.
            shortlink: self.reader.address.absolute(&format!("{rest}/{id}")),
            postmortem_ignored: false,
            postmortem_body: None,
            postmortem_body_last_updated_at: None,
            postmortem_published_at: None,
            postmortem_notified_subscribers: false,
            postmortem_notified_twitter: false,
            backfilled: false,
            scheduled_for: None,
            scheduled_until: None,
            scheduled_remind_prior: false,
            scheduled_reminded_at: None,
            impact_override: None,
            scheduled_auto_in_progress: false,
            scheduled_auto_completed: false,
            page_id: self.page.public_id.to_string(),
            incident_updates: lines.map(|(one, at)| self.update(&id, one, at)).collect(),
            components: self
                .said()
                .components
                .iter()
                .filter_map(|one: &Touched| Some(self.component(self.board.part(one.id)?)))
                .collect(),
            id,
        }
    }

    fn update(&self, owner: &str, update: &Update, at: Stand) -> IncidentUpdate {
        let affected = update.changes.iter();
        IncidentUpdate {
            status: update.status.as_str().to_owned(),
            body: self.body(update),
            created_at: at.at,
            wants_twitter_update: false,
            twitter_updated_at: None,
            updated_at: at.at,
            display_at: at.at,
            affected_components: affected.filter_map(|one| self.affected(one)).collect(),
            custom_tweet: None,
            deliver_notifications: true,
            id: update.public_id.to_string(),
            incident_id: owner.to_owned(),
        }
    }

    fn body(&self, update: &Update) -> String {
        if let Some(said) = self.reader.plain(&update.text) {
            return said;
        }
        let standard = update.standard;
        standard.map_or_else(String::new, |phrase| {
            self.reader.say(&format!("standard-{}", phrase.as_str()))
        })
    }

    /// A component that stands on this page; those of others are none of its readers' business.
    fn affected(&self, change: &StatusChange) -> Option<Affected> {
        let component = self.board.part(change.component)?;
        let name = self.name(component);
        let mut groups = self.board.groups.iter();
        let group = groups.find(|one| Some(one.id) == component.group);
        let group = group.and_then(|one| self.reader.plain(&one.name));
        Some(Affected {
            code: component.public_id.to_string(),
            name: match group {
                Some(group) => format!("{group} - {name}"),
                None => name,
            },
            old_status: spoken(change.old).to_owned(),
            new_status: spoken(change.new).to_owned(),
        })
    }

    fn component(&self, component: &Component) -> form::Component {
        let mut groups = self.board.groups.iter();
        let group = groups.find(|one| Some(one.id) == component.group);
        let status = self.how.get(&component.id).copied();
        form::Component {
            status: spoken(status.unwrap_or(component.status)).to_owned(),
            name: self.name(component),
            created_at: component.created_at,
            updated_at: component.updated_at,
            position: component.position,
            description: self.reader.plain(&component.description),
            showcase: component.showcase,
            id: component.public_id.to_string(),
            page_id: self.page.public_id.to_string(),
            group_id: group.map(|one| one.public_id.to_string()),
        }
    }

    fn name(&self, component: &Component) -> String {
        let name = self.reader.plain(&component.name);
        name.unwrap_or_else(|| component.public_id.to_string())
    }
}

/// The id of a change, made of what makes it one and the same.
fn id_of(key: &str) -> String {
    let sealed = seal::short("statuspage", key);
    let mut bytes = [0; 12];
    bytes.copy_from_slice(&sealed[..12]);
    PublicId::from_entropy(bytes).to_string()
}
