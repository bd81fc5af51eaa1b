//! Statuspage's JSON as a stream of items: `incidents.json`, `summary.json`, `components.json`,
//! `scheduled-maintenances.json`, the lists of the manage API, the bodies of its webhooks.
//!
//! Read in order: [`read`], [`Run`]. One piece is in memory at a time, so memory does not grow with
//! the document; ids of components already told are kept, which grows with the page.

use std::{cell::Cell, collections::HashSet, io::BufRead, ops::ControlFlow};

use beffroi_domain::LocalizedText;
use jiff::tz::TimeZone;
use serde_json::Value;

use super::{
    component,
    fields::Bad,
    incident::Native,
    place,
    scan::Spot,
    stream::{self, Broken, Piece, Want},
    tell::{self, Teller},
    words::Words,
};
use crate::{
    door::{ComponentFacts, Each, Item, PageFacts, ReadOptions},
    record::{Place, ReadError, WhenPrecision},
};

/// Reads a document and hands over what is in it.
///
/// # Errors
/// [`ReadError`] when it is broken so that its rest cannot be trusted, or holds nothing that we read.
pub fn read(
    source: &str,
    input: &mut dyn BufRead,
    options: &ReadOptions,
    each: &mut Each<'_>,
) -> Result<(), ReadError> {
    let is_ours = Cell::new(false);
    let want = |key: &str| {
        let want = want(key);
        is_ours.set(is_ours.get() || want != Want::Skip);
        want
    };
    let mut run = Run {
        source,
        options,
        page: PageFacts::default(),
        zone: options.zone.clone(),
        told: HashSet::new(),
        ordinal: 0,
        each,
    };
    stream::split(input, &want, &mut |piece| run.piece(&piece))
        .map_err(|broken| refusal(source, broken))?;
    if is_ours.get() || run.ordinal > 0 || !run.told.is_empty() {
        Ok(())
    } else {
        Err(nothing(source))
    }
}

fn want(key: &str) -> Want {
    match key {
        "incidents" | "scheduled_maintenances" | "components" => Want::Each,
        "page" | "incident" | "component" => Want::Whole,
        _ => Want::Skip,
    }
}

/// One run over one document.
struct Run<'a> {
    source: &'a str,
    options: &'a ReadOptions,
    page: PageFacts,
    zone: TimeZone,
    told: HashSet<String>,
    ordinal: u32,
    each: &'a mut Each<'a>,
}

impl Run<'_> {
    fn piece(&mut self, piece: &Piece<'_>) -> ControlFlow<()> {
        let Some(bytes) = piece.bytes else {
            return self.refuse(piece, &Bad::new("", "it is longer than 16 MiB"), None);
        };
        let value: Value = match serde_json::from_slice(bytes) {
            Ok(value) => value,
            Err(_) => return self.refuse_syntax(piece, bytes),
        };
        match self.items(piece.key, &value) {
            Ok(flow) => flow,
            Err(bad) => self.refuse(piece, &bad, Some(bytes)),
        }
    }

    fn items(&mut self, key: &str, value: &Value) -> Result<ControlFlow<()>, Bad> {
        match key {
            "page" => self.page(value),
            "components" | "component" => self.component(value),
            "incidents" | "incident" => self.incident(value, false),
            "scheduled_maintenances" => self.incident(value, true),
            _ if value.get("incident_updates").is_some() => self.incident(value, false),
            _ if value.get("page_id").is_some() => self.component(value),
            _ => Err(Bad::new(
                "",
                "neither an incident nor a component of Statuspage",
            )),
        }
    }

    fn page(&mut self, value: &Value) -> Result<ControlFlow<()>, Bad> {
        self.page = component::page(value)?;
        let own = self
            .page
            .zone
            .as_deref()
            .and_then(|zone| TimeZone::get(zone).ok());
        self.zone = own.unwrap_or_else(|| self.options.zone.clone());
        Ok((self.each)(Item::Page(self.page.clone())))
    }

    fn component(&mut self, value: &Value) -> Result<ControlFlow<()>, Bad> {
        let facts = component::component(value, &Words::new(self.options))?;
        Ok(self.tell_component(facts))
    }

    fn tell_component(&mut self, facts: ComponentFacts) -> ControlFlow<()> {
        if self.told.insert(facts.external_id.clone()) {
            return (self.each)(Item::Component(facts));
        }
        ControlFlow::Continue(())
    }

    fn incident(&mut self, value: &Value, is_planned: bool) -> Result<ControlFlow<()>, Bad> {
        let native = Native::read(value, &Words::new(self.options))?;
        if self.tell_components(&native).is_break() {
            return Ok(ControlFlow::Break(()));
        }
        self.ordinal += 1;
        let is_maintenance = is_planned || native.is_maintenance();
        let told = Box::new(self.teller().tell(&native, self.ordinal, is_maintenance));
        Ok((self.each)(if is_maintenance {
            Item::Maintenance(told)
        } else {
            Item::Incident(told)
        }))
    }

    /// The components that an incident brings along and that nothing before it told.
    fn tell_components(&mut self, native: &Native) -> ControlFlow<()> {
        for facts in &native.components {
            let mut facts = facts.clone();
            if facts.group_id.is_some() {
                facts.group_name = tell::group_of(native, &facts.external_id, &facts.name_raw);
            }
            self.tell_component(facts)?;
        }
        let changes = native.updates.iter().flat_map(|update| &update.changes);
        for change in changes {
            let Some(id) = &change.id else { continue };
            self.tell_component(ComponentFacts {
                external_id: id.clone(),
                name_raw: change.name.clone(),
                name: Words::new(self.options).name(&change.name),
                description: LocalizedText::new(),
                ..ComponentFacts::default()
            })?;
        }
        ControlFlow::Continue(())
    }

    fn teller(&self) -> Teller<'_> {
        let url = self
            .page
            .url
            .as_deref()
            .map(|url| url.trim_end_matches('/').to_owned());
        Teller {
            source: self.source,
            provider: self.page.name.clone(),
            url,
            zone: self.zone.clone(),
            words: Words::new(self.options),
            precision: WhenPrecision::Exact,
            inferred: Vec::new(),
        }
    }

    fn refuse_syntax(&mut self, piece: &Piece<'_>, bytes: &[u8]) -> ControlFlow<()> {
        let Some(wrong) = place::syntax(bytes) else {
            return self.refuse(piece, &Bad::new("", "it is nested too deeply"), None);
        };
        let broken = Broken {
            path: place::join(&piece.path(), &wrong.path),
            spot: piece.spot.plus(wrong.spot),
            reason: wrong.reason,
        };
        (self.each)(Item::Refused(refusal(self.source, broken)))
    }

    fn refuse(&mut self, piece: &Piece<'_>, bad: &Bad, bytes: Option<&[u8]>) -> ControlFlow<()> {
        let inner = bytes.map_or(Spot { line: 1, column: 1 }, |bytes| {
            place::locate(bytes, &bad.path)
        });
        let broken = Broken {
            path: place::join(&piece.path(), &bad.path),
            spot: piece.spot.plus(inner),
            reason: bad.reason.clone(),
        };
        (self.each)(Item::Refused(refusal(self.source, broken)))
    }
}

fn refusal(source: &str, broken: Broken) -> ReadError {
    ReadError {
        origin: source.to_owned(),
        place: Place::Json {
            path: broken.path,
            line: broken.spot.line,
            column: broken.spot.column,
        },
        reason: broken.reason,
    }
}

fn nothing(source: &str) -> ReadError {
    crate::door::whole(
        source,
        "no page, incidents, maintenances or components in it: this is not Statuspage's JSON",
    )
}
