//! How many people count (计入的人数), in one world and in all of them.

use doudi_facts::money::Overflow;
use doudi_facts::question::Fact;

use crate::ask::Ask;
use crate::found::Members;
use crate::mark::Mark;
use crate::scene::{Engine, Scene};
use crate::truth::{Marked, Question, Truth};
use crate::world::{Stop, Tree};

impl Engine<'_> {
    /// How many people count, each settled in this world.
    pub(crate) fn members(&mut self, scene: &mut Scene<'_>) -> Result<Members, Stop> {
        self.once(scene, |found| &mut found.members, (), Self::find_members)
    }

    /// The same in all worlds; `None`: there are too many.
    pub(crate) fn members_tree(&mut self, keeps_treatments_open: bool) -> Result<Option<Tree<Members>>, Overflow> {
        self.tree_once(keeps_treatments_open, |found| &mut found.members, (), Self::find_members)
    }

    fn find_members(&mut self, scene: &mut Scene<'_>) -> Result<Members, Stop> {
        let (mut few, mut most, mut how_many, mut somebody) = (0, 0, Question::NONE, Marked::FAILS);
        for who in 0..self.household.people.items.len() {
            let counts = self.member(scene, who)?;
            few += u32::from(counts.truth == Truth::Holds);
            most += u32::from(counts.truth.may_hold());
            how_many = how_many.and(counts.truth.asks(), counts.mark());
            somebody = somebody.or(counts);
        }
        let is_complete = self.household.people.is_complete();
        if !is_complete {
            let ask = Ask::Answer(Fact::PeopleComplete);
            how_many = how_many.and(self.asks.intern(ask), Mark::ask(ask));
            somebody = Marked::HOLDS;
        }
        // Where nobody counts, sums are shared by one.
        how_many.mark = how_many.mark + (!somebody).mark();
        let most = is_complete.then(|| most.max(1));
        Ok(Members { people: (few.max(1), most), how_many, somebody })
    }
}
