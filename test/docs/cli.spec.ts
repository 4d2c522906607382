/** The guide names what `--help` prints, all of it and nothing else. */
import { expect, test } from '@playwright/test';
import { allOptions, commands, optionsOf } from './help.ts';
import { allPages, codeIn, pagesIn, read, rows, section } from './page.ts';

// In one worker: each help is printed once.
test.describe.configure({ mode: 'default' });

const guide = read('docs/guide/cli.md');

/** The rows that describe options: name without dashes → default as it is written. */
function described(text: string): Map<string, string> {
  const found = rows(text).flatMap(([names = '', written = '']) =>
    [...names.matchAll(/`--([\w-]+)[^`]*`/g)].map(([, name = '']): [string, string] => [name, written]),
  );
  return new Map(found);
}

test('every command is described, and no other', async () => {
  const there = await commands();
  const listed = rows(guide.slice(0, guide.indexOf('\n## '))).map(([name = '']) => /`([\w-]+)`/.exec(name)?.[1]);

  expect(there.length).toBeGreaterThan(5);
  expect(listed).toEqual(there);
  for (const name of there) expect(section(guide, name), name).toContain(`\`uitest ${name}`);
});

test('every option of every command is described with its default, and no other', async () => {
  const PLAIN: Record<string, string> = { false: 'off', '["list"': '`list`' };
  for (const command of await commands()) {
    const there = await optionsOf(command);
    const written = described(section(guide, command));

    expect([...written.keys()].sort(), command).toEqual(there.map(({ name }) => name).sort());
    for (const { name, default: value } of there) {
      if (value === undefined) continue;
      const said = PLAIN[value] ?? value.replaceAll('"', '`');
      expect(written.get(name), `--${name} of ${command}`).toBe(said);
    }
  }
});

test('no page shows a command or an option that is not there', async () => {
  const every = await allOptions();
  const strays = allPages().flatMap((page) =>
    codeIn(read(page)).flatMap((code) => {
      const [, command, rest = ''] = /(?:^|[\s`])uitest ([a-z][\w-]*)(.*)$/.exec(code) ?? [];
      if (command === undefined) return [];
      const options = every.get(command);
      if (!options) return [`${page}: uitest ${command}`];
      const ours = rest.split(/&&|[;|]\s/)[0] ?? '';
      return [...ours.matchAll(/\s--([\w-]+)/g)]
        .filter(([, name = '']) => !options.has(name))
        .map(([, name]) => `${page}: uitest ${command} --${name}`);
    }),
  );

  expect(strays).toEqual([]);
});

test('an option that a page names by itself is one of some command', async () => {
  const every = await allOptions();
  const known = new Set([...every.values()].flatMap((names) => [...names]).concat('version'));
  const pages = [...pagesIn('docs/guide'), 'docs/ci.md', 'CHANGELOG.md'];
  const strays = pages.flatMap((page) =>
    codeIn(read(page)).flatMap((code) => {
      const name = /^--([\w-]+)/.exec(code)?.[1];
      return name === undefined || known.has(name) ? [] : [`${page}: --${name}`];
    }),
  );

  expect(strays).toEqual([]);
});
