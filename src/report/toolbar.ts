/** What narrows the timeline down. It is worked by the page's script, which shows it. */
import type { Run } from '../journal/run.ts';
import { count } from './amounts.ts';
import { html, type Markup } from './html.ts';
import { isWeak, stateOf } from './turnState.ts';

export function renderToolbar(run: Run): Markup {
  const failed = run.turns.filter((turn) => stateOf(run, turn) !== 'ok').length;
  const weak = run.turns.filter(isWeak).length;
  return html`<div class="toolbar" role="search" aria-label="Turns" hidden>
    <label
      ><span class="sr">Search the turns</span
      ><input type="search" id="search" placeholder="Search turns" autocomplete="off" spellcheck="false"
    /></label>
    <div class="filters" role="group" aria-label="Show">
      ${renderFilter('all', 'All', run.turns.length)} ${renderFilter('failed', 'Failed', failed)}
      ${renderFilter('weak', 'Weak locators', weak)}
    </div>
    <output class="shown"></output>
  </div>`;
}

function renderFilter(name: string, label: string, turns: number): Markup {
  return html`<button
    type="button"
    data-filter="${name}"
    aria-pressed="${name === 'all' ? 'true' : 'false'}"
    ${turns === 0 && html` disabled`}
  >
    ${label} <span>${count(turns)}</span>
  </button>`;
}
