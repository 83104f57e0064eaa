// A real process that speaks the engine's protocol, and dies when it is told to.
let subscriptions = 0;
const send = (message) => { process.send(message, () => undefined); };
process.on('disconnect', () => { process.exit(0); });
process.on('message', ({ kind, id, name, channel, args }) => {
  const answer = (value) => { send({ kind: 'answer', id, outcome: { ok: true, value } }); };
  if (kind === 'call') {
    if (name === 'hello') return; // Never answered: in flight until this process dies.
    if (name === 'close') { answer(null); return; }
    answer(name === 'open' ? { pid: process.pid, key: [...args.key] } : null);
    return;
  }
  if (channel === 'command.give') process.kill(process.pid, 'SIGKILL');
  else if (channel === 'live.subscribe') {
    const subscription = subscriptions += 1;
    const event = (revision) => ({ kind: 'live', event: { subscription, kind: 'snapshot', revision, collections: { pid: [{ key: String(process.pid) }] } } });
    send(event(1));
    answer({ subscription });
    send(event(2));
  } else if (channel === 'search.find') answer({ environment: Object.keys(process.env), args: process.argv.slice(2), execArgv: process.execArgv });
  else answer(args);
});
send({ kind: 'ready' });
