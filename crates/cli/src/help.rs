//! `doudi help`: every command, or the options of one.

use clap::CommandFactory;
use doudi_words::Words;

use crate::{Arguments, Unusable};

#[derive(Debug, clap::Args)]
pub(crate) struct Request {
    /// The command whose options are listed; none: every command.
    #[arg(help = Words::ZH.cli_help_command())]
    command: Option<String>,
}

/// The help of the program, or of one command.
pub(crate) fn run(request: &Request, words: Words) -> Result<String, Unusable> {
    let mut program = Arguments::command();
    program.build();
    let Some(name) = &request.command else { return Ok(program.render_help().to_string()) };
    let known: Vec<String> = program.get_subcommands().map(|command| command.get_name().to_owned()).collect();
    match program.find_subcommand_mut(name) {
        Some(command) => Ok(command.render_help().to_string()),
        None => Err(Unusable::one(words.cli_help_unknown(&known.join(", "), &doudi_words::outside::quoted(name)))),
    }
}
