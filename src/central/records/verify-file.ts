import { readFile } from 'node:fs/promises';
import { fail, succeed, type Outcome } from '#contract/failures.ts';
import { verifyExport } from './verify.ts';

/** What is printed of an export that is whole; a failure names the first broken link. */
export async function verifyFile(file: string, trusted: string | null): Promise<Outcome<string>> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    return fail('bad-input', `There is no file ${file} that can be read. Give the path of an export.`);
  }
  const verified = verifyExport(text, trusted);
  if (!verified.ok) return verified;
  const { entries, desks, unsigned, centreKey } = verified.value;
  return succeed([
    `Whole: ${String(entries)} entries of ${String(desks)} desks, each in its place, signed by its desk and taken in by the centre.`,
    ...unsigned === 0 ? [] : [`${String(unsigned)} of them come from desks of an earlier version, which signed nothing.`],
    trusted === null ? `The centre’s key is ${centreKey}: compare it with the one you know, or give it with --key.` : 'The centre’s key is the one you gave.',
  ].join('\n'));
}
