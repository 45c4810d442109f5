//! Margins (离线多远): how far what was found lies from where a test turns, exactly.
//!
//! Money is measured on the household's yearly sum, to the 分, where thresholds are decided; what is shown by the month or
//! the head is rounded outward, away from the line, so that nobody is told to be nearer than they are. Whatever is open
//! gives bounds. These are facts about what was told, never advice on what to tell.

mod missing;

use doudi_facts::household::AssetKind;
use doudi_facts::money::{Bounds, Yuan};

use crate::derive::{
    Compared, Derivation, HomesCompared, IncomeCompared, Leaf, Owned, PropertyCompared, Replayed, replay_with,
};

pub use crate::distance::{Distance, Margin, over, thousandths};
pub use missing::{Missing, missing};

/// Every measure of how far a leaf is from where it turns, over every world; none of a yes or no, several of a property
/// limit.
pub fn margins(leaf: &Leaf) -> Vec<Margin> {
    leaf.whole().zip(leaf.test.as_ref()).map(|(whole, test)| test.margins(&whole)).unwrap_or_default()
}

/// What the verdicts would be if the household's income counted were that much more (or less) under every account.
pub fn shifted(derivation: &Derivation, by: Yuan) -> Vec<Replayed> {
    let moved = |sum: Bounds| sum.plus(Bounds::exactly(by)).unwrap_or(sum);
    replay_with(derivation, &|leaf, compared| match compared {
        Compared::Income(income) if leaf.who.is_none() => {
            // What a world decided of the old figure says nothing of the new one.
            Compared::Income(IncomeCompared { sum: moved(income.sum), left: [true; 3], ..*income })
        }
        Compared::Spending { spent, income, living } => {
            Compared::Spending { spent: *spent, income: moved(*income).or_zero(), living: *living }
        }
        other => other.clone(),
    })
}

/// What the verdicts would be if the household owned so much.
pub fn owning(derivation: &Derivation, what: Owning) -> Vec<Replayed> {
    let of = |things: &Owned| {
        let owns = |(thing, owns): &(AssetKind, Option<bool>)| match what {
            Owning::Savings(saved) if *thing == AssetKind::Savings => (*thing, Some(saved > Yuan::ZERO)),
            Owning::Homes(homes) if *thing == AssetKind::SecondHome => (*thing, Some(homes > 1)),
            Owning::Savings(_) | Owning::Homes(_) => (*thing, *owns),
        };
        things.iter().map(owns).collect()
    };
    replay_with(derivation, &|_, compared| match (compared, what) {
        (Compared::Within(property), what) => {
            let (mut savings, mut homes) = (property.savings, property.homes);
            match what {
                Owning::Savings(saved) => savings = savings.map(|savings| savings.having(saved)),
                Owning::Homes(many) => {
                    homes = homes.map(|homes| HomesCompared { owned: (Some(many), Some(many)), ..homes })
                }
            }
            let (without, catches) = (of(&property.without), of(&property.catches));
            Compared::Within(PropertyCompared { savings, homes, without, catches })
        }
        (Compared::Owns(things), _) => Compared::Owns(of(things)),
        (other, _) => other.clone(),
    })
}

/// What a household owns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owning {
    /// So much in savings, 元.
    Savings(Yuan),
    /// So many homes.
    Homes(u16),
}

/// What the verdicts would be if a test, of that person or the household, came out so.
pub fn turned(derivation: &Derivation, test: &Leaf, holds: bool) -> Vec<Replayed> {
    replay_with(derivation, &|leaf, compared| {
        if (&leaf.test, leaf.who) == (&test.test, test.who) { forced(holds) } else { compared.clone() }
    })
}

/// Something compared that comes out so, whatever the test.
fn forced(holds: bool) -> Compared {
    Compared::Listed { stands: holds, complete: true }
}
