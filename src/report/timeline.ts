import type { Run, Turn } from '../journal/run.ts';
import { plural } from './amounts.ts';
import { html, type Markup } from './html.ts';
import { groupsOf, stepState, renderState, renderTitle, topId, type StepGroup } from './outline.ts';
import { fill } from '../core/template.ts';
import { renderFilmstrip } from './filmstrip.ts';
import { renderToolbar } from './toolbar.ts';
import { renderTurn } from './turnCard.ts';
import { isUneventful } from './turnState.ts';

/** Above this many turns those in which nothing went wrong are one line each. */
const LONG_RUN = 30;

export function renderTimeline(run: Run): Markup {
  const long = run.turns.length > LONG_RUN;
  return html`<section class="timeline${long ? ' long' : ''}" id="timeline" aria-labelledby="timeline-title">
    <h2 id="timeline-title">Timeline <span class="aside">${plural(run.turns.length, 'turn')}</span></h2>
    ${run.turns.length > 1 && html`<div class="bar">${renderToolbar(run)}${renderFilmstrip(run)}</div>`}
    ${run.turns.length === 0 && html`<p class="empty">Nothing happened: the run ended before its first turn.</p>`}
    ${chapters(run).map(({ group, turns }) => renderChapter(run, group, turns, long))} ${renderDied(run)}
  </section>`;
}

interface Chapter {
  group: StepGroup | undefined;
  turns: Turn[];
}

/** Turns in a row that belong to one entry of the scenario. */
function chapters(run: Run): Chapter[] {
  const groups = new Map(groupsOf(run).map((group) => [group.id, group]));
  const found: Chapter[] = [];
  for (const turn of run.turns) {
    const group = groups.get(topId(turn.stepId));
    const last = found.at(-1);
    if (last && last.group === group) last.turns.push(turn);
    else found.push({ group, turns: [turn] });
  }
  return found;
}

function renderChapter(run: Run, group: StepGroup | undefined, turns: Turn[], long: boolean): Markup {
  const last = run.turns.at(-1);
  return html`<section class="chapter">
    ${group ? renderHeading(run, group) : html`<h3>After the last step</h3>`}
    ${turns.map((turn) => renderTurn(run, turn, long && turn !== last && isUneventful(run, turn)))}
  </section>`;
}

function renderHeading(run: Run, { id, entry, records }: StepGroup): Markup {
  const states = records.map((record) => stepState(run, record));
  const state = states.find((each) => each === 'failed' || each === 'ended') ?? states.at(-1) ?? 'open';
  const [only] = records;
  const title = fill(entry.title, { ...run.scenario.vars, ...run.values });
  const summary =
    records.length === 1 &&
    only?.summary !== undefined &&
    !/^(\d+ of \d+ done)?$/.test(only.summary) &&
    html`<p class="summary">${only.summary}</p>`;
  return html`<h3>${renderState(state)}<span class="no">${id}</span> <span>${renderTitle(title, entry)}</span></h3>
    ${summary}`;
}

function renderDied(run: Run): Markup | false {
  return !run.outcome && html`<p class="died">The journal ends here, without an outcome.</p>`;
}
