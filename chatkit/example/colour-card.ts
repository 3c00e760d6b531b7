// A widget with buttons, and what a press of one does.
import * as z from 'zod';
import type { ActionTurn, ResponderEvent } from '../index.ts';
import { action, Button, Caption, Card, Row, Title } from '../widgets/index.ts';

const COLOURS = ['red', 'blue'] as const;
const Choice = z.object({ type: z.literal('colour.choose'), payload: z.object({ colour: z.enum(COLOURS) }) });

/** The question, or with a choice its answer. */
export function colourCard(chosen: string | undefined) {
  const button = (colour: string) =>
    Button({
      key: colour,
      label: colour,
      disabled: chosen !== undefined,
      style: chosen === colour ? 'primary' : 'secondary',
      onClickAction: action('colour.choose', { colour }),
    });
  return Card({
    size: 'sm',
    children: [
      Title({ value: 'Choose a colour' }),
      Row({ gap: 2, children: COLOURS.map(button) }),
      chosen !== undefined && Caption({ value: `You chose ${chosen}` }),
    ],
  });
}

/** The payload comes from outside: what was not offered is not taken. */
export async function* chooseColour({ action, sender }: ActionTurn<unknown>): AsyncGenerator<ResponderEvent> {
  const choice = Choice.safeParse(action);
  if (!choice.success || !sender) {
    yield { type: 'notice', level: 'warning', message: 'That cannot be chosen.' };
    return;
  }
  const { colour } = choice.data.payload;
  yield { type: 'thread.item.replaced', item: { ...sender, widget: colourCard(colour) } };
}
