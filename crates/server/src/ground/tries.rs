//! How often a secret may be tried: so many wrong ones from one address, and so many in all.
//!
//! Kept in memory for ten minutes and nowhere else. Whoever tries at one door until it is shut shuts it
//! for passwords only: links, passes, sessions and passkeys go on to open it.

use std::{
    collections::{HashMap, VecDeque},
    hash::Hash,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
    sync::{Mutex, PoisonError},
};

use jiff::{SignedDuration, Timestamp};

const WHILE: SignedDuration = SignedDuration::from_mins(10);
/// Doors that are remembered; where there are more, those that nobody tries any more are forgotten.
const DOORS: usize = 10_000;

/// The tries of the last ten minutes at each door: a page, an account.
#[derive(Debug)]
pub struct Tries<K> {
    doors: Mutex<HashMap<K, VecDeque<(Timestamp, IpAddr)>>>,
    of_one: usize,
    in_all: usize,
}

impl<K: Clone + Eq + Hash> Tries<K> {
    /// So many from one address in ten minutes, and so many at one door.
    #[must_use]
    pub fn of(of_one: usize, in_all: usize) -> Self {
        Self {
            doors: Mutex::default(),
            of_one,
            in_all,
        }
    }

    /// Counts a try; false where there were too many.
    pub fn take(&self, door: &K, client: Option<IpAddr>, now: Timestamp) -> bool {
        let client = network(client);
        let is_recent = |at: Timestamp| now.duration_since(at) < WHILE;
        let mut all = self.doors.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= DOORS {
            all.retain(|_, tries| tries.back().is_some_and(|(at, _)| is_recent(*at)));
        }
        let tries = all.entry(door.clone()).or_default();
        tries.retain(|(at, _)| is_recent(*at));
        let own = tries.iter().filter(|(_, one)| *one == client).count();
        if own >= self.of_one || tries.len() >= self.in_all {
            return false;
        }
        tries.push_back((now, client));
        true
    }

    /// Forgets the tries of somebody who knew the secret.
    pub fn forgive(&self, door: &K, client: Option<IpAddr>) {
        let client = network(client);
        let mut all = self.doors.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(tries) = all.get_mut(door) {
            tries.retain(|(_, one)| *one != client);
        }
    }
}

/// One household has a whole network of IPv6 addresses; it counts as one.
#[must_use]
pub fn network(client: Option<IpAddr>) -> IpAddr {
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
    use super::*;

    const OF_ONE: usize = 10;
    const IN_ALL: usize = 200;
    const DOOR: &u8 = &1;

    fn tries() -> Tries<u8> {
        Tries::of(OF_ONE, IN_ALL)
    }

    fn ip(text: &str) -> Option<IpAddr> {
        text.parse().ok()
    }

    #[test]
    fn one_address_has_ten_tries_and_more_after_a_while() {
        let tries = tries();
        let now = Timestamp::UNIX_EPOCH;

        for _ in 0..OF_ONE {
            assert!(tries.take(DOOR, ip("2001:db8::1"), now));
        }

        assert!(
            !tries.take(DOOR, ip("2001:db8::2"), now),
            "the same network"
        );
        assert!(tries.take(DOOR, ip("2001:db8:1::1"), now));
        assert!(tries.take(&2, ip("2001:db8::1"), now));
        assert!(tries.take(DOOR, ip("2001:db8::1"), now + WHILE));
    }

    #[test]
    fn one_page_has_an_end_of_tries_from_however_many() {
        let tries = tries();
        let now = Timestamp::UNIX_EPOCH;
        let client = |n: u32| Some(IpAddr::V4(Ipv4Addr::from_bits(n)));

        let taken = (0..1_000).filter(|n| tries.take(DOOR, client(*n), now));

        assert_eq!(taken.count(), IN_ALL);
    }

    #[test]
    fn whoever_knows_the_password_begins_anew() {
        let tries = tries();
        let now = Timestamp::UNIX_EPOCH;
        let client = ip("192.0.2.1");

        for _ in 0..3 * OF_ONE {
            assert!(tries.take(DOOR, client, now));
            tries.forgive(DOOR, client);
        }
    }
}
