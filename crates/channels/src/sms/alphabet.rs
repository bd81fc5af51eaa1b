//! The two alphabets of short messages: 7 bits for the letters of Western Europe, else 16 bits, and less than half of
//! them fit.
//!
//! Source: 3GPP TS 23.038, 6.2.1 (the alphabet and its extension), 6.2.3 (UCS-2); 3GPP TS 23.040, 9.2.3.24.1 (a
//! part of a longer message has 153 or 67 places, the whole of a short one 160 or 70).

/// How letters travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Alphabet {
    /// Seven bits a letter; a few take two places.
    Gsm7,
    /// Sixteen bits a letter.
    Ucs2,
}

/// Letters that take one place.
const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?\
    ¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

/// Letters that take two.
const EXTENDED: &str = "^{}\\[~]|€\u{c}";

/// What says the same in fewer places: marks of type, and accents that the alphabet has not.
const PLAIN: [(&str, &str); 57] = [
    ("’‘‛ʼ′", "'"),
    ("“”„«»″", "\""),
    ("‐‑‒–—―−", "-"),
    ("\u{a0}\u{202f}\u{2009}\u{2007}", " "),
    ("\u{200b}\u{200c}\u{200d}\u{2060}\u{feff}\u{ad}", ""),
    ("…", "..."),
    ("·•", "-"),
    ("×", "x"),
    ("→", "->"),
    ("º°", "o"),
    ("ÀÁÂÃĀĂĄ", "A"),
    ("áâãāăą", "a"),
    ("ĆĈĊČ", "C"),
    ("çćĉċč", "c"),
    ("ĎĐÐ", "D"),
    ("ďđð", "d"),
    ("ÈÊËĒĔĖĘĚ", "E"),
    ("êëēĕėęě", "e"),
    ("ĜĞĠĢ", "G"),
    ("ĝğġģ", "g"),
    ("ĤĦ", "H"),
    ("ĥħ", "h"),
    ("ÌÍÎÏĨĪĬĮİ", "I"),
    ("íîïĩīĭįı", "i"),
    ("Ĵ", "J"),
    ("ĵ", "j"),
    ("Ķ", "K"),
    ("ķ", "k"),
    ("ĹĻĽŁ", "L"),
    ("ĺļľł", "l"),
    ("ŃŅŇ", "N"),
    ("ńņň", "n"),
    ("ÒÓÔÕŌŎŐ", "O"),
    ("óôõōŏő", "o"),
    ("Œ", "OE"),
    ("œ", "oe"),
    ("ŔŖŘ", "R"),
    ("ŕŗř", "r"),
    ("ŚŜŞŠȘ", "S"),
    ("śŝşšș", "s"),
    ("ŢŤŦȚ", "T"),
    ("ţťŧț", "t"),
    ("ÙÚÛŨŪŬŮŰŲ", "U"),
    ("úûũūŭůűų", "u"),
    ("Ŵ", "W"),
    ("ŵ", "w"),
    ("ÝŶŸ", "Y"),
    ("ýÿŷ", "y"),
    ("ŹŻŽ", "Z"),
    ("źżž", "z"),
    ("Þ", "Th"),
    ("þ", "th"),
    ("ﬁ", "fi"),
    ("ﬂ", "fl"),
    ("¹", "1"),
    ("²", "2"),
    ("³", "3"),
];

impl Alphabet {
    /// How many places a letter takes, once [`fit`] has made it plain.
    pub(super) fn weigh(self, letter: char) -> usize {
        match self {
            Self::Ucs2 => letter.len_utf16(),
            Self::Gsm7 => match plain(letter) {
                Some(plain) => plain.chars().map(|one| septets(one).unwrap_or(1)).sum(),
                None => septets(letter).unwrap_or(1),
            },
        }
    }

    /// How many places a number of segments has.
    pub(super) fn room(self, segments: usize) -> usize {
        match (self, segments) {
            (Self::Gsm7, 1) => 160,
            (Self::Gsm7, more) => more * 153,
            (Self::Ucs2, 1) => 70,
            (Self::Ucs2, more) => more * 67,
        }
    }

    /// How many segments a text takes; no letter is parted between two.
    pub(super) fn segments(self, text: &str) -> usize {
        let weights = text.chars().map(|letter| self.weigh(letter));
        if weights.clone().sum::<usize>() <= self.room(1) {
            return 1;
        }
        let room = self.room(2) / 2;
        let mut segments = 1;
        let mut filled = 0;
        for weight in weights {
            if filled + weight > room {
                segments += 1;
                filled = 0;
            }
            filled += weight;
        }
        segments
    }
}

/// A text in the alphabet in which it is cheapest: plain where all of it can be made plain, else as it stands.
pub(super) fn fit(text: &str) -> (String, Alphabet) {
    let mut fit = String::with_capacity(text.len());
    for letter in text.chars() {
        match plain(letter) {
            Some(plain) => fit.push_str(plain),
            None if septets(letter).is_some() => fit.push(letter),
            None => return (text.to_owned(), Alphabet::Ucs2),
        }
    }
    (fit, Alphabet::Gsm7)
}

fn septets(letter: char) -> Option<usize> {
    if letter.is_ascii_alphanumeric() || BASIC.contains(letter) {
        return Some(1);
    }
    EXTENDED.contains(letter).then_some(2)
}

fn plain(letter: char) -> Option<&'static str> {
    if letter.is_ascii() || septets(letter).is_some() {
        return None;
    }
    let found = PLAIN.iter().find(|(letters, _)| letters.contains(letter));
    found.map(|(_, plain)| *plain)
}
