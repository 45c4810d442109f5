//! A chain of assistance, drawn: from the person to the office, to what it does, to the way there.

use super::Html;
use crate::block::{Chain, ChainLink, StatusIcon};

/// An arrow from one station to the next.
const ARROW: &str = "M2 10h14M11 5l5 5-5 5";

impl Html {
    /// Whose it is, and every link below it.
    pub(super) fn chain(&mut self, chain: &Chain) {
        self.open("section", &[("class", "chain"), ("aria-label", &chain.label)]);
        self.element("h3", "chain__who", &chain.who);
        self.within("ol", "chain__links", |html| chain.links.iter().for_each(|link| html.chain_link(link)));
        self.close("section");
    }

    fn chain_link(&mut self, link: &ChainLink) {
        let (class, shape) = match link.mark {
            StatusIcon::Yes | StatusIcon::No => ("chain__link chain__link--now", "M3 10l5 5 9-11"),
            StatusIcon::Office => ("chain__link", "M4 4h12v12h-12z"),
            StatusIcon::Open => ("chain__link chain__link--open", "M10 3a7 7 0 1 1 0 14a7 7 0 1 1 0-14"),
        };
        self.within("li", class, |html| {
            html.within("p", "chain__state", |html| {
                html.shape(shape);
                html.element("span", "", &link.state);
                html.element("span", "chain__kind", &link.kind);
            });
            html.within("p", "chain__path", |html| {
                html.element("span", "chain__station", &link.office);
                html.shape(ARROW);
                html.element("strong", "chain__station", &link.what);
                html.shape(ARROW);
                html.element("span", "chain__station", &link.how);
            });
            if !link.figures.is_empty() {
                html.list("ul", "chain__figures", &link.figures, |html, figure| html.text(figure));
            }
            if !link.notes.is_empty() {
                html.list("ul", "taken", &link.notes, |html, note| html.text(note));
            }
            html.element("p", "source", &link.source);
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::block::Block;
    use crate::html::blocks;

    fn link(mark: StatusIcon) -> ChainLink {
        let text = |text: &str| text.to_owned();
        ChainLink {
            mark,
            state: text("批了低保以后"),
            office: text("市医保局"),
            kind: text("看病"),
            what: text("住院自付救助"),
            figures: vec![text("不低于70%")],
            how: text("由部门直接办"),
            notes: Vec::new(),
            source: text("附件二"),
        }
    }

    #[test]
    fn the_office_comes_before_what_it_does_and_the_way_there_last() {
        let links = vec![link(StatusIcon::Office)];
        let chain = Chain { who: "配偶".to_owned(), label: "救助链：配偶".to_owned(), links };
        let said = blocks(&[Block::Chain(chain)]);
        let at = |text: &str| said.find(text).unwrap_or_else(|| panic!("{text} is not in {said}"));
        assert!(at("救助链：配偶") < at("<h3 class=\"chain__who\">配偶</h3>"));
        assert!(at("市医保局") < at("<strong class=\"chain__station\">住院自付救助</strong>"));
        assert!(at("住院自付救助") < at("由部门直接办"));
        assert!(at("由部门直接办") < at("<li>不低于70%</li>"));
    }

    #[test]
    fn what_can_be_asked_for_now_looks_otherwise_than_what_is_open() {
        let of = |mark| {
            let chain = Chain { who: String::new(), label: String::new(), links: vec![link(mark)] };
            blocks(&[Block::Chain(chain)])
        };
        assert!(of(StatusIcon::Yes).contains("chain__link--now") && !of(StatusIcon::Office).contains("chain__link--"));
        assert!(of(StatusIcon::Open).contains("chain__link--open"));
    }
}
