import pg from 'pg';

const AGAIN_MS = 1000;

/**
 * Listens on a channel over a connection of its own, and goes on after that was lost. `heard` gets each payload, and
 * null where something may have been told while nobody listened. Without it news still comes, a little later: whoever
 * waits for the head looks again by himself.
 */
export function listenOn(url: string, channel: string, heard: (payload: string | null) => void): () => Promise<void> {
  let client: pg.Client | null = null;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  function again(): void {
    if (closed || client === null) return;
    client = null;
    timer = setTimeout(connect, AGAIN_MS);
    timer.unref();
  }
  function connect(): void {
    const own = new pg.Client({ connectionString: url, application_name: 'casefront-central feed', keepAlive: true });
    client = own;
    const lost = (): void => {
      if (client === own) again();
      own.end().catch(() => undefined);
    };
    own.on('error', lost);
    own.on('end', lost);
    own.on('notification', ({ payload }) => { heard(payload ?? null); });
    own.connect().then(() => own.query(`LISTEN ${channel}`)).then(() => { heard(null); }, lost);
  }
  connect();
  return async () => {
    closed = true;
    clearTimeout(timer);
    await client?.end().catch(() => undefined);
  };
}
