//! The table and its mapping, fuzzed. See `tests/support/checks/fuzz.rs`.

use doudi_tests::checks::fuzz::{Target, is_a_message};
use doudi_words::Words;

use super::columns::Mapping;
use super::household::draw;
use super::rows::Rows;
use super::source::{Raw, Table};
use crate::Unusable;

/// Reads a table to its end, and returns in which ways its households were refused.
fn read(table: &[u8], mapping: &Mapping) -> String {
    let (rows, columns) = match Table::open(table, mapping, Words::ZH) {
        Ok(opened) => opened,
        Err(Unusable(messages)) => {
            messages.iter().for_each(|message| is_a_message(message));
            return "headings".to_owned();
        }
    };
    let mut ways = String::new();
    let mut line = 1;
    for raw in rows {
        let Ok(Raw::Rows(_, rows)) = raw else { panic!("memory can be read to its end") };
        for row in &rows {
            assert!(row.line > line, "line {} comes after line {line}", row.line);
            line = row.line;
        }
        match draw(&rows, &columns, Words::ZH) {
            Ok(_) => ways.push('.'),
            Err(faults) => {
                for fault in faults {
                    is_a_message(&fault.what);
                    assert!(rows.iter().any(|row| row.line == fault.line), "{}", fault.what);
                    ways.extend(fault.what.chars().take(4));
                }
            }
        }
    }
    ways.chars().take(60).collect()
}

/// Every line belongs to one row, and none that is a row itself lies within another.
fn no_line_is_lost(table: &[u8]) {
    let ends = |text: &[u8]| {
        let text: Vec<u8> = text.to_vec();
        let lines = String::from_utf8_lossy(&text).replace("\r\n", "\n").replace('\r', "\n");
        u64::try_from(lines.matches('\n').count()).unwrap()
    };
    let mut rows = Rows::new(table);
    let (mut next, mut width) = (1, None);
    while let Some(found) = rows.next().unwrap() {
        assert_eq!(found.line, next);
        next += 1;
        // Without headings nothing below them is read.
        if found.line == 1 && found.cells.is_err() {
            return;
        }
        if let Ok(cells) = found.cells {
            let width = *width.get_or_insert(cells.len());
            for cell in &cells {
                next += ends(cell);
                let inner = cell.split(|byte| matches!(byte, b'\n' | b'\r')).skip(1);
                let most = inner.map(|line| line.iter().filter(|byte| **byte == b',').count()).max().unwrap_or(0);
                assert!(found.line == 1 || most < (width - 1).max(1), "a row within a row at line {}", found.line);
            }
        }
    }
    let last = u64::from(!table.is_empty() && !table.ends_with(b"\n") && !table.ends_with(b"\r"));
    assert_eq!(next - 1, ends(table) + last);
}

#[test]
fn table() {
    const WORDS: [&str; 34] = [
        ",",
        "\"",
        "\"\"",
        "\n",
        "\r\n",
        "\r",
        "\"\n",
        ",\"",
        "户编号",
        "申请地",
        "人员编号",
        "与申请人关系",
        "出生日期",
        "打零工",
        "打零工月数",
        "城乡",
        "存款",
        "法定义务人",
        "本人",
        "配偶",
        "子女:有能力",
        "不清楚",
        "无",
        "1965.1",
        "201203",
        "2025/3/1",
        "100-200",
        "800或1000",
        "1,200.50",
        "4.2E+17",
        "\u{feff}",
        "\u{1b}[2J",
        "＝１",
        "daye/other",
    ];
    Target { name: "table", words: &WORDS, runs: 8_000 }.run(Vec::new(), |input| {
        no_line_is_lost(input);
        read(input, &Mapping::default())
    });
}

#[test]
fn mapping() {
    const WORDS: [&str; 18] = [
        "ignore = [",
        "[columns]\n",
        "[words]\n",
        "[always]\n",
        "\"",
        "'",
        " = ",
        "\n",
        "]",
        "household",
        "place",
        "存款",
        "备注",
        "person.relation",
        "\"\"\"",
        "\\u001b",
        "#",
        "area = \"农村\"\n",
    ];
    let table = "家庭,关系,年收入,备注\n7,妻子,500,x\n7,户主,1,\n".as_bytes();
    Target { name: "mapping", words: &WORDS, runs: 8_000 }.run(Vec::new(), |input| {
        let text = String::from_utf8_lossy(input);
        match toml::from_str::<Mapping>(&text) {
            Ok(mapping) => read(table, &mapping),
            Err(_) => "toml".to_owned(),
        }
    });
}
