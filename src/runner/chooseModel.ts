/** Which model plans. Never a silent fall-back from a model that was named. */
import { Builtin } from '../model/builtin/builtin.ts';
import { chooseHost, hostIsConfigured } from '../model/kimi/chooseHost.ts';
import { createKimi } from '../model/kimi/kimi.ts';
import { parsePrice } from '../model/kimi/prices.ts';
import type { Model } from '../core/message.ts';

export const BUILTIN = 'builtin';
const DEFAULT_MODEL = 'kimi-k2.5';

export interface ModelChoice {
  model?: string | undefined;
  host?: string | undefined;
  baseURL?: string | undefined;
  apiKeyEnv?: string | undefined;
  thinking: 'on' | 'off' | 'auto';
  /** As `--price` has it. */
  price?: string | undefined;
}

type Env = Record<string, string | undefined>;

/** The name of the model that these options and this environment ask for. */
export function modelName({ model, ...choice }: ModelChoice, env: Env): string {
  return (
    model ?? (env['UITEST_MODEL'] || undefined) ?? (hostIsConfigured({ ...choice, env }) ? DEFAULT_MODEL : BUILTIN)
  );
}

/** One instance for one run. Throws `usage.invalid` or `model.key`. */
export function createModel(name: string, { thinking, price, ...choice }: ModelChoice, env: Env): Model {
  const ownPrice = price === undefined ? {} : { price: parsePrice(price) };
  if (name === BUILTIN) return new Builtin();
  const { warnings: _, ...host } = chooseHost({ ...choice, env });
  return createKimi({ model: name, thinking, ...ownPrice, ...host });
}
