//! Mails that nobody wrote: away, bulk, our own come back, reports of what did not arrive. To none of them anybody answers.
//!
//! Source: RFC 3834 (`Auto-Submitted`), RFC 5321 (the empty return path), RFC 3464 (reports), and what widespread mail
//! systems write beside them.

use mail_parser::{Message, MimeHeaders};

/// Why no person wrote a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Auto {
    /// A program answered: away, received, out of office.
    Answer,
    /// A program wrote it of itself.
    Program,
    /// To many at once, such as a list.
    Bulk,
    /// About a mail that did not arrive, or did.
    Report,
    /// It went round in a circle.
    Loop,
}

/// So many hops has no mail that goes straight.
const HOPS: usize = 50;

/// How widespread systems begin the subject of an answer that nobody wrote, in small letters.
const SUBJECTS: &[&str] = &[
    "automatic reply:",
    "auto:",
    "autoreply:",
    "auto-reply:",
    "auto reply:",
    "out of office",
    "out of the office",
    "réponse automatique",
    "reponse automatique",
    "absence du bureau",
    "risposta automatica",
    "fuori ufficio",
    "automatische antwort",
    "abwesenheitsnotiz",
    "respuesta automática",
    "resposta automática",
    "automatisch antwoord",
];
/// Who writes for a machine, before the `@`.
const MACHINES: &[&str] = &["mailer-daemon", "postmaster"];

/// Why no person wrote it, as far as its head tells.
pub(super) fn of(mail: &Message<'_>) -> Option<Auto> {
    let field = |name: &str| {
        let mut all = mail.headers_raw();
        all.find(|(field, _)| field.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.trim().to_lowercase())
    };
    if mail
        .headers_raw()
        .filter(|(name, _)| name.eq_ignore_ascii_case("received"))
        .count()
        > HOPS
    {
        return Some(Auto::Loop);
    }
    if is_report(mail) || field("Return-Path").as_deref() == Some("<>") {
        return Some(Auto::Report);
    }
    if let Some(word) = field("Auto-Submitted").filter(|word| !word.starts_with("no")) {
        return Some(match word.starts_with("auto-replied") {
            true => Auto::Answer,
            false => Auto::Program,
        });
    }
    let answers = [
        "X-Autoreply",
        "X-Autorespond",
        "X-Auto-Reply-From",
        "X-Mail-Autoreply",
    ];
    if answers.iter().any(|name| field(name).is_some()) || is_answer(mail) {
        return Some(Auto::Answer);
    }
    match field("Precedence").as_deref() {
        Some("auto_reply") => return Some(Auto::Answer),
        Some("bulk" | "junk" | "list") => return Some(Auto::Bulk),
        _ => {}
    }
    (field("List-Id").is_some() || field("List-Unsubscribe").is_some()).then_some(Auto::Bulk)
}

fn is_answer(mail: &Message<'_>) -> bool {
    let subject = mail.subject().unwrap_or_default().trim().to_lowercase();
    SUBJECTS.iter().any(|begin| subject.starts_with(begin))
}

fn is_report(mail: &Message<'_>) -> bool {
    let kind = mail.content_type();
    if kind.is_some_and(|kind| kind.ctype() == "multipart" && kind.subtype() == Some("report")) {
        return true;
    }
    let from = mail.from().and_then(|from| super::addresses(from).next());
    from.is_some_and(|from| {
        let name = from.split('@').next().unwrap_or_default();
        MACHINES.contains(&name)
    })
}
