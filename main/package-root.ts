import { fileURLToPath } from 'node:url'

/** The folder that holds `package.json`. The sources in `main/` and the build in `out/` are both one level below it. */
export const packageRoot = fileURLToPath(new URL('..', import.meta.url))
