import { expect, test } from '../support/session.ts';
import { thrice } from '../support/thrice.ts';
import { call, refOf } from '../support/tools.ts';

const PAGE = `<input aria-label=Name>
  <div role=slider tabindex=0 aria-label=Volume aria-valuenow=3 onkeydown="if (event.key === 'ArrowRight') this.ariaValueNow = Number(this.ariaValueNow) + 1">slide</div>
  <div role=menu aria-label=Edit><div role=menuitem tabindex=0 onkeydown="document.title += event.key">Cut</div></div>`;

test('press works a slider and a menu by their keys, as often as asked, wherever the focus was', async ({ visit }) => {
  const { actions, lines } = await thrice({
    visit: () => visit(PAGE),
    work: async (act, session) => {
      expect(await act('press', { ref: await refOf(session, 'Volume'), keys: 'ArrowRight', times: 5 })).toBe(
        'pressed ArrowRight 5 times',
      );
      await act('press', { ref: await refOf(session, 'Cut'), keys: 'Enter' });
      await act('press', { keys: 'Tab', times: 2 });
    },
    felt: async (page) => {
      await expect(page.getByRole('slider')).toHaveAttribute('aria-valuenow', '8');
      await expect(page).toHaveTitle('EnterTab');
    },
  });

  const volume = { locator: `getByRole('slider', { name: 'Volume' })` };
  const cut = { locator: `getByRole('menuitem', { name: 'Cut' })` };
  expect(actions).toEqual([
    { kind: 'press', keys: 'ArrowRight', target: volume, times: 5 },
    { kind: 'press', keys: 'Enter', target: cut },
    { kind: 'press', keys: 'Tab', times: 2 },
  ]);
  expect(lines).toEqual([
    `for (let count = 0; count < 5; count++) await page.${volume.locator}.press('ArrowRight');`,
    `await page.${cut.locator}.press('Enter');`,
    `for (let count = 0; count < 2; count++) await page.keyboard.press('Tab');`,
  ]);
});

test('press takes at most a hundred times, and says so', async ({ visit }) => {
  const { session } = await visit(PAGE);

  await expect(call({ session }, 'press', { keys: 'Tab', times: 101 })).rejects.toThrow(/times: .*100/);
  await expect(
    call({ session }, 'press', { ref: await refOf(session, 'Volume'), keys: 'Rightt', times: 2 }),
  ).rejects.toThrow('press: "Rightt" is not a key that Playwright knows');
});

test('press stops at the dialog that it opens, and records how often it was', async ({ visit }) => {
  const { session } = await visit(
    `<button onkeydown="document.title += 1; if (document.title === '111') alert('Enough')">Count</button>`,
  );

  const told = await call({ session }, 'press', { ref: await refOf(session, 'Count'), keys: 'a', times: 9 });
  await session.answerDialog(true);
  await call({ session }, 'press', { keys: 'Shift' });

  expect(told).toMatchObject({
    action: { times: 3 },
    text: expect.stringContaining('a alert dialog opened: "Enough"'),
  });
  await expect(session.page).toHaveTitle('1111');
});
