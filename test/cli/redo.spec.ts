/** A spec that does not hold: the model does that step of the scenario once more, and what it cannot mend is unverified. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { emptyFolder, uitest } from '../support/cli.ts';
import { startKimiServer } from '../support/kimiServer.ts';
import { startLocalServer } from '../support/localServer.ts';

test.describe.configure({ timeout: 300_000 });

const BIRDS = ['Falcon', 'Heron', 'Ibis', 'Kestrel', 'Lapwing', 'Merlin', 'Osprey', 'Plover', 'Quail', 'Raven'];

for (const learns of [true, false])
  test(`a step whose spec failed is done once more, ${learns ? 'another way: verified' : 'the same way each time: delivered as not verified'}`, async () => {
    let visits = 0;
    const site = await startLocalServer({
      '/': (_, response) => {
        response.setHeader('content-type', 'text/html');
        response.end(
          `<h1>Shop</h1><a href="/deal">${BIRDS[visits++ % BIRDS.length]}</a> <a href="/deal">See the deal</a>`,
        );
      },
      '/deal': '<h1>Deal of the day</h1>',
    });
    const hints: string[] = [];
    const server = await startKimiServer({
      reply({ turn, raw }) {
        const hint = /run again from nothing, that failed: [^\n]*/.exec(raw)?.[0];
        if (hint !== undefined && turn?.step.id === '1') hints.push(hint);
        if (turn?.step.id !== '1')
          return {
            calls: [
              { name: 'verify_text', args: { text: 'Deal of the day' } },
              { name: 'step_done', args: { step: '2', summary: 'proved' } },
            ],
          };
        const name = hint !== undefined && learns ? 'See the deal' : BIRDS.join(' ');
        const link = turn.elements.find((element) => element.role === 'link' && name.includes(element.name));
        return {
          calls: [
            { name: 'click', args: { ref: link?.ref } },
            { name: 'step_done', args: { step: '1', summary: 'opened' } },
          ],
        };
      },
    });
    const dir = emptyFolder();
    const file = path.join(dir, 'deal.yaml');
    const out = path.join(dir, 'out');
    writeFileSync(
      file,
      `name: Deal\nurl: ${site.origin}/\nsteps:\n  - Open the deal of the day\n  - expect: the deal of the day is shown\n`,
    );
    const results = path.join(dir, 'results.json');

    const { code, text } = await uitest(
      ['run', file, '--out', out, '--host', 'moonshot', '--base-url', server.baseURL, '--model', 'kimi-k2.5'].concat([
        '--reporter',
        `json=${results}`,
      ]),
    );

    await server.close();
    await site.close();
    expect(server.refused).toEqual([]);
    expect(code, text).toBe(learns ? 0 : 5);
    expect(hints).toHaveLength(learns ? 1 : 2);
    expect(hints[0]).toContain('deal.spec.ts');
    expect(text).toContain('the spec does not hold: step 1 is done once more');
    const { runs } = JSON.parse(readFileSync(results, 'utf8')) as {
      runs: { outcome: object; mode: string; spec: { verified: boolean; file: string } }[];
    };
    expect(runs).toMatchObject([{ outcome: { status: 'passed' }, mode: 'driven', spec: { verified: learns } }]);
    expect(readdirSync(dir).includes('deal.recording.json')).toBe(learns);
    if (learns) expect(readFileSync(runs[0]?.spec.file ?? '', 'utf8')).toContain("name: 'See the deal'");
  });
