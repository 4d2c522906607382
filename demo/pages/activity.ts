/** A list that grows as it is scrolled: fifteen entries at a time, sixty in all. */
import { shownDay } from '../day.ts';
import { htmlDocument, type Answer, type Exchange, type Route } from '../exchange.ts';
import { html, script, type Html } from '../html.ts';
import { page } from '../layout.ts';

const ENTRIES = 60;
const BATCH = 15;
const DEEDS = ['was paid', 'was packed', 'was shipped', 'was delivered', 'was rated with five stars'];

export const activityRoutes: Route[] = [
  { method: 'GET', path: '/activity', answer: activityPage },
  { method: 'GET', path: '/activity/more', answer: more },
];

function activityPage(x: Exchange): Answer {
  const { t } = x;
  return page(x, {
    title: t('Activity'),
    body: html`<h1>${t('Activity')}</h1>
      <p class="lead">${t('Older entries appear as you scroll.')}</p>
      <div class="card">
        <ol class="log" aria-label="${t('Activity')}">
          ${entries(x, 0)}
        </ol>
        <p id="end" style="margin:14px 0 0" data-over="${t('That is everything.')}">${t('Loading more…')}</p>
      </div>
      ${script(loadOnScroll)}`,
  });
}

function more(x: Exchange): Answer {
  const from = Number.parseInt(x.url.searchParams.get('from') ?? '', 10) || 0;
  return htmlDocument(html`${x.bug('activity-stuck') ? [] : entries(x, from)}`.text);
}

/** Newest first; the day goes back by one every third entry. */
function entries({ t }: Exchange, from: number): Html[] {
  return Array.from({ length: Math.max(0, Math.min(BATCH, ENTRIES - from)) }, (_, index) => {
    const at = from + index;
    const day = shownDay(`2026-02-${String(28 - Math.floor(at / 3)).padStart(2, '0')}`);
    const deed = t(DEEDS[at % DEEDS.length] ?? '');
    return html`<li>
      <span>${t('Order {number}', { number: 1041 - at })} ${deed}</span> <time><bdi>${day}</bdi></time>
    </li>`;
  });
}

function loadOnScroll(): void {
  const list = document.querySelector('.log');
  const end = document.querySelector<HTMLElement>('#end');
  if (!list || !end) return;

  const watcher = new IntersectionObserver(([seen]) => {
    if (seen?.isIntersecting) void load();
  });
  async function load() {
    if (!list || !end) return;
    watcher.unobserve(end);
    const answer = await fetch(`/activity/more?from=${list.children.length}`);
    const items = await answer.text();
    if (items === '') {
      end.textContent = end.dataset['over'] ?? '';
      return;
    }
    list.insertAdjacentHTML('beforeend', items);
    watcher.observe(end);
  }
  watcher.observe(end);
}
