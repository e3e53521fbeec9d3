//! What file servers ask of the client of files.
//!
//! Holds: [`Callbacks`], which answers. Must not know: files.
//!
//! The client keeps no data, so that it has nothing to forget when a promise is broken; but a file server answers nobody
//! who does not answer it.

use crate::cb::{
    self, AfsFid, CAPABILITY_ERRORTRANS, CallBacks, Capabilities, FileIds, InterfaceAddr,
    RxafscbTellMeAboutYourselfReply,
};
use crate::random::Random;
use rxrpc_xdr::{AbortCode, AfsUuid, Context, Refusal};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// Answers file servers. Cheap to clone; clones count together.
#[derive(Clone, Debug)]
pub struct Callbacks(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    uuid: AfsUuid,
    asked: AtomicU64,
    void: AtomicU64,
    broken: AtomicU64,
}

/// What file servers have said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct CallbackLog {
    /// How often they asked who the client is.
    pub asked: u64,
    /// How often they said that they know of no promise.
    pub void: u64,
    /// How many promises they have broken.
    pub broken: u64,
}

impl Callbacks {
    /// A client that nobody has seen before: with a UUID at random.
    #[must_use]
    pub fn new() -> Self {
        let mut random = Random::new();
        let mut uuid = [0; 16];
        for half in uuid.chunks_exact_mut(8) {
            half.copy_from_slice(&random.next().to_be_bytes());
        }
        // Version 4, of the usual variant (RFC 9562).
        (uuid[6], uuid[8]) = (uuid[6] & 0x0f | 0x40, uuid[8] & 0x3f | 0x80);
        Self::with_uuid(AfsUuid(uuid))
    }

    /// A client with a UUID of its own.
    #[must_use]
    pub fn with_uuid(uuid: AfsUuid) -> Self {
        let [asked, void, broken] = Default::default();
        Self(Arc::new(Inner { uuid, asked, void, broken }))
    }

    /// What file servers have said so far.
    #[must_use]
    pub fn log(&self) -> CallbackLog {
        let Inner { asked, void, broken, .. } = &*self.0;
        CallbackLog {
            asked: asked.load(Relaxed),
            void: void.load(Relaxed),
            broken: broken.load(Relaxed),
        }
    }

    fn about(&self) -> InterfaceAddr {
        self.0.asked.fetch_add(1, Relaxed);
        InterfaceAddr { uuid: self.0.uuid, ..Default::default() }
    }

    fn broken(&self, files: usize) {
        self.0.broken.fetch_add(files as u64, Relaxed);
    }

    fn void(&self) {
        self.0.void.fetch_add(1, Relaxed);
    }

    fn is_mine(&self, uuid: AfsUuid) -> Result<(), Refusal> {
        if uuid == self.0.uuid { Ok(()) } else { Err(Refusal(AbortCode(1))) }
    }
}

impl Default for Callbacks {
    fn default() -> Self {
        Self::new()
    }
}

/// The same answers for threads and for tasks.
macro_rules! answers {
    ($service:path, $($asynchronous:tt)?) => {
        impl $service for Callbacks {
            $($asynchronous)? fn tell_me_about_yourself(
                &self,
                _: &Context,
            ) -> Result<RxafscbTellMeAboutYourselfReply, Refusal> {
                let capabilities = Capabilities::from(vec![CAPABILITY_ERRORTRANS.cast_unsigned()]);
                Ok(RxafscbTellMeAboutYourselfReply { addr: self.about(), capabilities })
            }

            $($asynchronous)? fn who_are_you(&self, _: &Context) -> Result<InterfaceAddr, Refusal> {
                Ok(self.about())
            }

            $($asynchronous)? fn init_call_back_state(&self, _: &Context) -> Result<(), Refusal> {
                self.void();
                Ok(())
            }

            $($asynchronous)? fn init_call_back_state3(
                &self,
                _: &Context,
                _: AfsUuid,
            ) -> Result<(), Refusal> {
                self.void();
                Ok(())
            }

            $($asynchronous)? fn call_back(
                &self,
                _: &Context,
                files: FileIds,
                _: CallBacks,
            ) -> Result<(), Refusal> {
                let files: &[AfsFid] = &files;
                self.broken(files.len());
                Ok(())
            }

            $($asynchronous)? fn probe(&self, _: &Context) -> Result<(), Refusal> {
                Ok(())
            }

            $($asynchronous)? fn probe_uuid(&self, _: &Context, uuid: AfsUuid) -> Result<(), Refusal> {
                self.is_mine(uuid)
            }
        }
    };
}

answers! { cb::sync::RxafscbService, }
answers! { cb::asynchronous::RxafscbService, async }
