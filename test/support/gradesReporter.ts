/**
 * How good the locators are that the driven pages of `test/pages` got: a table, and a failed run when fewer than 95 in 100
 * are of the grade "row or list item" or better. Pages that draw their own content are counted aside: only a point names what is in them.
 */
import type { FullResult, Reporter, TestCase, TestResult } from '@playwright/test/reporter';
import type { Target } from '../../src/core/action.ts';
import { GRADES, gradeOf, type Grade } from '../../src/core/grade.ts';

/** Annotations of a test that drove a page: its targets as JSON. */
export const TARGETS = 'targets';
export const DRAWN_TARGETS = 'targets on drawn content';

const GOOD: readonly Grade[] = GRADES.slice(0, GRADES.indexOf('row or list item') + 1);
const WANTED = 0.95;

export default class GradesReporter implements Reporter {
  private readonly byTest = new Map<string, { drawn: boolean; title: string; targets: Target[] }>();

  printsToStdio(): boolean {
    return false;
  }

  onTestEnd(test: TestCase, { annotations }: TestResult): void {
    for (const { type, description = '[]' } of annotations) {
      if (type !== TARGETS && type !== DRAWN_TARGETS) continue;
      // What a test wrote down of itself, a moment ago.
      const targets = JSON.parse(description) as Target[];
      this.byTest.set(test.id, {
        drawn: type === DRAWN_TARGETS,
        title: test.titlePath().slice(3).join(' › '),
        targets,
      });
    }
  }

  async onEnd(): Promise<{ status?: FullResult['status'] } | undefined> {
    if (this.byTest.size === 0) return undefined;
    const all = [...this.byTest.values()];
    const counted = all.filter(({ drawn }) => !drawn).flatMap(({ targets }) => targets);
    const grades = counted.map((target) => gradeOf(target).grade);
    const good = grades.filter((grade) => GOOD.includes(grade)).length;
    const lines = [
      '',
      `Locators on ${all.length} pages, by grade:`,
      ...GRADES.map(
        (grade) => `  ${grade.padEnd(18)}${String(grades.filter((each) => each === grade).length).padStart(4)}`,
      ),
      `  ${good} of ${grades.length} (${((100 * good) / grades.length).toFixed(1)} %) are "row or list item" or better; ${all.filter(({ drawn }) => drawn).flatMap(({ targets }) => targets).length} on drawn content are not counted.`,
      ...all.flatMap(({ title, targets, drawn }) =>
        targets
          .filter((target) => !drawn && !GOOD.includes(gradeOf(target).grade))
          .map((target) => `  ${gradeOf(target).grade}: ${target.locator ?? target.anchor?.locator} (${title})`),
      ),
    ];
    process.stdout.write(`${lines.join('\n')}\n`);
    return good / grades.length < WANTED ? { status: 'failed' } : undefined;
  }
}
