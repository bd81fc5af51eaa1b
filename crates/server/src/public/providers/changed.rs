//! What a provider said otherwise afterwards: each time that it changed words which it had published, with the difference.
//!
//! A further post is no change; a title or a post that says something else now, or that was taken out, is one.

use beffroi_domain::{LocalizedText, Piece, difference};
use beffroi_readers::record::UpdateRecord;

use crate::{
    providers::Version,
    story::updates::Corrected,
    web::{Reader, format::When},
};

/// What it changed at one time.
#[derive(Clone, Debug)]
pub struct Changed {
    /// "Changed its words", and when we saw it.
    pub title: String,
    /// When.
    pub when: When,
    /// What, each with its difference.
    pub all: Vec<Corrected>,
}

/// What was changed, the newest first; `versions` come the newest first too.
#[must_use]
pub fn changed(reader: &Reader, versions: &[Version]) -> Vec<Changed> {
    let pairs = versions.windows(2);
    pairs
        .filter_map(|pair| {
            let [new, old] = pair else { return None };
            let all = between(reader, old, new);
            (!all.is_empty()).then(|| Changed {
                title: reader.say("providers-changed"),
                when: reader.instant(new.seen_at),
                all,
            })
        })
        .collect()
}

fn between(reader: &Reader, old: &Version, new: &Version) -> Vec<Corrected> {
    let (before, after) = (&old.notice.told.record, &new.notice.told.record);
    let title = reader.say("providers-changed-title");
    let titled = |record: &beffroi_readers::ImportRecord| match record.title.is_empty() {
        true => LocalizedText::single(reader.locale().clone(), record.title_raw.clone()),
        false => record.title.clone(),
    };
    let mut all = texts(reader, &title, &titled(before), &titled(after));
    for post in &before.updates {
        let label = label(reader, post);
        match same(post, before, after) {
            Some(now) => all.extend(texts(reader, &label, &post.text, &now.text)),
            None => all.extend(taken_out(reader, &label, post)),
        }
    }
    all
}

/// The same post in another version: by the source's own id, else by its time where that stands once in both.
fn same<'a>(
    post: &UpdateRecord,
    before: &beffroi_readers::ImportRecord,
    after: &'a beffroi_readers::ImportRecord,
) -> Option<&'a UpdateRecord> {
    if post.external_id.is_some() {
        return after
            .updates
            .iter()
            .find(|one| one.external_id == post.external_id);
    }
    let is_it = |one: &&UpdateRecord| one.posted_at == post.posted_at;
    let alone = |all: &[UpdateRecord]| all.iter().filter(is_it).count() == 1;
    if post.posted_at.is_some() && alone(&before.updates) && alone(&after.updates) {
        return after.updates.iter().find(is_it);
    }
    // Nothing else tells them apart: the same words are the same post.
    after.updates.iter().find(|one| one.text == post.text)
}

fn label(reader: &Reader, post: &UpdateRecord) -> String {
    match super::posts::when(reader, post) {
        Ok(when) => reader
            .words
            .tell("providers-changed-post", &[("when", &when.text)]),
        Err(_) => reader.say("providers-changed-post-undated"),
    }
}

/// The difference in each language in which both say something; a language that came or went is one too.
fn texts(
    reader: &Reader,
    label: &str,
    before: &LocalizedText,
    after: &LocalizedText,
) -> Vec<Corrected> {
    let mut locales: Vec<_> = before.locales().chain(after.locales()).collect();
    locales.sort_unstable();
    locales.dedup();
    let said = |text: &LocalizedText, locale| text.get(locale).unwrap_or_default().to_owned();
    locales
        .into_iter()
        .filter_map(|locale| {
            let (old, new) = (said(before, locale), said(after, locale));
            (old != new).then(|| Corrected {
                title: label.to_owned(),
                lang: (locale != reader.locale()).then(|| locale.to_string()),
                pieces: difference(&old, &new),
                is_open: true,
            })
        })
        .collect()
}

fn taken_out(reader: &Reader, label: &str, post: &UpdateRecord) -> Vec<Corrected> {
    let title = reader.words.tell("providers-taken-out", &[("what", label)]);
    let all = post.text.iter().map(|(locale, words)| Corrected {
        title: title.clone(),
        lang: (locale != reader.locale()).then(|| locale.to_string()),
        pieces: vec![Piece {
            fate: beffroi_domain::Fate::Goes,
            text: words.to_owned(),
        }],
        is_open: true,
    });
    all.collect()
}
