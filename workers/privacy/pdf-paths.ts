import type { PDFDict } from '@cantoo/pdf-lib'
import { nameOf } from './local-paths.ts'

/** Where links, actions and forms say which file they mean: as a name of its own, and as older programs of each system had it. */
const fileEntries = ['F', 'UF', 'DOS', 'Mac', 'Unix', 'URI', 'URL']
/** From the root, with a drive or a server; in a PDF `/C/…` is one, too. */
const fromRoot = /^(?:file:|[\\/]|[a-z]:[\\/])/i
/** What is read aloud instead of a picture: as a rule where it came from, if nobody wrote anything better. */
const aloud = 'Alt'
const what = 'path of a linked file'

/** Of files that a dictionary points to on the computer of whoever wrote it: the folders, often with the name of a person, go; the name itself stays. */
export async function silencePaths(dict: PDFDict): Promise<string[]> {
  const { PDFName, PDFString, PDFHexString, PDFDict: Dict } = await import('@cantoo/pdf-lib')
  const textAt = (holder: PDFDict, key: string): string | undefined => {
    const value = holder.lookup(PDFName.of(key))
    return value instanceof PDFString || value instanceof PDFHexString ? value.decodeText() : undefined
  }
  const removed: string[] = []
  for (const entry of fileEntries) {
    const path = textAt(dict, entry)
    if (path === undefined || !fromRoot.test(path)) continue
    dict.set(PDFName.of(entry), PDFHexString.fromText(lastNameIn(path)))
    removed.push(what)
  }
  const words = textAt(dict, aloud) ?? ''
  if (nameOf(words) !== words) {
    dict.set(PDFName.of(aloud), PDFHexString.fromText(nameOf(words)))
    removed.push(what)
  }
  // Of a program that is to be started: the folder to start it in, and what to tell it.
  const win = dict.lookup(PDFName.of('Win'))
  const started = win instanceof Dict ? ['D', 'P'].filter((key) => win.delete(PDFName.of(key))) : []
  // What addresses begin with that are not whole.
  const base = textAt(dict, 'Base')
  const isLocal = base !== undefined && fromRoot.test(base) && dict.delete(PDFName.of('Base'))
  return started.length > 0 || isLocal ? [...removed, what] : removed
}

function lastNameIn(path: string): string {
  return path.replace(/^file:/i, '').replace(/^.*[\\/]/s, '')
}
