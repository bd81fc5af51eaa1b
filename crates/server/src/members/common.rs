//! Passwords that are guessed early. Ours have twelve characters or more, which leaves out most lists of what
//! leaked: what remains of them is short words made long. So a password is taken apart as whoever guesses puts it
//! together: letters written as digits and signs, a known word, repeated, run along the keyboard or counted up,
//! with figures and signs around it.

/// Words that begin the lists of what leaked, with those of the languages that we speak, as they are after
/// [`plain`].
const WORDS: &[&str] = &[
    "abcd",
    "access",
    "accesso",
    "admin",
    "administrator",
    "administrateur",
    "amministratore",
    "amore",
    "amour",
    "andrea",
    "angel",
    "anthony",
    "april",
    "arsenal",
    "asdf",
    "august",
    "azerty",
    "banana",
    "barcelona",
    "baseball",
    "basketball",
    "batman",
    "beautiful",
    "bella",
    "benvenuto",
    "bienvenue",
    "bonjour",
    "boulot",
    "buongiorno",
    "butterfly",
    "camille",
    "changeme",
    "charlie",
    "chelsea",
    "chocolat",
    "chocolate",
    "ciao",
    "computer",
    "cookie",
    "coucou",
    "daniel",
    "december",
    "default",
    "diamond",
    "doudou",
    "dragon",
    "estate",
    "eteete",
    "february",
    "ferrari",
    "flower",
    "football",
    "france",
    "francesco",
    "freedom",
    "friends",
    "giuseppe",
    "google",
    "guest",
    "hello",
    "hockey",
    "hunter",
    "iloveyou",
    "incident",
    "internet",
    "inter",
    "italia",
    "iwillwin",
    "january",
    "jennifer",
    "jessica",
    "jetaime",
    "jordan",
    "julien",
    "juventus",
    "killer",
    "letmein",
    "liverpool",
    "login",
    "loulou",
    "love",
    "lovely",
    "loveme",
    "maison",
    "manchester",
    "marine",
    "marseille",
    "master",
    "matrix",
    "maximum",
    "merlin",
    "michael",
    "michel",
    "milano",
    "monday",
    "monkey",
    "motdepasse",
    "mustang",
    "mypassword",
    "naples",
    "napoli",
    "nicolas",
    "ninja",
    "november",
    "october",
    "oliver",
    "paris",
    "parola",
    "passe",
    "passw",
    "passer",
    "passport",
    "password",
    "passwort",
    "pikachu",
    "pippo",
    "pokemon",
    "princess",
    "princesse",
    "qazwsx",
    "qwert",
    "qwerty",
    "qwertz",
    "roma",
    "root",
    "samsung",
    "secret",
    "secure",
    "security",
    "segreto",
    "september",
    "server",
    "shadow",
    "sicurezza",
    "soccer",
    "soleil",
    "spring",
    "starwars",
    "stella",
    "status",
    "statuspage",
    "summer",
    "sunday",
    "sunshine",
    "superman",
    "support",
    "system",
    "tennis",
    "test",
    "thomas",
    "tigger",
    "topsecret",
    "trustno",
    "ubuntu",
    "user",
    "utente",
    "utilisateur",
    "vacances",
    "welcome",
    "whatever",
    "winter",
    "windows",
    "yankees",
];
/// What fingers and counting follow.
const RUNS: &[&str] = &[
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890123456789",
    "qwertyuiopasdfghjklzxcvbnm",
    "azertyuiopqsdfghjklmwxcvbn",
    "qwertzuiopasdfghjklyxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "1q2w3e4r5t6y7u8i9o0p",
    "1a2z3e4r5t6y7u8i9o0p",
];
/// As many characters must be left that no pattern explains.
const LEFT: usize = 7;
/// The shortest run that counts as one.
const RUN: usize = 4;

/// Whether a password is made of what is guessed early; `own` are words of the member's own.
pub(super) fn is_guessable(password: &str, own: &[&str]) -> bool {
    let whole: String = password.to_lowercase();
    let own: Vec<String> = own
        .iter()
        .flat_map(|words| words.split(|c: char| !c.is_alphanumeric()))
        .map(plain)
        .filter(|word| word.chars().count() >= 3)
        .collect();
    left(&period(&whole), &own) < LEFT
}

/// What repeats, once: `abcabcabcabc` is `abc`.
fn period(text: &str) -> String {
    let all: Vec<char> = text.chars().collect();
    let repeats = |size: &usize| all.iter().zip(&all[*size..]).all(|(one, next)| one == next);
    let size = (1..=all.len() / 2).find(repeats).unwrap_or(all.len());
    all[..size].iter().collect()
}

/// How many characters nothing explains: a known word or a run counts as two, a year or other figures as
/// one, a letter again as nothing.
fn left(text: &str, own: &[String]) -> usize {
    let all: Vec<char> = text.chars().collect();
    let mut at = 0;
    let mut count = 0;
    while at < all.len() {
        let known = known(&all[at..], own).max(run(&all[at..]));
        if known > 0 {
            count += 2;
            at += known;
            continue;
        }
        let is_again = at > 0 && all[at] == all[at - 1];
        let is_figure = all[at].is_ascii_digit() && at > 0 && all[at - 1].is_ascii_digit();
        if !is_again && !is_figure && all[at].is_alphanumeric() {
            count += 1;
        }
        at += 1;
    }
    count
}

/// How many characters the longest known word at the beginning takes.
fn known(all: &[char], own: &[String]) -> usize {
    let text: String = all.iter().map(|letter| meant(*letter)).collect();
    let words = WORDS.iter().copied().chain(own.iter().map(String::as_str));
    let fitting = words.filter(|word| text.starts_with(word));
    fitting.map(|word| word.chars().count()).max().unwrap_or(0)
}

/// How many characters at the beginning run along a row, forwards or backwards.
fn run(all: &[char]) -> usize {
    let along = |row: &str, backwards: bool| {
        let mut row: Vec<char> = row.chars().collect();
        if backwards {
            row.reverse();
        }
        let starts = 0..row.len();
        let length = |start: usize| {
            row[start..]
                .iter()
                .zip(all)
                .take_while(|(a, b)| a == b)
                .count()
        };
        starts.map(length).max().unwrap_or(0)
    };
    let longest = RUNS
        .iter()
        .map(|row| along(row, false).max(along(row, true)));
    longest.max().filter(|length| *length >= RUN).unwrap_or(0)
}

/// A word of the member's own as it is looked for.
fn plain(word: &str) -> String {
    word.to_lowercase().chars().map(meant).collect()
}

/// The letter that a figure or a sign stands for.
fn meant(letter: char) -> char {
    match letter {
        '0' => 'o',
        '1' | '!' => 'i',
        '3' | 'é' | 'è' | 'ê' => 'e',
        '4' | '@' | 'à' | 'â' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        'ò' | 'ô' => 'o',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_weak(password: &str) -> bool {
        is_guessable(
            password,
            &["Anna Rossi", "anna.rossi@example.com", "beffroi"],
        )
    }

    #[test]
    fn what_is_guessed_early_is_known() {
        for weak in [
            "password1234",
            "P@ssw0rd2026!",
            "Password123!!",
            "motdepasse2026",
            "azertyuiop123",
            "qwertyuiop12",
            "1q2w3e4r5t6y",
            "123456789012",
            "aaaaaaaaaaaa",
            "abcabcabcabc",
            "iloveyou2024!",
            "AnnaRossi2026",
            "beffroi-admin-2026",
            "Welcome2026!!",
            "dragon-dragon",
            "zyxwvutsrqponm",
            "soleilsoleil1",
        ] {
            assert!(is_weak(weak), "{weak}");
        }
    }

    #[test]
    fn words_that_do_not_belong_together_pass() {
        for fine in [
            "correct horse battery staple",
            "quatre mots bien choisis",
            "tramonto vela cucchiaio",
            "tFq8-zLm2-Rw9p",
            "Kx7vq2nR4bwM",
            "il pleut sur les ardoises",
        ] {
            assert!(!is_weak(fine), "{fine}");
        }
    }
}
