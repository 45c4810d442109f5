//! Synthetic households (模拟家庭): of one to nine people, told to the end, roughly, or hardly at all.

use doudi_engine::check::check;
use doudi_facts::day::Day;
use doudi_facts::household::{
    Area, Away, CurrentBenefit, Disability, DisabilityKind, Expense, ExpenseKind, Happened, Household, Income,
    IncomeKind, Labour, Lives, PaidOut, PaidOutKind, ParentState, Per, Person, Received, Relation, Study, Supporter,
    SupporterState, Trouble, Work,
};
use doudi_facts::known::{Closure, Known, List};
use doudi_facts::money::Yuan;

/// The household of a seed: the same on every machine.
pub(crate) fn household(seed: u64, on: Day) -> Household {
    made(seed, on, |maker| {
        // Six in ten tell everything, three leave out what hardly anybody knows, one tells the first pages only.
        maker.open = maker.dice.of(&[0, 0, 0, 0, 0, 0, 6, 6, 6, 40]);
        maker.size()
    })
}

/// The household of a seed that leaves so many answers in a hundred open.
pub(crate) fn open_household(seed: u64, open: u64, on: Day) -> Household {
    made(seed, on, |maker| {
        maker.open = open;
        maker.size()
    })
}

/// The household of a seed with so many people, who answer everything.
pub(crate) fn sized_household(seed: u64, size: usize, on: Day) -> Household {
    made(seed, on, |_| size)
}

/// The first household of a seed that can be: its dice may make a parent younger than the child.
fn made(seed: u64, on: Day, size: impl Fn(&mut Maker) -> usize) -> Household {
    let mut maker = Maker { dice: Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15)), open: 0 };
    loop {
        let size = size(&mut maker);
        let made = maker.household(size, on);
        if check(&made, on).is_empty() {
            return made;
        }
    }
}

/// A number that hangs on a household, to take turns by.
pub(crate) fn turn(household: &Household) -> usize {
    household.people.items.len() + household.incomes.wages.items.len() + household.expenses.items.len()
}

struct Maker {
    dice: Dice,
    /// How many answers in a hundred are left open.
    open: u64,
}

impl Maker {
    fn size(&mut self) -> usize {
        self.dice.of(&[1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 5, 5, 6, 7, 9])
    }

    fn household(&mut self, size: usize, on: Day) -> Household {
        let mut made = Household::new();
        made.area = Known::Is(self.dice.of(&[Area::Rural, Area::Rural, Area::Urban]));
        for nth in 0..size {
            let person = self.person(nth, on);
            made.people.items.push(person);
        }
        made.people.complete = Closure::Yes;
        let ids: Vec<String> = made.people.items.iter().map(|person| person.id.clone()).collect();
        for who in &ids {
            self.money(who, &mut made);
        }
        for head in doudi_facts::household::Head::ALL {
            made.incomes.of_mut(head).complete = self.closure();
        }
        made.paid_out.complete = self.closure();
        made.expenses.complete = self.closure();
        let receives = [CurrentBenefit::Dibao, CurrentBenefit::Monitored].map(|what| Received { what, who: None });
        made.receives = List { items: self.few(&receives), complete: self.closure() };
        let troubles = [Trouble::SuddenIllness, Trouble::JobLoss].map(|what| Happened { what });
        made.troubles = List { items: self.few(&troubles), complete: self.closure() };
        made.past = List { items: Vec::new(), complete: self.closure() };
        let savings = self.dice.of(&[0, 0, 3_000, 20_000]);
        made.assets.savings = self.sum(savings);
        made.assets.homes = self.told(&[1, 1, 1, 2]);
        made.assets.vehicle = self.told(&[false, false, false, true]);
        made.assets.business = self.told(&[false, false, false, true]);
        made.assets.insurance = self.told(&[false]);
        made.assets.given_away = self.told(&[false]);
        made.assets.big_spending = self.told(&[false]);
        made.background.former_poor = self.told(&[false, true]);
        made.background.relocated = self.told(&[false, false, true]);
        made.background.settled_in_town = self.told(&[false, true]);
        made.background.land = self.told(&[true, false]);
        made.background.rose_by_work = self.told(&[false]);
        made
    }

    fn person(&mut self, nth: usize, on: Day) -> Person {
        let kin = [Relation::Spouse, Relation::Child, Relation::Child, Relation::Parent, Relation::Grandchild];
        let relation = if nth == 0 { Relation::Applicant } else { self.dice.of(&kin) };
        let age = match relation {
            Relation::Child | Relation::Grandchild => self.dice.below(24),
            Relation::Parent => 60 + self.dice.below(30),
            _ => 25 + self.dice.below(55),
        };
        let born = i32::try_from(age).unwrap_or(0);
        let (month, day) = (1 + self.dice.below(10), 1 + self.dice.below(28));
        let (month, day) = (u8::try_from(month).unwrap_or(1), u8::try_from(day).unwrap_or(1));
        let is_child = age < 18;
        let card = |grade| Disability::Card { kind: DisabilityKind::Limbs, grade };
        let cards = [Disability::None, Disability::None, Disability::None, Disability::None, card(1), card(3)];
        let supporter = Supporter { relation: Relation::Child, state: self.told(&SupporterState::ALL) };
        Person {
            id: format!("p{}", nth + 1),
            relation: Known::Is(relation),
            birth: Day::new(on.year() - born, month, day).map_or(Known::NotAsked, Known::Is),
            lives: self.told(&[Lives::Home, Lives::Home, Lives::Home, Lives::Away, Lives::Elsewhere]),
            lives_with: List { items: Vec::new(), complete: self.closure() },
            spouse: List { items: Vec::new(), complete: self.closure() },
            parents: List { items: Vec::new(), complete: self.closure() },
            shares_purse: self.told(&[true, true, true, false]),
            married: self.told(&[!is_child]),
            dependent: self.told(&[false, false, false, true]),
            study: self.told(if is_child { &[Study::FullTime] } else { &[Study::None] }),
            away: self.told(&[Away::No, Away::No, Away::No, Away::No, Away::No, Away::No, Away::Prison]),
            disability: self.told(&cards),
            severe_illness: self.told(&[false, false, false, false, true]),
            work: self.told(&[Work::Working, Work::None, Work::Retired]),
            labour: self.told(&[Labour::Full, Labour::Part, Labour::None]),
            supporters: List { items: self.few(&[supporter]), complete: self.closure() },
            mother: if is_child { self.told(&[ParentState::Able, ParentState::Dead]) } else { Known::NotAsked },
            father: if is_child { self.told(&[ParentState::Able, ParentState::Prison]) } else { Known::NotAsked },
            ..Person::default()
        }
    }

    fn money(&mut self, who: &str, made: &mut Household) {
        let kinds = [
            IncomeKind::CasualWage,
            IncomeKind::RegularWage,
            IncomeKind::Crops,
            IncomeKind::ResidentPension,
            IncomeKind::OldAgeAllowance,
            IncomeKind::FarmSubsidy,
        ];
        for _ in 0..self.dice.below(3) {
            let kind = self.dice.of(&kinds);
            let is_monthly = kind == IncomeKind::CasualWage;
            let amount = if is_monthly { 300 + self.dice.below(2_500) } else { 200 + self.dice.below(14_000) };
            let income = Income {
                who: who.to_owned(),
                kind,
                each: self.sum(amount),
                per: if is_monthly { Per::Month } else { Per::Window },
                times: if is_monthly { self.told(&[3, 6, 10, 12]) } else { Known::NotAsked },
                costs: if kind.has_costs() { self.sum(amount / 4) } else { Known::NotAsked },
                base_part: if kind == IncomeKind::ResidentPension { self.sum(amount / 2) } else { Known::NotAsked },
                basis: Known::NotAsked,
            };
            made.incomes.of_mut(kind.head()).items.push(income);
        }
        if self.dice.below(4) == 0 {
            let amount = self.sum(380);
            let paid = PaidOut { who: who.to_owned(), kind: PaidOutKind::SocialInsurance, amount };
            made.paid_out.items.push(paid);
        }
        if self.dice.below(3) == 0 {
            let kind = self.dice.of(&[ExpenseKind::Medical, ExpenseKind::Education]);
            let amount = 500 + self.dice.below(20_000);
            let amount = self.sum(amount);
            made.expenses.items.push(Expense { who: who.to_owned(), kind, amount });
        }
    }

    fn is_open(&mut self) -> bool {
        self.dice.below(100) < self.open
    }

    fn told<T: Clone>(&mut self, several: &[T]) -> Known<T> {
        let told = self.dice.of(several);
        if self.is_open() { Known::Unknown } else { Known::Is(told) }
    }

    fn sum(&mut self, yuan: u64) -> Known<Yuan> {
        let sum = Yuan::whole(i64::try_from(yuan).unwrap_or(0));
        match self.is_open() {
            false => Known::Is(sum),
            true if self.dice.below(2) == 0 => Known::Unknown,
            true => Known::Between { from: Some(Yuan::ZERO), to: Some(sum) },
        }
    }

    fn closure(&mut self) -> Closure {
        if self.is_open() { Closure::Unknown } else { Closure::Yes }
    }

    /// Mostly nothing, else one of several.
    fn few<T: Clone>(&mut self, several: &[T]) -> Vec<T> {
        if self.dice.below(6) == 0 { vec![self.dice.of(several)] } else { Vec::new() }
    }
}

/// A splitmix64.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % bound.max(1)
    }

    /// One of several, of which there is at least one.
    fn of<T: Clone>(&mut self, several: &[T]) -> T {
        let at = self.below(u64::try_from(several.len()).unwrap_or(1));
        several[usize::try_from(at).unwrap_or(0)].clone()
    }
}
