import { basename } from 'node:path';
import { cut } from '../core/clean.ts';
import { dollars, duration, moment, plural } from './amounts.ts';
import { html, type Markup } from './html.ts';
import { KINDS, kindOf, type IndexEntry, type Kind } from './indexEntry.ts';
import type { Trend } from './trends.ts';
import { STATUS_WORDS, toneOf } from './verdict.ts';

/** Runs of a scenario that its strip shows. */
const STRIP = 20;

const KIND_WORDS: Record<Kind, string> = {
  failed: 'Failed',
  errored: 'Errored',
  stopped: 'Stopped',
  unfinished: 'Unfinished',
  flaky: 'Flaky',
  healed: 'Healed',
  passed: 'Passed',
};

/** A flaky run that passed is no clean pass. */
export function toneOfEntry(entry: IndexEntry): ReturnType<typeof toneOf> {
  return entry.flaky ? 'warn' : toneOf(entry);
}

export function renderTrend(trend: Trend): Markup {
  const [newest] = trend.runs;
  const is = [...new Set(trend.runs.flatMap(filtersOf))].join(' ');
  return html`<li class="trend ${toneOfEntry(newest)}" data-is="${is}">
    <p><span class="pill ${toneOfEntry(newest)}">${STATUS_WORDS[newest.status]}</span></p>
    <div>
      <h3><a href="${safeHref(newest.href)}">${cut(newest.scenario, 120)}</a></h3>
      ${newest.status !== 'passed' && html`<p class="why">${whyOf(newest)}</p>`}
      <p class="counts">
        <span class="part">${basename(newest.file)}</span
        >${counts(trend).map((part) => html` <span class="part">${part}</span>`)}
      </p>
    </div>
    ${renderStrip(trend)}
  </li>`;
}

/** By which choices of the filter a run is found. */
export function filtersOf(entry: IndexEntry): string[] {
  const healed = entry.status === 'passed' && entry.mode === 'healed';
  return [...new Set([entry.status, kindOf(entry), ...(healed ? ['healed'] : [])])];
}

export function whyOf({ status, message, flaky }: IndexEntry): string {
  if (status === 'unfinished') return 'No outcome: it died, or is going on.';
  if (status !== 'passed') return cut(message, 160);
  return flaky === 'retry'
    ? 'Passed only when it was tried again.'
    : flaky === 'spec'
      ? 'Its spec passed only some of the times that it was run.'
      : '';
}

function counts({ runs, counts: of, passed, usd, unpriced, medianMs }: Trend): Markup[] {
  const [newest] = runs;
  const others = KINDS.filter((kind) => kind !== 'passed' && of[kind] > 0);
  const asked = runs.some(({ modelCalls }) => modelCalls > 0);
  return [
    html`<b>${passed} of ${plural(runs.length, 'run')}</b> passed`,
    ...others.map((kind) => html`<b>${of[kind]}</b> ${KIND_WORDS[kind].toLowerCase()}`),
    ...(medianMs === undefined ? [] : [html`median <b>${duration(medianMs)}</b>`]),
    ...(asked ? [html`<b>${costOf(usd, unpriced)}</b> in all, newest ${newestCost(newest)}`] : []),
  ];
}

function costOf(usd: number, unpriced: number): string {
  if (unpriced === 0) return dollars(usd);
  return usd === 0 ? 'price unknown' : `${dollars(usd)} and ${plural(unpriced, 'run')} of unknown price`;
}

function newestCost({ modelCalls, usd }: IndexEntry): string {
  return modelCalls === 0 ? '$0' : usd === undefined ? 'price unknown' : dollars(usd);
}

/** Oldest on the left, as one reads. */
function renderStrip({ runs }: Trend): Markup {
  const last = runs.slice(0, STRIP).reverse();
  return html`<div class="ticks" role="group" aria-label="The last ${plural(last.length, 'run')}, newest last">
    ${last.map(renderMark)}
  </div>`;
}

function renderMark(entry: IndexEntry): Markup {
  const kind = kindOf(entry);
  const words = `${KIND_WORDS[kind]}, ${moment(entry.startedAt)}`;
  return html`<a class="tick ${kind}" href="${safeHref(entry.href)}" aria-label="${words}" title="${words}"></a>`;
}

export function renderLegend(kinds: readonly Kind[]): Markup {
  return html`<ul class="legend" aria-label="Marks">
    ${kinds.map(
      (kind) =>
        html`<li>
          <span class="ticks" aria-hidden="true"><span class="tick ${kind}"></span></span>${KIND_WORDS[kind]}
        </li>`,
    )}
  </ul>`;
}

/** A relative path stays one: no scheme, whatever the folder is called. */
export function safeHref(href: string): string {
  return `./${href}`;
}
