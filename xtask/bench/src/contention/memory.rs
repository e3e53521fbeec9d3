//! The table of what a live call and an idle connection weigh.

use serde_json::json;
use xtask::counting::memory::{CALLS, Weight, weigh};

use crate::Result;
use crate::report::Table;

pub(super) const NOTE: &str = "A live call has sent a request of 64 bytes that its service has not \
    read; the share of tables, of its connection (a quarter) and of its bundle is counted in. An idle \
    connection has had a call on each of its four channels. The goals are 2048 bytes a call and 4096 a \
    connection.";

pub(super) fn measure() -> Result<Table> {
    let weights = weigh()?;
    let mut table = Table::new(
        format!("Memory, {CALLS} calls on {} connections", CALLS / 4),
        &["", "client, bytes", "service, bytes"],
    );
    row(&mut table, "live call", weights.live_call);
    row(&mut table, "idle connection", weights.idle_connection);
    Ok(table)
}

fn row(table: &mut Table, name: &str, Weight { client, service }: Weight) {
    let (client, service) = (client as i64, service as i64);
    table.row(
        vec![name.to_owned(), client.to_string(), service.to_string()],
        json!({ "what": name, "client_bytes": client, "service_bytes": service }),
    );
}
