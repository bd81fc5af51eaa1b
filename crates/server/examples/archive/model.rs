//! What providers say in this archive: sixty incidents, each in three languages, with a day, an id and a word that are filled in.

use serde_json::{Value, json};

/// Filled in: the day, the source's own id, and a word that stands in one incident alone.
pub const DAY: &str = "2020-01-01";
pub const ID: &str = "zqid";
pub const WORD: &str = "zqword";

/// How many there are.
pub const MODELS: usize = 60;

/// Components that every provider has, by the source's ids.
pub const PARTS: [(&str, &str); 8] = [
    ("c1", "Authorisations"),
    ("c2", "Settlement"),
    ("c3", "Payouts"),
    ("c4", "Card issuing"),
    ("c5", "Webhooks"),
    ("c6", "Dashboard"),
    ("c7", "Reporting"),
    ("c8", "Identity checks"),
];

/// What breaks, in French, English and Italian.
const WHAT: [[&str; 3]; 10] = [
    [
        "Les paiements par carte",
        "Card payments",
        "I pagamenti con carta",
    ],
    [
        "Les virements instantanés",
        "Instant transfers",
        "I bonifici istantanei",
    ],
    ["Les notifications", "Webhooks", "Le notifiche"],
    ["Le tableau de bord", "The dashboard", "Il pannello"],
    ["Les remboursements", "Refunds", "I rimborsi"],
    [
        "Les contrôles d’identité",
        "Identity checks",
        "I controlli d’identità",
    ],
    [
        "Les autorisations 3-D Secure",
        "3-D Secure authorisations",
        "Le autorizzazioni 3-D Secure",
    ],
    [
        "Les rapports quotidiens",
        "Daily reports",
        "I rapporti giornalieri",
    ],
    [
        "Les retraits aux distributeurs",
        "Cash withdrawals",
        "I prelievi agli sportelli",
    ],
    ["Les prélèvements", "Direct debits", "Gli addebiti diretti"],
];

/// How.
const HOW: [[&str; 3]; 6] = [
    [
        "échouent par intermittence",
        "fail intermittently",
        "falliscono a intermittenza",
    ],
    ["prennent du retard", "are delayed", "sono in ritardo"],
    [
        "sont refusés à tort",
        "are declined in error",
        "vengono rifiutati per errore",
    ],
    [
        "répondent lentement",
        "respond slowly",
        "rispondono lentamente",
    ],
    [
        "ne sont plus disponibles",
        "are unavailable",
        "non sono disponibili",
    ],
    ["affichent des erreurs", "show errors", "mostrano errori"],
];

/// Why.
const WHY: [[&str; 3]; 5] = [
    [
        "Une mise à jour du réseau a coupé un centre de données ; la bascule vers le second centre est en cours.",
        "A network update cut off one data centre; the switch to the second one is under way.",
        "Un aggiornamento della rete ha isolato un centro dati; il passaggio al secondo è in corso.",
    ],
    [
        "Une base de données a atteint la limite de ses connexions ; nos équipes en ont ouvert d’autres.",
        "A database reached the limit of its connections; our teams have opened further ones.",
        "Una base dati ha raggiunto il limite delle connessioni; i nostri tecnici ne hanno aperte altre.",
    ],
    [
        "Un certificat a expiré chez un partenaire bancaire, qui le renouvelle.",
        "A certificate expired at a banking partner, which is renewing it.",
        "Un certificato è scaduto presso una banca partner, che lo sta rinnovando.",
    ],
    [
        "Un fournisseur d’hébergement signale une panne d’électricité dans une zone.",
        "A hosting provider reports a power failure in one zone.",
        "Un fornitore di hosting segnala un guasto elettrico in una zona.",
    ],
    [
        "Une file d’attente s’est remplie plus vite qu’elle n’a été vidée ; les messages seront traités dans l’ordre.",
        "A queue filled faster than it was emptied; its messages will be handled in order.",
        "Una coda si è riempita più in fretta di quanto si svuotasse; i messaggi saranno gestiti in ordine.",
    ],
];

fn in_three(all: [String; 3]) -> String {
    let [french, english, italian] = all;
    format!(
        "=====VERSION FRANÇAISE=====\n{french}\n\n=====ENGLISH VERSION=====\n{english}\n\n=====ITALIA=====\n{italian}"
    )
}

fn clock(minutes: usize) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// A model as a source's document has it.
fn incident(number: usize) -> Value {
    let (what, how, why) = (WHAT[number % 10], HOW[number % 6], WHY[number % 5]);
    let begins = 60 + number * 17 % 900;
    let lasts = 12 + number * 29 % 340;
    let posts = 2 + number % 4;
    let said = |post: usize| {
        let of = |language: usize| match post {
            0 => {
                let look = [
                    "Nous cherchons la cause.",
                    "We are looking into the cause.",
                    "Cerchiamo la causa.",
                ];
                format!("{} {}. {}", what[language], how[language], look[language])
            }
            post if post + 1 < posts => {
                let word = ["Dossier", "Case", "Pratica"][language];
                format!("{} {word} {WORD}.", why[language])
            }
            _ => {
                let (from, to) = (clock(begins), clock(begins + lasts));
                match (number % 3, language) {
                    (0, 0) => {
                        "Tout fonctionne à nouveau. Nous vous prions de nous excuser.".to_owned()
                    }
                    (0, 1) => "Everything works again. We apologise for the trouble.".to_owned(),
                    (0, _) => "Tutto funziona di nuovo. Ci scusiamo per il disagio.".to_owned(),
                    (_, 0) => format!(
                        "Entre {from} UTC et {to} UTC, {} en difficulté. Tout fonctionne à nouveau.",
                        what[0]
                    ),
                    (_, 1) => format!(
                        "Between {from} UTC and {to} UTC, {} were affected. Everything works again.",
                        what[1]
                    ),
                    _ => format!(
                        "Tra le {from} UTC e le {to} UTC, {} in difficoltà. Tutto funziona di nuovo.",
                        what[2]
                    ),
                }
            }
        };
        in_three([of(0), of(1), of(2)])
    };
    let status = |post: usize| match post {
        0 => "investigating",
        post if post + 1 == posts => "resolved",
        1 => "identified",
        _ => "monitoring",
    };
    let updates: Vec<Value> = (0..posts)
        .rev()
        .map(|post| {
            let at = begins + 8 + lasts * post / (posts - 1);
            let at = format!("{DAY}T{}:00.000Z", clock(at));
            json!({"id": format!("{ID}u{post}"), "incident_id": ID, "status": status(post), "body": said(post),
                "created_at": at, "updated_at": at, "display_at": at, "affected_components": null})
        })
        .collect();
    let title: Vec<String> = (0..3)
        .map(|one| format!("{} {}", what[one], how[one]))
        .collect();
    let parts = [number % 8, (number * 3 + 1) % 8];
    let components: Vec<Value> = parts[..1 + number % 2]
        .iter()
        .map(|part| json!({"id": PARTS[*part].0, "name": PARTS[*part].1, "status": "operational"}))
        .collect();
    let impact = ["minor", "major", "none", "critical"][number % 4];
    let over = format!("{DAY}T{}:00.000Z", clock(begins + 8 + lasts));
    json!({"id": ID, "name": title.join(" | "), "status": "resolved",
        "impact": impact,
        "created_at": format!("{DAY}T{}:00.000Z", clock(begins + 8)), "updated_at": over, "resolved_at": over,
        "monitoring_at": null, "shortlink": format!("https://stspg.example/{ID}"), "page_id": "p",
        "incident_updates": updates, "components": components})
}

/// A source's list with one model, filled in.
pub fn document(number: usize, filling: &Filling) -> String {
    let list = json!({"page": {"id": "p", "name": "Source", "time_zone": "Etc/UTC"}, "incidents": [incident(number)]});
    filling.instead_of(&Filling::raw(), &list.to_string())
}

/// A source's summary: its components, all well.
pub fn summary() -> String {
    let parts = PARTS.map(|(id, name)| json!({"id": id, "name": name, "status": "operational"}));
    json!({"page": {"id": "p", "name": "Source", "time_zone": "Etc/UTC"}, "components": parts, "incidents": [],
        "scheduled_maintenances": [], "status": {"indicator": "none", "description": "All is well"}})
    .to_string()
}

/// What is filled in.
#[derive(Clone, Debug)]
pub struct Filling {
    pub day: String,
    pub id: String,
    pub word: String,
}

impl Filling {
    fn raw() -> Self {
        Self {
            day: DAY.to_owned(),
            id: ID.to_owned(),
            word: WORD.to_owned(),
        }
    }

    /// Of a model, as it is taken in.
    pub fn of_model(number: usize) -> Self {
        Self {
            id: format!("{ID}{number:02}q"),
            ..Self::raw()
        }
    }

    /// Of the incident `number` on a day.
    pub fn of(number: usize, day: jiff::civil::Date) -> Self {
        Self {
            day: day.to_string(),
            id: format!("i{number:09}"),
            word: format!("ref{number:07}"),
        }
    }

    /// A text with this where `other` was.
    pub fn instead_of(&self, other: &Self, text: &str) -> String {
        text.replace(&other.word, &self.word)
            .replace(&other.id, &self.id)
            .replace(&other.day, &self.day)
    }
}
