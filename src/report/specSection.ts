import { basename } from 'node:path';
import type { Run } from '../journal/run.ts';
import { plural } from './amounts.ts';
import { cut } from '../core/clean.ts';
import { html, type Markup } from './html.ts';
import type { ReportExtra } from './renderReport.ts';
import { specStateOf } from './summary.ts';

/** The spec, coloured, with a button that copies it, and how far it is proved. */
export function renderSpec(run: Run, { spec, specFile, pictures }: ReportExtra): Markup | false {
  if (spec === undefined) return false;
  const path = specFile ?? run.proof?.file;
  const name = path === undefined ? undefined : basename(path);
  const shown =
    name !== undefined &&
    (pictures
      ? html`<span class="aside mono">${name}</span>`
      : html`<a class="aside mono" href="./${encodeURIComponent(name)}">${name}</a>`);
  return html`<section id="spec" aria-labelledby="spec-title">
    <h2 id="spec-title">Spec ${shown}</h2>
    ${renderProof(run)}
    <div class="code">
      <button type="button" class="copy" data-copy="spec-code">Copy</button>
      <pre id="spec-code" tabindex="0"><code>${coloured(spec)}</code></pre>
    </div>
  </section>`;
}

function renderProof(run: Run): Markup {
  const { proof } = run;
  const state = specStateOf(run);
  if (!proof || state === 'unproved')
    return html`<p class="proof-line unproved">
      Not proved: the spec was not run.${proof?.message !== undefined && ` ${cut(proof.message, 1000)}`}
    </p>`;
  const ran = `${proof.passed} of ${plural(proof.runs, 'run')} of the spec passed`;
  return html`<p class="proof-line ${state}">
      ${state === 'verified' ? `Verified: ${ran}, without uitest and without a model.` : `Unverified: ${ran}.`}
    </p>
    ${proof.message !== undefined && html`<pre class="proof-message" tabindex="0">${cut(proof.message, 4000)}</pre>`}
    ${proof.vacuous.length > 0 && html`<p class="note">Held already before the actions that they are to prove: ${[...new Set(proof.vacuous.map(({ stepId }) => `step ${stepId}`))].slice(0, 20).join(', ')}</p>`}`;
}

const TOKEN =
  /(\/\/[^\n]*)|('(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`|"(?:[^"\\\n]|\\.)*")|\b(import|from|const|let|for|of|await|async|if|else|return|new|export|type|function)\b|(\.\w+(?=\())/g;
const KINDS = ['comment', 'string', 'keyword', 'call'] as const;

function coloured(code: string): Markup[] {
  const parts: Markup[] = [];
  let at = 0;
  for (const match of code.matchAll(TOKEN)) {
    const kind = KINDS.find((_, group) => match[group + 1] !== undefined);
    parts.push(html`${code.slice(at, match.index)}<span class="t-${kind}">${match[0]}</span>`);
    at = match.index + match[0].length;
  }
  parts.push(html`${code.slice(at)}`);
  return parts;
}
