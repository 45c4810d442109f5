//! The one client of the engine (引擎): the page in view says what it needs, and it is computed once for each change of the
//! household. While it is, the page goes on.

use std::sync::Arc;

use doudi_report::{Request, Response, Wanted};
use leptos::prelude::*;

use super::Store;
use crate::host;
use crate::resident::route::Route;

/// How many milliseconds a request may run on after another one is needed; then the engine is ended and started anew.
const PATIENCE: u32 = 1000;

/// How many milliseconds 下一步 waits to learn which page matters next; then none is passed over.
const MOMENT: u32 = 400;

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

/// What was heard last of one kind: the request, and its answer unless the engine failed.
type Heard = RwSignal<Option<(Request, Option<Arc<Response>>)>>;

/// What the page knows of the engine.
#[derive(Clone, Copy)]
pub(crate) struct Engine {
    pub(crate) module: RwSignal<Module>,
    asks: Heard,
    result: Heard,
    page: Heard,
    queue: StoredValue<Queue>,
}

impl Engine {
    pub(super) fn new() -> Self {
        Self {
            module: RwSignal::new(Module::Away),
            asks: RwSignal::new(None),
            result: RwSignal::new(None),
            page: RwSignal::new(None),
            queue: StoredValue::new(Queue::default()),
        }
    }

    fn heard(self, wanted: &Wanted) -> Heard {
        match wanted {
            Wanted::Asks => self.asks,
            Wanted::Result => self.result,
            Wanted::Page(_) => self.page,
        }
    }

    /// Puts what is needed to the engine as soon as it is free.
    fn post(self) {
        let next = self.queue.try_update_value(Queue::next).flatten();
        if let Some((id, request)) = next {
            host::module::post(id, &request);
        }
    }

    fn onward(self) -> Option<Route> {
        self.queue.with_value(|queue| queue.onward)
    }

    fn lead_onward(self, from: Option<Route>) {
        self.queue.update_value(|queue| queue.onward = from);
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

/// What is put to the engine: one request at a time, the newest next.
#[derive(Debug, Default)]
struct Queue {
    last: u32,
    running: Option<Request>,
    needed: Option<Request>,
    /// The page that 下一步 is to lead on from, once it is known where to.
    onward: Option<Route>,
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

impl Store {
    /// Puts to the engine what the page in view needs, unless it is known or on its way.
    pub(super) fn ask_engine(self) {
        let request = self.needed().map(|wanted| self.request(wanted));
        let engine = self.engine;
        if request.is_some() && engine.module.get_untracked() == Module::Away {
            self.start_engine();
        }
        let is_unknown = |request: &Request| {
            engine.heard(&request.wanted).with_untracked(|it| it.as_ref().is_none_or(|it| it.0 != *request))
        };
        let needed = request.filter(is_unknown);
        engine.queue.update_value(|queue| queue.needed = needed);
        engine.lose_patience();
        engine.post();
    }

    /// What the page in view needs of the engine.
    fn needed(self) -> Option<Wanted> {
        match self.route.get() {
            Route::Result | Route::Print | Route::Answers => Some(Wanted::Result),
            Route::Info => self.info(),
            route if route.is_question() => Some(Wanted::Asks),
            _ => None,
        }
    }

    fn request(self, wanted: Wanted) -> Request {
        Request { household: self.text.get(), today: self.today, wanted }
    }

    /// The page below `#/info/` that the address names.
    fn info(self) -> Option<Wanted> {
        let address = host::route::current();
        let path = address.strip_prefix("info/")?;
        let of = |words: String| format!("search/{words}");
        Some(Wanted::Page(if path == "search" { of(self.searched.get()) } else { path.to_owned() }))
    }

    /// Fetches the module with the rules, unless it is there or on its way.
    pub(crate) fn start_engine(self) {
        let engine = self.engine;
        if !matches!(engine.module.get_untracked(), Module::Away | Module::Lost) {
            return;
        }
        engine.module.set(Module::Coming);
        engine.queue.update_value(|queue| queue.running = None);
        host::module::start(
            move |came| engine.module.set(if came { Module::Here } else { Module::Lost }),
            move |id, answer| self.hear_answer(id, answer),
        );
        engine.post();
    }

    fn hear_answer(self, id: u32, answer: Option<Response>) {
        let engine = self.engine;
        let Some(request) = engine.queue.try_update_value(|queue| queue.answered(id)).flatten() else { return };
        if answer.is_none() {
            // What failed is not asked again: it holds half a thought.
            host::module::stop();
        }
        let is_shown = request.wanted != Wanted::Asks;
        engine.heard(&request.wanted).set(Some((request, answer.map(Arc::new))));
        if is_shown {
            host::page::find_focus_soon();
        } else if let Some(from) = engine.onward().filter(|_| untrack(|| self.knows_asks())) {
            self.go_onward(from);
        }
        engine.post();
    }

    /// What the engine found for the household as it is; `None` while it is not known, `Some(None)` where the engine failed.
    fn known(self, wanted: Wanted) -> Option<Option<Arc<Response>>> {
        let request = self.request(wanted);
        self.engine.heard(&request.wanted).with(|it| it.as_ref().filter(|it| it.0 == request).map(|it| it.1.clone()))
    }

    /// What was found about the answers as they are; `None` while it is not known.
    pub(crate) fn reply(self) -> Option<Arc<Response>> {
        self.known(Wanted::Result)?
    }

    /// The page of the present address; `None` while it is not known.
    pub(crate) fn page(self) -> Option<Arc<Response>> {
        self.info().map_or_else(|| Some(Arc::new(Response::Page(None))), |wanted| self.known(wanted)?)
    }

    /// Whether the engine failed at what the page in view needs.
    pub(crate) fn has_failed(self) -> bool {
        self.needed().is_some_and(|wanted| matches!(self.known(wanted), Some(None)))
    }

    /// Asks again for what the page in view needs, after a failure.
    pub(crate) fn ask_again(self) {
        self.start_engine();
        if let Some(wanted) = untrack(|| self.needed()) {
            self.engine.heard(&wanted).set(None);
        }
        self.route.update(|_| ());
    }

    /// Whether an answer can still change what fits, as far as is known, or the person came to give it.
    pub(crate) fn asks(self, path: &str) -> bool {
        let can_change = self.engine.asks.with(|it| told(it).iter().any(|asks| asks.iter().any(|ask| ask == path)));
        can_change || self.came_for.with(|at| *at == path.replace('[', ".").replace(']', ""))
    }

    /// Whether something that hangs on what is asked is shown. What is hidden appears only once the engine has heard the
    /// answers as they are, so that no question comes for a moment and goes under the finger.
    pub(crate) fn steady(self, now: impl Fn() -> bool + Send + Sync + 'static) -> Signal<bool> {
        Memo::new(move |before: Option<&bool>| now() && (before != Some(&false) || self.knows_asks())).into()
    }

    /// Whether it is known what the answers as they are leave open.
    pub(crate) fn knows_asks(self) -> bool {
        let text = self.text.get();
        self.engine.asks.with(|it| it.as_ref().is_some_and(|it| it.0.household == text))
    }

    /// Goes on from a page to the next one on which something can still matter, or something was told.
    pub(crate) fn go_onward(self, from: Route) {
        let is_waiting = self.engine.onward() == Some(from);
        if !is_waiting && self.engine.module.get_untracked() == Module::Here && !untrack(|| self.knows_asks()) {
            // It comes in a moment. Meanwhile the person may have gone elsewhere.
            self.engine.lead_onward(Some(from));
            let go = move || {
                if self.engine.onward() == Some(from) {
                    self.go_onward(from);
                }
            };
            host::clock::after(MOMENT, go);
            return;
        }
        self.stay();
        let mut to = from.next();
        while !untrack(|| self.matters(to)) {
            to = to.next();
        }
        self.go(to);
    }

    /// Whoever went elsewhere is not led on any more.
    pub(super) fn stay(self) {
        self.engine.lead_onward(None);
    }

    /// Whether a page asks what can still change something, or was begun. While that is not known, every one does.
    fn matters(self, page: Route) -> bool {
        let asked = |asks: &[String]| asks.iter().any(|ask| Route::of_answer(ask).page() == page);
        self.household.with(|household| page.is_begun(household))
            || !self.knows_asks()
            || self.engine.asks.with(|it| told(it).is_none_or(asked))
    }
}

/// What can still change something, where it is known.
fn told(heard: &Option<(Request, Option<Arc<Response>>)>) -> Option<&[String]> {
    match heard.as_ref()?.1.as_deref()? {
        Response::Asks(asks) => asks.as_deref(),
        Response::Result(_) | Response::Page(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use doudi_facts::day::Day;

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
