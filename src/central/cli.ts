/** `casefront-central serve`: opens the store, fills it where it is empty, and answers desks until it is told to stop; and the administrator's commands. */
import { parseArgs } from 'node:util';
import { adminCommands, isAdminCommand } from './admin/commands.ts';
import { administer } from './admin/administer.ts';
import { createLogger } from './http/log.ts';
import { verifyFile } from './records/verify-file.ts';
import { serve } from './serve.ts';

const HELP = `casefront-central serve --council <folder> (--data <folder|memory> | --postgres <url>) [options]

  --council <folder>    the council: council.json, staff.json, scheme.json and the rest
  --data <folder>       where the embedded store keeps its files; "memory" keeps nothing
  --postgres <url>      a PostgreSQL 15 or newer instead of the embedded store
  --port <number>       0 takes any free port (default: 8780)
  --host <address>      where to listen (default: 127.0.0.1)
  --residents <number>  how many residents to make up for an empty store (default: 5000)
  --import <csv>        contact history to bring in before listening
  --prepared <folder>   where copies for new desks are kept; "off" makes none (default: beside the embedded store, else a temporary folder)
  --log <level>         silent, error, warn, info, debug (default: info)

  casefront-central verify <export> [--key <centre’s key>]   checks a decision record, needs nothing else

For administrators, with the same --council and --data or --postgres, also while the centre is serving:
${Object.values(adminCommands).flatMap(({ usage }) => usage).map((line) => `  casefront-central ${line}\n`).join('')}`;

class BadUse extends Error {}

function wholeNumber(name: string, text: string, most: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > most) throw new BadUse(`--${name} takes a whole number from 0 to ${String(most)}.`);
  return value;
}

function readArguments() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      council: { type: 'string' }, data: { type: 'string' }, postgres: { type: 'string' }, port: { type: 'string', default: '8780' },
      host: { type: 'string', default: '127.0.0.1' }, residents: { type: 'string', default: '5000' }, import: { type: 'string' },
      log: { type: 'string', default: 'info' }, prepared: { type: 'string' }, help: { type: 'boolean', default: false },
      'at-once': { type: 'boolean', default: false },
      key: { type: 'string' }, from: { type: 'string' }, until: { type: 'string' }, reason: { type: 'string' },
    },
  });
  if (values.help) return null;
  const [name = '', ...words] = positionals;
  if (name === 'verify') {
    const [file, ...more] = words;
    if (file === undefined || more.length > 0) throw new BadUse('Say which export: verify <export>.');
    return { name, file, trusted: values.key ?? null };
  }
  if (!isAdminCommand(name) && (name !== 'serve' || words.length > 0)) throw new BadUse('Say what to do: "serve", or one of the administrator’s commands.');
  if (values.council === undefined) throw new BadUse('--council is missing: give the council’s folder.');
  if ((values.data === undefined) === (values.postgres === undefined)) throw new BadUse('Give either --data or --postgres.');
  if (!['silent', 'error', 'warn', 'info', 'debug'].includes(values.log)) throw new BadUse('--log takes silent, error, warn, info or debug.');
  return {
    name, words, flags: { 'at-once': values['at-once'] },
    texts: textsOf({ from: values.from, until: values.until, reason: values.reason }),
    councilFolder: values.council, host: values.host, importCsv: values.import ?? null, prepared: values.prepared ?? null, logLevel: values.log,
    store: values.postgres === undefined ? { kind: 'pglite' as const, folder: values.data === 'memory' ? null : values.data ?? null } : { kind: 'postgres' as const, url: values.postgres },
    port: wholeNumber('port', values.port, 65_535), residents: wholeNumber('residents', values.residents, 2_000_000),
  };
}

const textsOf = (given: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined));

function stop(sentence: string, status: number): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(status);
}

const isWrongUse = (error: unknown): error is Error =>
  error instanceof BadUse || (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));

let options: ReturnType<typeof readArguments>;
try {
  options = readArguments();
} catch (error) {
  if (!isWrongUse(error)) throw error;
  stop(`${error.message}\n\n${HELP}`, 2);
}
if (options === null) {
  process.stdout.write(HELP);
  process.exit(0);
}

if (options.file !== undefined) {
  const done = await verifyFile(options.file, options.trusted);
  if (!done.ok) stop(done.failure.sentence, 1);
  process.stdout.write(`${done.value}\n`);
  process.exit(0);
}
if (options.name !== 'serve') {
  const done = await administer({ ...options, say: (line) => { process.stderr.write(`${line}\n`); } });
  if (!done.ok) stop(done.failure.sentence, 1);
  process.stdout.write(`${done.value}\n`);
  process.exit(0);
}

const logger = createLogger(options.logLevel);
// A fault's own text may quote data: what is written of it is its kind and its place.
for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error: unknown) => {
    logger.fatal({ err: error }, 'the centre stops: a fault of its own');
    process.exit(70);
  });
}

const stopping = new AbortController();
let listening = false;
for (const [signal, number] of [['SIGTERM', 15], ['SIGINT', 2]] as const) {
  process.on(signal, () => {
    // While it is filled nobody uses the store, and the transaction that fills it is undone.
    if (!listening) process.exit(128 + number);
    stopping.abort();
  });
}

const started = await serve({ ...options, logger, stopping: stopping.signal, print: (line) => { process.stdout.write(`${line}\n`); } });
if (!started.ok) stop(started.failure.sentence, 1);
listening = true;
await started.value.stopped;
process.exit(0);
