//! Endpoints and message sockets of both front ends, as the steps use them.
//!
//! Holds: the traits, and both implementations, which are one text: only how a verb is waited for differs. Must not
//! know: any step.

use futures::executor::block_on;
use rxrpc_async::runtime::Runtime;
use rxrpc_core::observe::PacketObserver;
use rxrpc_core::security::{ClientKey, SecurityLevel, ServiceKeys};
use rxrpc_core::{
    Config, MessageError, MessageFlags, ReceivedMessage, SendMessage, ServiceAddress, ServiceId,
};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

/// Makes endpoints.
pub(crate) trait FrontEnd: Send + Sync {
    fn name(&self) -> &'static str;
    fn endpoint(
        &self,
        at: SocketAddr,
        config: Config,
        observer: Arc<dyn PacketObserver>,
    ) -> Arc<dyn Endpoint>;
}

/// An endpoint.
pub(crate) trait Endpoint: Send + Sync {
    fn local_addr(&self) -> SocketAddr;
    fn socket(&self) -> Arc<dyn Socket>;
    /// How many wait for a slot.
    fn slot_waiters(&self) -> u64;
    /// Ends everything, so that nobody waits any more.
    fn close(&self);
}

type Told<T> = Result<T, MessageError>;

/// A message socket. The verbs are those of the front ends.
pub(crate) trait Socket: Send + Sync {
    fn bind(&self, service: ServiceId) -> Told<()>;
    fn bind_at(&self, at: ServiceAddress) -> Told<()>;
    fn connect(&self, to: ServiceAddress) -> Told<()>;
    fn listen(&self, backlog: usize) -> Told<()>;
    fn set_upgradeable_service(&self, from: ServiceId, to: ServiceId) -> Told<()>;
    fn shutdown(&self) -> Told<()>;
    fn close(&self);
    fn set_receive_timeout(&self, limit: Option<Duration>);
    fn set_send_timeout(&self, limit: Option<Duration>);
    fn set_timestamps(&self, on: bool);
    fn set_exclusive_connection(&self) -> Told<()>;
    fn set_security_key(&self, key: Arc<dyn ClientKey>) -> Told<()>;
    fn set_security_keyring(&self, keys: ServiceKeys) -> Told<()>;
    fn set_min_security_level(&self, level: SecurityLevel) -> Told<()>;
    fn set_manage_responses(&self, manage: bool) -> Told<()>;
    fn supported_control(&self) -> u32;
    fn sendmsg(&self, message: &SendMessage<'_>) -> Told<usize>;
    fn sendmsg_timeout(&self, message: &SendMessage<'_>, timeout: Duration) -> Told<usize>;
    fn recvmsg(&self, buf: &mut [u8], flags: MessageFlags) -> Told<ReceivedMessage>;
    fn recvmsg_timeout(
        &self,
        buf: &mut [u8],
        flags: MessageFlags,
        timeout: Duration,
    ) -> Told<ReceivedMessage>;
}

/// `rxrpc-sync`.
pub(crate) struct Blocking;

/// `rxrpc-async`, its verbs waited for by the thread that runs the step.
pub(crate) struct Tasks(pub(crate) Arc<dyn Runtime>);

impl FrontEnd for Blocking {
    fn name(&self) -> &'static str {
        "rxrpc-sync"
    }

    fn endpoint(
        &self,
        at: SocketAddr,
        config: Config,
        observer: Arc<dyn PacketObserver>,
    ) -> Arc<dyn Endpoint> {
        let builder = rxrpc_sync::Endpoint::builder().bind(at).config(config);
        Arc::new(builder.observer(observer).build().unwrap())
    }
}

impl FrontEnd for Tasks {
    fn name(&self) -> &'static str {
        "rxrpc-async"
    }

    fn endpoint(
        &self,
        at: SocketAddr,
        config: Config,
        observer: Arc<dyn PacketObserver>,
    ) -> Arc<dyn Endpoint> {
        let builder = rxrpc_async::Endpoint::builder().bind(at).config(config);
        Arc::new(builder.observer(observer).build_with(self.0.clone()).unwrap())
    }
}

/// The result of a verb that blocks.
fn at_once<T>(result: T) -> T {
    result
}

macro_rules! front_end {
    ($package:ident, $wait:ident) => {
        impl Endpoint for $package::Endpoint {
            fn local_addr(&self) -> SocketAddr {
                self.local_addr()
            }

            fn socket(&self) -> Arc<dyn Socket> {
                Arc::new(self.message_socket())
            }

            fn slot_waiters(&self) -> u64 {
                self.statistics().slot_waiters
            }

            fn close(&self) {
                let _outcome = $wait(self.close(Duration::ZERO));
            }
        }

        impl Socket for $package::MessageSocket {
            fn bind(&self, service: ServiceId) -> Told<()> {
                self.bind(service)
            }

            fn bind_at(&self, at: ServiceAddress) -> Told<()> {
                self.bind_at(at)
            }

            fn connect(&self, to: ServiceAddress) -> Told<()> {
                self.connect(to)
            }

            fn listen(&self, backlog: usize) -> Told<()> {
                self.listen(backlog)
            }

            fn set_upgradeable_service(&self, from: ServiceId, to: ServiceId) -> Told<()> {
                self.set_upgradeable_service(from, to)
            }

            fn shutdown(&self) -> Told<()> {
                self.shutdown()
            }

            fn close(&self) {
                self.close();
            }

            fn set_receive_timeout(&self, limit: Option<Duration>) {
                self.set_receive_timeout(limit);
            }

            fn set_send_timeout(&self, limit: Option<Duration>) {
                self.set_send_timeout(limit);
            }

            fn set_timestamps(&self, on: bool) {
                self.set_timestamps(on);
            }

            fn set_exclusive_connection(&self) -> Told<()> {
                self.set_exclusive_connection()
            }

            fn set_security_key(&self, key: Arc<dyn ClientKey>) -> Told<()> {
                self.set_security_key(key)
            }

            fn set_security_keyring(&self, keys: ServiceKeys) -> Told<()> {
                self.set_security_keyring(keys)
            }

            fn set_min_security_level(&self, level: SecurityLevel) -> Told<()> {
                self.set_min_security_level(level)
            }

            fn set_manage_responses(&self, manage: bool) -> Told<()> {
                self.set_manage_responses(manage)
            }

            fn supported_control(&self) -> u32 {
                self.supported_control()
            }

            fn sendmsg(&self, message: &SendMessage<'_>) -> Told<usize> {
                $wait(self.sendmsg(message))
            }

            fn sendmsg_timeout(&self, message: &SendMessage<'_>, timeout: Duration) -> Told<usize> {
                $wait(self.sendmsg_timeout(message, timeout))
            }

            fn recvmsg(&self, buf: &mut [u8], flags: MessageFlags) -> Told<ReceivedMessage> {
                $wait(self.recvmsg(buf, flags))
            }

            fn recvmsg_timeout(
                &self,
                buf: &mut [u8],
                flags: MessageFlags,
                timeout: Duration,
            ) -> Told<ReceivedMessage> {
                $wait(self.recvmsg_timeout(buf, flags, timeout))
            }
        }
    };
}

front_end!(rxrpc_sync, at_once);
front_end!(rxrpc_async, block_on);
