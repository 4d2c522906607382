/** All pictures of a run in a row: where it went, at a glance. */
import type { Run } from '../journal/run.ts';
import { html, type Markup } from './html.ts';
import { pictureSource } from './picture.ts';
import { stateOf } from './turnState.ts';

/** Fewer say nothing that their turns do not. */
const FEWEST = 3;

export function renderFilmstrip(run: Run): Markup | false {
  const shots = run.turns.flatMap((turn) => {
    const source = pictureSource(turn.observation?.screenshot);
    return source === undefined ? [] : [{ turn, source }];
  });
  if (shots.length < FEWEST) return false;
  return html`<nav class="strip" aria-label="Filmstrip" tabindex="-1">
    <ol>
      ${shots.map(
        ({ turn, source }) =>
          html`<li>
            <a href="#turn-${turn.turn}" class="${stateOf(run, turn)}"
              ><img src="${source}" alt="Turn ${turn.turn}" loading="lazy" decoding="async" /><span aria-hidden="true"
                >${turn.turn}</span
              ></a
            >
          </li>`,
      )}
    </ol>
  </nav>`;
}
