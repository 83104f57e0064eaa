/** A desk as far as the wire goes: the real client with a session of its own, and nothing behind it. */
import { randomUUID } from 'node:crypto';
import { createCentralClient, type CentralClient } from '../../src/engine/sync/central-client.ts';
import type { Envelope } from '../../src/contract/wire.ts';

export interface BenchDesk {
  client: CentralClient;
  token: string;
  epoch: string;
  deviceId: string;
  staffId: string;
  cursor: number;
  /** Sends what is given in pushes of `atOnce`, in order, and throws where one is not accepted. */
  send: (commands: Envelope[], atOnce: number) => Promise<void>;
  nextSeq: () => number;
}

const MOST_TRIES = 50;
const forever = new AbortController().signal;

export async function benchDesk(base: string, username: string, passphrase: string): Promise<BenchDesk> {
  const client = createCentralClient(base, fetch);
  const deviceId = `bench-${randomUUID()}`;
  const answer = await client.signIn({ username, passphrase, deviceId });
  if (!answer.ok) throw new Error(answer.failure.sentence);
  const { token, epoch, staff } = answer.value;
  const head = await client.head(token, 0, 0, forever);
  if (!head.ok) throw new Error(head.failure.sentence);
  let seq = 0;
  return {
    client, token, epoch, deviceId, staffId: staff.id, cursor: head.value.version,
    nextSeq: () => seq += 1,
    async send(commands, atOnce) {
      for (let from = 0; from < commands.length; from += atOnce) {
        const asked = { epoch, deviceId, staffId: staff.id, centreClockOffset: 0, commands: commands.slice(from, from + atOnce) };
        let pushed = await client.push(token, asked, forever);
        // As a desk does: what was not answered in time is sent again under the same numbers, and the time counts.
        for (let tries = 0; !pushed.ok && pushed.failure.code === 'centre-unreachable' && tries < MOST_TRIES; tries += 1) {
          pushed = await client.push(token, asked, forever);
        }
        if (!pushed.ok) throw new Error(pushed.failure.sentence);
        const other = pushed.value.results.find(({ status }) => status !== 'accepted');
        if (other !== undefined) throw new Error(`a command was ${other.status}: ${'sentence' in other ? other.sentence : ''}`);
      }
    },
  };
}

/** A contact logged while offline. */
export function contactCommand(desk: BenchDesk): Envelope {
  const now = Date.now();
  return {
    commandId: randomUUID(), seq: desk.nextSeq(), name: 'log-contact', version: 2, madeAt: now, connection: 'offline', policyVersion: null, policyAsOf: now,
    args: {
      contactId: `contact-${randomUUID()}`, residentId: null, propertyId: null, anonymous: true, caseId: null, serviceId: '524', channel: 'phone-in',
      reason: 'report', outcome: 'logged', avoidable: null, furtherMatters: [], enquiry: null, next: null, note: 'The bin was missed, and the crew did not come back.', startedAt: now - 60_000, endedAt: now,
    },
  };
}
