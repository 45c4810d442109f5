//! What this device keeps (保存): every change, in step with the other tabs that show the same answers.

use doudi_facts::household::Household;
use doudi_handoff::file;
use leptos::prelude::*;

use super::Store;
use crate::host::{self, storage};
use crate::resident::route::Route;

/// Whether the answers are being kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keeping {
    /// They are.
    Well,
    /// The last change could not be written: the device is full, or the browser keeps nothing.
    Failing,
    /// Something is kept that this version cannot read and that could not be copied, so it is left as it is.
    Locked,
}

/// What this device kept when the page was opened.
pub(super) struct Kept {
    pub(super) keeping: Keeping,
    pub(super) text: Option<String>,
    pub(super) aside: Vec<String>,
    /// Whether there were answers that could be read.
    pub(super) was_told: bool,
}

/// The household this device kept, and what it was read from. What cannot be read is set aside.
pub(super) fn kept() -> (Household, Kept) {
    let text = storage::kept();
    let read = text.as_deref().map(file::read);
    let keeping = match (&text, &read) {
        (_, Some(Ok(_))) => Keeping::Well,
        (Some(text), _) if !storage::put_aside(text) => Keeping::Locked,
        (Some(_), _) => Keeping::Well,
        (None, _) => {
            if storage::is_there() {
                Keeping::Well
            } else {
                Keeping::Failing
            }
        }
    };
    let (household, was_told) = match read {
        Some(Ok(household)) => (household, true),
        Some(Err(_)) | None => (Household::new(), false),
    };
    let aside = aside(keeping, text.as_deref());
    (salted(household), Kept { keeping, text, aside, was_told })
}

/// Everything that cannot be read, to be saved as a file: what was set aside, and what could not be.
fn aside(keeping: Keeping, text: Option<&str>) -> Vec<String> {
    let mut all = storage::set_aside();
    if keeping == Keeping::Locked {
        all.extend(text.map(str::to_owned));
    }
    all
}

/// A household with the salt that receipts are hashed with.
fn salted(mut household: Household) -> Household {
    household.salt.get_or_insert_with(host::module::salt);
    household
}

/// What to do about the text that is kept.
#[derive(Debug, PartialEq, Eq)]
enum Step {
    /// It is as it should be.
    Nothing,
    /// Write mine over it.
    Write,
    /// Another tab wrote it since I looked: take it.
    Take,
}

/// `seen` is what this tab last saw kept, `there` is what is kept now, `mine` is what this tab would keep.
fn step(seen: Option<&str>, there: Option<&str>, mine: Option<&str>) -> Step {
    if there == mine {
        Step::Nothing
    } else if there == seen {
        Step::Write
    } else {
        Step::Take
    }
}

impl Store {
    /// Keeps every change on this device and asks the engine about it; takes what another tab keeps there.
    pub(crate) fn follow_changes(self) {
        Effect::new(move |_| {
            // Where nothing was told nothing is kept: the salt alone is no answer.
            let mine = self.text.get();
            self.keep((mine != self.blank.get_untracked()).then_some(mine));
            self.ask_engine();
        });
        storage::watch(move || self.hear());
    }

    fn keep(self, mine: Option<String>) {
        if self.keeping.get_untracked() == Keeping::Locked {
            return;
        }
        let there = storage::kept();
        match self.seen.with_untracked(|seen| step(seen.as_deref(), there.as_deref(), mine.as_deref())) {
            Step::Nothing => {
                if there.is_some() {
                    self.keeping.set(Keeping::Well);
                }
                self.seen.set(there);
            }
            Step::Write => {
                let written = storage::keep(mine.as_deref());
                self.keeping.set(if written { Keeping::Well } else { Keeping::Failing });
                if written {
                    self.seen.set(mine);
                }
            }
            Step::Take => self.take_from_elsewhere(there, self.words.tabs_lost()),
        }
    }

    /// Looks at what is kept, since another tab may have written.
    fn hear(self) {
        let there = storage::kept();
        let text = self.text.get_untracked();
        match self.seen.with_untracked(|seen| step(seen.as_deref(), there.as_deref(), Some(&text))) {
            // What is as I left it is not written here: a change of mine is on its way already.
            Step::Nothing | Step::Write => {}
            Step::Take => self.take_from_elsewhere(there, self.words.tabs_changed()),
        }
    }

    /// Takes what another tab kept, and says so.
    fn take_from_elsewhere(self, there: Option<String>, told: &str) {
        let mut keeping = Keeping::Well;
        match there.as_deref().map(file::read) {
            Some(Ok(household)) => self.household.set(salted(household)),
            Some(Err(_)) => keeping = Keeping::Locked,
            None => {
                self.forget();
                self.route.set(Route::Start);
                host::route::replace("");
            }
        }
        let wiped = there.is_none();
        self.aside.set(aside(keeping, there.as_deref()));
        self.keeping.set(keeping);
        self.seen.set(there);
        self.notice.set(Some(if wiped { self.words.start_wiped() } else { told }.to_owned()));
        // The fields show what was typed here: they are drawn anew.
        self.route.update(|_| ());
    }

    /// Wipes every answer, here and on this device.
    pub(crate) fn wipe(self) {
        let wiped = storage::wipe();
        self.forget();
        self.seen.set(storage::kept());
        self.keeping.set(if wiped { Keeping::Well } else { Keeping::Failing });
        self.aside.set(storage::set_aside());
        let words = self.words;
        self.notice.set(Some(if wiped { words.start_wiped() } else { words.start_wipe_failed() }.to_owned()));
    }

    fn forget(self) {
        self.household.set(salted(Household::new()));
        self.blank.set(self.text.get_untracked());
        self.searched.set(String::new());
        self.changing.set(false);
        self.before.set(None);
    }

    /// Takes a household from a file.
    pub(super) fn replace(self, household: Household) {
        self.household.set(salted(household));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_another_tab_wrote_is_never_written_over() {
        let (old, theirs, mine) = (Some("old"), Some("theirs"), Some("mine"));
        assert_eq!(step(old, old, mine), Step::Write);
        assert_eq!(step(old, theirs, mine), Step::Take);
        assert_eq!(step(old, mine, mine), Step::Nothing);
        assert_eq!(step(None, None, mine), Step::Write);
    }

    #[test]
    fn what_another_tab_wiped_is_not_brought_back() {
        assert_eq!(step(Some("old"), None, Some("mine")), Step::Take);
        assert_eq!(step(Some("old"), None, None), Step::Nothing);
        assert_eq!(step(Some("old"), Some("old"), None), Step::Write);
    }
}
