//! Messages in segments, numbers in their countries, and gateways as services want them.

use serde_json::{Value, json};

use super::*;
use crate::{Call, sample::told};

const LINK: &str = "https://status.example.com/fr/incidents/z3lct0r596n4";

#[test]
fn an_announcement_is_short_and_stays_in_the_cheap_alphabet() {
    let sms = announce(&told("fr"), LINK, 2);

    let expected = "Pinatelle - Nouvel incident\nPaiements ralentis\nProchaine nouvelle avant 12:30.\n\
        https://status.example.com/fr/incidents/z3lct0r596n4";
    assert_eq!(sms.text, expected);
    assert_eq!((sms.alphabet, sms.segments), (Alphabet::Gsm7, 1));
    let mut accents = told("fr");
    accents.title = "Arrêt « complet » d’août : ça reprend".to_owned();
    let sms = announce(&accents, LINK, 2);
    assert!(
        sms.text
            .contains("\nArret \" complet \" d'aout : ca reprend\n"),
        "{}",
        sms.text
    );
    assert_eq!((sms.alphabet, sms.segments), (Alphabet::Gsm7, 1));
}

#[test]
fn letters_that_no_short_alphabet_has_stay_what_they_are() {
    let mut told = told("fr");
    told.title = "Платежи задерживаются, ça prend".to_owned();
    let sms = announce(&told, LINK, 3);

    assert_eq!(sms.alphabet, Alphabet::Ucs2);
    assert_eq!(sms.segments, 3);
    assert!(
        sms.text.contains("Платежи задерживаются, ça prend\n"),
        "{}",
        sms.text
    );
}

#[test]
fn segments_are_counted_as_networks_bill_them() {
    let counts = [
        ("a".repeat(160), 1),
        ("a".repeat(161), 2),
        ("a".repeat(306), 2),
        ("a".repeat(307), 3),
        // The euro takes two places, and is not parted.
        ("€".repeat(80), 1),
        ("€".repeat(81), 2),
        (format!("{}€{}", "a".repeat(152), "a".repeat(151)), 2),
        (format!("{}€{}", "a".repeat(152), "a".repeat(152)), 3),
        ("я".repeat(70), 1),
        ("я".repeat(71), 2),
        ("я".repeat(134), 2),
        ("🦆".repeat(35), 1),
        ("🦆".repeat(66), 2),
        ("🦆".repeat(67), 3),
    ];
    for (text, expected) in counts {
        assert_eq!(
            Sms::of(&text).segments,
            expected,
            "{} × {text:.4}",
            text.chars().count()
        );
    }
}

#[test]
fn whatever_is_long_the_link_is_whole_and_the_segments_are_kept() {
    for piece in ["Lorem ipsum ", "€{}", "é€ ", "Пла ", "🦆", "x"] {
        for which in 0..4 {
            let mut told = told("it");
            let long = piece.repeat(200);
            let places = [&mut told.title, &mut told.page.name, &mut told.heading];
            for (at, place) in places.into_iter().enumerate() {
                if which == at || which == 3 {
                    place.clone_from(&long);
                }
            }
            for most in 1..=4 {
                let sms = announce(&told, LINK, most);
                assert!(sms.segments <= most, "{piece} {which} {most}: {}", sms.text);
                assert!(sms.text.ends_with(&format!("\n{LINK}")) || sms.text == LINK);
                assert_eq!(Sms::of(&sms.text), sms);
            }
        }
    }
    let endless = format!("https://example.com/{}", "k".repeat(400));
    assert_eq!(announce(&told("it"), &endless, 1).text, endless);
    let two = announce(&told("it"), LINK, 0);
    assert_eq!(two.segments, 1);
}

#[test]
fn a_code_can_be_filled_in_by_the_telephone() {
    let sms = code(
        "Pinatelle : votre code est 123456.",
        Some("status.example.com"),
        "123456",
    );

    assert_eq!(
        sms.text,
        "Pinatelle : votre code est 123456.\n@status.example.com #123456"
    );
    assert_eq!(sms.segments, 1);
    assert_eq!(code("Code\n1", None, "1").text, "Code 1");
}

#[test]
fn numbers_are_read_as_people_write_them() {
    let numbers = [
        ("+33 6 12 34 56 78", Ok("+33612345678")),
        (" 0033 6.12.34.56.78", Ok("+33612345678")),
        ("+44 (0)7400 123456", Ok("+447400123456")),
        ("+1 (204) 234-5678", Ok("+12042345678")),
        ("06 12 34 56 78", Err(BadPhone::NoCountry)),
        ("+06 12 34 56 78", Err(BadPhone::NoCountry)),
        ("", Err(BadPhone::NoCountry)),
        ("+33 6", Err(BadPhone::NoNumber)),
        ("+33612345678901234", Err(BadPhone::NoNumber)),
        ("+33 6 12 34 56 78 poste 3", Err(BadPhone::NoNumber)),
        ("+33６12345678", Err(BadPhone::NoNumber)),
    ];
    for (typed, expected) in numbers {
        let read = Phone::parse(typed);
        assert_eq!(
            read.as_ref().map(Phone::as_str).map_err(|error| *error),
            expected,
            "{typed}"
        );
    }
    let printed = format!("{:?}", Phone::parse("+33612345678").unwrap());
    assert_eq!(printed, "Phone(+336…)");
}

#[test]
fn numbers_are_read_as_people_write_them_at_home() {
    let read = |typed: &str, regions: &[&str]| {
        let regions: Vec<String> = regions.iter().map(|one| (*one).to_owned()).collect();
        Phone::parse_in(typed, &regions).map(|phone| phone.as_str().to_owned())
    };
    let ok = |number: &str| Ok(number.to_owned());
    let (none, no_country) = (&[][..], Err(BadPhone::NoCountry));

    assert_eq!(read("06 12 34 56 78", &["FR"]), ok("+33612345678"));
    assert_eq!(read("06 12 34 56 78", &["FR", "IT"]), ok("+33612345678"));
    assert_eq!(read("347 123 4567", &["FR", "IT"]), ok("+393471234567"));
    assert_eq!(read("(204) 234-5678", &["CA", "US"]), ok("+12042345678"));
    assert_eq!(read("06 20 123 4567", &["HU"]), ok("+36201234567"));
    assert_eq!(read("+41 78 123 45 67", &["FR"]), ok("+41781234567"));
    // Both dial a zero: whose it is cannot be known.
    assert_eq!(read("078 123 45 67", &["FR", "CH"]), no_country);
    // A figure is missing in front, or a landline of a country that keeps its zero.
    assert_eq!(read("612345678", &["FR"]), no_country);
    assert_eq!(read("06 1234 5678", &["IT"]), no_country);
    assert_eq!(read("06 12 34 56 78", none), no_country);
    assert_eq!(read("12345", &["FR", "IT"]), no_country);
    assert_eq!(read("hello", &["FR", "IT"]), no_country);
    for (region, code) in [
        ("FR", "33"),
        ("CA", "1"),
        ("KZ", "7"),
        ("GG", "44"),
        ("VA", "39"),
        ("AX", "358"),
        ("TA", "290"),
    ] {
        assert_eq!(calling_code(region), Some(code), "{region}");
    }
    assert_eq!(calling_code("XX"), None);
}

#[test]
fn a_link_may_be_two_lines_and_neither_is_cut() {
    let links = format!("{LINK}\nStop: https://status.example.com/s/abcdefghijklmnop");
    let mut long = told("it");
    long.title = "Lorem ipsum ".repeat(40);
    for most in 1..=3 {
        let sms = announce(&long, &links, most);
        assert!(
            sms.segments <= most && sms.text.ends_with(&links),
            "{}",
            sms.text
        );
    }
}

/// One mobile number of each region, as libphonenumber 9.0.43 gives them for examples.
#[test]
fn a_number_rings_where_libphonenumber_says() {
    let known = include_str!("../../tests/phones.txt");
    let mut others = Vec::new();
    for line in known.lines() {
        let (number, region) = line.split_once(';').unwrap();
        let read = Phone::parse(number).unwrap();
        if read.region() != Some(region) {
            others.push(line);
        }
    }
    assert_eq!(others, [""; 0]);
    assert!(known.lines().count() > 230);
    let of = |number| Phone::parse(number).unwrap().region();
    // The islands whose numbers look like those of their neighbours, and cost many times as much.
    assert_eq!(of("+1 876 234 5678"), Some("JM"));
    assert_eq!(of("+1 212 234 5678"), Some("US"));
    assert_eq!(of("+44 7797 712345"), Some("JE"));
    assert_eq!(of("+44 7400 123456"), Some("GB"));
    assert_eq!(of("+7 771 000 9998"), Some("KZ"));
    assert_eq!(of("+870 773 111 632"), None);
    assert_eq!(of("+979 123 456 789"), None);
    assert!(is_region("FR") && !is_region("fr") && !is_region("XX"));
}

fn template(kind: &str, body: &str) -> Template {
    Template {
        url: "https://sms.example.com/v1/{key}/send?to={to}".to_owned(),
        headers: vec![
            ("Content-Type".to_owned(), kind.to_owned()),
            ("Authorization".to_owned(), "Basic {basic}".to_owned()),
        ],
        body: body.to_owned(),
        from: "Pinatelle & Cie".to_owned(),
        key: "AC1:s3cret/+".to_owned(),
    }
}

fn sent(kind: &str, body: &str, text: &str) -> (Call, String) {
    let gateway = Gateway::new(&template(kind, body)).unwrap();
    let call = gateway.call(&Phone::parse("+33612345678").unwrap(), text);
    let body = String::from_utf8(call.body.clone()).unwrap();
    (call, body)
}

#[test]
fn a_gateway_gets_it_in_the_form_that_it_declares() {
    let text = "Été \"40 s\" \\ {key} &<b>\n+1";
    let (call, body) = sent(
        "application/json; charset=utf-8",
        r#"{"to":"{figures}","from":"{from}","m":{"t":"{text}"}}"#,
        text,
    );
    let read: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(
        read,
        json!({ "to": "33612345678", "from": "Pinatelle & Cie", "m": { "t": text } })
    );
    let url = "https://sms.example.com/v1/AC1%3As3cret%2F%2B/send?to=%2B33612345678";
    assert_eq!(call.url, url);
    let basic = ("authorization", "Basic QUMxOnMzY3JldC8r".to_owned());
    assert!(call.headers.contains(&basic), "{:?}", call.headers);

    let (_, body) = sent(
        "application/x-www-form-urlencoded",
        "To={to}&From={from}&Body={text}",
        text,
    );
    assert_eq!(
        body,
        "To=%2B33612345678&From=Pinatelle+%26+Cie&Body=%C3%89t%C3%A9+%2240+s%22+%5C+%7Bkey%7D+%26%3Cb%3E%0A%2B1"
    );
    let (_, body) = sent("text/xml", "<to>{to}</to><t a=\"{text}\"/>", text);
    let escaped = "Été &quot;40 s&quot; \\ {key} &amp;&lt;b&gt;\n+1";
    assert_eq!(body, format!("<to>+33612345678</to><t a=\"{escaped}\"/>"));
    assert_eq!(
        sent("text/plain", "{to}: {text}", text).1,
        format!("+33612345678: {text}")
    );
}

#[test]
fn a_template_that_would_send_nothing_is_refused_before_it_has_to() {
    let refused = |change: &dyn Fn(&mut Template)| {
        let mut template = template("application/json", r#"{"to":"{to}","text":"{text}"}"#);
        change(&mut template);
        Gateway::new(&template).unwrap_err()
    };
    let header = |name: &str, value: &str| vec![(name.to_owned(), value.to_owned())];

    assert_eq!(
        refused(&|one| one.url = "sms.example.com".to_owned()),
        BadGateway::Url
    );
    assert_eq!(refused(&|one| one.headers.clear()), BadGateway::Form);
    let odd = BadGateway::Header("x y".to_owned());
    assert_eq!(refused(&|one| one.headers = header("X Y", "1")), odd);
    let split = BadGateway::Header("x".to_owned());
    assert_eq!(
        refused(&|one| one.headers = header("X", "1\r\nY: 2")),
        split
    );
    assert_eq!(refused(&|one| one.headers = header("X", "{text}")), split);
    let bare = r#"{"to":"{to}","text":{text}}"#.to_owned();
    assert_eq!(refused(&|one| one.body.clone_from(&bare)), BadGateway::Json);
    let typo = BadGateway::Place("txt".to_owned());
    assert_eq!(
        refused(&|one| one.body = r#"{"a":"{txt}{text}{to}"}"#.to_owned()),
        typo
    );
    assert_eq!(
        refused(&|one| one.body = "{}".to_owned()),
        BadGateway::Missing("{text}")
    );
    let nobody = |one: &mut Template| one.url = "https://sms.example.com/".to_owned();
    let missing = refused(&|one| {
        nobody(one);
        one.body = r#"{"text":"{text}"}"#.to_owned();
    });
    assert_eq!(missing, BadGateway::Missing("{to}"));
    let gateway = Gateway::new(&template("text/plain", "{text}")).unwrap();
    assert!(!format!("{gateway:?}").contains("s3cret"));
}
