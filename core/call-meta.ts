// Names that both sides of a tool call know, beside the protocol's own.

/** Where a result of the protocol carries what a call has changed (`core/tools/told-changes.ts`). */
export const CHANGES_META = 'edge-todo/changes';
