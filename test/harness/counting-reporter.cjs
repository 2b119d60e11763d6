// Mocha's spec reporter that also writes what was counted to the file named in INFLUENCE_TEST_RESULT: a run that
// crashes leaves no such file, and is not taken for one that passed.
const { writeFileSync } = require('node:fs');
const Mocha = require('mocha');

class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const file = process.env.INFLUENCE_TEST_RESULT;
    if (file === undefined) return;
    runner.once('end', () => {
      const { passes, failures, pending } = this.stats;
      writeFileSync(file, JSON.stringify({ passed: passes, failed: failures, skipped: pending }));
    });
  }
}

module.exports = CountingReporter;
