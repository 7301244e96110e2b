import * as fs from 'node:fs'
import { child, folderOf, nameOf, toFs } from '../paths.ts'

/** Nothing else is called so. */
const byName =
  /.\.(?:photoslibrary|photolibrary|migratedphotolibrary|aplibrary|migratedaplibrary|imovielibrary|fcpbundle|musiclibrary|tvlibrary|logicx|rtfd|sparsebundle|backupbundle|lrlibrary|lrdata|cocatalog|dtbase2|vmwarevm|pvm|utm)$/i

/** A plain folder may be called so too: what lies in it tells. */
const byContent: readonly { name: RegExp; holds: readonly string[] }[] = [
  { name: /.\.app$/i, holds: ['Contents', 'Wrapper'] },
  { name: /.\.band$/i, holds: ['projectData'] },
  {
    name: /.\.(?:pages|numbers|key)$/i,
    holds: ['Index.zip', 'Index', 'index.xml', 'index.xml.gz', 'index.apxl', 'index.apxl.gz'],
  },
]

/** A folder that a program keeps as one thing: a library of photos, a document, an app. Without its parts where they were it is broken. */
export function isPackage(folder: string): boolean {
  const name = nameOf(folder)
  if (byName.test(name)) return isFolder(folder)
  const holds = byContent.find((kind) => kind.name.test(name))?.holds
  return holds?.some((part) => fs.existsSync(toFs(child(folder, part)))) ?? false
}

/** Whether a folder is one, or lies in one: then whoever names it has opened the package. */
export function isInPackage(folder: string): boolean {
  for (let at = folder; folderOf(at) !== at; at = folderOf(at)) if (isPackage(at)) return true
  return false
}

/** Whether a path below a folder is one, or lies in one, so that nobody comes there from that folder who leaves them whole. */
export function isBehindPackage(folder: string, path: string): boolean {
  for (let at = path; at.length > folder.length; at = folderOf(at)) if (isPackage(at)) return !isInPackage(folder)
  return false
}

/** Those of the paths below a folder that lie in one. */
export function behindPackages({ folder, paths }: { folder: string; paths: string[] }): string[] {
  return paths.filter((path) => isBehindPackage(folder, path))
}

function isFolder(path: string): boolean {
  return fs.statSync(toFs(path), { throwIfNoEntry: false })?.isDirectory() ?? false
}
