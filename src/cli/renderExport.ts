/** A run's spec, written for the suite that gets it. */
import { readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import type { SpecPages } from '../codegen/locator.ts';
import { renderHeader, renderSpec, type Proof } from '../codegen/spec.ts';
import type { SuiteStyle } from '../codegen/suiteStyle.ts';
import { messageOf } from '../core/error.ts';
import { movedSpec } from '../codegen/imports.ts';
import type { Run } from '../journal/run.ts';
import { uploadsOf } from '../runner/proveRun.ts';
import type { Suite } from '../runner/suite.ts';
import { fixtureOf } from './exportFixture.ts';
import type { Source } from './exportSources.ts';
import { beforeExport, HEADER, withDigest } from './exportedFile.ts';
import { mannerOf, projectsOf, realOf, styleOf, type Manner } from './suiteStyleOf.ts';

export interface Rendered {
  source: Source;
  /** Absolute. */
  file: string;
  text: string;
  /** What a person should know about it. */
  notes: string[];
  /** The project of the suite that it is meant for, where one is better than the others. */
  project?: string;
}

export interface Place {
  /** Absolute; made when the spec is written. */
  folder: string;
  suite: Suite | undefined;
  fixture: string | undefined;
}

export function mannerIn({ suite }: Place): Manner {
  return suite ? mannerOf(suite) : { suffix: '.spec.ts', importExtension: '' };
}

export function renderExport(source: Source, place: Place, pages?: SpecPages): Rendered {
  const { folder, suite, fixture } = place;
  const { specFile } = source;
  const run = withRealPaths(source.run);
  const manner = mannerIn(place);
  const name = path.basename(specFile, '.spec.ts');
  const written = readFileSync(specFile, 'utf8');
  const there = HEADER.exec(written)?.[0] ?? '';
  const header = beforeExport(there === '' ? renderHeader(run, headerProof(run)) : there);
  const body = written.slice(there.length);
  const why = notRenderedAgain(source.run, body);
  if (why !== undefined) {
    // Its types need a file for them, also in a suite of JavaScript.
    const file = path.join(folder, name + manner.suffix.replace(/js$/, 'ts'));
    const moved = movedSpec(body, realpathSync(source.run.dir), folder);
    return { source, file, text: withDigest(header, moved), notes: [`${why}: it is copied as it is`] };
  }
  const file = path.join(folder, name + manner.suffix);
  const style: SuiteStyle = {
    ...(suite ? styleOf(suite, file, run.scenario.use.storageState) : { folder, language: 'ts', use: {} }),
    ...(fixture === undefined ? {} : { fixture: fixtureOf(fixture, folder, manner.importExtension) }),
  };
  const text = renderSpec(run, { uploads: uploadsOf(run.scenario), suite: style, ...(pages ? { pages } : {}) });
  const project = suite ? projectFor(suite, file, run) : undefined;
  return {
    source,
    file,
    text: withDigest(header, text),
    notes: suite ? notesOf(run, style, suite, { file, text }) : [],
    ...(project === undefined ? {} : { project }),
  };
}

function withRealPaths(run: Run): Run {
  const { storageState } = run.scenario.use;
  const use = { ...run.scenario.use, ...(storageState === undefined ? {} : { storageState: realOf(storageState) }) };
  return { ...run, dir: realpathSync(run.dir), scenario: { ...run.scenario, use } };
}

/** What was proved is what is exported: a spec that this version would write otherwise is left as it is. */
function notRenderedAgain(run: Run, body: string): string | undefined {
  try {
    const again = renderSpec({ ...run, dir: realpathSync(run.dir) }, { uploads: uploadsOf(run.scenario) });
    return again === body ? undefined : `the spec of ${run.dir} is not as this version writes it`;
  } catch (error) {
    return `the spec of ${run.dir} cannot be written anew (${messageOf(error)})`;
  }
}

function headerProof({ proof }: Run): Proof {
  if (!proof || proof.runs === 0) return { verified: false, reason: 'not tried' };
  return proof.passed === proof.runs ? { verified: true, runs: proof.runs } : { verified: false, reason: 'failed' };
}

/** The one with the scenario's storage state, else the first with its browser. */
function projectFor(suite: Suite, file: string, { scenario: { use } }: Run): string | undefined {
  const projects = projectsOf(suite, file);
  if (projects.length < 2) return undefined;
  const fitting = projects.filter((project) => browserOf(project.use) === use.browser);
  const state = use.storageState;
  const withState = fitting.find((project) => state !== undefined && stateIn(project.use, suite) === state);
  return (withState ?? fitting[0])?.name;
}

function browserOf(use: Record<string, unknown>): unknown {
  return use['browserName'] ?? use['defaultBrowserType'] ?? 'chromium';
}

function stateIn(use: Record<string, unknown>, { config }: Suite): string | undefined {
  const { storageState } = use;
  return typeof storageState === 'string' ? realOf(path.resolve(path.dirname(config), storageState)) : undefined;
}

const COMPARED = [
  ['testIdAttribute', 'testIdAttribute'],
  ['locale', 'locale'],
  ['timezoneId', 'timezone'],
  ['colorScheme', 'colorScheme'],
] as const;

function notesOf(
  { scenario }: Run,
  { use, baseURL }: SuiteStyle,
  suite: Suite,
  { file, text }: Pick<Rendered, 'file' | 'text'>,
): string[] {
  const name = path.basename(file);
  const differing = COMPARED.flatMap(([option, key]) => {
    const [theirs, ours] = [use[option], scenario.use[key]];
    if (theirs === undefined || theirs === ours) return [];
    if (option === 'testIdAttribute' && !text.includes('getByTestId(')) return [];
    const kept = ours === undefined && option !== 'testIdAttribute' ? "the suite's holds" : 'the spec keeps its own';
    return [
      `${name}: the suite has ${option} ${JSON.stringify(theirs)}, the run had ${ours ?? 'the default'}: ${kept}`,
    ];
  });
  const origin = new URL(scenario.url).origin;
  const other =
    baseURL !== undefined && URL.canParse(baseURL) && new URL(baseURL).origin !== origin
      ? [`${name}: the suite's baseURL is ${baseURL}, the run was on ${origin}: addresses stay whole`]
      : [];
  const state = scenario.use.storageState;
  const withState = suite.projects.filter((project) => state !== undefined && stateIn(project.use, suite) === state);
  return [
    ...differing,
    ...other,
    ...(withState.length > 0
      ? [`${name}: its storage state is that of project ${withState.map((project) => project.name).join(', ')}`]
      : []),
  ];
}
