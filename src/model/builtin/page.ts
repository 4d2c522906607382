/** The element list as a tree, and the questions that grounding asks it. */
import type { ListedElement } from '../../core/elementList.ts';
import { fill } from '../../core/template.ts';
import type { ReadTurn } from '../../core/turnText.ts';
import type { Near } from './intent.ts';
import { contentWords, singular } from './lexicon.ts';
import { isOneOf, ITEMS, SECTIONS } from './roles.ts';
import { ACCEPT, containsPhrase, similarity } from './similarity.ts';

export interface Element extends ListedElement {
  parent?: Element;
  children: Element[];
}

export class Page {
  readonly elements: Element[];
  readonly turn: ReadTurn;

  constructor(turn: ReadTurn, listed: ListedElement[] = turn.elements) {
    this.turn = turn;
    this.elements = tree(listed);
  }

  /** The same page, seen through other lines: what `find` brought. */
  through(listed: ListedElement[]): Page {
    return new Page(this.turn, listed);
  }

  fill(text: string): string {
    return fill(text, this.turn.values);
  }

  /** The innermost container of `element` that is what `near` says. */
  containerOf(element: Element, near: Near): { container: Element; depth: number } | undefined {
    for (let at = element.parent; at; at = at.parent)
      if (this.isNear(at, near)) return { container: at, depth: at.depth };
    return undefined;
  }

  isNear(container: Element, near: Near): boolean {
    const { roles } = near;
    const item = isOneOf(container.role, ITEMS);
    if (!item && !isOneOf(container.role, SECTIONS)) return false;
    if (roles && !isOneOf(container.role, roles)) return false;
    const text = this.fill(near.text);
    if (text === '') return true;
    if (!item || isOneOf(container.role, ['dialog', 'alertdialog'])) return this.isTitled(container, text, near.quoted);
    const inside = [container.name, ...descendants(container).map((each) => each.name)].join(' • ');
    if (near.quoted) return containsPhrase(inside, text);
    return this.accountsFor(inside, text);
  }

  /** By its own name or by its first heading. */
  private isTitled(section: Element, text: string, quoted: boolean): boolean {
    const heading = descendants(section).find((each) => each.role === 'heading');
    return [section.name, heading?.name ?? ''].some((name) => similarity(text, name, quoted) >= ACCEPT);
  }

  /**
   * Every word is in the item, numbers literally. A plain noun (`order 1042`) may instead be what the page says that
   * its items are: in its title, its address, a heading, the name of a table or list, or the table's first row.
   */
  private accountsFor(inside: string, text: string): boolean {
    const words = contentWords(inside);
    const missing = contentWords(text).filter((word) => !words.includes(word));
    if (missing.length === 0) return true;
    if (missing.length === contentWords(text).length || missing.some((word) => /\d/.test(word))) return false;
    return this.knows(missing);
  }

  /** Whether the page says by itself, before any of its items, that it is about these. */
  knows(words: string[]): boolean {
    const about = [
      this.turn.title,
      decodeURI(safePath(this.turn.url)),
      ...this.elements.filter(tellsAbout).map((each) => each.name),
    ];
    const known = new Set(about.flatMap(contentWords).map(singular));
    return words.every((word) => known.has(singular(word)));
  }
}

function tellsAbout(element: Element): boolean {
  if (element.role === 'row') return !/\d/.test(element.name);
  return isOneOf(element.role, ['heading', 'columnheader', 'table', 'grid', 'list', 'region', 'caption']);
}

function safePath(url: string): string {
  return /^[a-z]+:\/\/[^/]*([^?#]*)/i.exec(url)?.[1]?.replaceAll(/[/%]/g, ' ') ?? '';
}

export function descendants(element: Element): Element[] {
  return element.children.flatMap((child) => [child, ...descendants(child)]);
}

function tree(listed: ListedElement[]): Element[] {
  const open: Element[] = [];
  return listed.map((line) => {
    while ((open.at(-1)?.depth ?? -1) >= line.depth) open.pop();
    const parent = open.at(-1);
    const element: Element = { ...line, children: [], ...(parent ? { parent } : {}) };
    parent?.children.push(element);
    open.push(element);
    return element;
  });
}
