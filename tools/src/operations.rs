//! The operations of AFS's services by name, for people.
//!
//! Holds: [`operations`]. Must not know: which there are (`rxrpc-afs` does).

use rxrpc_afs::{bos, cb, fs, pr, ubik, vl, volser};

/// The names of the operations of a service of AFS that this code may mean. The file server, the overseer and cache managers
/// share the service 1, and one code.
pub fn operations(service: u16, code: i32) -> impl Iterator<Item = &'static str> {
    let of_service = SERVICES.iter().filter(move |(number, _)| *number == service);
    let all = of_service.flat_map(|(_, all)| *all);
    all.filter(move |(number, _)| *number == code).map(|(_, name)| *name)
}

/// The operations of a service.
type Service = (u16, &'static [(i32, &'static str)]);

const SERVICES: [Service; 8] = [
    (fs::SERVICE.0, fs::RXAFS_OPERATIONS),
    (cb::SERVICE.0, cb::RXAFSCB_OPERATIONS),
    (bos::SERVICE.0, bos::BOZO_OPERATIONS),
    (volser::SERVICE.0, volser::AFS_VOL_OPERATIONS),
    (ubik::VOTE_SERVICE.0, ubik::VOTE_OPERATIONS),
    (ubik::DISK_SERVICE.0, ubik::DISK_OPERATIONS),
    (vl::SERVICE.0, vl::VL_OPERATIONS),
    (pr::SERVICE.0, pr::PR_OPERATIONS),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operations_have_their_names_and_others_have_none() {
        let names = |service, code| operations(service, code).collect::<Vec<_>>();
        assert_eq!(names(52, 515), ["VL_GetAddrs"]);
        assert_eq!(names(73, 509), ["PR_NewEntry"]);
        let both = ["RXAFS_StoreData64", "RXAFSCB_TellMeAboutYourself"];
        assert_eq!(names(1, 65_538), both);
        assert!(names(52, 1).is_empty() && names(53, 501).is_empty());
    }
}
