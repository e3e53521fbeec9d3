//! A pool of threads and what its handlers do.

use rxrpc_sync::{AbortCode, CallError, Endpoint, ServiceAddress, ServiceId};

#[test]
fn a_handler_that_panics_costs_its_call_and_no_thread() {
    let server = Endpoint::bind("127.0.0.1:0").unwrap();
    let _service = server.serve(ServiceId(1), 1, |call| {
        let request = call.take_request(100)?;
        assert_ne!(request, b"panic", "a panic on purpose");
        Ok(call.send(&request)?)
    });
    let client = Endpoint::bind("127.0.0.1:0").unwrap();
    let target = ServiceAddress::new(server.local_addr(), ServiceId(1));
    let aborted = Err(CallError::Aborted(AbortCode::RX_USER_ABORT));
    assert_eq!(client.request(target, b"panic"), aborted);
    assert_eq!(client.request(target, b"hello"), Ok(b"hello".to_vec()));
}
