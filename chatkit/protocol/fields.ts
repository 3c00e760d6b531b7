// Building blocks of the wire schemas: what "absent", "an instant" and "any object" mean in ChatKit's JSON.
import * as z from 'zod';

/** An optional field. Clients written in other languages send `null` for absent; it reads as absent. */
export function optional<Schema extends z.ZodType>(schema: Schema) {
  return z.union([schema, z.null().transform(() => undefined)]).optional();
}

/** ISO 8601. Written with milliseconds and `Z`; times without a zone are accepted when read. */
export const Instant = z.iso.datetime({ offset: true, local: true });

/** An object whose fields belong to the integrator; nulls inside it are kept. */
export const FreeObject = z.record(z.string(), z.unknown());
export type FreeObject = z.infer<typeof FreeObject>;
