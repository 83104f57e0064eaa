/** Without a server these tests would have nothing to say, and silence must not read as a pass. */
export default function requirePostgres(): void {
  if ((process.env['CASEFRONT_PG_URL'] ?? '') === '') {
    throw new Error('These tests need PostgreSQL. Run `npm run unit:pg`, which starts one, or set CASEFRONT_PG_URL to an empty database.');
  }
}
