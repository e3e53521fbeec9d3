// Made by rxrpc-xg from an interface file.

/// Characters of a name, and the NUL that ends it.
pub const PR_NAME_LENGTH: i32 = 64;
/// Most names or numbers in one question.
pub const PR_NAMES: i32 = 500000;
/// Number of who is nobody, and of a name that there is not.
pub const PR_ANONYMOUS: i32 = 32766;
/// Number of system:anyuser: everybody.
pub const PR_ANYUSER: i32 = -101;
/// Number of system:authuser: everybody of the cell who has shown a token.
pub const PR_AUTHUSER: i32 = -102;
/// Number of system:administrators.
pub const PR_ADMINISTRATORS: i32 = -204;
/// Flag for NewEntry: a user.
pub const PR_USER: i32 = 0;
/// Flag for NewEntry: a group.
pub const PR_GROUP: i32 = 2;
/// Flag for NewEntry: a user of another cell.
pub const PR_FOREIGN: i32 = 16;
/// The operations of the package `PR_`: their codes, which rise, and their names.
pub const PR_OPERATIONS: &[(i32, &str)] = &[
    (500, "PR_INewEntry"),
    (501, "PR_WhereIsIt"),
    (502, "PR_DumpEntry"),
    (503, "PR_AddToGroup"),
    (504, "PR_NameToID"),
    (505, "PR_IDToName"),
    (506, "PR_Delete"),
    (507, "PR_RemoveFromGroup"),
    (508, "PR_GetCPS"),
    (509, "PR_NewEntry"),
    (510, "PR_ListMax"),
    (511, "PR_SetMax"),
    (512, "PR_ListEntry"),
    (513, "PR_ChangeEntry"),
    (514, "PR_ListElements"),
    (515, "PR_IsAMemberOf"),
    (516, "PR_SetFieldsEntry"),
    (517, "PR_ListOwned"),
    (518, "PR_GetCPS2"),
    (519, "PR_GetHostCPS"),
    (520, "PR_UpdateEntry"),
    (521, "PR_ListEntries"),
    (530, "PR_ListSuperGroups"),
];
/// A name, which a NUL ends.
#[doc(alias = "prname")]
pub type Prname = ::rxrpc_xdr::Chars<64>;
/// Names.
pub type PrNames = ::rxrpc_xdr::List<Prname, 500000>;
/// Numbers of users and groups.
pub type PrIds = ::rxrpc_xdr::List<i32, 500000>;
/// Numbers of users and groups.
#[doc(alias = "prlist")]
pub type Prlist = ::rxrpc_xdr::List<i32, 65536>;
/// A user or group.
#[doc(alias = "prcheckentry")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct Prcheckentry {
    /// `flags`.
    pub flags: i32,
    /// `id`.
    pub id: i32,
    /// `owner`.
    pub owner: i32,
    /// `creator`.
    pub creator: i32,
    /// How many groups a user may make.
    pub ngroups: i32,
    /// How many users a user may make.
    pub nusers: i32,
    /// How many members a group has, or groups a user is in.
    pub count: i32,
    /// `reserved`.
    pub reserved: [i32; 5],
    /// `name`.
    pub name: ::rxrpc_xdr::Chars<64>,
}
impl ::rxrpc_xdr::Encode for Prcheckentry {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.flags, to)?;
        ::rxrpc_xdr::Encode::encode(&self.id, to)?;
        ::rxrpc_xdr::Encode::encode(&self.owner, to)?;
        ::rxrpc_xdr::Encode::encode(&self.creator, to)?;
        ::rxrpc_xdr::Encode::encode(&self.ngroups, to)?;
        ::rxrpc_xdr::Encode::encode(&self.nusers, to)?;
        ::rxrpc_xdr::Encode::encode(&self.count, to)?;
        ::rxrpc_xdr::Encode::encode(&self.reserved, to)?;
        ::rxrpc_xdr::Encode::encode(&self.name, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for Prcheckentry {
    const MIN: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<[i32; 5] as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<::rxrpc_xdr::Chars<64> as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<[i32; 5] as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<::rxrpc_xdr::Chars<64> as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            flags: ::rxrpc_xdr::Decode::decode(from)?,
            id: ::rxrpc_xdr::Decode::decode(from)?,
            owner: ::rxrpc_xdr::Decode::decode(from)?,
            creator: ::rxrpc_xdr::Decode::decode(from)?,
            ngroups: ::rxrpc_xdr::Decode::decode(from)?,
            nusers: ::rxrpc_xdr::Decode::decode(from)?,
            count: ::rxrpc_xdr::Decode::decode(from)?,
            reserved: ::rxrpc_xdr::Decode::decode(from)?,
            name: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// A user or group in a list.
#[doc(alias = "prlistentries")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct Prlistentries {
    /// `flags`.
    pub flags: i32,
    /// `id`.
    pub id: i32,
    /// `owner`.
    pub owner: i32,
    /// `creator`.
    pub creator: i32,
    /// How many groups a user may make.
    pub ngroups: i32,
    /// How many users a user may make.
    pub nusers: i32,
    /// How many members a group has, or groups a user is in.
    pub count: i32,
    /// `reserved`.
    pub reserved: [i32; 5],
    /// `name`.
    pub name: ::rxrpc_xdr::Chars<64>,
}
impl ::rxrpc_xdr::Encode for Prlistentries {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.flags, to)?;
        ::rxrpc_xdr::Encode::encode(&self.id, to)?;
        ::rxrpc_xdr::Encode::encode(&self.owner, to)?;
        ::rxrpc_xdr::Encode::encode(&self.creator, to)?;
        ::rxrpc_xdr::Encode::encode(&self.ngroups, to)?;
        ::rxrpc_xdr::Encode::encode(&self.nusers, to)?;
        ::rxrpc_xdr::Encode::encode(&self.count, to)?;
        ::rxrpc_xdr::Encode::encode(&self.reserved, to)?;
        ::rxrpc_xdr::Encode::encode(&self.name, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for Prlistentries {
    const MIN: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<[i32; 5] as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<::rxrpc_xdr::Chars<64> as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<[i32; 5] as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<::rxrpc_xdr::Chars<64> as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            flags: ::rxrpc_xdr::Decode::decode(from)?,
            id: ::rxrpc_xdr::Decode::decode(from)?,
            owner: ::rxrpc_xdr::Decode::decode(from)?,
            creator: ::rxrpc_xdr::Decode::decode(from)?,
            ngroups: ::rxrpc_xdr::Decode::decode(from)?,
            nusers: ::rxrpc_xdr::Decode::decode(from)?,
            count: ::rxrpc_xdr::Decode::decode(from)?,
            reserved: ::rxrpc_xdr::Decode::decode(from)?,
            name: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// Users and groups.
pub type PrEntries = ::rxrpc_xdr::List<Prlistentries, 65536>;
/// What is changed of a user or group.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct PrUpdateEntry {
    /// Which of the fields count.
    #[doc(alias = "Mask")]
    pub mask: u32,
    /// `flags`.
    pub flags: i32,
    /// `id`.
    pub id: i32,
    /// `owner`.
    pub owner: i32,
    /// `creator`.
    pub creator: i32,
    /// `ngroups`.
    pub ngroups: i32,
    /// `nusers`.
    pub nusers: i32,
    /// `count`.
    pub count: i32,
    /// `reserved`.
    pub reserved: [i32; 5],
    /// `name`.
    pub name: ::rxrpc_xdr::Chars<64>,
}
impl ::rxrpc_xdr::Encode for PrUpdateEntry {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.mask, to)?;
        ::rxrpc_xdr::Encode::encode(&self.flags, to)?;
        ::rxrpc_xdr::Encode::encode(&self.id, to)?;
        ::rxrpc_xdr::Encode::encode(&self.owner, to)?;
        ::rxrpc_xdr::Encode::encode(&self.creator, to)?;
        ::rxrpc_xdr::Encode::encode(&self.ngroups, to)?;
        ::rxrpc_xdr::Encode::encode(&self.nusers, to)?;
        ::rxrpc_xdr::Encode::encode(&self.count, to)?;
        ::rxrpc_xdr::Encode::encode(&self.reserved, to)?;
        ::rxrpc_xdr::Encode::encode(&self.name, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for PrUpdateEntry {
    const MIN: usize = 0usize
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<[i32; 5] as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<::rxrpc_xdr::Chars<64> as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<[i32; 5] as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<::rxrpc_xdr::Chars<64> as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            mask: ::rxrpc_xdr::Decode::decode(from)?,
            flags: ::rxrpc_xdr::Decode::decode(from)?,
            id: ::rxrpc_xdr::Decode::decode(from)?,
            owner: ::rxrpc_xdr::Decode::decode(from)?,
            creator: ::rxrpc_xdr::Decode::decode(from)?,
            ngroups: ::rxrpc_xdr::Decode::decode(from)?,
            nusers: ::rxrpc_xdr::Decode::decode(from)?,
            count: ::rxrpc_xdr::Decode::decode(from)?,
            reserved: ::rxrpc_xdr::Decode::decode(from)?,
            name: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// A user or group as it lies in the database.
#[doc(alias = "prdebugentry")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct Prdebugentry {
    /// `flags`.
    pub flags: i32,
    /// `id`.
    pub id: i32,
    /// `cellid`.
    pub cellid: i32,
    /// `next`.
    pub next: i32,
    /// `reserved`.
    pub reserved: [i32; 5],
    /// `entries`.
    pub entries: [i32; 10],
    /// `nextID`.
    #[doc(alias = "nextID")]
    pub next_id: i32,
    /// `nextname`.
    pub nextname: i32,
    /// `owner`.
    pub owner: i32,
    /// `creator`.
    pub creator: i32,
    /// `ngroups`.
    pub ngroups: i32,
    /// `nusers`.
    pub nusers: i32,
    /// `count`.
    pub count: i32,
    /// `instance`.
    pub instance: i32,
    /// `owned`.
    pub owned: i32,
    /// `nextOwned`.
    #[doc(alias = "nextOwned")]
    pub next_owned: i32,
    /// `parent`.
    pub parent: i32,
    /// `sibling`.
    pub sibling: i32,
    /// `child`.
    pub child: i32,
    /// `name`.
    pub name: ::rxrpc_xdr::Chars<64>,
}
impl ::rxrpc_xdr::Encode for Prdebugentry {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.flags, to)?;
        ::rxrpc_xdr::Encode::encode(&self.id, to)?;
        ::rxrpc_xdr::Encode::encode(&self.cellid, to)?;
        ::rxrpc_xdr::Encode::encode(&self.next, to)?;
        ::rxrpc_xdr::Encode::encode(&self.reserved, to)?;
        ::rxrpc_xdr::Encode::encode(&self.entries, to)?;
        ::rxrpc_xdr::Encode::encode(&self.next_id, to)?;
        ::rxrpc_xdr::Encode::encode(&self.nextname, to)?;
        ::rxrpc_xdr::Encode::encode(&self.owner, to)?;
        ::rxrpc_xdr::Encode::encode(&self.creator, to)?;
        ::rxrpc_xdr::Encode::encode(&self.ngroups, to)?;
        ::rxrpc_xdr::Encode::encode(&self.nusers, to)?;
        ::rxrpc_xdr::Encode::encode(&self.count, to)?;
        ::rxrpc_xdr::Encode::encode(&self.instance, to)?;
        ::rxrpc_xdr::Encode::encode(&self.owned, to)?;
        ::rxrpc_xdr::Encode::encode(&self.next_owned, to)?;
        ::rxrpc_xdr::Encode::encode(&self.parent, to)?;
        ::rxrpc_xdr::Encode::encode(&self.sibling, to)?;
        ::rxrpc_xdr::Encode::encode(&self.child, to)?;
        ::rxrpc_xdr::Encode::encode(&self.name, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for Prdebugentry {
    const MIN: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<[i32; 5] as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<[i32; 10] as ::rxrpc_xdr::Decode>::MIN)
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
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<::rxrpc_xdr::Chars<64> as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<[i32; 5] as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<[i32; 10] as ::rxrpc_xdr::Decode>::MAX)
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
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<::rxrpc_xdr::Chars<64> as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            flags: ::rxrpc_xdr::Decode::decode(from)?,
            id: ::rxrpc_xdr::Decode::decode(from)?,
            cellid: ::rxrpc_xdr::Decode::decode(from)?,
            next: ::rxrpc_xdr::Decode::decode(from)?,
            reserved: ::rxrpc_xdr::Decode::decode(from)?,
            entries: ::rxrpc_xdr::Decode::decode(from)?,
            next_id: ::rxrpc_xdr::Decode::decode(from)?,
            nextname: ::rxrpc_xdr::Decode::decode(from)?,
            owner: ::rxrpc_xdr::Decode::decode(from)?,
            creator: ::rxrpc_xdr::Decode::decode(from)?,
            ngroups: ::rxrpc_xdr::Decode::decode(from)?,
            nusers: ::rxrpc_xdr::Decode::decode(from)?,
            count: ::rxrpc_xdr::Decode::decode(from)?,
            instance: ::rxrpc_xdr::Decode::decode(from)?,
            owned: ::rxrpc_xdr::Decode::decode(from)?,
            next_owned: ::rxrpc_xdr::Decode::decode(from)?,
            parent: ::rxrpc_xdr::Decode::decode(from)?,
            sibling: ::rxrpc_xdr::Decode::decode(from)?,
            child: ::rxrpc_xdr::Decode::decode(from)?,
            name: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// The arguments of `PR_INewEntry`, operation 500.
#[doc(alias = "PR_INewEntry")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct PrINewEntryRequest {
    /// `name`.
    pub name: ::rxrpc_xdr::Text<64>,
    /// `id`.
    pub id: i32,
    /// `oid`.
    pub oid: i32,
}
impl ::rxrpc_xdr::Encode for PrINewEntryRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.name, to)?;
        ::rxrpc_xdr::Encode::encode(&self.id, to)?;
        ::rxrpc_xdr::Encode::encode(&self.oid, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for PrINewEntryRequest {
    const MIN: usize = 0usize
        .saturating_add(<::rxrpc_xdr::Text<64> as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<::rxrpc_xdr::Text<64> as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            name: ::rxrpc_xdr::Decode::decode(from)?,
            id: ::rxrpc_xdr::Decode::decode(from)?,
            oid: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for PrINewEntryRequest {
    const OPCODE: i32 = 500;
    const NAME: &'static str = "PR_INewEntry";
    type Reply = ();
}
/// The arguments of `PR_WhereIsIt`, operation 501.
#[doc(alias = "PR_WhereIsIt")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct PrWhereIsItRequest {
    /// `id`.
    pub id: i32,
}
impl ::rxrpc_xdr::Encode for PrWhereIsItRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.id, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for PrWhereIsItRequest {
    const MIN: usize = 0usize.saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize.saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            id: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for PrWhereIsItRequest {
    const OPCODE: i32 = 501;
    const NAME: &'static str = "PR_WhereIsIt";
    type Reply = i32;
}
/// The arguments of `PR_DumpEntry`, operation 502.
#[doc(alias = "PR_DumpEntry")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct PrDumpEntryRequest {
    /// `pos`.
    pub pos: i32,
}
impl ::rxrpc_xdr::Encode for PrDumpEntryRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.pos, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for PrDumpEntryRequest {
    const MIN: usize = 0usize.saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize.saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            pos: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for PrDumpEntryRequest {
    const OPCODE: i32 = 502;
    const NAME: &'static str = "PR_DumpEntry";
    type Reply = Prdebugentry;
}
/// The arguments of `PR_AddToGroup`, operation 503.
#[doc(alias = "PR_AddToGroup")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct PrAddToGroupRequest {
    /// `uid`.
    pub uid: i32,
    /// `gid`.
    pub gid: i32,
}
impl ::rxrpc_xdr::Encode for PrAddToGroupRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.uid, to)?;
        ::rxrpc_xdr::Encode::encode(&self.gid, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for PrAddToGroupRequest {
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
            uid: ::rxrpc_xdr::Decode::decode(from)?,
            gid: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for PrAddToGroupRequest {
    const OPCODE: i32 = 503;
    const NAME: &'static str = "PR_AddToGroup";
    type Reply = ();
}
/// The arguments of `PR_NameToID`, operation 504.
#[doc(alias = "PR_NameToID")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct PrNameToIdRequest {
    /// `names`.
    pub names: PrNames,
}
impl ::rxrpc_xdr::Encode for PrNameToIdRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.names, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for PrNameToIdRequest {
    const MIN: usize = 0usize.saturating_add(<PrNames as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize.saturating_add(<PrNames as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            names: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for PrNameToIdRequest {
    const OPCODE: i32 = 504;
    const NAME: &'static str = "PR_NameToID";
    type Reply = PrIds;
}
/// The arguments of `PR_IDToName`, operation 505.
#[doc(alias = "PR_IDToName")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct PrIdToNameRequest {
    /// `ids`.
    pub ids: PrIds,
}
impl ::rxrpc_xdr::Encode for PrIdToNameRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.ids, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for PrIdToNameRequest {
    const MIN: usize = 0usize.saturating_add(<PrIds as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize.saturating_add(<PrIds as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            ids: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for PrIdToNameRequest {
    const OPCODE: i32 = 505;
    const NAME: &'static str = "PR_IDToName";
    type Reply = PrNames;
}
/// The arguments of `PR_Delete`, operation 506.
#[doc(alias = "PR_Delete")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct PrDeleteRequest {
    /// `id`.
    pub id: i32,
}
impl ::rxrpc_xdr::Encode for PrDeleteRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.id, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for PrDeleteRequest {
    const MIN: usize = 0usize.saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize.saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            id: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for PrDeleteRequest {
    const OPCODE: i32 = 506;
    const NAME: &'static str = "PR_Delete";
    type Reply = ();
}
/// The arguments of `PR_RemoveFromGroup`, operation 507.
#[doc(alias = "PR_RemoveFromGroup")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct PrRemoveFromGroupRequest {
    /// `uid`.
    pub uid: i32,
    /// `gid`.
    pub gid: i32,
}
impl ::rxrpc_xdr::Encode for PrRemoveFromGroupRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.uid, to)?;
        ::rxrpc_xdr::Encode::encode(&self.gid, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for PrRemoveFromGroupRequest {
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
            uid: ::rxrpc_xdr::Decode::decode(from)?,
            gid: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for PrRemoveFromGroupRequest {
    const OPCODE: i32 = 507;
    const NAME: &'static str = "PR_RemoveFromGroup";
    type Reply = ();
}
/// The arguments of `PR_GetCPS`, operation 508.
#[doc(alias = "PR_GetCPS")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct PrGetCpsRequest {
    /// `id`.
    pub id: i32,
}
impl ::rxrpc_xdr::Encode for PrGetCpsRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.id, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for PrGetCpsRequest {
    const MIN: usize = 0usize.saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize.saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            id: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// The results of `PR_GetCPS`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct PrGetCpsReply {
    /// `list`.
    pub list: Prlist,
    /// `over`.
    pub over: i32,
}
impl ::rxrpc_xdr::Encode for PrGetCpsReply {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.list, to)?;
        ::rxrpc_xdr::Encode::encode(&self.over, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for PrGetCpsReply {
    const MIN: usize = 0usize
        .saturating_add(<Prlist as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<Prlist as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            list: ::rxrpc_xdr::Decode::decode(from)?,
            over: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for PrGetCpsRequest {
    const OPCODE: i32 = 508;
    const NAME: &'static str = "PR_GetCPS";
    type Reply = PrGetCpsReply;
}
/// The arguments of `PR_NewEntry`, operation 509.
#[doc(alias = "PR_NewEntry")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct PrNewEntryRequest {
    /// `name`.
    pub name: ::rxrpc_xdr::Text<64>,
    /// `flag`.
    pub flag: i32,
    /// `oid`.
    pub oid: i32,
}
impl ::rxrpc_xdr::Encode for PrNewEntryRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.name, to)?;
        ::rxrpc_xdr::Encode::encode(&self.flag, to)?;
        ::rxrpc_xdr::Encode::encode(&self.oid, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for PrNewEntryRequest {
    const MIN: usize = 0usize
        .saturating_add(<::rxrpc_xdr::Text<64> as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<::rxrpc_xdr::Text<64> as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            name: ::rxrpc_xdr::Decode::decode(from)?,
            flag: ::rxrpc_xdr::Decode::decode(from)?,
            oid: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for PrNewEntryRequest {
    const OPCODE: i32 = 509;
    const NAME: &'static str = "PR_NewEntry";
    type Reply = i32;
}
/// The arguments of `PR_ListMax`, operation 510.
#[doc(alias = "PR_ListMax")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct PrListMaxRequest;
impl ::rxrpc_xdr::Encode for PrListMaxRequest {
    fn encode(
        &self,
        _: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for PrListMaxRequest {
    const MIN: usize = 0usize;
    const MAX: usize = 0usize;
    fn decode(
        _: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self)
    }
}
/// The results of `PR_ListMax`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct PrListMaxReply {
    /// `uid`.
    pub uid: i32,
    /// `gid`.
    pub gid: i32,
}
impl ::rxrpc_xdr::Encode for PrListMaxReply {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.uid, to)?;
        ::rxrpc_xdr::Encode::encode(&self.gid, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for PrListMaxReply {
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
            uid: ::rxrpc_xdr::Decode::decode(from)?,
            gid: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for PrListMaxRequest {
    const OPCODE: i32 = 510;
    const NAME: &'static str = "PR_ListMax";
    type Reply = PrListMaxReply;
}
/// The arguments of `PR_SetMax`, operation 511.
#[doc(alias = "PR_SetMax")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct PrSetMaxRequest {
    /// `id`.
    pub id: i32,
    /// `gflag`.
    pub gflag: i32,
}
impl ::rxrpc_xdr::Encode for PrSetMaxRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.id, to)?;
        ::rxrpc_xdr::Encode::encode(&self.gflag, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for PrSetMaxRequest {
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
            id: ::rxrpc_xdr::Decode::decode(from)?,
            gflag: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for PrSetMaxRequest {
    const OPCODE: i32 = 511;
    const NAME: &'static str = "PR_SetMax";
    type Reply = ();
}
/// The arguments of `PR_ListEntry`, operation 512.
#[doc(alias = "PR_ListEntry")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct PrListEntryRequest {
    /// `id`.
    pub id: i32,
}
impl ::rxrpc_xdr::Encode for PrListEntryRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.id, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for PrListEntryRequest {
    const MIN: usize = 0usize.saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize.saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            id: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for PrListEntryRequest {
    const OPCODE: i32 = 512;
    const NAME: &'static str = "PR_ListEntry";
    type Reply = Prcheckentry;
}
/// The arguments of `PR_ChangeEntry`, operation 513.
#[doc(alias = "PR_ChangeEntry")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct PrChangeEntryRequest {
    /// `id`.
    pub id: i32,
    /// `name`.
    pub name: ::rxrpc_xdr::Text<64>,
    /// `oid`.
    pub oid: i32,
    /// `newid`.
    pub newid: i32,
}
impl ::rxrpc_xdr::Encode for PrChangeEntryRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.id, to)?;
        ::rxrpc_xdr::Encode::encode(&self.name, to)?;
        ::rxrpc_xdr::Encode::encode(&self.oid, to)?;
        ::rxrpc_xdr::Encode::encode(&self.newid, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for PrChangeEntryRequest {
    const MIN: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<::rxrpc_xdr::Text<64> as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<::rxrpc_xdr::Text<64> as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            id: ::rxrpc_xdr::Decode::decode(from)?,
            name: ::rxrpc_xdr::Decode::decode(from)?,
            oid: ::rxrpc_xdr::Decode::decode(from)?,
            newid: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for PrChangeEntryRequest {
    const OPCODE: i32 = 513;
    const NAME: &'static str = "PR_ChangeEntry";
    type Reply = ();
}
/// The arguments of `PR_ListElements`, operation 514.
#[doc(alias = "PR_ListElements")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct PrListElementsRequest {
    /// `id`.
    pub id: i32,
}
impl ::rxrpc_xdr::Encode for PrListElementsRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.id, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for PrListElementsRequest {
    const MIN: usize = 0usize.saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize.saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            id: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// The results of `PR_ListElements`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct PrListElementsReply {
    /// `list`.
    pub list: Prlist,
    /// `over`.
    pub over: i32,
}
impl ::rxrpc_xdr::Encode for PrListElementsReply {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.list, to)?;
        ::rxrpc_xdr::Encode::encode(&self.over, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for PrListElementsReply {
    const MIN: usize = 0usize
        .saturating_add(<Prlist as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<Prlist as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            list: ::rxrpc_xdr::Decode::decode(from)?,
            over: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for PrListElementsRequest {
    const OPCODE: i32 = 514;
    const NAME: &'static str = "PR_ListElements";
    type Reply = PrListElementsReply;
}
/// The arguments of `PR_IsAMemberOf`, operation 515.
#[doc(alias = "PR_IsAMemberOf")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct PrIsAMemberOfRequest {
    /// `uid`.
    pub uid: i32,
    /// `gid`.
    pub gid: i32,
}
impl ::rxrpc_xdr::Encode for PrIsAMemberOfRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.uid, to)?;
        ::rxrpc_xdr::Encode::encode(&self.gid, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for PrIsAMemberOfRequest {
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
            uid: ::rxrpc_xdr::Decode::decode(from)?,
            gid: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for PrIsAMemberOfRequest {
    const OPCODE: i32 = 515;
    const NAME: &'static str = "PR_IsAMemberOf";
    type Reply = i32;
}
/// The arguments of `PR_SetFieldsEntry`, operation 516.
#[doc(alias = "PR_SetFieldsEntry")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct PrSetFieldsEntryRequest {
    /// `id`.
    pub id: i32,
    /// `mask`.
    pub mask: i32,
    /// `flags`.
    pub flags: i32,
    /// `ngroups`.
    pub ngroups: i32,
    /// `nusers`.
    pub nusers: i32,
    /// `spare1`.
    pub spare1: i32,
    /// `spare2`.
    pub spare2: i32,
}
impl ::rxrpc_xdr::Encode for PrSetFieldsEntryRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.id, to)?;
        ::rxrpc_xdr::Encode::encode(&self.mask, to)?;
        ::rxrpc_xdr::Encode::encode(&self.flags, to)?;
        ::rxrpc_xdr::Encode::encode(&self.ngroups, to)?;
        ::rxrpc_xdr::Encode::encode(&self.nusers, to)?;
        ::rxrpc_xdr::Encode::encode(&self.spare1, to)?;
        ::rxrpc_xdr::Encode::encode(&self.spare2, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for PrSetFieldsEntryRequest {
    const MIN: usize = 0usize
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
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            id: ::rxrpc_xdr::Decode::decode(from)?,
            mask: ::rxrpc_xdr::Decode::decode(from)?,
            flags: ::rxrpc_xdr::Decode::decode(from)?,
            ngroups: ::rxrpc_xdr::Decode::decode(from)?,
            nusers: ::rxrpc_xdr::Decode::decode(from)?,
            spare1: ::rxrpc_xdr::Decode::decode(from)?,
            spare2: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for PrSetFieldsEntryRequest {
    const OPCODE: i32 = 516;
    const NAME: &'static str = "PR_SetFieldsEntry";
    type Reply = ();
}
/// The arguments of `PR_ListOwned`, operation 517.
#[doc(alias = "PR_ListOwned")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct PrListOwnedRequest {
    /// `id`.
    pub id: i32,
    /// `lastp`.
    pub lastp: i32,
}
impl ::rxrpc_xdr::Encode for PrListOwnedRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.id, to)?;
        ::rxrpc_xdr::Encode::encode(&self.lastp, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for PrListOwnedRequest {
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
            id: ::rxrpc_xdr::Decode::decode(from)?,
            lastp: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// The results of `PR_ListOwned`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct PrListOwnedReply {
    /// `list`.
    pub list: Prlist,
    /// `lastp`.
    pub lastp: i32,
}
impl ::rxrpc_xdr::Encode for PrListOwnedReply {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.list, to)?;
        ::rxrpc_xdr::Encode::encode(&self.lastp, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for PrListOwnedReply {
    const MIN: usize = 0usize
        .saturating_add(<Prlist as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<Prlist as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            list: ::rxrpc_xdr::Decode::decode(from)?,
            lastp: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for PrListOwnedRequest {
    const OPCODE: i32 = 517;
    const NAME: &'static str = "PR_ListOwned";
    type Reply = PrListOwnedReply;
}
/// The arguments of `PR_GetCPS2`, operation 518.
#[doc(alias = "PR_GetCPS2")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct PrGetCps2Request {
    /// `id`.
    pub id: i32,
    /// `host`.
    pub host: i32,
}
impl ::rxrpc_xdr::Encode for PrGetCps2Request {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.id, to)?;
        ::rxrpc_xdr::Encode::encode(&self.host, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for PrGetCps2Request {
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
            id: ::rxrpc_xdr::Decode::decode(from)?,
            host: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// The results of `PR_GetCPS2`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct PrGetCps2Reply {
    /// `list`.
    pub list: Prlist,
    /// `over`.
    pub over: i32,
}
impl ::rxrpc_xdr::Encode for PrGetCps2Reply {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.list, to)?;
        ::rxrpc_xdr::Encode::encode(&self.over, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for PrGetCps2Reply {
    const MIN: usize = 0usize
        .saturating_add(<Prlist as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<Prlist as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            list: ::rxrpc_xdr::Decode::decode(from)?,
            over: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for PrGetCps2Request {
    const OPCODE: i32 = 518;
    const NAME: &'static str = "PR_GetCPS2";
    type Reply = PrGetCps2Reply;
}
/// The arguments of `PR_GetHostCPS`, operation 519.
#[doc(alias = "PR_GetHostCPS")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct PrGetHostCpsRequest {
    /// `host`.
    pub host: i32,
}
impl ::rxrpc_xdr::Encode for PrGetHostCpsRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.host, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for PrGetHostCpsRequest {
    const MIN: usize = 0usize.saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize.saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            host: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// The results of `PR_GetHostCPS`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct PrGetHostCpsReply {
    /// `list`.
    pub list: Prlist,
    /// `over`.
    pub over: i32,
}
impl ::rxrpc_xdr::Encode for PrGetHostCpsReply {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.list, to)?;
        ::rxrpc_xdr::Encode::encode(&self.over, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for PrGetHostCpsReply {
    const MIN: usize = 0usize
        .saturating_add(<Prlist as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<Prlist as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            list: ::rxrpc_xdr::Decode::decode(from)?,
            over: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for PrGetHostCpsRequest {
    const OPCODE: i32 = 519;
    const NAME: &'static str = "PR_GetHostCPS";
    type Reply = PrGetHostCpsReply;
}
/// The arguments of `PR_UpdateEntry`, operation 520.
#[doc(alias = "PR_UpdateEntry")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct PrUpdateEntryRequest {
    /// `id`.
    pub id: i32,
    /// `name`.
    pub name: ::rxrpc_xdr::Text<64>,
    /// `update`.
    pub update: PrUpdateEntry,
}
impl ::rxrpc_xdr::Encode for PrUpdateEntryRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.id, to)?;
        ::rxrpc_xdr::Encode::encode(&self.name, to)?;
        ::rxrpc_xdr::Encode::encode(&self.update, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for PrUpdateEntryRequest {
    const MIN: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<::rxrpc_xdr::Text<64> as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<PrUpdateEntry as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<::rxrpc_xdr::Text<64> as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<PrUpdateEntry as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            id: ::rxrpc_xdr::Decode::decode(from)?,
            name: ::rxrpc_xdr::Decode::decode(from)?,
            update: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for PrUpdateEntryRequest {
    const OPCODE: i32 = 520;
    const NAME: &'static str = "PR_UpdateEntry";
    type Reply = ();
}
/// The arguments of `PR_ListEntries`, operation 521.
#[doc(alias = "PR_ListEntries")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct PrListEntriesRequest {
    /// `flags`.
    pub flags: i32,
    /// `start`.
    pub start: i32,
}
impl ::rxrpc_xdr::Encode for PrListEntriesRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.flags, to)?;
        ::rxrpc_xdr::Encode::encode(&self.start, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for PrListEntriesRequest {
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
            flags: ::rxrpc_xdr::Decode::decode(from)?,
            start: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// The results of `PR_ListEntries`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct PrListEntriesReply {
    /// `entries`.
    pub entries: PrEntries,
    /// `next`.
    pub next: i32,
}
impl ::rxrpc_xdr::Encode for PrListEntriesReply {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.entries, to)?;
        ::rxrpc_xdr::Encode::encode(&self.next, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for PrListEntriesReply {
    const MIN: usize = 0usize
        .saturating_add(<PrEntries as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<PrEntries as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            entries: ::rxrpc_xdr::Decode::decode(from)?,
            next: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for PrListEntriesRequest {
    const OPCODE: i32 = 521;
    const NAME: &'static str = "PR_ListEntries";
    type Reply = PrListEntriesReply;
}
/// The arguments of `PR_ListSuperGroups`, operation 530.
#[doc(alias = "PR_ListSuperGroups")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct PrListSuperGroupsRequest {
    /// `id`.
    pub id: i32,
}
impl ::rxrpc_xdr::Encode for PrListSuperGroupsRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.id, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for PrListSuperGroupsRequest {
    const MIN: usize = 0usize.saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize.saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            id: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// The results of `PR_ListSuperGroups`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct PrListSuperGroupsReply {
    /// `list`.
    pub list: Prlist,
    /// `over`.
    pub over: i32,
}
impl ::rxrpc_xdr::Encode for PrListSuperGroupsReply {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.list, to)?;
        ::rxrpc_xdr::Encode::encode(&self.over, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for PrListSuperGroupsReply {
    const MIN: usize = 0usize
        .saturating_add(<Prlist as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<Prlist as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            list: ::rxrpc_xdr::Decode::decode(from)?,
            over: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for PrListSuperGroupsRequest {
    const OPCODE: i32 = 530;
    const NAME: &'static str = "PR_ListSuperGroups";
    type Reply = PrListSuperGroupsReply;
}
/// Clients and services for threads.
#[allow(
    clippy::len_without_is_empty,
    clippy::should_implement_trait,
    clippy::wrong_self_convention
)]
pub mod sync {
    /// Protection: users and groups, their numbers, who is in which group. Service 73, UDP port 7002, on each database server.
    ///
    /// Numbers of users are positive, those of groups negative. Names are in lower case: clients see to that, the server does not.
    #[doc(alias = "PR_")]
    #[derive(Clone, Debug)]
    pub struct PrClient<C>(::rxrpc_xdr::sync::Client<C>);
    impl<C: ::rxrpc_xdr::sync::Caller> PrClient<C> {
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
        /// Makes a user or group of this number. PRPERM without an administrator's rights.
        #[doc(alias = "PR_INewEntry")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn i_new_entry(
            &self,
            name: ::rxrpc_xdr::Text<64>,
            id: i32,
            oid: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::PrINewEntryRequest {
                        name,
                        id,
                        oid,
                    },
                )
        }
        /// Where a user or group lies in the database. PRNOENT if there is none.
        #[doc(alias = "PR_WhereIsIt")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn where_is_it(
            &self,
            id: i32,
        ) -> ::core::result::Result<i32, ::rxrpc_xdr::RpcError> {
            self.0.call(&super::PrWhereIsItRequest { id })
        }
        /// What lies there in the database. For administrators.
        #[doc(alias = "PR_DumpEntry")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn dump_entry(
            &self,
            pos: i32,
        ) -> ::core::result::Result<super::Prdebugentry, ::rxrpc_xdr::RpcError> {
            self.0.call(&super::PrDumpEntryRequest { pos })
        }
        /// Puts a user into a group. For those who may.
        #[doc(alias = "PR_AddToGroup")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn add_to_group(
            &self,
            uid: i32,
            gid: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::PrAddToGroupRequest {
                        uid,
                        gid,
                    },
                )
        }
        /// Numbers of these names, in their order; PR\_ANONYMOUS for a name that there is not.
        #[doc(alias = "PR_NameToID")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn name_to_id(
            &self,
            names: super::PrNames,
        ) -> ::core::result::Result<super::PrIds, ::rxrpc_xdr::RpcError> {
            self.0.call(&super::PrNameToIdRequest { names })
        }
        /// Names of these numbers, in their order.
        #[doc(alias = "PR_IDToName")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn id_to_name(
            &self,
            ids: super::PrIds,
        ) -> ::core::result::Result<super::PrNames, ::rxrpc_xdr::RpcError> {
            self.0.call(&super::PrIdToNameRequest { ids })
        }
        /// Removes a user or group. For those who may.
        #[doc(alias = "PR_Delete")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn delete(
            &self,
            id: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0.call(&super::PrDeleteRequest { id })
        }
        /// Takes a user out of a group. For those who may.
        #[doc(alias = "PR_RemoveFromGroup")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn remove_from_group(
            &self,
            uid: i32,
            gid: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::PrRemoveFromGroupRequest {
                        uid,
                        gid,
                    },
                )
        }
        /// The groups whose rights a user has, and the user. over is not 0 if there were too many.
        #[doc(alias = "PR_GetCPS")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn get_cps(
            &self,
            id: i32,
        ) -> ::core::result::Result<super::PrGetCpsReply, ::rxrpc_xdr::RpcError> {
            self.0.call(&super::PrGetCpsRequest { id })
        }
        /// Makes a user or group, of the kind that flag says (PR\_USER, PR\_GROUP, PR\_FOREIGN), with the owner oid, and gives its number.
        /// PRPERM without an administrator's rights.
        #[doc(alias = "PR_NewEntry")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn new_entry(
            &self,
            name: ::rxrpc_xdr::Text<64>,
            flag: i32,
            oid: i32,
        ) -> ::core::result::Result<i32, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::PrNewEntryRequest {
                        name,
                        flag,
                        oid,
                    },
                )
        }
        /// The largest number of a user, and of a group.
        #[doc(alias = "PR_ListMax")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn list_max(
            &self,
        ) -> ::core::result::Result<super::PrListMaxReply, ::rxrpc_xdr::RpcError> {
            self.0.call(&super::PrListMaxRequest)
        }
        /// Sets the largest number of users, or of groups. For administrators.
        #[doc(alias = "PR_SetMax")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn set_max(
            &self,
            id: i32,
            gflag: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::PrSetMaxRequest {
                        id,
                        gflag,
                    },
                )
        }
        /// A user or group. PRNOENT if there is none.
        #[doc(alias = "PR_ListEntry")]
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
            id: i32,
        ) -> ::core::result::Result<super::Prcheckentry, ::rxrpc_xdr::RpcError> {
            self.0.call(&super::PrListEntryRequest { id })
        }
        /// Changes name, owner and number of a user or group. For those who may.
        #[doc(alias = "PR_ChangeEntry")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn change_entry(
            &self,
            id: i32,
            name: ::rxrpc_xdr::Text<64>,
            oid: i32,
            newid: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::PrChangeEntryRequest {
                        id,
                        name,
                        oid,
                        newid,
                    },
                )
        }
        /// The members of a group, or the groups of a user. over is not 0 if there were too many.
        #[doc(alias = "PR_ListElements")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn list_elements(
            &self,
            id: i32,
        ) -> ::core::result::Result<super::PrListElementsReply, ::rxrpc_xdr::RpcError> {
            self.0.call(&super::PrListElementsRequest { id })
        }
        /// Whether a user is in a group: flag is not 0 then. PRNOENT if there is no such user or group.
        #[doc(alias = "PR_IsAMemberOf")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn is_a_member_of(
            &self,
            uid: i32,
            gid: i32,
        ) -> ::core::result::Result<i32, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::PrIsAMemberOfRequest {
                        uid,
                        gid,
                    },
                )
        }
        /// Changes flags and quotas of a user or group. For those who may.
        #[doc(alias = "PR_SetFieldsEntry")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        #[allow(clippy::too_many_arguments)]
        pub fn set_fields_entry(
            &self,
            id: i32,
            mask: i32,
            flags: i32,
            ngroups: i32,
            nusers: i32,
            spare1: i32,
            spare2: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::PrSetFieldsEntryRequest {
                        id,
                        mask,
                        flags,
                        ngroups,
                        nusers,
                        spare1,
                        spare2,
                    },
                )
        }
        /// The groups that a user or group owns; lastp, 0 at first, says where to go on.
        #[doc(alias = "PR_ListOwned")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn list_owned(
            &self,
            id: i32,
            lastp: i32,
        ) -> ::core::result::Result<super::PrListOwnedReply, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::PrListOwnedRequest {
                        id,
                        lastp,
                    },
                )
        }
        /// The groups whose rights a user has at a host, whose IPv4 address is given as a number.
        #[doc(alias = "PR_GetCPS2")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn get_cps2(
            &self,
            id: i32,
            host: i32,
        ) -> ::core::result::Result<super::PrGetCps2Reply, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::PrGetCps2Request {
                        id,
                        host,
                    },
                )
        }
        /// The groups whose rights a host gives.
        #[doc(alias = "PR_GetHostCPS")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn get_host_cps(
            &self,
            host: i32,
        ) -> ::core::result::Result<super::PrGetHostCpsReply, ::rxrpc_xdr::RpcError> {
            self.0.call(&super::PrGetHostCpsRequest { host })
        }
        /// Changes a user or group. For administrators.
        #[doc(alias = "PR_UpdateEntry")]
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
            id: i32,
            name: ::rxrpc_xdr::Text<64>,
            update: super::PrUpdateEntry,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::PrUpdateEntryRequest {
                        id,
                        name,
                        update,
                    },
                )
        }
        /// Users or groups, from this place on; and the place to go on with. PRPERM for who is nobody.
        #[doc(alias = "PR_ListEntries")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn list_entries(
            &self,
            flags: i32,
            start: i32,
        ) -> ::core::result::Result<super::PrListEntriesReply, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::PrListEntriesRequest {
                        flags,
                        start,
                    },
                )
        }
        /// The groups that a group is in.
        #[doc(alias = "PR_ListSuperGroups")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn list_super_groups(
            &self,
            id: i32,
        ) -> ::core::result::Result<
            super::PrListSuperGroupsReply,
            ::rxrpc_xdr::RpcError,
        > {
            self.0
                .call(
                    &super::PrListSuperGroupsRequest {
                        id,
                    },
                )
        }
    }
    /// Protection: users and groups, their numbers, who is in which group. Service 73, UDP port 7002, on each database server.
    ///
    /// Numbers of users are positive, those of groups negative. Names are in lower case: clients see to that, the server does not.
    #[doc(alias = "PR_")]
    ///
    /// Every method has a default, which refuses with `RXGEN_OPCODE`, as for an operation that there is not.
    /// An error is the code that the client is told, whether or not it means a failure.
    pub trait PrService: Send + Sync {
        /// Makes a user or group of this number. PRPERM without an administrator's rights.
        #[doc(alias = "PR_INewEntry")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn i_new_entry(
            &self,
            context: &::rxrpc_xdr::Context,
            name: ::rxrpc_xdr::Text<64>,
            id: i32,
            oid: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = (context, name, id, oid);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Where a user or group lies in the database. PRNOENT if there is none.
        #[doc(alias = "PR_WhereIsIt")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn where_is_it(
            &self,
            context: &::rxrpc_xdr::Context,
            id: i32,
        ) -> ::core::result::Result<i32, ::rxrpc_xdr::Refusal> {
            let _ = (context, id);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// What lies there in the database. For administrators.
        #[doc(alias = "PR_DumpEntry")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn dump_entry(
            &self,
            context: &::rxrpc_xdr::Context,
            pos: i32,
        ) -> ::core::result::Result<super::Prdebugentry, ::rxrpc_xdr::Refusal> {
            let _ = (context, pos);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Puts a user into a group. For those who may.
        #[doc(alias = "PR_AddToGroup")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn add_to_group(
            &self,
            context: &::rxrpc_xdr::Context,
            uid: i32,
            gid: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = (context, uid, gid);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Numbers of these names, in their order; PR\_ANONYMOUS for a name that there is not.
        #[doc(alias = "PR_NameToID")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn name_to_id(
            &self,
            context: &::rxrpc_xdr::Context,
            names: super::PrNames,
        ) -> ::core::result::Result<super::PrIds, ::rxrpc_xdr::Refusal> {
            let _ = (context, names);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Names of these numbers, in their order.
        #[doc(alias = "PR_IDToName")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn id_to_name(
            &self,
            context: &::rxrpc_xdr::Context,
            ids: super::PrIds,
        ) -> ::core::result::Result<super::PrNames, ::rxrpc_xdr::Refusal> {
            let _ = (context, ids);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Removes a user or group. For those who may.
        #[doc(alias = "PR_Delete")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn delete(
            &self,
            context: &::rxrpc_xdr::Context,
            id: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = (context, id);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Takes a user out of a group. For those who may.
        #[doc(alias = "PR_RemoveFromGroup")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn remove_from_group(
            &self,
            context: &::rxrpc_xdr::Context,
            uid: i32,
            gid: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = (context, uid, gid);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// The groups whose rights a user has, and the user. over is not 0 if there were too many.
        #[doc(alias = "PR_GetCPS")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_cps(
            &self,
            context: &::rxrpc_xdr::Context,
            id: i32,
        ) -> ::core::result::Result<super::PrGetCpsReply, ::rxrpc_xdr::Refusal> {
            let _ = (context, id);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Makes a user or group, of the kind that flag says (PR\_USER, PR\_GROUP, PR\_FOREIGN), with the owner oid, and gives its number.
        /// PRPERM without an administrator's rights.
        #[doc(alias = "PR_NewEntry")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn new_entry(
            &self,
            context: &::rxrpc_xdr::Context,
            name: ::rxrpc_xdr::Text<64>,
            flag: i32,
            oid: i32,
        ) -> ::core::result::Result<i32, ::rxrpc_xdr::Refusal> {
            let _ = (context, name, flag, oid);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// The largest number of a user, and of a group.
        #[doc(alias = "PR_ListMax")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn list_max(
            &self,
            context: &::rxrpc_xdr::Context,
        ) -> ::core::result::Result<super::PrListMaxReply, ::rxrpc_xdr::Refusal> {
            let _ = context;
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Sets the largest number of users, or of groups. For administrators.
        #[doc(alias = "PR_SetMax")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn set_max(
            &self,
            context: &::rxrpc_xdr::Context,
            id: i32,
            gflag: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = (context, id, gflag);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// A user or group. PRNOENT if there is none.
        #[doc(alias = "PR_ListEntry")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn list_entry(
            &self,
            context: &::rxrpc_xdr::Context,
            id: i32,
        ) -> ::core::result::Result<super::Prcheckentry, ::rxrpc_xdr::Refusal> {
            let _ = (context, id);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Changes name, owner and number of a user or group. For those who may.
        #[doc(alias = "PR_ChangeEntry")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn change_entry(
            &self,
            context: &::rxrpc_xdr::Context,
            id: i32,
            name: ::rxrpc_xdr::Text<64>,
            oid: i32,
            newid: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = (context, id, name, oid, newid);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// The members of a group, or the groups of a user. over is not 0 if there were too many.
        #[doc(alias = "PR_ListElements")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn list_elements(
            &self,
            context: &::rxrpc_xdr::Context,
            id: i32,
        ) -> ::core::result::Result<super::PrListElementsReply, ::rxrpc_xdr::Refusal> {
            let _ = (context, id);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Whether a user is in a group: flag is not 0 then. PRNOENT if there is no such user or group.
        #[doc(alias = "PR_IsAMemberOf")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn is_a_member_of(
            &self,
            context: &::rxrpc_xdr::Context,
            uid: i32,
            gid: i32,
        ) -> ::core::result::Result<i32, ::rxrpc_xdr::Refusal> {
            let _ = (context, uid, gid);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Changes flags and quotas of a user or group. For those who may.
        #[doc(alias = "PR_SetFieldsEntry")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn set_fields_entry(
            &self,
            context: &::rxrpc_xdr::Context,
            id: i32,
            mask: i32,
            flags: i32,
            ngroups: i32,
            nusers: i32,
            spare1: i32,
            spare2: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = (context, id, mask, flags, ngroups, nusers, spare1, spare2);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// The groups that a user or group owns; lastp, 0 at first, says where to go on.
        #[doc(alias = "PR_ListOwned")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn list_owned(
            &self,
            context: &::rxrpc_xdr::Context,
            id: i32,
            lastp: i32,
        ) -> ::core::result::Result<super::PrListOwnedReply, ::rxrpc_xdr::Refusal> {
            let _ = (context, id, lastp);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// The groups whose rights a user has at a host, whose IPv4 address is given as a number.
        #[doc(alias = "PR_GetCPS2")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_cps2(
            &self,
            context: &::rxrpc_xdr::Context,
            id: i32,
            host: i32,
        ) -> ::core::result::Result<super::PrGetCps2Reply, ::rxrpc_xdr::Refusal> {
            let _ = (context, id, host);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// The groups whose rights a host gives.
        #[doc(alias = "PR_GetHostCPS")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_host_cps(
            &self,
            context: &::rxrpc_xdr::Context,
            host: i32,
        ) -> ::core::result::Result<super::PrGetHostCpsReply, ::rxrpc_xdr::Refusal> {
            let _ = (context, host);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Changes a user or group. For administrators.
        #[doc(alias = "PR_UpdateEntry")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn update_entry(
            &self,
            context: &::rxrpc_xdr::Context,
            id: i32,
            name: ::rxrpc_xdr::Text<64>,
            update: super::PrUpdateEntry,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = (context, id, name, update);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Users or groups, from this place on; and the place to go on with. PRPERM for who is nobody.
        #[doc(alias = "PR_ListEntries")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn list_entries(
            &self,
            context: &::rxrpc_xdr::Context,
            flags: i32,
            start: i32,
        ) -> ::core::result::Result<super::PrListEntriesReply, ::rxrpc_xdr::Refusal> {
            let _ = (context, flags, start);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// The groups that a group is in.
        #[doc(alias = "PR_ListSuperGroups")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn list_super_groups(
            &self,
            context: &::rxrpc_xdr::Context,
            id: i32,
        ) -> ::core::result::Result<
            super::PrListSuperGroupsReply,
            ::rxrpc_xdr::Refusal,
        > {
            let _ = (context, id);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
    }
    /// The procedures of a [`PrService`], as an interface that answers calls.
    #[derive(Clone, Debug)]
    pub struct PrServer<S>(pub S);
    impl<S: PrService> ::rxrpc_xdr::sync::Interface for PrServer<S> {
        fn has(&self, opcode: i32) -> bool {
            matches!(opcode, 500..= 521 | 530)
        }
        fn answer<C: ::rxrpc_xdr::sync::Call>(
            &self,
            opcode: i32,
            mut exchange: ::rxrpc_xdr::sync::Exchange<'_, C>,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            match opcode {
                500 => {
                    let super::PrINewEntryRequest { name, id, oid } = exchange
                        .arguments()?;
                    self.0.i_new_entry(exchange.context(), name, id, oid)?;
                    exchange.reply(&())
                }
                501 => {
                    let super::PrWhereIsItRequest { id } = exchange.arguments()?;
                    let results = self.0.where_is_it(exchange.context(), id)?;
                    exchange.reply(&results)
                }
                502 => {
                    let super::PrDumpEntryRequest { pos } = exchange.arguments()?;
                    let results = self.0.dump_entry(exchange.context(), pos)?;
                    exchange.reply(&results)
                }
                503 => {
                    let super::PrAddToGroupRequest { uid, gid } = exchange.arguments()?;
                    self.0.add_to_group(exchange.context(), uid, gid)?;
                    exchange.reply(&())
                }
                504 => {
                    let super::PrNameToIdRequest { names } = exchange.arguments()?;
                    let results = self.0.name_to_id(exchange.context(), names)?;
                    exchange.reply(&results)
                }
                505 => {
                    let super::PrIdToNameRequest { ids } = exchange.arguments()?;
                    let results = self.0.id_to_name(exchange.context(), ids)?;
                    exchange.reply(&results)
                }
                506 => {
                    let super::PrDeleteRequest { id } = exchange.arguments()?;
                    self.0.delete(exchange.context(), id)?;
                    exchange.reply(&())
                }
                507 => {
                    let super::PrRemoveFromGroupRequest { uid, gid } = exchange
                        .arguments()?;
                    self.0.remove_from_group(exchange.context(), uid, gid)?;
                    exchange.reply(&())
                }
                508 => {
                    let super::PrGetCpsRequest { id } = exchange.arguments()?;
                    let results = self.0.get_cps(exchange.context(), id)?;
                    exchange.reply(&results)
                }
                509 => {
                    let super::PrNewEntryRequest { name, flag, oid } = exchange
                        .arguments()?;
                    let results = self.0.new_entry(exchange.context(), name, flag, oid)?;
                    exchange.reply(&results)
                }
                510 => {
                    let super::PrListMaxRequest = exchange.arguments()?;
                    let results = self.0.list_max(exchange.context())?;
                    exchange.reply(&results)
                }
                511 => {
                    let super::PrSetMaxRequest { id, gflag } = exchange.arguments()?;
                    self.0.set_max(exchange.context(), id, gflag)?;
                    exchange.reply(&())
                }
                512 => {
                    let super::PrListEntryRequest { id } = exchange.arguments()?;
                    let results = self.0.list_entry(exchange.context(), id)?;
                    exchange.reply(&results)
                }
                513 => {
                    let super::PrChangeEntryRequest { id, name, oid, newid } = exchange
                        .arguments()?;
                    self.0.change_entry(exchange.context(), id, name, oid, newid)?;
                    exchange.reply(&())
                }
                514 => {
                    let super::PrListElementsRequest { id } = exchange.arguments()?;
                    let results = self.0.list_elements(exchange.context(), id)?;
                    exchange.reply(&results)
                }
                515 => {
                    let super::PrIsAMemberOfRequest { uid, gid } = exchange.arguments()?;
                    let results = self.0.is_a_member_of(exchange.context(), uid, gid)?;
                    exchange.reply(&results)
                }
                516 => {
                    let super::PrSetFieldsEntryRequest {
                        id,
                        mask,
                        flags,
                        ngroups,
                        nusers,
                        spare1,
                        spare2,
                    } = exchange.arguments()?;
                    self.0
                        .set_fields_entry(
                            exchange.context(),
                            id,
                            mask,
                            flags,
                            ngroups,
                            nusers,
                            spare1,
                            spare2,
                        )?;
                    exchange.reply(&())
                }
                517 => {
                    let super::PrListOwnedRequest { id, lastp } = exchange.arguments()?;
                    let results = self.0.list_owned(exchange.context(), id, lastp)?;
                    exchange.reply(&results)
                }
                518 => {
                    let super::PrGetCps2Request { id, host } = exchange.arguments()?;
                    let results = self.0.get_cps2(exchange.context(), id, host)?;
                    exchange.reply(&results)
                }
                519 => {
                    let super::PrGetHostCpsRequest { host } = exchange.arguments()?;
                    let results = self.0.get_host_cps(exchange.context(), host)?;
                    exchange.reply(&results)
                }
                520 => {
                    let super::PrUpdateEntryRequest { id, name, update } = exchange
                        .arguments()?;
                    self.0.update_entry(exchange.context(), id, name, update)?;
                    exchange.reply(&())
                }
                521 => {
                    let super::PrListEntriesRequest { flags, start } = exchange
                        .arguments()?;
                    let results = self.0.list_entries(exchange.context(), flags, start)?;
                    exchange.reply(&results)
                }
                530 => {
                    let super::PrListSuperGroupsRequest { id } = exchange.arguments()?;
                    let results = self.0.list_super_groups(exchange.context(), id)?;
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
    /// Protection: users and groups, their numbers, who is in which group. Service 73, UDP port 7002, on each database server.
    ///
    /// Numbers of users are positive, those of groups negative. Names are in lower case: clients see to that, the server does not.
    #[doc(alias = "PR_")]
    #[derive(Clone, Debug)]
    pub struct PrClient<C>(::rxrpc_xdr::asynchronous::Client<C>);
    impl<C: ::rxrpc_xdr::asynchronous::Caller> PrClient<C> {
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
        /// Makes a user or group of this number. PRPERM without an administrator's rights.
        #[doc(alias = "PR_INewEntry")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn i_new_entry(
            &self,
            name: ::rxrpc_xdr::Text<64>,
            id: i32,
            oid: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::PrINewEntryRequest {
                        name,
                        id,
                        oid,
                    },
                )
                .await
        }
        /// Where a user or group lies in the database. PRNOENT if there is none.
        #[doc(alias = "PR_WhereIsIt")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn where_is_it(
            &self,
            id: i32,
        ) -> ::core::result::Result<i32, ::rxrpc_xdr::RpcError> {
            self.0.call(&super::PrWhereIsItRequest { id }).await
        }
        /// What lies there in the database. For administrators.
        #[doc(alias = "PR_DumpEntry")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn dump_entry(
            &self,
            pos: i32,
        ) -> ::core::result::Result<super::Prdebugentry, ::rxrpc_xdr::RpcError> {
            self.0.call(&super::PrDumpEntryRequest { pos }).await
        }
        /// Puts a user into a group. For those who may.
        #[doc(alias = "PR_AddToGroup")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn add_to_group(
            &self,
            uid: i32,
            gid: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::PrAddToGroupRequest {
                        uid,
                        gid,
                    },
                )
                .await
        }
        /// Numbers of these names, in their order; PR\_ANONYMOUS for a name that there is not.
        #[doc(alias = "PR_NameToID")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn name_to_id(
            &self,
            names: super::PrNames,
        ) -> ::core::result::Result<super::PrIds, ::rxrpc_xdr::RpcError> {
            self.0.call(&super::PrNameToIdRequest { names }).await
        }
        /// Names of these numbers, in their order.
        #[doc(alias = "PR_IDToName")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn id_to_name(
            &self,
            ids: super::PrIds,
        ) -> ::core::result::Result<super::PrNames, ::rxrpc_xdr::RpcError> {
            self.0.call(&super::PrIdToNameRequest { ids }).await
        }
        /// Removes a user or group. For those who may.
        #[doc(alias = "PR_Delete")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn delete(
            &self,
            id: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0.call(&super::PrDeleteRequest { id }).await
        }
        /// Takes a user out of a group. For those who may.
        #[doc(alias = "PR_RemoveFromGroup")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn remove_from_group(
            &self,
            uid: i32,
            gid: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::PrRemoveFromGroupRequest {
                        uid,
                        gid,
                    },
                )
                .await
        }
        /// The groups whose rights a user has, and the user. over is not 0 if there were too many.
        #[doc(alias = "PR_GetCPS")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn get_cps(
            &self,
            id: i32,
        ) -> ::core::result::Result<super::PrGetCpsReply, ::rxrpc_xdr::RpcError> {
            self.0.call(&super::PrGetCpsRequest { id }).await
        }
        /// Makes a user or group, of the kind that flag says (PR\_USER, PR\_GROUP, PR\_FOREIGN), with the owner oid, and gives its number.
        /// PRPERM without an administrator's rights.
        #[doc(alias = "PR_NewEntry")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn new_entry(
            &self,
            name: ::rxrpc_xdr::Text<64>,
            flag: i32,
            oid: i32,
        ) -> ::core::result::Result<i32, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::PrNewEntryRequest {
                        name,
                        flag,
                        oid,
                    },
                )
                .await
        }
        /// The largest number of a user, and of a group.
        #[doc(alias = "PR_ListMax")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn list_max(
            &self,
        ) -> ::core::result::Result<super::PrListMaxReply, ::rxrpc_xdr::RpcError> {
            self.0.call(&super::PrListMaxRequest).await
        }
        /// Sets the largest number of users, or of groups. For administrators.
        #[doc(alias = "PR_SetMax")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn set_max(
            &self,
            id: i32,
            gflag: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::PrSetMaxRequest {
                        id,
                        gflag,
                    },
                )
                .await
        }
        /// A user or group. PRNOENT if there is none.
        #[doc(alias = "PR_ListEntry")]
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
            id: i32,
        ) -> ::core::result::Result<super::Prcheckentry, ::rxrpc_xdr::RpcError> {
            self.0.call(&super::PrListEntryRequest { id }).await
        }
        /// Changes name, owner and number of a user or group. For those who may.
        #[doc(alias = "PR_ChangeEntry")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn change_entry(
            &self,
            id: i32,
            name: ::rxrpc_xdr::Text<64>,
            oid: i32,
            newid: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::PrChangeEntryRequest {
                        id,
                        name,
                        oid,
                        newid,
                    },
                )
                .await
        }
        /// The members of a group, or the groups of a user. over is not 0 if there were too many.
        #[doc(alias = "PR_ListElements")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn list_elements(
            &self,
            id: i32,
        ) -> ::core::result::Result<super::PrListElementsReply, ::rxrpc_xdr::RpcError> {
            self.0.call(&super::PrListElementsRequest { id }).await
        }
        /// Whether a user is in a group: flag is not 0 then. PRNOENT if there is no such user or group.
        #[doc(alias = "PR_IsAMemberOf")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn is_a_member_of(
            &self,
            uid: i32,
            gid: i32,
        ) -> ::core::result::Result<i32, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::PrIsAMemberOfRequest {
                        uid,
                        gid,
                    },
                )
                .await
        }
        /// Changes flags and quotas of a user or group. For those who may.
        #[doc(alias = "PR_SetFieldsEntry")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        #[allow(clippy::too_many_arguments)]
        pub async fn set_fields_entry(
            &self,
            id: i32,
            mask: i32,
            flags: i32,
            ngroups: i32,
            nusers: i32,
            spare1: i32,
            spare2: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::PrSetFieldsEntryRequest {
                        id,
                        mask,
                        flags,
                        ngroups,
                        nusers,
                        spare1,
                        spare2,
                    },
                )
                .await
        }
        /// The groups that a user or group owns; lastp, 0 at first, says where to go on.
        #[doc(alias = "PR_ListOwned")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn list_owned(
            &self,
            id: i32,
            lastp: i32,
        ) -> ::core::result::Result<super::PrListOwnedReply, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::PrListOwnedRequest {
                        id,
                        lastp,
                    },
                )
                .await
        }
        /// The groups whose rights a user has at a host, whose IPv4 address is given as a number.
        #[doc(alias = "PR_GetCPS2")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn get_cps2(
            &self,
            id: i32,
            host: i32,
        ) -> ::core::result::Result<super::PrGetCps2Reply, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::PrGetCps2Request {
                        id,
                        host,
                    },
                )
                .await
        }
        /// The groups whose rights a host gives.
        #[doc(alias = "PR_GetHostCPS")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn get_host_cps(
            &self,
            host: i32,
        ) -> ::core::result::Result<super::PrGetHostCpsReply, ::rxrpc_xdr::RpcError> {
            self.0.call(&super::PrGetHostCpsRequest { host }).await
        }
        /// Changes a user or group. For administrators.
        #[doc(alias = "PR_UpdateEntry")]
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
            id: i32,
            name: ::rxrpc_xdr::Text<64>,
            update: super::PrUpdateEntry,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::PrUpdateEntryRequest {
                        id,
                        name,
                        update,
                    },
                )
                .await
        }
        /// Users or groups, from this place on; and the place to go on with. PRPERM for who is nobody.
        #[doc(alias = "PR_ListEntries")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn list_entries(
            &self,
            flags: i32,
            start: i32,
        ) -> ::core::result::Result<super::PrListEntriesReply, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::PrListEntriesRequest {
                        flags,
                        start,
                    },
                )
                .await
        }
        /// The groups that a group is in.
        #[doc(alias = "PR_ListSuperGroups")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn list_super_groups(
            &self,
            id: i32,
        ) -> ::core::result::Result<
            super::PrListSuperGroupsReply,
            ::rxrpc_xdr::RpcError,
        > {
            self.0
                .call(
                    &super::PrListSuperGroupsRequest {
                        id,
                    },
                )
                .await
        }
    }
    /// Protection: users and groups, their numbers, who is in which group. Service 73, UDP port 7002, on each database server.
    ///
    /// Numbers of users are positive, those of groups negative. Names are in lower case: clients see to that, the server does not.
    #[doc(alias = "PR_")]
    ///
    /// Every method has a default, which refuses with `RXGEN_OPCODE`, as for an operation that there is not.
    /// An error is the code that the client is told, whether or not it means a failure.
    pub trait PrService: Send + Sync {
        /// Makes a user or group of this number. PRPERM without an administrator's rights.
        #[doc(alias = "PR_INewEntry")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn i_new_entry(
            &self,
            context: &::rxrpc_xdr::Context,
            name: ::rxrpc_xdr::Text<64>,
            id: i32,
            oid: i32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, name, id, oid);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Where a user or group lies in the database. PRNOENT if there is none.
        #[doc(alias = "PR_WhereIsIt")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn where_is_it(
            &self,
            context: &::rxrpc_xdr::Context,
            id: i32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<i32, ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, id);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// What lies there in the database. For administrators.
        #[doc(alias = "PR_DumpEntry")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn dump_entry(
            &self,
            context: &::rxrpc_xdr::Context,
            pos: i32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<super::Prdebugentry, ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, pos);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Puts a user into a group. For those who may.
        #[doc(alias = "PR_AddToGroup")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn add_to_group(
            &self,
            context: &::rxrpc_xdr::Context,
            uid: i32,
            gid: i32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, uid, gid);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Numbers of these names, in their order; PR\_ANONYMOUS for a name that there is not.
        #[doc(alias = "PR_NameToID")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn name_to_id(
            &self,
            context: &::rxrpc_xdr::Context,
            names: super::PrNames,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<super::PrIds, ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, names);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Names of these numbers, in their order.
        #[doc(alias = "PR_IDToName")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn id_to_name(
            &self,
            context: &::rxrpc_xdr::Context,
            ids: super::PrIds,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<super::PrNames, ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, ids);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Removes a user or group. For those who may.
        #[doc(alias = "PR_Delete")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn delete(
            &self,
            context: &::rxrpc_xdr::Context,
            id: i32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, id);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Takes a user out of a group. For those who may.
        #[doc(alias = "PR_RemoveFromGroup")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn remove_from_group(
            &self,
            context: &::rxrpc_xdr::Context,
            uid: i32,
            gid: i32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, uid, gid);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// The groups whose rights a user has, and the user. over is not 0 if there were too many.
        #[doc(alias = "PR_GetCPS")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_cps(
            &self,
            context: &::rxrpc_xdr::Context,
            id: i32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<super::PrGetCpsReply, ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, id);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Makes a user or group, of the kind that flag says (PR\_USER, PR\_GROUP, PR\_FOREIGN), with the owner oid, and gives its number.
        /// PRPERM without an administrator's rights.
        #[doc(alias = "PR_NewEntry")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn new_entry(
            &self,
            context: &::rxrpc_xdr::Context,
            name: ::rxrpc_xdr::Text<64>,
            flag: i32,
            oid: i32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<i32, ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, name, flag, oid);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// The largest number of a user, and of a group.
        #[doc(alias = "PR_ListMax")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn list_max(
            &self,
            context: &::rxrpc_xdr::Context,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<super::PrListMaxReply, ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = context;
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Sets the largest number of users, or of groups. For administrators.
        #[doc(alias = "PR_SetMax")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn set_max(
            &self,
            context: &::rxrpc_xdr::Context,
            id: i32,
            gflag: i32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, id, gflag);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// A user or group. PRNOENT if there is none.
        #[doc(alias = "PR_ListEntry")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn list_entry(
            &self,
            context: &::rxrpc_xdr::Context,
            id: i32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<super::Prcheckentry, ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, id);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Changes name, owner and number of a user or group. For those who may.
        #[doc(alias = "PR_ChangeEntry")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn change_entry(
            &self,
            context: &::rxrpc_xdr::Context,
            id: i32,
            name: ::rxrpc_xdr::Text<64>,
            oid: i32,
            newid: i32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, id, name, oid, newid);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// The members of a group, or the groups of a user. over is not 0 if there were too many.
        #[doc(alias = "PR_ListElements")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn list_elements(
            &self,
            context: &::rxrpc_xdr::Context,
            id: i32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                super::PrListElementsReply,
                ::rxrpc_xdr::Refusal,
            >,
        > + Send {
            let _ = (context, id);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Whether a user is in a group: flag is not 0 then. PRNOENT if there is no such user or group.
        #[doc(alias = "PR_IsAMemberOf")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn is_a_member_of(
            &self,
            context: &::rxrpc_xdr::Context,
            uid: i32,
            gid: i32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<i32, ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, uid, gid);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Changes flags and quotas of a user or group. For those who may.
        #[doc(alias = "PR_SetFieldsEntry")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn set_fields_entry(
            &self,
            context: &::rxrpc_xdr::Context,
            id: i32,
            mask: i32,
            flags: i32,
            ngroups: i32,
            nusers: i32,
            spare1: i32,
            spare2: i32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, id, mask, flags, ngroups, nusers, spare1, spare2);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// The groups that a user or group owns; lastp, 0 at first, says where to go on.
        #[doc(alias = "PR_ListOwned")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn list_owned(
            &self,
            context: &::rxrpc_xdr::Context,
            id: i32,
            lastp: i32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                super::PrListOwnedReply,
                ::rxrpc_xdr::Refusal,
            >,
        > + Send {
            let _ = (context, id, lastp);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// The groups whose rights a user has at a host, whose IPv4 address is given as a number.
        #[doc(alias = "PR_GetCPS2")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_cps2(
            &self,
            context: &::rxrpc_xdr::Context,
            id: i32,
            host: i32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<super::PrGetCps2Reply, ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, id, host);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// The groups whose rights a host gives.
        #[doc(alias = "PR_GetHostCPS")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_host_cps(
            &self,
            context: &::rxrpc_xdr::Context,
            host: i32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                super::PrGetHostCpsReply,
                ::rxrpc_xdr::Refusal,
            >,
        > + Send {
            let _ = (context, host);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Changes a user or group. For administrators.
        #[doc(alias = "PR_UpdateEntry")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn update_entry(
            &self,
            context: &::rxrpc_xdr::Context,
            id: i32,
            name: ::rxrpc_xdr::Text<64>,
            update: super::PrUpdateEntry,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, id, name, update);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Users or groups, from this place on; and the place to go on with. PRPERM for who is nobody.
        #[doc(alias = "PR_ListEntries")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn list_entries(
            &self,
            context: &::rxrpc_xdr::Context,
            flags: i32,
            start: i32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                super::PrListEntriesReply,
                ::rxrpc_xdr::Refusal,
            >,
        > + Send {
            let _ = (context, flags, start);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// The groups that a group is in.
        #[doc(alias = "PR_ListSuperGroups")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn list_super_groups(
            &self,
            context: &::rxrpc_xdr::Context,
            id: i32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                super::PrListSuperGroupsReply,
                ::rxrpc_xdr::Refusal,
            >,
        > + Send {
            let _ = (context, id);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
    }
    /// The procedures of a [`PrService`], as an interface that answers calls.
    #[derive(Clone, Debug)]
    pub struct PrServer<S>(pub S);
    impl<S: PrService> ::rxrpc_xdr::asynchronous::Interface for PrServer<S> {
        fn has(&self, opcode: i32) -> bool {
            matches!(opcode, 500..= 521 | 530)
        }
        async fn answer<C: ::rxrpc_xdr::asynchronous::Call>(
            &self,
            opcode: i32,
            mut exchange: ::rxrpc_xdr::asynchronous::Exchange<'_, C>,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            match opcode {
                500 => {
                    let super::PrINewEntryRequest { name, id, oid } = exchange
                        .arguments()
                        .await?;
                    self.0.i_new_entry(exchange.context(), name, id, oid).await?;
                    exchange.reply(&()).await
                }
                501 => {
                    let super::PrWhereIsItRequest { id } = exchange.arguments().await?;
                    let results = self.0.where_is_it(exchange.context(), id).await?;
                    exchange.reply(&results).await
                }
                502 => {
                    let super::PrDumpEntryRequest { pos } = exchange.arguments().await?;
                    let results = self.0.dump_entry(exchange.context(), pos).await?;
                    exchange.reply(&results).await
                }
                503 => {
                    let super::PrAddToGroupRequest { uid, gid } = exchange
                        .arguments()
                        .await?;
                    self.0.add_to_group(exchange.context(), uid, gid).await?;
                    exchange.reply(&()).await
                }
                504 => {
                    let super::PrNameToIdRequest { names } = exchange.arguments().await?;
                    let results = self.0.name_to_id(exchange.context(), names).await?;
                    exchange.reply(&results).await
                }
                505 => {
                    let super::PrIdToNameRequest { ids } = exchange.arguments().await?;
                    let results = self.0.id_to_name(exchange.context(), ids).await?;
                    exchange.reply(&results).await
                }
                506 => {
                    let super::PrDeleteRequest { id } = exchange.arguments().await?;
                    self.0.delete(exchange.context(), id).await?;
                    exchange.reply(&()).await
                }
                507 => {
                    let super::PrRemoveFromGroupRequest { uid, gid } = exchange
                        .arguments()
                        .await?;
                    self.0.remove_from_group(exchange.context(), uid, gid).await?;
                    exchange.reply(&()).await
                }
                508 => {
                    let super::PrGetCpsRequest { id } = exchange.arguments().await?;
                    let results = self.0.get_cps(exchange.context(), id).await?;
                    exchange.reply(&results).await
                }
                509 => {
                    let super::PrNewEntryRequest { name, flag, oid } = exchange
                        .arguments()
                        .await?;
                    let results = self
                        .0
                        .new_entry(exchange.context(), name, flag, oid)
                        .await?;
                    exchange.reply(&results).await
                }
                510 => {
                    let super::PrListMaxRequest = exchange.arguments().await?;
                    let results = self.0.list_max(exchange.context()).await?;
                    exchange.reply(&results).await
                }
                511 => {
                    let super::PrSetMaxRequest { id, gflag } = exchange
                        .arguments()
                        .await?;
                    self.0.set_max(exchange.context(), id, gflag).await?;
                    exchange.reply(&()).await
                }
                512 => {
                    let super::PrListEntryRequest { id } = exchange.arguments().await?;
                    let results = self.0.list_entry(exchange.context(), id).await?;
                    exchange.reply(&results).await
                }
                513 => {
                    let super::PrChangeEntryRequest { id, name, oid, newid } = exchange
                        .arguments()
                        .await?;
                    self.0.change_entry(exchange.context(), id, name, oid, newid).await?;
                    exchange.reply(&()).await
                }
                514 => {
                    let super::PrListElementsRequest { id } = exchange
                        .arguments()
                        .await?;
                    let results = self.0.list_elements(exchange.context(), id).await?;
                    exchange.reply(&results).await
                }
                515 => {
                    let super::PrIsAMemberOfRequest { uid, gid } = exchange
                        .arguments()
                        .await?;
                    let results = self
                        .0
                        .is_a_member_of(exchange.context(), uid, gid)
                        .await?;
                    exchange.reply(&results).await
                }
                516 => {
                    let super::PrSetFieldsEntryRequest {
                        id,
                        mask,
                        flags,
                        ngroups,
                        nusers,
                        spare1,
                        spare2,
                    } = exchange.arguments().await?;
                    self.0
                        .set_fields_entry(
                            exchange.context(),
                            id,
                            mask,
                            flags,
                            ngroups,
                            nusers,
                            spare1,
                            spare2,
                        )
                        .await?;
                    exchange.reply(&()).await
                }
                517 => {
                    let super::PrListOwnedRequest { id, lastp } = exchange
                        .arguments()
                        .await?;
                    let results = self
                        .0
                        .list_owned(exchange.context(), id, lastp)
                        .await?;
                    exchange.reply(&results).await
                }
                518 => {
                    let super::PrGetCps2Request { id, host } = exchange
                        .arguments()
                        .await?;
                    let results = self.0.get_cps2(exchange.context(), id, host).await?;
                    exchange.reply(&results).await
                }
                519 => {
                    let super::PrGetHostCpsRequest { host } = exchange
                        .arguments()
                        .await?;
                    let results = self.0.get_host_cps(exchange.context(), host).await?;
                    exchange.reply(&results).await
                }
                520 => {
                    let super::PrUpdateEntryRequest { id, name, update } = exchange
                        .arguments()
                        .await?;
                    self.0.update_entry(exchange.context(), id, name, update).await?;
                    exchange.reply(&()).await
                }
                521 => {
                    let super::PrListEntriesRequest { flags, start } = exchange
                        .arguments()
                        .await?;
                    let results = self
                        .0
                        .list_entries(exchange.context(), flags, start)
                        .await?;
                    exchange.reply(&results).await
                }
                530 => {
                    let super::PrListSuperGroupsRequest { id } = exchange
                        .arguments()
                        .await?;
                    let results = self
                        .0
                        .list_super_groups(exchange.context(), id)
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
