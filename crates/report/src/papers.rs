//! The papers: application, what was told, accounting sheet, commitment, authorisation, signed at the window; a
//! timetable and the chain of assistance to keep; A4.

use doudi_engine::truth::Truth;

use crate::ReportInput;
use crate::block::{Block, ColumnLayout, Paper, Row, Table, Tone, said};

impl ReportInput<'_> {
    /// Everything the family takes along.
    pub(crate) fn papers(&self) -> Vec<Paper> {
        let words = self.words;
        let paper = |title: &str, body| Paper { title: title.to_owned(), columns: false, body: said(body) };
        let commitment = vec![
            Block::plain(words.print_commit_1()),
            Block::plain(words.print_commit_2()),
            Block::plain(words.print_commit_3()),
            self.signatures(vec![words.print_sign()]),
        ];
        // Everyone who may count signs: their data are asked for too.
        let others = self.found.members.iter().skip(1).filter(|counts| counts.may_hold()).count();
        let mut signers = vec![words.print_sign()];
        signers.extend(std::iter::repeat_n(words.print_member_sign(), others));
        let authorisation = vec![
            Block::plain(words.print_authorise_1()),
            Block::plain(words.print_authorise_2()),
            self.signatures(signers),
        ];
        vec![
            paper(words.print_application(), self.application()),
            Paper { columns: true, ..paper(words.print_answers(), self.answers()) },
            paper(words.print_sheet(), self.sheet()),
            paper(words.print_commitment(), commitment),
            paper(words.print_authorisation(), authorisation),
            paper(words.print_timetable(), self.timetable()),
            paper(words.print_chain(), self.chain_sheet()),
        ]
    }

    fn mark(&self) -> Block {
        let is_draft = !self.words.drafts(self.book()).is_empty();
        let text = if is_draft { self.words.print_draft_mark() } else { "" };
        Block::Text { tone: Tone::StatusIcon, text: text.to_owned() }
    }

    fn self_check(&self) -> Block {
        Block::Text { tone: Tone::SelfCheck, text: self.words.app_self_check().to_owned() }
    }

    fn signatures(&self, labels: Vec<&str>) -> Block {
        Block::Signatures {
            labels: labels.into_iter().map(str::to_owned).collect(),
            date: self.words.print_date().to_owned(),
        }
    }

    /// The application form, with what the family asks the office. What the self-check found is not on what is signed.
    fn application(&self) -> Vec<Block> {
        let words = self.words;
        vec![
            self.mark(),
            Block::plain(words.print_to_office(&self.place_name())),
            Block::plain(words.print_apply()),
            Block::Blank(words.print_applicant().to_owned()),
            Block::Blank(words.print_id_number().to_owned()),
            Block::Blank(words.print_phone().to_owned()),
            Block::Blank(words.print_address().to_owned()),
            Block::Heading(words.print_members().to_owned()),
            self.boxes(),
            Block::sentences(words.print_asked(), vec![words.print_asked_all().to_owned()]),
            Block::numbered(words.print_remark(), self.three_questions().0),
            self.self_check(),
            self.signatures(vec![words.print_sign(), words.print_office_stamp()]),
        ]
    }

    /// A box for each person's name, with what was told of them.
    fn boxes(&self) -> Block {
        let words = self.words;
        let row = |(who, counts): (usize, &Truth)| {
            let person = self.household.people.items.get(who);
            let birth = person.and_then(|person| person.birth.exact()).map_or_else(String::new, ToString::to_string);
            let relation = words.person(self.household, who);
            let counts = match counts {
                Truth::Holds => words.print_counts_yes(),
                Truth::Fails => words.print_counts_no(),
                Truth::Open(_) => words.print_counts_open(),
            };
            Row { name: String::new(), notes: Vec::new(), cells: vec![relation, birth, counts.to_owned()] }
        };
        let head = [words.print_name(), words.print_relation(), words.print_born(), words.print_counts()];
        Block::Table(Table {
            look: ColumnLayout::Boxes,
            unit: String::new(),
            head: head.map(str::to_owned).into(),
            rows: self.found.members.iter().enumerate().map(row).collect(),
            sums: Vec::new(),
        })
    }

    /// How the income was counted, with what it rests on and what it came to.
    fn sheet(&self) -> Vec<Block> {
        let words = self.words;
        let mut sheet = vec![self.mark()];
        sheet.extend(self.ledgers());
        sheet.push(Block::sentences("", words.grants(self.found, self.book(), self.household)));
        sheet.push(Block::sentences("", words.standing(self.found, self.book(), self.on)));
        let mut found = self.verdicts();
        let gates = words.gates(self.found, self.book(), self.on).into_iter();
        found.extend(
            gates.map(|line| format!("{}（{}）：{}", words.gate(line.gate), words.state(line.state), line.text)),
        );
        sheet.push(Block::sentences(words.print_found(), found));
        sheet.push(self.self_check());
        sheet
    }
}
