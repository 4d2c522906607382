/** The pictures that a step brought along, in the turn in which they first went to the model. */
import type { Run, Turn } from '../journal/run.ts';
import { cut } from '../core/clean.ts';
import { html, type Markup } from './html.ts';
import { renderPicture } from './picture.ts';

export function renderStepPictures(run: Run, turn: Turn): Markup | false {
  const images = run.steps.find(({ instance }) => instance.id === turn.stepId)?.instance.step.images ?? [];
  if (images.length === 0) return false;
  const own = run.turns.filter(({ stepId }) => stepId === turn.stepId);
  const sent = own.find(wasAsked);
  if (turn !== (sent ?? own[0])) return false;
  return html`<div class="brought">
    <p class="aside">
      ${images.length === 1 ? 'A picture' : 'Pictures'} of the
      scenario${sent ? ', sent with the step' : `, not looked at: ${turn.replayed ? 'the step was replayed' : 'rules do not see'}`}
    </p>
    <ul>
      ${images.map(({ id, mime, name, width, height }) => {
        const picture = renderPicture({ id, mime, width, height }, [], `${cut(name, 80)}, a picture of the scenario`);
        return html`<li>
          ${picture}<span class="mono">${cut(name, 80)}</span> <span class="aside">${width} × ${height}</span>
        </li>`;
      })}
    </ul>
  </div>`;
}

/** Rules plan from the element list alone. */
function wasAsked({ reply, failure }: Turn): boolean {
  const planner = reply?.planner ?? failure?.planner;
  return planner !== undefined && planner !== 'builtin';
}
