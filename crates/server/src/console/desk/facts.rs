//! Facts: how much readers feel, whose fault, how urgent, what it is about, how much of it. Readers see
//! them at once; nobody is told.

use axum::{
    extract::{Path, State},
    response::Response,
};
use beffroi_domain::{Figure, FigureUnit, Impact, LocalizedText, Priority, Responsibility};
use uuid::Uuid;

use super::{answer, one_form, say::seen, scene::Scene};
use crate::{
    console::form::{Control, Deed, Field, Form, More, Pick, Typed, Weight},
    ground::{Refusal, Result, Tx, token},
    incidents::{self, NewNotice, SetFacts},
    members::{Role, SignedIn},
    web::{Reader, Site},
};

/// Answers `GET /console/incidents/{id}/facts`.
///
/// # Errors
/// `NotFound` without such an incident; a fault when the database is away.
pub async fn ask(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let scene = Scene::load(&mut tx, &site, &signed_in, id).await?;
    let typed = as_typed(&scene);
    show(&site, &signed_in, &scene, &typed, None)
}

/// Answers `POST /console/incidents/{id}/facts`.
///
/// # Errors
/// `NotFound` without such an incident; a fault when the database is away.
pub async fn submit(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
    typed: Typed,
) -> Result<Response> {
    one_form::done(
        (&site, &signed_in, id),
        "?done=facts",
        async |tx, scene| store(tx, &signed_in, scene, &typed).await,
        |scene, refusal| show(&site, &signed_in, scene, &typed, Some(refusal)),
    )
    .await
}

async fn store(tx: &mut Tx, signed_in: &SignedIn, scene: &Scene, typed: &Typed) -> Result<()> {
    scene.allow(tx, signed_in, Role::Publisher).await?;
    let (now, actor) = (scene.reader.now, signed_in.actor());
    answer::once(tx, now, signed_in, typed, async |tx| {
        let command = command(scene, typed)?;
        incidents::set_facts(tx, now, actor, command)
            .await
            .map(|_| ())
    })
    .await
}

/// What was meant; what stands as it was is not set, so that it is not held for nothing.
fn command(scene: &Scene, typed: &Typed) -> Result<SetFacts, Refusal> {
    let (incident, locales) = (&scene.incident, scene.locales());
    let category = typed.words("category", &locales);
    let impact: Option<Impact> = typed.get("impact").parse().ok();
    let priority = typed.get("priority").parse::<u8>().ok();
    let priority = priority.and_then(|number| Priority::try_from(number).ok());
    let responsibility = responsibility(typed);
    let references = lines(typed, "references");
    let links = lines(typed, "links");
    let address = typed.filled("notice").map(str::to_owned);
    let stood = incident
        .notice
        .as_ref()
        .map(|notice| notice.address.clone());
    let words = typed.get("words").replace("\r\n", "\n").trim().to_owned();
    let said = incident.notice.as_ref().map(|notice| notice.words.clone());
    let is_new = address != stood || words != said.unwrap_or_default();
    Ok(SetFacts {
        expected: seen(typed),
        category: (category != incident.category).then_some(category),
        impact: impact.filter(|impact| *impact != incident.impact),
        priority: (priority != incident.priority).then_some(priority),
        responsibility: (responsibility != incident.responsibility).then_some(responsibility),
        references: (references != incident.references).then_some(references),
        links: (links != incident.links).then_some(links),
        // What somebody types is theirs: when the provider said it, and in which language, nobody knows then.
        notice: is_new.then(|| {
            address.map(|address| NewNotice {
                address,
                words,
                ..NewNotice::default()
            })
        }),
        figures: figures(scene, typed)?,
        ..SetFacts::of(incident.id)
    })
}

fn responsibility(typed: &Typed) -> Option<Responsibility> {
    match typed.get("responsibility") {
        "own" => Some(Responsibility::Own),
        "external" => Some(Responsibility::External {
            provider: typed.filled("provider").map(str::to_owned),
        }),
        "unconfirmed" => Some(Responsibility::Unconfirmed),
        _ => None,
    }
}

fn lines(typed: &Typed, name: &str) -> Vec<String> {
    let lines = typed.get(name).lines().map(str::trim);
    lines
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The figures that stay, and the one that comes; nothing where neither changes.
fn figures(scene: &Scene, typed: &Typed) -> Result<Option<Vec<Figure>>, Refusal> {
    let standing = scene.incident.figures.iter().enumerate();
    let stays = |at: usize| typed.all("figures").any(|one| one == at.to_string());
    let mut all: Vec<Figure> = standing
        .filter(|(at, _)| stays(*at))
        .map(|(_, figure)| figure.clone())
        .collect();
    all.extend(new_figure(scene, typed)?);
    Ok((all != scene.incident.figures).then_some(all))
}

fn new_figure(scene: &Scene, typed: &Typed) -> Result<Option<Figure>, Refusal> {
    let (zone, now) = (&scene.reader.zone, scene.reader.now);
    let Some(high_milli) = milli(typed, "high")? else {
        return Ok(None);
    };
    Ok(Some(Figure {
        low_milli: milli(typed, "low")?.unwrap_or(high_milli),
        high_milli,
        unit: match typed.get("unit") {
            "count" => FigureUnit::Count,
            _ => FigureUnit::Percent,
        },
        of: typed.words("of", &scene.locales()),
        from: typed.moment("from", zone, now)?,
        until: typed.moment("until", zone, now)?,
    }))
}

/// A number with up to three decimals, in thousandths.
fn milli(typed: &Typed, name: &'static str) -> Result<Option<i64>, Refusal> {
    let Some(text) = typed.filled(name) else {
        return Ok(None);
    };
    let wrong = || Refusal::of(name, "write a number such as 12.5").told("refusal-number-typed");
    let plain: String = text.chars().filter(|one| !one.is_whitespace()).collect();
    let (whole, part) = match plain.split_once([',', '.']) {
        Some((whole, part)) => (whole.to_owned(), part.to_owned()),
        None => (plain, String::new()),
    };
    let part = format!("{part:0<3}");
    let whole: i64 = whole.parse().map_err(|_| wrong())?;
    let part: i64 = part.parse().map_err(|_| wrong())?;
    let is_sound = (0..1000).contains(&part) && (0..=1_000_000_000_000).contains(&whole);
    is_sound
        .then_some(Some(whole * 1000 + part))
        .ok_or_else(wrong)
}

/// The facts as if they had been typed.
fn as_typed(scene: &Scene) -> Typed {
    let incident = &scene.incident;
    let mut typed = Typed::default();
    typed.set("impact", incident.impact.as_str());
    for (locale, text) in incident.category.iter() {
        typed.set(&format!("category-{locale}"), text);
    }
    if let Some(priority) = incident.priority {
        typed.set("priority", u8::from(priority).to_string());
    }
    match &incident.responsibility {
        Some(Responsibility::External { provider }) => {
            typed.set("responsibility", "external");
            typed.set("provider", provider.clone().unwrap_or_default());
        }
        Some(other) => typed.set("responsibility", other.as_str()),
        None => {}
    }
    typed.set("references", incident.references.join("\n"));
    typed.set("links", incident.links.join("\n"));
    if let Some(notice) = &incident.notice {
        typed.set("notice", notice.address.clone());
        typed.set("words", notice.words.clone());
    }
    for at in 0..incident.figures.len() {
        typed.add("figures", at.to_string());
    }
    typed
}

fn show(
    site: &Site,
    signed_in: &SignedIn,
    scene: &Scene,
    typed: &Typed,
    refusal: Option<&Refusal>,
) -> Result<Response> {
    let reader = &scene.reader;
    let said = (reader.say("desk-edit-facts"), reader.say("facts-lead"));
    one_form::show((site, signed_in, scene), said, form(scene, typed), refusal)
}

fn form(scene: &Scene, typed: &Typed) -> Form {
    let reader = &scene.reader;
    let line = |name: &'static str, key: &str| {
        Field::of(name, reader.say(key), Control::line(typed.get(name)))
    };
    let text = |name: &'static str, key: &str, rows| {
        let value = typed.get(name).to_owned();
        Field::of(name, reader.say(key), Control::Text { value, rows })
    };
    let category = typed.words("category", &scene.locales());
    let category = Control::words(1, &scene.locales(), &category);
    Form {
        hidden: vec![
            ("expected", scene.version.0.to_string()),
            ("key", token::new_id(reader.now).to_string()),
        ],
        fields: vec![
            Field::of("impact", reader.say("facts-impact"), impact(reader, typed)),
            Field::of(
                "priority",
                reader.say("facts-priority"),
                priority(reader, typed),
            ),
            Field::of("category", reader.say("facts-category"), category),
            Field::of(
                "responsibility",
                reader.say("facts-fault"),
                fault(reader, typed),
            ),
            line("provider", "facts-provider"),
            line("notice", "facts-notice").hinted(reader.say("facts-notice-hint")),
            text("words", "facts-words", 4),
            text("references", "facts-references", 2).hinted(reader.say("facts-each-line")),
            text("links", "facts-links", 2).hinted(reader.say("facts-each-line")),
        ],
        more: Some(more(scene, typed)),
        deeds: vec![Deed::of("store", reader.say("facts-store"), Weight::Main)],
        back: Some((scene.address(), reader.say("form-back"))),
        ..Form::to("facts", format!("{}/facts", scene.address()))
    }
}

fn impact(reader: &Reader, typed: &Typed) -> Control {
    let pick = |impact: &Impact| {
        let is_it = impact.as_str() == typed.get("impact");
        Pick::of(
            impact.as_str(),
            reader.say(&format!("impact-{impact}")),
            is_it,
        )
    };
    Control::Choice(Impact::ALL.iter().map(pick).collect())
}

fn priority(reader: &Reader, typed: &Typed) -> Control {
    let chosen = typed.get("priority");
    let none = Pick::of("", reader.say("facts-none"), chosen.is_empty());
    let pick = |number: u8| {
        Pick::of(
            number.to_string(),
            format!("P{number}"),
            chosen == number.to_string(),
        )
    };
    Control::List(std::iter::once(none).chain((1..=5).map(pick)).collect())
}

fn fault(reader: &Reader, typed: &Typed) -> Control {
    let chosen = typed.get("responsibility");
    let none = Pick::of("", reader.say("facts-none"), chosen.is_empty());
    let pick = |word: &'static str| {
        let label = reader.say(&format!("responsibility-{word}"));
        Pick::of(word, label, chosen == word)
    };
    let all = ["own", "external", "unconfirmed"];
    Control::List(
        std::iter::once(none)
            .chain(all.into_iter().map(pick))
            .collect(),
    )
}

/// The figures: which stay, and one that comes.
fn more(scene: &Scene, typed: &Typed) -> More {
    let reader = &scene.reader;
    let line = |name: &'static str, key: &str| {
        Field::of(name, reader.say(key), Control::line(typed.get(name)))
    };
    let time = |name: &'static str, key: &str| {
        Field::of(name, reader.say(key), Control::time(reader, name, typed))
    };
    let mut fields = Vec::new();
    if !scene.incident.figures.is_empty() {
        let picks = scene
            .incident
            .figures
            .iter()
            .enumerate()
            .map(|(at, figure)| {
                let is_on = typed.all("figures").any(|one| one == at.to_string());
                Pick::of(at.to_string(), figure_said(reader, figure), is_on)
            });
        let picks = Control::Several(picks.collect());
        fields.push(Field::of(
            "figures",
            reader.say("facts-figures-stay"),
            picks,
        ));
    }
    let is_count = typed.get("unit") == "count";
    let units = Control::Choice(vec![
        Pick::of("percent", reader.say("facts-percent"), !is_count),
        Pick::of("count", reader.say("facts-count"), is_count),
    ]);
    let of: LocalizedText = typed.words("of", &scene.locales());
    fields.extend([
        line("low", "facts-low").hinted(reader.say("facts-low-hint")),
        line("high", "facts-high"),
        Field::of("unit", reader.say("facts-unit"), units),
        Field::of(
            "of",
            reader.say("facts-of"),
            Control::words(1, &scene.locales(), &of),
        )
        .hinted(reader.say("facts-of-hint")),
        time("from", "window-since"),
        time("until", "window-end"),
    ]);
    More {
        label: reader.say("facts-figures"),
        is_open: typed.is_on("high"),
        fields,
    }
}

fn figure_said(reader: &Reader, figure: &Figure) -> String {
    let of = reader.plain(&figure.of).unwrap_or_default();
    format!("{} {of}", reader.figure(figure))
}
