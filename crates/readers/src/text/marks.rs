//! Marks: what kinds of event a line of a timeline tells of. Words, not times.

use beffroi_domain::{EntryKind, find::fold};

const START: &[&str] = &[
    "debut de l'incident",
    "debut d'incident",
    "debut incident",
    "debut du incident",
    "incident begin",
    "beginning of the incident",
    "start of the incident",
    "incident start",
    "start of incident",
    "beginning of incident",
    "inizio dell'incidente",
    "avvio dell'incidente",
    "debut de la panne",
    "start of the outage",
];
const END: &[&str] = &[
    "fin de l'incident",
    "fin d'incident",
    "fin incident",
    "end of the incident",
    "end of incident",
    "incident end",
    "incident resolved",
    "incident over",
    "incident closed",
    "fine dell'incidente",
    "conclusione dell'incidente",
    "incidente risolto",
    "fin de la panne",
    "cloture de l'incident",
    "chiusura dell'incidente",
    "end of the outage",
    "incident clos",
    "incident resolu",
];
const RESUME: &[&str] = &[
    "reprise du service",
    "reprise du trafic",
    "reprise totale",
    "reprise de service",
    "service retabli",
    "retablissement du service",
    "service restored",
    "service resumes",
    "service resumed",
    "traffic resumes",
    "return to normal",
    "retour a l'etat nominal",
    "retour a la normale",
    "back to normal",
    "restored service",
    "ripristino del servizio",
    "ripresa del servizio",
    "ritorno allo stato normale",
    "ritorno alla normalita",
    "servizio ripristinato",
    "reprise des paiements",
    "reprise nominale",
    "service recovery",
];
const RECURRENCE: &[&str] = &[
    "replique de l'incident",
    "replique d'incident",
    "resurgence",
    "recurrence",
    "incident restart",
    "recrudescence",
    "reprise de l'incident",
    "retour de l'incident",
    "ricomparsa",
    "ripresa dell'incidente",
    "recidiva",
    "nouvel incident",
    "incident again",
];
const DETECTION: &[&str] = &[
    "detection",
    "detect",
    "alerte",
    "alert",
    "remontee",
    "merchant report",
    "rilevament",
    "segnalazion",
    "avviso",
    "reports of",
    "case reported",
    "cases reported",
];
const CRISIS: &[&str] = &[
    "cellule de crise",
    "cellule incident",
    "cellule dediee",
    "crisis unit",
    "crisis team",
    "crisis cell",
    "response team",
    "task force",
    "incident unit",
    "cellula di crisi",
    "unita di crisi",
];
const COMMUNICATION: &[&str] = &[
    "status page",
    "page status",
    "statuspage",
    "pagina di stato",
    "communication",
    "comunicazione",
];
const FIX: &[&str] = &[
    "rollback",
    "correctif",
    " fix",
    "redemarrage",
    "restart of",
    "restarts",
    "correction",
    "correzione",
    "riavvio",
    "mise a jour du certificat",
    "workaround",
];

/// The kinds of event that a line tells of, in the order of [`EntryKind::ALL`].
#[must_use]
pub fn marks(text: &str) -> Vec<EntryKind> {
    let folded = fold(&text.replace("**", ""));
    let lists = [
        (EntryKind::Start, START),
        (EntryKind::Detection, DETECTION),
        (EntryKind::CrisisUnit, CRISIS),
        (EntryKind::Communication, COMMUNICATION),
        (EntryKind::Fix, FIX),
        (EntryKind::Resume, RESUME),
        (EntryKind::Recurrence, RECURRENCE),
        (EntryKind::End, END),
    ];
    let mut all: Vec<EntryKind> = lists
        .into_iter()
        .filter(|(_, words)| words.iter().any(|word| says(&folded, word)))
        .map(|(kind, _)| kind)
        .collect();
    if all.contains(&EntryKind::Recurrence) {
        all.retain(|kind| *kind != EntryKind::Start);
    }
    all
}

/// "Understanding of the incident begins" is no beginning of an incident.
fn says(folded: &str, words: &str) -> bool {
    folded.match_indices(words).any(|(at, _)| {
        let before = &folded[..at];
        !(words.starts_with("incident")
            && (before.ends_with("of the ") || before.ends_with("of an ")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_told_in_three_languages() {
        assert_eq!(
            marks("fin des travaux, **reprise du service et fin de l’incident.**"),
            [EntryKind::Resume, EntryKind::End]
        );
        assert_eq!(
            marks("New release. **Incident begins**."),
            [EntryKind::Start]
        );
        assert_eq!(marks("ripristino del servizio"), [EntryKind::Resume]);
        assert_eq!(marks("incident restart."), [EntryKind::Recurrence]);
        assert_eq!(marks("ouverture d'un ticket"), []);
        assert_eq!(marks("analysis of the incident begins"), []);
    }
}
