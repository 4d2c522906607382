/** Passes on what is printed in the workers, and what went wrong outside any scenario. What happens in a run, the command hears otherwise. */
import type { Reporter, TestCase, TestError, TestResult } from '@playwright/test/reporter';

export default class ScenarioReporter implements Reporter {
  onStdOut(chunk: string | Buffer): void {
    process.stdout.write(chunk);
  }

  onStdErr(chunk: string | Buffer): void {
    process.stderr.write(chunk);
  }

  /** A test that failed before its run began has no journal to read the reason from. */
  onTestEnd(test: TestCase, { status, errors, annotations }: TestResult): void {
    if (status === 'passed' || status === 'skipped' || annotations.some(({ type }) => type === 'uitest run')) return;
    for (const error of errors) process.stderr.write(`${test.title}: ${error.message ?? String(error.value)}\n`);
  }

  onError(error: TestError): void {
    process.stderr.write(`${error.message ?? String(error.value)}\n`);
  }

  printsToStdio(): boolean {
    return true;
  }
}
