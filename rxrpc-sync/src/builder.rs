//! Making an endpoint with other than the default settings.
//!
//! Holds: [`EndpointBuilder`]. Must not know: what the settings do.

use crate::driver::Driver;
use crate::endpoint::Endpoint;
use rxrpc_udp::Settings;
use std::io;

/// Settings of an [`Endpoint`] to be made.
#[derive(Debug, Default)]
#[must_use = "an endpoint is made by `build` or `build_with_driver`"]
pub struct EndpointBuilder {
    settings: Settings,
}

impl EndpointBuilder {
    rxrpc_udp::setting_verbs!();

    /// Makes the socket and starts the background thread. Never blocks.
    ///
    /// # Errors
    ///
    /// What the system says about the socket (EADDRINUSE, EACCES …) or the thread; `InvalidInput` (EINVAL),
    /// with a [`SettingError`](crate::SettingError) for a setting that is out of its range, with an
    /// [`AddressError`](crate::AddressError) for text that is no address, or for a socket that is not bound, or
    /// connected.
    pub fn build(self) -> io::Result<Endpoint> {
        Ok(Endpoint::new(Driver::start(self.settings)?))
    }

    /// Makes the socket and starts nothing: the program drives the endpoint in a loop of its own, as
    /// [`Driver`](crate::Driver) says. A verb that waits drives the endpoint itself meanwhile, and
    /// [`Endpoint::serve`] starts the threads that it is told to. Never blocks.
    ///
    /// # Errors
    ///
    /// As [`EndpointBuilder::build`].
    pub fn build_with_driver(self) -> io::Result<(Endpoint, crate::Driver)> {
        let driver = Driver::for_a_loop(self.settings)?;
        Ok((Endpoint::new(driver.clone()), crate::Driver::new(driver)?))
    }
}
