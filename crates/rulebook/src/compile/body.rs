//! The bodies of items (条文内容): each table read into the engine's vocabulary, every id resolved.

use std::collections::BTreeMap;

use doudi_engine::facts::{Area, ExpenseKind, IncomeKind};
use doudi_engine::money::{Period, Rate, Yuan};
use doudi_engine::rules::{
    Account, Amount, Category, Cite, Condition, Confidence, Document, Grant, How, Judgement, Limit, Line, Losses,
    MemberRule, Multiple, Reading, ReadingOption, Side, Sums, Test, Text, Treatment, Window,
};

use super::Flaws;
use super::layers::Item;
use super::reader::{Reader, Spot};

/// Where every id of a book lies in its list.
pub(crate) struct Ids<'i, 's> {
    documents: Vec<&'i Item<'s>>,
    /// Table and id to place in that table's list.
    places: BTreeMap<(&'static str, &'s str), usize>,
    /// Reading and option to the option's place.
    options: BTreeMap<(&'s str, &'s str), usize>,
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

    fn find(&self, table: &'static str, id: &str, at: &Spot, called: &str, flaws: &mut Flaws) -> Option<usize> {
        let found = self.places.iter().find(|((t, i), _)| *t == table && *i == id).map(|(_, at)| *at);
        if found.is_none() {
            let known = listed(self.places.keys().filter(|(t, _)| *t == table).map(|(_, i)| *i));
            flaws.add(at, format!("{called}: no {table} is called \"{id}\"; there {known}"));
        }
        found
    }

    /// The index a key of a reader refers to.
    fn refer(&self, reader: &Reader<'_>, key: &'static str, table: &'static str, flaws: &mut Flaws) -> Option<usize> {
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
    reader.done(flaws);
    Some(Document { id: item.id.to_owned(), title: title?, number, level: level?, status: status?, read: read? })
}

/// Reads bodies with the ids of one book.
pub(crate) struct Bodies<'r, 'i, 's> {
    pub(crate) ids: &'r Ids<'i, 's>,
}

/// Whether a test is about one person or about the household.
#[derive(Clone, Copy, PartialEq)]
enum About {
    Person,
    Household { category: usize },
}

impl Bodies<'_, '_, '_> {
    pub(crate) fn window(&self, item: &Item<'_>, flaws: &mut Flaws) -> Option<Window> {
        let reader = item.reader();
        let months = reader.number("months", flaws);
        if months.is_none_or(|m| m != 12) {
            flaws.add(&reader.spot, "the window must have 12 `months`; the household file tells sums of a year");
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
        let test = self.need_test(&reader, About::Person, flaws);
        let cite = self.ids.cite(&reader, false, flaws);
        reader.done(flaws);
        Some(MemberRule { id: item.id.to_owned(), name: name?, test: test?, cite: cite? })
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
                of_account.extend(self.treatment(treatment, flaws));
            }
        }
        Some(Account { id: item.id.to_owned(), name: name?, treatments: of_account, losses: losses?, cite: cite? })
    }

    fn treatment(&self, item: &Item<'_>, flaws: &mut Flaws) -> Option<Treatment> {
        let reader = item.reader();
        reader.value("accounts");
        let name = reader.both("name", flaws);
        let question = if reader.has("question") { reader.both("question", flaws) } else { None };
        let of = sums(&reader, flaws);
        let how = reader.need_word::<How>("how", "say whole, whole-or-nothing or up-to-whole", flaws);
        let until = reader.day("until", flaws);
        let cite = self.ids.cite(&reader, false, flaws);
        if question.is_none() && (until.is_some() || how.is_some_and(|how| how != How::Whole)) {
            let what =
                format!("{} can be the office's to decide; give the `question` to ask at the window", reader.called);
            flaws.add(&reader.spot, what);
        }
        reader.done(flaws);
        Some(Treatment { id: item.id.to_owned(), name: name?, question, of: of?, how: how?, until, cite: cite? })
    }

    pub(crate) fn limit(&self, item: &Item<'_>, flaws: &mut Flaws) -> Option<Limit> {
        let reader = item.reader();
        let name = reader.both("name", flaws);
        let catches = reader.words("catches", flaws);
        let cite = self.ids.cite(&reader, false, flaws);
        if !reader.has("catches") {
            flaws.add(&reader.spot, format!("{} has no `catches`; list what it could catch", reader.called));
        }
        reader.done(flaws);
        Some(Limit { id: item.id.to_owned(), name: name?, catches, cite: cite? })
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
        let cite = self.ids.cite(&reader, false, flaws);
        reader.done(flaws);
        Some(Judgement { id: item.id.to_owned(), question: question?, cite: cite? })
    }

    pub(crate) fn category(&self, item: &Item<'_>, flaws: &mut Flaws) -> Option<Category> {
        let reader = item.reader();
        let name = reader.both("name", flaws);
        let category = self.ids.find("category", item.id, &reader.spot, "category", flaws)?;
        let mut needs: Vec<Condition> = Vec::new();
        for inner in reader.tables("all", "condition", flaws) {
            let condition = self.condition(&inner, About::Household { category }, flaws);
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
        let grant = reader.table("grant", flaws).and_then(|inner| self.grant(&inner, flaws));
        reader.done(flaws);
        Some(Category { id: item.id.to_owned(), name: name?, needs, grant })
    }

    fn condition(&self, reader: &Reader<'_>, about: About, flaws: &mut Flaws) -> Option<Condition> {
        let id = reader.need_text("id", "give it a short id", flaws);
        let gate = reader.need_word("gate", "say people, income, property, spending or risk", flaws);
        let name = reader.both("name", flaws);
        let test = self.need_test(reader, about, flaws);
        let cite = self.ids.cite(reader, false, flaws);
        Some(Condition { id: id?.to_owned(), gate: gate?, name: name?, test: test?, cite: cite? })
    }

    fn grant(&self, reader: &Reader<'_>, flaws: &mut Flaws) -> Option<Grant> {
        let gap = reader.table("gap", flaws);
        if !reader.has("gap") {
            flaws.add(&reader.spot, format!("{} has no `gap`; name its account and line", reader.called));
        }
        let found = gap.and_then(|gap| {
            let account = self.ids.refer(&gap, "account", "account", flaws);
            let line = self.ids.refer(&gap, "line", "line", flaws);
            gap.done(flaws);
            account.zip(line)
        });
        let cite = self.ids.cite(reader, false, flaws);
        reader.done(flaws);
        let (account, line) = found?;
        Some(Grant::Gap { account, line, cite: cite? })
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

    fn need_test(&self, reader: &Reader<'_>, about: About, flaws: &mut Flaws) -> Option<Test> {
        let Some(inner) = reader.table("test", flaws) else {
            if !reader.has("test") {
                flaws.add(&reader.spot, format!("{} has no `test`; say when it holds", reader.called));
            }
            return None;
        };
        self.test(&inner, about, flaws)
    }

    fn test(&self, reader: &Reader<'_>, about: About, flaws: &mut Flaws) -> Option<Test> {
        const PERSON: [&str; 8] =
            ["relation", "age-under", "studies", "away", "lives-together", "shares-purse", "married", "dependent"];
        const HOUSEHOLD: [&str; 4] = ["income-per-head", "assets-within", "reading", "fits"];
        const EITHER: [&str; 4] = ["all", "any", "not", "judged"];
        let words = || reader.keys().map(str::to_owned).collect::<Vec<_>>();
        let of_person = words().into_iter().find(|key| PERSON.contains(&key.as_str()));
        let of_household = words().into_iter().find(|key| HOUSEHOLD.contains(&key.as_str()));
        let misplaced = match about {
            About::Person => of_household.map(|word| (word, "a household, not of one person")),
            About::Household { .. } => of_person.map(|word| (word, "one person, not of a household")),
        };
        if let Some((word, of)) = misplaced {
            flaws.add(&reader.spot, format!("{}: `{word}` asks something of {of}", reader.called));
            return None;
        }
        let heads = || PERSON.iter().chain(&HOUSEHOLD).chain(&EITHER).filter(|word| reader.has(word));
        if heads().count() > 1 {
            let told = heads().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(" and ");
            flaws.add(&reader.spot, format!("{} says {told} at once; join them with `all`", reader.called));
            return None;
        }
        let test = self.word(reader, about, flaws);
        match &test {
            Some(_) => reader.done(flaws),
            None if heads().count() > 0 => {}
            None => {
                let of_it = if about == About::Person { &PERSON[..] } else { &HOUSEHOLD[..] };
                let known = EITHER.iter().chain(of_it).copied().collect::<Vec<_>>().join(", ");
                let told = words().join("`, `");
                let what = if told.is_empty() { "is empty".to_owned() } else { format!("knows no `{told}`") };
                flaws.add(&reader.spot, format!("{} {what}; the tests are {known}", reader.called));
            }
        }
        test
    }

    fn word(&self, reader: &Reader<'_>, about: About, flaws: &mut Flaws) -> Option<Test> {
        let several = |key: &'static str, flaws: &mut Flaws| -> Option<Vec<Test>> {
            let inner = reader.tables(key, "", flaws);
            let tests: Vec<Option<Test>> = inner.iter().map(|one| self.test(one, about, flaws)).collect();
            tests.into_iter().collect()
        };
        let flag = |key: &'static str, test: Test, flaws: &mut Flaws| {
            let yes = reader.yes(key, flaws);
            Some(if yes { test } else { Test::Not(Box::new(test)) })
        };
        if reader.has("all") {
            return several("all", flaws).map(Test::All);
        }
        if reader.has("any") {
            return several("any", flaws).map(Test::Any);
        }
        if let Some(inner) = reader.table("not", flaws) {
            return self.test(&inner, about, flaws).map(|test| Test::Not(Box::new(test)));
        }
        if reader.has("income-per-head") {
            let is = reader.word::<Side>("income-per-head", flaws);
            let account = self.ids.refer(reader, "account", "account", flaws);
            let line = self.ids.refer(reader, "line", "line", flaws);
            let times = reader.text("times", flaws).map_or(Some(Multiple::ONCE), |text| text.parse().ok());
            if times.is_none() {
                flaws.add(
                    &reader.spot_at("times"),
                    format!("{}: `times` must be a positive number in quotes, such as \"1.5\"", reader.called),
                );
            }
            return Some(Test::IncomePerHead { account: account?, is: is?, line: line?, times: times? });
        }
        if reader.has("assets-within") {
            return self.ids.refer(reader, "assets-within", "limit", flaws).map(Test::AssetsWithin);
        }
        if let Some(id) = reader.text("reading", flaws) {
            let reading = self.ids.find("reading", id, &reader.spot_at("reading"), &reader.called, flaws);
            let option = reader.need_text("is", "name one of its options", flaws)?;
            let found = self.ids.options.iter().find(|((r, o), _)| *r == id && *o == option).map(|(_, at)| *at);
            if reading.is_some() && found.is_none() {
                let known = listed(self.ids.options.keys().filter(|(r, _)| *r == id).map(|(_, o)| *o));
                let what = format!("{}: reading \"{id}\" has no option \"{option}\"; there {known}", reader.called);
                flaws.add(&reader.spot_at("is"), what);
            }
            return Some(Test::Reads { reading: reading?, option: found? });
        }
        if reader.has("judged") {
            return self.ids.refer(reader, "judged", "judgement", flaws).map(Test::Judged);
        }
        if reader.has("fits") {
            let earlier = self.ids.refer(reader, "fits", "category", flaws)?;
            if let About::Household { category } = about
                && earlier >= category
            {
                let what = format!("{}: `fits` must name a category written before this one", reader.called);
                flaws.add(&reader.spot_at("fits"), what);
            }
            return Some(Test::Fits(earlier));
        }
        if reader.has("relation") {
            return Some(Test::Relation(reader.words("relation", flaws)));
        }
        if reader.has("age-under") {
            return reader.number("age-under", flaws).map(Test::AgeUnder);
        }
        if reader.has("studies") {
            return Some(Test::Studies(reader.words("studies", flaws)));
        }
        if reader.has("away") {
            return Some(Test::Away(reader.words("away", flaws)));
        }
        let flags = [
            ("lives-together", Test::LivesTogether),
            ("shares-purse", Test::SharesPurse),
            ("married", Test::Married),
            ("dependent", Test::Dependent),
        ];
        let (key, test) = flags.into_iter().find(|(key, _)| reader.has(key))?;
        flag(key, test, flaws)
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
fn listed<'a>(known: impl Iterator<Item = &'a str>) -> String {
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
fn overlaps(
    from: doudi_engine::day::Day,
    until: Option<doudi_engine::day::Day>,
    other: doudi_engine::day::Day,
) -> bool {
    until.is_some_and(|until| from <= other && other <= until)
}
