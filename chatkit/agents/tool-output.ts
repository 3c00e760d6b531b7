// Reads what an agent SDK reports as a tool's arguments and output into plain values.

/** Parses JSON text; anything else is returned as it is. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Models and tools may answer with plain text, which is a value too.
    return text;
  }
}

/** The value of a tool's output: JSON text, MCP text content (one or a list), or the value itself. */
export function readToolOutput(output: unknown): unknown {
  if (typeof output === 'string') {
    const value = parseJson(output);
    return value === output ? output : readToolOutput(value);
  }
  if (Array.isArray(output) && output.length === 1 && isTextContent(output[0]))
    return readToolOutput(output[0]);
  return isTextContent(output) ? parseJson(output.text) : output;
}

/** Whether a result reports a failure, by the usual form `{error: "…"}`. */
export function isErrorResult(result: unknown): boolean {
  return (
    typeof result === 'object' && result !== null && 'error' in result && typeof result.error === 'string'
  );
}

function isTextContent(value: unknown): value is { type: string; text: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'type' in value &&
    (value.type === 'text' || value.type === 'input_text') &&
    'text' in value &&
    typeof value.text === 'string'
  );
}

/** Strict schemas make a model send every optional argument; there null means "not given". */
export function withoutNulls(args: unknown): unknown {
  if (typeof args !== 'object' || args === null || Array.isArray(args)) return args;
  return Object.fromEntries(Object.entries(args).filter(([, value]) => value !== null));
}
