//! Where an answer is in the household file (路径), in words.

use std::str::FromStr;

use doudi_facts::household::{Choice, Head};

use crate::Words;
use crate::outside::quoted;

/// The longest path that is repeated, in characters; no path of an answer is longer.
const LONGEST: usize = 80;

impl Words {
    /// The place of an answer in words, and its path beside it: `第 1 个人的“出生年月日” people.items[0].birth`.
    ///
    /// A path that belongs to no answer is returned alone. Either way control characters are escaped.
    pub fn place_in_file(self, path: &str) -> String {
        let short =
            if path.chars().count() > LONGEST { quoted(path) } else { crate::outside::escaped(path).into_owned() };
        match self.said_path(path) {
            Some(said) => format!("{said} {short}"),
            None => short,
        }
    }

    fn said_path(self, path: &str) -> Option<String> {
        let (first, rest) = path.split_once('.').unwrap_or((path, ""));
        let one = |field: Option<&'static str>| field.map(|field| self.path_field(&field));
        Some(match first {
            "area" => self.path_field(&self.ask_area()),
            "place" => self.path_field(&self.path_place()),
            "on" => self.path_field(&self.path_on()),
            "assets" => return one(question(rest).map(|field| self.asset_field(field))),
            "background" => {
                return one(question(rest).map(|field| self.background_field(field)));
            }
            "people" => match entry(rest) {
                Some((nth, field)) => self.of_entry(self.path_person(&nth), self.field_of_person(field)),
                None => self.path_field(&self.answers_people()),
            },
            "incomes" => {
                let (head, rest) = rest.split_once('.').unwrap_or((rest, ""));
                let head = self.head(Head::of_word(head)?);
                self.in_list(head, rest, self.field_of_income(rest))
            }
            "paid-out" => self.in_list(self.answers_paid(), rest, self.field_of_entry(rest)),
            "expenses" => self.in_list(self.answers_spending(), rest, self.field_of_entry(rest)),
            "receives" => self.in_list(self.answers_receives(), rest, self.field_of_entry(rest)),
            "troubles" => self.in_list(self.answers_troubles(), rest, None),
            "past" => self.in_list(self.answers_past(), rest, self.field_of_entry(rest)),
            _ => return None,
        })
    }

    /// A list, or one of its entries, or a field of that.
    fn in_list(self, list: &str, rest: &str, field: Option<&'static str>) -> String {
        match entry(rest) {
            Some((nth, _)) => self.of_entry(self.path_entry(&list, &nth), field),
            None => self.path_field(&list),
        }
    }

    fn of_entry(self, entry: String, field: Option<&'static str>) -> String {
        field.map_or(entry.clone(), |field| self.path_of(&entry, &field))
    }

    fn field_of_person(self, field: &str) -> Option<&'static str> {
        if let Some(care) = field.strip_prefix("self-care.") {
            return question(care).map(|field| self.self_care_field(field));
        }
        match field.split('.').next() {
            Some("id") => Some(self.path_id()),
            Some("supporters") => Some(self.ask_supporters_complete()),
            _ => question(field).map(|field| self.person_field(field)),
        }
    }

    fn field_of_income(self, rest: &str) -> Option<&'static str> {
        let (_, field) = entry(rest)?;
        let found = question(field).map(|field| self.income_field(field));
        found.or_else(|| self.field_of_entry(rest))
    }

    fn field_of_entry(self, rest: &str) -> Option<&'static str> {
        let (_, field) = entry(rest)?;
        match field.split('.').next() {
            Some("who") => Some(self.path_who()),
            Some("kind" | "what") => Some(self.path_kind()),
            Some("amount") => Some(self.ask_amount()),
            Some("when") => Some(self.ask_when()),
            _ => None,
        }
    }
}

/// The place of an entry in its list, from 1, and the rest of the path.
fn entry(rest: &str) -> Option<(usize, &str)> {
    let (nth, rest) = rest.strip_prefix("items[")?.split_once(']')?;
    Some((nth.parse::<usize>().ok()?.checked_add(1)?, rest.trim_start_matches('.')))
}

/// The question that a path names first, among those about one thing.
fn question<T: FromStr>(path: &str) -> Option<T> {
    path.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_of_an_answer_is_in_words_with_its_path_beside_it() {
        let zh = Words::ZH;
        for (path, said) in [
            ("people.items[1].birth", "第 2 个人的“出生年月日”"),
            ("people.items[0].birth.between.from", "第 1 个人的“出生年月日”"),
            ("people.items[0].self-care.eat.is", "第 1 个人的“自己能不能吃饭”"),
            ("people.items[0].id", "第 1 个人的“编号”"),
            ("people.items", "“家里的人”"),
            ("incomes.wages.items[2].times", "“打工、上班的收入”第 3 笔的“几个月、几天”"),
            ("incomes.transfers.items[0].who", "“养老金、赡养费、补贴”第 1 笔的“是谁的”"),
            ("incomes.business.complete", "“种地、养殖、做生意的收入”"),
            ("paid-out.items[0].amount", "“固定交出去的钱”第 1 笔的“金额”"),
            ("receives.items[0].who", "“已经在领的救助”第 1 笔的“是谁的”"),
            ("past.items[4].when", "“以前被拒、退出过”第 5 笔的“是哪一天”"),
            ("assets.savings.is", "“存款、现金一共多少”"),
            ("background.land", "“有没有承包地、集体分红”"),
            ("place", "“在哪里申请”"),
        ] {
            assert_eq!(zh.place_in_file(path), format!("{said} {path}"));
        }
    }

    #[test]
    fn a_path_of_no_answer_is_repeated_alone_and_harmless() {
        assert_eq!(Words::ZH.place_in_file("oops"), "oops");
        assert_eq!(Words::ZH.place_in_file("\u{1b}[2J\n"), "\\u{1b}[2J\\n");
        assert_eq!(Words::ZH.place_in_file(&"k".repeat(20_000)).chars().count(), 61);
        assert_eq!(
            Words::ZH.place_in_file("people.items[99999999999999999999].id"),
            "“家里的人” people.items[99999999999999999999].id"
        );
    }
}
