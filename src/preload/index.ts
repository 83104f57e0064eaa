/** The bridge: the only thing the screen can reach. It passes on known calls and known events, nothing else. */
import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import type { Bridge, ChannelName, PushedEvents } from '#contract/channels.ts';

type EventName = keyof PushedEvents;

// Written out because the channel map would bring its schema library into the sandbox; the types hold it complete.
const channels: Record<ChannelName, true> = {
  'session.state': true, 'session.sign-in': true, 'session.sign-out': true, 'session.lock': true, 'session.resolve': true,
  'session.people': true, 'session.switch': true, 'session.flushed': true,
  'search.find': true, 'knowledge.find': true, 'timeline.page': true, 'case.view': true, 'authority.evaluate': true, 'authority.use': true,
  'approval-codes.ready': true, 'approval-codes.read-out': true, 'approval-codes.approvers': true, 'approval-codes.use': true,
  'scheme.try': true, 'scheme.consider': true, 'scheme.publish': true, 'command.give': true,
  'draft.save': true, 'draft.load': true, 'draft.list': true, 'draft.discard': true,
  'attention.resubmit': true, 'attention.correct': true, 'attention.discard': true, 'restore.seen': true, 'restore.report': true, 'sync.now': true,
  'desk.holdings': true, 'diagnostics.make': true, 'diagnostics.send': true, 'diagnostics.save': true,
  'live.subscribe': true, 'live.unsubscribe': true, 'presence.here': true, 'presence.desks': true, 'live.resend': true,
};
const listeners: { [E in EventName]: Set<(payload: PushedEvents[E]) => void> } = { session: new Set(), live: new Set(), leaving: new Set() };

ipcRenderer.on('casefront:event', <E extends EventName>(_event: IpcRendererEvent, name: E, payload: PushedEvents[E]) => {
  for (const listener of listeners[name]) listener(payload);
});

const bridge: Bridge = {
  invoke: (channel, args) => Object.hasOwn(channels, channel)
    ? ipcRenderer.invoke('casefront:invoke', channel, args)
    : Promise.reject(new TypeError('There is no such call')),
  on: (event, listener) => {
    if (!Object.hasOwn(listeners, event)) throw new TypeError('There is no such event');
    // A function of its own, so that one listener registered twice is called twice and stops once.
    const own: typeof listener = (payload) => { listener(payload); };
    listeners[event].add(own);
    return () => { listeners[event].delete(own); };
  },
};
contextBridge.exposeInMainWorld('casefront', bridge);
