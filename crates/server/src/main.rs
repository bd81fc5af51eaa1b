//! The program `beffroi`: reads its arguments and calls the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    beffroi::cli::main()
}
