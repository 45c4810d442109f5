//! How a place works (办事流程): which office does what, in which order, as the place's own documents say it.
//!
//! Nothing is decided by it. A family reads it to know who has its application, and an office to know its part.

use doudi_engine::rules::{Cite, Text};
use doudi_facts::{wire_struct, wire_words};
use serde::Deserialize;

/// How a place works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Process {
    /// The offices that do something here, in the order they are told.
    pub departments: Vec<Department>,
    /// What they do, in the order of the place's document.
    pub acts: Vec<Act>,
}

wire_struct!(Process { departments, acts });

/// An office (部门、单位): a bureau, a town, a village, a meeting of several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Department {
    /// Short id: `civil-affairs`.
    pub id: String,
    /// What it is called here.
    pub name: Text,
}

wire_struct!(Department { id, name });

/// Something done (工作事项), or that a document leaves unsaid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// Short id: `notice`.
    pub id: String,
    /// Which part of the work it is.
    pub about: Matter,
    /// Of a gap: the stage of the loop the document says nothing of.
    pub stage: Option<Matter>,
    /// Who does it, as indices of [`Process::departments`]; the one that leads comes first. Empty: nobody is named.
    pub by: Vec<usize>,
    /// Whether it is so in the pilot towns only.
    pub pilot_only: bool,
    /// What is done, in plain words.
    pub text: Text,
    /// By when or how often, where the document says so.
    pub when: Option<Text>,
    /// What that means for a family.
    pub means: Option<Text>,
    /// What the document leaves open or contradicts itself on.
    pub unclear: Option<Text>,
    /// Where it stands; the document is one of the place's books.
    pub cite: Cite,
}

wire_struct!(Act { id, about, stage, by, pilot_only, text, when, means, unclear, cite });

/// A part of the work. The first eight are the stages of the loop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Matter {
    /// 发现
    Discovery,
    /// 申请受理
    Application,
    /// 核对调查
    Check,
    /// 公示
    Notice,
    /// 审核确认
    Decision,
    /// 帮扶
    Help,
    /// 动态复核
    Review,
    /// 退出
    Exit,
    /// 整个闭环怎么转
    Loop,
    /// 数据共享
    Data,
    /// 部门职责
    Duty,
    /// 组织协调
    Organisation,
    /// 监督
    Supervision,
    /// 工作安排
    Plan,
    /// 依据的文件
    Basis,
    /// 文件没写的
    Gap,
}

wire_words!(Matter {
    Discovery,
    Application,
    Check,
    Notice,
    Decision,
    Help,
    Review,
    Exit,
    Loop,
    Data,
    Duty,
    Organisation,
    Supervision,
    Plan,
    Basis,
    Gap,
});

impl Matter {
    /// The stages of the loop, as they follow each other where no document says otherwise.
    pub const STAGES: [Self; 8] = [
        Self::Discovery,
        Self::Application,
        Self::Check,
        Self::Notice,
        Self::Decision,
        Self::Help,
        Self::Review,
        Self::Exit,
    ];

    /// What is told after the loop, in this order.
    pub const BESIDE: [Self; 6] =
        [Self::Data, Self::Duty, Self::Organisation, Self::Supervision, Self::Plan, Self::Basis];

    /// Whether it is a stage of the loop.
    pub fn is_stage(self) -> bool {
        Self::STAGES.contains(&self)
    }
}

impl Process {
    /// What is done about a matter.
    pub fn about(&self, matter: Matter) -> impl Iterator<Item = &Act> {
        self.acts.iter().filter(move |act| act.about == matter)
    }

    /// What a department does or has a part in.
    pub fn of(&self, department: usize) -> impl Iterator<Item = &Act> {
        self.acts.iter().filter(move |act| act.by.contains(&department))
    }

    /// The stages in this place's order: as its document first comes to each; one it says nothing of follows the stage
    /// it follows elsewhere.
    pub fn stages(&self) -> Vec<Matter> {
        let mut order: Vec<Matter> = Vec::new();
        for act in self.acts.iter().filter(|act| act.about.is_stage()) {
            if !order.contains(&act.about) {
                order.push(act.about);
            }
        }
        for (at, stage) in Matter::STAGES.into_iter().enumerate().filter(|_| !self.acts.is_empty()) {
            if !order.contains(&stage) {
                let before = at.checked_sub(1).and_then(|before| Matter::STAGES.get(before));
                let after = order.iter().position(|known| Some(known) == before).map_or(0, |known| known + 1);
                order.insert(after, stage);
            }
        }
        order
    }

    /// Passes over every text.
    #[cfg(feature = "compile")]
    pub(crate) fn each_text(&mut self, mut change: impl FnMut(&mut Text)) {
        self.departments.iter_mut().for_each(|department| change(&mut department.name));
        for act in &mut self.acts {
            change(&mut act.text);
            [&mut act.when, &mut act.means, &mut act.unclear].into_iter().flatten().for_each(&mut change);
        }
    }
}
