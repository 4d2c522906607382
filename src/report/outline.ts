/** The scenario's steps as a table of contents: how each ended, and where in the timeline it was worked on. */
import type { ScenarioStep } from '../core/scenario.ts';
import type { Run, StepRecord } from '../journal/run.ts';
import { html, type Markup } from './html.ts';
import { endingStep } from './summary.ts';
import { stepTitle } from './stepTitle.ts';

export type StepState = 'done' | 'skipped' | 'open' | 'failed' | 'ended';

const STATE_WORDS: Record<StepState, string> = {
  done: 'done',
  skipped: 'skipped',
  open: 'not reached',
  failed: 'failed',
  ended: 'the run ended here',
};

export function stepState(run: Run, record: StepRecord): StepState {
  if (record.status === 'open' && endingStep(run) === record)
    return run.outcome?.status === 'failed' ? 'failed' : 'ended';
  return record.status;
}

/** Steps of one entry of the scenario: one step, or all the rounds of a repeat. */
export interface StepGroup {
  id: string;
  entry: ScenarioStep;
  records: StepRecord[];
}

export function groupsOf(run: Run): StepGroup[] {
  const groups = run.scenario.steps.map((entry): StepGroup => ({ id: entry.id, entry, records: [] }));
  const byId = new Map(groups.map((group) => [group.id, group]));
  for (const record of run.steps) byId.get(topId(record.instance.id))?.records.push(record);
  return groups;
}

/** `3` of `3[7].1`: the entry of the scenario to which a step belongs. */
export function topId(stepId: string): string {
  return /^[^[.]*/.exec(stepId)?.[0] ?? stepId;
}

export function renderOutline(run: Run): Markup {
  const turns = turnsByStep(run);
  const groups = groupsOf(run);
  return html`<nav class="outline" aria-labelledby="outline-title">
    <h2 id="outline-title">Steps</h2>
    <ol>
      ${groups.map((group) => (group.entry.kind === 'repeat' ? renderRepeat(run, group, turns) : group.records.map((record) => renderItem(run, record, turns))))}
    </ol>
    <p class="keys">
      <kbd>j</kbd> <kbd>k</kbd> or <kbd>→</kbd> <kbd>←</kbd> next and previous turn · <kbd>f</kbd> next that failed ·
      <kbd>b</kbd> before and after · <kbd>/</kbd> search
    </p>
  </nav>`;
}

function renderRepeat(run: Run, { id, entry, records }: StepGroup, turns: Map<string, number[]>): Markup {
  const states = records.map((record) => stepState(run, record));
  const done = states.filter((state) => state === 'done' || state === 'skipped').length;
  const state: StepState =
    states.find((each) => each === 'failed' || each === 'ended') ?? (done === records.length ? 'done' : 'open');
  return html`<li><details${(state === 'failed' || state === 'ended') && html` open`}><summary class="item">${renderState(state)}<span class="no">${id}</span><span class="name">${entry.title}<span class="sub">${done} of ${records.length} steps done</span></span></summary>
<ol>${records.map((record) => renderItem(run, record, turns))}</ol></details></li>`;
}

function renderItem(run: Run, record: StepRecord, turns: Map<string, number[]>): Markup {
  const { instance } = record;
  const own = turns.get(instance.id) ?? [];
  const [first] = own;
  const state = stepState(run, record);
  const inner = html`${renderState(state)}<span class="no">${instance.id}</span
    ><span class="name"
      >${renderTitle(stepTitle(run, instance), instance.step)}<span class="sub">${summaryLine(state, own)}</span></span
    >`;
  return html`<li>
    ${first === undefined ? html`<span class="item">${inner}</span>` : html`<a class="item" href="#turn-${first}" data-turns="${own.join(' ')}">${inner}</a>`}
  </li>`;
}

export function renderState(state: StepState): Markup {
  return html`<span class="state ${state}" role="img" aria-label="${STATE_WORDS[state]}"></span>`;
}

/** The word that makes a step an expectation stands out. */
export function renderTitle(title: string, { kind }: Pick<ScenarioStep, 'kind'>): Markup {
  const word = kind === 'expect' || kind === 'expect-typed' ? /^(expect|still) /.exec(title)?.[1] : undefined;
  return word === undefined ? html`${title}` : html`<span class="kind">${word}</span>${title.slice(word.length)}`;
}

function summaryLine(state: StepState, turns: number[]): string {
  const [first] = turns;
  const last = turns.at(-1);
  const where = first === undefined ? '' : first === last ? `turn ${first}` : `turns ${first}–${last}`;
  return [state === 'done' ? '' : STATE_WORDS[state], where].filter(Boolean).join(' · ');
}

/** A step's turns: those that began in it and those in which a call was made for it. */
function turnsByStep(run: Run): Map<string, number[]> {
  const turns = new Map<string, number[]>();
  for (const { turn, stepId, calls } of run.turns)
    for (const id of new Set([...calls.map((call) => call.stepId), ...(calls.length === 0 ? [stepId] : [])]))
      turns.set(id, [...(turns.get(id) ?? []), turn]);
  return turns;
}
