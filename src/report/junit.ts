/**
 * JUnit XML for the test views of CI. A suite for each scenario file, for viewers group by it; one test case in it, whose class is the
 * file as a dotted name, for Jenkins makes folders of that and GitLab takes two cases of one class and name for one.
 */
import { join } from 'node:path';
import { clean } from '../core/clean.ts';
import { pictureFile } from '../core/pictureFile.ts';
import type { Run, StepRecord } from '../journal/run.ts';
import { stepState } from './outline.ts';
import { problemOf, type Problem } from './problem.ts';
import { insideOf, relativePath } from './relativePath.ts';
import type { NotBegun, Written, WrittenRun } from './results.ts';
import { stepTitle } from './stepTitle.ts';
import { specStateOf, summaryOf } from './summary.ts';
import { xmlAttributes, xmlText } from './xml.ts';

/** Of the steps: the first ones, those around the one at which the run ended, and the last ones. GitLab reads files up to 30 MB. */
const FIRST = 60;
const AROUND = 15;
const LAST = 10;
const TEXT_LINES = 20;

interface Case {
  name: string;
  /** Absolute. */
  file: string;
  line: number;
  seconds: number;
  timestamp?: string;
  properties: [string, string | number][];
  problem?: { kind: Problem['kind']; type: string; message: string; body: string[] };
  output: string[];
}

/** `root`: the folder of the checkout, to which the names of files are relative. */
export function renderJunit({ runs, notBegun }: Pick<Written, 'runs' | 'notBegun'>, root?: string): string {
  const cases = [...runs.map((run) => caseOf(run, root)), ...notBegun.map(caseWithoutRun)];
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites${xmlAttributes({ name: 'uitest', ...counts(cases) })}>
${cases.map((each) => renderSuite(each, root)).join('')}</testsuites>
`;
}

function counts(cases: readonly Case[]): Record<string, string | number> {
  const of = (kind: Problem['kind']) => cases.filter(({ problem }) => problem?.kind === kind).length;
  const time = cases.reduce((sum, { seconds }) => sum + seconds, 0);
  return { tests: cases.length, failures: of('failure'), errors: of('error'), skipped: 0, time: time.toFixed(3) };
}

function renderSuite(each: Case, root: string | undefined): string {
  const { name, line, seconds, timestamp, properties, problem, output } = each;
  const file = clean(relativePath(each.file, root), 300);
  const time = seconds.toFixed(3);
  const parts = [
    `  <testsuite${xmlAttributes({ name: file, file, ...counts([each]), timestamp })}>`,
    `    <testcase${xmlAttributes({ classname: className(file), name: text(name, 200), file, line, time })}>`,
    ...propertyLines(properties),
    ...(problem
      ? [
          `      <${problem.kind}${xmlAttributes({ type: text(problem.type, 60), message: text(problem.message, 300) })}>${xmlText(problem.body.join('\n'))}</${problem.kind}>`,
        ]
      : []),
    `      <system-out>${xmlText(output.join('\n'))}\n</system-out>`,
    '    </testcase>',
    '  </testsuite>',
  ];
  return `${parts.join('\n')}\n`;
}

function propertyLines(properties: Case['properties']): string[] {
  const lines = properties.map(
    ([name, value]) => `        <property${xmlAttributes({ name, value: text(String(value), 300) })}/>`,
  );
  return lines.length === 0 ? [] : ['      <properties>', ...lines, '      </properties>'];
}

function caseOf({ run, attempts = 1, reportFile }: WrittenRun, root: string | undefined): Case {
  const { id, startedAt, scenario, mode, model, proof } = run;
  const { turns, actions, modelCalls, tokens, usd, durationMs } = summaryOf(run);
  const report = reportFile === undefined ? undefined : relativePath(reportFile, root);
  const problem = problemOf(run);
  const picture = problem && pictureOf(run, root);
  const properties: Case['properties'] = [
    ['run', id],
    ['mode', mode],
    ['model', model],
    ['turns', turns],
    ['actions', actions],
    ['model calls', modelCalls],
    ['prompt tokens', tokens.prompt],
    ['cached tokens', tokens.cached],
    ['completion tokens', tokens.completion],
    ['usd', usd === undefined ? 'unknown' : Number(usd.toFixed(6))],
    ['spec', proof && proof.runs > 0 ? specStateOf(run) : 'not tried'],
    ['attempts', attempts],
    ...(report === undefined ? [] : [['report', report] satisfies [string, string]]),
  ];
  return {
    name: scenario.name,
    file: scenario.file,
    line: problem?.location.line ?? 1,
    seconds: Math.max(0, durationMs) / 1000,
    ...(/^\d{4}-\d\d-\d\dT[\d:.]{8,15}Z?$/.test(startedAt) ? { timestamp: startedAt } : {}),
    properties,
    ...(problem ? { problem: { ...problem, body: bodyOf(problem, report, root) } } : {}),
    output: [...stepLines(run), ...(picture === undefined ? [] : [`[[ATTACHMENT|${picture}]]`])],
  };
}

function caseWithoutRun({ scenario, file, reason = 'browser.start', message }: NotBegun): Case {
  return {
    name: scenario,
    file,
    line: 1,
    seconds: 0,
    properties: [],
    problem: { kind: 'error', type: reason, message, body: message.split('\n').slice(0, TEXT_LINES).map(row) },
    output: ['The run was not begun.'],
  };
}

/** Everything once more: viewers show the message or the body, seldom both. */
function bodyOf(problem: Problem, report: string | undefined, root: string | undefined): string[] {
  const { message, expected, found, step, location } = problem;
  const { file, line, column } = location;
  const lines = message.split('\n').filter((each) => each.trim() !== '');
  return [
    ...lines.slice(0, TEXT_LINES).map(row),
    ...(expected === undefined ? [] : [`expected: ${row(expected)}`, `found: ${row(found ?? '')}`]),
    ...(step ? [`step: ${text(step.id, 40)} ${text(step.title, 200)}`] : []),
    `at: ${row(relativePath(file, root))}:${line}:${column}`,
    ...(report === undefined ? [] : [`report: ${row(report)}`]),
  ];
}

function stepLines(run: Run): string[] {
  const { steps } = run;
  const end = steps.findIndex(({ status }) => status === 'open');
  const shown = (at: number) => at < FIRST || at >= steps.length - LAST || (end !== -1 && Math.abs(at - end) <= AROUND);
  const lines: string[] = [];
  let left = 0;
  for (const [at, record] of steps.entries()) {
    if (!shown(at)) {
      left++;
      continue;
    }
    if (left > 0) lines.push(`… ${left} more, in the report`);
    left = 0;
    lines.push(stepLine(run, record));
  }
  return lines;
}

const WORDS = {
  done: 'done',
  skipped: 'skipped',
  open: 'not reached',
  failed: 'failed',
  ended: 'ended here',
} as const;

function stepLine(run: Run, record: StepRecord): string {
  return `${WORDS[stepState(run, record)]}: ${text(record.instance.id, 40)} ${text(stepTitle(run, record.instance), 160)}`;
}

/** The moment of the failure, as GitLab and Jenkins find it: relative to the project. None where it lies elsewhere. */
function pictureOf(run: Run, root: string | undefined): string | undefined {
  const shot =
    run.finalScreenshot ?? run.turns.findLast(({ observation }) => observation?.screenshot)?.observation?.screenshot;
  if (!shot || !/^[\w-]{1,80}$/.test(shot.id)) return undefined;
  const file = insideOf(join(run.dir, 'shots', pictureFile(shot.id, 'image/jpeg')), root);
  return file === undefined || text(file, 300) !== file || /[|\]]/.test(file) ? undefined : file;
}

/** `scenarios/shop.v2/login.yaml` → `scenarios.shop_v2.login` */
function className(file: string): string {
  const parts = file.replace(/\.ya?ml$/i, '').split(/[\\/]/);
  return parts
    .filter((part) => part !== '' && part !== '.' && part !== '..')
    .map((part) => part.replaceAll('.', '_'))
    .join('.');
}

/** A line in which no viewer finds a file to attach. */
function text(value: string, max: number): string {
  return clean(value, max).replace(/\[\[(?=ATTACHMENT)/gi, '[ [');
}

function row(value: string): string {
  return text(value, 1000);
}
