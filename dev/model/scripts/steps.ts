// What a test can have the model do. Pure: runs in Node and in workerd.

export type Action =
  | { do: 'start' }
  | { do: 'say'; deltas: string[] }
  | { do: 'think'; deltas: string[] }
  | { do: 'call'; name: string; arguments: string; callId: string | null }
  | { do: 'wait'; gate: string }
  | { do: 'cut' }
  | { do: 'refuse'; status: number; message: string; code: string | null; retryAfterSeconds: number | null }
  | { do: 'fail'; code: string; message: string }
  | { do: 'send_raw'; data: string }
  | { do: 'fall_silent' }
  | { do: 'constant_ids' };

/** What the model does in one call. It ends by completing the answer unless an action ended it before. */
export type Step = Action[];

/** Text, a delta each. */
export const say = (...deltas: string[]): Action => ({ do: 'say', deltas });

/** A reasoning summary, a delta each; Chat Completions has none and leaves it out. */
export const think = (...deltas: string[]): Action => ({ do: 'think', deltas });

/** A tool call. `args` as a string goes out as it is, valid JSON or not. */
export const call = (name: string, args: Record<string, unknown> | string = {}, callId?: string): Action => ({
  do: 'call',
  name,
  arguments: typeof args === 'string' ? args : JSON.stringify(args),
  callId: callId ?? null,
});

/** Sends nothing more until the test opens the gate. */
export const waitAt = (gate: string): Action => ({ do: 'wait', gate });

/** Begins the answer (headers, first events) without content. */
export const start = (): Action => ({ do: 'start' });

/** Breaks the connection, after what was sent before has left. */
export const cut = (): Action => ({ do: 'cut' });

/** An HTTP error in the API's shape. Must come before anything that begins the answer. */
export const refuse = (
  status: number,
  { message = `Refused with ${status}.`, code, retryAfterSeconds }: Refusal = {},
): Action => ({
  do: 'refuse',
  status,
  message,
  code: code ?? null,
  retryAfterSeconds: retryAfterSeconds ?? null,
});

type Refusal = { message?: string; code?: string; retryAfterSeconds?: number };

/** `response.failed`; an error chunk in Chat Completions. */
export const fail = (message = 'The model failed.', code = 'server_error'): Action => ({
  do: 'fail',
  code,
  message,
});

/** Bytes as they are, by default an event that is no JSON. */
export const sendRaw = (data = 'data: {"type": "response.\n\n'): Action => ({ do: 'send_raw', data });

/** Nothing more, with the connection left open, until the client goes. */
export const fallSilent = (): Action => ({ do: 'fall_silent' });

/** One id for every item of this answer, as some compatible back ends send. Must come first. */
export const constantIds = (): Action => ({ do: 'constant_ids' });

/** `client_gone`: the client closed the connection before the answer had ended. */
export type AnswerState = 'answering' | 'answered' | 'refused' | 'cut' | 'client_gone';

/** A call of the model as the server saw it. */
export type SeenRequest = {
  api: 'responses' | 'chat_completions';
  body: Record<string, unknown>;
  /** Deltas of text, reasoning and arguments sent so far. */
  deltas: number;
  state: AnswerState;
};
