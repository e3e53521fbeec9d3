//! The file server: files and directories of volumes. And what it asks of its clients, which [`cb`](crate::cb) has apart.
//!
//! Holds: what `xg/fs.xg` becomes, where the service is, and what its types say besides. Must not know: calls.
//!
//! **A file server asks back**: it answers nobody whom it cannot call at the address and port that the call came from. Serve
//! [`cb`](crate::cb) there, on the endpoint that makes the calls.

use rxrpc_xdr::ServiceId;

/// The service.
pub const SERVICE: ServiceId = ServiceId(1);

/// Its UDP port.
pub const PORT: u16 = 7000;

include!("generated/fs.rs");

impl AfsFid {
    /// The root directory of a volume: its vnode and its uniquifier are 1, in every volume.
    #[must_use]
    pub fn root(volume: u32) -> Self {
        Self { volume, vnode: 1, unique: 1 }
    }

    /// Whether it names a directory: those have the odd vnodes, files and links the even ones.
    #[must_use]
    pub fn is_directory(&self) -> bool {
        self.vnode % 2 == 1
    }
}

impl AfsFetchStatus {
    /// The length in bytes, of both words.
    #[must_use]
    pub fn full_length(&self) -> u64 {
        two_words(self.length_hi, self.length)
    }

    /// How often the data was changed, of both words.
    #[must_use]
    pub fn full_data_version(&self) -> u64 {
        two_words(self.data_version_high, self.data_version)
    }
}

fn two_words(high: u32, low: u32) -> u64 {
    u64::from(high) << 32 | u64::from(low)
}
