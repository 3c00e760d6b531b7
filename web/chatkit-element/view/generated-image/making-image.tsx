/** @jsxImportSource preact */
import { imageIcons } from '../../icons/image-icons.ts';
import { Icon } from '../icon.tsx';
import { usePanel } from '../panel-context.ts';

/** That an image is being made, and how far it is if the server says so. */
export function MakingImage(props: { progress: number | undefined; hasPicture: boolean }) {
  const { texts } = usePanel();
  const { progress, hasPicture } = props;
  const percent = progress === undefined ? null : Math.round(Math.min(1, Math.max(0, progress)) * 100);
  return (
    <div class="making" data-picture={hasPicture || undefined}>
      {hasPicture ? null : (
        <div class="making-place" aria-hidden="true">
          <Icon node={imageIcons.image} />
        </div>
      )}
      <div class="making-line">
        <span class="shimmer">{texts.making_image}</span>
        {percent === null ? null : <span aria-hidden="true">{percent}%</span>}
      </div>
      <div
        class="making-bar"
        role="progressbar"
        aria-label={texts.making_image}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent ?? undefined}
        data-unknown={percent === null || undefined}
      >
        <span style={percent === null ? undefined : { inlineSize: `${percent}%` }} />
      </div>
    </div>
  );
}
