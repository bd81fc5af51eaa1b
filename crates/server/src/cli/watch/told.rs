//! What `beffroi watch` prints of a provider.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::{
    ground::{Db, Result},
    providers::{self, Entry, Looked, Outcome, Part, Provider},
};

/// So many names are printed before the rest is a number.
const NAMED: usize = 12;

/// A provider with what is known of it.
pub(super) struct Facts {
    provider: Provider,
    parts: Vec<Part>,
    open: Vec<Entry>,
    archive: providers::Archive,
    oddities: Vec<providers::Oddity>,
}

/// One line of a list.
pub(super) fn line(one: &Provider) -> String {
    let status = match (&one.left_at, &one.blind) {
        (Some(_), _) => "followed no more".to_owned(),
        (None, Some((since, why))) => format!("unknown since {since}: {why}"),
        (None, None) if one.seen_at.is_none() => "not looked at yet".to_owned(),
        (None, None) => format!("{} since {}", one.status.as_str(), one.status_since),
    };
    let form = one.form().map_or("format unknown", |form| form.label);
    format!("{:<24} {:<24} {status}", one.slug, form)
}

/// A provider as JSON.
pub(super) fn json(one: &Provider) -> Value {
    json!({
        "slug": one.slug,
        "id": one.public_id.as_str(),
        "name": one.name,
        "sector": one.sector,
        "page": one.place.page,
        "source": one.place.source,
        "form": one.form,
        "status": one.status.as_str(),
        "status_since": one.status_since,
        "ground": one.ground,
        "checked_at": one.checked_at,
        "seen_at": one.seen_at,
        "blind": one.blind.as_ref().map(|(since, why)| json!({"since": since, "word": one.blind_word, "why": why})),
        "due_at": one.due_at,
        "left_at": one.left_at,
    })
}

impl Facts {
    pub(super) async fn load(db: &Db, provider: Provider) -> Result<Self> {
        let mut tx = db.snapshot().await?;
        Ok(Self {
            parts: providers::parts_of(&mut tx, provider.id).await?,
            open: providers::open_entries(&mut tx, provider.id).await?,
            archive: providers::archive_of(&mut tx, provider.id).await?,
            oddities: providers::oddities_of(&mut tx, provider.id).await?,
            provider,
        })
    }

    /// For a program, or for a person; with what the look before it came to.
    pub(super) fn tell(&self, is_json: bool, looked: Option<&Looked>) -> String {
        match is_json {
            true => format!("{}\n", self.json(looked)),
            false => self.text(looked),
        }
    }

    fn json(&self, looked: Option<&Looked>) -> Value {
        let mut all = json(&self.provider);
        all["components"] = self
            .parts
            .iter()
            .filter(|part| !part.is_group)
            .map(|part| {
                json!({
                    "id": part.public_id.as_str(),
                    "name": name(part),
                    "group": part.group,
                    "region": part.region,
                    "status": part.status.as_str(),
                    "gone_at": part.gone_at,
                })
            })
            .collect();
        all["open"] = self.open.iter().map(|entry| {
            json!({"id": entry.public_id.as_str(), "title": entry.notice.told.record.title_raw, "since": entry.dated_at})
        }).collect();
        all["archive"] = json!({
            "entries": self.archive.entries,
            "since": self.archive.since,
            "history_waiting": self.archive.history_waiting,
            "replies": self.archive.replies,
            "replies_bytes": self.archive.replies_bytes,
        });
        all["not_understood"] = self.oddities.iter().map(|one| &*one.word).collect();
        if let Some(looked) = looked {
            all["look"] = json!({
                "outcome": looked.outcome.counted(),
                "note": looked.note,
            });
        }
        all
    }

    fn text(&self, looked: Option<&Looked>) -> String {
        let one = &self.provider;
        let mut out = format!("{} ({})\n", one.name, one.slug);
        let mut row = |label: &str, value: &str| {
            writeln!(out, "  {label:<14} {value}").expect("writing to a String");
        };
        row("page", &one.place.page);
        if let Some(source) = &one.place.source {
            row("asked at", source);
        }
        row("format", one.form().map_or("not known", |form| form.label));
        if let Some(note) = looked.and_then(|looked| looked.note.as_deref()) {
            row("found out", note);
        }
        row("status", &status(one));
        if let Some(at) = one.seen_at {
            row("seen", &at.to_string());
        }
        let names = |all: Vec<String>| listed(&all);
        row(
            "components",
            &names(self.listed_parts().map(name).collect()),
        );
        row("regions", &names(self.regions()));
        for entry in &self.open {
            row(
                "open",
                &format!(
                    "{} since {}",
                    entry.notice.told.record.title_raw, entry.dated_at
                ),
            );
        }
        row("history", &history(&self.archive));
        for one in &self.oddities {
            row("not understood", &one.word);
        }
        if let Some(Outcome::Same) = looked.map(|looked| &looked.outcome) {
            row("look", "the page says that nothing changed");
        }
        out
    }

    fn listed_parts(&self) -> impl Iterator<Item = &Part> {
        self.parts
            .iter()
            .filter(|part| !part.is_group && part.gone_at.is_none())
    }

    fn regions(&self) -> Vec<String> {
        let mut all: Vec<String> = self
            .listed_parts()
            .filter_map(|part| part.region.clone())
            .collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

fn name(part: &Part) -> String {
    let first = part.name.iter().next();
    first.map_or_else(|| part.external_id.clone(), |(_, name)| name.to_owned())
}

fn status(one: &Provider) -> String {
    match &one.blind {
        Some((since, why)) => format!("unknown since {since}: {why}"),
        None if one.seen_at.is_none() => "unknown: it was not looked at yet".to_owned(),
        None => format!(
            "{} since {}, as far as we see",
            one.status.as_str(),
            one.status_since
        ),
    }
}

fn listed(all: &[String]) -> String {
    match all.len() {
        0 => "none told apart".to_owned(),
        count if count > NAMED => format!("{count}: {} …", all[..NAMED].join(", ")),
        count => format!("{count}: {}", all.join(", ")),
    }
}

fn history(archive: &providers::Archive) -> String {
    let mut out = match archive.since {
        Some(since) => format!("{} entries back to {since}", archive.entries),
        None => "nothing yet".to_owned(),
    };
    if archive.history_waiting > 0 {
        write!(
            out,
            "; {} more replies of it are fetched little by little",
            archive.history_waiting
        )
        .expect("writing to a String");
    }
    out
}
