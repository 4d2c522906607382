import type { Observation } from '../core/observation.ts';

/** What a page is told apart by. The pointer and the focus, once there, change a picture without changing the page. */
export function pageOf({ url, elements }: Pick<Observation, 'url' | 'elements'>): string {
  // An element gets another ref when its name changes, and back does not give the first one back.
  return `${url}\n${elements.replaceAll(/^( *)\S+ /gm, '$1').replaceAll(' focused', '')}`;
}

/** The page, and its picture. */
export function looksOf(observation: Pick<Observation, 'url' | 'elements' | 'screenshot'>): string {
  return `${pageOf(observation)}\n${observation.screenshot?.id}`;
}
