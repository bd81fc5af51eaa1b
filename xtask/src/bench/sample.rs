//! Histories made up on the spot, the same at every run: a provider that types three languages
//! into one field, or answers in English only.
//!
//! Read in order: [`json`], [`feed`], [`text`]. Deliberately absent: randomness from outside.

use std::{
    fs::File,
    io::{self, BufWriter, Write},
    path::Path,
};

use super::phrases::{
    ATOM_HEAD, COMPONENTS, DEFAULTS, ENGLISH, FRENCH, ITALIAN, LABELS, MONTHS, PAGE, RSS_HEAD,
    STATUSES, STEPS,
};

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        // Source: Knuth's MMIX; the upper bits are the good ones.
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        let count = u64::try_from(all.len()).unwrap_or(1);
        all[usize::try_from(self.roll(count)).unwrap_or(0)]
    }

    fn id(&mut self) -> String {
        const LETTERS: &[u8] = b"0123456789bcdfghjklmnpqrstvwxz";
        (0..12)
            .map(|_| char::from(LETTERS[usize::try_from(self.roll(30)).unwrap_or(0)]))
            .collect()
    }
}

/// A day and hour, counted back from one incident to the next.
struct When {
    year: u64,
    month: u64,
    day: u64,
    hour: u64,
}

impl When {
    fn of(dice: &mut Dice, number: u64) -> Self {
        // Newest first, some hundred a month, wrapped so that years stay plausible.
        let month = number / 120 % 144;
        Self {
            year: 2025 - month / 12,
            month: 12 - month % 12,
            day: 1 + dice.roll(28),
            hour: 6 + dice.roll(12),
        }
    }

    fn stamp(&self, step: usize) -> String {
        let Self {
            year,
            month,
            day,
            hour,
        } = self;
        format!(
            "{year}-{month:02}-{day:02}T{hour:02}:{:02}:07.250Z",
            5 + step * 13
        )
    }
}

/// Writes an `incidents.json` of about `bytes`; gives the number of incidents.
///
/// # Errors
/// When the file cannot be written.
pub fn json(path: &Path, bytes: u64) -> io::Result<u64> {
    let mut dice = Dice(7);
    let mut out = Counted::create(path)?;
    write!(out, "{{{PAGE},\"incidents\":[")?;
    let mut number = 0;
    while out.written < bytes {
        let comma = if number == 0 { "" } else { "," };
        let incident = incident(&mut dice, number);
        write!(out, "{comma}{incident}")?;
        number += 1;
    }
    out.write_all(b"]}")?;
    out.flush()?;
    Ok(number)
}

/// Writes a `history.atom` (or, with `rss`, a `history.rss`) of about `bytes`; gives the number of
/// entries.
///
/// # Errors
/// When the file cannot be written.
pub fn feed(path: &Path, bytes: u64, rss: bool) -> io::Result<u64> {
    let mut dice = Dice(11);
    let mut out = Counted::create(path)?;
    out.write_all(if rss { RSS_HEAD } else { ATOM_HEAD }.as_bytes())?;
    let mut number = 0;
    while out.written < bytes {
        let entry = entry(&mut dice, number, rss);
        out.write_all(entry.as_bytes())?;
        number += 1;
    }
    out.write_all(
        if rss {
            "</channel></rss>\n"
        } else {
            "</feed>\n"
        }
        .as_bytes(),
    )?;
    out.flush()?;
    Ok(number)
}

/// Writes a list of reports as an aggregator shows them, of about `bytes`; gives their number.
///
/// # Errors
/// When the file cannot be written.
pub fn text(path: &Path, bytes: u64) -> io::Result<u64> {
    let mut dice = Dice(13);
    let mut out = Counted::create(path)?;
    write!(
        out,
        "Acmepay\n\nHistorical record of incidents for Acmepay\n\n"
    )?;
    let mut number = 0;
    while out.written < bytes {
        let when = When::of(&mut dice, number);
        write!(out, "Report: \"{}\"\n\nLast update\n", title(&mut dice))?;
        for step in (0..STEPS.len()).rev() {
            write!(
                out,
                "{}\n\n{}\n\n",
                STEPS[step],
                body(&mut dice, &when, number, step)
            )?;
        }
        number += 1;
    }
    out.flush()?;
    Ok(number)
}

fn title(dice: &mut Dice) -> String {
    let (french, english, italian) = match dice.roll(3) {
        0 => (
            "Paiements par carte refusés",
            "Card payments declined",
            "Pagamenti con carta rifiutati",
        ),
        1 => (
            "Retard des virements",
            "Delay in payouts",
            "Ritardo dei bonifici",
        ),
        _ => (
            "Tableau de bord lent",
            "Slow dashboard",
            "Pannello di controllo lento",
        ),
    };
    format!("INCIDENT PROCESSING | {french} / {english} / {italian}")
}

/// What one update says: three languages below a header, one language, or the default sentence.
fn body(dice: &mut Dice, when: &When, number: u64, step: usize) -> String {
    match dice.roll(10) {
        0 => DEFAULTS[step].to_owned(),
        1..=3 => format!("{} {}", ENGLISH[step], ENGLISH[(step + 1) % 4]),
        _ => {
            let header = header(when, number, step);
            format!(
                "{header} FR {} EN {} IT {}",
                FRENCH[step], ENGLISH[step], ITALIAN[step]
            )
        }
    }
}

fn header(when: &When, number: u64, step: usize) -> String {
    let When {
        year,
        month,
        day,
        hour,
    } = when;
    let start = format!("{day:02}/{month:02}/{year} {hour:02}h05");
    let end = if step == 3 {
        format!("{day:02}/{month:02}/{year} {hour:02}h44")
    } else {
        "En cours / Ongoing / In corso".to_owned()
    };
    format!(
        "TSR-{} - Début / Start / Inizio : {start} - Fin / End / Fine : {end} - Catégorie / Category / \
         Categoria : Production - Cards - Responsabilité / Responsibility / Responsabilità : Externe / External / Esterna",
        1000 + number
    )
}

fn incident(dice: &mut Dice, number: u64) -> String {
    let when = When::of(dice, number);
    let (component, name) = COMPONENTS[usize::try_from(dice.roll(6)).unwrap_or(0)];
    let bad = dice.of(&STATUSES);
    let id = dice.id();
    let updates: Vec<String> = (0..STEPS.len())
        .rev()
        .map(|step| update(dice, &when, number, step, [component, name, bad, &id]))
        .collect();
    let impact = match bad {
        "degraded_performance" => "minor",
        "partial_outage" => "major",
        _ => "critical",
    };
    format!(
        r#"{{"id":"{id}","name":"{}","status":"resolved","created_at":"{first}","updated_at":"{last}","monitoring_at":null,"resolved_at":"{last}","impact":"{impact}","shortlink":"https://stspg.io/{id}","started_at":"{first}","page_id":"kctbh9vrtdwd","incident_updates":[{}],"components":[{{"id":"{component}","name":"{name}","status":"operational","created_at":"2019-01-24T16:49:08.728Z","updated_at":"2026-01-24T16:49:08.728Z","position":1,"description":null,"showcase":false,"start_date":"2020-01-01","group_id":null,"page_id":"kctbh9vrtdwd","group":false,"only_show_if_degraded":false}}],"reminder_intervals":null}}"#,
        title(dice),
        updates.join(","),
        first = when.stamp(0),
        last = when.stamp(3),
    )
}

fn update(dice: &mut Dice, when: &When, number: u64, step: usize, of: [&str; 4]) -> String {
    let [component, name, bad, incident] = of;
    let at = when.stamp(step);
    let old = if step == 0 { "operational" } else { bad };
    let new = if step == 3 { "operational" } else { bad };
    let body = body(dice, when, number, step).replace('"', "\\\"");
    format!(
        r#"{{"id":"{}","status":"{}","body":"{body}","incident_id":"{incident}","created_at":"{at}","updated_at":"{at}","display_at":"{at}","affected_components":[{{"code":"{component}","name":"{name}","old_status":"{old}","new_status":"{new}"}}],"deliver_notifications":true,"custom_tweet":null,"tweet_id":null}}"#,
        dice.id(),
        STEPS[step],
    )
}

fn entry(dice: &mut Dice, number: u64, rss: bool) -> String {
    let when = When::of(dice, number);
    let id = dice.id();
    let month = MONTHS[usize::try_from(when.month - 1).unwrap_or(0)];
    let html: String = (0..STEPS.len())
        .rev()
        .map(|step| {
            format!(
                "<p><small>{month} <var data-var='date'>{:2}</var>, <var data-var='time'>{:02}:{:02}</var> UTC</small><br>\
                 <strong>{}</strong> - {}</p>",
                when.day,
                when.hour,
                5 + step * 13,
                LABELS[step],
                body(dice, &when, number, step)
            )
        })
        .collect();
    let html = html
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    let (title, link) = (
        title(dice),
        format!("https://status.acmepay.example/incidents/{id}"),
    );
    if rss {
        format!(
            "<item><title>{title}</title><description>\n{html}</description><pubDate>{} {month} {} {:02}:44:07 +0000</pubDate>\
             <link>{link}</link><guid>{link}</guid></item>\n",
            when.day, when.year, when.hour
        )
    } else {
        let at = when.stamp(3);
        format!(
            "<entry><id>tag:status.acmepay.example,2005:Incident/{number}</id><published>{at}</published><updated>{at}</updated>\
             <link rel=\"alternate\" type=\"text/html\" href=\"{link}\"/><title>{title}</title><content type=\"html\">{html}</content></entry>\n"
        )
    }
}

/// A file that counts what goes into it.
struct Counted {
    out: BufWriter<File>,
    written: u64,
}

impl Counted {
    fn create(path: &Path) -> io::Result<Self> {
        Ok(Self {
            out: BufWriter::new(File::create(path)?),
            written: 0,
        })
    }
}

impl Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.out.write(bytes)?;
        self.written += u64::try_from(count).unwrap_or(0);
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
