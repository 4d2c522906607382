/** Fields whose value has a form of its own: they take it whole or not at all. */
import { takes, type Field } from '../browser/field.ts';

const FORMS: Record<string, string> = {
  date: 'a date as YYYY-MM-DD',
  time: 'a time as HH:MM',
  'datetime-local': 'a date and time as YYYY-MM-DDTHH:MM',
  month: 'a month as YYYY-MM',
  week: 'a week as YYYY-Www, such as 2026-W48',
  color: 'a colour as #rrggbb',
  range: 'a number',
  number: 'a number, with a point for decimals',
};

/** A date cannot be added to. */
export function isWhole({ type }: Field): boolean {
  return type !== 'number' && Object.hasOwn(FORMS, type);
}

/** What the field wants, when it would not hold the value; else undefined. */
export async function refusal(field: Field, value: string): Promise<string | undefined> {
  const form = FORMS[field.type];
  if (form === undefined || (await takes(field, value))) return undefined;
  const limits = field.limits && `, from ${field.limits}`;
  return `type: the field takes ${form}${limits}, found ${JSON.stringify(value.slice(0, 100))}`;
}
