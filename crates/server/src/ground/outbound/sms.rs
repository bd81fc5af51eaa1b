//! The gateway that takes short messages, whom it may be asked to reach, and how much of it is paid for.

use beffroi_channels::sms::{Gateway, Phone, calling_code};

/// How short messages go; without it, none do.
#[derive(Debug)]
pub struct Sms {
    /// Who sends them.
    pub gateway: Gateway,
    /// What an answer says when a message was taken, where the status alone does not tell.
    pub answer: Option<String>,
    /// The regions whose numbers may be reached: `FR`.
    pub countries: Vec<String>,
    /// The most segments of one announcement.
    pub segments: usize,
    /// The most segments in a day and in a month, both of UTC.
    pub a_day: i64,
    /// As [`Sms::a_day`].
    pub a_month: i64,
    /// The most codes in an hour and in a day.
    pub codes_an_hour: i64,
    /// As [`Sms::codes_an_hour`].
    pub codes_a_day: i64,
}

impl Sms {
    /// Whether a number may be reached.
    #[must_use]
    pub fn reaches(&self, phone: &Phone) -> bool {
        let region = phone.region();
        self.countries.iter().any(|one| region == Some(one))
    }

    /// What numbers that may be reached begin with: `+33`, each once.
    #[must_use]
    pub fn beginnings(&self) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        for code in self.countries.iter().filter_map(|one| calling_code(one)) {
            let code = format!("+{code}");
            if !all.contains(&code) {
                all.push(code);
            }
        }
        all
    }

    /// Whether an answer that is none of an error says that the message was taken.
    #[must_use]
    pub fn is_taken(&self, body: &str) -> bool {
        self.answer
            .as_deref()
            .is_none_or(|said| body.contains(said))
    }
}
