//! Names and places of abort codes.

#![allow(clippy::unwrap_used)]

use rxrpc_afs::errors::{self, Table};
use rxrpc_afs::rxrpc_xdr::AbortCode;
use std::collections::BTreeMap;

/// What servers were seen to answer, by what was asked.
#[test]
fn codes_seen_from_real_servers_have_their_names() {
    let seen = [
        (363_546, "VL_PERM"),
        (363_524, "VL_NOENT"),
        (267_268, "PRNOENT"),
        (267_269, "PRPERM"),
        (39_429, "BZDOM"),
        (39_430, "BZACCESS"),
        (1_492_325_127, "VOLSERBAD_ACCESS"),
        (5_385, "UBADHOST"),
        (5_402, "UDEADLOCK"),
        (49_733_388, "UAEACCES"),
        (102, "VNOVNODE"),
        (103, "VNOVOL"),
        (19_270_407, "RXKADBADTICKET"),
        (-455, "RXGEN_OPCODE"),
        (-453, "RXGEN_SS_UNMARSHAL"),
        (-2, "RX_INVALID_OPERATION"),
        (-1, "RX_CALL_DEAD"),
    ];
    for (code, name) in seen {
        assert_eq!(errors::name(AbortCode(code)), Some(name), "{code}");
    }
}

/// The last member and how many there are of each table: nothing is left out or doubled.
#[test]
fn tables_are_whole() {
    let ends = [
        (Table::Vl, 33, 363_552, "VL_DBBAD"),
        (Table::Pr, 19, 267_282, "PRNAMETOOLONG"),
        (Table::Ubik, 17, 5_402, "UDEADLOCK"),
        (Table::Bos, 13, 39_436, "BZENCREQ"),
        (Table::Volser, 18, 1_492_325_137, "VOLSERFAILEDOP"),
        (Table::Rxkad, 13, 19_270_412, "RXKADILLEGALLEVEL"),
        (Table::Rxgk, 3, 1_233_242_882, "RXGK_BADCHALLENGE"),
        (Table::Volume, 14, 120, "VRESTRICTED"),
        (Table::Uae, 19, 49_733_496, "UAEDQUOT"),
        (Table::Rx, 11, -100, "RX_RESTARTING"),
        (Table::Rxgen, 8, -457, "RXGEN_CC_XDRFREE"),
    ];
    for (table, count, code, name) in ends {
        let last = table.known().last().unwrap();
        let found = (table.known().len(), last.code.0, last.name);
        assert_eq!(found, (count, code, name), "{table}");
    }
    // Those of com_err have no gap, as far as they are known, but for ubik's last; the others have.
    for table in [Table::Vl, Table::Pr, Table::Ubik, Table::Bos, Table::Volser, Table::Rxkad] {
        let known = table.known().iter().filter(|known| known.code != errors::UDEADLOCK);
        for (offset, known) in (0..).zip(known) {
            assert_eq!(errors::place(known.code), Some((table, offset)), "{}", known.name);
        }
    }
}

#[test]
fn every_code_is_there_once_and_in_its_table() {
    let mut names = BTreeMap::new();
    for table in Table::ALL {
        for known in table.known() {
            assert_eq!(known.table, table, "{}", known.name);
            assert_eq!(errors::lookup(known.code), Some(known), "{}", known.name);
            assert_eq!(names.insert(known.code, known.name), None, "{}", known.name);
            if let Some(base) = table.base() {
                assert!((0..256).contains(&(known.code.0 - base)), "{}", known.name);
            }
            assert!(!known.text.is_empty() && !known.text.ends_with('.'), "{}", known.name);
            // The constants of the wire and these agree on every name that both have.
            if let Some(name) = known.code.name() {
                assert_eq!(known.name, name);
            }
        }
    }
    assert_eq!(names.len(), 168);
}

#[test]
fn a_code_without_a_name_has_its_table_or_nothing() {
    assert_eq!(errors::place(AbortCode(11_862_784 + 3)), Some((Table::Ktc, 3)));
    assert_eq!(errors::place(AbortCode(70_354_688 + 255)), Some((Table::Acfg, 255)));
    assert_eq!(errors::place(AbortCode(363_519)), None);
    assert_eq!(errors::place(AbortCode(363_520 + 256)), None);
    for code in [0, 12345, i32::MIN, i32::MAX, 114, -11] {
        let code = AbortCode(code);
        let nothing = (errors::name(code), errors::text(code), errors::place(code));
        assert_eq!(nothing, (None, None, None), "{code}");
        assert_eq!(errors::describe(code).to_string(), code.0.to_string());
    }
}

#[test]
fn what_is_known_is_shown() {
    let shown = |code| errors::describe(AbortCode(code)).to_string();
    assert_eq!(shown(110), "VBUSY (110): the volume is busy: try later");
    assert_eq!(shown(363_600), "363600 (number 80 of VL)");
    let restarting = errors::describe(errors::VRESTARTING).to_string();
    assert!(restarting.starts_with("RX_RESTARTING (-100)"), "{restarting}");
}
