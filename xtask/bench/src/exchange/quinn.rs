//! Exchanges through quinn, a bidirectional stream for each, on one connection; its certificate is made
//! for the run, and the client is told of it with the address.

use std::fmt::Write as _;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use bytes::Bytes;
use quinn::rustls::RootCertStore;
use quinn::rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};
use quinn::{ClientConfig, Connection, Endpoint, RecvStream, SendStream, ServerConfig, VarInt};

use super::client::{Caller, drive};
use super::{Head, Result, Role, announce, must_be_all, pieces, request_pieces};

const NAME: &str = "localhost";
/// More than are ever in flight: its default of 100 would make the others wait.
const STREAMS: VarInt = VarInt::from_u32(4096);
/// Pieces of data that are taken at once.
type Came = [Bytes; 32];

const LOOPBACK: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 0);

pub(super) async fn play(role: &Role) -> Result<()> {
    match &role.to {
        None => serve().await,
        Some(to) => drive(role, connect(to).await?).await,
    }
}

async fn serve() -> Result<()> {
    let made = rcgen::generate_simple_self_signed(vec![NAME.to_owned()])?;
    let certificate = made.cert.der().clone();
    let key = PrivatePkcs8KeyDer::from(made.signing_key.serialize_der());
    let mut config = ServerConfig::with_single_cert(vec![certificate.clone()], key.into())?;
    let transport = Arc::get_mut(&mut config.transport).ok_or("the settings are shared")?;
    transport.max_concurrent_bidi_streams(STREAMS);
    let endpoint = Endpoint::server(config, LOOPBACK)?;
    announce(&format!("{} {}", endpoint.local_addr()?, to_hex(&certificate)));
    while let Some(incoming) = endpoint.accept().await {
        tokio::spawn(async move {
            let Ok(connection) = incoming.await else { return };
            while let Ok((reply, request)) = connection.accept_bi().await {
                tokio::spawn(answer(reply, request));
            }
        });
    }
    Ok(())
}

async fn answer(mut reply: SendStream, mut request: RecvStream) -> Result<()> {
    let (mut head, mut came) = (Head::default(), Came::default());
    while let Some(count) = request.read_chunks(&mut came).await? {
        came[..count].iter().for_each(|piece| head.add(piece));
    }
    for piece in pieces(head.reply()) {
        reply.write_chunk(piece).await?;
    }
    reply.finish()?;
    Ok(())
}

struct Client {
    /// Drives the connection as long as it lives.
    _endpoint: Endpoint,
    connection: Connection,
}

async fn connect(to: &str) -> Result<Client> {
    let (address, certificate) = to.split_once(' ').ok_or("no certificate")?;
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from(from_hex(certificate)?))?;
    let config = ClientConfig::with_root_certificates(Arc::new(roots))?;
    let endpoint = Endpoint::client(LOOPBACK)?;
    let connection = endpoint.connect_with(config, address.parse()?, NAME)?.await?;
    Ok(Client { _endpoint: endpoint, connection })
}

impl Caller for Client {
    async fn exchange(&self, _: usize, request: u64, reply: u64) -> Result<()> {
        let (mut to, mut from) = self.connection.open_bi().await?;
        for piece in request_pieces(request, reply) {
            to.write_chunk(piece).await?;
        }
        to.finish()?;
        let (mut got, mut came) = (0, Came::default());
        while let Some(count) = from.read_chunks(&mut came).await? {
            got += came[..count].iter().map(|piece| piece.len() as u64).sum::<u64>();
        }
        must_be_all(got, reply)
    }
}

fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn from_hex(text: &str) -> Result<Vec<u8>> {
    let digit = |at: usize| text.get(at..at + 2).ok_or("an odd number of digits");
    (0..text.len()).step_by(2).map(|at| Ok(u8::from_str_radix(digit(at)?, 16)?)).collect()
}
