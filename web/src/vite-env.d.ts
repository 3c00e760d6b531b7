interface ImportMetaEnv {
  readonly VITE_API_URL?: string;
  readonly VITE_CHATKIT_ELEMENT?: string;
  readonly VITE_CHATKIT_DOMAIN_KEY?: string;
}
