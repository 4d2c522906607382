import type { Session } from '../../src/browser/session.ts';
import { fillWithSecrets } from '../../src/browser/secretTyping.ts';
import { expect, test, type VisitOptions } from '../support/session.ts';

const CANARY = 's3cret-canary';

/** What the field holds after the text was typed into it as the tool `type` does. */
async function typed(session: Session, text: string, field = `getByLabel('Password')`): Promise<string> {
  const locator = session.locator(field);
  await fillWithSecrets(locator, await session.withSecrets(text, locator), true);
  return locator.inputValue();
}

const PAGE = '<label>Password <input type=password></label>';

test('a slot becomes its value, and what is no slot is typed as it stands', async ({ visit }) => {
  const { session } = await visit(PAGE, { secrets: { pw: CANARY } });

  for (const [text, value] of [
    ['{{secret:pw}}', CANARY],
    ['{{ secret:pw }}', CANARY],
    ['a{{secret:pw}}b{{secret:pw}}', `a${CANARY}b${CANARY}`],
    ['pw', 'pw'],
    ['{{Secret:pw}}', '{{Secret:pw}}'],
    ['{{secret: pw}}', '{{secret: pw}}'],
    ['{secret:pw}', '{secret:pw}'],
  ] as const)
    expect(await typed(session, text), text).toBe(value);
});

test('the value of one secret is never read for another', async ({ visit }) => {
  const { session } = await visit(PAGE, { secrets: { a: '{{secret:b}}$&', b: CANARY } });

  expect(await typed(session, '{{secret:a}}')).toBe('{{secret:b}}$&');
  expect(await typed(session, '{{secret:a}} {{secret:b}}')).toBe(`{{secret:b}}$& ${CANARY}`);
});

test('what is no listed secret is refused, and nothing is typed', async ({ visit }) => {
  const { session } = await visit(PAGE, { secrets: { pw: CANARY } });

  for (const text of [
    '{{secret:HOME}}',
    '{{secret:PATH}}',
    '{{secret:__proto__}}',
    '{{secret:constructor}}',
    '{{secret:toString}}',
    '{{secret:PW}}',
    '{{secret:pw}} {{secret:other}}',
    '{{secret:{{secret:pw}}}}',
    '{{secret:{{ secret:pw }}',
  ]) {
    const failure = await typed(session, text).catch((error: unknown) => error);

    expect(failure, text).toMatchObject({ reason: 'guard.refused', message: expect.stringMatching(/^refused: /) });
    expect(String(failure)).not.toContain(CANARY);
  }
  expect(await session.locator(`getByLabel('Password')`).inputValue()).toBe('');
});

test('a secret is not typed where the focus happens to be', async ({ visit }) => {
  const { session } = await visit(PAGE, { secrets: { pw: CANARY } });

  await expect(session.withSecrets('{{secret:pw}}', undefined)).rejects.toThrow(
    'refused: a secret is typed only into a named element: give a target',
  );
});

function listedOn(...origins: string[]): VisitOptions {
  return { secrets: { pw: CANARY }, scenario: { secrets: { pw: { env: 'PW', origins } } } };
}

test('a secret is not typed on an origin that is allowed but not listed for it', async ({ visit, serve }) => {
  const other = await serve({ '/': PAGE });
  const { session, server } = await visit(`<a href="${other.origin}/">Other</a>`, {
    secrets: { pw: CANARY },
    alsoAllowed: [other.origin],
  });
  await session.page.getByText('Other').click();

  await expect(typed(session, '{{secret:pw}}')).rejects.toThrow(
    `refused: the secret pw may be typed on ${server.origin} over https or on this machine, not on ${other.origin}`,
  );
});

test('a secret is not typed into a frame of another origin, nor into a listed one inside another', async ({
  visit,
  serve,
}) => {
  const shop = await serve({ '/login': PAGE });
  const other = await serve({ '/': PAGE, '/around': `<iframe src="${shop.origin}/login"></iframe>` });
  const { session } = await visit(
    `<iframe id=foreign src="${other.origin}/"></iframe><iframe id=around src="${other.origin}/around"></iframe><iframe id=own src="/own"></iframe>`,
    { ...listedOn(shop.origin), alsoAllowed: [other.origin, shop.origin] },
  );

  for (const field of [
    `locator('#foreign').contentFrame().getByLabel('Password')`,
    `locator('#around').contentFrame().locator('iframe').contentFrame().getByLabel('Password')`,
  ])
    await expect(typed(session, '{{secret:pw}}', field)).rejects.toThrow(/^refused: the secret pw may be typed on /);
});

test('a secret is typed into a frame when every frame around it is on a listed origin', async ({ visit }) => {
  const { session } = await visit(
    { '/': '<iframe src="/inner"></iframe>', '/inner': PAGE },
    { secrets: { pw: CANARY } },
  );

  expect(await typed(session, '{{secret:pw}}', `locator('iframe').contentFrame().getByLabel('Password')`)).toBe(CANARY);
});

test('a frame without an origin of its own is not trusted', async ({ visit }) => {
  const { session } = await visit(`<iframe sandbox="allow-scripts" srcdoc="${PAGE.replaceAll('"', '')}"></iframe>`, {
    secrets: { pw: CANARY },
  });

  await expect(
    typed(session, '{{secret:pw}}', `locator('iframe').contentFrame().getByLabel('Password')`),
  ).rejects.toThrow(/^refused: /);
});

test('a secret does not go over http to another machine, even where it is listed', async ({ visit }) => {
  const { session } = await visit('<h1>x</h1>', listedOn('http://shop.test'));
  await session.page.route('http://shop.test/**', (route) => route.fulfill({ contentType: 'text/html', body: PAGE }));
  await session.page.goto('http://shop.test/');

  await expect(typed(session, '{{secret:pw}}')).rejects.toThrow(
    /over https or on this machine, not on http:\/\/shop\.test/,
  );
});

for (const moment of ['focus', 'focusin', 'beforeinput', 'selectionchange', 'keydown', 'input'])
  test(`a page that moves the focus at ${moment} gets nothing: the value goes into the field that was judged`, async ({
    visit,
  }) => {
    const { session } = await visit(
      `${PAGE}<label>Decoy <input></label><script>
        const [field, decoy] = document.querySelectorAll('input');
        field.addEventListener('${moment}', () => decoy.focus()); document.addEventListener('${moment}', () => decoy.focus());
      </script>`,
      { secrets: { pw: CANARY } },
    );

    expect(await typed(session, '{{secret:pw}}')).toBe(CANARY);
    expect(await session.locator(`getByLabel('Decoy')`).inputValue()).toBe('');
  });

test('a page hears of a secret as of anything that is typed, and a value that was there can stay', async ({
  visit,
}) => {
  const { session } = await visit(
    `<label>Password <input value="old-"></label><script>
      const field = document.querySelector('input'); const heard = [];
      Object.defineProperty(field, 'value', { ...Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value'), set() { heard.push('set') } });
      for (const kind of ['input', 'change']) field.addEventListener(kind, (event) => { heard.push(kind + ' ' + field.value); document.title = heard.join('; ') });
    </script>`,
    { secrets: { pw: CANARY } },
  );
  const field = session.locator(`getByLabel('Password')`);

  await fillWithSecrets(field, CANARY, false);

  await expect(session.page).toHaveTitle(new RegExp(`input old-${CANARY}; change old-${CANARY}$`));
});

test('a field that cannot be typed into fails without a word of the value', async ({ visit }) => {
  const { session } = await visit(
    '<label>Password <input readonly></label><label>Area <div contenteditable role=textbox aria-label=Area></div></label>',
  );
  session.page.setDefaultTimeout(500);

  for (const code of [`getByLabel('Password')`, `getByRole('textbox', { name: 'Area' })`]) {
    const failure = await fillWithSecrets(session.locator(code), CANARY, true).then(() => 'done', String);
    expect(failure).toMatch(/Error/);
    expect(failure).not.toContain(CANARY);
  }
});
