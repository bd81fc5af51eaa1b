//! Incidents: what broke, what was said, when it was over.
//!
//! Read in order: [`open`], [`post_update`], [`resolve`], [`reopen`]: what is told, over `tell` and `stand` (the
//! incident as a deed finds it, locked), `review` and `drafted` (held before it goes out); [`add_window`] and its sisters, with `affect` (who wins where
//! windows meet); [`set_facts`], [`correct_text`], [`merge_into`], [`promise`]. What waits: `draft`, with [`preview`].
//! What stays private: `crisis`. What is ready: `template`. Of histories of others: [`record`] (take over a whole incident), [`amend`] (a newer version
//! of it), [`put_on_page`]. Then `load` and `list`, `share` (what
//! a page tells of an incident that stands on several).
//! Not here: the write-up (`postmortems`); how an incident is shown (`public`).

mod affect;
mod amend;
mod announce;
mod cases;
mod choose;
mod correct_text;
mod crisis;
mod draft;
mod drafted;
mod facts;
mod languages;
mod list;
mod load;
mod merge;
mod open;
mod post_update;
mod promise;
mod put;
mod record;
mod refuse;
mod reopen;
mod resolve;
mod review;
mod rows;
mod rules;
mod second;
mod set_facts;
mod share;
mod since;
mod stand;
mod tell;
mod template;
mod translate;
mod window;

use beffroi_domain::{ImpactWindow, LocalizedText, PublicId};

pub use crate::drafts::{
    DraftId, DraftSeen, DraftState, PublishDraft, approve, discard_draft, pages_of_draft,
    submit_draft,
};
pub use amend::{Amended, amend};
pub use cases::{Case, cases, kinds_of_service};
pub use choose::{Chosen, Wanted, choose, priorities};
pub use correct_text::{CorrectText, Which, correct_text};
pub use crisis::{
    AssignRole, CrisisRole, Entry, Line, LogEntry, NewNote, assign_role, log_entry, log_of, note,
    roles_of,
};
pub use draft::{
    Deed, Draft, Published, SaveDraft, drafts_of, load_draft, preview, publish_draft, rehearse,
    save_draft,
};
pub use languages::refuse_unfilled;
pub use list::{
    addresses, between, count_undated, dates, latest, newest, open_ids, open_on, touching, undated,
    windows_since,
};
pub use load::{find_by_public_id, load};
pub use merge::{MergeInto, leads_to, merge_into, merged_into};
pub use open::{OpenIncident, open};
pub use post_update::{PostUpdate, RESOLVED, post_update};
pub use promise::{Pledge, Promise, PromiseDeed, promise};
pub use put::put_on_page;
pub use record::{Facts, NewIncident, record};
pub use reopen::{Reopen, reopen};
pub use resolve::{Resolve, resolve};
pub use rows::windows_of;
pub use rules::{Rules, rules_of, set_rules};
pub use set_facts::{NewNotice, SetFacts, set_facts};
pub use since::{Step, steps_since, version_of};
pub use stand::Version;
pub use tell::Told;
pub use template::{
    NewTemplate, OPEN_STATUSES, Rendered, TURNS, Template, TemplateContent, TemplateId,
    create_template, delete_template, render_template, templates_of, update_template,
};
pub use translate::{StillRight, Translate, still_right, translate};
pub use window::{
    AddWindow, CorrectWindow, EndWindow, Window, add_window, correct_window, end_window,
};

/// A window with the incident that it belongs to.
#[derive(Clone, Debug)]
pub struct WindowOf {
    /// The incident, as readers see it on the page in question.
    pub incident: PublicId,
    /// What the incident is called.
    pub title: LocalizedText,
    /// When it was broken.
    pub window: ImpactWindow,
}
