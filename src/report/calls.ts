/** The tool calls of one turn with their inputs and results. */
import type { Target } from '../core/action.ts';
import { gradeOf } from '../core/grade.ts';
import { fill } from '../core/template.ts';
import type { CallRecord, Run, Turn } from '../journal/run.ts';
import { duration } from './amounts.ts';
import { clean, cut } from '../core/clean.ts';
import { describeAction } from '../core/describeAction.ts';
import { describeCall } from '../core/describeCall.ts';
import { differing, withMarks } from './difference.ts';
import { html, type Markup } from './html.ts';
import { marksOf, targetsOf, toneOf } from './marks.ts';
import { isStill } from './stepTitle.ts';

export type CallState = 'ok' | 'failed' | 'not-run' | 'doubt';

const CALL_WORDS: Record<CallState, string> = { ok: 'ok', failed: 'refused', 'not-run': 'not run', doubt: 'in doubt' };

export function callState({ result }: CallRecord): CallState {
  if (!result) return 'doubt';
  if (result.notRun) return 'not-run';
  return result.ok ? 'ok' : 'failed';
}

/** What a call did, or was meant to do, on one line. */
export function callWords(run: Run, { stepId, name, arguments: input, result }: CallRecord, elements = ''): string {
  if (!result?.action) return describeCall(name, input, elements);
  const loop = run.steps.find(({ instance }) => instance.id === stepId)?.instance.loop;
  return fill(describeAction(result.action), loop ?? {}, run.values, run.scenario.vars);
}

export function renderCalls(run: Run, turn: Turn): Markup | false {
  if (turn.calls.length === 0) return false;
  const marks = turn.observation?.screenshot ? marksOf(turn) : [];
  const several = new Set(marks.map(({ number }) => number)).size > 1;
  const seen: Seen = { elements: turn.observation?.elements ?? '', replayed: turn.replayed };
  return html`<ol class="calls">
    ${turn.calls.map((call, at) => {
      const number = several ? marks.find((mark) => mark.call === call)?.number : undefined;
      const enters = call.stepId !== (turn.calls[at - 1]?.stepId ?? turn.stepId);
      return html`${enters && html`<li class="enters">step ${call.stepId}</li>`}${renderCall(run, call, seen, number)}`;
    })}
  </ol>`;
}

/** Calls that only say how far the model is: a word each, for nothing happened to the page. */
const REMARKS = new Set(['step_done', 'finish']);

interface Seen {
  elements: string;
  replayed: boolean;
}

function renderCall(run: Run, call: CallRecord, { elements, replayed }: Seen, number: number | undefined): Markup {
  const state = callState(call);
  const { result } = call;
  const word = result?.expected !== undefined && state === 'failed' ? 'false' : CALL_WORDS[state];
  if (state === 'ok' && !result?.action && REMARKS.has(call.name))
    return html`<li class="call remark">
      <span class="sign" role="img" aria-label="ok"></span>
      <p class="mono">
        ${inputWords(call.name, call.arguments)} <span class="sr">${cut(result?.text ?? '', 300)}</span>
      </p>
    </li>`;
  return html`<li class="call ${state}" ${number !== undefined && html` data-call="${number}"`}>
    <span class="sign" role="img" aria-label="${word}"></span>
    <div class="deed">
      <p class="what">
        ${number !== undefined && html`<span class="count ${toneOf(call)}">${number}</span>`}${callWords(run, call, elements)}${badges(run, call, state, word)}
      </p>
      ${!replayed && html`<p class="mono input"><span class="sr">called as </span>${inputWords(call.name, call.arguments)}</p>`}
      ${targetsOfCall(call).map(renderTarget)} ${renderAnswer(call, state)}
    </div>
    <span class="ms">${result && duration(call.durationMs)}</span>
  </li>`;
}

function badges(run: Run, { stepId, result }: CallRecord, state: CallState, word: string): Markup {
  const instance = run.steps.find((step) => step.instance.id === stepId)?.instance;
  const before = result?.action?.kind === 'verify' && result.action.held === 'before' && instance && !isStill(instance);
  return html`${state !== 'ok' && html` <span class="tag ${state}">${word}</span>`}${before && html` <span class="tag warn">held before</span>`}`;
}

function targetsOfCall({ result }: CallRecord): Target[] {
  return result?.action ? targetsOf(result.action) : result?.target ? [result.target] : [];
}

/** Where an action was aimed, and how well that will be found again; a weak locator says why. */
export function renderTarget(target: Target): Markup | false {
  const { locator, anchor, fragile } = target;
  if (!locator && !anchor && !fragile) return false;
  const { grade, why } = gradeOf(target);
  const where = anchor
    ? `${anchor.locator} at ${Math.round(anchor.x)}, ${Math.round(anchor.y)}`
    : (locator ?? 'a point without a locator');
  return html`<p class="mono locator">
    ${cut(where, 400)}
    <span class="tag grade${why === undefined ? '' : ' warn'}"><span class="sr">grade: </span>${grade}</span
    >${why !== undefined && html` <span class="why">fragile: ${why}</span>`}
  </p>`;
}

function renderAnswer(call: CallRecord, state: CallState): Markup | false {
  const { result } = call;
  if (!result)
    return html`<p class="answer">
      No result was written: the run died while this call was under way. Whether it happened is in doubt.
    </p>`;
  if (result.expected !== undefined) return renderAgainst(result.expected, result.found);
  const found =
    result.action?.kind === 'verify' && result.ok
      ? html`<p class="answer">found <span class="mono">${cut(result.action.found, 300)}</span></p>`
      : false;
  if (found) return found;
  if (state === 'ok' && result.action && result.text.length < 40) return false;
  if (result.text.length <= 220) return result.text !== '' && html`<p class="answer">${result.text}</p>`;
  return html`<details class="answer">
    <summary>${clean(result.text, 120)}</summary>
    <pre>${cut(result.text, 20_000)}</pre>
  </details>`;
}

/** Expected over found: the two lines that a reader of a failure looks for. */
export function renderAgainst(expected: string, found: string | undefined): Markup {
  const [wanted, seen] = [cut(expected, 2000), cut(found ?? 'nothing', 2000)];
  const differs = differing(wanted, seen);
  return html`<dl class="against">
    <div>
      <dt>Expected</dt>
      <dd class="expected"><span class="lines">${withMarks(wanted, differs.expected)}</span></dd>
    </div>
    <div>
      <dt>Found</dt>
      <dd class="found"><span class="lines">${withMarks(seen, differs.found)}</span></dd>
    </div>
  </dl>`;
}

function inputWords(name: string, input: string): string {
  return clean(`${name} ${input === '{}' ? '' : input}`, 400);
}
