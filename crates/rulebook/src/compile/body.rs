//! The bodies of items (条文内容): each table read into the engine's vocabulary, every id resolved.

use doudi_engine::rules::{
    Account, Amount, AreaRule, Cap, CapBase, How, Judgement, Limit, Line, Listed, Losses, MemberRule, NotMember,
    Reading, ReadingOption, SavingsLimit, Shared, Sums, Test, Tie, Treatment, Unsettled, Window,
};
use doudi_facts::household::{Area, AssetKind, ExpenseKind, IncomeKind};
use doudi_facts::money::{Multiple, Period, Rate, Yuan};

use super::Flaws;
use super::ids::Ids;
use super::layers::Item;
use super::reader::{Reader, Spot};
use super::test::About;

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
        let without: Vec<AssetKind> = reader.words("without", flaws);
        let catches: Vec<AssetKind> = reader.words("catches", flaws);
        let cite = self.ids.cite(&reader, false, flaws);
        if !["savings", "homes", "without", "catches"].iter().any(|key| reader.has(key)) {
            let what = format!("{} has no figure and no `catches`; list what it could catch", reader.called);
            flaws.add(&reader.spot, what);
        }
        let is_set = |thing: &AssetKind| {
            without.contains(thing)
                || (*thing == AssetKind::Savings && reader.has("savings"))
                || (*thing == AssetKind::SecondHome && reader.has("homes"))
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
