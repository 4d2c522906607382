/**
 * The summary of a job on GitHub, as Markdown that is nothing but blocks of HTML: in those GitHub looks for no Markdown, and in `code`
 * for no @mention, #number or address. So every text of others stands in `code`, as text, without a blank line.
 */
import { clean } from '../core/clean.ts';
import { cost, count, duration } from './amounts.ts';
import { html, type Markup } from './html.ts';
import { problemOf, type Problem } from './problem.ts';
import { relativePath } from './relativePath.ts';
import type { NotBegun, Written, WrittenRun } from './results.ts';
import { specStateOf, summaryOf } from './summary.ts';

export interface SummaryPlaces {
  /** The folder of the checkout. */
  root?: string;
  /** The page of the workflow run, which lists its artefacts. */
  runUrl?: string;
}

/** GitHub drops a summary whole that is larger than 1 MiB. */
export const MAX_SUMMARY_BYTES = 1024 * 1024;
/** For the words about what was left out. */
const MARGIN = 600;

const SIGNS = { passed: '✅', failed: '❌', stopped: '⚠️', errored: '⚠️', unfinished: '⚠️' } as const;

/** Empty where not even its heading fits into `maxBytes`. */
export function renderJobSummary(written: Written, places: SummaryPlaces = {}, maxBytes = MAX_SUMMARY_BYTES): string {
  const { runs, notBegun } = written;
  const problems = runs.flatMap((each) => {
    const problem = problemOf(each.run);
    return problem ? [{ each, problem }] : [];
  });
  problems.sort((a, b) => a.problem.rank - b.problem.rank);
  const rows = [...notBegun.map((each) => rowWithoutRun(each, places)), ...runs.map((each) => row(each, places))];
  const sections = [
    ...notBegun.map(sectionWithoutRun),
    ...problems.map(({ each, problem }) => section(each, problem, places)),
  ];
  const head = `${heading(written)}${TABLE_HEAD}\n`;
  const room = maxBytes - Buffer.byteLength(head) - MARGIN;
  if (room < 0) return '';
  // What failed, expected and found are worth more than the rows of what passed.
  const told = fitting(sections, room);
  const listed = fitting(rows, room - told.bytes);
  return [
    head,
    ...listed.texts,
    '</tbody></table>\n',
    leftOut(rows.length - listed.texts.length, 'scenario'),
    ...told.texts,
    leftOut(sections.length - told.texts.length, 'failure'),
    footer(places),
  ].join('');
}

function fitting(parts: readonly string[], room: number): { texts: string[]; bytes: number } {
  const texts: string[] = [];
  let bytes = 0;
  for (const text of parts) {
    const more = Buffer.byteLength(text);
    if (bytes + more > room) break;
    bytes += more;
    texts.push(text);
  }
  return { texts, bytes };
}

function leftOut(left: number, noun: string): string {
  return left === 0 ? '' : `<p>… ${count(left)} more ${noun}${left === 1 ? '' : 's'}: the reports have them all.</p>\n`;
}

const TABLE_HEAD =
  '<table><thead><tr><th>outcome</th><th>scenario</th><th>duration</th><th>mode</th><th>cost</th><th>spec</th></tr></thead><tbody>';

function heading({ runs, notBegun }: Written): string {
  const counts = new Map<string, number>();
  if (notBegun.length > 0) counts.set('not begun', notBegun.length);
  for (const { run } of runs) {
    const { status } = summaryOf(run);
    counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  const words = [...counts].map(([word, times]) => `${count(times)} ${word}`).join(', ');
  return oneLine(html`<h3>uitest: ${words || 'no scenario was run'}</h3>`);
}

function row({ run, attempts = 1 }: WrittenRun, { root }: SummaryPlaces): string {
  const { status, scenario, file, durationMs, mode, modelCalls, usd } = summaryOf(run);
  const tries = attempts > 1 && html` (attempt ${attempts})`;
  const spec = specStateOf(run) === 'unproved' ? '–' : specStateOf(run);
  return tableRow([
    html`${SIGNS[status]} ${status}${tries}`,
    html`${code(scenario, 120)}<br />${code(relativePath(file, root), 300)}`,
    duration(durationMs),
    mode,
    cost(modelCalls, usd) || '$0',
    spec,
  ]);
}

function rowWithoutRun({ scenario, file }: NotBegun, { root }: SummaryPlaces): string {
  const name = html`${code(scenario, 120)}<br />${code(relativePath(file, root), 300)}`;
  return tableRow(['⚠️ not begun', name, '–', '–', '–', '–']);
}

function section({ run, reportFile }: WrittenRun, problem: Problem, { root }: SummaryPlaces): string {
  const { title, type, message, expected, found, step, location } = problem;
  const { file, line, column } = location;
  const place = code(`${relativePath(file, root)}:${line}:${column}`, 320);
  const report =
    reportFile !== undefined && html`<br />report in the artefact: ${code(relativePath(reportFile, root), 320)}`;
  return [
    oneLine(html`<h4>${code(run.scenario.name, 120)} ${title}</h4>`),
    oneLine(html`<p>${code(message, 600)}</p>`),
    expected === undefined
      ? ''
      : `<table><tbody>${tableRow(['expected', code(expected, 600)])}${tableRow(['found', code(found ?? '', 600)])}</tbody></table>\n`,
    oneLine(
      html`<p>
        at ${place}${step && html`, step ${code(`${step.id} ${step.title}`, 200)}`} (${code(type, 60)})${report}
      </p>`,
    ),
  ].join('');
}

function sectionWithoutRun({ scenario, message }: NotBegun): string {
  return oneLine(html`<h4>${code(scenario, 120)} not begun</h4>`) + oneLine(html`<p>${code(message, 600)}</p>`);
}

function footer({ runUrl }: SummaryPlaces): string {
  return runUrl === undefined ? '' : oneLine(html`<p><a href="${runUrl}#artifacts">Artefacts of this run</a></p>`);
}

function tableRow(cells: readonly (Markup | string)[]): string {
  return oneLine(
    html`<tr>
      ${cells.map((cell) => html`<td>${cell}</td>`)}
    </tr>`,
  );
}

/** Empty text would leave an empty box. */
function code(text: string, max: number): Markup {
  return html`<code>${clean(text, max) || '(nothing)'}</code>`;
}

/** A blank line would end the block of HTML, and Markdown begin. */
function oneLine({ text }: Markup): string {
  return `${text.replaceAll(/\s*\n\s*/g, ' ')}\n`;
}
