//! Which format a page is, by what its host is called and by what it answers.
//!
//! Read in order: [`probes`] (whom to ask first), [`detect`] (what the replies come to), [`Detected`].
//! The order: a host that names a format; what answers where each format keeps its data, by its shape; the marks that a
//! format leaves on its pages; a feed that the page names; nothing. A mark alone is no proof: what it points to must answer.
//!
//! Deliberately absent: fetching. Whoever fetches goes round: ask [`probes`], then [`Detected::more`] until it is empty,
//! with all replies so far, at most [`ROUNDS`] times.

use super::{Ask, FORMS, Form, Often, Place, Reply, form, form_by_host, host_of, links};

/// How many times to go round at most; what is open then stays unknown.
pub const ROUNDS: usize = 5;

/// How many addresses are asked in the first round, where the host does not tell.
const FIRST: usize = 4;

/// The role of the page itself.
pub const PAGE: &str = "page";

/// What was found out.
#[derive(Clone, Debug)]
pub struct Detected {
    /// The format; `None` while it is not known.
    pub form: Option<&'static Form>,
    /// Where the page is: at its new address where it moved.
    pub place: Place,
    /// One sentence for a person: what was found, or what there was instead.
    pub note: String,
    /// The feeds that the page names.
    pub feeds: Vec<String>,
    /// What to ask before it can be told. Empty when this is all that can be found out.
    pub more: Vec<Ask>,
}

/// Whom to ask first about a page, the likeliest first; they can be asked at the same time. The role of each is its own
/// address, but for the page's, which is [`PAGE`].
#[must_use]
pub fn probes(page: &str) -> Vec<Ask> {
    let place = cleaned(page);
    let mut asks: Vec<Ask> = match form_by_host(&host_of(page)) {
        Some(form) => first(form, &place).map(probe).into_iter().collect(),
        None => usual(&place).into_iter().take(FIRST).collect(),
    };
    asks.retain(|ask| ask.url != place.page);
    asks.push(Ask {
        role: PAGE.to_owned(),
        url: place.page,
        often: Often::Once,
    });
    asks
}

/// What the replies to [`probes`] and to [`Detected::more`] come to. What was asked and not answered comes with an empty
/// body, lest it be asked for again. Without any reply only the host speaks.
#[must_use]
pub fn detect(page: &str, replies: &[Reply<'_>]) -> Detected {
    let look = Look::of(page, replies);
    if replies.is_empty() {
        return look.by_host();
    }
    look.by_data()
        .or_else(|| look.not_yet())
        .or_else(|| look.by_feed())
        .unwrap_or_else(|| look.unknown())
}

/// All that is known while it is being found out.
struct Look<'a> {
    replies: &'a [Reply<'a>],
    /// The page's own answer.
    page: Option<Reply<'a>>,
    /// Where data may be, the likeliest first: below the page, on its host, and both where it was before it moved.
    places: Vec<Place>,
    feeds: Vec<String>,
}

impl<'a> Look<'a> {
    fn of(page: &str, replies: &'a [Reply<'a>]) -> Self {
        let asked = cleaned(page);
        let page = replies.iter().copied().find(|reply| reply.role == PAGE);
        let mut places = Vec::new();
        if let Some(moved) = page.and_then(|page| moved(&asked, &page)) {
            push_both(&mut places, moved);
        }
        push_both(&mut places, asked);
        let feeds = page.map_or_else(Vec::new, |page| {
            links::feeds(page.url, &String::from_utf8_lossy(page.body))
        });
        Self {
            replies,
            page,
            places,
            feeds,
        }
    }

    fn place(&self) -> Place {
        self.places[0].clone()
    }

    fn answer(&self, form: Option<&'static Form>, place: Place, note: String) -> Detected {
        Detected {
            form,
            place,
            note,
            feeds: self.feeds.clone(),
            more: Vec::new(),
        }
    }

    fn by_host(&self) -> Detected {
        let place = self.place();
        let form = form_by_host(&host_of(&place.page));
        let note = form.map_or_else(
            || "nothing was asked yet".to_owned(),
            |form| format!("{} by its host; it was not asked yet", form.label),
        );
        self.answer(form, place, note)
    }

    /// The reply to an address.
    fn reply(&self, url: &str) -> Option<Reply<'a>> {
        let is_page = self.places.iter().any(|place| place.page == url);
        let own = self.replies.iter().find(|reply| reply.role == url);
        own.copied().or(self.page.filter(|_| is_page))
    }

    /// The places as far as this form can be asked there, with what its page tells of it.
    fn places_for(&self, form: &Form) -> Vec<Place> {
        let find = |place: &Place| {
            let found = self.page.and_then(|page| (form.locate)(place, &page));
            found.unwrap_or_else(|| place.clone())
        };
        let mut all = Vec::new();
        for place in &self.places {
            let place = find(place);
            if may_stand_at(form, &place.page) && !all.contains(&place) {
                all.push(place);
            }
        }
        all
    }

    fn by_data(&self) -> Option<Detected> {
        FORMS.iter().find_map(|form| {
            let mut places = self.places_for(form).into_iter();
            places.find_map(|place| self.confirmed(form, place))
        })
    }

    /// This form at this place, if its data answered.
    fn confirmed(&self, form: &'static Form, mut place: Place) -> Option<Detected> {
        let ask = (form.asks)(&place).into_iter().next()?;
        let reply = self.reply(&ask.url)?;
        let as_asked = Reply {
            role: &ask.role,
            ..reply
        };
        if !(form.is_of)(&as_asked) {
            return None;
        }
        if let Some(base) = led_elsewhere(&place, &ask.url, reply.url) {
            place.source = Some(base);
        }
        place.page = self.places[0].page.clone();
        place.source = place.source.filter(|source| *source != place.page);
        let note = self.found(form, &place);
        Some(self.answer(Some(form), place, note))
    }

    fn found(&self, form: &Form, place: &Place) -> String {
        let asked = &self.places[self.places.len() - 1].page;
        let from = if host_of(asked) == host_of(&place.page) {
            String::new()
        } else {
            format!("; the page moved here from {}", host_of(asked))
        };
        match &place.source {
            Some(source) => format!("{}, asked at {source}{from}", form.label),
            None => format!("{}{from}", form.label),
        }
    }

    /// What has not been asked yet and may tell: where marks on the page point to, then where all formats keep their data,
    /// then the feeds.
    fn not_yet(&self) -> Option<Detected> {
        let marked = FORMS.iter().filter(|form| self.is_marked(form));
        let marked = marked.flat_map(|form| self.firsts(form)).collect();
        let usual = self.places.iter().flat_map(usual).collect();
        let feeds = self.feeds.iter().take(2).map(|url| probe_of(url)).collect();
        for round in [marked, usual, feeds] {
            let open = self.unasked(round);
            if !open.is_empty() {
                let note = "more has to be asked before it can be told".to_owned();
                let mut answer = self.answer(None, self.place(), note);
                answer.more = open;
                return Some(answer);
            }
        }
        None
    }

    fn is_marked(&self, form: &Form) -> bool {
        self.page.is_some_and(|page| (form.is_of)(&page))
            || form_by_host(&host_of(&self.places[0].page)).is_some_and(|own| own.word == form.word)
    }

    fn firsts(&self, form: &Form) -> Vec<Ask> {
        let places = self.places_for(form);
        let asks = places.iter().filter_map(|place| first(form, place));
        asks.map(probe).collect()
    }

    fn unasked(&self, asks: Vec<Ask>) -> Vec<Ask> {
        let mut open: Vec<Ask> = Vec::new();
        for ask in asks {
            if self.reply(&ask.url).is_none() && !open.iter().any(|known| known.url == ask.url) {
                open.push(ask);
            }
        }
        open
    }

    fn by_feed(&self) -> Option<Detected> {
        let form = form("feed")?;
        self.feeds.iter().find_map(|feed| {
            let place = Place {
                source: Some(feed.clone()),
                ..self.place()
            };
            let mut found = self.confirmed(form, place)?;
            found.note = format!("no format that we know, but a feed: {feed}");
            Some(found)
        })
    }

    fn unknown(&self) -> Detected {
        let mark = FORMS.iter().find(|form| self.is_marked(form));
        let mut note = match mark {
            Some(form) => format!(
                "it looks like {}, but its data did not answer: ",
                form.label
            ),
            None => "no format that we know: ".to_owned(),
        };
        note.push_str(&self.seen_instead());
        self.answer(None, self.place(), note)
    }

    fn seen_instead(&self) -> String {
        let answered = self.replies.iter().filter(|reply| !reply.body.is_empty());
        let data = answered.clone().filter(|reply| reply.role != PAGE);
        let data = data.filter(|reply| reply.json().is_ok()).count();
        match (answered.count(), data) {
            (0, _) => "nothing answered".to_owned(),
            (_, 0) => "web pages answered wherever data was asked for".to_owned(),
            _ => "data answered, but of no shape that we know".to_owned(),
        }
    }
}

/// The first ask of a form on this page's own ground.
fn first(form: &Form, place: &Place) -> Option<Ask> {
    (form.asks)(place)
        .into_iter()
        .next()
        .filter(|_| may_stand_at(form, &place.page))
}

fn may_stand_at(form: &Form, page: &str) -> bool {
    let is_at_home_anywhere = form.hosts.iter().all(|host| host.starts_with('.'));
    is_at_home_anywhere || form_by_host(&host_of(page)).is_some_and(|own| own.word == form.word)
}

/// Where the formats that may stand anywhere keep their data, each address once, on the page's own host.
fn usual(place: &Place) -> Vec<Ask> {
    let mut asks: Vec<Ask> = Vec::new();
    for ask in FORMS.iter().filter_map(|form| first(form, place)) {
        let is_own = host_of(&ask.url) == host_of(&place.page) && ask.url != place.page;
        if is_own && !asks.iter().any(|known| known.url == ask.url) {
            asks.push(probe(ask));
        }
    }
    asks
}

fn probe(ask: Ask) -> Ask {
    probe_of(&ask.url)
}

fn probe_of(url: &str) -> Ask {
    Ask {
        role: url.to_owned(),
        url: url.to_owned(),
        often: Often::Once,
    }
}

/// The address without what only a browser needs.
fn cleaned(page: &str) -> Place {
    Place::of(page.trim().split(['?', '#']).next().unwrap_or_default())
}

/// Where the page is now, if another host answered for it.
fn moved(asked: &Place, reply: &Reply<'_>) -> Option<Place> {
    let is_same = reply.host().is_empty() || reply.host() == host_of(&asked.page);
    (!is_same).then(|| cleaned(reply.url))
}

/// The place, and the same with its data at the root of its host.
fn push_both(places: &mut Vec<Place>, place: Place) {
    let root = links::origin(&place.page).to_owned();
    let at_root = Place {
        source: (root != place.page).then_some(root),
        ..place.clone()
    };
    for one in [place, at_root] {
        if !places.contains(&one) {
            places.push(one);
        }
    }
}

/// Where data is asked from now on, if a redirect led to another base with the same path.
fn led_elsewhere(place: &Place, asked: &str, came_from: &str) -> Option<String> {
    let path = asked.strip_prefix(place.base())?;
    let base = came_from.strip_suffix(path)?;
    (base != place.base() && base.contains("://")).then(|| base.to_owned())
}
