//! A badge: the name, and the state as shape, word and colour, as a picture for pages elsewhere.
//!
//! The width of a word is estimated and then held to by the picture itself (`textLength`), so that
//! nothing sticks out whichever letters a machine has.

use askama::Template;
use axum::{extract::Path, response::Response};
use beffroi_domain::ComponentStatus;

use super::{
    super::{
        api::{Board, verdict},
        visit::Program,
    },
    frameable,
};
use crate::{
    ground::{Error, Result},
    web::{Reader, answer},
};

/// From the edge to the first letter, between the name and the shape, and after the last letter.
const MARGIN: u32 = 8;
/// The shape and the gap behind it.
const SHAPE: u32 = 18;

/// The picture.
#[derive(Template)]
#[template(path = "public/embed/badge.svg", escape = "html")]
struct Badge {
    lang: String,
    title: String,
    shape: &'static str,
    name: Word,
    word: Word,
    width: u32,
    /// Where the half with the state begins, and where its shape stands.
    split: u32,
    shape_x: u32,
}

/// A text and the room it takes.
#[derive(Debug, PartialEq, Eq)]
struct Word {
    text: String,
    x: u32,
    width: u32,
}

/// Answers `/badge.svg`.
///
/// # Errors
/// A fault when the database is away.
pub async fn of_page(Program(mut visit): Program) -> Result<Response> {
    let board = Board::load(&mut visit).await?;
    let (_, key) = verdict(&board);
    let status = match key {
        "critical" => ComponentStatus::MajorOutage,
        "major" => ComponentStatus::PartialOutage,
        "minor" => ComponentStatus::DegradedPerformance,
        "maintenance" => ComponentStatus::UnderMaintenance,
        "unknown" => ComponentStatus::Unknown,
        _ => ComponentStatus::Operational,
    };
    let name = visit.page.name_in(visit.reader.locale()).to_owned();
    show(&visit.reader, name, status)
}

/// Answers `/components/{id}/badge.svg`.
///
/// # Errors
/// `NotFound` where the page has no such component; a fault when the database is away.
pub async fn of_component(Path(id): Path<String>, Program(mut visit): Program) -> Result<Response> {
    let board = Board::load(&mut visit).await?;
    let component = board
        .components
        .iter()
        .find(|one| one.public_id.as_str() == id)
        .ok_or(Error::NotFound)?;
    let name = visit.reader.plain(&component.name);
    let name = name.unwrap_or_else(|| component.public_id.to_string());
    show(&visit.reader, name, board.status(component.id))
}

/// The badge of whatever is called `name`.
///
/// # Errors
/// A fault when the picture cannot be printed.
pub fn show(reader: &Reader, name: String, status: ComponentStatus) -> Result<Response> {
    let word = reader.say(&format!("component-{status}"));
    let title = reader
        .words
        .tell("badge-title", &[("name", &name), ("state", &word)]);
    let badge = Badge::of(reader.locale().to_string(), title, status, name, word);
    let svg = badge.render().map_err(anyhow::Error::from)?;
    Ok(frameable(answer::data("image/svg+xml; charset=utf-8", svg)))
}

impl Badge {
    fn of(
        lang: String,
        title: String,
        status: ComponentStatus,
        name: String,
        word: String,
    ) -> Self {
        let name = Word::at(MARGIN, name);
        let split = name.x + name.width + MARGIN;
        let shape_x = split + MARGIN;
        let word = Word::bold(shape_x + SHAPE, word);
        Self {
            width: word.x + word.width + MARGIN,
            shape: status.as_str(),
            lang,
            title,
            name,
            word,
            split,
            shape_x,
        }
    }
}

impl Word {
    fn at(x: u32, text: String) -> Self {
        let width = width(&text);
        Self { text, x, width }
    }

    /// Bold letters are about a tenth wider.
    fn bold(x: u32, text: String) -> Self {
        let width = width(&text) * 11 / 10;
        Self { text, x, width }
    }
}

/// About how wide a text is at 12 units, in the letters that browsers have.
fn width(text: &str) -> u32 {
    let tenths: u32 = text.chars().map(letter).sum();
    tenths.div_ceil(10)
}

/// How wide a letter is, in tenths of a unit.
fn letter(letter: char) -> u32 {
    match letter {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | '\'' | '’' | '|' | '!' | ':' => 33,
        'f' | 't' | 'r' | ' ' | '(' | ')' | '-' | '/' => 43,
        'm' | 'M' | 'W' | '%' | '@' => 104,
        'w' => 90,
        // Scripts that write a word in one square a letter.
        '\u{1100}'.. => 122,
        other if other.is_uppercase() => 82,
        _ => 68,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_makes_a_wide_badge_and_nothing_overlaps() {
        let of = |name: &str| {
            let (name, word) = (name.to_owned(), "Operational".to_owned());
            let status = ComponentStatus::Operational;
            Badge::of("en".to_owned(), String::new(), status, name, word)
        };

        for name in ["", "API", "Hosted checkout & <payments>", "決済"] {
            let badge = of(name);

            assert!(badge.name.x + badge.name.width < badge.split, "{name}");
            assert!(badge.shape_x + SHAPE <= badge.word.x, "{name}");
            assert!(badge.word.x + badge.word.width < badge.width, "{name}");
        }
        assert!(of("mmmm").width > of("iiii").width);
    }
}
