//! Documents cut into pieces, good and broken.

use super::*;

type Found = Vec<(String, String, Spot)>;

fn pieces(text: &str, chunk: usize) -> (Found, Result<(), Broken>) {
    let mut found = Vec::new();
    let mut input = io::BufReader::with_capacity(chunk, text.as_bytes());
    let want = |key: &str| match key {
        "a" => Want::Each,
        "b" => Want::Whole,
        _ => Want::Skip,
    };
    let ended = split(&mut input, &want, &mut |piece| {
        let bytes = piece.bytes.unwrap_or(b"too long").to_vec();
        found.push((piece.path(), String::from_utf8(bytes).unwrap(), piece.spot));
        ControlFlow::Continue(())
    });
    (found, ended)
}

#[test]
fn pieces_are_the_same_however_the_bytes_arrive() {
    let text =
        "\u{feff}{\n \"x\": {\"a\": [1]},\n \"b\": \"q\\\"]\",\n \"a\": [ {\"c\": \"}\"}, 2 ] }\n";

    let (whole, ended) = pieces(text, 1 << 16);

    assert_eq!(ended, Ok(()));
    assert_eq!(
        whole
            .iter()
            .map(|(path, bytes, spot)| (path.as_str(), bytes.as_str(), spot.line))
            .collect::<Vec<_>>(),
        [
            ("b", "\"q\\\"]\"", 3),
            ("a[0]", "{\"c\": \"}\"}", 4),
            ("a[1]", "2", 4)
        ]
    );
    for chunk in 1..20 {
        assert_eq!(pieces(text, chunk), (whole.clone(), Ok(())));
    }
}

#[test]
fn what_breaks_a_document_is_named_with_its_place() {
    for (text, path, reason) in [
        ("", "", "nothing in it"),
        ("7", "", "neither an object nor a list"),
        ("{\"a\" 1}", "a", "a colon was expected"),
        ("{\"a\": }", "a", "a value was expected"),
        ("{\"a\": [1, ]}", "a[1]", "a value was expected"),
        ("{\"a\": [{}}", "a[0]", "`,` or `]` was expected"),
        ("{\"a\": [{}", "a[0]", "it ends here, before it is closed"),
        (
            "{\"a\": [{\"k\": 1",
            "a[0]",
            "it ends in the middle of this",
        ),
        ("{} {}", "", "something follows after the end"),
        ("{a: 1}", "", "a key in quotes was expected"),
    ] {
        let broken = pieces(text, 64).1.unwrap_err();

        assert_eq!(
            (broken.path.as_str(), broken.reason.as_str()),
            (path, reason),
            "{text}"
        );
    }
}

#[test]
fn a_quote_left_open_is_named_where_it_stands() {
    let text = "{\"a\": [\n{\"k\": 1},\n{\"k\": {\"l\": \"open\n}}, {\"k\": 2}]}";

    let broken = pieces(text, 64).1.unwrap_err();

    assert_eq!(broken.path, "a[1].k.l");
    assert_eq!(broken.spot.line, 4, "{broken:?}");
}
