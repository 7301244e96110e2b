import type { Document } from 'yaml'

/** What a document of YAML says, as plain data; undefined where it refers to what is not in it, or so often that nobody could hold it. */
export function documentValue(document: Document): unknown {
  try {
    return document.toJS()
  } catch {
    return undefined
  }
}
