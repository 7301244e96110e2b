export interface DocumentedField {
  name: string
  isOptional: boolean
  type: string
  /** Of its comment; empty without one. */
  words: string
}

/** The fields of an interface, or of an object a type names, as its source declares them; those of interfaces it extends are not among them. */
export function fieldsOf(source: string, name: string): DocumentedField[] {
  const begins = new RegExp(`^export interface ${name}\\b[^{]*\\{$`, 'm').exec(source)
  if (!begins) throw new Error(`There is no interface ${name}.`)
  const from = begins.index + begins[0].length
  const body = source.slice(from, source.indexOf('\n}', from))
  const declared = /(?:\/\*\*((?:(?!\*\/)[^])*)\*\/\s*)?^ {2}(\w+)(\??): (.+)$/gm
  return Array.from(body.matchAll(declared), ([, comment = '', field = '', mark, type = '']) => ({
    name: field,
    isOptional: mark === '?',
    type,
    words: plain(comment),
  }))
}

/** The members of a union of objects, each with its comment. */
export function membersOf(source: string, name: string): string[] {
  const begins = source.indexOf(`export type ${name} =`)
  if (begins < 0) throw new Error(`There is no type ${name}.`)
  return Array.from(source.slice(begins).matchAll(/^ {2}\| (\{.+\})$/gm), ([, member = '']) => member)
}

/** What a type of texts may be. */
export function textsOf(source: string, name: string): string[] {
  const [, union = ''] = new RegExp(`^export type ${name} = (.+)$`, 'm').exec(source) ?? []
  return Array.from(union.matchAll(/'([^']+)'/g), ([, text = '']) => text)
}

function plain(comment: string): string {
  return comment
    .replaceAll(/^\s*\*/gm, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
}
