/** Every verify is evaluated here, by Playwright's `expect` with its retrying. */
import { stat } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { Locator } from 'playwright';
import { expect } from 'playwright/test';
import type { Check, Target } from '../core/action.ts';
import { excerpt } from '../core/likeness.ts';
import { renderLocator } from '../core/locatorText.ts';
import { titleMatch, urlMatch } from '../core/pattern.ts';
import { nearestText } from './nearestText.ts';
import type { Session } from './session.ts';

/** Playwright's own default: long enough for a page that works, short enough for one that does not. */
export const EXPECT_TIMEOUT_MS = 5_000;

/** A file may take longer than a text: what it holds is known only when it is all there. */
const DOWNLOAD_TIMEOUT_MS = 30_000;

/** A verify that Playwright evaluated and found false. */
export class VerifyError extends Error {
  override readonly name = 'VerifyError';
  readonly expected: string;
  readonly found: string;
  /** Of what it was said; absent where it was said of the page. */
  target?: Target;
  /** Locator code of what reads most like a text that is not on the page. */
  near?: string;

  constructor(expected: string, found: string) {
    super(`expected ${expected}, found ${found}`);
    this.expected = expected;
    this.found = found;
  }
}

/** `check` with its values put in. Resolves to what was found, in words; throws `VerifyError` when it did not become true in time. */
export async function evaluate(session: Session, check: Check, timeout = EXPECT_TIMEOUT_MS): Promise<string> {
  try {
    return await evaluated(session, check, timeout);
  } catch (error) {
    if (error instanceof VerifyError && 'target' in check && check.target) error.target = check.target;
    throw error;
  }
}

async function evaluated(session: Session, check: Check, timeout: number): Promise<string> {
  const { page } = session;
  const at = (target: Parameters<Session['reach']>[0]) => session.reach(target).locator;
  const shown = (text: string) => page.getByText(text).filter({ visible: true });
  const run = (expected: string, work: () => Promise<void>, found: (held: boolean) => Promise<Found>) =>
    attempt(session, expected, work, found);

  switch (check.check) {
    case 'text': {
      const { target, text, exact } = check;
      if (!target) {
        const found = page.getByText(text, { exact }).filter({ visible: true });
        return run(
          `the text ${q(text)} on the page`,
          () => expect(found.first()).toBeVisible({ timeout }),
          (held) => shownText(found, session, text, held),
        );
      }
      const locator = at(target);
      return run(
        `${exact ? 'the text' : 'a text with'} ${q(text)}`,
        () =>
          exact ? expect(locator).toHaveText(text, { timeout }) : expect(locator).toContainText(text, { timeout }),
        () => textOf(locator, session, text).catch(() => presence(locator)),
      );
    }
    case 'visible':
      return run(
        'a visible element',
        () => expect(at(check.target)).toBeVisible({ timeout }),
        () => presence(at(check.target)),
      );
    case 'visible-text':
      return run(
        `${q(check.text)} to be visible`,
        () => expect(shown(check.text).first()).toBeVisible({ timeout }),
        (held) => shownText(shown(check.text), session, check.text, held),
      );
    case 'hidden':
      return run(
        'no such element in sight',
        () => expect(at(check.target)).toBeHidden({ timeout }),
        () => presence(at(check.target)),
      );
    case 'hidden-text':
      return run(
        `${q(check.text)} not to be visible`,
        () => expect(shown(check.text)).toHaveCount(0, { timeout }),
        async () => {
          return `${await shown(check.text).count()} on the page`;
        },
      );
    case 'value': {
      const locator = at(check.target);
      return run(
        `the value ${q(check.value)}`,
        () => expect(locator).toHaveValue(check.value, { timeout }),
        () => locator.inputValue({ timeout: 1_000 }).then(q, () => presence(locator)),
      );
    }
    case 'checked': {
      const locator = at(check.target);
      return run(
        check.checked ? 'checked' : 'not checked',
        () => expect(locator).toBeChecked({ checked: check.checked, timeout }),
        () =>
          locator.isChecked({ timeout: 1_000 }).then(
            (checked) => (checked ? 'checked' : 'not checked'),
            () => presence(locator),
          ),
      );
    }
    case 'count': {
      const locator = at(check.target);
      return run(
        `${check.count} elements`,
        () => expect(locator).toHaveCount(check.count, { timeout }),
        async () => String(await locator.count()),
      );
    }
    case 'count-text': {
      const locator = page.getByText(check.text);
      return run(
        `${q(check.text)} ${check.count} times`,
        () => expect(locator).toHaveCount(check.count, { timeout }),
        async () => `${await locator.count()} times`,
      );
    }
    case 'url': {
      const match = urlMatch(check.url);
      const wanted =
        'path' in match ? (url: URL) => url.pathname === match.path : 'pattern' in match ? match.pattern : match.exact;
      return run(
        `the address ${q(check.url)}`,
        () => expect(page).toHaveURL(wanted, { timeout }),
        async () => q(page.url()),
      );
    }
    case 'title': {
      const match = titleMatch(check.title);
      const wanted = 'pattern' in match ? match.pattern : check.title;
      return run(
        `the title ${q(check.title)}`,
        () => expect(page).toHaveTitle(wanted, { timeout }),
        async () => q(await page.title()),
      );
    }
    case 'download':
      return download(session, check, timeout);
  }
}

async function attempt(
  session: Session,
  expected: string,
  work: () => Promise<void>,
  found: (held: boolean) => Promise<Found>,
): Promise<string> {
  try {
    await work();
  } catch (error) {
    const seen = await found(false).catch(() => (session.page.isClosed() ? 'a closed page' : 'no such element'));
    const { text, near } = typeof seen === 'string' ? { text: seen } : seen;
    const failure = new VerifyError(expected, session.redact(text));
    // A locator that names a secret finds nothing.
    if (near !== undefined && !near.includes('{{secret:')) failure.near = near;
    throw Object.assign(failure, { cause: error });
  }
  const seen = await found(true).catch(() => 'it');
  return session.redact(typeof seen === 'string' ? seen : seen.text);
}

async function download(
  session: Session,
  { name, contains, bytes }: { name: string; contains?: string; bytes?: number },
  timeout: number,
): Promise<string> {
  const expected = [
    `a download named ${q(name)}`,
    ...(contains === undefined ? [] : [`that contains ${q(contains)}`]),
    ...(bytes === undefined ? [] : [`of ${bytes} bytes`]),
  ].join(' ');
  const matches = () => session.downloaded.findLast((each) => each.suggestedFilename() === name);
  const file = matches() ?? (await session.page.waitForEvent('download', { timeout }).then(matches, matches));
  const names = session.downloaded.map((each) => session.redact(each.suggestedFilename()));
  if (!file) throw new VerifyError(expected, names.length > 0 ? names.map(q).join(', ') : 'no download');
  if (contains === undefined && bytes === undefined) return q(name);
  const late = `it was not over after ${DOWNLOAD_TIMEOUT_MS / 1000} s`;
  const why = await Promise.race([file.failure(), pause(DOWNLOAD_TIMEOUT_MS, late, { ref: false })]);
  if (why !== null) throw new VerifyError(expected, `${q(name)}, whose download broke off: ${why}`);
  const size = await stat(await file.path()).then(({ size }) => size);
  if (bytes !== undefined && bytes !== size) throw new VerifyError(expected, `${q(name)} of ${size} bytes`);
  if (contains === undefined) return `${q(name)} of ${size} bytes`;
  const stream = await file.createReadStream();
  stream.setEncoding('utf8');
  // A piece and the end of the one before it: a text that lies across two is found, and a large file is not kept.
  let tail = '';
  for await (const chunk of stream) {
    const text = tail + String(chunk);
    if (text.includes(contains)) return q(contains);
    tail = text.slice(-contains.length);
  }
  throw new VerifyError(expected, `${q(name)} of ${size} bytes without it`);
}

/** Secrets go before the text is cut: half a secret would be found by nobody. */
async function textOf(locator: Locator, { redact }: Session, wanted: string): Promise<string> {
  const text = (await locator.textContent({ timeout: 1_000 })) ?? '';
  return q(excerpt(redact(text).replace(/\s+/g, ' ').trim(), wanted, 200));
}

/** What was found, in words. `near`: locator code of what it is about. */
type Found = string | { text: string; near?: string };

/** The text that was found; where there is none, what a person sees who looks for it: what is nearest, and where they are. */
async function shownText(locator: Locator, session: Session, text: string, held: boolean): Promise<Found> {
  if (held || (await locator.count()) > 0) return textOf(locator.first(), session, text);
  const page = `the page ${q(await session.page.title())}`;
  const nearest = await nearestText(session.page, text, session.redact);
  if (nearest === undefined) return page;
  const near = renderLocator([
    { method: 'getByText', args: [nearest] },
    { method: 'filter', args: [{ visible: true }] },
    { method: 'first', args: [] },
  ]);
  return { text: `no such text (nearest: ${q(nearest.slice(0, 200))}) on ${page}`, near };
}

async function presence(locator: Locator): Promise<string> {
  const count = await locator.count();
  if (count === 0) return 'no such element';
  if (count > 1) return `${count} such elements`;
  return (await locator.isVisible()) ? 'a visible element' : 'an element that is not visible';
}

function q(text: string): string {
  return JSON.stringify(text);
}
