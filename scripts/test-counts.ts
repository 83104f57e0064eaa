/** What the test tools' own reports say, as counts. */

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

export const none: Counts = { passed: 0, failed: 0, skipped: 0 };

/** The parts of vitest's json report that are read here. */
export interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: {
    name: string; status: string; message?: string;
    assertionResults: { status: string; fullName: string; failureMessages?: string[] | null }[];
  }[];
}

/** The parts of Playwright's json report that are read here. */
export interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  errors: { message?: string }[];
  suites: PlaywrightSuite[];
}

interface PlaywrightSuite {
  file: string;
  suites?: PlaywrightSuite[];
  specs: { title: string; ok: boolean; line: number; tests: { results: { error?: { message?: string } }[] }[] }[];
}

/** A file that could not even be loaded has no failed test in it, and counts as one. */
export function fromVitest(report: VitestReport): Counts {
  const broken = report.testResults.filter((file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed')).length;
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken, skipped: report.numPendingTests + report.numTodoTests };
}

export function fromPlaywright({ stats, errors }: PlaywrightReport): Counts {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length, skipped: stats.skipped };
}

/** The first lines of what a failure said, without the colours of a terminal: enough to know it by. */
function failure(where: string, message: string | undefined): string {
   
  const lines = (message ?? 'no message').replaceAll(/\u001B\[\d+(?:;\d+)*m/g, '').split('\n').filter((line) => line.trim() !== '').slice(0, 8);
  return [where, ...lines.map((line) => `    ${line}`)].join('\n');
}

/** Each failed test by file and name with what it said, and each file that could not be loaded. */
export function failuresOfVitest({ testResults }: VitestReport): string[] {
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (failed.length === 0) return status === 'failed' ? [failure(name, message)] : [];
    return failed.map((test) => failure(`${name} > ${test.fullName}`, test.failureMessages?.[0]));
  });
}

/** Each failed or flaky test by file and name with what it said, and what went wrong outside any test. */
export function failuresOfPlaywright({ suites, errors }: PlaywrightReport): string[] {
  const inSuite = (suite: PlaywrightSuite): string[] => [
    ...suite.specs.filter((spec) => !spec.ok).map((spec) =>
      failure(`${suite.file}:${String(spec.line)} > ${spec.title}`, spec.tests.flatMap(({ results }) => results).find(({ error }) => error !== undefined)?.error?.message)),
    ...(suite.suites ?? []).flatMap(inSuite),
  ];
  return [...suites.flatMap(inSuite), ...errors.map((error) => failure('outside any test', error.message))];
}

export function add(a: Counts, b: Counts): Counts {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

export function summaryLine(counts: Counts): string {
  return `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`;
}

/** Nothing failed and something ran: a run of no tests proves nothing. */
export function succeeded(counts: Counts): boolean {
  return counts.failed === 0 && counts.passed > 0;
}
