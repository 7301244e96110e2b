import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Fault } from '../../contract/fault.ts'

/** Settings are for their person only. */
const fileMode = 0o600
const faults = { ENOSPC: 'disk-full', EDQUOT: 'disk-full', EROFS: 'read-only', EACCES: 'not-permitted' } as const

let attempts = 0

/** Writes the settings document: whole and on disk under its name, or not at all. Faults: `disk-full`, `read-only`, `not-permitted`, `io-error`. */
export async function saveSettings(path: string, document: unknown): Promise<void> {
  const attempt = join(dirname(path), `.mr-settings-${process.pid}-${attempts++}`)
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    await writeDurably(attempt, `${JSON.stringify(document, null, 2)}\n`)
    await rename(attempt, path)
  } catch (error) {
    await rm(attempt, { force: true }).catch(() => {})
    const errno = error instanceof Error && 'code' in error ? String(error.code) : ''
    throw new Fault(faults[errno as keyof typeof faults] ?? 'io-error', { subject: path, cause: error })
  }
}

async function writeDurably(path: string, text: string): Promise<void> {
  await using file = await open(path, 'w', fileMode)
  await file.writeFile(text)
  await file.sync()
}
