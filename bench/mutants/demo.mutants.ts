import { test, expect } from '@playwright/test';
import { BUGS, type BugName } from '../../demo/bugs.ts';
import { startDemo } from '../../demo/server.ts';
import { freePort } from '../../test/support/cli.ts';
import { serveChanged } from './changed.ts';
import { CHANGES } from './changes.ts';
import { Specs } from './specs.ts';
import { REASONS } from './reasons.ts';

const REPEATS = Number(process.env['MUTANTS_REPEATS'] ?? 20);
const FOUND_OF_REACHED = 0.9;

let specs: Specs;

test.beforeAll(async ({ launchOptions }) => {
  test.setTimeout(1_200_000);
  specs = await Specs.compile(await freePort(), launchOptions.executablePath);
});

test(`every spec passes ${REPEATS} times of ${REPEATS}`, async () => {
  const demo = await startDemo({ port: specs.address });
  const { ran, red } = await specs.run(REPEATS);
  await demo.close();

  console.log(`\n${ran - red.length} of ${ran} runs of the specs passed`);
  expect(red).toEqual([]);
});

test('planted bugs turn a spec red, for the right reason', async () => {
  const rows: { bug: BugName; found: string; line: string }[] = [];
  const wrong: string[] = [];
  for (const { name } of BUGS) {
    let reached = false;
    const demo = await startDemo({ port: specs.address, bug: name, onFault: () => (reached = true) });
    const { red } = await specs.run();
    await demo.close();
    if (!reached) {
      if (red.length > 0) wrong.push(`${name} was not reached, yet ${red.map(({ spec }) => spec).join(', ')} went red`);
      continue;
    }
    const right = red.filter(({ line }) => REASONS[name]?.test(line));
    for (const { spec, line, message } of red)
      if (!REASONS[name]?.test(line)) wrong.push(`${name}: ${spec} went red at ${line}: ${message}`);
    rows.push({
      bug: name,
      found: right.map(({ spec }) => spec.replace('.spec.ts', '')).join(', ') || 'no',
      line: right[0]?.line ?? '',
    });
  }
  const found = rows.filter(({ found: by }) => by !== 'no').length;

  console.table(rows);
  console.log(
    `${found} of ${rows.length} planted bugs that the scenarios reach were found; ${BUGS.length} are planted`,
  );
  expect(wrong).toEqual([]);
  expect(found / rows.length).toBeGreaterThanOrEqual(FOUND_OF_REACHED);
});

test('harmless changes turn no spec red', async () => {
  const rows: { change: string; red: string }[] = [];
  for (const change of CHANGES) {
    const server = await serveChanged(specs.address, change);
    const { red } = await specs.run();
    await server.close();
    rows.push({ change: change.name, red: red.map(({ spec, line }) => `${spec}: ${line}`).join('; ') || 'none' });
  }

  console.table(rows);
  expect(rows.filter(({ red }) => red !== 'none')).toEqual([]);
});
