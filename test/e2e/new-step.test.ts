import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { cp, mkdtempDisposable, readFile, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { packageRoot } from '../../main/package-root.ts'
import { millraceServer } from './kit/millrace-server.ts'
import { launchBrowser, openScreens } from './kit/screens.ts'

/** All that makes Millrace, without what is installed or built. */
const sources = ['bin', 'contract', 'docs', 'main', 'recipes', 'renderer', 'scripts', 'test', 'workers', 'packaging']
const files = [
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.base.json',
  'tsconfig.runtime.json',
  'LICENSE',
  'THIRD-PARTY-NOTICES.md',
]

const step = `import type { Image } from '../../carriers/image.ts'
import { defineStep } from '../define-step.ts'

export default defineStep({
  name: 'image.dusk',
  version: 1,
  title: 'Dusk',
  summary: 'Makes the picture as dark as an evening.',
  shape: 'each',
  lane: 'process',
  accepts: ['image/*'],
  produces: 'same',
  facts: [],
  memoryFactor: 2,
  options: (z) =>
    z.strictObject({
      depth: z.int().min(0).max(100).default(50).meta({ title: 'Depth', unit: '%' }).describe('100 is night.'),
    }),
  async run(image: Image, { depth }) {
    return image.tone({ brightness: 1 - depth / 100, saturation: 1 })
  },
})
`

test('a new step is one new file: it is in the manual, the help, the palette, a form and the preview', async () => {
  await using stack = new AsyncDisposableStack()
  const { path: root } = stack.use(await mkdtempDisposable(join(tmpdir(), 'mr-step-')))
  for (const name of [...sources, ...files]) await cp(join(packageRoot, name), join(root, name), { recursive: true })
  await symlink(join(packageRoot, 'node_modules'), join(root, 'node_modules'))
  await writeFile(join(root, 'workers/steps/image/dusk.ts'), step)
  // The state of whoever runs the tests is nothing to a copy of the program.
  const env = { ...process.env, MILLRACE_HOME: join(root, 'state') }
  const run = async (...words: string[]) =>
    (await promisify(execFile)(process.execPath, words, { cwd: root, env })).stdout
  await run('scripts/docs.ts')
  const manual = await readFile(join(root, 'docs/reference/steps.md'), 'utf8')
  assert.match(manual, /image\.dusk[^]*100 is night/)
  await run('scripts/build.ts')
  assert.match(await run('bin/millrace.js', 'steps', 'image.dusk'), /Dusk[^]*depth[^]*100 is night/)
  const server = stack.use(await millraceServer({ root }))
  const browser = stack.adopt(await launchBrowser(), (opened) => opened.close())
  const { page } = stack.use(await openScreens(browser, server.address))
  await page.getByRole('link', { name: 'Recipes' }).click()
  await page.getByRole('button', { name: 'New recipe' }).click()
  await page.getByRole('button', { name: /^Add a step/ }).click()
  await page.keyboard.type('evening')
  await page.getByRole('option', { name: /Dusk/ }).click()
  await page.getByRole('slider', { name: 'Depth' }).fill('90')
  const seen = page.locator('.insp .aft img[data-preview]')
  await seen.waitFor()
  const first = await seen.getAttribute('data-preview')
  await page.getByRole('slider', { name: 'Depth' }).fill('10')
  await page.locator(`.insp .aft img[data-preview]:not([data-preview="${first}"])`).waitFor()
  await page.getByText('100 is night.').waitFor()
})
