/** What a scenario says beside its steps: read piece by piece, so that one wrong piece does not hide another. */
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Hook, HttpCredentials, SecretRef, ServerCommand, ToolModule, Use } from '../core/scenario.ts';
import { declaredFiles, storageStateFile } from './files.ts';
import { isObject } from './issues.ts';
import { readOrigin, readUrl } from './origin.ts';
import { quoted } from './problem.ts';
import { credentials, hook, scenarioShape, secret, server } from './schema.ts';
import type { Path, Source } from './source.ts';
import { text } from './text.ts';
import { declaredTools } from './tools.ts';
import type { Reading } from './written.ts';

export interface Settings {
  name: string;
  /** Empty where it cannot be used; then a problem says so. */
  url: string;
  origins: string[];
  server?: ServerCommand;
  secrets: Record<string, SecretRef>;
  use: Use;
  files: Record<string, string>;
  tools?: ToolModule[];
  headers: Record<string, string>;
  before: Hook[];
  after: Hook[];
}

const DEFAULT_TIMEOUT_S = 30;

export function readSettings(source: Source, reading: Reading): Settings {
  const data = isObject(source.data) ? source.data : {};
  const { shape } = z.object(scenarioShape);
  const name = piece(shape.name, data['name']) ?? '';
  if (name !== '' && name.trim() === '') reading.wrong(source, ['name'], 'the name is blank: expected a few words');
  const url = checked(source, ['url'], piece(shape.url, data['url']), readUrl, reading) ?? '';
  const origins = readOrigins(source, url, piece(shape.origins, data['origins']) ?? [], reading);
  const started = readServer(source, url, data['server'], reading);
  const listed = piece(shape.tools, data['tools']);
  const secrets = readSecrets(source, data['secrets'], origins, reading);
  return {
    name,
    url,
    origins,
    ...(started ? { server: started } : {}),
    secrets,
    use: readUse(source, data, { url, origins, secrets }, reading),
    files: declaredFiles(source, piece(shape.files, data['files']) ?? [], reading),
    ...(listed === undefined ? {} : { tools: declaredTools(source, listed, reading) }),
    headers: piece(shape.headers, data['headers']) ?? {},
    before: readHooks(source, 'before', url, data['before'], reading),
    after: readHooks(source, 'after', url, data['after'], reading),
  };
}

/** What does not parse has been reported by the check of the shape. */
export function piece<T extends z.ZodType>(schema: T, value: unknown): z.output<T> | undefined {
  return value === undefined ? undefined : schema.safeParse(value).data;
}

type Reader = (text: string) => { value: string } | { wrong: string };

function checked(
  source: Source,
  path: Path,
  text: string | undefined,
  read: Reader,
  reading: Reading,
): string | undefined {
  if (text === undefined) return undefined;
  const result = read(text);
  if ('value' in result) return result.value;
  reading.wrong(source, path, `\`${path.filter((part) => typeof part === 'string').join('.')}\`: ${result.wrong}`);
  return undefined;
}

/** The origin of the start URL can always be reached, whether it is listed or not. */
function readOrigins(source: Source, url: string, listed: string[], reading: Reading): string[] {
  const own = url === '' ? [] : [new URL(url).origin];
  const read = listed.map((text, index) => checked(source, ['origins', index], text, readOrigin, reading) ?? []);
  return [...new Set([...own, ...read.flat()])];
}

function readServer(source: Source, start: string, value: unknown, reading: Reading): ServerCommand | undefined {
  if (!isObject(value)) return undefined;
  const url = checked(source, ['server', 'url'], piece(server.shape.url, value['url']), readUrl, reading) ?? start;
  const read = piece(server, value);
  if (!read) return undefined;
  const timeoutMs = (read.timeout ?? DEFAULT_TIMEOUT_S) * 1000;
  return { command: read.command, url, timeoutMs, cwd: dirname(source.file), location: source.keyAt(['server']) };
}

function readSecrets(source: Source, value: unknown, origins: string[], reading: Reading): Record<string, SecretRef> {
  if (!isObject(value)) return {};
  const refs = Object.entries(value).flatMap(([name, entry]): [string, SecretRef][] => {
    const read = piece(secret, entry);
    if (read === undefined) return [];
    if (typeof read === 'string') return [[name, { env: read, origins }]];
    const own = (read.origins ?? []).flatMap((text, index) => {
      const path = ['secrets', name, 'origins', index];
      const origin = checked(source, path, text, readOrigin, reading);
      if (origin !== undefined && !origins.includes(origin))
        reading.wrong(
          source,
          path,
          `${quoted(origin)} is not among the \`origins\` of the scenario: the browser could not reach it`,
        );
      return origin ?? [];
    });
    return [[name, { env: read.env, origins: read.origins ? own : origins }]];
  });
  return Object.fromEntries(refs);
}

type Known = Pick<Settings, 'url' | 'origins' | 'secrets'>;

function readUse(source: Source, data: Record<string, unknown>, known: Known, reading: Reading): Use {
  const {
    browser = 'chromium',
    viewport,
    storageState,
    httpCredentials,
    ...more
  } = piece(z.object(scenarioShape).shape.use, data['use']) ?? {};
  if (viewport && more.device !== undefined)
    reading.wrong(
      source,
      ['use', 'viewport'],
      '`viewport` beside `device`: the device brings its own, leave one of them out',
    );
  const state =
    storageState === undefined
      ? undefined
      : storageStateFile(source, storageState, data['before'] !== undefined, reading);
  return {
    browser,
    viewport: viewport ?? { width: 1280, height: 720 },
    ...more,
    ...(state === undefined ? {} : { storageState: state }),
    ...(httpCredentials ? { httpCredentials: readCredentials(source, httpCredentials, known, reading) } : {}),
  };
}

function readCredentials(
  source: Source,
  { username, secret: named, origin: given }: z.output<typeof credentials>,
  { url, origins, secrets }: Known,
  reading: Reading,
): HttpCredentials {
  const path = ['use', 'httpCredentials'];
  const own = url === '' ? '' : new URL(url).origin;
  const origin = checked(source, [...path, 'origin'], given, readOrigin, reading) ?? own;
  const ref = Object.hasOwn(secrets, named) ? secrets[named] : undefined;
  if (!ref)
    reading.wrong(
      source,
      [...path, 'secret'],
      `${quoted(named)} is not listed under \`secrets\` (${Object.keys(secrets).map(quoted).join(', ') || 'none are'}): the password of \`httpCredentials\` is the value of a secret`,
    );
  else if (!ref.origins.includes(origin))
    reading.wrong(
      source,
      [...path, 'secret'],
      origins.includes(origin)
        ? `the secret ${quoted(named)} may not be sent to ${origin}: add it to the \`origins\` of the secret`
        : `${quoted(origin)} is not among the \`origins\` of the scenario: the browser could not reach it`,
    );
  return { username, secret: named, origin };
}

function readHooks(source: Source, key: 'before' | 'after', start: string, value: unknown, reading: Reading): Hook[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry: unknown, index): Hook[] => {
    const request = isObject(entry) && isObject(entry['request']) ? entry['request'] : {};
    const raw = piece(text, request['url']);
    const base = start === '' ? undefined : start;
    const url =
      checked(source, [key, index, 'request', 'url'], raw, (address) => readUrl(address, base), reading) ?? '';
    const read = piece(hook, entry);
    if (read === undefined) return [];
    const place = { location: source.at([key, index]) };
    const command = typeof read === 'string' ? read : read.command;
    if (command !== undefined) return [{ kind: 'command', command, cwd: dirname(source.file), ...place }];
    if (typeof read === 'string' || !read.request) return [];
    const { method, body, headers = {} } = read.request;
    return [{ kind: 'request', method, url, ...(body === undefined ? {} : { body }), headers, ...place }];
  });
}
