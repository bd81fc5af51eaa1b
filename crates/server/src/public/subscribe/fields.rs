//! What a form asks of somebody who wants to be told, what was typed, and what was wrong with it.
//!
//! Read in order: [`Offer`] (what a page has to choose from), [`Typed`], [`Typed::wishes`], [`Fields`].

use std::collections::BTreeSet;

use askama::{Template, filters::HtmlSafe};
use axum::{Form, extract::rejection::FormRejection};
use beffroi_domain::{GroupId, Locale, ProviderId};
use uuid::Uuid;

use crate::{
    components::{self, Component, Group},
    ground::{Refusal, Result},
    providers::{self, Provider},
    public::visit::{Visit, offered},
    subscribers::{Kinds, Parts, Wishes},
    web::{Reader, words},
};

/// What a page has to choose from.
pub(super) struct Offer {
    locales: Vec<Locale>,
    components: Vec<Component>,
    groups: Vec<Group>,
    providers: Vec<Offered>,
}

/// A provider that may be chosen.
struct Offered {
    id: ProviderId,
    slug: String,
    name: String,
    /// The words that say why nothing comes of it, where that is so.
    silent: Option<&'static str>,
}

/// What came with a form, or stands in it first.
#[derive(Clone, Debug, Default)]
pub(super) struct Typed(pub(super) Vec<(String, String)>);

/// A form as it is sent.
pub(super) type Sent = Result<Form<Vec<(String, String)>>, FormRejection>;

/// What is asked for; printed inside a form.
#[derive(Template)]
#[template(path = "public/subscribe/fields.html")]
pub(super) struct Fields {
    /// What is wrong, with its places; above everything.
    wrongs: Option<(String, Vec<(String, String)>)>,
    lines: Vec<Line>,
    about: Option<Choices>,
    locales: Option<Choices>,
    /// What the rest is folded in under, and whether it is open.
    fold: Option<(String, bool)>,
    kinds: Choices,
    parts: Option<PartsField>,
    providers: Option<ProvidersField>,
}

impl HtmlSafe for Fields {}

/// One line.
pub(super) struct Line {
    pub(super) name: &'static str,
    pub(super) label: String,
    pub(super) hint: String,
    pub(super) kind: &'static str,
    pub(super) fills: &'static str,
    pub(super) value: String,
    pub(super) error: Option<String>,
}

struct Choices {
    legend: String,
    picks: Vec<Pick>,
    error: Option<String>,
}

struct Pick {
    word: String,
    label: String,
    lang: Option<String>,
    is_chosen: bool,
}

struct PartsField {
    legend: String,
    hint: String,
    error: Option<String>,
    gatherings: Vec<(Option<Pick>, Vec<Pick>)>,
}

struct ProvidersField {
    legend: String,
    hint: String,
    error: Option<String>,
    picks: Vec<Pick>,
    /// Nothing but them.
    only: Pick,
}

impl Offer {
    /// What the page of a visit has.
    pub(super) async fn of(visit: &mut Visit) -> Result<Self> {
        let mut components = components::of_page(&mut visit.tx, visit.page.id).await?;
        components.retain(|one| !one.only_show_if_degraded);
        Ok(Self {
            locales: offered(&visit.page),
            components,
            groups: components::groups_of_page(&mut visit.tx, visit.page.id).await?,
            providers: shown(visit).await?,
        })
    }

    /// The same, with what somebody holds who chose before: also providers of which nothing comes any more.
    pub(super) async fn holding(visit: &mut Visit, wishes: &Wishes) -> Result<Self> {
        let mut offer = Self::of(visit).await?;
        for held in &wishes.providers {
            if offer.providers.iter().any(|one| one.id == *held) {
                continue;
            }
            let provider = providers::load(&mut visit.tx, *held).await?;
            let is_shown =
                providers::shown_on(&mut visit.tx, visit.page.id, &provider.slug).await?;
            offer.providers.push(Offered {
                id: provider.id,
                slug: provider.slug,
                name: provider.name,
                silent: Some(match is_shown {
                    Some(_) => "subscribe-provider-left",
                    None => "subscribe-provider-hidden",
                }),
            });
        }
        Ok(offer)
    }

    /// The providers that somebody chose, as the form names them.
    pub(super) fn names(&self, reader: &Reader, wishes: &Wishes) -> Vec<String> {
        let chosen = self.providers.iter();
        let chosen = chosen.filter(|one| wishes.providers.contains(&one.id));
        chosen.map(|one| one.label(reader)).collect()
    }

    /// What a subscription asked for, as a form would send it.
    pub(super) fn typed(&self, wishes: &Wishes) -> Typed {
        let mut pairs = vec![("locale".to_owned(), wishes.locale.to_string())];
        for (word, is_on) in kinds_of(wishes.kinds) {
            if is_on {
                pairs.push(("kind".to_owned(), word.to_owned()));
            }
        }
        if let Parts::Of(parts) = &wishes.parts {
            let known = self.known().filter(|(id, _)| parts.contains(id));
            pairs.extend(known.map(|(_, word)| ("part".to_owned(), word)));
        }
        let chosen = self.providers.iter();
        let chosen = chosen.filter(|one| wishes.providers.contains(&one.id));
        pairs.extend(chosen.map(|one| ("provider".to_owned(), one.slug.clone())));
        if wishes.is_of_providers_alone() {
            pairs.push(("only".to_owned(), ONLY.to_owned()));
        }
        Typed(pairs)
    }

    /// The ids inside, and as addresses have them.
    fn known(&self) -> impl Iterator<Item = (Uuid, String)> {
        let parts = self.components.iter();
        let parts = parts.map(|one| (one.id.0, one.public_id.to_string()));
        let groups = self.groups.iter();
        parts.chain(groups.map(|one| (one.id.0, one.public_id.to_string())))
    }
}

/// What of a provider's is sent, and nothing of the page: the word in forms.
const ONLY: &str = "providers";

/// The providers that a page shows, and that are followed.
async fn shown(visit: &mut Visit) -> Result<Vec<Offered>> {
    let mut all = providers::of_page(&mut visit.tx, visit.page.id).await?;
    all.retain(|one| one.left_at.is_none());
    let offered = |one: Provider| Offered {
        id: one.id,
        slug: one.slug,
        name: one.name,
        silent: None,
    };
    Ok(all.into_iter().map(offered).collect())
}

impl Offered {
    fn label(&self, reader: &Reader) -> String {
        match self.silent {
            Some(key) => reader.words.tell(key, &[("provider", &self.name)]),
            None => self.name.clone(),
        }
    }
}

impl Typed {
    /// What a form begins with: everything, in the reader's language.
    pub(super) fn new(reader: &Reader) -> Self {
        let mut pairs = vec![
            ("locale".to_owned(), reader.locale().to_string()),
            ("about".to_owned(), "this".to_owned()),
        ];
        let kinds = kinds_of(Kinds::ALL).into_iter();
        pairs.extend(kinds.map(|(word, _)| ("kind".to_owned(), word.to_owned())));
        Self(pairs)
    }

    /// The same for whoever came from a provider: that one, and nothing else.
    pub(super) fn wanting(mut self, provider: Option<&Provider>) -> Self {
        if let Some(provider) = provider {
            self.0.push(("provider".to_owned(), provider.slug.clone()));
            self.0.push(("only".to_owned(), ONLY.to_owned()));
        }
        self
    }

    /// What was sent; nothing where it was no form.
    pub(super) fn of(sent: Sent) -> Self {
        Self(sent.map(|Form(pairs)| pairs).unwrap_or_default())
    }

    pub(super) fn get(&self, name: &str) -> &str {
        let mut pairs = self.0.iter();
        pairs
            .find(|(one, _)| one == name)
            .map_or("", |(_, value)| value)
    }

    fn has(&self, name: &str, value: &str) -> bool {
        let mut pairs = self.0.iter();
        pairs.any(|(one, other)| one == name && other == value)
    }

    /// What was chosen; without a service, all of them.
    pub(super) fn wishes(&self, offer: &Offer) -> Result<Wishes, Refusal> {
        let kinds = Kinds {
            incidents: self.has("kind", "incidents"),
            maintenances: self.has("kind", "maintenances"),
            postmortems: self.has("kind", "postmortems"),
        };
        if kinds.is_empty() {
            let message = "choose at least one kind: incidents, maintenances or post-mortems";
            return Err(Refusal::of("kinds", message).told("refusal-subscription-kinds"));
        }
        let known = offer.known();
        let parts: BTreeSet<Uuid> = known
            .filter(|(_, word)| self.has("part", word))
            .map(|(id, _)| id)
            .collect();
        let chosen = offer.providers.iter();
        let chosen = chosen.filter(|one| self.has("provider", &one.slug));
        let providers: BTreeSet<ProviderId> = chosen.map(|one| one.id).collect();
        let is_only = !offer.providers.is_empty() && self.has("only", ONLY);
        if is_only && providers.is_empty() && parts.is_empty() {
            let message = "tick at least one provider, or ask for this page as well";
            let refusal = Refusal::of("providers", message);
            return Err(refusal.told("refusal-subscription-no-provider"));
        }
        Ok(Wishes {
            locale: self.locale(offer)?,
            kinds,
            // Whoever ticks a service wants that too.
            parts: match parts.is_empty() && !is_only {
                true => Parts::Whole,
                false => Parts::Of(parts),
            },
            providers,
        })
    }

    /// Everything of one thing, in the chosen language.
    pub(super) fn wishes_for_one(&self, offer: &Offer) -> Result<Wishes, Refusal> {
        Ok(Wishes {
            locale: self.locale(offer)?,
            kinds: Kinds::ALL,
            parts: Parts::Whole,
            providers: BTreeSet::new(),
        })
    }

    fn locale(&self, offer: &Offer) -> Result<Locale, Refusal> {
        let mut all = offer.locales.iter();
        let found = all.find(|one| one.as_str() == self.get("locale"));
        found.cloned().ok_or_else(|| {
            let message = "choose one of the languages that the page speaks";
            Refusal::of("locale", message).told("refusal-subscription-locale")
        })
    }
}

/// What the fields are put together from.
pub(super) struct Asking<'a> {
    pub(super) reader: &'a Reader,
    pub(super) offer: &'a Offer,
    pub(super) typed: &'a Typed,
    pub(super) refusals: &'a [Refusal],
    pub(super) lines: Vec<Line>,
    /// What the one thing is called that it may be for.
    pub(super) about: Option<&'a str>,
    /// Whether all but the first is folded in.
    pub(super) is_folded: bool,
    /// Whether anything but the language can be chosen.
    pub(super) has_choice: bool,
}

impl Asking<'_> {
    /// The fields, with what was typed and what was wrong.
    pub(super) fn fields(self) -> Fields {
        let wrong = |field: &str| self.wrong(field);
        let is_wrong = ["kinds", "parts", "providers"]
            .iter()
            .any(|field| wrong(field).is_some());
        // Whoever came from a provider sees that it is ticked.
        let is_open = is_wrong || self.typed.0.iter().any(|(name, _)| name == "provider");
        let fold = self.is_folded && self.has_choice;
        Fields {
            wrongs: self.wrongs(),
            about: self.about.map(|title| self.about_field(title)),
            locales: (self.offer.locales.len() > 1).then(|| self.locales()),
            fold: fold.then(|| (self.reader.say("subscribe-fold"), is_open)),
            kinds: match self.has_choice {
                true => self.kinds(),
                false => Choices::none(),
            },
            parts: self.parts().filter(|_| self.has_choice),
            providers: self.providers().filter(|_| self.has_choice),
            lines: self.lines,
        }
    }

    fn wrong(&self, field: &str) -> Option<String> {
        let mut all = self.refusals.iter();
        let found = all.find(|one| one.field == Some(field));
        found.map(|refusal| self.reader.words.refused(refusal))
    }

    fn wrongs(&self) -> Option<(String, Vec<(String, String)>)> {
        let place = |refusal: &Refusal| match refusal.field {
            Some(field) => format!("#{field}"),
            None => "#main".to_owned(),
        };
        let items: Vec<_> = self
            .refusals
            .iter()
            .map(|one| (place(one), self.reader.words.refused(one)))
            .collect();
        (!items.is_empty()).then(|| (self.reader.say("subscribe-wrong"), items))
    }

    fn about_field(&self, title: &str) -> Choices {
        let words = self.reader.words;
        let this = words.tell("subscribe-about-this", &[("title", title)]);
        let is_all = self.typed.get("about") == "all";
        Choices {
            legend: words.say("subscribe-about"),
            error: None,
            picks: vec![
                Pick::of("this", this, !is_all),
                Pick::of("all", words.say("subscribe-about-all"), is_all),
            ],
        }
    }

    fn locales(&self) -> Choices {
        let pick = |locale: &Locale| Pick {
            word: locale.to_string(),
            label: words::first_of([locale]).say("language-name"),
            lang: Some(locale.to_string()),
            is_chosen: self.typed.get("locale") == locale.as_str(),
        };
        Choices {
            legend: self.reader.say("subscribe-locale"),
            picks: self.offer.locales.iter().map(pick).collect(),
            error: self.wrong("locale"),
        }
    }

    fn kinds(&self) -> Choices {
        let pick = |(word, _): (&str, bool)| {
            let label = self.reader.say(&format!("subscribe-kind-{word}"));
            Pick::of(word, label, self.typed.has("kind", word))
        };
        Choices {
            legend: self.reader.say("subscribe-kinds"),
            picks: kinds_of(Kinds::ALL).into_iter().map(pick).collect(),
            error: self.wrong("kinds"),
        }
    }

    fn parts(&self) -> Option<PartsField> {
        let gathering = |group: Option<&Group>| {
            let id: Option<GroupId> = group.map(|group| group.id);
            let inside = self.offer.components.iter().filter(|one| one.group == id);
            let inside = inside.map(|one| self.part(one.public_id.as_str(), &one.name));
            let head = group.map(|group| self.part(group.public_id.as_str(), &group.name));
            (head, inside.collect::<Vec<_>>())
        };
        let all = self.offer.groups.iter().map(Some).chain([None]);
        let gatherings: Vec<_> = all
            .map(gathering)
            .filter(|(_, inside)| !inside.is_empty())
            .collect();
        (self.offer.components.len() > 1).then(|| PartsField {
            legend: self.reader.say("subscribe-parts"),
            hint: self.reader.say("subscribe-parts-hint"),
            error: self.wrong("parts"),
            gatherings,
        })
    }

    fn providers(&self) -> Option<ProvidersField> {
        let pick = |one: &Offered| {
            let is_chosen = self.typed.has("provider", &one.slug);
            Pick::of(&one.slug, one.label(self.reader), is_chosen)
        };
        let say = |key: &str| self.reader.say(key);
        let is_only = self.typed.has("only", ONLY);
        (!self.offer.providers.is_empty()).then(|| ProvidersField {
            legend: say("subscribe-providers"),
            hint: say("subscribe-providers-hint"),
            error: self.wrong("providers"),
            picks: self.offer.providers.iter().map(pick).collect(),
            only: Pick::of(ONLY, say("subscribe-providers-only"), is_only),
        })
    }

    fn part(&self, word: &str, name: &beffroi_domain::LocalizedText) -> Pick {
        let said = self.reader.said(name);
        Pick {
            word: word.to_owned(),
            lang: said.as_ref().and_then(|said| said.lang.clone()),
            label: said.map(|said| said.text).unwrap_or_default(),
            is_chosen: self.typed.has("part", word),
        }
    }
}

impl Choices {
    fn none() -> Self {
        Self {
            legend: String::new(),
            picks: vec![],
            error: None,
        }
    }
}

impl Pick {
    fn of(word: &str, label: String, is_chosen: bool) -> Self {
        Self {
            word: word.to_owned(),
            label,
            lang: None,
            is_chosen,
        }
    }
}

/// The words of forms, and which are chosen.
fn kinds_of(kinds: Kinds) -> [(&'static str, bool); 3] {
    [
        ("incidents", kinds.incidents),
        ("maintenances", kinds.maintenances),
        ("postmortems", kinds.postmortems),
    ]
}
