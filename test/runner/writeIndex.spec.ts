/** `summary.json` spares the index the journals, and is never believed where it may be old. */
import { execFileSync, spawn } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { readEvents } from '../../src/journal/read.ts';
import { extendJournal, JOURNAL_FILE } from '../../src/journal/write.ts';
import { runOf } from '../../src/journal/run.ts';
import { listedRun, SUMMARY_FILE, writeSummary } from '../../src/runner/summaryFile.ts';
import { writeIndex } from '../../src/runner/writeIndex.ts';
import { age, writeRun } from '../cli/writtenRuns.ts';
import { emptyFolder, ROOT } from '../support/cli.ts';

const journalOf = (dir: string) => path.join(dir, JOURNAL_FILE);
const summaryOf = (dir: string) => path.join(dir, SUMMARY_FILE);

/** Spoils a byte in its middle: size and time stay, and whoever reads it finds out. */
function spoil(dir: string): void {
  const text = readFileSync(journalOf(dir), 'utf8');
  writeFileSync(journalOf(dir), text.replace('"turn-start"', '"turn-stArt"'));
  age(dir);
}

test('a journal is read once, and again when it has changed', () => {
  const dir = writeRun(emptyFolder(), '01', { status: 'failed' });

  expect(listedRun(dir)).toMatchObject({ run: { status: 'failed', message: 'The total is wrong' }, going: false });
  spoil(dir);
  expect(listedRun(dir)).toMatchObject({ run: { status: 'failed' } });
  utimesSync(journalOf(dir), 1_700_000_001, 1_700_000_001);
  expect(() => listedRun(dir)).toThrow(/fails its checksum/);
});

test('a summary that is torn, of another kind, too large or a link is not believed, and written anew', () => {
  const dir = writeRun(emptyFolder(), '01', { status: 'failed' });
  listedRun(dir);
  const good = readFileSync(summaryOf(dir), 'utf8');
  const spoilt = [
    good.slice(0, 40),
    good.replace('"version":1', '"version":2'),
    good.replace('"failed"', '"perfect"'),
    good.replace('"run":{', '"run":{"href":"javascript:1",'),
    good.replace('"failed"', `"passed"${' '.repeat(70_000)}`),
  ];

  for (const text of spoilt) {
    writeFileSync(summaryOf(dir), text);
    expect(listedRun(dir).run.status).toBe('failed');
    expect(readFileSync(summaryOf(dir), 'utf8')).toBe(good);
  }
  renameSync(summaryOf(dir), `${dir}.json`);
  writeFileSync(`${dir}.json`, good.replace('"failed"', '"passed"'));
  symlinkSync(`${dir}.json`, summaryOf(dir));
  expect(listedRun(dir).run.status).toBe('failed');
});

test('a run that is going on is listed as unfinished, keeps no summary, and comes right; one that died keeps one', () => {
  const out = emptyFolder();
  const going = writeRun(out, '01', { status: 'unfinished', fresh: true });
  const died = writeRun(out, '02', { status: 'unfinished' });
  const unproved = writeRun(out, '03', { fresh: true });

  writeIndex(out);
  expect([going, died, unproved].map((dir) => existsSync(summaryOf(dir)))).toEqual([false, true, false]);
  expect(listedRun(going)).toMatchObject({ going: true, run: { status: 'unfinished' } });

  const events = readEvents(going);
  const end = { type: 'run-end', mode: 'driven', durationMs: 9 } as const;
  extendJournal(going, events.length - 1, [
    { ...end, outcome: { status: 'failed', reason: 'app.expectation', message: 'Late' } },
  ]);
  expect(readFileSync(writeIndex(out), 'utf8')).toContain('Late');
  appendFileSync(journalOf(died), '{"seq":5,"sum":"torn');
  expect(listedRun(died)).toMatchObject({ going: true, run: { status: 'unfinished' } });
});

test('what the command wrote for a run that is over counts at once', () => {
  const dir = writeRun(emptyFolder(), '01', { fresh: true });

  writeSummary(dir, runOf(readEvents(dir), dir));

  expect(listedRun(dir)).toMatchObject({ going: false, run: { status: 'passed', spec: 'unproved' } });
});

test('an index that was read before another run ended is written again, and has that run', async () => {
  const out = emptyFolder();
  writeRun(out, '01', { status: 'failed' });
  const slow = writeRun(out, '02', { status: 'failed' });
  const journal = readFileSync(journalOf(slow));
  rmSync(journalOf(slow));
  execFileSync('sh', ['-c', 'mkfifo "$1"', 'sh', journalOf(slow)]);
  const built = path.join(ROOT, 'dist/src/runner/writeIndex.js');
  const code = `import(${JSON.stringify(built)}).then(({ writeIndex }) => writeIndex(${JSON.stringify(out)}))`;
  const child = spawn(process.execPath, ['-e', code], { stdio: 'inherit' });
  const ended = new Promise((resolve) => {
    child.on('close', resolve);
  });

  // It opens as soon as the other side reads, which has listed the folder by then.
  const pipe = await open(journalOf(slow), 'w');
  rmSync(journalOf(slow));
  writeFileSync(journalOf(slow), journal);
  listedRun(writeRun(out, '03', { status: 'failed' }));
  await pipe.writeFile(journal);
  await pipe.close();
  expect(await ended).toBe(0);

  const index = readFileSync(path.join(out, 'index.html'), 'utf8');
  expect(['01', '02', '03'].map((id) => index.includes(`href="./${id}/`))).toEqual([true, true, true]);
});
