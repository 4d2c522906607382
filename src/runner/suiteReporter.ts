/** Runs inside a suite's own Playwright Test, asked to list: writes down how the suite is configured and which files it finds. */
import { writeFileSync } from 'node:fs';
import type { FullConfig, Reporter, Suite, TestError } from '@playwright/test/reporter';
import { SUITE_VARIABLE, type SuiteFacts } from './suiteFacts.ts';

export default class SuiteReporter implements Reporter {
  private facts: SuiteFacts | undefined;
  private readonly errors: string[] = [];

  onBegin({ webServer, projects }: FullConfig, suite: Suite): void {
    this.facts = {
      webServer: webServer !== null,
      projects: projects.map(({ name, testDir, testMatch, use }) => ({
        name,
        testDir,
        testMatch: [testMatch].flat().map((pattern) => (typeof pattern === 'string' ? pattern : regexOf(pattern))),
        use: { ...use },
      })),
      tests: suite.allTests().map((test) => ({
        file: test.location.file,
        project: test.parent.project()?.name ?? '',
      })),
      errors: [],
    };
  }

  onError({ message, value }: TestError): void {
    this.errors.push(message ?? String(value));
  }

  onEnd(): void {
    const file = process.env[SUITE_VARIABLE];
    if (file === undefined) return;
    const facts = this.facts ?? { webServer: false, projects: [], tests: [], errors: [] };
    writeFileSync(file, JSON.stringify({ ...facts, errors: this.errors }));
  }

  printsToStdio(): boolean {
    return true;
  }
}

function regexOf({ source, flags }: RegExp): { source: string; flags: string } {
  return { source, flags };
}
