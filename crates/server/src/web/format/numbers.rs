//! Shares and counts.

use beffroi_domain::{Figure, FigureUnit};

use super::{Reader, Said};

const FULL_PPM: i64 = 1_000_000;
/// As programs that list files count.
const MEGABYTE: i64 = 1_024 * 1_024;

impl Reader {
    /// A figure without what it counts: "20 to 40%", "up to 12.5%", "1,200".
    #[must_use]
    pub fn figure(&self, figure: &Figure) -> String {
        let forms = self.words.forms();
        let low = forms.decimal(figure.low_milli, 3, true);
        let high = forms.decimal(figure.high_milli, 3, true);
        let unit = match figure.unit {
            FigureUnit::Percent => "percent",
            FigureUnit::Count => "count",
        };
        let shape = match (figure.low_milli, figure.high_milli) {
            (low, high) if low == high => "one",
            (0, _) => "up-to",
            _ => "range",
        };
        self.words.tell(
            &format!("figure-{unit}-{shape}"),
            &[("low", &low), ("high", &high)],
        )
    }

    /// What a figure counts, in the reader's language or another.
    #[must_use]
    pub fn figure_of(&self, figure: &Figure) -> Option<Said> {
        self.said(&figure.of)
    }

    /// How many reports are usual, given in thousandths: "0.4", "12", and "hardly any" where it is less than one in twenty.
    #[must_use]
    pub fn rate(&self, milli: i64) -> String {
        let tenths = (milli + 50) / 100;
        if tenths == 0 {
            return self.say("case-hardly-any");
        }
        self.words.forms().decimal(tenths, 1, true)
    }

    /// How large a file is: "34 kB", "1.2 MB", never less than it is.
    #[must_use]
    pub fn size(&self, bytes: i64) -> String {
        let forms = self.words.forms();
        let (key, said) = match bytes {
            ..MEGABYTE => ("files-size-kb", forms.number(up(bytes, 1_024))),
            _ => (
                "files-size-mb",
                forms.decimal(up(bytes * 10, MEGABYTE), 1, true),
            ),
        };
        self.words.tell(key, &[("n", &said)])
    }

    /// An uptime, two places, never rounded up: what is not whole is never said to be.
    #[must_use]
    pub fn uptime(&self, ppm: i64) -> String {
        let forms = self.words.forms();
        let said = if ppm >= FULL_PPM {
            forms.decimal(100, 0, true)
        } else {
            forms.decimal(ppm.max(0) / 100, 2, false)
        };
        self.words
            .tell("figure-percent-one", &[("low", &said), ("high", &said)])
    }
}

/// Divided, and up to the next whole.
fn up(number: i64, by: i64) -> i64 {
    (number.max(0) + by - 1) / by
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::format::reader;
    use beffroi_domain::LocalizedText;

    fn figure(low_milli: i64, high_milli: i64, unit: FigureUnit) -> Figure {
        Figure {
            low_milli,
            high_milli,
            unit,
            of: LocalizedText::new(),
            from: None,
            until: None,
        }
    }

    #[test]
    fn a_share_is_said_as_each_language_says_it() {
        let range = figure(20_000, 40_000, FigureUnit::Percent);

        let said = ["fr", "en", "it"].map(|locale| reader(locale).figure(&range));

        assert_eq!(said, ["20 à 40\u{202f}%", "20 to 40%", "dal 20 al 40%"]);
    }

    #[test]
    fn nothing_is_rounded() {
        let share = figure(12_500, 12_500, FigureUnit::Percent);

        assert_eq!(reader("fr").figure(&share), "12,5\u{202f}%");
        assert_eq!(
            reader("en").figure(&figure(0, 1_200_000, FigureUnit::Count)),
            "up to 1,200"
        );
    }

    #[test]
    fn an_uptime_is_never_rounded_up_to_whole() {
        assert_eq!(reader("en").uptime(999_999), "99.99%");
        assert_eq!(reader("en").uptime(1_000_000), "100%");
    }

    #[test]
    fn a_file_is_never_said_to_be_smaller_than_it_is() {
        for (bytes, french, english) in [
            (1, "1 ko", "1 kB"),
            (MEGABYTE - 1, "1\u{202f}024 ko", "1,024 kB"),
            (MEGABYTE, "1 Mo", "1 MB"),
            (MEGABYTE + 1, "1,1 Mo", "1.1 MB"),
            (10 * MEGABYTE, "10 Mo", "10 MB"),
        ] {
            assert_eq!(reader("fr").size(bytes), french);
            assert_eq!(reader("en").size(bytes), english);
        }
    }
}
