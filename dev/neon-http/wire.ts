// One statement in Postgres' own protocol, as Neon's proxy sends it: extended, unnamed, all text.
import { protocol } from '@electric-sql/pglite';
import {
  type ErrorBody,
  errorBody,
  type Field,
  type Row,
  type SqlResult,
  type Statement,
} from './messages.ts';

const { messages, serialize } = protocol;

/** The messages of one statement. */
export function encode({ query, params }: Pick<Statement, 'query' | 'params'>): Uint8Array {
  return Buffer.concat([
    serialize.parse({ text: query }),
    serialize.bind({ values: params }),
    serialize.describe({ type: 'P' }),
    serialize.execute(),
    // Ends a COPY FROM STDIN, which would wait for data for ever; Postgres ignores it otherwise.
    serialize.copyFail('COPY FROM STDIN is not possible over HTTP'),
    serialize.sync(),
  ]);
}

export type Reply = {
  result: SqlResult | null;
  error: ErrorBody | null;
  /** Bytes of all values, about. */
  size: number;
  /** `I` idle, `T` in a transaction, `E` in a failed one; null when the engine did not finish its answer. */
  state: string | null;
};

/** Folds the answer to one statement. */
export function decode(answer: { name: string }[], rowAsArray: boolean): Reply {
  const reply: Reply = { result: null, error: null, size: 0, state: null };
  const rows: (string | null)[][] = [];
  let fields: Field[] = [];
  let tag = '';
  for (const message of answer) {
    if (message instanceof messages.RowDescriptionMessage) fields = message.fields.map(toField);
    else if (message instanceof messages.DataRowMessage) {
      rows.push(message.fields);
      reply.size += message.length;
    } else if (message instanceof messages.CommandCompleteMessage) tag = message.text;
    else if (message instanceof messages.DatabaseError) reply.error ??= toErrorBody(message);
    else if (message instanceof messages.ReadyForQueryMessage) reply.state = message.status;
  }
  if (!reply.error) {
    reply.result = {
      fields,
      rows: rowAsArray ? rows : rows.map((row) => toObject(fields, row)),
      ...readTag(tag),
      rowAsArray,
    };
  }
  return reply;
}

/** `INSERT 0 1` is command INSERT, count 1; `CREATE TABLE` is CREATE without a count. */
function readTag(tag: string): { command: string; rowCount: number | null } {
  const words = tag.split(' ');
  const count = /^\d+$/.test(words.at(-1) ?? '') ? Number(words.at(-1)) : null;
  return { command: words[0] ?? '', rowCount: count };
}

/** `format` is always text here, whatever the driver calls it. */
export function toField(field: Omit<Field, 'format'>): Field {
  const { name, dataTypeID, tableID, columnID, dataTypeSize, dataTypeModifier } = field;
  return { name, dataTypeID, tableID, columnID, dataTypeSize, dataTypeModifier, format: 'text' };
}

export function toObject(fields: Field[], values: (string | null)[]): Row {
  return Object.fromEntries(fields.map((field, index) => [field.name, values[index] ?? null]));
}

function toErrorBody(error: InstanceType<typeof messages.DatabaseError>): ErrorBody {
  const { message, name: _, length: __, ...rest } = error;
  return errorBody({ ...rest, message });
}
