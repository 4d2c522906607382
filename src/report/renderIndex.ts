import { cut } from '../core/clean.ts';
import { cost, count, duration, moment, plural } from './amounts.ts';
import { renderDocument, type Tone } from './document.ts';
import { html, type Markup } from './html.ts';
import { KINDS, kindOf, type IndexEntry } from './indexEntry.ts';
import { INDEX_SCRIPT } from './indexScript.ts';
import { filtersOf, renderLegend, renderTrend, safeHref, toneOfEntry, whyOf } from './trendCard.ts';
import { trendsOf, type Trend } from './trends.ts';
import { SPEC_WORDS, STATUS_WORDS } from './verdict.ts';

/** How each scenario goes, then all runs, newest first. */
export function renderIndex(entries: readonly IndexEntry[]): string {
  const sorted = [...entries].sort((a, b) => b.startedAt.localeCompare(a.startedAt));
  const trends = trendsOf(sorted);
  const body = html`<header class="top">
      <p class="brand"><a href="index.html">uitest</a></p>
    </header>
    <main class="index">
      <h1>Runs <span class="aside">${sorted.length === 0 ? 'none yet' : headline(sorted, trends)}</span></h1>
      ${sorted.length === 0 ? html`<p class="empty">Run a scenario with <code>uitest run</code> and it will be listed here.</p>` : renderAll(sorted, trends)}
    </main>`;
  return renderDocument('Runs · uitest', worst(trends), body, { script: INDEX_SCRIPT });
}

function headline(entries: readonly IndexEntry[], trends: readonly Trend[]): string {
  const passed = entries.filter(({ status }) => status === 'passed').length;
  const passing = trends.filter(({ runs: [newest] }) => newest.status === 'passed').length;
  return `${count(passed)} of ${plural(entries.length, 'run')} passed; ${count(passing)} of ${plural(trends.length, 'scenario')} passed last time`;
}

function worst(trends: readonly Trend[]): Tone {
  const tones = trends.map(({ runs: [newest] }) => toneOfEntry(newest));
  return tones.includes('bad') ? 'bad' : tones.includes('warn') ? 'warn' : 'good';
}

function renderAll(entries: readonly IndexEntry[], trends: readonly Trend[]): Markup {
  const there = KINDS.filter((kind) => entries.some((entry) => kindOf(entry) === kind));
  return html`${renderFilters(entries)}
    <section aria-labelledby="scenarios" data-none>
      <h2 id="scenarios">Scenarios <span class="aside">what needs a look first</span></h2>
      <ul class="trends">
        ${trends.map(renderTrend)}
      </ul>
      <p class="none empty" hidden>No scenario has such a run.</p>
      ${renderLegend(there)}
    </section>
    <section aria-labelledby="all" data-none>
      <h2 id="all">All runs <span class="aside">newest first</span></h2>
      ${renderTable(entries)}
      <p class="none empty" hidden>No run is like that.</p>
    </section>`;
}

/** Shown by the script, which alone can use it. */
function renderFilters(entries: readonly IndexEntry[]): Markup {
  const found = entries.map(filtersOf);
  const choices = KINDS.map((kind) => ({ kind, count: found.filter((of) => of.includes(kind)).length }));
  return html`<div class="choose" role="search" hidden>
    <input type="search" id="search" aria-label="Search runs" placeholder="Search: scenario, reason, model   /" />
    <div class="choices" role="group" aria-label="Outcome">
      <button type="button" data-wanted="" aria-pressed="true">All ${count(entries.length)}</button>
      ${choices.map((choice) => choice.count > 0 && html` <button type="button" data-wanted="${choice.kind}" aria-pressed="false">${choice.kind} ${count(choice.count)}</button>`)}
    </div>
    <p class="shown" role="status"></p>
  </div>`;
}

function renderTable(entries: readonly IndexEntry[]): Markup {
  return html`<div class="table" role="region" aria-label="Runs" tabindex="0">
    <table>
      <thead>
        <tr>
          <th scope="col">Outcome</th>
          <th scope="col">Scenario</th>
          <th scope="col">Mode</th>
          <th scope="col">Model</th>
          <th scope="col">Duration</th>
          <th scope="col">Cost</th>
          <th scope="col">Spec</th>
          <th scope="col">Started</th>
        </tr>
      </thead>
      <tbody>
        ${entries.map(renderRow)}
      </tbody>
    </table>
  </div>`;
}

function renderRow(entry: IndexEntry): Markup {
  const why = whyOf(entry);
  const tone = toneOfEntry(entry);
  return html`<tr class="${tone}" data-is="${filtersOf(entry).join(' ')}">
    <td>
      <span class="pill ${tone}">${STATUS_WORDS[entry.status]}</span
      >${entry.flaky && html` <span class="tag warn">flaky</span>`}
    </td>
    <th scope="row">
      <a href="${safeHref(entry.href)}">${cut(entry.scenario, 120)}</a
      >${why !== '' && html` <span class="sub">${why}</span>`}
    </th>
    <td>${entry.mode}</td>
    <td>${entry.model}</td>
    <td class="num">${entry.durationMs > 0 ? duration(entry.durationMs) : '–'}</td>
    <td class="num">${cost(entry.modelCalls, entry.usd) || '–'}</td>
    <td>${SPEC_WORDS[entry.spec].replace('spec ', '')}</td>
    <td class="num"><time datetime="${entry.startedAt}">${moment(entry.startedAt)}</time></td>
  </tr>`;
}
