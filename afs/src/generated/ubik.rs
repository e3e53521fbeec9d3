// Made by rxrpc-xg from an interface file.

/// Most other servers that a server speaks of.
pub const UBIK_SERVERS: i32 = 255;
/// Most addresses of a server.
pub const UBIK_ADDRESSES: i32 = 256;
/// Most bytes of one write.
pub const UBIK_WRITE: i32 = 20000;
/// Most pieces of several writes at once.
pub const UBIK_WRITES: i32 = 64;
/// Most bytes of several writes at once.
pub const UBIK_WRITE_TOGETHER: i32 = 65536;
/// The recoveryState of a server that leads, when all is well.
pub const UBIK_HEALTHY: i32 = 31;
/// The operations of the package `VOTE_`: their codes, which rise, and their names.
pub const VOTE_OPERATIONS: &[(i32, &str)] = &[
    (10000, "VOTE_Beacon"),
    (10001, "VOTE_DebugOld"),
    (10002, "VOTE_SDebugOld"),
    (10004, "VOTE_Debug"),
    (10005, "VOTE_SDebug"),
    (10006, "VOTE_XDebug"),
    (10007, "VOTE_XSDebug"),
];
/// The operations of the package `DISK_`: their codes, which rise, and their names.
pub const DISK_OPERATIONS: &[(i32, &str)] = &[
    (20000, "DISK_Begin"),
    (20001, "DISK_Commit"),
    (20002, "DISK_Lock"),
    (20003, "DISK_Write"),
    (20004, "DISK_GetVersion"),
    (20005, "DISK_GetFile"),
    (20006, "DISK_SendFile"),
    (20007, "DISK_Abort"),
    (20008, "DISK_ReleaseLocks"),
    (20009, "DISK_Truncate"),
    (20010, "DISK_Probe"),
    (20011, "DISK_WriteV"),
    (20012, "DISK_UpdateInterfaceAddr"),
    (20013, "DISK_SetVersion"),
];
/// A version of the database.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct UbikVersion {
    /// `epoch`.
    pub epoch: i32,
    /// `counter`.
    pub counter: i32,
}
impl ::rxrpc_xdr::Encode for UbikVersion {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.epoch, to)?;
        ::rxrpc_xdr::Encode::encode(&self.counter, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for UbikVersion {
    const MIN: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            epoch: ::rxrpc_xdr::Decode::decode(from)?,
            counter: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// A transaction.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct UbikTid {
    /// `epoch`.
    pub epoch: i32,
    /// `counter`.
    pub counter: i32,
}
impl ::rxrpc_xdr::Encode for UbikTid {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.epoch, to)?;
        ::rxrpc_xdr::Encode::encode(&self.counter, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for UbikTid {
    const MIN: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            epoch: ::rxrpc_xdr::Decode::decode(from)?,
            counter: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// How a server is, without its addresses. Times are in seconds since 1970, hosts IPv4 addresses as numbers.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct UbikDebugOld {
    /// The server's time.
    pub now: i32,
    /// When it voted yes last.
    #[doc(alias = "lastYesTime")]
    pub last_yes_time: i32,
    /// For whom it did.
    #[doc(alias = "lastYesHost")]
    pub last_yes_host: u32,
    /// Whether that one led then.
    #[doc(alias = "lastYesState")]
    pub last_yes_state: i32,
    /// When that one asked.
    #[doc(alias = "lastYesClaim")]
    pub last_yes_claim: i32,
    /// The lowest address that it heard of.
    #[doc(alias = "lowestHost")]
    pub lowest_host: u32,
    /// When it heard of it last.
    #[doc(alias = "lowestTime")]
    pub lowest_time: i32,
    /// Who leads; 0 if that is not known.
    #[doc(alias = "syncHost")]
    pub sync_host: u32,
    /// When it heard of that one last.
    #[doc(alias = "syncTime")]
    pub sync_time: i32,
    /// The version that that one has.
    #[doc(alias = "syncVersion")]
    pub sync_version: UbikVersion,
    /// The transaction of that one.
    #[doc(alias = "syncTid")]
    pub sync_tid: UbikTid,
    /// Whether this server leads: not 0 then.
    #[doc(alias = "amSyncSite")]
    pub am_sync_site: i32,
    /// Until when it leads.
    #[doc(alias = "syncSiteUntil")]
    pub sync_site_until: i32,
    /// How many servers there are.
    #[doc(alias = "nServers")]
    pub n_servers: i32,
    /// `lockedPages`.
    #[doc(alias = "lockedPages")]
    pub locked_pages: i32,
    /// `writeLockedPages`.
    #[doc(alias = "writeLockedPages")]
    pub write_locked_pages: i32,
    /// The version that this server has.
    #[doc(alias = "localVersion")]
    pub local_version: UbikVersion,
    /// `activeWrite`.
    #[doc(alias = "activeWrite")]
    pub active_write: i32,
    /// `tidCounter`.
    #[doc(alias = "tidCounter")]
    pub tid_counter: i32,
    /// `anyReadLocks`.
    #[doc(alias = "anyReadLocks")]
    pub any_read_locks: i32,
    /// `anyWriteLocks`.
    #[doc(alias = "anyWriteLocks")]
    pub any_write_locks: i32,
    /// Bits; UBIK\_HEALTHY when all is well.
    #[doc(alias = "recoveryState")]
    pub recovery_state: i32,
    /// `currentTrans`.
    #[doc(alias = "currentTrans")]
    pub current_trans: i32,
    /// `writeTrans`.
    #[doc(alias = "writeTrans")]
    pub write_trans: i32,
    /// `epochTime`.
    #[doc(alias = "epochTime")]
    pub epoch_time: i32,
}
impl ::rxrpc_xdr::Encode for UbikDebugOld {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.now, to)?;
        ::rxrpc_xdr::Encode::encode(&self.last_yes_time, to)?;
        ::rxrpc_xdr::Encode::encode(&self.last_yes_host, to)?;
        ::rxrpc_xdr::Encode::encode(&self.last_yes_state, to)?;
        ::rxrpc_xdr::Encode::encode(&self.last_yes_claim, to)?;
        ::rxrpc_xdr::Encode::encode(&self.lowest_host, to)?;
        ::rxrpc_xdr::Encode::encode(&self.lowest_time, to)?;
        ::rxrpc_xdr::Encode::encode(&self.sync_host, to)?;
        ::rxrpc_xdr::Encode::encode(&self.sync_time, to)?;
        ::rxrpc_xdr::Encode::encode(&self.sync_version, to)?;
        ::rxrpc_xdr::Encode::encode(&self.sync_tid, to)?;
        ::rxrpc_xdr::Encode::encode(&self.am_sync_site, to)?;
        ::rxrpc_xdr::Encode::encode(&self.sync_site_until, to)?;
        ::rxrpc_xdr::Encode::encode(&self.n_servers, to)?;
        ::rxrpc_xdr::Encode::encode(&self.locked_pages, to)?;
        ::rxrpc_xdr::Encode::encode(&self.write_locked_pages, to)?;
        ::rxrpc_xdr::Encode::encode(&self.local_version, to)?;
        ::rxrpc_xdr::Encode::encode(&self.active_write, to)?;
        ::rxrpc_xdr::Encode::encode(&self.tid_counter, to)?;
        ::rxrpc_xdr::Encode::encode(&self.any_read_locks, to)?;
        ::rxrpc_xdr::Encode::encode(&self.any_write_locks, to)?;
        ::rxrpc_xdr::Encode::encode(&self.recovery_state, to)?;
        ::rxrpc_xdr::Encode::encode(&self.current_trans, to)?;
        ::rxrpc_xdr::Encode::encode(&self.write_trans, to)?;
        ::rxrpc_xdr::Encode::encode(&self.epoch_time, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for UbikDebugOld {
    const MIN: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<UbikVersion as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<UbikTid as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<UbikVersion as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<UbikVersion as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<UbikTid as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<UbikVersion as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            now: ::rxrpc_xdr::Decode::decode(from)?,
            last_yes_time: ::rxrpc_xdr::Decode::decode(from)?,
            last_yes_host: ::rxrpc_xdr::Decode::decode(from)?,
            last_yes_state: ::rxrpc_xdr::Decode::decode(from)?,
            last_yes_claim: ::rxrpc_xdr::Decode::decode(from)?,
            lowest_host: ::rxrpc_xdr::Decode::decode(from)?,
            lowest_time: ::rxrpc_xdr::Decode::decode(from)?,
            sync_host: ::rxrpc_xdr::Decode::decode(from)?,
            sync_time: ::rxrpc_xdr::Decode::decode(from)?,
            sync_version: ::rxrpc_xdr::Decode::decode(from)?,
            sync_tid: ::rxrpc_xdr::Decode::decode(from)?,
            am_sync_site: ::rxrpc_xdr::Decode::decode(from)?,
            sync_site_until: ::rxrpc_xdr::Decode::decode(from)?,
            n_servers: ::rxrpc_xdr::Decode::decode(from)?,
            locked_pages: ::rxrpc_xdr::Decode::decode(from)?,
            write_locked_pages: ::rxrpc_xdr::Decode::decode(from)?,
            local_version: ::rxrpc_xdr::Decode::decode(from)?,
            active_write: ::rxrpc_xdr::Decode::decode(from)?,
            tid_counter: ::rxrpc_xdr::Decode::decode(from)?,
            any_read_locks: ::rxrpc_xdr::Decode::decode(from)?,
            any_write_locks: ::rxrpc_xdr::Decode::decode(from)?,
            recovery_state: ::rxrpc_xdr::Decode::decode(from)?,
            current_trans: ::rxrpc_xdr::Decode::decode(from)?,
            write_trans: ::rxrpc_xdr::Decode::decode(from)?,
            epoch_time: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// How a server is. Times are in seconds since 1970, hosts IPv4 addresses as numbers.
#[doc(alias = "ubik_debug")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct UbikDebug {
    /// The server's time.
    pub now: i32,
    /// When it voted yes last.
    #[doc(alias = "lastYesTime")]
    pub last_yes_time: i32,
    /// For whom it did.
    #[doc(alias = "lastYesHost")]
    pub last_yes_host: u32,
    /// Whether that one led then.
    #[doc(alias = "lastYesState")]
    pub last_yes_state: i32,
    /// When that one asked.
    #[doc(alias = "lastYesClaim")]
    pub last_yes_claim: i32,
    /// The lowest address that it heard of.
    #[doc(alias = "lowestHost")]
    pub lowest_host: u32,
    /// When it heard of it last.
    #[doc(alias = "lowestTime")]
    pub lowest_time: i32,
    /// Who leads; 0 if that is not known.
    #[doc(alias = "syncHost")]
    pub sync_host: u32,
    /// When it heard of that one last.
    #[doc(alias = "syncTime")]
    pub sync_time: i32,
    /// The version that that one has.
    #[doc(alias = "syncVersion")]
    pub sync_version: UbikVersion,
    /// The transaction of that one.
    #[doc(alias = "syncTid")]
    pub sync_tid: UbikTid,
    /// Whether this server leads: not 0 then.
    #[doc(alias = "amSyncSite")]
    pub am_sync_site: i32,
    /// Until when it leads.
    #[doc(alias = "syncSiteUntil")]
    pub sync_site_until: i32,
    /// How many servers there are.
    #[doc(alias = "nServers")]
    pub n_servers: i32,
    /// `lockedPages`.
    #[doc(alias = "lockedPages")]
    pub locked_pages: i32,
    /// `writeLockedPages`.
    #[doc(alias = "writeLockedPages")]
    pub write_locked_pages: i32,
    /// The version that this server has.
    #[doc(alias = "localVersion")]
    pub local_version: UbikVersion,
    /// `activeWrite`.
    #[doc(alias = "activeWrite")]
    pub active_write: i32,
    /// `tidCounter`.
    #[doc(alias = "tidCounter")]
    pub tid_counter: i32,
    /// `anyReadLocks`.
    #[doc(alias = "anyReadLocks")]
    pub any_read_locks: i32,
    /// `anyWriteLocks`.
    #[doc(alias = "anyWriteLocks")]
    pub any_write_locks: i32,
    /// Bits; UBIK\_HEALTHY when all is well.
    #[doc(alias = "recoveryState")]
    pub recovery_state: i32,
    /// `currentTrans`.
    #[doc(alias = "currentTrans")]
    pub current_trans: i32,
    /// `writeTrans`.
    #[doc(alias = "writeTrans")]
    pub write_trans: i32,
    /// `epochTime`.
    #[doc(alias = "epochTime")]
    pub epoch_time: i32,
    /// Further addresses of the server.
    #[cfg_attr(feature = "serde", serde(with = "::rxrpc_xdr::serde_array"))]
    pub addr: [u32; 256],
}
impl ::core::default::Default for UbikDebug {
    fn default() -> Self {
        Self {
            now: ::core::default::Default::default(),
            last_yes_time: ::core::default::Default::default(),
            last_yes_host: ::core::default::Default::default(),
            last_yes_state: ::core::default::Default::default(),
            last_yes_claim: ::core::default::Default::default(),
            lowest_host: ::core::default::Default::default(),
            lowest_time: ::core::default::Default::default(),
            sync_host: ::core::default::Default::default(),
            sync_time: ::core::default::Default::default(),
            sync_version: ::core::default::Default::default(),
            sync_tid: ::core::default::Default::default(),
            am_sync_site: ::core::default::Default::default(),
            sync_site_until: ::core::default::Default::default(),
            n_servers: ::core::default::Default::default(),
            locked_pages: ::core::default::Default::default(),
            write_locked_pages: ::core::default::Default::default(),
            local_version: ::core::default::Default::default(),
            active_write: ::core::default::Default::default(),
            tid_counter: ::core::default::Default::default(),
            any_read_locks: ::core::default::Default::default(),
            any_write_locks: ::core::default::Default::default(),
            recovery_state: ::core::default::Default::default(),
            current_trans: ::core::default::Default::default(),
            write_trans: ::core::default::Default::default(),
            epoch_time: ::core::default::Default::default(),
            addr: ::core::array::from_fn(|_| ::core::default::Default::default()),
        }
    }
}
impl ::rxrpc_xdr::Encode for UbikDebug {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.now, to)?;
        ::rxrpc_xdr::Encode::encode(&self.last_yes_time, to)?;
        ::rxrpc_xdr::Encode::encode(&self.last_yes_host, to)?;
        ::rxrpc_xdr::Encode::encode(&self.last_yes_state, to)?;
        ::rxrpc_xdr::Encode::encode(&self.last_yes_claim, to)?;
        ::rxrpc_xdr::Encode::encode(&self.lowest_host, to)?;
        ::rxrpc_xdr::Encode::encode(&self.lowest_time, to)?;
        ::rxrpc_xdr::Encode::encode(&self.sync_host, to)?;
        ::rxrpc_xdr::Encode::encode(&self.sync_time, to)?;
        ::rxrpc_xdr::Encode::encode(&self.sync_version, to)?;
        ::rxrpc_xdr::Encode::encode(&self.sync_tid, to)?;
        ::rxrpc_xdr::Encode::encode(&self.am_sync_site, to)?;
        ::rxrpc_xdr::Encode::encode(&self.sync_site_until, to)?;
        ::rxrpc_xdr::Encode::encode(&self.n_servers, to)?;
        ::rxrpc_xdr::Encode::encode(&self.locked_pages, to)?;
        ::rxrpc_xdr::Encode::encode(&self.write_locked_pages, to)?;
        ::rxrpc_xdr::Encode::encode(&self.local_version, to)?;
        ::rxrpc_xdr::Encode::encode(&self.active_write, to)?;
        ::rxrpc_xdr::Encode::encode(&self.tid_counter, to)?;
        ::rxrpc_xdr::Encode::encode(&self.any_read_locks, to)?;
        ::rxrpc_xdr::Encode::encode(&self.any_write_locks, to)?;
        ::rxrpc_xdr::Encode::encode(&self.recovery_state, to)?;
        ::rxrpc_xdr::Encode::encode(&self.current_trans, to)?;
        ::rxrpc_xdr::Encode::encode(&self.write_trans, to)?;
        ::rxrpc_xdr::Encode::encode(&self.epoch_time, to)?;
        ::rxrpc_xdr::Encode::encode(&self.addr, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for UbikDebug {
    const MIN: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<UbikVersion as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<UbikTid as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<UbikVersion as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<[u32; 256] as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<UbikVersion as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<UbikTid as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<UbikVersion as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<[u32; 256] as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            now: ::rxrpc_xdr::Decode::decode(from)?,
            last_yes_time: ::rxrpc_xdr::Decode::decode(from)?,
            last_yes_host: ::rxrpc_xdr::Decode::decode(from)?,
            last_yes_state: ::rxrpc_xdr::Decode::decode(from)?,
            last_yes_claim: ::rxrpc_xdr::Decode::decode(from)?,
            lowest_host: ::rxrpc_xdr::Decode::decode(from)?,
            lowest_time: ::rxrpc_xdr::Decode::decode(from)?,
            sync_host: ::rxrpc_xdr::Decode::decode(from)?,
            sync_time: ::rxrpc_xdr::Decode::decode(from)?,
            sync_version: ::rxrpc_xdr::Decode::decode(from)?,
            sync_tid: ::rxrpc_xdr::Decode::decode(from)?,
            am_sync_site: ::rxrpc_xdr::Decode::decode(from)?,
            sync_site_until: ::rxrpc_xdr::Decode::decode(from)?,
            n_servers: ::rxrpc_xdr::Decode::decode(from)?,
            locked_pages: ::rxrpc_xdr::Decode::decode(from)?,
            write_locked_pages: ::rxrpc_xdr::Decode::decode(from)?,
            local_version: ::rxrpc_xdr::Decode::decode(from)?,
            active_write: ::rxrpc_xdr::Decode::decode(from)?,
            tid_counter: ::rxrpc_xdr::Decode::decode(from)?,
            any_read_locks: ::rxrpc_xdr::Decode::decode(from)?,
            any_write_locks: ::rxrpc_xdr::Decode::decode(from)?,
            recovery_state: ::rxrpc_xdr::Decode::decode(from)?,
            current_trans: ::rxrpc_xdr::Decode::decode(from)?,
            write_trans: ::rxrpc_xdr::Decode::decode(from)?,
            epoch_time: ::rxrpc_xdr::Decode::decode(from)?,
            addr: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// What a server knows of another one, without its further addresses. Times are in seconds since 1970, hosts IPv4 addresses as
/// numbers. The fields are known from what udebug prints.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct UbikSdebugOld {
    /// The other one.
    pub host: u32,
    /// When that one voted last.
    #[doc(alias = "lastVoteTime")]
    pub last_vote_time: i32,
    /// When it was asked for a vote last.
    #[doc(alias = "lastBeaconSent")]
    pub last_beacon_sent: i32,
    /// How it voted: 1 yes, 0 no.
    #[doc(alias = "lastVote")]
    pub last_vote: i32,
    /// The version that it has.
    pub version: UbikVersion,
    /// Whether that is the one of who leads: not 0 then.
    pub dbcurrent: i32,
    /// Whether it answered since it was down: not 0 then.
    #[doc(alias = "beaconSince")]
    pub beacon_since: i32,
    /// Whether it answers: not 0 then.
    pub up: i32,
}
impl ::rxrpc_xdr::Encode for UbikSdebugOld {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.host, to)?;
        ::rxrpc_xdr::Encode::encode(&self.last_vote_time, to)?;
        ::rxrpc_xdr::Encode::encode(&self.last_beacon_sent, to)?;
        ::rxrpc_xdr::Encode::encode(&self.last_vote, to)?;
        ::rxrpc_xdr::Encode::encode(&self.version, to)?;
        ::rxrpc_xdr::Encode::encode(&self.dbcurrent, to)?;
        ::rxrpc_xdr::Encode::encode(&self.beacon_since, to)?;
        ::rxrpc_xdr::Encode::encode(&self.up, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for UbikSdebugOld {
    const MIN: usize = 0usize
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<UbikVersion as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<UbikVersion as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            host: ::rxrpc_xdr::Decode::decode(from)?,
            last_vote_time: ::rxrpc_xdr::Decode::decode(from)?,
            last_beacon_sent: ::rxrpc_xdr::Decode::decode(from)?,
            last_vote: ::rxrpc_xdr::Decode::decode(from)?,
            version: ::rxrpc_xdr::Decode::decode(from)?,
            dbcurrent: ::rxrpc_xdr::Decode::decode(from)?,
            beacon_since: ::rxrpc_xdr::Decode::decode(from)?,
            up: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// What a server knows of another one. Times are in seconds since 1970, hosts IPv4 addresses as numbers. The fields are known from
/// what udebug prints.
#[doc(alias = "ubik_sdebug")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct UbikSdebug {
    /// The other one.
    pub host: u32,
    /// When that one voted last.
    #[doc(alias = "lastVoteTime")]
    pub last_vote_time: i32,
    /// When it was asked for a vote last.
    #[doc(alias = "lastBeaconSent")]
    pub last_beacon_sent: i32,
    /// How it voted: 1 yes, 0 no.
    #[doc(alias = "lastVote")]
    pub last_vote: i32,
    /// The version that it has.
    pub version: UbikVersion,
    /// Whether that is the one of who leads: not 0 then.
    pub dbcurrent: i32,
    /// Whether it answered since it was down: not 0 then.
    #[doc(alias = "beaconSince")]
    pub beacon_since: i32,
    /// Whether it answers: not 0 then.
    pub up: i32,
    /// Further addresses of that one.
    #[cfg_attr(feature = "serde", serde(with = "::rxrpc_xdr::serde_array"))]
    pub addr: [u32; 255],
}
impl ::core::default::Default for UbikSdebug {
    fn default() -> Self {
        Self {
            host: ::core::default::Default::default(),
            last_vote_time: ::core::default::Default::default(),
            last_beacon_sent: ::core::default::Default::default(),
            last_vote: ::core::default::Default::default(),
            version: ::core::default::Default::default(),
            dbcurrent: ::core::default::Default::default(),
            beacon_since: ::core::default::Default::default(),
            up: ::core::default::Default::default(),
            addr: ::core::array::from_fn(|_| ::core::default::Default::default()),
        }
    }
}
impl ::rxrpc_xdr::Encode for UbikSdebug {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.host, to)?;
        ::rxrpc_xdr::Encode::encode(&self.last_vote_time, to)?;
        ::rxrpc_xdr::Encode::encode(&self.last_beacon_sent, to)?;
        ::rxrpc_xdr::Encode::encode(&self.last_vote, to)?;
        ::rxrpc_xdr::Encode::encode(&self.version, to)?;
        ::rxrpc_xdr::Encode::encode(&self.dbcurrent, to)?;
        ::rxrpc_xdr::Encode::encode(&self.beacon_since, to)?;
        ::rxrpc_xdr::Encode::encode(&self.up, to)?;
        ::rxrpc_xdr::Encode::encode(&self.addr, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for UbikSdebug {
    const MIN: usize = 0usize
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<UbikVersion as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<[u32; 255] as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<UbikVersion as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<[u32; 255] as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            host: ::rxrpc_xdr::Decode::decode(from)?,
            last_vote_time: ::rxrpc_xdr::Decode::decode(from)?,
            last_beacon_sent: ::rxrpc_xdr::Decode::decode(from)?,
            last_vote: ::rxrpc_xdr::Decode::decode(from)?,
            version: ::rxrpc_xdr::Decode::decode(from)?,
            dbcurrent: ::rxrpc_xdr::Decode::decode(from)?,
            beacon_since: ::rxrpc_xdr::Decode::decode(from)?,
            up: ::rxrpc_xdr::Decode::decode(from)?,
            addr: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// Addresses of a server.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct UbikInterfaceAddr {
    /// `addr`.
    #[cfg_attr(feature = "serde", serde(with = "::rxrpc_xdr::serde_array"))]
    pub addr: [u32; 256],
}
impl ::core::default::Default for UbikInterfaceAddr {
    fn default() -> Self {
        Self {
            addr: ::core::array::from_fn(|_| ::core::default::Default::default()),
        }
    }
}
impl ::rxrpc_xdr::Encode for UbikInterfaceAddr {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.addr, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for UbikInterfaceAddr {
    const MIN: usize = 0usize.saturating_add(<[u32; 256] as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize.saturating_add(<[u32; 256] as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            addr: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// Where a piece of several writes goes.
#[doc(alias = "ubik_iovec")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct UbikIovec {
    /// `file`.
    pub file: i32,
    /// `pos`.
    pub pos: i32,
    /// `len`.
    pub len: i32,
}
impl ::rxrpc_xdr::Encode for UbikIovec {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.file, to)?;
        ::rxrpc_xdr::Encode::encode(&self.pos, to)?;
        ::rxrpc_xdr::Encode::encode(&self.len, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for UbikIovec {
    const MIN: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            file: ::rxrpc_xdr::Decode::decode(from)?,
            pos: ::rxrpc_xdr::Decode::decode(from)?,
            len: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// Where the pieces of several writes go.
pub type UbikPieces = ::rxrpc_xdr::List<UbikIovec, 64>;
/// The arguments of `VOTE_Beacon`, operation 10000.
#[doc(alias = "VOTE_Beacon")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct VoteBeaconRequest {
    /// `state`.
    pub state: i32,
    /// `voteStart`.
    #[doc(alias = "voteStart")]
    pub vote_start: i32,
    /// `version`.
    pub version: UbikVersion,
    /// `tid`.
    pub tid: UbikTid,
}
impl ::rxrpc_xdr::Encode for VoteBeaconRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.state, to)?;
        ::rxrpc_xdr::Encode::encode(&self.vote_start, to)?;
        ::rxrpc_xdr::Encode::encode(&self.version, to)?;
        ::rxrpc_xdr::Encode::encode(&self.tid, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for VoteBeaconRequest {
    const MIN: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<UbikVersion as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<UbikTid as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<UbikVersion as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<UbikTid as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            state: ::rxrpc_xdr::Decode::decode(from)?,
            vote_start: ::rxrpc_xdr::Decode::decode(from)?,
            version: ::rxrpc_xdr::Decode::decode(from)?,
            tid: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for VoteBeaconRequest {
    const OPCODE: i32 = 10000;
    const NAME: &'static str = "VOTE_Beacon";
    type Reply = ();
}
/// The arguments of `VOTE_DebugOld`, operation 10001.
#[doc(alias = "VOTE_DebugOld")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct VoteDebugOldRequest;
impl ::rxrpc_xdr::Encode for VoteDebugOldRequest {
    fn encode(
        &self,
        _: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for VoteDebugOldRequest {
    const MIN: usize = 0usize;
    const MAX: usize = 0usize;
    fn decode(
        _: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self)
    }
}
impl ::rxrpc_xdr::Procedure for VoteDebugOldRequest {
    const OPCODE: i32 = 10001;
    const NAME: &'static str = "VOTE_DebugOld";
    type Reply = UbikDebugOld;
}
/// The arguments of `VOTE_SDebugOld`, operation 10002.
#[doc(alias = "VOTE_SDebugOld")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct VoteSDebugOldRequest {
    /// `which`.
    pub which: i32,
}
impl ::rxrpc_xdr::Encode for VoteSDebugOldRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.which, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for VoteSDebugOldRequest {
    const MIN: usize = 0usize.saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize.saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            which: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for VoteSDebugOldRequest {
    const OPCODE: i32 = 10002;
    const NAME: &'static str = "VOTE_SDebugOld";
    type Reply = UbikSdebugOld;
}
/// The arguments of `VOTE_Debug`, operation 10004.
#[doc(alias = "VOTE_Debug")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct VoteDebugRequest;
impl ::rxrpc_xdr::Encode for VoteDebugRequest {
    fn encode(
        &self,
        _: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for VoteDebugRequest {
    const MIN: usize = 0usize;
    const MAX: usize = 0usize;
    fn decode(
        _: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self)
    }
}
impl ::rxrpc_xdr::Procedure for VoteDebugRequest {
    const OPCODE: i32 = 10004;
    const NAME: &'static str = "VOTE_Debug";
    type Reply = UbikDebug;
}
/// The arguments of `VOTE_SDebug`, operation 10005.
#[doc(alias = "VOTE_SDebug")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct VoteSDebugRequest {
    /// `which`.
    pub which: i32,
}
impl ::rxrpc_xdr::Encode for VoteSDebugRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.which, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for VoteSDebugRequest {
    const MIN: usize = 0usize.saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize.saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            which: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for VoteSDebugRequest {
    const OPCODE: i32 = 10005;
    const NAME: &'static str = "VOTE_SDebug";
    type Reply = UbikSdebug;
}
/// The arguments of `VOTE_XDebug`, operation 10006.
#[doc(alias = "VOTE_XDebug")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct VoteXDebugRequest;
impl ::rxrpc_xdr::Encode for VoteXDebugRequest {
    fn encode(
        &self,
        _: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for VoteXDebugRequest {
    const MIN: usize = 0usize;
    const MAX: usize = 0usize;
    fn decode(
        _: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self)
    }
}
/// The results of `VOTE_XDebug`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct VoteXDebugReply {
    /// `debug`.
    pub debug: UbikDebug,
    /// `isClone`.
    #[doc(alias = "isClone")]
    pub is_clone: i32,
}
impl ::rxrpc_xdr::Encode for VoteXDebugReply {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.debug, to)?;
        ::rxrpc_xdr::Encode::encode(&self.is_clone, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for VoteXDebugReply {
    const MIN: usize = 0usize
        .saturating_add(<UbikDebug as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<UbikDebug as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            debug: ::rxrpc_xdr::Decode::decode(from)?,
            is_clone: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for VoteXDebugRequest {
    const OPCODE: i32 = 10006;
    const NAME: &'static str = "VOTE_XDebug";
    type Reply = VoteXDebugReply;
}
/// The arguments of `VOTE_XSDebug`, operation 10007.
#[doc(alias = "VOTE_XSDebug")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct VoteXsDebugRequest {
    /// `which`.
    pub which: i32,
}
impl ::rxrpc_xdr::Encode for VoteXsDebugRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.which, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for VoteXsDebugRequest {
    const MIN: usize = 0usize.saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize.saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            which: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// The results of `VOTE_XSDebug`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct VoteXsDebugReply {
    /// `debug`.
    pub debug: UbikSdebug,
    /// `isClone`.
    #[doc(alias = "isClone")]
    pub is_clone: i32,
}
impl ::rxrpc_xdr::Encode for VoteXsDebugReply {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.debug, to)?;
        ::rxrpc_xdr::Encode::encode(&self.is_clone, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for VoteXsDebugReply {
    const MIN: usize = 0usize
        .saturating_add(<UbikSdebug as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<UbikSdebug as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            debug: ::rxrpc_xdr::Decode::decode(from)?,
            is_clone: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for VoteXsDebugRequest {
    const OPCODE: i32 = 10007;
    const NAME: &'static str = "VOTE_XSDebug";
    type Reply = VoteXsDebugReply;
}
/// The arguments of `DISK_Begin`, operation 20000.
#[doc(alias = "DISK_Begin")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct DiskBeginRequest {
    /// `tid`.
    pub tid: UbikTid,
}
impl ::rxrpc_xdr::Encode for DiskBeginRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.tid, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for DiskBeginRequest {
    const MIN: usize = 0usize.saturating_add(<UbikTid as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize.saturating_add(<UbikTid as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            tid: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for DiskBeginRequest {
    const OPCODE: i32 = 20000;
    const NAME: &'static str = "DISK_Begin";
    type Reply = ();
}
/// The arguments of `DISK_Commit`, operation 20001.
#[doc(alias = "DISK_Commit")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct DiskCommitRequest {
    /// `tid`.
    pub tid: UbikTid,
}
impl ::rxrpc_xdr::Encode for DiskCommitRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.tid, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for DiskCommitRequest {
    const MIN: usize = 0usize.saturating_add(<UbikTid as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize.saturating_add(<UbikTid as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            tid: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for DiskCommitRequest {
    const OPCODE: i32 = 20001;
    const NAME: &'static str = "DISK_Commit";
    type Reply = ();
}
/// The arguments of `DISK_Lock`, operation 20002.
#[doc(alias = "DISK_Lock")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct DiskLockRequest {
    /// `tid`.
    pub tid: UbikTid,
    /// `file`.
    pub file: i32,
    /// `pos`.
    pub pos: i32,
    /// `len`.
    pub len: i32,
    /// `type`.
    pub r#type: i32,
}
impl ::rxrpc_xdr::Encode for DiskLockRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.tid, to)?;
        ::rxrpc_xdr::Encode::encode(&self.file, to)?;
        ::rxrpc_xdr::Encode::encode(&self.pos, to)?;
        ::rxrpc_xdr::Encode::encode(&self.len, to)?;
        ::rxrpc_xdr::Encode::encode(&self.r#type, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for DiskLockRequest {
    const MIN: usize = 0usize
        .saturating_add(<UbikTid as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<UbikTid as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            tid: ::rxrpc_xdr::Decode::decode(from)?,
            file: ::rxrpc_xdr::Decode::decode(from)?,
            pos: ::rxrpc_xdr::Decode::decode(from)?,
            len: ::rxrpc_xdr::Decode::decode(from)?,
            r#type: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for DiskLockRequest {
    const OPCODE: i32 = 20002;
    const NAME: &'static str = "DISK_Lock";
    type Reply = ();
}
/// The arguments of `DISK_Write`, operation 20003.
#[doc(alias = "DISK_Write")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct DiskWriteRequest {
    /// `tid`.
    pub tid: UbikTid,
    /// `file`.
    pub file: i32,
    /// `pos`.
    pub pos: i32,
    /// `data`.
    pub data: ::rxrpc_xdr::Opaque<20000>,
}
impl ::rxrpc_xdr::Encode for DiskWriteRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.tid, to)?;
        ::rxrpc_xdr::Encode::encode(&self.file, to)?;
        ::rxrpc_xdr::Encode::encode(&self.pos, to)?;
        ::rxrpc_xdr::Encode::encode(&self.data, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for DiskWriteRequest {
    const MIN: usize = 0usize
        .saturating_add(<UbikTid as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<::rxrpc_xdr::Opaque<20000> as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<UbikTid as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<::rxrpc_xdr::Opaque<20000> as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            tid: ::rxrpc_xdr::Decode::decode(from)?,
            file: ::rxrpc_xdr::Decode::decode(from)?,
            pos: ::rxrpc_xdr::Decode::decode(from)?,
            data: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for DiskWriteRequest {
    const OPCODE: i32 = 20003;
    const NAME: &'static str = "DISK_Write";
    type Reply = ();
}
/// The arguments of `DISK_GetVersion`, operation 20004.
#[doc(alias = "DISK_GetVersion")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct DiskGetVersionRequest;
impl ::rxrpc_xdr::Encode for DiskGetVersionRequest {
    fn encode(
        &self,
        _: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for DiskGetVersionRequest {
    const MIN: usize = 0usize;
    const MAX: usize = 0usize;
    fn decode(
        _: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self)
    }
}
impl ::rxrpc_xdr::Procedure for DiskGetVersionRequest {
    const OPCODE: i32 = 20004;
    const NAME: &'static str = "DISK_GetVersion";
    type Reply = UbikVersion;
}
/// The arguments of `DISK_GetFile`, operation 20005.
#[doc(alias = "DISK_GetFile")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct DiskGetFileRequest {
    /// `file`.
    pub file: i32,
}
impl ::rxrpc_xdr::Encode for DiskGetFileRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.file, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for DiskGetFileRequest {
    const MIN: usize = 0usize.saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize.saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            file: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for DiskGetFileRequest {
    const OPCODE: i32 = 20005;
    const NAME: &'static str = "DISK_GetFile";
    type Reply = UbikVersion;
}
/// The arguments of `DISK_SendFile`, operation 20006.
#[doc(alias = "DISK_SendFile")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct DiskSendFileRequest {
    /// `file`.
    pub file: i32,
    /// `length`.
    pub length: i32,
    /// `version`.
    pub version: UbikVersion,
}
impl ::rxrpc_xdr::Encode for DiskSendFileRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.file, to)?;
        ::rxrpc_xdr::Encode::encode(&self.length, to)?;
        ::rxrpc_xdr::Encode::encode(&self.version, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for DiskSendFileRequest {
    const MIN: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<UbikVersion as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<UbikVersion as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            file: ::rxrpc_xdr::Decode::decode(from)?,
            length: ::rxrpc_xdr::Decode::decode(from)?,
            version: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for DiskSendFileRequest {
    const OPCODE: i32 = 20006;
    const NAME: &'static str = "DISK_SendFile";
    type Reply = ();
}
/// The arguments of `DISK_Abort`, operation 20007.
#[doc(alias = "DISK_Abort")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct DiskAbortRequest {
    /// `tid`.
    pub tid: UbikTid,
}
impl ::rxrpc_xdr::Encode for DiskAbortRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.tid, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for DiskAbortRequest {
    const MIN: usize = 0usize.saturating_add(<UbikTid as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize.saturating_add(<UbikTid as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            tid: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for DiskAbortRequest {
    const OPCODE: i32 = 20007;
    const NAME: &'static str = "DISK_Abort";
    type Reply = ();
}
/// The arguments of `DISK_ReleaseLocks`, operation 20008.
#[doc(alias = "DISK_ReleaseLocks")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct DiskReleaseLocksRequest {
    /// `tid`.
    pub tid: UbikTid,
}
impl ::rxrpc_xdr::Encode for DiskReleaseLocksRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.tid, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for DiskReleaseLocksRequest {
    const MIN: usize = 0usize.saturating_add(<UbikTid as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize.saturating_add(<UbikTid as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            tid: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for DiskReleaseLocksRequest {
    const OPCODE: i32 = 20008;
    const NAME: &'static str = "DISK_ReleaseLocks";
    type Reply = ();
}
/// The arguments of `DISK_Truncate`, operation 20009.
#[doc(alias = "DISK_Truncate")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct DiskTruncateRequest {
    /// `tid`.
    pub tid: UbikTid,
    /// `file`.
    pub file: i32,
    /// `len`.
    pub len: i32,
}
impl ::rxrpc_xdr::Encode for DiskTruncateRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.tid, to)?;
        ::rxrpc_xdr::Encode::encode(&self.file, to)?;
        ::rxrpc_xdr::Encode::encode(&self.len, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for DiskTruncateRequest {
    const MIN: usize = 0usize
        .saturating_add(<UbikTid as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<UbikTid as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            tid: ::rxrpc_xdr::Decode::decode(from)?,
            file: ::rxrpc_xdr::Decode::decode(from)?,
            len: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for DiskTruncateRequest {
    const OPCODE: i32 = 20009;
    const NAME: &'static str = "DISK_Truncate";
    type Reply = ();
}
/// The arguments of `DISK_Probe`, operation 20010.
#[doc(alias = "DISK_Probe")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct DiskProbeRequest;
impl ::rxrpc_xdr::Encode for DiskProbeRequest {
    fn encode(
        &self,
        _: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for DiskProbeRequest {
    const MIN: usize = 0usize;
    const MAX: usize = 0usize;
    fn decode(
        _: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self)
    }
}
impl ::rxrpc_xdr::Procedure for DiskProbeRequest {
    const OPCODE: i32 = 20010;
    const NAME: &'static str = "DISK_Probe";
    type Reply = ();
}
/// The arguments of `DISK_WriteV`, operation 20011.
#[doc(alias = "DISK_WriteV")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct DiskWriteVRequest {
    /// `tid`.
    pub tid: UbikTid,
    /// `pieces`.
    pub pieces: UbikPieces,
    /// `data`.
    pub data: ::rxrpc_xdr::Opaque<65536>,
}
impl ::rxrpc_xdr::Encode for DiskWriteVRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.tid, to)?;
        ::rxrpc_xdr::Encode::encode(&self.pieces, to)?;
        ::rxrpc_xdr::Encode::encode(&self.data, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for DiskWriteVRequest {
    const MIN: usize = 0usize
        .saturating_add(<UbikTid as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<UbikPieces as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<::rxrpc_xdr::Opaque<65536> as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<UbikTid as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<UbikPieces as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<::rxrpc_xdr::Opaque<65536> as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            tid: ::rxrpc_xdr::Decode::decode(from)?,
            pieces: ::rxrpc_xdr::Decode::decode(from)?,
            data: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for DiskWriteVRequest {
    const OPCODE: i32 = 20011;
    const NAME: &'static str = "DISK_WriteV";
    type Reply = ();
}
/// The arguments of `DISK_UpdateInterfaceAddr`, operation 20012.
#[doc(alias = "DISK_UpdateInterfaceAddr")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct DiskUpdateInterfaceAddrRequest {
    /// `in`.
    pub r#in: UbikInterfaceAddr,
}
impl ::rxrpc_xdr::Encode for DiskUpdateInterfaceAddrRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.r#in, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for DiskUpdateInterfaceAddrRequest {
    const MIN: usize = 0usize
        .saturating_add(<UbikInterfaceAddr as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<UbikInterfaceAddr as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            r#in: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for DiskUpdateInterfaceAddrRequest {
    const OPCODE: i32 = 20012;
    const NAME: &'static str = "DISK_UpdateInterfaceAddr";
    type Reply = UbikInterfaceAddr;
}
/// The arguments of `DISK_SetVersion`, operation 20013.
#[doc(alias = "DISK_SetVersion")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct DiskSetVersionRequest {
    /// `tid`.
    pub tid: UbikTid,
    /// `before`.
    pub before: UbikVersion,
    /// `after`.
    pub after: UbikVersion,
}
impl ::rxrpc_xdr::Encode for DiskSetVersionRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.tid, to)?;
        ::rxrpc_xdr::Encode::encode(&self.before, to)?;
        ::rxrpc_xdr::Encode::encode(&self.after, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for DiskSetVersionRequest {
    const MIN: usize = 0usize
        .saturating_add(<UbikTid as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<UbikVersion as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<UbikVersion as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<UbikTid as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<UbikVersion as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<UbikVersion as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            tid: ::rxrpc_xdr::Decode::decode(from)?,
            before: ::rxrpc_xdr::Decode::decode(from)?,
            after: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for DiskSetVersionRequest {
    const OPCODE: i32 = 20013;
    const NAME: &'static str = "DISK_SetVersion";
    type Reply = ();
}
/// Clients and services for threads.
#[allow(
    clippy::len_without_is_empty,
    clippy::should_implement_trait,
    clippy::wrong_self_convention
)]
pub mod sync {
    /// Votes of the servers of a replicated database, on who of them leads and may change it. Service 50, on the port of the
    /// database.
    #[doc(alias = "VOTE_")]
    #[derive(Clone, Debug)]
    pub struct VoteClient<C>(::rxrpc_xdr::sync::Client<C>);
    impl<C: ::rxrpc_xdr::sync::Caller> VoteClient<C> {
        /// A client of the service that `caller` calls.
        pub fn new(caller: C) -> Self {
            Self(::rxrpc_xdr::sync::Client::new(caller))
        }
        /// Makes further calls with these options: a deadline, a level, a connection of its own.
        #[must_use]
        pub fn options(self, options: ::rxrpc_xdr::CallOptions) -> Self {
            Self(self.0.options(options))
        }
        /// Takes so many bytes of results at most, where the interface does not say less.
        #[must_use]
        pub fn reply_limit(self, bytes: usize) -> Self {
            Self(self.0.reply_limit(bytes))
        }
        /// The client below, which calls any [`Procedure`](::rxrpc_xdr::Procedure).
        pub fn inner(&self) -> &::rxrpc_xdr::sync::Client<C> {
            &self.0
        }
        /// Asks for a vote. The code of the answer is the vote: 0, which is success, is a no, and a positive one, which ends the call
        /// like an error, is a yes. Who leads already asks with the state 1.
        #[doc(alias = "VOTE_Beacon")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn beacon(
            &self,
            state: i32,
            vote_start: i32,
            version: super::UbikVersion,
            tid: super::UbikTid,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::VoteBeaconRequest {
                        state,
                        vote_start,
                        version,
                        tid,
                    },
                )
        }
        /// How the server is, without its addresses.
        #[doc(alias = "VOTE_DebugOld")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn debug_old(
            &self,
        ) -> ::core::result::Result<super::UbikDebugOld, ::rxrpc_xdr::RpcError> {
            self.0.call(&super::VoteDebugOldRequest)
        }
        /// What the server knows of another one, counted from 0.
        #[doc(alias = "VOTE_SDebugOld")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn s_debug_old(
            &self,
            which: i32,
        ) -> ::core::result::Result<super::UbikSdebugOld, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::VoteSDebugOldRequest {
                        which,
                    },
                )
        }
        /// How the server is.
        #[doc(alias = "VOTE_Debug")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn debug(
            &self,
        ) -> ::core::result::Result<super::UbikDebug, ::rxrpc_xdr::RpcError> {
            self.0.call(&super::VoteDebugRequest)
        }
        /// What the server knows of another one, counted from 0. The code 2 if there is none.
        #[doc(alias = "VOTE_SDebug")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn s_debug(
            &self,
            which: i32,
        ) -> ::core::result::Result<super::UbikSdebug, ::rxrpc_xdr::RpcError> {
            self.0.call(&super::VoteSDebugRequest { which })
        }
        /// How the server is, and whether it is a clone, which only reads and never leads.
        #[doc(alias = "VOTE_XDebug")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn x_debug(
            &self,
        ) -> ::core::result::Result<super::VoteXDebugReply, ::rxrpc_xdr::RpcError> {
            self.0.call(&super::VoteXDebugRequest)
        }
        /// What the server knows of another one, and whether that is a clone. The code 2 if there is none.
        #[doc(alias = "VOTE_XSDebug")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn xs_debug(
            &self,
            which: i32,
        ) -> ::core::result::Result<super::VoteXsDebugReply, ::rxrpc_xdr::RpcError> {
            self.0.call(&super::VoteXsDebugRequest { which })
        }
    }
    /// What the leading server has the others do with their copies of the database. Service 51, on the port of the database.
    ///
    /// UBADHOST, or 10029 (not a super user), to anybody who is no server of the cell.
    #[doc(alias = "DISK_")]
    #[derive(Clone, Debug)]
    pub struct DiskClient<C>(::rxrpc_xdr::sync::Client<C>);
    impl<C: ::rxrpc_xdr::sync::Caller> DiskClient<C> {
        /// A client of the service that `caller` calls.
        pub fn new(caller: C) -> Self {
            Self(::rxrpc_xdr::sync::Client::new(caller))
        }
        /// Makes further calls with these options: a deadline, a level, a connection of its own.
        #[must_use]
        pub fn options(self, options: ::rxrpc_xdr::CallOptions) -> Self {
            Self(self.0.options(options))
        }
        /// Takes so many bytes of results at most, where the interface does not say less.
        #[must_use]
        pub fn reply_limit(self, bytes: usize) -> Self {
            Self(self.0.reply_limit(bytes))
        }
        /// The client below, which calls any [`Procedure`](::rxrpc_xdr::Procedure).
        pub fn inner(&self) -> &::rxrpc_xdr::sync::Client<C> {
            &self.0
        }
        /// Begins a transaction.
        #[doc(alias = "DISK_Begin")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn begin(
            &self,
            tid: super::UbikTid,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0.call(&super::DiskBeginRequest { tid })
        }
        /// Ends a transaction, whose changes stay.
        #[doc(alias = "DISK_Commit")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn commit(
            &self,
            tid: super::UbikTid,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0.call(&super::DiskCommitRequest { tid })
        }
        /// Locks a part of a file.
        #[doc(alias = "DISK_Lock")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn lock(
            &self,
            tid: super::UbikTid,
            file: i32,
            pos: i32,
            len: i32,
            r#type: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::DiskLockRequest {
                        tid,
                        file,
                        pos,
                        len,
                        r#type,
                    },
                )
        }
        /// Writes into a file.
        #[doc(alias = "DISK_Write")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn write(
            &self,
            tid: super::UbikTid,
            file: i32,
            pos: i32,
            data: ::rxrpc_xdr::Opaque<20000>,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::DiskWriteRequest {
                        tid,
                        file,
                        pos,
                        data,
                    },
                )
        }
        /// The version of the database.
        #[doc(alias = "DISK_GetVersion")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn get_version(
            &self,
        ) -> ::core::result::Result<super::UbikVersion, ::rxrpc_xdr::RpcError> {
            self.0.call(&super::DiskGetVersionRequest)
        }
        /// A whole file: its length in four bytes and its raw data, and then its version.
        #[doc(alias = "DISK_GetFile")]
        ///
        /// Blocks until the arguments are on their way; raw data follows.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn get_file(
            &self,
            file: i32,
        ) -> ::core::result::Result<
            ::rxrpc_xdr::sync::SplitCall<C::Call, super::UbikVersion>,
            ::rxrpc_xdr::RpcError,
        > {
            self.0.start(&super::DiskGetFileRequest { file })
        }
        /// Puts a whole file into the place of another: its raw data, of this length, follows the arguments.
        #[doc(alias = "DISK_SendFile")]
        ///
        /// Blocks until the arguments are on their way; raw data follows.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn send_file(
            &self,
            file: i32,
            length: i32,
            version: super::UbikVersion,
        ) -> ::core::result::Result<
            ::rxrpc_xdr::sync::SplitCall<C::Call, ()>,
            ::rxrpc_xdr::RpcError,
        > {
            self.0
                .start(
                    &super::DiskSendFileRequest {
                        file,
                        length,
                        version,
                    },
                )
        }
        /// Ends a transaction, whose changes are lost.
        #[doc(alias = "DISK_Abort")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn abort(
            &self,
            tid: super::UbikTid,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0.call(&super::DiskAbortRequest { tid })
        }
        /// Ends a transaction that has nothing left but locks.
        #[doc(alias = "DISK_ReleaseLocks")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn release_locks(
            &self,
            tid: super::UbikTid,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::DiskReleaseLocksRequest {
                        tid,
                    },
                )
        }
        /// Cuts a file.
        #[doc(alias = "DISK_Truncate")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn truncate(
            &self,
            tid: super::UbikTid,
            file: i32,
            len: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::DiskTruncateRequest {
                        tid,
                        file,
                        len,
                    },
                )
        }
        /// Does nothing: says that the server is there.
        #[doc(alias = "DISK_Probe")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn probe(&self) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0.call(&super::DiskProbeRequest)
        }
        /// Writes several pieces, whose bytes follow each other in data.
        #[doc(alias = "DISK_WriteV")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn write_v(
            &self,
            tid: super::UbikTid,
            pieces: super::UbikPieces,
            data: ::rxrpc_xdr::Opaque<65536>,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::DiskWriteVRequest {
                        tid,
                        pieces,
                        data,
                    },
                )
        }
        /// Tells the addresses of a server, and gives those of the one that is asked.
        #[doc(alias = "DISK_UpdateInterfaceAddr")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn update_interface_addr(
            &self,
            r#in: super::UbikInterfaceAddr,
        ) -> ::core::result::Result<super::UbikInterfaceAddr, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::DiskUpdateInterfaceAddrRequest {
                        r#in,
                    },
                )
        }
        /// Sets the version of the database.
        #[doc(alias = "DISK_SetVersion")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn set_version(
            &self,
            tid: super::UbikTid,
            before: super::UbikVersion,
            after: super::UbikVersion,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::DiskSetVersionRequest {
                        tid,
                        before,
                        after,
                    },
                )
        }
    }
    /// Votes of the servers of a replicated database, on who of them leads and may change it. Service 50, on the port of the
    /// database.
    #[doc(alias = "VOTE_")]
    ///
    /// Every method has a default, which refuses with `RXGEN_OPCODE`, as for an operation that there is not.
    /// An error is the code that the client is told, whether or not it means a failure.
    pub trait VoteService: Send + Sync {
        /// Asks for a vote. The code of the answer is the vote: 0, which is success, is a no, and a positive one, which ends the call
        /// like an error, is a yes. Who leads already asks with the state 1.
        #[doc(alias = "VOTE_Beacon")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn beacon(
            &self,
            context: &::rxrpc_xdr::Context,
            state: i32,
            vote_start: i32,
            version: super::UbikVersion,
            tid: super::UbikTid,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = (context, state, vote_start, version, tid);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// How the server is, without its addresses.
        #[doc(alias = "VOTE_DebugOld")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn debug_old(
            &self,
            context: &::rxrpc_xdr::Context,
        ) -> ::core::result::Result<super::UbikDebugOld, ::rxrpc_xdr::Refusal> {
            let _ = context;
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// What the server knows of another one, counted from 0.
        #[doc(alias = "VOTE_SDebugOld")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn s_debug_old(
            &self,
            context: &::rxrpc_xdr::Context,
            which: i32,
        ) -> ::core::result::Result<super::UbikSdebugOld, ::rxrpc_xdr::Refusal> {
            let _ = (context, which);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// How the server is.
        #[doc(alias = "VOTE_Debug")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn debug(
            &self,
            context: &::rxrpc_xdr::Context,
        ) -> ::core::result::Result<super::UbikDebug, ::rxrpc_xdr::Refusal> {
            let _ = context;
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// What the server knows of another one, counted from 0. The code 2 if there is none.
        #[doc(alias = "VOTE_SDebug")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn s_debug(
            &self,
            context: &::rxrpc_xdr::Context,
            which: i32,
        ) -> ::core::result::Result<super::UbikSdebug, ::rxrpc_xdr::Refusal> {
            let _ = (context, which);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// How the server is, and whether it is a clone, which only reads and never leads.
        #[doc(alias = "VOTE_XDebug")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn x_debug(
            &self,
            context: &::rxrpc_xdr::Context,
        ) -> ::core::result::Result<super::VoteXDebugReply, ::rxrpc_xdr::Refusal> {
            let _ = context;
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// What the server knows of another one, and whether that is a clone. The code 2 if there is none.
        #[doc(alias = "VOTE_XSDebug")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn xs_debug(
            &self,
            context: &::rxrpc_xdr::Context,
            which: i32,
        ) -> ::core::result::Result<super::VoteXsDebugReply, ::rxrpc_xdr::Refusal> {
            let _ = (context, which);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
    }
    /// The procedures of a [`VoteService`], as an interface that answers calls.
    #[derive(Clone, Debug)]
    pub struct VoteServer<S>(pub S);
    impl<S: VoteService> ::rxrpc_xdr::sync::Interface for VoteServer<S> {
        fn has(&self, opcode: i32) -> bool {
            matches!(opcode, 10000..= 10002 | 10004..= 10007)
        }
        fn answer<C: ::rxrpc_xdr::sync::Call>(
            &self,
            opcode: i32,
            mut exchange: ::rxrpc_xdr::sync::Exchange<'_, C>,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            match opcode {
                10000 => {
                    let super::VoteBeaconRequest { state, vote_start, version, tid } = exchange
                        .arguments()?;
                    self.0.beacon(exchange.context(), state, vote_start, version, tid)?;
                    exchange.reply(&())
                }
                10001 => {
                    let super::VoteDebugOldRequest = exchange.arguments()?;
                    let results = self.0.debug_old(exchange.context())?;
                    exchange.reply(&results)
                }
                10002 => {
                    let super::VoteSDebugOldRequest { which } = exchange.arguments()?;
                    let results = self.0.s_debug_old(exchange.context(), which)?;
                    exchange.reply(&results)
                }
                10004 => {
                    let super::VoteDebugRequest = exchange.arguments()?;
                    let results = self.0.debug(exchange.context())?;
                    exchange.reply(&results)
                }
                10005 => {
                    let super::VoteSDebugRequest { which } = exchange.arguments()?;
                    let results = self.0.s_debug(exchange.context(), which)?;
                    exchange.reply(&results)
                }
                10006 => {
                    let super::VoteXDebugRequest = exchange.arguments()?;
                    let results = self.0.x_debug(exchange.context())?;
                    exchange.reply(&results)
                }
                10007 => {
                    let super::VoteXsDebugRequest { which } = exchange.arguments()?;
                    let results = self.0.xs_debug(exchange.context(), which)?;
                    exchange.reply(&results)
                }
                _ => {
                    ::core::result::Result::Err(
                        ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                    )
                }
            }
        }
    }
    /// What the leading server has the others do with their copies of the database. Service 51, on the port of the database.
    ///
    /// UBADHOST, or 10029 (not a super user), to anybody who is no server of the cell.
    #[doc(alias = "DISK_")]
    ///
    /// Every method has a default, which refuses with `RXGEN_OPCODE`, as for an operation that there is not.
    /// An error is the code that the client is told, whether or not it means a failure.
    pub trait DiskService: Send + Sync {
        /// Begins a transaction.
        #[doc(alias = "DISK_Begin")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn begin(
            &self,
            context: &::rxrpc_xdr::Context,
            tid: super::UbikTid,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = (context, tid);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Ends a transaction, whose changes stay.
        #[doc(alias = "DISK_Commit")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn commit(
            &self,
            context: &::rxrpc_xdr::Context,
            tid: super::UbikTid,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = (context, tid);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Locks a part of a file.
        #[doc(alias = "DISK_Lock")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn lock(
            &self,
            context: &::rxrpc_xdr::Context,
            tid: super::UbikTid,
            file: i32,
            pos: i32,
            len: i32,
            r#type: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = (context, tid, file, pos, len, r#type);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Writes into a file.
        #[doc(alias = "DISK_Write")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn write(
            &self,
            context: &::rxrpc_xdr::Context,
            tid: super::UbikTid,
            file: i32,
            pos: i32,
            data: ::rxrpc_xdr::Opaque<20000>,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = (context, tid, file, pos, data);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// The version of the database.
        #[doc(alias = "DISK_GetVersion")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_version(
            &self,
            context: &::rxrpc_xdr::Context,
        ) -> ::core::result::Result<super::UbikVersion, ::rxrpc_xdr::Refusal> {
            let _ = context;
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// A whole file: its length in four bytes and its raw data, and then its version.
        #[doc(alias = "DISK_GetFile")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_file(
            &self,
            context: &::rxrpc_xdr::Context,
            file: i32,
            stream: ::rxrpc_xdr::sync::Stream<'_>,
        ) -> ::core::result::Result<super::UbikVersion, ::rxrpc_xdr::Refusal> {
            let _ = (context, file, stream);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Puts a whole file into the place of another: its raw data, of this length, follows the arguments.
        #[doc(alias = "DISK_SendFile")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn send_file(
            &self,
            context: &::rxrpc_xdr::Context,
            file: i32,
            length: i32,
            version: super::UbikVersion,
            stream: ::rxrpc_xdr::sync::Stream<'_>,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = (context, file, length, version, stream);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Ends a transaction, whose changes are lost.
        #[doc(alias = "DISK_Abort")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn abort(
            &self,
            context: &::rxrpc_xdr::Context,
            tid: super::UbikTid,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = (context, tid);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Ends a transaction that has nothing left but locks.
        #[doc(alias = "DISK_ReleaseLocks")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn release_locks(
            &self,
            context: &::rxrpc_xdr::Context,
            tid: super::UbikTid,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = (context, tid);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Cuts a file.
        #[doc(alias = "DISK_Truncate")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn truncate(
            &self,
            context: &::rxrpc_xdr::Context,
            tid: super::UbikTid,
            file: i32,
            len: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = (context, tid, file, len);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Does nothing: says that the server is there.
        #[doc(alias = "DISK_Probe")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn probe(
            &self,
            context: &::rxrpc_xdr::Context,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = context;
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Writes several pieces, whose bytes follow each other in data.
        #[doc(alias = "DISK_WriteV")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn write_v(
            &self,
            context: &::rxrpc_xdr::Context,
            tid: super::UbikTid,
            pieces: super::UbikPieces,
            data: ::rxrpc_xdr::Opaque<65536>,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = (context, tid, pieces, data);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Tells the addresses of a server, and gives those of the one that is asked.
        #[doc(alias = "DISK_UpdateInterfaceAddr")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn update_interface_addr(
            &self,
            context: &::rxrpc_xdr::Context,
            r#in: super::UbikInterfaceAddr,
        ) -> ::core::result::Result<super::UbikInterfaceAddr, ::rxrpc_xdr::Refusal> {
            let _ = (context, r#in);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Sets the version of the database.
        #[doc(alias = "DISK_SetVersion")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn set_version(
            &self,
            context: &::rxrpc_xdr::Context,
            tid: super::UbikTid,
            before: super::UbikVersion,
            after: super::UbikVersion,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = (context, tid, before, after);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
    }
    /// The procedures of a [`DiskService`], as an interface that answers calls.
    #[derive(Clone, Debug)]
    pub struct DiskServer<S>(pub S);
    impl<S: DiskService> ::rxrpc_xdr::sync::Interface for DiskServer<S> {
        fn has(&self, opcode: i32) -> bool {
            matches!(opcode, 20000..= 20013)
        }
        fn answer<C: ::rxrpc_xdr::sync::Call>(
            &self,
            opcode: i32,
            mut exchange: ::rxrpc_xdr::sync::Exchange<'_, C>,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            match opcode {
                20000 => {
                    let super::DiskBeginRequest { tid } = exchange.arguments()?;
                    self.0.begin(exchange.context(), tid)?;
                    exchange.reply(&())
                }
                20001 => {
                    let super::DiskCommitRequest { tid } = exchange.arguments()?;
                    self.0.commit(exchange.context(), tid)?;
                    exchange.reply(&())
                }
                20002 => {
                    let super::DiskLockRequest { tid, file, pos, len, r#type } = exchange
                        .arguments()?;
                    self.0.lock(exchange.context(), tid, file, pos, len, r#type)?;
                    exchange.reply(&())
                }
                20003 => {
                    let super::DiskWriteRequest { tid, file, pos, data } = exchange
                        .arguments()?;
                    self.0.write(exchange.context(), tid, file, pos, data)?;
                    exchange.reply(&())
                }
                20004 => {
                    let super::DiskGetVersionRequest = exchange.arguments()?;
                    let results = self.0.get_version(exchange.context())?;
                    exchange.reply(&results)
                }
                20005 => {
                    let super::DiskGetFileRequest { file } = exchange.split_arguments()?;
                    let (context, stream) = exchange.stream();
                    let results = self.0.get_file(context, file, stream)?;
                    exchange.reply(&results)
                }
                20006 => {
                    let super::DiskSendFileRequest { file, length, version } = exchange
                        .split_arguments()?;
                    let (context, stream) = exchange.stream();
                    self.0.send_file(context, file, length, version, stream)?;
                    exchange.reply(&())
                }
                20007 => {
                    let super::DiskAbortRequest { tid } = exchange.arguments()?;
                    self.0.abort(exchange.context(), tid)?;
                    exchange.reply(&())
                }
                20008 => {
                    let super::DiskReleaseLocksRequest { tid } = exchange.arguments()?;
                    self.0.release_locks(exchange.context(), tid)?;
                    exchange.reply(&())
                }
                20009 => {
                    let super::DiskTruncateRequest { tid, file, len } = exchange
                        .arguments()?;
                    self.0.truncate(exchange.context(), tid, file, len)?;
                    exchange.reply(&())
                }
                20010 => {
                    let super::DiskProbeRequest = exchange.arguments()?;
                    self.0.probe(exchange.context())?;
                    exchange.reply(&())
                }
                20011 => {
                    let super::DiskWriteVRequest { tid, pieces, data } = exchange
                        .arguments()?;
                    self.0.write_v(exchange.context(), tid, pieces, data)?;
                    exchange.reply(&())
                }
                20012 => {
                    let super::DiskUpdateInterfaceAddrRequest { r#in } = exchange
                        .arguments()?;
                    let results = self
                        .0
                        .update_interface_addr(exchange.context(), r#in)?;
                    exchange.reply(&results)
                }
                20013 => {
                    let super::DiskSetVersionRequest { tid, before, after } = exchange
                        .arguments()?;
                    self.0.set_version(exchange.context(), tid, before, after)?;
                    exchange.reply(&())
                }
                _ => {
                    ::core::result::Result::Err(
                        ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                    )
                }
            }
        }
    }
}
/// Clients and services for tasks.
#[allow(
    clippy::len_without_is_empty,
    clippy::should_implement_trait,
    clippy::wrong_self_convention
)]
pub mod asynchronous {
    /// Votes of the servers of a replicated database, on who of them leads and may change it. Service 50, on the port of the
    /// database.
    #[doc(alias = "VOTE_")]
    #[derive(Clone, Debug)]
    pub struct VoteClient<C>(::rxrpc_xdr::asynchronous::Client<C>);
    impl<C: ::rxrpc_xdr::asynchronous::Caller> VoteClient<C> {
        /// A client of the service that `caller` calls.
        pub fn new(caller: C) -> Self {
            Self(::rxrpc_xdr::asynchronous::Client::new(caller))
        }
        /// Makes further calls with these options: a deadline, a level, a connection of its own.
        #[must_use]
        pub fn options(self, options: ::rxrpc_xdr::CallOptions) -> Self {
            Self(self.0.options(options))
        }
        /// Takes so many bytes of results at most, where the interface does not say less.
        #[must_use]
        pub fn reply_limit(self, bytes: usize) -> Self {
            Self(self.0.reply_limit(bytes))
        }
        /// The client below, which calls any [`Procedure`](::rxrpc_xdr::Procedure).
        pub fn inner(&self) -> &::rxrpc_xdr::asynchronous::Client<C> {
            &self.0
        }
        /// Asks for a vote. The code of the answer is the vote: 0, which is success, is a no, and a positive one, which ends the call
        /// like an error, is a yes. Who leads already asks with the state 1.
        #[doc(alias = "VOTE_Beacon")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn beacon(
            &self,
            state: i32,
            vote_start: i32,
            version: super::UbikVersion,
            tid: super::UbikTid,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::VoteBeaconRequest {
                        state,
                        vote_start,
                        version,
                        tid,
                    },
                )
                .await
        }
        /// How the server is, without its addresses.
        #[doc(alias = "VOTE_DebugOld")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn debug_old(
            &self,
        ) -> ::core::result::Result<super::UbikDebugOld, ::rxrpc_xdr::RpcError> {
            self.0.call(&super::VoteDebugOldRequest).await
        }
        /// What the server knows of another one, counted from 0.
        #[doc(alias = "VOTE_SDebugOld")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn s_debug_old(
            &self,
            which: i32,
        ) -> ::core::result::Result<super::UbikSdebugOld, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::VoteSDebugOldRequest {
                        which,
                    },
                )
                .await
        }
        /// How the server is.
        #[doc(alias = "VOTE_Debug")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn debug(
            &self,
        ) -> ::core::result::Result<super::UbikDebug, ::rxrpc_xdr::RpcError> {
            self.0.call(&super::VoteDebugRequest).await
        }
        /// What the server knows of another one, counted from 0. The code 2 if there is none.
        #[doc(alias = "VOTE_SDebug")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn s_debug(
            &self,
            which: i32,
        ) -> ::core::result::Result<super::UbikSdebug, ::rxrpc_xdr::RpcError> {
            self.0.call(&super::VoteSDebugRequest { which }).await
        }
        /// How the server is, and whether it is a clone, which only reads and never leads.
        #[doc(alias = "VOTE_XDebug")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn x_debug(
            &self,
        ) -> ::core::result::Result<super::VoteXDebugReply, ::rxrpc_xdr::RpcError> {
            self.0.call(&super::VoteXDebugRequest).await
        }
        /// What the server knows of another one, and whether that is a clone. The code 2 if there is none.
        #[doc(alias = "VOTE_XSDebug")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn xs_debug(
            &self,
            which: i32,
        ) -> ::core::result::Result<super::VoteXsDebugReply, ::rxrpc_xdr::RpcError> {
            self.0.call(&super::VoteXsDebugRequest { which }).await
        }
    }
    /// What the leading server has the others do with their copies of the database. Service 51, on the port of the database.
    ///
    /// UBADHOST, or 10029 (not a super user), to anybody who is no server of the cell.
    #[doc(alias = "DISK_")]
    #[derive(Clone, Debug)]
    pub struct DiskClient<C>(::rxrpc_xdr::asynchronous::Client<C>);
    impl<C: ::rxrpc_xdr::asynchronous::Caller> DiskClient<C> {
        /// A client of the service that `caller` calls.
        pub fn new(caller: C) -> Self {
            Self(::rxrpc_xdr::asynchronous::Client::new(caller))
        }
        /// Makes further calls with these options: a deadline, a level, a connection of its own.
        #[must_use]
        pub fn options(self, options: ::rxrpc_xdr::CallOptions) -> Self {
            Self(self.0.options(options))
        }
        /// Takes so many bytes of results at most, where the interface does not say less.
        #[must_use]
        pub fn reply_limit(self, bytes: usize) -> Self {
            Self(self.0.reply_limit(bytes))
        }
        /// The client below, which calls any [`Procedure`](::rxrpc_xdr::Procedure).
        pub fn inner(&self) -> &::rxrpc_xdr::asynchronous::Client<C> {
            &self.0
        }
        /// Begins a transaction.
        #[doc(alias = "DISK_Begin")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn begin(
            &self,
            tid: super::UbikTid,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0.call(&super::DiskBeginRequest { tid }).await
        }
        /// Ends a transaction, whose changes stay.
        #[doc(alias = "DISK_Commit")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn commit(
            &self,
            tid: super::UbikTid,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0.call(&super::DiskCommitRequest { tid }).await
        }
        /// Locks a part of a file.
        #[doc(alias = "DISK_Lock")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn lock(
            &self,
            tid: super::UbikTid,
            file: i32,
            pos: i32,
            len: i32,
            r#type: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::DiskLockRequest {
                        tid,
                        file,
                        pos,
                        len,
                        r#type,
                    },
                )
                .await
        }
        /// Writes into a file.
        #[doc(alias = "DISK_Write")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn write(
            &self,
            tid: super::UbikTid,
            file: i32,
            pos: i32,
            data: ::rxrpc_xdr::Opaque<20000>,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::DiskWriteRequest {
                        tid,
                        file,
                        pos,
                        data,
                    },
                )
                .await
        }
        /// The version of the database.
        #[doc(alias = "DISK_GetVersion")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn get_version(
            &self,
        ) -> ::core::result::Result<super::UbikVersion, ::rxrpc_xdr::RpcError> {
            self.0.call(&super::DiskGetVersionRequest).await
        }
        /// A whole file: its length in four bytes and its raw data, and then its version.
        #[doc(alias = "DISK_GetFile")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the arguments are on their way; raw data follows.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn get_file(
            &self,
            file: i32,
        ) -> ::core::result::Result<
            ::rxrpc_xdr::asynchronous::SplitCall<C::Call, super::UbikVersion>,
            ::rxrpc_xdr::RpcError,
        > {
            self.0.start(&super::DiskGetFileRequest { file }).await
        }
        /// Puts a whole file into the place of another: its raw data, of this length, follows the arguments.
        #[doc(alias = "DISK_SendFile")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the arguments are on their way; raw data follows.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn send_file(
            &self,
            file: i32,
            length: i32,
            version: super::UbikVersion,
        ) -> ::core::result::Result<
            ::rxrpc_xdr::asynchronous::SplitCall<C::Call, ()>,
            ::rxrpc_xdr::RpcError,
        > {
            self.0
                .start(
                    &super::DiskSendFileRequest {
                        file,
                        length,
                        version,
                    },
                )
                .await
        }
        /// Ends a transaction, whose changes are lost.
        #[doc(alias = "DISK_Abort")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn abort(
            &self,
            tid: super::UbikTid,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0.call(&super::DiskAbortRequest { tid }).await
        }
        /// Ends a transaction that has nothing left but locks.
        #[doc(alias = "DISK_ReleaseLocks")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn release_locks(
            &self,
            tid: super::UbikTid,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::DiskReleaseLocksRequest {
                        tid,
                    },
                )
                .await
        }
        /// Cuts a file.
        #[doc(alias = "DISK_Truncate")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn truncate(
            &self,
            tid: super::UbikTid,
            file: i32,
            len: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::DiskTruncateRequest {
                        tid,
                        file,
                        len,
                    },
                )
                .await
        }
        /// Does nothing: says that the server is there.
        #[doc(alias = "DISK_Probe")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn probe(&self) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0.call(&super::DiskProbeRequest).await
        }
        /// Writes several pieces, whose bytes follow each other in data.
        #[doc(alias = "DISK_WriteV")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn write_v(
            &self,
            tid: super::UbikTid,
            pieces: super::UbikPieces,
            data: ::rxrpc_xdr::Opaque<65536>,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::DiskWriteVRequest {
                        tid,
                        pieces,
                        data,
                    },
                )
                .await
        }
        /// Tells the addresses of a server, and gives those of the one that is asked.
        #[doc(alias = "DISK_UpdateInterfaceAddr")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn update_interface_addr(
            &self,
            r#in: super::UbikInterfaceAddr,
        ) -> ::core::result::Result<super::UbikInterfaceAddr, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::DiskUpdateInterfaceAddrRequest {
                        r#in,
                    },
                )
                .await
        }
        /// Sets the version of the database.
        #[doc(alias = "DISK_SetVersion")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn set_version(
            &self,
            tid: super::UbikTid,
            before: super::UbikVersion,
            after: super::UbikVersion,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::DiskSetVersionRequest {
                        tid,
                        before,
                        after,
                    },
                )
                .await
        }
    }
    /// Votes of the servers of a replicated database, on who of them leads and may change it. Service 50, on the port of the
    /// database.
    #[doc(alias = "VOTE_")]
    ///
    /// Every method has a default, which refuses with `RXGEN_OPCODE`, as for an operation that there is not.
    /// An error is the code that the client is told, whether or not it means a failure.
    pub trait VoteService: Send + Sync {
        /// Asks for a vote. The code of the answer is the vote: 0, which is success, is a no, and a positive one, which ends the call
        /// like an error, is a yes. Who leads already asks with the state 1.
        #[doc(alias = "VOTE_Beacon")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn beacon(
            &self,
            context: &::rxrpc_xdr::Context,
            state: i32,
            vote_start: i32,
            version: super::UbikVersion,
            tid: super::UbikTid,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, state, vote_start, version, tid);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// How the server is, without its addresses.
        #[doc(alias = "VOTE_DebugOld")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn debug_old(
            &self,
            context: &::rxrpc_xdr::Context,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<super::UbikDebugOld, ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = context;
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// What the server knows of another one, counted from 0.
        #[doc(alias = "VOTE_SDebugOld")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn s_debug_old(
            &self,
            context: &::rxrpc_xdr::Context,
            which: i32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<super::UbikSdebugOld, ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, which);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// How the server is.
        #[doc(alias = "VOTE_Debug")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn debug(
            &self,
            context: &::rxrpc_xdr::Context,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<super::UbikDebug, ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = context;
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// What the server knows of another one, counted from 0. The code 2 if there is none.
        #[doc(alias = "VOTE_SDebug")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn s_debug(
            &self,
            context: &::rxrpc_xdr::Context,
            which: i32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<super::UbikSdebug, ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, which);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// How the server is, and whether it is a clone, which only reads and never leads.
        #[doc(alias = "VOTE_XDebug")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn x_debug(
            &self,
            context: &::rxrpc_xdr::Context,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<super::VoteXDebugReply, ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = context;
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// What the server knows of another one, and whether that is a clone. The code 2 if there is none.
        #[doc(alias = "VOTE_XSDebug")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn xs_debug(
            &self,
            context: &::rxrpc_xdr::Context,
            which: i32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                super::VoteXsDebugReply,
                ::rxrpc_xdr::Refusal,
            >,
        > + Send {
            let _ = (context, which);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
    }
    /// The procedures of a [`VoteService`], as an interface that answers calls.
    #[derive(Clone, Debug)]
    pub struct VoteServer<S>(pub S);
    impl<S: VoteService> ::rxrpc_xdr::asynchronous::Interface for VoteServer<S> {
        fn has(&self, opcode: i32) -> bool {
            matches!(opcode, 10000..= 10002 | 10004..= 10007)
        }
        async fn answer<C: ::rxrpc_xdr::asynchronous::Call>(
            &self,
            opcode: i32,
            mut exchange: ::rxrpc_xdr::asynchronous::Exchange<'_, C>,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            match opcode {
                10000 => {
                    let super::VoteBeaconRequest { state, vote_start, version, tid } = exchange
                        .arguments()
                        .await?;
                    self.0
                        .beacon(exchange.context(), state, vote_start, version, tid)
                        .await?;
                    exchange.reply(&()).await
                }
                10001 => {
                    let super::VoteDebugOldRequest = exchange.arguments().await?;
                    let results = self.0.debug_old(exchange.context()).await?;
                    exchange.reply(&results).await
                }
                10002 => {
                    let super::VoteSDebugOldRequest { which } = exchange
                        .arguments()
                        .await?;
                    let results = self.0.s_debug_old(exchange.context(), which).await?;
                    exchange.reply(&results).await
                }
                10004 => {
                    let super::VoteDebugRequest = exchange.arguments().await?;
                    let results = self.0.debug(exchange.context()).await?;
                    exchange.reply(&results).await
                }
                10005 => {
                    let super::VoteSDebugRequest { which } = exchange.arguments().await?;
                    let results = self.0.s_debug(exchange.context(), which).await?;
                    exchange.reply(&results).await
                }
                10006 => {
                    let super::VoteXDebugRequest = exchange.arguments().await?;
                    let results = self.0.x_debug(exchange.context()).await?;
                    exchange.reply(&results).await
                }
                10007 => {
                    let super::VoteXsDebugRequest { which } = exchange
                        .arguments()
                        .await?;
                    let results = self.0.xs_debug(exchange.context(), which).await?;
                    exchange.reply(&results).await
                }
                _ => {
                    ::core::result::Result::Err(
                        ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                    )
                }
            }
        }
    }
    /// What the leading server has the others do with their copies of the database. Service 51, on the port of the database.
    ///
    /// UBADHOST, or 10029 (not a super user), to anybody who is no server of the cell.
    #[doc(alias = "DISK_")]
    ///
    /// Every method has a default, which refuses with `RXGEN_OPCODE`, as for an operation that there is not.
    /// An error is the code that the client is told, whether or not it means a failure.
    pub trait DiskService: Send + Sync {
        /// Begins a transaction.
        #[doc(alias = "DISK_Begin")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn begin(
            &self,
            context: &::rxrpc_xdr::Context,
            tid: super::UbikTid,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, tid);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Ends a transaction, whose changes stay.
        #[doc(alias = "DISK_Commit")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn commit(
            &self,
            context: &::rxrpc_xdr::Context,
            tid: super::UbikTid,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, tid);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Locks a part of a file.
        #[doc(alias = "DISK_Lock")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn lock(
            &self,
            context: &::rxrpc_xdr::Context,
            tid: super::UbikTid,
            file: i32,
            pos: i32,
            len: i32,
            r#type: i32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, tid, file, pos, len, r#type);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Writes into a file.
        #[doc(alias = "DISK_Write")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn write(
            &self,
            context: &::rxrpc_xdr::Context,
            tid: super::UbikTid,
            file: i32,
            pos: i32,
            data: ::rxrpc_xdr::Opaque<20000>,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, tid, file, pos, data);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// The version of the database.
        #[doc(alias = "DISK_GetVersion")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_version(
            &self,
            context: &::rxrpc_xdr::Context,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<super::UbikVersion, ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = context;
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// A whole file: its length in four bytes and its raw data, and then its version.
        #[doc(alias = "DISK_GetFile")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_file(
            &self,
            context: &::rxrpc_xdr::Context,
            file: i32,
            stream: ::rxrpc_xdr::asynchronous::Stream<'_>,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<super::UbikVersion, ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, file, stream);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Puts a whole file into the place of another: its raw data, of this length, follows the arguments.
        #[doc(alias = "DISK_SendFile")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn send_file(
            &self,
            context: &::rxrpc_xdr::Context,
            file: i32,
            length: i32,
            version: super::UbikVersion,
            stream: ::rxrpc_xdr::asynchronous::Stream<'_>,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, file, length, version, stream);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Ends a transaction, whose changes are lost.
        #[doc(alias = "DISK_Abort")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn abort(
            &self,
            context: &::rxrpc_xdr::Context,
            tid: super::UbikTid,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, tid);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Ends a transaction that has nothing left but locks.
        #[doc(alias = "DISK_ReleaseLocks")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn release_locks(
            &self,
            context: &::rxrpc_xdr::Context,
            tid: super::UbikTid,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, tid);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Cuts a file.
        #[doc(alias = "DISK_Truncate")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn truncate(
            &self,
            context: &::rxrpc_xdr::Context,
            tid: super::UbikTid,
            file: i32,
            len: i32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, tid, file, len);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Does nothing: says that the server is there.
        #[doc(alias = "DISK_Probe")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn probe(
            &self,
            context: &::rxrpc_xdr::Context,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = context;
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Writes several pieces, whose bytes follow each other in data.
        #[doc(alias = "DISK_WriteV")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn write_v(
            &self,
            context: &::rxrpc_xdr::Context,
            tid: super::UbikTid,
            pieces: super::UbikPieces,
            data: ::rxrpc_xdr::Opaque<65536>,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, tid, pieces, data);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Tells the addresses of a server, and gives those of the one that is asked.
        #[doc(alias = "DISK_UpdateInterfaceAddr")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn update_interface_addr(
            &self,
            context: &::rxrpc_xdr::Context,
            r#in: super::UbikInterfaceAddr,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                super::UbikInterfaceAddr,
                ::rxrpc_xdr::Refusal,
            >,
        > + Send {
            let _ = (context, r#in);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Sets the version of the database.
        #[doc(alias = "DISK_SetVersion")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn set_version(
            &self,
            context: &::rxrpc_xdr::Context,
            tid: super::UbikTid,
            before: super::UbikVersion,
            after: super::UbikVersion,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, tid, before, after);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
    }
    /// The procedures of a [`DiskService`], as an interface that answers calls.
    #[derive(Clone, Debug)]
    pub struct DiskServer<S>(pub S);
    impl<S: DiskService> ::rxrpc_xdr::asynchronous::Interface for DiskServer<S> {
        fn has(&self, opcode: i32) -> bool {
            matches!(opcode, 20000..= 20013)
        }
        async fn answer<C: ::rxrpc_xdr::asynchronous::Call>(
            &self,
            opcode: i32,
            mut exchange: ::rxrpc_xdr::asynchronous::Exchange<'_, C>,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            match opcode {
                20000 => {
                    let super::DiskBeginRequest { tid } = exchange.arguments().await?;
                    self.0.begin(exchange.context(), tid).await?;
                    exchange.reply(&()).await
                }
                20001 => {
                    let super::DiskCommitRequest { tid } = exchange.arguments().await?;
                    self.0.commit(exchange.context(), tid).await?;
                    exchange.reply(&()).await
                }
                20002 => {
                    let super::DiskLockRequest { tid, file, pos, len, r#type } = exchange
                        .arguments()
                        .await?;
                    self.0.lock(exchange.context(), tid, file, pos, len, r#type).await?;
                    exchange.reply(&()).await
                }
                20003 => {
                    let super::DiskWriteRequest { tid, file, pos, data } = exchange
                        .arguments()
                        .await?;
                    self.0.write(exchange.context(), tid, file, pos, data).await?;
                    exchange.reply(&()).await
                }
                20004 => {
                    let super::DiskGetVersionRequest = exchange.arguments().await?;
                    let results = self.0.get_version(exchange.context()).await?;
                    exchange.reply(&results).await
                }
                20005 => {
                    let super::DiskGetFileRequest { file } = exchange
                        .split_arguments()
                        .await?;
                    let (context, stream) = exchange.stream();
                    let results = self.0.get_file(context, file, stream).await?;
                    exchange.reply(&results).await
                }
                20006 => {
                    let super::DiskSendFileRequest { file, length, version } = exchange
                        .split_arguments()
                        .await?;
                    let (context, stream) = exchange.stream();
                    self.0.send_file(context, file, length, version, stream).await?;
                    exchange.reply(&()).await
                }
                20007 => {
                    let super::DiskAbortRequest { tid } = exchange.arguments().await?;
                    self.0.abort(exchange.context(), tid).await?;
                    exchange.reply(&()).await
                }
                20008 => {
                    let super::DiskReleaseLocksRequest { tid } = exchange
                        .arguments()
                        .await?;
                    self.0.release_locks(exchange.context(), tid).await?;
                    exchange.reply(&()).await
                }
                20009 => {
                    let super::DiskTruncateRequest { tid, file, len } = exchange
                        .arguments()
                        .await?;
                    self.0.truncate(exchange.context(), tid, file, len).await?;
                    exchange.reply(&()).await
                }
                20010 => {
                    let super::DiskProbeRequest = exchange.arguments().await?;
                    self.0.probe(exchange.context()).await?;
                    exchange.reply(&()).await
                }
                20011 => {
                    let super::DiskWriteVRequest { tid, pieces, data } = exchange
                        .arguments()
                        .await?;
                    self.0.write_v(exchange.context(), tid, pieces, data).await?;
                    exchange.reply(&()).await
                }
                20012 => {
                    let super::DiskUpdateInterfaceAddrRequest { r#in } = exchange
                        .arguments()
                        .await?;
                    let results = self
                        .0
                        .update_interface_addr(exchange.context(), r#in)
                        .await?;
                    exchange.reply(&results).await
                }
                20013 => {
                    let super::DiskSetVersionRequest { tid, before, after } = exchange
                        .arguments()
                        .await?;
                    self.0.set_version(exchange.context(), tid, before, after).await?;
                    exchange.reply(&()).await
                }
                _ => {
                    ::core::result::Result::Err(
                        ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                    )
                }
            }
        }
    }
}
