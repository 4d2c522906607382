/** What the wheel moves: the area in or around an element, or the page. */
import type { Locator, Page } from 'playwright';
import { z } from 'zod';
import type { Point } from '../core/action.ts';
import { gradeOfCode } from '../core/grade.ts';
import { within } from './deadline.ts';
import { AREA, FIELD } from './handEngines.ts';
import { codeWithoutContent } from './withoutContent.ts';
import { locatorOf } from './locators.ts';
import type { Resolved } from './resolve.ts';
import { said } from './said.ts';

export type Axis = 'x' | 'y';

const LOOK_MS = 10_000;

const facts = z.object({
  width: z.number(),
  height: z.number(),
  mark: z.string(),
  /** CSS pixels that are left in either direction. */
  back: z.number(),
  on: z.number(),
  /** How many things scroll, the page included; told of the page only. */
  areas: z.number(),
  /** Where the wheel reaches the area, from its own corner. */
  point: z.object({ x: z.number(), y: z.number(), centre: z.boolean() }).optional(),
});
const tag = z.object({ tag: z.string() });
const marks = z.object({ role: z.string(), css: z.array(z.string()) });

/** In or around what was aimed at; without an aim what fills most of the page, if the page itself does not scroll. Undefined: the page. */
export function areaOf(page: Page, aimed: Resolved | undefined, axis: Axis): Promise<Resolved | undefined> {
  return within(LOOK_MS, 'looking for what scrolls', find(page, aimed, axis));
}

async function find(page: Page, aimed: Resolved | undefined, axis: Axis): Promise<Resolved | undefined> {
  const framed = aimed && (await said(aimed.locator, `${FIELD}=say`, tag)).tag === 'iframe';
  const root = framed ? aimed.locator.contentFrame() : (aimed?.locator ?? page);
  const found = root.locator(`${AREA}=${axis}`);
  if ((await found.count()) !== 1) return undefined;
  const code = await codeWithoutContent(page, found, await said(found, `${FIELD}=say`, marks));
  if (code === undefined) return undefined;
  const { point } = await stateOf(page, locatorOf(page, code), axis);
  const fragile = gradeOfCode(code).why;
  const position = point && !point.centre ? { x: Math.round(point.x), y: Math.round(point.y) } : undefined;
  return {
    locator: locatorOf(page, code),
    ...(position ? { position } : {}),
    target: {
      ...(position ? { anchor: { locator: code, ...position } } : { locator: code }),
      ...(fragile ? { fragile } : {}),
    },
  };
}

/** How an area, or the page, stands now. Two equal marks: nothing moved in between. */
export function stateOf(page: Page, area: Locator | undefined, axis: Axis) {
  return said(area ?? page.locator('html'), area ? `${AREA}=${axis},say` : `${AREA}=${axis},page`, facts);
}

export type AreaState = Awaited<ReturnType<typeof stateOf>>;

/** Whether the page or anything in it scrolls: then not all of it may be there yet. */
export async function scrollsAnywhere(page: Page): Promise<boolean> {
  return (await stateOf(page, undefined, 'y')).areas > 0;
}

/** A point of the page at which the wheel moves the page. */
export function pagePoint({ point, width, height }: AreaState): Point {
  return point ?? { x: width / 2, y: height / 2 };
}
