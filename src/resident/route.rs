//! Addresses (地址): one page each.

use doudi_facts::household::{Choice, Head, Household};

/// Where in the app a person is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Route {
    Start,
    Urgent,
    Place,
    People,
    Person(usize),
    Supporter(usize, usize),
    Incomes(Head),
    NewIncome(Head),
    Income(Head, usize),
    PaidOut,
    PaidOutItem(usize),
    Expenses,
    Expense(usize),
    Assets,
    More,
    Answers,
    Result,
    Print,
    /// A page the module writes, known by the address alone.
    Info,
}

/// The questions in the order they are asked.
const ASKED: [Route; 10] = [
    Route::Place,
    Route::People,
    Route::Incomes(Head::Wages),
    Route::Incomes(Head::Business),
    Route::Incomes(Head::Property),
    Route::Incomes(Head::Transfers),
    Route::PaidOut,
    Route::Expenses,
    Route::Assets,
    Route::More,
];

impl Route {
    /// The route of a path; the start page for one nobody knows.
    pub(crate) fn of(path: &str) -> Self {
        let parts: Vec<&str> = path.split('/').collect();
        let at = |text: &str| text.parse::<usize>().unwrap_or(usize::MAX);
        match parts[..] {
            ["urgent"] => Self::Urgent,
            ["place"] => Self::Place,
            ["people"] => Self::People,
            ["people", nth] => Self::Person(at(nth)),
            ["people", who, "supporters", nth] => Self::Supporter(at(who), at(nth)),
            ["income", of] => Head::of_word(of).map_or(Self::Start, Self::Incomes),
            ["income", of, "new"] => Head::of_word(of).map_or(Self::Start, Self::NewIncome),
            ["income", of, nth] => Head::of_word(of).map_or(Self::Start, |of| Self::Income(of, at(nth))),
            ["paid-out"] => Self::PaidOut,
            ["paid-out", nth] => Self::PaidOutItem(at(nth)),
            ["expenses"] => Self::Expenses,
            ["expenses", nth] => Self::Expense(at(nth)),
            ["assets"] => Self::Assets,
            ["more"] => Self::More,
            ["answers"] => Self::Answers,
            ["result"] => Self::Result,
            ["print"] => Self::Print,
            ["info", ..] => Self::Info,
            ["answer", at] => Self::of_answer(at),
            _ => Self::Start,
        }
    }

    /// Where an answer is given, by its place in the household file: `incomes.wages.items[0].each`.
    pub(crate) fn of_answer(at: &str) -> Self {
        let parts = at.split(['.', '[', ']']).filter(|part| !matches!(*part, "" | "items" | "complete"));
        let parts: Vec<&str> = parts.collect();
        Self::of(&match parts[..] {
            ["area"] => "place".to_owned(),
            ["background" | "receives" | "troubles" | "past", ..] => "more".to_owned(),
            ["people", who, "supporters", nth, _] => format!("people/{who}/supporters/{nth}"),
            ["people", who, _, ..] => format!("people/{who}"),
            ["incomes", head] => format!("income/{head}"),
            ["incomes", head, nth, _] => format!("income/{head}/{nth}"),
            [list, nth, _] => format!("{list}/{nth}"),
            [list, ..] => list.to_owned(),
            [] => String::new(),
        })
    }

    /// The path of a route.
    pub(crate) fn path(self) -> String {
        match self {
            Self::Start => String::new(),
            Self::Urgent => "urgent".to_owned(),
            Self::Place => "place".to_owned(),
            Self::People => "people".to_owned(),
            Self::Person(nth) => format!("people/{nth}"),
            Self::Supporter(who, nth) => format!("people/{who}/supporters/{nth}"),
            Self::Incomes(of) => format!("income/{of}"),
            Self::NewIncome(of) => format!("income/{of}/new"),
            Self::Income(of, nth) => format!("income/{of}/{nth}"),
            Self::PaidOut => "paid-out".to_owned(),
            Self::PaidOutItem(nth) => format!("paid-out/{nth}"),
            Self::Expenses => "expenses".to_owned(),
            Self::Expense(nth) => format!("expenses/{nth}"),
            Self::Assets => "assets".to_owned(),
            Self::More => "more".to_owned(),
            Self::Answers => "answers".to_owned(),
            Self::Result => "result".to_owned(),
            Self::Print => "print".to_owned(),
            Self::Info => "info".to_owned(),
        }
    }

    /// For a link: `#/people`.
    pub(crate) fn link(self) -> String {
        format!("#/{}", self.path())
    }

    /// What is asked after this page; the result after the last.
    pub(crate) fn next(self) -> Self {
        match self {
            Self::Person(_) => Self::People,
            Self::Supporter(who, _) => Self::Person(who),
            Self::NewIncome(of) | Self::Income(of, _) => Self::Incomes(of),
            Self::PaidOutItem(_) => Self::PaidOut,
            Self::Expense(_) => Self::Expenses,
            _ => self.nth().and_then(|at| ASKED.get(at + 1).copied()).unwrap_or(Self::Result),
        }
    }

    /// What was asked before this page.
    pub(crate) fn previous(self) -> Self {
        match self {
            Self::Result | Self::Answers => Self::More,
            Self::Print | Self::Info => Self::Result,
            _ if self.is_part() => self.next(),
            _ => {
                self.nth().and_then(|at| at.checked_sub(1)).and_then(|at| ASKED.get(at).copied()).unwrap_or(Self::Start)
            }
        }
    }

    /// How far along this page is, and of how many.
    pub(crate) fn progress(self) -> Option<(usize, usize)> {
        self.nth().map(|at| (at + 1, ASKED.len()))
    }

    /// Whether it asks something: a page on the way, or a part of one.
    pub(crate) fn is_question(self) -> bool {
        self.is_part() || self.nth().is_some()
    }

    /// Whether it asks about one entry of another page.
    fn is_part(self) -> bool {
        let of_people = matches!(self, Self::Person(_) | Self::Supporter(..));
        of_people || matches!(self, Self::NewIncome(_) | Self::Income(..) | Self::PaidOutItem(_) | Self::Expense(_))
    }

    /// The page on the way that it is, or is a part of.
    pub(crate) fn page(self) -> Self {
        if self.is_part() { self.next().page() } else { self }
    }

    /// Whether something was answered on a page that may be passed over; the others never are.
    pub(crate) fn is_begun(self, household: &Household) -> bool {
        let Household { incomes, paid_out, expenses, assets, background, receives, troubles, past, .. } = household;
        match self {
            Self::Incomes(head) => !incomes.of(head).is_untouched(),
            Self::PaidOut => !paid_out.is_untouched(),
            Self::Expenses => !expenses.is_untouched(),
            Self::Assets => !assets.is_untouched(),
            Self::More => {
                !(background.is_untouched()
                    && receives.is_untouched()
                    && troubles.is_untouched()
                    && past.is_untouched())
            }
            _ => true,
        }
    }

    fn nth(self) -> Option<usize> {
        ASKED.iter().position(|asked| *asked == self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_path_leads_back_to_its_route() {
        let more = [
            Route::Urgent,
            Route::Person(2),
            Route::Supporter(1, 0),
            Route::NewIncome(Head::Wages),
            Route::Income(Head::Transfers, 0),
            Route::PaidOutItem(1),
            Route::Expense(3),
            Route::Answers,
            Route::Result,
            Route::Print,
            Route::Info,
        ];
        for route in ASKED.into_iter().chain(more) {
            assert_eq!(Route::of(&route.path()), route);
        }
        assert_eq!(Route::of("no/such/page"), Route::Start);
    }

    #[test]
    fn every_answer_has_its_page() {
        let pages = [
            ("area", Route::Place),
            ("people.complete", Route::People),
            ("people.items[2].birth", Route::Person(2)),
            ("incomes.wages.complete", Route::Incomes(Head::Wages)),
            ("incomes.transfers.items[1].base-part", Route::Income(Head::Transfers, 1)),
            ("paid-out.complete", Route::PaidOut),
            ("paid-out.items[0].amount", Route::PaidOutItem(0)),
            ("expenses.complete", Route::Expenses),
            ("expenses.items[3].amount", Route::Expense(3)),
            ("assets.savings", Route::Assets),
            ("people.items[0].disability", Route::Person(0)),
            ("people.items[1].self-care.eat", Route::Person(1)),
            ("people.items[1].supporters.complete", Route::Person(1)),
            ("people.items[1].supporters.items[2].state", Route::Supporter(1, 2)),
            ("background.rose-by-work", Route::More),
            ("troubles.complete", Route::More),
            ("receives.complete", Route::More),
            ("past.complete", Route::More),
            ("past.items[0].when", Route::More),
        ];
        for (at, page) in pages {
            assert_eq!(Route::of_answer(at), page, "{at}");
            // As it stands in an address.
            let plain = at.replace('[', ".").replace(']', "");
            assert_eq!(Route::of(&format!("answer/{plain}")), page, "{at}");
        }
    }

    #[test]
    fn next_walks_through_every_question_to_the_result() {
        let mut walked = vec![Route::Place];
        while let Some(last) = walked.last().copied().filter(|last| *last != Route::Result) {
            walked.push(last.next());
        }
        assert_eq!(walked.len(), ASKED.len() + 1);
        assert_eq!(Route::Income(Head::Business, 4).next(), Route::Incomes(Head::Business));
    }
}
