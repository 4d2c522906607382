/** A spec is proved by running it: plain Playwright Test, a fresh browser, no uitest. It may lie anywhere on disk. */
import { existsSync, mkdtempSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { placeSpec } from './placeSpec.ts';
import { playwrightTestFolder, startPlaywrightTest } from './playwrightTest.ts';

export interface ProofRequest {
  /** The spec's source. */
  spec: string;
  /** Where the spec lies; shown in messages instead of the temporary copy. */
  file: string;
  executable: string | undefined;
  /** Values of the secrets, by the names of their variables. */
  env: Record<string, string>;
  signal: AbortSignal;
}

export interface ProofResult {
  passed: boolean;
  /** The failing line and why. */
  message?: string;
  /** Annotations that the spec left, by type. */
  notes?: { type: string; description?: string | undefined }[];
}

const failure = z.object({
  message: z.string().optional(),
  location: z.object({ line: z.number() }).optional(),
  snippet: z.string().optional(),
});
const results = z.object({
  errors: z.array(failure).default([]),
  suites: z
    .array(
      z.object({
        specs: z
          .array(
            z.object({
              tests: z.array(
                z.object({
                  annotations: z.array(z.object({ type: z.string(), description: z.string().optional() })).default([]),
                  results: z.array(z.object({ status: z.string().optional(), errors: z.array(failure).default([]) })),
                }),
              ),
            }),
          )
          .default([]),
      }),
    )
    .default([]),
});

const packageFile = z.object({ type: z.enum(['module', 'commonjs']) });

/** Runs the spec once in a folder of its own, in which `@playwright/test` resolves wherever the spec is to live. */
export async function prove({ spec, file, executable, env, signal }: ProofRequest): Promise<ProofResult> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'uitest-proof-'));
  try {
    mkdirSync(path.join(folder, 'node_modules', '@playwright'), { recursive: true });
    symlinkSync(playwrightTestFolder(), path.join(folder, 'node_modules', '@playwright', 'test'), 'junction');
    writeFileSync(
      path.join(folder, 'package.json'),
      JSON.stringify({ type: moduleTypeAt(path.dirname(path.resolve(file))) }),
    );
    writeFileSync(path.join(folder, 'proved.spec.ts'), placeSpec(spec, path.dirname(path.resolve(file)), folder));
    const config = path.join(folder, 'playwright.config.cjs');
    writeFileSync(config, configOf(folder, executable));
    const started = startPlaywrightTest({ args: ['-c', config], env, cwd: folder, output: 'ignore' });
    const stop = () => {
      if (started.pid !== undefined) process.kill(started.pid, 'SIGINT');
    };
    signal.addEventListener('abort', stop, { once: true });
    const code = await started.done;
    signal.removeEventListener('abort', stop);
    return code === 0
      ? { passed: true, notes: notesIn(path.join(folder, 'results.json')) }
      : { passed: false, message: whyNot(path.join(folder, 'results.json'), folder, file) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the spec is where it lies, a module or not, it is where it is proved: a module that it imports may work in one only. */
function moduleTypeAt(folder: string): string {
  for (let at = folder; ; at = path.dirname(at)) {
    const file = path.join(at, 'package.json');
    if (existsSync(file)) return packageFile.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data?.type ?? 'commonjs';
    if (path.dirname(at) === at) return 'commonjs';
  }
}

function configOf(folder: string, executable: string | undefined): string {
  const config = {
    testDir: folder,
    outputDir: path.join(folder, 'out'),
    workers: 1,
    retries: 0,
    reporter: [['json', { outputFile: path.join(folder, 'results.json') }]],
    use: { trace: 'off', ...(executable === undefined ? {} : { launchOptions: { executablePath: executable } }) },
  };
  return `module.exports = ${JSON.stringify(config, undefined, 2)};\n`;
}

function notesIn(resultsFile: string): NonNullable<ProofResult['notes']> {
  const { suites } = results.parse(JSON.parse(readFileSync(resultsFile, 'utf8')));
  return suites.flatMap(({ specs }) => specs.flatMap(({ tests }) => tests.flatMap(({ annotations }) => annotations)));
}

function whyNot(resultsFile: string, folder: string, file: string): string {
  let raw: unknown;
  try {
    raw = JSON.parse(readFileSync(resultsFile, 'utf8'));
  } catch {
    return 'Playwright Test did not start';
  }
  const parsed = results.parse(raw);
  const errors = [
    ...parsed.errors,
    ...parsed.suites.flatMap(({ specs }) =>
      specs.flatMap(({ tests }) => tests.flatMap(({ results: tried }) => tried.flatMap(({ errors: found }) => found))),
    ),
  ];
  const first = errors[0];
  if (!first) return 'it ended without a result';
  const place = first.location ? `${file}:${first.location.line}: ` : '';
  const message = plain(first.message ?? 'failed').replaceAll(path.join(folder, 'proved.spec.ts'), file);
  return `${place}${message.split('\n').slice(0, 12).join('\n')}`;
}

function plain(text: string): string {
  return text.replaceAll(new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g'), '');
}
