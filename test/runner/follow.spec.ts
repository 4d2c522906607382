/** The command hears from its workers what stands in the journal: all of it, once, in order, without secrets. */
import { appendFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { redactor } from '../../src/core/redact.ts';
import { JournalTail } from '../../src/journal/tail.ts';
import { readEvents } from '../../src/journal/read.ts';
import { JOURNAL_FILE, openJournal } from '../../src/journal/write.ts';
import { bellOf } from '../../src/runner/bell.ts';
import { follow } from '../../src/runner/follow.ts';
import { createJobFolder, handBack, removeJobFolder, writeJob } from '../../src/runner/job.ts';
import { spokenWords } from '../../src/runner/spokenWords.ts';
import { PASSED, prose, Story } from '../report/story.ts';

const SECRETS = { password: 'wonderland-42' };
const usage = { prompt: 1, cached: 0, completion: 1 };
const { events: STORY } = new Story([prose('1', 'Log in')], { scenario: { name: 'Cart' } })
  .turn('1')
  .emit({
    type: 'model-reply',
    turn: 1,
    planner: 'k',
    message: { role: 'assistant', text: 'I type wonderland-42', reasoning: '', calls: [] },
    usage,
    durationMs: 1,
    notes: [],
  })
  .call('type', { text: 'wonderland-42' }, { ok: true, text: 'wonderland-42 \u2028 \u009b' })
  .end(PASSED);

function jobFolder(folder = createJobFolder()): string {
  writeJob(folder, {
    scenarios: [],
    outDir: folder,
    model: 'k',
    thinking: 'auto',
    command: process.pid,
    headed: false,
    screenshotQuality: 80,
    verbose: true,
    sandbox: true,
    fresh: false,
    frozen: false,
    trace: 'off',
    retries: 0,
    limits: {},
    warnings: [],
  });
  return folder;
}

test('every event is told once and in order, the words before the reply that they make, and nothing of a secret', async ({}, info) => {
  const folder = jobFolder();
  const dir = info.outputPath('run');
  const told: unknown[] = [];
  const texts: string[] = [];
  const following = await follow(folder, {
    event: ({ id, name }, event, text) => {
      told.push([id, name, event.type]);
      texts.push(text);
    },
    words: ({ name }, lines) => told.push([name, ...lines]),
  });
  const { ring } = bellOf(folder);
  const journal = openJournal(dir, redactor(SECRETS));
  const run = handBack(folder, { scenario: 0, attempt: 0, dir, pid: 0 });
  let events = 0;
  const spoken = spokenWords(SECRETS, (words) => ring({ run, events, words }));
  for (const event of STORY) {
    const written = journal.append(event);
    if (event.type === 'run-end') continue;
    spoken.event(written);
    ring({ run, events: ++events });
  }
  await expect.poll(() => told).toHaveLength(6);
  // Nobody rang for the last: its worker was killed.
  following.catchUp();
  following.catchUp();
  following.close();
  removeJobFolder(folder);

  const id = '2026-03-02T09-14-07-lamp';
  expect(told).toEqual([
    [id, 'Cart', 'run-start'],
    [id, 'Cart', 'turn-start'],
    ['Cart', 'says   │ I type {{secret:password}}'],
    [id, 'Cart', 'model-reply'],
    [id, 'Cart', 'tool-call'],
    [id, 'Cart', 'tool-result'],
    [id, 'Cart', 'run-end'],
  ]);
  expect(texts.map((text) => JSON.parse(text))).toEqual(readEvents(dir));
  expect(texts.join('')).not.toMatch(/wonderland|\u009b/);
});

test('a listener that throws keeps nothing from the others, and a run without a listener goes on', async ({}, info) => {
  const folder = jobFolder();
  const dir = info.outputPath('run');
  bellOf(folder).ring({ run: '0-0', events: 1 });
  let told = 0;
  const following = await follow(folder, {
    event: () => {
      told++;
      throw new Error('a display that is broken');
    },
  });
  const journal = openJournal(dir);
  handBack(folder, { scenario: 0, attempt: 0, dir, pid: 0 });
  for (const event of STORY) journal.append(event);

  following.catchUp();
  following.close();
  removeJobFolder(folder);

  expect(told).toBe(STORY.length);
});

test('a record that is half written is told when it is whole', ({}, info) => {
  const dir = info.outputPath('run');
  const journal = openJournal(dir);
  const tail = new JournalTail(dir);
  journal.append({ type: 'value-learned', name: 'größe', value: '日本' });
  const [first] = tail.read();
  const file = path.join(dir, JOURNAL_FILE);
  const record = Buffer.from(
    `{"seq":1,"sum":"0123456789ab","event":{"type":"step-end","stepId":"größe","summary":"日本"}}\n`,
  );

  expect(first?.event).toMatchObject({ value: '日本' });
  for (let at = 0; at < record.length - 1; at++) {
    appendFileSync(file, record.subarray(at, at + 1));
    expect(tail.read()).toEqual([]);
  }
  appendFileSync(file, record.subarray(-1));
  expect(tail.read()).toMatchObject([{ event: { stepId: 'größe', summary: '日本' } }]);
  expect(tail.read()).toEqual([]);
});

test('where a socket cannot be, the journals are looked at instead', async ({}, info) => {
  const folder = info.outputPath('x'.repeat(120));
  const dir = info.outputPath('run');
  mkdirSync(folder, { recursive: true });
  const told: string[] = [];

  const following = await follow(folder, { event: (_, { type }) => told.push(type) });
  jobFolder(folder);
  bellOf(folder).ring({ run: '0-0', events: 1 });
  const journal = openJournal(dir);
  handBack(folder, { scenario: 0, attempt: 0, dir, pid: 0 });
  for (const event of STORY) journal.append(event);

  await expect.poll(() => told).toEqual(STORY.map(({ type }) => type));
  following.close();
});
