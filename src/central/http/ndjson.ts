import { pipeline, Readable } from 'node:stream';
import { constants, createGzip } from 'node:zlib';
import type { FastifyReply } from 'fastify';

const CHUNK = 64 * 1024;

async function* inChunks(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let chunk = '';
  for await (const line of lines) {
    chunk += line;
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}

/** Answers with gzip-compressed NDJSON, written as fast as the desk reads it; cut off in the middle where `lines` throws. */
export function sendLines(reply: FastifyReply, lines: AsyncIterable<string>): FastifyReply {
  // The quickest level: the desk stands on the council's own network, and 20,000 rows shrink to a tenth with it.
  const gzip = createGzip({ level: constants.Z_BEST_SPEED });
  pipeline(Readable.from(inChunks(lines), { objectMode: false }), gzip, (error) => {
    // A desk that hangs up ends the pipeline early: that is its right.
    if (error != null && error.code !== 'ERR_STREAM_PREMATURE_CLOSE') reply.log.error({ err: error }, 'an answer was cut off');
  });
  return reply.header('content-type', 'application/x-ndjson').header('content-encoding', 'gzip').send(gzip);
}
