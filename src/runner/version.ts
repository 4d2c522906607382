import { readFileSync } from 'node:fs';
import { z } from 'zod';

const file = new URL('../../../package.json', import.meta.url);

/** Of this package. */
export const VERSION: string = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(file, 'utf8'))).version;
