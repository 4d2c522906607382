/** `GET /models`: what a host serves for this key. Free everywhere; used for messages and by `uitest doctor`. */
import { z } from 'zod';
import { headersOf, type Connection } from './exchange.ts';

const listing = z.object({ data: z.array(z.object({ id: z.string() })) });

/** Undefined when the host does not tell: then there is nothing to add to the message that asked for it. */
export async function listModels(
  { baseURL, apiKey }: Connection,
  signal: AbortSignal,
  ms: number,
): Promise<string[] | undefined> {
  try {
    const response = await fetch(`${baseURL}/models`, {
      headers: headersOf(apiKey),
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(ms)]),
    });
    const body = listing.safeParse(await response.json());
    return body.success ? body.data.data.map(({ id }) => id) : undefined;
  } catch {
    // The fault that led here is what is reported.
    return undefined;
  }
}
