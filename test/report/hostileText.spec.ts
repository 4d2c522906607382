/** What is printed and written for CI, with every hostile string in every text that others give: pure, no page. */
import { expect, test } from '@playwright/test';
import { clean } from '../../src/core/clean.ts';
import { describeEvent, newProgress } from '../../src/report/describeEvent.ts';
import { describeOutcome } from '../../src/report/describeOutcome.ts';
import { githubLines } from '../../src/report/github.ts';
import { summaryOf } from '../../src/report/summary.ts';
import { WordLines } from '../../src/report/wordLines.ts';
import { HOSTILE, UNPRINTABLE } from '../support/hostileStrings.ts';
import { tale } from './hostileTale.ts';

/** What some CI obeys: a command at the start of a line, or anywhere in it. */
const OBEYED = /^\s*::|##[a-z]*\[/im;

function faultIn(text: string): string | undefined {
  return UNPRINTABLE.exec(text)?.[0] ?? OBEYED.exec(text)?.[0];
}

test('the corpus has two hundred strings, all different, and most of them would be obeyed', () => {
  expect(new Set(HOSTILE).size).toBe(HOSTILE.length);
  expect(HOSTILE.length).toBeGreaterThanOrEqual(200);
  expect(HOSTILE.filter((text) => faultIn(text) !== undefined).length).toBeGreaterThan(80);
});

test('cleaned text is one line in which nothing is a command', () => {
  const bad = HOSTILE.filter((text) => faultIn(clean(text)) !== undefined || clean(text).includes('\n'));

  expect(bad).toEqual([]);
});

test('no line of progress carries more than its own words and plain text', () => {
  const bad = HOSTILE.flatMap((text) => {
    const progress = newProgress();
    const lines = tale(text).events.flatMap((event) => describeEvent(event, progress) ?? []);
    return lines.filter((line) => faultIn(line) !== undefined).map((line) => [text, line]);
  });

  expect(bad).toEqual([]);
});

test("no line of a model's words does, in one piece or letter by letter", () => {
  const bad = HOSTILE.flatMap((text) => {
    const [whole, letters] = [new WordLines({}), new WordLines({})];
    const said = [...whole.take({ of: 'text', words: text }), ...whole.end()];
    const spelt = Array.from(text).flatMap((words) => letters.take({ of: 'reasoning', words }));
    const lines = [...said, ...spelt, ...letters.end()];
    return lines.filter((line) => faultIn(line) !== undefined || !/^(says|thinks) +│ /.test(line));
  });

  expect(bad).toEqual([]);
});

test('no closing block does, and none has a line more for a line end in a text', () => {
  const files = (text: string) => ({ report: text, spec: text, recording: text, journal: text });
  for (const how of ['failed', 'unproved'] as const) {
    const bad = HOSTILE.flatMap((text) => {
      const lines = describeOutcome(summaryOf(tale(text, how).run()), files(text), undefined, '/project');
      return lines.filter((line) => faultIn(line) !== undefined || line.includes('\n')).map((line) => [text, line]);
    });

    expect(bad).toEqual([]);
  }
});

test('no annotation of GitHub does: each is one command of ours, with no more properties than we gave', () => {
  for (const how of ['failed', 'unproved'] as const) {
    const bad = HOSTILE.flatMap((text) => {
      const notBegun = [{ scenario: text, file: text, message: text }];
      const lines = githubLines({ runs: [{ run: tale(text, how).run() }], notBegun }, '/project');
      return lines.filter((line) => !isAnnotation(line)).map((line) => [text, line]);
    });

    expect(bad).toEqual([]);
  }
});

/** `::level file=…,line=…,col=…,title=…::message`, where values hold neither `:` nor `,` and the message no line end. */
function isAnnotation(line: string): boolean {
  const value = '[^:,\\n\\r]*';
  const whole = new RegExp(`^::(error|warning|notice) file=${value},line=\\d+,col=\\d+,title=${value}::[^\\n\\r]*$`);
  return whole.test(line) && !UNPRINTABLE.test(line) && !/##[a-z]*\[/i.test(line);
}
