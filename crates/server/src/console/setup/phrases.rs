//! The phrasebook of a page: listed, and what the form of a phrase asks for. A shipped phrase can be said in other words or
//! hidden; taken away, it says what it shipped with.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use beffroi_domain::{IncidentStatus, PageId, places};
use uuid::Uuid;

use super::{
    super::{
        answer,
        desk::scene::standing,
        form::{Control, Field, Pick, Typed},
        frame::Frame,
    },
    put_words,
    thing::{Around, Called, Thing},
};
use crate::{
    components,
    ground::{Error, Result, Tx},
    incidents::OPEN_STATUSES,
    members::{Role, SignedIn},
    pages,
    translations::{self, NewPhrase, Phrase, PhraseOrigin},
    web::{Reader, Site},
};

#[derive(askama::Template)]
#[template(path = "console/setup/templates.html")]
struct PhrasesPage {
    frame: Frame,
    back: (String, String),
    title: String,
    lead: String,
    none: String,
    make: (String, String),
    templates: Vec<(String, String, String)>,
}

/// A phrase with the page that it is of.
pub struct OfPage {
    page: PageId,
    phrase: Phrase,
}

/// Answers `/console/pages/{slug}/phrases`.
///
/// # Errors
/// `NotFound` or `Refused` for whoever may not publish on it.
pub async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let around = Around::load(&mut tx, &site, &signed_in, &slug, OfPage::ROLE).await?;
    let reader = &around.reader;
    let row = |one: &OfPage| {
        let phrase = &one.phrase;
        let mut about = vec![around.called(&phrase.text)];
        about.extend(
            phrase
                .status
                .map(|status| reader.say(&format!("incident-{status}"))),
        );
        let origin = phrase.origin.as_str();
        about.extend(
            (phrase.origin != PhraseOrigin::Shipped)
                .then(|| reader.say(&format!("phrases-{origin}"))),
        );
        about.extend(phrase.is_hidden.then(|| reader.say("phrases-hidden")));
        about.retain(|said| !said.is_empty());
        let address = around.address(&format!("phrases/{}", one.object()));
        (address, phrase.key.clone(), about.join(" · "))
    };
    let title = reader.say("phrases-title");
    let all = OfPage::of_page(&mut tx, around.page.id).await?;
    let screen = PhrasesPage {
        frame: around.frame(&title),
        back: ("/console/pages".to_owned(), reader.say("setup-title")),
        title: format!("{title} – {}", around.page.name_in(reader.locale())),
        lead: reader.say("phrases-setup-lead"),
        none: reader.say("phrases-none"),
        make: (around.address("phrases/new"), reader.say("phrases-new")),
        templates: all.iter().map(row).collect(),
    };
    answer::page(&screen, StatusCode::OK)
}

impl Thing for OfPage {
    const CALLED: Called = Called {
        form: "phrase",
        place: "phrases",
        list: ("phrases", "phrases-title"),
        new: "phrases-new",
        delete: ("phrases-delete", Some("phrases-delete-note")),
    };
    const ROLE: Role = Role::Publisher;

    fn object(&self) -> Uuid {
        translations::object_of(self.page, &self.phrase.key)
    }

    fn name(&self, _: &Reader) -> String {
        self.phrase.key.clone()
    }

    fn as_typed(&self) -> Typed {
        let (mut typed, one) = (Typed::default(), &self.phrase);
        typed.set("key", one.key.clone());
        put_words(&mut typed, "text", &one.text);
        typed.set("status", one.status.map_or("", IncidentStatus::as_str));
        typed.set("hidden", if one.is_hidden { "yes" } else { "" });
        for id in &one.components {
            typed.add("parts", id.to_string());
        }
        typed
    }

    async fn of_page(tx: &mut Tx, page: PageId) -> Result<Vec<Self>> {
        let whole = pages::find_by_id(tx, page).await?.ok_or(Error::NotFound)?;
        let all = translations::phrases_of(tx, &whole).await?;
        Ok(all
            .into_iter()
            .map(|phrase| Self { page, phrase })
            .collect())
    }

    async fn fields(tx: &mut Tx, around: &Around<'_>, typed: &Typed) -> Result<Vec<Field>> {
        let reader = &around.reader;
        let known: Vec<String> = places::NAMES
            .iter()
            .map(|one| format!("{{{one}}}"))
            .collect();
        let known = known.join(" ");
        let hint = reader
            .words
            .tell("phrases-text-hint", &[("places", &known)]);
        let chosen = typed.get("status");
        let mut picks = vec![Pick::of("", reader.say("phrases-any"), chosen.is_empty())];
        picks.extend(OPEN_STATUSES.iter().map(|one| {
            let label = reader.say(&format!("incident-{one}"));
            Pick::of(one.as_str(), label, one.as_str() == chosen)
        }));
        let key = Control::line(typed.get("key"));
        let hidden = Control::Check {
            is_on: typed.is_on("hidden"),
        };
        let mut fields = vec![
            Field::of("key", reader.say("phrases-key"), key).hinted(reader.say("phrases-key-hint")),
            around.text(typed, "text", "phrases-text", 3).hinted(hint),
            Field::of("status", reader.say("phrases-status"), Control::List(picks)),
        ];
        let parts = standing(components::of_page(tx, around.page.id).await?);
        if !parts.is_empty() {
            let ticked: Vec<&str> = typed.all("parts").collect();
            let pick = |one: &components::Component| {
                let id = one.id.to_string();
                let is_on = ticked.contains(&id.as_str());
                Pick::of(id, around.called(&one.name), is_on)
            };
            let control = Control::Several(parts.iter().map(pick).collect());
            let field = Field::of("parts", reader.say("phrases-parts"), control);
            fields.push(field.hinted(reader.say("phrases-parts-hint")));
        }
        fields.push(Field::of("hidden", reader.say("phrases-hide"), hidden));
        Ok(fields)
    }

    async fn write(
        tx: &mut Tx,
        around: &Around<'_>,
        id: Option<Uuid>,
        typed: &Typed,
    ) -> Result<()> {
        let ((now, actor), page) = (around.deed(), &around.page);
        let key = match id {
            Some(id) => key_of(tx, page.id, id).await?,
            None => typed.get("key").trim().to_owned(),
        };
        let parts = typed.all("parts").filter_map(|id| id.parse().ok());
        let new = NewPhrase {
            page: page.id,
            key,
            status: typed.get("status").parse().ok(),
            components: parts.map(beffroi_domain::ComponentId).collect(),
            text: typed.words("text", &page.locales),
            is_hidden: typed.is_on("hidden"),
        };
        translations::set_phrase(tx, now, actor, new).await
    }

    async fn delete(tx: &mut Tx, around: &Around<'_>, id: Uuid) -> Result<()> {
        let ((now, actor), page) = (around.deed(), around.page.id);
        let key = key_of(tx, page, id).await?;
        match translations::reset_phrase(tx, now, actor, page, &key).await {
            // It says what it shipped with already.
            Err(Error::NotFound) => Ok(()),
            other => other,
        }
    }
}

/// The key stays what it is: files, calls and commands know the phrase by it.
async fn key_of(tx: &mut Tx, page: PageId, id: Uuid) -> Result<String> {
    let all = OfPage::of_page(tx, page).await?;
    let found = all.into_iter().find(|one| one.object() == id);
    Ok(found.ok_or(Error::NotFound)?.phrase.key)
}
