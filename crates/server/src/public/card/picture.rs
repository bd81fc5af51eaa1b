//! A card drawn: 1200 × 630 pixels, as an SVG and then as a PNG.

use anyhow::Context as _;
use askama::Template;
use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{Options, Tree},
};

use super::{
    Card,
    letters::{Letters, Weight},
};
use crate::ground::Result;

/// How wide and how tall a card is, in pixels.
pub const SIZE: (u32, u32) = (1200, 630);
/// From the edge to the words, and the room for them.
const EDGE: f32 = 80.0;
const ROOM: f32 = 1040.0;

#[derive(Template)]
#[template(path = "public/card/card.svg")]
struct Drawing {
    shape: &'static str,
    colour: &'static str,
    site: String,
    words: String,
    title: String,
    times: String,
    /// From the top to the shape, which stands beside the first line of the title or the words.
    top: f32,
}

/// The card as a PNG.
///
/// # Errors
/// A fault when it cannot be drawn.
pub fn png(card: &Card) -> Result<Vec<u8>> {
    let svg = drawing(card).render().map_err(anyhow::Error::from)?;
    let tree = Tree::from_str(&svg, &Options::default()).context("our own SVG")?;
    let mut pixels = Pixmap::new(SIZE.0, SIZE.1).context("room for a card")?;
    resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
    Ok(pixels.encode_png().context("a card as PNG")?)
}

fn drawing(card: &Card) -> Drawing {
    let beside = Letters::of(Weight::Regular, 36.0);
    let name = Letters::of(Weight::SemiBold, 38.0);
    let has_words = card.words.is_some();
    let indent = if has_words { 0.0 } else { 84.0 };
    let (size, large, title) = title(&card.title, ROOM - indent);
    let (top, baseline) = if has_words {
        (160.0, 228.0 + size * 0.9)
    } else {
        (182.0, 196.0 + size * 0.68)
    };
    let step = size * 1.18;
    let place = |index: usize| f32::from(u8::try_from(index).unwrap_or(0));
    let site = name.lines(&card.site, ROOM - 70.0, 1).concat();
    Drawing {
        shape: if card.shape == "watching" {
            "operational"
        } else {
            card.shape
        },
        colour: colour(card.shape),
        site: name.path(&site, EDGE + 62.0, 94.0),
        words: card.words.as_ref().map_or_else(String::new, |words| {
            beside.path(
                &beside.lines(words, ROOM - 70.0, 1).concat(),
                EDGE + 66.0,
                195.0,
            )
        }),
        title: title
            .iter()
            .enumerate()
            .map(|(index, line)| large.path(line, EDGE + indent, baseline + step * place(index)))
            .collect(),
        times: card
            .times
            .iter()
            .rev()
            .take(2)
            .enumerate()
            .map(|(index, line)| {
                let line = beside.lines(line, ROOM, 1).concat();
                beside.path(&line, EDGE, 586.0 - 50.0 * place(index))
            })
            .collect(),
        top,
    }
}

/// The size of the title, its letters and its lines: long titles are smaller, so that they are whole,
/// and what is too long even so is cut.
fn title(text: &str, room: f32) -> (f32, Letters, Vec<String>) {
    let set = |(size, most): (f32, usize)| {
        let letters = Letters::of(Weight::SemiBold, size);
        (size, letters, letters.lines(text, room, most))
    };
    [(72.0, 2), (60.0, 3)]
        .into_iter()
        .map(set)
        .find(|(_, _, lines)| !lines.iter().any(|line| line.ends_with('…')))
        .unwrap_or_else(|| set((52.0, 3)))
}

/// The colours of `page.css` by day.
fn colour(shape: &str) -> &'static str {
    match shape {
        "operational" | "watching" => "#166a44",
        "degraded_performance" => "#82620a",
        "partial_outage" => "#ab4710",
        "major_outage" => "#b5262a",
        "under_maintenance" => "#6a50b3",
        _ => "#625d59",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card() -> Card {
        Card {
            site: "Pinatelle".to_owned(),
            shape: "major_outage",
            words: Some("Identified · Critical impact".to_owned()),
            title: "Payments by card <are> refused & nobody \"knows\" why".to_owned(),
            times: vec!["4 Dec 2025, 12:08 – ongoing".to_owned()],
        }
    }

    #[test]
    fn a_card_is_a_png_of_the_size_that_others_expect() {
        let png = png(&card()).unwrap();

        assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
        assert_eq!(png[16..20], 1200_u32.to_be_bytes());
        assert_eq!(png[20..24], 630_u32.to_be_bytes());
    }

    #[test]
    fn every_shape_is_drawn_and_looks_like_no_other() {
        let drawn = |shape| png(&Card { shape, ..card() }).unwrap();
        let shapes = [
            "operational",
            "degraded_performance",
            "partial_outage",
            "major_outage",
            "under_maintenance",
            "unknown",
        ];

        let all: std::collections::BTreeSet<Vec<u8>> = shapes.into_iter().map(drawn).collect();

        assert_eq!(all.len(), shapes.len());
        for shape in shapes {
            let bare = Card {
                shape,
                words: None,
                ..card()
            };
            assert!(
                drawing(&bare)
                    .render()
                    .unwrap()
                    .contains(&format!("<!-- {shape} -->"))
            );
        }
    }

    #[test]
    fn the_same_card_is_the_same_picture_and_other_words_are_another() {
        let other = Card {
            title: "Payouts late".to_owned(),
            ..card()
        };

        assert_eq!(png(&card()).unwrap(), png(&card()).unwrap());
        assert_ne!(png(&card()).unwrap(), png(&other).unwrap());
    }
}
