/** Going from turn to turn, and narrowing them down. */
export const TURNS_SCRIPT = `
  const turns = [...document.querySelectorAll('.turn')];
  const open = (element) => {
    for (let part = element; part; part = part.parentElement) if (part.tagName === 'DETAILS') part.open = true;
  };
  const thumbs = new Map();
  for (const link of document.querySelectorAll('.strip a')) thumbs.set(link.hash.slice(1), link);
  const links = new Map();
  for (const link of document.querySelectorAll('.outline [data-turns]'))
    for (const turn of link.dataset.turns.split(' ')) links.set('turn-' + turn, link);

  const current = { link: undefined, thumb: undefined };
  const point = (kind, element) => {
    if (element === current[kind]) return;
    if (current[kind]) current[kind].removeAttribute('aria-current');
    current[kind] = element;
    if (!element) return;
    element.setAttribute('aria-current', 'true');
    const strip = kind === 'thumb' && element.closest('.strip');
    if (strip) {
      const left = element.getBoundingClientRect().left - strip.getBoundingClientRect().left;
      strip.scrollBy({ left: left - (strip.clientWidth - element.clientWidth) / 2 });
    }
  };
  const timeline = document.getElementById('timeline');
  const mark = (turn) => {
    point('link', turn && links.get(turn.id));
    point('thumb', turn && thumbs.get(turn.id));
  };
  const watcher = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) if (isIntersecting) mark(target);
      // Above the timeline nothing is current.
      if (timeline.getBoundingClientRect().top > innerHeight * 0.4) mark();
    },
    { rootMargin: '-30% 0px -60% 0px' },
  );
  for (const turn of turns) watcher.observe(turn);

  const show = (turn) => {
    if (turn.hidden) clear();
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

  const at = (shown) => {
    const focused = shown.indexOf(document.activeElement && document.activeElement.closest('.turn'));
    if (focused >= 0) return focused;
    return shown.findIndex((turn) => turn.getBoundingClientRect().bottom > 160) - 1;
  };
  const go = (by, which = () => true) => {
    const shown = turns.filter((turn) => !turn.hidden);
    const from = at(shown);
    const turn = by > 0 ? shown.slice(from + 1).find(which) : shown.slice(0, Math.max(0, from)).findLast(which);
    const target = turn ?? (from < 0 ? shown[0] : undefined);
    if (!target) return;
    history.replaceState(null, '', '#' + target.id);
    show(target);
  };
  const isFailed = (turn) => !turn.classList.contains('ok');

  const search = document.getElementById('search');
  const buttons = [...document.querySelectorAll('[data-filter]')];
  const output = document.querySelector('.shown');
  const filters = { all: () => true, failed: isFailed, weak: (turn) => 'weak' in turn.dataset };
  let filter = 'all';
  const texts = new Map();
  const textOf = (turn) => {
    if (!texts.has(turn)) texts.set(turn, turn.textContent.toLowerCase());
    return texts.get(turn);
  };
  const narrow = () => {
    const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean);
    let left = 0;
    for (const turn of turns) {
      const kept = filters[filter](turn) && words.every((word) => textOf(turn).includes(word));
      if (kept) left++;
      turn.hidden = !kept;
      const thumb = thumbs.get(turn.id);
      if (thumb) thumb.parentElement.hidden = !kept;
    }
    for (const chapter of document.querySelectorAll('.chapter'))
      chapter.hidden = !chapter.querySelector('.turn:not([hidden])');
    for (const button of buttons) button.setAttribute('aria-pressed', String(button.dataset.filter === filter));
    const all = left === turns.length;
    output.textContent = all ? '' : left === 0 ? 'No turn fits' : left + ' of ' + turns.length + ' shown';
  };
  const clear = () => {
    if (search) search.value = '';
    filter = 'all';
    if (search) narrow();
  };
  if (search) {
    search.closest('.toolbar').hidden = false;
    let later;
    search.addEventListener('input', () => {
      clearTimeout(later);
      later = setTimeout(narrow, 120);
    });
    for (const button of buttons)
      button.addEventListener('click', () => {
        filter = button.dataset.filter;
        narrow();
      });
  }

  const KEYS = {
    j: () => go(1),
    k: () => go(-1),
    ArrowRight: () => go(1),
    ArrowLeft: () => go(-1),
    f: () => go(1, isFailed),
    b: () => {
      const turn = document.activeElement && document.activeElement.closest('.turn');
      if (turn) blink(turn);
    },
    '/': () => search && search.focus(),
    Escape: () => search && clear(),
  };
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target === search && event.key === 'Escape') {
      clear();
      search.blur();
      return;
    }
    if (event.target.closest('input:not([type="range"]), textarea, select, dialog')) return;
    // What goes sideways by itself keeps its arrows.
    if (event.key.startsWith('Arrow') && event.target.closest('input, pre, .table')) return;
    const does = Object.hasOwn(KEYS, event.key) && KEYS[event.key];
    if (!does) return;
    if (event.key !== 'Escape') event.preventDefault();
    does();
  });

  for (const item of document.querySelectorAll('.call[data-call]')) {
    const marks = () => item.closest('.turn').querySelectorAll('.mark[data-call="' + item.dataset.call + '"]');
    item.addEventListener('pointerenter', () => marks().forEach((each) => each.classList.add('lit')));
    item.addEventListener('pointerleave', () => marks().forEach((each) => each.classList.remove('lit')));
  }
`;
