/** What became of every row of an imported file, for the person who has to answer for it. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

export interface RejectedRow {
  line: number;
  reference: string | null;
  reason: string;
}

export interface ImportReport {
  /** The file's name, without its folder. */
  file: string;
  mappingId: string;
  rowsRead: number;
  /** Rows that became a case of their own. */
  imported: number;
  /** Rows whose contact was kept on an earlier, open case, and which. */
  merged: { line: number; reference: string; into: string }[];
  /** Rows that were in the store already. */
  unchanged: number;
  rejected: RejectedRow[];
  created: { properties: number; cases: number; contacts: number };
  /** The feed's version that carries it all; null where nothing was new. */
  version: number | null;
}

/** Whether every row is accounted for. */
export const addsUp = (report: ImportReport): boolean =>
  report.imported + report.merged.length + report.unchanged + report.rejected.length === report.rowsRead;

const number = (value: number): string => value.toLocaleString('en-GB');

/** A page for the console; which row went into which case is a list of its own, in `import-report.txt`. */
export function renderReport(report: ImportReport): string {
  const counts: [string, number][] = [
    ['rows read', report.rowsRead], ['imported as a case of their own', report.imported], ['merged into an earlier open case', report.merged.length],
    ['already there, unchanged', report.unchanged], ['rejected', report.rejected.length],
  ];
  const width = Math.max(...counts.map(([, value]) => number(value).length));
  const reasons = new Map<string, number>();
  for (const { reason } of report.rejected) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  const { created } = report;
  return [
    `Import of ${report.file} with mapping ${report.mappingId}`, '',
    ...counts.map(([words, value]) => `  ${number(value).padStart(width)}  ${words}`), '',
    addsUp(report) ? `Every row is accounted for: ${number(report.rowsRead)} of ${number(report.rowsRead)}.` : 'The counts do not add up: keep the file and this report, and tell support.',
    report.version === null ? 'Nothing was new; the store is as it was.'
      : `New: ${number(created.properties)} addresses, ${number(created.cases)} cases, ${number(created.contacts)} contacts.`,
    ...(reasons.size === 0 ? [] : ['', 'Rejected because:', ...[...reasons].sort((a, b) => b[1] - a[1]).map(([reason, count]) => `  ${number(count)}  ${reason}`), '  Line by line in rejected.csv.']),
    '',
  ].join('\n');
}

const renderMerged = (report: ImportReport): string => report.merged.length === 0 ? ''
  : ['', 'Merged:', ...report.merged.map((one) => `  line ${String(one.line)}: ${one.reference} into ${one.into}`), ''].join('\n');

/** Quoted, and harmless when a spreadsheet opens it: a leading `=` would be run as a formula. */
function csvField(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

export function renderRejected(report: ImportReport): string {
  const lines = report.rejected.map((one) => [String(one.line), csvField(one.reference ?? ''), csvField(one.reason)].join(','));
  return `${['line,reference,reason', ...lines].join('\r\n')}\r\n`;
}

/** Writes `import-report.txt` and `rejected.csv` into a folder and answers their paths. */
export async function saveReport(report: ImportReport, folder: string): Promise<{ report: string; rejected: string }> {
  await mkdir(folder, { recursive: true });
  const paths = { report: path.join(folder, 'import-report.txt'), rejected: path.join(folder, 'rejected.csv') };
  await writeFile(paths.report, renderReport(report) + renderMerged(report));
  await writeFile(paths.rejected, renderRejected(report));
  return paths;
}
