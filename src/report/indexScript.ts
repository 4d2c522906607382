/**
 * The index's own script: shows only the runs of some outcome, or those that hold all of some words. Without it the index is
 * whole, and the filters are not there. Plain text, because its hash stands in the policy; it makes no HTML from data.
 */
export const INDEX_SCRIPT = `'use strict';
(() => {
  const filters = document.querySelector('.choose');
  if (!filters) return;
  const words = filters.querySelector('input');
  const buttons = [...filters.querySelectorAll('button')];
  const shown = filters.querySelector('.shown');
  const rows = [...document.querySelectorAll('[data-is]')].map((element) => ({
    element,
    is: element.dataset.is.split(' '),
    text: element.textContent.toLowerCase(),
    run: element.tagName === 'TR',
  }));
  const runs = rows.filter(({ run }) => run).length;
  let wanted = '';

  const apply = () => {
    const needed = words.value.toLowerCase().split(/\\s+/).filter(Boolean);
    let count = 0;
    for (const { element, is, text, run } of rows) {
      const hit = (wanted === '' || is.includes(wanted)) && needed.every((word) => text.includes(word));
      if (element.hidden === hit) element.hidden = !hit;
      if (hit && run) count++;
    }
    for (const section of document.querySelectorAll('[data-none]'))
      section.querySelector('.none').hidden = [...section.querySelectorAll('[data-is]')].some(({ hidden }) => !hidden);
    shown.textContent = wanted === '' && needed.length === 0 ? '' : count + ' of ' + runs + ' runs shown';
  };

  const choose = (button) => {
    wanted = button.dataset.wanted;
    for (const each of buttons) each.setAttribute('aria-pressed', String(each === button));
    apply();
  };
  for (const button of buttons) button.addEventListener('click', () => choose(button));
  words.addEventListener('input', apply);
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === '/' && event.target !== words) {
      event.preventDefault();
      words.focus();
    } else if (event.key === 'Escape' && event.target === words) {
      words.value = '';
      apply();
    }
  });
  filters.hidden = false;
  // A browser that comes back to the page may have kept what was typed.
  apply();
})();
`;
