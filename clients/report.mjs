// Tests by name, and the closing line that cargo xtask counts.

let passed = 0;
let failed = 0;

/** Runs one test: it holds unless it throws. */
export async function test(name, work) {
  try {
    await work();
    passed += 1;
  } catch (error) {
    failed += 1;
    console.log(`FAILED ${name}\n  ${String(error?.message ?? error).replaceAll("\n", "\n  ")}`);
  }
}

/** Prints the closing line and sets the exit status. */
export function end() {
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
}
