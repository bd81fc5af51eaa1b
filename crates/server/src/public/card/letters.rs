//! Words as outlines, so that a picture looks the same on every machine and needs no fonts of it.
//!
//! Inter, cut to the Latin letters, is part of the program. A letter that it lacks is drawn as an empty
//! box. Not here: kerning, and scripts other than Latin.

use std::{fmt::Write as _, sync::LazyLock};

use ttf_parser::{Face, GlyphId, OutlineBuilder};

/// How heavy letters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// For what stands beside.
    Regular,
    /// For what is read first.
    SemiBold,
}

/// Letters of one weight and size.
#[derive(Clone, Copy)]
pub struct Letters {
    face: &'static Face<'static>,
    scale: f32,
}

static REGULAR: LazyLock<Face<'static>> =
    LazyLock::new(|| face(include_bytes!("../../../fonts/Inter-Regular-Latin.otf")));
static SEMI_BOLD: LazyLock<Face<'static>> =
    LazyLock::new(|| face(include_bytes!("../../../fonts/Inter-SemiBold-Latin.otf")));

/// # Panics
/// Never: the fonts are part of the program, and tests read them.
fn face(bytes: &'static [u8]) -> Face<'static> {
    Face::parse(bytes, 0).expect("a font of ours")
}

impl Letters {
    /// Letters of this weight, so many pixels large.
    #[must_use]
    pub fn of(weight: Weight, size: f32) -> Self {
        let face: &Face<'static> = match weight {
            Weight::Regular => &REGULAR,
            Weight::SemiBold => &SEMI_BOLD,
        };
        Self {
            scale: size / f32::from(face.units_per_em()),
            face,
        }
    }

    /// How wide a text is, in pixels.
    #[must_use]
    pub fn width(&self, text: &str) -> f32 {
        text.chars()
            .map(|letter| self.advance(self.glyph(letter)))
            .sum()
    }

    /// A text broken into lines of at most `width` pixels, and at most `most` lines: what is over is
    /// cut, and an ellipsis says so. A word wider than a line is cut too.
    #[must_use]
    pub fn lines(&self, text: &str, width: f32, most: usize) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        // No-break spaces keep what belongs together on one line.
        for word in text
            .split([' ', '\n', '\t'])
            .filter(|word| !word.is_empty())
        {
            match lines.last_mut() {
                Some(line) if self.width(&format!("{line} {word}")) <= width => {
                    line.push(' ');
                    line.push_str(word);
                }
                _ => lines.push(word.to_owned()),
            }
        }
        let is_over = lines.len() > most;
        lines.truncate(most);
        for line in &mut lines {
            self.cut(line, width, false);
        }
        if let Some(last) = lines.last_mut().filter(|_| is_over) {
            self.cut(last, width, true);
        }
        lines
    }

    fn cut(&self, line: &mut String, width: f32, always: bool) {
        if !always && self.width(line) <= width {
            return;
        }
        while self.width(&format!("{line}…")) > width && line.pop().is_some() {}
        line.truncate(line.trim_end().len());
        line.push('…');
    }

    /// The outlines of a line whose left foot stands at `x`, `y`, as the data of an SVG path.
    #[must_use]
    pub fn path(&self, text: &str, x: f32, y: f32) -> String {
        let mut pen = Pen {
            data: String::new(),
            scale: self.scale,
            x,
            y,
        };
        for letter in text.chars() {
            let glyph = self.glyph(letter);
            self.face.outline_glyph(glyph, &mut pen);
            pen.x += self.advance(glyph);
        }
        pen.data
    }

    fn glyph(&self, letter: char) -> GlyphId {
        self.face.glyph_index(letter).unwrap_or(GlyphId(0))
    }

    fn advance(&self, glyph: GlyphId) -> f32 {
        f32::from(self.face.glyph_hor_advance(glyph).unwrap_or(0)) * self.scale
    }
}

/// Writes outlines, whose feet point up in fonts, as paths, whose feet point down.
struct Pen {
    data: String,
    scale: f32,
    x: f32,
    y: f32,
}

impl Pen {
    fn draw(&mut self, verb: char, points: &[(f32, f32)]) {
        self.data.push(verb);
        for (x, y) in points {
            let (x, y) = (self.x + x * self.scale, self.y - y * self.scale);
            let _ = write!(self.data, "{x:.2} {y:.2} ");
        }
    }
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.draw('M', &[(x, y)]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.draw('L', &[(x, y)]);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.draw('Q', &[(x1, y1), (x, y)]);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.draw('C', &[(x1, y1), (x2, y2), (x, y)]);
    }

    fn close(&mut self) {
        self.data.push('Z');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_of_our_languages_is_there_in_both_weights() {
        let words = crate::web::words::all().map(|words| words.say("language-name"));
        let all = words.collect::<String>()
            + "ÀÂÇÉÈÊËÎÏÔŒÙÛàâæçéèêëîïôœùûìòáíóú€’“”«»–—…·−\u{a0}\u{202f}";

        for weight in [Weight::Regular, Weight::SemiBold] {
            let letters = Letters::of(weight, 40.0);
            for letter in all.chars() {
                assert_ne!(letters.glyph(letter), GlyphId(0), "{letter}");
            }
        }
    }

    #[test]
    fn a_text_is_broken_between_words_and_what_is_over_is_cut_and_says_so() {
        let letters = Letters::of(Weight::SemiBold, 60.0);
        let title =
            "Payouts of several merchants have been arriving late since the morning of Monday";

        let whole = letters.lines(title, 900.0, 9);
        let short = letters.lines(title, 900.0, 2);
        let long = letters.lines(&"w".repeat(200), 900.0, 3);

        assert_eq!(whole.join(" "), title);
        assert_eq!(short.len(), 2);
        assert!(short[1].ends_with('…'), "{short:?}");
        assert_eq!(long.len(), 1);
        for line in whole.iter().chain(&short).chain(&long) {
            assert!(letters.width(line) <= 900.0, "{line}");
        }
    }
}
