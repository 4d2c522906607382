/** A fault that nothing more can be done about → what a person reads: what was expected, what came, what to do. */
import type { Reason } from '../../core/error.ts';
import type { HostProfile } from './hosts.ts';
import { FAULTS, type FaultKind, type WireFault } from './wireFault.ts';

export interface Circumstances {
  profile: HostProfile;
  baseURL: string;
  apiKeyEnv: string;
  hasKey: boolean;
  /** As the host calls it. */
  model: string;
  retries: number;
  /** What `GET /models` lists; absent when it did not answer. */
  listed?: string[] | undefined;
}

export function modelError(fault: WireFault, where: Circumstances): { reason: Reason; message: string } {
  return { reason: FAULTS[fault.kind].reason, message: SENTENCES[fault.kind](fault, where) };
}

type Sentence = (fault: WireFault, where: Circumstances) => string;

const gaveUp: Sentence = ({ message, retryAfterMs }, where) => {
  const tries = where.retries === 0 ? '' : `, also after ${where.retries} ${where.retries === 1 ? 'retry' : 'retries'}`;
  const wait = retryAfterMs === undefined ? '' : ` The host asks to wait ${Math.ceil(retryAfterMs / 1000)} s.`;
  return `Expected a reply of ${where.model} from ${where.baseURL}, found: ${message}${tries}.${wait}`;
};

const notACompletion: Sentence = (fault, where) =>
  `${gaveUp(fault, where)} Check that ${where.baseURL} is the address of an OpenAI-compatible API (most end in /v1) and that no proxy or login page stands in between.`;

const SENTENCES: Record<FaultKind, Sentence> = {
  unreachable: (fault, where) =>
    `${gaveUp(fault, where)} Check the network and the base URL (--base-url or UITEST_BASE_URL), and that the server runs. uitest doctor tries it out.`,
  cut: (fault, where) =>
    `${gaveUp(fault, where)} The connection was lost each time: check the network, then run again.`,
  stalled: (fault, where) =>
    `${gaveUp(fault, where)} The host hangs: run again later, or choose another host with --host.`,
  overloaded: (fault, where) => `${gaveUp(fault, where)} Resume the run later, or choose another host with --host.`,
  malformed: notACompletion,
  page: notACompletion,
  empty: ({ message }, { model }) =>
    `Expected ${model} to call a tool, found: ${message}. Resume the run, or try --thinking on or another model.`,
  redirect: (fault, where) => `${notACompletion(fault, where)} Redirects are not followed: give the final address.`,
  too_big: (fault, where) =>
    `${gaveUp(fault, where)} It was broken off. If it happens again, choose another host or model.`,
  key: ({ message }, { profile, apiKeyEnv, hasKey, baseURL }) =>
    hasKey
      ? `Expected ${profile.title} (${baseURL}) to accept the key in ${apiKeyEnv}, found: ${message}. Check the key${at(profile.keysAt)} and that it belongs to this host.`
      : `Expected ${baseURL} to answer without a key, found: ${message}. Set ${apiKeyEnv}, or name another variable with --api-key-env.`,
  quota: ({ message }, { profile, apiKeyEnv }) =>
    `Expected the account behind ${apiKeyEnv} to have credit left at ${profile.title}, found: ${message}. Top it up${at(profile.creditAt)} or use another key, then run again.`,
  not_found: ({ message }, { model, baseURL, listed }) =>
    `Expected ${baseURL} to serve the model ${model}, found: ${message}. ${alternatives(model, listed)}`,
  content_filter: ({ message }, { profile }) =>
    `Expected a reply, found that ${profile.title}'s content filter stopped it: ${message}. Look at what the page shows at this turn; another wording of the scenario or another host may pass.`,
  context: ({ message }, { model }) =>
    `Expected the request to fit into the context of ${model}, found: ${message}. It did not fit with a single picture either: split the scenario.`,
  body_size: ({ message }, { baseURL }) =>
    `Expected ${baseURL} to take the request with one picture, found: ${message}. It was too large with one small picture as well: use a smaller viewport, or a host that takes larger requests.`,
  image: ({ message }, { model, baseURL }) =>
    `Expected ${baseURL} to read the picture of the page, found: ${message}. It did not read it as PNG either: check that ${model} is a model that sees (uitest doctor tries it out).`,
  bad_request: ({ message }, { profile, baseURL }) =>
    `Expected ${baseURL} to accept the request, found: ${message}. If the server is not ${profile.title}, name its dialect with --host.`,
};

function at(address: string | undefined): string {
  return address ? ` at ${address}` : '';
}

function alternatives(model: string, listed: string[] | undefined): string {
  if (!listed) return 'It lists no models either: check the base URL (most end in /v1).';
  if (listed.length === 0) return 'It lists no models for this key.';
  const near = [...listed].sort((a, b) => likeness(b, model) - likeness(a, model)).slice(0, 8);
  const more = listed.length > near.length ? ` and ${listed.length - near.length} more` : '';
  return `It lists ${near.join(', ')}${more}: name one with --model.`;
}

/** Shared parts of the name, so that `kimi-k2.5` finds `moonshotai/Kimi-K2.5-Instruct` first. */
function likeness(id: string, model: string): number {
  const parts = new Set(id.toLowerCase().split(/[^a-z0-9.]+/));
  return model
    .toLowerCase()
    .split(/[^a-z0-9.]+/)
    .filter((part) => parts.has(part)).length;
}
