//! What was explored so far (已算出的) of a household, so that no world works it out again.

use std::rc::Rc;

use doudi_facts::household::Area;

use crate::figure::Figure;
use crate::pairs::{Pairs, Tied};
use crate::truth::{FingerprintedTruth, Question};
use crate::verdict::LineUsed;
use crate::world::Tree;

/// What was explored so far (已算出的), each over its own worlds; where treatments stay open, apart. Nothing that is found here
/// differs from what working it out again would give.
#[derive(Debug, Default)]
pub(crate) struct ExplorationCache {
    /// How many people count.
    pub(crate) members: Vec<Explored<(), Members>>,
    /// Who belongs to the household; `None`: not looked at yet.
    pub(crate) household: Option<Belonging>,
    /// The same where there are too many cases to look at each.
    pub(crate) crowd: Option<Rc<[FingerprintedTruth]>>,
    /// The lists of ties.
    pub(crate) tied: Option<Rc<[Tied]>>,
    /// What pairs of people are to each other, for each way their relations to the applicant came out.
    pub(crate) pairs: Vec<Rc<Pairs>>,
    /// What each account leaves of each income, before it is known whether its person counts: as far as no world decides it,
    /// each at its `Engine::place_of_income`.
    pub(crate) incomes: Vec<Option<Figure>>,
    pub(crate) figures: Vec<Explored<OfFigure, Figure>>,
    pub(crate) lines: Vec<Explored<OfLine, LineFound>>,
}

/// For each person, whether they belong to the household of the applicant, over the worlds that tell it; `None`: there are
/// too many.
pub(crate) type Belonging = Option<Rc<[Tree<FingerprintedTruth>]>>;

/// An account, and whose.
pub(crate) type OfFigure = (usize, Option<usize>);

/// A line, and of which area.
pub(crate) type OfLine = (usize, Option<Area>);

/// One thing that was explored over all of its worlds.
#[derive(Debug)]
pub(crate) struct Explored<K, V> {
    pub(crate) of: K,
    /// Whether what the office decides of single sums stayed open.
    pub(crate) keeps_treatments_open: bool,
    /// Whether it is the same either way: no world hangs on what the office decides of single sums.
    pub(crate) is_either: bool,
    /// What it comes to, of worlds that agree too: how many worlds a test meets hangs on what is open, and on nothing that is
    /// told. `None`: there are too many, and so there are for whatever looks at it.
    pub(crate) tree: Option<Tree<V>>,
    /// In how many it was looked at.
    pub(crate) worlds: u32,
    /// Whether a line was looked at on the way.
    pub(crate) looks_at_lines: bool,
}

impl ExplorationCache {
    /// Lines are others now: what looked at one is forgotten.
    pub(crate) fn forget_lines(&mut self) {
        self.lines.clear();
        self.incomes.clear();
        self.members.retain(|one| !one.looks_at_lines);
        self.figures.retain(|one| !one.looks_at_lines);
    }
}

/// How many people count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Members {
    /// At least, and at most; `None`: no upper bound.
    pub(crate) people: (u32, Option<u32>),
    /// How many that makes, as far as it is open.
    pub(crate) how_many: Question,
    /// Whether anybody does: among nobody there is no income per head, below a line or above.
    pub(crate) somebody: FingerprintedTruth,
}

/// A line for this household on the day: its figure by the year, and how it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LineFound {
    pub(crate) yearly: Figure,
    pub(crate) used: LineUsed,
}
