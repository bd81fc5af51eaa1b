//! What is told, in the words of one language and the form of each channel: made once, and put together for each reader.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use beffroi_channels::{
    Channel, Outgoing, To, Told, chat,
    mail::announce::{self, Draft, Sender},
    push::Vapid,
    sms::{self, Sms},
    webhook::{self, Stamp, statuspage::Payload},
};
use beffroi_domain::{Locale, PageId, Stood};
use jiff::{Timestamp, civil::Date};
use uuid::Uuid;

use super::{browser, statuspage, told::told};
use crate::{
    deliveries::{self, Broadcast},
    ground::{Error, Result, Tx, seal},
    pages::{self, Page},
    subscribers::{self, Bell, Hearer, Keys},
    web::{
        Address, Reader,
        address::{Asked, Front},
        words,
    },
};

/// Broadcasts whose words are kept ready: those under way, and a few more.
const KEPT: usize = 16;

/// What stands before all pages: by which addresses links lead to them, and who writes mails.
#[derive(Clone, Debug)]
pub(super) struct Sight {
    /// What absolute addresses begin with.
    pub origin: String,
    /// Whether the operator set it.
    pub is_public: bool,
    /// The slug of the page at the root.
    pub page: Option<String>,
    /// Who writes mails: `Example <status@example.com>`; nobody where no relay is set.
    pub from: Option<String>,
    /// Whom the services of browsers reach; the page's own address where none is set.
    pub contact: Option<String>,
    /// Where mails that do not arrive come back to, if not there.
    pub bounces_to: Option<String>,
}

/// A broadcast with its words in each language that somebody reads.
#[derive(Debug)]
pub(super) struct Wording {
    broadcast: Broadcast,
    page: Page,
    bell: Bell,
    address: Address,
    from: Option<String>,
    /// Who sends to browsers.
    vapid: Option<Vapid>,
    bounces_to: Option<String>,
    board: statuspage::Board,
    said: HashMap<Locale, Said>,
    whys: Mutex<Whys>,
}

/// Why somebody is written, by language, day and whether it is for this one thing.
type Whys = HashMap<(Locale, Date, bool), Arc<str>>;

/// It in one language.
#[derive(Debug)]
struct Said {
    told: Told,
    draft: Option<Draft>,
    /// In Statuspage's own form, but for where its reader leaves.
    payload: Option<Payload>,
}

/// What cannot be put together, in a few words without an address.
pub(super) type Unfit = String;

/// The words of broadcasts under way.
#[derive(Debug, Default)]
pub(super) struct Wordings(HashMap<Uuid, Arc<Wording>>);

impl Wordings {
    /// The words of a broadcast, where they are there for all of these readers.
    pub(super) fn known(&self, broadcast: Uuid, hearers: &[Hearer]) -> Option<Arc<Wording>> {
        let is_whole = |one: &&Arc<Wording>| {
            let mut all = hearers.iter();
            all.all(|hearer| one.said.contains_key(&hearer.locale))
        };
        self.0.get(&broadcast).filter(is_whole).cloned()
    }

    /// Makes the words of a broadcast for these readers, and for those it was made for before.
    pub(super) async fn make(
        &mut self,
        tx: &mut Tx,
        sight: &Sight,
        broadcast: Uuid,
        hearers: &[Hearer],
    ) -> Result<Arc<Wording>> {
        let had = self.0.get(&broadcast);
        let had = had.map(|one| one.said.keys().cloned().collect::<Vec<_>>());
        let mut locales = had.unwrap_or_default();
        for hearer in hearers {
            if !locales.contains(&hearer.locale) {
                locales.push(hearer.locale.clone());
            }
        }
        let made = Arc::new(Wording::make(tx, sight, broadcast, locales).await?);
        if self.0.len() >= KEPT {
            // The oldest is done, or nearly so.
            if let Some(oldest) = self.0.keys().min().copied() {
                self.0.remove(&oldest);
            }
        }
        self.0.insert(broadcast, made.clone());
        Ok(made)
    }
}

impl Wording {
    async fn make(
        tx: &mut Tx,
        sight: &Sight,
        broadcast: Uuid,
        locales: Vec<Locale>,
    ) -> Result<Self> {
        let broadcast = deliveries::find_broadcast(tx, broadcast).await?;
        let broadcast = broadcast.ok_or(Error::NotFound)?;
        let (page, address) = stands(tx, sight, broadcast.said.page).await?;
        let bell = subscribers::find_bell(tx, page.id).await?;
        let board = statuspage::Board::load(tx, &page, broadcast.created_at).await?;
        let bell = bell.ok_or(Error::NotFound)?;
        let contact = subscribers::push_contact(sight.contact.as_deref(), &address.origin);
        let mut wording = Self {
            broadcast,
            page,
            vapid: contact.and_then(|contact| bell.vapid(contact)),
            bell,
            address,
            from: sight.from.clone(),
            bounces_to: sight.bounces_to.clone(),
            board,
            said: HashMap::new(),
            whys: Mutex::default(),
        };
        for locale in locales {
            let said = wording.say(&locale);
            wording.said.insert(locale, said);
        }
        Ok(wording)
    }

    fn say(&self, locale: &Locale) -> Said {
        let reader = reader_of(&self.page, &self.address, &self.broadcast, locale);
        let told = told(&reader, &self.page, &self.broadcast);
        let payload = statuspage::payload(&reader, &self.page, &self.board, &self.broadcast);
        let draft = self.from.as_deref().and_then(|from| {
            let sender = Sender {
                from,
                reply_to: None,
                at: self.broadcast.created_at,
            };
            Draft::new(&told, &sender).ok()
        });
        Said {
            told,
            draft,
            payload,
        }
    }

    /// The message of one reader.
    pub(super) fn message(&self, hearer: &Hearer, now: Timestamp) -> Result<Outgoing, Unfit> {
        let said = self.said.get(&hearer.locale);
        let said = said.ok_or_else(|| "its language has no words".to_owned())?;
        let token = self.bell.token(hearer.id);
        let locale = said.told.locale.clone();
        let manage = subscribers::manage_address(&self.address.origin, &locale, &token);
        let leave = subscribers::leave_address(&self.address.origin, &locale, &token);
        let to = To {
            url: &hearer.address,
            manage: Some(&manage),
            leave: Some(&leave),
        };
        let secrets = hearer.keys.as_ref().map(|keys| Keys::secrets(keys, now));
        let secrets = secrets.unwrap_or_default();
        let stamp = Stamp {
            id: self.id_for(hearer),
            at: now,
            secrets: &secrets,
        };
        match hearer.channel {
            Channel::Email => self.mail(said, hearer, (&manage, &leave)),
            Channel::Webhook => Ok(webhook::event(&said.told, &to, &stamp)),
            Channel::Statuspage => {
                let payload = said.payload.clone();
                let unfit = || "it was put by before all of it was kept".to_owned();
                let mut payload = payload.ok_or_else(unfit)?;
                payload.meta.unsubscribe.clone_from(&leave);
                Ok(webhook::payload(&payload, &to, &stamp))
            }
            Channel::WebPush => {
                browser::notification(&said.told, &to, hearer, self.vapid.as_ref(), now)
            }
            channel => chat::card(channel, &said.told, &to)
                .ok_or_else(|| format!("nothing carries {}", channel.as_str())),
        }
    }

    /// What one reader is told in so many segments at most, with the way to it and the way out.
    pub(super) fn text(&self, hearer: &Hearer, most: usize) -> Result<Sms, Unfit> {
        let said = self.said.get(&hearer.locale);
        let told = &said
            .ok_or_else(|| "its language has no words".to_owned())?
            .told;
        let link = subscribers::phone::link(&self.bell, hearer.id);
        let out = subscribers::short_address(&self.address.origin, &link);
        let out = words::first_of([&told.locale]).tell("phone-leave", &[("link", &out)]);
        Ok(sms::announce(
            told,
            &format!("{}\n{out}", told.address),
            most,
        ))
    }

    fn mail(
        &self,
        said: &Said,
        hearer: &Hearer,
        (manage, leave): (&str, &str),
    ) -> Result<Outgoing, Unfit> {
        let draft = said.draft.as_ref();
        let draft = draft.ok_or_else(|| "nobody is set who writes mails".to_owned())?;
        let mark = self.bell.mark(hearer.id, self.broadcast.created_at);
        let id = format!("{}.{mark}", self.id_for(hearer).simple());
        let back = self.bounces_to.as_deref();
        let back = back.and_then(|address| address.split_once('@'));
        let back = back.map(|(local, host)| format!("{local}+{mark}@{host}"));
        let mail = draft.mail(&announce::Reader {
            to: &hearer.address,
            id: &id,
            why: &self.why(hearer),
            manage,
            leave,
            one_click: leave.starts_with("https://").then_some(leave),
            leave_by_mail: None,
            bounces_to: back.as_deref(),
        });
        mail.map(Outgoing::Mail).map_err(|error| error.to_string())
    }

    /// Why a reader is written: what they said yes to, and on which day. Many said so on one day.
    fn why(&self, hearer: &Hearer) -> Arc<str> {
        let day = hearer.confirmed_at.to_zoned(self.page.zone.clone()).date();
        let key = (hearer.locale.clone(), day, hearer.is_for_this);
        let mut whys = self.whys.lock().unwrap_or_else(PoisonError::into_inner);
        let why = whys.entry(key).or_insert_with(|| {
            let reader = reader_of(&self.page, &self.address, &self.broadcast, &hearer.locale);
            let day = reader.words.forms().day(day);
            let page = self.page.name_in(reader.locale());
            let heard = match &self.broadcast.said.stood {
                Some(Stood::Provider(heard)) => Some(heard.name.as_str()),
                _ => None,
            };
            let key = match (heard, hearer.is_for_this) {
                (Some(_), _) => "bell-why-provider",
                (None, true) => "bell-why-one",
                (None, false) => "bell-why",
            };
            let values = [
                ("page", page),
                ("day", day.as_str()),
                ("provider", heard.unwrap_or_default()),
            ];
            reader.words.tell(key, &values).into()
        });
        why.clone()
    }

    /// What each absolute address of its page begins with.
    pub(super) fn base(&self) -> &str {
        &self.address.origin
    }

    /// What this delivery to this reader is known by, at each attempt: made of both ids.
    fn id_for(&self, hearer: &Hearer) -> Uuid {
        let key = self.broadcast.id.simple().to_string();
        let bytes = seal::short(&key, &hearer.id.to_string());
        uuid::Builder::from_custom_bytes(bytes).into_uuid()
    }
}

/// Somebody who reads this language, as of when it was told; its default where the page does not speak theirs any more, so that
/// every link leads somewhere.
pub(super) fn reader_of(
    page: &Page,
    address: &Address,
    broadcast: &Broadcast,
    locale: &Locale,
) -> Reader {
    let spoken = words::spoken(&page.locales);
    let own = spoken.iter().find(|one| *one == locale);
    Reader {
        words: words::first_of(own.or(spoken.first())),
        zone: page.zone.clone(),
        fallback: page.locales.clone(),
        now: broadcast.created_at,
        address: address.clone(),
    }
}

/// A page, and the address that the world knows it by.
pub(super) async fn stands(tx: &mut Tx, sight: &Sight, id: PageId) -> Result<(Page, Address)> {
    let all = pages::list(tx).await?;
    let page = all
        .iter()
        .find(|page| page.id == id)
        .ok_or(Error::NotFound)?;
    let front = Front {
        origin: &sight.origin,
        is_public: sight.is_public,
        page: sight.page.as_deref(),
    };
    let address = pages::stand(&all, front, &Asked::default(), page);
    Ok((page.clone(), address))
}
