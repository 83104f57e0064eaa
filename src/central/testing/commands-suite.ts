import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TableName } from '#domain/records.ts';
import type { AuthorityUse, Decision, Escalation, PaymentInstruction } from '#domain/records/decisions.ts';
import { put } from '#domain/records.ts';
import { asId, type ResidentId } from '#domain/ids.ts';
import type { CentralStore } from '../pg/central-store.ts';
import { NOW, residentNamed } from './council.ts';
import { startTestCentre, type TestCentre } from './centre.ts';
import { decisionArgs, deskOf, envelope, failureOf, logArgs, requestArgs, type Desk } from './desk.ts';
import type { OpenTestStore } from './stores.ts';

const rowsOf = async <R>(store: CentralStore, table: TableName, where: Record<string, string>): Promise<R[]> =>
  await store.transaction((transaction) => transaction.load({ kind: 'rows', table, where } as never)) as R[];

export function commandsSuite(open: OpenTestStore): void {
  describe('commands at the centre', () => {
    let centre: TestCentre;
    beforeAll(async () => { centre = await startTestCentre(open); }, 120_000);
    afterAll(() => centre.close());

    let drawn = 0;
    /** A person on a desk of their own, so that each test counts from 1. */
    const freshDesk = (name: Parameters<typeof deskOf>[1]): Promise<Desk> => {
      drawn += 1;
      return deskOf(centre.base, name, `fresh-desk-${String(drawn)}`);
    };
    /** A resident nothing has been decided for. */
    const freshResident = async (): Promise<string> => {
      drawn += 1;
      const id = `fresh-resident-${String(drawn)}`;
      await centre.store.transaction((transaction) => transaction.write([put('resident', residentNamed(id))]));
      return id;
    };
    const one = async <R>(table: TableName, id: string): Promise<R> =>
      await centre.store.transaction((transaction) => transaction.load({ kind: 'row', table, id } as never)) as R;

    it('carries out a batch once however often it arrives', async () => {
      const desk = await freshDesk('amina');
      const residentId = await freshResident();
      const batch = [envelope(1, 'log-contact', logArgs({ residentId })), envelope(2, 'make-decision', decisionArgs(1000, { residentId }))];
      const first = await desk.push(...batch);
      expect(first.results.map((result) => result.status)).toEqual(['accepted', 'accepted']);
      expect(first.expectedSeq).toBe(3);
      const head = await centre.store.head();
      const again = await desk.push(...batch);
      expect(again.results).toEqual(first.results);
      expect(again.expectedSeq).toBe(3);
      expect(await centre.store.head()).toEqual(head);
      expect(await rowsOf<PaymentInstruction>(centre.store, 'payment', { residentId })).toMatchObject([{ amount: 1000, status: 'instructed' }]);
    });

    it('gives the same answers to one batch sent twice at the same time', async () => {
      const desk = await freshDesk('amina');
      const residentId = await freshResident();
      const batch = [envelope(1, 'make-decision', decisionArgs(500, { residentId })), envelope(2, 'make-decision', decisionArgs(600, { residentId }))];
      const [one, other] = await Promise.all([desk.push(...batch), desk.push(...batch)]);
      expect(one.results).toEqual(other.results);
      expect(await rowsOf(centre.store, 'payment', { residentId })).toHaveLength(2);
    });

    it('gives each command of a push its own version, and parks one that fails without undoing the others', async () => {
      const desk = await deskOf(centre.base, 'amina', 'device-with-a-fault');
      // What the rule asks for can't be read for one of them: a fault of the centre's own.
      await centre.store.query(`CREATE FUNCTION break_one() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN IF NEW.id = ''contact-that-breaks'' THEN RAISE EXCEPTION ''on purpose''; END IF; RETURN NEW; END'`);
      await centre.store.query('CREATE TRIGGER break_one BEFORE INSERT ON contact FOR EACH ROW EXECUTE FUNCTION break_one()');
      try {
        const before = (await centre.store.head()).version;
        const ids = Array.from({ length: 13 }, (_none, n) => n === 4 ? 'contact-that-breaks' : `contact-in-push-${String(n)}`);
        const { results, expectedSeq } = await desk.push(...ids.map((contactId, n) => envelope(n + 1, 'log-contact', logArgs({ contactId }))));
        expect(results.map(({ status }) => status)).toEqual(ids.map((_id, n) => n === 4 ? 'parked' : 'accepted'));
        expect(expectedSeq).toBe(14);
        const versions = results.flatMap((result) => result.status === 'accepted' ? [result.version] : []);
        expect(versions).toEqual(Array.from({ length: 12 }, (_none, n) => before + 1 + n));
        const changed = (await desk.pull(before)).flatMap((line) => line.kind === 'change' ? [`${String(line.version)} ${line.id}`] : []);
        expect(changed.filter((one) => one.includes('contact-in-push'))).toEqual(
          ids.filter((_id, n) => n !== 4).map((id, n) => `${String(before + 1 + n)} ${id}`));
        expect(changed.some((one) => one.includes('contact-that-breaks'))).toBe(false);
      } finally {
        await centre.store.query('DROP TRIGGER break_one ON contact');
        await centre.store.query('DROP FUNCTION break_one');
      }
    });

    it('stops at a gap, keeps what came before it and says what it expects', async () => {
      const desk = await freshDesk('amina');
      const answer = await desk.push(envelope(1, 'log-contact', logArgs()), envelope(3, 'log-contact', logArgs()));
      expect(answer.results).toHaveLength(1);
      expect(answer.expectedSeq).toBe(2);
      expect((await desk.push(envelope(2, 'log-contact', logArgs()))).results).toMatchObject([{ seq: 2, status: 'accepted' }]);
    });

    it('counts each person on one device by themselves', async () => {
      const [amina, tom] = [await deskOf(centre.base, 'amina', 'shared-device'), await deskOf(centre.base, 'tom', 'shared-device')];
      expect((await amina.push(envelope(1, 'log-contact', logArgs()))).expectedSeq).toBe(2);
      expect((await tom.push(envelope(1, 'log-contact', logArgs()))).results).toMatchObject([{ status: 'accepted' }]);
    });

    it('never takes new work for old where a desk’s numbering went back', async () => {
      const desk = await freshDesk('amina');
      await desk.push(envelope(1, 'log-contact', logArgs()));
      const args = logArgs();
      expect((await desk.push(envelope(1, 'log-contact', args))).results).toMatchObject([{ status: 'refused', code: 'sequence-reused' }]);
      expect(await one('contact', String(args['contactId']))).toBeNull();
    });

    it('carries out once what is sent again under another number', async () => {
      const desk = await freshDesk('amina');
      const args = decisionArgs(700, { residentId: await freshResident() });
      const first = await desk.push(envelope(1, 'make-decision', args, { commandId: 'sent-again' }));
      const second = await desk.push(envelope(2, 'make-decision', args, { commandId: 'sent-again' }));
      expect(second.results).toEqual([{ ...first.results[0], seq: 2 }]);
    });

    it.each([
      ['a command nobody knows', { name: 'abolish-council-tax' }, 'parked'],
      ['a version nobody knows', { version: 99 }, 'parked'],
      ['arguments of another shape', { args: { contactId: 7 } }, 'refused'],
      ['characters no store can hold', { args: logArgs({ note: 'pasted \0 from elsewhere' }) }, 'refused'],
      ['half a surrogate pair', { args: logArgs({ note: 'cut \uD83D off' }) }, 'refused'],
      ['a number no column can hold', { args: logArgs({ residentId: null, anonymous: true, startedAt: 1.5 }) }, 'refused'],
    ])('lets the queue go on behind %s', async (_what, poison, status) => {
      const desk = await freshDesk('amina');
      const answer = await desk.push(envelope(1, 'log-contact', logArgs(), poison), envelope(2, 'log-contact', logArgs()));
      expect(answer.results).toMatchObject([{ seq: 1, status }, { seq: 2, status: 'accepted' }]);
      expect(answer.results[0]).toHaveProperty('sentence', expect.stringMatching(/\S+ \S+/));
    });

    it('refuses with the rule’s own words, and takes the number', async () => {
      const desk = await freshDesk('amina');
      const answer = await desk.push(envelope(1, 'log-contact', logArgs({ residentId: 'nobody-here' })));
      expect(answer).toMatchObject({ expectedSeq: 2, results: [{ status: 'refused', code: 'command.unknown-resident' }] });
    });

    it('keeps a decision over the limit on the record, pays nothing and asks a team leader', async () => {
      const desk = await freshDesk('amina');
      const residentId = await freshResident();
      const args = decisionArgs(4000, { residentId });
      const head = await centre.store.head();
      const answer = await desk.push(envelope(1, 'make-decision', args, { connection: 'offline' }));
      expect(answer.results).toMatchObject([{ status: 'accepted', version: head.version + 1 }]);
      expect(await one<Decision>('decision', args.decisionId)).toMatchObject({ status: 'awaiting-ratification', amount: 4000, madeOffline: true, receivedAt: NOW });
      expect(await rowsOf(centre.store, 'payment', { residentId })).toEqual([]);
      expect(await rowsOf(centre.store, 'authorityUse', { residentId })).toEqual([]);
      expect(await rowsOf<Escalation>(centre.store, 'escalation', { residentId })).toMatchObject([{ kind: 'ratify', status: 'pending', approverPost: 'team-leader' }]);
    });

    it('lets nobody answer their own request, an acting leader only within 30, and a team leader approve less', async () => {
      const [amina, acting, leader] = [await freshDesk('amina'), await freshDesk('acting'), await freshDesk('leader')];
      const residentId = await freshResident();
      const asked = requestArgs(4000, { residentId });
      expect((await amina.push(envelope(1, 'request-approval', asked))).results).toMatchObject([{ status: 'accepted' }]);
      const approve = (amount: number) => ({ escalationId: asked.escalationId, answer: 'approve', amount, reasons: 'One collection was missed.' });
      expect((await amina.push(envelope(2, 'answer-escalation', approve(4000)))).results).toMatchObject([{ status: 'refused', code: 'command.role-may-not' }]);
      expect((await acting.push(envelope(1, 'answer-escalation', approve(3000)))).results).toMatchObject([{ status: 'refused', code: 'command.above-approver-limit' }]);
      expect((await leader.push(envelope(1, 'answer-escalation', approve(3000)))).results).toMatchObject([{ status: 'accepted' }]);
      expect(await one<Escalation>('escalation', asked.escalationId)).toMatchObject({ status: 'approved', requestedAmount: 4000, approvedAmount: 3000, answeredBy: 'leader' });
      expect(await rowsOf<PaymentInstruction>(centre.store, 'payment', { residentId })).toMatchObject([{ amount: 3000 }]);

      const own = requestArgs(4000, { residentId });
      const mine = { escalationId: own.escalationId, answer: 'approve', amount: 4000, reasons: 'It is mine.' };
      const answers = await leader.push(envelope(2, 'request-approval', own), envelope(3, 'answer-escalation', mine));
      expect(answers.results).toMatchObject([{ status: 'accepted' }, { status: 'refused', code: 'command.own-escalation' }]);
    });

    it('keeps two desks that decide at once within one limit', async () => {
      const residentId = await freshResident();
      const desks = await Promise.all((['amina', 'tom', 'amina', 'tom'] as const).map(freshDesk));
      const answers = await Promise.all(desks.map((desk) => desk.push(envelope(1, 'make-decision', decisionArgs(2000, { residentId })))));
      expect(answers.map((answer) => answer.results[0]?.status)).toEqual(['accepted', 'accepted', 'accepted', 'accepted']);
      const uses = await rowsOf<AuthorityUse>(centre.store, 'authorityUse', { residentId });
      expect(uses.map((use) => use.amount)).toEqual([2000, 2000]);
      expect(await rowsOf(centre.store, 'payment', { residentId })).toHaveLength(2);
      const decisions = await rowsOf<Decision>(centre.store, 'decision', { residentId });
      expect(decisions.map((decision) => decision.status).sort()).toEqual(['awaiting-ratification', 'awaiting-ratification', 'made', 'made']);
    });

    it('decides by the person’s post as it is now, whatever the token was given for', async () => {
      const desk = await freshDesk('leader');
      await centre.store.transaction(async (transaction) => {
        const leader = await transaction.load({ kind: 'row', table: 'staff', id: 'leader' }) as never;
        await transaction.write([put('staff', { ...(leader as object), role: 'governance', post: 'governance-officer' } as never)]);
      });
      const answer = await desk.push(envelope(1, 'request-approval', requestArgs(100)));
      expect(answer.results).toMatchObject([{ status: 'refused', code: 'command.role-may-not' }]);
      await centre.store.transaction(async (transaction) => {
        const leader = await transaction.load({ kind: 'row', table: 'staff', id: 'leader' }) as never;
        await transaction.write([put('staff', { ...(leader as object), role: 'approver', post: 'team-leader' } as never)]);
      });
    });

    it('takes work only from the person and desk that the sign-in is for', async () => {
      const desk = await freshDesk('amina');
      const commands = [envelope(1, 'log-contact', logArgs())];
      for (const changes of [{ staffId: 'tom' }, { deviceId: 'device-of-tom' }]) {
        expect(await failureOf(await desk.tryPush(commands, changes))).toMatchObject({ status: 403, code: 'not-allowed' });
      }
      expect(await failureOf(await desk.tryPush(commands, { epoch: 'another' }))).toMatchObject({ status: 409, code: 'wrong-epoch' });
    });

    it('keeps who did what, without names or notes', async () => {
      const desk = await freshDesk('amina');
      const command = envelope(1, 'log-contact', logArgs({ note: 'Nobody else should read this.' }));
      await desk.push(command);
      const { rows } = await centre.store.query('SELECT at, staff_id, action, subject, detail FROM audit WHERE council = $1 AND subject = $2', [centre.store.council, command.commandId]);
      expect(rows).toMatchObject([{ at: NOW, staff_id: 'amina', action: 'log-contact', detail: { status: 'accepted', connection: 'online' } }]);
      expect(JSON.stringify(rows)).not.toContain('Nobody');
    });

    it('does not let one contact be written over another', async () => {
      const [amina, tom] = [await freshDesk('amina'), await freshDesk('tom')];
      const args = logArgs({ residentId: asId<ResidentId>('resident-2') });
      await amina.push(envelope(1, 'log-contact', args));
      await tom.push(envelope(1, 'log-contact', { ...args, note: 'Something else.' }));
      expect(await one('contact', String(args['contactId']))).toMatchObject({ staffId: 'amina', note: 'The bin was missed.' });
    });
  });
}
