import { cost, duration, moment, plural } from './amounts.ts';
import { cut } from '../core/clean.ts';
import { renderDocument } from './document.ts';
import { html, type Markup } from './html.ts';
import { SCRIPT } from './script.ts';
import type { RunSummary } from './summary.ts';
import { SPEC_WORDS, STATUS_WORDS, toneOf } from './verdict.ts';

/** A run and where its report lies: a URL relative to the index. */
export type IndexEntry = RunSummary & { href: string };

/** All runs, newest first. */
export function renderIndex(entries: IndexEntry[]): string {
  const sorted = [...entries].sort((a, b) => b.startedAt.localeCompare(a.startedAt));
  const passed = sorted.filter(({ status }) => status === 'passed').length;
  const body = html`<header class="top">
      <p class="brand"><a href="index.html">uitest</a></p>
    </header>
    <main class="index">
      <h1>
        Runs
        <span class="aside"
          >${sorted.length === 0 ? 'none yet' : `${passed} of ${plural(sorted.length, 'run')} passed`}</span
        >
      </h1>
      ${sorted.length === 0 ? html`<p class="empty">Run a scenario with <code>uitest run</code> and it will be listed here.</p>` : renderTable(sorted)}
    </main>`;
  const [newest] = sorted;
  return renderDocument('Runs · uitest', newest ? toneOf(newest) : 'good', body, { script: SCRIPT });
}

function renderTable(entries: IndexEntry[]): Markup {
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
  const why = entry.status === 'passed' ? '' : cut(entry.message, 160);
  return html`<tr class="${toneOf(entry)}">
    <td><span class="pill ${toneOf(entry)}">${STATUS_WORDS[entry.status]}</span></td>
    <th scope="row">
      <a href="${safeHref(entry.href)}">${cut(entry.scenario, 120)}</a
      >${why !== '' && html`<span class="sub">${why}</span>`}
    </th>
    <td>${entry.mode}</td>
    <td>${entry.model}</td>
    <td class="num">${entry.durationMs > 0 ? duration(entry.durationMs) : '–'}</td>
    <td class="num">${cost(entry.modelCalls, entry.usd) || '–'}</td>
    <td>${SPEC_WORDS[entry.spec].replace('spec ', '')}</td>
    <td class="num"><time datetime="${entry.startedAt}">${moment(entry.startedAt)}</time></td>
  </tr>`;
}

/** A relative path stays one: no scheme, whatever the folder is called. */
function safeHref(href: string): string {
  return `./${href}`;
}
