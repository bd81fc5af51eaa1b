//! PDFs without what they tell beside what they show, and without what acts by itself.

use lopdf::{Dictionary, Document, LoadOptions, Object};

/// So much may one part of it unfold to.
const MOST: usize = 64 * 1024 * 1024;
/// Who made it with what and when; what was attached; what runs when it is opened.
const UNSHOWN: &[&[u8]] = &[
    b"Metadata",
    b"PieceInfo",
    b"LastModified",
    b"OpenAction",
    b"AA",
    b"JavaScript",
    b"JS",
    b"EmbeddedFiles",
    b"AF",
    b"Collection",
    b"XFA",
    b"Perms",
    b"URI",
    b"Launch",
];

pub(super) fn pdf(bytes: &[u8]) -> Option<Vec<u8>> {
    let options = LoadOptions {
        max_decompressed_size: Some(MOST),
        ..LoadOptions::default()
    };
    let mut document = Document::load_mem_with_options(bytes, options).ok()?;
    // What is locked cannot be looked into.
    if document.is_encrypted() || document.was_encrypted() || document.get_pages().is_empty() {
        return None;
    }
    document.trailer.remove(b"Info");
    document.trailer.remove(b"ID");
    document.traverse_objects(|object| match object {
        Object::Dictionary(dictionary) => strip(dictionary),
        Object::Stream(stream) => strip(&mut stream.dict),
        _ => {}
    });
    document.prune_objects();
    let mut out = Vec::with_capacity(bytes.len());
    document.save_to(&mut out).ok()?;
    Some(out)
}

fn strip(dictionary: &mut Dictionary) {
    for key in UNSHOWN {
        dictionary.remove(key);
    }
}
