/** @jsxImportSource preact */
import { safeImage } from '../view/markdown/addresses.ts';
import { usePanel } from '../view/panel-context.ts';
import { recordOf, textOf } from './read.ts';
import { NamedIcon } from './small.tsx';

/** The line on top of a card or a list. */
export function Status({ of }: { of: unknown }) {
  const { imageHosts } = usePanel();
  const status = recordOf(of);
  const text = textOf(status?.text);
  if (!status || text === '') return null;
  const icon = textOf(status.icon);
  const favicon = safeImage(textOf(status.favicon), imageHosts);
  return (
    <p class="w-status">
      {icon ? <NamedIcon name={icon} /> : null}
      {favicon && !icon ? (
        <img
          class="w-favicon"
          src={favicon}
          alt=""
          referrerpolicy="no-referrer"
          data-frame={status.frame === true || undefined}
        />
      ) : null}
      <span dir="auto">{text}</span>
    </p>
  );
}
