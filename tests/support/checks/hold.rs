//! Holding to it (不越界): what may not happen between a result and its completions.

use doudi_engine::ask::{Ask, AskSet, Asks};
use doudi_engine::rules::{Book, Gate};
use doudi_engine::truth::Truth;
use doudi_engine::verdict::{Assessment, Conclusion, Verdict};
use doudi_facts::money::Bounds;
use doudi_facts::question::QuestionId;

use crate::oracles::naive;
use crate::oracles::referee::{Outcome, fen};

/// What of an outcome the engine has excluded.
///
/// # Errors
/// When a figure does not end at the 分.
pub fn excluded(found: &Assessment, outcome: &Outcome) -> Result<Option<String>, String> {
    let fits = outcome.fits();
    let figure = found.figures[0];
    for (i, (members, is)) in found.members.iter().zip(&outcome.members).enumerate() {
        if !admits(*members, *is) {
            return Ok(Some(format!("members[{i}] is {members:?}, yet {is}")));
        }
    }
    let referee = [(fits[0], &outcome.dibao[..]), (fits[1], &outcome.edge)];
    for (verdict, (fits, conditions)) in found.verdicts.iter().zip(referee) {
        if !admits(verdict.fits, fits) {
            return Ok(Some(format!("{:?}, yet fits is {fits}", verdict.word)));
        }
        if verdict.conditions.len() != conditions.len() {
            return Err("the referee knows other conditions".to_owned());
        }
        for (i, (truth, holds)) in verdict.conditions.iter().zip(conditions).enumerate() {
            if !admits(*truth, *holds) {
                return Ok(Some(format!("conditions[{i}] is {truth:?}, yet {holds}")));
            }
        }
    }
    let (few, many) = figure.people;
    // Nobody is shown as one, for there is nothing to share.
    let people = u32::try_from(outcome.people.max(1)).map_err(|e| e.to_string())?;
    if people < few || many.is_some_and(|many| people > many) {
        return Ok(Some(format!("{:?} people, yet {people}", figure.people)));
    }
    if !spans(figure.total, outcome.counted)? {
        return Ok(Some(format!("counted {:?}, yet {}", figure.total, outcome.counted)));
    }
    if !spans(figure.per_head, share(outcome.counted, outcome.people.max(1)))? {
        return Ok(Some(format!("per head {:?}", figure.per_head)));
    }
    let paid = found.verdicts[0].grant().map(|grant| spans(grant, outcome.grant)).transpose()?;
    if fits[0] && paid != Some(true) {
        return Ok(Some(format!("grant {:?}, yet {}", found.verdicts[0].grant(), outcome.grant)));
    }
    let group = &found.groups[0];
    let possible = |vector: &Vec<Option<bool>>| vector.iter().zip(fits).all(|(v, fits)| v.is_none_or(|v| v == fits));
    if !admits(group.fits, fits[0] || fits[1]) || !group.vectors.iter().any(possible) {
        return Ok(Some(format!("together {:?} {:?}, yet {fits:?}", group.fits, group.vectors)));
    }
    Ok(None)
}

/// What of an outcome by the naive interpreter the engine has excluded, whatever the book.
///
/// # Errors
/// When the two do not speak of the same.
pub fn excluded_by_reading(
    book: &Book,
    found: &Assessment,
    outcome: &naive::Outcome,
) -> Result<Option<String>, String> {
    for (i, (members, is)) in found.members.iter().zip(&outcome.members).enumerate() {
        if !admits(*members, *is) {
            return Ok(Some(format!("members[{i}] is {members:?}, yet {is}")));
        }
    }
    let spans = |bounds: Bounds, sum: i128| -> Result<bool, String> {
        let (low, high) = (bounds.low.map(naive::exact).transpose()?, bounds.high.map(naive::exact).transpose()?);
        Ok(low.is_none_or(|low| low <= sum) && high.is_none_or(|high| sum <= high))
    };
    let people = outcome.members.iter().map(|counts| i128::from(*counts)).sum::<i128>().max(1);
    for (at, (figure, sum)) in found.figures.iter().zip(&outcome.figures).enumerate() {
        let id = &book.accounts[at].id;
        let (few, many) = figure.people;
        if people < i128::from(few) || many.is_some_and(|many| people > i128::from(many)) {
            return Ok(Some(format!("{:?} people, yet {people}", figure.people)));
        }
        if !spans(figure.total, *sum)? {
            return Ok(Some(format!("account {id} counts {:?}, yet {sum}", figure.total)));
        }
        let each = naive::FEN * share(*sum, people * naive::FEN);
        if !spans(figure.per_head, each)? {
            return Ok(Some(format!("account {id} per head {:?}, yet {each}", figure.per_head)));
        }
    }
    for is in &outcome.verdicts {
        let category = &book.categories[is.category];
        let id = &category.id;
        let Some(was) = found.of(is.category).find(|was| was.who == is.who) else {
            if found.members.len() < outcome.members.len() {
                continue;
            }
            return Err(format!("{id} is not told"));
        };
        if !admits(was.fits, is.fits()) {
            return Ok(Some(format!("category {id} {:?}, yet {}", was.word, is.fits())));
        }
        for (at, (truth, holds)) in was.conditions.iter().zip(&is.conditions).enumerate() {
            if !admits(*truth, *holds) {
                return Ok(Some(format!("condition {id}.{} is {truth:?}, yet {holds}", category.needs[at].id)));
            }
        }
        for (account, bounds) in &was.own {
            if !spans(*bounds, is.own.get(*account).copied().unwrap_or_default())? {
                return Ok(Some(format!("own income for {id} {bounds:?}, yet {:?}", is.own)));
            }
        }
        for (at, sum) in is.grants.iter().filter(|_| is.fits()) {
            let granted = was.grants.iter().find(|granted| granted.grant == *at);
            let paid = granted.filter(|granted| granted.paid.may_hold()).map(|granted| spans(granted.yearly, *sum));
            if paid.transpose()? != Some(true) {
                return Ok(Some(format!("grant {at} of {id} {granted:?}, yet {sum}")));
            }
        }
        let total = is.grants.iter().map(|(_, sum)| *sum).sum();
        let whole = was.grant().filter(|_| is.fits());
        if let Some(whole) = whole.filter(|_| !is.grants.is_empty())
            && !spans(whole, total)?
        {
            return Ok(Some(format!("{id} pays {whole:?} together, yet {total}")));
        }
        let unpaid = was.grants.iter().find(|granted| {
            is.fits() && granted.paid == Truth::Holds && is.grants.iter().all(|(at, _)| *at != granted.grant)
        });
        if let Some(granted) = unpaid {
            return Ok(Some(format!("grant {} of {id} is paid, yet it is not", granted.grant)));
        }
    }
    for group in &found.groups {
        let of = |category: &usize| outcome.verdicts.iter().find(|is| is.category == *category);
        let all: Vec<&naive::Verdict> = group.categories.iter().filter_map(of).collect();
        let fits = |is: &&naive::Verdict| is.fits();
        let possible = |vector: &Vec<Option<bool>>| {
            vector.iter().zip(&all).all(|(known, is)| known.is_none_or(|known| known == is.fits()))
        };
        if !admits(group.fits, all.iter().any(fits)) || !group.vectors.iter().any(possible) {
            return Ok(Some(format!("together {:?} {:?}, yet not so", group.fits, group.vectors)));
        }
        for (gate, truth) in &group.gates {
            let gate: Gate = *gate;
            if !admits(*truth, all.iter().any(|is| is.passes(book, gate))) {
                return Ok(Some(format!("gate {gate:?} {truth:?}, yet not so")));
            }
        }
    }
    Ok(None)
}

fn admits(truth: Truth, is: bool) -> bool {
    if is { truth.may_hold() } else { truth.may_fail() }
}

fn spans(bounds: Bounds, sum: i128) -> Result<bool, String> {
    let (low, high) = (bounds.low.map(fen).transpose()?, bounds.high.map(fen).transpose()?);
    Ok(low.is_none_or(|low| low <= sum) && high.is_none_or(|high| sum <= high))
}

/// Shared to the 分, half a 分 away from 0.
fn share(sum: i128, people: i128) -> i128 {
    sum.signum() * ((2 * sum.abs() + people) / (2 * people))
}

/// What was learnt between two results about the same household.
#[derive(Debug, Clone, Copy)]
pub enum Step {
    /// One answer of the family; and whether entries came with it, of which nothing could be known before.
    Told(QuestionId, bool),
    /// Every standard was published.
    Published,
}

impl Step {
    /// Whether an ask is the one that is settled by this step.
    fn settles(self, ask: Ask) -> bool {
        match self {
            Self::Told(fact, _) => ask == Ask::Answer(fact),
            Self::Published => matches!(ask, Ask::Stale(_) | Ask::Unconfirmed(_) | Ask::Unpublished(_)),
        }
    }
}

/// What a later result says that the earlier one had excluded, had not asked about, or had said need not be asked.
///
/// 1. A truth that is settled stays as it is, figures stay within their bounds, combinations among those possible.
/// 2. Whatever is asked later was asked before, unless the step brought entries, and whether there are any was asked.
/// 3. What was not asked changes nothing.
/// 4. So the words go one way: 可能符合, 要看窗口怎么核, 条件已符合待核对, 符合 or 不符合; an answer of the family moves 可能符合 only.
pub fn widened(before: &Assessment, after: &Assessment, step: Step) -> Option<String> {
    let book = |asks: &Assessment| asks.asks.clone();
    let (asks, later) = (book(before), book(after));
    let truth = |what: &str, was: Truth, is: Truth| {
        truths(&asks, was, &later, is, step).map(|wrong| format!("{what}: {wrong}"))
    };
    for (i, (was, is)) in before.members.iter().zip(&after.members).enumerate() {
        if let Some(wrong) = truth(&format!("members[{i}]"), *was, *is) {
            return Some(wrong);
        }
    }
    for was in &before.verdicts {
        let i = called(was);
        let Some(is) = after.of(was.category).find(|is| is.who == was.who) else {
            return Some(format!("category {i}: is gone"));
        };
        if let Some(wrong) = truth(&format!("category {i}"), was.fits, is.fits) {
            return Some(wrong);
        }
        for (at, (was, is)) in was.conditions.iter().zip(&is.conditions).enumerate() {
            if let Some(wrong) = truth(&format!("category {i}, condition {at}"), *was, *is) {
                return Some(wrong);
            }
        }
        let stays = matches!(step, Step::Told(..)) && was.word != Conclusion::MayFit;
        if rank(is.word) > rank(was.word) || (stays && is.word != was.word) {
            return Some(format!("category {i}: {:?} became {:?}", was.word, is.word));
        }
        for is in &is.grants {
            let was = was.grants.iter().find(|was| was.grant == is.grant);
            let Some(was) = was.filter(|was| within(was.yearly, is.yearly)) else {
                return Some(format!("category {i}: the grant was {was:?} and is {is:?}"));
            };
            if let Some(wrong) = truth(&format!("category {i}, grant {}", is.grant), was.paid, is.paid) {
                return Some(wrong);
            }
        }
        for (account, is) in &is.own {
            let was = was.own.iter().find(|(was, _)| was == account);
            if was.is_some_and(|(_, was)| !within(*was, *is)) {
                return Some(format!("category {i}: own income was {was:?} and is {is:?}"));
            }
        }
    }
    for (was, is) in before.groups.iter().zip(&after.groups) {
        let gates =
            was.gates.iter().zip(&is.gates).map(|((gate, was), (_, is))| truth(&format!("{gate:?}"), *was, *is));
        if let Some(wrong) = gates.flatten().next().or_else(|| truth("together", was.fits, is.fits)) {
            return Some(wrong);
        }
        let matter = |asks: AskSet| if asks == AskSet::EMPTY { Truth::Holds } else { Truth::Open(asks) };
        let matters = was.open.iter().zip(&is.open);
        let mut matters =
            matters.map(|((gate, was), (_, is))| truth(&format!("matter of {gate:?}"), matter(*was), matter(*is)));
        if let Some(wrong) = matters.find_map(|wrong| wrong) {
            return Some(wrong);
        }
        let covers = |is: &Vec<Option<bool>>| {
            was.vectors.iter().any(|was| was.iter().zip(is).all(|(was, is)| was.is_none() || was == is))
        };
        if let Some(new) = is.vectors.iter().find(|vector| !covers(vector)) {
            return Some(format!("{new:?} was not among {:?}", was.vectors));
        }
    }
    for (was, is) in before.figures.iter().zip(&after.figures) {
        let people =
            was.people.0 <= is.people.0 && was.people.1.is_none_or(|most| is.people.1.is_some_and(|now| now <= most));
        if !people || !within(was.total, is.total) || !within(was.per_head, is.per_head) {
            return Some(format!("{was:?} became {is:?}"));
        }
    }
    None
}

/// A category, and whose.
fn called(verdict: &Verdict) -> String {
    verdict.who.map_or_else(|| verdict.category.to_string(), |who| format!("{} of {who}", verdict.category))
}

/// A word told under “若 … 为 …” that is not the word once the figures turn out to be right.
pub fn assumed(before: &Assessment, published: &Assessment) -> Option<String> {
    before.verdicts.iter().find_map(|before| {
        let i = called(before);
        let after = published.of(before.category).find(|after| after.who == before.who)?;
        let expected = before.assumed.unwrap_or(before.word);
        (expected != after.word).then(|| format!("category {i}: assumed {expected:?}, and is {:?}", after.word))
    })
}

fn truths(asks: &Asks, was: Truth, later: &Asks, is: Truth, step: Step) -> Option<String> {
    let named = |asks: &Asks, set: AskSet| asks.of(set);
    let (before, after) = (named(asks, was.asks()), named(later, is.asks()));
    let told = || format!("{} {before:?} became {} {after:?}", pair(was), pair(is));
    let asked = before.iter().any(|ask| step.settles(*ask));
    let covered = asked && matches!(step, Step::Told(_, true));
    if was.asks().is_empty() && was != is {
        return Some(format!("what was settled changed: {}", told()));
    }
    if !covered && after.iter().any(|ask| !before.contains(ask)) {
        return Some(format!("something new is asked: {}", told()));
    }
    if !asked && (pair(was) != pair(is) || before != after) {
        return Some(format!("what was not asked made a difference: {}", told()));
    }
    None
}

fn pair(truth: Truth) -> &'static str {
    match truth {
        Truth::Holds => "holds",
        Truth::Fails => "fails",
        Truth::Open(_) => "open",
    }
}

fn rank(word: Conclusion) -> u8 {
    match word {
        Conclusion::MayFit => 3,
        Conclusion::OfficeDecides => 2,
        Conclusion::MetToVerify => 1,
        Conclusion::Fits | Conclusion::DoesNotFit => 0,
    }
}

fn within(was: Bounds, is: Bounds) -> bool {
    was.low.is_none_or(|low| is.low.is_some_and(|now| low <= now))
        && was.high.is_none_or(|high| is.high.is_some_and(|now| now <= high))
}
