const LINE_MAX = 64 * 1024;

/**
 * The id in the `thread.created` event of a new conversation's stream. Reads no further than that event;
 * null when the stream ends, breaks or begins otherwise. Takes a response of its own: a clone.
 */
export async function createdThreadId(response: Response): Promise<string | null> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (!reader) return null;
  let text = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return null;
      text += value;
      const lines = text.split('\n');
      text = lines.pop() ?? '';
      for (const line of lines) {
        const event = eventOf(line);
        if (event) return event.type === 'thread.created' ? (event.thread?.id ?? null) : null;
      }
      if (text.length > LINE_MAX) return null;
    }
  } catch {
    return null; // the element reads the same stream and reports what broke it
  } finally {
    await reader.cancel().catch(() => undefined); // already broken
  }
}

type FirstEvent = { type?: string; thread?: { id?: string } };

function eventOf(line: string): FirstEvent | null {
  return line.startsWith('data:') ? (JSON.parse(line.slice('data:'.length)) as FirstEvent) : null;
}
