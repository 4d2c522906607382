/**
 * The page's own script: keys, deep links, copying, enlarging. Everything can be read without it.
 * It is plain text because its hash stands in the policy; it makes no HTML from data.
 */
export const SCRIPT = `'use strict';
(() => {
  const turns = [...document.querySelectorAll('.turn')];
  const open = (element) => {
    for (let part = element; part; part = part.parentElement) if (part.tagName === 'DETAILS') part.open = true;
  };

  const show = (turn) => {
    open(turn);
    turn.scrollIntoView({ block: 'start' });
    turn.focus({ preventScroll: true });
    mark(turn);
  };

  const followHash = () => {
    const turn = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!turn || !turn.classList.contains('turn')) return;
    show(turn);
    // Turns above may only now get their true height.
    requestAnimationFrame(() => turn.scrollIntoView({ block: 'start' }));
  };
  addEventListener('hashchange', followHash);

  const current = () => {
    const at = turns.indexOf(document.activeElement && document.activeElement.closest('.turn'));
    if (at >= 0) return at;
    return turns.findIndex((turn) => turn.getBoundingClientRect().bottom > 80) - 1;
  };
  const go = (by) => {
    const turn = turns[Math.min(turns.length - 1, Math.max(0, current() + by))];
    if (!turn) return;
    history.replaceState(null, '', '#' + turn.id);
    show(turn);
  };
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, textarea, select, dialog')) return;
    if (event.key === 'j') go(1);
    else if (event.key === 'k') go(-1);
  });

  const links = new Map();
  for (const link of document.querySelectorAll('.outline [data-turns]'))
    for (const turn of link.dataset.turns.split(' ')) links.set('turn-' + turn, link);
  let marked;
  const mark = (turn) => {
    const link = links.get(turn.id);
    if (!link || link === marked) return;
    if (marked) marked.removeAttribute('aria-current');
    link.setAttribute('aria-current', 'true');
    marked = link;
  };
  const watcher = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) if (isIntersecting) mark(target);
    },
    { rootMargin: '-20% 0px -70% 0px' },
  );
  for (const turn of turns) watcher.observe(turn);

  for (const item of document.querySelectorAll('.call')) {
    const marks = [...(item.closest('.turn')?.querySelectorAll('.mark[data-call="' + item.dataset.call + '"]') ?? [])];
    item.addEventListener('pointerenter', () => marks.forEach((each) => each.classList.add('lit')));
    item.addEventListener('pointerleave', () => marks.forEach((each) => each.classList.remove('lit')));
  }

  for (const button of document.querySelectorAll('[data-copy]')) {
    button.addEventListener('click', async () => {
      const code = document.getElementById(button.dataset.copy);
      try {
        await navigator.clipboard.writeText(code.textContent);
        button.textContent = 'Copied';
      } catch {
        // No clipboard for this page: the text is selected instead, ready for the keyboard.
        getSelection().selectAllChildren(code);
        button.textContent = 'Selected';
      }
      setTimeout(() => (button.textContent = 'Copy'), 1600);
    });
  }

  const dialog = document.createElement('dialog');
  dialog.className = 'zoom';
  dialog.addEventListener('click', () => dialog.close());
  document.body.append(dialog);
  for (const link of document.querySelectorAll('[data-zoom]')) {
    link.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const copy = document.createElement('div');
      copy.className = 'shot';
      copy.append(...[...link.childNodes].map((node) => node.cloneNode(true)));
      const shut = document.createElement('button');
      shut.type = 'button';
      shut.textContent = 'Close';
      dialog.setAttribute('aria-label', copy.querySelector('img').alt);
      dialog.replaceChildren(shut, copy);
      dialog.showModal();
    });
  }

  followHash();

  addEventListener('beforeprint', () => {
    for (const image of document.images) image.loading = 'eager';
  });
})();
`;
