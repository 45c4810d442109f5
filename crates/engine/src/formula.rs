//! Formulas (条件式): conditions made of single tests by *all*, *any* and *not*.

use std::convert::Infallible;
use std::hash::{Hash, Hasher};
use std::rc::Rc;

use crate::mark::{Mark, Mixer};
use crate::tree::{Links, Split, Tree};
use crate::truth::{Marked, Truth};

/// A condition made of single tests.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Formula {
    /// The same in every world.
    Known(Marked),
    /// That a test holds, or that it does not.
    Part(Rc<Split<Marked>>, bool),
    /// Several together.
    Many(Many, Vec<Formula>),
}

/// How several are taken together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Many {
    /// All must hold.
    All,
    /// One must hold.
    Any,
}

impl From<&Tree<Marked>> for Formula {
    fn from(tree: &Tree<Marked>) -> Self {
        match tree {
            Tree::Leaf(known) => Self::Known(*known),
            Tree::Split(split) => Self::Part(Rc::clone(split), true),
        }
    }
}

impl From<Marked> for Formula {
    fn from(known: Marked) -> Self {
        Self::Known(known)
    }
}

/// The opposite.
impl std::ops::Not for Formula {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            Self::Known(known) => Self::Known(!known),
            Self::Part(test, holds) => Self::Part(test, !holds),
            Self::Many(many, parts) => Self::Many(many.other(), parts.into_iter().map(|part| !part).collect()),
        }
    }
}

impl Many {
    /// What *not* makes of it.
    pub(crate) fn other(self) -> Self {
        match self {
            Self::All => Self::Any,
            Self::Any => Self::All,
        }
    }

    pub(crate) fn of_none(self) -> Marked {
        Marked::of(self == Self::All)
    }

    pub(crate) fn of_two(self, one: Marked, other: Marked) -> Marked {
        if self == Self::All { one.and(other) } else { one.or(other) }
    }

    /// Whether one of these decides the whole.
    pub(crate) fn is_decided_by(self, one: Marked) -> bool {
        one == !self.of_none()
    }
}

/// Parts as they come.
struct Gathered {
    many: Many,
    single: Vec<Formula>,
    several: Vec<Formula>,
}

impl Gathered {
    /// Takes one more part in; `false`: the whole is decided.
    fn add(&mut self, part: Formula) -> bool {
        let mut to_add = vec![part];
        while let Some(part) = to_add.pop() {
            match part {
                Formula::Known(one) if self.many.is_decided_by(one) => return false,
                Formula::Known(one) if one == self.many.of_none() => {}
                Formula::Many(of, parts) if of == self.many => to_add.extend(parts.into_iter().rev()),
                Formula::Many(..) => match part.assumed(&self.single, self.many) {
                    Some(simpler) => to_add.push(simpler),
                    None => self.several.push(part),
                },
                part => {
                    let opposite = !part.clone();
                    if self.single.iter().any(|other| other.is(&opposite)) {
                        return false;
                    }
                    if !self.single.iter().any(|other| other.is(&part)) {
                        self.single.push(part);
                        // What stood before it may be simpler now.
                        to_add.append(&mut self.several);
                    }
                }
            }
        }
        true
    }

    fn together(self) -> Formula {
        let mut all = self.single;
        all.extend(self.several);
        match all.pop() {
            None => Formula::Known(self.many.of_none()),
            Some(only) if all.is_empty() => only,
            Some(last) => {
                all.push(last);
                Formula::Many(self.many, all)
            }
        }
    }
}

impl Formula {
    /// Several together. What decides the whole ends it; the same twice is the same, and something with its opposite
    /// decides it; and what stands alone is taken as told inside the others, which matter only then.
    ///
    /// # Errors
    /// The first part's that has none.
    pub(crate) fn of<E>(many: Many, parts: impl IntoIterator<Item = Result<Self, E>>) -> Result<Self, E> {
        let mut gathered = Gathered { many, single: Vec::new(), several: Vec::new() };
        for part in parts {
            if !gathered.add(part?) {
                return Ok(Self::Known(!many.of_none()));
            }
        }
        Ok(gathered.together())
    }

    /// The same where these single tests hold, or (of *any*) do not; `None`: it does not hang on them.
    fn assumed(&self, single: &[Self], many: Many) -> Option<Self> {
        match self {
            Self::Many(of, parts) => {
                let simpler: Vec<Option<Self>> = parts.iter().map(|part| part.assumed(single, many)).collect();
                simpler.iter().any(Option::is_some).then(|| {
                    let parts =
                        parts.iter().zip(simpler).map(|(part, simpler)| simpler.unwrap_or_else(|| part.clone()));
                    Self::together(*of, parts)
                })
            }
            one => {
                let is = single.iter().any(|other| other.is(one));
                let is_not = !is && {
                    let opposite = !one.clone();
                    single.iter().any(|other| other.is(&opposite))
                };
                (is || is_not).then(|| Self::Known(Marked::of((many == Many::All) == is)))
            }
        }
    }

    fn together(many: Many, parts: impl IntoIterator<Item = Self>) -> Self {
        let Ok(together) = Self::of::<Infallible>(many, parts.into_iter().map(Ok));
        together
    }

    /// The same where something that is open whatever the world holds, or does not.
    pub(crate) fn told(&self, open: Mark, holds: bool) -> Self {
        match self {
            Self::Known(known) if known.mark() == open => Self::Known(Marked::of(holds)),
            Self::Known(known) if known.mark() == Mark::ONE - open => Self::Known(Marked::of(!holds)),
            Self::Many(many, parts) => Self::together(*many, parts.iter().map(|part| part.told(open, holds))),
            single => single.clone(),
        }
    }

    /// Everything that is open whatever the world, each as often as it stands here; of opposites the same one.
    fn open(&self, found: &mut Vec<Marked>) {
        match self {
            Self::Known(known) if matches!(known.truth, Truth::Open(_)) => {
                found.push(if known.mark() <= (!*known).mark() { *known } else { !*known });
            }
            Self::Known(_) | Self::Part(..) => {}
            Self::Many(_, parts) => parts.iter().for_each(|part| part.open(found)),
        }
    }

    /// Something open that stands here more than once.
    pub(crate) fn repeated(&self) -> Option<Marked> {
        let mut open = Vec::new();
        self.open(&mut open);
        let repeated = |(at, one): &(usize, &Marked)| open.iter().take(*at).any(|other| other.mark() == one.mark());
        open.iter().enumerate().find(repeated).map(|(_, one)| *one)
    }

    /// All of these.
    pub(crate) fn all(parts: impl IntoIterator<Item = Self>) -> Self {
        Self::together(Many::All, parts)
    }

    /// At least one of these.
    pub(crate) fn any(parts: impl IntoIterator<Item = Self>) -> Self {
        Self::together(Many::Any, parts)
    }

    /// Whether it is the same single test.
    fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Known(one), Self::Known(other)) => one.mark() == other.mark(),
            (Self::Part(one, one_holds), Self::Part(other, other_holds)) => {
                Rc::ptr_eq(one, other) && one_holds == other_holds
            }
            _ => false,
        }
    }

    pub(crate) fn links(&self) -> Links {
        match self {
            Self::Known(_) => Links::NONE,
            Self::Part(test, _) => test.links,
            Self::Many(_, parts) => parts.iter().fold(Links::NONE, |links, part| links.and(part.links())),
        }
    }

    /// Equal formulas have equal keys, as long as they live.
    pub(crate) fn key(&self) -> u64 {
        let mut mixer = Mixer::default();
        self.mix(&mut mixer);
        mixer.finish()
    }

    fn mix(&self, mixer: &mut Mixer) {
        match self {
            Self::Known(known) => known.mark().hash(mixer),
            Self::Part(test, holds) => (Rc::as_ptr(test) as usize, holds).hash(mixer),
            Self::Many(many, parts) => {
                (*many == Many::All, parts.len()).hash(mixer);
                parts.iter().for_each(|part| part.mix(mixer));
            }
        }
    }

    /// Each test joined by itself, as if they had nothing in common: wider, and still sound.
    pub(crate) fn apart(&self) -> Marked {
        match self {
            Self::Known(known) => *known,
            Self::Part(test, holds) => {
                let joined = Tree::Split(Rc::clone(test)).joined();
                if *holds { joined } else { !joined }
            }
            Self::Many(many, parts) => {
                parts.iter().fold(many.of_none(), |so_far, part| many.of_two(so_far, part.apart()))
            }
        }
    }

    /// Some fork that is not decided yet.
    pub(crate) fn split(&self) -> Option<&Split<Marked>> {
        match self {
            Self::Known(_) => None,
            Self::Part(test, _) => Some(test),
            Self::Many(_, parts) => parts.iter().find_map(Self::split),
        }
    }

    /// Parts with nothing in common, each together with all that is linked to it (roughly: by a fork); and how they are taken
    /// together.
    pub(crate) fn grouped(self, is_rough: bool) -> (Many, Vec<Self>) {
        let (many, parts) = match self {
            Self::Many(many, parts) => (many, parts),
            single => (Many::All, vec![single]),
        };
        let mut groups: Vec<(Links, Vec<Mark>, Vec<Self>)> = Vec::new();
        for part in parts {
            let mut open = Vec::new();
            if !is_rough {
                part.open(&mut open);
            }
            let mut open: Vec<Mark> = open.into_iter().map(Marked::mark).collect();
            let (mut links, mut group) = (part.links(), vec![part]);
            let is_linked = |(theirs, others, _): &mut (Links, Vec<Mark>, Vec<Self>)| {
                theirs.meets(links) || others.iter().any(|other| open.contains(other))
            };
            for (theirs, other, others) in groups.extract_if(.., is_linked).collect::<Vec<_>>() {
                links = links.and(theirs);
                open.extend(other);
                group.extend(others);
            }
            groups.push((links, open, group));
        }
        let groups = groups.into_iter().map(|(_, _, mut group)| match group.pop() {
            Some(only) if group.is_empty() => only,
            last => Self::Many(many, group.into_iter().chain(last).collect()),
        });
        (many, groups.collect())
    }
}
