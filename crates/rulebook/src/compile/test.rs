//! Tests (判断) read: the closed words of when something holds, each with what it may be about.

use doudi_engine::rules::{
    Against, HouseholdTest, HouseholdWord, IncomeTest, IncomeWord, ListTest, ListWord, OfficeTest, OfficeWord,
    PersonTest, PersonWord, PropertyTest, PropertyWord, Share, Side, Since, Test,
};
use doudi_facts::household::Area;
use doudi_facts::money::Multiple;
use doudi_facts::question::{BackgroundField, PersonField};

use super::Flaws;
use super::body::Bodies;
use super::ids::listed;
use super::reader::Reader;

/// What a test may be about.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum About {
    /// One person, before anybody counts and anything is computed: who is a member.
    Person,
    /// A household; categories it may refer to come before this one.
    Household { category: usize },
    /// One person of a household that has been computed.
    Anyone { category: usize },
    /// One person or the household, before anything is computed.
    Either,
}

/// Of whom a word is asked.
#[derive(Clone, Copy, PartialEq)]
enum Whose {
    /// One person alone.
    Person,
    /// A household.
    Household,
    /// Either.
    Either,
}

/// What a test begins with: a connective, or a word of one of the families.
#[derive(Clone, Copy)]
enum Word {
    All,
    Any,
    Not,
    SomeMember,
    EveryMember,
    Fits,
    Person(PersonWord),
    List(ListWord),
    Income(IncomeWord),
    Property(PropertyWord),
    Household(HouseholdWord),
    Office(OfficeWord),
}

impl Word {
    fn every() -> impl Iterator<Item = Self> {
        let joined = [Self::All, Self::Any, Self::Not, Self::SomeMember, Self::EveryMember, Self::Fits];
        let office = OfficeWord::ALL.iter().map(|word| Self::Office(*word));
        let person = PersonWord::ALL.iter().map(|word| Self::Person(*word));
        let list = ListWord::ALL.iter().map(|word| Self::List(*word));
        let income = IncomeWord::ALL.iter().map(|word| Self::Income(*word));
        let property = PropertyWord::ALL.iter().map(|word| Self::Property(*word));
        let household = HouseholdWord::ALL.iter().map(|word| Self::Household(*word));
        joined.into_iter().chain(office).chain(person).chain(list).chain(income).chain(property).chain(household)
    }

    /// The names of all words of which this is so, each once.
    fn keys(is_one: impl Fn(Self) -> bool) -> Vec<&'static str> {
        let mut keys = Vec::new();
        for word in Self::every().filter(|word| is_one(*word)) {
            if !keys.contains(&word.key()) {
                keys.push(word.key());
            }
        }
        keys
    }

    fn key(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Any => "any",
            Self::Not => "not",
            Self::SomeMember => "some-member",
            Self::EveryMember => "every-member",
            Self::Fits => "fits",
            Self::Person(word) => word.key(),
            Self::List(word) => word.key(),
            Self::Income(word) => word.key(),
            Self::Property(word) => word.key(),
            Self::Household(word) => word.key(),
            Self::Office(word) => word.key(),
        }
    }

    fn whose(self) -> Whose {
        match self {
            Self::All
            | Self::Any
            | Self::Not
            | Self::Office(_)
            | Self::Person(PersonWord::ToldOf)
            | Self::Household(HouseholdWord::Told)
            | Self::List(ListWord::Receives | ListWord::Earns | ListWord::Spends | ListWord::PaysOut) => Whose::Either,
            Self::Person(_) | Self::Income(IncomeWord::Own) => Whose::Person,
            Self::SomeMember
            | Self::EveryMember
            | Self::Fits
            | Self::List(ListWord::Troubles | ListWord::Past)
            | Self::Income(IncomeWord::PerHead | IncomeWord::Spending)
            | Self::Property(_)
            | Self::Household(HouseholdWord::InArea) => Whose::Household,
        }
    }
}

impl Bodies<'_, '_, '_> {
    /// The test of an item, which must have one.
    pub(super) fn need_test(&self, reader: &Reader<'_>, about: About, flaws: &mut Flaws) -> Option<Test> {
        let Some(inner) = reader.table("test", flaws) else {
            if !reader.has("test") {
                flaws.add(&reader.spot, format!("{} has no `test`; say when it holds", reader.called));
            }
            return None;
        };
        self.test(&inner, about, flaws)
    }

    pub(super) fn test(&self, reader: &Reader<'_>, about: About, flaws: &mut Flaws) -> Option<Test> {
        let told = || reader.keys().map(str::to_owned).collect::<Vec<_>>();
        let first_of = |whose: Whose| {
            let keys = Word::keys(|word| word.whose() == whose);
            told().into_iter().find(|key| keys.contains(&key.as_str()))
        };
        let misplaced = match about {
            About::Person => first_of(Whose::Household).map(|word| (word, "a household, not of one person")),
            About::Household { .. } => first_of(Whose::Person).map(|word| (word, "one person, not of a household")),
            About::Anyone { .. } | About::Either => None,
        };
        if let Some((word, of)) = misplaced {
            flaws.add(&reader.spot, format!("{}: `{word}` asks something of {of}", reader.called));
            return None;
        }
        let heads = Word::keys(|word| reader.has(word.key()));
        if heads.len() > 1 {
            let told = heads.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(" and ");
            flaws.add(&reader.spot, format!("{} says {told} at once; join them with `all`", reader.called));
            return None;
        }
        let Some(word) = Word::every().find(|word| reader.has(word.key())) else {
            let known = Word::keys(|word| match about {
                About::Person => word.whose() != Whose::Household,
                About::Household { .. } => word.whose() != Whose::Person,
                About::Anyone { .. } | About::Either => true,
            });
            let told = told().join("`, `");
            let what = if told.is_empty() { "is empty".to_owned() } else { format!("knows no `{told}`") };
            flaws.add(&reader.spot, format!("{} {what}; the tests are {}", reader.called, known.join(", ")));
            return None;
        };
        let test = self.word(word, reader, about, flaws);
        if test.is_some() {
            reader.done(flaws);
        }
        test
    }

    fn word(&self, word: Word, reader: &Reader<'_>, about: About, flaws: &mut Flaws) -> Option<Test> {
        let key = word.key();
        let several = |flaws: &mut Flaws| -> Option<Vec<Test>> {
            let inner = reader.tables(key, "", flaws);
            let tests: Vec<Option<Test>> = inner.iter().map(|one| self.test(one, about, flaws)).collect();
            tests.into_iter().collect()
        };
        match word {
            Word::All => several(flaws).map(Test::All),
            Word::Any => several(flaws).map(Test::Any),
            Word::Not => {
                let inner = reader.table(key, flaws)?;
                self.test(&inner, about, flaws).map(|test| Test::Not(Box::new(test)))
            }
            Word::SomeMember => self.of_members(key, reader, about, flaws).map(|test| Test::SomeMember(Box::new(test))),
            Word::EveryMember => {
                self.of_members(key, reader, about, flaws).map(|test| Test::EveryMember(Box::new(test)))
            }
            Word::Fits => self.fits(reader, about, flaws),
            // One name for what the family says of itself and of one person.
            Word::Person(PersonWord::ToldOf) | Word::Household(HouseholdWord::Told) => self.told(reader, about, flaws),
            Word::Person(PersonWord::Counts) => {
                let counts = Test::from(PersonTest::Counts);
                Some(if reader.yes(key, flaws) { counts } else { Test::Not(Box::new(counts)) })
            }
            Word::Person(word) => self.person_word(word, reader, flaws).map(Test::from),
            Word::List(word) => self.list_word(word, reader, flaws).map(Test::from),
            Word::Income(word) => self.income_word(word, reader, flaws).map(Test::from),
            Word::Property(word) => self.property_word(word, reader, flaws).map(Test::from),
            Word::Household(word) => self.household_word(word, reader, flaws).map(Test::from),
            Word::Office(word) => self.office_word(word, reader, flaws).map(Test::from),
        }
    }

    /// What is asked of each person of a household.
    fn of_members(&self, key: &'static str, reader: &Reader<'_>, about: About, flaws: &mut Flaws) -> Option<Test> {
        let inner = reader.table(key, flaws)?;
        let (About::Household { category } | About::Anyone { category }) = about else {
            flaws.add(&reader.spot, format!("{}: `{key}` stands in tests of a household", reader.called));
            return None;
        };
        self.test(&inner, About::Anyone { category }, flaws)
    }

    fn fits(&self, reader: &Reader<'_>, about: About, flaws: &mut Flaws) -> Option<Test> {
        let earlier = self.ids.refer(reader, "fits", "category", flaws)?;
        if let About::Household { category } | About::Anyone { category } = about
            && earlier >= category
        {
            let what = format!("{}: `fits` must name a category written before this one", reader.called);
            flaws.add(&reader.spot_at("fits"), what);
        }
        Some(Test::Fits(earlier))
    }

    fn person_word(&self, word: PersonWord, reader: &Reader<'_>, flaws: &mut Flaws) -> Option<PersonTest> {
        let key = word.key();
        Some(match word {
            PersonWord::Relation => PersonTest::Relation(reader.words(key, flaws)),
            PersonWord::Lives => PersonTest::Lives(reader.words(key, flaws)),
            PersonWord::Age => PersonTest::Age(self.since(reader, key, flaws)?),
            PersonWord::Studies => PersonTest::Studies(reader.words(key, flaws)),
            PersonWord::Away => PersonTest::Away(reader.words(key, flaws)),
            PersonWord::ToldOf => {
                let named: PersonField = reader.text(key, flaws)?.parse().ok()?;
                PersonTest::ToldOf(PersonField::yes_no().find(|field| *field == named)?)
            }
            PersonWord::Disability => {
                let mut grades = Vec::new();
                for (spot, grade) in reader.numbers(key, flaws) {
                    if !(1..=4).contains(&grade) {
                        flaws.add(&spot, format!("{}: a disability has grades 1 to 4", reader.called));
                    }
                    grades.push(grade);
                }
                PersonTest::Disability { kinds: reader.words("kinds", flaws), grades }
            }
            PersonWord::Work => PersonTest::Work(reader.words(key, flaws)),
            PersonWord::Labour => PersonTest::Labour(reader.words(key, flaws)),
            PersonWord::SelfCare => PersonTest::SelfCare(reader.words(key, flaws)),
            PersonWord::Supporters => PersonTest::Supporters(reader.words(key, flaws)),
            PersonWord::Parents => PersonTest::Parents(reader.words(key, flaws)),
            PersonWord::Counts => PersonTest::Counts,
        })
    }

    fn list_word(&self, word: ListWord, reader: &Reader<'_>, flaws: &mut Flaws) -> Option<ListTest> {
        let key = word.key();
        Some(match word {
            ListWord::Troubles => ListTest::Troubles(reader.words(key, flaws)),
            ListWord::Receives => ListTest::Receives(reader.words(key, flaws)),
            ListWord::Earns => ListTest::Earns(reader.words(key, flaws)),
            ListWord::Spends => ListTest::Spends(reader.words(key, flaws)),
            ListWord::PaysOut => ListTest::PaysOut(reader.words(key, flaws)),
            ListWord::Past => {
                let what = reader.word(key, flaws);
                let ever = !reader.has("is") && !reader.has("years");
                let since = if ever { Some(None) } else { self.since(reader, "is", flaws).map(Some) };
                ListTest::Past { what: what?, since: since? }
            }
        })
    }

    fn income_word(&self, word: IncomeWord, reader: &Reader<'_>, flaws: &mut Flaws) -> Option<IncomeTest> {
        Some(match word {
            IncomeWord::PerHead => IncomeTest::PerHead(self.against(reader, word.key(), flaws)?),
            IncomeWord::Own => IncomeTest::Own(self.against(reader, word.key(), flaws)?),
            IncomeWord::Spending => IncomeTest::Spending(self.share(reader, flaws)?),
        })
    }

    fn property_word(&self, word: PropertyWord, reader: &Reader<'_>, flaws: &mut Flaws) -> Option<PropertyTest> {
        Some(match word {
            PropertyWord::Within => PropertyTest::Within(self.ids.refer(reader, word.key(), "limit", flaws)?),
            PropertyWord::Owns => PropertyTest::Owns(reader.words(word.key(), flaws)),
        })
    }

    fn household_word(&self, word: HouseholdWord, reader: &Reader<'_>, flaws: &mut Flaws) -> Option<HouseholdTest> {
        Some(match word {
            HouseholdWord::InArea => HouseholdTest::InArea(reader.word(word.key(), flaws)?),
            HouseholdWord::Told => HouseholdTest::Told(reader.text(word.key(), flaws)?.parse().ok()?),
        })
    }

    fn office_word(&self, word: OfficeWord, reader: &Reader<'_>, flaws: &mut Flaws) -> Option<OfficeTest> {
        let key = word.key();
        match word {
            OfficeWord::Judged => self.ids.refer(reader, key, "judgement", flaws).map(OfficeTest::Judged),
            OfficeWord::Reads => {
                let id = reader.text(key, flaws)?;
                let reading = self.ids.find(key, id, &reader.spot_at(key), &reader.called, flaws);
                let option = reader.need_text("is", "name one of its options", flaws)?;
                let found = self.ids.options.iter().find(|((r, o), _)| *r == id && *o == option).map(|(_, at)| *at);
                if reading.is_some() && found.is_none() {
                    let known = listed(self.ids.options.keys().filter(|(r, _)| *r == id).map(|(_, o)| *o));
                    let what = format!("{}: reading \"{id}\" has no option \"{option}\"; there {known}", reader.called);
                    flaws.add(&reader.spot_at("is"), what);
                }
                Some(OfficeTest::Reads { reading: reading?, option: found? })
            }
        }
    }

    /// What is told with yes: by the family of itself, or of one of its people.
    fn told(&self, reader: &Reader<'_>, about: About, flaws: &mut Flaws) -> Option<Test> {
        let text = reader.text("told", flaws)?;
        let of_person = self.person_word(PersonWord::ToldOf, reader, flaws);
        let of_family = self.household_word(HouseholdWord::Told, reader, flaws);
        let misplaced = match about {
            About::Person => of_family.as_ref().map(|_| "a household, not of one person"),
            About::Household { .. } => of_person.as_ref().map(|_| "one person, not of a household"),
            About::Anyone { .. } | About::Either => None,
        };
        if let Some(of) = misplaced {
            flaws.add(&reader.spot_at("told"), format!("{}: `{text}` is told of {of}", reader.called));
            return None;
        }
        let found = of_person.map(Test::from).or(of_family.map(Test::from));
        if found.is_none() {
            let known = PersonField::yes_no()
                .map(|field| field.to_string())
                .chain(BackgroundField::ALL.iter().map(ToString::to_string));
            let known = known.collect::<Vec<_>>().join(", ");
            let what = format!("{}: `told` does not know `{text}`; there are {known}", reader.called);
            flaws.add(&reader.spot_at("told"), what);
        }
        found
    }

    /// How long ago: on which side of so many full years.
    fn since(&self, reader: &Reader<'_>, key: &'static str, flaws: &mut Flaws) -> Option<Since> {
        let (is, years) = (reader.word(key, flaws), reader.number("years", flaws));
        for missing in [key, "years"].into_iter().filter(|key| !reader.has(key)) {
            let what = format!("{} has no `{missing}`; say on which side of how many `years`", reader.called);
            flaws.add(&reader.spot, what);
        }
        Some(Since { is: is?, years: years? })
    }

    /// An income against a line.
    fn against(&self, reader: &Reader<'_>, key: &'static str, flaws: &mut Flaws) -> Option<Against> {
        let is = reader.word::<Side>(key, flaws);
        let account = self.ids.refer(reader, "account", "account", flaws);
        let line = self.ids.refer(reader, "line", "line", flaws);
        let times = self.times(reader, flaws);
        let area = reader.word::<Area>("area", flaws);
        Some(Against { account: account?, is: is?, line: line?, times: times?, area })
    }

    /// Spending against an income.
    fn share(&self, reader: &Reader<'_>, flaws: &mut Flaws) -> Option<Share> {
        let is = reader.word::<Side>("spending", flaws);
        let kinds = reader.words("kinds", flaws);
        let account = self.ids.refer(reader, "account", "account", flaws);
        let times = reader.need_text("times", "say which share of the income, such as \"1\"", flaws);
        let times = times.and_then(|text| self.multiple(reader, text, flaws));
        let has_living = reader.has("living-line");
        let living = if has_living { self.ids.refer(reader, "living-line", "line", flaws) } else { None };
        if !reader.has("kinds") {
            flaws.add(&reader.spot, format!("{} has no `kinds`; list the spending it looks at", reader.called));
        }
        Some(Share { kinds, living, is: is?, times: times?, account: account? })
    }

    /// The multiple of a line; once where it is left out.
    pub(super) fn times(&self, reader: &Reader<'_>, flaws: &mut Flaws) -> Option<Multiple> {
        let Some(text) = reader.text("times", flaws) else { return Some(Multiple::ONCE) };
        let times = self.multiple(reader, text, flaws)?;
        if !times.is_positive() {
            flaws.add(&reader.spot_at("times"), format!("{}: `times` must be more than 0", reader.called));
        }
        Some(times)
    }

    pub(super) fn multiple(&self, reader: &Reader<'_>, text: &str, flaws: &mut Flaws) -> Option<Multiple> {
        let times = text.parse().ok();
        if times.is_none() {
            let what = format!("{}: `times` must be a positive number in quotes, such as \"1.5\"", reader.called);
            flaws.add(&reader.spot_at("times"), what);
        }
        times
    }
}
