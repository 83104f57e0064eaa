/** Every call of the screen comes through here: who asks, whether what they ask exists, and whether the arguments fit. */
import { channels, type ChannelArgs, type ChannelName, type SessionState } from '#contract/channels.ts';
import { fail, succeed, type Outcome } from '#contract/failures.ts';
import type { LiveSubscriptions } from '../engine-host/live-subscriptions.ts';
import type { EngineHost } from '../engine-host/engine-host.ts';
import { factsOf, type Log } from '../lifecycle/log.ts';
import type { SaveText } from '../windows/save-text.ts';
import type { Session } from '../session/session.ts';
import { signInFirst } from '../session/words.ts';
import { isTrusted, type Sender } from './trusted-sender.ts';

export interface ScreenTools {
  session: Pick<Session, 'signIn' | 'signOut' | 'lock' | 'resolve' | 'people' | 'switchTo'> & { readonly state: SessionState };
  engine: Pick<EngineHost, 'screen'>;
  subscriptions: Pick<LiveSubscriptions, 'subscribe' | 'pass'>;
  /** The page has handed over what was typed. */
  flushed: () => void;
  /** Asks the person where, and writes it there. */
  saveText: SaveText;
  log: Log;
}

const isChannel = (name: unknown): name is ChannelName => typeof name === 'string' && Object.hasOwn(channels, name);

/** Answers a call. Never rejects, and never says more of a fault than that there was one. */
export function screenAnswerer(tools: ScreenTools): (sender: Sender, channel: unknown, args: unknown) => Promise<Outcome<unknown>> {
  return async (sender, channel, args) => {
    if (!isTrusted(sender)) {
      tools.log.warn('a call from an unknown sender was refused');
      return fail('not-allowed', 'This page may not ask that.');
    }
    if (!isChannel(channel)) return fail('bad-input', 'There is no such call.');
    const parsed = channels[channel].args.safeParse(args);
    if (!parsed.success) {
      tools.log.warn('a call did not fit its schema', { channel, where: parsed.error.issues.map((issue) => issue.path.join('.')).join(' ') });
      return fail('bad-input', 'What was asked does not fit. Nothing was changed.');
    }
    try {
      return await (channels[channel].answeredBy === 'main' ? byMain(tools, channel, parsed.data) : byEngine(tools, channel, parsed.data));
    } catch (error) {
      tools.log.error('a call failed', { channel, ...factsOf(error) });
      return fail('unexpected', 'That did not work because of a fault in Casefront. What you typed is kept; try once more.');
    }
  };
}

async function byMain({ session, flushed, saveText }: ScreenTools, channel: ChannelName, args: unknown): Promise<Outcome<unknown>> {
  switch (channel) {
    case 'session.state': return succeed(session.state);
    case 'session.sign-in': {
      const { username, passphrase } = args as ChannelArgs<'session.sign-in'>;
      return session.signIn(username, passphrase);
    }
    case 'session.people': return session.people();
    case 'session.switch': {
      const { username, passphrase } = args as ChannelArgs<'session.switch'>;
      return session.switchTo(username, passphrase);
    }
    case 'session.flushed':
      flushed();
      return succeed(null);
    case 'session.sign-out': return session.signOut();
    case 'session.lock': return session.lock();
    case 'session.resolve': {
      const { way, passphrase } = args as ChannelArgs<'session.resolve'>;
      return session.resolve(way, passphrase ?? '');
    }
    case 'diagnostics.save': {
      if (session.state.phase !== 'open') return signInFirst();
      const { bundle } = args as ChannelArgs<'diagnostics.save'>;
      return saveText(`casefront-diagnostics-${new Date(bundle.madeAt).toISOString().slice(0, 10)}.json`, `${JSON.stringify(bundle, null, 2)}\n`);
    }
    default: throw new Error(`Main has no answer for ${channel}`);
  }
}

async function byEngine({ session, engine, subscriptions }: ScreenTools, channel: ChannelName, args: unknown): Promise<Outcome<unknown>> {
  if (session.state.phase !== 'open') return signInFirst();
  if (channel === 'live.subscribe') return subscriptions.subscribe(args);
  if (channel === 'live.unsubscribe' || channel === 'live.resend') return subscriptions.pass(channel, (args as { subscription: number }).subscription);
  return engine.screen(channel, args);
}
