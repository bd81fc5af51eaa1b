//! Raw replies, kept so that a better reader can read the past again: without card and account numbers, packed, bounded.
//!
//! Read in order: [`keep`], [`masked`], [`load`], [`sweep`]. The same bytes twice in a row are one row that was seen again;
//! the same after others are another, since the order is what is kept.

use std::{borrow::Cow, io::Read as _};

use anyhow::Context as _;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use beffroi_domain::ProviderId;
use jiff::Timestamp;
use uuid::Uuid;

use crate::{
    ground::{
        Result, Tx, mask,
        outbound::{Limits, Visited},
        seal, token,
    },
    params,
};

/// Packs text to about a seventh, faster than it arrives.
const LEVEL: i32 = 3;
/// A header whose value is longer says nothing to a reader.
const LONGEST_HEADER: usize = 1024;
/// Stands among the headers for the address that answered, where that is not the one that was asked.
const CAME_FROM: &str = ":url";

/// What is kept.
#[derive(Clone, Copy, Debug)]
pub(super) struct Raw<'a> {
    pub(super) provider: ProviderId,
    pub(super) role: &'a str,
    /// The address that was asked.
    pub(super) url: &'a str,
    pub(super) form: &'a str,
    pub(super) visited: &'a Visited,
    /// Why it said nothing, where it did not.
    pub(super) blind: Option<&'a str>,
}

#[derive(sqlx_macros::FromRow)]
struct NewestRow {
    id: Uuid,
    digest: String,
    form: String,
}

#[derive(sqlx_macros::FromRow)]
struct KeptRow {
    url: String,
    headers: String,
    packed: String,
}

/// Keeps a reply; its row.
pub(super) async fn keep(tx: &mut Tx, now: Timestamp, raw: Raw<'_>) -> Result<Uuid> {
    let digest = digest(&raw.visited.body);
    let newest: Option<NewestRow> = tx
        .find(
            "SELECT id, digest, form FROM provider_replies WHERE provider_id = $1 AND url = $2
             ORDER BY last_at DESC, id DESC LIMIT 1",
            params![raw.provider, raw.url],
        )
        .await?;
    if let Some(row) = newest.filter(|row| row.digest == digest && row.form == raw.form) {
        tx.exec(
            "UPDATE provider_replies SET last_at = $2, blind = $3 WHERE id = $1",
            params![row.id, now, raw.blind.map(mask::conceal).as_deref()],
        )
        .await?;
        return Ok(row.id);
    }
    let id = token::new_id(now);
    let packed = pack(&masked(&raw.visited.body))?;
    tx.exec(
        "INSERT INTO provider_replies (id, provider_id, role, url, form, digest, headers, bytes, packed, first_at,
             last_at, blind) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, $11)",
        params![
            id,
            raw.provider,
            raw.role,
            raw.url,
            raw.form,
            digest,
            headers(&raw)?,
            i64::try_from(packed.len()).unwrap_or(i64::MAX),
            packed,
            now,
            raw.blind.map(mask::conceal).as_deref()
        ],
    )
    .await?;
    Ok(id)
}

/// SHA-256 of what came.
pub(super) fn digest(body: &[u8]) -> String {
    seal::hex(ring::digest::digest(&ring::digest::SHA256, body).as_ref())
}

fn headers(raw: &Raw<'_>) -> Result<String> {
    let is_wanted = |(name, value): &&(String, String)| {
        !name.contains("cookie") && value.len() <= LONGEST_HEADER
    };
    let concealed =
        |(name, value): &(String, String)| (name.clone(), mask::conceal(value).into_owned());
    let mut all: Vec<(String, String)> = raw
        .visited
        .headers
        .iter()
        .filter(is_wanted)
        .map(concealed)
        .collect();
    if raw.visited.url != raw.url {
        all.push((CAME_FROM.to_owned(), raw.visited.url.clone()));
    }
    Ok(serde_json::to_string(&all)?)
}

/// The reply as it came, but for numbers; `None` where it was cleared away.
pub(super) async fn load(tx: &mut Tx, id: Uuid) -> Result<Option<Visited>> {
    let row: Option<KeptRow> = tx
        .find(
            "SELECT url, headers, packed FROM provider_replies WHERE id = $1",
            params![id],
        )
        .await?;
    row.map(|row| unpacked(row.url, &row.headers, &row.packed))
        .transpose()
}

/// A row as what came.
pub(super) fn unpacked(asked: String, headers: &str, packed: &str) -> Result<Visited> {
    let mut headers: Vec<(String, String)> = serde_json::from_str(headers)?;
    let came_from = headers.iter().position(|(name, _)| name == CAME_FROM);
    let url = came_from.map_or(asked, |at| headers.remove(at).1);
    let packed = STANDARD.decode(packed).context("a kept reply")?;
    let mut body = Vec::new();
    let reader = zstd::stream::read::Decoder::new(&packed[..]).context("a kept reply")?;
    // Masking makes nothing twice as long.
    let mut reader = reader.take(Limits::LOOK.bytes * 2);
    reader.read_to_end(&mut body).context("a kept reply")?;
    Ok(Visited {
        status: 200,
        url,
        headers,
        body,
    })
}

fn pack(body: &[u8]) -> Result<String> {
    let packed = zstd::bulk::compress(body, LEVEL).context("a reply to be kept")?;
    Ok(STANDARD.encode(packed))
}

/// The bytes without numbers. JSON stays JSON; where there is no number, they stay as they came.
pub(super) fn masked(body: &[u8]) -> Cow<'_, [u8]> {
    if let Ok(mut value) = serde_json::from_slice::<serde_json::Value>(body) {
        return match mask::clean_json(&mut value) {
            true => Cow::Owned(value.to_string().into_bytes()),
            false => Cow::Borrowed(body),
        };
    }
    if let Some((text, order)) = utf16(body) {
        return match mask::conceal(&text) {
            Cow::Borrowed(_) => Cow::Borrowed(body),
            Cow::Owned(text) => Cow::Owned(text.encode_utf16().flat_map(order).collect()),
        };
    }
    // What is in no encoding that we know is kept as it came only where nothing in it looks like a number.
    match mask::conceal(&String::from_utf8_lossy(body)) {
        Cow::Borrowed(_) => Cow::Borrowed(body),
        Cow::Owned(text) => Cow::Owned(text.into_bytes()),
    }
}

type Order = fn(u16) -> [u8; 2];

/// A text in UTF-16 that says so by its first two bytes, which stay; and the order of its bytes.
fn utf16(body: &[u8]) -> Option<(String, Order)> {
    let (read, write): (fn([u8; 2]) -> u16, Order) = match body.get(..2)? {
        [0xfe, 0xff] => (u16::from_be_bytes, u16::to_be_bytes),
        [0xff, 0xfe] => (u16::from_le_bytes, u16::to_le_bytes),
        _ => return None,
    };
    let units: Vec<u16> = body
        .chunks_exact(2)
        .map(|two| read([two[0], two[1]]))
        .collect();
    Some((String::from_utf16(&units).ok()?, write))
}

/// Clears away what is older, and the oldest of what is too much; the replies that are still true stay.
pub(super) async fn sweep(tx: &mut Tx, oldest: Timestamp, most_bytes: i64) -> Result<()> {
    tx.exec(
        "DELETE FROM provider_replies WHERE last_at < $1
           AND id NOT IN (SELECT reply_id FROM provider_asks WHERE reply_id IS NOT NULL)",
        params![oldest],
    )
    .await?;
    tx.exec(
        "DELETE FROM provider_replies WHERE id IN
           (SELECT id FROM (SELECT id, SUM(bytes) OVER (ORDER BY last_at DESC, id DESC) AS total FROM provider_replies) t
            WHERE total > $1)
           AND id NOT IN (SELECT reply_id FROM provider_asks WHERE reply_id IS NOT NULL)",
        params![most_bytes],
    )
    .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const CARD: &str = "4111 1111 1111 1111";

    #[test]
    fn json_stays_json_and_text_stays_text_without_numbers() {
        let json = format!(r#"{{"b": "card {CARD}", "a": 4111111111111111}}"#);
        let html = format!("<p>card {CARD}</p>");

        let json: serde_json::Value = serde_json::from_slice(&masked(json.as_bytes())).unwrap();

        assert_eq!(
            json,
            serde_json::json!({"b": "card •••• 1111", "a": "•••• 1111"})
        );
        assert_eq!(
            &*masked(html.as_bytes()),
            "<p>card •••• 1111</p>".as_bytes()
        );
    }

    #[test]
    fn what_holds_no_number_stays_byte_by_byte() {
        let wide: Vec<u8> = "\u{feff}{\"a\": 1}"
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        for body in [&b"{ \"z\" : 1, \"a\":2 }"[..], b"caf\xe9", &wide, b""] {
            assert!(matches!(masked(body), Cow::Borrowed(_)), "{body:?}");
        }
    }

    #[test]
    fn wide_text_is_looked_at_and_stays_wide() {
        let wide: Vec<u8> = format!("\u{feff}[\"{CARD}\"]")
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();

        let kept = masked(&wide).into_owned();

        let (text, _) = utf16(&kept).unwrap();
        assert_eq!(text, "\u{feff}[\"•••• 1111\"]");
    }

    #[test]
    fn a_reply_comes_back_as_it_was_kept() {
        let body = b"{\"page\": {}}".repeat(1000);

        let back = unpacked(
            "https://a.example/x".to_owned(),
            r#"[["etag","1"],[":url","https://b.example/y"]]"#,
            &pack(&body).unwrap(),
        );

        let back = back.unwrap();
        assert_eq!(
            (back.url.as_str(), back.body),
            ("https://b.example/y", body)
        );
        assert_eq!(back.headers, [("etag".to_owned(), "1".to_owned())]);
    }
}
