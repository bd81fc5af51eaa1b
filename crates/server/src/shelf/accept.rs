//! Which encoding a reader gets, and whether they have the document already.
//!
//! Source: RFC 9110, 12.5.3 (`Accept-Encoding`) and 13.1.2 (`If-None-Match`).

use axum::http::{
    HeaderMap,
    header::{ACCEPT_ENCODING, IF_NONE_MATCH},
};

use crate::web::negotiate;

/// An encoding of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// As it is.
    Identity,
    /// `gzip`: every client since 1996.
    Gzip,
    /// `zstd`.
    Zstd,
    /// `br`: the smallest for pages.
    Brotli,
}

impl Encoding {
    /// As in headers; `None` for the document as it is.
    #[must_use]
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::Identity => None,
            Self::Gzip => Some("gzip"),
            Self::Zstd => Some("zstd"),
            Self::Brotli => Some("br"),
        }
    }
}

/// The encoding that the reader wants most; of equals the smallest.
#[must_use]
pub fn encoding(headers: &HeaderMap) -> Encoding {
    let Some(accepted) = headers
        .get(ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
    else {
        return Encoding::Identity;
    };
    let order = [Encoding::Gzip, Encoding::Zstd, Encoding::Brotli];
    // Of equals the last one wins: identity only where nothing else is wanted as much.
    order
        .into_iter()
        .map(|encoding| (weight(accepted, encoding), encoding))
        .filter(|(weight, _)| *weight > 0)
        .max_by_key(|(weight, _)| *weight)
        .map_or(Encoding::Identity, |(_, encoding)| encoding)
}

/// How much an encoding is wanted, in thousandths.
fn weight(accepted: &str, encoding: Encoding) -> u16 {
    let name = encoding.name().unwrap_or("identity");
    let mut any = 0;
    for part in accepted.split(',') {
        let (coding, rest) = part.split_once(';').unwrap_or((part, ""));
        let coding = coding.trim();
        let is_named = coding.eq_ignore_ascii_case(name);
        if is_named || coding == "*" {
            let weight = thousandths(rest);
            if is_named {
                return weight;
            }
            any = weight;
        }
    }
    any
}

fn thousandths(parameters: &str) -> u16 {
    let weight = parameters
        .split(';')
        .find_map(|one| one.trim().strip_prefix("q="));
    weight.map_or(1000, |text| {
        negotiate::thousandths(text.trim()).unwrap_or(0)
    })
}

/// True when the reader has exactly what carries `tag`, quotes included.
#[must_use]
pub fn has(headers: &HeaderMap, tag: &str) -> bool {
    headers.get_all(IF_NONE_MATCH).iter().any(|value| {
        value.to_str().is_ok_and(|tags| {
            tags.split(',').map(str::trim).any(|one| {
                // A proxy that compresses anew weakens the tag; for reading that is the same.
                one == "*" || one.strip_prefix("W/").unwrap_or(one) == tag
            })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(accepted: &str) -> Encoding {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT_ENCODING, accepted.parse().unwrap());
        encoding(&headers)
    }

    #[test]
    fn of_equals_the_smallest_is_given() {
        assert_eq!(asked("gzip, deflate, br, zstd"), Encoding::Brotli);
        assert_eq!(asked("gzip, zstd"), Encoding::Zstd);
        assert_eq!(asked("GZIP"), Encoding::Gzip);
        assert_eq!(asked("*"), Encoding::Brotli);
    }

    #[test]
    fn the_weight_wins_and_zero_refuses() {
        assert_eq!(asked("br;q=0.2, gzip;q=0.9"), Encoding::Gzip);
        assert_eq!(asked("br;q=0, *;q=0.5"), Encoding::Zstd);
        assert_eq!(asked("br; q=0.0, gzip;q=1.000, zstd;q=0"), Encoding::Gzip);
    }

    #[test]
    fn silence_and_garbage_get_the_document_as_it_is() {
        for accepted in ["", "identity", "deflate", ";;;", "q=1", "br;q=0"] {
            assert_eq!(asked(accepted), Encoding::Identity, "{accepted:?}");
        }
        assert_eq!(encoding(&HeaderMap::new()), Encoding::Identity);
    }

    #[test]
    fn a_reader_has_what_one_of_their_tags_names() {
        let mut headers = HeaderMap::new();
        headers.insert(IF_NONE_MATCH, "\"x\", W/\"a-br\"".parse().unwrap());

        assert!(has(&headers, "\"a-br\""));
        assert!(!has(&headers, "\"a\""));
    }
}
