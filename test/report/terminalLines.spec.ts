/** The lines of a run that is on: its live line, its groups in a CI log, what lasts, and the end. */
import { expect, test } from '@playwright/test';
import type { Event } from '../../src/journal/event.ts';
import { describeClosing, type Ended } from '../../src/report/closing.ts';
import { githubGroup, gitlabGroup } from '../../src/report/groups.ts';
import { clock, liveAfter, liveLine, type Live } from '../../src/report/liveLine.ts';
import { ansiPaint } from '../../src/report/paint.ts';
import { ProgressLines } from '../../src/report/progressLines.ts';
import { summaryOf } from '../../src/report/summary.ts';
import { fitted, widthOf } from '../../src/report/width.ts';
import { HOSTILE_TEXTS } from '../core/hostileTexts.ts';
import { expectation, PASSED, prose, Story } from './story.ts';

const STEPS = [prose('1', 'Log in as {{user}}'), expectation('2', 'expect the dashboard')];
const click = { kind: 'click', target: { name: 'Log in' }, button: 'left', count: 1, modifiers: [] } as const;
const EVIL = '\r\n::error::x\u001b[2J\u001b]52;c;AA\u0007\u001b[0Ksection_end:1:x\r##vso[x]';

for (const [text, columns] of [
  ['plain', 5],
  ['日本語', 6],
  ['ｆｕｌｌ', 8],
  ['한국어', 6],
  ['e\u0301te\u0301', 3],
  ['👩‍💻', 2],
  ['🇩🇪🇫🇷', 4],
  ['✓ ▶ …', 5],
  ['a\u0300\u0301\u0302', 1],
] as const)
  test(`${JSON.stringify(text)} takes ${columns} columns, and is cut to fewer without splitting a letter`, () => {
    expect(widthOf(text)).toBe(columns);
    expect(fitted(text, columns)).toBe(text);
    for (let room = 1; room < columns; room++) {
      const cut = fitted(text, room);
      expect(widthOf(cut)).toBeLessThanOrEqual(room);
      expect(cut.endsWith('…')).toBe(true);
      expect(text.startsWith(cut.slice(0, -1))).toBe(true);
    }
  });

test('a megabyte is cut at once', () => {
  const started = performance.now();

  expect(fitted('x'.repeat(1_000_000), 80)).toHaveLength(80);
  expect(fitted('e\u0301'.repeat(500_000), 80).length).toBeLessThanOrEqual(160);
  expect(performance.now() - started).toBeLessThan(2000);
});

function shown(events: Event[], columns: number, elapsedMs = 65_000): string {
  const lines = new ProgressLines({});
  let live: Live = { name: '', turn: 0, last: '' };
  for (const event of events) {
    lines.of(event);
    live = liveAfter(live, event);
  }
  return liveLine(live, lines.progress, { elapsedMs, columns });
}

const { events: DRIVEN } = new Story(STEPS, { model: 'k', scenario: { vars: { user: 'alice' } } })
  .turn('1')
  .reply({ model: 'k', usd: 0.0123 })
  .act('click', { ref: 'e1' }, { ...click, modifiers: [] });

test('the live line says who, which step, what last, turn, time and cost', () => {
  expect(shown(DRIVEN, 120)).toBe(
    '▶ Buy the cheapest lamp · 1 Log in as alice · click "Log in" · turn 1 · 1:05 · $0.0123',
  );
});

test('what does not fit is left out, the name and the time last', () => {
  expect(shown(DRIVEN, 60)).toBe('▶ Buy the cheapest l… · 1 Log in as alice · 1:05 · $0.0123');
  expect(shown(DRIVEN, 30)).toBe('▶ Buy the … · 1 Log i… · 1:05');
  expect(shown(DRIVEN, 20)).toMatch(/^▶ Buy/);
});

test('no live line is wider than its terminal, holds a control character or begins with words of a page', () => {
  const texts = [...Object.values(HOSTILE_TEXTS), EVIL, '日本語のとても長いシナリオの名前'.repeat(4), '👩‍💻'.repeat(60)];
  for (const text of texts) {
    const { events } = new Story([prose('1', text)], { scenario: { name: text } })
      .turn('1')
      .act('click', {}, { ...click, target: { name: text }, modifiers: [] });
    for (const columns of [1, 8, 20, 41, 80, 200]) {
      const line = shown(events, columns);
      expect(widthOf(line), `${columns}: ${line}`).toBeLessThan(Math.max(2, columns));
      expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u202e]/);
      expect(line).toMatch(/^[▶…]/);
    }
  }
});

test('time is told in whole seconds', () => {
  expect([0, 999, 59_999, 65_000, 3_605_000].map(clock)).toEqual(['0 s', '0 s', '59 s', '1:05', '1:00:05']);
});

test('above the live line stays what matters: faults, drift, retries and what was false, each under its step', () => {
  const story = new Story(STEPS)
    .turn('1')
    .act('click', {}, { ...click, modifiers: [] })
    .fault({ type: 'console-error', text: 'allowed' }, true)
    .turn('2')
    .call('click', {}, { ok: false, text: 'expected e7, found none' })
    .call('verify_text', { text: 'Hi' }, { ok: false, text: 'false', expected: 'Hi', found: 'Hello' })
    .fault({ type: 'http-5xx', text: 'boom' })
    .end(PASSED);
  const lines = new ProgressLines({ prefix: 'Lamp' });

  expect(story.events.flatMap((event) => lines.lasting(event))).toEqual([
    '[Lamp]   2 expect the dashboard',
    '[Lamp]     ✗ verify text "Hi": expected Hi, found Hello',
    '[Lamp]     ! http-5xx: boom',
  ]);
});

const usage = { prompt: 6400, cached: 2800, completion: 190 };
const reply: Event = {
  type: 'model-reply',
  turn: 1,
  planner: 'kimi-k2.5',
  message: { role: 'assistant', text: 'I log in', reasoning: '', calls: [] },
  usage,
  usd: 0.003,
  durationMs: 4100,
  thinking: true,
  notes: [],
};

test('--verbose adds what a reply cost, each call, and how long the page took', () => {
  const observation = { url: '', title: '', viewport: { width: 1, height: 1 }, elements: '', since: [], settleMs: 120 };
  const story = new Story(STEPS)
    .turn('1', observation)
    .emit(reply)
    .act('click', { ref: 'e1' }, { ...click, modifiers: [] });
  const verbose = new ProgressLines({ verbose: true });

  expect(story.events.flatMap((event) => verbose.of(event))).toEqual([
    '▶ Buy the cheapest lamp · builtin',
    '  1 Log in as {{user}}',
    '    turn 1 · the page was quiet after 120 ms',
    '    turn 1 · kimi-k2.5 · thought first · 6,400 prompt (2,800 cached), 190 completion tokens · $0.0030 · 4.1 s',
    '    call click {"ref":"e1"} · ok · 38 ms',
    '    ✓ click "Log in"',
  ]);
  expect(verbose.words(['says   │ I log in'])).toEqual(['    says   │ I log in']);
});

test('with several scenarios every line says whose it is, and no name begins a line or is a command', () => {
  const lines = new ProgressLines({ verbose: true, prefix: EVIL });

  const all = [
    ...lines.words(['says   │ x']),
    ...new Story(STEPS)
      .turn('1')
      .emit(reply)
      .events.flatMap((e) => lines.of(e)),
  ];

  expect(all.length).toBeGreaterThan(3);
  for (const line of all) expect(line).toMatch(/^\[: :error::x[^\n]*\] /);
});

for (const [ci, group] of [
  ['GitHub', githubGroup],
  ['GitLab', gitlabGroup],
] as const)
  test(`a group of ${ci} is opened and ended by us alone, whatever stands in it`, () => {
    const lines = new ProgressLines({});
    const texts = new Story([prose('1', EVIL)], { scenario: { name: EVIL }, model: EVIL })
      .turn('1')
      .call(EVIL, EVIL, { ok: false, text: EVIL, expected: EVIL, found: EVIL })
      .fault({ type: 'page-error', text: `::endgroup::${EVIL}` })
      .events.flatMap((event) => lines.of(event));

    const at = { startedAt: new Date(1_000_000), endedAt: new Date(9_000_000) };
    const [first = '', ...rest] = group({ id: '20261126-x ::endgroup::', title: `✓ ${EVIL}%0A`, ...at }, texts);

    expect(texts.length).toBeGreaterThan(3);
    expect(first.replaceAll('\u001b[0K', '')).toMatch(
      ci === 'GitHub'
        ? /^::group::✓ ::error::xsection_end:1:x # #vso\[x\]%250A$/
        : /^section_start:1000:uitest-20261126-x---endgroup--\[collapsed=true\]\r✓ ::error::x/,
    );
    expect(rest.at(-1)?.replaceAll('\u001b[0K', '')).toBe(
      ci === 'GitHub' ? '::endgroup::' : 'section_end:9000:uitest-20261126-x---endgroup--\r',
    );
    for (const line of rest.slice(0, -1)) {
      expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
      expect(line).toMatch(/^[▶ ]/);
      expect(line).not.toMatch(/^\s*(::|##)/);
    }
  });

function ended(story: Story, files: Ended['files'] = {}): Ended {
  return { summary: summaryOf(story.run()), files };
}

const named = (name: string, id = name) => new Story(STEPS, { scenario: { name }, id });
const proved: Event = { type: 'spec-proved', file: 'x', runs: 1, passed: 1, vacuous: [] };
const failed = (story: Story) =>
  story
    .turn('2')
    .end({ status: 'failed', reason: 'app.expectation', message: 'no Alice', expected: 'Alice', found: 'Bob' });

test('of many, what passed is a line each, what failed is told in full and last, then the totals and the index', () => {
  const runs = [
    ended(failed(named('Cart')), { report: '/p/r/1/index.html' }),
    ended(named('Log in').end(PASSED).emit(proved)),
    ended(
      named('Profile')
        .end(PASSED)
        .emit({ ...proved, passed: 0, message: 'line 7' }),
    ),
    ended(named('Orders').turn('1').reply({ model: 'k', usd: 0.01 }).end(PASSED)),
  ];

  expect(
    describeClosing(runs, {
      root: '/p',
      index: '/p/r/index.html',
      durationMs: 61_000,
      notBegun: [{ scenario: 'Last', message: 'no browser' }],
    }),
  ).toEqual([
    '',
    '✓ passed Log in · 8.4 s · driven · 0 actions · spec verified',
    '✓ passed Orders · 8.4 s · driven · 0 actions · spec not tried',
    '',
    '✓ passed Profile · 8.4 s · driven · 0 actions',
    '  The spec could not be proved. See the report.',
    '    line 7',
    '',
    '✗ failed Cart · 8.4 s · driven · 0 actions',
    '  why       no Alice',
    '  reason    app.expectation',
    '  step      2 expect the dashboard',
    '  expected  Alice',
    '  found     Bob',
    '  at        /project/scenarios/lamp.yaml:8:5',
    '  report    r/1/index.html',
    '',
    '✗ not begun Last: no browser',
    '',
    '3 passed, 1 failed, 1 spec not proved, 1 not begun · 1 min 1 s',
    'all reports r/index.html',
  ]);
});

test('--quiet leaves only what did not pass, and the totals', () => {
  const runs = [ended(failed(named('Cart'))), ended(named('Log in').end(PASSED).emit(proved))];

  const lines = describeClosing(runs, { quiet: true });

  expect(lines[0]).toBe('✗ failed Cart · 8.4 s · driven · 0 actions');
  expect(lines.join('\n')).not.toContain('Log in');
  expect(lines.at(-1)).toBe('1 passed, 1 failed');
  expect(describeClosing(runs.slice(1), { quiet: true })).toEqual(['1 passed']);
});

test('after Ctrl-C it is said what was kept, what is not there, and how to read it', () => {
  const cut = named('Cart', '20261126-1')
    .turn('1')
    .end({ status: 'stopped', reason: 'run.interrupted', message: 'interrupted' });
  const runs = [ended(cut), ended(named('Log in', '20261126-2').end(PASSED))];

  const text = describeClosing(runs, {
    interrupted: true,
    notBegun: [{ scenario: 'Orders', message: 'too late' }],
    out: 'elsewhere',
  }).join('\n');

  expect(text).toContain(
    [
      'interrupted: kept 2 runs, each with its journal and its report up to there',
      '  npx uitest report 20261126-1 --out elsewhere',
      '  npx uitest report 20261126-2 --out elsewhere',
      '  no spec and no recording of Cart: they were not done',
      '  no recording of Log in: the spec was not proved',
    ].join('\n'),
  );
  expect(text).toContain('✗ not begun Orders: too late');
  expect(describeClosing([], { interrupted: true })).toContain('interrupted before a run began: nothing was kept');
});

test('no line of the end holds a control character or begins with words of a scenario', () => {
  const story = () => new Story([prose('1', EVIL)], { scenario: { name: EVIL }, id: EVIL }).turn('1');
  const runs = [
    ended(story().end({ status: 'failed', reason: 'app.verdict', message: EVIL, expected: EVIL, found: EVIL })),
    ended(story().end(PASSED)),
    ended(story()),
  ];

  const lines = describeClosing(runs, {
    interrupted: true,
    notBegun: [{ scenario: EVIL, message: EVIL }],
    index: `/r/${EVIL}`,
    out: EVIL,
  });

  expect(lines.length).toBeGreaterThan(15);
  for (const line of lines) {
    expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
    expect(line).not.toMatch(/^\s*(::|##)|##vso/);
  }
  expect(describeClosing(runs.slice(0, 1), { paint: ansiPaint }).join('')).toContain('\u001b[31m1 failed\u001b[39m');
});
