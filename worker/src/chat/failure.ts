// What a failed run means for the user: the event of the stream, and the status of the JSON door.
import { CustomStreamError, StreamError } from '#chatkit/index.ts';
import { AppError } from '#core/errors.ts';
import { failureOf, type RunFailure } from '../agent/failure.ts';
import type { ChatContext } from './context.ts';
import { SilenceError } from './silence.ts';

export const TEMPORARILY_UNAVAILABLE = 'AI assistant is temporarily unavailable. Please try again later.';
export const TOOK_TOO_LONG = 'The AI took too long to respond. Please try a simpler request.';
const NOT_FINISHED = 'I could not finish this. Please try a simpler request.';

export const aiTimeout = (cause?: unknown): AppError =>
  new AppError('ai_timeout', 'AI response timed out', { cause });
export const aiUnavailable = (cause?: unknown): AppError =>
  new AppError('ai_unavailable', 'AI service temporarily unavailable', { cause });
export const aiNotConfigured = (cause?: unknown): AppError =>
  new AppError('ai_not_configured', 'AI service configuration error', { cause });

/**
 * Notes in the context why the turn failed and returns the error that ends the stream with the right event.
 * Unforeseen errors come back as they are: the engine logs them whole and shows a fixed sentence.
 */
export function turnError(error: unknown, started: boolean, ctx: ChatContext): unknown {
  const failure = error instanceof SilenceError ? 'timeout' : failureOf(error, started);
  const answer = answers[failure];
  if (!answer) return error;
  ctx.failure = answer.door(error);
  return answer.stream(error);
}

type Answer = { door(cause: unknown): AppError; stream(cause: unknown): Error };

const answers: { [Failure in RunFailure]?: Answer } = {
  misconfigured: {
    door: aiNotConfigured,
    stream: () => new CustomStreamError(TEMPORARILY_UNAVAILABLE, true),
  },
  unavailable: {
    door: aiUnavailable,
    stream: () => new CustomStreamError(TEMPORARILY_UNAVAILABLE, true),
  },
  timeout: { door: aiTimeout, stream: () => new CustomStreamError(TOOK_TOO_LONG, true) },
  cut: { door: aiUnavailable, stream: () => new StreamError('stream.error') },
  too_many_turns: { door: aiUnavailable, stream: () => new CustomStreamError(NOT_FINISHED) },
  limit: { door: aiUnavailable, stream: (cause) => new CustomStreamError(limitSentence(cause)) },
};

/** The agent's own words about its limit, which are written for the user. */
function limitSentence(cause: unknown): string {
  for (let e = cause; e instanceof Error; e = 'error' in e ? e.error : e.cause) {
    if (e.name === 'TurnLimitError') return e.message;
  }
  return NOT_FINISHED;
}
