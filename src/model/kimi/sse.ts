/** Bytes of an event stream → the data of its events. Comments (`: keep-alive`) and other fields are passed over. */

/** One event may not grow without an end. */
const MAX_LINE = 4 * 1024 * 1024;

export async function* eventData(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  let data: string[] = [];
  for await (const text of texts) {
    rest += text;
    if (rest.length > MAX_LINE) throw new RangeError('one event of the stream is larger than 4 MB');
    const lines = rest.split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line === '' && data.length > 0) {
        yield data.join('\n');
        data = [];
      }
      const value = dataOf(line);
      if (value !== undefined) data.push(value);
    }
  }
  // Some servers end without the blank line. A torn last event is no event: the stream was cut.
  const value = dataOf(rest.trimEnd());
  if (value !== undefined) data.push(value);
  const last = data.join('\n');
  if (last === '[DONE]' || isJson(last)) yield last;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    // Not JSON is what was asked.
    return false;
  }
}

function dataOf(line: string): string | undefined {
  return line.startsWith('data:') ? line.slice(5).replace(/^ /, '') : undefined;
}
