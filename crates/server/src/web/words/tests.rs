//! The locale files held against each other, against CLDR and against the code that names their keys.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use beffroi_domain::{
    CommitmentKind, CommitmentState, ComponentStatus, EntryKind, Impact, IncidentStatus,
    MaintenanceStatus, Section, StandardPhrase,
};
use fluent_syntax::ast::{
    Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey,
};
use icu_plurals::{PluralCategory, PluralRules, PluralRulesOptions};

use super::*;

/// What one message uses.
#[derive(Debug, Default, PartialEq, Eq)]
struct Message {
    variables: BTreeSet<String>,
    /// The arms of each selection, by the variable that decides.
    arms: Vec<(String, BTreeSet<String>)>,
}

fn source(tag: &str) -> String {
    files(tag).map(|(_, text)| text + "\n").collect()
}

fn messages(tag: &str) -> BTreeMap<String, Message> {
    let resource = fluent_syntax::parser::parse(source(tag)).unwrap();
    let mut all = BTreeMap::new();
    for entry in &resource.body {
        if let Entry::Message(message) = entry {
            let mut used = Message::default();
            pattern_of(message.value.as_ref().unwrap(), &mut used);
            all.insert(message.id.name.clone(), used);
        }
    }
    all
}

fn pattern_of(pattern: &Pattern<String>, used: &mut Message) {
    for element in &pattern.elements {
        match element {
            PatternElement::Placeable {
                expression: Expression::Inline(inline),
            } => {
                variable_of(inline, used);
            }
            PatternElement::Placeable {
                expression: Expression::Select { selector, variants },
            } => {
                let decides = variable_of(selector, used);
                let arms = variants.iter().map(|variant| match &variant.key {
                    VariantKey::Identifier { name } => name.clone(),
                    VariantKey::NumberLiteral { value } => value.clone(),
                });
                used.arms.push((decides, arms.collect()));
                for variant in variants {
                    pattern_of(&variant.value, used);
                }
            }
            PatternElement::TextElement { .. } => {}
        }
    }
}

fn variable_of(inline: &InlineExpression<String>, used: &mut Message) -> String {
    match inline {
        InlineExpression::VariableReference { id } => {
            used.variables.insert(id.name.clone());
            id.name.clone()
        }
        other => panic!("only variables are used in our files, not {other:?}"),
    }
}

#[test]
fn every_locale_has_every_file_and_a_key_stands_in_one_place() {
    let parts = |tag: &str| -> BTreeSet<String> {
        let names = files(tag).map(|(name, _)| name);
        names
            .map(|name| name.replace(&format!("{tag}.ftl"), ""))
            .collect()
    };
    let english = parts("en");

    assert!(english.contains("refusals."), "{english:?}");
    for tag in tags() {
        assert_eq!(parts(&tag), english, "{tag}");
        assert!(find(&tag.parse().unwrap()).is_some());
    }
}

#[test]
fn all_locales_have_the_same_keys_with_the_same_variables() {
    let variables = |tag: &str| -> BTreeMap<String, BTreeSet<String>> {
        messages(tag)
            .into_iter()
            .map(|(key, used)| (key, used.variables))
            .collect()
    };
    let english = variables("en");

    for tag in tags() {
        assert_eq!(
            variables(&tag),
            english,
            "locales/{tag}.ftl beside locales/en.ftl"
        );
    }
    assert!(english.len() > 200, "{}", english.len());
}

#[test]
fn plural_arms_are_those_of_the_language() {
    for tag in tags() {
        let locale: icu_locale_core::Locale = tag.parse().unwrap();
        let rules = PluralRules::try_new((&locale).into(), PluralRulesOptions::default()).unwrap();
        let known: BTreeSet<String> = rules.categories().map(name).collect();
        // What numbers on a page can ask for; "many" in French begins at a million.
        let needed: BTreeSet<String> = (0_u32..1000)
            .map(|number| name(rules.category_for(number)))
            .collect();
        for (key, used) in messages(&tag) {
            for (decides, arms) in used.arms {
                assert_eq!(decides, "count", "{tag}: {key}");
                assert!(
                    arms.is_subset(&known),
                    "{tag}: {key} has {arms:?}, CLDR {known:?}"
                );
                assert!(
                    arms.is_superset(&needed),
                    "{tag}: {key} has {arms:?} of {needed:?}"
                );
            }
        }
    }
}

fn name(category: PluralCategory) -> String {
    let name = match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    };
    name.to_owned()
}

#[test]
fn french_has_thin_spaces_that_do_not_break_beside_its_double_signs() {
    for line in source("fr").lines().filter(|line| !line.starts_with('#')) {
        for space in [' ', '\u{a0}'] {
            for sign in [';', ':', '?', '!', '%', '»'] {
                assert!(!line.contains(&format!("{space}{sign}")), "{line}");
            }
            assert!(!line.contains(&format!("«{space}")), "{line}");
        }
    }
}

#[test]
fn no_locale_writes_with_typewriter_apostrophes() {
    for tag in tags() {
        for line in source(&tag).lines().filter(|line| !line.starts_with('#')) {
            assert!(!line.contains('\''), "locales/{tag}.ftl: {line}");
        }
    }
}

#[test]
fn every_locale_names_itself_and_how_it_writes_numbers() {
    let named: Vec<(String, String)> = all()
        .map(|words| (words.locale().to_string(), words.say("language-name")))
        .collect();

    for (tag, name) in [("en", "English"), ("fr", "Français"), ("it", "Italiano")] {
        assert!(
            named.contains(&(tag.to_owned(), name.to_owned())),
            "{named:?}"
        );
    }
}

#[test]
fn a_region_without_words_of_its_own_speaks_its_language() {
    assert_eq!(find(&Locale::of("fr-ch")).unwrap().locale().as_str(), "fr");
    assert!(find(&Locale::of("de")).is_none());
    assert_eq!(first_of([&Locale::of("de")]).locale().as_str(), "en");
}

/// The rows of a header.
const ROWS: &[&str] = &[
    "afterwards",
    "notice",
    "start",
    "end",
    "impact",
    "resolution",
    "communication",
    "category",
    "responsibility",
    "priority",
    "components",
    "figures",
    "consequences",
    "links",
    "planned",
    "again",
    "began",
    "over",
    "expected",
];

/// Keys that are put together out of a word of the domain.
fn families() -> Vec<String> {
    // tidy: long because it is a table of words.
    let mut keys = Vec::new();
    let mut add = |prefix: &str, words: Vec<&'static str>| {
        keys.extend(words.into_iter().map(|word| format!("{prefix}-{word}")));
    };
    let components = || {
        ComponentStatus::ALL
            .iter()
            .map(|one| one.as_str())
            .collect::<Vec<_>>()
    };
    add("component", components());
    add("state", components());
    add(
        "incident",
        IncidentStatus::ALL.iter().map(|one| one.as_str()).collect(),
    );
    add(
        "maintenance",
        MaintenanceStatus::ALL
            .iter()
            .map(|one| one.as_str())
            .collect(),
    );
    let promised = || CommitmentKind::ALL.iter().map(|one| one.as_str()).collect();
    add("promise", promised());
    let states = CommitmentState::ALL.iter().map(|one| one.as_str());
    let ruled = [
        "update",
        "acknowledgement",
        "description",
        "resolution",
        "postmortem",
    ];
    for kind in ruled {
        add(&format!("promises-rule-{kind}"), vec!["hint"]);
    }
    add("promise-word", states.chain(["kept-late"]).collect());
    for news in ["begun", "more", "again", "over"] {
        add(&format!("letter-upstream-{news}"), vec!["subject", "text"]);
    }
    add("upstreams-raise", vec!["off", "draft", "publish"]);
    add("upstreams-close", vec!["prompt", "auto"]);
    add(
        "upstreams-rule",
        vec!["off", "draft", "publish", "prompt", "auto"],
    );
    add("cases-stand", vec!["waiting", "open", "closed", "all"]);
    add("cases-who", vec!["mine", "nobody"]);
    add("case-source", vec!["form", "api", "mail"]);
    add("case-entry", vec!["they-said", "we-said", "note"]);
    add("case-entry", vec!["linked", "unlinked", "assigned"]);
    add("case-entry", vec!["asked", "works", "fails"]);
    add("case-entry", vec!["closed", "reopened"]);
    for rule in [
        "answer-within",
        "escalate-after",
        "spike-floor",
        "keep-files",
        "keep",
    ] {
        add(&format!("desk-{rule}"), vec!["hint"]);
    }
    for due in ["promise-by", "promise-late", "promise-moved-from"] {
        add(due, vec!["day"]);
    }
    add("promise", vec!["by", "late", "moved-from"]);
    let indicators = [
        "none",
        "minor",
        "major",
        "critical",
        "maintenance",
        "unknown",
    ];
    add("api-status", indicators.to_vec());
    add(
        "impact",
        Impact::ALL.iter().map(|one| one.as_str()).collect(),
    );
    add(
        "section",
        Section::ALL.iter().map(|one| one.as_str()).collect(),
    );
    add(
        "standard",
        StandardPhrase::ALL.iter().map(|one| one.as_str()).collect(),
    );
    add("footer", vec!["legal", "privacy", "accessibility"]);
    add("welcome", vec!["first", "invite", "recover"]);
    add("welcome", vec!["first-lead", "invite-lead", "recover-lead"]);
    add(
        "field",
        vec!["name", "email", "password", "old", "role", "page"],
    );
    add("field", vec!["purpose", "scopes", "days", "address"]);
    let roles = ["reader", "responder", "publisher", "administrator"];
    add("role", roles.to_vec());
    add("role", vec!["reader-may", "responder-may", "publisher-may"]);
    add("role", vec!["administrator-may"]);
    let letters = ["invitation", "recovery", "route", "reminder", "escalation"];
    add("letters-kind", letters.to_vec());
    add("letters-kind", vec!["preview", "sms-spent"]);
    let news = vec!["subscription", "subscription-news"];
    add("letters-kind", news);
    add(
        "hearers-by",
        vec!["email", "webhook", "statuspage", "slack"],
    );
    add("hearers-by", vec!["teams", "discord", "mattermost"]);
    add("told-lane", vec!["mail", "call"]);
    add(
        "told-reason",
        vec!["asked-to-leave", "busy", "closed", "failing"],
    );
    add("told-reason", vec!["bounced", "fault"]);
    add("told-reason", vec!["forbidden", "full", "moved", "refused"]);
    add("told-reason", vec!["country", "no-gateway", "spend-cap"]);
    add("told-reason", vec!["no-such-address", "not-called", "slow"]);
    add(
        "told-reason",
        vec!["fault", "private-address", "too-large", "unfit"],
    );
    add(
        "told-reason",
        vec!["unexplained", "unreached", "unreadable"],
    );
    add("hearers-by", vec!["google-chat", "sms", "web-push"]);
    let promises = ["promise-reminder", "promise-late", "promise-decide"];
    add("letters-kind", promises.to_vec());
    add("letters-kind", vec!["ticket-remind", "ticket-late"]);
    for part in ["title", "lead", "what", "address"] {
        add(&format!("subscribe-{part}"), vec!["sms"]);
    }
    let rooms = ["slack", "teams", "discord", "mattermost", "google-chat"];
    for way in ["email", "webhook", "statuspage"].into_iter().chain(rooms) {
        for part in ["way", "what", "title", "lead", "address", "hint"] {
            add(&format!("subscribe-{part}"), vec![way]);
        }
    }
    add(
        "subscribe-kind",
        vec!["incidents", "maintenances", "postmortems"],
    );
    add("subscribe-way", vec!["sms", "web-push"]);
    for part in ["what", "title", "lead"] {
        add(&format!("subscribe-{part}"), vec!["web-push"]);
    }
    add("subscribers-way", vec!["import", "csv", "forget"]);
    add("subscribers-state", vec!["asked", "active", "paused"]);
    for letter in ["opened", "linked", "answered", "asked", "closed"] {
        add(&format!("case-letter-{letter}"), vec!["subject", "button"]);
    }
    for letter in ["soon", "late"] {
        add(&format!("case-letter-{letter}"), vec!["subject", "text"]);
    }
    add("files-kind", vec!["jpeg", "pdf", "png", "text", "webp"]);
    add(
        "files-why",
        vec!["away", "damaged", "empty", "kind", "large", "many"],
    );
    for letter in ["confirm", "known", "ready", "paused"] {
        let name = format!("subscription-{letter}");
        add(&name, vec!["subject", "text", "button"]);
    }
    add("scope", vec!["read", "write", "publish", "bypass", "admin"]);
    add("member", vec!["remove", "remove-title", "remove-lead"]);
    add("member", vec!["forget", "forget-title", "forget-lead"]);
    add("invited", vec!["title", "lead"]);
    add("relink", vec!["title", "lead"]);
    add("member", vec!["factors", "factors-title", "factors-lead"]);
    for asked in [
        "codes-remove",
        "passkey-remove",
        "recovery-renew",
        "provider-link",
        "provider-unlink",
    ] {
        add(asked, vec!["title", "lead", "do"]);
    }
    add("maintenance", vec!["cancelled"]);
    let whys = "not_the_page no_format refused robots missing busy broken slow unreachable";
    add("providers-why", whys.split(' ').collect());
    let narrowed = "language language-any provider provider-any";
    add("providers-found", narrowed.split(' ').collect());
    add("providers-is", components());
    add("providers-count", components());
    let grounds = ["stated", "components", "notices", "nothing_open"];
    add("providers-ground", grounds.to_vec());
    let doubts = [
        "start_differs",
        "end_differs",
        "zone_against_season",
        "other",
    ];
    add("providers-doubt", doubts.to_vec());
    add(
        "providers-doubt",
        vec!["year_implausible", "end_before_start"],
    );
    let doubts = ["figures_differ_between_locales", "resolved_too_early"];
    add("providers-doubt", doubts.to_vec());
    add(
        "providers-doubt",
        vec!["language_missing", "status_against_text"],
    );
    let figures = "incidents broken seen first-word resolution writeups languages since";
    add("providers-figure", figures.split(' ').collect());
    let noted = figures
        .split(' ')
        .map(|one| format!("providers-figure-{one}-note"));
    keys.extend(noted);
    let mut add = |prefix: &str, words: Vec<&'static str>| {
        keys.extend(words.into_iter().map(|word| format!("{prefix}-{word}")));
    };
    add("providers-span", vec!["90d", "1y", "all"]);
    let grades = ["first", "prompt", "late", "very-late", "silent"];
    add("providers-grade", grades.to_vec());
    add("providers-honesty", vec!["ours", "theirs", "after"]);
    let sectors = "3-d-secure accounting acquirer ai bank card-network cdn certificates code database dns \
                   financing fraud hosting identity mail observability office other payment-method shipping shop sms";
    add("providers-sector", sectors.split_whitespace().collect());
    add("setup-access", vec!["private", "public"]);
    add("setup", vec!["hosts-hint", "locales-hint", "prefix-hint"]);
    add("setup", vec!["slug-hint", "zone-hint"]);
    add("templates", vec!["impact", "status"]);
    add("setup", vec!["required-hint"]);
    add("setup-missing", vec!["hold", "follow"]);
    add("setup-machine", vec!["look", "publish"]);
    add("phrases", vec!["changed", "own"]);
    let by_clock = ["begin", "both", "complete", "nothing"];
    add("works-clock", by_clock.to_vec());
    add("works-clock-is", by_clock.to_vec());
    let deeds = ["begin", "cancel", "complete", "verify"];
    add("works-do", deeds.to_vec());
    add("works-done", deeds.to_vec());
    add("works-done", vec!["moved", "only", "planned", "published"]);
    add("works-done", vec!["said"]);
    add("works-day", vec!["mo", "tu", "we", "th", "fr", "sa", "su"]);
    add("works-nth", vec!["0", "1", "2", "3", "4", "last"]);
    add("works-look", vec!["first", "alone"]);
    add("works", vec!["bypasses", "overrules"]);
    let repeated = ["works-repeat", "works-every", "works-days", "works-nth"];
    for field in repeated.into_iter().chain(["works-until", "works-rule"]) {
        add(field, vec!["hint"]);
    }
    add("works-remind", vec!["none", "15m", "1h", "1d", "2d", "7d"]);
    add("works-repeat", vec!["once", "daily", "weekly"]);
    add("works-repeat", vec!["monthly", "nth", "rule"]);
    let kinds = EntryKind::ALL
        .iter()
        .filter(|kind| **kind != EntryKind::Event);
    add("kind", kinds.map(|one| one.as_str()).collect());
    let ways = ["atom", "rss", "json", "calendar", "maintenances"];
    add("follow", ways.to_vec());
    add("responsibility", vec!["own", "external", "unconfirmed"]);
    for unit in ["percent", "count"] {
        add(&format!("figure-{unit}"), vec!["one", "up-to", "range"]);
    }
    for unit in ["day", "hour", "minute", "second"] {
        keys.push(format!("duration-{unit}s"));
        keys.push(format!("duration-{unit}-short"));
    }
    keys.extend(ROWS.iter().map(|row| format!("fact-{row}")));
    for kind in beffroi_domain::review::Kind::ALL {
        keys.push(format!("review-{}", kind.as_str()));
        keys.push(format!("review-{}-do", kind.as_str()));
    }
    keys.push("review-promise_loose-open-do".to_owned());
    for time in ["detect", "first-word", "resolve"] {
        keys.push(format!("figures-{time}"));
        keys.push(format!("figures-{time}-note"));
    }
    keys.extend(["responsibility", "category"].map(|by| format!("figures-by-{by}")));
    let questions = "component responsibility priority category year";
    let questions = questions.split(' ');
    keys.extend(questions.clone().map(|about| format!("choice-{about}")));
    keys.extend(questions.map(|about| format!("choice-any-{about}")));
    for page in ["not-found", "fault", "no-page", "unknown-host", "wrong-way"] {
        keys.push(format!("{page}-title"));
        keys.push(format!("{page}-text"));
    }
    keys
}

#[test]
fn every_key_that_the_code_names_is_there_and_every_key_that_is_there_is_named() {
    let mut code = String::new();
    read_all(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut code,
    );
    let families: BTreeSet<String> = families().into_iter().collect();
    let english: BTreeSet<String> = messages("en").into_keys().collect();

    let missing: Vec<&String> = families.difference(&english).collect();
    let unnamed: Vec<&String> = english
        .iter()
        .filter(|key| !families.contains(*key) && !code.contains(&format!("\"{key}\"")))
        .collect();

    assert_eq!(missing, Vec::<&String>::new(), "named by the code");
    assert_eq!(unnamed, Vec::<&String>::new(), "named by no code");
    for named in literals(&code) {
        assert!(
            english.contains(&named),
            "{named:?} stands in no locale file"
        );
    }
}

/// The literal keys in `say("…")`, `tell("…")`, `count("…")`, and in refusals `says("…")`, `told("…")`.
fn literals(code: &str) -> BTreeSet<String> {
    let call = regex::Regex::new(r#"\b(?:say|says|told|tell|count|own)\(\s*"([a-z_-]+)""#).unwrap();
    call.captures_iter(code)
        .map(|found| found[1].to_owned())
        .collect()
}

fn read_all(folder: &Path, into: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read_all(&path, into);
        } else if path.file_name().is_none_or(|name| name != "tests.rs") {
            into.push_str(&fs::read_to_string(&path).unwrap());
        }
    }
}
