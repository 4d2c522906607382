/** Passes on what the workers print, and what went wrong outside any scenario. The closing words are the command's. */
import type { Reporter, TestCase, TestError, TestResult } from '@playwright/test/reporter';
import { clean } from '../core/clean.ts';
import { BEGUN, JOB_VARIABLE, noteNotBegun, SCENARIO } from './job.ts';

export default class ScenarioReporter implements Reporter {
  onStdOut(chunk: string | Buffer): void {
    process.stdout.write(chunk);
  }

  onStdErr(chunk: string | Buffer): void {
    process.stderr.write(chunk);
  }

  /** A test that failed before its run began has no journal to read the reason from. */
  onTestEnd(test: TestCase, { status, errors, annotations }: TestResult): void {
    if (status === 'passed' || status === 'skipped' || annotations.some(({ type }) => type === BEGUN)) return;
    const messages = errors.map((error) => linesOf(error).join('\n'));
    for (const message of messages) process.stderr.write(`${clean(test.title)}: ${message}\n`);
    const index = annotations.find(({ type }) => type === SCENARIO)?.description;
    const folder = process.env[JOB_VARIABLE];
    if (index === undefined || folder === undefined) return;
    noteNotBegun(folder, { scenario: Number(index), message: messages[0] ?? `the run was not begun (${status})` });
  }

  onError(error: TestError): void {
    process.stderr.write(`uitest: ${linesOf(error).join('\n')}\n`);
  }

  printsToStdio(): boolean {
    return true;
  }
}

const LINES = 20;

/** A browser that does not start says much, of which any line may be somebody else's text. */
function linesOf({ message, value }: TestError): string[] {
  const lines = (message ?? String(value))
    .replace(/^UitestError: /, '')
    .split('\n')
    .filter((line) => line.trim() !== '');
  return lines.slice(0, LINES).map((line, at) => (at === 0 ? '' : '  ') + clean(line, 400));
}
