//! No DNS: the feature `dns` is off.

use rxrpc_afs::cell::Configuration;
use std::time::Duration;

/// Why DNS was not asked.
pub(super) const WHY_NOT: &str = " (this rx is built without it)";

/// Nothing can be said of how DNS is asked.
#[derive(Clone, Debug, Default, clap::Args)]
pub(super) struct Dns {}

impl Dns {
    #[allow(clippy::unused_self)]
    pub(super) fn asked(&self, configuration: Configuration, _: Duration) -> Configuration {
        configuration
    }
}
