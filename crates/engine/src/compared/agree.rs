//! Joining what is yes, no or open.

/// Both of these: no where one is no, open where neither is no and one is open.
pub(crate) fn both(one: Option<bool>, other: Option<bool>) -> Option<bool> {
    match (one, other) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

/// What all of them say; `None` where they differ, or where there is none.
pub(crate) fn all_alike(mut each: impl Iterator<Item = bool>) -> Option<bool> {
    let first = each.next()?;
    each.all(|one| one == first).then_some(first)
}
