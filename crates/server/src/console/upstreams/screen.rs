//! The screen of the map: what hangs on what, how that is now, what would fail, what is planned, and what the page does by itself.

use askama::Template;
use axum::{
    extract::{Query, State},
    http::StatusCode,
    response::Response,
};
use beffroi_domain::{ComponentId, ComponentStatus, PageId};
use uuid::Uuid;

use super::{
    ADDRESS,
    blast::{self, Blast},
    graph::Graph,
    notes::{self, Note},
    said,
};
use crate::{
    components::{self, Component},
    console::{
        answer::{self, status_of},
        desk::scene,
        form::{Control, Field, Form, Pick, Typed, Weight, Wrong},
        frame::Frame,
    },
    ground::{Refusal, Result, Tx},
    members::{Role, SignedIn},
    pages::{self, Page},
    providers::{self, Provider},
    upstreams::{self, Cause, Close, DEGREES, Raise, Rule, Upstream},
    web::{Reader, Site},
};

#[derive(Template)]
#[template(path = "console/upstreams/screen.html")]
struct MapPage {
    frame: Frame,
    title: String,
    lead: String,
    say: Say,
    wrong: Option<Wrong>,
    maps: Vec<Map>,
}

/// The map of one page.
struct Map {
    id: Uuid,
    name: String,
    rule: String,
    notes: Vec<Note>,
    lines: Vec<Line>,
    graph: Option<Graph>,
    blasts: Vec<Blast>,
    may_map: bool,
    /// Whom something is to hang on, and on what of them.
    add: Option<(Form, Option<Form>)>,
    set: Option<Form>,
}

struct Line {
    id: Uuid,
    component: (&'static str, String),
    target: String,
    address: String,
    degree: (&'static str, String),
    state: said::State,
    note: String,
}

/// Fixed words of the screen.
struct Say {
    none: String,
    lines: String,
    ours: String,
    theirs: String,
    degree: String,
    state: String,
    remove: String,
    add: String,
    rule: String,
    drawn: String,
    blast: String,
    blast_lead: String,
    provider: String,
    fails: String,
    single: String,
    groups: String,
    now: String,
}

/// What the address may say: whose form is open, and on whom something is to hang.
#[derive(Debug, Default, serde::Deserialize)]
pub(super) struct Asked {
    page: Option<String>,
    provider: Option<String>,
    done: Option<String>,
}

/// What could not be, on which page, and what was typed.
pub(super) struct Refused {
    pub(super) page: PageId,
    pub(super) typed: Typed,
    pub(super) refusal: Refusal,
}

pub(super) async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    screen(&site, &signed_in, asked, None).await
}

pub(super) async fn screen(
    site: &Site,
    signed_in: &SignedIn,
    asked: Asked,
    refused: Option<Refused>,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let words = Frame::words_of(signed_in);
    let followed = providers::followed(&mut tx).await?;
    let (mut maps, mut wrong) = (Vec::new(), None);
    for page in pages::list(&mut tx).await? {
        let Some(role) = signed_in.role_on(page.id) else {
            continue;
        };
        let reader = scene::reader(&mut tx, site, signed_in, &page).await?;
        let own = refused.as_ref().filter(|one| one.page == page.id);
        let view = View {
            reader: &reader,
            page: &page,
            role,
            followed: &followed,
            asked: &asked,
        };
        let (map, said) = view.map(&mut tx, own).await?;
        maps.push(map);
        wrong = wrong.or(said);
    }
    let title = words.say("upstreams-title");
    let done = match asked.done.as_deref() {
        Some("saved") => Some(words.say("upstreams-saved")),
        Some("removed") => Some(words.say("upstreams-removed")),
        _ => None,
    };
    let frame = Frame::of(&mut tx, site, signed_in, &title).await?;
    let screen = MapPage {
        frame: frame.at(ADDRESS).saying(done),
        title,
        lead: words.say("upstreams-lead"),
        say: say(&|key| words.say(key)),
        wrong,
        maps,
    };
    let status = refused.map_or(StatusCode::OK, |one| status_of(&one.refusal));
    answer::page(&screen, status)
}

/// What the map of a page is put together from.
struct View<'a> {
    reader: &'a Reader,
    page: &'a Page,
    role: Role,
    followed: &'a [Provider],
    asked: &'a Asked,
}

impl View<'_> {
    async fn map(&self, tx: &mut Tx, refused: Option<&Refused>) -> Result<(Map, Option<Wrong>)> {
        let (reader, page) = (self.reader, self.page);
        let components = components::of_page(tx, page.id).await?;
        let groups = components::groups_of_page(tx, page.id).await?;
        let lines = upstreams::of_page(tx, page.id).await?;
        let ids: Vec<ComponentId> = components.iter().map(|one| one.id).collect();
        let causes = upstreams::causes_of(tx, &ids).await?;
        let rule = upstreams::rule_of(tx, page.id).await?;
        let mut add = match self.role >= Role::Publisher {
            true => Some(self.add(tx, &components, refused).await?),
            false => None,
        };
        let mut set = (self.role >= Role::Administrator).then(|| self.set(rule));
        let wrong = refused.and_then(|refused| {
            let is_rule = matches!(refused.refusal.field, Some("raise" | "close"));
            let form = match is_rule {
                true => set.as_mut(),
                false => add.as_mut().and_then(|forms| forms.1.as_mut()),
            };
            form.map(|form| form.refuse(reader, &refused.refusal))
        });
        let map = Map {
            id: page.id.0,
            name: page.name_in(reader.locale()).to_owned(),
            rule: rule_said(reader, rule),
            notes: notes::of_page(tx, reader, page.id).await?,
            lines: self.lines(&lines, &causes, &components),
            graph: Graph::of(reader, page, &components, &causes),
            blasts: blast::blasts(reader, &causes, &components, &groups),
            may_map: self.role >= Role::Publisher,
            add,
            set,
        };
        Ok((map, wrong))
    }

    fn lines(&self, lines: &[Upstream], causes: &[Cause], components: &[Component]) -> Vec<Line> {
        let reader = self.reader;
        let line = |line: &Upstream| {
            let is_it = |cause: &&Cause| {
                cause.provider.id == line.provider && cause.line.target == line.target
            };
            let cause = causes.iter().find(is_it)?;
            let own = components.iter().find(|one| one.id == line.component)?;
            let part = cause.part.as_ref();
            Some(Line {
                id: line.id,
                component: (
                    own.status.as_str(),
                    reader.plain(&own.name).unwrap_or_default(),
                ),
                target: said::name(reader, &cause.provider, part, &line.target),
                address: cause.provider.place.page.clone(),
                degree: degree(reader, line.degree),
                state: said::state(reader, cause),
                note: line.note.clone(),
            })
        };
        lines.iter().filter_map(line).collect()
    }

    /// Whom something is to hang on; and once that is said, on what of them.
    async fn add(
        &self,
        tx: &mut Tx,
        components: &[Component],
        refused: Option<&Refused>,
    ) -> Result<(Form, Option<Form>)> {
        let none = Typed::default();
        let typed = refused.map_or(&none, |refused| &refused.typed);
        let named = |one: &&Provider| {
            let is_here = self.asked.page.as_deref() == Some(self.page.slug.as_str());
            let is_asked = is_here && self.asked.provider.as_deref() == Some(one.slug.as_str());
            is_asked || typed.get("provider") == one.id.to_string()
        };
        let chosen = self.followed.iter().find(named);
        let (reader, page) = (self.reader, self.page);
        let picks = self.followed.iter().map(|one| {
            let is_chosen = chosen.is_some_and(|chosen| chosen.id == one.id);
            Pick::of(one.slug.clone(), one.name.clone(), is_chosen)
        });
        let whom = Field::of(
            "provider",
            reader.say("upstreams-whom"),
            Control::List(picks.collect()),
        );
        let mut first = Form::to("whom", ADDRESS)
            .asking([whom])
            .doing(reader.say("upstreams-choose"), Weight::Quiet);
        first.asks = true;
        first.hidden = vec![("page", page.slug.clone())];
        let first = first.apart(&page.id.to_string());
        match chosen {
            Some(provider) => {
                let second = self.on_what(tx, provider, components, typed).await?;
                Ok((first, Some(second)))
            }
            None => Ok((first, None)),
        }
    }

    async fn on_what(
        &self,
        tx: &mut Tx,
        provider: &Provider,
        components: &[Component],
        typed: &Typed,
    ) -> Result<Form> {
        let (reader, page) = (self.reader, self.page);
        let field =
            |name: &'static str, key: &str, control| Field::of(name, reader.say(key), control);
        let own = components.iter().map(|one| {
            let id = one.id.to_string();
            let is_chosen = typed.get("component") == id;
            Pick::of(id, reader.plain(&one.name).unwrap_or_default(), is_chosen)
        });
        let degrees = DEGREES.iter().map(|one| {
            let word = one.as_str();
            let is_chosen = typed.get("degree") == word;
            Pick::of(word, reader.say(&format!("component-{word}")), is_chosen)
        });
        let what = self.targets(tx, provider, typed).await?;
        let mut form = Form::to("line", format!("{ADDRESS}/pages/{}/lines", page.id))
            .asking([
                field("component", "upstreams-ours", Control::List(own.collect())),
                field("target", "upstreams-what", Control::List(what))
                    .hinted(reader.say("upstreams-what-hint")),
                field(
                    "degree",
                    "upstreams-degree",
                    Control::Choice(degrees.collect()),
                )
                .hinted(reader.say("upstreams-degree-hint")),
                field("note", "upstreams-note", Control::line(typed.get("note"))),
            ])
            .doing(reader.say("upstreams-add"), Weight::Main);
        form.hidden = vec![("provider", provider.id.to_string())];
        Ok(form.apart(&page.id.to_string()))
    }

    async fn targets(&self, tx: &mut Tx, provider: &Provider, typed: &Typed) -> Result<Vec<Pick>> {
        let reader = self.reader;
        let pick = |word: String, label: String| {
            let is_chosen = typed.get("target") == word;
            Pick::of(word, label, is_chosen)
        };
        let mut all = vec![pick("whole".to_owned(), reader.say("upstreams-whole"))];
        let parts = providers::parts_of(tx, provider.id).await?;
        let here = parts.iter().filter(|part| part.gone_at.is_none());
        all.extend(here.map(|part| {
            let name = said::part_name(reader, part);
            pick(format!("part:{}", part.id), name)
        }));
        let regions = upstreams::regions_of(tx, provider.id).await?;
        all.extend(regions.into_iter().map(|region| {
            let label = reader.words.tell("upstreams-region", &[("name", &region)]);
            pick(format!("region:{region}"), label)
        }));
        Ok(all)
    }

    fn set(&self, rule: Rule) -> Form {
        let (reader, page) = (self.reader, self.page);
        let raise = Raise::ALL.iter().map(|one| {
            let label = reader.say(&format!("upstreams-raise-{one}"));
            Pick::of(one.as_str(), label, *one == rule.raise)
        });
        let close = Close::ALL.iter().map(|one| {
            let label = reader.say(&format!("upstreams-close-{one}"));
            Pick::of(one.as_str(), label, *one == rule.close)
        });
        let check = Control::Check { is_on: rule.quotes };
        let form = Form::to("rule", format!("{ADDRESS}/pages/{}/rule", page.id))
            .asking([
                Field::of(
                    "raise",
                    reader.say("upstreams-raise"),
                    Control::Choice(raise.collect()),
                ),
                Field::of(
                    "close",
                    reader.say("upstreams-close"),
                    Control::Choice(close.collect()),
                ),
                Field::of("quotes", reader.say("upstreams-quotes"), check),
            ])
            .doing(reader.say("upstreams-set"), Weight::Main);
        form.apart(&page.id.to_string())
    }
}

fn degree(reader: &Reader, degree: ComponentStatus) -> (&'static str, String) {
    (degree.as_str(), reader.say(&format!("component-{degree}")))
}

/// What the page does by itself, in three sentences.
fn rule_said(reader: &Reader, rule: Rule) -> String {
    let quotes = match rule.quotes {
        true => "upstreams-rule-quotes",
        false => "upstreams-rule-quiet",
    };
    let said = [
        (
            "raise",
            reader.say(&format!("upstreams-rule-{}", rule.raise)),
        ),
        (
            "close",
            reader.say(&format!("upstreams-rule-{}", rule.close)),
        ),
        ("quotes", reader.say(quotes)),
    ];
    let said = said.each_ref().map(|(name, text)| (*name, text.as_str()));
    reader.words.tell("upstreams-rule-said", &said)
}

fn say(words: &dyn Fn(&str) -> String) -> Say {
    Say {
        none: words("upstreams-none"),
        lines: words("upstreams-lines"),
        ours: words("upstreams-ours"),
        theirs: words("upstreams-theirs"),
        degree: words("upstreams-degree"),
        state: words("upstreams-state"),
        remove: words("upstreams-remove"),
        add: words("upstreams-add"),
        rule: words("upstreams-rule"),
        drawn: words("upstreams-drawn"),
        blast: words("upstreams-blast"),
        blast_lead: words("upstreams-blast-lead"),
        provider: words("upstreams-provider"),
        fails: words("upstreams-fails"),
        single: words("upstreams-single"),
        groups: words("upstreams-groups"),
        now: words("upstreams-now"),
    }
}
