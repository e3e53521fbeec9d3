// Made by rxrpc-xg from an interface file.

/// Characters of a volume's name, and the NUL that ends it.
pub const VOLSER_NAME_LENGTH: i32 = 32;
/// Partitions that ListPartitions tells of.
pub const VOLSER_PARTITIONS: i32 = 26;
/// Most places that a volume is sent to at once.
pub const VOLSER_DESTINATIONS: i32 = 13;
/// How volumes are listed: the numbers only.
pub const VOLSER_SHORT: i32 = 0;
/// How volumes are listed: everything.
pub const VOLSER_FULL: i32 = 1;
/// Flag of DumpV2: directories that have not changed are left out.
pub const VOLSER_OMIT_DIRECTORIES: i32 = 1;
/// The operations of the package `AFSVol`: their codes, which rise, and their names.
pub const AFS_VOL_OPERATIONS: &[(i32, &str)] = &[
    (100, "AFSVolCreateVolume"),
    (101, "AFSVolDeleteVolume"),
    (102, "AFSVolRestore"),
    (103, "AFSVolForward"),
    (104, "AFSVolEndTrans"),
    (105, "AFSVolClone"),
    (106, "AFSVolSetFlags"),
    (107, "AFSVolGetFlags"),
    (108, "AFSVolTransCreate"),
    (109, "AFSVolDump"),
    (112, "AFSVolGetName"),
    (113, "AFSVolGetStatus"),
    (115, "AFSVolListPartitions"),
    (116, "AFSVolListVolumes"),
    (117, "AFSVolSetIdsTypes"),
    (118, "AFSVolMonitor"),
    (119, "AFSVolPartitionInfo"),
    (120, "AFSVolReClone"),
    (121, "AFSVolListOneVolume"),
    (122, "AFSVolNukeVolume"),
    (123, "AFSVolSetDate"),
    (124, "AFSVolXListVolumes"),
    (125, "AFSVolXListOneVolume"),
    (126, "AFSVolSetInfo"),
    (127, "AFSVolXListPartitions"),
    (128, "AFSVolForwardMultiple"),
    (65536, "AFSVolConvertROtoRW"),
    (65537, "AFSVolGetSize"),
    (65538, "AFSVolDumpV2"),
    (65539, "AFSVolPartitionInfo64"),
    (65547, "AFSVolSplitVolume"),
];
/// What a volume becomes that is restored.
#[doc(alias = "restoreCookie")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct RestoreCookie {
    /// `name`.
    pub name: ::rxrpc_xdr::Chars<32>,
    /// 0 read-write, 1 read-only, 2 backup.
    pub r#type: i32,
    /// `clone`.
    pub clone: u32,
    /// `parent`.
    pub parent: u32,
}
impl ::rxrpc_xdr::Encode for RestoreCookie {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.name, to)?;
        ::rxrpc_xdr::Encode::encode(&self.r#type, to)?;
        ::rxrpc_xdr::Encode::encode(&self.clone, to)?;
        ::rxrpc_xdr::Encode::encode(&self.parent, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for RestoreCookie {
    const MIN: usize = 0usize
        .saturating_add(<::rxrpc_xdr::Chars<32> as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<::rxrpc_xdr::Chars<32> as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            name: ::rxrpc_xdr::Decode::decode(from)?,
            r#type: ::rxrpc_xdr::Decode::decode(from)?,
            clone: ::rxrpc_xdr::Decode::decode(from)?,
            parent: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// A server that a volume is sent to.
#[doc(alias = "destServer")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct DestServer {
    /// IPv4 address, as a number.
    pub host: u32,
    /// UDP port.
    pub port: u32,
    /// 1 from every tool that was seen; what it means is not known here.
    pub word: u32,
}
impl ::rxrpc_xdr::Encode for DestServer {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.host, to)?;
        ::rxrpc_xdr::Encode::encode(&self.port, to)?;
        ::rxrpc_xdr::Encode::encode(&self.word, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for DestServer {
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
            host: ::rxrpc_xdr::Decode::decode(from)?,
            port: ::rxrpc_xdr::Decode::decode(from)?,
            word: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// A place that a volume is sent to.
#[doc(alias = "replica")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct Replica {
    /// The transaction there.
    pub trans: i32,
    /// `server`.
    pub server: DestServer,
}
impl ::rxrpc_xdr::Encode for Replica {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.trans, to)?;
        ::rxrpc_xdr::Encode::encode(&self.server, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for Replica {
    const MIN: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<DestServer as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<DestServer as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            trans: ::rxrpc_xdr::Decode::decode(from)?,
            server: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// A volume. Times are in seconds since 1970.
#[doc(alias = "volser_status")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct VolserStatus {
    /// `volID`.
    #[doc(alias = "volID")]
    pub vol_id: u32,
    /// `nextUnique`.
    #[doc(alias = "nextUnique")]
    pub next_unique: i32,
    /// 0 read-write, 1 read-only, 2 backup.
    pub r#type: i32,
    /// `parentID`.
    #[doc(alias = "parentID")]
    pub parent_id: u32,
    /// `cloneID`.
    #[doc(alias = "cloneID")]
    pub clone_id: u32,
    /// `backupID`.
    #[doc(alias = "backupID")]
    pub backup_id: u32,
    /// `restoredFromID`.
    #[doc(alias = "restoredFromID")]
    pub restored_from_id: u32,
    /// In KiB.
    #[doc(alias = "maxQuota")]
    pub max_quota: i32,
    /// `minQuota`.
    #[doc(alias = "minQuota")]
    pub min_quota: i32,
    /// `owner`.
    pub owner: i32,
    /// `creationDate`.
    #[doc(alias = "creationDate")]
    pub creation_date: i32,
    /// `accessDate`.
    #[doc(alias = "accessDate")]
    pub access_date: i32,
    /// `updateDate`.
    #[doc(alias = "updateDate")]
    pub update_date: i32,
    /// `expirationDate`.
    #[doc(alias = "expirationDate")]
    pub expiration_date: i32,
    /// `backupDate`.
    #[doc(alias = "backupDate")]
    pub backup_date: i32,
    /// `copyDate`.
    #[doc(alias = "copyDate")]
    pub copy_date: i32,
}
impl ::rxrpc_xdr::Encode for VolserStatus {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.vol_id, to)?;
        ::rxrpc_xdr::Encode::encode(&self.next_unique, to)?;
        ::rxrpc_xdr::Encode::encode(&self.r#type, to)?;
        ::rxrpc_xdr::Encode::encode(&self.parent_id, to)?;
        ::rxrpc_xdr::Encode::encode(&self.clone_id, to)?;
        ::rxrpc_xdr::Encode::encode(&self.backup_id, to)?;
        ::rxrpc_xdr::Encode::encode(&self.restored_from_id, to)?;
        ::rxrpc_xdr::Encode::encode(&self.max_quota, to)?;
        ::rxrpc_xdr::Encode::encode(&self.min_quota, to)?;
        ::rxrpc_xdr::Encode::encode(&self.owner, to)?;
        ::rxrpc_xdr::Encode::encode(&self.creation_date, to)?;
        ::rxrpc_xdr::Encode::encode(&self.access_date, to)?;
        ::rxrpc_xdr::Encode::encode(&self.update_date, to)?;
        ::rxrpc_xdr::Encode::encode(&self.expiration_date, to)?;
        ::rxrpc_xdr::Encode::encode(&self.backup_date, to)?;
        ::rxrpc_xdr::Encode::encode(&self.copy_date, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for VolserStatus {
    const MIN: usize = 0usize
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
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
            vol_id: ::rxrpc_xdr::Decode::decode(from)?,
            next_unique: ::rxrpc_xdr::Decode::decode(from)?,
            r#type: ::rxrpc_xdr::Decode::decode(from)?,
            parent_id: ::rxrpc_xdr::Decode::decode(from)?,
            clone_id: ::rxrpc_xdr::Decode::decode(from)?,
            backup_id: ::rxrpc_xdr::Decode::decode(from)?,
            restored_from_id: ::rxrpc_xdr::Decode::decode(from)?,
            max_quota: ::rxrpc_xdr::Decode::decode(from)?,
            min_quota: ::rxrpc_xdr::Decode::decode(from)?,
            owner: ::rxrpc_xdr::Decode::decode(from)?,
            creation_date: ::rxrpc_xdr::Decode::decode(from)?,
            access_date: ::rxrpc_xdr::Decode::decode(from)?,
            update_date: ::rxrpc_xdr::Decode::decode(from)?,
            expiration_date: ::rxrpc_xdr::Decode::decode(from)?,
            backup_date: ::rxrpc_xdr::Decode::decode(from)?,
            copy_date: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// A volume in a list. Times are in seconds since 1970.
#[doc(alias = "volintInfo")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct VolintInfo {
    /// `name`.
    pub name: ::rxrpc_xdr::Chars<32>,
    /// `volid`.
    pub volid: u32,
    /// 0 read-write, 1 read-only, 2 backup.
    pub r#type: i32,
    /// `backupID`.
    #[doc(alias = "backupID")]
    pub backup_id: u32,
    /// `parentID`.
    #[doc(alias = "parentID")]
    pub parent_id: u32,
    /// `cloneID`.
    #[doc(alias = "cloneID")]
    pub clone_id: u32,
    /// 2 for a volume that can be used.
    pub status: i32,
    /// `copyDate`.
    #[doc(alias = "copyDate")]
    pub copy_date: i32,
    /// `inUse`.
    #[doc(alias = "inUse")]
    pub in_use: u8,
    /// `needsSalvaged`.
    #[doc(alias = "needsSalvaged")]
    pub needs_salvaged: u8,
    /// `destroyMe`.
    #[doc(alias = "destroyMe")]
    pub destroy_me: u8,
    /// `creationDate`.
    #[doc(alias = "creationDate")]
    pub creation_date: i32,
    /// `accessDate`.
    #[doc(alias = "accessDate")]
    pub access_date: i32,
    /// `updateDate`.
    #[doc(alias = "updateDate")]
    pub update_date: i32,
    /// `backupDate`.
    #[doc(alias = "backupDate")]
    pub backup_date: i32,
    /// How often it was used today.
    #[doc(alias = "dayUse")]
    pub day_use: i32,
    /// How many files and directories it has.
    pub filecount: i32,
    /// In KiB.
    pub maxquota: i32,
    /// In KiB.
    pub size: i32,
    /// `flags`.
    pub flags: i32,
    /// The least quota.
    pub spare0: i32,
    /// How often it was used this week.
    pub spare1: i32,
    /// How often it was changed.
    pub spare2: i32,
    /// `spare3`.
    pub spare3: i32,
}
impl ::rxrpc_xdr::Encode for VolintInfo {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.name, to)?;
        ::rxrpc_xdr::Encode::encode(&self.volid, to)?;
        ::rxrpc_xdr::Encode::encode(&self.r#type, to)?;
        ::rxrpc_xdr::Encode::encode(&self.backup_id, to)?;
        ::rxrpc_xdr::Encode::encode(&self.parent_id, to)?;
        ::rxrpc_xdr::Encode::encode(&self.clone_id, to)?;
        ::rxrpc_xdr::Encode::encode(&self.status, to)?;
        ::rxrpc_xdr::Encode::encode(&self.copy_date, to)?;
        ::rxrpc_xdr::Encode::encode(&self.in_use, to)?;
        ::rxrpc_xdr::Encode::encode(&self.needs_salvaged, to)?;
        ::rxrpc_xdr::Encode::encode(&self.destroy_me, to)?;
        ::rxrpc_xdr::Encode::encode(&self.creation_date, to)?;
        ::rxrpc_xdr::Encode::encode(&self.access_date, to)?;
        ::rxrpc_xdr::Encode::encode(&self.update_date, to)?;
        ::rxrpc_xdr::Encode::encode(&self.backup_date, to)?;
        ::rxrpc_xdr::Encode::encode(&self.day_use, to)?;
        ::rxrpc_xdr::Encode::encode(&self.filecount, to)?;
        ::rxrpc_xdr::Encode::encode(&self.maxquota, to)?;
        ::rxrpc_xdr::Encode::encode(&self.size, to)?;
        ::rxrpc_xdr::Encode::encode(&self.flags, to)?;
        ::rxrpc_xdr::Encode::encode(&self.spare0, to)?;
        ::rxrpc_xdr::Encode::encode(&self.spare1, to)?;
        ::rxrpc_xdr::Encode::encode(&self.spare2, to)?;
        ::rxrpc_xdr::Encode::encode(&self.spare3, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for VolintInfo {
    const MIN: usize = 0usize
        .saturating_add(<::rxrpc_xdr::Chars<32> as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u8 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u8 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u8 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<::rxrpc_xdr::Chars<32> as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u8 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u8 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u8 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
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
            name: ::rxrpc_xdr::Decode::decode(from)?,
            volid: ::rxrpc_xdr::Decode::decode(from)?,
            r#type: ::rxrpc_xdr::Decode::decode(from)?,
            backup_id: ::rxrpc_xdr::Decode::decode(from)?,
            parent_id: ::rxrpc_xdr::Decode::decode(from)?,
            clone_id: ::rxrpc_xdr::Decode::decode(from)?,
            status: ::rxrpc_xdr::Decode::decode(from)?,
            copy_date: ::rxrpc_xdr::Decode::decode(from)?,
            in_use: ::rxrpc_xdr::Decode::decode(from)?,
            needs_salvaged: ::rxrpc_xdr::Decode::decode(from)?,
            destroy_me: ::rxrpc_xdr::Decode::decode(from)?,
            creation_date: ::rxrpc_xdr::Decode::decode(from)?,
            access_date: ::rxrpc_xdr::Decode::decode(from)?,
            update_date: ::rxrpc_xdr::Decode::decode(from)?,
            backup_date: ::rxrpc_xdr::Decode::decode(from)?,
            day_use: ::rxrpc_xdr::Decode::decode(from)?,
            filecount: ::rxrpc_xdr::Decode::decode(from)?,
            maxquota: ::rxrpc_xdr::Decode::decode(from)?,
            size: ::rxrpc_xdr::Decode::decode(from)?,
            flags: ::rxrpc_xdr::Decode::decode(from)?,
            spare0: ::rxrpc_xdr::Decode::decode(from)?,
            spare1: ::rxrpc_xdr::Decode::decode(from)?,
            spare2: ::rxrpc_xdr::Decode::decode(from)?,
            spare3: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// A volume in a list, with how it is used. Times are in seconds since 1970. The fields are known from what vos prints of answers.
#[doc(alias = "volintXInfo")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct VolintXInfo {
    /// `name`.
    pub name: ::rxrpc_xdr::Chars<32>,
    /// `volid`.
    pub volid: u32,
    /// 0 read-write, 1 read-only, 2 backup.
    pub r#type: i32,
    /// `backupID`.
    #[doc(alias = "backupID")]
    pub backup_id: u32,
    /// `parentID`.
    #[doc(alias = "parentID")]
    pub parent_id: u32,
    /// `cloneID`.
    #[doc(alias = "cloneID")]
    pub clone_id: u32,
    /// `status`.
    pub status: i32,
    /// `copyDate`.
    #[doc(alias = "copyDate")]
    pub copy_date: i32,
    /// `inUse`.
    #[doc(alias = "inUse")]
    pub in_use: i32,
    /// `creationDate`.
    #[doc(alias = "creationDate")]
    pub creation_date: i32,
    /// `accessDate`.
    #[doc(alias = "accessDate")]
    pub access_date: i32,
    /// `updateDate`.
    #[doc(alias = "updateDate")]
    pub update_date: i32,
    /// `backupDate`.
    #[doc(alias = "backupDate")]
    pub backup_date: i32,
    /// How often it was used today.
    #[doc(alias = "dayUse")]
    pub day_use: i32,
    /// How many files and directories it has.
    pub filecount: i32,
    /// In KiB.
    pub maxquota: i32,
    /// In KiB.
    pub size: i32,
    /// From the same network: all, and by somebody with a token; from others likewise.
    pub reads: [i32; 4],
    /// In the same order.
    pub writes: [i32; 4],
    /// Writes by the author of a file, up to a minute later, ten minutes, an hour, a day, a week, and after that.
    #[doc(alias = "fileSameAuthor")]
    pub file_same_author: [i32; 6],
    /// Writes by others to a file, likewise.
    #[doc(alias = "fileDiffAuthor")]
    pub file_diff_author: [i32; 6],
    /// Of directories.
    #[doc(alias = "dirSameAuthor")]
    pub dir_same_author: [i32; 6],
    /// Of directories.
    #[doc(alias = "dirDiffAuthor")]
    pub dir_diff_author: [i32; 6],
}
impl ::rxrpc_xdr::Encode for VolintXInfo {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.name, to)?;
        ::rxrpc_xdr::Encode::encode(&self.volid, to)?;
        ::rxrpc_xdr::Encode::encode(&self.r#type, to)?;
        ::rxrpc_xdr::Encode::encode(&self.backup_id, to)?;
        ::rxrpc_xdr::Encode::encode(&self.parent_id, to)?;
        ::rxrpc_xdr::Encode::encode(&self.clone_id, to)?;
        ::rxrpc_xdr::Encode::encode(&self.status, to)?;
        ::rxrpc_xdr::Encode::encode(&self.copy_date, to)?;
        ::rxrpc_xdr::Encode::encode(&self.in_use, to)?;
        ::rxrpc_xdr::Encode::encode(&self.creation_date, to)?;
        ::rxrpc_xdr::Encode::encode(&self.access_date, to)?;
        ::rxrpc_xdr::Encode::encode(&self.update_date, to)?;
        ::rxrpc_xdr::Encode::encode(&self.backup_date, to)?;
        ::rxrpc_xdr::Encode::encode(&self.day_use, to)?;
        ::rxrpc_xdr::Encode::encode(&self.filecount, to)?;
        ::rxrpc_xdr::Encode::encode(&self.maxquota, to)?;
        ::rxrpc_xdr::Encode::encode(&self.size, to)?;
        ::rxrpc_xdr::Encode::encode(&self.reads, to)?;
        ::rxrpc_xdr::Encode::encode(&self.writes, to)?;
        ::rxrpc_xdr::Encode::encode(&self.file_same_author, to)?;
        ::rxrpc_xdr::Encode::encode(&self.file_diff_author, to)?;
        ::rxrpc_xdr::Encode::encode(&self.dir_same_author, to)?;
        ::rxrpc_xdr::Encode::encode(&self.dir_diff_author, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for VolintXInfo {
    const MIN: usize = 0usize
        .saturating_add(<::rxrpc_xdr::Chars<32> as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<[i32; 4] as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<[i32; 4] as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<[i32; 6] as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<[i32; 6] as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<[i32; 6] as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<[i32; 6] as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<::rxrpc_xdr::Chars<32> as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<[i32; 4] as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<[i32; 4] as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<[i32; 6] as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<[i32; 6] as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<[i32; 6] as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<[i32; 6] as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            name: ::rxrpc_xdr::Decode::decode(from)?,
            volid: ::rxrpc_xdr::Decode::decode(from)?,
            r#type: ::rxrpc_xdr::Decode::decode(from)?,
            backup_id: ::rxrpc_xdr::Decode::decode(from)?,
            parent_id: ::rxrpc_xdr::Decode::decode(from)?,
            clone_id: ::rxrpc_xdr::Decode::decode(from)?,
            status: ::rxrpc_xdr::Decode::decode(from)?,
            copy_date: ::rxrpc_xdr::Decode::decode(from)?,
            in_use: ::rxrpc_xdr::Decode::decode(from)?,
            creation_date: ::rxrpc_xdr::Decode::decode(from)?,
            access_date: ::rxrpc_xdr::Decode::decode(from)?,
            update_date: ::rxrpc_xdr::Decode::decode(from)?,
            backup_date: ::rxrpc_xdr::Decode::decode(from)?,
            day_use: ::rxrpc_xdr::Decode::decode(from)?,
            filecount: ::rxrpc_xdr::Decode::decode(from)?,
            maxquota: ::rxrpc_xdr::Decode::decode(from)?,
            size: ::rxrpc_xdr::Decode::decode(from)?,
            reads: ::rxrpc_xdr::Decode::decode(from)?,
            writes: ::rxrpc_xdr::Decode::decode(from)?,
            file_same_author: ::rxrpc_xdr::Decode::decode(from)?,
            file_diff_author: ::rxrpc_xdr::Decode::decode(from)?,
            dir_same_author: ::rxrpc_xdr::Decode::decode(from)?,
            dir_diff_author: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// A transaction that goes on. Times are in seconds since 1970.
#[doc(alias = "transDebugInfo")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct TransDebugInfo {
    /// `tid`.
    pub tid: i32,
    /// `time`.
    pub time: i32,
    /// `creationTime`.
    #[doc(alias = "creationTime")]
    pub creation_time: i32,
    /// `returnCode`.
    #[doc(alias = "returnCode")]
    pub return_code: i32,
    /// `volid`.
    pub volid: u32,
    /// `partition`.
    pub partition: i32,
    /// `iflags`.
    pub iflags: i16,
    /// `vflags`.
    pub vflags: i8,
    /// `tflags`.
    pub tflags: i8,
    /// Which procedure was called last.
    #[doc(alias = "lastProcName")]
    pub last_proc_name: ::rxrpc_xdr::Chars<30>,
    /// Whether the rest is of a call that goes on: not 0 then.
    #[doc(alias = "callValid")]
    pub call_valid: i32,
    /// `readNext`.
    #[doc(alias = "readNext")]
    pub read_next: i32,
    /// `transmitNext`.
    #[doc(alias = "transmitNext")]
    pub transmit_next: i32,
    /// `lastSendTime`.
    #[doc(alias = "lastSendTime")]
    pub last_send_time: i32,
    /// `lastReceiveTime`.
    #[doc(alias = "lastReceiveTime")]
    pub last_receive_time: i32,
}
impl ::rxrpc_xdr::Encode for TransDebugInfo {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.tid, to)?;
        ::rxrpc_xdr::Encode::encode(&self.time, to)?;
        ::rxrpc_xdr::Encode::encode(&self.creation_time, to)?;
        ::rxrpc_xdr::Encode::encode(&self.return_code, to)?;
        ::rxrpc_xdr::Encode::encode(&self.volid, to)?;
        ::rxrpc_xdr::Encode::encode(&self.partition, to)?;
        ::rxrpc_xdr::Encode::encode(&self.iflags, to)?;
        ::rxrpc_xdr::Encode::encode(&self.vflags, to)?;
        ::rxrpc_xdr::Encode::encode(&self.tflags, to)?;
        ::rxrpc_xdr::Encode::encode(&self.last_proc_name, to)?;
        ::rxrpc_xdr::Encode::encode(&self.call_valid, to)?;
        ::rxrpc_xdr::Encode::encode(&self.read_next, to)?;
        ::rxrpc_xdr::Encode::encode(&self.transmit_next, to)?;
        ::rxrpc_xdr::Encode::encode(&self.last_send_time, to)?;
        ::rxrpc_xdr::Encode::encode(&self.last_receive_time, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for TransDebugInfo {
    const MIN: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i16 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i8 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i8 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<::rxrpc_xdr::Chars<30> as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i16 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i8 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i8 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<::rxrpc_xdr::Chars<30> as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            tid: ::rxrpc_xdr::Decode::decode(from)?,
            time: ::rxrpc_xdr::Decode::decode(from)?,
            creation_time: ::rxrpc_xdr::Decode::decode(from)?,
            return_code: ::rxrpc_xdr::Decode::decode(from)?,
            volid: ::rxrpc_xdr::Decode::decode(from)?,
            partition: ::rxrpc_xdr::Decode::decode(from)?,
            iflags: ::rxrpc_xdr::Decode::decode(from)?,
            vflags: ::rxrpc_xdr::Decode::decode(from)?,
            tflags: ::rxrpc_xdr::Decode::decode(from)?,
            last_proc_name: ::rxrpc_xdr::Decode::decode(from)?,
            call_valid: ::rxrpc_xdr::Decode::decode(from)?,
            read_next: ::rxrpc_xdr::Decode::decode(from)?,
            transmit_next: ::rxrpc_xdr::Decode::decode(from)?,
            last_send_time: ::rxrpc_xdr::Decode::decode(from)?,
            last_receive_time: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// A partition.
#[doc(alias = "diskPartition")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct DiskPartition {
    /// `name`.
    pub name: ::rxrpc_xdr::Chars<32>,
    /// What it lies on.
    pub device: ::rxrpc_xdr::Chars<32>,
    /// `lock_fd`.
    pub lock_fd: i32,
    /// 0: what can be used in all is in minFree.
    #[doc(alias = "totalUsable")]
    pub total_usable: i32,
    /// In KiB.
    pub free: i32,
    /// What can be used in all, in KiB, whatever the name says.
    #[doc(alias = "minFree")]
    pub min_free: i32,
}
impl ::rxrpc_xdr::Encode for DiskPartition {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.name, to)?;
        ::rxrpc_xdr::Encode::encode(&self.device, to)?;
        ::rxrpc_xdr::Encode::encode(&self.lock_fd, to)?;
        ::rxrpc_xdr::Encode::encode(&self.total_usable, to)?;
        ::rxrpc_xdr::Encode::encode(&self.free, to)?;
        ::rxrpc_xdr::Encode::encode(&self.min_free, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for DiskPartition {
    const MIN: usize = 0usize
        .saturating_add(<::rxrpc_xdr::Chars<32> as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<::rxrpc_xdr::Chars<32> as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<::rxrpc_xdr::Chars<32> as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<::rxrpc_xdr::Chars<32> as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            name: ::rxrpc_xdr::Decode::decode(from)?,
            device: ::rxrpc_xdr::Decode::decode(from)?,
            lock_fd: ::rxrpc_xdr::Decode::decode(from)?,
            total_usable: ::rxrpc_xdr::Decode::decode(from)?,
            free: ::rxrpc_xdr::Decode::decode(from)?,
            min_free: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// A partition, of any size.
#[doc(alias = "diskPartition64")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct DiskPartition64 {
    /// `name`.
    pub name: ::rxrpc_xdr::Chars<256>,
    /// What it lies on.
    pub device: ::rxrpc_xdr::Chars<256>,
    /// `lock_fd`.
    pub lock_fd: i32,
    /// 0: what can be used in all is in minFree.
    pub total: i64,
    /// In KiB.
    pub free: i64,
    /// What can be used in all, in KiB, whatever the name says.
    #[doc(alias = "minFree")]
    pub min_free: i64,
}
impl ::rxrpc_xdr::Encode for DiskPartition64 {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.name, to)?;
        ::rxrpc_xdr::Encode::encode(&self.device, to)?;
        ::rxrpc_xdr::Encode::encode(&self.lock_fd, to)?;
        ::rxrpc_xdr::Encode::encode(&self.total, to)?;
        ::rxrpc_xdr::Encode::encode(&self.free, to)?;
        ::rxrpc_xdr::Encode::encode(&self.min_free, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for DiskPartition64 {
    const MIN: usize = 0usize
        .saturating_add(<::rxrpc_xdr::Chars<256> as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<::rxrpc_xdr::Chars<256> as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i64 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i64 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i64 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<::rxrpc_xdr::Chars<256> as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<::rxrpc_xdr::Chars<256> as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i64 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i64 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i64 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            name: ::rxrpc_xdr::Decode::decode(from)?,
            device: ::rxrpc_xdr::Decode::decode(from)?,
            lock_fd: ::rxrpc_xdr::Decode::decode(from)?,
            total: ::rxrpc_xdr::Decode::decode(from)?,
            free: ::rxrpc_xdr::Decode::decode(from)?,
            min_free: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// Numbers of partitions that there are; -1 for none.
#[doc(alias = "partitionIDs")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct PartitionIDs {
    /// `ids`.
    pub ids: [i32; 26],
}
impl ::rxrpc_xdr::Encode for PartitionIDs {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.ids, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for PartitionIDs {
    const MIN: usize = 0usize.saturating_add(<[i32; 26] as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize.saturating_add(<[i32; 26] as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            ids: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// Numbers of partitions that there are.
pub type VolserPartitions = ::rxrpc_xdr::List<i32, 65536>;
/// Volumes.
pub type VolintInfos = ::rxrpc_xdr::List<VolintInfo, 65536>;
/// Volumes, with more.
pub type VolintXInfos = ::rxrpc_xdr::List<VolintXInfo, 65536>;
/// Transactions.
pub type TransDebugInfos = ::rxrpc_xdr::List<TransDebugInfo, 65536>;
/// Places that a volume is sent to.
pub type Replicas = ::rxrpc_xdr::List<Replica, 13>;
/// What became of each place.
pub type ForwardResults = ::rxrpc_xdr::List<i32, 65536>;
/// The arguments of `AFSVolCreateVolume`, operation 100.
#[doc(alias = "AFSVolCreateVolume")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct AfsVolCreateVolumeRequest {
    /// `part`.
    pub part: i32,
    /// `name`.
    pub name: ::rxrpc_xdr::Text<32>,
    /// `type`.
    pub r#type: i32,
    /// `parent`.
    pub parent: u32,
    /// `volid`.
    pub volid: u32,
}
impl ::rxrpc_xdr::Encode for AfsVolCreateVolumeRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.part, to)?;
        ::rxrpc_xdr::Encode::encode(&self.name, to)?;
        ::rxrpc_xdr::Encode::encode(&self.r#type, to)?;
        ::rxrpc_xdr::Encode::encode(&self.parent, to)?;
        ::rxrpc_xdr::Encode::encode(&self.volid, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for AfsVolCreateVolumeRequest {
    const MIN: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<::rxrpc_xdr::Text<32> as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<::rxrpc_xdr::Text<32> as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            part: ::rxrpc_xdr::Decode::decode(from)?,
            name: ::rxrpc_xdr::Decode::decode(from)?,
            r#type: ::rxrpc_xdr::Decode::decode(from)?,
            parent: ::rxrpc_xdr::Decode::decode(from)?,
            volid: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// The results of `AFSVolCreateVolume`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct AfsVolCreateVolumeReply {
    /// `volid`.
    pub volid: u32,
    /// `trans`.
    pub trans: i32,
}
impl ::rxrpc_xdr::Encode for AfsVolCreateVolumeReply {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.volid, to)?;
        ::rxrpc_xdr::Encode::encode(&self.trans, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for AfsVolCreateVolumeReply {
    const MIN: usize = 0usize
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            volid: ::rxrpc_xdr::Decode::decode(from)?,
            trans: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for AfsVolCreateVolumeRequest {
    const OPCODE: i32 = 100;
    const NAME: &'static str = "AFSVolCreateVolume";
    type Reply = AfsVolCreateVolumeReply;
}
/// The arguments of `AFSVolDeleteVolume`, operation 101.
#[doc(alias = "AFSVolDeleteVolume")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct AfsVolDeleteVolumeRequest {
    /// `trans`.
    pub trans: i32,
}
impl ::rxrpc_xdr::Encode for AfsVolDeleteVolumeRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.trans, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for AfsVolDeleteVolumeRequest {
    const MIN: usize = 0usize.saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize.saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            trans: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for AfsVolDeleteVolumeRequest {
    const OPCODE: i32 = 101;
    const NAME: &'static str = "AFSVolDeleteVolume";
    type Reply = ();
}
/// The arguments of `AFSVolRestore`, operation 102.
#[doc(alias = "AFSVolRestore")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct AfsVolRestoreRequest {
    /// `trans`.
    pub trans: i32,
    /// `flags`.
    pub flags: i32,
    /// `cookie`.
    pub cookie: RestoreCookie,
}
impl ::rxrpc_xdr::Encode for AfsVolRestoreRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.trans, to)?;
        ::rxrpc_xdr::Encode::encode(&self.flags, to)?;
        ::rxrpc_xdr::Encode::encode(&self.cookie, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for AfsVolRestoreRequest {
    const MIN: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<RestoreCookie as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<RestoreCookie as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            trans: ::rxrpc_xdr::Decode::decode(from)?,
            flags: ::rxrpc_xdr::Decode::decode(from)?,
            cookie: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for AfsVolRestoreRequest {
    const OPCODE: i32 = 102;
    const NAME: &'static str = "AFSVolRestore";
    type Reply = ();
}
/// The arguments of `AFSVolForward`, operation 103.
#[doc(alias = "AFSVolForward")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct AfsVolForwardRequest {
    /// `trans`.
    pub trans: i32,
    /// `fromDate`.
    #[doc(alias = "fromDate")]
    pub from_date: i32,
    /// `destination`.
    pub destination: DestServer,
    /// `destTrans`.
    #[doc(alias = "destTrans")]
    pub dest_trans: i32,
    /// `cookie`.
    pub cookie: RestoreCookie,
}
impl ::rxrpc_xdr::Encode for AfsVolForwardRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.trans, to)?;
        ::rxrpc_xdr::Encode::encode(&self.from_date, to)?;
        ::rxrpc_xdr::Encode::encode(&self.destination, to)?;
        ::rxrpc_xdr::Encode::encode(&self.dest_trans, to)?;
        ::rxrpc_xdr::Encode::encode(&self.cookie, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for AfsVolForwardRequest {
    const MIN: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<DestServer as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<RestoreCookie as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<DestServer as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<RestoreCookie as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            trans: ::rxrpc_xdr::Decode::decode(from)?,
            from_date: ::rxrpc_xdr::Decode::decode(from)?,
            destination: ::rxrpc_xdr::Decode::decode(from)?,
            dest_trans: ::rxrpc_xdr::Decode::decode(from)?,
            cookie: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for AfsVolForwardRequest {
    const OPCODE: i32 = 103;
    const NAME: &'static str = "AFSVolForward";
    type Reply = ();
}
/// The arguments of `AFSVolEndTrans`, operation 104.
#[doc(alias = "AFSVolEndTrans")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct AfsVolEndTransRequest {
    /// `trans`.
    pub trans: i32,
}
impl ::rxrpc_xdr::Encode for AfsVolEndTransRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.trans, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for AfsVolEndTransRequest {
    const MIN: usize = 0usize.saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize.saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            trans: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for AfsVolEndTransRequest {
    const OPCODE: i32 = 104;
    const NAME: &'static str = "AFSVolEndTrans";
    type Reply = i32;
}
/// The arguments of `AFSVolClone`, operation 105.
#[doc(alias = "AFSVolClone")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct AfsVolCloneRequest {
    /// `trans`.
    pub trans: i32,
    /// `purgeVol`.
    #[doc(alias = "purgeVol")]
    pub purge_vol: u32,
    /// `type`.
    pub r#type: i32,
    /// `name`.
    pub name: ::rxrpc_xdr::Text<32>,
    /// `newVol`.
    #[doc(alias = "newVol")]
    pub new_vol: u32,
}
impl ::rxrpc_xdr::Encode for AfsVolCloneRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.trans, to)?;
        ::rxrpc_xdr::Encode::encode(&self.purge_vol, to)?;
        ::rxrpc_xdr::Encode::encode(&self.r#type, to)?;
        ::rxrpc_xdr::Encode::encode(&self.name, to)?;
        ::rxrpc_xdr::Encode::encode(&self.new_vol, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for AfsVolCloneRequest {
    const MIN: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<::rxrpc_xdr::Text<32> as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<::rxrpc_xdr::Text<32> as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            trans: ::rxrpc_xdr::Decode::decode(from)?,
            purge_vol: ::rxrpc_xdr::Decode::decode(from)?,
            r#type: ::rxrpc_xdr::Decode::decode(from)?,
            name: ::rxrpc_xdr::Decode::decode(from)?,
            new_vol: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for AfsVolCloneRequest {
    const OPCODE: i32 = 105;
    const NAME: &'static str = "AFSVolClone";
    type Reply = u32;
}
/// The arguments of `AFSVolSetFlags`, operation 106.
#[doc(alias = "AFSVolSetFlags")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct AfsVolSetFlagsRequest {
    /// `trans`.
    pub trans: i32,
    /// `flags`.
    pub flags: i32,
}
impl ::rxrpc_xdr::Encode for AfsVolSetFlagsRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.trans, to)?;
        ::rxrpc_xdr::Encode::encode(&self.flags, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for AfsVolSetFlagsRequest {
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
            trans: ::rxrpc_xdr::Decode::decode(from)?,
            flags: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for AfsVolSetFlagsRequest {
    const OPCODE: i32 = 106;
    const NAME: &'static str = "AFSVolSetFlags";
    type Reply = ();
}
/// The arguments of `AFSVolGetFlags`, operation 107.
#[doc(alias = "AFSVolGetFlags")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct AfsVolGetFlagsRequest {
    /// `trans`.
    pub trans: i32,
}
impl ::rxrpc_xdr::Encode for AfsVolGetFlagsRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.trans, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for AfsVolGetFlagsRequest {
    const MIN: usize = 0usize.saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize.saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            trans: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for AfsVolGetFlagsRequest {
    const OPCODE: i32 = 107;
    const NAME: &'static str = "AFSVolGetFlags";
    type Reply = i32;
}
/// The arguments of `AFSVolTransCreate`, operation 108.
#[doc(alias = "AFSVolTransCreate")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct AfsVolTransCreateRequest {
    /// `vol`.
    pub vol: u32,
    /// `part`.
    pub part: i32,
    /// `flags`.
    pub flags: i32,
}
impl ::rxrpc_xdr::Encode for AfsVolTransCreateRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.vol, to)?;
        ::rxrpc_xdr::Encode::encode(&self.part, to)?;
        ::rxrpc_xdr::Encode::encode(&self.flags, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for AfsVolTransCreateRequest {
    const MIN: usize = 0usize
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            vol: ::rxrpc_xdr::Decode::decode(from)?,
            part: ::rxrpc_xdr::Decode::decode(from)?,
            flags: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for AfsVolTransCreateRequest {
    const OPCODE: i32 = 108;
    const NAME: &'static str = "AFSVolTransCreate";
    type Reply = i32;
}
/// The arguments of `AFSVolDump`, operation 109.
#[doc(alias = "AFSVolDump")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct AfsVolDumpRequest {
    /// `trans`.
    pub trans: i32,
    /// `fromDate`.
    #[doc(alias = "fromDate")]
    pub from_date: i32,
}
impl ::rxrpc_xdr::Encode for AfsVolDumpRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.trans, to)?;
        ::rxrpc_xdr::Encode::encode(&self.from_date, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for AfsVolDumpRequest {
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
            trans: ::rxrpc_xdr::Decode::decode(from)?,
            from_date: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for AfsVolDumpRequest {
    const OPCODE: i32 = 109;
    const NAME: &'static str = "AFSVolDump";
    type Reply = ();
}
/// The arguments of `AFSVolGetName`, operation 112.
#[doc(alias = "AFSVolGetName")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct AfsVolGetNameRequest {
    /// `trans`.
    pub trans: i32,
}
impl ::rxrpc_xdr::Encode for AfsVolGetNameRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.trans, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for AfsVolGetNameRequest {
    const MIN: usize = 0usize.saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize.saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            trans: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for AfsVolGetNameRequest {
    const OPCODE: i32 = 112;
    const NAME: &'static str = "AFSVolGetName";
    type Reply = ::rxrpc_xdr::Text<256>;
}
/// The arguments of `AFSVolGetStatus`, operation 113.
#[doc(alias = "AFSVolGetStatus")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct AfsVolGetStatusRequest {
    /// `trans`.
    pub trans: i32,
}
impl ::rxrpc_xdr::Encode for AfsVolGetStatusRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.trans, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for AfsVolGetStatusRequest {
    const MIN: usize = 0usize.saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize.saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            trans: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for AfsVolGetStatusRequest {
    const OPCODE: i32 = 113;
    const NAME: &'static str = "AFSVolGetStatus";
    type Reply = VolserStatus;
}
/// The arguments of `AFSVolListPartitions`, operation 115.
#[doc(alias = "AFSVolListPartitions")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct AfsVolListPartitionsRequest;
impl ::rxrpc_xdr::Encode for AfsVolListPartitionsRequest {
    fn encode(
        &self,
        _: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for AfsVolListPartitionsRequest {
    const MIN: usize = 0usize;
    const MAX: usize = 0usize;
    fn decode(
        _: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self)
    }
}
impl ::rxrpc_xdr::Procedure for AfsVolListPartitionsRequest {
    const OPCODE: i32 = 115;
    const NAME: &'static str = "AFSVolListPartitions";
    type Reply = PartitionIDs;
}
/// The arguments of `AFSVolListVolumes`, operation 116.
#[doc(alias = "AFSVolListVolumes")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct AfsVolListVolumesRequest {
    /// `part`.
    pub part: i32,
    /// `flags`.
    pub flags: i32,
}
impl ::rxrpc_xdr::Encode for AfsVolListVolumesRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.part, to)?;
        ::rxrpc_xdr::Encode::encode(&self.flags, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for AfsVolListVolumesRequest {
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
            part: ::rxrpc_xdr::Decode::decode(from)?,
            flags: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for AfsVolListVolumesRequest {
    const OPCODE: i32 = 116;
    const NAME: &'static str = "AFSVolListVolumes";
    type Reply = VolintInfos;
}
/// The arguments of `AFSVolSetIdsTypes`, operation 117.
#[doc(alias = "AFSVolSetIdsTypes")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct AfsVolSetIdsTypesRequest {
    /// `trans`.
    pub trans: i32,
    /// `name`.
    pub name: ::rxrpc_xdr::Text<32>,
    /// `type`.
    pub r#type: i32,
    /// `parent`.
    pub parent: u32,
    /// `clone`.
    pub clone: u32,
    /// `backup`.
    pub backup: u32,
}
impl ::rxrpc_xdr::Encode for AfsVolSetIdsTypesRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.trans, to)?;
        ::rxrpc_xdr::Encode::encode(&self.name, to)?;
        ::rxrpc_xdr::Encode::encode(&self.r#type, to)?;
        ::rxrpc_xdr::Encode::encode(&self.parent, to)?;
        ::rxrpc_xdr::Encode::encode(&self.clone, to)?;
        ::rxrpc_xdr::Encode::encode(&self.backup, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for AfsVolSetIdsTypesRequest {
    const MIN: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<::rxrpc_xdr::Text<32> as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<::rxrpc_xdr::Text<32> as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            trans: ::rxrpc_xdr::Decode::decode(from)?,
            name: ::rxrpc_xdr::Decode::decode(from)?,
            r#type: ::rxrpc_xdr::Decode::decode(from)?,
            parent: ::rxrpc_xdr::Decode::decode(from)?,
            clone: ::rxrpc_xdr::Decode::decode(from)?,
            backup: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for AfsVolSetIdsTypesRequest {
    const OPCODE: i32 = 117;
    const NAME: &'static str = "AFSVolSetIdsTypes";
    type Reply = ();
}
/// The arguments of `AFSVolMonitor`, operation 118.
#[doc(alias = "AFSVolMonitor")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct AfsVolMonitorRequest;
impl ::rxrpc_xdr::Encode for AfsVolMonitorRequest {
    fn encode(
        &self,
        _: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for AfsVolMonitorRequest {
    const MIN: usize = 0usize;
    const MAX: usize = 0usize;
    fn decode(
        _: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self)
    }
}
impl ::rxrpc_xdr::Procedure for AfsVolMonitorRequest {
    const OPCODE: i32 = 118;
    const NAME: &'static str = "AFSVolMonitor";
    type Reply = TransDebugInfos;
}
/// The arguments of `AFSVolPartitionInfo`, operation 119.
#[doc(alias = "AFSVolPartitionInfo")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct AfsVolPartitionInfoRequest {
    /// `name`.
    pub name: ::rxrpc_xdr::Text<4096>,
}
impl ::rxrpc_xdr::Encode for AfsVolPartitionInfoRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.name, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for AfsVolPartitionInfoRequest {
    const MIN: usize = 0usize
        .saturating_add(<::rxrpc_xdr::Text<4096> as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<::rxrpc_xdr::Text<4096> as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            name: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for AfsVolPartitionInfoRequest {
    const OPCODE: i32 = 119;
    const NAME: &'static str = "AFSVolPartitionInfo";
    type Reply = DiskPartition;
}
/// The arguments of `AFSVolReClone`, operation 120.
#[doc(alias = "AFSVolReClone")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct AfsVolReCloneRequest {
    /// `trans`.
    pub trans: i32,
    /// `vol`.
    pub vol: u32,
}
impl ::rxrpc_xdr::Encode for AfsVolReCloneRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.trans, to)?;
        ::rxrpc_xdr::Encode::encode(&self.vol, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for AfsVolReCloneRequest {
    const MIN: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            trans: ::rxrpc_xdr::Decode::decode(from)?,
            vol: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for AfsVolReCloneRequest {
    const OPCODE: i32 = 120;
    const NAME: &'static str = "AFSVolReClone";
    type Reply = ();
}
/// The arguments of `AFSVolListOneVolume`, operation 121.
#[doc(alias = "AFSVolListOneVolume")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct AfsVolListOneVolumeRequest {
    /// `part`.
    pub part: i32,
    /// `vol`.
    pub vol: u32,
}
impl ::rxrpc_xdr::Encode for AfsVolListOneVolumeRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.part, to)?;
        ::rxrpc_xdr::Encode::encode(&self.vol, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for AfsVolListOneVolumeRequest {
    const MIN: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            part: ::rxrpc_xdr::Decode::decode(from)?,
            vol: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for AfsVolListOneVolumeRequest {
    const OPCODE: i32 = 121;
    const NAME: &'static str = "AFSVolListOneVolume";
    type Reply = VolintInfos;
}
/// The arguments of `AFSVolNukeVolume`, operation 122.
#[doc(alias = "AFSVolNukeVolume")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct AfsVolNukeVolumeRequest {
    /// `part`.
    pub part: i32,
    /// `vol`.
    pub vol: u32,
}
impl ::rxrpc_xdr::Encode for AfsVolNukeVolumeRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.part, to)?;
        ::rxrpc_xdr::Encode::encode(&self.vol, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for AfsVolNukeVolumeRequest {
    const MIN: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            part: ::rxrpc_xdr::Decode::decode(from)?,
            vol: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for AfsVolNukeVolumeRequest {
    const OPCODE: i32 = 122;
    const NAME: &'static str = "AFSVolNukeVolume";
    type Reply = ();
}
/// The arguments of `AFSVolSetDate`, operation 123.
#[doc(alias = "AFSVolSetDate")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct AfsVolSetDateRequest {
    /// `trans`.
    pub trans: i32,
    /// `date`.
    pub date: i32,
}
impl ::rxrpc_xdr::Encode for AfsVolSetDateRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.trans, to)?;
        ::rxrpc_xdr::Encode::encode(&self.date, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for AfsVolSetDateRequest {
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
            trans: ::rxrpc_xdr::Decode::decode(from)?,
            date: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for AfsVolSetDateRequest {
    const OPCODE: i32 = 123;
    const NAME: &'static str = "AFSVolSetDate";
    type Reply = ();
}
/// The arguments of `AFSVolXListVolumes`, operation 124.
#[doc(alias = "AFSVolXListVolumes")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct AfsVolXListVolumesRequest {
    /// `part`.
    pub part: i32,
    /// `flags`.
    pub flags: i32,
}
impl ::rxrpc_xdr::Encode for AfsVolXListVolumesRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.part, to)?;
        ::rxrpc_xdr::Encode::encode(&self.flags, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for AfsVolXListVolumesRequest {
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
            part: ::rxrpc_xdr::Decode::decode(from)?,
            flags: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for AfsVolXListVolumesRequest {
    const OPCODE: i32 = 124;
    const NAME: &'static str = "AFSVolXListVolumes";
    type Reply = VolintXInfos;
}
/// The arguments of `AFSVolXListOneVolume`, operation 125.
#[doc(alias = "AFSVolXListOneVolume")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct AfsVolXListOneVolumeRequest {
    /// `part`.
    pub part: i32,
    /// `vol`.
    pub vol: u32,
}
impl ::rxrpc_xdr::Encode for AfsVolXListOneVolumeRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.part, to)?;
        ::rxrpc_xdr::Encode::encode(&self.vol, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for AfsVolXListOneVolumeRequest {
    const MIN: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            part: ::rxrpc_xdr::Decode::decode(from)?,
            vol: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for AfsVolXListOneVolumeRequest {
    const OPCODE: i32 = 125;
    const NAME: &'static str = "AFSVolXListOneVolume";
    type Reply = VolintXInfos;
}
/// The arguments of `AFSVolSetInfo`, operation 126.
#[doc(alias = "AFSVolSetInfo")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct AfsVolSetInfoRequest {
    /// `trans`.
    pub trans: i32,
    /// `info`.
    pub info: VolintInfo,
}
impl ::rxrpc_xdr::Encode for AfsVolSetInfoRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.trans, to)?;
        ::rxrpc_xdr::Encode::encode(&self.info, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for AfsVolSetInfoRequest {
    const MIN: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<VolintInfo as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<VolintInfo as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            trans: ::rxrpc_xdr::Decode::decode(from)?,
            info: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for AfsVolSetInfoRequest {
    const OPCODE: i32 = 126;
    const NAME: &'static str = "AFSVolSetInfo";
    type Reply = ();
}
/// The arguments of `AFSVolXListPartitions`, operation 127.
#[doc(alias = "AFSVolXListPartitions")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct AfsVolXListPartitionsRequest;
impl ::rxrpc_xdr::Encode for AfsVolXListPartitionsRequest {
    fn encode(
        &self,
        _: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for AfsVolXListPartitionsRequest {
    const MIN: usize = 0usize;
    const MAX: usize = 0usize;
    fn decode(
        _: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self)
    }
}
impl ::rxrpc_xdr::Procedure for AfsVolXListPartitionsRequest {
    const OPCODE: i32 = 127;
    const NAME: &'static str = "AFSVolXListPartitions";
    type Reply = VolserPartitions;
}
/// The arguments of `AFSVolForwardMultiple`, operation 128.
#[doc(alias = "AFSVolForwardMultiple")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct AfsVolForwardMultipleRequest {
    /// `trans`.
    pub trans: i32,
    /// `fromDate`.
    #[doc(alias = "fromDate")]
    pub from_date: i32,
    /// `destinations`.
    pub destinations: Replicas,
    /// `spare`.
    pub spare: i32,
    /// `cookie`.
    pub cookie: RestoreCookie,
}
impl ::rxrpc_xdr::Encode for AfsVolForwardMultipleRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.trans, to)?;
        ::rxrpc_xdr::Encode::encode(&self.from_date, to)?;
        ::rxrpc_xdr::Encode::encode(&self.destinations, to)?;
        ::rxrpc_xdr::Encode::encode(&self.spare, to)?;
        ::rxrpc_xdr::Encode::encode(&self.cookie, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for AfsVolForwardMultipleRequest {
    const MIN: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<Replicas as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<RestoreCookie as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<Replicas as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<RestoreCookie as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            trans: ::rxrpc_xdr::Decode::decode(from)?,
            from_date: ::rxrpc_xdr::Decode::decode(from)?,
            destinations: ::rxrpc_xdr::Decode::decode(from)?,
            spare: ::rxrpc_xdr::Decode::decode(from)?,
            cookie: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for AfsVolForwardMultipleRequest {
    const OPCODE: i32 = 128;
    const NAME: &'static str = "AFSVolForwardMultiple";
    type Reply = ForwardResults;
}
/// The arguments of `AFSVolConvertROtoRW`, operation 65536.
#[doc(alias = "AFSVolConvertROtoRW")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct AfsVolConvertROtoRwRequest {
    /// `part`.
    pub part: i32,
    /// `vol`.
    pub vol: u32,
}
impl ::rxrpc_xdr::Encode for AfsVolConvertROtoRwRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.part, to)?;
        ::rxrpc_xdr::Encode::encode(&self.vol, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for AfsVolConvertROtoRwRequest {
    const MIN: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            part: ::rxrpc_xdr::Decode::decode(from)?,
            vol: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for AfsVolConvertROtoRwRequest {
    const OPCODE: i32 = 65536;
    const NAME: &'static str = "AFSVolConvertROtoRW";
    type Reply = ();
}
/// The arguments of `AFSVolGetSize`, operation 65537.
#[doc(alias = "AFSVolGetSize")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct AfsVolGetSizeRequest {
    /// `trans`.
    pub trans: i32,
    /// `fromDate`.
    #[doc(alias = "fromDate")]
    pub from_date: i32,
}
impl ::rxrpc_xdr::Encode for AfsVolGetSizeRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.trans, to)?;
        ::rxrpc_xdr::Encode::encode(&self.from_date, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for AfsVolGetSizeRequest {
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
            trans: ::rxrpc_xdr::Decode::decode(from)?,
            from_date: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for AfsVolGetSizeRequest {
    const OPCODE: i32 = 65537;
    const NAME: &'static str = "AFSVolGetSize";
    type Reply = u64;
}
/// The arguments of `AFSVolDumpV2`, operation 65538.
#[doc(alias = "AFSVolDumpV2")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct AfsVolDumpV2Request {
    /// `trans`.
    pub trans: i32,
    /// `fromDate`.
    #[doc(alias = "fromDate")]
    pub from_date: i32,
    /// `flags`.
    pub flags: i32,
}
impl ::rxrpc_xdr::Encode for AfsVolDumpV2Request {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.trans, to)?;
        ::rxrpc_xdr::Encode::encode(&self.from_date, to)?;
        ::rxrpc_xdr::Encode::encode(&self.flags, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for AfsVolDumpV2Request {
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
            trans: ::rxrpc_xdr::Decode::decode(from)?,
            from_date: ::rxrpc_xdr::Decode::decode(from)?,
            flags: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for AfsVolDumpV2Request {
    const OPCODE: i32 = 65538;
    const NAME: &'static str = "AFSVolDumpV2";
    type Reply = ();
}
/// The arguments of `AFSVolPartitionInfo64`, operation 65539.
#[doc(alias = "AFSVolPartitionInfo64")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct AfsVolPartitionInfo64Request {
    /// `name`.
    pub name: ::rxrpc_xdr::Text<4096>,
}
impl ::rxrpc_xdr::Encode for AfsVolPartitionInfo64Request {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.name, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for AfsVolPartitionInfo64Request {
    const MIN: usize = 0usize
        .saturating_add(<::rxrpc_xdr::Text<4096> as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<::rxrpc_xdr::Text<4096> as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            name: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for AfsVolPartitionInfo64Request {
    const OPCODE: i32 = 65539;
    const NAME: &'static str = "AFSVolPartitionInfo64";
    type Reply = DiskPartition64;
}
/// The arguments of `AFSVolSplitVolume`, operation 65547.
#[doc(alias = "AFSVolSplitVolume")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct AfsVolSplitVolumeRequest {
    /// `volid`.
    pub volid: u32,
    /// `newVolid`.
    #[doc(alias = "newVolid")]
    pub new_volid: u32,
    /// `where`.
    pub r#where: u32,
    /// `verbose`.
    pub verbose: i32,
}
impl ::rxrpc_xdr::Encode for AfsVolSplitVolumeRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.volid, to)?;
        ::rxrpc_xdr::Encode::encode(&self.new_volid, to)?;
        ::rxrpc_xdr::Encode::encode(&self.r#where, to)?;
        ::rxrpc_xdr::Encode::encode(&self.verbose, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for AfsVolSplitVolumeRequest {
    const MIN: usize = 0usize
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            volid: ::rxrpc_xdr::Decode::decode(from)?,
            new_volid: ::rxrpc_xdr::Decode::decode(from)?,
            r#where: ::rxrpc_xdr::Decode::decode(from)?,
            verbose: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for AfsVolSplitVolumeRequest {
    const OPCODE: i32 = 65547;
    const NAME: &'static str = "AFSVolSplitVolume";
    type Reply = ();
}
/// Clients and services for threads.
#[allow(
    clippy::len_without_is_empty,
    clippy::should_implement_trait,
    clippy::wrong_self_convention
)]
pub mod sync {
    /// The volume server: what is done to whole volumes. Service 4, UDP port 7005, on each file server machine.
    ///
    /// Most of it is for administrators, and VOLSERBAD\_ACCESS to anybody else. What changes a volume is done in a transaction,
    /// which TransCreate begins and EndTrans ends. Partitions are numbers, of which 0 is /vicepa.
    #[doc(alias = "AFSVol")]
    #[derive(Clone, Debug)]
    pub struct AfsVolClient<C>(::rxrpc_xdr::sync::Client<C>);
    impl<C: ::rxrpc_xdr::sync::Caller> AfsVolClient<C> {
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
        /// Makes a volume of this number, or of one that the server finds if it is 0, in a transaction. For administrators.
        #[doc(alias = "AFSVolCreateVolume")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn create_volume(
            &self,
            part: i32,
            name: ::rxrpc_xdr::Text<32>,
            r#type: i32,
            parent: u32,
            volid: u32,
        ) -> ::core::result::Result<
            super::AfsVolCreateVolumeReply,
            ::rxrpc_xdr::RpcError,
        > {
            self.0
                .call(
                    &super::AfsVolCreateVolumeRequest {
                        part,
                        name,
                        r#type,
                        parent,
                        volid,
                    },
                )
        }
        /// Removes the volume of a transaction. For administrators.
        #[doc(alias = "AFSVolDeleteVolume")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn delete_volume(
            &self,
            trans: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::AfsVolDeleteVolumeRequest {
                        trans,
                    },
                )
        }
        /// Puts a dump into the volume of a transaction; its raw data follows the arguments, to the end of the request. For
        /// administrators.
        #[doc(alias = "AFSVolRestore")]
        ///
        /// Blocks until the arguments are on their way; raw data follows.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn restore(
            &self,
            trans: i32,
            flags: i32,
            cookie: super::RestoreCookie,
        ) -> ::core::result::Result<
            ::rxrpc_xdr::sync::SplitCall<C::Call, ()>,
            ::rxrpc_xdr::RpcError,
        > {
            self.0
                .start(
                    &super::AfsVolRestoreRequest {
                        trans,
                        flags,
                        cookie,
                    },
                )
        }
        /// Sends a volume, as far as it is newer than this date, to another server and its transaction. For administrators.
        #[doc(alias = "AFSVolForward")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn forward(
            &self,
            trans: i32,
            from_date: i32,
            destination: super::DestServer,
            dest_trans: i32,
            cookie: super::RestoreCookie,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::AfsVolForwardRequest {
                        trans,
                        from_date,
                        destination,
                        dest_trans,
                        cookie,
                    },
                )
        }
        /// Ends a transaction, and gives the code that it has come to. For administrators.
        #[doc(alias = "AFSVolEndTrans")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn end_trans(
            &self,
            trans: i32,
        ) -> ::core::result::Result<i32, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::AfsVolEndTransRequest {
                        trans,
                    },
                )
        }
        /// Makes a copy of the volume of a transaction, in the place of one that is purged. For administrators.
        #[doc(alias = "AFSVolClone")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn clone_(
            &self,
            trans: i32,
            purge_vol: u32,
            r#type: i32,
            name: ::rxrpc_xdr::Text<32>,
            new_vol: u32,
        ) -> ::core::result::Result<u32, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::AfsVolCloneRequest {
                        trans,
                        purge_vol,
                        r#type,
                        name,
                        new_vol,
                    },
                )
        }
        /// Sets the flags of the volume of a transaction. For administrators.
        #[doc(alias = "AFSVolSetFlags")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn set_flags(
            &self,
            trans: i32,
            flags: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::AfsVolSetFlagsRequest {
                        trans,
                        flags,
                    },
                )
        }
        /// The flags of the volume of a transaction. For administrators.
        #[doc(alias = "AFSVolGetFlags")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn get_flags(
            &self,
            trans: i32,
        ) -> ::core::result::Result<i32, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::AfsVolGetFlagsRequest {
                        trans,
                    },
                )
        }
        /// Begins a transaction with a volume. VOLSERBAD\_ACCESS without an administrator's rights.
        #[doc(alias = "AFSVolTransCreate")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn trans_create(
            &self,
            vol: u32,
            part: i32,
            flags: i32,
        ) -> ::core::result::Result<i32, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::AfsVolTransCreateRequest {
                        vol,
                        part,
                        flags,
                    },
                )
        }
        /// A dump of the volume of a transaction, as far as it is newer than this date: raw data to the end of the reply. For
        /// administrators.
        #[doc(alias = "AFSVolDump")]
        ///
        /// Blocks until the arguments are on their way; raw data follows.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn dump(
            &self,
            trans: i32,
            from_date: i32,
        ) -> ::core::result::Result<
            ::rxrpc_xdr::sync::SplitCall<C::Call, ()>,
            ::rxrpc_xdr::RpcError,
        > {
            self.0
                .start(
                    &super::AfsVolDumpRequest {
                        trans,
                        from_date,
                    },
                )
        }
        /// The name of the volume of a transaction. For administrators.
        #[doc(alias = "AFSVolGetName")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn get_name(
            &self,
            trans: i32,
        ) -> ::core::result::Result<::rxrpc_xdr::Text<256>, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::AfsVolGetNameRequest {
                        trans,
                    },
                )
        }
        /// How the volume of a transaction is. For administrators.
        #[doc(alias = "AFSVolGetStatus")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn get_status(
            &self,
            trans: i32,
        ) -> ::core::result::Result<super::VolserStatus, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::AfsVolGetStatusRequest {
                        trans,
                    },
                )
        }
        /// Which of the first 26 partitions there are.
        #[doc(alias = "AFSVolListPartitions")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn list_partitions(
            &self,
        ) -> ::core::result::Result<super::PartitionIDs, ::rxrpc_xdr::RpcError> {
            self.0.call(&super::AfsVolListPartitionsRequest)
        }
        /// The volumes of a partition; flags is VOLSER\_SHORT or VOLSER\_FULL.
        #[doc(alias = "AFSVolListVolumes")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn list_volumes(
            &self,
            part: i32,
            flags: i32,
        ) -> ::core::result::Result<super::VolintInfos, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::AfsVolListVolumesRequest {
                        part,
                        flags,
                    },
                )
        }
        /// Sets name, type and numbers of the volume of a transaction. For administrators.
        #[doc(alias = "AFSVolSetIdsTypes")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn set_ids_types(
            &self,
            trans: i32,
            name: ::rxrpc_xdr::Text<32>,
            r#type: i32,
            parent: u32,
            clone: u32,
            backup: u32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::AfsVolSetIdsTypesRequest {
                        trans,
                        name,
                        r#type,
                        parent,
                        clone,
                        backup,
                    },
                )
        }
        /// The transactions that go on.
        #[doc(alias = "AFSVolMonitor")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn monitor(
            &self,
        ) -> ::core::result::Result<super::TransDebugInfos, ::rxrpc_xdr::RpcError> {
            self.0.call(&super::AfsVolMonitorRequest)
        }
        /// How full a partition is, by its name: /vicepa.
        #[doc(alias = "AFSVolPartitionInfo")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn partition_info(
            &self,
            name: ::rxrpc_xdr::Text<4096>,
        ) -> ::core::result::Result<super::DiskPartition, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::AfsVolPartitionInfoRequest {
                        name,
                    },
                )
        }
        /// Makes the copy of a volume, which there is already, as the volume is now. For administrators.
        #[doc(alias = "AFSVolReClone")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn re_clone(
            &self,
            trans: i32,
            vol: u32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::AfsVolReCloneRequest {
                        trans,
                        vol,
                    },
                )
        }
        /// A volume, if it is on this partition.
        #[doc(alias = "AFSVolListOneVolume")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn list_one_volume(
            &self,
            part: i32,
            vol: u32,
        ) -> ::core::result::Result<super::VolintInfos, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::AfsVolListOneVolumeRequest {
                        part,
                        vol,
                    },
                )
        }
        /// Removes a volume that may be damaged. For administrators.
        #[doc(alias = "AFSVolNukeVolume")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn nuke_volume(
            &self,
            part: i32,
            vol: u32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::AfsVolNukeVolumeRequest {
                        part,
                        vol,
                    },
                )
        }
        /// Sets the date of the volume of a transaction. For administrators.
        #[doc(alias = "AFSVolSetDate")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn set_date(
            &self,
            trans: i32,
            date: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::AfsVolSetDateRequest {
                        trans,
                        date,
                    },
                )
        }
        /// The volumes of a partition, with more; flags is VOLSER\_SHORT or VOLSER\_FULL.
        #[doc(alias = "AFSVolXListVolumes")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn x_list_volumes(
            &self,
            part: i32,
            flags: i32,
        ) -> ::core::result::Result<super::VolintXInfos, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::AfsVolXListVolumesRequest {
                        part,
                        flags,
                    },
                )
        }
        /// A volume, with more, if it is on this partition.
        #[doc(alias = "AFSVolXListOneVolume")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn x_list_one_volume(
            &self,
            part: i32,
            vol: u32,
        ) -> ::core::result::Result<super::VolintXInfos, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::AfsVolXListOneVolumeRequest {
                        part,
                        vol,
                    },
                )
        }
        /// Changes what lists tell of the volume of a transaction. For administrators.
        #[doc(alias = "AFSVolSetInfo")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn set_info(
            &self,
            trans: i32,
            info: super::VolintInfo,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::AfsVolSetInfoRequest {
                        trans,
                        info,
                    },
                )
        }
        /// Which partitions there are.
        #[doc(alias = "AFSVolXListPartitions")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn x_list_partitions(
            &self,
        ) -> ::core::result::Result<super::VolserPartitions, ::rxrpc_xdr::RpcError> {
            self.0.call(&super::AfsVolXListPartitionsRequest)
        }
        /// Sends a volume, as far as it is newer than this date, to several servers. For administrators.
        #[doc(alias = "AFSVolForwardMultiple")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn forward_multiple(
            &self,
            trans: i32,
            from_date: i32,
            destinations: super::Replicas,
            spare: i32,
            cookie: super::RestoreCookie,
        ) -> ::core::result::Result<super::ForwardResults, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::AfsVolForwardMultipleRequest {
                        trans,
                        from_date,
                        destinations,
                        spare,
                        cookie,
                    },
                )
        }
        /// Makes a read-only copy the volume that is written to. For administrators.
        #[doc(alias = "AFSVolConvertROtoRW")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn convert_r_oto_rw(
            &self,
            part: i32,
            vol: u32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::AfsVolConvertROtoRwRequest {
                        part,
                        vol,
                    },
                )
        }
        /// How long a dump of the volume of a transaction would be, as far as it is newer than this date. For administrators.
        #[doc(alias = "AFSVolGetSize")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn get_size(
            &self,
            trans: i32,
            from_date: i32,
        ) -> ::core::result::Result<u64, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::AfsVolGetSizeRequest {
                        trans,
                        from_date,
                    },
                )
        }
        /// A dump of the volume of a transaction, as far as it is newer than this date: raw data to the end of the reply. flags may be
        /// VOLSER\_OMIT\_DIRECTORIES. For administrators.
        #[doc(alias = "AFSVolDumpV2")]
        ///
        /// Blocks until the arguments are on their way; raw data follows.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn dump_v2(
            &self,
            trans: i32,
            from_date: i32,
            flags: i32,
        ) -> ::core::result::Result<
            ::rxrpc_xdr::sync::SplitCall<C::Call, ()>,
            ::rxrpc_xdr::RpcError,
        > {
            self.0
                .start(
                    &super::AfsVolDumpV2Request {
                        trans,
                        from_date,
                        flags,
                    },
                )
        }
        /// How full a partition of any size is, by its name: /vicepa.
        #[doc(alias = "AFSVolPartitionInfo64")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn partition_info64(
            &self,
            name: ::rxrpc_xdr::Text<4096>,
        ) -> ::core::result::Result<super::DiskPartition64, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::AfsVolPartitionInfo64Request {
                        name,
                    },
                )
        }
        /// Makes a volume of its own of a directory of a volume: raw text, to the end of the reply, tells of it. For administrators.
        #[doc(alias = "AFSVolSplitVolume")]
        ///
        /// Blocks until the arguments are on their way; raw data follows.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn split_volume(
            &self,
            volid: u32,
            new_volid: u32,
            r#where: u32,
            verbose: i32,
        ) -> ::core::result::Result<
            ::rxrpc_xdr::sync::SplitCall<C::Call, ()>,
            ::rxrpc_xdr::RpcError,
        > {
            self.0
                .start(
                    &super::AfsVolSplitVolumeRequest {
                        volid,
                        new_volid,
                        r#where,
                        verbose,
                    },
                )
        }
    }
    /// The volume server: what is done to whole volumes. Service 4, UDP port 7005, on each file server machine.
    ///
    /// Most of it is for administrators, and VOLSERBAD\_ACCESS to anybody else. What changes a volume is done in a transaction,
    /// which TransCreate begins and EndTrans ends. Partitions are numbers, of which 0 is /vicepa.
    #[doc(alias = "AFSVol")]
    ///
    /// Every method has a default, which refuses with `RXGEN_OPCODE`, as for an operation that there is not.
    /// An error is the code that the client is told, whether or not it means a failure.
    pub trait AfsVolService: Send + Sync {
        /// Makes a volume of this number, or of one that the server finds if it is 0, in a transaction. For administrators.
        #[doc(alias = "AFSVolCreateVolume")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn create_volume(
            &self,
            context: &::rxrpc_xdr::Context,
            part: i32,
            name: ::rxrpc_xdr::Text<32>,
            r#type: i32,
            parent: u32,
            volid: u32,
        ) -> ::core::result::Result<
            super::AfsVolCreateVolumeReply,
            ::rxrpc_xdr::Refusal,
        > {
            let _ = (context, part, name, r#type, parent, volid);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Removes the volume of a transaction. For administrators.
        #[doc(alias = "AFSVolDeleteVolume")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn delete_volume(
            &self,
            context: &::rxrpc_xdr::Context,
            trans: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = (context, trans);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Puts a dump into the volume of a transaction; its raw data follows the arguments, to the end of the request. For
        /// administrators.
        #[doc(alias = "AFSVolRestore")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn restore(
            &self,
            context: &::rxrpc_xdr::Context,
            trans: i32,
            flags: i32,
            cookie: super::RestoreCookie,
            stream: ::rxrpc_xdr::sync::Stream<'_>,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = (context, trans, flags, cookie, stream);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Sends a volume, as far as it is newer than this date, to another server and its transaction. For administrators.
        #[doc(alias = "AFSVolForward")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn forward(
            &self,
            context: &::rxrpc_xdr::Context,
            trans: i32,
            from_date: i32,
            destination: super::DestServer,
            dest_trans: i32,
            cookie: super::RestoreCookie,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = (context, trans, from_date, destination, dest_trans, cookie);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Ends a transaction, and gives the code that it has come to. For administrators.
        #[doc(alias = "AFSVolEndTrans")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn end_trans(
            &self,
            context: &::rxrpc_xdr::Context,
            trans: i32,
        ) -> ::core::result::Result<i32, ::rxrpc_xdr::Refusal> {
            let _ = (context, trans);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Makes a copy of the volume of a transaction, in the place of one that is purged. For administrators.
        #[doc(alias = "AFSVolClone")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn clone_(
            &self,
            context: &::rxrpc_xdr::Context,
            trans: i32,
            purge_vol: u32,
            r#type: i32,
            name: ::rxrpc_xdr::Text<32>,
            new_vol: u32,
        ) -> ::core::result::Result<u32, ::rxrpc_xdr::Refusal> {
            let _ = (context, trans, purge_vol, r#type, name, new_vol);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Sets the flags of the volume of a transaction. For administrators.
        #[doc(alias = "AFSVolSetFlags")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn set_flags(
            &self,
            context: &::rxrpc_xdr::Context,
            trans: i32,
            flags: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = (context, trans, flags);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// The flags of the volume of a transaction. For administrators.
        #[doc(alias = "AFSVolGetFlags")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_flags(
            &self,
            context: &::rxrpc_xdr::Context,
            trans: i32,
        ) -> ::core::result::Result<i32, ::rxrpc_xdr::Refusal> {
            let _ = (context, trans);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Begins a transaction with a volume. VOLSERBAD\_ACCESS without an administrator's rights.
        #[doc(alias = "AFSVolTransCreate")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn trans_create(
            &self,
            context: &::rxrpc_xdr::Context,
            vol: u32,
            part: i32,
            flags: i32,
        ) -> ::core::result::Result<i32, ::rxrpc_xdr::Refusal> {
            let _ = (context, vol, part, flags);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// A dump of the volume of a transaction, as far as it is newer than this date: raw data to the end of the reply. For
        /// administrators.
        #[doc(alias = "AFSVolDump")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn dump(
            &self,
            context: &::rxrpc_xdr::Context,
            trans: i32,
            from_date: i32,
            stream: ::rxrpc_xdr::sync::Stream<'_>,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = (context, trans, from_date, stream);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// The name of the volume of a transaction. For administrators.
        #[doc(alias = "AFSVolGetName")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_name(
            &self,
            context: &::rxrpc_xdr::Context,
            trans: i32,
        ) -> ::core::result::Result<::rxrpc_xdr::Text<256>, ::rxrpc_xdr::Refusal> {
            let _ = (context, trans);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// How the volume of a transaction is. For administrators.
        #[doc(alias = "AFSVolGetStatus")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_status(
            &self,
            context: &::rxrpc_xdr::Context,
            trans: i32,
        ) -> ::core::result::Result<super::VolserStatus, ::rxrpc_xdr::Refusal> {
            let _ = (context, trans);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Which of the first 26 partitions there are.
        #[doc(alias = "AFSVolListPartitions")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn list_partitions(
            &self,
            context: &::rxrpc_xdr::Context,
        ) -> ::core::result::Result<super::PartitionIDs, ::rxrpc_xdr::Refusal> {
            let _ = context;
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// The volumes of a partition; flags is VOLSER\_SHORT or VOLSER\_FULL.
        #[doc(alias = "AFSVolListVolumes")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn list_volumes(
            &self,
            context: &::rxrpc_xdr::Context,
            part: i32,
            flags: i32,
        ) -> ::core::result::Result<super::VolintInfos, ::rxrpc_xdr::Refusal> {
            let _ = (context, part, flags);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Sets name, type and numbers of the volume of a transaction. For administrators.
        #[doc(alias = "AFSVolSetIdsTypes")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn set_ids_types(
            &self,
            context: &::rxrpc_xdr::Context,
            trans: i32,
            name: ::rxrpc_xdr::Text<32>,
            r#type: i32,
            parent: u32,
            clone: u32,
            backup: u32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = (context, trans, name, r#type, parent, clone, backup);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// The transactions that go on.
        #[doc(alias = "AFSVolMonitor")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn monitor(
            &self,
            context: &::rxrpc_xdr::Context,
        ) -> ::core::result::Result<super::TransDebugInfos, ::rxrpc_xdr::Refusal> {
            let _ = context;
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// How full a partition is, by its name: /vicepa.
        #[doc(alias = "AFSVolPartitionInfo")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn partition_info(
            &self,
            context: &::rxrpc_xdr::Context,
            name: ::rxrpc_xdr::Text<4096>,
        ) -> ::core::result::Result<super::DiskPartition, ::rxrpc_xdr::Refusal> {
            let _ = (context, name);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Makes the copy of a volume, which there is already, as the volume is now. For administrators.
        #[doc(alias = "AFSVolReClone")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn re_clone(
            &self,
            context: &::rxrpc_xdr::Context,
            trans: i32,
            vol: u32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = (context, trans, vol);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// A volume, if it is on this partition.
        #[doc(alias = "AFSVolListOneVolume")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn list_one_volume(
            &self,
            context: &::rxrpc_xdr::Context,
            part: i32,
            vol: u32,
        ) -> ::core::result::Result<super::VolintInfos, ::rxrpc_xdr::Refusal> {
            let _ = (context, part, vol);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Removes a volume that may be damaged. For administrators.
        #[doc(alias = "AFSVolNukeVolume")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn nuke_volume(
            &self,
            context: &::rxrpc_xdr::Context,
            part: i32,
            vol: u32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = (context, part, vol);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Sets the date of the volume of a transaction. For administrators.
        #[doc(alias = "AFSVolSetDate")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn set_date(
            &self,
            context: &::rxrpc_xdr::Context,
            trans: i32,
            date: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = (context, trans, date);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// The volumes of a partition, with more; flags is VOLSER\_SHORT or VOLSER\_FULL.
        #[doc(alias = "AFSVolXListVolumes")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn x_list_volumes(
            &self,
            context: &::rxrpc_xdr::Context,
            part: i32,
            flags: i32,
        ) -> ::core::result::Result<super::VolintXInfos, ::rxrpc_xdr::Refusal> {
            let _ = (context, part, flags);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// A volume, with more, if it is on this partition.
        #[doc(alias = "AFSVolXListOneVolume")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn x_list_one_volume(
            &self,
            context: &::rxrpc_xdr::Context,
            part: i32,
            vol: u32,
        ) -> ::core::result::Result<super::VolintXInfos, ::rxrpc_xdr::Refusal> {
            let _ = (context, part, vol);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Changes what lists tell of the volume of a transaction. For administrators.
        #[doc(alias = "AFSVolSetInfo")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn set_info(
            &self,
            context: &::rxrpc_xdr::Context,
            trans: i32,
            info: super::VolintInfo,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = (context, trans, info);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Which partitions there are.
        #[doc(alias = "AFSVolXListPartitions")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn x_list_partitions(
            &self,
            context: &::rxrpc_xdr::Context,
        ) -> ::core::result::Result<super::VolserPartitions, ::rxrpc_xdr::Refusal> {
            let _ = context;
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Sends a volume, as far as it is newer than this date, to several servers. For administrators.
        #[doc(alias = "AFSVolForwardMultiple")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn forward_multiple(
            &self,
            context: &::rxrpc_xdr::Context,
            trans: i32,
            from_date: i32,
            destinations: super::Replicas,
            spare: i32,
            cookie: super::RestoreCookie,
        ) -> ::core::result::Result<super::ForwardResults, ::rxrpc_xdr::Refusal> {
            let _ = (context, trans, from_date, destinations, spare, cookie);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Makes a read-only copy the volume that is written to. For administrators.
        #[doc(alias = "AFSVolConvertROtoRW")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn convert_r_oto_rw(
            &self,
            context: &::rxrpc_xdr::Context,
            part: i32,
            vol: u32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = (context, part, vol);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// How long a dump of the volume of a transaction would be, as far as it is newer than this date. For administrators.
        #[doc(alias = "AFSVolGetSize")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_size(
            &self,
            context: &::rxrpc_xdr::Context,
            trans: i32,
            from_date: i32,
        ) -> ::core::result::Result<u64, ::rxrpc_xdr::Refusal> {
            let _ = (context, trans, from_date);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// A dump of the volume of a transaction, as far as it is newer than this date: raw data to the end of the reply. flags may be
        /// VOLSER\_OMIT\_DIRECTORIES. For administrators.
        #[doc(alias = "AFSVolDumpV2")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn dump_v2(
            &self,
            context: &::rxrpc_xdr::Context,
            trans: i32,
            from_date: i32,
            flags: i32,
            stream: ::rxrpc_xdr::sync::Stream<'_>,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = (context, trans, from_date, flags, stream);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// How full a partition of any size is, by its name: /vicepa.
        #[doc(alias = "AFSVolPartitionInfo64")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn partition_info64(
            &self,
            context: &::rxrpc_xdr::Context,
            name: ::rxrpc_xdr::Text<4096>,
        ) -> ::core::result::Result<super::DiskPartition64, ::rxrpc_xdr::Refusal> {
            let _ = (context, name);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Makes a volume of its own of a directory of a volume: raw text, to the end of the reply, tells of it. For administrators.
        #[doc(alias = "AFSVolSplitVolume")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn split_volume(
            &self,
            context: &::rxrpc_xdr::Context,
            volid: u32,
            new_volid: u32,
            r#where: u32,
            verbose: i32,
            stream: ::rxrpc_xdr::sync::Stream<'_>,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = (context, volid, new_volid, r#where, verbose, stream);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
    }
    /// The procedures of a [`AfsVolService`], as an interface that answers calls.
    #[derive(Clone, Debug)]
    pub struct AfsVolServer<S>(pub S);
    impl<S: AfsVolService> ::rxrpc_xdr::sync::Interface for AfsVolServer<S> {
        fn has(&self, opcode: i32) -> bool {
            matches!(
                opcode, 100..= 109 | 112 | 113 | 115..= 128 | 65536..= 65539 | 65547
            )
        }
        fn answer<C: ::rxrpc_xdr::sync::Call>(
            &self,
            opcode: i32,
            mut exchange: ::rxrpc_xdr::sync::Exchange<'_, C>,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            match opcode {
                100 => {
                    let super::AfsVolCreateVolumeRequest {
                        part,
                        name,
                        r#type,
                        parent,
                        volid,
                    } = exchange.arguments()?;
                    let results = self
                        .0
                        .create_volume(
                            exchange.context(),
                            part,
                            name,
                            r#type,
                            parent,
                            volid,
                        )?;
                    exchange.reply(&results)
                }
                101 => {
                    let super::AfsVolDeleteVolumeRequest { trans } = exchange
                        .arguments()?;
                    self.0.delete_volume(exchange.context(), trans)?;
                    exchange.reply(&())
                }
                102 => {
                    let super::AfsVolRestoreRequest { trans, flags, cookie } = exchange
                        .split_arguments()?;
                    let (context, stream) = exchange.stream();
                    self.0.restore(context, trans, flags, cookie, stream)?;
                    exchange.reply(&())
                }
                103 => {
                    let super::AfsVolForwardRequest {
                        trans,
                        from_date,
                        destination,
                        dest_trans,
                        cookie,
                    } = exchange.arguments()?;
                    self.0
                        .forward(
                            exchange.context(),
                            trans,
                            from_date,
                            destination,
                            dest_trans,
                            cookie,
                        )?;
                    exchange.reply(&())
                }
                104 => {
                    let super::AfsVolEndTransRequest { trans } = exchange.arguments()?;
                    let results = self.0.end_trans(exchange.context(), trans)?;
                    exchange.reply(&results)
                }
                105 => {
                    let super::AfsVolCloneRequest {
                        trans,
                        purge_vol,
                        r#type,
                        name,
                        new_vol,
                    } = exchange.arguments()?;
                    let results = self
                        .0
                        .clone_(
                            exchange.context(),
                            trans,
                            purge_vol,
                            r#type,
                            name,
                            new_vol,
                        )?;
                    exchange.reply(&results)
                }
                106 => {
                    let super::AfsVolSetFlagsRequest { trans, flags } = exchange
                        .arguments()?;
                    self.0.set_flags(exchange.context(), trans, flags)?;
                    exchange.reply(&())
                }
                107 => {
                    let super::AfsVolGetFlagsRequest { trans } = exchange.arguments()?;
                    let results = self.0.get_flags(exchange.context(), trans)?;
                    exchange.reply(&results)
                }
                108 => {
                    let super::AfsVolTransCreateRequest { vol, part, flags } = exchange
                        .arguments()?;
                    let results = self
                        .0
                        .trans_create(exchange.context(), vol, part, flags)?;
                    exchange.reply(&results)
                }
                109 => {
                    let super::AfsVolDumpRequest { trans, from_date } = exchange
                        .split_arguments()?;
                    let (context, stream) = exchange.stream();
                    self.0.dump(context, trans, from_date, stream)?;
                    exchange.reply(&())
                }
                112 => {
                    let super::AfsVolGetNameRequest { trans } = exchange.arguments()?;
                    let results = self.0.get_name(exchange.context(), trans)?;
                    exchange.reply(&results)
                }
                113 => {
                    let super::AfsVolGetStatusRequest { trans } = exchange.arguments()?;
                    let results = self.0.get_status(exchange.context(), trans)?;
                    exchange.reply(&results)
                }
                115 => {
                    let super::AfsVolListPartitionsRequest = exchange.arguments()?;
                    let results = self.0.list_partitions(exchange.context())?;
                    exchange.reply(&results)
                }
                116 => {
                    let super::AfsVolListVolumesRequest { part, flags } = exchange
                        .arguments()?;
                    let results = self.0.list_volumes(exchange.context(), part, flags)?;
                    exchange.reply(&results)
                }
                117 => {
                    let super::AfsVolSetIdsTypesRequest {
                        trans,
                        name,
                        r#type,
                        parent,
                        clone,
                        backup,
                    } = exchange.arguments()?;
                    self.0
                        .set_ids_types(
                            exchange.context(),
                            trans,
                            name,
                            r#type,
                            parent,
                            clone,
                            backup,
                        )?;
                    exchange.reply(&())
                }
                118 => {
                    let super::AfsVolMonitorRequest = exchange.arguments()?;
                    let results = self.0.monitor(exchange.context())?;
                    exchange.reply(&results)
                }
                119 => {
                    let super::AfsVolPartitionInfoRequest { name } = exchange
                        .arguments()?;
                    let results = self.0.partition_info(exchange.context(), name)?;
                    exchange.reply(&results)
                }
                120 => {
                    let super::AfsVolReCloneRequest { trans, vol } = exchange
                        .arguments()?;
                    self.0.re_clone(exchange.context(), trans, vol)?;
                    exchange.reply(&())
                }
                121 => {
                    let super::AfsVolListOneVolumeRequest { part, vol } = exchange
                        .arguments()?;
                    let results = self.0.list_one_volume(exchange.context(), part, vol)?;
                    exchange.reply(&results)
                }
                122 => {
                    let super::AfsVolNukeVolumeRequest { part, vol } = exchange
                        .arguments()?;
                    self.0.nuke_volume(exchange.context(), part, vol)?;
                    exchange.reply(&())
                }
                123 => {
                    let super::AfsVolSetDateRequest { trans, date } = exchange
                        .arguments()?;
                    self.0.set_date(exchange.context(), trans, date)?;
                    exchange.reply(&())
                }
                124 => {
                    let super::AfsVolXListVolumesRequest { part, flags } = exchange
                        .arguments()?;
                    let results = self
                        .0
                        .x_list_volumes(exchange.context(), part, flags)?;
                    exchange.reply(&results)
                }
                125 => {
                    let super::AfsVolXListOneVolumeRequest { part, vol } = exchange
                        .arguments()?;
                    let results = self
                        .0
                        .x_list_one_volume(exchange.context(), part, vol)?;
                    exchange.reply(&results)
                }
                126 => {
                    let super::AfsVolSetInfoRequest { trans, info } = exchange
                        .arguments()?;
                    self.0.set_info(exchange.context(), trans, info)?;
                    exchange.reply(&())
                }
                127 => {
                    let super::AfsVolXListPartitionsRequest = exchange.arguments()?;
                    let results = self.0.x_list_partitions(exchange.context())?;
                    exchange.reply(&results)
                }
                128 => {
                    let super::AfsVolForwardMultipleRequest {
                        trans,
                        from_date,
                        destinations,
                        spare,
                        cookie,
                    } = exchange.arguments()?;
                    let results = self
                        .0
                        .forward_multiple(
                            exchange.context(),
                            trans,
                            from_date,
                            destinations,
                            spare,
                            cookie,
                        )?;
                    exchange.reply(&results)
                }
                65536 => {
                    let super::AfsVolConvertROtoRwRequest { part, vol } = exchange
                        .arguments()?;
                    self.0.convert_r_oto_rw(exchange.context(), part, vol)?;
                    exchange.reply(&())
                }
                65537 => {
                    let super::AfsVolGetSizeRequest { trans, from_date } = exchange
                        .arguments()?;
                    let results = self.0.get_size(exchange.context(), trans, from_date)?;
                    exchange.reply(&results)
                }
                65538 => {
                    let super::AfsVolDumpV2Request { trans, from_date, flags } = exchange
                        .split_arguments()?;
                    let (context, stream) = exchange.stream();
                    self.0.dump_v2(context, trans, from_date, flags, stream)?;
                    exchange.reply(&())
                }
                65539 => {
                    let super::AfsVolPartitionInfo64Request { name } = exchange
                        .arguments()?;
                    let results = self.0.partition_info64(exchange.context(), name)?;
                    exchange.reply(&results)
                }
                65547 => {
                    let super::AfsVolSplitVolumeRequest {
                        volid,
                        new_volid,
                        r#where,
                        verbose,
                    } = exchange.split_arguments()?;
                    let (context, stream) = exchange.stream();
                    self.0
                        .split_volume(
                            context,
                            volid,
                            new_volid,
                            r#where,
                            verbose,
                            stream,
                        )?;
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
    /// The volume server: what is done to whole volumes. Service 4, UDP port 7005, on each file server machine.
    ///
    /// Most of it is for administrators, and VOLSERBAD\_ACCESS to anybody else. What changes a volume is done in a transaction,
    /// which TransCreate begins and EndTrans ends. Partitions are numbers, of which 0 is /vicepa.
    #[doc(alias = "AFSVol")]
    #[derive(Clone, Debug)]
    pub struct AfsVolClient<C>(::rxrpc_xdr::asynchronous::Client<C>);
    impl<C: ::rxrpc_xdr::asynchronous::Caller> AfsVolClient<C> {
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
        /// Makes a volume of this number, or of one that the server finds if it is 0, in a transaction. For administrators.
        #[doc(alias = "AFSVolCreateVolume")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn create_volume(
            &self,
            part: i32,
            name: ::rxrpc_xdr::Text<32>,
            r#type: i32,
            parent: u32,
            volid: u32,
        ) -> ::core::result::Result<
            super::AfsVolCreateVolumeReply,
            ::rxrpc_xdr::RpcError,
        > {
            self.0
                .call(
                    &super::AfsVolCreateVolumeRequest {
                        part,
                        name,
                        r#type,
                        parent,
                        volid,
                    },
                )
                .await
        }
        /// Removes the volume of a transaction. For administrators.
        #[doc(alias = "AFSVolDeleteVolume")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn delete_volume(
            &self,
            trans: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::AfsVolDeleteVolumeRequest {
                        trans,
                    },
                )
                .await
        }
        /// Puts a dump into the volume of a transaction; its raw data follows the arguments, to the end of the request. For
        /// administrators.
        #[doc(alias = "AFSVolRestore")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the arguments are on their way; raw data follows.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn restore(
            &self,
            trans: i32,
            flags: i32,
            cookie: super::RestoreCookie,
        ) -> ::core::result::Result<
            ::rxrpc_xdr::asynchronous::SplitCall<C::Call, ()>,
            ::rxrpc_xdr::RpcError,
        > {
            self.0
                .start(
                    &super::AfsVolRestoreRequest {
                        trans,
                        flags,
                        cookie,
                    },
                )
                .await
        }
        /// Sends a volume, as far as it is newer than this date, to another server and its transaction. For administrators.
        #[doc(alias = "AFSVolForward")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn forward(
            &self,
            trans: i32,
            from_date: i32,
            destination: super::DestServer,
            dest_trans: i32,
            cookie: super::RestoreCookie,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::AfsVolForwardRequest {
                        trans,
                        from_date,
                        destination,
                        dest_trans,
                        cookie,
                    },
                )
                .await
        }
        /// Ends a transaction, and gives the code that it has come to. For administrators.
        #[doc(alias = "AFSVolEndTrans")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn end_trans(
            &self,
            trans: i32,
        ) -> ::core::result::Result<i32, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::AfsVolEndTransRequest {
                        trans,
                    },
                )
                .await
        }
        /// Makes a copy of the volume of a transaction, in the place of one that is purged. For administrators.
        #[doc(alias = "AFSVolClone")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn clone_(
            &self,
            trans: i32,
            purge_vol: u32,
            r#type: i32,
            name: ::rxrpc_xdr::Text<32>,
            new_vol: u32,
        ) -> ::core::result::Result<u32, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::AfsVolCloneRequest {
                        trans,
                        purge_vol,
                        r#type,
                        name,
                        new_vol,
                    },
                )
                .await
        }
        /// Sets the flags of the volume of a transaction. For administrators.
        #[doc(alias = "AFSVolSetFlags")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn set_flags(
            &self,
            trans: i32,
            flags: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::AfsVolSetFlagsRequest {
                        trans,
                        flags,
                    },
                )
                .await
        }
        /// The flags of the volume of a transaction. For administrators.
        #[doc(alias = "AFSVolGetFlags")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn get_flags(
            &self,
            trans: i32,
        ) -> ::core::result::Result<i32, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::AfsVolGetFlagsRequest {
                        trans,
                    },
                )
                .await
        }
        /// Begins a transaction with a volume. VOLSERBAD\_ACCESS without an administrator's rights.
        #[doc(alias = "AFSVolTransCreate")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn trans_create(
            &self,
            vol: u32,
            part: i32,
            flags: i32,
        ) -> ::core::result::Result<i32, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::AfsVolTransCreateRequest {
                        vol,
                        part,
                        flags,
                    },
                )
                .await
        }
        /// A dump of the volume of a transaction, as far as it is newer than this date: raw data to the end of the reply. For
        /// administrators.
        #[doc(alias = "AFSVolDump")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the arguments are on their way; raw data follows.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn dump(
            &self,
            trans: i32,
            from_date: i32,
        ) -> ::core::result::Result<
            ::rxrpc_xdr::asynchronous::SplitCall<C::Call, ()>,
            ::rxrpc_xdr::RpcError,
        > {
            self.0
                .start(
                    &super::AfsVolDumpRequest {
                        trans,
                        from_date,
                    },
                )
                .await
        }
        /// The name of the volume of a transaction. For administrators.
        #[doc(alias = "AFSVolGetName")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn get_name(
            &self,
            trans: i32,
        ) -> ::core::result::Result<::rxrpc_xdr::Text<256>, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::AfsVolGetNameRequest {
                        trans,
                    },
                )
                .await
        }
        /// How the volume of a transaction is. For administrators.
        #[doc(alias = "AFSVolGetStatus")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn get_status(
            &self,
            trans: i32,
        ) -> ::core::result::Result<super::VolserStatus, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::AfsVolGetStatusRequest {
                        trans,
                    },
                )
                .await
        }
        /// Which of the first 26 partitions there are.
        #[doc(alias = "AFSVolListPartitions")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn list_partitions(
            &self,
        ) -> ::core::result::Result<super::PartitionIDs, ::rxrpc_xdr::RpcError> {
            self.0.call(&super::AfsVolListPartitionsRequest).await
        }
        /// The volumes of a partition; flags is VOLSER\_SHORT or VOLSER\_FULL.
        #[doc(alias = "AFSVolListVolumes")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn list_volumes(
            &self,
            part: i32,
            flags: i32,
        ) -> ::core::result::Result<super::VolintInfos, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::AfsVolListVolumesRequest {
                        part,
                        flags,
                    },
                )
                .await
        }
        /// Sets name, type and numbers of the volume of a transaction. For administrators.
        #[doc(alias = "AFSVolSetIdsTypes")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn set_ids_types(
            &self,
            trans: i32,
            name: ::rxrpc_xdr::Text<32>,
            r#type: i32,
            parent: u32,
            clone: u32,
            backup: u32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::AfsVolSetIdsTypesRequest {
                        trans,
                        name,
                        r#type,
                        parent,
                        clone,
                        backup,
                    },
                )
                .await
        }
        /// The transactions that go on.
        #[doc(alias = "AFSVolMonitor")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn monitor(
            &self,
        ) -> ::core::result::Result<super::TransDebugInfos, ::rxrpc_xdr::RpcError> {
            self.0.call(&super::AfsVolMonitorRequest).await
        }
        /// How full a partition is, by its name: /vicepa.
        #[doc(alias = "AFSVolPartitionInfo")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn partition_info(
            &self,
            name: ::rxrpc_xdr::Text<4096>,
        ) -> ::core::result::Result<super::DiskPartition, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::AfsVolPartitionInfoRequest {
                        name,
                    },
                )
                .await
        }
        /// Makes the copy of a volume, which there is already, as the volume is now. For administrators.
        #[doc(alias = "AFSVolReClone")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn re_clone(
            &self,
            trans: i32,
            vol: u32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::AfsVolReCloneRequest {
                        trans,
                        vol,
                    },
                )
                .await
        }
        /// A volume, if it is on this partition.
        #[doc(alias = "AFSVolListOneVolume")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn list_one_volume(
            &self,
            part: i32,
            vol: u32,
        ) -> ::core::result::Result<super::VolintInfos, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::AfsVolListOneVolumeRequest {
                        part,
                        vol,
                    },
                )
                .await
        }
        /// Removes a volume that may be damaged. For administrators.
        #[doc(alias = "AFSVolNukeVolume")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn nuke_volume(
            &self,
            part: i32,
            vol: u32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::AfsVolNukeVolumeRequest {
                        part,
                        vol,
                    },
                )
                .await
        }
        /// Sets the date of the volume of a transaction. For administrators.
        #[doc(alias = "AFSVolSetDate")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn set_date(
            &self,
            trans: i32,
            date: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::AfsVolSetDateRequest {
                        trans,
                        date,
                    },
                )
                .await
        }
        /// The volumes of a partition, with more; flags is VOLSER\_SHORT or VOLSER\_FULL.
        #[doc(alias = "AFSVolXListVolumes")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn x_list_volumes(
            &self,
            part: i32,
            flags: i32,
        ) -> ::core::result::Result<super::VolintXInfos, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::AfsVolXListVolumesRequest {
                        part,
                        flags,
                    },
                )
                .await
        }
        /// A volume, with more, if it is on this partition.
        #[doc(alias = "AFSVolXListOneVolume")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn x_list_one_volume(
            &self,
            part: i32,
            vol: u32,
        ) -> ::core::result::Result<super::VolintXInfos, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::AfsVolXListOneVolumeRequest {
                        part,
                        vol,
                    },
                )
                .await
        }
        /// Changes what lists tell of the volume of a transaction. For administrators.
        #[doc(alias = "AFSVolSetInfo")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn set_info(
            &self,
            trans: i32,
            info: super::VolintInfo,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::AfsVolSetInfoRequest {
                        trans,
                        info,
                    },
                )
                .await
        }
        /// Which partitions there are.
        #[doc(alias = "AFSVolXListPartitions")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn x_list_partitions(
            &self,
        ) -> ::core::result::Result<super::VolserPartitions, ::rxrpc_xdr::RpcError> {
            self.0.call(&super::AfsVolXListPartitionsRequest).await
        }
        /// Sends a volume, as far as it is newer than this date, to several servers. For administrators.
        #[doc(alias = "AFSVolForwardMultiple")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn forward_multiple(
            &self,
            trans: i32,
            from_date: i32,
            destinations: super::Replicas,
            spare: i32,
            cookie: super::RestoreCookie,
        ) -> ::core::result::Result<super::ForwardResults, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::AfsVolForwardMultipleRequest {
                        trans,
                        from_date,
                        destinations,
                        spare,
                        cookie,
                    },
                )
                .await
        }
        /// Makes a read-only copy the volume that is written to. For administrators.
        #[doc(alias = "AFSVolConvertROtoRW")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn convert_r_oto_rw(
            &self,
            part: i32,
            vol: u32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::AfsVolConvertROtoRwRequest {
                        part,
                        vol,
                    },
                )
                .await
        }
        /// How long a dump of the volume of a transaction would be, as far as it is newer than this date. For administrators.
        #[doc(alias = "AFSVolGetSize")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn get_size(
            &self,
            trans: i32,
            from_date: i32,
        ) -> ::core::result::Result<u64, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::AfsVolGetSizeRequest {
                        trans,
                        from_date,
                    },
                )
                .await
        }
        /// A dump of the volume of a transaction, as far as it is newer than this date: raw data to the end of the reply. flags may be
        /// VOLSER\_OMIT\_DIRECTORIES. For administrators.
        #[doc(alias = "AFSVolDumpV2")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the arguments are on their way; raw data follows.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn dump_v2(
            &self,
            trans: i32,
            from_date: i32,
            flags: i32,
        ) -> ::core::result::Result<
            ::rxrpc_xdr::asynchronous::SplitCall<C::Call, ()>,
            ::rxrpc_xdr::RpcError,
        > {
            self.0
                .start(
                    &super::AfsVolDumpV2Request {
                        trans,
                        from_date,
                        flags,
                    },
                )
                .await
        }
        /// How full a partition of any size is, by its name: /vicepa.
        #[doc(alias = "AFSVolPartitionInfo64")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn partition_info64(
            &self,
            name: ::rxrpc_xdr::Text<4096>,
        ) -> ::core::result::Result<super::DiskPartition64, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::AfsVolPartitionInfo64Request {
                        name,
                    },
                )
                .await
        }
        /// Makes a volume of its own of a directory of a volume: raw text, to the end of the reply, tells of it. For administrators.
        #[doc(alias = "AFSVolSplitVolume")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the arguments are on their way; raw data follows.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn split_volume(
            &self,
            volid: u32,
            new_volid: u32,
            r#where: u32,
            verbose: i32,
        ) -> ::core::result::Result<
            ::rxrpc_xdr::asynchronous::SplitCall<C::Call, ()>,
            ::rxrpc_xdr::RpcError,
        > {
            self.0
                .start(
                    &super::AfsVolSplitVolumeRequest {
                        volid,
                        new_volid,
                        r#where,
                        verbose,
                    },
                )
                .await
        }
    }
    /// The volume server: what is done to whole volumes. Service 4, UDP port 7005, on each file server machine.
    ///
    /// Most of it is for administrators, and VOLSERBAD\_ACCESS to anybody else. What changes a volume is done in a transaction,
    /// which TransCreate begins and EndTrans ends. Partitions are numbers, of which 0 is /vicepa.
    #[doc(alias = "AFSVol")]
    ///
    /// Every method has a default, which refuses with `RXGEN_OPCODE`, as for an operation that there is not.
    /// An error is the code that the client is told, whether or not it means a failure.
    pub trait AfsVolService: Send + Sync {
        /// Makes a volume of this number, or of one that the server finds if it is 0, in a transaction. For administrators.
        #[doc(alias = "AFSVolCreateVolume")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn create_volume(
            &self,
            context: &::rxrpc_xdr::Context,
            part: i32,
            name: ::rxrpc_xdr::Text<32>,
            r#type: i32,
            parent: u32,
            volid: u32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                super::AfsVolCreateVolumeReply,
                ::rxrpc_xdr::Refusal,
            >,
        > + Send {
            let _ = (context, part, name, r#type, parent, volid);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Removes the volume of a transaction. For administrators.
        #[doc(alias = "AFSVolDeleteVolume")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn delete_volume(
            &self,
            context: &::rxrpc_xdr::Context,
            trans: i32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, trans);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Puts a dump into the volume of a transaction; its raw data follows the arguments, to the end of the request. For
        /// administrators.
        #[doc(alias = "AFSVolRestore")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn restore(
            &self,
            context: &::rxrpc_xdr::Context,
            trans: i32,
            flags: i32,
            cookie: super::RestoreCookie,
            stream: ::rxrpc_xdr::asynchronous::Stream<'_>,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, trans, flags, cookie, stream);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Sends a volume, as far as it is newer than this date, to another server and its transaction. For administrators.
        #[doc(alias = "AFSVolForward")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn forward(
            &self,
            context: &::rxrpc_xdr::Context,
            trans: i32,
            from_date: i32,
            destination: super::DestServer,
            dest_trans: i32,
            cookie: super::RestoreCookie,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, trans, from_date, destination, dest_trans, cookie);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Ends a transaction, and gives the code that it has come to. For administrators.
        #[doc(alias = "AFSVolEndTrans")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn end_trans(
            &self,
            context: &::rxrpc_xdr::Context,
            trans: i32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<i32, ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, trans);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Makes a copy of the volume of a transaction, in the place of one that is purged. For administrators.
        #[doc(alias = "AFSVolClone")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn clone_(
            &self,
            context: &::rxrpc_xdr::Context,
            trans: i32,
            purge_vol: u32,
            r#type: i32,
            name: ::rxrpc_xdr::Text<32>,
            new_vol: u32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<u32, ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, trans, purge_vol, r#type, name, new_vol);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Sets the flags of the volume of a transaction. For administrators.
        #[doc(alias = "AFSVolSetFlags")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn set_flags(
            &self,
            context: &::rxrpc_xdr::Context,
            trans: i32,
            flags: i32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, trans, flags);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// The flags of the volume of a transaction. For administrators.
        #[doc(alias = "AFSVolGetFlags")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_flags(
            &self,
            context: &::rxrpc_xdr::Context,
            trans: i32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<i32, ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, trans);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Begins a transaction with a volume. VOLSERBAD\_ACCESS without an administrator's rights.
        #[doc(alias = "AFSVolTransCreate")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn trans_create(
            &self,
            context: &::rxrpc_xdr::Context,
            vol: u32,
            part: i32,
            flags: i32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<i32, ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, vol, part, flags);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// A dump of the volume of a transaction, as far as it is newer than this date: raw data to the end of the reply. For
        /// administrators.
        #[doc(alias = "AFSVolDump")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn dump(
            &self,
            context: &::rxrpc_xdr::Context,
            trans: i32,
            from_date: i32,
            stream: ::rxrpc_xdr::asynchronous::Stream<'_>,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, trans, from_date, stream);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// The name of the volume of a transaction. For administrators.
        #[doc(alias = "AFSVolGetName")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_name(
            &self,
            context: &::rxrpc_xdr::Context,
            trans: i32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<::rxrpc_xdr::Text<256>, ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, trans);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// How the volume of a transaction is. For administrators.
        #[doc(alias = "AFSVolGetStatus")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_status(
            &self,
            context: &::rxrpc_xdr::Context,
            trans: i32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<super::VolserStatus, ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, trans);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Which of the first 26 partitions there are.
        #[doc(alias = "AFSVolListPartitions")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn list_partitions(
            &self,
            context: &::rxrpc_xdr::Context,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<super::PartitionIDs, ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = context;
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// The volumes of a partition; flags is VOLSER\_SHORT or VOLSER\_FULL.
        #[doc(alias = "AFSVolListVolumes")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn list_volumes(
            &self,
            context: &::rxrpc_xdr::Context,
            part: i32,
            flags: i32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<super::VolintInfos, ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, part, flags);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Sets name, type and numbers of the volume of a transaction. For administrators.
        #[doc(alias = "AFSVolSetIdsTypes")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn set_ids_types(
            &self,
            context: &::rxrpc_xdr::Context,
            trans: i32,
            name: ::rxrpc_xdr::Text<32>,
            r#type: i32,
            parent: u32,
            clone: u32,
            backup: u32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, trans, name, r#type, parent, clone, backup);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// The transactions that go on.
        #[doc(alias = "AFSVolMonitor")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn monitor(
            &self,
            context: &::rxrpc_xdr::Context,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<super::TransDebugInfos, ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = context;
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// How full a partition is, by its name: /vicepa.
        #[doc(alias = "AFSVolPartitionInfo")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn partition_info(
            &self,
            context: &::rxrpc_xdr::Context,
            name: ::rxrpc_xdr::Text<4096>,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<super::DiskPartition, ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, name);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Makes the copy of a volume, which there is already, as the volume is now. For administrators.
        #[doc(alias = "AFSVolReClone")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn re_clone(
            &self,
            context: &::rxrpc_xdr::Context,
            trans: i32,
            vol: u32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, trans, vol);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// A volume, if it is on this partition.
        #[doc(alias = "AFSVolListOneVolume")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn list_one_volume(
            &self,
            context: &::rxrpc_xdr::Context,
            part: i32,
            vol: u32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<super::VolintInfos, ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, part, vol);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Removes a volume that may be damaged. For administrators.
        #[doc(alias = "AFSVolNukeVolume")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn nuke_volume(
            &self,
            context: &::rxrpc_xdr::Context,
            part: i32,
            vol: u32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, part, vol);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Sets the date of the volume of a transaction. For administrators.
        #[doc(alias = "AFSVolSetDate")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn set_date(
            &self,
            context: &::rxrpc_xdr::Context,
            trans: i32,
            date: i32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, trans, date);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// The volumes of a partition, with more; flags is VOLSER\_SHORT or VOLSER\_FULL.
        #[doc(alias = "AFSVolXListVolumes")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn x_list_volumes(
            &self,
            context: &::rxrpc_xdr::Context,
            part: i32,
            flags: i32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<super::VolintXInfos, ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, part, flags);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// A volume, with more, if it is on this partition.
        #[doc(alias = "AFSVolXListOneVolume")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn x_list_one_volume(
            &self,
            context: &::rxrpc_xdr::Context,
            part: i32,
            vol: u32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<super::VolintXInfos, ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, part, vol);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Changes what lists tell of the volume of a transaction. For administrators.
        #[doc(alias = "AFSVolSetInfo")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn set_info(
            &self,
            context: &::rxrpc_xdr::Context,
            trans: i32,
            info: super::VolintInfo,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, trans, info);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Which partitions there are.
        #[doc(alias = "AFSVolXListPartitions")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn x_list_partitions(
            &self,
            context: &::rxrpc_xdr::Context,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                super::VolserPartitions,
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
        /// Sends a volume, as far as it is newer than this date, to several servers. For administrators.
        #[doc(alias = "AFSVolForwardMultiple")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn forward_multiple(
            &self,
            context: &::rxrpc_xdr::Context,
            trans: i32,
            from_date: i32,
            destinations: super::Replicas,
            spare: i32,
            cookie: super::RestoreCookie,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<super::ForwardResults, ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, trans, from_date, destinations, spare, cookie);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Makes a read-only copy the volume that is written to. For administrators.
        #[doc(alias = "AFSVolConvertROtoRW")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn convert_r_oto_rw(
            &self,
            context: &::rxrpc_xdr::Context,
            part: i32,
            vol: u32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, part, vol);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// How long a dump of the volume of a transaction would be, as far as it is newer than this date. For administrators.
        #[doc(alias = "AFSVolGetSize")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_size(
            &self,
            context: &::rxrpc_xdr::Context,
            trans: i32,
            from_date: i32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<u64, ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, trans, from_date);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// A dump of the volume of a transaction, as far as it is newer than this date: raw data to the end of the reply. flags may be
        /// VOLSER\_OMIT\_DIRECTORIES. For administrators.
        #[doc(alias = "AFSVolDumpV2")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn dump_v2(
            &self,
            context: &::rxrpc_xdr::Context,
            trans: i32,
            from_date: i32,
            flags: i32,
            stream: ::rxrpc_xdr::asynchronous::Stream<'_>,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, trans, from_date, flags, stream);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// How full a partition of any size is, by its name: /vicepa.
        #[doc(alias = "AFSVolPartitionInfo64")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn partition_info64(
            &self,
            context: &::rxrpc_xdr::Context,
            name: ::rxrpc_xdr::Text<4096>,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<super::DiskPartition64, ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, name);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Makes a volume of its own of a directory of a volume: raw text, to the end of the reply, tells of it. For administrators.
        #[doc(alias = "AFSVolSplitVolume")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn split_volume(
            &self,
            context: &::rxrpc_xdr::Context,
            volid: u32,
            new_volid: u32,
            r#where: u32,
            verbose: i32,
            stream: ::rxrpc_xdr::asynchronous::Stream<'_>,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, volid, new_volid, r#where, verbose, stream);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
    }
    /// The procedures of a [`AfsVolService`], as an interface that answers calls.
    #[derive(Clone, Debug)]
    pub struct AfsVolServer<S>(pub S);
    impl<S: AfsVolService> ::rxrpc_xdr::asynchronous::Interface for AfsVolServer<S> {
        fn has(&self, opcode: i32) -> bool {
            matches!(
                opcode, 100..= 109 | 112 | 113 | 115..= 128 | 65536..= 65539 | 65547
            )
        }
        async fn answer<C: ::rxrpc_xdr::asynchronous::Call>(
            &self,
            opcode: i32,
            mut exchange: ::rxrpc_xdr::asynchronous::Exchange<'_, C>,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            match opcode {
                100 => {
                    let super::AfsVolCreateVolumeRequest {
                        part,
                        name,
                        r#type,
                        parent,
                        volid,
                    } = exchange.arguments().await?;
                    let results = self
                        .0
                        .create_volume(
                            exchange.context(),
                            part,
                            name,
                            r#type,
                            parent,
                            volid,
                        )
                        .await?;
                    exchange.reply(&results).await
                }
                101 => {
                    let super::AfsVolDeleteVolumeRequest { trans } = exchange
                        .arguments()
                        .await?;
                    self.0.delete_volume(exchange.context(), trans).await?;
                    exchange.reply(&()).await
                }
                102 => {
                    let super::AfsVolRestoreRequest { trans, flags, cookie } = exchange
                        .split_arguments()
                        .await?;
                    let (context, stream) = exchange.stream();
                    self.0.restore(context, trans, flags, cookie, stream).await?;
                    exchange.reply(&()).await
                }
                103 => {
                    let super::AfsVolForwardRequest {
                        trans,
                        from_date,
                        destination,
                        dest_trans,
                        cookie,
                    } = exchange.arguments().await?;
                    self.0
                        .forward(
                            exchange.context(),
                            trans,
                            from_date,
                            destination,
                            dest_trans,
                            cookie,
                        )
                        .await?;
                    exchange.reply(&()).await
                }
                104 => {
                    let super::AfsVolEndTransRequest { trans } = exchange
                        .arguments()
                        .await?;
                    let results = self.0.end_trans(exchange.context(), trans).await?;
                    exchange.reply(&results).await
                }
                105 => {
                    let super::AfsVolCloneRequest {
                        trans,
                        purge_vol,
                        r#type,
                        name,
                        new_vol,
                    } = exchange.arguments().await?;
                    let results = self
                        .0
                        .clone_(
                            exchange.context(),
                            trans,
                            purge_vol,
                            r#type,
                            name,
                            new_vol,
                        )
                        .await?;
                    exchange.reply(&results).await
                }
                106 => {
                    let super::AfsVolSetFlagsRequest { trans, flags } = exchange
                        .arguments()
                        .await?;
                    self.0.set_flags(exchange.context(), trans, flags).await?;
                    exchange.reply(&()).await
                }
                107 => {
                    let super::AfsVolGetFlagsRequest { trans } = exchange
                        .arguments()
                        .await?;
                    let results = self.0.get_flags(exchange.context(), trans).await?;
                    exchange.reply(&results).await
                }
                108 => {
                    let super::AfsVolTransCreateRequest { vol, part, flags } = exchange
                        .arguments()
                        .await?;
                    let results = self
                        .0
                        .trans_create(exchange.context(), vol, part, flags)
                        .await?;
                    exchange.reply(&results).await
                }
                109 => {
                    let super::AfsVolDumpRequest { trans, from_date } = exchange
                        .split_arguments()
                        .await?;
                    let (context, stream) = exchange.stream();
                    self.0.dump(context, trans, from_date, stream).await?;
                    exchange.reply(&()).await
                }
                112 => {
                    let super::AfsVolGetNameRequest { trans } = exchange
                        .arguments()
                        .await?;
                    let results = self.0.get_name(exchange.context(), trans).await?;
                    exchange.reply(&results).await
                }
                113 => {
                    let super::AfsVolGetStatusRequest { trans } = exchange
                        .arguments()
                        .await?;
                    let results = self.0.get_status(exchange.context(), trans).await?;
                    exchange.reply(&results).await
                }
                115 => {
                    let super::AfsVolListPartitionsRequest = exchange.arguments().await?;
                    let results = self.0.list_partitions(exchange.context()).await?;
                    exchange.reply(&results).await
                }
                116 => {
                    let super::AfsVolListVolumesRequest { part, flags } = exchange
                        .arguments()
                        .await?;
                    let results = self
                        .0
                        .list_volumes(exchange.context(), part, flags)
                        .await?;
                    exchange.reply(&results).await
                }
                117 => {
                    let super::AfsVolSetIdsTypesRequest {
                        trans,
                        name,
                        r#type,
                        parent,
                        clone,
                        backup,
                    } = exchange.arguments().await?;
                    self.0
                        .set_ids_types(
                            exchange.context(),
                            trans,
                            name,
                            r#type,
                            parent,
                            clone,
                            backup,
                        )
                        .await?;
                    exchange.reply(&()).await
                }
                118 => {
                    let super::AfsVolMonitorRequest = exchange.arguments().await?;
                    let results = self.0.monitor(exchange.context()).await?;
                    exchange.reply(&results).await
                }
                119 => {
                    let super::AfsVolPartitionInfoRequest { name } = exchange
                        .arguments()
                        .await?;
                    let results = self.0.partition_info(exchange.context(), name).await?;
                    exchange.reply(&results).await
                }
                120 => {
                    let super::AfsVolReCloneRequest { trans, vol } = exchange
                        .arguments()
                        .await?;
                    self.0.re_clone(exchange.context(), trans, vol).await?;
                    exchange.reply(&()).await
                }
                121 => {
                    let super::AfsVolListOneVolumeRequest { part, vol } = exchange
                        .arguments()
                        .await?;
                    let results = self
                        .0
                        .list_one_volume(exchange.context(), part, vol)
                        .await?;
                    exchange.reply(&results).await
                }
                122 => {
                    let super::AfsVolNukeVolumeRequest { part, vol } = exchange
                        .arguments()
                        .await?;
                    self.0.nuke_volume(exchange.context(), part, vol).await?;
                    exchange.reply(&()).await
                }
                123 => {
                    let super::AfsVolSetDateRequest { trans, date } = exchange
                        .arguments()
                        .await?;
                    self.0.set_date(exchange.context(), trans, date).await?;
                    exchange.reply(&()).await
                }
                124 => {
                    let super::AfsVolXListVolumesRequest { part, flags } = exchange
                        .arguments()
                        .await?;
                    let results = self
                        .0
                        .x_list_volumes(exchange.context(), part, flags)
                        .await?;
                    exchange.reply(&results).await
                }
                125 => {
                    let super::AfsVolXListOneVolumeRequest { part, vol } = exchange
                        .arguments()
                        .await?;
                    let results = self
                        .0
                        .x_list_one_volume(exchange.context(), part, vol)
                        .await?;
                    exchange.reply(&results).await
                }
                126 => {
                    let super::AfsVolSetInfoRequest { trans, info } = exchange
                        .arguments()
                        .await?;
                    self.0.set_info(exchange.context(), trans, info).await?;
                    exchange.reply(&()).await
                }
                127 => {
                    let super::AfsVolXListPartitionsRequest = exchange
                        .arguments()
                        .await?;
                    let results = self.0.x_list_partitions(exchange.context()).await?;
                    exchange.reply(&results).await
                }
                128 => {
                    let super::AfsVolForwardMultipleRequest {
                        trans,
                        from_date,
                        destinations,
                        spare,
                        cookie,
                    } = exchange.arguments().await?;
                    let results = self
                        .0
                        .forward_multiple(
                            exchange.context(),
                            trans,
                            from_date,
                            destinations,
                            spare,
                            cookie,
                        )
                        .await?;
                    exchange.reply(&results).await
                }
                65536 => {
                    let super::AfsVolConvertROtoRwRequest { part, vol } = exchange
                        .arguments()
                        .await?;
                    self.0.convert_r_oto_rw(exchange.context(), part, vol).await?;
                    exchange.reply(&()).await
                }
                65537 => {
                    let super::AfsVolGetSizeRequest { trans, from_date } = exchange
                        .arguments()
                        .await?;
                    let results = self
                        .0
                        .get_size(exchange.context(), trans, from_date)
                        .await?;
                    exchange.reply(&results).await
                }
                65538 => {
                    let super::AfsVolDumpV2Request { trans, from_date, flags } = exchange
                        .split_arguments()
                        .await?;
                    let (context, stream) = exchange.stream();
                    self.0.dump_v2(context, trans, from_date, flags, stream).await?;
                    exchange.reply(&()).await
                }
                65539 => {
                    let super::AfsVolPartitionInfo64Request { name } = exchange
                        .arguments()
                        .await?;
                    let results = self
                        .0
                        .partition_info64(exchange.context(), name)
                        .await?;
                    exchange.reply(&results).await
                }
                65547 => {
                    let super::AfsVolSplitVolumeRequest {
                        volid,
                        new_volid,
                        r#where,
                        verbose,
                    } = exchange.split_arguments().await?;
                    let (context, stream) = exchange.stream();
                    self.0
                        .split_volume(
                            context,
                            volid,
                            new_volid,
                            r#where,
                            verbose,
                            stream,
                        )
                        .await?;
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
