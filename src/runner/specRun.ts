/** One run of a spec through Playwright Test: passed, or the line that failed, its text, and what Playwright said. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { startPlaywrightTest, type PlaywrightRun } from './playwrightTest.ts';

export interface SpecRun extends Omit<PlaywrightRun, 'output'> {
  /** Absolute; outside what is tested. */
  resultsFile: string;
  /** The spec as Playwright Test finds it, and as it is to be called in messages. */
  spec: { ran: string; shown: string };
  signal: AbortSignal;
}

export interface SpecFailure {
  /** 1-based, in the spec. Absent: it failed elsewhere, or before it began. */
  line?: number;
  /** Place, text of the line, and Playwright's words. */
  message: string;
}

/** An annotation that a test left. */
const note = z.object({ type: z.string(), description: z.string().optional() });
export type SpecNote = z.output<typeof note>;

const failure = z.object({
  message: z.string().optional(),
  stack: z.string().optional(),
  location: z.object({ file: z.string().optional(), line: z.number() }).optional(),
});
type Failure = z.output<typeof failure>;

const spec = z.object({
  tests: z.array(
    z.object({
      annotations: z.array(note).default([]),
      results: z.array(z.object({ errors: z.array(failure).default([]) })),
    }),
  ),
});
interface Listed {
  specs: z.output<typeof spec>[];
  suites: Listed[];
}
const suite: z.ZodType<Listed> = z.object({
  specs: z.array(spec).default([]),
  suites: z.array(z.lazy(() => suite)).default([]),
});
const results = z.object({ errors: z.array(failure).default([]), suites: z.array(suite).default([]) });

const SHOWN_LINES = 12;

/** Resolves to undefined when it passed. */
export async function runSpec({ resultsFile, spec, signal, ...run }: SpecRun): Promise<SpecFailure | undefined> {
  const started = startPlaywrightTest({
    ...run,
    args: [...run.args, '--reporter=json'],
    env: { ...run.env, PLAYWRIGHT_JSON_OUTPUT_FILE: resultsFile, PLAYWRIGHT_JSON_OUTPUT_NAME: resultsFile },
    output: 'keep',
  });
  signal.addEventListener('abort', started.interrupt, { once: true });
  if (signal.aborted) started.interrupt();
  const { code, text } = await started.done;
  signal.removeEventListener('abort', started.interrupt);
  return code === 0 ? undefined : whyNot(resultsFile, spec, text);
}

/** The annotations of a run that passed. */
export function notesIn(resultsFile: string): SpecNote[] {
  const { suites } = results.parse(JSON.parse(readFileSync(resultsFile, 'utf8')));
  return suites.flatMap(notesOf);
}

function notesOf({ specs, suites }: Listed): SpecNote[] {
  const own = specs.flatMap(({ tests }) => tests.flatMap(({ annotations }) => annotations));
  return [...own, ...suites.flatMap(notesOf)];
}

function whyNot(resultsFile: string, { ran, shown }: SpecRun['spec'], printed: string): SpecFailure {
  if (!existsSync(resultsFile))
    return {
      message: `Playwright Test did not start. ${plain(printed).trim().split('\n').slice(0, SHOWN_LINES).join('\n')}`,
    };
  const parsed = results.parse(JSON.parse(readFileSync(resultsFile, 'utf8')));
  const errors = [...parsed.errors, ...parsed.suites.flatMap(errorsOf)];
  // That the test's time was over is said first, without the line that it was over at.
  const first = errors.find((error) => lineIn(ran, error) !== undefined) ?? errors[0];
  if (!first) return { message: 'it ended without a result' };
  const said = plain(first.message ?? 'failed').replaceAll(ran, shown);
  const words = said.split('\n').slice(0, SHOWN_LINES).join('\n').trimEnd();
  const line = lineIn(ran, first);
  if (line === undefined) return { message: words };
  const code = readFileSync(ran, 'utf8').split('\n')[line - 1]?.trim() ?? '';
  return { line, message: `${shown}:${line}: ${code}\n${words}` };
}

function errorsOf({ specs, suites }: Listed): Failure[] {
  const own = specs.flatMap(({ tests }) =>
    tests.flatMap(({ results: tried }) => tried.flatMap(({ errors }) => errors)),
  );
  return [...own, ...suites.flatMap(errorsOf)];
}

/** Of a failure below the spec (in a page class, a fixture) the line of the spec that led there. */
function lineIn(file: string, { location, stack, message }: Failure): number | undefined {
  if (location && (location.file === undefined || path.resolve(location.file) === file)) return location.line;
  const at = plain(`${stack ?? ''}\n${message ?? ''}`).split(`${file}:`)[1];
  return at === undefined ? undefined : Number.parseInt(at, 10);
}

function plain(text: string): string {
  return text.replaceAll(new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g'), '');
}
