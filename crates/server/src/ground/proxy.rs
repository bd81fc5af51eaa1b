//! Proxies in front: whose word on the reader's address is believed.

use std::net::IpAddr;

use crate::ground::Refusal;

/// Networks of trusted proxies.
#[derive(Clone, Debug, Default)]
pub struct Proxies(Vec<Network>);

#[derive(Clone, Copy, Debug)]
struct Network {
    address: u128,
    prefix: u32,
}

impl Proxies {
    /// Reads addresses (`10.0.0.1`) and networks (`10.0.0.0/8`, `fd00::/8`).
    ///
    /// # Errors
    /// `Refused` with the entry that is neither.
    pub fn parse(entries: &[String]) -> Result<Self, Refusal> {
        let networks: Option<Vec<Network>> = entries.iter().map(|entry| network(entry)).collect();
        networks.map(Self).ok_or_else(|| {
            Refusal::of(
                "trusted_proxies",
                "write addresses or networks, such as \"127.0.0.1\" or \"10.0.0.0/8\"",
            )
        })
    }

    /// Whether `address` is a trusted proxy.
    #[must_use]
    pub fn contains(&self, address: IpAddr) -> bool {
        let wanted = bits(address);
        self.0.iter().any(|network| {
            let shift = 128 - network.prefix;
            shift == 128 || wanted >> shift == network.address >> shift
        })
    }

    /// The reader's address: the last one in `forwarded_for` that is no trusted proxy, believed only
    /// as far as each proxy on the way is trusted; else the peer itself.
    #[must_use]
    pub fn client(&self, peer: IpAddr, forwarded_for: &str) -> IpAddr {
        let mut client = peer;
        for hop in forwarded_for.rsplit(',').map(str::trim) {
            if !self.contains(client) {
                return client;
            }
            match hop.parse() {
                Ok(address) => client = address,
                Err(_) => return client,
            }
        }
        client
    }
}

fn network(entry: &str) -> Option<Network> {
    let (address, prefix) = match entry.trim().split_once('/') {
        Some((address, prefix)) => (address.parse().ok()?, Some(prefix.parse::<u32>().ok()?)),
        None => (entry.trim().parse().ok()?, None),
    };
    let (width, offset) = match address {
        IpAddr::V4(_) => (32, 96),
        IpAddr::V6(_) => (128, 0),
    };
    let prefix = prefix.unwrap_or(width);
    (prefix <= width).then(|| Network {
        address: bits(address),
        prefix: prefix + offset,
    })
}

/// IPv4 as IPv4-mapped IPv6, so that both forms of one address are the same.
fn bits(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(address) => address.to_ipv6_mapped().to_bits(),
        IpAddr::V6(address) => address.to_bits(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    fn trusted() -> Proxies {
        Proxies::parse(&["127.0.0.1".to_owned(), "10.0.0.0/8".to_owned()]).unwrap()
    }

    #[test]
    fn a_stranger_cannot_claim_another_address() {
        assert_eq!(
            trusted().client(ip("203.0.113.9"), "198.51.100.1"),
            ip("203.0.113.9")
        );
    }

    #[test]
    fn the_last_untrusted_hop_is_the_reader() {
        let client = trusted().client(ip("127.0.0.1"), "1.1.1.1, 198.51.100.1, 10.3.2.1");

        assert_eq!(client, ip("198.51.100.1"));
    }

    #[test]
    fn what_is_no_address_ends_the_search() {
        assert_eq!(
            trusted().client(ip("127.0.0.1"), "unknown"),
            ip("127.0.0.1")
        );
        assert_eq!(trusted().client(ip("127.0.0.1"), ""), ip("127.0.0.1"));
    }

    #[test]
    fn mapped_addresses_are_the_same_addresses() {
        assert!(trusted().contains(ip("::ffff:10.1.2.3")));
        assert!(!trusted().contains(ip("::1")));
    }

    #[test]
    fn nonsense_is_refused() {
        for bad in ["10.0.0.0/33", "proxy.example.com", "10.0.0.0/x", ""] {
            assert!(Proxies::parse(&[bad.to_owned()]).is_err(), "{bad}");
        }
    }
}
