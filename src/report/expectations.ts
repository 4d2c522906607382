/** What was to hold, and what speaks for it. */
import type { Run } from '../journal/run.ts';
import { callWords, renderAgainst, renderTarget } from './calls.ts';
import { cut } from '../core/clean.ts';
import { proofsOf, type Evidence, type Proof } from './evidence.ts';
import { html, type Markup } from './html.ts';
import { targetsOf } from './marks.ts';
import { renderState, renderTitle, stepState, type StepState } from './outline.ts';
import { isExpectation, stepTitle } from './stepTitle.ts';

/** From this many rounds on, an expectation in a repeat is one line that opens. */
const MANY_ROUNDS = 4;

export function renderExpectations(run: Run): Markup | false {
  const proofs = proofsOf(run);
  if (proofs.length === 0) return false;
  const groups = groupedBySource(proofs);
  return html`<section id="expectations" aria-labelledby="expectations-title">
    <h2 id="expectations-title">Expectations <span class="aside">${tally(run, proofs)}</span></h2>
    <ul class="proofs">
      ${groups.map((group) => (group.length < MANY_ROUNDS ? group.map((proof) => renderProof(run, proof)) : renderRounds(run, group)))}
    </ul>
  </section>`;
}

function groupedBySource(proofs: Proof[]): Proof[][] {
  const groups = new Map<string, Proof[]>();
  for (const proof of proofs) {
    const { id } = proof.record.instance.step;
    groups.set(id, [...(groups.get(id) ?? []), proof]);
  }
  return [...groups.values()];
}

function tally(run: Run, proofs: Proof[]): string {
  const expectations = proofs.filter(({ record }) => isExpectation(record.instance));
  if (expectations.length === 0) return '';
  const states = expectations.map(({ record }) => stepState(run, record));
  const many = (state: StepState) => states.filter((each) => each === state).length;
  const parts = [
    `${many('done')} of ${expectations.length} held`,
    many('failed') > 0 ? `${many('failed')} did not` : '',
    many('open') + many('ended') > 0 ? `${many('open') + many('ended')} not reached` : '',
  ];
  return parts.filter(Boolean).join(', ');
}

function renderRounds(run: Run, group: Proof[]): Markup {
  const [first] = group;
  const bad = group.filter(
    ({ record, evidence }) => stepState(run, record) !== 'done' || evidence.some(({ vacuous }) => vacuous),
  );
  const held = group.filter(({ record }) => stepState(run, record) === 'done').length;
  return html`<li class="rounds"><details${bad.length > 0 && bad.length < group.length && html` open`}><summary>${renderState(held === group.length ? 'done' : bad[0] ? stepState(run, bad[0].record) : 'open')}<span>${first && renderTitle(first.record.instance.step.title, first.record.instance.step)} <span class="aside">${held} of ${group.length} rounds held</span></span></summary>
<ul class="proofs">${group.map((proof) => renderProof(run, proof))}</ul></details></li>`;
}

function renderProof(run: Run, { record, evidence }: Proof): Markup {
  const { instance } = record;
  const state = stepState(run, record);
  const silence =
    state === 'open' || state === 'ended' ? 'The run ended before this was verified.' : 'Nothing was verified.';
  const nothing = evidence.length === 0 && state !== 'skipped' && html`<p class="answer">${silence}</p>`;
  const said = record.summary !== undefined && evidence.length === 0 && html`<p class="answer">${record.summary}</p>`;
  return html`<li class="proof ${state}">
    <h3>
      ${renderState(state)}<span class="no">${instance.id}</span>
      <span>${renderTitle(stepTitle(run, instance), instance.step)}</span>
    </h3>
    ${nothing}${said}${evidence.map((piece) => renderEvidence(run, piece))}
  </li>`;
}

function renderEvidence(run: Run, piece: Evidence): Markup {
  const { turn, call, verify, opinion, held, vacuous } = piece;
  const elements = run.turns.find((each) => each.turn === turn)?.observation?.elements;
  const target = verify ? targetsOf(verify).map(renderTarget) : call.result?.target && renderTarget(call.result.target);
  return html`<div class="evidence ${held ? 'held' : 'false'}">
    <p class="what">
      <span class="sign" role="img" aria-label="${held ? 'true' : 'false'}"></span
      >${callWords(run, call, elements)}${vacuous && html` <span class="tag warn" title="It held already before the actions that it is to prove, so it proves nothing.">vacuous</span>`}${opinion && html` <span class="tag warn" title="The model said so; nothing evaluated it.">opinion</span>`}${!held && html` <span class="tag failed">false</span>`}
      <a class="where" href="#turn-${turn}">turn ${turn}</a>
    </p>
    ${target} ${opinion && html`<p class="answer">${cut(opinion.reason, 600)}</p>`}
    ${opinion ? false : held ? verify && html`<p class="answer">found <span class="mono">${cut(verify.found, 300)}</span></p>` : renderAgainst(call.result?.expected ?? '', call.result?.found)}
  </div>`;
}
