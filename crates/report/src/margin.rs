//! Every margin (离线多远) in one table: how far each condition is, what would turn it, and what the word would be then.

use doudi_engine::assess::assess;
use doudi_engine::derive::{Derivation, Leaf, Replayed};
use doudi_engine::margin::{Margin, Owning, margins, owning, shifted, turned};
use doudi_engine::rules::{IncomeTest, SingleTest};
use doudi_engine::truth::Truth;
use doudi_engine::verdict::{Assessment, Conclusion, Verdict};
use doudi_facts::day::Day;
use doudi_facts::money::Yuan;
use doudi_rulebook::{Place, Town};

use crate::ReportInput;
use crate::block::{Block, ColumnLayout, Row, Table};
use crate::page::{Page, PageContext};
use crate::why::{found, own_leaves};

impl<'a> PageContext<'a> {
    /// Where and when the household applies.
    pub(crate) fn ground(&self) -> Option<(&'a Place, Option<&'a Town>, Day)> {
        let (place, town) = self.rulebook.find(self.household.place.as_ref()?)?;
        Some((place, town, self.household.on.unwrap_or(self.today)))
    }

    /// The page of every margin.
    pub(crate) fn margins(&self) -> Page {
        let words = self.words;
        let heading = words.margin_heading().to_owned();
        let need = || Page {
            heading: words.margin_heading().to_owned(),
            lede: words.margin_need().to_owned(),
            body: Vec::new(),
            search: None,
        };
        let Some((place, town, on)) = self.ground() else { return need() };
        let Ok(found) = assess(place.book(town), self.household, on) else { return need() };
        let subject = ReportInput { words, place, town, household: self.household, on, found: &found };
        let Some(derivation) = subject.derivation() else { return need() };
        let mut table = Margins { subject: &subject, derivation: &derivation, known: Vec::new() };
        let body = table.blocks(&found);
        let body = if body.is_empty() { vec![Block::plain(words.margin_nothing())] } else { body };
        Page { heading, lede: words.margin_lede(&on, &subject.place_name()), body, search: None }
    }
}

/// A distance as a row, and whether it tells much: of a sum, or with it the word turns.
struct DistanceRow {
    row: Row,
    tells: bool,
}

/// What the verdicts would be with one thing changed, remembered: several categories ask the same.
struct Margins<'s> {
    subject: &'s ReportInput<'s>,
    derivation: &'s Derivation,
    known: Vec<(Changed, Vec<Replayed>)>,
}

/// What is changed.
#[derive(Clone, PartialEq)]
enum Changed {
    Income(Yuan),
    Owning(Owning),
    Test(Option<SingleTest>, Option<usize>, bool),
}

impl Margins<'_> {
    fn blocks(&mut self, found: &Assessment) -> Vec<Block> {
        let words = self.subject.words;
        let head = [words.margin_condition(), words.margin_distance(), words.margin_turns(), words.margin_then()];
        let mut blocks: Vec<Block> = self.subject.matrix().into_iter().collect();
        for verdict in &found.verdicts {
            let (telling, rest): (Vec<DistanceRow>, Vec<DistanceRow>) =
                self.rows(verdict).into_iter().partition(|told| told.tells);
            if telling.is_empty() && rest.is_empty() {
                continue;
            }
            let table = |told: Vec<DistanceRow>| {
                let rows: Vec<Row> = told.into_iter().map(|told| told.row).collect();
                let (look, head) = (ColumnLayout::Steps, head.map(str::to_owned).into());
                (!rows.is_empty())
                    .then(|| Block::Table(Table { look, unit: String::new(), head, rows, sums: Vec::new() }))
            };
            let name = words.category(verdict, self.subject.book(), self.subject.household);
            blocks.push(Block::Heading(format!("{name}：{}", words.word(verdict.word))));
            blocks.extend(table(telling));
            let title = words.margin_rest(&rest.len());
            blocks.extend(table(rest).map(|table| Block::Fold { title, body: vec![table] }));
        }
        blocks
    }

    fn rows(&mut self, verdict: &Verdict) -> Vec<DistanceRow> {
        let Some(derived) = found(self.derivation, verdict) else { return Vec::new() };
        let mut seen: Vec<(&Option<SingleTest>, Option<usize>)> = Vec::new();
        let mut rows = Vec::new();
        for at in own_leaves(derived) {
            let Some(leaf) = derived.leaves.get(at) else { continue };
            if seen.contains(&(&leaf.test, leaf.who)) {
                continue;
            }
            seen.push((&leaf.test, leaf.who));
            rows.extend(margins(leaf).iter().map(|margin| self.row(verdict, leaf, margin)));
        }
        rows
    }

    fn row(&mut self, verdict: &Verdict, leaf: &Leaf, margin: &Margin) -> DistanceRow {
        let words = self.subject.words;
        let name = words.test(leaf, true, self.subject.book());
        let turns = self.turns(leaf, margin);
        let then = if turns.is_empty() { None } else { self.then(verdict, leaf, margin) };
        let tells =
            matches!(margin, Margin::Money(_) | Margin::Savings(_)) || then.is_some_and(|word| word != verdict.word);
        let then = match then {
            Some(word) if word == verdict.word => words.margin_stays(&words.word(word)),
            Some(word) => words.margin_becomes(&words.word(verdict.word), &words.word(word)),
            None => String::new(),
        };
        DistanceRow {
            row: Row { name, notes: Vec::new(), cells: vec![words.margin(margin, leaf), turns, then] },
            tells,
        }
    }

    /// What would turn a test.
    fn turns(&self, leaf: &Leaf, margin: &Margin) -> String {
        let words = self.subject.words;
        let size = |sum: Yuan| sum.grouped().trim_start_matches('-').to_owned();
        match margin {
            Margin::Money(_) if leaf.has_no_line() => String::new(),
            Margin::Money(apart) => {
                let is_spending = matches!(leaf.test, Some(SingleTest::Income(IncomeTest::Spending(_))));
                match apart.turns.map(|turns| (turns > Yuan::ZERO, size(turns))) {
                    Some((true, more)) if is_spending => words.margin_turn_spend_more(&more),
                    Some((false, less)) if is_spending => words.margin_turn_spend_less(&less),
                    Some((true, more)) => words.margin_turn_more(&more),
                    Some((false, less)) => words.margin_turn_less(&less),
                    None => String::new(),
                }
            }
            Margin::Savings(apart) => match apart.turns {
                Some(turns) if turns > Yuan::ZERO => words.margin_turn_savings_more(&size(turns)),
                Some(turns) => words.margin_turn_savings_less(&size(turns)),
                None => String::new(),
            },
            Margin::Homes(homes) => homes.turns().map_or_else(String::new, |many| words.margin_turn_homes(&many)),
            // Who has reached the age turns it by being born later.
            Margin::Birthday { born: Some(born), days: (Some(days), _), .. } if *days <= 0 => {
                born.plus_days(1).map_or_else(String::new, |later| words.margin_turn_born_later(&later))
            }
            Margin::Birthday { born: Some(born), .. } => words.margin_turn_born(born),
            Margin::Grade { turns, .. } => words.margin_turn_grade(turns),
            Margin::Things { turns: Some(turns), .. } => words.margin_turn_things(turns),
            _ => String::new(),
        }
    }

    /// The word once the test has turned: whether it changes, or stays with the office or another condition.
    fn then(&mut self, verdict: &Verdict, leaf: &Leaf, margin: &Margin) -> Option<Conclusion> {
        let changed = match (margin, leaf.truth()) {
            (Margin::Money(apart), _) if matches!(leaf.test, Some(SingleTest::Income(IncomeTest::PerHead(_)))) => {
                Changed::Income(apart.turns.unwrap_or_default())
            }
            (Margin::Savings(apart), _) => {
                let saved = apart.bar.exact().zip(apart.apart.exact()).and_then(|(bar, apart)| bar.plus(apart).ok());
                let then = saved.zip(apart.turns).and_then(|(saved, turns)| saved.plus(turns).ok())?;
                Changed::Owning(Owning::Savings(then))
            }
            (Margin::Homes(homes), _) => Changed::Owning(Owning::Homes(homes.turns().unwrap_or_default())),
            (_, Truth::Open(_)) => return None,
            (_, truth) => Changed::Test(leaf.test.clone(), leaf.who, truth == Truth::Fails),
        };
        if !self.known.iter().any(|(known, _)| *known == changed) {
            let then = match &changed {
                Changed::Income(by) => shifted(self.derivation, *by),
                Changed::Owning(what) => owning(self.derivation, *what),
                Changed::Test(_, _, holds) => turned(self.derivation, leaf, *holds),
            };
            self.known.push((changed.clone(), then));
        }
        let then = self.known.iter().find(|(known, _)| *known == changed).map(|(_, then)| then);
        let is = |of: &&Replayed| (of.category, of.who) == (verdict.category, verdict.who);
        then.and_then(|then| then.iter().find(is)).map(|then| then.word)
    }
}
