/** JUnit as two other parsers read it, and Chromium's: what is in it, and that it is XML whatever the texts are. */
import { DOMParser, type Element } from '@xmldom/xmldom';
import { SaxesParser } from 'saxes';
import { expect, test } from '@playwright/test';
import type { Outcome } from '../../src/core/outcome.ts';
import type { Run } from '../../src/journal/run.ts';
import { renderJunit } from '../../src/report/junit.ts';
import type { WrittenRun } from '../../src/report/results.ts';
import { HOSTILE } from '../support/hostileStrings.ts';
import { tale } from './hostileTale.ts';
import { expectation, PASSED, prose, Story } from './story.ts';

const ROOT = '/project';
const FAILED: Outcome = {
  status: 'failed',
  reason: 'app.expectation',
  message: 'The total is wrong',
  expected: '34.00',
  found: '43.00',
  stepId: '2',
};

/** Throws where the XML is not well-formed. */
function read(xml: string): Element {
  // The stricter of the two: it keeps to every rule of XML 1.0.
  const strict = new SaxesParser({ xmlns: true });
  strict.on('error', (error) => {
    throw error;
  });
  strict.write(xml).close();
  const parser = new DOMParser({
    onError: (level, message) => {
      if (level !== 'warning') throw new Error(`${level}: ${message}`);
    },
  });
  const root = parser.parseFromString(xml, 'text/xml').documentElement;
  if (!root) throw new Error('no document');
  return root;
}

function all(root: Element, name: string): Element[] {
  return Array.from(root.getElementsByTagName(name));
}

function first(root: Element, name: string): Element {
  const [found] = all(root, name);
  if (!found) throw new Error(`no <${name}>`);
  return found;
}

function attributes(element: Element): Record<string, string> {
  return Object.fromEntries(Array.from(element.attributes).map(({ name, value }) => [name, value]));
}

function properties(root: Element): Record<string, string> {
  return Object.fromEntries(
    all(root, 'property').map((each) => [each.getAttribute('name') ?? '', each.getAttribute('value') ?? '']),
  );
}

function story(file = '/project/scenarios/lamp.yaml'): Story {
  return new Story([prose('1', 'Log in'), expectation('2', 'expect the total')], {
    model: 'kimi-k2.5',
    scenario: { file },
  })
    .turn('1')
    .reply({ model: 'kimi-k2.5', usd: 0.25 })
    .done('1');
}

function junit(...runs: WrittenRun[]): Element {
  return read(renderJunit({ runs, notBegun: [] }, ROOT));
}

test('a scenario is a test case with its place, its figures and its steps', () => {
  const run = story().turn('2').done('2').end(PASSED, 'driven', 5000).run('/project/reports/r1');

  const root = junit({ run, reportFile: '/project/reports/r1/index.html', attempts: 2 });

  expect(attributes(first(root, 'testcase'))).toEqual({
    classname: 'scenarios.lamp',
    name: 'Buy the cheapest lamp',
    file: 'scenarios/lamp.yaml',
    line: '1',
    time: '5.000',
  });
  expect(properties(root)).toEqual({
    run: run.id,
    mode: 'driven',
    model: 'kimi-k2.5',
    turns: '2',
    actions: '0',
    'model calls': '1',
    'prompt tokens': '4590',
    'cached tokens': '3584',
    'completion tokens': '96',
    usd: '0.25',
    spec: 'not tried',
    attempts: '2',
    report: 'reports/r1/index.html',
  });
  expect(first(root, 'system-out').textContent).toBe('done: 1 Log in\ndone: 2 expect the total\n');
  expect(first(root, 'testsuite').getAttribute('timestamp')).toBe('2026-03-02T09:14:07.000Z');
});

test('what the application failed is a failure: reason, one line, expected and found, the place, the picture', () => {
  const run = story()
    .turn('2')
    .emit({ type: 'screenshot-taken', turn: 2, why: 'failure', screenshot: { id: 'abc', width: 8, height: 8 } })
    .end(FAILED)
    .run('/project/reports/r1');

  const root = junit({ run, reportFile: '/project/reports/r1/index.html' });

  const failure = first(root, 'failure');
  expect(attributes(failure)).toEqual({ type: 'app.expectation', message: 'The total is wrong' });
  expect(failure.textContent?.split('\n')).toEqual([
    'The total is wrong',
    'expected: 34.00',
    'found: 43.00',
    'step: 2 expect the total',
    'at: scenarios/lamp.yaml:8:5',
    'report: reports/r1/index.html',
  ]);
  expect(first(root, 'testcase').getAttribute('line')).toBe('8');
  expect(first(root, 'system-out').textContent).toBe(
    'done: 1 Log in\nfailed: 2 expect the total\n[[ATTACHMENT|reports/r1/shots/abc.jpg]]\n',
  );
});

test('a picture outside the project is not attached', () => {
  const run = story()
    .emit({ type: 'screenshot-taken', turn: 1, why: 'failure', screenshot: { id: 'abc', width: 8, height: 8 } })
    .end(FAILED)
    .run('/elsewhere/r1');

  expect(first(junit({ run }), 'system-out').textContent).not.toContain('ATTACHMENT');
});

test('a limit, our fault and a run that died are errors; an unproved spec is a failure of its own', () => {
  const unproved = story()
    .end(PASSED)
    .emit({ type: 'spec-proved', file: 'x', runs: 1, passed: 0, message: 'Error: timed out\n> 7 | x', vacuous: [] });
  const runs: [Run, string, string][] = [
    [
      story()
        .end({ ...FAILED, status: 'stopped', reason: 'limit.turns' })
        .run(),
      'error',
      'limit.turns',
    ],
    [
      story()
        .end({ ...FAILED, status: 'errored', reason: 'browser.stuck' })
        .run(),
      'error',
      'browser.stuck',
    ],
    [story().run(), 'error', 'internal.bug'],
    [unproved.run(), 'failure', 'spec.unverified'],
  ];

  for (const [run, kind, type] of runs) {
    const root = junit({ run });

    expect(all(root, 'failure').length + all(root, 'error').length).toBe(1);
    expect(first(root, kind).getAttribute('type')).toBe(type);
  }
  expect(first(junit({ run: unproved.run() }), 'failure').textContent).toContain('Error: timed out\n> 7 | x\nat: ');
});

test('a scenario that left no run is an error too, and the counts at the top are those below', () => {
  const runs = [
    { run: story().end(PASSED, 'driven', 1000).run() },
    { run: story('/project/scenarios/shop.v2/cart.yml').end(FAILED, 'driven', 500).run() },
    {
      run: story()
        .end({ ...FAILED, status: 'errored', reason: 'browser.stuck' }, 'driven', 500)
        .run(),
    },
  ];
  const notBegun = [{ scenario: 'Pay', file: '/other/pay.yaml', message: 'no browser\n  it said so' }];

  const root = read(renderJunit({ runs, notBegun }, ROOT));

  expect(attributes(root)).toEqual({
    name: 'uitest',
    tests: '4',
    failures: '1',
    errors: '2',
    skipped: '0',
    time: '2.000',
  });
  for (const suite of all(root, 'testsuite')) {
    expect(suite.getAttribute('tests')).toBe('1');
    expect(suite.getAttribute('failures')).toBe(String(all(suite, 'failure').length));
    expect(suite.getAttribute('errors')).toBe(String(all(suite, 'error').length));
  }
  expect(all(root, 'testcase').map((each) => each.getAttribute('classname'))).toEqual([
    'scenarios.lamp',
    'scenarios.shop_v2.cart',
    'scenarios.lamp',
    'other.pay',
  ]);
  expect(all(root, 'error').at(-1)?.textContent).toBe('no browser\nit said so');
});

test('an unknown price is said, and never zero', () => {
  const run = new Story([prose('1', 'Go')], { model: 'x' }).turn('1').reply({ model: 'x' }).end(PASSED).run();

  expect(properties(junit({ run }))['usd']).toBe('unknown');
});

test('five thousand steps make no large file, and the one at which it ended is told', () => {
  const steps = Array.from({ length: 5000 }, (_, at) => prose(String(at + 1), `Answer question ${at + 1} `.repeat(20)));
  const built = new Story(steps);
  for (let at = 1; at < 3000; at++) built.turn(String(at)).done(String(at));
  const run = built
    .turn('3000')
    .end({ ...FAILED, stepId: '3000' })
    .run();

  const xml = renderJunit({ runs: [{ run }], notBegun: [] }, ROOT);

  expect(xml.length).toBeLessThan(30_000);
  expect(xml).toContain('failed: 3000 Answer question 3000');
  expect(xml).toContain('… 2924 more, in the report\n');
});

test('whatever the texts are, it is XML of the same elements, for two parsers and the browser', async ({ page }) => {
  const shapes = new Set<string>();
  for (const how of ['failed', 'unproved', 'errored'] as const)
    for (const text of HOSTILE) {
      const notBegun = [{ scenario: text, file: text, message: text }];
      const run = tale(text, how).run('/project/reports/r');
      const root = read(renderJunit({ runs: [{ run, reportFile: text }], notBegun }, ROOT));
      shapes.add(
        `${how}: ${all(root, '*')
          .map((each) => each.tagName)
          .join(' ')}`,
      );
      const attached = [...(root.textContent ?? '').matchAll(/\[\[attachment\|(.*?)\]\]/gi)].map(([, file]) => file);
      expect(attached.filter((file = '') => !/^reports\/r\/shots\/[\w-]+\.jpg$/.test(file))).toEqual([]);
    }
  const runs = HOSTILE.map((text) => ({ run: tale(text).run() }));

  const seen = await page.evaluate(
    (xml) => {
      const document = new window.DOMParser().parseFromString(xml, 'text/xml');
      return {
        errors: document.querySelectorAll('parsererror').length,
        cases: document.querySelectorAll('testcase').length,
        names: [...document.querySelectorAll('testcase')].map((each) => each.getAttribute('name')),
      };
    },
    renderJunit({ runs, notBegun: [] }, ROOT),
  );

  expect([...shapes].map((shape) => shape.split(':')[0])).toEqual(['failed', 'unproved', 'errored']);
  expect(seen.errors).toBe(0);
  expect(seen.cases).toBe(HOSTILE.length);
  expect(seen.names).toContain(`<script>window.ran=1</script>`);
});
