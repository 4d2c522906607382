/** The displays of `uitest run`, told by hand what happens. */
import { existsSync, readFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { expect, test } from '@playwright/test';
import { hasColours } from '../../src/cli/chooseDisplay.ts';
import { groupDisplay, listDisplay, quietDisplay } from '../../src/cli/display.ts';
import { eventLines, lineFile } from '../../src/cli/eventLines.ts';
import { LiveBlock } from '../../src/cli/liveBlock.ts';
import { liveDisplay } from '../../src/cli/liveDisplay.ts';
import { outputTo } from '../../src/cli/output.ts';
import { githubGroup } from '../../src/report/groups.ts';
import { noPaint } from '../../src/report/paint.ts';
import { PASSED, prose, Story } from '../report/story.ts';
import { Screen } from '../support/screen.ts';

const STEPS = [prose('1', 'Log in'), prose('2', 'Log out')];
const click = { kind: 'click', target: { name: 'Log in' }, button: 'left', count: 1, modifiers: [] } as const;
const EVIL = '::endgroup::\u001b[2J\u001b]52;c;AA\u0007 ##vso[x]';

const cart = { id: 'r1', name: 'Cart' };
const orders = { id: 'r2', name: 'Orders' };
const storyOf = (name: string) =>
  new Story(STEPS, { scenario: { name } })
    .turn('1')
    .act('click', {}, { ...click, modifiers: [] })
    .fault({ type: 'http-5xx', text: 'boom' })
    .end(PASSED);

function collecting() {
  const out: string[] = [];
  const error: string[] = [];
  const print = (line: string) => void out.push(line);
  return {
    out,
    error,
    options: { paint: noPaint, verbose: false, print, printError: (line: string) => void error.push(line) },
  };
}

/** Two runs at once: an event of one, then one of the other. */
function together(display: { event(run: typeof cart, event: Story['events'][number], text: string): void }): void {
  const [a, b] = [storyOf('Cart').events, storyOf('Orders').events];
  for (const [index, event] of a.entries()) {
    display.event(cart, event, '');
    const other = b[index];
    if (other) display.event(orders, other, '');
  }
}

test('a list says with several scenarios whose each line is', () => {
  const { out, options } = collecting();
  const display = listDisplay(options);

  display.begin(2);
  together(display);

  expect(out.slice(0, 4)).toEqual([
    '[Cart] ▶ Cart · builtin',
    '[Orders] ▶ Orders · builtin',
    '[Cart]   1 Log in',
    '[Orders]   1 Log in',
  ]);
  expect(out).toHaveLength(10);
});

test('groups of a CI: the lines of one scenario are never among those of another, and one that died is told too', () => {
  const { out, options } = collecting();
  const display = groupDisplay(options, githubGroup);

  display.begin(3);
  for (const event of new Story(STEPS, { scenario: { name: EVIL } }).events)
    display.event({ id: 'r3', name: EVIL }, event, '');
  together(display);
  display.event(cart, { type: 'spec-proved', file: 'x', runs: 1, passed: 1, vacuous: [] }, '');
  display.end();

  const lines = [
    '▶ X · builtin',
    '  1 Log in',
    '    ✓ click "Log in"',
    '    ! http-5xx: boom',
    '✓ passed · 8.4 s · driven',
  ];
  const groupOf = (name: string) => [
    `::group::✓ passed ${name} · 8.4 s · driven`,
    ...lines.map((line) => line.replace('X', name)),
    '::endgroup::',
  ];
  expect(out).toEqual([
    ...groupOf('Cart'),
    ...groupOf('Orders'),
    '[Cart] ✓ spec verified · 1 of 1 runs passed',
    '::group::✗ ended without an outcome: : :endgroup:: # #vso[x]',
    '▶ : :endgroup:: # #vso[x] · builtin',
    '::endgroup::',
  ]);
});

test('what others print is no line of ours: it opens with a bar, without commands and controls', () => {
  const { out, error, options } = collecting();

  listDisplay(options).printed(`  ${EVIL}`, 'out');
  groupDisplay(options, githubGroup).printed(EVIL, 'error');
  quietDisplay(options).printed(EVIL, 'out');
  quietDisplay(options).printed('a warning', 'error');

  expect(out).toEqual(['    │   : :endgroup:: # #vso[x]']);
  expect(error).toEqual(['    │ : :endgroup:: # #vso[x]', '    │ a warning']);
});

test('--quiet shows nothing of what goes on', () => {
  const { out, error, options } = collecting();
  const display = quietDisplay(options);

  display.begin(2);
  together(display);
  display.say('server: x');
  display.doing('proving');
  display.end();

  expect([...out, ...error]).toEqual([]);
});

test('a live line for each run that is on, above it what lasts; in the end no line of it is left', async () => {
  const screen = new Screen(80);
  const display = liveDisplay(
    { paint: noPaint, verbose: false },
    { output: screen, columns: () => 80, rows: () => 24 },
  );
  const [a, b] = [storyOf('Cart').events, storyOf('Orders').events];

  display.begin(2);
  display.say('server: npx uitest demo');
  for (const event of a.slice(0, 4)) display.event(cart, event, '');
  for (const event of b.slice(0, 3)) display.event(orders, event, '');
  await expect
    .poll(() => screen.text())
    .toEqual([
      'server: npx uitest demo',
      '▶ Cart · 1 Log in · click "Log in" · turn 1 · 0 s',
      '▶ Orders · 1 Log in · click … · turn 1 · 0 s',
    ]);
  for (const event of a.slice(4)) display.event(cart, event, '');
  await expect
    .poll(() => screen.text())
    .toEqual([
      'server: npx uitest demo',
      '[Cart]   1 Log in',
      '[Cart]     ! http-5xx: boom',
      '✓ passed Cart · 8.4 s · driven',
      '▶ Orders · 1 Log in · click … · turn 1 · 0 s',
    ]);
  display.doing('proving the spec of Cart');
  await expect.poll(() => screen.text().at(-1)).toMatch(/^… proving the spec of Cart · \d s$/);
  display.printed(EVIL, 'out');
  display.end();
  display.end();

  expect(screen.text().slice(3)).toEqual(['✓ passed Cart · 8.4 s · driven', '    │ : :endgroup:: # #vso[x]']);
});

test('a thousand events a second are drawn about ten times a second', async () => {
  const screen = new Screen(80);
  const display = liveDisplay(
    { paint: noPaint, verbose: false },
    { output: screen, columns: () => 80, rows: () => 24 },
  );
  const started = performance.now();

  const [start] = storyOf('Cart').events;
  if (start) display.event(cart, start, '');
  for (let turn = 1; performance.now() - started < 600; turn++) {
    for (let at = 0; at < 20; at++) display.event(cart, { type: 'turn-start', turn, stepId: '1', replayed: false }, '');
    await new Promise((resolve) => setImmediate(resolve));
  }
  display.end();

  expect(screen.redraws).toBeGreaterThan(1);
  expect(screen.redraws).toBeLessThanOrEqual(2 + Math.ceil((performance.now() - started) / 100));
});

test('a terminal that is narrow, low, or became narrower keeps what has scrolled away', async () => {
  const screen = new Screen(40);
  let columns = 40;
  let lines = ['a'.repeat(39), 'b'.repeat(39), ...Array.from({ length: 9 }, (_, at) => `line ${at}`)];
  const block = new LiveBlock({ output: screen, columns: () => columns, rows: () => 7 }, () => lines);

  block.print('stays');
  await expect
    .poll(() => screen.text())
    .toEqual(['stays', 'a'.repeat(39), 'b'.repeat(39), 'line 0', 'line 1', '  and 7 more']);
  lines = [];
  await expect.poll(() => screen.text()).toEqual(['stays']);
  lines = ['c'.repeat(39)];
  await expect.poll(() => screen.text()).toEqual(['stays', 'c'.repeat(39)]);
  // The terminal wraps the line into two rows, so the cursor stands in the second.
  screen.write(`\r\u001b[J${'c'.repeat(20)}\n${'c'.repeat(19)}`);
  columns = 20;
  lines = ['d'];
  await expect.poll(() => screen.text()).toEqual(['stays', 'd']);
  block.end();

  expect(screen.text()).toEqual(['stays']);
});

test('colours: FORCE_COLOR, then any NO_COLOR that is not empty, then whether there is a terminal that can', () => {
  expect(hasColours(true, {})).toBe(true);
  expect(hasColours(true, { NO_COLOR: '' })).toBe(true);
  for (const value of ['1', '0', 'false']) expect(hasColours(true, { NO_COLOR: value })).toBe(false);
  expect(hasColours(true, { TERM: 'dumb' })).toBe(false);
  expect(hasColours(false, {})).toBe(false);
  expect(hasColours(false, { FORCE_COLOR: '1', NO_COLOR: '1' })).toBe(true);
  expect(hasColours(true, { FORCE_COLOR: '0' })).toBe(false);
});

test('a line of jsonl is the event as the journal has it, and a terminal obeys nothing in it', ({}, info) => {
  const file = info.outputPath('new/folder/events.jsonl');
  const write = lineFile(file);

  eventLines(write).event?.(
    { id: 'r1', name: `Cart\u009b2J\n` },
    { type: 'value-learned', name: 'a', value: 'b' },
    '{"type":"x"}',
  );

  expect(readFileSync(file, 'utf8')).toBe('{"run":"r1","scenario":"Cart\\u009b2J\\n","event":{"type":"x"}}\n');
  expect(() => lineFile(`${file}/below`)).toThrow(
    /--reporter jsonl: expected a file that can be written, found .*below/,
  );
  expect(existsSync(`${file}/below`)).toBe(false);
});

test('who stops reading ends nothing, and any other fault of a stream is not kept quiet', () => {
  const stream = new PassThrough() as unknown as NodeJS.WriteStream;
  const output = outputTo(stream);

  stream.emit('error', Object.assign(new Error('closed'), { code: 'EPIPE' }));
  output.write('x');

  expect(stream.read()).toBe(null);
  expect(() => stream.emit('error', Object.assign(new Error('full'), { code: 'ENOSPC' }))).toThrow('full');
});
