//! What cannot be in a household, told with its place and the mend.

use doudi_engine::check::{LARGEST_YUAN, Problem, Wrong};
use doudi_facts::day::Day;
use doudi_facts::money::Yuan;

use crate::Words;
use crate::outside::quoted;

impl Words {
    /// A problem with its place: `“打工、上班的收入”第 1 笔的“几个月、几天” incomes.wages.items[0].times：最多 12，请改小。`
    pub fn problem(self, problem: &Problem, on: Day) -> String {
        self.error_at(&self.place_in_file(&problem.at), &self.wrong(&problem.what, on))
    }

    /// What is wrong and the mend, without the place: for showing beside the field.
    pub fn wrong(self, wrong: &Wrong, on: Day) -> String {
        match wrong {
            Wrong::Version(found) => self.error_version(found),
            Wrong::SamePerson(id) => self.error_same_person(&quoted(id)),
            Wrong::NoSuchPerson(id) => self.error_no_such_person(&quoted(id)),
            Wrong::Applicants(count) => self.error_applicants(count),
            Wrong::Future(_) => self.error_future(&on),
            Wrong::LongAgo(_) => self.error_long_ago().to_owned(),
            Wrong::TooOften { most, .. } => self.error_too_often(most),
            Wrong::TimesOfWindow => self.error_times_of_window().to_owned(),
            Wrong::TooLarge(_) => self.error_too_large(&Yuan::whole(LARGEST_YUAN).grouped()),
            Wrong::Negative(_) => self.error_negative().to_owned(),
            Wrong::TooMany(most) => self.error_too_many(most),
            Wrong::Inverted => self.error_inverted().to_owned(),
            Wrong::Empty => self.error_empty().to_owned(),
            Wrong::WrongHead(head) => self.error_wrong_head(&self.head(*head)),
            Wrong::OwnKin => self.error_own_kin().to_owned(),
            Wrong::SecondSpouse => self.error_second_spouse().to_owned(),
            Wrong::SpouseOfSingle => self.error_spouse_of_single().to_owned(),
            Wrong::ThirdParent => self.error_third_parent().to_owned(),
            Wrong::ParentTooYoung => self.error_parent_too_young().to_owned(),
            Wrong::TieAgainstRelation => self.error_tie_against_relation().to_owned(),
            Wrong::TwoHomes => self.error_two_homes().to_owned(),
            Wrong::Grade(grade) => self.error_grade(grade),
            Wrong::PartBeyondWhole => self.error_part_beyond_whole().to_owned(),
        }
    }
}
