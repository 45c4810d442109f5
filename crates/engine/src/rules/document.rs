//! Documents (文件), where a rule stands in one, and how sure that is.

use doudi_facts::day::Day;
use doudi_facts::{wire_struct, wire_words};
use serde::{Deserialize, Serialize};

use super::Text;

/// A document (文件) the rules are taken from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Short id.
    pub id: String,
    /// Its title, shortened where it is long.
    pub title: Text,
    /// Its number (文号), if it has one.
    pub number: Option<String>,
    /// Who issued it.
    pub level: Level,
    /// Whether it is in force.
    pub status: Status,
    /// How it was read.
    pub read: Confidence,
    /// The first day of its stage, where it states one.
    pub from: Option<Day>,
    /// The last day it was meant for, where it states one.
    pub until: Option<Day>,
}

wire_struct!(Document { id, title, number, level, status, read, from, until });

/// Who issued a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// 全国
    National,
    /// 省
    Province,
    /// 市州
    Prefecture,
    /// 本地
    Place,
    /// 本工具的读法: our own reading, where no document says
    Ours,
}

wire_words!(Level { National, Province, Prefecture, Place, Ours });

/// Whether a document is in force (效力).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// 现行有效
    InForce,
    /// 征求意见稿
    Draft,
    /// 已过期
    Lapsed,
    /// 未注明日期
    Undated,
}

wire_words!(Status { InForce, Draft, Lapsed, Undated });

/// How sure a figure or text is, by how it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// 全文: read in the full text
    Full,
    /// 页: read on an official page
    Page,
    /// 镜像: read in a mirror
    Mirror,
    /// 推算: computed from another figure
    Derived,
    /// 背景: from background knowledge
    Background,
    /// 存疑: incomplete or conflicting
    Doubtful,
    /// 读法: our reading where the text is silent
    Reading,
}

wire_words!(Confidence { Full, Page, Mirror, Derived, Background, Doubtful, Reading });

impl Confidence {
    /// Whether a firm word may rest on it.
    pub fn is_firm(self) -> bool {
        matches!(self, Self::Full | Self::Page)
    }
}

/// Where a rule or figure stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cite {
    /// Index of the document.
    pub doc: usize,
    /// The clause.
    pub at: String,
    /// How sure it is.
    pub confidence: Confidence,
}

wire_struct!(Cite { doc, at, confidence });
