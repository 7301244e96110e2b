import * as fs from 'node:fs'
import { Fault, type WireFault } from '../../../contract/fault.ts'
import { ioFault } from '../errno.ts'
import { vaultName } from '../../../contract/own-names.ts'
import { folderOf, nameOf, toFs } from '../paths.ts'
import { removeName } from '../names/remove.ts'
import { type Stored, stillStored } from './unedited.ts'
import { standsAt } from '../places/stands-at.ts'

/** `gone`: nothing was there. A file that is not the one that was put there stays. */
export type Emptied = { result: 'removed' | 'gone' } | { result: 'left'; fault: WireFault }

export interface EmptyRequest {
  /** As the journal holds them. */
  files: Stored[]
  /** The vault in the state folder; the others are known by their name. */
  vault: string
}

/** Removes files for good, because a person said so: each only from a vault, and only while it is the very file that was put there. */
export function emptyVault({ files, vault }: EmptyRequest): Emptied[] {
  const emptied = files.map((file) => emptyOne(file, vault))
  for (const folder of new Set(files.map(({ path }) => folderOf(path)))) removeIfEmpty(folder)
  return emptied
}

function emptyOne(file: Stored, vault: string): Emptied {
  const { path } = file
  if (!isInVault(path, vault)) throw new TypeError('only files in a vault are removed for good')
  try {
    if (!standsAt(path)) return goneFrom(path)
    const [found] = stillStored([file])
    if (!found) throw new Fault('vault-changed', { subject: path })
    removeName(path)
    return { result: 'removed' }
  } catch (error) {
    return { result: 'left', fault: ioFault(error, path).toWire() }
  }
}

/** Where not even the folder is there that the vault stood in, its disk is away, or somebody has moved all of it: then it is not gone. */
function goneFrom(path: string): Emptied {
  const around = folderOf(folderOf(folderOf(path)))
  if (standsAt(around)) return { result: 'gone' }
  return { result: 'left', fault: new Fault('volume-gone', { subject: around }).toWire() }
}

/** A vault holds one folder for each batch, and that its files. */
function isInVault(path: string, vault: string): boolean {
  const place = folderOf(folderOf(path))
  return place === vault || nameOf(place) === vaultName
}

/** The folder of a batch, and the vault around it where it stands among a person's files. */
function removeIfEmpty(folder: string): void {
  try {
    fs.rmdirSync(toFs(folder))
    if (nameOf(folderOf(folder)) === vaultName) fs.rmdirSync(toFs(folderOf(folder)))
  } catch {
    // It holds more, or is gone.
  }
}
