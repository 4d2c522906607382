/** From what a text was aimed at to the one thing that takes it: a field, an editor, or what listens to keys. */
import type { Locator, Page } from 'playwright';
import { z } from 'zod';
import { quoted } from '../core/elementList.ts';
import { gradeOf, gradeOfCode, isBetter } from '../core/grade.ts';
import { namedIn } from '../core/locatorText.ts';
import { within } from './deadline.ts';
import { FIELD } from './handEngines.ts';
import { codeWithoutContent } from './withoutContent.ts';
import { locatorOf, roleIn } from './locators.ts';
import { TargetError, type Resolved } from './resolve.ts';
import { said } from './said.ts';

const facts = z.object({
  tag: z.string(),
  type: z.string(),
  role: z.string(),
  own: z.boolean(),
  readonly: z.boolean(),
  filled: z.boolean(),
  list: z.boolean(),
  limits: z.string(),
  takesKeys: z.boolean(),
  css: z.array(z.string()),
});
type Facts = z.output<typeof facts>;

export interface Field {
  resolved: Resolved;
  /** Of an input, else ''. */
  type: string;
  /** What a range or a number may be, in words; else ''. */
  limits: string;
  /** It holds something. */
  filled: boolean;
  /** It takes keys, but has no content that could be set. */
  keysOnly: boolean;
}

/** Of elements that take no text, and how they are worked. */
const INSTEAD: Record<string, string> = {
  checkbox: 'a checkbox: use check',
  radio: 'a radio button: use check',
  file: 'a file field: use upload',
  button: 'a button, not a field: click it',
  submit: 'a button, not a field: click it',
  reset: 'a button, not a field: click it',
  select: 'a select field: use select',
  a: 'a link, not a field: click it',
  canvas: 'a canvas: click into it, then type without a target',
};
const KEY_ROLES = new Set(['textbox', 'searchbox', 'combobox', 'spinbutton', 'grid', 'gridcell', 'application']);

const LOOK_MS = 10_000;

/** Throws `TargetError` for what can in no way be typed into, and an `Error` in words for what is read-only. Undefined: a bare point, in which the keyboard has to do. */
export function fieldOf(page: Page, resolved: Resolved): Promise<Field | undefined> {
  return within(LOOK_MS, 'looking for the field', find(page, resolved));
}

async function find(page: Page, resolved: Resolved): Promise<Field | undefined> {
  if (resolved.position) return fieldAround(page, resolved);
  const own = await said(resolved.locator, `${FIELD}=say`, facts);
  if (own.own) return field(await betterNamed(page, resolved, own), own);
  const where = own.tag === 'iframe' ? resolved.locator.contentFrame() : resolved.locator;
  const found = where.locator(`${FIELD}=any`);
  const count = await found.count();
  if (count === 1) return fieldNamed(page, found);
  if (count > 1) throw new TargetError(`type: there are ${count} fields in that ${wordFor(own)}: aim at one of them`);
  if (own.takesKeys && KEY_ROLES.has(own.role)) return { ...field(resolved, own), keysOnly: true };
  throw new TargetError(
    `type: that is ${INSTEAD[own.type] ?? INSTEAD[own.tag] ?? `a <${own.tag}>, and no field is in it: aim at a field, or click what opens one`}`,
  );
}

/** An editor that was found by its position or by what stands in it: by what it is in what it stands in. */
async function betterNamed(page: Page, resolved: Resolved, own: Facts): Promise<Resolved> {
  const { fragile, ...target } = resolved.target;
  if (fragile === undefined) return resolved;
  const locator = await codeWithoutContent(page, resolved.locator, own);
  if (locator === undefined || !isBetter(gradeOfCode(locator).grade, gradeOf(target).grade)) return resolved;
  return { locator: locatorOf(page, locator), target: { ...target, locator, ...because(locator) } };
}

function because(code: string): { fragile?: string } {
  const { why } = gradeOfCode(code);
  return why === undefined ? {} : { fragile: why };
}

/** Whether a field whose value has a form of its own would hold `value`. */
export async function takes({ resolved }: Field, value: string): Promise<boolean> {
  return (await resolved.locator.locator(`${FIELD}=takes:${encodeURIComponent(value)}`).count()) > 0;
}

/** At a point of an editor that has no locator of its own. */
async function fieldAround(page: Page, resolved: Resolved): Promise<Field | undefined> {
  const found = resolved.locator.locator(`${FIELD}=around`);
  return (await found.count()) === 1 ? fieldNamed(page, found) : undefined;
}

async function fieldNamed(page: Page, found: Locator): Promise<Field> {
  const known = await said(found, `${FIELD}=say`, facts);
  const code = await codeWithoutContent(page, found, known);
  if (code === undefined) throw new TargetError('type: the field in there cannot be named: aim at the field itself');
  const [role, name] = [roleIn(code), namedIn(code)?.name];
  const target = { locator: code, ...(role ? { role } : {}), ...(name ? { name } : {}), ...because(code) };
  return field({ target, locator: locatorOf(page, code) }, known);
}

function field(resolved: Resolved, { readonly, tag, type, filled, limits }: Facts): Field {
  // The page's answer, not the planner's mistake: no list shows it.
  if (readonly)
    throw new Error(
      `type: ${shownAs(resolved)} is read-only: click it, then use what opens (a calendar, a list), or the control beside it`,
    );
  return { resolved, type: tag === 'input' ? type : '', limits, filled, keysOnly: false };
}

function shownAs({ target: { role, name } }: Resolved): string {
  return name ? `${role ?? 'field'} ${quoted(name)}` : 'the field';
}

function wordFor({ tag, role }: Facts): string {
  return role || tag;
}
