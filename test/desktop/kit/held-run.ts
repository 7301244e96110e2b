import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { chooseRecipe } from '../../e2e/kit/steps.ts'
import type { Person } from './desktop-app.ts'
import { dragFiles } from './drag-files.ts'

/** Copies its file once it finds a ticket, which it takes; a file that says so is one it cannot do. */
const program = `
const fs = require('node:fs')
const [input, output, tickets] = process.argv.slice(1)
if (fs.readFileSync(input, 'utf8') === 'impossible') process.exit(3)
const take = (ticket) => { try { fs.unlinkSync(tickets + '/' + ticket); return true } catch { return false } }
const look = () => fs.readdirSync(tickets).some(take) ? fs.copyFileSync(input, output) : setTimeout(look, 20)
look()
`

/** A run that goes as far as a test lets it: nobody has to hurry to meet it under way, however fast the machine. */
export interface HeldRun {
  /** Lets so many more files be finished. */
  letGo(count: number): Promise<void>
}

export interface HeldFiles {
  /** Of their folder, below which their results lie, too. */
  name: string
  count: number
  /** So many of them cannot be done. */
  impossible?: number
}

const title = 'Held'
let lastTicket = 0

/** Makes the files, drops them, runs them by a recipe of the person's own, and lets the first be finished. */
export async function beginHeldRun(page: Page, person: Person, files: HeldFiles): Promise<HeldRun> {
  const tickets = join(person.state, '..', 'tickets')
  const letGo = async (count: number) => {
    for (let nth = 0; nth < count; nth++) await writeFile(join(tickets, String(++lastTicket)), '')
  }
  await rm(tickets, { recursive: true, force: true })
  await mkdir(tickets)
  const dropped = join(person.photos, files.name)
  await makeFiles(join(dropped, files.name), files)
  await chooseRecipe(page, title)
  await dragFiles(page, [dropped])
  await page.getByRole('button', { name: `Run ${files.count} files` }).click()
  await letGo(1)
  await page.getByRole('button', { name: /^Done [1-9]/ }).waitFor()
  return { letGo }
}

/** Puts the recipe among the person's own, before the app is started. */
export async function addHeldRecipe({ state }: Person): Promise<void> {
  const command = [process.execPath, '-e', program, '{input}', '{output}', join(state, '..', 'tickets')]
  const recipe = { millrace: 1, name: title, steps: [{ 'external.run': { command } }] }
  await mkdir(join(state, 'recipes'), { recursive: true })
  // JSON is YAML.
  await writeFile(join(state, 'recipes', 'held.millrace.yaml'), JSON.stringify(recipe))
}

async function makeFiles(folder: string, { count, impossible = 0 }: HeldFiles): Promise<void> {
  await mkdir(folder, { recursive: true })
  for (let nth = 0; nth < count; nth++)
    await writeFile(join(folder, `held ${nth}.jpg`), nth < impossible ? 'impossible' : `file ${nth}`)
}
