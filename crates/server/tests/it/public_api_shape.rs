//! The public API against replies that were recorded from Statuspage: the same keys in the same order,
//! and null only where theirs is.

use std::{collections::BTreeMap, fmt, path::PathBuf};

use beffroi_domain::MaintenanceStatus;
use serde::{
    Deserialize,
    de::{Deserializer, MapAccess, SeqAccess, Visitor},
};

use crate::{
    public::schedule,
    public_api::{cards, live, planned},
    support::{TestApp, update},
};

/// JSON whose keys keep their order.
enum Tree {
    Leaf(&'static str),
    List(Vec<Tree>),
    Object(Vec<(String, Tree)>),
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reading)
    }
}

struct Reading;

impl<'de> Visitor<'de> for Reading {
    type Value = Tree;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Tree, E> {
        Ok(Tree::Leaf("null"))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Tree, E> {
        Ok(Tree::Leaf("boolean"))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Tree, E> {
        Ok(Tree::Leaf("number"))
    }

    fn visit_u64<E>(self, _: u64) -> Result<Tree, E> {
        Ok(Tree::Leaf("number"))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Tree, E> {
        Ok(Tree::Leaf("number"))
    }

    fn visit_str<E>(self, _: &str) -> Result<Tree, E> {
        Ok(Tree::Leaf("string"))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Tree, A::Error> {
        let mut all = Vec::new();
        while let Some(one) = list.next_element()? {
            all.push(one);
        }
        Ok(Tree::List(all))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Tree, A::Error> {
        let mut all = Vec::new();
        while let Some(one) = map.next_entry()? {
            all.push(one);
        }
        Ok(Tree::Object(all))
    }
}

/// Per path the keys of its objects, and what kinds of value were seen there.
#[derive(Default)]
struct Shapes {
    keys: BTreeMap<String, Vec<Vec<String>>>,
    kinds: BTreeMap<String, Vec<&'static str>>,
}

impl Shapes {
    fn of(text: &str) -> Self {
        let mut shapes = Self::default();
        shapes.add("", &serde_json::from_str(text).unwrap());
        shapes
    }

    fn add(&mut self, path: &str, tree: &Tree) {
        let kind = match tree {
            Tree::Leaf(kind) => kind,
            Tree::List(_) => "array",
            Tree::Object(_) => "object",
        };
        let kinds = self.kinds.entry(path.to_owned()).or_default();
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
        match tree {
            Tree::Leaf(_) => {}
            Tree::List(all) => all.iter().for_each(|one| self.add(path, one)),
            Tree::Object(all) => {
                let ours = |key: &str| key != "beffroi";
                let keys: Vec<String> = all
                    .iter()
                    .map(|(key, _)| key.clone())
                    .filter(|key| ours(key))
                    .collect();
                let known = self.keys.entry(path.to_owned()).or_default();
                if !known.contains(&keys) {
                    known.push(keys);
                }
                for (key, one) in all.iter().filter(|(key, _)| ours(key)) {
                    self.add(&format!("{path}.{key}"), one);
                }
            }
        }
    }
}

fn recorded(name: &str) -> Option<String> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let file = root
        .join("../../../shared/interop/fixtures/statuspage-v2")
        .join(name);
    std::fs::read_to_string(&file)
        .inspect_err(|error| eprintln!("not there, so not tested: {} ({error})", file.display()))
        .ok()
}

/// Null elsewhere in the reply that was recorded, or in the documents of Statuspage.
const MAY_BE_NULL: &[&str] = &[
    ".resolved_at",
    ".monitoring_at",
    ".description",
    ".affected_components",
];

#[tokio::test]
async fn keys_order_and_nullability_are_those_of_a_recorded_summary() {
    let Some(theirs) = recorded("cloudflare-summary-20260729-major.json") else {
        return;
    };
    let theirs = Shapes::of(&theirs);
    let app = TestApp::start().await;
    let component = cards(&app).await;
    app.component("Alone").await;
    app.record(live(&app, component)).await;
    for (id, status) in [
        ("mnt000000001", MaintenanceStatus::Scheduled),
        ("mnt000000002", MaintenanceStatus::InProgress),
    ] {
        let mut work = planned(&app, id, status, "2026-03-10T02:00:00Z");
        let mut said = update(
            beffroi_domain::IncidentStatus::Identified,
            "2026-03-01T10:00:00Z",
            "Nous changeons de base.",
        );
        said.status = beffroi_domain::UpdateStatus::Maintenance(status);
        work.updates = vec![said];
        work.components = vec![component];
        schedule(&app, work).await;
    }

    let ours = Shapes::of(&app.get("/api/v2/summary.json").await.body);

    assert!(ours.keys.len() >= 9, "the sample shows every object");
    for (path, all) in &ours.keys {
        for keys in all {
            assert!(
                theirs
                    .keys
                    .get(path)
                    .is_some_and(|known| known.contains(keys)),
                "{path}: {keys:?} is none of {:?}",
                theirs.keys.get(path)
            );
        }
    }
    for (path, kinds) in &ours.kinds {
        let known = &theirs.kinds[path];
        let is_documented = MAY_BE_NULL.iter().any(|end| path.ends_with(end));
        // What they leave null everywhere tells nothing of its kind.
        let fits = |kind: &&str| {
            known.contains(kind) || (*kind == "null" && is_documented) || known == &["null"]
        };
        assert!(
            kinds.iter().all(fits),
            "{path}: {kinds:?}, recorded {known:?}"
        );
    }
}

#[tokio::test]
async fn the_status_alone_is_that_of_a_recorded_reply() {
    let Some(theirs) = recorded("github-status-http-20261009.txt") else {
        return;
    };
    let body = theirs.find("\n{").map(|at| &theirs[at..]).unwrap();
    let app = TestApp::start().await;

    let answer = app.get("/api/v2/status.json").await;

    let (ours, theirs_shape) = (Shapes::of(&answer.body), Shapes::of(body));
    assert_eq!(ours.keys, theirs_shape.keys);
    for name in [
        "content-type",
        "access-control-allow-origin",
        "cache-control",
    ] {
        let line = format!("{name}: {}\n", answer.header(name));
        assert!(theirs.contains(&line), "{line}");
    }
}
