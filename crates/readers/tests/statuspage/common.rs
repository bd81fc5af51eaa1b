//! What the tests of the readers share: a run through the one door.

use std::{io::BufReader, ops::ControlFlow, path::PathBuf};

use beffroi_domain::{Locale, LocalizedText};
use beffroi_readers::{Item, ReadError, ReadOptions, Summary, Told, read};

/// Everything that a source hands over, in chunks that cut through everything.
pub fn run(name: &str, bytes: &[u8]) -> (Vec<Item>, Result<Summary, ReadError>) {
    let mut all = Vec::new();
    let ended = read(
        name,
        None,
        BufReader::with_capacity(61, bytes),
        &ReadOptions::default(),
        &mut |item| {
            all.push(item);
            ControlFlow::Continue(())
        },
    );
    (all, ended)
}

/// The items of a text that must be readable.
pub fn items(text: &str) -> Vec<Item> {
    let (all, ended) = run("test.json", text.as_bytes());
    ended.expect("a readable document");
    all
}

/// The incidents of a text that must be readable.
pub fn incidents(text: &str) -> Vec<Told> {
    told(items(text))
}

/// The incidents and maintenances among items.
pub fn told(items: Vec<Item>) -> Vec<Told> {
    items
        .into_iter()
        .filter_map(|item| match item {
            Item::Incident(told) | Item::Maintenance(told) => Some(*told),
            _ => None,
        })
        .collect()
}

/// The refusals among items.
pub fn refusals(items: &[Item]) -> Vec<&ReadError> {
    items
        .iter()
        .filter_map(|item| match item {
            Item::Refused(error) => Some(error),
            _ => None,
        })
        .collect()
}

/// What an item is, in a word.
pub fn kind(item: &Item) -> &'static str {
    match item {
        Item::Page(_) => "page",
        Item::Component(_) => "component",
        Item::Incident(_) => "incident",
        Item::Maintenance(_) => "maintenance",
        Item::Refused(_) => "refused",
    }
}

/// The English part of a text.
pub fn english(text: &LocalizedText) -> &str {
    text.get(&Locale::of("en")).unwrap_or_default()
}

/// A recorded reply of a real page beside the repository; says so and gives `None` where it is not.
pub fn fixture(path: &str) -> Option<(PathBuf, Vec<u8>)> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/interop/fixtures");
    let file = root.join(path);
    match std::fs::read(&file) {
        Ok(bytes) => Some((file, bytes)),
        Err(error) => {
            eprintln!("not there, so not tested: {} ({error})", file.display());
            None
        }
    }
}
