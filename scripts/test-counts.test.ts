import { describe, expect, it } from 'vitest';
import { add, failuresOfPlaywright, failuresOfVitest, fromPlaywright, fromVitest, none, succeeded, summaryLine } from './test-counts.ts';

const vitestReport = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 1, numTodoTests: 1, testResults: [] };

describe('counting tests', () => {
  it('counts a test file that could not be loaded as a failure', () => {
    const broken = { name: 'a.test.ts', status: 'failed', assertionResults: [] };
    expect(fromVitest({ ...vitestReport, testResults: [broken] })).toEqual({ passed: 3, failed: 1, skipped: 2 });
  });

  it('does not count a file twice for a test that failed in it', () => {
    const file = { name: 'a.test.ts', status: 'failed', assertionResults: [{ status: 'failed', fullName: 'adds' }, { status: 'passed', fullName: 'takes away' }] };
    expect(fromVitest({ ...vitestReport, numFailedTests: 1, testResults: [file] }).failed).toBe(1);
  });

  it('counts a flaky test and an error outside any test as failures', () => {
    expect(fromPlaywright({ stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 2 }, errors: [{}], suites: [] })).toEqual({ passed: 4, failed: 3, skipped: 2 });
  });

  it('names what failed and what it said, and what could not be loaded', () => {
    const testResults = [
      { name: 'a.test.ts', status: 'failed', assertionResults: [
        { status: 'failed', fullName: 'sums adds', failureMessages: ['\u001B[31mexpected 3\u001B[39m\n\nto be 4'] }, { status: 'passed', fullName: 'sums takes away' },
      ] },
      { name: 'b.test.ts', status: 'failed', message: 'no such module', assertionResults: [] },
      { name: 'c.test.ts', status: 'passed', assertionResults: [] },
    ];
    expect(failuresOfVitest({ ...vitestReport, testResults })).toEqual(['a.test.ts > sums adds\n    expected 3\n    to be 4', 'b.test.ts\n    no such module']);
  });

  it('names the windows that failed, however deep they are described', () => {
    const spec = (title: string, ok: boolean, message?: string) =>
      ({ title, ok, line: 7, tests: [{ results: [message === undefined ? {} : { error: { message } }] }] });
    const suites = [{ file: 'a.spec.ts', specs: [spec('opens', true)], suites: [{ file: 'a.spec.ts', specs: [spec('closes', false, 'still open')] }] }];
    expect(failuresOfPlaywright({ stats: { expected: 1, unexpected: 1, flaky: 0, skipped: 0 }, suites, errors: [{ message: 'no port' }] }))
      .toEqual(['a.spec.ts:7 > closes\n    still open', 'outside any test\n    no port']);
  });

  it('does not call a run of no tests, or of skipped ones only, a success', () => {
    expect(succeeded(none)).toBe(false);
    expect(succeeded({ ...none, skipped: 4 })).toBe(false);
    expect(succeeded({ ...none, passed: 1 })).toBe(true);
    expect(succeeded(add({ ...none, passed: 5 }, { ...none, failed: 1 }))).toBe(false);
  });

  it('words the last line', () => {
    expect(summaryLine({ passed: 12, failed: 0, skipped: 1 })).toBe('12 passed, 0 failed, 1 skipped');
  });
});
