#![doc = include_str!("../../BUG-CLASSES.md")]

mod aborted;
mod acknowledgements;
mod answers;
mod answers_under_flood;
mod busy;
mod ends;
mod forged;
mod places;
mod proofs;
mod receiving;
mod rounds;
mod sending;
mod services;
mod shares;
mod slots;
mod support;
mod unusual;
