/** Amounts as people type them. A field that read them only when it is left would lose the last one to a crash. */

/** `12`, `12.5`, `£1,012.50` as pence; null for nothing; undefined where it is no amount of pounds. */
export function parsePence(text: string): number | null | undefined {
  const bare = text.replaceAll(/[\s,£]/g, '');
  if (bare === '') return null;
  if (!/^\d{0,7}(\.\d{0,2})?$/.test(bare) || bare === '.') return undefined;
  const [pounds = '', pence = ''] = bare.split('.');
  return Number(pounds) * 100 + Number(pence.padEnd(2, '0'));
}

/** `1250` as `12.50`, `1200` as `12`: what goes into a field that has the pound sign beside it. */
export const penceText = (pence: number): string =>
  pence % 100 === 0 ? String(pence / 100) : (pence / 100).toFixed(2);

/** A whole number not below nothing; null for nothing; undefined where it is no such number. */
export function parseWhole(text: string): number | null | undefined {
  const bare = text.replaceAll(/[\s,]/g, '');
  if (bare === '') return null;
  return /^\d{1,7}$/.test(bare) ? Number(bare) : undefined;
}
