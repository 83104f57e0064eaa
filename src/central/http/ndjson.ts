import { pipeline, Readable } from 'node:stream';
import { constants, createGzip } from 'node:zlib';
import type { FastifyReply } from 'fastify';

/** Small at first, so that a line that cuts every answer short brings at least its beginning. */
const FIRST_CHUNK = 4 * 1024;
const LARGEST_CHUNK = 64 * 1024;

async function* inChunks(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let chunk = '';
  let wanted = FIRST_CHUNK;
  for await (const line of lines) {
    chunk += line;
    if (chunk.length < wanted) continue;
    yield chunk;
    chunk = '';
    wanted = Math.min(LARGEST_CHUNK, wanted * 2);
  }
  if (chunk !== '') yield chunk;
}

/** Answers with gzip-compressed NDJSON, written as fast as the desk reads it; cut off in the middle where `lines` throws. */
export function sendLines(reply: FastifyReply, lines: AsyncIterable<string>): FastifyReply {
  // The quickest level: the desk stands on the council's own network, and 20,000 rows shrink to a tenth with it.
  // Each chunk can be read without the next: what came before a cut is not lost in the compressor.
  const gzip = createGzip({ level: constants.Z_BEST_SPEED, flush: constants.Z_SYNC_FLUSH });
  pipeline(Readable.from(inChunks(lines), { objectMode: false }), gzip, (error) => {
    // A desk that hangs up ends the pipeline early: that is its right.
    if (error != null && error.code !== 'ERR_STREAM_PREMATURE_CLOSE') reply.log.error({ err: error }, 'an answer was cut off');
  });
  return sendGzip(reply, gzip);
}

/** Lines that are compressed already. */
export const sendGzip = (reply: FastifyReply, lines: Buffer | NodeJS.ReadableStream): FastifyReply =>
  reply.header('content-type', 'application/x-ndjson').header('content-encoding', 'gzip').send(lines);
