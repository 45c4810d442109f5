//! Verdicts (结论): a pair over everything open, told in five words and by five gates. See decision 0001.

use serde::Serialize;

use crate::ask::{AskSet, Asks, Holder};
use crate::ledger::Ledgers;
use crate::offer::{Brought, Helped};
use crate::rules::Gate;
use crate::truth::Truth;
pub use crate::world::Fineness;
use doudi_facts::money::Bounds;

/// The five words a category's verdict is told in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Conclusion {
    /// 符合
    Fits,
    /// 条件已符合，待核对
    MetToVerify,
    /// 要看窗口怎么核
    OfficeDecides,
    /// 可能符合
    MayFit,
    /// 不符合
    DoesNotFit,
}

impl Conclusion {
    /// The word for what is known of a category. The order of the arms is decision 0001.
    pub fn of(fits: Truth, asks: &Asks) -> Self {
        match fits {
            Truth::Holds => Self::Fits,
            Truth::Fails => Self::DoesNotFit,
            Truth::Open(open) if asks.any_held_by(open, Holder::Family) => Self::MayFit,
            Truth::Open(open) if asks.any_held_by(open, Holder::Office) => Self::OfficeDecides,
            Truth::Open(open) if asks.any_held_by(open, Holder::Nobody) => Self::OfficeDecides,
            Truth::Open(_) => Self::MetToVerify,
        }
    }
}

/// Everything that was found about a household at a place on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// The asks behind every open truth.
    pub asks: Asks,
    /// Whether each person counts as a member, in the order of the household's list.
    pub members: Vec<Truth>,
    /// For each person the rule that leaves them out of every household for sure; index.
    pub left_out: Vec<Option<usize>>,
    /// The verdicts, in the order of the book; of a category of persons one for each, in the order of the list.
    pub verdicts: Vec<Verdict>,
    /// What is known of exclusive categories taken together, in the order of the book.
    pub groups: Vec<Group>,
    /// Each account's figure, in the order of the book.
    pub figures: Vec<Figure>,
    /// Each line for this household, in the order of the book.
    pub lines: Vec<LineUsed>,
    /// Every entry of every account; empty unless traced.
    pub ledgers: Ledgers,
    /// Each measure, for the household or for each person, in the order of the book; empty unless traced.
    pub help: Vec<Helped>,
    /// Each thing to bring, of the household or of each person, in the order of the book; empty unless traced.
    pub bring: Vec<Brought>,
    /// Whether each step is for this household, in the order of the book; empty unless traced.
    pub steps: Vec<Truth>,
    /// In how many worlds the household was looked at.
    pub worlds: u32,
    /// How finely they were told apart.
    pub fineness: Fineness,
    /// Whether there were too many worlds, so that the answer is wider than it had to be (never wrong).
    pub widened: bool,
}

impl Assessment {
    /// Whether it is sure that nobody counts as a member.
    pub fn has_nobody(&self) -> bool {
        !self.members.is_empty() && self.members.iter().all(|member| *member == Truth::Fails)
    }

    /// The verdicts of one category: one of a household, or one of each person.
    pub fn of(&self, category: usize) -> impl Iterator<Item = &Verdict> {
        self.verdicts.iter().filter(move |verdict| verdict.category == category)
    }
}

/// What was found about one category, of the household or of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The category; index.
    pub category: usize,
    /// The person, by their place in the list; `None`: the household.
    pub who: Option<usize>,
    /// Whether they fit, as far as is known: the pair (best, worst).
    pub fits: Truth,
    /// The word for it.
    pub word: Conclusion,
    /// The word if the weakly sourced figures it would need were right; `None` when it needs none.
    pub assumed: Option<Conclusion>,
    /// Each condition, in the order of the category; where a household is only screened, of a category of persons up to the
    /// first that fails.
    pub conditions: Vec<Truth>,
    /// What it would pay if it fits, where that is a rule.
    pub grants: Vec<Granted>,
    /// What each account counts of this person alone, where a condition looks at that: index and 元 in the window.
    pub own: Vec<(usize, Bounds)>,
}

impl Verdict {
    /// What it would pay a year in 元, where it pays by a rule: everything that is paid for sure, and at most everything
    /// that may be; of several in place of each other, one. `None` also where that leaves the exact range.
    pub fn grant(&self) -> Option<Bounds> {
        let firsts = self
            .grants
            .iter()
            .enumerate()
            .filter(|(at, granted)| self.grants.iter().take(*at).all(|other| other.either != granted.either));
        let parts = firsts.map(|(_, first)| {
            let each = self.grants.iter().filter(|granted| granted.either == first.either);
            match each.clone().find(|granted| granted.paid == Truth::Holds) {
                Some(sure) => sure.yearly,
                None if each.clone().count() > 1 => each.fold(first.yearly, |all, one| all.or(one.yearly)),
                None => first.yearly.or(Bounds::ZERO),
            }
        });
        parts.map(Some).reduce(|sum, part| sum?.plus(part?).ok()).flatten()
    }
}

/// What a category would pay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Granted {
    /// Index of the grant in its category.
    pub grant: usize,
    /// The first of those one of which is paid, it among them; its own index where it stands alone.
    pub either: usize,
    /// Whether it is paid, beside the category's own conditions.
    pub paid: Truth,
    /// 元 a year.
    pub yearly: Bounds,
    /// What would make it exact; empty when it is.
    pub asks: AskSet,
}

/// What is known of exclusive categories taken together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The categories; indices.
    pub categories: Vec<usize>,
    /// Whether at least one of them fits.
    pub fits: Truth,
    /// For each gate, whether at least one of them passes it.
    pub gates: Vec<(Gate, Truth)>,
    /// For each gate, what its own matter hangs on in any of them: income, property and so on for themselves, whatever else
    /// decides. An income on either side of a line is open here though one of the categories fits either way.
    pub open: Vec<(Gate, AskSet)>,
    /// Every combination that is possible: for each category whether it fits, `None` where it is open even in a world.
    pub vectors: Vec<Vec<Option<bool>>>,
}

/// What an account counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// Income counted, 元 in the window.
    pub total: Bounds,
    /// Among how many it is shared, at least and at most; `None`: no upper bound.
    pub people: (u32, Option<u32>),
    /// Income counted per head, 元 in the window, to the 分 for showing. No threshold is decided on it.
    pub per_head: Bounds,
}

/// How a line was used for this household.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct LineUsed {
    /// The figure in the line's list; `None`: none is published for this area and day.
    pub amount: Option<usize>,
    /// How it stands.
    pub standing: Standing,
    /// Whether the day of the application lies after the last day on which the figure was known to be in force. A weak
    /// figure can be both: not confirmed, and perhaps raised since.
    pub is_past: bool,
}

impl LineUsed {
    /// A line without a figure of its own.
    pub(crate) fn without_amount(standing: Standing) -> Self {
        Self { amount: None, standing, is_past: false }
    }
}

/// How the figure of a line stands on the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// In force on the day, from a firm source.
    InForce,
    /// Last known before the day; it may have been raised since.
    Stale,
    /// From a source no firm word may rest on.
    Weak,
    /// Not published.
    Unpublished,
    /// The area is not told, so no single figure applies.
    AreaOpen,
}
