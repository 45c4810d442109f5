//! The state of the face (状态): one household, and the little that is not an answer.

use doudi_engine::check::{Wrong, check};
use doudi_facts::day::Day;
use doudi_facts::household::Household;
use doudi_handoff::file;
use doudi_report::{Reply, Response, Told};
use doudi_rulebook::{Listing, Town};
use doudi_words::Words;
use leptos::prelude::*;

use crate::host;
use crate::places::PLACES;
use crate::resident::route::Route;

mod answer;
mod engine;
mod keeping;

pub(crate) use self::answer::{Answer, Way, id_of};
pub(crate) use self::engine::{Engine, Module};
pub(crate) use self::keeping::Keeping;

/// What a page needs of the state. Cheap to copy; everything in it is a signal or fixed.
#[derive(Clone, Copy)]
pub(crate) struct Store {
    pub(crate) words: Words,
    pub(crate) household: RwSignal<Household>,
    pub(crate) route: RwSignal<Route>,
    pub(crate) today: Day,
    /// The household as the file that this device keeps.
    pub(crate) text: Memo<String>,
    /// What was said to the person last: a file opened, answers wiped, here or in another tab.
    pub(crate) notice: RwSignal<Option<String>>,
    /// Whether the answers are being changed from the result, so that 好了 leads back there.
    pub(crate) changing: RwSignal<bool>,
    /// What each category was told as before the change.
    pub(crate) before: RwSignal<Option<Vec<Told>>>,
    /// What the engine found.
    pub(crate) engine: Engine,
    /// The answer the person came to give, as it stands in the address; empty: none.
    came_for: RwSignal<String>,
    /// The words looked for. They stay out of the address, and so out of the browser's history.
    pub(crate) searched: RwSignal<String>,
    /// Whether the answers are being kept.
    pub(crate) keeping: RwSignal<Keeping>,
    /// The text this tab last saw kept on this device.
    seen: RwSignal<Option<String>>,
    /// The household in which nothing was told yet, as a file.
    blank: RwSignal<String>,
    /// What older versions left that this one cannot read.
    pub(crate) aside: RwSignal<Vec<String>>,
}

impl Store {
    /// The state as this device kept it.
    pub(crate) fn new() -> Self {
        let (household, kept) = keeping::kept();
        let household = RwSignal::new(household);
        let today = host::clock::today();
        let text = Memo::new(move |_| household.with(file::write));
        Self {
            words: Words::ZH,
            household,
            text,
            route: RwSignal::new(Route::of(&host::route::current())),
            today,
            notice: RwSignal::new(None),
            changing: RwSignal::new(false),
            before: RwSignal::new(None),
            engine: Engine::new(),
            came_for: RwSignal::new(String::new()),
            searched: RwSignal::new(String::new()),
            keeping: RwSignal::new(kept.keeping),
            blank: RwSignal::new(if kept.was_told { String::new() } else { text.get_untracked() }),
            seen: RwSignal::new(kept.text),
            aside: RwSignal::new(kept.aside),
        }
    }

    /// The day of the application.
    pub(crate) fn on(self) -> Day {
        self.household.with(|household| household.on).unwrap_or(self.today)
    }

    /// The place and town told, if the rules know them.
    pub(crate) fn place(self) -> Option<(&'static Listing, Option<&'static Town>)> {
        self.household.with(|household| household.place.as_deref().and_then(|path| PLACES.find(path)))
    }

    /// Shows the page of a new address. What was said on the page before is said.
    pub(crate) fn arrive(self, address: &str) {
        if let Some(words) = address.strip_prefix("info/search/") {
            self.searched.set(words.to_owned());
            return host::route::replace("info/search");
        }
        let route = Route::of(address);
        self.came_for.set(address.strip_prefix("answer/").unwrap_or_default().to_owned());
        let from = self.route.get_untracked();
        if from != route {
            self.notice.set(None);
        }
        self.stay();
        if !matches!(route, Route::Start | Route::Urgent) {
            self.start_engine();
        }
        if matches!(from, Route::Result | Route::Answers | Route::Info) && route.is_question() {
            self.change();
        } else if route == Route::Start {
            self.changing.set(false);
        }
        self.route.set(route);
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

    /// Starts changing answers from the result: remembers what was told.
    fn change(self) {
        if self.changing.get_untracked() {
            return;
        }
        self.before.set(match untrack(|| self.reply()).as_deref() {
            Some(Response::Result(Reply::Found(report))) => Some(report.told.clone()),
            Some(Response::Result(Reply::Refused(_)) | Response::Asks(_) | Response::Page(_)) | None => None,
        });
        self.changing.set(true);
    }

    /// Takes a household in which the answer at `path` was told anew, unless that cannot be: by itself or, where it is about
    /// a person, together with what is told of the others.
    #[inline(never)]
    pub(crate) fn take(self, household: Household, path: &str) -> Result<(), Wrong> {
        let on = household.on.unwrap_or(self.today);
        let mut problems = check(&household, on);
        if problems.iter().any(|problem| problem.at != path) {
            let before = self.household.with_untracked(|household| check(household, on));
            let of_people = |at: &str| at.starts_with("people.items[");
            problems.retain(|it| it.at == path || (of_people(path) && of_people(&it.at) && !before.contains(it)));
        }
        match problems.into_iter().next() {
            Some(problem) => Err(problem.what),
            None => {
                self.household.set(household);
                Ok(())
            }
        }
    }

    /// Takes a text from a file as the household. On an error nothing is changed.
    pub(crate) fn open(self, text: &str) -> Result<(), String> {
        let household = file::read(text).map_err(|unreadable| unreadable.tell(self.words))?;
        let on = household.on.unwrap_or(self.today);
        let mut problems: Vec<String> =
            check(&household, on).iter().map(|problem| self.words.problem(problem, on)).collect();
        if let Some(place) = household.place.as_deref().filter(|path| PLACES.find(path).is_none()) {
            problems.push(self.words.error_at(&"place", &self.words.error_no_place(&place)));
        }
        if problems.is_empty() {
            self.replace(household);
            Ok(())
        } else {
            Err(problems.join("\n"))
        }
    }

    /// The household as it is now.
    #[inline(never)]
    pub(crate) fn snapshot(self) -> Household {
        self.household.get()
    }

    /// The same, without hearing of changes.
    #[inline(never)]
    pub(crate) fn snapshot_untracked(self) -> Household {
        self.household.get_untracked()
    }
}
