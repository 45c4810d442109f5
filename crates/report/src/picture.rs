//! Pictures (图): where income per head stands against the lines, and how what was told becomes what counts.
//!
//! A picture is a table whose rows carry a strip each, all on one scale: who cannot see the strips reads the rows. Places on
//! the scale are thousandths, worked out exactly; an unpublished line has no place and is told as such.

use doudi_engine::accounting::Entry;
use doudi_engine::derive::{Compared, Derivation, Leaf};
use doudi_engine::margin::{over, thousandths};
use doudi_engine::rules::{Against, Gate, IncomeTest, OfficeTest, SingleTest, Treatment};
use doudi_engine::truth::Truth;
use doudi_engine::verdict::{LineUsed, Standing, Verdict};
use doudi_facts::money::{Bounds, Yuan};
use doudi_facts::order::sort_by_key;

use crate::ReportInput;
use crate::block::{Block, Chart, Ink, Matrix, Span, StatusIcon, Strip};

/// The length of a strip.
const FULL: u16 = 1000;

/// A line on the ladder.
struct Rung {
    name: String,
    told: String,
    /// 元 per head and year.
    at: Option<Yuan>,
    /// Whether it may be higher by now.
    may_rise: bool,
}

impl ReportInput<'_> {
    /// The ladder of the first account: every line that some category of the household compares its income with.
    pub(crate) fn ladder(&self, derivation: &Derivation) -> Option<Block> {
        let words = self.words;
        let figure = self.found.figures.first()?;
        let mut rungs = self.rungs(derivation);
        sort_by_key(&mut rungs, |rung| std::cmp::Reverse(rung.at));
        let mut known: Vec<(String, String)> = Vec::new();
        rungs.retain(|rung| {
            let told = (rung.name.clone(), rung.told.clone());
            let is_new = !known.contains(&told);
            known.push(told);
            is_new
        });
        let you = figure.per_head.or_zero();
        let ends = [you.low, you.high];
        let most = rungs.iter().map(|rung| rung.at).chain(ends).flatten().max()?;
        let scale = Scale::of(most)?;
        let span = Span { from: scale.at(you.low?), to: you.high.map_or(FULL, |high| scale.at(high)), ink: Ink::You };
        let mut strips: Vec<Strip> = Vec::new();
        let name = if you.exact().is_some() { words.picture_you() } else { words.picture_you_open() };
        let mut own =
            Some(Strip { name: name.to_owned(), told: words.per_head(figure, false, self.book()), spans: vec![span] });
        for rung in rungs {
            // Your family stands where its least income lies among the lines.
            if rung.at.is_some_and(|at| you.low.is_some_and(|low| low >= at)) {
                strips.extend(own.take());
            }
            let line = rung.at.map(|at| Span { from: scale.at(at), to: scale.at(at), ink: Ink::Line });
            let above =
                rung.at.filter(|_| rung.may_rise).map(|at| Span { from: scale.at(at), to: FULL, ink: Ink::Open });
            strips.push(Strip { name: rung.name, told: rung.told, spans: above.into_iter().chain(line).collect() });
        }
        strips.extend(own);
        (strips.len() > 1).then(|| {
            Block::Chart(Chart {
                title: words.picture_ladder().to_owned(),
                unit: words.picture_ladder_unit().to_owned(),
                head: [words.picture_line().to_owned(), words.picture_figure().to_owned()],
                strips,
                note: String::new(),
            })
        })
    }

    fn rungs(&self, derivation: &Derivation) -> Vec<Rung> {
        let alike = |account: usize| self.found.figures.get(account) == self.found.figures.first();
        let mut seen: Vec<Against> = Vec::new();
        let mut rungs = Vec::new();
        for leaf in derivation.verdicts.iter().flat_map(|derived| &derived.leaves) {
            let Some(SingleTest::Income(IncomeTest::PerHead(against))) = &leaf.test else { continue };
            let same =
                |other: &Against| (other.line, other.times, other.area) == (against.line, against.times, against.area);
            if !alike(against.account) || seen.iter().any(same) {
                continue;
            }
            seen.push(*against);
            let used = used_by(leaf);
            for (one, yearly) in &used {
                rungs.push(self.rung(against, *one, *yearly, used.len() > 1));
            }
        }
        rungs
    }

    fn rung(&self, against: &Against, used: LineUsed, yearly: Bounds, by_area: bool) -> Rung {
        let words = self.words;
        let line = self.book().lines.get(against.line);
        let amount = used.amount.zip(line).and_then(|(at, line)| line.amounts.get(at));
        let once = amount.and_then(|amount| amount.value.yearly().ok()).or(yearly.exact());
        let at = once.and_then(|sum| sum.by(against.times).ok());
        let at = at.filter(|_| amount.is_some());
        let rate = at.and_then(|at| over(Bounds::exactly(at), 1).exact()).map_or_else(String::new, Yuan::grouped);
        let told = match used.standing {
            Standing::InForce => rate,
            Standing::Stale => words.picture_stale(&rate),
            Standing::Weak if used.is_past => words.picture_weak_past(&rate),
            Standing::Weak => words.picture_weak(&rate),
            Standing::Unpublished | Standing::AreaOpen => words.picture_unpublished().to_owned(),
        };
        let name = words.multiple(against, self.book());
        let area = against.area.or(amount.and_then(|amount| amount.area).filter(|_| by_area));
        let name = area.map_or_else(|| name.clone(), |area| words.why_by_area(&words.area(area), &name));
        Rung { name, told, at, may_rise: used.standing != Standing::InForce }
    }

    /// Every class that is told against every gate some of them has conditions at.
    pub(crate) fn matrix(&self) -> Option<Block> {
        let words = self.words;
        let told: Vec<&Verdict> = self.told().into_iter().filter(|verdict| self.is_class(verdict)).collect();
        let at = |verdict: &Verdict, gate: Gate| {
            let needs = &self.book().categories.get(verdict.category)?.needs;
            let those = needs.iter().zip(&verdict.conditions).filter(|(need, _)| need.gate == gate);
            those.map(|(_, truth)| *truth).reduce(Truth::and).map(|truth| self.truth_mark(truth))
        };
        let has = |gate: &Gate| told.iter().any(|verdict| at(verdict, *gate).is_some());
        let gates: Vec<Gate> = Gate::ALL.into_iter().filter(has).collect();
        let row = |verdict: &&Verdict| {
            let name = words.category(verdict, self.book(), self.household);
            (name, gates.iter().map(|gate| at(verdict, *gate)).collect())
        };
        let rows: Vec<(String, Vec<Option<StatusIcon>>)> = told.iter().map(row).collect();
        let signs = [
            (StatusIcon::Yes, words.condition_holds()),
            (StatusIcon::No, words.condition_fails()),
            (StatusIcon::Open, words.gate_family()),
            (StatusIcon::Office, words.gate_office()),
        ];
        let head = [words.compare_category()].into_iter().chain(gates.iter().map(|gate| words.gate(*gate)));
        (!rows.is_empty()).then(|| {
            Block::Matrix(Matrix {
                title: words.picture_matrix().to_owned(),
                head: head.map(str::to_owned).collect(),
                rows,
                legend: signs.map(|(mark, word)| (mark, word.to_owned())).into(),
                none: words.picture_matrix_none().to_owned(),
            })
        })
    }

    /// The waterfall of an account: what was told, what each rule takes, what is left.
    pub(crate) fn waterfall(&self, account: usize) -> Option<Block> {
        let words = self.words;
        let entries: Vec<&Entry> = self.found.ledgers.of(account).collect();
        let figure = self.found.figures.get(account)?;
        // What came in; payments to others and spending only take off.
        let gross = entries.iter().filter(|entry| is_income(entry)).map(|entry| entry.gross);
        let gross = gross.map(Some).reduce(|sum, one| sum?.plus(one?).ok()).flatten()?;
        let (gross_low, counted_low) = (gross.low?, figure.total.low.unwrap_or(Yuan::ZERO));
        let top = gross.high.unwrap_or(gross_low);
        let scale = Scale::of(top.max(figure.total.high.unwrap_or(Yuan::ZERO)))?;
        let full = |sum: Bounds, ink| Span { from: 0, to: scale.at(sum.high.unwrap_or(top).or_zero()), ink };
        let mut strips = vec![Strip {
            name: words.picture_gross().to_owned(),
            told: words.bounds(gross),
            spans: vec![full(gross, Ink::You)],
        }];
        let mut left = top;
        // Of two rules that stand for two readings of one text only one applies, so both are drawn from the same place.
        let mut before: Option<(usize, Yuan)> = None;
        for (treatment, sum) in self.taken(&entries) {
            let Some(rule) = self.book().treatments.get(treatment) else { continue };
            let reading = reading_of(rule);
            let start = before.filter(|(of, _)| Some(*of) == reading).map_or(left, |(_, start)| start);
            before = reading.map(|reading| (reading, start));
            let name = words.of(&rule.name).to_owned();
            // What nobody knows the most of has no size to be drawn.
            let Some(off) = sum.high else {
                let nothing = sum.low.is_none_or(|low| low <= Yuan::ZERO);
                let told = if nothing { words.list_unknown().to_owned() } else { format!("−{}", words.bounds(sum)) };
                strips.push(Strip { name, told, spans: Vec::new() });
                continue;
            };
            let rest = start.minus(off).map_or(Yuan::ZERO, Yuan::or_zero);
            let ink = if sum.exact().is_some() { Ink::Off } else { Ink::Open };
            let told = format!("−{}", words.bounds(sum));
            strips.push(Strip { name, told, spans: vec![Span { from: scale.at(rest), to: scale.at(start), ink }] });
            left = left.min(rest);
        }
        let end = figure.total.high.unwrap_or(counted_low).or_zero();
        let mut spans = vec![Span { from: 0, to: scale.at(counted_low.or_zero()), ink: Ink::You }];
        if figure.total.exact().is_none() {
            spans.push(Span { from: scale.at(counted_low.or_zero()), to: scale.at(end), ink: Ink::Open });
        }
        strips.push(Strip { name: words.picture_counted().to_owned(), told: words.bounds(figure.total), spans });
        let note = if figure.total.exact().is_some() { "" } else { words.picture_waterfall_open() };
        (strips.len() > 2).then(|| {
            Block::Chart(Chart {
                title: words.picture_waterfall().to_owned(),
                unit: words.print_unit().to_owned(),
                head: [words.picture_step().to_owned(), words.picture_figure().to_owned()],
                strips,
                note: note.to_owned(),
            })
        })
    }

    /// What each rule takes in all, in the order in which it first does.
    fn taken(&self, entries: &[&Entry]) -> Vec<(usize, Bounds)> {
        let mut taken: Vec<(usize, Bounds)> = Vec::new();
        for one in entries.iter().flat_map(|entry| &entry.taken).filter(|taken| taken.sum != Bounds::ZERO) {
            match taken.iter_mut().find(|(treatment, _)| *treatment == one.treatment) {
                Some((_, sum)) => *sum = sum.plus(one.sum).unwrap_or(*sum),
                None => taken.push((one.treatment, one.sum)),
            }
        }
        taken
    }
}

/// The figures of its line that a leaf compares with, each once: one for each area where that is open.
pub(crate) fn used_by(leaf: &Leaf) -> Vec<(LineUsed, Bounds)> {
    let mut used: Vec<(LineUsed, Bounds)> = Vec::new();
    for (compared, _) in &leaf.seen {
        if let Compared::Income(income) = compared
            && !used.iter().any(|(other, _)| other.amount == income.used.amount)
        {
            used.push((income.used, income.yearly));
        }
    }
    used
}

fn is_income(entry: &Entry) -> bool {
    matches!(entry.source, doudi_engine::accounting::Source::Income(..))
}

/// The reading of a text that a rule applies in only one option of.
fn reading_of(rule: &Treatment) -> Option<usize> {
    let mut reading = None;
    if let Some(when) = &rule.when {
        when.each_single(&mut |test| {
            if let SingleTest::Office(OfficeTest::Reads { reading: of, .. }) = test {
                reading = Some(*of);
            }
        });
    }
    reading
}

/// So many 元 to the whole strip.
struct Scale(Yuan);

impl Scale {
    /// With a tenth more than the largest sum; `None` where there is nothing to draw.
    fn of(most: Yuan) -> Option<Self> {
        let tenth = most.over(10).ok()?;
        most.plus(tenth).ok().filter(|full| *full > Yuan::ZERO).map(Self)
    }

    /// Where a sum stands, in thousandths of the strip.
    fn at(&self, sum: Yuan) -> u16 {
        thousandths(sum, self.0)
    }
}
