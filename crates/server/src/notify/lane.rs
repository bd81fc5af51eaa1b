//! A lane: readers are taken on in chunks and told, many at a time; what came of them is written down in batches.
//!
//! Read in order: [`Lane::run`], `fill` (what is taken on), `start` (who is told now), `note` and `write_down` (what came
//! of it; see `written`). So many are told or not yet written down at most as [`WINDOW`] says: a crash repeats those, and no others.
//! One receiver who is slow holds up nobody but others at the same place.

use std::{
    collections::{HashMap, VecDeque},
    sync::Arc,
};

use jiff::{SignedDuration, Timestamp};
use tokio::{
    task::{JoinError, JoinHandle, JoinSet},
    time::sleep,
};
use uuid::Uuid;

use super::{
    LOOK, Post, Stop,
    carry::{Came, carry},
    is_over,
    wording::{Wording, Wordings},
    written::{Batch, Note, Of, write},
};
use crate::{
    deliveries::{self, CHUNK, Chunk, Retry, Taken},
    ground::Result,
    subscribers::{self, Hearer, Lane as Way},
};

/// Those who are told or were told and are not written down yet, at most.
pub const WINDOW: usize = 64;
/// Calls at a time to one host: a service that carries many rooms is not run over.
const CALLS_TO_ONE: usize = 8;
/// How often it is said that we are at a chunk still; well within its lease.
const RENEW: SignedDuration = SignedDuration::from_secs(5);
/// Further tries that are taken on at a time.
const RETRIES: i64 = 50;

/// Somebody to be told.
struct Job {
    of: Of,
    hearer: Hearer,
    wording: Arc<Wording>,
    place: Arc<str>,
}

/// What came of a job.
struct Done {
    job: Job,
    came: Came,
}

/// What is under way on one lane of one node.
pub(super) struct Lane {
    way: Way,
    post: Post,
    width: usize,
    wordings: Wordings,
    queue: VecDeque<Job>,
    chunks: HashMap<Uuid, Chunk>,
    told: JoinSet<Done>,
    places: HashMap<Arc<str>, usize>,
    notes: Vec<Note>,
    writing: Option<JoinHandle<Batch>>,
    unwritten: usize,
    has_more: bool,
    renewed: Timestamp,
}

impl Lane {
    pub(super) fn new(post: Post, way: Way, width: usize) -> Self {
        Self {
            way,
            post,
            width,
            wordings: Wordings::default(),
            queue: VecDeque::new(),
            chunks: HashMap::new(),
            told: JoinSet::new(),
            places: HashMap::new(),
            notes: Vec::new(),
            writing: None,
            unwritten: 0,
            has_more: true,
            renewed: Timestamp::MIN,
        }
    }

    /// Tells whoever is to be told until `stop` is over; those under way are told and written down, the others given
    /// back.
    pub(super) async fn run(mut self, mut stop: Stop) {
        let mut heard = self.post.db.changes().listen();
        while !is_over(&stop) {
            heard.mark_unchanged();
            if let Err(error) = self.step().await {
                tracing::warn!(%error, lane = self.way.as_str(), "readers cannot be looked at just now");
                self.has_more = false;
            }
            let is_idle = self.told.is_empty() && self.writing.is_none();
            if is_idle && self.has_more && !self.is_paused() {
                continue;
            }
            tokio::select! {
                biased;
                _ = stop.changed() => break,
                Some(done) = self.told.join_next() => self.note(done),
                batch = written(&mut self.writing) => self.take_back(batch),
                changed = heard.changed() => {
                    self.has_more = true;
                    if changed.is_err() { break }
                }
                () = sleep(LOOK) => self.has_more = true,
            }
        }
        self.end().await;
    }

    /// Tells everybody who is to be told by now, and ends; for tests, and for a command.
    pub(super) async fn empty(&mut self) -> Result<()> {
        loop {
            self.has_more = true;
            self.step().await?;
            if self.is_paused()
                || (self.told.is_empty() && self.writing.is_none() && self.queue.is_empty())
            {
                return Ok(());
            }
            tokio::select! {
                biased;
                Some(done) = self.told.join_next() => self.note(done),
                batch = written(&mut self.writing) => self.take_back(batch),
            }
        }
    }

    async fn step(&mut self) -> Result<()> {
        self.fill().await?;
        self.start();
        self.write_down();
        self.renew().await
    }

    fn is_paused(&self) -> bool {
        self.way == Way::Mail && self.post.pause.lasts(self.post.clock.now())
    }

    /// Takes on more where few are left, until there is nothing.
    async fn fill(&mut self) -> Result<()> {
        let few = usize::try_from(CHUNK).unwrap_or(usize::MAX) / 2;
        while self.has_more && self.queue.len() < few && !self.is_paused() {
            self.has_more = self.take().await?;
        }
        Ok(())
    }

    /// True when there was something.
    async fn take(&mut self) -> Result<bool> {
        let now = self.post.clock.now();
        let mut look = self.post.db.snapshot().await?;
        let is_there = deliveries::has_work(&mut look, now, self.way).await?;
        drop(look);
        if !is_there {
            return Ok(false);
        }
        let mut tx = self.post.db.begin().await?;
        let retries = deliveries::claim_due(&mut tx, now, self.way, RETRIES).await?;
        let taken = deliveries::take(&mut tx, now, self.way).await?;
        tx.commit_unheard().await?;
        let is_there = !retries.is_empty() || taken.is_some();
        if let Some(taken) = taken {
            self.take_chunk(taken).await?;
        }
        for retry in retries {
            self.take_retry(retry).await?;
        }
        Ok(is_there)
    }

    async fn take_chunk(&mut self, taken: Taken) -> Result<()> {
        let Taken { mut chunk, hearers } = taken;
        if hearers.is_empty() {
            // All of them left, or were told before it was left behind.
            let now = self.post.clock.now();
            let mut tx = self.post.db.begin().await?;
            deliveries::record(&mut tx, now, &mut chunk, &[]).await?;
            return tx.commit_unheard().await;
        }
        let wording = self.wording(chunk.broadcast, &hearers).await?;
        for hearer in hearers {
            self.queue.push_back(Job {
                of: Of::Chunk(chunk.id),
                place: place(&hearer),
                hearer,
                wording: wording.clone(),
            });
        }
        self.chunks.insert(chunk.id, chunk);
        Ok(())
    }

    async fn take_retry(&mut self, retry: Retry) -> Result<()> {
        let mut look = self.post.db.snapshot().await?;
        let hearer = subscribers::hearer(&mut look, retry.reader.into()).await?;
        drop(look);
        let Some(hearer) = hearer else {
            let mut tx = self.post.db.begin().await?;
            deliveries::end_retry(&mut tx, self.post.clock.now(), &retry, None).await?;
            return tx.commit_unheard().await;
        };
        let wording = self
            .wording(retry.broadcast, std::slice::from_ref(&hearer))
            .await?;
        self.queue.push_back(Job {
            of: Of::Retry(Box::new(retry)),
            place: place(&hearer),
            hearer,
            wording,
        });
        Ok(())
    }

    async fn wording(&mut self, broadcast: Uuid, hearers: &[Hearer]) -> Result<Arc<Wording>> {
        let mut look = self.post.db.snapshot().await?;
        let sight = self.post.sight.clone();
        self.wordings
            .of(&mut look, &sight, broadcast, hearers)
            .await
    }

    /// Tells as many as may be told at a time; whose place is busy waits behind the others.
    fn start(&mut self) {
        if self.is_paused() {
            return;
        }
        let mut looked_at = 0;
        while self.told.len() < self.width
            && self.told.len() + self.unwritten < WINDOW
            && looked_at < self.queue.len()
        {
            let Some(job) = self.queue.pop_front() else {
                return;
            };
            let busy = self.places.get(&job.place).copied().unwrap_or_default();
            if busy >= self.most_at_one() {
                self.queue.push_back(job);
                looked_at += 1;
                continue;
            }
            *self.places.entry(job.place.clone()).or_default() += 1;
            self.tell(job);
        }
    }

    fn most_at_one(&self) -> usize {
        match self.way {
            Way::Mail => self
                .post
                .mail
                .as_ref()
                .map_or(self.width, |mail| mail.at_one_domain),
            Way::Call => CALLS_TO_ONE,
        }
    }

    fn tell(&mut self, job: Job) {
        let attempts = match &job.of {
            Of::Chunk(_) => 1,
            Of::Retry(retry) => retry.attempts,
        };
        let post = self.post.clone();
        self.told.spawn(async move {
            let came = carry(&post, &job.wording, &job.hearer, attempts).await;
            Done { job, came }
        });
    }

    /// Notes what came of one; whoever was not tried stands in front again.
    fn note(&mut self, done: Result<Done, JoinError>) {
        let Done { job, came } = match done {
            Ok(done) => done,
            // The panic was logged where it happened; the lease runs out and somebody tries again.
            Err(_) => return,
        };
        if let Some(busy) = self.places.get_mut(&job.place) {
            *busy -= 1;
            if *busy == 0 {
                self.places.remove(&job.place);
            }
        }
        match came {
            Came::Ended(ended, gone) => {
                if self.way == Way::Mail && self.post.pause.end() {
                    tracing::info!("the relay answers again");
                }
                self.unwritten += 1;
                self.notes.push(Note {
                    of: job.of,
                    hearer: job.hearer,
                    ended,
                    gone,
                    base: job.wording,
                });
            }
            Came::Away(problem) => {
                self.pause(&problem);
                self.queue.push_front(job);
            }
        }
    }

    fn pause(&self, problem: &str) {
        let now = self.post.clock.now();
        if !self.post.pause.lasts(now) {
            let (times, until) = self.post.pause.grow(now);
            match times {
                1 => tracing::warn!(problem, %until, "the relay is away; readers wait"),
                _ => tracing::debug!(problem, %until, times, "the relay is still away"),
            }
        }
    }

    /// Writes down what is noted, while others are told.
    fn write_down(&mut self) {
        if self.writing.is_some() || self.notes.is_empty() {
            return;
        }
        let notes = std::mem::take(&mut self.notes);
        let mut chunks = HashMap::new();
        for note in &notes {
            if let Of::Chunk(id) = note.of
                && let Some(chunk) = self.chunks.remove(&id)
            {
                chunks.insert(id, chunk);
            }
        }
        let batch = Batch {
            notes,
            chunks,
            lost: vec![],
        };
        self.writing = Some(tokio::spawn(write(self.post.clone(), batch)));
    }

    fn take_back(&mut self, batch: Result<Batch, JoinError>) {
        self.writing = None;
        let Ok(batch) = batch else {
            // The panic was logged where it happened; leases run out.
            self.unwritten = self.notes.len();
            return;
        };
        self.unwritten -= batch.notes.len();
        let open = batch
            .chunks
            .into_iter()
            .filter(|(_, chunk)| !chunk.is_done());
        self.chunks.extend(open);
        for lost in batch.lost {
            self.chunks.remove(&lost);
            self.queue
                .retain(|job| !matches!(job.of, Of::Chunk(id) if id == lost));
        }
    }

    async fn renew(&mut self) -> Result<()> {
        let now = self.post.clock.now();
        if now.duration_since(self.renewed) < RENEW || self.chunks.is_empty() {
            return Ok(());
        }
        self.renewed = now;
        let mut tx = self.post.db.begin().await?;
        for chunk in self.chunks.values() {
            // One that is another's shows itself when something of it is written down.
            deliveries::renew(&mut tx, now, chunk).await?;
        }
        tx.commit_unheard().await
    }

    /// Lets those under way end, writes them down, and gives back the others.
    async fn end(mut self) {
        while let Some(done) = self.told.join_next().await {
            self.note(done);
        }
        loop {
            if let Some(writing) = self.writing.take() {
                self.take_back(writing.await);
            }
            if self.notes.is_empty() {
                break;
            }
            self.write_down();
        }
        let now = self.post.clock.now();
        if let Err(error) = give_back(&self.post, now, self.chunks.values()).await {
            tracing::debug!(%error, "chunks are not given back; their leases run out");
        }
    }
}

async fn give_back(
    post: &Post,
    now: Timestamp,
    chunks: impl Iterator<Item = &Chunk>,
) -> Result<()> {
    let mut tx = post.db.begin().await?;
    for chunk in chunks {
        deliveries::release(&mut tx, now, chunk).await?;
    }
    tx.commit().await
}

/// What is being written down, once it is; never where nothing is.
async fn written(writing: &mut Option<JoinHandle<Batch>>) -> Result<Batch, JoinError> {
    match writing {
        Some(writing) => writing.await,
        None => std::future::pending().await,
    }
}

/// Where it goes: the host of a call, the domain of a mail.
fn place(hearer: &Hearer) -> Arc<str> {
    let address = hearer.address.as_str();
    match address.split_once("://") {
        Some((_, rest)) => rest
            .split(['/', '?', '#'])
            .next()
            .unwrap_or_default()
            .into(),
        None => address.rsplit('@').next().unwrap_or_default().into(),
    }
}
