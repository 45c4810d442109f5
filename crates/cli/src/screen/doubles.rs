//! One person in two rows of a table (同一个人写了两行) that has no ids of people.

use doudi_facts::household::Person;

/// The line of every row that may be a person of an earlier row again, with the line of that one: the relation and the day
/// of birth are the same. Whether they are twins or a row typed twice, only ids can tell.
pub(super) fn doubles(people: &[Person], lines: &[u64]) -> Vec<(u64, u64)> {
    let mut found = Vec::new();
    for (nth, person) in people.iter().enumerate() {
        let first = people.iter().take(nth).position(|earlier| is_same(earlier, person));
        found.extend(first.and_then(|first| Some((*lines.get(nth)?, *lines.get(first)?))));
    }
    found
}

fn is_same(one: &Person, other: &Person) -> bool {
    let told = one.relation.exact().is_some() && one.birth.exact().is_some();
    told && one.relation == other.relation && one.birth == other.birth
}
