//! At the desk of an incident, and on a draft: what the provider says of it and whether readers see that, that it is over there, and
//! who else could be the cause.

use askama::{Template, filters::HtmlSafe};
use beffroi_domain::{ComponentId, Moment};

use super::{ADDRESS, said};
use crate::{
    components,
    ground::{Result, Tx},
    incidents::{Deed, Draft},
    pages::Page,
    providers,
    upstreams::{self, Cause, Trouble},
    web::Reader,
};

/// What there is to know of providers.
#[derive(Clone, Debug, Template)]
#[template(path = "console/upstreams/them.html")]
pub struct Them {
    evidence_title: String,
    evidence: Vec<Evidence>,
    causes_title: String,
    causes_lead: String,
    causes: Vec<Could>,
    open: String,
}

impl HtmlSafe for Them {}

/// What a provider said of a trouble.
#[derive(Clone, Debug)]
struct Evidence {
    /// "According to Orgelpfeife, 4 March 2026, 12:08 CET".
    by: String,
    title: String,
    words: String,
    lang: Option<String>,
    address: String,
    /// What it said before, each with its time.
    before: Option<(String, Vec<(String, String)>)>,
    /// Whether readers see it, and the press that changes that: action, value, label.
    shown: Option<(String, Press)>,
    /// That it is over there, and the press that resolves.
    over: Option<(String, Option<Press>)>,
    /// Why the page's rule did not get through.
    held: Option<String>,
}

#[derive(Clone, Debug)]
struct Press {
    action: String,
    value: &'static str,
    label: String,
}

/// Something that could be the cause.
#[derive(Clone, Debug)]
struct Could {
    name: String,
    address: String,
    state: said::State,
    ours: String,
    open: Vec<said::Going>,
}

/// Whom a block is for.
struct Seen<'a> {
    reader: &'a Reader,
    page: &'a Page,
    may_show: bool,
    may_resolve: bool,
}

/// Where a trouble is gone on with.
pub(super) fn place_of(trouble: &Trouble) -> String {
    match (trouble.incident, trouble.draft) {
        (Some(incident), _) => format!("/console/incidents/{incident}"),
        (None, Some(draft)) => format!("/console/drafts/{}", draft.0),
        (None, None) => ADDRESS.to_owned(),
    }
}

impl Them {
    /// At the desk of an incident that touches these components.
    ///
    /// # Errors
    /// A fault when the database is away.
    pub async fn of_incident(
        tx: &mut Tx,
        reader: &Reader,
        page: &Page,
        incident: &beffroi_domain::Incident,
        may: bool,
    ) -> Result<Self> {
        let is_open = incident.status.is_open();
        let seen = Seen {
            reader,
            page,
            may_show: may,
            may_resolve: may && is_open,
        };
        let mut evidence = Vec::new();
        for one in upstreams::of_incident(tx, incident.id).await? {
            let is_shown = incident.notice.is_some();
            evidence.extend(seen.evidence(tx, &one, is_shown).await?);
        }
        let touched: Vec<ComponentId> = match is_open {
            true => incident.touched().into_iter().map(|one| one.0).collect(),
            false => vec![],
        };
        seen.whole(tx, evidence, &touched).await
    }

    /// On a draft; nothing where it is about an incident that is told already.
    ///
    /// # Errors
    /// A fault when the database is away.
    pub async fn of_draft(
        tx: &mut Tx,
        reader: &Reader,
        page: &Page,
        draft: &Draft,
        may: bool,
    ) -> Result<Option<Self>> {
        let Deed::Open(new) = &draft.deed else {
            return Ok(None);
        };
        let seen = Seen {
            reader,
            page,
            may_show: may && draft.state.is_waiting(),
            may_resolve: false,
        };
        let trouble = upstreams::of_draft(tx, draft.id).await?;
        let mut evidence = Vec::new();
        if let Some(one) = &trouble {
            evidence.extend(seen.evidence(tx, one, new.notice.is_some()).await?);
        }
        let touched: Vec<ComponentId> = new.components.iter().map(|one| one.0).collect();
        seen.whole(tx, evidence, &touched).await.map(Some)
    }

    fn is_anything(&self) -> bool {
        !self.evidence.is_empty() || !self.causes.is_empty()
    }
}

impl Seen<'_> {
    async fn whole(
        &self,
        tx: &mut Tx,
        evidence: Vec<Evidence>,
        touched: &[ComponentId],
    ) -> Result<Them> {
        let reader = self.reader;
        let components = components::of_page(tx, self.page.id).await?;
        let ours = |cause: &Cause| {
            let hit =
                |one: &&components::Component| cause.degrees.iter().any(|(id, _)| *id == one.id);
            let names = components.iter().filter(hit);
            let names: Vec<String> = names.filter_map(|one| reader.plain(&one.name)).collect();
            reader.list(&names)
        };
        let causes = upstreams::causes_of(tx, touched).await?;
        let could = |cause: &Cause| Could {
            name: said::name(
                reader,
                &cause.provider,
                cause.part.as_ref(),
                &cause.line.target,
            ),
            address: cause.provider.place.page.clone(),
            state: said::state(reader, cause),
            ours: ours(cause),
            open: cause
                .open
                .iter()
                .map(|entry| said::going(&cause.provider, entry))
                .collect(),
        };
        Ok(Them {
            evidence_title: reader.say("them-evidence"),
            evidence,
            causes_title: reader.say("them-causes"),
            causes_lead: reader.say("them-causes-lead"),
            causes: causes.iter().map(could).collect(),
            open: reader.say("them-open"),
        })
    }

    async fn evidence(
        &self,
        tx: &mut Tx,
        trouble: &Trouble,
        is_shown: bool,
    ) -> Result<Option<Evidence>> {
        let reader = self.reader;
        let said = upstreams::words_of(tx, trouble.id).await?;
        let Some((last, before)) = said.split_first() else {
            return Ok(None);
        };
        let provider = providers::load(tx, trouble.provider).await?;
        let at = |one: &upstreams::Words| {
            let at = one.said_at.unwrap_or(one.seen_at);
            reader.when_in_full(&Moment::exact(at)).text
        };
        let when = at(last);
        let by = [
            ("provider", provider.name.as_str()),
            ("when", when.as_str()),
        ];
        let before: Vec<(String, String)> = before
            .iter()
            .filter(|one| !one.words.is_empty())
            .map(|one| (at(one), one.words.clone()))
            .collect();
        let base = format!("{ADDRESS}/troubles/{}", trouble.id);
        let shown = self.may_show.then(|| {
            let (state, label, value) = match is_shown {
                true => ("them-shown", "them-hide", "no"),
                false => ("them-hidden", "them-show", "yes"),
            };
            let press = Press {
                action: format!("{base}/words"),
                value,
                label: reader.say(label),
            };
            (reader.say(state), press)
        });
        Ok(Some(Evidence {
            by: reader.words.tell("notice-by", &by),
            title: last.title.clone(),
            words: last.words.clone(),
            lang: last.locale.as_ref().map(ToString::to_string),
            address: last.address.clone(),
            before: (!before.is_empty()).then(|| (reader.say("them-before"), before)),
            shown,
            over: self.over(trouble, &provider.name, &base),
            held: trouble.held.as_deref().map(|why| {
                let key = format!("upstream-held-{why}");
                reader.say(&key)
            }),
        }))
    }

    /// That it is over there, and the press that resolves here.
    fn over(
        &self,
        trouble: &Trouble,
        provider: &str,
        base: &str,
    ) -> Option<(String, Option<Press>)> {
        let reader = self.reader;
        let ended = trouble.ended_at?;
        let when = reader.when(&Moment::exact(ended)).text;
        let values = [("provider", provider), ("when", when.as_str())];
        let press = self.may_resolve.then(|| Press {
            action: format!("{base}/resolve"),
            value: "",
            label: reader.say("them-resolve"),
        });
        Some((reader.words.tell("them-over", &values), press))
    }
}
