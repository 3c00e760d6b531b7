/** @jsxImportSource preact */
import { Icon } from './icon.tsx';
import { NamedIcon } from './named-icon.tsx';
import { usePanel } from './panel-context.ts';

/** What a conversation begins with: a greeting, and things to say with one click. */
export function StartScreen({ disabled }: { disabled: boolean }) {
  const { options, texts, actions, headingLevel } = usePanel();
  const { greeting, prompts = [] } = options.startScreen ?? {};
  const Heading = `h${headingLevel - 1}` as 'h2';
  return (
    <div class="start">
      <Heading class="greeting">{greeting ?? texts.greeting}</Heading>
      {prompts.length > 0 ? (
        <ul class="prompts">
          {prompts.map(({ label, icon }, index) => (
            <li key={label}>
              <button
                type="button"
                class="prompt"
                disabled={disabled}
                onClick={() => actions.sendPrompt(index)}
              >
                <NamedIcon name={icon ?? 'sparkle'} fallback="sparkle" class="prompt-icon" />
                <span>{label}</span>
                <Icon name="arrow-up" class="prompt-go" />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
