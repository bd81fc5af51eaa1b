//! One document, ready to be given: its headers and its bytes in each encoding.
//!
//! Encodings are made when they are first asked for, or ahead by [`Doc::pack_all`]; each has a strong
//! tag of its own.

use std::sync::OnceLock;

use axum::http::{
    HeaderMap, HeaderValue, Response, StatusCode,
    header::{
        ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE,
        ETAG, VARY,
    },
};
use bytes::Bytes;
use http_body_util::Full;
use sha2::{Digest as _, Sha256};

use super::{
    accept::{self, Encoding},
    pack::pack,
    stale,
};

/// One document.
#[derive(Debug)]
pub struct Doc {
    headers: HeaderMap,
    hash: String,
    identity: Variant,
    gzip: OnceLock<Option<Variant>>,
    zstd: OnceLock<Option<Variant>>,
    brotli: OnceLock<Option<Variant>>,
}

/// One encoding of a document.
#[derive(Debug)]
struct Variant {
    tag: String,
    whole: HeaderMap,
    unchanged: HeaderMap,
    body: Bytes,
}

impl Doc {
    /// A document with the headers that it was rendered with.
    #[must_use]
    pub fn new(mut headers: HeaderMap, body: Bytes) -> Self {
        // Each encoding has a length of its own, which hyper writes.
        headers.remove(CONTENT_LENGTH);
        let hash = Sha256::digest(&body)
            .iter()
            .take(12)
            .map(|byte| format!("{byte:02x}"))
            .collect::<String>();
        Self {
            identity: variant(&headers, &hash, Encoding::Identity, body),
            gzip: OnceLock::new(),
            zstd: OnceLock::new(),
            brotli: OnceLock::new(),
            headers,
            hash,
        }
    }

    /// The document as it is.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        &self.identity.body
    }

    /// The headers that it was rendered with.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// True for a page that people read.
    #[must_use]
    pub fn is_html(&self) -> bool {
        self.headers
            .get(CONTENT_TYPE)
            .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
    }

    /// True when the same bytes would be given under the same headers.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        self.hash == other.hash && self.headers == other.headers
    }

    /// What it weighs at most when all encodings are made.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        // Compressed forms together are smaller than half of the document.
        let body = self.identity.body.len() as u64;
        body + body / 2 + 4096
    }

    /// Makes all encodings ahead of the first reader.
    pub fn pack_all(&self) {
        for encoding in [Encoding::Brotli, Encoding::Gzip, Encoding::Zstd] {
            self.variant(encoding);
        }
    }

    /// The answer to GET and HEAD: the document, or that the reader has it already. Of an answer to
    /// HEAD hyper sends the head alone, with the length that the body would have.
    #[must_use]
    pub fn answer(&self, asked: &HeaderMap) -> Response<Full<Bytes>> {
        let variant = self.variant(accept::encoding(asked));
        let (status, headers, body) = if accept::has(asked, &variant.tag) {
            (StatusCode::NOT_MODIFIED, &variant.unchanged, Bytes::new())
        } else {
            (StatusCode::OK, &variant.whole, variant.body.clone())
        };
        let mut response = Response::new(Full::new(body));
        *response.status_mut() = status;
        *response.headers_mut() = headers.clone();
        response
    }

    fn variant(&self, encoding: Encoding) -> &Variant {
        let cell = match encoding {
            Encoding::Identity => return &self.identity,
            Encoding::Gzip => &self.gzip,
            Encoding::Zstd => &self.zstd,
            Encoding::Brotli => &self.brotli,
        };
        cell.get_or_init(|| {
            let body = pack(&self.identity.body, encoding)?;
            Some(variant(&self.headers, &self.hash, encoding, body))
        })
        .as_ref()
        .unwrap_or(&self.identity)
    }
}

/// The headers of an answer that the reader has already: what may have changed about keeping it.
/// What else the document said, the reader has with the document.
///
/// Source: RFC 9110, 15.4.5.
fn told_again(whole: &HeaderMap) -> HeaderMap {
    let mut again = HeaderMap::new();
    let names = [
        ETAG,
        CACHE_CONTROL,
        VARY,
        ACCESS_CONTROL_ALLOW_ORIGIN,
        stale::HEADER,
    ];
    for name in names {
        for value in whole.get_all(&name) {
            again.append(name.clone(), value.clone());
        }
    }
    again
}

fn variant(rendered: &HeaderMap, hash: &str, encoding: Encoding, body: Bytes) -> Variant {
    let mut whole = rendered.clone();
    let tag = match encoding.name() {
        None => format!("\"{hash}\""),
        Some(name) => format!("\"{hash}-{name}\""),
    };
    whole.insert(
        ETAG,
        HeaderValue::from_str(&tag).expect("hexadecimal digits in quotes"),
    );
    whole.append(VARY, HeaderValue::from_static("Accept-Encoding"));
    let unchanged = told_again(&whole);
    if let Some(name) = encoding.name() {
        whole.insert(CONTENT_ENCODING, HeaderValue::from_static(name));
    }
    Variant {
        tag,
        whole,
        unchanged,
        body,
    }
}
