//! What an endpoint does with packets that it should not get.
//!
//! Holds: one module by what is known of the sender's connection. Every datagram that an endpoint sends
//! in these tests is also checked by the network for bytes that nobody defined.
//!
//! The reactions are those of Linux AF_RXRPC, where OpenAFS 1.8.9 was not observed to do better. Old
//! advisories about Rx, and where they are tested:
//!
//! | what leaked or went wrong | test |
//! |---|---|
//! | uninitialised bytes in ACKs (OPENAFS-SA-2015-007), a `userStatus` from a reused buffer | `connections::no_payload_leaks_into_other_packets`, and the network's audit in all tests |
//! | an ABORT answered with an ABORT | `strays::two_endpoints_never_answer_each_other_for_long` |
//! | a CHALLENGE without a call | `client_side::a_challenge_without_a_call_is_ignored` |
//! | an old call number run again | `calls::a_late_duplicate_of_a_finished_call_is_not_run_again`, `chaos::repeated_packets_change_nothing` |
//! | a stray ACK, or the rest of an old transfer, began a call | `strays::only_data_begins_a_call`, `strays::a_first_packet_from_beyond_the_window_begins_nothing` |
//! | an ACK for what was never sent | `acknowledging_what_was_never_sent_ends_the_call` in `calls` and `client_side` |
//! | answers that are much longer than questions | `limits` |

mod calls;
mod chaos;
mod client_side;
mod connections;
mod headers;
mod limits;
mod scene;
mod strays;
