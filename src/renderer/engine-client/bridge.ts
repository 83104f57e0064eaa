/** The only door out of the screen: typed calls over the preload's bridge. */
import type { Bridge, ChannelAnswers, ChannelArgs, ChannelName, PushedEvents } from '#contract/channels.ts';
import type { Outcome } from '#contract/failures.ts';
import { outcomeInOurWords } from './our-words.ts';

declare global {
  interface Window {
    casefront: Bridge;
  }
}

type ArgsOf<C extends ChannelName> = undefined extends ChannelArgs<C> ? [args?: undefined] : [args: ChannelArgs<C>];

/**
 * Main answers every call with a value. The catch is for a call cut off half way (the window is closing): the caller
 * gets a failure it can show, as for any other.
 */
export async function invoke<C extends ChannelName>(channel: C, ...args: ArgsOf<C>): Promise<Outcome<ChannelAnswers[C]>> {
  try {
    return outcomeInOurWords(await window.casefront.invoke(channel, args[0] as ChannelArgs<C>));
  } catch {
    return outcomeInOurWords({ ok: false, failure: { code: 'unexpected', sentence: 'Casefront did not answer. What you typed is kept; try once more.' } });
  }
}

/** Returns the function that stops listening. */
export const onPushed = <E extends keyof PushedEvents>(event: E, listener: (payload: PushedEvents[E]) => void): (() => void) =>
  window.casefront.on(event, listener);
