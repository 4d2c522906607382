import { readFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { BUGS } from '../../demo/bugs.ts';
import { startDemo } from '../../demo/server.ts';
import { FAULT_CHECKS } from './faultChecks.ts';
import { test } from './visitor.ts';

for (const { name, what } of BUGS)
  test(`${name}: ${what}`, async ({ page, browser }) => {
    const { look, right, wrong } = FAULT_CHECKS[name];
    const faulty = await startDemo({ port: 0, bug: name });
    const context = await browser.newContext({ baseURL: faulty.url });

    const seen = [await look(page), await look(await context.newPage())];
    await context.close();
    await faulty.close();

    expect(seen).toEqual([right, wrong]);
  });

test('the guide lists every bug as the code does', async () => {
  const guide = await readFile('docs/demo.md', 'utf8');

  const rows = [...guide.matchAll(/^\| `([\w-]+)` \| (.+) \| (.+) \|$/gm)].map(([, name, page, what]) => ({
    name,
    page,
    what,
  }));

  expect(rows).toEqual(BUGS);
});

test('a name that is no bug is refused, with the names there are', async () => {
  await expect(startDemo({ port: 0, bug: 'wrong-totl' })).rejects.toThrow(/"wrong-totl": one of .*wrong-total/);
});
