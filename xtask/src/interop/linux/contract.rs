//! The steps of the contract on the kernel's own socket (`tests/interop/linux/contract.c`), each action's answer beside the one
//! that `tests/contract/steps.txt` has for this kernel. What our sockets answer to the same steps, from the same file, is tested
//! through both front ends (`tests/tests/contract`).
//!
//! Holds: how the steps are run and compared. Must not know: what is written of it.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use rxrpc_tests::contract_steps::{Action, Steps};

use super::guest::Guest;
use super::kernel::Kernel;
use xtask::programs::failure::Failure;

/// A step that takes longer is over.
const STEP_LIMIT: Duration = Duration::from_secs(70);
/// Steps that run at once: they mostly wait for what was sent to arrive.
const AT_ONCE: usize = 3;
/// Steps that can leave a kernel's socket locked; they run last and alone.
const LOCKING: std::ops::RangeInclusive<u32> = 55..=58;
/// How often a step is run again that was not answered as the steps have it: on a loaded machine the kernel's own limits end calls.
const REPETITIONS: u32 = 2;

/// What each action was answered, by step and number of the action, from 1 on.
pub(super) type Transcript = BTreeMap<(u32, usize), String>;

/// What came of all steps.
pub(super) struct Outcome {
    pub(super) transcript: Transcript,
    /// What was not answered as the steps have it.
    pub(super) differs: Vec<String>,
    /// How many steps were run again.
    pub(super) again: usize,
}

/// A transcript as a file has it: what [`parse`] reads.
pub(super) fn to_text(transcript: &Transcript) -> String {
    let line = |((step, at), answer): (&(u32, usize), &String)| format!("{step}.{at} {answer}\n");
    transcript.iter().map(line).collect()
}

/// Reads what [`to_text`] has written.
pub(super) fn parse(text: &str) -> Transcript {
    let one = |line: &str| {
        let (place, answer) = line.split_once(' ')?;
        let (step, at) = place.split_once('.')?;
        Some(((step.parse().ok()?, at.parse().ok()?), answer.trim_end().to_owned()))
    };
    text.lines().filter_map(one).collect()
}

/// What the steps have for a kernel.
pub(super) fn expected(action: &Action, kernel: Kernel) -> &str {
    match (kernel, &action.older) {
        (Kernel::Old, Some(older)) => older,
        _ => &action.newest,
    }
}

/// Whether an answer is one of those that are right; what nobody has seen yet may be anything.
pub(super) fn fits(expected: &str, answer: &str) -> bool {
    expected == "?" || expected.split(" or ").any(|one| one == answer)
}

/// Runs all steps that are begun before the deadline.
pub(super) fn run(guest: &Guest, kernel: Kernel, deadline: Instant) -> Result<Outcome, Failure> {
    let steps = Steps::read();
    let (alone, beside): (Vec<u32>, Vec<u32>) =
        steps.steps.iter().map(|step| step.number).partition(|number| LOCKING.contains(number));
    let outcome =
        Mutex::new(Outcome { transcript: Transcript::new(), differs: Vec::new(), again: 0 });
    for (numbers, at_once) in [(beside, AT_ONCE), (alone, 1)] {
        let next = AtomicUsize::new(0);
        let work = || -> Result<(), Failure> {
            while let Some(number) = numbers.get(next.fetch_add(1, Ordering::Relaxed)) {
                if Instant::now() > deadline {
                    return Err(Failure::new(format!("step {number} was not begun in time")));
                }
                run_step(guest, kernel, &steps, *number, &outcome)?;
            }
            Ok(())
        };
        thread::scope(|scope| {
            let threads: Vec<_> = (0..at_once).map(|_| scope.spawn(work)).collect();
            let panicked = |_| Err(Failure::new("a thread panicked"));
            threads.into_iter().try_for_each(|thread| thread.join().unwrap_or_else(panicked))
        })?;
    }
    outcome.into_inner().map_err(|_| Failure::new("a thread panicked"))
}

/// Runs a step until it is answered as the steps have it, or too often.
fn run_step(
    guest: &Guest,
    kernel: Kernel,
    steps: &Steps,
    number: u32,
    outcome: &Mutex<Outcome>,
) -> Result<(), Failure> {
    let (_, step) = steps.get(number);
    for attempt in 0..=REPETITIONS {
        let command = format!("rxguest contract /steps.txt {number} {}", kernel.column());
        let text = guest.run(&command, STEP_LIMIT)?.text;
        // Action 0 is what a step begins with, and is only told when it went wrong.
        let answers = parse(&text);
        let mut differs = Vec::new();
        for (at, action) in step.actions.iter().enumerate() {
            let expected = expected(action, kernel);
            let answer = answers.get(&(number, at + 1)).map_or("nothing", String::as_str);
            if !fits(expected, answer) {
                differs.push(format!("step {number}: {}: {answer}, not {expected}", action.text));
            }
        }
        let last = differs.is_empty() || attempt == REPETITIONS;
        let mut outcome = outcome.lock().map_err(|_| Failure::new("a thread panicked"))?;
        if last {
            outcome.transcript.extend(answers);
            outcome.differs.extend(differs);
            return Ok(());
        }
        outcome.again += 1;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_of_a_step_are_read() {
        let seen = parse("12.1 EBUSY\n12.2 4 USER_CALL_ID=1000 service=100\nend\n");
        assert_eq!(seen[&(12, 1)], "EBUSY");
        assert_eq!(seen[&(12, 2)], "4 USER_CALL_ID=1000 service=100");
        assert_eq!(seen.len(), 2);
        assert_eq!(parse(&to_text(&seen)), seen);
    }

    #[test]
    fn one_of_several_answers_is_right() {
        assert!(fits("4 or ESHUTDOWN", "ESHUTDOWN") && fits("?", "anything"));
        assert!(!fits("4 or ESHUTDOWN", "0"));
    }
}
