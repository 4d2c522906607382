import { readFileSync } from 'node:fs';
import type { Page } from 'playwright';
import { expect, test } from '../support/session.ts';
import { thrice } from '../support/thrice.ts';
import { refOf } from '../support/tools.ts';

/** One card of each kind, and a place that takes it. */
const CARDS = `<style>body { user-select: none } [role=img] { width: 90px; height: 30px; background: #cce; touch-action: none } [role=group] { height: 40px; background: #eee; margin: 4px }</style>
  <div role=img aria-label=Native draggable=true ondragstart="event.dataTransfer.setData('text', 'native')"></div>
  <div role=img aria-label=Mouse id=mouse></div><div role=img aria-label=Pointer id=pointer></div>
  <div role=group aria-label="For native" ondragover="event.preventDefault()" ondrop="say(event.dataTransfer.getData('text'))"></div>
  <div role=group aria-label="For mouse" id=formouse></div><div role=group aria-label="For pointer" id=forpointer></div>
  <p role=status></p><script>
    const say = (word) => { document.querySelector('p').textContent += word + ' ' };
    const inside = (element, { clientX, clientY }) => element.contains(document.elementFromPoint(clientX, clientY));
    // A drag begins after 10 px; whoever jumps from the card to the place in one move never drags.
    let start, moves = 0;
    mouse.onmousedown = (event) => { start = event; moves = 0 };
    onmousemove = () => { if (start) moves++ };
    onmouseup = (event) => { if (start && moves > 2 && inside(formouse, event)) say('mouse'); start = undefined };
    let held = false, ways = 0;
    pointer.onpointerdown = (event) => { pointer.setPointerCapture(event.pointerId); held = true };
    pointer.onpointermove = (event) => { if (held) ways++ };
    pointer.onpointerup = (event) => { held = false; if (ways > 2 && inside(forpointer, event)) say('pointer') };
  </script>`;

test('drag drops by HTML5, by mouse events and by pointer events with capture', async ({ visit }) => {
  const { actions, lines } = await thrice({
    visit: () => visit(CARDS),
    work: async (act, session) => {
      for (const kind of ['Native', 'Mouse', 'Pointer'])
        await act('drag', {
          from: { ref: await refOf(session, kind) },
          to: { ref: await refOf(session, `For ${kind.toLowerCase()}`) },
        });
    },
    felt: (page) => expect(page.getByRole('status')).toHaveText('native mouse pointer'),
  });

  expect(actions.map((action) => action.kind === 'drag' && action.steps)).toEqual([undefined, 8, 8]);
  expect(lines.slice(0, 2)).toEqual([
    `await page.getByRole('img', { name: 'Native' }).dragTo(page.getByRole('group', { name: 'For native' }));`,
    `await page.getByRole('img', { name: 'Mouse' }).dragTo(page.getByRole('group', { name: 'For mouse' }), { steps: 8 });`,
  ]);
});

const SORTABLE = `<style>li { height: 30px; margin: 0 } ul { width: 200px; padding: 0; min-height: 100px; background: #eee; list-style: none; display: inline-block; vertical-align: top }</style>
  <ul aria-label="To do"><li>One</li><li>Two</li><li>Three</li><li>Four</li></ul> <ul aria-label=Done><li>Zero</li></ul>
  <script src="/sortable.js"></script><script>
    for (const list of document.querySelectorAll('ul')) Sortable.create(list, { group: 'board', animation: 100 });
  </script>`;
const library = readFileSync('node_modules/sortablejs/Sortable.min.js', 'utf8');

test('drag sorts a list down and up, and carries a card to another column', async ({ visit }) => {
  await thrice({
    visit: () => visit({ '/': SORTABLE, '/sortable.js': library }),
    work: async (act, session) => {
      const item = async (name: string) => ({ ref: await refOf(session, name) });
      await act('drag', { from: await item('One'), to: await item('Three') });
      await act('drag', { from: await item('Four'), to: await item('Two') });
      await act('drag', { from: await item('Three'), to: await pointIn(session.page, 'Done', 0.5, 0.9) });
    },
    felt: async (page) => {
      await expect(page.getByRole('list', { name: 'To do' }).getByRole('listitem')).toHaveText(['Four', 'Two', 'One']);
      await expect(page.getByRole('list', { name: 'Done' }).getByRole('listitem')).toHaveText(['Zero', 'Three']);
    },
  });
});

test('drag to a point keeps it: a thumb on its track, a native range, a stroke on a canvas', async ({ visit }) => {
  const html = `<body style="margin:20px"><style>#track { position: relative; width: 400px; height: 20px; background: #ddd } #thumb { position: absolute; width: 20px; height: 20px; background: #55a }</style>
    <div id=track role=group aria-label=Price><div id=thumb role=slider tabindex=0 aria-label=Least aria-valuenow=0></div></div><br>
    <input type=range aria-label=Volume value=0 style="width:300px"><br>
    <canvas role=img aria-label=Sketch width=300 height=200 style="background:#eee"></canvas><script>
      let held;
      thumb.onmousedown = () => { held = true };
      onmousemove = (event) => { if (held) { const at = event.clientX - track.getBoundingClientRect().x - 10; thumb.style.left = at + 'px'; thumb.ariaValueNow = Math.round(at / 4) } };
      onmouseup = () => { held = false };
      const canvas = document.querySelector('canvas'); let stroke;
      canvas.onpointerdown = (event) => { stroke = [[event.offsetX, event.offsetY]] };
      canvas.onpointermove = (event) => { stroke?.push([event.offsetX, event.offsetY]) };
      canvas.onpointerup = (event) => { document.title = [...stroke[0], event.offsetX, event.offsetY, stroke.length > 4].join(); stroke = undefined };
    </script>`;
  const { actions } = await thrice({
    visit: () => visit(html),
    work: async (act, session) => {
      const { page } = session;
      await act('drag', { from: { ref: await refOf(session, 'Least') }, to: await pointIn(page, 'Price', 0.75, 0.5) });
      await act('drag', {
        from: await pointIn(page, 'Volume', 0.02, 0.5),
        to: await pointIn(page, 'Volume', 0.9, 0.5),
      });
      await act('drag', { from: await pointIn(page, 'Sketch', 0.1, 0.5), to: await pointIn(page, 'Sketch', 0.9, 0.1) });
    },
    felt: async (page) => {
      await expect(page.getByRole('slider', { name: 'Least' })).toHaveAttribute('aria-valuenow', /^7[0-5]$/);
      await expect.poll(async () => Number(await page.getByLabel('Volume').inputValue())).toBeGreaterThan(85);
      await expect(page).toHaveTitle('30,100,270,20,true');
    },
  });

  expect(actions.map((action) => action.kind === 'drag' && action.to.anchor?.locator)).toEqual([
    `getByRole('group', { name: 'Price' })`,
    `getByRole('slider', { name: 'Volume' })`,
    `getByRole('img', { name: 'Sketch' })`,
  ]);
});

test('drag to about the middle of an element is drag to the element, by point as by ref', async ({ visit }) => {
  const { session } = await visit(CARDS);
  const near = await pointIn(session.page, 'For native', 0.45, 0.6);

  const { actions } = await thrice({
    visit: () => visit(CARDS),
    work: async (act, { page }) => {
      await act('drag', { from: await pointIn(page, 'Native', 0.1, 0.1), to: near });
    },
    felt: (page) => expect(page.getByRole('status')).toHaveText('native'),
  });

  expect(actions).toEqual([
    {
      kind: 'drag',
      from: { locator: `getByRole('img', { name: 'Native' })` },
      to: { locator: `getByRole('group', { name: 'For native' })` },
    },
  ]);
});

/** A point of what is called `name`, by shares of its width and height. */
async function pointIn(page: Page, name: string, across: number, down: number): Promise<{ x: number; y: number }> {
  const box = await page.getByLabel(name, { exact: true }).boundingBox();
  if (!box) throw new Error(`${name} has no place`);
  return { x: box.x + box.width * across, y: box.y + box.height * down };
}
