//! How the parts of a place's work are called.

use doudi_rulebook::Matter;

use crate::Words;

impl Words {
    /// A stage of the loop, or what is told beside it.
    pub fn matter(self, matter: Matter) -> &'static str {
        match matter {
            Matter::Discovery => self.matter_discovery(),
            Matter::Application => self.matter_application(),
            Matter::Check => self.matter_check(),
            Matter::Notice => self.matter_notice(),
            Matter::Decision => self.matter_decision(),
            Matter::Help => self.matter_help(),
            Matter::Review => self.matter_review(),
            Matter::Exit => self.matter_exit(),
            Matter::Loop => self.matter_loop(),
            Matter::Data => self.matter_data(),
            Matter::Duty => self.matter_duty(),
            Matter::Organisation => self.matter_organisation(),
            Matter::Supervision => self.matter_supervision(),
            Matter::Plan => self.matter_plan(),
            Matter::Basis => self.matter_basis(),
            Matter::Gap => self.matter_gap(),
        }
    }
}
