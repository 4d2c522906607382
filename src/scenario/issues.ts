/** zod's issues, flattened: of a union, what is wrong with the branch that was meant. */
import { z } from 'zod';
import type { Path } from './source.ts';

type ZodIssue = z.core.$ZodIssue;

export interface Issue {
  path: Path;
  /** The issue itself; of a union none of whose branches fits, one a branch: each says what it expected. */
  issues: [ZodIssue, ...ZodIssue[]];
}

export function issuesOf(schema: z.ZodType, data: unknown): Issue[] {
  const { error } = schema.safeParse(data);
  const all = error?.issues.flatMap((issue) => flatten(issue, [], data)) ?? [];
  const seen = new Set<string>();
  return all.filter(({ path, issues: [issue] }) => {
    const place = JSON.stringify(path);
    // A map with an unknown key need not hear as well what is missing in it, nor an empty text that it has a wrong form.
    const isFirst = !seen.has(place);
    seen.add(place);
    return isFirst || issue.code === 'unrecognized_keys';
  });
}

/** Of a union of a text, a number or a list of words with a map, the value's own kind says which was meant. */
function flatten(issue: ZodIssue, parent: Path, data: unknown): Issue[] {
  const path = [...parent, ...issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part))];
  if (issue.code !== 'invalid_union') return [{ path, issues: [issue] }];
  const value = valueAt(data, path);
  const meant = issue.errors.find(
    (branch) => !branch.some((each) => each.path.length === 0 && isOtherKind(each, value)),
  );
  if (meant) return meant.flatMap((each) => flatten(each, path, data));
  const [first, ...others] = issue.errors.flatMap((branch) => branch.slice(0, 1));
  return first ? [{ path, issues: [first, ...others] }] : [];
}

function isOtherKind(issue: ZodIssue, value: unknown): boolean {
  return issue.code === 'invalid_type' || (issue.code === 'invalid_value' && typeof value !== 'string');
}

export function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, part) => (isObject(value) && Object.hasOwn(value, part) ? value[part] : undefined),
    data,
  );
}

export function isObject(value: unknown): value is Record<string | number, unknown> {
  return typeof value === 'object' && value !== null;
}

/** The schema of what stands at a path, through optional parts and the map branch of unions. */
export function schemaAt(schema: z.core.$ZodType, path: Path): z.core.$ZodType | undefined {
  const inner = unwrapped(schema);
  const [part, ...rest] = path;
  if (part === undefined) return schema;
  if (inner instanceof z.ZodArray) return schemaAt(inner.element, rest);
  if (inner instanceof z.ZodRecord) return schemaAt(inner.valueType, rest);
  const next: unknown = inner instanceof z.ZodObject ? inner.shape[part] : undefined;
  return next instanceof z.ZodType ? schemaAt(next, rest) : undefined;
}

/** The keys that a map at this place may have. */
export function keysOf(schema: z.core.$ZodType): string[] {
  const inner = unwrapped(schema);
  return inner instanceof z.ZodObject ? Object.keys(inner.shape) : [];
}

function unwrapped(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodExactOptional) return unwrapped(schema.unwrap());
  if (!(schema instanceof z.ZodUnion)) return schema;
  const map = schema.options.find((option) => option instanceof z.ZodObject);
  return map ?? schema;
}
