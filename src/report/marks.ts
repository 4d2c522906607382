/** Where on a turn's picture its actions aimed: boxes and points as fractions of the viewport. */
import type { Action, Box, Point, Target } from '../core/action.ts';
import { parseElements } from '../core/elementList.ts';
import type { CallRecord, Turn } from '../journal/run.ts';

export interface Mark {
  /** As it stands on the picture and beside the call: the calls that aimed at something, counted from 1. */
  number: number;
  call: CallRecord;
  box?: Box;
  /** Where the pointer was, or would have been. */
  point: Point;
  /** Whether the pointer says anything: typing and verifying need none where there is a box. */
  pointed: boolean;
  tone: 'act' | 'verify' | 'failed';
}

/** What of a mark is drawn. */
export type DrawnMark = Omit<Mark, 'call'>;

/** Marks of one turn in the order of its calls. What lay outside the picture has none. */
export function marksOf(turn: Turn): Mark[] {
  let number = 0;
  return turn.calls.flatMap((call) => {
    const marks = marksOfCall(call, number + 1, turn);
    if (marks.length > 0) number++;
    return marks;
  });
}

export function marksOfCall(call: CallRecord, number: number, { observation }: Turn): Mark[] {
  if (!observation || call.result?.notRun) return [];
  const { viewport } = observation;
  const { action } = call.result ?? {};
  const tone = toneOf(call);
  const targets = action ? targetsOf(action) : [];
  const wishes = wishesOf(call.arguments);

  const marks = targets.length > 0 ? targets.map((target, at) => ofTarget(target, wishes[at]?.point, viewport)) : [];
  if (marks.length === 0) for (const wish of wishes) marks.push(ofWish(wish, observation.elements, viewport));
  const pointing = action === undefined || POINTING.has(action.kind);
  return marks.flatMap((mark) =>
    mark && inside(mark.point) ? [{ number, call, tone, pointed: pointing || !mark.box, ...mark }] : [],
  );
}

/** How a call is coloured, on the picture and in the list beside it. */
export function toneOf({ result }: CallRecord): Mark['tone'] {
  if (result?.ok === false) return 'failed';
  return result?.action?.kind === 'verify' || result?.action?.kind === 'extract' ? 'verify' : 'act';
}

const POINTING = new Set<Action['kind']>(['click', 'check', 'hover', 'drag', 'scroll']);

type Place = Pick<Mark, 'box' | 'point'>;

function ofTarget({ box, anchor }: Target, aimed: Point | undefined, viewport: Size): Place | undefined {
  if (!box) return aimed && { point: fraction(aimed, viewport) };
  const part = {
    x: box.x / viewport.width,
    y: box.y / viewport.height,
    width: box.width / viewport.width,
    height: box.height / viewport.height,
  };
  const centre = { x: part.x + part.width / 2, y: part.y + part.height / 2 };
  const anchored = anchor && { x: (box.x + anchor.x) / viewport.width, y: (box.y + anchor.y) / viewport.height };
  return { box: part, point: anchored ?? (aimed ? fraction(aimed, viewport) : centre) };
}

/** A call that came to nothing has no target: its ref is looked up in the element list that the model saw. */
function ofWish({ ref, point }: Wish, elements: string, viewport: Size): Place | undefined {
  if (point) return { point: fraction(point, viewport) };
  const centre = ref === undefined ? undefined : parseElements(elements).find((line) => line.ref === ref)?.centre;
  return centre && { point: centre };
}

interface Size {
  width: number;
  height: number;
}

/** A pair in which a number is above 1 is meant as pixels. */
function fraction({ x, y }: Point, viewport: Size): Point {
  return x > 1 || y > 1 ? { x: x / viewport.width, y: y / viewport.height } : { x, y };
}

function inside({ x, y }: Point): boolean {
  return x >= 0 && x <= 1 && y >= 0 && y <= 1;
}

export function targetsOf(action: Action): Target[] {
  if (action.kind === 'drag') return [action.from, action.to];
  if (action.kind === 'wait') return 'target' in action.for ? [action.for.target] : [];
  return 'target' in action && action.target ? [action.target] : [];
}

interface Wish {
  ref?: string;
  point?: Point;
}

/** What the arguments of a call aim at, as far as they can be read. */
function wishesOf(json: string): Wish[] {
  const input = objectOf(json);
  const nested = [input['from'], input['to']].filter(isRecord);
  return (nested.length > 0 ? nested : [input]).map(({ ref, x, y }) => ({
    ...(typeof ref === 'string' ? { ref } : {}),
    ...(typeof x === 'number' && typeof y === 'number' ? { point: { x, y } } : {}),
  }));
}

function objectOf(json: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(json);
    return isRecord(value) ? value : {};
  } catch {
    // What the model wrote is not JSON: the call was refused for it, and nothing was aimed at.
    return {};
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
