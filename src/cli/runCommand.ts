/** Runs the scenarios, says what came of them, and writes what was asked for. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { markedSpec } from './exportedFile.ts';
import type { FinishedRun } from '../runner/finishRun.ts';
import { placeSpec } from '../runner/placeSpec.ts';
import { writeWhole } from '../runner/writeWhole.ts';
import type { RunOptions } from '../runner/runOptions.ts';
import { runScenarios } from '../runner/runScenarios.ts';
import { writeIndex } from '../runner/writeIndex.ts';
import { cost, plural } from '../report/amounts.ts';
import { describeOutcome } from '../report/describeOutcome.ts';
import { ansiPaint, noPaint } from '../report/paint.ts';
import { summaryOf } from '../report/summary.ts';
import type { Reporters } from './reporters.ts';
import { writeMissingReports } from './writeReport.ts';
import { writeResults } from './writeResults.ts';

type Given = Omit<RunOptions, 'colour' | 'say' | 'signal'>;

/** Resolves to the exit code. */
export async function runCommand(
  given: Given,
  { exportDir, ...reporters }: Reporters & { exportDir: string | undefined },
): Promise<number> {
  const colour = process.stdout.isTTY ? !process.env['NO_COLOR'] : false;
  const paint = colour ? ansiPaint : noPaint;
  const say = (line: string) => process.stdout.write(`${paint.dim(line)}\n`);
  const { runs, ...rest } = await runScenarios({ ...given, colour, say, signal: stopSignal() });

  const root = process.cwd();
  for (const finished of runs) {
    const { run, reportFile, specFile, recordingFile } = finished;
    const exported = exportDir === undefined ? undefined : exportTo(exportDir, finished);
    const files = {
      ...(reportFile === undefined ? {} : { report: reportFile }),
      ...(specFile === undefined ? {} : { spec: exported ?? specFile }),
      ...(recordingFile === undefined ? {} : { recording: recordingFile }),
    };
    process.stdout.write(`\n${describeOutcome(summaryOf(run), files, paint, root).join('\n')}\n`);
  }
  if (runs.length === 0) process.stdout.write('\nno scenario was run\n');
  if (runs.length > 1) process.stdout.write(`\n${totals(runs)}\n`);
  if (runs.length > 0) {
    // Of attempts that were tried again.
    writeMissingReports(given.outDir);
    writeIndex(given.outDir);
  }
  return writeResults({ runs, ...rest }, reporters, {
    cwd: root,
    env: process.env,
    print: (line) => process.stdout.write(`${line}\n`),
    warn: (line) => process.stderr.write(`${line}\n`),
  });
}

function totals(runs: readonly FinishedRun[]): string {
  const counts = new Map<string, number>();
  for (const { run } of runs) {
    const status = run.outcome?.status ?? 'errored';
    counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  const calls = runs.reduce((sum, { run }) => sum + run.totals.modelCalls, 0);
  const prices = runs.map(({ run }) => run.totals.usd);
  const usd = prices.reduce((sum, price) => (sum === undefined || price === undefined ? undefined : sum + price), 0);
  const bill = calls === 0 ? '' : ` · ${plural(calls, 'model call')} · ${cost(calls, usd)}`;
  return `${[...counts].map(([status, count]) => `${count} ${status}`).join(', ')}${bill}`;
}

/** Copies the spec of a passed run over the one of an earlier run. */
function exportTo(folder: string, { run, specFile }: FinishedRun): string | undefined {
  if (specFile === undefined || run.outcome?.status !== 'passed') return undefined;
  const target = path.join(folder, path.basename(specFile));
  writeWhole(target, markedSpec(placeSpec(readFileSync(specFile, 'utf8'), path.dirname(specFile), folder)));
  return target;
}

/** The first Ctrl-C ends runs in order, the second at once. */
function stopSignal(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      if (controller.signal.aborted) process.exit(130);
      process.stderr.write('\ninterrupted: ending in order, once more ends at once\n');
      controller.abort();
    });
  return controller.signal;
}
