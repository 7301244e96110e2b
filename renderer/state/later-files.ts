import type { HeldFile, VaultPage } from '../../contract/vault.ts'

type Page = Pick<VaultPage, 'files' | 'next'>

/** Files that stand below the first page of the vault. */
export interface LaterFiles extends Page {
  /** The first page they follow; below another one they are not shown. */
  of: Page | undefined
}

/** All that is known to be held, and where the list goes on; `next` is null at its end. */
export function heldIn(page: Page | undefined, later: LaterFiles): { files: HeldFile[]; next: number | null } {
  if (!page) return { files: [], next: null }
  return later.of === page ? { files: [...page.files, ...later.files], next: later.next } : page
}

/** With a page more that was asked for `after` the last file. What was asked for twice, or of a list that is another one by now, changes nothing. */
export function withLater(known: LaterFiles, page: Page | undefined, more: Page & { after: number }): LaterFiles {
  const { files, next } = known.of === page ? known : { files: [], next: page?.next ?? null }
  return next === more.after ? { of: page, files: [...files, ...more.files], next: more.next } : known
}
