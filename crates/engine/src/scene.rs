//! A scene (情形): what one evaluation under one path of decisions works out, each figure once and only when asked for.

use std::rc::Rc;

use doudi_facts::day::Day;
use doudi_facts::household::{Area, Head, Household};
use doudi_facts::known::Known;
use doudi_facts::money::{Bounds, Overflow, Yuan};
use doudi_facts::question::Fact;

use crate::accounting::{Accounting, Figure, Silent};
use crate::ask::{Ask, Asks};
use crate::condition::Laid;
use crate::formula::Formula;
use crate::help::Classes;
use crate::joint::Joint;
use crate::mark::{Mark, Unknown};
use crate::rules::{Amount, Book};
use crate::ties::{Pairs, Tied};
use crate::tree::Tree;
use crate::truth::{Marked, Question, Truth};
use crate::verdict::{LineUsed, Standing};
use crate::world::{Budget, Fork, Stop, World, explore_at_most};

/// Everything an evaluation needs that does not change from world to world.
pub(crate) struct Engine<'a> {
    pub(crate) book: &'a Book,
    pub(crate) household: &'a Household,
    pub(crate) owners: Owners,
    pub(crate) on: Day,
    pub(crate) asks: &'a mut Asks,
    /// Whether weakly sourced figures are taken as right.
    pub(crate) grants_weak: bool,
    /// What was explored before.
    pub(crate) found: Found,
    /// Whether worlds use what was explored before.
    pub(crate) remembers: bool,
    /// Whether a category of persons is looked at no further than to its first condition that fails.
    pub(crate) screens: bool,
    /// The conditions of categories that were asked for.
    pub(crate) laid: Laid,
    /// Whether the household or somebody is recognised as of a class, and whether they fit, likewise.
    pub(crate) classes: Classes,
    /// The same of all classes a measure is for, by the first measure that is for them.
    pub(crate) of_classes: Classes,
    /// Single tests that were explored, each at its [`Engine::place_of`] by its number, with whether a line was looked at.
    pub(crate) tested: Vec<Option<(Formula, bool)>>,
    /// Whether a line was looked at, in what is being explored.
    pub(crate) looks_at_lines: bool,
    /// What formulas came to.
    pub(crate) joint: Joint,
    /// Where the path of a walk has room.
    pub(crate) path: Vec<(Fork, u8)>,
    /// How many worlds may be visited.
    pub(crate) budget: Budget,
    /// How many worlds single tests were looked at in.
    pub(crate) worlds: u32,
    /// Whether there were too many somewhere.
    pub(crate) widened: bool,
}

/// Whose each income, payment and expense is, by the places of all of them in their lists.
#[derive(Debug)]
pub(crate) struct Owners {
    incomes: [Vec<Option<usize>>; 4],
    paid_out: Vec<Option<usize>>,
    expenses: Vec<Option<usize>>,
}

impl Owners {
    pub(crate) fn of(household: &Household) -> Self {
        let whose = |id: &String| household.person(id);
        Self {
            incomes: Head::ALL.map(|head| household.incomes.of(head).items.iter().map(|of| whose(&of.who)).collect()),
            paid_out: household.paid_out.items.iter().map(|paid| whose(&paid.who)).collect(),
            expenses: household.expenses.items.iter().map(|spent| whose(&spent.who)).collect(),
        }
    }

    pub(crate) fn income(&self, head: Head, at: usize) -> Option<usize> {
        self.incomes.get(head as usize)?.get(at).copied().flatten()
    }

    pub(crate) fn paid_out(&self, at: usize) -> Option<usize> {
        self.paid_out.get(at).copied().flatten()
    }

    pub(crate) fn expense(&self, at: usize) -> Option<usize> {
        self.expenses.get(at).copied().flatten()
    }
}

/// What is worked out in one world.
pub(crate) struct Scene<'w> {
    pub(crate) world: &'w World<'w>,
    /// Whether what the office decides of single sums stays open: a figure's ends are the same either way.
    pub(crate) keeps_treatments_open: bool,
    /// Whether anything of that was met.
    pub(crate) has_left_open: bool,
    /// Whether anything was met since this was last taken back that may come out otherwise in another world.
    pub(crate) has_met_forks: bool,
}

/// How many people count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Members {
    /// At least, and at most; `None`: no upper bound.
    pub(crate) people: (u32, Option<u32>),
    /// How many that makes, as far as it is open.
    pub(crate) how_many: Question,
    /// Whether anybody does: among nobody there is no income per head, below a line or above.
    pub(crate) somebody: Marked,
}

/// A line for this household on the day: its figure by the year, and how it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LineFound {
    pub(crate) yearly: Figure,
    pub(crate) used: LineUsed,
}

impl<'w> Scene<'w> {
    pub(crate) fn new(world: &'w World<'w>) -> Self {
        Self { world, keeps_treatments_open: false, has_left_open: false, has_met_forks: false }
    }

    /// The same, where what the office decides of single sums stays open.
    pub(crate) fn open(world: &'w World<'w>) -> Self {
        Self { keeps_treatments_open: true, ..Self::new(world) }
    }

    /// The outcome of a fork, which splits the world where it may.
    pub(crate) fn outcome(&mut self, fork: Fork, possible: &[u8], question: Question) -> Result<Option<u8>, Stop> {
        self.has_met_forks |= possible.len() > 1;
        let may_split = !(self.keeps_treatments_open && fork.is_of_sums());
        self.has_left_open |= !may_split;
        self.world.outcome(fork, possible, question, may_split)
    }

    /// A truth, split over when it is open.
    pub(crate) fn settle(&mut self, fork: Fork, marked: Marked) -> Result<Marked, Stop> {
        let Truth::Open(asks) = marked.truth else {
            return Ok(marked);
        };
        let outcome = self.outcome(fork, &[0, 1], Question { asks, mark: marked.mark() })?;
        Ok(outcome.map_or(marked, |outcome| Marked::of(outcome == 1)))
    }
}

/// What was explored so far (已算出的), each over its own worlds; where treatments stay open, apart. Nothing that is found here
/// differs from what working it out again would give.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// How many people count.
    members: Vec<Explored<(), Members>>,
    /// Who belongs to the household; `None`: not looked at yet.
    pub(crate) household: Option<crate::members::Household>,
    /// The same where there are too many cases to look at each.
    pub(crate) crowd: Option<Rc<[Marked]>>,
    /// The lists of ties.
    tied: Option<Rc<[Tied]>>,
    /// What pairs of people are to each other, for each way their relations to the applicant came out.
    pub(crate) pairs: Vec<Rc<Pairs>>,
    /// What each account leaves of each income, before it is known whether its person counts: as far as no world decides it,
    /// each at its [`Engine::place_of_income`].
    pub(crate) incomes: Vec<Option<Figure>>,
    figures: Vec<Explored<OfFigure, Figure>>,
    lines: Vec<Explored<OfLine, LineFound>>,
}

/// An account, and whose.
type OfFigure = (usize, Option<usize>);

/// A line, and of which area.
type OfLine = (usize, Option<Area>);

#[derive(Debug)]
struct Explored<K, V> {
    of: K,
    /// Whether what the office decides of single sums stayed open.
    keeps_treatments_open: bool,
    /// Whether it is the same either way: no world hangs on what the office decides of single sums.
    is_either: bool,
    /// What it comes to, of worlds that agree too: how many worlds a test meets hangs on what is open, and on nothing that is
    /// told. `None`: there are too many, and so there are for whatever looks at it.
    tree: Option<Tree<V>>,
    /// In how many it was looked at.
    worlds: u32,
    /// Whether a line was looked at on the way.
    looks_at_lines: bool,
}

/// For how many explored things of one kind room is made at once.
const ROOM: usize = 16;

/// Where what was explored of one kind is kept.
type Kept<K, V> = fn(&mut Found) -> &mut Vec<Explored<K, V>>;

impl Found {
    /// Lines are others now: what looked at one is forgotten.
    pub(crate) fn forget_lines(&mut self) {
        self.lines.clear();
        self.incomes.clear();
        self.members.retain(|one| !one.looks_at_lines);
        self.figures.retain(|one| !one.looks_at_lines);
    }
}

impl Engine<'_> {
    /// The place of what is kept of a numbered thing, of the household or of one person.
    pub(crate) fn place_of(&self, number: usize, who: Option<usize>) -> usize {
        number * (self.household.people.items.len() + 1) + who.map_or(0, |who| who + 1)
    }

    /// The place of what an account leaves of an income.
    pub(crate) fn place_of_income(&self, account: usize, head: Head, at: usize) -> usize {
        let before =
            |of: Head| Head::ALL.into_iter().take(of as usize).map(|of| self.household.incomes.of(of).items.len());
        let all: usize = Head::ALL.into_iter().map(|of| self.household.incomes.of(of).items.len()).sum();
        account * all + before(head).sum::<usize>() + at
    }

    /// The lists of ties of every person.
    pub(crate) fn tied(&mut self) -> Rc<[Tied]> {
        let household = self.household;
        Rc::clone(self.found.tied.get_or_insert_with(|| Tied::of(household)))
    }

    /// What something comes to in this world: explored over all of its own worlds once, and then looked up.
    fn once<K: PartialEq + Copy, V: Clone>(
        &mut self,
        scene: &mut Scene<'_>,
        of: Kept<K, V>,
        key: K,
        mut work: impl FnMut(&mut Self, &mut Scene<'_>) -> Result<V, Stop>,
    ) -> Result<V, Stop> {
        // Where nothing splits, what was found in worlds that did is no answer.
        if !scene.world.splits || !self.remembers {
            return work(self, scene);
        }
        let at = self.explored_once(scene.keeps_treatments_open, of, key, work)?;
        let Some(known) = of(&mut self.found).get(at) else { return Err(Stop::TooMany) };
        let looks_at_lines = known.looks_at_lines;
        scene.has_met_forks |= !matches!(known.tree, Some(Tree::Leaf(_)));
        scene.has_left_open |= scene.keeps_treatments_open && !known.is_either;
        let found = known.tree.as_ref().map_or(Err(Stop::TooMany), |tree| tree.at(scene.world));
        self.looks_at_lines |= looks_at_lines;
        found
    }

    /// The same over all of its worlds; `None`: there are too many.
    fn tree_once<K: PartialEq + Copy, V: Clone>(
        &mut self,
        keeps_treatments_open: bool,
        of: Kept<K, V>,
        key: K,
        work: impl FnMut(&mut Self, &mut Scene<'_>) -> Result<V, Stop>,
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
        of: Kept<K, V>,
        key: K,
        mut work: impl FnMut(&mut Self, &mut Scene<'_>) -> Result<V, Stop>,
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
            let mut scene = Scene { keeps_treatments_open, ..Scene::new(world) };
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

    /// What an account counts of the household, or of one person alone.
    pub(crate) fn figure(&mut self, scene: &mut Scene<'_>, account: usize, who: Option<usize>) -> Result<Figure, Stop> {
        let find = |engine: &mut Self, scene: &mut Scene<'_>| engine.find_figure(scene, account, who);
        self.once(scene, |found| &mut found.figures, (account, who), find)
    }

    /// The same in all worlds; `None`: there are too many.
    pub(crate) fn figure_tree(
        &mut self,
        keeps_treatments_open: bool,
        account: usize,
        who: Option<usize>,
    ) -> Result<Option<Tree<Figure>>, Overflow> {
        let find = |engine: &mut Self, scene: &mut Scene<'_>| engine.find_figure(scene, account, who);
        self.tree_once(keeps_treatments_open, |found| &mut found.figures, (account, who), find)
    }

    fn find_figure(&mut self, scene: &mut Scene<'_>, account: usize, who: Option<usize>) -> Result<Figure, Stop> {
        let mut silent = Silent;
        let accounting = Accounting::new(self, scene, account, who, &mut silent);
        accounting.map_or(Ok(Figure::NOTHING), Accounting::figure)
    }

    /// A line for this household, or of one area whatever the household's.
    pub(crate) fn line(&mut self, scene: &mut Scene<'_>, index: usize, area: Option<Area>) -> Result<LineFound, Stop> {
        let find = |engine: &mut Self, scene: &mut Scene<'_>| engine.find_line(scene, index, area);
        self.once(scene, |found| &mut found.lines, (index, area), find)
    }

    /// The same in all worlds; `None`: there are too many.
    pub(crate) fn line_tree(&mut self, index: usize, area: Option<Area>) -> Result<Option<Tree<LineFound>>, Overflow> {
        let find = |engine: &mut Self, scene: &mut Scene<'_>| engine.find_line(scene, index, area);
        self.tree_once(false, |found| &mut found.lines, (index, area), find)
    }

    fn find_line(&mut self, scene: &mut Scene<'_>, index: usize, area: Option<Area>) -> Result<LineFound, Stop> {
        self.looks_at_lines = true;
        let book = self.book;
        let Some(line) = book.lines.get(index) else {
            return Ok(self.unpublished(index));
        };
        if line.amounts.iter().all(|amount| amount.area.is_none()) {
            return Ok(self.amount(index, &line.amounts, None)?);
        }
        if let Some(area) = area {
            return Ok(self.amount(index, &line.amounts, Some(area))?);
        }
        let urban = self.amount(index, &line.amounts, Some(Area::Urban))?;
        let rural = self.amount(index, &line.amounts, Some(Area::Rural))?;
        if urban == rural {
            return Ok(urban);
        }
        let is_rural = self.is_rural(scene, Some(index))?;
        Ok(match is_rural.truth {
            Truth::Holds => rural,
            Truth::Fails => urban,
            Truth::Open(asks) => LineFound {
                yearly: Figure {
                    sum: urban.yearly.sum.or(rural.yearly.sum),
                    asks: urban.yearly.asks.union(rural.yearly.asks).union(asks),
                    mark: is_rural.mark().either(rural.yearly.mark, urban.yearly.mark),
                },
                used: LineUsed::without_amount(Standing::AreaOpen),
            },
        })
    }

    /// Whether the standards of rural areas apply, of a line or in general; else those of urban areas do.
    pub(crate) fn is_rural(&mut self, scene: &mut Scene<'_>, line: Option<usize>) -> Result<Marked, Stop> {
        let book = self.book;
        let mut open: Vec<(Marked, Marked)> = Vec::new();
        let mut decided = None;
        let applies = |lines: &[usize]| lines.is_empty() || line.is_some_and(|line| lines.contains(&line));
        for (at, rule) in book.areas.iter().enumerate().filter(|(_, rule)| applies(&rule.lines)) {
            let met = self.test(scene, None, &rule.test)?;
            let met = scene.settle(Fork::AreaRule(at), met)?;
            let is_rural = Marked::of(rule.area == Area::Rural);
            if met == Marked::HOLDS {
                decided = Some(is_rural);
                break;
            }
            open.push((met, is_rural));
        }
        let otherwise = match decided {
            Some(is_rural) => is_rural,
            None => self.told_rural(scene)?,
        };
        Ok(open.into_iter().rev().fold(otherwise, |otherwise, (met, is_rural)| met.either(is_rural, otherwise)))
    }

    fn told_rural(&mut self, scene: &mut Scene<'_>) -> Result<Marked, Stop> {
        let is_told = |area| match &self.household.area {
            Known::Is(told) => *told == area,
            Known::OneOf(several) => !several.is_empty() && several.iter().all(|told| *told == area),
            _ => false,
        };
        if is_told(Area::Rural) || is_told(Area::Urban) {
            return Ok(Marked::of(is_told(Area::Rural)));
        }
        let ask = Ask::Answer(Fact::Area);
        let open = Marked::hangs_on(Truth::Open(self.asks.intern(ask)), &Unknown::Ask(ask));
        scene.settle(Fork::Area, open)
    }

    fn unpublished(&mut self, line: usize) -> LineFound {
        let ask = Ask::Unpublished(line);
        let yearly = Figure { sum: LEAST_LINE, asks: self.asks.intern(ask), mark: Mark::ask(ask) };
        LineFound { yearly, used: LineUsed::without_amount(Standing::Unpublished) }
    }

    fn amount(&mut self, line: usize, amounts: &[Amount], area: Option<Area>) -> Result<LineFound, Overflow> {
        let is_for = |amount: &Amount| (amount.area.is_none() || amount.area == area) && amount.from <= self.on;
        let begun = || amounts.iter().enumerate().filter(|(_, amount)| is_for(amount));
        let Some((at, amount)) = begun().max_by_key(|(_, amount)| amount.from) else {
            return Ok(self.unpublished(line));
        };
        let is_past = self.on > amount.last_known();
        let used = |standing| LineUsed { amount: Some(at), standing, is_past };
        let yearly = amount.value.yearly()?;
        let mark = |ask| Mark::of(&Unknown::Amount(ask, at));
        let is_weak = !amount.cite.confidence.is_firm();
        if is_weak && !self.grants_weak {
            let ask = Ask::Unconfirmed(line);
            let (asks, mark) = (self.asks.intern(ask), mark(ask));
            // Standards are not lowered: the last firm figure is the least it can be.
            let firm = begun().filter(|(_, amount)| amount.cite.confidence.is_firm());
            let low = match firm.max_by_key(|(_, amount)| amount.from) {
                Some((_, firm)) => Some(firm.value.yearly()?),
                None => LEAST_LINE.low,
            };
            let yearly = Figure { sum: Bounds { low, high: None }, asks, mark };
            return Ok(LineFound { yearly, used: used(Standing::Weak) });
        }
        // A weak figure that is taken as right is exactly that figure, on whatever day.
        if is_past && !is_weak {
            let ask = Ask::Stale(line);
            let (asks, mark) = (self.asks.intern(ask), mark(ask));
            let yearly = Figure { sum: Bounds { low: Some(yearly), high: None }, asks, mark };
            return Ok(LineFound { yearly, used: used(Standing::Stale) });
        }
        Ok(LineFound { yearly: Figure::exactly(yearly), used: used(Standing::InForce) })
    }
}

/// A line nobody has published is positive all the same: at least a 分 a year.
pub(crate) const LEAST_LINE: Bounds = Bounds { low: Some(Yuan::FEN), high: None };
