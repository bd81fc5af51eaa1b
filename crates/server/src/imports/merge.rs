//! Several tellings of one incident made one: what was taken first stands, the others fill what it
//! lacks. Warnings are not merged; each belongs to the source that gave cause.

use beffroi_domain::{IncidentStatus, LocalizedText, UpdateStatus};
use beffroi_readers::{
    ComponentRef, Told,
    record::{ImportRecord, PostmortemRecord, UpdateRecord, When, WhenPrecision},
};

use super::{align::align, facts, said::oldest_first, store::Kind};

/// One telling out of all, the first taken first. Its updates are oldest first.
pub(super) fn merged(all: &[&Told], kind: Kind) -> Told {
    let mut one = all.first().map(|told| (*told).clone()).unwrap_or_default();
    one.record.updates = oldest_first(&one.record.updates)
        .into_iter()
        .cloned()
        .collect();
    for other in all.iter().skip(1) {
        add(&mut one, other);
    }
    if kind == Kind::Incident && all.len() > 1 {
        let farthest = all.iter().map(|told| facts::status(told)).max();
        one.status = farthest
            .or(Some(IncidentStatus::Investigating))
            .map(UpdateStatus::Incident);
    }
    one
}

fn add(one: &mut Told, other: &Told) {
    one.status = other.status.or(one.status);
    one.created_at = one.created_at.or(other.created_at);
    one.updated_at = one.updated_at.max(other.updated_at);
    one.resolved_at = other.resolved_at.or(one.resolved_at);
    one.scheduled_from = other.scheduled_from.or(one.scheduled_from);
    one.scheduled_until = other.scheduled_until.or(one.scheduled_until);
    for named in &other.components {
        let is_known = |known: &ComponentRef| match (&known.external_id, &named.external_id) {
            (Some(known), Some(named)) => known == named,
            _ => known.name == named.name,
        };
        if !one.components.iter().any(is_known) {
            one.components.push(named.clone());
        }
    }
    add_record(&mut one.record, &other.record);
}

fn add_record(one: &mut ImportRecord, other: &ImportRecord) {
    fill(&mut one.provider, &other.provider);
    fill(&mut one.category_prefix, &other.category_prefix);
    fill(&mut one.category, &other.category);
    fill(&mut one.responsibility, &other.responsibility);
    fill(&mut one.priority, &other.priority);
    fill(&mut one.impact_level, &other.impact_level);
    fill(&mut one.external_id, &other.external_id);
    fill(&mut one.url, &other.url);
    fill_words(&mut one.title, &other.title);
    append(&mut one.references, &other.references);
    append(&mut one.links, &other.links);
    append(&mut one.components, &other.components);
    better(&mut one.started_at, &other.started_at);
    better(&mut one.ended_at, &other.ended_at);
    if closed(other) > closed(one) || one.windows.is_empty() {
        one.windows.clone_from(&other.windows);
    }
    if one.impact.is_empty() {
        one.impact.clone_from(&other.impact);
    }
    if one.consequences.is_empty() {
        one.consequences.clone_from(&other.consequences);
    }
    if said_in(other.postmortem.as_ref()) > said_in(one.postmortem.as_ref()) {
        one.postmortem.clone_from(&other.postmortem);
    }
    add_updates(&mut one.updates, &oldest_first(&other.updates));
}

/// How many windows have both ends.
fn closed(record: &ImportRecord) -> usize {
    record
        .windows
        .iter()
        .filter(|window| window.start.is_some() && window.end.is_some())
        .count()
}

/// How much a write-up says, in parts.
fn said_in(postmortem: Option<&PostmortemRecord>) -> usize {
    postmortem.map_or(0, |told| {
        let sections: usize = told
            .sections
            .values()
            .map(std::collections::BTreeMap::len)
            .sum();
        let entries: usize = told.timeline.values().map(Vec::len).sum();
        sections + entries
    })
}

/// Updates that both have become one; the others stand after the one that they follow.
fn add_updates(ours: &mut Vec<UpdateRecord>, others: &[&UpdateRecord]) {
    let partners = align(&ours.iter().collect::<Vec<_>>(), others, false);
    let mut shift = 0;
    let mut after = 0;
    for (partner, other) in partners.iter().zip(others) {
        if let Some(partner) = partner {
            let place = partner + shift;
            fill_update(&mut ours[place], other);
            after = place + 1;
        } else {
            ours.insert(after, (*other).clone());
            shift += 1;
            after += 1;
        }
    }
}

fn fill_update(one: &mut UpdateRecord, other: &UpdateRecord) {
    if one.posted_at.is_none() {
        one.posted_at = other.posted_at;
        one.posted_precision = other.posted_precision;
        one.posted_inferred.clone_from(&other.posted_inferred);
    }
    if one.status.is_none() || one.status_inferred && !other.status_inferred {
        one.status = other.status.or(one.status);
        one.status_inferred = other.status_inferred;
    }
    fill(&mut one.external_id, &other.external_id);
    fill_words(&mut one.text, &other.text);
    if one.changes.is_empty() {
        one.changes.clone_from(&other.changes);
    }
}

fn fill<T: Clone>(one: &mut Option<T>, other: &Option<T>) {
    if one.is_none() {
        one.clone_from(other);
    }
}

fn fill_words(one: &mut LocalizedText, other: &LocalizedText) {
    for (locale, text) in other.iter() {
        if one.get(locale).is_none() {
            one.set(locale.clone(), text);
        }
    }
}

fn append(one: &mut Vec<String>, other: &[String]) {
    for text in other {
        if !one.contains(text) {
            one.push(text.clone());
        }
    }
}

/// The more exact of two, the first where they are equally exact.
fn better(one: &mut Option<When>, other: &Option<When>) {
    let worth = |when: &Option<When>| {
        when.as_ref().map_or((false, false, false), |when| {
            let is_timed = when.local.is_some() && when.precision != WhenPrecision::Day;
            (when.local.is_some(), is_timed, when.inferred.is_empty())
        })
    };
    if worth(other) > worth(one) {
        one.clone_from(other);
    }
}

#[cfg(test)]
mod tests {
    use beffroi_domain::Locale;

    use super::*;

    fn told(updates: &[(&str, Option<&str>)]) -> Told {
        let update = |(text, posted): &(&str, Option<&str>)| UpdateRecord {
            text: LocalizedText::single(Locale::of("fr"), *text),
            posted_at: posted.map(|at| at.parse().unwrap()),
            ..UpdateRecord::default()
        };
        let record = ImportRecord {
            updates: updates.iter().map(update).collect(),
            ..ImportRecord::default()
        };
        Told {
            record,
            ..Told::default()
        }
    }

    fn lines(told: &Told) -> Vec<String> {
        let line = |update: &UpdateRecord| {
            let text = update.text.iter().next().map_or("", |(_, text)| text);
            format!(
                "{text} {}",
                update.posted_at.map_or("?".to_owned(), |at| at.to_string())
            )
        };
        told.record.updates.iter().map(line).collect()
    }

    #[test]
    fn another_source_gives_the_times_that_the_first_lacks() {
        let list = told(&[
            ("Incident clos ce soir", None),
            ("Incident en cours ce matin", None),
        ]);
        let page = told(&[
            ("Incident clos ce soir", Some("2024-12-17T16:31:00Z")),
            ("Nous corrigeons maintenant", Some("2024-12-17T15:00:00Z")),
            ("Incident en cours ce matin", Some("2024-12-17T13:30:00Z")),
        ]);

        let one = merged(&[&list, &page], Kind::Incident);

        assert_eq!(
            lines(&one),
            [
                "Incident en cours ce matin 2024-12-17T13:30:00Z",
                "Nous corrigeons maintenant 2024-12-17T15:00:00Z",
                "Incident clos ce soir 2024-12-17T16:31:00Z",
            ]
        );
    }

    #[test]
    fn what_is_stated_twice_stands_as_first_taken() {
        let mut first = told(&[]);
        first.record.references = vec!["TST-1".to_owned()];
        first.record.category = Some("Production".to_owned());
        let mut second = told(&[]);
        second.record.references = vec!["TST-2".to_owned()];
        second.record.category = Some("Preview".to_owned());
        second.record.priority = Some("P1".to_owned());

        let one = merged(&[&first, &second], Kind::Incident).record;

        assert_eq!(one.references, ["TST-1", "TST-2"]);
        assert_eq!(
            (one.category.as_deref(), one.priority.as_deref()),
            (Some("Production"), Some("P1"))
        );
    }
}
