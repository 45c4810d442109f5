//! Comparing (比较): the same household at other places and on other days, and what makes the difference.
//!
//! A difference is explained by swapping: one amount, one rule, one condition of the other book is put into the first, and
//! whichever alone brings the other word is named. Where none does, a least combination is: everything that differs is
//! swapped, and put back piece by piece as long as the word stays.

mod rule_swap;

use std::cell::Cell;

use doudi_engine::assess::screen_at;
use doudi_engine::rules::{Book, Line, ToldAs};
use doudi_engine::verdict::{Conclusion, Fineness, Verdict};
use doudi_facts::day::Day;
use doudi_facts::household::Household;
use doudi_rulebook::{Place, Rulebook, Town};
use doudi_words::Words;
use rule_swap::{RulePart, RuleSwap, bare, parts, wanted};

use crate::block::{Block, ColumnLayout, Link, Row, Table, said};
use crate::page::{Page, PageContext};

/// Where and when a household applies.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    /// The place.
    pub place: &'a Place,
    /// The town, where one is told.
    pub town: Option<&'a Town>,
    /// The day.
    pub on: Day,
}

/// How many places or days are held against each other: every place that is known, and one more day.
const MOST_GROUNDS: usize = 6;

/// How many worlds are visited to say what makes the differences of a page.
const MOST_WORLDS: u32 = 1_000_000;

/// A category of the household or of one person, by ids that hold in every book.
type Key = (String, Option<usize>);

impl<'a> Setting<'a> {
    /// A place by its path, on a day.
    pub fn find(rulebook: &'a Rulebook, path: &str, on: Day) -> Option<Self> {
        let (place, town) = rulebook.find(path)?;
        Some(Self { place, town, on })
    }

    fn book(&self) -> &'a Book {
        self.place.book(self.town)
    }

    fn place_name(&self, words: Words) -> String {
        words.place(&self.place.listing.name, self.town.map(|town| &town.name))
    }

    fn name(&self, words: Words) -> String {
        format!("{} {}", self.place_name(words), self.on)
    }

    /// The path as it stands in an address.
    fn address(&self) -> String {
        let town = self.town.map_or_else(String::new, |town| format!(".{}", town.id));
        format!("{}{town}@{}", self.place.listing.id, self.on)
    }
}

/// The same household at each of these, side by side; the first is what the others are held against. `None` where it
/// cannot be assessed.
pub fn compare(words: Words, household: &Household, grounds: &[Setting<'_>]) -> Option<Vec<Block>> {
    let looks = &Assessor { household, fineness: Cell::new(Fineness::FINEST), left: Cell::new(MOST_WORLDS) };
    let all = || grounds.iter().map(|ground| looks.verdicts(ground.book(), ground.on)).collect::<Option<Vec<_>>>();
    let mut found = all()?;
    if looks.fineness.get() < Fineness::FINEST {
        // What was looked at finely says more than what was not: that is no difference of the rules.
        found = all()?;
    }
    let mut keys: Vec<Key> = Vec::new();
    for (key, _) in found.iter().flatten() {
        if !keys.contains(key) {
            keys.push(key.clone());
        }
    }
    let fits = |key: &Key| found.iter().any(|of| word(of, key).is_some_and(|word| word != Conclusion::DoesNotFit));
    // Of single people only what may fit somewhere.
    keys.retain(|key| key.1.is_none() || fits(key));
    let name = |key: &Key| named(words, grounds, household, key);
    let is_alike =
        |key: &&Key| found.iter().all(|of| word(of, key) == found.first().and_then(|first| word(first, key)));
    let (alike, apart): (Vec<&Key>, Vec<&Key>) = keys.iter().partition(is_alike);
    let rows = apart.into_iter().map(|key| Row {
        name: name(key),
        notes: Vec::new(),
        cells: found.iter().map(|of| told(words, word(of, key))).collect(),
    });
    let mut head = vec![words.compare_category().to_owned()];
    // A day that is everybody's is no difference.
    let one_day = grounds.windows(2).all(|two| two[0].on == two[1].on);
    let ground_name = |ground: &Setting<'_>| if one_day { ground.place_name(words) } else { ground.name(words) };
    head.extend(grounds.iter().map(ground_name));
    let mut blocks = vec![Block::Table(Table {
        look: ColumnLayout::Steps,
        unit: String::new(),
        head,
        rows: rows.collect(),
        sums: Vec::new(),
    })];
    let alike = alike
        .into_iter()
        .map(|key| words.compare_each(&name(key), &told(words, found.first().and_then(|first| word(first, key)))));
    blocks.push(Block::sentences(words.compare_alike(), alike.collect()));
    let (first, others) = grounds.split_first()?;
    for (other, theirs) in others.iter().zip(found.iter().skip(1)) {
        let mine = found.first()?;
        let differing: Vec<&Key> = keys.iter().filter(|key| word(mine, key) != word(theirs, key)).collect();
        let names = [first, other].map(ground_name);
        if differing.is_empty() {
            blocks.push(Block::plain(words.compare_same(&names[0], &names[1])));
            continue;
        }
        let swap = Swap::new(words, [first, other], &differing, looks);
        let (mut lines, mut lone) = (Vec::new(), Vec::new());
        for key in differing {
            match word(mine, key).zip(word(theirs, key)) {
                Some((mine, theirs)) => lines.push(words.compare_differs(
                    &words.word(mine),
                    &name(key),
                    &words.word(theirs),
                    &swap.why(key, theirs),
                )),
                None => lone.push(name(key)),
            }
        }
        if !lone.is_empty() {
            lines.push(words.compare_only_there(&lone.join(words.pick("、", ", "))));
        }
        let title = words.compare_title(&names[0], &names[1]);
        blocks.push(match others.len() {
            1 => Block::sentences(&title, lines),
            _ => Block::Fold { title, body: vec![Block::sentences("", lines)] },
        });
    }
    Some(said(blocks))
}

fn told(words: Words, word: Option<Conclusion>) -> String {
    word.map_or_else(|| words.compare_missing().to_owned(), |word| words.word(word).to_owned())
}

fn word(of: &[(Key, Conclusion)], key: &Key) -> Option<Conclusion> {
    of.iter().find(|(other, _)| other == key).map(|(_, word)| *word)
}

fn named(words: Words, grounds: &[Setting<'_>], household: &Household, (id, who): &Key) -> String {
    let mut categories = grounds.iter().flat_map(|ground| &ground.book().categories);
    let short = categories.find(|category| category.id == *id).map_or("", |category| words.of(&category.short));
    who.map_or_else(|| short.to_owned(), |who| words.lead_whose(&short, &words.person(household, who)))
}

/// Looking at a household under one book after the other.
struct Assessor<'a> {
    household: &'a Household,
    /// How finely worlds are told apart: as under the book that leaves most open.
    fineness: Cell<Fineness>,
    /// How many more worlds may be visited.
    left: Cell<u32>,
}

impl Assessor<'_> {
    /// Each category's word, ways to take left out.
    fn verdicts(&self, book: &Book, on: Day) -> Option<Vec<(Key, Conclusion)>> {
        let found = screen_at(book, self.household, on, self.fineness.get()).ok()?;
        self.left.update(|left| left.saturating_sub(found.worlds));
        self.fineness.update(|fineness| fineness.min(found.fineness));
        let of = |verdict: &Verdict| {
            let category = book.categories.get(verdict.category).filter(|of| of.told != ToldAs::Route)?;
            Some(((category.id.clone(), verdict.who), verdict.word))
        };
        Some(found.verdicts.iter().filter_map(of).collect())
    }

    /// Whether no more worlds may be visited.
    fn is_spent(&self) -> bool {
        self.left.get() == 0
    }
}

/// Swapping between two grounds.
struct Swap<'a> {
    words: Words,
    looks: &'a Assessor<'a>,
    mine: &'a Setting<'a>,
    theirs: &'a Setting<'a>,
    /// The first book, as far as the categories hang on it whose words differ.
    bare: Book,
    /// Each part that differs, and the words with it alone swapped.
    single: Vec<(RulePart, Vec<(Key, Conclusion)>)>,
}

impl<'a> Swap<'a> {
    /// Of categories whose words differ.
    fn new(words: Words, [mine, theirs]: [&'a Setting<'a>; 2], differing: &[&Key], looks: &'a Assessor<'a>) -> Self {
        let wanted = wanted([mine.book(), theirs.book()], differing.iter().map(|(id, _)| id.as_str()));
        let bare = bare(mine.book(), &wanted);
        let mut swap = Self { words, looks, mine, theirs, bare, single: Vec::new() };
        let mut graft = swap.graft();
        for part in parts(mine.book(), theirs.book(), &wanted) {
            if looks.is_spent() {
                break;
            }
            if graft.put(&part) == Some(true) {
                let then = looks.verdicts(&graft.grown(), mine.on);
                swap.single.extend(then.map(|words| (part, words)));
                graft = swap.graft();
            }
        }
        swap
    }

    /// The first book, to put parts of the other into.
    fn graft(&self) -> RuleSwap<'a> {
        RuleSwap::new(&self.bare, self.theirs.book(), (self.mine.on, self.theirs.on))
    }

    /// What brings a category from one word to the other.
    fn why(&self, key: &Key, theirs: Conclusion) -> String {
        let words = self.words;
        let alone = self.single.iter().filter(|(_, then)| word(then, key) == Some(theirs));
        let alone: Vec<String> = alone.map(|(part, _)| self.tell(part)).collect();
        if !alone.is_empty() {
            return words.compare_alone(&alone.join(words.pick("；或者", "; or ")));
        }
        match self.combination(key, theirs) {
            Some(parts) => {
                let told: Vec<String> = parts.iter().map(|part| self.tell(part)).collect();
                words.compare_together(&told.join(words.pick("；", "; ")))
            }
            None if self.looks.is_spent() => words.compare_stopped().to_owned(),
            None => words.compare_by_day().to_owned(),
        }
    }

    /// A least combination: nothing can be put back without losing the word.
    fn combination(&self, key: &Key, theirs: Conclusion) -> Option<Vec<RulePart>> {
        let mut parts: Vec<RulePart> = self.single.iter().map(|(part, _)| part.clone()).collect();
        let brings = |parts: &[RulePart]| {
            let mut graft = self.graft();
            for part in parts {
                graft.put(part);
            }
            let then = self.looks.verdicts(&graft.grown(), self.mine.on);
            then.is_some_and(|then| word(&then, key) == Some(theirs))
        };
        if self.looks.is_spent() || !brings(&parts) {
            return None;
        }
        for part in parts.clone() {
            // A combination that was not looked at to the end may not be a least one.
            if self.looks.is_spent() {
                return None;
            }
            let without: Vec<RulePart> = parts.iter().filter(|other| **other != part).cloned().collect();
            if brings(&without) {
                parts = without;
            }
        }
        Some(parts)
    }

    /// A part, as it stands in both books.
    fn tell(&self, part: &RulePart) -> String {
        let words = self.words;
        let (mine, theirs) = (self.mine.book(), self.theirs.book());
        match part {
            RulePart::Line(id) => {
                let line = |book: &'a Book| book.lines.iter().find(|line| line.id == *id);
                let name = line(mine).or_else(|| line(theirs)).map_or("", |line| words.of(&line.name));
                let rate = |book, on| {
                    line(book).map_or_else(|| words.compare_none().to_owned(), |line| self.rates(line, book, on))
                };
                words.compare_line(&rate(mine, self.mine.on), &name, &rate(theirs, self.theirs.on))
            }
            RulePart::Treatment(_, id) => {
                let of = |book: &'a Book| book.treatments.iter().find(|of| of.id == *id);
                let told = of(theirs).map(|of| (of, theirs)).or_else(|| of(mine).map(|of| (of, mine)));
                told.map_or_else(String::new, |(of, book)| {
                    words.compare_rule(&words.cite(&of.cite, book), &words.of(&of.name))
                })
            }
            RulePart::Losses(id) => {
                let of = theirs.accounts.iter().find(|of| of.id == *id);
                of.map_or_else(String::new, |of| {
                    words.compare_losses(&words.cite(&of.cite, theirs), &words.of(&of.name))
                })
            }
            RulePart::Limit(id) => {
                let of = theirs.limits.iter().find(|of| of.id == *id);
                of.map_or_else(String::new, |of| words.compare_rule(&words.cite(&of.cite, theirs), &words.of(&of.name)))
            }
            RulePart::Members => words.compare_members().to_owned(),
            RulePart::Areas => {
                // What only one of them has, beside what the family told.
                let own = |book: &'a Book, other: &Book| {
                    let own = book.areas.iter().filter(|rule| !other.areas.iter().any(|of| of.id == rule.id));
                    let cites: Vec<String> = own.map(|rule| words.cite(&rule.cite, book)).collect();
                    if cites.is_empty() {
                        words.compare_areas_told().to_owned()
                    } else {
                        cites.join(words.pick("、", ", "))
                    }
                };
                words.compare_areas(&own(mine, theirs), &own(theirs, mine))
            }
            RulePart::Condition(category, id) => {
                let of = |book: &'a Book| {
                    let category = book.categories.iter().find(|of| of.id == *category)?;
                    category.needs.iter().find(|need| need.id == *id).map(|need| (need, book))
                };
                let told = |(need, book): (&doudi_engine::rules::Condition, &Book)| {
                    words.compare_rule(&words.cite(&need.cite, book), &words.of(&need.name))
                };
                match (of(mine), of(theirs)) {
                    (Some((one, mine)), Some((other, theirs))) if words.of(&one.name) == words.of(&other.name) => words
                        .compare_condition_same(
                            &words.cite(&one.cite, mine),
                            &words.of(&one.name),
                            &words.cite(&other.cite, theirs),
                        ),
                    (Some(mine), Some(theirs)) => words.compare_condition(&told(mine), &told(theirs)),
                    (Some(mine), None) => words.compare_condition_gone(&told(mine)),
                    (None, Some(theirs)) => words.compare_condition_new(&told(theirs)),
                    (None, None) => String::new(),
                }
            }
        }
    }

    /// The figures of a line that apply on a day, with their document.
    fn rates(&self, line: &Line, book: &Book, on: Day) -> String {
        let words = self.words;
        let mut told: Vec<String> = Vec::new();
        for area in [None, Some(doudi_facts::household::Area::Urban), Some(doudi_facts::household::Area::Rural)] {
            let is_told =
                |told: doudi_facts::household::Area| self.looks.household.area.exact().is_none_or(|area| *area == told);
            if area.is_some_and(|area| !is_told(area)) {
                continue;
            }
            let of = line.amounts.iter().filter(|amount| amount.area == area && amount.from <= on);
            let Some(amount) = of.max_by_key(|amount| amount.from) else { continue };
            // A figure nobody confirmed, or that may have been raised, leaves open what another decides.
            let rate = words.rate_as_it_stands(amount, on, words.rate(amount.value));
            told.push(words.compare_rule(&words.cite(&amount.cite, book), &rate));
        }
        if told.is_empty() { words.compare_none().to_owned() } else { told.join(words.pick("、", ", ")) }
    }
}

impl<'a> PageContext<'a> {
    /// The household at several places or days: `compare` alone holds its own place against every other one, and
    /// `compare/daye.huandiqiao@2025-11-20/miluo.other@2026-07-01` what is named.
    pub(crate) fn compare(&self, sides: &[&str]) -> Option<Page> {
        let words = self.words;
        let page = |lede: &str, body| {
            Some(Page { heading: words.compare_heading().to_owned(), lede: lede.to_owned(), body, search: None })
        };
        let Some((place, town, on)) = self.ground() else { return page(words.margin_need(), Vec::new()) };
        if sides.len() > MOST_GROUNDS {
            return page(&words.compare_too_many(&MOST_GROUNDS), Vec::new());
        }
        let own = Setting { place, town, on };
        let grounds = if sides.is_empty() {
            std::iter::once(own).chain(self.others(own)).collect()
        } else {
            let side = |side: &&str| {
                let (path, day) = side.split_once('@').map_or((*side, None), |(path, day)| (path, Some(day)));
                let on = day.map_or(Some(on), |day| day.parse().ok())?;
                Setting::find(self.rulebook, &path.replacen('.', "/", 1), on)
            };
            sides.iter().map(side).collect::<Option<Vec<Setting<'a>>>>()?
        };
        let Some(mut body) = compare(words, self.household, &grounds) else {
            return page(words.margin_need(), Vec::new());
        };
        body.push(Block::Links(self.beside(&own, sides.is_empty())));
        page(words.compare_lede(), body)
    }

    /// Every place but its own, where no pilot runs.
    fn others(&self, own: Setting<'a>) -> impl Iterator<Item = Setting<'a>> {
        let others = self.rulebook.places.iter().filter(move |other| other.listing.id != own.place.listing.id);
        others.map(move |place| Setting { place, town: place.listing.towns.iter().find(|town| !town.pilot), ..own })
    }

    /// The household's own place beside itself half a year on and, unless they all stand there, beside each other one.
    fn beside(&self, own: &Setting<'a>, has_all: bool) -> Vec<Link> {
        let words = self.words;
        let link = |other: Setting<'a>, text: String| Link {
            text,
            to: format!("info/compare/{}/{}", own.address(), other.address()),
        };
        let later = own.on.plus_days(183).map(|on| Setting { on, ..*own });
        let later = later.map(|later| link(later, words.compare_title(&own.name(words), &later.name(words))));
        let others = self.others(*own).filter(|_| !has_all);
        let others =
            others.map(|other| link(other, words.compare_title(&own.place_name(words), &other.place_name(words))));
        others.chain(later).collect()
    }
}
