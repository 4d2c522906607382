/** Links lead somewhere, examples can be read, and the rooms are those of the code. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { ROOT } from '../support/cli.ts';
import { allPages, pagesIn, read, rows, section } from './page.ts';

/** As GitHub makes them of headings. */
function anchorsOf(page: string): string[] {
  return [...read(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

test('every link inside the repository leads to a file, and every anchor to a heading', () => {
  const broken = allPages().flatMap((page) =>
    [...read(page).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target = '']) => {
      if (/^[a-z]+:/.test(target)) return [];
      const [file = '', anchor] = target.split('#');
      const goal = file === '' ? page : path.posix.join(path.posix.dirname(page), file);
      if (!existsSync(path.join(ROOT, goal))) return [`${page}: ${target}`];
      return anchor === undefined || anchorsOf(goal).includes(anchor) ? [] : [`${page}: ${target}`];
    }),
  );

  expect(broken).toEqual([]);
});

test('the guide and the decisions list every page of theirs', () => {
  for (const folder of ['docs/guide', 'docs/decisions']) {
    const index = read(`${folder}/README.md`);
    const missing = pagesIn(folder).filter(
      (page) => !page.endsWith('README.md') && !index.includes(path.basename(page)),
    );

    expect(missing).toEqual([]);
  }
});

test('the rooms of ARCHITECTURE are those that the code is held to', () => {
  const source = readFileSync(path.join(ROOT, 'test/rooms.spec.ts'), 'utf8');
  const held = [...source.matchAll(/^ {2}(\w+): \{ rooms: (.+), packages: \[(.*)\] \},$/gm)].map(
    ([, room = '', rooms = '', packages = '']) => {
      const names = [...rooms.matchAll(/'([\w-]+)'/g)].map(([, name = '']) => name);
      const others = rooms.startsWith('ALL')
        ? names.length > 0
          ? `everything but ${names.join(', ')}`
          : 'everything'
        : names.join(', ');
      return [room, [others, packages.replaceAll("'", '')].filter(Boolean).join(' · ') || 'nothing'];
    },
  );

  const written = rows(section(read('docs/ARCHITECTURE.md'), 'The rooms')).map(([room, , imports]) => [room, imports]);

  expect(held.length).toBeGreaterThan(10);
  expect(written).toEqual(held);
});
