/** The card at the top: a reader knows after ten seconds what happened, where, and what it cost. */
import { basename } from 'node:path';
import type { Box } from '../core/action.ts';
import type { Run, Turn } from '../journal/run.ts';
import { cost, count, duration, plural, usageWords } from './amounts.ts';
import { callState, callWords, renderAgainst } from './calls.ts';
import { cut } from '../core/clean.ts';
import type { Tone } from './document.ts';
import { proofsOf } from './evidence.ts';
import { html, type Markup, type Part } from './html.ts';
import { marksOfCall, type DrawnMark } from './marks.ts';
import { renderPicture } from './picture.ts';
import { renderState, renderTitle } from './outline.ts';
import { isExpectation, stepTitle } from './stepTitle.ts';
import type { RunSummary, SpecState } from './summary.ts';

export const STATUS_WORDS: Record<RunSummary['status'], string> = {
  passed: 'Passed',
  failed: 'Failed',
  stopped: 'Stopped',
  errored: 'Errored',
  unfinished: 'Unfinished',
};

/** What an outcome says of the application: the first thing that a reader wants to know. */
const WHOSE: Record<RunSummary['status'], string> = {
  passed: '',
  failed: 'the application did not do what was expected',
  stopped: 'before its end, which says nothing about the application',
  errored: 'not the fault of the application',
  unfinished: '',
};

export function toneOf({ status, spec }: Pick<RunSummary, 'status' | 'spec'>): Tone {
  if (status === 'passed') return spec === 'unverified' ? 'warn' : 'good';
  return status === 'failed' ? 'bad' : 'warn';
}

export const SPEC_WORDS: Record<SpecState, string> = {
  verified: 'spec verified',
  unverified: 'spec unverified',
  unproved: 'spec not proved',
};

export function renderVerdict(run: Run, summary: RunSummary): Markup {
  const whose = summary.reason === 'app.drift' ? 'the page is not as it was recorded' : WHOSE[summary.status];
  return html`<section class="verdict ${toneOf(summary)}" aria-labelledby="verdict-title">
    <div class="verdict-text">
      <p class="status">
        <span class="status-sign" aria-hidden="true"></span
        >${STATUS_WORDS[summary.status]}${whose !== '' && html` <span class="whose">${whose}</span>`}
      </p>
      <h1 id="verdict-title">${cut(summary.scenario, 200)}</h1>
      <p class="sentence">${cut(sentence(run, summary), 1200)}</p>
      ${summary.expected !== undefined && renderAgainst(summary.expected, summary.found)} ${renderLast(run, summary)}
      ${renderPlace(summary)} ${summary.status === 'passed' && renderHeld(run)} ${renderBadges(summary)}
    </div>
    ${renderMoment(run, summary)} ${renderFacts(summary)}
  </section>`;
}

function sentence(run: Run, summary: RunSummary): string {
  if (summary.status !== 'passed') return summary.sentence;
  const expectations = proofsOf(run).filter(({ record }) => isExpectation(record.instance)).length;
  const held =
    expectations > 0
      ? ` and ${expectations === 1 ? 'its expectation' : `all ${plural(expectations, 'expectation')}`} held`
      : '';
  const steps = summary.steps === 1 ? 'Its one step was done' : `All ${summary.steps} steps were done`;
  return `${steps}${held}.`;
}

/** What was tried last, where the sentence speaks of a limit only. */
function renderLast(run: Run, { status }: RunSummary): Markup | false {
  if (status !== 'stopped' && status !== 'unfinished') return false;
  const turn = run.turns.findLast(({ calls }) => calls.length > 0);
  const call = turn?.calls.at(-1);
  if (!turn || !call) return false;
  const answer = call.result && !call.result.ok ? `: ${call.result.text}` : '';
  return html`<p class="place">
    Last: ${cut(callWords(run, call, turn.observation?.elements), 200)}${cut(answer, 300)}
  </p>`;
}

function renderPlace({ status, reason, stepId, stepTitle, location }: RunSummary): Markup | false {
  if (status === 'passed' || (stepId === undefined && !location)) return false;
  return html`<p class="place">
    ${reason === 'app.regression' && 'It held when it was recorded. '}${stepId !== undefined && html`At step <span class="no">${stepId}</span> <q>${cut(stepTitle ?? '', 300)}</q> `}${location && html`<span class="mono" title="${location.file}">${basename(location.file)}:${location.line}</span>`}
  </p>`;
}

/** What a pass rests on, at a glance. */
function renderHeld(run: Run): Markup | false {
  const held = new Map(
    run.steps
      .filter(({ instance, status }) => status === 'done' && isExpectation(instance))
      .map(({ instance }) => [instance.step.id, instance]),
  );
  const shown = [...held.values()].slice(0, 4);
  if (shown.length === 0) return false;
  return html`<ul class="held-list">
    ${shown.map((instance) => html`<li>${renderState('done')}<span>${renderTitle(cut(stepTitle(run, instance), 160), instance.step)}</span></li>`)}
    ${held.size > shown.length && html`<li class="more-held"><a href="#expectations">and ${held.size - shown.length} more</a></li>`}
  </ul>`;
}

function renderBadges({ mode, model, modelCalls, spec, status, reason }: RunSummary): Markup {
  const planner = model === 'builtin' ? 'builtin rules, no AI model' : model;
  const how = {
    driven: `driven by ${planner}`,
    replayed: 'replayed from its recording, no model was asked',
    healed: `healed by ${modelCalls > 0 ? model : 'rules and recorded locators, no AI model'}`,
  };
  return html`<ul class="badges">
    ${status !== 'passed' && reason !== undefined && html`<li class="badge mono">${reason}</li>`}
    <li class="badge ${mode}">${how[mode]}</li>
    ${(status === 'passed' || spec !== 'unproved') && html`<li class="badge ${spec}">${SPEC_WORDS[spec]}</li>`}
  </ul>`;
}

function renderMoment(run: Run, summary: RunSummary): Markup | false {
  const turn = run.turns.findLast(({ observation }) => observation?.screenshot);
  const final = run.finalScreenshot;
  const marks = summary.status === 'passed' ? [] : final?.place ? [placeMark(final.place, final)] : failureMarks(run);
  const what = summary.status === 'passed' ? 'The page at the end' : 'The page when the run ended';
  const picture = renderPicture(
    final ?? turn?.observation?.screenshot,
    marks,
    `${what}${marks.length > 0 ? ', the place marked' : ''}`,
    true,
  );
  const last = (summary.status === 'failed' ? run.turns.findLast(hasFailed) : undefined) ?? run.turns.at(-1);
  return picture
    ? html`<figure class="moment">
        ${picture}
        <figcaption>${what}${last && html`, <a href="#turn-${last.turn}">turn ${last.turn}</a>`}</figcaption>
      </figure>`
    : false;
}

function hasFailed({ calls }: Turn): boolean {
  return calls.some((call) => callState(call) === 'failed');
}

/** CSS pixels around the place, so that the frame does not cover what is small. */
const ROOM = 6;

function placeMark(place: Box, { width, height }: { width: number; height: number }): DrawnMark {
  const box = {
    x: (place.x - ROOM) / width,
    y: (place.y - ROOM) / height,
    width: (place.width + 2 * ROOM) / width,
    height: (place.height + 2 * ROOM) / height,
  };
  const point = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  return { number: 1, box, point, pointed: false, tone: 'failed' };
}

/** Where nobody measured it at the end: the place of the last call that came to nothing. */
function failureMarks(run: Run): DrawnMark[] {
  const turn = run.turns.at(-1);
  const call = turn?.calls.findLast((each) => ['failed', 'doubt'].includes(callState(each)));
  return turn && call ? marksOfCall(call, 1, turn).map((mark) => ({ ...mark, tone: 'failed' })) : [];
}

function renderFacts(summary: RunSummary): Markup {
  const { tokens, mode, model, modelCalls, durationMs, modelMs } = summary;
  const price = cost(modelCalls, summary.usd);
  const facts: [string, Part, Part][] = [
    [
      'Duration',
      durationMs > 0 ? duration(durationMs) : '–',
      modelCalls > 0 && durationMs > 0
        ? html`${renderShare(modelMs / durationMs)}${duration(modelMs)} in the model,
          ${duration(Math.max(0, durationMs - modelMs))} outside it`
        : '',
    ],
    ['Steps done', `${summary.stepsDone} of ${summary.steps}`, ''],
    ['Turns', count(summary.turns), ''],
    ['Actions', count(summary.actions), ''],
    [
      'Model calls',
      count(modelCalls),
      modelCalls === 0 && (model === 'builtin' || mode === 'replayed') ? 'no model was called' : '',
    ],
  ];
  if (modelCalls > 0) {
    facts.push(['Tokens', count(tokens.prompt + tokens.completion), usageWords(tokens)]);
    facts.push(['Cost', price, '']);
  }
  return html`<dl class="facts">
    ${facts.map(
      ([name, value, detail]) =>
        html`<div>
          <dt>${name}</dt>
          <dd><span class="value">${value}</span>${detail !== '' && html`<span class="detail">${detail}</span>`}</dd>
        </div>`,
    )}
  </dl>`;
}

function renderShare(share: number): Markup {
  const percent = `${(Math.min(1, share) * 100).toFixed(1)}%`;
  return html`<svg class="share" aria-hidden="true">
    <rect width="100%" height="100%" />
    <rect class="model" width="${percent}" height="100%" />
  </svg>`;
}
