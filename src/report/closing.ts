/** The end of the command: what passed in short, what did not in full, and last of all the totals, where a person looks. */
import { clean } from '../core/clean.ts';
import { cost, duration, plural } from './amounts.ts';
import { describeOutcome, passedLine, shownPath, type RunFiles } from './describeOutcome.ts';
import { noPaint, type Paint } from './paint.ts';
import type { NotBegun } from './results.ts';
import type { RunSummary } from './summary.ts';

export interface Ended {
  summary: RunSummary;
  files: RunFiles;
}

export interface ClosingOptions {
  paint?: Paint;
  /** Paths are shown relative to it. */
  root?: string;
  /** Only what did not pass, and the totals. */
  quiet?: boolean;
  /** Somebody ended the command. */
  interrupted?: boolean;
  /** Scenarios that were to be run and have no run. */
  notBegun?: readonly Pick<NotBegun, 'scenario' | 'message'>[];
  /** The page of all runs. */
  index?: string | undefined;
  /** How `uitest report` finds the runs, where they are not in the usual folder. */
  out?: string | undefined;
  /** Of the whole command. */
  durationMs?: number;
}

/** Lines; an empty one before each block. */
export function describeClosing(ended: readonly Ended[], options: ClosingOptions = {}): string[] {
  const { paint = noPaint, root, quiet = false, interrupted = false, notBegun = [] } = options;
  const good = ended.filter(({ summary }) => isGood(summary));
  const bad = ended.filter(({ summary }) => !isGood(summary));
  const lines: string[] = [];
  if (!quiet && ended.length === 1) lines.push(...good.flatMap((run) => ['', ...block(run, options)]));
  else if (!quiet && good.length > 0) lines.push('', ...good.map(({ summary }) => passedLine(summary, paint)));
  // What a spec needs is less urgent than what the application got wrong.
  const ordered = [...bad].sort(
    (a, b) => Number(b.summary.status === 'passed') - Number(a.summary.status === 'passed'),
  );
  lines.push(...ordered.flatMap((run) => ['', ...block(run, options)]));
  if (notBegun.length > 0) lines.push('');
  for (const { scenario, message } of notBegun)
    lines.push(`${paint.yellow('✗ not begun')} ${clean(scenario, 80)}: ${clean(message, 400)}`);
  if (interrupted) lines.push('', ...kept(ended, options));
  lines.push('', totals(ended, options));
  if (options.index !== undefined) lines.push(`${paint.dim('all reports')} ${shownPath(options.index, root)}`);
  return quiet && lines[0] === '' ? lines.slice(1) : lines;
}

function block({ summary, files }: Ended, { paint, root }: ClosingOptions): string[] {
  return describeOutcome(summary, files, paint, root);
}

function isGood({ status, spec }: RunSummary): boolean {
  return status === 'passed' && spec !== 'unverified';
}

/** After Ctrl-C: what is there, what is not, and how to read it. */
function kept(ended: readonly Ended[], { paint = noPaint, out }: ClosingOptions): string[] {
  if (ended.length === 0) return [`${paint.yellow('interrupted')} before a run began: nothing was kept`];
  const cut = ended.filter(({ summary }) => summary.reason === 'run.interrupted' || summary.status === 'unfinished');
  const unproved = ended.filter(({ summary }) => summary.status === 'passed' && summary.spec === 'unproved');
  const where = out === undefined ? '' : ` --out ${clean(out, 300)}`;
  const names = (list: readonly Ended[]) =>
    clean(list.map(({ summary }) => clean(summary.scenario, 80)).join(', '), 600);
  return [
    `${paint.yellow('interrupted')}: kept ${plural(ended.length, 'run')}, each with its journal and its report up to there`,
    ...ended.map(({ summary }) => `  npx uitest report ${clean(summary.id, 100)}${where}`),
    ...(cut.length > 0 ? [`  no spec and no recording of ${names(cut)}: they were not done`] : []),
    ...(unproved.length > 0 ? [`  no recording of ${names(unproved)}: the spec was not proved`] : []),
  ];
}

const ORDER = ['passed', 'failed', 'stopped', 'errored', 'unfinished'] as const;

function totals(ended: readonly Ended[], { paint = noPaint, notBegun = [], durationMs }: ClosingOptions): string {
  const colour = { passed: paint.green, failed: paint.red };
  const counts = ORDER.flatMap((status) => {
    const count = ended.filter(({ summary }) => summary.status === status).length;
    const painted = status === 'passed' || status === 'failed' ? colour[status] : paint.yellow;
    return count > 0 ? [painted(`${count} ${status}`)] : [];
  });
  const unproved = ended.filter(({ summary }) => summary.status === 'passed' && summary.spec === 'unverified').length;
  if (unproved > 0) counts.push(paint.yellow(`${plural(unproved, 'spec')} not proved`));
  if (notBegun.length > 0) counts.push(paint.yellow(`${notBegun.length} not begun`));
  const calls = ended.reduce((sum, { summary }) => sum + summary.modelCalls, 0);
  const usd = ended
    .map(({ summary }) => summary.usd)
    .reduce((sum, price) => (sum === undefined || price === undefined ? undefined : sum + price), 0);
  return [
    counts.length > 0 ? counts.join(', ') : 'no scenario was run',
    durationMs === undefined ? '' : paint.dim(duration(durationMs)),
    calls === 0 ? '' : `${plural(calls, 'model call')} · ${cost(calls, usd)}`,
  ]
    .filter(Boolean)
    .join(' · ');
}
