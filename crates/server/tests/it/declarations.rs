//! A file says what a page is made of: planned, applied, applied again, drifted, taken away.

use beffroi::{
    components::{self, ComponentChange},
    declarations::{self, Declared, Deed, Plan},
    duty,
    ground::{Error, RefusalKind, Result},
    incidents::{self, NewTemplate},
    pages,
};
use beffroi_domain::{Actor, IncidentStatus, Locale};

use crate::support::{TestApp, words};

const FILE: &str = r#"
[page]
slug = "shop"
name.fr = "Boutique"
name.en = "Shop"
locales = ["fr", "en"]
zone = "Europe/Paris"
since = 2025-01-01
hosts = ["status.shop.example"]

[rules]
approval = true
reference_prefix = "SHOP-"

[[group]]
key = "pay"
name.fr = "Payer"

[[group.component]]
key = "api"
name.fr = "API"
description.fr = "Ce que vos serveurs appellent."

[[group.component]]
key = "form"
name.fr = "Formulaire"
showcase = false

[[component]]
key = "web"
name.fr = "Site"
"#;

const TEMPLATE: &str = r#"
[[template]]
key = "cards"
name = "Cards down"
title.fr = "Cartes refusées"
status = "identified"
components = { api = "major_outage" }
"#;

fn declared(text: &str) -> Declared {
    declarations::read("page.toml", text).unwrap()
}

async fn plan(app: &TestApp, text: &str) -> Plan {
    let mut tx = app.db().snapshot().await.unwrap();
    declarations::plan(&mut tx, &declared(text)).await.unwrap()
}

async fn apply(app: &TestApp, text: &str, shown: &Plan) -> Result<()> {
    let mut tx = app.db().begin().await?;
    declarations::apply(&mut tx, app.now(), Actor::System, &declared(text), shown).await?;
    tx.commit().await
}

/// A file is applied, and states what it states once.
pub async fn states_once(app: &TestApp, text: &str) {
    let first = plan(app, text).await;
    assert!(!first.steps.is_empty(), "{first:?}");
    apply(app, text, &first).await.unwrap();
    let again = plan(app, text).await;
    assert!(again.steps.is_empty(), "{again:?}");
}

fn deeds(plan: &Plan) -> Vec<(Deed, &str)> {
    let steps = plan.steps.iter();
    steps.map(|step| (step.deed, step.key.as_str())).collect()
}

#[tokio::test]
async fn what_is_applied_is_there_and_twice_is_once() {
    for app in TestApp::each().await {
        let first = plan(&app, FILE).await;
        apply(&app, FILE, &first).await.unwrap();

        let second = plan(&app, FILE).await;

        assert_eq!(
            deeds(&first),
            [
                (Deed::Make, "shop"),
                (Deed::Make, "pay"),
                (Deed::Make, "api"),
                (Deed::Make, "form"),
                (Deed::Make, "web")
            ]
        );
        assert_eq!(deeds(&second), []);
        let mut tx = app.db().snapshot().await.unwrap();
        let page = pages::find_by_slug(&mut tx, "shop").await.unwrap().unwrap();
        let all = components::of_page(&mut tx, page.id).await.unwrap();
        let form = all
            .iter()
            .find(|one| one.name == words(&[("fr", "Formulaire")]));
        let rules = incidents::rules_of(&mut tx, page.id).await.unwrap();
        assert!(rules.needs_approval && rules.reference_prefix.as_deref() == Some("SHOP-"));
        assert_eq!(page.hosts, ["status.shop.example"]);
        assert!(form.is_some_and(|one| !one.showcase && one.group.is_some()));
        let kept = declarations::kept_of_page(&mut tx, page.id).await.unwrap();
        assert_eq!(kept.len(), 5);
    }
}

#[tokio::test]
async fn what_was_changed_elsewhere_is_told_and_the_file_wins() {
    for app in TestApp::each().await {
        apply(&app, FILE, &plan(&app, FILE).await).await.unwrap();
        let mut tx = app.db().begin().await.unwrap();
        let page = pages::find_by_slug(&mut tx, "shop").await.unwrap().unwrap();
        let all = components::of_page(&mut tx, page.id).await.unwrap();
        let api = all
            .iter()
            .find(|one| one.name == words(&[("fr", "API")]))
            .unwrap();
        let change = ComponentChange {
            name: vec![(Locale::of("fr"), "Interface".to_owned())],
            ..ComponentChange::default()
        };
        components::update(&mut tx, app.now(), Actor::System, page.id, api.id, &change)
            .await
            .unwrap();
        tx.commit().await.unwrap();

        let drifted = plan(&app, FILE).await;
        apply(&app, FILE, &drifted).await.unwrap();

        assert_eq!(deeds(&drifted), [(Deed::Change, "api")]);
        assert!(drifted.steps[0].is_drift);
        assert_eq!(drifted.steps[0].differences[0].old, "Interface");
        assert_eq!(deeds(&plan(&app, FILE).await), []);
    }
}

#[tokio::test]
async fn what_the_file_no_longer_has_is_taken_away_and_what_it_never_had_stays() {
    for app in TestApp::each().await {
        apply(&app, FILE, &plan(&app, FILE).await).await.unwrap();
        let mut tx = app.db().snapshot().await.unwrap();
        let page = pages::find_by_slug(&mut tx, "shop").await.unwrap().unwrap();
        drop(tx);
        app.component_on(&page, "By hand").await;
        let less = FILE.split("[[component]]").next().unwrap();

        let shown = plan(&app, less).await;
        apply(&app, less, &shown).await.unwrap();

        assert_eq!(deeds(&shown), [(Deed::TakeAway, "web")]);
        let mut tx = app.db().snapshot().await.unwrap();
        let left = components::of_page(&mut tx, page.id).await.unwrap();
        assert_eq!(left.len(), 3, "two of the file, one by hand");
        drop(tx);
        assert_eq!(deeds(&plan(&app, less).await), []);
    }
}

#[tokio::test]
async fn what_is_there_under_the_same_name_is_taken_over() {
    for app in TestApp::each().await {
        app.component("API").await;
        let file = "[page]\nslug = \"test\"\nname.fr = \"Essai\"\nlocales = [\"fr\", \"en\", \"it\"]\n\
                    zone = \"Europe/Paris\"\n[[component]]\nkey = \"api\"\nname.fr = \"API\"\n\
                    name.en = \"API\"\nname.it = \"API\"\n";

        let shown = plan(&app, file).await;
        apply(&app, file, &shown).await.unwrap();

        assert_eq!(deeds(&shown), [(Deed::Adopt, "test"), (Deed::Adopt, "api")]);
        assert_eq!(deeds(&plan(&app, file).await), []);
    }
}

#[tokio::test]
async fn a_plan_that_is_no_longer_true_and_a_second_file_are_refused() {
    for app in TestApp::each().await {
        let shown = plan(&app, FILE).await;
        apply(&app, FILE, &shown).await.unwrap();

        let stale = apply(&app, FILE, &shown).await;
        let mut tx = app.db().snapshot().await.unwrap();
        let other = declarations::read("other.toml", FILE).unwrap();
        let second = declarations::plan(&mut tx, &other).await;

        match stale {
            Err(Error::Refused(refusal)) => assert_eq!(refusal.kind, RefusalKind::Conflict),
            other => panic!("{other:?}"),
        }
        match second {
            Err(Error::Refused(refusal)) => assert!(refusal.message.contains("page.toml")),
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn templates_are_made_kept_set_back_and_taken_away() {
    for app in TestApp::each().await {
        let file = format!("{FILE}{TEMPLATE}");
        apply(&app, &file, &plan(&app, &file).await).await.unwrap();
        let mut tx = app.db().begin().await.unwrap();
        let page = pages::find_by_slug(&mut tx, "shop").await.unwrap().unwrap();
        let made = incidents::templates_of(&mut tx, page.id)
            .await
            .unwrap()
            .remove(0);
        let mut content = made.content.clone();
        content.status = None;
        content.text = words(&[("en", "By hand.")]);
        let (id, name) = (made.id, made.name.clone());
        let changed = NewTemplate {
            page: page.id,
            name,
            content,
        };
        incidents::update_template(&mut tx, app.now(), Actor::System, id, changed)
            .await
            .unwrap();
        tx.commit().await.unwrap();

        let drifted = plan(&app, &file).await;
        apply(&app, &file, &drifted).await.unwrap();
        let settled = plan(&app, &file).await;
        let mut tx = app.db().snapshot().await.unwrap();
        let set_back = incidents::templates_of(&mut tx, page.id)
            .await
            .unwrap()
            .remove(0);
        drop(tx);
        let gone = plan(&app, FILE).await;
        apply(&app, FILE, &gone).await.unwrap();

        assert_eq!(made.name, "Cards down");
        assert_eq!(made.content.components.len(), 1);
        assert_eq!(deeds(&drifted), [(Deed::Change, "cards")]);
        assert!(drifted.steps[0].is_drift);
        assert_eq!(deeds(&settled), []);
        assert_eq!(set_back.content.status, Some(IncidentStatus::Identified));
        assert_eq!(set_back.content.components, made.content.components);
        assert_eq!(
            set_back.content.text,
            words(&[("en", "By hand.")]),
            "the file does not state it"
        );
        assert_eq!(deeds(&gone), [(Deed::TakeAway, "cards")]);
        let mut tx = app.db().snapshot().await.unwrap();
        assert!(
            incidents::templates_of(&mut tx, page.id)
                .await
                .unwrap()
                .is_empty()
        );
    }
}

#[tokio::test]
async fn a_file_says_when_somebody_is_called_and_that_nobody_is() {
    const CALLED: &str = "[rules]\nduty = { silence_minutes = 30, answer_minutes = 10 }\n";
    for app in TestApp::each().await {
        let file = |rules: &str| {
            let page = FILE.split("[rules]").next().unwrap();
            format!("{page}{rules}")
        };
        let rule = async || {
            let mut tx = app.db().snapshot().await.unwrap();
            let page = pages::find_by_slug(&mut tx, "shop").await.unwrap().unwrap();
            let rule = duty::find_rule(&mut tx, page.id).await.unwrap();
            rule.map(|rule| (rule.silence_minutes, rule.answer_minutes))
        };
        let (called, unsaid) = (file(CALLED), file(""));
        let (other, never) = (called.replace("30", "45"), file("[rules]\nduty = {}\n"));

        let mut rules = Vec::new();
        for text in [&called, &unsaid, &other, &never] {
            let shown = plan(&app, text).await;
            apply(&app, text, &shown).await.unwrap();
            assert_eq!(plan(&app, text).await.steps, [], "twice is once");
            rules.push(rule().await);
        }
        let again = plan(&app, &called).await;

        let expected = [Some((30, 10)), Some((30, 10)), Some((45, 10)), None];
        assert_eq!(rules, expected, "what is not stated stays");
        let fields = again.steps[0]
            .differences
            .iter()
            .map(|one| one.field.as_str());
        let fields: Vec<&str> = fields.collect();
        assert_eq!(fields, ["duty.answer_minutes", "duty.silence_minutes"]);
        for half in [
            "{ silence_minutes = 30 }",
            "{ silence_minutes = 30, answer_minutes = 0 }",
        ] {
            let bad = file(&format!("[rules]\nduty = {half}\n"));
            let bad = declarations::read("page.toml", &bad)
                .unwrap_err()
                .to_string();
            assert!(
                bad.contains("duty: write silence_minutes and answer_minutes"),
                "{bad}"
            );
        }
    }
}
