import { expect, test } from '../support/session.ts';
import { call, does, refOf } from '../support/tools.ts';
import { linesFor } from '../../src/codegen/lines.ts';
import { performAction } from '../../src/replay/perform.ts';
import { Toolbox } from '../../src/tools/toolbox.ts';
import { lineContext, runLines } from '../support/thrice.ts';

const PAGE = `<meta name=viewport content="width=device-width"><button>Buy</button><p role=status></p><script>
  const say = (word) => { document.querySelector('p').textContent += word + ' ' };
  for (const type of ['touchstart', 'mousedown', 'click', 'contextmenu', 'dblclick'])
    document.querySelector('button').addEventListener(type, () => say(type));
</script>`;
const device = { browser: 'chromium', viewport: { width: 390, height: 664 }, device: 'iPhone 15' } as const;

test('a click on a device with touch is a tap, in the run, in a replay and in the spec', async ({ visit }) => {
  const { session } = await visit(PAGE, { scenario: { use: device } });
  const told = await call({ session }, 'click', { ref: await refOf(session, 'Buy') });
  const felt = session.page.getByRole('status');

  await expect(felt).toHaveText(/^touchstart .*click $/);
  expect(told).toMatchObject({ text: 'tapped', action: { kind: 'click', tap: true } });

  if (!told.action) throw new Error('nothing was recorded');
  const tools = { toolbox: new Toolbox(), isTaken: () => false, signal: new AbortController().signal };
  await performAction(session, told.action, tools);
  await expect(felt).toHaveText(/^touchstart .*click touchstart .*click $/);
  const lines = linesFor(told.action, lineContext());
  expect(lines).toEqual([`await page.getByRole('button', { name: 'Buy' }).tap();`]);
  await runLines(lines, session.page);
  await expect(felt).toHaveText(/^(touchstart .*click ?){3}$/);
});

test('a double click and one with the right button stay what they are, and so does every click without a device', async ({
  visit,
}) => {
  const phone = await visit(PAGE, { scenario: { use: device } });
  const ref = await refOf(phone.session, 'Buy');
  for (const how of [{ count: 2 }, { button: 'right' }])
    expect(await does({ session: phone.session }, 'click', { ref, ...how })).not.toHaveProperty('tap');
  await expect(phone.session.page.getByRole('status')).not.toContainText('touchstart');

  const desktop = await visit(PAGE);
  const click = await does({ session: desktop.session }, 'click', { ref: await refOf(desktop.session, 'Buy') });
  expect(click).not.toHaveProperty('tap');
});
