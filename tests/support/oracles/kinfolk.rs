//! Kinfolk (亲属): who is what to whom and who lives where, read plainly off a household that has told everything; and the
//! one way to divide the listed people into households once each of them has named a clause and a counterpart.
//!
//! Shares nothing with the engine but the facts. The clauses themselves stand in `referee_members.rs` (大冶, by hand) and in
//! `naive_members.rs` (any book, by its rules).

use doudi_facts::household::{Household, KinTie, Lives, Relation, ties};
use doudi_facts::known::{Known, List};

/// For two people whether something is so of the first to the second.
pub type Grid = Vec<Vec<bool>>;

/// The ties of a household that has told everything.
#[derive(Debug, Clone)]
pub struct Kinfolk {
    /// How many are listed.
    pub people: usize,
    /// Who applies.
    pub applicant: usize,
    /// 夫妻
    pub couple: Grid,
    /// The first is a parent of the second.
    pub parent: Grid,
    /// The first is a grandparent of the second.
    pub grandparent: Grid,
    /// 兄弟姐妹
    pub siblings: Grid,
    /// The first is a parent-in-law of the second.
    pub parent_in_law: Grid,
    /// The first is a step-parent of the second.
    pub step_parent: Grid,
    /// Where each lives.
    pub lives: Vec<Lives>,
    /// Whom each names as living there too, or in whose homes.
    pub with: Vec<Vec<usize>>,
    /// Who shares the one purse.
    pub purse: Vec<bool>,
    /// Who is married, by the word or by a listed spouse.
    pub married: Vec<bool>,
}

impl Kinfolk {
    /// Reads them.
    ///
    /// # Errors
    /// When something is not told.
    pub fn of(household: &Household) -> Result<Self, String> {
        let all = entire(&household.people)?;
        let n = all.len();
        let at = |id: &String| all.iter().position(|person| &person.id == id).ok_or_else(|| format!("nobody is {id}"));
        let mut relations = Vec::new();
        for person in all {
            relations.push(said(&person.relation)?);
        }
        let applicant = relations.iter().position(|is| *is == Relation::Applicant).ok_or("nobody applies")?;
        let by = |of: fn(Relation, Relation) -> Option<bool>| -> Grid {
            let row = |one: usize| {
                (0..n).map(|other| one != other && of(relations[one], relations[other]) == Some(true)).collect()
            };
            (0..n).map(row).collect()
        };
        let mut couple = by(ties::are_couple);
        let mut parent = by(ties::is_parent);
        let mut kin: Vec<(KinTie, usize, usize)> = Vec::new();
        let (mut lives, mut with, mut purse) = (Vec::new(), Vec::new(), Vec::new());
        for (i, person) in all.iter().enumerate() {
            for other in entire(&person.spouse)? {
                couple[i][at(other)?] = true;
                couple[at(other)?][i] = true;
            }
            for other in entire(&person.parents)? {
                parent[at(other)?][i] = true;
            }
            for tie in entire(&person.kin)? {
                kin.push((tie.is, at(&tie.who)?, i));
            }
            let is_applicant = i == applicant;
            lives.push(if is_applicant && person.lives.is_not_asked() { Lives::Home } else { said(&person.lives)? });
            purse.push((is_applicant && person.shares_purse.is_not_asked()) || said(&person.shares_purse)?);
            with.push(entire(&person.lives_with)?.iter().map(at).collect::<Result<_, _>>()?);
        }
        let named = |down: KinTie, up: KinTie, one: usize, other: usize| {
            kin.iter()
                .any(|(is, a, b)| (*is == down && (*a, *b) == (one, other)) || (*is == up && (*b, *a) == (one, other)))
        };
        let some = |is: &dyn Fn(usize) -> bool| (0..n).any(is);
        let (mut siblings, mut grandparent) = (by(ties::are_siblings), by(ties::is_grandparent));
        let (mut parent_in_law, mut step_parent) = (by(ties::is_parent_in_law), by(ties::is_step_parent));
        for one in 0..n {
            for other in (0..n).filter(|other| *other != one) {
                // Whose parents are both listed has these by the parents alone.
                let has_both = |who: usize| (0..n).filter(|of| parent[*of][who]).count() == 2;
                siblings[one][other] |=
                    (named(KinTie::Sibling, KinTie::Sibling, one, other) && !has_both(one) && !has_both(other))
                        || some(&|of| parent[of][one] && parent[of][other]);
                grandparent[one][other] |= (named(KinTie::Grandparent, KinTie::Grandchild, one, other)
                    && !has_both(other))
                    || some(&|between| parent[one][between] && parent[between][other]);
            }
        }
        for one in 0..n {
            for other in (0..n).filter(|other| *other != one) {
                // A grandparent of one's child who is no parent of one's own is the other parent's.
                // Whose spouse is listed has these by the spouse alone.
                let is_wed = |who: usize| couple[who].contains(&true);
                parent_in_law[one][other] |= (named(KinTie::ParentInLaw, KinTie::ChildInLaw, one, other)
                    && !is_wed(other)
                    && !parent[one][other])
                    || some(&|between| couple[between][other] && parent[one][between])
                    || (!parent[one][other] && some(&|child| parent[other][child] && grandparent[one][child]));
                step_parent[one][other] |=
                    (named(KinTie::StepParent, KinTie::StepChild, one, other) && !is_wed(one) && !parent[one][other])
                        || (!parent[one][other] && some(&|between| couple[one][between] && parent[between][other]));
            }
        }
        let mut married = Vec::new();
        for (i, person) in all.iter().enumerate() {
            married.push(couple[i].contains(&true) || said(&person.married)?);
        }
        Ok(Self {
            people: n,
            applicant,
            couple,
            parent,
            grandparent,
            siblings,
            parent_in_law,
            step_parent,
            lives,
            with,
            purse,
            married,
        })
    }

    /// 长期共同居住: whether two people share a dwelling; `away` says whether those do who are away and come back.
    pub fn share_a_home(&self, one: usize, other: usize, away: bool) -> bool {
        let is_here = |who: usize| self.lives[who] == Lives::Home || (away && self.lives[who] == Lives::Away);
        let is_elsewhere = |who: usize| self.lives[who] == Lives::Elsewhere;
        (is_here(one) && is_here(other)) || (is_elsewhere(one) && is_elsewhere(other) && self.names(one, other))
    }

    /// 轮着住: whether one lives in turn in the home of the other.
    pub fn take_turns(&self, one: usize, other: usize) -> bool {
        let visits = |who: usize, host: usize| self.lives[who] == Lives::InTurn && self.with[who].contains(&host);
        visits(one, other) || visits(other, one)
    }

    fn names(&self, one: usize, other: usize) -> bool {
        self.with[one].contains(&other) || self.with[other].contains(&one)
    }
}

/// What somebody says to belong with somebody else: the clause, and the two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Who.
    pub who: usize,
    /// With whom.
    pub with: usize,
    /// By what.
    pub by: String,
}

/// The most people of whom every way to divide them is looked at.
const MOST: usize = 7;

/// The household of somebody: of all ways to divide the people, the one in which nobody who claims to belong together is
/// apart, and no household can be parted without parting such a claim.
///
/// # Errors
/// When there is not exactly one.
pub fn household(people: usize, claims: &[Claim], of: usize) -> Result<Vec<bool>, String> {
    if people > MOST {
        return Ok(grown(people, claims, of));
    }
    let mut found: Vec<Vec<bool>> = Vec::new();
    let mut blocks = vec![0; people];
    loop {
        if claims.iter().all(|claim| blocks[claim.who] == blocks[claim.with]) && is_held(&blocks, claims) {
            found.push(blocks.iter().map(|block| *block == blocks[of]).collect());
        }
        // The next way: each person is in a block that is there, or opens the next.
        let most = |at: usize| blocks[..at].iter().max().map_or(0, |most| most + 1);
        let Some(at) = (1..people).rev().find(|at| blocks[*at] < most(*at)) else { break };
        blocks[at] += 1;
        blocks[at + 1..].fill(0);
    }
    match found.pop() {
        Some(one) if found.is_empty() => Ok(one),
        _ => Err(format!("{} ways to divide {people} people by {claims:?}", found.len() + 1)),
    }
}

/// Whether no block can be parted in two without parting a claim.
fn is_held(blocks: &[usize], claims: &[Claim]) -> bool {
    (0..blocks.len()).all(|block| {
        let of: Vec<usize> = (0..blocks.len()).filter(|who| blocks[*who] == block).collect();
        // Every part that has the first and lacks somebody.
        (0_u32..1 << of.len().saturating_sub(1)).skip(1).all(|rest| {
            let lacks =
                |who: usize| of.iter().skip(1).position(|one| *one == who).is_some_and(|at| rest >> at & 1 == 1);
            claims.iter().any(|claim| of.contains(&claim.who) && lacks(claim.who) != lacks(claim.with))
        })
    })
}

/// The same for many people, from one of them outwards.
fn grown(people: usize, claims: &[Claim], of: usize) -> Vec<bool> {
    let mut ours = vec![false; people];
    ours[of] = true;
    while let Some(claim) = claims.iter().find(|claim| ours[claim.who] != ours[claim.with]) {
        (ours[claim.who], ours[claim.with]) = (true, true);
    }
    ours
}

fn said<T: Copy>(known: &Known<T>) -> Result<T, String> {
    known.exact().copied().ok_or_else(|| "not everything is told".to_owned())
}

fn entire<T>(list: &List<T>) -> Result<&[T], String> {
    if list.is_complete() { Ok(&list.items) } else { Err("a list is not told to the end".to_owned()) }
}
