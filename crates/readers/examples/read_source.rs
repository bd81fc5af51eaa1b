//! Reads files through the one door and prints what came out: counts and refusals, and with
//! `--items` every item. `--bench` prints one line of figures instead; `cargo xtask bench import`
//! runs it as a process of its own, so that its peak memory is the reader's alone.

use std::{fs::File, io::BufReader, ops::ControlFlow, process::ExitCode, time::Instant};

use beffroi_readers::{Item, ReadOptions, read};

fn main() -> ExitCode {
    let (flags, files): (Vec<String>, Vec<String>) = std::env::args()
        .skip(1)
        .partition(|word| word.starts_with("--"));
    let is_set = |flag: &str| flags.iter().any(|word| word == flag);
    let mut code = ExitCode::SUCCESS;
    for file in &files {
        if let Err(reason) = run(file, is_set("--items"), is_set("--bench")) {
            eprintln!("{reason}");
            code = ExitCode::FAILURE;
        }
    }
    code
}

fn run(file: &str, items: bool, bench: bool) -> Result<(), String> {
    let input = File::open(file).map_err(|error| format!("{file}: {error}"))?;
    let began = Instant::now();
    let summary = read(
        file,
        None,
        BufReader::with_capacity(64 * 1024, input),
        &ReadOptions::default(),
        &mut |item| {
            match item {
                Item::Refused(error) => println!("refused: {error}"),
                Item::Incident(told) | Item::Maintenance(told) if items => {
                    println!(
                        "{}",
                        serde_json::to_string(&told.record).unwrap_or_default()
                    );
                }
                other if items => println!("{other:?}"),
                _ => {}
            }
            ControlFlow::Continue(())
        },
    )
    .map_err(|error| error.to_string())?;
    if bench {
        println!("{} {}", summary.incidents, began.elapsed().as_secs_f64());
    } else {
        println!("{file}: {summary:?}");
    }
    Ok(())
}
