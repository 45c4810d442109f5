//! Tables of households, read.

use doudi_facts::household::{Area, Per, Relation, SupporterState};
use doudi_facts::known::Known::{Between, Is, NotAsked, OneOf, Unknown};
use doudi_facts::known::List;
use doudi_facts::money::Yuan;

use super::*;
use crate::screen::columns::Mapping;
use crate::screen::source::{Raw, Table};

/// What the rows of the first household tell, or what is wrong with them.
fn drawn(table: &str, mapping: &str) -> Result<Household, Vec<(u64, String)>> {
    let mapping: Mapping = toml::from_str(mapping).unwrap();
    let (mut rows, columns) = Table::open(table.as_bytes(), &mapping, Words::ZH).ok().unwrap();
    let Some(Ok(Raw::Rows(_, rows))) = rows.next() else { panic!("no rows") };
    match draw(&rows, &columns, Words::ZH) {
        Ok(drawn) => Ok(drawn.household),
        Err(faults) => Err(faults
            .into_iter()
            .map(|fault| (fault.line, fault.column.map_or("", |at| columns.heading(at)).to_owned()))
            .collect()),
    }
}

fn yuan(text: &str) -> Yuan {
    text.parse().unwrap()
}

#[test]
fn none_not_asked_unknown_a_range_and_zero_stay_five_things() {
    let wages = |cell: &str| {
        let table = format!("户编号,与申请人关系,上班工资\nA,本人,{cell}\n");
        let wages = drawn(&table, "").unwrap().incomes.wages.items;
        wages.into_iter().map(|income| income.each).collect::<Vec<_>>()
    };
    assert_eq!(wages("0"), [Is(Yuan::ZERO)]);
    assert_eq!(wages("不清楚"), [Unknown]);
    assert_eq!(wages("100-200"), [Between { from: Some(yuan("100")), to: Some(yuan("200")) }]);
    assert_eq!(wages("无"), []);
    assert_eq!(wages(""), []);
    // None of any kind closes the list; a kind nobody asked about does not.
    let closure = |cells: &str| {
        let table = format!("户编号,上班工资,打零工,公益岗位\nA,{cells}\n");
        drawn(&table, "").unwrap().incomes.wages.complete
    };
    assert_eq!(closure("无,无,无"), Closure::Yes);
    assert_eq!(closure("0,无,不清楚"), Closure::Yes);
    assert_eq!(closure("无,,无"), Closure::NotAsked);
    let savings = |cell: &str| drawn(&format!("户编号,存款\nA,{cell}\n"), "").unwrap().assets.savings;
    assert_eq!(savings(""), NotAsked);
    assert_eq!(savings("不清楚"), Unknown);
    assert_eq!(savings("无"), Is(Yuan::ZERO));
    assert_eq!(savings("800或1000"), OneOf(vec![yuan("800"), yuan("1000")]));
}

#[test]
fn rows_of_a_person_add_entries_and_rows_of_a_household_people() {
    let table = "户编号,人员编号,与申请人关系,打零工,打零工天数,打零工成本,残疾类别,残疾等级\n\
                 A,甲,户主,\"1,200.50\",不清楚,不清楚,肢体,二级\nA,甲,,80-120,60,0,,\nA,乙,配偶,,,,无,\n";
    let household = drawn(table, "").unwrap();
    let people: Vec<&str> = household.people.items.iter().map(|person| person.id.as_str()).collect();
    assert_eq!(people, ["甲", "乙"]);
    let wages = &household.incomes.wages.items;
    assert_eq!(wages.len(), 2);
    assert_eq!((&wages[0].each, wages[0].per, &wages[0].times), (&Is(yuan("1200.5")), Per::Day, &Unknown));
    assert_eq!((&wages[1].times, &wages[1].costs), (&Is(60), &Is(Yuan::ZERO)));
    let kind = doudi_facts::household::DisabilityKind::Limbs;
    let card = doudi_facts::household::Disability::Card { kind, grade: 2 };
    assert_eq!(household.people.items[0].disability, Is(card));
    assert_eq!(household.people.items[1].disability, Is(doudi_facts::household::Disability::None));
}

#[test]
fn codes_of_national_standards_are_read_where_they_mean_one_thing() {
    let table = "户编号,人员编号,与申请人关系,残疾类别,残疾等级\nA,甲,01,4,2\nA,乙,10,,\nA,丙,31,,\n";
    let people = drawn(table, "").unwrap().people.items;
    let relations: Vec<_> = people.iter().map(|person| person.relation.clone()).collect();
    assert_eq!(relations, [Is(Relation::Applicant), Is(Relation::Spouse), Is(Relation::Child)]);
    let kind = doudi_facts::household::DisabilityKind::Limbs;
    assert_eq!(people[0].disability, Is(doudi_facts::household::Disability::Card { kind, grade: 2 }));
    // 27 is an adopted or a step-child.
    assert!(drawn("户编号,与申请人关系\nA,27\n", "").is_err());
}

#[test]
fn other_headings_and_words_are_read_by_a_mapping() {
    let table = "家庭,关系,年收入,备注\n7,妻子,500,x\n";
    let mapping = "ignore = ['备注']\n[columns]\n'家庭' = 'household'\n'关系' = 'person.relation'\n\
                   '年收入' = '种植'\n[words]\n'妻子' = 'spouse'\n[always]\narea = '农村'\non = '2025/3/1'\n";
    let household = drawn(table, mapping).unwrap();
    assert_eq!(household.people.items[0].relation, Is(Relation::Spouse));
    assert_eq!(household.incomes.business.items[0].each, Is(yuan("500")));
    assert_eq!(household.area, Is(Area::Rural));
    assert_eq!(household.on.map(|day| day.to_string()), Some("2025-03-01".to_owned()));
}

#[test]
fn lists_in_a_cell_are_words_or_none_or_open() {
    let troubles = |cell: &str| drawn(&format!("户编号,遇到的困难\nA,{cell}\n"), "").unwrap().troubles;
    assert_eq!(troubles("无"), List::none());
    assert_eq!(troubles(""), List::default());
    assert_eq!(troubles("不清楚"), List { items: vec![], complete: Closure::Unknown });
    let two = [Trouble::Accident, Trouble::JobLoss].map(|what| Happened { what }).to_vec();
    assert_eq!(troubles("意外事故；没了工作"), List { items: two, complete: Closure::NotAsked });
    let table = "户编号,法定义务人,法定义务人齐全\nA,子女:有能力；child,是\n";
    let supporters = &drawn(table, "").unwrap().people.items[0].supporters;
    let states: Vec<_> = supporters.items.iter().map(|one| one.state.clone()).collect();
    assert_eq!((states, supporters.is_complete()), (vec![Is(SupporterState::Able), NotAsked], true));
}

#[test]
fn what_cannot_be_used_is_named_by_line_and_heading() {
    let at = |line: u64, heading: &str| (line, heading.to_owned());
    let table = "户编号,出生日期,打零工,打零工月数,打零工天数\nA,2025/2/30,,,\nA,,3万,,\nA,,100,1,2\nA,,无,3,\n";
    let found = drawn(table, "").unwrap_err();
    assert_eq!(found, [at(2, "出生日期"), at(3, "打零工"), at(4, "打零工天数"), at(5, "打零工")]);
    let differs = "户编号,城乡,存款\nA,农村,5\nA,城市,5\n";
    assert_eq!(drawn(differs, "").unwrap_err(), [at(3, "城乡")]);
    let unsaid = "户编号,存款\nA,5\n,6\n";
    assert_eq!(drawn(unsaid, "").unwrap_err(), [at(3, "")]);
}
