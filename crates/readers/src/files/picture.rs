//! Pictures without what they tell beside what they show: where and when, by whom, with what.
//!
//! Which way up a photograph is stays: it stands where the place and the telephone's number stand too, so that block is made
//! anew with nothing else in it.

use img_parts::{
    Bytes, ImageEXIF as _,
    jpeg::{Jpeg, markers},
    png::Png,
    webp::WebP,
};

/// What a picture in PNG needs to look as it does.
const SHOWN: &[&[u8; 4]] = &[
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT",
    b"bKGD", b"pHYs", b"cICP",
];
/// The same in WebP.
const SEEN: &[&[u8; 4]] = &[
    b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP",
];
/// Which way up, in Exif.
const ORIENTATION: u16 = 0x0112;

pub(super) fn jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut picture = Jpeg::from_bytes(Bytes::copy_from_slice(bytes)).ok()?;
    let way_up = picture.exif().as_deref().and_then(way_up);
    picture.segments_mut().retain(|segment| {
        let marker = segment.marker();
        let is_application = (markers::APP0..=markers::APP15).contains(&marker);
        // JFIF, colours, and how colours are coded.
        let is_needed = matches!(marker, markers::APP0 | markers::APP2 | markers::APP14);
        let is_colours =
            marker != markers::APP2 || segment.contents().starts_with(b"ICC_PROFILE\0");
        marker != markers::COM && (!is_application || (is_needed && is_colours))
    });
    picture.set_exif(way_up.filter(|way| *way > 1).map(block));
    Some(picture.encoder().bytes().to_vec())
}

pub(super) fn png(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut picture = Png::from_bytes(Bytes::copy_from_slice(bytes)).ok()?;
    picture
        .chunks_mut()
        .retain(|chunk| SHOWN.contains(&&chunk.kind()));
    Some(picture.encoder().bytes().to_vec())
}

pub(super) fn webp(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut picture = WebP::from_bytes(Bytes::copy_from_slice(bytes)).ok()?;
    let way_up = picture.exif().as_deref().and_then(way_up);
    // It takes away what says that there is such a block, too.
    picture.set_exif(None);
    picture
        .chunks_mut()
        .retain(|chunk| SEEN.contains(&&chunk.id()));
    picture.set_exif(way_up.filter(|way| *way > 1).map(block));
    Some(picture.encoder().bytes().to_vec())
}

/// Which way up, 1 to 8.
///
/// Source: CIPA DC-008 (Exif), 4.6: TIFF's header, then the first directory.
fn way_up(exif: &[u8]) -> Option<u16> {
    let is_little = match exif.get(..4)? {
        [b'I', b'I', 42, 0] => true,
        [b'M', b'M', 0, 42] => false,
        _ => return None,
    };
    let short = |at: usize| {
        let two: [u8; 2] = exif.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if is_little {
            u16::from_le_bytes(two)
        } else {
            u16::from_be_bytes(two)
        })
    };
    let four: [u8; 4] = exif.get(4..8)?.try_into().ok()?;
    let directory = if is_little {
        u32::from_le_bytes(four)
    } else {
        u32::from_be_bytes(four)
    };
    let directory = usize::try_from(directory).ok()?;
    let count = usize::from(short(directory)?);
    (0..count)
        .filter_map(|entry| directory.checked_add(2 + entry * 12))
        .find(|at| short(*at) == Some(ORIENTATION))
        .and_then(|at| short(at + 8))
        .filter(|way| (1..=8).contains(way))
}

/// A block that says which way up, and nothing else.
fn block(way_up: u16) -> Bytes {
    let mut block = vec![b'I', b'I', 42, 0, 8, 0, 0, 0, 1, 0];
    block.extend(ORIENTATION.to_le_bytes());
    // One short.
    block.extend([3, 0, 1, 0, 0, 0]);
    block.extend(way_up.to_le_bytes());
    block.extend([0; 6]);
    block.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_says_which_way_up() {
        for way in 1..=8 {
            assert_eq!(super::way_up(&block(way)), Some(way));
        }
        assert_eq!(super::way_up(b"II*\0\xff\xff\xff\xff"), None);
        assert_eq!(super::way_up(b""), None);
    }
}
