//! Files as strangers send them: what they tell beside what they show goes, and what they show stays.

#![expect(clippy::unwrap_used, reason = "in a test, what cannot be is a failure")]

use std::path::Path;

use beffroi_readers::files::{Clean, Kind, Unfit, clean};
use proptest::prelude::*;

fn file(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files");
    std::fs::read(folder.join(name)).unwrap()
}

fn has(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|window| window == word)
}

#[test]
fn a_picture_loses_what_it_tells_and_keeps_what_it_shows() {
    for (name, kind) in [
        ("telling.jpg", Kind::Jpeg),
        ("telling.png", Kind::Png),
        ("telling.webp", Kind::Webp),
    ] {
        let before = file(name);
        let Clean {
            kind: found,
            bytes,
            is_masked,
        } = clean(&before).unwrap();

        assert_eq!(found, kind, "by its bytes");
        assert!(!is_masked);
        assert!(has(&before, b"Secret"), "{name} tells something");
        for told in [&b"Secret"[..], b"Photoshop", b"tEXt", b"tIME", b"XMP "] {
            assert!(
                !has(&bytes, told),
                "{name} still tells {:?}",
                String::from_utf8_lossy(told)
            );
        }
        assert!(before.len() > bytes.len());
        assert_eq!(clean(&bytes).unwrap().bytes, bytes, "once is enough");
    }
}

#[test]
fn a_photograph_stays_the_right_way_up() {
    let bytes = clean(&file("telling.jpg")).unwrap().bytes;
    // Exif, its one entry: 0x0112, a short, once, 6.
    assert!(has(&bytes, &[0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0]));
    let picture = clean(&file("telling.webp")).unwrap().bytes;
    assert!(has(&picture, &[0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0]));
}

#[test]
fn a_document_loses_who_made_it_when_and_with_what() {
    let before = file("made.pdf");
    let Clean { kind, bytes, .. } = clean(&before).unwrap();

    assert_eq!(kind, Kind::Pdf);
    assert!(has(&before, b"Producer") && has(&before, b"CreationDate"));
    assert!(!has(&bytes, b"Producer") && !has(&bytes, b"CreationDate"));
    assert!(has(&bytes, b"/Page"), "its pages are there");
    clean(&bytes).unwrap();
}

#[test]
fn a_text_is_decoded_and_its_numbers_are_taken_out() {
    let log = "10:41 refused 4242 4242 4242 4242 code 05\nterminal 7\n";
    let utf16: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain(log.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    for bytes in [
        log.as_bytes().to_vec(),
        utf16,
        [b"\xef\xbb\xbf", log.as_bytes()].concat(),
    ] {
        let Clean {
            kind,
            bytes,
            is_masked,
        } = clean(&bytes).unwrap();
        let text = String::from_utf8(bytes).unwrap();

        assert_eq!(kind, Kind::Text);
        assert!(is_masked);
        assert!(!text.contains("4242 4242 4242"), "{text}");
        assert!(
            text.contains("refused") && text.contains("terminal 7"),
            "{text}"
        );
    }
    let latin = clean(b"paiement refus\xe9\r\n").unwrap();
    assert_eq!(latin.bytes, "paiement refusé\r\n".as_bytes());
    assert!(!latin.is_masked);
}

#[test]
fn what_is_none_of_these_is_refused_whatever_it_is_called() {
    assert_eq!(clean(b""), Err(Unfit::Empty));
    assert_eq!(clean(b"MZ\x90\0\x03\0\0\0\x04\0"), Err(Unfit::Kind));
    assert_eq!(clean(b"PK\x03\x04\x14\0\0\0\x08\0"), Err(Unfit::Kind));
    for acts in [
        "<!DOCTYPE html><script>alert(1)</script>",
        "\n <script >alert(1)</script>",
        "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>",
    ] {
        assert_eq!(clean(acts.as_bytes()), Err(Unfit::Kind), "{acts}");
    }
    let payment = b"<?xml version=\"1.0\"?><Document><CstmrCdtTrfInitn/></Document>";
    assert_eq!(clean(payment).unwrap().kind, Kind::Text);
    let cut = &file("telling.png")[..40];
    assert_eq!(clean(cut), Err(Unfit::Damaged));
    assert_eq!(clean(b"%PDF-1.7\nnothing"), Err(Unfit::Damaged));
}

proptest! {
    #[test]
    fn no_bytes_bring_it_down(bytes in proptest::collection::vec(any::<u8>(), 0..600), which in 0..5_usize) {
        let begins: [&[u8]; 5] = [b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"RIFF\x40\0\0\0WEBP", b"%PDF-1.7\n"];
        let _ = clean(&[begins[which], &bytes].concat());
    }
}
