import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { WidgetComponent } from '#chatkit/protocol/widgets.ts';
import type { FieldValue } from '../view/widget-actions.ts';
import { textOf } from './read.ts';
import { useAction } from './use-action.ts';

export type ControlValue<Value> = {
  value: Value;
  /** It cannot be changed now. */
  blocked: boolean;
  working: boolean;
  change(value: Value, from: Element): Promise<void>;
};

/**
 * The value of a control that changes before the server has heard of it. When that fails it goes back; when
 * the server sends the widget again, its word counts. Without an action, what the user chose stays.
 */
export function useValue<Value extends FieldValue>(node: WidgetComponent, given: Value): ControlValue<Value> {
  const { exists, blocked, working, start } = useAction(node.onChangeAction, 'field');
  const [chosen, setChosen] = useState<Value | null>(null);
  const accepted = useRef<Value | null>(null);
  const inFlight = useRef(0);
  const newest = useRef(node);
  newest.current = node;

  const before = useRef(given);
  useLayoutEffect(() => {
    if (before.current === given) return;
    before.current = given;
    if (!exists || inFlight.current > 0) return;
    accepted.current = null;
    setChosen(null);
  });

  async function change(value: Value, from: Element): Promise<void> {
    setChosen(() => value);
    if (!exists) return;
    inFlight.current += 1;
    const name = textOf(node.name);
    const done = await start(from, name === '' ? {} : { [name]: value });
    inFlight.current -= 1;
    if (done) accepted.current = value;
    // A later change is still on its way and decides.
    if (inFlight.current > 0) return;
    if (done && newest.current !== node) accepted.current = null;
    setChosen(() => accepted.current);
  }

  return { value: chosen ?? given, blocked, working, change };
}
