//! Any text through every search; spans must lie on letters.

#![no_main]

use beffroi_domain::find::{self, Found};
use libfuzzer_sys::fuzz_target;

fn check<T>(text: &str, found: &[Found<T>]) {
    for one in found {
        assert!(text.get(one.span.clone()).is_some(), "a span cuts a letter");
    }
}

fuzz_target!(|text: &str| {
    check(text, &find::clocks(text, None));
    check(text, &find::days(text));
    check(text, &find::relatives(text));
    check(text, &find::zones(text));
    check(text, &find::stated(text, None));
    check(text, &find::stretches(text, None));
    check(text, &find::durations(text));
    check(text, &find::shares(text));
    check(text, &find::counts(text));
    check(text, &find::references(text));
    check(text, &find::links(text));
    check(text, &find::promises(text, None));
    for span in find::sentences(text) {
        assert!(text.get(span).is_some());
    }
});
