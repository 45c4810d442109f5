//! How many people count (计入的人数), in one world and in all of them.

use doudi_facts::money::Overflow;
use doudi_facts::question::QuestionId;

use crate::ask::Ask;
use crate::context::{Engine, EvaluationContext};
use crate::exploration_cache::Members;
use crate::fingerprint::Fingerprint;
use crate::truth::{FingerprintedTruth, Question, Truth};
use crate::world::{Suspended, Tree};

impl Engine<'_> {
    /// How many people count, each settled in this world.
    pub(crate) fn members(&mut self, scene: &mut EvaluationContext<'_>) -> Result<Members, Suspended> {
        self.once(scene, |found| &mut found.members, (), Self::find_members)
    }

    /// The same in all worlds; `None`: there are too many.
    pub(crate) fn members_tree(&mut self, keeps_treatments_open: bool) -> Result<Option<Tree<Members>>, Overflow> {
        self.tree_once(keeps_treatments_open, |found| &mut found.members, (), Self::find_members)
    }

    fn find_members(&mut self, scene: &mut EvaluationContext<'_>) -> Result<Members, Suspended> {
        let (mut few, mut most, mut how_many, mut somebody) = (0, 0, Question::NONE, FingerprintedTruth::FAILS);
        for who in 0..self.household.people.items.len() {
            let counts = self.member(scene, who)?;
            few += u32::from(counts.truth == Truth::Holds);
            most += u32::from(counts.truth.may_hold());
            how_many = how_many.and(counts.truth.asks(), counts.mark());
            somebody = somebody.or(counts);
        }
        let is_complete = self.household.people.is_complete();
        if !is_complete {
            let ask = Ask::Answer(QuestionId::PeopleComplete);
            how_many = how_many.and(self.asks.intern(ask), Fingerprint::ask(ask));
            somebody = FingerprintedTruth::HOLDS;
        }
        // Where nobody counts, sums are shared by one.
        how_many.mark = how_many.mark + (!somebody).mark();
        let most = is_complete.then(|| most.max(1));
        Ok(Members { people: (few.max(1), most), how_many, somebody })
    }
}
