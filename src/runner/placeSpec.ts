import { mkdirSync, realpathSync } from 'node:fs';
import { movedSpec } from '../codegen/imports.ts';

/** The spec of the folder `from` as it has to read in the folder `to`, which is made: what it imports lies where it lay. */
export function placeSpec(spec: string, from: string, to: string): string {
  mkdirSync(to, { recursive: true });
  return movedSpec(spec, realpathSync(from), realpathSync(to));
}
