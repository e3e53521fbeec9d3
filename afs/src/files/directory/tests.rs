//! Directories as servers make them, and as only hostile ones would.

#![allow(clippy::unwrap_used)]

use super::*;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Makes pages as a file server does: slots one after the other, and chains of entries by hash.
fn pages_of(names: &[Vec<u8>]) -> Vec<u8> {
    let mut pages = new_page();
    let mut slot = FIRST_SLOT;
    for (at, name) in names.iter().enumerate() {
        let slots = slots_of(name.len());
        if slot.is_multiple_of(SLOTS) || slot % SLOTS + slots > SLOTS {
            slot = pages.len() / SLOT + 1;
            pages.extend(new_page());
        }
        put(&mut pages, slot, name, u32::try_from(at).unwrap() + 2);
        slot += slots;
    }
    pages
}

fn new_page() -> Vec<u8> {
    let mut page = vec![0; PAGE];
    page[2..4].copy_from_slice(&TAG.to_be_bytes());
    page
}

fn put(pages: &mut [u8], slot: usize, name: &[u8], number: u32) {
    let at = slot * SLOT;
    for slot in slot..slot + slots_of(name.len()) {
        pages[slot / SLOTS * PAGE + 5 + slot % SLOTS / 8] |= 1 << (slot % 8);
    }
    let chain = HASH_TABLE + 2 * place(name);
    pages[at] = 1;
    pages.copy_within(chain..chain + 2, at + 2);
    pages[chain..chain + 2].copy_from_slice(&u16::try_from(slot).unwrap().to_be_bytes());
    pages[at + 4..at + 8].copy_from_slice(&number.to_be_bytes());
    pages[at + 8..at + 12].copy_from_slice(&7_u32.to_be_bytes());
    pages[at + 12..at + 12 + name.len()].copy_from_slice(name);
}

fn names(of: &[&str]) -> Vec<Vec<u8>> {
    of.iter().map(|name| name.as_bytes().to_vec()).collect()
}

fn directory(of: &[&str]) -> Vec<u8> {
    pages_of(&names(of))
}

#[test]
fn entries_are_found_by_scan_and_by_hash() {
    let long = "l".repeat(MAX_NAME);
    let all =
        [".", "..", "a", "fifteen-letters", "sixteen-letters!", "twenty-letters-long!", &long];
    let directory = Directory::new(directory(&all)).unwrap();
    let entries = directory.entries().unwrap();
    assert_eq!(entries.iter().map(|entry| entry.name.clone()).collect::<Vec<_>>(), names(&all));
    for entry in entries {
        assert_eq!(directory.find(&entry.name), Ok(Some(entry)));
    }
    assert_eq!(directory.find(b"b"), Ok(None));
}

#[test]
fn a_removed_entry_is_not_there() {
    let mut pages = directory(&[".", "..", "a"]);
    pages[5 + 15 / 8] &= !(1 << (15 % 8));
    let entries = Directory::new(pages).unwrap().entries().unwrap();
    assert_eq!(entries.len(), 2);
}

#[test]
fn only_whole_pages_are_a_directory() {
    assert_eq!(Directory::new(vec![]), Err(DirectoryError::Length(0)));
    assert_eq!(Directory::new(vec![0; PAGE - 1]), Err(DirectoryError::Length(PAGE - 1)));
    let too_many = (MAX_PAGES + 1) * PAGE;
    assert_eq!(Directory::new(vec![0; too_many]), Err(DirectoryError::Length(too_many)));
    assert_eq!(Directory::new(vec![0; PAGE]), Err(DirectoryError::Tag(0)));
    let second = [new_page(), vec![0; PAGE]].concat();
    assert_eq!(Directory::new(second), Err(DirectoryError::Tag(1)));
}

/// Changes the entry `a` of a directory, and looks for it and for all.
fn with(change: impl FnOnce(&mut Vec<u8>)) -> [Option<DirectoryError>; 2] {
    let mut pages = directory(&["a"]);
    change(&mut pages);
    let directory = Directory::new(pages).unwrap();
    [directory.find(b"a").err(), directory.entries().err()]
}

const A: usize = FIRST_SLOT * SLOT;

#[test]
fn a_chain_without_an_end_is_refused() {
    let looped = with(|pages| {
        pages[A + 12] = b'b';
        pages[A + 2..A + 4].copy_from_slice(&13_u16.to_be_bytes());
    });
    assert_eq!(looped, [Some(DirectoryError::Loop), None]);
}

#[test]
fn a_chain_that_leads_out_is_refused() {
    for slot in [1_u16, 12, 64, 65, 0xffff] {
        let chain = HASH_TABLE + 2 * place(b"a");
        let out = with(|pages| pages[chain..chain + 2].copy_from_slice(&slot.to_be_bytes()));
        assert_eq!(out, [Some(DirectoryError::Slot(slot.into())), None]);
    }
}

#[test]
fn names_that_are_none_are_refused() {
    let none = Some(DirectoryError::Name(FIRST_SLOT));
    assert_eq!(with(|pages| pages[A + 12] = 0), [none, none], "empty");
    assert_eq!(with(|pages| pages[A + 12..PAGE].fill(b'x')), [none, none], "no end in its page");
    assert_eq!(with(|pages| pages[A + 12..A + 12 + 256].fill(b'x')), [none, none], "too long");
    assert_eq!(with(|pages| pages[A + 13] = b'/'), [none, none], "a slash");
    // An entry that would go on in the next page.
    let mut pages = [directory(&["a"]), new_page()].concat();
    pages[12] = 0x80;
    pages[PAGE - SLOT + 12..PAGE].fill(b'x');
    let last = Directory::new(pages).unwrap().entries();
    assert_eq!(last, Err(DirectoryError::Name(SLOTS - 1)));
}

proptest! {
    #[test]
    fn whatever_was_put_in_is_found(
        all in proptest::collection::btree_set("[a-zA-Z0-9._~ é-]{1,120}", 0..150)
    ) {
        let all: Vec<Vec<u8>> = all.into_iter().map(String::into_bytes).collect();
        let directory = Directory::new(pages_of(&all)).unwrap();
        let entries = directory.entries().unwrap();
        let found: BTreeSet<_> = entries.iter().map(|entry| entry.name.clone()).collect();
        prop_assert_eq!(found, all.iter().cloned().collect());
        for entry in entries {
            prop_assert_eq!(directory.find(&entry.name), Ok(Some(entry.clone())));
        }
    }

    #[test]
    fn any_change_of_a_directory_is_borne(
        changes in proptest::collection::vec((0..3 * PAGE, any::<u8>()), 0..40),
    ) {
        let all: Vec<Vec<u8>> = (0..100).map(|n| format!("name-{n}").repeat(1 + n % 4).into_bytes()).collect();
        let mut pages = pages_of(&all);
        for (at, byte) in changes {
            if let Some(place) = pages.get_mut(at) {
                *place = byte;
            }
        }
        super::bear(&pages);
    }

    #[test]
    fn any_page_is_borne(bytes in proptest::collection::vec(any::<u8>(), PAGE)) {
        let mut pages = bytes;
        pages[2..4].copy_from_slice(&TAG.to_be_bytes());
        super::bear(&pages);
    }
}
