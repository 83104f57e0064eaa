/** SQLSTATE classes in which the same statement may succeed later: connection, rollback, resources, operator, system. */
const PASSING = new Set(['08', '40', '53', '57', '58']);

/** Whether a fault lies in the moment (a lost connection, a full disk) rather than in what was asked. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return true;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  if (code === null) return /connection|terminated|timeout|closed|closing|pool/i.test(error.message);
  // A code that is no SQLSTATE (ECONNRESET, EPIPE) is the system's.
  return !/^(?=.*\d)[0-9A-Z]{5}$/.test(code) || PASSING.has(code.slice(0, 2)) || code === '55P03';
}
