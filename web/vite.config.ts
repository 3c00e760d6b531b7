import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, loadEnv } from 'vite';
import { type SiteSetting, siteHeaders } from './headers.ts';
import { siteFiles } from './site-files.ts';

export default defineConfig(({ mode }) => {
  const env = { ...loadEnv(mode, import.meta.dirname, 'VITE_'), ...process.env };
  const site: Omit<SiteSetting, 'https'> = {
    ...(env.VITE_API_URL ? { apiOrigin: new URL(env.VITE_API_URL).origin } : {}),
    hostedElement: env.VITE_CHATKIT_ELEMENT === 'openai' || env.VITE_CHATKIT_ELEMENT === 'auto',
  };
  // The browser sees one origin, as in production behind one host: cookies and streams pass through.
  const server = {
    host: '127.0.0.1',
    port: Number(env.WEB_PORT ?? 5173),
    strictPort: true,
    proxy: { '/api': { target: `http://127.0.0.1:${env.API_PORT ?? 8787}` } },
  };
  return {
    root: import.meta.dirname,
    plugins: [react(), tailwindcss(), siteFiles({ ...site, https: true })],
    server,
    preview: { ...server, headers: siteHeaders({ ...site, https: false }) },
    build: {
      target: ['chrome120', 'edge120', 'firefox128', 'safari17.4'],
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
    },
  };
});
