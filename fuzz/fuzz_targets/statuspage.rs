//! Any bytes through the door as JSON, Atom and RSS; what comes out must go through JSON.

#![no_main]

use std::ops::ControlFlow;

use beffroi_readers::{Format, Item, ReadOptions, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for format in [Format::StatuspageJson, Format::Atom, Format::Rss] {
        let _ = read(
            "fuzz",
            Some(format),
            bytes,
            &ReadOptions::default(),
            &mut |item| {
                if let Item::Incident(told) | Item::Maintenance(told) = item {
                    serde_json::to_string(&told.record).expect("a record can always be printed");
                }
                ControlFlow::Continue(())
            },
        );
    }
});
