/** Reads server-sent events: the `data` of each, comments left out. */
import { BadAnswer } from './ndjson.ts';

/** A page of changes comes with some events. */
const LONGEST_EVENT = 512 * 1024;

export async function* dataOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of body) {
    // A line may end in CR LF: some proxies write them so.
    rest = (rest + decoder.decode(chunk, { stream: true })).replaceAll('\r\n', '\n');
    const events = rest.split('\n\n');
    rest = events.pop() ?? '';
    if (rest.length > LONGEST_EVENT) throw new BadAnswer('an event is too long');
    for (const event of events) {
      const data = event.split('\n').filter((line) => line.startsWith('data:')).map((line) => line.slice('data:'.length).trimStart());
      if (data.length > 0) yield data.join('\n');
    }
  }
}
