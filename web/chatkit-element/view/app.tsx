/** @jsxImportSource preact */
import type { RefObject } from 'preact';
import { useRef } from 'preact/hooks';
import type { ChatState } from '../state/chat-state.ts';
import type { Store } from '../state/store.ts';
import { ComposerPlace } from './composer-place.tsx';
import { ConfigError } from './config-error.tsx';
import { Disclaimer } from './disclaimer.tsx';
import { Header } from './header.tsx';
import { HistoryPart } from './history-part.tsx';
import { LiveRegion } from './live-region.tsx';
import { Notices } from './notices.tsx';
import { OfflineHint } from './offline-hint.tsx';
import { type Panel, PanelProvider } from './panel-context.ts';
import { schemeOf, themeStyle } from './theme.ts';
import { Transcript } from './transcript.tsx';
import { useEscape, useViewFocus } from './use-view.ts';

export type AppProps = {
  state: ChatState;
  panel: Panel;
  language: string;
  dir: 'ltr' | 'rtl';
  announcements: Store<string>;
  /** Why nothing can be sent: the options are unusable. */
  configProblem: string | null;
  input: RefObject<HTMLTextAreaElement | null>;
};

/** The whole panel. */
export function App({ state, panel, language, dir, announcements, configProblem, input }: AppProps) {
  const { options, texts, actions } = panel;
  const inHistory = state.view === 'history';
  const box = useRef<HTMLElement>(null);
  useViewFocus(box, state);
  useEscape(box, inHistory, actions);
  return (
    <PanelProvider value={panel}>
      <section
        ref={box}
        class="panel"
        aria-label={options.frameTitle ?? texts.panel}
        lang={language}
        dir={dir}
        data-scheme={schemeOf(options.theme)}
        style={themeStyle(options.theme)}
      >
        {options.header?.enabled === false ? null : <Header state={state} usable={!configProblem} />}
        {configProblem ? (
          <ConfigError message={configProblem} />
        ) : (
          <div class="views">
            <div class="view" inert={inHistory}>
              <Transcript state={state} />
              {inHistory ? null : <Notices notices={state.notices} />}
              <OfflineHint />
              <ComposerPlace state={state} input={input} />
              {options.disclaimer?.text ? <Disclaimer {...options.disclaimer} /> : null}
            </div>
            {inHistory ? <HistoryPart state={state} language={language} /> : null}
          </div>
        )}
        <LiveRegion state={state} announcements={announcements} />
      </section>
    </PanelProvider>
  );
}
