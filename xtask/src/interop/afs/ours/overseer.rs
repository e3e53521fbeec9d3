//! An overseer in memory. It runs nothing.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rxrpc_afs::bos::{
    self, BOZO_RESTART_GENERAL, BOZO_RESTART_NEW_BINARIES, BozoGetDatesReply,
    BozoGetInstanceInfoReply, BozoGetInstanceStringsReply, BozoGetStatusReply, BozoTime,
};
use rxrpc_afs::errors::{BZACCESS, BZDOM, BZNOENT};
use rxrpc_xdr::{AbortCode, Context, Refusal, RpcError, Text};

use super::{LOCAL, serve};
use crate::interop::afs::clients::{Client, Clients, call};
use xtask::programs::failure::Failure;

type String256 = Text<256>;

/// A file whose dates are known.
pub(super) const FILE: &str = "/usr/afs/bin/fileserver";

/// Behind the last of the administrators.
const NO_MORE_USERS: Refusal = Refusal(AbortCode(1));

/// What runs, if it did.
#[derive(Clone)]
struct Instance {
    name: String256,
    status: BozoGetStatusReply,
    info: BozoGetInstanceInfoReply,
    parameters: Vec<String256>,
    strings: BozoGetInstanceStringsReply,
}

/// What there is.
#[derive(Clone)]
pub(super) struct Data {
    instances: Vec<Instance>,
    users: Vec<String256>,
    cell: String256,
    hosts: Vec<String256>,
    restart_times: [BozoTime; 2],
    dates: BozoGetDatesReply,
    restricted: i32,
}

/// All of a list that is read one by one, to the code at its end.
fn all<T>(
    mut one: impl FnMut(i32) -> Result<T, RpcError>,
    end: AbortCode,
) -> Result<Vec<T>, Failure> {
    let mut list = Vec::new();
    for index in 0.. {
        match one(index) {
            Err(RpcError::Aborted(code)) if code == end => break,
            other => list.push(other?),
        }
    }
    Ok(list)
}

impl Data {
    /// Asks for all there is.
    pub(super) fn copy(of: &Clients) -> Result<Data, Failure> {
        let names = all(|index| call!(of, bos.enumerate_instance(index)), BZDOM)?;
        let instances = names.into_iter().map(|name| {
            Ok(Instance {
                status: call!(of, bos.get_status(name.clone()))?,
                info: call!(of, bos.get_instance_info(name.clone()))?,
                parameters: all(|at| call!(of, bos.get_instance_parm(name.clone(), at)), BZDOM)?,
                strings: call!(of, bos.get_instance_strings(name.clone()))?,
                name,
            })
        });
        let instances = instances.collect::<Result<_, Failure>>()?;
        let host = |index: i32| call!(of, bos.get_cell_host(index.cast_unsigned()));
        let time = |kind| call!(of, bos.get_restart_time(kind));
        Ok(Data {
            instances,
            users: all(|index| call!(of, bos.list_s_users(index)), AbortCode(1))?,
            cell: call!(of, bos.get_cell_name())?,
            hosts: all(host, BZDOM)?,
            restart_times: [time(BOZO_RESTART_GENERAL)?, time(BOZO_RESTART_NEW_BINARIES)?],
            dates: call!(of, bos.get_dates(FILE.into()))?,
            restricted: call!(of, bos.get_restricted_mode())?,
        })
    }

    fn instance(&self, name: &String256) -> Result<&Instance, Refusal> {
        self.instances.iter().find(|instance| instance.name == *name).ok_or(Refusal(BZNOENT))
    }
}

fn at<T: Clone>(list: &[T], index: i32, end: Refusal) -> Result<T, Refusal> {
    let index = usize::try_from(index).unwrap_or(usize::MAX);
    list.get(index).cloned().ok_or(end)
}

/// What there is, and who may change it.
pub(super) struct Kept(Mutex<Data>);

impl Kept {
    fn data(&self) -> MutexGuard<'_, Data> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Of an administrator alone.
    fn changing(&self, context: &Context) -> Result<MutexGuard<'_, Data>, Refusal> {
        if context.identity() == Some(LOCAL) { Ok(self.data()) } else { Err(Refusal(BZACCESS)) }
    }

    fn enumerate_instance(&self, _: &Context, index: i32) -> Result<String256, Refusal> {
        at(&self.data().instances, index, Refusal(BZDOM)).map(|instance| instance.name)
    }

    fn get_status(&self, _: &Context, name: String256) -> Result<BozoGetStatusReply, Refusal> {
        self.data().instance(&name).map(|instance| instance.status.clone())
    }

    fn get_instance_info(
        &self,
        _: &Context,
        name: String256,
    ) -> Result<BozoGetInstanceInfoReply, Refusal> {
        self.data().instance(&name).map(|instance| instance.info.clone())
    }

    fn get_instance_parm(
        &self,
        _: &Context,
        name: String256,
        index: i32,
    ) -> Result<String256, Refusal> {
        at(&self.data().instance(&name)?.parameters, index, Refusal(BZDOM))
    }

    fn get_instance_strings(
        &self,
        _: &Context,
        name: String256,
    ) -> Result<BozoGetInstanceStringsReply, Refusal> {
        self.data().instance(&name).map(|instance| instance.strings.clone())
    }

    fn list_s_users(&self, _: &Context, index: i32) -> Result<String256, Refusal> {
        at(&self.data().users, index, NO_MORE_USERS)
    }

    fn add_s_user(&self, context: &Context, name: String256) -> Result<(), Refusal> {
        self.changing(context)?.users.push(name);
        Ok(())
    }

    fn delete_s_user(&self, context: &Context, name: String256) -> Result<(), Refusal> {
        self.changing(context)?.users.retain(|user| *user != name);
        Ok(())
    }

    fn get_cell_name(&self, _: &Context) -> Result<String256, Refusal> {
        Ok(self.data().cell.clone())
    }

    fn get_cell_host(&self, _: &Context, index: u32) -> Result<String256, Refusal> {
        at(&self.data().hosts, index.cast_signed(), Refusal(BZDOM))
    }

    fn get_dates(&self, _: &Context, path: String256) -> Result<BozoGetDatesReply, Refusal> {
        Ok(if path == FILE { self.data().dates.clone() } else { BozoGetDatesReply::default() })
    }

    fn get_restart_time(&self, _: &Context, kind: i32) -> Result<BozoTime, Refusal> {
        at(&self.data().restart_times, kind - 1, Refusal(BZDOM))
    }

    fn set_restart_time(
        &self,
        context: &Context,
        kind: i32,
        time: BozoTime,
    ) -> Result<(), Refusal> {
        let mut data = self.changing(context)?;
        let index = usize::try_from(kind - 1).unwrap_or(usize::MAX);
        *data.restart_times.get_mut(index).ok_or(Refusal(BZDOM))? = time;
        Ok(())
    }

    fn get_restricted_mode(&self, _: &Context) -> Result<i32, Refusal> {
        Ok(self.data().restricted)
    }
}

/// The service.
#[derive(Clone)]
pub(super) struct Overseer(Arc<Kept>);

impl Overseer {
    /// One that has this at first.
    pub(super) fn new(data: Data) -> Overseer {
        Overseer(Arc::new(Kept(Mutex::new(data))))
    }
}

serve! { bos::BozoService by Overseer {
    enumerate_instance(index: i32) -> String256;
    get_status(name: String256) -> BozoGetStatusReply;
    get_instance_info(name: String256) -> BozoGetInstanceInfoReply;
    get_instance_parm(name: String256, index: i32) -> String256;
    get_instance_strings(name: String256) -> BozoGetInstanceStringsReply;
    list_s_users(index: i32) -> String256;
    add_s_user(name: String256) -> ();
    delete_s_user(name: String256) -> ();
    get_cell_name() -> String256;
    get_cell_host(index: u32) -> String256;
    get_dates(path: String256) -> BozoGetDatesReply;
    get_restart_time(kind: i32) -> BozoTime;
    set_restart_time(kind: i32, time: BozoTime) -> ();
    get_restricted_mode() -> i32;
} }
