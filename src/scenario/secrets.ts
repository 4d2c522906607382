/** The values of the secrets that a scenario lists, and of nothing else. */
import { UitestError } from '../core/error.ts';
import type { Location, Scenario, SecretRef } from '../core/scenario.ts';
import { renderProblem, type Problem } from './problem.ts';
import { openSource } from './source.ts';

/** A shorter value would stand by chance in many texts, and the redactor would tear them. */
const MIN_LENGTH = 6;

/** Name in the scenario → value. `env`: the environment, over it or under it what `.env` files hold, as the caller decides. */
export function resolveSecrets(scenario: Scenario, env: Record<string, string | undefined>): Record<string, string> {
  const missing: Problem[] = [];
  const values = Object.entries(scenario.secrets).map(([name, ref]): [string, string] => {
    const value = Object.hasOwn(env, ref.env) ? (env[ref.env] ?? '') : '';
    const wrong = problemOf(name, ref, value);
    if (wrong !== undefined) missing.push({ location: placeOf(scenario, name), message: wrong });
    return [name, value];
  });
  if (missing.length === 0) return Object.fromEntries(values);
  throw new UitestError('scenario.secret', missing.map(renderProblem).join('\n'));
}

function problemOf(name: string, { env }: SecretRef, value: string): string | undefined {
  if (value === '')
    return `the secret \`${name}\` needs the environment variable ${env}, which is not set: export ${env}=…, or put ${env}=… into a .env file beside the scenario or one given by --env-file`;
  if (value.length < MIN_LENGTH)
    return `the secret \`${name}\` (environment variable ${env}) is shorter than ${MIN_LENGTH} characters: it could not be told from ordinary text; put it under \`vars\` if it is not secret`;
  return undefined;
}

/** Looked up in the file only now, when it is needed for a message; the file may be gone. */
function placeOf({ file }: Scenario, name: string): Location {
  return openSource(file, [])?.keyAt(['secrets', name]) ?? { file, line: 1, column: 1 };
}
