//! Looking again (再看一遍), at no more than what asked before.

use doudi_facts::day::Day;
use doudi_facts::household::Household;
use doudi_facts::money::Overflow;
use doudi_facts::question::QuestionId;

use super::Refused;
use crate::ask::{AskSet, Asks};
use crate::context::Engine;
use crate::rules::Book;
use crate::verdict::{Assessment, Verdict};

/// Something an assessment found, of the household or of one person.
#[derive(Debug, Clone, Copy)]
enum Thing {
    Member(usize),
    Verdict(usize, Option<usize>),
    Help(usize, Option<usize>),
    Bring(usize, Option<usize>),
    Step(usize),
}

/// Whether anything that asked for such an answer `before` still does of a household of which more is told. It looks at one
/// thing after the other, and no further than it must.
///
/// # Errors
/// [`Refused::Overflow`] when a sum leaves the exact range.
pub(crate) fn asks_still(
    book: &Book,
    household: &Household,
    on: Day,
    before: &Assessment,
    is_it: impl Fn(&QuestionId) -> bool,
) -> Result<bool, Refused> {
    let mut asks = Asks::default();
    let mut engine = Engine::new(book, household, on, before.fineness, &mut asks);
    for (thing, asked) in things(before) {
        if before.asks.facts(asked).iter().any(&is_it) {
            let asked = engine.asked(thing)?;
            if engine.asks.facts(asked).iter().any(&is_it) {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// Everything that was found, with what it asks.
fn things(found: &Assessment) -> impl Iterator<Item = (Thing, AskSet)> {
    let members = found.members.iter().enumerate().map(|(who, counts)| (Thing::Member(who), counts.asks()));
    let verdicts = found.verdicts.iter().map(|of| (Thing::Verdict(of.category, of.who), of_verdict(of)));
    let help = found.help.iter().map(|of| (Thing::Help(of.help, of.who), of.asks()));
    let bring = found.bring.iter().map(|of| (Thing::Bring(of.bring, of.who), of.truth.asks()));
    let steps = found.steps.iter().enumerate().map(|(at, applies)| (Thing::Step(at), applies.asks()));
    members.chain(verdicts).chain(help).chain(bring).chain(steps)
}

fn of_verdict(verdict: &Verdict) -> AskSet {
    let grants = verdict.grants.iter().map(|granted| granted.paid.asks().union(granted.asks));
    grants.fold(verdict.fits.asks(), AskSet::union)
}

impl Engine<'_> {
    /// What a thing asks of this household.
    fn asked(&mut self, thing: Thing) -> Result<AskSet, Overflow> {
        Ok(match thing {
            Thing::Member(who) => self.counts(who)?.asks(),
            Thing::Verdict(category, who) => of_verdict(&self.verdict(category, who)?),
            Thing::Help(at, who) => self.help_of(at, who)?.asks(),
            Thing::Bring(at, who) => self.bring_of(at, who)?.truth.asks(),
            Thing::Step(at) => self.step(at)?.asks(),
        })
    }
}
