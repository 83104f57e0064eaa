/**
 * Bugs such as sync is known for, each a small change to one file that only this folder makes, and only where the
 * variable CASEFRONT_PLANT names it. The simulation must find every one and say which promise it breaks.
 */
export interface PlantedBug {
  file: string;
  edits: readonly [right: string, wrong: string][];
  /** A seed that found it: looking begins there. Where the simulation has changed since, one soon after it does. */
  seed: number;
  /** How the broken promise's sentence begins, as `invariants.ts` has it. */
  breaks: RegExp;
}

export const plantedBugs: Readonly<Record<string, PlantedBug>> = {
  'cursor-before-rows': {
    file: 'src/engine/sync/pull.ts',
    edits: [[
      '  const { touches } = desk.cache.transaction((writer) => {\n    for (const change of page.changes) writer.applyServer(change);',
      '  desk.cache.transaction((writer) => { writer.setMeta({ cursor: page.version }); });\n  const { touches } = desk.cache.transaction((writer) => {\n    for (const change of page.changes) writer.applyServer(change);',
    ]],
    seed: 41,
    breaks: /at rest every desk equals|stays in sight/,
  },
  'leave-ignored-by-the-index': {
    file: 'src/engine/store/cache-store.ts',
    edits: [['      touch(table, id, before, next);\n      return true;', '      if (next !== null) touch(table, id, before, next);\n      return true;']],
    seed: 160,
    breaks: /the search index names/,
  },
  'refusal-forgotten': {
    file: 'src/engine/store/outbox-store.ts',
    edits: [["UPDATE command SET state = ?, sentence = ?, settled_at = ?, held = 0 WHERE seq = ? AND state = 'sent'", "UPDATE command SET state = CASE WHEN ? = '' THEN '' ELSE 'done' END, sentence = ?, settled_at = ?, held = 0 WHERE seq = ? AND state = 'sent'"]],
    seed: 1,
    breaks: /every acknowledged command|stays in sight/,
  },
  'overlay-gone-at-the-answer': {
    file: 'src/engine/sync/push.ts',
    edits: [
      ['  desk.outbox.recordResults(results, desk.now(), answer.centreTime);', "  desk.outbox.recordResults(results.map((one) => one.status === 'accepted' ? { ...one, version: 0 } : one), desk.now(), answer.centreTime);"],
      ["  if (results.some((result) => result.status !== 'accepted' || result.version <= cursor)) {", '  if (results.length > 0) {'],
    ],
    seed: 1,
    breaks: /stays in sight/,
  },
  'purge-leaves-rows': {
    file: 'src/engine/store/purge.ts',
    edits: [['    statement(`DELETE FROM ${server} WHERE ${gone}`).run(scopes);', "    if (table !== 'contact') statement(`DELETE FROM ${server} WHERE ${gone}`).run(scopes);"]],
    seed: 5,
    breaks: /at rest every desk equals/,
  },
};
