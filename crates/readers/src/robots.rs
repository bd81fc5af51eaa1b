//! `robots.txt`: what a host asks programs to leave alone.
//!
//! Read in order: [`Robots::read`], [`Robots::allows`]. The groups that name a program count for it, all of them together;
//! without one, those for everybody. The longest rule that fits an address decides; of two as long, the one that allows.
//! Source: RFC 9309. Deliberately absent: fetching it, and what to do where it does not answer.

/// Bytes of a file that are read at least by whoever reads one; what follows is left out here.
///
/// Source: RFC 9309, 2.5.
const MOST: usize = 500 * 1024;

/// The rules of one host for one program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Robots {
    rules: Vec<Rule>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Rule {
    /// What the path and query begin with; `*` stands for anything, `$` at the end for the end.
    pattern: String,
    is_allowed: bool,
}

#[derive(Default)]
struct Group {
    agents: Vec<String>,
    rules: Vec<Rule>,
}

impl Robots {
    /// Reads a file's rules for the program of this name (its letters, without a version). What cannot be read is left out.
    #[must_use]
    pub fn read(bytes: &[u8], agent: &str) -> Self {
        let bytes = &bytes[..bytes.len().min(MOST)];
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let groups = groups(&String::from_utf8_lossy(bytes));
        let of = |agent: &str| -> Vec<Rule> {
            let named = |group: &&Group| group.agents.iter().any(|one| one == agent);
            let rules = groups.iter().filter(named);
            rules.flat_map(|group| group.rules.clone()).collect()
        };
        let agent = agent.to_lowercase();
        let is_named = groups.iter().any(|group| group.agents.contains(&agent));
        Self {
            rules: if is_named { of(&agent) } else { of("*") },
        }
    }

    /// Whether a path with its query, such as `/api/v2/summary.json?x=1`, may be asked for.
    #[must_use]
    pub fn allows(&self, path: &str) -> bool {
        let path = decoded(path);
        let fits = self.rules.iter().filter(|rule| fits(&rule.pattern, &path));
        // Of two as long, the one that allows: `true` is the greater.
        let best = fits.max_by_key(|rule| (rule.pattern.len(), rule.is_allowed));
        best.is_none_or(|rule| rule.is_allowed)
    }
}

fn groups(text: &str) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    // Names that follow one another begin one group; a rule ends the names.
    let mut is_naming = false;
    for line in text.lines() {
        let line = line.split('#').next().unwrap_or_default();
        let Some((field, value)) = line.split_once(':') else {
            continue;
        };
        let (field, value) = (field.trim().to_lowercase(), value.trim());
        match field.as_str() {
            "user-agent" => {
                if !is_naming {
                    groups.push(Group::default());
                }
                is_naming = true;
                if let Some(group) = groups.last_mut() {
                    group.agents.push(name(value));
                }
            }
            "allow" | "disallow" => {
                is_naming = false;
                let rule = Rule {
                    pattern: decoded(value),
                    is_allowed: field == "allow",
                };
                // An empty rule forbids nothing.
                if let Some(group) = groups.last_mut().filter(|_| !value.is_empty()) {
                    group.rules.push(rule);
                }
            }
            _ => {}
        }
    }
    groups
}

/// A program's name without its version and what follows.
fn name(value: &str) -> String {
    if value.starts_with('*') {
        return "*".to_owned();
    }
    let is_name = |letter: &char| letter.is_ascii_alphabetic() || matches!(letter, '_' | '-');
    value
        .chars()
        .take_while(is_name)
        .collect::<String>()
        .to_lowercase()
}

/// Whether a path begins as a pattern says. Each `*` takes as little as it can, which finds a fit where there is one.
fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, is_whole) = match pattern.strip_suffix('$') {
        Some(pattern) => (pattern, true),
        None => (pattern, false),
    };
    let mut pieces = pattern.split('*');
    let first = pieces.next().unwrap_or_default();
    let Some(mut rest) = path.strip_prefix(first) else {
        return false;
    };
    let mut pieces: Vec<&str> = pieces.collect();
    let last = pieces.pop();
    for piece in pieces {
        match rest.find(piece) {
            Some(at) => rest = &rest[at + piece.len()..],
            None => return false,
        }
    }
    match (last, is_whole) {
        (None, true) => rest.is_empty(),
        (None, false) => true,
        (Some(last), true) => rest.ends_with(last),
        (Some(last), false) => rest.contains(last),
    }
}

/// The same address in one spelling: `%7E` and `~` are one, and what must be encoded stays so in one case.
fn decoded(path: &str) -> String {
    let bytes = path.as_bytes();
    let mut out = String::with_capacity(path.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at).copied() {
        let encoded = bytes.get(at + 1..at + 3).filter(|_| byte == b'%');
        let digits = encoded.and_then(|two| std::str::from_utf8(two).ok());
        let value = digits.and_then(|two| u8::from_str_radix(two, 16).ok());
        at += if value.is_some() { 3 } else { 1 };
        match value {
            Some(value) if value.is_ascii_alphanumeric() || b"-._~".contains(&value) => {
                out.push(char::from(value));
            }
            Some(value) => out.push_str(&format!("%{value:02X}")),
            None if byte.is_ascii_graphic() => out.push(char::from(byte)),
            None => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allows(file: &str, path: &str) -> bool {
        Robots::read(file.as_bytes(), "Beffroi").allows(path)
    }

    #[test]
    fn without_a_rule_that_fits_everything_may_be_asked() {
        for file in [
            "",
            "<html>",
            "User-agent: *\nDisallow:",
            "Disallow: /",
            "User-agent: other\nDisallow: /",
        ] {
            assert!(allows(file, "/api/v2/summary.json"), "{file:?}");
        }
    }

    #[test]
    fn a_group_of_our_name_counts_alone_and_all_of_them_together() {
        let file = "user-agent: *\ndisallow: /\n\nUser-Agent: BEFFROI/2.0\nUser-agent: other\nDisallow: /a # why\n\
            Crawl-delay: 5\nUser-agent: beffroi\nDisallow: /b";

        assert!(
            allows(file, "/c"),
            "what is said to everybody is not said to us"
        );
        assert!(!allows(file, "/b/x") && !allows(file, "/a"));
        assert!(!Robots::read(file.as_bytes(), "someone").allows("/api"));
        assert!(!Robots::read(file.as_bytes(), "other").allows("/a"));
    }

    #[test]
    fn the_longest_rule_decides_and_the_kinder_one_of_two_as_long() {
        let file = "User-agent: *\nDisallow: /\nAllow: /api/\nDisallow: /api/private\nAllow: /p\nDisallow: /p";

        for (path, is_allowed) in [
            ("/", false),
            ("/index.html", false),
            ("/api/v2/summary.json", true),
            ("/api/private/x", false),
            ("/p", true),
        ] {
            assert_eq!(allows(file, path), is_allowed, "{path}");
        }
    }

    #[test]
    fn stars_and_ends_mean_what_they_mean() {
        let file = "User-agent: *\nDisallow: /*.json$\nDisallow: /a*b*c\nDisallow: /exact$\nDisallow: *?page=";

        for (path, is_allowed) in [
            ("/x/y.json", false),
            ("/x/y.json?z", true),
            ("/a-b-c-d", false),
            ("/a-c-b", true),
            ("/exact", false),
            ("/exactly", true),
            ("/history?page=2", false),
        ] {
            assert_eq!(allows(file, path), is_allowed, "{path}");
        }
    }

    #[test]
    fn an_address_is_the_same_however_it_is_spelt() {
        let file = "User-agent: *\nDisallow: /%7Ejoe/\nDisallow: /é";

        assert!(!allows(file, "/~joe/x") && !allows(file, "/%7ejoe/x"));
        assert!(!allows(file, "/%C3%A9t%C3%A9"));
        assert!(allows(file, "/%zz%"));
    }

    #[test]
    fn a_file_without_end_is_read_to_its_bound() {
        let mut file = b"User-agent: *\nDisallow: /first\n".to_vec();
        file.resize(MOST, b'#');
        file.extend_from_slice(b"\nDisallow: /last\n");
        let robots = Robots::read(&file, "Beffroi");

        assert!(!robots.allows("/first") && robots.allows("/last"));
    }
}
