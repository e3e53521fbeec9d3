//! What a newcomer has to know of calls, services and slots, written once for all front ends.
//!
//! Holds: the text, as a macro. Must not know: how a caller waits.

/// A section of a front end's documentation.
#[doc(hidden)]
#[macro_export]
macro_rules! concept_docs {
    () => {
        r"# Concepts

* A **call** is one request from a client and one reply from a service, of any length, half duplex: first the
  request, to its end, then the reply, to its end. Reading a client call ends its request.
* A **service** is a 16-bit number at a UDP address, together a [`ServiceAddress`]. One endpoint may serve
  several, and call others, on one socket.
* A **connection** carries a call at a time on each of four **channels**. Connections come and go behind the
  scenes; all that a user meets is the wait for a **slot**: the channels of all connections to one service of
  one peer, 16 unless [`Config::connections_per_bundle`](Config) says otherwise. Who waits, waits in order,
  and holds nothing that another call needs.
* A call **ends** once, well or with a reason that every verb on it tells from then on: an abort of either
  side with its [`AbortCode`], a deadline, an error of the network. What came before is read first if it ended
  well, and dropped if not.
* The verbs of a call take turns: between two of them nothing of it is locked, so an abort, or the end of the
  call, never waits for a slow reader."
    };
}
