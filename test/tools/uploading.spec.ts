import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '../support/session.ts';
import { thrice } from '../support/thrice.ts';
import { call, refOf } from '../support/tools.ts';

const PAGE = `<style>[role=group] { padding: 10px; background: #eee; margin: 4px } [hidden] { display: none }</style>
  <label>Photo <input type=file></label>
  <div role=group aria-label=Styled><label style="cursor:pointer"><span>Pick an avatar</span><input type=file hidden></label></div>
  <div role=group aria-label="With a field">Drop or <b>browse</b><input type=file multiple style="opacity:0;width:1px"></div>
  <button onclick="const field = document.createElement('input'); field.type = 'file'; field.onchange = () => say(field); setTimeout(() => field.click(), 50)">Attach</button>
  <div role=group aria-label="Drop only" ondragover="event.preventDefault()" ondrop="event.preventDefault(); say(event.dataTransfer)">Drop here</div>
  <div role=group aria-label=Nothing>Nothing here</div><p role=status></p>
  <script>
    const say = ({ files }) => { document.querySelector('p').textContent += [...files].map(({ name }) => name).join('+') + ' ' };
    for (const field of document.querySelectorAll('input')) field.onchange = () => say(field);
  </script>`;

test('upload finds the field, the field in a label or a zone, the chooser that a click opens, or drops', async ({
  visit,
}) => {
  const files = Object.fromEntries(['a.txt', 'b.txt'].map((name) => [name, test.info().outputPath(name)]));
  for (const file of Object.values(files)) writeFileSync(file, 'hello');
  const { actions, lines } = await thrice({
    visit: () => visit(PAGE, { scenario: { files } }),
    work: async (act, session) => {
      const into = async (name: string, ...names: string[]) =>
        act('upload', { ref: await refOf(session, name), files: names });
      expect(await into('Photo', 'a.txt')).toBe('uploaded');
      await act('upload', { ...(await middleOf(session.page.getByText('Pick an avatar'))), files: ['b.txt'] });
      await into('With a field', 'a.txt', 'b.txt');
      expect(await into('Attach', 'b.txt')).toBe('given to the file chooser');
      expect(await into('Drop only', 'a.txt', 'b.txt')).toBe('dropped');
    },
    felt: (page) => expect(page.getByRole('status')).toHaveText('a.txt b.txt a.txt+b.txt b.txt a.txt+b.txt'),
  });

  expect(actions).toMatchObject([
    { target: { locator: `getByRole('button', { name: 'Photo' })` }, via: 'field' },
    { via: 'field' },
    { via: 'field' },
    { via: 'chooser' },
    { via: 'drop' },
  ]);
  const [a = '', b = ''] = Object.values(files);
  expect(lines.slice(-5)).toEqual([
    `const fileChooserPromise = page.waitForEvent('filechooser');`,
    `await page.getByRole('button', { name: 'Attach' }).click();`,
    'const fileChooser = await fileChooserPromise;',
    `await fileChooser.setFiles('${b}');`,
    `await page.getByRole('group', { name: 'Drop only' }).drop({ files: ['${a}', '${b}'] });`,
  ]);
});

test('upload of several files to what takes one, and to what takes none, is told', async ({ visit }) => {
  const files = { 'a.txt': test.info().outputPath('a.txt'), 'b.txt': test.info().outputPath('b.txt') };
  for (const file of Object.values(files)) writeFileSync(file, 'hello');
  const { session } = await visit(PAGE, { scenario: { files } });

  for (const name of ['Photo', 'Attach'])
    await expect(
      call({ session }, 'upload', { ref: await refOf(session, name), files: ['a.txt', 'b.txt'] }),
    ).rejects.toThrow('upload: that field takes one file, found 2: give them one after the other');
  await expect(
    call({ session }, 'upload', { ...(await middleOf(session.page.getByText('Nothing here'))), files: ['a.txt'] }),
  ).rejects.toThrow('upload: that takes no files');
});

test('a chooser that upload answered is not told; one that a click opened before, and nobody answered, is', async ({
  visit,
}) => {
  const files = { 'a.txt': test.info().outputPath('a.txt') };
  writeFileSync(files['a.txt'], 'hello');
  const { session } = await visit(PAGE, { scenario: { files } });
  const since = async () =>
    (await session.observe({ picture: false })).since.filter((line) => line.includes('chooser'));

  const ref = await refOf(session, 'Attach');

  await call({ session }, 'upload', { ref, files: ['a.txt'] });
  expect(await since()).toEqual([]);

  const opened = session.page.waitForEvent('filechooser');
  await call({ session }, 'click', { ref });
  await opened;
  await call({ session }, 'upload', { ref, files: ['a.txt'] });
  expect(await since()).toEqual(['a file chooser opened: give it files with upload']);
});

test('upload into Dropzone, whose field stands elsewhere in the page', async ({ visit }) => {
  const files = { 'a.txt': test.info().outputPath('a.txt') };
  writeFileSync(files['a.txt'], 'hello');
  const page = `<form class=dropzone role=group aria-label=Files action="/store" style="height:100px"></form>
    <script src="/dropzone.js"></script><script>Dropzone.autoDiscover = false; new Dropzone('form', { maxFiles: 2 })</script>`;
  const { actions } = await thrice({
    visit: () =>
      visit(
        {
          '/': page,
          '/dropzone.js': readFileSync('node_modules/dropzone/dist/dropzone-min.js', 'utf8'),
          '/store': 'stored',
        },
        { scenario: { files } },
      ),
    work: async (act, session) => {
      await act('upload', { ref: await refOf(session, 'Files'), files: ['a.txt'] });
    },
    felt: (page) => expect(page.locator('.dz-success')).toContainText('a.txt'),
  });

  expect(actions).toMatchObject([{ via: 'chooser' }]);
});

async function middleOf(locator: {
  boundingBox(): Promise<{ x: number; y: number; width: number; height: number } | null>;
}) {
  const box = await locator.boundingBox();
  if (!box) throw new Error('it has no place');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
