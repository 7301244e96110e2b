import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../main/package-root.ts'
import { completed, type LockFile, missingPackages } from './lock-file.ts'

// `npm install` leaves out packages for other systems when the registry at hand does not have them. `npm run lock` puts them back by name.

const path = join(packageRoot, 'package-lock.json')
const lock = JSON.parse(readFileSync(path, 'utf8')) as LockFile
const missing = missingPackages(lock)
if (missing.length > 0) writeFileSync(path, `${JSON.stringify(completed(lock), null, 2)}\n`)
console.log(`package-lock.json: ${missing.length} packages for other systems added`)
