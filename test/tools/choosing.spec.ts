import { readFileSync } from 'node:fs';
import { expect, test } from '../support/session.ts';
import { thrice } from '../support/thrice.ts';
import { call, refOf } from '../support/tools.ts';

const LISTS = `<style>[role=listbox], [role=menu] { border: 1px solid; width: 120px } [hidden] { display: none }</style>
  <div role=combobox tabindex=0 aria-label=Country aria-expanded=false aria-haspopup=listbox>Choose</div>
  <div role=listbox hidden><div role=option>Chile</div><div role=option>China</div></div>
  <button aria-haspopup=menu>Sort</button>
  <div role=menu hidden><div role=menuitem>By price</div><div role=menuitem>By name</div></div>
  <div role=listbox aria-label=Size><div role=option>Small</div><div role=option>Large</div></div>
  <div role=combobox tabindex=0 aria-label=Plain aria-expanded=false>Choose</div><ul hidden><li>First</li><li>Second</li></ul>
  <p role=status></p><button>Other</button><script>
    for (const opener of document.querySelectorAll('[role=combobox], [aria-haspopup]'))
      opener.onclick = () => setTimeout(() => {
        const list = opener.nextElementSibling;
        list.hidden = !list.hidden;
        if (opener.ariaExpanded) opener.ariaExpanded = String(!list.hidden);
      }, 100);
    for (const choice of document.querySelectorAll('[role=option], [role=menuitem], li'))
      choice.onclick = () => { document.querySelector('p').textContent += choice.textContent + ' '; if (!choice.parentElement.ariaLabel) { choice.parentElement.hidden = true; choice.parentElement.previousElementSibling.ariaExpanded &&= 'false' } };
  </script>`;

test('select works a list that scripts make: opens it, clicks the choice of that very name, and records the clicks', async ({
  visit,
}) => {
  const { actions, lines } = await thrice({
    visit: () => visit(LISTS),
    work: async (act, session) => {
      const from = async (name: string, ...options: string[]) =>
        act('select', { ref: await refOf(session, name), options });
      await from('Country', 'China');
      await from('Sort', 'By name');
      await from('Size', 'Large');
      await from('Plain', 'Second');
    },
    felt: (page) => expect(page.getByRole('status')).toHaveText('China By name Large Second'),
  });

  expect(actions[0]).toEqual({
    kind: 'select',
    target: { locator: `getByRole('combobox', { name: 'Country' })` },
    options: ['China'],
    clicks: [
      { locator: `getByRole('combobox', { name: 'Country' })` },
      { locator: `getByRole('option', { name: 'China' })` },
    ],
  });
  expect(lines).toEqual([
    `await page.getByRole('combobox', { name: 'Country' }).click();`,
    `await page.getByRole('option', { name: 'China' }).click();`,
    `await page.getByRole('button', { name: 'Sort' }).click();`,
    `await page.getByRole('menuitem', { name: 'By name' }).click();`,
    `await page.getByRole('option', { name: 'Large' }).click();`,
    `await page.getByRole('combobox', { name: 'Plain' }).click();`,
    `await page.getByText('Second').click();`,
  ]);
});

test('select says which choices a list has, and what opens none', async ({ visit }) => {
  const { session } = await visit(LISTS);

  await expect(
    call({ session }, 'select', { ref: await refOf(session, 'Country'), options: ['Peru'] }),
  ).rejects.toThrow('select: there is no choice "Peru"; there are "Chile", "China", "Small", "Large"');
  await expect(call({ session }, 'select', { ref: await refOf(session, 'Other'), options: ['Peru'] })).rejects.toThrow(
    'select: that is a <button>, neither a select field nor what opens a list',
  );
});

test('select takes several tags of Tom Select, and an autocomplete is typed into and then chosen from', async ({
  visit,
}) => {
  const tomSelect = (name: string) => readFileSync(`node_modules/tom-select/dist/${name}`, 'utf8');
  const page = `<style>${tomSelect('css/tom-select.css')}</style><label for=tags>Tags</label>
    <select id=tags multiple><option>new<option>sale<option>used</select>
    <label>City <input role=combobox aria-expanded=false id=city></label><ul role=listbox></ul><p role=status></p>
    <script src="/tom.js"></script><script>
      const tags = new TomSelect('#tags', {});
      city.oninput = () => setTimeout(() => {
        document.querySelector('ul').innerHTML = ['Lima', 'Limoges'].filter((name) => city.value && name.startsWith(city.value)).map((name) => '<li role=option>' + name + '</li>').join('');
      }, 150);
      document.querySelector('ul').onclick = (event) => { city.value = event.target.textContent; document.querySelector('ul').innerHTML = ''; document.querySelector('p').textContent = city.value };
    </script>`;
  await thrice({
    visit: () => visit({ '/': page, '/tom.js': tomSelect('js/tom-select.complete.min.js') }),
    work: async (act, session) => {
      await act('select', { ref: await refOf(session, 'Tags', 'combobox'), options: ['new', 'used'] });
      await act('press', { keys: 'Escape' });
      await act('type', { ref: await refOf(session, 'City'), text: 'Li' });
      await act('wait', { for: { text: 'Limoges' } });
      await act('click', { ref: await refOf(session, 'Limoges', 'option') });
    },
    felt: async (page) => {
      await expect
        .poll(() =>
          page
            .locator('#tags')
            .evaluate((field: HTMLSelectElement) => [...field.selectedOptions].map(({ value }) => value)),
        )
        .toEqual(['new', 'used']);
      await expect(page.getByRole('status')).toHaveText('Limoges');
    },
  });
});

test('a menu that opens on hover stays open while its item is clicked, and a tooltip can be verified', async ({
  visit,
}) => {
  const html = `<style>nav ul { display: none; position: absolute; padding: 0; margin: 0 } nav:hover ul { display: block } [role=tooltip] { display: none } button:hover + [role=tooltip] { display: block }</style>
    <button>Save</button><span role=tooltip>Keeps a draft</span><p style="height:40px"></p>
    <nav style="width:120px"><a href="#">Products</a><ul><li><a href="#lamps" onclick="document.title = 'Lamps'">Lamps</a></li></ul></nav>`;
  const { actions } = await thrice({
    visit: () => visit(html),
    work: async (act, session) => {
      await act('hover', { ref: await refOf(session, 'Save') });
      await session.observe({ picture: true });
      await act('verify_visible', { text: 'Keeps a draft' });
      await act('hover', { ref: await refOf(session, 'Products') });
      // A look with its picture must leave the pointer where it is.
      await session.observe({ picture: true });
      await act('click', { ref: await refOf(session, 'Lamps') });
    },
    felt: (page) => expect(page).toHaveTitle('Lamps'),
  });

  expect(actions.map(({ kind }) => kind)).toEqual(['hover', 'verify', 'hover', 'click']);
});
