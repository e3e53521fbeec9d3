//! The message face over real sockets.

use rxrpc_sync::{
    CallError, Control, Endpoint, MessageFlags, SendMessage, ServiceAddress, ServiceId, UserCallId,
};
use std::time::Duration;

const SERVICE: ServiceId = ServiceId(9);
const LONG: Duration = Duration::from_secs(10);

fn message<'a>(
    to: Option<ServiceAddress>,
    data: &'a [u8],
    control: &'a [Control],
) -> SendMessage<'a> {
    SendMessage::new(data, control).to(to)
}

#[test]
fn a_small_buffer_gets_a_whole_request_and_its_end_once() {
    let server = Endpoint::bind("127.0.0.1:0").unwrap();
    let serves = server.message_socket();
    serves.bind(SERVICE).unwrap();
    serves.listen(4).unwrap();
    let id = Control::UserCallId(UserCallId(77));
    serves.sendmsg(&message(None, &[], &[id.clone(), Control::ChargeAccept])).unwrap();
    let asks = Endpoint::bind("127.0.0.1:0").unwrap().message_socket();
    let to = ServiceAddress::new(server.local_addr(), SERVICE);
    let request: Vec<u8> = (0..3000u32).map(|at| at as u8).collect();
    asks.sendmsg(&message(Some(to), &request, &[Control::UserCallId(UserCallId(1))])).unwrap();

    let mut got = Vec::new();
    let mut buf = [0; 100];
    loop {
        // A look does not take, whatever it makes of the rest.
        let seen = serves.recvmsg_timeout(&mut buf, MessageFlags::PEEK, LONG).unwrap();
        let message = serves.recvmsg_timeout(&mut buf, MessageFlags::empty(), LONG).unwrap();
        assert_eq!(seen.call, message.call);
        assert!(seen.bytes <= message.bytes);
        got.extend_from_slice(&buf[..message.bytes]);
        if !message.flags.contains(MessageFlags::MORE) {
            break;
        }
    }
    assert_eq!(got, request);

    serves.sendmsg(&message(None, b"reply", &[id])).unwrap();
    let told = asks.recvmsg_timeout(&mut buf, MessageFlags::empty(), LONG).unwrap();
    assert_eq!((&buf[..told.bytes], told.is_end()), (&b"reply"[..], true));
    let end = serves.recvmsg_timeout(&mut buf, MessageFlags::empty(), LONG).unwrap();
    assert_eq!(
        (end.bytes, end.is_end(), end.control.first().cloned()),
        (0, true, Some(Control::Ack))
    );
    assert_eq!(server.statistics().user_call_ids, 0);
}

#[test]
fn a_count_tells_what_was_taken() {
    let server = Endpoint::bind("127.0.0.1:0").unwrap();
    let asks = Endpoint::bind("127.0.0.1:0").unwrap().message_socket();
    let serves = server.message_socket();
    serves.bind(SERVICE).unwrap();
    serves.listen(4).unwrap();
    let to = Some(ServiceAddress::new(server.local_addr(), SERVICE));
    let id = [Control::UserCallId(UserCallId(1))];
    let mut taken = 2;
    assert_eq!(asks.sendmsg_counted(&message(to, b"request", &id), &mut taken), Ok(()));
    assert_eq!(taken, 7);
    taken = 8;
    let beyond = asks.sendmsg_counted(&message(to, b"request", &id), &mut taken);
    assert_eq!(beyond, Err(CallError::CountBeyondData.into()));
}
