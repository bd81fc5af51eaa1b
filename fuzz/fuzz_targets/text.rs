//! Any bytes through the text reader; what comes out must go through JSON.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    // Half of the inputs get past the door, so that the fuzzer need not find its shape first.
    let dressed = [b"Report: \"Panne / Outage\"\nmonitoring\n".as_slice(), bytes].concat();
    for bytes in [bytes, dressed.as_slice()] {
        let _ = beffroi_readers::text::read("fuzz", bytes);
    }
});
