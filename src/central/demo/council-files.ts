/**
 * A council as a folder of JSON: what it is called, its wards, sites, people, services and scheme of delegation. Read
 * and checked in one go, so that a slip of the pen is named by file and field before anything is written.
 */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { fail, succeed, type Outcome } from '#contract/failures.ts';
import { isRestrictedCategory, restrictedScope, siteScope } from '#contract/scopes.ts';
import { checkScheme } from '#domain/delegation/check-scheme.ts';
import { asId } from '#domain/ids.ts';
import type { Councillor, SchemeVersion, Service, Site, StaffMember } from '#domain/records/council.ts';
import { articleAudiences, articleKinds, contactReasons, posts, roles, serviceCategories } from '#domain/vocabulary.ts';
import { LONGEST_BODY, LONGEST_TITLE } from '#domain/knowledge/articles.ts';
import { say } from '#domain/words/say.ts';
import { schemeSettings } from '#contract/clause-schema.ts';

const id = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u, 'letters, digits, dots and dashes only').max(100);
const text = z.string().trim().min(1);
const instantText = z.iso.datetime({ offset: true }).transform((value) => Date.parse(value));

const COUNCILLORS = 'councillors.json';

const councilSchema = z.strictObject({
  id: id.max(60), name: text, kind: z.enum(['unitary', 'district', 'county', 'london-borough', 'metropolitan']),
  /** Begins every case reference, as in `HM-1234567`. */
  referencePrefix: z.string().regex(/^[A-Z]{2,4}$/, 'two to four capital letters'),
  /** Shown on the sign-in screen of a demo; null for a council whose people set their own. */
  demoPassphrase: z.string().min(8).nullable(),
  /** For how many hours a desk opens without the centre, counted from when it was last in touch. */
  offlineLeaseHours: z.int().min(1).max(24 * 60).default(72),
  wards: z.array(z.strictObject({ name: text, locality: text, district: z.string().regex(/^[A-Z]{1,2}\d[A-Z\d]?$/, 'an outward code, such as ZQ1') })).min(1),
});

const sitesSchema = z.array(z.strictObject({
  id, name: text, kind: z.enum(['contact-centre', 'hub', 'library', 'back-office', 'partner']),
})).min(1);

const reached = { phone: z.e164().nullable().default(null), email: z.email().nullable().default(null) };

/** Who speaks for which ward, and how they are reached; a council without the file has none on its desks. */
const councillorsSchema = z.array(z.strictObject({
  id, name: text, ward: text, ...reached, assistant: z.strictObject({ name: text, ...reached }).nullable().default(null), endedOn: z.iso.date().nullable().default(null),
}));

const staffSchema = z.array(z.strictObject({
  id, username: id, name: text, post: z.enum(posts), role: z.enum(roles), siteId: id, teamId: id,
  partnerCategory: z.enum(serviceCategories).nullable(),
  /** Restricted services and other sites granted by name, such as `restricted:160`. */
  scopes: z.array(z.string().max(100)).default([]),
  /** Named authorisations of the scheme, with how many days ago the training was. */
  authorisations: z.array(z.strictObject({ code: z.string(), trainedDaysAgo: z.int().min(0).max(3660) })).default([]),
})).min(1);

const servicesSchema = z.array(z.strictObject({
  id: z.string().regex(/^\d+$/, 'an LGSL code in digits'), name: text, category: z.enum(serviceCategories),
  targetWorkingDays: z.int().min(0).max(365).nullable(), online: z.boolean(),
  /** Who works on its cases. */
  team: text, guidance: text.nullable(),
})).min(1);

const schemeSchema = z.strictObject({ id, effectiveFrom: instantText, effectiveTo: instantText.nullable(), ...schemeSettings });

/** Of each the words stand in `articles/<key>.md`. */
const articlesSchema = z.array(z.strictObject({
  key: id, title: text.max(LONGEST_TITLE), kind: z.enum(articleKinds), audience: z.enum(articleAudiences),
  services: z.array(z.string()), reasons: z.array(z.enum(contactReasons)), publishedDaysAgo: z.int().min(0).max(3660), reviewInDays: z.int().min(-3660).max(3660),
}));

export type CouncilProfile = z.infer<typeof councilSchema>;
export type Ward = CouncilProfile['wards'][number];

export interface CouncilFiles {
  profile: CouncilProfile;
  sites: Site[];
  staff: StaffMember[];
  councillors: Councillor[];
  /** Who signs in as whom. */
  accounts: { username: string; staffId: string }[];
  /** Scopes granted by name, beside what a role gives. */
  granted: { staffId: string; scope: string }[];
  services: Service[];
  /** The team that owns a service's cases, by LGSL code. */
  teams: ReadonlyMap<string, string>;
  scheme: SchemeVersion;
  /** Scripts and knowledge, each with its Markdown; none where the folder has no `articles.json`. */
  articles: (z.infer<typeof articlesSchema>[number] & { body: string })[];
  /** Who has been trained for which named authorisation, and when, as days before the demo begins. */
  authorisations: { staffId: string; code: string; trainedDaysAgo: number }[];
}

/** Reads one JSON file of a council's folder; a failure names the file and each field that is wrong. */
export async function readCouncilFile<S extends z.ZodType>(folder: string, name: string, schema: S): Promise<Outcome<z.output<S>>> {
  let content: string;
  try {
    content = await readFile(path.join(folder, name), 'utf8');
  } catch {
    return fail('bad-input', `The council’s folder has no readable file ${name}. Lay it out like resources/demo-council.`, { file: name });
  }
  return parseCouncilFile(name, content, schema);
}

function parseCouncilFile<S extends z.ZodType>(name: string, content: string, schema: S): Outcome<z.output<S>> {
  let data: unknown;
  try {
    data = JSON.parse(content);
  } catch (error) {
    const where = error instanceof Error ? error.message : '';
    return fail('bad-input', `${name} is not JSON: ${where}. Correct it and start again.`, { file: name });
  }
  const parsed = schema.safeParse(data);
  if (parsed.success) return succeed(parsed.data);
  const faults = parsed.error.issues.slice(0, 5).map((issue) => `${fieldOf(issue.path)}: ${issue.message}`);
  const more = parsed.error.issues.length - faults.length;
  return fail('bad-input', `${name} has ${faults.length === 1 ? 'a wrong field' : 'wrong fields'}. ${faults.join('; ')}${more > 0 ? `; and ${String(more)} more` : ''}.`, { file: name });
}

/** `clauses[6].limits[0].offline`. */
function fieldOf(steps: PropertyKey[]): string {
  const field = steps.map((step) => typeof step === 'number' ? `[${String(step)}]` : `.${String(step)}`).join('').replace(/^\./, '');
  return field === '' ? 'the file as a whole' : field;
}

/** The scheme as it stands in a council's scheme.json; its clauses are checked one by one, not against the council. */
export function parseScheme(content: string): Outcome<SchemeVersion> {
  const parsed = parseCouncilFile('scheme.json', content, schemeSchema);
  return parsed.ok ? succeed({ ...parsed.value, id: asId(parsed.value.id) }) : parsed;
}

export function parseCouncillors(content: string): Outcome<Councillor[]> {
  const parsed = parseCouncilFile(COUNCILLORS, content, councillorsSchema);
  return parsed.ok ? succeed(councillorsOf(parsed.value)) : parsed;
}

const councillorsOf = (written: z.output<typeof councillorsSchema>): Councillor[] => written.map((one) => ({ ...one, id: asId(one.id) }));

/** Reads a council's folder and checks that its files agree with one another. */
export async function readCouncil(folder: string): Promise<Outcome<CouncilFiles>> {
  const profile = await readCouncilFile(folder, 'council.json', councilSchema);
  if (!profile.ok) return profile;
  const sites = await readCouncilFile(folder, 'sites.json', sitesSchema);
  if (!sites.ok) return sites;
  const staff = await readCouncilFile(folder, 'staff.json', staffSchema);
  if (!staff.ok) return staff;
  const services = await readCouncilFile(folder, 'services.json', servicesSchema);
  if (!services.ok) return services;
  const scheme = await readCouncilFile(folder, 'scheme.json', schemeSchema);
  if (!scheme.ok) return scheme;
  const councillors = existsSync(path.join(folder, COUNCILLORS)) ? await readCouncilFile(folder, COUNCILLORS, councillorsSchema) : succeed([]);
  if (!councillors.ok) return councillors;

  const articles = await readArticles(folder);
  if (!articles.ok) return articles;

  const files: CouncilFiles = {
    profile: profile.value,
    articles: articles.value,
    sites: sites.value.map((site) => ({ ...site, id: asId(site.id) })),
    staff: staff.value.map(({ username: _username, scopes: _scopes, authorisations: _authorisations, ...member }) => ({ ...member, id: asId(member.id), siteId: asId(member.siteId) })),
    councillors: councillorsOf(councillors.value),
    authorisations: staff.value.flatMap((member) => member.authorisations.map((one) => ({ staffId: member.id, ...one }))),
    granted: staff.value.flatMap((member) => member.scopes.map((scope) => ({ staffId: member.id, scope }))),
    accounts: staff.value.map((member) => ({ username: member.username, staffId: member.id })),
    services: services.value.map(({ team: _team, ...service }) => ({ ...service, id: asId(service.id) })),
    teams: new Map(services.value.map((service) => [service.id, service.team])),
    scheme: { ...scheme.value, id: asId(scheme.value.id) },
  };
  const disagreement = findDisagreement(files);
  return disagreement === null ? succeed(files) : fail('bad-input', disagreement.sentence, { file: disagreement.file });
}

async function readArticles(folder: string): Promise<Outcome<CouncilFiles['articles']>> {
  if (!existsSync(path.join(folder, 'articles.json'))) return succeed([]);
  const index = await readCouncilFile(folder, 'articles.json', articlesSchema);
  if (!index.ok) return index;
  const articles: CouncilFiles['articles'] = [];
  for (const one of index.value) {
    const name = `articles/${one.key}.md`;
    let body: string;
    try {
      body = await readFile(path.join(folder, name), 'utf8');
    } catch {
      return fail('bad-input', `articles.json names “${one.key}”, and there is no readable file ${name}.`, { file: name });
    }
    if (body.trim() === '' || body.length > LONGEST_BODY) return fail('bad-input', `${name} must have words, and no more than ${String(LONGEST_BODY)} characters.`, { file: name });
    articles.push({ ...one, body });
  }
  return succeed(articles);
}

interface Disagreement { file: string; sentence: string }

const repeated = (values: string[]): string | undefined => values.find((value, index) => values.indexOf(value) !== index);

/** What no single file can show: an id given twice, a site, service or post that exists in one file alone. */
function findDisagreement(files: CouncilFiles): Disagreement | null {
  const lists: [file: string, ids: string[]][] = [
    ['sites.json', files.sites.map((one) => one.id)], ['staff.json', files.staff.map((one) => one.id)],
    ['staff.json', files.accounts.map((one) => one.username.toLowerCase())], ['services.json', files.services.map((one) => one.id)], [COUNCILLORS, files.councillors.map((one) => one.id)],
  ];
  for (const [file, ids] of lists) {
    const twice = repeated(ids);
    if (twice !== undefined) return { file, sentence: `${file} has “${twice}” twice. Give each its own.` };
  }
  const services = new Set<string>(files.services.map((service) => service.id));
  const twiceWritten = repeated(files.articles.map(({ key }) => key));
  if (twiceWritten !== undefined) return { file: 'articles.json', sentence: `articles.json has “${twiceWritten}” twice. Give each its own.` };
  for (const { key, services: named } of files.articles) {
    const unknown = named.find((one) => !services.has(one));
    if (unknown !== undefined) return { file: 'articles.json', sentence: `articles.json: “${key}” is for service “${unknown}”, which is not in services.json.` };
  }
  const sites = new Set<string>(files.sites.map((site) => site.id));
  for (const member of files.staff) {
    if (!sites.has(member.siteId)) return { file: 'staff.json', sentence: `staff.json: “${member.id}” works at “${member.siteId}”, which is not in sites.json.` };
    if ((member.role === 'partner') !== (member.partnerCategory !== null)) {
      return { file: 'staff.json', sentence: `staff.json: “${member.id}” needs partnerCategory if and only if the role is partner.` };
    }
  }
  const wards = new Set(files.profile.wards.map(({ name }) => name));
  const elsewhere = files.councillors.find(({ ward }) => !wards.has(ward));
  if (elsewhere !== undefined) return { file: COUNCILLORS, sentence: `${COUNCILLORS}: “${elsewhere.id}” speaks for “${elsewhere.ward}”, which is no ward in council.json.` };
  const grantable = new Set<string>([...files.sites.map(({ id }) => siteScope(id)),
    ...files.services.filter(({ category }) => isRestrictedCategory(category)).map(({ id }) => restrictedScope(id))]);
  const other = files.granted.find(({ scope }) => !grantable.has(scope));
  if (other !== undefined) return { file: 'staff.json', sentence: `staff.json: “${other.staffId}” is given “${other.scope}”, which is no restricted service and no site here.` };
  const trained = files.authorisations.find(({ code }) => !files.scheme.authorisations.some((one) => one.code === code));
  if (trained !== undefined) return { file: 'staff.json', sentence: `staff.json: “${trained.staffId}” is trained for “${trained.code}”, which the scheme does not name.` };
  const faults = checkScheme(files.scheme, { staff: files.staff, teams: new Set(files.staff.map(({ teamId }) => teamId)), services: new Set(files.services.map((service) => service.id)), before: null, inForce: [], now: 0 });
  if (faults.length > 0) return { file: 'scheme.json', sentence: `scheme.json: ${faults.map(say).join(' ')}` };
  return null;
}
