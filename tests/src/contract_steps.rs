//! The steps of the contract as they stand in `tests/contract/steps.txt`, for who runs them and for who compares.
//!
//! Holds: [`Steps`] and how they are read. Must not know: what an action does.

#![allow(clippy::unwrap_used, clippy::missing_panics_doc, reason = "the file is the project's own")]

use std::collections::BTreeMap;
use std::path::Path;

/// All of the file.
#[derive(Debug, Default)]
pub struct Steps {
    states: BTreeMap<String, State>,
    /// By their numbers.
    pub steps: Vec<Step>,
}

/// A list of actions that steps begin with.
#[derive(Debug, Default)]
struct State {
    uses: Vec<String>,
    actions: Vec<String>,
}

/// One step.
#[derive(Debug)]
pub struct Step {
    /// From 1 on.
    pub number: u32,
    states: Vec<String>,
    /// What is done and answered.
    pub actions: Vec<Action>,
}

/// One action, and what is answered.
#[derive(Debug, Default)]
pub struct Action {
    /// What is done.
    pub text: String,
    /// By Linux 7.3.
    pub newest: String,
    /// By Linux 6.1, where it is another.
    pub older: Option<String>,
    /// By this implementation, where it is another.
    pub ours: Option<String>,
    /// What kind of difference it is, and why.
    pub class: Option<(Class, String)>,
}

/// What a difference is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// It cannot be written with types.
    Type,
    /// It differs on purpose.
    Better,
    /// The kernel has a fault.
    Kernel,
}

impl Action {
    /// What is to come, here.
    #[must_use]
    pub fn expected(&self) -> &str {
        self.ours.as_ref().unwrap_or(&self.newest)
    }

    /// Whether it stands here only to be read.
    #[must_use]
    pub fn is_listed_only(&self) -> bool {
        self.ours.is_none() && self.class.as_ref().is_some_and(|(class, _)| *class == Class::Type)
    }
}

impl Step {
    /// Whether it is about an address that there is no route to.
    #[must_use]
    pub fn needs_a_host_without_routes(&self) -> bool {
        self.actions.iter().any(|action| action.text.contains("nowhere"))
    }
}

/// What the lines that follow belong to.
enum Place {
    Nowhere,
    State(String),
    Step,
}

impl Steps {
    /// Reads the file.
    #[must_use]
    pub fn read() -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("contract/steps.txt");
        let text = std::fs::read_to_string(path).unwrap();
        let (mut steps, mut place) = (Self::default(), Place::Nowhere);
        for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            steps.take_line(&mut place, line);
        }
        steps
    }

    fn take_line(&mut self, place: &mut Place, line: &str) {
        let (first, rest) = line.split_once(' ').unwrap_or((line, ""));
        let rest = rest.trim();
        match (first, &*place) {
            ("state", _) => {
                let known = self.states.insert(rest.to_owned(), State::default());
                assert!(known.is_none(), "two states {rest}");
                *place = Place::State(rest.to_owned());
            }
            ("step", _) => {
                let mut words = rest.split(' ').map(str::to_owned);
                let number = words.next().unwrap().parse().unwrap();
                self.steps.push(Step { number, states: words.collect(), actions: Vec::new() });
                *place = Place::Step;
            }
            ("use", Place::State(name)) => self.state_mut(name).uses.push(rest.to_owned()),
            ("do", Place::State(name)) => self.state_mut(name).actions.push(rest.to_owned()),
            ("do", Place::Step) => {
                let action = Action { text: rest.to_owned(), ..Action::default() };
                self.steps.last_mut().unwrap().actions.push(action);
            }
            (_, Place::Step) => {
                let step = self.steps.last_mut().unwrap();
                let action = step.actions.last_mut().unwrap_or_else(|| panic!("{line}: of what?"));
                action.take_line(first, rest);
            }
            _ => panic!("not known: {line}"),
        }
    }

    fn state_mut(&mut self, name: &str) -> &mut State {
        self.states.get_mut(name).unwrap()
    }

    /// A step, and what is to be done before it.
    #[must_use]
    pub fn get(&self, number: u32) -> (Vec<&str>, &Step) {
        let step = self.steps.iter().find(|step| step.number == number).unwrap();
        let mut before = Vec::new();
        for name in &step.states {
            self.add_state(name, &mut before);
        }
        (before, step)
    }

    fn add_state<'a>(&'a self, name: &str, to: &mut Vec<&'a str>) {
        let state = self.states.get(name).unwrap_or_else(|| panic!("no state {name}"));
        for used in &state.uses {
            self.add_state(used, to);
        }
        to.extend(state.actions.iter().map(String::as_str));
    }
}

impl Action {
    fn take_line(&mut self, first: &str, rest: &str) {
        let rest = rest.to_owned();
        let class = match first {
            "7.3" => return self.newest = rest,
            "6.1" => return self.older = Some(rest),
            "ours" => return self.ours = Some(rest),
            "type" => Class::Type,
            "better" => Class::Better,
            "kernel" => Class::Kernel,
            _ => panic!("not known: {first} {rest}"),
        };
        assert!(self.class.is_none(), "two classes: {}", self.text);
        self.class = Some((class, rest));
    }
}
