/**
 * The watch over one document, in Playwright's own world there: when it last changed, what came and went, what stood where.
 * Installed by the first question to it. Runs in the page, sent as source text with its parts.
 */
import { domTools, type DomTools } from './dom.ts';
import { bigList } from './bigList.ts';
import { lookMemory } from './memory.ts';
import { passingTexts } from './passing.ts';

/** What can be asked, as the body of the selector: JSON, URI-encoded. */
export type Question =
  | ['quiet', settle: number]
  | ['look', number: number]
  | ['stood', x: number, y: number, look: number]
  | ['size']
  | ['list', max: number]
  | ['find', text: string, max: number]
  | ['numbered', number: number];

/** Source text of the engine, its parts included. */
export function watchSource(): string {
  return `(${String(watchEngine)})((${String(domTools)})(), ${String(lookMemory)}, ${String(passingTexts)}, ${String(bigList)})`;
}

function watchEngine(
  dom: DomTools,
  memoryOf: typeof lookMemory,
  passingOf: typeof passingTexts,
  listOf: typeof bigList,
) {
  /** A page that is drawn no more is asked no more. */
  const LISTENING_MS = 500;
  const ELEMENTS_TO_SEARCH = 100_000;

  let changedAt = performance.now();
  const roots = new Set<Document | ShadowRoot>();
  const everyRoot = () => {
    for (const root of roots) if (root instanceof ShadowRoot && !root.host.isConnected) roots.delete(root);
    return roots;
  };
  const memory = memoryOf(dom, everyRoot);
  const passing = passingOf(dom, memory.wasShown, () => [document.body ?? document.documentElement]);
  const list = listOf(dom, everyRoot);

  const observer = new MutationObserver((records) => {
    changedAt = performance.now();
    for (const { addedNodes } of records) for (const node of addedNodes) if (node instanceof Element) enter(node);
    passing.saw(records);
  });
  const watch = (root: Document | ShadowRoot) => {
    roots.add(root);
    observer.observe(root, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
      characterDataOldValue: true,
    });
  };
  /** Open shadow roots at and below `node`. One that is attached later is found at the next question. */
  const enter = (node: Document | ShadowRoot | Element) => {
    const inside = (element: Element) => {
      const root = element.shadowRoot;
      if (!root || roots.has(root)) return;
      watch(root);
      enter(root);
    };
    if (node instanceof Element) inside(node);
    for (const element of node.querySelectorAll('*')) inside(element);
  };
  watch(document);

  let visible = true;
  if (window !== window.top)
    new IntersectionObserver((entries) => {
      visible = entries.at(-1)?.isIntersecting ?? true;
    }).observe(document.documentElement);

  let asked = 0;
  let askedFirst = 0;
  let askedLast = 0;
  let frames: [number, number] = [0, 0];
  let drawing = false;
  const drawn = () => {
    frames = [frames[1], performance.now()];
    drawing = performance.now() - askedLast < LISTENING_MS;
    if (drawing) requestAnimationFrame(drawn);
  };
  const isMoving = (animation: Animation) => {
    const end = animation.effect?.getComputedTiming().endTime;
    return animation.playState === 'running' && typeof end === 'number' && Number.isFinite(end);
  };

  const quiet = (settle: number) => {
    const now = performance.now();
    if (settle !== asked) {
      asked = settle;
      askedFirst = now;
      if (document.getElementsByTagName('*').length < ELEMENTS_TO_SEARCH) enter(document);
    }
    askedLast = now;
    if (!drawing) {
      drawing = true;
      requestAnimationFrame(drawn);
    }
    const since = Math.max(changedAt, askedFirst);
    return {
      quietMs: now - since,
      moving: [...everyRoot()].some((root) => root.getAnimations().some(isMoving)),
      drawn: frames[0] > since,
      visible: visible && innerWidth > 0 && innerHeight > 0,
    };
  };

  const reply = (body: string): Element | null => {
    const question: Question = JSON.parse(decodeURIComponent(body));
    switch (question[0]) {
      case 'quiet':
        return dom.answer(quiet(question[1]));
      case 'look':
        enter(document);
        memory.remember(question[1]);
        return dom.answer({ passed: passing.take(), editors: list.editors(), ...list.size() });
      case 'stood':
        return dom.answer(memory.stood(question[1], question[2], question[3]));
      case 'size':
        return dom.answer(list.size());
      case 'list':
        return dom.answer(list.inView(question[1]));
      case 'find':
        return dom.answer(list.find(question[1], question[2]));
      case 'numbered':
        return list.numbered(question[1]);
    }
  };
  return {
    query: (_: Node, body: string) => reply(body),
    queryAll: (_: Node, body: string) => [reply(body)].filter(Boolean),
  };
}
