//! How the page is as a whole: an indicator for programs, and a few words.

use super::{board::Board, extra::OfStatus, shape, tell::Teller};
use crate::story::verdict;

impl Teller<'_> {
    /// The status of the page.
    #[must_use]
    pub fn status(&self) -> shape::Status {
        let (indicator, key) = verdict(self.board);
        shape::Status {
            indicator,
            description: self.reader.say(&format!("api-status-{key}")),
            beffroi: (key == "unknown").then_some(OfStatus { state: key }),
        }
    }
}

/// The indicator, and the key of its words.
#[must_use]
pub fn verdict(board: &Board) -> (&'static str, &'static str) {
    let ever: Vec<_> = board.components.iter().chain(&board.gone).collect();
    verdict::of_page(&ever, &board.now, &board.open)
}
