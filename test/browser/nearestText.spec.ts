import { nearestIn, nearestText } from '../../src/browser/nearestText.ts';
import { evaluate, VerifyError } from '../../src/browser/expectation.ts';
import { keepAll, redactor } from '../../src/core/redact.ts';
import { expect, test } from '../support/session.ts';

const SNAPSHOT = `- banner:
  - link "Cart 5 items":
    - /url: /basket/seventeen
  - text: Hello, Bob
- heading "Your \\"big\\" cart" [level=1]
- paragraph: "Total: €84.90"
- button "Remove"`;

for (const [text, nearest] of [
  ['4 items', '5 items'],
  ['Hello, Alice', undefined],
  ['Hello, Rob', 'Hello, Bob'],
  ['Your big cart', 'Your "big" cart'],
  ['Total: €84.99', 'Total: €84.90'],
  ['Thank you for your order', undefined],
  ['basket seventeen', undefined],
] as const)
  test(`nearest to ${text} is ${nearest ?? 'nothing'}`, () => {
    expect(nearestIn(SNAPSHOT, text, keepAll)).toBe(nearest);
  });

test('a text that is not there is told with what is nearest, and where that is; a secret is not', async ({ visit }) => {
  const { session } = await visit(
    '<title>Cart</title><nav>Menu</nav><p hidden>5 items</p><p>Cart <b>5 items</b></p><p>the code is s3cret-canary</p>',
    { secrets: { code: 's3cret-canary' } },
  );

  const failure = await evaluate(session, { check: 'visible-text', text: '4 items' }, 100).catch(
    (error: unknown) => error,
  );
  const secret = await evaluate(session, { check: 'visible-text', text: 's3cret-canari' }, 100).catch(
    (error: unknown) => error,
  );

  expect(failure).toBeInstanceOf(VerifyError);
  expect(failure).toMatchObject({ found: 'no such text (nearest: "5 items") on the page "Cart"' });
  const near = failure instanceof VerifyError ? (failure.near ?? '') : '';
  await expect(session.locator(near)).toHaveText('5 items');
  expect(secret).toMatchObject({ found: 'the page "Cart"' });
  expect(secret).toMatchObject({ near: undefined });
  expect(await nearestText(session.page, 'nothing of the kind', session.redact)).toBeUndefined();
});

test('no part of a secret of several words is the nearest text, however the snapshot quotes it', () => {
  const redact = redactor({ phrase: `correct: horse's "battery"` });
  const snapshot = `- text: "my correct: horse's \\"battery\\""
- 'button "correct: horse''s \\"battery\\""'
- paragraph: horses`;

  expect(nearestIn(snapshot, "horse's", redact)).toBe('horses');
  expect(nearestIn(snapshot, 'batterie', redact)).toBeUndefined();
});

test('of a long text what is told is the part that the expectation is about, whether it holds or not', async ({
  visit,
}) => {
  const rows = Array.from({ length: 60 }, (_, at) => `<tr><td>Lamp ${at}</td><td>€${at}.00</td></tr>`).join('');
  const { session } = await visit(`<table>${rows}<tr><td>Total</td><td>€84.90</td></tr>${rows}</table>`);
  const found = (text: string) =>
    evaluate(session, { check: 'text', target: { locator: "getByRole('table')" }, text, exact: false }, 100).catch(
      (error: unknown) => (error instanceof VerifyError ? error.found : String(error)),
    );

  expect(await found('Total€84.90')).toMatch(/^"….*Total€84\.90.*…"$/);
  expect(await found('Lamp 59€59.00Total€84.99')).toMatch(/^"….*Total€84\.90.*…"$/);
  expect(await found('nothing of the kind')).toMatch(/^"Lamp 0.*…"$/);
});
