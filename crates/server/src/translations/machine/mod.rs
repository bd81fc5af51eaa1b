//! The machine: a service that drafts what a language lacks. What it says is a draft; what becomes of it is the deed's.
//!
//! Read in order: [`Machine::draft`], `sheet` (what may not be lost on the way), `libre` and `deepl` (the two forms in which it
//! is asked), [`Trouble`] (why there is no draft). Not here: who may ask, and that a person reads it before it goes out.

mod deepl;
mod libre;
mod sheet;
mod trouble;

use std::{fmt, time::Duration};

use beffroi_domain::Locale;

use crate::ground::{
    Refusal, mask,
    outbound::{Answer, Body, Call, Key, Limits, Outbound},
};

pub use trouble::Trouble;

use sheet::Sheet;

/// As many characters as are sent at once.
const LONGEST: usize = 25_000;
/// As many lines as one request carries.
///
/// Source: DeepL's API, `text`: at most 50.
const LINES: usize = 50;
/// As long as an answer may be.
const ANSWER_BYTES: u64 = 1024 * 1024;

/// In which form it is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Service {
    /// As LibreTranslate is.
    LibreTranslate,
    /// As DeepL is.
    DeepL,
}

/// Where the machine is and how it is asked.
#[derive(Clone)]
pub struct MachineSettings {
    /// In which form.
    pub service: Service,
    /// What its addresses begin with, without a slash at the end.
    pub url: String,
    /// By what it knows us.
    pub key: Option<String>,
    /// How long a draft may take in all.
    pub patience: Duration,
    /// Whether it may be at a private address.
    pub may_be_private: bool,
    /// Certificates (PEM) that are trusted beside the public ones.
    pub roots: Option<String>,
}

/// A service that drafts what a language lacks.
pub struct Machine {
    settings: MachineSettings,
    outbound: Outbound,
}

impl fmt::Debug for Machine {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (service, url) = (&self.settings.service, &self.settings.url);
        write!(out, "Machine({service:?}, {url})")
    }
}

/// What the machine made of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rough {
    /// What it says.
    pub text: String,
    /// Whether it had changed a place, a link or a reference, which stand again as they were written.
    pub is_mended: bool,
}

impl Machine {
    /// The machine at its address.
    ///
    /// # Errors
    /// `Refused` for certificates that are none.
    pub fn new(settings: MachineSettings) -> Result<Self, Refusal> {
        let outbound = Outbound::trusting(settings.may_be_private, settings.roots.as_deref());
        let outbound =
            outbound.map_err(|error| Refusal::of("translation.ca_file", error.to_string()))?;
        Ok(Self { settings, outbound })
    }

    /// Drafts texts in another language, in their order. Card and account numbers are taken out before anything is sent; places,
    /// links and references come back as they were, or there is no draft.
    ///
    /// # Errors
    /// [`Trouble`] in words for whoever asked.
    pub async fn draft(
        &self,
        (from, to): (&Locale, &Locale),
        texts: &[&str],
    ) -> Result<Vec<Rough>, Trouble> {
        let length: usize = texts.iter().map(|text| text.chars().count()).sum();
        if length > LONGEST {
            return Err(Trouble::Long);
        }
        let sheets: Vec<Sheet> = texts
            .iter()
            .map(|text| Sheet::of(&mask::conceal(text), self.settings.service.marks()))
            .collect();
        let lines: Vec<&str> = sheets.iter().flat_map(Sheet::lines).collect();
        let asked = self.ask_all((from, to), &lines);
        let answered = tokio::time::timeout(self.settings.patience, asked).await;
        let answered = answered.map_err(|_| Trouble::Slow(self.settings.patience))??;
        let mut rest = answered.into_iter();
        sheets.iter().map(|sheet| sheet.filled(&mut rest)).collect()
    }

    async fn ask_all(
        &self,
        tongues: (&Locale, &Locale),
        lines: &[&str],
    ) -> Result<Vec<String>, Trouble> {
        let mut all = Vec::with_capacity(lines.len());
        for some in lines.chunks(LINES) {
            all.extend(self.ask(tongues, some).await?);
        }
        Ok(all)
    }

    async fn ask(
        &self,
        tongues: (&Locale, &Locale),
        lines: &[&str],
    ) -> Result<Vec<String>, Trouble> {
        let MachineSettings { service, key, .. } = &self.settings;
        let key = key.as_deref();
        let (path, body) = match service {
            Service::LibreTranslate => ("/translate", libre::question(tongues, lines, key)),
            Service::DeepL => ("/v2/translate", deepl::question(tongues, lines)),
        };
        let url = format!("{}{path}", self.settings.url);
        let call = Call {
            method: "POST",
            url: &url,
            key: match (service, key) {
                (Service::DeepL, Some(key)) => Key::Scheme("DeepL-Auth-Key", key),
                _ => Key::None,
            },
            once: None,
            body: Some(Body::Json(&body)),
        };
        let limits = Limits {
            bytes: ANSWER_BYTES,
            total: self.settings.patience,
        };
        let answer = self.outbound.call_patiently(call, limits).await;
        let answer = answer.map_err(|error| Trouble::of_call(&error, self.settings.patience))?;
        self.read(&answer, lines.len())
    }

    fn read(&self, answer: &Answer, wanted: usize) -> Result<Vec<String>, Trouble> {
        if answer.status != 200 {
            let said = match self.settings.service {
                Service::LibreTranslate => libre::complaint(&answer.body),
                Service::DeepL => deepl::complaint(&answer.body),
            };
            let trouble = Trouble::of_status(answer, self.quoted(said));
            // Its words may repeat ours, so they are shown to whoever asked and not kept.
            tracing::warn!(
                status = answer.status,
                "the translation service refuses a draft"
            );
            return Err(trouble);
        }
        let lines = match self.settings.service {
            Service::LibreTranslate => libre::answer(&answer.body),
            Service::DeepL => deepl::answer(&answer.body),
        };
        match lines {
            Some(lines) if lines.len() == wanted => Ok(lines),
            _ => {
                tracing::warn!("the translation service answers with something else than texts");
                Err(Trouble::Answer)
            }
        }
    }

    /// Words of another program, short and without our key.
    fn quoted(&self, said: Option<String>) -> Option<String> {
        let said = said?;
        let said = match self.settings.key.as_deref() {
            Some(key) if !key.is_empty() => said.replace(key, "…"),
            _ => said,
        };
        let plain: String = said.chars().filter(|one| !one.is_control()).collect();
        let short: String = plain.trim().chars().take(200).collect();
        Some(mask::conceal(&short).into_owned()).filter(|short| !short.is_empty())
    }
}

impl Service {
    /// What stands around a piece that stays as it is.
    fn marks(self) -> (&'static str, &'static str) {
        match self {
            Self::LibreTranslate => libre::MARKS,
            Self::DeepL => deepl::MARKS,
        }
    }
}
