//! The one client of the engine (引擎). Pages say what they need of it; each is computed once for each change of the answers and
//! shared by every page that needs it. The page goes on meanwhile.

use std::sync::Arc;

use doudi_facts::day::Day;
use doudi_report::{Request, Response, Wanted};
use leptos::prelude::*;

use crate::host;

/// How many milliseconds a request may run on after another one is needed; then the engine is ended and started anew.
const PATIENCE: u32 = 1000;

/// Where the module with the engine and the rules is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Module {
    /// Not asked for yet.
    Away,
    /// On its way.
    Coming,
    /// Here.
    Here,
    /// It did not come.
    Lost,
}

/// The last reply of one kind: the request, and its response unless the engine failed.
type Cached = Option<(Request, Option<Arc<Response>>)>;

/// What the face knows from the engine. Cheap to copy.
#[derive(Clone, Copy)]
pub(crate) struct EngineClient {
    pub(crate) module: RwSignal<Module>,
    /// The household as the text of a file.
    text: Memo<String>,
    today: Day,
    asks: RwSignal<Cached>,
    result: RwSignal<Cached>,
    page: RwSignal<Cached>,
    queue: StoredValue<Queue>,
}

impl EngineClient {
    /// A client for this household, which is assessed as of today where it names no day.
    pub(crate) fn new(text: Memo<String>, today: Day) -> Self {
        Self {
            module: RwSignal::new(Module::Away),
            text,
            today,
            asks: RwSignal::new(None),
            result: RwSignal::new(None),
            page: RwSignal::new(None),
            queue: StoredValue::new(Queue::default()),
        }
    }

    /// Fetches the module with the rules, unless it is there or on its way. `answered` is called after each response.
    pub(crate) fn start(self, answered: impl Fn(&Wanted) + 'static) {
        if !matches!(self.module.get_untracked(), Module::Away | Module::Lost) {
            return;
        }
        self.module.set(Module::Coming);
        self.queue.update_value(|queue| queue.running = None);
        host::module::start(
            move |came| self.module.set(if came { Module::Here } else { Module::Lost }),
            move |id, response| {
                if let Some(wanted) = self.receive(id, response) {
                    answered(&wanted);
                    self.post();
                }
            },
        );
        self.post();
    }

    /// Requests what is needed now, unless it is known or on its way. What was needed before is not any more.
    pub(crate) fn need(self, wanted: Option<Wanted>) {
        let request = wanted.map(|wanted| Request { household: self.text.get(), today: self.today, wanted });
        let is_unknown = |request: &Request| {
            self.cached(&request.wanted).with_untracked(|it| it.as_ref().is_none_or(|it| it.0 != *request))
        };
        let needed = request.filter(is_unknown);
        self.queue.update_value(|queue| queue.needed = needed);
        self.lose_patience();
        self.post();
    }

    /// The response for the answers as they are; `None` while there is none, or where the engine failed.
    pub(crate) fn response(self, wanted: &Wanted) -> Option<Arc<Response>> {
        self.known(wanted)?
    }

    /// Whether the engine failed at this for the answers as they are.
    pub(crate) fn has_failed(self, wanted: &Wanted) -> bool {
        matches!(self.known(wanted), Some(None))
    }

    /// Forgets the response, so that it is requested again when it is needed.
    pub(crate) fn forget(self, wanted: &Wanted) {
        self.cached(wanted).set(None);
    }

    /// Whether the answer at this path can still change the result, as far as is known.
    pub(crate) fn can_change_result(self, path: &str) -> bool {
        self.asks.with(|it| asks_of(it).iter().any(|asks| asks.iter().any(|ask| ask == path)))
    }

    /// Whether any such answer is on the page; where that is not known, it may be.
    pub(crate) fn may_any_change_result(self, is_on_page: impl Fn(&str) -> bool) -> bool {
        self.asks.with(|it| asks_of(it).is_none_or(|asks| asks.iter().any(|ask| is_on_page(ask))))
    }

    /// Whether it is known which answers can still change the result, for the answers as they are.
    pub(crate) fn knows_asks(self) -> bool {
        self.text.with(|text| self.asks.with(|it| it.as_ref().is_some_and(|it| it.0.household == *text)))
    }

    /// Whether something that depends on the open questions is shown. What is hidden appears only once they are known for the
    /// answers as they are, so that no question appears for a moment and disappears under the finger.
    pub(crate) fn steady(self, now: impl Fn() -> bool + Send + Sync + 'static) -> Signal<bool> {
        Memo::new(move |before: Option<&bool>| now() && (before != Some(&false) || self.knows_asks())).into()
    }

    fn cached(self, wanted: &Wanted) -> RwSignal<Cached> {
        match wanted {
            Wanted::Asks => self.asks,
            Wanted::Result => self.result,
            Wanted::Page(_) => self.page,
        }
    }

    /// The response for the answers as they are; `None` while there is none, `Some(None)` where the engine failed.
    fn known(self, wanted: &Wanted) -> Option<Option<Arc<Response>>> {
        let is_current = |of: &Request| of.wanted == *wanted && self.text.with(|text| of.household == *text);
        self.cached(wanted).with(|it| it.as_ref().filter(|it| is_current(&it.0)).map(|it| it.1.clone()))
    }

    /// Keeps a response. Returns what it is about, unless nobody waits for it any more.
    fn receive(self, id: u32, response: Option<Response>) -> Option<Wanted> {
        let request = self.queue.try_update_value(|queue| queue.answered(id)).flatten()?;
        if response.is_none() {
            // A module that failed is not used again: its state may be broken.
            host::module::stop();
        }
        let wanted = request.wanted.clone();
        self.cached(&wanted).set(Some((request, response.map(Arc::new))));
        Some(wanted)
    }

    /// Sends what is needed to the engine as soon as it is free.
    fn post(self) {
        let next = self.queue.try_update_value(Queue::next).flatten();
        if let Some((id, request)) = next {
            host::module::post(id, &request);
        }
    }

    /// Ends a request that nobody needs any more, unless it ends by itself soon.
    fn lose_patience(self) {
        let Some(id) = self.queue.with_value(Queue::overtaken) else { return };
        let end = move || {
            if self.queue.with_value(Queue::overtaken) == Some(id) {
                host::module::stop();
                self.queue.update_value(|queue| queue.running = None);
                self.post();
            }
        };
        host::clock::after(PATIENCE, end);
    }
}

/// The paths of the answers that can still change the result, where they are known.
fn asks_of(cached: &Cached) -> Option<&[String]> {
    match cached.as_ref()?.1.as_deref()? {
        Response::Asks(asks) => asks.as_deref(),
        Response::Result(_) | Response::Page(_) => None,
    }
}

/// What is put to the engine: one request at a time, the newest next.
#[derive(Debug, Default)]
struct Queue {
    last: u32,
    running: Option<Request>,
    needed: Option<Request>,
}

impl Queue {
    /// The number of the running request, if it is not what is needed.
    fn overtaken(&self) -> Option<u32> {
        (self.running.is_some() && self.running != self.needed).then_some(self.last)
    }

    /// What to put next, while nothing runs.
    fn next(&mut self) -> Option<(u32, Request)> {
        if self.running.is_some() {
            return None;
        }
        self.running.clone_from(&self.needed);
        self.last += 1;
        self.running.clone().map(|request| (self.last, request))
    }

    /// The request that was answered under a number; `None` for one that was ended.
    fn answered(&mut self, id: u32) -> Option<Request> {
        let answered = if id == self.last { self.running.take() } else { None };
        if answered == self.needed {
            self.needed = None;
        }
        answered
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(household: &str) -> Option<Request> {
        let today = Day::new(2026, 3, 1).unwrap();
        Some(Request { household: household.to_owned(), today, wanted: Wanted::Asks })
    }

    #[test]
    fn one_request_runs_and_only_the_newest_comes_after_it() {
        let mut queue = Queue { needed: of("a"), ..Queue::default() };
        assert_eq!(queue.next(), of("a").map(|it| (1, it)));
        queue.needed = of("b");
        queue.needed = of("c");
        assert_eq!(queue.next(), None, "one at a time");
        assert_eq!(queue.answered(1), of("a"));
        assert_eq!(queue.next(), of("c").map(|it| (2, it)));
        assert_eq!(queue.answered(2), of("c"));
        assert_eq!(queue.next(), None, "nothing is computed twice");
    }

    #[test]
    fn what_is_not_needed_is_overtaken_and_its_answer_is_not_heard_once_it_was_ended() {
        let mut queue = Queue { needed: of("a"), ..Queue::default() };
        queue.next();
        assert_eq!(queue.overtaken(), None);
        queue.needed = of("b");
        assert_eq!(queue.overtaken(), Some(1));
        queue.running = None;
        assert_eq!(queue.next(), of("b").map(|it| (2, it)));
        assert_eq!(queue.answered(1), None);
        assert_eq!(queue.overtaken(), None);
        queue.needed = None;
        assert_eq!(queue.overtaken(), Some(2), "nor what is left");
    }
}
