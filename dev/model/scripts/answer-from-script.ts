import type { ServerResponse } from 'node:http';
import { Exchange } from '../exchange.ts';
import { constantIds, randomIds } from '../wire/answer-writer.ts';
import { ApiError } from '../wire/api-error.ts';
import { createWriter } from '../wire/create-writer.ts';
import type { ModelRequest } from '../wire/model-request.ts';
import { playStep } from './play-step.ts';
import type { Script } from './script-store.ts';

/** Answers with the script's next step: the first request takes the first, and so on. */
export async function answerFromScript(
  script: Script,
  request: ModelRequest,
  response: ServerResponse,
): Promise<void> {
  const index = script.requests.length;
  const step = script.steps[index];
  const ids = step?.some((action) => action.do === 'constant_ids') ? constantIds : randomIds;
  const exchange = new Exchange(response, request, createWriter(request, ids));
  script.requests.push({ request, progress: exchange });
  response.once('close', () => script.end(index).open());
  try {
    if (!step)
      throw new ApiError(400, `The script has ${script.steps.length} steps; this is call ${index + 1}.`);
    await playStep(step, { exchange, script });
  } catch (error) {
    exchange.state = 'refused';
    throw error;
  }
}
