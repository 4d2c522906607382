/** The only place where a secret's value is put in. */
import type { Frame, Locator } from 'playwright';
import { UitestError } from '../core/error.ts';
import type { SecretRef } from '../core/scenario.ts';
import { partsOf, slotsOf, type Slot } from '../core/template.ts';
import { parseUrl } from '../core/url.ts';

export interface Secrets {
  refs: Record<string, SecretRef>;
  values: Record<string, string>;
}

/** Puts the values of `{{secret:name}}` into a text that is about to be typed into `into`. Throws `guard.refused` where it must not be. */
export async function putSecrets(text: string, into: Locator | undefined, { refs, values }: Secrets): Promise<string> {
  const names = new Set(slotsOf(text).flatMap(({ name, secret }) => (secret ? [name] : [])));
  if (names.size === 0) return text;
  if (!into)
    throw new UitestError('guard.refused', 'refused: a secret is typed only into a named element: give a target');
  const parts = partsOf(text);
  // `{{secret:{{secret:name}}}}` is nobody's honest wish, and half of it must not be put in.
  if (parts.some((part) => typeof part === 'string' && /\{\{\s*secret:/i.test(part)))
    throw new UitestError('guard.refused', 'refused: expected {{secret:name}}, found something that only begins so');
  const origins = await originsAround(into);
  const put = new Map([...names].map((name) => [name, valueOf(name, origins, { refs, values })]));
  return parts
    .map((part) => (typeof part === 'string' ? part : (part.secret && put.get(part.name)) || slot(part)))
    .join('');
}

/**
 * Keys go where the focus is, and a page can move the focus: a text with secrets in it is put into the very field that was judged.
 * `fill` still waits until the field is there, enabled and editable.
 */
export async function fillWithSecrets(field: Locator, text: string, clear: boolean): Promise<void> {
  const held = clear ? '' : await field.inputValue();
  await field.fill(held);
  await field.evaluate((element, value) => {
    if (!(element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement))
      throw new Error('a secret goes into an input or a text area only');
    // Frameworks put a setter of their own on the element; what it hides is what a person's typing changes.
    const prototype = element instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
    Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(element, value);
    element.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, inputType: 'insertText' }));
    element.dispatchEvent(new Event('change', { bubbles: true }));
  }, held + text);
}

function slot({ name, secret }: Slot): string {
  return `{{${secret ? 'secret:' : ''}${name}}}`;
}

function valueOf(name: string, origins: readonly string[], { refs, values }: Secrets): string {
  const ref = Object.hasOwn(refs, name) ? refs[name] : undefined;
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  if (!ref || value === undefined)
    throw new UitestError(
      'guard.refused',
      `refused: expected a secret that the scenario lists, found ${JSON.stringify(name)}`,
    );
  const foreign = origins.find((origin) => !ref.origins.includes(origin) || !isPrivate(origin));
  if (foreign !== undefined)
    throw new UitestError(
      'guard.refused',
      `refused: the secret ${name} may be typed on ${ref.origins.join(', ')} over https or on this machine, not on ${foreign}`,
    );
  return value;
}

/** Origins of the element's frame and of every frame around it, as the browser knows them, not as the page says. */
async function originsAround(element: Locator): Promise<string[]> {
  const handle = await element.elementHandle();
  const origins: string[] = [];
  for (let frame: Frame | null = (await handle?.ownerFrame()) ?? null; frame; frame = frame.parentFrame())
    origins.push(parseUrl(frame.url())?.origin ?? 'an unknown origin');
  await handle?.dispose();
  return origins.length > 0 ? origins : ['an unknown origin'];
}

function isPrivate(origin: string): boolean {
  const url = parseUrl(origin);
  return url?.protocol === 'https:' || ['127.0.0.1', 'localhost', '[::1]'].includes(url?.hostname ?? '');
}
