import { useRef, useState } from 'preact/hooks';
import { type ActionOrigin, loadingOf, readAction, startsTurn } from '../view/widget-actions.ts';
import { formValues } from './form-values.ts';
import { type FieldValues, useWidget } from './widget-context.ts';

export type ControlAction = {
  /** There is something to do. */
  exists: boolean;
  /** It cannot be done now. */
  blocked: boolean;
  /** It is being done, and that is shown. */
  working: boolean;
  /**
   * Does it with the values of the form around `from`, over which `own` ones win.
   * @returns whether it was done.
   */
  start(from: Element, own?: FieldValues): Promise<boolean>;
};

/** What a control does, and how that looks meanwhile. */
export function useAction(config: unknown, origin: ActionOrigin): ControlAction {
  const { dispatch, responding, hold } = useWidget();
  const [working, setWorking] = useState(false);
  const running = useRef(false);
  const action = readAction(config);
  const blocked = action !== null && (dispatch === null || (responding && startsTurn(action)));

  async function start(from: Element, own: FieldValues = {}): Promise<boolean> {
    // A field may change again before it was heard; a button that is pressed twice means it once.
    if (!action || !dispatch || blocked || (running.current && origin !== 'field')) return false;
    const loading = loadingOf(action, origin);
    const release = loading === 'container' ? hold() : () => {};
    running.current = true;
    if (loading !== 'none') setWorking(true);
    try {
      await dispatch(action, { ...formValues(from), ...own });
      return true;
    } catch {
      return false; // shown by whoever carried it out
    } finally {
      running.current = false;
      setWorking(false);
      release();
    }
  }

  return { exists: action !== null, blocked, working, start };
}
