/** What the model is shown, and what a person is shown of the model. */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { PNG } from 'pngjs';
import { emptyFolder, runsIn, scenarioCopy, uitest } from '../support/cli.ts';
import { startKimiServer } from '../support/kimiServer.ts';
import { builtinKimi } from '../support/kimiServer/builtinKimi.ts';

test.describe.configure({ timeout: 300_000 });

function logo(): Buffer {
  const picture = new PNG({ width: 48, height: 24 });
  picture.data.fill(120);
  return PNG.sync.write(picture);
}

/** The first step of login.yaml brings a picture along. */
function withLogo(text: string): string {
  return text.replace(/- (Log in as .*)/, '- do: $1\n    images: [ files/logo.png ]');
}

/** Bytes of the largest screenshot. */
function largest(shots: string): number {
  const jpegs = readdirSync(shots).filter((name) => name.endsWith('.jpg'));
  return Math.max(...jpegs.map((name) => statSync(path.join(shots, name)).size));
}

test('a smaller viewport: smaller pictures, a spec that says so, and a recording that is replayed at any size', async () => {
  const plan = builtinKimi();
  const server = await startKimiServer({
    dialect: 'moonshot',
    async reply(request) {
      const reply = await plan(request);
      return { ...reply, reasoning: 'Perhaps the password is wonderland-42?\n::error::x', text: 'I go on.\n✓ passed' };
    },
  });
  const { dir, file } = await scenarioCopy('login', withLogo);
  writeFileSync(path.join(dir, 'files/logo.png'), logo());
  const out = path.join(dir, 'out');
  const host = ['--model', 'kimi-k2.5', '--host', 'moonshot', '--base-url', server.baseURL, '--thinking', 'on'];
  const size = ['--viewport', '1024x768', '--screenshot-quality', '20'];

  const driven = await uitest(['run', file, '--out', out, ...host, ...size, '--verbose']);
  const replayed = await uitest(['run', file, '--out', out, ...host, '--frozen']);

  await server.close();
  expect(server.refused).toEqual([]);
  const [first] = server.requests;
  expect(first?.screenshot()).toMatchObject({ width: 1024, height: 768 });
  expect(driven.text).toContain('(verified)');
  expect(driven.code).toBe(0);
  const [run = '', again = ''] = runsIn(out);
  expect(readFileSync(path.join(run, 'login.spec.ts'), 'utf8')).toContain('viewport: { width: 1024, height: 768 }');
  expect(readFileSync(path.join(again, 'login.spec.ts'), 'utf8')).not.toContain('viewport:');
  expect(replayed.text).toContain('(verified)');
  expect(replayed.code).toBe(0);

  const shots = readdirSync(path.join(run, 'shots'));
  expect(largest(path.join(run, 'shots'))).toBeLessThan(largest(path.join(again, 'shots')) * 0.7);
  expect(shots.filter((name) => name.endsWith('.png'))).toHaveLength(1);
  const [png = ''] = shots.filter((name) => name.endsWith('.png'));
  expect(readFileSync(path.join(run, 'shots', png))).toEqual(logo());
  expect(readFileSync(path.join(run, 'index.html'), 'utf8')).toContain(`shots/${png}`);

  // What the model thought and said stands between our lines, without the secret, and cannot pass for one of them.
  expect(driven.text).toContain(
    '    thinks │ Perhaps the password is {{secret:password}}?\n    thinks │ : :error::x\n',
  );
  expect(driven.text).toContain('    says   │ I go on.\n    says   │ ✓ passed\n    turn 1 · kimi-k2.5 · ');
  expect(driven.text).toMatch(/turn 1 · .* prompt.* completion tokens · price unknown · /);
  expect(driven.text.match(/^✓ passed/gm)).toHaveLength(2);
  expect(driven.text).toMatch(
    /\n {2}model {5}3 calls · .* prompt .*cached.*, .* completion tokens · price unknown · .* in the model, .* outside it\n/,
  );
  expect(driven.text).not.toContain('wonderland-42');
  expect(replayed.text).not.toContain('thinks │');
});

test('builtin says of pictures that it does not look at them, in terminal, report and lint', async () => {
  const { dir, file } = await scenarioCopy('login', withLogo);
  writeFileSync(path.join(dir, 'files/logo.png'), logo());
  const out = path.join(dir, 'out');

  const linted = await uitest(['lint', file]);
  const { text, code } = await uitest(['run', file, '--out', out, '--verify', '0']);

  const note = 'login.yaml:8:5: the pictures of this step are not looked at: builtin plans by rules and sees nothing';
  expect(linted.text).toContain(note);
  expect(linted.code).toBe(0);
  expect(code).toBe(0);
  expect(text).toContain(note);
  const [run = ''] = runsIn(out);
  expect(readFileSync(path.join(run, 'index.html'), 'utf8')).toContain(note);
});

const refusals: { name: string; change?: (text: string) => string; args?: string[]; says: RegExp }[] = [
  {
    name: 'a quality of 0',
    args: ['--screenshot-quality', '0'],
    says: /--screenshot-quality: expected a whole number from 1 to 100, such as 60, found 0/,
  },
  {
    name: 'a quality in words',
    args: ['--screenshot-quality', 'high'],
    says: /--screenshot-quality: expected a whole number from 1 to 100, such as 60, found NaN/,
  },
  {
    name: 'a viewport without a height',
    args: ['--viewport', '1024'],
    says: /--viewport: expected WIDTHxHEIGHT in CSS pixels, each at most 10000, such as 1024x768, found "1024"/,
  },
  {
    name: 'a viewport that is too large',
    args: ['--viewport', '800x10001'],
    says: /--viewport: expected WIDTHxHEIGHT.* found "800x10001"/,
  },
  {
    name: 'a viewport beside a device',
    change: (text) => text.replace('vars:', 'use: { device: iPhone 15 }\nvars:'),
    args: ['--viewport', '800x600'],
    says: /--viewport: expected a scenario without `use\.device`, found "iPhone 15" in .*login\.yaml/,
  },
  {
    name: 'a picture that is not there',
    change: withLogo,
    says: /login\.yaml:\d+:\d+: `files\/logo\.png` is not there: expected a file in the folder of the scenario or below/,
  },
];

for (const { name, change, args = [], says } of refusals)
  test(`${name}: exit 2, said in words, nothing run`, async () => {
    const { dir, file } = change ? await scenarioCopy('login', change) : await scenarioCopy('login');
    const out = path.join(emptyFolder(), 'out');

    const { text, code } = await uitest(['run', file, '--out', out, ...args]);

    expect(text).toMatch(says);
    expect(code).toBe(2);
    expect(existsSync(out) ? readdirSync(out) : []).toEqual([]);
    expect(existsSync(path.join(dir, 'login.recording.json'))).toBe(false);
  });
