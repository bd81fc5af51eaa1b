//! How often a password may be tried: so many wrong ones from one address, and so many in all.
//!
//! Kept in memory for ten minutes and nowhere else. Whoever tries at one page until it is shut shuts it
//! for passwords only: links and passes go on to open it.

use std::{
    collections::{HashMap, VecDeque},
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
    sync::{Mutex, PoisonError},
};

use beffroi_domain::PageId;
use jiff::{SignedDuration, Timestamp};

const WHILE: SignedDuration = SignedDuration::from_mins(10);
/// From one address in that time.
const OF_ONE: usize = 10;
/// At one page in that time.
const IN_ALL: usize = 200;

/// The tries of the last ten minutes.
#[derive(Default)]
pub(super) struct Tries(Mutex<HashMap<PageId, VecDeque<(Timestamp, IpAddr)>>>);

impl Tries {
    /// Counts a try; false where there were too many.
    pub(super) fn take(&self, page: PageId, client: Option<IpAddr>, now: Timestamp) -> bool {
        let client = network(client);
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let of_page = all.entry(page).or_default();
        of_page.retain(|(at, _)| now.duration_since(*at) < WHILE);
        let own = of_page.iter().filter(|(_, one)| *one == client).count();
        if own >= OF_ONE || of_page.len() >= IN_ALL {
            return false;
        }
        of_page.push_back((now, client));
        true
    }

    /// Forgets the tries of somebody who knew the password.
    pub(super) fn forgive(&self, page: PageId, client: Option<IpAddr>) {
        let client = network(client);
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(of_page) = all.get_mut(&page) {
            of_page.retain(|(_, one)| *one != client);
        }
    }
}

/// One household has a whole network of IPv6 addresses; it counts as one.
fn network(client: Option<IpAddr>) -> IpAddr {
    match client {
        None => IpAddr::V4(Ipv4Addr::UNSPECIFIED),
        Some(IpAddr::V4(address)) => IpAddr::V4(address),
        Some(IpAddr::V6(address)) => match address.to_ipv4_mapped() {
            Some(address) => IpAddr::V4(address),
            None => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() >> 64 << 64)),
        },
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    const PAGE: PageId = PageId(Uuid::nil());

    fn ip(text: &str) -> Option<IpAddr> {
        text.parse().ok()
    }

    #[test]
    fn one_address_has_ten_tries_and_more_after_a_while() {
        let tries = Tries::default();
        let now = Timestamp::UNIX_EPOCH;

        for _ in 0..OF_ONE {
            assert!(tries.take(PAGE, ip("2001:db8::1"), now));
        }

        assert!(
            !tries.take(PAGE, ip("2001:db8::2"), now),
            "the same network"
        );
        assert!(tries.take(PAGE, ip("2001:db8:1::1"), now));
        assert!(tries.take(PageId(Uuid::max()), ip("2001:db8::1"), now));
        assert!(tries.take(PAGE, ip("2001:db8::1"), now + WHILE));
    }

    #[test]
    fn one_page_has_an_end_of_tries_from_however_many() {
        let tries = Tries::default();
        let now = Timestamp::UNIX_EPOCH;
        let client = |n: u32| Some(IpAddr::V4(Ipv4Addr::from_bits(n)));

        let taken = (0..1_000).filter(|n| tries.take(PAGE, client(*n), now));

        assert_eq!(taken.count(), IN_ALL);
    }

    #[test]
    fn whoever_knows_the_password_begins_anew() {
        let tries = Tries::default();
        let now = Timestamp::UNIX_EPOCH;
        let client = ip("192.0.2.1");

        for _ in 0..3 * OF_ONE {
            assert!(tries.take(PAGE, client, now));
            tries.forgive(PAGE, client);
        }
    }
}
