//! Making an endpoint with other than the default settings.
//!
//! Holds: [`EndpointBuilder`]. Must not know: what the settings do.

use crate::datagram_port::DatagramPort;
use crate::driver::Driver;
use crate::endpoint::Endpoint;
use crate::runtime::Runtime;
use crate::shared::Shared;
use crate::transport::{Given, Transport};
use rxrpc_core::Endpoint as Core;
use rxrpc_udp::Settings;
use std::io;
use std::sync::Arc;

/// Settings of an [`Endpoint`] to be made.
#[derive(Debug, Default)]
#[must_use = "an endpoint is made by `build`, `build_with` or `build_with_driver`"]
pub struct EndpointBuilder {
    settings: Settings,
    transport: Option<Box<dyn Transport>>,
}

impl EndpointBuilder {
    rxrpc_udp::setting_verbs!();

    /// What carries the datagrams, in place of a UDP socket: nothing is bound then.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Box::new(transport));
        self
    }

    /// [`EndpointBuilder::build_with`] the [default runtime](crate::runtime::default_runtime). Does not block.
    ///
    /// # Errors
    ///
    /// As [`EndpointBuilder::build_with`]; `NotFound` if there is no default runtime.
    #[cfg(any(feature = "tokio", feature = "smol"))]
    pub fn build(self) -> io::Result<Endpoint> {
        let runtime = crate::runtime::default_runtime().ok_or_else(|| {
            io::Error::new(
                io::ErrorKind::NotFound,
                "not called on a tokio runtime: use `build_with`",
            )
        })?;
        self.build_with(runtime)
    }

    /// Binds the socket and starts the driver as a task of this runtime. Does not block.
    ///
    /// # Errors
    ///
    /// What the system says about the socket (EADDRINUSE, EACCES …); `InvalidInput`, with an
    /// [`AddressError`](crate::AddressError) for text that is no address, or with a
    /// [`SettingError`](crate::SettingError) for a setting that is out of its range; `Unsupported` if the
    /// runtime was made without sockets or timers.
    pub fn build_with(self, runtime: Arc<dyn Runtime>) -> io::Result<Endpoint> {
        let (endpoint, driver) = self.build_with_driver(runtime)?;
        endpoint.shared().runtime.spawn(Box::pin(driver));
        Ok(endpoint)
    }

    /// Binds the socket; the caller runs the driver, on whichever executor. Nothing is started. Of the runtime
    /// it uses the sockets and timers, and the tasks only for [`Endpoint::serve`].
    ///
    /// # Errors
    ///
    /// As [`EndpointBuilder::build_with`].
    pub fn build_with_driver(self, runtime: Arc<dyn Runtime>) -> io::Result<(Endpoint, Driver)> {
        runtime.check()?;
        let port = match self.transport {
            Some(transport) => DatagramPort::Given(Given::new(transport, &self.settings)),
            None => DatagramPort::bind(&self.settings, &*runtime)?,
        };
        let core = Core::new(self.settings.config, port.family())?;
        // A given transport says nothing of what it holds.
        core.set_socket_buffer(port.buffers().receive);
        let shared = Arc::new(Shared::new(core, port, runtime));
        let driver = Driver::new(shared.clone());
        Ok((Endpoint::new(shared), driver))
    }
}

/// Nothing chooses a runtime where there is none to choose from.
///
/// ```compile_fail,E0599
/// let endpoint = rxrpc_async::Endpoint::builder().build();
/// ```
///
/// ```compile_fail,E0599
/// let endpoint = rxrpc_async::Endpoint::bind("127.0.0.1:0");
/// ```
///
/// ```
/// # use rxrpc_async::{Endpoint, runtime::Runtime};
/// # use std::sync::Arc;
/// # fn build(runtime: Arc<dyn Runtime>) -> std::io::Result<Endpoint> {
/// Endpoint::builder().bind("127.0.0.1:0").build_with(runtime)
/// # }
/// ```
#[cfg(all(doctest, not(any(feature = "tokio", feature = "smol"))))]
struct WithoutARuntimeFeature;
