//! What the pages of the resident share (上下文): the answers, the engine and where the person is, and how one moves the others.

use doudi_facts::day::Day;
use doudi_report::{CategoryResult, Reply, Response, Wanted};
use doudi_words::Words;
use leptos::prelude::*;

use super::navigation::{Navigation, SEARCH};
use super::route::Route;
use crate::answers::{Answers, Replaced};
use crate::engine_client::{EngineClient, Module};
use crate::host;

/// How many milliseconds 下一步 waits to learn which page matters next; then none is passed over.
const MOMENT: u32 = 400;

/// All that a page may need. Cheap to copy; everything in it is a signal or fixed.
#[derive(Clone, Copy)]
pub(crate) struct AppContext {
    pub(crate) words: Words,
    pub(crate) today: Day,
    pub(crate) answers: Answers,
    pub(crate) navigation: Navigation,
    pub(crate) engine: EngineClient,
}

impl AppContext {
    /// The answers that this device saved, at the present address.
    pub(super) fn new() -> Self {
        let today = host::clock::today();
        let answers = Answers::saved(today);
        let engine = EngineClient::new(answers.text, today);
        Self { words: Words::ZH, today, answers, navigation: Navigation::new(), engine }
    }

    /// Saves every change from now on, and requests of the engine what the page in view needs.
    pub(super) fn follow(self) {
        self.answers.follow(move |how| self.show_replaced(how));
        // Puts requests to the engine.
        Effect::new(move |_| {
            let wanted = self.navigation.needs();
            if wanted.is_some() && self.engine.module.get_untracked() == Module::Away {
                self.start_engine();
            }
            self.engine.need(wanted);
        });
    }

    /// Shows the page of a new address. The notice of the page before has been read.
    pub(super) fn arrive(self, address: &str) {
        let navigation = self.navigation;
        if let Some(words) = address.strip_prefix("info/search/") {
            navigation.searched.set(words.to_owned());
            return host::route::replace(SEARCH);
        }
        let route = Route::of(address);
        navigation.set_came_for(address);
        let from = navigation.route.get_untracked();
        if from != route {
            navigation.notice.set(None);
        }
        navigation.stay();
        if !matches!(route, Route::Start | Route::Urgent) {
            self.start_engine();
        }
        if matches!(from, Route::Result | Route::Answers | Route::Info) && route.is_question() {
            self.start_changing();
        } else if route == Route::Start {
            navigation.changing.set(false);
        }
        navigation.route.set(route);
    }

    /// Starts changing answers from the result: notes the verdicts.
    fn start_changing(self) {
        if self.navigation.changing.get_untracked() {
            return;
        }
        self.navigation.before.set(self.verdicts());
        self.navigation.changing.set(true);
    }

    fn verdicts(self) -> Option<Vec<CategoryResult>> {
        match untrack(|| self.engine.response(&Wanted::Result)).as_deref() {
            Some(Response::Result(Reply::Found(report))) => Some(report.told.clone()),
            Some(Response::Result(Reply::Refused(_)) | Response::Asks(_) | Response::Page(_)) | None => None,
        }
    }

    /// Says what another tab did to the answers, and shows them.
    fn show_replaced(self, how: Replaced) {
        let Self { words, navigation, .. } = self;
        let said = match how {
            Replaced::Changed => words.tabs_changed(),
            Replaced::Lost => words.tabs_lost(),
            Replaced::Wiped => {
                navigation.forget();
                navigation.route.set(Route::Start);
                host::route::replace("");
                words.start_wiped()
            }
        };
        navigation.notice.set(Some(said.to_owned()));
        // The fields still show what was typed here.
        navigation.redraw();
    }

    /// Wipes every answer, here and on this device.
    pub(crate) fn wipe(self) {
        let Self { words, navigation, .. } = self;
        let said = if self.answers.wipe() { words.start_wiped() } else { words.start_wipe_failed() };
        navigation.forget();
        navigation.notice.set(Some(said.to_owned()));
    }

    /// Fetches the module with the rules, unless it is there or on its way.
    fn start_engine(self) {
        self.engine.start(move |wanted| {
            if *wanted != Wanted::Asks {
                host::page::find_focus_soon();
            } else if let Some(from) = self.navigation.waits().filter(|_| untrack(|| self.engine.knows_asks())) {
                self.go_onward(from);
            }
        });
    }

    /// Whether the engine failed at what the page in view needs.
    pub(crate) fn has_failed(self) -> bool {
        self.navigation.needs().is_some_and(|wanted| self.engine.has_failed(&wanted))
    }

    /// Requests again what the page in view needs, after a failure.
    pub(crate) fn try_again(self) {
        self.start_engine();
        if let Some(wanted) = untrack(|| self.navigation.needs()) {
            self.engine.forget(&wanted);
        }
        self.navigation.redraw();
    }

    /// Whether a question is put: its answer can still change the result, as far as is known, or the person came to give it.
    pub(crate) fn asks(self, path: &str) -> bool {
        self.engine.can_change_result(path) || self.navigation.came_for(path)
    }

    /// Goes on from a page to the next one on which an answer can still matter, or was given.
    pub(crate) fn go_onward(self, from: Route) {
        let is_waiting = self.navigation.waits() == Some(from);
        let is_known = || untrack(|| self.engine.knows_asks());
        if !is_waiting && self.engine.module.get_untracked() == Module::Here && !is_known() {
            // It comes in a moment. Meanwhile the person may have gone elsewhere.
            self.navigation.wait(from);
            let go = move || {
                if self.navigation.waits() == Some(from) {
                    self.go_onward(from);
                }
            };
            host::clock::after(MOMENT, go);
            return;
        }
        self.navigation.stay();
        let mut to = from.next();
        while !untrack(|| self.matters(to)) {
            to = to.next();
        }
        self.navigation.go(to);
    }

    /// Whether an answer on a page can still change the result, or was given. While that is not known, every page matters.
    fn matters(self, page: Route) -> bool {
        self.answers.with(|household| page.is_begun(household))
            || !self.engine.knows_asks()
            || self.engine.may_any_change_result(|ask| Route::of_answer(ask).page() == page)
    }
}
