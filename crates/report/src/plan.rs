//! The plan, told (先问什么): what can still change the result, what to answer next, and what need not be answered.

use doudi_engine::assess::{Refused, assess, screen};
use doudi_engine::plan::{DependentAnswers, Impact, Plan, Question, SkipReason, UnusedAnswers, plan, unused_answers};
use doudi_engine::rules::Book;
use doudi_facts::day::Day;
use doudi_facts::household::Household;
use doudi_facts::question::QuestionId;

use crate::block::{Block, ToAnswer, said};
use crate::{Page, PageContext, ReportInput};

/// How many worlds are looked at beyond the assessment to put the questions in order.
const LOOKS: u32 = 600;

/// Every answer that can still change something, by its place in the household file. The page asks this at every change,
/// so what follows from a verdict is left out, and nothing is looked ahead for.
///
/// # Errors
/// As [`screen`].
pub fn asks(book: &Book, household: &Household, on: Day) -> Result<Vec<String>, Refused> {
    let plan = plan(book, household, on, &screen(book, household, on)?, 0)?;
    Ok(in_order(&plan))
}

/// Every question that matters, by its place in the household file, in the order of the plan.
pub(crate) fn in_order(plan: &Plan) -> Vec<String> {
    plan.next.iter().chain(&plan.unsure).map(|question| question.fact.to_string()).collect()
}

impl PageContext<'_> {
    /// What is asked, what is not, and why; `None` where the household cannot be assessed.
    pub(crate) fn questions(&self) -> Option<Page> {
        let (words, household) = (self.words, self.household);
        let on = household.on.unwrap_or(self.today);
        let (place, town) = self.rulebook.find(household.place.as_deref()?)?;
        let found = assess(place.book(town), household, on).ok()?;
        let subject = ReportInput { words, place, town, household, on, found: &found };
        let heading = words.plan_heading().to_owned();
        Some(Page { heading, lede: String::new(), body: subject.questions(), search: None })
    }
}

impl ReportInput<'_> {
    /// The plan. A household that was assessed can be planned for.
    pub(crate) fn plan(&self) -> Plan {
        plan(self.book(), self.household, self.on, self.found, LOOKS).unwrap_or_default()
    }

    /// How many questions are left, the most decisive of them with the way there.
    pub(crate) fn next_question(&self, plan: &Plan) -> Block {
        let words = self.words;
        let left: Vec<&Question> = plan.next.iter().filter(|question| !question.stake.is_beside()).collect();
        let next = left.first().map(|question| ToAnswer {
            text: words.plan_next(&self.words.fact(question.fact, self.household)),
            at: question.fact.to_string(),
        });
        Block::ToAnswer { title: words.plan_count(&left.len()), lines: next.into_iter().collect() }
    }

    /// Everything about the questions: those that matter and for what, those that do not and why, and the answers that
    /// are not used.
    fn questions(&self) -> Vec<Block> {
        let words = self.words;
        let plan = self.plan();
        let told = |question: &Question| {
            let text = words.fact(question.fact, self.household);
            let text = match question.stake {
                Impact::Verdict => words.plan_stake_verdict(&text),
                Impact::Amount => words.plan_stake_amount(&text),
                Impact::Member => words.plan_stake_member(&text),
                Impact::Help => words.plan_stake_help(&text),
                Impact::Paper => words.plan_stake_paper(&text),
                Impact::Day => words.plan_stake_day(&text),
            };
            ToAnswer { text, at: question.fact.to_string() }
        };
        let of = |beside| plan.next.iter().filter(|it| it.stake.is_beside() == beside).map(told).collect::<Vec<_>>();
        let none = if plan.next.is_empty() && plan.unsure.is_empty() { words.plan_none() } else { "" };
        let mut blocks = vec![
            Block::plain(none),
            Block::ToAnswer { title: words.plan_in_order().to_owned(), lines: of(false) },
            Block::ToAnswer { title: words.plan_unsure().to_owned(), lines: plan.unsure.iter().map(told).collect() },
            Block::ToAnswer { title: words.plan_beside().to_owned(), lines: of(true) },
        ];
        blocks.extend(self.put_aside(words.plan_aside(), &DependentAnswers::ALL, |_| true));
        blocks.push(Block::Heading(words.plan_skipped().to_owned()));
        for (why, title) in [
            (SkipReason::Decided, words.plan_why_decided()),
            (SkipReason::OnlyIf(QuestionId::ReceivesComplete), words.plan_why_only_if()),
            (SkipReason::NotCounted, words.plan_why_not_counted()),
            (SkipReason::NoRule, words.plan_why_no_rule()),
            (SkipReason::Nothing, words.plan_why_nothing()),
        ] {
            let is_of = |other: &SkipReason| std::mem::discriminant(other) == std::mem::discriminant(&why);
            let of = plan.skipped.iter().filter(|(_, why)| is_of(why));
            let mut lines: Vec<String> = of.map(|(fact, _)| words.fact(*fact, self.household)).collect();
            lines.dedup();
            let body = said(vec![Block::sentences("", lines)]);
            blocks.push(Block::Fold { title: title.to_owned(), body });
        }
        said(blocks)
    }

    /// What earlier answers have overtaken, for the result, below a heading that is there already.
    pub(crate) fn overtaken(&self) -> Vec<Block> {
        self.put_aside("", &DependentAnswers::RARE, |why| why == SkipReason::Decided)
    }

    /// Answers that are not used now, each with the reason.
    fn put_aside(&self, title: &str, parts: &[DependentAnswers], is_told: impl Fn(SkipReason) -> bool) -> Vec<Block> {
        let words = self.words;
        let UnusedAnswers { mut unused, stopped } =
            unused_answers(self.book(), self.household, self.on, self.found, parts).unwrap_or_default();
        unused.retain(|(_, why)| is_told(*why));
        let line = |(fact, why): &(QuestionId, SkipReason)| {
            let question = words.fact(*fact, self.household);
            match why {
                SkipReason::Nothing => words.plan_aside_nothing(&question),
                SkipReason::NotCounted => words.plan_aside_not_counted(&question),
                SkipReason::NoRule => words.plan_aside_no_rule(&question),
                SkipReason::OnlyIf(_) | SkipReason::Decided => words.plan_aside_decided(&question),
            }
        };
        let mut lines: Vec<String> = unused.iter().map(line).collect();
        lines.dedup();
        let help = if lines.is_empty() { "" } else { words.plan_aside_help() };
        let stopped = if stopped { words.plan_aside_stopped() } else { "" };
        said(vec![Block::sentences(title, lines), Block::help(help), Block::help(stopped)])
    }
}
