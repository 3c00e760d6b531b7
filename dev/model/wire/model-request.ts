// What a model is asked, whichever of the two APIs carried it.

export type Item =
  | { kind: 'message'; role: 'user' | 'assistant' | 'system'; text: string }
  | { kind: 'call'; callId: string; name: string; arguments: string }
  | { kind: 'result'; callId: string; output: string };

/** `parameters` is the tool's JSON Schema as it was sent. */
export type OfferedTool = { name: string; description: string; parameters: Record<string, unknown> };

export type ModelRequest = {
  api: 'responses' | 'chat_completions';
  model: string;
  stream: boolean;
  /** Chat Completions only: whether a last chunk with the usage was asked for. */
  includeUsage: boolean;
  items: Item[];
  /** Empty when `tool_choice` is `none`. */
  tools: OfferedTool[];
  parallelCalls: boolean;
  maxOutputTokens: number | null;
  /** Whole, as sent. */
  body: Record<string, unknown>;
};

/** Messages in the user's name that are not the user's words: finished steps, hidden context, quotes. */
const CONTEXT =
  /^(This step was carried out and shown to the user|Hidden context for the agent|The user is referring to this|A structured input request was displayed|The following image was generated|# User-provided context for @-mentions)|^\s*<(HiddenContext|Task|Workflow|Widget)>/m;

/** The index in `items` of the newest thing the user said; -1 when nobody has said anything. */
export function utteranceIndex(items: Item[]): number {
  return items.findLastIndex(
    (item) => item.kind === 'message' && item.role === 'user' && !isContext(item.text),
  );
}

export function isContext(text: string): boolean {
  return CONTEXT.test(text);
}

export function utteranceOf(request: ModelRequest): string {
  const item = request.items[utteranceIndex(request.items)];
  return item?.kind === 'message' ? item.text : '';
}
