import { expect, test } from '@playwright/test';
import { destination, isAllowed, isAllowedTunnel } from '../../src/browser/origins.ts';

const ORIGINS = ['http://app.test:3000', 'https://pay.test'];
const BASE = 'http://app.test:3000/shop/';

for (const [raw, href] of [
  ['http://app.test:3000/', 'http://app.test:3000/'],
  ['https://pay.test/x?y#z', 'https://pay.test/x?y#z'],
  ['https://pay.test:443/', 'https://pay.test/'],
  ['HTTPS://PAY.TEST/', 'https://pay.test/'],
  ['/cart', 'http://app.test:3000/cart'],
  ['cart', 'http://app.test:3000/shop/cart'],
  ['../x', 'http://app.test:3000/x'],
  ['?page=2', 'http://app.test:3000/shop/?page=2'],
  ['#top', 'http://app.test:3000/shop/#top'],
  ['//app.test:3000/x', 'http://app.test:3000/x'],
  ['  /cart\n', 'http://app.test:3000/cart'],
  ['/http://evil.test', 'http://app.test:3000/http://evil.test'],
  ['http:\\\\app.test:3000\\x', 'http://app.test:3000/x'],
  ['/\tcart', 'http://app.test:3000/cart'],
  ['', 'http://app.test:3000/shop/'],
] as const)
  test(`${JSON.stringify(raw)} goes to ${href}`, () => {
    expect(destination(raw, BASE, ORIGINS)).toBe(href);
  });

for (const raw of [
  // Someone else's host.
  'http://evil.test/',
  '//evil.test/',
  '\\\\evil.test/',
  '/\\evil.test/',
  '/\t/evil.test/',
  'http://app.test:3000.evil.test/',
  'http://evil.test/app.test:3000',
  'http://evil.test?http://app.test:3000/',
  'http://evil.test#@app.test:3000/',
  'http://evil.test\\@app.test:3000/',
  'http://app.test.:3000/',
  'http://аpp.test:3000/',
  'http://app.test:3000@evil.test/',
  'http://app.test%3A3000@evil.test/',
  'http://app.test:3000%20@evil.test/',
  'http://evil.test%2f@app.test/',
  // The right host, the wrong origin.
  'http://app.test/',
  'http://app.test:3001/',
  'https://app.test:3000/',
  'http://pay.test/',
  'https://pay.test:444/',
  'https://pay.test.evil/',
  // The right origin with a name in front of it.
  'http://user@app.test:3000/',
  'http://user:pw@app.test:3000/',
  'http://:pw@app.test:3000/',
  // Addresses that are numbers.
  'http://169.254.169.254/latest/meta-data/',
  'http://2130706433/',
  'http://0177.0.0.1/',
  'http://[::1]/',
  'http://[::ffff:127.0.0.1]/',
  'http://localhost./',
  // No web at all.
  'file:///etc/passwd',
  'view-source:file:///etc/passwd',
  'VIEW-SOURCE:http://app.test:3000/',
  'data:text/html,<h1>x',
  'javascript:alert(1)',
  ' JaVa\nScript:alert(1)',
  'blob:http://app.test:3000/1-2-3',
  'filesystem:http://app.test:3000/temporary/x',
  'about:blank',
  'about:srcdoc',
  'chrome://version',
  'chrome://crash',
  'devtools://devtools/bundled/inspector.html',
  'chrome-extension://x/y',
  'ftp://app.test:3000/',
  'ws://app.test:3000/',
  // No address.
  'http://',
  'http://[',
  'http://a b/',
])
  test(`${JSON.stringify(raw)} is refused`, () => {
    expect(() => destination(raw, BASE, ORIGINS)).toThrow(/^refused: /);
    expect(() => destination(raw, BASE, ORIGINS)).toThrow(expect.objectContaining({ reason: 'guard.refused' }));
  });

test('a look-alike that a browser reads as the very origin is that origin', () => {
  expect(destination('http://ａpp.test:3000/', BASE, ORIGINS)).toBe('http://app.test:3000/');
});

test('what is refused is told with what is allowed', () => {
  expect(() => destination('http://evil.test/', BASE, ORIGINS)).toThrow(
    'refused: http://evil.test is not an allowed origin (allowed: http://app.test:3000, https://pay.test). Add it to origins: in the scenario if the test needs it',
  );
});

for (const [url, allowed] of [
  ['http://app.test:3000/x', true],
  ['http://app.test:3000', true],
  ['http://app.test/', false],
  ['ws://app.test:3000/', false],
  ['blob:http://app.test:3000/1', false],
  ['/x', false],
  ['', false],
] as const)
  test(`a request to ${url || 'nowhere'} ${allowed ? 'passes' : 'does not pass'}`, () => {
    expect(isAllowed(url, ORIGINS)).toBe(allowed);
  });

for (const [host, port, allowed] of [
  ['pay.test', 443, true],
  ['app.test', 3000, true],
  ['app.test', 80, false],
  ['app.test', 443, false],
  ['pay.test', 80, false],
  ['evil.test', 443, false],
  ['pay.test.', 443, false],
  ['', 443, false],
] as const)
  test(`a tunnel to ${host}:${port} ${allowed ? 'passes' : 'does not pass'}`, () => {
    expect(isAllowedTunnel(host, port, ORIGINS)).toBe(allowed);
  });

test('an address of the sixth version is an origin like any other', () => {
  expect(isAllowedTunnel('[::1]', 8080, ['http://[::1]:8080'])).toBe(true);
  expect(isAllowed('http://[::1]:8080/x', ['http://[::1]:8080'])).toBe(true);
});
