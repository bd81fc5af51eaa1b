// Tests by name, and the closing line that cargo xtask counts.

/** Counts what holds and prints what does not. */
export class Report {
  passed = 0;
  failed = 0;

  /** Runs one test: `problems` gives a list of sentences, empty when all is well. */
  async test(name, problems) {
    let found;
    try {
      found = await problems();
    } catch (error) {
      found = [error.message];
    }
    if (found.length === 0) {
      this.passed += 1;
      return;
    }
    this.failed += 1;
    console.log(`FAILED ${name}`);
    for (const problem of found) console.log(`  ${problem.replaceAll("\n", "\n  ")}`);
  }

  /** Prints the closing line and sets the exit status. */
  end() {
    console.log(`${this.passed} passed, ${this.failed} failed`);
    process.exitCode = this.failed === 0 && this.passed > 0 ? 0 : 1;
  }
}

/** Runs `work` over `items`, `width` at a time. */
export async function each(items, width, work) {
  const waiting = [...items];
  const worker = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: width }, worker));
}
