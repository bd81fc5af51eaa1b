//! Articles as a reader is told them: in their language, with places filled.

use beffroi_domain::LocalizedText;
use jiff::Timestamp;

use crate::{
    articles::{self, Article, Facts},
    ground::{Result, markdown},
    pages::Page,
    public::visit::Visit,
    reports,
    web::{Reader, format::Said},
};

/// Letters of what a list shows of an article.
const SUMMARY: usize = 160;

/// An article for a reader.
pub(super) struct Told {
    pub(super) slug: String,
    pub(super) title: Said,
    /// What it says, filled; in one language.
    pub(super) body: LocalizedText,
    /// Its words alone, in one line.
    pub(super) words: String,
    /// Those of its first paragraph.
    begins: String,
    /// The `lang` of the body, where that is not the reader's.
    pub(super) lang: Option<String>,
}

/// All articles that readers of the page see.
pub(super) async fn all(visit: &mut Visit) -> Result<Vec<Told>> {
    let facts = facts(visit).await?;
    let all = articles::articles_of(&mut visit.tx, &visit.page).await?;
    let (reader, page) = (&visit.reader, &visit.page);
    let told = all.iter().filter_map(|one| told(reader, page, &facts, one));
    Ok(told.collect())
}

/// The addresses of articles below the locale, and when each was changed.
pub(in crate::public) async fn addresses(
    visit: &mut Visit,
) -> Result<Vec<(String, Option<Timestamp>)>> {
    let facts = facts(visit).await?;
    let all = articles::articles_of(&mut visit.tx, &visit.page).await?;
    let (reader, page) = (&visit.reader, &visit.page);
    let there = all
        .iter()
        .filter(|one| told(reader, page, &facts, one).is_some());
    Ok(there
        .map(|one| (format!("help/{}", one.slug), one.updated_at))
        .collect())
}

async fn facts(visit: &mut Visit) -> Result<Facts> {
    let desk = reports::find_desk(&mut visit.tx, visit.page.id).await?;
    let open = desk.filter(|desk| desk.rules.is_open);
    Ok(Facts {
        page: visit.page.id,
        answer_within: open.map(|desk| desk.rules.answer_within),
    })
}

/// An article for a reader; nothing where they are not to see it, or where nothing of it is left.
fn told(reader: &Reader, page: &Page, facts: &Facts, article: &Article) -> Option<Told> {
    if !article.is_published || !article.is_of_use(facts) {
        return None;
    }
    let said = article.body.resolve(reader.locale(), &reader.fallback)?;
    let filled = facts.fill(reader, page, said.text);
    let words = markdown::words(&filled);
    (!words.is_empty()).then(|| Told {
        slug: article.slug.clone(),
        title: reader.said(&article.title).unwrap_or_else(|| Said {
            text: article.slug.clone(),
            lang: None,
            note: None,
        }),
        lang: (said.locale != reader.locale()).then(|| said.locale.to_string()),
        begins: begins(&filled),
        body: LocalizedText::single(said.locale.clone(), filled),
        words,
    })
}

fn begins(filled: &str) -> String {
    let mut blocks = filled.split("\n\n");
    let first = blocks.find(|one| !one.starts_with('#'));
    markdown::words(first.unwrap_or(filled))
}

impl Told {
    /// How it begins: its first paragraph, or whole words of it and a sign that more follows.
    pub(super) fn summary(&self) -> String {
        let Some((end, _)) = self.begins.char_indices().nth(SUMMARY) else {
            return self.begins.clone();
        };
        let end = self.begins[..end].rfind(' ').unwrap_or(end);
        format!("{} …", &self.begins[..end])
    }
}
