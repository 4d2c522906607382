/** What a scenario may know of the environment: the process's variables over those of `.env` files. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Scenario } from '../core/scenario.ts';
import { readEnvFile } from '../scenario/envFile.ts';
import { resolveSecrets } from '../scenario/secrets.ts';

export function environmentOf(scenario: Scenario, envFile: string | undefined): Record<string, string | undefined> {
  const beside = path.join(path.dirname(scenario.file), '.env');
  return {
    ...(existsSync(beside) ? readEnvFile(beside) : {}),
    ...(envFile === undefined ? {} : readEnvFile(envFile)),
    ...process.env,
  };
}

/** Name → value. Throws `scenario.secret` that names every variable that is missing. */
export function secretsOf(scenario: Scenario, envFile: string | undefined): Record<string, string> {
  return resolveSecrets(scenario, environmentOf(scenario, envFile));
}
