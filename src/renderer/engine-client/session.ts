import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { SessionState } from '#contract/channels.ts';
import type { Outcome } from '#contract/failures.ts';
import { invoke, onPushed } from './bridge.ts';
import { forgetContactsBegun } from './contact-begun.ts';
import { flushDrafts, forgetDrafts } from './drafts.ts';
import { forgetLive } from './live.ts';

const session = createStore<{ state: SessionState }>(() => ({ state: { phase: 'starting' } }));

export const useSession = (): SessionState => useStore(session, ({ state }) => state);

/** Follows main's session; called once, before the first render. What was read for one person is forgotten when they leave. */
export function startSession(): void {
  let pushed = false;
  const show = (state: SessionState): void => {
    const before = session.getState().state;
    if (before.phase === 'open' && state.phase !== 'open') {
      forgetLive();
      forgetDrafts();
      forgetContactsBegun();
    }
    session.setState({ state });
  };
  onPushed('session', (state) => {
    pushed = true;
    show(state);
  });
  onPushed('leaving', () => { void flushDrafts().then(() => invoke('session.flushed')); });
  void invoke('session.state').then((answer) => {
    // A state that was pushed meanwhile is the newer one.
    if (answer.ok && !pushed) show(answer.value);
  });
}

/** Everything typed is handed over before the key is forgotten. */
export async function leaveDesk(way: 'session.lock' | 'session.sign-out'): Promise<Outcome<null>> {
  await flushDrafts();
  return invoke(way);
}

/** To another person's desk; where their passphrase does not open it, this one stays as it is. */
export async function switchDesk(username: string, passphrase: string): Promise<Outcome<null>> {
  await flushDrafts();
  return invoke('session.switch', { username, passphrase });
}
