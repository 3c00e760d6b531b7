// What the rules answer to one call of the model: something to say, or tools to call.

export type ToolCall = { name: string; arguments: Record<string, unknown> };
export type Reply = { text: string } | { calls: ToolCall[] };
