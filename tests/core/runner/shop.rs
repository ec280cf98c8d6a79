//! A running runner, with a data folder of its own.

use crate::store::support::{Desk, entry};
use rapport::app::event::{Event, JobEvent, StoreEvent};
use rapport::app::runner::{Runner, Sound, Surroundings};
use rapport::app::state::OpenCall;
use rapport::app::{Effect, State, Trouble};
use rapport::domain::call::Call;
use rapport::domain::entry::Entry;
use rapport::domain::fact::Fact;
use rapport::domain::ids::{CallId, ClientId};
use rapport::store::{ConfigLayout, Layout};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, sync_channel};
use std::time::Duration;

/// Far longer than anything here takes.
const PATIENCE: Duration = Duration::from_secs(30);

pub struct Shop {
    pub runner: Runner,
    pub state: State,
    woken: Receiver<()>,
}

impl Shop {
    /// A runner on the desk's folder, with its store opened.
    pub fn open(desk: &Desk) -> Self {
        let mut shop = Self::start(&desk.layout());
        shop.order(Effect::OpenStore);
        shop.until_store(|event| matches!(event, StoreEvent::Opened(_)));
        shop
    }

    /// The same, with a call on the desk of which the folder holds the first entry.
    pub fn open_on(desk: &Desk, first: Entry) -> Self {
        let mut shop = Self::start(&desk.layout());
        shop.put_on_desk(vec![first]);
        shop.order(Effect::OpenStore);
        shop.until_store(|event| matches!(event, StoreEvent::Opened(_)));
        shop
    }

    pub fn start(data: &Layout) -> Self {
        Self::start_with(data, None)
    }

    pub fn start_with(data: &Layout, config: Option<ConfigLayout>) -> Self {
        let (wake, woken) = sync_channel(1);
        let wake = Arc::new(move |_| {
            wake.try_send(()).ok();
        });
        let documents = data.data().to_path_buf();
        let surroundings = Surroundings { data: data.clone(), config, documents };
        Self {
            runner: Runner::start(surroundings, Sound::default(), wake).unwrap(),
            state: State::default(),
            woken,
        }
    }

    pub fn order(&mut self, effect: Effect) {
        self.runner.carry_out(vec![effect], &self.state);
    }

    pub fn append(&mut self, call: &CallId, entry: Entry) {
        self.order(Effect::Append { call: call.clone(), entry: Box::new(entry) });
    }

    /// Appends facts as the entries from `first` on.
    pub fn append_from(&mut self, first: u64, call: &CallId, facts: Vec<Fact>) {
        for (seq, fact) in (first..).zip(facts) {
            self.append(call, entry(seq, fact));
        }
    }

    /// Puts a call on the desk.
    pub fn put_on_desk(&mut self, entries: Vec<Entry>) {
        self.state.call = Some(OpenCall::new(Call::fold(entries).unwrap()));
    }

    /// Everything told up to the event wanted, which is the last.
    pub fn until(&mut self, wanted: impl Fn(&Event) -> bool) -> Vec<Event> {
        let mut told = Vec::new();
        loop {
            while let Some(event) = self.runner.next_event() {
                let found = wanted(&event);
                told.push(event);
                if found {
                    return told;
                }
            }
            let woken = self.woken.recv_timeout(PATIENCE);
            assert!(woken.is_ok(), "it never came; told was {told:#?}");
        }
    }

    pub fn until_store(&mut self, wanted: impl Fn(&StoreEvent) -> bool) -> Vec<Event> {
        self.until(|event| matches!(event, Event::Store(event) if wanted(event)))
    }

    /// Everything told up to this entry being stored.
    pub fn until_saved(&mut self, call: &CallId, wanted: u64) -> Vec<Event> {
        self.until_store(
            |event| matches!(event, StoreEvent::Saved { call: of, seq, .. } if of == call && seq.0 == wanted),
        )
    }

    /// Everything told up to the answer to an order that comes after all others to the store.
    pub fn until_quiet(&mut self) -> Vec<Event> {
        let (client, other_than) = (ClientId::new("nobody"), CallId::new("none"));
        self.order(Effect::LoadCarriedOver { client, matter: None, other_than });
        self.until_store(|event| matches!(event, StoreEvent::CarriedOver { .. }))
    }

    pub fn until_written(&mut self, format: &str) -> Vec<Event> {
        self.until(|event| matches!(event, Event::Job(JobEvent::Written { format: of, .. }) if *of == format))
    }
}

/// What went wrong, in the order it was told.
pub fn troubles(told: &[Event]) -> Vec<Trouble> {
    told.iter()
        .filter_map(|event| match event {
            Event::Store(
                StoreEvent::NotOpened(trouble)
                | StoreEvent::NotSaved(trouble)
                | StoreEvent::NotRead(trouble)
                | StoreEvent::Unstorable { trouble, .. },
            )
            | Event::Job(JobEvent::Failed(trouble) | JobEvent::Noticed(trouble)) => Some(trouble.clone()),
            _ => None,
        })
        .collect()
}

/// The entries of a file with a line for each.
pub fn entries_in(file: &Path) -> Vec<Entry> {
    let text = std::fs::read_to_string(file).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}
