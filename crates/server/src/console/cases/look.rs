//! What is looked for in the inbox: by a person in a form, kept in the address.

use axum::http::Uri;
use beffroi_domain::{ComponentId, IncidentId};
use uuid::Uuid;

use super::ADDRESS;
use crate::{
    components::Component,
    console::form::{Control, Field, Form, Pick, Weight},
    members::SignedIn,
    pages::Page,
    reports::{Hands, Looked, Stand},
    web::{Reader, query::Query},
};

/// How many cases a screen shows.
pub(super) const ROWS: i64 = 50;

/// The names that an address may say; `of` is the page whose team it is, `page` the screen.
const NAMES: &[&str] = &[
    "of",
    "stand",
    "component",
    "incident",
    "who",
    "order",
    "q",
    "page",
];

/// What stands in an address.
pub(super) fn asked(uri: &Uri) -> Query {
    Query::of(uri).only(NAMES)
}

/// The incident that they are to be about.
pub(super) fn incident(asked: &Query) -> Option<IncidentId> {
    let id = asked.get("incident")?.parse::<Uuid>().ok()?;
    Some(IncidentId(id))
}

/// Whether nothing narrower is asked for than a page's inbox.
pub(super) fn is_plain(asked: &Query) -> bool {
    let narrow = [
        "stand",
        "component",
        "incident",
        "who",
        "order",
        "q",
        "page",
    ];
    narrow.iter().all(|name| asked.get(name).is_none())
}

/// What is looked for on a page. Of those about an incident all are shown, else those who wait and what is open.
pub(super) fn looked(asked: &Query, page: &Page, signed_in: &SignedIn) -> Looked {
    let stand = Stand::ALL
        .into_iter()
        .find(|one| Some(one.as_str()) == asked.get("stand"));
    let usual = match incident(asked) {
        Some(_) => Stand::All,
        None => Stand::Open,
    };
    Looked {
        page: page.id,
        stand: stand.unwrap_or(usual),
        component: asked
            .get("component")
            .and_then(|id| id.parse().ok().map(ComponentId)),
        incident: incident(asked),
        hands: match asked.get("who") {
            Some("mine") => Hands::Of(signed_in.member.id),
            Some("nobody") => Hands::Nobody,
            _ => Hands::Anyone,
        },
        is_newest_first: asked.get("order") == Some("newest"),
        offset: (asked.page() - 1) * ROWS,
        most: ROWS,
    }
}

/// The form, as it was sent.
pub(super) fn form(
    reader: &Reader,
    (pages, page): (&[&Page], &Page),
    components: &[Component],
    (asked, looked): (&Query, &Looked),
) -> Form {
    let mut fields: Vec<Field> = of(reader, pages, page).into_iter().collect();
    let stands = Stand::ALL.into_iter().map(|one| {
        let label = reader.say(&format!("cases-stand-{}", one.as_str()));
        Pick::of(one.as_str(), label, one == looked.stand)
    });
    fields.push(Field::of(
        "stand",
        reader.say("cases-stand"),
        Control::List(stands.collect()),
    ));
    let standing = components.iter().filter(|one| one.deleted_at.is_none());
    let mut parts = vec![Pick::of(
        "",
        reader.say("cases-any-component"),
        looked.component.is_none(),
    )];
    parts.extend(standing.map(|one| {
        let name = reader.plain(&one.name).unwrap_or_default();
        Pick::of(one.id.to_string(), name, looked.component == Some(one.id))
    }));
    if parts.len() > 1 {
        fields.push(Field::of(
            "component",
            reader.say("case-component"),
            Control::List(parts),
        ));
    }
    fields.extend([who(reader, looked), order(reader, looked)]);
    fields.push(
        Field::of(
            "q",
            reader.say("cases-reference"),
            Control::input("code", "off", asked.get("q").unwrap_or_default()),
        )
        .hinted(reader.say("cases-reference-hint")),
    );
    let mut form = Form::to("search", ADDRESS)
        .asking(fields)
        .doing(reader.say("cases-search"), Weight::Main);
    if let Some(id) = looked.incident {
        form.hidden = vec![("incident", id.to_string())];
    }
    form.asks = true;
    form
}

/// Which page, where somebody reads several.
pub(super) fn of(reader: &Reader, pages: &[&Page], page: &Page) -> Option<Field> {
    let pick = |one: &&Page| {
        let name = one.name_in(reader.locale()).to_owned();
        Pick::of(one.slug.as_str(), name, one.id == page.id)
    };
    let field = || {
        let picks = pages.iter().map(pick).collect();
        Field::of("of", reader.say("cases-of"), Control::List(picks))
    };
    (pages.len() > 1).then(field)
}

fn who(reader: &Reader, looked: &Looked) -> Field {
    let pick = |word: &str, is_chosen: bool| {
        let key = match word {
            "" => "cases-who-anyone".to_owned(),
            word => format!("cases-who-{word}"),
        };
        Pick::of(word, reader.say(&key), is_chosen)
    };
    let picks = vec![
        pick("", looked.hands == Hands::Anyone),
        pick("mine", matches!(looked.hands, Hands::Of(_))),
        pick("nobody", looked.hands == Hands::Nobody),
    ];
    Field::of("who", reader.say("cases-who"), Control::List(picks))
}

fn order(reader: &Reader, looked: &Looked) -> Field {
    let is_new = looked.is_newest_first;
    let picks = vec![
        Pick::of("", reader.say("cases-order-wait"), !is_new),
        Pick::of("newest", reader.say("cases-order-newest"), is_new),
    ];
    Field::of("order", reader.say("cases-order"), Control::List(picks))
}
