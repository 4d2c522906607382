import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { PNG } from 'pngjs';
import { checkScenario } from '../../src/scenario/load.ts';
import { limits, scenarioShape, server, stepMap, expectationMap, use } from '../../src/scenario/schema.ts';
import { folder, lines } from './folder.ts';

/** What its examples bring along. */
const PICTURES = {
  'art/logo.png': PNG.sync.write(new PNG({ width: 2, height: 1 })),
  'art/header.webp': Buffer.from('UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==', 'base64'),
};
const GUIDE = readFileSync(new URL('../../docs/guide/scenario.md', import.meta.url), 'utf8');

test('every example of the guide is a valid scenario', () => {
  const blocks = [...GUIDE.matchAll(/```yaml\n([^]*?)```/g)].map(([, yaml = '']) => yaml);
  const scenarios = blocks.filter((yaml) => yaml.includes('name: '));
  const files = scenarios.map((yaml, index): [string, string] => [`${index}.yaml`, yaml]);
  const part = blocks.find((yaml) => !yaml.includes('name: ')) ?? '';

  const dir = folder({ ...Object.fromEntries(files), 'parts/login.yaml': part, ...PICTURES });

  expect(files.length).toBeGreaterThan(4);
  for (const [name] of files) expect(lines(checkScenario(join(dir, name)).problems)).toEqual([]);
});

test('every key stands in the guide', () => {
  const shapes = [scenarioShape, stepMap.shape, expectationMap.shape, limits.shape, server.shape, use.shape];

  for (const key of shapes.flatMap((shape) => Object.keys(shape)))
    expect(GUIDE).toMatch(new RegExp(`\`[^\`\n]*\\b${key}\\b`));
});

test('every scenario that is shipped is valid and expects something', () => {
  const dir = fileURLToPath(new URL('../../scenarios/', import.meta.url));
  const files = readdirSync(dir).filter((name) => name.endsWith('.yaml'));

  expect(files.length).toBeGreaterThan(0);
  for (const name of files) {
    const { problems, warnings } = checkScenario(join(dir, name));
    expect(lines([...problems, ...warnings])).toEqual([]);
  }
});
