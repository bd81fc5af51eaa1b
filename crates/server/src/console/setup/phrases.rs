//! The phrasebook of a page: listed, and what the form of a phrase asks for. A shipped phrase can be said in other words or
//! hidden; taken away, it says what it shipped with.

use beffroi_domain::{IncidentStatus, PageId, places};
use uuid::Uuid;

use super::{
    super::{
        desk::scene::standing,
        form::{Control, Field, Pick, Typed},
    },
    listed::Listed,
    put_words,
    thing::{Around, Called, Thing},
};
use crate::{
    components,
    ground::{Error, Result, Tx},
    incidents::OPEN_STATUSES,
    members::Role,
    pages,
    translations::{self, NewPhrase, Phrase, PhraseOrigin},
    web::Reader,
};

/// A phrase with the page that it is of.
pub struct OfPage {
    page: PageId,
    phrase: Phrase,
}

impl Listed for OfPage {
    const SAID: (&'static str, &'static str) = ("phrases-setup-lead", "phrases-none");

    fn about(&self, around: &Around<'_>) -> Vec<String> {
        let (reader, phrase) = (&around.reader, &self.phrase);
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
        about
    }
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
        let statuses: Vec<&str> = OPEN_STATUSES.iter().map(|one| one.as_str()).collect();
        let key = Control::line(typed.get("key"));
        let hidden = Control::Check {
            is_on: typed.is_on("hidden"),
        };
        let mut fields = vec![
            Field::of("key", reader.say("phrases-key"), key).hinted(reader.say("phrases-key-hint")),
            around.text(typed, "text", "phrases-text", 3).hinted(hint),
            around.list(
                typed,
                ("status", "phrases-status"),
                "phrases-any",
                "incident",
                &statuses,
            ),
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
