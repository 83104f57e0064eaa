import { describe, expect, it } from 'vitest';
import { add, fromPlaywright, fromVitest, none, succeeded, summaryLine } from './test-counts.ts';

const vitestReport = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 1, numTodoTests: 1, testResults: [] };

describe('counting tests', () => {
  it('counts a test file that could not be loaded as a failure', () => {
    const broken = { status: 'failed', assertionResults: [] };
    expect(fromVitest({ ...vitestReport, testResults: [broken] })).toEqual({ passed: 3, failed: 1, skipped: 2 });
  });

  it('does not count a file twice for a test that failed in it', () => {
    const file = { status: 'failed', assertionResults: [{ status: 'failed' }, { status: 'passed' }] };
    expect(fromVitest({ ...vitestReport, numFailedTests: 1, testResults: [file] }).failed).toBe(1);
  });

  it('counts a flaky test and an error outside any test as failures', () => {
    expect(fromPlaywright({ stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 2 }, errors: [{}] })).toEqual({ passed: 4, failed: 3, skipped: 2 });
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
