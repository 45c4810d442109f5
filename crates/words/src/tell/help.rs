//! Help, told: figures with their side, how one comes by a measure, what it hangs on.

use doudi_engine::ask::{AskSet, Holder};
use doudi_engine::help::{Helped, Offer};
use doudi_engine::rules::{Book, Help, HelpFigure, HelpKind, HelpWay, Quantity, Side};
use doudi_engine::truth::Truth;
use doudi_engine::verdict::Assessment;
use doudi_facts::day::Day;
use doudi_facts::household::Household;

use crate::Words;

/// Everyone.
const HOLDERS: [Holder; 4] = [Holder::Family, Holder::Verification, Holder::Office, Holder::Nobody];

impl Words {
    /// What a measure is about.
    pub fn help_kind(self, kind: HelpKind) -> &'static str {
        match kind {
            HelpKind::Living => self.help_kind_living(),
            HelpKind::Urgent => self.help_kind_urgent(),
            HelpKind::Medical => self.help_kind_medical(),
            HelpKind::Education => self.help_kind_education(),
            HelpKind::Housing => self.help_kind_housing(),
            HelpKind::Work => self.help_kind_work(),
            HelpKind::Disaster => self.help_kind_disaster(),
            HelpKind::Disability => self.help_kind_disability(),
            HelpKind::Care => self.help_kind_care(),
            HelpKind::Water => self.help_kind_water(),
            HelpKind::Legal => self.help_kind_legal(),
            HelpKind::Charity => self.help_kind_charity(),
        }
    }

    /// A figure of a measure: `个人缴费：不低于90%`.
    pub fn help_figure(self, figure: &HelpFigure) -> String {
        let amount = self.help_amount(figure);
        match &figure.of {
            Some(of) => self.help_figure_of(&self.of(of), &amount),
            None => amount,
        }
    }

    /// How much a figure is: `不低于90%`.
    pub fn help_amount(self, figure: &HelpFigure) -> String {
        let value = match figure.value {
            Quantity::Percent(n) => self.quantity_percent(&n),
            Quantity::Sum(sum) => self.quantity_sum(&sum.grouped()),
            Quantity::Months(n) => self.quantity_months(&n),
            Quantity::Hours(n) => self.quantity_hours(&n),
            Quantity::TimesAYear(n) => self.quantity_times(&n),
            Quantity::SameDay => self.quantity_same_day().to_owned(),
        };
        match figure.is {
            Side::Below => self.quantity_below(&value),
            Side::AtMost => self.quantity_at_most(&value),
            Side::Equal => value,
            Side::AtLeast => self.quantity_at_least(&value),
            Side::Above => self.quantity_above(&value),
        }
    }

    /// How one comes by a measure, and where.
    pub fn help_way(self, help: &Help) -> String {
        let place = help.place.as_ref().map(|place| self.of(place));
        match (help.by, place) {
            (HelpWay::Automatic, _) => self.help_automatic().to_owned(),
            (HelpWay::Apply, None) => self.help_apply().to_owned(),
            (HelpWay::Apply, Some(place)) => self.help_apply_at(&place),
            (HelpWay::Offered, None) => self.help_offered().to_owned(),
            (HelpWay::Offered, Some(place)) => self.help_offered_at(&place),
        }
    }

    /// How far a measure is: `批了低保以后`. Never a promise.
    pub fn help_state(self, helped: &Helped, offer: Offer, assessment: &Assessment, book: &Book) -> String {
        let through = self.help_through(helped, assessment, book);
        match offer {
            Offer::Now => self.help_now().to_owned(),
            Offer::Once if !through.is_empty() => self.help_once(&through.join(self.help_or())),
            Offer::Once | Offer::Depends => self.help_depends().to_owned(),
        }
    }

    /// The categories a measure comes through as people say them: of those the result leads with, where there are any.
    fn help_through(self, helped: &Helped, assessment: &Assessment, book: &Book) -> Vec<String> {
        let through = assessment.through(helped, book);
        let leading: Vec<usize> = self.leading(assessment, book).iter().map(|verdict| verdict.category).collect();
        let leads = through.iter().copied().filter(|category| leading.contains(category)).collect::<Vec<_>>();
        let told = if leads.is_empty() { through } else { leads };
        told.into_iter().filter_map(|at| book.categories.get(at)).map(|of| self.of(&of.short).to_owned()).collect()
    }

    /// Whether a measure comes through a category the result leads with, or through none.
    pub fn help_leads(self, helped: &Helped, assessment: &Assessment, book: &Book) -> bool {
        let through = assessment.through(helped, book);
        let mut leading = self.leading(assessment, book).into_iter().filter(|verdict| verdict.fits.may_hold());
        through.is_empty() || leading.any(|verdict| through.contains(&verdict.category))
    }

    /// What a measure still hangs on beside being recognised.
    pub fn help_hangs(self, helped: &Helped, found: &Assessment, book: &Book, asked: (&Household, Day)) -> Vec<String> {
        let open = if let Truth::Open(asks) = helped.rest { asks } else { AskSet::EMPTY };
        self.asks(found, open, &HOLDERS, book, asked).into_iter().map(|asked| asked.text).collect()
    }
}
