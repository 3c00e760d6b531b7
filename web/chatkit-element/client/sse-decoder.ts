/** Turns the bytes of an event stream into the `data` of its events. */
export type SseDecoder = {
  /** The events that these bytes complete. Bytes may be cut anywhere, also inside a character. */
  push(bytes: Uint8Array): string[];
  /** The last event, if its lines are whole and only the closing blank line is missing. */
  end(): string[];
};

/** Line ends may be LF, CRLF or CR; comments and the fields `event`, `id` and `retry` are skipped. */
export function createSseDecoder(): SseDecoder {
  const text = new TextDecoder();
  let line = '';
  let afterCr = false;
  let data: string[] = [];

  function takeLine(found: string[]): void {
    if (line === '') {
      dispatch(found);
    } else if (line === 'data' || line.startsWith('data:')) {
      data.push(line.slice(line.startsWith('data: ') ? 6 : 5));
    }
    line = '';
  }

  function dispatch(found: string[]): void {
    const event = data.join('\n');
    data = [];
    if (event !== '' && event !== '[DONE]') found.push(event);
  }

  function read(chunk: string): string[] {
    const found: string[] = [];
    let from = afterCr && chunk.startsWith('\n') ? 1 : 0;
    if (chunk !== '') afterCr = false;
    for (const { index } of chunk.matchAll(/\r\n|\n|\r/g)) {
      if (index < from) continue;
      line += chunk.slice(from, index);
      takeLine(found);
      from = index + (chunk.startsWith('\r\n', index) ? 2 : 1);
      afterCr = from === chunk.length && chunk.endsWith('\r');
    }
    line += chunk.slice(from);
    return found;
  }

  return {
    push: (bytes) => read(text.decode(bytes, { stream: true })),
    end() {
      const found = read(text.decode());
      if (line === '') dispatch(found);
      return found;
    },
  };
}
