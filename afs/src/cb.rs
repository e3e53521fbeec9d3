//! What file servers ask of their clients.
//!
//! Holds: the part of [`fs`](crate::fs) that clients serve. Must not know: calls.
//!
//! A file server calls the address and port that a call of its client comes from, unprotected and on a connection of its own, while
//! that call waits: serve [`SERVICE`] on the endpoint that makes the calls. Its first question is
//! [`tell_me_about_yourself`](sync::RxafscbService::tell_me_about_yourself). A client whose UUID is not zero is then
//! told [`init_call_back_state3`](sync::RxafscbService::init_call_back_state3), and any other one
//! [`init_call_back_state`](sync::RxafscbService::init_call_back_state).

use rxrpc_xdr::ServiceId;

pub use crate::fs::{
    AfsCallBack, AfsFid, CAPABILITY_ERRORTRANS, CallBacks, Capabilities, FileIds, InterfaceAddr,
    RXAFSCB_INTERFACES, RXAFSCB_OPERATIONS, RxafscbCallBackRequest,
    RxafscbInitCallBackState3Request, RxafscbInitCallBackStateRequest, RxafscbProbeRequest,
    RxafscbProbeUuidRequest, RxafscbTellMeAboutYourselfReply, RxafscbTellMeAboutYourselfRequest,
    RxafscbWhoAreYouRequest,
};

/// The service, at the client.
pub const SERVICE: ServiceId = ServiceId(1);

/// The UDP port of the client of a machine; any other client is called at the port that it calls from.
pub const PORT: u16 = 7001;

/// Clients and services for threads.
pub mod sync {
    pub use crate::fs::sync::{RxafscbClient, RxafscbServer, RxafscbService};
}

/// Clients and services for tasks.
pub mod asynchronous {
    pub use crate::fs::asynchronous::{RxafscbClient, RxafscbServer, RxafscbService};
}
