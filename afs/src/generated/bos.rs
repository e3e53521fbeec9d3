// Made by rxrpc-xg from an interface file.

/// Characters of each string.
pub const BOZO_STRING: i32 = 256;
/// Status of an instance: not running.
pub const BOZO_SHUT_DOWN: i32 = 0;
/// Status of an instance: running.
pub const BOZO_RUNNING: i32 = 1;
/// Status of an instance: about to end.
pub const BOZO_SHUTTING_DOWN: i32 = 2;
/// Status of an instance: about to run.
pub const BOZO_STARTING_UP: i32 = 3;
/// Which time of restarting: the general one.
pub const BOZO_RESTART_GENERAL: i32 = 1;
/// Which time of restarting: for new binaries.
pub const BOZO_RESTART_NEW_BINARIES: i32 = 2;
/// The operations of the package `BOZO_`: their codes, which rise, and their names.
pub const BOZO_OPERATIONS: &[(i32, &str)] = &[
    (80, "BOZO_CreateBnode"),
    (81, "BOZO_DeleteBnode"),
    (82, "BOZO_SetStatus"),
    (83, "BOZO_GetStatus"),
    (84, "BOZO_EnumerateInstance"),
    (85, "BOZO_GetInstanceInfo"),
    (86, "BOZO_GetInstanceParm"),
    (87, "BOZO_AddSUser"),
    (88, "BOZO_DeleteSUser"),
    (89, "BOZO_ListSUsers"),
    (90, "BOZO_ListKeys"),
    (94, "BOZO_GetCellName"),
    (95, "BOZO_GetCellHost"),
    (98, "BOZO_SetTStatus"),
    (99, "BOZO_ShutdownAll"),
    (100, "BOZO_RestartAll"),
    (101, "BOZO_StartupAll"),
    (104, "BOZO_Restart"),
    (105, "BOZO_Install"),
    (107, "BOZO_GetDates"),
    (108, "BOZO_Exec"),
    (110, "BOZO_SetRestartTime"),
    (111, "BOZO_GetRestartTime"),
    (112, "BOZO_GetLog"),
    (113, "BOZO_WaitAll"),
    (114, "BOZO_GetInstanceStrings"),
    (115, "BOZO_GetRestrictedMode"),
    (116, "BOZO_SetRestrictedMode"),
];
/// How an instance is. Times are in seconds since 1970.
#[doc(alias = "bozo_status")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct BozoStatus {
    /// What it shall be: BOZO\_RUNNING or BOZO\_SHUT\_DOWN.
    pub goal: i32,
    /// The same, as it is kept for the next start of the overseer.
    #[doc(alias = "fileGoal")]
    pub file_goal: i32,
    /// When it was started last.
    #[doc(alias = "procStartTime")]
    pub proc_start_time: i32,
    /// How often it was started.
    #[doc(alias = "procStarts")]
    pub proc_starts: i32,
    /// When it ended last.
    #[doc(alias = "lastAnyExit")]
    pub last_any_exit: i32,
    /// When it ended last with an error.
    #[doc(alias = "lastErrorExit")]
    pub last_error_exit: i32,
    /// How it ended then.
    #[doc(alias = "errorCode")]
    pub error_code: i32,
    /// What ended it then.
    #[doc(alias = "errorSignal")]
    pub error_signal: i32,
    /// `flags`.
    pub flags: i32,
    /// `spare`.
    pub spare: [i32; 8],
}
impl ::rxrpc_xdr::Encode for BozoStatus {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.goal, to)?;
        ::rxrpc_xdr::Encode::encode(&self.file_goal, to)?;
        ::rxrpc_xdr::Encode::encode(&self.proc_start_time, to)?;
        ::rxrpc_xdr::Encode::encode(&self.proc_starts, to)?;
        ::rxrpc_xdr::Encode::encode(&self.last_any_exit, to)?;
        ::rxrpc_xdr::Encode::encode(&self.last_error_exit, to)?;
        ::rxrpc_xdr::Encode::encode(&self.error_code, to)?;
        ::rxrpc_xdr::Encode::encode(&self.error_signal, to)?;
        ::rxrpc_xdr::Encode::encode(&self.flags, to)?;
        ::rxrpc_xdr::Encode::encode(&self.spare, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for BozoStatus {
    const MIN: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<[i32; 8] as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<[i32; 8] as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            goal: ::rxrpc_xdr::Decode::decode(from)?,
            file_goal: ::rxrpc_xdr::Decode::decode(from)?,
            proc_start_time: ::rxrpc_xdr::Decode::decode(from)?,
            proc_starts: ::rxrpc_xdr::Decode::decode(from)?,
            last_any_exit: ::rxrpc_xdr::Decode::decode(from)?,
            last_error_exit: ::rxrpc_xdr::Decode::decode(from)?,
            error_code: ::rxrpc_xdr::Decode::decode(from)?,
            error_signal: ::rxrpc_xdr::Decode::decode(from)?,
            flags: ::rxrpc_xdr::Decode::decode(from)?,
            spare: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// A service key.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct BozoKey {
    /// `data`.
    pub data: ::rxrpc_xdr::Chars<8>,
}
impl ::rxrpc_xdr::Encode for BozoKey {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.data, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for BozoKey {
    const MIN: usize = 0usize
        .saturating_add(<::rxrpc_xdr::Chars<8> as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<::rxrpc_xdr::Chars<8> as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            data: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// What is known of a service key. Its words have no meaning that is known here.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct BozoKeyInfo {
    /// `words`.
    pub words: [u32; 4],
}
impl ::rxrpc_xdr::Encode for BozoKeyInfo {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.words, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for BozoKeyInfo {
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
/// A time of the day or week.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct BozoTime {
    /// Which of the fields count.
    pub mask: i32,
    /// `hour`.
    pub hour: i16,
    /// `min`.
    pub min: i16,
    /// `sec`.
    pub sec: i16,
    /// `day`.
    pub day: i16,
}
impl ::rxrpc_xdr::Encode for BozoTime {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.mask, to)?;
        ::rxrpc_xdr::Encode::encode(&self.hour, to)?;
        ::rxrpc_xdr::Encode::encode(&self.min, to)?;
        ::rxrpc_xdr::Encode::encode(&self.sec, to)?;
        ::rxrpc_xdr::Encode::encode(&self.day, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for BozoTime {
    const MIN: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i16 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i16 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i16 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i16 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i16 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i16 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i16 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i16 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            mask: ::rxrpc_xdr::Decode::decode(from)?,
            hour: ::rxrpc_xdr::Decode::decode(from)?,
            min: ::rxrpc_xdr::Decode::decode(from)?,
            sec: ::rxrpc_xdr::Decode::decode(from)?,
            day: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// The arguments of `BOZO_CreateBnode`, operation 80.
#[doc(alias = "BOZO_CreateBnode")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct BozoCreateBnodeRequest {
    /// `type`.
    pub r#type: ::rxrpc_xdr::Text<256>,
    /// `instance`.
    pub instance: ::rxrpc_xdr::Text<256>,
    /// `p1`.
    pub p1: ::rxrpc_xdr::Text<256>,
    /// `p2`.
    pub p2: ::rxrpc_xdr::Text<256>,
    /// `p3`.
    pub p3: ::rxrpc_xdr::Text<256>,
    /// `p4`.
    pub p4: ::rxrpc_xdr::Text<256>,
    /// `p5`.
    pub p5: ::rxrpc_xdr::Text<256>,
    /// `p6`.
    pub p6: ::rxrpc_xdr::Text<256>,
}
impl ::rxrpc_xdr::Encode for BozoCreateBnodeRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.r#type, to)?;
        ::rxrpc_xdr::Encode::encode(&self.instance, to)?;
        ::rxrpc_xdr::Encode::encode(&self.p1, to)?;
        ::rxrpc_xdr::Encode::encode(&self.p2, to)?;
        ::rxrpc_xdr::Encode::encode(&self.p3, to)?;
        ::rxrpc_xdr::Encode::encode(&self.p4, to)?;
        ::rxrpc_xdr::Encode::encode(&self.p5, to)?;
        ::rxrpc_xdr::Encode::encode(&self.p6, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for BozoCreateBnodeRequest {
    const MIN: usize = 0usize
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            r#type: ::rxrpc_xdr::Decode::decode(from)?,
            instance: ::rxrpc_xdr::Decode::decode(from)?,
            p1: ::rxrpc_xdr::Decode::decode(from)?,
            p2: ::rxrpc_xdr::Decode::decode(from)?,
            p3: ::rxrpc_xdr::Decode::decode(from)?,
            p4: ::rxrpc_xdr::Decode::decode(from)?,
            p5: ::rxrpc_xdr::Decode::decode(from)?,
            p6: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for BozoCreateBnodeRequest {
    const OPCODE: i32 = 80;
    const NAME: &'static str = "BOZO_CreateBnode";
    type Reply = ();
}
/// The arguments of `BOZO_DeleteBnode`, operation 81.
#[doc(alias = "BOZO_DeleteBnode")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct BozoDeleteBnodeRequest {
    /// `instance`.
    pub instance: ::rxrpc_xdr::Text<256>,
}
impl ::rxrpc_xdr::Encode for BozoDeleteBnodeRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.instance, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for BozoDeleteBnodeRequest {
    const MIN: usize = 0usize
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            instance: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for BozoDeleteBnodeRequest {
    const OPCODE: i32 = 81;
    const NAME: &'static str = "BOZO_DeleteBnode";
    type Reply = ();
}
/// The arguments of `BOZO_SetStatus`, operation 82.
#[doc(alias = "BOZO_SetStatus")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct BozoSetStatusRequest {
    /// `instance`.
    pub instance: ::rxrpc_xdr::Text<256>,
    /// `status`.
    pub status: i32,
}
impl ::rxrpc_xdr::Encode for BozoSetStatusRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.instance, to)?;
        ::rxrpc_xdr::Encode::encode(&self.status, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for BozoSetStatusRequest {
    const MIN: usize = 0usize
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            instance: ::rxrpc_xdr::Decode::decode(from)?,
            status: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for BozoSetStatusRequest {
    const OPCODE: i32 = 82;
    const NAME: &'static str = "BOZO_SetStatus";
    type Reply = ();
}
/// The arguments of `BOZO_GetStatus`, operation 83.
#[doc(alias = "BOZO_GetStatus")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct BozoGetStatusRequest {
    /// `instance`.
    pub instance: ::rxrpc_xdr::Text<256>,
}
impl ::rxrpc_xdr::Encode for BozoGetStatusRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.instance, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for BozoGetStatusRequest {
    const MIN: usize = 0usize
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            instance: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// The results of `BOZO_GetStatus`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct BozoGetStatusReply {
    /// `status`.
    pub status: i32,
    /// `text`.
    pub text: ::rxrpc_xdr::Text<256>,
}
impl ::rxrpc_xdr::Encode for BozoGetStatusReply {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.status, to)?;
        ::rxrpc_xdr::Encode::encode(&self.text, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for BozoGetStatusReply {
    const MIN: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            status: ::rxrpc_xdr::Decode::decode(from)?,
            text: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for BozoGetStatusRequest {
    const OPCODE: i32 = 83;
    const NAME: &'static str = "BOZO_GetStatus";
    type Reply = BozoGetStatusReply;
}
/// The arguments of `BOZO_EnumerateInstance`, operation 84.
#[doc(alias = "BOZO_EnumerateInstance")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct BozoEnumerateInstanceRequest {
    /// `index`.
    pub index: i32,
}
impl ::rxrpc_xdr::Encode for BozoEnumerateInstanceRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.index, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for BozoEnumerateInstanceRequest {
    const MIN: usize = 0usize.saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize.saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            index: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for BozoEnumerateInstanceRequest {
    const OPCODE: i32 = 84;
    const NAME: &'static str = "BOZO_EnumerateInstance";
    type Reply = ::rxrpc_xdr::Text<256>;
}
/// The arguments of `BOZO_GetInstanceInfo`, operation 85.
#[doc(alias = "BOZO_GetInstanceInfo")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct BozoGetInstanceInfoRequest {
    /// `instance`.
    pub instance: ::rxrpc_xdr::Text<256>,
}
impl ::rxrpc_xdr::Encode for BozoGetInstanceInfoRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.instance, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for BozoGetInstanceInfoRequest {
    const MIN: usize = 0usize
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            instance: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// The results of `BOZO_GetInstanceInfo`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct BozoGetInstanceInfoReply {
    /// `type`.
    pub r#type: ::rxrpc_xdr::Text<256>,
    /// `status`.
    pub status: BozoStatus,
}
impl ::rxrpc_xdr::Encode for BozoGetInstanceInfoReply {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.r#type, to)?;
        ::rxrpc_xdr::Encode::encode(&self.status, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for BozoGetInstanceInfoReply {
    const MIN: usize = 0usize
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<BozoStatus as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<BozoStatus as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            r#type: ::rxrpc_xdr::Decode::decode(from)?,
            status: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for BozoGetInstanceInfoRequest {
    const OPCODE: i32 = 85;
    const NAME: &'static str = "BOZO_GetInstanceInfo";
    type Reply = BozoGetInstanceInfoReply;
}
/// The arguments of `BOZO_GetInstanceParm`, operation 86.
#[doc(alias = "BOZO_GetInstanceParm")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct BozoGetInstanceParmRequest {
    /// `instance`.
    pub instance: ::rxrpc_xdr::Text<256>,
    /// `n`.
    pub n: i32,
}
impl ::rxrpc_xdr::Encode for BozoGetInstanceParmRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.instance, to)?;
        ::rxrpc_xdr::Encode::encode(&self.n, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for BozoGetInstanceParmRequest {
    const MIN: usize = 0usize
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            instance: ::rxrpc_xdr::Decode::decode(from)?,
            n: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for BozoGetInstanceParmRequest {
    const OPCODE: i32 = 86;
    const NAME: &'static str = "BOZO_GetInstanceParm";
    type Reply = ::rxrpc_xdr::Text<256>;
}
/// The arguments of `BOZO_AddSUser`, operation 87.
#[doc(alias = "BOZO_AddSUser")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct BozoAddSUserRequest {
    /// `name`.
    pub name: ::rxrpc_xdr::Text<256>,
}
impl ::rxrpc_xdr::Encode for BozoAddSUserRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.name, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for BozoAddSUserRequest {
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
impl ::rxrpc_xdr::Procedure for BozoAddSUserRequest {
    const OPCODE: i32 = 87;
    const NAME: &'static str = "BOZO_AddSUser";
    type Reply = ();
}
/// The arguments of `BOZO_DeleteSUser`, operation 88.
#[doc(alias = "BOZO_DeleteSUser")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct BozoDeleteSUserRequest {
    /// `name`.
    pub name: ::rxrpc_xdr::Text<256>,
}
impl ::rxrpc_xdr::Encode for BozoDeleteSUserRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.name, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for BozoDeleteSUserRequest {
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
impl ::rxrpc_xdr::Procedure for BozoDeleteSUserRequest {
    const OPCODE: i32 = 88;
    const NAME: &'static str = "BOZO_DeleteSUser";
    type Reply = ();
}
/// The arguments of `BOZO_ListSUsers`, operation 89.
#[doc(alias = "BOZO_ListSUsers")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct BozoListSUsersRequest {
    /// `index`.
    pub index: i32,
}
impl ::rxrpc_xdr::Encode for BozoListSUsersRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.index, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for BozoListSUsersRequest {
    const MIN: usize = 0usize.saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize.saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            index: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for BozoListSUsersRequest {
    const OPCODE: i32 = 89;
    const NAME: &'static str = "BOZO_ListSUsers";
    type Reply = ::rxrpc_xdr::Text<256>;
}
/// The arguments of `BOZO_ListKeys`, operation 90.
#[doc(alias = "BOZO_ListKeys")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct BozoListKeysRequest {
    /// `index`.
    pub index: i32,
}
impl ::rxrpc_xdr::Encode for BozoListKeysRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.index, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for BozoListKeysRequest {
    const MIN: usize = 0usize.saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize.saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            index: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// The results of `BOZO_ListKeys`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct BozoListKeysReply {
    /// `kvno`.
    pub kvno: i32,
    /// `key`.
    pub key: BozoKey,
    /// `info`.
    pub info: BozoKeyInfo,
}
impl ::rxrpc_xdr::Encode for BozoListKeysReply {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.kvno, to)?;
        ::rxrpc_xdr::Encode::encode(&self.key, to)?;
        ::rxrpc_xdr::Encode::encode(&self.info, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for BozoListKeysReply {
    const MIN: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<BozoKey as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<BozoKeyInfo as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<BozoKey as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<BozoKeyInfo as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            kvno: ::rxrpc_xdr::Decode::decode(from)?,
            key: ::rxrpc_xdr::Decode::decode(from)?,
            info: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for BozoListKeysRequest {
    const OPCODE: i32 = 90;
    const NAME: &'static str = "BOZO_ListKeys";
    type Reply = BozoListKeysReply;
}
/// The arguments of `BOZO_GetCellName`, operation 94.
#[doc(alias = "BOZO_GetCellName")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct BozoGetCellNameRequest;
impl ::rxrpc_xdr::Encode for BozoGetCellNameRequest {
    fn encode(
        &self,
        _: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for BozoGetCellNameRequest {
    const MIN: usize = 0usize;
    const MAX: usize = 0usize;
    fn decode(
        _: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self)
    }
}
impl ::rxrpc_xdr::Procedure for BozoGetCellNameRequest {
    const OPCODE: i32 = 94;
    const NAME: &'static str = "BOZO_GetCellName";
    type Reply = ::rxrpc_xdr::Text<256>;
}
/// The arguments of `BOZO_GetCellHost`, operation 95.
#[doc(alias = "BOZO_GetCellHost")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct BozoGetCellHostRequest {
    /// `index`.
    pub index: u32,
}
impl ::rxrpc_xdr::Encode for BozoGetCellHostRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.index, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for BozoGetCellHostRequest {
    const MIN: usize = 0usize.saturating_add(<u32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize.saturating_add(<u32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            index: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for BozoGetCellHostRequest {
    const OPCODE: i32 = 95;
    const NAME: &'static str = "BOZO_GetCellHost";
    type Reply = ::rxrpc_xdr::Text<256>;
}
/// The arguments of `BOZO_SetTStatus`, operation 98.
#[doc(alias = "BOZO_SetTStatus")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct BozoSetTStatusRequest {
    /// `instance`.
    pub instance: ::rxrpc_xdr::Text<256>,
    /// `status`.
    pub status: i32,
}
impl ::rxrpc_xdr::Encode for BozoSetTStatusRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.instance, to)?;
        ::rxrpc_xdr::Encode::encode(&self.status, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for BozoSetTStatusRequest {
    const MIN: usize = 0usize
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            instance: ::rxrpc_xdr::Decode::decode(from)?,
            status: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for BozoSetTStatusRequest {
    const OPCODE: i32 = 98;
    const NAME: &'static str = "BOZO_SetTStatus";
    type Reply = ();
}
/// The arguments of `BOZO_ShutdownAll`, operation 99.
#[doc(alias = "BOZO_ShutdownAll")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct BozoShutdownAllRequest;
impl ::rxrpc_xdr::Encode for BozoShutdownAllRequest {
    fn encode(
        &self,
        _: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for BozoShutdownAllRequest {
    const MIN: usize = 0usize;
    const MAX: usize = 0usize;
    fn decode(
        _: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self)
    }
}
impl ::rxrpc_xdr::Procedure for BozoShutdownAllRequest {
    const OPCODE: i32 = 99;
    const NAME: &'static str = "BOZO_ShutdownAll";
    type Reply = ();
}
/// The arguments of `BOZO_RestartAll`, operation 100.
#[doc(alias = "BOZO_RestartAll")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct BozoRestartAllRequest;
impl ::rxrpc_xdr::Encode for BozoRestartAllRequest {
    fn encode(
        &self,
        _: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for BozoRestartAllRequest {
    const MIN: usize = 0usize;
    const MAX: usize = 0usize;
    fn decode(
        _: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self)
    }
}
impl ::rxrpc_xdr::Procedure for BozoRestartAllRequest {
    const OPCODE: i32 = 100;
    const NAME: &'static str = "BOZO_RestartAll";
    type Reply = ();
}
/// The arguments of `BOZO_StartupAll`, operation 101.
#[doc(alias = "BOZO_StartupAll")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct BozoStartupAllRequest;
impl ::rxrpc_xdr::Encode for BozoStartupAllRequest {
    fn encode(
        &self,
        _: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for BozoStartupAllRequest {
    const MIN: usize = 0usize;
    const MAX: usize = 0usize;
    fn decode(
        _: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self)
    }
}
impl ::rxrpc_xdr::Procedure for BozoStartupAllRequest {
    const OPCODE: i32 = 101;
    const NAME: &'static str = "BOZO_StartupAll";
    type Reply = ();
}
/// The arguments of `BOZO_Restart`, operation 104.
#[doc(alias = "BOZO_Restart")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct BozoRestartRequest {
    /// `instance`.
    pub instance: ::rxrpc_xdr::Text<256>,
}
impl ::rxrpc_xdr::Encode for BozoRestartRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.instance, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for BozoRestartRequest {
    const MIN: usize = 0usize
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            instance: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for BozoRestartRequest {
    const OPCODE: i32 = 104;
    const NAME: &'static str = "BOZO_Restart";
    type Reply = ();
}
/// The arguments of `BOZO_Install`, operation 105.
#[doc(alias = "BOZO_Install")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct BozoInstallRequest {
    /// `path`.
    pub path: ::rxrpc_xdr::Text<256>,
    /// `size`.
    pub size: i32,
    /// `flags`.
    pub flags: i32,
    /// `date`.
    pub date: i32,
}
impl ::rxrpc_xdr::Encode for BozoInstallRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.path, to)?;
        ::rxrpc_xdr::Encode::encode(&self.size, to)?;
        ::rxrpc_xdr::Encode::encode(&self.flags, to)?;
        ::rxrpc_xdr::Encode::encode(&self.date, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for BozoInstallRequest {
    const MIN: usize = 0usize
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            path: ::rxrpc_xdr::Decode::decode(from)?,
            size: ::rxrpc_xdr::Decode::decode(from)?,
            flags: ::rxrpc_xdr::Decode::decode(from)?,
            date: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for BozoInstallRequest {
    const OPCODE: i32 = 105;
    const NAME: &'static str = "BOZO_Install";
    type Reply = ();
}
/// The arguments of `BOZO_GetDates`, operation 107.
#[doc(alias = "BOZO_GetDates")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct BozoGetDatesRequest {
    /// `path`.
    pub path: ::rxrpc_xdr::Text<256>,
}
impl ::rxrpc_xdr::Encode for BozoGetDatesRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.path, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for BozoGetDatesRequest {
    const MIN: usize = 0usize
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            path: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// The results of `BOZO_GetDates`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct BozoGetDatesReply {
    /// `new`.
    pub new: i32,
    /// `bak`.
    pub bak: i32,
    /// `old`.
    pub old: i32,
}
impl ::rxrpc_xdr::Encode for BozoGetDatesReply {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.new, to)?;
        ::rxrpc_xdr::Encode::encode(&self.bak, to)?;
        ::rxrpc_xdr::Encode::encode(&self.old, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for BozoGetDatesReply {
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
            new: ::rxrpc_xdr::Decode::decode(from)?,
            bak: ::rxrpc_xdr::Decode::decode(from)?,
            old: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for BozoGetDatesRequest {
    const OPCODE: i32 = 107;
    const NAME: &'static str = "BOZO_GetDates";
    type Reply = BozoGetDatesReply;
}
/// The arguments of `BOZO_Exec`, operation 108.
#[doc(alias = "BOZO_Exec")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct BozoExecRequest {
    /// `command`.
    pub command: ::rxrpc_xdr::Text<256>,
}
impl ::rxrpc_xdr::Encode for BozoExecRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.command, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for BozoExecRequest {
    const MIN: usize = 0usize
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            command: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for BozoExecRequest {
    const OPCODE: i32 = 108;
    const NAME: &'static str = "BOZO_Exec";
    type Reply = ();
}
/// The arguments of `BOZO_SetRestartTime`, operation 110.
#[doc(alias = "BOZO_SetRestartTime")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct BozoSetRestartTimeRequest {
    /// `type`.
    pub r#type: i32,
    /// `time`.
    pub time: BozoTime,
}
impl ::rxrpc_xdr::Encode for BozoSetRestartTimeRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.r#type, to)?;
        ::rxrpc_xdr::Encode::encode(&self.time, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for BozoSetRestartTimeRequest {
    const MIN: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<BozoTime as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<BozoTime as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            r#type: ::rxrpc_xdr::Decode::decode(from)?,
            time: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for BozoSetRestartTimeRequest {
    const OPCODE: i32 = 110;
    const NAME: &'static str = "BOZO_SetRestartTime";
    type Reply = ();
}
/// The arguments of `BOZO_GetRestartTime`, operation 111.
#[doc(alias = "BOZO_GetRestartTime")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct BozoGetRestartTimeRequest {
    /// `type`.
    pub r#type: i32,
}
impl ::rxrpc_xdr::Encode for BozoGetRestartTimeRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.r#type, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for BozoGetRestartTimeRequest {
    const MIN: usize = 0usize.saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize.saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            r#type: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for BozoGetRestartTimeRequest {
    const OPCODE: i32 = 111;
    const NAME: &'static str = "BOZO_GetRestartTime";
    type Reply = BozoTime;
}
/// The arguments of `BOZO_GetLog`, operation 112.
#[doc(alias = "BOZO_GetLog")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct BozoGetLogRequest {
    /// `name`.
    pub name: ::rxrpc_xdr::Text<256>,
}
impl ::rxrpc_xdr::Encode for BozoGetLogRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.name, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for BozoGetLogRequest {
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
impl ::rxrpc_xdr::Procedure for BozoGetLogRequest {
    const OPCODE: i32 = 112;
    const NAME: &'static str = "BOZO_GetLog";
    type Reply = ();
}
/// The arguments of `BOZO_WaitAll`, operation 113.
#[doc(alias = "BOZO_WaitAll")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct BozoWaitAllRequest;
impl ::rxrpc_xdr::Encode for BozoWaitAllRequest {
    fn encode(
        &self,
        _: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for BozoWaitAllRequest {
    const MIN: usize = 0usize;
    const MAX: usize = 0usize;
    fn decode(
        _: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self)
    }
}
impl ::rxrpc_xdr::Procedure for BozoWaitAllRequest {
    const OPCODE: i32 = 113;
    const NAME: &'static str = "BOZO_WaitAll";
    type Reply = ();
}
/// The arguments of `BOZO_GetInstanceStrings`, operation 114.
#[doc(alias = "BOZO_GetInstanceStrings")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct BozoGetInstanceStringsRequest {
    /// `instance`.
    pub instance: ::rxrpc_xdr::Text<256>,
}
impl ::rxrpc_xdr::Encode for BozoGetInstanceStringsRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.instance, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for BozoGetInstanceStringsRequest {
    const MIN: usize = 0usize
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            instance: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// The results of `BOZO_GetInstanceStrings`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct BozoGetInstanceStringsReply {
    /// `s1`.
    pub s1: ::rxrpc_xdr::Text<256>,
    /// `s2`.
    pub s2: ::rxrpc_xdr::Text<256>,
    /// `s3`.
    pub s3: ::rxrpc_xdr::Text<256>,
    /// `s4`.
    pub s4: ::rxrpc_xdr::Text<256>,
}
impl ::rxrpc_xdr::Encode for BozoGetInstanceStringsReply {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.s1, to)?;
        ::rxrpc_xdr::Encode::encode(&self.s2, to)?;
        ::rxrpc_xdr::Encode::encode(&self.s3, to)?;
        ::rxrpc_xdr::Encode::encode(&self.s4, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for BozoGetInstanceStringsReply {
    const MIN: usize = 0usize
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<::rxrpc_xdr::Text<256> as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            s1: ::rxrpc_xdr::Decode::decode(from)?,
            s2: ::rxrpc_xdr::Decode::decode(from)?,
            s3: ::rxrpc_xdr::Decode::decode(from)?,
            s4: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for BozoGetInstanceStringsRequest {
    const OPCODE: i32 = 114;
    const NAME: &'static str = "BOZO_GetInstanceStrings";
    type Reply = BozoGetInstanceStringsReply;
}
/// The arguments of `BOZO_GetRestrictedMode`, operation 115.
#[doc(alias = "BOZO_GetRestrictedMode")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct BozoGetRestrictedModeRequest;
impl ::rxrpc_xdr::Encode for BozoGetRestrictedModeRequest {
    fn encode(
        &self,
        _: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for BozoGetRestrictedModeRequest {
    const MIN: usize = 0usize;
    const MAX: usize = 0usize;
    fn decode(
        _: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self)
    }
}
impl ::rxrpc_xdr::Procedure for BozoGetRestrictedModeRequest {
    const OPCODE: i32 = 115;
    const NAME: &'static str = "BOZO_GetRestrictedMode";
    type Reply = i32;
}
/// The arguments of `BOZO_SetRestrictedMode`, operation 116.
#[doc(alias = "BOZO_SetRestrictedMode")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize),
    serde(crate = "::rxrpc_xdr::serde")
)]
pub struct BozoSetRestrictedModeRequest {
    /// `mode`.
    pub mode: i32,
}
impl ::rxrpc_xdr::Encode for BozoSetRestrictedModeRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.mode, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for BozoSetRestrictedModeRequest {
    const MIN: usize = 0usize.saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize.saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            mode: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for BozoSetRestrictedModeRequest {
    const OPCODE: i32 = 116;
    const NAME: &'static str = "BOZO_SetRestrictedMode";
    type Reply = ();
}
/// Clients and services for threads.
#[allow(
    clippy::len_without_is_empty,
    clippy::should_implement_trait,
    clippy::wrong_self_convention
)]
pub mod sync {
    /// The overseer: which servers run on a machine, and who may administer it. Service 1, UDP port 7007, on each server machine.
    ///
    /// What runs is called an instance. Procedures for administrators answer BZACCESS to anybody else.
    #[doc(alias = "BOZO_")]
    #[derive(Clone, Debug)]
    pub struct BozoClient<C>(::rxrpc_xdr::sync::Client<C>);
    impl<C: ::rxrpc_xdr::sync::Caller> BozoClient<C> {
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
        /// Makes an instance of a type, with up to six parameters. For administrators.
        #[doc(alias = "BOZO_CreateBnode")]
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
        pub fn create_bnode(
            &self,
            r#type: ::rxrpc_xdr::Text<256>,
            instance: ::rxrpc_xdr::Text<256>,
            p1: ::rxrpc_xdr::Text<256>,
            p2: ::rxrpc_xdr::Text<256>,
            p3: ::rxrpc_xdr::Text<256>,
            p4: ::rxrpc_xdr::Text<256>,
            p5: ::rxrpc_xdr::Text<256>,
            p6: ::rxrpc_xdr::Text<256>,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::BozoCreateBnodeRequest {
                        r#type,
                        instance,
                        p1,
                        p2,
                        p3,
                        p4,
                        p5,
                        p6,
                    },
                )
        }
        /// Removes an instance. For administrators.
        #[doc(alias = "BOZO_DeleteBnode")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn delete_bnode(
            &self,
            instance: ::rxrpc_xdr::Text<256>,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::BozoDeleteBnodeRequest {
                        instance,
                    },
                )
        }
        /// Sets whether an instance shall run, from now on. For administrators.
        #[doc(alias = "BOZO_SetStatus")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn set_status(
            &self,
            instance: ::rxrpc_xdr::Text<256>,
            status: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::BozoSetStatusRequest {
                        instance,
                        status,
                    },
                )
        }
        /// The status of an instance, and a text that goes with it. BZNOENT if there is none.
        #[doc(alias = "BOZO_GetStatus")]
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
            instance: ::rxrpc_xdr::Text<256>,
        ) -> ::core::result::Result<super::BozoGetStatusReply, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::BozoGetStatusRequest {
                        instance,
                    },
                )
        }
        /// The name of an instance, counted from 0. BZDOM behind the last.
        #[doc(alias = "BOZO_EnumerateInstance")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn enumerate_instance(
            &self,
            index: i32,
        ) -> ::core::result::Result<::rxrpc_xdr::Text<256>, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::BozoEnumerateInstanceRequest {
                        index,
                    },
                )
        }
        /// The type of an instance, and how it is. BZNOENT if there is none.
        #[doc(alias = "BOZO_GetInstanceInfo")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn get_instance_info(
            &self,
            instance: ::rxrpc_xdr::Text<256>,
        ) -> ::core::result::Result<
            super::BozoGetInstanceInfoReply,
            ::rxrpc_xdr::RpcError,
        > {
            self.0
                .call(
                    &super::BozoGetInstanceInfoRequest {
                        instance,
                    },
                )
        }
        /// A parameter of an instance, counted from 0. BZDOM behind the last.
        #[doc(alias = "BOZO_GetInstanceParm")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn get_instance_parm(
            &self,
            instance: ::rxrpc_xdr::Text<256>,
            n: i32,
        ) -> ::core::result::Result<::rxrpc_xdr::Text<256>, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::BozoGetInstanceParmRequest {
                        instance,
                        n,
                    },
                )
        }
        /// Makes a user an administrator. For administrators.
        #[doc(alias = "BOZO_AddSUser")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn add_s_user(
            &self,
            name: ::rxrpc_xdr::Text<256>,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0.call(&super::BozoAddSUserRequest { name })
        }
        /// Makes a user no administrator any more. For administrators.
        #[doc(alias = "BOZO_DeleteSUser")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn delete_s_user(
            &self,
            name: ::rxrpc_xdr::Text<256>,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::BozoDeleteSUserRequest {
                        name,
                    },
                )
        }
        /// The name of an administrator, counted from 0. The code 1 behind the last.
        #[doc(alias = "BOZO_ListSUsers")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn list_s_users(
            &self,
            index: i32,
        ) -> ::core::result::Result<::rxrpc_xdr::Text<256>, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::BozoListSUsersRequest {
                        index,
                    },
                )
        }
        /// A service key, counted from 0. BZDOM behind the last. For administrators.
        #[doc(alias = "BOZO_ListKeys")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn list_keys(
            &self,
            index: i32,
        ) -> ::core::result::Result<super::BozoListKeysReply, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::BozoListKeysRequest {
                        index,
                    },
                )
        }
        /// The name of the cell.
        #[doc(alias = "BOZO_GetCellName")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn get_cell_name(
            &self,
        ) -> ::core::result::Result<::rxrpc_xdr::Text<256>, ::rxrpc_xdr::RpcError> {
            self.0.call(&super::BozoGetCellNameRequest)
        }
        /// The name of a database server of the cell, counted from 0, in \[\] for a clone. BZDOM behind the last.
        #[doc(alias = "BOZO_GetCellHost")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn get_cell_host(
            &self,
            index: u32,
        ) -> ::core::result::Result<::rxrpc_xdr::Text<256>, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::BozoGetCellHostRequest {
                        index,
                    },
                )
        }
        /// Sets whether an instance shall run, until the overseer is started again. For administrators.
        #[doc(alias = "BOZO_SetTStatus")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn set_t_status(
            &self,
            instance: ::rxrpc_xdr::Text<256>,
            status: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::BozoSetTStatusRequest {
                        instance,
                        status,
                    },
                )
        }
        /// Shuts all instances down. For administrators.
        #[doc(alias = "BOZO_ShutdownAll")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn shutdown_all(&self) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0.call(&super::BozoShutdownAllRequest)
        }
        /// Starts all instances again. For administrators.
        #[doc(alias = "BOZO_RestartAll")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn restart_all(&self) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0.call(&super::BozoRestartAllRequest)
        }
        /// Starts all instances. For administrators.
        #[doc(alias = "BOZO_StartupAll")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn startup_all(&self) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0.call(&super::BozoStartupAllRequest)
        }
        /// Starts an instance again. For administrators.
        #[doc(alias = "BOZO_Restart")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn restart(
            &self,
            instance: ::rxrpc_xdr::Text<256>,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::BozoRestartRequest {
                        instance,
                    },
                )
        }
        /// Puts a file into a path; its raw data of this size follows the arguments. For administrators.
        #[doc(alias = "BOZO_Install")]
        ///
        /// Blocks until the arguments are on their way; raw data follows.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn install(
            &self,
            path: ::rxrpc_xdr::Text<256>,
            size: i32,
            flags: i32,
            date: i32,
        ) -> ::core::result::Result<
            ::rxrpc_xdr::sync::SplitCall<C::Call, ()>,
            ::rxrpc_xdr::RpcError,
        > {
            self.0
                .start(
                    &super::BozoInstallRequest {
                        path,
                        size,
                        flags,
                        date,
                    },
                )
        }
        /// The dates of a file, of the one before it, and of the one before that, in seconds since 1970.
        #[doc(alias = "BOZO_GetDates")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn get_dates(
            &self,
            path: ::rxrpc_xdr::Text<256>,
        ) -> ::core::result::Result<super::BozoGetDatesReply, ::rxrpc_xdr::RpcError> {
            self.0.call(&super::BozoGetDatesRequest { path })
        }
        /// Runs a command. For administrators.
        #[doc(alias = "BOZO_Exec")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn exec(
            &self,
            command: ::rxrpc_xdr::Text<256>,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0.call(&super::BozoExecRequest { command })
        }
        /// Sets when servers are started again: which time is BOZO\_RESTART\_... For administrators.
        #[doc(alias = "BOZO_SetRestartTime")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn set_restart_time(
            &self,
            r#type: i32,
            time: super::BozoTime,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::BozoSetRestartTimeRequest {
                        r#type,
                        time,
                    },
                )
        }
        /// When servers are started again: which time is BOZO\_RESTART\_...
        #[doc(alias = "BOZO_GetRestartTime")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn get_restart_time(
            &self,
            r#type: i32,
        ) -> ::core::result::Result<super::BozoTime, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::BozoGetRestartTimeRequest {
                        r#type,
                    },
                )
        }
        /// A log: raw text, which a NUL ends. For administrators.
        #[doc(alias = "BOZO_GetLog")]
        ///
        /// Blocks until the arguments are on their way; raw data follows.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn get_log(
            &self,
            name: ::rxrpc_xdr::Text<256>,
        ) -> ::core::result::Result<
            ::rxrpc_xdr::sync::SplitCall<C::Call, ()>,
            ::rxrpc_xdr::RpcError,
        > {
            self.0.start(&super::BozoGetLogRequest { name })
        }
        /// Waits until all instances are as they shall be. For administrators.
        #[doc(alias = "BOZO_WaitAll")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn wait_all(&self) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0.call(&super::BozoWaitAllRequest)
        }
        /// Four texts about an instance.
        #[doc(alias = "BOZO_GetInstanceStrings")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn get_instance_strings(
            &self,
            instance: ::rxrpc_xdr::Text<256>,
        ) -> ::core::result::Result<
            super::BozoGetInstanceStringsReply,
            ::rxrpc_xdr::RpcError,
        > {
            self.0
                .call(
                    &super::BozoGetInstanceStringsRequest {
                        instance,
                    },
                )
        }
        /// Whether the overseer is restricted: not 0 then.
        #[doc(alias = "BOZO_GetRestrictedMode")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn get_restricted_mode(
            &self,
        ) -> ::core::result::Result<i32, ::rxrpc_xdr::RpcError> {
            self.0.call(&super::BozoGetRestrictedModeRequest)
        }
        /// Sets whether the overseer is restricted. For administrators.
        #[doc(alias = "BOZO_SetRestrictedMode")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn set_restricted_mode(
            &self,
            mode: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::BozoSetRestrictedModeRequest {
                        mode,
                    },
                )
        }
    }
    /// The overseer: which servers run on a machine, and who may administer it. Service 1, UDP port 7007, on each server machine.
    ///
    /// What runs is called an instance. Procedures for administrators answer BZACCESS to anybody else.
    #[doc(alias = "BOZO_")]
    ///
    /// Every method has a default, which refuses with `RXGEN_OPCODE`, as for an operation that there is not.
    /// An error is the code that the client is told, whether or not it means a failure.
    pub trait BozoService: Send + Sync {
        /// Makes an instance of a type, with up to six parameters. For administrators.
        #[doc(alias = "BOZO_CreateBnode")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn create_bnode(
            &self,
            context: &::rxrpc_xdr::Context,
            r#type: ::rxrpc_xdr::Text<256>,
            instance: ::rxrpc_xdr::Text<256>,
            p1: ::rxrpc_xdr::Text<256>,
            p2: ::rxrpc_xdr::Text<256>,
            p3: ::rxrpc_xdr::Text<256>,
            p4: ::rxrpc_xdr::Text<256>,
            p5: ::rxrpc_xdr::Text<256>,
            p6: ::rxrpc_xdr::Text<256>,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = (context, r#type, instance, p1, p2, p3, p4, p5, p6);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Removes an instance. For administrators.
        #[doc(alias = "BOZO_DeleteBnode")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn delete_bnode(
            &self,
            context: &::rxrpc_xdr::Context,
            instance: ::rxrpc_xdr::Text<256>,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = (context, instance);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Sets whether an instance shall run, from now on. For administrators.
        #[doc(alias = "BOZO_SetStatus")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn set_status(
            &self,
            context: &::rxrpc_xdr::Context,
            instance: ::rxrpc_xdr::Text<256>,
            status: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = (context, instance, status);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// The status of an instance, and a text that goes with it. BZNOENT if there is none.
        #[doc(alias = "BOZO_GetStatus")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_status(
            &self,
            context: &::rxrpc_xdr::Context,
            instance: ::rxrpc_xdr::Text<256>,
        ) -> ::core::result::Result<super::BozoGetStatusReply, ::rxrpc_xdr::Refusal> {
            let _ = (context, instance);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// The name of an instance, counted from 0. BZDOM behind the last.
        #[doc(alias = "BOZO_EnumerateInstance")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn enumerate_instance(
            &self,
            context: &::rxrpc_xdr::Context,
            index: i32,
        ) -> ::core::result::Result<::rxrpc_xdr::Text<256>, ::rxrpc_xdr::Refusal> {
            let _ = (context, index);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// The type of an instance, and how it is. BZNOENT if there is none.
        #[doc(alias = "BOZO_GetInstanceInfo")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_instance_info(
            &self,
            context: &::rxrpc_xdr::Context,
            instance: ::rxrpc_xdr::Text<256>,
        ) -> ::core::result::Result<
            super::BozoGetInstanceInfoReply,
            ::rxrpc_xdr::Refusal,
        > {
            let _ = (context, instance);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// A parameter of an instance, counted from 0. BZDOM behind the last.
        #[doc(alias = "BOZO_GetInstanceParm")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_instance_parm(
            &self,
            context: &::rxrpc_xdr::Context,
            instance: ::rxrpc_xdr::Text<256>,
            n: i32,
        ) -> ::core::result::Result<::rxrpc_xdr::Text<256>, ::rxrpc_xdr::Refusal> {
            let _ = (context, instance, n);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Makes a user an administrator. For administrators.
        #[doc(alias = "BOZO_AddSUser")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn add_s_user(
            &self,
            context: &::rxrpc_xdr::Context,
            name: ::rxrpc_xdr::Text<256>,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = (context, name);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Makes a user no administrator any more. For administrators.
        #[doc(alias = "BOZO_DeleteSUser")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn delete_s_user(
            &self,
            context: &::rxrpc_xdr::Context,
            name: ::rxrpc_xdr::Text<256>,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = (context, name);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// The name of an administrator, counted from 0. The code 1 behind the last.
        #[doc(alias = "BOZO_ListSUsers")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn list_s_users(
            &self,
            context: &::rxrpc_xdr::Context,
            index: i32,
        ) -> ::core::result::Result<::rxrpc_xdr::Text<256>, ::rxrpc_xdr::Refusal> {
            let _ = (context, index);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// A service key, counted from 0. BZDOM behind the last. For administrators.
        #[doc(alias = "BOZO_ListKeys")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn list_keys(
            &self,
            context: &::rxrpc_xdr::Context,
            index: i32,
        ) -> ::core::result::Result<super::BozoListKeysReply, ::rxrpc_xdr::Refusal> {
            let _ = (context, index);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// The name of the cell.
        #[doc(alias = "BOZO_GetCellName")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_cell_name(
            &self,
            context: &::rxrpc_xdr::Context,
        ) -> ::core::result::Result<::rxrpc_xdr::Text<256>, ::rxrpc_xdr::Refusal> {
            let _ = context;
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// The name of a database server of the cell, counted from 0, in \[\] for a clone. BZDOM behind the last.
        #[doc(alias = "BOZO_GetCellHost")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_cell_host(
            &self,
            context: &::rxrpc_xdr::Context,
            index: u32,
        ) -> ::core::result::Result<::rxrpc_xdr::Text<256>, ::rxrpc_xdr::Refusal> {
            let _ = (context, index);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Sets whether an instance shall run, until the overseer is started again. For administrators.
        #[doc(alias = "BOZO_SetTStatus")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn set_t_status(
            &self,
            context: &::rxrpc_xdr::Context,
            instance: ::rxrpc_xdr::Text<256>,
            status: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = (context, instance, status);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Shuts all instances down. For administrators.
        #[doc(alias = "BOZO_ShutdownAll")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn shutdown_all(
            &self,
            context: &::rxrpc_xdr::Context,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = context;
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Starts all instances again. For administrators.
        #[doc(alias = "BOZO_RestartAll")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn restart_all(
            &self,
            context: &::rxrpc_xdr::Context,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = context;
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Starts all instances. For administrators.
        #[doc(alias = "BOZO_StartupAll")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn startup_all(
            &self,
            context: &::rxrpc_xdr::Context,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = context;
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Starts an instance again. For administrators.
        #[doc(alias = "BOZO_Restart")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn restart(
            &self,
            context: &::rxrpc_xdr::Context,
            instance: ::rxrpc_xdr::Text<256>,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = (context, instance);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Puts a file into a path; its raw data of this size follows the arguments. For administrators.
        #[doc(alias = "BOZO_Install")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn install(
            &self,
            context: &::rxrpc_xdr::Context,
            path: ::rxrpc_xdr::Text<256>,
            size: i32,
            flags: i32,
            date: i32,
            stream: ::rxrpc_xdr::sync::Stream<'_>,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = (context, path, size, flags, date, stream);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// The dates of a file, of the one before it, and of the one before that, in seconds since 1970.
        #[doc(alias = "BOZO_GetDates")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_dates(
            &self,
            context: &::rxrpc_xdr::Context,
            path: ::rxrpc_xdr::Text<256>,
        ) -> ::core::result::Result<super::BozoGetDatesReply, ::rxrpc_xdr::Refusal> {
            let _ = (context, path);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Runs a command. For administrators.
        #[doc(alias = "BOZO_Exec")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn exec(
            &self,
            context: &::rxrpc_xdr::Context,
            command: ::rxrpc_xdr::Text<256>,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = (context, command);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Sets when servers are started again: which time is BOZO\_RESTART\_... For administrators.
        #[doc(alias = "BOZO_SetRestartTime")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn set_restart_time(
            &self,
            context: &::rxrpc_xdr::Context,
            r#type: i32,
            time: super::BozoTime,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = (context, r#type, time);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// When servers are started again: which time is BOZO\_RESTART\_...
        #[doc(alias = "BOZO_GetRestartTime")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_restart_time(
            &self,
            context: &::rxrpc_xdr::Context,
            r#type: i32,
        ) -> ::core::result::Result<super::BozoTime, ::rxrpc_xdr::Refusal> {
            let _ = (context, r#type);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// A log: raw text, which a NUL ends. For administrators.
        #[doc(alias = "BOZO_GetLog")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_log(
            &self,
            context: &::rxrpc_xdr::Context,
            name: ::rxrpc_xdr::Text<256>,
            stream: ::rxrpc_xdr::sync::Stream<'_>,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = (context, name, stream);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Waits until all instances are as they shall be. For administrators.
        #[doc(alias = "BOZO_WaitAll")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn wait_all(
            &self,
            context: &::rxrpc_xdr::Context,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = context;
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Four texts about an instance.
        #[doc(alias = "BOZO_GetInstanceStrings")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_instance_strings(
            &self,
            context: &::rxrpc_xdr::Context,
            instance: ::rxrpc_xdr::Text<256>,
        ) -> ::core::result::Result<
            super::BozoGetInstanceStringsReply,
            ::rxrpc_xdr::Refusal,
        > {
            let _ = (context, instance);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Whether the overseer is restricted: not 0 then.
        #[doc(alias = "BOZO_GetRestrictedMode")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_restricted_mode(
            &self,
            context: &::rxrpc_xdr::Context,
        ) -> ::core::result::Result<i32, ::rxrpc_xdr::Refusal> {
            let _ = context;
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Sets whether the overseer is restricted. For administrators.
        #[doc(alias = "BOZO_SetRestrictedMode")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn set_restricted_mode(
            &self,
            context: &::rxrpc_xdr::Context,
            mode: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            let _ = (context, mode);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
    }
    /// The procedures of a [`BozoService`], as an interface that answers calls.
    #[derive(Clone, Debug)]
    pub struct BozoServer<S>(pub S);
    impl<S: BozoService> ::rxrpc_xdr::sync::Interface for BozoServer<S> {
        fn has(&self, opcode: i32) -> bool {
            matches!(
                opcode, 80..= 90 | 94 | 95 | 98..= 101 | 104 | 105 | 107 | 108 | 110..=
                116
            )
        }
        fn answer<C: ::rxrpc_xdr::sync::Call>(
            &self,
            opcode: i32,
            mut exchange: ::rxrpc_xdr::sync::Exchange<'_, C>,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            match opcode {
                80 => {
                    let super::BozoCreateBnodeRequest {
                        r#type,
                        instance,
                        p1,
                        p2,
                        p3,
                        p4,
                        p5,
                        p6,
                    } = exchange.arguments()?;
                    self.0
                        .create_bnode(
                            exchange.context(),
                            r#type,
                            instance,
                            p1,
                            p2,
                            p3,
                            p4,
                            p5,
                            p6,
                        )?;
                    exchange.reply(&())
                }
                81 => {
                    let super::BozoDeleteBnodeRequest { instance } = exchange
                        .arguments()?;
                    self.0.delete_bnode(exchange.context(), instance)?;
                    exchange.reply(&())
                }
                82 => {
                    let super::BozoSetStatusRequest { instance, status } = exchange
                        .arguments()?;
                    self.0.set_status(exchange.context(), instance, status)?;
                    exchange.reply(&())
                }
                83 => {
                    let super::BozoGetStatusRequest { instance } = exchange.arguments()?;
                    let results = self.0.get_status(exchange.context(), instance)?;
                    exchange.reply(&results)
                }
                84 => {
                    let super::BozoEnumerateInstanceRequest { index } = exchange
                        .arguments()?;
                    let results = self.0.enumerate_instance(exchange.context(), index)?;
                    exchange.reply(&results)
                }
                85 => {
                    let super::BozoGetInstanceInfoRequest { instance } = exchange
                        .arguments()?;
                    let results = self
                        .0
                        .get_instance_info(exchange.context(), instance)?;
                    exchange.reply(&results)
                }
                86 => {
                    let super::BozoGetInstanceParmRequest { instance, n } = exchange
                        .arguments()?;
                    let results = self
                        .0
                        .get_instance_parm(exchange.context(), instance, n)?;
                    exchange.reply(&results)
                }
                87 => {
                    let super::BozoAddSUserRequest { name } = exchange.arguments()?;
                    self.0.add_s_user(exchange.context(), name)?;
                    exchange.reply(&())
                }
                88 => {
                    let super::BozoDeleteSUserRequest { name } = exchange.arguments()?;
                    self.0.delete_s_user(exchange.context(), name)?;
                    exchange.reply(&())
                }
                89 => {
                    let super::BozoListSUsersRequest { index } = exchange.arguments()?;
                    let results = self.0.list_s_users(exchange.context(), index)?;
                    exchange.reply(&results)
                }
                90 => {
                    let super::BozoListKeysRequest { index } = exchange.arguments()?;
                    let results = self.0.list_keys(exchange.context(), index)?;
                    exchange.reply(&results)
                }
                94 => {
                    let super::BozoGetCellNameRequest = exchange.arguments()?;
                    let results = self.0.get_cell_name(exchange.context())?;
                    exchange.reply(&results)
                }
                95 => {
                    let super::BozoGetCellHostRequest { index } = exchange.arguments()?;
                    let results = self.0.get_cell_host(exchange.context(), index)?;
                    exchange.reply(&results)
                }
                98 => {
                    let super::BozoSetTStatusRequest { instance, status } = exchange
                        .arguments()?;
                    self.0.set_t_status(exchange.context(), instance, status)?;
                    exchange.reply(&())
                }
                99 => {
                    let super::BozoShutdownAllRequest = exchange.arguments()?;
                    self.0.shutdown_all(exchange.context())?;
                    exchange.reply(&())
                }
                100 => {
                    let super::BozoRestartAllRequest = exchange.arguments()?;
                    self.0.restart_all(exchange.context())?;
                    exchange.reply(&())
                }
                101 => {
                    let super::BozoStartupAllRequest = exchange.arguments()?;
                    self.0.startup_all(exchange.context())?;
                    exchange.reply(&())
                }
                104 => {
                    let super::BozoRestartRequest { instance } = exchange.arguments()?;
                    self.0.restart(exchange.context(), instance)?;
                    exchange.reply(&())
                }
                105 => {
                    let super::BozoInstallRequest { path, size, flags, date } = exchange
                        .split_arguments()?;
                    let (context, stream) = exchange.stream();
                    self.0.install(context, path, size, flags, date, stream)?;
                    exchange.reply(&())
                }
                107 => {
                    let super::BozoGetDatesRequest { path } = exchange.arguments()?;
                    let results = self.0.get_dates(exchange.context(), path)?;
                    exchange.reply(&results)
                }
                108 => {
                    let super::BozoExecRequest { command } = exchange.arguments()?;
                    self.0.exec(exchange.context(), command)?;
                    exchange.reply(&())
                }
                110 => {
                    let super::BozoSetRestartTimeRequest { r#type, time } = exchange
                        .arguments()?;
                    self.0.set_restart_time(exchange.context(), r#type, time)?;
                    exchange.reply(&())
                }
                111 => {
                    let super::BozoGetRestartTimeRequest { r#type } = exchange
                        .arguments()?;
                    let results = self.0.get_restart_time(exchange.context(), r#type)?;
                    exchange.reply(&results)
                }
                112 => {
                    let super::BozoGetLogRequest { name } = exchange.split_arguments()?;
                    let (context, stream) = exchange.stream();
                    self.0.get_log(context, name, stream)?;
                    exchange.reply(&())
                }
                113 => {
                    let super::BozoWaitAllRequest = exchange.arguments()?;
                    self.0.wait_all(exchange.context())?;
                    exchange.reply(&())
                }
                114 => {
                    let super::BozoGetInstanceStringsRequest { instance } = exchange
                        .arguments()?;
                    let results = self
                        .0
                        .get_instance_strings(exchange.context(), instance)?;
                    exchange.reply(&results)
                }
                115 => {
                    let super::BozoGetRestrictedModeRequest = exchange.arguments()?;
                    let results = self.0.get_restricted_mode(exchange.context())?;
                    exchange.reply(&results)
                }
                116 => {
                    let super::BozoSetRestrictedModeRequest { mode } = exchange
                        .arguments()?;
                    self.0.set_restricted_mode(exchange.context(), mode)?;
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
    /// The overseer: which servers run on a machine, and who may administer it. Service 1, UDP port 7007, on each server machine.
    ///
    /// What runs is called an instance. Procedures for administrators answer BZACCESS to anybody else.
    #[doc(alias = "BOZO_")]
    #[derive(Clone, Debug)]
    pub struct BozoClient<C>(::rxrpc_xdr::asynchronous::Client<C>);
    impl<C: ::rxrpc_xdr::asynchronous::Caller> BozoClient<C> {
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
        /// Makes an instance of a type, with up to six parameters. For administrators.
        #[doc(alias = "BOZO_CreateBnode")]
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
        pub async fn create_bnode(
            &self,
            r#type: ::rxrpc_xdr::Text<256>,
            instance: ::rxrpc_xdr::Text<256>,
            p1: ::rxrpc_xdr::Text<256>,
            p2: ::rxrpc_xdr::Text<256>,
            p3: ::rxrpc_xdr::Text<256>,
            p4: ::rxrpc_xdr::Text<256>,
            p5: ::rxrpc_xdr::Text<256>,
            p6: ::rxrpc_xdr::Text<256>,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::BozoCreateBnodeRequest {
                        r#type,
                        instance,
                        p1,
                        p2,
                        p3,
                        p4,
                        p5,
                        p6,
                    },
                )
                .await
        }
        /// Removes an instance. For administrators.
        #[doc(alias = "BOZO_DeleteBnode")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn delete_bnode(
            &self,
            instance: ::rxrpc_xdr::Text<256>,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::BozoDeleteBnodeRequest {
                        instance,
                    },
                )
                .await
        }
        /// Sets whether an instance shall run, from now on. For administrators.
        #[doc(alias = "BOZO_SetStatus")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn set_status(
            &self,
            instance: ::rxrpc_xdr::Text<256>,
            status: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::BozoSetStatusRequest {
                        instance,
                        status,
                    },
                )
                .await
        }
        /// The status of an instance, and a text that goes with it. BZNOENT if there is none.
        #[doc(alias = "BOZO_GetStatus")]
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
            instance: ::rxrpc_xdr::Text<256>,
        ) -> ::core::result::Result<super::BozoGetStatusReply, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::BozoGetStatusRequest {
                        instance,
                    },
                )
                .await
        }
        /// The name of an instance, counted from 0. BZDOM behind the last.
        #[doc(alias = "BOZO_EnumerateInstance")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn enumerate_instance(
            &self,
            index: i32,
        ) -> ::core::result::Result<::rxrpc_xdr::Text<256>, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::BozoEnumerateInstanceRequest {
                        index,
                    },
                )
                .await
        }
        /// The type of an instance, and how it is. BZNOENT if there is none.
        #[doc(alias = "BOZO_GetInstanceInfo")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn get_instance_info(
            &self,
            instance: ::rxrpc_xdr::Text<256>,
        ) -> ::core::result::Result<
            super::BozoGetInstanceInfoReply,
            ::rxrpc_xdr::RpcError,
        > {
            self.0
                .call(
                    &super::BozoGetInstanceInfoRequest {
                        instance,
                    },
                )
                .await
        }
        /// A parameter of an instance, counted from 0. BZDOM behind the last.
        #[doc(alias = "BOZO_GetInstanceParm")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn get_instance_parm(
            &self,
            instance: ::rxrpc_xdr::Text<256>,
            n: i32,
        ) -> ::core::result::Result<::rxrpc_xdr::Text<256>, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::BozoGetInstanceParmRequest {
                        instance,
                        n,
                    },
                )
                .await
        }
        /// Makes a user an administrator. For administrators.
        #[doc(alias = "BOZO_AddSUser")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn add_s_user(
            &self,
            name: ::rxrpc_xdr::Text<256>,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0.call(&super::BozoAddSUserRequest { name }).await
        }
        /// Makes a user no administrator any more. For administrators.
        #[doc(alias = "BOZO_DeleteSUser")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn delete_s_user(
            &self,
            name: ::rxrpc_xdr::Text<256>,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::BozoDeleteSUserRequest {
                        name,
                    },
                )
                .await
        }
        /// The name of an administrator, counted from 0. The code 1 behind the last.
        #[doc(alias = "BOZO_ListSUsers")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn list_s_users(
            &self,
            index: i32,
        ) -> ::core::result::Result<::rxrpc_xdr::Text<256>, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::BozoListSUsersRequest {
                        index,
                    },
                )
                .await
        }
        /// A service key, counted from 0. BZDOM behind the last. For administrators.
        #[doc(alias = "BOZO_ListKeys")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn list_keys(
            &self,
            index: i32,
        ) -> ::core::result::Result<super::BozoListKeysReply, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::BozoListKeysRequest {
                        index,
                    },
                )
                .await
        }
        /// The name of the cell.
        #[doc(alias = "BOZO_GetCellName")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn get_cell_name(
            &self,
        ) -> ::core::result::Result<::rxrpc_xdr::Text<256>, ::rxrpc_xdr::RpcError> {
            self.0.call(&super::BozoGetCellNameRequest).await
        }
        /// The name of a database server of the cell, counted from 0, in \[\] for a clone. BZDOM behind the last.
        #[doc(alias = "BOZO_GetCellHost")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn get_cell_host(
            &self,
            index: u32,
        ) -> ::core::result::Result<::rxrpc_xdr::Text<256>, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::BozoGetCellHostRequest {
                        index,
                    },
                )
                .await
        }
        /// Sets whether an instance shall run, until the overseer is started again. For administrators.
        #[doc(alias = "BOZO_SetTStatus")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn set_t_status(
            &self,
            instance: ::rxrpc_xdr::Text<256>,
            status: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::BozoSetTStatusRequest {
                        instance,
                        status,
                    },
                )
                .await
        }
        /// Shuts all instances down. For administrators.
        #[doc(alias = "BOZO_ShutdownAll")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn shutdown_all(
            &self,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0.call(&super::BozoShutdownAllRequest).await
        }
        /// Starts all instances again. For administrators.
        #[doc(alias = "BOZO_RestartAll")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn restart_all(
            &self,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0.call(&super::BozoRestartAllRequest).await
        }
        /// Starts all instances. For administrators.
        #[doc(alias = "BOZO_StartupAll")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn startup_all(
            &self,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0.call(&super::BozoStartupAllRequest).await
        }
        /// Starts an instance again. For administrators.
        #[doc(alias = "BOZO_Restart")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn restart(
            &self,
            instance: ::rxrpc_xdr::Text<256>,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::BozoRestartRequest {
                        instance,
                    },
                )
                .await
        }
        /// Puts a file into a path; its raw data of this size follows the arguments. For administrators.
        #[doc(alias = "BOZO_Install")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the arguments are on their way; raw data follows.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn install(
            &self,
            path: ::rxrpc_xdr::Text<256>,
            size: i32,
            flags: i32,
            date: i32,
        ) -> ::core::result::Result<
            ::rxrpc_xdr::asynchronous::SplitCall<C::Call, ()>,
            ::rxrpc_xdr::RpcError,
        > {
            self.0
                .start(
                    &super::BozoInstallRequest {
                        path,
                        size,
                        flags,
                        date,
                    },
                )
                .await
        }
        /// The dates of a file, of the one before it, and of the one before that, in seconds since 1970.
        #[doc(alias = "BOZO_GetDates")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn get_dates(
            &self,
            path: ::rxrpc_xdr::Text<256>,
        ) -> ::core::result::Result<super::BozoGetDatesReply, ::rxrpc_xdr::RpcError> {
            self.0.call(&super::BozoGetDatesRequest { path }).await
        }
        /// Runs a command. For administrators.
        #[doc(alias = "BOZO_Exec")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn exec(
            &self,
            command: ::rxrpc_xdr::Text<256>,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0.call(&super::BozoExecRequest { command }).await
        }
        /// Sets when servers are started again: which time is BOZO\_RESTART\_... For administrators.
        #[doc(alias = "BOZO_SetRestartTime")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn set_restart_time(
            &self,
            r#type: i32,
            time: super::BozoTime,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::BozoSetRestartTimeRequest {
                        r#type,
                        time,
                    },
                )
                .await
        }
        /// When servers are started again: which time is BOZO\_RESTART\_...
        #[doc(alias = "BOZO_GetRestartTime")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn get_restart_time(
            &self,
            r#type: i32,
        ) -> ::core::result::Result<super::BozoTime, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::BozoGetRestartTimeRequest {
                        r#type,
                    },
                )
                .await
        }
        /// A log: raw text, which a NUL ends. For administrators.
        #[doc(alias = "BOZO_GetLog")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the arguments are on their way; raw data follows.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn get_log(
            &self,
            name: ::rxrpc_xdr::Text<256>,
        ) -> ::core::result::Result<
            ::rxrpc_xdr::asynchronous::SplitCall<C::Call, ()>,
            ::rxrpc_xdr::RpcError,
        > {
            self.0.start(&super::BozoGetLogRequest { name }).await
        }
        /// Waits until all instances are as they shall be. For administrators.
        #[doc(alias = "BOZO_WaitAll")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn wait_all(
            &self,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0.call(&super::BozoWaitAllRequest).await
        }
        /// Four texts about an instance.
        #[doc(alias = "BOZO_GetInstanceStrings")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn get_instance_strings(
            &self,
            instance: ::rxrpc_xdr::Text<256>,
        ) -> ::core::result::Result<
            super::BozoGetInstanceStringsReply,
            ::rxrpc_xdr::RpcError,
        > {
            self.0
                .call(
                    &super::BozoGetInstanceStringsRequest {
                        instance,
                    },
                )
                .await
        }
        /// Whether the overseer is restricted: not 0 then.
        #[doc(alias = "BOZO_GetRestrictedMode")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn get_restricted_mode(
            &self,
        ) -> ::core::result::Result<i32, ::rxrpc_xdr::RpcError> {
            self.0.call(&super::BozoGetRestrictedModeRequest).await
        }
        /// Sets whether the overseer is restricted. For administrators.
        #[doc(alias = "BOZO_SetRestrictedMode")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn set_restricted_mode(
            &self,
            mode: i32,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::BozoSetRestrictedModeRequest {
                        mode,
                    },
                )
                .await
        }
    }
    /// The overseer: which servers run on a machine, and who may administer it. Service 1, UDP port 7007, on each server machine.
    ///
    /// What runs is called an instance. Procedures for administrators answer BZACCESS to anybody else.
    #[doc(alias = "BOZO_")]
    ///
    /// Every method has a default, which refuses with `RXGEN_OPCODE`, as for an operation that there is not.
    /// An error is the code that the client is told, whether or not it means a failure.
    pub trait BozoService: Send + Sync {
        /// Makes an instance of a type, with up to six parameters. For administrators.
        #[doc(alias = "BOZO_CreateBnode")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn create_bnode(
            &self,
            context: &::rxrpc_xdr::Context,
            r#type: ::rxrpc_xdr::Text<256>,
            instance: ::rxrpc_xdr::Text<256>,
            p1: ::rxrpc_xdr::Text<256>,
            p2: ::rxrpc_xdr::Text<256>,
            p3: ::rxrpc_xdr::Text<256>,
            p4: ::rxrpc_xdr::Text<256>,
            p5: ::rxrpc_xdr::Text<256>,
            p6: ::rxrpc_xdr::Text<256>,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, r#type, instance, p1, p2, p3, p4, p5, p6);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Removes an instance. For administrators.
        #[doc(alias = "BOZO_DeleteBnode")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn delete_bnode(
            &self,
            context: &::rxrpc_xdr::Context,
            instance: ::rxrpc_xdr::Text<256>,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, instance);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Sets whether an instance shall run, from now on. For administrators.
        #[doc(alias = "BOZO_SetStatus")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn set_status(
            &self,
            context: &::rxrpc_xdr::Context,
            instance: ::rxrpc_xdr::Text<256>,
            status: i32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, instance, status);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// The status of an instance, and a text that goes with it. BZNOENT if there is none.
        #[doc(alias = "BOZO_GetStatus")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_status(
            &self,
            context: &::rxrpc_xdr::Context,
            instance: ::rxrpc_xdr::Text<256>,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                super::BozoGetStatusReply,
                ::rxrpc_xdr::Refusal,
            >,
        > + Send {
            let _ = (context, instance);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// The name of an instance, counted from 0. BZDOM behind the last.
        #[doc(alias = "BOZO_EnumerateInstance")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn enumerate_instance(
            &self,
            context: &::rxrpc_xdr::Context,
            index: i32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<::rxrpc_xdr::Text<256>, ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, index);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// The type of an instance, and how it is. BZNOENT if there is none.
        #[doc(alias = "BOZO_GetInstanceInfo")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_instance_info(
            &self,
            context: &::rxrpc_xdr::Context,
            instance: ::rxrpc_xdr::Text<256>,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                super::BozoGetInstanceInfoReply,
                ::rxrpc_xdr::Refusal,
            >,
        > + Send {
            let _ = (context, instance);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// A parameter of an instance, counted from 0. BZDOM behind the last.
        #[doc(alias = "BOZO_GetInstanceParm")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_instance_parm(
            &self,
            context: &::rxrpc_xdr::Context,
            instance: ::rxrpc_xdr::Text<256>,
            n: i32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<::rxrpc_xdr::Text<256>, ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, instance, n);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Makes a user an administrator. For administrators.
        #[doc(alias = "BOZO_AddSUser")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn add_s_user(
            &self,
            context: &::rxrpc_xdr::Context,
            name: ::rxrpc_xdr::Text<256>,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, name);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Makes a user no administrator any more. For administrators.
        #[doc(alias = "BOZO_DeleteSUser")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn delete_s_user(
            &self,
            context: &::rxrpc_xdr::Context,
            name: ::rxrpc_xdr::Text<256>,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, name);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// The name of an administrator, counted from 0. The code 1 behind the last.
        #[doc(alias = "BOZO_ListSUsers")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn list_s_users(
            &self,
            context: &::rxrpc_xdr::Context,
            index: i32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<::rxrpc_xdr::Text<256>, ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, index);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// A service key, counted from 0. BZDOM behind the last. For administrators.
        #[doc(alias = "BOZO_ListKeys")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn list_keys(
            &self,
            context: &::rxrpc_xdr::Context,
            index: i32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                super::BozoListKeysReply,
                ::rxrpc_xdr::Refusal,
            >,
        > + Send {
            let _ = (context, index);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// The name of the cell.
        #[doc(alias = "BOZO_GetCellName")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_cell_name(
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
        /// The name of a database server of the cell, counted from 0, in \[\] for a clone. BZDOM behind the last.
        #[doc(alias = "BOZO_GetCellHost")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_cell_host(
            &self,
            context: &::rxrpc_xdr::Context,
            index: u32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<::rxrpc_xdr::Text<256>, ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, index);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Sets whether an instance shall run, until the overseer is started again. For administrators.
        #[doc(alias = "BOZO_SetTStatus")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn set_t_status(
            &self,
            context: &::rxrpc_xdr::Context,
            instance: ::rxrpc_xdr::Text<256>,
            status: i32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, instance, status);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Shuts all instances down. For administrators.
        #[doc(alias = "BOZO_ShutdownAll")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn shutdown_all(
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
        /// Starts all instances again. For administrators.
        #[doc(alias = "BOZO_RestartAll")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn restart_all(
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
        /// Starts all instances. For administrators.
        #[doc(alias = "BOZO_StartupAll")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn startup_all(
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
        /// Starts an instance again. For administrators.
        #[doc(alias = "BOZO_Restart")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn restart(
            &self,
            context: &::rxrpc_xdr::Context,
            instance: ::rxrpc_xdr::Text<256>,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, instance);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Puts a file into a path; its raw data of this size follows the arguments. For administrators.
        #[doc(alias = "BOZO_Install")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn install(
            &self,
            context: &::rxrpc_xdr::Context,
            path: ::rxrpc_xdr::Text<256>,
            size: i32,
            flags: i32,
            date: i32,
            stream: ::rxrpc_xdr::asynchronous::Stream<'_>,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, path, size, flags, date, stream);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// The dates of a file, of the one before it, and of the one before that, in seconds since 1970.
        #[doc(alias = "BOZO_GetDates")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_dates(
            &self,
            context: &::rxrpc_xdr::Context,
            path: ::rxrpc_xdr::Text<256>,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                super::BozoGetDatesReply,
                ::rxrpc_xdr::Refusal,
            >,
        > + Send {
            let _ = (context, path);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Runs a command. For administrators.
        #[doc(alias = "BOZO_Exec")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn exec(
            &self,
            context: &::rxrpc_xdr::Context,
            command: ::rxrpc_xdr::Text<256>,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, command);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Sets when servers are started again: which time is BOZO\_RESTART\_... For administrators.
        #[doc(alias = "BOZO_SetRestartTime")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn set_restart_time(
            &self,
            context: &::rxrpc_xdr::Context,
            r#type: i32,
            time: super::BozoTime,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, r#type, time);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// When servers are started again: which time is BOZO\_RESTART\_...
        #[doc(alias = "BOZO_GetRestartTime")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_restart_time(
            &self,
            context: &::rxrpc_xdr::Context,
            r#type: i32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<super::BozoTime, ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, r#type);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// A log: raw text, which a NUL ends. For administrators.
        #[doc(alias = "BOZO_GetLog")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_log(
            &self,
            context: &::rxrpc_xdr::Context,
            name: ::rxrpc_xdr::Text<256>,
            stream: ::rxrpc_xdr::asynchronous::Stream<'_>,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, name, stream);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Waits until all instances are as they shall be. For administrators.
        #[doc(alias = "BOZO_WaitAll")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn wait_all(
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
        /// Four texts about an instance.
        #[doc(alias = "BOZO_GetInstanceStrings")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_instance_strings(
            &self,
            context: &::rxrpc_xdr::Context,
            instance: ::rxrpc_xdr::Text<256>,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<
                super::BozoGetInstanceStringsReply,
                ::rxrpc_xdr::Refusal,
            >,
        > + Send {
            let _ = (context, instance);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Whether the overseer is restricted: not 0 then.
        #[doc(alias = "BOZO_GetRestrictedMode")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn get_restricted_mode(
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
        /// Sets whether the overseer is restricted. For administrators.
        #[doc(alias = "BOZO_SetRestrictedMode")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn set_restricted_mode(
            &self,
            context: &::rxrpc_xdr::Context,
            mode: i32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<(), ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, mode);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
    }
    /// The procedures of a [`BozoService`], as an interface that answers calls.
    #[derive(Clone, Debug)]
    pub struct BozoServer<S>(pub S);
    impl<S: BozoService> ::rxrpc_xdr::asynchronous::Interface for BozoServer<S> {
        fn has(&self, opcode: i32) -> bool {
            matches!(
                opcode, 80..= 90 | 94 | 95 | 98..= 101 | 104 | 105 | 107 | 108 | 110..=
                116
            )
        }
        async fn answer<C: ::rxrpc_xdr::asynchronous::Call>(
            &self,
            opcode: i32,
            mut exchange: ::rxrpc_xdr::asynchronous::Exchange<'_, C>,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            match opcode {
                80 => {
                    let super::BozoCreateBnodeRequest {
                        r#type,
                        instance,
                        p1,
                        p2,
                        p3,
                        p4,
                        p5,
                        p6,
                    } = exchange.arguments().await?;
                    self.0
                        .create_bnode(
                            exchange.context(),
                            r#type,
                            instance,
                            p1,
                            p2,
                            p3,
                            p4,
                            p5,
                            p6,
                        )
                        .await?;
                    exchange.reply(&()).await
                }
                81 => {
                    let super::BozoDeleteBnodeRequest { instance } = exchange
                        .arguments()
                        .await?;
                    self.0.delete_bnode(exchange.context(), instance).await?;
                    exchange.reply(&()).await
                }
                82 => {
                    let super::BozoSetStatusRequest { instance, status } = exchange
                        .arguments()
                        .await?;
                    self.0.set_status(exchange.context(), instance, status).await?;
                    exchange.reply(&()).await
                }
                83 => {
                    let super::BozoGetStatusRequest { instance } = exchange
                        .arguments()
                        .await?;
                    let results = self.0.get_status(exchange.context(), instance).await?;
                    exchange.reply(&results).await
                }
                84 => {
                    let super::BozoEnumerateInstanceRequest { index } = exchange
                        .arguments()
                        .await?;
                    let results = self
                        .0
                        .enumerate_instance(exchange.context(), index)
                        .await?;
                    exchange.reply(&results).await
                }
                85 => {
                    let super::BozoGetInstanceInfoRequest { instance } = exchange
                        .arguments()
                        .await?;
                    let results = self
                        .0
                        .get_instance_info(exchange.context(), instance)
                        .await?;
                    exchange.reply(&results).await
                }
                86 => {
                    let super::BozoGetInstanceParmRequest { instance, n } = exchange
                        .arguments()
                        .await?;
                    let results = self
                        .0
                        .get_instance_parm(exchange.context(), instance, n)
                        .await?;
                    exchange.reply(&results).await
                }
                87 => {
                    let super::BozoAddSUserRequest { name } = exchange
                        .arguments()
                        .await?;
                    self.0.add_s_user(exchange.context(), name).await?;
                    exchange.reply(&()).await
                }
                88 => {
                    let super::BozoDeleteSUserRequest { name } = exchange
                        .arguments()
                        .await?;
                    self.0.delete_s_user(exchange.context(), name).await?;
                    exchange.reply(&()).await
                }
                89 => {
                    let super::BozoListSUsersRequest { index } = exchange
                        .arguments()
                        .await?;
                    let results = self.0.list_s_users(exchange.context(), index).await?;
                    exchange.reply(&results).await
                }
                90 => {
                    let super::BozoListKeysRequest { index } = exchange
                        .arguments()
                        .await?;
                    let results = self.0.list_keys(exchange.context(), index).await?;
                    exchange.reply(&results).await
                }
                94 => {
                    let super::BozoGetCellNameRequest = exchange.arguments().await?;
                    let results = self.0.get_cell_name(exchange.context()).await?;
                    exchange.reply(&results).await
                }
                95 => {
                    let super::BozoGetCellHostRequest { index } = exchange
                        .arguments()
                        .await?;
                    let results = self.0.get_cell_host(exchange.context(), index).await?;
                    exchange.reply(&results).await
                }
                98 => {
                    let super::BozoSetTStatusRequest { instance, status } = exchange
                        .arguments()
                        .await?;
                    self.0.set_t_status(exchange.context(), instance, status).await?;
                    exchange.reply(&()).await
                }
                99 => {
                    let super::BozoShutdownAllRequest = exchange.arguments().await?;
                    self.0.shutdown_all(exchange.context()).await?;
                    exchange.reply(&()).await
                }
                100 => {
                    let super::BozoRestartAllRequest = exchange.arguments().await?;
                    self.0.restart_all(exchange.context()).await?;
                    exchange.reply(&()).await
                }
                101 => {
                    let super::BozoStartupAllRequest = exchange.arguments().await?;
                    self.0.startup_all(exchange.context()).await?;
                    exchange.reply(&()).await
                }
                104 => {
                    let super::BozoRestartRequest { instance } = exchange
                        .arguments()
                        .await?;
                    self.0.restart(exchange.context(), instance).await?;
                    exchange.reply(&()).await
                }
                105 => {
                    let super::BozoInstallRequest { path, size, flags, date } = exchange
                        .split_arguments()
                        .await?;
                    let (context, stream) = exchange.stream();
                    self.0.install(context, path, size, flags, date, stream).await?;
                    exchange.reply(&()).await
                }
                107 => {
                    let super::BozoGetDatesRequest { path } = exchange
                        .arguments()
                        .await?;
                    let results = self.0.get_dates(exchange.context(), path).await?;
                    exchange.reply(&results).await
                }
                108 => {
                    let super::BozoExecRequest { command } = exchange.arguments().await?;
                    self.0.exec(exchange.context(), command).await?;
                    exchange.reply(&()).await
                }
                110 => {
                    let super::BozoSetRestartTimeRequest { r#type, time } = exchange
                        .arguments()
                        .await?;
                    self.0.set_restart_time(exchange.context(), r#type, time).await?;
                    exchange.reply(&()).await
                }
                111 => {
                    let super::BozoGetRestartTimeRequest { r#type } = exchange
                        .arguments()
                        .await?;
                    let results = self
                        .0
                        .get_restart_time(exchange.context(), r#type)
                        .await?;
                    exchange.reply(&results).await
                }
                112 => {
                    let super::BozoGetLogRequest { name } = exchange
                        .split_arguments()
                        .await?;
                    let (context, stream) = exchange.stream();
                    self.0.get_log(context, name, stream).await?;
                    exchange.reply(&()).await
                }
                113 => {
                    let super::BozoWaitAllRequest = exchange.arguments().await?;
                    self.0.wait_all(exchange.context()).await?;
                    exchange.reply(&()).await
                }
                114 => {
                    let super::BozoGetInstanceStringsRequest { instance } = exchange
                        .arguments()
                        .await?;
                    let results = self
                        .0
                        .get_instance_strings(exchange.context(), instance)
                        .await?;
                    exchange.reply(&results).await
                }
                115 => {
                    let super::BozoGetRestrictedModeRequest = exchange
                        .arguments()
                        .await?;
                    let results = self.0.get_restricted_mode(exchange.context()).await?;
                    exchange.reply(&results).await
                }
                116 => {
                    let super::BozoSetRestrictedModeRequest { mode } = exchange
                        .arguments()
                        .await?;
                    self.0.set_restricted_mode(exchange.context(), mode).await?;
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
