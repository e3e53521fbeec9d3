//! Data of files, directories and links.
//!
//! Holds: how a piece of it is fetched, and small things whole. Must not know: paths.

use super::FileError;
use super::client::Shared;
use super::locate::Volume;
use crate::fs::{AfsFetchStatus, AfsFid, RxafsFetchData64Reply, RxafsFetchData64Request};
use crate::network::Network;
use futures::io::{AsyncRead, AsyncReadExt};
use rxrpc_xdr::asynchronous::{Caller, Client, SplitCall};
use rxrpc_xdr::{DecodeError, RpcError};

/// The most bytes that are asked for in one call.
pub(crate) const PIECE: usize = 1 << 20;
/// How often something that changes is fetched anew.
const ANEW: usize = 3;

impl<N: Network + Clone> Shared<N> {
    /// Fetches up to `most` bytes from `from` on, fewer only at the end of the data; and how the file was then.
    pub(crate) async fn fetch(
        &self,
        volume: &Volume<N>,
        fid: &AfsFid,
        from: u64,
        most: usize,
    ) -> Result<(Vec<u8>, AfsFetchStatus), FileError> {
        let (Ok(pos), Ok(len)) = (i64::try_from(from), i64::try_from(most)) else {
            return Err(FileError::Impossible("a file of more than 2⁶³ bytes"));
        };
        let request = RxafsFetchData64Request { fid: fid.clone(), pos, len };
        let mut attempts = self.attempts(volume).await?;
        loop {
            let server = self.next_server(volume, &mut attempts).await?;
            match fetch_from(&self.server_client(volume, server), &request, most).await {
                Ok(fetched) => {
                    self.answered(server, &volume.cell.options);
                    return Ok(fetched);
                }
                Err(error) => self.failed(&mut attempts, server, error),
            }
        }
    }

    /// Fetches all of something small, of at most `most` bytes. What changes meanwhile is fetched anew.
    pub(crate) async fn fetch_all(
        &self,
        volume: &Volume<N>,
        fid: &AfsFid,
        most: usize,
    ) -> Result<Vec<u8>, FileError> {
        for _ in 0..ANEW {
            if let Some(data) = self.fetch_unchanged(volume, fid, most).await? {
                return Ok(data);
            }
        }
        Err(FileError::Changed)
    }

    /// All of it, of one version; `None` if it was changed.
    async fn fetch_unchanged(
        &self,
        volume: &Volume<N>,
        fid: &AfsFid,
        most: usize,
    ) -> Result<Option<Vec<u8>>, FileError> {
        let (mut data, first) = self.fetch(volume, fid, 0, PIECE.min(most)).await?;
        let length = usize::try_from(first.full_length()).unwrap_or(usize::MAX);
        if length > most {
            return Err(FileError::Impossible("a directory or a link that is too long"));
        }
        while data.len() < length {
            let piece = PIECE.min(length - data.len());
            let (more, status) = self.fetch(volume, fid, data.len() as u64, piece).await?;
            if status.full_data_version() != first.full_data_version() {
                return Ok(None);
            }
            if more.is_empty() {
                return Err(FileError::Impossible("data that ends before its length"));
            }
            data.extend(more);
        }
        Ok(Some(data))
    }
}

async fn fetch_from<C: Caller>(
    client: &Client<C>,
    request: &RxafsFetchData64Request,
    most: usize,
) -> Result<(Vec<u8>, AfsFetchStatus), RpcError> {
    let mut call: SplitCall<C::Call, RxafsFetchData64Reply> = client.start(request).await?;
    let mut header = [0; 8];
    if call.read_exact(&mut header).await.is_err() {
        return Err(ended(call, header.len()).await);
    }
    let length = u64::from_be_bytes(header);
    let Some(wanted) = usize::try_from(length).ok().filter(|length| *length <= most) else {
        let length = usize::try_from(length).unwrap_or(usize::MAX);
        return Err(DecodeError::TooLong { length, bound: most }.into());
    };
    let mut data = Vec::new();
    let missing = read(&mut call, wanted, &mut data).await;
    if missing > 0 {
        return Err(ended(call, missing).await);
    }
    Ok((data, call.results().await?.status))
}

/// Reads as many bytes, and tells how many did not come. Memory grows with what comes, not with what is announced.
async fn read(call: &mut (impl AsyncRead + Unpin), wanted: usize, data: &mut Vec<u8>) -> usize {
    let _why_the_results_tell = call.take(wanted as u64).read_to_end(data).await;
    wanted - data.len()
}

/// Why a call ended before its data did.
async fn ended<C: rxrpc_xdr::asynchronous::Call>(
    call: SplitCall<C, RxafsFetchData64Reply>,
    missing: usize,
) -> RpcError {
    match call.results().await {
        Err(error) => error,
        Ok(_) => DecodeError::TooShort { missing }.into(),
    }
}
