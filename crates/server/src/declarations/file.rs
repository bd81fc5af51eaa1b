//! The file: TOML into what is declared, with the line of whatever is wrong.

use std::{collections::BTreeMap, fmt, ops::Range, str::FromStr};

use beffroi_domain::{ComponentStatus, Impact, Locale, LocalizedText};
use jiff::{civil::Date, tz::TimeZone};
use serde::Serialize;
use toml::Spanned;

use super::{
    gather,
    languages::{self, LanguageFields},
    promises::{self, Lines, Wrong},
    providers::{self, ProviderFields},
    tables::{
        self, ComponentFields, ComponentTable, DutyFields, File, GroupFields, GroupTable,
        PageTable, Piece, RulesTable, TemplateFields, TemplateTable, Words, line_of,
    },
    upstreams::{self, RuleFields},
};
use crate::{
    incidents::{OPEN_STATUSES, TURNS},
    pages::Review,
};

/// What a file declares: one page and what it is made of.
#[derive(Clone, Debug)]
pub struct Declared {
    /// The file's name, kept so that the console can say who wins.
    pub file: String,
    /// The page's name in addresses: what the page is known by.
    pub slug: String,
    /// The first day of which a new page knows anything.
    pub since: Option<Date>,
    pub(super) page: PageFields,
    pub(super) groups: Vec<Piece<GroupFields>>,
    pub(super) components: Vec<Piece<ComponentFields>>,
    pub(super) templates: Vec<Piece<TemplateFields>>,
    pub(super) providers: Vec<Piece<ProviderFields>>,
}

/// What the file states of the page. What is `None` it does not state.
#[derive(Clone, Debug, Serialize)]
pub(super) struct PageFields {
    pub(super) name: LocalizedText,
    pub(super) locales: Vec<Locale>,
    pub(super) zone: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) hosts: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) access: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) approval: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) reference_prefix: Option<String>,
    #[serde(skip_serializing_if = "LanguageFields::is_empty")]
    pub(super) languages: LanguageFields,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) review: Option<Review>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) internal_hosts: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) people: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) promises: Option<Lines>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) holidays: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) duty: Option<DutyFields>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) gather_minutes: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) upstreams: Option<RuleFields>,
}

/// What is wrong with a file, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct BadFile {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: Option<usize>,
    /// What is wrong and what to do.
    pub message: String,
}

impl fmt::Display for BadFile {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(out, "{}:{line}: {}", self.file, self.message),
            None => write!(out, "{}: {}", self.file, self.message),
        }
    }
}

/// Reads what a file declares.
///
/// # Errors
/// [`BadFile`] with the line where something is unknown, missing, twice, or in a language that the page does not
/// speak.
pub fn read(file: &str, text: &str) -> Result<Declared, BadFile> {
    let parsed: File = toml::from_str(text).map_err(|error| BadFile {
        file: file.to_owned(),
        line: error.span().map(|span| line_of(text, span.start)),
        message: error.message().trim().to_owned(),
    })?;
    let mut reader = Reader {
        file,
        text,
        locales: vec![],
        keys: vec![],
    };
    reader.declared(parsed)
}

pub(super) struct Reader<'a> {
    file: &'a str,
    text: &'a str,
    pub(super) locales: Vec<Locale>,
    keys: Vec<(&'static str, String)>,
}

impl Reader<'_> {
    fn declared(&mut self, file: File) -> Result<Declared, BadFile> {
        let since = file
            .page
            .since
            .as_ref()
            .map(|at| self.day(at))
            .transpose()?;
        let slug = file.page.slug.clone();
        let mut page = self.page(&file.page, &file.rules)?;
        page.languages = languages::read(self, &file)?;
        let (mut groups, mut components) = (Vec::new(), Vec::new());
        for (position, group) in (1..).zip(&file.groups) {
            groups.push(self.group(group, position)?);
            for (position, one) in (1..).zip(&group.components) {
                let key = Some(group.key.get_ref().clone());
                components.push(self.component(one, key, position)?);
            }
        }
        for (position, one) in (1..).zip(&file.components) {
            components.push(self.component(one, None, position)?);
        }
        let templates = file.templates.iter().map(|one| self.template(one));
        let templates = templates.collect::<Result<_, _>>()?;
        Ok(Declared {
            file: self.file.to_owned(),
            slug,
            since,
            page,
            groups,
            components,
            templates,
            providers: providers::read(self, &file.providers)?,
        })
    }

    fn page(&mut self, table: &PageTable, rules: &RulesTable) -> Result<PageFields, BadFile> {
        for tag in table.locales.get_ref() {
            let locale = tag.parse::<Locale>();
            let locale = locale.map_err(|bad| self.bad(table.locales.span(), bad.to_string()))?;
            if !self.locales.contains(&locale) {
                self.locales.push(locale);
            }
        }
        if self.locales.is_empty() {
            let message = "locales: name at least one, the default first";
            return Err(self.bad(table.locales.span(), message));
        }
        if TimeZone::get(table.zone.get_ref()).is_err() {
            let message = "zone: name one such as \"Europe/Paris\"";
            return Err(self.bad(table.zone.span(), message));
        }
        let access = table.access.as_ref();
        if let Some(access) =
            access.filter(|one| !["public", "private"].contains(&one.get_ref().as_str()))
        {
            return Err(self.bad(access.span(), "access: write public or private"));
        }
        let wrong = |(span, message): Wrong| self.bad(span, message);
        Ok(PageFields {
            name: self.words("page", "name", table.name.get_ref(), table.name.span())?,
            locales: self.locales.clone(),
            zone: table.zone.get_ref().clone(),
            hosts: table.hosts.clone(),
            access: access.map(|access| access.get_ref().clone()),
            approval: rules.approval,
            reference_prefix: rules.reference_prefix.clone(),
            review: self.word("review", rules.review.as_ref(), &Review::ALL)?,
            internal_hosts: rules.internal_hosts.clone(),
            people: rules.people.clone(),
            languages: LanguageFields::default(),
            promises: promises::read(rules.promises.as_ref()).map_err(wrong)?,
            holidays: promises::days(rules.holidays.as_ref()).map_err(wrong)?,
            duty: rules
                .duty
                .as_ref()
                .map(tables::duty)
                .transpose()
                .map_err(wrong)?,
            gather_minutes: gather::read(rules.gather_minutes.as_ref()).map_err(wrong)?,
            upstreams: upstreams::rule(self, rules.upstreams.as_ref())?,
        })
    }

    fn group(&mut self, table: &GroupTable, position: i64) -> Result<Piece<GroupFields>, BadFile> {
        let described = (&table.name, table.description.as_ref());
        let (key, name, description) = self.named("group", &table.key, described)?;
        let fields = GroupFields {
            name,
            description,
            position,
        };
        Ok(Piece { key, fields })
    }

    fn component(
        &mut self,
        table: &ComponentTable,
        group: Option<String>,
        position: i64,
    ) -> Result<Piece<ComponentFields>, BadFile> {
        let described = (&table.name, table.description.as_ref());
        let (key, name, description) = self.named("component", &table.key, described)?;
        let fields = ComponentFields {
            name,
            description,
            group,
            position,
            showcase: table.showcase,
            only_show_if_degraded: table.only_show_if_degraded,
            upstreams: upstreams::lines(self, table.upstreams.as_ref())?,
        };
        Ok(Piece { key, fields })
    }

    fn template(&mut self, table: &TemplateTable) -> Result<Piece<TemplateFields>, BadFile> {
        let key = self.key("template", &table.key)?;
        let (what, span) = (format!("template {key:?}"), table.key.span());
        let words = |field, words: Option<&Words>| self.maybe(&what, field, words, span.clone());
        let status = self.word("status", table.status.as_ref(), OPEN_STATUSES)?;
        let fields = TemplateFields {
            name: table.name.trim().to_owned(),
            title: words("title", table.title.as_ref())?,
            text: words("text", table.text.as_ref())?,
            status,
            impact: self.word("impact", table.impact.as_ref(), Impact::ALL)?,
            components: table
                .components
                .as_ref()
                .map(|all| self.degrees(all))
                .transpose()?,
        };
        Ok(Piece { key, fields })
    }

    /// One of the words that there are.
    pub(super) fn word<T: FromStr + fmt::Display + PartialEq>(
        &self,
        field: &str,
        written: Option<&Spanned<String>>,
        all: &[T],
    ) -> Result<Option<T>, BadFile> {
        let Some(written) = written else {
            return Ok(None);
        };
        let found = written
            .get_ref()
            .parse()
            .ok()
            .filter(|one| all.contains(one));
        found.map(Some).ok_or_else(|| {
            let all: Vec<String> = all.iter().map(T::to_string).collect();
            let message = format!("{field}: write one of {}", all.join(", "));
            self.bad(written.span(), message)
        })
    }

    /// How components turn with a template, by their keys.
    fn degrees(
        &self,
        written: &Spanned<Words>,
    ) -> Result<BTreeMap<String, ComponentStatus>, BadFile> {
        let mut all = BTreeMap::new();
        for (key, degree) in written.get_ref() {
            if !self.keys.contains(&("component", key.clone())) {
                let message = format!("components.{key}: this file has no component of that key");
                return Err(self.bad(written.span(), message));
            }
            let degree = Spanned::new(written.span(), degree.clone());
            let field = format!("components.{key}");
            let degree = self.word(&field, Some(&degree), TURNS)?;
            all.extend(degree.map(|degree| (key.clone(), degree)));
        }
        Ok(all)
    }

    /// What groups and components have alike: key, name and description.
    fn named(
        &mut self,
        kind: &'static str,
        key: &Spanned<String>,
        (name, description): (&Words, Option<&Words>),
    ) -> Result<(String, LocalizedText, Option<LocalizedText>), BadFile> {
        let (known, span) = (self.key(kind, key)?, key.span());
        let what = format!("{kind} {known:?}");
        let name = self.words(&what, "name", name, span.clone())?;
        let description = self.maybe(&what, "description", description, span)?;
        Ok((known, name, description))
    }

    pub(super) fn key(
        &mut self,
        kind: &'static str,
        key: &Spanned<String>,
    ) -> Result<String, BadFile> {
        let text = key.get_ref().trim().to_owned();
        if text.is_empty() {
            return Err(self.bad(key.span(), "key: write a word that the file knows it by"));
        }
        let known = (kind, text.clone());
        if self.keys.contains(&known) {
            let message = format!("{kind} {text:?} stands here a second time; give it another key");
            return Err(self.bad(key.span(), message));
        }
        self.keys.push(known);
        Ok(text)
    }

    pub(super) fn maybe(
        &self,
        what: &str,
        field: &str,
        words: Option<&Words>,
        span: Range<usize>,
    ) -> Result<Option<LocalizedText>, BadFile> {
        let Some(words) = words else { return Ok(None) };
        self.localized(what, field, words, span).map(Some)
    }

    fn words(
        &self,
        what: &str,
        field: &str,
        words: &Words,
        span: Range<usize>,
    ) -> Result<LocalizedText, BadFile> {
        let text = self.localized(what, field, words, span.clone())?;
        if text.is_empty() {
            let message = format!("{what}: give it a {field} in at least one language");
            return Err(self.bad(span, message));
        }
        Ok(text)
    }

    fn localized(
        &self,
        what: &str,
        field: &str,
        words: &Words,
        span: Range<usize>,
    ) -> Result<LocalizedText, BadFile> {
        let mut text = LocalizedText::new();
        for (tag, said) in words {
            let known = self.locales.iter().find(|locale| locale.as_str() == tag);
            let Some(locale) = known else {
                let spoken: Vec<&str> = self.locales.iter().map(Locale::as_str).collect();
                let message = format!(
                    "{what}: {field}.{tag}: the page does not speak {tag}; it speaks {}",
                    spoken.join(", ")
                );
                return Err(self.bad(span, message));
            };
            text.set(locale.clone(), said.trim());
        }
        Ok(text)
    }

    fn day(&self, at: &Spanned<toml::value::Datetime>) -> Result<Date, BadFile> {
        let day = at.get_ref().to_string().parse();
        day.map_err(|_| self.bad(at.span(), "since: write a day such as 2024-01-31"))
    }

    pub(super) fn bad(&self, span: Range<usize>, message: impl Into<String>) -> BadFile {
        BadFile {
            file: self.file.to_owned(),
            line: Some(line_of(self.text, span.start)),
            message: message.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str =
        "[page]\nslug = \"a\"\nname.fr = \"A\"\nlocales = [\"fr\"]\nzone = \"Europe/Paris\"\n";

    fn error(more: &str) -> String {
        read("page.toml", &format!("{PAGE}{more}"))
            .unwrap_err()
            .to_string()
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        assert_eq!(
            error("[[component]]\nkey = \"api\"\nname.de = \"API\"\n"),
            "page.toml:7: component \"api\": name.de: the page does not speak de; it speaks fr"
        );
        assert!(error("[[group]]\nkay = \"x\"\n").starts_with("page.toml:7: unknown field `kay`"));
        let twice = "[[component]]\nkey = \"a\"\nname.fr = \"A\"\n";
        assert!(
            error(&format!("{twice}{twice}")).starts_with("page.toml:10: component \"a\" stands")
        );
    }

    #[test]
    fn a_template_names_words_and_components_that_there_are() {
        let template = "[[template]]\nkey = \"t\"\nname = \"T\"\n";

        assert_eq!(
            error(&format!("{template}status = \"postmortem\"\n")),
            "page.toml:9: status: write one of investigating, identified, monitoring, resolved"
        );
        assert_eq!(
            error(&format!(
                "{template}components = {{ api = \"major_outage\" }}\n"
            )),
            "page.toml:9: components.api: this file has no component of that key"
        );
    }

    #[test]
    fn places_are_those_in_the_file() {
        let text = format!(
            "{PAGE}[[group]]\nkey = \"g\"\nname.fr = \"G\"\n[[group.component]]\nkey = \"a\"\nname.fr = \"A\"\n\
             [[group.component]]\nkey = \"b\"\nname.fr = \"B\"\n"
        );

        let declared = read("page.toml", &text).unwrap();

        let places: Vec<_> = declared
            .components
            .iter()
            .map(|one| {
                (
                    one.key.as_str(),
                    one.fields.group.as_deref(),
                    one.fields.position,
                )
            })
            .collect();
        assert_eq!(places, [("a", Some("g"), 1), ("b", Some("g"), 2)]);
    }
}
