//! Exploring once (只算一次): a figure, a line or a head count is explored over all of its worlds when it is first asked for, and
//! every world of every test looks it up. See decision 0020.

use doudi_facts::money::Overflow;

use crate::context::{Engine, EvaluationContext};
use crate::exploration_cache::{ExplorationCache, Explored};
use crate::world::{Suspended, Tree, World, explore_at_most};

/// For how many explored things of one kind room is made at once.
const ROOM: usize = 16;

/// Where what was explored of one kind is kept.
pub(crate) type CacheField<K, V> = fn(&mut ExplorationCache) -> &mut Vec<Explored<K, V>>;

impl Engine<'_> {
    /// What something comes to in this world: explored over all of its own worlds once, and then looked up.
    pub(crate) fn once<K: PartialEq + Copy, V: Clone>(
        &mut self,
        scene: &mut EvaluationContext<'_>,
        of: CacheField<K, V>,
        key: K,
        mut work: impl FnMut(&mut Self, &mut EvaluationContext<'_>) -> Result<V, Suspended>,
    ) -> Result<V, Suspended> {
        // Where nothing splits, what was found in worlds that did is no answer.
        if !scene.world.splits || !self.remembers {
            return work(self, scene);
        }
        let at = self.explored_once(scene.keeps_treatments_open, of, key, work)?;
        let Some(known) = of(&mut self.found).get(at) else { return Err(Suspended::TooMany) };
        let looks_at_lines = known.looks_at_lines;
        scene.has_met_forks |= !matches!(known.tree, Some(Tree::Leaf(_)));
        scene.has_left_open |= scene.keeps_treatments_open && !known.is_either;
        let found = known.tree.as_ref().map_or(Err(Suspended::TooMany), |tree| tree.at(scene.world));
        self.looks_at_lines |= looks_at_lines;
        found
    }

    /// The same over all of its worlds; `None`: there are too many.
    pub(crate) fn tree_once<K: PartialEq + Copy, V: Clone>(
        &mut self,
        keeps_treatments_open: bool,
        of: CacheField<K, V>,
        key: K,
        work: impl FnMut(&mut Self, &mut EvaluationContext<'_>) -> Result<V, Suspended>,
    ) -> Result<Option<Tree<V>>, Overflow> {
        let at = self.explored_once(keeps_treatments_open, of, key, work)?;
        let Some(known) = of(&mut self.found).get(at) else { return Ok(None) };
        let (tree, looks_at_lines) = (known.tree.clone(), known.looks_at_lines);
        self.looks_at_lines |= looks_at_lines;
        Ok(tree)
    }

    /// The place of what something comes to, explored over all of its own worlds once.
    fn explored_once<K: PartialEq + Copy, V>(
        &mut self,
        keeps_treatments_open: bool,
        of: CacheField<K, V>,
        key: K,
        mut work: impl FnMut(&mut Self, &mut EvaluationContext<'_>) -> Result<V, Suspended>,
    ) -> Result<usize, Overflow> {
        let is_it = |known: &Explored<K, V>| {
            known.of == key && (known.is_either || known.keeps_treatments_open == keeps_treatments_open)
        };
        let all = of(&mut self.found);
        if let Some(at) = all.iter().position(is_it) {
            if let Some(known) = all.get_mut(at).filter(|known| known.keeps_treatments_open && !keeps_treatments_open) {
                // Looking ahead and budgets go by how many worlds there are, and here there are as many again.
                known.keeps_treatments_open = false;
                self.worlds += known.worlds;
            }
            return Ok(at);
        }
        let most = self.may_visit();
        let before = std::mem::take(&mut self.looks_at_lines);
        let mut has_left_open = false;
        let evaluate = |world: &World<'_>| {
            let mut scene = EvaluationContext { keeps_treatments_open, ..EvaluationContext::new(world) };
            let found = work(self, &mut scene);
            has_left_open |= scene.has_left_open;
            found
        };
        let (tree, worlds) = explore_at_most(most, evaluate, Tree::apart)?;
        self.worlds += worlds;
        let looks_at_lines = std::mem::replace(&mut self.looks_at_lines, before);
        let mut is_either = !has_left_open && tree.is_some();
        tree.iter().for_each(|tree| tree.forks(&mut |fork| is_either &= !fork.is_of_sums()));
        let all = of(&mut self.found);
        if all.is_empty() {
            all.reserve(ROOM);
        }
        all.push(Explored { of: key, keeps_treatments_open, is_either, tree, worlds, looks_at_lines });
        Ok(all.len() - 1)
    }
}
