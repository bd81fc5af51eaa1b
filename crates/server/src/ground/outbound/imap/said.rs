//! What a server says, as far as we look at it.

use async_imap::imap_proto::{
    AttributeValue, Capability, MailboxDatum, RequestId, Response, ResponseCode, Status,
};

/// Something that a server says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// A command is done.
    Done {
        /// Which.
        asked: RequestId,
        /// Whether it was done as asked.
        is_well: bool,
        /// Whether nothing can be changed in the folder that was opened.
        is_read_only: bool,
    },
    /// It waits for us.
    Continue,
    /// It is about to leave.
    Bye,
    /// What it can, in capitals.
    Can(Vec<String>),
    /// Mails, by their numbers.
    Found(Vec<u32>),
    /// There are so many mails now: it tells that when one comes.
    Came,
    /// Something of a mail.
    Mail(Mail),
    /// Anything else.
    Other,
}

/// Something of a mail.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Mail {
    /// Its number.
    pub(super) number: Option<u32>,
    /// How many bytes it has.
    pub(super) size: Option<u64>,
    /// Its first bytes.
    pub(super) bytes: Option<Vec<u8>>,
}

impl Said {
    pub(super) fn of(response: &Response<'_>) -> Self {
        match response {
            Response::Done {
                tag,
                status,
                outcome,
            } => Self::Done {
                asked: tag.clone(),
                is_well: *status == Status::Ok,
                is_read_only: matches!(outcome.code, Some(ResponseCode::ReadOnly)),
            },
            Response::Continue(_) => Self::Continue,
            Response::Data {
                status: Status::Bye,
                ..
            } => Self::Bye,
            Response::Capabilities(all) => Self::Can(all.iter().filter_map(name).collect()),
            Response::MailboxData(MailboxDatum::Search(found)) => Self::Found(found.clone()),
            Response::MailboxData(MailboxDatum::Exists(_)) => Self::Came,
            Response::Fetch(_, all) => Self::Mail(mail(all)),
            _ => Self::Other,
        }
    }
}

fn name(one: &Capability<'_>) -> Option<String> {
    match one {
        Capability::Atom(name) => Some(name.to_uppercase()),
        _ => None,
    }
}

fn mail(all: &[AttributeValue<'_>]) -> Mail {
    let mut mail = Mail::default();
    for one in all {
        match one {
            AttributeValue::Uid(number) => mail.number = Some(*number),
            AttributeValue::Rfc822Size(size) => mail.size = Some(u64::from(*size)),
            AttributeValue::BodySection {
                section: None,
                data: Some(data),
                ..
            } => mail.bytes = Some(data.to_vec()),
            _ => {}
        }
    }
    mail
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(line: &[u8]) -> Said {
        Said::of(&Response::parse(line).unwrap().1)
    }

    #[test]
    fn what_a_server_says_is_read() {
        let mail = Mail {
            number: Some(7),
            bytes: Some(b"Hello".to_vec()),
            ..Mail::default()
        };

        assert_eq!(
            said(b"* 1 FETCH (UID 7 BODY[]<0> {5}\r\nHello)\r\n"),
            Said::Mail(mail)
        );
        assert_eq!(said(b"* SEARCH 7 9\r\n"), Said::Found(vec![7, 9]));
        assert_eq!(said(b"* 2 EXISTS\r\n"), Said::Came);
        assert_eq!(said(b"* BYE gone\r\n"), Said::Bye);
        assert_eq!(said(b"+ idling\r\n"), Said::Continue);
        assert_eq!(
            said(b"A1 OK [READ-ONLY] done\r\n"),
            Said::Done {
                asked: RequestId("A1".to_owned()),
                is_well: true,
                is_read_only: true
            }
        );
    }
}
