//! Clients: a method for each procedure.
//!
//! Holds: what becomes of a package for those who call it. Must not know: services.

use super::Kind;
use super::docs::docs;
use super::names::{self, Names, PackageNames, ProcedureNames};
use super::procedures::{reply_type, wire_name};
use super::types::path;
use crate::model::{Package, Procedure};
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn client(
    package: &Package,
    named: &PackageNames,
    names: &Names,
    kind: Kind,
) -> TokenStream {
    let name = &named.client;
    let module = kind.module();
    let or_else = format!("Calls the procedures of the package `{}`.", package.name);
    let docs = docs(&package.docs, &or_else, &package.name, &name.to_string());
    let methods = package.procedures.iter().zip(&named.procedures);
    let methods = methods.map(|(procedure, named)| method(package, procedure, named, names, kind));
    quote! {
        #docs
        #[derive(Clone, Debug)]
        pub struct #name<C>(::rxrpc_xdr::#module::Client<C>);
        impl<C: ::rxrpc_xdr::#module::Caller> #name<C> {
            /// A client of the service that `caller` calls.
            pub fn new(caller: C) -> Self {
                Self(::rxrpc_xdr::#module::Client::new(caller))
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
            pub fn inner(&self) -> &::rxrpc_xdr::#module::Client<C> {
                &self.0
            }
            #(#methods)*
        }
    }
}

fn method(
    package: &Package,
    procedure: &Procedure,
    named: &ProcedureNames,
    names: &Names,
    kind: Kind,
) -> TokenStream {
    let (method, arguments) = (&named.method, &named.arguments);
    let above = quote! { super:: };
    let wire = wire_name(package, procedure);
    let blocks = match kind {
        Kind::Sync => "Blocks until",
        Kind::Asynchronous => "If the future is dropped, the call is aborted. Waits until",
    };
    let (verb, until) = match procedure.split {
        true => ("Begins a call of", "the arguments are on their way; raw data follows."),
        false => ("Calls", "the results are here."),
    };
    let or_else = format!("{verb} `{wire}`, operation {}.", procedure.opcode);
    let docs = docs(&procedure.docs, &or_else, &wire, &method.to_string());
    let waiting = format!(" {blocks} {until}");
    let fields = names::fields(procedure.arguments.iter().map(|field| &field.name));
    let types = procedure.arguments.iter().map(|field| path(&field.of, names, &above));
    let many = (fields.len() > 6).then(|| quote! { #[allow(clippy::too_many_arguments)] });
    let reply = reply_type(procedure, named, names, &above);
    let module = kind.module();
    let (called, gives) = match procedure.split {
        true => (quote! { start }, quote! { ::rxrpc_xdr::#module::SplitCall<C::Call, #reply> }),
        false => (quote! { call }, reply),
    };
    let (asynchronous, awaited) = match kind {
        Kind::Sync => (None, None),
        Kind::Asynchronous => (Some(quote! { async }), Some(quote! { .await })),
    };
    let built = if fields.is_empty() { None } else { Some(quote! { { #(#fields),* } }) };
    quote! {
        #docs
        #[doc = ""]
        #[doc = #waiting]
        #[doc = ""]
        #[doc = " # Errors"]
        #[doc = ""]
        #[doc = " [`RpcError::Aborted`](::rxrpc_xdr::RpcError::Aborted) with the code that the service answers: `RXGEN_OPCODE`"]
        #[doc = " (−455) if it does not have the procedure, `RXGEN_SS_UNMARSHAL` (−453) if it cannot read the arguments,"]
        #[doc = " `RX_INVALID_OPERATION` (−2) if there is no such service, or what the procedure has to say. Another"]
        #[doc = " [`RpcError`](::rxrpc_xdr::RpcError) if the call ends without a code or its values cannot be written or read."]
        #many
        pub #asynchronous fn #method(
            &self,
            #(#fields: #types,)*
        ) -> ::core::result::Result<#gives, ::rxrpc_xdr::RpcError> {
            self.0.#called(&super::#arguments #built) #awaited
        }
    }
}

impl Kind {
    /// The module of the runtime.
    pub(super) fn module(self) -> TokenStream {
        match self {
            Self::Sync => quote! { sync },
            Self::Asynchronous => quote! { asynchronous },
        }
    }
}
