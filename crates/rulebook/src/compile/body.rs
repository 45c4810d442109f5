//! The bodies of items (条文内容): each table read into the engine's vocabulary, every id resolved.

use std::collections::BTreeMap;

use doudi_engine::rules::{
    Account, Amount, AreaRule, Cap, CapBase, Category, Cite, Condition, Confidence, Document, Grant, GrantSum, How,
    Judgement, Limit, Line, Listed, Losses, MemberRule, NotMember, Note, PersonTest, Reading, ReadingOption,
    SavingsLimit, Shared, SingleTest, Sums, Test, Text, Tie, Treatment, Unit, Unsettled, Window,
};
use doudi_facts::household::{Area, Caught, ExpenseKind, IncomeKind, Receipt, SelfCareGrade};
use doudi_facts::money::{Multiple, Period, Rate, Yuan};

use super::Flaws;
use super::layers::Item;
use super::reader::{Reader, Spot};
use super::test::About;

/// What those receive who are recognised as one of a category. Of any other nobody tells.
const RECEIPTS: [(&str, Receipt); 9] = [
    ("dibao", Receipt::Dibao),
    ("tekun", Receipt::Tekun),
    ("edge", Receipt::Edge),
    ("rigid", Receipt::Rigid),
    ("monitor", Receipt::Monitored),
    ("single", Receipt::Single),
    ("single-adult", Receipt::Single),
    ("orphan", Receipt::Orphan),
    ("unsupported-child", Receipt::Orphan),
];

/// Where every id of a book lies in its list.
pub(crate) struct Ids<'i, 's> {
    documents: Vec<&'i Item<'s>>,
    /// Table and id to place in that table's list.
    places: BTreeMap<(&'static str, &'s str), usize>,
    /// Reading and option to the option's place.
    pub(super) options: BTreeMap<(&'s str, &'s str), usize>,
}

impl<'i, 's> Ids<'i, 's> {
    pub(crate) fn new(items: &'i [Item<'s>], chosen: &[&'i Item<'s>], flaws: &mut Flaws) -> Self {
        let documents: Vec<&Item<'_>> = items.iter().filter(|item| item.table() == "document").collect();
        let mut ids = Self { documents, places: BTreeMap::new(), options: BTreeMap::new() };
        for (at, document) in ids.documents.iter().enumerate() {
            if let Some(first) = ids.places.insert(("document", document.id), at) {
                let first = ids.documents.get(first).map(|first| first.reader().spot);
                let first = first.map_or_else(String::new, |spot| format!(" at {}:{}", spot.file, spot.line));
                let what = format!("document \"{}\" is already written{first}; keep one", document.id);
                flaws.add(&document.reader().spot, what);
            }
        }
        let mut next: BTreeMap<&str, usize> = BTreeMap::new();
        for item in chosen.iter().filter(|item| item.table() != "document") {
            let at = next.entry(item.table()).or_default();
            ids.places.insert((item.table(), item.id), *at);
            *at += 1;
            if item.table() == "reading" {
                for (o, option) in item.reader().tables("options", "option", flaws).into_iter().enumerate() {
                    let Some(id) = option.text("id", flaws) else { continue };
                    if ids.options.insert((item.id, id), o).is_some() {
                        flaws.add(&option.spot, format!("{} is written twice; keep one", option.called));
                    }
                }
            }
        }
        ids
    }

    pub(super) fn find(
        &self,
        table: &'static str,
        id: &str,
        at: &Spot,
        called: &str,
        flaws: &mut Flaws,
    ) -> Option<usize> {
        let found = self.places.iter().find(|((t, i), _)| *t == table && *i == id).map(|(_, at)| *at);
        if found.is_none() {
            let known = listed(self.places.keys().filter(|(t, _)| *t == table).map(|(_, i)| *i));
            flaws.add(at, format!("{called}: no {table} is called \"{id}\"; there {known}"));
        }
        found
    }

    /// The index a key of a reader refers to.
    pub(super) fn refer(
        &self,
        reader: &Reader<'_>,
        key: &'static str,
        table: &'static str,
        flaws: &mut Flaws,
    ) -> Option<usize> {
        let id = reader.need_text(key, &format!("name a {table}"), flaws)?;
        self.find(table, id, &reader.spot_at(key), &reader.called, flaws)
    }

    /// The citation of an item. Figures must say themselves how sure they are; texts are as sure as their document.
    pub(crate) fn cite(&self, reader: &Reader<'_>, is_figure: bool, flaws: &mut Flaws) -> Option<Cite> {
        let Some(inner) = reader.table("cite", flaws) else {
            if !reader.has("cite") {
                let what = format!("{} has no `cite`; name the document and clause it comes from", reader.called);
                flaws.add(&reader.spot, what);
            }
            return None;
        };
        let doc = self.refer(&inner, "doc", "document", flaws);
        let at = inner.need_text("at", "name the clause", flaws);
        let confidence = inner.word::<Confidence>("confidence", flaws);
        if is_figure && !inner.has("confidence") {
            let what =
                format!("{} has no `confidence`; say how the figure was read (full, page, mirror, …)", reader.called);
            flaws.add(&inner.spot, what);
        }
        inner.done(flaws);
        let doc = doc?;
        let confidence = match confidence {
            Some(confidence) => confidence,
            None => self.documents.get(doc)?.reader().word("read", flaws)?,
        };
        Some(Cite { doc, at: at?.to_owned(), confidence })
    }

    pub(crate) fn document_title(&self, doc: usize, flaws: &mut Flaws) -> Option<Text> {
        self.documents.get(doc)?.reader().both("title", flaws)
    }

    pub(crate) fn documents(&self, flaws: &mut Flaws) -> Vec<Document> {
        self.documents.iter().filter_map(|item| document(item, flaws)).collect()
    }
}

fn document(item: &Item<'_>, flaws: &mut Flaws) -> Option<Document> {
    let reader = item.reader();
    let title = reader.both("title", flaws);
    let number = reader.text("number", flaws).map(str::to_owned);
    let (level, status, read) = (
        reader.need_word("level", "say national, province, prefecture, place or ours", flaws),
        reader.need_word("status", "say in-force, draft, lapsed or undated", flaws),
        reader.need_word("read", "say full, page, mirror, derived, background, doubtful or reading", flaws),
    );
    let (from, until) = (reader.day("from", flaws), reader.day("until", flaws));
    reader.done(flaws);
    let id = item.id.to_owned();
    Some(Document { id, title: title?, number, level: level?, status: status?, read: read?, from, until })
}

/// Reads bodies with the ids of one book.
pub(crate) struct Bodies<'r, 'i, 's> {
    pub(crate) ids: &'r Ids<'i, 's>,
}

impl Bodies<'_, '_, '_> {
    pub(crate) fn window(&self, item: &Item<'_>, flaws: &mut Flaws) -> Option<Window> {
        let reader = item.reader();
        let months = reader.number("months", flaws);
        if months.is_none_or(|m| m == 0 || 12 % m != 0) {
            let what = "the window must have 1, 2, 3, 4, 6 or 12 `months`: a year holds it so many times, exactly";
            flaws.add(&reader.spot, what);
        }
        let cite = self.ids.cite(&reader, false, flaws);
        reader.done(flaws);
        Some(Window { months: months?, cite: cite? })
    }

    /// Amounts of no line and treatments of no account would be dropped without a word.
    pub(crate) fn strays(&self, amounts: &[&Item<'_>], treatments: &[&Item<'_>], flaws: &mut Flaws) {
        for amount in amounts {
            let reader = amount.reader();
            self.ids.find("line", amount.id, &reader.spot_at("id"), &reader.called, flaws);
        }
        for treatment in treatments {
            let reader = treatment.reader();
            if !reader.has("accounts") {
                let what = format!("{} has no `accounts`; name those it belongs to", reader.called);
                flaws.add(&reader.spot, what);
            }
            for (spot, account) in reader.texts("accounts", flaws) {
                self.ids.find("account", account, &spot, &reader.called, flaws);
            }
        }
    }

    pub(crate) fn member(&self, item: &Item<'_>, flaws: &mut Flaws) -> Option<MemberRule> {
        let reader = item.reader();
        let name = reader.both("name", flaws);
        let is_applicant = reader.yes("applicant", flaws);
        let ties: Vec<Tie> = reader.words("ties", flaws);
        if !is_applicant && !reader.has("ties") {
            let what =
                format!("{} has no `ties`; say between which two people it is, such as \"spouses\"", reader.called);
            flaws.add(&reader.spot, what);
        }
        if is_applicant && reader.has("ties") {
            let what = format!("{} is about the applicant and about `ties` at once; make two of it", reader.called);
            flaws.add(&reader.spot_at("ties"), what);
        }
        let shares: Vec<Shared> = reader.words("shares", flaws);
        let distant = ties.iter().any(|tie| !matches!(tie, Tie::Spouses | Tie::ParentChild));
        if distant && shares.is_empty() {
            let what = format!(
                "{} has no `shares`; only spouses, and parents with their children, belong together wherever they live",
                reader.called
            );
            flaws.add(&reader.spot, what);
        }
        let test = if reader.has("test") { self.need_test(&reader, About::Person, flaws) } else { None };
        let unwed = reader.yes("unwed", flaws);
        let cite = self.ids.cite(&reader, false, flaws);
        reader.done(flaws);
        if test.is_none() && reader.has("test") {
            return None;
        }
        Some(MemberRule { id: item.id.to_owned(), name: name?, ties, shares, test, unwed, cite: cite? })
    }

    pub(crate) fn not_member(&self, item: &Item<'_>, flaws: &mut Flaws) -> Option<NotMember> {
        let reader = item.reader();
        let name = reader.both("name", flaws);
        let test = self.need_test(&reader, About::Person, flaws);
        let cite = self.ids.cite(&reader, false, flaws);
        reader.done(flaws);
        Some(NotMember { id: item.id.to_owned(), name: name?, test: test?, cite: cite? })
    }

    pub(crate) fn unsettled(&self, item: &Item<'_>, flaws: &mut Flaws) -> Option<Unsettled> {
        let reader = item.reader();
        let mut test = |key: &'static str| {
            let Some(inner) = reader.table(key, flaws) else {
                if !reader.has(key) {
                    flaws.add(&reader.spot, format!("[unsettled] has no `{key}`; say who decides it"));
                }
                return None;
            };
            self.test(&inner, About::Person, flaws)
        };
        let (away_shares_home, through_spouse) = (test("away-shares-home"), test("through-spouse"));
        let (married_with_parents, first_parent) = (test("married-with-parents"), test("first-parent"));
        let (branch, conditional_duty) = (test("branch"), test("conditional-duty"));
        reader.done(flaws);
        Some(Unsettled {
            away_shares_home: away_shares_home?,
            through_spouse: through_spouse?,
            married_with_parents: married_with_parents?,
            first_parent: first_parent?,
            branch: branch?,
            conditional_duty: conditional_duty?,
        })
    }

    pub(crate) fn line(&self, item: &Item<'_>, amounts: &[&Item<'_>], flaws: &mut Flaws) -> Option<Line> {
        let reader = item.reader();
        let name = reader.both("name", flaws);
        reader.done(flaws);
        // A figure for both areas meets those for either.
        let meet = |a: Option<Area>, b: Option<Area>| a == b || a.is_none() || b.is_none();
        let mut figures: Vec<(Spot, Amount)> = Vec::new();
        for amount in amounts.iter().filter(|amount| amount.id == item.id) {
            let spot = amount.reader().spot;
            let Some(figure) = self.amount(amount, flaws) else { continue };
            let clash = figures.iter().find(|(_, other)| {
                meet(other.area, figure.area)
                    && (other.from == figure.from
                        || overlaps(other.from, other.until, figure.from)
                        || overlaps(figure.from, figure.until, other.from))
            });
            if let Some((first, _)) = clash {
                let what = format!(
                    "amount \"{}\" overlaps the one at {}:{}; on some day both would apply: end one, or name their areas",
                    item.id, first.file, first.line
                );
                flaws.add(&spot, what);
            }
            figures.push((spot, figure));
        }
        figures.sort_by_key(|(_, figure)| (figure.area, figure.from));
        Some(Line { id: item.id.to_owned(), name: name?, amounts: figures.into_iter().map(|(_, f)| f).collect() })
    }

    fn amount(&self, item: &Item<'_>, flaws: &mut Flaws) -> Option<Amount> {
        let reader = item.reader();
        let area = reader.word::<Area>("area", flaws);
        let value = reader.need_text("value", "write \"8532 元/年\"", flaws);
        let value = value.and_then(|text| {
            let rate = rate(text);
            if rate.is_none() {
                let what = format!(
                    "amount \"{}\": `{text}` is not a standard; write \"8532 元/年\" or \"815 元/月\"",
                    item.id
                );
                flaws.add(&reader.spot_at("value"), what);
            }
            rate
        });
        let from = reader.need_day("from", "give the first day it applies", flaws);
        let until = reader.day("until", flaws);
        let checked = reader.need_day("checked", "give the last day the source was known to be in force", flaws);
        let cite = self.ids.cite(&reader, true, flaws);
        reader.done(flaws);
        if area.is_none() && reader.has("area") {
            return None;
        }
        let (from, checked) = (from?, checked?);
        for (key, day) in [("until", until), ("checked", Some(checked))] {
            if day.is_some_and(|day| day < from) {
                let what = format!("{}: `{key}` is before `from`; a figure begins first", reader.called);
                flaws.add(&reader.spot_at(key), what);
            }
        }
        Some(Amount { area, value: value?, from, until, checked, cite: cite? })
    }

    pub(crate) fn account(&self, item: &Item<'_>, treatments: &[&Item<'_>], flaws: &mut Flaws) -> Option<Account> {
        let reader = item.reader();
        let name = reader.both("name", flaws);
        let losses = reader.need_word::<Losses>("losses", "say offset, zero or office", flaws);
        let cite = self.ids.cite(&reader, false, flaws);
        reader.done(flaws);
        let mut of_account = Vec::new();
        for treatment in treatments {
            let accounts = treatment.reader().texts("accounts", flaws);
            if accounts.iter().any(|(_, account)| *account == item.id) {
                of_account.extend(self.ids.find("treatment", treatment.id, &reader.spot, &reader.called, flaws));
            }
        }
        Some(Account {
            id: item.id.to_owned(),
            name: name?,
            treatments: of_account,
            listed: Listed::default(),
            losses: losses?,
            cite: cite?,
        })
    }

    pub(crate) fn area(&self, item: &Item<'_>, flaws: &mut Flaws) -> Option<AreaRule> {
        let reader = item.reader();
        let area = reader.need_word::<Area>("area", "say urban or rural", flaws);
        let lines = reader.texts("lines", flaws);
        let lines = lines.into_iter().filter_map(|(spot, id)| self.ids.find("line", id, &spot, &reader.called, flaws));
        let lines = lines.collect();
        let test = self.need_test(&reader, About::Household { category: 0 }, flaws);
        let cite = self.ids.cite(&reader, false, flaws);
        reader.done(flaws);
        let test = test.filter(|test| self.is_plain(test, &reader, flaws));
        Some(AreaRule { id: item.id.to_owned(), area: area?, lines, test: test?, cite: cite? })
    }

    /// A test that is asked while figures are worked out may not need one.
    fn is_plain(&self, test: &Test, reader: &Reader<'_>, flaws: &mut Flaws) -> bool {
        let plain = test.is_plain();
        if !plain {
            let what =
                format!("{}: this test may not look at incomes or categories, it decides about them", reader.called);
            flaws.add(&reader.spot, what);
        }
        plain
    }

    pub(crate) fn treatment(&self, item: &Item<'_>, flaws: &mut Flaws) -> Option<Treatment> {
        let reader = item.reader();
        reader.value("accounts");
        let name = reader.both("name", flaws);
        let question = if reader.has("question") { reader.both("question", flaws) } else { None };
        let of = sums(&reader, flaws);
        let how = reader.need_word::<How>("how", "say whole, whole-or-nothing or up-to", flaws);
        let until = reader.day("until", flaws);
        let most = reader.table("most", flaws).and_then(|inner| self.cap(&inner, flaws));
        // All of the sum is no cap.
        let cap = most.filter(|most| *most != Cap { times: Multiple::ONCE, of: CapBase::ThisSum });
        if how == Some(How::UpTo) && !reader.has("most") {
            let what = format!("{} has no `most`; write {{ times = \"1\", of = \"this-sum\" }} for all", reader.called);
            flaws.add(&reader.spot, what);
        }
        let when = reader.table("when", flaws).and_then(|inner| self.test(&inner, About::Either, flaws));
        let when = when.filter(|test| self.is_plain(test, &reader, flaws));
        let cite = self.ids.cite(&reader, false, flaws);
        if question.is_none() && (until.is_some() || how.is_some_and(|how| how != How::Whole)) {
            let what =
                format!("{} can be the office's to decide; give the `question` to ask at the window", reader.called);
            flaws.add(&reader.spot, what);
        }
        reader.done(flaws);
        let id = item.id.to_owned();
        Some(Treatment { id, name: name?, question, of: of?, how: how?, cap, when, until, cite: cite? })
    }

    /// The most a treatment takes.
    fn cap(&self, reader: &Reader<'_>, flaws: &mut Flaws) -> Option<Cap> {
        let times = reader.need_text("times", "write \"0.3\"", flaws);
        let times = times.and_then(|text| self.multiple(reader, text, flaws));
        let of = reader.need_word::<CapBase>("of", "say this-sum, this-income or household-income", flaws);
        reader.done(flaws);
        Some(Cap { times: times?, of: of? })
    }

    pub(crate) fn limit(&self, item: &Item<'_>, flaws: &mut Flaws) -> Option<Limit> {
        let reader = item.reader();
        let name = reader.both("name", flaws);
        let savings = reader.table("savings", flaws).and_then(|inner| self.savings(&inner, flaws));
        let homes = reader.number("homes", flaws);
        let without: Vec<Caught> = reader.words("without", flaws);
        let catches: Vec<Caught> = reader.words("catches", flaws);
        let cite = self.ids.cite(&reader, false, flaws);
        if !["savings", "homes", "without", "catches"].iter().any(|key| reader.has(key)) {
            let what = format!("{} has no figure and no `catches`; list what it could catch", reader.called);
            flaws.add(&reader.spot, what);
        }
        let is_set = |thing: &Caught| {
            without.contains(thing)
                || (*thing == Caught::Savings && reader.has("savings"))
                || (*thing == Caught::SecondHome && reader.has("homes"))
        };
        if catches.iter().any(is_set) {
            let what = format!("{}: `catches` is for what has no figure; take out what has one", reader.called);
            flaws.add(&reader.spot_at("catches"), what);
        }
        reader.done(flaws);
        Some(Limit { id: item.id.to_owned(), name: name?, savings, homes, without, catches, cite: cite? })
    }

    /// The most savings for each member.
    fn savings(&self, reader: &Reader<'_>, flaws: &mut Flaws) -> Option<SavingsLimit> {
        let is = reader.need_word("is", "say below or at-most", flaws);
        let line = self.ids.refer(reader, "line", "line", flaws);
        let times = self.times(reader, flaws);
        reader.done(flaws);
        Some(SavingsLimit { is: is?, line: line?, times: times? })
    }

    pub(crate) fn reading(&self, item: &Item<'_>, flaws: &mut Flaws) -> Option<Reading> {
        let reader = item.reader();
        let question = reader.both("question", flaws);
        let mut options = Vec::new();
        let told = reader.tables("options", "option", flaws);
        let count = told.len();
        for option in told {
            let id = option.need_text("id", "give it a short id", flaws);
            let name = option.both("name", flaws);
            option.done(flaws);
            if let (Some(id), Some(name)) = (id, name) {
                options.push(ReadingOption { id: id.to_owned(), name });
            }
        }
        if count < 2 {
            flaws.add(
                &reader.spot,
                format!("{} needs at least two `options`; with one there is no question", reader.called),
            );
        }
        let cite = self.ids.cite(&reader, false, flaws);
        reader.done(flaws);
        Some(Reading { id: item.id.to_owned(), question: question?, options, cite: cite? })
    }

    pub(crate) fn judgement(&self, item: &Item<'_>, flaws: &mut Flaws) -> Option<Judgement> {
        let reader = item.reader();
        let question = reader.both("question", flaws);
        let holder = reader.word("holder", flaws).unwrap_or_default();
        let cite = self.ids.cite(&reader, false, flaws);
        reader.done(flaws);
        Some(Judgement { id: item.id.to_owned(), question: question?, holder, cite: cite? })
    }

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

fn sums(reader: &Reader<'_>, flaws: &mut Flaws) -> Option<Sums> {
    let keys = ["income", "base-part", "costs", "paid-out", "expenses"];
    let told: Vec<&str> = keys.into_iter().filter(|key| reader.has(key)).collect();
    let [key] = told[..] else {
        let what = format!("{} must say of which sums: exactly one of {}", reader.called, keys.join(", "));
        flaws.add(&reader.spot, what);
        for key in keys {
            reader.value(key);
        }
        return None;
    };
    Some(match key {
        "income" => Sums::Income { kinds: reader.words("income", flaws), basis: reader.words("basis", flaws) },
        "base-part" => Sums::BasePart(reader.words::<IncomeKind>("base-part", flaws)),
        "costs" => Sums::Costs(reader.words::<IncomeKind>("costs", flaws)),
        "paid-out" => Sums::PaidOut(reader.words("paid-out", flaws)),
        _ => Sums::Expenses(reader.words::<ExpenseKind>("expenses", flaws)),
    })
}

/// `are: a, b`, or `are none yet`.
pub(super) fn listed<'a>(known: impl Iterator<Item = &'a str>) -> String {
    let known = known.collect::<Vec<_>>().join(", ");
    if known.is_empty() { "are none yet".to_owned() } else { format!("are: {known}") }
}

/// `8532 元/年`, `815 元/月`; at least a 分.
fn rate(text: &str) -> Option<Rate> {
    let (sum, per) = text.split_once(' ')?;
    let per = match per {
        "元/月" => Period::Month,
        "元/年" => Period::Year,
        _ => return None,
    };
    let sum: Yuan = sum.parse().ok()?;
    (sum > Yuan::ZERO).then_some(Rate { sum, per })
}

/// Whether a figure with a stated end still applies on the first day of another.
fn overlaps(from: doudi_facts::day::Day, until: Option<doudi_facts::day::Day>, other: doudi_facts::day::Day) -> bool {
    until.is_some_and(|until| from <= other && other <= until)
}

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
