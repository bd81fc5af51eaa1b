//! Folding: one spelling for what people write in many.
//!
//! Not for display, and not for spans: `œ` becomes two letters.

/// The text in lower case, without accents, with straight apostrophes and single spaces.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        push_folded(&mut out, letter);
    }
    out.truncate(out.trim_end().len());
    out
}

fn push_folded(out: &mut String, letter: char) {
    // Nearly all letters of nearly all texts.
    if letter.is_ascii_graphic() {
        out.push(letter.to_ascii_lowercase());
        return;
    }
    if letter.is_whitespace() {
        if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
        return;
    }
    match letter {
        'à' | 'â' | 'ä' | 'á' | 'À' | 'Â' | 'Á' => out.push('a'),
        'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' => out.push('e'),
        'î' | 'ï' | 'ì' | 'í' | 'Î' | 'Ì' => out.push('i'),
        'ô' | 'ö' | 'ò' | 'ó' | 'Ô' | 'Ò' => out.push('o'),
        'ù' | 'û' | 'ü' | 'ú' | 'Ù' | 'Û' => out.push('u'),
        'ç' | 'Ç' => out.push('c'),
        'œ' | 'Œ' => out.push_str("oe"),
        'æ' | 'Æ' => out.push_str("ae"),
        '’' | '‘' | 'ʼ' => out.push('\''),
        '“' | '”' | '«' | '»' => out.push('"'),
        '–' | '—' | '‑' => out.push('-'),
        other => out.extend(other.to_lowercase()),
    }
}

/// True when the folded text holds one of the folded words or phrases.
#[must_use]
pub fn has_any(folded: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| folded.contains(phrase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_apostrophes_and_spaces_fold_to_one_spelling() {
        assert_eq!(fold(" L’Été\u{a0} à  Œuvre "), "l'ete a oeuvre");
    }

    #[test]
    fn phrases_are_found_in_folded_text() {
        assert!(has_any(
            &fold("Retour à la Normale"),
            &["retour a la normale"]
        ));
    }
}
