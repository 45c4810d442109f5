//! Access to answers (回答): the answer to a question, whatever its type, to read or to change.

use crate::day::Day;
use crate::household::{
    Area, Away, Basis, Choice, Disability, Labour, Lives, ParentState, Relation, Study, SupporterState, Work,
};
use crate::known::{Closure, Known};
use crate::money::Yuan;

/// Declares the types that an answer can have.
macro_rules! answers {
    ($($(#[$doc:meta])* $variant:ident($type:ty)),+ $(,)?) => {
        /// An answer to read.
        #[derive(Debug, Clone, Copy)]
        pub enum Answer<'h> {
            $($(#[$doc])* $variant(&'h Known<$type>),)+
            /// Whether a list is complete.
            List(&'h Closure),
        }

        /// An answer to change.
        #[derive(Debug)]
        pub enum AnswerMut<'h> {
            $($(#[$doc])* $variant(&'h mut Known<$type>),)+
            /// Whether a list is complete.
            List(&'h mut Closure),
        }

        $(
            impl<'h> From<&'h Known<$type>> for Answer<'h> {
                fn from(known: &'h Known<$type>) -> Self {
                    Self::$variant(known)
                }
            }

            impl<'h> From<&'h mut Known<$type>> for AnswerMut<'h> {
                fn from(known: &'h mut Known<$type>) -> Self {
                    Self::$variant(known)
                }
            }

            impl AnswerType for $type {
                fn of<'h>(answer: Answer<'h>) -> Option<&'h Known<Self>> {
                    if let Answer::$variant(known) = answer { Some(known) } else { None }
                }

                fn of_mut<'h>(answer: AnswerMut<'h>) -> Option<&'h mut Known<Self>> {
                    if let AnswerMut::$variant(known) = answer { Some(known) } else { None }
                }
            }
        )+
    };
}

/// A type that an answer can have.
pub trait AnswerType: Sized {
    /// The answer, if it has this type.
    fn of<'h>(answer: Answer<'h>) -> Option<&'h Known<Self>>;

    /// The same, to change.
    fn of_mut<'h>(answer: AnswerMut<'h>) -> Option<&'h mut Known<Self>>;
}

answers! {
    /// Yes or no
    YesNo(bool),
    /// A count: times, homes
    Count(u16),
    /// An amount, 元
    Sum(Yuan),
    /// A day
    Day(Day),
    /// 城乡
    Area(Area),
    /// 与申请人关系
    Relation(Relation),
    /// 住处
    Lives(Lives),
    /// 在校情况
    Study(Study),
    /// 特殊情形
    Away(Away),
    /// 残疾证
    Disability(Disability),
    /// What support rests on
    Basis(Basis),
    /// 就业情况
    Work(Work),
    /// 劳动能力
    Labour(Labour),
    /// 法定义务人的情况
    Supporter(SupporterState),
    /// 父亲或母亲的情况
    Parent(ParentState),
}

/// Does the same with an answer of any type: `for_answer!(Answer: answer, known => …, closure => …)`, or with `AnswerMut`.
#[macro_export]
macro_rules! for_answer {
    ($of:ident: $answer:expr, $known:pat => $do:expr, $closure:pat => $closed:expr $(,)?) => {
        match $answer {
            $crate::question::answer::$of::YesNo($known) => $do,
            $crate::question::answer::$of::Count($known) => $do,
            $crate::question::answer::$of::Sum($known) => $do,
            $crate::question::answer::$of::Day($known) => $do,
            $crate::question::answer::$of::Area($known) => $do,
            $crate::question::answer::$of::Relation($known) => $do,
            $crate::question::answer::$of::Lives($known) => $do,
            $crate::question::answer::$of::Study($known) => $do,
            $crate::question::answer::$of::Away($known) => $do,
            $crate::question::answer::$of::Disability($known) => $do,
            $crate::question::answer::$of::Basis($known) => $do,
            $crate::question::answer::$of::Work($known) => $do,
            $crate::question::answer::$of::Labour($known) => $do,
            $crate::question::answer::$of::Supporter($known) => $do,
            $crate::question::answer::$of::Parent($known) => $do,
            $crate::question::answer::$of::List($closure) => $closed,
        }
    };
}

/// The pattern of an answer that is chosen among options: of a closed list, or of no and yes ([`Answer::chosen`]).
#[macro_export]
macro_rules! chosen_answer {
    ($of:ident) => {
        $crate::question::answer::$of::YesNo(_)
            | $crate::question::answer::$of::Area(_)
            | $crate::question::answer::$of::Relation(_)
            | $crate::question::answer::$of::Lives(_)
            | $crate::question::answer::$of::Study(_)
            | $crate::question::answer::$of::Away(_)
            | $crate::question::answer::$of::Basis(_)
            | $crate::question::answer::$of::Work(_)
            | $crate::question::answer::$of::Labour(_)
            | $crate::question::answer::$of::Supporter(_)
            | $crate::question::answer::$of::Parent(_)
    };
}

impl Answer<'_> {
    /// Whether the question was never asked.
    pub fn is_not_asked(self) -> bool {
        for_answer!(Answer: self, known => known.is_not_asked(), closure => closure.is_not_asked())
    }
}

impl AnswerMut<'_> {
    /// Takes the answer back. Of a list only that it is complete; its entries stay.
    pub fn clear(self) {
        for_answer!(AnswerMut: self, known => *known = Known::NotAsked, closure => *closure = Closure::NotAsked);
    }
}

/// No and yes as options, in the order of their values.
const NO_YES: [bool; 2] = [false, true];

impl Answer<'_> {
    /// What is known of an answer that is chosen among options, by their places: of a closed list in its order, or of no and
    /// yes. `None` of an answer that is not chosen so.
    pub fn chosen(self) -> Option<Known<usize>> {
        fn of<T: Copy>(known: &Known<T>, place: fn(T) -> usize) -> Option<Known<usize>> {
            let end = |end: &Option<T>| end.map(place);
            Some(match known {
                Known::NotAsked => Known::NotAsked,
                Known::Unknown => Known::Unknown,
                Known::Is(value) => Known::Is(place(*value)),
                Known::Between { from, to } => Known::Between { from: end(from), to: end(to) },
                Known::OneOf(values) => Known::OneOf(values.iter().map(|value| place(*value)).collect()),
            })
        }
        match self {
            Self::YesNo(known) => of(known, usize::from),
            Self::Area(known) => of(known, Area::place),
            Self::Relation(known) => of(known, Relation::place),
            Self::Lives(known) => of(known, Lives::place),
            Self::Study(known) => of(known, Study::place),
            Self::Away(known) => of(known, Away::place),
            Self::Basis(known) => of(known, Basis::place),
            Self::Work(known) => of(known, Work::place),
            Self::Labour(known) => of(known, Labour::place),
            Self::Supporter(known) => of(known, SupporterState::place),
            Self::Parent(known) => of(known, ParentState::place),
            Self::Count(_) | Self::Sum(_) | Self::Day(_) | Self::Disability(_) | Self::List(_) => None,
        }
    }
}

impl AnswerMut<'_> {
    /// Chooses an option by its place; one behind the last is unknown. An answer that is not chosen stays as it is.
    pub fn choose(self, at: usize) {
        fn of<T: Copy>(known: &mut Known<T>, options: &[T], at: usize) {
            *known = options.get(at).map_or(Known::Unknown, |value| Known::Is(*value));
        }
        match self {
            Self::YesNo(known) => of(known, &NO_YES, at),
            Self::Area(known) => of(known, Area::CHOICES, at),
            Self::Relation(known) => of(known, Relation::CHOICES, at),
            Self::Lives(known) => of(known, Lives::CHOICES, at),
            Self::Study(known) => of(known, Study::CHOICES, at),
            Self::Away(known) => of(known, Away::CHOICES, at),
            Self::Basis(known) => of(known, Basis::CHOICES, at),
            Self::Work(known) => of(known, Work::CHOICES, at),
            Self::Labour(known) => of(known, Labour::CHOICES, at),
            Self::Supporter(known) => of(known, SupporterState::CHOICES, at),
            Self::Parent(known) => of(known, ParentState::CHOICES, at),
            Self::Count(_) | Self::Sum(_) | Self::Day(_) | Self::Disability(_) | Self::List(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_chosen_is_read_back_by_its_place() {
        let mut study: Known<Study> = Known::NotAsked;
        assert_eq!(Answer::from(&study).chosen(), Some(Known::NotAsked));
        for at in 0..Study::ALL.len() {
            AnswerMut::from(&mut study).choose(at);
            assert_eq!(Answer::from(&study).chosen(), Some(Known::Is(at)));
        }
        AnswerMut::from(&mut study).choose(Study::ALL.len());
        assert_eq!(study, Known::Unknown);
        let two = Known::OneOf(vec![Study::None, Study::PartTime]);
        assert_eq!(Answer::from(&two).chosen(), Some(Known::OneOf(vec![0, 3])));
        // A range keeps its order.
        let either = Known::Between { from: Some(false), to: Some(true) };
        assert_eq!(Answer::from(&either).chosen(), Some(Known::Between { from: Some(0), to: Some(1) }));
        assert_eq!(Answer::from(&Known::Is(Yuan::ZERO)).chosen(), None);
    }
}
