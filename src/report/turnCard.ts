import type { Run, Turn } from '../journal/run.ts';
import { count, dollars, duration } from './amounts.ts';
import { callState, callWords, renderCalls } from './calls.ts';
import { clean, cut } from '../core/clean.ts';
import { html, type Markup, type Part } from './html.ts';
import { marksOf } from './marks.ts';
import { renderPicture } from './picture.ts';
import { stepTitle } from './stepTitle.ts';
import { topId } from './outline.ts';

/** A turn in which nothing went wrong, so that a long run may show it as one line. */
export function isUneventful(run: Run, turn: Turn): boolean {
  return (
    turn.calls.length > 0 &&
    turn.calls.every((call) => callState(call) === 'ok') &&
    faultsOf(run, turn).every(({ allowed }) => allowed)
  );
}

/** `folded`: one line until it is opened. */
export function renderTurn(run: Run, turn: Turn, folded: boolean): Markup {
  const state = stateOf(run, turn);
  const bare = !turn.observation && !turn.reply;
  const attributes = html`class="turn ${state}${folded ? ' folded' : ''}${bare ? ' bare' : ''}" id="turn-${turn.turn}"
  tabindex="-1"`;
  const body = html`<div class="turn-body">${renderStory(run, turn)}${renderFigure(turn)}</div>`;
  if (!folded)
    return html`<article ${attributes}>
      ${renderHead(turn, html`<span class="who">${plannerOf(turn)}</span>`)}${body}
    </article>`;
  return html`<details ${attributes}>
    <summary>
      ${renderHead(turn, html`<span class="line"><span class="state ${state === 'ok' ? 'done' : 'failed'}"></span>${lineOf(run, turn)}</span>`)}
    </summary>
    ${body}
  </details>`;
}

function renderHead(turn: Turn, middle: Markup): Markup {
  return html`<div class="turn-head">
    <h4>
      <a href="#turn-${turn.turn}"><span class="sr">Turn </span>${turn.turn}</a>
    </h4>
    ${middle}<span class="meta">${metaOf(turn).map((part) => html`<span>${part}</span>`)}</span>
  </div>`;
}

function plannerOf({ replayed, reply }: Turn): string {
  if (reply) return reply.planner === 'builtin' ? 'planned by builtin rules' : reply.planner;
  return replayed ? 'replayed' : 'no reply';
}

function metaOf({ reply, observation, calls }: Turn): string[] {
  const acting = calls.reduce((sum, call) => sum + call.durationMs, 0);
  const asked = reply && reply.planner !== 'builtin';
  return [
    asked ? `model ${duration(reply.durationMs)}` : '',
    `page ${duration(acting + (observation?.settleMs ?? 0))}`,
    asked
      ? `${count(reply.usage.prompt)} in${reply.usage.cached > 0 ? ` (${count(reply.usage.cached)} cached)` : ''} · ${count(reply.usage.completion)} out`
      : '',
    asked ? (reply.usd === undefined ? 'price unknown' : dollars(reply.usd)) : '',
  ].filter(Boolean);
}

function stateOf(run: Run, turn: Turn): 'ok' | 'failed' {
  const failed = turn.calls.some((call) => ['failed', 'doubt'].includes(callState(call)));
  return failed || faultsOf(run, turn).some(({ allowed }) => !allowed) ? 'failed' : 'ok';
}

function faultsOf(run: Run, { turn }: Turn): Run['faults'] {
  return run.faults.filter((seen) => seen.turn === turn);
}

function lineOf(run: Run, turn: Turn): string {
  const [first, ...rest] = turn.calls.filter((call) => call.result?.action);
  const words = first ? callWords(run, first) : turn.calls.map(({ name }) => name).join(', ');
  return clean(`${words}${rest.length > 0 ? ` and ${rest.length} more` : ''}`, 200);
}

function renderStory(run: Run, turn: Turn): Markup {
  const { observation, reply } = turn;
  const instance = run.steps.find((step) => step.instance.id === turn.stepId)?.instance;
  // A step of its own has its title right above; inside a repeat the round has to be named.
  const asked =
    instance &&
    topId(instance.id) !== instance.id &&
    html`<p class="asked"><span class="no">${instance.id}</span> ${stepTitle(run, instance)}</p>`;
  // Rules only repeat the step, unless they could not do it and say why.
  const said = reply && (reply.planner !== 'builtin' || turn.calls.length === 0) ? reply.message.text.trim() : '';
  return html`<div class="story">
    ${asked}
    ${
      observation &&
      observation.since.length > 0 &&
      html`<ul class="since" aria-label="Since the last turn">
        ${observation.since.map((line) => html`<li>${cut(line, 500)}</li>`)}
      </ul>`
    }
    ${faultsOf(run, turn).map(renderFault)}
    ${said !== '' && html`<blockquote class="said"><span class="lines">${cut(said, 8000)}</span></blockquote>`}
    ${reply && reply.message.reasoning.trim() !== '' && renderMore('Reasoning', html`<div class="prose"><span class="lines">${cut(reply.message.reasoning.trim(), 40_000)}</span></div>`)}
    ${renderCalls(run, turn)} ${reply?.notes.map((note) => html`<p class="note">${cut(note, 500)}</p>`)}
    ${observation && observation.elements !== '' && renderMore(`Element list as sent (${plainLines(observation.elements)})`, html`<pre>${cut(observation.elements, 40_000)}</pre>`)}
  </div>`;
}

function plainLines(text: string): string {
  const lines = text.split('\n').length;
  return `${lines} line${lines === 1 ? '' : 's'}`;
}

function renderMore(title: string, body: Part): Markup {
  return html`<details class="more">
    <summary>${title}</summary>
    ${body}
  </details>`;
}

export function renderFault({ fault, allowed }: Run['faults'][number]): Markup {
  return html`<p class="fault${allowed ? ' allowed' : ''}">
    <span class="tag ${allowed ? '' : 'failed'}">${fault.type}${allowed && ', allowed'}</span>
    ${cut(fault.text, 600)}${fault.url !== undefined && html` <span class="mono">${cut(fault.url, 200)}</span>`}
  </p>`;
}

function renderFigure(turn: Turn): Markup | false {
  const { observation } = turn;
  if (!observation) return false;
  const marks = marksOf(turn);
  const aimed = marks.length > 0 ? `, ${marks.length} place${marks.length === 1 ? '' : 's'} marked` : '';
  const picture = renderPicture(observation.screenshot, marks, `The page before turn ${turn.turn}${aimed}`);
  return html`<figure>
    ${picture}
    <figcaption>
      <span class="page-title">${cut(observation.title, 120)}</span>
      <span class="mono">${cut(observation.url, 160)}</span>
    </figcaption>
  </figure>`;
}
