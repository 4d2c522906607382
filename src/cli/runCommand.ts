/** Runs the scenarios, says what came of them, and writes what was asked for. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { messageOf } from '../core/error.ts';
import type { FinishedRun } from '../runner/finishRun.ts';
import type { Listener } from '../runner/listener.ts';
import { placeSpec } from '../runner/placeSpec.ts';
import { writeWhole } from '../runner/writeWhole.ts';
import type { RunOptions } from '../runner/runOptions.ts';
import { runScenarios } from '../runner/runScenarios.ts';
import { writeIndex } from '../runner/writeIndex.ts';
import { describeClosing } from '../report/closing.ts';
import { shownPath, type RunFiles } from '../report/describeOutcome.ts';
import { maskLines } from '../report/github.ts';
import { summaryOf } from '../report/summary.ts';
import { chooseDisplay } from './chooseDisplay.ts';
import type { Display } from './display.ts';
import { eventLines, lineFile } from './eventLines.ts';
import { markedSpec, stateOf } from './exportedFile.ts';
import type { Reporters } from './reporters.ts';
import { writeMissingReports } from './writeReport.ts';
import { writeResults } from './writeResults.ts';

type Given = Omit<RunOptions, 'listener' | 'mask' | 'say' | 'signal'>;

interface Results extends Reporters {
  quiet: boolean;
  exportDir: string | undefined;
}

/** Resolves to the exit code. */
export async function runCommand(given: Given, { quiet, exportDir, ...reporters }: Results): Promise<number> {
  const { jsonl = [] } = reporters;
  const since = performance.now();
  const { display, paint, print, out } = chooseDisplay({ quiet, verbose: given.verbose, aside: jsonl.includes('-') });
  const programs = jsonl.map((file) => eventLines(file === '-' ? (line) => out.write(line) : lineFile(file)));
  const listener = {
    ...display,
    event: (...told: Parameters<Display['event']>) => tellAll([...programs, display], told),
  };
  const signal = stopSignal(display);
  const { say } = display;
  const masks = reporters.github && process.env['GITHUB_ACTIONS'] === 'true';
  const mask = masks ? (value: string) => maskLines(value).forEach(print) : undefined;
  const result = await runScenarios({ ...given, listener, say, signal, mask }).finally(display.end);

  const { notReached, ...written } = result;
  const root = process.cwd();
  const ended = result.runs.map((finished) => ({
    summary: summaryOf(finished.run),
    files: filesOf(finished, exportDir, display.warn),
  }));
  // Of attempts that were tried again. Who has pressed Ctrl-C does not wait for them.
  if (ended.length > 0 && !signal.aborted) writeMissingReports(given.outDir);
  const index = ended.length > 0 ? writeIndex(given.outDir) : undefined;
  const code = writeResults(written, reporters, { cwd: root, env: process.env, print, warn: display.warn });
  const usual = given.outDir === path.resolve('reports');
  describeClosing(ended, {
    paint,
    root,
    quiet,
    interrupted: signal.aborted,
    notBegun: [
      ...result.notBegun,
      ...notReached.map((scenario) => ({ scenario, message: 'interrupted before it began' })),
    ],
    index,
    out: usual ? undefined : shownPath(given.outDir, root),
    durationMs: performance.now() - since,
  }).forEach(print);
  return code;
}

/** One listener that fails must not keep an event from the next. */
function tellAll(listeners: readonly Listener[], told: Parameters<Display['event']>): void {
  for (const listener of listeners) {
    try {
      listener.event?.(...told);
    } catch (error) {
      process.emitWarning(`what happened could not be told: ${messageOf(error)}`);
    }
  }
}

function filesOf(finished: FinishedRun, exportDir: string | undefined, warn: (line: string) => void): RunFiles {
  const { run, reportFile, specFile, recordingFile, journalFile } = finished;
  const exported = exportDir === undefined ? undefined : exportTo(exportDir, finished, warn);
  const unfinished = run.outcome === undefined || run.outcome.reason === 'run.interrupted';
  return {
    ...(reportFile === undefined ? {} : { report: reportFile }),
    ...(specFile === undefined ? {} : { spec: exported ?? specFile }),
    ...(recordingFile === undefined ? {} : { recording: recordingFile }),
    // Of a run that was cut off, the journal is what was kept.
    ...(unfinished && journalFile !== undefined ? { journal: journalFile } : {}),
  };
}

/** Copies the spec of a passed run over the one of an earlier run, but never over somebody's work. */
function exportTo(folder: string, { run, specFile }: FinishedRun, warn: (line: string) => void): string | undefined {
  if (specFile === undefined || run.outcome?.status !== 'passed') return undefined;
  const target = path.join(folder, path.basename(specFile));
  const text = markedSpec(placeSpec(readFileSync(specFile, 'utf8'), path.dirname(specFile), folder));
  if (stateOf(target, text) === 'changed') {
    const [file, dir, out] = [target, run.dir, folder].map((each) => shownPath(each, process.cwd()));
    warn(
      `${file} is not as uitest wrote it and was not overwritten: \`uitest export ${dir} --out ${out}\` shows the difference`,
    );
    return undefined;
  }
  writeWhole(target, text);
  return target;
}

/** The first Ctrl-C ends runs in order, the second at once. */
function stopSignal(display: Display): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      if (controller.signal.aborted) process.exit(130);
      display.warn('interrupted: ending in order, once more ends at once');
      controller.abort();
    });
  // Whatever ends us, nothing half drawn is left.
  process.once('exit', display.end);
  return controller.signal;
}
