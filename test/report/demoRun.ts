/** A run as a driver would have left it, with real pictures of a real page: for looking at the report. */
import type { Action, Target } from '../../src/core/action.ts';
import type { ScenarioStep } from '../../src/core/scenario.ts';
import type { Camera } from './camera.ts';
import { CART, CATALOGUE, LOGIN } from './demoPages.ts';
import { expectation, PASSED, prose, Story } from './story.ts';

export const STEPS: ScenarioStep[] = [
  prose('1', 'Log in as alice with the password {{secret:password}}'),
  expectation('2', 'expect the catalogue greets Alice'),
  prose('3', 'Add the cheapest lamp to the cart'),
  expectation('4', 'expect the order total is € 24.50'),
];

/** Three turns on the shop; `failed` ends at the wrong total, else everything held. */
export async function shopStory(camera: Camera, ending: 'passed' | 'failed', model = 'kimi-k2.5'): Promise<Story> {
  const { page } = camera;
  const story = new Story(STEPS, {
    model,
    warnings: ['Chromium runs without its sandbox, because uitest was started as root.'],
  });
  const said = (text: string, reasoning: string, usd: number) =>
    model === 'builtin' ? {} : { text, reasoning, model, usd };

  await page.setContent(LOGIN);
  const username = await camera.aim(
    page.getByLabel('Username'),
    `getByRole('textbox', { name: 'Username' })`,
    'textbox',
    'Username',
  );
  const password = await camera.aim(
    page.getByLabel('Password'),
    `getByRole('textbox', { name: 'Password' })`,
    'textbox',
    'Password',
  );
  const login = await camera.aim(
    page.getByRole('button'),
    `getByRole('button', { name: 'Log in' })`,
    'button',
    'Log in',
  );
  story
    .turn(
      '1',
      await camera.see('/login', [
        'e1 banner ""',
        'e4 textbox "Username" (0.163, 0.285)',
        'e5 textbox "Password" (0.163, 0.400)',
        'e6 button "Log in" (0.075, 0.508)',
      ]),
    )
    .reply(
      said(
        'The page shows a login form. I fill both fields and press “Log in”.',
        'The scenario wants alice to be logged in. There are two text boxes and one button; all three can go in one reply, because none of them depends on what the page shows in between.',
        0.0031,
      ),
    )
    .act(
      'type',
      { ref: 'e4', text: 'alice' },
      { kind: 'type', target: username, text: 'alice', clear: true, submit: false },
    )
    .act(
      'type',
      { ref: 'e5', text: '{{secret:password}}' },
      { kind: 'type', target: password, text: '{{secret:password}}', clear: true, submit: false },
    )
    .act('click', { ref: 'e6' }, click(login), { ms: 212 })
    .done('1', 'Logged in as alice.');

  await page.setContent(CATALOGUE);
  const greeting = await camera.aim(
    page.locator('header span'),
    `getByRole('banner').getByText('Hello, Alice')`,
    'text',
    'Hello, Alice',
  );
  const add = await camera.aim(
    page.getByRole('listitem', { name: 'Paper globe' }).getByRole('button'),
    `getByRole('listitem', { name: 'Paper globe' }).getByRole('button', { name: 'Add to cart' })`,
    'button',
    'Add to cart',
  );
  story
    .turn(
      '2',
      await camera.see(
        '/catalogue',
        [
          'e1 banner ""',
          '  e2 text "Hello, Alice" (0.92, 0.05)',
          'e9 listitem "Brass desk lamp"',
          '  e10 button "Add to cart" (0.10, 0.61)',
          'e12 listitem "Paper globe"',
          '  e13 button "Add to cart" (0.39, 0.61)',
        ],
        ['navigated to /catalogue'],
      ),
    )
    .reply(
      said(
        'The catalogue greets Alice. The cheapest lamp is the Paper globe at € 24.50.',
        'Prices: 89.00, 24.50, 149.00. So the second one.',
        0.0012,
      ),
    )
    .act(
      'verify_text',
      { ref: 'e2', text: 'Hello, Alice' },
      {
        kind: 'verify',
        check: 'text',
        text: 'Hello, Alice',
        target: greeting,
        exact: false,
        held: 'after',
        found: 'Hello, Alice',
      },
    )
    .done('2', 'The header says “Hello, Alice”.')
    .act('click', { ref: 'e13' }, click(add), { stepId: '3', ms: 164 })
    .call(
      'click',
      { ref: 'e31' },
      { ok: false, notRun: true, text: 'not run: the page changed' },
      { stepId: '3', ms: 0 },
    )
    .done('3', 'Added the Paper globe.');

  await page.setContent(CART);
  const total = await camera.aim(page.getByTestId('total'), `getByTestId('total')`, 'cell', '€ 49.00');
  story
    .turn(
      '4',
      await camera.see(
        '/cart',
        [
          'e1 banner ""',
          'e7 row "Paper globe € 24.50 1"',
          'e11 cell "€ 49.00" (0.26, 0.43)',
          'e12 button "Go to checkout" (0.10, 0.52)',
        ],
        ['navigated to /cart'],
      ),
    )
    .reply(said('The cart has one Paper globe. I check the total.', '', 0.0011));
  if (ending === 'passed')
    return story
      .act(
        'verify_text',
        { ref: 'e11', text: '49.00' },
        { kind: 'verify', check: 'text', text: '49.00', target: total, exact: false, held: 'after', found: '€ 49.00' },
      )
      .done('4', 'The total is shown.')
      .emit({ type: 'screenshot-taken', turn: 3, why: 'end', screenshot: await camera.shot() })
      .end(PASSED);
  return story
    .call(
      'verify_text',
      { ref: 'e11', text: '€ 24.50' },
      {
        ok: false,
        text: 'The text is not what was expected.',
        expected: '€ 24.50',
        found: '€ 49.00',
        action: {
          kind: 'verify',
          check: 'text',
          text: '€ 24.50',
          target: total,
          exact: false,
          held: 'after',
          found: '€ 49.00',
        },
      },
      { ms: 5004 },
    )
    .fault({ type: 'console-error', text: 'Warning: cart total computed twice' }, true)
    .emit({ type: 'screenshot-taken', turn: 3, why: 'failure', screenshot: await camera.shot() })
    .end({
      status: 'failed',
      reason: 'app.expectation',
      message: 'The order total is not € 24.50: the cart shows € 49.00 for one Paper globe.',
      expected: '€ 24.50',
      found: '€ 49.00',
      stepId: '4',
    });
}

export function click(target: Target): Action {
  return { kind: 'click', target, button: 'left', count: 1, modifiers: [] };
}

export const SPEC = `import { expect, test } from '@playwright/test';

test('Buy the cheapest lamp', async ({ page }) => {
  await page.goto('/');

  await test.step('Log in as alice with the password {{secret:password}}', async () => {
    await page.getByRole('textbox', { name: 'Username' }).fill('alice');
    await page.getByRole('textbox', { name: 'Password' }).fill(process.env.DEMO_PASSWORD ?? '');
    await page.getByRole('button', { name: 'Log in' }).click();
  });

  await test.step('expect: the catalogue greets Alice', async () => {
    await expect(page.getByRole('banner').getByText('Hello, Alice')).toContainText('Hello, Alice');
  });
});
`;
