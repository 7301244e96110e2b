import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { packageRoot } from '../main/package-root.ts'
import { printStepCatalogue } from './pages/step-catalogue.ts'
import { orphanPages, stalePages } from './pages/stale-pages.ts'

const { check } = parseArgs({ options: { check: { type: 'boolean', default: false } } }).values
// Before the pages, which are printed from the steps it lists.
if (!check) printStepCatalogue()
const { pages } = await import('./pages/pages.ts')
const stale = stalePages(packageRoot, pages)
const orphans = orphanPages(packageRoot, pages)

if (check) {
  for (const path of stale) console.error(`${path} is not what the code says. Run: npm run docs`)
  for (const path of orphans) console.error(`${path} is printed from nothing. Run: npm run docs`)
  if (stale.length + orphans.length > 0) process.exitCode = 1
} else {
  for (const path of stale) writeFileSync(join(packageRoot, path), pages[path]?.() ?? '')
  for (const path of orphans) rmSync(join(packageRoot, path))
}
console.log(`${Object.keys(pages).length} pages, ${stale.length} ${check ? 'stale' : 'printed anew'}`)
