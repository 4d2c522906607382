/** What a reader should know besides the story: warnings, drifts, values, faults outside any turn. */
import type { Run } from '../journal/run.ts';
import { plural } from './amounts.ts';
import { diffLines } from '../core/actionLine.ts';
import { cut } from '../core/clean.ts';
import { unprovenSteps } from './evidence.ts';
import { html, type Markup } from './html.ts';
import { renderFault } from './turnCard.ts';

export function renderWarnings(run: Run): Markup | false {
  const warnings = [
    ...run.warnings,
    ...unprovenSteps(run).map(
      ({ instance }) =>
        `Step ${instance.id} is vacuous: what was verified held already before the actions that it is to prove.`,
    ),
  ];
  const turns = new Set(run.turns.map(({ turn }) => turn));
  const strays = run.faults.filter(({ turn }) => !turns.has(turn));
  if (warnings.length === 0 && strays.length === 0) return false;
  return html`<section id="warnings" class="warnings" aria-labelledby="warnings-title">
    <h2 id="warnings-title" class="sr">Warnings</h2>
    <ul>
      ${warnings.map((warning) => html`<li>${cut(warning, 1000)}</li>`)}
    </ul>
    ${strays.map(renderFault)}
  </section>`;
}

export function renderDrifts(run: Run): Markup | false {
  if (run.drifts.length === 0) return false;
  return html`<section id="drifts" aria-labelledby="drifts-title">
    <h2 id="drifts-title">
      Drift <span class="aside">${plural(run.drifts.length, 'recorded locator')} no longer found</span>
    </h2>
    <ul class="drifts">
      ${run.drifts.map(
        ({ stepId, message, candidates, found }) =>
          html`<li>
            <p><span class="no">${stepId}</span> ${cut(message, 1000)}</p>
            ${found !== undefined && html`<p class="aside">Found by <span class="mono">${cut(found, 300)}</span></p>`}
            ${
              candidates.length > 0 &&
              html`<p class="aside">Nearest on the page:</p>
                <ol>
                  ${candidates.slice(0, 12).map((candidate) => html`<li class="mono">${cut(candidate, 300)}</li>`)}
                </ol>`
            }
          </li>`,
      )}
    </ul>
    ${run.heals.map(
      ({ stepId, before, after }) =>
        html`<h3>Step ${stepId}, healed: ${cut(titleOf(run, stepId), 200)}</h3>
          ${renderDiff(diffLines(before, after).join('\n'))}`,
    )}
  </section>`;
}

function titleOf(run: Run, stepId: string): string {
  return run.steps.find(({ instance }) => instance.id === stepId)?.instance.step.title ?? '';
}

function renderDiff(diff: string): Markup {
  return html`<pre class="diff" tabindex="0">
${diff.split('\n').map((line) => html`<span class="${lineKind(line)}">${`${line}\n`}</span>`)}</pre>`;
}

function lineKind(line: string): string {
  if (line.startsWith('+')) return 'added';
  return line.startsWith('-') ? 'removed' : 'kept';
}

export function renderValues(run: Run): Markup | false {
  const values = Object.entries(run.values);
  if (values.length === 0) return false;
  return html`<section id="values" aria-labelledby="values-title">
    <h2 id="values-title">Values learned</h2>
    <dl class="values">
      ${values.map(
        ([name, value]) =>
          html`<div>
            <dt class="mono">${cut(name, 80)}</dt>
            <dd>${cut(value, 500)}</dd>
          </div>`,
      )}
    </dl>
  </section>`;
}
