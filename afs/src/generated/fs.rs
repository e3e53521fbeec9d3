// Made by rxrpc-xg from an interface file.

/// Characters of a name of a file or volume.
pub const RXAFS_NAME: i32 = 256;
/// Characters of the target of a link, and of messages.
pub const RXAFS_PATH: i32 = 1024;
/// Most bytes of an access list.
pub const RXAFS_ACL: i32 = 1024;
/// Most files in one question.
pub const RXAFS_FILES: i32 = 50;
/// Most words of capabilities.
pub const RXAFS_CAPABILITIES: i32 = 196;
/// Most words of extended statistics.
pub const RXAFS_STATISTICS: i32 = 1024;
/// Vnode of the root directory of each volume.
pub const ROOT_VNODE: i32 = 1;
/// Uniquifier of the root directory of each volume.
pub const ROOT_UNIQUE: i32 = 1;
/// FileType: a file.
pub const FILE_TYPE_FILE: i32 = 1;
/// FileType: a directory.
pub const FILE_TYPE_DIRECTORY: i32 = 2;
/// FileType: a symbolic link; a mount point, if nobody may execute it.
pub const FILE_TYPE_LINK: i32 = 3;
/// Right: to read files.
pub const RIGHT_READ: i32 = 1;
/// Right: to write files.
pub const RIGHT_WRITE: i32 = 2;
/// Right: to make files and directories.
pub const RIGHT_INSERT: i32 = 4;
/// Right: to list the directory.
pub const RIGHT_LOOKUP: i32 = 8;
/// Right: to remove files and directories.
pub const RIGHT_DELETE: i32 = 16;
/// Right: to lock files.
pub const RIGHT_LOCK: i32 = 32;
/// Right: to change the access list.
pub const RIGHT_ADMIN: i32 = 64;
/// Mask of AFSStoreStatus: ClientModTime counts.
pub const STORE_MTIME: i32 = 1;
/// Mask of AFSStoreStatus: Owner counts.
pub const STORE_OWNER: i32 = 2;
/// Mask of AFSStoreStatus: Group counts.
pub const STORE_GROUP: i32 = 4;
/// Mask of AFSStoreStatus: UnixModeBits count.
pub const STORE_MODE: i32 = 8;
/// Mask of AFSStoreStatus: SegSize counts.
pub const STORE_SEGSIZE: i32 = 16;
/// Mask of AFSStoreStatus: it shall be on the disk before the answer.
pub const STORE_FSYNC: i32 = 1024;
/// type of AFSCallBack: a promise to this client alone.
pub const CALLBACK_EXCLUSIVE: i32 = 1;
/// type of AFSCallBack: a promise.
pub const CALLBACK_SHARED: i32 = 2;
/// type of AFSCallBack: none.
pub const CALLBACK_DROPPED: i32 = 3;
/// Type of a lock: shared.
pub const LOCK_READ: i32 = 0;
/// Type of a lock: exclusive.
pub const LOCK_WRITE: i32 = 1;
/// Capability, first word: errors of the system have the numbers UAE...
pub const CAPABILITY_ERRORTRANS: i32 = 1;
/// Capability of a server: files longer than 2 GiB.
pub const CAPABILITY_64BITFILES: i32 = 2;
/// Capability of a server: the one that is called WRITELOCKACL.
pub const CAPABILITY_WRITELOCKACL: i32 = 4;
/// Capability of a server: the one that is called SANEACLS.
pub const CAPABILITY_SANEACLS: i32 = 8;
/// Interfaces that a client can have.
pub const RXAFSCB_INTERFACES: i32 = 32;
/// The operations of the package `RXAFS_`: their codes, which rise, and their names.
pub const RXAFS_OPERATIONS: &[(i32, &str)] = &[
    (130, "RXAFS_FetchData"),
    (131, "RXAFS_FetchACL"),
    (132, "RXAFS_FetchStatus"),
    (133, "RXAFS_StoreData"),
    (134, "RXAFS_OldStoreACL"),
    (135, "RXAFS_StoreStatus"),
    (136, "RXAFS_RemoveFile"),
    (137, "RXAFS_CreateFile"),
    (138, "RXAFS_Rename"),
    (139, "RXAFS_Symlink"),
    (140, "RXAFS_Link"),
    (141, "RXAFS_MakeDir"),
    (142, "RXAFS_RemoveDir"),
    (146, "RXAFS_GetStatistics"),
    (147, "RXAFS_GiveUpCallBacks"),
    (148, "RXAFS_GetVolumeInfo"),
    (149, "RXAFS_GetVolumeStatus"),
    (150, "RXAFS_SetVolumeStatus"),
    (151, "RXAFS_GetRootVolume"),
    (153, "RXAFS_GetTime"),
    (155, "RXAFS_BulkStatus"),
    (156, "RXAFS_SetLock"),
    (157, "RXAFS_ExtendLock"),
    (158, "RXAFS_ReleaseLock"),
    (159, "RXAFS_XStatsVersion"),
    (160, "RXAFS_GetXStats"),
    (161, "RXAFS_Lookup"),
    (164, "RXAFS_StoreACL"),
    (65536, "RXAFS_InlineBulkStatus"),
    (65537, "RXAFS_FetchData64"),
    (65538, "RXAFS_StoreData64"),
    (65539, "RXAFS_GiveUpAllCallBacks"),
    (65540, "RXAFS_GetCapabilities"),
    (65542, "RXAFS_GetStatistics64"),
];
/// The operations of the package `RXAFSCB_`: their codes, which rise, and their names.
pub const RXAFSCB_OPERATIONS: &[(i32, &str)] = &[
    (204, "RXAFSCB_CallBack"),
    (205, "RXAFSCB_InitCallBackState"),
    (206, "RXAFSCB_Probe"),
    (212, "RXAFSCB_WhoAreYou"),
    (213, "RXAFSCB_InitCallBackState3"),
    (214, "RXAFSCB_ProbeUuid"),
    (65538, "RXAFSCB_TellMeAboutYourself"),
];
/// A file, directory or link.
#[doc(alias = "AFSFid")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct AfsFid {
    /// `Volume`.
    #[doc(alias = "Volume")]
    pub volume: u32,
    /// Odd for directories, even for files and links.
    #[doc(alias = "Vnode")]
    pub vnode: u32,
    /// Tells those apart that have the same vnode one after the other.
    #[doc(alias = "Unique")]
    pub unique: u32,
}
impl ::rxrpc_xdr::Encode for AfsFid {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.volume, to)?;
        ::rxrpc_xdr::Encode::encode(&self.vnode, to)?;
        ::rxrpc_xdr::Encode::encode(&self.unique, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for AfsFid {
    const MIN: usize = 0usize
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            volume: ::rxrpc_xdr::Decode::decode(from)?,
            vnode: ::rxrpc_xdr::Decode::decode(from)?,
            unique: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// A promise of the server to tell when a file changes.
#[doc(alias = "AFSCallBack")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct AfsCallBack {
    /// 1.
    pub version: u32,
    /// For how many seconds from now it stands.
    #[doc(alias = "ExpirationTime")]
    pub expiration_time: u32,
    /// CALLBACK\_...
    pub r#type: i32,
}
impl ::rxrpc_xdr::Encode for AfsCallBack {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.version, to)?;
        ::rxrpc_xdr::Encode::encode(&self.expiration_time, to)?;
        ::rxrpc_xdr::Encode::encode(&self.r#type, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for AfsCallBack {
    const MIN: usize = 0usize
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            version: ::rxrpc_xdr::Decode::decode(from)?,
            expiration_time: ::rxrpc_xdr::Decode::decode(from)?,
            r#type: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// What is told of the volume with each answer.
#[doc(alias = "AFSVolSync")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct AfsVolSync {
    /// When the volume was made, in seconds since 1970.
    pub spare1: u32,
    /// `spare2`.
    pub spare2: u32,
    /// `spare3`.
    pub spare3: u32,
    /// `spare4`.
    pub spare4: u32,
    /// `spare5`.
    pub spare5: u32,
    /// `spare6`.
    pub spare6: u32,
}
impl ::rxrpc_xdr::Encode for AfsVolSync {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.spare1, to)?;
        ::rxrpc_xdr::Encode::encode(&self.spare2, to)?;
        ::rxrpc_xdr::Encode::encode(&self.spare3, to)?;
        ::rxrpc_xdr::Encode::encode(&self.spare4, to)?;
        ::rxrpc_xdr::Encode::encode(&self.spare5, to)?;
        ::rxrpc_xdr::Encode::encode(&self.spare6, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for AfsVolSync {
    const MIN: usize = 0usize
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            spare1: ::rxrpc_xdr::Decode::decode(from)?,
            spare2: ::rxrpc_xdr::Decode::decode(from)?,
            spare3: ::rxrpc_xdr::Decode::decode(from)?,
            spare4: ::rxrpc_xdr::Decode::decode(from)?,
            spare5: ::rxrpc_xdr::Decode::decode(from)?,
            spare6: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// How a file, directory or link is. Times are in seconds since 1970.
#[doc(alias = "AFSFetchStatus")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct AfsFetchStatus {
    /// 1.
    #[doc(alias = "InterfaceVersion")]
    pub interface_version: u32,
    /// FILE\_TYPE\_...
    #[doc(alias = "FileType")]
    pub file_type: i32,
    /// `LinkCount`.
    #[doc(alias = "LinkCount")]
    pub link_count: u32,
    /// Low word of the length in bytes.
    #[doc(alias = "Length")]
    pub length: u32,
    /// Low word of how often the data was changed.
    #[doc(alias = "DataVersion")]
    pub data_version: u32,
    /// Number of who wrote it last.
    #[doc(alias = "Author")]
    pub author: u32,
    /// Number of who owns it.
    #[doc(alias = "Owner")]
    pub owner: u32,
    /// The caller's rights: RIGHT\_...
    #[doc(alias = "CallerAccess")]
    pub caller_access: i32,
    /// Everybody's rights: RIGHT\_...
    #[doc(alias = "AnonymousAccess")]
    pub anonymous_access: i32,
    /// `UnixModeBits`.
    #[doc(alias = "UnixModeBits")]
    pub unix_mode_bits: u32,
    /// The directory that it is in; of a directory itself.
    #[doc(alias = "ParentVnode")]
    pub parent_vnode: u32,
    /// `ParentUnique`.
    #[doc(alias = "ParentUnique")]
    pub parent_unique: u32,
    /// `ResidencyMask`.
    #[doc(alias = "ResidencyMask")]
    pub residency_mask: u32,
    /// When it was changed, as the client said.
    #[doc(alias = "ClientModTime")]
    pub client_mod_time: u32,
    /// When it was changed, by the server's clock.
    #[doc(alias = "ServerModTime")]
    pub server_mod_time: u32,
    /// `Group`.
    #[doc(alias = "Group")]
    pub group: u32,
    /// `SyncCounter`.
    #[doc(alias = "SyncCounter")]
    pub sync_counter: u32,
    /// High word of how often the data was changed.
    #[doc(alias = "dataVersionHigh")]
    pub data_version_high: u32,
    /// `lockCount`.
    #[doc(alias = "lockCount")]
    pub lock_count: i32,
    /// High word of the length in bytes.
    #[doc(alias = "Length_hi")]
    pub length_hi: u32,
    /// Of several files in one answer: why there is no status of this one.
    #[doc(alias = "errorCode")]
    pub error_code: i32,
}
impl ::rxrpc_xdr::Encode for AfsFetchStatus {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.interface_version, to)?;
        ::rxrpc_xdr::Encode::encode(&self.file_type, to)?;
        ::rxrpc_xdr::Encode::encode(&self.link_count, to)?;
        ::rxrpc_xdr::Encode::encode(&self.length, to)?;
        ::rxrpc_xdr::Encode::encode(&self.data_version, to)?;
        ::rxrpc_xdr::Encode::encode(&self.author, to)?;
        ::rxrpc_xdr::Encode::encode(&self.owner, to)?;
        ::rxrpc_xdr::Encode::encode(&self.caller_access, to)?;
        ::rxrpc_xdr::Encode::encode(&self.anonymous_access, to)?;
        ::rxrpc_xdr::Encode::encode(&self.unix_mode_bits, to)?;
        ::rxrpc_xdr::Encode::encode(&self.parent_vnode, to)?;
        ::rxrpc_xdr::Encode::encode(&self.parent_unique, to)?;
        ::rxrpc_xdr::Encode::encode(&self.residency_mask, to)?;
        ::rxrpc_xdr::Encode::encode(&self.client_mod_time, to)?;
        ::rxrpc_xdr::Encode::encode(&self.server_mod_time, to)?;
        ::rxrpc_xdr::Encode::encode(&self.group, to)?;
        ::rxrpc_xdr::Encode::encode(&self.sync_counter, to)?;
        ::rxrpc_xdr::Encode::encode(&self.data_version_high, to)?;
        ::rxrpc_xdr::Encode::encode(&self.lock_count, to)?;
        ::rxrpc_xdr::Encode::encode(&self.length_hi, to)?;
        ::rxrpc_xdr::Encode::encode(&self.error_code, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for AfsFetchStatus {
    const MIN: usize = 0usize
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            interface_version: ::rxrpc_xdr::Decode::decode(from)?,
            file_type: ::rxrpc_xdr::Decode::decode(from)?,
            link_count: ::rxrpc_xdr::Decode::decode(from)?,
            length: ::rxrpc_xdr::Decode::decode(from)?,
            data_version: ::rxrpc_xdr::Decode::decode(from)?,
            author: ::rxrpc_xdr::Decode::decode(from)?,
            owner: ::rxrpc_xdr::Decode::decode(from)?,
            caller_access: ::rxrpc_xdr::Decode::decode(from)?,
            anonymous_access: ::rxrpc_xdr::Decode::decode(from)?,
            unix_mode_bits: ::rxrpc_xdr::Decode::decode(from)?,
            parent_vnode: ::rxrpc_xdr::Decode::decode(from)?,
            parent_unique: ::rxrpc_xdr::Decode::decode(from)?,
            residency_mask: ::rxrpc_xdr::Decode::decode(from)?,
            client_mod_time: ::rxrpc_xdr::Decode::decode(from)?,
            server_mod_time: ::rxrpc_xdr::Decode::decode(from)?,
            group: ::rxrpc_xdr::Decode::decode(from)?,
            sync_counter: ::rxrpc_xdr::Decode::decode(from)?,
            data_version_high: ::rxrpc_xdr::Decode::decode(from)?,
            lock_count: ::rxrpc_xdr::Decode::decode(from)?,
            length_hi: ::rxrpc_xdr::Decode::decode(from)?,
            error_code: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// What is set of a file, directory or link.
#[doc(alias = "AFSStoreStatus")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct AfsStoreStatus {
    /// Which fields count: STORE\_...
    #[doc(alias = "Mask")]
    pub mask: i32,
    /// In seconds since 1970.
    #[doc(alias = "ClientModTime")]
    pub client_mod_time: u32,
    /// `Owner`.
    #[doc(alias = "Owner")]
    pub owner: u32,
    /// `Group`.
    #[doc(alias = "Group")]
    pub group: u32,
    /// `UnixModeBits`.
    #[doc(alias = "UnixModeBits")]
    pub unix_mode_bits: u32,
    /// `SegSize`.
    #[doc(alias = "SegSize")]
    pub seg_size: u32,
}
impl ::rxrpc_xdr::Encode for AfsStoreStatus {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.mask, to)?;
        ::rxrpc_xdr::Encode::encode(&self.client_mod_time, to)?;
        ::rxrpc_xdr::Encode::encode(&self.owner, to)?;
        ::rxrpc_xdr::Encode::encode(&self.group, to)?;
        ::rxrpc_xdr::Encode::encode(&self.unix_mode_bits, to)?;
        ::rxrpc_xdr::Encode::encode(&self.seg_size, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for AfsStoreStatus {
    const MIN: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            mask: ::rxrpc_xdr::Decode::decode(from)?,
            client_mod_time: ::rxrpc_xdr::Decode::decode(from)?,
            owner: ::rxrpc_xdr::Decode::decode(from)?,
            group: ::rxrpc_xdr::Decode::decode(from)?,
            unix_mode_bits: ::rxrpc_xdr::Decode::decode(from)?,
            seg_size: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// How a volume is.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct VolumeStatus {
    /// `Vid`.
    #[doc(alias = "Vid")]
    pub vid: i32,
    /// `ParentId`.
    #[doc(alias = "ParentId")]
    pub parent_id: i32,
    /// 1 for yes.
    #[doc(alias = "Online")]
    pub online: i8,
    /// 1 for yes.
    #[doc(alias = "InService")]
    pub in_service: i8,
    /// 1 for yes.
    #[doc(alias = "Blessed")]
    pub blessed: i8,
    /// 1 for yes.
    #[doc(alias = "NeedsSalvage")]
    pub needs_salvage: i8,
    /// `Type`.
    #[doc(alias = "Type")]
    pub r#type: i32,
    /// `MinQuota`.
    #[doc(alias = "MinQuota")]
    pub min_quota: i32,
    /// In KiB; 0 for none.
    #[doc(alias = "MaxQuota")]
    pub max_quota: i32,
    /// In KiB.
    #[doc(alias = "BlocksInUse")]
    pub blocks_in_use: i32,
    /// In KiB.
    #[doc(alias = "PartBlocksAvail")]
    pub part_blocks_avail: i32,
    /// In KiB.
    #[doc(alias = "PartMaxBlocks")]
    pub part_max_blocks: i32,
}
impl ::rxrpc_xdr::Encode for VolumeStatus {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.vid, to)?;
        ::rxrpc_xdr::Encode::encode(&self.parent_id, to)?;
        ::rxrpc_xdr::Encode::encode(&self.online, to)?;
        ::rxrpc_xdr::Encode::encode(&self.in_service, to)?;
        ::rxrpc_xdr::Encode::encode(&self.blessed, to)?;
        ::rxrpc_xdr::Encode::encode(&self.needs_salvage, to)?;
        ::rxrpc_xdr::Encode::encode(&self.r#type, to)?;
        ::rxrpc_xdr::Encode::encode(&self.min_quota, to)?;
        ::rxrpc_xdr::Encode::encode(&self.max_quota, to)?;
        ::rxrpc_xdr::Encode::encode(&self.blocks_in_use, to)?;
        ::rxrpc_xdr::Encode::encode(&self.part_blocks_avail, to)?;
        ::rxrpc_xdr::Encode::encode(&self.part_max_blocks, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for VolumeStatus {
    const MIN: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i8 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i8 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i8 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i8 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i8 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i8 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i8 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i8 as ::rxrpc_xdr::Decode>::MAX)
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
            vid: ::rxrpc_xdr::Decode::decode(from)?,
            parent_id: ::rxrpc_xdr::Decode::decode(from)?,
            online: ::rxrpc_xdr::Decode::decode(from)?,
            in_service: ::rxrpc_xdr::Decode::decode(from)?,
            blessed: ::rxrpc_xdr::Decode::decode(from)?,
            needs_salvage: ::rxrpc_xdr::Decode::decode(from)?,
            r#type: ::rxrpc_xdr::Decode::decode(from)?,
            min_quota: ::rxrpc_xdr::Decode::decode(from)?,
            max_quota: ::rxrpc_xdr::Decode::decode(from)?,
            blocks_in_use: ::rxrpc_xdr::Decode::decode(from)?,
            part_blocks_avail: ::rxrpc_xdr::Decode::decode(from)?,
            part_max_blocks: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// What is set of a volume.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct StoreVolumeStatus {
    /// Which fields count.
    #[doc(alias = "Mask")]
    pub mask: i32,
    /// `MinQuota`.
    #[doc(alias = "MinQuota")]
    pub min_quota: i32,
    /// `MaxQuota`.
    #[doc(alias = "MaxQuota")]
    pub max_quota: i32,
}
impl ::rxrpc_xdr::Encode for StoreVolumeStatus {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.mask, to)?;
        ::rxrpc_xdr::Encode::encode(&self.min_quota, to)?;
        ::rxrpc_xdr::Encode::encode(&self.max_quota, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for StoreVolumeStatus {
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
            mask: ::rxrpc_xdr::Decode::decode(from)?,
            min_quota: ::rxrpc_xdr::Decode::decode(from)?,
            max_quota: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// Where a volume is. Its words have no meaning that is known here.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct VolumeInfo {
    /// `words`.
    pub words: [u32; 16],
}
impl ::rxrpc_xdr::Encode for VolumeInfo {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.words, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for VolumeInfo {
    const MIN: usize = 0usize.saturating_add(<[u32; 16] as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize.saturating_add(<[u32; 16] as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            words: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// What a server has counted. Its words have no meaning that is known here.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct ViceStatistics {
    /// `words`.
    #[cfg_attr(feature = "serde", serde(with = "::rxrpc_xdr::serde_array"))]
    pub words: [u32; 145],
}
impl ::core::default::Default for ViceStatistics {
    fn default() -> Self {
        Self {
            words: ::core::array::from_fn(|_| ::core::default::Default::default()),
        }
    }
}
impl ::rxrpc_xdr::Encode for ViceStatistics {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.words, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for ViceStatistics {
    const MIN: usize = 0usize.saturating_add(<[u32; 145] as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize.saturating_add(<[u32; 145] as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            words: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// An access list: text that a NUL ends. Two lines with how many entries give and take rights, and then a line for each: a name, a
/// tab and its rights.
pub type AccessList = ::rxrpc_xdr::Opaque<1024>;
/// Files.
pub type FileIds = ::rxrpc_xdr::List<AfsFid, 50>;
/// Promises, in the order of the files.
pub type CallBacks = ::rxrpc_xdr::List<AfsCallBack, 50>;
/// How files are, in their order.
pub type FileStatuses = ::rxrpc_xdr::List<AfsFetchStatus, 50>;
/// What a client or server can do: CAPABILITY\_... in the first word.
pub type Capabilities = ::rxrpc_xdr::List<u32, 196>;
/// What a client or server has counted.
pub type XStatistics = ::rxrpc_xdr::List<i32, 1024>;
/// What a server has counted.
pub type ViceStatistics64 = ::rxrpc_xdr::List<u64, 16>;
/// Who a client is, and at which IPv4 addresses.
#[doc(alias = "interfaceAddr")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct InterfaceAddr {
    /// `numberOfInterfaces`.
    #[doc(alias = "numberOfInterfaces")]
    pub number_of_interfaces: i32,
    /// Tells the client from all others, also when its addresses change.
    pub uuid: ::rxrpc_xdr::AfsUuid,
    /// Address of each interface, as a number.
    pub addr: [i32; 32],
    /// `netmask`.
    pub netmask: [i32; 32],
    /// `mtu`.
    pub mtu: [i32; 32],
}
impl ::rxrpc_xdr::Encode for InterfaceAddr {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.number_of_interfaces, to)?;
        ::rxrpc_xdr::Encode::encode(&self.uuid, to)?;
        ::rxrpc_xdr::Encode::encode(&self.addr, to)?;
        ::rxrpc_xdr::Encode::encode(&self.netmask, to)?;
        ::rxrpc_xdr::Encode::encode(&self.mtu, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for InterfaceAddr {
    const MIN: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<::rxrpc_xdr::AfsUuid as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<[i32; 32] as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<[i32; 32] as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<[i32; 32] as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<::rxrpc_xdr::AfsUuid as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<[i32; 32] as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<[i32; 32] as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<[i32; 32] as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            number_of_interfaces: ::rxrpc_xdr::Decode::decode(from)?,
            uuid: ::rxrpc_xdr::Decode::decode(from)?,
            addr: ::rxrpc_xdr::Decode::decode(from)?,
            netmask: ::rxrpc_xdr::Decode::decode(from)?,
            mtu: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// The arguments of `RXAFS_FetchData`, operation 130.
#[doc(alias = "RXAFS_FetchData")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct RxafsFetchDataRequest {
    /// `fid`.
    pub fid: AfsFid,
    /// `pos`.
    pub pos: i32,
    /// `len`.
    pub len: i32,
}
impl ::rxrpc_xdr::Encode for RxafsFetchDataRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.fid, to)?;
        ::rxrpc_xdr::Encode::encode(&self.pos, to)?;
        ::rxrpc_xdr::Encode::encode(&self.len, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for RxafsFetchDataRequest {
    const MIN: usize = 0usize
        .saturating_add(<AfsFid as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<AfsFid as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            fid: ::rxrpc_xdr::Decode::decode(from)?,
            pos: ::rxrpc_xdr::Decode::decode(from)?,
            len: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// The results of `RXAFS_FetchData`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct RxafsFetchDataReply {
    /// `status`.
    pub status: AfsFetchStatus,
    /// `callback`.
    pub callback: AfsCallBack,
    /// `sync`.
    pub sync: AfsVolSync,
}
impl ::rxrpc_xdr::Encode for RxafsFetchDataReply {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.status, to)?;
        ::rxrpc_xdr::Encode::encode(&self.callback, to)?;
        ::rxrpc_xdr::Encode::encode(&self.sync, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for RxafsFetchDataReply {
    const MIN: usize = 0usize
        .saturating_add(<AfsFetchStatus as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<AfsCallBack as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<AfsVolSync as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<AfsFetchStatus as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<AfsCallBack as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<AfsVolSync as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            status: ::rxrpc_xdr::Decode::decode(from)?,
            callback: ::rxrpc_xdr::Decode::decode(from)?,
            sync: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for RxafsFetchDataRequest {
    const OPCODE: i32 = 130;
    const NAME: &'static str = "RXAFS_FetchData";
    type Reply = RxafsFetchDataReply;
}
/// The arguments of `RXAFS_FetchACL`, operation 131.
#[doc(alias = "RXAFS_FetchACL")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct RxafsFetchAclRequest {
    /// `fid`.
    pub fid: AfsFid,
}
impl ::rxrpc_xdr::Encode for RxafsFetchAclRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.fid, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for RxafsFetchAclRequest {
    const MIN: usize = 0usize.saturating_add(<AfsFid as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize.saturating_add(<AfsFid as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            fid: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// The results of `RXAFS_FetchACL`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct RxafsFetchAclReply {
    /// `acl`.
    pub acl: AccessList,
    /// `status`.
    pub status: AfsFetchStatus,
    /// `sync`.
    pub sync: AfsVolSync,
}
impl ::rxrpc_xdr::Encode for RxafsFetchAclReply {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.acl, to)?;
        ::rxrpc_xdr::Encode::encode(&self.status, to)?;
        ::rxrpc_xdr::Encode::encode(&self.sync, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for RxafsFetchAclReply {
    const MIN: usize = 0usize
        .saturating_add(<AccessList as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<AfsFetchStatus as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<AfsVolSync as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<AccessList as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<AfsFetchStatus as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<AfsVolSync as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            acl: ::rxrpc_xdr::Decode::decode(from)?,
            status: ::rxrpc_xdr::Decode::decode(from)?,
            sync: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for RxafsFetchAclRequest {
    const OPCODE: i32 = 131;
    const NAME: &'static str = "RXAFS_FetchACL";
    type Reply = RxafsFetchAclReply;
}
/// The arguments of `RXAFS_FetchStatus`, operation 132.
#[doc(alias = "RXAFS_FetchStatus")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct RxafsFetchStatusRequest {
    /// `fid`.
    pub fid: AfsFid,
}
impl ::rxrpc_xdr::Encode for RxafsFetchStatusRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.fid, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for RxafsFetchStatusRequest {
    const MIN: usize = 0usize.saturating_add(<AfsFid as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize.saturating_add(<AfsFid as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            fid: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// The results of `RXAFS_FetchStatus`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct RxafsFetchStatusReply {
    /// `status`.
    pub status: AfsFetchStatus,
    /// `callback`.
    pub callback: AfsCallBack,
    /// `sync`.
    pub sync: AfsVolSync,
}
impl ::rxrpc_xdr::Encode for RxafsFetchStatusReply {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.status, to)?;
        ::rxrpc_xdr::Encode::encode(&self.callback, to)?;
        ::rxrpc_xdr::Encode::encode(&self.sync, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for RxafsFetchStatusReply {
    const MIN: usize = 0usize
        .saturating_add(<AfsFetchStatus as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<AfsCallBack as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<AfsVolSync as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<AfsFetchStatus as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<AfsCallBack as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<AfsVolSync as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            status: ::rxrpc_xdr::Decode::decode(from)?,
            callback: ::rxrpc_xdr::Decode::decode(from)?,
            sync: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for RxafsFetchStatusRequest {
    const OPCODE: i32 = 132;
    const NAME: &'static str = "RXAFS_FetchStatus";
    type Reply = RxafsFetchStatusReply;
}
/// The arguments of `RXAFS_StoreData`, operation 133.
#[doc(alias = "RXAFS_StoreData")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct RxafsStoreDataRequest {
    /// `fid`.
    pub fid: AfsFid,
    /// `set`.
    pub set: AfsStoreStatus,
    /// `pos`.
    pub pos: u32,
    /// `len`.
    pub len: u32,
    /// `filelen`.
    pub filelen: u32,
}
impl ::rxrpc_xdr::Encode for RxafsStoreDataRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.fid, to)?;
        ::rxrpc_xdr::Encode::encode(&self.set, to)?;
        ::rxrpc_xdr::Encode::encode(&self.pos, to)?;
        ::rxrpc_xdr::Encode::encode(&self.len, to)?;
        ::rxrpc_xdr::Encode::encode(&self.filelen, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for RxafsStoreDataRequest {
    const MIN: usize = 0usize
        .saturating_add(<AfsFid as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<AfsStoreStatus as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<AfsFid as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<AfsStoreStatus as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            fid: ::rxrpc_xdr::Decode::decode(from)?,
            set: ::rxrpc_xdr::Decode::decode(from)?,
            pos: ::rxrpc_xdr::Decode::decode(from)?,
            len: ::rxrpc_xdr::Decode::decode(from)?,
            filelen: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// The results of `RXAFS_StoreData`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct RxafsStoreDataReply {
    /// `status`.
    pub status: AfsFetchStatus,
    /// `sync`.
    pub sync: AfsVolSync,
}
impl ::rxrpc_xdr::Encode for RxafsStoreDataReply {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.status, to)?;
        ::rxrpc_xdr::Encode::encode(&self.sync, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for RxafsStoreDataReply {
    const MIN: usize = 0usize
        .saturating_add(<AfsFetchStatus as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<AfsVolSync as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<AfsFetchStatus as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<AfsVolSync as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            status: ::rxrpc_xdr::Decode::decode(from)?,
            sync: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for RxafsStoreDataRequest {
    const OPCODE: i32 = 133;
    const NAME: &'static str = "RXAFS_StoreData";
    type Reply = RxafsStoreDataReply;
}
/// The arguments of `RXAFS_OldStoreACL`, operation 134.
#[doc(alias = "RXAFS_OldStoreACL")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct RxafsOldStoreAclRequest {
    /// `fid`.
    pub fid: AfsFid,
    /// `acl`.
    pub acl: AccessList,
}
impl ::rxrpc_xdr::Encode for RxafsOldStoreAclRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.fid, to)?;
        ::rxrpc_xdr::Encode::encode(&self.acl, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for RxafsOldStoreAclRequest {
    const MIN: usize = 0usize
        .saturating_add(<AfsFid as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<AccessList as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<AfsFid as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<AccessList as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            fid: ::rxrpc_xdr::Decode::decode(from)?,
            acl: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// The results of `RXAFS_OldStoreACL`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct RxafsOldStoreAclReply {
    /// `status`.
    pub status: AfsFetchStatus,
    /// `sync`.
    pub sync: AfsVolSync,
}
impl ::rxrpc_xdr::Encode for RxafsOldStoreAclReply {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.status, to)?;
        ::rxrpc_xdr::Encode::encode(&self.sync, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for RxafsOldStoreAclReply {
    const MIN: usize = 0usize
        .saturating_add(<AfsFetchStatus as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<AfsVolSync as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<AfsFetchStatus as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<AfsVolSync as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            status: ::rxrpc_xdr::Decode::decode(from)?,
            sync: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for RxafsOldStoreAclRequest {
    const OPCODE: i32 = 134;
    const NAME: &'static str = "RXAFS_OldStoreACL";
    type Reply = RxafsOldStoreAclReply;
}
/// The arguments of `RXAFS_StoreStatus`, operation 135.
#[doc(alias = "RXAFS_StoreStatus")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct RxafsStoreStatusRequest {
    /// `fid`.
    pub fid: AfsFid,
    /// `set`.
    pub set: AfsStoreStatus,
}
impl ::rxrpc_xdr::Encode for RxafsStoreStatusRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.fid, to)?;
        ::rxrpc_xdr::Encode::encode(&self.set, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for RxafsStoreStatusRequest {
    const MIN: usize = 0usize
        .saturating_add(<AfsFid as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<AfsStoreStatus as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<AfsFid as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<AfsStoreStatus as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            fid: ::rxrpc_xdr::Decode::decode(from)?,
            set: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// The results of `RXAFS_StoreStatus`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct RxafsStoreStatusReply {
    /// `status`.
    pub status: AfsFetchStatus,
    /// `sync`.
    pub sync: AfsVolSync,
}
impl ::rxrpc_xdr::Encode for RxafsStoreStatusReply {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.status, to)?;
        ::rxrpc_xdr::Encode::encode(&self.sync, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for RxafsStoreStatusReply {
    const MIN: usize = 0usize
        .saturating_add(<AfsFetchStatus as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<AfsVolSync as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<AfsFetchStatus as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<AfsVolSync as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            status: ::rxrpc_xdr::Decode::decode(from)?,
            sync: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for RxafsStoreStatusRequest {
    const OPCODE: i32 = 135;
    const NAME: &'static str = "RXAFS_StoreStatus";
    type Reply = RxafsStoreStatusReply;
}
/// The arguments of `RXAFS_RemoveFile`, operation 136.
#[doc(alias = "RXAFS_RemoveFile")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct RxafsRemoveFileRequest {
    /// `dir`.
    pub dir: AfsFid,
    /// `name`.
    pub name: ::rxrpc_xdr::Text<256>,
}
impl ::rxrpc_xdr::Encode for RxafsRemoveFileRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.dir, to)?;
        ::rxrpc_xdr::Encode::encode(&self.name, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for RxafsRemoveFileRequest {
    const MIN: usize = 0usize
        .saturating_add(<AfsFid as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<AfsFid as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            dir: ::rxrpc_xdr::Decode::decode(from)?,
            name: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// The results of `RXAFS_RemoveFile`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct RxafsRemoveFileReply {
    /// `dirStatus`.
    #[doc(alias = "dirStatus")]
    pub dir_status: AfsFetchStatus,
    /// `sync`.
    pub sync: AfsVolSync,
}
impl ::rxrpc_xdr::Encode for RxafsRemoveFileReply {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.dir_status, to)?;
        ::rxrpc_xdr::Encode::encode(&self.sync, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for RxafsRemoveFileReply {
    const MIN: usize = 0usize
        .saturating_add(<AfsFetchStatus as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<AfsVolSync as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<AfsFetchStatus as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<AfsVolSync as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            dir_status: ::rxrpc_xdr::Decode::decode(from)?,
            sync: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for RxafsRemoveFileRequest {
    const OPCODE: i32 = 136;
    const NAME: &'static str = "RXAFS_RemoveFile";
    type Reply = RxafsRemoveFileReply;
}
/// The arguments of `RXAFS_CreateFile`, operation 137.
#[doc(alias = "RXAFS_CreateFile")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct RxafsCreateFileRequest {
    /// `dir`.
    pub dir: AfsFid,
    /// `name`.
    pub name: ::rxrpc_xdr::Text<256>,
    /// `set`.
    pub set: AfsStoreStatus,
}
impl ::rxrpc_xdr::Encode for RxafsCreateFileRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.dir, to)?;
        ::rxrpc_xdr::Encode::encode(&self.name, to)?;
        ::rxrpc_xdr::Encode::encode(&self.set, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for RxafsCreateFileRequest {
    const MIN: usize = 0usize
        .saturating_add(<AfsFid as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<AfsStoreStatus as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<AfsFid as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<AfsStoreStatus as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            dir: ::rxrpc_xdr::Decode::decode(from)?,
            name: ::rxrpc_xdr::Decode::decode(from)?,
            set: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// The results of `RXAFS_CreateFile`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct RxafsCreateFileReply {
    /// `fid`.
    pub fid: AfsFid,
    /// `status`.
    pub status: AfsFetchStatus,
    /// `dirStatus`.
    #[doc(alias = "dirStatus")]
    pub dir_status: AfsFetchStatus,
    /// `callback`.
    pub callback: AfsCallBack,
    /// `sync`.
    pub sync: AfsVolSync,
}
impl ::rxrpc_xdr::Encode for RxafsCreateFileReply {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.fid, to)?;
        ::rxrpc_xdr::Encode::encode(&self.status, to)?;
        ::rxrpc_xdr::Encode::encode(&self.dir_status, to)?;
        ::rxrpc_xdr::Encode::encode(&self.callback, to)?;
        ::rxrpc_xdr::Encode::encode(&self.sync, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for RxafsCreateFileReply {
    const MIN: usize = 0usize
        .saturating_add(<AfsFid as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<AfsFetchStatus as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<AfsFetchStatus as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<AfsCallBack as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<AfsVolSync as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<AfsFid as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<AfsFetchStatus as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<AfsFetchStatus as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<AfsCallBack as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<AfsVolSync as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            fid: ::rxrpc_xdr::Decode::decode(from)?,
            status: ::rxrpc_xdr::Decode::decode(from)?,
            dir_status: ::rxrpc_xdr::Decode::decode(from)?,
            callback: ::rxrpc_xdr::Decode::decode(from)?,
            sync: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for RxafsCreateFileRequest {
    const OPCODE: i32 = 137;
    const NAME: &'static str = "RXAFS_CreateFile";
    type Reply = RxafsCreateFileReply;
}
/// The arguments of `RXAFS_Rename`, operation 138.
#[doc(alias = "RXAFS_Rename")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct RxafsRenameRequest {
    /// `oldDir`.
    #[doc(alias = "oldDir")]
    pub old_dir: AfsFid,
    /// `oldName`.
    #[doc(alias = "oldName")]
    pub old_name: ::rxrpc_xdr::Text<256>,
    /// `newDir`.
    #[doc(alias = "newDir")]
    pub new_dir: AfsFid,
    /// `newName`.
    #[doc(alias = "newName")]
    pub new_name: ::rxrpc_xdr::Text<256>,
}
impl ::rxrpc_xdr::Encode for RxafsRenameRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.old_dir, to)?;
        ::rxrpc_xdr::Encode::encode(&self.old_name, to)?;
        ::rxrpc_xdr::Encode::encode(&self.new_dir, to)?;
        ::rxrpc_xdr::Encode::encode(&self.new_name, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for RxafsRenameRequest {
    const MIN: usize = 0usize
        .saturating_add(<AfsFid as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<AfsFid as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<AfsFid as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<AfsFid as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            old_dir: ::rxrpc_xdr::Decode::decode(from)?,
            old_name: ::rxrpc_xdr::Decode::decode(from)?,
            new_dir: ::rxrpc_xdr::Decode::decode(from)?,
            new_name: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// The results of `RXAFS_Rename`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct RxafsRenameReply {
    /// `oldDirStatus`.
    #[doc(alias = "oldDirStatus")]
    pub old_dir_status: AfsFetchStatus,
    /// `newDirStatus`.
    #[doc(alias = "newDirStatus")]
    pub new_dir_status: AfsFetchStatus,
    /// `sync`.
    pub sync: AfsVolSync,
}
impl ::rxrpc_xdr::Encode for RxafsRenameReply {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.old_dir_status, to)?;
        ::rxrpc_xdr::Encode::encode(&self.new_dir_status, to)?;
        ::rxrpc_xdr::Encode::encode(&self.sync, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for RxafsRenameReply {
    const MIN: usize = 0usize
        .saturating_add(<AfsFetchStatus as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<AfsFetchStatus as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<AfsVolSync as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<AfsFetchStatus as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<AfsFetchStatus as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<AfsVolSync as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            old_dir_status: ::rxrpc_xdr::Decode::decode(from)?,
            new_dir_status: ::rxrpc_xdr::Decode::decode(from)?,
            sync: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for RxafsRenameRequest {
    const OPCODE: i32 = 138;
    const NAME: &'static str = "RXAFS_Rename";
    type Reply = RxafsRenameReply;
}
/// The arguments of `RXAFS_Symlink`, operation 139.
#[doc(alias = "RXAFS_Symlink")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct RxafsSymlinkRequest {
    /// `dir`.
    pub dir: AfsFid,
    /// `name`.
    pub name: ::rxrpc_xdr::Text<256>,
    /// `target`.
    pub target: ::rxrpc_xdr::Text<1024>,
    /// `set`.
    pub set: AfsStoreStatus,
}
impl ::rxrpc_xdr::Encode for RxafsSymlinkRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.dir, to)?;
        ::rxrpc_xdr::Encode::encode(&self.name, to)?;
        ::rxrpc_xdr::Encode::encode(&self.target, to)?;
        ::rxrpc_xdr::Encode::encode(&self.set, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for RxafsSymlinkRequest {
    const MIN: usize = 0usize
        .saturating_add(<AfsFid as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<::rxrpc_xdr::Text<1024> as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<AfsStoreStatus as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<AfsFid as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<::rxrpc_xdr::Text<1024> as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<AfsStoreStatus as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            dir: ::rxrpc_xdr::Decode::decode(from)?,
            name: ::rxrpc_xdr::Decode::decode(from)?,
            target: ::rxrpc_xdr::Decode::decode(from)?,
            set: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// The results of `RXAFS_Symlink`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct RxafsSymlinkReply {
    /// `fid`.
    pub fid: AfsFid,
    /// `status`.
    pub status: AfsFetchStatus,
    /// `dirStatus`.
    #[doc(alias = "dirStatus")]
    pub dir_status: AfsFetchStatus,
    /// `sync`.
    pub sync: AfsVolSync,
}
impl ::rxrpc_xdr::Encode for RxafsSymlinkReply {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.fid, to)?;
        ::rxrpc_xdr::Encode::encode(&self.status, to)?;
        ::rxrpc_xdr::Encode::encode(&self.dir_status, to)?;
        ::rxrpc_xdr::Encode::encode(&self.sync, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for RxafsSymlinkReply {
    const MIN: usize = 0usize
        .saturating_add(<AfsFid as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<AfsFetchStatus as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<AfsFetchStatus as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<AfsVolSync as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<AfsFid as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<AfsFetchStatus as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<AfsFetchStatus as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<AfsVolSync as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            fid: ::rxrpc_xdr::Decode::decode(from)?,
            status: ::rxrpc_xdr::Decode::decode(from)?,
            dir_status: ::rxrpc_xdr::Decode::decode(from)?,
            sync: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for RxafsSymlinkRequest {
    const OPCODE: i32 = 139;
    const NAME: &'static str = "RXAFS_Symlink";
    type Reply = RxafsSymlinkReply;
}
/// The arguments of `RXAFS_Link`, operation 140.
#[doc(alias = "RXAFS_Link")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct RxafsLinkRequest {
    /// `dir`.
    pub dir: AfsFid,
    /// `name`.
    pub name: ::rxrpc_xdr::Text<256>,
    /// `existing`.
    pub existing: AfsFid,
}
impl ::rxrpc_xdr::Encode for RxafsLinkRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.dir, to)?;
        ::rxrpc_xdr::Encode::encode(&self.name, to)?;
        ::rxrpc_xdr::Encode::encode(&self.existing, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for RxafsLinkRequest {
    const MIN: usize = 0usize
        .saturating_add(<AfsFid as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<AfsFid as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<AfsFid as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<AfsFid as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            dir: ::rxrpc_xdr::Decode::decode(from)?,
            name: ::rxrpc_xdr::Decode::decode(from)?,
            existing: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// The results of `RXAFS_Link`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct RxafsLinkReply {
    /// `status`.
    pub status: AfsFetchStatus,
    /// `dirStatus`.
    #[doc(alias = "dirStatus")]
    pub dir_status: AfsFetchStatus,
    /// `sync`.
    pub sync: AfsVolSync,
}
impl ::rxrpc_xdr::Encode for RxafsLinkReply {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.status, to)?;
        ::rxrpc_xdr::Encode::encode(&self.dir_status, to)?;
        ::rxrpc_xdr::Encode::encode(&self.sync, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for RxafsLinkReply {
    const MIN: usize = 0usize
        .saturating_add(<AfsFetchStatus as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<AfsFetchStatus as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<AfsVolSync as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<AfsFetchStatus as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<AfsFetchStatus as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<AfsVolSync as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            status: ::rxrpc_xdr::Decode::decode(from)?,
            dir_status: ::rxrpc_xdr::Decode::decode(from)?,
            sync: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for RxafsLinkRequest {
    const OPCODE: i32 = 140;
    const NAME: &'static str = "RXAFS_Link";
    type Reply = RxafsLinkReply;
}
/// The arguments of `RXAFS_MakeDir`, operation 141.
#[doc(alias = "RXAFS_MakeDir")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct RxafsMakeDirRequest {
    /// `dir`.
    pub dir: AfsFid,
    /// `name`.
    pub name: ::rxrpc_xdr::Text<256>,
    /// `set`.
    pub set: AfsStoreStatus,
}
impl ::rxrpc_xdr::Encode for RxafsMakeDirRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.dir, to)?;
        ::rxrpc_xdr::Encode::encode(&self.name, to)?;
        ::rxrpc_xdr::Encode::encode(&self.set, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for RxafsMakeDirRequest {
    const MIN: usize = 0usize
        .saturating_add(<AfsFid as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<AfsStoreStatus as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<AfsFid as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<AfsStoreStatus as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            dir: ::rxrpc_xdr::Decode::decode(from)?,
            name: ::rxrpc_xdr::Decode::decode(from)?,
            set: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// The results of `RXAFS_MakeDir`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct RxafsMakeDirReply {
    /// `fid`.
    pub fid: AfsFid,
    /// `status`.
    pub status: AfsFetchStatus,
    /// `dirStatus`.
    #[doc(alias = "dirStatus")]
    pub dir_status: AfsFetchStatus,
    /// `callback`.
    pub callback: AfsCallBack,
    /// `sync`.
    pub sync: AfsVolSync,
}
impl ::rxrpc_xdr::Encode for RxafsMakeDirReply {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.fid, to)?;
        ::rxrpc_xdr::Encode::encode(&self.status, to)?;
        ::rxrpc_xdr::Encode::encode(&self.dir_status, to)?;
        ::rxrpc_xdr::Encode::encode(&self.callback, to)?;
        ::rxrpc_xdr::Encode::encode(&self.sync, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for RxafsMakeDirReply {
    const MIN: usize = 0usize
        .saturating_add(<AfsFid as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<AfsFetchStatus as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<AfsFetchStatus as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<AfsCallBack as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<AfsVolSync as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<AfsFid as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<AfsFetchStatus as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<AfsFetchStatus as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<AfsCallBack as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<AfsVolSync as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            fid: ::rxrpc_xdr::Decode::decode(from)?,
            status: ::rxrpc_xdr::Decode::decode(from)?,
            dir_status: ::rxrpc_xdr::Decode::decode(from)?,
            callback: ::rxrpc_xdr::Decode::decode(from)?,
            sync: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for RxafsMakeDirRequest {
    const OPCODE: i32 = 141;
    const NAME: &'static str = "RXAFS_MakeDir";
    type Reply = RxafsMakeDirReply;
}
/// The arguments of `RXAFS_RemoveDir`, operation 142.
#[doc(alias = "RXAFS_RemoveDir")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct RxafsRemoveDirRequest {
    /// `dir`.
    pub dir: AfsFid,
    /// `name`.
    pub name: ::rxrpc_xdr::Text<256>,
}
impl ::rxrpc_xdr::Encode for RxafsRemoveDirRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.dir, to)?;
        ::rxrpc_xdr::Encode::encode(&self.name, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for RxafsRemoveDirRequest {
    const MIN: usize = 0usize
        .saturating_add(<AfsFid as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<AfsFid as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            dir: ::rxrpc_xdr::Decode::decode(from)?,
            name: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// The results of `RXAFS_RemoveDir`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct RxafsRemoveDirReply {
    /// `dirStatus`.
    #[doc(alias = "dirStatus")]
    pub dir_status: AfsFetchStatus,
    /// `sync`.
    pub sync: AfsVolSync,
}
impl ::rxrpc_xdr::Encode for RxafsRemoveDirReply {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.dir_status, to)?;
        ::rxrpc_xdr::Encode::encode(&self.sync, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for RxafsRemoveDirReply {
    const MIN: usize = 0usize
        .saturating_add(<AfsFetchStatus as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<AfsVolSync as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<AfsFetchStatus as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<AfsVolSync as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            dir_status: ::rxrpc_xdr::Decode::decode(from)?,
            sync: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for RxafsRemoveDirRequest {
    const OPCODE: i32 = 142;
    const NAME: &'static str = "RXAFS_RemoveDir";
    type Reply = RxafsRemoveDirReply;
}
/// The arguments of `RXAFS_GetStatistics`, operation 146.
#[doc(alias = "RXAFS_GetStatistics")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct RxafsGetStatisticsRequest;
impl ::rxrpc_xdr::Encode for RxafsGetStatisticsRequest {
    fn encode(
        &self,
        _: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for RxafsGetStatisticsRequest {
    const MIN: usize = 0usize;
    const MAX: usize = 0usize;
    fn decode(
        _: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self)
    }
}
impl ::rxrpc_xdr::Procedure for RxafsGetStatisticsRequest {
    const OPCODE: i32 = 146;
    const NAME: &'static str = "RXAFS_GetStatistics";
    type Reply = ViceStatistics;
}
/// The arguments of `RXAFS_GiveUpCallBacks`, operation 147.
#[doc(alias = "RXAFS_GiveUpCallBacks")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct RxafsGiveUpCallBacksRequest {
    /// `fids`.
    pub fids: FileIds,
    /// `callbacks`.
    pub callbacks: CallBacks,
}
impl ::rxrpc_xdr::Encode for RxafsGiveUpCallBacksRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.fids, to)?;
        ::rxrpc_xdr::Encode::encode(&self.callbacks, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for RxafsGiveUpCallBacksRequest {
    const MIN: usize = 0usize
        .saturating_add(<FileIds as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<CallBacks as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<FileIds as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<CallBacks as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            fids: ::rxrpc_xdr::Decode::decode(from)?,
            callbacks: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for RxafsGiveUpCallBacksRequest {
    const OPCODE: i32 = 147;
    const NAME: &'static str = "RXAFS_GiveUpCallBacks";
    type Reply = ();
}
/// The arguments of `RXAFS_GetVolumeInfo`, operation 148.
#[doc(alias = "RXAFS_GetVolumeInfo")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct RxafsGetVolumeInfoRequest {
    /// `name`.
    pub name: ::rxrpc_xdr::Text<256>,
}
impl ::rxrpc_xdr::Encode for RxafsGetVolumeInfoRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.name, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for RxafsGetVolumeInfoRequest {
    const MIN: usize = 0usize
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            name: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for RxafsGetVolumeInfoRequest {
    const OPCODE: i32 = 148;
    const NAME: &'static str = "RXAFS_GetVolumeInfo";
    type Reply = VolumeInfo;
}
/// The arguments of `RXAFS_GetVolumeStatus`, operation 149.
#[doc(alias = "RXAFS_GetVolumeStatus")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct RxafsGetVolumeStatusRequest {
    /// `volid`.
    pub volid: i32,
}
impl ::rxrpc_xdr::Encode for RxafsGetVolumeStatusRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.volid, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for RxafsGetVolumeStatusRequest {
    const MIN: usize = 0usize.saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize.saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            volid: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// The results of `RXAFS_GetVolumeStatus`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct RxafsGetVolumeStatusReply {
    /// `status`.
    pub status: VolumeStatus,
    /// `name`.
    pub name: ::rxrpc_xdr::Text<256>,
    /// `offlineMessage`.
    #[doc(alias = "offlineMessage")]
    pub offline_message: ::rxrpc_xdr::Text<1024>,
    /// `motd`.
    pub motd: ::rxrpc_xdr::Text<1024>,
}
impl ::rxrpc_xdr::Encode for RxafsGetVolumeStatusReply {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.status, to)?;
        ::rxrpc_xdr::Encode::encode(&self.name, to)?;
        ::rxrpc_xdr::Encode::encode(&self.offline_message, to)?;
        ::rxrpc_xdr::Encode::encode(&self.motd, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for RxafsGetVolumeStatusReply {
    const MIN: usize = 0usize
        .saturating_add(<VolumeStatus as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<::rxrpc_xdr::Text<1024> as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<::rxrpc_xdr::Text<1024> as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<VolumeStatus as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<::rxrpc_xdr::Text<1024> as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<::rxrpc_xdr::Text<1024> as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            status: ::rxrpc_xdr::Decode::decode(from)?,
            name: ::rxrpc_xdr::Decode::decode(from)?,
            offline_message: ::rxrpc_xdr::Decode::decode(from)?,
            motd: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for RxafsGetVolumeStatusRequest {
    const OPCODE: i32 = 149;
    const NAME: &'static str = "RXAFS_GetVolumeStatus";
    type Reply = RxafsGetVolumeStatusReply;
}
/// The arguments of `RXAFS_SetVolumeStatus`, operation 150.
#[doc(alias = "RXAFS_SetVolumeStatus")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct RxafsSetVolumeStatusRequest {
    /// `volid`.
    pub volid: i32,
    /// `status`.
    pub status: StoreVolumeStatus,
    /// `name`.
    pub name: ::rxrpc_xdr::Text<256>,
    /// `offlineMessage`.
    #[doc(alias = "offlineMessage")]
    pub offline_message: ::rxrpc_xdr::Text<1024>,
    /// `motd`.
    pub motd: ::rxrpc_xdr::Text<1024>,
}
impl ::rxrpc_xdr::Encode for RxafsSetVolumeStatusRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.volid, to)?;
        ::rxrpc_xdr::Encode::encode(&self.status, to)?;
        ::rxrpc_xdr::Encode::encode(&self.name, to)?;
        ::rxrpc_xdr::Encode::encode(&self.offline_message, to)?;
        ::rxrpc_xdr::Encode::encode(&self.motd, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for RxafsSetVolumeStatusRequest {
    const MIN: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<StoreVolumeStatus as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<::rxrpc_xdr::Text<1024> as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<::rxrpc_xdr::Text<1024> as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<StoreVolumeStatus as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<::rxrpc_xdr::Text<1024> as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<::rxrpc_xdr::Text<1024> as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            volid: ::rxrpc_xdr::Decode::decode(from)?,
            status: ::rxrpc_xdr::Decode::decode(from)?,
            name: ::rxrpc_xdr::Decode::decode(from)?,
            offline_message: ::rxrpc_xdr::Decode::decode(from)?,
            motd: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for RxafsSetVolumeStatusRequest {
    const OPCODE: i32 = 150;
    const NAME: &'static str = "RXAFS_SetVolumeStatus";
    type Reply = ();
}
/// The arguments of `RXAFS_GetRootVolume`, operation 151.
#[doc(alias = "RXAFS_GetRootVolume")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct RxafsGetRootVolumeRequest;
impl ::rxrpc_xdr::Encode for RxafsGetRootVolumeRequest {
    fn encode(
        &self,
        _: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for RxafsGetRootVolumeRequest {
    const MIN: usize = 0usize;
    const MAX: usize = 0usize;
    fn decode(
        _: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self)
    }
}
impl ::rxrpc_xdr::Procedure for RxafsGetRootVolumeRequest {
    const OPCODE: i32 = 151;
    const NAME: &'static str = "RXAFS_GetRootVolume";
    type Reply = ::rxrpc_xdr::Text<256>;
}
/// The arguments of `RXAFS_GetTime`, operation 153.
#[doc(alias = "RXAFS_GetTime")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct RxafsGetTimeRequest;
impl ::rxrpc_xdr::Encode for RxafsGetTimeRequest {
    fn encode(
        &self,
        _: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for RxafsGetTimeRequest {
    const MIN: usize = 0usize;
    const MAX: usize = 0usize;
    fn decode(
        _: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self)
    }
}
/// The results of `RXAFS_GetTime`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct RxafsGetTimeReply {
    /// `sec`.
    pub sec: u32,
    /// `usec`.
    pub usec: u32,
}
impl ::rxrpc_xdr::Encode for RxafsGetTimeReply {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.sec, to)?;
        ::rxrpc_xdr::Encode::encode(&self.usec, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for RxafsGetTimeReply {
    const MIN: usize = 0usize
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            sec: ::rxrpc_xdr::Decode::decode(from)?,
            usec: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for RxafsGetTimeRequest {
    const OPCODE: i32 = 153;
    const NAME: &'static str = "RXAFS_GetTime";
    type Reply = RxafsGetTimeReply;
}
/// The arguments of `RXAFS_BulkStatus`, operation 155.
#[doc(alias = "RXAFS_BulkStatus")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct RxafsBulkStatusRequest {
    /// `fids`.
    pub fids: FileIds,
}
impl ::rxrpc_xdr::Encode for RxafsBulkStatusRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.fids, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for RxafsBulkStatusRequest {
    const MIN: usize = 0usize.saturating_add(<FileIds as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize.saturating_add(<FileIds as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            fids: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// The results of `RXAFS_BulkStatus`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct RxafsBulkStatusReply {
    /// `statuses`.
    pub statuses: FileStatuses,
    /// `callbacks`.
    pub callbacks: CallBacks,
    /// `sync`.
    pub sync: AfsVolSync,
}
impl ::rxrpc_xdr::Encode for RxafsBulkStatusReply {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.statuses, to)?;
        ::rxrpc_xdr::Encode::encode(&self.callbacks, to)?;
        ::rxrpc_xdr::Encode::encode(&self.sync, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for RxafsBulkStatusReply {
    const MIN: usize = 0usize
        .saturating_add(<FileStatuses as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<CallBacks as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<AfsVolSync as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<FileStatuses as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<CallBacks as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<AfsVolSync as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            statuses: ::rxrpc_xdr::Decode::decode(from)?,
            callbacks: ::rxrpc_xdr::Decode::decode(from)?,
            sync: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for RxafsBulkStatusRequest {
    const OPCODE: i32 = 155;
    const NAME: &'static str = "RXAFS_BulkStatus";
    type Reply = RxafsBulkStatusReply;
}
/// The arguments of `RXAFS_SetLock`, operation 156.
#[doc(alias = "RXAFS_SetLock")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct RxafsSetLockRequest {
    /// `fid`.
    pub fid: AfsFid,
    /// `type`.
    pub r#type: i32,
}
impl ::rxrpc_xdr::Encode for RxafsSetLockRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.fid, to)?;
        ::rxrpc_xdr::Encode::encode(&self.r#type, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for RxafsSetLockRequest {
    const MIN: usize = 0usize
        .saturating_add(<AfsFid as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<AfsFid as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            fid: ::rxrpc_xdr::Decode::decode(from)?,
            r#type: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for RxafsSetLockRequest {
    const OPCODE: i32 = 156;
    const NAME: &'static str = "RXAFS_SetLock";
    type Reply = AfsVolSync;
}
/// The arguments of `RXAFS_ExtendLock`, operation 157.
#[doc(alias = "RXAFS_ExtendLock")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct RxafsExtendLockRequest {
    /// `fid`.
    pub fid: AfsFid,
}
impl ::rxrpc_xdr::Encode for RxafsExtendLockRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.fid, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for RxafsExtendLockRequest {
    const MIN: usize = 0usize.saturating_add(<AfsFid as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize.saturating_add(<AfsFid as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            fid: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for RxafsExtendLockRequest {
    const OPCODE: i32 = 157;
    const NAME: &'static str = "RXAFS_ExtendLock";
    type Reply = AfsVolSync;
}
/// The arguments of `RXAFS_ReleaseLock`, operation 158.
#[doc(alias = "RXAFS_ReleaseLock")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct RxafsReleaseLockRequest {
    /// `fid`.
    pub fid: AfsFid,
}
impl ::rxrpc_xdr::Encode for RxafsReleaseLockRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.fid, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for RxafsReleaseLockRequest {
    const MIN: usize = 0usize.saturating_add(<AfsFid as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize.saturating_add(<AfsFid as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            fid: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for RxafsReleaseLockRequest {
    const OPCODE: i32 = 158;
    const NAME: &'static str = "RXAFS_ReleaseLock";
    type Reply = AfsVolSync;
}
/// The arguments of `RXAFS_XStatsVersion`, operation 159.
#[doc(alias = "RXAFS_XStatsVersion")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct RxafsXStatsVersionRequest;
impl ::rxrpc_xdr::Encode for RxafsXStatsVersionRequest {
    fn encode(
        &self,
        _: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for RxafsXStatsVersionRequest {
    const MIN: usize = 0usize;
    const MAX: usize = 0usize;
    fn decode(
        _: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self)
    }
}
impl ::rxrpc_xdr::Procedure for RxafsXStatsVersionRequest {
    const OPCODE: i32 = 159;
    const NAME: &'static str = "RXAFS_XStatsVersion";
    type Reply = i32;
}
/// The arguments of `RXAFS_GetXStats`, operation 160.
#[doc(alias = "RXAFS_GetXStats")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct RxafsGetXStatsRequest {
    /// `clientVersion`.
    #[doc(alias = "clientVersion")]
    pub client_version: i32,
    /// `collection`.
    pub collection: i32,
}
impl ::rxrpc_xdr::Encode for RxafsGetXStatsRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.client_version, to)?;
        ::rxrpc_xdr::Encode::encode(&self.collection, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for RxafsGetXStatsRequest {
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
            client_version: ::rxrpc_xdr::Decode::decode(from)?,
            collection: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// The results of `RXAFS_GetXStats`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct RxafsGetXStatsReply {
    /// `serverVersion`.
    #[doc(alias = "serverVersion")]
    pub server_version: i32,
    /// `time`.
    pub time: i32,
    /// `statistics`.
    pub statistics: XStatistics,
}
impl ::rxrpc_xdr::Encode for RxafsGetXStatsReply {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.server_version, to)?;
        ::rxrpc_xdr::Encode::encode(&self.time, to)?;
        ::rxrpc_xdr::Encode::encode(&self.statistics, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for RxafsGetXStatsReply {
    const MIN: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<XStatistics as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<XStatistics as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            server_version: ::rxrpc_xdr::Decode::decode(from)?,
            time: ::rxrpc_xdr::Decode::decode(from)?,
            statistics: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for RxafsGetXStatsRequest {
    const OPCODE: i32 = 160;
    const NAME: &'static str = "RXAFS_GetXStats";
    type Reply = RxafsGetXStatsReply;
}
/// The arguments of `RXAFS_Lookup`, operation 161.
#[doc(alias = "RXAFS_Lookup")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct RxafsLookupRequest {
    /// `dir`.
    pub dir: AfsFid,
    /// `name`.
    pub name: ::rxrpc_xdr::Text<256>,
}
impl ::rxrpc_xdr::Encode for RxafsLookupRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.dir, to)?;
        ::rxrpc_xdr::Encode::encode(&self.name, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for RxafsLookupRequest {
    const MIN: usize = 0usize
        .saturating_add(<AfsFid as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<AfsFid as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            dir: ::rxrpc_xdr::Decode::decode(from)?,
            name: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for RxafsLookupRequest {
    const OPCODE: i32 = 161;
    const NAME: &'static str = "RXAFS_Lookup";
    type Reply = ();
}
/// The arguments of `RXAFS_StoreACL`, operation 164.
#[doc(alias = "RXAFS_StoreACL")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct RxafsStoreAclRequest {
    /// `fid`.
    pub fid: AfsFid,
    /// `acl`.
    pub acl: AccessList,
}
impl ::rxrpc_xdr::Encode for RxafsStoreAclRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.fid, to)?;
        ::rxrpc_xdr::Encode::encode(&self.acl, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for RxafsStoreAclRequest {
    const MIN: usize = 0usize
        .saturating_add(<AfsFid as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<AccessList as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<AfsFid as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<AccessList as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            fid: ::rxrpc_xdr::Decode::decode(from)?,
            acl: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// The results of `RXAFS_StoreACL`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct RxafsStoreAclReply {
    /// `status`.
    pub status: AfsFetchStatus,
    /// `sync`.
    pub sync: AfsVolSync,
}
impl ::rxrpc_xdr::Encode for RxafsStoreAclReply {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.status, to)?;
        ::rxrpc_xdr::Encode::encode(&self.sync, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for RxafsStoreAclReply {
    const MIN: usize = 0usize
        .saturating_add(<AfsFetchStatus as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<AfsVolSync as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<AfsFetchStatus as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<AfsVolSync as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            status: ::rxrpc_xdr::Decode::decode(from)?,
            sync: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for RxafsStoreAclRequest {
    const OPCODE: i32 = 164;
    const NAME: &'static str = "RXAFS_StoreACL";
    type Reply = RxafsStoreAclReply;
}
/// The arguments of `RXAFS_InlineBulkStatus`, operation 65536.
#[doc(alias = "RXAFS_InlineBulkStatus")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct RxafsInlineBulkStatusRequest {
    /// `fids`.
    pub fids: FileIds,
}
impl ::rxrpc_xdr::Encode for RxafsInlineBulkStatusRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.fids, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for RxafsInlineBulkStatusRequest {
    const MIN: usize = 0usize.saturating_add(<FileIds as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize.saturating_add(<FileIds as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            fids: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// The results of `RXAFS_InlineBulkStatus`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct RxafsInlineBulkStatusReply {
    /// `statuses`.
    pub statuses: FileStatuses,
    /// `callbacks`.
    pub callbacks: CallBacks,
    /// `sync`.
    pub sync: AfsVolSync,
}
impl ::rxrpc_xdr::Encode for RxafsInlineBulkStatusReply {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.statuses, to)?;
        ::rxrpc_xdr::Encode::encode(&self.callbacks, to)?;
        ::rxrpc_xdr::Encode::encode(&self.sync, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for RxafsInlineBulkStatusReply {
    const MIN: usize = 0usize
        .saturating_add(<FileStatuses as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<CallBacks as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<AfsVolSync as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<FileStatuses as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<CallBacks as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<AfsVolSync as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            statuses: ::rxrpc_xdr::Decode::decode(from)?,
            callbacks: ::rxrpc_xdr::Decode::decode(from)?,
            sync: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for RxafsInlineBulkStatusRequest {
    const OPCODE: i32 = 65536;
    const NAME: &'static str = "RXAFS_InlineBulkStatus";
    type Reply = RxafsInlineBulkStatusReply;
}
/// The arguments of `RXAFS_FetchData64`, operation 65537.
#[doc(alias = "RXAFS_FetchData64")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct RxafsFetchData64Request {
    /// `fid`.
    pub fid: AfsFid,
    /// `pos`.
    pub pos: i64,
    /// `len`.
    pub len: i64,
}
impl ::rxrpc_xdr::Encode for RxafsFetchData64Request {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.fid, to)?;
        ::rxrpc_xdr::Encode::encode(&self.pos, to)?;
        ::rxrpc_xdr::Encode::encode(&self.len, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for RxafsFetchData64Request {
    const MIN: usize = 0usize
        .saturating_add(<AfsFid as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i64 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i64 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<AfsFid as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i64 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i64 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            fid: ::rxrpc_xdr::Decode::decode(from)?,
            pos: ::rxrpc_xdr::Decode::decode(from)?,
            len: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// The results of `RXAFS_FetchData64`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct RxafsFetchData64Reply {
    /// `status`.
    pub status: AfsFetchStatus,
    /// `callback`.
    pub callback: AfsCallBack,
    /// `sync`.
    pub sync: AfsVolSync,
}
impl ::rxrpc_xdr::Encode for RxafsFetchData64Reply {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.status, to)?;
        ::rxrpc_xdr::Encode::encode(&self.callback, to)?;
        ::rxrpc_xdr::Encode::encode(&self.sync, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for RxafsFetchData64Reply {
    const MIN: usize = 0usize
        .saturating_add(<AfsFetchStatus as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<AfsCallBack as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<AfsVolSync as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<AfsFetchStatus as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<AfsCallBack as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<AfsVolSync as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            status: ::rxrpc_xdr::Decode::decode(from)?,
            callback: ::rxrpc_xdr::Decode::decode(from)?,
            sync: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for RxafsFetchData64Request {
    const OPCODE: i32 = 65537;
    const NAME: &'static str = "RXAFS_FetchData64";
    type Reply = RxafsFetchData64Reply;
}
/// The arguments of `RXAFS_StoreData64`, operation 65538.
#[doc(alias = "RXAFS_StoreData64")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct RxafsStoreData64Request {
    /// `fid`.
    pub fid: AfsFid,
    /// `set`.
    pub set: AfsStoreStatus,
    /// `pos`.
    pub pos: u64,
    /// `len`.
    pub len: u64,
    /// `filelen`.
    pub filelen: u64,
}
impl ::rxrpc_xdr::Encode for RxafsStoreData64Request {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.fid, to)?;
        ::rxrpc_xdr::Encode::encode(&self.set, to)?;
        ::rxrpc_xdr::Encode::encode(&self.pos, to)?;
        ::rxrpc_xdr::Encode::encode(&self.len, to)?;
        ::rxrpc_xdr::Encode::encode(&self.filelen, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for RxafsStoreData64Request {
    const MIN: usize = 0usize
        .saturating_add(<AfsFid as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<AfsStoreStatus as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u64 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u64 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u64 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<AfsFid as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<AfsStoreStatus as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u64 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u64 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u64 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            fid: ::rxrpc_xdr::Decode::decode(from)?,
            set: ::rxrpc_xdr::Decode::decode(from)?,
            pos: ::rxrpc_xdr::Decode::decode(from)?,
            len: ::rxrpc_xdr::Decode::decode(from)?,
            filelen: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// The results of `RXAFS_StoreData64`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct RxafsStoreData64Reply {
    /// `status`.
    pub status: AfsFetchStatus,
    /// `sync`.
    pub sync: AfsVolSync,
}
impl ::rxrpc_xdr::Encode for RxafsStoreData64Reply {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.status, to)?;
        ::rxrpc_xdr::Encode::encode(&self.sync, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for RxafsStoreData64Reply {
    const MIN: usize = 0usize
        .saturating_add(<AfsFetchStatus as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<AfsVolSync as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<AfsFetchStatus as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<AfsVolSync as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            status: ::rxrpc_xdr::Decode::decode(from)?,
            sync: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for RxafsStoreData64Request {
    const OPCODE: i32 = 65538;
    const NAME: &'static str = "RXAFS_StoreData64";
    type Reply = RxafsStoreData64Reply;
}
/// The arguments of `RXAFS_GiveUpAllCallBacks`, operation 65539.
#[doc(alias = "RXAFS_GiveUpAllCallBacks")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct RxafsGiveUpAllCallBacksRequest;
impl ::rxrpc_xdr::Encode for RxafsGiveUpAllCallBacksRequest {
    fn encode(
        &self,
        _: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for RxafsGiveUpAllCallBacksRequest {
    const MIN: usize = 0usize;
    const MAX: usize = 0usize;
    fn decode(
        _: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self)
    }
}
impl ::rxrpc_xdr::Procedure for RxafsGiveUpAllCallBacksRequest {
    const OPCODE: i32 = 65539;
    const NAME: &'static str = "RXAFS_GiveUpAllCallBacks";
    type Reply = ();
}
/// The arguments of `RXAFS_GetCapabilities`, operation 65540.
#[doc(alias = "RXAFS_GetCapabilities")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct RxafsGetCapabilitiesRequest;
impl ::rxrpc_xdr::Encode for RxafsGetCapabilitiesRequest {
    fn encode(
        &self,
        _: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for RxafsGetCapabilitiesRequest {
    const MIN: usize = 0usize;
    const MAX: usize = 0usize;
    fn decode(
        _: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self)
    }
}
impl ::rxrpc_xdr::Procedure for RxafsGetCapabilitiesRequest {
    const OPCODE: i32 = 65540;
    const NAME: &'static str = "RXAFS_GetCapabilities";
    type Reply = Capabilities;
}
/// The arguments of `RXAFS_GetStatistics64`, operation 65542.
#[doc(alias = "RXAFS_GetStatistics64")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct RxafsGetStatistics64Request {
    /// `version`.
    pub version: i32,
}
impl ::rxrpc_xdr::Encode for RxafsGetStatistics64Request {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.version, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for RxafsGetStatistics64Request {
    const MIN: usize = 0usize.saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize.saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            version: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for RxafsGetStatistics64Request {
    const OPCODE: i32 = 65542;
    const NAME: &'static str = "RXAFS_GetStatistics64";
    type Reply = ViceStatistics64;
}
/// The arguments of `RXAFSCB_CallBack`, operation 204.
#[doc(alias = "RXAFSCB_CallBack")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct RxafscbCallBackRequest {
    /// `fids`.
    pub fids: FileIds,
    /// `callbacks`.
    pub callbacks: CallBacks,
}
impl ::rxrpc_xdr::Encode for RxafscbCallBackRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.fids, to)?;
        ::rxrpc_xdr::Encode::encode(&self.callbacks, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for RxafscbCallBackRequest {
    const MIN: usize = 0usize
        .saturating_add(<FileIds as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<CallBacks as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<FileIds as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<CallBacks as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            fids: ::rxrpc_xdr::Decode::decode(from)?,
            callbacks: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for RxafscbCallBackRequest {
    const OPCODE: i32 = 204;
    const NAME: &'static str = "RXAFSCB_CallBack";
    type Reply = ();
}
/// The arguments of `RXAFSCB_InitCallBackState`, operation 205.
#[doc(alias = "RXAFSCB_InitCallBackState")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct RxafscbInitCallBackStateRequest;
impl ::rxrpc_xdr::Encode for RxafscbInitCallBackStateRequest {
    fn encode(
        &self,
        _: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for RxafscbInitCallBackStateRequest {
    const MIN: usize = 0usize;
    const MAX: usize = 0usize;
    fn decode(
        _: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self)
    }
}
impl ::rxrpc_xdr::Procedure for RxafscbInitCallBackStateRequest {
    const OPCODE: i32 = 205;
    const NAME: &'static str = "RXAFSCB_InitCallBackState";
    type Reply = ();
}
/// The arguments of `RXAFSCB_Probe`, operation 206.
#[doc(alias = "RXAFSCB_Probe")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct RxafscbProbeRequest;
impl ::rxrpc_xdr::Encode for RxafscbProbeRequest {
    fn encode(
        &self,
        _: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for RxafscbProbeRequest {
    const MIN: usize = 0usize;
    const MAX: usize = 0usize;
    fn decode(
        _: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self)
    }
}
impl ::rxrpc_xdr::Procedure for RxafscbProbeRequest {
    const OPCODE: i32 = 206;
    const NAME: &'static str = "RXAFSCB_Probe";
    type Reply = ();
}
/// The arguments of `RXAFSCB_WhoAreYou`, operation 212.
#[doc(alias = "RXAFSCB_WhoAreYou")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct RxafscbWhoAreYouRequest;
impl ::rxrpc_xdr::Encode for RxafscbWhoAreYouRequest {
    fn encode(
        &self,
        _: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for RxafscbWhoAreYouRequest {
    const MIN: usize = 0usize;
    const MAX: usize = 0usize;
    fn decode(
        _: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self)
    }
}
impl ::rxrpc_xdr::Procedure for RxafscbWhoAreYouRequest {
    const OPCODE: i32 = 212;
    const NAME: &'static str = "RXAFSCB_WhoAreYou";
    type Reply = InterfaceAddr;
}
/// The arguments of `RXAFSCB_InitCallBackState3`, operation 213.
#[doc(alias = "RXAFSCB_InitCallBackState3")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct RxafscbInitCallBackState3Request {
    /// `server`.
    pub server: ::rxrpc_xdr::AfsUuid,
}
impl ::rxrpc_xdr::Encode for RxafscbInitCallBackState3Request {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.server, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for RxafscbInitCallBackState3Request {
    const MIN: usize = 0usize
        .saturating_add(<::rxrpc_xdr::AfsUuid as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<::rxrpc_xdr::AfsUuid as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            server: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for RxafscbInitCallBackState3Request {
    const OPCODE: i32 = 213;
    const NAME: &'static str = "RXAFSCB_InitCallBackState3";
    type Reply = ();
}
/// The arguments of `RXAFSCB_ProbeUuid`, operation 214.
#[doc(alias = "RXAFSCB_ProbeUuid")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct RxafscbProbeUuidRequest {
    /// `client`.
    pub client: ::rxrpc_xdr::AfsUuid,
}
impl ::rxrpc_xdr::Encode for RxafscbProbeUuidRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.client, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for RxafscbProbeUuidRequest {
    const MIN: usize = 0usize
        .saturating_add(<::rxrpc_xdr::AfsUuid as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<::rxrpc_xdr::AfsUuid as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            client: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for RxafscbProbeUuidRequest {
    const OPCODE: i32 = 214;
    const NAME: &'static str = "RXAFSCB_ProbeUuid";
    type Reply = ();
}
/// The arguments of `RXAFSCB_TellMeAboutYourself`, operation 65538.
#[doc(alias = "RXAFSCB_TellMeAboutYourself")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct RxafscbTellMeAboutYourselfRequest;
impl ::rxrpc_xdr::Encode for RxafscbTellMeAboutYourselfRequest {
    fn encode(
        &self,
        _: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for RxafscbTellMeAboutYourselfRequest {
    const MIN: usize = 0usize;
    const MAX: usize = 0usize;
    fn decode(
        _: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self)
    }
}
/// The results of `RXAFSCB_TellMeAboutYourself`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct RxafscbTellMeAboutYourselfReply {
    /// `addr`.
    pub addr: InterfaceAddr,
    /// `capabilities`.
    pub capabilities: Capabilities,
}
impl ::rxrpc_xdr::Encode for RxafscbTellMeAboutYourselfReply {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.addr, to)?;
        ::rxrpc_xdr::Encode::encode(&self.capabilities, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for RxafscbTellMeAboutYourselfReply {
    const MIN: usize = 0usize
        .saturating_add(<InterfaceAddr as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<Capabilities as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<InterfaceAddr as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<Capabilities as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            addr: ::rxrpc_xdr::Decode::decode(from)?,
            capabilities: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for RxafscbTellMeAboutYourselfRequest {
    const OPCODE: i32 = 65538;
    const NAME: &'static str = "RXAFSCB_TellMeAboutYourself";
    type Reply = RxafscbTellMeAboutYourselfReply;
}
/// Clients and services for threads.
#[allow(
    clippy::len_without_is_empty,
    clippy::should_implement_trait,
    clippy::wrong_self_convention
)]
pub mod sync {
    /// The file server: files and directories of volumes. Service 1, UDP port 7000.
    ///
    /// A file server asks back: on first contact it calls RXAFSCB\_TellMeAboutYourself at the address and port that it is called from.
    /// A client that does not serve RXAFSCB there gets no answer, or RX\_CALL\_DEAD.
    ///
    /// A file server refuses with the small codes of volumes (VNOVNODE, VNOVOL, VBUSY...) and with those of the system: as UAEACCES
    /// and the like to clients that tell CAPABILITY\_ERRORTRANS, and by its own numbers to others.
    #[doc(alias = "RXAFS_")]
    #[derive(Clone, Debug)]
    pub struct RxafsClient<C>(::rxrpc_xdr::sync::Client<C>);
    impl<C: ::rxrpc_xdr::sync::Caller> RxafsClient<C> {
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
        /// Data of a file, link or directory. Raw data before the results: how many bytes follow, in four, and these, fewer than asked for
        /// at the end of the file.
        #[doc(alias = "RXAFS_FetchData")]
        ///
        /// Blocks until the arguments are on their way; raw data follows.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn fetch_data(
            &self,
            fid: super::AfsFid,
            pos: i32,
            len: i32,
        ) -> ::core::result::Result<
            ::rxrpc_xdr::sync::SplitCall<C::Call, super::RxafsFetchDataReply>,
            ::rxrpc_xdr::RpcError,
        > {
            self.0
                .start(
                    &super::RxafsFetchDataRequest {
                        fid,
                        pos,
                        len,
                    },
                )
        }
        /// The access list of a directory.
        #[doc(alias = "RXAFS_FetchACL")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn fetch_acl(
            &self,
            fid: super::AfsFid,
        ) -> ::core::result::Result<super::RxafsFetchAclReply, ::rxrpc_xdr::RpcError> {
            self.0.call(&super::RxafsFetchAclRequest { fid })
        }
        /// How a file, directory or link is; anybody may ask it of the root of a volume.
        #[doc(alias = "RXAFS_FetchStatus")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn fetch_status(
            &self,
            fid: super::AfsFid,
        ) -> ::core::result::Result<
            super::RxafsFetchStatusReply,
            ::rxrpc_xdr::RpcError,
        > {
            self.0
                .call(
                    &super::RxafsFetchStatusRequest {
                        fid,
                    },
                )
        }
        /// Writes into a file, which is filelen bytes long then. len bytes of raw data follow the arguments.
        #[doc(alias = "RXAFS_StoreData")]
        ///
        /// Blocks until the arguments are on their way; raw data follows.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn store_data(
            &self,
            fid: super::AfsFid,
            set: super::AfsStoreStatus,
            pos: u32,
            len: u32,
            filelen: u32,
        ) -> ::core::result::Result<
            ::rxrpc_xdr::sync::SplitCall<C::Call, super::RxafsStoreDataReply>,
            ::rxrpc_xdr::RpcError,
        > {
            self.0
                .start(
                    &super::RxafsStoreDataRequest {
                        fid,
                        set,
                        pos,
                        len,
                        filelen,
                    },
                )
        }
        /// Sets the access list of a directory, by the number that servers know that are as old as 1.8.9.
        #[doc(alias = "RXAFS_OldStoreACL")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn old_store_acl(
            &self,
            fid: super::AfsFid,
            acl: super::AccessList,
        ) -> ::core::result::Result<
            super::RxafsOldStoreAclReply,
            ::rxrpc_xdr::RpcError,
        > {
            self.0
                .call(
                    &super::RxafsOldStoreAclRequest {
                        fid,
                        acl,
                    },
                )
        }
        /// Sets times, owner and mode.
        #[doc(alias = "RXAFS_StoreStatus")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn store_status(
            &self,
            fid: super::AfsFid,
            set: super::AfsStoreStatus,
        ) -> ::core::result::Result<
            super::RxafsStoreStatusReply,
            ::rxrpc_xdr::RpcError,
        > {
            self.0
                .call(
                    &super::RxafsStoreStatusRequest {
                        fid,
                        set,
                    },
                )
        }
        /// Removes a file or link.
        #[doc(alias = "RXAFS_RemoveFile")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn remove_file(
            &self,
            dir: super::AfsFid,
            name: ::rxrpc_xdr::Text<256>,
        ) -> ::core::result::Result<super::RxafsRemoveFileReply, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::RxafsRemoveFileRequest {
                        dir,
                        name,
                    },
                )
        }
        /// Makes a file.
        #[doc(alias = "RXAFS_CreateFile")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn create_file(
            &self,
            dir: super::AfsFid,
            name: ::rxrpc_xdr::Text<256>,
            set: super::AfsStoreStatus,
        ) -> ::core::result::Result<super::RxafsCreateFileReply, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::RxafsCreateFileRequest {
                        dir,
                        name,
                        set,
                    },
                )
        }
        /// Gives a file, directory or link another name, or another directory of the volume.
        #[doc(alias = "RXAFS_Rename")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn rename(
            &self,
            old_dir: super::AfsFid,
            old_name: ::rxrpc_xdr::Text<256>,
            new_dir: super::AfsFid,
            new_name: ::rxrpc_xdr::Text<256>,
        ) -> ::core::result::Result<super::RxafsRenameReply, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::RxafsRenameRequest {
                        old_dir,
                        old_name,
                        new_dir,
                        new_name,
                    },
                )
        }
        /// Makes a symbolic link; a mount point, if the target names a volume as #volume. does and the mode lets nobody execute it.
        #[doc(alias = "RXAFS_Symlink")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn symlink(
            &self,
            dir: super::AfsFid,
            name: ::rxrpc_xdr::Text<256>,
            target: ::rxrpc_xdr::Text<1024>,
            set: super::AfsStoreStatus,
        ) -> ::core::result::Result<super::RxafsSymlinkReply, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::RxafsSymlinkRequest {
                        dir,
                        name,
                        target,
                        set,
                    },
                )
        }
        /// Gives a file of the directory a second name.
        #[doc(alias = "RXAFS_Link")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn link(
            &self,
            dir: super::AfsFid,
            name: ::rxrpc_xdr::Text<256>,
            existing: super::AfsFid,
        ) -> ::core::result::Result<super::RxafsLinkReply, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::RxafsLinkRequest {
                        dir,
                        name,
                        existing,
                    },
                )
        }
        /// Makes a directory.
        #[doc(alias = "RXAFS_MakeDir")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn make_dir(
            &self,
            dir: super::AfsFid,
            name: ::rxrpc_xdr::Text<256>,
            set: super::AfsStoreStatus,
        ) -> ::core::result::Result<super::RxafsMakeDirReply, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::RxafsMakeDirRequest {
                        dir,
                        name,
                        set,
                    },
                )
        }
        /// Removes a directory, which is empty.
        #[doc(alias = "RXAFS_RemoveDir")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn remove_dir(
            &self,
            dir: super::AfsFid,
            name: ::rxrpc_xdr::Text<256>,
        ) -> ::core::result::Result<super::RxafsRemoveDirReply, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::RxafsRemoveDirRequest {
                        dir,
                        name,
                    },
                )
        }
        /// What the server has counted.
        #[doc(alias = "RXAFS_GetStatistics")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn get_statistics(
            &self,
        ) -> ::core::result::Result<super::ViceStatistics, ::rxrpc_xdr::RpcError> {
            self.0.call(&super::RxafsGetStatisticsRequest)
        }
        /// Gives promises up.
        #[doc(alias = "RXAFS_GiveUpCallBacks")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn give_up_call_backs(
            &self,
            fids: super::FileIds,
            callbacks: super::CallBacks,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::RxafsGiveUpCallBacksRequest {
                        fids,
                        callbacks,
                    },
                )
        }
        /// Where the volume of this name is.
        #[doc(alias = "RXAFS_GetVolumeInfo")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn get_volume_info(
            &self,
            name: ::rxrpc_xdr::Text<256>,
        ) -> ::core::result::Result<super::VolumeInfo, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::RxafsGetVolumeInfoRequest {
                        name,
                    },
                )
        }
        /// How a volume is, its name, why it is offline, and the message of the day.
        #[doc(alias = "RXAFS_GetVolumeStatus")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn get_volume_status(
            &self,
            volid: i32,
        ) -> ::core::result::Result<
            super::RxafsGetVolumeStatusReply,
            ::rxrpc_xdr::RpcError,
        > {
            self.0
                .call(
                    &super::RxafsGetVolumeStatusRequest {
                        volid,
                    },
                )
        }
        /// Sets quota, name and messages of a volume. For administrators.
        #[doc(alias = "RXAFS_SetVolumeStatus")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn set_volume_status(
            &self,
            volid: i32,
            status: super::StoreVolumeStatus,
            name: ::rxrpc_xdr::Text<256>,
            offline_message: ::rxrpc_xdr::Text<1024>,
            motd: ::rxrpc_xdr::Text<1024>,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::RxafsSetVolumeStatusRequest {
                        volid,
                        status,
                        name,
                        offline_message,
                        motd,
                    },
                )
        }
        /// The name of the volume at the root of the cell. A server may not know it, and answers 122.
        #[doc(alias = "RXAFS_GetRootVolume")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn get_root_volume(
            &self,
        ) -> ::core::result::Result<::rxrpc_xdr::Text<256>, ::rxrpc_xdr::RpcError> {
            self.0.call(&super::RxafsGetRootVolumeRequest)
        }
        /// The server's time, in seconds since 1970 and microseconds.
        #[doc(alias = "RXAFS_GetTime")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn get_time(
            &self,
        ) -> ::core::result::Result<super::RxafsGetTimeReply, ::rxrpc_xdr::RpcError> {
            self.0.call(&super::RxafsGetTimeRequest)
        }
        /// How several files are, as FetchStatus; all or none.
        #[doc(alias = "RXAFS_BulkStatus")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn bulk_status(
            &self,
            fids: super::FileIds,
        ) -> ::core::result::Result<super::RxafsBulkStatusReply, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::RxafsBulkStatusRequest {
                        fids,
                    },
                )
        }
        /// Locks a file, for some minutes: LOCK\_READ or LOCK\_WRITE.
        #[doc(alias = "RXAFS_SetLock")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn set_lock(
            &self,
            fid: super::AfsFid,
            r#type: i32,
        ) -> ::core::result::Result<super::AfsVolSync, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::RxafsSetLockRequest {
                        fid,
                        r#type,
                    },
                )
        }
        /// Keeps a lock.
        #[doc(alias = "RXAFS_ExtendLock")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn extend_lock(
            &self,
            fid: super::AfsFid,
        ) -> ::core::result::Result<super::AfsVolSync, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::RxafsExtendLockRequest {
                        fid,
                    },
                )
        }
        /// Unlocks a file.
        #[doc(alias = "RXAFS_ReleaseLock")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn release_lock(
            &self,
            fid: super::AfsFid,
        ) -> ::core::result::Result<super::AfsVolSync, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::RxafsReleaseLockRequest {
                        fid,
                    },
                )
        }
        /// The version of the extended statistics.
        #[doc(alias = "RXAFS_XStatsVersion")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn x_stats_version(
            &self,
        ) -> ::core::result::Result<i32, ::rxrpc_xdr::RpcError> {
            self.0.call(&super::RxafsXStatsVersionRequest)
        }
        /// A collection of extended statistics, with the server's version and time.
        #[doc(alias = "RXAFS_GetXStats")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn get_x_stats(
            &self,
            client_version: i32,
            collection: i32,
        ) -> ::core::result::Result<super::RxafsGetXStatsReply, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::RxafsGetXStatsRequest {
                        client_version,
                        collection,
                    },
                )
        }
        /// What a name in a directory is. Servers answer 22 to these arguments: they do not support it, and nothing is known of results.
        #[doc(alias = "RXAFS_Lookup")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn lookup(
            &self,
            dir: super::AfsFid,
            name: ::rxrpc_xdr::Text<256>,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::RxafsLookupRequest {
                        dir,
                        name,
                    },
                )
        }
        /// Sets the access list of a directory. Servers as old as 1.8.9 do not know it: RXGEN\_OPCODE.
        #[doc(alias = "RXAFS_StoreACL")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn store_acl(
            &self,
            fid: super::AfsFid,
            acl: super::AccessList,
        ) -> ::core::result::Result<super::RxafsStoreAclReply, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::RxafsStoreAclRequest {
                        fid,
                        acl,
                    },
                )
        }
        /// How several files are, as FetchStatus; each with its own errorCode.
        #[doc(alias = "RXAFS_InlineBulkStatus")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn inline_bulk_status(
            &self,
            fids: super::FileIds,
        ) -> ::core::result::Result<
            super::RxafsInlineBulkStatusReply,
            ::rxrpc_xdr::RpcError,
        > {
            self.0
                .call(
                    &super::RxafsInlineBulkStatusRequest {
                        fids,
                    },
                )
        }
        /// Data of a file, link or directory. Raw data before the results: how many bytes follow, in eight, and these, fewer than asked for
        /// at the end of the file, or if it grows.
        #[doc(alias = "RXAFS_FetchData64")]
        ///
        /// Blocks until the arguments are on their way; raw data follows.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn fetch_data64(
            &self,
            fid: super::AfsFid,
            pos: i64,
            len: i64,
        ) -> ::core::result::Result<
            ::rxrpc_xdr::sync::SplitCall<C::Call, super::RxafsFetchData64Reply>,
            ::rxrpc_xdr::RpcError,
        > {
            self.0
                .start(
                    &super::RxafsFetchData64Request {
                        fid,
                        pos,
                        len,
                    },
                )
        }
        /// Writes into a file, which is filelen bytes long then. len bytes of raw data follow the arguments.
        #[doc(alias = "RXAFS_StoreData64")]
        ///
        /// Blocks until the arguments are on their way; raw data follows.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn store_data64(
            &self,
            fid: super::AfsFid,
            set: super::AfsStoreStatus,
            pos: u64,
            len: u64,
            filelen: u64,
        ) -> ::core::result::Result<
            ::rxrpc_xdr::sync::SplitCall<C::Call, super::RxafsStoreData64Reply>,
            ::rxrpc_xdr::RpcError,
        > {
            self.0
                .start(
                    &super::RxafsStoreData64Request {
                        fid,
                        set,
                        pos,
                        len,
                        filelen,
                    },
                )
        }
        /// Gives all promises up.
        #[doc(alias = "RXAFS_GiveUpAllCallBacks")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn give_up_all_call_backs(
            &self,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0.call(&super::RxafsGiveUpAllCallBacksRequest)
        }
        /// What the server can do.
        #[doc(alias = "RXAFS_GetCapabilities")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn get_capabilities(
            &self,
        ) -> ::core::result::Result<super::Capabilities, ::rxrpc_xdr::RpcError> {
            self.0.call(&super::RxafsGetCapabilitiesRequest)
        }
        /// What the server has counted; as many numbers as version says.
        #[doc(alias = "RXAFS_GetStatistics64")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn get_statistics64(
            &self,
            version: i32,
        ) -> ::core::result::Result<super::ViceStatistics64, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::RxafsGetStatistics64Request {
                        version,
                    },
                )
        }
    }
    /// What file servers ask of their clients. Service 1, at the UDP port that the client calls from; 7001 for the client of a machine.
    /// They call unprotected.
    #[doc(alias = "RXAFSCB_")]
    #[derive(Clone, Debug)]
    pub struct RxafscbClient<C>(::rxrpc_xdr::sync::Client<C>);
    impl<C: ::rxrpc_xdr::sync::Caller> RxafscbClient<C> {
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
        /// Breaks promises: these files have changed.
        #[doc(alias = "RXAFSCB_CallBack")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn call_back(
            &self,
            fids: super::FileIds,
            callbacks: super::CallBacks,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::RxafscbCallBackRequest {
                        fids,
                        callbacks,
                    },
                )
        }
        /// The server knows nothing of the client: all of its promises are void. Asked of clients without a UUID.
        #[doc(alias = "RXAFSCB_InitCallBackState")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn init_call_back_state(
            &self,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0.call(&super::RxafscbInitCallBackStateRequest)
        }
        /// Does nothing: says that the client is there.
        #[doc(alias = "RXAFSCB_Probe")]
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
            self.0.call(&super::RxafscbProbeRequest)
        }
        /// Who the client is. Asked of clients that do not know TellMeAboutYourself.
        #[doc(alias = "RXAFSCB_WhoAreYou")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn who_are_you(
            &self,
        ) -> ::core::result::Result<super::InterfaceAddr, ::rxrpc_xdr::RpcError> {
            self.0.call(&super::RxafscbWhoAreYouRequest)
        }
        /// The server of this UUID knows nothing of the client: all of its promises are void.
        #[doc(alias = "RXAFSCB_InitCallBackState3")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn init_call_back_state3(
            &self,
            server: ::rxrpc_xdr::AfsUuid,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::RxafscbInitCallBackState3Request {
                        server,
                    },
                )
        }
        /// Whether the client is the one of this UUID: any code but 0 if it is not.
        #[doc(alias = "RXAFSCB_ProbeUuid")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn probe_uuid(
            &self,
            client: ::rxrpc_xdr::AfsUuid,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::RxafscbProbeUuidRequest {
                        client,
                    },
                )
        }
        /// Who the client is, and what it can do. The first question of a file server, once on each connection.
        #[doc(alias = "RXAFSCB_TellMeAboutYourself")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn tell_me_about_yourself(
            &self,
        ) -> ::core::result::Result<
            super::RxafscbTellMeAboutYourselfReply,
            ::rxrpc_xdr::RpcError,
        > {
            self.0.call(&super::RxafscbTellMeAboutYourselfRequest)
        }
    }
    /// The file server: files and directories of volumes. Service 1, UDP port 7000.
    ///
    /// A file server asks back: on first contact it calls RXAFSCB\_TellMeAboutYourself at the address and port that it is called from.
    /// A client that does not serve RXAFSCB there gets no answer, or RX\_CALL\_DEAD.
    ///
    /// A file server refuses with the small codes of volumes (VNOVNODE, VNOVOL, VBUSY...) and with those of the system: as UAEACCES
    /// and the like to clients that tell CAPABILITY\_ERRORTRANS, and by its own numbers to others.
    #[doc(alias = "RXAFS_")]
    ///
    /// Every method has a default, which refuses with `RXGEN_OPCODE`, as for an operation that there is not.
    /// An error is the code that the client is told, whether or not it means a failure.
    pub trait RxafsService: Send + Sync {
        /// Data of a file, link or directory. Raw data before the results: how many bytes follow, in four, and these, fewer than asked for
        /// at the end of the file.
        #[doc(alias = "RXAFS_FetchData")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn fetch_data(
            &self,
            context: &::rxrpc_xdr::Context,
            fid: super::AfsFid,
            pos: i32,
            len: i32,
            stream: ::rxrpc_xdr::sync::Stream<'_>,
        ) -> ::core::result::Result<super::RxafsFetchDataReply, ::rxrpc_xdr::Refusal> {
            let _ = (context, fid, pos, len, stream);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// The access list of a directory.
        #[doc(alias = "RXAFS_FetchACL")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn fetch_acl(
            &self,
            context: &::rxrpc_xdr::Context,
            fid: super::AfsFid,
        ) -> ::core::result::Result<super::RxafsFetchAclReply, ::rxrpc_xdr::Refusal> {
            let _ = (context, fid);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// How a file, directory or link is; anybody may ask it of the root of a volume.
        #[doc(alias = "RXAFS_FetchStatus")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn fetch_status(
            &self,
            context: &::rxrpc_xdr::Context,
            fid: super::AfsFid,
        ) -> ::core::result::Result<super::RxafsFetchStatusReply, ::rxrpc_xdr::Refusal> {
            let _ = (context, fid);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Writes into a file, which is filelen bytes long then. len bytes of raw data follow the arguments.
        #[doc(alias = "RXAFS_StoreData")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn store_data(
            &self,
            context: &::rxrpc_xdr::Context,
            fid: super::AfsFid,
            set: super::AfsStoreStatus,
            pos: u32,
            len: u32,
            filelen: u32,
            stream: ::rxrpc_xdr::sync::Stream<'_>,
        ) -> ::core::result::Result<super::RxafsStoreDataReply, ::rxrpc_xdr::Refusal> {
            let _ = (context, fid, set, pos, len, filelen, stream);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Sets the access list of a directory, by the number that servers know that are as old as 1.8.9.
        #[doc(alias = "RXAFS_OldStoreACL")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn old_store_acl(
            &self,
            context: &::rxrpc_xdr::Context,
            fid: super::AfsFid,
            acl: super::AccessList,
        ) -> ::core::result::Result<super::RxafsOldStoreAclReply, ::rxrpc_xdr::Refusal> {
            let _ = (context, fid, acl);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Sets times, owner and mode.
        #[doc(alias = "RXAFS_StoreStatus")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn store_status(
            &self,
            context: &::rxrpc_xdr::Context,
            fid: super::AfsFid,
            set: super::AfsStoreStatus,
        ) -> ::core::result::Result<super::RxafsStoreStatusReply, ::rxrpc_xdr::Refusal> {
            let _ = (context, fid, set);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Removes a file or link.
        #[doc(alias = "RXAFS_RemoveFile")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn remove_file(
            &self,
            context: &::rxrpc_xdr::Context,
            dir: super::AfsFid,
            name: ::rxrpc_xdr::Text<256>,
        ) -> ::core::result::Result<super::RxafsRemoveFileReply, ::rxrpc_xdr::Refusal> {
            let _ = (context, dir, name);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Makes a file.
        #[doc(alias = "RXAFS_CreateFile")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn create_file(
            &self,
            context: &::rxrpc_xdr::Context,
            dir: super::AfsFid,
            name: ::rxrpc_xdr::Text<256>,
            set: super::AfsStoreStatus,
        ) -> ::core::result::Result<super::RxafsCreateFileReply, ::rxrpc_xdr::Refusal> {
            let _ = (context, dir, name, set);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Gives a file, directory or link another name, or another directory of the volume.
        #[doc(alias = "RXAFS_Rename")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn rename(
            &self,
            context: &::rxrpc_xdr::Context,
            old_dir: super::AfsFid,
            old_name: ::rxrpc_xdr::Text<256>,
            new_dir: super::AfsFid,
            new_name: ::rxrpc_xdr::Text<256>,
        ) -> ::core::result::Result<super::RxafsRenameReply, ::rxrpc_xdr::Refusal> {
            let _ = (context, old_dir, old_name, new_dir, new_name);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Makes a symbolic link; a mount point, if the target names a volume as #volume. does and the mode lets nobody execute it.
        #[doc(alias = "RXAFS_Symlink")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn symlink(
            &self,
            context: &::rxrpc_xdr::Context,
            dir: super::AfsFid,
            name: ::rxrpc_xdr::Text<256>,
            target: ::rxrpc_xdr::Text<1024>,
            set: super::AfsStoreStatus,
        ) -> ::core::result::Result<super::RxafsSymlinkReply, ::rxrpc_xdr::Refusal> {
            let _ = (context, dir, name, target, set);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Gives a file of the directory a second name.
        #[doc(alias = "RXAFS_Link")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn link(
            &self,
            context: &::rxrpc_xdr::Context,
            dir: super::AfsFid,
            name: ::rxrpc_xdr::Text<256>,
            existing: super::AfsFid,
        ) -> ::core::result::Result<super::RxafsLinkReply, ::rxrpc_xdr::Refusal> {
            let _ = (context, dir, name, existing);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Makes a directory.
        #[doc(alias = "RXAFS_MakeDir")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn make_dir(
            &self,
            context: &::rxrpc_xdr::Context,
            dir: super::AfsFid,
            name: ::rxrpc_xdr::Text<256>,
            set: super::AfsStoreStatus,
        ) -> ::core::result::Result<super::RxafsMakeDirReply, ::rxrpc_xdr::Refusal> {
            let _ = (context, dir, name, set);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Removes a directory, which is empty.
        #[doc(alias = "RXAFS_RemoveDir")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn remove_dir(
            &self,
            context: &::rxrpc_xdr::Context,
            dir: super::AfsFid,
            name: ::rxrpc_xdr::Text<256>,
        ) -> ::core::result::Result<super::RxafsRemoveDirReply, ::rxrpc_xdr::Refusal> {
            let _ = (context, dir, name);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// What the server has counted.
        #[doc(alias = "RXAFS_GetStatistics")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_statistics(
            &self,
            context: &::rxrpc_xdr::Context,
        ) -> ::core::result::Result<super::ViceStatistics, ::rxrpc_xdr::Refusal> {
            let _ = context;
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Gives promises up.
        #[doc(alias = "RXAFS_GiveUpCallBacks")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn give_up_call_backs(
            &self,
            context: &::rxrpc_xdr::Context,
            fids: super::FileIds,
            callbacks: super::CallBacks,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = (context, fids, callbacks);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Where the volume of this name is.
        #[doc(alias = "RXAFS_GetVolumeInfo")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_volume_info(
            &self,
            context: &::rxrpc_xdr::Context,
            name: ::rxrpc_xdr::Text<256>,
        ) -> ::core::result::Result<super::VolumeInfo, ::rxrpc_xdr::Refusal> {
            let _ = (context, name);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// How a volume is, its name, why it is offline, and the message of the day.
        #[doc(alias = "RXAFS_GetVolumeStatus")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_volume_status(
            &self,
            context: &::rxrpc_xdr::Context,
            volid: i32,
        ) -> ::core::result::Result<
            super::RxafsGetVolumeStatusReply,
            ::rxrpc_xdr::Refusal,
        > {
            let _ = (context, volid);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Sets quota, name and messages of a volume. For administrators.
        #[doc(alias = "RXAFS_SetVolumeStatus")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn set_volume_status(
            &self,
            context: &::rxrpc_xdr::Context,
            volid: i32,
            status: super::StoreVolumeStatus,
            name: ::rxrpc_xdr::Text<256>,
            offline_message: ::rxrpc_xdr::Text<1024>,
            motd: ::rxrpc_xdr::Text<1024>,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = (context, volid, status, name, offline_message, motd);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// The name of the volume at the root of the cell. A server may not know it, and answers 122.
        #[doc(alias = "RXAFS_GetRootVolume")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_root_volume(
            &self,
            context: &::rxrpc_xdr::Context,
        ) -> ::core::result::Result<::rxrpc_xdr::Text<256>, ::rxrpc_xdr::Refusal> {
            let _ = context;
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// The server's time, in seconds since 1970 and microseconds.
        #[doc(alias = "RXAFS_GetTime")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_time(
            &self,
            context: &::rxrpc_xdr::Context,
        ) -> ::core::result::Result<super::RxafsGetTimeReply, ::rxrpc_xdr::Refusal> {
            let _ = context;
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// How several files are, as FetchStatus; all or none.
        #[doc(alias = "RXAFS_BulkStatus")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn bulk_status(
            &self,
            context: &::rxrpc_xdr::Context,
            fids: super::FileIds,
        ) -> ::core::result::Result<super::RxafsBulkStatusReply, ::rxrpc_xdr::Refusal> {
            let _ = (context, fids);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Locks a file, for some minutes: LOCK\_READ or LOCK\_WRITE.
        #[doc(alias = "RXAFS_SetLock")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn set_lock(
            &self,
            context: &::rxrpc_xdr::Context,
            fid: super::AfsFid,
            r#type: i32,
        ) -> ::core::result::Result<super::AfsVolSync, ::rxrpc_xdr::Refusal> {
            let _ = (context, fid, r#type);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Keeps a lock.
        #[doc(alias = "RXAFS_ExtendLock")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn extend_lock(
            &self,
            context: &::rxrpc_xdr::Context,
            fid: super::AfsFid,
        ) -> ::core::result::Result<super::AfsVolSync, ::rxrpc_xdr::Refusal> {
            let _ = (context, fid);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Unlocks a file.
        #[doc(alias = "RXAFS_ReleaseLock")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn release_lock(
            &self,
            context: &::rxrpc_xdr::Context,
            fid: super::AfsFid,
        ) -> ::core::result::Result<super::AfsVolSync, ::rxrpc_xdr::Refusal> {
            let _ = (context, fid);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// The version of the extended statistics.
        #[doc(alias = "RXAFS_XStatsVersion")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn x_stats_version(
            &self,
            context: &::rxrpc_xdr::Context,
        ) -> ::core::result::Result<i32, ::rxrpc_xdr::Refusal> {
            let _ = context;
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// A collection of extended statistics, with the server's version and time.
        #[doc(alias = "RXAFS_GetXStats")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_x_stats(
            &self,
            context: &::rxrpc_xdr::Context,
            client_version: i32,
            collection: i32,
        ) -> ::core::result::Result<super::RxafsGetXStatsReply, ::rxrpc_xdr::Refusal> {
            let _ = (context, client_version, collection);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// What a name in a directory is. Servers answer 22 to these arguments: they do not support it, and nothing is known of results.
        #[doc(alias = "RXAFS_Lookup")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn lookup(
            &self,
            context: &::rxrpc_xdr::Context,
            dir: super::AfsFid,
            name: ::rxrpc_xdr::Text<256>,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = (context, dir, name);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Sets the access list of a directory. Servers as old as 1.8.9 do not know it: RXGEN\_OPCODE.
        #[doc(alias = "RXAFS_StoreACL")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn store_acl(
            &self,
            context: &::rxrpc_xdr::Context,
            fid: super::AfsFid,
            acl: super::AccessList,
        ) -> ::core::result::Result<super::RxafsStoreAclReply, ::rxrpc_xdr::Refusal> {
            let _ = (context, fid, acl);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// How several files are, as FetchStatus; each with its own errorCode.
        #[doc(alias = "RXAFS_InlineBulkStatus")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn inline_bulk_status(
            &self,
            context: &::rxrpc_xdr::Context,
            fids: super::FileIds,
        ) -> ::core::result::Result<
            super::RxafsInlineBulkStatusReply,
            ::rxrpc_xdr::Refusal,
        > {
            let _ = (context, fids);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Data of a file, link or directory. Raw data before the results: how many bytes follow, in eight, and these, fewer than asked for
        /// at the end of the file, or if it grows.
        #[doc(alias = "RXAFS_FetchData64")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn fetch_data64(
            &self,
            context: &::rxrpc_xdr::Context,
            fid: super::AfsFid,
            pos: i64,
            len: i64,
            stream: ::rxrpc_xdr::sync::Stream<'_>,
        ) -> ::core::result::Result<super::RxafsFetchData64Reply, ::rxrpc_xdr::Refusal> {
            let _ = (context, fid, pos, len, stream);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Writes into a file, which is filelen bytes long then. len bytes of raw data follow the arguments.
        #[doc(alias = "RXAFS_StoreData64")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn store_data64(
            &self,
            context: &::rxrpc_xdr::Context,
            fid: super::AfsFid,
            set: super::AfsStoreStatus,
            pos: u64,
            len: u64,
            filelen: u64,
            stream: ::rxrpc_xdr::sync::Stream<'_>,
        ) -> ::core::result::Result<super::RxafsStoreData64Reply, ::rxrpc_xdr::Refusal> {
            let _ = (context, fid, set, pos, len, filelen, stream);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Gives all promises up.
        #[doc(alias = "RXAFS_GiveUpAllCallBacks")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn give_up_all_call_backs(
            &self,
            context: &::rxrpc_xdr::Context,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = context;
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// What the server can do.
        #[doc(alias = "RXAFS_GetCapabilities")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_capabilities(
            &self,
            context: &::rxrpc_xdr::Context,
        ) -> ::core::result::Result<super::Capabilities, ::rxrpc_xdr::Refusal> {
            let _ = context;
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// What the server has counted; as many numbers as version says.
        #[doc(alias = "RXAFS_GetStatistics64")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_statistics64(
            &self,
            context: &::rxrpc_xdr::Context,
            version: i32,
        ) -> ::core::result::Result<super::ViceStatistics64, ::rxrpc_xdr::Refusal> {
            let _ = (context, version);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
    }
    /// The procedures of a [`RxafsService`], as an interface that answers calls.
    #[derive(Clone, Debug)]
    pub struct RxafsServer<S>(pub S);
    impl<S: RxafsService> ::rxrpc_xdr::sync::Interface for RxafsServer<S> {
        fn has(&self, opcode: i32) -> bool {
            matches!(
                opcode, 130..= 142 | 146..= 151 | 153 | 155..= 161 | 164 | 65536..= 65540
                | 65542
            )
        }
        fn answer<C: ::rxrpc_xdr::sync::Call>(
            &self,
            opcode: i32,
            mut exchange: ::rxrpc_xdr::sync::Exchange<'_, C>,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            match opcode {
                130 => {
                    let super::RxafsFetchDataRequest { fid, pos, len } = exchange
                        .split_arguments()?;
                    let (context, stream) = exchange.stream();
                    let results = self.0.fetch_data(context, fid, pos, len, stream)?;
                    exchange.reply(&results)
                }
                131 => {
                    let super::RxafsFetchAclRequest { fid } = exchange.arguments()?;
                    let results = self.0.fetch_acl(exchange.context(), fid)?;
                    exchange.reply(&results)
                }
                132 => {
                    let super::RxafsFetchStatusRequest { fid } = exchange.arguments()?;
                    let results = self.0.fetch_status(exchange.context(), fid)?;
                    exchange.reply(&results)
                }
                133 => {
                    let super::RxafsStoreDataRequest { fid, set, pos, len, filelen } = exchange
                        .split_arguments()?;
                    let (context, stream) = exchange.stream();
                    let results = self
                        .0
                        .store_data(context, fid, set, pos, len, filelen, stream)?;
                    exchange.reply(&results)
                }
                134 => {
                    let super::RxafsOldStoreAclRequest { fid, acl } = exchange
                        .arguments()?;
                    let results = self.0.old_store_acl(exchange.context(), fid, acl)?;
                    exchange.reply(&results)
                }
                135 => {
                    let super::RxafsStoreStatusRequest { fid, set } = exchange
                        .arguments()?;
                    let results = self.0.store_status(exchange.context(), fid, set)?;
                    exchange.reply(&results)
                }
                136 => {
                    let super::RxafsRemoveFileRequest { dir, name } = exchange
                        .arguments()?;
                    let results = self.0.remove_file(exchange.context(), dir, name)?;
                    exchange.reply(&results)
                }
                137 => {
                    let super::RxafsCreateFileRequest { dir, name, set } = exchange
                        .arguments()?;
                    let results = self
                        .0
                        .create_file(exchange.context(), dir, name, set)?;
                    exchange.reply(&results)
                }
                138 => {
                    let super::RxafsRenameRequest {
                        old_dir,
                        old_name,
                        new_dir,
                        new_name,
                    } = exchange.arguments()?;
                    let results = self
                        .0
                        .rename(
                            exchange.context(),
                            old_dir,
                            old_name,
                            new_dir,
                            new_name,
                        )?;
                    exchange.reply(&results)
                }
                139 => {
                    let super::RxafsSymlinkRequest { dir, name, target, set } = exchange
                        .arguments()?;
                    let results = self
                        .0
                        .symlink(exchange.context(), dir, name, target, set)?;
                    exchange.reply(&results)
                }
                140 => {
                    let super::RxafsLinkRequest { dir, name, existing } = exchange
                        .arguments()?;
                    let results = self.0.link(exchange.context(), dir, name, existing)?;
                    exchange.reply(&results)
                }
                141 => {
                    let super::RxafsMakeDirRequest { dir, name, set } = exchange
                        .arguments()?;
                    let results = self.0.make_dir(exchange.context(), dir, name, set)?;
                    exchange.reply(&results)
                }
                142 => {
                    let super::RxafsRemoveDirRequest { dir, name } = exchange
                        .arguments()?;
                    let results = self.0.remove_dir(exchange.context(), dir, name)?;
                    exchange.reply(&results)
                }
                146 => {
                    let super::RxafsGetStatisticsRequest = exchange.arguments()?;
                    let results = self.0.get_statistics(exchange.context())?;
                    exchange.reply(&results)
                }
                147 => {
                    let super::RxafsGiveUpCallBacksRequest { fids, callbacks } = exchange
                        .arguments()?;
                    self.0.give_up_call_backs(exchange.context(), fids, callbacks)?;
                    exchange.reply(&())
                }
                148 => {
                    let super::RxafsGetVolumeInfoRequest { name } = exchange
                        .arguments()?;
                    let results = self.0.get_volume_info(exchange.context(), name)?;
                    exchange.reply(&results)
                }
                149 => {
                    let super::RxafsGetVolumeStatusRequest { volid } = exchange
                        .arguments()?;
                    let results = self.0.get_volume_status(exchange.context(), volid)?;
                    exchange.reply(&results)
                }
                150 => {
                    let super::RxafsSetVolumeStatusRequest {
                        volid,
                        status,
                        name,
                        offline_message,
                        motd,
                    } = exchange.arguments()?;
                    self.0
                        .set_volume_status(
                            exchange.context(),
                            volid,
                            status,
                            name,
                            offline_message,
                            motd,
                        )?;
                    exchange.reply(&())
                }
                151 => {
                    let super::RxafsGetRootVolumeRequest = exchange.arguments()?;
                    let results = self.0.get_root_volume(exchange.context())?;
                    exchange.reply(&results)
                }
                153 => {
                    let super::RxafsGetTimeRequest = exchange.arguments()?;
                    let results = self.0.get_time(exchange.context())?;
                    exchange.reply(&results)
                }
                155 => {
                    let super::RxafsBulkStatusRequest { fids } = exchange.arguments()?;
                    let results = self.0.bulk_status(exchange.context(), fids)?;
                    exchange.reply(&results)
                }
                156 => {
                    let super::RxafsSetLockRequest { fid, r#type } = exchange
                        .arguments()?;
                    let results = self.0.set_lock(exchange.context(), fid, r#type)?;
                    exchange.reply(&results)
                }
                157 => {
                    let super::RxafsExtendLockRequest { fid } = exchange.arguments()?;
                    let results = self.0.extend_lock(exchange.context(), fid)?;
                    exchange.reply(&results)
                }
                158 => {
                    let super::RxafsReleaseLockRequest { fid } = exchange.arguments()?;
                    let results = self.0.release_lock(exchange.context(), fid)?;
                    exchange.reply(&results)
                }
                159 => {
                    let super::RxafsXStatsVersionRequest = exchange.arguments()?;
                    let results = self.0.x_stats_version(exchange.context())?;
                    exchange.reply(&results)
                }
                160 => {
                    let super::RxafsGetXStatsRequest { client_version, collection } = exchange
                        .arguments()?;
                    let results = self
                        .0
                        .get_x_stats(exchange.context(), client_version, collection)?;
                    exchange.reply(&results)
                }
                161 => {
                    let super::RxafsLookupRequest { dir, name } = exchange.arguments()?;
                    self.0.lookup(exchange.context(), dir, name)?;
                    exchange.reply(&())
                }
                164 => {
                    let super::RxafsStoreAclRequest { fid, acl } = exchange.arguments()?;
                    let results = self.0.store_acl(exchange.context(), fid, acl)?;
                    exchange.reply(&results)
                }
                65536 => {
                    let super::RxafsInlineBulkStatusRequest { fids } = exchange
                        .arguments()?;
                    let results = self.0.inline_bulk_status(exchange.context(), fids)?;
                    exchange.reply(&results)
                }
                65537 => {
                    let super::RxafsFetchData64Request { fid, pos, len } = exchange
                        .split_arguments()?;
                    let (context, stream) = exchange.stream();
                    let results = self.0.fetch_data64(context, fid, pos, len, stream)?;
                    exchange.reply(&results)
                }
                65538 => {
                    let super::RxafsStoreData64Request { fid, set, pos, len, filelen } = exchange
                        .split_arguments()?;
                    let (context, stream) = exchange.stream();
                    let results = self
                        .0
                        .store_data64(context, fid, set, pos, len, filelen, stream)?;
                    exchange.reply(&results)
                }
                65539 => {
                    let super::RxafsGiveUpAllCallBacksRequest = exchange.arguments()?;
                    self.0.give_up_all_call_backs(exchange.context())?;
                    exchange.reply(&())
                }
                65540 => {
                    let super::RxafsGetCapabilitiesRequest = exchange.arguments()?;
                    let results = self.0.get_capabilities(exchange.context())?;
                    exchange.reply(&results)
                }
                65542 => {
                    let super::RxafsGetStatistics64Request { version } = exchange
                        .arguments()?;
                    let results = self.0.get_statistics64(exchange.context(), version)?;
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
    /// What file servers ask of their clients. Service 1, at the UDP port that the client calls from; 7001 for the client of a machine.
    /// They call unprotected.
    #[doc(alias = "RXAFSCB_")]
    ///
    /// Every method has a default, which refuses with `RXGEN_OPCODE`, as for an operation that there is not.
    /// An error is the code that the client is told, whether or not it means a failure.
    pub trait RxafscbService: Send + Sync {
        /// Breaks promises: these files have changed.
        #[doc(alias = "RXAFSCB_CallBack")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn call_back(
            &self,
            context: &::rxrpc_xdr::Context,
            fids: super::FileIds,
            callbacks: super::CallBacks,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = (context, fids, callbacks);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// The server knows nothing of the client: all of its promises are void. Asked of clients without a UUID.
        #[doc(alias = "RXAFSCB_InitCallBackState")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn init_call_back_state(
            &self,
            context: &::rxrpc_xdr::Context,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = context;
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Does nothing: says that the client is there.
        #[doc(alias = "RXAFSCB_Probe")]
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
        /// Who the client is. Asked of clients that do not know TellMeAboutYourself.
        #[doc(alias = "RXAFSCB_WhoAreYou")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn who_are_you(
            &self,
            context: &::rxrpc_xdr::Context,
        ) -> ::core::result::Result<super::InterfaceAddr, ::rxrpc_xdr::Refusal> {
            let _ = context;
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// The server of this UUID knows nothing of the client: all of its promises are void.
        #[doc(alias = "RXAFSCB_InitCallBackState3")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn init_call_back_state3(
            &self,
            context: &::rxrpc_xdr::Context,
            server: ::rxrpc_xdr::AfsUuid,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = (context, server);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Whether the client is the one of this UUID: any code but 0 if it is not.
        #[doc(alias = "RXAFSCB_ProbeUuid")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn probe_uuid(
            &self,
            context: &::rxrpc_xdr::Context,
            client: ::rxrpc_xdr::AfsUuid,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = (context, client);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Who the client is, and what it can do. The first question of a file server, once on each connection.
        #[doc(alias = "RXAFSCB_TellMeAboutYourself")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn tell_me_about_yourself(
            &self,
            context: &::rxrpc_xdr::Context,
        ) -> ::core::result::Result<
            super::RxafscbTellMeAboutYourselfReply,
            ::rxrpc_xdr::Refusal,
        > {
            let _ = context;
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
    }
    /// The procedures of a [`RxafscbService`], as an interface that answers calls.
    #[derive(Clone, Debug)]
    pub struct RxafscbServer<S>(pub S);
    impl<S: RxafscbService> ::rxrpc_xdr::sync::Interface for RxafscbServer<S> {
        fn has(&self, opcode: i32) -> bool {
            matches!(opcode, 204..= 206 | 212..= 214 | 65538)
        }
        fn answer<C: ::rxrpc_xdr::sync::Call>(
            &self,
            opcode: i32,
            mut exchange: ::rxrpc_xdr::sync::Exchange<'_, C>,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            match opcode {
                204 => {
                    let super::RxafscbCallBackRequest { fids, callbacks } = exchange
                        .arguments()?;
                    self.0.call_back(exchange.context(), fids, callbacks)?;
                    exchange.reply(&())
                }
                205 => {
                    let super::RxafscbInitCallBackStateRequest = exchange.arguments()?;
                    self.0.init_call_back_state(exchange.context())?;
                    exchange.reply(&())
                }
                206 => {
                    let super::RxafscbProbeRequest = exchange.arguments()?;
                    self.0.probe(exchange.context())?;
                    exchange.reply(&())
                }
                212 => {
                    let super::RxafscbWhoAreYouRequest = exchange.arguments()?;
                    let results = self.0.who_are_you(exchange.context())?;
                    exchange.reply(&results)
                }
                213 => {
                    let super::RxafscbInitCallBackState3Request { server } = exchange
                        .arguments()?;
                    self.0.init_call_back_state3(exchange.context(), server)?;
                    exchange.reply(&())
                }
                214 => {
                    let super::RxafscbProbeUuidRequest { client } = exchange
                        .arguments()?;
                    self.0.probe_uuid(exchange.context(), client)?;
                    exchange.reply(&())
                }
                65538 => {
                    let super::RxafscbTellMeAboutYourselfRequest = exchange.arguments()?;
                    let results = self.0.tell_me_about_yourself(exchange.context())?;
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
}
/// Clients and services for tasks.
#[allow(
    clippy::len_without_is_empty,
    clippy::should_implement_trait,
    clippy::wrong_self_convention
)]
pub mod asynchronous {
    /// The file server: files and directories of volumes. Service 1, UDP port 7000.
    ///
    /// A file server asks back: on first contact it calls RXAFSCB\_TellMeAboutYourself at the address and port that it is called from.
    /// A client that does not serve RXAFSCB there gets no answer, or RX\_CALL\_DEAD.
    ///
    /// A file server refuses with the small codes of volumes (VNOVNODE, VNOVOL, VBUSY...) and with those of the system: as UAEACCES
    /// and the like to clients that tell CAPABILITY\_ERRORTRANS, and by its own numbers to others.
    #[doc(alias = "RXAFS_")]
    #[derive(Clone, Debug)]
    pub struct RxafsClient<C>(::rxrpc_xdr::asynchronous::Client<C>);
    impl<C: ::rxrpc_xdr::asynchronous::Caller> RxafsClient<C> {
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
        /// Data of a file, link or directory. Raw data before the results: how many bytes follow, in four, and these, fewer than asked for
        /// at the end of the file.
        #[doc(alias = "RXAFS_FetchData")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the arguments are on their way; raw data follows.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn fetch_data(
            &self,
            fid: super::AfsFid,
            pos: i32,
            len: i32,
        ) -> ::core::result::Result<
            ::rxrpc_xdr::asynchronous::SplitCall<C::Call, super::RxafsFetchDataReply>,
            ::rxrpc_xdr::RpcError,
        > {
            self.0
                .start(
                    &super::RxafsFetchDataRequest {
                        fid,
                        pos,
                        len,
                    },
                )
                .await
        }
        /// The access list of a directory.
        #[doc(alias = "RXAFS_FetchACL")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn fetch_acl(
            &self,
            fid: super::AfsFid,
        ) -> ::core::result::Result<super::RxafsFetchAclReply, ::rxrpc_xdr::RpcError> {
            self.0.call(&super::RxafsFetchAclRequest { fid }).await
        }
        /// How a file, directory or link is; anybody may ask it of the root of a volume.
        #[doc(alias = "RXAFS_FetchStatus")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn fetch_status(
            &self,
            fid: super::AfsFid,
        ) -> ::core::result::Result<
            super::RxafsFetchStatusReply,
            ::rxrpc_xdr::RpcError,
        > {
            self.0
                .call(
                    &super::RxafsFetchStatusRequest {
                        fid,
                    },
                )
                .await
        }
        /// Writes into a file, which is filelen bytes long then. len bytes of raw data follow the arguments.
        #[doc(alias = "RXAFS_StoreData")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the arguments are on their way; raw data follows.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn store_data(
            &self,
            fid: super::AfsFid,
            set: super::AfsStoreStatus,
            pos: u32,
            len: u32,
            filelen: u32,
        ) -> ::core::result::Result<
            ::rxrpc_xdr::asynchronous::SplitCall<C::Call, super::RxafsStoreDataReply>,
            ::rxrpc_xdr::RpcError,
        > {
            self.0
                .start(
                    &super::RxafsStoreDataRequest {
                        fid,
                        set,
                        pos,
                        len,
                        filelen,
                    },
                )
                .await
        }
        /// Sets the access list of a directory, by the number that servers know that are as old as 1.8.9.
        #[doc(alias = "RXAFS_OldStoreACL")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn old_store_acl(
            &self,
            fid: super::AfsFid,
            acl: super::AccessList,
        ) -> ::core::result::Result<
            super::RxafsOldStoreAclReply,
            ::rxrpc_xdr::RpcError,
        > {
            self.0
                .call(
                    &super::RxafsOldStoreAclRequest {
                        fid,
                        acl,
                    },
                )
                .await
        }
        /// Sets times, owner and mode.
        #[doc(alias = "RXAFS_StoreStatus")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn store_status(
            &self,
            fid: super::AfsFid,
            set: super::AfsStoreStatus,
        ) -> ::core::result::Result<
            super::RxafsStoreStatusReply,
            ::rxrpc_xdr::RpcError,
        > {
            self.0
                .call(
                    &super::RxafsStoreStatusRequest {
                        fid,
                        set,
                    },
                )
                .await
        }
        /// Removes a file or link.
        #[doc(alias = "RXAFS_RemoveFile")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn remove_file(
            &self,
            dir: super::AfsFid,
            name: ::rxrpc_xdr::Text<256>,
        ) -> ::core::result::Result<super::RxafsRemoveFileReply, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::RxafsRemoveFileRequest {
                        dir,
                        name,
                    },
                )
                .await
        }
        /// Makes a file.
        #[doc(alias = "RXAFS_CreateFile")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn create_file(
            &self,
            dir: super::AfsFid,
            name: ::rxrpc_xdr::Text<256>,
            set: super::AfsStoreStatus,
        ) -> ::core::result::Result<super::RxafsCreateFileReply, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::RxafsCreateFileRequest {
                        dir,
                        name,
                        set,
                    },
                )
                .await
        }
        /// Gives a file, directory or link another name, or another directory of the volume.
        #[doc(alias = "RXAFS_Rename")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn rename(
            &self,
            old_dir: super::AfsFid,
            old_name: ::rxrpc_xdr::Text<256>,
            new_dir: super::AfsFid,
            new_name: ::rxrpc_xdr::Text<256>,
        ) -> ::core::result::Result<super::RxafsRenameReply, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::RxafsRenameRequest {
                        old_dir,
                        old_name,
                        new_dir,
                        new_name,
                    },
                )
                .await
        }
        /// Makes a symbolic link; a mount point, if the target names a volume as #volume. does and the mode lets nobody execute it.
        #[doc(alias = "RXAFS_Symlink")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn symlink(
            &self,
            dir: super::AfsFid,
            name: ::rxrpc_xdr::Text<256>,
            target: ::rxrpc_xdr::Text<1024>,
            set: super::AfsStoreStatus,
        ) -> ::core::result::Result<super::RxafsSymlinkReply, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::RxafsSymlinkRequest {
                        dir,
                        name,
                        target,
                        set,
                    },
                )
                .await
        }
        /// Gives a file of the directory a second name.
        #[doc(alias = "RXAFS_Link")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn link(
            &self,
            dir: super::AfsFid,
            name: ::rxrpc_xdr::Text<256>,
            existing: super::AfsFid,
        ) -> ::core::result::Result<super::RxafsLinkReply, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::RxafsLinkRequest {
                        dir,
                        name,
                        existing,
                    },
                )
                .await
        }
        /// Makes a directory.
        #[doc(alias = "RXAFS_MakeDir")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn make_dir(
            &self,
            dir: super::AfsFid,
            name: ::rxrpc_xdr::Text<256>,
            set: super::AfsStoreStatus,
        ) -> ::core::result::Result<super::RxafsMakeDirReply, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::RxafsMakeDirRequest {
                        dir,
                        name,
                        set,
                    },
                )
                .await
        }
        /// Removes a directory, which is empty.
        #[doc(alias = "RXAFS_RemoveDir")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn remove_dir(
            &self,
            dir: super::AfsFid,
            name: ::rxrpc_xdr::Text<256>,
        ) -> ::core::result::Result<super::RxafsRemoveDirReply, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::RxafsRemoveDirRequest {
                        dir,
                        name,
                    },
                )
                .await
        }
        /// What the server has counted.
        #[doc(alias = "RXAFS_GetStatistics")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn get_statistics(
            &self,
        ) -> ::core::result::Result<super::ViceStatistics, ::rxrpc_xdr::RpcError> {
            self.0.call(&super::RxafsGetStatisticsRequest).await
        }
        /// Gives promises up.
        #[doc(alias = "RXAFS_GiveUpCallBacks")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn give_up_call_backs(
            &self,
            fids: super::FileIds,
            callbacks: super::CallBacks,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::RxafsGiveUpCallBacksRequest {
                        fids,
                        callbacks,
                    },
                )
                .await
        }
        /// Where the volume of this name is.
        #[doc(alias = "RXAFS_GetVolumeInfo")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn get_volume_info(
            &self,
            name: ::rxrpc_xdr::Text<256>,
        ) -> ::core::result::Result<super::VolumeInfo, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::RxafsGetVolumeInfoRequest {
                        name,
                    },
                )
                .await
        }
        /// How a volume is, its name, why it is offline, and the message of the day.
        #[doc(alias = "RXAFS_GetVolumeStatus")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn get_volume_status(
            &self,
            volid: i32,
        ) -> ::core::result::Result<
            super::RxafsGetVolumeStatusReply,
            ::rxrpc_xdr::RpcError,
        > {
            self.0
                .call(
                    &super::RxafsGetVolumeStatusRequest {
                        volid,
                    },
                )
                .await
        }
        /// Sets quota, name and messages of a volume. For administrators.
        #[doc(alias = "RXAFS_SetVolumeStatus")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn set_volume_status(
            &self,
            volid: i32,
            status: super::StoreVolumeStatus,
            name: ::rxrpc_xdr::Text<256>,
            offline_message: ::rxrpc_xdr::Text<1024>,
            motd: ::rxrpc_xdr::Text<1024>,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::RxafsSetVolumeStatusRequest {
                        volid,
                        status,
                        name,
                        offline_message,
                        motd,
                    },
                )
                .await
        }
        /// The name of the volume at the root of the cell. A server may not know it, and answers 122.
        #[doc(alias = "RXAFS_GetRootVolume")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn get_root_volume(
            &self,
        ) -> ::core::result::Result<::rxrpc_xdr::Text<256>, ::rxrpc_xdr::RpcError> {
            self.0.call(&super::RxafsGetRootVolumeRequest).await
        }
        /// The server's time, in seconds since 1970 and microseconds.
        #[doc(alias = "RXAFS_GetTime")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn get_time(
            &self,
        ) -> ::core::result::Result<super::RxafsGetTimeReply, ::rxrpc_xdr::RpcError> {
            self.0.call(&super::RxafsGetTimeRequest).await
        }
        /// How several files are, as FetchStatus; all or none.
        #[doc(alias = "RXAFS_BulkStatus")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn bulk_status(
            &self,
            fids: super::FileIds,
        ) -> ::core::result::Result<super::RxafsBulkStatusReply, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::RxafsBulkStatusRequest {
                        fids,
                    },
                )
                .await
        }
        /// Locks a file, for some minutes: LOCK\_READ or LOCK\_WRITE.
        #[doc(alias = "RXAFS_SetLock")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn set_lock(
            &self,
            fid: super::AfsFid,
            r#type: i32,
        ) -> ::core::result::Result<super::AfsVolSync, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::RxafsSetLockRequest {
                        fid,
                        r#type,
                    },
                )
                .await
        }
        /// Keeps a lock.
        #[doc(alias = "RXAFS_ExtendLock")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn extend_lock(
            &self,
            fid: super::AfsFid,
        ) -> ::core::result::Result<super::AfsVolSync, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::RxafsExtendLockRequest {
                        fid,
                    },
                )
                .await
        }
        /// Unlocks a file.
        #[doc(alias = "RXAFS_ReleaseLock")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn release_lock(
            &self,
            fid: super::AfsFid,
        ) -> ::core::result::Result<super::AfsVolSync, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::RxafsReleaseLockRequest {
                        fid,
                    },
                )
                .await
        }
        /// The version of the extended statistics.
        #[doc(alias = "RXAFS_XStatsVersion")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn x_stats_version(
            &self,
        ) -> ::core::result::Result<i32, ::rxrpc_xdr::RpcError> {
            self.0.call(&super::RxafsXStatsVersionRequest).await
        }
        /// A collection of extended statistics, with the server's version and time.
        #[doc(alias = "RXAFS_GetXStats")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn get_x_stats(
            &self,
            client_version: i32,
            collection: i32,
        ) -> ::core::result::Result<super::RxafsGetXStatsReply, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::RxafsGetXStatsRequest {
                        client_version,
                        collection,
                    },
                )
                .await
        }
        /// What a name in a directory is. Servers answer 22 to these arguments: they do not support it, and nothing is known of results.
        #[doc(alias = "RXAFS_Lookup")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn lookup(
            &self,
            dir: super::AfsFid,
            name: ::rxrpc_xdr::Text<256>,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::RxafsLookupRequest {
                        dir,
                        name,
                    },
                )
                .await
        }
        /// Sets the access list of a directory. Servers as old as 1.8.9 do not know it: RXGEN\_OPCODE.
        #[doc(alias = "RXAFS_StoreACL")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn store_acl(
            &self,
            fid: super::AfsFid,
            acl: super::AccessList,
        ) -> ::core::result::Result<super::RxafsStoreAclReply, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::RxafsStoreAclRequest {
                        fid,
                        acl,
                    },
                )
                .await
        }
        /// How several files are, as FetchStatus; each with its own errorCode.
        #[doc(alias = "RXAFS_InlineBulkStatus")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn inline_bulk_status(
            &self,
            fids: super::FileIds,
        ) -> ::core::result::Result<
            super::RxafsInlineBulkStatusReply,
            ::rxrpc_xdr::RpcError,
        > {
            self.0
                .call(
                    &super::RxafsInlineBulkStatusRequest {
                        fids,
                    },
                )
                .await
        }
        /// Data of a file, link or directory. Raw data before the results: how many bytes follow, in eight, and these, fewer than asked for
        /// at the end of the file, or if it grows.
        #[doc(alias = "RXAFS_FetchData64")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the arguments are on their way; raw data follows.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn fetch_data64(
            &self,
            fid: super::AfsFid,
            pos: i64,
            len: i64,
        ) -> ::core::result::Result<
            ::rxrpc_xdr::asynchronous::SplitCall<C::Call, super::RxafsFetchData64Reply>,
            ::rxrpc_xdr::RpcError,
        > {
            self.0
                .start(
                    &super::RxafsFetchData64Request {
                        fid,
                        pos,
                        len,
                    },
                )
                .await
        }
        /// Writes into a file, which is filelen bytes long then. len bytes of raw data follow the arguments.
        #[doc(alias = "RXAFS_StoreData64")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the arguments are on their way; raw data follows.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn store_data64(
            &self,
            fid: super::AfsFid,
            set: super::AfsStoreStatus,
            pos: u64,
            len: u64,
            filelen: u64,
        ) -> ::core::result::Result<
            ::rxrpc_xdr::asynchronous::SplitCall<C::Call, super::RxafsStoreData64Reply>,
            ::rxrpc_xdr::RpcError,
        > {
            self.0
                .start(
                    &super::RxafsStoreData64Request {
                        fid,
                        set,
                        pos,
                        len,
                        filelen,
                    },
                )
                .await
        }
        /// Gives all promises up.
        #[doc(alias = "RXAFS_GiveUpAllCallBacks")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn give_up_all_call_backs(
            &self,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0.call(&super::RxafsGiveUpAllCallBacksRequest).await
        }
        /// What the server can do.
        #[doc(alias = "RXAFS_GetCapabilities")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn get_capabilities(
            &self,
        ) -> ::core::result::Result<super::Capabilities, ::rxrpc_xdr::RpcError> {
            self.0.call(&super::RxafsGetCapabilitiesRequest).await
        }
        /// What the server has counted; as many numbers as version says.
        #[doc(alias = "RXAFS_GetStatistics64")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn get_statistics64(
            &self,
            version: i32,
        ) -> ::core::result::Result<super::ViceStatistics64, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::RxafsGetStatistics64Request {
                        version,
                    },
                )
                .await
        }
    }
    /// What file servers ask of their clients. Service 1, at the UDP port that the client calls from; 7001 for the client of a machine.
    /// They call unprotected.
    #[doc(alias = "RXAFSCB_")]
    #[derive(Clone, Debug)]
    pub struct RxafscbClient<C>(::rxrpc_xdr::asynchronous::Client<C>);
    impl<C: ::rxrpc_xdr::asynchronous::Caller> RxafscbClient<C> {
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
        /// Breaks promises: these files have changed.
        #[doc(alias = "RXAFSCB_CallBack")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn call_back(
            &self,
            fids: super::FileIds,
            callbacks: super::CallBacks,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::RxafscbCallBackRequest {
                        fids,
                        callbacks,
                    },
                )
                .await
        }
        /// The server knows nothing of the client: all of its promises are void. Asked of clients without a UUID.
        #[doc(alias = "RXAFSCB_InitCallBackState")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn init_call_back_state(
            &self,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0.call(&super::RxafscbInitCallBackStateRequest).await
        }
        /// Does nothing: says that the client is there.
        #[doc(alias = "RXAFSCB_Probe")]
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
            self.0.call(&super::RxafscbProbeRequest).await
        }
        /// Who the client is. Asked of clients that do not know TellMeAboutYourself.
        #[doc(alias = "RXAFSCB_WhoAreYou")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn who_are_you(
            &self,
        ) -> ::core::result::Result<super::InterfaceAddr, ::rxrpc_xdr::RpcError> {
            self.0.call(&super::RxafscbWhoAreYouRequest).await
        }
        /// The server of this UUID knows nothing of the client: all of its promises are void.
        #[doc(alias = "RXAFSCB_InitCallBackState3")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn init_call_back_state3(
            &self,
            server: ::rxrpc_xdr::AfsUuid,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::RxafscbInitCallBackState3Request {
                        server,
                    },
                )
                .await
        }
        /// Whether the client is the one of this UUID: any code but 0 if it is not.
        #[doc(alias = "RXAFSCB_ProbeUuid")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn probe_uuid(
            &self,
            client: ::rxrpc_xdr::AfsUuid,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::RxafscbProbeUuidRequest {
                        client,
                    },
                )
                .await
        }
        /// Who the client is, and what it can do. The first question of a file server, once on each connection.
        #[doc(alias = "RXAFSCB_TellMeAboutYourself")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn tell_me_about_yourself(
            &self,
        ) -> ::core::result::Result<
            super::RxafscbTellMeAboutYourselfReply,
            ::rxrpc_xdr::RpcError,
        > {
            self.0.call(&super::RxafscbTellMeAboutYourselfRequest).await
        }
    }
    /// The file server: files and directories of volumes. Service 1, UDP port 7000.
    ///
    /// A file server asks back: on first contact it calls RXAFSCB\_TellMeAboutYourself at the address and port that it is called from.
    /// A client that does not serve RXAFSCB there gets no answer, or RX\_CALL\_DEAD.
    ///
    /// A file server refuses with the small codes of volumes (VNOVNODE, VNOVOL, VBUSY...) and with those of the system: as UAEACCES
    /// and the like to clients that tell CAPABILITY\_ERRORTRANS, and by its own numbers to others.
    #[doc(alias = "RXAFS_")]
    ///
    /// Every method has a default, which refuses with `RXGEN_OPCODE`, as for an operation that there is not.
    /// An error is the code that the client is told, whether or not it means a failure.
    pub trait RxafsService: Send + Sync {
        /// Data of a file, link or directory. Raw data before the results: how many bytes follow, in four, and these, fewer than asked for
        /// at the end of the file.
        #[doc(alias = "RXAFS_FetchData")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn fetch_data(
            &self,
            context: &::rxrpc_xdr::Context,
            fid: super::AfsFid,
            pos: i32,
            len: i32,
            stream: ::rxrpc_xdr::asynchronous::Stream<'_>,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                super::RxafsFetchDataReply,
                ::rxrpc_xdr::Refusal,
            >,
        > + Send {
            let _ = (context, fid, pos, len, stream);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// The access list of a directory.
        #[doc(alias = "RXAFS_FetchACL")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn fetch_acl(
            &self,
            context: &::rxrpc_xdr::Context,
            fid: super::AfsFid,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                super::RxafsFetchAclReply,
                ::rxrpc_xdr::Refusal,
            >,
        > + Send {
            let _ = (context, fid);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// How a file, directory or link is; anybody may ask it of the root of a volume.
        #[doc(alias = "RXAFS_FetchStatus")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn fetch_status(
            &self,
            context: &::rxrpc_xdr::Context,
            fid: super::AfsFid,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                super::RxafsFetchStatusReply,
                ::rxrpc_xdr::Refusal,
            >,
        > + Send {
            let _ = (context, fid);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Writes into a file, which is filelen bytes long then. len bytes of raw data follow the arguments.
        #[doc(alias = "RXAFS_StoreData")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn store_data(
            &self,
            context: &::rxrpc_xdr::Context,
            fid: super::AfsFid,
            set: super::AfsStoreStatus,
            pos: u32,
            len: u32,
            filelen: u32,
            stream: ::rxrpc_xdr::asynchronous::Stream<'_>,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                super::RxafsStoreDataReply,
                ::rxrpc_xdr::Refusal,
            >,
        > + Send {
            let _ = (context, fid, set, pos, len, filelen, stream);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Sets the access list of a directory, by the number that servers know that are as old as 1.8.9.
        #[doc(alias = "RXAFS_OldStoreACL")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn old_store_acl(
            &self,
            context: &::rxrpc_xdr::Context,
            fid: super::AfsFid,
            acl: super::AccessList,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                super::RxafsOldStoreAclReply,
                ::rxrpc_xdr::Refusal,
            >,
        > + Send {
            let _ = (context, fid, acl);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Sets times, owner and mode.
        #[doc(alias = "RXAFS_StoreStatus")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn store_status(
            &self,
            context: &::rxrpc_xdr::Context,
            fid: super::AfsFid,
            set: super::AfsStoreStatus,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                super::RxafsStoreStatusReply,
                ::rxrpc_xdr::Refusal,
            >,
        > + Send {
            let _ = (context, fid, set);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Removes a file or link.
        #[doc(alias = "RXAFS_RemoveFile")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn remove_file(
            &self,
            context: &::rxrpc_xdr::Context,
            dir: super::AfsFid,
            name: ::rxrpc_xdr::Text<256>,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                super::RxafsRemoveFileReply,
                ::rxrpc_xdr::Refusal,
            >,
        > + Send {
            let _ = (context, dir, name);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Makes a file.
        #[doc(alias = "RXAFS_CreateFile")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn create_file(
            &self,
            context: &::rxrpc_xdr::Context,
            dir: super::AfsFid,
            name: ::rxrpc_xdr::Text<256>,
            set: super::AfsStoreStatus,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                super::RxafsCreateFileReply,
                ::rxrpc_xdr::Refusal,
            >,
        > + Send {
            let _ = (context, dir, name, set);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Gives a file, directory or link another name, or another directory of the volume.
        #[doc(alias = "RXAFS_Rename")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn rename(
            &self,
            context: &::rxrpc_xdr::Context,
            old_dir: super::AfsFid,
            old_name: ::rxrpc_xdr::Text<256>,
            new_dir: super::AfsFid,
            new_name: ::rxrpc_xdr::Text<256>,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                super::RxafsRenameReply,
                ::rxrpc_xdr::Refusal,
            >,
        > + Send {
            let _ = (context, old_dir, old_name, new_dir, new_name);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Makes a symbolic link; a mount point, if the target names a volume as #volume. does and the mode lets nobody execute it.
        #[doc(alias = "RXAFS_Symlink")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn symlink(
            &self,
            context: &::rxrpc_xdr::Context,
            dir: super::AfsFid,
            name: ::rxrpc_xdr::Text<256>,
            target: ::rxrpc_xdr::Text<1024>,
            set: super::AfsStoreStatus,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                super::RxafsSymlinkReply,
                ::rxrpc_xdr::Refusal,
            >,
        > + Send {
            let _ = (context, dir, name, target, set);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Gives a file of the directory a second name.
        #[doc(alias = "RXAFS_Link")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn link(
            &self,
            context: &::rxrpc_xdr::Context,
            dir: super::AfsFid,
            name: ::rxrpc_xdr::Text<256>,
            existing: super::AfsFid,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<super::RxafsLinkReply, ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, dir, name, existing);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Makes a directory.
        #[doc(alias = "RXAFS_MakeDir")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn make_dir(
            &self,
            context: &::rxrpc_xdr::Context,
            dir: super::AfsFid,
            name: ::rxrpc_xdr::Text<256>,
            set: super::AfsStoreStatus,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                super::RxafsMakeDirReply,
                ::rxrpc_xdr::Refusal,
            >,
        > + Send {
            let _ = (context, dir, name, set);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Removes a directory, which is empty.
        #[doc(alias = "RXAFS_RemoveDir")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn remove_dir(
            &self,
            context: &::rxrpc_xdr::Context,
            dir: super::AfsFid,
            name: ::rxrpc_xdr::Text<256>,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                super::RxafsRemoveDirReply,
                ::rxrpc_xdr::Refusal,
            >,
        > + Send {
            let _ = (context, dir, name);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// What the server has counted.
        #[doc(alias = "RXAFS_GetStatistics")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_statistics(
            &self,
            context: &::rxrpc_xdr::Context,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<super::ViceStatistics, ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = context;
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Gives promises up.
        #[doc(alias = "RXAFS_GiveUpCallBacks")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn give_up_call_backs(
            &self,
            context: &::rxrpc_xdr::Context,
            fids: super::FileIds,
            callbacks: super::CallBacks,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, fids, callbacks);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Where the volume of this name is.
        #[doc(alias = "RXAFS_GetVolumeInfo")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_volume_info(
            &self,
            context: &::rxrpc_xdr::Context,
            name: ::rxrpc_xdr::Text<256>,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<super::VolumeInfo, ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, name);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// How a volume is, its name, why it is offline, and the message of the day.
        #[doc(alias = "RXAFS_GetVolumeStatus")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_volume_status(
            &self,
            context: &::rxrpc_xdr::Context,
            volid: i32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                super::RxafsGetVolumeStatusReply,
                ::rxrpc_xdr::Refusal,
            >,
        > + Send {
            let _ = (context, volid);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Sets quota, name and messages of a volume. For administrators.
        #[doc(alias = "RXAFS_SetVolumeStatus")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn set_volume_status(
            &self,
            context: &::rxrpc_xdr::Context,
            volid: i32,
            status: super::StoreVolumeStatus,
            name: ::rxrpc_xdr::Text<256>,
            offline_message: ::rxrpc_xdr::Text<1024>,
            motd: ::rxrpc_xdr::Text<1024>,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, volid, status, name, offline_message, motd);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// The name of the volume at the root of the cell. A server may not know it, and answers 122.
        #[doc(alias = "RXAFS_GetRootVolume")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_root_volume(
            &self,
            context: &::rxrpc_xdr::Context,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<::rxrpc_xdr::Text<256>, ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = context;
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// The server's time, in seconds since 1970 and microseconds.
        #[doc(alias = "RXAFS_GetTime")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_time(
            &self,
            context: &::rxrpc_xdr::Context,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                super::RxafsGetTimeReply,
                ::rxrpc_xdr::Refusal,
            >,
        > + Send {
            let _ = context;
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// How several files are, as FetchStatus; all or none.
        #[doc(alias = "RXAFS_BulkStatus")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn bulk_status(
            &self,
            context: &::rxrpc_xdr::Context,
            fids: super::FileIds,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                super::RxafsBulkStatusReply,
                ::rxrpc_xdr::Refusal,
            >,
        > + Send {
            let _ = (context, fids);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Locks a file, for some minutes: LOCK\_READ or LOCK\_WRITE.
        #[doc(alias = "RXAFS_SetLock")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn set_lock(
            &self,
            context: &::rxrpc_xdr::Context,
            fid: super::AfsFid,
            r#type: i32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<super::AfsVolSync, ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, fid, r#type);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Keeps a lock.
        #[doc(alias = "RXAFS_ExtendLock")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn extend_lock(
            &self,
            context: &::rxrpc_xdr::Context,
            fid: super::AfsFid,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<super::AfsVolSync, ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, fid);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Unlocks a file.
        #[doc(alias = "RXAFS_ReleaseLock")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn release_lock(
            &self,
            context: &::rxrpc_xdr::Context,
            fid: super::AfsFid,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<super::AfsVolSync, ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, fid);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// The version of the extended statistics.
        #[doc(alias = "RXAFS_XStatsVersion")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn x_stats_version(
            &self,
            context: &::rxrpc_xdr::Context,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<i32, ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = context;
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// A collection of extended statistics, with the server's version and time.
        #[doc(alias = "RXAFS_GetXStats")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_x_stats(
            &self,
            context: &::rxrpc_xdr::Context,
            client_version: i32,
            collection: i32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                super::RxafsGetXStatsReply,
                ::rxrpc_xdr::Refusal,
            >,
        > + Send {
            let _ = (context, client_version, collection);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// What a name in a directory is. Servers answer 22 to these arguments: they do not support it, and nothing is known of results.
        #[doc(alias = "RXAFS_Lookup")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn lookup(
            &self,
            context: &::rxrpc_xdr::Context,
            dir: super::AfsFid,
            name: ::rxrpc_xdr::Text<256>,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, dir, name);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Sets the access list of a directory. Servers as old as 1.8.9 do not know it: RXGEN\_OPCODE.
        #[doc(alias = "RXAFS_StoreACL")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn store_acl(
            &self,
            context: &::rxrpc_xdr::Context,
            fid: super::AfsFid,
            acl: super::AccessList,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                super::RxafsStoreAclReply,
                ::rxrpc_xdr::Refusal,
            >,
        > + Send {
            let _ = (context, fid, acl);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// How several files are, as FetchStatus; each with its own errorCode.
        #[doc(alias = "RXAFS_InlineBulkStatus")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn inline_bulk_status(
            &self,
            context: &::rxrpc_xdr::Context,
            fids: super::FileIds,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                super::RxafsInlineBulkStatusReply,
                ::rxrpc_xdr::Refusal,
            >,
        > + Send {
            let _ = (context, fids);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Data of a file, link or directory. Raw data before the results: how many bytes follow, in eight, and these, fewer than asked for
        /// at the end of the file, or if it grows.
        #[doc(alias = "RXAFS_FetchData64")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn fetch_data64(
            &self,
            context: &::rxrpc_xdr::Context,
            fid: super::AfsFid,
            pos: i64,
            len: i64,
            stream: ::rxrpc_xdr::asynchronous::Stream<'_>,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                super::RxafsFetchData64Reply,
                ::rxrpc_xdr::Refusal,
            >,
        > + Send {
            let _ = (context, fid, pos, len, stream);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Writes into a file, which is filelen bytes long then. len bytes of raw data follow the arguments.
        #[doc(alias = "RXAFS_StoreData64")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn store_data64(
            &self,
            context: &::rxrpc_xdr::Context,
            fid: super::AfsFid,
            set: super::AfsStoreStatus,
            pos: u64,
            len: u64,
            filelen: u64,
            stream: ::rxrpc_xdr::asynchronous::Stream<'_>,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                super::RxafsStoreData64Reply,
                ::rxrpc_xdr::Refusal,
            >,
        > + Send {
            let _ = (context, fid, set, pos, len, filelen, stream);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Gives all promises up.
        #[doc(alias = "RXAFS_GiveUpAllCallBacks")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn give_up_all_call_backs(
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
        /// What the server can do.
        #[doc(alias = "RXAFS_GetCapabilities")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_capabilities(
            &self,
            context: &::rxrpc_xdr::Context,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<super::Capabilities, ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = context;
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// What the server has counted; as many numbers as version says.
        #[doc(alias = "RXAFS_GetStatistics64")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_statistics64(
            &self,
            context: &::rxrpc_xdr::Context,
            version: i32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                super::ViceStatistics64,
                ::rxrpc_xdr::Refusal,
            >,
        > + Send {
            let _ = (context, version);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
    }
    /// The procedures of a [`RxafsService`], as an interface that answers calls.
    #[derive(Clone, Debug)]
    pub struct RxafsServer<S>(pub S);
    impl<S: RxafsService> ::rxrpc_xdr::asynchronous::Interface for RxafsServer<S> {
        fn has(&self, opcode: i32) -> bool {
            matches!(
                opcode, 130..= 142 | 146..= 151 | 153 | 155..= 161 | 164 | 65536..= 65540
                | 65542
            )
        }
        async fn answer<C: ::rxrpc_xdr::asynchronous::Call>(
            &self,
            opcode: i32,
            mut exchange: ::rxrpc_xdr::asynchronous::Exchange<'_, C>,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            match opcode {
                130 => {
                    let super::RxafsFetchDataRequest { fid, pos, len } = exchange
                        .split_arguments()
                        .await?;
                    let (context, stream) = exchange.stream();
                    let results = self
                        .0
                        .fetch_data(context, fid, pos, len, stream)
                        .await?;
                    exchange.reply(&results).await
                }
                131 => {
                    let super::RxafsFetchAclRequest { fid } = exchange
                        .arguments()
                        .await?;
                    let results = self.0.fetch_acl(exchange.context(), fid).await?;
                    exchange.reply(&results).await
                }
                132 => {
                    let super::RxafsFetchStatusRequest { fid } = exchange
                        .arguments()
                        .await?;
                    let results = self.0.fetch_status(exchange.context(), fid).await?;
                    exchange.reply(&results).await
                }
                133 => {
                    let super::RxafsStoreDataRequest { fid, set, pos, len, filelen } = exchange
                        .split_arguments()
                        .await?;
                    let (context, stream) = exchange.stream();
                    let results = self
                        .0
                        .store_data(context, fid, set, pos, len, filelen, stream)
                        .await?;
                    exchange.reply(&results).await
                }
                134 => {
                    let super::RxafsOldStoreAclRequest { fid, acl } = exchange
                        .arguments()
                        .await?;
                    let results = self
                        .0
                        .old_store_acl(exchange.context(), fid, acl)
                        .await?;
                    exchange.reply(&results).await
                }
                135 => {
                    let super::RxafsStoreStatusRequest { fid, set } = exchange
                        .arguments()
                        .await?;
                    let results = self
                        .0
                        .store_status(exchange.context(), fid, set)
                        .await?;
                    exchange.reply(&results).await
                }
                136 => {
                    let super::RxafsRemoveFileRequest { dir, name } = exchange
                        .arguments()
                        .await?;
                    let results = self
                        .0
                        .remove_file(exchange.context(), dir, name)
                        .await?;
                    exchange.reply(&results).await
                }
                137 => {
                    let super::RxafsCreateFileRequest { dir, name, set } = exchange
                        .arguments()
                        .await?;
                    let results = self
                        .0
                        .create_file(exchange.context(), dir, name, set)
                        .await?;
                    exchange.reply(&results).await
                }
                138 => {
                    let super::RxafsRenameRequest {
                        old_dir,
                        old_name,
                        new_dir,
                        new_name,
                    } = exchange.arguments().await?;
                    let results = self
                        .0
                        .rename(exchange.context(), old_dir, old_name, new_dir, new_name)
                        .await?;
                    exchange.reply(&results).await
                }
                139 => {
                    let super::RxafsSymlinkRequest { dir, name, target, set } = exchange
                        .arguments()
                        .await?;
                    let results = self
                        .0
                        .symlink(exchange.context(), dir, name, target, set)
                        .await?;
                    exchange.reply(&results).await
                }
                140 => {
                    let super::RxafsLinkRequest { dir, name, existing } = exchange
                        .arguments()
                        .await?;
                    let results = self
                        .0
                        .link(exchange.context(), dir, name, existing)
                        .await?;
                    exchange.reply(&results).await
                }
                141 => {
                    let super::RxafsMakeDirRequest { dir, name, set } = exchange
                        .arguments()
                        .await?;
                    let results = self
                        .0
                        .make_dir(exchange.context(), dir, name, set)
                        .await?;
                    exchange.reply(&results).await
                }
                142 => {
                    let super::RxafsRemoveDirRequest { dir, name } = exchange
                        .arguments()
                        .await?;
                    let results = self
                        .0
                        .remove_dir(exchange.context(), dir, name)
                        .await?;
                    exchange.reply(&results).await
                }
                146 => {
                    let super::RxafsGetStatisticsRequest = exchange.arguments().await?;
                    let results = self.0.get_statistics(exchange.context()).await?;
                    exchange.reply(&results).await
                }
                147 => {
                    let super::RxafsGiveUpCallBacksRequest { fids, callbacks } = exchange
                        .arguments()
                        .await?;
                    self.0
                        .give_up_call_backs(exchange.context(), fids, callbacks)
                        .await?;
                    exchange.reply(&()).await
                }
                148 => {
                    let super::RxafsGetVolumeInfoRequest { name } = exchange
                        .arguments()
                        .await?;
                    let results = self
                        .0
                        .get_volume_info(exchange.context(), name)
                        .await?;
                    exchange.reply(&results).await
                }
                149 => {
                    let super::RxafsGetVolumeStatusRequest { volid } = exchange
                        .arguments()
                        .await?;
                    let results = self
                        .0
                        .get_volume_status(exchange.context(), volid)
                        .await?;
                    exchange.reply(&results).await
                }
                150 => {
                    let super::RxafsSetVolumeStatusRequest {
                        volid,
                        status,
                        name,
                        offline_message,
                        motd,
                    } = exchange.arguments().await?;
                    self.0
                        .set_volume_status(
                            exchange.context(),
                            volid,
                            status,
                            name,
                            offline_message,
                            motd,
                        )
                        .await?;
                    exchange.reply(&()).await
                }
                151 => {
                    let super::RxafsGetRootVolumeRequest = exchange.arguments().await?;
                    let results = self.0.get_root_volume(exchange.context()).await?;
                    exchange.reply(&results).await
                }
                153 => {
                    let super::RxafsGetTimeRequest = exchange.arguments().await?;
                    let results = self.0.get_time(exchange.context()).await?;
                    exchange.reply(&results).await
                }
                155 => {
                    let super::RxafsBulkStatusRequest { fids } = exchange
                        .arguments()
                        .await?;
                    let results = self.0.bulk_status(exchange.context(), fids).await?;
                    exchange.reply(&results).await
                }
                156 => {
                    let super::RxafsSetLockRequest { fid, r#type } = exchange
                        .arguments()
                        .await?;
                    let results = self
                        .0
                        .set_lock(exchange.context(), fid, r#type)
                        .await?;
                    exchange.reply(&results).await
                }
                157 => {
                    let super::RxafsExtendLockRequest { fid } = exchange
                        .arguments()
                        .await?;
                    let results = self.0.extend_lock(exchange.context(), fid).await?;
                    exchange.reply(&results).await
                }
                158 => {
                    let super::RxafsReleaseLockRequest { fid } = exchange
                        .arguments()
                        .await?;
                    let results = self.0.release_lock(exchange.context(), fid).await?;
                    exchange.reply(&results).await
                }
                159 => {
                    let super::RxafsXStatsVersionRequest = exchange.arguments().await?;
                    let results = self.0.x_stats_version(exchange.context()).await?;
                    exchange.reply(&results).await
                }
                160 => {
                    let super::RxafsGetXStatsRequest { client_version, collection } = exchange
                        .arguments()
                        .await?;
                    let results = self
                        .0
                        .get_x_stats(exchange.context(), client_version, collection)
                        .await?;
                    exchange.reply(&results).await
                }
                161 => {
                    let super::RxafsLookupRequest { dir, name } = exchange
                        .arguments()
                        .await?;
                    self.0.lookup(exchange.context(), dir, name).await?;
                    exchange.reply(&()).await
                }
                164 => {
                    let super::RxafsStoreAclRequest { fid, acl } = exchange
                        .arguments()
                        .await?;
                    let results = self.0.store_acl(exchange.context(), fid, acl).await?;
                    exchange.reply(&results).await
                }
                65536 => {
                    let super::RxafsInlineBulkStatusRequest { fids } = exchange
                        .arguments()
                        .await?;
                    let results = self
                        .0
                        .inline_bulk_status(exchange.context(), fids)
                        .await?;
                    exchange.reply(&results).await
                }
                65537 => {
                    let super::RxafsFetchData64Request { fid, pos, len } = exchange
                        .split_arguments()
                        .await?;
                    let (context, stream) = exchange.stream();
                    let results = self
                        .0
                        .fetch_data64(context, fid, pos, len, stream)
                        .await?;
                    exchange.reply(&results).await
                }
                65538 => {
                    let super::RxafsStoreData64Request { fid, set, pos, len, filelen } = exchange
                        .split_arguments()
                        .await?;
                    let (context, stream) = exchange.stream();
                    let results = self
                        .0
                        .store_data64(context, fid, set, pos, len, filelen, stream)
                        .await?;
                    exchange.reply(&results).await
                }
                65539 => {
                    let super::RxafsGiveUpAllCallBacksRequest = exchange
                        .arguments()
                        .await?;
                    self.0.give_up_all_call_backs(exchange.context()).await?;
                    exchange.reply(&()).await
                }
                65540 => {
                    let super::RxafsGetCapabilitiesRequest = exchange.arguments().await?;
                    let results = self.0.get_capabilities(exchange.context()).await?;
                    exchange.reply(&results).await
                }
                65542 => {
                    let super::RxafsGetStatistics64Request { version } = exchange
                        .arguments()
                        .await?;
                    let results = self
                        .0
                        .get_statistics64(exchange.context(), version)
                        .await?;
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
    /// What file servers ask of their clients. Service 1, at the UDP port that the client calls from; 7001 for the client of a machine.
    /// They call unprotected.
    #[doc(alias = "RXAFSCB_")]
    ///
    /// Every method has a default, which refuses with `RXGEN_OPCODE`, as for an operation that there is not.
    /// An error is the code that the client is told, whether or not it means a failure.
    pub trait RxafscbService: Send + Sync {
        /// Breaks promises: these files have changed.
        #[doc(alias = "RXAFSCB_CallBack")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn call_back(
            &self,
            context: &::rxrpc_xdr::Context,
            fids: super::FileIds,
            callbacks: super::CallBacks,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, fids, callbacks);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// The server knows nothing of the client: all of its promises are void. Asked of clients without a UUID.
        #[doc(alias = "RXAFSCB_InitCallBackState")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn init_call_back_state(
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
        /// Does nothing: says that the client is there.
        #[doc(alias = "RXAFSCB_Probe")]
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
        /// Who the client is. Asked of clients that do not know TellMeAboutYourself.
        #[doc(alias = "RXAFSCB_WhoAreYou")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn who_are_you(
            &self,
            context: &::rxrpc_xdr::Context,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<super::InterfaceAddr, ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = context;
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// The server of this UUID knows nothing of the client: all of its promises are void.
        #[doc(alias = "RXAFSCB_InitCallBackState3")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn init_call_back_state3(
            &self,
            context: &::rxrpc_xdr::Context,
            server: ::rxrpc_xdr::AfsUuid,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, server);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Whether the client is the one of this UUID: any code but 0 if it is not.
        #[doc(alias = "RXAFSCB_ProbeUuid")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn probe_uuid(
            &self,
            context: &::rxrpc_xdr::Context,
            client: ::rxrpc_xdr::AfsUuid,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, client);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Who the client is, and what it can do. The first question of a file server, once on each connection.
        #[doc(alias = "RXAFSCB_TellMeAboutYourself")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn tell_me_about_yourself(
            &self,
            context: &::rxrpc_xdr::Context,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                super::RxafscbTellMeAboutYourselfReply,
                ::rxrpc_xdr::Refusal,
            >,
        > + Send {
            let _ = context;
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
    }
    /// The procedures of a [`RxafscbService`], as an interface that answers calls.
    #[derive(Clone, Debug)]
    pub struct RxafscbServer<S>(pub S);
    impl<S: RxafscbService> ::rxrpc_xdr::asynchronous::Interface for RxafscbServer<S> {
        fn has(&self, opcode: i32) -> bool {
            matches!(opcode, 204..= 206 | 212..= 214 | 65538)
        }
        async fn answer<C: ::rxrpc_xdr::asynchronous::Call>(
            &self,
            opcode: i32,
            mut exchange: ::rxrpc_xdr::asynchronous::Exchange<'_, C>,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            match opcode {
                204 => {
                    let super::RxafscbCallBackRequest { fids, callbacks } = exchange
                        .arguments()
                        .await?;
                    self.0.call_back(exchange.context(), fids, callbacks).await?;
                    exchange.reply(&()).await
                }
                205 => {
                    let super::RxafscbInitCallBackStateRequest = exchange
                        .arguments()
                        .await?;
                    self.0.init_call_back_state(exchange.context()).await?;
                    exchange.reply(&()).await
                }
                206 => {
                    let super::RxafscbProbeRequest = exchange.arguments().await?;
                    self.0.probe(exchange.context()).await?;
                    exchange.reply(&()).await
                }
                212 => {
                    let super::RxafscbWhoAreYouRequest = exchange.arguments().await?;
                    let results = self.0.who_are_you(exchange.context()).await?;
                    exchange.reply(&results).await
                }
                213 => {
                    let super::RxafscbInitCallBackState3Request { server } = exchange
                        .arguments()
                        .await?;
                    self.0.init_call_back_state3(exchange.context(), server).await?;
                    exchange.reply(&()).await
                }
                214 => {
                    let super::RxafscbProbeUuidRequest { client } = exchange
                        .arguments()
                        .await?;
                    self.0.probe_uuid(exchange.context(), client).await?;
                    exchange.reply(&()).await
                }
                65538 => {
                    let super::RxafscbTellMeAboutYourselfRequest = exchange
                        .arguments()
                        .await?;
                    let results = self
                        .0
                        .tell_me_about_yourself(exchange.context())
                        .await?;
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
}
