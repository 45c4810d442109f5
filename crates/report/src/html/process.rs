//! The loop of a place's work and what is done in it.

use super::Html;
use crate::block::{ActRow, Link, StageRow};

impl Html {
    /// The stages in their order, each with who acts and by when; the last leads back to the first.
    pub(super) fn stages(&mut self, rows: &[StageRow]) {
        self.list("ol", "loop", rows, |html, row| {
            html.element("strong", "", &row.name);
            html.who(&row.who);
            row.when.iter().for_each(|when| html.element("p", "loop__when", when));
            if !row.unsaid.is_empty() {
                html.element("p", "help", &row.unsaid);
            }
        });
    }

    /// What is done, each with who, when and where it stands.
    pub(super) fn acts(&mut self, rows: &[ActRow]) {
        self.list("ul", "acts", rows, |html, row| {
            if !row.label.is_empty() {
                html.element("strong", "", &row.label);
            }
            html.element("p", "", &row.text);
            if !row.when.is_empty() {
                html.element("p", "loop__when", &row.when);
            }
            html.who(&row.who);
            row.notes.iter().for_each(|note| html.element("p", "help", note));
            if !row.source.is_empty() {
                html.element("span", "source", &row.source);
            }
        });
    }

    fn who(&mut self, who: &[Link]) {
        if who.is_empty() {
            return;
        }
        self.within("p", "who", |html| {
            for (nth, link) in who.iter().enumerate() {
                if nth > 0 {
                    html.text(" · ");
                }
                html.link(&link.to, &link.text);
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::block::{ActRow, Block, Link};
    use crate::html::blocks;

    #[test]
    fn who_does_it_is_a_way_to_the_department() {
        let row = ActRow {
            label: "公示".to_owned(),
            who: vec![Link { text: "村<居>".to_owned(), to: "info/process/daye/village".to_owned() }],
            text: "贴在公示栏".to_owned(),
            when: "5天".to_owned(),
            notes: vec!["没写清：多细".to_owned()],
            source: "二(三)3".to_owned(),
        };
        assert_eq!(
            blocks(&[Block::Acts(vec![row])]),
            "<ul class=\"acts\"><li><strong>公示</strong><p>贴在公示栏</p><p class=\"loop__when\">5天</p>\
             <p class=\"who\"><a href=\"#/info/process/daye/village\">村&lt;居&gt;</a></p>\
             <p class=\"help\">没写清：多细</p><span class=\"source\">二(三)3</span></li></ul>"
        );
    }
}
