// Preloaded by `npm test`: each test file is a process that loads the engine anew, and takes from here what was compiled for another. It is not for the programs
// that tests start: those have caches of their own, in their own homes.
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { packageRoot } from '../main/package-root.ts'

enableCompileCache(join(packageRoot, '.cache', 'compiled'))
