//! The table of questions (问题表): a row for every question, by what it is about.
//!
//! A new question is a field of its struct in [`crate::household`], a row here, and its words in `locales/`.

use std::fmt;
use std::str::FromStr;

use super::answer::{Answer, AnswerMut};
use super::row::{Input, Row, Shown, Stage, UnknownQuestion, YesNo};
use crate::household::{Assets, Background, Income, Person, SelfCare};
use crate::known::Known;

macro_rules! optional {
    () => {
        None
    };
    ($value:literal) => {
        Some($value)
    };
}

/// Declares the questions about one thing: for each the id that ends its path, the field that holds the answer, how the answer
/// is given, the stage, when it is shown, the usual heading of its column in a table of households and, where there is one, the
/// national standard that has codes for its answers. Before them stand the
/// types that its answers are read and changed as, and in `other` the fields that hold no answer of this kind: a new field does
/// not compile until it has its row or is named there.
macro_rules! questions {
    (
        $(#[$doc:meta])*
        $name:ident about $of:ident: $read:ty, $change:ty, other($($other:ident),* $(,)?);
        $($variant:ident = $id:literal, $field:ident, $input:expr, $stage:ident, $shown:ident, $heading:literal $(, $standard:literal)?;)+
    ) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
        pub enum $name {
            $(#[doc = concat!("`", $id, "`")] #[serde(rename = $id)] $variant),+
        }

        impl $name {
            /// Every question, in the order of the file.
            pub const ALL: [Self; [$($id),+].len()] = [$(Self::$variant),+];

            /// Its row in the table.
            pub const fn row(self) -> Row {
                match self {
                    $(Self::$variant => Row {
                        input: $input,
                        stage: Stage::$stage,
                        shown: Shown::$shown,
                    }),+
                }
            }

            /// The usual Chinese heading of its column in a table of households; of a field of an income, what the heading of
            /// the income is followed by. Empty: it has no heading of its own.
            pub const fn heading(self) -> &'static str {
                match self { $(Self::$variant => $heading),+ }
            }

            /// The answer.
            #[inline]
            pub fn of(self, holder: &$of) -> $read {
                let $of { $($field,)+ $($other: _,)* } = holder;
                match self { $(Self::$variant => $field.into()),+ }
            }

            /// The answer, to change.
            #[inline]
            pub fn of_mut(self, holder: &mut $of) -> $change {
                let $of { $($field,)+ $($other: _,)* } = holder;
                match self { $(Self::$variant => $field.into()),+ }
            }

            /// The national standard that has codes for its answers.
            pub const fn standard(self) -> Option<&'static str> {
                match self { $(Self::$variant => optional!($($standard)?)),+ }
            }

            /// Its id, the end of its path.
            const fn id(self) -> &'static str {
                match self { $(Self::$variant => $id),+ }
            }
        }

        crate::wire_words!($name { $($variant),+ });

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.id())
            }
        }

        impl FromStr for $name {
            type Err = UnknownQuestion;

            fn from_str(id: &str) -> Result<Self, UnknownQuestion> {
                let found = Self::ALL.into_iter().find(|field| field.id() == id);
                found.ok_or_else(|| UnknownQuestion(id.to_owned()))
            }
        }
    };
}

questions! {
    /// A question about a person.
    PersonField about Person: Answer<'_>, AnswerMut<'_>, other(id, lives_with, spouse, parents, kin, lives_together, self_care, supporters);

    Relation = "relation", relation, Input::Choice, People, Always, "与申请人关系", "GB/T 4761-2008";
    Birth = "birth", birth, Input::Day, People, Always, "出生日期";
    Lives = "lives", lives, Input::Choice, People, WhileOpen, "住处";
    SharesPurse = "shares-purse", shares_purse, Input::YesNo(YesNo::Is), People, WhileOpen, "收支共享";
    Married = "married", married, Input::YesNo(YesNo::Is), People, WhileOpen, "已婚";
    Dependent = "dependent", dependent, Input::YesNo(YesNo::Is), Sensitive, WhileOpen, "不能独立生活";
    Study = "study", study, Input::Choice, People, WhileOpen, "在校情况";
    Away = "away", away, Input::Choice, Sensitive, Always, "特殊情形";
    Disability = "disability", disability, Input::DisabilityCard, Sensitive, WhileOpen, "残疾类别", "GB/T 26341-2010";
    SevereIllness = "severe-illness", severe_illness, Input::YesNo(YesNo::Has), Sensitive, WhileOpen, "重病";
    Work = "work", work, Input::Choice, People, WhileOpen, "就业情况";
    Labour = "labour", labour, Input::Choice, Sensitive, WhileOpen, "劳动能力";
    Mother = "mother", mother, Input::Choice, Sensitive, OfMinor, "母亲情况";
    Father = "father", father, Input::Choice, Sensitive, OfMinor, "父亲情况";
}

impl PersonField {
    /// Every question in the order of the form: what a person does before what they are.
    pub const FORM: [Self; Self::ALL.len()] = [
        Self::Relation,
        Self::Birth,
        Self::Lives,
        Self::SharesPurse,
        Self::Study,
        Self::Work,
        Self::Married,
        Self::Dependent,
        Self::Away,
        Self::Disability,
        Self::SevereIllness,
        Self::Labour,
        Self::Mother,
        Self::Father,
    ];
}

questions! {
    /// A question about one of the six acts that show how far a person can look after themselves (自理能力六项).
    SelfCareField about SelfCare: &Known<bool>, &mut Known<bool>, other();

    Eat = "eat", eat, Input::YesNo(YesNo::Can), Sensitive, WhileOpen, "能自己吃饭";
    Dress = "dress", dress, Input::YesNo(YesNo::Can), Sensitive, WhileOpen, "能自己穿衣";
    Bed = "bed", bed, Input::YesNo(YesNo::Can), Sensitive, WhileOpen, "能自己上下床";
    Toilet = "toilet", toilet, Input::YesNo(YesNo::Can), Sensitive, WhileOpen, "能自己如厕";
    Walk = "walk", walk, Input::YesNo(YesNo::Can), Sensitive, WhileOpen, "能自己行走";
    Wash = "wash", wash, Input::YesNo(YesNo::Can), Sensitive, WhileOpen, "能自己洗澡";
}

questions! {
    /// A question about the family's background (家庭背景).
    BackgroundField about Background: &Known<bool>, &mut Known<bool>, other();

    FormerPoor = "former-poor", former_poor, Input::YesNo(YesNo::Is), Sensitive, WhileOpen, "脱贫户";
    Relocated = "relocated", relocated, Input::YesNo(YesNo::Is), Sensitive, WhileOpen, "易地搬迁户";
    SettledInTown = "settled-in-town", settled_in_town, Input::YesNo(YesNo::Is), Sensitive, WhileOpen, "长期住城镇";
    Land = "land", land, Input::YesNo(YesNo::Is), Sensitive, WhileOpen, "承包地";
    RoseByWork = "rose-by-work", rose_by_work, Input::YesNo(YesNo::Is), Sensitive, WhileOpen, "就业产业增收";
}

questions! {
    /// A question about an income.
    IncomeField about Income: Answer<'_>, AnswerMut<'_>, other(who, kind, per);

    Each = "each", each, Input::Sum, Means, Always, "";
    Times = "times", times, Input::Count, Means, PaidByTime, "";
    Costs = "costs", costs, Input::Sum, Means, WithCosts, "成本";
    BasePart = "base-part", base_part, Input::Sum, Means, OfResidentPension, "基础部分";
    Basis = "basis", basis, Input::Choice, Means, OfSupport, "依据";
}

questions! {
    /// A question about property (财产).
    AssetField about Assets: Answer<'_>, AnswerMut<'_>, other();

    Savings = "savings", savings, Input::Sum, Means, Always, "存款";
    Homes = "homes", homes, Input::Count, Means, Always, "住房套数";
    Vehicle = "vehicle", vehicle, Input::YesNo(YesNo::Has), Means, Always, "机动车辆";
    Business = "business", business, Input::YesNo(YesNo::Has), Means, Always, "工商登记";
    Insurance = "insurance", insurance, Input::YesNo(YesNo::Has), Means, Always, "商业保险";
    GivenAway = "given-away", given_away, Input::YesNo(YesNo::Has), Means, Always, "放弃财产";
    BigSpending = "big-spending", big_spending, Input::YesNo(YesNo::Has), Means, Always, "大额支出";
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::household::{Choice, DisabilityKind, Relation};

    #[test]
    fn a_code_of_a_standard_means_one_value() {
        fn doubled<T: Choice>() -> Vec<&'static str> {
            let codes: Vec<&str> = T::CHOICES.iter().flat_map(|one| one.codes()).copied().collect();
            codes.iter().enumerate().filter(|(at, code)| codes[..*at].contains(code)).map(|(_, code)| *code).collect()
        }
        assert!(doubled::<Relation>().is_empty() && doubled::<DisabilityKind>().is_empty());
        assert_eq!((Relation::Spouse.codes(), DisabilityKind::Several.codes()), (&["10", "11", "12"][..], &["7"][..]));
        assert_eq!(PersonField::Relation.standard(), Some("GB/T 4761-2008"));
        // Step-children and adopted children share a code.
        assert!(Relation::StepChild.codes().is_empty());
    }

    #[test]
    fn the_form_has_every_question_about_a_person_once() {
        let mut form = PersonField::FORM;
        form.sort();
        assert_eq!(form, PersonField::ALL);
    }
}
