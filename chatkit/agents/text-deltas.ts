import type { RunStreamEvent } from '@openai/agents';

/** The text of a run in the pieces in which it comes, for a widget that shows it: see `accumulateText`. */
export async function* textDeltas(run: AsyncIterable<RunStreamEvent>): AsyncGenerator<string, void, void> {
  for await (const event of run) {
    if (event.type === 'raw_model_stream_event' && event.data.type === 'output_text_delta') {
      yield event.data.delta;
    }
  }
}
