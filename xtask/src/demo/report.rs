//! The table at the end, from the lines that the client and the service print. Knows the names of
//! the figures; no processes.

use std::collections::HashMap;
use std::error::Error;
use std::fmt::Write;

/// What has been read so far.
pub(crate) struct Report {
    calls: u64,
    bytes: u64,
    figures: HashMap<String, u64>,
    error: Option<String>,
    packets: Vec<String>,
    service_data: Option<(u64, u64)>,
}

impl Report {
    /// Nothing has been read; so many calls of so many bytes were asked for.
    pub(crate) fn new(calls: u64, bytes: u32) -> Self {
        Self {
            calls,
            bytes: bytes.into(),
            figures: HashMap::new(),
            error: None,
            packets: Vec::new(),
            service_data: None,
        }
    }

    /// Takes a line of the client: `figure NAME VALUE`, `packet TEXT` or `error TEXT`.
    ///
    /// # Errors
    ///
    /// When the line is none of these.
    pub(crate) fn client_line(&mut self, line: &str) -> Result<(), Box<dyn Error>> {
        let strange = || format!("the client said {line:?}");
        match line.split_once(' ').ok_or_else(strange)? {
            ("figure", rest) => {
                let (name, value) = rest.split_once(' ').ok_or_else(strange)?;
                self.figures.insert(name.to_owned(), value.parse()?);
            }
            ("packet", text) => self.packets.push(text.to_owned()),
            ("error", text) => self.error = Some(text.to_owned()),
            _ => return Err(strange().into()),
        }
        Ok(())
    }

    /// Takes the last line of the service: `data packets: N sent, N retransmitted`.
    ///
    /// # Errors
    ///
    /// When the line is another.
    pub(crate) fn service_line(&mut self, line: &str) -> Result<(), Box<dyn Error>> {
        let strange = || format!("the service said {line:?}");
        let mut numbers = line.split(' ').filter_map(|word| word.parse().ok());
        let sent = numbers.next().ok_or_else(strange)?;
        self.service_data = Some((sent, numbers.next().ok_or_else(strange)?));
        Ok(())
    }

    /// The table and the packets.
    ///
    /// # Errors
    ///
    /// When calls failed, or a figure is missing.
    pub(crate) fn finish(&self) -> Result<String, Box<dyn Error>> {
        if let Some(error) = &self.error {
            let failed = self.figure("failed")?;
            return Err(format!("{failed} of {} calls failed: {error}", self.calls).into());
        }
        let mut out = String::new();
        for (name, text) in self.rows()? {
            writeln!(out, "{name:<17}{text}")?;
        }
        let bytes = self.figure("shown_call_bytes")?;
        writeln!(out, "\nthe packets of one more call, {bytes} bytes each way, at the client:")?;
        for packet in &self.packets {
            writeln!(out, "{packet}")?;
        }
        Ok(out)
    }

    fn rows(&self) -> Result<[(&'static str, String); 6], Box<dyn Error>> {
        let seconds = self.figure("elapsed")? as f64 / 1e6;
        let (ended, waited) = (self.figure("ended")?, self.figure("waited")?);
        let each_way = ended * self.bytes;
        let megabytes = each_way as f64 / 1e6;
        let (service_sent, service_again) =
            self.service_data.ok_or("the service did not say what it sent")?;
        let again = self.figure("data_retransmitted")?;
        let sent = self.figure("data_sent")? + service_sent;
        Ok([
            ("calls", format!("{ended} in {seconds:.2} s")),
            ("bytes", format!("{megabytes:.1} MB there, {megabytes:.1} MB back")),
            (
                "rate",
                format!(
                    "{:.0} calls/s, {:.1} MB/s",
                    ended as f64 / seconds,
                    2.0 * megabytes / seconds
                ),
            ),
            ("latency", format!("{}, once it has a slot", self.times("latency")?)),
            (
                "wait for a slot",
                format!("{}; {waited} of {ended} calls waited", self.times("slot_wait")?),
            ),
            (
                "retransmissions",
                format!(
                    "{} of {sent} DATA packets (client {again}, service {service_again})",
                    again + service_again
                ),
            ),
        ])
    }

    fn times(&self, name: &str) -> Result<String, Box<dyn Error>> {
        let milliseconds = |quantile: &str| -> Result<f64, Box<dyn Error>> {
            Ok(self.figure(&format!("{name}_{quantile}"))? as f64 / 1e3)
        };
        Ok(format!("p50 {:.2} ms, p99 {:.2} ms", milliseconds("p50")?, milliseconds("p99")?))
    }

    fn figure(&self, name: &str) -> Result<u64, Box<dyn Error>> {
        self.figures.get(name).copied().ok_or_else(|| format!("no figure {name}").into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLIENT: &str = "figure ended 1000\nfigure waited 900\nfigure failed 0\n\
        figure latency_p50 1500\nfigure latency_p99 2500\nfigure slot_wait_p50 3500\n\
        figure slot_wait_p99 4500\nfigure elapsed 2000000\nfigure data_sent 4000\n\
        figure data_retransmitted 1\nfigure shown_call_bytes 8000\npacket   0.012 ms  DATA";

    fn report() -> Report {
        let mut report = Report::new(1000, 4000);
        CLIENT.lines().for_each(|line| report.client_line(line).unwrap());
        report.service_line("data packets: 5000 sent, 2 retransmitted").unwrap();
        report
    }

    #[test]
    fn the_table_has_every_figure() {
        let text = report().finish().unwrap();
        let rows = [
            "calls            1000 in 2.00 s",
            "bytes            4.0 MB there, 4.0 MB back",
            "rate             500 calls/s, 4.0 MB/s",
            "latency          p50 1.50 ms, p99 2.50 ms, once it has a slot",
            "wait for a slot  p50 3.50 ms, p99 4.50 ms; 900 of 1000 calls waited",
            "retransmissions  3 of 9000 DATA packets (client 1, service 2)",
            "  0.012 ms  DATA",
        ];
        for row in rows {
            assert!(text.lines().any(|line| line == row), "no {row:?} in\n{text}");
        }
    }

    #[test]
    fn a_failed_call_is_an_error() {
        let mut report = report();
        report.client_line("figure failed 3").unwrap();
        report.client_line("error timed out").unwrap();
        let error = report.finish().unwrap_err().to_string();
        assert_eq!(error, "3 of 1000 calls failed: timed out");
    }

    #[test]
    fn strange_lines_are_errors() {
        let mut report = Report::new(1, 1);
        for line in ["", "figure", "figure x", "figure x y", "what else"] {
            assert!(report.client_line(line).is_err(), "{line:?}");
        }
        assert!(report.service_line("data packets: none").is_err());
    }
}
