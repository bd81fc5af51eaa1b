//! What would fail if a provider did: which of our components and groups hang on it, and how badly.

use std::collections::BTreeMap;

use beffroi_domain::{ComponentId, ComponentStatus, ProviderId};

use super::said;
use crate::{
    components::{Component, Group},
    upstreams::Cause,
    web::Reader,
};

/// A provider, and what hangs on it.
#[derive(Clone, Debug)]
pub(super) struct Blast {
    pub(super) provider: String,
    pub(super) address: String,
    pub(super) state: said::State,
    /// Shape, name and how bad it would be; the worst first.
    pub(super) components: Vec<(&'static str, String, String)>,
    /// Groups of which every component hangs on it.
    pub(super) groups: Vec<String>,
    /// "3 of 8 components".
    pub(super) share: String,
    /// Whether something of ours fails whole if it does.
    pub(super) is_single: bool,
}

/// One for each provider, the one that most hangs on first.
pub(super) fn blasts(
    reader: &Reader,
    causes: &[Cause],
    components: &[Component],
    groups: &[Group],
) -> Vec<Blast> {
    let mut hit: BTreeMap<ProviderId, BTreeMap<ComponentId, ComponentStatus>> = BTreeMap::new();
    for cause in causes {
        let own = hit.entry(cause.provider.id).or_default();
        for (component, degree) in &cause.degrees {
            let stands = own.entry(*component).or_insert(*degree);
            *stands = (*stands).max(*degree);
        }
    }
    let mut all: Vec<(usize, Blast)> = Vec::new();
    for (id, touched) in &hit {
        let of_provider = causes.iter().filter(|cause| cause.provider.id == *id);
        // Of a provider as a whole where there is such a line; else of the worst of what something hangs on.
        let Some(cause) = of_provider.max_by_key(|cause| (cause.part.is_none(), cause.status))
        else {
            continue;
        };
        let mut named: Vec<(ComponentStatus, String)> = components
            .iter()
            .filter_map(|one| Some((*touched.get(&one.id)?, reader.plain(&one.name)?)))
            .collect();
        named.sort_by_key(|one| std::cmp::Reverse(one.0));
        let is_hit = |one: &&Component| touched.contains_key(&one.id);
        let whole = groups.iter().filter(|group| {
            let mut own = components.iter().filter(|one| one.group == Some(group.id));
            let is_any = own.clone().next().is_some();
            is_any && own.all(|one| is_hit(&one))
        });
        let share = [
            ("of", number(reader, components.len())),
            ("single", number(reader, full(touched))),
        ];
        let share = share.each_ref().map(|(name, text)| (*name, text.as_str()));
        let count = i64::try_from(touched.len()).unwrap_or(i64::MAX);
        let blast = Blast {
            provider: cause.provider.name.clone(),
            address: cause.provider.place.page.clone(),
            state: said::state(reader, cause),
            components: named
                .into_iter()
                .map(|(degree, name)| {
                    let word = reader.say(&format!("component-{degree}"));
                    (degree.as_str(), name, word)
                })
                .collect(),
            groups: whole
                .filter_map(|group| reader.plain(&group.name))
                .collect(),
            share: reader.words.count("upstreams-share", count, &share),
            is_single: full(touched) > 0,
        };
        all.push((touched.len(), blast));
    }
    all.sort_by_key(|(count, one)| {
        let name = one.provider.to_lowercase();
        (
            std::cmp::Reverse(one.is_single),
            std::cmp::Reverse(*count),
            name,
        )
    });
    all.into_iter().map(|(_, one)| one).collect()
}

fn full(touched: &BTreeMap<ComponentId, ComponentStatus>) -> usize {
    let all = touched.values();
    all.filter(|degree| **degree == ComponentStatus::MajorOutage)
        .count()
}

fn number(reader: &Reader, count: usize) -> String {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    reader.words.forms().number(count)
}
