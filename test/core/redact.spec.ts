import { expect, test } from '@playwright/test';
import { keepAll, redactor } from '../../src/core/redact.ts';

const VALUE = `p&ss "wörd"/<1>'+\\ %{2}|!`;
const redact = redactor({ pw: VALUE });

const json = JSON.stringify(VALUE).slice(1, -1);
const inQuery = new URL('http://127.0.0.1/');
inQuery.search = `q=${VALUE}`;
const inHash = new URL(`http://127.0.0.1/#${VALUE}`);

for (const [form, text] of Object.entries({
  plain: VALUE,
  'in a JSON string': json,
  'in JSON inside JSON': JSON.stringify(json).slice(1, -1),
  'by encodeURIComponent': encodeURIComponent(VALUE),
  'by encodeURIComponent, small letters': encodeURIComponent(VALUE).replace(/%../g, (hex) => hex.toLowerCase()),
  'by encodeURI': encodeURI(VALUE),
  'in a submitted form': new URLSearchParams({ q: VALUE }).toString().slice(2),
  'in a query that a script wrote': inQuery.search.slice(3),
  'in a hash': inHash.hash.slice(1),
  'in HTML text': VALUE.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  'in an HTML attribute': VALUE.replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;'),
  'in hex': Buffer.from(VALUE).toString('hex'),
  'in hex, capital letters': Buffer.from(VALUE).toString('hex').toUpperCase(),
}))
  test(`takes a secret out: ${form}`, () => {
    expect(redact(`before ${text} after`)).toBe('before {{secret:pw}} after');
  });

for (const value of ['hunter2!', 'hunter2!!', 'hunter2!!!', VALUE])
  for (const before of ['', 'a', 'ab', 'abc', 'user:'])
    for (const after of ['', 'z', ':yz'])
      test(`takes ${JSON.stringify(value)} out of the base64 of ${before}…${after}`, () => {
        const hide = redactor({ pw: value });
        const bytes = Buffer.from(`${before}${value}${after}`);

        for (const encoding of ['base64', 'base64url'] as const) {
          const hidden = hide(`Basic ${bytes.toString(encoding)}`);

          expect(hidden).toContain('{{secret:pw}}');
          expect(Buffer.from(hidden.replace('{{secret:pw}}', '').slice(6), encoding).toString()).not.toContain(
            value.slice(1, -1),
          );
        }
      });

test('a secret that holds another is taken out whole', () => {
  const hide = redactor({ short: 'abcdef', long: 'abcdef-ghi' });

  expect(hide('abcdef abcdef-ghi')).toBe('{{secret:short}} {{secret:long}}');
});

test('a secret is found in text whose white space was folded', () => {
  expect(redactor({ pw: 'correct  horse\tbattery' })('say correct horse battery')).toBe('say {{secret:pw}}');
});

test('other text stays as it is', () => {
  const text = 'p&ss wörd, hunter2, {{secret:pw}}, $&';

  expect(redact(text)).toBe(text);
  expect(redactor({})).toBe(keepAll);
});

for (const value of ['', 'secret/../e', '......', '$&$&$&', '.*.*.*', 'a\nb\nc\nd', '\ud800abcdef'])
  test(`the value ${JSON.stringify(value)} tears no other text`, () => {
    const text = 'e.g. a text / with every letter: the quick brown fox jumps over the lazy dog';

    expect(redactor({ pw: value })(text)).toBe(text);
    if (value) expect(redactor({ pw: value })(`<${value}>`)).toBe('<{{secret:pw}}>');
  });

test('a slot stays whole when the value stands in its own name', () => {
  const redact = redactor({ password: 'password' });

  expect(redact('type {{secret:password}}, which is password')).toBe(
    'type {{secret:password}}, which is {{secret:password}}',
  );
});
