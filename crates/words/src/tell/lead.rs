//! What leads on a result: every category one can apply for, what to do first, and what is out of reach, in a sentence or two.

use std::cmp::Reverse;

use doudi_engine::ask::Ask;
use doudi_engine::rules::{Book, Category, IncomeTest, ListTest, SingleTest, Test, ToldAs, Unit};
use doudi_engine::truth::Truth;
use doudi_engine::verdict::{Assessment, Conclusion, Verdict};
use doudi_facts::household::{ExpenseKind, Household, Trouble};
use doudi_facts::money::Yuan;
use doudi_facts::order::sort_by_key;
use doudi_facts::question::{PersonField, QuestionId};

use super::result::{is_settled, leans_on};
use crate::Words;

/// No more names than these stand in a headline.
const NAMED: usize = 3;

/// What leads on a result: one sentence to act on, one that says why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lead {
    /// `可以去申请最低生活保障`
    pub headline: String,
    /// `自测看来，公布的条件都够得上。窗口核了才算。`
    pub why: String,
}

impl Lead {
    fn new(headline: String, why: &str) -> Self {
        Self { headline, why: why.to_owned() }
    }
}

impl Words {
    /// The verdicts a result leads with, of the categories one can apply for: those that fit or wait for a check only, with
    /// what else may be paid beside them; exclusive ones between which only the office's counting decides; and else those
    /// with the best word. What pays most comes first.
    pub fn leading<'v>(self, assessment: &'v Assessment, book: &Book) -> Vec<&'v Verdict> {
        let classes = || assessment.verdicts.iter().filter(|verdict| book.is_told_as(verdict.category, ToldAs::Class));
        let of = |word: Conclusion| classes().filter(|verdict| verdict.word == word).collect::<Vec<_>>();
        // Beside a clear no to 低保 and its like, a rule nobody has published is no reason to send a family off.
        let group = first_group(assessment);
        let leads_by_office = |verdict: &Verdict| group.contains(&verdict.category) || is_settled(verdict, assessment);
        let mut clear: Vec<&Verdict> = classes().filter(|verdict| is_clear(verdict.word)).collect();
        // Of exclusive categories the first is named, and none of those that lean on another.
        let here = group.iter().copied().filter(|category| clear.iter().any(|verdict| verdict.category == *category));
        let behind: Vec<usize> = here.skip(1).collect();
        clear.retain(|verdict| !leans_on(verdict.category, &behind, book));
        let order = [
            clear,
            self.either(assessment),
            of(Conclusion::MayFit),
            of(Conclusion::OfficeDecides).into_iter().filter(|verdict| leads_by_office(verdict)).collect(),
            of(Conclusion::DoesNotFit),
        ];
        let mut leading = order.into_iter().find(|verdicts| !verdicts.is_empty()).unwrap_or_default();
        if !leading.first().is_some_and(|first| first.fits.may_hold()) {
            return leading;
        }
        let pays = |verdict: &&Verdict| {
            verdict.fits.may_hold()
                && is_for(verdict)
                && worth(verdict) > Yuan::ZERO
                && !hangs_on_parents(verdict, assessment)
        };
        // Of exclusive categories none of which leads, each that may fit is told beside it.
        let is_of_group = |verdict: &&Verdict| group.contains(&verdict.category) && verdict.fits.may_hold();
        let has_group = leading.iter().any(is_of_group);
        let is_beside = |verdict: &&Verdict| {
            let pays = pays(verdict) && !leans_on(verdict.category, group, book);
            !leading.contains(verdict) && (pays || (!has_group && is_of_group(verdict)))
        };
        let mut beside: Vec<&Verdict> = classes().filter(is_beside).collect();
        sort_by_key(&mut leading, |verdict| Reverse(worth(verdict)));
        sort_by_key(&mut beside, |verdict| Reverse(worth(verdict)));
        leading.extend(beside);
        leading
    }

    /// Exclusive categories, at least two, between which only the office's counting decides, on figures that stand.
    fn either(self, assessment: &Assessment) -> Vec<&Verdict> {
        let only_counted =
            |verdict: &&Verdict| verdict.word == Conclusion::OfficeDecides && is_settled(verdict, assessment);
        let group = first_group(assessment);
        let undecided: Vec<&Verdict> =
            group.iter().flat_map(|category| assessment.of(*category)).filter(only_counted).collect();
        if undecided.len() > 1 { undecided } else { Vec::new() }
    }

    /// The sentences a result leads with: an emergency and an illness that ate the income with their ways, then what can be
    /// applied for. Never a promise: the self-check line stands below it.
    pub fn lead(self, assessment: &Assessment, book: &Book, household: &Household) -> Lead {
        let leading = self.leading(assessment, book);
        let is_clear = leading.first().is_some_and(|first| is_clear(first.word));
        let Lead { headline, why } = self.ordinary(leading, assessment, book, household);
        let (mut told, mut whys) = (vec![headline], vec![why]);
        let is_urgent = self.is_urgent(household);
        let route =
            book.categories.iter().find(|category| category.told == ToldAs::Route && looks_at_troubles(category));
        let route = route.map(|category| self.of(&category.short));
        if let Some(ways) = self.ways_of_illness(assessment, book, household, route.filter(|_| !is_urgent)) {
            let at = if is_clear { told.len() } else { 0 };
            let told_ill = if is_clear { self.lead_ill_too(&ways) } else { self.lead_ill(&ways) };
            told.insert(at, told_ill);
            whys.insert(at, self.lead_ill_why().to_owned());
        }
        if let Some(route) = route.filter(|_| is_urgent) {
            told.insert(0, self.lead_urgent(&route));
            whys.insert(0, self.lead_urgent_why().to_owned());
        }
        Lead { headline: told.join(self.pick("；", "; ")), why: whys.join(self.pick("", " ")) }
    }

    /// Whether the family has told of something that cannot wait for figures.
    pub fn is_urgent(self, household: &Household) -> bool {
        household.troubles.items.iter().any(|trouble| is_urgent(trouble.what))
    }

    fn ordinary(self, mut leading: Vec<&Verdict>, assessment: &Assessment, book: &Book, household: &Household) -> Lead {
        let mut held = self.held(assessment, book, household);
        // A mark is no class: who has only that may still apply for one.
        held.retain(|verdict| !book.is_told_as(verdict.category, ToldAs::Tag));
        // What is received already need not be applied for.
        leading.retain(|verdict| !held.contains(verdict));
        let first = leading.first().map(|verdict| verdict.word);
        if !held.is_empty() && !first.is_some_and(is_clear) {
            return self.lead_of_held(&held, book, household);
        }
        let group = first_group(assessment);
        // Single members come after the whole family.
        let is_held = held.iter().any(|verdict| group.contains(&verdict.category));
        let first_may = group.first().is_some_and(|at| assessment.of(*at).any(|verdict| verdict.fits.may_hold()));
        let whole_may = first_may && !is_held;
        let (alone, mut whole): (Vec<&Verdict>, Vec<&Verdict>) =
            leading.iter().partition(|verdict| whole_may && is_alone(verdict, group, book));
        if whole.is_empty() {
            whole = group.iter().flat_map(|at| assessment.of(*at)).filter(|it| it.fits.may_hold()).collect();
        }
        // Who may be meant, and what is not only for those who receive something already.
        let is_open_to_them = |verdict: &&Verdict| is_for(verdict) && !is_for_receivers(verdict, book);
        if whole.iter().any(is_open_to_them) {
            whole.retain(is_open_to_them);
        }
        let either = self.either(assessment);
        let leads = |verdict: &&Verdict| is_clear(verdict.word) || either.contains(verdict);
        let (firm, open): (Vec<&Verdict>, Vec<&Verdict>) = whole.iter().partition(|verdict| leads(verdict));
        let names = |of: &[&Verdict]| self.names(of, group, book, household);
        let all = names(&whole);
        let mut lead = match whole.first().map(|verdict| verdict.word) {
            Some(word) if is_clear(word) => {
                let is_sure = firm.iter().all(|verdict| verdict.word == Conclusion::Fits);
                let why = if is_sure { self.lead_fits_why() } else { self.lead_to_verify_why() };
                Lead::new(self.lead_fits(&names(&firm)), why)
            }
            Some(Conclusion::OfficeDecides) if !firm.is_empty() => {
                Lead::new(self.lead_either(&names(&firm)), self.lead_either_why())
            }
            Some(Conclusion::MayFit) => Lead::new(self.lead_may_of(&all), self.lead_may_why()),
            Some(Conclusion::OfficeDecides) => Lead::new(self.lead_office(&all), self.lead_office_why()),
            _ => Lead::new(self.lead_not(&names(&failing(assessment, book))), self.lead_not_why()),
        };
        let mut more = Vec::new();
        if !firm.is_empty() && !open.is_empty() {
            more.push(self.lead_open(&names(&open)));
        }
        // What a family hoped for and does not reach is said as plainly as what it does.
        let fits = group.iter().position(|at| assessment.of(*at).any(|verdict| verdict.fits.may_hold()));
        let above = group.iter().take(fits.unwrap_or(group.len()));
        let above: Vec<&Verdict> = above.flat_map(|at| assessment.of(*at)).filter(|it| !held.contains(it)).collect();
        if !above.is_empty() && whole.first().is_some_and(|first| first.fits.may_hold()) {
            more.push(self.lead_below(&names(&above)));
        }
        let alone: Vec<&Verdict> = alone.into_iter().chain(self.alone(assessment, book)).collect();
        let mut people: Vec<String> = Vec::new();
        let named = |who: usize| whole.iter().any(|verdict| verdict.who == Some(who) && is_alone(verdict, group, book));
        for who in alone.iter().filter(|verdict| is_for(verdict)).filter_map(|verdict| verdict.who) {
            let person = self.person(household, who);
            if !people.contains(&person) && !named(who) {
                people.push(person);
            }
        }
        let people = people.join(self.comma_of_names());
        // What else may fit, and is not out because of one that is named.
        let others = |verdict: &&Verdict| {
            let excludes = fits.is_some() && leans_on(verdict.category, group, book);
            let told = leading.contains(verdict) || held.contains(verdict) || excludes;
            let told = told || hangs_on_parents(verdict, assessment);
            verdict.fits.may_hold() && is_for(verdict) && !is_for_receivers(verdict, book) && !told
        };
        let classes = assessment.verdicts.iter().filter(|verdict| book.is_told_as(verdict.category, ToldAs::Class));
        let others: Vec<&Verdict> = classes.filter(others).collect();
        if !others.is_empty() {
            if whole.first().is_some_and(|first| first.fits.may_hold()) {
                lead.why.push_str(self.pick("", " "));
                lead.why.push_str(&self.lead_also_why(&names(&others)));
            } else {
                more.push(self.lead_open(&names(&others)));
            }
        }
        match fits {
            _ if people.is_empty() => {}
            // The whole family first.
            Some(0) => more.push(self.lead_alone(&people)),
            _ => more.push(self.lead_alone_too(&people)),
        }
        for one in more {
            lead.headline.push_str(self.pick("；", "; "));
            lead.headline.push_str(&one);
        }
        lead
    }

    /// The members who may be taken in alone where the whole family does not fit.
    fn alone<'v>(self, assessment: &'v Assessment, book: &Book) -> Vec<&'v Verdict> {
        let group = first_group(assessment);
        let is_class = |verdict: &&Verdict| book.is_told_as(verdict.category, ToldAs::Class);
        let may = assessment.verdicts.iter().filter(is_class).filter(|verdict| verdict.fits.may_hold());
        may.filter(|verdict| is_alone(verdict, group, book)).collect()
    }

    /// Categories as a list of names; of exclusive ones one or the other; of many the first.
    fn names(self, of: &[&Verdict], group: &[usize], book: &Book, household: &Household) -> String {
        let mut names: Vec<(String, bool)> = Vec::new();
        for verdict in of {
            let name = self.category(verdict, book, household);
            let is_of_group = group.contains(&verdict.category) && verdict.fits.may_hold();
            match names.iter_mut().find(|(_, exclusive)| *exclusive && is_of_group) {
                Some((other, _)) => {
                    other.push_str(self.pick("或", " or "));
                    other.push_str(&name);
                }
                None => names.push((name, is_of_group)),
            }
        }
        let many = names.len() > NAMED + 1;
        let few = if many { NAMED } else { names.len() };
        let told: Vec<String> = names.into_iter().take(few).map(|(name, _)| name).collect();
        let told = told.join(self.comma_of_names());
        if many { self.lead_and_more(&told) } else { told }
    }

    /// Where to ask when illness has eaten the income: what was paid for it is half of the income at least, and of a year's
    /// lowest standard.
    fn ways_of_illness(
        self,
        assessment: &Assessment,
        book: &Book,
        household: &Household,
        route: Option<&str>,
    ) -> Option<String> {
        let is_ill = |kind| matches!(kind, ExpenseKind::Medical | ExpenseKind::Rehabilitation);
        let paid = household.expenses.items.iter().filter(|spent| is_ill(spent.kind));
        let paid =
            paid.filter_map(|spent| spent.amount.ends().0).try_fold(Yuan::ZERO, |sum, one| sum.plus(*one)).ok()?;
        let twice = paid.plus(paid).ok()?;
        let used = book.lines.iter().zip(&assessment.lines).filter_map(|(line, used)| line.amounts.get(used.amount?));
        let least = used.filter_map(|amount| amount.value.yearly().ok()).min().unwrap_or_default();
        let income = assessment.figures.first().and_then(|figure| figure.total.high);
        let told = household.troubles.items.iter().any(|trouble| trouble.what == Trouble::HighMedical);
        let is_eaten = income.is_some_and(|income| twice >= income) && twice >= least && paid > Yuan::ZERO;
        if !told && !is_eaten {
            return None;
        }
        let looks = |verdict: &&Verdict| {
            let needs = book.categories.get(verdict.category).map_or(&[][..], |category| &category.needs);
            let mut looks = false;
            needs.iter().for_each(|need| {
                need.test.each_single(&mut |test| looks |= matches!(test, SingleTest::Income(IncomeTest::Spending(_))))
            });
            looks && verdict.fits.may_hold() && book.is_told_as(verdict.category, ToldAs::Class)
        };
        let spending = assessment.verdicts.iter().find(looks).map(|verdict| self.category(verdict, book, household));
        let ways = spending.into_iter().chain(route.map(str::to_owned)).chain([self.lead_medical().to_owned()]);
        Some(ways.collect::<Vec<_>>().join(self.comma_of_names()))
    }

    fn lead_of_held(self, held: &[&Verdict], book: &Book, household: &Household) -> Lead {
        let of = |is: fn(Conclusion) -> bool| {
            let such = held.iter().filter(|verdict| is(verdict.word));
            such.map(|verdict| self.category(verdict, book, household)).collect::<Vec<_>>()
        };
        let join = |names: Vec<String>| names.join(self.comma_of_names());
        let changed = of(|word| word == Conclusion::DoesNotFit);
        if !changed.is_empty() {
            return Lead::new(self.lead_held_not(&join(changed)), self.lead_held_not_why());
        }
        let open = of(|word| matches!(word, Conclusion::MayFit | Conclusion::OfficeDecides));
        if !open.is_empty() {
            return Lead::new(self.lead_held_open(&join(open)), self.lead_held_open_why());
        }
        Lead::new(self.lead_held(&join(of(|_| true))), self.lead_held_why())
    }

    /// The verdicts of what is received already. Where whose it is was not told, it is theirs who may fit, or of one alone.
    pub fn held<'v>(self, assessment: &'v Assessment, book: &Book, household: &Household) -> Vec<&'v Verdict> {
        let people = &household.people.items;
        let is_whose = |of: &Option<String>, verdict: &Verdict| match (of, verdict.who.and_then(|who| people.get(who)))
        {
            (Some(of), Some(person)) => *of == person.id,
            (None, Some(_)) => people.len() == 1 || verdict.fits.may_hold(),
            (_, None) => true,
        };
        let is_held = |verdict: &&Verdict| {
            let receipt = book.categories.get(verdict.category).and_then(|category| category.receipt);
            let mut such = household.receives.items.iter().filter(|received| Some(received.what) == receipt);
            such.any(|received| is_whose(&received.who, verdict))
        };
        assessment.verdicts.iter().filter(is_held).collect()
    }

    /// Between names.
    pub(crate) fn comma_of_names(self) -> &'static str {
        self.pick("、", ", ")
    }
}

fn first_group(assessment: &Assessment) -> &[usize] {
    assessment.groups.first().map_or(&[][..], |group| &group.categories)
}

fn is_clear(word: Conclusion) -> bool {
    matches!(word, Conclusion::Fits | Conclusion::MetToVerify)
}

/// Whether it is known that a category of persons is for such a person; of the household always.
pub(super) fn is_for(verdict: &Verdict) -> bool {
    verdict.who.is_none() || verdict.conditions.first() == Some(&Truth::Holds)
}

/// The most it may pay a year, as far as that is known; nothing where that is not a rule.
fn worth(verdict: &Verdict) -> Yuan {
    verdict.grant().and_then(|grant| grant.high.or(grant.low)).unwrap_or_default()
}

/// Whether it takes in a single member where the family as a whole does not fit: it looks at one of the group.
fn is_alone(verdict: &Verdict, group: &[usize], book: &Book) -> bool {
    let is_of_people = book.categories.get(verdict.category).is_some_and(|category| category.unit == Unit::Person);
    is_of_people && leans_on(verdict.category, group, book)
}

fn looks_at_troubles(category: &Category) -> bool {
    let mut looks = false;
    category.needs.iter().for_each(|need| {
        need.test.each_single(&mut |test| looks |= matches!(test, SingleTest::List(ListTest::Troubles(_))))
    });
    looks
}

/// What cannot wait for figures.
fn is_urgent(trouble: Trouble) -> bool {
    matches!(
        trouble,
        Trouble::Accident | Trouble::Disaster | Trouble::SuddenIllness | Trouble::NoHome | Trouble::OtherSudden
    )
}

/// Whether it hangs on what a child's parents are like, of which nothing is said: then nothing is hoped yet.
fn hangs_on_parents(verdict: &Verdict, assessment: &Assessment) -> bool {
    let of_parents =
        |ask: &Ask| matches!(ask, Ask::Answer(QuestionId::Person(_, PersonField::Mother | PersonField::Father)));
    assessment.asks.of(verdict.fits.asks()).iter().any(of_parents)
}

/// Whether it is only for those who receive something already.
fn is_for_receivers(verdict: &Verdict, book: &Book) -> bool {
    let needs = book.categories.get(verdict.category).map_or(&[][..], |category| &category.needs);
    needs.iter().any(|need| matches!(need.test, Test::Single(SingleTest::List(ListTest::Receives(_)))))
}

/// The classes of the household that do not fit and are not only for those who receive something.
fn failing<'v>(assessment: &'v Assessment, book: &Book) -> Vec<&'v Verdict> {
    let is_open_to_all = |verdict: &&Verdict| verdict.who.is_none() && !is_for_receivers(verdict, book);
    let classes = assessment.verdicts.iter().filter(|verdict| book.is_told_as(verdict.category, ToldAs::Class));
    classes.filter(|verdict| verdict.word == Conclusion::DoesNotFit).filter(is_open_to_all).collect()
}
