import { customType, timestamp } from 'drizzle-orm/pg-core';

/** `timestamptz(3)`: JavaScript dates hold milliseconds, so finer times would lose rows as cursors. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' });

/** Bytes, sent and read in Postgres' hex form (`\x…`), the only one that travels as text. */
export const bytea = customType<{ data: Uint8Array; driverData: string }>({
  dataType: () => 'bytea',
  toDriver: (bytes) => `\\x${Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('')}`,
  fromDriver: (hex) =>
    Uint8Array.from((hex.slice(2).match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16))),
});
