//! One look at a provider, from begin to end.
//!
//! Read in order: [`go`] (from what `view` has of it), `Round` (what was asked and what came), [`Looked`]. Nothing is written before all of the present has
//! come, then all of it in one transaction; history follows by itself.

use beffroi_domain::ComponentStatus;
use beffroi_readers::watch::{Form, Often, Seen, host_of};
use jiff::SignedDuration;

use super::{
    Trouble, View, Watch, Word,
    asks::Asked,
    claim::Claimed,
    commit, detect,
    fetch::{self, Question},
    history, replies,
};
use crate::{
    ground::{Result, outbound::Visited},
    providers::Taken,
};

/// So many looks in a row at something that is not the page, and it is found out anew what it is.
const STRANGE: i64 = 3;
/// That is done so often at most.
const ANEW: SignedDuration = SignedDuration::from_hours(6);
/// The same where another host answered with something that is not the page.
const ANEW_ELSEWHERE: SignedDuration = SignedDuration::from_hours(1);
/// The same where another host answered as it should.
const ANEW_MOVED: SignedDuration = SignedDuration::from_hours(24);

/// What came of a look.
#[derive(Debug)]
pub struct Looked {
    /// In short.
    pub outcome: Outcome,
    /// All that was seen of the present; `None` where nothing was, or nothing new.
    pub seen: Option<Seen>,
    /// What was found out about its format in this look.
    pub note: Option<String>,
}

/// What came of a look, in short.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was seen, and this is otherwise now.
    Seen(Taken),
    /// The page says that nothing changed.
    Same,
    /// It was not seen.
    Blind(Trouble),
    /// It was not ours to look at any more; nothing was written.
    Lost,
}

impl Outcome {
    /// The words for counting, beside those of [`Word`].
    pub const WORDS: [&'static str; 4] = ["changed", "unchanged", "not_modified", "lost"];

    /// The word for counting.
    #[must_use]
    pub fn counted(&self) -> &'static str {
        match self {
            Self::Seen(taken) if taken.is_anything() => Self::WORDS[0],
            Self::Seen(_) => Self::WORDS[1],
            Self::Same => Self::WORDS[2],
            Self::Lost => Self::WORDS[3],
            Self::Blind(trouble) => trouble.word.as_str(),
        }
    }
}

/// What was asked, and what came of it.
#[derive(Debug)]
pub(super) struct Round {
    pub(super) answers: Vec<(Asked, Came)>,
    pub(super) verdict: Verdict,
}

/// What came of one question.
#[derive(Debug)]
pub(super) enum Came {
    /// Nothing new.
    Same,
    /// What was asked for, and what it says.
    Read(Visited, Box<Seen>),
    /// Something else.
    Strange(Visited, Trouble),
    /// Nothing.
    Nothing(Trouble),
}

/// What came of all of them.
#[derive(Debug)]
pub(super) enum Verdict {
    /// It was seen.
    Seen(Box<Seen>),
    /// All of it is as it was.
    Same,
    /// It was not seen.
    Blind(Trouble),
}

/// Looks.
pub(super) async fn go(watch: &Watch, claimed: Claimed, mut view: View) -> Result<Looked> {
    let mut note = None;
    if !view.prepare(watch, claimed).await? {
        return Ok(Looked::lost());
    }
    let mut round = view.round(watch).await?;
    if round.wants_detection(&view) {
        match detect::anew(watch, claimed, &view.provider).await? {
            detect::Found::Lost => return Ok(Looked::lost()),
            detect::Found::Other(found) => {
                note = Some(found.note);
                view = View::load(watch, claimed.provider).await?;
                if !view.prepare(watch, claimed).await? {
                    return Ok(Looked::lost());
                }
                round = view.round(watch).await?;
            }
            detect::Found::None(trouble) if view.provider.form().is_none() => {
                round.verdict = Verdict::Blind(trouble);
            }
            detect::Found::None(_) | detect::Found::Same => {}
        }
    }
    let Some((outcome, is_on)) = commit::present(watch, claimed, &view, &round).await? else {
        return Ok(Looked::lost());
    };
    if is_on {
        history::go_back(watch, claimed, &view).await?;
        commit::end(watch, claimed, &view).await?;
    }
    let seen = match round.verdict {
        Verdict::Seen(seen) => Some(*seen),
        Verdict::Same | Verdict::Blind(_) => None,
    };
    Ok(Looked {
        outcome,
        seen,
        note,
    })
}

impl Looked {
    fn lost() -> Self {
        Self {
            outcome: Outcome::Lost,
            seen: None,
            note: None,
        }
    }
}

impl View {
    /// Asks what is due, in order; without what is needed, no more than that.
    async fn round(&self, watch: &Watch) -> Result<Round> {
        let Some(form) = self.provider.form() else {
            let trouble = Trouble::of(Word::NoFormat, "its format is not known");
            return Ok(Round::blind(Vec::new(), trouble));
        };
        let mut answers: Vec<(Asked, Came)> = Vec::new();
        for ask in self.asks.iter().filter(|ask| ask.is_due) {
            let came = self.ask(watch, form, ask).await?;
            let trouble = came.trouble().cloned();
            let is_first = answers.is_empty();
            answers.push((ask.clone(), came));
            match trouble {
                Some(trouble) if is_first => return Ok(Round::blind(answers, trouble)),
                // It wants fewer questions.
                Some(trouble) if trouble.word == Word::Busy => break,
                _ => {}
            }
        }
        // What a page says may hang on the time: what says again and again that nothing changed is read again now and then.
        let is_same =
            |(ask, came): &(Asked, Came)| matches!(came, Came::Same) && ask.is_noted(self.now);
        if answers.iter().all(is_same) {
            let verdict = match answers.is_empty() {
                false => Verdict::Same,
                true => Verdict::Blind(Trouble::of(Word::NoFormat, "its format asks nothing")),
            };
            return Ok(Round { answers, verdict });
        }
        let verdict = self.whole(watch, form, &answers).await?;
        Ok(Round { answers, verdict })
    }

    /// What the answers come to together. What said that it is as it was, says what it said.
    async fn whole(
        &self,
        watch: &Watch,
        form: &Form,
        answers: &[(Asked, Came)],
    ) -> Result<Verdict> {
        let mut whole = Seen::default();
        for (at, (ask, came)) in answers.iter().enumerate() {
            let read = match came {
                Came::Read(_, seen) => Ok((**seen).clone()),
                Came::Same => self.reread(watch, form, ask).await?,
                Came::Strange(..) | Came::Nothing(_) => {
                    whole.is_partial = true;
                    continue;
                }
            };
            match read {
                Ok(seen) => whole.join(seen),
                Err(trouble) if at == 0 => return Ok(Verdict::Blind(trouble)),
                Err(_) => whole.is_partial = true,
            }
        }
        let came = |ask: &Asked| {
            let is_it = |(one, came): &(Asked, Came)| one.id == ask.id && came.trouble().is_none();
            answers.iter().any(is_it)
        };
        let seldom = self.asks.iter().filter(|ask| ask.often == Often::Seldom);
        for ask in seldom.filter(|ask| ask.reply.is_some() && !came(ask)) {
            if let Ok(seen) = self.reread(watch, form, ask).await? {
                whole.join(parts_alone(seen));
            }
        }
        Ok(Verdict::Seen(Box::new(whole)))
    }

    async fn ask(&self, watch: &Watch, form: &Form, ask: &Asked) -> Result<Came> {
        // Who was not seen is asked as if for the first time.
        let has_it = self.provider.blind.is_none() && ask.reply.is_some();
        let question = Question {
            etag: ask.etag.as_deref().filter(|_| has_it),
            last_modified: ask.last_modified.as_deref().filter(|_| has_it),
            ..Question::new(&ask.url, true)
        };
        let visited = match fetch::ask(watch, question).await? {
            Ok(visited) if visited.status == 304 => return Ok(Came::Same),
            Ok(visited) if has_it && ask.is_as_kept(self.now, &visited) => return Ok(Came::Same),
            Ok(visited) => visited,
            Err(trouble) => return Ok(Came::Nothing(trouble)),
        };
        let read = (form.read)(&detect::reply(&ask.role, &visited), &self.context());
        Ok(match read {
            Ok(seen) => Came::Read(visited, Box::new(seen)),
            Err(blind) => Came::Strange(visited, blind.into()),
        })
    }

    /// What the kept reply says.
    async fn reread(
        &self,
        watch: &Watch,
        form: &Form,
        ask: &Asked,
    ) -> Result<Result<Seen, Trouble>> {
        let mut tx = watch.db.snapshot().await?;
        let kept = match ask.reply {
            Some(id) => replies::load(&mut tx, id).await?,
            None => None,
        };
        let gone = || Trouble::of(Word::NotThePage, "what it refers to was cleared away here");
        Ok(kept.ok_or_else(gone).and_then(|kept| {
            let read = (form.read)(&detect::reply(&ask.role, &kept), &self.context());
            read.map_err(Trouble::from)
        }))
    }
}

/// What is asked by the day still says today which components there are; how they are, only a reply of now can say, but that
/// nothing names them.
fn parts_alone(seen: Seen) -> Seen {
    let mut parts = seen.parts;
    for part in &mut parts {
        let well = |status: &ComponentStatus| *status == ComponentStatus::Operational;
        part.facts.status = part.facts.status.filter(well);
    }
    Seen {
        parts,
        ..Seen::default()
    }
}

impl Came {
    /// Why nothing was seen of it.
    fn trouble(&self) -> Option<&Trouble> {
        match self {
            Self::Strange(_, trouble) | Self::Nothing(trouble) => Some(trouble),
            Self::Same | Self::Read(..) => None,
        }
    }
}

impl Round {
    fn blind(answers: Vec<(Asked, Came)>, trouble: Trouble) -> Self {
        Self {
            answers,
            verdict: Verdict::Blind(trouble),
        }
    }

    /// Whether another host answered what is needed.
    fn is_elsewhere(&self) -> bool {
        let Some((ask, Came::Read(visited, _) | Came::Strange(visited, _))) = self.answers.first()
        else {
            return false;
        };
        host_of(&visited.url) != host_of(&ask.url)
    }

    /// Whether it is to be found out anew what the page is, and where.
    fn wants_detection(&self, view: &View) -> bool {
        let provider = &view.provider;
        if provider.form().is_none() {
            return true;
        }
        let at_most = match &self.verdict {
            Verdict::Blind(trouble) if !trouble.word.may_have_moved() => return false,
            Verdict::Blind(_) if self.is_elsewhere() => ANEW_ELSEWHERE,
            Verdict::Blind(_) if provider.failures + 1 >= STRANGE => ANEW,
            Verdict::Seen(_) if self.is_elsewhere() => ANEW_MOVED,
            _ => return false,
        };
        let last = provider.detected_at;
        last.is_none_or(|last| view.now.duration_since(last) >= at_most)
    }
}
