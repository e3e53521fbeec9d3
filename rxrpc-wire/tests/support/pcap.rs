//! Reads the UDP payloads out of a classic pcap file: little-endian, Ethernet, IPv4 and IPv6
//! without options that matter. Panics on any other file, as a test should.

/// All UDP payloads, in order.
pub(crate) fn udp_payloads(file: &[u8]) -> Vec<Vec<u8>> {
    assert_eq!(le32(file, 0), 0xa1b2_c3d4, "little-endian pcap with microseconds");
    assert_eq!(le32(file, 20), 1, "Ethernet link type");
    let mut records = &file[24..];
    let mut payloads = Vec::new();
    while !records.is_empty() {
        let captured = le32(records, 8) as usize;
        assert_eq!(captured, le32(records, 12) as usize, "frame is complete");
        let (frame, rest) = records[16..].split_at(captured);
        records = rest;
        payloads.extend(udp_payload(frame).map(<[u8]>::to_vec));
    }
    payloads
}

/// The UDP payload of an Ethernet frame; `None` for anything but UDP.
fn udp_payload(frame: &[u8]) -> Option<&[u8]> {
    const UDP: u8 = 17;
    let packet = &frame[14..];
    let (protocol, segment) = match be16(frame, 12) {
        0x0800 => {
            assert_eq!(be16(packet, 6) & 0x3fff, 0, "not a fragment");
            (packet[9], &packet[usize::from(packet[0] & 15) * 4..])
        }
        0x86dd => (packet[6], &packet[40..]),
        _ => return None,
    };
    // Short frames are padded, so the length in the UDP header counts.
    (protocol == UDP).then(|| &segment[8..usize::from(be16(segment, 4))])
}

fn le32(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap())
}

fn be16(bytes: &[u8], at: usize) -> u16 {
    u16::from_be_bytes(bytes[at..at + 2].try_into().unwrap())
}
