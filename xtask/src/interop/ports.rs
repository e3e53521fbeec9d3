//! The UDP ports of a run. They are fixed, so that a capture can be read by port: inside a private
//! network namespace nobody else can hold them.

/// OpenAFS's ptserver; compiled into it (AFS port assignment `afs3-prserver`).
pub(crate) const PTSERVER: u16 = 7002;
/// OpenAFS's vlserver; compiled into it (AFS port assignment `afs3-vlserver`).
pub(crate) const VLSERVER: u16 = 7003;

/// The C peer's server with OpenAFS's defaults: it takes and sends jumbograms.
pub(crate) const C_SERVER: u16 = 17147;
/// The C peer's server with jumbograms switched off.
pub(crate) const C_SERVER_NO_JUMBO: u16 = 17148;

/// The C peer's server that has the second of two Kerberos keys.
pub(crate) const C_SERVER_AES128: u16 = 17150;
/// The C peer's server that has the key which the KDC gave it.
pub(crate) const C_SERVER_KDC: u16 = 17151;

/// The C peer's rxperf server with OpenAFS's defaults. Only our rxperf client calls it.
pub(crate) const C_RXPERF: u16 = 17157;
/// The C peer's rxperf server with jumbograms switched off. Only our rxperf client calls it.
pub(crate) const C_RXPERF_NO_JUMBO: u16 = 17158;
/// The C peer's rxperf server with OpenAFS's defaults, for our client that sends jumbograms.
pub(crate) const C_RXPERF_JUMBO: u16 = 17159;

/// Our server with defaults: it says that it takes jumbograms.
pub(crate) const OUR_SERVER: u16 = 17247;
/// Our server that says it takes no jumbograms.
pub(crate) const OUR_SERVER_NO_JUMBO: u16 = 17248;
/// Our server with defaults, for a client that has jumbograms switched off.
pub(crate) const OUR_SERVER_CLIENT_OFF: u16 = 17249;
/// Our server for the debug tools, apart from the others so that nothing else disturbs it.
pub(crate) const OUR_PROBED_SERVER: u16 = 17250;
/// Our server that sends jumbograms.
pub(crate) const OUR_SERVER_JUMBO: u16 = 17251;
/// Our rxperf server with defaults.
pub(crate) const OUR_RXPERF: u16 = 17257;
/// Our rxperf server that says it takes no jumbograms.
pub(crate) const OUR_RXPERF_NO_JUMBO: u16 = 17258;
/// Our rxperf server with defaults, for a client that has jumbograms switched off.
pub(crate) const OUR_RXPERF_CLIENT_OFF: u16 = 17259;
/// Our rxperf server that sends jumbograms.
pub(crate) const OUR_RXPERF_JUMBO: u16 = 17260;

/// Our client of the vlserver.
pub(crate) const OUR_VL_CLIENT: u16 = 18001;
/// Our client of the ptserver.
pub(crate) const OUR_PT_CLIENT: u16 = 18002;
/// Our client of the C peer.
pub(crate) const OUR_CLIENT: u16 = 18003;
/// Our client of the C peer without jumbograms.
pub(crate) const OUR_CLIENT_NO_JUMBO: u16 = 18004;
/// Our client of the C peer that sends jumbograms.
pub(crate) const OUR_CLIENT_JUMBO: u16 = 18007;
/// Our client that waits for a slow server.
pub(crate) const OUR_SLEEPING_CLIENT: u16 = 18005;
/// Our client that sends rxperf servers what no rxperf client would.
pub(crate) const OUR_RXPERF_CLIENT: u16 = 18006;

/// Every port that only we send from.
pub(crate) const OURS: [u16; 16] = [
    OUR_SERVER,
    OUR_SERVER_NO_JUMBO,
    OUR_SERVER_CLIENT_OFF,
    OUR_PROBED_SERVER,
    OUR_RXPERF,
    OUR_RXPERF_NO_JUMBO,
    OUR_RXPERF_CLIENT_OFF,
    OUR_VL_CLIENT,
    OUR_PT_CLIENT,
    OUR_CLIENT,
    OUR_CLIENT_NO_JUMBO,
    OUR_SLEEPING_CLIENT,
    OUR_RXPERF_CLIENT,
    OUR_SERVER_JUMBO,
    OUR_RXPERF_JUMBO,
    OUR_CLIENT_JUMBO,
];

/// Every port that only we send to. Our rxperf client has any port.
pub(crate) const ONLY_FROM_US: [u16; 3] = [C_RXPERF, C_RXPERF_NO_JUMBO, C_RXPERF_JUMBO];

/// Ports with Rx traffic that tshark's dissector does not know by itself (it knows 7000-7009).
pub(crate) fn rx_ports_to_declare() -> impl Iterator<Item = u16> {
    OURS.into_iter().chain(ONLY_FROM_US).chain([
        C_SERVER,
        C_SERVER_NO_JUMBO,
        C_SERVER_AES128,
        C_SERVER_KDC,
    ])
}
