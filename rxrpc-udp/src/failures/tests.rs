//! Which error means what.

use super::*;

const EMPTY: Drained = Drained { icmp: 0, all: true };
const REPORTS: Drained = Drained { icmp: 3, all: true };
const MORE: Drained = Drained { icmp: 512, all: false };

/// Judges until there is a judgement.
fn judge(errors: impl IntoIterator<Item = (Errno, Drained)>) -> (u32, Judgement) {
    let mut failures = SendFailures::default();
    for (errno, drained) in errors {
        let judgement = failures.judge(errno, drained);
        if judgement != Judgement::Again {
            return (failures.attempts, judgement);
        }
    }
    (failures.attempts, Judgement::Again)
}

#[test]
fn an_error_that_comes_again_with_an_empty_queue_is_the_destinations() {
    for errno in [
        Errno::ENETUNREACH,
        Errno::EHOSTUNREACH,
        Errno::EACCES,
        Errno::EINVAL,
        Errno::EMSGSIZE,
        Errno::EADDRNOTAVAIL,
        Errno::EAFNOSUPPORT,
    ] {
        let (attempts, judgement) = judge(vec![(errno, EMPTY); 9]);
        assert_eq!((attempts, judgement), (BELIEVED, Judgement::Destination), "{errno}");
        // What others' reports brought about says nothing.
        let (_, judgement) = judge(vec![(errno, REPORTS); 9]);
        assert_eq!(judgement, Judgement::Lost, "{errno}");
        let (attempts, judgement) = judge([(errno, EMPTY), (errno, EMPTY), (errno, MORE)]);
        assert_eq!((attempts, judgement), (3, Judgement::Again), "{errno}");
    }
}

#[test]
fn different_errors_are_of_different_packets() {
    let changing = [Errno::EHOSTUNREACH, Errno::ENETUNREACH].map(|errno| (errno, EMPTY));
    let (attempts, judgement) = judge(changing.into_iter().cycle());
    assert_eq!((attempts, judgement), (MOST_ATTEMPTS, Judgement::Lost));
}

#[test]
fn an_error_that_is_no_destinations_costs_the_packet() {
    for errno in [
        Errno::ECONNREFUSED,
        Errno::EPROTO,
        Errno::ENOBUFS,
        Errno::ENOMEM,
        Errno::EPERM,
        Errno::EIO,
    ] {
        let (attempts, judgement) = judge(vec![(errno, EMPTY); 9]);
        assert_eq!((attempts, judgement), (BELIEVED, Judgement::Lost), "{errno}");
    }
    assert_eq!(judge(vec![(Errno::EBADF, EMPTY); 9]), (1, Judgement::Lost));
}

#[test]
fn receiving_is_tried_again_while_reports_come() {
    let mut attempts = ReceiveAttempts::default();
    for _ in 0..1000 {
        assert!(attempts.again(Errno::EACCES, REPORTS));
        assert!(attempts.again(Errno::EACCES, EMPTY), "its entry found no room");
    }
    assert!(attempts.again(Errno::EACCES, EMPTY));
    assert!(!attempts.again(Errno::EACCES, EMPTY));
    assert!(!ReceiveAttempts::default().again(Errno::EBADF, REPORTS));
}

fn failure(errno: Errno) -> io::Result<()> {
    Err(errno.into())
}

#[test]
fn a_socket_is_given_up_at_once_only_if_it_is_none() {
    for errno in [Errno::EBADF, Errno::ENOTSOCK, Errno::EFAULT] {
        let mut failures = ReceiveFailures::default();
        assert_eq!(failures.count(Instant::now(), &failure(errno)), Some(errno));
    }
}

#[test]
fn any_other_error_has_to_last() {
    let began = Instant::now();
    let at = |millis| began + Duration::from_millis(millis);
    for errno in [
        Errno::ENOMEM,
        Errno::ENOBUFS,
        Errno::EPERM,
        Errno::EACCES,
        Errno::EHOSTUNREACH,
        Errno::EIO,
    ] {
        let mut failures = ReceiveFailures::default();
        let mut millis = 0;
        while at(millis) < began + LASTING {
            assert_eq!(failures.count(at(millis), &failure(errno)), None);
            let retry = failures.retry_at().expect("it is tried again");
            assert!(retry > at(millis), "and nothing spins");
            millis += 10;
        }
        assert_eq!(failures.count(at(millis), &failure(errno)), Some(errno));
    }
}

#[test]
fn whatever_is_received_and_nothing_at_all_end_a_row_of_failures() {
    let began = Instant::now();
    let mut failures = ReceiveFailures::default();
    for harmless in [Ok(()), Err(io::ErrorKind::WouldBlock.into())] {
        assert_eq!(failures.count(began, &failure(Errno::ENOMEM)), None);
        assert_eq!(failures.count(began + LASTING, &harmless), None);
        assert_eq!(failures.retry_at(), None);
        assert_eq!(failures.count(began + 2 * LASTING, &failure(Errno::ENOMEM)), None);
        assert_eq!(failures.count(began + 2 * LASTING, &Ok(())), None);
    }
}
