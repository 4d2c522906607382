import type { Run } from '../journal/run.ts';
import { moment } from './amounts.ts';
import { renderDocument } from './document.ts';
import { renderExpectations } from './expectations.ts';
import { html } from './html.ts';
import { renderOutline } from './outline.ts';
import { renderDrifts, renderValues, renderWarnings } from './remarks.ts';
import { renderSpec } from './specSection.ts';
import { SCRIPT } from './script.ts';
import { withinTheFile, type Pictures } from './singleFile.ts';
import { summaryOf } from './summary.ts';
import { renderTimeline } from './timeline.ts';
import { renderVerdict, STATUS_WORDS, toneOf } from './verdict.ts';

/** What lies in the run's folder beside the journal and belongs into its report. */
export interface ReportExtra {
  /** The generated spec. */
  spec?: string;
  /** Its file name. */
  specFile?: string;
  /** For a report that is one file: it then links to nothing beside it. */
  pictures?: Pictures;
}

/** One HTML document; its pictures are `shots/<id>.jpg` beside it. Pure: it can be made again for any old journal. */
export function renderReport(run: Run, extra: ReportExtra = {}): string {
  const summary = summaryOf(run);
  const { pictures } = extra;
  const body = html`<a class="skip" href="#timeline">Skip to the timeline</a>
    <header class="top">
      <p class="brand">
        ${pictures ? html`<b>uitest</b>` : html`<a href="../index.html" title="All runs">uitest</a>`}
        <span>${run.id}</span>
      </p>
      <p class="when"><time datetime="${run.startedAt}">${moment(run.startedAt)}</time> · ${run.browser}</p>
    </header>
    <main>
      ${renderVerdict(run, summary)}
      <div class="columns">
        ${renderOutline(run)}
        <div class="content">
          ${renderWarnings(run)} ${renderDrifts(run)} ${renderExpectations(run)} ${renderTimeline(run)}
          ${renderValues(run)} ${renderSpec(run, extra)}
        </div>
      </div>
    </main>
    <footer>
      <p>
        Read from ${pictures ? 'its journal' : html`<a href="journal.jsonl">journal.jsonl</a>`} by uitest ${run.uitest}.
        Scenario ${run.scenario.file}
      </p>
    </footer>`;
  const title = `${STATUS_WORDS[summary.status]} · ${summary.scenario} · uitest`;
  return renderDocument(title, toneOf(summary), pictures ? withinTheFile(body, pictures) : body, { script: SCRIPT });
}
