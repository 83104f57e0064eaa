import { describe, expect, it } from 'vitest';
import { commandNamed, commands, type CommandName } from '#domain/commands/all.ts';
import { argsInLatest, commandHistory, type CommandHistory } from './command-history.ts';

const history: CommandHistory = {
  'log-contact': {
    2: (args) => ({ ...args as object, channel: 'phone-in' }),
    3: (args) => ({ ...args as object, note: String((args as { note: string }).note).trim() }),
  },
};
const read = (version: number, args: unknown) => argsInLatest('log-contact', version, args, history, 3);

describe('a command of an earlier version', () => {
  it('is read as each version since has changed it, in turn', () => {
    expect(read(1, { note: ' bin ' })).toEqual({ args: { note: 'bin', channel: 'phone-in' } });
    expect(read(2, { note: ' bin ', channel: 'email' })).toEqual({ args: { note: 'bin', channel: 'email' } });
    expect(read(3, { note: ' bin ' })).toEqual({ args: { note: ' bin ' } });
  });

  it('is left alone where it is newer, or older than anybody still reads', () => {
    expect(read(4, {})).toBeNull();
    expect(read(0, {})).toBeNull();
  });

  it.each(Object.keys(commands) as CommandName[])('is one that the version before can still give: %s', (name) => {
    const { version } = commandNamed(name);
    if (version > 1) expect(commandHistory[name]).toHaveProperty(String(version));
    expect(argsInLatest(name, version, { as: 'it was' })).toEqual({ args: { as: 'it was' } });
  });
});
