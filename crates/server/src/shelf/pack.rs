//! A document made smaller, in each of the encodings.

use std::io::Write as _;

use bytes::Bytes;

use super::accept::Encoding;

/// Measured on the demo's overview (docs/performance.md): higher levels cost several times as much
/// time for one part in a hundred.
const BROTLI_LEVEL: i32 = 5;
const ZSTD_LEVEL: i32 = 6;
const GZIP_LEVEL: u32 = 6;
/// Below this a packet carries the document either way.
const WORTH_IT_BYTES: usize = 512;

/// `body` in `encoding`; `None` where that would not be smaller, or is not asked for.
#[must_use]
pub fn pack(body: &Bytes, encoding: Encoding) -> Option<Bytes> {
    if body.len() < WORTH_IT_BYTES {
        return None;
    }
    let packed = match encoding {
        Encoding::Identity => None,
        Encoding::Gzip => gzip(body),
        Encoding::Zstd => zstd::bulk::compress(body, ZSTD_LEVEL).ok(),
        Encoding::Brotli => brotli(body),
    };
    packed
        .filter(|packed| packed.len() < body.len())
        .map(Bytes::from)
}

fn gzip(body: &[u8]) -> Option<Vec<u8>> {
    let level = flate2::Compression::new(GZIP_LEVEL);
    let mut out = flate2::write::GzEncoder::new(Vec::new(), level);
    out.write_all(body).ok()?;
    out.finish().ok()
}

fn brotli(body: &[u8]) -> Option<Vec<u8>> {
    let params = brotli::enc::BrotliEncoderParams {
        quality: BROTLI_LEVEL,
        size_hint: body.len(),
        ..Default::default()
    };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &body[..], &mut out, &params).ok()?;
    Some(out)
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn what_is_packed_reads_back_as_it_was() {
        let body = Bytes::from("Le clocher sonne. ".repeat(200));

        let brotli = pack(&body, Encoding::Brotli).unwrap();
        let mut read = Vec::new();
        brotli::BrotliDecompress(&mut &brotli[..], &mut read).unwrap();
        assert_eq!(read, body);

        let zstd = pack(&body, Encoding::Zstd).unwrap();
        assert_eq!(zstd::bulk::decompress(&zstd, body.len()).unwrap(), body);

        let gzip = pack(&body, Encoding::Gzip).unwrap();
        let mut read = Vec::new();
        flate2::read::GzDecoder::new(&gzip[..])
            .read_to_end(&mut read)
            .unwrap();
        assert_eq!(read, body);
    }

    #[test]
    fn what_would_not_be_smaller_stays_as_it_is() {
        let noise: Vec<u8> = (0_u32..4096)
            .map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8)
            .collect();

        assert_eq!(pack(&Bytes::from_static(b"short"), Encoding::Gzip), None);
        assert!(
            pack(&Bytes::from(noise), Encoding::Brotli).is_none_or(|packed| packed.len() < 4096)
        );
    }
}
