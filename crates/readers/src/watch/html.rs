//! A page without data: what stands where, by CSS selectors that somebody wrote down for it.
//!
//! The names that selectors have: `page` (must be there, or it is another page), `state`, `component` with
//! `component-name` and `component-state` in it, `incident` with `incident-title`, `incident-state`, `incident-time`,
//! `incident-text` and `incident-link` in it. ` @name` behind a selector takes that attribute instead of the text. `word.<raw>`
//! says which of our words one of the page's means.
//!
//! What cannot be found is no good news: a state, or a component, that is named and not there makes the reply no page.

use beffroi_domain::{ComponentStatus, IncidentStatus};
use jiff::Timestamp;
use scraper::{ElementRef, Html, Selector};

use super::{
    Ask, Blind, Context, Form, Notice, Often, Part, Place, Reply, Seen, Stated, links,
    nothing_to_find,
    notice::{self, Raw, Saying},
    value,
};

pub(super) const FORM: Form = Form {
    word: "html",
    label: "HTML, by selectors",
    hosts: &[],
    asks,
    is_of: |_| false,
    locate: nothing_to_find,
    read,
};

/// Deeper than any page that a person wrote.
const LONGEST_BYTES: usize = 8 * 1024 * 1024;

fn asks(place: &Place) -> Vec<Ask> {
    vec![place.ask("html", "", Often::Always)]
}

fn read(reply: &Reply<'_>, context: &Context) -> Result<Seen, Blind> {
    let anchors = ["page", "state", "component"];
    let is_told = |name: &&str| context.selectors.contains_key(*name);
    if reply.role != "html" || !anchors.iter().any(is_told) {
        let needs = "a page is read by selectors; one of `page`, `state` and `component` is needed";
        return Err(Blind::of(needs));
    }
    if reply.body.len() > LONGEST_BYTES {
        return Err(Blind::of("the page is longer than 8 MiB"));
    }
    let document = Html::parse_document(&reply.text());
    let look = Look {
        root: document.root_element(),
        url: reply.url,
        context,
    };
    if is_told(&"page") && look.all("page")?.is_empty() {
        return Err(Blind::of("what marks the page is not there"));
    }
    let mut seen = Seen::default();
    look.state(&mut seen)?;
    look.components(&mut seen)?;
    look.incidents(&mut seen)?;
    Ok(seen)
}

struct Look<'a> {
    root: ElementRef<'a>,
    url: &'a str,
    context: &'a Context,
}

/// A selector, and the attribute that counts instead of the text.
struct Pick {
    selector: Selector,
    attribute: Option<String>,
}

impl Look<'_> {
    fn pick(&self, name: &str) -> Result<Option<Pick>, Blind> {
        let Some(written) = self.context.selectors.get(name) else {
            return Ok(None);
        };
        let (css, attribute) = match written.rsplit_once(" @") {
            Some((css, attribute)) => (css, Some(attribute.trim().to_owned())),
            None => (written.as_str(), None),
        };
        let selector = Selector::parse(css)
            .map_err(|_| Blind::of(format!("the selector of `{name}` cannot be read: {css}")))?;
        Ok(Some(Pick {
            selector,
            attribute,
        }))
    }

    /// All that a name selects on the page; none where it has no selector.
    fn all(&self, name: &str) -> Result<Vec<ElementRef<'_>>, Blind> {
        let pick = self.pick(name)?;
        Ok(pick.map_or_else(Vec::new, |pick| self.root.select(&pick.selector).collect()))
    }

    /// What a name says within an element.
    fn text(&self, within: ElementRef<'_>, name: &str) -> Result<Option<String>, Blind> {
        let Some(pick) = self.pick(name)? else {
            return Ok(None);
        };
        let found = within.select(&pick.selector).next();
        Ok(found.and_then(|found| pick.said(found)))
    }

    fn state(&self, seen: &mut Seen) -> Result<(), Blind> {
        if !self.context.selectors.contains_key("state") {
            return Ok(());
        }
        let raw = self.text(self.root, "state")?;
        let raw = raw.ok_or_else(|| Blind::of("the page's state is not there"))?;
        let status = self.status(&raw, "state", seen);
        seen.state = Some(Stated { status, raw });
        Ok(())
    }

    fn components(&self, seen: &mut Seen) -> Result<(), Blind> {
        let all = self.all("component")?;
        if all.is_empty() && self.context.selectors.contains_key("component") {
            return Err(Blind::of("the page's components are not there"));
        }
        for one in all {
            let name = match self.context.selectors.contains_key("component-name") {
                true => self.text(one, "component-name")?,
                false => Some(joined(one)),
            };
            let Some(name) = name.filter(|name| !name.is_empty()) else {
                continue;
            };
            let raw = self.text(one, "component-state")?;
            let mut facts = notice::component(&name, &name, self.context);
            facts.status = raw
                .as_deref()
                .map(|word| self.status(word, "component-state", seen));
            seen.parts.push(Part {
                facts,
                raw,
                region: None,
            });
        }
        Ok(())
    }

    fn incidents(&self, seen: &mut Seen) -> Result<(), Blind> {
        for (ordinal, one) in (1..).zip(self.all("incident")?) {
            let told = self.incident(one, ordinal, seen)?;
            seen.notices.extend(told);
        }
        // An empty list is one only where somebody said that it means so.
        let is_listed = self.context.selectors.contains_key("incident");
        seen.lists_all_open = is_listed && self.context.is_empty_clear;
        Ok(())
    }

    fn incident(
        &self,
        one: ElementRef<'_>,
        ordinal: u32,
        seen: &mut Seen,
    ) -> Result<Option<Notice>, Blind> {
        let title = self
            .text(one, "incident-title")?
            .unwrap_or_else(|| joined(one));
        if title.is_empty() {
            return Ok(None);
        }
        let when = self.text(one, "incident-time")?;
        let at = when.as_deref().and_then(|text| instant(text, self.context));
        let link = self
            .text(one, "incident-link")?
            .map(|href| links::absolute(self.url, &href));
        let word = self.text(one, "incident-state")?;
        let (status, impact) = match &word {
            Some(word) => self.meaning(word, seen),
            None => (None, None),
        };
        let body = self.text(one, "incident-text")?.unwrap_or_default();
        let raw = Raw {
            id: link.clone().unwrap_or_else(|| {
                format!("{} {title}", when.unwrap_or_default())
                    .trim()
                    .to_owned()
            }),
            title,
            status,
            status_raw: word,
            impact,
            url: link,
            updates: vec![Saying {
                status,
                at,
                body,
                ..Saying::default()
            }],
            ..Raw::default()
        };
        Ok(Some(notice::tell_or_demote(raw, self.context, ordinal)))
    }

    /// The word that somebody wrote down for this one, whatever its case; else one of ours, if it is that.
    fn word<'b>(&'b self, raw: &'b str) -> &'b str {
        let named = self
            .context
            .selectors
            .iter()
            .filter_map(|(name, ours)| Some((name.strip_prefix("word.")?, ours)));
        let mut named = named.filter(|(word, _)| word.trim().eq_ignore_ascii_case(raw.trim()));
        named.next().map_or(raw, |(_, ours)| ours.trim())
    }

    fn status(&self, raw: &str, field: &str, seen: &mut Seen) -> ComponentStatus {
        let ours = self.word(raw).to_lowercase().replace(' ', "_");
        ours.parse().unwrap_or_else(|_| {
            seen.wonder(field, raw);
            ComponentStatus::DegradedPerformance
        })
    }

    /// Where an incident stands, or how bad it is: pages say one or the other in the same place.
    fn meaning(&self, raw: &str, seen: &mut Seen) -> (Option<&'static str>, Option<&'static str>) {
        let ours = self.word(raw).to_lowercase().replace(' ', "_");
        if let Ok(status) = ours.parse::<IncidentStatus>() {
            return (Some(status.as_str()), None);
        }
        match ours.parse::<ComponentStatus>() {
            Ok(ComponentStatus::Operational) => (Some("resolved"), None),
            Ok(status) => (None, Some(value::impact(status))),
            Err(_) => {
                seen.wonder("incident-state", raw);
                (None, Some("minor"))
            }
        }
    }
}

impl Pick {
    fn said(&self, found: ElementRef<'_>) -> Option<String> {
        let said = match &self.attribute {
            Some(name) => found.attr(name)?.trim().to_owned(),
            None => joined(found),
        };
        (!said.is_empty()).then_some(said)
    }
}

/// Its text, white space gathered.
fn joined(element: ElementRef<'_>) -> String {
    let text: String = element.text().collect::<Vec<_>>().join(" ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// RFC 3339, RFC 2822, or a wall time in the page's zone.
fn instant(text: &str, context: &Context) -> Option<Timestamp> {
    let text = text.trim();
    let mail = || {
        jiff::fmt::rfc2822::parse(text)
            .ok()
            .map(|at| at.timestamp())
    };
    let wall = || {
        let wall: jiff::civil::DateTime = text.parse().ok()?;
        Some(wall.to_zoned(context.zone.clone()).ok()?.timestamp())
    };
    text.parse().ok().or_else(mail).or_else(wall)
}
