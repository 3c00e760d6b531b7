/** @jsxImportSource preact */
import { Icon } from './icon.tsx';
import { usePanel } from './panel-context.ts';

/** In place of the conversation when the options cannot work: never a blank panel. */
export function ConfigError({ message }: { message: string }) {
  const { texts } = usePanel();
  return (
    <div class="config-error" role="alert">
      <Icon name="alert" />
      <p class="config-title">{texts.config_title}</p>
      <p>{message}</p>
    </div>
  );
}
