import type { Run, Turn } from '../journal/run.ts';
import { cost, count, duration } from './amounts.ts';
import { callWords, renderCalls } from './calls.ts';
import { clean, cut } from '../core/clean.ts';
import { html, type Markup, type Part } from './html.ts';
import { renderStepPictures } from './stepPictures.ts';
import { stepTitle } from './stepTitle.ts';
import { renderFigure } from './turnFigure.ts';
import { faultsOf, isWeak, stateOf } from './turnState.ts';
import { topId } from './outline.ts';

/** `folded`: one line until it is opened. */
export function renderTurn(run: Run, turn: Turn, folded: boolean): Markup {
  const state = stateOf(run, turn);
  const bare = !turn.observation && !turn.reply && !turn.failure;
  const attributes = html`class="turn ${state}${folded ? ' folded' : ''}${bare ? ' bare' : ''}" id="turn-${turn.turn}"
  tabindex="-1"${isWeak(turn) && html` data-weak`}`;
  const body = html`<div class="turn-body">${renderStory(run, turn)}${renderFigure(run, turn)}</div>`;
  if (!folded)
    return html`<article ${attributes}>
      ${renderHead(turn, html`<span class="who">${plannerOf(run, turn)}</span>`)}${body}
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

function plannerOf({ outcome }: Run, { replayed, reply, failure }: Turn): string {
  if (reply?.planner === 'builtin') return 'planned by builtin rules';
  if (reply) return `${reply.planner}${reply.thinking ? ', thought first' : ''}`;
  if (failure) return `${failure.planner}: no reply`;
  if (replayed) return 'replayed';
  return outcome ? `no reply: the run ended first (${outcome.reason})` : 'no reply: the run died first';
}

function metaOf(turn: Turn): string[] {
  const { observation, calls } = turn;
  const reply = turn.reply ?? turn.failure;
  const acting = calls.reduce((sum, call) => sum + call.durationMs, 0);
  const asked = reply && reply.planner !== 'builtin';
  return [
    asked ? `model ${duration(reply.durationMs)}` : '',
    observation ? `settled ${duration(observation.settleMs)}` : '',
    calls.length > 0 ? `acted ${duration(acting)}` : '',
    asked
      ? `${count(reply.usage.prompt)} in${reply.usage.cached > 0 ? ` (${count(reply.usage.cached)} cached)` : ''} · ${count(reply.usage.completion)} out`
      : '',
    asked ? cost(1, reply.usd) : '',
  ].filter(Boolean);
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
    ${asked} ${renderStepPictures(run, turn)}
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
    ${renderCalls(run, turn)} ${renderAsking(run, turn)}
    ${observation && observation.elements !== '' && renderMore(`Element list as sent (${plainLines(observation.elements)})`, html`<pre>${cut(observation.elements, 40_000)}</pre>`)}
  </div>`;
}

/** What the ask met on its way, and that it came to nothing. */
function renderAsking({ turns, outcome }: Run, turn: Turn): Markup {
  const { reply, failure, retries } = turn;
  const why = turn === turns.at(-1) && outcome ? `No reply came: ${outcome.message}` : 'No reply came.';
  const notes = (reply ?? failure)?.notes ?? [];
  const untold = retries.filter(({ message }) => !notes.some((note) => note.includes(message)));
  const waits = untold.map(({ delayMs, message }) => `asked again after ${duration(delayMs)}: ${message}`);
  return html`${[...notes, ...waits].map((note) => html`<p class="note">${cut(note, 500)}</p>`)}${
    failure &&
    html`<p class="no-reply">
      <span class="tag warn">${failure.reason}</span>
      ${cut(why, 600)}${failure.usage.prompt > 0 && ' What was spent on it is counted.'}
    </p>`
  }`;
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
