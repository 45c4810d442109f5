//! Names of asks (待答的编号), by the ids of the rules they are about.

use super::Book;
use crate::ask::Ask;

impl Ask {
    /// A stable name: `answer:assets.savings`, `reading:line-exactly`, `treatment:work-costs`.
    pub fn key(self, book: &Book) -> String {
        fn id<T>(list: &[T], at: usize, id: impl Fn(&T) -> &String) -> &str {
            list.get(at).map_or("?", |item| id(item))
        }
        let line = |at| id(&book.lines, at, |line| &line.id);
        let account = |at| id(&book.accounts, at, |account| &account.id);
        match self {
            Self::Answer(fact) => format!("answer:{fact}"),
            Self::Limit(at) => format!("limit:{}", id(&book.limits, at, |limit| &limit.id)),
            Self::Treatment(at) => format!("treatment:{}", id(&book.treatments, at, |treatment| &treatment.id)),
            Self::Losses(of) => format!("losses:{}", account(of)),
            Self::Reading(at) => format!("reading:{}", id(&book.readings, at, |reading| &reading.id)),
            Self::Judgement(at) | Self::Verify(at) | Self::UnpublishedRule(at) => {
                format!("judgement:{}", id(&book.judgements, at, |judgement| &judgement.id))
            }
            Self::Stale(at) => format!("stale:{}", line(at)),
            Self::Unconfirmed(at) => format!("unconfirmed:{}", line(at)),
            Self::Unpublished(at) => format!("unpublished:{}", line(at)),
        }
    }
}
