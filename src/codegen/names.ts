/** Identifiers of a spec: from the scenario's names, never one that the spec needs itself, never the same twice. */
const PLAYWRIGHT = 'page context browser request expect test devices Page Download';
const OURS = 'dialog url element chunk count escapeRegExp';
const GLOBALS = 'process console Buffer Date String RegExp Promise Array Object JSON Math undefined NaN Infinity';
const LANGUAGE =
  'arguments async await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements import in instanceof interface let new null of package private protected public return static super switch this throw true try type typeof var void while with yield';
const TAKEN = [PLAYWRIGHT, OURS, GLOBALS, LANGUAGE].flatMap((words) => words.split(' '));

export class Names {
  private readonly used = new Set(TAKEN);
  private readonly byName = new Map<string, string>();

  /** The identifier for a name of the scenario; the same one each time. `suffix` tells it from a word that is taken. */
  of(name: string, suffix = 'Value'): string {
    const known = this.byName.get(name);
    if (known !== undefined) return known;
    const wanted = camel(name.replace(/^secret:/, ''));
    const identifier = this.fresh(this.used.has(wanted) ? `${wanted}${suffix}` : wanted);
    this.byName.set(name, identifier);
    return identifier;
  }

  /** An identifier of the spec's own. */
  fresh(wanted: string): string {
    let identifier = wanted;
    for (let count = 2; this.used.has(identifier); count++) identifier = `${wanted}${count}`;
    this.used.add(identifier);
    return identifier;
  }
}

export function camel(name: string): string {
  return (
    name.replace(/[-_]+([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase()).replace(/[^A-Za-z0-9]/g, '') ||
    'value'
  );
}
