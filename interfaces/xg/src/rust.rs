//! From an interface to Rust.
//!
//! Holds: the order of what is made. Must not know: files, how interfaces are written.

mod client;
mod docs;
mod names;
mod procedures;
mod serde;
mod service;
mod types;

use crate::model::Interface;
use names::Names;
use proc_macro2::TokenStream;
use quote::quote;
pub(crate) use serde::{Serde, not_known};

/// What is made.
#[derive(Clone, Debug)]
pub(crate) struct Parts {
    pub(crate) client: bool,
    pub(crate) server: bool,
    pub(crate) sync: bool,
    pub(crate) asynchronous: bool,
    pub(crate) serde: Serde,
}

/// The Rust of an interface, formatted; an error is a fault of this crate.
pub(crate) fn generate(interface: &Interface, parts: &Parts) -> Result<String, String> {
    let names = Names::of(interface);
    let constants = types::constants(interface);
    let operations = procedures::operations(interface, &names);
    let types = types::types(interface, &names, &parts.serde);
    let procedures = procedures::procedures(interface, &names, &parts.serde);
    let sync = parts.sync.then(|| module(interface, &names, parts, Kind::Sync));
    let asynchronous =
        parts.asynchronous.then(|| module(interface, &names, parts, Kind::Asynchronous));
    let all = quote! { #constants #operations #types #procedures #sync #asynchronous };
    let file = syn::parse2(all.clone()).map_err(|error| format!("{error}: {all}"))?;
    Ok(format!("// Made by rxrpc-xg from an interface file.\n\n{}", prettyplease::unparse(&file)))
}

/// Which calls the clients and services of a module are over.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Sync,
    Asynchronous,
}

fn module(interface: &Interface, names: &Names, parts: &Parts, kind: Kind) -> Option<TokenStream> {
    let packages = || interface.packages.iter().zip(&names.packages);
    packages().next()?;
    let clients = parts.client.then(|| {
        let clients =
            packages().map(|(package, named)| client::client(package, named, names, kind));
        quote! { #(#clients)* }
    });
    let services = parts.server.then(|| {
        let services =
            packages().map(|(package, named)| service::service(package, named, names, kind));
        quote! { #(#services)* }
    });
    let (docs, name) = match kind {
        Kind::Sync => (" Clients and services for threads.", quote! { sync }),
        Kind::Asynchronous => (" Clients and services for tasks.", quote! { asynchronous }),
    };
    // Procedures are called as their interface calls them.
    let allowed = quote! {
        clippy::len_without_is_empty, clippy::should_implement_trait, clippy::wrong_self_convention
    };
    Some(quote! {
        #[doc = #docs]
        #[allow(#allowed)]
        pub mod #name { #clients #services }
    })
}
