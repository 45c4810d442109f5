//! What this device saves (保存): every change, in step with the other tabs that show the same answers.

use doudi_facts::household::Household;
use doudi_handoff::file;
use leptos::prelude::*;

use super::Answers;
use crate::host::{self, storage};

/// Whether this device saves the answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Saving {
    /// It does.
    Works,
    /// The last change could not be written: the device is full, or the browser saves nothing.
    Fails,
    /// A text is saved that this version can neither read nor copy, so it is left as it is.
    Locked,
}

/// What another tab did to the answers that this tab shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Replaced {
    /// It changed them.
    Changed,
    /// It changed them, and the last answer given here is lost.
    Lost,
    /// It wiped them.
    Wiped,
}

/// What this device had saved when the page was opened.
pub(super) struct Saved {
    pub(super) saving: Saving,
    pub(super) text: Option<String>,
    pub(super) unreadable: Vec<String>,
    /// Whether there were answers that could be read.
    pub(super) has_answers: bool,
}

/// The household this device saved, and what it was read from. A text that cannot be read is put beside.
pub(super) fn saved() -> (Household, Saved) {
    let text = storage::saved();
    let read = text.as_deref().map(file::read);
    let saving = match (&text, &read) {
        (_, Some(Ok(_))) => Saving::Works,
        (Some(text), _) if !storage::add_unreadable(text) => Saving::Locked,
        (Some(_), _) => Saving::Works,
        (None, _) => {
            if storage::is_there() {
                Saving::Works
            } else {
                Saving::Fails
            }
        }
    };
    let (household, has_answers) = match read {
        Some(Ok(household)) => (household, true),
        Some(Err(_)) | None => (Household::new(), false),
    };
    let unreadable = unreadable(saving, text.as_deref());
    (salted(household), Saved { saving, text, unreadable, has_answers })
}

/// Every saved text that cannot be read, to be downloaded as a file: those put beside, and the one that could not be.
fn unreadable(saving: Saving, text: Option<&str>) -> Vec<String> {
    let mut all = storage::unreadable();
    if saving == Saving::Locked {
        all.extend(text.map(str::to_owned));
    }
    all
}

/// A household with the salt that receipts are hashed with.
fn salted(mut household: Household) -> Household {
    household.salt.get_or_insert_with(host::module::salt);
    household
}

/// What to do about the saved text.
#[derive(Debug, PartialEq, Eq)]
enum Step {
    /// It is as it should be.
    Nothing,
    /// Write mine over it.
    Write,
    /// Another tab wrote it since this tab looked: show that.
    Take,
}

/// `seen` is what this tab last saw saved, `there` is what is saved now, `mine` is what this tab would save.
fn step(seen: Option<&str>, there: Option<&str>, mine: Option<&str>) -> Step {
    if there == mine {
        Step::Nothing
    } else if there == seen {
        Step::Write
    } else {
        Step::Take
    }
}

impl Answers {
    /// Saves every change on this device from now on, and takes over what another tab saves there; `replaced` is called then.
    pub(crate) fn follow(self, replaced: impl Fn(Replaced) + Copy + 'static) {
        // Writes to the storage of this device.
        Effect::new(move |_| {
            // Without an answer nothing is saved: the salt alone is no answer.
            let mine = self.text.get();
            if let Some(how) = self.save((mine != self.blank.get_untracked()).then_some(mine)) {
                replaced(how);
            }
        });
        storage::watch(move || {
            if let Some(how) = self.look() {
                replaced(how);
            }
        });
    }

    fn save(self, mine: Option<String>) -> Option<Replaced> {
        if self.saving.get_untracked() == Saving::Locked {
            return None;
        }
        let there = storage::saved();
        match self.seen.with_untracked(|seen| step(seen.as_deref(), there.as_deref(), mine.as_deref())) {
            Step::Nothing => {
                if there.is_some() {
                    self.saving.set(Saving::Works);
                }
                self.seen.set(there);
                None
            }
            Step::Write => {
                let written = storage::save(mine.as_deref());
                self.saving.set(if written { Saving::Works } else { Saving::Fails });
                if written {
                    self.seen.set(mine);
                }
                None
            }
            Step::Take => Some(self.take_over(there, Replaced::Lost)),
        }
    }

    /// Looks at the saved text, since another tab may have written it.
    fn look(self) -> Option<Replaced> {
        let there = storage::saved();
        let text = self.text.get_untracked();
        match self.seen.with_untracked(|seen| step(seen.as_deref(), there.as_deref(), Some(&text))) {
            // A text that is as this tab left it is not written here: the change is about to be saved anyway.
            Step::Nothing | Step::Write => None,
            Step::Take => Some(self.take_over(there, Replaced::Changed)),
        }
    }

    /// Takes over the text that another tab saved.
    fn take_over(self, there: Option<String>, how: Replaced) -> Replaced {
        let mut saving = Saving::Works;
        match there.as_deref().map(file::read) {
            Some(Ok(household)) => self.replace(household),
            Some(Err(_)) => saving = Saving::Locked,
            None => self.clear(),
        }
        let is_wiped = there.is_none();
        self.unreadable_saves.set(unreadable(saving, there.as_deref()));
        self.saving.set(saving);
        self.seen.set(there);
        if is_wiped { Replaced::Wiped } else { how }
    }

    /// Wipes every answer, here and on this device. False when something is left on it.
    pub(crate) fn wipe(self) -> bool {
        let wiped = storage::wipe();
        self.clear();
        self.seen.set(storage::saved());
        self.saving.set(if wiped { Saving::Works } else { Saving::Fails });
        self.unreadable_saves.set(storage::unreadable());
        wiped
    }

    fn clear(self) {
        self.replace(Household::new());
        self.blank.set(self.text.get_untracked());
    }

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
