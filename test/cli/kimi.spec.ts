/** The main job over Kimi's wire: the strict server checks every request as the real host would. */
import { readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { startKimiServer } from '../support/kimiServer.ts';
import { builtinKimi } from '../support/kimiServer/builtinKimi.ts';
import { emptyFolder, scenarioCopy, uitest } from '../support/cli.ts';

test.describe.configure({ timeout: 300_000 });

test('login.yaml runs over the wire: pictures and elements in, several tool calls out, the bill counted, no secret sent', async () => {
  const server = await startKimiServer({ dialect: 'moonshot', reply: builtinKimi() });
  const { dir, file } = await scenarioCopy('login');
  const results = path.join(dir, 'results.json');

  const { code, text } = await uitest(
    [
      'run',
      file,
      '--out',
      path.join(dir, 'out'),
      '--host',
      'moonshot',
      '--base-url',
      server.baseURL,
      '--model',
      'kimi-k2.5',
      '--thinking',
      'on',
      '--reporter',
      `json=${results}`,
    ],
    { env: { UITEST_API_KEY: 'sk-test-0123456789' } },
  );

  await server.close();
  expect(text).toContain('(verified)');
  expect(code).toBe(0);
  expect(server.refused).toEqual([]);
  expect(server.requests).toHaveLength(3);
  expect(server.requests.map(({ raw }) => raw).join('')).not.toContain('wonderland-42');
  const picture = server.requests[0]?.screenshot();
  expect(picture).toMatchObject({ width: 1280, height: 720 });
  expect(JSON.parse(readFileSync(results, 'utf8'))).toMatchObject({
    runs: [
      {
        model: 'kimi-k2.5',
        modelCalls: 3,
        actions: 6,
        tokens: { prompt: expect.any(Number), cached: expect.any(Number) },
        spec: { verified: true },
      },
    ],
  });
});

test('a point that the model saw in the picture is where the click lands', async () => {
  const page = `<!doctype html><title>Colours</title><p id=said>Nothing yet</p>
    <button style="position:fixed;left:911px;top:433px;width:120px;height:60px;background:rgb(220,20,60);border:0" onclick="said.textContent='Crimson was hit'">A</button>
    <button style="position:fixed;left:300px;top:200px;width:120px;height:60px;background:rgb(0,0,160);border:0" onclick="said.textContent='Blue was hit'">B</button>`;
  const app = http.createServer((_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(page));
  await new Promise<void>((resolve) => {
    app.listen(0, '127.0.0.1', resolve);
  });
  const address = app.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  const server = await startKimiServer({
    dialect: 'moonshot',
    reply(request) {
      if (request.turn?.step.id !== '1')
        return {
          calls: [
            { name: 'verify_text', args: { text: 'Crimson was hit' } },
            { name: 'step_done', args: { step: '2', summary: 'proved' } },
          ],
        };
      const seen = request.screenshot().centreOf({ r: 220, g: 20, b: 60 });
      return {
        calls: [
          { name: 'click', args: { x: seen?.x, y: seen?.y } },
          { name: 'step_done', args: { step: '1', summary: 'clicked' } },
        ],
      };
    },
  });
  const dir = emptyFolder();
  const file = path.join(dir, 'colours.yaml');
  writeFileSync(
    file,
    `name: Colours\nurl: http://127.0.0.1:${port}/\nsteps:\n  - Hit the crimson button\n  - expect: the page says that crimson was hit\n`,
  );

  const { code, text } = await uitest([
    'run',
    file,
    '--out',
    path.join(dir, 'out'),
    '--model',
    'kimi-k2.5',
    '--host',
    'moonshot',
    '--base-url',
    server.baseURL,
  ]);

  app.closeAllConnections();
  app.close();
  await server.close();
  expect(text).toContain('(verified)');
  expect(code).toBe(0);
  const spec = readFileSync(path.join(dir, 'colours.recording.json'), 'utf8');
  expect(spec).toContain("getByRole('button', { name: 'A' })");
});
