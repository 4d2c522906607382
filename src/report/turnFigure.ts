/** The picture of a turn with its places marked; the picture after it is laid over it by the page's script. */
import type { Run, Turn } from '../journal/run.ts';
import { cut } from '../core/clean.ts';
import { html, type Markup } from './html.ts';
import { marksOf } from './marks.ts';
import { pictureName, renderPicture } from './picture.ts';

export function renderFigure(run: Run, turn: Turn): Markup | false {
  const { observation } = turn;
  if (!observation) return false;
  const marks = marksOf(turn);
  const aimed = marks.length > 0 ? `, ${marks.length} place${marks.length === 1 ? '' : 's'} marked` : '';
  const picture = renderPicture(observation.screenshot, marks, `The page before turn ${turn.turn}${aimed}`);
  const after = picture && pictureAfter(run, turn);
  return html`<figure${after !== undefined && html` class="before-after" data-after="${after}"`}>
    ${picture}
    <figcaption>
      <span class="page-title">${cut(observation.title, 120)}</span>
      <span class="mono">${cut(observation.url, 160)}</span>
    </figcaption>
  </figure>`;
}

/** File name of what the page showed when the turn was over; undefined where it showed the same, or nobody looked. */
function pictureAfter({ turns, finalScreenshot }: Run, turn: Turn): string | undefined {
  const next = turns[turns.indexOf(turn) + 1];
  const shot = next ? next.observation?.screenshot : finalScreenshot;
  return shot?.id === turn.observation?.screenshot?.id ? undefined : pictureName(shot);
}
