/** What an element is by itself, and what it stands in: asked in Playwright's own world. */
import type { Locator } from 'playwright';
import { z } from 'zod';
import { SURROUNDINGS } from './engines.ts';

const holder = z.object({
  /** Absent for a box without a role. */
  role: z.string().optional(),
  name: z.string(),
  /** Short texts in it that may name it, headings first; none of them is in the element itself. */
  texts: z.array(z.string()),
  selector: z.string().optional(),
});
const surroundings = z.object({
  /** Role and name as far as the element itself tells them: the page is asked whether they are right. */
  own: z.object({
    role: z.string(),
    name: z.string(),
    text: z.string(),
    placeholder: z.string(),
    /** Short texts in it, headings first. */
    texts: z.array(z.string()),
    /** By attributes that look as if they would last. */
    selectors: z.array(z.string()),
    testId: z.string(),
    /** Of a field: what its label says. */
    label: z.string(),
    title: z.string(),
  }),
  /** From the inside out. */
  holders: z.array(holder),
  /** Of the document: how dear a search in it is. */
  elements: z.number(),
});
export type Holder = z.infer<typeof holder>;
export type Surroundings = z.infer<typeof surroundings>;

/** `testId`: the attribute that holds test ids. Undefined when the element went away. */
export async function surroundingsOf(locator: Locator, testId = 'data-testid'): Promise<Surroundings | undefined> {
  try {
    const answer = await locator.locator(`${SURROUNDINGS}=${testId}`).textContent({ timeout: 1_000 });
    return surroundings.parse(JSON.parse(answer ?? ''));
  } catch {
    return undefined; // Then the locator that there is has to do.
  }
}
