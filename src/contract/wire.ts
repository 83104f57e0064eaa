/**
 * What desk and centre say to each other. All requests but sign-in carry `Authorization: Bearer`. A pull and a
 * snapshot answer with gzip-compressed NDJSON, one of the line shapes below per line.
 */
import { z } from 'zod';
import { channels, roles, posts, serviceCategories } from '#domain/vocabulary.ts';
import { schemeVersionSchema } from './clause-schema.ts';
import { diagnosticsSchema } from './diagnostics.ts';
import { signedRecordSchema } from './decision-record.ts';
import { failureSchema } from './failures.ts';

const versions = { protocol: z.int(), schema: z.int() };
const councilText = z.string().min(1).max(60);

export const staffSchema = z.object({
  id: z.string(), name: z.string(), post: z.enum(posts), role: z.enum(roles), siteId: z.string(), teamId: z.string(),
  partnerCategory: z.enum(serviceCategories).nullable(),
});
export type WireStaff = z.infer<typeof staffSchema>;

// POST /v1/sign-in
export const signInRequestSchema = z.object({
  ...versions, username: z.string().min(1).max(100), passphrase: z.string().min(1).max(500), deviceId: z.string().min(8).max(100),
});
export type SignInRequest = z.infer<typeof signInRequestSchema>;
export const signInAnswerSchema = z.object({
  /** A signed token, good for minutes; `refreshToken` gets the next one and is good for the shift. */
  token: z.string(), tokenExpiresAt: z.int(), refreshToken: z.string(),
  staff: staffSchema, council: z.object({ id: councilText, name: z.string() }),
  scopes: z.array(z.string()), epoch: z.string(), centreTime: z.int(),
  /** The centre's public key (SPKI PEM, RSA-OAEP-256) to which a desk seals its data key against a lost keychain. */
  escrowKey: z.string(),
  /** Hours for which the copy on the desk opens without the centre, from the council's profile. */
  leaseHours: z.int().min(1).optional(),
  /** The commands this centre knows, by name, each with its version: what it parked before is sent again. */
  commands: z.record(z.string(), z.int()).optional(),
  /** The centre’s key (Ed25519, SPKI, base64), with which it signs what a desk may decide without it (`GET /v1/limits`). */
  centreKey: z.string().max(200).optional(),
  /** This desk is to be wiped: its unsent work is sent first. The token goes with the report to `/v1/wiped`. */
  wipe: z.string().optional(),
});
export type SignInAnswer = z.infer<typeof signInAnswerSchema>;

// POST /v1/refresh {refreshToken, deviceId} -> SignInAnswer
export const refreshRequestSchema = z.object({ ...versions, refreshToken: z.string(), deviceId: z.string() });

// GET /v1/limits -> `signedLimitsSchema`: the limits of the person who asks, at the desk they ask from.

// POST /v1/recover-key {sealed} -> {key}: opens what this person's desk sealed to the centre (base64 both ways).
export const recoverKeyRequestSchema = z.object({ deviceId: z.string(), sealed: z.string().max(2000) });
export const recoverKeyAnswerSchema = z.object({ key: z.string() });

// GET /v1/hello, unauthenticated: who answers here, and in a demo the people to choose from.
export const helloSchema = z.object({
  ...versions, council: z.object({ id: councilText, name: z.string() }), demoPassphrase: z.string().nullable(),
  demoPeople: z.array(z.object({ username: z.string(), name: z.string(), post: z.enum(posts), siteName: z.string() })),
});
export type Hello = z.infer<typeof helloSchema>;

// GET /v1/head?after=<version>&wait=<seconds up to 25> -> {epoch, version}: answers at once where the head has
// passed `after`, else when it does or the wait is over.
export const headSchema = z.object({
  epoch: z.string(), version: z.int(),
  /** What the person may see now: a desk that was away purges by it before it does anything else. */
  scopes: z.array(z.string()).optional(),
});
export type Head = z.infer<typeof headSchema>;

// GET /v1/live: server-sent events, each `data` a head: at once and whenever it moves, with a comment in between. Asked with the
// versions a desk speaks, its first line may say `from`: the lines after it are then the page of the feed from there to that
// head, as /v1/pull would have answered it.
export const LIVE_HEARTBEAT_MS = 1000;
export const liveQuerySchema = z.object({ protocol: z.coerce.number().int().optional(), schema: z.coerce.number().int().optional() });
// A desk that speaks them is also told who else has the record open that it has (`present`), with the head it was told last.
export const presentSchema = z.object({ staffId: z.string().max(100), siteId: z.string().max(100), channel: z.enum(channels).nullable() });
export type Present = z.infer<typeof presentSchema>;
export const presentAtSchema = z.object({ at: z.string().max(200), others: z.array(presentSchema).max(50) });
export type PresentAt = z.infer<typeof presentAtSchema>;
export const liveHeadSchema = headSchema.extend({ from: z.int().min(0).optional(), present: presentAtSchema.optional() });

// POST /v1/presence {at, channel} -> {others}: which record this desk has open, and on which channel its person is speaking about
// it; said when that changes and every ten seconds, and every twenty where none is open. `{leaving: true}`: the desk is locked or closed, and nobody is there any more.
// `{everybody: true}` -> {atDesk}: who is at a desk. Kept in memory for half a minute, and nowhere else.
export const PRESENCE_EVERY_MS = 10_000;
export const PRESENCE_TTL_MS = 30_000;
export const presenceRequestSchema = z.object({ ...versions,
  at: z.object({ kind: z.enum(['resident', 'property']), id: z.string().min(1).max(100) }).nullable(), channel: z.enum(channels).nullable(), everybody: z.boolean().optional(), leaving: z.boolean().optional() });
export const presenceAnswerSchema = z.object({ others: z.array(presentSchema).max(50), atDesk: z.array(z.string().max(100)).max(1000).optional() });

// POST /v1/pull
export const pullRequestSchema = z.object({
  ...versions, epoch: z.string(), cursor: z.int().min(0), limit: z.int().min(1).max(50_000).optional(),
  /** What came with `cursor`: it shows a centre that stands behind it that it was restored from a backup. */
  proof: z.string().max(100).optional(),
});
export type PullRequest = z.infer<typeof pullRequestSchema>;

// POST /v1/snapshot: one table's rows in primary-key order after a key.
export const snapshotRequestSchema = z.object({
  ...versions, table: z.string(), after: z.string(), limit: z.int().min(1).max(20_000),
  /** Only what these scopes cover, for a desk that was granted one: never more than the person may have. */
  scopes: z.array(z.string().max(100)).max(50).optional(),
});
export type SnapshotRequest = z.infer<typeof snapshotRequestSchema>;

// POST /v1/rows: the same rows for a first fetch, as arrays in the order of the first line's names, which costs a third of
// the time to read. `since` asks only for contacts that began at or after an instant.
export const rowsRequestSchema = z.object({
  ...versions, table: z.string(), after: z.string(), limit: z.int().min(1).max(20_000), since: z.int().optional(),
  /** Only what these cover: a copy is of the scopes it was begun with, also where more are granted meanwhile. */
  scopes: z.array(z.string().max(100)).max(50).optional(),
});
export type RowsRequest = z.infer<typeof rowsRequestSchema>;
// POST /v1/rows/totals -> how many rows of each table a first fetch brings, and of the contacts those since an instant.
export const totalsRequestSchema = z.object({ ...versions, since: z.int() });
export const totalsAnswerSchema = z.object({ rows: z.record(z.string(), z.int().min(0)), recentContacts: z.int().min(0) });
export type Totals = z.infer<typeof totalsAnswerSchema>;

/** Lines of a pull, in order: header, then per version its changes and one commit, then end. */
export type PullLine =
  | { kind: 'header'; protocol: number; schema: number; epoch: string; scopes: string[] }
  /** `scope` where it is not the table's usual one (see `scope-of-row.ts`). */
  | { kind: 'change'; version: number; table: string; id: string; op: 'put' | 'leave'; row: Record<string, unknown> | null; scope?: string | undefined }
  /** `checksum`: the same over every line before this one, so that what came whole before a cut can be used. */
  | { kind: 'commit'; version: number; checksum?: string | undefined }
  /** `checksum`: SHA-256 hex over every line before, newlines included. `seal`: over those and `sealedEnd` of this line. `proof`: see `pullRequestSchema`. */
  | { kind: 'end'; version: number; more: boolean; checksum: string; seal?: string | undefined; proof?: string | undefined };

export const sealedEnd = ({ version, more }: { version: number; more: boolean }): string => `end ${String(version)} ${String(more)}\n`;

/** Lines of a snapshot page: rows, then end. `version` on a row is the version it was last written at. */
export type SnapshotLine =
  | { kind: 'row'; version: number; row: Record<string, unknown>; scope?: string | undefined }
  | { kind: 'end'; last: string | null; more: boolean; total: number; checksum: string };

const record = z.record(z.string(), z.unknown());
export const pullLineSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('header'), protocol: z.int(), schema: z.int(), epoch: z.string(), scopes: z.array(z.string()) }),
  z.object({ kind: z.literal('change'), version: z.int(), table: z.string(), id: z.string(), op: z.enum(['put', 'leave']), row: record.nullable(), scope: z.string().optional() }),
  z.object({ kind: z.literal('commit'), version: z.int(), checksum: z.string().optional() }),
  z.object({ kind: z.literal('end'), version: z.int(), more: z.boolean(), checksum: z.string(), seal: z.string().optional(), proof: z.string().optional() }),
]) satisfies z.ZodType<PullLine>;
export const snapshotLineSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('row'), version: z.int(), row: record, scope: z.string().optional() }),
  z.object({ kind: z.literal('end'), last: z.string().nullable(), more: z.boolean(), total: z.int(), checksum: z.string() }),
]) satisfies z.ZodType<SnapshotLine>;

/** Lines of a page of rows: names, rows some hundred a line, end. The last two names are those below. */
export type RowsLine =
  | { kind: 'columns'; names: string[] }
  | { kind: 'rows'; rows: unknown[] }
  | { kind: 'end'; last: string | null; more: boolean; checksum: string };
export const ROW_VERSION = 'rowVersion';
/** Null where it is the table's usual one (see `scope-of-row.ts`). */
export const ROW_SCOPE = 'rowScope';
export const rowsLineSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('columns'), names: z.array(z.string()) }),
  z.object({ kind: z.literal('rows'), rows: z.array(z.unknown()) }),
  z.object({ kind: z.literal('end'), last: z.string().nullable(), more: z.boolean(), checksum: z.string() }),
]) satisfies z.ZodType<RowsLine>;

// POST /v1/push
export const envelopeSchema = z.object({
  commandId: z.string().min(1).max(100),
  /** Counts 1, 2, 3 … per device and person; the centre refuses gaps and answers repeats from its record. */
  seq: z.int().min(1),
  name: z.string(), version: z.int(), args: z.unknown(),
  /** How things stood at the desk: its clock, its connection, and when it had last heard from the centre. */
  madeAt: z.int(), connection: z.enum(['online', 'offline']), policyVersion: z.int().nullable(), policyAsOf: z.int(),
  /** True for what is offered after a restore of the centre: it may rest on rows that another desk has yet to offer. */
  reoffered: z.boolean().optional(),
  /** The refused command that this one corrects. */
  replaces: z.string().min(1).max(100).optional(),
  /** The entry of the decision record that goes with it. */
  record: signedRecordSchema.optional(),
});
export type Envelope = z.infer<typeof envelopeSchema>;
export const pushRequestSchema = z.object({
  ...versions, epoch: z.string(), deviceId: z.string(), staffId: z.string(), centreClockOffset: z.int(),
  /** The desk’s public key (Ed25519, SPKI, base64): its entries of the decision record are signed with the other half. */
  recordKey: z.string().max(200).optional(),
  commands: z.array(envelopeSchema).min(1).max(200),
});
export type PushRequest = z.infer<typeof pushRequestSchema>;

/** `version` is the feed version that carries the command's rows; a refusal changes nothing and has none. */
export const commandResultSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('accepted'), seq: z.int(), version: z.int() }),
  z.object({ status: z.literal('refused'), seq: z.int(), code: z.string(), sentence: z.string() }),
  z.object({ status: z.literal('parked'), seq: z.int(), sentence: z.string() }),
  /** Only to what is offered again: a row it rests on is not here yet. The desk offers it again under another number. */
  z.object({ status: z.literal('waiting'), seq: z.int(), sentence: z.string() }),
]);
export type CommandResult = z.infer<typeof commandResultSchema>;
export const pushAnswerSchema = z.object({
  results: z.array(commandResultSchema),
  /** Set when a gap was found: the sequence the centre expects next. */
  expectedSeq: z.int(),
  centreTime: z.int(),
});
export type PushAnswer = z.infer<typeof pushAnswerSchema>;

// POST /v1/prepared {protocol, schema, layout, wanted} -> a file that a first fetch may begin with, and its key; 404 where there
// is none that fits. GET /v1/prepared/<id> -> its bytes, also from any byte on (Range).
export const preparedRequestSchema = z.object({ ...versions, /** The format of a cache at this desk. */ layout: z.int().min(1),
  /** `soonest`: of a borough, the part that work can begin with. */
  wanted: z.enum(['soonest', 'whole']).default('whole'),
});
export const preparedOfferSchema = z.object({
  id: z.string().regex(/^[\da-f]{32}$/), epoch: z.string(),
  /** `people`: all but older contacts, found by name. */
  part: z.enum(['people', 'whole']),
  /** The feed is followed from here. */
  version: z.int().min(0),
  rows: z.int().min(0), bytes: z.int().min(1), sha256: z.string().regex(/^[\da-f]{64}$/),
  /** 32 bytes in hex, of this file alone. */
  key: z.string().regex(/^[\da-f]{64}$/),
});
export type PreparedOffer = z.infer<typeof preparedOfferSchema>;

// POST /v1/purge-receipts: what a desk purged when its person lost a scope. The centre keeps it, beside what it expected.
/** `checksum`: SHA-256 hex over `table<TAB>id<TAB>version<LF>` of each row, by table and id in byte order. */
const rowsProof = z.object({ rows: z.int().min(0), checksum: z.string().max(64) });
export type RowsProof = z.infer<typeof rowsProof>;
export const purgeReceiptSchema = z.object({
  receiptId: z.string().min(1).max(100), epoch: z.string(),
  /** The version up to which the desk had read the feed. */
  cursor: z.int().min(0),
  lost: z.array(z.string()).max(200), kept: z.array(z.string()).max(200),
  purged: rowsProof,
  /** False where the scope had not come whole when it was lost: what is purged is then less than there is. */
  whole: z.boolean(),
  /** What the desk still holds of `kept`; null while that is still arriving. */
  remains: rowsProof.nullable(),
  documents: z.int().min(0), drafts: z.int().min(0), purgedAt: z.int(),
});
export type PurgeReceipt = z.infer<typeof purgeReceiptSchema>;
export const purgeReceiptRequestSchema = z.object({ ...versions, receipt: purgeReceiptSchema });
export const purgeReceiptAnswerSchema = z.object({ matches: z.boolean() });
export const proofLine = (table: string, id: string, version: number): string => `${table}\t${id}\t${String(version)}\n`;

// POST /v1/desks/standing, unauthenticated: of the desks on this computer, those to be wiped now without a sign-in.
const deskId = z.object({ deviceId: z.string().min(8).max(100), staffId: z.string().min(1).max(100) });
export const standingRequestSchema = z.object({ ...versions, desks: z.array(deskId).max(100) });
export const standingAnswerSchema = z.object({ wipe: z.array(z.object({ ...deskId.shape, token: z.string() })) });
export type Standing = z.infer<typeof standingAnswerSchema>;

// POST /v1/wiped {token}: reported once the files are gone, when there is nothing left to sign in with.
export const wipedRequestSchema = z.object({
  ...versions, deviceId: z.string().min(8).max(100), token: z.string().max(200),
  receipt: z.object({ files: z.int().min(0), bytes: z.int().min(0), unsent: z.int().min(0).nullable(), wipedAt: z.int() }),
});
export type WipedReport = Omit<z.infer<typeof wipedRequestSchema>, 'protocol' | 'schema'>;
export const wipedAnswerSchema = z.object({ kept: z.literal(true) });

// POST /v1/push answers 503 with the code `paused` and `until` (an instant) while a planned pause is in force.

// GET /v1/pauses -> pauses; POST /v1/pauses announces one; POST /v1/pauses/cancel calls one off. For governance.
export const pauseSchema = z.object({
  id: z.string(), startsAt: z.int(), endsAt: z.int(), reason: z.string(), announcedAt: z.int(), cancelledAt: z.int().nullable(),
});
export const pausesAnswerSchema = z.object({ pauses: z.array(pauseSchema) });
export const announceRequestSchema = z.object({ startsAt: z.int(), endsAt: z.int(), reason: z.string().min(1).max(1000) });
export const cancelRequestSchema = z.object({ id: z.string().min(1).max(100) });

// POST /v1/scheme/consider {scheme} and POST /v1/scheme/publish {scheme, recordKey, signature}, for governance: what it changes of the
// version before, and whatever stands in its way; published, it is in force from its beginning on. The signature is over `canonical`.
export const considerSchemeSchema = z.object({ scheme: schemeVersionSchema });
export const publishSchemeSchema = z.object({ scheme: schemeVersionSchema, recordKey: z.string().max(200), signature: z.string().max(200) });
export const consideredSchema = z.object({
  faults: z.array(z.string()), already: z.boolean(),
  changes: z.array(z.object({
    clauseId: z.string(), clauseNumber: z.string(), clauseTitle: z.string(), what: z.string(), from: z.string().nullable(), to: z.string().nullable(), lowers: z.boolean(),
  })),
});
export type ConsideredScheme = z.infer<typeof consideredSchema>;

// POST /v1/diagnostics {protocol, schema, bundle} -> {number}: kept for 90 days.
export const diagnosticsRequestSchema = z.object({ ...versions, bundle: diagnosticsSchema });
export const diagnosticsAnswerSchema = z.object({ number: z.int() });

/** Any answer outside 2xx carries this. */
export const errorAnswerSchema = failureSchema;
