import { expect, test } from '@playwright/test';
import type { ServerCommand } from '../../src/core/scenario.ts';
import { assertOwnPorts } from '../../src/runner/server.ts';

const server = (command: string, url: string, cwd = '/app'): ServerCommand => ({
  command,
  url,
  cwd,
  timeoutMs: 1_000,
  location: { file: `/${command}.yaml`, line: 3, column: 9 },
});

test('two commands that want one port are refused before anything starts', () => {
  const [one, other] = [server('one', 'http://127.0.0.1/'), server('other', 'http://localhost:80/login')];

  expect(() => assertOwnPorts([one, other])).toThrow(
    '/other.yaml:3:9: expected port 80 for one server, found `one` (/one.yaml:3:9) and `other` there. Give one of them another port',
  );
});

test('one port each, or the same command in another folder, is as it should be', () => {
  assertOwnPorts([
    server('one', 'http://127.0.0.1:80/'),
    server('one', 'http://127.0.0.1:80/', '/app/more'),
    server('other', 'https://127.0.0.1/'),
  ]);
});
