//! What became of a file, in words: for its sender and for the team alike.

use super::{Fate, File, MOST, MOST_BYTES, Why};
use crate::web::Reader;

/// What it is and until when it is kept, or why it is not there.
#[must_use]
pub fn told(reader: &Reader, file: &File) -> String {
    let words = reader.words;
    match file.fate {
        Fate::Kept(kept) => {
            let key = match kept.is_masked {
                true => "files-till-masked",
                false => "files-till",
            };
            let kind = words.say(&format!("files-kind-{}", kept.kind.as_str()));
            let (size, when) = (reader.size(kept.bytes), reader.instant(kept.until).text);
            words.tell(key, &[("kind", &kind), ("size", &size), ("when", &when)])
        }
        Fate::Gone(since) => words.tell("files-gone", &[("when", &reader.instant(since).text)]),
        Fate::Unkept(why) => words.tell("files-unkept", &[("why", &reason(reader, why))]),
    }
}

fn reason(reader: &Reader, why: Why) -> String {
    let (size, most) = bounds(reader);
    reader.words.tell(
        &format!("files-why-{}", why.as_str()),
        &[("size", &size), ("most", &most)],
    )
}

/// What may be sent at a time: how large each, and how many.
#[must_use]
pub fn bounds(reader: &Reader) -> (String, String) {
    let size = i64::try_from(MOST_BYTES).unwrap_or(i64::MAX);
    let most = i64::try_from(MOST).unwrap_or(i64::MAX);
    (reader.size(size), reader.words.forms().number(most))
}
