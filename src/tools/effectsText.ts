import type { Effects } from '../browser/effects.ts';
import type { Started } from '../core/action.ts';

/** What an action did beside itself, for the model. */
export function withEffects(text: string, { dialog, opened, closed, downloaded }: Effects): string {
  const more = [
    ...(dialog
      ? [`a ${dialog.kind} dialog opened: ${JSON.stringify(dialog.message.slice(0, 500))}; answer it with dialog`]
      : []),
    ...(opened ? [`tab ${opened} opened`] : []),
    ...(closed ? ['its tab closed itself'] : []),
    ...(downloaded ? [`download started: ${JSON.stringify(downloaded)}`] : []),
  ];
  return [text, ...more].join('; ');
}

/** The part of them that a recording and a spec must know of: what a later line waits for. */
export function recorded({ opened, closed, downloaded }: Effects): Started {
  return {
    ...(opened ? { opens: true } : {}),
    ...(downloaded ? { downloads: true } : {}),
    ...(closed ? { closes: true } : {}),
  };
}
