//! The figures of a bench whose program prints a line of JSON for each database: as a table, or as lines of JSON.

use super::{Options, notify::figure};

/// Which figures are shown, and how.
pub struct Table {
    /// What the bench is called in lines of JSON.
    pub bench: &'static str,
    /// The names of the figures in what the program says, and their labels.
    pub figures: &'static [(&'static str, &'static str)],
    /// Lines of JSON, with every figure.
    pub is_json: bool,
}

impl Table {
    /// A table as these options want it.
    pub fn of(
        bench: &'static str,
        figures: &'static [(&'static str, &'static str)],
        options: Options,
    ) -> Self {
        Self {
            bench,
            figures,
            is_json: options.json,
        }
    }

    /// The labels; lines of JSON need none.
    pub fn heading(&self) {
        if self.is_json {
            return;
        }
        print!("{:>9}", "database");
        for (_, label) in self.figures {
            print!(" {label:>10}");
        }
        println!();
    }

    /// What the program said of a database.
    pub fn line(&self, database: &str, said: &str) {
        if self.is_json {
            let (bench, rest) = (self.bench, said.trim().trim_start_matches('{'));
            println!("{{\"bench\":\"{bench}\",\"database\":\"{database}\",{rest}");
            return;
        }
        print!("{database:>9}");
        for (name, _) in self.figures {
            print!(" {:>10.2}", figure(said, name).unwrap_or_default());
        }
        println!();
    }
}
