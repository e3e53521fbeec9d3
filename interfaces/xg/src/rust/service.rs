//! Services: a trait with a method for each procedure, and what answers calls with it.
//!
//! Holds: what becomes of a package for those who serve it. Must not know: clients.

use super::Kind;
use super::docs::docs;
use super::names::{self, Names, PackageNames, ProcedureNames};
use super::procedures::{reply_type, wire_name};
use super::types::path;
use crate::model::{Package, Procedure};
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use std::collections::BTreeSet;

pub(super) fn service(
    package: &Package,
    named: &PackageNames,
    names: &Names,
    kind: Kind,
) -> TokenStream {
    let (service, server, module) = (&named.service, &named.server, kind.module());
    let all = || package.procedures.iter().zip(&named.procedures);
    let methods = all().map(|(procedure, named)| method(package, procedure, named, names, kind));
    let answers = all().map(|(procedure, named)| answer(procedure, named, kind));
    let codes = codes(package);
    let or_else = format!("Answers the procedures of the package `{}`.", package.name);
    let documented = docs(&package.docs, &or_else, &package.name, &service.to_string());
    let of_server =
        format!(" The procedures of a [`{service}`], as an interface that answers calls.");
    let (asynchronous, calls) = match kind {
        Kind::Sync => (None, quote! { ::rxrpc_xdr::sync::Call }),
        Kind::Asynchronous => (Some(quote! { async }), quote! { ::rxrpc_xdr::asynchronous::Call }),
    };
    let (has, answered) = if package.procedures.is_empty() {
        (quote! { let _ = opcode; false }, quote! { let _ = (opcode, exchange); })
    } else {
        (quote! { matches!(opcode, #(#codes)|*) }, quote! {})
    };
    let dispatch = if package.procedures.is_empty() {
        quote! { ::core::result::Result::Err(::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE)) }
    } else {
        quote! {
            match opcode {
                #(#answers)*
                _ => ::core::result::Result::Err(::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE)),
            }
        }
    };
    let mutable = (!package.procedures.is_empty()).then(|| quote! { mut });
    quote! {
        #documented
        #[doc = ""]
        #[doc = " Every method has a default, which refuses with `RXGEN_OPCODE`, as for an operation that there is not."]
        #[doc = " An error is the code that the client is told, whether or not it means a failure."]
        pub trait #service: Send + Sync {
            #(#methods)*
        }
        #[doc = #of_server]
        #[derive(Clone, Debug)]
        pub struct #server<S>(pub S);
        impl<S: #service> ::rxrpc_xdr::#module::Interface for #server<S> {
            fn has(&self, opcode: i32) -> bool {
                #has
            }
            #asynchronous fn answer<C: #calls>(
                &self,
                opcode: i32,
                #mutable exchange: ::rxrpc_xdr::#module::Exchange<'_, C>,
            ) -> ::core::result::Result<(), ::rxrpc_xdr::Refusal> {
                #answered
                #dispatch
            }
        }
    }
}

/// Patterns of the operations' codes: ranges of those that follow each other.
fn codes(package: &Package) -> Vec<TokenStream> {
    let mut codes: Vec<i32> = package.procedures.iter().map(|one| one.opcode).collect();
    codes.sort_unstable();
    let runs = codes.chunk_by(|one, next| one.checked_add(1) == Some(*next));
    let patterns = runs.flat_map(|run| match run {
        [first, _, .., last] => {
            let (first, last) = (Literal::i32_unsuffixed(*first), Literal::i32_unsuffixed(*last));
            vec![quote! { #first..=#last }]
        }
        few => {
            let each = few.iter().map(|code| Literal::i32_unsuffixed(*code));
            each.map(|code| quote! { #code }).collect()
        }
    });
    patterns.collect()
}

fn method(
    package: &Package,
    procedure: &Procedure,
    named: &ProcedureNames,
    names: &Names,
    kind: Kind,
) -> TokenStream {
    let (method, module) = (&named.method, kind.module());
    let above = quote! { super:: };
    let wire = wire_name(package, procedure);
    let or_else = format!("Answers `{wire}`, operation {}.", procedure.opcode);
    let docs = docs(&procedure.docs, &or_else, &wire, &method.to_string());
    let fields = names::fields(procedure.arguments.iter().map(|field| &field.name));
    let types = procedure.arguments.iter().map(|field| path(&field.of, names, &above));
    let reply = reply_type(procedure, named, names, &above);
    let result = quote! { ::core::result::Result<#reply, ::rxrpc_xdr::Refusal> };
    let stream = procedure.split.then(|| quote! { stream: ::rxrpc_xdr::#module::Stream<'_>, });
    let streamed = procedure.split.then(|| quote! { , stream });
    let (gives, refuses) = match kind {
        Kind::Sync => (
            result,
            quote! { ::core::result::Result::Err(::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE)) },
        ),
        Kind::Asynchronous => (
            quote! { impl ::core::future::Future<Output = #result> + Send },
            quote! {
                ::core::future::ready(::core::result::Result::Err(
                    ::rxrpc_xdr::Refusal(::rxrpc_xdr::AbortCode::RXGEN_OPCODE),
                ))
            },
        ),
    };
    let (context, more) = reserved(&fields);
    let unused = if more.is_empty() && !procedure.split {
        quote! { let _ = #context; }
    } else {
        quote! { let _ = (#context #(, #more)* #streamed); }
    };
    quote! {
        #docs
        #[doc = ""]
        #[doc = " # Errors"]
        #[doc = ""]
        #[doc = " The code that the client is told."]
        #[allow(clippy::too_many_arguments)]
        fn #method(
            &self,
            #context: &::rxrpc_xdr::Context,
            #(#more: #types,)*
            #stream
        ) -> #gives {
            #unused
            #refuses
        }
    }
}

/// Names that what answers has itself.
const OWN: [&str; 3] = ["context", "exchange", "stream"];

/// The name of the context, and those of the arguments, none of which is one of ours.
fn reserved(fields: &[proc_macro2::Ident]) -> (proc_macro2::Ident, Vec<proc_macro2::Ident>) {
    let mut taken: BTreeSet<String> = OWN.map(str::to_owned).into();
    taken.extend(fields.iter().map(ToString::to_string));
    let other = |name: &proc_macro2::Ident| match OWN.iter().any(|own| name == own) {
        true => names::unique(format!("{name}_"), &mut taken),
        false => name.clone(),
    };
    (names::ident("context"), fields.iter().map(other).collect())
}

fn answer(procedure: &Procedure, named: &ProcedureNames, kind: Kind) -> TokenStream {
    let (method, arguments) = (&named.method, &named.arguments);
    let opcode = Literal::i32_unsuffixed(procedure.opcode);
    let fields = names::fields(procedure.arguments.iter().map(|field| &field.name));
    let (_, bound) = reserved(&fields);
    let awaited = (kind == Kind::Asynchronous).then(|| quote! { .await });
    let read = if procedure.split {
        quote! { split_arguments }
    } else {
        quote! { arguments }
    };
    let taken = if fields.is_empty() {
        quote! { let super::#arguments = exchange.#read()#awaited?; }
    } else {
        let each = fields.iter().zip(&bound).map(|(field, bound)| {
            if field == bound {
                quote! { #field }
            } else {
                quote! { #field: #bound }
            }
        });
        quote! { let super::#arguments { #(#each),* } = exchange.#read()#awaited?; }
    };
    let called = if procedure.split {
        quote! { self.0.#method(context, #(#bound,)* stream)#awaited?; }
    } else {
        quote! { self.0.#method(exchange.context(), #(#bound),*)#awaited?; }
    };
    let streamed = procedure.split.then(|| quote! { let (context, stream) = exchange.stream(); });
    let (bound, results) = if procedure.results.is_empty() {
        (None, quote! { () })
    } else {
        (Some(quote! { let results = }), quote! { results })
    };
    quote! {
        #opcode => {
            #taken
            #streamed
            #bound #called
            exchange.reply(&#results)#awaited
        }
    }
}
