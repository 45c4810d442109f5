//! Categories (救助类别) read: their conditions, what they pay, and which exclude each other.

use doudi_engine::rules::{Category, Condition, Grant, GrantSum, Note, PersonTest, SingleTest, Test, Unit};
use doudi_facts::household::{Area, CurrentBenefit, SelfCareGrade};

use super::Flaws;
use super::body::Bodies;
use super::layers::Item;
use super::reader::Reader;
use super::test::About;

impl Bodies<'_, '_, '_> {
    pub(crate) fn category(&self, item: &Item<'_>, flaws: &mut Flaws) -> Option<Category> {
        let reader = item.reader();
        let name = reader.both("name", flaws);
        let short = if reader.has("short") { reader.both("short", flaws) } else { name.clone() };
        let unit: Unit = reader.word("unit", flaws).unwrap_or_default();
        let told = reader.word("told", flaws).unwrap_or_default();
        let category = self.ids.find("category", item.id, &reader.spot, "category", flaws)?;
        let about = match unit {
            Unit::Household => About::Household { category },
            Unit::Person => About::Anyone { category },
        };
        let mut needs: Vec<Condition> = Vec::new();
        for inner in reader.tables("all", "condition", flaws) {
            let condition = self.condition(&inner, about, flaws);
            inner.done(flaws);
            let Some(condition) = condition else { continue };
            if needs.iter().any(|known| known.id == condition.id) {
                flaws.add(&inner.spot, format!("{} is written twice; keep one", inner.called));
            }
            needs.push(condition);
        }
        if !reader.has("all") {
            flaws.add(&reader.spot, format!("{} has no conditions; list them under `all`", reader.called));
        }
        let mut grants: Vec<Grant> = Vec::new();
        for inner in reader.tables("grants", "grant", flaws) {
            grants.extend(self.grant(&inner, about, flaws));
        }
        if grants.iter().any(|grant| !stand_in_place_of_each_other(&grants, grant)) {
            let what = "{} has grants of one name: one of them is paid, so together they must name each grade of self-care once";
            flaws.add(&reader.spot_at("grants"), what.replace("{}", &reader.called));
        }
        let mut notes = Vec::new();
        for inner in reader.tables("notes", "note", flaws) {
            let (text, cite) = (inner.both("text", flaws), self.ids.cite(&inner, false, flaws));
            inner.done(flaws);
            notes.extend(text.zip(cite).map(|(text, cite)| Note { text, cite }));
        }
        reader.done(flaws);
        let id = item.id.to_owned();
        let receipt = RECEIPTS.iter().find(|(category, _)| *category == id).map(|(_, receipt)| *receipt);
        Some(Category { id, name: name?, short: short?, unit, told, receipt, needs, grants, notes })
    }

    fn condition(&self, reader: &Reader<'_>, about: About, flaws: &mut Flaws) -> Option<Condition> {
        let id = reader.need_text("id", "give it a short id", flaws);
        let gate = reader.need_word("gate", "say people, income, property, spending or risk", flaws);
        let name = reader.both("name", flaws);
        let test = self.need_test(reader, about, flaws);
        let cite = self.ids.cite(reader, false, flaws);
        Some(Condition { id: id?.to_owned(), gate: gate?, name: name?, test: test?, numbers: Vec::new(), cite: cite? })
    }

    fn grant(&self, reader: &Reader<'_>, about: About, flaws: &mut Flaws) -> Option<Grant> {
        let name = if reader.has("name") { reader.both("name", flaws) } else { None };
        let test = reader.table("test", flaws).and_then(|inner| self.test(&inner, about, flaws));
        let cite = self.ids.cite(reader, false, flaws);
        let sum = if let Some(gap) = reader.table("gap", flaws) {
            let account = self.ids.refer(&gap, "account", "account", flaws);
            let line = self.ids.refer(&gap, "line", "line", flaws);
            gap.done(flaws);
            account.zip(line).map(|(account, line)| GrantSum::Gap { account, line })
        } else if reader.has("amount") {
            let line = self.ids.refer(reader, "amount", "line", flaws);
            let times = self.times(reader, flaws);
            let area = reader.word::<Area>("area", flaws);
            line.zip(times).map(|(line, times)| GrantSum::Standard { line, times, area })
        } else {
            let what =
                format!("{} has neither `gap` nor `amount`; name the account and line, or the line", reader.called);
            flaws.add(&reader.spot, what);
            None
        };
        reader.done(flaws);
        Some(Grant { name, test, sum: sum?, cite: cite? })
    }

    pub(crate) fn exclusive(&self, item: &Item<'_>, flaws: &mut Flaws) -> Vec<usize> {
        let reader = item.reader();
        let ids = reader.texts("categories", flaws);
        if ids.len() < 2 {
            flaws.add(&reader.spot, format!("{} needs at least two `categories`", reader.called));
        }
        reader.done(flaws);
        ids.into_iter().filter_map(|(spot, id)| self.ids.find("category", id, &spot, "exclusive", flaws)).collect()
    }
}

/// What those receive who are recognised as one of a category. Of any other nobody tells.
const RECEIPTS: [(&str, CurrentBenefit); 9] = [
    ("dibao", CurrentBenefit::Dibao),
    ("tekun", CurrentBenefit::Tekun),
    ("edge", CurrentBenefit::Edge),
    ("rigid", CurrentBenefit::Rigid),
    ("monitor", CurrentBenefit::Monitored),
    ("single", CurrentBenefit::Single),
    ("single-adult", CurrentBenefit::Single),
    ("orphan", CurrentBenefit::Orphan),
    ("unsupported-child", CurrentBenefit::Orphan),
];

/// Whether of the grants that have this one's name exactly one is paid, whoever it is; one alone stands for itself.
fn stand_in_place_of_each_other(grants: &[Grant], grant: &Grant) -> bool {
    let alike: Vec<&Grant> = grants.iter().filter(|other| grant.is_in_place_of(other)).collect();
    let mut grades: Vec<SelfCareGrade> = Vec::new();
    for other in &alike {
        let Some(Test::Single(SingleTest::Person(PersonTest::SelfCare(of)))) = &other.test else {
            return alike.len() < 2;
        };
        grades.extend(of);
    }
    alike.len() < 2
        || (grades.len() == SelfCareGrade::ALL.len() && SelfCareGrade::ALL.iter().all(|grade| grades.contains(grade)))
}
