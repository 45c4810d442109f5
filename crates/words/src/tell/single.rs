//! Single tests, told: what is asked of a family, what was found, and how far that lies from where it turns.

use doudi_engine::derive::{Compared, HomesCompared, Leaf, Owned, PropertyCompared, Value, grade};
use doudi_engine::margin::{Distance, Margin, margins, over};
use doudi_engine::rules::{Against, Book, IncomeTest, Share, Side, SingleTest};
use doudi_facts::household::{AssetKind, Disability, DisabilityKind, ExpenseKind, Household};
use doudi_facts::money::{Bounds, Yuan};
use doudi_facts::question::SelfCareField;

use crate::Words;

impl Words {
    /// What has to be spent beside the income, which share that is, and what it has to be, as far as each is known.
    pub fn share_told(self, spent: Bounds, income: Bounds, share: &Share) -> String {
        let told = self.share_of_income(spent, income);
        let told = match share.living {
            Some(_) => self.why_living_line(&told),
            None if share.kinds.contains(&ExpenseKind::Living) => self.why_living_told(&told),
            None => told,
        };
        if share.times.is_positive() {
            self.why_share_times(&told, &self.side(share.is), &share.times)
        } else {
            self.why_share_open(&told)
        }
    }

    fn share_of_income(self, spent: Bounds, income: Bounds) -> String {
        let percent = |spent: Option<Yuan>, income: Option<Yuan>| {
            let income = income.filter(|income| *income > Yuan::ZERO)?;
            // Beside a whole figure as many digits as tell that it is not it.
            Some(format!("{}%", spent?.percent_of(income)?))
        };
        let percents = percent(spent.low, income.high).zip(percent(spent.high, income.low));
        let of = percents.map(|(low, high)| self.why_share_of(&self.range(low, high))).unwrap_or_default();
        self.why_share(&self.yuan(income), &of, &self.yuan(spent))
    }

    /// A person's grade of self-care, as far as the six things tell it; nothing where none was asked.
    pub fn care_of(self, household: &Household, who: usize) -> Option<&'static str> {
        let care = &household.people.items.get(who)?.self_care;
        if care.is_untouched() {
            return None;
        }
        let all = SelfCareField::ALL.map(|field| care.of(field).exact().copied());
        let cannot = |is: Option<bool>| u32::try_from(all.iter().filter(|can| **can == is).count()).unwrap_or(0);
        let (least, open) = (cannot(Some(false)), cannot(None));
        let (from, to) = (grade(least), grade(least + open));
        Some(if from == to { self.self_care_grade(from) } else { self.test_care_open() })
    }

    pub(super) fn age(self, side: Side, years: u8) -> String {
        match side {
            Side::Below => self.test_age_under(&years),
            Side::AtLeast => self.test_age_from(&years),
            _ => self.test_age(&self.side(side), &years),
        }
    }

    pub(super) fn cards(self, kinds: &[DisabilityKind], grades: &[u8]) -> String {
        let grades = grades.iter().map(u8::to_string).collect::<Vec<_>>().join(self.pick("、", ", "));
        if kinds.is_empty() {
            return self.test_disability(&grades);
        }
        self.test_disability_kinds(&grades, &self.listing(kinds, |kind| self.disability(*kind)))
    }

    pub(super) fn listing<T>(self, of: &[T], told: impl Fn(&T) -> &'static str) -> String {
        of.iter().map(told).collect::<Vec<_>>().join(self.pick("、", ", "))
    }

    pub(super) fn side(self, side: Side) -> &'static str {
        match side {
            Side::Below => self.test_below(),
            Side::AtMost => self.test_at_most(),
            Side::Equal => self.test_equal(),
            Side::AtLeast => self.test_at_least(),
            Side::Above => self.test_above(),
        }
    }

    /// A line, or so many times it.
    pub fn multiple(self, against: &Against, book: &Book) -> String {
        let line = book.lines.get(against.line).map_or("", |line| self.of(&line.name));
        if against.times == doudi_facts::money::Multiple::ONCE {
            return line.to_owned();
        }
        self.test_times(&line, &against.times)
    }

    /// What was found beside a statement of it: nothing where the statement is the answer itself.
    pub fn finding_beside(self, leaf: &Leaf) -> String {
        if leaf.whole().is_some_and(|whole| is_yes_or_no(&whole)) { String::new() } else { self.finding(leaf) }
    }

    /// What was found where a test looks, in a few words; empty where there is nothing to say.
    pub fn finding(self, leaf: &Leaf) -> String {
        if let (Some(SingleTest::Income(IncomeTest::Spending(share))), Some(Compared::Spending { spent, income, .. })) =
            (&leaf.test, leaf.whole())
            && !share.times.is_positive()
        {
            return self.share_of_income(spent, income);
        }
        let margins = margins(leaf);
        if !margins.is_empty() {
            let told = margins.iter().map(|margin| self.margin(margin, leaf)).filter(|told| !told.is_empty());
            return told.collect::<Vec<_>>().join(self.comma());
        }
        match leaf.whole() {
            Some(whole) if is_yes_or_no(&whole) => {
                let decided = leaf.test.as_ref().zip(whole.decides(leaf.test.as_ref()));
                decided.map_or_else(String::new, |(test, holds)| self.margin_told(&self.said(test, holds)))
            }
            Some(Compared::Told(values)) => self.margin_told(&self.values(&values)),
            Some(Compared::Parents(mother, father)) => {
                let told = |states: Vec<_>| {
                    let said = self.listing(&states, |state| self.parent(*state));
                    if said.is_empty() { self.list_not_asked().to_owned() } else { said }
                };
                self.margin_both(&told(father), &told(mother))
            }
            Some(Compared::Area(Some(area))) => self.margin_told(&self.area(area)),
            _ => String::new(),
        }
    }

    fn values(self, values: &[Value]) -> String {
        let told = values.iter().map(|value| match value {
            Value::Is(true) => self.app_yes().to_owned(),
            Value::Is(false) => self.app_no().to_owned(),
            Value::Relation(relation) => self.relation(*relation).to_owned(),
            Value::Study(study) => self.study(*study).to_owned(),
            Value::Lives(lives) => self.lives(*lives).to_owned(),
            Value::Away(away) => self.away(*away).to_owned(),
            Value::Card(Disability::None) => self.app_have_not().to_owned(),
            Value::Card(Disability::Card { kind, grade }) => self.list_disability(grade, &self.disability(*kind)),
            Value::Work(work) => self.work(*work).to_owned(),
            Value::Labour(labour) => self.labour(*labour).to_owned(),
        });
        let told = told.collect::<Vec<_>>().join(self.pick("、", ", "));
        if told.is_empty() { self.list_not_asked().to_owned() } else { told }
    }

    /// How far something lies from where a test turns.
    pub fn margin(self, margin: &Margin, leaf: &Leaf) -> String {
        match margin {
            Margin::Money(_) | Margin::Savings(_) if leaf.has_no_line() => self.margin_no_line().to_owned(),
            Margin::Money(apart) => self.distance(apart, leaf.who),
            Margin::Savings(apart) => self.savings(apart),
            Margin::Homes(homes) => self.homes(*homes),
            Margin::Birthday { years, reached: (Some(day), Some(last)), days: (Some(days), _), .. } if day == last => {
                format!("{}{}", self.margin_born(day, years), self.how_long(*days))
            }
            Margin::Birthday { years, .. } => self.margin_born_open(years),
            Margin::Grade { is, turns } => self.margin_grade(is, turns),
            Margin::Things { cannot: (from, to), .. } if from != to => self.margin_things_open(from, to),
            Margin::Things { cannot: (cannot, _), turns: Some(turns) } => self.margin_things_turn(cannot, turns),
            Margin::Things { cannot: (cannot, _), turns: None } => self.margin_things(cannot),
            Margin::Since { since, days: (Some(days), Some(last)) } if days == last => {
                let told = days.unsigned_abs();
                let how = if *days >= 0 { self.margin_since_in(&told) } else { self.margin_since_out(&told) };
                format!("{}{how}", self.margin_since(since))
            }
            Margin::Since { since, .. } => self.margin_since_none(since),
            Margin::Others { many, open } => match leaf.whole() {
                Some(Compared::Within(property)) => self.things(&property),
                Some(Compared::Supporters(told, complete, nobody_else)) => {
                    let named = self.supporters_told(told.len(), complete, *many, *open);
                    match nobody_else {
                        Some(true) => named,
                        Some(false) => format!("{named}{}{}", self.comma(), self.test_supporters_else()),
                        None => format!("{named}{}{}", self.comma(), self.test_supporters_open()),
                    }
                }
                _ => String::new(),
            },
        }
    }

    /// Savings against the most they may be: of the whole family, and by the head.
    fn savings(self, apart: &Distance) -> String {
        let Some(bar) = apart.bar.exact() else { return self.margin_savings_open(&self.apart(apart.apart)) };
        let told = self.margin_savings(&self.apart(apart.apart), &bar.grouped());
        match (apart.people, apart.per_head()) {
            ((1, Some(1)), _) | (_, None) => told,
            (_, Some(head)) => format!("{told}{}{}", self.comma(), self.margin_savings_head(&self.apart(head))),
        }
    }

    /// Homes against the most there may be.
    fn homes(self, homes: HomesCompared) -> String {
        match homes.owned {
            (Some(least), Some(most)) if least == most => self.margin_homes(&least, &homes.most),
            _ => self.margin_homes_open(&homes.most),
        }
    }

    /// What a limit forbids or may catch, as far as it was told.
    fn things(self, property: &PropertyCompared) -> String {
        let of = |things: &[&Owned], owns: Option<bool>| {
            let those = things.iter().copied().flatten().filter(|(_, is)| *is == owns);
            let those: Vec<AssetKind> = those.map(|(thing, _)| *thing).collect();
            self.listing(&those, |thing| self.caught(*thing))
        };
        let forbidden = of(&[&property.without], Some(true));
        let caught = of(&[&property.catches], Some(true));
        let open = of(&[&property.without, &property.catches], None);
        let said = [
            (!forbidden.is_empty()).then(|| self.margin_forbidden(&forbidden)),
            (!caught.is_empty()).then(|| self.margin_caught(&caught)),
            (!open.is_empty()).then(|| self.margin_caught_open(&open)),
        ];
        said.into_iter().flatten().collect::<Vec<_>>().join(self.comma())
    }

    /// What a limit may catch.
    fn caught(self, thing: AssetKind) -> &'static str {
        match thing {
            AssetKind::Savings => self.caught_savings(),
            AssetKind::SecondHome => self.caught_second_home(),
            AssetKind::Vehicle => self.caught_vehicle(),
            AssetKind::Business => self.caught_business(),
            AssetKind::Insurance => self.caught_insurance(),
            AssetKind::GivenAway => self.caught_given_away(),
            AssetKind::BigSpending => self.caught_big_spending(),
        }
    }

    /// Who would have to support somebody, as far as it was told.
    fn supporters_told(self, told: usize, is_complete: bool, others: usize, open: usize) -> String {
        let mut said = match told {
            0 => self.margin_supporters_none().to_owned(),
            _ => self.margin_supporters_told(&others, &told),
        };
        if open > 0 {
            said.push_str(&self.margin_supporters_open(&open));
        }
        if !is_complete {
            said.push_str(self.margin_supporters_more());
        }
        said
    }

    /// So many days to go, or ago; of more than a year the years.
    fn how_long(self, days: i64) -> String {
        let told = days.unsigned_abs();
        // A year is 365¼ days here, and the days are told as a rule.
        match (days > 0, told * 4 / 1461) {
            (true, 0) => self.margin_days_to(&told),
            (false, 0) => self.margin_days_past(&told),
            (true, years) => self.margin_years_to(&years),
            (false, years) => self.margin_years_past(&years),
        }
    }

    /// A distance in money: of the whole family by the year, and by the head and month, or of one person; each rounded
    /// outward.
    pub fn distance(self, apart: &Distance, of: Option<usize>) -> String {
        let year = self.apart(apart.apart);
        let year = if of.is_some() { self.margin_own_year(&year) } else { self.margin_year(&year) };
        if apart.apart == Bounds::ZERO {
            return self.margin_at().to_owned();
        }
        match (apart.people, apart.per_head()) {
            // Of a few 分 a year nothing is left by the month.
            ((1, Some(1)), _) if has_nothing(apart.over(12)) => year,
            ((1, Some(1)), _) => format!("{year}{}{}", self.comma(), self.margin_month(&self.apart(apart.over(12)))),
            ((few, _), Some(head)) => {
                let month = over(apart.apart, few.saturating_mul(12));
                format!("{year}{}{}", self.comma(), self.margin_head(&self.apart(month), &self.apart(head)))
            }
            _ => year,
        }
    }

    fn comma(self) -> &'static str {
        self.pick("；", "; ")
    }

    /// Above or below, by how much, as far as is known.
    pub fn apart(self, sum: Bounds) -> String {
        let size = |sum: Yuan| sum.grouped().trim_start_matches('-').to_owned();
        match (sum.low, sum.high) {
            (Some(low), Some(high)) if low == high && low == Yuan::ZERO => self.margin_at().to_owned(),
            (Some(low), Some(high)) if low == high && low > Yuan::ZERO => self.margin_above(&size(low)),
            (Some(low), Some(high)) if low == high => self.margin_below(&size(low)),
            // Of what may lie anywhere on one side, no least distance is told.
            (Some(low), None) if low == Yuan::ZERO => self.margin_not_below().to_owned(),
            (None, Some(high)) if high == Yuan::ZERO => self.margin_not_above().to_owned(),
            (Some(low), Some(high)) if low >= Yuan::ZERO => self.margin_above_range(&size(low), &size(high)),
            (Some(low), Some(high)) if high <= Yuan::ZERO => self.margin_below_range(&size(high), &size(low)),
            (Some(low), Some(high)) => self.margin_either_range(&size(low), &size(high)),
            (Some(low), None) if low >= Yuan::ZERO => self.margin_above_least(&size(low)),
            (Some(low), None) => self.margin_below_most(&size(low)),
            (None, Some(high)) if high <= Yuan::ZERO => self.margin_below_least(&size(high)),
            (None, Some(high)) => self.margin_above_most(&size(high)),
            (None, None) => self.margin_open().to_owned(),
        }
    }
}

/// Whether an end of a distance that is not nothing is rounded to nothing.
fn has_nothing(sum: Bounds) -> bool {
    [sum.low, sum.high].contains(&Some(Yuan::ZERO))
}

/// Whether what was found is a yes or a no of the family. Of what nobody has told, nothing.
fn is_yes_or_no(whole: &Compared) -> bool {
    match whole {
        Compared::Told(values) => !values.is_empty() && values.iter().all(|value| matches!(value, Value::Is(_))),
        Compared::Listed { .. } | Compared::Owns(_) => true,
        _ => false,
    }
}

/// The side that holds where this one does not; of a figure there is none.
pub(super) fn opposite(side: Side) -> Side {
    match side {
        Side::Below => Side::AtLeast,
        Side::AtMost => Side::Above,
        Side::AtLeast => Side::Below,
        Side::Above => Side::AtMost,
        Side::Equal => Side::Equal,
    }
}
