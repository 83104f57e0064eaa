/** What comes on the stream of news: where the head stands, and often what changed up to it. */
import { liveHeadSchema, type Head, type PresentAt } from '#contract/wire.ts';
import { readPullPage, type PullPage } from './pages.ts';

export interface StreamedPage {
  /** Where a desk must stand for this page to be the next one. */
  from: number;
  page: PullPage;
}

export interface StreamedNews {
  head: Head;
  /** Null where none came along, or not whole: the desk asks. */
  streamed: StreamedPage | null;
  /** Who else has the record open that this desk has, where that was told. */
  present?: PresentAt | undefined;
}

/** One event. Throws where even its head is not as agreed. */
export async function readNews(data: string): Promise<StreamedNews> {
  const end = data.indexOf('\n');
  const { from, present, ...head } = liveHeadSchema.parse(JSON.parse(end === -1 ? data : data.slice(0, end)));
  if (from === undefined || end === -1) return { head, streamed: null, ...present === undefined ? {} : { present } };
  const page = await readPullPage(once(Buffer.from(`${data.slice(end + 1)}\n`))).catch(() => null);
  return { head, streamed: page === null || page.cut ? null : { from, page } };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}
