//! The reference of the configuration is printed from the code that reads it.

use std::{fs, path::Path};

use beffroi::config::reference;

#[test]
fn the_printed_reference_is_the_one_in_the_documents() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/configuration.md");

    let printed = fs::read_to_string(path).unwrap();

    assert_eq!(printed, reference(), "run `cargo xtask docs`");
}
