/** A spec is proved by running it: plain Playwright Test, a fresh browser, no uitest. It may lie anywhere on disk. */
import {
  existsSync,
  mkdtempSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { placeSpec } from './placeSpec.ts';
import { playwrightTestFolder } from './playwrightTest.ts';
import { notesIn, runSpec, type SpecFailure, type SpecNote } from './specRun.ts';

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

export type ProofResult = { passed: true; notes: SpecNote[] } | ({ passed: false } & SpecFailure);

/** Twice as long as an action may take in a run. */
const ACTION_MS = 10_000;

const packageFile = z.object({ type: z.enum(['module', 'commonjs']) });

/** Runs the spec once in a folder of its own, in which `@playwright/test` resolves wherever the spec is to live. */
export async function prove({ spec, file, executable, env, signal }: ProofRequest): Promise<ProofResult> {
  const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'uitest-proof-')));
  try {
    mkdirSync(path.join(folder, 'node_modules', '@playwright'), { recursive: true });
    symlinkSync(playwrightTestFolder(), path.join(folder, 'node_modules', '@playwright', 'test'), 'junction');
    writeFileSync(
      path.join(folder, 'package.json'),
      JSON.stringify({ type: moduleTypeAt(path.dirname(path.resolve(file))) }),
    );
    const ran = path.join(folder, 'proved.spec.ts');
    writeFileSync(ran, placeSpec(spec, path.dirname(path.resolve(file)), folder));
    const config = path.join(folder, 'playwright.config.cjs');
    writeFileSync(config, configOf(folder, executable));
    const resultsFile = path.join(folder, 'results.json');
    const failure = await runSpec({
      args: ['-c', config],
      env,
      cwd: folder,
      resultsFile,
      spec: { ran, shown: file },
      signal,
    });
    return failure ? { passed: false, ...failure } : { passed: true, notes: notesIn(resultsFile) };
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
    // An action waits for ever by default: then the test's time would be over, and nothing said of what was waited for.
    use: {
      trace: 'off',
      actionTimeout: ACTION_MS,
      ...(executable === undefined ? {} : { launchOptions: { executablePath: executable } }),
    },
  };
  return `module.exports = ${JSON.stringify(config, undefined, 2)};\n`;
}
