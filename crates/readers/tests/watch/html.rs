//! Pages without data, by selectors.

use beffroi_domain::ComponentStatus;
use beffroi_readers::watch::{
    Blind, Context, Seen,
    condition::{condition, is_open, is_over},
};

use super::{NOT_THE_PAGE, at, context, own, part, read_with};

fn with(selectors: &[(&str, &str)]) -> Context {
    let mut context = context();
    let named = selectors
        .iter()
        .map(|(name, css)| ((*name).to_owned(), (*css).to_owned()));
    context.selectors = named.collect();
    context
}

fn usual() -> Context {
    with(&[
        ("page", "main.state-of-things"),
        ("state", ".overall"),
        ("component", "li.thing"),
        ("component-name", ".name"),
        ("component-state", "i @class"),
        ("incident", "article"),
        ("incident-title", "h2"),
        ("incident-time", "time @datetime"),
        ("incident-text", ".said"),
        ("incident-state", ".stage"),
        ("incident-link", "h2 a @href"),
        ("word.Some things creak", "partial_outage"),
        ("word.dot-green", "operational"),
        ("word.dot-red", "major_outage"),
        ("word.Done", "resolved"),
    ])
}

fn look(body: &[u8], context: &Context) -> Result<Seen, Blind> {
    read_with("html", "html", body, context)
}

#[test]
fn what_the_selectors_find_is_the_page() {
    let seen = look(&own("html-orchard.html"), &usual()).unwrap();

    let state = seen.state.as_ref().unwrap();
    assert_eq!(
        (state.status, state.raw.as_str()),
        (ComponentStatus::PartialOutage, "Some things creak")
    );
    assert_eq!(
        part(&seen, "Till").facts.status,
        Some(ComponentStatus::Operational)
    );
    assert_eq!(part(&seen, "Vault").raw.as_deref(), Some("dot-red"));
    assert_eq!(seen.notices.len(), 2);
    let open = &seen.notices[0];
    assert_eq!(open.told.record.title_raw, "The vault creaks");
    assert_eq!(
        open.told.record.external_id.as_deref(),
        Some("https://status.example.com/i/1")
    );
    assert_eq!(
        open.told.record.updates[0].posted_at,
        Some(at("2026-07-29T16:00:00Z"))
    );
    assert!(is_open(open, context().now) && is_over(&seen.notices[1]));
    assert_eq!(
        condition(&seen, context().now).status,
        ComponentStatus::MajorOutage
    );
}

#[test]
fn a_word_that_nobody_wrote_down_is_kept_and_is_some_trouble() {
    let seen = look(&own("html-orchard.html"), &usual()).unwrap();

    assert_eq!(seen.unknown, ["component-state: dot-mauve"]);
    assert_eq!(
        part(&seen, "Attic").facts.status,
        Some(ComponentStatus::DegradedPerformance)
    );
}

#[test]
fn what_is_named_and_not_there_makes_it_another_page() {
    let body = own("html-orchard.html");
    for name in ["page", "state", "component"] {
        let missing = with(&[(name, ".not-there")]);
        assert!(look(&body, &missing).is_err(), "{name}");
    }
    for body in NOT_THE_PAGE {
        assert!(look(body, &usual()).is_err(), "{body:?}");
    }
}

#[test]
fn without_a_selector_or_with_a_broken_one_nothing_is_read() {
    let body = own("html-orchard.html");

    assert!(look(&body, &context()).is_err());
    assert!(look(&body, &with(&[("incident", "article")])).is_err());
    let broken = look(&body, &with(&[("state", "p[[")])).unwrap_err();
    assert!(broken.reason.contains("`state`"), "{broken}");
}
