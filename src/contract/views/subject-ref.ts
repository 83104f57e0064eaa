import { z } from 'zod';

export const subjectRefSchema = z.object({ kind: z.enum(['resident', 'property']), id: z.string() });

/** Whose single view: a person or organisation, or an address that nobody is named at. */
export type SubjectRef = z.infer<typeof subjectRefSchema>;
