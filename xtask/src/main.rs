//! The commands of the README and every check behind them: `cargo xtask help` lists them.

mod bench;
mod budget;
mod commands;
mod drills;
mod fuzz;
mod journeys;
mod mutations;
mod reproduce;
mod site;
mod soundness;
mod steps;
mod supply;
mod tidy;
mod tools;

use std::process::ExitCode;

fn main() -> ExitCode {
    match commands::run(lexopt::Parser::from_env()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
