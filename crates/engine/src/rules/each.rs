//! Every test of a book (遍历规则), and what they compare.

use doudi_facts::order::sort_and_dedup;

use super::{Against, Book, Comparison, IncomeTest, Shared, SingleTest, Test, Unsettled};

impl Book {
    /// Passes over every test of every rule.
    pub fn each_test(&self, visit: &mut dyn FnMut(&Test)) {
        self.each_member_test(visit);
        let areas = self.areas.iter().map(|rule| &rule.test);
        let treatments = self.treatments.iter().filter_map(|treatment| treatment.when.as_ref());
        let needs = self.categories.iter().flat_map(|category| &category.needs).map(|need| &need.test);
        let grants =
            self.categories.iter().flat_map(|category| &category.grants).filter_map(|grant| grant.test.as_ref());
        let follows = self.help.iter().map(|help| &help.test).chain(self.bring.iter().map(|bring| &bring.test));
        let follows = follows.chain(self.steps.iter().map(|step| &step.test)).flatten();
        let all = areas.chain(treatments).chain(needs).chain(grants).chain(follows);
        all.for_each(|test| test.each(&mut |one| visit(one)));
    }

    /// Every comparison of an income per head that some test of some rule makes, ascending.
    pub fn comparisons(&self) -> Vec<Comparison> {
        let mut compared = Vec::new();
        self.each_test(&mut |test| {
            if let Test::Single(SingleTest::Income(IncomeTest::PerHead(against))) = test {
                let Against { account, line, area, times, .. } = *against;
                compared.push(Comparison { account, line, area, times });
            }
        });
        sort_and_dedup(&mut compared);
        compared
    }

    /// Whether any rule asks whether two people share this.
    pub(crate) fn members_share(&self, what: Shared) -> bool {
        self.members.iter().any(|rule| rule.shares.contains(&what))
    }

    /// Passes over every test of who belongs to a household.
    pub(crate) fn each_member_test(&self, visit: &mut dyn FnMut(&Test)) {
        let Unsettled {
            away_shares_home,
            through_spouse,
            married_with_parents,
            first_parent,
            branch,
            conditional_duty,
        } = &self.unsettled;
        let unsettled =
            [away_shares_home, through_spouse, married_with_parents, first_parent, branch, conditional_duty];
        let counting = self.members.iter().filter_map(|rule| rule.test.as_ref());
        let counting = counting.chain(self.not_members.iter().map(|rule| &rule.test)).chain(unsettled);
        counting.for_each(|test| test.each(&mut |one| visit(one)));
    }
}
