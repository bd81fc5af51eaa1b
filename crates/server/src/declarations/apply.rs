//! Applying: the installation becomes what the file says, in one transaction.

use std::collections::HashMap;

use beffroi_domain::{Actor, ComponentId, ComponentStatus, GroupId, Locale, LocalizedText, PageId};
use jiff::{Timestamp, tz::TimeZone};
use uuid::Uuid;

use super::{
    Declared, Deed, Kept, Kind, Plan, Step,
    file::PageFields,
    languages::LanguagesNow,
    plan::{as_json, plan},
    promises,
    providers::{self, ProviderFields},
    store,
    tables::{ComponentFields, DutyFields, GroupFields, Piece, TemplateFields},
    upstreams,
};
use crate::{
    audit, commitments,
    components::{self, ComponentChange, GroupChange, NewComponent, NewGroup},
    duty,
    ground::{Error, Refusal, RefusalKind, Result, Tx},
    incidents::{self, NewTemplate, Rules, TemplateContent, TemplateId},
    pages::{self, NewPage, Page, ReviewRules},
    subscribers,
};

/// Does what `shown` says, if that is still what the file and the installation come to. Applied twice, the
/// second time changes nothing.
///
/// # Errors
/// `Refused` when something changed since the plan was shown, or a verb refuses a value.
pub async fn apply(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    declared: &Declared,
    shown: &Plan,
) -> Result<()> {
    let plan = plan(tx, declared).await?;
    if plan != *shown {
        let message = "something changed since the plan was shown; look at the new plan first";
        return Err(Refusal::whole(message).being(RefusalKind::Conflict).into());
    }
    let step = |kind, key: &str| {
        let mut steps = plan.steps.iter();
        steps.find(|step| step.kind == kind && step.key == key && step.deed != Deed::TakeAway)
    };
    let page = set_page(tx, now, actor, declared, step(Kind::Page, &declared.slug)).await?;
    let mut desk = Desk {
        tx,
        now,
        actor,
        file: &declared.file,
        page: &page,
        known: HashMap::new(),
    };
    desk.keep(Kind::Page, &declared.slug, page.id.0, &declared.page)
        .await?;
    desk.know().await?;
    // What components hang on is there before them.
    for one in &declared.providers {
        desk.set_provider(one, step(Kind::Provider, &one.key))
            .await?;
    }
    for one in &declared.groups {
        desk.set_group(&one.key, &one.fields, step(Kind::Group, &one.key))
            .await?;
    }
    for one in &declared.components {
        desk.set_component(&one.key, &one.fields, step(Kind::Component, &one.key))
            .await?;
    }
    for one in &declared.templates {
        desk.set_template(&one.key, &one.fields, step(Kind::Template, &one.key))
            .await?;
    }
    for gone in plan.steps.iter().filter(|step| step.deed == Deed::TakeAway) {
        desk.take_away(gone).await?;
    }
    audit::record(tx, now, actor, "page.apply", page.id.0, "").await
}

async fn set_page(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    declared: &Declared,
    step: Option<&Step>,
) -> Result<Page> {
    let fields = &declared.page;
    if let Some(step) = step {
        if step.deed == Deed::Make {
            make_page(tx, now, actor, declared).await?;
        }
        let page = find(tx, &declared.slug).await?;
        change_page(tx, now, actor, &page, fields).await?;
    }
    find(tx, &declared.slug).await
}

async fn find(tx: &mut Tx, slug: &str) -> Result<Page> {
    pages::find_by_slug(tx, slug).await?.ok_or(Error::NotFound)
}

async fn make_page(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    declared: &Declared,
) -> Result<PageId> {
    let zone = zone_of(&declared.page.zone)?;
    let today = now.to_zoned(zone.clone()).date();
    let since = declared.since.unwrap_or(today).to_zoned(zone.clone());
    let new = NewPage {
        slug: declared.slug.clone(),
        public_id: None,
        name: declared.page.name.clone(),
        locales: declared.page.locales.clone(),
        zone,
        since: since.map_or(now, |since| since.timestamp()),
    };
    pages::create(tx, now, actor, new).await
}

async fn change_page(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    page: &Page,
    stated: &PageFields,
) -> Result<()> {
    if page.locales != stated.locales {
        pages::set_locales(tx, now, actor, page.id, &stated.locales).await?;
    }
    if page.zone.iana_name() != Some(&stated.zone) {
        pages::set_zone(tx, now, actor, page.id, &zone_of(&stated.zone)?).await?;
    }
    let is_named = |(locale, text): (&Locale, &str)| page.name.get(locale) == Some(text);
    if !stated.name.iter().all(is_named) {
        let page = find(tx, &page.slug).await?;
        pages::set_name(tx, now, actor, &page, &stated.name).await?;
    }
    if let Some(hosts) = stated.hosts.as_ref().filter(|hosts| **hosts != page.hosts) {
        pages::set_hosts(tx, now, actor, page.id, hosts).await?;
    }
    let access = stated.access.as_deref().map(str::parse).transpose()?;
    if let Some(access) = access.filter(|access| *access != page.access) {
        pages::set_access(tx, now, actor, page.id, access).await?;
    }
    let rules = incidents::rules_of(tx, page.id).await?;
    let prefix = stated.reference_prefix.as_ref();
    let wanted = Rules {
        needs_approval: stated.approval.unwrap_or(rules.needs_approval),
        reference_prefix: match prefix {
            Some(prefix) => Some(prefix.clone()).filter(|prefix| !prefix.is_empty()),
            None => rules.reference_prefix.clone(),
        },
        ..rules.clone()
    };
    if wanted != rules {
        incidents::set_rules(tx, now, actor, page.id, &wanted).await?;
    }
    let promised = commitments::rules_of(tx, page.id).await?;
    let (lines, days) = (stated.promises.as_ref(), stated.holidays.as_ref());
    let wanted = promises::wanted(lines, days, &promised);
    if wanted != promised {
        commitments::set_rules(tx, now, actor, page.id, &wanted).await?;
    }
    if let Some(stated) = stated.duty {
        change_duty(tx, now, actor, page.id, stated).await?;
    }
    if let Some(minutes) = stated.gather_minutes {
        let bell = subscribers::find_bell(tx, page.id).await?;
        if bell.map_or(0, |bell| bell.gather_minutes) != minutes {
            subscribers::set_gather(tx, now, actor, page.id, minutes).await?;
        }
    }
    if let Some(stated) = stated.upstreams {
        upstreams::set_rule(tx, now, actor, page.id, stated).await?;
    }
    change_review(tx, now, actor, page, stated).await?;
    let page = find(tx, &page.slug).await?;
    let languages = LanguagesNow::load(tx, &page).await?;
    languages
        .apply(tx, now, actor, &page, &stated.languages)
        .await
}

async fn change_duty(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    page: PageId,
    stated: DutyFields,
) -> Result<()> {
    let both = stated.silence_minutes.zip(stated.answer_minutes);
    let wanted = both.map(|(silence_minutes, answer_minutes)| duty::Rule {
        silence_minutes,
        answer_minutes,
    });
    if wanted != duty::find_rule(tx, page).await? {
        duty::set_rule(tx, now, actor, page, wanted).await?;
    }
    Ok(())
}

async fn change_review(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    page: &Page,
    stated: &PageFields,
) -> Result<()> {
    let rules = pages::review_rules_of(tx, page.id).await?;
    let wanted = ReviewRules {
        review: stated.review.unwrap_or(rules.review),
        hosts: stated.internal_hosts.clone().unwrap_or(rules.hosts.clone()),
        people: stated.people.clone().unwrap_or(rules.people.clone()),
    };
    if wanted == rules {
        return Ok(());
    }
    pages::set_review_rules(tx, now, actor, page.id, &wanted).await
}

fn zone_of(name: &str) -> Result<TimeZone, Refusal> {
    TimeZone::get(name).map_err(|_| Refusal::of("zone", "name a zone such as \"Europe/Paris\""))
}

/// What every step works with.
struct Desk<'a> {
    tx: &'a mut Tx,
    now: Timestamp,
    actor: Actor,
    file: &'a str,
    page: &'a Page,
    /// What the file keeps already, by its own keys.
    known: HashMap<(Kind, String), Uuid>,
}

impl Desk<'_> {
    async fn know(&mut self) -> Result<()> {
        let kept = store::kept_of_page(self.tx, self.page.id).await?;
        let known = kept.into_iter();
        self.known = known.map(|one| ((one.kind, one.key), one.object)).collect();
        Ok(())
    }

    fn known(&self, kind: Kind, key: &str) -> Option<Uuid> {
        self.known.get(&(kind, key.to_owned())).copied()
    }

    async fn keep(
        &mut self,
        kind: Kind,
        key: &str,
        object: Uuid,
        fields: &impl serde::Serialize,
    ) -> Result<()> {
        let kept = Kept {
            kind,
            object,
            key: key.to_owned(),
            file: self.file.to_owned(),
            stated: as_json(fields).to_string(),
        };
        self.known.insert((kind, key.to_owned()), object);
        store::keep(self.tx, self.now, self.page.id, &kept).await
    }

    async fn set_group(
        &mut self,
        key: &str,
        stated: &GroupFields,
        step: Option<&Step>,
    ) -> Result<()> {
        let there = step.and_then(|step| step.object).map(GroupId);
        let id = match (
            there.or_else(|| self.known(Kind::Group, key).map(GroupId)),
            step,
        ) {
            (None, _) => {
                let new = NewGroup {
                    public_id: None,
                    name: stated.name.clone(),
                    position: stated.position,
                };
                let id = components::create_group(self.tx, self.now, self.actor, self.page.id, new)
                    .await?;
                self.change_group(id, stated).await?;
                id
            }
            (Some(id), Some(step)) if step.deed == Deed::Change => {
                self.change_group(id, stated).await?;
                id
            }
            (Some(id), _) => id,
        };
        self.keep(Kind::Group, key, id.0, stated).await
    }

    async fn change_group(&mut self, id: GroupId, stated: &GroupFields) -> Result<()> {
        let all = components::groups_of_page(self.tx, self.page.id).await?;
        let now = all.into_iter().find(|one| one.id == id);
        let now = now.ok_or(Error::NotFound)?;
        let change = GroupChange {
            name: changes(&now.name, &stated.name),
            description: maybe(&now.description, stated.description.as_ref()),
            position: Some(stated.position),
            components: None,
        };
        components::update_group(self.tx, self.now, self.actor, self.page.id, id, &change).await?;
        Ok(())
    }

    async fn set_component(
        &mut self,
        key: &str,
        stated: &ComponentFields,
        step: Option<&Step>,
    ) -> Result<()> {
        let group = stated.group.as_ref();
        let group = group
            .and_then(|key| self.known(Kind::Group, key))
            .map(GroupId);
        let Some(step) = step else {
            return self.restate(Kind::Component, key, stated).await;
        };
        let id = match step.object.map(ComponentId) {
            Some(id) => id,
            None => self.make_component(stated, group).await?,
        };
        let all = components::of_page(self.tx, self.page.id).await?;
        let now = all.into_iter().find(|one| one.id == id);
        let now = now.ok_or(Error::NotFound)?;
        let change = ComponentChange {
            name: changes(&now.name, &stated.name),
            description: maybe(&now.description, stated.description.as_ref()),
            group: Some(group),
            position: Some(stated.position),
            showcase: stated.showcase,
            only_show_if_degraded: stated.only_show_if_degraded,
            since: None,
        };
        let (now, actor, page) = (self.now, self.actor, self.page.id);
        components::update(self.tx, now, actor, page, id, &change).await?;
        if let Some(lines) = &stated.upstreams {
            upstreams::draw(self.tx, now, actor, (page, id), lines).await?;
        }
        self.keep(Kind::Component, key, id.0, stated).await
    }

    async fn make_component(
        &mut self,
        stated: &ComponentFields,
        group: Option<GroupId>,
    ) -> Result<ComponentId> {
        let new = NewComponent {
            public_id: None,
            group,
            name: stated.name.clone(),
            description: stated.description.clone().unwrap_or_default(),
            position: stated.position,
            status: ComponentStatus::Operational,
            since: self.now,
        };
        components::create(self.tx, self.now, self.actor, self.page.id, new).await
    }

    async fn set_template(
        &mut self,
        key: &str,
        stated: &TemplateFields,
        step: Option<&Step>,
    ) -> Result<()> {
        let Some(step) = step else {
            return self.restate(Kind::Template, key, stated).await;
        };
        let (page, now, actor) = (self.page.id, self.now, self.actor);
        let all = incidents::templates_of(self.tx, page).await?;
        let before = all.into_iter().find(|one| Some(one.id.0) == step.object);
        let before = before.map(|one| one.content).unwrap_or_default();
        let new = NewTemplate {
            page,
            name: stated.name.clone(),
            content: self.content(stated, before),
        };
        let id = match step.object.map(TemplateId) {
            None => incidents::create_template(self.tx, now, actor, new).await?,
            Some(id) => {
                incidents::update_template(self.tx, now, actor, id, new).await?;
                id
            }
        };
        self.keep(Kind::Template, key, id.0, stated).await
    }

    async fn set_provider(
        &mut self,
        one: &Piece<ProviderFields>,
        step: Option<&Step>,
    ) -> Result<()> {
        let Some(step) = step else {
            return self.restate(Kind::Provider, &one.key, &one.fields).await;
        };
        let changed: Vec<&str> = step
            .differences
            .iter()
            .map(|one| one.field.as_str())
            .collect();
        let (page, now, actor) = (self.page.id, self.now, self.actor);
        let object = providers::set(self.tx, now, actor, page, one, &changed).await?;
        self.keep(Kind::Provider, &one.key, object, &one.fields)
            .await
    }

    /// What the file states; what it does not state stays.
    fn content(&self, stated: &TemplateFields, before: TemplateContent) -> TemplateContent {
        let turns = stated.components.as_ref().map(|turns| {
            let id = |key| self.known(Kind::Component, key).map(ComponentId);
            let turns = turns.iter();
            turns
                .filter_map(|(key, degree)| Some((id(key)?, *degree)))
                .collect()
        });
        TemplateContent {
            title: stated.title.clone().unwrap_or(before.title),
            text: stated.text.clone().unwrap_or(before.text),
            status: stated.status.or(before.status),
            impact: stated.impact.or(before.impact),
            components: turns.unwrap_or(before.components),
        }
    }

    /// Nothing changes, but the file may state more than it did.
    async fn restate(
        &mut self,
        kind: Kind,
        key: &str,
        stated: &impl serde::Serialize,
    ) -> Result<()> {
        match self.known(kind, key) {
            Some(object) => self.keep(kind, key, object, stated).await,
            None => Ok(()),
        }
    }

    async fn take_away(&mut self, step: &Step) -> Result<()> {
        let Some(object) = step.object else {
            return Ok(());
        };
        let (page, now, actor) = (self.page.id, self.now, self.actor);
        let gone = match step.kind {
            Kind::Component => {
                components::delete(self.tx, now, actor, page, ComponentId(object)).await
            }
            Kind::Group => {
                components::delete_group(self.tx, now, actor, page, GroupId(object)).await
            }
            Kind::Template => {
                incidents::delete_template(self.tx, now, actor, page, TemplateId(object)).await
            }
            Kind::Provider => providers::take_away(self.tx, now, actor, page, &step.key).await,
            Kind::Page => Ok(()),
        };
        match gone {
            // Somebody took it away elsewhere already.
            Ok(()) | Err(Error::NotFound) => store::let_go(self.tx, object).await,
            Err(other) => Err(other),
        }
    }
}

/// The changes that make `now` into `wanted`: a language that `wanted` lacks is blanked.
fn changes(now: &LocalizedText, wanted: &LocalizedText) -> Vec<(Locale, String)> {
    let lost = now.locales().filter(|locale| wanted.get(locale).is_none());
    let lost = lost.map(|locale| (locale.clone(), String::new()));
    let said = wanted.iter();
    let said = said.map(|(locale, text)| (locale.clone(), text.to_owned()));
    lost.chain(said).collect()
}

fn maybe(now: &LocalizedText, wanted: Option<&LocalizedText>) -> Vec<(Locale, String)> {
    wanted.map_or_else(Vec::new, |wanted| changes(now, wanted))
}
