//! Our client and a server of the C peer: sizes around those of a sealed packet, and whom the server takes us for.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use rxrpc_sync::{Credentials, ServiceId};
use rxrpc_tests::peer_service::{SERVICE, operation, pattern, sum_of};

use super::Scene;
use super::databases::lane_of_places;
use super::keyring::{Keyring, Who, name_in};
use super::table::{Peer, Place, Sealing};
use crate::interop::front_ends::{Endpoint, FrontEnd};
use crate::interop::lanes::{Lane, Seen};
use crate::interop::ports;
use crate::interop::xdr::Writer;
use xtask::programs::c_peer::CPeer;
use xtask::programs::failure::{Failure, require};
use xtask::programs::process::Background;

/// Sizes of an echo: none, a little, around what one packet holds at each level, several windows.
const SIZES: [usize; 4] = [0, 1, 7, 300_000];
const AROUND_A_PACKET: std::ops::RangeInclusive<usize> = 1388..=1420;
const BULK: usize = 1_000_000;

/// A server for the local keys of which it can have two, one for the third, one for the KDC's.
pub(super) fn start(peer: &CPeer, keyring: &Keyring) -> Result<Vec<Background>, Failure> {
    let start = |sealings: &[Sealing]| {
        let mut words = Vec::new();
        for sealing in sealings {
            words.extend(keyring.c_server_words(*sealing)?);
        }
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        peer.start_server(address(sealings[0]).port(), &words)
    };
    Ok(vec![
        start(&[Sealing::Des, Sealing::Aes256])?,
        start(&[Sealing::Aes128])?,
        start(&[Sealing::KdcWhole])?,
    ])
}

/// A lane for each front end.
pub(super) fn lanes(scene: &Arc<Scene>) -> Vec<Lane> {
    FrontEnd::BOTH.map(|of| lane_of_places(scene, Peer::CServer, of, exchanges)).into()
}

/// Where the server is that has a key.
pub(super) fn address(sealing: Sealing) -> SocketAddr {
    let port = match sealing {
        Sealing::Des | Sealing::Aes256 => ports::C_SERVER,
        Sealing::Aes128 => ports::C_SERVER_AES128,
        Sealing::KdcWhole | Sealing::KdcPart => ports::C_SERVER_KDC,
    };
    (Ipv4Addr::LOCALHOST, port).into()
}

/// A server, and who calls it as whom.
pub(super) struct Server<'a> {
    pub(super) client: &'a Endpoint,
    pub(super) address: SocketAddr,
    pub(super) credentials: Credentials,
}

impl Server<'_> {
    fn ask(&self, body: &[u8]) -> Result<Vec<u8>, Failure> {
        Ok(self.client.request((self.address, ServiceId(SERVICE)), &self.credentials, body)?)
    }

    pub(super) fn must_answer(
        &self,
        what: &str,
        body: Writer,
        wanted: &[u8],
    ) -> Result<(), Failure> {
        let reply = self.ask(&body.finish()).map_err(|failure| failure.while_doing(what))?;
        let differs = reply.iter().zip(wanted).position(|(one, other)| one != other);
        let (seen, wanted) = (reply.len(), wanted.len());
        require!(seen == wanted, "{what}: {seen} bytes instead of {wanted}");
        require!(differs.is_none(), "{what}: wrong from byte {} on", differs.unwrap_or_default());
        Ok(())
    }
}

fn exchanges(scene: &Scene, place: Place) -> Seen {
    let server = Server {
        client: scene.client(place.front_end),
        address: address(place.sealing),
        credentials: scene.credentials(place.sealing, Who::Alice, place.level)?,
    };
    let told = server.ask(&Writer::operation(operation::WHOAMI).finish())?;
    let told = String::from_utf8_lossy(&told).into_owned();
    check_identity(&told, place)?;
    for size in SIZES.into_iter().chain(AROUND_A_PACKET) {
        let data = pattern(size);
        let body = Writer::operation(operation::ECHO).word(u32::try_from(size)?).bytes(&data);
        server.must_answer(&format!("echo of {size} bytes"), body, &data)?;
    }
    let (data, length) = (pattern(BULK), BULK as u64);
    let sum = sum_of(&data);
    let sink = Writer::operation(operation::SINK).double_word(length).bytes(&data);
    let wanted = Writer::default().double_word(length).word(sum).finish();
    server.must_answer("bytes to the server", sink, &wanted)?;
    let source = Writer::operation(operation::SOURCE).double_word(length);
    let wanted = Writer::default().bytes(&data).word(sum).finish();
    server.must_answer("bytes from the server", source, &wanted)?;
    Ok(told)
}

/// Name, cell and level as OpenAFS's library tells them to a server.
fn check_identity(told: &str, place: Place) -> Result<(), Failure> {
    let wanted = name_in(place.sealing, Who::Alice);
    let (name, cell) = wanted.split_once('@').unwrap_or((&wanted, ""));
    let wanted = format!("code=0 level={} name={name} inst= cell={cell} ", place.level);
    require!(told.contains("secindex=2") && told.contains(&wanted), "the server says: {told}");
    Ok(())
}
