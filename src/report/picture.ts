import type { PictureType } from '../core/message.ts';
import { pictureFile } from '../core/pictureFile.ts';
import { html, type Markup } from './html.ts';
import type { DrawnMark } from './marks.ts';

interface Shot {
  id: string;
  width: number;
  height: number;
  /** Screenshots are JPEG. */
  mime?: PictureType;
}

/** File name in `shots/`; undefined where there is no picture. The id becomes part of a path: a journal from elsewhere must not lead out. */
export function pictureName(shot: Pick<Shot, 'id' | 'mime'> | undefined): string | undefined {
  return shot && /^[\w-]{1,80}$/.test(shot.id) ? pictureFile(shot.id, shot.mime ?? 'image/jpeg') : undefined;
}

export function pictureSource(shot: Pick<Shot, 'id' | 'mime'> | undefined): string | undefined {
  const name = pictureName(shot);
  return name === undefined ? undefined : `shots/${name}`;
}

/**
 * A screenshot with marks drawn over it. SVG lengths in percent scale with the picture and, unlike `style=`, need no leave
 * from the content security policy.
 */
export function renderPicture(
  shot: Shot | undefined,
  marks: DrawnMark[],
  alt: string,
  eager = false,
): Markup | undefined {
  const source = pictureSource(shot);
  if (!shot || source === undefined) return undefined;
  return html`<div class="shot">
    <a href="${source}" data-zoom aria-label="Enlarge: ${alt}"
      ><img
        src="${source}"
        width="${size(shot.width)}"
        height="${size(shot.height)}"
        alt="${alt}"
        ${eager ? html`fetchpriority="high"` : html`loading="lazy" decoding="async"`} /></a
    >${marks.length > 0 && renderMarks(marks)}
  </div>`;
}

function renderMarks(marks: DrawnMark[]): Markup {
  const numbered = new Set(marks.map(({ number }) => number)).size > 1;
  return html`<svg class="marks" aria-hidden="true">${marks.map((mark) => renderMark(mark, numbered))}</svg>`;
}

function renderMark({ box, point, pointed, tone, number }: DrawnMark, numbered: boolean): Markup {
  const frame =
    box &&
    (['halo', 'frame'] as const).map(
      (layer) =>
        html`<rect
          class="${layer}"
          x="${percent(box.x)}"
          y="${percent(box.y)}"
          width="${percent(box.width)}"
          height="${percent(box.height)}"
          rx="5"
        />`,
    );
  const corner = box ?? point;
  const label =
    numbered &&
    html`<svg
      x="${percent(Math.min(Math.max(corner.x, 0.045), 0.985))}"
      y="${percent(Math.min(Math.max(corner.y, 0.03), 0.98))}"
      class="label"
    >
      <circle cx="-8" r="9" />
      <text x="-8" dy="0.36em">${number}</text>
    </svg>`;
  const pointer =
    pointed &&
    html`<svg class="pointer" x="${percent(point.x)}" y="${percent(point.y)}">
      <path d="M0 0 L0 15 L3.7 11.6 L6.2 17.1 L8.7 16 L6.3 10.7 L11.1 10.7 Z" />
    </svg>`;
  return html`<g class="mark ${tone}" data-call="${number}">${frame}${pointer}${label}</g>`;
}

const percent = (fraction: number): string => `${(fraction * 100).toFixed(2)}%`;
const size = (pixels: number): number => Math.max(1, Math.round(pixels));
