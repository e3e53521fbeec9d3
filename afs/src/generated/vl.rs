// Made by rxrpc-xg from an interface file.

/// Characters of a volume's name, and the NUL that ends it.
pub const VL_NAME_LENGTH: i32 = 65;
/// Sites of a volume, in the entries without a letter.
pub const VL_SITES: i32 = 8;
/// Sites of a volume, in the entries N and U.
pub const VL_SITES_N: i32 = 13;
/// Most addresses of a server.
pub const VL_ADDRESSES: i32 = 500;
/// Type of a volume in questions: any.
pub const VL_ANY: i32 = -1;
/// Type of a volume: the one that is written to.
pub const VL_RW: i32 = 0;
/// Type of a volume: a read-only copy.
pub const VL_RO: i32 = 1;
/// Type of a volume: the backup.
pub const VL_BACKUP: i32 = 2;
/// Flag of an entry: the volume that is written to exists.
pub const VLF_RWEXISTS: i32 = 4096;
/// Flag of an entry: read-only copies exist.
pub const VLF_ROEXISTS: i32 = 8192;
/// Flag of an entry: the backup exists.
pub const VLF_BACKEXISTS: i32 = 16384;
/// Flag of a site: it is new in a release that is not done.
pub const VLSF_NEWREPSITE: i32 = 1;
/// Flag of a site: a read-only copy is there.
pub const VLSF_ROVOL: i32 = 2;
/// Flag of a site: the volume that is written to is there.
pub const VLSF_RWVOL: i32 = 4;
/// Flag of a site: the backup is there.
pub const VLSF_BACKVOL: i32 = 8;
/// Flag of a site: its server is told by a UUID.
pub const VLSF_UUID: i32 = 16;
/// Flag of a site: clients shall not use it.
pub const VLSF_DONTUSE: i32 = 32;
/// Flag of a site: it is a replica that is written to.
pub const VLSF_RWREPLICA: i32 = 64;
/// Mask of VldbListByAttributes: by server.
pub const VL_BY_SERVER: i32 = 1;
/// Mask of VldbListByAttributes: by partition.
pub const VL_BY_PARTITION: i32 = 2;
/// Mask of VldbListByAttributes: by volume.
pub const VL_BY_VOLUME: i32 = 8;
/// Mask of VldbListByAttributes: by flags.
pub const VL_BY_FLAG: i32 = 16;
/// Mask of ListAddrByAttributes: by one of the server's addresses.
pub const VL_BY_ADDRESS: i32 = 1;
/// Mask of ListAddrByAttributes: by its place in the list of servers.
pub const VL_BY_INDEX: i32 = 2;
/// Mask of ListAddrByAttributes: by its UUID.
pub const VL_BY_UUID: i32 = 4;
/// The operations of the package `VL_`: their codes, which rise, and their names.
pub const VL_OPERATIONS: &[(i32, &str)] = &[
    (501, "VL_CreateEntry"),
    (502, "VL_DeleteEntry"),
    (503, "VL_GetEntryByID"),
    (504, "VL_GetEntryByNameO"),
    (505, "VL_GetNewVolumeId"),
    (506, "VL_ReplaceEntry"),
    (507, "VL_UpdateEntry"),
    (508, "VL_SetLock"),
    (509, "VL_ReleaseLock"),
    (510, "VL_ListEntry"),
    (511, "VL_ListAttributes"),
    (512, "VL_LinkedList"),
    (513, "VL_GetStats"),
    (514, "VL_ProbeServer"),
    (515, "VL_GetAddrs"),
    (516, "VL_ChangeAddr"),
    (517, "VL_CreateEntryN"),
    (518, "VL_GetEntryByIDN"),
    (519, "VL_GetEntryByNameN"),
    (520, "VL_ReplaceEntryN"),
    (521, "VL_ListEntryN"),
    (522, "VL_ListAttributesN"),
    (524, "VL_UpdateEntryByName"),
    (527, "VL_GetEntryByNameU"),
    (532, "VL_RegisterAddrs"),
    (533, "VL_GetAddrsU"),
    (534, "VL_ListAttributesN2"),
];
/// Where a volume is: up to eight sites.
#[doc(alias = "vldbentry")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct Vldbentry {
    /// `name`.
    pub name: ::rxrpc_xdr::Chars<65>,
    /// `spares3`.
    pub spares3: i32,
    /// How many sites there are.
    #[doc(alias = "nServers")]
    pub n_servers: i32,
    /// IPv4 address of each site's server, as a number.
    #[doc(alias = "serverNumber")]
    pub server_number: [i32; 8],
    /// Partition of each site; 0 is /vicepa, 26 is /vicepaa.
    #[doc(alias = "serverPartition")]
    pub server_partition: [i32; 8],
    /// VLSF\_... of each site.
    #[doc(alias = "serverFlags")]
    pub server_flags: [i32; 8],
    /// Numbers of the volume, of its read-only copies, of its backup. They are given before there is any.
    #[doc(alias = "volumeId")]
    pub volume_id: [u32; 3],
    /// `cloneId`.
    #[doc(alias = "cloneId")]
    pub clone_id: u32,
    /// VLF\_...: which of the three there are.
    pub flags: i32,
}
impl ::rxrpc_xdr::Encode for Vldbentry {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.name, to)?;
        ::rxrpc_xdr::Encode::encode(&self.spares3, to)?;
        ::rxrpc_xdr::Encode::encode(&self.n_servers, to)?;
        ::rxrpc_xdr::Encode::encode(&self.server_number, to)?;
        ::rxrpc_xdr::Encode::encode(&self.server_partition, to)?;
        ::rxrpc_xdr::Encode::encode(&self.server_flags, to)?;
        ::rxrpc_xdr::Encode::encode(&self.volume_id, to)?;
        ::rxrpc_xdr::Encode::encode(&self.clone_id, to)?;
        ::rxrpc_xdr::Encode::encode(&self.flags, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for Vldbentry {
    const MIN: usize = 0usize
        .saturating_add(<::rxrpc_xdr::Chars<65> as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<[i32; 8] as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<[i32; 8] as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<[i32; 8] as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<[u32; 3] as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<::rxrpc_xdr::Chars<65> as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<[i32; 8] as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<[i32; 8] as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<[i32; 8] as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<[u32; 3] as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            name: ::rxrpc_xdr::Decode::decode(from)?,
            spares3: ::rxrpc_xdr::Decode::decode(from)?,
            n_servers: ::rxrpc_xdr::Decode::decode(from)?,
            server_number: ::rxrpc_xdr::Decode::decode(from)?,
            server_partition: ::rxrpc_xdr::Decode::decode(from)?,
            server_flags: ::rxrpc_xdr::Decode::decode(from)?,
            volume_id: ::rxrpc_xdr::Decode::decode(from)?,
            clone_id: ::rxrpc_xdr::Decode::decode(from)?,
            flags: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// Where a volume is: up to thirteen sites.
#[doc(alias = "nvldbentry")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct Nvldbentry {
    /// `name`.
    pub name: ::rxrpc_xdr::Chars<65>,
    /// How many sites there are.
    #[doc(alias = "nServers")]
    pub n_servers: i32,
    /// IPv4 address of each site's server, as a number.
    #[doc(alias = "serverNumber")]
    pub server_number: [i32; 13],
    /// Partition of each site; 0 is /vicepa, 26 is /vicepaa.
    #[doc(alias = "serverPartition")]
    pub server_partition: [i32; 13],
    /// VLSF\_... of each site.
    #[doc(alias = "serverFlags")]
    pub server_flags: [i32; 13],
    /// Numbers of the volume, of its read-only copies, of its backup. They are given before there is any.
    #[doc(alias = "volumeId")]
    pub volume_id: [u32; 3],
    /// `cloneId`.
    #[doc(alias = "cloneId")]
    pub clone_id: u32,
    /// VLF\_...: which of the three there are.
    pub flags: i32,
    /// `matchindex`.
    pub matchindex: i32,
    /// `spares`.
    pub spares: [i32; 8],
}
impl ::rxrpc_xdr::Encode for Nvldbentry {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.name, to)?;
        ::rxrpc_xdr::Encode::encode(&self.n_servers, to)?;
        ::rxrpc_xdr::Encode::encode(&self.server_number, to)?;
        ::rxrpc_xdr::Encode::encode(&self.server_partition, to)?;
        ::rxrpc_xdr::Encode::encode(&self.server_flags, to)?;
        ::rxrpc_xdr::Encode::encode(&self.volume_id, to)?;
        ::rxrpc_xdr::Encode::encode(&self.clone_id, to)?;
        ::rxrpc_xdr::Encode::encode(&self.flags, to)?;
        ::rxrpc_xdr::Encode::encode(&self.matchindex, to)?;
        ::rxrpc_xdr::Encode::encode(&self.spares, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for Nvldbentry {
    const MIN: usize = 0usize
        .saturating_add(<::rxrpc_xdr::Chars<65> as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<[i32; 13] as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<[i32; 13] as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<[i32; 13] as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<[u32; 3] as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<[i32; 8] as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<::rxrpc_xdr::Chars<65> as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<[i32; 13] as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<[i32; 13] as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<[i32; 13] as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<[u32; 3] as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<[i32; 8] as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            name: ::rxrpc_xdr::Decode::decode(from)?,
            n_servers: ::rxrpc_xdr::Decode::decode(from)?,
            server_number: ::rxrpc_xdr::Decode::decode(from)?,
            server_partition: ::rxrpc_xdr::Decode::decode(from)?,
            server_flags: ::rxrpc_xdr::Decode::decode(from)?,
            volume_id: ::rxrpc_xdr::Decode::decode(from)?,
            clone_id: ::rxrpc_xdr::Decode::decode(from)?,
            flags: ::rxrpc_xdr::Decode::decode(from)?,
            matchindex: ::rxrpc_xdr::Decode::decode(from)?,
            spares: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// Where a volume is: up to thirteen sites, whose servers are told by UUIDs.
#[doc(alias = "uvldbentry")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct Uvldbentry {
    /// `name`.
    pub name: ::rxrpc_xdr::Chars<65>,
    /// How many sites there are.
    #[doc(alias = "nServers")]
    pub n_servers: i32,
    /// UUID of each site's server, if it has VLSF\_UUID; without, the first word is its IPv4 address.
    #[doc(alias = "serverNumber")]
    pub server_number: [::rxrpc_xdr::AfsUuid; 13],
    /// Changes with the addresses of the server.
    #[doc(alias = "serverUnique")]
    pub server_unique: [i32; 13],
    /// Partition of each site; 0 is /vicepa, 26 is /vicepaa.
    #[doc(alias = "serverPartition")]
    pub server_partition: [i32; 13],
    /// VLSF\_... of each site.
    #[doc(alias = "serverFlags")]
    pub server_flags: [i32; 13],
    /// Numbers of the volume, of its read-only copies, of its backup. They are given before there is any.
    #[doc(alias = "volumeId")]
    pub volume_id: [u32; 3],
    /// `cloneId`.
    #[doc(alias = "cloneId")]
    pub clone_id: u32,
    /// VLF\_...: which of the three there are.
    pub flags: i32,
    /// `matchindex`.
    pub matchindex: i32,
    /// `spares`.
    pub spares: [i32; 8],
}
impl ::rxrpc_xdr::Encode for Uvldbentry {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.name, to)?;
        ::rxrpc_xdr::Encode::encode(&self.n_servers, to)?;
        ::rxrpc_xdr::Encode::encode(&self.server_number, to)?;
        ::rxrpc_xdr::Encode::encode(&self.server_unique, to)?;
        ::rxrpc_xdr::Encode::encode(&self.server_partition, to)?;
        ::rxrpc_xdr::Encode::encode(&self.server_flags, to)?;
        ::rxrpc_xdr::Encode::encode(&self.volume_id, to)?;
        ::rxrpc_xdr::Encode::encode(&self.clone_id, to)?;
        ::rxrpc_xdr::Encode::encode(&self.flags, to)?;
        ::rxrpc_xdr::Encode::encode(&self.matchindex, to)?;
        ::rxrpc_xdr::Encode::encode(&self.spares, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for Uvldbentry {
    const MIN: usize = 0usize
        .saturating_add(<::rxrpc_xdr::Chars<65> as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<[::rxrpc_xdr::AfsUuid; 13] as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<[i32; 13] as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<[i32; 13] as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<[i32; 13] as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<[u32; 3] as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<[i32; 8] as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<::rxrpc_xdr::Chars<65> as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<[::rxrpc_xdr::AfsUuid; 13] as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<[i32; 13] as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<[i32; 13] as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<[i32; 13] as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<[u32; 3] as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<[i32; 8] as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            name: ::rxrpc_xdr::Decode::decode(from)?,
            n_servers: ::rxrpc_xdr::Decode::decode(from)?,
            server_number: ::rxrpc_xdr::Decode::decode(from)?,
            server_unique: ::rxrpc_xdr::Decode::decode(from)?,
            server_partition: ::rxrpc_xdr::Decode::decode(from)?,
            server_flags: ::rxrpc_xdr::Decode::decode(from)?,
            volume_id: ::rxrpc_xdr::Decode::decode(from)?,
            clone_id: ::rxrpc_xdr::Decode::decode(from)?,
            flags: ::rxrpc_xdr::Decode::decode(from)?,
            matchindex: ::rxrpc_xdr::Decode::decode(from)?,
            spares: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// Entries with up to eight sites.
pub type VldbEntries = ::rxrpc_xdr::List<Vldbentry, 65536>;
/// Entries with up to thirteen sites.
pub type NvldbEntries = ::rxrpc_xdr::List<Nvldbentry, 65536>;
/// IPv4 addresses, as numbers.
pub type VlAddresses = ::rxrpc_xdr::List<u32, 500>;
/// An element of a list of entries.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct VldbLink {
    /// `entry`.
    pub entry: Vldbentry,
}
impl ::rxrpc_xdr::Encode for VldbLink {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.entry, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for VldbLink {
    const MIN: usize = 0usize.saturating_add(<Vldbentry as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize.saturating_add(<Vldbentry as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            entry: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// A linked list of entries.
pub type VldbLinks = ::rxrpc_xdr::Chain<VldbLink>;
/// Which entries are wanted: those that agree with what Mask names.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct VldbListByAttributes {
    /// VL\_BY\_SERVER, VL\_BY\_PARTITION, VL\_BY\_VOLUME, VL\_BY\_FLAG, or several; 0 for all.
    #[doc(alias = "Mask")]
    pub mask: u32,
    /// IPv4 address, as a number.
    pub server: i32,
    /// `partition`.
    pub partition: i32,
    /// `spares3`.
    pub spares3: i32,
    /// `volumeid`.
    pub volumeid: u32,
    /// VLF\_...
    pub flag: i32,
}
impl ::rxrpc_xdr::Encode for VldbListByAttributes {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.mask, to)?;
        ::rxrpc_xdr::Encode::encode(&self.server, to)?;
        ::rxrpc_xdr::Encode::encode(&self.partition, to)?;
        ::rxrpc_xdr::Encode::encode(&self.spares3, to)?;
        ::rxrpc_xdr::Encode::encode(&self.volumeid, to)?;
        ::rxrpc_xdr::Encode::encode(&self.flag, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for VldbListByAttributes {
    const MIN: usize = 0usize
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            mask: ::rxrpc_xdr::Decode::decode(from)?,
            server: ::rxrpc_xdr::Decode::decode(from)?,
            partition: ::rxrpc_xdr::Decode::decode(from)?,
            spares3: ::rxrpc_xdr::Decode::decode(from)?,
            volumeid: ::rxrpc_xdr::Decode::decode(from)?,
            flag: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// Which server is wanted.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct ListAddrByAttributes {
    /// VL\_BY\_ADDRESS, VL\_BY\_INDEX or VL\_BY\_UUID: exactly one.
    #[doc(alias = "Mask")]
    pub mask: i32,
    /// IPv4 address, as a number.
    pub ipaddr: u32,
    /// `index`.
    pub index: i32,
    /// `spare1`.
    pub spare1: i32,
    /// `uuid`.
    pub uuid: ::rxrpc_xdr::AfsUuid,
}
impl ::rxrpc_xdr::Encode for ListAddrByAttributes {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.mask, to)?;
        ::rxrpc_xdr::Encode::encode(&self.ipaddr, to)?;
        ::rxrpc_xdr::Encode::encode(&self.index, to)?;
        ::rxrpc_xdr::Encode::encode(&self.spare1, to)?;
        ::rxrpc_xdr::Encode::encode(&self.uuid, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for ListAddrByAttributes {
    const MIN: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<::rxrpc_xdr::AfsUuid as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<::rxrpc_xdr::AfsUuid as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            mask: ::rxrpc_xdr::Decode::decode(from)?,
            ipaddr: ::rxrpc_xdr::Decode::decode(from)?,
            index: ::rxrpc_xdr::Decode::decode(from)?,
            spare1: ::rxrpc_xdr::Decode::decode(from)?,
            uuid: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// What is changed of an entry.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct VldbUpdateEntry {
    /// `Mask`.
    #[doc(alias = "Mask")]
    pub mask: u32,
    /// `name`.
    pub name: ::rxrpc_xdr::Chars<65>,
    /// `spares3`.
    pub spares3: i32,
    /// `flags`.
    pub flags: i32,
    /// `ReadOnlyId`.
    #[doc(alias = "ReadOnlyId")]
    pub read_only_id: u32,
    /// `BackupId`.
    #[doc(alias = "BackupId")]
    pub backup_id: u32,
    /// `cloneId`.
    #[doc(alias = "cloneId")]
    pub clone_id: u32,
    /// `nModifiedRepsites`.
    #[doc(alias = "nModifiedRepsites")]
    pub n_modified_repsites: i32,
    /// What is changed of each site.
    #[doc(alias = "mask")]
    pub mask_: [u32; 8],
    /// `targetServer`.
    #[doc(alias = "targetServer")]
    pub target_server: [i32; 8],
    /// `targetPart`.
    #[doc(alias = "targetPart")]
    pub target_part: [i32; 8],
    /// `newServer`.
    #[doc(alias = "newServer")]
    pub new_server: [i32; 8],
    /// `newPart`.
    #[doc(alias = "newPart")]
    pub new_part: [i32; 8],
    /// `newFlags`.
    #[doc(alias = "newFlags")]
    pub new_flags: [i32; 8],
}
impl ::rxrpc_xdr::Encode for VldbUpdateEntry {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.mask, to)?;
        ::rxrpc_xdr::Encode::encode(&self.name, to)?;
        ::rxrpc_xdr::Encode::encode(&self.spares3, to)?;
        ::rxrpc_xdr::Encode::encode(&self.flags, to)?;
        ::rxrpc_xdr::Encode::encode(&self.read_only_id, to)?;
        ::rxrpc_xdr::Encode::encode(&self.backup_id, to)?;
        ::rxrpc_xdr::Encode::encode(&self.clone_id, to)?;
        ::rxrpc_xdr::Encode::encode(&self.n_modified_repsites, to)?;
        ::rxrpc_xdr::Encode::encode(&self.mask_, to)?;
        ::rxrpc_xdr::Encode::encode(&self.target_server, to)?;
        ::rxrpc_xdr::Encode::encode(&self.target_part, to)?;
        ::rxrpc_xdr::Encode::encode(&self.new_server, to)?;
        ::rxrpc_xdr::Encode::encode(&self.new_part, to)?;
        ::rxrpc_xdr::Encode::encode(&self.new_flags, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for VldbUpdateEntry {
    const MIN: usize = 0usize
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<::rxrpc_xdr::Chars<65> as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<[u32; 8] as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<[i32; 8] as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<[i32; 8] as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<[i32; 8] as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<[i32; 8] as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<[i32; 8] as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<::rxrpc_xdr::Chars<65> as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<[u32; 8] as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<[i32; 8] as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<[i32; 8] as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<[i32; 8] as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<[i32; 8] as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<[i32; 8] as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            mask: ::rxrpc_xdr::Decode::decode(from)?,
            name: ::rxrpc_xdr::Decode::decode(from)?,
            spares3: ::rxrpc_xdr::Decode::decode(from)?,
            flags: ::rxrpc_xdr::Decode::decode(from)?,
            read_only_id: ::rxrpc_xdr::Decode::decode(from)?,
            backup_id: ::rxrpc_xdr::Decode::decode(from)?,
            clone_id: ::rxrpc_xdr::Decode::decode(from)?,
            n_modified_repsites: ::rxrpc_xdr::Decode::decode(from)?,
            mask_: ::rxrpc_xdr::Decode::decode(from)?,
            target_server: ::rxrpc_xdr::Decode::decode(from)?,
            target_part: ::rxrpc_xdr::Decode::decode(from)?,
            new_server: ::rxrpc_xdr::Decode::decode(from)?,
            new_part: ::rxrpc_xdr::Decode::decode(from)?,
            new_flags: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// What a server has counted.
#[doc(alias = "vldstats")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct Vldstats {
    /// When it was started, in seconds since 1970.
    pub start_time: u32,
    /// Requests, by procedure.
    #[cfg_attr(feature = "serde", serde(with = "::rxrpc_xdr::serde_array"))]
    pub requests: [i32; 50],
    /// Those of them that failed.
    #[cfg_attr(feature = "serde", serde(with = "::rxrpc_xdr::serde_array"))]
    pub aborts: [i32; 50],
    /// `reserved`.
    pub reserved: [i32; 5],
}
impl ::core::default::Default for Vldstats {
    fn default() -> Self {
        Self {
            start_time: ::core::default::Default::default(),
            requests: ::core::array::from_fn(|_| ::core::default::Default::default()),
            aborts: ::core::array::from_fn(|_| ::core::default::Default::default()),
            reserved: ::core::array::from_fn(|_| ::core::default::Default::default()),
        }
    }
}
impl ::rxrpc_xdr::Encode for Vldstats {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.start_time, to)?;
        ::rxrpc_xdr::Encode::encode(&self.requests, to)?;
        ::rxrpc_xdr::Encode::encode(&self.aborts, to)?;
        ::rxrpc_xdr::Encode::encode(&self.reserved, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for Vldstats {
    const MIN: usize = 0usize
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<[i32; 50] as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<[i32; 50] as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<[i32; 5] as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<[i32; 50] as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<[i32; 50] as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<[i32; 5] as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            start_time: ::rxrpc_xdr::Decode::decode(from)?,
            requests: ::rxrpc_xdr::Decode::decode(from)?,
            aborts: ::rxrpc_xdr::Decode::decode(from)?,
            reserved: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// What the database begins with.
#[doc(alias = "vital_vlheader")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct VitalVlheader {
    /// `version`.
    pub version: i32,
    /// `headersize`.
    pub headersize: i32,
    /// `freePtr`.
    #[doc(alias = "freePtr")]
    pub free_ptr: i32,
    /// `eofPtr`.
    #[doc(alias = "eofPtr")]
    pub eof_ptr: i32,
    /// `allocs`.
    pub allocs: i32,
    /// `frees`.
    pub frees: i32,
    /// `MaxVolumeId`.
    #[doc(alias = "MaxVolumeId")]
    pub max_volume_id: u32,
    /// Numbers of volumes that there are, by type.
    #[doc(alias = "totalEntries")]
    pub total_entries: [i32; 3],
}
impl ::rxrpc_xdr::Encode for VitalVlheader {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.version, to)?;
        ::rxrpc_xdr::Encode::encode(&self.headersize, to)?;
        ::rxrpc_xdr::Encode::encode(&self.free_ptr, to)?;
        ::rxrpc_xdr::Encode::encode(&self.eof_ptr, to)?;
        ::rxrpc_xdr::Encode::encode(&self.allocs, to)?;
        ::rxrpc_xdr::Encode::encode(&self.frees, to)?;
        ::rxrpc_xdr::Encode::encode(&self.max_volume_id, to)?;
        ::rxrpc_xdr::Encode::encode(&self.total_entries, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for VitalVlheader {
    const MIN: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<[i32; 3] as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<[i32; 3] as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            version: ::rxrpc_xdr::Decode::decode(from)?,
            headersize: ::rxrpc_xdr::Decode::decode(from)?,
            free_ptr: ::rxrpc_xdr::Decode::decode(from)?,
            eof_ptr: ::rxrpc_xdr::Decode::decode(from)?,
            allocs: ::rxrpc_xdr::Decode::decode(from)?,
            frees: ::rxrpc_xdr::Decode::decode(from)?,
            max_volume_id: ::rxrpc_xdr::Decode::decode(from)?,
            total_entries: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// What the results of GetAddrs begin with. Its words have no meaning that is known here.
#[doc(alias = "VLCallBack")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct VlCallBack {
    /// `words`.
    pub words: [u32; 4],
}
impl ::rxrpc_xdr::Encode for VlCallBack {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.words, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for VlCallBack {
    const MIN: usize = 0usize.saturating_add(<[u32; 4] as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize.saturating_add(<[u32; 4] as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            words: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// The arguments of `VL_CreateEntry`, operation 501.
#[doc(alias = "VL_CreateEntry")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct VlCreateEntryRequest {
    /// `entry`.
    pub entry: Vldbentry,
}
impl ::rxrpc_xdr::Encode for VlCreateEntryRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.entry, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for VlCreateEntryRequest {
    const MIN: usize = 0usize.saturating_add(<Vldbentry as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize.saturating_add(<Vldbentry as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            entry: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for VlCreateEntryRequest {
    const OPCODE: i32 = 501;
    const NAME: &'static str = "VL_CreateEntry";
    type Reply = ();
}
/// The arguments of `VL_DeleteEntry`, operation 502.
#[doc(alias = "VL_DeleteEntry")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct VlDeleteEntryRequest {
    /// `volid`.
    pub volid: u32,
    /// `type`.
    pub r#type: i32,
}
impl ::rxrpc_xdr::Encode for VlDeleteEntryRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.volid, to)?;
        ::rxrpc_xdr::Encode::encode(&self.r#type, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for VlDeleteEntryRequest {
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
            r#type: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for VlDeleteEntryRequest {
    const OPCODE: i32 = 502;
    const NAME: &'static str = "VL_DeleteEntry";
    type Reply = ();
}
/// The arguments of `VL_GetEntryByID`, operation 503.
#[doc(alias = "VL_GetEntryByID")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct VlGetEntryByIdRequest {
    /// `volid`.
    pub volid: u32,
    /// `type`.
    pub r#type: i32,
}
impl ::rxrpc_xdr::Encode for VlGetEntryByIdRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.volid, to)?;
        ::rxrpc_xdr::Encode::encode(&self.r#type, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for VlGetEntryByIdRequest {
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
            r#type: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for VlGetEntryByIdRequest {
    const OPCODE: i32 = 503;
    const NAME: &'static str = "VL_GetEntryByID";
    type Reply = Vldbentry;
}
/// The arguments of `VL_GetEntryByNameO`, operation 504.
#[doc(alias = "VL_GetEntryByNameO")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct VlGetEntryByNameORequest {
    /// `name`.
    pub name: ::rxrpc_xdr::Text<65>,
}
impl ::rxrpc_xdr::Encode for VlGetEntryByNameORequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.name, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for VlGetEntryByNameORequest {
    const MIN: usize = 0usize
        .saturating_add(<::rxrpc_xdr::Text<65> as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<::rxrpc_xdr::Text<65> as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            name: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for VlGetEntryByNameORequest {
    const OPCODE: i32 = 504;
    const NAME: &'static str = "VL_GetEntryByNameO";
    type Reply = Vldbentry;
}
/// The arguments of `VL_GetNewVolumeId`, operation 505.
#[doc(alias = "VL_GetNewVolumeId")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct VlGetNewVolumeIdRequest {
    /// `bump`.
    pub bump: u32,
}
impl ::rxrpc_xdr::Encode for VlGetNewVolumeIdRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.bump, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for VlGetNewVolumeIdRequest {
    const MIN: usize = 0usize.saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize.saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            bump: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for VlGetNewVolumeIdRequest {
    const OPCODE: i32 = 505;
    const NAME: &'static str = "VL_GetNewVolumeId";
    type Reply = u32;
}
/// The arguments of `VL_ReplaceEntry`, operation 506.
#[doc(alias = "VL_ReplaceEntry")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct VlReplaceEntryRequest {
    /// `volid`.
    pub volid: u32,
    /// `type`.
    pub r#type: i32,
    /// `entry`.
    pub entry: Vldbentry,
    /// `releaseType`.
    #[doc(alias = "releaseType")]
    pub release_type: i32,
}
impl ::rxrpc_xdr::Encode for VlReplaceEntryRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.volid, to)?;
        ::rxrpc_xdr::Encode::encode(&self.r#type, to)?;
        ::rxrpc_xdr::Encode::encode(&self.entry, to)?;
        ::rxrpc_xdr::Encode::encode(&self.release_type, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for VlReplaceEntryRequest {
    const MIN: usize = 0usize
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<Vldbentry as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<Vldbentry as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            volid: ::rxrpc_xdr::Decode::decode(from)?,
            r#type: ::rxrpc_xdr::Decode::decode(from)?,
            entry: ::rxrpc_xdr::Decode::decode(from)?,
            release_type: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for VlReplaceEntryRequest {
    const OPCODE: i32 = 506;
    const NAME: &'static str = "VL_ReplaceEntry";
    type Reply = ();
}
/// The arguments of `VL_UpdateEntry`, operation 507.
#[doc(alias = "VL_UpdateEntry")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct VlUpdateEntryRequest {
    /// `volid`.
    pub volid: u32,
    /// `type`.
    pub r#type: i32,
    /// `update`.
    pub update: VldbUpdateEntry,
    /// `releaseType`.
    #[doc(alias = "releaseType")]
    pub release_type: i32,
}
impl ::rxrpc_xdr::Encode for VlUpdateEntryRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.volid, to)?;
        ::rxrpc_xdr::Encode::encode(&self.r#type, to)?;
        ::rxrpc_xdr::Encode::encode(&self.update, to)?;
        ::rxrpc_xdr::Encode::encode(&self.release_type, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for VlUpdateEntryRequest {
    const MIN: usize = 0usize
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<VldbUpdateEntry as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<VldbUpdateEntry as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            volid: ::rxrpc_xdr::Decode::decode(from)?,
            r#type: ::rxrpc_xdr::Decode::decode(from)?,
            update: ::rxrpc_xdr::Decode::decode(from)?,
            release_type: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for VlUpdateEntryRequest {
    const OPCODE: i32 = 507;
    const NAME: &'static str = "VL_UpdateEntry";
    type Reply = ();
}
/// The arguments of `VL_SetLock`, operation 508.
#[doc(alias = "VL_SetLock")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct VlSetLockRequest {
    /// `volid`.
    pub volid: u32,
    /// `type`.
    pub r#type: i32,
    /// `operation`.
    pub operation: i32,
}
impl ::rxrpc_xdr::Encode for VlSetLockRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.volid, to)?;
        ::rxrpc_xdr::Encode::encode(&self.r#type, to)?;
        ::rxrpc_xdr::Encode::encode(&self.operation, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for VlSetLockRequest {
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
            volid: ::rxrpc_xdr::Decode::decode(from)?,
            r#type: ::rxrpc_xdr::Decode::decode(from)?,
            operation: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for VlSetLockRequest {
    const OPCODE: i32 = 508;
    const NAME: &'static str = "VL_SetLock";
    type Reply = ();
}
/// The arguments of `VL_ReleaseLock`, operation 509.
#[doc(alias = "VL_ReleaseLock")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct VlReleaseLockRequest {
    /// `volid`.
    pub volid: u32,
    /// `type`.
    pub r#type: i32,
    /// `release`.
    pub release: i32,
}
impl ::rxrpc_xdr::Encode for VlReleaseLockRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.volid, to)?;
        ::rxrpc_xdr::Encode::encode(&self.r#type, to)?;
        ::rxrpc_xdr::Encode::encode(&self.release, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for VlReleaseLockRequest {
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
            volid: ::rxrpc_xdr::Decode::decode(from)?,
            r#type: ::rxrpc_xdr::Decode::decode(from)?,
            release: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for VlReleaseLockRequest {
    const OPCODE: i32 = 509;
    const NAME: &'static str = "VL_ReleaseLock";
    type Reply = ();
}
/// The arguments of `VL_ListEntry`, operation 510.
#[doc(alias = "VL_ListEntry")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct VlListEntryRequest {
    /// `previous_index`.
    pub previous_index: i32,
}
impl ::rxrpc_xdr::Encode for VlListEntryRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.previous_index, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for VlListEntryRequest {
    const MIN: usize = 0usize.saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize.saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            previous_index: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// The results of `VL_ListEntry`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct VlListEntryReply {
    /// `count`.
    pub count: i32,
    /// `next_index`.
    pub next_index: i32,
    /// `entry`.
    pub entry: Vldbentry,
}
impl ::rxrpc_xdr::Encode for VlListEntryReply {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.count, to)?;
        ::rxrpc_xdr::Encode::encode(&self.next_index, to)?;
        ::rxrpc_xdr::Encode::encode(&self.entry, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for VlListEntryReply {
    const MIN: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<Vldbentry as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<Vldbentry as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            count: ::rxrpc_xdr::Decode::decode(from)?,
            next_index: ::rxrpc_xdr::Decode::decode(from)?,
            entry: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for VlListEntryRequest {
    const OPCODE: i32 = 510;
    const NAME: &'static str = "VL_ListEntry";
    type Reply = VlListEntryReply;
}
/// The arguments of `VL_ListAttributes`, operation 511.
#[doc(alias = "VL_ListAttributes")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct VlListAttributesRequest {
    /// `attributes`.
    pub attributes: VldbListByAttributes,
}
impl ::rxrpc_xdr::Encode for VlListAttributesRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.attributes, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for VlListAttributesRequest {
    const MIN: usize = 0usize
        .saturating_add(<VldbListByAttributes as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<VldbListByAttributes as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            attributes: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// The results of `VL_ListAttributes`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct VlListAttributesReply {
    /// `n`.
    pub n: i32,
    /// `entries`.
    pub entries: VldbEntries,
}
impl ::rxrpc_xdr::Encode for VlListAttributesReply {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.n, to)?;
        ::rxrpc_xdr::Encode::encode(&self.entries, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for VlListAttributesReply {
    const MIN: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<VldbEntries as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<VldbEntries as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            n: ::rxrpc_xdr::Decode::decode(from)?,
            entries: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for VlListAttributesRequest {
    const OPCODE: i32 = 511;
    const NAME: &'static str = "VL_ListAttributes";
    type Reply = VlListAttributesReply;
}
/// The arguments of `VL_LinkedList`, operation 512.
#[doc(alias = "VL_LinkedList")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct VlLinkedListRequest {
    /// `attributes`.
    pub attributes: VldbListByAttributes,
}
impl ::rxrpc_xdr::Encode for VlLinkedListRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.attributes, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for VlLinkedListRequest {
    const MIN: usize = 0usize
        .saturating_add(<VldbListByAttributes as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<VldbListByAttributes as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            attributes: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// The results of `VL_LinkedList`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct VlLinkedListReply {
    /// `n`.
    pub n: i32,
    /// `entries`.
    pub entries: VldbLinks,
}
impl ::rxrpc_xdr::Encode for VlLinkedListReply {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.n, to)?;
        ::rxrpc_xdr::Encode::encode(&self.entries, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for VlLinkedListReply {
    const MIN: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<VldbLinks as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<VldbLinks as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            n: ::rxrpc_xdr::Decode::decode(from)?,
            entries: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for VlLinkedListRequest {
    const OPCODE: i32 = 512;
    const NAME: &'static str = "VL_LinkedList";
    type Reply = VlLinkedListReply;
}
/// The arguments of `VL_GetStats`, operation 513.
#[doc(alias = "VL_GetStats")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct VlGetStatsRequest;
impl ::rxrpc_xdr::Encode for VlGetStatsRequest {
    fn encode(
        &self,
        _: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for VlGetStatsRequest {
    const MIN: usize = 0usize;
    const MAX: usize = 0usize;
    fn decode(
        _: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self)
    }
}
/// The results of `VL_GetStats`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct VlGetStatsReply {
    /// `stats`.
    pub stats: Vldstats,
    /// `header`.
    pub header: VitalVlheader,
}
impl ::rxrpc_xdr::Encode for VlGetStatsReply {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.stats, to)?;
        ::rxrpc_xdr::Encode::encode(&self.header, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for VlGetStatsReply {
    const MIN: usize = 0usize
        .saturating_add(<Vldstats as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<VitalVlheader as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<Vldstats as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<VitalVlheader as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            stats: ::rxrpc_xdr::Decode::decode(from)?,
            header: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for VlGetStatsRequest {
    const OPCODE: i32 = 513;
    const NAME: &'static str = "VL_GetStats";
    type Reply = VlGetStatsReply;
}
/// The arguments of `VL_ProbeServer`, operation 514.
#[doc(alias = "VL_ProbeServer")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct VlProbeServerRequest;
impl ::rxrpc_xdr::Encode for VlProbeServerRequest {
    fn encode(
        &self,
        _: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for VlProbeServerRequest {
    const MIN: usize = 0usize;
    const MAX: usize = 0usize;
    fn decode(
        _: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self)
    }
}
impl ::rxrpc_xdr::Procedure for VlProbeServerRequest {
    const OPCODE: i32 = 514;
    const NAME: &'static str = "VL_ProbeServer";
    type Reply = ();
}
/// The arguments of `VL_GetAddrs`, operation 515.
#[doc(alias = "VL_GetAddrs")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct VlGetAddrsRequest {
    /// `handle`.
    pub handle: i32,
    /// `spare2`.
    pub spare2: i32,
}
impl ::rxrpc_xdr::Encode for VlGetAddrsRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.handle, to)?;
        ::rxrpc_xdr::Encode::encode(&self.spare2, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for VlGetAddrsRequest {
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
            handle: ::rxrpc_xdr::Decode::decode(from)?,
            spare2: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// The results of `VL_GetAddrs`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct VlGetAddrsReply {
    /// `spare3`.
    pub spare3: VlCallBack,
    /// `n`.
    pub n: i32,
    /// `addrs`.
    pub addrs: VlAddresses,
}
impl ::rxrpc_xdr::Encode for VlGetAddrsReply {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.spare3, to)?;
        ::rxrpc_xdr::Encode::encode(&self.n, to)?;
        ::rxrpc_xdr::Encode::encode(&self.addrs, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for VlGetAddrsReply {
    const MIN: usize = 0usize
        .saturating_add(<VlCallBack as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<VlAddresses as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<VlCallBack as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<VlAddresses as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            spare3: ::rxrpc_xdr::Decode::decode(from)?,
            n: ::rxrpc_xdr::Decode::decode(from)?,
            addrs: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for VlGetAddrsRequest {
    const OPCODE: i32 = 515;
    const NAME: &'static str = "VL_GetAddrs";
    type Reply = VlGetAddrsReply;
}
/// The arguments of `VL_ChangeAddr`, operation 516.
#[doc(alias = "VL_ChangeAddr")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct VlChangeAddrRequest {
    /// `before`.
    pub before: u32,
    /// `after`.
    pub after: u32,
}
impl ::rxrpc_xdr::Encode for VlChangeAddrRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.before, to)?;
        ::rxrpc_xdr::Encode::encode(&self.after, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for VlChangeAddrRequest {
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
            before: ::rxrpc_xdr::Decode::decode(from)?,
            after: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for VlChangeAddrRequest {
    const OPCODE: i32 = 516;
    const NAME: &'static str = "VL_ChangeAddr";
    type Reply = ();
}
/// The arguments of `VL_CreateEntryN`, operation 517.
#[doc(alias = "VL_CreateEntryN")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct VlCreateEntryNRequest {
    /// `entry`.
    pub entry: Nvldbentry,
}
impl ::rxrpc_xdr::Encode for VlCreateEntryNRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.entry, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for VlCreateEntryNRequest {
    const MIN: usize = 0usize.saturating_add(<Nvldbentry as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize.saturating_add(<Nvldbentry as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            entry: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for VlCreateEntryNRequest {
    const OPCODE: i32 = 517;
    const NAME: &'static str = "VL_CreateEntryN";
    type Reply = ();
}
/// The arguments of `VL_GetEntryByIDN`, operation 518.
#[doc(alias = "VL_GetEntryByIDN")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct VlGetEntryByIdnRequest {
    /// `volid`.
    pub volid: u32,
    /// `type`.
    pub r#type: i32,
}
impl ::rxrpc_xdr::Encode for VlGetEntryByIdnRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.volid, to)?;
        ::rxrpc_xdr::Encode::encode(&self.r#type, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for VlGetEntryByIdnRequest {
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
            r#type: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for VlGetEntryByIdnRequest {
    const OPCODE: i32 = 518;
    const NAME: &'static str = "VL_GetEntryByIDN";
    type Reply = Nvldbentry;
}
/// The arguments of `VL_GetEntryByNameN`, operation 519.
#[doc(alias = "VL_GetEntryByNameN")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct VlGetEntryByNameNRequest {
    /// `name`.
    pub name: ::rxrpc_xdr::Text<65>,
}
impl ::rxrpc_xdr::Encode for VlGetEntryByNameNRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.name, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for VlGetEntryByNameNRequest {
    const MIN: usize = 0usize
        .saturating_add(<::rxrpc_xdr::Text<65> as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<::rxrpc_xdr::Text<65> as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            name: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for VlGetEntryByNameNRequest {
    const OPCODE: i32 = 519;
    const NAME: &'static str = "VL_GetEntryByNameN";
    type Reply = Nvldbentry;
}
/// The arguments of `VL_ReplaceEntryN`, operation 520.
#[doc(alias = "VL_ReplaceEntryN")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct VlReplaceEntryNRequest {
    /// `volid`.
    pub volid: u32,
    /// `type`.
    pub r#type: i32,
    /// `entry`.
    pub entry: Nvldbentry,
    /// `releaseType`.
    #[doc(alias = "releaseType")]
    pub release_type: i32,
}
impl ::rxrpc_xdr::Encode for VlReplaceEntryNRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.volid, to)?;
        ::rxrpc_xdr::Encode::encode(&self.r#type, to)?;
        ::rxrpc_xdr::Encode::encode(&self.entry, to)?;
        ::rxrpc_xdr::Encode::encode(&self.release_type, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for VlReplaceEntryNRequest {
    const MIN: usize = 0usize
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<Nvldbentry as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<Nvldbentry as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            volid: ::rxrpc_xdr::Decode::decode(from)?,
            r#type: ::rxrpc_xdr::Decode::decode(from)?,
            entry: ::rxrpc_xdr::Decode::decode(from)?,
            release_type: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for VlReplaceEntryNRequest {
    const OPCODE: i32 = 520;
    const NAME: &'static str = "VL_ReplaceEntryN";
    type Reply = ();
}
/// The arguments of `VL_ListEntryN`, operation 521.
#[doc(alias = "VL_ListEntryN")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct VlListEntryNRequest {
    /// `previous_index`.
    pub previous_index: i32,
}
impl ::rxrpc_xdr::Encode for VlListEntryNRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.previous_index, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for VlListEntryNRequest {
    const MIN: usize = 0usize.saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize.saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            previous_index: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// The results of `VL_ListEntryN`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct VlListEntryNReply {
    /// `count`.
    pub count: i32,
    /// `next_index`.
    pub next_index: i32,
    /// `entry`.
    pub entry: Nvldbentry,
}
impl ::rxrpc_xdr::Encode for VlListEntryNReply {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.count, to)?;
        ::rxrpc_xdr::Encode::encode(&self.next_index, to)?;
        ::rxrpc_xdr::Encode::encode(&self.entry, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for VlListEntryNReply {
    const MIN: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<Nvldbentry as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<Nvldbentry as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            count: ::rxrpc_xdr::Decode::decode(from)?,
            next_index: ::rxrpc_xdr::Decode::decode(from)?,
            entry: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for VlListEntryNRequest {
    const OPCODE: i32 = 521;
    const NAME: &'static str = "VL_ListEntryN";
    type Reply = VlListEntryNReply;
}
/// The arguments of `VL_ListAttributesN`, operation 522.
#[doc(alias = "VL_ListAttributesN")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct VlListAttributesNRequest {
    /// `attributes`.
    pub attributes: VldbListByAttributes,
}
impl ::rxrpc_xdr::Encode for VlListAttributesNRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.attributes, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for VlListAttributesNRequest {
    const MIN: usize = 0usize
        .saturating_add(<VldbListByAttributes as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<VldbListByAttributes as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            attributes: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// The results of `VL_ListAttributesN`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct VlListAttributesNReply {
    /// `n`.
    pub n: i32,
    /// `entries`.
    pub entries: NvldbEntries,
}
impl ::rxrpc_xdr::Encode for VlListAttributesNReply {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.n, to)?;
        ::rxrpc_xdr::Encode::encode(&self.entries, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for VlListAttributesNReply {
    const MIN: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<NvldbEntries as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<NvldbEntries as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            n: ::rxrpc_xdr::Decode::decode(from)?,
            entries: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for VlListAttributesNRequest {
    const OPCODE: i32 = 522;
    const NAME: &'static str = "VL_ListAttributesN";
    type Reply = VlListAttributesNReply;
}
/// The arguments of `VL_UpdateEntryByName`, operation 524.
#[doc(alias = "VL_UpdateEntryByName")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct VlUpdateEntryByNameRequest {
    /// `name`.
    pub name: ::rxrpc_xdr::Text<65>,
    /// `update`.
    pub update: VldbUpdateEntry,
    /// `releaseType`.
    #[doc(alias = "releaseType")]
    pub release_type: i32,
}
impl ::rxrpc_xdr::Encode for VlUpdateEntryByNameRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.name, to)?;
        ::rxrpc_xdr::Encode::encode(&self.update, to)?;
        ::rxrpc_xdr::Encode::encode(&self.release_type, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for VlUpdateEntryByNameRequest {
    const MIN: usize = 0usize
        .saturating_add(<::rxrpc_xdr::Text<65> as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<VldbUpdateEntry as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<::rxrpc_xdr::Text<65> as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<VldbUpdateEntry as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            name: ::rxrpc_xdr::Decode::decode(from)?,
            update: ::rxrpc_xdr::Decode::decode(from)?,
            release_type: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for VlUpdateEntryByNameRequest {
    const OPCODE: i32 = 524;
    const NAME: &'static str = "VL_UpdateEntryByName";
    type Reply = ();
}
/// The arguments of `VL_GetEntryByNameU`, operation 527.
#[doc(alias = "VL_GetEntryByNameU")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct VlGetEntryByNameURequest {
    /// `name`.
    pub name: ::rxrpc_xdr::Text<65>,
}
impl ::rxrpc_xdr::Encode for VlGetEntryByNameURequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.name, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for VlGetEntryByNameURequest {
    const MIN: usize = 0usize
        .saturating_add(<::rxrpc_xdr::Text<65> as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<::rxrpc_xdr::Text<65> as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            name: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for VlGetEntryByNameURequest {
    const OPCODE: i32 = 527;
    const NAME: &'static str = "VL_GetEntryByNameU";
    type Reply = Uvldbentry;
}
/// The arguments of `VL_RegisterAddrs`, operation 532.
#[doc(alias = "VL_RegisterAddrs")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct VlRegisterAddrsRequest {
    /// `uuid`.
    pub uuid: ::rxrpc_xdr::AfsUuid,
    /// `spare1`.
    pub spare1: i32,
    /// `addrs`.
    pub addrs: VlAddresses,
}
impl ::rxrpc_xdr::Encode for VlRegisterAddrsRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.uuid, to)?;
        ::rxrpc_xdr::Encode::encode(&self.spare1, to)?;
        ::rxrpc_xdr::Encode::encode(&self.addrs, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for VlRegisterAddrsRequest {
    const MIN: usize = 0usize
        .saturating_add(<::rxrpc_xdr::AfsUuid as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<VlAddresses as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<::rxrpc_xdr::AfsUuid as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<VlAddresses as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            uuid: ::rxrpc_xdr::Decode::decode(from)?,
            spare1: ::rxrpc_xdr::Decode::decode(from)?,
            addrs: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for VlRegisterAddrsRequest {
    const OPCODE: i32 = 532;
    const NAME: &'static str = "VL_RegisterAddrs";
    type Reply = ();
}
/// The arguments of `VL_GetAddrsU`, operation 533.
#[doc(alias = "VL_GetAddrsU")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct VlGetAddrsURequest {
    /// `attributes`.
    pub attributes: ListAddrByAttributes,
}
impl ::rxrpc_xdr::Encode for VlGetAddrsURequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.attributes, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for VlGetAddrsURequest {
    const MIN: usize = 0usize
        .saturating_add(<ListAddrByAttributes as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<ListAddrByAttributes as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            attributes: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// The results of `VL_GetAddrsU`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct VlGetAddrsUReply {
    /// `uuid`.
    pub uuid: ::rxrpc_xdr::AfsUuid,
    /// `uniquifier`.
    pub uniquifier: i32,
    /// `n`.
    pub n: i32,
    /// `addrs`.
    pub addrs: VlAddresses,
}
impl ::rxrpc_xdr::Encode for VlGetAddrsUReply {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.uuid, to)?;
        ::rxrpc_xdr::Encode::encode(&self.uniquifier, to)?;
        ::rxrpc_xdr::Encode::encode(&self.n, to)?;
        ::rxrpc_xdr::Encode::encode(&self.addrs, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for VlGetAddrsUReply {
    const MIN: usize = 0usize
        .saturating_add(<::rxrpc_xdr::AfsUuid as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<VlAddresses as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<::rxrpc_xdr::AfsUuid as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<VlAddresses as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            uuid: ::rxrpc_xdr::Decode::decode(from)?,
            uniquifier: ::rxrpc_xdr::Decode::decode(from)?,
            n: ::rxrpc_xdr::Decode::decode(from)?,
            addrs: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for VlGetAddrsURequest {
    const OPCODE: i32 = 533;
    const NAME: &'static str = "VL_GetAddrsU";
    type Reply = VlGetAddrsUReply;
}
/// The arguments of `VL_ListAttributesN2`, operation 534.
#[doc(alias = "VL_ListAttributesN2")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct VlListAttributesN2Request {
    /// `attributes`.
    pub attributes: VldbListByAttributes,
    /// `pattern`.
    pub pattern: ::rxrpc_xdr::Text<65>,
    /// `start`.
    pub start: i32,
}
impl ::rxrpc_xdr::Encode for VlListAttributesN2Request {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.attributes, to)?;
        ::rxrpc_xdr::Encode::encode(&self.pattern, to)?;
        ::rxrpc_xdr::Encode::encode(&self.start, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for VlListAttributesN2Request {
    const MIN: usize = 0usize
        .saturating_add(<VldbListByAttributes as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<::rxrpc_xdr::Text<65> as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<VldbListByAttributes as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<::rxrpc_xdr::Text<65> as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            attributes: ::rxrpc_xdr::Decode::decode(from)?,
            pattern: ::rxrpc_xdr::Decode::decode(from)?,
            start: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// The results of `VL_ListAttributesN2`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct VlListAttributesN2Reply {
    /// `n`.
    pub n: i32,
    /// `entries`.
    pub entries: NvldbEntries,
    /// `next`.
    pub next: i32,
}
impl ::rxrpc_xdr::Encode for VlListAttributesN2Reply {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.n, to)?;
        ::rxrpc_xdr::Encode::encode(&self.entries, to)?;
        ::rxrpc_xdr::Encode::encode(&self.next, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for VlListAttributesN2Reply {
    const MIN: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<NvldbEntries as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<NvldbEntries as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            n: ::rxrpc_xdr::Decode::decode(from)?,
            entries: ::rxrpc_xdr::Decode::decode(from)?,
            next: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for VlListAttributesN2Request {
    const OPCODE: i32 = 534;
    const NAME: &'static str = "VL_ListAttributesN2";
    type Reply = VlListAttributesN2Reply;
}
/// Clients and services for threads.
#[allow(
    clippy::len_without_is_empty,
    clippy::should_implement_trait,
    clippy::wrong_self_convention
)]
pub mod sync {
    /// Volume location: on which servers and partitions each volume is. Service 52, UDP port 7003, on each database server.
    ///
    /// Volumes are named or numbered; where a name is asked for, the number in decimal is taken as well, and a suffix
    /// .readonly or .backup is left out. A name that is too long is refused with RXGEN\_SS\_UNMARSHAL.
    #[doc(alias = "VL_")]
    #[derive(Clone, Debug)]
    pub struct VlClient<C>(::rxrpc_xdr::sync::Client<C>);
    impl<C: ::rxrpc_xdr::sync::Caller> VlClient<C> {
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
        /// Adds an entry. VL\_PERM without an administrator's rights.
        #[doc(alias = "VL_CreateEntry")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn create_entry(
            &self,
            entry: super::Vldbentry,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::VlCreateEntryRequest {
                        entry,
                    },
                )
        }
        /// Removes an entry. For administrators.
        #[doc(alias = "VL_DeleteEntry")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn delete_entry(
            &self,
            volid: u32,
            r#type: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::VlDeleteEntryRequest {
                        volid,
                        r#type,
                    },
                )
        }
        /// Where the volume of this number is; of any type with VL\_ANY. VL\_NOENT if there is none.
        #[doc(alias = "VL_GetEntryByID")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn get_entry_by_id(
            &self,
            volid: u32,
            r#type: i32,
        ) -> ::core::result::Result<super::Vldbentry, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::VlGetEntryByIdRequest {
                        volid,
                        r#type,
                    },
                )
        }
        /// Where the volume of this name is. VL\_NOENT if there is none.
        #[doc(alias = "VL_GetEntryByNameO")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn get_entry_by_name_o(
            &self,
            name: ::rxrpc_xdr::Text<65>,
        ) -> ::core::result::Result<super::Vldbentry, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::VlGetEntryByNameORequest {
                        name,
                    },
                )
        }
        /// Takes this many numbers for volumes, and gives the first. VL\_PERM without an administrator's rights.
        #[doc(alias = "VL_GetNewVolumeId")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn get_new_volume_id(
            &self,
            bump: u32,
        ) -> ::core::result::Result<u32, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::VlGetNewVolumeIdRequest {
                        bump,
                    },
                )
        }
        /// Puts an entry in the place of another. For administrators.
        #[doc(alias = "VL_ReplaceEntry")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn replace_entry(
            &self,
            volid: u32,
            r#type: i32,
            entry: super::Vldbentry,
            release_type: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::VlReplaceEntryRequest {
                        volid,
                        r#type,
                        entry,
                        release_type,
                    },
                )
        }
        /// Changes an entry. For administrators.
        #[doc(alias = "VL_UpdateEntry")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn update_entry(
            &self,
            volid: u32,
            r#type: i32,
            update: super::VldbUpdateEntry,
            release_type: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::VlUpdateEntryRequest {
                        volid,
                        r#type,
                        update,
                        release_type,
                    },
                )
        }
        /// Locks an entry for an operation. For administrators.
        #[doc(alias = "VL_SetLock")]
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
            volid: u32,
            r#type: i32,
            operation: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::VlSetLockRequest {
                        volid,
                        r#type,
                        operation,
                    },
                )
        }
        /// Unlocks an entry. For administrators.
        #[doc(alias = "VL_ReleaseLock")]
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
            volid: u32,
            r#type: i32,
            release: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::VlReleaseLockRequest {
                        volid,
                        r#type,
                        release,
                    },
                )
        }
        /// The entry behind that of this index, which is 0 at first.
        #[doc(alias = "VL_ListEntry")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn list_entry(
            &self,
            previous_index: i32,
        ) -> ::core::result::Result<super::VlListEntryReply, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::VlListEntryRequest {
                        previous_index,
                    },
                )
        }
        /// The entries that agree with some attributes.
        #[doc(alias = "VL_ListAttributes")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn list_attributes(
            &self,
            attributes: super::VldbListByAttributes,
        ) -> ::core::result::Result<
            super::VlListAttributesReply,
            ::rxrpc_xdr::RpcError,
        > {
            self.0
                .call(
                    &super::VlListAttributesRequest {
                        attributes,
                    },
                )
        }
        /// The entries that agree with some attributes, as a linked list.
        #[doc(alias = "VL_LinkedList")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn linked_list(
            &self,
            attributes: super::VldbListByAttributes,
        ) -> ::core::result::Result<super::VlLinkedListReply, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::VlLinkedListRequest {
                        attributes,
                    },
                )
        }
        /// What the server has counted, and what its database begins with.
        #[doc(alias = "VL_GetStats")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn get_stats(
            &self,
        ) -> ::core::result::Result<super::VlGetStatsReply, ::rxrpc_xdr::RpcError> {
            self.0.call(&super::VlGetStatsRequest)
        }
        /// Does nothing: says that the server is there.
        #[doc(alias = "VL_ProbeServer")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn probe_server(&self) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0.call(&super::VlProbeServerRequest)
        }
        /// Addresses of file servers.
        #[doc(alias = "VL_GetAddrs")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn get_addrs(
            &self,
            handle: i32,
            spare2: i32,
        ) -> ::core::result::Result<super::VlGetAddrsReply, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::VlGetAddrsRequest {
                        handle,
                        spare2,
                    },
                )
        }
        /// Changes the address of a file server. For administrators.
        #[doc(alias = "VL_ChangeAddr")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn change_addr(
            &self,
            before: u32,
            after: u32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::VlChangeAddrRequest {
                        before,
                        after,
                    },
                )
        }
        /// Adds an entry. VL\_PERM without an administrator's rights.
        #[doc(alias = "VL_CreateEntryN")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn create_entry_n(
            &self,
            entry: super::Nvldbentry,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::VlCreateEntryNRequest {
                        entry,
                    },
                )
        }
        /// Where the volume of this number is; of any type with VL\_ANY. VL\_NOENT if there is none.
        #[doc(alias = "VL_GetEntryByIDN")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn get_entry_by_idn(
            &self,
            volid: u32,
            r#type: i32,
        ) -> ::core::result::Result<super::Nvldbentry, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::VlGetEntryByIdnRequest {
                        volid,
                        r#type,
                    },
                )
        }
        /// Where the volume of this name is. VL\_NOENT if there is none.
        #[doc(alias = "VL_GetEntryByNameN")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn get_entry_by_name_n(
            &self,
            name: ::rxrpc_xdr::Text<65>,
        ) -> ::core::result::Result<super::Nvldbentry, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::VlGetEntryByNameNRequest {
                        name,
                    },
                )
        }
        /// Puts an entry in the place of another. For administrators.
        #[doc(alias = "VL_ReplaceEntryN")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn replace_entry_n(
            &self,
            volid: u32,
            r#type: i32,
            entry: super::Nvldbentry,
            release_type: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::VlReplaceEntryNRequest {
                        volid,
                        r#type,
                        entry,
                        release_type,
                    },
                )
        }
        /// The entry behind that of this index, which is 0 at first.
        #[doc(alias = "VL_ListEntryN")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn list_entry_n(
            &self,
            previous_index: i32,
        ) -> ::core::result::Result<super::VlListEntryNReply, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::VlListEntryNRequest {
                        previous_index,
                    },
                )
        }
        /// The entries that agree with some attributes.
        #[doc(alias = "VL_ListAttributesN")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn list_attributes_n(
            &self,
            attributes: super::VldbListByAttributes,
        ) -> ::core::result::Result<
            super::VlListAttributesNReply,
            ::rxrpc_xdr::RpcError,
        > {
            self.0
                .call(
                    &super::VlListAttributesNRequest {
                        attributes,
                    },
                )
        }
        /// Changes the entry of this name. For administrators.
        #[doc(alias = "VL_UpdateEntryByName")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn update_entry_by_name(
            &self,
            name: ::rxrpc_xdr::Text<65>,
            update: super::VldbUpdateEntry,
            release_type: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::VlUpdateEntryByNameRequest {
                        name,
                        update,
                        release_type,
                    },
                )
        }
        /// Where the volume of this name is, with servers told by their UUIDs. VL\_NOENT if there is none.
        #[doc(alias = "VL_GetEntryByNameU")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn get_entry_by_name_u(
            &self,
            name: ::rxrpc_xdr::Text<65>,
        ) -> ::core::result::Result<super::Uvldbentry, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::VlGetEntryByNameURequest {
                        name,
                    },
                )
        }
        /// A file server tells its UUID and addresses. For administrators.
        #[doc(alias = "VL_RegisterAddrs")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn register_addrs(
            &self,
            uuid: ::rxrpc_xdr::AfsUuid,
            spare1: i32,
            addrs: super::VlAddresses,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::VlRegisterAddrsRequest {
                        uuid,
                        spare1,
                        addrs,
                    },
                )
        }
        /// UUID and addresses of a file server. VL\_NOENT if there is none.
        #[doc(alias = "VL_GetAddrsU")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn get_addrs_u(
            &self,
            attributes: super::ListAddrByAttributes,
        ) -> ::core::result::Result<super::VlGetAddrsUReply, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::VlGetAddrsURequest {
                        attributes,
                    },
                )
        }
        /// The entries that agree with some attributes and whose name is like this pattern, beginning at an index; and the index to
        /// go on with.
        #[doc(alias = "VL_ListAttributesN2")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn list_attributes_n2(
            &self,
            attributes: super::VldbListByAttributes,
            pattern: ::rxrpc_xdr::Text<65>,
            start: i32,
        ) -> ::core::result::Result<
            super::VlListAttributesN2Reply,
            ::rxrpc_xdr::RpcError,
        > {
            self.0
                .call(
                    &super::VlListAttributesN2Request {
                        attributes,
                        pattern,
                        start,
                    },
                )
        }
    }
    /// Volume location: on which servers and partitions each volume is. Service 52, UDP port 7003, on each database server.
    ///
    /// Volumes are named or numbered; where a name is asked for, the number in decimal is taken as well, and a suffix
    /// .readonly or .backup is left out. A name that is too long is refused with RXGEN\_SS\_UNMARSHAL.
    #[doc(alias = "VL_")]
    ///
    /// Every method has a default, which refuses with `RXGEN_OPCODE`, as for an operation that there is not.
    /// An error is the code that the client is told, whether or not it means a failure.
    pub trait VlService: Send + Sync {
        /// Adds an entry. VL\_PERM without an administrator's rights.
        #[doc(alias = "VL_CreateEntry")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn create_entry(
            &self,
            context: &::rxrpc_xdr::Context,
            entry: super::Vldbentry,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = (context, entry);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Removes an entry. For administrators.
        #[doc(alias = "VL_DeleteEntry")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn delete_entry(
            &self,
            context: &::rxrpc_xdr::Context,
            volid: u32,
            r#type: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = (context, volid, r#type);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Where the volume of this number is; of any type with VL\_ANY. VL\_NOENT if there is none.
        #[doc(alias = "VL_GetEntryByID")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_entry_by_id(
            &self,
            context: &::rxrpc_xdr::Context,
            volid: u32,
            r#type: i32,
        ) -> ::core::result::Result<super::Vldbentry, ::rxrpc_xdr::Refusal> {
            let _ = (context, volid, r#type);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Where the volume of this name is. VL\_NOENT if there is none.
        #[doc(alias = "VL_GetEntryByNameO")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_entry_by_name_o(
            &self,
            context: &::rxrpc_xdr::Context,
            name: ::rxrpc_xdr::Text<65>,
        ) -> ::core::result::Result<super::Vldbentry, ::rxrpc_xdr::Refusal> {
            let _ = (context, name);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Takes this many numbers for volumes, and gives the first. VL\_PERM without an administrator's rights.
        #[doc(alias = "VL_GetNewVolumeId")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_new_volume_id(
            &self,
            context: &::rxrpc_xdr::Context,
            bump: u32,
        ) -> ::core::result::Result<u32, ::rxrpc_xdr::Refusal> {
            let _ = (context, bump);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Puts an entry in the place of another. For administrators.
        #[doc(alias = "VL_ReplaceEntry")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn replace_entry(
            &self,
            context: &::rxrpc_xdr::Context,
            volid: u32,
            r#type: i32,
            entry: super::Vldbentry,
            release_type: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = (context, volid, r#type, entry, release_type);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Changes an entry. For administrators.
        #[doc(alias = "VL_UpdateEntry")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn update_entry(
            &self,
            context: &::rxrpc_xdr::Context,
            volid: u32,
            r#type: i32,
            update: super::VldbUpdateEntry,
            release_type: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = (context, volid, r#type, update, release_type);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Locks an entry for an operation. For administrators.
        #[doc(alias = "VL_SetLock")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn set_lock(
            &self,
            context: &::rxrpc_xdr::Context,
            volid: u32,
            r#type: i32,
            operation: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = (context, volid, r#type, operation);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Unlocks an entry. For administrators.
        #[doc(alias = "VL_ReleaseLock")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn release_lock(
            &self,
            context: &::rxrpc_xdr::Context,
            volid: u32,
            r#type: i32,
            release: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = (context, volid, r#type, release);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// The entry behind that of this index, which is 0 at first.
        #[doc(alias = "VL_ListEntry")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn list_entry(
            &self,
            context: &::rxrpc_xdr::Context,
            previous_index: i32,
        ) -> ::core::result::Result<super::VlListEntryReply, ::rxrpc_xdr::Refusal> {
            let _ = (context, previous_index);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// The entries that agree with some attributes.
        #[doc(alias = "VL_ListAttributes")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn list_attributes(
            &self,
            context: &::rxrpc_xdr::Context,
            attributes: super::VldbListByAttributes,
        ) -> ::core::result::Result<super::VlListAttributesReply, ::rxrpc_xdr::Refusal> {
            let _ = (context, attributes);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// The entries that agree with some attributes, as a linked list.
        #[doc(alias = "VL_LinkedList")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn linked_list(
            &self,
            context: &::rxrpc_xdr::Context,
            attributes: super::VldbListByAttributes,
        ) -> ::core::result::Result<super::VlLinkedListReply, ::rxrpc_xdr::Refusal> {
            let _ = (context, attributes);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// What the server has counted, and what its database begins with.
        #[doc(alias = "VL_GetStats")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_stats(
            &self,
            context: &::rxrpc_xdr::Context,
        ) -> ::core::result::Result<super::VlGetStatsReply, ::rxrpc_xdr::Refusal> {
            let _ = context;
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Does nothing: says that the server is there.
        #[doc(alias = "VL_ProbeServer")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn probe_server(
            &self,
            context: &::rxrpc_xdr::Context,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = context;
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Addresses of file servers.
        #[doc(alias = "VL_GetAddrs")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_addrs(
            &self,
            context: &::rxrpc_xdr::Context,
            handle: i32,
            spare2: i32,
        ) -> ::core::result::Result<super::VlGetAddrsReply, ::rxrpc_xdr::Refusal> {
            let _ = (context, handle, spare2);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Changes the address of a file server. For administrators.
        #[doc(alias = "VL_ChangeAddr")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn change_addr(
            &self,
            context: &::rxrpc_xdr::Context,
            before: u32,
            after: u32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = (context, before, after);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Adds an entry. VL\_PERM without an administrator's rights.
        #[doc(alias = "VL_CreateEntryN")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn create_entry_n(
            &self,
            context: &::rxrpc_xdr::Context,
            entry: super::Nvldbentry,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = (context, entry);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Where the volume of this number is; of any type with VL\_ANY. VL\_NOENT if there is none.
        #[doc(alias = "VL_GetEntryByIDN")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_entry_by_idn(
            &self,
            context: &::rxrpc_xdr::Context,
            volid: u32,
            r#type: i32,
        ) -> ::core::result::Result<super::Nvldbentry, ::rxrpc_xdr::Refusal> {
            let _ = (context, volid, r#type);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Where the volume of this name is. VL\_NOENT if there is none.
        #[doc(alias = "VL_GetEntryByNameN")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_entry_by_name_n(
            &self,
            context: &::rxrpc_xdr::Context,
            name: ::rxrpc_xdr::Text<65>,
        ) -> ::core::result::Result<super::Nvldbentry, ::rxrpc_xdr::Refusal> {
            let _ = (context, name);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Puts an entry in the place of another. For administrators.
        #[doc(alias = "VL_ReplaceEntryN")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn replace_entry_n(
            &self,
            context: &::rxrpc_xdr::Context,
            volid: u32,
            r#type: i32,
            entry: super::Nvldbentry,
            release_type: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = (context, volid, r#type, entry, release_type);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// The entry behind that of this index, which is 0 at first.
        #[doc(alias = "VL_ListEntryN")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn list_entry_n(
            &self,
            context: &::rxrpc_xdr::Context,
            previous_index: i32,
        ) -> ::core::result::Result<super::VlListEntryNReply, ::rxrpc_xdr::Refusal> {
            let _ = (context, previous_index);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// The entries that agree with some attributes.
        #[doc(alias = "VL_ListAttributesN")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn list_attributes_n(
            &self,
            context: &::rxrpc_xdr::Context,
            attributes: super::VldbListByAttributes,
        ) -> ::core::result::Result<
            super::VlListAttributesNReply,
            ::rxrpc_xdr::Refusal,
        > {
            let _ = (context, attributes);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Changes the entry of this name. For administrators.
        #[doc(alias = "VL_UpdateEntryByName")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn update_entry_by_name(
            &self,
            context: &::rxrpc_xdr::Context,
            name: ::rxrpc_xdr::Text<65>,
            update: super::VldbUpdateEntry,
            release_type: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = (context, name, update, release_type);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Where the volume of this name is, with servers told by their UUIDs. VL\_NOENT if there is none.
        #[doc(alias = "VL_GetEntryByNameU")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_entry_by_name_u(
            &self,
            context: &::rxrpc_xdr::Context,
            name: ::rxrpc_xdr::Text<65>,
        ) -> ::core::result::Result<super::Uvldbentry, ::rxrpc_xdr::Refusal> {
            let _ = (context, name);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// A file server tells its UUID and addresses. For administrators.
        #[doc(alias = "VL_RegisterAddrs")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn register_addrs(
            &self,
            context: &::rxrpc_xdr::Context,
            uuid: ::rxrpc_xdr::AfsUuid,
            spare1: i32,
            addrs: super::VlAddresses,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = (context, uuid, spare1, addrs);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// UUID and addresses of a file server. VL\_NOENT if there is none.
        #[doc(alias = "VL_GetAddrsU")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_addrs_u(
            &self,
            context: &::rxrpc_xdr::Context,
            attributes: super::ListAddrByAttributes,
        ) -> ::core::result::Result<super::VlGetAddrsUReply, ::rxrpc_xdr::Refusal> {
            let _ = (context, attributes);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// The entries that agree with some attributes and whose name is like this pattern, beginning at an index; and the index to
        /// go on with.
        #[doc(alias = "VL_ListAttributesN2")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn list_attributes_n2(
            &self,
            context: &::rxrpc_xdr::Context,
            attributes: super::VldbListByAttributes,
            pattern: ::rxrpc_xdr::Text<65>,
            start: i32,
        ) -> ::core::result::Result<
            super::VlListAttributesN2Reply,
            ::rxrpc_xdr::Refusal,
        > {
            let _ = (context, attributes, pattern, start);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
    }
    /// The procedures of a [`VlService`], as an interface that answers calls.
    #[derive(Clone, Debug)]
    pub struct VlServer<S>(pub S);
    impl<S: VlService> ::rxrpc_xdr::sync::Interface for VlServer<S> {
        fn has(&self, opcode: i32) -> bool {
            matches!(opcode, 501..= 522 | 524 | 527 | 532..= 534)
        }
        fn answer<C: ::rxrpc_xdr::sync::Call>(
            &self,
            opcode: i32,
            mut exchange: ::rxrpc_xdr::sync::Exchange<'_, C>,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            match opcode {
                501 => {
                    let super::VlCreateEntryRequest { entry } = exchange.arguments()?;
                    self.0.create_entry(exchange.context(), entry)?;
                    exchange.reply(&())
                }
                502 => {
                    let super::VlDeleteEntryRequest { volid, r#type } = exchange
                        .arguments()?;
                    self.0.delete_entry(exchange.context(), volid, r#type)?;
                    exchange.reply(&())
                }
                503 => {
                    let super::VlGetEntryByIdRequest { volid, r#type } = exchange
                        .arguments()?;
                    let results = self
                        .0
                        .get_entry_by_id(exchange.context(), volid, r#type)?;
                    exchange.reply(&results)
                }
                504 => {
                    let super::VlGetEntryByNameORequest { name } = exchange.arguments()?;
                    let results = self.0.get_entry_by_name_o(exchange.context(), name)?;
                    exchange.reply(&results)
                }
                505 => {
                    let super::VlGetNewVolumeIdRequest { bump } = exchange.arguments()?;
                    let results = self.0.get_new_volume_id(exchange.context(), bump)?;
                    exchange.reply(&results)
                }
                506 => {
                    let super::VlReplaceEntryRequest {
                        volid,
                        r#type,
                        entry,
                        release_type,
                    } = exchange.arguments()?;
                    self.0
                        .replace_entry(
                            exchange.context(),
                            volid,
                            r#type,
                            entry,
                            release_type,
                        )?;
                    exchange.reply(&())
                }
                507 => {
                    let super::VlUpdateEntryRequest {
                        volid,
                        r#type,
                        update,
                        release_type,
                    } = exchange.arguments()?;
                    self.0
                        .update_entry(
                            exchange.context(),
                            volid,
                            r#type,
                            update,
                            release_type,
                        )?;
                    exchange.reply(&())
                }
                508 => {
                    let super::VlSetLockRequest { volid, r#type, operation } = exchange
                        .arguments()?;
                    self.0.set_lock(exchange.context(), volid, r#type, operation)?;
                    exchange.reply(&())
                }
                509 => {
                    let super::VlReleaseLockRequest { volid, r#type, release } = exchange
                        .arguments()?;
                    self.0.release_lock(exchange.context(), volid, r#type, release)?;
                    exchange.reply(&())
                }
                510 => {
                    let super::VlListEntryRequest { previous_index } = exchange
                        .arguments()?;
                    let results = self.0.list_entry(exchange.context(), previous_index)?;
                    exchange.reply(&results)
                }
                511 => {
                    let super::VlListAttributesRequest { attributes } = exchange
                        .arguments()?;
                    let results = self
                        .0
                        .list_attributes(exchange.context(), attributes)?;
                    exchange.reply(&results)
                }
                512 => {
                    let super::VlLinkedListRequest { attributes } = exchange
                        .arguments()?;
                    let results = self.0.linked_list(exchange.context(), attributes)?;
                    exchange.reply(&results)
                }
                513 => {
                    let super::VlGetStatsRequest = exchange.arguments()?;
                    let results = self.0.get_stats(exchange.context())?;
                    exchange.reply(&results)
                }
                514 => {
                    let super::VlProbeServerRequest = exchange.arguments()?;
                    self.0.probe_server(exchange.context())?;
                    exchange.reply(&())
                }
                515 => {
                    let super::VlGetAddrsRequest { handle, spare2 } = exchange
                        .arguments()?;
                    let results = self.0.get_addrs(exchange.context(), handle, spare2)?;
                    exchange.reply(&results)
                }
                516 => {
                    let super::VlChangeAddrRequest { before, after } = exchange
                        .arguments()?;
                    self.0.change_addr(exchange.context(), before, after)?;
                    exchange.reply(&())
                }
                517 => {
                    let super::VlCreateEntryNRequest { entry } = exchange.arguments()?;
                    self.0.create_entry_n(exchange.context(), entry)?;
                    exchange.reply(&())
                }
                518 => {
                    let super::VlGetEntryByIdnRequest { volid, r#type } = exchange
                        .arguments()?;
                    let results = self
                        .0
                        .get_entry_by_idn(exchange.context(), volid, r#type)?;
                    exchange.reply(&results)
                }
                519 => {
                    let super::VlGetEntryByNameNRequest { name } = exchange.arguments()?;
                    let results = self.0.get_entry_by_name_n(exchange.context(), name)?;
                    exchange.reply(&results)
                }
                520 => {
                    let super::VlReplaceEntryNRequest {
                        volid,
                        r#type,
                        entry,
                        release_type,
                    } = exchange.arguments()?;
                    self.0
                        .replace_entry_n(
                            exchange.context(),
                            volid,
                            r#type,
                            entry,
                            release_type,
                        )?;
                    exchange.reply(&())
                }
                521 => {
                    let super::VlListEntryNRequest { previous_index } = exchange
                        .arguments()?;
                    let results = self
                        .0
                        .list_entry_n(exchange.context(), previous_index)?;
                    exchange.reply(&results)
                }
                522 => {
                    let super::VlListAttributesNRequest { attributes } = exchange
                        .arguments()?;
                    let results = self
                        .0
                        .list_attributes_n(exchange.context(), attributes)?;
                    exchange.reply(&results)
                }
                524 => {
                    let super::VlUpdateEntryByNameRequest {
                        name,
                        update,
                        release_type,
                    } = exchange.arguments()?;
                    self.0
                        .update_entry_by_name(
                            exchange.context(),
                            name,
                            update,
                            release_type,
                        )?;
                    exchange.reply(&())
                }
                527 => {
                    let super::VlGetEntryByNameURequest { name } = exchange.arguments()?;
                    let results = self.0.get_entry_by_name_u(exchange.context(), name)?;
                    exchange.reply(&results)
                }
                532 => {
                    let super::VlRegisterAddrsRequest { uuid, spare1, addrs } = exchange
                        .arguments()?;
                    self.0.register_addrs(exchange.context(), uuid, spare1, addrs)?;
                    exchange.reply(&())
                }
                533 => {
                    let super::VlGetAddrsURequest { attributes } = exchange.arguments()?;
                    let results = self.0.get_addrs_u(exchange.context(), attributes)?;
                    exchange.reply(&results)
                }
                534 => {
                    let super::VlListAttributesN2Request {
                        attributes,
                        pattern,
                        start,
                    } = exchange.arguments()?;
                    let results = self
                        .0
                        .list_attributes_n2(
                            exchange.context(),
                            attributes,
                            pattern,
                            start,
                        )?;
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
    /// Volume location: on which servers and partitions each volume is. Service 52, UDP port 7003, on each database server.
    ///
    /// Volumes are named or numbered; where a name is asked for, the number in decimal is taken as well, and a suffix
    /// .readonly or .backup is left out. A name that is too long is refused with RXGEN\_SS\_UNMARSHAL.
    #[doc(alias = "VL_")]
    #[derive(Clone, Debug)]
    pub struct VlClient<C>(::rxrpc_xdr::asynchronous::Client<C>);
    impl<C: ::rxrpc_xdr::asynchronous::Caller> VlClient<C> {
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
        /// Adds an entry. VL\_PERM without an administrator's rights.
        #[doc(alias = "VL_CreateEntry")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn create_entry(
            &self,
            entry: super::Vldbentry,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::VlCreateEntryRequest {
                        entry,
                    },
                )
                .await
        }
        /// Removes an entry. For administrators.
        #[doc(alias = "VL_DeleteEntry")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn delete_entry(
            &self,
            volid: u32,
            r#type: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::VlDeleteEntryRequest {
                        volid,
                        r#type,
                    },
                )
                .await
        }
        /// Where the volume of this number is; of any type with VL\_ANY. VL\_NOENT if there is none.
        #[doc(alias = "VL_GetEntryByID")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn get_entry_by_id(
            &self,
            volid: u32,
            r#type: i32,
        ) -> ::core::result::Result<super::Vldbentry, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::VlGetEntryByIdRequest {
                        volid,
                        r#type,
                    },
                )
                .await
        }
        /// Where the volume of this name is. VL\_NOENT if there is none.
        #[doc(alias = "VL_GetEntryByNameO")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn get_entry_by_name_o(
            &self,
            name: ::rxrpc_xdr::Text<65>,
        ) -> ::core::result::Result<super::Vldbentry, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::VlGetEntryByNameORequest {
                        name,
                    },
                )
                .await
        }
        /// Takes this many numbers for volumes, and gives the first. VL\_PERM without an administrator's rights.
        #[doc(alias = "VL_GetNewVolumeId")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn get_new_volume_id(
            &self,
            bump: u32,
        ) -> ::core::result::Result<u32, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::VlGetNewVolumeIdRequest {
                        bump,
                    },
                )
                .await
        }
        /// Puts an entry in the place of another. For administrators.
        #[doc(alias = "VL_ReplaceEntry")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn replace_entry(
            &self,
            volid: u32,
            r#type: i32,
            entry: super::Vldbentry,
            release_type: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::VlReplaceEntryRequest {
                        volid,
                        r#type,
                        entry,
                        release_type,
                    },
                )
                .await
        }
        /// Changes an entry. For administrators.
        #[doc(alias = "VL_UpdateEntry")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn update_entry(
            &self,
            volid: u32,
            r#type: i32,
            update: super::VldbUpdateEntry,
            release_type: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::VlUpdateEntryRequest {
                        volid,
                        r#type,
                        update,
                        release_type,
                    },
                )
                .await
        }
        /// Locks an entry for an operation. For administrators.
        #[doc(alias = "VL_SetLock")]
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
            volid: u32,
            r#type: i32,
            operation: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::VlSetLockRequest {
                        volid,
                        r#type,
                        operation,
                    },
                )
                .await
        }
        /// Unlocks an entry. For administrators.
        #[doc(alias = "VL_ReleaseLock")]
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
            volid: u32,
            r#type: i32,
            release: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::VlReleaseLockRequest {
                        volid,
                        r#type,
                        release,
                    },
                )
                .await
        }
        /// The entry behind that of this index, which is 0 at first.
        #[doc(alias = "VL_ListEntry")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn list_entry(
            &self,
            previous_index: i32,
        ) -> ::core::result::Result<super::VlListEntryReply, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::VlListEntryRequest {
                        previous_index,
                    },
                )
                .await
        }
        /// The entries that agree with some attributes.
        #[doc(alias = "VL_ListAttributes")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn list_attributes(
            &self,
            attributes: super::VldbListByAttributes,
        ) -> ::core::result::Result<
            super::VlListAttributesReply,
            ::rxrpc_xdr::RpcError,
        > {
            self.0
                .call(
                    &super::VlListAttributesRequest {
                        attributes,
                    },
                )
                .await
        }
        /// The entries that agree with some attributes, as a linked list.
        #[doc(alias = "VL_LinkedList")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn linked_list(
            &self,
            attributes: super::VldbListByAttributes,
        ) -> ::core::result::Result<super::VlLinkedListReply, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::VlLinkedListRequest {
                        attributes,
                    },
                )
                .await
        }
        /// What the server has counted, and what its database begins with.
        #[doc(alias = "VL_GetStats")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn get_stats(
            &self,
        ) -> ::core::result::Result<super::VlGetStatsReply, ::rxrpc_xdr::RpcError> {
            self.0.call(&super::VlGetStatsRequest).await
        }
        /// Does nothing: says that the server is there.
        #[doc(alias = "VL_ProbeServer")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn probe_server(
            &self,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0.call(&super::VlProbeServerRequest).await
        }
        /// Addresses of file servers.
        #[doc(alias = "VL_GetAddrs")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn get_addrs(
            &self,
            handle: i32,
            spare2: i32,
        ) -> ::core::result::Result<super::VlGetAddrsReply, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::VlGetAddrsRequest {
                        handle,
                        spare2,
                    },
                )
                .await
        }
        /// Changes the address of a file server. For administrators.
        #[doc(alias = "VL_ChangeAddr")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn change_addr(
            &self,
            before: u32,
            after: u32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::VlChangeAddrRequest {
                        before,
                        after,
                    },
                )
                .await
        }
        /// Adds an entry. VL\_PERM without an administrator's rights.
        #[doc(alias = "VL_CreateEntryN")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn create_entry_n(
            &self,
            entry: super::Nvldbentry,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::VlCreateEntryNRequest {
                        entry,
                    },
                )
                .await
        }
        /// Where the volume of this number is; of any type with VL\_ANY. VL\_NOENT if there is none.
        #[doc(alias = "VL_GetEntryByIDN")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn get_entry_by_idn(
            &self,
            volid: u32,
            r#type: i32,
        ) -> ::core::result::Result<super::Nvldbentry, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::VlGetEntryByIdnRequest {
                        volid,
                        r#type,
                    },
                )
                .await
        }
        /// Where the volume of this name is. VL\_NOENT if there is none.
        #[doc(alias = "VL_GetEntryByNameN")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn get_entry_by_name_n(
            &self,
            name: ::rxrpc_xdr::Text<65>,
        ) -> ::core::result::Result<super::Nvldbentry, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::VlGetEntryByNameNRequest {
                        name,
                    },
                )
                .await
        }
        /// Puts an entry in the place of another. For administrators.
        #[doc(alias = "VL_ReplaceEntryN")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn replace_entry_n(
            &self,
            volid: u32,
            r#type: i32,
            entry: super::Nvldbentry,
            release_type: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::VlReplaceEntryNRequest {
                        volid,
                        r#type,
                        entry,
                        release_type,
                    },
                )
                .await
        }
        /// The entry behind that of this index, which is 0 at first.
        #[doc(alias = "VL_ListEntryN")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn list_entry_n(
            &self,
            previous_index: i32,
        ) -> ::core::result::Result<super::VlListEntryNReply, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::VlListEntryNRequest {
                        previous_index,
                    },
                )
                .await
        }
        /// The entries that agree with some attributes.
        #[doc(alias = "VL_ListAttributesN")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn list_attributes_n(
            &self,
            attributes: super::VldbListByAttributes,
        ) -> ::core::result::Result<
            super::VlListAttributesNReply,
            ::rxrpc_xdr::RpcError,
        > {
            self.0
                .call(
                    &super::VlListAttributesNRequest {
                        attributes,
                    },
                )
                .await
        }
        /// Changes the entry of this name. For administrators.
        #[doc(alias = "VL_UpdateEntryByName")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn update_entry_by_name(
            &self,
            name: ::rxrpc_xdr::Text<65>,
            update: super::VldbUpdateEntry,
            release_type: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::VlUpdateEntryByNameRequest {
                        name,
                        update,
                        release_type,
                    },
                )
                .await
        }
        /// Where the volume of this name is, with servers told by their UUIDs. VL\_NOENT if there is none.
        #[doc(alias = "VL_GetEntryByNameU")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn get_entry_by_name_u(
            &self,
            name: ::rxrpc_xdr::Text<65>,
        ) -> ::core::result::Result<super::Uvldbentry, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::VlGetEntryByNameURequest {
                        name,
                    },
                )
                .await
        }
        /// A file server tells its UUID and addresses. For administrators.
        #[doc(alias = "VL_RegisterAddrs")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn register_addrs(
            &self,
            uuid: ::rxrpc_xdr::AfsUuid,
            spare1: i32,
            addrs: super::VlAddresses,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::VlRegisterAddrsRequest {
                        uuid,
                        spare1,
                        addrs,
                    },
                )
                .await
        }
        /// UUID and addresses of a file server. VL\_NOENT if there is none.
        #[doc(alias = "VL_GetAddrsU")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn get_addrs_u(
            &self,
            attributes: super::ListAddrByAttributes,
        ) -> ::core::result::Result<super::VlGetAddrsUReply, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::VlGetAddrsURequest {
                        attributes,
                    },
                )
                .await
        }
        /// The entries that agree with some attributes and whose name is like this pattern, beginning at an index; and the index to
        /// go on with.
        #[doc(alias = "VL_ListAttributesN2")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn list_attributes_n2(
            &self,
            attributes: super::VldbListByAttributes,
            pattern: ::rxrpc_xdr::Text<65>,
            start: i32,
        ) -> ::core::result::Result<
            super::VlListAttributesN2Reply,
            ::rxrpc_xdr::RpcError,
        > {
            self.0
                .call(
                    &super::VlListAttributesN2Request {
                        attributes,
                        pattern,
                        start,
                    },
                )
                .await
        }
    }
    /// Volume location: on which servers and partitions each volume is. Service 52, UDP port 7003, on each database server.
    ///
    /// Volumes are named or numbered; where a name is asked for, the number in decimal is taken as well, and a suffix
    /// .readonly or .backup is left out. A name that is too long is refused with RXGEN\_SS\_UNMARSHAL.
    #[doc(alias = "VL_")]
    ///
    /// Every method has a default, which refuses with `RXGEN_OPCODE`, as for an operation that there is not.
    /// An error is the code that the client is told, whether or not it means a failure.
    pub trait VlService: Send + Sync {
        /// Adds an entry. VL\_PERM without an administrator's rights.
        #[doc(alias = "VL_CreateEntry")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn create_entry(
            &self,
            context: &::rxrpc_xdr::Context,
            entry: super::Vldbentry,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, entry);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Removes an entry. For administrators.
        #[doc(alias = "VL_DeleteEntry")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn delete_entry(
            &self,
            context: &::rxrpc_xdr::Context,
            volid: u32,
            r#type: i32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, volid, r#type);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Where the volume of this number is; of any type with VL\_ANY. VL\_NOENT if there is none.
        #[doc(alias = "VL_GetEntryByID")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_entry_by_id(
            &self,
            context: &::rxrpc_xdr::Context,
            volid: u32,
            r#type: i32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<super::Vldbentry, ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, volid, r#type);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Where the volume of this name is. VL\_NOENT if there is none.
        #[doc(alias = "VL_GetEntryByNameO")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_entry_by_name_o(
            &self,
            context: &::rxrpc_xdr::Context,
            name: ::rxrpc_xdr::Text<65>,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<super::Vldbentry, ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, name);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Takes this many numbers for volumes, and gives the first. VL\_PERM without an administrator's rights.
        #[doc(alias = "VL_GetNewVolumeId")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_new_volume_id(
            &self,
            context: &::rxrpc_xdr::Context,
            bump: u32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<u32, ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, bump);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Puts an entry in the place of another. For administrators.
        #[doc(alias = "VL_ReplaceEntry")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn replace_entry(
            &self,
            context: &::rxrpc_xdr::Context,
            volid: u32,
            r#type: i32,
            entry: super::Vldbentry,
            release_type: i32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, volid, r#type, entry, release_type);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Changes an entry. For administrators.
        #[doc(alias = "VL_UpdateEntry")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn update_entry(
            &self,
            context: &::rxrpc_xdr::Context,
            volid: u32,
            r#type: i32,
            update: super::VldbUpdateEntry,
            release_type: i32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, volid, r#type, update, release_type);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Locks an entry for an operation. For administrators.
        #[doc(alias = "VL_SetLock")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn set_lock(
            &self,
            context: &::rxrpc_xdr::Context,
            volid: u32,
            r#type: i32,
            operation: i32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, volid, r#type, operation);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Unlocks an entry. For administrators.
        #[doc(alias = "VL_ReleaseLock")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn release_lock(
            &self,
            context: &::rxrpc_xdr::Context,
            volid: u32,
            r#type: i32,
            release: i32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, volid, r#type, release);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// The entry behind that of this index, which is 0 at first.
        #[doc(alias = "VL_ListEntry")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn list_entry(
            &self,
            context: &::rxrpc_xdr::Context,
            previous_index: i32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                super::VlListEntryReply,
                ::rxrpc_xdr::Refusal,
            >,
        > + Send {
            let _ = (context, previous_index);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// The entries that agree with some attributes.
        #[doc(alias = "VL_ListAttributes")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn list_attributes(
            &self,
            context: &::rxrpc_xdr::Context,
            attributes: super::VldbListByAttributes,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                super::VlListAttributesReply,
                ::rxrpc_xdr::Refusal,
            >,
        > + Send {
            let _ = (context, attributes);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// The entries that agree with some attributes, as a linked list.
        #[doc(alias = "VL_LinkedList")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn linked_list(
            &self,
            context: &::rxrpc_xdr::Context,
            attributes: super::VldbListByAttributes,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                super::VlLinkedListReply,
                ::rxrpc_xdr::Refusal,
            >,
        > + Send {
            let _ = (context, attributes);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// What the server has counted, and what its database begins with.
        #[doc(alias = "VL_GetStats")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_stats(
            &self,
            context: &::rxrpc_xdr::Context,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<super::VlGetStatsReply, ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = context;
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Does nothing: says that the server is there.
        #[doc(alias = "VL_ProbeServer")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn probe_server(
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
        /// Addresses of file servers.
        #[doc(alias = "VL_GetAddrs")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_addrs(
            &self,
            context: &::rxrpc_xdr::Context,
            handle: i32,
            spare2: i32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<super::VlGetAddrsReply, ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, handle, spare2);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Changes the address of a file server. For administrators.
        #[doc(alias = "VL_ChangeAddr")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn change_addr(
            &self,
            context: &::rxrpc_xdr::Context,
            before: u32,
            after: u32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, before, after);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Adds an entry. VL\_PERM without an administrator's rights.
        #[doc(alias = "VL_CreateEntryN")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn create_entry_n(
            &self,
            context: &::rxrpc_xdr::Context,
            entry: super::Nvldbentry,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, entry);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Where the volume of this number is; of any type with VL\_ANY. VL\_NOENT if there is none.
        #[doc(alias = "VL_GetEntryByIDN")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_entry_by_idn(
            &self,
            context: &::rxrpc_xdr::Context,
            volid: u32,
            r#type: i32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<super::Nvldbentry, ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, volid, r#type);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Where the volume of this name is. VL\_NOENT if there is none.
        #[doc(alias = "VL_GetEntryByNameN")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_entry_by_name_n(
            &self,
            context: &::rxrpc_xdr::Context,
            name: ::rxrpc_xdr::Text<65>,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<super::Nvldbentry, ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, name);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Puts an entry in the place of another. For administrators.
        #[doc(alias = "VL_ReplaceEntryN")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn replace_entry_n(
            &self,
            context: &::rxrpc_xdr::Context,
            volid: u32,
            r#type: i32,
            entry: super::Nvldbentry,
            release_type: i32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, volid, r#type, entry, release_type);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// The entry behind that of this index, which is 0 at first.
        #[doc(alias = "VL_ListEntryN")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn list_entry_n(
            &self,
            context: &::rxrpc_xdr::Context,
            previous_index: i32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                super::VlListEntryNReply,
                ::rxrpc_xdr::Refusal,
            >,
        > + Send {
            let _ = (context, previous_index);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// The entries that agree with some attributes.
        #[doc(alias = "VL_ListAttributesN")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn list_attributes_n(
            &self,
            context: &::rxrpc_xdr::Context,
            attributes: super::VldbListByAttributes,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                super::VlListAttributesNReply,
                ::rxrpc_xdr::Refusal,
            >,
        > + Send {
            let _ = (context, attributes);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Changes the entry of this name. For administrators.
        #[doc(alias = "VL_UpdateEntryByName")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn update_entry_by_name(
            &self,
            context: &::rxrpc_xdr::Context,
            name: ::rxrpc_xdr::Text<65>,
            update: super::VldbUpdateEntry,
            release_type: i32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, name, update, release_type);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Where the volume of this name is, with servers told by their UUIDs. VL\_NOENT if there is none.
        #[doc(alias = "VL_GetEntryByNameU")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_entry_by_name_u(
            &self,
            context: &::rxrpc_xdr::Context,
            name: ::rxrpc_xdr::Text<65>,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<super::Uvldbentry, ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, name);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// A file server tells its UUID and addresses. For administrators.
        #[doc(alias = "VL_RegisterAddrs")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn register_addrs(
            &self,
            context: &::rxrpc_xdr::Context,
            uuid: ::rxrpc_xdr::AfsUuid,
            spare1: i32,
            addrs: super::VlAddresses,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, uuid, spare1, addrs);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// UUID and addresses of a file server. VL\_NOENT if there is none.
        #[doc(alias = "VL_GetAddrsU")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_addrs_u(
            &self,
            context: &::rxrpc_xdr::Context,
            attributes: super::ListAddrByAttributes,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                super::VlGetAddrsUReply,
                ::rxrpc_xdr::Refusal,
            >,
        > + Send {
            let _ = (context, attributes);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// The entries that agree with some attributes and whose name is like this pattern, beginning at an index; and the index to
        /// go on with.
        #[doc(alias = "VL_ListAttributesN2")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn list_attributes_n2(
            &self,
            context: &::rxrpc_xdr::Context,
            attributes: super::VldbListByAttributes,
            pattern: ::rxrpc_xdr::Text<65>,
            start: i32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                super::VlListAttributesN2Reply,
                ::rxrpc_xdr::Refusal,
            >,
        > + Send {
            let _ = (context, attributes, pattern, start);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
    }
    /// The procedures of a [`VlService`], as an interface that answers calls.
    #[derive(Clone, Debug)]
    pub struct VlServer<S>(pub S);
    impl<S: VlService> ::rxrpc_xdr::asynchronous::Interface for VlServer<S> {
        fn has(&self, opcode: i32) -> bool {
            matches!(opcode, 501..= 522 | 524 | 527 | 532..= 534)
        }
        async fn answer<C: ::rxrpc_xdr::asynchronous::Call>(
            &self,
            opcode: i32,
            mut exchange: ::rxrpc_xdr::asynchronous::Exchange<'_, C>,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            match opcode {
                501 => {
                    let super::VlCreateEntryRequest { entry } = exchange
                        .arguments()
                        .await?;
                    self.0.create_entry(exchange.context(), entry).await?;
                    exchange.reply(&()).await
                }
                502 => {
                    let super::VlDeleteEntryRequest { volid, r#type } = exchange
                        .arguments()
                        .await?;
                    self.0.delete_entry(exchange.context(), volid, r#type).await?;
                    exchange.reply(&()).await
                }
                503 => {
                    let super::VlGetEntryByIdRequest { volid, r#type } = exchange
                        .arguments()
                        .await?;
                    let results = self
                        .0
                        .get_entry_by_id(exchange.context(), volid, r#type)
                        .await?;
                    exchange.reply(&results).await
                }
                504 => {
                    let super::VlGetEntryByNameORequest { name } = exchange
                        .arguments()
                        .await?;
                    let results = self
                        .0
                        .get_entry_by_name_o(exchange.context(), name)
                        .await?;
                    exchange.reply(&results).await
                }
                505 => {
                    let super::VlGetNewVolumeIdRequest { bump } = exchange
                        .arguments()
                        .await?;
                    let results = self
                        .0
                        .get_new_volume_id(exchange.context(), bump)
                        .await?;
                    exchange.reply(&results).await
                }
                506 => {
                    let super::VlReplaceEntryRequest {
                        volid,
                        r#type,
                        entry,
                        release_type,
                    } = exchange.arguments().await?;
                    self.0
                        .replace_entry(
                            exchange.context(),
                            volid,
                            r#type,
                            entry,
                            release_type,
                        )
                        .await?;
                    exchange.reply(&()).await
                }
                507 => {
                    let super::VlUpdateEntryRequest {
                        volid,
                        r#type,
                        update,
                        release_type,
                    } = exchange.arguments().await?;
                    self.0
                        .update_entry(
                            exchange.context(),
                            volid,
                            r#type,
                            update,
                            release_type,
                        )
                        .await?;
                    exchange.reply(&()).await
                }
                508 => {
                    let super::VlSetLockRequest { volid, r#type, operation } = exchange
                        .arguments()
                        .await?;
                    self.0.set_lock(exchange.context(), volid, r#type, operation).await?;
                    exchange.reply(&()).await
                }
                509 => {
                    let super::VlReleaseLockRequest { volid, r#type, release } = exchange
                        .arguments()
                        .await?;
                    self.0
                        .release_lock(exchange.context(), volid, r#type, release)
                        .await?;
                    exchange.reply(&()).await
                }
                510 => {
                    let super::VlListEntryRequest { previous_index } = exchange
                        .arguments()
                        .await?;
                    let results = self
                        .0
                        .list_entry(exchange.context(), previous_index)
                        .await?;
                    exchange.reply(&results).await
                }
                511 => {
                    let super::VlListAttributesRequest { attributes } = exchange
                        .arguments()
                        .await?;
                    let results = self
                        .0
                        .list_attributes(exchange.context(), attributes)
                        .await?;
                    exchange.reply(&results).await
                }
                512 => {
                    let super::VlLinkedListRequest { attributes } = exchange
                        .arguments()
                        .await?;
                    let results = self
                        .0
                        .linked_list(exchange.context(), attributes)
                        .await?;
                    exchange.reply(&results).await
                }
                513 => {
                    let super::VlGetStatsRequest = exchange.arguments().await?;
                    let results = self.0.get_stats(exchange.context()).await?;
                    exchange.reply(&results).await
                }
                514 => {
                    let super::VlProbeServerRequest = exchange.arguments().await?;
                    self.0.probe_server(exchange.context()).await?;
                    exchange.reply(&()).await
                }
                515 => {
                    let super::VlGetAddrsRequest { handle, spare2 } = exchange
                        .arguments()
                        .await?;
                    let results = self
                        .0
                        .get_addrs(exchange.context(), handle, spare2)
                        .await?;
                    exchange.reply(&results).await
                }
                516 => {
                    let super::VlChangeAddrRequest { before, after } = exchange
                        .arguments()
                        .await?;
                    self.0.change_addr(exchange.context(), before, after).await?;
                    exchange.reply(&()).await
                }
                517 => {
                    let super::VlCreateEntryNRequest { entry } = exchange
                        .arguments()
                        .await?;
                    self.0.create_entry_n(exchange.context(), entry).await?;
                    exchange.reply(&()).await
                }
                518 => {
                    let super::VlGetEntryByIdnRequest { volid, r#type } = exchange
                        .arguments()
                        .await?;
                    let results = self
                        .0
                        .get_entry_by_idn(exchange.context(), volid, r#type)
                        .await?;
                    exchange.reply(&results).await
                }
                519 => {
                    let super::VlGetEntryByNameNRequest { name } = exchange
                        .arguments()
                        .await?;
                    let results = self
                        .0
                        .get_entry_by_name_n(exchange.context(), name)
                        .await?;
                    exchange.reply(&results).await
                }
                520 => {
                    let super::VlReplaceEntryNRequest {
                        volid,
                        r#type,
                        entry,
                        release_type,
                    } = exchange.arguments().await?;
                    self.0
                        .replace_entry_n(
                            exchange.context(),
                            volid,
                            r#type,
                            entry,
                            release_type,
                        )
                        .await?;
                    exchange.reply(&()).await
                }
                521 => {
                    let super::VlListEntryNRequest { previous_index } = exchange
                        .arguments()
                        .await?;
                    let results = self
                        .0
                        .list_entry_n(exchange.context(), previous_index)
                        .await?;
                    exchange.reply(&results).await
                }
                522 => {
                    let super::VlListAttributesNRequest { attributes } = exchange
                        .arguments()
                        .await?;
                    let results = self
                        .0
                        .list_attributes_n(exchange.context(), attributes)
                        .await?;
                    exchange.reply(&results).await
                }
                524 => {
                    let super::VlUpdateEntryByNameRequest {
                        name,
                        update,
                        release_type,
                    } = exchange.arguments().await?;
                    self.0
                        .update_entry_by_name(
                            exchange.context(),
                            name,
                            update,
                            release_type,
                        )
                        .await?;
                    exchange.reply(&()).await
                }
                527 => {
                    let super::VlGetEntryByNameURequest { name } = exchange
                        .arguments()
                        .await?;
                    let results = self
                        .0
                        .get_entry_by_name_u(exchange.context(), name)
                        .await?;
                    exchange.reply(&results).await
                }
                532 => {
                    let super::VlRegisterAddrsRequest { uuid, spare1, addrs } = exchange
                        .arguments()
                        .await?;
                    self.0
                        .register_addrs(exchange.context(), uuid, spare1, addrs)
                        .await?;
                    exchange.reply(&()).await
                }
                533 => {
                    let super::VlGetAddrsURequest { attributes } = exchange
                        .arguments()
                        .await?;
                    let results = self
                        .0
                        .get_addrs_u(exchange.context(), attributes)
                        .await?;
                    exchange.reply(&results).await
                }
                534 => {
                    let super::VlListAttributesN2Request {
                        attributes,
                        pattern,
                        start,
                    } = exchange.arguments().await?;
                    let results = self
                        .0
                        .list_attributes_n2(
                            exchange.context(),
                            attributes,
                            pattern,
                            start,
                        )
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
