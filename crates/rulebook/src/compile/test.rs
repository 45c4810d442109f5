//! Tests (判断) read: the closed words of when something holds, each with what it may be about.

use doudi_engine::rules::{Against, Share, Side, Since, Test};
use doudi_facts::household::Area;
use doudi_facts::money::Multiple;
use doudi_facts::question::{BackgroundField, PersonTold};

use super::Flaws;
use super::body::{Bodies, listed};
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

/// Words about one person alone.
const PERSON: [&str; 13] = [
    "relation",
    "lives",
    "age",
    "studies",
    "away",
    "disability",
    "work",
    "labour",
    "self-care",
    "supporters",
    "parents",
    "counts",
    "own-income",
];
/// Words about a household.
const HOUSEHOLD: [&str; 10] = [
    "income-per-head",
    "spending",
    "assets-within",
    "fits",
    "some-member",
    "every-member",
    "in-area",
    "troubles",
    "past",
    "owns",
];
/// Words about either.
const EITHER: [&str; 10] =
    ["all", "any", "not", "judged", "reading", "receives", "told", "earns", "spends", "pays-out"];

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
        let words = || reader.keys().map(str::to_owned).collect::<Vec<_>>();
        let of_person = words().into_iter().find(|key| PERSON.contains(&key.as_str()));
        let of_household = words().into_iter().find(|key| HOUSEHOLD.contains(&key.as_str()));
        let misplaced = match about {
            About::Person => of_household.map(|word| (word, "a household, not of one person")),
            About::Household { .. } => of_person.map(|word| (word, "one person, not of a household")),
            About::Anyone { .. } | About::Either => None,
        };
        if let Some((word, of)) = misplaced {
            flaws.add(&reader.spot, format!("{}: `{word}` asks something of {of}", reader.called));
            return None;
        }
        let heads = || PERSON.iter().chain(&HOUSEHOLD).chain(&EITHER).filter(|word| reader.has(word));
        if heads().count() > 1 {
            let told = heads().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(" and ");
            flaws.add(&reader.spot, format!("{} says {told} at once; join them with `all`", reader.called));
            return None;
        }
        let test = self.word(reader, about, flaws);
        match &test {
            Some(_) => reader.done(flaws),
            None if heads().count() > 0 => {}
            None => {
                let (persons, households) = match about {
                    About::Person => (&PERSON[..], &[][..]),
                    About::Household { .. } => (&[][..], &HOUSEHOLD[..]),
                    About::Anyone { .. } | About::Either => (&PERSON[..], &HOUSEHOLD[..]),
                };
                let known = EITHER.iter().chain(persons).chain(households).copied().collect::<Vec<_>>().join(", ");
                let told = words().join("`, `");
                let what = if told.is_empty() { "is empty".to_owned() } else { format!("knows no `{told}`") };
                flaws.add(&reader.spot, format!("{} {what}; the tests are {known}", reader.called));
            }
        }
        test
    }

    fn word(&self, reader: &Reader<'_>, about: About, flaws: &mut Flaws) -> Option<Test> {
        let several = |key: &'static str, flaws: &mut Flaws| -> Option<Vec<Test>> {
            let inner = reader.tables(key, "", flaws);
            let tests: Vec<Option<Test>> = inner.iter().map(|one| self.test(one, about, flaws)).collect();
            tests.into_iter().collect()
        };
        if reader.has("all") {
            return several("all", flaws).map(Test::All);
        }
        if reader.has("any") {
            return several("any", flaws).map(Test::Any);
        }
        if let Some(inner) = reader.table("not", flaws) {
            return self.test(&inner, about, flaws).map(|test| Test::Not(Box::new(test)));
        }
        if reader.has("income-per-head") {
            return self.against(reader, "income-per-head", flaws).map(Test::IncomePerHead);
        }
        if reader.has("own-income") {
            return self.against(reader, "own-income", flaws).map(Test::OwnIncome);
        }
        if reader.has("spending") {
            return self.share(reader, flaws).map(Test::Spending);
        }
        for (key, whose) in [("some-member", Test::SomeMember as fn(_) -> _), ("every-member", Test::EveryMember)] {
            if let Some(inner) = reader.table(key, flaws) {
                let (About::Household { category } | About::Anyone { category }) = about else {
                    let what = format!("{}: `{key}` stands in tests of a household", reader.called);
                    flaws.add(&reader.spot, what);
                    return None;
                };
                return self.test(&inner, About::Anyone { category }, flaws).map(|test| whose(Box::new(test)));
            }
        }
        if reader.has("assets-within") {
            return self.ids.refer(reader, "assets-within", "limit", flaws).map(Test::AssetsWithin);
        }
        if let Some(id) = reader.text("reading", flaws) {
            let reading = self.ids.find("reading", id, &reader.spot_at("reading"), &reader.called, flaws);
            let option = reader.need_text("is", "name one of its options", flaws)?;
            let found = self.ids.options.iter().find(|((r, o), _)| *r == id && *o == option).map(|(_, at)| *at);
            if reading.is_some() && found.is_none() {
                let known = listed(self.ids.options.keys().filter(|(r, _)| *r == id).map(|(_, o)| *o));
                let what = format!("{}: reading \"{id}\" has no option \"{option}\"; there {known}", reader.called);
                flaws.add(&reader.spot_at("is"), what);
            }
            return Some(Test::Reads { reading: reading?, option: found? });
        }
        if reader.has("judged") {
            return self.ids.refer(reader, "judged", "judgement", flaws).map(Test::Judged);
        }
        if reader.has("fits") {
            let earlier = self.ids.refer(reader, "fits", "category", flaws)?;
            if let About::Household { category } | About::Anyone { category } = about
                && earlier >= category
            {
                let what = format!("{}: `fits` must name a category written before this one", reader.called);
                flaws.add(&reader.spot_at("fits"), what);
            }
            return Some(Test::Fits(earlier));
        }
        if reader.has("relation") {
            return Some(Test::Relation(reader.words("relation", flaws)));
        }
        if reader.has("age") {
            return self.since(reader, "age", flaws).map(Test::Age);
        }
        if reader.has("studies") {
            return Some(Test::Studies(reader.words("studies", flaws)));
        }
        if reader.has("lives") {
            return Some(Test::Lives(reader.words("lives", flaws)));
        }
        if reader.has("away") {
            return Some(Test::Away(reader.words("away", flaws)));
        }
        if reader.has("disability") {
            let mut grades = Vec::new();
            for (spot, grade) in reader.numbers("disability", flaws) {
                if !(1..=4).contains(&grade) {
                    flaws.add(&spot, format!("{}: a disability has grades 1 to 4", reader.called));
                }
                grades.push(grade);
            }
            return Some(Test::Disability { kinds: reader.words("kinds", flaws), grades });
        }
        if reader.has("work") {
            return Some(Test::Work(reader.words("work", flaws)));
        }
        if reader.has("labour") {
            return Some(Test::Labour(reader.words("labour", flaws)));
        }
        if reader.has("self-care") {
            return Some(Test::SelfCare(reader.words("self-care", flaws)));
        }
        if reader.has("supporters") {
            return Some(Test::Supporters(reader.words("supporters", flaws)));
        }
        if reader.has("parents") {
            return Some(Test::Parents(reader.words("parents", flaws)));
        }
        if reader.has("troubles") {
            return Some(Test::Troubles(reader.words("troubles", flaws)));
        }
        if reader.has("receives") {
            return Some(Test::Receives(reader.words("receives", flaws)));
        }
        if reader.has("earns") {
            return Some(Test::Earns(reader.words("earns", flaws)));
        }
        if reader.has("spends") {
            return Some(Test::Spends(reader.words("spends", flaws)));
        }
        if reader.has("pays-out") {
            return Some(Test::PaysOut(reader.words("pays-out", flaws)));
        }
        if reader.has("owns") {
            return Some(Test::Owns(reader.words("owns", flaws)));
        }
        if reader.has("in-area") {
            return reader.word("in-area", flaws).map(Test::InArea);
        }
        if reader.has("told") {
            return self.told(reader, about, flaws);
        }
        if reader.has("past") {
            let what = reader.word("past", flaws);
            let ever = !reader.has("is") && !reader.has("years");
            let since = if ever { Some(None) } else { self.since(reader, "is", flaws).map(Some) };
            return what.zip(since).map(|(what, since)| Test::Past { what, since });
        }
        let counts = reader.has("counts").then(|| reader.yes("counts", flaws))?;
        Some(if counts { Test::Counts } else { Test::Not(Box::new(Test::Counts)) })
    }

    /// What is told with yes: by the family of itself, or of one of its people.
    fn told(&self, reader: &Reader<'_>, about: About, flaws: &mut Flaws) -> Option<Test> {
        let text = reader.text("told", flaws)?;
        let of_person = PersonTold::ALL.into_iter().find(|field| field.to_string() == text);
        let of_family = BackgroundField::ALL.into_iter().find(|field| field.to_string() == text);
        let misplaced = match about {
            About::Person => of_family.map(|_| "a household, not of one person"),
            About::Household { .. } => of_person.map(|_| "one person, not of a household"),
            About::Anyone { .. } | About::Either => None,
        };
        if let Some(of) = misplaced {
            flaws.add(&reader.spot_at("told"), format!("{}: `{text}` is told of {of}", reader.called));
            return None;
        }
        let found = of_person.map(Test::ToldOf).or(of_family.map(Test::Told));
        if found.is_none() {
            let known: Vec<String> = PersonTold::ALL.iter().map(ToString::to_string).collect();
            let known = known.into_iter().chain(BackgroundField::ALL.iter().map(ToString::to_string));
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
