/** Identifiers of a spec: from the scenario's names, never one of Playwright's or the language's, never the same twice. */
const TAKEN =
  'page context browser request expect test process Page Download await async break case catch class const continue debugger default delete do else enum export extends false finally for function if import in instanceof let new null return static super switch this throw true try typeof var void while with yield'.split(
    ' ',
  );

export class Names {
  private readonly used = new Set(TAKEN);
  private readonly byName = new Map<string, string>();

  /** The identifier for a name of the scenario; the same one each time. */
  of(name: string): string {
    const known = this.byName.get(name);
    if (known !== undefined) return known;
    const identifier = this.fresh(camel(name.replace(/^secret:/, '')));
    this.byName.set(name, identifier);
    return identifier;
  }

  has(name: string): boolean {
    return this.byName.has(name);
  }

  fresh(wanted: string): string {
    let identifier = wanted;
    if (this.used.has(identifier)) identifier = `${wanted}Value`;
    for (let count = 2; this.used.has(identifier); count++) identifier = `${wanted}${count}`;
    this.used.add(identifier);
    return identifier;
  }
}

function camel(name: string): string {
  return (
    name.replace(/[-_]+([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase()).replace(/[^A-Za-z0-9]/g, '') ||
    'value'
  );
}
