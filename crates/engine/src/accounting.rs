//! Accounting (收入核算): from what the family told to the sum an account counts, entry by entry.

mod outgoing;

use doudi_facts::household::{Head, Income, Per};
use doudi_facts::known::Known;
use doudi_facts::money::{Bounds, Overflow, Yuan};
use doudi_facts::question::{IncomeField, QuestionId};

use crate::ask::{Ask, AskSet};
use crate::context::{Engine, EvaluationContext};
use crate::figure::Figure;
use crate::fingerprint::{Fingerprint, Unknown};
use crate::rules::{Account, Book, CapBase, How, Losses, Sums, Treatment};
use crate::truth::{FingerprintedTruth, Question, Truth};
use crate::window::{Spread, months_until};
use crate::world::{Fork, Suspended, Tree};

pub use crate::ledger::{Entry, Ledgers, Silent, Source, Taken, Trace};

/// Computes one account in one world.
pub(crate) struct Accounting<'s, 'e, 'a, 'w, T> {
    engine: &'s mut Engine<'e>,
    scene: &'s mut EvaluationContext<'w>,
    index: usize,
    account: &'a Account,
    /// Whose money is counted: one person's alone (本人收入), by their place in the list, or every member's, as far as
    /// they count.
    alone: Option<usize>,
    /// What each capped treatment may still take.
    left: Vec<(usize, Figure)>,
    trace: &'s mut T,
}

impl<'s, 'e: 'a, 'a, 'w, T: Trace> Accounting<'s, 'e, 'a, 'w, T> {
    /// `None` when the book has no such account.
    pub(crate) fn new(
        engine: &'s mut Engine<'e>,
        scene: &'s mut EvaluationContext<'w>,
        index: usize,
        alone: Option<usize>,
        trace: &'s mut T,
    ) -> Option<Self> {
        let book: &'e Book = engine.book;
        let account = book.accounts.get(index)?;
        Some(Self { engine, scene, index, account, alone, left: Vec::new(), trace })
    }

    /// Adds up the four heads, then takes off the spending the account takes off.
    pub(crate) fn figure(mut self) -> Result<Figure, Suspended> {
        let mut total = Figure::NOTHING;
        for head in Head::ALL {
            total = total.plus(self.head(head)?)?;
        }
        total = total.minus(self.spending()?)?;
        if self.alone.is_none() && !self.engine.household.people.is_complete() {
            let any = Bounds { low: None, high: None };
            total = total.plus(self.more(QuestionId::PeopleComplete, any))?;
        }
        Ok(total)
    }

    /// One head: its incomes, less (under transfers) what is paid to others, with the account's rule for losses.
    fn head(&mut self, head: Head) -> Result<Figure, Suspended> {
        let household = self.engine.household;
        let list = household.incomes.of(head);
        let mut net = Figure::NOTHING;
        for (i, income) in list.items.iter().enumerate() {
            net = net.plus(self.income(head, i, income)?)?;
        }
        if head == Head::Transfers {
            net = net.minus(self.paid_out()?)?;
        }
        if !list.is_complete() {
            let more = Bounds { low: (head != Head::Business).then_some(Yuan::ZERO), high: None };
            net = net.plus(self.more(QuestionId::IncomesComplete(head), more))?;
        }
        self.loss(head, net)
    }

    fn loss(&mut self, head: Head, net: Figure) -> Result<Figure, Suspended> {
        if net.sum.low.is_some_and(|low| low >= Yuan::ZERO) {
            return Ok(net);
        }
        let counted = match self.account.losses {
            Losses::Offset => return Ok(net),
            Losses::Zero => net.or_zero(),
            Losses::Office => self.one_reading_of_losses(net)?,
        };
        if T::LISTENS {
            let entry = Entry { source: Source::Loss(head), gross: net.sum, taken: Vec::new(), counted: counted.sum };
            self.trace.entry(self.index, entry);
        }
        Ok(counted)
    }

    /// A loss where no text says what becomes of it: one account sets every loss off, or counts each as 0.
    fn one_reading_of_losses(&mut self, net: Figure) -> Result<Figure, Suspended> {
        let ask = Ask::Losses(self.index);
        let question = Question { asks: self.engine.asks.intern(ask), mark: Fingerprint::ask(ask) };
        let zero = net.or_zero();
        Ok(match self.scene.outcome(Fork::Losses(self.index), &[0, 1], question)? {
            Some(0) => net,
            Some(_) => zero,
            None => Figure {
                sum: net.sum.or(zero.sum),
                asks: net.asks.union(question.asks),
                mark: question.mark.either(net.mark, zero.mark),
            },
        })
    }

    fn income(&mut self, head: Head, i: usize, income: &Income) -> Result<Figure, Suspended> {
        let whose = self.engine.owners.income(head, i);
        let counts = self.weight(whose)?;
        if counts == FingerprintedTruth::FAILS {
            return Ok(Figure::NOTHING);
        }
        let place = self.engine.place_of_income(self.index, head, i);
        let known = self.engine.found.incomes.get(place).copied().flatten();
        let rest = match known.filter(|_| !T::LISTENS && self.engine.remembers) {
            Some(rest) => rest,
            None => self.rest_kept(place, (head, i, income), whose, counts)?,
        };
        Ok(rest.weighed(counts).settled())
    }

    /// What is left of an income, kept where no world decides it.
    fn rest_kept(
        &mut self,
        place: usize,
        of: (Head, usize, &Income),
        whose: Option<usize>,
        counts: FingerprintedTruth,
    ) -> Result<Figure, Suspended> {
        let before = std::mem::take(&mut self.scene.has_met_forks);
        let rest = self.rest(of, whose, counts)?;
        if !self.scene.has_met_forks {
            let kept = &mut self.engine.found.incomes;
            if kept.len() <= place {
                kept.resize(place + 1, None);
            }
            kept[place] = Some(rest);
        }
        self.scene.has_met_forks |= before;
        Ok(rest)
    }

    /// What is left of an income after all that the account takes from it.
    fn rest(
        &mut self,
        (head, i, income): (Head, usize, &Income),
        whose: Option<usize>,
        counts: FingerprintedTruth,
    ) -> Result<Figure, Suspended> {
        let gross = self.gross(head, i, income)?;
        let mut rest = gross;
        let mut taken = Vec::new();
        let (account, book) = (self.account, self.engine.book);
        for t in account.listed_of(income.kind) {
            let Some(treatment) = book.treatments.get(*t).filter(|treatment| treatment.of.is_income(income.kind))
            else {
                continue;
            };
            let Some(part) = self.part(head, i, income, treatment, rest) else { continue };
            // Nothing is taken of nothing, and from nothing only where there can be a loss.
            if part.sum == Bounds::ZERO || (rest.sum == Bounds::ZERO && head != Head::Business) {
                continue;
            }
            let applies = self.applies(treatment, whose)?;
            let mut part = part;
            if applies != FingerprintedTruth::HOLDS {
                part = part.weighed(applies);
                if part.sum == Bounds::ZERO {
                    continue;
                }
            }
            let before = self.months_before_end(treatment);
            if (treatment.cap.is_some() || before.is_some()) && head != Head::Business {
                // What is more than is there uses up no cap, and is nothing that could be spread over months.
                part = part.at_most(Figure { asks: AskSet::EMPTY, ..rest });
            }
            let part = self.capped(*t, treatment, gross, part, [counts, applies])?;
            let fate = self.fate(*t, treatment)?;
            let off = match before {
                Some(before) => part.beyond(self.before_end(*t, before, part, Some((head, i, income)))?, fate),
                None => part.weighed(fate),
            };
            if T::LISTENS {
                taken.push(Taken { treatment: *t, sum: off.sum, before });
            }
            let less = rest.minus(off)?;
            rest = match (&treatment.of, fate.truth) {
                (_, Truth::Fails) if before.is_none() => rest,
                // Only what is surely looked at, and surely taken, is gone for sure.
                (Sums::Income { .. }, Truth::Holds) if part.asks.is_empty() && treatment.cap.is_none() => {
                    Figure { sum: Bounds::ZERO, ..less }
                }
                (Sums::Income { .. }, _) if treatment.cap.is_none() && before.is_none() => {
                    Figure { sum: rest.sum.or(Bounds::ZERO), ..less }
                }
                // A business can make a loss; everything else is used up at 0.
                _ if head == Head::Business => less,
                _ => less.or_zero(),
            };
        }
        if T::LISTENS {
            let counted = rest.weighed(counts).sum;
            let entry = Entry { source: Source::Income(head, i), gross: gross.sum, taken, counted };
            self.trace.entry(self.index, entry);
        }
        Ok(rest)
    }

    /// What came in, before any rule.
    fn gross(&mut self, head: Head, i: usize, income: &Income) -> Result<Figure, Overflow> {
        let (fewest, most) = times(income, self.engine.book.window.months);
        let mut gross = self.engine.told(&income.each, QuestionId::Income(head, i, IncomeField::Each));
        gross.sum = gross.sum.times_count(fewest, most)?;
        if fewest == most {
            gross.mark = gross.mark * Fingerprint::count(fewest);
        } else {
            let times = self.engine.unknown(QuestionId::Income(head, i, IncomeField::Times), Bounds::NOT_NEGATIVE);
            gross.asks = gross.asks.union(times.asks);
            gross.mark = gross.mark * times.mark;
        }
        Ok(gross)
    }

    /// Everything that came in, before any rule.
    fn gross_of_all(&mut self) -> Result<Figure, Suspended> {
        let household = self.engine.household;
        let mut all = Figure::NOTHING;
        for head in Head::ALL {
            let list = household.incomes.of(head);
            for (i, income) in list.items.iter().enumerate() {
                let weight = self.weight(self.engine.owners.income(head, i))?;
                all = all.plus(self.gross(head, i, income)?.weighed(weight))?;
            }
            if !list.is_complete() {
                all = all.plus(self.engine.unknown(QuestionId::IncomesComplete(head), Bounds::NOT_NEGATIVE))?;
            }
        }
        Ok(all)
    }

    /// A part, no larger than what the treatment may still take.
    fn capped(
        &mut self,
        t: usize,
        treatment: &Treatment,
        gross: Figure,
        part: Figure,
        [counts, applies]: [FingerprintedTruth; 2],
    ) -> Result<Figure, Suspended> {
        let Some(cap) = treatment.cap else { return Ok(part) };
        if cap.of != CapBase::HouseholdIncome {
            let whole = if cap.of == CapBase::ThisIncome { gross } else { part };
            return Ok(part.at_most(whole.by(cap.times)?));
        }
        // What others left of it hangs on who counts, whatever the world.
        self.scene.has_met_forks = true;
        let left = match self.left.iter().find(|(of, _)| *of == t) {
            Some((_, left)) => *left,
            None => self.gross_of_all()?.by(cap.times)?,
        };
        let taken = part.at_most(left);
        let is_taken = counts.and(applies);
        // A larger part leaves less, and perhaps it is nobody's here, and then all of the cap is left for others.
        let sum = left.sum.minus(part.weighed(is_taken).sum)?.or_zero();
        let asks = left.asks.union(is_taken.truth.asks());
        let mark = left.mark - taken.mark * is_taken.mark();
        self.left.retain(|(of, _)| *of != t);
        self.left.push((t, Figure { sum, asks, mark }.marked()));
        Ok(taken)
    }

    /// Whether a treatment is for sums of this person.
    fn applies(&mut self, treatment: &Treatment, whose: Option<usize>) -> Result<FingerprintedTruth, Suspended> {
        match &treatment.when {
            None => Ok(FingerprintedTruth::HOLDS),
            Some(test) => self.engine.test(self.scene, whose, test),
        }
    }

    /// The part of an income a treatment for its kind looks at; `None` when it does not look at it. Where it is open whether
    /// it does, the part may be nothing.
    fn part(&mut self, head: Head, i: usize, income: &Income, treatment: &Treatment, rest: Figure) -> Option<Figure> {
        match &treatment.of {
            Sums::Income { basis, .. } => {
                let whole = Figure { asks: AskSet::EMPTY, ..rest };
                if basis.is_empty() {
                    return Some(whole);
                }
                match &income.basis {
                    Known::Is(on) => basis.contains(on).then_some(whole),
                    Known::OneOf(on) if on.iter().all(|one| basis.contains(one)) => Some(whole),
                    Known::OneOf(on) if !on.iter().any(|one| basis.contains(one)) => None,
                    _ => {
                        let fact = QuestionId::Income(head, i, IncomeField::Basis);
                        let open = Truth::Open(self.engine.asks.intern(Ask::Answer(fact)));
                        Some(whole.weighed(FingerprintedTruth::hangs_on(open, &Unknown::Basis(fact, basis))))
                    }
                }
            }
            Sums::BasePart(_) => {
                Some(self.engine.told(&income.base_part, QuestionId::Income(head, i, IncomeField::BasePart)))
            }
            Sums::Costs(_) => Some(self.engine.told(&income.costs, QuestionId::Income(head, i, IncomeField::Costs))),
            Sums::PaidOut(_) | Sums::Expenses(_) => None,
        }
    }

    /// Whether a treatment takes the sums it looks at, in this world; open: anything from nothing to all.
    fn fate(&mut self, t: usize, treatment: &Treatment) -> Result<FingerprintedTruth, Suspended> {
        if treatment.how == How::Whole && !self.has_ended(treatment) {
            return Ok(FingerprintedTruth::HOLDS);
        }
        let ask = Ask::Treatment(t);
        let office = FingerprintedTruth::hangs_on(Truth::Open(self.engine.asks.intern(ask)), &Unknown::Ask(ask));
        if treatment.how == How::UpTo {
            return Ok(office);
        }
        self.scene.settle(Fork::Treatment(t), office)
    }

    /// Whether a treatment ended before the last month of the window did.
    fn has_ended(&self, treatment: &Treatment) -> bool {
        let months = self.engine.book.window.months;
        treatment.until.is_some_and(|last| months_until(last, self.engine.on, months) < months)
    }

    /// Of a treatment that ended within the window: how many of the window's months lie before its end.
    fn months_before_end(&self, treatment: &Treatment) -> Option<u8> {
        let last = treatment.until.filter(|_| treatment.how == How::Whole && self.has_ended(treatment))?;
        let before = months_until(last, self.engine.on, self.engine.book.window.months);
        (before > 0).then_some(before)
    }

    /// What of a part fell into the months before a treatment ended, to the 分, half up. An income told by the month came in in
    /// as many months; where they are fewer than the window has, which they were is the office's to look at.
    fn before_end(
        &mut self,
        t: usize,
        before: u8,
        part: Figure,
        income: Option<(Head, usize, &Income)>,
    ) -> Result<Figure, Overflow> {
        let months = self.engine.book.window.months;
        let by_month = income.filter(|(.., income)| income.per == Per::Month);
        let spread = by_month.map_or(Spread::Evenly, |(.., income)| Spread::Over(times(income, months).0));
        let (least, most) = spread.before(before, months);
        let share = |sum: Option<Yuan>, (few, of): (u32, u32)| {
            sum.map(|sum| sum.times(few).and_then(|sum| sum.over(of))).transpose()
        };
        let sum = Bounds { low: share(part.sum.low, least)?, high: share(part.sum.high, most)? };
        let mut asks = part.asks;
        let mut of = None;
        if let Some((head, i, income)) = by_month.filter(|_| least != most) {
            let fact = QuestionId::Income(head, i, IncomeField::Times);
            asks = asks.union(self.engine.asks.intern(Ask::Treatment(t)));
            if income.times.is_open() {
                asks = asks.union(self.engine.asks.intern(Ask::Answer(fact)));
            }
            of = Some(fact);
        }
        Ok(Figure { sum, asks, mark: Fingerprint::of(&Unknown::Months(part.mark, before, of)) }.marked())
    }

    /// What the account would count of more than is told; another account may count another part of the same.
    fn more(&mut self, fact: QuestionId, sum: Bounds) -> Figure {
        self.engine.unknown_as(fact, sum, &Unknown::Counted(fact, &self.account.treatments))
    }

    /// Whether a person's money counts.
    fn weight(&mut self, whose: Option<usize>) -> Result<FingerprintedTruth, Suspended> {
        match (whose, self.alone) {
            (None, _) => Ok(FingerprintedTruth::FAILS),
            (Some(who), None) => self.engine.member(self.scene, who),
            (Some(who), Some(alone)) => Ok(FingerprintedTruth::of(who == alone)),
        }
    }
}

impl Engine<'_> {
    /// What an account counts of the household, or of one person alone.
    pub(crate) fn figure(
        &mut self,
        scene: &mut EvaluationContext<'_>,
        account: usize,
        who: Option<usize>,
    ) -> Result<Figure, Suspended> {
        let find = |engine: &mut Self, scene: &mut EvaluationContext<'_>| engine.find_figure(scene, account, who);
        self.once(scene, |found| &mut found.figures, (account, who), find)
    }

    /// The same in all worlds; `None`: there are too many.
    pub(crate) fn figure_tree(
        &mut self,
        keeps_treatments_open: bool,
        account: usize,
        who: Option<usize>,
    ) -> Result<Option<Tree<Figure>>, Overflow> {
        let find = |engine: &mut Self, scene: &mut EvaluationContext<'_>| engine.find_figure(scene, account, who);
        self.tree_once(keeps_treatments_open, |found| &mut found.figures, (account, who), find)
    }

    fn find_figure(
        &mut self,
        scene: &mut EvaluationContext<'_>,
        account: usize,
        who: Option<usize>,
    ) -> Result<Figure, Suspended> {
        let mut silent = Silent;
        let accounting = Accounting::new(self, scene, account, who, &mut silent);
        accounting.map_or(Ok(Figure::NOTHING), Accounting::figure)
    }

    /// What an amount told as anything but exact can be: never negative, never bounded from above unless told so.
    pub(crate) fn told(&mut self, known: &Known<Yuan>, fact: QuestionId) -> Figure {
        if let Known::Is(sum) = known {
            return Figure::exactly(*sum);
        }
        let (low, high) = known.ends();
        self.unknown(fact, Bounds { low: Some(low.copied().unwrap_or(Yuan::ZERO)), high: high.copied() })
    }

    /// A sum that only an answer would tell.
    pub(crate) fn unknown(&mut self, fact: QuestionId, sum: Bounds) -> Figure {
        self.unknown_as(fact, sum, &Unknown::Ask(Ask::Answer(fact)))
    }

    /// The same, where it is not all of the answer that is counted.
    pub(crate) fn unknown_as(&mut self, fact: QuestionId, sum: Bounds, unknown: &Unknown<'_>) -> Figure {
        Figure { sum, asks: self.asks.intern(Ask::Answer(fact)), mark: Fingerprint::of(unknown) }
    }
}

/// How often an income came in in the window, at least and at most.
fn times(income: &Income, months: u8) -> (u32, u32) {
    let most = income.per.most_times_in(months);
    if most == 1 {
        return (1, 1);
    }
    let (low, high) = income.times.ends();
    (u32::from(low.copied().unwrap_or(0)), u32::from(high.copied().unwrap_or(most)))
}
