//! Letting go of what users gave, when they or the endpoint are gone.
//!
//! Holds: what becomes of connections whose keys are taken away, and of all that has a class at the close. Must not know:
//! when that is.

use super::Routes;
use crate::connection::Connection;
use rxrpc_wire::{AbortCode, SecurityIndex, ServiceId};
use std::collections::BTreeMap;

/// How many connections are looked at with the lock of the tables held.
const AT_ONCE: usize = 256;

fn is_secured(connection: &Connection) -> bool {
    connection.class != SecurityIndex::NONE
}

impl Routes {
    /// Takes out the connections of services whose clients have proven who they are to somebody who has the services no
    /// more. Those in use stay, to answer with an ABORT of `code` what still comes. Afterwards there is something for
    /// [`Routes::take_forgotten`].
    pub(crate) fn distrust(&self, services: &[ServiceId], code: AbortCode) {
        let mut after = None;
        loop {
            let mut tables = self.tables.lock();
            let (mut looked, mut idle) = (0, Vec::new());
            for (key, known) in tables.service.after(after).take(AT_ONCE) {
                (looked, after) = (looked + 1, Some(*key));
                if !is_secured(known) || !services.contains(&known.service()) {
                    continue;
                }
                let mut channels = known.channels.lock();
                if channels.idle() {
                    channels.retired = true;
                    idle.push(*key);
                } else {
                    channels.aborted.get_or_insert(code);
                }
            }
            for key in idle {
                if let Some(known) = tables.service.remove(&key) {
                    tables.let_go(known);
                }
            }
            if looked < AT_ONCE {
                return;
            }
        }
    }

    /// The endpoint is closed: lets go of all that has a class, and keeps nothing from here on. No lock may be held.
    /// Afterwards there is something for [`Routes::take_forgotten`].
    pub(in crate::endpoint) fn close(&self) {
        let mut tables = self.tables.lock();
        tables.closed = true;
        let bundles = std::mem::take(&mut tables.bundles);
        let (theirs, others): (BTreeMap<_, _>, BTreeMap<_, _>) =
            bundles.into_iter().partition(|(key, _)| key.class() != SecurityIndex::NONE);
        tables.bundles = others;
        let clients: Vec<_> =
            tables.client.values().filter(|known| is_secured(known)).cloned().collect();
        for known in &clients {
            tables.forget_client(known.id.as_u32());
        }
        let services: Vec<_> =
            tables.service.connections().filter(|known| is_secured(known)).cloned().collect();
        for known in services {
            if let Some(known) = tables.service.forget(&known) {
                tables.let_go(known);
            }
        }
        let round = std::mem::take(&mut tables.round);
        drop(tables);
        drop((theirs, round));
    }
}
