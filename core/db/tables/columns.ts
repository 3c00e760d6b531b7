import { customType, timestamp } from 'drizzle-orm/pg-core';

/** `timestamptz(3)`: JavaScript dates hold milliseconds, so finer times would lose rows as cursors. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' });

/** Bytes; Neon's driver writes and reads them as they are. */
export const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({
  dataType: () => 'bytea',
  // The driver gives its own kind of Buffer.
  fromDriver: (bytes) => Uint8Array.from(bytes),
});
