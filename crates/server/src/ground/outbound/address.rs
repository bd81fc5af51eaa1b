//! Which addresses are part of the public internet.
//!
//! Source: the IANA registries of special-purpose addresses for IPv4 and IPv6 (RFC 6890 and its
//! successors). An IPv6 address that carries an IPv4 one is judged by what it carries.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// IPv4 blocks that nobody outside answers for: network and prefix length.
const CLOSED_V4: &[([u8; 4], u32)] = &[
    ([0, 0, 0, 0], 8),       // this network
    ([10, 0, 0, 0], 8),      // private
    ([100, 64, 0, 0], 10),   // shared by carriers
    ([127, 0, 0, 0], 8),     // loopback
    ([169, 254, 0, 0], 16),  // link-local; cloud metadata lives here
    ([172, 16, 0, 0], 12),   // private
    ([192, 0, 0, 0], 24),    // protocol assignments
    ([192, 0, 2, 0], 24),    // documentation
    ([192, 88, 99, 0], 24),  // 6to4 relays
    ([192, 168, 0, 0], 16),  // private
    ([198, 18, 0, 0], 15),   // benchmarks
    ([198, 51, 100, 0], 24), // documentation
    ([203, 0, 113, 0], 24),  // documentation
    ([224, 0, 0, 0], 4),     // multicast
    ([240, 0, 0, 0], 4),     // reserved, broadcast
];

/// IPv6 blocks within 2000::/3 that nobody outside answers for.
const CLOSED_V6: &[([u16; 8], u32)] = &[
    ([0x2001, 0, 0, 0, 0, 0, 0, 0], 23), // protocol assignments; Teredo is decoded before
    ([0x2001, 0xdb8, 0, 0, 0, 0, 0, 0], 32), // documentation
    ([0x3fff, 0, 0, 0, 0, 0, 0, 0], 20), // documentation
];

/// True for an address of the public internet.
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => is_public_v4(v4),
        IpAddr::V6(v6) => is_public_v6(v6),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let bits = u32::from(address);
    !CLOSED_V4.iter().any(|(network, length)| {
        let shift = 32 - length;
        bits >> shift == u32::from_be_bytes(*network) >> shift
    })
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    if let Some(carried) = carried_v4(address) {
        return carried.iter().all(|v4| is_public_v4(*v4));
    }
    // Only 2000::/3 is handed out for global use; all else is loopback, local, multicast or empty.
    let bits = u128::from(address);
    bits >> 125 == 0b001
        && !CLOSED_V6.iter().any(|(network, length)| {
            let shift = 128 - length;
            bits >> shift == u128::from(Ipv6Addr::from(*network)) >> shift
        })
}

/// The IPv4 addresses that an IPv6 address leads to: one, or Teredo's two (server and client).
fn carried_v4(address: Ipv6Addr) -> Option<Vec<Ipv4Addr>> {
    let at = |first: usize| {
        let octets = address.octets();
        Ipv4Addr::new(
            octets[first],
            octets[first + 1],
            octets[first + 2],
            octets[first + 3],
        )
    };
    match address.segments() {
        [0, 0, 0, 0, 0, 0, _, _] if !is_loopback_or_empty(address) => Some(vec![at(12)]),
        [0, 0, 0, 0, 0, 0xffff, _, _] | [0, 0, 0, 0, 0xffff, 0, _, _] => Some(vec![at(12)]),
        [0x64, 0xff9b, 0, 0, 0, 0, _, _] => Some(vec![at(12)]),
        [0x2002, ..] => Some(vec![at(2)]),
        [0x2001, 0, ..] => Some(vec![at(4), Ipv4Addr::from(!u32::from(at(12)))]),
        _ => None,
    }
}

fn is_loopback_or_empty(address: Ipv6Addr) -> bool {
    address.is_loopback() || address.is_unspecified()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(address: &str, expected: bool) {
        assert_eq!(is_public(address.parse().unwrap()), expected, "{address}");
    }

    #[test]
    fn addresses_of_the_internet_may_be_called() {
        for public in [
            "1.1.1.1",
            "100.63.255.255",
            "100.128.0.1",
            "172.15.0.1",
            "172.32.0.1",
            "192.0.1.1",
            "198.17.0.1",
            "223.255.255.254",
            "2606:4700:4700::1111",
            "2a00:1450:4007:80e::200e",
            "::ffff:1.1.1.1",
            "64:ff9b::1.1.1.1",
            "2002:0101:0101::1",
        ] {
            check(public, true);
        }
    }

    #[test]
    fn private_and_special_addresses_may_not() {
        for closed in [
            "0.0.0.0",
            "0.1.2.3",
            "10.0.0.1",
            "100.64.0.1",
            "100.127.255.254",
            "127.0.0.1",
            "127.255.0.9",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.254",
            "192.0.0.8",
            "192.0.2.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.19.255.1",
            "198.51.100.7",
            "203.0.113.7",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "fc00::1",
            "fd12:3456::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
            "100::1",
            "2001:db8::1",
            "3fff::1",
            "2001:10::1",
            "5f00::1",
        ] {
            check(closed, false);
        }
    }

    #[test]
    fn an_address_that_carries_a_private_one_is_private() {
        for closed in [
            "::ffff:127.0.0.1",
            "::ffff:169.254.169.254",
            "::ffff:0:10.0.0.1",
            "::10.0.0.1",
            "64:ff9b::10.0.0.1",
            "64:ff9b:1::1.1.1.1",
            "2002:7f00:0001::1",
            "2002:c0a8:0101::1",
            // Teredo: the client is 127.0.0.1, written with all bits turned.
            "2001:0:101:101:0:0:80ff:fffe",
            // Teredo: the server is 10.0.0.1.
            "2001:0:a00:1:0:0:fefe:fefe",
        ] {
            check(closed, false);
        }
    }
}
