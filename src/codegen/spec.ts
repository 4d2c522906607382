/** Run → spec: plain Playwright, compiled from what really ran. The same recording gives the same bytes. */
import type { CalledTool } from '../core/action.ts';
import { literal } from '../core/locatorText.ts';
import { slotsOf } from '../core/template.ts';
import { foldSteps, type FoldedStep } from '../journal/fold.ts';
import type { Run } from '../journal/run.ts';
import { importLines, importsOf } from './imports.ts';
import { SCROLL_MS } from './lines.ts';
import type { SpecPages } from './locator.ts';
import { Names } from './names.ts';
import type { PageClass } from './pageObjects.ts';
import { actionsOf, dialogLines, dialogsAhead, indent, stepsLines, type SpecState } from './step.ts';
import { suiteAddress, type SuiteStyle } from './suiteStyle.ts';
import { slotName, titleCode } from './text.ts';
import type { Trial } from './trial.ts';
import { hookLines, useLines } from './useCode.ts';

export interface SpecExtras {
  /** File name → base64 of its content, for uploads that may stand in the spec. */
  uploads: Record<string, string>;
  /** The suite that it is written for. */
  suite?: SuiteStyle;
  /** The page classes that hold its locators. */
  pages?: SpecPages;
}

/** How far the spec was proved: a line of its header. */
export type Proof =
  | { verified: true; runs: number }
  | { verified: false; reason: 'not tried' | 'vacuous' }
  | { verified: false; reason: 'failed'; /** Of the spec with this header. */ line?: number | undefined };

/** The header says who planned and whether it was proved. It holds nothing that came from a page or a model. */
export function renderHeader(run: Run, proof: Proof): string {
  const planner =
    run.model === 'builtin'
      ? 'planned by builtin rules, no AI model'
      : `planned by ${run.model.replace(/[^\w./:-]/g, '_').slice(0, 80)}`;
  const state = proof.verified
    ? `Verified: it passed ${proof.runs} of ${proof.runs} runs in a fresh browser.`
    : proof.reason === 'failed'
      ? `Not verified: when it was run again, ${proof.line === undefined ? 'it did not pass' : `line ${proof.line} failed`}.`
      : proof.reason === 'vacuous'
        ? 'Not verified: what an expectation asserts held already before the actions that it is to prove.'
        : 'Not verified: it was not run again.';
  return `// Compiled by uitest ${run.uitest.replace(/[^\w.-]/g, '')} from what really ran; ${planner}.\n// ${state}\n`;
}

/** The spec without its header, as it lies in the folder of the run. */
export function renderSpec(run: Run, extras: SpecExtras): string {
  return render(run, foldSteps(run), extras);
}

/** The spec in which each assertion of the trial is tried once, and noted as an annotation `HELD` with its number if it holds. */
export function renderTrial(run: Run, trial: Trial, extras: SpecExtras): string {
  return render(run, trial.steps, extras, trial.before);
}

/** Type of the annotations that a trial leaves. */
export const HELD = 'held';

function render(
  run: Run,
  folded: readonly FoldedStep[],
  { uploads, suite, pages }: SpecExtras,
  trial?: SpecState['trial'],
): string {
  const { scenario } = run;
  const names = new Names();
  const imports = importsOf(calledTools(folded), names);
  const used = usedNames(folded);
  const secrets = Object.entries(scenario.secrets).filter(([name]) => used.has(`secret:${name}`));
  const extracted = extractedNames(folded);
  const values = [...new Set([...Object.keys(scenario.vars), 'unique', ...extracted])].filter((name) => used.has(name));
  const declared = values.map((name) => {
    const first = name === 'unique' ? UNIQUE : literal(scenario.vars[name] ?? '');
    return `${extracted.has(name) ? 'let' : 'const'} ${names.of(name)} = ${first};`;
  });
  const secretLines = secrets.map(
    ([name, { env }]) => `const ${names.of(`secret:${name}`)} = process.env[${literal(env)}] ?? '';`,
  );
  const guards = secrets.map(
    ([name, { env }]) => `expect(${names.of(`secret:${name}`)}, ${literal(`${env} must be set`)}).not.toBe('');`,
  );
  const state: SpecState = {
    page: 'page',
    names,
    loops: new Set(),
    fixed: {},
    known: new Set([...values, ...secrets.map(([name]) => `secret:${name}`)]),
    imports,
    uploads: new Map(Object.entries(uploads)),
    declarations: [],
    tabs: ['page'],
    types: new Set(),
    helpers: new Set(),
    start: scenario.url,
    suite,
    pages,
    workedOn: workedOn(folded),
    ...(trial ? { trial } : {}),
  };
  const opening = dialogLines(dialogsAhead(actionsOf(folded)), state);
  const steps = stepsLines(folded, state, [], ['']);
  const body = [
    ...guards,
    ...declared,
    ...state.declarations,
    ...pageLines(pages),
    ...opening,
    `await page.goto(${literal(suiteAddress(scenario.url, suite))});`,
    ...steps,
  ];
  const members = [...(pages?.used.keys() ?? [])].flatMap((page) => [...page.members.keys()]);
  const byTestId = [...steps, ...members].some((line) => line.includes('getByTestId('));

  return [
    ...playwrightImports(scenario.use.device !== undefined, state),
    ...pageImports(pages),
    ...importLines(imports, scenario, suite?.folder ?? run.dir, suite?.language),
    '',
    ...useLines(scenario, suite, byTestId),
    ...(secretLines.length > 0 ? [...secretLines, ''] : []),
    ...hookLines(scenario, suite),
    ...(trial ? trialLines() : []),
    `test(${titleCode(scenario.name, state)}, async ({ page }) => {`,
    ...indent(timeoutLines(run)),
    ...indent(body),
    '});',
    ...helperLines(state),
    '',
  ].join('\n');
}

function trialLines(): string[] {
  return [
    'async function tried(number: number, assertion: () => Promise<unknown>) {',
    ...indent([
      'try {',
      ...indent([
        'await assertion();',
        `test.info().annotations.push({ type: '${HELD}', description: String(number) });`,
      ]),
      '} catch {}',
    ]),
    '}',
    '// One look: Playwright checks once before it waits.',
    'const now = expect.configure({ timeout: 1 });',
    '',
  ];
}

/** `test` and `expect` from the suite's own file where it has one, the rest from Playwright. */
function playwrightImports(devices: boolean, { types, suite }: SpecState): string[] {
  const fixture = suite?.fixture;
  const names = [
    ...(devices ? ['devices'] : []),
    ...(fixture?.expect ? [] : ['expect']),
    ...(fixture ? [] : ['test']),
    ...(suite?.language === 'js' ? [] : [...types].map((type) => `type ${type}`)),
  ];
  const own = fixture && [
    ...(fixture.expect ? ['expect'] : []),
    fixture.test === 'test' ? 'test' : `${fixture.test} as test`,
  ];
  return [
    ...(names.length > 0 ? [`import { ${names.join(', ')} } from '@playwright/test';`] : []),
    ...(own ? [`import { ${own.join(', ')} } from ${literal(fixture.specifier)};`] : []),
  ];
}

function sortedPages(pages: SpecPages | undefined): [PageClass, string][] {
  return [...(pages?.used ?? [])].sort(([a], [b]) => (a.name < b.name ? -1 : 1));
}

function pageImports(pages: SpecPages | undefined): string[] {
  return sortedPages(pages).map(([page]) => `import { ${page.name} } from ${literal(pages?.specifier(page) ?? '')};`);
}

function pageLines(pages: SpecPages | undefined): string[] {
  return sortedPages(pages).map(([page, variable]) => `const ${variable} = new ${page.name}(page);`);
}

function helperLines({ helpers, suite }: SpecState): string[] {
  if (!helpers.has('escapeRegExp')) return [];
  return [
    '',
    `function escapeRegExp(text${suite?.language === 'js' ? '' : ': string'}) {`,
    `  return text.replace(/[\\\\^$.*+?()[\\]{}|/]/g, '\\\\$&');`,
    '}',
  ];
}

/** Another value in every run, and in every worker of one. */
const UNIQUE = '`${Date.now().toString(36)}${test.info().workerIndex}`';

/** Playwright gives a test 30 s: enough for a short scenario, not for one of hundreds of actions, nor for a tool that waits for a mail. */
function timeoutLines({ steps }: Run): string[] {
  const actions = steps.flatMap(({ actions: done }) => done);
  const toolsMs = actions.reduce((sum, action) => sum + (action.kind === 'tool' ? action.timeoutMs : 0), 0);
  const scrollsMs =
    actions.filter((action) => action.kind === 'scroll' && action.until !== undefined).length * SCROLL_MS;
  if (actions.length <= SHORT_ACTIONS && toolsMs + scrollsMs === 0) return [];
  const milliseconds = Math.max(actions.length, SHORT_ACTIONS) * MS_PER_ACTION + toolsMs + scrollsMs;
  return [`test.setTimeout(${String(milliseconds).replace(/(\d)(?=(\d{3})+$)/g, '$1_')});`];
}

const SHORT_ACTIONS = 20;
const MS_PER_ACTION = 2_000;

function extractedNames(folded: readonly FoldedStep[]): Set<string> {
  return new Set(
    actionsOf(folded).flatMap((action) => {
      if (action.kind === 'extract') return [action.name];
      return action.kind === 'tool' ? action.gives : [];
    }),
  );
}

function calledTools(folded: readonly FoldedStep[]): CalledTool[] {
  return actionsOf(folded).filter((action) => action.kind === 'tool');
}

function workedOn(folded: readonly FoldedStep[]): SpecState['workedOn'] {
  const actions = actionsOf(folded);
  return new Set([
    ...(actions.some(({ kind }) => kind === 'tab') ? (['tab'] as const) : []),
    ...(actions.some((action) => action.kind === 'verify' && action.check === 'download')
      ? (['download'] as const)
      : []),
  ]);
}

/** Every name that an action's texts or a title speak of; secrets with their prefix. */
function usedNames(folded: readonly FoldedStep[]): Set<string> {
  const text = JSON.stringify(folded.map((step) => actionsAndTitles(step)));
  return new Set(slotsOf(text).map(slotName));
}

function actionsAndTitles(step: FoldedStep): unknown {
  if (step.kind === 'loop') return step.round.map(actionsAndTitles);
  return [step.step.title.replace(/\{\{\s*secret:[\w-]+\s*\}\}/g, ''), step.actions];
}
