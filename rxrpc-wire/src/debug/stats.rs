//! The answer to GETSTATS.

use super::field::record;

record! {
    /// A few numbers about a server: 56 bytes.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    pub struct Stats {
        /// Packet buffers that are free.
        pub free_packets: i32,
        /// How often buffers were taken back from waiting packets.
        pub packet_reclaims: i32,
        /// Calls executed so far.
        pub calls_executed: i32,
        /// Not 0 if the server waits for buffers.
        pub waiting_for_packets: u8,
        /// File descriptors in use.
        pub used_fds: u8,
        /// A letter that tells which questions and fields the server knows: `'L'` security
        /// statistics, `'M'` GETALLCONN and RXSTATS, `'N'` `waiting`, `'O'` `idle_threads`, `'Q'`
        /// GETPEER, `'R'` `waited`, `'S'` `packets`; each includes those before it.
        pub version: u8,
        /// 0.
        pub spare_byte: u8,
        /// Calls that wait for a thread.
        pub waiting: i32,
        /// Threads that wait for a call.
        pub idle_threads: i32,
        /// Calls that had to wait for a thread so far.
        pub waited: i32,
        /// Packet buffers in all.
        pub packets: i32,
        /// 0 from OpenAFS. The first word of an endpoint of this project is how many connections its lists leave out:
        /// those of peers without an IPv4 address, and what is beyond a bound.
        pub spare: [i32; 6],
    }
}

impl Stats {
    /// The newest [`Stats::version`], that of OpenAFS 1.8.
    pub const NEWEST_VERSION: u8 = b'S';
}
