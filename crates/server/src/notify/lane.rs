//! A lane: readers are taken on in chunks and told, many at a time; what came of them is written down in batches.
//!
//! Read in order: [`Lane::run`], `fill` (what is taken on; see `haul`), `start` (who is told now), `note` and `write_down` (what came
//! of it; see `written`). So many are told or not yet written down at most as [`WINDOW`] says: a crash repeats those, and no others.
//! One receiver who is slow holds up nobody but others at the same place.

use std::{
    collections::{HashMap, HashSet, VecDeque},
    panic::AssertUnwindSafe,
    sync::Arc,
    time::Duration,
};

use beffroi_channels::Channel;
use futures_util::FutureExt as _;
use jiff::{SignedDuration, Timestamp};
use tokio::{
    sync::Mutex,
    task::{JoinError, JoinHandle, JoinSet},
    time::sleep,
};
use uuid::Uuid;

use super::{
    LOOK, Post, Stop,
    carry::{Came, carry},
    haul::{Haul, Job, Stands, haul},
    is_over,
    wording::Wordings,
    written::{Batch, Note, Of, write},
};
use crate::{
    deliveries::{self, CHUNK, Chunk, Ended},
    ground::Result,
    subscribers::Lane as Way,
};

/// Those who are told or were told and are not written down yet, at most.
pub const WINDOW: usize = 200;
/// Calls at a time to one host: a service that carries many rooms is not run over.
const CALLS_TO_ONE: usize = 8;
/// To one service of browsers, which carries those of millions.
const CALLS_TO_BROWSERS: usize = 32;
/// Mails that one session carries before anybody looks at what came of them: a look costs as much as a word of the
/// relay's.
const MAILS_IN_A_ROW: usize = 4;
/// So many at least are written down together, unless they would wait longer than [`SOON`].
const BATCH: usize = 40;
const SOON: Duration = Duration::from_millis(5);
/// How often it is said that we are at a chunk still; well within its lease.
const RENEW: SignedDuration = SignedDuration::from_secs(3);

/// What came of a job.
struct Done {
    job: Job,
    came: Came,
}

/// What is under way on one lane of one node.
pub(super) struct Lane {
    way: Way,
    post: Arc<Post>,
    width: usize,
    wordings: Arc<Mutex<Wordings>>,
    hauling: Option<JoinHandle<Result<Haul>>>,
    queue: VecDeque<Job>,
    chunks: HashMap<Uuid, Chunk>,
    told: JoinSet<Vec<Done>>,
    /// How many are in those.
    under_way: usize,
    places: HashMap<Arc<str>, usize>,
    notes: Vec<Note>,
    writing: Option<JoinHandle<Batch>>,
    unwritten: usize,
    /// Whether what is noted has waited long enough.
    are_due: bool,
    has_more: bool,
    /// Whether the last look found somebody.
    is_known: bool,
    renewed: Timestamp,
}

impl Lane {
    pub(super) fn new(post: Arc<Post>, way: Way, width: usize) -> Self {
        Self {
            way,
            post,
            width,
            wordings: Arc::default(),
            hauling: None,
            queue: VecDeque::new(),
            chunks: HashMap::new(),
            told: JoinSet::new(),
            under_way: 0,
            places: HashMap::new(),
            notes: Vec::new(),
            writing: None,
            unwritten: 0,
            are_due: false,
            has_more: true,
            is_known: false,
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
            tokio::select! {
                biased;
                _ = stop.changed() => break,
                Some(done) = self.told.join_next() => self.note(done),
                batch = ended(&mut self.writing) => self.take_back(batch),
                haul = ended(&mut self.hauling) => self.stow_or_say(haul),
                changed = heard.changed() => {
                    self.has_more = true;
                    if changed.is_err() { break }
                }
                () = sleep(SOON), if self.has_notes() => self.are_due = true,
                () = sleep(LOOK) => {
                    self.has_more = true;
                    if self.way == Way::Mail && is_idle {
                        self.post.sessions.close().await;
                    }
                }
            }
        }
        self.end().await;
    }

    /// Tells everybody who is to be told by now, and ends; for tests, and for a command.
    pub(super) async fn empty(&mut self) -> Result<()> {
        self.has_more = true;
        loop {
            self.step().await?;
            let is_idle = self.told.is_empty() && self.writing.is_none() && self.hauling.is_none();
            if is_idle && (self.is_paused() || self.queue.is_empty()) {
                return Ok(());
            }
            tokio::select! {
                biased;
                Some(done) = self.told.join_next() => self.note(done),
                batch = ended(&mut self.writing) => self.take_back(batch),
                haul = ended(&mut self.hauling) => self.stow(haul)?,
                () = sleep(SOON), if self.has_notes() => self.are_due = true,
            }
        }
    }

    /// Whether something is noted that nobody writes down yet.
    fn has_notes(&self) -> bool {
        self.writing.is_none() && !self.notes.is_empty()
    }

    async fn step(&mut self) -> Result<()> {
        self.fill();
        self.start();
        self.write_down();
        self.renew().await
    }

    fn is_paused(&self) -> bool {
        self.way == Way::Mail && self.post.pause.lasts(self.post.clock.now())
    }

    /// Takes on more where few are left, while others are told, until there is nothing.
    fn fill(&mut self) {
        let few = usize::try_from(CHUNK).unwrap_or(usize::MAX) / 2;
        if self.has_more && self.hauling.is_none() && self.queue.len() < few && !self.is_paused() {
            // What is heard from now on may be missed by this look, and asks for another.
            self.has_more = false;
            let of = (self.way, self.is_known);
            let hauling = haul(self.post.clone(), of, self.wordings.clone());
            self.hauling = Some(tokio::spawn(hauling));
        }
    }

    fn stow(&mut self, haul: Result<Result<Haul>, JoinError>) -> Result<()> {
        self.hauling = None;
        // A panic was logged where it happened; what was taken on is another's when its lease runs out.
        let Ok(haul) = haul else {
            return Ok(());
        };
        let haul = haul?;
        self.has_more |= haul.is_there;
        self.is_known = haul.is_there;
        self.queue.extend(haul.jobs);
        self.chunks
            .extend(haul.chunk.map(|chunk| (chunk.id, chunk)));
        Ok(())
    }

    fn stow_or_say(&mut self, haul: Result<Result<Haul>, JoinError>) {
        if let Err(error) = self.stow(haul) {
            let lane = self.way.as_str();
            tracing::warn!(%error, lane, "readers cannot be looked at just now");
        }
    }

    /// Tells as many as may be told at a time; whose place is busy waits behind the others.
    fn start(&mut self) {
        if self.is_paused() {
            return;
        }
        let in_a_row = match self.way {
            Way::Mail => MAILS_IN_A_ROW,
            Way::Call => 1,
        };
        while self.told.len() < self.width && self.under_way + self.unwritten + in_a_row <= WINDOW {
            let jobs = self.next(in_a_row);
            if jobs.is_empty() {
                return;
            }
            self.under_way += jobs.len();
            self.told.spawn(tell(self.post.clone(), jobs));
        }
    }

    /// The next few, those alone whose place is not busy; they count as one there.
    fn next(&mut self, most: usize) -> Vec<Job> {
        let mut jobs: Vec<Job> = Vec::new();
        for _ in 0..self.queue.len() {
            if jobs.len() == most {
                break;
            }
            let Some(job) = self.queue.pop_front() else {
                break;
            };
            let is_new = jobs.iter().all(|one| one.place != job.place);
            let busy = self.places.get(&job.place).copied().unwrap_or_default();
            if is_new && busy >= self.most_at_one(&job) {
                self.queue.push_back(job);
                continue;
            }
            if is_new {
                *self.places.entry(job.place.clone()).or_default() += 1;
            }
            jobs.push(job);
        }
        jobs
    }

    fn most_at_one(&self, job: &Job) -> usize {
        match self.way {
            Way::Mail => self
                .post
                .mail
                .as_ref()
                .map_or(self.width, |mail| mail.at_one_domain),
            Way::Call if job.hearer.channel == Channel::WebPush => CALLS_TO_BROWSERS,
            Way::Call => CALLS_TO_ONE,
        }
    }

    /// Notes what came of a few; whoever was not tried stands in front again.
    fn note(&mut self, done: Result<Vec<Done>, JoinError>) {
        // None of them panics: whoever carries one does not let that through.
        let done = done.unwrap_or_default();
        self.under_way -= done.len();
        let places: HashSet<Arc<str>> = done.iter().map(|one| one.job.place.clone()).collect();
        for place in places {
            if let Some(busy) = self.places.get_mut(&place) {
                *busy -= 1;
                if *busy == 0 {
                    self.places.remove(&place);
                }
            }
        }
        for one in done {
            self.note_one(one);
        }
    }

    fn note_one(&mut self, Done { job, came }: Done) {
        match came {
            Came::Lost => {}
            Came::Ended(ended, gone) => {
                if self.way == Way::Mail && ended != Ended::Left && self.post.pause.end() {
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

    /// Writes down what is noted, while others are told: many at a time, but soon.
    fn write_down(&mut self) {
        let is_time = self.are_due || self.notes.len() >= BATCH || self.told.is_empty();
        if !self.has_notes() || !is_time {
            return;
        }
        self.are_due = false;
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
        let hauled = match self.hauling.take() {
            Some(hauling) => Some(hauling.await),
            None => None,
        };
        hauled.into_iter().for_each(|haul| self.stow_or_say(haul));
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

/// Tells a few, one after the other; where what carries them is away, the others are not tried.
async fn tell(post: Arc<Post>, jobs: Vec<Job>) -> Vec<Done> {
    let mut all: Vec<Done> = Vec::with_capacity(jobs.len());
    for job in jobs {
        let away = all.last().and_then(|last| match &last.came {
            Came::Away(problem) => Some(problem.clone()),
            Came::Ended(..) | Came::Lost => None,
        });
        let came = match away {
            Some(problem) => Came::Away(problem),
            None => tell_one(&post, &job).await,
        };
        all.push(Done { job, came });
    }
    all
}

async fn tell_one(post: &Post, job: &Job) -> Came {
    match job.stands(post).await {
        Stands::Wanted => {}
        Stands::Left => return Came::Ended(Ended::Left, None),
        Stands::Lost => return Came::Lost,
    }
    let attempts = match &job.of {
        Of::Chunk(_) => 1,
        Of::Retry(retry) => retry.attempts,
    };
    let carried = carry(post, &job.wording, &job.hearer, attempts);
    // One that panics is given up, and the others of its chunk are not kept from being told.
    let carried = AssertUnwindSafe(carried).catch_unwind().await;
    carried.unwrap_or_else(|_| Came::fault())
}

/// What came of a task, once it ends; never where there is none.
async fn ended<T>(task: &mut Option<JoinHandle<T>>) -> Result<T, JoinError> {
    match task {
        Some(task) => task.await,
        None => std::future::pending().await,
    }
}
