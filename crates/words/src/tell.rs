//! How engine values are told (怎么说): amounts, people, incomes, problems, asks and results, in one language.

mod asks;
mod entries;
mod help;
mod lead;
mod path;
mod problems;
mod process;
mod result;
mod schedule;
mod single;
mod test;

use doudi_engine::rules::{Confidence, Gate, Status};
use doudi_engine::verdict::Word;
use doudi_facts::household::{
    Area, Away, Basis, DisabilityKind, ExpenseKind, Head, IncomeKind, KinTie, Labour, Lives, PaidOutKind, ParentState,
    PastKind, Receipt, Relation, Study, SupporterState, Trouble, Work,
};
use doudi_facts::money::{Bounds, Period, Rate, Yuan};

use crate::{Lang, Words};

pub use asks::Asked;
pub use doudi_facts::question::{BackgroundField, SelfCareField};
pub use lead::Lead;
pub use result::{GateLine, GateState, LedgerRow};

impl Words {
    /// A verdict's word.
    pub fn word(self, word: Word) -> &'static str {
        match word {
            Word::Fits => self.word_fits(),
            Word::MetToVerify => self.word_met_to_verify(),
            Word::OfficeDecides => self.word_office_decides(),
            Word::MayFit => self.word_may_fit(),
            Word::DoesNotFit => self.word_does_not_fit(),
        }
    }

    /// A gate's name.
    pub fn gate(self, gate: Gate) -> &'static str {
        match gate {
            Gate::People => self.gate_people(),
            Gate::Income => self.gate_income(),
            Gate::Property => self.gate_property(),
            Gate::Spending => self.gate_spending(),
            Gate::Risk => self.gate_risk(),
        }
    }

    /// Whether a document is in force.
    pub fn status(self, status: Status) -> &'static str {
        match status {
            Status::InForce => self.status_in_force(),
            Status::Draft => self.status_draft(),
            Status::Lapsed => self.status_lapsed(),
            Status::Undated => self.status_undated(),
        }
    }

    /// How a figure or text was read.
    pub fn confidence(self, confidence: Confidence) -> &'static str {
        match confidence {
            Confidence::Full => self.confidence_full(),
            Confidence::Page => self.confidence_page(),
            Confidence::Mirror => self.confidence_mirror(),
            Confidence::Derived => self.confidence_derived(),
            Confidence::Background => self.confidence_background(),
            Confidence::Doubtful => self.confidence_doubtful(),
            Confidence::Reading => self.confidence_reading(),
        }
    }

    /// A head of income.
    pub fn head(self, head: Head) -> &'static str {
        match head {
            Head::Wages => self.head_wages(),
            Head::Business => self.head_business(),
            Head::Property => self.head_property(),
            Head::Transfers => self.head_transfers(),
        }
    }

    /// What a person is to the applicant.
    pub fn relation(self, relation: Relation) -> &'static str {
        match relation {
            Relation::Applicant => self.relation_self(),
            Relation::Spouse => self.relation_spouse(),
            Relation::Child => self.relation_child(),
            Relation::Parent => self.relation_parent(),
            Relation::Grandchild => self.relation_grandchild(),
            Relation::Grandparent => self.relation_grandparent(),
            Relation::Sibling => self.relation_sibling(),
            Relation::ChildInLaw => self.relation_child_in_law(),
            Relation::ParentInLaw => self.relation_parent_in_law(),
            Relation::StepChild => self.relation_step_child(),
            Relation::StepParent => self.relation_step_parent(),
            Relation::OtherKin => self.relation_other_kin(),
            Relation::NotKin => self.relation_not_kin(),
        }
    }

    /// Where a person usually lives.
    pub fn lives(self, lives: Lives) -> &'static str {
        match lives {
            Lives::Home => self.lives_home(),
            Lives::Away => self.lives_away(),
            Lives::Elsewhere => self.lives_elsewhere(),
            Lives::InTurn => self.lives_in_turn(),
        }
    }

    /// What one listed person is to another.
    pub fn kin(self, tie: KinTie) -> &'static str {
        match tie {
            KinTie::Sibling => self.kin_sibling(),
            KinTie::Grandparent => self.kin_grandparent(),
            KinTie::Grandchild => self.kin_grandchild(),
            KinTie::ParentInLaw => self.kin_parent_in_law(),
            KinTie::ChildInLaw => self.kin_child_in_law(),
            KinTie::StepParent => self.kin_step_parent(),
            KinTie::StepChild => self.kin_step_child(),
        }
    }

    /// Whether a person studies.
    pub fn study(self, study: Study) -> &'static str {
        match study {
            Study::None => self.study_none(),
            Study::FullTime => self.study_full_time(),
            Study::Postgraduate => self.study_postgraduate(),
            Study::PartTime => self.study_part_time(),
        }
    }

    /// Whether and how a person is away.
    pub fn away(self, away: Away) -> &'static str {
        match away {
            Away::No => self.away_no(),
            Away::Prison => self.away_prison(),
            Away::Rehab => self.away_rehab(),
            Away::Missing => self.away_missing(),
            Away::Clergy => self.away_clergy(),
        }
    }

    /// A kind of income.
    pub fn kind(self, kind: IncomeKind) -> &'static str {
        match kind {
            IncomeKind::RegularWage => self.kind_regular_wage(),
            IncomeKind::CasualWage => self.kind_casual_wage(),
            IncomeKind::PublicPost => self.kind_public_post(),
            IncomeKind::Crops => self.kind_crops(),
            IncomeKind::Livestock => self.kind_livestock(),
            IncomeKind::Trade => self.kind_trade(),
            IncomeKind::Interest => self.kind_interest(),
            IncomeKind::LandLet => self.kind_land_let(),
            IncomeKind::Rent => self.kind_rent(),
            IncomeKind::CollectiveShare => self.kind_collective_share(),
            IncomeKind::PropertySale => self.kind_property_sale(),
            IncomeKind::ResidentPension => self.kind_resident_pension(),
            IncomeKind::EmployeePension => self.kind_employee_pension(),
            IncomeKind::Support => self.kind_support(),
            IncomeKind::Unemployment => self.kind_unemployment(),
            IncomeKind::Survivor => self.kind_survivor(),
            IncomeKind::Compensation => self.kind_compensation(),
            IncomeKind::Gift => self.kind_gift(),
            IncomeKind::Relief => self.kind_relief(),
            IncomeKind::DisabilitySubsidy => self.kind_disability_subsidy(),
            IncomeKind::OldAgeAllowance => self.kind_old_age_allowance(),
            IncomeKind::Veteran => self.kind_veteran(),
            IncomeKind::FamilyPlanning => self.kind_family_planning(),
            IncomeKind::Scholarship => self.kind_scholarship(),
            IncomeKind::BraveryAward => self.kind_bravery_award(),
            IncomeKind::FarmSubsidy => self.kind_farm_subsidy(),
            IncomeKind::OtherTransfer => self.kind_other_transfer(),
        }
    }

    /// 城乡
    pub fn area(self, area: Area) -> &'static str {
        match area {
            Area::Urban => self.place_urban(),
            Area::Rural => self.place_rural(),
        }
    }

    /// Whether a person works.
    pub fn work(self, of: Work) -> &'static str {
        match of {
            Work::None => self.work_none(),
            Work::Seeking => self.work_seeking(),
            Work::Working => self.work_working(),
            Work::Retired => self.work_retired(),
        }
    }

    /// How far a person can work.
    pub fn labour(self, of: Labour) -> &'static str {
        match of {
            Labour::Full => self.labour_full(),
            Labour::Part => self.labour_part(),
            Labour::None => self.labour_none(),
        }
    }

    /// What someone who owes support is like.
    pub fn supporter(self, of: SupporterState) -> &'static str {
        match of {
            SupporterState::Able => self.supporter_able(),
            SupporterState::Tekun => self.supporter_tekun(),
            SupporterState::Dibao60 => self.supporter_dibao_60(),
            SupporterState::Over70 => self.supporter_over_70(),
            SupporterState::Disabled => self.supporter_disabled(),
            SupporterState::Incapable => self.supporter_incapable(),
        }
    }

    /// What a parent is like.
    pub fn parent(self, of: ParentState) -> &'static str {
        match of {
            ParentState::Able => self.parent_able(),
            ParentState::Dead => self.parent_dead(),
            ParentState::NotFound => self.parent_not_found(),
            ParentState::Missing => self.parent_missing(),
            ParentState::Disabled => self.parent_disabled(),
            ParentState::Ill => self.parent_ill(),
            ParentState::Prison => self.parent_prison(),
            ParentState::Rehab => self.parent_rehab(),
            ParentState::Restricted => self.parent_restricted(),
            ParentState::OutOfContact => self.parent_out_of_contact(),
        }
    }

    /// Help that is received already.
    pub fn receipt(self, of: Receipt) -> &'static str {
        match of {
            Receipt::Dibao => self.receipt_dibao(),
            Receipt::Tekun => self.receipt_tekun(),
            Receipt::Edge => self.receipt_edge(),
            Receipt::Rigid => self.receipt_rigid(),
            Receipt::Monitored => self.receipt_monitored(),
            Receipt::Single => self.receipt_single(),
            Receipt::Orphan => self.receipt_orphan(),
        }
    }

    /// What has happened to a family.
    pub fn trouble(self, of: Trouble) -> &'static str {
        match of {
            Trouble::Accident => self.trouble_accident(),
            Trouble::Disaster => self.trouble_disaster(),
            Trouble::SuddenIllness => self.trouble_sudden_illness(),
            Trouble::JobLoss => self.trouble_job_loss(),
            Trouble::IncomeDrop => self.trouble_income_drop(),
            Trouble::HighMedical => self.trouble_high_medical(),
            Trouble::SchoolCosts => self.trouble_school_costs(),
            Trouble::Water => self.trouble_water(),
            Trouble::HomeDanger => self.trouble_home_danger(),
            Trouble::NoHome => self.trouble_no_home(),
            Trouble::OtherSudden => self.trouble_other_sudden(),
        }
    }

    /// An earlier request or help.
    pub fn past(self, of: PastKind) -> &'static str {
        match of {
            PastKind::Refused => self.past_refused(),
            PastKind::Left => self.past_left(),
        }
    }

    /// A kind of disability.
    pub fn disability(self, kind: DisabilityKind) -> &'static str {
        match kind {
            DisabilityKind::Sight => self.disability_sight(),
            DisabilityKind::Hearing => self.disability_hearing(),
            DisabilityKind::Speech => self.disability_speech(),
            DisabilityKind::Limbs => self.disability_limbs(),
            DisabilityKind::Intellect => self.disability_intellect(),
            DisabilityKind::Mind => self.disability_mind(),
            DisabilityKind::Several => self.disability_several(),
        }
    }

    /// What support rests on.
    pub fn basis(self, basis: Basis) -> &'static str {
        match basis {
            Basis::Judgment => self.income_judgment(),
            Basis::Agreement => self.income_agreement(),
            Basis::Habit => self.income_habit(),
        }
    }

    /// A kind of payment to others.
    pub fn paid_out(self, kind: PaidOutKind) -> &'static str {
        match kind {
            PaidOutKind::SocialInsurance => self.paid_social_insurance(),
            PaidOutKind::Tax => self.paid_tax(),
            PaidOutKind::Support => self.paid_support(),
            PaidOutKind::Other => self.paid_other(),
        }
    }

    /// A kind of spending.
    pub fn expense(self, kind: ExpenseKind) -> &'static str {
        match kind {
            ExpenseKind::Medical => self.expense_medical(),
            ExpenseKind::Education => self.expense_education(),
            ExpenseKind::Rehabilitation => self.expense_rehabilitation(),
            ExpenseKind::Living => self.expense_living(),
            ExpenseKind::Other => self.expense_other(),
        }
    }

    /// What is known of a sum: `12,300`, `25,560 到 25,760`, `不知道`.
    pub fn bounds(self, bounds: Bounds) -> String {
        match (bounds.low, bounds.high) {
            (Some(low), Some(high)) => self.range(low.grouped(), high.grouped()),
            (Some(low), None) if low != Yuan::ZERO => self.ledger_at_least(&low.grouped()),
            (None, Some(high)) => self.ledger_at_most(&high.grouped()),
            // That a sum is at least 0 tells nobody anything.
            (_, None) => self.ledger_any().to_owned(),
        }
    }

    /// Two figures as a range; one, where both are told alike.
    pub fn range(self, from: String, to: String) -> String {
        if from == to { from } else { self.ledger_to(&from, &to) }
    }

    /// The same with its unit: `12,300 元`, `至少 17,064 元`.
    pub fn yuan(self, bounds: Bounds) -> String {
        match (bounds.low, bounds.high) {
            (Some(low), None) if low != Yuan::ZERO => self.ledger_yuan_least(&low.grouped()),
            (None, Some(high)) => self.ledger_yuan_most(&high.grouped()),
            (_, None) => self.ledger_any().to_owned(),
            _ => self.ledger_yuan(&self.bounds(bounds)),
        }
    }

    /// A standard in the unit it was published in: `8,532 元/年`.
    pub fn rate(self, rate: Rate) -> String {
        let per = match (rate.per, self.lang) {
            (Period::Month, Lang::Zh) => "元/月",
            (Period::Year, Lang::Zh) => "元/年",
            (Period::Month, Lang::En) => "yuan a month",
            (Period::Year, Lang::En) => "yuan a year",
        };
        format!("{} {per}", rate.sum.grouped())
    }

    /// An amount as it is said aloud: 12300 is 一万二千三百元, 0.50 is 零元五角.
    pub fn aloud(self, sum: Yuan) -> String {
        let digits = sum.to_string();
        let (whole, fen) = digits.split_once('.').unwrap_or((&digits, ""));
        let mut out = aloud(whole);
        out.push('元');
        let mut fen = fen.chars();
        let (jiao, fen) = (fen.next().unwrap_or('0'), fen.next().unwrap_or('0'));
        if jiao != '0' {
            out.push(spoken(jiao));
            out.push('角');
        }
        if fen != '0' {
            if jiao == '0' {
                out.push('零');
            }
            out.push(spoken(fen));
            out.push('分');
        }
        out
    }
}

/// One digit as a character.
fn spoken(digit: char) -> char {
    let at = digit.to_digit(10).and_then(|at| usize::try_from(at).ok()).unwrap_or(0);
    "零一二三四五六七八九".chars().nth(at).unwrap_or('零')
}

/// A whole number of up to sixteen digits: four by four, with 万 and 亿 between, one 零 for any run of zeros inside.
fn aloud(whole: &str) -> String {
    let mut out = String::new();
    let mut skipped = false;
    let mut group_spoken = false;
    for (at, digit) in whole.chars().enumerate() {
        let place = whole.len() - at - 1;
        if digit == '0' {
            skipped = true;
        } else {
            if skipped && !out.is_empty() {
                out.push('零');
            }
            skipped = false;
            group_spoken = true;
            let is_bare_ten = digit == '1' && place % 4 == 1 && out.is_empty();
            if !is_bare_ten {
                out.push(spoken(digit));
            }
            out.push_str(["", "十", "百", "千"].get(place % 4).unwrap_or(&""));
        }
        if place.is_multiple_of(4) {
            if group_spoken {
                out.push_str(["", "万", "亿", "万亿"].get(place / 4).unwrap_or(&""));
            }
            group_spoken = false;
        }
    }
    if out.is_empty() { "零".to_owned() } else { out }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_said_aloud() {
        let said = |text: &str| Words::ZH.aloud(text.parse().unwrap());
        assert_eq!(said("12300"), "一万二千三百元");
        assert_eq!(said("25596.01"), "二万五千五百九十六元零一分");
        assert_eq!(said("0.50"), "零元五角");
        assert_eq!(said("100000000"), "一亿元");
        assert_eq!(said("0"), "零元");
        assert_eq!(said("10"), "十元");
        assert_eq!(said("110"), "一百一十元");
        assert_eq!(said("1005"), "一千零五元");
        assert_eq!(said("100010"), "十万零一十元");
        assert_eq!(said("20300"), "二万零三百元");
        assert_eq!(said("10000001"), "一千万零一元");
    }
}
