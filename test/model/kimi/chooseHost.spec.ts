import { test, expect } from '@playwright/test';
import { chooseHost, hostIsConfigured } from '../../../src/model/kimi/chooseHost.ts';

const keys = { MOONSHOT_API_KEY: 'm', TOGETHER_API_KEY: 't', OPENROUTER_API_KEY: 'o' };

test('a named host wins over a base URL, and a base URL over a key', () => {
  expect(chooseHost({ host: 'together', baseURL: 'https://api.moonshot.ai/v1', env: keys })).toMatchObject({
    host: 'together',
    baseURL: 'https://api.moonshot.ai/v1',
    apiKey: 't',
  });
  expect(chooseHost({ baseURL: 'https://api.together.ai/v1/', env: keys })).toMatchObject({
    host: 'together',
    baseURL: 'https://api.together.ai/v1',
    apiKey: 't',
  });
});

for (const [name, host, baseURL] of [
  ['MOONSHOT_API_KEY', 'moonshot', 'https://api.moonshot.ai/v1'],
  ['TOGETHER_API_KEY', 'together', 'https://api.together.ai/v1'],
  ['OPENROUTER_API_KEY', 'openrouter', 'https://openrouter.ai/api/v1'],
  ['UITEST_API_KEY', 'moonshot', 'https://api.moonshot.ai/v1'],
] as const) {
  test(`${name} alone points at ${host}`, () => {
    expect(chooseHost({ env: { [name]: ' key\n' } })).toEqual({
      host,
      baseURL,
      apiKey: 'key',
      apiKeyEnv: name,
      warnings: [],
    });
  });
}

for (const [baseURL, host] of [
  ['https://api.moonshot.cn/v1', 'moonshot'],
  ['https://api.together.xyz/v1', 'together'],
  ['https://openrouter.ai/api/v1', 'openrouter'],
  ['http://127.0.0.1:8000/v1', 'generic'],
  ['https://moonshot.ai.example.com/v1', 'generic'],
] as const) {
  test(`${baseURL} is ${host}`, () => {
    expect(chooseHost({ baseURL, env: keys }).host).toBe(host);
  });
}

test("a host's key is never sent to an address that is not the host's", () => {
  const chosen = chooseHost({ baseURL: 'https://gateway.example.com/v1', env: keys });

  expect(chosen).toEqual({
    host: 'generic',
    baseURL: 'https://gateway.example.com/v1',
    apiKeyEnv: 'UITEST_API_KEY',
    warnings: [],
  });
});

test('a key over plain http to another machine is warned of', () => {
  const env = { UITEST_API_KEY: 'k' };

  expect(chooseHost({ baseURL: 'http://gpu.example.com/v1', env }).warnings).toHaveLength(1);
  expect(chooseHost({ baseURL: 'http://127.0.0.1:8000/v1', env }).warnings).toEqual([]);
});

test('UITEST_BASE_URL stands in for --base-url', () => {
  expect(chooseHost({ env: { UITEST_BASE_URL: 'http://127.0.0.1:8000/v1' } })).toMatchObject({ host: 'generic' });
});

for (const [what, choice, reason, words] of [
  ['no key at all', { env: {} }, 'model.key', 'MOONSHOT_API_KEY'],
  ['an empty key', { env: { MOONSHOT_API_KEY: ' ' } }, 'model.key', 'MOONSHOT_API_KEY'],
  ['a named variable that is not set', { apiKeyEnv: 'MY_KEY', env: keys }, 'model.key', 'MY_KEY'],
  ['an unknown host', { host: 'azure', env: keys }, 'usage.invalid', 'moonshot, together, openrouter, generic'],
  ['a generic host without an address', { host: 'generic', env: keys }, 'usage.invalid', '--base-url'],
  ['a base URL that is none', { baseURL: 'api.moonshot.ai', env: keys }, 'usage.invalid', 'api.moonshot.ai'],
  ['a password in the base URL', { baseURL: 'https://u:geheim@h/v1', env: keys }, 'usage.invalid', '--api-key-env'],
] as const) {
  test(`${what} is refused with what to do`, () => {
    let thrown: unknown;
    try {
      chooseHost(choice);
    } catch (error) {
      thrown = error;
    }

    expect(thrown).toMatchObject({ reason, message: expect.stringContaining(words) });
    expect(String(thrown)).not.toContain('geheim');
  });
}

test('a host is configured by a key, an address or a name, and by nothing else', () => {
  expect(hostIsConfigured({ env: {} })).toBe(false);
  expect(hostIsConfigured({ env: { OPENAI_API_KEY: 'k' } })).toBe(false);
  expect(hostIsConfigured({ env: { TOGETHER_API_KEY: 'k' } })).toBe(true);
  expect(hostIsConfigured({ env: { UITEST_BASE_URL: 'http://127.0.0.1/v1' } })).toBe(true);
  expect(hostIsConfigured({ baseURL: 'http://127.0.0.1/v1', env: {} })).toBe(true);
});
