// Single icons are imported by file, so that a development server does not read four thousand of them.
declare module 'lucide/dist/esm/icons/*.mjs' {
  const icon: import('lucide').IconNode;
  export default icon;
}
