// How an answer becomes bytes: one writer per API, the same calls on both.
import { randomUUID } from 'node:crypto';

export type Failure = { code: string; message: string };

/**
 * Each method returns the server-sent events it causes, in order, as they go over the wire. Items open and
 * close by themselves when the kind of content changes. `body()` is the same answer for a request that does
 * not stream.
 */
export type AnswerWriter = {
  open(): string;
  reasoning(delta: string): string;
  text(delta: string): string;
  /** Begins a tool call; its arguments follow. */
  call(name: string, callId: string): string;
  callArguments(delta: string): string;
  complete(): string;
  /** The end of an answer that met `max_output_tokens`. */
  incomplete(): string;
  failed(failure: Failure): string;
  body(): unknown;
};

/** Makes ids with the prefix that the API uses for a thing. */
export type NewId = (prefix: string) => string;

export const randomIds: NewId = (prefix) => `${prefix}_${randomUUID().replaceAll('-', '')}`;

/** What some compatible back ends do: one id for everything. */
export const constantIds: NewId = () => '__fake_id__';
