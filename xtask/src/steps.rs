//! Steps with a name and a time, and the table at the end.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::run::Counts;

/// What has been done so far.
pub struct Steps {
    began: Instant,
    done: Vec<Done>,
    counts: Counts,
}

struct Done {
    name: String,
    took: Duration,
    failure: Option<String>,
}

impl Steps {
    /// Nothing done yet; the clock runs.
    pub fn begin() -> Self {
        Self {
            began: Instant::now(),
            done: Vec::new(),
            counts: Counts::default(),
        }
    }

    /// Does one step and prints its name and time; `None` when it failed.
    pub fn step<T>(&mut self, name: &str, work: impl FnOnce() -> Result<T>) -> Option<T> {
        println!("\n==> {name}");
        let began = Instant::now();
        let outcome = work();
        let took = began.elapsed();
        let failure = outcome.as_ref().err().map(|error| format!("{error:#}"));
        match &failure {
            None => println!("    {name}: done in {}", spoken(took)),
            Some(failure) => println!("    {name}: FAILED after {}: {failure}", spoken(took)),
        }
        self.done.push(Done {
            name: name.to_owned(),
            took,
            failure,
        });
        outcome.ok()
    }

    /// Does one step that runs tests; a failed test fails the step.
    pub fn tests(&mut self, name: &str, work: impl FnOnce() -> Result<Counts>) {
        let mut counts = Counts::default();
        self.step(name, || {
            counts = work()?;
            match counts.failed {
                0 => Ok(()),
                failed => bail!("{failed} failed"),
            }
        });
        self.counts.add(counts);
    }

    /// Prints the table and the closing line.
    ///
    /// # Errors
    /// When a step failed.
    pub fn end(self) -> Result<()> {
        println!();
        for Done {
            name,
            took,
            failure,
        } in &self.done
        {
            let word = if failure.is_some() { "FAILED" } else { "ok" };
            println!("{word:<7} {:>10}  {name}", spoken(*took));
        }
        let broken: Vec<&str> = self.broken().collect();
        let passed = self.counts.passed;
        // A step can break without a test that failed; the last line must not say otherwise.
        let failed = self.counts.failed.max(broken.len() as u64);
        println!("\nIn {} altogether:", spoken(self.began.elapsed()));
        println!("{passed} passed, {failed} failed");
        match broken.as_slice() {
            [] => Ok(()),
            names => bail!("failed: {}", names.join(", ")),
        }
    }

    fn broken(&self) -> impl Iterator<Item = &str> {
        self.done
            .iter()
            .filter(|done| done.failure.is_some())
            .map(|done| done.name.as_str())
    }
}

/// A length for people: `0.4 s`, `12 s`, `3 min 05 s`.
pub fn spoken(length: Duration) -> String {
    match length.as_secs() {
        0..10 => format!("{:.1} s", length.as_secs_f64()),
        seconds @ 10..60 => format!("{seconds} s"),
        seconds => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_broken_step_breaks_the_whole_and_later_steps_still_run() {
        let mut steps = Steps::begin();
        steps.step("first", || -> Result<()> { bail!("no") });
        let second = steps.step("second", || Ok(2));

        assert_eq!(second, Some(2));
        assert_eq!(steps.end().unwrap_err().to_string(), "failed: first");
    }

    #[test]
    fn a_failed_test_fails_its_step() {
        let mut steps = Steps::begin();
        steps.tests("tests", || {
            Ok(Counts {
                passed: 4,
                failed: 1,
            })
        });

        assert!(steps.end().is_err());
    }

    #[test]
    fn lengths_are_said_in_the_unit_that_fits() {
        assert_eq!(spoken(Duration::from_millis(440)), "0.4 s");
        assert_eq!(spoken(Duration::from_secs(185)), "3 min 05 s");
    }
}
