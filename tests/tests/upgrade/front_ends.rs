//! The call face of each front end.

use crate::scene::{FROM, TO, upgraded};
use rxrpc_core::{CallOptions, ServiceAddress, ServiceId};
use rxrpc_tests::network::Network;

const BOTH: [ServiceId; 2] = [ServiceId(FROM), ServiceId(TO)];

#[test]
fn blocking() {
    use rxrpc_sync::Endpoint;
    let server = Endpoint::bind("127.0.0.1:0").expect("a free port");
    let _servers = BOTH.map(|service| {
        let echo = server.serve(service, 1, move |call| {
            let request = call.take_request(100)?;
            call.send(&call.service().0.to_be_bytes())?;
            Ok(call.send(&request)?)
        });
        echo.expect("nobody has it")
    });
    server.upgradeable_service(BOTH[0], BOTH[1]).expect("both are bound");
    let client = Endpoint::bind("127.0.0.1:0").expect("a free port");
    let target = ServiceAddress::new(server.local_addr(), BOTH[0]);
    for (options, service) in [(upgraded(), TO), (CallOptions::new(), FROM)] {
        let mut call = client.call_with(target, &options).expect("a free slot");
        call.send_last(b"x").expect("room");
        let reply = call.take_rest(100).expect("a reply");
        assert_eq!((&reply[..2], call.service()), (&service.to_be_bytes()[..], ServiceId(service)));
    }
}

#[test]
fn tasks() {
    let network = Network::new(1);
    let (server, client) = (network.async_node_with(|_| ()), network.async_node_with(|_| ()));
    for service in BOTH {
        let incoming = server.endpoint.incoming(service).expect("nobody has it");
        network.spawn(async move {
            while let Ok(mut call) = incoming.accept().await {
                let request = call.take_request(100).await.expect("it is whole");
                let number = call.service().0.to_be_bytes();
                call.send_last(&[&number[..], &request].concat()).await.expect("room");
            }
        });
    }
    server.endpoint.upgradeable_service(BOTH[0], BOTH[1]).expect("both are bound");
    let target = server.service(FROM);
    for (options, service) in [(upgraded(), TO), (CallOptions::new(), FROM)] {
        let (reply, by) = network.block_on(async {
            let mut call = client.endpoint.call_with(target, &options).await.expect("a free slot");
            call.send_last(b"x").await.expect("room");
            (call.take_rest(100).await.expect("a reply"), call.service())
        });
        assert_eq!((&reply[..2], by), (&service.to_be_bytes()[..], ServiceId(service)));
    }
}
