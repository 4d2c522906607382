import { writeFileSync } from 'node:fs';
import { renderSpec } from '../../src/codegen/spec.ts';
import { chromium } from '@playwright/test';
import { readRecording, renderRecording } from '../../src/replay/recording.ts';
import { prove } from '../../src/runner/prove.ts';
import { test, expect, type DriveRequest } from '../support/drive.ts';
import { call, ScriptedModel, unasked } from '../support/scriptedModel.ts';

/** Every kind of action on one page, which writes down what it felt. */
const PAGE = `<!doctype html><title>Workbench</title>
  <style>#board { width: 200px; height: 60px } .slot { display: inline-block; width: 60px; height: 30px; background: #ddd }</style>
  <h1>Workbench</h1><pre id="log" role="log" aria-label="Log"></pre><p role="status">Order 4711 is open</p>
  <label>Name <input id="name"></label>
  <label>Colour <select id="colour"><option value="r">Red</option><option value="b">Blue</option></select></label>
  <label><input type="checkbox" id="terms"> Terms</label>
  <label>File <input type="file" id="file"></label>
  <button id="hover">Menu</button>
  <span class="slot" id="from" draggable="true" role="img" aria-label="Card"></span>
  <span class="slot" id="to" role="img" aria-label="Done"></span>
  <button id="ask">Rename</button>
  <a href="/help" target="_blank">Help</a>
  <a href="/orders.csv" download="orders.csv">Export</a>
  <a href="/second">Second</a>
  <canvas id="board" aria-label="Board" role="img"></canvas>
  <script>
    const log = (line) => { document.getElementById('log').textContent += line + ' '; };
    const on = (id, type, work) => document.getElementById(id).addEventListener(type, work);
    on('name', 'change', (event) => log('name:' + event.target.value));
    on('name', 'keydown', (event) => event.key === 'Escape' && log('escape'));
    on('colour', 'change', (event) => log('colour:' + event.target.value));
    on('terms', 'change', (event) => log('terms:' + event.target.checked));
    on('file', 'change', async (event) => log('file:' + event.target.files[0].name + ':' + await event.target.files[0].text()));
    on('hover', 'mouseenter', () => document.getElementById('log').textContent.includes('hovered') || log('hovered'));
    on('hover', 'dblclick', () => log('double'));
    on('to', 'dragover', (event) => event.preventDefault());
    on('to', 'drop', () => log('dropped'));
    on('ask', 'click', () => log('renamed:' + prompt('New name?')));
    on('board', 'click', (event) => log('board:' + (event.offsetX > 100 ? 'right' : 'left')));
  </script>`;
const ROUTES: DriveRequest['page'] = {
  '/': PAGE,
  '/help': '<title>Help</title><h1>How to help</h1>',
  '/second': '<title>Second</title><h1>Second page</h1>',
  '/orders.csv': (_, response) =>
    response.writeHead(200, { 'content-type': 'text/csv' }).end('id,name\n4711,Ada {{x}}\n'),
};
const done = (step: number) => call('step_done', { step: String(step) });

test('every kind of action is driven, replays without a model, and passes as a plain Playwright spec', async ({
  drive,
}, info) => {
  test.slow();
  const steps = [
    { extract: { order: 'the number of the order' } },
    'Fill in the form for {{user}} and order {{order}}',
    { expect: 'the log has it' },
    'Rename it to {{user}}',
    'Read the help and come back',
    { expect: 'we are back at the workbench' },
    'Export',
    { expect: 'the file holds the order' },
    'Go to the second page, back, forward, reload and home',
    { expect: 'the workbench is there' },
  ];
  const model = new ScriptedModel([
    [call('extract', { ref: 'status "Order 4711 is open"', name: 'order', value: '4711' }), done(1)],
    [
      call('type', { ref: 'textbox "Name"', text: '{{user}} {{order}}' }),
      call('press', { keys: 'Escape' }),
      call('select', { ref: 'combobox "Colour"', options: ['Blue'] }),
      call('check', { ref: 'checkbox "Terms"' }),
      call('upload', { ref: 'button "File"', files: ['note.txt'] }),
      call('hover', { ref: 'button "Menu"' }),
      call('click', { ref: 'button "Menu"', count: 2 }),
      call('drag', { from: { ref: 'img "Card"' }, to: { ref: 'img "Done"' } }),
      call('scroll', { direction: 'down' }),
      call('scroll', { direction: 'up' }),
    ],
    (seen) => {
      const board = seen.elements.find(({ name }) => name === 'Board')?.centre ?? { x: 0, y: 0 };
      return [
        call('click', { x: board.x + 0.05, y: board.y }),
        call('wait', { for: { text: 'board:right' } }),
        done(2),
      ];
    },
    [
      call('verify_text', {
        ref: 'log "Log"',
        text: 'escape colour:b name:alice 4711 terms:true file:note.txt:hello hovered double dropped board:right',
      }),
      call('verify_value', { ref: 'combobox "Colour"', value: 'Blue' }),
      call('verify_checked', { ref: 'checkbox "Terms"' }),
      done(3),
    ],
    [
      call('click', { ref: 'button "Rename"' }),
      call('dialog', { accept: true, text: '{{user}}' }),
      call('verify_text', { text: 'renamed:{{user}}' }),
      done(4),
    ],
    [call('click', { ref: 'link "Help"' }), call('tab', { switch: 2 })],
    [call('verify_title', { title: 'Help' }), call('tab', { close: 2 }), done(5)],
    [call('verify_title', { title: 'Work*' }), call('verify_visible', { ref: 'button "Rename"' }), done(6)],
    [call('click', { ref: 'link "Export"' }), call('wait', { for: { download: true } }), done(7)],
    [call('verify_download', { name: 'orders.csv', contains: '4711,Ada' }), done(8)],
    [call('click', { ref: 'link "Second"' }), call('verify_url', { url: '/second' })],
    [call('navigate', { to: 'back' })],
    [call('navigate', { to: 'forward' })],
    [call('navigate', { to: 'reload' })],
    [call('verify_hidden', { text: 'Workbench' }), call('navigate', { url: '/' }), done(9)],
    [call('verify_count', { role: 'button', count: 3 }), call('verify_visible', { text: 'Workbench' }), done(10)],
  ]);
  const request: Omit<DriveRequest, 'model'> = {
    page: ROUTES,
    steps,
    scenario: { vars: { user: 'alice' } },
    files: { 'note.txt': 'hello' },
  };

  const driven = await drive({ ...request, model });
  expect(driven.outcome).toMatchObject({ status: 'passed' });
  expect(driven.calls.filter(({ result }) => !result?.ok)).toEqual([]);

  const recordingFile = info.outputPath('a.recording.json');
  writeFileSync(recordingFile, renderRecording(driven.run, 'hash'));
  const recording = readRecording(recordingFile);
  const replayed = await drive({
    ...request,
    page: driven.server,
    model: unasked(),
    frozen: true,
    ...(recording ? { recording } : {}),
  });
  expect(replayed.outcome).toMatchObject({ status: 'passed' });

  const spec = renderSpec(driven.run, { uploads: { 'note.txt': Buffer.from('hello').toString('base64') } });
  expect(renderSpec(replayed.run, { uploads: { 'note.txt': Buffer.from('hello').toString('base64') } })).toBe(spec);
  const proved = await prove({
    spec,
    file: 'everything.spec.ts',
    executable: executableOf(info.project.use),
    env: {},
    signal: new AbortController().signal,
  });
  expect(proved).toMatchObject({ passed: true });
});

function executableOf({ launchOptions }: { launchOptions?: { executablePath?: string } }): string {
  return launchOptions?.executablePath ?? chromium.executablePath();
}
