/**
 * What was done to the running system and what was seen of it, from outside: written down as it happens, on the disk
 * before anything is built on it. Times are milliseconds of one clock that only goes forward, the driver's.
 */
import { closeSync, fdatasyncSync, mkdirSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import type { CommandName } from '#domain/commands/all.ts';

/** One command of one person. */
export interface Work {
  n: number;
  desk: string;
  name: CommandName;
  /** Of the list or register it is about: a resident, or a request. */
  key: string;
  /** The contact, decision or request that it makes; of an answer, the state that it would leave behind. */
  value: string;
  calledAt: number;
  /** When the desk said that the work is kept; null where it has not. */
  acknowledgedAt: number | null;
  commandId: string | null;
  /** The desk's own rules turned it down, and it was never kept. */
  turnedDown: string | null;
  /** The engine was killed before it answered, once at least: the work may be kept or not. */
  unsure: boolean;
  /** When the desk was seen to have the centre's answer. */
  settledAt: number | null;
  status: 'accepted' | 'refused' | 'parked' | null;
  version: number | null;
  sentence: string | null;
}

/** A list or register as the centre answered it, or as a desk's copy held it without its own unsent work. */
export interface Read {
  reader: string;
  at: 'centre' | 'desk';
  of: 'list' | 'register';
  key: string;
  calledAt: number;
  returnedAt: number;
  /** A list's values in the order of the centre's versions; of a register its state, or none. */
  value: string[];
  /** Of a register at a desk: the version of its row. */
  version: number | null;
}

/** What a screen showed of a list: the centre's rows with the desk's own unsent work over them. */
export interface View {
  desk: string;
  key: string;
  calledAt: number;
  returnedAt: number;
  shown: { value: string; pending: boolean }[];
}

export interface Recorded { works: Work[]; reads: Read[]; views: View[] }

export class Journal implements Recorded {
  readonly works: Work[] = [];
  readonly reads: Read[] = [];
  readonly views: View[] = [];
  readonly #file: number;
  readonly #beganAt = performance.now();
  #lines = 0;

  constructor(file: string) {
    mkdirSync(path.dirname(file), { recursive: true });
    this.#file = openSync(file, 'w');
  }

  now(): number {
    return performance.now() - this.#beganAt;
  }

  #line(process: string, type: 'invoke' | 'ok' | 'fail' | 'info', f: string, key: string, value: unknown): void {
    writeSync(this.#file, `${JSON.stringify({ index: this.#lines, time: this.now(), process, type, f, key, value })}\n`);
    this.#lines += 1;
  }

  called(desk: string, name: CommandName, key: string, value: string): Work {
    const work: Work = {
      n: this.works.length, desk, name, key, value, calledAt: this.now(), acknowledgedAt: null, commandId: null, turnedDown: null, unsure: false,
      settledAt: null, status: null, version: null, sentence: null,
    };
    this.works.push(work);
    this.#line(desk, 'invoke', name, key, value);
    return work;
  }

  /** From here on the person believes it: it is on the disk before they do anything else. */
  acknowledged(pressed: Work, commandId: string): void {
    const work = this.#firstPress(pressed, commandId);
    work.acknowledgedAt ??= this.now();
    work.commandId = commandId;
    this.#line(work.desk, 'ok', work.name, work.key, { value: work.value, commandId });
    fdatasyncSync(this.#file);
  }

  /** The same button pressed again is the same work: it may have been kept at the first press, though nobody heard so. */
  #firstPress(pressed: Work, commandId: string): Work {
    const first = this.works.find((one) => one !== pressed && one.desk === pressed.desk && one.name === pressed.name && one.key === pressed.key && one.value === pressed.value
      && (one.commandId === commandId || (one.commandId === null && one.unsure && one.turnedDown === null)));
    if (first === undefined) return pressed;
    pressed.turnedDown = 'same-press';
    return first;
  }

  turnedDown(work: Work, code: string): void {
    work.turnedDown = code;
    this.#line(work.desk, 'fail', work.name, work.key, { value: work.value, code });
  }

  unanswered(work: Work): void {
    work.unsure = true;
    this.#line(work.desk, 'info', work.name, work.key, work.value);
  }

  settled(work: Work, how: { commandId: string; status: NonNullable<Work['status']>; version: number | null; sentence: string | null }): void {
    Object.assign(work, how, { settledAt: this.now() });
    this.#line(work.desk, how.status === 'accepted' ? 'ok' : 'fail', `${work.name} at the centre`, work.key, { value: work.value, ...how });
  }

  read(read: Read): void {
    this.reads.push(read);
    this.#line(read.reader, 'ok', `read ${read.of} at the ${read.at}`, read.key, read.value);
  }

  view(view: View): void {
    this.views.push(view);
    this.#line(view.desk, 'ok', 'view list', view.key, view.shown);
  }

  close(): void {
    closeSync(this.#file);
  }
}
