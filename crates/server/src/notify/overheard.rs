//! What another company says, as a reader of one language is told it: around it words of ours in their language, inside its own in
//! its own, which nobody translates.

use beffroi_channels::{Fact, Labels, Quoted, Text, Told};
use beffroi_domain::{
    Announcement, Locale, Overheard, Stood, Turn,
    announcement::{Occasion, Post},
    status,
};

use crate::{
    deliveries::Broadcast,
    ground::markdown,
    web::{Reader, format::own_name},
};

/// What a reader of this language is told: `bare` with what was heard.
pub(super) fn told(reader: &Reader, broadcast: &Broadcast, heard: &Overheard, bare: Told) -> Told {
    let said = &broadcast.said;
    let named = |key: &str| reader.words.tell(key, &[("provider", &heard.name)]);
    let (title_locale, title) = title(reader, said, heard);
    let posts = posts(reader, broadcast, heard);
    Told {
        kind: heard.name.clone(),
        heading: named(heading(said, heard)),
        title,
        facts: facts(reader, said, heard, &posts),
        text: text(reader, &posts),
        address: reader.absolute(&rest(said, heard)),
        labels: Labels {
            open: named("bell-provider-open"),
            ..bare.labels
        },
        quoted: Some(Quoted {
            id: heard.slug.clone(),
            name: heard.name.clone(),
            turn: heard.turn.as_str(),
            title_locale,
            official: heard
                .official
                .clone()
                .map(|address| (named("bell-provider-official"), address)),
            posted_at: last_of(&posts).and_then(|post| Some(post.at.as_ref()?.at)),
            seen_at: heard.seen_at,
            posts: posts
                .iter()
                .filter_map(|post| line(reader, heard, post))
                .collect(),
        }),
        ..bare
    }
}

/// Where it stands on our page, without the locale.
pub(super) fn rest(said: &Announcement, heard: &Overheard) -> String {
    format!("providers/{}/incidents/{}", heard.slug, said.public_id)
}

/// Its title, and the language of that.
pub(super) fn title(reader: &Reader, said: &Announcement, heard: &Overheard) -> (Locale, String) {
    let resolved = said.title.resolve(reader.locale(), &reader.fallback);
    match resolved {
        Some(one) => (one.locale.clone(), one.text.to_owned()),
        None => {
            let key = match heard.is_work {
                true => "providers-untitled-maintenance",
                false => "providers-untitled-incident",
            };
            (reader.locale().clone(), reader.say(key))
        }
    }
}

/// Whether nothing goes on after it, as far as its page says.
pub(super) fn is_over(said: &Announcement) -> bool {
    status::is_over(&said.status)
}

/// Why it is told now.
fn heading(said: &Announcement, heard: &Overheard) -> &'static str {
    match (heard.turn, said.occasion, heard.is_work) {
        (Turn::Gone, ..) => "bell-provider-gone",
        (Turn::Unlisted, ..) => "bell-provider-unlisted",
        (Turn::Again, ..) => "bell-provider-again",
        (_, Occasion::First, true) => "bell-provider-work",
        (_, Occasion::First, false) => "bell-provider-first",
        (Turn::Over, _, _) => "bell-provider-over",
        _ => "bell-provider-update",
    }
}

/// What was gathered, and what is told now, the oldest first.
pub(super) fn posts<'a>(
    reader: &Reader,
    broadcast: &'a Broadcast,
    heard: &'a Overheard,
) -> Vec<&'a Post> {
    let earlier = broadcast
        .gathered
        .iter()
        .filter_map(|said| match &said.stood {
            Some(Stood::Provider(heard)) => Some(&heard.posts),
            _ => None,
        });
    let all = earlier.flatten().chain(&heard.posts);
    all.filter(|post| text_of(reader, post).is_some()).collect()
}

fn last_of<'a>(posts: &[&'a Post]) -> Option<&'a Post> {
    posts.last().copied()
}

/// A statement in the reader's language where it was written in that too, else in another of its own.
fn text_of(reader: &Reader, post: &Post) -> Option<Text> {
    let resolved = post.text.resolve(reader.locale(), &reader.fallback)?;
    Some(Text {
        locale: resolved.locale.clone(),
        markdown: resolved.text.to_owned(),
        plain: markdown::plain(resolved.text),
    })
}

/// Who wrote it and when, and what.
fn line(reader: &Reader, heard: &Overheard, post: &Post) -> Option<(String, Text)> {
    let text = text_of(reader, post)?;
    let name = heard.name.as_str();
    let said = match &post.at {
        Some(at) => {
            let values = [("provider", name), ("when", &reader.when(at).text)];
            reader.words.tell("bell-provider-wrote", &values)
        }
        None => {
            let values = [("provider", name)];
            reader.words.tell("bell-provider-wrote-undated", &values)
        }
    };
    Some((said, text))
}

/// All of its words in one; of several, each with its time.
fn text(reader: &Reader, posts: &[&Post]) -> Text {
    let mut all: Vec<(Text, &Post)> = Vec::new();
    for post in posts {
        all.extend(text_of(reader, post).map(|text| (text, *post)));
    }
    let locale = all.last().map_or(reader.locale(), |(text, _)| &text.locale);
    let locale = locale.clone();
    let is_one = all.len() == 1;
    let dated = |(text, post): (Text, &Post)| match &post.at {
        Some(at) if !is_one => {
            let when = reader.clock(at).text;
            reader
                .words
                .tell("bell-at", &[("when", &when), ("text", &text.markdown)])
        }
        _ => text.markdown,
    };
    let markdown = all.into_iter().map(dated).collect::<Vec<_>>().join("\n\n");
    Text {
        plain: markdown::plain(&markdown),
        locale,
        markdown,
    }
}

/// What is known, by its page and by ours.
fn facts(reader: &Reader, said: &Announcement, heard: &Overheard, posts: &[&Post]) -> Vec<Fact> {
    let fact = |key: &str, says: String| Fact {
        label: reader.say(key),
        says,
    };
    let status = reader.say(&status_key(said, heard));
    let values = [("status", status.as_str()), ("provider", &heard.name)];
    let mut all = vec![fact(
        "bell-status",
        reader.words.tell("bell-provider-status", &values),
    )];
    let impact = said.impact.filter(|_| !is_over(said));
    all.extend(impact.map(|impact| fact("bell-impact", reader.say(&format!("impact-{impact}")))));
    if !heard.touched.is_empty() {
        all.push(fact("bell-provider-touched", reader.list(&heard.touched)));
    }
    let posted = last_of(posts).and_then(|post| post.at.as_ref());
    all.extend(posted.map(|at| fact("bell-provider-posted", reader.when(at).text)));
    all.push(fact(
        "bell-provider-seen",
        reader.instant(heard.seen_at).text,
    ));
    let foreign = last_of(posts).and_then(|post| text_of(reader, post));
    let foreign = foreign.filter(|text| text.locale.language() != reader.locale().language());
    all.extend(foreign.map(|text| {
        let language = own_name(&text.locale);
        let values = [("language", language.as_str()), ("provider", &heard.name)];
        fact(
            "bell-language",
            reader.words.tell("bell-provider-language", &values),
        )
    }));
    all
}

/// How it stands: in our word for what its page says.
pub(super) fn status_key(said: &Announcement, heard: &Overheard) -> String {
    match (heard.turn, said.status.as_str(), heard.is_work) {
        (Turn::Gone, ..) => "bell-provider-taken-back".to_owned(),
        (Turn::Unlisted, ..) => "providers-over-unlisted".to_owned(),
        (_, "open", _) | (Turn::Again, _, false) => "providers-goes-on".to_owned(),
        (_, "postmortem", _) => "incident-closed-postmortem".to_owned(),
        (_, status, true) => format!("maintenance-{status}"),
        (_, status, false) => format!("incident-{status}"),
    }
}
