//! What the made-up provider of [`super::sample`] is called and says.

/// The page, as the first key of its JSON.
pub const PAGE: &str = r#""page":{"id":"kctbh9vrtdwd","name":"Acmepay","url":"https://status.acmepay.example","time_zone":"Europe/Paris","updated_at":"2026-03-01T10:00:00.000+01:00"}"#;

/// Ids and names.
pub const COMPONENTS: [(&str, &str); 6] = [
    ("b1c2d3f4g5h6", "API de Paiement | Payment API"),
    ("c2d3f4g5h6j7", "Tableau de bord | Dashboard"),
    ("d3f4g5h6j7k8", "3-D Secure"),
    ("f4g5h6j7k8l9", "Virements | Payouts"),
    ("g5h6j7k8l9m0", "Oney"),
    ("h6j7k8l9m0n1", "Webhooks"),
];

/// Degrees of trouble.
pub const STATUSES: [&str; 3] = ["degraded_performance", "partial_outage", "major_outage"];

/// One sentence for each step.
pub const FRENCH: [&str; 4] = [
    "Certains paiements par carte sont refusés depuis quelques minutes. Nos équipes recherchent la cause avec notre prestataire.",
    "La cause est connue : un équipement du réseau d’un prestataire est en panne. Environ 30 % des demandes échouent.",
    "Un correctif est en place et le taux d’acceptation revient à la normale. Nous continuons à surveiller la situation.",
    "Le service fonctionne de nouveau normalement. Nous vous présentons nos excuses pour la gêne occasionnée.",
];

/// The same.
pub const ENGLISH: [&str; 4] = [
    "Some card payments have been declined for a few minutes. Our teams are looking for the cause together with our supplier.",
    "The cause is known: a piece of network equipment at a supplier has failed. About 30% of requests do not go through.",
    "A fix is in place and the acceptance rate is coming back to normal. We keep watching the situation closely.",
    "The service works normally again. Please accept our apologies for the inconvenience this has caused.",
];

/// The same.
pub const ITALIAN: [&str; 4] = [
    "Alcuni pagamenti con carta vengono rifiutati da qualche minuto. I nostri tecnici cercano la causa insieme al fornitore.",
    "La causa è nota: un apparato di rete di un fornitore è guasto. Circa il 30% delle richieste non va a buon fine.",
    "Una correzione è attiva e il tasso di accettazione torna alla normalità. Continuiamo a osservare la situazione.",
    "Il servizio funziona di nuovo normalmente. Ci scusiamo per il disagio che questo ha causato ai vostri clienti.",
];

/// What a page tool says when nobody typed anything.
pub const DEFAULTS: [&str; 4] = [
    "We are currently investigating this issue.",
    "The issue has been identified and a fix is being implemented.",
    "A fix has been implemented and we are monitoring the results.",
    "This incident has been resolved.",
];

/// Statuses, oldest first.
pub const STEPS: [&str; 4] = ["investigating", "identified", "monitoring", "resolved"];
/// The same as feeds write them.
pub const LABELS: [&str; 4] = ["Investigating", "Identified", "Monitoring", "Resolved"];

/// All before the first entry.
pub const ATOM_HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<feed xml:lang="en-US" xmlns="http://www.w3.org/2005/Atom">
  <id>tag:status.acmepay.example,2005:/history</id>
  <link rel="alternate" type="text/html" href="https://status.acmepay.example"/>
  <title>Acmepay Status - Incident History</title>
  <updated>2026-03-01T10:00:00Z</updated>
  <author><name>Acmepay</name></author>
"#;

/// All before the first item.
pub const RSS_HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel>
  <title>Acmepay Status - Incident History</title>
  <link>https://status.acmepay.example</link>
  <description>Statuspage</description>
  <pubDate>Sun, 01 Mar 2026 10:00:00 +0000</pubDate>
"#;

/// As feeds write them.
pub const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];
