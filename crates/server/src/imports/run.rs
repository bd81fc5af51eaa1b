//! A run: every source read, every telling taken, one account at the end.
//!
//! Read in order: [`Plan`], [`import`], [`rehearse`], [`Run`].

use std::path::Path;

use beffroi_readers::{
    Format, Item, Told,
    record::{ImportRecord, RecordKind},
};
use jiff::Timestamp;

use super::{
    components, same, settle,
    source::{Event, Reading, Source},
    take::{self, Match, Place, Seen},
    tally::Account,
    warnings_of, web,
};
use crate::{
    ground::{Clock, Db, Error, Result, outbound::Outbound},
    pages::Page,
};

/// What is asked of a run.
#[derive(Clone, Debug)]
pub struct Plan {
    /// What is read, in this order.
    pub sources: Vec<Source>,
    /// The page's slug; else the provider's name gives it.
    pub page: Option<String>,
    /// The format of all sources; else each is looked at.
    pub format: Option<Format>,
    /// Whether private addresses may be fetched.
    pub allow_private: bool,
}

/// Who looks on while a run goes.
pub trait Watch: Send {
    /// A source is being read; so many of its bytes were.
    fn progress(&mut self, source: &str, read: u64, length: Option<u64>);

    /// A record was read; `matched` is what it is the same as.
    ///
    /// # Errors
    /// When it cannot be passed on, which ends the run.
    fn record(&mut self, record: &ImportRecord, matched: Option<&Match>) -> std::io::Result<()>;
}

/// Reads all sources of `plan` into its page, which is made when it is not there.
///
/// # Errors
/// `Refused` when no page is named and none can be; a fault when the database is away. What was
/// taken before stays.
pub async fn import(db: &Db, clock: &Clock, plan: &Plan, watch: &mut dyn Watch) -> Result<Account> {
    Run::new(Some(db), clock, plan, watch, false).go().await
}

/// Reads all sources and says what would become of them; nothing is changed. Without a database,
/// or without the page in it, all of it would be new.
///
/// # Errors
/// As [`import`].
pub async fn rehearse(
    db: Option<&Db>,
    clock: &Clock,
    plan: &Plan,
    watch: &mut dyn Watch,
) -> Result<Account> {
    Run::new(db, clock, plan, watch, true).go().await
}

struct Run<'a> {
    db: Option<&'a Db>,
    clock: &'a Clock,
    plan: &'a Plan,
    watch: &'a mut dyn Watch,
    is_rehearsal: bool,
    account: Account,
    page: Option<Page>,
    /// True when the page is in the database, so that there is something to hold against.
    is_stored: bool,
    /// Items read before the page was settled, each with the row of its source.
    waiting: Vec<(usize, Item)>,
    seen: Seen,
    /// Counts down: status pages tell the newest first.
    seq: i64,
    /// What a rehearsal without a page holds records against.
    sketches: Vec<ImportRecord>,
}

impl<'a> Run<'a> {
    fn new(
        db: Option<&'a Db>,
        clock: &'a Clock,
        plan: &'a Plan,
        watch: &'a mut dyn Watch,
        is_rehearsal: bool,
    ) -> Self {
        Self {
            db,
            clock,
            plan,
            watch,
            is_rehearsal,
            account: Account::default(),
            page: None,
            is_stored: false,
            waiting: Vec::new(),
            seen: Seen::default(),
            seq: clock.now().as_second().saturating_mul(1_000_000),
            sketches: Vec::new(),
        }
    }

    async fn go(mut self) -> Result<Account> {
        if let (Some(db), Some(slug)) = (self.db, &self.plan.page) {
            let found = settle::find(db, slug).await?;
            self.is_stored = found.is_some();
            self.adopt(found);
        }
        for source in &self.plan.sources {
            match source {
                Source::File(path) => self.file(path).await?,
                Source::Url(url) => self.url(url).await?,
            }
        }
        self.settle().await?;
        Ok(self.account)
    }

    fn adopt(&mut self, page: Option<Page>) {
        if let Some(page) = page {
            self.account.page = Some(page.slug.clone());
            self.account.locales.clone_from(&page.locales);
            self.page = Some(page);
        }
    }

    async fn file(&mut self, path: &Path) -> Result<()> {
        let options = settle::options(self.page.as_ref());
        match Reading::file(path, self.plan.format, options) {
            Ok(reading) => self.read(reading).await,
            Err(why) => {
                self.account.open(&path.display().to_string());
                self.account.refuse(why);
                Ok(())
            }
        }
    }

    async fn url(&mut self, url: &str) -> Result<()> {
        let outbound = Outbound::new(self.plan.allow_private);
        for wanted in web::wanted(url) {
            let options = settle::options(self.page.as_ref());
            match web::fetch(&outbound, &wanted).await {
                Ok(fetched) => {
                    self.read(Reading::web(fetched, self.plan.format, options))
                        .await?
                }
                Err(_) if wanted.is_optional => {}
                Err(error) => {
                    self.account.open(error.place());
                    self.account.refuse(error.to_string());
                }
            }
        }
        Ok(())
    }

    async fn read(&mut self, mut reading: Reading) -> Result<()> {
        let row = self.account.open(&reading.name);
        self.seen = Seen::default();
        while let Some(event) = reading.events.recv().await {
            self.watch
                .progress(&reading.name, reading.gauge.bytes(), reading.length);
            match event {
                Event::Item(item) if self.page.is_some() => self.item(row, item).await?,
                Event::Item(item) => self.sample(row, item).await?,
                Event::End(end) => {
                    self.account.turn_to(row);
                    self.end(end);
                }
            }
        }
        let waiting: Vec<&Item> = self.waiting.iter().map(|(_, item)| item).collect();
        match settle::count(&waiting) >= settle::ENOUGH {
            true => self.settle().await,
            false => Ok(()),
        }
    }

    fn end(&mut self, end: Result<beffroi_readers::Summary, String>) {
        match end {
            Ok(summary) => {
                self.account.row().format = summary.format.map(|format| format.to_string());
            }
            Err(why) => self.account.refuse(why),
        }
    }

    /// Keeps the first items until enough is known to make a page.
    async fn sample(&mut self, row: usize, item: Item) -> Result<()> {
        self.waiting.push((row, item));
        if self.waiting.len() >= settle::SAMPLE {
            self.settle().await?;
        }
        Ok(())
    }

    /// Makes or finds the page, and takes what waited for it.
    async fn settle(&mut self) -> Result<()> {
        let Some((first, _)) = self.waiting.first() else {
            return Ok(());
        };
        let source = self.account.tallies[*first].source.clone();
        let sample: Vec<&Item> = self.waiting.iter().map(|(_, item)| item).collect();
        let now = self.clock.now();
        let new = settle::suggest(self.plan.page.as_deref(), &source, &sample, now)?;
        let found = match self.db {
            Some(db) => settle::find(db, &new.slug).await?,
            None => None,
        };
        self.is_stored = found.is_some();
        let page = match (found, self.db) {
            (Some(page), _) => page,
            (None, Some(db)) if !self.is_rehearsal => {
                self.is_stored = true;
                self.account.made_page = true;
                settle::make(db, now, new).await?
            }
            (None, _) => {
                self.account.made_page = true;
                settle::imagine(now, new)
            }
        };
        self.adopt(Some(page));
        for (row, item) in std::mem::take(&mut self.waiting) {
            self.item(row, item).await?;
        }
        Ok(())
    }

    async fn item(&mut self, row: usize, item: Item) -> Result<()> {
        if self.account.turn_to(row) {
            self.seen = Seen::default();
        }
        match item {
            Item::Page(_) => Ok(()),
            Item::Component(facts) => self.component(&facts).await,
            Item::Incident(told) => self.telling(&told).await,
            Item::Maintenance(mut told) => {
                told.record.kind = RecordKind::Maintenance;
                self.telling(&told).await
            }
            Item::Refused(error) => {
                self.account.refuse(error.to_string());
                Ok(())
            }
        }
    }

    async fn component(&mut self, facts: &beffroi_readers::ComponentFacts) -> Result<()> {
        self.account.row().components += 1;
        let (Some(db), Some(page), true, false) =
            (self.db, &self.page, self.is_stored, self.is_rehearsal)
        else {
            return Ok(());
        };
        let mut tx = db.begin().await?;
        super::store::lock(&mut tx, page.id).await?;
        components::describe(&mut tx, self.clock.now(), page, facts).await?;
        tx.commit().await
    }

    async fn telling(&mut self, told: &Told) -> Result<()> {
        let page = self
            .page
            .as_ref()
            .expect("the page is settled before anything is taken");
        self.account.read(&told.record, warnings_of(told, page));
        self.seq -= 1;
        let now = self.clock.now();
        let matched = match (self.db, self.is_stored) {
            (Some(db), true) => self.take(db, now, told).await?,
            _ => self.sketch(&told.record),
        };
        self.watch.record(&told.record, matched.as_ref())?;
        if let Some(with) = matched {
            self.account.matched(&told.record, with);
        }
        Ok(())
    }

    async fn take(&mut self, db: &Db, now: Timestamp, told: &Told) -> Result<Option<Match>> {
        let page = self
            .page
            .clone()
            .expect("the page is settled before anything is taken");
        let place = Place {
            db,
            page,
            is_rehearsal: self.is_rehearsal,
        };
        let source = stored_name(&told.record.source);
        match take::take(&place, now, source, &mut self.seen, told, self.seq).await {
            Ok(taken) => {
                self.account.became(&taken.outcome);
                Ok(taken.matched)
            }
            Err(Error::Refused(refusal)) => {
                let record = &told.record;
                let place = format!("{}: record {}", record.source, record.ordinal);
                self.account.refuse(format!("{place}: {refusal}"));
                Ok(None)
            }
            Err(other) => Err(other),
        }
    }

    /// A rehearsal without a database remembers what other sources told, as far as two sources
    /// without ids can tell one thing.
    fn sketch(&mut self, record: &ImportRecord) -> Option<Match> {
        let others = self
            .sketches
            .iter()
            .filter(|other| other.source != record.source);
        let matched = others.into_iter().find_map(|other| {
            let why = same::why_same(other, record)?;
            Some(Match {
                source: other.source.clone(),
                ordinal: other.ordinal,
                why,
            })
        });
        let is_worth_it = self.plan.sources.len() > 1 && record.external_id.is_none();
        if is_worth_it && matched.is_none() {
            self.sketches.push(record.clone());
        }
        matched
    }
}

/// A source's name as it is kept: a file by its own name, wherever it lies today.
fn stored_name(source: &str) -> &str {
    match source.contains("://") {
        true => source,
        false => source.rsplit(['/', '\\']).next().unwrap_or(source),
    }
}
