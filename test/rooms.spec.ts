/** Who may import whom: the table of docs/ARCHITECTURE.md as data. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';

const ALL = [
  'core',
  'scenario',
  'model',
  'browser',
  'tools',
  'driver',
  'journal',
  'replay',
  'codegen',
  'report',
  'runner',
  'cli',
  'demo',
];

const MAY_IMPORT: Record<string, { rooms: string[]; packages: string[] }> = {
  core: { rooms: [], packages: [] },
  scenario: { rooms: ['core'], packages: ['zod', 'yaml'] },
  model: { rooms: ['core'], packages: ['zod', 'openai'] },
  browser: { rooms: ['core'], packages: ['playwright', 'zod'] },
  tools: { rooms: ['core', 'browser'], packages: ['zod'] },
  journal: { rooms: ['core'], packages: ['zod'] },
  driver: { rooms: ['core', 'scenario', 'model', 'tools', 'browser', 'journal'], packages: [] },
  replay: { rooms: ['core', 'browser', 'tools', 'journal', 'driver'], packages: ['zod'] },
  codegen: { rooms: ['core', 'journal'], packages: [] },
  report: { rooms: ['core', 'journal'], packages: [] },
  runner: { rooms: ALL.filter((room) => room !== 'cli'), packages: ['zod', 'playwright', '@playwright/test'] },
  cli: { rooms: ALL, packages: ['yargs'] },
};

const SRC = path.resolve(import.meta.dirname, '../src');
const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));

function importsOf(source: string): string[] {
  const statements =
    /^\s*(?:import|export)\b[^;'`]*?\bfrom\s*'([^']+)'|^\s*import\s*'([^']+)'|\bimport\(\s*'([^']+)'/gm;
  return [...source.matchAll(statements)].map(([, from, bare, dynamic]) => from ?? bare ?? dynamic ?? '');
}

/** Code without its string literals: what codegen writes is not what it does. */
function withoutTexts(source: string): string {
  return source.replace(/`(?:\\.|[^`\\])*`|'(?:\\.|[^'\\\n])*'/g, "''");
}

function roomOf(file: string): string {
  const relative = path.relative(SRC, file);
  return relative.startsWith('..')
    ? (path.relative(path.dirname(SRC), file).split(path.sep)[0] ?? '')
    : (relative.split(path.sep)[0] ?? '');
}

for (const [room, { rooms, packages }] of Object.entries(MAY_IMPORT)) {
  test(`${room} imports only ${[...rooms, ...packages].join(', ') || 'nothing'}`, () => {
    const mine = files.filter((file) => file.split(path.sep)[0] === room);
    const strays = mine.flatMap((file) =>
      importsOf(readFileSync(path.join(SRC, file), 'utf8')).flatMap((name) => {
        if (name.startsWith('node:')) return [];
        if (name.startsWith('.')) {
          const other = roomOf(path.resolve(SRC, path.dirname(file), name));
          return other === room || rooms.includes(other) ? [] : [`${file} imports ${name}`];
        }
        const bare = name.startsWith('@') ? name.split('/').slice(0, 2).join('/') : (name.split('/')[0] ?? '');
        return packages.includes(bare) ? [] : [`${file} imports ${name}`];
      }),
    );

    expect(mine.length).toBeGreaterThan(0);
    expect(strays).toEqual([]);
  });
}

test('process.exit and process.env stand only in cli and runner', () => {
  const strays = files.filter((file) => {
    const room = file.split(path.sep)[0];
    return (
      room !== 'cli' &&
      room !== 'runner' &&
      /process\.(exit|env)\b/.test(withoutTexts(readFileSync(path.join(SRC, file), 'utf8')))
    );
  });

  expect(strays).toEqual([]);
});

test('no file hides two ideas behind a name that says nothing', () => {
  const nameless = files.filter((file) => /(^|\/)(utils?|helpers?|common|misc|types)\.ts$/.test(file));

  expect(nameless).toEqual([]);
});
