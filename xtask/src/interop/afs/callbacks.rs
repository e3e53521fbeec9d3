//! What the file server asks of our clients, answered on the endpoints that they call from.
//!
//! Knows which questions there were. What a client does with an answer is not known here.

use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rxrpc_afs::cb::{
    self, AfsFid, CAPABILITY_ERRORTRANS, CallBacks, Capabilities, FileIds, InterfaceAddr,
    RXAFSCB_INTERFACES, RxafscbTellMeAboutYourselfReply,
};
use rxrpc_xdr::{AbortCode, AfsUuid, Context, Refusal, asynchronous, sync};

use super::list::{Answer, List, OF_CLIENTS, Place, Who};
use super::ours::serve;
use crate::interop::front_ends::{Endpoint, FrontEnd, Service};
use xtask::programs::failure::Failure;
use xtask::programs::process::wait_until;

const THREADS: usize = 2;
const SOON: Duration = Duration::from_secs(10);

/// Who the client is, and what it was asked and told.
pub(super) struct Told {
    uuid: AfsUuid,
    front_end: FrontEnd,
    list: List,
    log: Mutex<Log>,
}

#[derive(Default)]
struct Log {
    who_are_you: usize,
    states_void: usize,
    broken: Vec<AfsFid>,
}

impl Told {
    /// Puts down that the server has asked this.
    fn heard(&self, question: &str) {
        let procedure = self.list.procedure(OF_CLIENTS, question);
        let (who, answer, front_end) = (Who::FileServer, Answer::Ok, self.front_end);
        // What the list does not have, the server may ask all the same.
        let _ = procedure
            .and_then(|procedure| self.list.record(Place { procedure, who, answer, front_end }));
    }

    fn log<T>(&self, read: impl FnOnce(&mut Log) -> T) -> T {
        read(&mut self.log.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// How often the server asked who the client is, and how often it said that it knows nothing of its promises.
    pub(super) fn greetings(&self) -> (usize, usize) {
        self.log(|log| (log.who_are_you, log.states_void))
    }

    /// Waits until the server has broken the promise of this file.
    pub(super) fn wait_until_broken(&self, fid: &AfsFid) -> Result<(), Failure> {
        wait_until("a broken promise", SOON, || Ok(self.log(|log| log.broken.contains(fid))))
    }

    fn tell_me_about_yourself(
        &self,
        _: &Context,
    ) -> Result<RxafscbTellMeAboutYourselfReply, Refusal> {
        self.heard("tell_me_about_yourself");
        let addr = self.myself();
        let capabilities = Capabilities::from(vec![CAPABILITY_ERRORTRANS.cast_unsigned()]);
        Ok(RxafscbTellMeAboutYourselfReply { addr, capabilities })
    }

    fn who_are_you(&self, _: &Context) -> Result<InterfaceAddr, Refusal> {
        self.heard("who_are_you");
        Ok(self.myself())
    }

    fn myself(&self) -> InterfaceAddr {
        self.log(|log| log.who_are_you += 1);
        const ALL: usize = RXAFSCB_INTERFACES as usize;
        let mut addr = InterfaceAddr {
            number_of_interfaces: 1,
            uuid: self.uuid,
            addr: [0; ALL],
            netmask: [0; ALL],
            mtu: [0; ALL],
        };
        if let IpAddr::V4(address) = self.front_end.address() {
            addr.addr[0] = address.to_bits().cast_signed();
        }
        addr
    }

    fn init_call_back_state(&self, _: &Context) -> Result<(), Refusal> {
        self.heard("init_call_back_state");
        self.log(|log| log.states_void += 1);
        Ok(())
    }

    fn init_call_back_state3(&self, _: &Context, _: AfsUuid) -> Result<(), Refusal> {
        self.heard("init_call_back_state3");
        self.log(|log| log.states_void += 1);
        Ok(())
    }

    fn call_back(&self, _: &Context, fids: FileIds, _: CallBacks) -> Result<(), Refusal> {
        self.heard("call_back");
        self.log(|log| log.broken.extend(fids));
        Ok(())
    }

    fn probe(&self, _: &Context) -> Result<(), Refusal> {
        self.heard("probe");
        Ok(())
    }

    fn probe_uuid(&self, _: &Context, uuid: AfsUuid) -> Result<(), Refusal> {
        self.heard("probe_uuid");
        if uuid == self.uuid { Ok(()) } else { Err(Refusal(AbortCode(1))) }
    }
}

/// How a client answers.
#[derive(Clone, Copy)]
pub(super) enum Manner {
    /// It says who it is and what it can do.
    New,
    /// It knows only the older of the questions, and has no UUID.
    Old,
    /// It knows none of the questions.
    Dumb,
}

struct New(Arc<Told>);
struct Old(Arc<Told>);
struct Dumb;

impl cb::sync::RxafscbService for Dumb {}
impl cb::asynchronous::RxafscbService for Dumb {}

serve! { cb::RxafscbService by New {
    tell_me_about_yourself() -> RxafscbTellMeAboutYourselfReply;
    init_call_back_state3(server: AfsUuid) -> ();
    call_back(fids: FileIds, callbacks: CallBacks) -> ();
    probe() -> ();
    probe_uuid(uuid: AfsUuid) -> ();
} }

serve! { cb::RxafscbService by Old {
    who_are_you() -> InterfaceAddr;
    init_call_back_state() -> ();
    call_back(fids: FileIds, callbacks: CallBacks) -> ();
    probe() -> ();
} }

/// What a client is asked and told, and the service that goes on until this is dropped.
pub(super) type Answering = (Arc<Told>, Service);

/// Answers at an endpoint of this front end.
pub(super) fn answer(
    endpoint: &Endpoint,
    front_end: FrontEnd,
    manner: Manner,
    list: &List,
) -> Result<Answering, Failure> {
    let uuid = match (manner, front_end.address()) {
        (Manner::New, IpAddr::V4(address)) => AfsUuid([address.octets()[3]; 16]),
        _ => AfsUuid::default(),
    };
    let told = Arc::new(Told { uuid, front_end, list: list.clone(), log: Mutex::default() });
    let service = match manner {
        Manner::New => serve_at(endpoint, New(Arc::clone(&told)))?,
        Manner::Old => serve_at(endpoint, Old(Arc::clone(&told)))?,
        Manner::Dumb => serve_at(endpoint, Dumb)?,
    };
    Ok((told, service))
}

fn serve_at<S>(endpoint: &Endpoint, behind: S) -> Result<Service, Failure>
where
    S: cb::sync::RxafscbService + cb::asynchronous::RxafscbService + 'static,
{
    match endpoint {
        Endpoint::Sync(endpoint) => {
            let handler = sync::handler(cb::sync::RxafscbServer(behind));
            Ok(Service::Sync { _server: endpoint.serve(cb::SERVICE, THREADS, handler)? })
        }
        Endpoint::Async(endpoint, runtime) => {
            let _inside = runtime.enter();
            let served = asynchronous::Served::new(cb::asynchronous::RxafscbServer(behind));
            Ok(Service::Async { _server: endpoint.serve(cb::SERVICE, THREADS, served)? })
        }
    }
}
