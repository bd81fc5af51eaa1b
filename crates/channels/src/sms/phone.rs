//! Telephone numbers as all the world writes them, and where they ring.

use std::fmt;

use super::calling::{REGIONS, TRUNKS};

/// A number with its country's calling code: a plus and 7 to 15 figures.
///
/// Source: ITU-T E.164, 6.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Phone(String);

/// What is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadPhone {
    /// It does not begin with a plus and the code of its country.
    #[error("a number begins with a plus and the code of its country, such as +33")]
    NoCountry,
    /// It has other signs than figures, or not 7 to 15 of them.
    #[error("a number has 7 to 15 figures")]
    NoNumber,
}

/// Without its last figures: a number is a person.
impl fmt::Debug for Phone {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Phone({}…)", self.0.get(..4).unwrap_or_default())
    }
}

impl Phone {
    /// Reads a number as people write it: with spaces, hyphens, full stops, slashes and brackets between its figures,
    /// `00` for the plus, and a zero in brackets that nobody dials from abroad.
    ///
    /// # Errors
    /// [`BadPhone`] when it is none.
    pub fn parse(typed: &str) -> Result<Self, BadPhone> {
        let typed = typed.trim().replace("(0)", "");
        let rest = typed.strip_prefix('+').or_else(|| typed.strip_prefix("00"));
        let rest = rest.ok_or(BadPhone::NoCountry)?;
        let figures = figures(rest);
        if figures.starts_with('0') {
            return Err(BadPhone::NoCountry);
        }
        let fits = (7..=15).contains(&figures.len());
        if !fits || !figures.bytes().all(|one| one.is_ascii_digit()) {
            return Err(BadPhone::NoNumber);
        }
        Ok(Self(format!("+{figures}")))
    }

    /// Reads a number as [`Phone::parse`] does, or as people write it at home in one of these regions: `06 12 34 56 78`.
    ///
    /// # Errors
    /// [`BadPhone`] when it is none, or could be one of several regions.
    pub fn parse_in(typed: &str, regions: &[String]) -> Result<Self, BadPhone> {
        let abroad = Self::parse(typed);
        if !matches!(abroad, Err(BadPhone::NoCountry)) {
            return abroad;
        }
        let mut home = regions.iter().filter_map(|one| at_home(typed, one));
        match (home.next(), home.next()) {
            (Some(one), None) => Ok(one),
            _ => Err(BadPhone::NoCountry),
        }
    }

    /// With its plus and nothing between its figures: `+33612345678`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The same without the plus.
    #[must_use]
    pub fn figures(&self) -> &str {
        &self.0[1..]
    }

    /// The country or region in which it rings, in two letters (ISO 3166-1); none for what belongs to no country, such as
    /// satellites and numbers that cost extra.
    #[must_use]
    pub fn region(&self) -> Option<&'static str> {
        let fits = |prefix: &str| self.figures().starts_with(prefix);
        let known = REGIONS.iter().flat_map(|(region, prefixes)| {
            prefixes
                .split(' ')
                .filter(|prefix| fits(prefix))
                .map(|prefix| (prefix.len(), *region))
        });
        known
            .max_by_key(|(length, _)| *length)
            .map(|(_, region)| region)
    }
}

/// What stands between nothing but signs that people part figures with.
fn figures(typed: &str) -> String {
    let is_between = |letter: char| {
        letter.is_whitespace() || matches!(letter, '-' | '.' | '/' | '(' | ')' | '‐' | '‑' | '–')
    };
    typed.chars().filter(|one| !is_between(*one)).collect()
}

/// Shorter numbers at home are emergencies and services.
const SHORTEST: usize = 6;

/// A number as people of a region write it, where we know how they do.
fn at_home(typed: &str, region: &str) -> Option<Phone> {
    let mut known = TRUNKS.iter();
    let (trunk, _) = known.find(|(_, regions)| regions.split(' ').any(|one| one == region))?;
    let figures = figures(typed.trim());
    let own = figures.strip_prefix(trunk)?;
    let phone = Phone::parse(&format!("+{}{own}", calling_code(region)?)).ok()?;
    let fits = own.len() >= SHORTEST && !own.starts_with('0') && phone.region() == Some(region);
    fits.then_some(phone)
}

/// What numbers of a region begin with when they are called from elsewhere: 33 for France, 1 for Canada.
#[must_use]
pub fn calling_code(region: &str) -> Option<&'static str> {
    let mut known = REGIONS.iter();
    let (_, prefixes) = known.find(|(one, _)| *one == region)?;
    // No calling code is the beginning of another, and whoever shares one has something behind it.
    let all = REGIONS.iter().map(|(_, prefixes)| *prefixes);
    all.filter(|code| !code.contains(' ') && prefixes.starts_with(code))
        .min_by_key(|code| code.len())
}

/// True for two letters that are a region with numbers of its own.
#[must_use]
pub fn is_region(letters: &str) -> bool {
    REGIONS.iter().any(|(region, _)| *region == letters)
}
