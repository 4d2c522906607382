/** Annotations that GitHub puts beside the lines of a scenario. */
import { isAbsolute, relative, sep } from 'node:path';
import type { Location } from '../core/scenario.ts';
import type { Run } from '../journal/run.ts';
import { clean } from '../core/clean.ts';
import { unprovenSteps } from './evidence.ts';
import { specStateOf, summaryOf } from './summary.ts';

type Level = 'error' | 'warning' | 'notice';

/** `root`: the folder of the checkout, to which GitHub wants the file names relative. */
export function githubLines(run: Run, root?: string): string[] {
  const { name, file } = run.scenario;
  const top: Location = { file, line: 1, column: 1 };
  const summary = summaryOf(run);
  const line = (level: Level, title: string, message: string, at: Location = top): string =>
    command(
      level,
      { file: shown(at.file, root), line: String(at.line), col: String(at.column), title: clean(title, 120) },
      message,
    );

  const lines: string[] = [];
  if (summary.status !== 'passed') {
    const against =
      summary.expected === undefined
        ? ''
        : `\nexpected: ${clean(summary.expected, 400)}\nfound: ${clean(summary.found ?? '', 400)}`;
    lines.push(line('error', `${name}: ${summary.status}`, clean(summary.message, 600) + against, summary.location));
  }
  if (summary.status === 'passed' && specStateOf(run) === 'unverified')
    lines.push(
      line(
        'error',
        `${name}: the spec could not be proved`,
        clean(summary.specMessage ?? 'a run of the spec failed', 600),
      ),
    );
  for (const { instance } of unprovenSteps(run))
    lines.push(
      line(
        'warning',
        `${name}: vacuous expectation`,
        'What was verified held already before the actions that it is to prove.',
        instance.step.location,
      ),
    );
  for (const drift of run.drifts) {
    const step = run.steps.find(({ instance }) => instance.id === drift.stepId);
    lines.push(line('warning', `${name}: drift`, clean(drift.message, 600), step?.instance.step.location));
  }
  if (run.mode === 'healed' && summary.status === 'passed')
    lines.push(line('notice', `${name}: healed`, 'The recording was healed: review and commit its diff.'));
  return lines;
}

function command(level: Level, properties: Record<string, string>, message: string): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(value)}`);
  return `::${level} ${list.join(',')}::${escapeData(message)}`;
}

/** As GitHub's own toolkit escapes them. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

function shown(file: string, root: string | undefined): string {
  const inside = root === undefined ? '' : relative(root, file);
  return inside === '' || inside.startsWith('..') || isAbsolute(inside) ? file : inside.split(sep).join('/');
}
