import { relative } from 'node:path';
import type { Location } from '../core/scenario.ts';
import { cost, duration, plural, usageWords } from './amounts.ts';
import { clean } from '../core/clean.ts';
import { noPaint, type Paint } from './paint.ts';
import type { RunSummary } from './summary.ts';

/** Where a run's files lie; absolute paths. */
export interface RunFiles {
  report?: string;
  spec?: string;
  recording?: string;
  journal?: string;
}

/** The closing block of one run: what held or failed, where, and what is left to read. `root`: paths are shown relative to it. */
export function describeOutcome(summary: RunSummary, files: RunFiles, paint: Paint = noPaint, root?: string): string[] {
  const lines = [headline(summary, paint)];
  if (summary.status !== 'passed') lines.push(...failure(summary, paint, root));
  if (summary.status === 'passed' && summary.spec === 'unverified') lines.push(...unproved(summary, paint));
  if (summary.modelCalls > 0) lines.push(`  ${paint.dim('model    ')} ${bill(summary)}`);
  for (const [label, file] of [
    ['report', files.report],
    ['spec', files.spec],
    ['recording', files.recording],
    ['journal', files.journal],
  ] as const) {
    const note = label === 'spec' && summary.spec === 'verified' ? ' (verified)' : '';
    if (file !== undefined) lines.push(`  ${paint.dim(label.padEnd(9))} ${shownPath(file, root)}${note}`);
  }
  return lines;
}

/** The first line of the block, and all that many passed runs need. */
function headline(summary: RunSummary, paint: Paint): string {
  const colour = {
    passed: paint.green,
    failed: paint.red,
    stopped: paint.yellow,
    errored: paint.yellow,
    unfinished: paint.yellow,
  };
  const word = `${summary.status === 'passed' ? '✓' : '✗'} ${summary.status}`;
  const facts = [
    summary.durationMs > 0 ? duration(summary.durationMs) : '',
    summary.mode,
    plural(summary.actions, 'action'),
  ];
  return `${paint.bold(colour[summary.status](word))} ${paint.bold(clean(summary.scenario, 120))} ${paint.dim(`· ${facts.filter(Boolean).join(' · ')}`)}`;
}

/** A passed run among many, on one line. */
export function passedLine(summary: RunSummary, paint: Paint = noPaint): string {
  const facts = [
    cost(summary.modelCalls, summary.usd),
    summary.spec === 'verified' ? 'spec verified' : 'spec not tried',
  ].filter(Boolean);
  return `${headline(summary, paint)}${paint.dim(` · ${facts.join(' · ')}`)}`;
}

const SHOWN_LINES = 6;

function unproved({ specMessage = '' }: RunSummary, paint: Paint): string[] {
  const said = specMessage
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, SHOWN_LINES);
  return [
    `  ${paint.yellow('The spec could not be proved. See the report.')}`,
    ...said.map((line) => `    ${clean(line.trimEnd(), 300)}`),
  ];
}

/** What the model was asked, and what that cost: asks that came to nothing are paid for as well. */
function bill({ modelCalls, tokens, usd, durationMs, modelMs }: RunSummary): string {
  // A run that died has no duration.
  const outside = durationMs > 0 ? `, ${duration(Math.max(0, durationMs - modelMs))} outside it` : '';
  return [
    plural(modelCalls, 'call'),
    `${usageWords(tokens)} tokens`,
    cost(modelCalls, usd),
    `${duration(modelMs)} in the model${outside}`,
  ].join(' · ');
}

function failure(summary: RunSummary, paint: Paint, root: string | undefined): string[] {
  const lines = [`  ${paint.dim('why      ')} ${clean(summary.sentence, 600)}`];
  if (summary.reason !== undefined) lines.push(`  ${paint.dim('reason   ')} ${summary.reason}`);
  if (summary.stepId !== undefined)
    lines.push(`  ${paint.dim('step     ')} ${summary.stepId} ${clean(summary.stepTitle ?? '', 160)}`);
  if (summary.expected !== undefined)
    lines.push(`  ${paint.dim('expected ')} ${paint.green(clean(summary.expected, 400))}`);
  if (summary.found !== undefined) lines.push(`  ${paint.dim('found    ')} ${paint.red(clean(summary.found, 400))}`);
  if (summary.location) lines.push(`  ${paint.dim('at       ')} ${shownLocation(summary.location, root)}`);
  return lines;
}

function shownLocation({ file, line, column }: Location, root: string | undefined): string {
  return `${shownPath(file, root)}:${line}:${column}`;
}

export function shownPath(file: string, root: string | undefined): string {
  const inside = root === undefined ? '' : relative(root, file);
  return clean(inside === '' || inside.startsWith('..') ? file : inside, 300) || '?';
}
