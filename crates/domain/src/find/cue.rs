//! Cues: whether a sentence with a time tells of a start, an end, an estimate, or none of these.
//!
//! Not here: the time itself.

use super::fold::{fold, has_any};

/// What a sentence says of the time in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cue {
    /// It broke then.
    Start,
    /// It was over then.
    End,
    /// It was partly over then.
    Partial,
    /// It is expected, promised or estimated.
    Ahead,
    /// Nothing that we know.
    Unclear,
}

const AHEAD: &[&str] = &[
    "estim",
    "devrai",
    "sera ",
    "seront ",
    "d'ici",
    "a partir de",
    "affinerons",
    "reviendrons",
    "revenons vers",
    "prevoy",
    "prevu",
    "will ",
    "we'll",
    "should ",
    "expected",
    "from tomorrow",
    "starting from",
    "as of",
    "apparaitr",
    "reportees au",
    "saranno ",
    "sara ",
    "dovrebb",
    "verra ",
    "verranno ",
    "previst",
    "entro ",
    "stimiamo",
    "prochain",
    "au plus tot",
    "au plus tard",
    "rendez-vous",
];
const OVER: &[&str] = &[
    "resolu",
    "retabli",
    "termine",
    "clos ",
    "clos.",
    "restaure",
    "reprise",
    "retour a la normale",
    "operationnel",
    "repass",
    "fonctionne de nouveau",
    "resolved",
    "restored",
    "closed",
    "is over",
    "stable",
    "recover",
    "back to normal",
    "operational",
    "resum",
    "going through normally",
    "risolt",
    "ripristinat",
    "ripresa",
    "ritorno al",
    "conclus",
    "terminat",
    "remontent",
    "remontees",
    "avvenuto",
    "disponible de nouveau",
    "est revenu",
    "sont revenu",
    "est de retour",
    "sont de retour",
    "a repris",
    "ont repris",
    "disparu",
    "cesse a ",
    "repare",
    "apparues dans",
    "apparus dans",
    "fin de l'incident",
    "fin de la panne",
    "repaired",
    "was fixed",
    "been fixed",
    "were fixed",
    "ete corrige",
    "est corrige",
    "stato corretto",
    "is back",
    "are back",
    " ended",
    "tornat",
    "cessat",
    "riparat",
    "fine dell'incidente",
    "fine del guasto",
];
/// Verbs straight before a time, in a sentence with a time for the end too.
const BROKE_AT: &[&str] = &[
    "commence",
    "debute",
    "demarre",
    "survenu",
    "declare",
    "coupe",
    "interrompu",
    "suspendu",
    "started",
    "began",
    "begun",
    "broke",
    "iniziat",
    "cominciat",
    "interrott",
];
const UNTIL: &[&str] = &[
    "jusqu'a",
    "until",
    "till",
    "fino a",
    "fino alle",
    "fino alla",
];
const PARTIAL: &[&str] = &[
    "partiel",
    "partial",
    "progressi",
    "gradual",
    "parzial",
    "en cours de resolution",
    "remonte ",
    "s'amelior",
    "rising",
    "improving",
    "migliora",
];
const BROKEN: &[&str] = &[
    "depuis",
    "since",
    "commence",
    "declare a",
    "occurred",
    "started",
    "began",
    "begun",
    "iniziat",
    "dalle",
    "dal ",
    "survenu",
    "debute",
    "a partire",
    "starting",
];
const TROUBLE: &[&str] = &[
    "incident",
    "perturbation",
    "dysfonctionnement",
    "difficult",
    "interrupt",
    "interrompu",
    "indisponib",
    "panne",
    "retard",
    "erreur",
    "echec",
    "bloqu",
    "impact",
    "deux fois",
    "outage",
    "delay",
    "issue",
    "unavailable",
    "declined",
    "failing",
    "disruption",
    "problem",
    "incidente",
    "ritardo",
    "errore",
    "bloccat",
    "interrott",
    "malfunzionament",
    "interruzion",
    "coupure",
    "empeche",
    "n'ont pas",
    "ne sont pas",
    "en double",
    "echou",
    "impossible",
    "refuse",
    "rejet",
    " fail",
    "rejected",
    " slow",
    "non riesc",
    "rifiut",
    "were not",
    "was not",
    "twice",
    "did not",
    "have not been",
    "non sono",
];

/// What a sentence says of the time in it.
#[must_use]
pub fn cue(sentence: &str) -> Cue {
    let folded = fold(sentence);
    let edited = folded.contains("finalement eu lieu") || folded.contains("actually took place");
    if has_any(&folded, AHEAD) && !edited {
        Cue::Ahead
    } else if has_any(&folded, OVER) {
        if has_any(&folded, PARTIAL) {
            Cue::Partial
        } else {
            Cue::End
        }
    } else if has_any(&folded, BROKEN) {
        Cue::Start
    } else {
        Cue::Unclear
    }
}

/// True for a sentence that tells of a thing half mended.
#[must_use]
pub fn is_partial(sentence: &str) -> bool {
    has_any(&fold(sentence), PARTIAL)
}

/// True for words before a time that say that it broke then, whatever else the sentence says.
#[must_use]
pub fn broke_at(before: &str) -> bool {
    has_any(&fold(before), BROKE_AT)
}

/// True for words that end in "until".
#[must_use]
pub fn until(before: &str) -> bool {
    let folded = fold(before);
    UNTIL.iter().any(|word| folded.trim_end().ends_with(word))
}

/// True for a sentence that tells of trouble.
#[must_use]
pub fn is_trouble(sentence: &str) -> bool {
    has_any(&fold(sentence), TROUBLE)
}

/// True for a sentence that says that all of it is over.
#[must_use]
pub fn is_all_clear(sentence: &str) -> bool {
    let folded = fold(sentence);
    let all = [
        "tous les services",
        "tous nos services",
        "all services",
        "all our services",
        "tutti i servizi",
        "entierement resolu",
        "fully resolved",
        "completamente risolt",
    ];
    let good = [
        "operationnel",
        "operational",
        "operativi",
        "resolu",
        "resolved",
        "risolt",
        "retabli",
        "restored",
    ];
    has_any(&folded, &all) && has_any(&folded, &good)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_told_apart_in_three_languages() {
        assert_eq!(cue("Les cartes sont refusées depuis 9h12."), Cue::Start);
        assert_eq!(cue("Le service est rétabli depuis 9h40."), Cue::End);
        assert_eq!(cue("The outage has been resolved since 9:40."), Cue::End);
        assert_eq!(cue("Il guasto è iniziato alle 9:12."), Cue::Start);
        assert_eq!(cue("La reprise est estimée à 17h00."), Cue::Ahead);
        assert_eq!(
            cue(
                "Depuis 9h30, rétablissement partiel : le service reprend, service rétabli en partie, partiel."
            ),
            Cue::Partial
        );
        assert_eq!(cue("Merci pour votre patience."), Cue::Unclear);
    }
}
