import { UitestError } from '../core/error.ts';

/** Some calls of Playwright (`title`, `evaluate`, the mouse) wait for ever on a page whose script never yields. */
export async function within<T>(ms: number, what: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () =>
        reject(
          new UitestError(
            'browser.stuck',
            `the page did not answer within ${ms / 1000} s (${what}): its script may never yield`,
          ),
        ),
      ms,
    );
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
