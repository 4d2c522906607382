/** Pictures: those that stand in the file itself, before and after, enlarging, printing. */
export const PICTURES_SCRIPT = `
  const block = document.getElementById('pictures');
  const within = block ? JSON.parse(block.textContent) : undefined;
  const sourceOf = (name) => (within ? within[name] : 'shots/' + name);
  const fill = (image) => {
    const source = sourceOf(image.dataset.shot);
    if (source) image.src = source;
    image.removeAttribute('data-shot');
  };
  const waiting = [...document.querySelectorAll('img[data-shot]')];
  if (waiting.length > 0) {
    const nearby = new IntersectionObserver(
      (entries) => {
        for (const { isIntersecting, target } of entries)
          if (isIntersecting) {
            nearby.unobserve(target);
            fill(target);
          }
      },
      { rootMargin: '800px' },
    );
    for (const image of waiting) nearby.observe(image);
  }

  const compare = (figure, share) => {
    const shot = figure.querySelector('.shot');
    let after = shot.querySelector('.after');
    if (!after) {
      after = document.createElement('img');
      after.className = 'after';
      after.alt = 'The page after the turn';
      after.src = sourceOf(figure.dataset.after) ?? '';
      shot.querySelector('img').after(after);
    }
    after.style.clipPath = 'inset(0 ' + (100 - share) + '% 0 0)';
    const marks = shot.querySelector('.marks');
    if (marks) marks.style.clipPath = 'inset(0 0 0 ' + share + '%)';
    figure.querySelector('input').value = share;
    shot.classList.toggle('compared', share > 0 && share < 100);
    shot.style.setProperty('--share', share + '%');
  };
  const blink = (turn) => {
    const figure = turn.querySelector('.before-after');
    if (!figure) return;
    controls(figure);
    compare(figure, Number(figure.querySelector('input').value) > 50 ? 0 : 100);
  };
  const controls = (figure) => {
    if (figure.querySelector('.compare')) return;
    const row = document.createElement('div');
    row.className = 'compare';
    const slider = document.createElement('input');
    slider.type = 'range';
    slider.value = '0';
    slider.setAttribute('aria-label', 'Before to after the turn');
    slider.addEventListener('input', () => compare(figure, Number(slider.value)));
    const button = (text, share) => {
      const made = document.createElement('button');
      made.type = 'button';
      made.textContent = text;
      made.addEventListener('click', () => compare(figure, share));
      return made;
    };
    row.append(button('Before', 0), slider, button('After', 100));
    figure.querySelector('.shot').after(row);
  };
  const figures = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries)
      if (isIntersecting) {
        figures.unobserve(target);
        controls(target);
      }
  }, { rootMargin: '200px' });
  for (const figure of document.querySelectorAll('.before-after')) figures.observe(figure);

  const dialog = document.createElement('dialog');
  dialog.className = 'zoom';
  dialog.addEventListener('click', () => dialog.close());
  document.body.append(dialog);
  document.addEventListener('click', (event) => {
    const link = event.target.closest('[data-zoom]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    for (const image of link.querySelectorAll('img[data-shot]')) fill(image);
    const copy = link.closest('.shot').cloneNode(true);
    const inner = copy.querySelector('a');
    inner.replaceWith(...inner.childNodes);
    const shut = document.createElement('button');
    shut.type = 'button';
    shut.textContent = 'Close';
    dialog.setAttribute('aria-label', copy.querySelector('img').alt);
    dialog.replaceChildren(shut, copy);
    dialog.showModal();
  });

  addEventListener('beforeprint', () => {
    for (const image of document.querySelectorAll('img[data-shot]')) fill(image);
    for (const image of document.images) image.loading = 'eager';
  });
`;
