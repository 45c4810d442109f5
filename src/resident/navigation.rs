//! Where the person is in the app (导航): the page, its address, and what is said above it.

use doudi_report::{CategoryResult, Wanted};
use leptos::prelude::*;

use super::route::Route;
use crate::host;

/// The address of the search, without the words looked for.
pub(super) const SEARCH: &str = "info/search";

/// The page in view and what was passed on to it. Cheap to copy; everything in it is a signal.
#[derive(Clone, Copy)]
pub(crate) struct Navigation {
    pub(crate) route: RwSignal<Route>,
    /// What was said to the person last: a file opened, answers wiped, here or in another tab.
    pub(crate) notice: RwSignal<Option<String>>,
    /// Whether the answers are being changed from the result, so that 好了 leads back there.
    pub(crate) changing: RwSignal<bool>,
    /// The verdict of each category before the change.
    pub(crate) before: RwSignal<Option<Vec<CategoryResult>>>,
    /// The words looked for. They stay out of the address, and so out of the browser's history.
    pub(crate) searched: RwSignal<String>,
    /// The answer the person came to give, as it is written in the address; empty: none.
    came_for: RwSignal<String>,
    /// The page from which 下一步 leads on as soon as it is known where to.
    onward: StoredValue<Option<Route>>,
}

impl Navigation {
    /// The page of the present address.
    pub(super) fn new() -> Self {
        Self {
            route: RwSignal::new(Route::of(&host::route::current())),
            notice: RwSignal::new(None),
            changing: RwSignal::new(false),
            before: RwSignal::new(None),
            searched: RwSignal::new(String::new()),
            came_for: RwSignal::new(String::new()),
            onward: StoredValue::new(None),
        }
    }

    /// Goes to a page.
    pub(crate) fn go(self, route: Route) {
        host::route::go(&route.path());
    }

    /// Goes to another page in place of this one, which has nothing to show: the way back does not lead here again.
    pub(crate) fn redirect(self, route: Route) -> AnyView {
        host::route::replace(&route.path());
        ().into_any()
    }

    /// Draws the page again.
    pub(crate) fn redraw(self) {
        self.route.update(|_| ());
    }

    /// Shows the words looked for.
    pub(crate) fn search(self, words: String) {
        self.searched.set(words);
        host::route::go(SEARCH);
        host::page::to_top_soon();
    }

    /// What the page in view needs of the engine.
    pub(super) fn needs(self) -> Option<Wanted> {
        match self.route.get() {
            Route::Result | Route::Print | Route::Answers => Some(Wanted::Result),
            Route::Info => self.info(),
            route if route.is_question() => Some(Wanted::Asks),
            _ => None,
        }
    }

    /// The page below `#/info/` that the address names.
    pub(crate) fn info(self) -> Option<Wanted> {
        let address = host::route::current();
        let path = address.strip_prefix("info/")?;
        let of = |words: String| format!("search/{words}");
        Some(Wanted::Page(if path == "search" { of(self.searched.get()) } else { path.to_owned() }))
    }

    /// Notes the answer that an address names.
    pub(super) fn set_came_for(self, address: &str) {
        self.came_for.set(address.strip_prefix("answer/").unwrap_or_default().to_owned());
    }

    /// Whether the person came to give the answer at this path of the household file.
    pub(super) fn came_for(self, path: &str) -> bool {
        self.came_for.with(|at| *at == path.replace('[', ".").replace(']', ""))
    }

    /// Waits to lead on from a page.
    pub(super) fn wait(self, from: Route) {
        self.onward.set_value(Some(from));
    }

    /// The page from which the person waits to be led on.
    pub(super) fn waits(self) -> Option<Route> {
        self.onward.get_value()
    }

    /// Leads nobody on any more who went elsewhere.
    pub(super) fn stay(self) {
        self.onward.set_value(None);
    }

    /// Forgets what belonged to answers that were wiped.
    pub(super) fn forget(self) {
        self.searched.set(String::new());
        self.changing.set(false);
        self.before.set(None);
    }
}
