//! One answer (一个回答): the way to it, and telling it.

use std::sync::Arc;

use doudi_engine::check::Wrong;
use doudi_facts::household::Household;
use doudi_facts::known::Known;

use super::Store;

/// The way from a household to one of its answers; `None` when what it belongs to is gone.
pub(crate) type Way<T> = Arc<dyn Fn(&mut Household) -> Option<&mut Known<T>> + Send + Sync>;

/// One answer: its path in the household file and the way to it.
pub(crate) struct Answer<T> {
    pub(crate) store: Store,
    pub(crate) path: String,
    pub(crate) way: Way<T>,
}

impl<T> Clone for Answer<T> {
    fn clone(&self) -> Self {
        Self { store: self.store, path: self.path.clone(), way: Arc::clone(&self.way) }
    }
}

impl<T: Clone> Answer<T> {
    /// The answer as it is; `NotAsked` when what it belongs to is gone.
    pub(crate) fn get(&self) -> Known<T> {
        (self.way)(&mut self.store.snapshot()).cloned().unwrap_or_default()
    }

    /// The same, without hearing of changes.
    pub(crate) fn get_untracked(&self) -> Known<T> {
        (self.way)(&mut self.store.snapshot_untracked()).cloned().unwrap_or_default()
    }

    /// Tells the answer. What cannot be is refused and nothing is changed.
    pub(crate) fn tell(&self, known: Known<T>) -> Result<(), Wrong> {
        let mut household = self.store.snapshot_untracked();
        if let Some(place) = (self.way)(&mut household) {
            *place = known;
        }
        self.store.take(household, &self.path)
    }

    /// What was refused, if anything was; then nothing of it stays behind as the answer.
    pub(crate) fn unless_refused(&self, told: Result<(), String>) -> Option<String> {
        let refused = told.err()?;
        // Taking an answer away is never refused.
        drop(self.tell(Known::NotAsked));
        Some(refused)
    }

    /// A text that names it in the page: ids and names of fields.
    pub(crate) fn id(&self) -> String {
        id_of(&self.path)
    }
}

/// A path of the household file as an id in the page.
pub(crate) fn id_of(path: &str) -> String {
    path.replace(['.', '[', ']'], "-")
}
