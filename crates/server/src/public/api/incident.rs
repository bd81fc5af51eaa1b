//! An incident and what was said of it, newest first.

use beffroi_domain::{
    Commitment, Consequence, Figure, ImpactWindow, Incident, IncidentStatus, Postmortem,
    Responsibility, StatusChange, Update, WindowEnd, lengths,
};

use super::{
    extra::{self, Fallbacks, Languages},
    shape,
    tell::Teller,
};
use crate::{
    public::facts::touched,
    story::{
        dates::{Dates, Stand, said_at, told_at},
        verdict::spoken,
    },
};

/// An incident, and its write-up where that has words of its own.
pub type Told = (Incident, Option<Postmortem>);

impl Teller<'_> {
    /// An incident.
    #[must_use]
    pub fn incident(&self, (incident, writeup): &Told) -> shape::Incident {
        let dates = Dates::of(incident, self.page.since);
        let (mut fallbacks, mut languages) = (Fallbacks::new(), Languages::new());
        let mut at = |field, stand| self.stand(field, stand, &mut fallbacks);
        let created_at = at("created_at", dates.created);
        let updated_at = at("updated_at", dates.updated);
        let started_at = at("started_at", dates.started);
        let is_over = !incident.status.is_open();
        let resolved = told_at(&incident.updates, IncidentStatus::Resolved).filter(|_| is_over);
        let monitored = told_at(&incident.updates, IncidentStatus::Monitoring);
        let id = incident.public_id.to_string();
        let event = shape::Event {
            name: self
                .text("name", &incident.title, &mut languages)
                .unwrap_or_else(|| id.clone()),
            status: incident.status.as_str(),
            created_at,
            updated_at,
            monitoring_at: self.maybe("monitoring_at", monitored, &mut fallbacks),
            resolved_at: self.maybe("resolved_at", resolved, &mut fallbacks),
            impact: incident.impact.as_str(),
            shortlink: self.link(&format!("incidents/{id}")),
            started_at,
            page_id: self.page.public_id.to_string(),
            incident_updates: self.updates(&id, &incident.updates, dates.created, writeup.as_ref()),
            components: self.named(touched(incident).into_iter().map(|(id, _)| id)),
            id,
        };
        shape::Incident {
            event,
            reminder_intervals: None,
            beffroi: self.beyond(incident, fallbacks, languages),
        }
    }

    /// What was said, newest first.
    #[must_use]
    pub fn updates(
        &self,
        owner: &str,
        updates: &[Update],
        created: Stand,
        writeup: Option<&Postmortem>,
    ) -> Vec<shape::Update> {
        let times = said_at(updates, created);
        updates
            .iter()
            .zip(times)
            .rev()
            .map(|(update, at)| self.update(owner, update, at, writeup))
            .collect()
    }

    fn update(
        &self,
        owner: &str,
        update: &Update,
        at: Stand,
        writeup: Option<&Postmortem>,
    ) -> shape::Update {
        let (mut fallbacks, mut languages) = (Fallbacks::new(), Languages::new());
        let affected: Vec<shape::Affected> = update
            .changes
            .iter()
            .filter_map(|change| self.affected(change))
            .collect();
        shape::Update {
            id: update.public_id.to_string(),
            status: update.status.as_str(),
            body: self.body(update, writeup, &mut languages),
            incident_id: owner.to_owned(),
            created_at: self.stand("created_at", at, &mut fallbacks),
            updated_at: self.stand("updated_at", at, &mut fallbacks),
            display_at: self.stand("display_at", at, &mut fallbacks),
            affected_components: (!affected.is_empty()).then_some(affected),
            deliver_notifications: self.board.told.contains(&update.id),
            custom_tweet: None,
            tweet_id: None,
            beffroi: extra::OfUpdate {
                corrected_at: self.corrected_at(update),
                fallbacks,
                languages,
            },
        }
    }

    /// When the text that this reader is told was last set right.
    fn corrected_at(&self, update: &Update) -> Option<String> {
        let shown = update
            .text
            .resolve(self.reader.locale(), &self.reader.fallback)?;
        let mut newest_first = update.corrections.iter().rev();
        let last = newest_first.find(|one| one.locale == *shown.locale)?;
        Some(self.moment(&beffroi_domain::Moment::exact(last.at)).at)
    }

    /// What was said; our own words for a standard sentence; the write-up where it is announced
    /// without a word.
    pub fn body(
        &self,
        update: &Update,
        writeup: Option<&Postmortem>,
        languages: &mut Languages,
    ) -> String {
        if let Some(said) = self.text("body", &update.text, languages) {
            return said;
        }
        if let Some(phrase) = update.standard {
            return self.reader.say(&format!("standard-{}", phrase.as_str()));
        }
        let writeup = writeup.filter(|_| update.is_postmortem());
        writeup.map_or_else(String::new, |writeup| self.writeup(writeup, languages))
    }

    /// The write-up as one text, in Markdown.
    fn writeup(&self, writeup: &Postmortem, languages: &mut Languages) -> String {
        let parts = writeup.sections.iter().filter_map(|(section, text)| {
            let title = self.reader.say(&format!("section-{}", section.as_str()));
            let text = self.text("body", text, languages)?;
            Some(format!("## {title}\n\n{text}"))
        });
        parts.collect::<Vec<_>>().join("\n\n")
    }

    /// A component that stands on this page; those of others are none of its readers' business.
    fn affected(&self, change: &StatusChange) -> Option<shape::Affected> {
        let component = self.board.component(change.component)?;
        Some(shape::Affected {
            code: component.public_id.to_string(),
            name: self.long_name(component),
            old_status: spoken(change.old),
            new_status: spoken(change.new),
        })
    }

    fn beyond(
        &self,
        incident: &Incident,
        fallbacks: Fallbacks,
        mut languages: Languages,
    ) -> extra::OfIncident {
        let is_known = |one: &Update| one.published.is_some();
        let has_edge = |one: &ImpactWindow| one.start.is_some() || one.ended().is_some();
        extra::OfIncident {
            references: incident.references.clone(),
            category: self.text("category", &incident.category, &mut languages),
            priority: incident.priority.map(|priority| priority.to_string()),
            responsibility: incident.responsibility.as_ref().map(responsibility),
            windows: incident
                .windows
                .iter()
                .map(|one| self.window(one))
                .collect(),
            lengths: lengths(incident, self.reader.now, &self.page.zone),
            figures: incident
                .figures
                .iter()
                .map(|one| self.figure(one))
                .collect(),
            consequences: incident
                .consequences
                .iter()
                .filter_map(|one| self.consequence(one))
                .collect(),
            commitments: incident
                .commitments
                .iter()
                .map(|one| self.commitment(one))
                .collect(),
            links: incident.links.clone(),
            is_dated: incident.windows.iter().any(has_edge)
                || incident.updates.iter().any(is_known),
            is_retroactive: incident.is_retroactive,
            notice: incident.notice.as_ref().map(|one| self.notice(one)),
            source: None,
            fallbacks,
            languages,
        }
    }

    fn notice(&self, one: &beffroi_domain::incident::Notice) -> extra::Notice {
        let exact = |at| self.moment(&beffroi_domain::Moment::exact(at)).at;
        extra::Notice {
            address: one.address.clone(),
            words: one.words.clone(),
            locale: one.locale.as_ref().map(ToString::to_string),
            said_at: one.said_at.map(exact),
            kept_at: exact(one.kept_at),
        }
    }

    fn commitment(&self, one: &Commitment) -> extra::Commitment {
        let exact = |at| self.moment(&beffroi_domain::Moment::exact(at)).at;
        let moved = one.moves.iter().map(|moved| extra::Moved {
            from: self.moment(&moved.from),
            at: exact(moved.mark.at),
            reason: self.reader.plain(&moved.reason),
        });
        let is_late = one.late_by(self.reader.now).is_some();
        extra::Commitment {
            kind: one.kind.as_str(),
            words: self.reader.plain(&one.words),
            due: self.moment(&one.due),
            state: one.state_at(self.reader.now).as_str(),
            ended_at: one.ended.map(|end| exact(end.at)),
            late_since: is_late.then(|| exact(one.late_at)),
            moved: moved.collect(),
            reason: self.reader.plain(&one.reason),
        }
    }

    fn window(&self, window: &ImpactWindow) -> extra::Window {
        let parts = window.components.iter().filter_map(|(id, degree)| {
            Some(extra::Part {
                id: self.board.component(*id)?.public_id.to_string(),
                degree: degree.as_str(),
            })
        });
        extra::Window {
            start: window.start.map(|start| self.moment(&start)),
            end_is: match window.end {
                WindowEnd::At(_) => "known",
                WindowEnd::Ongoing => "ongoing",
                WindowEnd::Unknown => "unknown",
            },
            end: window.ended().map(|end| self.moment(&end)),
            degree: window.degree.as_str(),
            components: parts.collect(),
        }
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "thousandths of shares and counts stay far below 2^53"
    )]
    fn figure(&self, figure: &Figure) -> extra::Figure {
        let number = |milli: i64| milli as f64 / 1000.0;
        extra::Figure {
            low: number(figure.low_milli),
            high: number(figure.high_milli),
            unit: figure.unit,
            of: self.reader.plain(&figure.of),
            from: figure.from.map(|from| self.moment(&from)),
            until: figure.until.map(|until| self.moment(&until)),
        }
    }

    fn consequence(&self, consequence: &Consequence) -> Option<extra::Consequence> {
        Some(extra::Consequence {
            text: self.reader.plain(&consequence.text)?,
            end: consequence.end.map(|end| self.moment(&end)),
        })
    }
}

fn responsibility(responsibility: &Responsibility) -> extra::Responsibility {
    extra::Responsibility {
        kind: responsibility.as_str(),
        provider: match responsibility {
            Responsibility::External { provider } => provider.clone(),
            Responsibility::Own | Responsibility::Unconfirmed => None,
        },
    }
}
