//! Which hops a datagram takes from one address to another, and which addresses are cut off.
//!
//! Holds: `Ways` and the part of [`Network`] that sets them. Must not know: datagrams, nodes.

use super::Network;
use super::hop::Hop;
use super::link::Link;
use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::rc::Rc;
use std::time::Duration;

/// The hops from one address to another, in order.
pub(super) type Way = Rc<[Hop]>;

/// All ways. One that was not set is a hop of its own over the default link.
#[derive(Debug)]
pub(super) struct Ways {
    default_link: Link,
    by_default: BTreeMap<(SocketAddr, SocketAddr), Way>,
    set: BTreeMap<(SocketAddr, SocketAddr), Way>,
    cut: BTreeSet<(SocketAddr, SocketAddr)>,
}

impl Default for Ways {
    fn default() -> Self {
        Self {
            default_link: Link::perfect(Duration::from_millis(1)),
            by_default: BTreeMap::new(),
            set: BTreeMap::new(),
            cut: BTreeSet::new(),
        }
    }
}

impl Ways {
    /// The way between two addresses; `None` if it is cut.
    pub(super) fn find(&mut self, from: SocketAddr, to: SocketAddr) -> Option<Way> {
        if self.cut.contains(&(from, to)) {
            return None;
        }
        if let Some(way) = self.set.get(&(from, to)) {
            return Some(way.clone());
        }
        let link = self.default_link;
        let way = self.by_default.entry((from, to)).or_insert_with(|| Rc::new([Hop::new(link)]));
        Some(way.clone())
    }

    /// Lets what went from and to `old` go from and to `new`.
    pub(super) fn rename(&mut self, old: SocketAddr, new: SocketAddr) {
        let renamed = |address| if address == old { new } else { address };
        let rename = |(from, to): (SocketAddr, SocketAddr)| (renamed(from), renamed(to));
        self.set = std::mem::take(&mut self.set)
            .into_iter()
            .map(|(key, way)| (rename(key), way))
            .collect();
        self.cut = std::mem::take(&mut self.cut).into_iter().map(rename).collect();
    }
}

impl Network {
    /// Sets how all links behave that have no setting of their own.
    pub fn set_link(&self, link: Link) {
        let mut ways = self.world.ways.borrow_mut();
        ways.default_link = link;
        ways.by_default.values().flat_map(|way| way.iter()).for_each(|hop| hop.set(link));
    }

    /// Sets how the link from one node to another behaves, in that direction only.
    pub fn set_link_between(&self, from: SocketAddr, to: SocketAddr, link: Link) {
        let known = self.world.ways.borrow().set.get(&(from, to)).cloned();
        match known.as_deref() {
            Some([hop]) => hop.set(link),
            _ => self.set_way(from, to, &[Hop::new(link)]),
        }
    }

    /// Sets the hops from one node to another, in that direction only. A hop may be part of several ways,
    /// which then share its queue.
    pub fn set_way(&self, from: SocketAddr, to: SocketAddr, hops: &[Hop]) {
        self.world.ways.borrow_mut().set.insert((from, to), hops.into());
    }

    /// Puts two nodes at the ends of a line of links, with a router between any two of them, and gives the
    /// hops from `a` to `b` and those from `b` to `a`, each in the order in which they are taken.
    pub fn set_line(&self, a: SocketAddr, b: SocketAddr, links: &[Link]) -> (Vec<Hop>, Vec<Hop>) {
        let there: Vec<_> = links.iter().map(|link| Hop::new(*link)).collect();
        let back: Vec<_> = links.iter().rev().map(|link| Hop::new(*link)).collect();
        self.set_way(a, b, &there);
        self.set_way(b, a, &back);
        (there, back)
    }

    /// Lets nothing more pass from one node to another, in that direction only. What is on its way
    /// arrives.
    pub fn cut_way(&self, from: SocketAddr, to: SocketAddr) {
        self.world.ways.borrow_mut().cut.insert((from, to));
    }

    /// Cuts two nodes off from each other.
    pub fn part(&self, a: SocketAddr, b: SocketAddr) {
        self.cut_way(a, b);
        self.cut_way(b, a);
    }

    /// Ends every cut of [`Network::cut_way`] and [`Network::part`].
    pub fn heal(&self) {
        self.world.ways.borrow_mut().cut.clear();
    }
}
