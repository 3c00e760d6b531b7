// How the contract suite calls tools, whatever lies between it and them.
import { expect } from 'vitest';

/** What a call gave, however it travelled. */
export type RawAnswer = { isError: boolean; text: string; structured: unknown };
export type ToolAnswer = { output: Record<string, unknown>; text: string };
export type Failure = { error: string; code: string };

export type Caller = {
  succeeds(tool: string, args: Record<string, unknown>): Promise<ToolAnswer>;
  fails(tool: string, args: Record<string, unknown>): Promise<Failure>;
};

/** Two new users with an empty list each. */
export type MakeCallers = () => Promise<{ mine: Caller; other: Caller }>;

export function callerOf(call: (tool: string, args: Record<string, unknown>) => Promise<RawAnswer>): Caller {
  return {
    async succeeds(tool, args) {
      const { isError, text, structured } = await call(tool, args);
      expect(isError, text).toBe(false);
      expect(structured, text).toBeTypeOf('object');
      return { output: structured as ToolAnswer['output'], text };
    },
    async fails(tool, args) {
      const { isError, text, structured } = await call(tool, args);
      expect(isError, text).toBe(true);
      expect(structured).toBeUndefined();
      return JSON.parse(text) as Failure;
    },
  };
}
