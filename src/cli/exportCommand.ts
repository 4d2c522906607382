/** `uitest export`: each spec is written as the suite would have written it, and nobody's work is overwritten. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { UitestError } from '../core/error.ts';
import { ansiPaint, noPaint } from '../report/paint.ts';
import { findConfig, readSuite, type Suite } from '../runner/suite.ts';
import { writeWhole } from '../runner/writeWhole.ts';
import { stateOf, withVerdict } from './exportedFile.ts';
import { renderExport, type Rendered } from './renderExport.ts';
import { renderPages, type WrittenFile } from './renderPages.ts';
import { environmentFor, verifyExport, type Verification } from './exportVerify.ts';
import { sourceOf } from './exportSources.ts';
import { isInside, realOf } from './suiteStyleOf.ts';
import { unifiedDiff } from './unifiedDiff.ts';

export interface Export {
  from: string[];
  /** Absolute. */
  out: string;
  /** Absolute. */
  runs: string;
  fixture: string | undefined;
  pageObjects: boolean;
  dryRun: boolean;
  force: boolean;
  /** Absent: the specs are not run. */
  verify: (Omit<Verification, 'times'> & { times: number | undefined }) | undefined;
}

/** Resolves to the exit code. Throws `usage.invalid` before anything is written. */
export async function exportCommand(asked: Export): Promise<number> {
  const verification = readVerification(asked.verify);
  const sources = asked.from.map((from) => sourceOf(from, asked.runs, asked.force));
  const suite = await suiteOf(asked.out);
  const folder = realOf(suite ? folderIn(suite, asked.out) : asked.out);
  const place = { folder, suite, fixture: asked.fixture };
  const { rendered, pages } = asked.pageObjects
    ? renderPages(sources, place)
    : { rendered: sources.map((source) => renderExport(source, place)), pages: [] };
  const files = [...pages, ...rendered];
  refuseTwice(rendered);
  for (const each of new Set(rendered.flatMap(({ notes }) => notes))) note(`note: ${each}`);
  if (asked.dryRun) {
    for (const { file, text } of files) process.stdout.write(`${shown(file)} (${stateOf(file, text)})\n${text}\n`);
    return 0;
  }
  if (!asked.force) refuseChanged(files);
  if (verification) for (const each of rendered) environmentFor(each, verification);
  for (const { file, text } of files) {
    writeWhole(file, text);
    process.stdout.write(`${file}\n`);
  }
  if (suite) await sayHowToRun(rendered, suite.config);
  return verification ? verifyAll(rendered, suite, verification) : 0;
}

function readVerification(given: Export['verify']): Verification | undefined {
  if (!given) return undefined;
  const { times } = given;
  if (times === undefined)
    throw new UitestError('usage.invalid', '--perturb: expected --verify N beside it, found none');
  if (!Number.isInteger(times) || times < 1)
    throw new UitestError('usage.invalid', `--verify: expected a whole number from 1 on, found ${times}`);
  if (!Number.isInteger(given.seed))
    throw new UitestError('usage.invalid', `--seed: expected a whole number, found ${given.seed}`);
  return { ...given, times };
}

const UNPROVED = 5;
const INTERRUPTED = 130;

async function verifyAll(
  rendered: readonly Rendered[],
  suite: Suite | undefined,
  verification: Verification,
): Promise<number> {
  const controller = new AbortController();
  process.once('SIGINT', () => controller.abort());
  let all = true;
  for (const each of rendered) {
    const verdict = await verifyExport(each, suite, verification, controller.signal, say);
    if (controller.signal.aborted) return INTERRUPTED;
    writeWhole(each.file, withVerdict(each.text, verdict));
    all &&= verdict.passed === verdict.runs;
  }
  return all ? 0 : UNPROVED;
}

async function suiteOf(out: string): Promise<Suite | undefined> {
  const config = findConfig(out);
  if (config === undefined) {
    note(`note: found no playwright.config in ${out} or above: the spec stands alone`);
    return undefined;
  }
  const suite = await readSuite(config);
  if (!('problem' in suite) && suite.projects.length > 0) return suite;
  const why = 'problem' in suite ? suite.problem : suite.errors.join('\n');
  note(`note: ${config} cannot be read, so the spec stands alone:\n${why}`);
  return undefined;
}

/** Who names the folder of the project means the folder of its tests. */
function folderIn({ projects }: Suite, out: string): string {
  const real = realOf(out);
  const dirs = [...new Set(projects.map(({ testDir }) => testDir))];
  const [only] = dirs;
  const below = dirs.length === 1 && only !== undefined && only !== real && isInside(only, real);
  if (below) note(`note: the suite's tests lie in ${shown(only)}`);
  return below ? only : out;
}

function refuseTwice(rendered: readonly Rendered[]): void {
  const files = rendered.map(({ file }) => file);
  const twice = files.find((file, index) => files.indexOf(file) !== index);
  if (twice === undefined) return;
  throw new UitestError(
    'usage.invalid',
    `expected sources with different names, found two that become ${twice}: export them into different folders`,
  );
}

/** Shows what would become of every file that somebody changed. */
function refuseChanged(files: readonly WrittenFile[]): void {
  const changed = files.filter(({ file, text }) => stateOf(file, text) === 'changed');
  if (changed.length === 0) return;
  const paint = process.stderr.isTTY && !process.env['NO_COLOR'] ? ansiPaint : noPaint;
  const diffs = changed.map(({ file, text }) =>
    unifiedDiff(readFileSync(file, 'utf8'), text, [`${shown(file)} (there)`, `${shown(file)} (new)`], paint),
  );
  const names = changed.map(({ file }) => file).join(', ');
  throw new UitestError(
    'usage.invalid',
    `${names} ${changed.length === 1 ? 'is' : 'are'} there with other content, which uitest did not write:\n${diffs.join('\n')}\nNothing was written. --force overwrites`,
  );
}

/** The suite itself says whether it finds the specs. */
async function sayHowToRun(rendered: readonly Rendered[], config: string): Promise<void> {
  const suite = await readSuite(config);
  if ('problem' in suite) return note(`warning: the suite cannot be listed any more:\n${suite.problem}`);
  for (const { file, project } of rendered) {
    const found = suite.tests.filter((each) => each.file === file);
    if (found.length === 0) {
      const patterns = suite.projects.flatMap(({ testDir, testMatch }) => [
        shown(testDir),
        ...testMatch.map(patternText),
      ]);
      note(
        `warning: the suite does not find ${shown(file)}: it looks for ${[...new Set(patterns)].join(', ')}${suite.errors.length > 0 ? `\n${suite.errors.join('\n')}` : ''}`,
      );
      continue;
    }
    const wanted =
      project !== undefined && found.some((each) => each.project === project) ? ` --project ${project}` : '';
    const where = path.dirname(config) === realOf(process.cwd()) ? '' : ` -c ${shown(config)}`;
    say(`run it: npx playwright test${where} ${shown(file)}${wanted}`);
  }
}

function patternText(pattern: Suite['projects'][number]['testMatch'][number]): string {
  return typeof pattern === 'string' ? pattern : `/${pattern.source}/${pattern.flags}`;
}

function shown(file: string): string {
  const relative = path.relative(realOf(process.cwd()), file);
  return relative === '' || relative.startsWith('..') ? file : relative;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Beside what a script would read. */
function note(line: string): void {
  process.stderr.write(`${line}\n`);
}
