//! Putting things in order (排序): one sort for all of them, so that the module carries it once and not for every kind.

use std::cmp::Ordering;

/// Sorts by a comparison; what compares alike stays as it was.
pub fn sort_by<T>(list: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    if list.len() < 2 {
        return;
    }
    let places = places(list.len(), &|one, other| match (list.get(one), list.get(other)) {
        (Some(one), Some(other)) => compare(one, other),
        _ => Ordering::Equal,
    });
    let mut taken: Vec<Option<T>> = list.drain(..).map(Some).collect();
    list.extend(places.into_iter().filter_map(|at| taken.get_mut(at)?.take()));
}

/// Sorts by a key, worked out once of each; what has the same stays as it was.
pub fn sort_by_key<T, K: Ord>(list: &mut Vec<T>, key: impl Fn(&T) -> K) {
    let mut keyed: Vec<(K, T)> = list.drain(..).map(|one| (key(&one), one)).collect();
    sort_by(&mut keyed, |(one, _), (other, _)| one.cmp(other));
    list.extend(keyed.into_iter().map(|(_, one)| one));
}

/// Sorts, and leaves out what was there before.
pub fn sort_and_dedup<T: Ord>(list: &mut Vec<T>) {
    sort_by(list, T::cmp);
    list.dedup();
}

fn places(many: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..many).collect();
    places.sort_by(|one, other| compare(*one, *other));
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_compares_alike_stays_as_it_was() {
        let mut words = vec!["bb", "a", "cc", "", "d"];
        sort_by_key(&mut words, |word| word.len());
        assert_eq!(words, ["", "a", "d", "bb", "cc"]);
        sort_by(&mut words, |one, other| other.cmp(one));
        assert_eq!(words, ["d", "cc", "bb", "a", ""]);
        let mut sums = vec![3, 1, 3, 2, 1];
        sort_and_dedup(&mut sums);
        assert_eq!(sums, [1, 2, 3]);
    }
}
