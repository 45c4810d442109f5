//! The second depth: the arithmetic, each sum against its line.

use doudi_engine::derive::{Compared, Derivation, Derived, IncomeCompared, Leaf};
use doudi_engine::margin::{Margin, margins};
use doudi_engine::rules::{Against, Amount, IncomeTest, Share, SingleTest};
use doudi_engine::verdict::{LineUsed, Standing};
use doudi_facts::money::{Bounds, Multiple, Period, Yuan};

use super::{against, found, own_leaves};
use crate::ReportInput;
use crate::picture::used_by;

impl ReportInput<'_> {
    /// The arithmetic of a category's own figures, each once.
    pub(super) fn sums(&self, derived: &Derived) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        let mut tell = |line: String| {
            if !lines.contains(&line) {
                lines.push(line);
            }
        };
        let leaves = || own_leaves(derived).into_iter().filter_map(|at| derived.leaves.get(at));
        let accounts = leaves().filter_map(|leaf| Some((against(leaf)?.account, leaf.who)));
        let accounts: Vec<(usize, Option<usize>)> = accounts.collect();
        for leaf in leaves() {
            let whole = leaf.whole();
            if let Some(Compared::Income(income)) = whole {
                let Some(against) = against(leaf) else { continue };
                // Where one person's or family's income is counted in two ways, each sum says by which.
                let is_named = accounts.iter().any(|(of, who)| *of != against.account && *who == leaf.who);
                let account = self.book().accounts.get(against.account).filter(|_| is_named);
                let account = account.map(|account| self.words.of(&account.name));
                self.income_sums(leaf, &income, against, account).into_iter().for_each(&mut tell);
            } else if let (
                Some(Compared::Spending { spent, income, .. }),
                Some(SingleTest::Income(IncomeTest::Spending(share))),
            ) = (whole, &leaf.test)
            {
                self.spending_sum(leaf, (spent, income), share).into_iter().for_each(&mut tell);
            }
        }
        lines
    }

    fn income_sums(
        &self,
        leaf: &Leaf,
        income: &IncomeCompared,
        against: &Against,
        account: Option<&str>,
    ) -> Vec<String> {
        let words = self.words;
        let (sum, told) = (words.bounds(income.sum), words.yuan(income.sum));
        let people = match income.people {
            (few, Some(many)) => words.range(few.to_string(), many.to_string()),
            (few, None) => words.ledger_at_least(&few),
        };
        let is_known = told != words.ledger_any();
        let counted = match leaf.who.map(|who| words.person(self.household, who)) {
            Some(person) if is_known => words.why_own(&told, &person),
            Some(person) => words.why_own_open(&person),
            None if is_known => words.why_counted(&people, &told),
            None => words.why_counted_open(&people),
        };
        let counted = account.map_or_else(|| counted.clone(), |account| words.why_by(&account, &counted));
        let line = self.book().lines.get(against.line);
        let name = line.map_or("", |line| words.of(&line.name));
        let [Margin::Money(apart)] = margins(leaf)[..] else { return vec![counted] };
        // Where the area is open, each area's figure.
        let used: Vec<LineUsed> = used_by(leaf).into_iter().map(|(used, _)| used).collect();
        let mut lines = vec![counted];
        for one in &used {
            let Some(amount) = one.amount.zip(line).and_then(|(at, line)| line.amounts.get(at)) else {
                lines.push(words.why_no_amount(&name));
                continue;
            };
            let told = self.bar_told(amount, one.standing, &people, income, against, name, used.len() > 1);
            lines.extend(told.map(|told| format!("{told}{}", words.may_have_risen(*one, amount))));
        }
        let bar = words.bounds(apart.bar);
        let is_weak = |used: &LineUsed| used.standing == Standing::Weak;
        let is_below = apart.apart.high.is_some_and(|high| high < Yuan::ZERO);
        if used.iter().any(is_weak) && used.len() == 1 && is_below && apart.bar.low > Some(Yuan::ZERO) {
            lines.push(words.why_floor(&words.yuan(apart.bar)));
        }
        let compares = !leaf.has_no_line()
            && used.iter().any(|used| used.amount.is_some())
            && (is_below || !used.iter().any(is_weak));
        if is_known && compares && bar != words.ledger_any() {
            lines.push(words.why_apart(&words.distance(&apart, leaf.who), &bar, &sum));
        }
        lines
    }

    /// What a figure of a line comes to for the household; of one nobody has confirmed, if it were right.
    #[expect(clippy::too_many_arguments, reason = "each is a part of the one sentence")]
    fn bar_told(
        &self,
        amount: &Amount,
        standing: Standing,
        people: &str,
        income: &IncomeCompared,
        against: &Against,
        name: &str,
        by_area: bool,
    ) -> Option<String> {
        let words = self.words;
        let rate = match amount.value.per {
            Period::Month => format!("{} × 12", words.rate(amount.value)),
            Period::Year => words.rate(amount.value),
        };
        let is_once = against.times == Multiple::ONCE;
        let weak_rate =
            if is_once { rate.clone() } else { format!("{rate} × {}{}", against.times, words.pick(" 倍", "")) };
        let yearly = Bounds::exactly(amount.value.yearly().ok()?);
        // What is known of the line as a whole holds for the one figure there is.
        let yearly = if by_area || standing == Standing::Weak { yearly } else { income.yearly };
        let bar = IncomeCompared { yearly, ..*income }.bar(against.times).map(|bar| words.yuan(bar))?;
        let area = amount.area.filter(|_| by_area);
        let name = area.map_or_else(|| name.to_owned(), |area| words.why_by_area(&words.area(area), &name));
        Some(match (standing, is_once) {
            (Standing::Weak, _) => words.why_bar_weak(&bar, &name, &weak_rate),
            (_, true) => words.why_bar(&bar, &name, &people, &rate),
            (_, false) => words.why_bar_times(&bar, &name, &people, &rate, &against.times),
        })
    }

    /// What has to be spent beside the income, by the first class that may fit and looks at it.
    pub(crate) fn share(&self, derivation: &Derivation) -> Option<String> {
        let may_fit = self.found.verdicts.iter().filter(|verdict| verdict.fits.may_hold() && self.is_class(verdict));
        let leaves = may_fit.filter_map(|verdict| found(derivation, verdict)).flat_map(|derived| &derived.leaves);
        leaves.into_iter().find_map(|leaf| {
            let Some(SingleTest::Income(IncomeTest::Spending(share))) = &leaf.test else { return None };
            let Some(Compared::Spending { spent, income, .. }) = leaf.whole() else { return None };
            Some(self.words.share_told(spent, income, share))
        })
    }

    fn spending_sum(&self, leaf: &Leaf, (spent, income): (Bounds, Bounds), share: &Share) -> Option<String> {
        let words = self.words;
        let [Margin::Money(apart)] = margins(leaf)[..] else { return None };
        if !share.times.is_positive() {
            return Some(words.share_told(spent, income, share));
        }
        if leaf.has_no_line() {
            let line = share.living.and_then(|line| self.book().lines.get(line));
            return line.map(|line| words.why_no_amount(&words.of(&line.name)));
        }
        let (spent, income, bar) = (words.yuan(spent), words.yuan(income), words.yuan(apart.bar));
        Some(words.why_spent(&words.apart(apart.apart), &bar, &income, &spent, &share.times))
    }
}
