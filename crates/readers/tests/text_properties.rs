//! Any bytes: the text reader answers with records or an error, and never with a panic.
//!
//! The texts are made of the pieces that such texts are made of, so that they get past the door.

use proptest::prelude::*;

const PIECES: &[&str] = &[
    "Report: \"INCIDENT CARDS | Panne / Outage / Guasto\"\n\nLast update\n",
    "Report: \"",
    "resolved\n\n",
    "monitoring\n\n",
    "\npostmortem\n\n",
    "\ninvestigating\n",
    "OPS-12 - Début / Start / Inizio : 03/05/2025 14h08 CET - Fin / End /fine : En cours / Ongoing",
    " - Catégorie / Category : Production - Cartes / Cards - Responsabilité / Responsibility : Externe / External",
    " - Priorité / Priority : P1",
    " FR Les cartes sont refusées depuis 9h12. ",
    " EN Cards are declined since 9.12am. ",
    " IT Le carte sono rifiutate dalle 9:12. ",
    " ------ In Italian: ",
    "======ENGLISH VERSION======",
    "# _English version below_ ",
    "# Post Mortem ",
    "**Synthèse de l’incident** ",
    "* **3 mai - 14h08 :** panne. **Début de l’incident.** ",
    "* **5–14 mars :** ",
    "10\\.50am : end of the incident ",
    "**Root cause** ",
    "**Actions à entreprendre** ",
    "| **Symptôme** | **Action** | | --- | --- | ",
    "| lent | rapide | ",
    "|",
    "**",
    "*",
    "\n\n",
    "\n",
    " ",
    "entre 20h et 22h30 ",
    "hier soir ",
    "~50% des paiements ",
    "12.07AM CEST ",
    "Posted Dec 17, 2024 - 14:30 CET\n",
    "Posted ",
    "- resolved Dec 04, 2025, 03:08 PM UTC\n",
    "- monitoring ",
    "A incident\n",
    "This incident affected: API | API (EU), Portal.\n",
    "This incident has been resolved.",
    "é",
    "’",
    "\u{a0}",
    "\r\n",
    "29 février ",
    "31/12/9999 23h59 ",
    "00/00/0000 ",
    "99h99 ",
    "primo maggio ",
    "https://a.example/20230426 ",
    "Affected components\n",
    "Update timeline\n",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => "\\PC{0,12}",
        1 => "[0-9h:./APMapm –-]{1,12}",
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = beffroi_readers::text::read("bytes", &bytes);
    }

    #[test]
    fn any_text_of_the_usual_pieces_is_read_or_refused(text in text()) {
        let _ = beffroi_readers::text::read("pieces", text.as_bytes());
    }

    #[test]
    fn any_text_of_the_usual_pieces_cut_and_broken_is_read_or_refused(text in text(), cut in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut bytes = format!("Report: \"A\"\nresolved\n{text}").into_bytes();
        let at = cut.index(bytes.len());
        bytes[at] = byte;
        let _ = beffroi_readers::text::read("broken", &bytes);
        let _ = beffroi_readers::text::read("cut", &bytes[..at]);
    }

    #[test]
    fn a_record_survives_its_own_json(text in text()) {
        let whole = format!("Report: \"Panne / Outage\"\nmonitoring\n{text}");
        for record in beffroi_readers::text::read("json", whole.as_bytes()).unwrap_or_default() {
            let json = serde_json::to_string(&record).unwrap();
            let back: beffroi_readers::ImportRecord = serde_json::from_str(&json).unwrap();
            prop_assert_eq!(back.updates, record.updates);
            prop_assert_eq!(back.started_at, record.started_at);
        }
    }
}

#[test]
fn bytes_that_are_no_utf8_are_refused_with_their_place() {
    let error =
        beffroi_readers::text::read("latin1.txt", b"Report: \"Panne r\xe9seau\"\n").unwrap_err();

    assert_eq!(error.place, beffroi_readers::record::Place::Byte(16));
    assert!(error.to_string().starts_with("latin1.txt: byte 16: "));
}
