//! Proxies in front: whose word on the reader's address is believed.

use std::net::IpAddr;

use super::{Refusal, network::Networks};

/// Networks of trusted proxies.
#[derive(Clone, Debug, Default)]
pub struct Proxies(Networks);

impl Proxies {
    /// Reads addresses (`10.0.0.1`) and networks (`10.0.0.0/8`, `fd00::/8`).
    ///
    /// # Errors
    /// `Refused` where an entry is neither.
    pub fn parse(entries: &[String]) -> Result<Self, Refusal> {
        let message = "write addresses or networks, such as \"127.0.0.1\" or \"10.0.0.0/8\"";
        let networks = Networks::parse(entries);
        networks
            .map(Self)
            .ok_or_else(|| Refusal::of("trusted_proxies", message))
    }

    /// Whether `address` is a trusted proxy.
    #[must_use]
    pub fn contains(&self, address: IpAddr) -> bool {
        self.0.contains(address)
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
}
