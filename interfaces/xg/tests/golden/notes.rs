// Made by rxrpc-xg from an interface file.

/// no note of this number
pub const NOTE_NONE: i32 = 1000001;
/// Longest note, in bytes.
pub const NOTE_LONGEST: i32 = 4096;
/// The operations of the package `NOTE_`: their codes, which rise, and their names.
pub const NOTE_OPERATIONS: &[(i32, &str)] = &[(1, "NOTE_Leave"), (2, "NOTE_Read")];
/// The enum `NoteKind` of the interface.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct NoteKind(pub i32);
impl NoteKind {
    /// `NOTE_PLAIN`.
    pub const NOTE_PLAIN: Self = Self(1);
    /// `NOTE_URGENT`.
    pub const NOTE_URGENT: Self = Self(2);
}
impl ::core::fmt::Debug for NoteKind {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        match self.0 {
            1 => f.write_str("NOTE_PLAIN"),
            2 => f.write_str("NOTE_URGENT"),
            other => f.debug_tuple("NoteKind").field(&other).finish(),
        }
    }
}
impl ::rxrpc_xdr::Encode for NoteKind {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.0, to)
    }
}
impl ::rxrpc_xdr::Decode for NoteKind {
    const MIN: usize = 4;
    const MAX: usize = 4;
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self(::rxrpc_xdr::Decode::decode(from)?))
    }
}
/// The struct `Note` of the interface.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct Note {
    /// `id`.
    pub id: i32,
    /// how soon it wants to be read
    pub kind: NoteKind,
    /// `text`.
    pub text: ::rxrpc_xdr::Text<4096>,
}
impl ::rxrpc_xdr::Encode for Note {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.id, to)?;
        ::rxrpc_xdr::Encode::encode(&self.kind, to)?;
        ::rxrpc_xdr::Encode::encode(&self.text, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for Note {
    const MIN: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<NoteKind as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<::rxrpc_xdr::Text<4096> as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<NoteKind as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<::rxrpc_xdr::Text<4096> as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            id: ::rxrpc_xdr::Decode::decode(from)?,
            kind: ::rxrpc_xdr::Decode::decode(from)?,
            text: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
/// The arguments of `NOTE_Leave`, operation 1.
#[doc(alias = "NOTE_Leave")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct NoteLeaveRequest {
    /// `kind`.
    pub kind: NoteKind,
    /// `text`.
    pub text: ::rxrpc_xdr::Text<4096>,
}
impl ::rxrpc_xdr::Encode for NoteLeaveRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.kind, to)?;
        ::rxrpc_xdr::Encode::encode(&self.text, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for NoteLeaveRequest {
    const MIN: usize = 0usize
        .saturating_add(<NoteKind as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<::rxrpc_xdr::Text<4096> as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<NoteKind as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<::rxrpc_xdr::Text<4096> as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            kind: ::rxrpc_xdr::Decode::decode(from)?,
            text: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for NoteLeaveRequest {
    const OPCODE: i32 = 1;
    const NAME: &'static str = "NOTE_Leave";
    type Reply = i32;
}
/// The arguments of `NOTE_Read`, operation 2.
#[doc(alias = "NOTE_Read")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct NoteReadRequest {
    /// `id`.
    pub id: i32,
}
impl ::rxrpc_xdr::Encode for NoteReadRequest {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.id, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for NoteReadRequest {
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
/// The results of `NOTE_Read`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct NoteReadReply {
    /// `note`.
    pub note: Note,
    /// `left`.
    pub left: i32,
}
impl ::rxrpc_xdr::Encode for NoteReadReply {
    fn encode(
        &self,
        to: &mut ::rxrpc_xdr::Encoder,
    ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
        ::rxrpc_xdr::Encode::encode(&self.note, to)?;
        ::rxrpc_xdr::Encode::encode(&self.left, to)?;
        ::core::result::Result::Ok(())
    }
}
impl ::rxrpc_xdr::Decode for NoteReadReply {
    const MIN: usize = 0usize
        .saturating_add(<Note as ::rxrpc_xdr::Decode>::MIN)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MIN);
    const MAX: usize = 0usize
        .saturating_add(<Note as ::rxrpc_xdr::Decode>::MAX)
        .saturating_add(<i32 as ::rxrpc_xdr::Decode>::MAX);
    fn decode(
        from: &mut ::rxrpc_xdr::Decoder,
    ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
        ::core::result::Result::Ok(Self {
            note: ::rxrpc_xdr::Decode::decode(from)?,
            left: ::rxrpc_xdr::Decode::decode(from)?,
        })
    }
}
impl ::rxrpc_xdr::Procedure for NoteReadRequest {
    const OPCODE: i32 = 2;
    const NAME: &'static str = "NOTE_Read";
    type Reply = NoteReadReply;
}
/// Clients and services for threads.
#[allow(
    clippy::len_without_is_empty,
    clippy::should_implement_trait,
    clippy::wrong_self_convention
)]
pub mod sync {
    /// Notes that people leave for each other.
    #[doc(alias = "NOTE_")]
    #[derive(Clone, Debug)]
    pub struct NoteClient<C>(::rxrpc_xdr::sync::Client<C>);
    impl<C: ::rxrpc_xdr::sync::Caller> NoteClient<C> {
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
        /// Leaves a note, and gives its number.
        #[doc(alias = "NOTE_Leave")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn leave(
            &self,
            kind: super::NoteKind,
            text: ::rxrpc_xdr::Text<4096>,
        ) -> ::core::result::Result<i32, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::NoteLeaveRequest {
                        kind,
                        text,
                    },
                )
        }
        /// Calls `NOTE_Read`, operation 2.
        #[doc(alias = "NOTE_Read")]
        ///
        /// Blocks until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub fn read(
            &self,
            id: i32,
        ) -> ::core::result::Result<super::NoteReadReply, ::rxrpc_xdr::RpcError> {
            self.0.call(&super::NoteReadRequest { id })
        }
    }
    /// Notes that people leave for each other.
    #[doc(alias = "NOTE_")]
    ///
    /// Every method has a default, which refuses with `RXGEN_OPCODE`, as for an operation that there is not.
    /// An error is the code that the client is told, whether or not it means a failure.
    pub trait NoteService: Send + Sync {
        /// Leaves a note, and gives its number.
        #[doc(alias = "NOTE_Leave")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn leave(
            &self,
            context: &::rxrpc_xdr::Context,
            kind: super::NoteKind,
            text: ::rxrpc_xdr::Text<4096>,
        ) -> ::core::result::Result<i32, ::rxrpc_xdr::Refusal> {
            let _ = (context, kind, text);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
        /// Answers `NOTE_Read`, operation 2.
        #[doc(alias = "NOTE_Read")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn read(
            &self,
            context: &::rxrpc_xdr::Context,
            id: i32,
        ) -> ::core::result::Result<super::NoteReadReply, ::rxrpc_xdr::Refusal> {
            let _ = (context, id);
            ::core::result::Result::Err(
                ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
            )
        }
    }
    /// The procedures of a [`NoteService`], as an interface that answers calls.
    #[derive(Clone, Debug)]
    pub struct NoteServer<S>(pub S);
    impl<S: NoteService> ::rxrpc_xdr::sync::Interface for NoteServer<S> {
        fn has(&self, opcode: i32) -> bool {
            matches!(opcode, 1 | 2)
        }
        fn answer<C: ::rxrpc_xdr::sync::Call>(
            &self,
            opcode: i32,
            mut exchange: ::rxrpc_xdr::sync::Exchange<'_, C>,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            match opcode {
                1 => {
                    let super::NoteLeaveRequest { kind, text } = exchange.arguments()?;
                    let results = self.0.leave(exchange.context(), kind, text)?;
                    exchange.reply(&results)
                }
                2 => {
                    let super::NoteReadRequest { id } = exchange.arguments()?;
                    let results = self.0.read(exchange.context(), id)?;
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
    /// Notes that people leave for each other.
    #[doc(alias = "NOTE_")]
    #[derive(Clone, Debug)]
    pub struct NoteClient<C>(::rxrpc_xdr::asynchronous::Client<C>);
    impl<C: ::rxrpc_xdr::asynchronous::Caller> NoteClient<C> {
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
        /// Leaves a note, and gives its number.
        #[doc(alias = "NOTE_Leave")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn leave(
            &self,
            kind: super::NoteKind,
            text: ::rxrpc_xdr::Text<4096>,
        ) -> ::core::result::Result<i32, ::rxrpc_xdr::RpcError> {
            self.0
                .call(
                    &super::NoteLeaveRequest {
                        kind,
                        text,
                    },
                )
                .await
        }
        /// Calls `NOTE_Read`, operation 2.
        #[doc(alias = "NOTE_Read")]
        ///
        /// If the future is dropped, the call is aborted. Waits until the results are here.
        ///
        /// # Errors
        ///
        /// [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`
        /// (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,
        /// `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another
        /// [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read.
        pub async fn read(
            &self,
            id: i32,
        ) -> ::core::result::Result<super::NoteReadReply, ::rxrpc_xdr::RpcError> {
            self.0.call(&super::NoteReadRequest { id }).await
        }
    }
    /// Notes that people leave for each other.
    #[doc(alias = "NOTE_")]
    ///
    /// Every method has a default, which refuses with `RXGEN_OPCODE`, as for an operation that there is not.
    /// An error is the code that the client is told, whether or not it means a failure.
    pub trait NoteService: Send + Sync {
        /// Leaves a note, and gives its number.
        #[doc(alias = "NOTE_Leave")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn leave(
            &self,
            context: &::rxrpc_xdr::Context,
            kind: super::NoteKind,
            text: ::rxrpc_xdr::Text<4096>,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<i32, ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, kind, text);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
        /// Answers `NOTE_Read`, operation 2.
        #[doc(alias = "NOTE_Read")]
        ///
        /// # Errors
        ///
        /// The code that the client is told.
        #[allow(clippy::too_many_arguments)]
        fn read(
            &self,
            context: &::rxrpc_xdr::Context,
            id: i32,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<super::NoteReadReply, ::rxrpc_xdr::Refusal>,
        > + Send {
            let _ = (context, id);
            ::core::future::ready(
                ::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ),
            )
        }
    }
    /// The procedures of a [`NoteService`], as an interface that answers calls.
    #[derive(Clone, Debug)]
    pub struct NoteServer<S>(pub S);
    impl<S: NoteService> ::rxrpc_xdr::asynchronous::Interface for NoteServer<S> {
        fn has(&self, opcode: i32) -> bool {
            matches!(opcode, 1 | 2)
        }
        async fn answer<C: ::rxrpc_xdr::asynchronous::Call>(
            &self,
            opcode: i32,
            mut exchange: ::rxrpc_xdr::asynchronous::Exchange<'_, C>,
        ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
            match opcode {
                1 => {
                    let super::NoteLeaveRequest { kind, text } = exchange
                        .arguments()
                        .await?;
                    let results = self.0.leave(exchange.context(), kind, text).await?;
                    exchange.reply(&results).await
                }
                2 => {
                    let super::NoteReadRequest { id } = exchange.arguments().await?;
                    let results = self.0.read(exchange.context(), id).await?;
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
