//! Making a page, and changing what it is called, what it speaks, where it stands, who may read it and its rules.

use axum::{extract::State, response::Response};
use beffroi_domain::{Actor, Locale, LocalizedText, PageId};
use jiff::{Timestamp, tz::TimeZone};

use super::{
    super::{
        answer,
        form::{Control, Deed, Field, Form, Pick, Typed, Weight},
    },
    bell, kept, put_words, review,
    sheet::{Ended, Sheet, Shown},
};
use crate::{
    ground::{Error, Refusal, Result, Tx},
    incidents::{self, Rules},
    members::{Role, SignedIn},
    pages::{self, NewPage, Page},
    translations::{self, Gate, MachineRule, Missing},
    web::{Site, Words, words},
};

/// Answers `GET /console/pages/new`.
///
/// # Errors
/// `NotFound` or `Refused` for whoever does not administer all pages.
pub async fn ask_new(State(site): State<Site>, signed_in: SignedIn) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    signed_in.everywhere(&mut tx, Role::Administrator).await?;
    let mut typed = Typed::default();
    typed.set("locales", signed_in.locale.as_str());
    typed.set("access", "public");
    let words = words::first_of([&signed_in.locale]);
    let shown = show(&mut tx, words, None, &typed).await?;
    shown.answer(&site, &signed_in, Ended::default())
}

/// Answers `POST /console/pages/new`.
///
/// # Errors
/// As [`ask_new`].
pub async fn make(State(site): State<Site>, signed_in: SignedIn, typed: Typed) -> Result<Response> {
    let mut tx = site.db.begin().await?;
    signed_in.everywhere(&mut tx, Role::Administrator).await?;
    let done = create(&mut tx, &site, &signed_in, &typed).await;
    let place = done.map(|slug| format!("/console/pages/{slug}/parts"));
    match answer::end(tx, place).await? {
        Ok(led_on) => Ok(led_on),
        Err(refusal) => {
            let mut tx = site.db.snapshot().await?;
            let words = words::first_of([&signed_in.locale]);
            let shown = show(&mut tx, words, None, &typed).await?;
            shown.answer(&site, &signed_in, Ended::refused(refusal))
        }
    }
}

async fn create(tx: &mut Tx, site: &Site, signed_in: &SignedIn, typed: &Typed) -> Result<String> {
    let (now, actor) = (site.clock.now(), signed_in.actor());
    let locales = locales(typed)?;
    let zone = zone(typed)?;
    let today = now.to_zoned(zone.clone()).start_of_day();
    let mut name = typed.words("name", &locales);
    let own = typed.get("name").trim();
    if name.is_empty() && !own.is_empty() {
        name = LocalizedText::single(locales[0].clone(), own);
    }
    let new = NewPage {
        slug: typed.get("slug").trim().to_owned(),
        public_id: None,
        name,
        locales,
        zone,
        since: today.map_or(now, |today| today.timestamp()),
    };
    let slug = new.slug.clone();
    let id = pages::create(tx, now, actor, new).await?;
    store_rest(tx, site, signed_in, id, typed).await?;
    Ok(slug)
}

/// A page as its form has it.
pub struct Whole;

impl Sheet for Whole {
    const PLACE: &'static str = "";

    async fn typed(tx: &mut Tx, page: &Page) -> Result<Typed> {
        let rules = incidents::rules_of(tx, page.id).await?;
        let gate = translations::gate_of(tx, page.id).await?;
        let mut typed = as_typed(page, &rules, &gate);
        review::put(&mut typed, &pages::review_rules_of(tx, page.id).await?);
        typed.set(bell::FIELD, bell::minutes(tx, page.id).await?.to_string());
        Ok(typed)
    }

    async fn change(
        tx: &mut Tx,
        site: &Site,
        signed_in: &SignedIn,
        page: &Page,
        typed: &Typed,
    ) -> Result<()> {
        let (now, actor) = (site.clock.now(), signed_in.actor());
        let spoken = locales(typed)?;
        if spoken != page.locales {
            pages::set_locales(tx, now, actor, page.id, &spoken).await?;
        }
        let zone = zone(typed)?;
        if zone != page.zone {
            pages::set_zone(tx, now, actor, page.id, &zone).await?;
        }
        let page = pages::find_by_id(tx, page.id)
            .await?
            .ok_or(Error::NotFound)?;
        let name = typed.words("name", &page.locales);
        let is_another = name
            .iter()
            .any(|(locale, text)| page.name.get(locale) != Some(text));
        if is_another {
            pages::set_name(tx, now, actor, &page, &name).await?;
        }
        store_rest(tx, site, signed_in, page.id, typed).await
    }

    async fn show(tx: &mut Tx, words: &Words, page: &Page, typed: &Typed) -> Result<Shown> {
        show(tx, words, Some(page), typed).await
    }
}

/// Hosts, access and rules, where they are another than before.
async fn store_rest(
    tx: &mut Tx,
    site: &Site,
    signed_in: &SignedIn,
    id: PageId,
    typed: &Typed,
) -> Result<()> {
    let (now, actor) = (site.clock.now(), signed_in.actor());
    let page = pages::find_by_id(tx, id).await?.ok_or(Error::NotFound)?;
    let hosts: Vec<String> = listed(typed.get("hosts")).collect();
    if hosts != page.hosts {
        pages::set_hosts(tx, now, actor, id, &hosts).await?;
    }
    let access = typed.get("access").parse()?;
    if access != page.access {
        pages::set_access(tx, now, actor, id, access).await?;
    }
    let rules = incidents::rules_of(tx, id).await?;
    let wanted = Rules {
        needs_approval: typed.is_on("approval"),
        reference_prefix: typed.filled("reference_prefix").map(str::to_owned),
        ..rules.clone()
    };
    if wanted != rules {
        incidents::set_rules(tx, now, actor, id, &wanted).await?;
    }
    store_gate(tx, now, actor, id, typed).await?;
    bell::store(tx, now, actor, id, typed).await?;
    review::store(tx, now, actor, id, typed).await
}

/// Which languages it requires, where they are others than before.
async fn store_gate(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    id: PageId,
    typed: &Typed,
) -> Result<()> {
    let gate = translations::gate_of(tx, id).await?;
    let required: Result<Vec<Locale>, _> = listed(typed.get("required"))
        .map(|tag| tag.parse::<Locale>())
        .collect();
    let wanted = Gate {
        required: required.map_err(|bad| {
            let message = "name languages such as fr, en";
            Refusal::of("required", message).says("refusal-gate-locale", [("locale", bad.0)])
        })?,
        missing: match typed.filled("missing") {
            Some(word) => word.parse()?,
            None => gate.missing,
        },
        machine: match typed.filled("machine") {
            Some(word) => word.parse()?,
            None => gate.machine,
        },
    };
    if wanted != gate {
        translations::set_gate(tx, now, actor, id, &wanted).await?;
    }
    Ok(())
}

fn listed(text: &str) -> impl Iterator<Item = String> {
    let parts = text.split([',', ' ', '\n']).map(str::trim);
    parts.filter(|part| !part.is_empty()).map(str::to_owned)
}

fn locales(typed: &Typed) -> Result<Vec<Locale>, Refusal> {
    let refusal = || {
        let message = "name at least one locale, the default first, such as fr, en";
        Refusal::of("locales", message).told("refusal-page-locales")
    };
    let all: Result<Vec<Locale>, _> = listed(typed.get("locales"))
        .map(|tag| tag.parse::<Locale>())
        .collect();
    all.ok().filter(|all| !all.is_empty()).ok_or_else(refusal)
}

fn zone(typed: &Typed) -> Result<TimeZone, Refusal> {
    TimeZone::get(typed.get("zone").trim()).map_err(|_| {
        let message = "name a zone such as \"Europe/Paris\"";
        Refusal::of("zone", message).told("refusal-page-zone")
    })
}

fn as_typed(page: &Page, rules: &Rules, gate: &Gate) -> Typed {
    let mut typed = Typed::default();
    let tags: Vec<&str> = page.locales.iter().map(Locale::as_str).collect();
    typed.set("locales", tags.join(", "));
    typed.set("zone", page.zone.iana_name().unwrap_or_default());
    typed.set("hosts", page.hosts.join(", "));
    typed.set("access", page.access.as_str());
    typed.set(
        "reference_prefix",
        rules.reference_prefix.clone().unwrap_or_default(),
    );
    typed.set("approval", if rules.needs_approval { "yes" } else { "" });
    let required: Vec<&str> = gate.required.iter().map(Locale::as_str).collect();
    typed.set("required", required.join(", "));
    typed.set("missing", gate.missing.as_str());
    typed.set("machine", gate.machine.as_str());
    put_words(&mut typed, "name", &page.name);
    typed
}

/// A page, or none yet.
async fn show(tx: &mut Tx, words: &Words, page: Option<&Page>, typed: &Typed) -> Result<Shown> {
    let (title, kept) = match page {
        Some(page) => (
            page.name_in(words.locale()).to_owned(),
            kept(tx, words, page, page.id.0).await?,
        ),
        None => (words.say("setup-new"), Some(words.say("setup-new-lead"))),
    };
    Ok(Shown {
        title,
        back: ("/console/pages".to_owned(), words.say("setup-title")),
        kept,
        form: form(words, page, typed),
    })
}

fn form(words: &Words, page: Option<&Page>, typed: &Typed) -> Form {
    let line = |name: &'static str, key: &str| {
        Field::of(name, words.say(key), Control::line(typed.get(name)))
            .hinted(words.say(&format!("{key}-hint")))
    };
    let mut fields = vec![];
    match page {
        None => {
            fields.push(line("slug", "setup-slug"));
            let name = Control::line(typed.get("name"));
            fields.push(Field::of("name", words.say("setup-name"), name));
        }
        Some(page) => {
            let text = typed.words("name", &page.locales);
            let name = Control::words(1, &page.locales, &text);
            fields.push(Field::of("name", words.say("setup-name"), name));
        }
    }
    fields.push(line("locales", "setup-locales"));
    if page.is_some() {
        fields.push(line("required", "setup-required"));
        let missing = Missing::ALL.iter().map(|one| {
            let label = words.say(&format!("setup-missing-{one}"));
            Pick::of(one.as_str(), label, typed.get("missing") == one.as_str())
        });
        let missing = Control::Choice(missing.collect());
        fields.push(Field::of("missing", words.say("setup-missing"), missing));
        fields.push(machine(words, typed));
    }
    fields.push(line("zone", "setup-zone"));
    fields.push(line("hosts", "setup-hosts"));
    let access = |word: &str| {
        let label = words.say(&format!("setup-access-{word}"));
        Pick::of(word, label, typed.get("access") == word)
    };
    let choice = Control::Choice(vec![access("public"), access("private")]);
    fields.push(Field::of("access", words.say("setup-access"), choice));
    fields.push(line("reference_prefix", "setup-prefix"));
    let is_on = typed.is_on("approval");
    fields.push(Field::of(
        "approval",
        words.say("setup-approval"),
        Control::Check { is_on },
    ));
    fields.extend(review::fields(words, typed));
    fields.extend(page.map(|_| bell::field(words, typed)));
    let (place, label) = match page {
        Some(page) => (page.slug.clone(), "setup-do-store"),
        None => ("new".to_owned(), "setup-do-make"),
    };
    Form {
        fields,
        deeds: vec![Deed::of("store", words.say(label), Weight::Main)],
        back: Some(("/console/pages".to_owned(), words.say("form-back"))),
        ..Form::to("page", format!("/console/pages/{place}"))
    }
}

/// What happens with a machine's draft that nobody has read.
fn machine(words: &Words, typed: &Typed) -> Field {
    let picks = MachineRule::ALL.iter().map(|one| {
        let label = words.say(&format!("setup-machine-{one}"));
        Pick::of(one.as_str(), label, typed.get("machine") == one.as_str())
    });
    let choice = Control::Choice(picks.collect());
    Field::of("machine", words.say("setup-machine"), choice).hinted(words.say("setup-machine-hint"))
}
