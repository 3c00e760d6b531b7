// What the user chooses for the next message.
import type { Session } from '../state/session.ts';

export type PickerActions = {
  selectTool(id: string | null): void;
  selectModel(id: string): void;
};

export function pickerActions({ store }: Session): PickerActions {
  return {
    selectTool: (toolId) => store.update((state) => ({ ...state, toolId })),
    selectModel: (modelId) => store.update((state) => ({ ...state, modelId })),
  };
}
