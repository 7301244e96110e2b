import * as fs from 'node:fs/promises'
import { decodePath } from '../../../contract/path-text.ts'
import { vaultName } from '../../../contract/own-names.ts'
import type { DiskInquiry } from './disk-inquiry.ts'
import { child, folderOf, nameOf, toFs } from '../paths.ts'

/** A vault with files that no run which is known has put there. */
export interface StrayVault {
  path: string
  files: number
}

export interface StrayQuestion {
  /** Absolute: vaults are looked for in them, in the folders of each, and beside it. */
  folders: string[]
  /** Vaults by themselves. */
  vaults: string[]
  /** Whose folders in a vault are known. */
  tokens: ReadonlySet<string>
  inquiry: DiskInquiry
}

/** So many folders of one folder are looked into: whoever has more is not kept waiting. */
const innerMost = 1000
/** What runs call their folder in a vault. */
const token = /^[0-9a-f]{10}$/

/** Looks and changes nothing. What cannot be read is passed over, and so is what the inquiry gives up; links are not followed. */
export async function strayVaults({ folders, vaults, tokens, inquiry }: StrayQuestion): Promise<StrayVault[]> {
  const around: string[] = []
  for (const folder of folders)
    around.push(folder, folderOf(folder), ...(await foldersIn(folder, inquiry)).slice(0, innerMost))
  const found: StrayVault[] = []
  for (const path of new Set([...vaults, ...around.map((folder) => child(folder, vaultName))])) {
    const files = await strangeFilesIn(path, { tokens, inquiry })
    if (files > 0) found.push({ path, files })
  }
  return found
}

async function strangeFilesIn(
  vault: string,
  { tokens, inquiry }: Pick<StrayQuestion, 'tokens' | 'inquiry'>,
): Promise<number> {
  let files = 0
  for (const folder of await foldersIn(vault, inquiry)) {
    const name = nameOf(folder)
    // What a run keeps lies side by side, and packages of macOS are whole.
    if (token.test(name) && !tokens.has(name)) files += (await entriesOf(folder, inquiry)).length
  }
  return files
}

async function foldersIn(folder: string, inquiry: DiskInquiry): Promise<string[]> {
  const entries = await entriesOf(folder, inquiry)
  return entries.flatMap((entry) => (entry.isDirectory() ? [child(folder, decodePath(entry.name))] : []))
}

async function entriesOf(folder: string, inquiry: DiskInquiry) {
  const read = () => fs.readdir(toFs(folder), { withFileTypes: true, encoding: 'buffer' })
  return (await inquiry.ask(folder, read).catch(() => null)) ?? []
}
