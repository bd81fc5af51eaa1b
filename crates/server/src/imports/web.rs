//! Addresses: what to fetch when somebody names a status page and not a file on it.

use crate::ground::outbound::{Fetched, Limits, Outbound, OutboundError};

/// One thing to fetch: the first address that answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wanted {
    /// In the order in which they are tried.
    pub urls: Vec<String>,
    /// True where the run goes on quietly without it.
    pub is_optional: bool,
}

/// What `url` means. The root of a status page, or its history page, means its components, its
/// incidents (from JSON, else from a feed) and its maintenances; anything else means itself.
pub(super) fn wanted(url: &str) -> Vec<Wanted> {
    let Some(root) = root(url) else {
        return vec![Wanted {
            urls: vec![url.to_owned()],
            is_optional: false,
        }];
    };
    let at = |paths: &[&str], is_optional| Wanted {
        urls: paths.iter().map(|path| format!("{root}{path}")).collect(),
        is_optional,
    };
    vec![
        at(&["/api/v2/summary.json"], true),
        at(
            &["/api/v2/incidents.json", "/history.atom", "/history.rss"],
            false,
        ),
        at(&["/api/v2/scheduled-maintenances.json"], true),
    ]
}

/// The root of a status page, without a `/` at its end, when `url` is nothing else.
fn root(url: &str) -> Option<&str> {
    let bare = url.split(['?', '#']).next()?;
    let (scheme, rest) = bare.split_once("://")?;
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let is_root = matches!(path.trim_matches('/'), "" | "history");
    is_root.then(|| &bare[..scheme.len() + 3 + host.len()])
}

/// The first answer that is data. A web page in its place (some hosts answer everything with one)
/// counts as none where there is another address to try.
///
/// # Errors
/// The refusal of the first address.
pub(super) async fn fetch(outbound: &Outbound, wanted: &Wanted) -> Result<Fetched, OutboundError> {
    let mut refusal = None;
    for (place, url) in wanted.urls.iter().enumerate() {
        let is_last = place + 1 == wanted.urls.len();
        match outbound.get(url, Limits::HISTORY).await {
            Ok(fetched) if is_last && !wanted.is_optional || !fetched.is_html() => {
                return Ok(fetched);
            }
            Ok(fetched) => {
                refusal.get_or_insert(OutboundError::Failed {
                    url: fetched.url().to_owned(),
                    reason: "is a web page and not a status page's data".to_owned(),
                });
            }
            Err(error) => {
                refusal.get_or_insert(error);
            }
        }
    }
    Err(refusal.unwrap_or(OutboundError::NotAnAddress(String::new())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_means_its_data() {
        for url in [
            "https://status.example.com",
            "https://status.example.com/",
            "https://status.example.com/history",
            "https://status.example.com/history/?x=1#y",
        ] {
            let first: Vec<String> = wanted(url)
                .into_iter()
                .map(|one| one.urls[0].clone())
                .collect();

            assert_eq!(
                first,
                [
                    "https://status.example.com/api/v2/summary.json",
                    "https://status.example.com/api/v2/incidents.json",
                    "https://status.example.com/api/v2/scheduled-maintenances.json",
                ]
            );
        }
    }

    #[test]
    fn a_file_on_the_web_means_itself() {
        let url = "https://status.example.com/api/v2/incidents.json?page=2";

        assert_eq!(
            wanted(url),
            [Wanted {
                urls: vec![url.to_owned()],
                is_optional: false
            }]
        );
    }
}
