/**
 * Every shared table, described once. The desk's SQLite and the centre's PostgreSQL are both created from this, the
 * feed and the snapshot carry these columns, and the compiler holds each column to the field of the domain's row.
 */
import type { Records, TableName } from '#domain/records.ts';

/** How a column is stored. `instant` and `int` are whole numbers; `json` is any plain data; `date` is `YYYY-MM-DD`. */
export type ColumnType = 'text' | 'int' | 'instant' | 'date' | 'bool' | 'json';

export interface Column {
  type: ColumnType;
  nullable: boolean;
}

type TypesFor<V> = [V] extends [boolean] ? 'bool' : [V] extends [number] ? 'int' | 'instant'
  : [V] extends [string] ? 'text' | 'date' : 'json';
type ColumnFor<V> = { type: TypesFor<NonNullable<V>>; nullable: null extends V ? true : false };
type Columns<Row> = { [C in keyof Row]-?: ColumnFor<Row[C]> };

/**
 * Who receives a row: everyone signed in (`reference`), council staff (`council`), approvers and governance
 * (`leaders`), staff and partners of one service category (`service`, by the row's service), or whoever may see what
 * the row is about (`follows`: a contact its case, a decision its contact). `scope-of-row.ts` has the rules.
 */
export type ScopeRule = 'reference' | 'council' | 'leaders' | 'service' | 'follows';

export interface Table<T extends TableName> {
  /** The table's name in SQL. Columns are the field's name in snake_case. */
  sql: string;
  columns: Columns<Records[T]>;
  /** Column lists, each an index; the primary key is always `id`. */
  indexes: (keyof Records[T] & string)[][];
  scope: ScopeRule;
}

const text = { type: 'text', nullable: false } as const;
const textOrNull = { type: 'text', nullable: true } as const;
const int = { type: 'int', nullable: false } as const;
const intOrNull = { type: 'int', nullable: true } as const;
const instant = { type: 'instant', nullable: false } as const;
const instantOrNull = { type: 'instant', nullable: true } as const;
const date = { type: 'date', nullable: false } as const;
const dateOrNull = { type: 'date', nullable: true } as const;
const bool = { type: 'bool', nullable: false } as const;
const json = { type: 'json', nullable: false } as const;
const jsonOrNull = { type: 'json', nullable: true } as const;

/** In the order in which a new desk fetches them: what lets a person find somebody comes first. */
export const tables: { [T in TableName]: Table<T> } = {
  site: { sql: 'site', scope: 'reference', indexes: [], columns: { id: text, name: text, kind: text } },
  staff: {
    sql: 'staff', scope: 'reference', indexes: [],
    columns: { id: text, name: text, post: text, role: text, siteId: text, teamId: text, partnerCategory: textOrNull },
  },
  service: {
    sql: 'service', scope: 'reference', indexes: [],
    columns: { id: text, name: text, category: text, targetWorkingDays: intOrNull, online: bool, guidance: textOrNull },
  },
  scheme: {
    sql: 'scheme', scope: 'reference', indexes: [],
    columns: {
      id: text, version: int, title: text, effectiveFrom: instant, effectiveTo: instantOrNull, signedBy: text,
      pilotTeams: jsonOrNull, authorisations: json, answerWithin: int, splitWithin: int, offlineHours: int, clauses: json,
    },
  },
  authorisation: {
    sql: 'authorisation', scope: 'reference', indexes: [['staffId']],
    columns: {
      id: text, staffId: text, code: text, trainedOn: date, expiresOn: date, grantedBy: text, grantedAt: instant, withdrawnAt: instantOrNull,
    },
  },
  subDelegation: {
    sql: 'sub_delegation', scope: 'reference', indexes: [['clauseId']],
    columns: {
      id: text, reference: text, clauseId: text, fromPost: text, toPost: text, perDecision: int, offline: intOrNull, signedBy: text,
      signedAt: instant, validFrom: instant, validTo: instant, endedAt: instantOrNull,
    },
  },
  deputy: {
    sql: 'deputy', scope: 'reference', indexes: [['deputyId']],
    columns: {
      id: text, staffId: text, post: text, deputyId: text, fromDate: date, toDate: date, setBy: text, setAt: instant, endedAt: instantOrNull,
    },
  },
  approvalCode: {
    sql: 'approval_code', scope: 'council', indexes: [['staffId', 'expiresAt']],
    columns: {
      id: text, staffId: text, label: text, salt: text, hash: text, issuedAt: instant, expiresAt: instant, reference: textOrNull, clauseId: textOrNull,
      amount: intOrNull, secret: textOrNull, reasons: textOrNull, givenAt: instantOrNull, usedFor: textOrNull, usedSecret: textOrNull, residentId: textOrNull,
    },
  },
  pause: {
    sql: 'pause', scope: 'reference', indexes: [],
    columns: { id: text, startsAt: instant, endsAt: instant, reason: text, announcedAt: instant, cancelledAt: instantOrNull },
  },
  councillor: {
    sql: 'councillor', scope: 'reference', indexes: [],
    columns: { id: text, name: text, ward: text, phone: textOrNull, email: textOrNull, assistant: jsonOrNull, endedOn: dateOrNull },
  },
  holiday: { sql: 'holiday', scope: 'reference', indexes: [], columns: { id: text, division: text, date: date, name: text, calledOffAt: instantOrNull } },
  article: {
    sql: 'article', scope: 'reference', indexes: [['articleKey']],
    columns: {
      id: text, articleKey: text, version: int, kind: text, status: text, title: text, body: text, audience: text, serviceIds: json, reasons: json, reviewBy: date,
      basedOn: int, writtenBy: text, writtenAt: instant, publishedBy: textOrNull, publishedAt: instantOrNull, retiredBy: textOrNull, retiredAt: instantOrNull,
      retireReasons: textOrNull,
    },
  },
  articleVote: {
    sql: 'article_vote', scope: 'council', indexes: [['articleId']],
    columns: {
      id: text, articleId: text, articleKey: text, staffId: text, at: instant, wasRight: bool, words: text, reason: textOrNull, serviceId: textOrNull,
      replacedAt: instantOrNull, settledBy: textOrNull, settledAt: instantOrNull, answer: textOrNull,
    },
  },
  property: {
    sql: 'property', scope: 'council', indexes: [['postcode']],
    columns: { id: text, addressLine: text, locality: text, postcode: text, ward: text },
  },
  resident: {
    sql: 'resident', scope: 'council', indexes: [['propertyId'], ['householdId'], ['mergedInto']],
    columns: {
      id: text, kind: text, organisationKind: textOrNull, preferredName: text, givenName: text, familyName: text, previousNames: json,
      dateOfBirth: dateOrNull, propertyId: textOrNull, householdId: textOrNull, correspondence: jsonOrNull, contactPoints: json,
      accountReferences: json, language: text, deceasedOn: dateOrNull, lastContactAt: instantOrNull,
      confidential: bool, restricted: bool, mergedInto: textOrNull,
    },
  },
  duplicate: {
    sql: 'duplicate', scope: 'council', indexes: [['oneId'], ['otherId'], ['status', 'weight']],
    columns: {
      id: text, oneId: text, otherId: text, likelihood: int, weight: int, levels: json, foundBy: text, foundAt: instant, modelId: text, status: text, mergeId: textOrNull,
      answeredBy: textOrNull, answeredAt: instantOrNull, reasons: textOrNull,
    },
  },
  merge: {
    sql: 'resident_merge', scope: 'council', indexes: [['survivorId'], ['otherId'], ['status', 'proposedAt']],
    columns: {
      id: text, duplicateId: textOrNull, survivorId: text, otherId: text, keep: json, reasons: text, status: text, proposedBy: text, proposedAt: instant,
      answeredBy: textOrNull, answeredAt: instantOrNull, answerReasons: textOrNull, survivorBefore: jsonOrNull, survivorAfter: jsonOrNull, otherBefore: jsonOrNull,
      otherAfter: jsonOrNull, moved: json, undoneBy: textOrNull, undoneAt: instantOrNull, undoneReasons: textOrNull,
    },
  },
  access: {
    sql: 'access', scope: 'council', indexes: [['residentId', 'at']],
    columns: { id: text, residentId: text, staffId: text, at: instant, kind: text, reason: text },
  },
  authorityToAct: {
    sql: 'authority_to_act', scope: 'council', indexes: [['residentId', 'recordedAt']],
    columns: {
      id: text, residentId: text, contactId: textOrNull, name: text, relation: text, basis: text, scope: text, evidence: text, expiresOn: dateOrNull, recordedBy: text,
      recordedAt: instant, revokedAt: instantOrNull, revokedBy: textOrNull, revokeReasons: textOrNull,
    },
  },
  deathNotice: {
    sql: 'death_notice', scope: 'council', indexes: [['residentId']],
    columns: {
      id: text, residentId: text, diedOn: date, source: text, words: text, notedBy: text, notedAt: instant, stopped: json, held: json, tasks: json,
      withdrawnAt: instantOrNull, withdrawnBy: textOrNull, withdrawnReasons: textOrNull,
    },
  },
  promise: {
    sql: 'promise', scope: 'council', indexes: [['residentId', 'dueAt'], ['status', 'dueAt']],
    columns: {
      id: text, residentId: text, contactId: textOrNull, caseId: textOrNull, kind: text, words: text, promisedFor: instant, dueAt: instant, phone: textOrNull,
      callerPhone: textOrNull, ownerId: text, madeBy: text, madeAt: instant, attempts: json, status: text, closedAt: instantOrNull,
    },
  },
  ticket: {
    sql: 'ticket', scope: 'council', indexes: [['arrivedAt'], ['status', 'arrivedAt'], ['residentId', 'arrivedAt']],
    columns: {
      id: text, number: text, siteId: text, teamId: textOrNull, channel: text, residentId: textOrNull, calledName: text, reason: textOrNull, serviceId: textOrNull,
      needs: json, vulnerable: bool, dueAt: instantOrNull, note: text, arrivedAt: instant, takenBy: text, status: text, calledAt: instantOrNull, calledBy: textOrNull,
      desk: text, endedAt: instantOrNull, contactId: textOrNull, steps: json,
    },
  },
  need: {
    sql: 'need', scope: 'council', indexes: [['residentId']],
    columns: {
      id: text, residentId: text, kind: text, action: text, reviewBy: dateOrNull, recordedBy: textOrNull, recordedAt: instantOrNull, bookings: json,
      endedAt: instantOrNull, endedBy: textOrNull, endReasons: textOrNull,
    },
  },
  interpreting: {
    sql: 'interpreting', scope: 'council', indexes: [['residentId', 'notedAt']],
    columns: { id: text, residentId: text, contactId: textOrNull, kind: text, reference: text, language: text, notedBy: text, notedAt: instant },
  },
  link: {
    sql: 'link', scope: 'council', indexes: [['fromId'], ['toId']],
    columns: {
      id: text, fromId: text, toId: text, kind: text, words: text, recordedBy: text, recordedAt: instant, endedAt: instantOrNull, endedBy: textOrNull, endReasons: textOrNull,
    },
  },
  lifeChange: {
    sql: 'life_change', scope: 'council', indexes: [['residentId', 'happenedOn'], ['fromPropertyId']],
    columns: {
      id: text, residentId: text, kind: text, happenedOn: date, fromPropertyId: textOrNull, toPropertyId: textOrNull, fromName: text, toName: text, reason: text, notedBy: text, notedAt: instant,
    },
  },
  verification: {
    sql: 'verification', scope: 'council', indexes: [['residentId', 'at']],
    columns: {
      id: text, residentId: text, contactId: textOrNull, staffId: text, at: instant, level: int, passed: bool, method: text, questions: json, coercion: bool,
    },
  },
  marker: {
    sql: 'marker', scope: 'council', indexes: [['residentId'], ['propertyId'], ['provisional', 'reviewBy']],
    columns: {
      id: text, residentId: textOrNull, propertyId: textOrNull, category: text, control: text, provisional: bool,
      reviewBy: date, endedOn: dateOrNull, incidentOn: dateOrNull, authorId: textOrNull, recordedAt: instantOrNull, toldOn: dateOrNull, approvedBy: textOrNull,
    },
  },
  markerNarrative: { sql: 'marker_narrative', scope: 'leaders', indexes: [], columns: { id: text, narrative: text, reviews: json } },
  caseFile: {
    sql: 'case_file', scope: 'service',
    indexes: [['residentId', 'openedAt'], ['propertyId', 'openedAt'], ['reference'], ['externalReference']],
    columns: {
      id: text, reference: text, residentId: textOrNull, propertyId: textOrNull, serviceId: text, title: text,
      status: text, openedAt: instant, dueAt: instantOrNull, closedAt: instantOrNull, ownerTeam: text, channel: text,
      externalReference: textOrNull,
    },
  },
  escalation: {
    sql: 'escalation', scope: 'follows', indexes: [['status', 'requestedAt'], ['residentId', 'requestedAt']],
    columns: {
      id: text, reference: text, kind: text, decisionId: textOrNull, clauseId: text, clauseNumber: text,
      schemeVersion: int, residentId: text, propertyId: textOrNull, contactId: textOrNull, requestedAmount: int,
      item: textOrNull, reasonCode: text, reasons: text, evidence: json, details: json, verifiedLevel: intOrNull, interest: text,
      confirmed: json, alternativesRejected: text, noticed: json, exceptional: bool, requestedBy: text, requestedAt: instant,
      approverPost: text, answerBy: instant, thread: json, firstApprovedBy: textOrNull, status: text, approvedAmount: intOrNull, answeredBy: textOrNull,
      answeredAt: instantOrNull, answerReasons: textOrNull, referredBy: textOrNull,
    },
  },
  decision: {
    sql: 'decision', scope: 'follows', indexes: [['residentId', 'decidedAt'], ['decidedAt']],
    columns: {
      id: text, reference: text, clauseId: text, clauseNumber: text, schemeVersion: int, residentId: text,
      propertyId: textOrNull, contactId: textOrNull, escalationId: textOrNull, amount: int, requestedAmount: int,
      item: textOrNull, status: text, reasonCode: text, reasons: text, evidence: json, details: json,
      verifiedLevel: intOrNull, interest: text, alternativesRejected: text, noticed: json, requestedBy: text, decidedBy: text, decidedByPost: text, decidedAt: instant, receivedAt: instantOrNull,
      madeOffline: bool, residentWording: text,
    },
  },
  authorityUse: {
    sql: 'authority_use', scope: 'council',
    indexes: [['clauseId', 'residentId', 'at'], ['clauseId', 'staffId', 'at'], ['clauseId', 'propertyId', 'at'],
      ['clauseId', 'householdId', 'at'], ['clauseId', 'vehicle', 'at']],
    columns: {
      id: text, decisionId: text, clauseId: text, residentId: text, householdId: textOrNull, propertyId: textOrNull,
      staffId: text, vehicle: textOrNull, item: textOrNull, amount: int, at: instant, until: instantOrNull,
    },
  },
  entitlement: {
    sql: 'entitlement', scope: 'service', indexes: [['residentId', 'createdAt'], ['decisionId']],
    columns: {
      id: text, decisionId: text, residentId: text, propertyId: textOrNull, serviceId: text, title: text, vehicle: textOrNull,
      startsOn: date, endsOn: date, createdAt: instant, endedAt: instantOrNull, endedBy: textOrNull, endReasons: textOrNull,
    },
  },
  payment: {
    sql: 'payment', scope: 'follows', indexes: [['decisionId'], ['residentId', 'instructedAt']],
    columns: { id: text, decisionId: text, residentId: text, amount: int, method: text, status: text, instructedAt: instant },
  },
  task: {
    sql: 'task', scope: 'service', indexes: [['residentId', 'createdAt']],
    columns: {
      id: text, decisionId: textOrNull, residentId: textOrNull, propertyId: textOrNull, serviceId: text, title: text,
      notes: text, dueOn: dateOrNull, status: text, done: jsonOrNull, createdAt: instant,
    },
  },
  message: {
    sql: 'message', scope: 'follows', indexes: [['residentId', 'createdAt']],
    columns: {
      id: text, residentId: text, decisionId: textOrNull, escalationId: textOrNull, body: text, language: text, formats: json, status: text, createdAt: instant,
    },
  },
  contact: {
    sql: 'contact', scope: 'follows',
    indexes: [['residentId', 'startedAt'], ['propertyId', 'startedAt'], ['caseId'], ['externalReference']],
    columns: {
      id: text, residentId: textOrNull, propertyId: textOrNull, caseId: textOrNull, serviceId: textOrNull, channel: text,
      reason: text, outcome: text, avoidable: textOrNull, furtherMatters: jsonOrNull, enquiry: jsonOrNull, note: text, staffId: textOrNull, siteId: textOrNull,
      startedAt: instant, endedAt: instantOrNull, externalReference: textOrNull,
    },
  },
  transfer: {
    sql: 'transfer', scope: 'follows', indexes: [['sentAt'], ['status', 'sentAt'], ['residentId', 'sentAt'], ['contactId'], ['nextContactId']],
    columns: {
      id: text, residentId: textOrNull, propertyId: textOrNull, caseId: textOrNull, serviceId: textOrNull, contactId: text, fromId: text, toStaffId: textOrNull,
      toTeamId: textOrNull, toCategory: textOrNull, calledName: text, words: text, handedOver: json, verifiedLevel: intOrNull, actingName: text, startedAt: instant,
      sentAt: instant, chain: json, status: text, answeredBy: textOrNull, answeredAt: instantOrNull, answerWords: text, nextContactId: textOrNull,
    },
  },
};

export const tableNames = Object.keys(tables) as TableName[];
export const isTableName = (name: string): name is TableName => Object.hasOwn(tables, name);

/** `lastContactAt` is `last_contact_at` in SQL. */
export const columnSql = (field: string): string => field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

export const columnsOf = (table: TableName): [field: string, column: Column][] => Object.entries(tables[table].columns);
