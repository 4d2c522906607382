import { appendFileSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test, expect, type TestInfo } from '@playwright/test';
import type { Event } from '../../src/journal/event.ts';
import { readEvents, readRun } from '../../src/journal/read.ts';
import { extendJournal, JOURNAL_FILE, openJournal, SHOTS_DIR } from '../../src/journal/write.ts';
import { redactor } from '../../src/core/redact.ts';
import { runStart } from '../support/runStart.ts';

const STEPS = ['Log in', 'Look around'];
const EVENTS: Event[] = [
  runStart({ steps: STEPS }),
  { type: 'turn-start', turn: 1, stepId: '1', replayed: false },
  { type: 'tool-call', turn: 1, index: 0, stepId: '1', name: 'type', arguments: '{"text":"Grüße\\u2028\\n"}' },
  { type: 'tool-result', turn: 1, index: 0, result: { ok: true, text: 'typed “Grüße”\u2028\ud800' }, durationMs: 3 },
  { type: 'value-learned', name: 'total', value: '42' },
];

function write(dir: string, events: readonly Event[]): string {
  const journal = openJournal(dir);
  for (const event of events) journal.append(event);
  journal.close();
  return path.join(dir, JOURNAL_FILE);
}

function damaged(info: TestInfo, name: string, bytes: Buffer): string {
  const dir = info.outputPath(name);
  mkdirSync(dir, { recursive: true });
  writeFileSync(path.join(dir, JOURNAL_FILE), bytes);
  return dir;
}

test('what is appended is read back, every text as it was', ({}, info) => {
  const dir = info.outputPath('run');

  const file = write(dir, EVENTS);

  expect(readEvents(dir)).toEqual(EVENTS);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readFileSync(file, 'utf8').trimEnd().split('\n')).toHaveLength(EVENTS.length);
});

test('an event is on disk when append returns', ({}, info) => {
  const dir = info.outputPath('run');
  const journal = openJournal(dir);

  for (const [index, event] of EVENTS.entries()) {
    journal.append(event);
    expect(readEvents(dir)).toEqual(EVENTS.slice(0, index + 1));
  }
  journal.close();
});

test('a last record that is torn at any byte is dropped, the ones before it are whole', ({}, info) => {
  const whole = readFileSync(write(info.outputPath('run'), EVENTS));
  const lastAt = whole.lastIndexOf('\n', whole.length - 2) + 1;

  for (let length = lastAt; length < whole.length; length++) {
    const dir = damaged(info, `torn-${length}`, whole.subarray(0, length));
    expect(readEvents(dir), `torn at byte ${length}`).toEqual(EVENTS.slice(0, -1));
  }
});

test('a journal that is torn is made whole before it is extended', ({}, info) => {
  const whole = readFileSync(write(info.outputPath('run'), EVENTS));
  const dir = damaged(info, 'torn', whole.subarray(0, whole.length - 7));
  const proved: Event = { type: 'spec-proved', file: 'a.spec.ts', runs: 1, passed: 1, vacuous: [] };

  extendJournal(dir, EVENTS.length - 2, [proved]);

  expect(readEvents(dir)).toEqual([...EVENTS.slice(0, -1), proved]);
});

test('a byte that was flipped before the last record is corruption: the line and its offset are named', ({}, info) => {
  const whole = readFileSync(write(info.outputPath('run'), EVENTS));
  const lines = whole.toString().split('\n');
  let offset = 0;

  for (const [index, line] of lines.slice(0, -2).entries()) {
    for (const at of [0, 10, Math.floor(Buffer.byteLength(line) / 2), Buffer.byteLength(line) - 1]) {
      const bytes = Buffer.from(whole);
      bytes[offset + at] = (bytes[offset + at] ?? 0) ^ 1;
      const dir = damaged(info, `flipped-${index}-${at}`, bytes);
      expect(() => readEvents(dir)).toThrow(
        expect.objectContaining({
          reason: 'journal.corrupt',
          message: expect.stringContaining(`${JOURNAL_FILE}:${index + 1}: expected a whole record at byte ${offset}`),
        }),
      );
    }
    offset += Buffer.byteLength(line) + 1;
  }
});

test('a record that was taken out, or put in twice, is corruption', ({}, info) => {
  const lines = readFileSync(write(info.outputPath('run'), EVENTS), 'utf8').split('\n');
  const without = lines.filter((_, index) => index !== 2).join('\n');
  const twice = [lines[0], lines[1], lines[1], ...lines.slice(2)].join('\n');

  for (const [name, text] of Object.entries({ without, twice }))
    expect(() => readEvents(damaged(info, name, Buffer.from(text)))).toThrow(
      expect.objectContaining({ reason: 'journal.corrupt', message: expect.stringContaining(`${JOURNAL_FILE}:3:`) }),
    );
});

for (const { name, text } of [
  { name: 'nothing', text: '' },
  { name: 'text', text: 'hello\n' },
  { name: 'only the beginning of its first record', text: '{"seq":0,"sum":"' },
])
  test(`a journal of ${name} is not one`, ({}, info) => {
    const dir = damaged(info, 'none', Buffer.from(text));

    expect(() => readEvents(dir)).toThrow(expect.objectContaining({ reason: 'journal.corrupt' }));
  });

test('a folder without a journal, and a journal of another version, are refused in words', ({}, info) => {
  const newer = info.outputPath('newer');
  write(newer, [{ ...runStart({ steps: STEPS }), version: 99 }]);

  expect(() => readEvents(info.outputPath('empty'))).toThrow(/expected a run with journal\.jsonl in .*empty/);
  expect(() => readEvents(newer)).toThrow(/expected a journal of version 1, found 99/);
});

test('a folder that holds a journal is not written over', ({}, info) => {
  const dir = info.outputPath('run');
  const file = write(dir, EVENTS);

  expect(() => openJournal(dir)).toThrow(expect.objectContaining({ reason: 'journal.write' }));
  expect(readEvents(dir)).toEqual(EVENTS);
  expect(readFileSync(file, 'utf8')).toContain('"seq":4');
});

test('a folder that cannot be made is a journal.write with what to do', ({}, info) => {
  const file = info.outputPath('file');
  mkdirSync(path.dirname(file), { recursive: true });
  appendFileSync(file, '');

  expect(() => openJournal(path.join(file, 'run'))).toThrow(/could not write .*--out/);
});

test('a secret is in no record in any of its forms, and the record can be read', ({}, info) => {
  const dir = info.outputPath('run');
  const secret = 'pa"ss/wörd+1';
  const journal = openJournal(dir, redactor({ password: secret }));
  const forms = [secret, JSON.stringify(secret), encodeURIComponent(secret), Buffer.from(secret).toString('base64')];

  journal.append(runStart({ steps: STEPS }));
  const written = journal.append({ type: 'value-learned', name: 'echo', value: forms.join(' ') });
  journal.close();
  extendJournal(
    dir,
    1,
    [{ type: 'spec-proved', file: 'a', runs: 1, passed: 0, message: secret, vacuous: [] }],
    redactor({ password: secret }),
  );

  const text = readFileSync(path.join(dir, JOURNAL_FILE), 'utf8');
  for (const form of forms) expect(text).not.toContain(form);
  expect(readEvents(dir)[1]).toMatchObject({ value: expect.stringMatching(/^\{\{secret:password\}\} "\{\{secret:/) });
  // What others are told is what was written.
  expect(written).toEqual(readEvents(dir)[1]);
});

for (const secret of ['result', 'scenario', 'tool-call', 'passed', '"type":'])
  test(`a secret that is a word of the journal's own, ${secret}, does not take records apart`, ({}, info) => {
    const dir = info.outputPath('run');
    const journal = openJournal(dir, redactor({ password: secret }));
    const events: Event[] = [
      ...EVENTS,
      {
        type: 'run-end',
        outcome: { status: 'passed', reason: 'run.passed', message: secret },
        mode: 'driven',
        durationMs: 1,
      },
    ];

    for (const event of events) journal.append(event);
    journal.close();

    const run = readRun(dir);
    expect(run.steps).toHaveLength(2);
    expect(run.outcome).toEqual({ status: 'passed', reason: 'run.passed', message: '{{secret:password}}' });
  });

test('a picture is stored once, whatever number of events speak of it', ({}, info) => {
  const dir = info.outputPath('run');
  const journal = openJournal(dir);
  const shot = { jpeg: Buffer.from('picture'), id: 'abc', width: 8, height: 6 };

  const kept = [journal.keepScreenshot(shot), journal.keepScreenshot(shot)];
  journal.close();

  expect(kept).toEqual([
    { id: 'abc', width: 8, height: 6 },
    { id: 'abc', width: 8, height: 6 },
  ]);
  expect(readdirSync(path.join(dir, SHOTS_DIR))).toEqual(['abc.jpg']);
  expect(readFileSync(path.join(dir, SHOTS_DIR, 'abc.jpg'), 'utf8')).toBe('picture');
});
