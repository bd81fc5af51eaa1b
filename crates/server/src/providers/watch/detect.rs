//! Which format a page is, found out by asking it; and a provider set right by what was found.

use beffroi_domain::Actor;
use beffroi_readers::watch::{
    Reply,
    detect::{self, Detected, PAGE, ROUNDS},
};

use super::{
    Trouble, Watch, Word,
    claim::{self, Claimed},
    fetch::{self, Question},
};
use crate::{
    ground::{Result, outbound::Visited},
    params,
    providers::{Provider, Settle, settle},
};

/// What came of finding it out anew.
#[derive(Debug)]
pub(super) enum Found {
    /// Another place or format than before; the provider is set right.
    Other(Detected),
    /// What it was before.
    Same,
    /// None.
    None(Trouble),
    /// It is not ours to look at any more.
    Lost,
}

/// Finds out which format a page is; nothing is written. Where nobody answered at all, why.
pub(super) async fn find(watch: &Watch, page: &str) -> Result<Result<Detected, Trouble>> {
    let mut came: Vec<(String, Visited)> = Vec::new();
    let mut trouble = None;
    let mut asks = detect::probes(page);
    for _ in 0..ROUNDS {
        for ask in &asks {
            let answer = match fetch::ask(watch, Question::new(&ask.url, ask.role == PAGE)).await? {
                Ok(visited) => visited,
                Err(why) => {
                    // Of several reasons, the page's own is the best; it is asked last.
                    trouble = Some(why);
                    Visited {
                        status: 0,
                        url: ask.url.clone(),
                        headers: Vec::new(),
                        body: Vec::new(),
                    }
                }
            };
            came.push((ask.role.clone(), answer));
        }
        let replies: Vec<Reply<'_>> = came
            .iter()
            .map(|(role, visited)| reply(role, visited))
            .collect();
        let found = detect::detect(page, &replies);
        if found.form.is_some() || found.more.is_empty() {
            let has_answer = came.iter().any(|(_, visited)| visited.status != 0);
            return Ok(match trouble.filter(|_| !has_answer) {
                Some(trouble) => Err(trouble),
                None => Ok(found),
            });
        }
        asks = found.more;
    }
    let reason = "no format that we know was found within five rounds";
    Ok(Err(Trouble::of(Word::NoFormat, reason)))
}

/// What came, as readers take it.
pub(super) fn reply<'a>(role: &'a str, visited: &'a Visited) -> Reply<'a> {
    Reply {
        role,
        url: &visited.url,
        headers: &visited.headers,
        body: &visited.body,
    }
}

/// Finds it out anew, and sets the provider right where it is another place or format than before.
pub(super) async fn anew(watch: &Watch, claimed: Claimed, provider: &Provider) -> Result<Found> {
    let found = find(watch, &provider.place.page).await?;
    let now = watch.clock.now();
    let mut tx = watch.db.begin().await?;
    if !claim::keep(&mut tx, claimed, now).await? {
        return Ok(Found::Lost);
    }
    tx.exec(
        "UPDATE providers SET detected_at = $2 WHERE id = $1",
        params![provider.id, now],
    )
    .await?;
    let outcome = match found {
        Err(trouble) => Found::None(trouble),
        Ok(found) => match found.form {
            None => Found::None(Trouble::of(Word::NoFormat, found.note)),
            Some(form)
                if provider.form.as_deref() == Some(form.word) && found.place == provider.place =>
            {
                Found::Same
            }
            Some(form) => {
                let right = Settle {
                    place: Some(found.place.clone()),
                    form: Some(form.word.to_owned()),
                    ..Settle::default()
                };
                settle(&mut tx, now, Actor::System, provider.id, &right).await?;
                // Setting it right made it due; it is ours still.
                claim::keep(&mut tx, claimed, now).await?;
                tracing::info!(
                    provider = provider.slug,
                    form = form.word,
                    note = found.note,
                    "a provider's format was found out"
                );
                Found::Other(found)
            }
        },
    };
    match outcome {
        Found::Other(_) => tx.commit().await?,
        _ => tx.commit_unheard().await?,
    }
    Ok(outcome)
}
