import { registerHooks } from 'node:module'

/** `electron` is ours in this process, for `import` and for the `require` that Playwright evaluates. */
const url = new URL('./electron-module.ts', import.meta.url).href
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url, shortCircuit: true, format: 'module' } : next(specifier, context),
})
