/** What a disk does that a person mends while Casefront stays open; nothing that was taken in is lost by it. */
import { fail, type DiskFault, type Failure } from '#contract/failures.ts';

const what: Record<DiskFault, string> = {
  'disk-full': 'This computer’s disk is full. Free some space',
  'disk-unwritable': 'This computer does not let Casefront write its files: another program holds them, or the disk is read-only. Close backups and scans, or tell IT support',
};

export const isDiskFault = (fault: unknown): fault is DiskFault => typeof fault === 'string' && Object.hasOwn(what, fault);

/** What goes on by itself once it is mended, and what the person has to do again. */
export const diskFailure = (fault: DiskFault, then: 'goes-on' | 'try-again'): { ok: false; failure: Failure } =>
  fail(fault, then === 'goes-on' ? `${what[fault]}; Casefront goes on by itself.` : `${what[fault]} and try again; nothing has been lost.`);
