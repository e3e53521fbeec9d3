//! An echo service inside a loop of `poll`, as programs in C have them: one thread, one table of descriptors.
//!
//! `cargo run --release --example poll_loop [HOST:PORT]`, then run the `echo_client` example beside it. It serves until its
//! standard input ends (Ctrl-D).

#[cfg(unix)]
mod service {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rxrpc_sync::{
        AbortCode, Control, Driver, Endpoint, MessageError, MessageFlags, MessageSocket,
        SendMessage, ServiceId, SocketEvent, UserCallId,
    };
    use std::collections::BTreeMap;
    use std::error::Error;
    use std::io::{self, Read};

    type Result<T> = std::result::Result<T, Box<dyn Error>>;

    const ECHO: ServiceId = ServiceId(2000);
    const DONTWAIT: MessageFlags = MessageFlags::DONTWAIT;
    const REQUEST_TOO_LONG: AbortCode = AbortCode(1);
    const LONGEST_REQUEST: usize = 16 << 20;

    pub(crate) fn run() -> Result<()> {
        let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:7100".into());
        let (endpoint, mut driver) = Endpoint::builder().bind(&*address).build_with_driver()?;
        let socket = endpoint.message_socket();
        socket.bind(ECHO)?;
        socket.listen_with_announcements(100)?;
        println!("service {ECHO} listens on {}", endpoint.local_addr());
        let mut service = Service { socket, next: 0, calls: BTreeMap::new() };
        loop {
            driver.drive();
            service.work()?;
            if !wait(&mut driver)? {
                return Ok(());
            }
        }
    }

    /// Waits for the UDP socket, the next deadline and standard input; `false` when that has ended.
    fn wait(driver: &mut Driver) -> Result<bool> {
        let wait = driver.before_wait();
        if wait.over {
            return Ok(false);
        }
        let room = if wait.wants_write { PollFlags::OUT } else { PollFlags::empty() };
        let timeout = wait.timeout().map(Timespec::try_from).transpose()?;
        let stdin = io::stdin();
        let mut table =
            [PollFd::new(driver, PollFlags::IN | room), PollFd::new(&stdin, PollFlags::IN)];
        match poll(&mut table, timeout.as_ref()) {
            // A signal.
            Err(rustix::io::Errno::INTR) => return Ok(true),
            polled => polled?,
        };
        // What is in the UDP socket the next drive finds out. Of standard input only its end counts.
        let has_input = !table[1].revents().is_empty();
        Ok(!has_input || stdin.lock().read(&mut [0; 4096])? > 0)
    }

    /// A call that is served.
    #[derive(Default)]
    struct Served {
        data: Vec<u8>,
        /// How much of the reply is sent; `None` before the whole request is there.
        sent: Option<usize>,
    }

    struct Service {
        socket: MessageSocket,
        next: u64,
        calls: BTreeMap<UserCallId, Served>,
    }

    impl Service {
        /// Does what there is to do, until there is nothing.
        fn work(&mut self) -> Result<()> {
            loop {
                match self.socket.try_next_event() {
                    Ok(SocketEvent::Receive | SocketEvent::Accept) => self.receive_all()?,
                    Ok(SocketEvent::Writable(id)) => self.reply(id)?,
                    Ok(_) => {}
                    Err(MessageError::WouldBlock) => return Ok(()),
                    Err(error) => return Err(error.into()),
                }
            }
        }

        fn receive_all(&mut self) -> Result<()> {
            let mut buf = [0; 1 << 16];
            loop {
                let message = match self.socket.recvmsg(&mut buf, DONTWAIT) {
                    Ok(message) => message,
                    Err(MessageError::WouldBlock) => return Ok(()),
                    Err(error) => return Err(error.into()),
                };
                let Some(id) = message.call else {
                    self.accept();
                    continue;
                };
                if message.is_end() {
                    self.calls.remove(&id);
                    continue;
                }
                let Some(call) = self.calls.get_mut(&id) else { continue };
                call.data.extend_from_slice(&buf[..message.bytes]);
                if call.data.len() > LONGEST_REQUEST {
                    self.abort(id, REQUEST_TOO_LONG)?;
                } else if !message.flags.contains(MessageFlags::MORE) {
                    call.sent = Some(0);
                    self.reply(id)?;
                }
            }
        }

        /// Takes the call that was announced.
        fn accept(&mut self) {
            let id = UserCallId(self.next);
            let control = [Control::UserCallId(id), Control::Accept];
            match self.socket.sendmsg(&SendMessage::new(&[], &control).flags(DONTWAIT)) {
                Ok(_) => {
                    self.next += 1;
                    self.calls.insert(id, Served::default());
                }
                // Its client has given up meanwhile.
                Err(error) => eprintln!("poll_loop: a call is gone: {error}"),
            }
        }

        /// Sends what there is room for; the socket tells when there is more.
        fn reply(&mut self, id: UserCallId) -> Result<()> {
            let Some(call) = self.calls.get_mut(&id) else { return Ok(()) };
            let Some(sent) = &mut call.sent else { return Ok(()) };
            let control = [Control::UserCallId(id)];
            loop {
                let rest = SendMessage::new(&call.data[*sent..], &control).flags(DONTWAIT);
                match self.socket.sendmsg(&rest) {
                    Ok(taken) => *sent += taken,
                    // For want of room; or it has ended, which `recvmsg` tells.
                    Err(_) => return Ok(()),
                }
                if *sent == call.data.len() {
                    call.sent = None;
                    return Ok(());
                }
            }
        }

        fn abort(&mut self, id: UserCallId, code: AbortCode) -> Result<()> {
            let control = [Control::UserCallId(id), Control::Abort(code)];
            self.socket.sendmsg(&SendMessage::new(&[], &control).flags(DONTWAIT))?;
            Ok(())
        }
    }
}

#[cfg(unix)]
fn main() -> std::process::ExitCode {
    match service::run() {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("poll_loop: {error}");
            std::process::ExitCode::FAILURE
        }
    }
}

/// On Windows `Driver` is `AsSocket`, for a loop of `WSAPoll`.
#[cfg(not(unix))]
fn main() {
    eprintln!("poll_loop: this example is of poll, which is Unix's");
}
