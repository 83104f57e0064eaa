/** The shapes of main's own calls, checked like everything that crosses a process. */
import { z } from 'zod';
import type { EngineCallName, EngineCalls } from '#contract/engine-protocol.ts';
import { signInAnswerSchema, standingRequestSchema, wipedRequestSchema } from '#contract/wire.ts';

const KEY_BYTES = 32;
/** A message between processes may carry the bytes as a plain typed array. */
const key = z.instanceof(Uint8Array).refine((bytes) => bytes.length === KEY_BYTES, 'a key has 32 bytes');
const deviceId = z.string().min(8).max(100);

export const engineCallSchemas = {
  configure: z.object({ centralUrl: z.url({ protocol: /^https?$/ }), appVersion: z.string().max(50) }),
  hello: z.null(),
  'central-sign-in': z.object({ username: z.string().min(1).max(100), passphrase: z.string().min(1).max(500), deviceId }),
  'central-recover-key': z.object({ token: z.string(), deviceId, sealed: z.string().max(2000) }),
  'central-standing': standingRequestSchema.pick({ desks: true }),
  'central-wiped': wipedRequestSchema.omit({ protocol: true, schema: true }),
  open: z.object({
    folder: z.string().min(1), key, deviceId, signIn: signInAnswerSchema.nullable(), rebuildCache: z.boolean(), setOutboxAside: z.boolean(),
  }),
  close: z.null(),
} satisfies { [N in EngineCallName]: z.ZodType<EngineCalls[N]['args']> };
